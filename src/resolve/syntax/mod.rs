//! A light look at how a sentence is built: noun phrases, verb groups, and which verb a number stands behind.
//!
//! No parser: tags are guessed from closed-class words and verb forms, chunks are runs of tags, and the frame of a number
//! is found by walking from it to the left. Made only for sentences that state a value.

mod chunk;
mod frame;
mod tag;
#[cfg(test)]
mod tests;

use crate::grammar::Token;
use crate::lexicon::Lexicon;
use crate::mention::Mention;

use chunk::Chunk;
pub(super) use frame::{Frame, Pieces, Position};
use tag::Tag;

/// The chunks of one sentence.
#[derive(Debug)]
pub(super) struct Syntax<'a> {
    all: &'a [Token<'a>],
    tags: Vec<Tag>,
    chunks: Vec<Chunk>,
}

impl<'a> Syntax<'a> {
    /// Looks over a sentence whose mentions are known.
    pub(super) fn new(lexicon: &Lexicon, all: &'a [Token<'a>], mentions: &[Mention]) -> Self {
        let tags = tag::tags(lexicon, all, mentions);
        let chunks = chunk::chunks(all, &tags);
        Self { all, tags, chunks }
    }

    /// What stands round the value at these tokens.
    pub(super) fn frame(&self, extent: (usize, usize)) -> Frame {
        frame::frame(self.all, &self.tags, &self.chunks, extent)
    }
}
