//! Life cycle and dispatch.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use gen_lsp_types::{Position, Range};
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::actions::{self, Asked};
use super::buffer::Change;
use super::capabilities::{self, Client};
use super::desk::Desk;
use super::options::Options;
use super::session::{Finding, Session, Task};
use super::{findings, hints, hover, places, symbols, uri};
use crate::report::Report;
use crate::value::Moment;

/// Id under which files are watched.
const WATCH: &str = "gainsay-files";

/// Where in its life the server is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    New,
    Running,
    Down,
}

/// A language server without input and output: messages in, messages out.
#[derive(Debug)]
pub struct Server {
    options: Options,
    client: Client,
    session: Session,
    state: State,
    exit: Option<u8>,
    out: Vec<Message>,
    /// Number of requests sent to the client.
    asked: i32,
    folders: Vec<PathBuf>,
    parent: Option<u32>,
    /// Whether findings may have changed since they were last told.
    is_dirty: bool,
    /// Whether all findings may look otherwise, though nothing was found anew.
    is_everything_dirty: bool,
}

/// Why a request is not answered.
struct Refusal(ErrorCode, String);

type Answer = Result<Value, Refusal>;

#[derive(Deserialize)]
struct Document {
    uri: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct InDocument {
    text_document: Document,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AtPosition {
    text_document: Document,
    position: Position,
    context: Option<Context>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct InRange {
    text_document: Document,
    range: Range,
    context: Option<Context>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Context {
    include_declaration: Option<bool>,
    only: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct Opened {
    uri: String,
    version: i32,
    text: String,
}

impl Server {
    /// A server that waits to be initialized.
    pub fn new(options: Options) -> Self {
        Self {
            options,
            client: Client::default(),
            session: Session::default(),
            state: State::New,
            exit: None,
            out: Vec::new(),
            asked: 0,
            folders: Vec::new(),
            parent: None,
            is_dirty: false,
            is_everything_dirty: false,
        }
    }

    /// The exit code, once the client has said that it is time.
    pub fn exit_code(&self) -> Option<u8> {
        self.exit
    }

    /// The process that started the server, if it said so: with it the server ends, too.
    pub fn parent(&self) -> Option<u32> {
        self.parent
    }

    /// Folders to watch, and whether with all folders below; none where the client watches files itself.
    pub fn unwatched(&self) -> Vec<(PathBuf, bool)> {
        let is_ours = !self.client.watches_files && self.state == State::Running;
        if is_ours { self.session.watched() } else { Vec::new() }
    }

    /// Takes one message and gives what is to be sent. A fault inside is told as an error and ends nothing.
    pub fn handle(&mut self, message: Message) -> Vec<Message> {
        let id = match &message {
            Message::Request(request) => Some(request.id.clone()),
            _ => None,
        };
        let run = AssertUnwindSafe(|| match message {
            Message::Request(request) => self.request(request),
            Message::Notification(notification) => self.notification(notification),
            Message::Response(_) => {}
        });
        if catch_unwind(run).is_err() {
            let says = "internal fault, please report it".to_owned();
            match id {
                Some(id) => self.out.push(Response::new_err(id, ErrorCode::InternalError as i32, says).into()),
                None => self.log(1, &says),
            }
        }
        std::mem::take(&mut self.out)
    }

    /// Tells the server that files on the disk may have changed, where the client does not.
    pub fn disk_changed(&mut self, paths: &[PathBuf]) {
        if self.state == State::Running {
            self.session.disk_changed(paths, &self.options, &self.client);
            self.is_dirty = true;
        }
    }

    /// What is new now that no message is waiting: findings that came, went or changed.
    pub fn settle(&mut self) -> Vec<Message> {
        if std::mem::take(&mut self.is_dirty) && self.state == State::Running {
            let run = AssertUnwindSafe(|| self.publish());
            if catch_unwind(run).is_err() {
                self.log(1, "internal fault while comparing, please report it");
            }
        }
        std::mem::take(&mut self.out)
    }

    /// Work that is to be done on another thread, once there is a moment of quiet: edits in large corpora are followed at
    /// once only in their neighbourhood.
    pub fn task(&mut self) -> Option<Task> {
        self.session.task()
    }

    /// Whether [`Server::task`] would give some.
    pub fn has_task(&mut self) -> bool {
        self.session.desks().any(|desk| !desk.is_busy && desk.project.job().is_some())
    }

    /// Takes what a [`Task`] found.
    pub fn finish(&mut self, finding: Finding) {
        self.is_dirty |= self.session.finish(finding);
    }

    fn publish(&mut self) {
        let today = (self.options.clock)();
        let mut told = Vec::new();
        let mut changed = false;
        let options_changed = std::mem::take(&mut self.is_everything_dirty);
        for desk in self.session.desks() {
            desk.project.set_today(today);
            changed |= desk.refresh();
            // settings of the editor change all texts, an edit that was followed only some
            let only = desk.project.take_touched().filter(|_| !options_changed).map(|mut only| {
                only.texts.extend([desk.project.settings_path(), desk.project.decisions_path()]);
                only
            });
            let mut now = findings::all(desk, &self.options, only.as_ref());
            let is_meant = |name: &String| only.as_ref().is_none_or(|only| only.texts.contains(name));
            let names: Vec<String> =
                desk.sent.keys().filter(|n| is_meant(n) && !now.contains_key(*n)).cloned().collect();
            for name in names {
                told.push((desk.uri(&name), None, Vec::new()));
                desk.sent.remove(&name);
            }
            for (name, list) in std::mem::take(&mut now) {
                if desk.sent.get(&name) != Some(&list) {
                    let version = desk.open.get(&name).map(|(_, version)| *version);
                    told.push((desk.uri(&name), version, list.clone()));
                    desk.sent.insert(name, list);
                }
            }
        }
        for (uri, version, diagnostics) in told {
            let mut params = json!({ "uri": uri, "diagnostics": diagnostics });
            if let Some(version) = version {
                params["version"] = version.into();
            }
            self.notify("textDocument/publishDiagnostics", params);
        }
        if changed && self.options.inlay_hints && self.client.refreshes_hints {
            self.ask("workspace/inlayHint/refresh", Value::Null);
        }
        if changed && self.options.code_lens && self.client.refreshes_lenses {
            self.ask("workspace/codeLens/refresh", Value::Null);
        }
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.out.push(Notification { method: method.to_owned(), params }.into());
    }

    fn ask(&mut self, method: &str, params: Value) {
        self.asked = self.asked.wrapping_add(1);
        let id: RequestId = format!("gainsay-{}", self.asked).into();
        self.out.push(Request { id, method: method.to_owned(), params }.into());
    }

    /// A line in the log of the client: 1 error, 2 warning, 3 information.
    fn log(&mut self, level: u8, text: &str) {
        self.notify("window/logMessage", json!({ "type": level, "message": text }));
    }

    fn request(&mut self, request: Request) {
        let Request { id, method, params } = request;
        let answer = match (self.state, method.as_str()) {
            (State::New, "initialize") => Ok(self.initialize(&params)),
            (State::New, _) => Err(Refusal(ErrorCode::ServerNotInitialized, "initialize comes first".to_owned())),
            (State::Running, "initialize") => {
                Err(Refusal(ErrorCode::InvalidRequest, "initialize comes only once".to_owned()))
            }
            (State::Down, _) => Err(Refusal(ErrorCode::InvalidRequest, "the server is shut down".to_owned())),
            (State::Running, "shutdown") => {
                self.state = State::Down;
                Ok(Value::Null)
            }
            (State::Running, method) => self.answer(method, params),
        };
        let response = match answer {
            Ok(value) => Response::new_ok(id, value),
            Err(Refusal(code, says)) => Response::new_err(id, code as i32, says),
        };
        // the answer goes before what it gives rise to
        self.out.insert(0, response.into());
    }

    fn initialize(&mut self, params: &Value) -> Value {
        self.state = State::Running;
        self.client = Client::new(params);
        let odd = params.get("initializationOptions").map(|o| self.options.update(o)).unwrap_or_default();
        for text in odd {
            self.log(2, &text);
        }
        self.parent = params.get("processId").and_then(Value::as_u64).and_then(|id| u32::try_from(id).ok());
        let folders = params.get("workspaceFolders").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let uris = folders.iter().filter_map(|f| f.get("uri")?.as_str());
        self.folders = uris.filter_map(uri::to_path).collect();
        if self.folders.is_empty() {
            let root = params.get("rootUri").and_then(Value::as_str).and_then(uri::to_path);
            let root = root.or_else(|| params.get("rootPath").and_then(Value::as_str).map(PathBuf::from));
            self.folders.extend(root);
        }
        capabilities::answer(&self.client)
    }

    /// The client is ready: what may take a moment, and what asks something of the client.
    fn initialized(&mut self) {
        if self.client.watches_files {
            let watchers: Vec<Value> = ["**/*.{md,markdown,txt,text}", "**/gainsay.toml", "**/decisions.toml"]
                .iter()
                .map(|glob| json!({ "globPattern": glob }))
                .collect();
            let method = "workspace/didChangeWatchedFiles";
            let register = json!({ "id": WATCH, "method": method, "registerOptions": { "watchers": watchers } });
            self.ask("client/registerCapability", json!({ "registrations": [register] }));
        }
        for folder in std::mem::take(&mut self.folders) {
            self.session.add_folder(&folder, &self.options, &self.client);
        }
        self.is_dirty = true;
    }

    fn notification(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        if method == "exit" {
            self.exit = Some(if self.state == State::Down { 0 } else { 1 });
            return;
        }
        if self.state != State::Running {
            return;
        }
        if let Err(says) = self.notice(&method, params) {
            self.log(2, &format!("{method}: {says}"));
        }
    }

    fn notice(&mut self, method: &str, params: Value) -> Result<(), String> {
        match method {
            "initialized" => self.initialized(),
            "textDocument/didOpen" => {
                let Opened { uri, version, text } = field(&params, "textDocument")?;
                self.session.did_open(uri, version, text, &self.options, &self.client);
                self.is_dirty = true;
            }
            "textDocument/didChange" => {
                let Document { uri } = field(&params, "textDocument")?;
                let version = params.pointer("/textDocument/version").and_then(Value::as_i64).unwrap_or_default();
                let list = params.get("contentChanges").and_then(Value::as_array).ok_or("no contentChanges")?;
                let changes = list.iter().map(Change::parse).collect::<Result<Vec<_>, _>>()?;
                let version = i32::try_from(version).unwrap_or_default();
                self.session.did_change(&uri, version, changes, &self.client)?;
                if uri.ends_with(".toml") {
                    self.session.place_all(&self.options, &self.client);
                }
                self.is_dirty = true;
            }
            "textDocument/didClose" => {
                let Document { uri } = field(&params, "textDocument")?;
                if !self.session.is_open(&uri) {
                    return Err(format!("{uri} is not open"));
                }
                self.session.did_close(&uri);
                self.is_dirty = true;
            }
            "textDocument/didSave" => {
                let Document { uri } = field(&params, "textDocument")?;
                self.disk_changed(&uri::to_path(&uri).into_iter().collect::<Vec<_>>());
            }
            "workspace/didChangeWatchedFiles" => self.files_changed(&params, "changes", &["uri"]),
            "workspace/didCreateFiles" | "workspace/didDeleteFiles" => self.files_changed(&params, "files", &["uri"]),
            "workspace/didRenameFiles" => self.files_changed(&params, "files", &["oldUri", "newUri"]),
            "workspace/didChangeWorkspaceFolders" => self.folders_changed(&params),
            "workspace/didChangeConfiguration" => {
                let settings = params.get("settings").cloned().unwrap_or_default();
                for text in self.options.update(&settings) {
                    self.log(2, &text);
                }
                self.is_dirty = true;
                self.is_everything_dirty = true;
            }
            _ => {}
        }
        Ok(())
    }

    fn files_changed(&mut self, params: &Value, list: &str, keys: &[&str]) {
        let rows = params.get(list).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let uris = rows.iter().flat_map(|row| keys.iter().filter_map(|key| row.get(key)?.as_str()));
        let paths: Vec<PathBuf> = uris.filter_map(uri::to_path).collect();
        self.disk_changed(&paths);
    }

    fn folders_changed(&mut self, params: &Value) {
        let folders = |key: &str| -> Vec<PathBuf> {
            let rows = params.pointer(&format!("/event/{key}")).and_then(Value::as_array);
            let uris = rows.into_iter().flatten().filter_map(|f| f.get("uri")?.as_str());
            uris.filter_map(uri::to_path).collect()
        };
        for folder in folders("removed") {
            for uri in self.session.remove_folder(&folder) {
                self.notify("textDocument/publishDiagnostics", json!({ "uri": uri, "diagnostics": [] }));
            }
        }
        for folder in folders("added") {
            self.session.add_folder(&folder, &self.options, &self.client);
        }
        self.session.place_all(&self.options, &self.client);
        self.is_dirty = true;
    }

    fn answer(&mut self, method: &str, params: Value) -> Answer {
        match method {
            "textDocument/hover" => {
                let AtPosition { text_document, position, .. } = read(params)?;
                let markdown = self.client.markdown;
                self.at(&text_document.uri, position, |desk, name, offset| {
                    json!(hover::at(desk, name, offset, markdown))
                })
            }
            "textDocument/references" | "textDocument/definition" => {
                let AtPosition { text_document, position, context } = read(params)?;
                let with_itself = context.and_then(|c| c.include_declaration).unwrap_or(false);
                self.at(&text_document.uri, position, |desk, name, offset| {
                    json!(places::references(desk, name, offset, with_itself))
                })
            }
            "textDocument/documentHighlight" => {
                let AtPosition { text_document, position, .. } = read(params)?;
                self.at(&text_document.uri, position, |desk, name, offset| {
                    json!(places::highlights(desk, name, offset))
                })
            }
            "textDocument/documentSymbol" => {
                let InDocument { text_document } = read(params)?;
                let nested = self.client.nested_symbols;
                let desk = self.desk(&text_document.uri);
                Ok(desk.map_or_else(|| json!([]), |(desk, name)| json!(symbols::of_document(desk, &name, nested))))
            }
            "workspace/symbol" => {
                let query = params.get("query").and_then(Value::as_str).unwrap_or_default().to_owned();
                let mut found = Vec::new();
                for desk in self.session.desks() {
                    desk.refresh();
                    found.extend(symbols::search(desk, &query));
                }
                Ok(json!(found))
            }
            "textDocument/codeAction" => {
                let InRange { text_document, range, context } = read(params)?;
                let only = context.and_then(|c| c.only).unwrap_or_default();
                if !only.is_empty() && !only.iter().any(|k| k.is_empty() || k == "quickfix") {
                    return Ok(json!([]));
                }
                Ok(self.code_actions(&text_document.uri, range))
            }
            "textDocument/inlayHint" => {
                let InRange { text_document, range, .. } = read(params)?;
                if !self.options.inlay_hints {
                    return Ok(json!([]));
                }
                let Some((desk, name)) = self.desk(&text_document.uri) else { return Ok(json!([])) };
                let (from, to) = (desk.offset(&name, range.start), desk.offset(&name, range.end));
                let (Some(from), Some(to)) = (from, to) else { return Ok(json!([])) };
                Ok(json!(hints::inlay(desk, &name, from, to)))
            }
            "textDocument/codeLens" => {
                let InDocument { text_document } = read(params)?;
                if !self.options.code_lens {
                    return Ok(json!([]));
                }
                let desk = self.desk(&text_document.uri);
                Ok(desk.map_or_else(|| json!([]), |(desk, name)| json!(hints::lenses(desk, &name))))
            }
            "workspace/executeCommand" => self.execute(&params),
            "gainsay/report" => {
                let mut reports = BTreeMap::new();
                for desk in self.session.desks() {
                    desk.refresh_wholly();
                    let root = desk.project.root().to_string_lossy().into_owned();
                    reports.insert(root, Report::new(&desk.analysis));
                }
                Ok(json!(reports))
            }
            _ => Err(Refusal(ErrorCode::MethodNotFound, format!("{method} is not known"))),
        }
    }

    /// The project of a document with its analysis up to date, and the document's name there.
    fn desk(&mut self, uri: &str) -> Option<(&mut Desk, String)> {
        let today = (self.options.clock)();
        let (desk, name) = self.session.desk(uri)?;
        desk.project.set_today(today);
        desk.refresh();
        Some((desk, name))
    }

    /// What a function says of a place in a document; null where the document is none of ours.
    fn at(&mut self, uri: &str, position: Position, find: impl Fn(&Desk, &str, usize) -> Value) -> Answer {
        let Some((desk, name)) = self.desk(uri) else { return Ok(Value::Null) };
        let Some(offset) = desk.offset(&name, position) else { return Ok(Value::Null) };
        Ok(find(desk, &name, offset))
    }

    fn code_actions(&mut self, uri: &str, range: Range) -> Value {
        let clock = (self.options.clock)();
        if self.desk(uri).is_none() {
            return json!([]);
        }
        let Some((desk, name)) = self.session.desk(uri) else { return json!([]) };
        let (Some(from), Some(to)) = (desk.offset(&name, range.start), desk.offset(&name, range.end)) else {
            return json!([]);
        };
        let today: Option<Moment> = desk.project.config().today.as_ref().map_or(clock, |day| day.parse().ok());
        let asked = Asked { desk, client: &self.client, options: &self.options, today };
        json!(asked.actions(&name, from, to))
    }

    fn execute(&mut self, params: &Value) -> Answer {
        let command = params.get("command").and_then(Value::as_str).unwrap_or_default();
        let argument = |n: usize| params.pointer(&format!("/arguments/{n}")).cloned().unwrap_or_default();
        let wrong = |says: &str| Refusal(ErrorCode::InvalidParams, format!("{command}: {says}"));
        let uri = argument(0).as_str().map(str::to_owned);
        match command {
            actions::OPEN => {
                let uri = uri.ok_or_else(|| wrong("needs a URI"))?;
                let range = actions::range_argument(&argument(1)).ok_or_else(|| wrong("needs a range"))?;
                self.show(&uri, range);
                Ok(Value::Null)
            }
            actions::SHOW_POSITIONS => {
                let uri = uri.ok_or_else(|| wrong("needs a URI"))?;
                let position: Position = read(argument(1))?;
                let Some((desk, name)) = self.desk(&uri) else { return Ok(json!([])) };
                let offset = desk.offset(&name, position).unwrap_or_default();
                let found = places::references(desk, &name, offset, false);
                if let Some(first) = found.first() {
                    self.show(&first.uri.0, first.range);
                }
                Ok(json!(found))
            }
            _ => Err(wrong("is not known")),
        }
    }

    /// Asks the client to show a place, if it can.
    fn show(&mut self, uri: &str, range: Range) {
        if self.client.shows_documents {
            self.ask("window/showDocument", json!({ "uri": uri, "takeFocus": true, "selection": range }));
        }
    }
}

fn read<T: DeserializeOwned>(params: Value) -> Result<T, Refusal> {
    serde_json::from_value(params).map_err(|error| Refusal(ErrorCode::InvalidParams, error.to_string()))
}

fn field<T: DeserializeOwned>(params: &Value, key: &str) -> Result<T, String> {
    let value = params.get(key).cloned().unwrap_or_default();
    serde_json::from_value(value).map_err(|error| format!("{key}: {error}"))
}
