//! Grammar specs: every row of `tests/spec/<language>/*.md` is a text and what must be read from it.
//!
//! A reading is written `surface = kind low..high unit (bound)`; readings are parted by `;`; `nothing` stands for none.
//! One number instead of `low..high` means both ends, `-` an open end; the unit and an exact bound may be left out.

use std::fs;
use std::path::Path;

use gainsay::document::read_row;
use gainsay::fact::{Fact, Role};
use gainsay::lexicon::Lexicon;
use gainsay::resolve::extract;

struct Row {
    language: String,
    place: String,
    text: String,
    readings: Vec<String>,
}

fn rows() -> Vec<Row> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec");
    let entries = |folder: &Path| fs::read_dir(folder).expect("a spec folder").flatten().map(|e| e.path());
    let mut files: Vec<_> = entries(&root).flat_map(|language| entries(&language)).collect();
    files.sort();
    let mut rows = Vec::new();
    for path in files {
        let content = fs::read_to_string(&path).expect("a spec file");
        for (number, line) in content.lines().enumerate() {
            let Some(cells) = line.strip_prefix("| ").and_then(|l| l.strip_suffix(" |")) else { continue };
            let Some((text, readings)) = cells.rsplit_once(" | ") else { continue };
            if text.starts_with("---") || text == "text" {
                continue;
            }
            let language = path.parent().and_then(Path::file_name).unwrap_or_default();
            rows.push(Row {
                language: language.to_string_lossy().into_owned(),
                place: format!("{}:{}", path.file_name().unwrap_or_default().to_string_lossy(), number + 1),
                text: text.replace("\\|", "|"),
                readings: readings.split("; ").map(str::to_owned).collect(),
            });
        }
    }
    rows
}

/// How a fact is written in a spec; parts that the wanted reading leaves out are left out too.
fn written(fact: &Fact, want: &str) -> String {
    let (low, high) = fact.value.ends();
    let shorten = |end: Option<String>| end.unwrap_or_else(|| "-".to_owned());
    let (low, high) = (shorten(low), shorten(high));
    let value = if low == high { low } else { format!("{low}..{high}") };
    let bound = fact.value.bound().as_str();
    let mut out = format!("{} = {} {}", fact.surface, fact.kind, value);
    let wants_unit =
        want.split(" = ").nth(1).is_some_and(|r| r.split(" (").next().unwrap_or_default().split(' ').count() > 2);
    if wants_unit {
        out = format!("{out} {}", fact.unit);
    }
    if bound != "exact" {
        out = format!("{out} ({bound})");
    }
    out
}

#[test]
fn every_row_of_the_specs_reads_as_written() {
    let all = rows();
    assert!(all.len() > 60, "only {} rows found", all.len());
    let mut wrong = Vec::new();
    for row in all {
        let lexicon = Lexicon::of(&row.language);
        let (text, reference) = match row.text.rsplit_once(" @") {
            Some((text, date)) if date.len() == 10 => (text.to_owned(), Some(date.to_owned())),
            _ => (row.text.clone(), None),
        };
        let facts: Vec<Fact> = extract(&read_row("spec", &text, reference.as_deref()), lexicon)
            .facts
            .into_iter()
            .filter(|f| f.role != Role::Vague)
            .collect();
        let wanted: Vec<&str> = row.readings.iter().map(String::as_str).filter(|r| *r != "nothing").collect();
        let got: Vec<String> =
            facts.iter().enumerate().map(|(i, f)| written(f, wanted.get(i).copied().unwrap_or_default())).collect();
        if got != wanted {
            wrong.push(format!(
                "{}: {}\n   want {}\n   read {}",
                row.place,
                row.text,
                wanted.join("; "),
                got.join("; ")
            ));
        }
    }
    assert!(wrong.is_empty(), "{} rows differ\n{}", wrong.len(), wrong.join("\n"));
}
