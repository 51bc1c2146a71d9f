//! Where a sentence takes its text in time: which of its dates the next sentences go on from.

use crate::document::BlockKind;
use crate::fact::Kind;
use crate::grammar::Token;
use crate::lexicon::{Class, Relation, TimeWord};
use crate::mention::{Mention, YEAR_BESIDE};
use crate::resolve::clause::{is_content, is_verb};
use crate::resolve::time::Settled;
use crate::resolve::{Discourse, Scene, block_reason};
use crate::value::{Bound, Moment, Period, Value};

use super::{Timing, is_to_come, tense};

/// How many tokens before a date "since" is looked for.
const SINCE: usize = 7;

/// How many tokens an insertion behind a subject reaches on either side of its date.
const INSERTED: usize = 12;

/// Longer than this, in days, a time is coarse: a decade, a century.
const COARSE: i64 = 3600;

impl Timing<'_> {
    /// Moves the text on to the time that the sentence leads to.
    pub(in crate::resolve) fn carry(
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
        let beside = |i: &usize| mentions.get(*i).is_some_and(|m| m.rule == YEAR_BESIDE);
        let to_come = |i: &usize| mentions.get(*i).is_some_and(|m| is_to_come(scene, m));
        let told = |i: &usize| {
            moves(*i).is_some() && !self.is_aside(scene, *i) && !passes(i) && !behind(i) && !to_come(i) && !beside(i)
        };
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
            let at = found.and_then(|i| mentions.get(i)).map(|m| m.value_at.0);
            state.was = at.and_then(|at| tense::is_past(scene, at));
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
pub(super) fn is_likened(scene: &Scene<'_>, from: usize) -> bool {
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
pub(super) fn is_until(token: &Token<'_>) -> bool {
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
