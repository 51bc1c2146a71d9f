//! Arithmetic inside one text: numbers that must fit one another and do not.
//!
//! Every check works on intervals: a finding says that no values allowed by the wording satisfy the sum.

mod formula;
mod parts;
mod spans;
mod table;
#[cfg(test)]
mod tests;
mod units;

use super::question::id;
use super::{Question, Reason, Severity, Verdict};
use crate::fact::{Fact, Role};

/// A fact and where it stands in the sentence as quoted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed<'f> {
    /// Index into the facts given.
    pub(super) index: usize,
    pub(super) fact: &'f Fact,
    /// Bytes of the quoted sentence.
    pub(super) from: usize,
    pub(super) to: usize,
}

impl<'f> Placed<'f> {
    /// The words between this fact and a later one of the same sentence.
    pub(super) fn until(&self, later: &Placed<'f>) -> &'f str {
        self.fact.quote.get(self.to..later.from).unwrap_or_default()
    }

    /// The words before this fact.
    pub(super) fn before(&self) -> &'f str {
        self.fact.quote.get(..self.from).unwrap_or_default()
    }
}

/// What a check found.
#[derive(Debug)]
pub(super) struct Misfit {
    pub(super) rule: &'static str,
    pub(super) severity: Severity,
    /// Indices of the facts, the one that does not fit last.
    pub(super) facts: Vec<usize>,
    /// The sum, for people.
    pub(super) says: String,
}

/// Findings of arithmetic.
pub(crate) fn derive(facts: &[Fact]) -> Vec<Question> {
    let mut order: Vec<usize> = (0..facts.len())
        .filter(|&i| facts.get(i).is_some_and(|f| !matches!(f.role, Role::Noise | Role::Vague)))
        .collect();
    order.sort_by(|&i, &j| {
        let key = |f: &Fact| (f.sentence, f.span.start(), f.span.end());
        facts[i].source.cmp(&facts[j].source).then_with(|| key(&facts[i]).cmp(&key(&facts[j])))
    });
    let mut found = Vec::new();
    for text in order.chunk_by(|&i, &j| facts[i].source == facts[j].source) {
        for sentence in text.chunk_by(|&i, &j| facts[i].sentence == facts[j].sentence) {
            let placed = place(facts, sentence);
            units::check(&placed, &mut found);
            formula::check(&placed, &mut found);
            parts::check(&placed, &mut found);
            spans::in_sentence(&placed, &mut found);
        }
        table::check(facts, text, &mut found);
        spans::lives(facts, text, &mut found);
    }
    found.into_iter().map(|m| question(facts, m)).collect()
}

/// Finds the facts of one sentence in its quoted words, in order.
fn place<'f>(facts: &'f [Fact], sentence: &[usize]) -> Vec<Placed<'f>> {
    let mut from = 0;
    let mut out = Vec::new();
    for &index in sentence {
        let Some(fact) = facts.get(index) else { continue };
        let Some(at) = fact.quote.get(from..).and_then(|rest| rest.find(fact.surface.as_str())) else { continue };
        let place = Placed { index, fact, from: from + at, to: from + at + fact.surface.len() };
        from = place.to;
        out.push(place);
    }
    out
}

fn question(facts: &[Fact], misfit: Misfit) -> Question {
    let odd = misfit.facts.last().copied().unwrap_or_default();
    let mut positions = misfit.facts;
    positions.sort_by_key(|&i| (facts[i].sentence, facts[i].span.start()));
    positions.dedup();
    let last = positions.iter().position(|&i| i == odd).unwrap_or(0);
    let conflicts = (0..positions.len()).filter(|&i| i != last).map(|i| (i.min(last), i.max(last))).collect();
    let first = &facts[odd];
    let what = if first.measure.is_empty() { first.event.clone().unwrap_or_default() } else { first.measure.clone() };
    let label =
        format!("{}: {}", misfit.rule.replace('-', " "), if what.is_empty() { first.unit.clone() } else { what });
    Question {
        id: id(facts, &positions, &label),
        label,
        kind: first.kind,
        verdict: Verdict::Conflict,
        severity: misfit.severity,
        rule: misfit.rule,
        positions,
        conflicts,
        why: vec![misfit.says.clone()],
        trace: vec![Reason { rule: misfit.rule, weight: 0, says: misfit.says }],
        gap: 100,
    }
}
