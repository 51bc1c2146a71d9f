//! What the client tells: documents, files, folders, settings.

use std::path::PathBuf;

use lsp_server::Notification;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Server, State, field};
use crate::lsp::buffer::Change;
use crate::lsp::uri;
use crate::workspace::TEXT_ENDINGS;

/// Id under which files are watched.
const WATCH: &str = "gainsay-files";

#[derive(Deserialize)]
struct Document {
    uri: String,
}

#[derive(Deserialize)]
struct Opened {
    uri: String,
    version: i32,
    text: String,
}

impl Server {
    /// The client is ready: what may take a moment, and what asks something of the client.
    fn initialized(&mut self) {
        if self.client.watches_files {
            let texts = format!("**/*.{{{}}}", TEXT_ENDINGS.join(","));
            let watchers: Vec<Value> = [texts.as_str(), "**/gainsay.toml", "**/decisions.toml"]
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
        self.begin_progress();
    }

    pub(super) fn notification(&mut self, notification: Notification) {
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
}
