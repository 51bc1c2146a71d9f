//! Rises and falls against their ends: "rose by 20 from 50 to 75".

use super::shares::quotient;
use super::words::{ends_with, first_words, words};
use super::{Found, Placed, wider};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::compare::extents::dimension;
use crate::fact::Kind;
use crate::lexicon::{Class, Lexicon};
use crate::value::{Bound, End, Extent, Number, Value};

/// The two ends of a rise.
struct Ends {
    facts: Vec<usize>,
    from: Extent,
    to: Extent,
    kind: Kind,
    unit: String,
    written: String,
}

/// Checks every rise of a sentence that states its ends beside it.
pub(super) fn check(sentence: &[Placed<'_>], found: &mut Vec<Found>) {
    // dates may stand beside each end
    let values: Vec<Placed<'_>> = sentence.iter().filter(|p| p.fact.kind != Kind::Date).copied().collect();
    let sentence = values.as_slice();
    for three in sentence.windows(3) {
        let [to, by, from] = three else { continue };
        // to 75, up 50 percent from 50
        let is_order = ends_with(to.before(), Cue::To) && ends_with(from.before(), Cue::From);
        if is_order
            && is_change(by)
            && is_near(to.until(by))
            && words(by.until(from)).len() <= 2
            && let Some(ends) = ends(from, to)
        {
            settle(by, &ends, found);
        }
    }
    for (n, by) in sentence.iter().enumerate().filter(|(_, p)| p.fact.kind == Kind::Share) {
        if let Some(ends) = told_apart(sentence, n) {
            settle(by, &ends, found);
        }
    }
    for (n, p) in sentence.iter().enumerate() {
        let (ends, last) = if let Some(ends) = in_one(p) {
            (ends, n)
        } else if let Some(q) = sentence.get(n + 1)
            && let Some(ends) = in_two(p, q)
        {
            (ends, n + 1)
        } else {
            continue;
        };
        if let Some(by) = n.checked_sub(1).and_then(|i| sentence.get(i))
            && is_change(by)
            && is_near(by.until(p))
        {
            settle(by, &ends, found);
        } else if let Some((q, by)) = sentence.get(last).zip(sentence.get(last + 1))
            && is_change(by)
            && is_near(q.until(by))
        {
            settle(by, &ends, found);
        }
    }
}

/// "50 in May and 75 in June, a rise of 50 per cent": two values of one sentence, and by how much they differ.
fn told_apart(sentence: &[Placed<'_>], at: usize) -> Option<Ends> {
    let [a, b] = sentence.get(at.checked_sub(2)?..at)? else { return None };
    let by = sentence.get(at)?;
    let is_like = |p: &Placed<'_>| p.fact.kind == a.fact.kind && dimension(p.fact) == dimension(a.fact);
    let head = |p: &Placed<'_>| p.fact.slots.head.clone();
    let is_bare = first_words(b.after(), 1).first().is_some_and(|w| Cue::Place.has(w));
    let is_pair = is_like(b) && (head(a) == head(b) || head(b).is_empty() || is_bare) && a.fact.change.is_none();
    let is_only = || sentence.iter().filter(|p| is_like(p)).take(3).count() == 2;
    let is_and = words(a.until(b)).iter().any(|w| Cue::Joins.has(w)) && !a.until(b).contains(['.', ';', '(']);
    let clause = by.before().rsplit(',').next().unwrap_or_default();
    let names = words(clause);
    let is_named = names.len() <= 4 && names.iter().any(|w| Cue::Change.has(w)) && ends_with(clause, Cue::Of);
    (is_pair && is_and && is_named && b.until(by).contains(',') && is_only()).then(|| ends(a, b)).flatten()
}

/// "from 50 to 75" read as one range.
fn in_one(p: &Placed<'_>) -> Option<Ends> {
    let Value::Number { low: Some(low), high: Some(high), bound: Bound::Between } = p.fact.value else { return None };
    if !ends_with(p.before(), Cue::From) || matches!(p.fact.kind, Kind::Ordinal | Kind::Ratio) {
        return None;
    }
    let scaled = |n: Number| {
        let mut fact = p.fact.clone();
        fact.value = Value::Number { low: Some(n), high: Some(n), bound: Bound::Exact };
        super::extent(&fact)
    };
    Some(Ends {
        facts: vec![p.index],
        from: scaled(low)?,
        to: scaled(high)?,
        kind: p.fact.kind,
        unit: p.fact.unit.clone(),
        written: p.fact.surface.clone(),
    })
}

/// "from 50 in May to 75", "to 75 from 50 in May", read as two values.
fn in_two(a: &Placed<'_>, b: &Placed<'_>) -> Option<Ends> {
    let between = words(a.until(b));
    let is_short = between.len() <= 6 && !a.until(b).contains(['.', ';', '(']);
    let last = |cue: Cue| between.last().is_some_and(|w| cue.has(w));
    if is_short && ends_with(a.before(), Cue::From) && last(Cue::To) {
        ends(a, b)
    } else if is_short && ends_with(a.before(), Cue::To) && last(Cue::From) {
        ends(b, a)
    } else {
        None
    }
}

fn ends(from: &Placed<'_>, to: &Placed<'_>) -> Option<Ends> {
    let same = from.fact.kind == to.fact.kind
        && (from.fact.unit == to.fact.unit || from.fact.unit.is_empty() || to.fact.unit.is_empty());
    let is_clean = from.fact.change.is_none() || to.fact.kind != Kind::Share;
    (same && is_clean && !matches!(from.fact.kind, Kind::Date | Kind::Ordinal | Kind::Ratio)).then_some(())?;
    Some(Ends {
        facts: vec![from.index, to.index],
        from: from.precise()?,
        to: to.precise()?,
        kind: to.fact.kind,
        unit: to.fact.unit.clone(),
        written: format!("{} to {}", from.fact.surface, to.fact.surface),
    })
}

/// Whether a value is a rise or fall by it.
fn is_change(p: &Placed<'_>) -> bool {
    if p.fact.kind == Kind::Ratio {
        return !p.fact.surface.is_empty();
    }
    let lexicon = Lexicon::english();
    let names = |text: &str| {
        let near = words(text);
        near.iter().rev().take(2).any(|w| {
            let class = lexicon.word(w).class;
            class.has(Class::UP) || class.has(Class::DOWN) || Cue::Change.has(w)
        })
    };
    let clause = p.before().rsplit([',', '(', ';', '–', '—']).next().unwrap_or_default();
    // "better by 38 per cent", "a 38 per cent gain"
    let is_gain = || {
        let near = words(clause);
        let by = near.last().is_some_and(|w| Cue::Of.has(w)) || near.len() <= 3;
        by && near.len() <= 5 && near.iter().any(|w| Cue::Gains.has(w))
            || first_words(p.after(), 1).iter().any(|w| Cue::Change.has(w))
    };
    p.fact.change.is_some()
        || p.fact.kind == Kind::Share && is_gain()
        || ends_with(clause, Cue::Of) && names(clause.trim_end().trim_end_matches("of"))
}

fn is_near(between: &str) -> bool {
    between.len() < 40 && !between.contains(['.', ';', ')'])
}

fn settle(by: &Placed<'_>, ends: &Ends, found: &mut Vec<Found>) {
    let Some(said) = by.extent() else { return };
    let Some(difference) = difference(by, ends) else { return };
    let mut facts = ends.facts.clone();
    facts.push(by.index);
    let either = |x: Extent| x.disjoint(wider(said)) && x.scale(Number::integer(-1)).disjoint(wider(said));
    // a rise of shares may also be meant in percent of the share itself, or in points
    let is_open = by.fact.kind == Kind::Share && ends.kind == Kind::Share;
    let other = if is_open { Some(ends.to.sub(ends.from)) } else { None };
    let (written, shown) = (&ends.written, &by.fact.surface);
    if either(difference) && other.is_none_or(either) {
        let says = format!("from {written} is not a change by {shown}");
        found.push(Found::conflict("rise-and-ends", Severity::Warning, facts, says));
    } else {
        found.push(Found::agree("rise-and-ends", facts, format!("from {written} is a change by {shown}")));
    }
}

/// What the change must be, in the unit of what is said of it.
fn difference(by: &Placed<'_>, ends: &Ends) -> Option<Extent> {
    let is_share = by.fact.kind == Kind::Share;
    if by.fact.kind == Kind::Ratio {
        return quotient(ends.to, ends.from)
            .map(|t| t.scale(Number::ratio(1, 100).unwrap_or(Number::ONE)))
            .and_then(widen);
    }
    if is_share && by.fact.unit.contains("point") {
        return (ends.kind == Kind::Share).then(|| ends.to.sub(ends.from));
    }
    if is_share {
        let falls = ends.from.low.value()? > ends.to.low.value()?;
        return quotient(if falls { ends.from.sub(ends.to) } else { ends.to.sub(ends.from) }, ends.from);
    }
    let same = by.fact.kind == ends.kind && (by.fact.unit == ends.unit || by.fact.kind == Kind::Count);
    same.then(|| ends.to.sub(ends.from))
}

/// Factors in words are loose: "doubled".
fn widen(e: Extent) -> Option<Extent> {
    let (low, high) = (e.low.value()?, e.high.value()?);
    let part = |n: Number| n.checked_div(Number::integer(6));
    Some(Extent { low: End::Closed(low.checked_sub(part(low)?)?), high: End::Closed(high.checked_add(part(high)?)?) })
}
