//! Words as numbers: a lemma, or the concept it stands for.

use rustc_hash::FxHashMap;

use crate::lexicon::{ConceptId, ConceptKind, Concepts};

/// A word or concept, as the hash of its letters: the same in every run and whatever the order of the sources.
pub(crate) type Term = u64;

/// Terms in order, each once; a list that is done takes as little room as it can.
pub(crate) type Terms = Box<[Term]>;

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
    /// The concepts that hold its own.
    pub(crate) wider: Vec<Term>,
}

/// Words met so far.
#[derive(Debug)]
pub(crate) struct Vocabulary<'c> {
    words: FxHashMap<String, Known>,
    pub(crate) concepts: &'c Concepts,
}

impl<'c> Vocabulary<'c> {
    pub(crate) fn new(concepts: &'c Concepts) -> Self {
        Self { words: FxHashMap::default(), concepts }
    }

    pub(crate) fn know(&mut self, word: &str) -> &Known {
        let concepts = self.concepts;
        if !self.words.contains_key(word) {
            let concept = concepts.of(word);
            let own = hash(folded(word).as_bytes());
            let known = Known {
                term: concept.map_or(own, concept_term),
                word: own,
                concept,
                kind: concept.and_then(|id| concepts.get(id)).map(|c| c.kind),
                sides: concepts.sides(word),
                wider: wider(concept, concepts),
            };
            self.words.insert(word.to_owned(), known);
        }
        &self.words[word]
    }
}

fn wider(concept: Option<ConceptId>, concepts: &Concepts) -> Vec<Term> {
    let above = |id: &ConceptId| concepts.get(*id).and_then(|c| c.broader);
    std::iter::successors(concept.as_ref().and_then(above), above).take(4).map(concept_term).collect()
}

/// Fewest letters of a word without its ending.
const STEM: usize = 5;

/// A lemma without what sets the noun of an act apart from its verb: "contribution", "contribut"; "value", "valu".
fn folded(word: &str) -> &str {
    let cut = |ending| word.strip_suffix(ending).filter(|stem: &&str| stem.len() >= STEM);
    cut("ion").or_else(|| word.strip_suffix('e').filter(|stem| stem.len() + 1 >= STEM)).unwrap_or(word)
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
