//! Sums, shares, changes, rates and times inside one text: what must be found to be wrong, and what must be left alone.
//!
//! The texts are in `tests/arithmetic/*.md`. Where one has `{wrong~right}`, the first makes a conflict and the second none; a text
//! without is right. An item that begins with `?` is not found yet.

use std::path::Path;

use gainsay::compare::Verdict;
use gainsay::config::Config;
use gainsay::workspace::Workspace;

struct Case {
    text: String,
    is_open: bool,
}

fn cases(path: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(path).expect("the file of cases");
    let mut cases: Vec<Case> = Vec::new();
    let mut is_inside = false;
    for line in text.lines() {
        if line.starts_with('#') {
            is_inside = false;
        } else if let Some(first) = line.strip_prefix("- ") {
            let open = first.strip_prefix("? ");
            cases.push(Case { text: open.unwrap_or(first).to_owned(), is_open: open.is_some() });
            is_inside = true;
        } else if let Some(case) = cases.last_mut().filter(|_| is_inside) {
            case.text.push('\n');
            case.text.push_str(line.strip_prefix("  ").unwrap_or(line));
        }
    }
    cases
}

/// The text with its first or second choice.
fn variant(text: &str, is_right: bool) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once('{') {
        let (choice, after) = tail.split_once('}').expect("a closing brace");
        let (wrong, right) = choice.split_once('~').expect("two choices");
        out.push_str(before);
        out.push_str(if is_right { right } else { wrong });
        rest = after;
    }
    out + rest + "\n"
}

fn conflicts(text: &str) -> Vec<String> {
    let mut workspace = Workspace::new(Config::default());
    workspace.set_texts(vec![("text.md".to_owned(), text.as_bytes().to_vec())]);
    let analysis = workspace.analysis();
    let found = analysis.questions.iter().filter(|q| q.verdict == Verdict::Conflict);
    found.map(|q| q.why.first().cloned().unwrap_or_default()).collect()
}

fn check(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/arithmetic").join(name);
    let mut wrong = Vec::new();
    for case in cases(&path) {
        let right = conflicts(&variant(&case.text, true));
        if !right.is_empty() {
            wrong.push(format!("false alarm: {}\n    {}", case.text, right.join("; ")));
        }
        if case.text.contains('{') {
            let is_found = !conflicts(&variant(&case.text, false)).is_empty();
            if is_found == case.is_open {
                wrong.push(format!("{}: {}", if is_found { "found now, drop the ?" } else { "missed" }, case.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sums() {
    check("sums.md");
}

#[test]
fn tables() {
    check("tables.md");
}

#[test]
fn remainders_products_shares_changes_and_rates() {
    check("takings.md");
}

#[test]
fn times_and_ages() {
    check("times.md");
}
