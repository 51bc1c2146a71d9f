//! Dates with a month or a weekday by name: "September 11, 1973", "29 June", "Friday, Oct. 23", "the second of March".

use super::super::token::{Token, TokenKind, Tokens};
use super::clock::clock;
use super::expr::{Anchored, Calendar, TimeExpr};
use super::numeric::numeric;
use super::parts::{
    Read, closes, day, era, fail, looks_plural, month, ordinal, scanned_day, skip_if, suffix, time_word, whole, word,
    year_beside, year_digits, year_words,
};
use super::relative::deictic;
use super::year::with_era;
use crate::lexicon::{Class, Feasts, NumeralRole, NumeralWord, Relation, TimeWord};
use crate::value::TimeUnit;

/// A date or a time of day, with all that belongs to it.
pub(super) fn calendar<'a>(input: Tokens<'a>, before: Option<&Token<'_>>) -> Read<'a, TimeExpr> {
    if let Ok((rest, c)) = clock(input, before) {
        let base = Calendar { clock: Some(c), ..Calendar::default() };
        let tail = skip_if(rest, |t| t.text == "," || t.is("on") || t.is("of"));
        if let Some(TimeWord::Day(_)) = time_word(tail) {
            return fail(input);
        }
        if let Ok((tail, date)) = date(tail, rest.first()).or_else(|_| date(rest, None))
            && date.clock.is_none()
        {
            return Ok((tail, TimeExpr::Calendar(Calendar { clock: Some(c), ..date })));
        }
        // "at 2.30 a.m. on the 14th"
        if tail.len() != rest.len()
            && let Ok((end, day)) = day_of_month(tail)
        {
            return Ok((end, TimeExpr::Calendar(Calendar { clock: Some(c), day: Some(day), ..Calendar::default() })));
        }
        let named = matches!(time_word(input), Some(TimeWord::Clock(_)));
        // "high noon", "the midnight sun"
        if named && !before.is_some_and(|t| t.has(Class::PREP) || t.has(Class::CONJ)) {
            return fail(input);
        }
        return Ok((rest, TimeExpr::Calendar(base)));
    }
    if let Ok((rest, TimeExpr::Impossible(why))) = numeric(input) {
        return Ok((rest, TimeExpr::Impossible(why)));
    }
    if let Ok((tail, _)) = month(input)
        && let Ok((end, _)) = scanned_day(tail)
    {
        let end = year_behind(end).map_or(end, |(end, _)| end);
        return Ok((end, TimeExpr::Impossible("letters scanned for digits")));
    }
    if let Ok((tail, (m, _))) = month(input)
        && let Ok((end, of @ TimeExpr::Deictic(_, Anchored::Unit(TimeUnit::Year)))) = deictic(tail)
        && !end.first().is_some_and(|t| matches!(t.text, "'s" | "’s"))
    {
        return Ok((end, TimeExpr::Nth(m, TimeUnit::Month, Box::new(of))));
    }
    let (rest, found) = date(input, before)?;
    // a time of day behind it: "June 29 at 9 a.m.", "Friday night"
    let tail = skip_if(rest, |t| t.text == ",");
    let tail = skip_if(tail, |t| t.is("at"));
    if let Ok((end, c)) = clock(tail, rest.first().filter(|_| tail != rest)) {
        return Ok((end, TimeExpr::Calendar(Calendar { clock: Some(c), ..found })));
    }
    if let Some(TimeWord::DayPart(part)) = time_word(rest)
        && (found.day.is_some() || found.weekday.is_some())
    {
        return Ok((rest.skip(1), TimeExpr::Calendar(Calendar { part: Some(part), ..found })));
    }
    Ok((rest, TimeExpr::Calendar(found)))
}

/// "the 21st" where nothing follows that it could be the 21st of.
pub(super) fn day_of_month(input: Tokens<'_>) -> Read<'_, u8> {
    let (rest, _) = word(input, &["the"])?;
    let in_digits = rest.first().is_some_and(|t| t.literal.is_some());
    let (end, _) = ordinal(rest)?;
    let next = end.first();
    let stands = closes(next) || next.is_some_and(|t| t.has(Class::VERB) || t.has(Class::AUX) || t.has(Class::CONJ));
    if in_digits && stands { day(rest).map(|(_, d)| (end, d)) } else { fail(input) }
}

/// A date without a time of day.
pub(super) fn date<'a>(input: Tokens<'a>, before: Option<&Token<'_>>) -> Read<'a, Calendar> {
    if let Ok((rest, TimeExpr::Calendar(c))) = numeric(input) {
        return Ok((rest, c));
    }
    if let Some(weekday) = input.first().and_then(|t| t.word.weekday) {
        return with_weekday(input, weekday);
    }
    if input.first().is_some_and(|t| t.word.opens_time && t.is_capitalized())
        && let Some((month, day, n)) = Feasts::english().at(input.surfaces())
    {
        let rest = input.skip(n);
        let base = Calendar { month: Some(month), day: Some(day), ..Calendar::default() };
        return match year_behind(rest) {
            Some((end, y)) => Ok((end, Calendar { year: Some(y), ..base })),
            None => Ok((rest, base)),
        };
    }
    plain_date(input, before)
}

/// "Friday", "Fri, Jul 18", "Friday 2018-7-6", "Friday the 13th of October".
fn with_weekday(input: Tokens<'_>, weekday: u8) -> Read<'_, Calendar> {
    let Some(first) = input.first() else { return fail(input) };
    let short = first.text.len() <= 5 && !first.is("friday");
    let mut rest = input.skip(1);
    if short {
        rest = skip_if(rest, |t| t.text == "." && t.glued());
    }
    let tail = skip_if(rest, |t| t.text == ",");
    let tail = skip_if(tail, |t| t.is("the"));
    if let Ok((end, TimeExpr::Calendar(c))) = numeric(tail) {
        return Ok((end, Calendar { weekday: Some(weekday), ..c }));
    }
    if let Ok((end, c)) = plain_date(tail, Some(first))
        && c.day.is_some()
    {
        return Ok((end, Calendar { weekday: Some(weekday), ..c }));
    }
    // "Sun", "Sat", "Wed" alone are words or names
    if short && !(rest.first().is_some_and(|t| matches!(time_word(rest), Some(TimeWord::DayPart(_))) && t.spaced)) {
        return fail(input);
    }
    if !first.is_capitalized() && short {
        return fail(input);
    }
    Ok((rest, Calendar { weekday: Some(weekday), ..Calendar::default() }))
}

/// A date by day, month, year in any order English has.
fn plain_date<'a>(input: Tokens<'a>, before: Option<&Token<'_>>) -> Read<'a, Calendar> {
    month_first(input, before).or_else(|_| day_first(input)).or_else(|_| year_first(input))
}

/// "September 11, 1973", "May 1983", "October".
fn month_first<'a>(input: Tokens<'a>, before: Option<&Token<'_>>) -> Read<'a, Calendar> {
    let Some(first) = input.first() else { return fail(input) };
    let (rest, (m, plain)) = month(input)?;
    let base = Calendar { month: Some(m), ..Calendar::default() };
    // month and year: "May 1983", "May of 1983", "May, 1983"
    let tail = skip_if(rest, |t| t.text == "," || t.is("of") || t.is("in"));
    if let Ok((end, y)) = year_beside(tail)
        && (tail == rest || year_digits(tail, 1000, 2999).is_ok())
        && !is_counting(end)
    {
        return Ok((end, Calendar { year: Some(y), ..base }));
    }
    let tail = skip_if(rest, |t| t.is("the"));
    if let Ok((end, d)) = day(tail)
        && day_stands(tail, end, first)
    {
        let base = Calendar { day: Some(d), ..base };
        return Ok(year_behind(end).map_or((end, base), |(end, y)| (end, Calendar { year: Some(y), ..base })));
    }
    if month_stands_alone(first, plain, rest, before) { Ok((rest, base)) } else { fail(input) }
}

/// Whether a number behind a month is its day: not the beginning of "May 20 percent", "may 5 people".
fn day_stands(number: Tokens<'_>, end: Tokens<'_>, month: &Token<'_>) -> bool {
    let Some(first) = number.first() else { return false };
    if first.literal.is_none() && first.word.ordinal.is_none() && first.word.numeral.is_some_and(|n| n.value < 20) {
        // "May two": in words only from "twenty" on, or ordinals
        return false;
    }
    let has_suffix = first.literal.is_none() || suffix(number.skip(1));
    let lower = month.text.starts_with(char::is_lowercase) && is_common(month);
    match end.first() {
        None => true,
        Some(t) if t.text == "%" || t.is_any(&["percent", "per"]) => false,
        Some(t)
            if t.word.numeral.is_some_and(|n| matches!(n.role, NumeralRole::Scale | NumeralRole::Hundred))
                && year_words(end).is_err() =>
        {
            false
        }
        Some(t)
            if t.glued()
                && matches!(t.text, ":" | ".")
                && end.get(1).is_some_and(|n| n.glued() && n.literal.is_some()) =>
        {
            false
        }
        Some(t) => has_suffix || !lower || !t.is_open(),
    }
}

/// Whether a month's name is a common word as well.
fn is_common(t: &Token<'_>) -> bool {
    t.word.time_word == Some(TimeWord::CommonMonth)
}

/// Whether a plural noun or a unit follows, so that the number before it counts that.
fn is_counting(rest: Tokens<'_>) -> bool {
    rest.first().is_some_and(|t| {
        // "on 5 May 2018 one of them": digits and a small word make no number
        let scale = |n: NumeralWord| !matches!(n.role, NumeralRole::Unit | NumeralRole::Tens);
        t.text == "%" || t.is("percent") || t.word.numeral.is_some_and(scale) && t.literal.is_none() || looks_plural(t)
    })
}

/// Whether a month's name without day or year is the month.
fn month_stands_alone(first: &Token<'_>, plain: bool, rest: Tokens<'_>, before: Option<&Token<'_>>) -> bool {
    let lower = first.text.starts_with(char::is_lowercase) && is_common(first);
    let placed = |t: &Token<'_>| {
        if lower {
            return t.is("between")
                || matches!(
                    t.word.time_word,
                    Some(TimeWord::Relation(Relation::Last | Relation::Next) | TimeWord::Portion(_))
                );
        }
        matches!(t.word.time_word, Some(TimeWord::Relation(_) | TimeWord::Portion(_) | TimeWord::Edge(_)))
            || t.is_any(&["each", "every", "between", "beginning", "starting"])
    };
    let leads = before.is_some_and(|t| {
        placed(t)
            || t.has(Class::PREP)
            || t.has(Class::CONJ)
            || t.word.month.is_some()
            || t.text == "/"
            || t.kind == TokenKind::Dash
    });
    if lower {
        return before.is_some_and(placed);
    }
    let named = rest.first().is_some_and(|t| {
        t.is_capitalized() && t.word.month.is_none() && t.word.weekday.is_none() && t.kind == TokenKind::Word
    });
    if named {
        // "In October Allende said", but "the October Revolution", "April Smith", "the horrors of October Revolution"
        return leads && before.is_some_and(|t| t.is_any(&["in", "by", "since", "until", "during"]) || placed(t));
    }
    // "DEC" may be a company
    if first.is_acronym() && first.text.len() == 3 && !leads {
        return false;
    }
    // a given name at the front: "April said"
    let given = before.is_none() && rest.first().is_some_and(Token::is_open);
    plain && !given || leads
}

/// "29 June 1973", "the second of March", "fourth of July of 1995", "23rd day of September".
fn day_first(input: Tokens<'_>) -> Read<'_, Calendar> {
    let Some(first) = input.first() else { return fail(input) };
    if first.literal.is_none() && first.word.ordinal.is_none() && first.word.numeral.is_none() {
        return fail(input);
    }
    let is_ordinal = ordinal(input).is_ok();
    if !is_ordinal && whole(first, 2).is_none() {
        return fail(input);
    }
    let (rest, d) = day(input)?;
    let mut tail = rest;
    if is_ordinal && matches!(time_word(tail), Some(TimeWord::Unit { unit: TimeUnit::Day, plural: false })) {
        tail = tail.skip(1);
    }
    let of = tail.first().is_some_and(|t| t.is("of"));
    tail = skip_if(tail, |t| t.is("of"));
    if first.literal.is_none() && !of {
        return fail(input);
    }
    let Some(named) = tail.first() else { return fail(input) };
    let (rest, (m, _)) = month(tail)?;
    let base = Calendar { month: Some(m), day: Some(d), ..Calendar::default() };
    if let Some((end, y)) = year_behind(rest) {
        return Ok((end, Calendar { year: Some(y), ..base }));
    }
    // "14th April 15"
    if suffix(input.skip(1))
        && let Some(y) = rest.first().filter(|t| t.text.len() == 2).and_then(|t| whole(t, 2))
        && closes(rest.get(1))
    {
        return Ok((rest.skip(1), Calendar { year: Some(super::parts::full_year(y)), ..base }));
    }
    // "5 may have died", "20 march on"
    if named.text.starts_with(char::is_lowercase) && is_common(named) && !is_ordinal && !closes(rest.first()) {
        return fail(input);
    }
    Ok((rest, base))
}

/// "2017 April", "1973 September 11".
fn year_first(input: Tokens<'_>) -> Read<'_, Calendar> {
    let (rest, y) = year_digits(input, 1000, 2999)?;
    if rest.first().is_some_and(|t| t.is_any(&["may", "march"]) && !t.is_capitalized()) {
        return fail(input);
    }
    let (rest, (m, _)) = month(rest)?;
    let base = Calendar { year: Some(y), month: Some(m), ..Calendar::default() };
    match day(rest) {
        Ok((end, d)) if rest.first().is_some_and(|t| t.literal.is_some()) && year_digits(end, 1000, 2999).is_err() => {
            Ok((end, Calendar { day: Some(d), ..base }))
        }
        _ => Ok((rest, base)),
    }
}

/// A year behind a day and a month: ", 1973", "1973", "of 1995", "in 2019", with its era.
fn year_behind(input: Tokens<'_>) -> Option<(Tokens<'_>, i32)> {
    let tail = skip_if(input, |t| t.text == "," || t.is("of") || t.is("in"));
    let tail = if input.first().is_some_and(|t| t.text == ",") {
        skip_if(tail, |t| t.text == "," || t.is("in"))
    } else {
        tail
    };
    // "15 March 44 BC"
    if let Ok((rest, (_, y))) = with_era(tail) {
        return Some((rest, y));
    }
    let (rest, y) = year_beside(tail).ok()?;
    // words only where nothing stands between: "May fifth, twenty twelve-year-olds"
    if year_digits(tail, 1000, 2999).is_err() && tail != input && rest.first().is_some_and(|t| t.is_open()) {
        return None;
    }
    if let Ok((rest, before)) = era(rest) {
        return Some((rest, if before { 1 - y } else { y }));
    }
    // "on 5 May 1,500 …" is cut apart by its comma already; "on 5 May 2000 workers" is a count
    if tail == input && is_counting(rest) {
        return None;
    }
    Some((rest, y))
}

/// A day number alone, for ranges: "the 13th", "13".
pub(super) fn bare_day(input: Tokens<'_>) -> Read<'_, u8> {
    let rest = match word(input, &["the"]) {
        Ok((rest, _)) => rest,
        Err(_) => input,
    };
    let (end, d) = day(rest)?;
    if end.first().is_some_and(|t| t.text == "%" || t.text == ":" && t.glued()) { fail(input) } else { Ok((end, d)) }
}
