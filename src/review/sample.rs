//! A question and a decision on it, for tests.

use super::fingerprint::fingerprint;
use super::ruling::{Decision, QuotedPosition, Ruling};
use crate::compare::{Basis, Question, Severity, Verdict};
use crate::fact::{Fact, Kind, sample};

/// Two counts that cannot both hold.
pub(super) fn question() -> (Question, Vec<Fact>) {
    let facts = vec![
        sample::count("a", 3, "There were 977 strikes.", "977", 977),
        sample::count("b", 9, "They counted 1,939 strikes.", "1,939", 1939),
    ];
    let question = Question {
        id: "strikes-1".into(),
        label: "strikes".into(),
        kind: Kind::Count,
        verdict: Verdict::Conflict,
        severity: Severity::Error,
        rule: "value-conflict",
        basis: Basis::Aligned,
        positions: vec![0, 1],
        conflicts: vec![(0, 1)],
        why: vec![],
        trace: vec![],
        gap: 496,
    };
    (question, facts)
}

/// It is confirmed.
pub(super) fn decision(question: &Question, facts: &[Fact]) -> Decision {
    Decision {
        question: question.id.clone(),
        fingerprint: fingerprint(question, facts),
        ruling: Ruling::Confirmed,
        reason: "two \"counts\"".into(),
        author: "ed".into(),
        date: "2026-01-31".into(),
        prefer: None,
        until: None,
        positions: facts
            .iter()
            .map(|f| QuotedPosition {
                source: f.source.to_string(),
                surface: f.surface.clone(),
                quote: f.quote.to_string(),
                apart: false,
            })
            .collect(),
    }
}
