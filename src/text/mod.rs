//! Positions: spans, the map from clean text to the original file, and line numbers.
//!
//! This module knows no language and no domain. A *clean* offset counts bytes of the text that the
//! parsers read; an *original* offset counts bytes of the file as it lies on disk. They meet in
//! [`OffsetMap`] only.

mod lines;
mod offsets;
mod span;

pub use lines::{LineIndex, Position};
pub use offsets::{OffsetMap, OffsetMapBuilder};
pub use span::{CleanSpan, Span};
