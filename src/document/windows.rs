//! A long Markdown text in parts that can be parsed one after the other: the parser keeps a tree of all it was given, many times as
//! large as the text.
//!
//! A part ends where a block of the topmost level, or an item of a list there, begins. What a part needs to know of the others is
//! put around it: the header of a table that goes on, and stand-ins for the notes and links that are defined elsewhere.

use std::borrow::Cow;
use std::hash::{Hash as _, Hasher as _};
use std::ops::Range;

use memchr::{memchr, memchr_iter, memmem, memrchr};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use rustc_hash::{FxHashSet, FxHasher};

/// What is read beyond plain Markdown.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_STRIKETHROUGH);

/// Bytes of a part. A text of half as much again is parsed as a whole.
pub(super) const USUAL: usize = 32 * 1024;

/// The longest label of a note or a link that is looked for, in bytes.
const LONGEST_LABEL: usize = 200;

/// The parts of a text, in order.
pub(super) struct Windows<'b> {
    body: &'b str,
    room: usize,
    /// Where the next part begins.
    at: usize,
    /// Header of the table that goes on there.
    header: Option<Range<usize>>,
    /// Labels that are defined anywhere in the text, as hashes; empty when it is one part.
    labels: FxHashSet<u64>,
}

/// A part of a text, with what it needs around it.
pub(super) struct Window<'b> {
    pub(super) text: Cow<'b, str>,
    /// The bytes of `text` that are the part.
    own: Range<usize>,
    /// Where they stand in the whole.
    at: usize,
    /// Where a table begins in `text` that goes on behind it.
    cut_table: Option<usize>,
}

/// Where a part ends.
struct End {
    at: usize,
    /// A table that is cut there: where it begins, and its header.
    table: Option<Range<usize>>,
}

impl<'b> Windows<'b> {
    pub(super) fn of(body: &'b str, room: usize) -> Self {
        let labels = if body.len() > room + room / 2 { labels(body) } else { FxHashSet::default() };
        Self { body, room, at: 0, header: None, labels }
    }

    /// The part with the header of its table before and stand-ins for what is defined elsewhere behind it.
    fn dress(&self, part: &'b str, header: &str) -> Cow<'b, str> {
        let mut tail = String::new();
        if !self.labels.is_empty() {
            let mut seen = FxHashSet::default();
            for label in memchr_iter(b'[', part.as_bytes()).filter_map(|at| label(part, at)) {
                let hash = hash(label);
                if self.labels.contains(&hash) && seen.insert(hash) {
                    tail.extend(["\n\n[", label, "]: x"]);
                }
            }
        }
        if header.is_empty() && tail.is_empty() {
            Cow::Borrowed(part)
        } else {
            Cow::Owned([header, part, &tail].concat())
        }
    }
}

impl<'b> Iterator for Windows<'b> {
    type Item = Window<'b>;

    fn next(&mut self) -> Option<Window<'b>> {
        let rest = self.body.get(self.at..).filter(|rest| !rest.is_empty())?;
        let header = self.header.take();
        let lines = self.body.get(header.clone().unwrap_or_default()).unwrap_or_default();
        let end = end(lines, rest, self.room);
        let part = rest.get(..end.at).unwrap_or(rest);
        let own = lines.len()..lines.len() + part.len();
        // the header of a table that began in an earlier part stands where it stood
        self.header = end.table.clone().map(|table| match header {
            Some(header) if table.start == 0 => header,
            _ => self.at + table.start - lines.len()..self.at + table.end - lines.len(),
        });
        let window =
            Window { text: self.dress(part, lines), own, at: self.at, cut_table: end.table.map(|table| table.start) };
        self.at += part.len();
        Some(window)
    }
}

impl Window<'_> {
    /// Where an event of the part stands in the whole; `None` for events of what was put around it.
    pub(super) fn place(&self, event: &Event<'_>, range: Range<usize>) -> Option<Range<usize>> {
        if matches!(event, Event::End(TagEnd::Table)) && self.cut_table == Some(range.start) {
            return None;
        }
        let place = |at: usize| self.at + at.clamp(self.own.start, self.own.end) - self.own.start;
        let ends_table = matches!(event, Event::End(TagEnd::Table)) && range.start < self.own.start;
        (self.own.contains(&range.start) || ends_table).then(|| place(range.start)..place(range.end))
    }
}

/// Where the part ends that begins with `rest`; `header` stands before it when a table goes on.
fn end(header: &str, rest: &str, room: usize) -> End {
    let whole = End { at: rest.len(), table: None };
    if rest.len() <= room + room / 2 {
        return whole;
    }
    let Some(part) = rest.get(..rest.floor_char_boundary(room)) else { return whole };
    let least = part.len() / 4;
    let line_end = memrchr(b'\n', part.as_bytes()).map(|at| at + 1).filter(|&at| at > least);
    let part = line_end.and_then(|at| part.get(..at)).unwrap_or(part);
    let text: Cow<'_, str> = if header.is_empty() { part.into() } else { [header, part].concat().into() };
    // where the last block begins, or the last item of a list, and the table that the last block is
    let (mut depth, mut last, mut table) = (0, 0, None);
    let mut is_list = false;
    for (event, range) in Parser::new_ext(&text, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                if depth == 0 || (depth == 1 && is_list && tag == Tag::Item) {
                    last =
                        memrchr(b'\n', text.get(..range.start).unwrap_or_default().as_bytes()).map_or(0, |at| at + 1);
                }
                if depth == 0 {
                    is_list = matches!(tag, Tag::List(_));
                    table = matches!(tag, Tag::Table(_)).then_some(range.start..range.start);
                }
                depth += 1;
            }
            Event::End(tag) => {
                depth -= 1;
                if let Some(table) = &mut table
                    && tag == TagEnd::TableHead
                {
                    table.end = lines_end(&text, range.start, 2);
                }
            }
            _ if depth == 0 => last = range.start,
            _ => {}
        }
    }
    let last = last.saturating_sub(header.len());
    if last > least {
        return End { at: last, table: None };
    }
    let at = if line_end.is_some() { part.len() } else { between_words(part) };
    // a part that ends in the middle of a table, below its header
    End { at, table: table.filter(|table| line_end.is_some() && table.end < text.len()) }
}

/// Where a line that is too long is cut: behind a sentence, or a word, or anywhere.
fn between_words(line: &str) -> usize {
    let half = line.floor_char_boundary(line.len() / 2);
    let late = line.get(half..).unwrap_or_default();
    let stop = memmem::rfind(late.as_bytes(), b". ").map(|at| at + 2);
    let space = || memrchr(b' ', late.as_bytes()).map(|at| at + 1);
    stop.or_else(space).map_or(line.len(), |at| half + at)
}

/// The end of so many lines from the one on that holds `at`.
fn lines_end(text: &str, at: usize, lines: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    memchr_iter(b'\n', rest.as_bytes()).nth(lines - 1).map_or(text.len(), |end| at + end + 1)
}

/// The label in the brackets that open at `at`, with the sign of a note.
fn label(text: &str, at: usize) -> Option<&str> {
    let rest = text.as_bytes().get(at + 1..(at + 1 + LONGEST_LABEL).min(text.len()))?;
    let close = memchr(b']', rest)?;
    text.get(at + 1..at + 1 + close).filter(|label| !label.trim().is_empty() && !label.contains('['))
}

/// Hashes of the labels that lines begin with, and define: "[1]: …", "[^1]: …".
fn labels(body: &str) -> FxHashSet<u64> {
    let mut found = FxHashSet::default();
    for colon in memmem::find_iter(body.as_bytes(), b"]:") {
        let from = colon.saturating_sub(LONGEST_LABEL);
        let Some(open) = body.as_bytes().get(from..colon).and_then(|head| memrchr(b'[', head)) else { continue };
        let head = body.as_bytes().get(..from + open).unwrap_or_default();
        let before = head.iter().rev().find(|b| !matches!(b, b' ' | b'\t' | b'>'));
        if before.is_none_or(|b| matches!(b, b'\n' | b'\r'))
            && let Some(label) = label(body, from + open)
        {
            found.insert(hash(label));
        }
    }
    found
}

/// A label without its case and white space.
fn hash(label: &str) -> u64 {
    let mut hasher = FxHasher::default();
    label.split_whitespace().for_each(|word| word.to_lowercase().hash(&mut hasher));
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::super::markdown::read_by;
    use crate::text::OffsetMap;

    /// Blocks of every kind, none longer than a few lines but the tables.
    fn sample() -> String {
        let mut text = String::from("# Ferries\n\nSee [the list][all] and [Lind] below.[^1]\n\n");
        for i in 0..40 {
            text += &format!("## Harbor {i}\n\nIt had *{i}* ferries, [see here][all].[^{}]\n\n", i % 7);
            text += &format!(
                "- {i} piers\n  - {i} of wood\n\n    and *old*\n- 3 cranes\n* other\n\n> {i} men\nand boys\n\n"
            );
            text += &format!(
                "Term {i}\n\n: {i} days\n\n```\nrun {i}\n\n# no heading\n```\n\n<!-- {i}\n\nhidden -->\n\n---\n\n"
            );
            text += "    code here\n\n<div>\n12 boats</div>\n\nSetext\n======\n\n1. one\n1. two\n\n   more\n";
        }
        text += "\n| Year | Boats |\n| --- | --- |\n";
        (0..90).for_each(|i| text += &format!("| {} | {i} |\n", 1900 + i));
        text += "\n| A | B |\n|---|---|\n| 1 | 2 |\n\n[all]: http://ferries.example/all\n[LIND]: /lind 'x'\n\n";
        (0..7).for_each(|i| text += &format!("[^{i}]: Note {i}, p. 5.\n"));
        text
    }

    #[test]
    fn a_text_in_parts_is_read_as_a_whole_one_is() {
        let text = sample();
        let read = |room: usize| read_by(&text, 0, &OffsetMap::identity(), text.len(), room);
        let whole = read(usize::MAX / 2);
        assert!(whole.blocks.len() > 400);
        for room in [500, 800, 1500, 5000] {
            let parts = read(room);
            assert_eq!(parts.text, whole.text, "{room}");
            assert_eq!(parts.offsets, whole.offsets, "{room}");
            assert_eq!(parts.blocks, whole.blocks, "{room}");
            assert_eq!(parts.aside, whole.aside, "{room}");
            assert_eq!(parts.code, whole.code, "{room}");
            assert_eq!(parts.directives, whole.directives, "{room}");
        }
    }

    #[test]
    fn blocks_without_an_end_are_cut_and_nothing_is_lost() {
        for line in ["word ", "[", "> ", "- a\n  - b\n", "é", "12. x\n", "<div>\n", "```\n\n\n", "| a |\n|---|\n"] {
            let text = line.repeat(300);
            let letters = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).count();
            let read = |room: usize| letters(&read_by(&text, 0, &OffsetMap::identity(), text.len(), room).text);
            if !line.starts_with(['>', '1', '<', '|']) {
                assert_eq!(read(64), letters(&text), "{line}");
            }
            assert!(read(64) <= letters(&text), "{line}");
        }
    }
}
