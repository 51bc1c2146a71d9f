//! The one door through which texts come in.

use std::ops::Range;
use std::sync::Arc;

use super::decode::{Decoded, decode};
use super::outline::under_headings;
use super::{
    Block, BlockKind, Document, Sentence, SetAside, citations, directives, furniture, html, markdown, marks, plain,
    segment,
};
use crate::corpus::{FrontMatter, Source, find_date, front_matter, published_period, year_in_name};
use crate::text::{CleanSpan, LineIndex, OffsetMap};

/// Reads one file's bytes. `path` names it as the user would, and its ending says the format.
pub fn read(path: &str, bytes: Vec<u8>) -> Document {
    let len = bytes.len();
    let Decoded { text, bytes, offsets, mut notices, binary } = decode(bytes);
    let mut front = front_matter(&text);
    let lines = LineIndex::new(bytes.as_deref().unwrap_or(text.as_bytes()));
    let mut directives = Vec::new();
    let mut heed = |text: &str, found: &[Range<usize>], offsets: &OffsetMap| {
        let (followed, mut unclear) = directives::settle(text, found, offsets, &lines);
        directives = followed;
        notices.append(&mut unclear);
    };
    let (text, bytes, offsets, blocks, aside, code) = if binary {
        (text, bytes, offsets, Vec::new(), Vec::new(), Vec::new())
    } else if is_markdown(path) {
        let clean = markdown::read(&text, front.len, &offsets, len);
        heed(&text, &clean.directives, &offsets);
        let bytes = bytes.unwrap_or(text.into_bytes());
        (clean.text, Some(bytes), clean.offsets, clean.blocks, clean.aside, clean.code)
    } else if is_html(path) {
        let (clean, says) = html::read(&text, &offsets, len);
        front = says;
        heed(&text, &clean.directives, &offsets);
        let bytes = bytes.unwrap_or(text.into_bytes());
        (clean.text, Some(bytes), clean.offsets, clean.blocks, clean.aside, clean.code)
    } else {
        let found = directives::in_plain(&text, front.len);
        heed(&text, &found, &offsets);
        let (alone, amid): (Vec<_>, Vec<_>) = found.into_iter().partition(|at| directives::is_alone(&text, at));
        let chunks = plain::chunks(&text, front.len, false, &alone);
        let kinds = furniture::kinds(&text, &chunks);
        let mut blocks: Vec<Block> = chunks
            .iter()
            .zip(kinds)
            .map(|(c, kind)| Block { kind, span: c.span, heading: None, cell: None, lead: None, defines: false })
            .collect();
        under_headings(&mut blocks, &[]);
        let amid = amid.into_iter().map(|at| CleanSpan::new(at.start, at.end));
        let aside = amid.map(|span| SetAside { span, reason: "directive" }).collect();
        (text, bytes, offsets, blocks, aside, Vec::new())
    };
    let source = source(path, &front, &text, &blocks);
    let mut document = Document {
        source,
        bytes,
        text,
        offsets,
        lines,
        blocks,
        code,
        sentences: Vec::new(),
        aside,
        directives,
        notices,
        binary,
    };
    document.finish();
    document
}

/// Reads a bare passage, such as a row of standard input: the clean text is the passage.
pub fn read_row(id: &str, text: &str, reference_date: Option<&str>) -> Document {
    let chunks = plain::chunks(text, 0, true, &[]);
    let block = |span: CleanSpan| {
        let words = text.get(span.range()).unwrap_or_default();
        let item = plain::bullet(words).is_some() || marks::list_number(text, span).is_some();
        Block {
            kind: if item { BlockKind::Item } else { BlockKind::Paragraph },
            span,
            heading: None,
            cell: None,
            lead: None,
            defines: false,
        }
    };
    let source = Source {
        id: Arc::from(id),
        path: id.to_owned(),
        title: None,
        author: None,
        publisher: None,
        published: reference_date.map(str::to_owned),
        reference: reference_date.and_then(published_period),
        language: None,
        date_order: None,
    };
    let mut document = Document {
        source,
        bytes: None,
        text: text.to_owned(),
        offsets: OffsetMap::identity(),
        lines: LineIndex::new(text.as_bytes()),
        blocks: chunks.iter().map(|c| block(c.span)).collect(),
        code: Vec::new(),
        sentences: Vec::new(),
        aside: Vec::new(),
        directives: Vec::new(),
        notices: Vec::new(),
        binary: false,
    };
    document.finish();
    document
}

impl Document {
    /// Finds marks and sentences in the blocks.
    fn finish(&mut self) {
        let running = |b: &&Block| b.kind != BlockKind::Code;
        let mut spans: Vec<CleanSpan> = Vec::with_capacity(self.blocks.len());
        spans.extend(self.blocks.iter().filter(running).map(|b| b.span));
        self.aside.extend(marks::find(&self.text, &spans));
        self.aside.extend(citations::bracketed(&self.text, &spans));
        for block in &self.blocks {
            let listed = matches!(
                block.kind,
                BlockKind::Item | BlockKind::Heading(_) | BlockKind::Paragraph | BlockKind::Note | BlockKind::Quote
            );
            if listed {
                self.aside.extend(marks::list_number(&self.text, block.span));
            }
        }
        self.sort_aside();
        self.sentences.reserve(self.blocks.len());
        let mut spans = Vec::new();
        for (i, block) in self.blocks.iter().enumerate() {
            spans.clear();
            match block.kind {
                BlockKind::Title | BlockKind::Heading(_) | BlockKind::Cell => {
                    segment::push(&self.text, block.span.start(), block.span.end(), &mut spans)
                }
                BlockKind::Code => lines_of(&self.text, block.span, &mut spans),
                _ => segment::segment(&self.text, block.span, &self.aside, &mut spans),
            }
            self.sentences.extend(spans.iter().map(|&span| Sentence { span, block: i as u32 }));
        }
        let run_in = citations::run_in(&self.text, &self.sentences, &self.aside);
        if !run_in.is_empty() {
            self.aside.extend(run_in);
            self.sort_aside();
        }
    }

    /// Puts what was set aside into text order; of two that overlap, the one that begins first stays, or the longer one.
    fn sort_aside(&mut self) {
        self.aside.sort_unstable_by_key(|m: &SetAside| (m.span.start(), std::cmp::Reverse(m.span.end())));
        self.aside.dedup_by(|later, earlier| later.span.overlaps(earlier.span));
    }
}

/// Code is read line by line.
fn lines_of(text: &str, block: CleanSpan, out: &mut Vec<CleanSpan>) {
    let mut start = block.start();
    for line in text.get(block.range()).unwrap_or_default().split_inclusive('\n') {
        segment::push(text, start, start + line.len(), out);
        start += line.len();
    }
}

fn is_markdown(path: &str) -> bool {
    ends_in(path, &["md", "markdown"])
}

fn is_html(path: &str) -> bool {
    ends_in(path, &["html", "htm", "xhtml"])
}

fn ends_in(path: &str, endings: &[&str]) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.rsplit_once('.').is_some_and(|(_, ending)| endings.iter().any(|e| ending.eq_ignore_ascii_case(e)))
}

/// File name without folders and without its last ending.
fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    match name {
        "-" => "stdin",
        _ => name.rsplit_once('.').map_or(name, |(stem, _)| stem).trim_start_matches('.'),
    }
}

fn source(path: &str, front: &FrontMatter, text: &str, blocks: &[Block]) -> Source {
    let stem = stem(path);
    let words = |b: &Block| text.get(b.span.range()).unwrap_or_default();
    let heading = || {
        let title = blocks.iter().find(|b| b.kind == BlockKind::Title);
        title.or_else(|| blocks.iter().find(|b| matches!(b.kind, BlockKind::Heading(_)))).map(|b| words(b).to_owned())
    };
    let masthead = || {
        let body =
            blocks.iter().position(|b| b.kind == BlockKind::Paragraph && b.span.len() >= 100).unwrap_or(blocks.len());
        let head = blocks.get(..body).unwrap_or_default();
        head.iter()
            .filter(|b| b.kind == BlockKind::Boilerplate && b.span.len() <= 100)
            .find_map(|b| find_date(words(b)))
    };
    let (published, reference) = match &front.date {
        Some(date) => (Some(date.clone()), published_period(date)),
        None => match masthead() {
            Some((period, date)) => (Some(date.to_owned()), Some(period)),
            None => (None, year_in_name(stem)),
        },
    };
    Source {
        id: Arc::from(front.id.as_deref().unwrap_or(stem)),
        path: path.to_owned(),
        title: front.title.clone().or_else(heading),
        author: front.author.clone(),
        publisher: front.publisher.clone(),
        published,
        reference,
        language: front.language.clone(),
        date_order: None,
    }
}
