//! The forms in which `check` speaks to other systems.

mod support;
#[path = "support/schema.rs"]
mod schema;

use serde_json::{Value, json};
use support::{code, err, gainsay, out, run, write};
use tempfile::TempDir;

/// A project with a conflict that nobody ruled on, one that is decided, a stale decision, a record out of date and an
/// instruction of no use.
fn failing() -> TempDir {
    let dir = TempDir::new().unwrap();
    let p = dir.path();
    write(p, "gainsay.toml", "today = \"2026-01-31\"\n");
    write(p, "corpus/a b.md", "# Ships\n\nIn 1911 the yard built 14 ships. In 1911 it employed 3,000 riveters.\n");
    write(p, "corpus/c.md", "# Ships\n\nIn 1911 the yard built 19 ships. In 1911 it employed 4,000 riveters.\n");
    assert_eq!(code(&run(p, &["facts", "--write"])), 0);
    for (what, ruling) in [("ships", "scope"), ("riveters", "confirmed")] {
        let questions = support::questions(p, &[]);
        let of = |q: &&Value| q["verdict"] == "conflict" && q["label"].as_str().unwrap().contains(what);
        let id = questions.iter().find(of).unwrap_or_else(|| panic!("{what}"))["id"].as_str().unwrap().to_owned();
        assert_eq!(code(&run(p, &["decide", &id, "--ruling", ruling, "--reason", "two\nlists"])), 0);
    }
    let text = "# Ships\n\nIn 1911 the yard built 15 ships. In 1911 it employed 3,000 riveters.\n";
    write(p, "corpus/a b.md", &format!("{text}\n<!-- gainsay-ignore: [odd] 100 % -->\nNothing here.\n"));
    dir
}

fn sarif(dir: &TempDir, args: &[&str]) -> Value {
    let output = run(dir.path(), &[&["check", "--format", "sarif"], args].concat());
    assert!(code(&output) < 2, "{}", err(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn published() -> Value {
    serde_json::from_str(include_str!("data/sarif-schema-2.1.0.json")).unwrap()
}

#[test]
fn sarif_keeps_to_the_published_schema() {
    let log = sarif(&failing(), &[]);
    assert_eq!(schema::violations(&published(), &log), Vec::<String>::new());
    let results = log["runs"][0]["results"].as_array().unwrap();
    let rules: Vec<_> = results.iter().map(|r| r["ruleId"].as_str().unwrap()).collect();
    for rule in ["value-conflict", "stale-decision", "fact-record-out-of-date", "unused-instruction"] {
        assert!(rules.contains(&rule), "{rule} in {rules:?}");
    }
    assert!(results.iter().any(|r| r["suppressions"].is_array()), "decided ones are suppressed");
    let conflict = results.iter().find(|r| r["ruleId"] == "value-conflict").unwrap();
    let place = |r: &Value| r["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap().to_owned();
    assert_eq!(place(&conflict["locations"][0]), "corpus/a%20b.md");
    assert_eq!(place(&conflict["relatedLocations"][0]), "corpus/c.md");
}

#[test]
fn the_schema_check_can_fail() {
    let mut log = sarif(&failing(), &[]);
    let result = &mut log["runs"][0]["results"][0];
    result["level"] = json!("fatal");
    result["colour"] = json!("red");
    result["locations"][0]["physicalLocation"]["region"]["startLine"] = json!(0);
    result["message"] = json!({});
    let found = schema::violations(&published(), &log).join("\n");
    for part in ["\"fatal\" is none of", "colour is not allowed", "beyond the minimum 1", "none of anyOf"] {
        assert!(found.contains(part), "{part} in {found}");
    }
}

#[test]
fn fingerprints_stay_when_lines_move() {
    let dir = failing();
    let keys = |log: Value| {
        let results = log["runs"][0]["results"].as_array().unwrap().clone();
        let mut keys: Vec<String> = results.iter().map(|r| r["partialFingerprints"].to_string()).collect();
        keys.sort();
        keys
    };
    let before = keys(sarif(&dir, &[]));
    let text = std::fs::read_to_string(dir.path().join("corpus/a b.md")).unwrap();
    write(dir.path(), "corpus/a b.md", &format!("An opening paragraph.\n\n{text}"));
    assert_eq!(keys(sarif(&dir, &[])), before);
}

#[test]
fn json_and_its_lines_hold_everything_that_fails() {
    let dir = failing();
    let all: Value = serde_json::from_slice(&run(dir.path(), &["check", "--format", "json"]).stdout).unwrap();
    assert_eq!(all["drift"][0]["change"], "changed");
    assert_eq!((&all["drift"][0]["before"], &all["drift"][0]["after"]), (&json!("14"), &json!("15")));
    assert_eq!(all["drift"][0]["at"], json!(["corpus/a b.md", 3]));
    assert_eq!(all["stale"][0]["ruling"], "scope");
    assert_eq!(all["unused"][0]["line"], 5);
    let lines = out(&run(dir.path(), &["check", "--format", "jsonl"]));
    let rows: Vec<Value> = lines.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let has = |key: &str| rows.iter().any(|r| r.get(key).is_some());
    assert!(has("positions") && has("drift") && has("stale") && has("unused"), "{lines}");
    assert!(rows.iter().all(|r| r["decision"].is_null()), "only what fails is listed: {lines}");
}

#[test]
fn annotations_and_the_summary_of_a_job() {
    let dir = failing();
    let summary = dir.path().join("summary.md");
    std::fs::write(&summary, "before\n").unwrap();
    let mut command = gainsay(dir.path(), &["check", "--format", "github"]);
    let output = command.env("GITHUB_STEP_SUMMARY", &summary).output().unwrap();
    assert_eq!(code(&output), 1);
    let text = out(&output);
    for part in [
        "::warning file=corpus/a b.md,line=3,",
        "::warning file=corpus/c.md,line=3,",
        "::error file=facts/decisions.toml,line=1,title=stale decision::",
        "::error file=corpus/a b.md,line=3,title=fact record out of date::facts/a-b.json",
        "::warning file=corpus/a b.md,line=5,title=unused instruction::",
        "100 %25",
    ] {
        let other = part.replacen("::warning file=corpus", "::error file=corpus", 1);
        assert!(text.contains(part) || text.contains(&other), "{part} in {text}");
    }
    assert!(text.lines().all(|l| l.starts_with("::")), "{text}");
    let summary = std::fs::read_to_string(summary).unwrap();
    assert!(summary.starts_with("before\n## Discrepancies"), "{summary}");
    assert!(summary.contains("### Facts out of date") && summary.contains("check failed: "), "{summary}");
}

#[test]
fn junit_counts_what_it_lists() {
    let dir = failing();
    let output = run(dir.path(), &["check", "--format", "junit"]);
    assert_eq!(code(&output), 1);
    let text = out(&output);
    let number = |name: &str| {
        let rest = &text[text.find(&format!("{name}=\"")).unwrap() + name.len() + 2..];
        rest[..rest.find('"').unwrap()].parse::<usize>().unwrap()
    };
    assert_eq!(text.matches("<testcase ").count(), number("tests"));
    assert_eq!(text.matches("<failure ").count(), number("failures"));
    assert_eq!(text.matches("<skipped ").count(), number("skipped"));
    assert!(number("failures") >= 3 && number("skipped") >= 1, "{text}");
}

#[test]
fn junit_fails_the_cases_that_the_check_fails_on() {
    let dir = TempDir::new().unwrap();
    let p = dir.path();
    write(p, "corpus/a.md", "In 1911 the yard built 14 ships.\n");
    write(p, "corpus/b.md", "In 1911 the yard built 19 ships.\n");
    let passed = run(p, &["check", "--format", "junit", "--fail-on", "never"]);
    assert_eq!((code(&passed), out(&passed).matches("<failure ").count()), (0, 0), "{}", out(&passed));
    assert!(out(&passed).contains("<testcase classname=\"gainsay.conflict\""), "{}", out(&passed));
    let failed = run(p, &["check", "--format", "junit"]);
    assert_eq!((code(&failed), out(&failed).matches("<failure ").count()), (1, 1), "{}", out(&failed));
}

#[test]
fn records_of_one_sentence_in_other_words_are_told_once() {
    let dir = TempDir::new().unwrap();
    let p = dir.path();
    let text = |ships: &str| format!("In 1911 the yard built {ships} ships with 3,000 riveters and 400 clerks.\n");
    write(p, "corpus/a.md", &text("14"));
    assert_eq!(code(&run(p, &["facts", "--write"])), 0);
    write(p, "corpus/a.md", &text("15"));
    let github = out(&run(p, &["check", "--format", "github"]));
    assert_eq!(github.matches("title=fact record out of date").count(), 1, "{github}");
    assert!(github.contains("ships, 1911: 14 -> 15; ") && github.contains("records in other words"), "{github}");
    let table = out(&run(p, &["check"]));
    assert_eq!(table.matches("in other words").count(), 1, "{table}");
    assert_eq!(table.matches("built 15 ships").count(), 1, "{table}");
    let markdown = out(&run(p, &["check", "--format", "markdown"]));
    assert_eq!(markdown.matches("| in other words | ").count(), 1, "{markdown}");
}

#[test]
fn the_table_shows_the_difference_of_facts() {
    let dir = failing();
    let text = out(&run(dir.path(), &["check"]));
    assert!(text.contains("facts/a-b.json is out of date: 2 changed"), "{text}");
    assert!(text.contains("~ ships, 1911: 14 -> 15 (corpus/a b.md:3)"), "{text}");
    assert!(text.contains("facts/decisions.toml:1)"), "{text}");
    assert!(text.contains("unused: corpus/a b.md:5 asks to ignore findings that are not there"), "{text}");
    let last = text.lines().last().unwrap();
    assert!(last.starts_with("check failed: 1 undecided") && last.contains("1 stale decision "), "{last}");
    let markdown = out(&run(dir.path(), &["check", "--format", "markdown"]));
    assert!(markdown.contains("| changed | ships, 1911 | 14 | 15 | corpus/a b.md:3 |"), "{markdown}");
}
