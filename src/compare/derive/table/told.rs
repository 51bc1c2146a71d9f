//! Changes that a sentence tells of two cells of a table: "Between 2006 and 2010 the number of passengers fell by 29 per cent", over a
//! table with a row for every year and a column of passengers.

use super::{Found, View, written};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::compare::derive::find;
use crate::compare::derive::shares::{quotient, tenths};
use crate::compare::derive::words::words;
use crate::compare::derive::writing::{loose_share, share};
use crate::fact::{Fact, Kind};
use crate::lexicon::Lexicon;
use crate::value::{Bound, Extent, Number};

/// The most shares of a text that are looked up.
const MOST: usize = 60;
/// How many sentences away from the first cell such a share may stand; every cell is a sentence of its own.
const REACH: u32 = 400;

/// Checks every share of a sentence that tells a change between two rows or columns that the sentence names.
pub(super) fn check(view: &View<'_, '_>, found: &mut Vec<Found>) {
    let facts = view.facts();
    let is_told = |i: &usize| {
        let f = &facts[*i];
        f.kind == Kind::Share && f.cell.is_none() && f.value.bound() == Bound::Exact && !f.unit.contains("point")
    };
    let cells = view.series().iter().filter_map(|&s| view.places().iter().find_map(|&p| view.at(s, p)));
    let Some(here) = cells.map(|i| facts[i].sentence).min() else { return };
    for by in view.grid.around(here.saturating_sub(REACH), here + REACH).filter(is_told).take(MOST) {
        let Some([from, to]) = ends(view, &facts[by]) else { continue };
        let series: Vec<u32> = view.series().iter().copied().filter(|&s| is_named(view, s, &facts[by])).collect();
        let &[one] = series.as_slice() else { continue };
        let (Some(x), Some(y)) = (view.at(one, from), view.at(one, to)) else { continue };
        settle(facts, x, y, by, found);
    }
}

/// The two places that the words around a share name as its ends.
fn ends(view: &View<'_, '_>, by: &Fact) -> Option<[u32; 2]> {
    let at = find(&by.quote, &by.surface)?;
    let (before, after) = (by.quote.get(..at)?, by.quote.get(at + by.surface.len()..)?);
    let list = words(before);
    let is_change = by.change.is_some()
        || list.iter().rev().take(3).any(|w| Cue::Change.has(w))
        || words(after).iter().take(2).any(|w| Cue::Comparative.has(w));
    let is_range = list.iter().any(|w| Cue::From.has(w) || Cue::Span.has(w));
    let is_than = words(after).iter().take(4).any(|w| w == "than");
    if !is_change || !(is_range || is_than) {
        return None;
    }
    let label = |p: u32| view.label(p).map(|l| l.trim().to_owned()).filter(|l| l.bytes().any(|b| b.is_ascii_digit()));
    let spot = |text: &str, l: &str| {
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let lower = text.to_lowercase();
        let found = lower
            .match_indices(l)
            .find(|(n, _)| edge(lower[..*n].chars().next_back()) && edge(lower[n + l.len()..].chars().next()));
        found.map(|(n, _)| n)
    };
    let mut named: Vec<(usize, u32)> = Vec::new();
    for &p in view.places() {
        let Some(l) = label(p) else { continue };
        let here = spot(before, &l).or_else(|| spot(after, &l).map(|n| n + at + 1));
        named.extend(here.map(|n| (n, p)));
    }
    named.sort_unstable();
    match named.as_slice() {
        // "4.2 needs a third more than 3.9": what is compared with stands behind
        [a, b] if is_than && !is_range => (a.0 < at && b.0 > at).then_some([b.1, a.1]),
        [a, b] if is_range => Some([a.1, b.1]),
        _ => None,
    }
}

/// Whether the sentence of a share names a series by the nouns of its label.
fn is_named(view: &View<'_, '_>, series: u32, by: &Fact) -> bool {
    let facts = view.facts();
    let Some(cell) = view.places().iter().find_map(|&p| view.at(series, p)) else { return false };
    let lexicon = Lexicon::english();
    let label = &facts[cell].slots.labels[usize::from(!view.across)];
    let own: Vec<String> = words(&by.quote).iter().map(|w| lexicon.lemma(&lexicon.singular(w))).collect();
    let names: Vec<String> = words(label.split('(').next().unwrap_or_default())
        .iter()
        .map(|w| lexicon.lemma(&lexicon.singular(w)))
        .filter(|w| w.len() > 2)
        .collect();
    !names.is_empty() && names.iter().all(|w| own.contains(w))
}

fn settle(facts: &[Fact], x: usize, y: usize, by: usize, found: &mut Vec<Found>) {
    let is_plain = |f: &Fact| matches!(f.kind, Kind::Count | Kind::Money | Kind::Quantity | Kind::Duration);
    let (from, to) = (&facts[x], &facts[y]);
    if !is_plain(from) || from.kind != to.kind {
        return;
    }
    let (Some(old), Some(new), Some(said)) = (written(from), written(to), share(&facts[by])) else { return };
    let Some(rise) = quotient(new, old).and_then(|q| q.shift(Number::integer(-100)).into()) else { return };
    let rise: Extent = rise;
    let fall = rise.scale(Number::integer(-1));
    let members = vec![x, y, by];
    let (a, b, z) = (&from.surface, &to.surface, &facts[by].surface);
    let loose = loose_share(&facts[by], said);
    if !rise.disjoint(said) || !fall.disjoint(said) {
        found.push(Found::agree("rise-and-ends", members, format!("from {a} to {b} is a change by {z}")));
    } else if rise.disjoint(loose) && fall.disjoint(loose) {
        let is = rise.low.value().map(Number::abs).and_then(tenths).unwrap_or_default();
        let says = format!("from {a} to {b} is a change by {is} percent, not by {z}");
        found.push(Found::conflict("rise-and-ends", Severity::Warning, members, says));
    }
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{clash, fits, table};

    #[test]
    fn a_change_between_two_rows() {
        let text = |share: &str| {
            let rows = table(&["| Year | Guests | Beds |", "| 1931 | 800 | 60 |", "| 1935 | 600 | 61 |"]);
            format!("{rows}\nBetween 1931 and 1935 the number of guests fell by {share} per cent.\n")
        };
        clash(&text("35"), "rise-and-ends: from 800 to 600 is a change by 25 percent, not by 35");
        fits(&text("25"), "rise-and-ends");
    }
}
