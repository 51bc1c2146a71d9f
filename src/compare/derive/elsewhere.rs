//! Numbers told side by side whose sum stands somewhere else, in the same text or in another: they confirm one another.
//!
//! Nothing follows from sums that stand nowhere.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::words::words;
use super::{Found, Placed, stated};
use crate::compare::cue::Cue;
use crate::fact::{Change, Fact, Kind};
use crate::lexicon::{Class, Lexicon};
use crate::value::{Bound, Number};

/// The most numbers of a sentence that are added up.
const MOST: usize = 6;
/// The most places that are named for one sum.
const PLACES: usize = 2;

/// The sum of like numbers of one sentence.
#[derive(Debug)]
pub(super) struct Sum {
    parts: Vec<usize>,
    value: Number,
    key: u64,
}

/// The sums of one sentence: of all its like numbers, and of every two that stand side by side.
pub(super) fn sums(sentence: &[Placed<'_>], sums: &mut Vec<Sum>) {
    let plain: Vec<&Placed<'_>> = sentence.iter().filter(|p| p.fact.cell.is_none() && is_plain(p.fact)).collect();
    for first in 0..plain.len() {
        let like: Vec<&Placed<'_>> =
            plain[first..].iter().filter(|p| is_like(p.fact, plain[first].fact)).take(MOST + 1).copied().collect();
        let is_new = !plain[..first].iter().any(|p| is_like(p.fact, plain[first].fact));
        let next = plain.get(first + 1).filter(|p| !is_like(p.fact, plain[first].fact));
        if let Some(next) = next.filter(|p| is_mixed(plain[first], p)) {
            add(&[plain[first], next], sums);
        }
        if is_new && (2..=MOST).contains(&like.len()) {
            add(&like, sums);
            for two in like.windows(2).filter(|_| like.len() > 2) {
                add(two, sums);
            }
        }
    }
}

fn add(parts: &[&Placed<'_>], sums: &mut Vec<Sum>) {
    let value = parts.iter().try_fold(Number::ZERO, |s, p| s.checked_add(stated(p.fact)?));
    let (Some(value), Some(first)) = (value, parts.first()) else { return };
    sums.push(Sum { parts: parts.iter().map(|p| p.index).collect(), value, key: key(first.fact, value) });
}

/// Looks every sum up among all facts.
pub(super) fn check(facts: &[Fact], order: &[usize], sums: Vec<Sum>, found: &mut Vec<Found>) {
    let mut wanted: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (n, sum) in sums.iter().enumerate() {
        wanted.entry(sum.key).or_default().push(n);
    }
    let mut met: Vec<Vec<usize>> = vec![Vec::new(); sums.len()];
    for &i in order {
        let fact = &facts[i];
        let Some(value) = stated(fact).filter(|_| is_plain(fact) && !wanted.is_empty()) else { continue };
        for &n in wanted.get(&key(fact, value)).into_iter().flatten() {
            let first = &facts[sums[n].parts[0]];
            let is_inside = first.source == fact.source && first.sentence == fact.sentence;
            // across texts only what is not met by chance
            let is_long = sums[n].parts.len() > 2 && first.source == fact.source && digits(value) == 2;
            let is_double = sums[n].parts.len() == 2 && stated(first) == stated(&facts[sums[n].parts[1]]);
            let is_sure = !is_double && (digits(value) >= 3 || is_long);
            let second = &facts[sums[n].parts[1]];
            let are_like = is_like(first, second);
            let same =
                if are_like { is_like(first, fact) && is_sure } else { is_told_together(first, second, fact, value) };
            if sums[n].value == value && same && !is_inside && !is_double {
                met[n].push(i);
            }
        }
    }
    for (sum, mut totals) in sums.into_iter().zip(met) {
        let own = &facts[sum.parts[0]].source;
        totals.sort_by_key(|&i| facts[i].source != *own);
        totals.truncate(PLACES);
        let Some(first) = totals.first() else { continue };
        let shown: Vec<&str> = sum.parts.iter().map(|&i| facts[i].surface.as_str()).collect();
        let says = format!("{} make {}", shown.join(" + "), facts[*first].surface);
        let members = sum.parts.iter().chain(&totals).copied().collect();
        found.push(Found::agree("sum-of-parts", members, says));
    }
}

/// "92 sailors and 139 farmers": counts of different things that one list holds.
fn is_mixed(a: &Placed<'_>, b: &Placed<'_>) -> bool {
    let between = a.until(b);
    let is_joined = words(between).iter().any(|w| Cue::Joins.has(w)) || between.contains([',', ';']);
    a.fact.kind == Kind::Count && b.fact.kind == Kind::Count && is_joined && words(between).len() <= 8
}

/// Whether a number far too long for chance, or one of people, is the sum of two counts of different things.
fn is_told_together(a: &Fact, b: &Fact, total: &Fact, value: Number) -> bool {
    let is_people = |f: &Fact| Lexicon::english().word(&f.slots.head).class.has(Class::PERSON);
    total.kind == Kind::Count
        && a.kind == Kind::Count
        && (digits(value) >= 4 || digits(value) >= 3 && [a, b, total].iter().all(|f| is_people(f)))
}

fn is_plain(fact: &Fact) -> bool {
    matches!(fact.kind, Kind::Count | Kind::Money | Kind::Quantity)
        && fact.value.bound() == Bound::Exact
        && fact.change != Some(Change::Down)
        && fact.value.single().is_some_and(|n| n > Number::ZERO)
        && !(fact.kind == Kind::Count && fact.slots.head.is_empty())
}

fn is_like(a: &Fact, b: &Fact) -> bool {
    a.kind == b.kind
        && (a.kind == Kind::Count && a.slots.head == b.slots.head || a.kind != Kind::Count && a.unit == b.unit)
}

fn key(fact: &Fact, value: Number) -> u64 {
    let mut hasher = FxHasher::default();
    let name = if fact.kind == Kind::Count { "" } else { fact.unit.as_str() };
    (fact.kind, name, value.numerator(), value.denominator()).hash(&mut hasher);
    hasher.finish()
}

/// Digits but for the zeros at the end.
fn digits(n: Number) -> usize {
    n.numerator().unsigned_abs().to_string().trim_end_matches('0').len()
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{fits, silent};

    #[test]
    fn the_sum_of_a_sentence_stands_elsewhere() {
        fits(
            "The state paid £114,000, the county £61,000. The town had no say in it. In the end the weir cost £175,000.",
            "sum-of-parts: 114,000 + 61,000 make 175,000",
        );
        silent("The state paid £114,000, the county £61,000. The town had no say in it. In the end it cost £185,000.");
    }
}
