//! So long after a moment told just before, or after an event that the text dates: "Forty days later, on 20 June".

use super::happening::{Happening, Whom, acts, is_one};
use super::words::{first_words, words};
use super::{Found, Placed, previous};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::fact::{Fact, Kind};
use crate::value::{Bound, Extent, Grain, Moment, Number, Period, Value};

const MINUTE: i128 = 60;
const DAY: i128 = 86_400;

/// Checks the lengths of time of a sentence that are counted from something told elsewhere.
pub(super) fn check(
    facts: &[Fact],
    sentences: &[Vec<Placed<'_>>],
    n: usize,
    told: &[Happening],
    found: &mut Vec<Found>,
) {
    let Some(sentence) = sentences.get(n) else { return };
    for two in sentence.windows(2) {
        let [length, reached] = two else { continue };
        if is_length(length.fact) && opens_later(length, reached) {
            from_before(sentences, n, length, reached, found);
        }
    }
    for length in sentence.iter().filter(|p| is_length(p.fact) && p.fact.unit != "year") {
        from_event(facts, sentence, length, told, found);
    }
}

pub(super) fn is_length(fact: &Fact) -> bool {
    fact.kind == Kind::Duration
        && matches!(fact.value.bound(), Bound::Exact | Bound::About)
        && fact.cell.is_none()
        && !fact.unit.contains(" per ")
}

/// "Forty days later, on 20 June" as the first words of a sentence.
fn opens_later(length: &Placed<'_>, reached: &Placed<'_>) -> bool {
    let between = length.until(reached);
    let near = words(between);
    // "It was blown up 61 years later, in April 1945"
    let is_beside = near.len() <= 3 && reached.from > length.to;
    (words(length.before()).len() <= 2 || is_beside)
        && near.iter().take(3).any(|w| Cue::Later.has(w))
        && near.len() <= 6
        && !between.contains(['.', ';', '('])
}

fn from_before(
    sentences: &[Vec<Placed<'_>>],
    n: usize,
    length: &Placed<'_>,
    reached: &Placed<'_>,
    found: &mut Vec<Found>,
) {
    let Some(then) = point(reached.fact) else { return };
    let Some(before) = previous(sentences, n) else { return };
    let dates: Vec<(&Placed<'_>, Point)> = before.iter().filter_map(|p| Some((p, last_point(p.fact)?))).collect();
    let fits = |p: &Point| between(*p, then).zip(length.extent()).is_some_and(|(e, said)| !e.disjoint(said));
    let (from, to, said) = (|p: &Placed<'_>| p.fact.surface.clone(), &reached.fact.surface, shown(length));
    if let Some((start, _)) = dates.iter().find(|(_, p)| fits(p)) {
        let says = format!("from {} to {to} is {said}", from(start));
        found.push(Found::agree("time-between", vec![start.index, reached.index, length.index], says));
        return;
    }
    let [(start, at)] = dates.as_slice() else { return };
    let Some(made) = between(*at, then) else { return };
    if length.extent().is_some_and(|said| made.disjoint(said)) && is_steady(start.fact) {
        let says = format!("from {} to {to} is {}, not {said}", from(start), in_words(made));
        let facts = vec![start.index, reached.index, length.index];
        found.push(Found::conflict("time-between", Severity::Warning, facts, says));
    }
}

/// Whether a date stands by itself and not as the edge of something: "by", "until", "since".
pub(super) fn is_steady(fact: &Fact) -> bool {
    fact.value.bound() == Bound::Exact && !fact.slots.stance.projected && !fact.slots.stance.negated
}

/// "Nine days after the launch, on 20 June", the launch being dated elsewhere.
fn from_event(
    facts: &[Fact],
    sentence: &[Placed<'_>],
    length: &Placed<'_>,
    told: &[Happening],
    found: &mut Vec<Found>,
) {
    let after = length.after();
    let near = first_words(after, 2);
    let Some(link) = near.iter().find(|w| Cue::Since.has(w) || Cue::Until.has(w)) else { return };
    let is_back = Cue::Until.has(link);
    let Some(at) = after.find(link.as_str()) else { return };
    let start = length.to + at + link.len();
    let phrase = after.get(at + link.len()..).unwrap_or_default();
    let end = start + phrase.find([',', ';', '.', '(', '—', '–']).unwrap_or(phrase.len());
    let named = length.fact.quote.get(start..end).unwrap_or_default();
    let dates: Vec<&Placed<'_>> = sentence.iter().filter(|p| point(p.fact).is_some()).collect();
    let outside: Vec<&&Placed<'_>> = dates.iter().filter(|d| d.from >= end || d.to <= length.from).collect();
    let [reached] = outside.as_slice() else { return };
    let acts = acts(named);
    if acts.is_empty() || outside.len() < dates.len() {
        return;
    }
    let Some(then) = point(reached.fact) else { return };
    let whom = Whom::in_text(named);
    let own: Vec<&Happening> = told
        .iter()
        .filter(|h| acts.contains(&h.act) && h.fact != reached.index && facts[h.fact].source == length.fact.source)
        .filter(|h| whom.is_empty() || h.whom.meets(&whom))
        .collect();
    let span = |h: &Happening| {
        let p = point(&facts[h.fact])?;
        if is_back { between(then, p) } else { between(p, then) }
    };
    let Some(said) = length.extent() else { return };
    let made: Vec<(&&Happening, Extent)> = own.iter().filter_map(|h| Some((h, span(h)?))).collect();
    let (to, shown) = (&reached.fact.surface, shown(length));
    if let Some((h, _)) = made.iter().find(|(_, e)| !e.disjoint(said)) {
        let says = format!("between {} and {to} lie {shown}", facts[h.fact].surface);
        found.push(Found::agree("time-between", vec![h.fact, reached.index, length.index], says));
    } else if let Some((h, made)) = made.first()
        && made_is_one(&own)
        && is_steady(&facts[h.fact])
    {
        let says = format!("between {} and {to} lie {}, not {shown}", facts[h.fact].surface, in_words(*made));
        let facts = vec![h.fact, reached.index, length.index];
        found.push(Found::conflict("time-between", Severity::Warning, facts, says));
    }
}

/// Whether several tellings are of one event on one day.
fn made_is_one(own: &[&Happening]) -> bool {
    is_one(own) && own.windows(2).all(|two| two[0].period.meets(two[1].period))
}

/// First and last moment of a date, and whether it is a time of day.
pub(super) type Point = (Moment, Moment, bool);

pub(super) fn point(fact: &Fact) -> Option<Point> {
    match fact.value {
        Value::Date { period, bound: Bound::Exact }
            if fact.kind == Kind::Date
                && fact.unit != Grain::Range.as_str()
                && fact.unit != Grain::Decade.as_str()
                && fact.unit != Grain::Century.as_str() =>
        {
            Some((period.first?, period.last?, fact.unit == Grain::Minute.as_str()))
        }
        _ => None,
    }
}

/// The end of a stretch of time, and any other date.
fn last_point(fact: &Fact) -> Option<Point> {
    match fact.value {
        Value::Date { period, bound: Bound::Between } if fact.unit == Grain::Range.as_str() => {
            let last = period.last?;
            let is_year = (last.date.month(), last.date.day()) == (12, 31);
            let year = i32::from(last.date.year());
            let first = if is_year { Period::years(year, year)?.first? } else { last };
            Some((first, last, false))
        }
        _ => point(fact),
    }
}

/// The time from one date to another, in seconds; whether the first day counts is open.
pub(super) fn between(from: Point, to: Point) -> Option<Extent> {
    let seconds = |n: i64, unit: i128| Number::integer(i128::from(n) * unit);
    if from.2 && to.2 {
        let lap = to.0.minutes() - from.0.minutes();
        return (lap > 0).then(|| Extent::closed(seconds(lap - 1, MINUTE), seconds(lap + 1, MINUTE)));
    }
    let (low, high) = (to.0.days() - from.1.days(), to.1.days() - from.0.days());
    (high > 0).then(|| Extent::closed(seconds((low - 1).max(0), DAY), seconds(high + 1, DAY)))
}

/// A length of time for people.
pub(super) fn in_words(made: Extent) -> String {
    let (Some(low), Some(high)) = (made.low.value(), made.high.value()) else { return "another time".to_owned() };
    let middle = low.checked_add(high).and_then(|n| n.checked_div(Number::integer(2))).unwrap_or(low);
    let half = |unit: i128| Number::integer(unit).checked_div(Number::integer(2)).and_then(|h| middle.checked_add(h));
    let whole = |unit: i128| half(unit).and_then(|n| n.checked_div(Number::integer(unit))).map_or(0, Number::floor);
    match whole(1) {
        s if s < 2 * 3600 => format!("about {} minutes", whole(MINUTE)),
        s if s < 2 * DAY => format!("about {} hours", whole(3600)),
        s if s < 100 * DAY => format!("about {} days", whole(DAY)),
        s if s < 1000 * DAY => format!("about {} months", whole(DAY * 61 / 2)),
        _ => format!("about {} years", whole(DAY * 1461 / 4)),
    }
}

/// "17 minutes", as written where the unit is part of it.
pub(super) fn shown(length: &Placed<'_>) -> String {
    let surface = &length.fact.surface;
    if surface.contains(' ') { surface.clone() } else { format!("{surface} {}s", length.fact.unit) }
}
