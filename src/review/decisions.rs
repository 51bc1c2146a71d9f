//! `facts/decisions.toml`: reading, applying and appending rulings.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Deserialize;
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, value};

use super::fingerprint::fingerprint;
use crate::compare::Question;
use crate::config::{ConfigError, nearest};
use crate::fact::{Fact, fold_space};
use crate::value::Moment;

/// What an editor ruled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ruling {
    /// A real conflict, known and left standing.
    Confirmed,
    /// Not the same question, or misread.
    Dismissed,
    /// Both are right; period, place or population differ.
    Scope,
    /// One source is right.
    Prefer,
    /// To be looked at again from a day on.
    Snooze,
}

impl Ruling {
    /// Every ruling.
    pub const ALL: [Self; 5] = [Self::Confirmed, Self::Dismissed, Self::Scope, Self::Prefer, Self::Snooze];

    /// The word used in the file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Dismissed => "dismissed",
            Self::Scope => "scope",
            Self::Prefer => "prefer",
            Self::Snooze => "snooze",
        }
    }

    /// The ruling that a word names.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.as_str() == word)
    }
}

impl fmt::Display for Ruling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A position as it read when the decision was made.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuotedPosition {
    /// Id of the source.
    pub source: String,
    /// The value expression as written.
    pub surface: String,
    /// The sentence it stood in.
    pub quote: String,
}

/// One ruling with its reason and what it was made on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Id of the question at that time; for readers, not used for matching.
    #[serde(default)]
    pub question: String,
    /// Content key of the question.
    pub fingerprint: String,
    /// What was ruled.
    pub ruling: Ruling,
    /// Why.
    pub reason: String,
    /// Who ruled.
    #[serde(default)]
    pub author: String,
    /// When, as an ISO 8601 day.
    #[serde(default)]
    pub date: String,
    /// The source that is right, for [`Ruling::Prefer`].
    pub prefer: Option<String>,
    /// The first day on which the finding counts again, for [`Ruling::Snooze`].
    pub until: Option<String>,
    /// What the decision was made on.
    #[serde(default)]
    pub positions: Vec<QuotedPosition>,
}

/// A file of decisions that cannot be used, and where the trouble lies.
pub type DecisionError = ConfigError;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    decision: Vec<Decision>,
}

/// The decisions of a project, in file order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    list: Vec<Decision>,
}

/// A decision that no longer fits the texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// The decision.
    pub decision: Decision,
    /// What changed, one line each.
    pub why: Vec<String>,
}

/// Decisions laid over the questions of an analysis.
#[derive(Clone, Debug, Default)]
pub struct Applied {
    /// The decision of each question, by its index; `None` where nothing was ruled.
    pub rulings: Vec<Option<Decision>>,
    /// Decisions whose positions changed.
    pub stale: Vec<Stale>,
}

impl Decisions {
    /// Reads the text of a `decisions.toml`.
    ///
    /// # Errors
    /// Text that is not TOML (merge markers are named as such), unknown keys and rulings, two decisions on one
    /// fingerprint, a ruling without what it needs, days that are none.
    pub fn parse(text: &str) -> Result<Self, DecisionError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if let Some(offset) = merge_marker(text) {
            let says = "conflict marker of a merge: keep the decisions of both sides and remove the marker lines";
            return Err(ConfigError::at(text, offset, says.to_owned()));
        }
        let file: File = toml::from_str(text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            ConfigError::at(text, offset, explained(error.message()))
        })?;
        let mut seen = BTreeSet::new();
        for decision in &file.decision {
            let wrong = |says: String| {
                let needle = format!("\"{}\"", decision.fingerprint);
                let last = text.rfind(&needle).unwrap_or(0);
                Err(ConfigError::at(text, last, says))
            };
            if !seen.insert(&decision.fingerprint) {
                return wrong(format!("second decision on {}: keep one of them", decision.fingerprint));
            }
            if decision.reason.trim().is_empty() {
                return wrong(format!("decision on {} gives no reason", decision.fingerprint));
            }
            if decision.ruling == Ruling::Prefer && decision.prefer.is_none() {
                return wrong("ruling \"prefer\" needs `prefer = \"SOURCE\"`".to_owned());
            }
            let until = decision.until.as_deref().map(str::parse::<Moment>);
            if decision.ruling == Ruling::Snooze && !matches!(until, Some(Ok(_))) {
                return wrong("ruling \"snooze\" needs `until = \"2026-01-31\"`".to_owned());
            }
        }
        Ok(Self { list: file.decision })
    }

    /// The decisions in file order.
    pub fn list(&self) -> &[Decision] {
        &self.list
    }

    /// Lays the decisions over `questions`. A snoozed one counts as none from its day on, when `today` is known.
    /// With `whole`, `sources` is the whole corpus, and a decision on a source that is not in it is stale; otherwise
    /// such a decision is left alone.
    pub fn apply(
        &self,
        questions: &[Question],
        facts: &[Fact],
        sources: &BTreeSet<&str>,
        today: Option<Moment>,
        whole: bool,
    ) -> Applied {
        let mut applied = Applied { rulings: vec![None; questions.len()], stale: Vec::new() };
        if self.list.is_empty() {
            return applied;
        }
        let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (i, question) in questions.iter().enumerate() {
            by_key.entry(fingerprint(question, facts)).or_default().push(i);
        }
        for decision in &self.list {
            if let Some(found) = by_key.get(&decision.fingerprint) {
                if !decision.has_lapsed(today) {
                    for &i in found {
                        applied.rulings[i] = Some(decision.clone());
                    }
                }
            } else if whole || decision.positions.iter().all(|p| sources.contains(p.source.as_str())) {
                let why = decision.what_changed(facts, sources);
                applied.stale.push(Stale { decision: decision.clone(), why });
            }
        }
        applied
    }
}

impl Decision {
    /// Whether it was snoozed and its day has come.
    fn has_lapsed(&self, today: Option<Moment>) -> bool {
        let until = self.until.as_deref().and_then(|u| u.parse::<Moment>().ok());
        self.ruling == Ruling::Snooze && matches!((today, until), (Some(t), Some(u)) if t.days() >= u.days())
    }

    /// Lines that say what is no longer as it was.
    fn what_changed(&self, facts: &[Fact], sources: &BTreeSet<&str>) -> Vec<String> {
        let mut why = Vec::new();
        for p in &self.positions {
            let quote = fold_space(&p.quote);
            let stands = |f: &Fact| *f.source == *p.source && f.surface == p.surface && fold_space(&f.quote) == quote;
            if !sources.contains(p.source.as_str()) {
                why.push(format!("source {} is not in the corpus any more", p.source));
            } else if !facts.iter().any(stands) {
                why.push(format!("{} no longer says \"{}\" in: {quote}", p.source, p.surface));
            }
        }
        if why.is_empty() {
            why.push("the positions stand as quoted, but the question has gained or lost some".to_owned());
        }
        why
    }
}

/// Offset of the first line that a merge left behind.
fn merge_marker(text: &str) -> Option<usize> {
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        if ["<<<<<<< ", "=======", ">>>>>>> "].iter().any(|m| line.trim_end() == m.trim() || line.starts_with(m)) {
            return Some(offset);
        }
        offset += line.len();
    }
    None
}

/// The parser's message with the nearest known word where one was misspelt.
fn explained(message: &str) -> String {
    const KEYS: [&str; 10] =
        ["decision", "question", "fingerprint", "ruling", "reason", "author", "date", "prefer", "until", "positions"];
    let message = message.trim().replace('\n', " ");
    let quoted = |prefix: &str| message.strip_prefix(prefix).and_then(|rest| rest.split('`').next());
    let (word, known): (_, Vec<&str>) = if let Some(word) = quoted("unknown field `") {
        (word, KEYS.to_vec())
    } else if let Some(word) = quoted("unknown variant `") {
        (word, Ruling::ALL.iter().map(|r| r.as_str()).collect())
    } else {
        return message;
    };
    match nearest(word, &known) {
        Some(near) => format!("unknown word `{word}`: did you mean `{near}`?"),
        None => format!("unknown word `{word}`: known are {}", known.join(", ")),
    }
}

/// The text of a decisions file with one more decision; everything else in it, comments included, stays as it is.
///
/// # Errors
/// As [`Decisions::parse`], for the text given and for the text that would result.
pub fn append(text: &str, decision: &Decision) -> Result<String, DecisionError> {
    Decisions::parse(text)?;
    let mut table = Table::new();
    table["question"] = value(&decision.question);
    table["fingerprint"] = value(&decision.fingerprint);
    table["ruling"] = value(decision.ruling.as_str());
    table["reason"] = value(&decision.reason);
    table["author"] = value(&decision.author);
    table["date"] = value(&decision.date);
    if let Some(prefer) = &decision.prefer {
        table["prefer"] = value(prefer);
    }
    if let Some(until) = &decision.until {
        table["until"] = value(until);
    }
    let mut positions = Array::new();
    for p in &decision.positions {
        let mut row = InlineTable::new();
        row.insert("source", p.source.as_str().into());
        row.insert("surface", p.surface.as_str().into());
        row.insert("quote", p.quote.as_str().into());
        let mut row = toml_edit::Value::from(row);
        row.decor_mut().set_prefix("\n    ");
        positions.push_formatted(row);
    }
    positions.set_trailing_comma(true);
    positions.set_trailing("\n");
    table["positions"] = value(positions);
    let mut list = ArrayOfTables::new();
    list.push(table);
    let mut added = DocumentMut::new();
    added.insert("decision", Item::ArrayOfTables(list));
    // The text there is kept byte for byte: a table at the end needs nothing of what stands before it.
    let gap = if text.trim().is_empty() { "" } else { "\n" };
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    let text = format!("{text}{end}{gap}{added}");
    Decisions::parse(&text)?;
    Ok(text)
}

/// The text of a decisions file without the decisions on `fingerprints`; everything else in it stays as it is.
///
/// # Errors
/// As [`Decisions::parse`].
pub fn remove(text: &str, fingerprints: &BTreeSet<&str>) -> Result<String, DecisionError> {
    Decisions::parse(text)?;
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
        ConfigError::at(text, error.span().map_or(0, |s| s.start), error.message().to_owned())
    })?;
    if let Some(list) = document.get_mut("decision").and_then(Item::as_array_of_tables_mut) {
        list.retain(|t| t.get("fingerprint").and_then(Item::as_str).is_none_or(|f| !fingerprints.contains(f)));
    }
    Ok(document.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Severity, Verdict};
    use crate::fact::{Kind, sample};

    fn question() -> (Question, Vec<Fact>) {
        let facts = vec![
            sample::count("a", 3, "There were 977 strikes.", "977", 977),
            sample::count("b", 9, "They counted 1,939 strikes.", "1,939", 1939),
        ];
        let question = Question {
            id: "strikes-1".into(),
            label: "strikes".into(),
            kind: Kind::Count,
            verdict: Verdict::Conflict,
            severity: Severity::Error,
            rule: "value-conflict",
            positions: vec![0, 1],
            conflicts: vec![(0, 1)],
            why: vec![],
            trace: vec![],
            gap: 496,
        };
        (question, facts)
    }

    fn decision(question: &Question, facts: &[Fact]) -> Decision {
        Decision {
            question: question.id.clone(),
            fingerprint: fingerprint(question, facts),
            ruling: Ruling::Confirmed,
            reason: "two \"counts\"".into(),
            author: "ed".into(),
            date: "2026-01-31".into(),
            prefer: None,
            until: None,
            positions: facts
                .iter()
                .map(|f| QuotedPosition {
                    source: f.source.to_string(),
                    surface: f.surface.clone(),
                    quote: f.quote.to_string(),
                })
                .collect(),
        }
    }

    #[test]
    fn what_is_appended_is_read_back_and_comments_survive() {
        let (question, facts) = question();
        let decision = decision(&question, &facts);
        let text = append("# ours\n", &decision).unwrap();
        assert!(text.starts_with("# ours\n"), "{text}");
        assert_eq!(Decisions::parse(&text).unwrap().list(), std::slice::from_ref(&decision));
        assert!(append(&text, &decision).unwrap_err().says.contains("second decision"));
        let mut other = decision.clone();
        other.fingerprint = "v1-other".into();
        let twice = append(&text, &other).unwrap();
        assert!(twice.starts_with(text.trim_end()), "{twice}");
        assert_eq!(Decisions::parse(&twice).unwrap().list().len(), 2);
    }

    #[test]
    fn what_is_removed_leaves_the_rest_as_it_was() {
        let (question, facts) = question();
        let (first, mut second) = (decision(&question, &facts), decision(&question, &facts));
        second.fingerprint = "v1-second".into();
        let one = append("", &second).unwrap();
        let both = append(&format!("# kept\n{}", append("", &first).unwrap()), &second).unwrap();
        let left = remove(&both, &BTreeSet::from([first.fingerprint.as_str()])).unwrap();
        assert_eq!(Decisions::parse(&left).unwrap(), Decisions::parse(&one).unwrap());
        assert_eq!(remove(&both, &BTreeSet::new()).unwrap(), both);
    }

    #[test]
    fn a_decision_holds_until_a_position_changes() {
        let (question, mut facts) = question();
        let text = append("", &decision(&question, &facts)).unwrap();
        let decisions = Decisions::parse(&text).unwrap();
        let sources = BTreeSet::from(["a", "b"]);
        facts[0].line = 400;
        let applied = decisions.apply(std::slice::from_ref(&question), &facts, &sources, None, true);
        assert!(applied.rulings[0].is_some() && applied.stale.is_empty());
        facts[0] = sample::count("a", 3, "There were 978 strikes.", "978", 978);
        let applied = decisions.apply(&[question], &facts, &sources, None, true);
        assert!(applied.rulings[0].is_none());
        assert_eq!(applied.stale[0].why, ["a no longer says \"977\" in: There were 977 strikes."]);
    }

    #[test]
    fn a_decision_on_texts_that_were_not_read_is_left_alone() {
        let (question, facts) = question();
        let decisions = Decisions { list: vec![decision(&question, &facts)] };
        let sources = BTreeSet::from(["a"]);
        assert!(decisions.apply(&[], &facts[..1], &sources, None, false).stale.is_empty());
        assert_eq!(decisions.apply(&[], &facts[..1], &sources, None, true).stale.len(), 1);
    }

    #[test]
    fn a_snoozed_finding_counts_again_from_its_day_on() {
        let (question, facts) = question();
        let mut snoozed = decision(&question, &facts);
        snoozed.ruling = Ruling::Snooze;
        snoozed.until = Some("2026-06-01".into());
        let decisions = Decisions { list: vec![snoozed] };
        let sources = BTreeSet::from(["a", "b"]);
        let ruled = |day: &str| {
            let today = day.parse().ok();
            decisions.apply(std::slice::from_ref(&question), &facts, &sources, today, true).rulings[0].is_some()
        };
        assert!(ruled("2026-05-31") && !ruled("2026-06-01"));
    }

    #[test]
    fn broken_files_say_where_and_what_to_do() {
        let error = Decisions::parse("# x\n<<<<<<< HEAD\n").unwrap_err();
        assert_eq!(error.line, 2);
        let text = "[[decision]]\nfingerprint = \"v1-x\"\nruling = \"confirm\"\nreason = \"r\"\n";
        let error = Decisions::parse(text).unwrap_err();
        assert_eq!(error.line, 3);
        assert_eq!(error.says, "unknown word `confirm`: did you mean `confirmed`?");
        assert!(Decisions::parse("[[decision]]\nfingerprint = \"x\"\nruling = \"prefer\"\nreason = \"r\"\n").is_err());
    }
}
