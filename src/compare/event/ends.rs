//! First and last days of what happened, against one another.

use super::super::Reach;
use super::super::item::{Item, Rarity};
use super::{Relation, closest};
use crate::fact::Aspect;
use crate::value::{Moment, Period};

/// The parts of two dates that must be the same where they are of one event, one or both of them stretches of time:
/// their first days, their last days.
pub(crate) fn ends(a: &Item, b: &Item) -> Vec<(Period, Period)> {
    let (Some(p), Some(q)) = (stretch(a), stretch(b)) else { return Vec::new() };
    // a time of day of which no day is told is that of no end
    if !p.1 && !q.1 || a.clock.is_dayless() || b.clock.is_dayless() {
        return Vec::new();
    }
    let Some((Relation::Same | Relation::Alike, x, y)) = closest(a, b, &Rarity::default()) else { return Vec::new() };
    if x.is_window || y.is_window {
        return Vec::new();
    }
    let mut out = Vec::new();
    let start = |stretch: (Period, bool), aspect: Aspect| match (stretch.1, aspect) {
        (true, Aspect::Whole) => first(stretch.0),
        (false, Aspect::Start) => Some(stretch.0),
        _ => None,
    };
    let end = |stretch: (Period, bool), aspect: Aspect| match (stretch.1, aspect) {
        (true, Aspect::Whole) => last(stretch.0),
        (false, Aspect::End) => Some(stretch.0),
        _ => None,
    };
    out.extend(start(p, x.aspect).zip(start(q, y.aspect)));
    out.extend(end(p, x.aspect).zip(end(q, y.aspect)));
    out
}

/// The days of an item, and whether they are a stretch with two ends.
fn stretch(item: &Item) -> Option<(Period, bool)> {
    match &item.reach {
        Reach::Days { allowed, is_range, loose: false } => Some((*allowed, *is_range)),
        _ => None,
    }
}

/// The first part of a stretch as finely as its ends are stated: a day, a month, a year.
fn first(p: Period) -> Option<Period> {
    edge(p, p.first?)
}

fn last(p: Period) -> Option<Period> {
    edge(p, p.last?)
}

/// One end of a stretch as finely as its ends are stated.
pub(crate) fn edge(p: Period, at: Moment) -> Option<Period> {
    let (f, l) = (p.first?.date, p.last?.date);
    let year = i32::from(at.date.year());
    if (f.month(), f.day(), l.month(), l.day()) == (1, 1, 12, 31) {
        return Period::years(year, year);
    }
    if f.day() == 1 && l == l.last_of_month() {
        return Period::month(year, i32::from(at.date.month()));
    }
    Some(Period::day(Moment::from(at.date)))
}
