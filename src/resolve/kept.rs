//! What a text is cut into, kept from its first reading for its second.

use super::story::{Clue, clues};
use crate::grammar::{Token, tokenize};
use crate::lexicon::Lexicon;
use crate::mention::{Mention, clocks, find, has_pointed_clocks};
use crate::text::CleanSpan;

/// Tokens that are kept at most: those of the articles that most texts are. Of a longer text the rest is cut anew.
const MOST: usize = 20_000;

/// Mentions that are kept at most: a list of numbers has one to a token.
const MOST_MENTIONS: usize = 4_000;

/// What of a sentence does not depend on the sentences before it.
#[derive(Debug, Default)]
pub(super) struct Cut {
    /// First and one-past-last token.
    tokens: (usize, usize),
    /// Whether any token can open a claim.
    pub(super) promising: bool,
    /// Words of ruling and happening.
    pub(super) clues: Vec<Clue>,
    /// Words that state a value.
    pub(super) mentions: Vec<Mention>,
}

/// The sentences of a text from its first one on, cut into tokens; and the one that was read last, where there was no more room.
#[derive(Debug, Default)]
pub(super) struct Kept<'d> {
    tokens: Vec<Token<'d>>,
    cuts: Vec<Cut>,
    mentions: usize,
    /// Whether the text writes times of day with a point.
    is_pointed: bool,
    last_tokens: Vec<Token<'d>>,
    last: Cut,
}

impl<'d> Kept<'d> {
    /// Room for the tokens of a text of some length.
    pub(super) fn of(text: &str) -> Self {
        Self {
            tokens: Vec::with_capacity((text.len() / 4 + 8).min(MOST)),
            is_pointed: has_pointed_clocks(text),
            ..Self::default()
        }
    }

    /// The sentence of a number, cut into tokens now or in an earlier reading; `breaks` gives what is to be left out of it.
    pub(super) fn sentence(
        &mut self,
        number: usize,
        lexicon: &'d Lexicon,
        (text, offset): (&'d str, usize),
        breaks: impl FnOnce() -> Vec<CleanSpan>,
    ) -> (&Cut, &[Token<'d>]) {
        if number >= self.cuts.len() {
            let has_room = number == self.cuts.len() && self.tokens.len() < MOST && self.mentions < MOST_MENTIONS;
            if !has_room {
                self.last_tokens.clear();
            }
            let list = if has_room { &mut self.tokens } else { &mut self.last_tokens };
            let from = list.len();
            let promising = tokenize(lexicon, text, offset, &breaks(), list);
            let all = list.get(from..).unwrap_or_default();
            let mut cut = Cut {
                tokens: (from, list.len()),
                promising,
                clues: clues(lexicon, all),
                mentions: if promising { find(lexicon, all) } else { Vec::new() },
            };
            if self.is_pointed {
                clocks(all, &mut cut.mentions);
            }
            if has_room {
                self.mentions += cut.mentions.len();
                self.cuts.push(cut);
            } else {
                self.last = cut;
            }
        }
        let (cut, list) = match self.cuts.get(number) {
            Some(cut) => (cut, &self.tokens),
            None => (&self.last, &self.last_tokens),
        };
        (cut, list.get(cut.tokens.0..cut.tokens.1).unwrap_or_default())
    }
}
