//! So long from one date or time of day to another: "began on 3 March and ended on 20 June, after 109 days".

use super::clock::laps;
use super::happening::acts;
use super::later::{between, in_words, is_length, is_steady, point, shown};
use super::spans::days_between;
use super::words::{first_words, words};
use super::{Found, Placed, previous};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::fact::{Fact, Kind};
use crate::value::{Extent, Grain};

/// How the words beside a length of time tie it to two dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tie {
    /// "two hours later": from whatever was told before.
    Later,
    /// "after 65 days": from what began.
    After,
    /// "lasted 65 days".
    Lasting,
    /// "a voyage of three years".
    Named,
}

/// Checks the only length of time of a sentence against the two dates it lies between.
pub(super) fn check(sentences: &[Vec<Placed<'_>>], n: usize, found: &mut Vec<Found>) {
    let Some(sentence) = sentences.get(n) else { return };
    ranged(sentence, found);
    let mut lengths = sentence.iter().filter(|p| is_length(p.fact));
    let (Some(length), None) = (lengths.next(), lengths.next()) else { return };
    let dates = dates(sentence);
    in_those(sentences, n, length, &dates, found);
    let begins = |p: &Placed<'_>| {
        let clause = p.before().rsplit([';', ':', '.']).next().unwrap_or_default();
        let near = words(clause);
        let near = near.get(near.len().saturating_sub(6)..).unwrap_or_default();
        near.iter().any(|w| Cue::Begins.has(w) || Cue::Starts.has(w)) || !acts(&near.join(" ")).is_empty()
    };
    let Some((start, end, is_open)) = (match dates.as_slice() {
        // left on 1 June and was away for two years until it came back on 5 June
        // "closed in 1966 after 104 years; it had opened in 1862"
        [b, a] if b.to <= length.from && length.to <= a.from && tie(length) == Some(Tie::After) => {
            is_pluperfect(a).then(|| (*a, *b, begins(a)))
        }
        [a, b] if a.to <= length.from && length.to <= b.from => {
            let is_open = begins(a) || is_until(length, b) || is_kept(length) && !a.until(length).contains(". ");
            (is_until(length, b) || is_ended(length, b)).then_some((*a, *b, is_open))
        }
        // "89 days passed between the snow, on 20 May, and the thaw on 27 August"
        [a, b] if length.to <= a.from && is_span(length, a, b) => Some((*a, *b, true)),
        // "the strike of twelve weeks began on 1 March and ended on 1 April"
        [a, b] if length.to <= a.from && is_its_length(length, a, b) => Some((*a, *b, begins(a))),
        // "it took eight years: work started in 1907 and was finished in 1915"
        [a, b] if length.to <= a.from => (is_kept(length) && is_told_after(length, a, b)).then(|| (*a, *b, begins(a))),
        [a, b] if b.to <= length.from && is_those(length) => Some((*a, *b, true)),
        [a, b] if b.to <= length.from => tie(length).map(|tie| {
            let is_pair = words(a.until(b)).iter().any(|w| Cue::Joins.has(w));
            (*a, *b, begins(a) || is_perfect(length) || tie == Tie::Later || tie == Tie::Named && is_pair)
        }),
        [b] if b.to <= length.from => {
            tie(length).zip(previous(sentences, n)).and_then(|(tie, before)| match dates_of(before).as_slice() {
                [a] => {
                    let is_own = tie == Tie::After || tie == Tie::Lasting && is_perfect(length);
                    Some((*a, *b, tie == Tie::Later || is_own && begins(a)))
                }
                _ => None,
            })
        }
        // "out at 7.31 p.m., and on again at 7.50 p.m. This darkness of 19 minutes …"
        [] | [_]
            if is_named_after(length)
                && dates.iter().all(|d| d.from >= length.to && words(length.until(d)).len() > 2) =>
        {
            previous(sentences, n).and_then(|before| match self::dates(before).as_slice() {
                [a, b] => Some((*a, *b, true)),
                _ => None,
            })
        }
        // "from 1712 until 1736. In those 24 years"
        _ if is_those(length) && dates.iter().all(|d| d.from >= length.to) => {
            previous(sentences, n).and_then(|before| match self::dates(before).as_slice() {
                [a, b] => Some((*a, *b, true)),
                _ => None,
            })
        }
        [] => previous(sentences, n).filter(|_| is_named_after(length)).and_then(|before| {
            match self::dates(before).as_slice() {
                [a, b] => Some((*a, *b, true)),
                _ => None,
            }
        }),
        _ => None,
    }) else {
        return;
    };
    if is_open && is_steady(start.fact) && is_steady(end.fact) {
        settle(start, end, length, found);
    }
}

/// "From 1 May to 10 May the harbour was closed, for ten days"; "from 09:00 to 09:45, three quarters of an hour".
fn ranged(sentence: &[Placed<'_>], found: &mut Vec<Found>) {
    for three in sentence.windows(3) {
        let [a, b, length] = three else { continue };
        if a.fact.kind != Kind::Date || b.fact.kind != Kind::Date || !is_length(length.fact) {
            continue;
        }
        let opens = words(a.before()).last().is_some_and(|w| w == "from");
        let is_to = matches!(words(a.until(b)).as_slice(), [to] if Cue::To.has(to) && !Cue::Of.has(to));
        let link = b.until(length);
        let Some((said, apposed)) = link.rsplit_once(',') else { continue };
        let near = words(apposed);
        let is_apposed = near.iter().all(|w| Cue::Hedge.has(w) || w == "for" || w == "i.e") && near.len() <= 3;
        let ends = first_words(length.after(), 4).len() <= 2;
        if opens && is_to && is_apposed && ends && words(said).len() <= 5 && !said.contains([',', ';', '.', '(']) {
            settle(a, b, length, found);
        }
    }
}

/// The dates of a sentence; two times of day stand for themselves, for their day says nothing of its own.
fn dates<'a, 'f>(sentence: &'a [Placed<'f>]) -> Vec<&'a Placed<'f>> {
    let dates = dates_of(sentence);
    let clocks: Vec<&Placed<'_>> = dates.iter().filter(|p| is_clock(p.fact)).copied().collect();
    if clocks.len() == 2 { clocks } else { dates }
}

fn dates_of<'a, 'f>(sentence: &'a [Placed<'f>]) -> Vec<&'a Placed<'f>> {
    sentence.iter().filter(|p| p.fact.kind == Kind::Date).collect()
}

fn is_clock(fact: &Fact) -> bool {
    fact.unit == Grain::Minute.as_str()
}

fn is_until(length: &Placed<'_>, end: &Placed<'_>) -> bool {
    let near = words(length.until(end));
    let is_for = words(length.before()).last().is_some_and(|w| Cue::Lasting.has(w));
    is_for && near.len() <= 8 && near.iter().take(3).any(|w| Cue::To.has(w) && !Cue::Of.has(w) && w != "to")
}

/// How a length is tied to what stands before it.
fn tie(length: &Placed<'_>) -> Option<Tie> {
    let clause = length.before().rsplit([',', ';', '(']).next().unwrap_or_default();
    let near = words(clause);
    let next = first_words(length.after(), 3);
    if near.len() <= 2 && next.len() <= 2 && next.iter().any(|w| Cue::Later.has(w)) {
        return Some(Tie::Later);
    }
    // "in 1910 after 45 years", "after 104 years of service"
    let is_bare = next.len() <= 1 || next.get(1).is_some_and(|w| Cue::Of.has(w));
    let after = near.last().is_some_and(|w| w == "after");
    if after
        && is_bare
        && (near.len() <= 2 || clause.trim_start().len() < length.before().trim_start().len() || is_dated(clause))
    {
        return Some(Tie::After);
    }
    let is_of = near.last().is_some_and(|w| Cue::Of.has(w));
    if is_of && near.len() <= 6 && near.iter().any(|w| Cue::Stretch.has(w)) && clause.len() < length.before().len() {
        return Some(Tie::Named);
    }
    let lasts = |w: &String| Cue::Lasting.has(w) && !Cue::Offset.has(w) && w != "for" && w != "on";
    (near.iter().rev().take(3).any(lasts) || is_perfect(length)).then_some(Tie::Lasting)
}

/// "this interruption of 29 minutes": a length that is said of what was just told.
fn is_named_after(length: &Placed<'_>) -> bool {
    let near = words(length.before());
    matches!(near.as_slice(), [.., this, _, of] if this == "this" && Cue::Of.has(of))
}

/// "He reigned from 1712 until 1736. In those 24 years …"
fn in_those(
    sentences: &[Vec<Placed<'_>>],
    n: usize,
    length: &Placed<'_>,
    dates: &[&Placed<'_>],
    found: &mut Vec<Found>,
) {
    if !is_those(length) || dates.iter().any(|d| d.to <= length.from) {
        return;
    }
    let Some(before) = previous(sentences, n) else { return };
    let [range] = dates_of(before)[..] else { return };
    if range.fact.unit != Grain::Range.as_str() {
        return;
    }
    let (Some(made), Some(said)) = (days_between(range.fact), length.extent()) else { return };
    let (dates, shown) = (&range.fact.surface, shown(length));
    let facts = vec![range.index, length.index];
    if made.disjoint(said) {
        found.push(Found::conflict("span-and-dates", Severity::Warning, facts, format!("{dates} is not {shown}")));
    } else {
        found.push(Found::agree("span-and-dates", facts, format!("{dates} is {shown}")));
    }
}

/// "in those 24 years"
fn is_those(length: &Placed<'_>) -> bool {
    let near = words(length.before());
    let hedged = near.iter().rev().find(|w| !Cue::Hedge.has(w));
    hedged.is_some_and(|w| w == "those" || w == "these")
}

/// Whether a date stands right before the last word of a clause: "in 1910 after".
fn is_dated(clause: &str) -> bool {
    let near = words(clause);
    near.iter().rev().take(3).any(|w| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit()))
}

/// "having stood for 48 years", "it had been running for 47 years".
fn is_perfect(length: &Placed<'_>) -> bool {
    let clause = length.before().rsplit([',', ';', '(', '.']).next().unwrap_or_default();
    let mut near = words(clause);
    while near.last().is_some_and(|w| Cue::Hedge.has(w)) {
        near.pop();
    }
    let has = near.iter().rev().take(6).any(|w| Cue::Perfect.has(w));
    has && near.last().is_some_and(|w| w == "for") && first_words(length.after(), 3).len() <= 2
}

/// "it took", "the siege lasted": the length is that of what is told beside it.
fn is_kept(length: &Placed<'_>) -> bool {
    let clause = length.before().rsplit([',', ';', '(', '.']).next().unwrap_or_default();
    let kept = |w: &String| {
        Cue::Lasting.has(w) && !Cue::Offset.has(w) && !["for", "on", "within", "went"].contains(&w.as_str())
    };
    words(clause).iter().rev().take(2).any(kept)
}

/// "the strike of twelve weeks began on 1 March and ended on 1 April"
fn is_its_length(length: &Placed<'_>, a: &Placed<'_>, b: &Placed<'_>) -> bool {
    let is_of = words(length.before()).last().is_some_and(|w| w == "of");
    let (opener, link) = (words(length.until(a)), words(a.until(b)));
    let is_begun = opener.len() <= 4 && opener.iter().any(|w| Cue::Begins.has(w));
    let is_whole = [length.until(a), a.until(b)].iter().all(|t| !t.contains([';', ':', '(', '.', ',']));
    is_of && is_begun && is_whole && link.len() <= 5 && link.iter().any(|w| Cue::Ends.has(w))
}

/// "between the snow, on 20 May, and the thaw on 27 August" right behind a length.
fn is_span(length: &Placed<'_>, a: &Placed<'_>, b: &Placed<'_>) -> bool {
    let (opener, link) = (words(length.until(a)), words(a.until(b)));
    let opens = |w: &str| opener.iter().take(4).any(|o| o == w);
    let has = |w: &str| link.iter().any(|l| l == w);
    let (spans, joins) =
        (opens("between") || opens("from"), opens("between") && has("and") || opens("from") && has("to"));
    // "two years between 1 May and 3 June" of which more is said behind
    let is_whole = [length.until(a), a.until(b)].iter().all(|t| !t.contains([';', ':', '(']) && !t.contains(". "));
    spans && joins && is_whole && opener.len() <= 14 && link.len() <= 14
}

/// "lasted six weeks and ended on 15 April".
fn is_ended(length: &Placed<'_>, end: &Placed<'_>) -> bool {
    let between = length.until(end);
    let near = words(between);
    let ends = near.iter().any(|w| Cue::Ends.has(w));
    (is_kept(length) || words(length.before()).last().is_some_and(|w| w == "for"))
        && ends
        && near.len() <= 6
        && near.iter().any(|w| Cue::Joins.has(w))
        && !between.contains(['.', ';', ':'])
}

/// Whether two dates stand behind a length as a beginning and an end: "eight years to dig: work started in 1907 and ended in 1915".
fn is_told_after(length: &Placed<'_>, a: &Placed<'_>, b: &Placed<'_>) -> bool {
    let link = a.until(b);
    let is_colon = length.until(a).contains([':', ';', ',']) && !length.until(a).contains(". ");
    is_colon && words(link).iter().any(|w| Cue::Joins.has(w) || Cue::Ends.has(w)) && !link.contains(['.', ';'])
}

fn is_pluperfect(p: &Placed<'_>) -> bool {
    let clause = p.before().rsplit([';', ',', '.']).next().unwrap_or_default();
    words(clause).iter().any(|w| w == "had")
}

fn settle(start: &Placed<'_>, end: &Placed<'_>, length: &Placed<'_>, found: &mut Vec<Found>) {
    let Some(said) = length.extent() else { return };
    let is_timed = |p: &Placed<'_>| point(p.fact).is_some_and(|p| p.2);
    let made: Vec<Extent> = if is_clock(start.fact) && is_clock(end.fact) && !(is_timed(start) && is_timed(end)) {
        laps(start.fact, end.fact).unwrap_or_default()
    } else {
        let ends = point(start.fact).zip(point(end.fact));
        ends.and_then(|(a, b)| between(a, b)).into_iter().collect()
    };
    let Some(first) = made.first() else { return };
    let (from, to, shown) = (&start.fact.surface, &end.fact.surface, shown(length));
    let facts = vec![start.index, end.index, length.index];
    if made.iter().all(|e| e.disjoint(said)) {
        let says = format!("from {from} to {to} is {}, not {shown}", in_words(*first));
        found.push(Found::conflict("time-between", Severity::Warning, facts, says));
    } else {
        found.push(Found::agree("time-between", facts, format!("from {from} to {to} is {shown}")));
    }
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{clash, fits, silent};

    #[test]
    fn so_much_later_than_the_time_of_day_before() {
        clash(
            "The boat struck at 11.40 p.m. and sank at 2.20 a.m., five hours later.",
            "time-between: from 11.40 p.m. to 2.20 a.m. is about 3 hours, not five hours",
        );
        fits("The boat struck at 11.40 p.m. and sank at 2.40 a.m., three hours later.", "time-between");
    }

    #[test]
    fn so_much_later_than_the_date_of_the_sentence_before() {
        clash(
            "Work began in 1907. The canal was opened in 1912, nine years later.",
            "time-between: from 1907 to 1912 is about 5 years, not nine years",
        );
        fits("Work began in 1907. The canal was opened in 1912, five years later.", "time-between");
    }

    #[test]
    fn a_voyage_of_so_many_years() {
        clash(
            "The ship sailed on 3 May 1701 and came home on 9 May 1703, a voyage of four years.",
            "time-between: from 3 May 1701 to 9 May 1703 is about 24 months, not four years",
        );
        clash(
            "She was abbess from 1610 to 1622, a term of eight years.",
            "span-and-dates: 1610 to 1622 is not eight years",
        );
        fits("She was abbess from 1610 to 1622, a term of twelve years.", "span-and-dates");
        silent("The ship sailed on 3 May 1701 and came home on 9 May 1703 with goods for four years.");
    }
}
