//! Of which texts something else is said than before.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Analysis;
use crate::fact::Fact;

/// Texts of which something else may be said after edits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// All of them.
    pub texts: BTreeSet<String>,
    /// Those whose own words changed, with the first and the last line of which something changed or moved.
    pub edited: BTreeMap<String, (u32, u32)>,
    /// Ids of questions that are told otherwise.
    pub questions: BTreeSet<String>,
}

impl Touched {
    /// Takes in what else was touched.
    pub fn add(&mut self, other: Self) {
        self.texts.extend(other.texts);
        for (path, lines) in other.edited {
            self.edit(path, lines);
        }
        self.questions.extend(other.questions);
    }

    /// Notes lines of a text as edited.
    pub(super) fn edit(&mut self, path: String, (first, last): (u32, u32)) {
        let lines = self.edited.entry(path).or_insert((first, last));
        *lines = (lines.0.min(first), lines.1.max(last));
    }

    /// Whether the words of a fact may have changed or moved.
    pub fn is_edited(&self, fact: &Fact) -> bool {
        self.edited.get(&*fact.path).is_some_and(|(first, last)| (first..=last).contains(&&fact.line))
    }

    /// Notes a text.
    pub(super) fn text(&mut self, path: &Arc<str>) {
        if !self.texts.contains(&**path) {
            self.texts.insert(path.to_string());
        }
    }

    /// What differs between two analyses of the same facts.
    pub(super) fn between(before: &Analysis, after: &Analysis) -> Self {
        let mut touched = Self::default();
        let mut left: FxHashMap<&str, usize> =
            before.questions.iter().enumerate().map(|(n, q)| (q.id.as_str(), n)).collect();
        let ruling = |analysis: &Analysis, n: usize| analysis.rulings.get(n).cloned().flatten();
        for (n, question) in after.questions.iter().enumerate() {
            let was = left.remove(question.id.as_str());
            let is_same = was
                .is_some_and(|m| before.questions[m].is_told_like(question) && ruling(before, m) == ruling(after, n));
            if !is_same {
                touched.questions.insert(question.id.clone());
                after.positions(question).for_each(|fact| touched.text(&fact.path));
                for question in was.into_iter().filter_map(|m| before.questions.get(m)) {
                    before.positions(question).for_each(|fact| touched.text(&fact.path));
                }
            }
        }
        for question in left.into_values().filter_map(|m| before.questions.get(m)) {
            before.positions(question).for_each(|fact| touched.text(&fact.path));
        }
        let notices = before.notices.iter().filter(|n| !after.notices.contains(n));
        let notices = notices.chain(after.notices.iter().filter(|n| !before.notices.contains(n)));
        touched.texts.extend(notices.map(|n| n.path.clone()));
        let unused = before.unused.iter().filter(|u| !after.unused.contains(u));
        let unused = unused.chain(after.unused.iter().filter(|u| !before.unused.contains(u)));
        touched.texts.extend(unused.map(|u| u.path.clone()));
        touched
    }
}

/// First and last line, from 1, of which something differs or has moved in the newer of two texts, with a line to spare.
pub(super) fn changed_lines(old: &[u8], new: &[u8]) -> (u32, u32) {
    let start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let longest = old.len().min(new.len()) - start;
    let tail = old.iter().rev().zip(new.iter().rev()).take(longest).take_while(|(a, b)| a == b).count();
    let (gone, came) = (&old[start..old.len() - tail], &new[start..new.len() - tail]);
    let count = |text: &[u8], sign: u8| text.iter().filter(|b| **b == sign).count();
    // lone signs for the start of a line are rare, and not worth being counted here
    if count(gone, b'\r') + count(came, b'\r') > 0 {
        return (1, u32::MAX);
    }
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let first = number(count(&new[..start], b'\n'));
    let is_moved = count(gone, b'\n') != count(came, b'\n');
    let last = if is_moved { u32::MAX } else { first.saturating_add(2 + number(count(came, b'\n'))) };
    (first, last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::workspace::Workspace;

    #[test]
    fn lines_of_an_edit_are_those_that_changed_and_those_that_moved() {
        let lines = |old: &str, new: &str| changed_lines(old.as_bytes(), new.as_bytes());
        assert_eq!(lines("a\nb\nc\nd\n", "a\nb\nCC\nd\n"), (2, 4));
        assert_eq!(lines("a\nb\nc\nd\n", "a\nb\nnew\nc\nd\n"), (2, u32::MAX));
        assert_eq!(lines("a\n", "a\n"), (1, 3));
        assert_eq!(lines("aaa", "aa"), (0, 2));
        assert_eq!(lines("a\r\nb", "a\r\r\nb"), (1, u32::MAX));
    }

    #[test]
    fn what_differs_is_told_of_the_texts_it_stands_in() {
        let mut workspace = Workspace::new(Config::default());
        for (path, text) in [
            ("a.txt", "In 1911 the yard built 14 ships."),
            ("b.txt", "In 1911 the yard built 19 ships."),
            ("c.txt", "The tower is 80 m high."),
        ] {
            workspace.set_text(path, text.into());
        }
        let before = workspace.analysis();
        assert_eq!(Touched::between(&before, &before), Touched::default());
        let mut after = before.clone();
        let gone = after.questions.remove(0);
        after.rulings.remove(0);
        let texts = BTreeSet::from(["a.txt".to_owned(), "b.txt".to_owned()]);
        assert_eq!(Touched::between(&before, &after).texts, texts, "gone");
        let back = Touched::between(&after, &before);
        assert_eq!((back.texts, back.questions.contains(&gone.id)), (texts, true), "new");
    }
}
