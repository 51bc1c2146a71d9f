//! How much it says that two facts share a word.

use rustc_hash::FxHashMap;

use super::Item;
use super::words::{Term, sort};

/// How rare terms are: 0 (in most sentences of the texts that hold them) to 5.
///
/// What counts is how often a text that holds a word holds it: what every text says once is what a question is about, and
/// what a text says in every sentence is what the text is about.
#[derive(Debug, Default)]
pub(crate) struct Rarity {
    counts: FxHashMap<Term, Seen>,
    sentences: u32,
    sources: u32,
}

#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    sentences: u32,
    sources: u32,
    last: u32,
}

impl Rarity {
    /// Counts the sentences and sources that hold each term; the items are ordered by source and sentence.
    pub(crate) fn of(items: &[Item]) -> Self {
        let mut out = Self::default();
        let mut last = u32::MAX;
        for sentence in items.chunk_by(|a, b| (a.source, a.sentence) == (b.source, b.sentence)) {
            let mut all: Vec<Term> = Vec::new();
            for i in sentence {
                all.extend([i.head, i.dimension]);
                for list in [&i.core, &i.acts, &i.clause, &i.names, &i.places] {
                    all.extend(list);
                }
            }
            sort(&mut all);
            let source = sentence.first().map_or(0, |i| i.source);
            if source != last {
                out.sources += 1;
                last = source;
            }
            for term in all {
                let seen = out.counts.entry(term).or_default();
                seen.sentences += 1;
                if seen.sources == 0 || seen.last != source {
                    seen.sources += 1;
                    seen.last = source;
                }
            }
            out.sentences += 1;
        }
        out
    }

    pub(crate) fn get(&self, term: Term) -> i32 {
        let Some(seen) = self.counts.get(&term) else { return 2 };
        let log = |n: u32| i32::try_from(n.max(1).ilog2()).unwrap_or(0);
        let usual = (self.sentences / self.sources.max(1)).clamp(8, 64);
        let within = log(2 * usual * seen.sources / seen.sentences.max(1)) - 1;
        let spread = 3 + log(self.sources / seen.sources.max(1));
        within.min(spread).clamp(0, 5)
    }
}
