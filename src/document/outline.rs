//! Blocks of Markdown: their last kinds, from their markup, their words and their place.

use super::words::{
    Furniture, abbreviation, begins_like_notes, furniture, is_auxiliary, is_determiner, is_note_heading,
};
use super::{Block, BlockAt, BlockKind, furniture};

/// What the inline markup of a block was like.
pub(crate) struct Shape {
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
pub(crate) fn settle(text: &str, blocks: &mut [Block], shapes: &[Shape]) {
    for (block, shape) in blocks.iter_mut().zip(shapes) {
        block.kind = kind_by_shape(text, block, shape);
    }
    if let Some(block) = blocks.iter_mut().find(|b| matches!(b.kind, BlockKind::Heading(1..=2))) {
        block.kind = BlockKind::Title;
    }
    note_sections(text, blocks, shapes);
    closing_words(text, blocks, shapes);
    link_lists(blocks, shapes);
    under_headings(blocks, shapes);
}

fn kind_by_shape(text: &str, block: &Block, shaped: &Shape) -> BlockKind {
    let kind = block.kind;
    let words = text.get(block.span.range()).unwrap_or_default();
    if shaped.picture {
        return if shaped.linked { BlockKind::Boilerplate } else { BlockKind::Caption };
    }
    if !matches!(kind, BlockKind::Paragraph | BlockKind::Quote) {
        return kind;
    }
    if words.len() <= 300 && (furniture::is_caption(words) && (shaped.italic || words.len() <= 120)) {
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
    if words.len() <= 100 && (furniture::is_link_bar(words) || (shaped.italic && words.contains(" · "))) {
        return BlockKind::Boilerplate;
    }
    kind
}

/// Everything under a heading such as "References", up to the next heading of its level.
fn note_sections(text: &str, blocks: &mut [Block], shapes: &[Shape]) {
    let mut section: Option<u8> = None;
    for (block, shape) in blocks.iter_mut().zip(shapes) {
        let words = text.get(block.span.range()).unwrap_or_default();
        let level = match block.kind {
            BlockKind::Heading(level) if !shape.term => Some(level),
            BlockKind::Title => Some(1),
            _ => None,
        };
        if let Some(level) = level {
            if section.is_some_and(|open| level <= open) {
                section = None;
            }
            if section.is_none() && block.kind != BlockKind::Title && is_note_heading(words) {
                section = Some(level);
            }
        } else if section.is_some() && !(block.kind == BlockKind::Item && is_remark(words) || tells(words)) {
            block.kind = BlockKind::Note;
        }
    }
}

/// Whether a paragraph under such a heading tells of the matter itself in several sentences, as under "Source" in a report on an
/// outbreak, and names no work: "Twenty towers were sampled. In four of them it was found."
fn tells(paragraph: &str) -> bool {
    const LEAST: usize = 90;
    let cites = paragraph.contains("://") || paragraph.contains(['“', '"', '‘', '[', '*', '_', '&', '©', '→']);
    let rest = paragraph.trim_start().strip_prefix('(').and_then(|r| r.split_once(") "));
    let body = rest.filter(|(mark, _)| mark.len() <= 2).map_or(paragraph, |(_, rest)| rest);
    let names = |w: &str| w.len() <= 2 && w.ends_with('.') && w.starts_with(char::is_uppercase);
    let bare = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let abbreviates = body
        .split_whitespace()
        .any(|w| names(w) || w.strip_suffix('.').is_some_and(|w| abbreviation(&bare(w)).is_some()));
    let says = body.split(". ").filter(|s| s.split_whitespace().any(|w| is_auxiliary(&bare(w)))).count();
    let sentences = body.split(". ").count();
    let ends = body.trim_end().ends_with('.');
    body.len() >= LEAST
        && !cites
        && !body.contains('(')
        && !abbreviates
        && sentences > 1
        && says * 2 >= sentences
        && ends
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
fn closing_words(text: &str, blocks: &mut [Block], shapes: &[Shape]) {
    let paragraphs = blocks.iter().filter(|b| b.kind == BlockKind::Paragraph).count();
    let mut left = 2;
    for (block, shape) in blocks.iter_mut().zip(shapes).rev() {
        match block.kind {
            BlockKind::Note | BlockKind::Boilerplate => {}
            BlockKind::Paragraph if shape.italic && paragraphs > 2 && left > 0 && text.len() > 400 => {
                block.kind = BlockKind::Boilerplate;
                left -= 1;
            }
            _ => break,
        }
    }
}

/// Runs of list items that are nothing but links.
fn link_lists(blocks: &mut [Block], shapes: &[Shape]) {
    let is_link = |block: &Block, shape: &Shape| block.kind == BlockKind::Item && shape.linked;
    let mut shapes = shapes;
    let mut rest = blocks;
    while !rest.is_empty() {
        let run = rest.iter().zip(shapes).take_while(|(block, shape)| is_link(block, shape)).count();
        let (links, others) = rest.split_at_mut(run.max(1));
        if run > 1 {
            links.iter_mut().for_each(|block| block.kind = BlockKind::Boilerplate);
        }
        shapes = shapes.get(links.len()..).unwrap_or_default();
        rest = others;
    }
}

/// Writes into each block which heading it stands under: for a heading the next one of a higher rank above, for a definition
/// its term. `shapes` may be empty, where nothing is marked up.
pub(crate) fn under_headings(blocks: &mut [Block], shapes: &[Shape]) {
    let mut open: Vec<(u8, Option<BlockAt>)> = Vec::new();
    let mut term = None;
    for (i, block) in blocks.iter_mut().enumerate() {
        let (is_term, is_definition) = shapes.get(i).map_or((false, false), |s| (s.term, s.definition));
        let above = open.last().and_then(|h| h.1);
        let level = match block.kind {
            BlockKind::Title => 0,
            BlockKind::Heading(level) => level,
            _ => {
                block.heading = if is_definition { term } else { None }.or(above);
                continue;
            }
        };
        if is_term {
            block.heading = above;
            term = BlockAt::new(i);
            continue;
        }
        while open.last().is_some_and(|h| h.0 >= level) {
            open.pop();
        }
        block.heading = open.last().and_then(|h| h.1);
        open.push((level, BlockAt::new(i)));
    }
}
