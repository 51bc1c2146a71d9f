//! Shares against the counts they are shares of: "200 of 400 (48 %)".

use super::words::{closes, is_base, is_of, opens, words};
use super::{Found, Placed};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::fact::Kind;
use crate::value::{End, Extent, Number};

/// Checks every share of a sentence that stands beside its part and its whole.
pub(super) fn check(sentence: &[Placed<'_>], found: &mut Vec<Found>) {
    for two in sentence.windows(2) {
        let [a, b] = two else { continue };
        if let Some((fraction, share)) = written_fraction(a, b) {
            let Some(exact) = fraction.fact.value.single().and_then(|n| n.checked_mul(Number::integer(100))) else {
                continue;
            };
            settle(&[fraction], share, Extent::exactly(exact), fraction.fact.surface.clone(), found);
        }
    }
    for three in sentence.windows(3) {
        let [a, b, c] = three else { continue };
        let (x, y) = (a.until(b), b.until(c));
        let (part, whole, share) = match (a.fact.kind, b.fact.kind, c.fact.kind) {
            // 200 of 400 (48 %)
            (Kind::Count, Kind::Count, Kind::Share) if is_of(x) && opens(y) => (a, b, c),
            // 48 % (200 of 400)
            (Kind::Share, Kind::Count, Kind::Count) if opens(x) && is_of(y) => (b, c, a),
            // 200 (48 %) of 400; 200, or 48 %, of 400
            (Kind::Count, Kind::Share, Kind::Count)
                if (opens(x) || is_or(x)) && is_of(y.trim_start_matches([')', ',', '%', ' '])) =>
            {
                (a, c, b)
            }
            // 48 % of the 400, or 200
            (Kind::Share, Kind::Count, Kind::Count)
                if is_of(x) && (is_or(y) || opens(y) && closes(c.after()) || is_inserted(y, c)) =>
            {
                (c, b, a)
            }
            _ => continue,
        };
        of(part, whole, share, found);
    }
    // Of the 400 patients, 200 (48 %) and 90 (23 %)
    let mut bases = sentence.iter().filter(|p| p.fact.kind == Kind::Count && is_base(p.before()));
    let (Some(whole), None) = (bases.next(), bases.next()) else { return };
    for two in sentence.windows(2) {
        let [part, share] = two else { continue };
        let is_pair = part.fact.kind == Kind::Count && share.fact.kind == Kind::Share && part.index != whole.index;
        if is_pair && part.from > whole.to && opens(part.until(share)) && closes(share.after()) {
            of(part, whole, share, found);
        }
    }
}

/// A fraction written in digits beside a share in brackets, either way round.
fn written_fraction<'a, 'f>(a: &'a Placed<'f>, b: &'a Placed<'f>) -> Option<(&'a Placed<'f>, &'a Placed<'f>)> {
    let is_written = |p: &Placed<'_>| {
        p.fact.kind == Kind::Share
            && p.fact.surface.split_once('/').is_some_and(|(x, y)| {
                let digits = |s: &str| s.trim().chars().all(|c| c.is_ascii_digit() || c == ',') && s.len() > 1;
                digits(x) || digits(y)
            })
    };
    let is_percent = |p: &Placed<'_>| p.fact.kind == Kind::Share && p.fact.unit == "percent";
    if !opens(a.until(b)) || !closes(b.after()) {
        return None;
    }
    if is_written(a) && is_percent(b) {
        Some((a, b))
    } else if is_percent(a) && is_written(b) {
        Some((b, a))
    } else {
        None
    }
}

/// Whether a value stands by itself between commas: "half of the 640 seats, 320, were".
fn is_inserted(between: &str, p: &Placed<'_>) -> bool {
    let is_alone = between.trim_end().ends_with(',') && p.after().starts_with(',');
    is_alone && between.matches(',').count() == 1 && words(between).len() <= 3
}

/// Whether one value restates another: ", or", "that is".
fn is_or(between: &str) -> bool {
    let words = words(between.trim_start_matches(|c: char| c.is_alphabetic() || c == ' '));
    between.contains(',') && !words.is_empty() && words.len() <= 2 && words.iter().all(|w| Cue::Restates.has(w))
}

fn of(part: &Placed<'_>, whole: &Placed<'_>, share: &Placed<'_>, found: &mut Vec<Found>) {
    let (Some(p), Some(w)) = (part.precise(), whole.precise()) else { return };
    let Some(computed) = quotient(p, w) else { return };
    if share.fact.unit.contains("point") || share.fact.change.is_some() {
        return;
    }
    let written = format!("{} of {}", part.fact.surface, whole.fact.surface);
    settle(&[part, whole], share, computed, written, found);
}

fn settle(parts: &[&Placed<'_>], share: &Placed<'_>, computed: Extent, written: String, found: &mut Vec<Found>) {
    let Some(said) = super::writing::share(share.fact) else { return };
    let mut facts: Vec<usize> = parts.iter().map(|p| p.index).collect();
    facts.push(share.index);
    let is = computed.low.value().filter(|_| computed.low == computed.high).and_then(tenths);
    let shown = share.fact.surface.clone();
    if !computed.disjoint(said) {
        found.push(Found::agree("share-of-parts", facts, format!("{written} is {shown} percent")));
    } else if computed.disjoint(super::writing::loose_share(share.fact, said)) {
        let is = is.unwrap_or_else(|| "another".to_owned());
        let says = format!("{written} is {is} percent, not {shown}");
        found.push(Found::conflict("share-of-parts", Severity::Error, facts, says));
    }
}

/// `100 a / b` for intervals of positive numbers.
pub(super) fn quotient(a: Extent, b: Extent) -> Option<Extent> {
    let divide = |x: End, y: End| -> Option<End> {
        let q = x.value()?.checked_mul(Number::integer(100))?.checked_div(y.value()?)?;
        Some(End::Closed(q))
    };
    if b.low.value()? <= Number::ZERO {
        return None;
    }
    Some(Extent { low: divide(a.low, b.high)?, high: divide(a.high, b.low)? })
}

/// A number rounded to a tenth, for people.
pub(super) fn tenths(n: Number) -> Option<String> {
    let ten = n.checked_mul(Number::integer(10))?;
    let rounded = (ten.numerator() * 2 + ten.denominator()).div_euclid(ten.denominator() * 2);
    Some(Number::ratio(rounded, 10)?.to_string())
}
