//! Times of day and days against the time between them: "at 10:39 pm and 17 minutes later, at 10:56 pm".

use super::later::is_length;
use super::words::words;
use super::{Found, Placed};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::fact::{Fact, Kind};
use crate::value::{Bound, Extent, Grain, Number, Value};

const DAY: i64 = 1440;

/// A moment as stated: minutes since midnight, or days.
#[derive(Clone, Copy, Debug)]
enum Point {
    /// A time of day; whether it says which half of the day.
    Clock(i64, bool),
    /// First and last possible day.
    Days(i64, i64),
}

/// Checks every length of time that stands between two moments of a sentence.
pub(super) fn check(sentence: &[Placed<'_>], found: &mut Vec<Found>) {
    for three in sentence.windows(3) {
        let [a, b, c] = three else { continue };
        // at 10:39, and 17 minutes later, at 10:56
        if is_length(b.fact)
            && is_later(b.until(c))
            && let (Some(x), Some(y)) = (point(a.fact), point(c.fact))
        {
            settle(a, c, b, x, y, found);
        }
        // left at 9:15 and arrived at 11:45, a journey of three hours
        if is_length(c.fact)
            && let (Some(x @ Point::Clock(..)), Some(y @ Point::Clock(..))) = (point(a.fact), point(b.fact))
            && is_lasting(b.until(c))
        {
            settle(a, b, c, x, y, found);
        }
    }
}

/// "17 minutes later, at": the offset runs from the moment before to the one behind.
fn is_later(between: &str) -> bool {
    let words = words(between);
    let offset = words.iter().position(|w| Cue::Later.has(w));
    offset.is_some_and(|n| n <= 2) && words.len() <= 6 && !between.contains(['.', ';'])
}

/// ", a journey of": the length is that of what goes on between the moments.
fn is_lasting(between: &str) -> bool {
    let words = words(between);
    words.len() <= 5
        && !between.contains(['.', ';'])
        && words.iter().any(|w| Cue::Lasting.has(w))
        && !words.iter().any(|w| Cue::Offset.has(w))
}

fn point(fact: &Fact) -> Option<Point> {
    let Value::Date { period, bound: Bound::Exact } = &fact.value else { return None };
    if fact.kind != Kind::Date || fact.unit == Grain::Range.as_str() {
        return None;
    }
    if fact.unit == Grain::Minute.as_str() {
        let (_, time) = fact.timex.as_deref()?.rsplit_once('T')?;
        let (hour, minute) = time.split_once(':')?;
        let at = hour.parse::<i64>().ok()? * 60 + minute.get(..2)?.parse::<i64>().ok()?;
        let is_sure = !(60..780).contains(&at) || fact.surface.bytes().any(|b| b.is_ascii_alphabetic());
        return Some(Point::Clock(at, is_sure));
    }
    Some(Point::Days(period.first?.days(), period.last?.days()))
}

/// The times that may lie between two times of day.
pub(super) fn laps(from: &Fact, to: &Fact) -> Option<Vec<Extent>> {
    match (point(from)?, point(to)?) {
        (x @ Point::Clock(..), y @ Point::Clock(..)) => apart(x, y),
        _ => None,
    }
}

/// How far apart two moments may be.
fn apart(x: Point, y: Point) -> Option<Vec<Extent>> {
    let seconds = |n: i64| Number::integer(i128::from(n));
    match (x, y) {
        (Point::Clock(a, p), Point::Clock(b, q)) => {
            // each of the two is good to the minute; without the half of the day both are possible
            let round = if p && q { DAY } else { DAY / 2 };
            let lap = (b - a).rem_euclid(round);
            let laps = [lap, lap + round, lap + 2 * round];
            Some(laps.iter().map(|m| Extent::closed(seconds((m - 1) * 60), seconds((m + 1) * 60))).collect())
        }
        (Point::Days(a, b), Point::Days(c, d)) if c > b => {
            Some(vec![Extent::closed(seconds((c - b - 1) * 86_400), seconds((d - a + 1) * 86_400))])
        }
        _ => None,
    }
}

fn settle(from: &Placed<'_>, to: &Placed<'_>, length: &Placed<'_>, x: Point, y: Point, found: &mut Vec<Found>) {
    let (Some(said), Some(computed)) = (length.extent(), apart(x, y)) else { return };
    let facts = vec![from.index, to.index, length.index];
    let written = length.fact.quote.get(length.from..).unwrap_or_default();
    let unit = written.get(..length.fact.surface.len()).unwrap_or_default();
    let shown = if unit.bytes().any(|b| b.is_ascii_alphabetic()) && unit.contains(' ') {
        unit.to_owned()
    } else {
        format!("{unit} {}s", length.fact.unit)
    };
    let (start, end) = (&from.fact.surface, &to.fact.surface);
    found.push(if computed.iter().all(|e| e.disjoint(said)) {
        let says = format!("from {start} to {end} is not {shown}");
        Found::conflict("time-between", Severity::Warning, facts, says)
    } else {
        Found::agree("time-between", facts, format!("from {start} to {end} is {shown}"))
    });
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{clash, fits, silent};

    #[test]
    fn the_time_between_two_times_of_day() {
        clash(
            "On 3 May 1921 the train left at 9:15 am and arrived at 11:45 am, a journey of four hours.",
            "time-between: from 9:15 am to 11:45 am is not four hours",
        );
        fits(
            "On 3 May 1921 it left at 9:15 am and arrived at 11:45 am, a journey of two hours and a half.",
            "time-between",
        );
        silent("On 3 May 1921 it left at 9:15 am and arrived at 11:45 am, after which it stood for four hours.");
    }
}
