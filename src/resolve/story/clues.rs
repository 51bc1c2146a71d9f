//! Words of ruling and happening in a sentence, and the names beside them.

use crate::document::Document;
use crate::grammar::{Token, TokenKind};
use crate::lexicon::{Class, EraWord, Lexicon};
use crate::mention::noun::is_possessive;
use crate::resolve::clause::{Name, View};
use crate::text::CleanSpan;

/// A word or phrase that tells of a rule or an event.
#[derive(Clone, Copy, Debug)]
pub(in crate::resolve) struct Clue {
    /// First token.
    pub(in crate::resolve) at: usize,
    /// One past the last token.
    pub(in crate::resolve) end: usize,
    /// What it tells.
    pub(in crate::resolve) says: EraWord,
}

/// At most this many clues of one sentence are looked at.
const MOST_CLUES: usize = 64;

/// How many tokens lie at most between a clue and what belongs to it.
pub(super) const REACH: usize = 12;

/// The clues of a sentence, in order.
pub(in crate::resolve) fn clues(lexicon: &Lexicon, all: &[Token<'_>]) -> Vec<Clue> {
    let mut found = Vec::new();
    let mut i = 0;
    while let Some(token) = all.get(i) {
        if token.word.era != 0
            && token.word.tells_before(all.get(i + 1).map(|t| t.text))
            && let Some((len, says)) =
                lexicon.eras.longest(all.get(i..).unwrap_or_default().iter().take(6).map(|t| t.text), false, |_| true)
        {
            found.push(Clue { at: i, end: i + len, says });
            if found.len() == MOST_CLUES {
                break;
            }
            i += len;
        } else {
            i += 1;
        }
    }
    found
}

/// The tokens, names and clues of a sentence.
#[derive(Clone, Copy)]
pub(in crate::resolve) struct Sight<'a> {
    pub(in crate::resolve) lexicon: &'a Lexicon,
    pub(in crate::resolve) tokens: &'a [Token<'a>],
    pub(in crate::resolve) view: &'a View,
    pub(in crate::resolve) clues: &'a [Clue],
    pub(in crate::resolve) document: &'a Document,
    /// Where the words stand for whom the sentence before was about.
    pub(in crate::resolve) subject: &'a [CleanSpan],
}

impl Sight<'_> {
    /// The clue that begins at a token.
    pub(super) fn clue_at(&self, at: usize) -> Option<EraWord> {
        self.clues.iter().find(|c| c.at <= at && at < c.end).map(|c| c.says)
    }

    /// The words of a name, without titles, possessive ending and nouns of ruling.
    pub(super) fn words(&self, name: Name) -> Vec<String> {
        self.own(name).map(|t| word(self.lexicon, t.text)).collect()
    }

    /// The tokens of a name, without titles and nouns of ruling.
    fn own(&self, name: Name) -> impl Iterator<Item = &Token<'_>> {
        let tokens = self.tokens.get(name.from..name.to).unwrap_or_default();
        let plain = tokens.iter().enumerate().filter(move |(i, t)| {
            t.kind == TokenKind::Word
                && t.is_open()
                && !t.word.class.has(Class::TITLE)
                && !self.clue_at(name.from + i).is_some_and(EraWord::is_rule)
        });
        plain.map(|(_, t)| t)
    }

    /// The subject before a token: the nearest name behind no preposition, or that of the sentence before for a pronoun.
    pub(super) fn subject_before(&self, at: usize) -> Vec<Vec<String>> {
        let from = at.saturating_sub(2 * REACH);
        // "Frei's Liberal government that ruled from 1964"
        if let Some(clue) = self.clues.iter().rev().find(|c| c.end <= at && at - c.end <= 2 && c.says.is_rule()) {
            let names = self.ruling(clue.at);
            if !names.is_empty() {
                return names;
            }
        }
        let near = self.tokens.get(at.saturating_sub(4)..at).unwrap_or_default();
        if near.iter().any(|t| t.is_any(&["he", "she", "they"])) {
            return self.recalled().into_iter().collect();
        }
        let names = self.view.names.iter().rev().filter(|n| n.to <= at && n.from >= from);
        let free = names.clone().find(|n| self.is_free(n.from));
        let found = free.or_else(|| names.clone().next());
        found.map(|n| vec![self.words(*n)]).unwrap_or_default()
    }

    /// Who the sentence before was about.
    fn recalled(&self) -> Option<Vec<String>> {
        let words = self.subject.iter().map(|at| word(self.lexicon, self.document.slice(*at)));
        (!self.subject.is_empty()).then(|| words.collect())
    }

    /// Who the sentence is about: its first name that can be a subject.
    fn about(&self) -> Option<Vec<String>> {
        Some(self.words(self.leading()?)).filter(|w| !w.is_empty())
    }

    /// The first name that can be a subject.
    fn leading(&self) -> Option<Name> {
        self.view.names.iter().find(|n| self.is_free(n.from)).copied()
    }

    /// Takes note of where it stands who the sentence is about, if it says so.
    pub(in crate::resolve) fn note_subject(&self, at: &mut Vec<CleanSpan>) {
        let Some(name) = self.leading().filter(|n| self.own(*n).next().is_some()) else { return };
        at.clear();
        at.extend(self.own(name).map(|t| t.span));
    }

    /// Whether a name can be a subject: behind no preposition, no "a", and not in quotation marks.
    fn is_free(&self, from: usize) -> bool {
        let a = self.tokens.get(from.wrapping_sub(1)).is_some_and(|t| t.is_any(&["a", "an"]));
        !a && !self.is_governed(from) && !self.view.quoted.get(from).copied().unwrap_or_default()
    }

    /// Whether a name follows a preposition, perhaps behind an article.
    fn is_governed(&self, from: usize) -> bool {
        let token = |back: usize| from.checked_sub(back).and_then(|i| self.tokens.get(i));
        let before = if token(1).is_some_and(|t| t.has(Class::DET)) { token(2) } else { token(1) };
        before.is_some_and(|t| t.has(Class::PREP))
    }

    /// The name that follows within reach: "overthrew President Smith".
    pub(super) fn object_behind(&self, at: usize) -> Vec<Vec<String>> {
        let next = self.view.names.iter().find(|n| n.from >= at && n.from <= at + 6);
        next.map(|n| vec![self.words(*n)]).unwrap_or_default()
    }

    /// Names of the run "of the Liberal President of Utopia, John Smith" that begins at a token: all of it, the last one first.
    pub(super) fn run(&self, at: usize) -> Vec<Vec<String>> {
        let mut names: Vec<Vec<String>> = Vec::new();
        let mut i = at;
        while i < at + REACH {
            if let Some(name) = self.view.names.iter().find(|n| n.from == i) {
                let words = self.words(*name);
                if !words.is_empty() {
                    names.insert(0, words);
                }
                i = name.to.max(i + 1);
                continue;
            }
            let Some(t) = self.tokens.get(i) else { break };
            let title = t.word.class.has(Class::TITLE) || t.is_capitalized();
            if t.is_any(&["of", "the"]) || t.text == "," || t.text == "." || title {
                i += 1;
            } else {
                break;
            }
        }
        names.truncate(1);
        names
    }

    /// Whose rule the noun at a token is: names before it ("the Smith government") and behind it ("the reign of Mary").
    pub(super) fn ruling(&self, at: usize) -> Vec<Vec<String>> {
        let mut from = at;
        while from > 0 && at - from < 6 {
            let Some(t) = self.tokens.get(from - 1) else { break };
            let goes = t.kind == TokenKind::Dash && t.glued()
                || is_possessive(t.text)
                || matches!(t.text, "'s" | "’s" | "'" | "’" | "(" | ")")
                || t.kind == TokenKind::Word && (t.is_open() || t.word.class.has(Class::ADJ)) && !t.has(Class::PREP);
            if !goes {
                break;
            }
            from -= 1;
        }
        let mut names: Vec<Vec<String>> = self
            .view
            .names
            .iter()
            .filter(|n| n.from >= from && n.from < at)
            .map(|n| self.words(*n))
            .filter(|w| !w.is_empty())
            .collect();
        if self.tokens.get(at + 1).is_some_and(|t| t.is_any(&["of", "under"])) {
            names.extend(self.run(at + 2));
        }
        if names.is_empty()
            && let Some(own) = at.checked_sub(1).map(|i| self.tokens.get(i.saturating_sub(4)..=i).unwrap_or_default())
            && own.iter().any(|t| t.is_any(&["his", "her"]))
        {
            let before = self.subject_before(at);
            if before.is_empty() {
                return self.recalled().or_else(|| self.about()).into_iter().collect();
            }
            return before;
        }
        names
    }
}

/// A word of a name: lower case, singular, without possessive ending.
pub(super) fn word(lexicon: &Lexicon, text: &str) -> String {
    let bare = text.trim_end_matches("'s").trim_end_matches("’s").trim_end_matches(['\'', '’', '.']);
    lexicon.singular(bare)
}
