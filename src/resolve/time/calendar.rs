//! Calendar dates: missing years, months and days come from the sentence, the text before, or the day of publication.

use super::{Dated, TimeContext};
use crate::grammar::time::Calendar;
use crate::value::{DateOrder, DayPart, Moment, Period};

/// The first day of the reference, when it is known to the day.
pub(super) fn today(context: &TimeContext<'_>) -> Option<Moment> {
    context.reference.filter(|p| p.length() == Some(1)).and_then(|p| p.first)
}

/// The time under discussion: the sentence's last date, else the text's, else the reference.
pub(super) fn under_discussion(context: &TimeContext<'_>) -> Option<Period> {
    context.sentence.last().copied().or(context.told.current).or(context.reference)
}

/// More than so many years before its publication a text tells of another time.
const LONG_AGO: i32 = 5;

/// Whether the text tells of a time years away from its publication, so that bare months and days belong to that time.
fn is_narrative(context: &TimeContext<'_>) -> bool {
    let Some(reference) = context.reference else { return true };
    let vague = reference.length().is_none_or(|d| d > 31);
    let told = context.told;
    // a full date of long ago in the same paragraph or the one before settles it, unless the clause looks ahead
    let is_away = |p: Period| first_year(p).zip(first_year(reference)).is_some_and(|(a, b)| b - a > LONG_AGO);
    let is_by = context.block.saturating_sub(told.block) <= 1;
    if is_by && !told.is_current && context.past != Some(false) && told.fine.is_some_and(is_away) {
        return true;
    }
    // a text that leaves out the year of its publication comes back to it with a new paragraph
    if told.is_current && told.block != context.block && told.far <= 2 * told.near && context.sentence.is_empty() {
        return false;
    }
    // bare years move a text only where nothing in it hangs on the day of publication
    let Some(period) = told.fine.or(told.current.filter(|_| vague || told.near == 0)) else { return false };
    let away = first_year(period).zip(first_year(reference)).is_some_and(|(a, b)| (a - b).abs() > 1);
    vague || told.far > told.near && away
}

/// The year a period lies in (its first year).
pub(super) fn first_year(p: Period) -> Option<i32> {
    p.first.or(p.last).map(|m| i32::from(m.date.year()))
}

/// The year that a month (and day) without one belongs to.
pub(super) fn year_for(month: i32, day: Option<i32>, context: &TimeContext<'_>) -> Option<i32> {
    let narrative = is_narrative(context);
    // a year or month in the same sentence says it
    if let Some(p) = context.lately().find(|p| p.length().is_some_and(|d| d <= 366))
        && narrative
    {
        return near(*p, month);
    }
    if narrative && let Some(current) = context.told.current {
        return near(current, month);
    }
    let reference = context.reference.filter(|_| !context.is_apart)?;
    let now = reference.first?;
    let y = i32::from(now.date.year());
    if reference.length().is_some_and(|d| d > 31) {
        return Some(y);
    }
    // the nearest such day; the tense of the clause tips the scale, for months more than for days
    let (slack, weight) = if day.is_none() { (31, 4) } else { (0, 3) };
    let cost = |year: i32| {
        let days = Moment::day(year, month, day.unwrap_or(15).min(28))?.days() - now.days();
        Some(match context.past {
            Some(true) if days > slack => days * weight,
            // a text tells of the past more often than it looks ahead
            None if days > slack => days * (weight - i64::from(day.is_some())),
            Some(false) if days < -slack => -days * weight,
            _ => days.abs(),
        })
    };
    [y - 1, y, y + 1].into_iter().filter_map(|year| Some((cost(year)?, year))).min().map(|(_, year)| year)
}

/// The year that puts a month nearest to a period: on from it rather than back; within a year that is one as a whole.
fn near(p: Period, month: i32) -> Option<i32> {
    let (y, first) = (first_year(p)?, i32::from(p.first.or(p.last)?.date.month()));
    if p.length().is_none_or(|d| d > 124) {
        return Some(y);
    }
    let cost = |year: i32| {
        let months = (year - y) * 12 + month - first;
        (if months < 0 { -months * 3 / 2 } else { months }, year)
    };
    [y - 1, y, y + 1].into_iter().map(cost).min().map(|(_, year)| year)
}

/// The year in which a day falls on the weekday stated with it, among those that the text speaks of.
fn year_by_weekday(c: &Calendar, context: &TimeContext<'_>) -> Option<i32> {
    let (weekday, month, day) = (c.weekday?, i32::from(c.month?), i32::from(c.day?));
    let fits = |year: &i32| Moment::day(*year, month, day).is_some_and(|m| weekday_of(m) == i64::from(weekday));
    let spoken_of = context.sentence.last().copied().into_iter().chain(context.told.fine).chain(context.told.current);
    let near = year_for(month, Some(day), context);
    // "Friday, 18 July" in a text of February may be of the year to come or the one before
    let about = near.filter(|_| !is_narrative(context) && today(context).is_some()).into_iter();
    let beside = about.flat_map(|y| [y + 1, y - 1]);
    near.into_iter().chain(spoken_of.filter_map(first_year)).chain(beside).find(fits)
}

/// A day that is told this near to publication is one of its year, whatever its weekday is said to be.
const RECENT: i64 = 45;

/// Whether the weekday of a date says that it lies in another year than that of publication.
fn is_belied(c: &Calendar, year: i32, context: &TimeContext<'_>) -> bool {
    let (Some(weekday), Some(m), Some(d), Some(now)) = (c.weekday, c.month, c.day, today(context)) else {
        return false;
    };
    let Some(at) = Moment::day(year, m.into(), d.into()) else { return false };
    c.year.is_none()
        && !is_narrative(context)
        && weekday_of(at) != i64::from(weekday)
        && (at.days() - now.days()).abs() > RECENT
}

/// Whether a date without a year belongs to none that the text tells of, by its weekday.
pub(super) fn is_out_of_year(c: &Calendar, context: &TimeContext<'_>) -> bool {
    let y = || year_for(i32::from(c.month?), c.day.map(i32::from), context);
    year_by_weekday(c, context).is_none() && y().is_some_and(|y| is_belied(c, y, context))
}

/// Settles a calendar date.
pub(super) fn calendar(c: &Calendar, context: &TimeContext<'_>) -> Dated {
    let dated = match (c.year, c.month, c.day) {
        (Some(y), None, _) => year(y),
        (year, Some(m), None) => month(year.or_else(|| year_for(m.into(), None, context)), m),
        (year, Some(m), Some(d)) => {
            let by_text = || year_for(m.into(), Some(d.into()), context).filter(|y| !is_belied(c, *y, context));
            let y = year.or_else(|| year_by_weekday(c, context)).or_else(by_text);
            match context.order.filter(|_| c.ambiguous) {
                // the month is read first where nothing says otherwise
                Some(DateOrder::Dmy) => day(y, d, m),
                Some(DateOrder::Mdy | DateOrder::Ymd) => day(y, m, d),
                None if c.ambiguous => either(y, m, d),
                None => day(y, m, d),
            }
        }
        (None, None, Some(d)) => day_of_discussed_month(d, context),
        (None, None, None) => match c.weekday {
            Some(w) => weekday(w, context),
            None => return timed(c, discussed_day(context), context),
        },
    };
    timed(c, Some(dated), context)
}

/// "the 21st": the nearest such day to the day or month under discussion.
fn day_of_discussed_month(d: u8, context: &TimeContext<'_>) -> Dated {
    let fine = |p: &Period| p.length().is_some_and(|days| days <= 31);
    let base = context.lately().copied().find(fine).or(context.told.fine.filter(fine));
    let Some(base) = base.or(context.reference.filter(fine)) else {
        return Dated::vague(format!("XXXX-XX-{d:02}"), "day");
    };
    let near = |first: Moment| {
        let (y, m) = (i32::from(first.date.year()), i32::from(first.date.month()));
        let months =
            [(y, m), if m == 12 { (y + 1, 1) } else { (y, m + 1) }, if m == 1 { (y - 1, 12) } else { (y, m - 1) }];
        // a month holds its own days
        let months = months.into_iter().take(if base.length() == Some(1) { 3 } else { 1 });
        let days = months.filter_map(|(y, m)| Moment::day(y, m, d.into()));
        // a story goes on rather than back
        days.min_by_key(|at| {
            let days = at.days() - first.days();
            if days < 0 { -days * 2 } else { days }
        })
    };
    base.first.and_then(near).map_or_else(|| Dated::vague(format!("XXXX-XX-{d:02}"), "day"), of_day)
}

/// The day under discussion, for a bare time of day.
fn discussed_day(context: &TimeContext<'_>) -> Option<Dated> {
    let day = |p: &Period| p.length() == Some(1);
    let p = context
        .sentence
        .iter()
        .rev()
        .copied()
        .find(day)
        .or(context.told.fine.filter(day))
        .or(context.reference.filter(day).filter(|_| !is_narrative(context)))?;
    p.first.map(|m| of_day(Moment { minute: None, ..m }))
}

/// Adds the time or part of the day.
fn timed(c: &Calendar, day: Option<Dated>, _context: &TimeContext<'_>) -> Dated {
    let of = day.unwrap_or_else(|| Dated::vague("XXXX-XX-XX".to_owned(), "day"));
    if let Some(clock) = c.clock {
        let timex = format!("{}T{:02}:{:02}", of.timex, clock.minute / 60, clock.minute % 60);
        let at = of.period.first.filter(|_| !of.vague).map(|m| Period::day(Moment { minute: Some(clock.minute), ..m }));
        return Dated::new(at, "minute", timex);
    }
    if let Some(part) = c.part {
        return part_of(of, part);
    }
    of
}

/// A part of a day: the day is what is compared.
pub(super) fn part_of(day: Dated, part: DayPart) -> Dated {
    Dated { timex: format!("{}{}", day.timex, part.timex()), ..day }
}

/// Whether the calendar has no such day: the 31st of February, in any year.
pub(super) fn is_impossible(c: &Calendar) -> bool {
    // 2000 has a 29 February
    matches!((c.month, c.day), (Some(m), Some(d)) if Moment::day(c.year.unwrap_or(2000), m.into(), d.into()).is_none())
}

/// A whole year.
pub(super) fn year(y: i32) -> Dated {
    Dated::new(Period::years(y, y), "year", year_text(y))
}

/// A year in TIMEX3: "1973", "BC0044".
pub(super) fn year_text(y: i32) -> String {
    if y > 0 { format!("{y:04}") } else { format!("BC{:04}", 1 - y) }
}

/// A month of a year.
pub(super) fn month(y: Option<i32>, m: u8) -> Dated {
    match y {
        Some(y) => Dated::new(Period::month(y, m.into()), "month", format!("{}-{m:02}", year_text(y))),
        None => Dated::vague(format!("XXXX-{m:02}"), "month"),
    }
}

/// A day of a month.
fn day(y: Option<i32>, m: u8, d: u8) -> Dated {
    match y {
        Some(y) => {
            let at = Moment::day(y, m.into(), d.into());
            Dated::new(at.map(Period::day), "day", format!("{}-{m:02}-{d:02}", year_text(y)))
        }
        None => Dated::vague(format!("XXXX-{m:02}-{d:02}"), "day"),
    }
}

/// A day whose number and month may be the other way round: from the earlier to the later of the two.
fn either(y: Option<i32>, m: u8, d: u8) -> Dated {
    let first = day(y, m, d);
    let other = day(y, d, m);
    match (first.period.first, other.period.first) {
        (Some(a), Some(b)) => Dated { period: Period::new(a.min(b), a.max(b)), ..first }.about(),
        _ => first,
    }
}

/// A settled day.
pub(super) fn of_day(m: Moment) -> Dated {
    let timex = Moment { minute: None, ..m }.to_string();
    Dated::new(Some(Period::day(m)), "day", timex)
}

/// Day of the week of a day, Monday being 1.
pub(super) fn weekday_of(m: Moment) -> i64 {
    // 1970-01-01 was a Thursday
    (m.days() + 3).rem_euclid(7) + 1
}

/// A weekday without a date: the last one up to the reference, or the next one where the clause looks ahead.
fn weekday(w: u8, context: &TimeContext<'_>) -> Dated {
    let Some(now) = anchor_day(context) else { return Dated::vague(format!("XXXX-WXX-{w}"), "day") };
    let back = (weekday_of(now) - i64::from(w)).rem_euclid(7);
    let shift = if context.past == Some(false) && back != 0 { 7 - back } else { -back };
    now.add_days(shift).map_or_else(|| Dated::vague(format!("XXXX-WXX-{w}"), "day"), of_day)
}

/// The day that weekdays and "yesterday" are counted from.
pub(super) fn anchor_day(context: &TimeContext<'_>) -> Option<Moment> {
    today(context)
}
