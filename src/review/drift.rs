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

/// How one file of records differs from the texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileDrift {
    /// Path of the file.
    pub path: String,
    /// Id of its source.
    pub source: String,
    /// The source is not in the corpus any more: the whole file is out of date.
    pub is_gone: bool,
    /// The differences, in text order.
    pub changes: Vec<Drift>,
}

/// One field of a record before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// Name of the field.
    pub field: String,
    /// As recorded.
    pub before: String,
    /// As the text says now.
    pub after: String,
}

impl Drift {
    /// "new", "gone" or "changed".
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::New(_) => "new",
            Self::Gone(_) => "gone",
            Self::Changed(_) => "changed",
        }
    }

    /// The record as it is now, or was last.
    pub fn fact(&self) -> &StoredFact {
        match self {
            Self::New(fact) | Self::Gone(fact) => fact,
            Self::Changed(both) => &both.1,
        }
    }

    /// The value as it was recorded and as it is stated now, where it changed.
    pub fn value_change(&self) -> Option<(&str, &str)> {
        match self {
            Self::Changed(both) if both.0.body.value != both.1.body.value => {
                Some((&both.0.body.surface, &both.1.body.surface))
            }
            _ => None,
        }
    }

    /// The fields that changed, apart from the value's own.
    pub fn fields(&self) -> Vec<FieldChange> {
        let Self::Changed(both) = self else { return Vec::new() };
        let mut differing = fields(&both.0, &both.1);
        if self.value_change().is_some() {
            differing.retain(|f| !matches!(f.field.as_str(), "surface" | "value" | "quote" | "timex"));
        } else if differing.len() > 1 {
            differing.retain(|f| f.field != "quote");
        }
        differing
    }

    /// Whether nothing but the wording of its sentence changed.
    pub fn is_reworded(&self) -> bool {
        matches!(self, Self::Changed(_))
            && self.value_change().is_none()
            && self.fields().iter().all(|f| f.field == "quote")
    }

    /// What the record is about, for people: "ships, 1911".
    pub fn label(&self) -> String {
        let body = &self.fact().body;
        let what = [Some(&body.measure), body.event.as_ref(), Some(&body.unit)];
        let what = what.into_iter().flatten().find(|w| !w.is_empty()).unwrap_or(&body.kind);
        let year = |day: &Option<String>| day.as_deref().and_then(|d| d.split('-').next()).map(str::to_owned);
        match &body.when {
            Some(when) if body.kind != "date" => match (year(&when.from), year(&when.to)) {
                (Some(from), Some(to)) if from == to => format!("{what}, {from}"),
                _ => what.clone(),
            },
            _ => what.clone(),
        }
    }

    /// One line for people: `~ ships, 1911: 14 -> 15`, `+ workers: 3,000`, `- workers: 3,000`.
    pub fn line(&self) -> String {
        let (label, surface) = (self.label(), &self.fact().body.surface);
        match self {
            Self::New(_) => format!("+ {label}: {surface}"),
            Self::Gone(_) => format!("- {label}: {surface}"),
            Self::Changed(_) => {
                let mut line = format!("~ {label}:");
                let fields = self.fields();
                if let Some((before, after)) = self.value_change() {
                    let _ = write!(line, " {before} -> {after}");
                } else {
                    let _ = write!(line, " {surface}");
                }
                let parts: Vec<_> = fields.iter().map(|f| format!("{} {} -> {}", f.field, f.before, f.after)).collect();
                if self.is_reworded() {
                    line.push_str(" (in other words)");
                } else if !parts.is_empty() {
                    let _ = write!(line, " ({})", parts.join("; "));
                }
                line
            }
        }
    }
}

/// Names and values of the fields that differ.
fn fields(old: &StoredFact, new: &StoredFact) -> Vec<FieldChange> {
    let object = |f: &StoredFact| match serde_json::to_value(&f.body) {
        Ok(serde_json::Value::Object(map)) => map,
        _ => serde_json::Map::new(),
    };
    let (a, b) = (object(old), object(new));
    let differing = a.iter().filter_map(|(key, x)| b.get(key).filter(|y| *y != x).map(|y| (key, x, y)));
    differing.map(|(key, x, y)| FieldChange { field: key.clone(), before: plain(x), after: plain(y) }).collect()
}

/// A field's value for people: "14..14 exact" instead of JSON for intervals, words without quotes.
fn plain(value: &serde_json::Value) -> String {
    let end = |key: &str| value.get(key).map(|v| v.as_str().unwrap_or("open").to_owned());
    let period = || Some(format!("{}..{}", end("from")?, end("to")?));
    match (end("low"), end("high"), end("bound")) {
        (Some(low), Some(high), Some(bound)) if low == high => format!("{low} {bound}"),
        (Some(low), Some(high), Some(bound)) => format!("{low}..{high} {bound}"),
        _ => match value {
            serde_json::Value::Null => "nothing".to_owned(),
            serde_json::Value::String(text) => format!("\"{text}\""),
            serde_json::Value::Array(list) => {
                let words: Vec<_> =
                    list.iter().map(|w| w.as_str().map_or_else(|| w.to_string(), str::to_owned)).collect();
                if words.is_empty() { "nothing".to_owned() } else { words.join(", ") }
            }
            other => period().unwrap_or_else(|| other.to_string()),
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
        assert_eq!(drift[0].line(), "~ strikes: 977 -> 978");
        assert_eq!(drift[1].line(), "+ strikes: 5");
        let drift = changes(&file(&[kept.clone(), old]), &file(&[kept]));
        assert!(matches!(drift.as_slice(), [Drift::Gone(_)]));
        assert_eq!(drift[0].line(), "- strikes: 977");
    }

    #[test]
    fn what_changed_beside_the_value_is_named() {
        let old = sample::count("a", 3, "There were 977 strikes that year.", "977", 977);
        let mut new = sample::count("a", 3, "There were 978 strikes in all that year.", "978", 978);
        new.about = vec!["Leith".to_owned()];
        let drift = changes(&file(std::slice::from_ref(&old)), &file(&[new]));
        assert_eq!(drift[0].line(), "~ strikes: 977 -> 978 (about workers -> Leith)");
        let mut reworded = old.clone();
        reworded.quote = "That year there were 977 strikes.".into();
        let drift = changes(&file(&[old]), &file(&[reworded]));
        assert_eq!(drift[0].line(), "~ strikes: 977 (in other words)");
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
