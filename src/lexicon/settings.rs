//! How texts put values forward for what can be set: defaults, limits, examples; and words of tables that name nothing.

use super::folded::{Folded, LONGEST, Table};
use super::phrases::Phrases;
use super::table::rows;
use crate::value::Standing;

/// What a phrase says of the value beside or below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingWord {
    /// As what the value is put forward.
    Standing(Standing),
    /// What happens beyond a limit.
    Refuse,
    /// The value no longer holds.
    Was,
    /// Heads a column whose rows are each a measure.
    Rows,
    /// Heads a column that names no measure.
    Values,
    /// A question for an amount.
    Ask,
    /// A text is out of date.
    Archived,
    /// Only says that the next noun is counted.
    Counting,
    /// A version stands behind it.
    Version,
    /// Those who were treated, in a trial.
    Treated,
    /// Those whom they are compared with.
    Control,
    /// A version began to be had.
    Released,
    /// What says that something works from a version on: "requires".
    Needs,
    /// What says that something came with a version: "introduced in".
    Brings,
    /// What says that a version is the last: "final release".
    Newest,
    /// Heads a column of ranges that are allowed.
    Range,
    /// A property that hangs on the noun before it: "chunk size".
    Size,
    /// What an identifier does to a value, or what is done to it to change the value: "sets", "raise".
    Governs,
}

/// The phrases of one language.
#[derive(Debug, Default)]
pub struct Settings {
    prose: Phrases<SettingWord>,
    headings: Vec<(&'static str, SettingWord)>,
    /// What each of them says, but for the longest, which are looked for among all.
    by_phrase: Table<Vec<SettingWord>>,
    first: Vec<&'static str>,
}

impl Settings {
    pub(super) fn read(text: &'static str) -> Self {
        let mut out = Self::default();
        for row in rows(text) {
            let word = match row.get(0) {
                "refuse" => SettingWord::Refuse,
                "was" => SettingWord::Was,
                "rows" => SettingWord::Rows,
                "values" => SettingWord::Values,
                "ask" => SettingWord::Ask,
                "archived" => SettingWord::Archived,
                "counting" => SettingWord::Counting,
                "version" => SettingWord::Version,
                "treated" => SettingWord::Treated,
                "control" => SettingWord::Control,
                "range" => SettingWord::Range,
                "size" => SettingWord::Size,
                "governs" => SettingWord::Governs,
                "released" => SettingWord::Released,
                "needs" => SettingWord::Needs,
                "brings" => SettingWord::Brings,
                "newest" => SettingWord::Newest,
                other => match Standing::parse(other) {
                    Some(standing) => SettingWord::Standing(standing),
                    None => continue,
                },
            };
            for phrase in row.list(1) {
                if row.get(2) != "heading" {
                    out.prose.insert(phrase, word);
                    out.first.extend(phrase.split(' ').next());
                }
                if row.get(2) != "prose" {
                    out.headings.push((phrase, word));
                }
            }
        }
        for (phrase, word) in &out.headings {
            if let Some(says) = out.by_phrase.entry(phrase, Vec::new) {
                says.push(*word);
            }
        }
        out
    }

    /// The words that a phrase of running text may begin with.
    pub(super) fn first_words(&self) -> &[&'static str] {
        &self.first
    }

    /// The longest phrase that these words begin with: how many words it has, and what it says.
    pub fn in_prose<'w>(&self, words: impl Iterator<Item = &'w str> + Clone) -> Option<(usize, SettingWord)> {
        self.prose.longest(words, false, |_| true)
    }

    /// Whether a line says that a text is out of date.
    pub fn is_archived(&self, line: &str) -> bool {
        let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        (0..words.len()).any(|i| {
            let rest = words.get(i..(i + 4).min(words.len())).unwrap_or_default();
            self.in_prose(rest.iter().copied()).is_some_and(|(_, word)| word == SettingWord::Archived)
        })
    }

    /// Whether a whole heading says this and nothing else.
    pub fn heads(&self, heading: &str, word: SettingWord) -> bool {
        if heading.len() > LONGEST {
            return self.headings.iter().any(|(phrase, w)| *w == word && phrase.eq_ignore_ascii_case(heading));
        }
        Folded::new(heading).and_then(|h| self.by_phrase.get(&h)).is_some_and(|says| says.contains(&word))
    }

    /// Whether a whole heading only says as what values are put forward, and not what they are values of.
    pub fn is_standing(&self, heading: &str) -> bool {
        let is_known =
            heading.len() > LONGEST || Folded::new(heading).is_some_and(|h| self.by_phrase.get(&h).is_some());
        is_known && self.standing_of(heading).is_some_and(|s| self.heads(heading, SettingWord::Standing(s)))
    }

    /// As what a column puts its values forward: the heading is one of the phrases, or begins or ends with one.
    pub fn standing_of(&self, heading: &str) -> Option<Standing> {
        let lower = heading.to_lowercase();
        let fits = |phrase: &str| {
            let ends = |at: usize, len: usize| {
                let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                edge(lower.get(..at).and_then(|h| h.chars().next_back()))
                    && edge(lower.get(at + len..).and_then(|t| t.chars().next()))
            };
            lower.starts_with(phrase) && ends(0, phrase.len())
                || lower.ends_with(phrase) && ends(lower.len() - phrase.len(), phrase.len())
        };
        self.headings.iter().find_map(|(phrase, word)| match word {
            SettingWord::Standing(standing) if fits(phrase) => Some(*standing),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn headings_and_phrases() {
        let settings = &Lexicon::english().settings;
        assert_eq!(settings.standing_of("Max. speed"), Some(Standing::Maximum));
        assert_eq!(settings.standing_of("Default value"), Some(Standing::Default));
        assert_eq!(settings.standing_of("Defaulters"), None);
        assert!(settings.heads("Item", SettingWord::Rows) && !settings.heads("Items sold", SettingWord::Rows));
        let words = ["unless", "told", "otherwise", "it"];
        let found = settings.in_prose(words.into_iter());
        assert_eq!(found, Some((3, SettingWord::Standing(Standing::Default))));
    }
}
