//! Going from one position to the others.

use gen_lsp_types::{DocumentHighlight, Location};

use super::desk::Desk;
use crate::fact::Fact;

/// All positions of the questions that a place in a text answers; with the place itself only if asked.
pub(super) fn references(desk: &Desk, name: &str, offset: usize, with_itself: bool) -> Vec<Location> {
    let mut out = Vec::new();
    for fact in positions(desk, name, offset, with_itself) {
        let location = desk.location(fact);
        if !out.contains(&location) {
            out.push(location);
        }
    }
    out
}

/// The same inside one text, to be marked.
pub(super) fn highlights(desk: &Desk, name: &str, offset: usize) -> Vec<DocumentHighlight> {
    let own = positions(desk, name, offset, true).into_iter().filter(|f| &*f.path == name);
    let mut out: Vec<DocumentHighlight> = Vec::new();
    for fact in own {
        let range = desk.range(name, fact.extent);
        if !out.iter().any(|h| h.range == range) {
            out.push(DocumentHighlight { range, kind: None });
        }
    }
    out
}

fn positions<'a>(desk: &'a Desk, name: &str, offset: usize, with_itself: bool) -> Vec<&'a Fact> {
    let mut out: Vec<usize> = Vec::new();
    let here: Vec<usize> = desk.facts_at(name, offset, offset).into_iter().map(|(i, _)| i).collect();
    for &fact in &here {
        for (_, question) in desk.questions_of(fact) {
            for &position in &question.positions {
                if (with_itself || !here.contains(&position)) && !out.contains(&position) {
                    out.push(position);
                }
            }
        }
    }
    out.into_iter().filter_map(|i| desk.analysis.facts.get(i)).collect()
}
