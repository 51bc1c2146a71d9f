//! Phrases of one or more words, found by their first word, longest first.

use rustc_hash::FxHashMap;

use super::{LONGEST, fold};

/// Phrases with a meaning. Words are lower case; matching folds ASCII case.
#[derive(Debug)]
pub struct Phrases<T> {
    by_first: FxHashMap<&'static str, Vec<(Vec<&'static str>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { by_first: FxHashMap::default() }
    }
}

impl<T: Copy> Phrases<T> {
    /// Adds a phrase; words are parted by single spaces.
    pub fn insert(&mut self, phrase: &'static str, meaning: T) {
        let words: Vec<&'static str> = phrase.split(' ').collect();
        let Some(&first) = words.first() else { return };
        let list = self.by_first.entry(first).or_default();
        let at = list.partition_point(|(w, _)| w.len() >= words.len());
        list.insert(at, (words, meaning));
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
        words: impl Iterator<Item = &'w str> + Clone,
        plural: bool,
        accept: impl Fn(T) -> bool,
    ) -> Option<(usize, T)> {
        let first = words.clone().next()?;
        let (mut buffer, mut owned) = ([0; LONGEST], String::new());
        let lower = match Some(first).filter(|w| w.is_ascii()).and_then(|w| fold(w, &mut buffer)) {
            Some(lower) => lower,
            None => {
                owned.push_str(&first.to_lowercase());
                owned.as_str()
            }
        };
        let mut found: Option<(usize, T)> = None;
        let singular = lower.strip_suffix('s').filter(|_| plural);
        for key in [Some(lower), singular].into_iter().flatten() {
            for (phrase, meaning) in self.by_first.get(key).into_iter().flatten() {
                if found.is_some_and(|(n, _)| n >= phrase.len()) || !accept(*meaning) {
                    continue;
                }
                if matches(phrase, words.clone(), plural) {
                    found = Some((phrase.len(), *meaning));
                }
            }
        }
        found
    }
}

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
