//! Sessions as editors have them.

use serde_json::{Value, json};

use crate::client::{Client, capabilities};

const A: (&str, &str) = ("corpus/a.md", "# Ships\n\nIn 1911 the yard built 14 ships.\n");
const B: (&str, &str) = ("corpus/b.md", "# Ships\n\nIn 1911 the yard built 19 ships.\n");
const SETTINGS: (&str, &str) = ("gainsay.toml", "today = \"2026-01-31\"\n");

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

#[test]
fn a_conflict_is_told_in_both_texts_with_the_words_of_the_other() {
    let mut client = Client::new(&[A, B, SETTINGS]);
    let found = client.diagnostics("corpus/a.md");
    assert_eq!(found.len(), 1, "{found:#?}");
    let finding = &found[0];
    assert!(text(&finding["message"]).starts_with("14 here; b:3 says 19\n"), "{finding:#}");
    assert_eq!(finding["code"], "value-conflict");
    assert_eq!(finding["source"], "gainsay");
    assert_eq!(finding["range"]["start"], json!({ "line": 2, "character": 23 }));
    let related = &finding["relatedInformation"][0];
    assert_eq!(related["location"]["uri"], client.uri("corpus/b.md"));
    assert_eq!(related["message"], "b says 19");
    let other = client.diagnostics("corpus/b.md");
    assert!(text(&other[0]["message"]).starts_with("19 here; a:3 says 14"));
    assert_eq!(client.shut_down(), 0);
}

#[test]
fn typing_changes_findings_at_once_and_closing_goes_back_to_the_disk() {
    let mut client = Client::new(&[A, B]);
    client.diagnostics("corpus/a.md");
    client.diagnostics("corpus/b.md");
    client.open("corpus/b.md", B.1);
    client.change("corpus/b.md", 2, &B.1.replace("19", "14"));
    assert!(client.diagnostics("corpus/a.md").is_empty());
    assert!(client.diagnostics("corpus/b.md").is_empty());
    client.close("corpus/b.md");
    assert_eq!(client.diagnostics("corpus/a.md").len(), 1);
    let _ = capabilities();
}
