//! Lengths of time whose ends are told in other clauses or sentences: "the one in 1936 came 47 years after the first, and the one in
//! 1977 41 years after that"; "in five years of production" behind a first and a last one; "six years have gone into it since".

use super::happening::{Happening, years_between};
use super::later::{between, in_words, is_length, is_steady, point, shown};
use super::words::{first_words, words};
use super::{Found, Placed};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::fact::{Fact, Kind, Role};
use crate::lexicon::Concepts;
use crate::value::{Bound, Grain, Number, Period, Value};

/// How many sentences back the beginning may be told.
const BACK: usize = 4;
/// A length in years that is off by this is off by one digit.
const DECADE: i64 = 10;
/// Shorter lengths are off by ten for other reasons.
const LEAST: i64 = 12;

/// Checks the lengths of time of a sentence.
pub(super) fn check(
    facts: &[Fact],
    text: &[usize],
    sentences: &[Vec<Placed<'_>>],
    n: usize,
    told: &[Happening],
    found: &mut Vec<Found>,
) {
    let Some(sentence) = sentences.get(n) else { return };
    let lengths: Vec<&Placed<'_>> = sentence.iter().filter(|p| is_length(p.fact)).collect();
    for length in &lengths {
        if lengths.len() > 1 {
            after_that(sentence, length, found);
        }
    }
    let &[length] = lengths.as_slice() else { return };
    let so_far = found.len();
    a_decade_off(sentence, length, found);
    if found.len() == so_far {
        of_doing(sentences, n, length, found);
    }
    if found.len() == so_far {
        until_today(facts, sentence, length, found);
    }
    if found.len() == so_far {
        survived(facts, text, length, told, found);
    }
}

fn dates<'a, 'f>(sentence: &'a [Placed<'f>]) -> Vec<&'a Placed<'f>> {
    sentence.iter().filter(|p| is_date(p.fact)).collect()
}

fn is_date(fact: &Fact) -> bool {
    fact.kind == Kind::Date && point(fact).is_some() && fact.surface.bytes().any(|b| b.is_ascii_digit())
}

fn judge(start: &Placed<'_>, end: &Placed<'_>, length: &Placed<'_>, found: &mut Vec<Found>) {
    let ends = point(start.fact).zip(point(end.fact));
    let (Some(made), Some(said)) = (ends.and_then(|(a, b)| between(a, b)), length.extent()) else { return };
    let (from, to, shown) = (&start.fact.surface, &end.fact.surface, shown(length));
    let members = vec![start.index, end.index, length.index];
    if made.disjoint(said) {
        let says = format!("from {from} to {to} is {}, not {shown}", in_words(made));
        found.push(Found::conflict("time-between", Severity::Warning, members, says));
    } else {
        found.push(Found::agree("time-between", members, format!("from {from} to {to} is {shown}")));
    }
}

/// "The one in 1936 happened 47 years after the first, and the one in 1977 came 41 years after that."
fn after_that(sentence: &[Placed<'_>], length: &Placed<'_>, found: &mut Vec<Found>) {
    let next = first_words(length.after(), 4);
    let is_that = next.windows(2).any(|t| t[0] == "after" && Cue::That.has(&t[1]))
        || next.len() <= 2 && next.last().is_some_and(|w| w == "later" || w == "afterwards");
    let all = dates(sentence);
    let before: Vec<&&Placed<'_>> = all.iter().filter(|d| d.to <= length.from).collect();
    let [.., start, end] = before.as_slice() else { return };
    let link = end.until(length);
    if is_that
        && words(link).len() <= 5
        && !link.contains(['.', ';', ',', '('])
        && is_steady(start.fact)
        && is_steady(end.fact)
    {
        judge(start, end, length, found);
    }
}

/// "A contract signed in 1947 gave the town 22 years to pay, and on 1 May 1969 it did": the two dates of a sentence around its
/// only length, which is right but for one digit.
fn a_decade_off(sentence: &[Placed<'_>], length: &Placed<'_>, found: &mut Vec<Found>) {
    let is_any = |p: &&Placed<'_>| p.fact.kind == Kind::Date;
    let &[a, b] = dates(sentence).as_slice() else { return };
    let years = whole_years(length).filter(|n| *n >= LEAST);
    let Some(years) = years.filter(|_| sentence.iter().filter(is_any).count() == 2) else { return };
    let is_around = a.to <= length.from && length.to <= b.from;
    let is_exact = |p: &Placed<'_>| is_steady(p.fact) && p.fact.surface.bytes().filter(u8::is_ascii_digit).count() >= 4;
    // time that is given or taken: it ends with what is told behind
    let next = first_words(length.after(), 3);
    let is_given = next.iter().any(|w| w == "to") && a.until(length).len() < 60;
    let link = words(length.until(b));
    let is_then = link.iter().any(|w| Cue::Joins.has(w)) && link.len() <= 8 && !length.until(b).contains(['.', '(']);
    let Some((low, high)) = years_of(a, b).filter(|_| is_around && is_given && is_then && is_exact(a) && is_exact(b))
    else {
        return;
    };
    if years >= low && years <= high || (years - low).abs() == DECADE || (years - high).abs() == DECADE {
        judge(a, b, length, found);
    }
}

fn years_of(a: &Placed<'_>, b: &Placed<'_>) -> Option<(i64, i64)> {
    years_between(period(a.fact)?, period(b.fact)?).filter(|(low, _)| *low >= 0)
}

fn period(fact: &Fact) -> Option<Period> {
    match fact.value {
        Value::Date { period, bound: Bound::Exact } if period.first.is_some() && period.last.is_some() => Some(period),
        _ => None,
    }
}

fn whole_years(length: &Placed<'_>) -> Option<i64> {
    let n = length.fact.value.single().and_then(Number::to_integer)?;
    (length.fact.unit == "year" && length.fact.value.bound() == Bound::Exact).then(|| i64::try_from(n).ok())?
}

/// "It came out in autumn 1956. … The last one was made in spring 1961. In five years of production …"
fn of_doing(sentences: &[Vec<Placed<'_>>], n: usize, length: &Placed<'_>, found: &mut Vec<Found>) {
    let lead = words(length.before());
    let next = first_words(length.after(), 3);
    let is_of = matches!(next.as_slice(), [unit, of, ..] if unit.starts_with("year") && of == "of")
        && next.get(2).is_some_and(|w| Cue::Doing.has(w));
    if lead.len() > 2 || !lead.first().is_some_and(|w| w == "in" || w == "after" || w == "over") || !is_of {
        return;
    }
    let near = |k: usize| {
        sentences
            .get(k)
            .filter(|s| s.first().is_some_and(|p| p.fact.cell.is_none() && p.fact.sentence + 6 >= length.fact.sentence))
    };
    let seasons = |s: &[Placed<'_>]| -> Vec<Period> {
        s.iter()
            .filter(|p| p.fact.kind == Kind::Date && p.fact.surface.bytes().any(|b| b.is_ascii_digit()))
            .filter_map(|p| whole_period(p.fact))
            .collect()
    };
    let says = |s: &[Placed<'_>], cue: Cue| s.first().is_some_and(|p| words(&p.fact.quote).iter().any(|w| cue.has(w)));
    let own = dates_in(sentences.get(n).map_or(&[][..], Vec::as_slice));
    if own > 0 {
        return;
    }
    let mut end = None;
    for k in (n.saturating_sub(BACK)..n).rev() {
        let Some(s) = near(k) else { break };
        let all = seasons(s);
        match (all.as_slice(), end) {
            ([], _) => {}
            (&[at], None) if says(s, Cue::LastOf) => end = Some((at, k)),
            (&[at], Some((last, at_end))) if says(s, Cue::Starts) => {
                let Some((low, high)) = years_between(at, last).filter(|(low, _)| *low >= 0) else { return };
                let Some(years) = whole_years(length) else { return };
                let dated = |k: usize| sentences[k].iter().find(|p| p.fact.kind == Kind::Date);
                let (Some(a), Some(b)) = (dated(k), dated(at_end)) else { return };
                let members = vec![a.index, b.index, length.index];
                let (from, to, shown) = (&a.fact.surface, &b.fact.surface, shown(length));
                if years >= low && years <= high + 1 {
                    found.push(Found::agree("time-between", members, format!("from {from} to {to} is {shown}")));
                } else if years > high + 1 || years + 1 < low {
                    let says = format!("from {from} to {to} is {low} to {high} years, not {shown}");
                    found.push(Found::conflict("time-between", Severity::Warning, members, says));
                }
                return;
            }
            _ => return,
        }
    }
}

fn dates_in(sentence: &[Placed<'_>]) -> usize {
    sentence.iter().filter(|p| p.fact.kind == Kind::Date && p.fact.role != Role::Vague).count()
}

/// The days of a date of one year at most, seasons with it.
fn whole_period(fact: &Fact) -> Option<Period> {
    let Value::Date { period, .. } = &fact.value else { return None };
    let (first, last) = (period.first?, period.last?);
    (last.days() - first.days() <= 366).then_some(*period)
}

/// "Six years have gone into it, from the first sod in April 1928", "forty-five years to the day after the flood of March 1964":
/// up to the day of which the text says "yesterday" or "tonight".
fn until_today(facts: &[Fact], sentence: &[Placed<'_>], length: &Placed<'_>, found: &mut Vec<Found>) {
    let after = words(length.after());
    let have =
        after.iter().take(3).any(|w| w == "have" || w == "has") && after.iter().take(6).any(|w| Cue::Elapsed.has(w));
    let to_the_day = matches!(after.as_slice(), [_, to, the, day, link, ..] if to == "to" && the == "the" && day == "day" && Cue::Since.has(link));
    if !have && !to_the_day {
        return;
    }
    let all = dates(sentence);
    let behind: Vec<&&Placed<'_>> = all.iter().filter(|d| d.from >= length.to).collect();
    let (&[start], true) = (behind.as_slice(), all.len() == behind.len()) else { return };
    let link = words(length.until(start));
    let is_from = to_the_day || link.iter().any(|w| Cue::Since.has(w) && w != "after" || w == "from");
    let is_today = |f: &Fact| {
        f.kind == Kind::Date
            && f.unit == Grain::Day.as_str()
            && f.source == length.fact.source
            && Cue::Today.has(&f.surface.to_lowercase())
            && point(f).is_some()
    };
    let Some(today) = facts.iter().position(is_today).filter(|_| is_from && is_steady(start.fact)) else {
        return;
    };
    let fact = &facts[today];
    let from = super::find(&fact.quote, &fact.surface).unwrap_or(0);
    let end = Placed { index: today, fact, from, to: from + fact.surface.len() };
    judge(start, &end, length, found);
}

/// "She was to survive the operation by 57 years": the only death of the text, so much later than one of its dates.
fn survived(facts: &[Fact], text: &[usize], length: &Placed<'_>, told: &[Happening], found: &mut Vec<Found>) {
    let lead = words(length.before());
    let is_by = lead.last().is_some_and(|w| w == "by") && lead.iter().rev().take(6).any(|w| Cue::Survives.has(w));
    let death = Concepts::english().named("death");
    let source = &length.fact.source;
    let deaths: Vec<&Happening> = told
        .iter()
        .filter(|h| {
            Some(h.act) == death && facts[h.fact].source == *source && facts[h.fact].unit != Grain::Range.as_str()
        })
        .collect();
    let Some(years) = whole_years(length).filter(|_| is_by) else { return };
    let is_day = |i: &usize| is_date(&facts[*i]) && facts[*i].cell.is_none();
    let dates: Vec<(usize, Period)> =
        text.iter().copied().filter(is_day).filter_map(|i| Some((i, period(&facts[i])?))).collect();
    let span = |died: &Happening, at: Period| years_between(at, died.period);
    let fits = |(low, high): (i64, i64)| years >= low && years <= high + 1;
    // whoever is meant, if the text tells of several who died
    if deaths.iter().any(|d| dates.iter().any(|(_, at)| span(d, *at).is_some_and(fits))) {
        return;
    }
    let off = |(low, high): (i64, i64)| (years - low).abs() == DECADE || (years - high).abs() == DECADE;
    let told_last = |d: &&Happening| {
        let before = dates.iter().filter(|(i, _)| facts[*i].sentence <= length.fact.sentence);
        before.filter_map(|(i, at)| Some((*i, span(d, *at)?))).rfind(|(_, s)| off(*s))
    };
    let Some((died, (start, (low, high)))) = deaths.iter().find_map(|d| Some((d, told_last(d)?))) else { return };
    let (from, to, shown) = (&facts[start].surface, &facts[died.fact].surface, shown(length));
    let says = format!("from {from} to {to} is {low} to {high} years, not {shown}");
    found.push(Found::conflict("time-between", Severity::Warning, vec![start, died.fact, length.index], says));
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{clash, fits, silent};

    #[test]
    fn so_much_after_the_one_before() {
        let text = |n: &str| {
            format!(
                "The storm of 1861 came 30 years after the first one, and the one of 1899 came {n} years after that."
            )
        };
        clash(&text("48"), "time-between: from 1861 to 1899 is about 38 years, not 48 years");
        fits(&text("38"), "time-between");
    }

    #[test]
    fn time_that_was_given() {
        let text = |y: &str| {
            format!("A lease signed in 1921 gave the mine 35 years to clear the heaps, and on 1 May {y} it did.")
        };
        clash(&text("1966"), "time-between: from 1921 to 1 May 1966 is about 45 years, not 35 years");
        silent(&text("1956"));
    }

    #[test]
    fn years_of_making_something() {
        let text = |n: &str| {
            format!(
                "The boat came on to the market in the spring of 1931. It was slow. The last hull left the yard in the autumn of 1936. In {n} years of production the yard made 90 of them."
            )
        };
        clash(
            &text("nine"),
            "time-between: from the spring of 1931 to the autumn of 1936 is 5 to 5 years, not nine years",
        );
        silent(&text("five"));
    }

    #[test]
    fn years_up_to_the_day_of_the_text() {
        let text = |n: &str| {
            format!(
                "---\ndate: 1932-06-17\n---\n\nThe dam was closed yesterday. {n} years have gone into it since the first stone was laid in April 1928."
            )
        };
        clash(&text("Seven"), "time-between: from April 1928 to yesterday is about 4 years, not Seven years");
        silent(&text("Four"));
    }
}
