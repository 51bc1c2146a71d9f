//! `gainsay.toml`: what a project says about itself.
//!
//! Reading is pure: text in, [`Config`] or a [`ConfigError`] with line and column out. Unknown keys are refused with
//! the nearest known one as a suggestion, since a misspelt setting that is silently ignored hides findings.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;

use crate::compare::{Severity, Verdict};
pub use crate::value::DateOrder;

/// Keys of `gainsay.toml`, for suggestions.
const KEYS: [&str; 12] = [
    "corpus",
    "facts",
    "exclude",
    "fail-on",
    "concepts",
    "date-order",
    "language",
    "today",
    "ignore",
    "source",
    "quote",
    "reason",
];

/// From which findings on a command exits with 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FailOn {
    /// Conflicts, clear or likely.
    #[default]
    Conflict,
    /// Also positions that differ in scope.
    Possible,
    /// Every question whose positions are not simply the same.
    Note,
    /// Nothing: always 0 unless there is a fault.
    Never,
}

impl FailOn {
    /// Whether a question with this verdict counts.
    pub fn counts(self, verdict: Verdict, _severity: Severity) -> bool {
        match self {
            Self::Conflict => verdict >= Verdict::Conflict,
            Self::Possible => verdict >= Verdict::Scope,
            Self::Note => verdict >= Verdict::Compatible,
            Self::Never => false,
        }
    }
}

/// The settings of a project; every one has a default, so that no file is needed.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Config {
    /// Files and folders to read when the command line names none, relative to the file.
    #[serde(default = "default_corpus")]
    pub corpus: Vec<String>,
    /// Folder of the fact records and decisions, relative to the file.
    #[serde(default = "default_facts")]
    pub facts: String,
    /// Globs of files to leave out, as in `.gitignore`.
    #[serde(default)]
    pub exclude: Vec<String>,
    /// From which findings on `check` fails.
    #[serde(default)]
    pub fail_on: FailOn,
    /// Words that mean the same in this project.
    #[serde(default)]
    pub concepts: BTreeMap<String, Vec<String>>,
    /// How dates in digits are to be read.
    pub date_order: Option<DateOrder>,
    /// The language of texts that do not state one ("en", "es").
    #[serde(default)]
    pub language: Option<String>,
    /// The day that counts as today (ISO 8601), for snoozed decisions; the command line asks the clock otherwise.
    pub today: Option<String>,
    /// Words of texts that may not be edited whose findings are to be left alone.
    #[serde(default)]
    pub ignore: Vec<IgnoreEntry>,
}

/// Words whose findings are to be left alone.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IgnoreEntry {
    /// Id of the source.
    pub source: String,
    /// The words, as they stand in the text.
    pub quote: String,
    /// Why.
    pub reason: String,
    /// Line of the settings, from 1, on which the entry begins.
    #[serde(skip)]
    pub line: u32,
}

/// Where the entries of the ignore list stand.
#[derive(Deserialize)]
struct Places {
    #[serde(default)]
    ignore: Vec<toml::Spanned<IgnoreEntry>>,
}

fn default_corpus() -> Vec<String> {
    vec!["corpus".to_owned()]
}

fn default_facts() -> String {
    "facts".to_owned()
}

impl Default for Config {
    fn default() -> Self {
        Self {
            corpus: default_corpus(),
            facts: default_facts(),
            exclude: Vec::new(),
            fail_on: FailOn::default(),
            concepts: BTreeMap::new(),
            date_order: None,
            language: None,
            today: None,
            ignore: Vec::new(),
        }
    }
}

/// Why a text is not a configuration, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in Unicode scalar values.
    pub column: u32,
    /// What is wrong and, where known, the way out.
    pub says: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.says)
    }
}

impl std::error::Error for ConfigError {}

impl ConfigError {
    /// The place of byte `offset` in `text`, and what is wrong there.
    pub(crate) fn at(text: &str, offset: usize, says: String) -> Self {
        let position = crate::text::LineIndex::new(text.as_bytes()).position(text.as_bytes(), offset);
        Self { line: position.line, column: position.column, says }
    }
}

impl Config {
    /// Reads the text of a `gainsay.toml`.
    ///
    /// # Errors
    /// Text that is not TOML, unknown keys, values of the wrong type, a `today` that is no day.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut config: Self = toml::from_str(text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            let mut says = error.message().trim().replace('\n', " ");
            let unknown =
                says.strip_prefix("unknown field `").and_then(|rest| rest.split('`').next()).map(str::to_owned);
            if let Some(key) = unknown {
                says = match nearest(&key, &KEYS) {
                    Some(known) => format!("unknown key `{key}`: did you mean `{known}`?"),
                    None => format!("unknown key `{key}`: known are {}", KEYS.join(", ")),
                };
            }
            ConfigError::at(text, offset, says)
        })?;
        if let Some(today) = &config.today
            && today.parse::<crate::value::Moment>().is_err()
        {
            let offset = text.find(today.as_str()).unwrap_or(0);
            return Err(ConfigError::at(
                text,
                offset,
                format!("`today = \"{today}\"` is no day: write it as 2026-01-31"),
            ));
        }
        if !config.ignore.is_empty() {
            let places: Places =
                toml::from_str(text).map_err(|error| ConfigError::at(text, 0, error.message().to_owned()))?;
            for (entry, place) in config.ignore.iter_mut().zip(&places.ignore) {
                let at = ConfigError::at(text, place.span().start, String::new());
                entry.line = at.line;
                for (key, value) in [("source", &entry.source), ("quote", &entry.quote), ("reason", &entry.reason)] {
                    if value.trim().is_empty() {
                        return Err(ConfigError { says: format!("`{key}` of this entry is empty"), ..at });
                    }
                }
            }
        }
        Ok(config)
    }
}

/// The word of `known` that is spelt most like `word`, if any is near enough to be meant.
pub fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let allowed = (word.chars().count() / 3).max(1);
    let scored = known.iter().map(|k| (edit_distance(&word.to_lowercase().replace('_', "-"), k), *k));
    scored.min().filter(|(distance, _)| *distance <= allowed).map(|(_, k)| k)
}

/// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`.
fn edit_distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut next = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = row[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            next[j] = change.min(row[j] + 1).min(next[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                next[j] = next[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut row, next);
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_key_is_refused_with_place_and_suggestion() {
        let error = Config::parse("corpus = [\"a\"]\nfail_on = \"never\"\n").unwrap_err();
        assert_eq!((error.line, error.column), (2, 1));
        assert_eq!(error.says, "unknown key `fail_on`: did you mean `fail-on`?");
    }

    #[test]
    fn an_unlike_key_gets_the_list() {
        let error = Config::parse("zzzzzz = 1\n").unwrap_err();
        assert!(error.says.contains("known are corpus, facts"), "{}", error.says);
    }

    #[test]
    fn entries_of_the_ignore_list_know_their_line_and_need_a_reason() {
        let entry = "[[ignore]]\nsource = \"a\"\nquote = \"14 ships\"\nreason = \"as printed\"\n";
        let config = Config::parse(&format!("corpus = [\"x\"]\n\n{entry}\n{entry}")).unwrap();
        assert_eq!(config.ignore.iter().map(|i| i.line).collect::<Vec<_>>(), [3, 8]);
        let error = Config::parse(&format!("\n{}", entry.replace("as printed", ""))).unwrap_err();
        assert_eq!((error.line, error.says.as_str()), (2, "`reason` of this entry is empty"));
        let error = Config::parse(&entry.replace("quote", "qoute")).unwrap_err();
        assert!(error.says.contains("did you mean `quote`"), "{}", error.says);
        assert!(Config::parse("[[ignore]]\nsource = \"a\"\n").is_err());
    }

    #[test]
    fn an_empty_file_is_the_default() {
        let config = Config::parse("").unwrap();
        assert_eq!(config.corpus, ["corpus"]);
        assert_eq!(config.fail_on, FailOn::Conflict);
    }

    #[test]
    fn what_counts_depends_on_the_threshold() {
        use crate::compare::{Severity, Verdict};
        assert!(FailOn::Conflict.counts(Verdict::Conflict, Severity::Warning));
        assert!(!FailOn::Conflict.counts(Verdict::Scope, Severity::Note));
        assert!(FailOn::Possible.counts(Verdict::Scope, Severity::Note));
        assert!(!FailOn::Never.counts(Verdict::Conflict, Severity::Error));
        assert!(FailOn::Note.counts(Verdict::Compatible, Severity::Note));
        assert!(!FailOn::Note.counts(Verdict::Agree, Severity::Note));
    }

    #[test]
    fn a_day_that_is_none_is_refused() {
        assert!(Config::parse("today = \"2026-02-31\"").is_err());
        assert!(Config::parse("today = \"2026-02-28\"").is_ok());
    }
}
