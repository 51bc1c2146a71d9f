//! What the text so far has said, and what a fact takes over from it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Scene;
use super::story::Story;
use super::thread::Thread;
use super::time::Told;
use crate::document::Document;
use crate::fact::Fact;
use crate::text::{Position, Span};
use crate::value::Period;

/// What the text so far has said.
#[derive(Debug, Default)]
pub(super) struct Discourse {
    /// The last date settled, and the block it stood in.
    pub(super) current: Option<(u32, Period)>,
    /// Whether the clause of that date told of the past, where that is clear.
    pub(super) was: Option<bool>,
    /// Where the text stands in time.
    pub(super) told: Told,
    /// Names that stood inside sentences: they are names at the start of one too.
    pub(super) known: FxHashSet<String>,
    /// How often each name has stood, for the main subject.
    pub(super) counts: FxHashMap<String, u32>,
    /// The most frequent name so far.
    pub(super) main: Option<(String, u32)>,
    /// The subject of the last sentence that named one.
    pub(super) last_subject: Option<String>,
    /// What the whole text tells of times.
    pub(super) story: Story,
    /// Whether something was said that only the whole text explains.
    pub(super) asks: bool,
    /// Whether facts were left for the second reading.
    pub(super) leaves: bool,
    /// The time that the heading above names.
    pub(super) section: Option<Period>,
    /// Noun of the last count and its block, for elided ones.
    pub(super) last_count: Option<(u32, String)>,
    /// What the text is about as it goes on.
    pub(super) thread: Thread,
    /// Where the last fact stood.
    pub(super) places: Places,
    /// What the last value of a paragraph measures, and its block.
    pub(super) last_measure: Option<(u32, String, Vec<String>)>,
    /// The measure told last, and the last currency: bare numbers may go on in them.
    pub(super) told_measure: Option<super::ellipsis::Told>,
    pub(super) currency: Option<String>,
    /// The one version that the last sentence naming any has named, and its block.
    pub(super) last_version: Option<(u32, String)>,
}

impl Discourse {
    /// "Series 3 ends. Its last day is …": a paragraph goes on about the one version it has named.
    pub(super) fn version_of_paragraph(&mut self, scene: &Scene<'_>, fact: &mut Fact) {
        if !scene.versions.is_empty() || scene.block.cell.is_some() {
            return;
        }
        if let Some((block, version)) = &self.last_version
            && *block == scene.sentence.block
        {
            fact.slots.versions = vec![version.clone()];
        }
    }

    /// "The limit is 16": of what the sentence before speaks of.
    pub(super) fn limit_of_what(&mut self, scene: &Scene<'_>, fact: &mut Fact) {
        if !scene.lexicon.settings.is_standing(&fact.measure) {
            if !fact.slots.head.is_empty() && fact.cell.is_none() {
                let own = (scene.sentence.block, fact.slots.head.clone(), fact.slots.modifiers.clone());
                self.last_measure = Some(own);
            }
        } else if let Some((block, head, modifiers)) = &self.last_measure
            && *block == scene.sentence.block
            && fact.cell.is_none()
        {
            fact.slots.head = head.clone();
            for word in modifiers {
                if !fact.slots.modifiers.contains(word) {
                    fact.slots.modifiers.push(word.clone());
                }
            }
        }
    }
}

/// Line and column of facts in order: columns are counted on from the last place, so that a long line is read once.
#[derive(Debug, Default)]
pub(super) struct Places {
    last: Option<(usize, Position)>,
}

impl Places {
    pub(super) fn position(&mut self, document: &Document, span: Span) -> Position {
        let at = span.start();
        let known = self.last.filter(|(offset, p)| *offset <= at && document.lines.line(at) + 1 == p.line as usize);
        let position = match known {
            Some((offset, p)) => {
                let between = document.original().get(offset..at).unwrap_or_default();
                Position { line: p.line, column: p.column + String::from_utf8_lossy(between).chars().count() as u32 }
            }
            None => document.position(span),
        };
        self.last = Some((at, position));
        position
    }
}
