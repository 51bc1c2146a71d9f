//! Where sentences end: one pass over the bytes of a block.
//!
//! Note marks have been found before ([`super::marks`]); one that stands after a full stop belongs to the sentence that the
//! stop ends, however tightly the next sentence is glued to it.

use super::SetAside;
use super::words::{Abbreviation, abbreviation, is_starter};
use crate::text::CleanSpan;

/// Sentences longer than this are cut, at white space where there is any, so that later work stays bounded.
const LONGEST: usize = 20_000;

/// Cuts `block` of `text` into sentences and appends them to `out`. `marks` lie in text order.
pub fn segment(text: &str, block: CleanSpan, marks: &[SetAside], out: &mut Vec<CleanSpan>) {
    let Some(head) = text.get(..block.end()) else { return };
    let first = marks.partition_point(|m| m.span.start() < block.start());
    let mut scan = Scan { text: head, marks: marks.get(first..).unwrap_or_default() };
    let (mut start, mut at) = (block.start(), block.start());
    while let Some(stop) = scan.stop(at) {
        if let Some(end) = scan.inside(stop) {
            at = end;
            continue;
        }
        let tail = scan.tail(stop);
        if tail.end < block.end() && scan.ends(start, stop, &tail) {
            push(head, start, tail.end, out);
            start = tail.end;
        }
        at = tail.end.max(stop + 1);
    }
    push(head, start, block.end(), out);
}

/// Appends one sentence without white space at its ends, cut up when it is too long.
pub(crate) fn push(text: &str, start: usize, end: usize, out: &mut Vec<CleanSpan>) {
    let Some(raw) = text.get(start..end) else { return };
    let lead = raw.len() - raw.trim_start().len();
    let mut from = start + lead;
    let end = from + raw.trim().len();
    while end - from > LONGEST {
        let Some(window) = text.as_bytes().get(from..from + LONGEST) else { break };
        let Some(cut) = cut(window) else { break };
        let piece = text.get(from..from + cut).unwrap_or_default().trim_end();
        if !piece.is_empty() {
            out.push(CleanSpan::new(from, from + piece.len()));
        }
        let rest = text.get(from + cut..end).unwrap_or_default();
        from += cut + (rest.len() - rest.trim_start().len());
    }
    if end > from {
        out.push(CleanSpan::new(from, end));
    }
}

/// Where to cut a piece off a long sentence: at its last white space, else behind its last comma or the like, else anywhere.
fn cut(window: &[u8]) -> Option<usize> {
    let space = window.iter().rposition(|b| b.is_ascii_whitespace()).filter(|at| *at > 0);
    let joint = || window.iter().rposition(|b| matches!(b, b',' | b';' | b'|')).map(|at| at + 1);
    let letter = || window.iter().rposition(|b| !matches!(b, 0x80..0xc0)).filter(|at| *at > 0);
    space.or_else(joint).or_else(letter)
}

/// What follows the punctuation that may end a sentence.
struct Tail {
    /// After stops, closing quotes and brackets, and note marks.
    end: usize,
    /// The stops are one single full stop.
    single: bool,
    /// The stops are an ellipsis.
    ellipsis: bool,
    /// A note mark was passed.
    marked: bool,
}

/// Whether a number of shillings ends before the pence that belong to it: "5s. 9d.".
fn is_shillings(word: &str, rest: &str) -> bool {
    let pence = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = word.strip_suffix('s').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    digits
        && pence.len() < rest.len()
        && pence.starts_with('d')
        && !pence.get(1..).is_some_and(|t| t.starts_with(char::is_alphanumeric))
}

struct Scan<'t> {
    text: &'t str,
    marks: &'t [SetAside],
}

impl Scan<'_> {
    /// The next byte that may end a sentence.
    fn stop(&self, at: usize) -> Option<usize> {
        /// Looked through at once: short enough that a text of many ellipses is not looked through many times.
        const WINDOW: usize = 512;
        const ELLIPSIS: &[u8] = "…".as_bytes();
        let bytes = self.text.as_bytes();
        let mut from = at;
        while from < bytes.len() {
            let window = bytes.get(from..bytes.len().min(from + WINDOW))?;
            let plain = memchr::memchr3(b'.', b'!', b'?', window);
            let before = window.get(..plain.unwrap_or(window.len()))?;
            let wide = memchr::memchr_iter(0xE2, before)
                .find(|i| bytes.get(from + i..).is_some_and(|rest| rest.starts_with(ELLIPSIS)));
            if let Some(found) = wide.or(plain) {
                return Some(from + found);
            }
            from += window.len();
        }
        None
    }

    /// The end of the reference or link that a stop is part of.
    fn inside(&mut self, stop: usize) -> Option<usize> {
        let passed = self.marks.iter().take_while(|m| m.span.end() <= stop).count();
        self.marks = self.marks.get(passed..).unwrap_or_default();
        let around = self.marks.first().filter(|m| m.span.start() <= stop && m.reason != super::marks::NOTE_MARK)?;
        // the stop that closes a link or reference may close the sentence too
        (around.span.end() > stop + 1).then(|| around.span.end())
    }

    /// The end of a note mark that begins at `at`.
    fn mark_at(&mut self, at: usize) -> Option<usize> {
        let passed = self.marks.iter().take_while(|m| m.span.start() < at).count();
        self.marks = self.marks.get(passed..).unwrap_or_default();
        self.marks.first().filter(|m| m.span.start() == at && m.reason == super::marks::NOTE_MARK).map(|m| m.span.end())
    }

    fn tail(&mut self, stop: usize) -> Tail {
        let rest = |at: usize| self.text.get(at..).unwrap_or_default();
        let mut end = stop;
        let (mut dots, mut strong, mut wide) = (0, false, false);
        loop {
            let here = rest(end);
            if here.starts_with('.') {
                dots += 1;
                end += 1;
            } else if here.starts_with(['!', '?']) {
                strong = true;
                end += 1;
            } else if here.starts_with('…') {
                wide = true;
                end += '…'.len_utf8();
            } else if here.starts_with(" .")
                && dots > 0
                && !here.get(2..).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()))
            {
                end += 1;
            } else {
                break;
            }
        }
        let mut marked = false;
        loop {
            if let Some(after) = self.mark_at(end) {
                (end, marked) = (after, true);
                continue;
            }
            let here = self.text.get(end..).unwrap_or_default();
            if let Some(c) = here.chars().next()
                && matches!(c, '”' | '’' | '"' | '\'' | ')' | ']' | '»' | '}')
            {
                end += c.len_utf8();
                continue;
            }
            // A closing quote misread as an opening one, set off by a space: `plebiscites. “16 In`.
            if !marked
                && let Some(quote) = here.strip_prefix(' ').and_then(|r| r.chars().next())
                && matches!(quote, '“' | '"' | '‘')
                && let Some(after) = self.mark_at(end + 1 + quote.len_utf8())
            {
                (end, marked) = (after, true);
                continue;
            }
            break;
        }
        let ellipsis = wide || (dots > 1 && !strong);
        Tail { end, single: dots == 1 && !strong && !wide, ellipsis, marked }
    }

    /// Whether a sentence that begins at `start` ends with the stop at `stop`.
    fn ends(&self, start: usize, stop: usize, tail: &Tail) -> bool {
        let rest = self.text.get(tail.end..).unwrap_or_default();
        let Some(first) = rest.chars().next() else { return true };
        if !first.is_whitespace() {
            return self.ends_glued(stop, tail, rest);
        }
        let spaced = rest.trim_start();
        let mut follow = spaced.chars();
        let mut next = follow.next();
        for _ in 0..4 {
            if next.is_some_and(is_opener) {
                next = follow.next();
            }
        }
        let Some(next) = next else { return true };
        if next.is_lowercase() {
            return tail.single && self.long_plain_word_before(stop);
        }
        if tail.ellipsis || !tail.single {
            return next.is_alphanumeric() || tail.marked;
        }
        if tail.marked {
            return true;
        }
        let word = word_before(self.text, start, stop);
        if word.is_empty() {
            return true;
        }
        let opens_sentence = self.text.get(start..stop).is_some_and(|s| s.trim_start().len() == word.len());
        if is_shillings(word, spaced) {
            return false;
        }
        if word.len() <= 3 && opens_sentence && word.bytes().all(|b| b.is_ascii_digit()) {
            return false; // the number of a list item
        }
        if !next.is_alphanumeric() {
            return !matches!(next, ',' | ';' | ':' | '–' | '—' | '-' | '/' | '&' | '·');
        }
        let starter = || {
            let head = spaced.trim_start_matches(is_opener);
            let end = head.find(|c: char| !c.is_alphanumeric()).unwrap_or(head.len());
            let word = head.get(..end.min(12)).unwrap_or_default();
            next.is_uppercase() && is_starter(&word.to_lowercase())
        };
        match class(word) {
            None => true,
            Some(Abbreviation::Never) => false,
            Some(Abbreviation::BeforeNumber) => {
                !next.is_numeric() && (starter() || next.is_uppercase() && word.len() > 3)
            }
            Some(Abbreviation::MayEnd) => starter(),
        }
    }

    /// Two sentences with no space between them.
    fn ends_glued(&self, stop: usize, tail: &Tail, rest: &str) -> bool {
        let mut chars = rest.trim_start_matches(is_opener).chars();
        let (first, second) = (chars.next(), chars.next());
        let capital = first.is_some_and(char::is_uppercase);
        if tail.marked {
            return capital;
        }
        if !capital || tail.ellipsis || !second.is_some_and(|c| c.is_lowercase() || c == ' ') {
            return false;
        }
        let head = self.text.get(..stop).unwrap_or_default();
        head.chars().rev().take(3).filter(|c| c.is_lowercase()).count() == 3
            && word_before(self.text, 0, stop).chars().all(char::is_alphabetic)
            && class(word_before(self.text, 0, stop)).is_none()
    }

    /// Whether a plain word of five letters or more stands before the stop: one that is no abbreviation.
    fn long_plain_word_before(&self, stop: usize) -> bool {
        let word = word_before(self.text, 0, stop);
        word.chars().count() >= 5 && word.chars().all(char::is_lowercase) && class(word).is_none()
    }
}

fn is_opener(c: char) -> bool {
    matches!(c, '“' | '‘' | '"' | '\'' | '(' | '[' | '«' | '{' | '¿' | '¡' | '*')
}

/// Letters, digits and dots right before `stop`, not before `start`; at most 24 characters.
fn word_before(text: &str, start: usize, stop: usize) -> &str {
    let head = text.get(start..stop).unwrap_or_default();
    let mut from = head.len();
    for (at, c) in head.char_indices().rev().take(24) {
        if !(c.is_alphanumeric() || c == '.') {
            break;
        }
        from = at;
    }
    head.get(from..).unwrap_or_default()
}

/// How the word before a full stop behaves there.
fn class(word: &str) -> Option<Abbreviation> {
    let mut letters = word.chars();
    let (first, second) = (letters.next()?, letters.next());
    if second.is_none() && first.is_uppercase() {
        return Some(Abbreviation::MayEnd); // an initial
    }
    if second.is_none() && first.is_lowercase() {
        return Some(Abbreviation::BeforeNumber); // "f. 12"
    }
    let found = if word.len() <= 12 { abbreviation(&word.to_lowercase()) } else { None };
    if found == Some(Abbreviation::Never) && first.is_lowercase() && !word.contains('.') {
        return Some(Abbreviation::MayEnd); // "38 ms." and "vs. Spain", against "Ms. Smith"
    }
    let initials = || {
        word.len() >= 3
            && word.contains('.')
            && word.split('.').all(|part| part.chars().count() == 1 && !part.starts_with(|c: char| c.is_numeric()))
    };
    found.or_else(|| initials().then_some(Abbreviation::MayEnd))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let block = CleanSpan::new(0, text.len());
        let marks = crate::document::marks::find(text, &[block]);
        let mut out = Vec::new();
        segment(text, block, &marks, &mut out);
        out.into_iter().map(|s| &text[s.range()]).collect()
    }

    /// Sentences are separated by `|` in the expectation.
    fn same(expected: &str) {
        let parts: Vec<&str> = expected.split('|').collect();
        assert_eq!(cut(&expected.replace('|', "")), parts.iter().map(|p| p.trim()).collect::<Vec<_>>());
    }

    #[test]
    fn plain_sentences_end_at_stops() {
        same("It rained. |It poured! |Did it? |Yes.");
        same("In 1969. |In 1970 there were 24. |The rest left.");
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_sentences() {
        same("Gen. Ruiz met Mr. J. K. Olsen of the U.S. Navy at 5 a.m. on Oct. 31, 1970. |He left.");
        same("See p. 81 and No. 5 of vol. 2, e.g. Smith et al. bought it.");
        same("She moved to the U.S. |The house was sold at 9 p.m. |They wept.");
        same("An area of 12 sq. km. was lost.");
    }

    #[test]
    fn decimals_and_versions_stay_whole() {
        same("It rose by 3.5 percent to $1.5m at 5.30 a.m. |Nobody knew.");
        same("Version 2.0 The Sequel.");
    }

    #[test]
    fn note_marks_belong_to_the_sentence_before() {
        same("Wages fell in 1970.14 |The strike spread.");
        same("They ran 250 mills.34 |Industrial workers joined.");
        same("“That was the road.”5 |MIT stayed out.");
        same("Who would stop him?1|At that time nobody could.");
        same("He was a member of DENAS.2|He left it later.");
        same("It was a dictatorship.[1] |The end came.");
    }

    #[test]
    fn closing_quotes_and_brackets_stay_with_their_sentence() {
        same("He said “no.” |She said “yes!” |(They left.) |Nobody came.");
        same("“Why?” he asked. |“Because . . . well, because.” |So it was.");
    }

    #[test]
    fn list_numbers_do_not_end_sentences() {
        same("1. Take the bus. |2. Get off.");
    }

    #[test]
    fn long_sentences_are_cut_at_white_space() {
        let text = "and 17 ".repeat(20_000);
        let parts = cut(&text);
        assert!(parts.len() >= 7 && parts.iter().all(|p| p.len() <= LONGEST && !p.ends_with(' ')));
    }
}
