//! `check --since` in scratch repositories, and instructions to ignore findings.

mod support;

use support::{code, err, git, out, questions, run, write};
use tempfile::TempDir;

const A: &str = "# Ships\n\nIn 1911 the yard built 14 ships.\n\nIn 1911 it employed\n3,000 riveters.\n";
const B: &str = "# Ships\n\nIn 1911 the yard built 19 ships.\n\nIn 1911 it employed 4,000 riveters.\n";

/// A repository with two conflicts, all committed.
fn repository() -> TempDir {
    let dir = TempDir::new().unwrap();
    write(dir.path(), "corpus/a é.md", A);
    write(dir.path(), "corpus/b.md", B);
    git(dir.path(), &["init", "-q"]);
    git(dir.path(), &["add", "-A"]);
    git(dir.path(), &["commit", "-q", "-m", "texts"]);
    dir
}

/// Labels of the findings of a check.
fn found(dir: &TempDir, args: &[&str]) -> Vec<String> {
    let output = run(dir.path(), &[&["check", "--format", "jsonl"], args].concat());
    assert!(code(&output) < 2, "{}", err(&output));
    let rows: Vec<serde_json::Value> = out(&output).lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(code(&output), i32::from(!rows.is_empty()));
    let mut labels: Vec<String> = rows.iter().filter_map(|r| r["label"].as_str()).map(str::to_owned).collect();
    labels.sort();
    labels
}

#[test]
fn findings_are_limited_to_changed_lines_and_read_against_the_whole_corpus() {
    let dir = repository();
    assert_eq!(found(&dir, &[]).len(), 2);
    assert!(found(&dir, &["--since", "HEAD"]).is_empty());
    write(dir.path(), "corpus/a é.md", &A.replace("14 ships", "15 ships"));
    let changed = found(&dir, &["--since", "HEAD"]);
    assert!(changed.len() == 1 && changed[0].contains("ships"), "{changed:?}");
    git(dir.path(), &["commit", "-q", "-am", "fifteen"]);
    assert!(found(&dir, &["--since", "HEAD"]).is_empty());
    assert_eq!(found(&dir, &["--since", "HEAD~1"]), changed);
    let github = out(&run(dir.path(), &["check", "--since", "HEAD~1", "--format", "github"]));
    assert_eq!(github.lines().count(), 1, "only the changed line is annotated: {github}");
    assert!(github.contains("file=corpus/a é.md,line=3,") && github.contains("b:3 says 19"), "{github}");
}

#[test]
fn a_sentence_counts_as_changed_on_any_of_its_lines() {
    let dir = repository();
    write(dir.path(), "corpus/a é.md", &A.replace("In 1911 it employed", "In 1911 the yard employed"));
    let changed = found(&dir, &["--since", "HEAD"]);
    assert!(changed.len() == 1 && changed[0].contains("riveters"), "{changed:?}");
}

#[test]
fn untracked_files_are_changed_all_over_and_folders_below_work_too() {
    let dir = repository();
    write(dir.path(), "corpus/c.md", "In 1911 the yard built 23 ships.\n");
    write(dir.path(), "gainsay.toml", "");
    let changed = found(&dir, &["--since", "HEAD"]);
    assert!(
        changed.iter().any(|l| l.contains("ships")) && !changed.iter().any(|l| l.contains("riveters")),
        "{changed:?}"
    );
    let below = run(&dir.path().join("corpus"), &["check", "--since", "HEAD", "--format", "jsonl"]);
    assert_eq!(out(&below).lines().count(), changed.len(), "{}", err(&below));
}

#[test]
fn three_dots_count_from_where_the_revisions_parted() {
    let dir = repository();
    git(dir.path(), &["checkout", "-q", "-b", "work"]);
    write(dir.path(), "corpus/b.md", &B.replace("4,000", "5,000"));
    git(dir.path(), &["commit", "-q", "-am", "five thousand"]);
    git(dir.path(), &["checkout", "-q", "main"]);
    write(dir.path(), "corpus/a é.md", &A.replace("14 ships", "15 ships"));
    git(dir.path(), &["commit", "-q", "-am", "fifteen"]);
    git(dir.path(), &["checkout", "-q", "work"]);
    assert_eq!(found(&dir, &["--since", "main"]).len(), 2, "what main changed differs, too");
    let own = found(&dir, &["--since", "main..."]);
    assert!(own.len() == 1 && own[0].contains("riveters"), "{own:?}");
}

#[test]
fn what_git_does_not_know_is_a_clear_fault() {
    let dir = repository();
    for revision in ["no-such", "--output=x", "no-such..."] {
        let output = run(dir.path(), &["check", &format!("--since={revision}")]);
        assert_eq!(code(&output), 2, "{revision}");
        assert!(
            err(&output).contains("no such revision here") && err(&output).contains("fetch-depth: 0"),
            "{}",
            err(&output)
        );
    }
    assert!(!dir.path().join("x").exists());
    let bare = TempDir::new().unwrap();
    write(bare.path(), "corpus/a.md", A);
    let output = support::gainsay(bare.path(), &["check", "--since", "HEAD"])
        .env("GIT_CEILING_DIRECTORIES", bare.path().parent().unwrap())
        .output()
        .unwrap();
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("--since needs a Git repository"), "{}", err(&output));
    let output = support::gainsay(dir.path(), &["check", "--since", "HEAD"]).env("PATH", "").output().unwrap();
    assert!(err(&output).contains("git is not installed"), "{}", err(&output));
}

#[test]
fn a_directive_settles_a_finding_and_an_unused_one_is_reported() {
    let dir = repository();
    let noted = A.replace("In 1911 the yard", "<!-- gainsay-ignore: the yard's own list -->\nIn 1911 the yard");
    write(dir.path(), "corpus/a é.md", &noted);
    let left = found(&dir, &[]);
    assert!(left.len() == 1 && left[0].contains("riveters"), "{left:?}");
    let all = questions(dir.path(), &[]);
    let ships =
        all.iter().find(|q| q["label"].as_str().unwrap().contains("ships") && !q["decision"].is_null()).unwrap();
    assert_eq!(ships["decision"]["ruling"], "dismissed");
    assert_eq!(ships["decision"]["reason"], "the yard's own list");
    assert_eq!(ships["decision"]["author"], "corpus/a é.md:3");
    write(dir.path(), "corpus/b.md", &B.replace("19 ships", "14 ships"));
    let check = run(dir.path(), &["check", "--fail-on", "never"]);
    assert_eq!(code(&check), 0, "it harms nobody");
    assert!(out(&check).contains("unused: corpus/a é.md:3"), "{}", out(&check));
    assert_eq!(code(&run(dir.path(), &["check", "--fail-on", "note"])), 1);
}

#[test]
fn quoted_words_in_the_settings_settle_findings_of_texts_that_may_not_be_edited() {
    let dir = repository();
    let entry =
        |quote: &str| format!("\n[[ignore]]\nsource = \"a é\"\nquote = \"{quote}\"\nreason = \"a misprint of 1911\"\n");
    write(dir.path(), "gainsay.toml", &(entry("built 14 ships") + &entry("built 99 ships")));
    let left = run(dir.path(), &["check"]);
    assert!(!out(&left).contains("ships, 1911"), "{}", out(&left));
    assert!(out(&left).contains("unused: gainsay.toml:7 "), "{}", out(&left));
    write(dir.path(), "gainsay.toml", "[[ignore]]\nsource = \"a\"\nquote = \"x\"\n");
    let broken = run(dir.path(), &["check"]);
    assert_eq!(code(&broken), 2);
    assert!(err(&broken).contains("gainsay.toml:1:1:") && err(&broken).contains("reason"), "{}", err(&broken));
}

#[test]
fn the_order_of_day_and_month_is_a_setting() {
    let dir = TempDir::new().unwrap();
    write(dir.path(), "corpus/a.md", "The bridge was opened on 3/4/1973.\n");
    let day = |settings: &str| {
        write(dir.path(), "gainsay.toml", settings);
        let facts = out(&run(dir.path(), &["extract", "--format", "jsonl"]));
        let fact: serde_json::Value = serde_json::from_str(facts.lines().next().unwrap()).unwrap();
        (fact["value"]["low"].as_str().unwrap().to_owned(), fact["value"]["high"].as_str().unwrap().to_owned())
    };
    let one = |day: &str| (day.to_owned(), day.to_owned());
    assert_eq!(day("date-order = \"dmy\"\n"), one("1973-04-03"));
    assert_eq!(day("date-order = \"mdy\"\n"), one("1973-03-04"));
    assert_eq!(day(""), ("1973-03-04".to_owned(), "1973-04-03".to_owned()));
}
