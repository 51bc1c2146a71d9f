//! How far the first look at a project has come, for clients that show such things.

use lsp_server::{RequestId, Response};
use serde_json::{Value, json};

use super::Server;

/// Under this name progress is told.
const TOKEN: &str = "gainsay-first-look";

/// So many texts are read in a step.
const STEP: usize = 32;

/// A first look at fewer texts than this is over before it could be shown.
const WORTH_TELLING: usize = 20;

/// What was told so far.
#[derive(Debug, Default)]
pub(super) struct Progress {
    /// Under which id the client was asked, until it answers.
    asked: Option<RequestId>,
    /// The client agreed.
    is_granted: bool,
    has_begun: bool,
    /// Texts to be read in all.
    texts: usize,
}

impl Progress {
    /// Takes the answer of the client to any question: only once it agrees something may be told.
    pub(super) fn answered(&mut self, response: &Response) {
        if self.asked.as_ref() == Some(&response.id) {
            self.asked = None;
            self.is_granted = response.response_result.is_ok();
        }
    }
}

impl Server {
    /// Asks the client to show progress, if it can and there is enough to do.
    pub(super) fn begin_progress(&mut self) {
        let texts = self.session.unread();
        if self.client.shows_progress && texts >= WORTH_TELLING {
            let asked = Some(self.ask("window/workDoneProgress/create", json!({ "token": TOKEN })));
            self.progress = Progress { asked, texts, ..Progress::default() };
        }
    }

    /// Reads some of the texts that were not read yet; whether there were any.
    pub(super) fn read_more(&mut self) -> bool {
        let left = self.session.unread();
        if left == 0 {
            return false;
        }
        self.session.read_more(STEP);
        let left = left.saturating_sub(STEP);
        let (texts, read) = (self.progress.texts, self.progress.texts.saturating_sub(left));
        let says = if left > 0 { format!("read {read} of {texts} texts") } else { format!("comparing {texts} texts") };
        // comparing takes about as long as reading
        self.report_progress(&says, 50 * read / texts.max(1));
        self.is_dirty = true;
        true
    }

    fn report_progress(&mut self, says: &str, percentage: usize) {
        if !self.progress.is_granted {
            return;
        }
        let kind = if self.progress.has_begun { "report" } else { "begin" };
        let mut value = json!({ "kind": kind, "message": says, "percentage": percentage });
        if !std::mem::replace(&mut self.progress.has_begun, true) {
            value["title"] = Value::from("gainsay");
        }
        self.notify("$/progress", json!({ "token": TOKEN, "value": value }));
    }

    /// Says that the first look is over.
    pub(super) fn end_progress(&mut self) {
        if std::mem::take(&mut self.progress).has_begun {
            self.notify("$/progress", json!({ "token": TOKEN, "value": { "kind": "end" } }));
        }
    }
}

#[cfg(test)]
mod tests {
    use lsp_server::{ErrorCode, Message, Notification, Request};

    use super::*;
    use crate::lsp::Options;

    /// A server in a folder of so many texts, for a client that shows progress; and what it asked for at first.
    fn started(texts: usize) -> (tempfile::TempDir, Server, Vec<Value>) {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("corpus")).unwrap();
        for n in 0..texts {
            let path = dir.path().join(format!("corpus/{n}.md"));
            std::fs::write(path, format!("In 1911 the yard built {} ships.\n", 14 + n % 2)).unwrap();
        }
        let uri = format!("file://{}", dir.path().display());
        let params = json!({ "rootUri": uri, "capabilities": { "window": { "workDoneProgress": true } } });
        let mut server = Server::new(Options::default());
        server.handle(Request { id: 1.into(), method: "initialize".to_owned(), params }.into());
        let asked = server.handle(Notification { method: "initialized".to_owned(), params: json!({}) }.into());
        (dir, server, asked.into_iter().map(told).collect())
    }

    fn told(message: crate::lsp::message::Outgoing) -> Value {
        serde_json::from_slice(&message.into_body()).unwrap()
    }

    /// What is told until there is nothing more to do: kinds of progress, and how many texts have findings.
    fn settled(server: &mut Server, answer: Response) -> (Vec<Value>, usize) {
        server.handle(Message::Response(answer));
        let mut all = Vec::new();
        while server.is_unsettled() {
            all.extend(server.settle().into_iter().map(told));
        }
        let (progress, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(|m| m["method"] == "$/progress");
        (progress, rest.iter().filter(|m| m["method"] == "textDocument/publishDiagnostics").count())
    }

    #[test]
    fn the_first_look_tells_how_far_it_is_once_the_client_agrees() {
        let (_dir, mut server, asked) = started(70);
        assert_eq!(asked[0]["method"], "window/workDoneProgress/create");
        let id = RequestId::from(asked[0]["id"].as_str().unwrap().to_owned());
        let (progress, texts) = settled(&mut server, Response::new_ok(id, Value::Null));
        let values: Vec<&Value> = progress.iter().map(|m| &m["params"]["value"]).collect();
        let kinds: Vec<&str> = values.iter().map(|v| v["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["begin", "report", "report", "end"]);
        assert_eq!(values[0]["message"], "read 32 of 70 texts");
        assert_eq!(values[2]["message"], "comparing 70 texts");
        assert!(values[0]["percentage"].as_u64() < values[1]["percentage"].as_u64());
        assert!(texts > 1);
    }

    #[test]
    fn a_client_that_declines_is_told_none_and_a_small_project_asks_for_none() {
        let (_dir, mut server, asked) = started(70);
        let id = RequestId::from(asked[0]["id"].as_str().unwrap().to_owned());
        let answer = Response::new_err(id, ErrorCode::InternalError as i32, "no".to_owned());
        let (progress, texts) = settled(&mut server, answer);
        assert!(progress.is_empty() && texts > 1);
        assert!(started(3).2.is_empty());
    }
}
