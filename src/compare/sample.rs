//! Facts made by hand, for tests.

use std::sync::Arc;

use super::judge::Judged;
use super::link::Edge;
use super::{Basis, Question, Severity, Verdict};
use crate::fact::{Claim, Fact, Kind, Role, Slots};
use crate::text::Span;
use crate::value::{Bound, Number, Period, Value};

pub(crate) fn fact(source: &str, kind: Kind, surface: &str, unit: &str, bound: Bound) -> Fact {
    let number: Option<Number> = surface.parse().ok();
    let value = match kind {
        Kind::Date => {
            let period = surface.split_once('/').map_or_else(
                || surface.parse().map(Period::day),
                |(a, b)| a.parse().and_then(|a| b.parse().map(|b| Period::new(a, b))),
            );
            Value::Date { period: period.expect("a date"), bound }
        }
        _ if matches!(bound, Bound::Under | Bound::AtMost) => Value::Number { low: None, high: number, bound },
        _ if matches!(bound, Bound::Over | Bound::AtLeast | Bound::Vague) => {
            Value::Number { low: number, high: None, bound }
        }
        _ => Value::Number { low: number, high: number, bound },
    };
    Fact::from(Claim {
        id: format!("f-{source}-{surface}-{unit}"),
        source: Arc::from(source),
        path: Arc::from(source),
        line: 1,
        column: 1,
        span: Span::new(0, surface.len()),
        extent: Span::new(0, surface.len()),
        surface: surface.to_owned(),
        quote: Arc::from(format!("{surface} {unit}")),
        sentence: 0,
        kind,
        value,
        unit: unit.to_owned(),
        measure: unit.to_owned(),
        about: Vec::new(),
        when: None,
        when_stated: false,
        when_in_sentence: false,
        when_local: true,
        places: Vec::new(),
        event: None,
        change: None,
        timex: None,
        role: Role::Body,
        reason: None,
        cell: None,
        slots: Slots { head: unit.to_owned(), ..Slots::default() },
        steps: Vec::new(),
    })
}

pub(crate) fn count(surface: &str, bound: Bound) -> Fact {
    fact("a", Kind::Count, surface, "strike", bound)
}

pub(crate) fn share(surface: &str, bound: Bound) -> Fact {
    fact("a", Kind::Share, surface, "percent", bound)
}

pub(crate) fn quantity(surface: &str, unit: &str) -> Fact {
    fact("a", Kind::Quantity, surface, unit, Bound::Exact)
}

pub(crate) fn duration(surface: &str, unit: &str) -> Fact {
    fact("a", Kind::Duration, surface, unit, Bound::Exact)
}

/// A question that nothing is known of but its positions.
pub(crate) fn question(positions: &[usize]) -> Question {
    Question {
        id: format!("{positions:?}"),
        label: String::new(),
        kind: Kind::Count,
        verdict: Verdict::Agree,
        severity: Severity::Note,
        rule: "agree",
        basis: Basis::Aligned,
        positions: positions.to_vec(),
        conflicts: Vec::new(),
        why: Vec::new(),
        trace: Vec::new(),
        gap: 0,
    }
}

/// An edge that nothing is known of but its ends.
pub(crate) fn edge(a: u32, b: u32) -> Edge {
    Edge {
        a,
        b,
        score: 0,
        standing: 0,
        odds: None,
        is_inside: false,
        judged: Judged { verdict: Verdict::Agree, gap: 0, is_close: false },
        is_scope: false,
        is_doubtful: false,
        is_mutual: false,
        joined: false,
        is_matched: false,
        verdict: Verdict::Agree,
        severity: Severity::Note,
    }
}
