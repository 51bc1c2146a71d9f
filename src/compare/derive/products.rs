//! Shares of measures: "15 per cent of 32 GB makes 4.8 GB".

use super::shares::{quotient, tenths};
use super::words::{closes, first_words, is_of, words};
use super::{Found, Placed, previous, stated};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::compare::extents::dimension;
use crate::fact::{Fact, Kind};
use crate::value::{Bound, Extent, Number, Value};

/// Checks every value of a sentence that is said to be a share of another.
pub(super) fn check(sentences: &[Vec<Placed<'_>>], n: usize, found: &mut Vec<Found>) {
    let Some(sentence) = sentences.get(n) else { return };
    speed(sentence, found);
    for three in sentence.windows(3) {
        let [share, whole, part] = three else { continue };
        if is_share(share) && is_like(whole, part) && is_of(share.until(whole)) && gives(whole, part) {
            settle(share, whole, part, Severity::Error, found);
        }
    }
    // "We take 15 to 20 %. On a server with 32 GB that makes 4.8 to 6.4 GB."
    let before = previous(sentences, n).and_then(<[_]>::last);
    if let Some(share) = before.filter(|p| is_share(p) && first_words(p.after(), 1).is_empty())
        && let [.., whole, part] = sentence.as_slice()
        && is_like(whole, part)
        && makes(whole.until(part))
        && !sentence.iter().any(|p| p.fact.kind == Kind::Share)
    {
        settle(share, whole, part, Severity::Warning, found);
    }
}

/// "The 120 km took three hours, an average of 40 km/h."
fn speed(sentence: &[Placed<'_>], found: &mut Vec<Found>) {
    let only = |is: &dyn Fn(&Placed<'_>) -> bool| {
        let mut like = sentence.iter().filter(|p| is(p));
        like.next().filter(|p| like.next().is_none() && p.fact.value.bound() == Bound::Exact && p.fact.cell.is_none())
    };
    let of = |name: &'static str| move |p: &Placed<'_>| p.fact.kind == Kind::Quantity && dimension(p.fact) == name;
    let (Some(way), Some(speed)) = (only(&of("length")), only(&of("speed"))) else { return };
    let Some(time) = only(&|p: &Placed<'_>| p.fact.kind == Kind::Duration) else { return };
    let is_mean = words(speed.before()).iter().rev().take(4).any(|w| Cue::Average.has(w));
    let (Some(l), Some(t), Some(said)) = (way.extent(), time.extent(), speed.extent()) else { return };
    if !is_mean {
        return;
    }
    let Some(made) = quotient(l, t).and_then(|q| Some(q.scale(Number::ratio(1, 100)?))) else { return };
    let facts = vec![way.index, time.index, speed.index];
    let shown = |p: &Placed<'_>| format!("{} {}", p.fact.surface, p.fact.unit);
    let (w, t, s) = (shown(way), shown(time), shown(speed));
    if made.disjoint(said) {
        let says = format!("{w} in {t} is no average of {s}");
        found.push(Found::conflict("speed", Severity::Warning, facts, says));
    } else {
        found.push(Found::agree("speed", facts, format!("{w} in {t} is an average of {s}")));
    }
}

fn is_share(p: &Placed<'_>) -> bool {
    p.fact.kind == Kind::Share
        && p.fact.cell.is_none()
        && p.fact.change.is_none()
        && !p.fact.unit.contains("point")
        && matches!(p.fact.value.bound(), Bound::Exact | Bound::Between)
}

fn is_like(whole: &Placed<'_>, part: &Placed<'_>) -> bool {
    matches!(whole.fact.kind, Kind::Quantity | Kind::Money | Kind::Count)
        && whole.fact.kind == part.fact.kind
        && dimension(whole.fact) == dimension(part.fact)
        && !dimension(whole.fact).starts_with("unit/")
        && whole.fact.value.bound() == Bound::Exact
        && whole.fact.cell.is_none()
        && part.fact.change.is_none()
        && whole.fact.value.single().is_some()
}

/// Whether the value that follows is what the share comes to.
fn gives(whole: &Placed<'_>, part: &Placed<'_>) -> bool {
    let between = whole.until(part);
    if let Some((before, inside)) = between.rsplit_once('(') {
        return words(inside).is_empty() && words(before).len() <= 3 && closes(part.after());
    }
    let or = between.rsplit_once(',').map(|(_, or)| words(or));
    let is_or = or.is_some_and(|or| (1..=3).contains(&or.len()) && or.iter().all(|w| Cue::Restates.has(w)));
    is_or || makes(between)
}

/// Whether the words between two values say that the first comes to the second.
fn makes(between: &str) -> bool {
    let near = words(between);
    !between.contains(['.', ';', '(']) && near.len() <= 5 && Cue::Makes.is_in(&near.join(" "))
}

fn settle(share: &Placed<'_>, whole: &Placed<'_>, part: &Placed<'_>, severity: Severity, found: &mut Vec<Found>) {
    let Some(all) = stated(whole.fact) else { return };
    let (Some((low, high)), Some(said)) = (ends(share.fact), ends(part.fact)) else { return };
    let scaled = |e: Extent| all.checked_div(Number::integer(100)).map(|f| e.scale(f));
    let (Some(low), Some(high)) = (scaled(low), scaled(high)) else { return };
    let facts = vec![share.index, whole.index, part.index];
    let (s, w, p) = (&share.fact.surface, &whole.fact.surface, &part.fact.surface);
    if low.disjoint(said.0) || high.disjoint(said.1) {
        let value = |e: Extent| e.low.value().zip(e.high.value()).and_then(|(a, b)| middle(part.fact, a, b));
        let is = match (value(low), value(high)) {
            (Some(a), Some(b)) if a != b => format!("{a} to {b}, "),
            (Some(a), _) => format!("{a}, "),
            _ => String::new(),
        };
        let says = format!("{s} {} of {w} {} is {is}not {p}", share.fact.unit, whole.fact.unit);
        found.push(Found::conflict("share-of-measure", severity, facts, says));
    } else {
        found.push(Found::agree("share-of-measure", facts, format!("{s} {} of {w} is {p}", share.fact.unit)));
    }
}

/// What is allowed of the lower and of the upper end of a value; twice the same where it is one number.
fn ends(fact: &Fact) -> Option<(Extent, Extent)> {
    let Value::Number { low: Some(low), high: Some(high), bound } = fact.value else { return None };
    if low == high {
        return super::extent(fact).map(|e| (e, e));
    }
    let single = |n: Number| {
        let mut one = fact.clone();
        one.value = Value::Number { low: Some(n), high: Some(n), bound: Bound::Exact };
        one.surface = n.to_string();
        super::extent(&one)
    };
    (bound == Bound::Between).then_some(())?;
    Some((single(low)?, single(high)?))
}

/// The middle of an interval in the unit of a fact, to a tenth.
fn middle(fact: &Fact, low: Number, high: Number) -> Option<String> {
    let Value::Number { low: Some(written), .. } = fact.value else { return None };
    let mut one = fact.clone();
    one.value = Value::Number { low: Some(written), high: Some(written), bound: Bound::Exact };
    let base = stated(&one)?;
    let middle = low.checked_add(high)?.checked_div(Number::integer(2))?;
    tenths(middle.checked_mul(written)?.checked_div(base)?)
}
