//! Times of day against one another: zones, hours that may be of either half of the day, times told in round figures.

use super::Verdict;
use super::judge::Judged;
use crate::fact::Slots;
use crate::value::{Moment, Period, Zone};

/// How a time of day is to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Clock {
    zone: Option<Zone>,
    /// It may as well be twelve hours later or earlier.
    is_open: bool,
    /// It is of a day that its sentence does not name.
    is_dayless: bool,
}

/// Half a day, in minutes.
const HALF_DAY: i64 = 720;
/// Clocks of two places differ by no more than this, in minutes.
const MOST: i64 = 14 * 60;
/// Clocks of two zones differ by a multiple of this, in minutes.
const STEP: i64 = 30;

impl Clock {
    pub(crate) fn of(slots: &Slots) -> Self {
        Self { zone: slots.zone, is_open: slots.is_open_clock, is_dayless: slots.is_dayless }
    }

    /// Whether the day of a time of day is known only from the text around its sentence.
    pub(crate) fn is_dayless(self) -> bool {
        self.is_dayless
    }
}

/// Judges two dates of which at least one is a time of day; `None` where their days alone decide.
pub(crate) fn judge(a: (Period, Clock), b: (Period, Clock)) -> Option<Judged> {
    let (x, y) = (a.0, b.0);
    let is_timed = |p: Period| p.first.or(p.last).is_some_and(|m| m.minute.is_some());
    let says = |verdict, gap| Some(Judged { verdict, gap, is_close: false });
    match (is_timed(x), is_timed(y)) {
        (false, false) => None,
        (true, true) => {
            if (x, a.1) == (y, b.1) {
                return says(Verdict::Agree, 0);
            }
            let gaps = readings(a).flat_map(|p| readings(b).map(move |q| (p, q)));
            let zones = a.1.zone.zip(b.1.zone);
            // of which day it was is told elsewhere
            let is_dayless = a.1.is_dayless || b.1.is_dayless;
            let apart = |p: Period, q: Period| if is_dayless { apart_by_clock(p, q) } else { apart(p, q) };
            let gaps: Vec<i64> = match zones {
                Some((m, n)) => gaps.filter_map(|(p, q)| apart(m.in_utc(p)?, n.in_utc(q)?)).collect(),
                None => gaps.filter_map(|(p, q)| apart(p, q)).collect(),
            };
            let least = gaps.iter().copied().min()?;
            // one names its zone, the other may be of any
            let is_shift = |gap: &i64| *gap <= MOST && gap % STEP == 0;
            let is_open = a.1.zone.is_some() != b.1.zone.is_some() && gaps.iter().any(is_shift);
            if least == 0 && zones.is_some() && x.first == x.last && y.first == y.last && !a.1.is_open && !b.1.is_open {
                return says(Verdict::Agree, 0);
            }
            if is_open || least <= loose(x) + loose(y) {
                return says(Verdict::Compatible, 0);
            }
            says(Verdict::Conflict, u64::try_from(least / 1440).unwrap_or(1).max(1))
        }
        // what is the night of one day there may be the morning of the next here
        _ => {
            let dayless = if is_timed(x) { a.1 } else { b.1 };
            if dayless.is_dayless && !x.meets(y) {
                return says(Verdict::Compatible, 0);
            }
            let is_zoned = a.1.zone.is_some() || b.1.zone.is_some();
            let days = apart(x.whole_days(), y.whole_days())? / 1440;
            (is_zoned && days == 1).then_some(Judged { verdict: Verdict::Compatible, gap: 0, is_close: false })
        }
    }
}

/// Minutes between two times of day, whatever the day; `None` where one of them is none.
pub(crate) fn minutes_apart(a: (Period, Clock), b: (Period, Clock)) -> Option<i64> {
    let is_timed = |p: Period| p.first.or(p.last).is_some_and(|m| m.minute.is_some());
    if !is_timed(a.0) || !is_timed(b.0) {
        return None;
    }
    let pairs = readings(a).flat_map(|p| readings(b).map(move |q| (p, q)));
    let apart = |(p, q): (Period, Period)| match a.1.zone.zip(b.1.zone) {
        Some((m, n)) => apart_by_clock(m.in_utc(p)?, n.in_utc(q)?),
        None => apart_by_clock(p, q),
    };
    pairs.filter_map(apart).min()
}

/// What a time may mean: itself, or the same hour of the other half of the day.
fn readings((p, clock): (Period, Clock)) -> impl Iterator<Item = Period> {
    let other = move || {
        let turn = |m: Moment| {
            let by = if m.minute.unwrap_or(0) < HALF_DAY as u16 { HALF_DAY } else { -HALF_DAY };
            m.add_minutes(by)
        };
        Some(Period { first: p.first.map(turn)?, last: p.last.map(turn)? })
    };
    std::iter::once(p).chain(clock.is_open.then(other).flatten())
}

/// Minutes between two times; 0 where they meet. Days without a time of day count in whole days.
fn apart(p: Period, q: Period) -> Option<i64> {
    let after = |a: Period, b: Period| Some(b.first?.minutes() - a.last?.minutes());
    let gap = after(p, q).into_iter().chain(after(q, p)).max()?;
    Some(gap.max(0))
}

/// The same by the clock alone, whatever the day.
fn apart_by_clock(p: Period, q: Period) -> Option<i64> {
    let days = q.first.or(q.last)?.days() - p.first.or(p.last)?.days();
    let by = |days: i64| {
        let moved = |m: Option<Moment>| m.and_then(|m| m.add_days(days));
        apart(Period { first: moved(p.first), last: moved(p.last) }, q)
    };
    [days - 1, days, days + 1].into_iter().filter_map(by).min()
}

/// How many minutes a time told in a round figure may be off.
pub(crate) fn loose(p: Period) -> i64 {
    let of = |m: Moment| match m.minute.unwrap_or(0) {
        m if m % 60 == 0 => 15,
        m if m % 30 == 0 => 10,
        m if m % 15 == 0 => 5,
        m if m % 5 == 0 => 2,
        _ => 0,
    };
    let ends = [p.first.filter(|_| p.last.is_none() || p.first == p.last), p.last.filter(|_| p.first != p.last)];
    ends.into_iter().flatten().map(of).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> (Period, Clock) {
        (Period::day(text.parse().unwrap()), Clock::default())
    }

    fn zoned(text: &str, minutes: i16) -> (Period, Clock) {
        (at(text).0, Clock { zone: Some(Zone::ahead(minutes)), ..Clock::default() })
    }

    fn open(text: &str) -> (Period, Clock) {
        (at(text).0, Clock { is_open: true, ..Clock::default() })
    }

    fn verdict(a: (Period, Clock), b: (Period, Clock)) -> Option<Verdict> {
        judge(a, b).map(|j| j.verdict)
    }

    #[test]
    fn one_moment_in_two_zones_is_the_same() {
        let utc = zoned("1931-07-04T17:51", 0);
        assert_eq!(verdict(utc, zoned("1931-07-04T18:51", 60)), Some(Verdict::Agree));
        assert_eq!(verdict(utc, zoned("1931-07-04T13:51", -300)), Some(Verdict::Conflict));
        assert_eq!(verdict(zoned("1931-07-04T23:41", -300), zoned("1931-07-05T04:41", 0)), Some(Verdict::Agree));
    }

    #[test]
    fn a_time_without_a_zone_may_be_of_any() {
        let utc = zoned("1931-07-04T17:51", 0);
        assert_eq!(verdict(utc, at("1931-07-04T13:51")), Some(Verdict::Compatible));
        assert_eq!(verdict(utc, at("1931-07-04T13:36")), Some(Verdict::Conflict));
        assert_eq!(verdict(utc, at("1931-07-05")), Some(Verdict::Compatible));
        assert_eq!(verdict(utc, at("1931-07-06")), None);
        assert_eq!(verdict(at("1931-07-04T17:51"), at("1931-07-04T13:51")), Some(Verdict::Conflict));
    }

    #[test]
    fn twenty_past_six_is_in_the_morning_or_in_the_evening() {
        let six = open("1931-07-04T06:20");
        assert_eq!(verdict(six, at("1931-07-04T18:21")), Some(Verdict::Compatible));
        assert_eq!(verdict(six, at("1931-07-04T06:41")), Some(Verdict::Conflict));
        assert_eq!(verdict(six, at("1931-07-04T18:41")), Some(Verdict::Conflict));
    }

    #[test]
    fn a_time_of_some_day_is_compared_by_the_clock() {
        let dayless = |text: &str| (at(text).0, Clock { is_dayless: true, ..Clock::default() });
        assert_eq!(verdict(dayless("1981-07-04T23:42"), at("1931-07-04T23:42")), Some(Verdict::Compatible));
        assert_eq!(verdict(dayless("1981-07-04T23:42"), at("1931-07-05T00:09")), Some(Verdict::Conflict));
        assert_eq!(verdict(dayless("1981-07-04T23:42"), at("1931-07-05")), Some(Verdict::Compatible));
    }

    #[test]
    fn round_times_are_a_little_loose() {
        assert_eq!(verdict(at("1931-07-04T06:00"), at("1931-07-04T06:11")), Some(Verdict::Compatible));
        assert_eq!(verdict(at("1931-07-04T06:07"), at("1931-07-04T06:11")), Some(Verdict::Conflict));
    }
}
