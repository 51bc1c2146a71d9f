//! A rate, a time and what comes of both: "30 km a day for six days, 180 km in all"; "a debt of £900,000, at £75,000 a year over
//! twelve years".

use super::words::{first_words, words};
use super::{Found, Placed, stated};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::compare::extents::dimension;
use crate::fact::{Fact, Kind};
use crate::value::{Bound, Number, Value};

/// By how much, in hundredths, what is reckoned with rounded numbers may be off.
const OFF: i128 = 6;

/// Checks a sentence with one rate, one length of time and one amount.
pub(super) fn check(sentence: &[Placed<'_>], found: &mut Vec<Found>) {
    let is_rate = |p: &&Placed<'_>| p.fact.unit.contains(" per ") && is_plain(p);
    let is_time = |p: &&Placed<'_>| p.fact.kind == Kind::Duration && !p.fact.unit.contains(" per ") && is_plain(p);
    let (Some(rate), Some(time)) = (only(sentence, &is_rate), only(sentence, &is_time)) else { return };
    let Some((unit, each)) = rate.fact.unit.split_once(" per ") else { return };
    let mut one = rate.fact.clone();
    one.unit = unit.to_owned();
    let is_amount = |p: &&Placed<'_>| {
        p.fact.kind == rate.fact.kind
            && !p.fact.unit.contains(" per ")
            && (p.fact.unit == unit || p.fact.kind == Kind::Quantity && dimension(p.fact) == dimension(&one))
    };
    let is_any = |p: &&Placed<'_>| is_amount(p) && is_plain(p);
    let (Some(all), 1) = (only(sentence, &is_any), sentence.iter().filter(is_amount).count()) else { return };
    if !is_told(rate, time, all) {
        return;
    }
    let Some(made) = made(rate.fact, time.fact, each) else { return };
    let Some(said) = stated(all.fact).filter(|n| *n > Number::ZERO) else { return };
    let members = vec![rate.index, time.index, all.index];
    let (r, t, a) = (&rate.fact.surface, &time.fact.surface, &all.fact.surface);
    let (low, high) = (made.min(said), made.max(said));
    let within = |part: i128| {
        let (h, l) = (high.checked_mul(Number::integer(100)), low.checked_mul(Number::integer(part)));
        h.zip(l).is_some_and(|(h, l)| h <= l)
    };
    let (u, v) = (&rate.fact.unit, &time.fact.unit);
    if within(100 + OFF) {
        found.push(Found::agree("product", members, format!("{r} {u} in {t} {v} is {a}")));
    } else if within(250) && time.fact.value.bound() == Bound::Exact {
        found.push(Found::conflict("product", Severity::Warning, members, format!("{r} {u} in {t} {v} is not {a}")));
    }
}

fn is_plain(p: &Placed<'_>) -> bool {
    p.fact.cell.is_none()
        && p.fact.change.is_none()
        && matches!(p.fact.value.bound(), Bound::Exact | Bound::About)
        && p.fact.value.single().is_some_and(|n| n > Number::ZERO)
}

fn only<'a, 'f>(sentence: &'a [Placed<'f>], is: &dyn Fn(&&Placed<'f>) -> bool) -> Option<&'a Placed<'f>> {
    let mut like = sentence.iter().filter(is);
    like.next().filter(|_| like.next().is_none())
}

/// What comes of a rate in a time, in the base unit of the amount.
fn made(rate: &Fact, time: &Fact, each: &str) -> Option<Number> {
    if rate.kind == Kind::Quantity {
        return stated(rate)?.checked_mul(stated(time)?);
    }
    let mut one = time.clone();
    one.unit = each.to_owned();
    one.value = Value::Number { low: Some(Number::ONE), high: Some(Number::ONE), bound: Bound::Exact };
    rate.value.single()?.checked_mul(stated(time)?.checked_div(stated(&one)?)?)
}

/// Whether the words say that the three belong together: "in all", "which takes", "at so much a year over so many years".
fn is_told(rate: &Placed<'_>, time: &Placed<'_>, all: &Placed<'_>) -> bool {
    let last = |p: &Placed<'_>, n: usize| words(p.before()).into_iter().rev().take(n).collect::<Vec<_>>();
    let is_beside = |a: &Placed<'_>, b: &Placed<'_>| {
        let (a, b) = if a.to <= b.from { (a, b) } else { (b, a) };
        words(a.until(b)).len() <= 6 && !a.until(b).contains(['.', ';', '('])
    };
    let in_all = Cue::InAll.is_in(&first_words(all.after(), 3).join(" "))
        || last(all, 4).iter().any(|w| Cue::InAll.has(w) || Cue::Hence.has(w));
    if in_all && all.from > rate.to && all.from > time.to {
        return is_beside(rate, time);
    }
    let at = last(rate, 1).first().is_some_and(|w| w == "at");
    let over =
        last(time, 3).iter().any(|w| matches!(w.as_str(), "over" | "takes" | "took" | "take" | "lasts" | "lasted"));
    at && over && all.to <= rate.from && rate.to <= time.from && is_beside(rate, time)
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{clash, fits, silent};

    #[test]
    fn so_much_a_day_for_so_many_days() {
        let text = |n: u32| format!("They marched 30 km a day for six days, {n} km altogether.");
        clash(&text(210), "product: 30 kilometre per day in six day is not 210");
        fits(&text(180), "product");
        silent("They marched 30 km a day for six days and were 210 km from the coast.");
    }
}
