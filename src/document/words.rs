//! Word lists of this module, read once from their data files.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Rows of a tab-separated table: comments, blank lines and the first line (column names) left out.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .skip(1)
        .map(|line| line.split('\t').map(str::trim).collect())
}

/// How a word with a full stop behaves at the end of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// Never ends a sentence: titles, "e.g.".
    Never,
    /// Does not end one before a number: "No. 5", "p. 81", "Oct. 31".
    BeforeNumber,
    /// Ends one only before a word that begins sentences: "U.S.", "a.m.", "Ltd.".
    MayEnd,
}

static ABBREVIATIONS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    rows(include_str!("../lexicon/en/abbreviations.tsv")).filter_map(|r| Some((*r.first()?, *r.get(1)?))).collect()
});

/// The class of a word before a full stop; `word` in lower case without the stop.
pub(crate) fn abbreviation(word: &str) -> Option<Abbreviation> {
    match *ABBREVIATIONS.get(word)? {
        "never" => Some(Abbreviation::Never),
        "before-number" => Some(Abbreviation::BeforeNumber),
        "may-end" => Some(Abbreviation::MayEnd),
        _ => None,
    }
}

/// Whether a word, in lower case, commonly begins a sentence.
pub(crate) fn is_starter(word: &str) -> bool {
    STARTERS.contains_key(word)
}

static STARTERS: LazyLock<FxHashMap<&'static str, ()>> = LazyLock::new(|| {
    rows(include_str!("../lexicon/en/sentence-starters.tsv")).filter_map(|r| Some((*r.first()?, ()))).collect()
});

/// What a line of furniture is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Furniture {
    /// Site names, share links, issue lines.
    Masthead,
    /// Who wrote, translated or drew it.
    Byline,
    /// Words about a picture.
    Caption,
    /// Appeals to join, subscribe, buy; pointers to other texts.
    Appeal,
    /// Opens the part below the article.
    Tail,
    /// Addresses and phones.
    Contact,
}

/// Where the words of a furniture entry must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Start,
    Anywhere,
    Whole,
}

struct Entry {
    kind: Furniture,
    place: Place,
    words: &'static str,
}

static FURNITURE: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    rows(include_str!("../lexicon/en/boilerplate.tsv"))
        .filter_map(|r| {
            let kind = match *r.first()? {
                "masthead" => Furniture::Masthead,
                "byline" => Furniture::Byline,
                "caption" => Furniture::Caption,
                "appeal" => Furniture::Appeal,
                "tail" => Furniture::Tail,
                "contact" => Furniture::Contact,
                _ => return None,
            };
            let place = match *r.get(1)? {
                "start" => Place::Start,
                "any" => Place::Anywhere,
                "whole" => Place::Whole,
                _ => return None,
            };
            Some(Entry { kind, place, words: r.get(2)? })
        })
        .collect()
});

/// The first furniture entry of one of `kinds` that a line answers to. Letters are compared without case.
pub(crate) fn furniture(line: &str, kinds: &[Furniture]) -> Option<Furniture> {
    let lower = line.to_lowercase();
    let bare = lower.trim_end_matches(|c: char| !c.is_alphanumeric());
    FURNITURE
        .iter()
        .filter(|entry| kinds.contains(&entry.kind))
        .find(|entry| match entry.place {
            Place::Start => lower.strip_prefix(entry.words).is_some_and(at_word_end),
            Place::Anywhere => occurs(&lower, entry.words),
            Place::Whole => bare == entry.words,
        })
        .map(|entry| entry.kind)
}

/// Whether `needle` stands in `line` as whole words.
fn occurs(line: &str, needle: &str) -> bool {
    line.match_indices(needle).any(|(at, found)| {
        let head = line.get(..at).unwrap_or_default();
        let tail = line.get(at + found.len()..).unwrap_or_default();
        let opens = !found.starts_with(char::is_alphanumeric) || !head.ends_with(char::is_alphanumeric);
        opens && (found.ends_with(|c: char| !c.is_alphanumeric()) || at_word_end(tail))
    })
}

fn at_word_end(rest: &str) -> bool {
    !rest.starts_with(char::is_alphanumeric)
}

static NOTE_HEADINGS: LazyLock<FxHashMap<&'static str, ()>> = LazyLock::new(|| {
    rows(include_str!("../lexicon/en/note-headings.tsv")).filter_map(|r| Some((*r.first()?, ()))).collect()
});

/// Whether a heading opens a section of notes, references or links.
pub(crate) fn is_note_heading(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphabetic());
    NOTE_HEADINGS.contains_key(bare)
}

/// Whether a paragraph begins with the words of a note heading of two words or more ("Further reading: …"), or, when `any`,
/// with any of them, followed by a colon or bracket.
pub(crate) fn begins_like_notes(paragraph: &str, any: bool) -> bool {
    let head: String = paragraph.chars().take(60).collect::<String>().to_lowercase();
    let end = head.find([':', '(']).unwrap_or(head.len());
    let lead = head.get(..end).unwrap_or_default().trim();
    end < head.len() && NOTE_HEADINGS.contains_key(lead) && (any || lead.contains(' '))
}
