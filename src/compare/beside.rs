//! What a text states right around a value: where another text states the same around one of its own, both tell of one matter.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::item::Item;

/// So many sentences before and behind are looked at.
const REACH: u32 = 2;

/// The most values on either side that are kept.
const MOST: usize = 12;

/// The most values in common that count.
const ENOUGH: i32 = 4;

/// Gives every fact of a text the values around it. The facts stand in text order.
pub(super) fn mark(items: &mut [Item]) {
    let keys: Vec<u32> = items.iter().map(key).collect();
    for n in 0..items.len() {
        let is_near = |m: &usize| items[*m].sentence.abs_diff(items[n].sentence) <= REACH;
        let before = (0..n).rev().take_while(is_near).take(MOST);
        let behind = (n + 1..items.len()).take_while(is_near).take(MOST);
        let mut around: Vec<u32> = before.chain(behind).map(|m| keys[m]).filter(|k| *k != keys[n]).collect();
        around.sort_unstable();
        around.dedup();
        items[n].around = around.into_boxed_slice();
    }
}

/// How many values both texts state around a pair, but for those of the pair.
pub(super) fn common(x: &Item, y: &Item) -> i32 {
    let own = [key(x), key(y)];
    let (mut rest, mut many) = (y.around.iter().peekable(), 0);
    for k in &x.around {
        while rest.next_if(|other| *other < k).is_some() {}
        many += i32::from(rest.peek() == Some(&k) && !own.contains(k));
    }
    many.min(ENOUGH)
}

/// A value, whatever unit it is told in.
fn key(item: &Item) -> u32 {
    let mut hasher = FxHasher::default();
    (item.dimension, &item.reach).hash(&mut hasher);
    (hasher.finish() >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::super::sample::fact;
    use super::super::{Options, prepare};
    use super::*;
    use crate::fact::{Fact, Kind};
    use crate::value::Bound;

    fn told(source: &str, told: &[(Kind, &str, &str)]) -> Vec<Fact> {
        let tell = |(n, (kind, surface, unit)): (u32, &(Kind, &str, &str))| {
            let mut fact = fact(source, *kind, surface, unit, Bound::Exact);
            fact.sentence = n;
            fact
        };
        (0..).zip(told).map(tell).collect()
    }

    #[test]
    fn what_both_state_around_a_pair_counts() {
        let sheds = (Kind::Count, "31", "shed");
        let day = (Kind::Date, "1911-05-04", "day");
        let mut facts = told("a", &[day, sheds, (Kind::Money, "12000", "GBP")]);
        facts.extend(told("b", &[(Kind::Money, "15000", "GBP"), sheds, day]));
        facts.extend(told("c", &[(Kind::Money, "9000", "GBP"), (Kind::Count, "4", "shed")]));
        let items = prepare(&facts, &Options::default());
        let sums: Vec<&Item> = items.iter().filter(|i| i.kind == Kind::Money).collect();
        let &[a, b, c] = sums.as_slice() else { panic!("three sums") };
        assert_eq!([common(a, b), common(b, a), common(a, c)], [2, 2, 0]);
    }
}
