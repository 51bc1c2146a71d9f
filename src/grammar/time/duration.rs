//! Lengths of time: "17 years", "a few days", "decades", "2 h 31 min", "half an hour", "the past two months", "two-week".

use super::super::fraction::fraction;
use super::super::numeral::{Amount, Form, amount, can_begin};
use super::super::token::{Token, TokenKind, Tokens};
use super::compound::compound;
use super::expr::{Count, TimeExpr};
use super::parts::{Read, fail, skip_if, time_word, unit, word};
use crate::lexicon::{Class, Relation, TimeWord};
use crate::value::{Number, TimeUnit};

/// A number of a unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    /// How many.
    pub(super) count: Count,
    /// Of which unit.
    pub(super) unit: TimeUnit,
    /// Tokens of the number.
    pub(super) number: usize,
    /// Whether the number is written out (not "a", "few", or none).
    pub(super) stated: bool,
}

/// A length of time and how its tokens fall into number and unit.
pub(super) struct Length {
    pub(super) expr: TimeExpr,
    /// Tokens of the value expression.
    pub(super) len: usize,
    pub(super) rule: &'static str,
}

/// "17 years", "three-week", "15 to 20 years", "a few days", "several months", "a year", "a couple of hours".
pub(super) fn counted(input: Tokens<'_>) -> Read<'_, Counted> {
    let Some(first) = input.first() else { return fail(input) };
    // "a few days", "several years", "a couple of hours"
    let few = match (first, input.get(1)) {
        (a, Some(b)) if a.is("a") && b.is("few") => Some((2, Count::Some)),
        (a, Some(b)) if a.is("a") && b.is("couple") => {
            let n = if input.get(2).is_some_and(|t| t.is("of")) { 3 } else { 2 };
            Some((n, Count::Number(Number::integer(2), Number::integer(2))))
        }
        (a, _) if a.is_any(&["several", "few", "many"]) => Some((1, Count::Some)),
        (a, _) if a.is_any(&["a", "an"]) => Some((1, Count::Number(Number::ONE, Number::ONE))),
        _ => None,
    };
    if let Some((n, count)) = few {
        let hyphen = skip_if(input.skip(n), |t| t.kind == TokenKind::Dash && t.glued());
        let tail = if first.is_any(&["a", "an"]) && n == 1 {
            skip_if(hyphen, |t| t.is_any(&["full", "whole", "single"]))
        } else {
            skip_if(hyphen, |t| t.is_any(&["more", "long", "short", "full"]))
        };
        let (rest, (u, plural)) = unit(tail)?;
        // "a year", not "a years"; "a second" is an ordinal, "a quarter" a share, "a minute" fine
        let single = matches!(count, Count::Number(a, _) if a == Number::ONE);
        let glued = hyphen != input.skip(n);
        if single == plural && (plural || !glued) || single && matches!(u, TimeUnit::Quarter | TimeUnit::Second) {
            return fail(input);
        }
        // "a month or two"
        if single && rest.first().is_some_and(|t| t.is("or")) && rest.get(1).is_some_and(|t| t.is("two")) {
            let count = Count::Number(Number::ONE, Number::integer(2));
            return Ok((rest.skip(2), Counted { count, unit: u, number: n, stated: false }));
        }
        return Ok((rest, Counted { count, unit: u, number: n, stated: false }));
    }
    if !can_begin(first) {
        return fail(input);
    }
    if let Some(read) = mixed(input) {
        return Ok(read);
    }
    // "3 quarters" is three of them, not a share
    if let Some(n) = first.literal.filter(|l| l.decimals == 0).and_then(|l| l.value())
        && let Ok((end, (TimeUnit::Quarter, true))) = unit(input.skip(1))
        && !end.first().is_some_and(|t| t.is("of"))
    {
        return Ok((end, Counted { count: Count::Number(n, n), unit: TimeUnit::Quarter, number: 1, stated: true }));
    }
    let (rest, a) = amount(input)?;
    if a.form == Form::Vague {
        return fail(input);
    }
    let (rest, high) = upper(rest, &a);
    let number = input.read_until(rest);
    let mut tail = skip_if(rest, |t| t.kind == TokenKind::Dash && t.glued());
    let glued = tail != rest;
    if !glued {
        tail = skip_if(tail, |t| t.has(Class::TIME_FILL));
        if a.form == Form::Fraction {
            tail = skip_if(tail, |t| t.is("of"));
            tail = skip_if(tail, |t| t.is_any(&["a", "an"]));
        }
    }
    let (end, u) = match unit(tail) {
        // "a three-quarter majority" is a share
        Ok((_, (TimeUnit::Quarter, false))) if glued && a.value == Number::integer(3) => return fail(input),
        Ok((end, (u, plural))) => {
            // "one hundred and three quarters" is a number; "forty second" an ordinal, unless a noun follows
            let said = input.0.get(..number).unwrap_or_default();
            if u == TimeUnit::Quarter && said.iter().any(|t| t.is("and"))
                || u == TimeUnit::Second
                    && !plural
                    && a.form == Form::Words
                    && a.value != Number::ONE
                    && !end.first().is_some_and(Token::is_open)
            {
                return fail(input);
            }
            if a.year.is_some_and(|y| (1700..2100).contains(&y)) && !plural {
                return fail(input);
            }
            (end, u)
        }
        Err(_) => short_unit(tail, &a)?,
    };
    let low = a.value;
    let count = Count::Number(low, high);
    Ok((end, Counted { count, unit: u, number, stated: true }))
}

/// "one and three quarters hours", "two and a quarter years": tokens left, and what was read.
fn mixed(input: Tokens<'_>) -> Option<(Tokens<'_>, Counted)> {
    let first = input.first()?;
    let whole = match (first.literal, first.word.numeral) {
        (Some(l), _) if l.decimals == 0 => l.value()?,
        (_, Some(n)) => Number::integer(n.value),
        _ => return None,
    };
    if !input.get(1)?.is("and") {
        return None;
    }
    let tail = input.skip(2);
    let (tail, n) = match tail.first()? {
        t if t.is_any(&["a", "an"]) => (tail.skip(1), 1),
        t if t.word.numeral.is_some_and(|n| (1..=3).contains(&n.value)) => (tail.skip(1), t.word.numeral?.value),
        _ => (tail, 1),
    };
    let part = match tail.first()? {
        t if t.is_any(&["quarter", "quarters"]) => Number::ratio(n, 4)?,
        t if t.is_any(&["half", "halves"]) => Number::ratio(n, 2)?,
        _ => return None,
    };
    let number = input.read_until(tail) + 1;
    let tail = skip_if(tail.skip(1), |t| t.is("of"));
    let (end, (u, _)) = unit(tail).ok()?;
    let value = whole.checked_add(part)?;
    Some((end, Counted { count: Count::Number(value, value), unit: u, number, stated: true }))
}

/// The upper end of "15 to 20", "two to three", "12-18".
fn upper<'a>(rest: Tokens<'a>, low: &Amount) -> (Tokens<'a>, Number) {
    let (Some(first), Some(_)) = (rest.first(), rest.get(1)) else { return (rest, low.value) };
    let dash = first.kind == TokenKind::Dash
        && rest.get(1).is_some_and(|t| {
            t.glued() == first.glued() && t.literal.is_some() || t.word.numeral.is_some() && first.glued()
        });
    if !(dash || first.is("to") || first.is("or")) {
        return (rest, low.value);
    }
    match amount(rest.skip(1)) {
        Ok((end, high)) if high.value > low.value && high.form == low.form => (end, high.value),
        _ => (rest, low.value),
    }
}

/// "3h", "31 min", "45s": short units behind digits.
pub(super) fn short_unit<'a>(input: Tokens<'a>, a: &Amount) -> Read<'a, TimeUnit> {
    let Some(t) = input.first().filter(|_| a.form == Form::Digits) else { return fail(input) };
    let u = match t.text {
        "h" | "hrs" => TimeUnit::Hour,
        "s" if t.glued() && a.year.is_none() && a.decimals > 0 => TimeUnit::Second,
        "min" | "mins" => TimeUnit::Minute,
        "yrs" => TimeUnit::Year,
        _ => return fail(input),
    };
    Ok((input.skip(1), u))
}

/// A length of time. `read` is the number of a unit that the tokens begin with.
pub(super) fn duration<'a>(input: Tokens<'a>, read: &Read<'a, Counted>) -> Option<(Length, usize)> {
    let first = input.first()?;
    if let Some(read) = half(input) {
        return Some(read);
    }
    if let Ok((rest, read)) = *read {
        let Counted { count, unit: u, number, stated } = read;
        if let Count::Number(low, high) = count
            && low == high
            && let Some(found) = compound(input, rest, low, u)
        {
            return Some(found);
        }
        let total = input.read_until(rest);
        // "one day" as "some day" is a duration in form only; a glued range "9-5 day" none
        let aged = old(rest).is_some();
        let rule = match (aged, stated) {
            (true, _) => super::DURATION_AGE,
            (_, true) => "duration.counted",
            _ => "duration.article",
        };
        let timex = None;
        let expr = TimeExpr::Duration { count, unit: u, timex };
        // for a stated number the value expression is the number alone; behind "a few" it is these words
        let is_a = first.is_any(&["a", "an"]) && number == 1;
        let len = if is_a { total } else { number };
        let tail = old(rest).unwrap_or(rest);
        return Some((Length { expr, len, rule }, input.read_until(tail)));
    }
    if let Some(found) = long(input) {
        return Some(found);
    }
    // "decades", "years": behind a preposition or before "of", "ago", "later"
    if let Some(TimeWord::Unit { unit: u, plural: true }) = time_word(input) {
        if matches!(u, TimeUnit::Second | TimeUnit::Minute | TimeUnit::Weekend | TimeUnit::Quarter) {
            return None;
        }
        let expr = TimeExpr::Duration { count: Count::Some, unit: u, timex: None };
        return Some((Length { expr, len: 1, rule: "duration.plural" }, 1));
    }
    None
}

/// "month-long", "decades-long": one unit, or several.
fn long(input: Tokens<'_>) -> Option<(Length, usize)> {
    let (rest, (u, plural)) = unit(input).ok()?;
    let (dash, tail) = (rest.first()?, rest.get(1)?);
    if dash.kind != TokenKind::Dash || !dash.glued() || !tail.is("long") {
        return None;
    }
    let count = if plural { Count::Some } else { Count::Number(Number::ONE, Number::ONE) };
    let expr = TimeExpr::Duration { count, unit: u, timex: None };
    Some((Length { expr, len: 3, rule: "duration.long" }, 3))
}

/// "half an hour", "half a year", "three-quarters of an hour", "a quarter of an hour", "half-hour".
fn half(input: Tokens<'_>) -> Option<(Length, usize)> {
    fraction(input).ok().filter(|(_, a)| a.form == Form::Fraction)?;
    let (rest, a) = amount(input).ok().filter(|(_, a)| a.form == Form::Fraction)?;
    let tail = skip_if(rest, |t| t.is("of"));
    let tail = skip_if(tail, |t| t.is_any(&["a", "an"]));
    let tail = skip_if(tail, |t| t.kind == TokenKind::Dash && t.glued());
    let (end, (u, _)) = unit(tail).ok()?;
    // halves and quarters of a unit only; a "third-quarter" is a date
    if !matches!(a.value.denominator(), 2 | 4) || u == TimeUnit::Quarter {
        return None;
    }
    // "half the year", "a third of years": a share, and "a quarter century" is fine
    if rest.first().is_some_and(|t| t.is("of")) && tail == rest.skip(1) {
        return None;
    }
    let len = input.read_until(end);
    let expr = TimeExpr::Duration { count: Count::Number(a.value, a.value), unit: u, timex: None };
    Some((Length { expr, len, rule: "duration.fraction" }, len))
}

/// "old", "-old", "of age" behind an age.
pub(super) fn old(rest: Tokens<'_>) -> Option<Tokens<'_>> {
    let tail = skip_if(rest, |t| t.kind == TokenKind::Dash && t.glued());
    if tail.first().is_some_and(|t| t.is_any(&["old", "olds"])) {
        return Some(tail.skip(1));
    }
    match (rest.first(), rest.get(1)) {
        (Some(of), Some(age)) if of.is("of") && age.is("age") => Some(rest.skip(2)),
        _ => None,
    }
}

/// A stretch told by its place: "the past two months", "the first nine months", "the last few years", "the next 12 to 18 months".
pub(super) fn stretch(input: Tokens<'_>) -> Option<(Length, usize)> {
    let rest = skip_if(input, |t| t.is("the"));
    let the = rest != input;
    let first = rest.first()?;
    let relation = match time_word(rest) {
        Some(TimeWord::Relation(r)) => Some(r),
        _ if first.is_any(&["first", "final", "opening"]) => None,
        // "the nine months", "the four days"
        _ if the && first.word.numeral.is_some_and(|n| n.value > 1) => None,
        _ => return None,
    };
    let placed = relation.is_some() || first.is_any(&["first", "final", "opening"]);
    let tail = if placed { rest.skip(1) } else { rest };
    if !placed {
        let (end, read) = counted(tail).ok()?;
        if !read.stated
            || end.first().is_some_and(|t| t.kind == TokenKind::Dash && t.glued())
            || input.read_until(end) - 1 == read.number
        {
            return None;
        }
        let expr = TimeExpr::Duration { count: read.count, unit: read.unit, timex: None };
        // glued forms ("the four-day") leave the article outside
        let hyphen =
            input.0.get(1..input.read_until(end)).unwrap_or_default().iter().any(|t| t.kind == TokenKind::Dash);
        if hyphen {
            return None;
        }
        let len = input.read_until(end);
        return Some((Length { expr, len, rule: "duration.stretch" }, len));
    }
    if matches!(relation, Some(Relation::Same | Relation::This)) {
        return None;
    }
    // "the last few years", "recent"
    if tail.first().is_some_and(|t| t.is_any(&["few", "several", "couple"])) {
        let tail = skip_if(tail.skip(1), |t| t.is("of"));
        let (end, (u, true)) = unit(tail).ok()? else { return None };
        let expr = TimeExpr::Duration { count: Count::Some, unit: u, timex: None };
        let len = input.read_until(end);
        return Some((Length { expr, len, rule: "duration.stretch" }, len));
    }
    if let Ok((end, (u, true))) = unit(tail) {
        // "coming years", "past years"
        if relation.is_none() || matches!(u, TimeUnit::Second | TimeUnit::Minute) {
            return None;
        }
        // "last years price" lacks an apostrophe; "the last years" and "past years" are lengths of time
        if !the && first.is("last") {
            return None;
        }
        let expr = TimeExpr::Duration { count: Count::Some, unit: u, timex: None };
        let len = input.read_until(end);
        return Some((Length { expr, len, rule: "duration.stretch" }, len));
    }
    // "the next three quarters": behind "next" and "past" these are no share
    if let Some(n) = tail.first().and_then(|t| t.word.numeral)
        && let Ok((end, (TimeUnit::Quarter, true))) = unit(tail.skip(1))
    {
        let n = Number::integer(n.value);
        let expr = TimeExpr::Duration { count: Count::Number(n, n), unit: TimeUnit::Quarter, timex: None };
        let len = input.read_until(end);
        return Some((Length { expr, len, rule: "duration.stretch" }, len));
    }
    let (end, read) = counted(tail).ok().filter(|(_, r)| r.stated)?;
    if end.first().is_some_and(|t| t.kind == TokenKind::Dash && t.glued()) {
        return None;
    }
    let expr = TimeExpr::Duration { count: read.count, unit: read.unit, timex: None };
    let len = input.read_until(end);
    Some((Length { expr, len, rule: "duration.stretch" }, len))
}

/// "recent weeks", "recent months".
pub(super) fn recent(input: Tokens<'_>) -> Option<(Length, usize)> {
    let (rest, _) = word(input, &["recent"]).ok()?;
    let (end, (u, true)) = unit(rest).ok()? else { return None };
    let expr = TimeExpr::Duration { count: Count::Some, unit: u, timex: None };
    let len = input.read_until(end);
    Some((Length { expr, len, rule: "duration.recent" }, len))
}

/// Whether a token may open a length of time.
pub(super) fn opens(t: &Token<'_>) -> bool {
    can_begin(t)
        || matches!(t.word.time_word, Some(TimeWord::Unit { .. }))
        || t.is_any(&["a", "an", "half", "few", "three-quarters"])
}
