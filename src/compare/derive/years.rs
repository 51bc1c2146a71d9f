//! Anniversaries and "so many years after": counted from an event, against the date of the event.

use super::dated::{dated, is_its_beginning, is_one_year, of_the_text};
use super::happening::{Happening, Whom, acts, is_one, years_between};
use super::words::words;
use super::{Found, Placed, previous};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::fact::{Fact, Kind};
use crate::value::{Bound, Grain, Number, Period, Value};

/// The most dates of one event that an agreement names.
const MOST: usize = 3;

/// Checks every count of years from an event of a sentence.
pub(super) fn check(
    facts: &[Fact],
    text: &[usize],
    sentences: &[Vec<Placed<'_>>],
    n: usize,
    told: &[Happening],
    found: &mut Vec<Found>,
) {
    let Some(sentence) = sentences.get(n) else { return };
    for p in sentence {
        let Some((years, phrase, is_back)) = counted(p) else {
            own(facts, sentence, p, told, found);
            continue;
        };
        let start = p.fact.quote.len() - phrase.len();
        let end = start + phrase.find([',', ';', '.', '(', '—', '–']).unwrap_or(phrase.len());
        let named = event_phrase(p.fact.quote.get(start..end).unwrap_or_default());
        let dates: Vec<&Placed<'_>> = sentence.iter().filter(|d| is_date(d.fact)).collect();
        // a date inside the phrase is the date of the event, the one outside the date that is reached
        let inside: Vec<&&Placed<'_>> = dates.iter().filter(|d| d.from >= start && d.to <= end).collect();
        let outside: Vec<&&Placed<'_>> = dates.iter().filter(|d| d.from >= end || d.to <= p.from).collect();
        let [reached] = outside.as_slice() else { continue };
        let Some(then) = period(reached.fact) else { continue };
        let fits = |event: Period| {
            let (from, to) = if is_back { (then, event) } else { (event, then) };
            years_between(from, to).is_some_and(|(low, high)| years >= low && years <= high + 1)
        };
        if let [event] = inside.as_slice() {
            let Some(at) = period(event.fact) else { continue };
            // "a contract of 1887 for twenty years from 1 January 1890"
            let is_ahead = at.first.zip(then.last).is_some_and(|(a, b)| a.days() > b.days());
            if is_ahead && !is_back {
                continue;
            }
            let facts = vec![event.index, p.index, reached.index];
            settle(p, event.fact, reached.fact, facts, fits(at), found);
            continue;
        }
        if !inside.is_empty() {
            continue;
        }
        let whom = Whom::in_text(named);
        let acts = acts(named);
        let is_same = |h: &&Happening| {
            acts.contains(&h.act) && (whom.is_empty() || h.whom.meets(&whom)) && h.fact != reached.index
        };
        let own: Vec<&Happening> = told.iter().filter(is_same).collect();
        let agreed: Vec<&&Happening> = own.iter().filter(|h| fits(h.period)).take(MOST).collect();
        if let Some(h) = agreed.first() {
            let mut members: Vec<usize> = agreed.iter().map(|h| h.fact).collect();
            members.extend([reached.index, p.index]);
            settle(p, &facts[h.fact], reached.fact, members, true, found);
        } else if let Some(h) = own.first()
            && !whom.is_empty()
            && is_one(&own)
        {
            settle(p, &facts[h.fact], reached.fact, vec![h.fact, p.index, reached.index], false, found);
        } else if own.is_empty() {
            let phrase = p.fact.quote.get(start..end).unwrap_or_default();
            elsewhere(facts, text, previous(sentences, n), (p, phrase, reached), &fits, found);
        }
    }
}

/// "Forty years after the disaster", "five years after it was built": against the date that the text gives for it.
fn elsewhere(
    facts: &[Fact],
    text: &[usize],
    before: Option<&[Placed<'_>]>,
    (p, phrase, reached): (&Placed<'_>, &str, &Placed<'_>),
    fits: &dyn Fn(Period) -> bool,
    found: &mut Vec<Found>,
) {
    if is_its_beginning(phrase) {
        let dates: Vec<&Placed<'_>> = before.unwrap_or_default().iter().filter(|d| is_date(d.fact)).collect();
        let begins = |d: &Placed<'_>| {
            let near = words(d.before());
            let near = near.get(near.len().saturating_sub(6)..).unwrap_or_default().join(" ");
            Cue::Begins.is_in(&near) || !acts(&near).is_empty()
        };
        if let [one] = dates.as_slice()
            && let Some(at) = period(one.fact).filter(|_| begins(one))
        {
            settle(p, one.fact, reached.fact, vec![one.index, p.index, reached.index], fits(at), found);
        }
        return;
    }
    let named = dated(facts, text, phrase, p.fact.sentence);
    if let Some((event, _)) = named.iter().find(|(_, at)| fits(*at)) {
        settle(p, &facts[*event], reached.fact, vec![*event, p.index, reached.index], true, found);
    } else if let Some((event, _)) = named.first().filter(|_| is_one_year(&named)) {
        settle(p, &facts[*event], reached.fact, vec![*event, p.index, reached.index], false, found);
    } else if let Some((event, at)) = of_the_text(facts, text, phrase, p.fact.sentence).filter(|_| named.is_empty()) {
        // another date of the text may be meant
        let is_other =
            text.iter().any(|&i| is_date(&facts[i]) && i != reached.index && period(&facts[i]).is_some_and(fits));
        if fits(at) || !is_other {
            settle(p, &facts[event], reached.fact, vec![event, p.index, reached.index], fits(at), found);
        }
    }
}

/// "Founded in 1820, the works kept their 150th anniversary in 1970": the only other date of the sentence is that of an act.
fn own(facts: &[Fact], sentence: &[Placed<'_>], p: &Placed<'_>, told: &[Happening], found: &mut Vec<Found>) {
    let years = p.fact.value.single().and_then(Number::to_integer).and_then(|n| i64::try_from(n).ok());
    let (Some(years), true) = (years, p.fact.kind == Kind::Ordinal && p.fact.unit == "anniversary") else { return };
    let dates: Vec<&Placed<'_>> = sentence.iter().filter(|d| is_date(d.fact)).collect();
    let &[event, reached] = dates.as_slice() else { return };
    let is_own = words(p.before()).last().is_some_and(|w| Cue::Part.has(w) && w != "the" && w != "which");
    let is_act = told.iter().any(|h| h.fact == event.index);
    let ends = period(event.fact).zip(period(reached.fact));
    let Some((from, to)) = ends.filter(|_| is_own && is_act && event.to <= p.from && p.to <= reached.from) else {
        return;
    };
    let fits = years_between(from, to).is_some_and(|(low, high)| years >= low && years <= high + 1);
    settle(p, &facts[event.index], reached.fact, vec![event.index, p.index, reached.index], fits, found);
}

fn settle(p: &Placed<'_>, event: &Fact, reached: &Fact, facts: Vec<usize>, fits: bool, found: &mut Vec<Found>) {
    let (from, to, n) = (&event.surface, &reached.surface, &p.fact.surface);
    found.push(if fits {
        Found::agree("years-and-dates", facts, format!("from {from} to {to} fits {n} years"))
    } else {
        let years = period(event).zip(period(reached)).and_then(|(a, b)| years_between(a, b));
        let made = years.map_or_else(String::new, |(low, high)| {
            let (low, high) = (low.abs().min(high.abs()), low.abs().max(high.abs()));
            if low == high { format!("makes {low} years, ") } else { format!("makes {low} to {high} years, ") }
        });
        let says = format!("from {from} to {to} {made}not {n}");
        Found::conflict("years-and-dates", Severity::Warning, facts, says)
    });
}

/// The years counted, the words that name the event, and whether it lies ahead: "twenty years after the fire",
/// "the 50th anniversary of the fire".
fn counted<'f>(p: &Placed<'f>) -> Option<(i64, &'f str, bool)> {
    let years = p.fact.value.single().and_then(Number::to_integer).and_then(|n| i64::try_from(n).ok())?;
    if p.fact.value.bound() != Bound::Exact || years < 1 {
        return None;
    }
    let after = p.after().trim_start();
    if p.fact.kind == Kind::Ordinal && p.fact.unit == "anniversary" {
        let (_, rest) = after.split_once(' ')?;
        let link = rest.split_whitespace().next()?;
        return (Cue::Of.has(link)).then(|| (years, rest.get(link.len()..).unwrap_or_default(), false));
    }
    if p.fact.kind != Kind::Duration || p.fact.unit != "year" {
        return None;
    }
    let (_, rest) = after.split_once(' ')?;
    let link = rest.split_whitespace().next()?;
    let phrase = rest.get(link.len()..).unwrap_or_default();
    if Cue::Since.has(link) {
        Some((years, phrase, false))
    } else if Cue::Until.has(link) {
        Some((years, phrase, true))
    } else {
        None
    }
}

fn is_date(fact: &Fact) -> bool {
    fact.kind == Kind::Date
        && fact.unit != Grain::Range.as_str()
        && fact.unit != Grain::Decade.as_str()
        && fact.unit != Grain::Century.as_str()
        && period(fact).is_some()
}

fn period(fact: &Fact) -> Option<Period> {
    match fact.value {
        Value::Date { period, bound: Bound::Exact } if period.first.is_some() && period.last.is_some() => Some(period),
        _ => None,
    }
}

/// The words that name an event: up to the act, and what hangs on it behind; a verb ends them.
fn event_phrase(phrase: &str) -> &str {
    let mut at = 0;
    let mut told = false;
    for word in phrase.split_inclusive(' ') {
        let bare = word.trim();
        let hangs = bare.starts_with(char::is_uppercase)
            || bare.starts_with(|c: char| c.is_ascii_digit())
            || Cue::Hangs.has(bare);
        if told && !hangs {
            break;
        }
        told |= !acts(bare).is_empty();
        at += word.len();
    }
    phrase.get(..at).unwrap_or(phrase)
}
