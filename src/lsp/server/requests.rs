//! What the client asks for.

use std::collections::BTreeMap;

use gen_lsp_types::{Position, Range};
use lsp_server::ErrorCode;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Answer, Refusal, Server, read};
use crate::lsp::actions::{self, Asked};
use crate::lsp::desk::Desk;
use crate::lsp::{hints, hover, places, symbols};
use crate::report::Report;
use crate::value::Moment;

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

impl Server {
    pub(super) fn answer(&mut self, method: &str, params: Value) -> Answer {
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
