//! Times placed against a reference: "last October", "this year", "yesterday", "a year ago", "the day after the coup".

use super::calendar::{anchor_day, month, of_day, part_of, under_discussion, weekday_of, year};
use super::period::{month_period, quarter_of, season_of, shift, timex_at, week};
use super::{Dated, TimeContext};
use crate::grammar::time::{Anchored, Count};
use crate::lexicon::{Relation, Shift};
use crate::value::{DayPart, Moment, Number, Period, TimeUnit};

/// The day a relation is counted from: publication for "last" and "this", the time under discussion for "following" and "that".
fn base(relation: Relation, context: &TimeContext<'_>) -> Option<Moment> {
    match relation {
        Relation::Last | Relation::This | Relation::Next => context.reference.or(under_discussion(context)),
        Relation::Previous | Relation::Following | Relation::Same => under_discussion(context),
    }
    .and_then(|p| p.first)
}

/// The day under discussion, for what is counted in days: a month or year will not do.
fn day_under_discussion(context: &TimeContext<'_>) -> Option<Moment> {
    let day = |p: &Period| p.length() == Some(1);
    let said = context.lately().copied().find(day);
    said.or(context.told.fine.filter(day)).or(context.reference.filter(day)).and_then(|p| p.first)
}

fn steps(relation: Relation) -> i64 {
    match relation {
        Relation::Last | Relation::Previous => -1,
        Relation::This | Relation::Same => 0,
        Relation::Next | Relation::Following => 1,
    }
}

/// "Last year", "this September", "the following month".
pub(super) fn deictic(relation: Relation, what: Anchored, context: &TimeContext<'_>) -> Dated {
    let step = steps(relation);
    if let (Anchored::Unit(TimeUnit::Quarter), Relation::Same | Relation::This) = (what, relation)
        && (relation == Relation::Same || reporting(context).is_some())
    {
        return reported_quarter(context).unwrap_or_else(|| unknown(what));
    }
    let fine = matches!(what, Anchored::Part(_) | Anchored::Unit(TimeUnit::Day));
    let start = if fine { day_under_discussion(context) } else { base(relation, context) };
    let Some(now) = start else { return unknown(what) };
    match what {
        // on Monday to Wednesday "the weekend" is the one before
        Anchored::Unit(unit @ TimeUnit::Weekend)
            if relation == Relation::This && weekday_of(now) <= 3 && context.past != Some(false) =>
        {
            now.add_days(-7).map_or_else(|| unknown(what), |m| unit_at(m, unit))
        }
        Anchored::Unit(unit) => shift(now, unit, step).map_or_else(|| unknown(what), |m| unit_at(m, unit)),
        Anchored::Month(m) => {
            let y = i32::from(now.date.year());
            let here = i32::from(now.date.month());
            let wanted = i32::from(m);
            let y = match step {
                -1 if wanted >= here => y - 1,
                1 if wanted <= here => y + 1,
                _ => y,
            };
            month(Some(y), m)
        }
        Anchored::Weekday(w) => {
            let back = (weekday_of(now) - i64::from(w)).rem_euclid(7);
            let days = match step {
                -1 => -(if back == 0 { 7 } else { back }),
                1 => 7 - back,
                _ if context.past == Some(true) => -back,
                _ => i64::from(w) - weekday_of(now),
            };
            now.add_days(days).map_or_else(|| unknown(what), of_day)
        }
        Anchored::Season(s) => {
            let y = i32::from(now.date.year());
            let begun = i32::from(now.date.month()) > s.first_month();
            let y = match step {
                -1 if !begun || i32::from(now.date.month()) < s.first_month() + 3 => y - 1,
                1 if begun => y + 1,
                _ => y,
            };
            season_of(s, y)
        }
        Anchored::Quarter(n) => quarter_of(n, i32::from(now.date.year())),
        Anchored::Part(part) => {
            let now = match relation {
                Relation::This | Relation::Last | Relation::Next => anchor_day(context).unwrap_or(now),
                _ => now,
            };
            let day = if step == -1 { now.add_days(-1) } else { Some(now) };
            match day.filter(|_| anchor_day(context).is_some() || relation == Relation::Same) {
                Some(m) => part_of(of_day(Moment { minute: None, ..m }), part),
                None => unknown(what),
            }
        }
    }
}

/// The quarter that a text published soon after its end has named.
fn reporting(context: &TimeContext<'_>) -> Option<Period> {
    let quarter = context.told.quarter?;
    let Some(now) = anchor_day(context) else { return Some(quarter) };
    let since = now.days() - quarter.last?.days();
    (-92..=150).contains(&since).then_some(quarter)
}

/// The quarter a text reports on: the one it has named, else the last that had ended when it was published.
fn reported_quarter(context: &TimeContext<'_>) -> Option<Dated> {
    let first = match reporting(context) {
        Some(p) => p.first?,
        None => shift(anchor_day(context)?, TimeUnit::Month, -3)?,
    };
    Some(unit_at(first, TimeUnit::Quarter))
}

/// A relation that nothing fixes.
fn unknown(what: Anchored) -> Dated {
    match what {
        Anchored::Unit(unit) => Dated::vague(
            match unit {
                TimeUnit::Week => "XXXX-WXX".to_owned(),
                TimeUnit::Day => "XXXX-XX-XX".to_owned(),
                TimeUnit::Month => "XXXX-XX".to_owned(),
                TimeUnit::Quarter => "XXXX-QX".to_owned(),
                _ => "XXXX".to_owned(),
            },
            "range",
        ),
        Anchored::Month(m) => Dated::vague(format!("XXXX-{m:02}"), "month"),
        Anchored::Weekday(w) => Dated::vague(format!("XXXX-WXX-{w}"), "day"),
        Anchored::Season(s) => Dated::vague(format!("XXXX-{}", s.timex()), "range"),
        Anchored::Quarter(n) => Dated::vague(format!("XXXX-Q{n}"), "range"),
        Anchored::Part(p) => Dated::vague(format!("XXXX-XX-XX{}", p.timex()), "day"),
    }
}

/// The unit that holds a day.
pub(super) fn unit_at(m: Moment, unit: TimeUnit) -> Dated {
    let y = i32::from(m.date.year());
    match unit {
        TimeUnit::Year => year(y),
        TimeUnit::Month => month_period(m),
        TimeUnit::Week => week(m),
        TimeUnit::Weekend => {
            let saturday = m.add_days(6 - weekday_of(m));
            let period = saturday.and_then(|a| Some(Period::new(a, a.add_days(1)?)));
            Dated::new(period, "range", format!("{}-WE", timex_at(m, TimeUnit::Week)))
        }
        TimeUnit::Quarter => quarter_of(((m.date.month() - 1) / 3 + 1).unsigned_abs(), y),
        TimeUnit::Decade => super::period::decade(y - y.rem_euclid(10)),
        TimeUnit::Century => super::period::century((y - 1).div_euclid(100) + 1),
        _ => of_day(Moment { minute: None, ..m }),
    }
}

/// "Yesterday", "tomorrow morning".
pub(super) fn named_day(days: i8, part: Option<DayPart>, context: &TimeContext<'_>) -> Dated {
    let dated = match anchor_day(context).and_then(|m| m.add_days(days.into())) {
        Some(m) => of_day(m),
        // "today" without a known day is the present and nothing more
        None if days == 0 => return Dated::vague("PRESENT_REF".to_owned(), "day"),
        None => Dated::vague("XXXX-XX-XX".to_owned(), "day"),
    };
    match part {
        Some(part) => part_of(dated, part),
        None => dated,
    }
}

/// "Ten years ago", "a year earlier": the grain of the answer is the unit's own.
pub(super) fn shifted(count: Count, unit: TimeUnit, which: Shift, context: &TimeContext<'_>) -> Dated {
    let Count::Number(low, _) = count else {
        let timex = if which == Shift::On { "FUTURE_REF" } else { "PAST_REF" };
        return Dated::vague(timex.to_owned(), "range");
    };
    // in a report on a quarter, "a year ago" is that quarter a year before
    if unit == TimeUnit::Year
        && low == Number::ONE
        && which != Shift::On
        && let Some(m) = reporting(context).and_then(|p| p.first).and_then(|m| shift(m, unit, -1))
    {
        return unit_at(m, TimeUnit::Quarter);
    }
    let from = match which {
        Shift::Ago => context.reference.or(under_discussion(context)),
        _ => under_discussion(context),
    };
    let n = low.floor();
    let sign = if which == Shift::On { 1 } else { -1 };
    let moved = from
        .and_then(|p| p.first)
        .filter(|_| low == Number::integer(n))
        .and_then(|m| shift(m, unit, i64::try_from(n).ok()?.checked_mul(sign)?));
    match moved {
        Some(m) => {
            let unit = if unit == TimeUnit::Decade || unit == TimeUnit::Century { TimeUnit::Year } else { unit };
            unit_at(m, unit)
        }
        None => Dated::vague("PAST_REF".to_owned(), "range"),
    }
}

/// "The day after the coup", counted from what the document says of the coup's date.
pub(super) fn event(unit: TimeUnit, after: bool, event: &str, context: &TimeContext<'_>) -> Dated {
    let known = if event.is_empty() { under_discussion(context) } else { context.anchor(event) };
    let sign = if after { 1 } else { -1 };
    match known.and_then(|p| if after { p.last } else { p.first }).and_then(|m| shift(m, unit, sign)) {
        Some(m) if known.and_then(Period::length).is_some_and(|d| d == 1) || unit != TimeUnit::Day => {
            unit_at(m, unit).about()
        }
        _ => Dated::vague("XXXX-XX-XX".to_owned(), "day"),
    }
}
