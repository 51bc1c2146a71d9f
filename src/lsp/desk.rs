//! One project with the analysis that answers are made from.

use std::collections::BTreeMap;
use std::ops::Range as Indices;
use std::path::Path;
use std::sync::Arc;

use gen_lsp_types::{Location, Position, Range, Uri};
use rustc_hash::FxHashMap;

use super::encoding::Encoding;
use super::findings::Told;
use super::uri;
use crate::compare::Question;
use crate::document::Document;
use crate::fact::Fact;
use crate::text::{LineIndex, Span};
use crate::workspace::{Analysis, Project};

/// A project and what is known of it.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) project: Project,
    /// The last analysis that was asked for.
    pub(super) analysis: Arc<Analysis>,
    /// Which one it is.
    generation: u64,
    /// Whether a whole comparison of it is under way.
    pub(super) is_busy: bool,
    /// Facts of each text, as indices.
    facts: BTreeMap<Arc<str>, Indices<usize>>,
    /// URI and version by which the client knows open documents.
    pub(super) open: BTreeMap<String, (String, i32)>,
    /// What was last sent for each text.
    pub(super) sent: BTreeMap<String, Vec<Arc<str>>>,
    /// Diagnostics of questions, by id, with the texts they stand in.
    pub(super) told: FxHashMap<String, Vec<(Arc<str>, Told)>>,
    pub(super) encoding: Encoding,
    /// What was said to have been left uncompared.
    pub(super) cut: Vec<String>,
}

impl Desk {
    pub(super) fn new(project: Project, encoding: Encoding) -> Self {
        Self {
            project,
            analysis: Arc::default(),
            generation: 0,
            is_busy: false,
            facts: BTreeMap::new(),
            open: BTreeMap::new(),
            sent: BTreeMap::new(),
            told: FxHashMap::default(),
            encoding,
            cut: Vec::new(),
        }
    }

    /// Brings the analysis up to date; whether it is another one.
    pub(super) fn refresh(&mut self) -> bool {
        // given back first, so that an edit can be followed in place
        self.analysis = Arc::default();
        let analysis = self.project.analysis();
        self.take(analysis)
    }

    /// The same with all texts compared, where an edit was only followed.
    pub(super) fn refresh_wholly(&mut self) -> bool {
        self.analysis = Arc::default();
        let analysis = self.project.whole_analysis();
        self.take(analysis)
    }

    fn take(&mut self, analysis: Arc<Analysis>) -> bool {
        if self.generation == self.project.generation() {
            self.analysis = analysis;
            return false;
        }
        self.generation = self.project.generation();
        self.facts.clear();
        let mut at = 0;
        for source in &analysis.sources {
            let facts = at..at + source.facts;
            at = facts.end;
            self.facts.insert(source.source.path.as_str().into(), facts);
        }
        self.analysis = analysis;
        true
    }

    /// The facts of a text, in order.
    pub(super) fn facts(&self, name: &str) -> impl Iterator<Item = (usize, &Fact)> {
        let indices = self.facts.get(name).cloned().unwrap_or_default();
        indices.filter_map(|i| self.analysis.facts.get(i).map(|f| (i, f)))
    }

    /// The facts of a text whose words touch a range of bytes, the shortest expression first.
    pub(super) fn facts_at(&self, name: &str, from: usize, to: usize) -> Vec<(usize, &Fact)> {
        let mut found: Vec<_> =
            self.facts(name).filter(|(_, f)| f.extent.start() <= to && from <= f.extent.end()).collect();
        found.sort_by_key(|(i, f)| (f.extent.end() - f.extent.start(), *i));
        found
    }

    /// The questions that hold a fact, strongest first, with their indices.
    pub(super) fn questions_of(&self, fact: usize) -> impl Iterator<Item = (usize, &Question)> {
        self.analysis.holders.holding(fact).filter_map(|n| self.analysis.questions.get(n).map(|q| (n, q)))
    }

    /// The questions that stand in any of some texts, in their order.
    pub(super) fn questions_in<'a>(&self, texts: impl Iterator<Item = &'a String>) -> Vec<usize> {
        let facts = texts.flat_map(|name| self.facts.get(name.as_str()).cloned().unwrap_or_default());
        let mut found: Vec<usize> = facts.flat_map(|fact| self.analysis.holders.holding(fact)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The URI of a text: the client's own where it is open.
    pub(super) fn uri(&self, name: &str) -> Uri {
        match self.open.get(name) {
            Some((uri, _)) => Uri(uri.clone()),
            None => Uri(uri::of_path(&absolute(&self.project.path(name)))),
        }
    }

    /// The range of a span in a text.
    pub(super) fn range(&self, name: &str, span: Span) -> Range {
        match self.project.document(name) {
            Some(document) => range(document, span, self.encoding),
            None => Range::default(),
        }
    }

    /// Where a fact stands.
    pub(super) fn location(&self, fact: &Fact) -> Location {
        Location { uri: self.uri(&fact.path), range: self.range(&fact.path, fact.extent) }
    }

    /// The byte offset of a place in a text.
    pub(super) fn offset(&self, name: &str, position: Position) -> Option<usize> {
        let document = self.project.document(name)?;
        let text = String::from_utf8_lossy(document.original());
        Some(self.encoding.offset(&text, &document.lines, position))
    }

    /// The range of a line, from 1, and a column in characters, from 1, up to the end of the line.
    pub(super) fn rest_of_line(&self, text: &str, line: u32, column: u32) -> Range {
        let lines = LineIndex::new(text.as_bytes());
        let line = line.saturating_sub(1);
        let start = Position { line, character: column.saturating_sub(1) };
        let from = Encoding::Utf32.offset(text, &lines, start);
        let to = self.encoding.offset(text, &lines, Position { line, character: u32::MAX });
        Range {
            start: self.encoding.position(text.as_bytes(), &lines, from),
            end: self.encoding.position(text.as_bytes(), &lines, to.max(from)),
        }
    }
}

/// The range of a span. A byte order mark is no column to an editor.
fn range(document: &Document, span: Span, encoding: Encoding) -> Range {
    let mut range = encoding.range(document.original(), &document.lines, span);
    if document.original().starts_with("\u{feff}".as_bytes()) {
        let mark = if encoding == Encoding::Utf8 { 3 } else { 1 };
        for place in [&mut range.start, &mut range.end] {
            if place.line == 0 {
                place.character = place.character.saturating_sub(mark);
            }
        }
    }
    range
}

/// A path from the root of the file system, as far as its letters tell.
fn absolute(path: &Path) -> std::path::PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
