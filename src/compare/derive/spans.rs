//! Lengths of time against the dates they run between; ages against lives; days of the week.

use super::{Misfit, Placed};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::compare::extents::{Reach, reach};
use crate::fact::{Fact, Kind};
use crate::lexicon::{ConceptKind, Concepts, Lexicon};
use crate::value::{End, Extent, Grain, Number, Value};

const DAY: i128 = 86_400;

/// "seven years, from 1964 to 1970"; "Monday, 3 March 1931".
pub(super) fn in_sentence(sentence: &[Placed<'_>], found: &mut Vec<Misfit>) {
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
        let is_explicit = range.fact.surface.bytes().any(|b| b.is_ascii_digit());
        if range.fact.unit != Grain::Range.as_str() || !is_explicit || !is_apposed(a.until(b), length.fact) {
            continue;
        }
        let (Some(span), Some(Reach::Numbers { allowed, .. })) = (days_between(range.fact), reach(length.fact)) else {
            continue;
        };
        if span.disjoint(allowed) {
            found.push(Misfit {
                rule: "span-and-dates",
                severity: Severity::Warning,
                facts: vec![range.index, length.index],
                says: format!("{} is not {} {}", range.fact.surface, length.fact.surface, plural(length.fact)),
            });
        }
    }
}

/// Whether a length of time and dates stand side by side: "for four days, from", "(1973–1990), 17 years".
fn is_apposed(between: &str, length: &Fact) -> bool {
    let bare = between.to_lowercase();
    let unit: &str = &length.unit;
    let words: Vec<&str> = bare
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| {
            !w.is_empty() && !w.starts_with(unit) && !matches!(*w, "from" | "between" | "for" | "in" | "a" | "of")
        })
        .collect();
    words.is_empty()
}

/// The days between the two dates of a range, whichever of their days are meant and whether the last one counts.
fn days_between(fact: &Fact) -> Option<Extent> {
    let Value::Date { period, .. } = &fact.value else { return None };
    let (first, last) = (period.first?, period.last?);
    let whole_years = (first.date.month(), first.date.day(), last.date.month(), last.date.day()) == (1, 1, 12, 31);
    let length = i128::from(last.days() - first.days());
    let loose = if whole_years {
        366
    } else if first.date.day() == 1 && last.date == last.date.last_of_month() {
        31
    } else {
        1
    };
    let seconds = |days: i128| End::Closed(Number::integer(days.max(0) * DAY));
    Some(Extent { low: seconds(length - 2 * loose + 1), high: seconds(length + 1) })
}

/// A day of the week that the date does not have, in the calendar of today or the Julian one.
fn weekday(p: &Placed<'_>, found: &mut Vec<Misfit>) {
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
        found.push(Misfit {
            rule: "weekday-and-date",
            severity: Severity::Error,
            facts: vec![p.index],
            says: format!("{} was another day of the week", p.fact.surface),
        });
    }
}

/// Ages against births and deaths of one person.
pub(super) fn lives(facts: &[Fact], text: &[usize], found: &mut Vec<Misfit>) {
    let concepts = Concepts::english();
    let says = |f: &Fact, name: &str| {
        let words = f.slots.verbs.iter().take(2).chain(&f.slots.clause).chain(&f.slots.names);
        let event = f.event.iter().flat_map(|e| e.split(' '));
        words.map(String::as_str).flat_map(|w| w.split(' ')).chain(event).any(|w| {
            concepts
                .of(w)
                .and_then(|id| concepts.get(id))
                .is_some_and(|c| c.kind == ConceptKind::Once && c.name == name)
        })
    };
    let dates: Vec<usize> = text
        .iter()
        .copied()
        .filter(|&i| facts[i].kind == Kind::Date && facts[i].unit != Grain::Range.as_str())
        .collect();
    let whose = |f: &Fact| f.slots.names.first().cloned();
    for &birth in dates.iter().filter(|&&i| says(&facts[i], "birth")) {
        for &death in dates.iter().filter(|&&i| says(&facts[i], "death")) {
            if whose(&facts[birth]).is_none() || whose(&facts[birth]) != whose(&facts[death]) {
                continue;
            }
            for &age in text.iter().filter(|&&i| {
                matches!(facts[i].kind, Kind::Duration | Kind::Count) && facts[i].sentence == facts[death].sentence
            }) {
                if !is_age(&facts[age]) {
                    continue;
                }
                let (Some(low), Some(high)) =
                    (between(&facts[birth], &facts[death], true), between(&facts[birth], &facts[death], false))
                else {
                    continue;
                };
                let Some(said) = facts[age].value.single().and_then(Number::to_integer) else { continue };
                if i64::try_from(said).is_ok_and(|s| s < low || s > high) {
                    found.push(Misfit {
                        rule: "age-and-dates",
                        severity: Severity::Error,
                        facts: vec![birth, death, age],
                        says: format!(
                            "from {} to {} makes {low} to {high} years, not {said}",
                            facts[birth].surface, facts[death].surface
                        ),
                    });
                }
            }
        }
    }
}

/// Whether a duration is an age: "aged 80", "at the age of 80", "80 years old".
fn is_age(fact: &Fact) -> bool {
    let Some(at) = fact.quote.find(fact.surface.as_str()) else { return false };
    let before = fact.quote.get(..at).unwrap_or_default().trim_end().to_lowercase();
    let after = fact.quote.get(at + fact.surface.len()..).unwrap_or_default().trim_start().to_lowercase();
    (fact.kind == Kind::Count || fact.unit == "year") && (Cue::Age.ends(&before) || after.starts_with("years old"))
}

/// Whole years between two dates, at the least or at the most.
fn between(birth: &Fact, death: &Fact, at_least: bool) -> Option<i64> {
    let (Value::Date { period: b, .. }, Value::Date { period: d, .. }) = (&birth.value, &death.value) else {
        return None;
    };
    let (from, to) = if at_least { (b.last?, d.first?) } else { (b.first?, d.last?) };
    let years = i64::from(to.date.year()) - i64::from(from.date.year());
    let had_birthday = (to.date.month(), to.date.day()) >= (from.date.month(), from.date.day());
    Some(if had_birthday { years } else { years - 1 })
}

fn plural(fact: &Fact) -> String {
    format!("{}s", fact.unit)
}
