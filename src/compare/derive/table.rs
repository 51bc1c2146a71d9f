//! Tables whose total is not the sum of its rows or columns.

use super::Found;
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::compare::extents::{Reach, reach};
use crate::fact::{Fact, Kind};
use crate::value::{Extent, Number};

/// Checks every total row and total column of the tables of one text.
pub(super) fn check(facts: &[Fact], text: &[usize], found: &mut Vec<Found>) {
    let mut cells: Vec<(u32, u32, u32, usize)> = text
        .iter()
        .filter_map(|&i| {
            let (table, row, column) = facts.get(i)?.cell?;
            (column > 0 && matches!(facts[i].kind, Kind::Count | Kind::Money | Kind::Share | Kind::Quantity))
                .then_some((table, row, column, i))
        })
        .collect();
    cells.sort_unstable();
    for table in cells.chunk_by(|a, b| a.0 == b.0) {
        for &(_, row, column, total) in table {
            let alone = table.iter().filter(|c| (c.1, c.2) == (row, column)).count() == 1;
            if !alone {
                continue;
            }
            if !facts[total].slots.table.iter().chain(&facts[total].slots.row).any(|w| is_total(w)) {
                unnamed(facts, total, table, found);
                continue;
            }
            let in_row = facts[total].slots.row.iter().any(|w| is_total(w));
            let parts: Vec<usize> = table
                .iter()
                .filter(|c| if in_row { c.2 == column && c.1 < row } else { c.1 == row && c.2 < column })
                .map(|c| c.3)
                .collect();
            sum(facts, total, &parts, in_row, table, found);
        }
    }
}

fn sum(
    facts: &[Fact],
    total: usize,
    parts: &[usize],
    in_row: bool,
    table: &[(u32, u32, u32, usize)],
    found: &mut Vec<Found>,
) {
    let extent = |i: usize| match reach(&facts[i]) {
        Some(Reach::Numbers { allowed, .. }) => Some(allowed),
        _ => None,
    };
    // every row (or column) must have exactly one number of the total's unit, or the sum is of other things
    let place = |c: &(u32, u32, u32, usize)| if in_row { c.1 } else { c.2 };
    let mut places: Vec<u32> = table.iter().filter(|c| parts.contains(&c.3)).map(place).collect();
    let count = places.len();
    places.dedup();
    let like = |i: &usize| facts[*i].kind == facts[total].kind && facts[*i].unit == facts[total].unit;
    let is_sum_row = |i: &usize| facts[*i].slots.row.iter().any(|w| is_total(w));
    if parts.len() < 2 || places.len() != count || !parts.iter().all(like) || in_row && parts.iter().any(is_sum_row) {
        return;
    }
    let mut all: Option<Extent> = None;
    for &part in parts {
        let Some(next) = extent(part) else { return };
        all = Some(all.map_or(next, |a| a.add(next)));
    }
    let (Some(all), Some(stated)) = (all, extent(total)) else { return };
    let written: Vec<&str> = parts.iter().map(|&i| facts[i].surface.as_str()).collect();
    let (written, whole) = (written.join(" + "), &facts[total].surface);
    let mut members = parts.to_vec();
    members.push(total);
    found.push(if all.disjoint(stated) {
        Found::conflict("sum-of-parts", Severity::Error, members, format!("{written} do not make {whole}"))
    } else {
        Found::agree("sum-of-parts", members, format!("{written} make {whole}"))
    });
}

/// The last cell of a row that is the sum of all others, though nothing calls it a total.
fn unnamed(facts: &[Fact], total: usize, table: &[(u32, u32, u32, usize)], found: &mut Vec<Found>) {
    let Some((_, row, column)) = facts[total].cell else { return };
    let others: Vec<usize> = table.iter().filter(|c| c.1 == row && c.3 != total).map(|c| c.3).collect();
    let is_last = table.iter().filter(|c| c.1 == row).all(|c| c.2 <= column);
    let like = |i: &usize| facts[*i].kind == facts[total].kind && facts[*i].unit == facts[total].unit;
    if !is_last || !(3..=40).contains(&others.len()) || !others.iter().all(like) {
        return;
    }
    let sum = others.iter().try_fold(Number::ZERO, |s, &i| s.checked_add(facts[i].value.single()?));
    if sum.is_some_and(|s| s > Number::integer(99)) && sum == facts[total].value.single() {
        let written: Vec<&str> = others.iter().map(|&i| facts[i].surface.as_str()).collect();
        let says = format!("{} make {}", written.join(" + "), facts[total].surface);
        let members = others.into_iter().chain([total]).collect();
        found.push(Found::agree("sum-of-parts", members, says));
    }
}

fn is_total(word: &str) -> bool {
    Cue::Total.has(word)
}
