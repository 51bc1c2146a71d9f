//! Fractions: "two-thirds", "3 1/2", "one million and a half", "forty-two and a third", "1 over 20".

use super::numeral::{Amount, Form, Read, digits, fail, magnitude, words};
use super::token::{Token, TokenKind, Tokens, vulgar_fraction};
use crate::lexicon::NumeralRole;
use crate::value::Number;

/// At most this many tokens make the whole part of a mixed number.
const LONGEST_WHOLE: usize = 12;

/// A whole and a fraction: "3 1/2", "3½", "2 and a half", "one hundred and three quarters", "one million and a half".
pub(super) fn mixed<'a>(input: Tokens<'a>) -> Read<'a, Amount> {
    if input.first().is_none_or(|t| t.literal.is_none() && t.word.numeral.is_none() && !t.is("a")) {
        return fail(input);
    }
    if let Some((whole, part, rest)) = beside(input) {
        let Some(value) = whole.checked_add(part) else { return fail(input) };
        return scaled(input, rest, value, Form::Digits);
    }
    for k in (1..LONGEST_WHOLE.min(input.len())).rev() {
        if !input.get(k).is_some_and(|t| t.is("and")) {
            continue;
        }
        let Ok((rest, part)) = spoken_fraction(input.skip(k + 1)) else { continue };
        // "ten and a third of the crew" are two values
        if part >= Number::ONE || rest.first().is_some_and(|t| t.is("of")) {
            continue;
        }
        let whole = Tokens(input.0.get(..k).unwrap_or_default());
        let Ok((left, whole)) = digits(whole).or_else(|_| words(whole)) else { continue };
        if !left.is_empty() || whole.decimals > 0 || whole.grouped {
            continue;
        }
        return with_part(input, rest, whole, part);
    }
    fail(input)
}

/// Digits with a fraction right beside them: "3 1/2", "3½".
fn beside<'a>(input: Tokens<'a>) -> Option<(Number, Number, Tokens<'a>)> {
    let whole = input.first()?.literal.filter(|l| l.decimals == 0 && !l.grouped)?.value()?;
    let next = input.get(1)?;
    if let Some((n, d)) = next.text.chars().next().and_then(vulgar_fraction) {
        return Some((whole, Number::ratio(n, d)?, input.skip(2)));
    }
    let (rest, part) = slashed(input.skip(1)).ok()?;
    (next.spaced && part < Number::ONE).then_some((whole, part, rest))
}

/// A value with the magnitude words behind it.
fn scaled<'a>(input: Tokens<'a>, rest: Tokens<'a>, value: Number, form: Form) -> Read<'a, Amount> {
    let (rest, scale) = magnitude(rest, false);
    match value.checked_mul(Number::integer(scale)) {
        Some(value) => Ok((rest, Amount::plain(value, form, scale.ilog10()))),
        None => fail(input),
    }
}

/// "two and a half million" scales both; "one million and a half" halves the million; "one billion and a half million" adds.
fn with_part<'a>(input: Tokens<'a>, rest: Tokens<'a>, whole: Amount, part: Number) -> Read<'a, Amount> {
    if whole.magnitude < 3 {
        let Some(value) = whole.value.checked_add(part) else { return fail(input) };
        return scaled(input, rest, value, whole.form);
    }
    let (rest, own) = magnitude(rest, false);
    let scale = if own > 1 { Some(Number::integer(own)) } else { Number::power_of_ten(whole.magnitude as i32) };
    let sum = scale.and_then(|s| part.checked_mul(s)).and_then(|p| whole.value.checked_add(p));
    match sum {
        Some(value) => Ok((rest, Amount::plain(value, whole.form, 0))),
        None => fail(input),
    }
}

/// "one over twenty", "1 over 3": a fraction when nothing is counted behind it.
fn over<'a>(input: Tokens<'a>) -> Read<'a, Amount> {
    let number = |at: Tokens<'a>| digits(at).or_else(|_| words(at));
    if !input.0.iter().skip(1).take(LONGEST_WHOLE).any(|t| t.is("over")) {
        return fail(input);
    }
    let Ok((rest, top)) = number(input) else { return fail(input) };
    if !rest.first().is_some_and(|t| t.is("over")) || top.value > Number::integer(10) {
        return fail(input);
    }
    let Ok((rest, bottom)) = number(rest.skip(1)) else { return fail(input) };
    let ends = rest.first().is_none_or(|t| matches!(t.text, "." | "," | ";" | ")"));
    match top.value.checked_div(bottom.value) {
        Some(value) if ends && top.value < bottom.value && bottom.year.is_none() => {
            Ok((rest, Amount::plain(value, Form::Fraction, 0)))
        }
        _ => fail(input),
    }
}

/// "1/3" without spaces inside.
fn slashed<'a>(input: Tokens<'a>) -> Read<'a, Number> {
    let (Some(a), Some(slash), Some(b)) = (input.first(), input.get(1), input.get(2)) else { return fail(input) };
    if !(slash.text == "/" || slash.text == "⁄") || slash.spaced || b.spaced {
        return fail(input);
    }
    // a date or a chain such as 9/11/2001 is no fraction
    if input.get(3).is_some_and(|t| t.glued() && (t.text == "/" || t.kind == TokenKind::Dash)) {
        return fail(input);
    }
    let whole =
        |t: &Token<'_>| t.literal.filter(|l| l.decimals == 0 && !l.grouped).and_then(|l| l.value()?.to_integer());
    match (whole(a), whole(b)) {
        (Some(n), Some(d)) if d > 0 => Number::ratio(n, d).map_or_else(|| fail(input), |v| Ok((input.skip(3), v))),
        _ => fail(input),
    }
}

/// "a half", "half", "two thirds", "three-quarters", "a third", "fifty-four hundredths"; the value alone.
fn spoken_fraction<'a>(input: Tokens<'a>) -> Read<'a, Number> {
    let Some(first) = input.first() else { return fail(input) };
    let (count, mut rest) = if first.is("a") || first.is("an") {
        (1, input.skip(1))
    } else if first.is("half") {
        (1, input)
    } else if let Some(n) =
        first.literal.filter(|l| l.digits <= 2 && l.decimals == 0).and_then(|l| l.value()?.to_integer())
    {
        (n, input.skip(1))
    } else if first.word.numeral.is_some() {
        match words(input) {
            Ok((rest, n)) => (n.value.to_integer().unwrap_or_default(), rest),
            Err(_) => return fail(input),
        }
    } else {
        return fail(input);
    };
    if count == 0 || count > 999 {
        return fail(input);
    }
    // "two-thirds", and "two - thirds" as tokenizers leave it
    if let (Some(dash), Some(next)) = (rest.first(), rest.get(1))
        && dash.kind == TokenKind::Dash
        && dash.spaced == next.spaced
        && (dash.glued() || next.word.denominator.is_some() && first.literal.is_none())
    {
        rest = rest.skip(1);
    }
    // "five and three-quarter miles", "a three-quarter majority"; a "fifty-third anniversary" is no share
    let joined = rest.first().is_some_and(Token::glued);
    let before_noun = joined && rest.get(1).is_some_and(|t| t.is_open() && t.spaced);
    let Some((token, denominator)) = rest.first().and_then(|t| t.word.denominator.map(|d| (t, d))) else {
        return fail(input);
    };
    let plural = token.text.ends_with('s') || token.text.ends_with('S');
    // "one hundred thirty-fifths" is a hundred of them: tens right before belong to the denominator
    let (count, denominator) = if count > 100 && count % 100 >= 20 && count % 10 == 0 && denominator < 10 && plural {
        (count - count % 100, denominator + count % 100)
    } else {
        (count, denominator)
    };
    // "one second" and "two second" are no fractions; plural denominators go with a numerator above one
    if count > 1 && !plural && denominator != 2 && !(before_noun && count < denominator && denominator <= 10)
        || count == 1 && plural
    {
        return fail(input);
    }
    Number::ratio(count, denominator).map_or_else(|| fail(input), |v| Ok((rest.skip(1), v)))
}

/// A fraction of a whole or of a magnitude: "two-thirds", "½", "1/3", "half a million", "quarter million".
pub(super) fn fraction<'a>(input: Tokens<'a>) -> Read<'a, Amount> {
    if let Ok(read) = over(input) {
        return Ok(read);
    }
    let vulgar = input.first().and_then(|t| t.text.chars().next()).and_then(vulgar_fraction);
    let quarter = input.first().is_some_and(|t| t.is("quarter"));
    let (rest, value) = if let Some((n, d)) = vulgar {
        match Number::ratio(n, d) {
            Some(v) => (input.skip(1), v),
            None => return fail(input),
        }
    } else if quarter {
        match Number::ratio(1, 4) {
            Some(v) => (input.skip(1), v),
            None => return fail(input),
        }
    } else {
        spoken_fraction(input).or_else(|_| slashed(input))?
    };
    if let Some((rest, amount)) = of_magnitude(rest, value) {
        return Ok((rest, amount));
    }
    if quarter { fail(input) } else { Ok((rest, Amount::plain(value, Form::Fraction, 0))) }
}

/// "of a million", "a million", "million", "-million" behind a fraction.
fn of_magnitude<'a>(rest: Tokens<'a>, value: Number) -> Option<(Tokens<'a>, Amount)> {
    let mut tail = rest;
    if tail.first().is_some_and(|t| t.is("of")) {
        tail = tail.skip(1);
    }
    if tail.first().is_some_and(|t| t.is("a") || t.is("an")) {
        tail = tail.skip(1);
    }
    if tail.first().is_some_and(|t| t.kind == TokenKind::Dash && t.glued()) {
        tail = tail.skip(1);
    }
    let scale = tail.first()?.word.numeral?;
    if !matches!(scale.role, NumeralRole::Scale | NumeralRole::Dozen | NumeralRole::Hundred) {
        return None;
    }
    let value = value.checked_mul(Number::integer(scale.value))?;
    let magnitude = if scale.role == NumeralRole::Scale { scale.value.ilog10() } else { 0 };
    Some((tail.skip(1), Amount::plain(value, Form::Words, magnitude)))
}
