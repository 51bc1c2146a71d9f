//! The number that the words around a table give for what its rows count: "The library holds 8,340 volumes" over a table of
//! volumes by class.

use super::{Found, View, is_close};
use crate::compare::Severity;
use crate::compare::derive::stated;
use crate::compare::derive::words::words;
use crate::compare::derive::writing::{Slip, slip};
use crate::compare::extents::dimension;
use crate::fact::{Fact, Kind};
use crate::lexicon::Lexicon;
use crate::value::{Bound, Number};

/// How many sentences before a table speak of it, and how many behind.
const BEFORE: u32 = 2;
const BEHIND: u32 = 2;

/// Checks the numbers beside a table against the sums of its columns.
pub(super) fn check(view: &View<'_, '_>, found: &mut Vec<Found>) {
    let facts = view.facts();
    if view.places().iter().any(|&p| view.total(p).is_some()) {
        return;
    }
    for &series in view.series() {
        let parts: Option<Vec<usize>> = view.places().iter().map(|&p| view.at(series, p)).collect();
        let Some(parts) = parts.filter(|p| p.len() > 2 && p.iter().all(|&i| is_plain(&facts[i]))) else { continue };
        let first = &facts[parts[0]];
        let is_like = |f: &Fact| f.kind == first.kind && dimension(f) == dimension(first);
        // "Hectares hit" over bare numbers, "42,000 hectares" in the text
        let label = lemmas(&first.slots.labels[1]);
        let is_headed = |f: &Fact| {
            first.kind == Kind::Count
                && f.kind == Kind::Quantity
                && first.unit.is_empty()
                && label.contains(&Lexicon::english().lemma(&f.unit))
        };
        let values: Vec<Number> = parts.iter().filter_map(|&i| stated(&facts[i])).collect();
        let Some(sum) = values.iter().try_fold(Number::ZERO, |s, v| s.checked_add(*v)) else { continue };
        let (from, to) = (facts[parts[0]].sentence, facts[parts[parts.len() - 1]].sentence);
        if !parts.iter().all(|&i| is_like(&facts[i])) || values.iter().any(|v| v.is_negative()) {
            continue;
        }
        // every cell is a sentence of its own, those of the head and the first row header, too
        let head = u32::try_from(2 * view.series().len()).unwrap_or(0) + 3;
        let near = |f: &Fact| {
            f.sentence < from && f.sentence + BEFORE + head >= from || f.sentence > to && f.sentence <= to + BEHIND
        };
        let heads = lemmas(&first.slots.labels[1]);
        let is_whole = |f: &Fact| {
            f.cell.is_none()
                && near(f)
                && is_plain(f)
                && (is_like(f) || is_headed(f))
                && values.iter().all(|v| value(f, first).is_some_and(|n| n > *v))
        };
        let wholes: Vec<usize> = view
            .grid
            .around(from.saturating_sub(BEFORE + head), to + BEHIND)
            .filter(|&i| is_whole(&facts[i]))
            .collect();
        if wholes.iter().any(|&i| value(&facts[i], first) == Some(sum)) {
            continue;
        }
        let is_near = |i: &&usize| value(&facts[**i], first).is_some_and(|n| is_close(sum, n, 10));
        let is_only = wholes.iter().filter(is_near).take(2).count() == 1;
        for i in wholes {
            let Some(said) = value(&facts[i], first) else { continue };
            let (own, column) = (&facts[i], &first.slots.column);
            let is_same = own.unit == first.unit
                || heads.contains(&own.slots.head)
                || column.contains(&own.slots.head)
                || is_headed(own);
            let is_named = own.kind != Kind::Count || is_same;
            // what a table counts one by one cannot be more than all of it
            let is_over = is_only && sum > said && is_close(sum, said, 10) && !is_round(sum, said);
            let is_slip = slip(sum, said) >= Slip::Likely && is_close(sum, said, 4) || is_over && is_headed(&facts[i]);
            if is_named && is_slip && sum != said {
                let shown: Vec<&str> = parts.iter().map(|&p| facts[p].surface.as_str()).collect();
                let says = format!("{} make {sum}, not {}", shown.join(" + "), facts[i].surface);
                let members = parts.iter().copied().chain([i]).collect();
                found.push(Found::conflict("sum-of-parts", Severity::Warning, members, says));
            }
        }
    }
}

/// A number as the cells of a table would write it.
fn value(fact: &Fact, cell: &Fact) -> Option<Number> {
    if fact.kind == cell.kind { stated(fact) } else { fact.value.single() }
}

/// Whether a number is the other one with its last digits made round.
fn is_round(sum: Number, said: Number) -> bool {
    let place = Number::power_of_ten(i32::try_from(said.trailing_zeros()).unwrap_or(0));
    place.zip(sum.checked_sub(said)).is_some_and(|(place, gap)| gap.abs() <= place)
}

fn is_plain(fact: &Fact) -> bool {
    matches!(fact.kind, Kind::Count | Kind::Money | Kind::Quantity)
        && fact.value.bound() == Bound::Exact
        && fact.change.is_none()
}

fn lemmas(label: &str) -> Vec<String> {
    let english = Lexicon::english();
    words(label).iter().map(|w| english.lemma(&english.singular(w))).collect()
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{clash, silent, table};

    #[test]
    fn the_number_over_a_table_is_the_sum_of_its_column() {
        let text = |number: &str| {
            let rows = table(&["| Bay | Boats |", "| North | 112 |", "| East | 87 |", "| Mill | 143 |"]);
            format!("{rows}\n").replace("# Harvest\n", &format!("# Harvest\n\nThe coast has {number} boats.\n"))
        };
        clash(&text("324"), "sum-of-parts: 112 + 87 + 143 make 342, not 324");
        silent(&text("342"));
        silent(&text("900"));
    }
}
