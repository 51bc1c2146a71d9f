//! Life cycle and dispatch.

mod notices;
mod progress;
mod publish;
mod requests;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::capabilities::{self, Client};
use super::message::Outgoing;
use super::options::Options;
use super::session::{Finding, Session, Task};
use super::uri;
use progress::Progress;

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
    out: Vec<Outgoing>,
    /// Number of requests sent to the client.
    asked: i32,
    folders: Vec<PathBuf>,
    parent: Option<u32>,
    /// Whether findings may have changed since they were last told.
    is_dirty: bool,
    /// Whether all findings may look otherwise, though nothing was found anew.
    is_everything_dirty: bool,
    /// What is told of the first look, where the client shows such things.
    progress: Progress,
}

/// Why a request is not answered.
struct Refusal(ErrorCode, String);

type Answer = Result<Value, Refusal>;

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
            progress: Progress::default(),
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
    pub fn handle(&mut self, message: Message) -> Vec<Outgoing> {
        let id = match &message {
            Message::Request(request) => Some(request.id.clone()),
            _ => None,
        };
        let run = AssertUnwindSafe(|| match message {
            Message::Request(request) => self.request(request),
            Message::Notification(notification) => self.notification(notification),
            Message::Response(response) => self.progress.answered(&response),
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

    /// What is new now that no message is waiting: findings that came, went or changed. Texts that are read for the first
    /// time are read in steps; [`Server::is_unsettled`] says whether another one is to follow.
    pub fn settle(&mut self) -> Vec<Outgoing> {
        if self.state == State::Running && !self.read_more() && std::mem::take(&mut self.is_dirty) {
            let run = AssertUnwindSafe(|| self.publish());
            if catch_unwind(run).is_err() {
                self.log(1, "internal fault while comparing, please report it");
            }
            self.end_progress();
        }
        std::mem::take(&mut self.out)
    }

    /// Whether [`Server::settle`] has more to do.
    pub fn is_unsettled(&self) -> bool {
        self.state == State::Running && self.is_dirty
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

    fn notify(&mut self, method: &str, params: Value) {
        self.out.push(Notification { method: method.to_owned(), params }.into());
    }

    fn ask(&mut self, method: &str, params: Value) -> RequestId {
        self.asked = self.asked.wrapping_add(1);
        let id: RequestId = format!("gainsay-{}", self.asked).into();
        self.out.push(Request { id: id.clone(), method: method.to_owned(), params }.into());
        id
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
}

fn read<T: DeserializeOwned>(params: Value) -> Result<T, Refusal> {
    serde_json::from_value(params).map_err(|error| Refusal(ErrorCode::InvalidParams, error.to_string()))
}

fn field<T: DeserializeOwned>(params: &Value, key: &str) -> Result<T, String> {
    let value = params.get(key).cloned().unwrap_or_default();
    serde_json::from_value(value).map_err(|error| format!("{key}: {error}"))
}
