//! Candidate pairs by shared keys: never all pairs.

use rayon::prelude::*;

use super::VAST;
use super::extents::Reach;
use super::item::{Item, Rarity, Term, hash};
use super::taught::Mark;
use crate::fact::Kind;

/// Blocks up to this size give all their pairs; in larger ones each fact meets its neighbours only.
const SMALL: usize = 300;
/// How many neighbours a fact meets in a large block.
const WINDOW: usize = 16;
/// Up to this number of facts every two of one dimension meet: the texts on one matter.
const FEW: usize = 1500;
/// From this number of facts on, blocks count as large much sooner.
const MANY: usize = 20_000;
/// Of a vast number of facts each stands in so many of its smallest blocks.
pub(crate) const NARROWEST: usize = 4;
/// Pairs of so many items are looked at together.
const AT_ONCE: usize = 1 << 17;

/// Key, place in time, rarest word, number of the item.
type Row = (Term, i64, Term, u32);

/// Facts under their keys, in order: what stands together under one key are candidates.
#[derive(Debug)]
pub(crate) struct Keys {
    sorted: Vec<Row>,
    is_few: bool,
    small: usize,
    width: usize,
    is_narrow: bool,
}

impl Keys {
    pub(crate) fn of(items: &[Item], rarity: &Rarity) -> Self {
        let is_few = items.len() <= FEW;
        let (small, width) = match items.len() {
            _ if is_few => (FEW, FEW),
            n if n > VAST => (WINDOW / 2, WINDOW / 4),
            n if n > MANY => (WINDOW, WINDOW / 2),
            _ => (SMALL, WINDOW),
        };
        let mut keys = Self { sorted: Vec::new(), is_few, small, width, is_narrow: items.len() > VAST };
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let place = |item: &Item| (order(item), rarest(item, rarity));
        keys.sorted = if keys.is_narrow {
            let own = |(n, item)| keys.keys_of(item, rarity).into_iter().map(move |key| (key, number(n)));
            let mut all: Vec<(Term, u32)> = items.par_iter().enumerate().flat_map_iter(own).collect();
            all.par_sort_unstable();
            let is_ruled = |n: u32| items.get(n as usize).is_some_and(|item| !item.marks.is_empty());
            narrow(&mut all, items.len(), is_ruled);
            let places: Vec<(i64, Term)> = items.par_iter().map(place).collect();
            let row = |&(key, n): &(Term, u32)| places.get(n as usize).map(|&(order, tie)| (key, order, tie, n));
            all.par_iter().filter_map(row).collect()
        } else {
            let rows = |(n, item)| {
                let (order, tie) = place(item);
                keys.keys_of(item, rarity).into_iter().map(move |key| (key, order, tie, number(n)))
            };
            items.par_iter().enumerate().flat_map_iter(rows).collect()
        };
        keys.sorted.par_sort_unstable();
        keys
    }

    /// Whether there are so many facts that each meets others in its smallest blocks only.
    pub(crate) fn is_narrow(&self) -> bool {
        self.is_narrow
    }

    /// Whether there are so few facts that every two of one dimension meet: the texts on one matter.
    pub(crate) fn is_few(&self) -> bool {
        self.is_few
    }

    /// The keys of an item.
    pub(crate) fn keys_of(&self, item: &Item, rarity: &Rarity) -> Vec<Term> {
        if self.is_few { vec![item.dimension] } else { keys_of(item, rarity) }
    }

    /// What an item that is not among them would meet.
    pub(crate) fn partners(&self, item: &Item, rarity: &Rarity) -> Vec<u32> {
        let (order, tie) = (order(item), rarest(item, rarity));
        let mut out = Vec::new();
        for key in self.keys_of(item, rarity) {
            let start = self.sorted.partition_point(|k| k.0 < key);
            let rest = self.sorted.get(start..).unwrap_or_default();
            let block = rest.get(..rest.partition_point(|k| k.0 == key)).unwrap_or_default();
            let met = if block.len() <= self.small {
                block
            } else {
                let at = block.partition_point(|k| (k.1, k.2) < (order, tie));
                block.get(at.saturating_sub(self.width)..(at + self.width).min(block.len())).unwrap_or_default()
            };
            out.extend(met.iter().map(|k| k.3));
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// How many blocks are searched in part only.
    pub(crate) fn cut(&self) -> usize {
        self.blocks().filter(|block| block.len() > self.small).count()
    }

    /// Calls `each` with candidate pairs, sorted, each once; those of several thousand items at a time, so that what is
    /// held at once stays small however many there are.
    pub(crate) fn pairs(&self, items: usize, mut each: impl FnMut(&[(u32, u32)])) {
        let mut pairs = Vec::new();
        for start in (0..items).step_by(AT_ONCE) {
            let Ok(start) = u32::try_from(start) else { break };
            let end = start.saturating_add(AT_ONCE as u32);
            pairs.clear();
            let of_block = |block: &'_ [Row]| {
                let window = if block.len() <= self.small { block.len() } else { self.width };
                let mut own = Vec::new();
                for (i, a) in block.iter().enumerate() {
                    for b in block.iter().skip(i + 1).take(window) {
                        let first = a.3.min(b.3);
                        if a.3 != b.3 && (start..end).contains(&first) {
                            own.push((first, a.3.max(b.3)));
                        }
                    }
                }
                own
            };
            pairs.par_extend(self.sorted.par_chunk_by(|a, b| a.0 == b.0).flat_map_iter(of_block));
            pairs.par_sort_unstable();
            pairs.dedup();
            each(&pairs);
        }
    }

    fn blocks(&self) -> impl Iterator<Item = &[Row]> {
        self.sorted.chunk_by(|a, b| a.0 == b.0)
    }
}

/// Leaves every item under the keys that it shares with the fewest others, and under none that nothing else has. What editors
/// have ruled on stays under all of its keys.
fn narrow(all: &mut Vec<(Term, u32)>, items: usize, is_ruled: impl Fn(u32) -> bool) {
    let size = |block: &[(Term, u32)]| u32::try_from(block.len()).unwrap_or(u32::MAX);
    let mut least = vec![[u32::MAX; NARROWEST]; items];
    for block in all.chunk_by(|a, b| a.0 == b.0).filter(|block| block.len() > 1) {
        for (_, n) in block {
            let Some(least) = least.get_mut(*n as usize) else { continue };
            let at = least.partition_point(|s| *s <= size(block));
            if let Some(rest @ [_, ..]) = least.get_mut(at..) {
                rest.rotate_right(1);
                rest[0] = size(block);
            }
        }
    }
    let most = |n: u32| least.get(n as usize).and_then(|l| l.last()).copied().unwrap_or(u32::MAX);
    let mut kept = 0;
    let mut start = 0;
    while start < all.len() {
        let key = all[start].0;
        let end = start + all[start..].partition_point(|row| row.0 == key);
        let many = size(&all[start..end]);
        for at in start..end {
            let n = all[at].1;
            if many > 1 && (many <= most(n) || is_ruled(n)) {
                all[kept] = all[at];
                kept += 1;
            }
        }
        start = end;
    }
    all.truncate(kept);
    all.shrink_to_fit();
}

/// Where an item stands in time among those of its key.
fn order(item: &Item) -> i64 {
    item.when.map_or(i64::MIN, |w| w.0)
}

/// The rarest name or word of an item: facts about one entity stand together in a block.
fn rarest(item: &Item, rarity: &Rarity) -> Term {
    let lists = [&item.names, &item.core, &item.acts];
    lists.iter().flat_map(|l| l.iter()).copied().max_by_key(|t| (rarity.get(*t), *t)).unwrap_or(0)
}

fn keys_of(item: &Item, rarity: &Rarity) -> Vec<Term> {
    let join = |parts: &[Term]| {
        let bytes: Vec<u8> = parts.iter().flat_map(|p| p.to_le_bytes()).collect();
        hash(&bytes)
    };
    let mut keys = Vec::new();
    let d = item.dimension;
    if item.kind == Kind::Date {
        for act in item.acts.iter().take(6) {
            keys.push(join(&[d, *act, 1]));
        }
        for name in item.names.iter().filter(|n| rarity.get(**n) >= 2).take(4) {
            keys.push(join(&[d, *name, 2]));
        }
        for word in item.core.iter().chain(&item.clause).filter(|t| rarity.get(**t) >= 4).take(4) {
            keys.push(join(&[d, *word, 2]));
        }
    } else {
        if matches!(item.kind, Kind::Quantity | Kind::Money | Kind::Duration) && rarity.get(d) >= 1 {
            keys.push(join(&[d]));
        }
        if item.head != 0 && !item.is_generic {
            keys.push(join(&[d, item.head]));
        }
        for act in item.acts.iter().take(4) {
            keys.push(join(&[d, *act]));
        }
        for attribute in item.attributes.iter().take(3) {
            keys.push(join(&[d, *attribute]));
        }
        for word in item.core.iter().chain(&item.names).chain(&item.clause).filter(|t| rarity.get(**t) >= 3).take(6) {
            keys.push(join(&[d, *word]));
        }
    }
    for mark in &item.marks {
        if let Mark::Same(lesson) = mark {
            keys.push(join(&[d, Term::from(*lesson), 4]));
        }
    }
    keys.extend(value_key(item).map(|value| join(&[d, value, 3])));
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The value itself, where it is so particular that meeting it again is no chance: two digits or more, a day or a month.
fn value_key(item: &Item) -> Option<Term> {
    match &item.reach {
        Reach::Numbers { stated: Some(n), .. } if item.digits >= 2 => Some(hash(n.to_string().as_bytes())),
        Reach::Days { allowed, .. } if allowed.length().is_some_and(|l| l <= 31) => {
            let (first, last) = (allowed.first?, allowed.last?);
            Some(hash(format!("{first}/{last}").as_bytes()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stays_in_its_smallest_blocks() {
        // key 1 is shared by ten, keys 2 to 6 by two each, key 7 by one
        let mut all: Vec<(Term, u32)> = (0..10).map(|n| (1, n)).collect();
        all.extend((2..=6).flat_map(|key| [(key, 0), (key, 1)]));
        all.push((7, 2));
        let narrowed = |ruled: &[u32]| {
            let mut all = all.clone();
            narrow(&mut all, 10, |n| ruled.contains(&n));
            all
        };
        let kept = narrowed(&[]);
        let keys = |n: u32| Vec::from_iter(kept.iter().filter(|k| k.1 == n).map(|k| k.0));
        assert_eq!(keys(0), [2, 3, 4, 5, 6], "of blocks of one size all");
        assert_eq!(keys(2), [1], "none that nothing else has");
        assert_eq!(keys(9), [1]);
        assert!(narrowed(&[0]).contains(&(1, 0)), "what an editor ruled on stays everywhere");
    }
}
