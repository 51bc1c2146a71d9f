//! An editor for tests: the real binary, the real protocol, and a time-out on every wait.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

/// The longest that anything may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a usual editor can do.
pub(crate) fn capabilities() -> Value {
    json!({
        "general": { "positionEncodings": ["utf-16"] },
        "textDocument": {
            "hover": { "contentFormat": ["markdown", "plaintext"] },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            "publishDiagnostics": { "relatedInformation": true }
        },
        "workspace": {
            "didChangeWatchedFiles": { "dynamicRegistration": true },
            "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] }
        },
        "window": { "showDocument": { "support": true } }
    })
}

/// An editor with a server.
pub(crate) struct Client {
    child: Child,
    stdin: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// Messages that came while another one was awaited.
    waiting: Vec<Value>,
    next_id: i64,
    root: PathBuf,
    _dir: Option<TempDir>,
}

impl Client {
    /// Starts a server in a scratch project that holds these files.
    pub(crate) fn raw(files: &[(&str, &str)]) -> Self {
        let dir = TempDir::new().unwrap();
        // links in the path of the scratch folder would be another test
        let root = dir.path().canonicalize().unwrap();
        for (name, text) in files {
            write(&root, name, text);
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_gainsay"))
            .args(["lsp", "--stdio"])
            .current_dir(&root)
            .env("GAINSAY_AUTHOR", "Ada")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the binary runs");
        let stdin = child.stdin.take();
        let stdout = child.stdout.take().unwrap();
        let (to_test, messages) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(stdout);
            while let Some(message) = read(&mut output) {
                if to_test.send(message).is_err() {
                    return;
                }
            }
        });
        Self { child, stdin, messages, waiting: Vec::new(), next_id: 0, root, _dir: Some(dir) }
    }

    /// Starts a server and goes through the opening of a session.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        Self::with(files, capabilities(), json!({}))
    }

    pub(crate) fn with(files: &[(&str, &str)], capabilities: Value, options: Value) -> Self {
        let mut client = Self::raw(files);
        client.initialize(capabilities, options);
        client
    }

    pub(crate) fn initialize(&mut self, capabilities: Value, options: Value) -> Value {
        let root = self.uri("");
        let params = json!({
            "processId": std::process::id(),
            "rootUri": root.trim_end_matches('/'),
            "capabilities": capabilities,
            "initializationOptions": options,
        });
        let answer = self.request("initialize", params);
        self.notify("initialized", json!({}));
        answer
    }

    pub(crate) fn uri(&self, name: &str) -> String {
        format!("file://{}", self.root.join(name).display())
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        write(&self.root, name, text);
    }

    pub(crate) fn send_bytes(&mut self, bytes: &[u8]) {
        let stdin = self.stdin.as_mut().expect("still open");
        stdin.write_all(bytes).unwrap();
        stdin.flush().unwrap();
    }

    pub(crate) fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_bytes(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request and gives its id.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.next_id += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": self.next_id, "method": method, "params": params }));
        self.next_id
    }

    /// Sends a request and gives the whole answer.
    pub(crate) fn answer(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        self.wait(&format!("the answer to {method}"), |m| m["id"] == id && m.get("method").is_none())
    }

    /// Sends a request and gives its result.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Value {
        let answer = self.answer(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The next message that fits; what comes before is kept.
    pub(crate) fn wait(&mut self, what: &str, fits: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.waiting.iter().position(&fits) {
            return self.waiting.remove(at);
        }
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.messages.recv_timeout(left) {
                Ok(message) if fits(&message) => return message,
                Ok(message) => self.waiting.push(message),
                Err(error) => panic!("{what} did not come ({error}); waiting: {:#?}", self.waiting),
            }
        }
    }

    /// The next request of the server's by that name, answered with null.
    pub(crate) fn asked(&mut self, method: &str) -> Value {
        let request = self.wait(method, |m| m["method"] == method && m.get("id").is_some());
        self.send(&json!({ "jsonrpc": "2.0", "id": request["id"], "result": null }));
        request["params"].clone()
    }

    /// The next diagnostics of a file.
    pub(crate) fn diagnostics(&mut self, name: &str) -> Vec<Value> {
        let uri = self.uri(name);
        self.diagnostics_of(&uri)
    }

    pub(crate) fn diagnostics_of(&mut self, uri: &str) -> Vec<Value> {
        let told = self.wait(&format!("diagnostics of {uri}"), |m| {
            m["method"] == "textDocument/publishDiagnostics" && m["params"]["uri"] == uri
        });
        told["params"]["diagnostics"].as_array().unwrap().clone()
    }

    /// Diagnostics of a file as soon as there are so many.
    pub(crate) fn diagnostics_until(&mut self, name: &str, many: usize) -> Vec<Value> {
        loop {
            let found = self.diagnostics(name);
            if found.len() == many {
                return found;
            }
        }
    }

    pub(crate) fn open(&mut self, name: &str, text: &str) {
        let uri = self.uri(name);
        self.open_uri(&uri, text);
    }

    pub(crate) fn open_uri(&mut self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "markdown", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Replaces the whole text of an open file.
    pub(crate) fn change(&mut self, name: &str, version: i32, text: &str) {
        let document = json!({ "uri": self.uri(name), "version": version });
        self.notify(
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": [{ "text": text }] }),
        );
    }

    pub(crate) fn close(&mut self, name: &str) {
        let document = json!({ "uri": self.uri(name) });
        self.notify("textDocument/didClose", json!({ "textDocument": document }));
    }

    pub(crate) fn at(&self, name: &str, line: u32, character: u32) -> Value {
        json!({ "textDocument": { "uri": self.uri(name) }, "position": { "line": line, "character": character } })
    }

    /// Messages that came and were not asked for, up to the answer to a request sent now.
    pub(crate) fn so_far(&mut self) -> Vec<Value> {
        self.request("workspace/symbol", json!({ "query": "\u{1}" }));
        std::mem::take(&mut self.waiting)
    }

    /// Ends the session in good order.
    pub(crate) fn shut_down(mut self) -> i32 {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.exit_code()
    }

    /// Closes standard input.
    pub(crate) fn hang_up(&mut self) {
        self.stdin = None;
    }

    /// The exit code, once the server ends.
    pub(crate) fn exit_code(&mut self) -> i32 {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return code(status);
            }
            // the end of a process sends no message: its output is read until it closes
            let left = end.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "the server does not end");
            let _ = self.messages.recv_timeout(left.min(Duration::from_millis(20)));
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn code(status: ExitStatus) -> i32 {
    status.code().expect("not killed")
}

fn write(root: &Path, name: &str, text: &str) {
    let path = root.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("Content-Length: ") {
            length = value.parse::<usize>().ok();
        }
    }
    let mut body = vec![0; length?];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
