//! What two texts say of two values in the same words, whatever part a word plays in the one sentence and in the other.

use super::item::{Item, Rarity, Term};

/// The most words of one value that are looked at.
const MOST: usize = 48;

/// More does not count.
const ENOUGH: i32 = 12;

/// How much the words that both say of a value tell, by their rarity; `None` where there is no such word.
pub(super) fn in_common(x: &Item, y: &Item, rarity: &Rarity) -> Option<i32> {
    let (mut one, mut other) = ([0; MOST], [0; MOST]);
    let (mut rest, mut sum) = (words(y, &mut other).iter().peekable(), None);
    for word in words(x, &mut one).iter() {
        while rest.next_if(|t| *t < word).is_some() {}
        if rest.next_if_eq(&word).is_some() {
            sum = Some((sum.unwrap_or(0) + rarity.get(*word)).min(ENOUGH));
        }
    }
    sum
}

/// The words of a value in order, each once.
fn words<'w>(item: &Item, room: &'w mut [Term; MOST]) -> &'w [Term] {
    let lists = [&item.core, &item.acts, &item.clause, &item.subject, &item.object, &item.names];
    let all = lists.into_iter().flatten().chain([&item.head]).copied().filter(|t| *t != 0);
    let many = room.iter_mut().zip(all).map(|(place, term)| *place = term).count();
    room[..many].sort_unstable();
    let mut kept = 0;
    for n in 0..many {
        if kept == 0 || room[n] != room[kept - 1] {
            room[kept] = room[n];
            kept += 1;
        }
    }
    &room[..kept]
}

#[cfg(test)]
mod tests {
    use super::super::sample::fact;
    use super::super::{Options, prepare};
    use super::*;
    use crate::fact::Kind;
    use crate::value::Bound;

    #[test]
    fn a_word_counts_whatever_part_it_plays() {
        let mut facts: Vec<_> = ["a", "b", "c"].map(|source| fact(source, Kind::Count, "31", "", Bound::Exact)).into();
        facts[0].slots.subject = vec!["ferry".to_owned()];
        facts[1].slots.object = vec!["ferry".to_owned()];
        facts[2].slots.object = vec!["weir".to_owned()];
        let items = prepare(&facts, &Options::default());
        let rarity = Rarity::of(&items);
        let told = |a: usize, b: usize| in_common(&items[a], &items[b], &rarity);
        assert!(told(0, 1).is_some() && told(0, 2).is_none(), "{items:#?}");
    }
}
