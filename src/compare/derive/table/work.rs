//! Rows that do the same work: time and pace multiply to one number in every row but one.

use super::laws::{AGREED, as_shown, both, middle, odd};
use super::{Found, View, is_close, written};
use crate::compare::Severity;
use crate::compare::derive::shares::{quotient, tenths};
use crate::compare::derive::stated;
use crate::compare::extents::dimension;
use crate::fact::{Fact, Kind};
use crate::lexicon::Lexicon;
use crate::value::{Extent, Number};

/// "20 min, 80 MB/s; 25 min, 64 MB/s": every row but one does the same work, so that time and pace multiply to one number.
pub(super) fn check(view: &View<'_, '_>, a: u32, c: u32, places: &[u32]) -> Option<Vec<Found>> {
    let facts = view.facts();
    let mut rows = Vec::new();
    for &place in places {
        let (Some(x), Some(z)) = (view.at(a, place), view.at(c, place)) else { continue };
        let is_pace = matches!(facts[z].kind, Kind::Count | Kind::Quantity) && facts[x].kind == Kind::Duration;
        let digits = facts[z].surface.bytes().filter(u8::is_ascii_digit).count();
        (is_pace && digits >= 2).then_some(())?;
        rows.push((x, z, written(&facts[x])?, as_shown(&facts[z])?));
    }
    let work: Vec<Option<Extent>> = rows.iter().map(|(_, _, x, z)| product(*x, *z)).collect();
    // times that hardly differ say nothing
    let times: Vec<Number> = rows.iter().filter_map(|r| r.2.low.value()).collect();
    let (least, most) = (times.iter().min()?, times.iter().max()?);
    if least.checked_mul(Number::integer(3))? > most.checked_mul(Number::integer(2))? {
        return None;
    }
    let odd = odd(&work);
    let common = odd.map(|(_, common)| common).or_else(|| (work.len() > 3).then(|| in_all(&work)).flatten())?;
    let named = stated_work(view, rows.first()?.1, common);
    let mut all = Vec::new();
    for (n, &(x, z, ..)) in rows.iter().enumerate().take(AGREED) {
        let (time, pace) = (&facts[x].surface, &facts[z].surface);
        let members: Vec<usize> = named.into_iter().chain([x, z]).collect();
        if odd.is_none_or(|(odd, _)| odd != n) {
            let says = format!("the same is done in {time} at {pace}");
            all.extend(named.map(|_| Found::agree("table-law", members, says)));
        } else if work[n].and_then(middle).zip(middle(common)).is_some_and(|(gap, all)| is_close(gap, all, 3)) {
            let pace_made = quotient(common, rows[n].2).and_then(middle);
            let is = pace_made.and_then(|m| m.checked_div(Number::integer(100))).and_then(tenths);
            let is = is.map(|n| format!("{n}, ")).unwrap_or_default();
            let says = format!("what the others do takes {time} at {is}not at {pace}");
            all.push(Found::conflict("table-law", Severity::Error, members, says));
        }
    }
    Some(all)
}

/// Where the text says how much work the rows do: "100 GB" over minutes and megabytes a second.
fn stated_work(view: &View<'_, '_>, pace: usize, work: Extent) -> Option<usize> {
    let facts = view.facts();
    let (left, _) = facts[pace].unit.split_once(" per ")?;
    let left = Lexicon::english().units.by_name(left)?;
    let scale = stated(&facts[pace])?.checked_div(facts[pace].value.single()?)?;
    let work = work.scale(scale);
    let is_work = |f: &Fact| {
        f.cell.is_none()
            && dimension(f) == left.dimension
            && stated(f).is_some_and(|n| !Extent::exactly(n).disjoint(work))
    };
    view.grid.text.iter().copied().find(|&i| is_work(&facts[i]))
}

fn product(a: Extent, b: Extent) -> Option<Extent> {
    let end = |x: Number, y: Number| x.checked_mul(y);
    Some(Extent::closed(end(a.low.value()?, b.low.value()?)?, end(a.high.value()?, b.high.value()?)?))
}

/// What all of several intervals have in common.
fn in_all(all: &[Option<Extent>]) -> Option<Extent> {
    let mut common: Option<Extent> = None;
    for one in all {
        let one = (*one)?;
        common = match common {
            Some(c) if c.disjoint(one) => return None,
            Some(c) => Some(both(c, one)),
            None => Some(one),
        };
    }
    common
}
