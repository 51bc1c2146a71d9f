//! Fact records kept in `facts/`, and how they differ from what the texts say now.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::fact::{Fact, RecordBody, Role};

/// Name of the form of the files.
const SCHEMA: &str = "gainsay-facts/1";

/// A fact as it lies in `facts/`: no lines or offsets, so that edits elsewhere in the text leave the file alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredFact {
    /// Content id.
    pub id: String,
    /// What the fact says.
    #[serde(flatten)]
    pub body: RecordBody,
}

/// The records of one source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactsFile {
    /// Name of the form, "gainsay-facts/1".
    pub schema: String,
    /// Id of the source.
    pub source: String,
    /// The facts in text order.
    pub facts: Vec<StoredFact>,
}

impl FactsFile {
    /// The records of `source` among `facts`, in their order.
    pub fn new(source: &str, facts: &[Fact]) -> Self {
        let stored = facts.iter().filter(|f| *f.source == *source && f.role != Role::Noise);
        let facts = stored.map(|f| StoredFact { id: f.id.clone(), body: f.into() }).collect();
        Self { schema: SCHEMA.to_owned(), source: source.to_owned(), facts }
    }

    /// The text of the file.
    ///
    /// # Errors
    /// None in practice: records hold texts only.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }

    /// Reads a file back.
    ///
    /// # Errors
    /// Text that is not such a file, with line and column; also a form that this version does not know.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: Self =
            serde_json::from_str(text.strip_prefix('\u{feff}').unwrap_or(text)).map_err(|e| e.to_string())?;
        if file.schema != SCHEMA {
            return Err(format!("schema {:?} is not {SCHEMA:?}: written by another version", file.schema));
        }
        Ok(file)
    }

    /// Whether a text starts like a file that gainsay wrote: only such files are ever removed.
    pub fn is_generated(text: &str) -> bool {
        text.get(..200.min(text.len())).unwrap_or(text).contains("\"schema\": \"gainsay-facts/")
    }
}

/// One difference between a file of records and the texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Drift {
    /// The text says something that the file does not hold.
    New(StoredFact),
    /// The file holds something that the text does not say any more.
    Gone(StoredFact),
    /// The same fact with other contents.
    Changed(Box<(StoredFact, StoredFact)>),
}

impl Drift {
    /// One line for people, such as `~ strikes: 1,939 -> 1,940`.
    pub fn line(&self) -> String {
        let named =
            |f: &StoredFact| if f.body.measure.is_empty() { f.body.kind.clone() } else { f.body.measure.clone() };
        match self {
            Self::New(f) => format!("+ {}: {}  in: {}", named(f), f.body.surface, f.body.quote),
            Self::Gone(f) => format!("- {}: {}  in: {}", named(f), f.body.surface, f.body.quote),
            Self::Changed(both) => {
                let (old, new) = &**both;
                let mut line = format!("~ {}:", named(new));
                for (key, a, b) in fields(old, new) {
                    let _ = write!(line, " {key} {a} -> {b};");
                }
                line.trim_end_matches(';').to_owned()
            }
        }
    }
}

/// Names and values of the fields that differ; the sentence only when nothing else does.
fn fields(old: &StoredFact, new: &StoredFact) -> Vec<(String, String, String)> {
    let object = |f: &StoredFact| match serde_json::to_value(&f.body) {
        Ok(serde_json::Value::Object(map)) => map,
        _ => serde_json::Map::new(),
    };
    let (a, b) = (object(old), object(new));
    let mut differing: Vec<_> = a
        .iter()
        .filter_map(|(key, x)| b.get(key).filter(|y| *y != x).map(|y| (key.clone(), plain(x), plain(y))))
        .collect();
    if differing.len() > 1 {
        differing.retain(|(key, ..)| key != "quote");
    }
    differing
}

/// A field's value for people: "14..14 exact" instead of JSON for intervals.
fn plain(value: &serde_json::Value) -> String {
    let end = |key: &str| value.get(key).map(|v| v.as_str().unwrap_or("open").to_owned());
    match (end("low"), end("high"), end("bound")) {
        (Some(low), Some(high), Some(bound)) if low == high => format!("{low} {bound}"),
        (Some(low), Some(high), Some(bound)) => format!("{low}..{high} {bound}"),
        _ => match (end("from"), end("to")) {
            (Some(from), Some(to)) => format!("{from}..{to}"),
            _ => value.to_string(),
        },
    }
}

/// What differs between the records of a file and those of the text as it is now, in text order.
pub fn changes(stored: &FactsFile, current: &FactsFile) -> Vec<Drift> {
    let old: BTreeMap<&str, &StoredFact> = stored.facts.iter().map(|f| (f.id.as_str(), f)).collect();
    let new: BTreeSet<&str> = current.facts.iter().map(|f| f.id.as_str()).collect();
    let mut gone: Vec<&StoredFact> = stored.facts.iter().filter(|f| !new.contains(f.id.as_str())).collect();
    let mut drift = Vec::new();
    for fact in &current.facts {
        if let Some(old) = old.get(fact.id.as_str()) {
            if *old != fact {
                drift.push(Drift::Changed(Box::new(((*old).clone(), fact.clone()))));
            }
        } else if let Some(at) = gone.iter().position(|old| is_edit(old, fact)) {
            drift.push(Drift::Changed(Box::new((gone.remove(at).clone(), fact.clone()))));
        } else {
            drift.push(Drift::New(fact.clone()));
        }
    }
    drift.extend(gone.into_iter().cloned().map(Drift::Gone));
    drift
}

/// Whether two records look like one claim before and after an edit: the same measure, mostly the same sentence.
fn is_edit(old: &StoredFact, new: &StoredFact) -> bool {
    if old.body.kind != new.body.kind || old.body.measure != new.body.measure {
        return false;
    }
    let words = |f: &StoredFact| f.body.quote.split_whitespace().map(str::to_lowercase).collect::<BTreeSet<_>>();
    let (a, b) = (words(old), words(new));
    2 * a.intersection(&b).count() >= a.len().max(b.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::sample;

    fn file(facts: &[Fact]) -> FactsFile {
        FactsFile::new("a", facts)
    }

    #[test]
    fn lines_and_offsets_leave_the_file_alone() {
        let fact = sample::count("a", 3, "There were 977 strikes.", "977", 977);
        let mut moved = fact.clone();
        (moved.line, moved.span) = (90, crate::text::Span::new(900, 903));
        assert_eq!(file(&[fact]).to_json().unwrap(), file(&[moved]).to_json().unwrap());
    }

    #[test]
    fn new_gone_and_changed_are_told_apart() {
        let kept = sample::count("a", 1, "Some 12 dogs barked.", "12", 12);
        let old = sample::count("a", 3, "There were 977 strikes that year.", "977", 977);
        let new = sample::count("a", 3, "There were 978 strikes that year.", "978", 978);
        let extra = sample::count("a", 9, "Wholly other words with 5 things.", "5", 5);
        let drift = changes(&file(&[kept.clone(), old.clone()]), &file(&[kept.clone(), new, extra]));
        assert_eq!(drift.len(), 2);
        assert!(
            drift[0].line().starts_with("~ strikes: surface \"977\" -> \"978\"; value 977 exact -> 978 exact"),
            "{}",
            drift[0].line()
        );
        assert!(drift[1].line().starts_with("+ strikes: 5"));
        let drift = changes(&file(&[kept.clone(), old]), &file(&[kept]));
        assert!(matches!(drift.as_slice(), [Drift::Gone(_)]));
    }

    #[test]
    fn files_are_read_back_and_others_refused() {
        let file = file(&[sample::count("a", 3, "There were 977 strikes.", "977", 977)]);
        let json = file.to_json().unwrap();
        assert_eq!(FactsFile::parse(&json).unwrap(), file);
        assert!(FactsFile::is_generated(&json));
        assert!(FactsFile::parse(&json.replace("facts/1", "facts/9")).unwrap_err().contains("another version"));
        assert!(FactsFile::parse("{\n <<<<<<< HEAD").unwrap_err().contains("line 2"));
    }
}
