//! Marks that state nothing: note marks, numbers of lists, links.

use super::SetAside;
use super::words::{abbreviation, is_starter, listed};
use crate::text::CleanSpan;

/// Reason of a footnote mark.
pub const NOTE_MARK: &str = "footnote mark";
/// Reason of a number that only counts list items.
pub const LIST_NUMBER: &str = "list number";
/// Reason of a reference to other writings.
pub const CITATION: &str = "citation";
/// Reason of an address on the web.
pub const LINK: &str = "link";

/// How far a run of note marks may jump and still be one sequence.
const REACH: u32 = 4;

/// A number that may be a note mark.
struct Candidate {
    span: CleanSpan,
    value: u32,
    /// Its form alone decides; otherwise it must fit between marks before and after it.
    certain: bool,
}

/// Finds the marks in blocks of a text; blocks lie in text order, and so do the results.
pub fn find(text: &str, blocks: &[CleanSpan]) -> Vec<SetAside> {
    let mut found = Vec::new();
    let mut candidates = Vec::new();
    for &block in blocks {
        scan(text, block, &mut candidates, &mut found);
    }
    settle(&candidates, &mut found);
    found.sort_unstable_by_key(|m: &SetAside| (m.span.start(), m.span.end()));
    found.dedup_by(|later, earlier| later.span.overlaps(earlier.span));
    found
}

/// Keeps the candidates that are certain, and the others where they continue a sequence.
fn settle(candidates: &[Candidate], found: &mut Vec<SetAside>) {
    let mut next_certain = vec![None; candidates.len() + 1];
    for (i, c) in candidates.iter().enumerate().rev() {
        next_certain[i] = if c.certain { Some(c.value) } else { next_certain[i + 1] };
    }
    let mut last: Option<u32> = None;
    for (i, c) in candidates.iter().enumerate() {
        let from = last.unwrap_or(0);
        let anchored = last.is_some() || next_certain[i + 1].is_some();
        let continues = anchored && c.value > from && c.value <= from + REACH;
        let leads = next_certain[i + 1].is_none_or(|n| c.value < n && n <= c.value + 2 * REACH);
        if c.certain || (continues && leads) {
            found.push(SetAside { span: c.span, reason: NOTE_MARK });
            last = Some(c.value);
        }
    }
}

fn scan(text: &str, block: CleanSpan, candidates: &mut Vec<Candidate>, found: &mut Vec<SetAside>) {
    let bytes = text.as_bytes();
    let mut at = block.start();
    let end = block.end().min(bytes.len());
    let mut enumeration: Option<(CleanSpan, u32)> = None;
    while at < end {
        let byte = bytes[at];
        match byte {
            b'0'..=b'9' => {
                let run = digits(bytes, at, end);
                if run - at <= 3 && at > block.start() && !is_space(bytes[at - 1]) {
                    candidates.extend(glued(text, block, at, run));
                }
                if run - at <= 2 && bytes.get(run) == Some(&b')') && run < end {
                    enumerate(text, block, at, run, &mut enumeration, found);
                }
                at = run;
            }
            b'[' => at = bracketed(text, block, at, found),
            b'^' => at = caret(text, block, at, found),
            0xC2 | 0xE2 => at = superscript(text, block, at, found),
            b':' if bytes.get(at..at + 3) == Some(b"://") => at = link(text, block, at, found),
            _ => {
                let rest = bytes.get(at + 1..end).unwrap_or_default();
                at += 1 + opening(rest);
            }
        }
    }
}

/// Where the first byte stands that `scan` looks at, or the end.
fn opening(bytes: &[u8]) -> usize {
    /// Looked at together, which is done many bytes at a time.
    const RUN: usize = 32;
    let opens = |b: u8| (b.wrapping_sub(b'0') <= b':' - b'0') | (b == b'[') | (b == b'^') | (b == 0xc2) | (b == 0xe2);
    let (runs, _) = bytes.as_chunks::<RUN>();
    let quiet = runs.iter().take_while(|run| !run.iter().fold(false, |any, b| any | opens(*b))).count() * RUN;
    let rest = bytes.get(quiet..).unwrap_or_default();
    quiet + rest.iter().position(|b| opens(*b)).unwrap_or(rest.len())
}

/// The end of the run of digits that begins at `at`.
fn digits(bytes: &[u8], at: usize, end: usize) -> usize {
    let rest = bytes.get(at..end).unwrap_or_default();
    at + rest.iter().position(|b| !b.is_ascii_digit()).unwrap_or(rest.len())
}

fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace()
}

/// What stands after a number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    /// The block ends.
    End,
    /// White space, then a word that can begin a sentence.
    NewSentence,
    /// White space, then anything else.
    Space,
    /// A capital, then a small letter or space: the next sentence is glued on.
    GluedSentence,
    /// Closing punctuation.
    Closer,
    /// Something that shows the number to be part of a larger word.
    Other,
}

fn after(text: &str, block: CleanSpan, at: usize) -> After {
    let rest = text.get(at..block.end()).unwrap_or_default();
    let mut chars = rest.chars();
    let Some(first) = chars.next() else { return After::End };
    if first.is_whitespace() {
        let mut chars = chars.skip_while(|c| c.is_whitespace());
        return match chars.next() {
            None => After::End,
            Some(c) if c.is_uppercase() || matches!(c, '“' | '‘' | '"' | '(' | '—' | '–') => After::NewSentence,
            Some(_) => After::Space,
        };
    }
    if first.is_uppercase() {
        let second = chars.next();
        return if second.is_none_or(|c| c.is_lowercase() || c == ' ') { After::GluedSentence } else { After::Other };
    }
    if matches!(first, '”' | '’' | '"' | ')' | ',' | ';' | '.' | '—')
        && !chars.next().is_some_and(|c| c.is_ascii_digit())
    {
        return After::Closer;
    }
    After::Other
}

/// A number glued to what stands before it, if it can be a note mark.
fn glued(text: &str, block: CleanSpan, at: usize, run: usize) -> Option<Candidate> {
    let digits = text.get(at..run)?;
    let value: u32 = digits.parse().ok()?;
    if value == 0 || digits.starts_with('0') {
        return None;
    }
    let head = text.get(block.start()..at)?;
    let last = head.chars().next_back()?;
    let before = head.get(..head.len() - last.len_utf8())?;
    let follows = after(text, block, run);
    let sentence = matches!(follows, After::End | After::NewSentence | After::GluedSentence);
    let short = digits.len() <= 2;
    let certain = match last {
        '”' | '’' | '"' | '\'' | ')' | ']' => {
            // "land.”5 The", but not "Chile ’73" nor "(UP)5"
            let closes = before.trim_end().ends_with(['.', '!', '?', ',']) || before.ends_with(char::is_alphabetic);
            if !closes || follows == After::Other {
                return None;
            }
            before.ends_with(['.', '!', '?', ',']) && sentence && short
        }
        '“' => {
            // a closing quote misread as an opening one
            if !before.trim_end().ends_with(['.', '!', '?']) || follows != After::NewSentence {
                return None;
            }
            false
        }
        '?' | '!' if sentence => short,
        '.' if sentence => {
            after_full_stop(before)? && short
                || digits.len() == 1 && ends_sentence(before, text.get(run..block.end()).unwrap_or_default())
        }
        // "in 1970.14 the": a year behind such a word has no decimals, whatever follows
        '.' if follows == After::Space && short => {
            after_full_stop(before).filter(|_| is_led_year(before)).filter(|certain| *certain)?
        }
        ',' | ';' | ':'
            if before.ends_with(char::is_alphabetic) && matches!(follows, After::Space | After::NewSentence) =>
        {
            false
        }
        c if c.is_lowercase() => {
            let letters = head.chars().rev().take_while(|c| c.is_lowercase()).take(3).count();
            if letters < 3 || matches!(follows, After::Other | After::GluedSentence) {
                return None;
            }
            false
        }
        _ => return None,
    };
    Some(Candidate { span: CleanSpan::new(at, run), value, certain })
}

/// Judges the word before a full stop that a number is glued to: `None` if the number is part of a decimal or belongs to an
/// abbreviation, else whether the number can only be a note mark.
fn after_full_stop(before: &str) -> Option<bool> {
    let last = before.chars().next_back()?;
    let mut from = before.len();
    for (at, c) in before.char_indices().rev().take(24) {
        if !(c.is_alphanumeric() || c == '.' || c == ',') {
            break;
        }
        from = at;
    }
    let word = before.get(from..)?;
    if last.is_ascii_digit() {
        // "in 1970.14 The": a year cannot have decimals; anything else may be a decimal
        let year = word.len() == 4
            && word.bytes().all(|b| b.is_ascii_digit())
            && (word.starts_with('1') || word.starts_with("20"));
        let money = before.get(..from)?.trim_end().ends_with(['$', '£', '€']);
        let count = word.bytes().all(|b| b.is_ascii_digit() || b == b',');
        return match (year, money) {
            (true, false) => Some(true),
            (_, true) if !word.contains(',') => None,
            _ => count.then_some(false),
        };
    }
    if matches!(last, '”' | '’' | ')' | ']') {
        return Some(true);
    }
    if !last.is_alphabetic() {
        return None;
    }
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    if word.len() <= 12 && abbreviation(&word.to_lowercase()).is_some() || letters < 2 {
        return None;
    }
    Some(letters >= 3 && !word.contains('.'))
}

/// How far words round a mark are looked at, in bytes.
const NEAR: usize = 64;

/// The end of a text, as far as it is looked at.
fn tail(text: &str) -> &str {
    let from = text.len().saturating_sub(NEAR);
    let from = (from..=text.len()).find(|&i| text.is_char_boundary(i)).unwrap_or(text.len());
    text.get(from..).unwrap_or_default()
}

/// Whether a word that only a year follows stands before the number: "in 1970", "since 1970".
fn is_led_year(before: &str) -> bool {
    let mut words = tail(before).rsplit(char::is_whitespace);
    let year = words.next().is_some_and(|w| w.len() == 4);
    year && words.next().is_some_and(|w| listed("year").any(|lead| w.eq_ignore_ascii_case(lead)))
}

/// "reached 412.7 At that time": no sentence runs on from a decimal to a word that begins one, so the point was its end.
fn ends_sentence(before: &str, rest: &str) -> bool {
    let before = tail(before);
    let number = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let large = number.len() >= 3 && number.bytes().all(|b| b.is_ascii_digit() || b == b',');
    let head = before.get(..before.len() - number.len()).unwrap_or_default();
    let word = head.split_whitespace().next_back().unwrap_or_default();
    let next: String = rest.trim_start().chars().take_while(|c| c.is_alphabetic()).take(NEAR).collect();
    // labels and names ("Version 412.7 The …") are left alone
    large
        && word.len() > 1
        && word.bytes().all(|b| b.is_ascii_lowercase())
        && next.starts_with(char::is_uppercase)
        && is_starter(&next.to_lowercase())
}

/// "[1]", "[2, 3]", "[note 4]", "[a]" right after a word or stop.
fn bracketed(text: &str, block: CleanSpan, at: usize, found: &mut Vec<SetAside>) -> usize {
    let rest = text.get(at + 1..block.end()).unwrap_or_default();
    let Some(close) = rest.bytes().take(24).position(|b| b == b']') else { return at + 1 };
    let inner = rest.get(..close).unwrap_or_default();
    let head = text.get(block.start()..at).unwrap_or_default();
    let glued = head.ends_with(|c: char| !c.is_whitespace() && !matches!(c, '(' | '“' | '‘' | '$'));
    let spaced = head.trim_end().ends_with(['.', ',', ';', '?', '!', '”', '’', '"', ')']);
    let closed =
        rest.get(close + 1..).is_some_and(|r| r.is_empty() || r.starts_with(['.', ',', ';', ':', ')', '\n', '\r']));
    let spaced = spaced || (closed && head.trim_end().ends_with(char::is_alphanumeric));
    let number = inner.len() <= 12
        && inner.starts_with(|c: char| c.is_ascii_digit())
        && inner
            .split([',', '-', '–', ' '])
            .filter(|p| !p.is_empty())
            .all(|p| p.len() <= 3 && p.bytes().all(|b| b.is_ascii_digit()));
    let label = inner.strip_prefix('^').is_some_and(|l| !l.is_empty());
    let letter = glued && inner.len() == 1 && inner.bytes().all(|b| b.is_ascii_lowercase());
    let named =
        inner.rsplit_once(' ').is_some_and(|(word, n)| n.parse::<u32>().is_ok() && listed("note").any(|w| w == word));
    if label || ((glued || spaced) && (number || letter || named)) {
        found.push(SetAside { span: CleanSpan::new(at, at + close + 2), reason: NOTE_MARK });
        return at + close + 2;
    }
    at + 1
}

/// "word^2", but not "2^32" nor "m^2".
fn caret(text: &str, block: CleanSpan, at: usize, found: &mut Vec<SetAside>) -> usize {
    let run = digits(text.as_bytes(), at + 1, block.end());
    let head = text.get(block.start()..at).unwrap_or_default();
    if run > at + 1 && run <= at + 4 && can_carry_superscript(head) {
        found.push(SetAside { span: CleanSpan::new(at, run), reason: NOTE_MARK });
    }
    run.max(at + 1)
}

/// Superscript digits after a word.
fn superscript(text: &str, block: CleanSpan, at: usize, found: &mut Vec<SetAside>) -> usize {
    let rest = text.get(at..block.end()).unwrap_or_default();
    let len: usize =
        rest.chars().take_while(|c| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')).map(char::len_utf8).sum();
    if len == 0 {
        return at + 1;
    }
    let head = text.get(block.start()..at).unwrap_or_default();
    if can_carry_superscript(head) {
        found.push(SetAside { span: CleanSpan::new(at, at + len), reason: NOTE_MARK });
    }
    at + len
}

/// Whether a superscript after `head` is a note mark: not after a power of ten nor a unit of length.
fn can_carry_superscript(head: &str) -> bool {
    let Some(last) = head.chars().next_back() else { return false };
    if last.is_ascii_digit() {
        return head.chars().rev().take_while(char::is_ascii_digit).count() == 4;
    }
    // "kg ha⁻¹"
    if last == '⁻' {
        return false;
    }
    let letters = head.chars().rev().take_while(|c| c.is_alphabetic()).take(3).count();
    letters >= 3 || (letters == 0 && !last.is_whitespace() && last != '(')
}

/// "1) … 2) …" inside a sentence: marks the numbers once the second one confirms the first.
fn enumerate(
    text: &str,
    block: CleanSpan,
    at: usize,
    run: usize,
    open: &mut Option<(CleanSpan, u32)>,
    found: &mut Vec<SetAside>,
) {
    let Ok(value) = text.get(at..run).unwrap_or_default().parse::<u32>() else { return };
    let head = text.get(block.start()..at).unwrap_or_default();
    let bracket = head.ends_with('(');
    let free = bracket || head.is_empty() || head.ends_with(char::is_whitespace);
    let follows = text.get(run + 1..block.end()).unwrap_or_default();
    if !free || !follows.starts_with(char::is_whitespace) {
        return;
    }
    let span = CleanSpan::new(at - usize::from(bracket), run + 1);
    match *open {
        Some((first, last)) if value == last + 1 => {
            if last == 1 {
                found.push(SetAside { span: first, reason: LIST_NUMBER });
            }
            found.push(SetAside { span, reason: LIST_NUMBER });
            *open = Some((span, value));
        }
        _ if value == 1 => *open = Some((span, 1)),
        _ => {}
    }
}

/// "https://…" up to white space.
fn link(text: &str, block: CleanSpan, at: usize, found: &mut Vec<SetAside>) -> usize {
    let head = text.get(block.start()..at).unwrap_or_default();
    let scheme = head.bytes().rev().take(12).take_while(u8::is_ascii_alphabetic).count();
    let rest = text.get(at..block.end()).unwrap_or_default();
    let len = rest.find(|c: char| c.is_whitespace() || matches!(c, ')' | '”' | '>' | '"')).unwrap_or(rest.len());
    if scheme > 0 {
        found.push(SetAside { span: CleanSpan::new(at - scheme, at + len), reason: LINK });
    }
    at + len.max(1)
}

/// The number that a list item, heading or question begins with: "1.", "3)", "(2)", "4.5)".
pub fn list_number(text: &str, block: CleanSpan) -> Option<SetAside> {
    let head = text.get(block.range())?;
    let bracket = head.starts_with('(');
    let body = head.strip_prefix('(').unwrap_or(head);
    let len = body.bytes().take(8).take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let number = body.get(..len)?;
    let parts: Vec<&str> = number.trim_end_matches('.').split('.').collect();
    let small = parts.iter().all(|p| (1..=2).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()));
    if !small {
        return None;
    }
    let rest = body.get(len..)?;
    let closed = rest.starts_with(')');
    let dotted = number.ends_with('.') && !bracket;
    let text_after = rest.strip_prefix(')').unwrap_or(rest);
    let free = text_after.starts_with([' ', '\t']) || (dotted && text_after.starts_with(char::is_uppercase));
    let ended = closed || (dotted && !bracket);
    if !ended || !free || text_after.trim().is_empty() {
        return None;
    }
    let end = block.start() + usize::from(bracket) + len + usize::from(closed);
    Some(SetAside { span: CleanSpan::new(block.start(), end), reason: LIST_NUMBER })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> Vec<&str> {
        find(text, &[CleanSpan::new(0, text.len())]).into_iter().map(|m| &text[m.span.range()]).collect()
    }

    #[test]
    fn marks_that_show_by_their_form() {
        assert_eq!(marked("That was the end.”5 Nobody came."), ["5"]);
        assert_eq!(marked("Wages fell in 1970.14 The strike spread."), ["14"]);
        assert_eq!(marked("The yards that shut in 1926.8 the year of the flood, reopened."), ["8"]);
        assert_eq!(marked("Attendance reached 1,512.6 At that point the hall was full."), ["6"]);
        assert_eq!(
            marked("It ended.[1] Then more[2, 3] came¹ and went^4 again.[^n]"),
            ["[1]", "[2, 3]", "¹", "^4", "[^n]"]
        );
    }

    #[test]
    fn numbers_that_count_are_left_alone() {
        for text in [
            "It rose to 24. The rest stayed.",
            "It rose by 3.5 percent at 5.30 a.m. in 12 km² or 2^32 blocks.",
            "Version 2.0 The Sequel cost $1970.14 That was dear.",
            "In ’73 and p.363 and No.5 The band [40 to 50 years] of 100.",
            "an array of 339.15",
            "The index of 1970.14 points fell. Version 412.7 The Sequel. In 12.5 The rest.",
        ] {
            assert_eq!(marked(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn doubtful_marks_need_their_place_in_a_sequence() {
        assert_eq!(
            marked("One ended.13 Then it rose to 339.14 But “no. “15 So it was.”16 End."),
            ["13", "14", "15", "16"]
        );
        assert_eq!(marked("One ended.13 Then it rose to 339.50 But then.”14 End."), ["13", "14"]);
    }

    #[test]
    fn enumerations_are_list_numbers() {
        assert_eq!(marked("We want 1) bread 2) peace and (see 7) land"), ["1)", "2)"]);
        let number = |t: &str| list_number(t, CleanSpan::new(0, t.len())).map(|m| t[m.span.range()].to_owned());
        assert_eq!(number("1. Support it").as_deref(), Some("1."));
        assert_eq!(number("2.The law stays").as_deref(), Some("2."));
        assert_eq!(number("4.5) How big is it?").as_deref(), Some("4.5)"));
        assert_eq!(number("13.23 is the last release"), None);
        assert_eq!(number("1969. That was a year"), None);
        assert_eq!(number("(2) peace").as_deref(), Some("(2)"));
    }

    #[test]
    fn links_are_set_aside() {
        assert_eq!(marked("see https://x.example/2019/05 for 3 more"), ["https://x.example/2019/05"]);
    }
}
