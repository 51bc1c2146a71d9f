//! Lengths of time against the dates they run between; ages against lives; days of the week.

use super::words::{first_words, words, words as words_of};
use super::{Found, Placed};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::compare::extents::{Reach, reach};
use crate::fact::{Fact, Kind};
use crate::lexicon::Lexicon;
use crate::value::{End, Extent, Grain, Number, Value};

const DAY: i128 = 86_400;

/// "seven years, from 1964 to 1970"; "Monday, 3 March 1931".
pub(super) fn in_sentence(sentence: &[Placed<'_>], found: &mut Vec<Found>) {
    for p in sentence {
        weekday(p, found);
    }
    for pair in sentence.windows(2) {
        let [a, b] = pair else { continue };
        let (range, length) = match (a.fact.kind, b.fact.kind) {
            (Kind::Date, Kind::Duration) => (a, b),
            (Kind::Duration, Kind::Date) => (b, a),
            _ => continue,
        };
        // "sat on 31 days between 4 May and 28 July" counts days
        let is_counted = words(length.before()).last().is_some_and(|w| w == "on");
        let is_explicit = !is_counted && range.fact.surface.bytes().any(|b| b.is_ascii_digit());
        // "in the autumn of 1956, two years after …"
        let next = first_words(length.after(), 2);
        let is_offset = b.index == length.index && next.iter().any(|w| Cue::Offset.has(w) || Cue::Since.has(w));
        // "from 1311 to 1327 and again from 1333"
        let tail = words_of(range.after()).into_iter().take(2).collect::<Vec<_>>();
        let is_more =
            range.to > length.to && tail.iter().any(|w| Cue::Overlaps.has(w) || Cue::Added.has(w) || Cue::Joins.has(w));
        if is_offset
            || is_more
            || range.fact.unit != Grain::Range.as_str()
            || !is_explicit
            || !is_apposed(a.until(b), length.fact)
        {
            continue;
        }
        let (Some(span), Some(Reach::Numbers { allowed, .. })) = (days_between(range.fact), reach(length.fact)) else {
            continue;
        };
        let facts = vec![range.index, length.index];
        let (dates, said) = (&range.fact.surface, format!("{} {}", length.fact.surface, plural(length.fact)));
        found.push(if span.disjoint(allowed) {
            Found::conflict("span-and-dates", Severity::Warning, facts, format!("{dates} is not {said}"))
        } else {
            Found::agree("span-and-dates", facts, format!("{dates} is {said}"))
        });
    }
}

/// Whether a length of time and dates stand side by side: "for four days, from", "(1973–1990), 17 years".
fn is_apposed(between: &str, length: &Fact) -> bool {
    if between.contains([';', '.']) {
        return false;
    }
    let bare = between.to_lowercase();
    let unit: &str = &length.unit;
    let words: Vec<&str> = bare
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| {
            let is_link = matches!(*w, "from" | "between" | "for" | "in" | "a" | "of") || Cue::Stretch.has(w);
            !w.is_empty() && !w.starts_with(unit) && !is_link
        })
        .collect();
    // "eleven years in prison, from 1934 to 1943"
    let is_from = bare.rsplit_once(',').is_some_and(|(_, last)| matches!(last.trim(), "from" | "between"));
    // "From 1 to 14 July it is closed, for two weeks"
    let is_for = bare.rsplit_once(',').is_some_and(|(_, last)| last.trim() == "for");
    words.is_empty() || is_from && words.len() <= 2 || is_for && words.len() <= 4
}

/// The days between the two dates of a range, whichever of their days are meant and whether the last one counts.
pub(super) fn days_between(fact: &Fact) -> Option<Extent> {
    let Value::Date { period, .. } = &fact.value else { return None };
    let (least, most) = period.lapse()?;
    let seconds = |days: i64| End::Closed(Number::integer(i128::from(days.max(0)) * DAY));
    Some(Extent { low: seconds(least), high: seconds(most) })
}

/// A day of the week that the date does not have, in the calendar of today or the Julian one.
fn weekday(p: &Placed<'_>, found: &mut Vec<Found>) {
    let Value::Date { period, .. } = &p.fact.value else { return };
    let (Some(first), Some(last)) = (period.first, period.last) else { return };
    if first.days() != last.days() || first.date.year() < 1753 || !p.fact.surface.bytes().any(|b| b.is_ascii_digit()) {
        return;
    }
    let lexicon = Lexicon::english();
    let mut words = p.fact.surface.split(|c: char| !c.is_alphabetic()).filter(|w| w.len() > 3);
    let Some(said) = words.find_map(|w| lexicon.word(w).weekday) else { return };
    // dates that name no year take it from the context: too little to build on
    if !p.fact.surface.contains(&first.date.year().to_string()) {
        return;
    }
    let gregorian = (first.days() + 3).rem_euclid(7) + 1;
    let julian = (first.days() + 3 + if first.date.year() >= 1900 { 13 } else { 12 }).rem_euclid(7) + 1;
    let may_be_julian = first.date.year() < 1924;
    if i64::from(said) != gregorian && !(may_be_julian && i64::from(said) == julian) {
        let says = format!("{} was another day of the week", p.fact.surface);
        found.push(Found::conflict("weekday-and-date", Severity::Error, vec![p.index], says));
    }
}

fn plural(fact: &Fact) -> String {
    format!("{}s", fact.unit)
}
