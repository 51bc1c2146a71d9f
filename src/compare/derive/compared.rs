//! Values that a sentence sets against one another: "a third more than the 300 of last year", "three times the 200 t before", "12 m
//! taller than the old one of 50 m", "150 boats then, 300 now, twice as many".

use super::rises::{Ends, ends, settle};
use super::words::{first_words, words};
use super::{Found, Placed, previous};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::compare::extents::dimension;
use crate::fact::Kind;
use crate::value::{Bound, Extent, Number};

/// Checks every comparison of a sentence.
pub(super) fn check(sentences: &[Vec<Placed<'_>>], n: usize, found: &mut Vec<Found>) {
    let Some(sentence) = sentences.get(n) else { return };
    let before_it = previous(sentences, n).unwrap_or_default();
    let values: Vec<Placed<'_>> =
        sentence.iter().filter(|p| !matches!(p.fact.kind, Kind::Date | Kind::Ordinal)).copied().collect();
    for (n, by) in values.iter().enumerate() {
        if by.fact.cell.is_some() {
            continue;
        }
        if let Some(ends) = moved(before_it, &values, n) {
            settle(by, &ends, found);
        } else if let Some(ends) = estimate(before_it, &values, n) {
            settle(by, &ends, found);
        } else if let Some(ends) = than(&values, n).or_else(|| times(&values, n)).or_else(|| behind(&values, n)) {
            settle(by, &ends, found);
        } else {
            taller(&values, n, found);
            reduced(&values, n, found);
        }
    }
}

fn is_factor(p: &Placed<'_>) -> bool {
    p.fact.kind == Kind::Ratio || p.fact.kind == Kind::Share && !p.fact.unit.contains("point")
}

fn is_value(p: &Placed<'_>) -> bool {
    matches!(p.fact.kind, Kind::Count | Kind::Money | Kind::Quantity | Kind::Duration)
        && p.fact.cell.is_none()
        && p.fact.value.single().is_some()
}

fn is_like(a: &Placed<'_>, b: &Placed<'_>) -> bool {
    let same = |x: &str, y: &str| x == y || x.is_empty() || y.is_empty();
    is_value(a)
        && is_value(b)
        && a.fact.kind == b.fact.kind
        && bare_unit(&dimension(a.fact)) == bare_unit(&dimension(b.fact))
        && (a.fact.kind != Kind::Count || same(&a.fact.slots.head, &b.fact.slots.head))
}

/// A unit without what it is per.
fn bare_unit(unit: &str) -> &str {
    unit.split_once(" per ").map_or(unit, |(left, _)| left)
}

/// "…, a third more than the 750 hectares of old".
fn than(values: &[Placed<'_>], n: usize) -> Option<Ends> {
    let (by, from) = (&values[n], values.get(n + 1)?);
    let between = by.until(from);
    let near = words(between);
    let at = near.iter().position(|w| w == "than").filter(|at| (1..=2).contains(at))?;
    let is_said = is_factor(by) && near.len() - at <= 5 && !between.contains(['.', ';', '(', ':']);
    let is_more = near[..at].iter().any(|w| Cue::Gains.has(w) || Cue::Comparative.has(w) || is_comparative(w));
    (is_said && is_more).then(|| before(values, n, from)).flatten().and_then(|to| ends(from, to))
}

/// "…, three times the 300 tons of 1910".
fn times(values: &[Placed<'_>], n: usize) -> Option<Ends> {
    let (by, from) = (&values[n], values.get(n + 1)?);
    let near = words(by.until(from));
    let is_said = by.fact.kind == Kind::Ratio
        && matches!(near.as_slice(), [.., the] if Cue::Definite.has(the))
        && near.len() <= 2;
    is_said.then(|| before(values, n, from)).flatten().and_then(|to| ends(from, to))
}

/// The value that is compared with a later one: the only one like it before the comparison.
fn before<'a, 'f>(values: &'a [Placed<'f>], n: usize, from: &Placed<'f>) -> Option<&'a Placed<'f>> {
    let mut like = values[..n].iter().filter(|p| is_like(p, from));
    let to = like.next_back().filter(|_| like.next_back().is_none())?;
    let between = to.until(&values[n]);
    (words(between).len() <= 8 && !between.contains(['.', ';'])).then_some(to)
}

/// "150 boats in 1880, 300 in 1890, twice as many"; "went up from 8 to 10 shillings, 25 per cent more".
fn behind(values: &[Placed<'_>], n: usize) -> Option<Ends> {
    let by = &values[n];
    let [a, b] = values.get(n.checked_sub(2)?..n)? else { return None };
    let clause = by.before().rsplit([',', '–', '—']).next().unwrap_or_default();
    let mut next = first_words(by.after(), 4);
    if by.fact.kind == Kind::Ratio && next.first().is_some_and(|w| Cue::Times.has(w)) {
        next.remove(0);
    }
    let is_apposed =
        words(clause).iter().all(|w| Cue::Restates.has(w) || Cue::Of.has(w)) && clause.len() < b.until(by).len();
    let is_many = by.fact.kind == Kind::Ratio && next.is_empty() && by.fact.surface.contains("as ")
        || by.fact.kind == Kind::Ratio
            && matches!(next.as_slice(), [so, many, ..] if so == "as" && Cue::Many.has(many));
    let is_more = next.first().is_some_and(|w| Cue::Comparative.has(w) && w != "than") && next.len() <= 2;
    let is_by = words(clause).last().is_some_and(|w| w == "by") && next.is_empty();
    let is_short = words(b.until(by)).len() <= 8 && !b.until(by).contains(['.', ';', '(']);
    let only = values.iter().filter(|p| is_like(p, a)).take(3).count() == 2;
    let is_told = is_factor(by) && is_apposed && (is_many || is_more || is_by) && is_short && only && is_like(a, b);
    // what the first is set against is the older one
    let is_against = words(a.until(b)).iter().any(|w| Cue::Versus.has(w));
    is_told.then(|| if is_against { ends(b, a) } else { ends(a, b) }).flatten()
}

/// "It was to cost £92,000. It cost £149,500, which is more than twice the estimate".
fn estimate(before: &[Placed<'_>], values: &[Placed<'_>], n: usize) -> Option<Ends> {
    let (by, to) = (&values[n], values.get(n.checked_sub(1)?)?);
    let mut next = first_words(by.after(), 4);
    if by.fact.kind == Kind::Ratio && next.first().is_some_and(|w| Cue::Times.has(w)) {
        next.remove(0);
    }
    let names = next.iter().any(|w| Cue::Estimate.has(w))
        && next.first().is_some_and(|w| Cue::Definite.has(w) || Cue::Comparative.has(w) || w == "of");
    let is_near = words(to.until(by)).len() <= 6 && !to.until(by).contains(['.', ';', '(']);
    let mut like = before.iter().filter(|p| is_like(p, to));
    let from = like.next().filter(|_| like.next().is_none())?;
    // "80 per cent of the forecast" is no change
    let is_of = by.fact.kind == Kind::Share && next.first().is_some_and(|w| w == "of");
    (is_factor(by) && !is_of && names && is_near && is_value(to)).then(|| ends(from, to)).flatten()
}

fn is_comparative(word: &str) -> bool {
    word.len() > 4 && word.ends_with("er")
}

/// "At 45 m it is 15 m taller than the old one of 30 m".
fn taller(values: &[Placed<'_>], n: usize, found: &mut Vec<Found>) {
    let by = &values[n];
    let after = by.after().split([';', '.', '(']).next().unwrap_or_default();
    let near = words(after.split(',').next().unwrap_or_default());
    let than = near.iter().position(|w| w == "than").filter(|at| (1..=3).contains(at));
    let is_said = than
        .is_some_and(|at| near[..at].iter().any(|w| Cue::Comparative.has(w) || Cue::Gains.has(w) || is_comparative(w)));
    let mut others = values.iter().filter(|p| p.index != by.index && is_like(p, by));
    let (Some(a), Some(b), None) = (others.next(), others.next(), others.next()) else { return };
    if !is_said || a.from > by.from || b.from < by.from || by.fact.value.bound() != Bound::Exact {
        return;
    }
    let (Some(x), Some(y), Some(said)) = (a.precise(), b.precise(), by.precise()) else { return };
    let (up, down) = (x.sub(y), y.sub(x));
    let facts = vec![a.index, b.index, by.index];
    let (one, two, is) = (&a.fact.surface, &b.fact.surface, &by.fact.surface);
    let made = super::stated(a.fact).zip(super::stated(b.fact)).and_then(|(x, y)| x.checked_sub(y)).map(Number::abs);
    if !up.disjoint(said) || !down.disjoint(said) {
        found.push(Found::agree("difference", facts, format!("between {one} and {two} lie {is}")));
    } else if made.zip(super::stated(by.fact)).is_some_and(|(m, s)| is_within(m, s)) {
        let made = made.and_then(|m| super::writing::in_unit(by.fact, m)).unwrap_or_default();
        let says = format!("between {one} and {two} lie {made}, not {is}");
        found.push(Found::conflict("difference", Severity::Warning, facts, says));
    }
}

/// "It shrank from 640 pairs to 160, a third of its size": what the second is of the first.
fn reduced(values: &[Placed<'_>], n: usize, found: &mut Vec<Found>) {
    let by = &values[n];
    let Some([a, b]) = n.checked_sub(2).and_then(|k| values.get(k..n)) else { return };
    let next = first_words(by.after(), 3);
    let is_of = matches!(next.as_slice(), [of, its, ..] if of == "of" && Cue::Former.has(its));
    let clause = by.before().rsplit([',', '–', '—']).next().unwrap_or_default();
    let is_apposed = words(clause).iter().all(|w| Cue::Restates.has(w)) && clause.len() < b.until(by).len();
    let is_ends = words(a.before()).last().is_some_and(|w| Cue::From.has(w))
        && words(a.until(b)).iter().any(|w| Cue::To.has(w))
        && words(b.until(by)).len() <= 5;
    if by.fact.kind != Kind::Share || !is_of || !is_apposed || !is_ends || !is_like(a, b) {
        return;
    }
    let (Some(x), Some(y), Some(said)) = (a.precise(), b.precise(), super::writing::share(by.fact)) else { return };
    let Some(made) = super::shares::quotient(y, x) else { return };
    let facts = vec![a.index, b.index, by.index];
    let (one, two, is) = (&a.fact.surface, &b.fact.surface, &by.fact.surface);
    if made.disjoint(said) {
        let share = made.low.value().and_then(super::shares::tenths).unwrap_or_default();
        let says = format!("{two} of {one} is {share} percent, not {is}");
        found.push(Found::conflict("rise-and-ends", Severity::Warning, facts, says));
    } else {
        found.push(Found::agree("rise-and-ends", facts, format!("{two} of {one} is {is}")));
    }
}

/// "It had 40 looms in 1860. By 1880 their number had tripled: 120 were at work."
fn moved(before: &[Placed<'_>], values: &[Placed<'_>], n: usize) -> Option<Ends> {
    let (by, to) = (&values[n], values.get(n + 1)?);
    let clause = by.before().rsplit([',', ';', ':']).next().unwrap_or_default();
    let had = words(clause).last().is_some_and(|w| Cue::Perfect.has(w));
    let link = by.until(to);
    let near = words(link);
    let is_told = link.starts_with([':', ',']) && near.iter().all(|w| w == "to") && near.len() <= 1;
    let is_verb = by.fact.kind == Kind::Ratio && by.fact.surface.ends_with("ed");
    let mut like = before.iter().filter(|p| is_like(p, to));
    let from = like.next().filter(|_| like.next().is_none())?;
    (is_verb && had && is_told && values.iter().filter(|p| is_like(p, to)).count() == 1)
        .then(|| ends(from, to))
        .flatten()
}

/// Whether two numbers differ by less than three times.
fn is_within(a: Number, b: Number) -> bool {
    let (low, high) = (a.min(b), a.max(b));
    low > Number::ZERO && low.checked_mul(Number::integer(3)).is_some_and(|most| high <= most)
}

/// "All but six of the 44 passed, that is 38".
pub(super) fn all_but(sentence: &[Placed<'_>], found: &mut Vec<Found>) {
    for three in sentence.windows(3) {
        let [off, whole, left] = three else { continue };
        let before = words(off.before()).into_iter().rev().take(3).rev().collect::<Vec<_>>().join(" ");
        let is_but = Cue::AllBut.ends(&before) && super::words::is_of(off.until(whole));
        let link = words(whole.until(left).rsplit([',', ':', '–', '—', '(']).next().unwrap_or_default());
        let is_said =
            link.len() <= 3 && link.iter().all(|w| Cue::Restates.has(w)) && is_like(whole, left) && is_like(off, whole);
        let (Some(x), Some(y), Some(said)) =
            (super::stated(off.fact), super::stated(whole.fact), super::stated(left.fact))
        else {
            continue;
        };
        let Some(made) = y.checked_sub(x).filter(|_| is_but && is_said) else { continue };
        let facts = vec![off.index, whole.index, left.index];
        let (o, w, l) = (&off.fact.surface, &whole.fact.surface, &left.fact.surface);
        if left.extent().is_some_and(|e| !e.disjoint(Extent::exactly(made))) {
            found.push(Found::agree("difference", facts, format!("{w} less {o} is {l}")));
        } else if is_within(made, said) {
            let says = format!("{w} less {o} is {made}, not {l}");
            found.push(Found::conflict("difference", Severity::Warning, facts, says));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{clash, fits, silent};

    #[test]
    fn so_much_more_than_another_value() {
        clash(
            "The orchard has 600 trees, a quarter more than the 400 trees of the year before.",
            "rise-and-ends: from 400 to 600 is not a change by a quarter",
        );
        fits("The orchard has 600 trees, twice the 300 trees of the mill.", "rise-and-ends");
        clash(
            "At 45 m the mast is 20 m taller than the old one of 30 m.",
            "difference: between 45 and 30 lie 15, not 20",
        );
        silent("At 45 m the mast is 20 m from the old one of 30 m.");
    }
}
