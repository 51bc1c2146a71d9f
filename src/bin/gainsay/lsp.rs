//! `gainsay lsp`: standard input and output for the language server.

use std::collections::{BTreeSet, VecDeque};
use std::io::{self, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use gainsay::lsp::frame::{self, Frame};
use gainsay::lsp::message::{self, Outgoing, Parsed};
use gainsay::lsp::{Finding, Options, Server};
use lsp_server::{ErrorCode, Message, RequestId, Response};

use crate::args::{Common, LspArgs};
use crate::output::Fault;
use crate::{author, project, watch};

/// How often to see whether the editor still lives.
const PULSE: Duration = Duration::from_secs(20);

/// How long nothing must come before all texts are compared after an edit that was followed only.
const QUIET: Duration = Duration::from_millis(400);

/// How long a client that does not read may hold up the end.
const PATIENCE: Duration = Duration::from_secs(3);

/// What wakes the server.
enum Event {
    Message(Message),
    /// Bytes that are no message, with the answer to them.
    Refused(serde_json::Value),
    Disk(Vec<PathBuf>),
    Found(Box<Finding>),
    End,
}

pub(crate) fn run(common: &Common, args: &LspArgs) -> Result<u8, Fault> {
    let options = Options {
        settings: common.config.clone(),
        author: author::of(&std::env::var("GAINSAY_AUTHOR").unwrap_or_default()),
        clock: || project::today().parse().ok(),
        ..Options::default()
    };
    let (to_server, events) = channel();
    let reader = to_server.clone();
    thread::spawn(move || listen(&reader));
    let (to_client, bodies) = channel();
    let (done, finished) = channel::<()>();
    thread::spawn(move || {
        speak(&bodies);
        drop(done);
    });
    let mut host = Host {
        server: Server::new(options),
        events,
        to_server,
        to_client,
        queue: VecDeque::new(),
        cancelled: BTreeSet::new(),
        watcher: None,
        watched: Vec::new(),
        parent: args.client,
    };
    let code = host.serve();
    // what was said is still to be written; a client that does not read may not hold up the end
    drop(host);
    let _ = finished.recv_timeout(PATIENCE);
    Ok(code)
}

/// Reads frames until there are no more.
fn listen(to_server: &Sender<Event>) {
    let mut input = BufReader::new(io::stdin().lock());
    let mut is_broken = false;
    loop {
        let event = match frame::read(&mut input) {
            Ok(Frame::Body(body)) => {
                is_broken = false;
                match message::parse(&body) {
                    Parsed::Message(message) => Event::Message(message),
                    Parsed::Answer(answer) => Event::Refused(answer),
                }
            }
            // one answer for all that follows a broken header
            Ok(Frame::Broken(_)) if is_broken => continue,
            Ok(Frame::Broken(says)) => {
                is_broken = true;
                match message::refuse(ErrorCode::ParseError, says) {
                    Parsed::Answer(answer) => Event::Refused(answer),
                    Parsed::Message(message) => Event::Message(message),
                }
            }
            Ok(Frame::End) | Err(_) => Event::End,
        };
        let is_end = matches!(event, Event::End);
        if to_server.send(event).is_err() || is_end {
            return;
        }
    }
}

/// Writes frames until nobody has any more to send, or nobody reads them.
fn speak(bodies: &Receiver<Vec<u8>>) {
    let mut output = io::stdout().lock();
    for body in bodies {
        if frame::write(&mut output, &body).is_err() {
            return;
        }
    }
    let _ = output.flush();
}

struct Host {
    server: Server,
    events: Receiver<Event>,
    to_server: Sender<Event>,
    to_client: Sender<Vec<u8>>,
    queue: VecDeque<Event>,
    /// Requests that were taken back before they were looked at.
    cancelled: BTreeSet<RequestId>,
    watcher: Option<notify::RecommendedWatcher>,
    watched: Vec<(PathBuf, bool)>,
    parent: Option<u32>,
}

impl Host {
    fn serve(&mut self) -> u8 {
        loop {
            self.gather();
            let Some(event) = self.queue.pop_front() else {
                let messages = self.server.settle();
                self.send(messages);
                if self.server.is_unsettled() {
                    continue;
                }
                self.watch();
                let has_task = self.server.has_task();
                match self.events.recv_timeout(if has_task { QUIET } else { PULSE }) {
                    Ok(event) => self.enqueue(event),
                    Err(RecvTimeoutError::Timeout) if has_task => self.work(),
                    Err(RecvTimeoutError::Timeout) if self.is_orphan() => return 1,
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => return 1,
                }
                continue;
            };
            match event {
                Event::Message(Message::Request(request)) if self.cancelled.remove(&request.id) => {
                    let says = "cancelled".to_owned();
                    let response = Response::new_err(request.id, ErrorCode::RequestCanceled as i32, says);
                    self.send(vec![response.into()]);
                }
                Event::Message(message) => {
                    let messages = self.server.handle(message);
                    self.send(messages);
                }
                Event::Refused(answer) => {
                    let _ = self.to_client.send(answer.to_string().into_bytes());
                }
                Event::Disk(paths) => self.server.disk_changed(&paths),
                Event::Found(finding) => self.server.finish(*finding),
                Event::End => {
                    let exit = lsp_server::Notification { method: "exit".to_owned(), params: serde_json::Value::Null };
                    self.server.handle(exit.into());
                }
            }
            if let Some(code) = self.server.exit_code() {
                return code;
            }
        }
    }

    /// Starts what is to be done beside.
    fn work(&mut self) {
        if let Some(task) = self.server.task() {
            let to_server = self.to_server.clone();
            thread::spawn(move || {
                let run = std::panic::AssertUnwindSafe(|| task.run());
                if let Ok(finding) = std::panic::catch_unwind(run) {
                    let _ = to_server.send(Event::Found(Box::new(finding)));
                }
            });
        }
    }

    /// Takes in all that waits, so that what was taken back is known before work is done for it.
    fn gather(&mut self) {
        while let Ok(event) = self.events.try_recv() {
            self.enqueue(event);
        }
    }

    fn enqueue(&mut self, event: Event) {
        if let Event::Message(Message::Notification(n)) = &event
            && n.method == "$/cancelRequest"
        {
            let id = n.params.get("id").and_then(message::request_id);
            let waits = |id: &RequestId| {
                self.queue.iter().any(|e| matches!(e, Event::Message(Message::Request(r)) if r.id == *id))
            };
            self.cancelled.extend(id.filter(waits));
            return;
        }
        self.queue.push_back(event);
    }

    fn send(&self, messages: Vec<Outgoing>) {
        for message in messages {
            let _ = self.to_client.send(message.into_body());
        }
    }

    /// Watches the files of projects where the client does not.
    fn watch(&mut self) {
        let wanted = self.server.unwatched();
        if wanted == self.watched {
            return;
        }
        let to_server = self.to_server.clone();
        let tell = move |paths: Vec<PathBuf>| drop(to_server.send(Event::Disk(paths)));
        self.watcher = watch::watcher(&wanted, tell).ok();
        self.watched = wanted;
    }

    /// Whether the process that started the server is gone; known only where processes are files.
    fn is_orphan(&self) -> bool {
        let Some(parent) = self.server.parent().or(self.parent) else { return false };
        let processes = Path::new("/proc/self");
        processes.exists() && !Path::new(&format!("/proc/{parent}")).exists()
    }
}
