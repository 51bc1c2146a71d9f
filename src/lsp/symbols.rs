//! Facts of a text and questions of a project as symbols.

use gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, DocumentSymbolResponse, Range, SymbolInformation, SymbolKind,
};

use super::desk::Desk;
use super::markup::plain;
use crate::document::BlockKind;
use crate::fact::{Fact, Kind, Role};
use crate::report::expression;
use crate::text::Span;

/// The most symbols that a search gives.
const MOST: usize = 500;

/// The facts of a text under its headings.
pub(super) fn of_document(desk: &Desk, name: &str, nested: bool) -> DocumentSymbolResponse {
    let facts = desk.facts(name).filter(|(_, f)| f.role != Role::Noise);
    if !nested {
        let flat =
            facts.map(|(_, f)| SymbolInformation::new(None, desk.location(f), base(title(f), kind(f.kind), None)));
        return DocumentSymbolResponse::SymbolInformationList(flat.collect());
    }
    let mut out: Vec<DocumentSymbol> = Vec::new();
    let mut headings = headings(desk, name).into_iter().peekable();
    for (index, fact) in facts {
        while let Some(heading) = headings.next_if(|(at, _)| *at <= fact.extent.start()) {
            out.push(heading.1);
        }
        let range = desk.range(name, fact.extent);
        let verdict = desk.questions_of(index).next().map(|(_, q)| format!("{} · {}", q.verdict, plain(&q.label)));
        let own = symbol(title(fact), verdict, kind(fact.kind), range);
        match out.last_mut().filter(|s| s.kind == SymbolKind::Namespace) {
            Some(heading) => {
                heading.range.end = range.end;
                heading.children.get_or_insert_default().push(own);
            }
            None => out.push(own),
        }
    }
    out.retain(|s| s.kind != SymbolKind::Namespace || s.children.is_some());
    DocumentSymbolResponse::DocumentSymbolList(out)
}

/// Headings with the offsets where they begin.
fn headings(desk: &Desk, name: &str) -> Vec<(usize, DocumentSymbol)> {
    let Some(document) = desk.project.document(name) else { return Vec::new() };
    let blocks = document.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Title | BlockKind::Heading(_)));
    blocks
        .map(|block| {
            let span: Span = document.locate(block.span);
            let range = desk.range(name, span);
            (span.start(), symbol(plain(document.slice(block.span)), None, SymbolKind::Namespace, range))
        })
        .collect()
}

/// Questions and facts of a project whose words hold a query.
pub(super) fn search(desk: &Desk, query: &str) -> Vec<SymbolInformation> {
    let words: Vec<String> = query.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let fits = |text: &str| {
        let text = text.to_lowercase();
        words.iter().all(|w| text.contains(w.as_str()))
    };
    let mut out = Vec::new();
    for question in &desk.analysis.questions {
        let Some(first) = desk.analysis.positions(question).next() else { continue };
        let values: Vec<String> = desk.analysis.positions(question).take(4).map(|f| plain(&f.surface)).collect();
        let name = format!("{}: {}", plain(&question.label), values.join(" · "));
        if fits(&format!("{name} {} {}", question.verdict, question.id)) {
            let container = Some(question.verdict.to_string());
            let base = base(name, SymbolKind::Event, container);
            out.push(SymbolInformation::new(None, desk.location(first), base));
        }
        if out.len() >= MOST {
            return out;
        }
    }
    // without a query only questions: every number of the corpus would drown them
    for fact in desk.analysis.facts.iter().filter(|_| !words.is_empty()) {
        let name = title(fact);
        if fits(&format!("{name} {}", fact.source)) {
            let base = base(name, kind(fact.kind), Some(plain(&fact.source)));
            out.push(SymbolInformation::new(None, desk.location(fact), base));
        }
        if out.len() >= MOST {
            break;
        }
    }
    out
}

fn symbol(name: String, detail: Option<String>, kind: SymbolKind, range: Range) -> DocumentSymbol {
    DocumentSymbol::new(name, detail, kind, None, None, range, range, None)
}

fn base(name: String, kind: SymbolKind, container_name: Option<String>) -> BaseSymbolInformation {
    BaseSymbolInformation::new(name, kind, None, container_name)
}

/// "1,939 strikes"; editors refuse empty names.
fn title(fact: &Fact) -> String {
    let said = plain(expression(fact));
    let what = match fact.kind {
        Kind::Date => fact.event.as_deref().unwrap_or_default(),
        _ => fact.measure.as_str(),
    };
    let what = plain(what);
    if what.is_empty() || said.contains(&what) { said } else { format!("{said} · {what}") }
}

fn kind(kind: Kind) -> SymbolKind {
    match kind {
        Kind::Date | Kind::Duration => SymbolKind::Event,
        Kind::Ordinal => SymbolKind::EnumMember,
        _ => SymbolKind::Number,
    }
}
