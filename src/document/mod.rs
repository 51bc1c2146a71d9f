//! A text made ready to be read: clean text, blocks, sentences, and what was set aside.
//!
//! Reading never fails: any bytes give a [`Document`] plus notices.

mod citations;
mod decode;
mod directives;
mod furniture;
mod html;
mod markdown;
pub mod marks;
mod notes;
mod outline;
mod plain;
mod read;
pub mod segment;
mod windows;
mod words;

use std::num::NonZeroU32;

use crate::corpus::Source;
use crate::text::{CleanSpan, LineIndex, OffsetMap, Position, Span};

pub use directives::Directive;
pub use read::{read, read_row};

/// What a block of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BlockKind {
    /// The document's title.
    Title,
    /// A heading; level 1 to 6.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// A list item.
    Item,
    /// A block quotation.
    Quote,
    /// A foot- or end-note, a bibliography entry.
    Note,
    /// The caption of a figure or table.
    Caption,
    /// A cell of a table; see [`Cell`].
    Cell,
    /// Code, preformatted text.
    Code,
    /// Navigation, mastheads, bylines, link lists, addresses: no claims of the text.
    Boilerplate,
}

/// Where a cell stands in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Number of the table in the document, from 0.
    pub table: u32,
    /// Row, from 0; the header row, if there is one, is 0.
    pub row: u32,
    /// Column, from 0.
    pub column: u32,
    /// Whether the cell belongs to the header row.
    pub is_header: bool,
    /// Text of the header cell of this column.
    pub column_header: Option<CleanSpan>,
    /// Text of the first cell of this row.
    pub row_header: Option<CleanSpan>,
    /// Text of the header cell of the first column: what the rows are.
    pub corner: Option<CleanSpan>,
}

/// Index into [`Document::blocks`], as small where there may be none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockAt(NonZeroU32);

impl BlockAt {
    /// The block of an index.
    pub fn new(index: usize) -> Option<Self> {
        u32::try_from(index + 1).ok().and_then(NonZeroU32::new).map(Self)
    }

    /// The index.
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// A stretch of clean text of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its clean text.
    pub span: CleanSpan,
    /// The nearest heading (or title) block above it.
    pub heading: Option<BlockAt>,
    /// Its place in a table, for cells; beside the others, which are many and small.
    pub cell: Option<Box<Cell>>,
    /// Words in bold that it opens with, and that head the rest of it.
    pub lead: Option<CleanSpan>,
    /// Whether it is the term or the definition of a list of definitions.
    pub defines: bool,
}

/// A sentence, or a fragment that stands for one (heading, cell, list item).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its clean text, without white space at the ends.
    pub span: CleanSpan,
    /// Index into [`Document::blocks`].
    pub block: u32,
}

/// A stretch of clean text that states nothing, found while reading, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// The words.
    pub span: CleanSpan,
    /// A short reason, such as "footnote mark".
    pub reason: &'static str,
}

/// An oddity met while reading; never stops anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Where, in the original file.
    pub at: Span,
    /// What was met and what was done.
    pub says: String,
}

/// A text made ready to be read.
#[derive(Clone, Debug)]
pub struct Document {
    /// What the text is.
    pub source: Source,
    /// Original bytes where the text is not the same; see [`Document::original`].
    bytes: Option<Vec<u8>>,
    /// What parsers read.
    pub text: String,
    /// From clean back to original bytes.
    pub offsets: OffsetMap,
    /// Lines of the original.
    pub lines: LineIndex,
    /// Blocks in reading order; they do not overlap.
    pub blocks: Vec<Block>,
    /// Words set as code inside running text, in order.
    pub code: Vec<CleanSpan>,
    /// Sentences in reading order; they do not overlap.
    pub sentences: Vec<Sentence>,
    /// Note marks and the like, in order; they may lie inside sentences.
    pub aside: Vec<SetAside>,
    /// What the author says to gainsay, in order.
    pub directives: Vec<Directive>,
    /// Oddities.
    pub notices: Vec<Notice>,
    /// The bytes were no text and nothing was read; a notice says so.
    pub binary: bool,
}

impl Document {
    /// The original bytes, as they lie on disk.
    pub fn original(&self) -> &[u8] {
        self.bytes.as_deref().unwrap_or(self.text.as_bytes())
    }

    /// The clean text of a span.
    pub fn slice(&self, span: CleanSpan) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The heading that a block stands under.
    pub fn heading_of(&self, block: &Block) -> Option<&Block> {
        block.heading.and_then(|heading| self.blocks.get(heading.index()))
    }

    /// The original bytes of a clean span: the one place where clean spans become original ones.
    pub fn locate(&self, span: CleanSpan) -> Span {
        self.offsets.to_original(span)
    }

    /// Line and column of an original span's start.
    pub fn position(&self, span: Span) -> Position {
        self.lines.position(self.original(), span.start())
    }

    /// The text of a span of the original, damaged bytes shown as U+FFFD.
    pub fn original_text(&self, span: Span) -> String {
        String::from_utf8_lossy(self.original().get(span.range()).unwrap_or_default()).into_owned()
    }
}
