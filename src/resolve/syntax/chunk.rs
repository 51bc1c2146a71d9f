//! Tags cut into noun phrases, verb groups and what stands between them.

use crate::grammar::{Token, TokenKind};
use crate::lexicon::Class;
use crate::mention::noun::is_possessive;

use super::tag::Tag;

/// What a stretch of a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::resolve) enum ChunkKind {
    /// A noun phrase, determiners and numbers included.
    Np,
    /// A time expression.
    Time,
    /// Auxiliaries and verbs that belong together, finite: "was expected to rise".
    Finite,
    /// An infinitive with "to".
    Infinitive,
    /// A present participle.
    Ing,
    /// A past participle on its own.
    Part,
    /// A preposition.
    Prep,
    /// "and", "or", "but".
    Conj,
    /// A word that opens a clause.
    Opener,
    /// A personal pronoun.
    Pron,
    /// A relative or question word.
    Wh,
    /// A comma.
    Comma,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A semicolon, colon or dash.
    Stop,
}

impl ChunkKind {
    /// Whether it is a verb group of any form.
    pub(in crate::resolve) fn is_verbal(self) -> bool {
        matches!(self, Self::Finite | Self::Infinitive | Self::Ing | Self::Part)
    }
}

/// A stretch of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::resolve) struct Chunk {
    /// What it is.
    pub(in crate::resolve) kind: ChunkKind,
    /// First token.
    pub(in crate::resolve) from: usize,
    /// One past the last token.
    pub(in crate::resolve) to: usize,
}

/// Cuts a tagged sentence into chunks, in order; adverbs between them belong to none.
pub(super) fn chunks(all: &[Token<'_>], tags: &[Tag]) -> Vec<Chunk> {
    let mut out: Vec<Chunk> = Vec::new();
    let mut i = 0;
    while let Some(&tag) = tags.get(i) {
        let (kind, to) = match tag {
            Tag::Noun | Tag::Adj | Tag::Num | Tag::Det => (Some(ChunkKind::Np), noun_phrase(all, tags, i)),
            Tag::Time => (Some(ChunkKind::Time), run(tags, i, |t| t == Tag::Time)),
            Tag::Verb | Tag::Part | Tag::Ing | Tag::Aux | Tag::To => verb_group(tags, i),
            Tag::Prep => (Some(ChunkKind::Prep), i + 1),
            Tag::Conj => (Some(ChunkKind::Conj), i + 1),
            Tag::Opener => (Some(ChunkKind::Opener), i + 1),
            Tag::Pron => (Some(ChunkKind::Pron), i + 1),
            Tag::Wh => (Some(ChunkKind::Wh), i + 1),
            Tag::Comma => (Some(ChunkKind::Comma), i + 1),
            Tag::Stop => (Some(ChunkKind::Stop), i + 1),
            Tag::Bracket => {
                let open = all.get(i).is_some_and(|t| matches!(t.text, "(" | "["));
                (Some(if open { ChunkKind::Open } else { ChunkKind::Close }), i + 1)
            }
            Tag::Adv | Tag::Hyphen | Tag::Other => (None, i + 1),
        };
        if let Some(kind) = kind {
            out.push(Chunk { kind, from: i, to });
        }
        i = to.max(i + 1);
    }
    out
}

fn run(tags: &[Tag], from: usize, belongs: impl Fn(Tag) -> bool) -> usize {
    from + tags.get(from..).unwrap_or_default().iter().take_while(|&&t| belongs(t)).count()
}

/// One past the last token of the noun phrase that begins at `from`.
///
/// A determiner opens a new one, and so does a number behind a noun ("imports 5 %").
fn noun_phrase(all: &[Token<'_>], tags: &[Tag], from: usize) -> usize {
    let mut to = from + 1;
    let mut owned = all.get(from).is_some_and(|t| t.is_any(&["a", "an", "another", "its", "their"]));
    // "for record $44 million": a bare noun before a number describes it
    owned |= tags.get(from) == Some(&Tag::Noun)
        && tags.get(from + 1) == Some(&Tag::Num)
        && all.get(from).is_some_and(|t| t.text.starts_with(char::is_lowercase) && !t.text.ends_with('s'))
        && matches!(from.checked_sub(1).and_then(|i| tags.get(i)), Some(Tag::Prep | Tag::Verb));
    while let Some(&tag) = tags.get(to) {
        owned |= all.get(to - 1).is_some_and(|t| is_possessive(t.text));
        let before = tags.get(to - 1).copied();
        let goes_on = match tag {
            // "last season Chris Wood": a word of time and a name are two
            Tag::Noun => {
                !(all.get(to).is_some_and(Token::is_capitalized)
                    && all.get(to - 1).is_some_and(|t| t.word.time_word.is_some() && !t.is_capitalized()))
            }
            Tag::Adj => true,
            // "imports 5 %" are two, "a record 300 tons" and "the firm's standard 2-litre engine" one
            Tag::Num => {
                let opens = before != Some(Tag::Num) && all.get(to).is_some_and(|t| t.has(Class::PREP));
                // "the benchmark 10-year note"
                let joined = all.get(to + 1).is_some_and(|t| t.kind == TokenKind::Dash && t.glued())
                    && tags.get(to + 1) == Some(&Tag::Num);
                (before != Some(Tag::Noun) || owned || joined) && !opens
            }
            Tag::Det => matches!(before, Some(Tag::Det)),
            Tag::Hyphen => matches!(tags.get(to + 1), Some(Tag::Noun | Tag::Adj | Tag::Num | Tag::Part | Tag::Ing)),
            Tag::Part | Tag::Ing => before == Some(Tag::Hyphen),
            // "the workers’ parties", "a “great” loss"
            Tag::Other => {
                let inner = |i: usize| all.get(i).is_some_and(Token::glued);
                all.get(to).is_some_and(|t| match t.text {
                    "." => inner(to) && inner(to + 1),
                    _ => t.kind == TokenKind::Symbol && !matches!(t.text, "?" | "!"),
                }) && matches!(tags.get(to + 1), Some(Tag::Noun | Tag::Adj))
            }
            // "the newly built houses"
            Tag::Adv => matches!(tags.get(to + 1), Some(Tag::Adj)) && before == Some(Tag::Det),
            _ => false,
        };
        if !goes_on {
            break;
        }
        to += 1;
    }
    to
}

fn verb_group(tags: &[Tag], from: usize) -> (Option<ChunkKind>, usize) {
    let mut to = from;
    while let Some(&tag) = tags.get(to) {
        match tag {
            Tag::Verb | Tag::Aux | Tag::To | Tag::Adv | Tag::Part | Tag::Ing => to += 1,
            // "is punishable by", "was poised to"
            Tag::Adj if to > from && matches!(tags.get(to + 1), Some(Tag::Prep | Tag::To)) => to += 1,
            _ => break,
        }
        if matches!(tag, Tag::Ing | Tag::Part) && to == from + 1 && !matches!(tags.get(to), Some(Tag::To)) {
            break;
        }
    }
    while to > from + 1 && tags.get(to - 1) == Some(&Tag::Adv) {
        to -= 1;
    }
    let kind = match tags.get(from) {
        Some(Tag::To) => ChunkKind::Infinitive,
        Some(Tag::Ing) => ChunkKind::Ing,
        Some(Tag::Part) => ChunkKind::Part,
        _ => ChunkKind::Finite,
    };
    (Some(kind), to)
}

/// The naming words of a noun phrase: without determiners, numbers, words of time in front and what is no word at either end;
/// `None` when nothing is left.
pub(super) fn naming(all: &[Token<'_>], tags: &[Tag], from: usize, to: usize) -> Option<(usize, usize)> {
    let names = |i: usize| matches!(tags.get(i), Some(Tag::Noun | Tag::Adj | Tag::Part | Tag::Ing));
    let time = |i: usize| {
        all.get(i).is_some_and(|t| t.word.time_word.is_some() && t.is_open() && !t.word.class.has(Class::ADJ))
    };
    let mut start = from;
    let mut end = to;
    while start < end && (!names(start) || time(start) && start + 1 < end) {
        start += 1;
    }
    while start < end && !names(end - 1) {
        end -= 1;
    }
    // adjectives alone name nothing, except behind an article: "the injured"
    let noun = (start..end)
        .any(|i| tags.get(i) == Some(&Tag::Noun) && all.get(i).is_some_and(|t| t.text.len() > 1 || t.is_capitalized()));
    let those = end == to && start > from && all.get(from).is_some_and(|t| t.is_any(&["the", "those"]));
    (start < end && (noun || those)).then_some((start, end))
}

/// The words before a number inside its noun phrase: "a sharp [3 percent] drop", "the key [30-year] rate".
pub(super) fn modifying(tags: &[Tag], from: usize, to: usize) -> Option<(usize, usize)> {
    let names = |i: usize| matches!(tags.get(i), Some(Tag::Noun | Tag::Adj));
    let mut start = from;
    while start < to && !names(start) {
        start += 1;
    }
    (start < to && (start..to).all(|i| names(i) || matches!(tags.get(i), Some(Tag::Other | Tag::Hyphen))))
        .then_some((start, to))
}
