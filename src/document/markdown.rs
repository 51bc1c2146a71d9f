//! Markdown to clean text and blocks.

use std::ops::Range;

use memchr::{memchr_iter, memchr2_iter};
use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::marks::NOTE_MARK;
use super::outline::{Shape, settle};
use super::windows::{self, Windows};
use super::{Block, BlockKind, Cell, SetAside, directives};
use crate::text::{CleanSpan, OffsetMap, OffsetMapBuilder, Span};

/// Clean text, map, blocks and marks of a Markdown text.
pub(crate) struct Clean {
    pub(crate) text: String,
    pub(crate) offsets: OffsetMap,
    pub(crate) blocks: Vec<Block>,
    pub(crate) aside: Vec<SetAside>,
    /// Words set as code in running text.
    pub(crate) code: Vec<CleanSpan>,
    /// Comments that say something to gainsay, in bytes of the Markdown.
    pub(crate) directives: Vec<Range<usize>>,
}

/// Reads Markdown from byte `from` of the decoded text on; `decoded` maps that text to the file.
pub(crate) fn read(source: &str, from: usize, decoded: &OffsetMap, original_len: usize) -> Clean {
    read_by(source, from, decoded, original_len, windows::USUAL)
}

/// The same, `room` bytes at a time.
pub(super) fn read_by(source: &str, from: usize, decoded: &OffsetMap, original_len: usize, room: usize) -> Clean {
    let body = source.get(from..).unwrap_or_default();
    let blocks = memchr2_iter(b'\n', b'|', body.as_bytes()).count() + 1;
    let mut reader = Reader::new(source, from, decoded, blocks);
    for window in Windows::of(body, room) {
        for (event, range) in Parser::new_ext(&window.text, windows::OPTIONS).into_offset_iter() {
            if let Some(range) = window.place(&event, range) {
                reader.event(event, range);
            }
        }
    }
    reader.finish(original_len)
}

/// What the events of HTML, with their bytes in `source` from `from` on, make.
pub(super) fn from_events<'e>(
    source: &str,
    from: usize,
    decoded: &OffsetMap,
    original_len: usize,
    events: impl Iterator<Item = (Event<'e>, Range<usize>)>,
) -> Clean {
    let tags = memchr_iter(b'<', source.as_bytes()).count() + 1;
    let mut reader = Reader::new(source, from, decoded, tags);
    for (event, range) in events {
        reader.event(event, range);
    }
    reader.finish(original_len)
}

/// A block that is being filled.
struct Open {
    kind: BlockKind,
    start: usize,
    cell: Option<Box<Cell>>,
    /// Bytes of its text in emphasis, in strong emphasis, in links and in images.
    emphasis: usize,
    strong: usize,
    linked: usize,
    links: usize,
    pictured: usize,
    both: usize,
    pictures: usize,
    /// Where the bold words end that it opens with.
    lead: Option<usize>,
}

#[derive(Default)]
struct Table {
    row: u32,
    column: u32,
    header: bool,
    columns: Vec<Option<CleanSpan>>,
    first: Option<CleanSpan>,
}

struct Reader<'s> {
    source: &'s str,
    shift: usize,
    decoded: &'s OffsetMap,
    out: OffsetMapBuilder,
    blocks: Vec<Block>,
    /// Of each block what its markup was like.
    shapes: Vec<Shape>,
    aside: Vec<SetAside>,
    code: Vec<CleanSpan>,
    directives: Vec<Range<usize>>,
    containers: Vec<Container>,
    open: Option<Open>,
    table: Table,
    tables: u32,
    /// Open links: where their text began, and whether it is dropped.
    link: Vec<(usize, bool)>,
    /// Open links, images, emphases that drop or color the text inside.
    dropped: usize,
    image: usize,
    emphasis: usize,
    strong: usize,
    /// Whether the bold words that are open stand first in their block.
    leads: bool,
    /// Where `<sup>` began.
    raised: Option<usize>,
    /// What ends the HTML comment, script or style that is open.
    hidden: Option<&'static str>,
    /// Where the event at hand begins.
    at: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Container {
    Item,
    Term,
    Definition,
    Quote,
    Footnote,
    Heading(u8),
    Cell,
    Code,
    Html,
    Furniture,
}

impl<'s> Reader<'s> {
    /// `blocks` is how many blocks there may be at most.
    fn new(source: &'s str, shift: usize, decoded: &'s OffsetMap, blocks: usize) -> Self {
        Self {
            source,
            shift,
            decoded,
            out: OffsetMapBuilder::with_capacity(source.len() - shift.min(source.len()), 2 * blocks),
            blocks: Vec::with_capacity(blocks),
            shapes: Vec::with_capacity(blocks),
            aside: Vec::new(),
            code: Vec::new(),
            directives: Vec::new(),
            containers: Vec::new(),
            open: None,
            table: Table::default(),
            tables: 0,
            link: Vec::new(),
            dropped: 0,
            image: 0,
            emphasis: 0,
            strong: 0,
            leads: false,
            raised: None,
            hidden: None,
            at: 0,
        }
    }

    /// What was read, once there is no more to come.
    fn finish(mut self, original_len: usize) -> Clean {
        self.close();
        let (text, offsets) = self.out.finish(original_len);
        settle(&text, &mut self.blocks, &self.shapes);
        Clean { text, offsets, blocks: self.blocks, aside: self.aside, code: self.code, directives: self.directives }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        self.at = range.start;
        if matches!(event, Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_)) {
            let within = self.shift + range.start..self.shift + range.end;
            self.directives.extend(directives::in_comments(self.source, within));
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => self.code(&text, range),
            Event::SoftBreak | Event::HardBreak if self.ends_field(range.end) => self.close(),
            Event::SoftBreak | Event::HardBreak => self.space(range),
            Event::FootnoteReference(_) => {
                let source = self.source.get(self.shift + range.start..self.shift + range.end).unwrap_or_default();
                self.ensure();
                let at = self.out.len();
                self.copy(source, range.start);
                self.aside.push(SetAside { span: CleanSpan::new(at, self.out.len()), reason: NOTE_MARK });
            }
            Event::InlineHtml(tag) => self.inline_html(&tag, range),
            Event::Html(html) => self.html(&html, range),
            Event::Rule => self.close(),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.close(),
            Tag::Heading { level, .. } => {
                self.close();
                self.containers.push(Container::Heading(level as u8));
            }
            Tag::BlockQuote(_) => self.enter(Container::Quote),
            Tag::CodeBlock(_) => self.enter(Container::Code),
            Tag::HtmlBlock => self.enter(Container::Html),
            Tag::MetadataBlock(_) => self.enter(Container::Furniture),
            Tag::List(_) | Tag::DefinitionList => self.close(),
            Tag::Item => self.enter(Container::Item),
            Tag::DefinitionListTitle => self.enter(Container::Term),
            Tag::DefinitionListDefinition => self.enter(Container::Definition),
            Tag::FootnoteDefinition(_) => self.enter(Container::Footnote),
            Tag::Table(_) => {
                self.close();
                self.table = Table::default();
            }
            Tag::TableHead => self.table.header = true,
            Tag::TableRow => {
                self.table.row += 1;
                self.table.column = 0;
                self.table.first = None;
            }
            Tag::TableCell => self.enter(Container::Cell),
            Tag::Emphasis => self.emphasis += 1,
            Tag::Strong => {
                self.strong += 1;
                self.leads = self.open.as_ref().is_none_or(|o| o.start == self.out.len());
            }
            Tag::Link { link_type, .. } => {
                self.ensure();
                let dropped = matches!(link_type, LinkType::Autolink | LinkType::Email);
                self.dropped += usize::from(dropped);
                self.link.push((self.out.len(), dropped));
                if let Some(open) = &mut self.open {
                    open.links += 1;
                }
            }
            Tag::Image { .. } => {
                self.image += 1;
                self.ensure();
                if let Some(open) = &mut self.open {
                    open.pictures += 1;
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.close(),
            TagEnd::Heading(_) | TagEnd::BlockQuote(_) | TagEnd::CodeBlock | TagEnd::Item => self.leave(),
            TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition | TagEnd::FootnoteDefinition => self.leave(),
            TagEnd::MetadataBlock(_) => self.leave(),
            TagEnd::HtmlBlock => {
                self.hidden = None;
                self.leave();
            }
            TagEnd::TableCell => {
                self.leave();
                self.table.column += 1;
            }
            TagEnd::TableHead => self.table.header = false,
            TagEnd::Table => self.tables += 1,
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Strong => {
                self.strong = self.strong.saturating_sub(1);
                let end = self.out.len();
                if let Some(open) = self.open.as_mut().filter(|_| std::mem::take(&mut self.leads)) {
                    open.lead = Some(end);
                }
            }
            TagEnd::Link => {
                let Some((at, dropped)) = self.link.pop() else { return };
                self.dropped -= usize::from(dropped);
                if !dropped {
                    let text = self.out.text().get(at..).unwrap_or_default();
                    let number = !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
                    if number && self.open.as_ref().is_some_and(|o| o.start < at) {
                        self.aside.push(SetAside { span: CleanSpan::new(at, self.out.len()), reason: NOTE_MARK });
                    }
                }
            }
            TagEnd::Image => self.image = self.image.saturating_sub(1),
            _ => {}
        }
    }

    fn enter(&mut self, container: Container) {
        self.close();
        self.containers.push(container);
    }

    fn leave(&mut self) {
        self.close();
        self.containers.pop();
    }

    /// The kind of a block opened here.
    fn kind(&self) -> BlockKind {
        let mut kind = BlockKind::Paragraph;
        for container in &self.containers {
            kind = match container {
                Container::Footnote => return BlockKind::Note,
                Container::Furniture => return BlockKind::Boilerplate,
                Container::Code => BlockKind::Code,
                Container::Cell => BlockKind::Cell,
                Container::Heading(level) => BlockKind::Heading(*level),
                Container::Term => BlockKind::Heading(6),
                Container::Item | Container::Definition => BlockKind::Item,
                Container::Quote if kind != BlockKind::Item => BlockKind::Quote,
                _ => kind,
            };
        }
        kind
    }

    fn inside(&self, container: Container) -> bool {
        self.containers.contains(&container)
    }

    /// Opens a block unless one is open.
    fn ensure(&mut self) {
        if self.open.is_some() {
            return;
        }
        if !self.out.is_empty() {
            let at = self.shift + self.at;
            let at = self.decoded.to_original(CleanSpan::new(at, at)).start();
            self.out.replace("\n", Span::new(at, at));
        }
        let kind = self.kind();
        let cell = (kind == BlockKind::Cell).then(|| {
            Box::new(Cell {
                table: self.tables,
                row: self.table.row,
                column: self.table.column,
                is_header: self.table.header,
                column_header: if self.table.header {
                    None
                } else {
                    self.table.columns.get(self.table.column as usize).copied().flatten()
                },
                row_header: if self.table.header || self.table.column == 0 { None } else { self.table.first },
                corner: if self.table.header { None } else { self.table.columns.first().copied().flatten() },
            })
        });
        self.open = Some(Open {
            kind,
            start: self.out.len(),
            cell,
            emphasis: 0,
            strong: 0,
            linked: 0,
            links: 0,
            pictured: 0,
            both: 0,
            pictures: 0,
            lead: None,
        });
    }

    /// Closes the open block.
    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let raw = self.out.text().get(open.start..).unwrap_or_default();
        let bare = raw.trim();
        let start = open.start + (raw.len() - raw.trim_start().len());
        let span = CleanSpan::new(start, start + bare.len());
        if open.kind == BlockKind::Cell && self.table.header {
            let at = self.table.column as usize;
            if self.table.columns.len() <= at {
                self.table.columns.resize(at + 1, None);
            }
            if let Some(slot) = self.table.columns.get_mut(at) {
                *slot = (!span.is_empty()).then_some(span);
            }
        }
        if span.is_empty() {
            return;
        }
        if open.kind == BlockKind::Cell && self.table.column == 0 {
            self.table.first = Some(span);
        }
        let letters = bare.len();
        let most = |part: usize| part > 0 && part + 4 >= letters - (letters / 20);
        self.blocks.push(Block {
            kind: open.kind,
            span,
            heading: None,
            cell: open.cell,
            lead: open.lead.map(|end| CleanSpan::new(start, end)).filter(|l| l.len() + 1 < span.len()),
            defines: self.inside(Container::Term) || self.inside(Container::Definition),
        });
        self.shapes.push(Shape {
            italic: most(open.emphasis),
            bold: most(open.strong),
            bold_lead: open.strong > 0,
            linked: most(open.linked),
            link_bar: open.links >= 3 && open.linked * 10 >= letters * 6,
            picture: open.pictures > 0 && most(open.both),
            term: self.inside(Container::Term),
            definition: self.inside(Container::Definition),
        });
    }

    /// Whether a line that ends here and the one that follows are fields of a record: "Status: closed", "**Sites:** 94".
    fn ends_field(&self, next: usize) -> bool {
        let Some(open) = self.open.as_ref().filter(|o| o.kind == BlockKind::Paragraph) else { return false };
        let line = self.out.text().get(open.start..).unwrap_or_default();
        let follows = || {
            let rest = self.source.get(self.shift + next..).unwrap_or_default();
            is_field(rest.split(['\n', '\r']).next().unwrap_or_default())
        };
        line.len() <= FIELD && is_field(line) && follows()
    }

    /// Counts text of the open block towards its inline markup.
    fn count(&mut self, len: usize) {
        let share = |inside: bool| if inside { len } else { 0 };
        if let Some(open) = &mut self.open {
            open.emphasis += share(self.emphasis > 0);
            open.strong += share(self.strong > 0);
            open.linked += share(!self.link.is_empty());
            open.pictured += share(self.image > 0);
            open.both += share(self.image > 0 || self.emphasis > 0);
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.dropped > 0 {
            return;
        }
        self.ensure();
        self.count(text.len());
        if self.source.get(self.shift + range.start..self.shift + range.end) == Some(text) {
            self.copy(text, range.start);
        } else {
            self.replace(text, range);
        }
    }

    fn code(&mut self, text: &str, range: Range<usize>) {
        self.ensure();
        self.count(text.len());
        let source = self.source.get(self.shift + range.start..self.shift + range.end).unwrap_or_default();
        let from = self.out.len();
        match source.find(text) {
            Some(at) if !text.is_empty() => self.copy(text, range.start + at),
            _ => self.align(text, source, range),
        }
        self.code.push(CleanSpan::new(from, self.out.len()));
    }

    /// Copies code that runs over a line end, character by character, so that each keeps its place.
    fn align(&mut self, text: &str, source: &str, range: Range<usize>) {
        let mut at = source.bytes().take_while(|b| *b == b'`').count();
        let mut buffer = [0; 4];
        let mut copied = false;
        for c in text.chars() {
            let rest = source.get(at..).unwrap_or_default();
            let broken = rest.starts_with(['\n', '\r']) && c == ' ';
            if broken {
                at += 1;
                if copied && !self.out.text().ends_with(' ') {
                    self.replace(" ", range.start + at - 1..range.start + at);
                }
                continue;
            }
            let Some(skipped) = rest.find(c) else { return };
            at += skipped;
            copied = true;
            self.copy(c.encode_utf8(&mut buffer), range.start + at);
            at += c.len_utf8();
        }
    }

    fn space(&mut self, range: Range<usize>) {
        if self.open.is_some() && !self.out.text().ends_with(' ') {
            self.count(1);
            self.replace(" ", range);
        }
    }

    fn inline_html(&mut self, tag: &str, range: Range<usize>) {
        let lower = tag.to_ascii_lowercase();
        if lower.starts_with("<br") {
            self.space(range);
        } else if lower.starts_with("<sup") {
            // "10<sup>6</sup>": a power, no note
            let base = self.out.text().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            if matches!(base, "10" | "2") {
                self.replace("^", range);
            } else {
                self.raised = Some(self.out.len());
            }
        } else if lower.starts_with("</sup")
            && let Some(at) = self.raised.take()
        {
            let digits = self
                .out
                .text()
                .get(at..)
                .is_some_and(|t| !t.is_empty() && t.len() <= 3 && t.bytes().all(|b| b.is_ascii_digit()));
            let head = self.out.text().get(..at).unwrap_or_default();
            let unit = head.chars().rev().take_while(|c| c.is_alphanumeric()).take(3).count() < 3
                && !head.ends_with(['.', '”', '"', ',', ')']);
            if digits && !unit {
                self.aside.push(SetAside { span: CleanSpan::new(at, self.out.len()), reason: NOTE_MARK });
            }
        }
    }

    /// A line of an HTML block: text outside tags is kept.
    fn html(&mut self, html: &str, range: Range<usize>) {
        let lower = html.trim_start().to_ascii_lowercase();
        let hidden = [("<!--", "-->"), ("<script", "</script"), ("<style", "</style")];
        if self.hidden.is_none() {
            self.hidden = hidden.iter().find(|(open, _)| lower.starts_with(open)).map(|(_, close)| *close);
        }
        if let Some(close) = self.hidden {
            if lower.contains(close) {
                self.hidden = None;
            }
            return;
        }
        let line = self.source.get(self.shift + range.start..self.shift + range.end).unwrap_or_default();
        let line = line.trim_end_matches(['\r', '\n']);
        let mut at = 0;
        while let Some(rest) = line.get(at..).filter(|r| !r.is_empty()) {
            let text = rest.find('<').unwrap_or(rest.len());
            let words = rest.get(..text).unwrap_or_default();
            if !words.trim().is_empty() {
                self.ensure();
                self.count(words.len());
                self.copy(words, range.start + at);
            }
            let tag = rest.get(text..).unwrap_or_default();
            at += text + tag.find('>').map_or(tag.len(), |end| end + 1);
        }
        self.space(range.end..range.end);
    }

    /// Appends text that stands at `at` of the Markdown.
    fn copy(&mut self, text: &str, at: usize) {
        let at = self.shift + at;
        if self.decoded.is_identity() {
            return self.out.copy(text, at);
        }
        let mut buffer = [0; 4];
        for (offset, c) in text.char_indices() {
            let original = self.decoded.to_original(CleanSpan::new(at + offset, at + offset + c.len_utf8()));
            self.out.replace(c.encode_utf8(&mut buffer), original);
        }
    }

    /// Appends text that stands for a range of the Markdown.
    fn replace(&mut self, text: &str, range: Range<usize>) {
        let span = CleanSpan::new(self.shift + range.start, self.shift + range.end);
        self.out.replace(text, self.decoded.to_original(span));
    }
}

/// The longest line that is taken for a field, in bytes.
const FIELD: usize = 300;

/// Whether a line opens with a label of a few words and a colon, and has something behind it.
fn is_field(line: &str) -> bool {
    const LABEL: usize = 48;
    const WORDS: usize = 6;
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || c == '*' || c == '_');
    let Some((label, rest)) = line.split_once(':') else { return false };
    let rest = rest.trim_start_matches(['*', '_']);
    label.len() <= LABEL
        && rest.starts_with(' ')
        && !rest.trim().is_empty()
        && label.starts_with(char::is_uppercase)
        && !label.contains(['.', ';', '!', '?'])
        && label.split_whitespace().count() <= WORDS
}
