//! What client and server can do.

use serde_json::{Value, json};

use super::actions::COMMANDS;
use super::encoding::Encoding;

/// What matters of what a client says about itself. Read leniently: a client that says odd things is still served.
#[derive(Clone, Debug, Default)]
pub(super) struct Client {
    pub(super) encoding: Encoding,
    /// Hover may be Markdown.
    pub(super) markdown: bool,
    /// Symbols of a document may be nested.
    pub(super) nested_symbols: bool,
    /// It watches files for us when asked to.
    pub(super) watches_files: bool,
    /// It can be asked to show a document.
    pub(super) shows_documents: bool,
    /// Edits may carry versions.
    pub(super) document_changes: bool,
    /// Edits may create files.
    pub(super) creates_files: bool,
    /// It can be asked to ask for hints anew.
    pub(super) refreshes_hints: bool,
    /// The same for lenses.
    pub(super) refreshes_lenses: bool,
    /// It shows how far long work has come.
    pub(super) shows_progress: bool,
}

impl Client {
    pub(super) fn new(params: &Value) -> Self {
        let can = |path: &str| params.pointer(&format!("/capabilities/{path}"));
        let is = |path: &str| can(path).and_then(Value::as_bool) == Some(true);
        let lists = |path: &str, word: &str| {
            can(path).and_then(Value::as_array).is_some_and(|l| l.iter().any(|v| v.as_str() == Some(word)))
        };
        let offered = can("general/positionEncodings").and_then(Value::as_array);
        Self {
            encoding: Encoding::choose(offered.into_iter().flatten().filter_map(Value::as_str)),
            markdown: lists("textDocument/hover/contentFormat", "markdown"),
            nested_symbols: is("textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            watches_files: is("workspace/didChangeWatchedFiles/dynamicRegistration"),
            shows_documents: is("window/showDocument/support"),
            document_changes: is("workspace/workspaceEdit/documentChanges"),
            creates_files: lists("workspace/workspaceEdit/resourceOperations", "create"),
            refreshes_hints: is("workspace/inlayHint/refreshSupport"),
            refreshes_lenses: is("workspace/codeLens/refreshSupport"),
            shows_progress: is("window/workDoneProgress"),
        }
    }
}

/// The answer to `initialize`.
pub(super) fn answer(client: &Client) -> Value {
    let files = json!({ "filters": [{ "scheme": "file", "pattern": { "glob": "**" } }] });
    json!({
        "capabilities": {
            "positionEncoding": client.encoding.as_str(),
            "textDocumentSync": { "openClose": true, "change": 2, "save": { "includeText": false } },
            "hoverProvider": true,
            "definitionProvider": true,
            "referencesProvider": true,
            "documentHighlightProvider": true,
            "documentSymbolProvider": { "label": "gainsay" },
            "workspaceSymbolProvider": true,
            "codeActionProvider": { "codeActionKinds": ["quickfix"] },
            "codeLensProvider": { "resolveProvider": false },
            "inlayHintProvider": true,
            "executeCommandProvider": { "commands": COMMANDS },
            "workspace": {
                "workspaceFolders": { "supported": true, "changeNotifications": true },
                "fileOperations": { "didCreate": files, "didRename": files, "didDelete": files },
            },
        },
        "serverInfo": { "name": "gainsay", "version": env!("CARGO_PKG_VERSION") },
    })
}
