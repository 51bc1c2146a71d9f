//! A light look at how a sentence is built: noun phrases, verb groups, and which verb a number stands behind.
//!
//! No parser: tags are guessed from closed-class words and verb forms, chunks are runs of tags, and the frame of a number
//! is found by walking from it to the left. Made only for sentences that state a value.

mod chunk;
mod domain;
mod frame;
mod tag;
#[cfg(test)]
mod tests;

use crate::grammar::Token;
use crate::lexicon::Lexicon;
use crate::mention::Mention;

use chunk::{Chunk, ChunkKind};
pub(super) use domain::{Domain, Domains, Role};
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

    /// Whether the token at `at` is a noun, as far as a guess goes.
    pub(super) fn is_noun(&self, at: usize) -> bool {
        self.tags.get(at) == Some(&Tag::Noun)
    }

    /// Whether the token at `at` may be a noun: one, or the unit of an amount.
    pub(super) fn may_name(&self, at: usize) -> bool {
        matches!(self.tags.get(at), Some(Tag::Noun | Tag::Num))
    }

    /// The noun phrase that a value behind a comma stands in apposition to.
    pub(super) fn apposed(&self, at: usize) -> Option<(usize, usize)> {
        frame::apposed(self.all, &self.tags, &self.chunks, at).first().copied()
    }

    /// Which words share a verb.
    pub(super) fn domains(&self) -> Domains {
        domain::domains(self.all, &self.chunks)
    }

    /// What stands round the value at these tokens.
    pub(super) fn frame(&self, extent: (usize, usize)) -> Frame {
        frame::frame(self.all, &self.tags, &self.chunks, extent)
    }

    /// The noun phrase that begins behind the token `at`, words of time and commas aside, with those that hang on it by "of".
    pub(super) fn phrase_behind(&self, at: usize) -> Pieces {
        let mut i = self.chunks.partition_point(|c| c.from < at);
        while self.chunks.get(i).is_some_and(|c| matches!(c.kind, ChunkKind::Comma | ChunkKind::Time)) {
            i += 1;
        }
        frame::phrase_at(self.all, &self.tags, &self.chunks, i)
    }

    /// The noun phrase that ends before the token `at`, words of time aside, with what it hangs on by "of".
    pub(super) fn phrase_before(&self, at: usize) -> Pieces {
        let mut end = self.chunks.partition_point(|c| c.to <= at);
        while end > 0 && self.chunks.get(end - 1).is_some_and(|c| c.kind == ChunkKind::Time) {
            end -= 1;
        }
        frame::phrase_to(self.all, &self.tags, &self.chunks, end)
    }

    /// What hangs by "of" on the noun that ends before the token `at`, brackets and words of time aside.
    pub(super) fn hanging(&self, at: usize) -> Pieces {
        let mut i = self.chunks.partition_point(|c| c.from < at);
        while self.chunks.get(i).is_some_and(|c| matches!(c.kind, ChunkKind::Comma | ChunkKind::Time)) {
            i += 1;
        }
        // "the collapse, at noon on 4 May, of the tower"
        if self.chunks.get(i).is_some_and(|c| c.kind == ChunkKind::Prep)
            && self.chunks.get(i + 1).is_some_and(|c| c.kind == ChunkKind::Time)
        {
            while self.chunks.get(i).is_some_and(|c| matches!(c.kind, ChunkKind::Comma | ChunkKind::Time))
                || self.chunks.get(i + 1).is_some_and(|c| c.kind == ChunkKind::Time)
            {
                i += 1;
            }
        }
        frame::hanging(self.all, &self.tags, &self.chunks, i)
    }

    /// The noun phrase that holds the token `at`, determiners and numbers included.
    pub(super) fn phrase_around(&self, at: usize) -> Option<(usize, usize)> {
        let i = self.chunks.partition_point(|c| c.to <= at);
        self.chunks.get(i).filter(|c| c.kind == ChunkKind::Np && c.from <= at).map(|c| (c.from, c.to))
    }

    /// The first verb group in a range of tokens.
    pub(super) fn verb_in(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        self.chunks.iter().find(|c| c.from >= from && c.to <= to && c.kind.is_verbal()).map(|c| (c.from, c.to))
    }

    /// The last verb group that ends before the token `at`.
    pub(super) fn verb_before(&self, at: usize) -> Option<(usize, usize)> {
        self.chunks.iter().rev().find(|c| c.to <= at && c.kind.is_verbal()).map(|c| (c.from, c.to))
    }

    /// Whether the verb group at these tokens is a participle on its own.
    pub(super) fn is_participle(&self, group: (usize, usize)) -> bool {
        self.chunks.iter().any(|c| (c.from, c.to) == group && c.kind == ChunkKind::Part)
    }
}
