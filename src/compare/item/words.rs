//! Words as numbers: a lemma, or the concept it stands for.

use rustc_hash::FxHashMap;

use crate::lexicon::{ConceptId, ConceptKind, Concepts};

/// A word or concept, as the hash of its letters: the same in every run and whatever the order of the sources.
pub(crate) type Term = u64;

/// FNV-1a.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// What is known of a word.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    /// Its concept's term, or its own.
    pub(crate) term: Term,
    /// Its own term.
    pub(crate) word: Term,
    pub(crate) concept: Option<ConceptId>,
    pub(crate) kind: Option<ConceptKind>,
    pub(crate) sides: Vec<(u16, u16)>,
}

/// Words met so far.
#[derive(Debug)]
pub(crate) struct Vocabulary<'c> {
    words: FxHashMap<String, Known>,
    pub(super) concepts: &'c Concepts,
}

impl<'c> Vocabulary<'c> {
    pub(crate) fn new(concepts: &'c Concepts) -> Self {
        Self { words: FxHashMap::default(), concepts }
    }

    pub(crate) fn know(&mut self, word: &str) -> &Known {
        let concepts = self.concepts;
        if !self.words.contains_key(word) {
            let concept = concepts.of(word);
            let known = Known {
                term: concept.map_or_else(|| hash(word.as_bytes()), concept_term),
                word: hash(word.as_bytes()),
                concept,
                kind: concept.and_then(|id| concepts.get(id)).map(|c| c.kind),
                sides: concepts.sides(word),
            };
            self.words.insert(word.to_owned(), known);
        }
        &self.words[word]
    }
}

/// The term that stands for a concept.
pub(crate) fn concept_term(id: ConceptId) -> Term {
    hash(&id.to_le_bytes()) | 1 << 63
}

pub(crate) fn sort(terms: &mut Vec<Term>) {
    terms.sort_unstable();
    terms.dedup();
}

/// Calls `each` for every term that two sorted lists share, and gives how many each has alone.
pub(crate) fn shared(a: &[Term], b: &[Term], mut each: impl FnMut(Term)) -> (usize, usize) {
    let (mut i, mut j, mut both) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                each(*x);
                both += 1;
                i += 1;
                j += 1;
            }
        }
    }
    (a.len() - both, b.len() - both)
}
