//! "3 sources: 1,939 · 977 · –" behind a value or above its line.

use std::collections::BTreeMap;

use gen_lsp_types::{CodeLens, Command, InlayHint, Label, Range};
use serde_json::json;

use super::actions::SHOW_POSITIONS;
use super::desk::Desk;
use super::markup::plain;
use crate::compare::Question;
use crate::text::Span;

/// With up to this many sources each is shown, also those that say nothing.
const EACH: usize = 6;

/// Hints for the values between two byte offsets.
pub(super) fn inlay(desk: &Desk, name: &str, from: usize, to: usize) -> Vec<InlayHint> {
    let mut out = Vec::new();
    for (index, fact) in desk.facts(name).filter(|(_, f)| f.extent.start() <= to && from <= f.extent.end()) {
        let Some((_, question)) = desk.questions_of(index).next() else { continue };
        let end = fact.extent.end();
        out.push(InlayHint {
            position: desk.range(name, Span::new(end, end)).end,
            label: Label::String(summary(desk, question)),
            kind: None,
            text_edits: None,
            tooltip: Some(plain(&question.label).into()),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        });
    }
    out
}

/// Lenses for all values of a text.
pub(super) fn lenses(desk: &Desk, name: &str) -> Vec<CodeLens> {
    let mut out = Vec::new();
    for (index, fact) in desk.facts(name) {
        let Some((_, question)) = desk.questions_of(index).next() else { continue };
        let range: Range = desk.range(name, fact.extent);
        let command = Command {
            title: format!("{} {}", question.verdict, summary(desk, question)),
            tooltip: None,
            command: SHOW_POSITIONS.to_owned(),
            arguments: Some(vec![json!(desk.uri(name)), json!(range.start)]),
        };
        out.push(CodeLens { range, command: Some(command), data: None });
    }
    out
}

/// What every source says: "3 sources: 1,939 · 977 · –".
fn summary(desk: &Desk, question: &Question) -> String {
    let mut said: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for fact in desk.analysis.positions(question) {
        let values = said.entry(&fact.source).or_default();
        if !values.contains(&fact.surface.as_str()) {
            values.push(&fact.surface);
        }
    }
    let all = &desk.analysis.sources;
    let show = |values: &[&str]| values.iter().map(|v| plain(v)).collect::<Vec<_>>().join(" / ");
    if all.len() <= EACH {
        let each = all.iter().map(|s| said.get(&*s.source.id).map_or_else(|| "–".to_owned(), |v| show(v)));
        return format!("{} sources: {}", all.len(), each.collect::<Vec<_>>().join(" · "));
    }
    let mut each: Vec<String> = said.values().take(EACH).map(|v| show(v)).collect();
    if said.len() > EACH {
        each.push("…".to_owned());
    }
    format!("{} of {} sources: {}", said.len(), all.len(), each.join(" · "))
}
