//! `gainsay-ignore: reason`: what an author says to gainsay inside a text.
//!
//! In Markdown a directive is an HTML comment, in plain text a line of its own or words in square brackets. Alone on its
//! line it covers the paragraph that follows; amid other words it covers their line. It never counts as text.

use std::ops::Range;

use super::Notice;
use crate::text::{CleanSpan, LineIndex, OffsetMap, Span};

/// The word that begins a directive.
const WORD: &str = "gainsay-ignore";

/// An instruction to leave findings on some lines alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// Where it stands, in the original file.
    pub at: Span,
    /// Line on which it stands, from 1.
    pub line: u32,
    /// Why the findings are to be left alone.
    pub reason: String,
    /// First and last of the lines that it covers, from 1.
    pub covers: (u32, u32),
}

/// The reason that the words of a directive give; `None` if they are none, an empty one if it is not well-formed.
pub(crate) fn reason(words: &str) -> Option<&str> {
    let rest = words.trim().strip_prefix(WORD)?;
    match rest.strip_prefix(':') {
        Some(reason) => Some(reason.trim()),
        None if rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == '-') => Some(""),
        None => None,
    }
}

/// The directives among the HTML comments of a range of Markdown.
pub(crate) fn in_comments(text: &str, within: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = within.start;
    while let Some(open) = text.get(at..within.end).and_then(|rest| rest.find("<!--")) {
        let start = at + open;
        let Some(close) = text.get(start + 4..within.end).and_then(|rest| rest.find("-->")) else { break };
        let end = start + 4 + close + 3;
        if reason(&text[start + 4..end - 3]).is_some() {
            found.push(start..end);
        }
        at = end;
    }
    found
}

/// The directives of a plain text from byte `from` on: lines of their own, and words in brackets or comments.
pub(crate) fn in_plain(text: &str, from: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if memchr::memmem::find(text.as_bytes().get(from..).unwrap_or_default(), WORD.as_bytes()).is_none() {
        return found;
    }
    let mut start = from;
    for line in text.get(from..).unwrap_or_default().split_inclusive(['\n', '\r']) {
        let bare = line.trim();
        let lead = start + (line.len() - line.trim_start().len());
        if bare.starts_with(WORD) && reason(bare).is_some() {
            found.push(lead..lead + bare.len());
        } else {
            for (open, close) in [("[", "]"), ("<!--", "-->")] {
                let Some(at) = line.rfind(open) else { continue };
                let inner = line.get(at + open.len()..).unwrap_or_default();
                let Some(end) = inner.find(close) else { continue };
                if reason(&inner[..end]).is_some() {
                    found.push(start + at..start + at + open.len() + end + close.len());
                }
            }
        }
        start += line.len();
    }
    found
}

/// Whether a directive stands alone on its line.
pub(crate) fn is_alone(text: &str, at: &Range<usize>) -> bool {
    let line = line_of(text, at);
    let before = text.get(line.start..at.start).unwrap_or_default();
    let after = text.get(at.end..line.end).unwrap_or_default();
    after.trim().is_empty() && before.chars().all(|c| c.is_whitespace() || matches!(c, '>' | '-' | '*' | '+'))
}

/// The line or lines that a range stands on, without the line end.
fn line_of(text: &str, at: &Range<usize>) -> Range<usize> {
    let start = text.get(..at.start).and_then(|head| head.rfind(['\n', '\r'])).map_or(0, |n| n + 1);
    let end = text.get(at.end..).and_then(|rest| rest.find(['\n', '\r'])).map_or(text.len(), |n| at.end + n);
    start..end
}

/// Directives with the lines they cover, and notices for those that give no reason. `decoded` maps `text` to the file.
pub(crate) fn settle(
    text: &str,
    found: &[Range<usize>],
    decoded: &OffsetMap,
    lines: &LineIndex,
) -> (Vec<Directive>, Vec<Notice>) {
    let (mut directives, mut notices) = (Vec::new(), Vec::new());
    for at in found {
        let words = text.get(at.clone()).unwrap_or_default();
        let words = words.trim_start_matches(['[', '<', '!', '-']).trim_end_matches([']', '>']);
        let words = words.strip_suffix("--").unwrap_or(words);
        let original = decoded.to_original(CleanSpan::new(at.start, at.end));
        let line = |offset: usize| {
            let place = decoded.to_original(CleanSpan::new(offset, offset)).start();
            u32::try_from(lines.line(place)).unwrap_or(u32::MAX).saturating_add(1)
        };
        let Some(reason) = reason(words).filter(|r| !r.is_empty()) else {
            let says = format!("{WORD} without a reason is not followed: write {WORD}: why");
            notices.push(Notice { at: original, says });
            continue;
        };
        let own = line_of(text, at);
        let covered = if is_alone(text, at) { following(text, own.end, found) } else { own.clone() };
        let covers = (line(covered.start), line(covered.end.saturating_sub(1).max(covered.start)));
        let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
        directives.push(Directive { at: original, line: line(at.start), reason, covers });
    }
    (directives, notices)
}

/// The lines from `from` on up to the next blank one, without blank lines and directives before them.
fn following(text: &str, from: usize, directives: &[Range<usize>]) -> Range<usize> {
    let mut covered: Option<Range<usize>> = None;
    let mut start = from;
    for line in text.get(from..).unwrap_or_default().split_inclusive(['\n', '\r']) {
        let end = start + line.len();
        let is_blank = line.chars().all(|c| c.is_whitespace() || c == '>');
        let is_directive = directives.iter().any(|d| d.start < end && start < d.end && is_alone(text, d));
        // the two signs of one line end are no blank line
        let is_gap = line == "\n" && text.get(..start).is_some_and(|head| head.ends_with('\r'));
        match &mut covered {
            Some(_) if is_blank && !is_gap => break,
            Some(covered) if !is_gap => covered.end = end,
            None if !is_blank && !is_directive => covered = Some(start..end),
            _ => {}
        }
        start = end;
    }
    covered.unwrap_or(from..from)
}

#[cfg(test)]
mod tests {
    use super::super::read;

    /// Reason and covered lines of each directive.
    fn found(path: &str, text: &str) -> Vec<(String, (u32, u32))> {
        let document = read(path, text.as_bytes().to_vec());
        document.directives.into_iter().map(|d| (d.reason, d.covers)).collect()
    }

    fn one(reason: &str, covers: (u32, u32)) -> Vec<(String, (u32, u32))> {
        vec![(reason.to_owned(), covers)]
    }

    #[test]
    fn alone_on_its_line_it_covers_the_paragraph_below() {
        let text = "One.\n\n<!-- gainsay-ignore: an estimate -->\nTwo\nthree.\n\nFour.\n";
        assert_eq!(found("a.md", text), one("an estimate", (4, 5)));
        assert_eq!(found("a.md", &text.replace('\n', "\r\n")), one("an estimate", (4, 5)));
        let apart = text.replace("-->\n", "-->\n\n");
        assert_eq!(found("a.md", &apart), one("an estimate", (5, 6)), "a blank line between changes nothing");
        let plain = text.replace("<!-- ", "").replace(" -->", "");
        assert_eq!(found("a.txt", &plain), one("an estimate", (4, 5)));
    }

    #[test]
    fn amid_words_it_covers_their_line() {
        let text = "One\ntwo <!-- gainsay-ignore: as printed --> more\nthree.\n";
        assert_eq!(found("a.md", text), one("as printed", (2, 2)));
        assert_eq!(found("a.txt", "One.\nTwo. [gainsay-ignore: as printed]\nThree.\n"), one("as printed", (2, 2)));
    }

    #[test]
    fn it_may_stand_in_lists_quotations_and_tables_and_run_over_lines() {
        assert_eq!(found("a.md", "- one\n- <!-- gainsay-ignore: x -->\n  two\n"), one("x", (3, 3)));
        assert_eq!(found("a.md", "> <!-- gainsay-ignore: x -->\n> one\n> two\n>\n> three\n"), one("x", (2, 3)));
        assert_eq!(found("a.md", "| a | b |\n|---|---|\n| 1 | 2 <!-- gainsay-ignore: x --> |\n"), one("x", (3, 3)));
        assert_eq!(found("a.md", "<!--\ngainsay-ignore: one\nand two\n-->\nThree.\n"), one("one and two", (5, 5)));
        let stacked = "<!-- gainsay-ignore: x -->\n<!-- gainsay-ignore: y -->\nOne.\n";
        let covers: Vec<_> = found("a.md", stacked).into_iter().map(|(_, c)| c).collect();
        assert_eq!(covers, [(3, 3), (3, 3)]);
    }

    #[test]
    fn code_and_mere_mentions_are_no_directives() {
        assert_eq!(
            found("a.md", "```html\n<!-- gainsay-ignore: x -->\n```\n\n`<!-- gainsay-ignore: x -->` is one.\n"),
            []
        );
        assert_eq!(found("a.md", "gainsay-ignore: x\n\nOne.\n"), [], "in Markdown it is a comment");
        assert_eq!(found("a.txt", "We say gainsay-ignore: x to it.\n"), []);
        assert_eq!(found("a.txt", "gainsay-ignored: x\n"), []);
    }

    #[test]
    fn it_never_counts_as_text() {
        for (path, text) in [
            ("a.md", "They met. <!-- gainsay-ignore: 12 dogs --> Then they ate.\n"),
            ("a.txt", "They met.\ngainsay-ignore: 12 dogs\nThen they ate.\n"),
        ] {
            let document = read(path, text.as_bytes().to_vec());
            let said: Vec<_> = document.sentences.iter().map(|s| document.slice(s.span)).collect();
            assert!(!said.iter().any(|s| s.contains("12")), "{said:?}");
            assert_eq!(document.directives.len(), 1);
        }
        let wrapped = "The mill stood by the river for as long as anyone could\ngainsay-ignore: 12 dogs\nremember, and its wheel had not turned since the flood of\nthe year before, or so they say of it in the valley\nbelow.\n";
        let document = read("a.txt", wrapped.as_bytes().to_vec());
        assert!(document.sentences.iter().all(|s| !document.slice(s.span).contains("12")));
    }

    #[test]
    fn without_a_reason_it_is_named_and_not_followed() {
        for text in ["<!-- gainsay-ignore -->\nOne.\n", "<!-- gainsay-ignore: -->\nOne.\n"] {
            let document = read("a.md", text.as_bytes().to_vec());
            assert!(document.directives.is_empty());
            assert!(document.notices[0].says.contains("write gainsay-ignore: why"), "{:?}", document.notices);
        }
    }
}
