//! Times of day: "2.13 am", "10:56 p.m. EDT", "at one o’clock in the morning", "noon".

use super::super::token::{Token, TokenKind, Tokens};
use super::expr::Clock;
use super::parts::{Read, fail, joiner, number_below, skip_if, time_word, unit, whole};
use crate::lexicon::{Class, NumeralRole, TimeWord, Zones};
use crate::value::{DayPart, TimeUnit, Zone};

/// A time of day; "14:55" needs a preposition or a zone that says it is one.
pub(super) fn clock<'a>(input: Tokens<'a>, before: Option<&Token<'_>>) -> Read<'a, Clock> {
    if let Some(TimeWord::Clock(minute)) = time_word(input) {
        let (rest, zone) = zone(input.skip(1));
        return Ok((rest, Clock { minute, hour_only: true, is_open: false, zone }));
    }
    if let Ok(read) = spoken(input, before) {
        return Ok(read);
    }
    let (rest, Hands { hour, minute, is_decimal, is_plain, is_padded }) = hands(input)?;
    let (rest, said) = half_of_day(rest);
    let (end, zone) = zone(rest);
    let zoned = zone.is_some();
    let in_hours = rest.first().is_some_and(|t| t.is_any(&["hrs", "hours"]));
    if is_plain && !zoned && !(before.is_some_and(|t| t.is("at")) && in_hours) {
        return fail(input);
    }
    let told = matches!(said, Some(Half::Am | Half::Pm)) || zoned || in_hours || is_plain || is_padded;
    let is_open = !told && (1..=12).contains(&hour);
    let hour = match said {
        Some(Half::Am) if (1..=12).contains(&hour) => hour % 12,
        Some(Half::Pm) if (1..=12).contains(&hour) => hour % 12 + 12,
        Some(Half::Plain) => hour,
        Some(_) => return fail(input),
        // "had landed at 21.55"
        None if is_decimal && !zoned && !before.is_some_and(|t| t.word.timed || opens_clause(t, end))
            || minute.is_none() =>
        {
            return fail(input);
        }
        None => {
            let at = before.is_some_and(|t| t.has(Class::CLOCK_LEAD) || t.word.timed);
            if !(zoned || in_hours || at) {
                return fail(input);
            }
            hour
        }
    };
    let total = hour * 60 + minute.unwrap_or(0);
    match u16::try_from(total % 1440) {
        Ok(m) => Ok((end, Clock { minute: m, hour_only: minute.is_none(), is_open, zone })),
        Err(_) => fail(input),
    }
}

/// "At 7.21 the lines were dropped": a capital at the front, and the subject of the clause behind.
fn opens_clause(before: &Token<'_>, rest: Tokens<'_>) -> bool {
    let subject = |t: &Token<'_>| t.has(Class::DET) || t.has(Class::PRON) && t.word.class.has(Class::BEING);
    before.text == "At" && rest.first().is_some_and(subject)
}

/// "twenty past eleven", "half past six", "a quarter to five", "18 minutes to midnight": minutes beside an hour.
pub(super) fn spoken<'a>(input: Tokens<'a>, before: Option<&Token<'_>>) -> Read<'a, Clock> {
    let (rest, (minutes, sure)) = spoken_minutes(input)?;
    // "cut from the usual 5 minutes to 4", "its 5 minutes to 3"
    if before.is_some_and(|t| {
        t.has(Class::DET)
            || t.word.class.has(Class::ADJ)
            || t.text.ends_with("'s")
            || t.text.ends_with("’s")
            || t.is("s")
    }) {
        return fail(input);
    }
    // "half-past five"
    let rest = skip_if(rest, |t| t.kind == TokenKind::Dash && t.glued());
    let Some(link) = rest.first().filter(|t| t.has(Class::CLOCK_PAST) || t.has(Class::CLOCK_TO)) else {
        return fail(input);
    };
    let (past, apart) = (link.has(Class::CLOCK_PAST), link.has(Class::OPENS));
    let named = matches!(time_word(rest.skip(1)), Some(TimeWord::Clock(_)));
    let (rest, hour) = match time_word(rest.skip(1)) {
        Some(TimeWord::Clock(minute)) => (rest.skip(2), i32::from(minute)),
        _ => {
            // "ten minutes after six" may be a length of time; behind an hour with a name it is none
            let Some(hour) = rest.get(1).and_then(hour_name).filter(|_| !apart) else { return fail(input) };
            (rest.skip(2), hour * 60)
        }
    };
    // "ten to nine" may be a range or a score; "ten past nine" is nothing but a time
    let at = before.is_some_and(|t| t.has(Class::CLOCK_AT));
    let (rest, said) = half_of_day(rest);
    let goes_on = rest.first().is_some_and(|t| {
        t.text == "%"
            || t.kind == TokenKind::Dash && t.glued()
            || t.word.numeral.is_some()
            || t.is_open() && !is_zone(t)
    });
    let is_time = match sure {
        Sure::Half => past,
        Sure::Minutes => true,
        Sure::Bare if past => !apart,
        Sure::Bare => said.is_some() || at && minutes % 5 == 0,
    };
    if !is_time || goes_on && said.is_none() {
        return fail(input);
    }
    let hour = match said {
        Some(Half::Am) => hour % 720,
        Some(Half::Pm) => hour % 720 + 720,
        _ => hour,
    };
    let minute = if past { hour + minutes } else { hour - minutes };
    let (rest, zone) = zone(rest);
    let is_open = !named && !matches!(said, Some(Half::Am | Half::Pm)) && zone.is_none();
    match u16::try_from(minute.rem_euclid(1440)) {
        Ok(minute) => Ok((rest, Clock { minute, hour_only: false, is_open, zone })),
        Err(_) => fail(input),
    }
}

/// How surely minutes before "past" or "to" belong to a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sure {
    /// "half past".
    Half,
    /// "five minutes to", "a quarter past".
    Minutes,
    /// "twenty past", "ten to".
    Bare,
}

/// The minutes of a time told in words.
fn spoken_minutes(input: Tokens<'_>) -> Read<'_, (i32, Sure)> {
    let Some(first) = input.first() else { return fail(input) };
    let article = usize::from(first.is("a"));
    let named = |n: i128| move |t: &&Token<'_>| t.word.denominator == Some(n) && !t.text.ends_with('s');
    if input.get(article).filter(named(4)).is_some() {
        return Ok((input.skip(article + 1), (15, Sure::Minutes)));
    }
    if input.first().filter(named(2)).is_some() {
        return Ok((input.skip(1), (30, Sure::Half)));
    }
    let (rest, n) = number_below(input, 60).or_else(|_| match whole(first, 2) {
        Some(n) => Ok((input.skip(1), n)),
        None => fail(input),
    })?;
    let in_words = first.literal.is_none();
    match unit(rest) {
        Ok((tail, (TimeUnit::Minute, _))) => Ok((tail, (n, Sure::Minutes))),
        Ok(_) => fail(input),
        Err(_) if in_words && (1..30).contains(&n) => Ok((rest, (n, Sure::Bare))),
        Err(e) => Err(e),
    }
}

/// An hour of the clock face, in words or digits.
fn hour_name(t: &Token<'_>) -> Option<i32> {
    let n = match t.word.numeral.filter(|n| n.role == NumeralRole::Unit) {
        Some(n) => i32::try_from(n.value).ok()?,
        None => whole(t, 2)?,
    };
    (1..=12).contains(&n).then_some(n)
}

/// What a clock shows, before its half of the day is known.
struct Hands {
    hour: i32,
    minute: Option<i32>,
    /// Written with a point: "2.13".
    is_decimal: bool,
    /// Written as four digits: "1751".
    is_plain: bool,
    /// Written with a nought before the hour: "06:45".
    is_padded: bool,
}

/// Hour and minute: "9", "nine", "10:56", "2.13", "1751".
fn hands(input: Tokens<'_>) -> Read<'_, Hands> {
    let Some(first) = input.first() else { return fail(input) };
    let plain = first.literal.filter(|l| l.digits == 4 && l.decimals == 0 && !l.grouped).and_then(|_| whole(first, 4));
    let decimal = decimal_time(first);
    let (rest, hour, minute) = if let Some((h, m)) = decimal {
        (input.skip(1), h, Some(m))
    } else if let Some(n) = plain {
        (input.skip(1), n / 100, Some(n % 100))
    } else if let Some(h) = whole(first, 2) {
        match colon(input.skip(1)) {
            Some((n, m)) => (input.skip(1 + n), h, Some(m)),
            None => (input.skip(1), h, None),
        }
    } else if let Some(n) = first.word.numeral.filter(|n| n.role == NumeralRole::Unit && (1..=12).contains(&n.value)) {
        (input.skip(1), n.value as i32, None)
    } else {
        return fail(input);
    };
    if !(0..=24).contains(&hour) || minute.is_some_and(|m| m > 59) {
        return fail(input);
    }
    let is_padded = first.text.starts_with('0');
    Ok((rest, Hands { hour, minute, is_decimal: decimal.is_some(), is_plain: plain.is_some(), is_padded }))
}

/// "9 a.m. to 5 p.m.", "between 8 and 10 p.m.", "13:20–14:05 UTC": the first time; what is left is the second.
///
/// A first time without a half of the day takes that of the second, unless it would lie behind it.
pub(super) fn clock_before<'a>(input: Tokens<'a>, between: bool) -> Read<'a, Clock> {
    let (rest, shown) = hands(input)?;
    let (rest, said) = half_of_day(rest);
    let (rest, zone) = zone(rest);
    let second = match rest.first() {
        Some(t) if between && t.is("and") => rest.skip(1),
        _ => joiner(rest)?.0,
    };
    let (_, last) = clock(second, rest.first())?;
    let last_said = match time_word(second) {
        // "between 11.30 and midnight"
        Some(TimeWord::Clock(minute)) => Some(if minute == 0 { Half::Pm } else { Half::Am }),
        _ => hands(second).ok().and_then(|(rest, _)| half_of_day(rest).1),
    };
    let to_midnight = matches!(time_word(second), Some(TimeWord::Clock(0)));
    let minute = |half: &Half| {
        let hour = match half {
            Half::Am => shown.hour % 12,
            Half::Pm => shown.hour % 12 + 12,
            Half::Plain => shown.hour,
        };
        u16::try_from(hour * 60 + shown.minute.unwrap_or(0)).ok()
    };
    let at = match (&said, &last_said) {
        (Some(half), _) => minute(half),
        (None, Some(half)) if to_midnight => minute(half),
        (None, Some(half)) => minute(half).filter(|m| *m < last.minute).or_else(|| minute(&Half::Am)),
        (None, None) => minute(&Half::Plain).filter(|_| shown.minute.is_some()),
    };
    let hour_only = shown.minute.is_none();
    match at {
        Some(m) => Ok((
            second,
            Clock { minute: m % 1440, hour_only, is_open: last.is_open && said.is_none(), zone: zone.or(last.zone) },
        )),
        None => fail(input),
    }
}

/// "2.13" as hour and minute.
fn decimal_time(t: &Token<'_>) -> Option<(i32, i32)> {
    t.literal.filter(|l| l.decimals == 2 && l.digits <= 2 && !l.grouped)?;
    let (h, m) = t.text.split_once('.')?;
    Some((h.parse().ok()?, m.parse().ok()?))
}

/// ":56" or ":56:30" directly behind an hour: tokens used, and the minute.
fn colon(input: Tokens<'_>) -> Option<(usize, i32)> {
    let (mark, m) = (input.first()?, input.get(1)?);
    if mark.text != ":" || mark.spaced || m.spaced || m.text.len() != 2 {
        return None;
    }
    let minute = whole(m, 2)?;
    match (input.get(2), input.get(3)) {
        (Some(mark), Some(s))
            if mark.text == ":" && mark.glued() && s.glued() && s.text.len() == 2 && whole(s, 2).is_some() =>
        {
            Some((4, minute))
        }
        _ => Some((2, minute)),
    }
}

/// Which half of the day a time belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    Am,
    Pm,
    Plain,
}

/// "a.m.", "pm", "o’clock", "in the morning", "at night" behind a time.
fn half_of_day(input: Tokens<'_>) -> (Tokens<'_>, Option<Half>) {
    let Some(t) = input.first() else { return (input, None) };
    if t.kind == TokenKind::Word && t.is_any(&["am", "a.m.", "a.m"]) && t.text != "Am" {
        return (input.skip(1), Some(Half::Am));
    }
    if t.is_any(&["pm", "p.m.", "p.m"]) {
        return (input.skip(1), Some(Half::Pm));
    }
    let clock = t.is_any(&["o'clock", "o’clock"]);
    let rest = if clock { input.skip(1) } else { input };
    let tail = match rest.first() {
        Some(t) if t.is_any(&["in", "on"]) && rest.get(1).is_some_and(|t| t.is("the")) => rest.skip(2),
        Some(t) if t.is_any(&["that", "this"]) => rest.skip(1),
        Some(t) if t.is("at") => rest.skip(1),
        _ => return (rest, clock.then_some(Half::Plain)),
    };
    match time_word(tail) {
        Some(TimeWord::DayPart(DayPart::Morning)) => (tail.skip(1), Some(Half::Am)),
        Some(TimeWord::DayPart(_)) => (tail.skip(1), Some(Half::Pm)),
        _ => (rest, clock.then_some(Half::Plain)),
    }
}

/// A time zone, perhaps in brackets, with what it says: "UTC", "(BST)", "Eastern Daylight Time", "+02:00".
fn zone(input: Tokens<'_>) -> (Tokens<'_>, Option<Zone>) {
    // "9:30-11" is a range
    if let Some((n, zone)) = shifted(input).filter(|_| input.first().is_some_and(|t| t.text == "+")) {
        return (input.skip(n), Some(zone));
    }
    let is_bracketed = input.first().is_some_and(|t| t.text == "(");
    let name = if is_bracketed { input.skip(1) } else { input };
    let Some(first) = name.first().filter(|t| t.kind == TokenKind::Word) else { return (input, None) };
    let Some((n, named)) = Zones::all().longest(name.surfaces()) else { return (input, None) };
    // "at 9 a.m. local time"
    let Some(zone) = named else {
        let rest = name.skip(n);
        return match rest.first() {
            Some(t) if is_bracketed && t.text == ")" => (rest.skip(1), None),
            _ if is_bracketed || n == 1 => (input, None),
            _ => (rest, None),
        };
    };
    if !first.is_capitalized() || n == 1 && !is_zone(first) {
        return (input, None);
    }
    let rest = name.skip(n);
    // "UTC+2"
    let (rest, zone) = match shifted(rest).filter(|_| zone == Zone::ahead(0) && !is_bracketed) {
        Some((n, zone)) => (rest.skip(n), zone),
        None => (rest, zone),
    };
    match rest.first() {
        Some(t) if is_bracketed && t.text == ")" => (rest.skip(1), Some(zone)),
        _ if is_bracketed => (input, None),
        _ => (rest, Some(zone)),
    }
}

/// Hours ahead of universal time right behind a clock: "+02:00", "-5".
fn shifted(input: Tokens<'_>) -> Option<(usize, Zone)> {
    let (sign, hours) = (input.first().filter(|t| t.glued())?, input.get(1).filter(|t| t.glued())?);
    let ahead = match sign.text {
        "+" => 1,
        "-" | "−" | "–" => -1,
        _ => return None,
    };
    let hour = whole(hours, 2).filter(|h| *h <= 14)?;
    let (n, minute) = match colon(input.skip(2)) {
        Some((n, minute)) => (n, minute),
        None => (0, 0),
    };
    Some((2 + n, Zone::ahead(i16::try_from(ahead * (hour * 60 + minute)).ok()?)))
}

/// Whether a word names a time zone by its letters.
fn is_zone(t: &Token<'_>) -> bool {
    t.has(Class::ZONE) && !t.text.chars().any(char::is_lowercase)
}
