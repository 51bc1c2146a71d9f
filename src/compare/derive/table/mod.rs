//! Tables: totals against what they add up, and what the columns of most rows have to do with one another.

mod change;
mod climb;
mod intro;
mod laws;
mod prose;
mod rows;
mod told;
mod totals;
mod work;

use rustc_hash::FxHashMap;

use super::words::words;
use super::writing::half;
use super::{Found, extent};
use crate::compare::cue::Cue;
use crate::fact::{Fact, Kind};
use crate::lexicon::Lexicon;
use crate::value::{Bound, Extent, Number};

/// The most rows or columns of which the numbers are set against one another.
const MOST: usize = 400;

/// Checks the tables of one text.
pub(super) fn check(facts: &[Fact], text: &[usize], found: &mut Vec<Found>) {
    let mut cells: Vec<(u32, u32, u32, usize)> = text
        .iter()
        .filter_map(|&i| {
            let fact = facts.get(i)?;
            let (table, row, column) = fact.cell?;
            (fact.kind != Kind::Ordinal).then_some((table, row, column, i))
        })
        .collect();
    cells.sort_unstable();
    for table in cells.chunk_by(|a, b| a.0 == b.0) {
        let grid = Grid::new(facts, text, table);
        for across in [false, true] {
            let view = View { grid: &grid, across };
            totals::check(&view, found);
            laws::check(&view, found);
            rows::check(&view, found);
            told::check(&view, found);
        }
        climb::check(&grid, found);
        change::check(&View { grid: &grid, across: true }, found);
        prose::check(&View { grid: &grid, across: false }, found);
        intro::check(&View { grid: &grid, across: false }, found);
    }
}

/// What a cell states: one value, or one and its share in brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cell {
    main: usize,
    share: Option<usize>,
}

/// The cells of a table that state a value.
struct Grid<'f> {
    facts: &'f [Fact],
    /// All facts of the text.
    text: &'f [usize],
    rows: Vec<u32>,
    columns: Vec<u32>,
    cells: FxHashMap<(u32, u32), Cell>,
}

impl<'f> Grid<'f> {
    fn new(facts: &'f [Fact], text: &'f [usize], table: &[(u32, u32, u32, usize)]) -> Self {
        let mut cells = FxHashMap::default();
        for cell in table.chunk_by(|a, b| (a.1, a.2) == (b.1, b.2)) {
            let (row, column) = (cell[0].1, cell[0].2);
            let read = match cell {
                [one] => Cell { main: one.3, share: None },
                [count, share] if facts[count.3].kind == Kind::Count && facts[share.3].kind == Kind::Share => {
                    Cell { main: count.3, share: Some(share.3) }
                }
                _ => continue,
            };
            if row > 0 && column > 0 {
                cells.insert((row, column), read);
            }
        }
        let sorted = |place: fn(&(u32, u32)) -> u32| {
            let mut list: Vec<u32> = cells.keys().map(place).collect();
            list.sort_unstable();
            list.dedup();
            list.truncate(MOST);
            list
        };
        let (rows, columns) = (sorted(|k| k.0), sorted(|k| k.1));
        Self { facts, text, rows, columns, cells }
    }

    /// The facts of the text from one sentence to another.
    fn around(&self, from: u32, to: u32) -> impl Iterator<Item = usize> {
        let at = self.text.partition_point(|&i| self.facts[i].sentence < from);
        self.text[at..].iter().copied().take_while(move |&i| self.facts[i].sentence <= to)
    }
}

/// A table seen by its columns or, `across`, by its rows: series of values at the same places.
struct View<'g, 'f> {
    grid: &'g Grid<'f>,
    across: bool,
}

impl<'f> View<'_, 'f> {
    fn facts(&self) -> &'f [Fact] {
        self.grid.facts
    }

    /// Columns, or rows.
    fn series(&self) -> &[u32] {
        if self.across { &self.grid.rows } else { &self.grid.columns }
    }

    /// The places of the values of a series: rows, or columns.
    fn places(&self) -> &[u32] {
        if self.across { &self.grid.columns } else { &self.grid.rows }
    }

    fn cell(&self, series: u32, place: u32) -> Option<Cell> {
        let at = if self.across { (series, place) } else { (place, series) };
        self.grid.cells.get(&at).copied()
    }

    fn at(&self, series: u32, place: u32) -> Option<usize> {
        self.cell(series, place).map(|c| c.main)
    }

    /// How sure it is that what stands at a place is a total.
    fn total(&self, place: u32) -> Option<Sure> {
        let label = self.label(place)?;
        let words: Vec<&str> = label.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let has_total = words.iter().any(|w| Cue::Total.has(w));
        match words.len() {
            0 if self.is_edge(place) && !self.across => Some(Sure::Likely),
            0 => None,
            1 | 2 if has_total => Some(Sure::Named),
            3..=6 if has_total => Some(Sure::Likely),
            1..=4 if words.first().is_some_and(|w| Cue::All.has(w)) && !self.closes(place, &words) => {
                Some(Sure::Likely)
            }
            // "Three districts together"
            1..=5 if self.closes(place, &words) => Some(Sure::Named),
            _ => None,
        }
    }

    /// Whether the last place is named as all of those before it.
    fn closes(&self, place: u32, words: &[&str]) -> bool {
        let is_last = self.places().last() == Some(&place) && self.places().len() > 2;
        is_last && words.last().is_some_and(|w| Cue::InAll.has(w))
    }

    /// Whether a place is the first or last of several that have names.
    fn is_edge(&self, place: u32) -> bool {
        let places = self.places();
        let is_end = places.first() == Some(&place) || places.last() == Some(&place);
        let is_named = |p: &u32| *p == place || self.label(*p).is_some_and(|l| !l.trim().is_empty());
        is_end && places.len() > 2 && places.iter().all(is_named)
    }

    /// Whether a place is named after what the whole table is about: a word of its heading, and no other.
    fn is_of_heading(&self, place: u32) -> bool {
        let Some(fact) = self.series().iter().find_map(|&s| self.at(s, place)).map(|i| &self.facts()[i]) else {
            return false;
        };
        let lexicon = Lexicon::english();
        let names = |label: &str| {
            let own: Vec<String> =
                words(label).iter().map(|w| lexicon.lemma(w)).filter(|w| !Cue::Whole.has(w)).collect();
            !own.is_empty() && own.iter().all(|w| fact.slots.heading.contains(w))
        };
        let others = self.places().iter().filter(|&&p| p != place && self.label(p).is_some_and(|l| names(&l))).count();
        !self.across && others == 0 && names(&fact.slots.labels[0])
    }

    /// The words that head a place.
    fn label(&self, place: u32) -> Option<String> {
        let fact = self.series().iter().find_map(|&s| self.at(s, place)).map(|i| &self.facts()[i])?;
        Some(fact.slots.labels[usize::from(self.across)].clone())
    }

    /// Whether the words that head a series say that its numbers are rounded or of thousands.
    fn is_scaled(&self, series: u32) -> bool {
        let facts = self.places().iter().filter_map(|&p| self.at(series, p)).map(|i| &self.facts()[i]);
        let mut labels = facts.take(2).flat_map(|f| &f.slots.labels);
        labels.any(|l| words(l).iter().any(|w| Cue::Scale.has(w)) || l.contains('%'))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sure {
    /// It is called a total.
    Named,
    /// Its name says so in passing.
    Likely,
}

/// What may be true of a cell that is taken as written: round numbers stand for themselves, decimals for what rounds to them.
fn written(fact: &Fact) -> Option<Extent> {
    match (fact.kind, fact.value.bound(), fact.value.single()) {
        (Kind::Count | Kind::Money | Kind::Quantity, Bound::Exact, Some(_)) => {
            let n = super::stated(fact)?;
            let by = if fact.surface.contains('.') { half(fact)? } else { Number::ZERO };
            Some(Extent::closed(n.checked_sub(by)?, n.checked_add(by)?))
        }
        (_, Bound::Exact | Bound::About, Some(_)) => extent(fact),
        _ => None,
    }
}

/// Whether two numbers differ by a part of the larger at most.
fn is_close(a: Number, b: Number, part: i128) -> bool {
    let gap = a.checked_sub(b).map(Number::abs);
    let most = a.abs().max(b.abs());
    gap.and_then(|g| g.checked_mul(Number::integer(part))).is_some_and(|g| g <= most)
}
