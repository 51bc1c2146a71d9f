//! Rulings through the real binary: what is kept, what goes stale, what is taught.

mod support;

use support::{code, err, out, questions, run, write};
use tempfile::TempDir;

/// Three texts on one yard: two contradict each other, the third uses other words.
fn project() -> TempDir {
    let dir = TempDir::new().unwrap();
    write(dir.path(), "gainsay.toml", "today = \"2026-01-31\"\n");
    write(dir.path(), "corpus/a.md", "# Ships\n\nIn 1911 the yard built 14 ships. It employed 3,000 workers.\n");
    write(dir.path(), "corpus/b.md", "# Ships\n\nIn 1911 the yard built 19 ships. It employed 3,000 workers.\n");
    dir
}

/// Id of the first conflict.
fn conflict(dir: &TempDir) -> String {
    let found = questions(dir.path(), &[]).into_iter().find(|q| q["verdict"] == "conflict").expect("a conflict");
    found["id"].as_str().unwrap().to_owned()
}

fn decisions(dir: &TempDir) -> String {
    std::fs::read_to_string(dir.path().join("facts/decisions.toml")).unwrap()
}

fn decide(dir: &TempDir, args: &[&str]) -> String {
    let output = run(dir.path(), &[&["decide"], args].concat());
    assert_eq!(code(&output), 0, "{args:?}: {}", err(&output));
    err(&output)
}

#[test]
fn a_source_or_a_value_can_be_preferred() {
    let dir = project();
    let id = conflict(&dir);
    let refused = run(dir.path(), &["decide", &id, "--ruling", "prefer", "--prefer", "c", "--reason", "x"]);
    assert_eq!(code(&refused), 2);
    assert!(err(&refused).contains("there are a (14), b (19)"), "{}", err(&refused));
    decide(&dir, &[&id, "--ruling", "prefer", "--prefer", "b", "--reason", "the yard's own list"]);
    let says = decide(&dir, &[&id, "--ruling", "prefer", "--prefer", "14", "--reason", "the register"]);
    assert!(says.contains("in the place of \"prefer\" of 2026-01-31: the yard's own list"), "{says}");
    let text = decisions(&dir);
    assert_eq!(text.matches("[[decision]]").count(), 1, "{text}");
    assert!(text.contains("prefer = \"14\""), "{text}");
    assert_eq!(code(&run(dir.path(), &["check"])), 0);
}

#[test]
fn a_snooze_ends_on_its_day_and_can_be_ruled_on_again() {
    let dir = project();
    let id = conflict(&dir);
    decide(&dir, &[&id, "--ruling", "snooze", "--until", "2026-03-01", "--reason", "the census comes out"]);
    assert_eq!(code(&run(dir.path(), &["check"])), 0);
    write(dir.path(), "gainsay.toml", "today = \"2026-03-01\"\n");
    assert_eq!(code(&run(dir.path(), &["check"])), 1);
    decide(&dir, &[&id, "--ruling", "confirmed", "--reason", "it came out"]);
    assert_eq!(code(&run(dir.path(), &["check"])), 0);
    assert!(!decisions(&dir).contains("until"), "{}", decisions(&dir));
}

#[test]
fn a_new_ruling_succeeds_the_stale_one_and_comments_stay() {
    let dir = project();
    let id = conflict(&dir);
    decide(&dir, &[&id, "--ruling", "scope", "--reason", "two lists", "--author", "ed"]);
    let commented = format!("# of our yard\n{}", decisions(&dir));
    write(dir.path(), "facts/decisions.toml", &commented);
    write(dir.path(), "corpus/a.md", "# Ships\n\nIn 1911 the yard built 15 ships. It employed 3,000 workers.\n");
    let check = run(dir.path(), &["check"]);
    assert_eq!(code(&check), 1);
    assert!(out(&check).contains("a:3 now says \"15\" instead of \"14\""), "{}", out(&check));
    let new = conflict(&dir);
    assert_ne!(new, id);
    let says = decide(&dir, &[&new, "--ruling", "scope", "--reason", "two lists still"]);
    assert!(says.contains("in the place of \"scope\" by ed of 2026-01-31: two lists"), "{says}");
    assert_eq!(code(&run(dir.path(), &["check"])), 0);
    let text = decisions(&dir);
    assert!(text.starts_with("# of our yard\n") && text.matches("[[decision]]").count() == 1, "{text}");
}

#[test]
fn a_ruling_is_taken_back() {
    let dir = project();
    let id = conflict(&dir);
    decide(&dir, &[&id, "--ruling", "dismissed", "--reason", "x"]);
    assert_eq!(code(&run(dir.path(), &["check"])), 0);
    let says = decide(&dir, &[&id, "--withdraw"]);
    assert!(says.contains("is no longer dismissed"), "{says}");
    assert_eq!(code(&run(dir.path(), &["check"])), 1);
    assert_eq!(code(&run(dir.path(), &["decide", &id, "--withdraw"])), 2, "there is nothing left");
    assert_eq!(code(&run(dir.path(), &["decide", &id])), 2, "a ruling is needed");
}

/// Surfaces of the positions of each question of the project.
fn grouped(dir: &TempDir) -> Vec<Vec<String>> {
    let surfaces = |q: &serde_json::Value| {
        let positions = q["positions"].as_array().unwrap();
        let mut all: Vec<String> = positions.iter().map(|p| p["surface"].as_str().unwrap().to_owned()).collect();
        all.sort();
        all
    };
    questions(dir.path(), &[]).iter().map(surfaces).collect()
}

#[test]
fn a_split_takes_a_position_out_of_its_question() {
    let dir = project();
    assert!(grouped(&dir).contains(&vec!["14".to_owned(), "19".to_owned()]));
    let id = conflict(&dir);
    let refused = run(dir.path(), &["decide", &id, "--ruling", "split", "--apart", "c", "--reason", "x"]);
    assert_eq!(code(&refused), 2);
    assert!(err(&refused).contains("there are a:3 (14), b:3 (19)"), "{}", err(&refused));
    decide(&dir, &[&id, "--ruling", "split", "--apart", "b:3", "--reason", "another yard"]);
    assert!(!grouped(&dir).iter().any(|q| q.contains(&"14".to_owned())), "{:?}", grouped(&dir));
    assert_eq!(code(&run(dir.path(), &["check"])), 0);
    write(dir.path(), "corpus/b.md", "# Ships\n\nIn 1911 the yard built 20 ships.\n");
    let check = run(dir.path(), &["check"]);
    assert_eq!(code(&check), 1);
    assert!(out(&check).contains("b:3 now says \"20\" instead of \"19\""), "{}", out(&check));
}

#[test]
fn a_join_puts_facts_of_other_words_into_one_question() {
    let dir = TempDir::new().unwrap();
    write(dir.path(), "corpus/a.md", "In 1911 the guild counted 620 quarrymen.\n");
    write(dir.path(), "corpus/b.md", "A visitor wrote of 730 hewers at the pits.\n");
    assert!(grouped(&dir).is_empty(), "{:?}", grouped(&dir));
    let facts = out(&run(dir.path(), &["extract", "--format", "jsonl"]));
    let id = |surface: &str| {
        let rows = facts.lines().map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap());
        rows.into_iter().find(|f| f["surface"] == surface).unwrap()["id"].as_str().unwrap().to_owned()
    };
    decide(&dir, &[&id("620"), "--ruling", "join", "--with", &id("730"), "--reason", "one trade, two names"]);
    assert_eq!(grouped(&dir), [["620", "730"]]);
    let check = run(dir.path(), &["check"]);
    assert_eq!(code(&check), 1, "what is joined can be in conflict");
    assert!(out(&check).contains("620") && out(&check).contains("730"), "{}", out(&check));
    let question = conflict(&dir);
    decide(&dir, &[&question, "--ruling", "confirmed", "--reason", "a visitor's guess"]);
    assert_eq!(code(&run(dir.path(), &["check"])), 0);
    assert_eq!(decisions(&dir).matches("[[decision]]").count(), 2);
    let refused = run(dir.path(), &["decide", &id("620"), "--ruling", "join", "--with", &id("1911"), "--reason", "x"]);
    assert_eq!(code(&refused), 2, "a count and a date");
}

#[test]
fn who_commits_is_who_rules_unless_another_name_is_given() {
    let dir = tempfile::TempDir::new().unwrap();
    let p = dir.path();
    let git = |args: &[&str]| std::process::Command::new("git").current_dir(p).args(args).status().unwrap();
    assert!(git(&["init", "--quiet", "."]).success());
    assert!(git(&["config", "user.name", "Ines Duarte"]).success());
    support::write(p, "corpus/a.md", "In 1911 the yard built 14 ships.\n");
    support::write(p, "corpus/b.md", "In 1911 the yard built 19 ships.\n");
    let id = support::questions(p, &[])[0]["id"].as_str().unwrap().to_owned();
    let decide = |more: &[&str]| {
        let args = [&["decide", &id, "--ruling", "confirmed", "--reason", "two counts"], more].concat();
        assert_eq!(support::code(&support::run(p, &args)), 0);
        std::fs::read_to_string(p.join("facts/decisions.toml")).unwrap()
    };
    let own = decide(&[]);
    assert!(own.contains("author = \"Ines Duarte\""), "{own}");
    let other = decide(&["--author", "ed"]);
    assert!(other.contains("author = \"ed\"") && !other.contains("Duarte"), "{other}");
}
