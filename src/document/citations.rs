//! References inside running text: "(Winter 1986, p. 63)", "(Okafor, 2012)", a reference glued to its note mark.

use super::marks::{CITATION, NOTE_MARK};
use super::words::listed;
use super::{Sentence, SetAside};
use crate::text::CleanSpan;

/// Longest reference in brackets that is looked for, in bytes.
const LONGEST: usize = 240;

/// References in brackets: those with a page, and those of author and year once there are two of them.
pub(crate) fn bracketed(text: &str, blocks: &[CleanSpan]) -> Vec<SetAside> {
    let mut found = Vec::new();
    let mut authors = Vec::new();
    for block in blocks {
        let words = text.get(block.range()).unwrap_or_default();
        let mut from = 0;
        for at in memchr::memchr_iter(b'(', words.as_bytes()) {
            if at < from {
                continue;
            }
            let window = words.as_bytes().get(at + 1..words.len().min(at + LONGEST)).unwrap_or_default();
            let Some(close) = memchr::memchr2(b')', b'(', window).filter(|&c| window.get(c) == Some(&b')')) else {
                continue;
            };
            let inner = words.get(at + 1..at + 1 + close).unwrap_or_default();
            let span = CleanSpan::new(block.start() + at, block.start() + at + close + 2);
            from = at + close + 2;
            if has_page(inner) {
                found.push(SetAside { span, reason: CITATION });
            } else if is_author_and_year(inner) {
                authors.push(SetAside { span, reason: CITATION });
            }
        }
    }
    if authors.len() >= 2 {
        found.append(&mut authors);
    }
    found
}

/// Sentences glued to a note mark that hold a page number: the note itself, run into the text.
pub(crate) fn run_in(text: &str, sentences: &[Sentence], aside: &[SetAside]) -> Vec<SetAside> {
    let mut marks = aside.iter().filter(|m| m.reason == NOTE_MARK).peekable();
    let mut found = Vec::new();
    for sentence in sentences {
        while marks.next_if(|m| m.span.end() < sentence.span.start()).is_some() {}
        let glued = marks.peek().is_some_and(|m| m.span.end() == sentence.span.start());
        if glued && has_page(text.get(sentence.span.range()).unwrap_or_default()) {
            found.push(SetAside { span: sentence.span, reason: CITATION });
        }
    }
    found
}

/// Whether the words name a page: "p. 63", "pp. 100, 97", "p.363".
pub(crate) fn has_page(words: &str) -> bool {
    let digit = |rest: &str| rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    memchr::memchr_iter(b'.', words.as_bytes()).any(|at| {
        let head = words.get(..at).unwrap_or_default();
        let word = head.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        word.len() <= 4
            && listed("page").any(|p| word.eq_ignore_ascii_case(p))
            && words.get(at + 1..).is_some_and(digit)
    })
}

/// "Okafor, 2012", "see Okafor and Lind 2012a; Ruiz et al., 1999".
fn is_author_and_year(inner: &str) -> bool {
    inner.split(';').all(|part| {
        let part = part.trim();
        let part = part.strip_prefix("see ").or_else(|| part.strip_prefix("cf. ")).unwrap_or(part);
        let Some((names, year)) = part.rsplit_once([' ', '\u{a0}']) else { return false };
        let digits = year.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let names = names.trim_end_matches(',');
        let is_year = digits.len() == 4
            && year.len() <= 5
            && digits.bytes().all(|b| b.is_ascii_digit())
            && matches!(digits.as_bytes(), [b'1' | b'2', ..]);
        let name = |w: &str| {
            w.starts_with(char::is_uppercase) && w.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''))
        };
        let joint = |w: &str| matches!(w, "and" | "&" | "et" | "al." | "al");
        let words: Vec<&str> = names.split([' ', ',']).filter(|w| !w.is_empty()).collect();
        let is_month = words.last().is_some_and(|w| crate::corpus::find_date(&format!("{w} 2000")).is_some());
        is_year
            && !is_month
            && !words.is_empty()
            && words.len() <= 6
            && words.iter().all(|w| name(w) || joint(w))
            && words.iter().any(|w| name(w))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        bracketed(text, &[CleanSpan::new(0, text.len())]).into_iter().map(|m| &text[m.span.range()]).collect()
    }

    #[test]
    fn pages_show_a_reference() {
        assert_eq!(
            found("It fell (A History. J. Ruiz. 1976. p.363). Then it rose (by 5 p.m.)."),
            ["(A History. J. Ruiz. 1976. p.363)"]
        );
    }

    #[test]
    fn author_and_year_need_company() {
        assert_eq!(
            found("So it was (Okafor, 2012) and again (Lind and Ruiz 1999b)."),
            ["(Okafor, 2012)", "(Lind and Ruiz 1999b)"]
        );
        assert_eq!(found("He was born there (Lisbon, 1755)."), [""; 0]);
        assert_eq!(found("Twice (May 1970) and (June 1971) and (George 1854-1932)."), [""; 0]);
    }
}
