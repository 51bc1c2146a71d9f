//! The time of every fact: stated beside it, counted from an event, named by who ruled, or carried over from the text before.

mod carry;
mod counted;
mod tense;

use crate::document::{BlockKind, Document};
use crate::fact::{Fact, Kind};
use crate::grammar::time::{Count, TimeExpr};
use crate::grammar::{Token, TokenKind, tokenize};
use crate::lexicon::{Class, EraWord, Lexicon, Shift};
use crate::mention::{Mention, MentionValue, YEAR_BESIDE, find};
use crate::value::{Moment, Period, TimeUnit, Value};

use super::story::{Dating, Named, Sight, Years};
use super::syntax::Domains;
use super::time::{Settled, TimeContext, is_bare, settle};
use super::when::Timeline;
use super::{Discourse, Scene};
use carry::is_likened;
use counted::{counted, reached, yearly};

/// A time no more than this many days from publication is that of the text itself.
const ABOUT_NOW: i64 = 62;

/// A time more than this many days before the last day or month told is a look back.
const LONG_AGO: i64 = 3600;

/// A date told more than this many paragraphs before is told no more.
const FAR: u32 = 5;

/// Where the time of a fact was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Origin {
    /// In its clause.
    Clause,
    /// In another clause of its sentence.
    Sentence,
    /// In a sentence before, in the same paragraph.
    Paragraph,
    /// Further up.
    Before,
}

/// Gives a fact a time and tells where it comes from.
fn date(fact: &mut Fact, period: Period, origin: Origin) {
    fact.when = Some(period);
    fact.when_stated = origin == Origin::Clause;
    fact.when_in_sentence = origin <= Origin::Sentence;
    fact.when_local = origin <= Origin::Paragraph;
}

/// Takes over the year that the title of a text names, when it names one.
pub(super) fn begin(document: &Document, lexicon: &Lexicon, state: &mut Discourse) {
    let Some(title) = &document.source.title else { return };
    if !title.contains(|c: char| c.is_ascii_digit()) {
        return;
    }
    let mut tokens = Vec::new();
    tokenize(lexicon, title, 0, &[], &mut tokens);
    let mentions = find(lexicon, &tokens);
    let mut years = mentions.iter().filter_map(|m| match &m.value {
        MentionValue::Time(reading) if m.aside.is_none() => match &reading.expr {
            TimeExpr::Calendar(c) => c.year,
            _ => None,
        },
        _ => None,
    });
    if let (Some(year), None) = (years.next(), years.next())
        && let Some(year) = Period::years(year, year)
    {
        state.told.titled(year, document.source.reference);
    }
}

/// The sentences, with the title, that a text opens with.
const OPENS: usize = 1;

/// Settles the time expressions of a sentence, left to right.
pub(super) fn settle_times(scene: &Scene<'_>, state: &mut Discourse, mentions: &[Mention]) -> Vec<Option<Settled>> {
    if state.told.section != scene.block.heading {
        let heading = scene.document.heading_of(scene.block);
        let names_time = heading.is_some_and(|h| scene.document.slice(h.span).contains(|c: char| c.is_ascii_digit()));
        state.told.enter(scene.block.heading, scene.document.source.reference.is_some() || names_time);
    }
    let mut in_sentence: Vec<Period> = Vec::new();
    let mut out: Vec<Option<Settled>> = mentions
        .iter()
        .map(|mention| {
            let MentionValue::Time(reading) = &mention.value else { return None };
            state.asks |= matches!(&reading.expr, TimeExpr::Event { event, .. } if !event.is_empty());
            let context = TimeContext {
                reference: scene.document.source.reference,
                told: state.told,
                sentence: &in_sentence,
                anchors: state.story.dates(),
                order: scene.document.source.date_order.or(scene.lexicon.date_order),
                past: tense(scene, mention),
                block: scene.sentence.block,
                is_apart: state.story.is_apart(),
            };
            let settled = settle(reading, &context);
            if settled.vague && settled.is_belied {
                state.story.set_apart();
                state.asks = true;
            }
            if settled.vague {
                state.told.touch(&reading.expr);
            }
            if let Some(day) = anniversary(scene, mention, &state.told) {
                state.told.remember(day, scene.sentence.block);
            }
            if let Value::Date { period, .. } = settled.value
                && settled.kind == Kind::Date
                && !settled.vague
                && mention.aside.is_none()
                && mention.rule != YEAR_BESIDE
                && !is_to_come(scene, mention)
                && !period.is_unbounded()
                && !is_likened(scene, mention.extent_at.0)
                && !is_of_life(scene, mention, period)
            {
                in_sentence.push(period);
                state.told.note(&reading.expr, period, scene.document.source.reference, scene.sentence.block);
                if scene.number <= OPENS && state.told.lead.is_none() {
                    state.told.lead = super::time::year_of(period).and_then(|y| Period::years(y, y));
                }
            }
            Some(settled)
        })
        .collect();
    days_behind(scene, mentions, &mut out);
    out
}

/// The day that a text looks back to from the day of its publication, if it says so at its beginning: "A hundred years ago
/// tonight", "It is 75 years since".
fn anniversary(scene: &Scene<'_>, mention: &Mention, told: &super::time::Told) -> Option<Period> {
    const OPENING: usize = 8;
    const LEAST: i32 = 5;
    let MentionValue::Time(reading) = &mention.value else { return None };
    let (count, is_ago) = match &reading.expr {
        TimeExpr::Shift { count, unit: TimeUnit::Year, shift: Shift::Ago } => (count, true),
        TimeExpr::Duration { count, unit: TimeUnit::Year, .. } => (count, false),
        TimeExpr::Duration { count, unit: TimeUnit::Century, .. } => (count, false),
        _ => return None,
    };
    let is_century = matches!(&reading.expr, TimeExpr::Duration { unit: TimeUnit::Century, .. });
    let next = scene.tokens.get(mention.extent_at.1);
    let today = |t: &Token<'_>| t.is_any(&["today", "tonight", "this", "tomorrow", "to"]);
    let said = if is_ago {
        next.is_some_and(today)
    } else {
        next.is_some_and(|t| t.is("since") || t.is("today") || t.is("ago"))
    };
    if scene.number > OPENING || told.fine.is_some() || !said {
        return None;
    }
    let Count::Number(low, high) = count else { return None };
    let years = low.to_integer().filter(|_| low == high).and_then(|n| i32::try_from(n).ok())?;
    let years = if is_century { years * 100 } else { years };
    let reference = scene.document.source.reference.filter(|p| p.length() == Some(1))?.first?;
    let (y, m, d) = (i32::from(reference.date.year()), reference.date.month(), reference.date.day());
    let day = Moment::day(y - years, i32::from(m), i32::from(d.min(28)))?;
    (years >= LEAST).then_some(Period { first: Some(day), last: Some(day) })
}

/// Whether a date is one that was still to come in the story: "the lease was to lapse in 1968", "would run until 1968".
pub(super) fn is_to_come(scene: &Scene<'_>, mention: &Mention) -> bool {
    const REACH: usize = 8;
    let from = mention.extent_at.0;
    let (start, _) = scene.view.clause_range(from);
    let before = scene.tokens.get(from.saturating_sub(REACH).max(start)..from).unwrap_or_default();
    let due = |w: &[Token<'_>]| matches!(w, [a, b, c] if a.is_any(&["was", "were"]) && b.is("to") && c.kind == TokenKind::Word);
    before.iter().any(|t| t.is("would")) || before.windows(3).any(due)
}

/// "At 1854 last Monday, 21 July": the day behind a time of day is its day.
fn days_behind(scene: &Scene<'_>, mentions: &[Mention], settled: &mut [Option<Settled>]) {
    for i in 0..mentions.len().saturating_sub(1) {
        let (Some(mention), Some(next)) = (mentions.get(i), mentions.get(i + 1)) else { continue };
        let MentionValue::Time(reading) = &mention.value else { continue };
        let bare = is_bare(&reading.expr);
        let gap = scene.tokens.get(mention.extent_at.1..next.extent_at.0).unwrap_or_default();
        let joins = gap.len() <= 2 && gap.iter().all(|t| t.text == "," || t.has(Class::PREP) || t.is("the"));
        let day =
            settled.get(i + 1).and_then(Option::as_ref).filter(|s| s.unit == "day" && !s.vague).and_then(|s| s.named);
        if let Some(day) = day.filter(|d| bare && joins && d.length() == Some(1)) {
            let context = TimeContext { sentence: &[day], ..TimeContext::default() };
            settled[i] = Some(settle(reading, &context));
        }
    }
}

/// How many tokens before a date a birth is looked for.
const BIRTH: usize = 7;

/// Whether a date is that of somebody's birth, or a life span behind a name: the story is not told of that time.
fn is_of_life(scene: &Scene<'_>, mention: &Mention, period: Period) -> bool {
    let from = mention.extent_at.0;
    let (start, _) = scene.view.clause_range(from);
    let before = scene.tokens.get(from.saturating_sub(BIRTH).max(start)..from).unwrap_or_default();
    let bracketed = from > 1 && scene.tokens.get(from - 1).is_some_and(|t| t.text == "(");
    let is_span = period.length().is_some_and(|d| (LEAST_LIFE..MOST_LIFE).contains(&d));
    let named = from > 1 && scene.tokens.get(from - 2).is_some_and(|t| t.is_capitalized());
    before.iter().any(|t| t.is("born")) || bracketed && is_span && named
}

/// Life spans, in days.
const LEAST_LIFE: i64 = 15 * 365;
const MOST_LIFE: i64 = 115 * 365;

/// Whether a word looks like a past form: "asked", not "need" or "United".
fn is_past_form(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed") && word.starts_with(char::is_lowercase)
}

/// Whether the verb nearest before a mention (or else behind it) tells of the past (`Some(true)`) or looks ahead (`Some(false)`).
fn tense(scene: &Scene<'_>, mention: &Mention) -> Option<bool> {
    let told = |t: &Token<'_>| -> Option<bool> {
        if t.word.class.has(Class::AHEAD) {
            return Some(false);
        }
        let past = t.is_any(&["was", "were", "had", "did"]) || t.has(Class::VERB) || is_past_form(t.text);
        past.then_some(true)
    };
    let (from, to) = scene.view.clause_range(mention.value_at.0);
    let before = scene.tokens.get(from..mention.value_at.0)?;
    let behind = scene.tokens.get(mention.value_at.1..to.max(mention.value_at.1))?;
    // "as soon as Tuesday"
    if matches!(before, [.., degree, as_] if as_.is("as") && degree.is_any(&["soon", "early", "late"])) {
        return Some(false);
    }
    before.iter().rev().take(14).find_map(told).or_else(|| behind.iter().take(14).find_map(told))
}

/// Whether a date says itself what a length beside it leads to: "on 12 May, nine days after it began", "ten days later, on 3 June".
fn is_beside(scene: &Scene<'_>, length: &Mention, date: &Mention) -> bool {
    const NEAR: usize = 7;
    let between = |from: usize, to: usize| scene.tokens.get(from..to);
    let is_set_off = |t: &Token<'_>| matches!(t.text, "," | "(" | "–" | "—");
    if date.extent_at.1 <= length.extent_at.0 {
        return between(date.extent_at.1, length.extent_at.0)
            .is_some_and(|gap| matches!(gap, [sign] if is_set_off(sign)));
    }
    between(length.extent_at.1, date.extent_at.0).is_some_and(|gap| {
        let is_apposed = matches!(gap, [.., sign, word] if is_set_off(sign) && word.has(Class::PREP));
        gap.len() <= NEAR && (is_apposed || matches!(gap, [.., sign] if is_set_off(sign)))
    })
}

/// The times of one sentence.
pub(super) struct Timing<'a> {
    /// What dates and numbers there are.
    timeline: Timeline<'a>,
    /// Times named by who ruled.
    eras: Vec<Named>,
    /// The points in time that lengths lead to.
    reached: Vec<Option<Period>>,
}

impl<'a> Timing<'a> {
    /// Looks over a sentence, and learns from it while the text is read for the first time.
    pub(super) fn new(
        scene: &'a Scene<'a>,
        state: &mut Discourse,
        mentions: &'a [Mention],
        settled: &'a [Option<Settled>],
        domains: Domains,
    ) -> Self {
        let is_heading = matches!(scene.block.kind, BlockKind::Title | BlockKind::Heading(_));
        let is_asked = is_heading || !mentions.is_empty() || !scene.clues.is_empty();
        let subject = if is_asked { state.story.subject().to_vec() } else { Vec::new() };
        let sight = Sight {
            lexicon: scene.lexicon,
            tokens: scene.tokens,
            view: scene.view,
            clues: scene.clues,
            document: scene.document,
            subject: &subject,
        };
        if state.story.is_open() && scene.block.kind != BlockKind::Boilerplate {
            state.asks |=
                scene.clues.iter().any(|c| c.says.is_rule() || matches!(c.says, EraWord::Yearly | EraWord::During));
            state.story.shortened(&sight);
            let (dates, years) = stated(mentions, settled);
            if !dates.is_empty() || !scene.clues.is_empty() {
                state.story.learn(&sight, &dates, &years);
            }
        }
        let mut timeline =
            Timeline { tokens: scene.tokens, view: scene.view, mentions, settled, domains, placed: Vec::new() };
        let carried = state.current.map(|(_, p)| p);
        let mut points = Vec::with_capacity(mentions.len());
        for (i, mention) in mentions.iter().enumerate() {
            let here = timeline.last_before(i).or(carried);
            let found = settled.get(i).and_then(Option::as_ref).and_then(|s| match s.kind {
                Kind::Duration | Kind::Quantity => s.named.or_else(|| counted(scene, state, &sight, mention, here)),
                _ => None,
            });
            let found = found.or_else(|| yearly(state, &sight, mention));
            let is_told =
                || (0..mentions.len()).any(|j| timeline.date(j).is_some() && is_beside(scene, mention, &mentions[j]));
            points.push(reached(scene, mention, here, found).filter(|_| !is_told()));
            // "on 12 May, nine days after it began": that day, and none counted from it
            let is_counted =
                found.is_some() && settled.get(i).and_then(Option::as_ref).is_some_and(|s| s.named.is_none());
            let found = found.filter(|_| !(is_counted && is_told()));
            // a date of the sentence that lies within says it more finely
            let dates = (0..mentions.len()).filter_map(|j| timeline.date(j));
            let finer = found.and_then(|p| dates.into_iter().find(|d| p.contains(*d) && d.length() < p.length()));
            timeline.placed.push(finer.or(found));
        }
        let eras = if scene.clues.is_empty() { Vec::new() } else { state.story.eras(&sight) };
        if is_heading {
            state.section = state.story.named(&sight);
        }
        state.story.turn_to(&sight);
        Self { timeline, eras, reached: points }
    }

    /// The point in time that a length leads to, where it says when something was.
    pub(super) fn reached(&self, index: usize) -> Option<Period> {
        self.reached.get(index).copied().flatten()
    }

    /// Gives a fact its time.
    pub(super) fn apply(&self, scene: &Scene<'_>, state: &Discourse, index: usize, fact: &mut Fact) {
        let carried = self.story(scene, state);
        let placed = || self.timeline.placed.get(index).copied().flatten().filter(|_| !self.is_ago(index));
        if let Some(period) = self.moment(scene, index).or_else(placed) {
            date(fact, period, Origin::Clause);
        } else if let Some(era) = self.era(scene, index) {
            let inside = carried.filter(|(block, p)| {
                !era.is_stated && !era.until_end && *block == scene.sentence.block && era.period.contains(*p)
            });
            let is_stated = inside.is_none() && era.is_stated;
            let origin = if is_stated { Origin::Clause } else { Origin::Sentence };
            date(fact, inside.map_or(era.period, |(_, p)| p), origin);
        } else if let Some(period) = self.present(scene, index) {
            date(fact, period, Origin::Clause);
        } else if let Some((period, is_own)) = self.timeline.attached(index) {
            let is_own = is_own && !self.is_of_thing(index, fact);
            date(fact, period, if is_own { Origin::Clause } else { Origin::Sentence });
        } else if let Some((block, period)) = carried.filter(|c| self.goes_on(scene, state, *c)) {
            let is_near = block == scene.sentence.block;
            // what was told long before tells no more than the rule that it lies in
            let is_far = scene.sentence.block.saturating_sub(block) > FAR;
            let period = if is_far { state.story.rule_over(period).unwrap_or(period) } else { period };
            // the day of publication is the time of what is told only where the sentence says so
            let is_now = self.is_now(scene, period) || self.is_of_now(scene, state, index);
            date(fact, period, if is_near && !is_now { Origin::Paragraph } else { Origin::Before });
        } else if let Some(today) = self.age_of_today(scene, index, fact) {
            date(fact, today, Origin::Paragraph);
        } else {
            fact.when_local = false;
        }
        self.look_back(scene, index, fact);
    }

    /// "The shaft, 560 metres deep, was finished in 1889", "climbed a 900-metre peak": how large a thing is, whenever that was.
    fn is_of_thing(&self, index: usize, fact: &Fact) -> bool {
        let Some(mention) = self.timeline.mentions.get(index).filter(|_| fact.kind == Kind::Quantity) else {
            return false;
        };
        let token = |i: usize| self.timeline.tokens.get(i);
        let joined = (mention.value_at.1..mention.extent_at.1)
            .any(|i| token(i).is_some_and(|t| t.kind == TokenKind::Dash && t.glued()));
        let end = mention.extent_at.1 + usize::from(token(mention.extent_at.1).is_some_and(|t| t.word.spans));
        let of = usize::from(mention.extent_at.0.checked_sub(1).and_then(token).is_some_and(|t| t.is("of")));
        let opens = mention.extent_at.0.checked_sub(1 + of).and_then(token).is_some_and(|t| t.text == ",");
        let apposed = opens && token(end).is_some_and(|t| t.text == ",");
        fact.unit != "year" && (joined || apposed)
    }

    /// "It was built in 1268. The nave is 112 m long": what is so did not only hold in the year in which something was.
    fn is_of_now(&self, scene: &Scene<'_>, state: &Discourse, index: usize) -> bool {
        let at = self.timeline.mentions.get(index).map(|m| m.value_at.0);
        state.was == Some(true)
            && scene.block.cell.is_none()
            && at.is_some_and(|at| tense::is_past(scene, at) == Some(false))
    }

    /// The day of publication, for an age behind a name in a text that tells of no other time: "says Ann Hale, 48,".
    fn age_of_today(&self, scene: &Scene<'_>, index: usize, fact: &Fact) -> Option<Period> {
        let (from, to) = self.timeline.mentions.get(index)?.extent_at;
        let is_comma = |i: usize| scene.tokens.get(i).is_some_and(|t| t.text == ",");
        let is_behind = from.checked_sub(1).is_some_and(is_comma) && is_comma(to);
        let is_age = fact.kind == Kind::Quantity && fact.unit == "year" && is_behind;
        scene.document.source.reference.filter(|r| is_age && r.length().is_some_and(|d| d <= 31))
    }

    /// Whether a time lies about the day of publication.
    fn is_now(&self, scene: &Scene<'_>, period: Period) -> bool {
        let reference = scene.document.source.reference.filter(|r| r.length().is_some_and(|d| d <= 31));
        let near = |a: Option<Moment>, b: Option<Moment>| matches!((a, b), (Some(a), Some(b)) if (a.days() - b.days()).abs() <= ABOUT_NOW);
        reference.is_some_and(|r| near(r.first, period.first) || near(r.last, period.last))
    }

    /// "ten years of hunger", "a two-year drought": the stretch that leads up to the time of the clause.
    fn look_back(&self, scene: &Scene<'_>, index: usize, fact: &mut Fact) {
        let Some(mention) = self.timeline.mentions.get(index).filter(|_| fact.kind == Kind::Duration) else { return };
        let MentionValue::Time(reading) = &mention.value else { return };
        let TimeExpr::Duration { count: Count::Number(low, high), unit: TimeUnit::Year, .. } = &reading.expr else {
            return;
        };
        let of = scene.tokens.get(mention.extent_at.1).is_some_and(|t| t.is("of"));
        let dash = |i: usize| scene.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Dash && t.glued());
        let joined = (mention.value_at.0..mention.extent_at.1).any(dash);
        let years = low.to_integer().filter(|_| low == high).and_then(|n| i64::try_from(n).ok());
        let base = fact.when.filter(|p| p.length().is_some_and(|d| d <= 366));
        let placed = self.timeline.placed.get(index).copied().flatten().is_some();
        if let (Some(years), Some(base), true, false) = (years, base, of || joined, placed) {
            let first = base.first.and_then(|m| super::time::moved(m, TimeUnit::Year, -years));
            if first.is_some() {
                (fact.when, fact.when_stated) = (Some(Period { first, last: base.last }), false);
            }
        }
    }

    /// The time that the text has arrived at: a look back to earlier years lasts no longer than its paragraph.
    fn story(&self, scene: &Scene<'_>, state: &Discourse) -> Option<(u32, Period)> {
        let (block, period) = state.current?;
        let is_past =
            |fine: Period| matches!((period.last, fine.first), (Some(l), Some(f)) if l.days() + LONG_AGO < f.days());
        let is_coarse = period.length().is_some_and(|d| d > 300);
        let fine = state.told.fine.filter(|f| block != scene.sentence.block && is_coarse && is_past(*f));
        Some((block, fine.map_or(period, Period::whole_days)))
    }

    /// Whether a time told before still holds: a report of the day comes back to its own matter with every paragraph.
    fn goes_on(&self, scene: &Scene<'_>, state: &Discourse, (block, period): (u32, Period)) -> bool {
        let told = state.told;
        let year = |p: Period| p.first.or(p.last).map(|m| m.date.year());
        let reference = scene.document.source.reference.filter(|r| r.length().is_some_and(|d| d <= 31));
        let is_report = reference.is_some() && told.near > told.far;
        let is_away = reference.and_then(year).zip(year(period)).is_some_and(|(a, b)| (a - b).abs() > 1);
        block == scene.sentence.block || !is_report || !is_away
    }

    /// The moment that the clause of a mention names ("by the time of the flood"), unless a finer date stands in it.
    fn moment(&self, scene: &Scene<'_>, index: usize) -> Option<Period> {
        let at = self.timeline.mentions.get(index)?.value_at.0;
        let clause = scene.view.clause_range(at);
        let named = self.eras.iter().find(|n| n.is_moment && n.at >= clause.0 && n.at < clause.1)?;
        let said = self.timeline.attached(index).map(|(period, _)| period);
        (said.is_none_or(|p| p.contains(named.period) || p.length() > named.period.length() || !p.meets(named.period)))
            .then_some(named.period)
    }

    /// The day of publication, when the clause of a mention says "now" or "today" and no date.
    fn present(&self, scene: &Scene<'_>, index: usize) -> Option<Period> {
        let place = |i: usize| self.timeline.mentions.get(i).map(|m| m.value_at.0);
        let at = place(index)?;
        let clause = scene.view.clause_range(at);
        let inside = |i: usize| place(i).is_some_and(|p| p >= clause.0 && p < clause.1);
        let near = index.saturating_sub(4)..(index + 5).min(self.timeline.mentions.len());
        // behind its verb the word reaches no farther than a comma
        let comma = |from: usize, to: usize| {
            scene.tokens.get(from..to).unwrap_or_default().iter().any(|t| matches!(t.text, "," | ";"))
        };
        let reaches = |i: usize| {
            let Some(said) = place(i) else { return false };
            let leads = self.timeline.leads(i) || self.timeline.leads(index);
            leads || !comma(at.min(said), at.max(said))
        };
        let says = near.clone().any(|i| inside(i) && self.timeline.is_present(i) && reaches(i));
        let dated =
            || near.clone().any(|i| inside(i) && !self.timeline.is_present(i) && self.timeline.date(i).is_some());
        scene.document.source.reference.filter(|_| says && !dated())
    }

    /// "ten years ago": said of another time than it leads to.
    fn is_ago(&self, index: usize) -> bool {
        let Some(Mention { value: MentionValue::Time(reading), .. }) = self.timeline.mentions.get(index) else {
            return false;
        };
        matches!(reading.expr, TimeExpr::Shift { shift: Shift::Ago, .. })
    }

    /// The rule that the clause of a mention names as its time, when no date stands in it.
    fn era(&self, scene: &Scene<'_>, index: usize) -> Option<Named> {
        if self.eras.is_empty() {
            return None;
        }
        let at = self.timeline.mentions.get(index)?.value_at.0;
        let clause = scene.view.clause_range(at);
        let inside = |n: &&Named| n.at >= clause.0 && n.at < clause.1;
        let dated = (0..self.timeline.mentions.len()).any(|i| {
            let at = self.timeline.mentions.get(i).map(|m| m.value_at.0);
            at.is_some_and(|at| at >= clause.0 && at < clause.1) && self.timeline.date(i).is_some()
        });
        // "by the end of her reign in 1931, 300 had left"
        let until = self.eras.iter().filter(inside).find(|n| n.until_end);
        if dated {
            return until.copied();
        }
        let before = self.eras.iter().filter(inside).rfind(|n| n.at <= at);
        let behind = self.eras.iter().filter(inside).find(|n| n.at > at);
        let leads = self.eras.first().filter(|n| n.is_stated && n.at < at && self.timeline.attached(index).is_none());
        before.or(behind).or(leads).copied()
    }
}

/// The dates of a sentence, and its lengths of time in whole years.
fn stated(mentions: &[Mention], settled: &[Option<Settled>]) -> (Vec<Dating>, Vec<Years>) {
    let (mut dates, mut years) = (Vec::new(), Vec::new());
    for (mention, settled) in mentions.iter().zip(settled) {
        let (Some(s), MentionValue::Time(reading)) = (settled, &mention.value) else { continue };
        let (at, end) = mention.extent_at;
        if let (Kind::Date, Some(period)) = (s.kind, s.named)
            && s.noise.is_none()
            && mention.aside.is_none()
        {
            dates.push(Dating { at, end, period, is_range: matches!(reading.expr, TimeExpr::Range(..)) });
        }
        if let TimeExpr::Duration { count: Count::Number(low, high), unit: TimeUnit::Year, .. } = reading.expr
            && low == high
            && let Some(n) = low.to_integer().and_then(|n| i64::try_from(n).ok())
        {
            years.push((at, end, n));
        }
    }
    (dates, years)
}

#[cfg(test)]
mod tests {
    use crate::document::{read, read_row};
    use crate::lexicon::Lexicon;
    use crate::resolve::extract;

    #[test]
    fn an_anniversary_is_told_of_its_day_of_long_ago() {
        let first = |text: &str| {
            let facts = extract(&read_row("t", text, Some("2012-05-06")), Lexicon::english()).facts;
            facts.iter().find(|f| f.surface == "May 4").and_then(|f| f.when?.first).map(|m| m.date.year())
        };
        assert_eq!(first("Today it is 75 years since the mill burned. They had left Norton on May 4."), Some(1937));
        assert_eq!(first("The mill burned. It had run for 75 years. They left Norton on May 4."), Some(2012));
    }

    #[test]
    fn a_new_section_comes_back_to_the_year_that_the_text_begins_with() {
        let text = "# The mill\n\nThe mill burned in 1931.\n\n## Before\n\nIt was built in 1869 and enlarged in 1925.\n\n\
                    ## The fire\n\nOn 24 October a spark fell.\n";
        let facts = extract(&read("t.md", text.into()), Lexicon::english()).facts;
        let found = facts.iter().find(|f| f.surface == "24 October").and_then(|f| f.when?.first);
        assert_eq!(found.map(|m| m.date.year()), Some(1931));
    }
}
