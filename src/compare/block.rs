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
/// Pairs of so many items are looked at together.
const AT_ONCE: usize = 1 << 17;

/// Facts under their keys, in order: what stands together under one key are candidates.
#[derive(Debug)]
pub(crate) struct Keys {
    /// Key, place in time, rarest word, number of the item.
    sorted: Vec<(Term, i64, Term, u32)>,
    is_few: bool,
    small: usize,
    width: usize,
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
        let mut keys = Self { sorted: Vec::new(), is_few, small, width };
        let rows = |(n, item): (usize, &Item)| {
            let n = u32::try_from(n).unwrap_or(u32::MAX);
            let (order, tie) = (order(item), rarest(item, rarity));
            keys.keys_of(item, rarity).into_iter().map(move |key| (key, order, tie, n))
        };
        keys.sorted = items.par_iter().enumerate().flat_map_iter(rows).collect();
        keys.sorted.par_sort_unstable();
        keys
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
            for block in self.blocks() {
                let window = if block.len() <= self.small { block.len() } else { self.width };
                for (i, a) in block.iter().enumerate() {
                    for b in block.iter().skip(i + 1).take(window) {
                        let first = a.3.min(b.3);
                        if a.3 != b.3 && (start..end).contains(&first) {
                            pairs.push((first, a.3.max(b.3)));
                        }
                    }
                }
            }
            pairs.par_sort_unstable();
            pairs.dedup();
            each(&pairs);
        }
    }

    fn blocks(&self) -> impl Iterator<Item = &[(Term, i64, Term, u32)]> {
        self.sorted.chunk_by(|a, b| a.0 == b.0)
    }
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
