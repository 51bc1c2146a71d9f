//! Columns that a sentence adds up: "11 cases here and 61 there", over a table with the cases of every age.

use super::{Found, View, is_close};
use crate::compare::Severity;
use crate::compare::derive::stated;
use crate::fact::{Fact, Kind};
use crate::value::{Bound, Number};

/// The sum of one column, rows of totals left out.
struct Column {
    parts: Vec<usize>,
    sum: Number,
    words: Vec<String>,
}

/// Checks sentences that state the sum of one column beside what must be the sum of another one.
pub(super) fn check(view: &View<'_, '_>, found: &mut Vec<Found>) {
    let facts = view.facts();
    let columns: Vec<Column> = view.series().iter().filter_map(|&s| column(view, s)).collect();
    let body = |i: &&usize| is_plain(&facts[**i]) && facts[**i].cell.is_none();
    let counts: Vec<usize> = view.grid.text.iter().filter(body).copied().collect();
    for sentence in counts.chunk_by(|&i, &j| facts[i].sentence == facts[j].sentence) {
        for one in &columns {
            confirm(facts, one, sentence, found);
            let Some(&x) = sentence.iter().find(|&&i| stated(&facts[i]) == Some(one.sum)) else { continue };
            for other in columns.iter().filter(|c| c.sum != one.sum) {
                let is_named = other.words.iter().any(|w| !one.words.contains(w) && says(&facts[x], w));
                let near = |i: &&usize| {
                    **i != x && stated(&facts[**i]).is_some_and(|n| n != other.sum && is_close(n, other.sum, 10))
                };
                let has_sum = sentence.iter().any(|&i| stated(&facts[i]) == Some(other.sum));
                let Some(&y) = sentence.iter().find(near).filter(|_| is_named && !has_sum) else { continue };
                // what is the sum of a third column is no slip
                if columns.iter().any(|c| stated(&facts[y]) == Some(c.sum)) {
                    continue;
                }
                let shown: Vec<&str> = other.parts.iter().map(|&i| facts[i].surface.as_str()).collect();
                let says = format!("{} make {}, not {}", shown.join(" + "), other.sum, facts[y].surface);
                let members = other.parts.iter().copied().chain([y]).collect();
                found.push(Found::conflict("sum-of-parts", Severity::Warning, members, says));
            }
        }
    }
}

/// A number of a sentence that is the sum of a column, and says so by a word of its head.
fn confirm(facts: &[Fact], column: &Column, sentence: &[usize], found: &mut Vec<Found>) {
    let is_long = column.sum > Number::integer(9) && column.parts.len() > 2;
    let is_sum =
        |i: &&usize| stated(&facts[**i]) == Some(column.sum) && column.words.iter().any(|w| says(&facts[**i], w));
    let Some(&x) = sentence.iter().find(is_sum).filter(|_| is_long) else { return };
    let shown: Vec<&str> = column.parts.iter().map(|&i| facts[i].surface.as_str()).collect();
    let says = format!("{} make {}", shown.join(" + "), facts[x].surface);
    found.push(Found::agree("sum-of-parts", column.parts.iter().copied().chain([x]).collect(), says));
}

fn is_plain(fact: &Fact) -> bool {
    fact.kind == Kind::Count && fact.value.bound() == Bound::Exact && fact.change.is_none()
}

/// Whether a word, in its base form, stands in the sentence of a fact.
fn says(fact: &Fact, word: &str) -> bool {
    let quote = fact.quote.to_lowercase();
    quote.split(|c: char| !c.is_alphanumeric()).any(|w| w == word || w.strip_suffix('s') == Some(word))
}

fn column(view: &View<'_, '_>, series: u32) -> Option<Column> {
    let facts = view.facts();
    let places = view.places().iter().filter(|&&p| view.total(p).is_none());
    let parts: Vec<usize> = places.map(|&p| view.at(series, p)).collect::<Option<_>>()?;
    if parts.len() < 2 || !parts.iter().all(|&i| is_plain(&facts[i])) {
        return None;
    }
    let sum = parts.iter().try_fold(Number::ZERO, |s, &i| s.checked_add(stated(&facts[i])?))?;
    let words = facts[parts[0]].slots.column.clone();
    (sum >= Number::integer(10)).then_some(Column { parts, sum, words })
}
