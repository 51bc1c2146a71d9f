//! Columns of changes: "1901 | 1911 | Change" with a share that must be the rise from the one to the other.

use super::{Found, View, written};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::compare::derive::shares::{quotient, tenths};
use crate::compare::derive::{extent, wider};
use crate::compare::extents::dimension;
use crate::fact::{Fact, Kind};
use crate::value::{Extent, Number};

/// A row with its two values, its change, and what the change must be.
struct Row {
    members: [usize; 3],
    made: Extent,
    fits: bool,
}

/// Checks every column of shares that is headed as a change, behind two columns of like values.
pub(super) fn check(view: &View<'_, '_>, found: &mut Vec<Found>) {
    for three in view.places().windows(3) {
        let &[a, b, c] = three else { continue };
        let label = view.label(c).unwrap_or_default();
        let is_change = label.split(|c: char| !c.is_alphanumeric()).any(|w| Cue::Change.has(w));
        if !is_change {
            continue;
        }
        let rows: Vec<Row> = view.series().iter().filter_map(|&s| row(view, s, [a, b, c])).collect();
        let fits = rows.iter().filter(|r| r.fits).count();
        // where most rows do not fit the change is of something else
        let is_sure = rows.len() - fits <= fits.max(1) && rows.len() - fits < rows.len().max(2);
        for row in rows.into_iter().filter(|r| r.fits || is_sure) {
            let [x, y, z] = row.members.map(|i| &view.facts()[i].surface);
            let members = row.members.to_vec();
            if row.fits {
                found.push(Found::agree("rise-and-ends", members, format!("from {x} to {y} is a change by {z}")));
            } else {
                let is = row.made.low.value().map(Number::abs).and_then(tenths).unwrap_or_default();
                let says = format!("from {x} to {y} is a change by {is} percent, not by {z}");
                found.push(Found::conflict("rise-and-ends", Severity::Warning, members, says));
            }
        }
    }
}

fn row(view: &View<'_, '_>, series: u32, [a, b, c]: [u32; 3]) -> Option<Row> {
    let (x, y, z) = (view.at(series, a)?, view.at(series, b)?, view.at(series, c)?);
    let facts = view.facts();
    let (from, to, by) = (&facts[x], &facts[y], &facts[z]);
    let is_plain = |f: &Fact| matches!(f.kind, Kind::Count | Kind::Money | Kind::Quantity);
    let is_like = is_plain(from) && from.kind == to.kind && dimension(from) == dimension(to);
    if !is_like || by.kind != Kind::Share || by.unit != "percent" {
        return None;
    }
    let (old, new) = (written(from)?, written(to)?);
    let rise = quotient(new, old)?.shift(Number::integer(-100));
    let said = extent(by)?;
    let minus = |e: Extent| e.scale(Number::integer(-1));
    let fits = !rise.disjoint(said) || !minus(rise).disjoint(said);
    // a change may also be told in shares of the new value, or cut off
    let loose = wider(said);
    let back = quotient(old, new)?.shift(Number::integer(-100));
    let is_off = [rise, minus(rise), back, minus(back)].iter().all(|e| e.disjoint(loose));
    (fits || is_off).then_some(Row { members: [x, y, z], made: rise, fits })
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{clash, fits, table};

    #[test]
    fn a_column_of_changes() {
        let rows = |change: &str| {
            let last = format!("| Oats | 40 | 52 | {change} |");
            table(&["| Crop | 1901 | 1911 | Change |", "| Rye | 80 | 92 | 15% |", &last])
        };
        clash(&rows("45%"), "rise-and-ends: from 40 to 52 is a change by 30 percent, not by 45");
        fits(&rows("30%"), "rise-and-ends: from");
    }
}
