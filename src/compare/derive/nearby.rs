//! Numbers beside one another of which one is the product, the sum or the share of two others: they confirm one another.
//!
//! Coincidences are many among small numbers, so nothing follows from numbers that do not fit, and those that fit must fit
//! exactly and have digits enough.

use super::{Found, stated};
use crate::compare::extents::dimension;
use crate::fact::{Fact, Kind};
use crate::value::{Bound, Number};

/// The most numbers of neighbouring sentences that are tried with one another.
const MOST: usize = 12;

struct Term {
    index: usize,
    sentence: u32,
    kind: Kind,
    dimension: String,
    value: Number,
    digits: usize,
}

/// Checks the numbers of every two neighbouring sentences of one text.
pub(super) fn check(facts: &[Fact], text: &[usize], found: &mut Vec<Found>) {
    let terms: Vec<Term> = text.iter().filter_map(|&i| term(i, &facts[i])).collect();
    let mut from = 0;
    for at in 0..terms.len() {
        while terms[from].sentence + 1 < terms[at].sentence || at - from >= MOST {
            from += 1;
        }
        for other in from..at {
            for third in from..other {
                three(facts, [&terms[third], &terms[other], &terms[at]], found);
            }
        }
    }
}

fn term(index: usize, fact: &Fact) -> Option<Term> {
    let is_kind = matches!(fact.kind, Kind::Count | Kind::Money | Kind::Quantity | Kind::Share);
    if !is_kind || fact.value.bound() != Bound::Exact || fact.cell.is_some() || fact.change.is_some() {
        return None;
    }
    let value = stated(fact)?;
    let written = fact.value.single()?;
    if written.is_negative() || written == Number::ZERO || written == Number::ONE {
        return None;
    }
    let digits = written.numerator().unsigned_abs().to_string().trim_end_matches('0').len();
    Some(Term { index, sentence: fact.sentence, kind: fact.kind, dimension: dimension(fact), value, digits })
}

fn three(facts: &[Fact], terms: [&Term; 3], found: &mut Vec<Found>) {
    let inside = terms[0].sentence == terms[2].sentence;
    for n in 0..3 {
        let (whole, a, b) = (terms[n], terms[(n + 1) % 3], terms[(n + 2) % 3]);
        let shown = |t: &Term| {
            let fact = &facts[t.index];
            match fact.kind {
                Kind::Quantity | Kind::Money | Kind::Share => format!("{} {}", fact.surface, fact.unit),
                _ => fact.surface.clone(),
            }
        };
        let members = || vec![a.index, b.index, whole.index];
        let is_long = whole.digits >= 3;
        let same = a.dimension == whole.dimension && b.dimension == whole.dimension;
        // few digits will do for what one sentence counts of one kind of thing
        let head = |t: &Term| &facts[t.index].slots.head;
        let is_told = inside
            && whole.digits >= 2
            && whole.kind == Kind::Count
            && head(a) == head(whole)
            && head(b) == head(whole);
        if same
            && (is_long || is_told && !head(whole).is_empty())
            && whole.kind != Kind::Share
            && a.value.checked_add(b.value) == Some(whole.value)
        {
            let says = format!("{} + {} make {}", shown(a), shown(b), shown(whole));
            found.push(Found::agree("sum-of-parts", members(), says));
            return;
        }
        for (factor, unit) in [(a, b), (b, a)] {
            if unit.kind == Kind::Share || unit.dimension != whole.dimension {
                continue;
            }
            let product = match factor.kind {
                Kind::Count => factor.value.checked_mul(unit.value),
                Kind::Share => factor.value.checked_mul(unit.value).and_then(|n| n.checked_div(Number::integer(100))),
                _ => None,
            };
            // a factor and a measure in one sentence are meant for one another; counts of counts need digits
            let is_measure = matches!(unit.kind, Kind::Quantity | Kind::Money);
            let is_sure = is_long && (inside || factor.digits + unit.digits > 3)
                || inside && is_measure && factor.digits + unit.digits + whole.digits > 3;
            if product == Some(whole.value) && is_sure {
                let of = if factor.kind == Kind::Share { "of" } else { "times" };
                let says = format!("{} {of} {} is {}", shown(factor), shown(unit), shown(whole));
                found.push(Found::agree("product", members(), says));
                return;
            }
        }
    }
}
