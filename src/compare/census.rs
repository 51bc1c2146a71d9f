//! How much a text states: where it gives one length in metres and the other text one, they are likely to be of one thing.

use rustc_hash::{FxHashMap, FxHashSet};

use super::extents::dimension;
use super::item::{Term, hash};
use crate::fact::{Fact, Kind};

/// Sizes of the crowds that a fact stands in, each as [`level`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sizes {
    /// Facts of the text.
    pub(crate) text: i32,
    /// Facts of its kind.
    pub(crate) kind: i32,
    /// Values of its unit, or of its noun where it counts.
    pub(crate) like: i32,
}

/// What a text states, by kind and by unit or noun.
#[derive(Debug, Default)]
pub(crate) struct Census<'f> {
    all: usize,
    kinds: FxHashMap<Kind, usize>,
    likes: FxHashMap<(Kind, Term), FxHashSet<&'f str>>,
}

impl<'f> Census<'f> {
    /// Counts the facts of one text.
    pub(crate) fn of(facts: impl Iterator<Item = &'f Fact>) -> Self {
        let mut out = Self::default();
        for fact in facts {
            out.all += 1;
            *out.kinds.entry(fact.kind).or_default() += 1;
            out.likes.entry(like(fact)).or_default().insert(&fact.surface);
        }
        out
    }

    /// The sizes for one of them.
    pub(crate) fn sizes(&self, fact: &Fact) -> Sizes {
        Sizes {
            text: level(self.all),
            kind: level(self.kinds.get(&fact.kind).copied().unwrap_or_default()),
            like: level(self.likes.get(&like(fact)).map_or(0, FxHashSet::len)),
        }
    }
}

/// What makes values of a text rivals: the dimension they are measured in, or the noun they count.
fn like(fact: &Fact) -> (Kind, Term) {
    match fact.kind {
        Kind::Quantity | Kind::Money | Kind::Duration => (fact.kind, hash(dimension(fact).as_bytes())),
        Kind::Count => (fact.kind, hash(fact.slots.head.as_bytes())),
        _ => (fact.kind, 0),
    }
}

/// Four times the binary logarithm of a number, rounded down: 0 for one, 4 for two, 13 for ten.
fn level(n: usize) -> i32 {
    let n = u64::try_from(n).unwrap_or(u64::MAX).clamp(1, 1 << 15);
    i32::try_from(n.pow(4).ilog2()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_four_times_the_logarithm() {
        assert_eq!([0, 1, 2, 3, 10, usize::MAX].map(level), [0, 0, 4, 6, 13, 60]);
    }
}
