//! The time of every fact: stated beside it, counted from an event, named by who ruled, or carried over from the text before.

use crate::document::{BlockKind, Document};
use crate::fact::{Fact, Kind};
use crate::grammar::time::{Count, TimeExpr};
use crate::grammar::{Token, TokenKind, tokenize};
use crate::lexicon::{Class, EraWord, Lexicon, Portion, Relation, Shift, TimeWord};
use crate::mention::{Mention, MentionValue, find};
use crate::value::{Bound, Moment, Period, TimeUnit, Value};

use super::clause::{is_content, is_verb};
use super::story::{Dating, Named, Sight, Years};
use super::syntax::Domains;
use super::time::{Settled, TimeContext, is_bare, point, settle, stretch};
use super::when::Timeline;
use super::{Discourse, Scene, block_reason};

/// How many tokens around a length of time tell what it is counted from.
const NEAR: usize = 3;

/// How many tokens before a date "since" is looked for.
const SINCE: usize = 7;

/// How many tokens an insertion behind a subject reaches on either side of its date.
const INSERTED: usize = 12;

/// A time no more than this many days from publication is that of the text itself.
const ABOUT_NOW: i64 = 62;

/// A time more than this many days before the last day or month told is a look back.
const LONG_AGO: i64 = 3600;

/// Longer than this, in days, a time is coarse: a decade, a century.
const COARSE: i64 = 3600;

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

/// Settles the time expressions of a sentence, left to right.
pub(super) fn settle_times(scene: &Scene<'_>, state: &mut Discourse, mentions: &[Mention]) -> Vec<Option<Settled>> {
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
            if let Value::Date { period, .. } = settled.value
                && settled.kind == Kind::Date
                && !settled.vague
                && mention.aside.is_none()
                && !period.is_unbounded()
                && !is_likened(scene, mention.extent_at.0)
                && !is_of_life(scene, mention, period)
            {
                in_sentence.push(period);
                state.told.note(&reading.expr, period, scene.document.source.reference, scene.sentence.block);
            }
            Some(settled)
        })
        .collect();
    days_behind(scene, mentions, &mut out);
    out
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

/// The times of one sentence.
pub(super) struct Timing<'a> {
    /// What dates and numbers there are.
    timeline: Timeline<'a>,
    /// Times named by who ruled.
    eras: Vec<Named>,
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
        for (i, mention) in mentions.iter().enumerate() {
            let here = timeline.last_before(i).or(carried);
            let found = settled.get(i).and_then(Option::as_ref).and_then(|s| match s.kind {
                Kind::Duration | Kind::Quantity => s.named.or_else(|| counted(scene, state, &sight, mention, here)),
                _ => None,
            });
            let found = found.or_else(|| yearly(state, &sight, mention));
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
        Self { timeline, eras }
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
            date(fact, period, if is_own { Origin::Clause } else { Origin::Sentence });
        } else if let Some((block, period)) = carried.filter(|c| self.goes_on(scene, state, *c)) {
            let is_near = block == scene.sentence.block;
            // what was told long before tells no more than the rule that it lies in
            let is_far = scene.sentence.block.saturating_sub(block) > FAR;
            let period = if is_far { state.story.rule_over(period).unwrap_or(period) } else { period };
            // the day of publication is the time of what is told only where the sentence says so
            let is_now = self.is_now(scene, period);
            date(fact, period, if is_near && !is_now { Origin::Paragraph } else { Origin::Before });
        } else if let Some(today) = self.age_of_today(scene, index, fact) {
            date(fact, today, Origin::Paragraph);
        } else {
            fact.when_local = false;
        }
        self.look_back(scene, index, fact);
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

    /// Moves the text on to the time that the sentence leads to.
    pub(super) fn carry(
        &self,
        scene: &Scene<'_>,
        state: &mut Discourse,
        mentions: &[Mention],
        settled: &[Option<Settled>],
    ) {
        if block_reason(scene.block).is_some() {
            return;
        }
        if matches!(scene.block.kind, BlockKind::Title | BlockKind::Heading(_)) && state.section.is_some() {
            state.current = state.section.map(|p| (scene.sentence.block, p));
        }
        let until = |i: usize| {
            let before = mentions.get(i).and_then(|m| m.value_at.0.checked_sub(1)).and_then(|at| scene.tokens.get(at));
            before.is_some_and(is_until)
        };
        let lasts = |i: usize| mentions.get(i).and_then(|m| scene.tokens.get(m.extent_at.1)).is_some_and(is_until);
        let moves = |i: usize| -> Option<Period> {
            let period = match settled.get(i)?.as_ref() {
                Some(s) if s.kind == Kind::Date && !s.vague && s.noise.is_none() => match s.value {
                    // "by 1931 there were 40": the story has come to that year
                    Value::Date { bound: Bound::AtMost, .. } => s.named.filter(|_| !until(i)),
                    Value::Date { period, .. } => Some(period),
                    Value::Number { .. } => None,
                },
                _ => self
                    .timeline
                    .placed
                    .get(i)
                    .copied()
                    .flatten()
                    .filter(|_| !self.is_ago(i) && !lasts(i) && !self.looks_back(scene, i)),
            }?;
            (period.first.is_some() && period.last.is_some()).then_some(period)
        };
        let leads = |i: &usize| mentions.get(*i).is_some_and(|m| opens_clause(scene, m.extent_at.0));
        // a decade or a century named in passing does not take the story there
        let passes = |i: &usize| {
            let coarse = moves(*i).and_then(Period::length).is_some_and(|d| d > COARSE);
            coarse && state.current.is_some() && (!leads(i) || self.describes(scene, *i))
        };
        // what had happened before stays before
        let is_later = |i: &usize| {
            let end = |p: Period| p.last.map(Moment::days);
            moves(*i).and_then(end).is_some_and(|d| state.current.and_then(|(_, p)| end(p)).is_some_and(|now| now > d))
        };
        let behind = |i: &usize| is_later(i) && mentions.get(*i).is_some_and(|m| is_background(scene, m.extent_at.0));
        let told = |i: &usize| moves(*i).is_some() && !self.is_aside(scene, *i) && !passes(i) && !behind(i);
        let fore =
            (0..mentions.len()).rev().find(|i| told(i) && leads(i)).or_else(|| (0..mentions.len()).rev().find(told));
        let found = fore.or_else(|| (0..mentions.len()).rev().find(|&i| moves(i).is_some() && state.current.is_none()));
        // "In 1931 Smith came to power": what follows was under Smith
        let begun = self.eras.iter().rev().find_map(|n| n.opens);
        let period = found.and_then(moves).map(|p| match begun {
            Some(rule) if p.length().is_some_and(|d| d > 31) && rule.meets(p) => rule,
            _ => p,
        });
        let period = period.or_else(|| {
            let era = self.eras.iter().rev().find(|n| n.is_stated || n.leads)?;
            let inside = state.current.filter(|(_, p)| era.carries().contains(*p));
            // a paragraph of its own about a rule is about all of it; a date of the paragraph says more
            let moves = inside.is_none_or(|(block, _)| era.is_time && block != scene.sentence.block);
            moves.then_some(era.carries())
        });
        if let Some(period) = period {
            // the hour is told of one thing, the day of what follows, too
            state.current = Some((scene.sentence.block, period.whole_days()));
        }
    }

    /// "the last 20 years": a stretch that leads up to where the text stands.
    fn looks_back(&self, scene: &Scene<'_>, index: usize) -> bool {
        let Some(mention) = self.timeline.mentions.get(index) else { return false };
        let lead = scene.tokens.get(mention.extent_at.0.saturating_sub(1)..mention.value_at.1).unwrap_or_default();
        lead.iter().any(|t| t.word.time_word == Some(TimeWord::Relation(Relation::Last)))
    }

    /// Whether a time describes the noun behind it: "nineteenth-century mills", "the 1931 strike".
    fn describes(&self, scene: &Scene<'_>, index: usize) -> bool {
        let Some(mention) = self.timeline.mentions.get(index) else { return false };
        let article =
            mention.extent_at.0.checked_sub(1).and_then(|i| scene.tokens.get(i)).is_some_and(|t| t.has(Class::DET));
        scene.tokens.get(mention.extent_at.1).is_some_and(|t| t.spaced && is_content(t) && (article || !is_verb(t)))
    }

    /// Whether a date tells of something beside the story: of what had been before, in brackets, compared with, or as part of a name ("the 1931 Water Act").
    fn is_aside(&self, scene: &Scene<'_>, index: usize) -> bool {
        let Some(mention) = self.timeline.mentions.get(index) else { return false };
        let token = |i: usize| scene.tokens.get(i);
        let (from, to) = mention.extent_at;
        // "fifty years ago this week": only counted from
        let before = index.checked_sub(1).filter(|&i| self.is_ago(i)).and_then(|i| self.timeline.mentions.get(i));
        if before.is_some_and(|m| m.extent_at.1 == from) {
            return true;
        }
        let clause = scene.view.clause_range(from);
        let opens = clause.0.checked_sub(1).and_then(token);
        let had = scene.tokens.get(clause.0..from).unwrap_or_default().iter().any(|t| t.is("had"));
        let relative = clause.0 > 0 && token(clause.0).is_some_and(|t| t.has(Class::WH));
        let bracket = token(clause.0).is_some_and(|t| t.text == "(") && token(clause.1).is_some_and(|t| t.text == ")");
        if relative && had || bracket || opens.is_some_and(|t| t.text == "(") {
            return true;
        }
        // "the worst since 1930"
        let since = |i: usize| token(i).is_some_and(|t| t.is_any(&["since", "than"]));
        // "since the strike of 1930"
        let phrase = (from.saturating_sub(SINCE).max(clause.0)..from)
            .rev()
            .take_while(|&i| token(i).is_some_and(|t| t.text != ","));
        if since(from) || phrase.into_iter().any(since) || self.timeline.is_beside(index) {
            return true;
        }
        // "inspired by the 1931 strike"; but "in the 1931 strike"
        let before = |n: usize| from.checked_sub(n).and_then(token);
        let named = before(1).is_some_and(|t| t.has(Class::DET)) && self.describes(scene, index);
        if is_likened(scene, from)
            || named && !before(2).is_some_and(|t| t.is_any(&["in", "during", "at", "for", "after", "before", "until"]))
        {
            return true;
        }
        let is_year =
            from > 0 && to - from <= 2 && self.timeline.date(index).and_then(Period::length).is_some_and(|d| d > 31);
        if is_year && token(to).is_some_and(|t| t.is_capitalized() && t.spaced && t.is_open()) {
            return true;
        }
        false
    }
}

/// Whether what a date tells of is only likened to the story: "like the strike of 1931", "the same as in 1931".
fn is_likened(scene: &Scene<'_>, from: usize) -> bool {
    let (start, _) = scene.view.clause_range(from);
    let before = scene.tokens.get(start..from).unwrap_or_default();
    let same = before.iter().position(|t| t.is("same"));
    let as_ = same.is_some_and(|i| before.get(i..).is_some_and(|rest| rest.iter().any(|t| t.is("as"))));
    as_ || before.iter().any(|t| t.is("like"))
}

/// Whether a date tells of what had been before: "had been warned in 1907", "The mill, built in 1898, was".
fn is_background(scene: &Scene<'_>, from: usize) -> bool {
    let token = |i: usize| scene.tokens.get(i);
    let (start, end) = scene.view.clause_range(from);
    let done = |t: &Token<'_>| is_verb(t) || t.is("been");
    let had = (start..from).rev().find(|&i| token(i).is_some_and(|t| t.is("had")));
    let group = had.and_then(|h| scene.tokens.get(h + 1..from)).unwrap_or_default();
    let mut group = group.iter().skip_while(|t| t.has(Class::ADV) || t.has(Class::NEG));
    // "that it had begun was shown by": the verb that the date belongs to is another
    if group.next().is_some_and(done) && !group.any(|t| t.has(Class::AUX) && !t.is("been")) {
        return true;
    }
    // an insertion behind the subject, which the verb follows
    let comma = |i: &usize| token(*i).is_some_and(|t| t.text == ",");
    let finite = |t: &Token<'_>| t.has(Class::AUX) || is_verb(t);
    let opens = |i: &usize| {
        comma(i)
            && token(i + 1).is_some_and(is_verb)
            && i.checked_sub(1).and_then(token).is_some_and(is_content)
            && !scene.tokens.get(start..*i).is_some_and(|s| s.iter().any(finite))
    };
    (start..from).rev().take(INSERTED).any(|i| opens(&i))
        && (from..end).take(INSERTED).any(|i| comma(&i) && token(i + 1).is_some_and(finite))
}

/// Whether a word leads to the end of a time.
fn is_until(token: &Token<'_>) -> bool {
    token.is_any(&["until", "till"])
}

/// Whether a time stands in front of what it is the time of: "In 1931 …", "…, and in 1932 …".
fn opens_clause(scene: &Scene<'_>, from: usize) -> bool {
    let token = |i: usize| scene.tokens.get(i);
    let Some(mut at) = from.checked_sub(1) else { return true };
    if token(at).is_some_and(|t| t.has(Class::PREP)) {
        match at.checked_sub(1) {
            Some(before) => at = before,
            None => return true,
        }
    }
    token(at).is_some_and(|t| matches!(t.text, "," | ";" | ":" | "“") || t.has(Class::CONJ))
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

/// "the 25th anniversary of the coup": so many years after it.
fn yearly(state: &Discourse, sight: &Sight<'_>, mention: &Mention) -> Option<Period> {
    let end = mention.extent_at.1;
    let clue = sight.clues.iter().find(|c| c.says == EraWord::Yearly && c.at + 1 >= end && c.at <= end + 1)?;
    let MentionValue::Number { low: Some(low), kind: Kind::Ordinal, .. } = &mention.value else { return None };
    let event = state.story.event(sight, clue.end)?;
    let years = i64::try_from(low.to_integer()?).ok()?;
    let moved = |m| super::time::moved(m, TimeUnit::Year, years);
    Some(Period::new(moved(event.first?)?, moved(event.last?)?))
}

/// The time that a length of time leads to from an event, from the time under discussion (`here`) or from now.
fn counted(
    scene: &Scene<'_>,
    state: &mut Discourse,
    sight: &Sight<'_>,
    mention: &Mention,
    here: Option<Period>,
) -> Option<Period> {
    let MentionValue::Time(reading) = &mention.value else { return None };
    let TimeExpr::Duration { count: Count::Number(low, high), unit, .. } = &reading.expr else { return None };
    // within a day it does not matter how many hours
    let fits = *unit < TimeUnit::Day || matches!(reading.bound, Bound::Exact | Bound::About);
    let n = low.to_integer().filter(|_| low == high && fits)?;
    let (n, unit) = (i64::try_from(n).ok()?, *unit);
    let (from, end) = mention.extent_at;
    let token = |i: usize| scene.tokens.get(i);
    let time_word = |i: usize| token(i).and_then(|t| t.word.time_word);
    let lead = from.saturating_sub(NEAR)..mention.value_at.1;
    let led = |r: Relation| lead.clone().any(|i| time_word(i) == Some(TimeWord::Relation(r)));
    let the = lead.clone().any(|i| token(i).is_some_and(|t| t.is("the")));
    let first = lead.clone().any(|i| token(i).is_some_and(|t| t.is_any(&["first", "initial", "opening"])));
    // "his 17-year rule", "six years of Liberal rule", "ruled for 17 years"
    let rule = sight.clues.iter().find(|c| {
        c.says.is_rule()
            && c.at >= end
            && (c.at <= end + NEAR || token(end).is_some_and(|t| t.is("of")) && c.at <= end + 6)
    });
    let ruled = sight.clues.iter().any(|c| c.says == EraWord::Rule && c.end <= from && c.end + 5 >= from);
    if rule.is_some() || ruled {
        state.asks = true;
        let era = rule.and_then(|c| state.story.eras(sight).into_iter().find(|n| n.at == c.at)).map(|n| n.period);
        if first {
            return era.and_then(|p| stretch(p, n, unit));
        }
        let subject = || state.story.named(sight).filter(|_| ruled);
        return era.or_else(subject).or_else(|| here.filter(|_| rule.is_some()).and_then(|p| stretch(p, n, unit)));
    }
    let event = |state: &mut Discourse, at: usize| {
        state.asks = true;
        state.story.event(sight, at)
    };
    let next = token(end)?;
    match time_word(end) {
        Some(TimeWord::Shift(Shift::On)) => {
            let base = if token(end + 1).is_some_and(|t| t.has(Class::DET) || t.is_open() && t.is_capitalized()) {
                event(state, end + 1)?
            } else {
                here?
            };
            return if the { stretch(base, n, unit) } else { point(base, n, unit) };
        }
        Some(TimeWord::Shift(Shift::Back)) => return point(event(state, end + 1)?, -n, unit),
        Some(TimeWord::Portion(Portion::Late)) if next.is("later") => return point(here?, n, unit),
        Some(TimeWord::Relation(Relation::Following)) => {
            let base = event(state, end + 1)?;
            return if the { stretch(base, n, unit) } else { point(base, n, unit) };
        }
        _ => {}
    }
    if next.is("since") {
        return point(event(state, end + 1)?, n, unit);
    }
    if next.is("of") && first {
        return stretch(event(state, end + 1)?, n, unit);
    }
    if the && led(Relation::Last) {
        let now = here.filter(|_| state.current.is_some_and(|(block, _)| block == scene.sentence.block));
        let last = now.or(scene.document.source.reference)?;
        return Some(Period { first: super::time::moved(last.first?, unit, -n), last: last.last });
    }
    if is_until(next) {
        let last = event(state, end + 1)?.last?;
        return Some(Period::new(here?.first.filter(|f| *f < last)?, last));
    }
    if led(Relation::Following) {
        return stretch(here?, n, unit);
    }
    let after = from.checked_sub(1).and_then(token).is_some_and(|t| t.is("after"))
        || token(from).is_some_and(|t| t.is("after"));
    if after && scene.view.clause_range(from).0 + 2 > from && next.text == "," {
        return stretch(here?, n, unit);
    }
    None
}
