//! Totals of rows and columns.

use super::{Found, Sure, View, is_close};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::compare::derive::stated;
use crate::compare::derive::words::words;
use crate::compare::derive::writing::{Slip, half, in_unit, slip};
use crate::compare::extents::dimension;
use crate::fact::{Fact, Kind};
use crate::value::{Bound, Number};

/// Up to which total a table is taken to count one by one, so that a sum which is off by one is wrong.
const COUNTED: i128 = 500;

/// What came of adding up one series.
struct Sum {
    parts: Vec<usize>,
    total: usize,
    outcome: Outcome,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Agrees,
    /// By how much less or more than the parts; whether it may be a matter of rounding or of rows that do not count.
    Differs(Number, bool),
    /// The numbers are something else.
    Unlike,
}

/// Checks every total of a table, and the last numbers that are the sums of all before.
pub(super) fn check(view: &View<'_, '_>, found: &mut Vec<Found>) {
    for (n, &place) in view.places().iter().enumerate() {
        let Some(sure) = view.total(place) else { continue };
        // the parts stand before their total, or, where it comes first, behind it
        let before: Vec<u32> = view.places()[..n]
            .iter()
            .rev()
            .take_while(|&&p| view.total(p) != Some(Sure::Named) || sure == Sure::Likely)
            .copied()
            .collect();
        // "All | 585" over its parts is a total only where they add up
        let is_first = n == 0 && (sure == Sure::Named || !view.across);
        let behind = || view.places()[1..].iter().take_while(|&&p| view.total(p).is_none()).copied().collect();
        let parts: Vec<u32> = if is_first { behind() } else { before.into_iter().rev().collect() };
        if parts.len() < 2 || sure == Sure::Likely && !is_first && n + 1 < view.places().len() {
            continue;
        }
        let mut sums: Vec<Sum> = view.series().iter().filter_map(|&s| sum(view, s, place, &parts)).collect();
        // a total above may be one of the parts
        let has_inner = !is_first && parts.len() < n;
        let is_guess = is_first && sure == Sure::Likely;
        sums.retain(|s| !has_inner && !is_guess || s.outcome == Outcome::Agrees);
        report(view, sure, sums, found);
    }
    if view.across {
        view.series().iter().for_each(|&row| unnamed(view, row, found));
    }
    end_place(view, found);
}

/// "Province | 186 | 148,000 | 22,400" under the districts: the last row, or the first, is the whole, whatever it is called, where
/// a column adds up, where it is named after what the table is about, or where it is off by a slip of one digit only. So is the
/// last column, where most rows add up.
fn end_place(view: &View<'_, '_>, found: &mut Vec<Found>) {
    if view.places().iter().any(|&p| view.total(p).is_some()) {
        return;
    }
    let ends = [view.places().split_last(), view.places().split_first().filter(|_| !view.across)];
    for (&end, parts) in ends.into_iter().flatten() {
        if parts.len() < 3 {
            continue;
        }
        let facts = view.facts();
        let sums: Vec<Sum> = view.series().iter().filter_map(|&s| sum(view, s, end, parts)).collect();
        let sums: Vec<Sum> = sums.into_iter().filter(|s| s.parts.len() == parts.len()).collect();
        let is_long = |s: &Sum| stated(&facts[s.total]).is_some_and(|n| n > Number::integer(99));
        let exact = sums.iter().filter(|s| s.outcome == Outcome::Agrees && (view.across || is_long(s))).count();
        let slips = sums.iter().filter(|s| is_slip(view, s)).count();
        let is_named = view.is_of_heading(end) && sums.iter().all(|s| s.outcome != Outcome::Unlike);
        if exact > usize::from(view.across)
            || is_named
            || !view.across && slips > 0 && sums.iter().all(|s| s.outcome == Outcome::Agrees || is_slip(view, s))
        {
            report(view, Sure::Likely, sums, found);
            return;
        }
    }
}

/// Whether a sum is off by a slip of the pen, and by little.
fn is_slip(view: &View<'_, '_>, sum: &Sum) -> bool {
    let Outcome::Differs(gap, false) = sum.outcome else { return false };
    let said = stated(&view.facts()[sum.total]);
    let made = said.and_then(|s| s.checked_add(gap));
    made.zip(said).is_some_and(|(m, s)| slip(m, s) == Slip::Sure && is_close(m, s, 6))
}

/// Adds up the parts of one series.
fn sum(view: &View<'_, '_>, series: u32, total: u32, parts: &[u32]) -> Option<Sum> {
    let facts = view.facts();
    let total = view.at(series, total)?;
    let parts: Vec<usize> = parts.iter().filter_map(|&p| view.at(series, p)).collect();
    let whole = &facts[total];
    let is_like =
        |f: &Fact| f.kind == whole.kind && f.value.bound() == Bound::Exact && (dimension(f) == dimension(whole));
    if parts.len() < 2
        || !matches!(whole.kind, Kind::Count | Kind::Money | Kind::Quantity | Kind::Duration | Kind::Share)
        || !parts.iter().chain([&total]).all(|&i| is_like(&facts[i]))
    {
        return None;
    }
    let values: Vec<Number> = parts.iter().filter_map(|&i| stated(&facts[i])).collect();
    let said = stated(whole)?;
    let all = values.iter().try_fold(Number::ZERO, |s, v| s.checked_add(*v))?;
    let gap = all.checked_sub(said)?;
    let rounding = rounding(view, series, &parts, total)?;
    let labels = parts.iter().map(|&i| &facts[i].slots.labels[usize::from(view.across)]);
    // "English | French | both": some are counted twice
    let is_mixed = labels.clone().any(|l| words(l).iter().any(|w| Cue::Overlaps.has(w))) || are_steps(labels, &values);
    let outcome = if gap == Number::ZERO || gap.abs() <= rounding {
        Outcome::Agrees
    } else if is_mixed || !is_sum(whole, &values, said, all) {
        Outcome::Unlike
    } else {
        // what runs into thousands may have been rounded before it was added up
        let is_one = rounding == Number::ZERO && gap.abs() <= Number::ONE && said > Number::integer(COUNTED);
        let open = is_one || is_run(&values, gap);
        Outcome::Differs(gap, open)
    };
    Some(Sum { parts, total, outcome })
}

/// Whether rows are steps of one measure: "above 5 m | 80", "above 10 m | 45".
fn are_steps<'l>(labels: impl Iterator<Item = &'l String>, values: &[Number]) -> bool {
    let first: Vec<&str> = labels.map(|l| l.split(' ').next().unwrap_or_default()).collect();
    let same = first.windows(2).all(|t| t[0] == t[1]) && first.first().is_some_and(|w| Cue::Steps.has(w));
    same && (values.windows(2).all(|t| t[0] > t[1]) || values.windows(2).all(|t| t[0] < t[1]))
}

/// Whether a number can be meant as the sum of others: not their mean, and not far from it.
fn is_sum(whole: &Fact, values: &[Number], stated: Number, all: Number) -> bool {
    if values.iter().any(|v| v.is_negative()) {
        return false;
    }
    let is_within = values.iter().max().is_some_and(|most| stated <= *most);
    let is_hundred = whole.kind != Kind::Share || stated == Number::integer(100) && is_close(stated, all, 8);
    !is_within && is_hundred && is_close(stated, all, 4)
}

/// Whether a gap is just some neighbouring parts together: these may be parts of another part.
fn is_run(values: &[Number], gap: Number) -> bool {
    (0..values.len()).any(|from| {
        let mut sum = Number::ZERO;
        values[from..].iter().any(|v| {
            sum = sum.checked_add(*v).unwrap_or(Number::ZERO);
            sum == gap
        })
    })
}

/// By how much a sum of rounded numbers may be off.
fn rounding(view: &View<'_, '_>, series: u32, parts: &[usize], total: usize) -> Option<Number> {
    let facts = view.facts();
    let members: Vec<&Fact> = parts.iter().chain([&total]).map(|&i| &facts[i]).collect();
    let halves: Vec<Number> = members.iter().filter_map(|f| half(f)).collect();
    let finest = halves.iter().copied().min()?;
    // counts of which one is written to the last unit were counted, and not rounded
    let is_counted = members.iter().all(|f| f.kind == Kind::Count && f.value.single().is_some_and(Number::is_integer))
        && !view.is_scaled(series)
        && finest <= Number::ratio(1, 2)?;
    if is_counted { Some(Number::ZERO) } else { slack(finest, members.len()) }
}

fn slack(half: Number, members: usize) -> Option<Number> {
    half.checked_mul(Number::integer(i128::try_from(members).ok()?))
}

fn report(view: &View<'_, '_>, sure: Sure, sums: Vec<Sum>, found: &mut Vec<Found>) {
    let agree = sums.iter().filter(|s| s.outcome == Outcome::Agrees).count();
    let differ = sums.iter().filter(|s| matches!(s.outcome, Outcome::Differs(..))).count();
    // where nothing adds up the last row is no sum
    let is_none = agree == 0 && (differ > 1 || sums.iter().any(|s| s.outcome == Outcome::Unlike));
    for sum in sums {
        let facts = view.facts();
        let shown: Vec<&str> = sum.parts.iter().map(|&i| facts[i].surface.as_str()).collect();
        let (shown, whole) = (shown.join(" + "), &facts[sum.total].surface);
        let mut members = sum.parts.clone();
        members.push(sum.total);
        match sum.outcome {
            Outcome::Agrees => {
                found.push(Found::agree("sum-of-parts", members, format!("{shown} make {whole}")));
            }
            Outcome::Differs(gap, open) if !is_none && differ <= agree.max(1) => {
                let made = stated(&facts[sum.total])
                    .and_then(|s| s.checked_add(gap))
                    .and_then(|n| in_unit(&facts[sum.total], n));
                let made = made.map_or_else(String::new, |n| format!(": it is {n}"));
                let severity =
                    if !open && (sure == Sure::Named || agree > 0) { Severity::Error } else { Severity::Warning };
                // what is off by the sum of some rows may leave these out on purpose
                if !open || agree > 0 {
                    let says = format!("{shown} do not make {whole}{made}");
                    found.push(Found::conflict("sum-of-parts", severity, members, says));
                }
            }
            _ => {}
        }
    }
}

/// The last cell of a row that is the sum of all others, though nothing calls it a total.
fn unnamed(view: &View<'_, '_>, row: u32, found: &mut Vec<Found>) {
    let facts = view.facts();
    let cells: Vec<usize> = view.places().iter().filter_map(|&p| view.at(row, p)).collect();
    let Some((&total, others)) = cells.split_last() else { return };
    let like = |i: &usize| facts[*i].kind == facts[total].kind && facts[*i].unit == facts[total].unit;
    let is_adding = matches!(facts[total].kind, Kind::Count | Kind::Money | Kind::Quantity | Kind::Duration);
    if !is_adding || !(3..=40).contains(&others.len()) || !others.iter().all(like) {
        return;
    }
    let sum = others.iter().try_fold(Number::ZERO, |s, &i| s.checked_add(facts[i].value.single()?));
    if sum.is_some_and(|s| s > Number::integer(99)) && sum == facts[total].value.single() {
        let shown: Vec<&str> = others.iter().map(|&i| facts[i].surface.as_str()).collect();
        let says = format!("{} make {}", shown.join(" + "), facts[total].surface);
        found.push(Found::agree("sum-of-parts", others.iter().copied().chain([total]).collect(), says));
    }
}
