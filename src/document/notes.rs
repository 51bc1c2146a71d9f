//! End-notes and bibliographies below a plain text.

use std::ops::Range;

use super::furniture::Look;
use super::words::is_note_heading;

/// The run of end-notes below the article, if there is one: lines that begin with rising numbers, and lines between them.
pub(crate) fn end_notes(looks: &[Look<'_>], first: usize) -> Option<Range<usize>> {
    let heading = looks.iter().rposition(|l| l.headline && l.text.len() <= 60 && is_note_heading(l.text));
    if let Some(at) = heading.filter(|&at| at > first)
        && weight_after(looks, at) * 3 <= weight_after(looks, 0)
        && looks.get(at + 1).is_some_and(|l| number(l.text).is_some() || is_reference(l.text))
    {
        let end = (at + 1..looks.len())
            .rev()
            .find(|&i| looks.get(i).is_some_and(|l| number(l.text).is_some() || is_reference(l.text)));
        return Some(at..end.map_or(at + 1, |e| e + 1));
    }
    let (range, count) = longest_run(looks, first)?;
    let notes = looks.get(range.clone())?;
    let cited = notes.iter().filter(|l| is_reference(l.text)).count();
    let marked = marks_before(looks, range.start);
    let below = weight_after(looks, range.end);
    let is_last = below * 4 <= weight_after(looks, 0);
    (count >= 2 && is_last && (cited * 2 >= notes.len() || marked * 2 >= count)).then_some(range)
}

/// Bytes of running text from chunk `at` on.
fn weight_after(looks: &[Look<'_>], at: usize) -> usize {
    looks.iter().skip(at).filter(|l| l.prose).map(|l| l.text.len()).sum()
}

/// The longest run of numbered lines, beginning with 1 to 3, and how many numbers it has. A line without a number may stand
/// between two.
fn longest_run(looks: &[Look<'_>], first: usize) -> Option<(Range<usize>, usize)> {
    let mut best: Option<(Range<usize>, usize)> = None;
    let mut open: Option<(usize, usize, u32, usize)> = None; // first chunk, last chunk, last number, count
    for (i, look) in looks.iter().enumerate().skip(first + 1) {
        let Some(n) = number(look.text) else { continue };
        open = match open {
            Some((from, last, value, count)) if n > value && n <= value + 3 && i - last <= 2 => {
                Some((from, i, n, count + 1))
            }
            _ if n <= 3 => Some((i, i, n, 1)),
            _ => None,
        };
        if let Some((from, last, _, count)) = open
            && best.as_ref().is_none_or(|b| count >= b.1)
        {
            best = Some((from..last + 1, count));
        }
    }
    best
}

/// The number that a note begins with: "12 Roxborough", "3. Ibid.", "[4] See".
fn number(line: &str) -> Option<u32> {
    let body = line.strip_prefix('[').unwrap_or(line);
    let len = body.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let rest = body.get(len..)?.trim_start_matches(['.', ')', ']', ':']);
    let value = body.get(..len)?.parse().ok().filter(|n| (1..1000).contains(n))?;
    let text = rest.trim_start();
    let noun_phrase = text.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '‘' | '\'' | '*' | '_'));
    (noun_phrase || text.starts_with("http") || text.len() < rest.len() && !rest.starts_with(' ')).then_some(value)
}

/// Whether a line reads like a reference: pages, a year in brackets, "Ibid.", a link, quoted words and a date.
fn is_reference(line: &str) -> bool {
    let lower = line.to_lowercase();
    let page = ["p. ", "pp. ", "p.", "pp."].iter().any(|p| {
        lower.match_indices(p).any(|(at, _)| {
            let opens = at == 0 || lower.get(..at).is_some_and(|h| h.ends_with([' ', '(', ',']));
            opens && lower.get(at + p.len()..).is_some_and(|r| r.trim_start().starts_with(|c: char| c.is_ascii_digit()))
        })
    });
    let latin =
        ["ibid", "op. cit", "et al", " ed. ", " eds. ", "vol. ", "qtd.", "quoted in"].iter().any(|w| lower.contains(w));
    let link = lower.contains("http") || lower.contains("www.") || lower.contains("doi");
    let year_closes =
        lower.trim_end_matches(['.', ')', ' ']).ends_with(|c: char| c.is_ascii_digit()) && has_year(&lower);
    page || latin || link || (line.len() <= 200 && year_closes) || (lower.contains("see ") && line.len() < 120)
}

fn has_year(line: &str) -> bool {
    line.split(|c: char| !c.is_alphanumeric())
        .any(|w| w.len() == 4 && (w.starts_with("1") || w.starts_with("20")) && w.bytes().all(|b| b.is_ascii_digit()))
}

/// How many chunks above end with a glued note mark, or hold one after a stop.
fn marks_before(looks: &[Look<'_>], end: usize) -> usize {
    looks
        .iter()
        .take(end)
        .map(|l| {
            let spans = [crate::text::CleanSpan::new(0, l.text.len())];
            super::marks::find(l.text, &spans).iter().filter(|m| m.reason == super::marks::NOTE_MARK).count()
        })
        .sum()
}
