//! The text of `decisions.toml`: reading it, and changing one entry while everything else stays as it was written.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value, value};

use super::decisions::Decisions;
use super::ruling::{Decision, Ruling};
use crate::config::{ConfigError, nearest};

/// A file of decisions that cannot be used, and where the trouble lies.
pub type DecisionError = ConfigError;

/// Keys of the file, for suggestions.
const KEYS: [&str; 14] = [
    "decision",
    "question",
    "fingerprint",
    "ruling",
    "reason",
    "author",
    "date",
    "prefer",
    "until",
    "positions",
    "source",
    "surface",
    "quote",
    "apart",
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    decision: Vec<toml::Spanned<Decision>>,
}

impl Decisions {
    /// Reads the text of a `decisions.toml`.
    ///
    /// # Errors
    /// Text that is not TOML (merge markers are named as such), keys given twice, unknown keys and rulings, two
    /// decisions on one fingerprint, a ruling without what it needs, days that are none.
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
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        let mut list = Vec::with_capacity(file.decision.len());
        let mut lines = Vec::with_capacity(file.decision.len());
        for entry in file.decision {
            let span = entry.span();
            let decision = entry.into_inner();
            // the span is that of the header; the line of the key that is spoken of is more use
            let at = |key: &str| {
                let rest = text.get(span.start..).unwrap_or_default();
                span.start + rest.find(&format!("\n{key}")).map_or(0, |n| n + 1)
            };
            let wrong = |key: &str, says: String| Err(ConfigError::at(text, at(key), says));
            let line = ConfigError::at(text, at("fingerprint"), String::new()).line;
            if let Some(first) = seen.insert(decision.fingerprint.clone(), line) {
                let says = format!(
                    "second decision on {}, the first is on line {first}: keep one of the two",
                    decision.fingerprint
                );
                return wrong("fingerprint", says);
            }
            if let Some(says) = decision.flaw() {
                return wrong("ruling", says);
            }
            lines.push(ConfigError::at(text, span.start, String::new()).line);
            list.push(decision);
        }
        Ok(Self { list, lines })
    }
}

/// Offset of the first line that a merge left behind.
fn merge_marker(text: &str) -> Option<usize> {
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        let is_marker = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"]
            .iter()
            .any(|m| bare == *m || bare.strip_prefix(m).is_some_and(|rest| rest.starts_with(' ')));
        if is_marker {
            return Some(offset);
        }
        offset += line.len();
    }
    None
}

/// The parser's message with the way out: the nearest known word where one was misspelt, what to do about a doubled key.
fn explained(message: &str) -> String {
    let message = message.trim().replace('\n', " ");
    let quoted = |prefix: &str| message.strip_prefix(prefix).and_then(|rest| rest.split('`').next());
    let (word, known): (_, Vec<&str>) = if let Some(word) = quoted("unknown field `") {
        (word, KEYS.to_vec())
    } else if let Some(word) = quoted("unknown variant `") {
        (word, Ruling::ALL.iter().map(|r| r.as_str()).collect())
    } else if message.contains("duplicate key") {
        return "this key is there twice: keep one of the two".to_owned();
    } else if let Some(word) = quoted("missing field `") {
        return format!("`{word}` is missing here; gainsay decide writes whole entries");
    } else {
        return message;
    };
    match nearest(word, &known) {
        Some(near) => format!("unknown word `{word}`: did you mean `{near}`?"),
        None => format!("unknown word `{word}`: known are {}", known.join(", ")),
    }
}

/// The text of a decisions file with `decision` in it: in the place of an earlier one on the same fingerprint, else at
/// the end. Everything else, comments included, stays as it is.
///
/// # Errors
/// As [`Decisions::parse`], for the text given and for the text that would result.
pub fn record(text: &str, decision: &Decision) -> Result<String, DecisionError> {
    let there = Decisions::parse(text)?;
    let result = if there.list().iter().any(|d| d.fingerprint == decision.fingerprint) {
        replaced(text, decision)?
    } else {
        appended(text, decision)
    };
    let result = ended_like(text, result);
    Decisions::parse(&result)?;
    Ok(result)
}

/// The same with the line ends of another text, where all of those are CRLF.
fn ended_like(text: &str, result: String) -> String {
    let (all, long) = (text.matches('\n').count(), text.matches("\r\n").count());
    if long > 0 && all == long { result.replace("\r\n", "\n").replace('\n', "\r\n") } else { result }
}

/// The text there is kept byte for byte: a table at the end needs nothing of what stands before it.
fn appended(text: &str, decision: &Decision) -> String {
    let mut list = ArrayOfTables::new();
    list.push(table(decision));
    let mut added = DocumentMut::new();
    added.insert("decision", Item::ArrayOfTables(list));
    let gap = if text.trim().is_empty() { "" } else { "\n" };
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    format!("{text}{end}{gap}{added}")
}

fn replaced(text: &str, decision: &Decision) -> Result<String, DecisionError> {
    let mut document = editable(text)?;
    let new = table(decision);
    let list = document.get_mut("decision").and_then(Item::as_array_of_tables_mut);
    let own = |t: &&mut Table| t.get("fingerprint").and_then(Item::as_str) == Some(&decision.fingerprint);
    if let Some(old) = list.and_then(|list| list.iter_mut().find(own)) {
        for key in ["question", "ruling", "reason", "author", "date", "prefer", "until"] {
            match (old.get_mut(key).and_then(Item::as_value_mut), new.get(key).and_then(Item::as_value)) {
                (Some(there), Some(said)) => {
                    let decor = there.decor().clone();
                    *there = said.clone();
                    *there.decor_mut() = decor;
                }
                (Some(_), None) => {
                    old.remove(key);
                }
                (None, Some(said)) => {
                    old.insert(key, Item::Value(said.clone()));
                }
                (None, None) => {}
            }
        }
        // the words are the same, as the fingerprint is; only a missing list is made good
        if let (None, Some(positions)) = (old.get("positions"), new.get("positions")) {
            old.insert("positions", positions.clone());
        }
    }
    Ok(document.to_string())
}

/// The text of a decisions file without the decisions on `fingerprints`; everything else in it stays as it is.
///
/// # Errors
/// As [`Decisions::parse`].
pub fn remove(text: &str, fingerprints: &BTreeSet<&str>) -> Result<String, DecisionError> {
    Decisions::parse(text)?;
    if fingerprints.is_empty() {
        return Ok(text.to_owned());
    }
    let mut document = editable(text)?;
    let mut orphaned = String::new();
    if let Some(list) = document.get_mut("decision").and_then(Item::as_array_of_tables_mut) {
        // what was written above a removed entry may speak of the whole file: it moves on to the next one
        let is_gone = |t: &Table| t.get("fingerprint").and_then(Item::as_str).is_some_and(|f| fingerprints.contains(f));
        for table in list.iter_mut() {
            let above = table.decor().prefix().and_then(|p| p.as_str()).unwrap_or_default().to_owned();
            if is_gone(table) {
                if above.contains('#') {
                    orphaned.push_str(&above);
                }
            } else if !orphaned.is_empty() {
                table.decor_mut().set_prefix(std::mem::take(&mut orphaned) + &above);
            }
        }
        list.retain(|t| !is_gone(t));
    }
    if !orphaned.is_empty() {
        let after = document.trailing().as_str().unwrap_or_default().to_owned();
        document.set_trailing(orphaned + &after);
    }
    let left = ended_like(text, document.to_string());
    Decisions::parse(&left)?;
    Ok(left)
}

fn editable(text: &str) -> Result<DocumentMut, DecisionError> {
    text.parse().map_err(|error: toml_edit::TomlError| {
        ConfigError::at(text, error.span().map_or(0, |s| s.start), error.message().to_owned())
    })
}

/// One decision as it is written.
fn table(decision: &Decision) -> Table {
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
        if p.apart {
            row.insert("apart", true.into());
        }
        let mut row = Value::from(row);
        row.decor_mut().set_prefix("\n    ");
        positions.push_formatted(row);
    }
    positions.set_trailing_comma(true);
    positions.set_trailing("\n");
    table["positions"] = value(positions);
    table
}

#[cfg(test)]
mod tests {
    use super::super::sample::{decision, question};
    use super::*;

    fn sample() -> Decision {
        let (question, facts) = question();
        decision(&question, &facts)
    }

    fn other() -> Decision {
        Decision { fingerprint: "v1-other".into(), ..sample() }
    }

    #[test]
    fn what_is_recorded_is_read_back_and_comments_survive() {
        let text = record("# ours\n", &sample()).unwrap();
        assert!(text.starts_with("# ours\n"), "{text}");
        assert_eq!(Decisions::parse(&text).unwrap().list(), [sample()]);
        let twice = record(&text, &other()).unwrap();
        assert!(twice.starts_with(text.trim_end()), "{twice}");
        assert_eq!(Decisions::parse(&twice).unwrap().list(), [sample(), other()]);
    }

    #[test]
    fn a_second_ruling_takes_the_place_of_the_first_and_leaves_hand_edits_alone() {
        let first = record("# ours\n", &sample()).unwrap();
        let both = record(&first, &other()).unwrap();
        let edited = both
            .replacen("[[decision]]", "# talked about in May\n[[decision]]", 1)
            .replacen("ruling = \"confirmed\"", "ruling = \"confirmed\" # sure?", 1)
            .replacen("positions = [", "positions = [ # as printed", 1);
        let again = Decision {
            ruling: Ruling::Snooze,
            until: Some("2027-01-01".into()),
            reason: "wait for the census".into(),
            ..sample()
        };
        let text = record(&edited, &again).unwrap();
        assert_eq!(Decisions::parse(&text).unwrap().list(), [again, other()]);
        for kept in ["# ours", "# talked about in May", "# sure?", "# as printed"] {
            assert!(text.contains(kept), "{kept} in {text}");
        }
        let back = record(&text, &sample()).unwrap();
        assert!(!back.contains("until"), "what only the old ruling needed goes with it: {back}");
    }

    #[test]
    fn line_ends_stay_as_they_are() {
        let crlf = |text: &str| text.replace('\n', "\r\n");
        let first = record("# ours\r\n", &sample()).unwrap();
        assert_eq!(first, crlf(&record("# ours\n", &sample()).unwrap()));
        let both = record(&first, &other()).unwrap();
        let again = record(&both, &Decision { reason: "looked up".into(), ..sample() }).unwrap();
        let left = remove(&again, &BTreeSet::from(["v1-other"])).unwrap();
        for text in [&both, &again, &left] {
            assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{text:?}");
        }
        assert_eq!(Decisions::parse(&both).unwrap().list().len(), 2);
    }

    #[test]
    fn what_is_removed_leaves_the_rest_as_it_was() {
        let one = record("", &other()).unwrap();
        let both = record(&format!("# kept\n{}", record("", &sample()).unwrap()), &other()).unwrap();
        let left = remove(&both, &BTreeSet::from([sample().fingerprint.as_str()])).unwrap();
        assert_eq!(Decisions::parse(&left).unwrap().list(), Decisions::parse(&one).unwrap().list());
        assert!(left.starts_with("# kept\n"), "{left}");
        let none = remove(&left, &BTreeSet::from(["v1-other"])).unwrap();
        assert!(none.contains("# kept") && Decisions::parse(&none).unwrap().list().is_empty(), "{none}");
        assert_eq!(remove(&both, &BTreeSet::new()).unwrap(), both);
    }

    #[test]
    fn every_ruling_is_written_and_read_back() {
        for ruling in Ruling::ALL {
            let mut decision = Decision { ruling, ..sample() };
            match ruling {
                Ruling::Prefer => decision.prefer = Some("1,939".into()),
                Ruling::Snooze => decision.until = Some("2027-01-01".into()),
                Ruling::Split => decision.positions[1].apart = true,
                _ => {}
            }
            let text = record("", &decision).unwrap();
            assert_eq!(Decisions::parse(&text).unwrap().list(), [decision], "{ruling}");
        }
    }

    /// Line, column and message of a broken text.
    fn broken(text: &str) -> (u32, u32, String) {
        let error = Decisions::parse(text).unwrap_err();
        (error.line, error.column, error.says)
    }

    #[test]
    fn merge_markers_are_named_wherever_they_stand() {
        let text = record("", &sample()).unwrap();
        let (line, column, says) = broken(&format!("{text}<<<<<<< HEAD\n"));
        assert_eq!((line, column), (u32::try_from(text.lines().count()).unwrap() + 1, 1));
        assert!(says.contains("keep the decisions of both sides"), "{says}");
        for marker in ["=======", ">>>>>>> theirs", "||||||| base"] {
            assert_eq!(broken(&format!("# x\r\n{marker}\r\n")).0, 2, "{marker}");
        }
        let mut quoted = sample();
        quoted.reason = "======= is only a line of signs".into();
        assert!(record("", &quoted).is_ok());
    }

    #[test]
    fn doubled_keys_and_entries_say_where_and_what_to_do() {
        let text = record("", &sample()).unwrap();
        let (line, _, says) = broken(&text.replacen("author", "reason = \"again\"\nauthor", 1));
        assert_eq!((line, says.as_str()), (6, "this key is there twice: keep one of the two"));
        let twice = format!("{text}\n{text}");
        let (line, column, says) = broken(&twice);
        let second = text.lines().count() + 1 + 3;
        assert_eq!((line as usize, column), (second, 1), "{says}");
        assert!(says.contains("the first is on line 3: keep one of the two"), "{says}");
    }

    #[test]
    fn unknown_words_get_the_nearest_known_one() {
        let text = record("", &sample()).unwrap();
        let (line, column, says) = broken(&text.replace("\"confirmed\"", "\"confirm\""));
        assert_eq!((line, column, says.as_str()), (4, 10, "unknown word `confirm`: did you mean `confirmed`?"));
        let (line, _, says) = broken(&text.replace("reason =", "raeson ="));
        assert!(line == 5 || line == 1, "{line}");
        assert!(says.contains("`reason`"), "{says}");
    }

    #[test]
    fn a_ruling_without_what_it_needs_is_refused() {
        let text = record("", &sample()).unwrap();
        for (ruling, needs) in [("prefer", "prefer = "), ("snooze", "until = "), ("split", "apart = true")] {
            let (line, _, says) = broken(&text.replace("\"confirmed\"", &format!("\"{ruling}\"")));
            assert_eq!(line, 4, "{ruling}");
            assert!(says.contains(needs), "{says}");
        }
        let prefer = text.replace("\"confirmed\"", "\"prefer\"\nprefer = \"nobody\"");
        assert!(broken(&prefer).2.contains("there are a (977), b (1,939)"));
        let blank = record("", &Decision { reason: "because".into(), ..sample() }).unwrap().replace("because", " ");
        let (_, _, says) = broken(&blank);
        assert!(says.contains("gives no reason"), "{says}");
    }

    #[test]
    fn a_text_cut_off_anywhere_is_refused_or_read_never_lost() {
        let text = record(&record("# ours\n", &sample()).unwrap(), &other()).unwrap();
        for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
            if let Ok(read) = Decisions::parse(&text[..at]) {
                assert!(read.list().len() <= 2);
            }
            // what cannot be read is never written over
            if Decisions::parse(&text[..at]).is_err() {
                assert!(record(&text[..at], &other()).is_err());
                assert!(remove(&text[..at], &BTreeSet::from(["v1-other"])).is_err());
            }
        }
    }
}
