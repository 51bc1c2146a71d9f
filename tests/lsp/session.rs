//! Sessions as editors have them.

use serde_json::{Value, json};

use crate::client::{Client, capabilities};

pub(crate) const A: (&str, &str) = ("corpus/a.md", "# Ships\n\nIn 1911 the yard built 14 ships.\n");
pub(crate) const B: (&str, &str) = ("corpus/b.md", "# Ships\n\nIn 1911 the yard built 19 ships.\n");
pub(crate) const SETTINGS: (&str, &str) = ("gainsay.toml", "today = \"2026-01-31\"\n");

pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

/// A session in which both texts' findings were told.
fn told(files: &[(&str, &str)]) -> Client {
    let mut client = Client::new(files);
    assert_eq!(client.diagnostics("corpus/a.md").len(), 1);
    assert_eq!(client.diagnostics("corpus/b.md").len(), 1);
    client
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
    assert_eq!(finding["severity"], 1);
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
    let mut client = told(&[A, B]);
    client.open("corpus/b.md", B.1);
    client.change("corpus/b.md", 2, &B.1.replace("19 ships", "14 ships"));
    assert!(client.diagnostics("corpus/a.md").is_empty());
    assert!(client.diagnostics("corpus/b.md").is_empty());
    client.close("corpus/b.md");
    assert_eq!(client.diagnostics("corpus/a.md").len(), 1);
}

#[test]
fn an_edit_of_a_few_letters_counts_columns_as_agreed() {
    for (encoding, column) in [("utf-8", 12), ("utf-16", 8), ("utf-32", 7)] {
        let mut asked = capabilities();
        asked["general"]["positionEncodings"] = json!([encoding]);
        let line = "Ah 🚢 – 14 ships were built in 1911.\n";
        let mut client = Client::raw(&[("corpus/a.md", line), B]);
        let answer = client.initialize(asked, json!({}));
        assert_eq!(answer["capabilities"]["positionEncoding"], encoding);
        let found = client.diagnostics("corpus/a.md");
        assert_eq!(found[0]["range"]["start"]["character"], column);
        // the 4 of 14 becomes a 9
        client.open("corpus/a.md", line);
        let range =
            json!({ "start": { "line": 0, "character": column + 1 }, "end": { "line": 0, "character": column + 2 } });
        let document = json!({ "uri": client.uri("corpus/a.md"), "version": 2 });
        let change = json!({ "textDocument": document, "contentChanges": [{ "range": range, "text": "9" }] });
        client.notify("textDocument/didChange", change);
        assert!(client.diagnostics_until("corpus/a.md", 0).is_empty());
    }
}

#[test]
fn hover_shows_the_record_the_others_and_the_derivation() {
    let mut client = Client::new(&[A, B]);
    let at = client.at("corpus/a.md", 2, 24);
    let hover = client.request("textDocument/hover", at);
    let shown = text(&hover["contents"]["value"]);
    assert_eq!(hover["contents"]["kind"], "markdown");
    assert!(shown.starts_with("**14**"), "{shown}");
    assert!(shown.contains("| source | says |") && shown.contains("| **14** |"), "{shown}");
    assert!(shown.contains(&format!("({}#L3)", client.uri("corpus/b.md"))), "{shown}");
    assert!(shown.contains("cannot both be the answer") && shown.contains("measure: ships"), "{shown}");
    let nowhere = client.at("corpus/a.md", 0, 0);
    assert_eq!(client.request("textDocument/hover", nowhere), Value::Null);
    // an editor that knows no Markdown
    let mut plain = capabilities();
    plain["textDocument"]["hover"] = json!({});
    let mut client = Client::with(&[A, B], plain, json!({}));
    let at = client.at("corpus/a.md", 2, 24);
    let hover = client.request("textDocument/hover", at);
    assert_eq!(hover["contents"]["kind"], "plaintext");
    assert!(text(&hover["contents"]["value"]).contains("b:3: 19"), "{hover:#}");
}

#[test]
fn references_and_definition_are_the_other_positions() {
    let mut client = Client::new(&[A, B]);
    let at = client.at("corpus/a.md", 2, 23);
    let found = client.request("textDocument/definition", at.clone());
    assert_eq!(found.as_array().unwrap().len(), 1);
    assert_eq!(found[0]["uri"], client.uri("corpus/b.md"));
    let mut with_itself = at.clone();
    with_itself["context"] = json!({ "includeDeclaration": true });
    assert_eq!(client.request("textDocument/references", with_itself).as_array().unwrap().len(), 2);
    assert_eq!(client.request("textDocument/documentHighlight", at).as_array().unwrap().len(), 1);
}

#[test]
fn symbols_are_facts_under_headings_and_questions() {
    let mut client = Client::new(&[A, B]);
    let document = json!({ "textDocument": { "uri": client.uri("corpus/a.md") } });
    let symbols = client.request("textDocument/documentSymbol", document);
    assert_eq!(symbols[0]["name"], "Ships");
    let names: Vec<&str> = symbols[0]["children"].as_array().unwrap().iter().map(|s| text(&s["name"])).collect();
    assert!(names.iter().any(|n| n.starts_with("14 · ships")), "{names:?}");
    let found = client.request("workspace/symbol", json!({ "query": "conflict ships" }));
    assert_eq!(found[0]["containerName"], "conflict");
    assert!(client.request("workspace/symbol", json!({ "query": "" })).as_array().unwrap().iter().all(|s| {
        s["kind"] == 24 // questions alone
    }));
}

#[test]
fn every_ruling_is_an_edit_of_the_decisions_that_counts_at_once() {
    let mut client = told(&[A, B, SETTINGS]);
    let place = json!({ "line": 2, "character": 24 });
    let asked = json!({
        "textDocument": { "uri": client.uri("corpus/a.md") },
        "range": { "start": place, "end": place },
        "context": { "diagnostics": [] },
    });
    let actions = client.request("textDocument/codeAction", asked.clone());
    let titles: Vec<String> = actions.as_array().unwrap().iter().map(|a| text(&a["title"]).to_owned()).collect();
    for start in [
        "Confirm:",
        "Dismiss:",
        "Both are right",
        "Prefer a: 14",
        "Prefer b: 19",
        "Snooze until 2026-03-02",
        "Split:",
        "Insert a directive",
        "Open b:3: 19",
    ] {
        assert!(titles.iter().any(|t| t.starts_with(start)), "no {start} in {titles:#?}");
    }
    // the editor makes the edit, in a file that is not there yet
    let confirm = actions.as_array().unwrap().iter().find(|a| text(&a["title"]).starts_with("Confirm:")).unwrap();
    let changes = &confirm["edit"]["documentChanges"];
    assert_eq!(changes[0]["kind"], "create");
    assert_eq!(changes[1]["textDocument"]["uri"], client.uri("facts/decisions.toml"));
    let decisions = text(&changes[1]["edits"][0]["newText"]).to_owned();
    assert!(decisions.contains("ruling = \"confirmed\"") && decisions.contains("author = \"Ada\""), "{decisions}");
    // an unsaved buffer is enough
    client.open("facts/decisions.toml", &decisions);
    let hint = client.diagnostics_until("corpus/a.md", 1);
    assert_eq!(hint[0]["severity"], 4);
    assert!(text(&hint[0]["message"]).contains("(confirmed: no reason given yet)"), "{hint:#?}");
    // the command that goes with it leads to the reason
    client.notify("workspace/didChangeConfiguration", json!({ "settings": {} }));
    let id = client.ask("workspace/executeCommand", confirm["command"].clone());
    let shown = client.asked("window/showDocument");
    assert_eq!(shown["uri"], client.uri("facts/decisions.toml"));
    let selection = &shown["selection"];
    let line = decisions.lines().nth(selection["start"]["line"].as_u64().unwrap() as usize).unwrap();
    assert!(line.starts_with("reason = \"no reason given yet"), "{line}");
    client.wait("the answer", |m| m["id"] == id && m.get("method").is_none());
    // now it can be withdrawn
    let actions = client.request("textDocument/codeAction", asked);
    assert!(text(&actions[0]["title"]).starts_with("Withdraw the decision: confirmed"), "{actions:#}");
}

#[test]
fn a_decision_goes_stale_when_its_words_change() {
    let mut client = told(&[A, B, SETTINGS]);
    let place = json!({ "line": 2, "character": 24 });
    let asked = json!({
        "textDocument": { "uri": client.uri("corpus/a.md") },
        "range": { "start": place, "end": place },
        "context": { "diagnostics": [] },
    });
    let actions = client.request("textDocument/codeAction", asked);
    let edit = &actions[0]["edit"]["documentChanges"][1]["edits"][0]["newText"];
    client.write("facts/decisions.toml", text(edit));
    let event = json!({ "uri": client.uri("facts/decisions.toml"), "type": 1 });
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [event] }));
    assert_eq!(client.diagnostics("corpus/a.md")[0]["severity"], 4);
    client.open("corpus/b.md", B.1);
    client.change("corpus/b.md", 2, &B.1.replace("19 ships", "21 ships"));
    let stale = client.diagnostics("facts/decisions.toml");
    assert_eq!(stale[0]["code"], "stale-decision");
    assert!(text(&stale[0]["message"]).contains("instead of \"19\""), "{stale:#?}");
    assert_eq!(client.diagnostics("corpus/a.md")[0]["severity"], 1);
}

#[test]
fn files_that_come_go_and_move_are_seen() {
    let mut client = Client::new(&[A]);
    client.write(B.0, B.1);
    let changed = |client: &Client, name: &str, kind: u8| json!({ "uri": client.uri(name), "type": kind });
    let created = changed(&client, "corpus/b.md", 1);
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [created] }));
    assert_eq!(client.diagnostics("corpus/a.md").len(), 1);
    assert_eq!(client.diagnostics("corpus/b.md").len(), 1);
    // renamed
    std::fs::rename(client.root().join("corpus/b.md"), client.root().join("corpus/c.md")).unwrap();
    let files = json!([{ "oldUri": client.uri("corpus/b.md"), "newUri": client.uri("corpus/c.md") }]);
    client.notify("workspace/didRenameFiles", json!({ "files": files }));
    assert!(client.diagnostics("corpus/b.md").is_empty());
    assert_eq!(client.diagnostics("corpus/c.md").len(), 1);
    assert!(text(&client.diagnostics("corpus/a.md")[0]["message"]).contains("c:3 says 19"));
    // deleted
    std::fs::remove_file(client.root().join("corpus/c.md")).unwrap();
    let files = json!([{ "uri": client.uri("corpus/c.md") }]);
    client.notify("workspace/didDeleteFiles", json!({ "files": files }));
    assert!(client.diagnostics("corpus/a.md").is_empty());
    assert!(client.diagnostics("corpus/c.md").is_empty());
}

#[test]
fn a_file_is_watched_where_the_editor_does_not() {
    let mut asked = capabilities();
    asked["workspace"]["didChangeWatchedFiles"] = json!({});
    let mut client = Client::with(&[A, B], asked, json!({}));
    assert_eq!(client.diagnostics("corpus/a.md").len(), 1);
    // the watch stands once the first findings were told; a second answer shows that the server rests
    client.so_far();
    client.write(B.0, A.1);
    assert!(client.diagnostics_until("corpus/a.md", 0).is_empty());
}

#[test]
fn unsaved_text_wins_over_the_disk() {
    let mut client = told(&[A, B]);
    client.open("corpus/b.md", A.1);
    assert!(client.diagnostics("corpus/a.md").is_empty());
    client.write(B.0, &B.1.replace("19 ships", "22 ships"));
    let event = json!({ "uri": client.uri("corpus/b.md"), "type": 2 });
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [event] }));
    client.so_far();
    client.close("corpus/b.md");
    assert!(text(&client.diagnostics_until("corpus/a.md", 1)[0]["message"]).contains("b:3 says 22"));
}

#[test]
fn settings_are_followed_as_they_are_typed_and_errors_are_shown_in_place() {
    let mut client = told(&[A, B, SETTINGS]);
    client.open("gainsay.toml", SETTINGS.1);
    client.change("gainsay.toml", 2, "exclude = [\"corpus/b.md\"]\n");
    assert!(client.diagnostics_until("corpus/a.md", 0).is_empty());
    client.change("gainsay.toml", 3, "# ours\nexclud = [\"corpus/b.md\"]\n");
    let found = client.diagnostics("gainsay.toml");
    assert_eq!(found[0]["range"]["start"], json!({ "line": 1, "character": 0 }));
    assert!(text(&found[0]["message"]).contains("did you mean `exclude`"), "{found:#?}");
    client.change("gainsay.toml", 4, "");
    assert!(client.diagnostics_until("gainsay.toml", 0).is_empty());
    assert_eq!(client.diagnostics_until("corpus/a.md", 1).len(), 1);
}

#[test]
fn hints_and_lenses_are_off_until_asked_for() {
    let mut client = Client::new(&[A, B, ("corpus/c.md", "Nothing is counted here.\n")]);
    let whole = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } });
    let hints = json!({ "textDocument": { "uri": client.uri("corpus/a.md") }, "range": whole });
    assert_eq!(client.request("textDocument/inlayHint", hints.clone()), json!([]));
    assert_eq!(client.request("textDocument/codeLens", hints.clone()), json!([]));
    let settings = json!({ "settings": { "gainsay": { "inlayHints": true, "codeLens": true } } });
    client.notify("workspace/didChangeConfiguration", settings);
    let shown = client.request("textDocument/inlayHint", hints.clone());
    assert!(shown.as_array().unwrap().iter().any(|h| h["label"] == "3 sources: 14 · 19 · –"), "{shown:#}");
    let shown = client.request("textDocument/codeLens", hints);
    assert!(text(&shown[0]["command"]["title"]).contains("3 sources: "), "{shown:#}");
}

#[test]
fn decided_findings_can_be_hidden() {
    let mut client = Client::with(&[A, B, SETTINGS], capabilities(), json!({ "decided": "hide", "odd": 1 }));
    let log = client.wait("a word on odd settings", |m| m["method"] == "window/logMessage");
    assert!(text(&log["params"]["message"]).contains("gainsay.odd"), "{log}");
    let place = json!({ "line": 2, "character": 24 });
    let range = json!({ "start": place, "end": place });
    let document = json!({ "uri": client.uri("corpus/a.md") });
    let asked = json!({ "textDocument": document, "range": range, "context": { "diagnostics": [] } });
    let actions = client.request("textDocument/codeAction", asked);
    let edit = text(&actions[0]["edit"]["documentChanges"][1]["edits"][0]["newText"]).to_owned();
    client.diagnostics("corpus/a.md");
    client.open("facts/decisions.toml", &edit);
    assert!(client.diagnostics("corpus/a.md").is_empty());
}

#[test]
fn what_is_no_file_is_checked_and_what_is_outside_the_corpus_is_not() {
    let mut client = Client::new(&[A, B]);
    client.open("README.md", "In 1911 the yard built 14 ships. In 1911 the yard built 30 ships.\n");
    let both = "# Yard\n\nIn 1911 the yard built 14 ships.\n\nIn 1911 the yard built 30 ships.\n";
    client.open_uri("untitled:Untitled-1", both);
    let _ = client.diagnostics("corpus/a.md");
    let all = client.so_far();
    assert!(!all.iter().any(|m| m["params"]["uri"] == client.uri("README.md")), "{all:#?}");
    let hover = json!({ "textDocument": { "uri": "untitled:Untitled-1" }, "position": { "line": 2, "character": 24 } });
    let hover = client.request("textDocument/hover", hover);
    assert!(text(&hover["contents"]["value"]).starts_with("**14**"), "{hover}");
}

#[test]
fn the_report_is_that_of_the_command_line() {
    let mut client = Client::new(&[A, B, SETTINGS]);
    let report = client.request("gainsay/report", Value::Null);
    let report = report.as_object().unwrap().values().next().unwrap().clone();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .args(["report", "--format", "json"])
        .current_dir(client.root())
        .output()
        .unwrap();
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report, told);
}
