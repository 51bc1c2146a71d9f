//! End-notes and bibliographies below a plain text.

use std::ops::Range;

use super::citations::has_page;
use super::furniture::{Look, opens_tail};
use super::marks;
use super::words::{is_note_heading, listed};
use crate::text::CleanSpan;

/// The run of end-notes below the article, if there is one: lines that begin with rising numbers, and lines between them.
pub(crate) fn end_notes(looks: &[Look<'_>], first: usize) -> Option<Range<usize>> {
    let noted = |i: usize| looks.get(i).is_some_and(|l| number(l.text).is_some() || is_reference(l.text));
    let heads = |i: usize| looks.get(i).is_some_and(|l| l.headline && l.len <= 60 && is_note_heading(l.text));
    let total = weight_after(looks, 0);
    if let Some(at) = (first + 1..looks.len()).find(|&i| heads(i) && noted(i + 1))
        && weight_after(looks, at) * 3 <= total
    {
        let mut end = at + 1;
        for i in at + 1..looks.len() {
            if noted(i) {
                end = i + 1;
            } else if opens_tail(looks, i) || i > end {
                break;
            }
        }
        return Some(at..end);
    }
    let runs = runs(looks, first);
    if runs.is_empty() {
        return None;
    }
    let marked = marks_before(looks);
    let below: Vec<usize> =
        looks.iter().rev().scan(0, |sum, l| Some(std::mem::replace(sum, *sum + weight(l)))).collect();
    runs.into_iter().rev().find_map(|(range, count)| {
        let notes = looks.get(range.clone())?;
        let cited = notes.iter().filter(|l| is_reference(l.text)).count();
        let marks = marked.get(range.start).copied().unwrap_or(0);
        let shown = if count >= 2 { cited * 2 >= notes.len() || marks * 2 >= count } else { cited == 1 && marks > 0 };
        let rest = below.get(looks.len() - range.end).copied().unwrap_or_else(|| weight_after(looks, range.end));
        (shown && rest * 4 <= total).then_some(range)
    })
}

/// Bytes that a chunk adds to the running text.
fn weight(look: &Look<'_>) -> usize {
    if look.prose { look.len } else { 0 }
}

/// Bytes of running text from chunk `at` on.
fn weight_after(looks: &[Look<'_>], at: usize) -> usize {
    looks.iter().skip(at).filter(|l| l.prose).map(|l| l.len).sum()
}

/// Runs of numbered lines, each beginning with 1 to 3, and how many numbers each has. A line without a number may stand
/// between two.
fn runs(looks: &[Look<'_>], first: usize) -> Vec<(Range<usize>, usize)> {
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    let mut last = 0;
    for (i, look) in looks.iter().enumerate().skip(first + 1) {
        let Some(n) = number(look.text) else { continue };
        match found.last_mut() {
            Some((range, count)) if n > last && n <= last + 3 && i - range.end <= 1 => {
                range.end = i + 1;
                *count += 1;
            }
            _ if n <= 3 => found.push((i..i + 1, 1)),
            _ => continue,
        }
        last = n;
    }
    found
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
    let page = has_page(line);
    let latin = listed("reference").any(|w| lower.contains(w));
    let link = lower.contains("http") || lower.contains("www.") || lower.contains("doi");
    let year_closes =
        lower.trim_end_matches(['.', ')', ' ']).ends_with(|c: char| c.is_ascii_digit()) && has_year(&lower);
    page || (latin && line.len() <= 300) || link || (line.len() <= 200 && year_closes)
}

fn has_year(line: &str) -> bool {
    line.split(|c: char| !c.is_alphanumeric())
        .any(|w| w.len() == 4 && (w.starts_with("1") || w.starts_with("20")) && w.bytes().all(|b| b.is_ascii_digit()))
}

/// How many note marks stand in the chunks before each chunk.
fn marks_before(looks: &[Look<'_>]) -> Vec<usize> {
    let count = |l: &Look<'_>| {
        let spans = [CleanSpan::new(0, l.text.len())];
        marks::find(l.text, &spans).iter().filter(|m| m.reason == marks::NOTE_MARK).count()
    };
    looks.iter().scan(0, |sum, l| Some(std::mem::replace(sum, *sum + count(l)))).collect()
}
