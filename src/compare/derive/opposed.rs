//! What is so and what is not so make the whole: "employed", "unemployed" and "labour force" in a list or a column; "not admitted"
//! between "applied" and "admitted".

use rustc_hash::FxHashMap;

use super::words::words;
use super::writing::{Slip, in_unit, slip};
use super::{Found, Placed, stated};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::compare::extents::dimension;
use crate::fact::{Fact, Kind};
use crate::value::{Bound, Number};

/// The longest label, in words.
const LABEL: usize = 4;
/// The most rows of such a list.
const MOST: usize = 30;

/// A number and what it is called.
struct Row {
    index: usize,
    label: Vec<String>,
}

/// Checks the labelled lists and the columns of one text.
pub(super) fn check(facts: &[Fact], sentences: &[Vec<Placed<'_>>], found: &mut Vec<Found>) {
    for list in lists(facts, sentences) {
        for (n, row) in list.iter().enumerate() {
            for (k, other) in list.iter().enumerate().filter(|(_, o)| denies(&o.label, &row.label)) {
                whole(facts, &list, (n.min(k), n.max(k)), [row.index, other.index], found);
            }
        }
    }
}

/// Whether one label says what another one denies: "unpaid" and "paid", "not admitted" and "admitted".
fn denies(negative: &[String], plain: &[String]) -> bool {
    let (Some(first), Some(own)) = (negative.first(), plain.first()) else { return false };
    if Cue::Negates.has(first) && negative.len() > 1 {
        return negative[1..] == *plain;
    }
    let bare = |w: &str| {
        ["un", "non", "non-"].iter().find_map(|n| w.strip_prefix(n)).map(str::to_owned).filter(|w| w.len() > 3)
    };
    negative.len() == plain.len() && negative[1..] == plain[1..] && bare(first).is_some_and(|w| w == *own)
}

/// Sets the two against what must be both together: what stands right beside them, or what is off by a slip of the pen.
fn whole(facts: &[Fact], list: &[Row], (from, to): (usize, usize), parts: [usize; 2], found: &mut Vec<Found>) {
    let [a, b] = parts.map(|i| &facts[i]);
    let like = |f: &Fact| f.kind == a.kind && (f.kind == Kind::Count || dimension(f) == dimension(a));
    let (Some(x), Some(y)) = (stated(a), stated(b)) else { return };
    let Some(made) = x.checked_add(y).filter(|_| like(b)) else { return };
    let others = || list.iter().enumerate().filter(|(n, r)| *n != from && *n != to && like(&facts[r.index]));
    let value = |r: &Row| stated(&facts[r.index]);
    let says = |w: usize| {
        format!("{} + {}", a.surface, b.surface) + if stated(&facts[w]) == Some(made) { "" } else { " do not" }
    };
    if let Some((_, row)) = others().find(|(_, r)| value(r) == Some(made)) {
        let says = format!("{} make {}", says(row.index), facts[row.index].surface);
        found.push(Found::agree(RULE, vec![parts[0], parts[1], row.index], says));
        return;
    }
    // a whole of which the same is told as of its parts: "of 80 ships 20"
    let off = |row: &Row| {
        let near = value(row).filter(|n| *n > x && *n > y);
        near.is_some_and(|n| slip(made, n) == Slip::Sure && is_within(made, n, 4))
            // the digits of one of the parts may be the wrong ones
            || near.and_then(|n| Some((n.checked_sub(x)?, n.checked_sub(y)?))).is_some_and(|(p, q)| {
                slip(p, y) == Slip::Sure || slip(q, x) == Slip::Sure
            })
    };
    if let Some((_, row)) = others().find(|(_, r)| off(r)) {
        let is = in_unit(&facts[row.index], made).map_or_else(String::new, |n| format!(": it is {n}"));
        let says = format!("{} make {}{is}", says(row.index), facts[row.index].surface);
        found.push(Found::conflict(RULE, Severity::Warning, vec![parts[0], parts[1], row.index], says));
    }
}

const RULE: &str = "sum-of-parts";

fn is_within(a: Number, b: Number, part: i128) -> bool {
    let gap = a.checked_sub(b).map(Number::abs);
    gap.and_then(|g| g.checked_mul(Number::integer(part))).is_some_and(|g| g <= a.max(b))
}

fn is_plain(fact: &Fact) -> bool {
    matches!(fact.kind, Kind::Count | Kind::Money | Kind::Quantity)
        && fact.value.bound() == Bound::Exact
        && fact.change.is_none()
        && fact.value.single().is_some()
}

/// Labelled items that stand one after another, and the columns of tables.
fn lists(facts: &[Fact], sentences: &[Vec<Placed<'_>>]) -> Vec<Vec<Row>> {
    let mut out: Vec<Vec<Row>> = Vec::new();
    let mut columns: FxHashMap<(u32, u32), Vec<Row>> = FxHashMap::default();
    let mut last = None;
    for sentence in sentences {
        let Some(first) = sentence.first() else { continue };
        if let Some((table, _, column)) = first.fact.cell {
            if is_plain(first.fact) && sentence.len() == 1 {
                let label = words(&first.fact.slots.labels[0]);
                columns.entry((table, column)).or_default().push(Row { index: first.index, label });
            }
            continue;
        }
        let label = first.before().trim_end_matches(['$', '£', '€', '*', ' ']).strip_suffix(':').map(words);
        let Some(label) = label.filter(|l| is_plain(first.fact) && (1..=LABEL).contains(&l.len())) else { continue };
        let row = Row { index: first.index, label };
        match out.last_mut().filter(|_| last.is_some_and(|n| n + 2 >= first.fact.sentence)) {
            Some(list) => list.push(row),
            None => out.push(vec![row]),
        }
        last = Some(first.fact.sentence);
    }
    let mut columns: Vec<_> = columns.into_iter().collect();
    columns.sort_unstable_by_key(|(place, _)| *place);
    out.extend(columns.into_iter().map(|(_, rows)| rows));
    out.retain(|list| (3..=MOST).contains(&list.len()) && list.iter().all(|r| r.index < facts.len()));
    out
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{clash, fits, silent, table};

    #[test]
    fn paid_and_unpaid_make_all() {
        let list = |n: &str| format!("- Paid: 2,310\n- Unpaid: 842\n- Disputed: 77\n- Bills: {n}\n");
        clash(&list("3,252"), "sum-of-parts: 2,310 + 842 do not make 3,252: it is 3152");
        fits(&list("3,152"), "sum-of-parts");
        silent(&list("4,870"));
    }

    #[test]
    fn who_is_not_admitted_is_left_out_of_those_who_applied() {
        let rows = |n: &str| {
            let out = format!("| Not admitted | {n} |");
            table(&[
                "| Step | Persons |",
                "| Applied | 6,480 |",
                &out,
                "| Admitted | 4,207 |",
                "| of whom women | 1,950 |",
            ])
        };
        clash(&rows("2,723"), "sum-of-parts: 4,207 + 2,723 do not make 6,480: it is 6930");
        silent(&rows("2,273"));
    }
}
