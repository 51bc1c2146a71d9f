//! A list whose sum is a number of the same text but for a slip of the pen: "21 pits, 17 quarries and 34 kilns" against 82 works.
//!
//! Nothing says that the list is whole; that one digit only is another one says it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::fits::is_name;
use super::words::words;
use super::writing::{Slip, in_unit, slip};
use super::{Found, Placed, stated};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::compare::extents::dimension;
use crate::fact::{Fact, Kind};
use crate::lexicon::Lexicon;
use crate::value::{Bound, Number};

/// How many sentences away the whole of a list in a sentence may stand.
const NEAR: u32 = 3;
/// Texts of more numbers than this are data, and their sums are told by their tables.
const MOST: usize = 2000;
/// How many rows a column may have.
const ROWS: usize = 20;

/// Checks the lists and the columns of one text.
pub(super) fn check(facts: &[Fact], sentences: &[Vec<Placed<'_>>], found: &mut Vec<Found>) {
    let summed: FxHashSet<usize> =
        found.iter().filter(|f| f.rule == RULE).flat_map(|f| f.facts.iter().copied()).collect();
    let all: Vec<usize> = sentences.iter().flatten().map(|p| p.index).filter(|&i| is_plain(&facts[i])).collect();
    for list in lists(facts, sentences) {
        if all.len() > MOST || list.iter().any(|i| summed.contains(i)) {
            continue;
        }
        let first = &facts[list[0]];
        let Some(made) = list.iter().try_fold(Number::ZERO, |s, &i| s.checked_add(stated(&facts[i])?)) else {
            continue;
        };
        let most = list.iter().filter_map(|&i| stated(&facts[i])).max().unwrap_or(Number::ZERO);
        let is_near = |f: &Fact| first.cell.is_some() || f.sentence.abs_diff(first.sentence) <= NEAR;
        let wholes = all.iter().copied().filter(|i| !list.contains(i) && is_near(&facts[*i]));
        let wholes: Vec<usize> = wholes
            .filter(|&i| is_whole(&facts[i], first, list.len()) && stated(&facts[i]).is_some_and(|n| n > most))
            .collect();
        if wholes.iter().any(|&i| stated(&facts[i]) == Some(made)) {
            continue;
        }
        let is_off = |i: &&usize| stated(&facts[**i]).is_some_and(|n| slip(made, n) == Slip::Sure);
        let Some(&whole) = wholes.iter().find(is_off) else { continue };
        let shown: Vec<&str> = list.iter().map(|&i| facts[i].surface.as_str()).collect();
        let is = in_unit(&facts[whole], made).map_or_else(String::new, |n| format!(": it is {n}"));
        let says = format!("{} do not make {}{is}", shown.join(" + "), facts[whole].surface);
        let members = list.iter().copied().chain([whole]).collect();
        found.push(Found::conflict(RULE, Severity::Warning, members, says));
    }
}

const RULE: &str = "sum-of-parts";

fn is_plain(fact: &Fact) -> bool {
    matches!(fact.kind, Kind::Count | Kind::Money | Kind::Quantity)
        && fact.value.bound() == Bound::Exact
        && fact.change.is_none()
        && !is_name(fact)
        && stated(fact).is_some_and(|n| n > Number::ZERO)
}

/// Lists that may be whole: the like numbers of a sentence, the items of a list, the columns of a table.
fn lists(facts: &[Fact], sentences: &[Vec<Placed<'_>>]) -> Vec<Vec<usize>> {
    let mut out = Vec::new();
    let mut columns: FxHashMap<(u32, u32), Vec<usize>> = FxHashMap::default();
    for sentence in sentences {
        let plain: Vec<&Placed<'_>> = sentence.iter().filter(|p| is_plain(p.fact)).collect();
        for p in &plain {
            if let Some((table, _, column)) = p.fact.cell {
                columns.entry((table, column)).or_default().push(p.index);
            }
        }
        let like: Vec<&&Placed<'_>> = plain
            .iter()
            .filter(|p| p.fact.cell.is_none() && plain.first().is_some_and(|first| is_item(first.fact, p.fact)))
            .collect();
        let is_list = like.windows(2).all(|two| {
            let between = two[0].until(two[1]);
            let joined = between.contains([',', ';']) || words(between).iter().any(|w| Cue::Joins.has(w));
            joined && !between.contains(['.', '(', ')']) && words(between).len() <= 8
        });
        let has_last =
            like.windows(2).last().is_some_and(|two| words(two[0].until(two[1])).iter().any(|w| Cue::Joins.has(w)));
        if like.len() >= 3 && like.len() == plain.len() && is_list && has_last {
            out.push(like.iter().map(|p| p.index).collect());
        }
    }
    let mut tables: Vec<_> = columns.into_iter().filter(|(_, c)| (2..=ROWS).contains(&c.len())).collect();
    tables.sort_unstable();
    // a row that is the whole of its column is looked at with the table
    let is_total = |i: &usize| words(&facts[*i].slots.labels[0]).iter().any(|w| Cue::Total.has(w) || Cue::All.has(w));
    let is_alike = |c: &Vec<usize>| {
        c.iter().all(|&i| is_item(&facts[c[0]], &facts[i]) && !is_total(&i))
            && c.windows(2).all(|two| facts[two[1]].sentence > facts[two[0]].sentence)
    };
    out.extend(tables.into_iter().map(|(_, c)| c).filter(is_alike));
    out
}

fn is_item(a: &Fact, b: &Fact) -> bool {
    a.kind == b.kind && a.unit == b.unit && dimension(a) == dimension(b)
        || a.kind == Kind::Count && b.kind == Kind::Count
}

/// Whether a number may be the whole of a list.
fn is_whole(fact: &Fact, item: &Fact, items: usize) -> bool {
    let english = Lexicon::english();
    let head = if fact.slots.head.is_empty() {
        english.lemma(&english.singular(&fact.measure))
    } else {
        fact.slots.head.clone()
    };
    let is_same = head == item.slots.head && !head.is_empty();
    let before =
        super::find(&fact.quote, &fact.surface).and_then(|at| fact.quote.get(..at)).map(words).unwrap_or_default();
    let is_total = before.iter().rev().take(4).any(|w| Cue::Total.has(w) || Cue::InAll.has(w));
    let is_like = match item.kind {
        Kind::Count => is_same || fact.slots.head.is_empty() || item.slots.head.is_empty() || items > 2,
        _ => fact.unit == item.unit,
    };
    // "33 million pesos" of which lists say "14 million"
    let is_scaled = |f: &Fact| f.surface.contains(char::is_alphabetic);
    let is_bare = item.kind == Kind::Count && item.unit.is_empty() && is_scaled(item);
    let is_money = is_bare && fact.kind == Kind::Money && is_scaled(fact) && items > 2;
    (fact.kind == item.kind && is_like || is_money)
        && (fact.cell.is_none() || is_total)
        && (items > 2 || is_same || is_total)
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{clash, silent, table};

    #[test]
    fn a_column_against_a_number_of_the_text() {
        let rows = ["| Group | Lambs |", "| Fed on hay | 315 |", "| Fed on silage | 428 |"];
        let text =
            |n: &str| format!("The lambs (N = {n}, mean age four weeks) were weighed every day.\n\n{}", table(&rows));
        clash(&text("753"), "sum-of-parts: 315 + 428 do not make 753: it is 743");
        silent(&text("743"));
        silent(&text("912"));
    }

    #[test]
    fn a_list_against_the_number_before() {
        let text = |n: &str| {
            format!(
                "The sales of the year came to {n} million pesos. Linen brought in 14.2 million, wool 12.7 million and lace 5.3 million."
            )
        };
        clash(
            &text("33.2"),
            "sum-of-parts: 14.2 million + 12.7 million + 5.3 million do not make 33.2 million: it is 32.2 million",
        );
        silent(&text("32.2"));
        silent(&text("51.8"));
    }
}
