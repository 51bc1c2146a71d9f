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
    /// Words of which link bars consist.
    Button,
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

/// Entries by their first word, with the offset of that word in the entry.
static FURNITURE: LazyLock<FxHashMap<&'static str, Vec<(usize, Entry)>>> = LazyLock::new(|| {
    let mut index: FxHashMap<&'static str, Vec<(usize, Entry)>> = FxHashMap::default();
    for row in rows(include_str!("../lexicon/en/boilerplate.tsv")) {
        let [kind, place, words] = row.as_slice() else { continue };
        let kind = match *kind {
            "masthead" => Furniture::Masthead,
            "byline" => Furniture::Byline,
            "caption" => Furniture::Caption,
            "appeal" => Furniture::Appeal,
            "tail" => Furniture::Tail,
            "contact" => Furniture::Contact,
            "button" => Furniture::Button,
            _ => continue,
        };
        let place = match *place {
            "start" => Place::Start,
            "any" => Place::Anywhere,
            "whole" => Place::Whole,
            _ => continue,
        };
        if let Some((at, first)) = words_of(words).next() {
            index.entry(first).or_default().push((at, Entry { kind, place, words }));
        }
    }
    index
});

/// Runs of letters and digits with their offsets.
fn words_of(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    line.split(|c: char| !c.is_alphanumeric()).filter_map(move |word| {
        let start = at;
        at += word.len();
        at += line.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        (!word.is_empty()).then_some((start, word))
    })
}

/// Where an entry must begin to stand at the start of a line, at most: behind a sign or two.
static LATEST_START: LazyLock<usize> =
    LazyLock::new(|| FURNITURE.values().flatten().map(|(offset, _)| *offset).max().unwrap_or_default());

/// Kinds of which some entries may stand anywhere in a line.
static ANYWHERE: LazyLock<Vec<Furniture>> = LazyLock::new(|| {
    let entries = FURNITURE.values().flatten().filter(|(_, entry)| entry.place == Place::Anywhere);
    entries.map(|(_, entry)| entry.kind).collect()
});

/// Longest line that can be furniture, in bytes.
const LONGEST_FURNITURE: usize = 400;

/// The first furniture entry of one of `kinds` that a line answers to. Letters are compared without case.
pub(crate) fn furniture(line: &str, kinds: &[Furniture]) -> Option<Furniture> {
    if line.len() > LONGEST_FURNITURE {
        return None;
    }
    let lower = line.to_lowercase();
    let bare = lower.trim_end_matches(|c: char| !c.is_alphanumeric());
    let latest = if kinds.iter().any(|kind| ANYWHERE.contains(kind)) { usize::MAX } else { *LATEST_START };
    words_of(&lower).take_while(|(at, _)| *at <= latest).find_map(|(at, word)| {
        FURNITURE.get(word)?.iter().find_map(|(offset, entry)| {
            let start = at.checked_sub(*offset).filter(|_| kinds.contains(&entry.kind))?;
            let rest = lower.get(start..)?.strip_prefix(entry.words)?;
            let ends =
                entry.words.ends_with(|c: char| !c.is_alphanumeric()) || !rest.starts_with(char::is_alphanumeric);
            let stands = match entry.place {
                Place::Start => start == 0,
                Place::Anywhere => true,
                Place::Whole => start == 0 && bare.len() == entry.words.len(),
            };
            (ends && stands).then_some(entry.kind)
        })
    })
}

static LISTS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    include_str!("../lexicon/en/document-words.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter_map(|line| line.split_once('\t'))
        .collect()
});

/// The words of one of the short lists of `document-words.tsv`; spaces around a word count.
pub(crate) fn listed(kind: &'static str) -> impl Iterator<Item = &'static str> {
    LISTS.iter().filter(move |row| row.0 == kind).map(|row| row.1)
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

static CLOSED: LazyLock<Vec<(&'static str, FxHashMap<&'static str, ()>)>> = LazyLock::new(|| {
    let words = |list: &'static str| list.split('|').map(|w| (w, ())).collect();
    rows(include_str!("../lexicon/en/closed.tsv")).filter_map(|r| Some((*r.first()?, words(r.get(1)?)))).collect()
});

fn is_closed(class: &str, word: &str) -> bool {
    CLOSED.iter().any(|(name, words)| *name == class && words.contains_key(word))
}

/// Whether a word, in lower case, is an auxiliary verb.
pub(crate) fn is_auxiliary(word: &str) -> bool {
    is_closed("aux", word)
}

/// Whether a word, in lower case, is an article or the like.
pub(crate) fn is_determiner(word: &str) -> bool {
    is_closed("det", word)
}

/// Whether a paragraph begins with the words of a note heading of two words or more ("Further reading: …"), or, when `any`,
/// with any of them, followed by a colon or bracket.
pub(crate) fn begins_like_notes(paragraph: &str, any: bool) -> bool {
    let head: String = paragraph.chars().take(60).collect::<String>().to_lowercase();
    let end = head.find([':', '(']).unwrap_or(head.len());
    let lead = head.get(..end).unwrap_or_default().trim();
    end < head.len() && NOTE_HEADINGS.contains_key(lead) && (any || lead.contains(' '))
}
