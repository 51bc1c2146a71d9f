//! What a column is said to be the difference of: "Climb" beside the heights of two places of its row.

use super::{Found, Grid, is_close, written};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::compare::derive::words::words;
use crate::compare::derive::writing::in_unit;
use crate::compare::extents::dimension;
use crate::fact::Kind;
use crate::value::Number;

/// The most cells of a row.
const WIDE: u32 = 20;

/// Checks every row that has two more values of the kind of its difference.
pub(super) fn check(grid: &Grid<'_>, found: &mut Vec<Found>) {
    let facts = grid.facts;
    let is_plain = |i: usize| matches!(facts[i].kind, Kind::Count | Kind::Money | Kind::Quantity);
    for &column in &grid.columns {
        let mut breaks = Vec::new();
        let mut kept = Vec::new();
        for &row in &grid.rows {
            let Some(by) = grid.cells.get(&(row, column)).map(|c| c.main).filter(|&i| is_plain(i)) else { continue };
            let head = words(&facts[by].slots.labels[1]);
            if head.len() > 3 || !head.iter().any(|w| Cue::Climb.has(w) || Cue::Change.has(w)) {
                break;
            }
            let is_like = |i: usize| {
                is_plain(i) && facts[i].kind == facts[by].kind && dimension(&facts[i]) == dimension(&facts[by])
            };
            // the heights may stand beside the names at the head of the row
            let is_of_row = |i: &usize| {
                let at = |i: usize| facts[i].cell.map(|(table, row, _)| (table, row));
                at(*i) == at(by) && *i != by
            };
            let near = grid.around(facts[by].sentence.saturating_sub(WIDE), facts[by].sentence + WIDE);
            let two: Vec<usize> = near.filter(is_of_row).filter(|&i| is_like(i)).take(3).collect();
            let &[a, b] = two.as_slice() else { continue };
            let (Some(x), Some(y), Some(z)) = (written(&facts[a]), written(&facts[b]), written(&facts[by])) else {
                continue;
            };
            let back = z.scale(Number::integer(-1));
            let made = y.sub(x);
            if made.disjoint(z) && made.disjoint(back) {
                breaks.push([a, b, by]);
            } else {
                kept.push([a, b, by]);
            }
        }
        let (&[[a, b, by]], true) = (breaks.as_slice(), kept.len() >= breaks.len().saturating_sub(1)) else { continue };
        let value = |i: usize| super::super::stated(&facts[i]);
        let made = value(a).zip(value(b)).and_then(|(x, y)| y.checked_sub(x)).map(Number::abs);
        let Some(made) = made.filter(|m| value(by).is_some_and(|z| is_close(*m, z.abs(), 3))) else { continue };
        let is = in_unit(&facts[by], made).unwrap_or_else(|| made.to_string());
        let says = format!("between {} and {} lie {is}, not {}", facts[a].surface, facts[b].surface, facts[by].surface);
        found.push(Found::conflict("difference", Severity::Warning, vec![a, b, by], says));
    }
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{clash, silent, table};

    #[test]
    fn a_drop_between_two_levels() {
        let rows = |drop: &str| {
            let row = format!("| Upper lock | 412 m | 385 m | {drop} m |");
            table(&["| Lock | Above | Below | Drop |", &row])
        };
        clash(&rows("37"), "difference: between 412 and 385 lie 27, not 37");
        silent(&rows("27"));
    }
}
