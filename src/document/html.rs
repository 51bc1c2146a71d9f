//! HTML to clean text and blocks.
//!
//! Tags become the events that the same text would give in Markdown, so that headings, lists, tables, quotations and
//! note marks are treated alike in both. Only what a reader sees is read; `head` gives what the page says of itself.

use std::collections::VecDeque;
use std::ops::Range;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, MetadataBlockKind, Tag, TagEnd};

use super::markdown::{self, Clean};
use crate::corpus::FrontMatter;
use crate::text::OffsetMap;

/// Longest character reference (`&CounterClockwiseContourIntegral;`), in bytes.
const LONGEST_REFERENCE: usize = 36;

/// Most columns that one cell may span; more is a mistake or an attack.
const MOST_COLUMNS: usize = 100;

/// Most tags that are open at a time; deeper ones change nothing.
const DEEPEST: usize = 500;

/// What leads round the site: no text of the page, as metadata is none of a Markdown text.
const FURNITURE: Tag<'static> = Tag::MetadataBlock(MetadataBlockKind::YamlStyle);

/// Reads HTML; `decoded` maps the text to the file.
pub(crate) fn read(source: &str, decoded: &OffsetMap, original_len: usize) -> (Clean, FrontMatter) {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut tokens = Tokenizer::new_with_emitter(source, emitter).flatten();
    let mut page = Page { source, ..Page::default() };
    let mut ahead: VecDeque<Token<usize>> = VecDeque::new();
    let mut has_ended = false;
    // tokens become events as they are asked for: neither is in memory as a whole
    let events = std::iter::from_fn(|| {
        while page.events.is_empty() && !has_ended {
            match ahead.pop_front().or_else(|| tokens.next()) {
                Some(token) => {
                    if is_row(&token) {
                        see_row(&mut ahead, &mut tokens);
                    }
                    page.token(&token, &ahead);
                }
                None => {
                    has_ended = true;
                    page.end_open();
                }
            }
        }
        page.events.pop_front()
    });
    let clean = markdown::from_events(source, 0, decoded, original_len, events);
    (clean, page.says)
}

fn is_row(token: &Token<usize>) -> bool {
    matches!(token, Token::StartTag(tag) if *tag.name == b"tr")
}

/// Reads on to the end of a table's row, so that it is known what cells it has.
fn see_row(ahead: &mut VecDeque<Token<usize>>, tokens: &mut impl Iterator<Item = Token<usize>>) {
    let ends = |token: &Token<usize>| {
        is_row(token) || matches!(token, Token::EndTag(tag) if *tag.name == b"tr" || *tag.name == b"table")
    };
    if ahead.iter().any(ends) {
        return;
    }
    for token in tokens {
        let is_last = ends(&token);
        ahead.push_back(token);
        if is_last {
            break;
        }
    }
}

/// Whether a tag's text is never shown.
fn is_hidden(name: &[u8]) -> bool {
    matches!(
        name,
        b"head"
            | b"script"
            | b"style"
            | b"noscript"
            | b"template"
            | b"svg"
            | b"iframe"
            | b"object"
            | b"select"
            | b"textarea"
    )
}

/// Whether a tag leads round the site and says nothing of the text's own.
fn is_furniture(name: &[u8]) -> bool {
    matches!(name, b"nav" | b"footer" | b"button" | b"form" | b"menu")
}

/// Block-level tags that only separate.
fn is_plain_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"p" | b"div"
            | b"section"
            | b"article"
            | b"main"
            | b"header"
            | b"aside"
            | b"figure"
            | b"details"
            | b"summary"
            | b"address"
            | b"body"
            | b"center"
    )
}

#[derive(Default)]
struct Page<'s> {
    source: &'s str,
    /// Events that nobody has taken yet.
    events: VecDeque<(Event<'s>, Range<usize>)>,
    says: FrontMatter,
    /// The hidden tag that is open, and how often it is open.
    hidden: Option<(Vec<u8>, usize)>,
    /// Whether `title` of the head is open.
    in_title: bool,
    /// How many `pre` are open: white space counts there.
    preformatted: usize,
    /// What ends the tags that are open, innermost last.
    open: Vec<TagEnd>,
    /// Whether the tables that are open have had their header row.
    headed: Vec<bool>,
    /// Columns beyond the first that the open cell spans.
    spans: usize,
}

impl<'s> Page<'s> {
    fn token(&mut self, token: &Token<usize>, after: &VecDeque<Token<usize>>) {
        match token {
            Token::StartTag(tag) => self.start(tag, after),
            Token::EndTag(tag) => self.end(&tag.name, tag.span.start..tag.span.end),
            Token::String(text) => self.text(text.span.start..text.span.end),
            Token::Comment(comment) => {
                let range = comment.span.start..comment.span.end;
                let words = self.source.get(range.clone()).unwrap_or_default();
                self.push(Event::InlineHtml(CowStr::from(words)), range);
            }
            Token::Doctype(_) | Token::Error(_) => {}
        }
    }

    fn push(&mut self, event: Event<'s>, range: Range<usize>) {
        self.events.push_back((event, range));
    }

    fn start(&mut self, tag: &StartTag<usize>, after: &VecDeque<Token<usize>>) {
        let range = tag.span.start..tag.span.end;
        let name: &[u8] = &tag.name;
        if let Some((open, times)) = &mut self.hidden {
            *times += usize::from(open == name && !tag.self_closing);
            match name {
                b"title" => self.in_title = true,
                b"meta" => self.meta(tag),
                // A page without `</head>`.
                b"body" => self.hidden = None,
                _ => {}
            }
            return;
        }
        if is_hidden(name) && !tag.self_closing {
            self.hidden = Some((name.to_vec(), 1));
        } else if is_furniture(name) {
            self.open(FURNITURE, range);
        } else if let Some(level) = heading(name) {
            self.close_until(&TagEnd::Heading(level), &range);
            self.open(Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() }, range);
        } else {
            self.start_usual(name, tag, after, range);
        }
    }

    fn start_usual(&mut self, name: &[u8], tag: &StartTag<usize>, after: &VecDeque<Token<usize>>, range: Range<usize>) {
        match name {
            b"html" => self.says.language = attribute(tag, b"lang").or(self.says.language.take()),
            b"br" => self.push(Event::HardBreak, range),
            b"hr" => self.push(Event::Rule, range),
            b"ul" | b"ol" => self.push(Event::End(TagEnd::Paragraph), range),
            b"li" => {
                self.close_until(&TagEnd::Item, &range);
                self.open(Tag::Item, range);
            }
            b"dt" | b"dd" => {
                self.close_until(&TagEnd::DefinitionListTitle, &range);
                self.close_until(&TagEnd::DefinitionListDefinition, &range);
                let term = name == b"dt";
                self.open(if term { Tag::DefinitionListTitle } else { Tag::DefinitionListDefinition }, range);
            }
            b"blockquote" => self.open(Tag::BlockQuote(None), range),
            b"pre" => {
                self.preformatted += 1;
                self.open(Tag::CodeBlock(CodeBlockKind::Indented), range);
            }
            b"table" => {
                self.headed.push(false);
                self.open(Tag::Table(Vec::new()), range);
            }
            b"tr" => self.row(after, range),
            b"td" | b"th" => {
                self.close_until(&TagEnd::TableCell, &range);
                self.open(Tag::TableCell, range);
                let columns = attribute(tag, b"colspan").and_then(|n| n.parse().ok()).unwrap_or(1);
                self.spans = columns.clamp(1, MOST_COLUMNS) - 1;
            }
            b"em" | b"i" | b"cite" => self.open(Tag::Emphasis, range),
            b"strong" | b"b" => self.open(Tag::Strong, range),
            b"a" => {
                let dest_url = CowStr::from(attribute(tag, b"href").unwrap_or_default());
                let link = Tag::Link { link_type: LinkType::Inline, dest_url, title: "".into(), id: "".into() };
                self.open(link, range);
            }
            b"sup" => self.push(Event::InlineHtml(CowStr::from("<sup>")), range),
            name if is_plain_block(name) => self.push(Event::End(TagEnd::Paragraph), range),
            _ => {}
        }
    }

    /// A row: of headers if all its cells are and the table had none before.
    fn row(&mut self, after: &VecDeque<Token<usize>>, range: Range<usize>) {
        self.close_row(&range);
        let mut cells = 0;
        let mut headers = 0;
        for token in after {
            match token {
                Token::StartTag(tag) if *tag.name == b"td" => cells += 1,
                Token::StartTag(tag) if *tag.name == b"th" => headers += 1,
                Token::StartTag(tag) if *tag.name == b"tr" => break,
                Token::EndTag(tag) if *tag.name == b"tr" || *tag.name == b"table" => break,
                _ => {}
            }
        }
        let is_header = headers > 0 && cells == 0 && self.headed.last() == Some(&false);
        if is_header && let Some(headed) = self.headed.last_mut() {
            *headed = true;
        }
        self.open(if is_header { Tag::TableHead } else { Tag::TableRow }, range);
    }

    fn close_row(&mut self, range: &Range<usize>) {
        self.close_until(&TagEnd::TableRow, range);
        self.close_until(&TagEnd::TableHead, range);
    }

    fn open(&mut self, tag: Tag<'s>, range: Range<usize>) {
        if self.open.len() >= DEEPEST {
            return;
        }
        self.open.push(tag.to_end());
        self.push(Event::Start(tag), range);
    }

    /// Closes tags up to the innermost `end`, if it is open in this table.
    fn close_until(&mut self, end: &TagEnd, range: &Range<usize>) {
        let from = self.open.iter().rposition(|open| open == end || *open == TagEnd::Table);
        let Some(from) = from.filter(|&i| self.open.get(i) == Some(end)) else { return };
        for closed in self.open.split_off(from).into_iter().rev() {
            self.push(Event::End(closed), range.clone());
            if closed == TagEnd::TableCell {
                for _ in 0..std::mem::take(&mut self.spans) {
                    self.push(Event::Start(Tag::TableCell), range.clone());
                    self.push(Event::End(TagEnd::TableCell), range.clone());
                }
            }
        }
    }

    fn end_open(&mut self) {
        let at = self.source.len();
        while let Some(end) = self.open.pop() {
            self.push(Event::End(end), at..at);
        }
    }

    fn end(&mut self, name: &[u8], range: Range<usize>) {
        if let Some((open, times)) = &mut self.hidden {
            self.in_title = false;
            if open == name {
                *times -= 1;
                if *times == 0 {
                    self.hidden = None;
                }
            }
            return;
        }
        if is_furniture(name) {
            return self.close_until(&FURNITURE.to_end(), &range);
        }
        if let Some(level) = heading(name) {
            return self.close_until(&TagEnd::Heading(level), &range);
        }
        match name {
            b"li" => self.close_until(&TagEnd::Item, &range),
            b"dt" => self.close_until(&TagEnd::DefinitionListTitle, &range),
            b"dd" => self.close_until(&TagEnd::DefinitionListDefinition, &range),
            b"blockquote" => self.close_until(&TagEnd::BlockQuote(None), &range),
            b"pre" => {
                self.preformatted = self.preformatted.saturating_sub(1);
                self.close_until(&TagEnd::CodeBlock, &range);
            }
            b"td" | b"th" => self.close_until(&TagEnd::TableCell, &range),
            b"tr" => self.close_row(&range),
            b"table" => {
                self.close_row(&range);
                self.headed.pop();
                self.close_until(&TagEnd::Table, &range);
            }
            b"em" | b"i" | b"cite" => self.close_until(&TagEnd::Emphasis, &range),
            b"strong" | b"b" => self.close_until(&TagEnd::Strong, &range),
            b"a" => self.close_until(&TagEnd::Link, &range),
            b"sup" => self.push(Event::InlineHtml(CowStr::from("</sup>")), range),
            b"ul" | b"ol" | b"dl" => self.push(Event::End(TagEnd::Paragraph), range),
            name if is_plain_block(name) => self.push(Event::End(TagEnd::Paragraph), range),
            _ => {}
        }
    }

    /// Text between tags: line ends and runs of white space are one space, references the characters they stand for.
    fn text(&mut self, range: Range<usize>) {
        let source = self.source;
        let text = source.get(range.clone()).unwrap_or_default();
        if self.hidden.is_some() {
            if self.in_title && self.says.title.is_none() {
                let title = decoded(text).split_whitespace().collect::<Vec<_>>().join(" ");
                self.says.title = (!title.is_empty()).then_some(title);
            }
            return;
        }
        let mut at = range.start;
        while let Some(rest) = source.get(at..range.end).filter(|rest| !rest.is_empty()) {
            let space = rest.find(|c: char| !c.is_ascii_whitespace()).unwrap_or(rest.len());
            if space > 0 {
                let within = at..at + space;
                at += space;
                match self.preformatted {
                    0 => self.push(Event::SoftBreak, within),
                    _ => self.push(Event::Text(CowStr::from(rest.get(..space).unwrap_or_default())), within),
                }
                continue;
            }
            if let Some(len) = reference(rest) {
                let stands_for = decoded(rest.get(..len).unwrap_or_default());
                self.push(Event::Text(CowStr::from(stands_for)), at..at + len);
                at += len;
                continue;
            }
            let stop = |(i, c): (usize, char)| (i > 0 && (c == '&' || c.is_ascii_whitespace())).then_some(i);
            let mut end = rest.char_indices().find_map(stop).unwrap_or(rest.len());
            // Single spaces stay in the run: one event for a line of text.
            while rest.as_bytes().get(end) == Some(&b' ') && self.preformatted == 0 {
                let next = rest.get(end + 1..).unwrap_or_default();
                let word = next.find(|c: char| c == '&' || c.is_ascii_whitespace()).unwrap_or(next.len());
                if word == 0 {
                    break;
                }
                end += 1 + word;
            }
            self.push(Event::Text(CowStr::from(rest.get(..end).unwrap_or_default())), at..at + end);
            at += end;
        }
    }

    /// What the page says of itself.
    fn meta(&mut self, tag: &StartTag<usize>) {
        let name = attribute(tag, b"name").or_else(|| attribute(tag, b"property"));
        let (Some(name), Some(content)) = (name, attribute(tag, b"content")) else { return };
        let slot = match name.to_ascii_lowercase().as_str() {
            "author" | "article:author" | "dc.creator" | "dcterms.creator" => &mut self.says.author,
            "publisher" | "og:site_name" | "dc.publisher" | "dcterms.publisher" => &mut self.says.publisher,
            "date" | "article:published_time" | "dc.date" | "dcterms.date" | "dcterms.issued" => &mut self.says.date,
            _ => return,
        };
        slot.get_or_insert(content);
    }
}

fn heading(name: &[u8]) -> Option<HeadingLevel> {
    Some(match name {
        b"h1" => HeadingLevel::H1,
        b"h2" => HeadingLevel::H2,
        b"h3" => HeadingLevel::H3,
        b"h4" => HeadingLevel::H4,
        b"h5" => HeadingLevel::H5,
        b"h6" => HeadingLevel::H6,
        _ => return None,
    })
}

fn attribute(tag: &StartTag<usize>, name: &[u8]) -> Option<String> {
    let value = tag.attributes.iter().find(|(key, _)| ***key == *name)?.1;
    let text = String::from_utf8_lossy(value).trim().to_owned();
    (!text.is_empty()).then_some(text)
}

/// Length of the character reference that a text begins with.
fn reference(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('&')?;
    let name = rest.bytes().take(LONGEST_REFERENCE).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    (name > 0 && rest.as_bytes().get(name) == Some(&b';')).then_some(name + 2)
}

/// Text with its character references replaced.
fn decoded(text: &str) -> String {
    Tokenizer::new(text)
        .flatten()
        .filter_map(|token| match token {
            Token::String(words) => Some(String::from_utf8_lossy(&words).into_owned()),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{BlockKind, Document, read};

    fn page(html: &str) -> Document {
        read("page.html", html.as_bytes().to_vec())
    }

    fn blocks(document: &Document) -> Vec<(BlockKind, &str)> {
        document.blocks.iter().map(|b| (b.kind, document.slice(b.span))).collect()
    }

    #[test]
    fn what_is_shown_is_read_and_nothing_else() {
        let document = page(
            "<!doctype html><html lang=en><head><title>The  mill</title><style>p { width: 12px }</style>\
             <meta name=date content=1911-05-02></head><body><nav><a href=/>Home</a> 12 pages</nav>\
             <h2>Looms</h2><p>In 1911 the mill\n  had 340&nbsp;looms<script>var x = 99;</script> &amp; 12 carts.\
             <!-- 77 --><ul><li>one<li>two</ul></body></html>",
        );
        assert_eq!(
            blocks(&document),
            [
                (BlockKind::Boilerplate, "Home 12 pages"),
                (BlockKind::Title, "Looms"),
                (BlockKind::Paragraph, "In 1911 the mill had 340\u{a0}looms & 12 carts."),
                (BlockKind::Item, "one"),
                (BlockKind::Item, "two"),
            ]
        );
        assert_eq!(document.source.title.as_deref(), Some("The mill"));
        assert_eq!(document.source.published.as_deref(), Some("1911-05-02"));
        assert_eq!(document.source.language.as_deref(), Some("en"));
    }

    #[test]
    fn every_word_keeps_its_place_in_the_file() {
        let html = "<p>Caf&eacute; &#8211; <b>12</b> a&nbsp;day,\r\n<i>340</i> in&hellip; 1911 &c. &bogus; <5</p>";
        let document = page(html);
        for number in ["12", "340", "1911", "5"] {
            let at = document.text.find(number).expect(number);
            let span = crate::text::CleanSpan::new(at, at + number.len());
            let original = document.offsets.to_original(span);
            assert_eq!(html.get(original.range()), Some(number));
        }
        assert!(document.text.contains("Café – 12 a\u{a0}day, 340 in… 1911 &c. &bogus; <5"), "{}", document.text);
    }

    #[test]
    fn cells_know_their_headers() {
        let document = page(
            "<table><tr><th>Year<th>Looms<th>Carts</tr><tr><th>1911</th><td>340<td>12</tr>\
             <tr><td colspan=2>none</td><td>9</table>",
        );
        let heads = |words: &str| {
            let block = document.blocks.iter().find(|b| document.slice(b.span) == words).expect(words);
            let cell = block.cell.as_deref().expect("a cell");
            let text = |span: Option<crate::text::CleanSpan>| span.map(|s| document.slice(s).to_owned());
            (text(cell.column_header), text(cell.row_header))
        };
        assert_eq!(heads("340"), (Some("Looms".to_owned()), Some("1911".to_owned())));
        assert_eq!(heads("9"), (Some("Carts".to_owned()), Some("none".to_owned())));
    }

    #[test]
    fn raised_numbers_are_note_marks() {
        let document = page("<p>The mill had 340 looms.<sup><a href=#n7>7</a></sup> It burned.</p>");
        let aside: Vec<&str> = document.aside.iter().map(|a| document.slice(a.span)).collect();
        assert_eq!(aside, ["7"]);
    }

    #[test]
    fn broken_pages_are_read_to_their_end() {
        for html in
            ["<p>12 <b>looms", "<table><tr><td>12", "</p></table></li>12", "<", "<!--", "<a <b <c>12", "&#x;12&"]
        {
            let document = page(html);
            assert_eq!(document.text.contains("12"), html.contains("12"), "{html}: {:?}", document.text);
        }
        let deep = format!("{}12{}", "<em>".repeat(20_000), "</strong>".repeat(20_000));
        assert!(page(&deep).text.contains("12"));
    }
}
