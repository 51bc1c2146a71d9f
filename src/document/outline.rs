//! Blocks of Markdown: their last kinds, from their markup, their words and their place.

use super::words::{
    Furniture, abbreviation, begins_like_notes, furniture, is_auxiliary, is_determiner, is_note_heading,
};
use super::{Block, BlockKind, furniture as shapes};

/// A closed block and what its inline markup was like.
pub(crate) struct Shaped {
    pub(crate) block: Block,
    pub(crate) italic: bool,
    pub(crate) bold: bool,
    pub(crate) bold_lead: bool,
    pub(crate) linked: bool,
    /// A row of links and little else.
    pub(crate) link_bar: bool,
    pub(crate) picture: bool,
    pub(crate) term: bool,
    pub(crate) definition: bool,
}

/// Gives blocks their last kinds (title, notes, captions, furniture) and their headings.
pub(crate) fn settle(text: &str, shaped: Vec<Shaped>) -> Vec<Block> {
    let mut kinds: Vec<BlockKind> = shaped.iter().map(|s| kind_by_shape(text, s)).collect();
    if let Some(kind) = kinds.iter_mut().find(|k| matches!(k, BlockKind::Heading(1..=2))) {
        *kind = BlockKind::Title;
    }
    note_sections(text, &shaped, &mut kinds);
    closing_words(text, &shaped, &mut kinds);
    link_lists(&shaped, &mut kinds);
    let terms: Vec<(bool, bool)> = shaped.iter().map(|s| (s.term, s.definition)).collect();
    let mut blocks: Vec<Block> = shaped.into_iter().zip(kinds).map(|(s, kind)| Block { kind, ..s.block }).collect();
    under_headings(&mut blocks, &terms);
    blocks
}

fn kind_by_shape(text: &str, shaped: &Shaped) -> BlockKind {
    let kind = shaped.block.kind;
    let words = text.get(shaped.block.span.range()).unwrap_or_default();
    if shaped.picture {
        return if shaped.linked { BlockKind::Boilerplate } else { BlockKind::Caption };
    }
    if !matches!(kind, BlockKind::Paragraph | BlockKind::Quote) {
        return kind;
    }
    if words.len() <= 300 && (shapes::is_caption(words) && (shaped.italic || words.len() <= 120)) {
        return BlockKind::Caption;
    }
    if kind == BlockKind::Paragraph && shaped.bold && words.len() <= 100 && !words.ends_with(['.', ',', ';']) {
        return BlockKind::Heading(5);
    }
    if begins_like_notes(words, shaped.bold_lead) {
        return BlockKind::Note;
    }
    let appeals = [Furniture::Appeal, Furniture::Contact];
    if words.len() <= 300 && furniture(words, if shaped.italic { &appeals } else { &appeals[..1] }).is_some() {
        return BlockKind::Boilerplate;
    }
    if words.len() <= 300 && shaped.link_bar {
        return BlockKind::Boilerplate;
    }
    if words.len() <= 100 && (shapes::is_link_bar(words) || (shaped.italic && words.contains(" · "))) {
        return BlockKind::Boilerplate;
    }
    kind
}

/// Everything under a heading such as "References", up to the next heading of its level.
fn note_sections(text: &str, shaped: &[Shaped], kinds: &mut [BlockKind]) {
    let mut section: Option<u8> = None;
    for (s, kind) in shaped.iter().zip(kinds) {
        let level = match kind {
            BlockKind::Heading(level) if !s.term => Some(*level),
            BlockKind::Title => Some(1),
            _ => None,
        };
        if let Some(level) = level {
            if section.is_some_and(|open| level <= open) {
                section = None;
            }
            if section.is_none()
                && *kind != BlockKind::Title
                && is_note_heading(text.get(s.block.span.range()).unwrap_or_default())
            {
                section = Some(level);
            }
        } else if section.is_some()
            && !(*kind == BlockKind::Item && is_remark(text.get(s.block.span.range()).unwrap_or_default()))
        {
            *kind = BlockKind::Note;
        }
    }
}

/// Whether a numbered note is a sentence about the matter itself and cites nobody: "The Act has been in force since 1931".
fn is_remark(note: &str) -> bool {
    /// So near to its beginning a sentence has its verb.
    const FAR: usize = 8;
    let words = || note.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    let cites = note.contains("://") || note.contains(['“', '"', '‘', '[', '*', '_', '(']);
    let abbreviates = note
        .split_whitespace()
        .any(|w| w.strip_suffix('.').is_some_and(|w| abbreviation(&w.to_lowercase()).is_some() || w.len() == 1));
    let mut first = note.split_whitespace();
    let plain = first.next().is_some_and(|w| !w.ends_with([',', '.']))
        && first.next().is_some_and(|w| w.starts_with(char::is_lowercase));
    let opens = plain || words().next().is_some_and(|w| is_determiner(&w));
    let says = words().take(FAR).any(|w| is_auxiliary(&w));
    !cites && !abbreviates && opens && says && note.trim_end().ends_with('.')
}

/// Paragraphs all in italics at the very end: notes of the publisher on what else there is to read.
fn closing_words(text: &str, shaped: &[Shaped], kinds: &mut [BlockKind]) {
    let paragraphs = kinds.iter().filter(|k| **k == BlockKind::Paragraph).count();
    let mut left = 2;
    for (s, kind) in shaped.iter().zip(kinds).rev() {
        match kind {
            BlockKind::Note | BlockKind::Boilerplate => {}
            BlockKind::Paragraph if s.italic && paragraphs > 2 && left > 0 && text.len() > 400 => {
                *kind = BlockKind::Boilerplate;
                left -= 1;
            }
            _ => break,
        }
    }
}

/// Runs of list items that are nothing but links.
fn link_lists(shaped: &[Shaped], kinds: &mut [BlockKind]) {
    let linked: Vec<bool> = shaped.iter().zip(kinds.iter()).map(|(s, k)| *k == BlockKind::Item && s.linked).collect();
    for (i, kind) in kinds.iter_mut().enumerate() {
        let near = |at: Option<usize>| at.and_then(|a| linked.get(a)).copied().unwrap_or(false);
        if near(Some(i)) && (near(i.checked_sub(1)) || near(Some(i + 1))) {
            *kind = BlockKind::Boilerplate;
        }
    }
}

/// Writes into each block which heading it stands under: for a heading the next one of a higher rank above, for a definition
/// its term. `terms` says of each block whether it is a term or a definition.
pub(crate) fn under_headings(blocks: &mut [Block], terms: &[(bool, bool)]) {
    let mut open: Vec<(u8, u32)> = Vec::new();
    let mut term = None;
    for (i, block) in blocks.iter_mut().enumerate() {
        let (is_term, is_definition) = terms.get(i).copied().unwrap_or_default();
        let level = match block.kind {
            BlockKind::Title => 0,
            BlockKind::Heading(level) => level,
            _ => {
                block.heading = if is_definition { term } else { None }.or(open.last().map(|h| h.1));
                continue;
            }
        };
        if is_term {
            block.heading = open.last().map(|h| h.1);
            term = Some(i as u32);
            continue;
        }
        while open.last().is_some_and(|h| h.0 >= level) {
            open.pop();
        }
        block.heading = open.last().map(|h| h.1);
        open.push((level, i as u32));
    }
}
