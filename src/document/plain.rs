//! Plain text: lines to blocks.

use std::ops::Range;

use memchr::memchr2_iter;

use crate::text::CleanSpan;

/// A line, or several lines of one hard-wrapped paragraph, without white space at the ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Chunk {
    pub(crate) span: CleanSpan,
    /// A blank line stands before it.
    pub(crate) set_off: bool,
}

/// Chunks of a text from byte `from` on. A bare passage joins the lines up to a blank line; a file does so only if it is
/// hard-wrapped. Lines that lie in `skip` are no text.
pub(crate) fn chunks(text: &str, from: usize, passage: bool, skip: &[Range<usize>]) -> Vec<Chunk> {
    let lines = lines(text, from, skip);
    if passage || is_wrapped(text, &lines) { join(text, &lines) } else { lines }
}

/// Lines that are not blank, trimmed.
fn lines(text: &str, from: usize, skip: &[Range<usize>]) -> Vec<Chunk> {
    let bytes = text.as_bytes().get(from..).unwrap_or_default();
    let mut found = Vec::with_capacity(memchr2_iter(b'\n', b'\r', bytes).count() + 1);
    let mut start = from;
    let mut set_off = true;
    let mut add = |start: usize, end: usize| {
        let raw = text.get(start..end).unwrap_or_default();
        let bare = raw.trim();
        if bare.is_empty() {
            // the gap between CR and LF is no blank line
            set_off |= !(start == end
                && start > 0
                && text.as_bytes().get(start - 1) == Some(&b'\r')
                && text.as_bytes().get(start) == Some(&b'\n'));
            return;
        }
        if is_rule(bare) || skip.iter().any(|s| s.start < end && start < s.end) {
            set_off = true;
            return;
        }
        let lead = raw.len() - raw.trim_start().len();
        found.push(Chunk { span: CleanSpan::new(start + lead, start + lead + bare.len()), set_off });
        set_off = false;
    };
    for end in memchr2_iter(b'\n', b'\r', bytes) {
        add(start, from + end);
        start = from + end + 1;
    }
    add(start, text.len());
    found
}

/// Whether paragraphs run over several lines: hardly a line is long, and most lines that are followed directly by another
/// stop in mid-sentence, the next going on in small letters.
fn is_wrapped(text: &str, lines: &[Chunk]) -> bool {
    let long = lines.iter().filter(|l| l.span.len() > 130).count();
    if long * 10 > lines.len() {
        return false;
    }
    let words = |line: &Chunk| text.get(line.span.range()).unwrap_or_default();
    let (mut followed, mut open, mut small) = (0, 0, 0);
    for pair in lines.windows(2) {
        if let [line, next] = pair
            && !next.set_off
            && line.span.len() >= 45
        {
            followed += 1;
            let end = words(line).trim_end_matches(['”', '"', '’', '\'', ')']);
            open += usize::from(!end.ends_with(['.', '!', '?', ':']));
            small += usize::from(!words(next).starts_with(char::is_uppercase));
        }
    }
    followed >= 2 && open * 10 >= followed * 6 && small * 2 >= followed
}

/// "=====", "-----": a rule, or the underlining of a heading.
fn is_rule(line: &str) -> bool {
    line.len() >= 2 && line.bytes().all(|b| matches!(b, b'=' | b'-' | b'_' | b'*' | b'~' | b'#' | b' '))
}

fn join(text: &str, lines: &[Chunk]) -> Vec<Chunk> {
    let mut found: Vec<Chunk> = Vec::new();
    for line in lines {
        match found.last_mut() {
            Some(last) if !line.set_off && !is_item(text.get(line.span.range()).unwrap_or_default()) => {
                last.span = last.span.cover(line.span);
            }
            _ => found.push(*line),
        }
    }
    found
}

/// Length of a bullet with its space, if the line begins with one.
pub(crate) fn bullet(line: &str) -> Option<usize> {
    let first = line.chars().next().filter(|c| matches!(c, '-' | '*' | '+' | '•' | '·' | '–' | '▪' | '◦' | '‣'))?;
    let rest = line.get(first.len_utf8()..)?;
    let body = rest.trim_start();
    (rest.starts_with(char::is_whitespace) && !body.is_empty()).then(|| line.len() - body.len())
}

/// Whether a line begins a list item: a bullet, or a number with a stop or bracket and a space.
fn is_item(line: &str) -> bool {
    if bullet(line).is_some() {
        return true;
    }
    let digits = line.bytes().take(3).take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && line.get(digits..).is_some_and(|r| r.starts_with(". ") || r.starts_with(") "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str, passage: bool) -> Vec<&str> {
        chunks(text, 0, passage, &[]).into_iter().map(|c| &text[c.span.range()]).collect()
    }

    #[test]
    fn a_line_is_a_block_unless_the_text_is_wrapped() {
        assert_eq!(parts("One.\nTwo.\n\nThree.", false), ["One.", "Two.", "Three."]);
        let wrapped = "The mill stood by the river for as long as anyone could\nremember, and its wheel had not turned since the flood of\nthe year before.\n\nThen it was sold, wheel and all, to a man from the next town\nwho wanted the stones.\n";
        assert_eq!(parts(wrapped, false).len(), 2);
        assert_eq!(parts(&wrapped.replace('\n', "\r\n"), false).len(), 2);
    }

    #[test]
    fn a_passage_joins_lines_up_to_a_blank_one() {
        assert_eq!(parts("One\ntwo.\n\nThree.", true), ["One\ntwo.", "Three."]);
        assert_eq!(parts("We want\n- bread\n- peace", true), ["We want", "- bread", "- peace"]);
        assert_eq!(parts("One\r\ntwo.\r\n\r\nThree.", true), ["One\r\ntwo.", "Three."]);
    }
}
