//! The life of a project in a scratch repository: from `init` to an edit that has to be ruled on anew.

mod support;

use std::path::Path;

use serde_json::Value;
use support::{code, err, git, out, questions, run, write};
use tempfile::TempDir;

/// Undecided conflicts, as `check` counts them.
fn open(dir: &Path) -> Vec<Value> {
    let all = questions(dir, &[]);
    all.into_iter().filter(|q| q["verdict"] == "conflict" && q["decision"].is_null()).collect()
}

/// Rules on every open conflict.
fn rule_on_all(dir: &Path, ruling: &str) -> usize {
    let mut ruled = 0;
    for question in open(dir) {
        let id = question["id"].as_str().unwrap();
        let output = run(dir, &["decide", id, "--ruling", ruling, "--reason", "looked up", "--author", "ed"]);
        assert_eq!(code(&output), 0, "{id}: {}", err(&output));
        ruled += 1;
    }
    ruled
}

/// A disputed position whose value is written in digits alone: path, line and digits.
fn figure(dir: &Path) -> (String, u64, String) {
    for question in open(dir) {
        for pair in question["conflicts"].as_array().unwrap() {
            for side in pair.as_array().unwrap() {
                let position = &question["positions"][usize::try_from(side.as_u64().unwrap()).unwrap()];
                let surface = position["surface"].as_str().unwrap();
                if question["kind"] == "count" && surface.len() >= 3 && surface.bytes().all(|b| b.is_ascii_digit()) {
                    let path = format!("corpus/{}.md", position["source"].as_str().unwrap());
                    return (path, position["line"].as_u64().unwrap(), surface.to_owned());
                }
            }
        }
    }
    panic!("no conflict of plain figures in the project's corpus");
}

#[test]
fn an_edited_figure_has_to_be_ruled_on_anew() {
    let scratch = TempDir::new().unwrap();
    let dir = scratch.path();
    git(dir, &["init", "-q"]);
    assert_eq!(code(&run(dir, &["init"])), 0);
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for entry in std::fs::read_dir(corpus).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        write(dir, &format!("corpus/{name}"), &std::fs::read_to_string(&path).unwrap());
    }
    assert_eq!(code(&run(dir, &["check"])), 1, "the texts contradict each other");
    let (path, line, figure) = figure(dir);
    assert_eq!(code(&run(dir, &["facts", "--write"])), 0);
    assert!(rule_on_all(dir, "confirmed") > 0);
    let passed = run(dir, &["check"]);
    assert_eq!(code(&passed), 0, "{}", out(&passed));
    assert!(out(&passed).ends_with("check passed\n"));
    git(dir, &["add", "-A"]);
    git(dir, &["commit", "-q", "-m", "ruled on"]);

    let text = std::fs::read_to_string(dir.join(&path)).unwrap();
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let edited = &mut lines[usize::try_from(line).unwrap() - 1];
    let new = (figure.parse::<u64>().unwrap() + 13).to_string();
    assert!(edited.contains(&figure));
    *edited = edited.replace(&figure, &new);
    write(dir, &path, &lines.join("\n"));

    let failed = run(dir, &["check", "--width", "200"]);
    assert_eq!(code(&failed), 1);
    let shown = out(&failed);
    assert!(shown.contains(&format!("{figure} -> {new} ({path}:{line})")), "the difference of facts: {shown}");
    assert!(shown.contains(&format!("now says \"{new}\" instead of \"{figure}\"")), "what went stale: {shown}");
    assert!(shown.contains(&format!("{new} :{line}")), "the undecided finding: {shown}");
    let since = run(dir, &["check", "--since", "HEAD", "--format", "github"]);
    let at = format!("file={path},line={line},");
    assert!(out(&since).lines().any(|l| l.contains(&at) && l.contains("conflict")), "{}", out(&since));
    let elsewhere = |l: &&str| l.contains("title=conflict") && !l.contains(&at);
    assert_eq!(out(&since).lines().filter(elsewhere).count(), 0, "{}", out(&since));

    assert!(rule_on_all(dir, "scope") > 0);
    assert_eq!(code(&run(dir, &["decide", "--prune"])), 0);
    assert_eq!(code(&run(dir, &["check"])), 1, "the records are still the old ones");
    assert_eq!(code(&run(dir, &["facts", "--write"])), 0);
    let passed = run(dir, &["check"]);
    assert_eq!(code(&passed), 0, "{}", out(&passed));
    let touched = git(dir, &["diff", "--name-only", "HEAD", "--", "facts"]);
    assert_eq!(out(&touched).lines().count(), 2, "one record file and the rulings: {}", out(&touched));
}
