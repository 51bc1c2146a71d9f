//! What the editors of a project have taught: facts that answer one question, facts that do not.
//!
//! A lesson names facts by their words, not by where they stand. Each fact carries the marks of the lessons that speak of
//! it, so that whether two facts were joined or kept apart is seen from the two alone.

use rustc_hash::FxHashMap;

use crate::fact::{Fact, fold_space};

/// How a lesson names a fact: source, value as written, sentence with its white space folded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words {
    source: String,
    surface: String,
    quote: String,
}

impl Words {
    /// The words of a fact.
    pub fn new(source: &str, surface: &str, quote: &str) -> Self {
        Self { source: source.to_owned(), surface: surface.to_owned(), quote: fold_space(quote) }
    }
}

/// One thing that was taught.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lesson {
    /// They answer one question.
    Same(Vec<Words>),
    /// None of the first answers the same question as any of the second.
    Apart(Vec<Words>, Vec<Words>),
}

/// What a lesson says of one fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mark {
    /// One of those that lesson number so and so joins.
    Same(u32),
    /// On one side of those that lesson number so and so keeps apart.
    Side(u32, bool),
}

/// The lessons of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taught {
    /// Marks by source and surface, each with the sentence that is meant.
    marks: FxHashMap<(String, String), Vec<(String, Mark)>>,
}

impl Taught {
    /// Lessons, in any order that stays the same.
    pub fn new(lessons: Vec<Lesson>) -> Self {
        let mut taught = Self::default();
        for (n, lesson) in lessons.into_iter().enumerate() {
            let n = u32::try_from(n).unwrap_or(u32::MAX);
            match lesson {
                Lesson::Same(words) => taught.add(words, Mark::Same(n)),
                Lesson::Apart(one, other) => {
                    taught.add(one, Mark::Side(n, false));
                    taught.add(other, Mark::Side(n, true));
                }
            }
        }
        taught
    }

    fn add(&mut self, words: Vec<Words>, mark: Mark) {
        for w in words {
            self.marks.entry((w.source, w.surface)).or_default().push((w.quote, mark));
        }
    }

    /// Whether nothing was taught.
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// What the lessons say of a fact.
    pub(crate) fn marks(&self, fact: &Fact) -> Vec<Mark> {
        if self.is_empty() {
            return Vec::new();
        }
        let key = (fact.source.to_string(), fact.surface.clone());
        let Some(known) = self.marks.get(&key) else { return Vec::new() };
        let quote = fold_space(&fact.quote);
        known.iter().filter(|(q, _)| *q == quote).map(|(_, mark)| *mark).collect()
    }

    /// Whether two of the facts at `positions` were taught to be kept apart.
    pub(crate) fn parts(&self, facts: &[Fact], positions: &[usize]) -> bool {
        if self.is_empty() {
            return false;
        }
        let marks: Vec<Vec<Mark>> =
            positions.iter().filter_map(|&i| facts.get(i)).map(|fact| self.marks(fact)).collect();
        marks.iter().enumerate().any(|(n, x)| marks.iter().skip(n + 1).any(|y| are_apart(x, y)))
    }
}

/// Whether a lesson joins two facts.
pub(crate) fn are_joined(x: &[Mark], y: &[Mark]) -> bool {
    x.iter().any(|m| matches!(m, Mark::Same(_)) && y.contains(m)) && !are_apart(x, y)
}

/// Whether a lesson keeps two facts apart; that goes before joining.
pub(crate) fn are_apart(x: &[Mark], y: &[Mark]) -> bool {
    x.iter().any(|m| matches!(m, Mark::Side(n, side) if y.contains(&Mark::Side(*n, !side))))
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::super::{Options, Question, Verdict, compare};
    use super::*;
    use crate::fact::Kind;
    use crate::value::Bound;

    fn fact(source: &str, surface: &str, unit: &str) -> Fact {
        sample::fact(source, Kind::Count, surface, unit, Bound::Exact)
    }

    fn words(fact: &Fact) -> Words {
        Words::new(&fact.source, &fact.surface, &fact.quote)
    }

    /// Sources and surfaces of the positions of each question that is no part of another.
    fn questions(facts: &[Fact], lessons: Vec<Lesson>) -> Vec<(Verdict, Vec<String>)> {
        let options = Options { taught: Taught::new(lessons), ..Options::default() };
        let found = compare(facts, &options).questions;
        let name = |&i: &usize| format!("{}:{}", facts[i].source, facts[i].surface);
        let holds = |q: &Question, r: &Question| r.positions.iter().all(|p| q.positions.contains(p));
        let is_whole = |r: &&Question| !found.iter().any(|q| q.id != r.id && holds(q, r));
        found.iter().filter(is_whole).map(|q| (q.verdict, q.positions.iter().map(name).collect())).collect()
    }

    #[test]
    fn what_is_joined_becomes_one_question_with_its_verdict() {
        let facts = [fact("a", "620", "quarryman"), fact("b", "730", "stonecutter"), fact("c", "88", "clerk")];
        assert_eq!(questions(&facts, vec![]), []);
        let joined = questions(&facts, vec![Lesson::Same(vec![words(&facts[0]), words(&facts[1])])]);
        assert_eq!(joined, [(Verdict::Conflict, vec!["a:620".to_owned(), "b:730".to_owned()])]);
    }

    #[test]
    fn what_is_kept_apart_leaves_the_question_to_the_others() {
        let facts = [fact("a", "620", "quarryman"), fact("b", "730", "quarryman"), fact("c", "730", "quarryman")];
        let together = questions(&facts, vec![]);
        assert_eq!(together.len(), 1, "{together:?}");
        assert_eq!(together[0].1.len(), 3);
        let lesson = Lesson::Apart(vec![words(&facts[1]), words(&facts[2])], vec![words(&facts[0])]);
        let apart = questions(&facts, vec![lesson]);
        assert_eq!(apart, [(Verdict::Agree, vec!["b:730".to_owned(), "c:730".to_owned()])]);
    }

    #[test]
    fn keeping_apart_goes_before_joining() {
        let facts = [fact("a", "620", "quarryman"), fact("b", "730", "stonecutter")];
        let both = vec![words(&facts[0]), words(&facts[1])];
        let apart = Lesson::Apart(vec![words(&facts[0])], vec![words(&facts[1])]);
        assert_eq!(questions(&facts, vec![Lesson::Same(both), apart]), []);
    }

    #[test]
    fn a_lesson_on_other_words_changes_nothing() {
        let facts = [fact("a", "620", "quarryman"), fact("b", "730", "quarryman")];
        let other = Words::new("a", "620", "620 other words");
        let lesson = Lesson::Apart(vec![other], vec![words(&facts[1])]);
        assert_eq!(questions(&facts, vec![lesson]), questions(&facts, vec![]));
    }

    #[test]
    fn a_joined_fact_brings_its_question_along() {
        let facts = [fact("a", "620", "quarryman"), fact("b", "730", "stonecutter"), fact("c", "730", "stonecutter")];
        let lesson = Lesson::Same(vec![words(&facts[0]), words(&facts[1])]);
        let found = questions(&facts, vec![lesson]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].1.len(), 3);
        assert_eq!(found[0].0, Verdict::Conflict);
    }
}
