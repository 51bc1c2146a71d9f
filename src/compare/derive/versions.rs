//! So long after another version: "4.0 came out in June 2023, five years after 3.0".

use super::later::{between, in_words, is_length, point, shown};
use super::words::first_words;
use super::{Found, Placed};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::fact::{Fact, Kind, Role};
use crate::value::Grain;

/// Within how many days two dates are of one release.
const SAME: i64 = 62;

/// Checks the lengths of time of a sentence that are counted from a version.
pub(super) fn check(facts: &[Fact], order: &[usize], sentence: &[Placed<'_>], found: &mut Vec<Found>) {
    for length in sentence.iter().filter(|p| is_length(p.fact)) {
        let Some(version) = since(length) else { continue };
        let mut dates = sentence.iter().filter(|p| point(p.fact).is_some());
        let (Some(reached), None) = (dates.next(), dates.next()) else { continue };
        let is_start = |i: &usize| is_release(&facts[*i], &version) && facts[*i].sentence != length.fact.sentence;
        let own = |i: &usize| facts[*i].source == length.fact.source;
        let mut starts: Vec<usize> = order.iter().copied().filter(is_start).filter(own).collect();
        if starts.is_empty() {
            starts = order.iter().copied().filter(is_start).collect();
        }
        let (Some(then), Some(said)) = (point(reached.fact), length.extent()) else { continue };
        // "eleven years after 1.0, of May 2013": the date is that of the version it counts from
        let is_its_own = |i: usize| point(&facts[i]).is_some_and(|p| (p.0.days() - then.0.days()).abs() <= SAME);
        if starts.iter().any(|&i| is_its_own(i)) {
            continue;
        }
        let made: Vec<_> = starts.iter().filter_map(|&i| Some((i, between(point(&facts[i])?, then)?))).collect();
        let Some(&(start, first)) = made.iter().find(|(_, e)| !e.disjoint(said)).or(made.first()) else { continue };
        let (from, to, shown) = (&facts[start].surface, &reached.fact.surface, shown(length));
        let members = vec![start, reached.index, length.index];
        if !first.disjoint(said) {
            found.push(Found::agree("time-between", members, format!("from {from} to {to} is {shown}")));
        } else if made.iter().all(|(_, e)| e.disjoint(said)) {
            let says = format!("from {from} to {to} is {}, not {shown}", in_words(first));
            found.push(Found::conflict("time-between", Severity::Warning, members, says));
        }
    }
}

/// The version that a length is counted from.
fn since(length: &Placed<'_>) -> Option<String> {
    let after = length.after();
    let link = first_words(after, 2).into_iter().find(|w| Cue::Since.has(w))?;
    let rest = after.get(after.find(link.as_str())? + link.len()..)?;
    let name = rest.split_whitespace().take(3).find(|w| w.contains(|c: char| c.is_ascii_digit()))?;
    let number = name.trim_matches(|c: char| !c.is_ascii_alphanumeric()).trim_start_matches('v');
    (number.contains('.') && number.bytes().all(|b| b.is_ascii_digit() || b == b'.')).then(|| bare(number))
}

/// A version without the zeros that may be left out: "3.0.0" is 3.
fn bare(version: &str) -> String {
    let number = version.rsplit(' ').next().unwrap_or(version).trim_end_matches(['+', '-', '>']);
    let mut number = number;
    while let Some(rest) = number.strip_suffix(".0") {
        number = rest;
    }
    number.to_owned()
}

/// Whether a date is that of the release of a version: in a heading or a row of its own.
fn is_release(fact: &Fact, version: &str) -> bool {
    let is_own = fact.role == Role::Heading || fact.cell.is_some() && !fact.slots.labels[1].is_empty();
    fact.kind == Kind::Date
        && is_own
        && [Grain::Day, Grain::Month].iter().any(|g| fact.unit == g.as_str())
        && matches!(fact.slots.versions.as_slice(), [one] if bare(one) == version)
        && (fact.cell.is_none() || Cue::Release.is_in(&fact.slots.labels[1]))
}

#[cfg(test)]
mod tests {
    use super::bare;
    use crate::compare::derive::texts::{clash, fits};

    #[test]
    fn so_long_after_another_version() {
        let text = |years: &str| {
            format!(
                "# Changes\n\n## 3.0.0 - 2012-04-02\n\n- the new parser\n\n# Afterword\n\n\
                 4.0 took its time: it came out in June 2016, {years} years after 3.0.\n"
            )
        };
        clash(&text("seven"), "time-between: from 2012-04-02 to June 2016 is about 4 years, not seven years");
        fits(&text("four"), "time-between");
        assert_eq!((bare(" 3.0.0"), bare("engine 10.2")), ("3".to_owned(), "10.2".to_owned()));
    }
}
