//! What is told of the findings: of each text only when it is another list than before.

use std::sync::Arc;

use serde_json::Value;

use super::Server;
use crate::lsp::findings;
use crate::lsp::message::Outgoing;

impl Server {
    pub(super) fn publish(&mut self) {
        let today = (self.options.clock)();
        let mut told = Vec::new();
        let mut cut: Vec<String> = Vec::new();
        let mut changed = false;
        let options_changed = std::mem::take(&mut self.is_everything_dirty);
        for desk in self.session.desks() {
            desk.project.set_today(today);
            changed |= desk.refresh();
            if desk.cut != desk.analysis.truncated {
                desk.cut.clone_from(&desk.analysis.truncated);
                cut.extend(desk.cut.iter().cloned());
            }
            // settings of the editor change all texts, an edit that was followed only some
            let only = desk.project.take_touched().filter(|_| !options_changed).map(|mut only| {
                only.texts.extend([desk.project.settings_path(), desk.project.decisions_path()]);
                only
            });
            let now = findings::all(desk, &self.options, only.as_ref());
            let is_meant = |name: &String| only.as_ref().is_none_or(|only| only.texts.contains(name));
            let names: Vec<String> =
                desk.sent.keys().filter(|n| is_meant(n) && !now.contains_key(*n)).cloned().collect();
            for name in names {
                told.push((desk.uri(&name).0, None, Vec::new()));
                desk.sent.remove(&name);
            }
            for (name, list) in now {
                let list: Vec<Arc<str>> = list.into_iter().map(|told| told.json).collect();
                if desk.sent.get(&name) != Some(&list) {
                    let version = desk.open.get(&name).map(|(_, version)| *version);
                    told.push((desk.uri(&name).0, version, list.clone()));
                    desk.sent.insert(name, list);
                }
            }
        }
        cut.into_iter().for_each(|says| self.log(3, &format!("not compared: {says}")));
        self.out.extend(told.into_iter().map(|(uri, version, list)| message(&uri, version, &list)));
        if changed && self.options.inlay_hints && self.client.refreshes_hints {
            self.ask("workspace/inlayHint/refresh", Value::Null);
        }
        if changed && self.options.code_lens && self.client.refreshes_lenses {
            self.ask("workspace/codeLens/refresh", Value::Null);
        }
    }
}

/// The findings of a text as a message.
fn message(uri: &str, version: Option<i32>, list: &[Arc<str>]) -> Outgoing {
    let version = version.map(|version| format!("\"version\":{version},")).unwrap_or_default();
    let uri = Value::from(uri);
    let method = "\"method\":\"textDocument/publishDiagnostics\"";
    let mut body = format!("{{\"jsonrpc\":\"2.0\",{method},\"params\":{{\"uri\":{uri},{version}\"diagnostics\":[");
    body.reserve(list.iter().map(|json| json.len() + 1).sum::<usize>() + 3);
    for (n, json) in list.iter().enumerate() {
        if n > 0 {
            body.push(',');
        }
        body.push_str(json);
    }
    body.push_str("]}}");
    Outgoing::Findings(body.into_bytes())
}
