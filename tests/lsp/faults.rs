//! What goes wrong on the wire, and the order of life.

use serde_json::{Value, json};

use crate::client::{Client, capabilities};
use crate::session::{A, B};

fn code(answer: &Value) -> i64 {
    answer["error"]["code"].as_i64().unwrap_or_else(|| panic!("no error: {answer}"))
}

/// Sends bytes that are no message; the server must answer with an error and go on.
fn refused(client: &mut Client, bytes: &[u8], code: i64) {
    client.send_bytes(bytes);
    let answer = client.wait("a refusal", |m| m["id"].is_null() && m.get("error").is_some());
    assert_eq!(answer["error"]["code"], code, "{answer}");
    let found = client.request("workspace/symbol", json!({ "query": "ships" }));
    assert!(!found.as_array().unwrap().is_empty());
}

fn framed(body: &[u8]) -> Vec<u8> {
    let mut out = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    out.extend_from_slice(body);
    out
}

#[test]
fn bytes_that_are_no_message_are_answered_and_survived() {
    let mut client = Client::new(&[A, B]);
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let bodies: [(&[u8], i64); 7] = [
        (b"{\"jsonrpc\":", -32700),
        (b"\xff\xfe\x00", -32700),
        (deep.as_bytes(), -32700),
        (b"[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\"}]", -32600),
        (b"7", -32600),
        (b"{\"id\":null,\"method\":\"shutdown\"}", -32600),
        (b"{\"jsonrpc\":\"2.0\"}", -32600),
    ];
    for (body, code) in bodies {
        refused(&mut client, &framed(body), code);
    }
    for header in [
        "Content-Length: 99999999999999\r\n\r\n",
        "Content-Length: 18446744073709551615\r\n\r\n",
        "Content-Length: 99999999999999999999999\r\n\r\n",
        "Content-Length: -1\r\n\r\n",
        "Content-Length: x\r\n\r\n",
        "Content-Type: application/json\r\n\r\n",
        "Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
    ] {
        refused(&mut client, header.as_bytes(), -32700);
    }
    refused(&mut client, format!("{}\r\n\r\n", "X-Long: y".repeat(5000)).as_bytes(), -32700);
    assert_eq!(client.shut_down(), 0);
}

#[test]
fn a_message_that_is_too_long_is_skipped() {
    let mut client = Client::new(&[A, B]);
    let long = 65 * 1024 * 1024;
    client.send_bytes(format!("Content-Length: {long}\r\n\r\n").as_bytes());
    let piece = vec![b'{'; 1024 * 1024];
    for _ in 0..65 {
        client.send_bytes(&piece);
    }
    refused(&mut client, b"", -32700);
}

#[test]
fn ids_come_back_as_they_were_sent() {
    let mut client = Client::new(&[A, B]);
    for id in ["3000000000", "1.5", "-4", "\"a b\"", "9223372036854775807"] {
        let body = format!("{{\"jsonrpc\":\"2.0\",\"id\":{id},\"method\":\"workspace/symbol\",\"params\":{{}}}}");
        client.send_bytes(&framed(body.as_bytes()));
        let wanted: Value = serde_json::from_str(id).unwrap();
        let answer = client.wait(id, |m| m["id"] == wanted);
        assert!(answer.get("result").is_some(), "{answer}");
    }
}

#[test]
fn life_has_an_order() {
    let mut client = Client::raw(&[A, B]);
    assert_eq!(code(&client.answer("textDocument/hover", json!({}))), -32002);
    client.notify("textDocument/didOpen", json!({ "textDocument": "not yet" }));
    client.initialize(capabilities(), json!({}));
    assert_eq!(code(&client.answer("initialize", json!({}))), -32600);
    assert_eq!(code(&client.answer("no/such", json!({}))), -32601);
    assert_eq!(code(&client.answer("textDocument/hover", json!({ "position": 7 }))), -32602);
    client.notify("$/setTrace", json!({ "value": "off" }));
    client.notify("no/such/notification", json!([1]));
    assert_eq!(client.answer("shutdown", Value::Null)["result"], Value::Null);
    assert_eq!(code(&client.answer("workspace/symbol", json!({ "query": "" }))), -32600);
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), 0);
}

#[test]
fn an_exit_without_a_shutdown_is_a_failure_and_so_is_an_end_of_input() {
    let mut client = Client::new(&[A]);
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), 1);
    let mut client = Client::new(&[A]);
    client.hang_up();
    assert_eq!(client.exit_code(), 1);
}

#[test]
fn files_are_watched_by_the_editor_when_it_can() {
    let mut client = Client::new(&[A]);
    let asked = client.asked("client/registerCapability");
    assert_eq!(asked["registrations"][0]["method"], "workspace/didChangeWatchedFiles");
}

#[test]
fn broken_notifications_change_nothing() {
    let mut client = Client::new(&[A, B]);
    client.diagnostics("corpus/a.md");
    client.open("corpus/b.md", B.1);
    let uri = client.uri("corpus/b.md");
    for changes in [
        json!("x"),
        json!([{ "range": { "start": { "line": -1, "character": 0 }, "end": { "line": 0, "character": 0 } }, "text": "" }]),
        json!([{ "range": 5, "text": "" }]),
        json!([{}]),
    ] {
        let document = json!({ "uri": uri, "version": 2 });
        client.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
        client.wait("a word in the log", |m| m["method"] == "window/logMessage");
    }
    let document = json!({ "uri": "file:///never/opened.md", "version": 1 });
    client.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [{ "text": "" }] }));
    client.wait("a word in the log", |m| m["method"] == "window/logMessage");
    let symbols = client.request("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri } }));
    assert!(symbols.to_string().contains("19"), "{symbols}");
}

#[test]
fn ranges_outside_the_text_are_clamped() {
    let mut client = Client::new(&[A, B]);
    client.diagnostics("corpus/a.md");
    client.open("corpus/b.md", "x\n");
    let far = json!({ "line": 4_000_000, "character": 4_000_000 });
    let change = json!({ "range": { "start": far, "end": far }, "text": "\nIn 1911 the yard built 19 ships.\n" });
    let document = json!({ "uri": client.uri("corpus/b.md"), "version": 2 });
    client.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [change] }));
    assert_eq!(client.diagnostics_until("corpus/b.md", 1)[0]["range"]["start"]["line"], 2);
    let hover = client.at("corpus/b.md", 4_000_000, 0);
    client.request("textDocument/hover", hover);
}

#[test]
fn a_request_that_is_taken_back_is_not_worked_for() {
    let mut client = Client::new(&[A, B]);
    // one write, so that the server has the request and its end before it
    let mut bytes = Vec::new();
    for id in 100..140 {
        let ask = json!({ "jsonrpc": "2.0", "id": id, "method": "workspace/symbol", "params": { "query": "" } });
        bytes.extend(framed(ask.to_string().as_bytes()));
    }
    let cancel = json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": 139 } });
    bytes.extend(framed(cancel.to_string().as_bytes()));
    client.send_bytes(&bytes);
    let answer = client.wait("an answer in any case", |m| m["id"] == 139);
    let is_cancelled = answer["error"]["code"] == -32800;
    assert!(is_cancelled || answer.get("result").is_some(), "{answer}");
}
