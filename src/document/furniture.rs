//! What the blocks of a plain text are: title, headings, body, and the furniture around it.
//!
//! The rule throughout: a line of navigation taken for text costs little, a lost paragraph costs much. So furniture is sought
//! above the first paragraph and below the last, and inside the article only lines that are short and begin like furniture go.

use super::marks::list_number;
use super::plain::{Chunk, bullet};
use super::words::{Furniture, furniture, is_note_heading, listed};
use super::{BlockKind, notes};
use crate::corpus::find_date;

/// Bytes from which on a chunk counts as a paragraph of running text.
const PARAGRAPH: usize = 100;

/// What one chunk looks like by itself.
#[derive(Clone, Copy)]
pub(crate) struct Look<'t> {
    pub(crate) text: &'t str,
    /// Its bytes, carriage returns left out: line ends do not matter.
    pub(crate) len: usize,
    /// Running text: long enough, and ends like a sentence.
    pub(crate) prose: bool,
    /// Short, without the end of a sentence.
    pub(crate) headline: bool,
}

impl<'t> Look<'t> {
    fn new(text: &'t str) -> Self {
        let bare =
            text.trim_end_matches(|c: char| matches!(c, '”' | '’' | '"' | '\'' | ')' | ']') || c.is_ascii_digit());
        let closed = bare.ends_with(['.', '!', '?', '…', ':', ';']);
        let len = text.len() - memchr::memchr_iter(b'\r', text.as_bytes()).count();
        let prose = len >= PARAGRAPH && (closed || len >= 2 * PARAGRAPH);
        let words = text.split_whitespace().take(16).count();
        let letters = text.chars().any(char::is_alphabetic);
        let stopped = bare.ends_with(['.', ':', ';', ',', '…']);
        let quoted = text.starts_with(['“', '"']) && !text.ends_with(['”', '"']);
        let headline =
            len <= PARAGRAPH && words <= 15 && letters && !stopped && !quoted && !text.starts_with(char::is_lowercase);
        Self { text, len, prose, headline }
    }
}

/// Decides what each chunk of a plain text is.
pub(crate) fn kinds(text: &str, chunks: &[Chunk]) -> Vec<BlockKind> {
    let looks: Vec<Look<'_>> = chunks.iter().map(|c| Look::new(text.get(c.span.range()).unwrap_or_default())).collect();
    let mut kinds: Vec<BlockKind> = (0..looks.len()).map(|i| inner(&looks, chunks, i)).collect();
    let Some(first) = looks.iter().position(|l| l.prose) else {
        title_of_short_text(&looks, &mut kinds);
        return kinds;
    };
    head(&looks, first, &mut kinds);
    let notes = notes::end_notes(&looks, first);
    tail(&looks, first, notes.clone(), &mut kinds);
    if let Some(range) = notes {
        for i in range {
            if let Some(kind) = kinds.get_mut(i) {
                *kind = BlockKind::Note;
            }
        }
    }
    kinds
}

/// What a chunk inside the article is.
fn inner(looks: &[Look<'_>], chunks: &[Chunk], i: usize) -> BlockKind {
    let Some(look) = looks.get(i) else { return BlockKind::Paragraph };
    let span = chunks.get(i).map(|c| c.span).unwrap_or_default();
    let whole = |text: &str| list_number(text, crate::text::CleanSpan::new(0, text.len())).is_some();
    if is_caption(look.text) {
        return BlockKind::Caption;
    }
    let followed_by_prose = looks.get(i + 1).is_some_and(|next| next.prose);
    if whole(look.text) && look.headline && !look.text.ends_with(['?', '!']) && followed_by_prose {
        return BlockKind::Heading(2);
    }
    if bullet(look.text).is_some() || (whole(look.text) && span.len() < 6 * PARAGRAPH) {
        return BlockKind::Item;
    }
    if look.prose {
        return BlockKind::Paragraph;
    }
    let furnished = |kinds: &[Furniture]| furniture(look.text, kinds).is_some();
    if look.len <= PARAGRAPH && (is_link_bar(look.text) || furnished(&[Furniture::Appeal])) {
        return BlockKind::Boilerplate;
    }
    let followed = looks.get(i + 1).is_some_and(|next| next.len > look.len);
    if look.headline && followed { BlockKind::Heading(2) } else { BlockKind::Paragraph }
}

/// Above the first paragraph: masthead, title, standfirst, byline.
fn head(looks: &[Look<'_>], first: usize, kinds: &mut [BlockKind]) {
    let mut candidates = Vec::new();
    for (i, look) in looks.iter().enumerate().take(first) {
        let Some(kind) = kinds.get_mut(i) else { continue };
        let furnished =
            furniture(look.text, &[Furniture::Masthead, Furniture::Contact]).is_some() || is_byline(look.text);
        let names = !candidates.is_empty() && is_name_line(look.text);
        if furnished || is_date_line(look.text) || is_link_bar(look.text) || names {
            *kind = BlockKind::Boilerplate;
        } else if !matches!(kind, BlockKind::Caption | BlockKind::Boilerplate)
            && (look.headline || look.text.ends_with(['?', '!']))
        {
            candidates.push(i);
        }
    }
    // a short first line with a masthead below it is the name of the site
    let Some(&lead) = candidates.first() else { return };
    let words = |i: usize| looks.get(i).map_or(0, |l| l.text.split_whitespace().count());
    let fuller = candidates.iter().copied().find(|&i| words(i) >= 4);
    let title = match fuller {
        Some(other) if other > lead && kinds.get(lead..other).is_some_and(|k| k.contains(&BlockKind::Boilerplate)) => {
            if let Some(kind) = kinds.get_mut(lead) {
                *kind = BlockKind::Boilerplate;
            }
            other
        }
        _ => lead,
    };
    if let Some(kind) = kinds.get_mut(title) {
        *kind = BlockKind::Title;
    }
}

/// A text without a single paragraph: its first line may still be its title.
fn title_of_short_text(looks: &[Look<'_>], kinds: &mut [BlockKind]) {
    if let (Some(look), Some(kind)) = (looks.first(), kinds.first_mut())
        && looks.len() > 1
        && *kind == BlockKind::Heading(2)
        && look.headline
    {
        *kind = BlockKind::Title;
    }
}

/// Below the article: link lists, appeals, biographies, addresses.
fn tail(looks: &[Look<'_>], first: usize, notes: Option<std::ops::Range<usize>>, kinds: &mut [BlockKind]) {
    let weight = |l: &Look<'_>| if l.prose { l.len } else { 0 };
    let total: usize = looks.iter().map(weight).sum();
    let mut rest = total;
    let mut cut = looks.len();
    let after_notes = notes.as_ref().map_or(usize::MAX, |n| n.end);
    for (i, look) in looks.iter().enumerate() {
        // at most a quarter of the running text may stand below the cut
        if i > first
            && rest * 4 <= total
            && (i >= after_notes || opens_tail(looks, i))
            && !notes.as_ref().is_some_and(|n| n.contains(&i))
        {
            cut = i;
            break;
        }
        rest -= weight(look);
    }
    if let Some(n) = &notes
        && cut > n.end
    {
        cut = cut.min(n.end.max(first + 1));
    }
    let cut = widen(looks, first, cut, total);
    for (i, kind) in kinds.iter_mut().enumerate().skip(cut) {
        if !notes.as_ref().is_some_and(|n| n.contains(&i)) {
            *kind = BlockKind::Boilerplate;
        }
    }
    // a credit between article and notes ("Translation: …")
    for i in first..cut.min(looks.len()) {
        if let (Some(look), Some(kind)) = (looks.get(i), kinds.get_mut(i))
            && look.len <= PARAGRAPH
            && look.text.contains(':')
            && is_byline(look.text)
        {
            *kind = BlockKind::Boilerplate;
        }
    }
}

/// Whether a short line opens the part below the article.
pub(crate) fn opens_tail(looks: &[Look<'_>], i: usize) -> bool {
    let Some(look) = looks.get(i).filter(|l| l.len <= 80 && !l.prose) else { return false };
    let bare = !look.text.ends_with(['.', ',', ';']);
    bare && (is_link_bar(look.text) || is_note_heading(look.text) || furniture(look.text, &[Furniture::Tail]).is_some())
}

/// Moves the cut up over a last short section about the publisher: a heading and a few lines, one of them an address.
fn widen(looks: &[Look<'_>], first: usize, cut: usize, total: usize) -> usize {
    let from = cut.saturating_sub(5).max(first + 1);
    let contact = (from..cut).any(|i| {
        looks.get(i).is_some_and(|l| l.len <= 4 * PARAGRAPH && furniture(l.text, &[Furniture::Contact]).is_some())
    });
    let heading =
        (from..cut).rev().find(|&i| looks.get(i).is_some_and(|l| l.headline && !l.text.ends_with(['!', '?'])));
    match heading {
        Some(at) if contact => {
            let weight: usize = looks.get(at..cut).unwrap_or_default().iter().map(|l| l.len).sum();
            if weight * 8 <= total { at } else { cut }
        }
        _ => cut,
    }
}

/// "Photo: …", "… / Image: …", a line with the size of a picture.
pub(crate) fn is_caption(line: &str) -> bool {
    if line.len() > 300 {
        return false;
    }
    if has_picture_size(line) {
        return true;
    }
    let prefix = furniture(line, &[Furniture::Caption]).is_some();
    prefix
        && (line.len() <= 120 || !line.ends_with('.') || line.contains(": "))
        && !begins_like_prose_about_figures(line)
}

/// "Figure skating grew", "Table manners matter": the word is no label unless a number or colon follows.
fn begins_like_prose_about_figures(line: &str) -> bool {
    let lower = line.get(..7.min(line.len())).unwrap_or_default().to_lowercase();
    let label = listed("figure").find(|w| lower.starts_with(*w));
    let Some(label) = label else { return false };
    let rest = line.get(label.len()..).unwrap_or_default().trim_start();
    let number = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = rest.get(number..).unwrap_or_default();
    !(rest.starts_with(':') || (number > 0 && (after.starts_with(['.', ':']) || after.is_empty())))
}

/// "768x411": two numbers of three or four digits around an x.
fn has_picture_size(line: &str) -> bool {
    memchr::memchr_iter(b'x', line.as_bytes()).any(|at| {
        let digits = |part: Option<&[u8]>| part.is_some_and(|p| p.len() == 3 && p.iter().all(u8::is_ascii_digit));
        at >= 3 && digits(line.as_bytes().get(at - 3..at)) && digits(line.as_bytes().get(at + 1..at + 4))
    })
}

/// A bar of links or share buttons: two words or more, each of them one.
pub(crate) fn is_link_bar(line: &str) -> bool {
    if line.len() > 120 {
        return false;
    }
    let mut words = line.split([' ', '|', '·', '•', '/', '\t', '\u{a0}']).filter(|w| !w.is_empty());
    let first = words.clone().next().is_some_and(|w| furniture(w, &[Furniture::Button]).is_some());
    first && words.clone().nth(1).is_some() && words.all(|w| furniture(w, &[Furniture::Button]).is_some())
}

/// "By Ann Okafor and J. Lind, The Observer", "Translation: …".
fn is_byline(line: &str) -> bool {
    if line.len() > 120 || line.ends_with('.') || furniture(line, &[Furniture::Byline]).is_none() {
        return false;
    }
    let head = line.split(',').next().unwrap_or_default();
    let mut words = head.split_whitespace().skip(1).peekable();
    let joint = |w: &str| w.len() <= 4 && w.chars().all(|c| c.is_lowercase() || c == '&');
    line.contains(':')
        || (words.peek().is_some()
            && words.all(|w| w.starts_with(char::is_uppercase) || (joint(w) && w != "the" && w != "to"))
            && !head.bytes().any(|b| b.is_ascii_digit()))
}

/// A short line that is a date, with little else.
pub(crate) fn is_date_line(line: &str) -> bool {
    if line.len() > 60 {
        return false;
    }
    let Some((_, words)) = find_date(line) else { return false };
    let other = line.replacen(words, "", 1);
    let rest = other.split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).count();
    rest <= 2 || furniture(&other, &[Furniture::Masthead]).is_some() || issue(&other)
}

/// "ISR Issue 6", "Vol. 12 No. 3".
fn issue(line: &str) -> bool {
    let mut words = line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).peekable();
    while let Some(word) = words.next() {
        let label = listed("issue").any(|l| word.eq_ignore_ascii_case(l));
        if label && words.peek().is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit())) {
            return true;
        }
    }
    false
}

/// "Ann Author, Committee for Something (CFS)": capitalised words only, with a comma, or two or three names alone.
fn is_name_line(line: &str) -> bool {
    if line.len() > 90 || line.ends_with(['?', '!']) || line.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let words: Vec<&str> = line.split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).collect();
    let capital = |w: &&str| w.trim_start_matches(['(', '“', '\'']).starts_with(char::is_uppercase);
    let head = line.split(',').next().unwrap_or_default();
    let names = head.split_whitespace().count();
    (2..=4).contains(&names)
        && head.split_whitespace().all(|w| capital(&w))
        && line.contains(',')
        && words.iter().filter(|w| !capital(w)).count() * 3 <= words.len()
}
