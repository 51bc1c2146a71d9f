//! Written sums: "37 + 35 + 28 = 100", "100 × 4 MB = 0.4 GB", and what the sentence before says that they come to.

use super::{Found, Placed, previous, stated};
use crate::compare::Severity;
use crate::compare::extents::{Reach, reach};
use crate::fact::Kind;
use crate::value::{End, Extent, Number};

/// Checks `a op b op c = d` where every number between is a fact of the sentence.
pub(super) fn check(sentence: &[Placed<'_>], found: &mut Vec<Found>) {
    let mut start = 0;
    for (n, pair) in sentence.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        match operator(a.until(b)) {
            // "window = 15 + 3" has its result in front
            Some('=') if n > start && !sentence.get(start).is_some_and(|p| p.before().trim_end().ends_with('=')) => {
                if let (Some(terms), Some(result)) = (sentence.get(start..=n), sentence.get(n + 1)) {
                    sum(terms, result, found);
                }
                start = n + 1;
            }
            Some('+' | '-' | '×' | '/') => {}
            _ => start = n + 1,
        }
    }
}

/// The most numbers of a formula that are named.
const TERMS: usize = 4;

/// Largest difference of two readings of one result, in hundredths.
const NEAR: i128 = 25;

/// "With 24 rows of 40 the hall seats 980. In figures: (24 × 40) + 0 = 960." What comes out of a formula against what the
/// sentence before, which has a number of it as well, says that it is.
pub(super) fn restated(sentences: &[Vec<Placed<'_>>], n: usize, found: &mut Vec<Found>) {
    let (Some(sentence), Some(before)) = (sentences.get(n), previous(sentences, n)) else { return };
    let Some((result, terms)) = sentence.split_last() else { return };
    let is_result =
        result.before().trim_end().ends_with('=') && result.before().contains(['*', '×', '/', '÷', '+', '-']);
    if !is_result || terms.is_empty() || result.before().matches('=').count() > 1 {
        return;
    }
    // a number of the formula may have its unit in the sentence only
    let is_term = |p: &Placed<'_>| terms.iter().any(|t| t.fact.surface == p.fact.surface);
    let is_long = |p: &&Placed<'_>| p.fact.surface.bytes().filter(u8::is_ascii_digit).count() > 1;
    let (shared, rest): (Vec<&Placed<'_>>, Vec<&Placed<'_>>) = before.iter().filter(is_long).partition(|p| is_term(p));
    let (Some(term), [other]) = (shared.first(), rest.as_slice()) else { return };
    let (Some(x), Some(y), Some(says)) = (other.extent(), result.extent(), stated(result.fact)) else { return };
    let gap = stated(other.fact)
        .and_then(|v| v.checked_sub(says))
        .map(|d| if d.is_negative() { Number::ZERO.checked_sub(d) } else { Some(d) });
    let is_near = gap
        .flatten()
        .and_then(|d| Some(d.checked_mul(Number::integer(100))? <= says.checked_mul(Number::integer(NEAR))?));
    let is_plain = |p: &Placed<'_>| matches!(p.fact.kind, Kind::Count | Kind::Quantity);
    if is_plain(other) && is_plain(result) && is_near == Some(true) && x.disjoint(y) {
        let says = format!(
            "the formula comes to {}, and the sentence before says {}",
            result.fact.surface, other.fact.surface
        );
        // what the formula reckons with speaks against the other number as well
        let mut facts: Vec<usize> = terms.iter().take(TERMS).map(|t| t.index).collect();
        facts.extend([term.index, result.index, other.index]);
        found.push(Found::conflict("formula-restated", Severity::Warning, facts, says));
    }
}

/// The operator in the words between two numbers, if there is just one and little else.
fn operator(between: &str) -> Option<char> {
    let bare: String = between.chars().filter(|c| !c.is_alphabetic() && !c.is_whitespace()).collect();
    let words = between.split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).count();
    if words > 2 {
        return None;
    }
    match bare.as_str() {
        "+" => Some('+'),
        "−" | "-" | "–" => Some('-'),
        "×" | "*" | "x" => Some('×'),
        "/" | "÷" => Some('/'),
        "=" | "≈" => Some('='),
        _ => None,
    }
}

fn sum(terms: &[Placed<'_>], result: &Placed<'_>, found: &mut Vec<Found>) {
    let extent = |p: &Placed<'_>| match reach(p.fact) {
        Some(Reach::Numbers { allowed, stated: Some(stated) }) => Some((allowed, stated)),
        _ => None,
    };
    let Some((mut all, mut exact)) = terms.first().and_then(extent) else { return };
    for pair in terms.windows(2) {
        let [a, b] = pair else { return };
        let (Some(op), Some((next, stated))) = (operator(a.until(b)), extent(b)) else { return };
        let computed = match op {
            '+' => exact.checked_add(stated).map(|e| (all.add(next), e)),
            '-' => exact.checked_sub(stated).map(|e| (all.sub(next), e)),
            '×' => exact.checked_mul(stated).zip(product(all, next)).map(|(e, p)| (p, e)),
            _ => return,
        };
        let Some((a, e)) = computed else { return };
        (all, exact) = (a, e);
    }
    let Some((allowed, stated)) = extent(result) else { return };
    let is_plain = terms.iter().chain([result]).all(|p| matches!(p.fact.kind, Kind::Count | Kind::Share));
    let values = if is_plain { format!(": {exact} against {stated}") } else { String::new() };
    let written: String = result.fact.quote.get(terms[0].from..result.to).unwrap_or_default().to_owned();
    let facts = terms.iter().chain([result]).map(|p| p.index).collect();
    found.push(if all.disjoint(allowed) {
        let says = format!("“{written}” does not come out{values}");
        Found::conflict("written-sum", Severity::Error, facts, says)
    } else {
        Found::agree("written-sum", facts, format!("“{written}” comes out"))
    });
}

/// Products of two intervals of numbers that are not negative.
fn product(a: Extent, b: Extent) -> Option<Extent> {
    let end = |x: End, y: End| -> Option<End> {
        let (x, y) = (x.value()?, y.value()?);
        if x.is_negative() || y.is_negative() {
            return None;
        }
        x.checked_mul(y).map(End::Closed)
    };
    let low = if a.low.value() == Some(Number::ZERO) { End::Closed(Number::ZERO) } else { end(a.low, b.low)? };
    Some(Extent { low, high: end(a.high, b.high)? })
}
