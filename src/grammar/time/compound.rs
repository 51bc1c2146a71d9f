//! Lengths of time in several units: "2 h 31 min", "80 years and 224 days", "a year and a half", "in a time of 2:05:41".

use super::super::numeral::{Form, amount};
use super::super::token::{Token, Tokens};
use super::duration::{Length, old, short_unit};
use super::expr::{Count, TimeExpr};
use super::parts::{Read, fail, skip_if, time_word, unit};
use crate::lexicon::TimeWord;
use crate::value::{Number, TimeUnit};

/// "2 h 31 min", "80 years and 224 days", "a year and a half": in the smaller unit.
pub(super) fn compound(
    input: Tokens<'_>,
    rest: Tokens<'_>,
    first: Number,
    larger: TimeUnit,
) -> Option<(Length, usize)> {
    let (mut rest, (n, u)) = further(rest, larger).ok()?;
    let (low, high, u) = join(first, first, larger, n, u)?;
    let (mut low, mut high, mut u) = (low, high, u);
    while let Ok((tail, (n, smaller))) = further(rest, u) {
        let Some(joined) = join(low, high, u, n, smaller) else { break };
        (low, high, u) = joined;
        rest = tail;
    }
    let len = input.read_until(rest);
    let tail = old(rest).unwrap_or(rest);
    let expr = TimeExpr::Duration { count: Count::Number(low, high), unit: u, timex: None };
    Some((Length { expr, len, rule: "duration.compound" }, input.read_until(tail)))
}

/// "in 2:05:41", "a record of 1:58.32": hours, minutes and seconds as a stopwatch shows them, in seconds.
pub(super) fn stopwatch(input: Tokens<'_>, before: Option<&Token<'_>>) -> Option<(Length, usize)> {
    before.filter(|t| t.is("in") || t.is("of"))?;
    let part = |i: usize| {
        let (mark, token) = (input.get(i)?, input.get(i + 1)?);
        let places = token.literal.filter(|l| !l.grouped)?;
        let two = token.text.find('.').unwrap_or(token.text.len()) == 2;
        (mark.text == ":" && mark.glued() && token.glued() && two).then_some((places.value()?, places.decimals))
    };
    let first = input.first()?.literal.filter(|l| l.decimals == 0 && !l.grouped && l.digits <= 3)?.value()?;
    let (second, decimals) = part(1)?;
    let sixty = Number::integer(60);
    let sum = first.checked_mul(sixty)?.checked_add(second)?;
    let (sum, n) = match part(3) {
        Some((third, _)) if decimals == 0 => (sum.checked_mul(sixty)?.checked_add(third)?, 5),
        _ if decimals > 0 => (sum, 3),
        _ => return None,
    };
    let expr = TimeExpr::Duration { count: Count::Number(sum, sum), unit: TimeUnit::Second, timex: None };
    Some((Length { expr, len: n, rule: "duration.stopwatch" }, n))
}

/// Adds a smaller unit to a larger; years and days give a day or two of play, for leap years.
fn join(
    low: Number,
    high: Number,
    larger: TimeUnit,
    n: Number,
    smaller: TimeUnit,
) -> Option<(Number, Number, TimeUnit)> {
    if larger == smaller {
        return Some((low.checked_add(n)?, high.checked_add(n)?, larger));
    }
    if let Some(factor) = larger.count_in(smaller) {
        let f = Number::integer(factor);
        return Some((low.checked_mul(f)?.checked_add(n)?, high.checked_mul(f)?.checked_add(n)?, smaller));
    }
    let months = larger.months()?;
    let days = smaller.days()?;
    // 146097 days are 4800 months
    let per = Number::ratio(146_097 * i128::from(months), 4800 * i128::from(days))?;
    let low = Number::integer(low.checked_mul(per)?.floor()).checked_add(n)?;
    let high = Number::integer(high.checked_mul(per)?.floor().saturating_add(1)).checked_add(n)?;
    Some((low, high, smaller))
}

/// A further part of a compound: "and 224 days", ", 3 months", "31 min".
fn further<'a>(input: Tokens<'a>, larger: TimeUnit) -> Read<'a, (Number, TimeUnit)> {
    let tail = skip_if(input, |t| t.text == ",");
    let tail = skip_if(tail, |t| t.is("and"));
    // "and a half", "and a quarter"
    if tail != input {
        let a = skip_if(tail, |t| t.is_any(&["a", "an"]));
        if let Some(t) = a.first()
            && (t.is("half") || t.is("quarter") && a != tail)
            && !matches!(time_word(a.skip(1)), Some(TimeWord::Unit { .. }))
            && !a.get(1).is_some_and(|n| n.is("of"))
        {
            let part = Number::ratio(1, if t.is("half") { 2 } else { 4 });
            if let Some(part) = part {
                return Ok((a.skip(1), (part, larger)));
            }
        }
    }
    let (rest, a) = amount(tail)?;
    if a.form == Form::Vague || a.form == Form::Fraction {
        return fail(input);
    }
    let (end, u) = match unit(rest) {
        Ok((end, (u, _))) => (end, u),
        Err(_) => match rest.first() {
            Some(t) if a.form == Form::Digits && t.text == "m" && larger == TimeUnit::Hour => {
                (rest.skip(1), TimeUnit::Minute)
            }
            Some(t) if a.form == Form::Digits && matches!(t.text, "s" | "sec") => (rest.skip(1), TimeUnit::Second),
            _ => short_unit(rest, &a)?,
        },
    };
    if u < larger && !(u == TimeUnit::Quarter || u == TimeUnit::Weekend) {
        Ok((end, (a.value, u)))
    } else {
        fail(input)
    }
}
