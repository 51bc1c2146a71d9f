//! Parts and wholes in one sentence: shares of counts, rises and their ends.

use super::{Misfit, Placed};
use crate::compare::Severity;
use crate::compare::extents::{Reach, reach};
use crate::fact::Kind;
use crate::value::{Bound, End, Extent, Number, Value};

/// Checks "200 of 400 (48 %)" and "rose by 20 from 50 to 75".
pub(super) fn check(sentence: &[Placed<'_>], found: &mut Vec<Misfit>) {
    shares(sentence, found);
    rises(sentence, found);
}

fn extent(p: &Placed<'_>) -> Option<Extent> {
    match reach(p.fact) {
        Some(Reach::Numbers { allowed, .. }) => Some(allowed),
        _ => None,
    }
}

/// A count set against its whole is meant as written, round or not.
fn precise(p: &Placed<'_>) -> Option<Extent> {
    match (p.fact.value.bound(), p.fact.value.single()) {
        (Bound::Exact, Some(n)) => Some(Extent::exactly(n)),
        _ => extent(p),
    }
}

/// "x of y (p %)", "p % (x of y)".
fn shares(sentence: &[Placed<'_>], found: &mut Vec<Misfit>) {
    for three in sentence.windows(3) {
        let [a, b, c] = three else { continue };
        let (part, whole, share) = match (a.fact.kind, b.fact.kind, c.fact.kind) {
            (Kind::Count, Kind::Count, Kind::Share) if bracket(b.until(c)) => (a, b, c),
            (Kind::Share, Kind::Count, Kind::Count) if bracket(a.until(b)) => (b, c, a),
            _ => continue,
        };
        if !is_of(part.until(whole)) || share.fact.unit.contains("point") {
            continue;
        }
        let (Some(p), Some(w), Some(s)) = (precise(part), precise(whole), extent(share)) else { continue };
        let Some(computed) = quotient(p, w) else { continue };
        if computed.disjoint(s) {
            let exact = part.fact.value.single().zip(whole.fact.value.single()).and_then(|(p, w)| percent(p, w));
            found.push(Misfit {
                rule: "share-of-parts",
                severity: Severity::Error,
                facts: vec![part.index, whole.index, share.index],
                says: format!(
                    "{} of {} is {} percent, not {}",
                    part.fact.surface,
                    whole.fact.surface,
                    exact.unwrap_or_else(|| "another".to_owned()),
                    share.fact.surface
                ),
            });
        }
    }
}

/// Whether only an opening bracket, a comma or a dash parts two values.
fn bracket(between: &str) -> bool {
    let bare = between.trim();
    let words = bare.split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).count();
    words <= 2 && bare.contains('(') && !bare.contains(')')
}

/// Whether "of" or "out of" parts a part from its whole.
fn is_of(between: &str) -> bool {
    let bare = between.trim();
    matches!(bare, "of" | "of the" | "out of" | "out of the" | "/" | "of all")
        || bare.ends_with(" of") && bare.split_whitespace().count() <= 3
}

/// `100 a / b` for positive intervals.
fn quotient(a: Extent, b: Extent) -> Option<Extent> {
    let divide = |x: End, y: End| -> Option<End> {
        let q = x.value()?.checked_mul(Number::integer(100))?.checked_div(y.value()?)?;
        Some(End::Closed(q))
    };
    if b.low.value()? <= Number::ZERO {
        return None;
    }
    Some(Extent { low: divide(a.low, b.high)?, high: divide(a.high, b.low)? })
}

fn percent(part: Number, whole: Number) -> Option<String> {
    let tenths = part.checked_mul(Number::integer(1000))?.checked_div(whole)?;
    let rounded = (tenths.numerator() * 2 + tenths.denominator()).div_euclid(tenths.denominator() * 2);
    Some(Number::ratio(rounded, 10)?.to_string())
}

/// "rose by 20 from 50 to 75", "from 50 to 75, an increase of 20".
fn rises(sentence: &[Placed<'_>], found: &mut Vec<Misfit>) {
    for pair in sentence.windows(2) {
        let [a, b] = pair else { continue };
        let (by, ends) = if a.fact.change.is_some() && ends_with(b, "from") {
            (a, b)
        } else if b.fact.change.is_some() && ends_with(a, "from") && a.until(b).len() < 40 {
            (b, a)
        } else {
            continue;
        };
        let Value::Number { low: Some(low), high: Some(high), bound: Bound::Between } = ends.fact.value else {
            continue;
        };
        if by.fact.kind != ends.fact.kind || low >= high {
            continue;
        }
        let Some(said) = extent(by) else { continue };
        if Extent::exactly(high).sub(Extent::exactly(low)).disjoint(said) && by.fact.kind != Kind::Share {
            found.push(Misfit {
                rule: "rise-and-ends",
                severity: Severity::Warning,
                facts: vec![ends.index, by.index],
                says: format!("from {} is not a change by {}", ends.fact.surface, by.fact.surface),
            });
        }
    }
    for three in sentence.windows(3) {
        let [a, b, c] = three else { continue };
        let (by, from, to) = if a.fact.change.is_some() && ends_with(b, "from") && b.until(c).trim() == "to" {
            (a, b, c)
        } else if c.fact.change.is_some() && ends_with(a, "from") && a.until(b).trim() == "to" && b.until(c).len() < 40
        {
            (c, a, b)
        } else {
            continue;
        };
        if from.fact.kind != to.fact.kind || from.fact.kind == Kind::Date || from.fact.unit != to.fact.unit {
            continue;
        }
        let (Some(f), Some(t), Some(d)) = (extent(from), extent(to), extent(by)) else { continue };
        let difference = if by.fact.kind == from.fact.kind && by.fact.unit == from.fact.unit {
            Some(t.sub(f))
        } else if by.fact.kind == Kind::Share && !by.fact.unit.contains("point") {
            quotient(t.sub(f), f)
        } else {
            None
        };
        let Some(difference) = difference else { continue };
        let either = |x: Extent| x.disjoint(d) && x.scale(Number::integer(-1)).disjoint(d);
        // a rise of shares may also be meant in percent of the share itself
        let relative = by.fact.kind == Kind::Share && from.fact.kind == Kind::Share;
        if either(difference) && (!relative || quotient(t.sub(f), f).is_none_or(either)) {
            found.push(Misfit {
                rule: "rise-and-ends",
                severity: Severity::Warning,
                facts: vec![from.index, to.index, by.index],
                says: format!(
                    "from {} to {} is not a change by {}",
                    from.fact.surface, to.fact.surface, by.fact.surface
                ),
            });
        }
    }
}

/// Whether the words before a value end with a word.
fn ends_with(p: &Placed<'_>, word: &str) -> bool {
    p.before().trim_end_matches(|c: char| !c.is_alphabetic()).ends_with(word)
}
