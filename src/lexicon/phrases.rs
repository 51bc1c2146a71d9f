//! Phrases of one or more words, found by their first word, longest first.

use super::folded::{Folded, Table};

/// Phrases with a meaning. Words are lower case; matching folds ASCII case.
#[derive(Debug)]
pub struct Phrases<T> {
    by_first: Table<Beginning<T>>,
}

/// The phrases that begin with one word.
#[derive(Debug)]
struct Beginning<T> {
    /// Longest first; a word each but the first.
    phrases: Vec<(Vec<&'static str>, T)>,
    /// Whether the word is a phrase by itself.
    is_whole: bool,
    /// A bit for each letter that a second word begins with: most that is looked for is told apart by it.
    seconds: u32,
}

/// The bit of the letter that a word begins with.
pub(crate) fn initial(word: &str) -> u32 {
    word.as_bytes().first().map_or(0, |b| 1 << (b & 31))
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { by_first: Table::default() }
    }
}

impl<T: Copy> Phrases<T> {
    /// Adds a phrase; words are parted by single spaces.
    pub fn insert(&mut self, phrase: &'static str, meaning: T) {
        let mut words = phrase.split(' ');
        let Some(first) = words.next() else { return };
        let rest: Vec<&'static str> = words.collect();
        let new = || Beginning { phrases: Vec::new(), is_whole: false, seconds: 0 };
        let Some(list) = self.by_first.entry(first, new) else { return };
        match rest.first() {
            Some(second) => list.seconds |= initial(second),
            None => list.is_whole = true,
        }
        let at = list.phrases.partition_point(|(w, _)| w.len() >= rest.len());
        list.phrases.insert(at, (rest, meaning));
    }

    /// Adds a phrase whose last word may also stand in the plural with -s.
    pub fn insert_with_plural(&mut self, phrase: &'static str, meaning: T) {
        self.insert(phrase, meaning);
    }

    /// Every meaning of the longest phrases that `words` begin with: how many words it has, and what it means.
    ///
    /// `words` yields the surfaces from the place where the phrase would begin; `plural` allows an -s on the last word.
    pub fn longest<'w>(
        &self,
        mut words: impl Iterator<Item = &'w str> + Clone,
        plural: bool,
        accept: impl Fn(T) -> bool,
    ) -> Option<(usize, T)> {
        let first = words.next()?;
        let singular = first.strip_suffix('s').filter(|_| plural);
        let second = words.clone().next().map_or(0, initial);
        let mut found: Option<(usize, T)> = None;
        for (key, is_singular) in [(Some(first), false), (singular, true)] {
            let Some(beginning) = key.and_then(Folded::new).and_then(|key| self.by_first.get(&key)) else { continue };
            if !beginning.is_whole && beginning.seconds & second == 0 {
                continue;
            }
            for (rest, meaning) in &beginning.phrases {
                if rest.first().is_some_and(|word| initial(word) & second == 0) {
                    continue;
                }
                let len = rest.len() + 1;
                // only the last word may stand in the plural
                if found.is_some_and(|(n, _)| n >= len) || is_singular && len > 1 || !accept(*meaning) {
                    continue;
                }
                if matches(rest, words.clone(), plural) {
                    found = Some((len, *meaning));
                }
            }
        }
        found
    }
}

/// Whether the words begin with those of a phrase behind its first.
fn matches<'w>(phrase: &[&str], mut words: impl Iterator<Item = &'w str>, plural: bool) -> bool {
    phrase.iter().enumerate().all(|(i, want)| {
        words.next().is_some_and(|have| {
            have.eq_ignore_ascii_case(want)
                || plural
                    && i + 1 == phrase.len()
                    && have.strip_suffix('s').is_some_and(|stem| stem.eq_ignore_ascii_case(want))
        })
    })
}
