//! What the columns of most rows of a table have to do with one another, and the one row that breaks it: "left = all − 20".

use super::{Found, View, is_close, work, written};
use crate::compare::Severity;
use crate::compare::derive::shares::{quotient, tenths};
use crate::compare::derive::writing::half;
use crate::compare::derive::{extent, stated, wider};
use crate::compare::extents::dimension;
use crate::fact::{Fact, Kind};
use crate::value::{Bound, Extent, Grain, Number, Value};

/// The most series that are tried with one another.
const MOST: usize = 12;
/// The most rows whose agreement is told.
pub(super) const AGREED: usize = 20;

/// How a value follows from one or two others of its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Law {
    Sum,
    Difference,
    Product,
    /// So many percent of the second is the first.
    Share,
    /// What is missing to the whole: "efficacy = 1 − cases / cases".
    Rest,
    /// The rise from the first to the second, in percent.
    Rise,
    /// The days from the first to the second.
    Days,
    /// The first by the second, as written: people by area.
    Quotient,
}

impl Law {
    const ALL: [Self; 8] =
        [Self::Sum, Self::Difference, Self::Product, Self::Share, Self::Rest, Self::Rise, Self::Days, Self::Quotient];

    /// What is computed of two values, for people.
    fn shown(self, x: &Fact, y: &Fact) -> String {
        match self {
            Law::Sum => format!("{} + {}", x.surface, y.surface),
            Law::Difference => format!("{} − {}", x.surface, y.surface),
            Law::Product => format!("{} × {}", x.surface, y.surface),
            Law::Share => format!("{} of {}", x.surface, y.surface),
            Law::Rest => format!("the rest of {} of {}", x.surface, y.surface),
            Law::Rise => format!("the change from {} to {}", x.surface, y.surface),
            Law::Days => format!("from {} to {}", x.surface, y.surface),
            Law::Quotient => format!("{} by {}", x.surface, y.surface),
        }
    }
}

/// Checks what holds in all rows of a table but one.
pub(super) fn check(view: &View<'_, '_>, found: &mut Vec<Found>) {
    let series = view.series().get(..view.series().len().min(MOST)).unwrap_or_default();
    let mut places: Vec<u32> = view.places().iter().copied().filter(|&p| view.total(p).is_none()).collect();
    // "men, women, both": what holds in the rows holds in their total
    if places.len() == 2 && !view.across {
        places = view.places().to_vec();
    }
    if places.len() < 3 {
        return;
    }
    let mut told: Vec<Vec<usize>> = Vec::new();
    let mut tell_one = |f: Found| {
        let mut members = f.facts.clone();
        members.sort_unstable();
        if !told.contains(&members) {
            told.push(members);
            found.push(f);
        }
    };
    let mut tell = |all: Vec<Found>| all.into_iter().for_each(&mut tell_one);
    // results stand on the right as a rule
    for &c in series.iter().rev() {
        for &a in series.iter().filter(|&&a| a != c) {
            tell(distance(view, a, c, &places).unwrap_or_default());
            tell(share_of_one(view, a, c, &places).into_iter().collect());
            tell(work::check(view, a, c, &places).unwrap_or_default());
            for &b in series.iter().filter(|&&b| b != c && b != a) {
                for law in Law::ALL {
                    if !(matches!(law, Law::Sum | Law::Product) && a > b) {
                        tell(three(view, law, [a, b, c], &places).unwrap_or_default());
                    }
                }
            }
        }
    }
    for &s in series {
        tell(bracketed(view, s).into_iter().collect());
    }
}

/// The rows of which a law holds, and those that break it.
#[derive(Default)]
struct Tally {
    holds: usize,
    /// Digits of the results that came out.
    digits: usize,
    breaks: Vec<Vec<usize>>,
    kept: Vec<[usize; 3]>,
}

impl Tally {
    /// The only row that breaks a law that enough others keep.
    fn odd(&self, across: bool) -> Option<&[usize]> {
        let least = if across { 3 } else { 2 };
        match self.breaks.as_slice() {
            [one] if self.holds >= least && self.digits >= 6 => Some(one),
            _ => None,
        }
    }

    /// What the rows say that keep a law which no chance explains.
    fn agreed(&self, view: &View<'_, '_>, law: Law) -> Vec<Found> {
        if self.holds < 3 || self.digits < 9 || self.breaks.len() > 1 {
            return Vec::new();
        }
        let say = |&[x, y, z]: &[usize; 3]| {
            let facts = view.facts();
            let says = format!("{} is {}", law.shown(&facts[x], &facts[y]), facts[z].surface);
            Found::agree("table-law", vec![x, y, z], says)
        };
        self.kept.iter().take(AGREED).map(say).collect()
    }
}

fn three(view: &View<'_, '_>, law: Law, [a, b, c]: [u32; 3], places: &[u32]) -> Option<Vec<Found>> {
    let facts = view.facts();
    let mut tally = Tally::default();
    for &place in places {
        let (Some(x), Some(y), Some(z)) = (view.at(a, place), view.at(b, place), view.at(c, place)) else { continue };
        let computed = compute(law, &facts[x], &facts[y], &facts[z])?;
        let said = if law == Law::Quotient { as_shown(&facts[z])? } else { written(&facts[z])? };
        if computed.disjoint(said) {
            tally.breaks.push(vec![x, y, z]);
        } else {
            tally.holds += 1;
            tally.kept.push([x, y, z]);
            // what is twice the other says little: sizes double
            let is_telling = law != Law::Sum && law != Law::Difference || !is_double(&facts[x], &facts[y], &facts[z]);
            tally.digits += if is_telling { digits(&facts[z]) } else { 0 };
        }
        if tally.breaks.len() > 1 {
            return None;
        }
    }
    let mut all = tally.agreed(view, law);
    let Some(&[x, y, z]) = tally.odd(view.across) else { return Some(all) };
    let odd = vec![x, y, z];
    let (x, y, z) = (&facts[x], &facts[y], &facts[z]);
    let computed = compute(law, x, y, z)?;
    let is_share = matches!(law, Law::Share | Law::Rest | Law::Rise);
    let z_shown = if law == Law::Quotient { z.value.single() } else { stated(z) };
    let is_slip = is_share || z_shown.is_some_and(|z| computed.low.value().is_some_and(|c| is_close(c, z, 4)));
    if !is_slip || is_share && !computed.disjoint(wider(extent(z)?)) {
        return Some(all);
    }
    let shown = law.shown(x, y);
    let is = computed.low.value().filter(|_| law != Law::Days).and_then(tenths).map(|n| format!("{n}, "));
    let says = format!("{shown} is {}not {}, as in the other rows", is.unwrap_or_default(), z.surface);
    all.push(Found::conflict("table-law", Severity::Error, odd, says));
    Some(all)
}

/// What a law makes of two values; `None` when they cannot stand in it.
fn compute(law: Law, x: &Fact, y: &Fact, z: &Fact) -> Option<Extent> {
    let adds = |f: &Fact| matches!(f.kind, Kind::Count | Kind::Money | Kind::Quantity) && dimension(f) == dimension(z);
    let is_percent = z.kind == Kind::Share && !z.unit.contains("point");
    let counted =
        |f: &Fact| matches!(f.kind, Kind::Count | Kind::Money | Kind::Quantity) && dimension(x) == dimension(f);
    let is_zero = |f: &Fact| stated(f).is_none_or(|n| n == Number::ZERO);
    match law {
        Law::Sum | Law::Difference if adds(x) && adds(y) && !is_zero(x) && !is_zero(y) => {
            let (a, b) = (written(x)?, written(y)?);
            Some(if law == Law::Sum { a.add(b) } else { a.sub(b) })
        }
        Law::Product if x.kind == Kind::Count && adds(y) => {
            let (a, b) = (stated(x)?, stated(y)?);
            let is_plain = |n: Number| n == Number::ZERO || n == Number::ONE;
            (!is_plain(a) && !is_plain(b)).then_some(())?;
            Some(written(y)?.scale(a))
        }
        Law::Share if is_percent && counted(x) && counted(y) && !is_zero(y) => quotient(written(x)?, written(y)?),
        Law::Rest if is_percent && counted(x) && counted(y) && !is_zero(y) => {
            Some(quotient(written(x)?, written(y)?)?.scale(Number::integer(-1)).shift(Number::integer(100)))
        }
        Law::Rise if is_percent && counted(x) && counted(y) && !is_zero(x) => {
            Some(quotient(written(y)?, written(x)?)?.shift(Number::integer(-100)))
        }
        Law::Days if z.kind == Kind::Duration => {
            let ((a, b), (c, d)) = (days(x)?, days(y)?);
            (d >= a).then_some(())?;
            let seconds = |n: i64| Number::integer(i128::from(n) * 86_400);
            // whether the last day counts is open
            Some(Extent::closed(seconds(c - b), seconds(d - a + 1)))
        }
        Law::Quotient => {
            let is_plain = |f: &Fact| matches!(f.kind, Kind::Count | Kind::Money | Kind::Quantity | Kind::Duration);
            let is_own = x.unit != y.unit && z.kind != Kind::Share && is_plain(x) && is_plain(y) && is_plain(z);
            let digits = digits(x).min(digits(y)).min(digits(z));
            (is_own && digits >= 2 && !is_zero(y)).then_some(())?;
            let hundredth = Number::ratio(1, 100)?;
            Some(quotient(as_shown(x)?, as_shown(y)?)?.scale(hundredth))
        }
        _ => None,
    }
}

/// What a cell allows in the unit it is written in.
pub(super) fn as_shown(fact: &Fact) -> Option<Extent> {
    let (n, base, half) = (fact.value.single()?, stated(fact)?, half(fact)?);
    let by = if fact.surface.contains('.') || !n.is_integer() {
        half.checked_mul(n)?.checked_div(base)?
    } else {
        Number::ratio(1, 2)?
    };
    (fact.value.bound() == Bound::Exact && n > Number::ZERO).then_some(())?;
    Some(Extent::closed(n.checked_sub(by)?, n.checked_add(by)?))
}

fn days(fact: &Fact) -> Option<(i64, i64)> {
    match fact.value {
        Value::Date { period, bound: Bound::Exact }
            if fact.unit != Grain::Range.as_str() && fact.unit != Grain::Minute.as_str() =>
        {
            Some((period.first?.days(), period.last?.days()))
        }
        _ => None,
    }
}

fn is_double(x: &Fact, y: &Fact, z: &Fact) -> bool {
    stated(x) == stated(y) || stated(z) == stated(y) || stated(z) == stated(x)
}

fn digits(fact: &Fact) -> usize {
    if fact.kind == Kind::Duration {
        return 2;
    }
    fact.value.single().map_or(0, |n| n.numerator().unsigned_abs().to_string().trim_end_matches('0').len().max(1))
}

/// "Left: 480, 1,980, 15,980 of 500, 2,000, 16,000": the same is missing in every row but one.
fn distance(view: &View<'_, '_>, a: u32, c: u32, places: &[u32]) -> Option<Vec<Found>> {
    let facts = view.facts();
    let mut rows: Vec<(Number, usize, usize)> = Vec::new();
    for &place in places {
        let (Some(x), Some(z)) = (view.at(a, place), view.at(c, place)) else { continue };
        let is_plain = |f: &Fact| f.kind == Kind::Count && f.value.bound() == Bound::Exact;
        (is_plain(&facts[x]) && is_plain(&facts[z])).then_some(())?;
        rows.push((stated(&facts[x])?.checked_sub(stated(&facts[z])?)?, x, z));
    }
    let &(first, ..) = rows.first()?;
    let common = [first, rows.get(1)?.0].into_iter().find(|g| rows.iter().filter(|r| r.0 == *g).count() > 1)?;
    let (kept, odd): (Vec<_>, Vec<_>) = rows.iter().copied().partition(|r| r.0 == common);
    let is_small = kept.iter().all(|(g, x, _)| stated(&facts[*x]).is_some_and(|n| g.abs() < n));
    let long =
        kept.iter().map(|(_, _, z)| stated(&facts[*z]).map_or(0, |n| n.numerator().to_string().len())).sum::<usize>();
    if common <= Number::ZERO || !is_small || kept.len() < 2 || long < 6 || odd.len() > 1 {
        return None;
    }
    // the text may say what is taken off
    let first = rows.first()?.1;
    let named = view.grid.text.iter().copied().find(|&i| {
        let f = &facts[i];
        let word = &f.slots.head;
        f.cell.is_none() && stated(f) == Some(common) && !word.is_empty() && facts[first].slots.column.contains(word)
    });
    if kept.len() < 3 && named.is_none() {
        return None;
    }
    let members = |x: usize, z: usize| named.into_iter().chain([x, z]).collect::<Vec<usize>>();
    let shown = |x: usize| format!("{} less {common}", facts[x].surface);
    let agreed =
        kept.iter().filter(|_| named.is_some()).take(AGREED).map(|&(_, x, z)| {
            Found::agree("table-law", members(x, z), format!("{} is {}", shown(x), facts[z].surface))
        });
    let mut all: Vec<Found> = agreed.collect();
    if let &[(gap, x, z)] = odd.as_slice()
        && let Some(expected) = stated(&facts[x]).and_then(|n| n.checked_sub(common))
        && stated(&facts[z]).is_some_and(|said| is_close(expected, said, 10))
        && gap != Number::ZERO
    {
        let says = format!("{} is {expected}, not {}, as in the other rows", shown(x), facts[z].surface);
        let severity = if named.is_some() { Severity::Error } else { Severity::Warning };
        all.push(Found::conflict("table-law", severity, members(x, z), says));
    }
    Some(all)
}

/// "Votes, percent": every share but one is of the same whole.
fn share_of_one(view: &View<'_, '_>, a: u32, c: u32, places: &[u32]) -> Option<Found> {
    let facts = view.facts();
    let mut rows = Vec::new();
    for &place in places {
        let (Some(x), Some(z)) = (view.at(a, place), view.at(c, place)) else { continue };
        let is_pair = matches!(facts[x].kind, Kind::Count | Kind::Money) && facts[z].kind == Kind::Share;
        (is_pair && facts[z].value.bound() == Bound::Exact).then_some(())?;
        rows.push((x, z));
    }
    odd_share(facts, &rows)
}

/// "320 (52 %)": every share in brackets of a column but one is of the same whole.
fn bracketed(view: &View<'_, '_>, series: u32) -> Option<Found> {
    let cells = view.places().iter().filter_map(|&p| view.cell(series, p));
    let rows: Vec<(usize, usize)> = cells.filter_map(|c| Some((c.main, c.share?))).collect();
    odd_share(view.facts(), &rows)
}

/// The only share of several that is not of the whole of which all others are.
fn odd_share(facts: &[Fact], rows: &[(usize, usize)]) -> Option<Found> {
    // scores are no counts, and a share of nothing is none
    let is_part = |f: &Fact| !f.surface.contains('.') && stated(f).is_some_and(|n| n > Number::ZERO);
    if !rows.iter().all(|&(x, z)| is_part(&facts[x]) && facts[z].unit == "percent") {
        return None;
    }
    let wholes: Vec<Option<Extent>> =
        rows.iter().map(|&(x, z)| whole_of(written(&facts[x])?, wider(extent(&facts[z])?))).collect();
    let (n, whole) = odd(&wholes)?;
    let (x, z) = rows[n];
    let is = quotient(written(&facts[x])?, whole).and_then(middle).and_then(tenths).unwrap_or_default();
    let says = format!(
        "{} is about {is} percent of the whole of which the others are shares, not {}",
        facts[x].surface, facts[z].surface
    );
    Some(Found::conflict("table-law", Severity::Warning, vec![x, z], says))
}

/// The only one of four or more intervals that does not meet what all others have in common, and what that is; with two
/// candidates it is open which is wrong.
pub(super) fn odd(all: &[Option<Extent>]) -> Option<(usize, Extent)> {
    if all.len() < 4 {
        return None;
    }
    let mut odd = None;
    for n in 0..all.len() {
        let mut common: Option<Extent> = None;
        let mut is_one = true;
        for other in all.iter().enumerate().filter(|(m, _)| *m != n).map(|(_, w)| w) {
            let other = (*other)?;
            common = match common {
                Some(c) if c.disjoint(other) => {
                    is_one = false;
                    break;
                }
                Some(c) => Some(both(c, other)),
                None => Some(other),
            };
        }
        if let Some(common) = common
            && is_one
            && all[n].is_some_and(|w| w.disjoint(common))
        {
            if odd.is_some() {
                return None;
            }
            odd = Some((n, common));
        }
    }
    odd
}

pub(super) fn middle(e: Extent) -> Option<Number> {
    e.low.value()?.checked_add(e.high.value()?)?.checked_div(Number::integer(2))
}

/// Of what a part may be such a share.
fn whole_of(part: Extent, share: Extent) -> Option<Extent> {
    (share.low.value()? > Number::ZERO).then_some(())?;
    quotient(part, share)
}

/// The numbers in both of two intervals that meet.
pub(super) fn both(a: Extent, b: Extent) -> Extent {
    let low = if a.low.value() >= b.low.value() { a.low } else { b.low };
    let high = if a.high.value() <= b.high.value() { a.high } else { b.high };
    Extent { low, high }
}
