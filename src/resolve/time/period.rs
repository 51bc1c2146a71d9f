//! Stretches of the calendar: decades, centuries, quarters, seasons, parts of them, and ranges.

use super::calendar::{first_year, under_discussion, weekday_of, year, year_text};
use super::{Dated, TimeContext, dated};
use crate::grammar::time::{Calendar, TimeExpr};
use crate::lexicon::Portion;
use crate::value::{Moment, Period, Season, TimeUnit};

pub(super) fn decade(y: i32) -> Dated {
    Dated::new(Period::years(y, y + 9), "decade", format!("{}", y / 10))
}

/// "The sixties" of the century under discussion; the twentieth when nothing is known.
pub(super) fn decade_of(d: i32, context: &TimeContext<'_>) -> Dated {
    let near = under_discussion(context).and_then(first_year).unwrap_or(1990);
    let century = near.div_euclid(100) * 100;
    // a decade that has not begun belongs to the century before
    let y = if century + d > near + 5 { century - 100 + d } else { century + d };
    decade(y)
}

pub(super) fn century(n: i32) -> Dated {
    if n > 0 {
        let first = (n - 1) * 100 + 1;
        return Dated::new(Period::years(first, first + 99), "range", format!("{:02}", n - 1));
    }
    let last = n * 100 + 100;
    Dated::new(Period::years(last - 99, last), "range", format!("BC{:02}", -n - 1))
}

/// The year that a part of one belongs to.
fn year_of(of: Option<&TimeExpr>, context: &TimeContext<'_>) -> Option<i32> {
    match of {
        Some(e) => first_year(dated(e, context).period),
        None => None,
    }
}

/// Months of a year, as a period.
pub(super) fn months(y: i32, from: i32, to: i32) -> Option<Period> {
    Some(Period::new(Moment::day(y, from, 1)?, Period::month(y, to)?.last?))
}

pub(super) fn quarter(n: u8, of: Option<&TimeExpr>, context: &TimeContext<'_>) -> Dated {
    if n == 0 {
        // "the 1988 period": the quarter that is reported on, in that year
        let known = context.told.quarter.and_then(|p| p.first).map(|m| (m.date.month() - 1) / 3 + 1);
        return match (known, year_of(of, context)) {
            (Some(n), Some(y)) => quarter_of(n.unsigned_abs(), y),
            (None, Some(y)) => year(y),
            _ => Dated::vague("XXXX-QX".to_owned(), "range"),
        };
    }
    let from = i32::from(n) * 3 - 2;
    let y = match of {
        Some(_) => year_of(of, context),
        None => nearest_quarter(from, context),
    };
    match y {
        Some(y) => Dated::new(months(y, from, from + 2), "range", format!("{}-Q{n}", year_text(y))),
        None => Dated::vague(format!("XXXX-Q{n}"), "range"),
    }
}

/// The year of a quarter told without one: the last that has begun, or the one that comes.
fn nearest_quarter(from: i32, context: &TimeContext<'_>) -> Option<i32> {
    if let Some(p) = context.lately().find(|p| p.length().is_some_and(|d| (365..=366).contains(&d))) {
        return first_year(*p);
    }
    let now = context.reference.or(context.told.current)?.first?;
    let (y, m) = (i32::from(now.date.year()), i32::from(now.date.month()));
    Some(if from > m && context.past != Some(false) && from - m > 2 { y - 1 } else { y })
}

pub(super) fn half(n: u8, of: Option<&TimeExpr>, context: &TimeContext<'_>) -> Dated {
    match year_of(of, context) {
        Some(y) => {
            let (from, to) = if n == 1 { (1, 6) } else { (7, 12) };
            Dated::new(months(y, from, to), "range", format!("{}-H{n}", year_text(y)))
        }
        None => Dated::vague(format!("XXXX-H{n}"), "range"),
    }
}

pub(super) fn season(s: Season, of: Option<&TimeExpr>, context: &TimeContext<'_>) -> Dated {
    let y = match of {
        Some(_) => year_of(of, context),
        None => under_discussion(context).and_then(first_year),
    };
    match y {
        Some(y) => season_of(s, y),
        None => Dated::vague(format!("XXXX-{}", s.timex()), "range"),
    }
}

/// A season of a year, on the northern half of the globe: about three months; winter reaches into the next year.
pub(super) fn season_of(s: Season, y: i32) -> Dated {
    let from = s.first_month();
    let period = match s {
        Season::Winter => {
            Moment::day(y, 12, 1).zip(Period::month(y + 1, 2).and_then(|p| p.last)).map(|(a, b)| Period::new(a, b))
        }
        _ => months(y, from, from + 2),
    };
    Dated::new(period, "range", format!("{}-{}", year_text(y), s.timex())).about()
}

/// "The third month of 2021".
pub(super) fn nth(n: u8, unit: TimeUnit, of: &TimeExpr, context: &TimeContext<'_>) -> Dated {
    let whole = dated(of, context);
    let count = i64::from(n);
    let part = whole.period.first.and_then(|first| {
        let start = shift(first, unit, count - 1)?;
        let end = shift(first, unit, count)?.add_days(-1)?;
        Some(Period::new(start, end))
    });
    let grain = match unit {
        TimeUnit::Day => "day",
        TimeUnit::Month => "month",
        TimeUnit::Year => "year",
        _ => "range",
    };
    let timex = part.and_then(|p| p.first).map(|m| timex_at(m, unit)).unwrap_or(whole.timex);
    Dated::new(part.filter(|_| !whole.vague), grain, timex)
}

/// TIMEX3 value of the unit that begins with (or holds) a day.
pub(super) fn timex_at(m: Moment, unit: TimeUnit) -> String {
    let y = i32::from(m.date.year());
    match unit {
        TimeUnit::Year => year_text(y),
        TimeUnit::Quarter => format!("{}-Q{}", year_text(y), (m.date.month() - 1) / 3 + 1),
        TimeUnit::Month => format!("{}-{:02}", year_text(y), m.date.month()),
        TimeUnit::Week => week_text(m),
        TimeUnit::Decade => format!("{}", y / 10),
        TimeUnit::Century => format!("{:02}", y / 100),
        _ => Moment { minute: None, ..m }.to_string(),
    }
}

/// The ISO week of a day.
fn week_text(m: Moment) -> String {
    let week = m.date.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// A day moved by some units; months keep the day where they can.
pub(super) fn shift(m: Moment, unit: TimeUnit, count: i64) -> Option<Moment> {
    if let Some(days) = unit.days() {
        return m.add_days(days.checked_mul(count)?);
    }
    let months = unit.months()?.checked_mul(count)?;
    let span = jiff::Span::new().try_months(months).ok()?;
    Some(Moment { date: m.date.checked_add(span).ok()?, minute: m.minute })
}

/// "First five months of 1972", "the last two weeks of July".
pub(super) fn leading(count: u8, unit: TimeUnit, last: bool, of: &TimeExpr, context: &TimeContext<'_>) -> Dated {
    let whole = dated(of, context);
    let part = match (whole.period.first, whole.period.last) {
        (Some(a), Some(b)) => {
            let n = i64::from(count);
            if last {
                b.add_days(1).and_then(|end| shift(end, unit, -n)).map(|start| Period::new(start, b))
            } else {
                shift(a, unit, n).and_then(|end| end.add_days(-1)).map(|end| Period::new(a, end))
            }
        }
        _ => None,
    };
    let half = whole.unit == "year" && (unit, count) == (TimeUnit::Quarter, 2);
    let timex = if half { format!("{}-H{}", whole.timex, 1 + u8::from(last)) } else { whole.timex };
    Dated::new(part.filter(|_| !whole.vague), "range", timex)
}

/// A third or a half of a period.
pub(super) fn portion(p: Portion, of: &TimeExpr, context: &TimeContext<'_>) -> Dated {
    let whole = dated(of, context);
    let days = whole.period.length();
    if whole.vague || days.is_none_or(|d| d <= 7) {
        // "early Tuesday", "late last week": the day or week is all that is fixed
        return Dated { about: whole.about || days.is_some_and(|d| d > 1), ..whole };
    }
    let cut = cut(p, whole.period, whole.unit);
    let about = !matches!(p, Portion::FirstHalf | Portion::SecondHalf);
    let timex = match p {
        Portion::FirstHalf if whole.unit == "year" => format!("{}-H1", whole.timex),
        Portion::SecondHalf if whole.unit == "year" => format!("{}-H2", whole.timex),
        _ => whole.timex,
    };
    Dated { about, ..Dated::new(cut, "range", timex) }
}

/// The stretch of a period that a portion means: whole months of a year, days of a month, years of a decade.
fn cut(p: Portion, whole: Period, unit: &str) -> Option<Period> {
    let (first, last) = (whole.first?, whole.last?);
    let y = i32::from(first.date.year());
    match unit {
        "year" => {
            let (from, to) = match p {
                Portion::Early => (1, 4),
                Portion::Mid => (5, 8),
                Portion::Late => (9, 12),
                Portion::FirstHalf => (1, 6),
                Portion::SecondHalf | Portion::LatterPart => (7, 12),
            };
            months(y, from, to)
        }
        "month" => {
            let end = i32::from(last.date.day());
            let (from, to) = match p {
                Portion::Early => (1, 10),
                Portion::Mid => (11, 20),
                Portion::Late => (21, end),
                Portion::FirstHalf => (1, 15),
                Portion::SecondHalf | Portion::LatterPart => (16, end),
            };
            let m = i32::from(first.date.month());
            Some(Period::new(Moment::day(y, m, from)?, Moment::day(y, m, to)?))
        }
        "decade" => {
            let (from, to) = match p {
                Portion::Early => (0, 3),
                Portion::Mid => (4, 6),
                Portion::Late => (7, 9),
                Portion::FirstHalf => (0, 4),
                Portion::SecondHalf | Portion::LatterPart => (5, 9),
            };
            Period::years(y + from, y + to)
        }
        _ => {
            let days = last.days() - first.days() + 1;
            let (from, to) = match p {
                Portion::Early => (0, days / 3),
                Portion::Mid => (days / 3, days * 2 / 3),
                Portion::Late => (days * 2 / 3, days),
                Portion::FirstHalf => (0, days / 2),
                Portion::SecondHalf | Portion::LatterPart => (days / 2, days),
            };
            Some(Period::new(first.add_days(from)?, first.add_days(to - 1)?))
        }
    }
}

/// The week, from Monday, that holds a day.
pub(super) fn week_of(of: &TimeExpr, context: &TimeContext<'_>) -> Dated {
    let day = dated(of, context);
    match day.period.first.filter(|_| !day.vague) {
        Some(m) => week(m),
        None => Dated::vague(day.timex, "range"),
    }
}

/// The week, from Monday, that holds a day.
pub(super) fn week(m: Moment) -> Dated {
    let monday = m.add_days(1 - weekday_of(m));
    let period = monday.and_then(|a| Some(Period::new(a, a.add_days(6)?)));
    Dated::new(period, "range", week_text(m))
}

/// From one time to another.
pub(super) fn range(from: &TimeExpr, to: &TimeExpr, context: &TimeContext<'_>) -> Dated {
    let a = dated(from, context);
    // the second end follows the first
    let known = [a.period];
    let inner = TimeContext { sentence: if a.vague { context.sentence } else { &known }, ..*context };
    let mut b = dated(to, &inner);
    // "from 11 p.m. to 2 a.m.": into the next day
    if let (TimeExpr::Calendar(Calendar { clock: Some(_), .. }), Some(x), Some(z)) = (to, a.period.first, b.period.last)
    {
        if z < x
            && let Some(later) = z.add_days(1)
        {
            b.period = Period::day(later);
            b.timex = later.to_string();
        }
    } else if let (TimeExpr::Calendar(Calendar { year: None, .. }), Some(x), Some(z)) =
        (to, a.period.first, b.period.last)
        && z < x
        && let Some(later) = shift(z, TimeUnit::Year, 1)
        && let Some(first) = b.period.first.and_then(|m| shift(m, TimeUnit::Year, 1))
    {
        b.period = Period::new(first, later);
    }
    let vague = a.vague || b.vague;
    let period = if vague { None } else { Some(Period { first: a.period.first, last: b.period.last }) };
    Dated { about: a.about || b.about, ..Dated::new(period, "range", format!("{}/{}", a.timex, b.timex)) }
}

/// The month that holds a day.
pub(super) fn month_period(m: Moment) -> Dated {
    let y = i32::from(m.date.year());
    Dated::new(Period::month(y, m.date.month().into()), "month", timex_at(m, TimeUnit::Month))
}

/// A quarter of a year.
pub(super) fn quarter_of(n: u8, y: i32) -> Dated {
    let from = i32::from(n) * 3 - 2;
    Dated::new(months(y, from, from + 2), "range", format!("{}-Q{n}", year_text(y)))
}
