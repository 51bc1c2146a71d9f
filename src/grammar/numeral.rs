//! Amounts: one number in digits, words or both, with its magnitude ("3.5 million", "twenty-five thousand", "two-thirds").

use nom::IResult;
use nom::error::{Error, ErrorKind};

use super::token::{Token, TokenKind, Tokens, vulgar_fraction};
use crate::lexicon::{Class, NumeralRole};
use crate::value::Number;

/// What form a number was written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// In digits, perhaps with a magnitude word.
    Digits,
    /// In words.
    Words,
    /// A fraction of a whole: "two-thirds", "1/3", "half".
    Fraction,
    /// An order of magnitude: "hundreds", "tens of thousands", "several million".
    Vague,
}

/// One number as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// Its value.
    pub value: Number,
    /// How it was written.
    pub form: Form,
    /// The magnitude word behind it, as a power of ten (6 for million), or 0.
    pub magnitude: u32,
    /// Digits behind the point, before the magnitude word.
    pub decimals: u8,
    /// The digits when they can be a year: four plain ones.
    pub year: Option<i32>,
    /// Whether the number word is "one" or "a": often no count.
    pub is_one: bool,
    /// Whether thousands are grouped.
    pub grouped: bool,
}

type Read<'a, T> = IResult<Tokens<'a>, T>;

fn fail<'a, T>(input: Tokens<'a>) -> Read<'a, T> {
    Err(nom::Err::Error(Error::new(input, ErrorKind::Fail)))
}

/// Reads one amount.
///
/// # Errors
///
/// When the tokens do not begin with a number.
pub fn amount<'a>(input: Tokens<'a>) -> Read<'a, Amount> {
    vague(input)
        .or_else(|_| fraction(input))
        .or_else(|_| mixed(input))
        .or_else(|_| digits(input))
        .or_else(|_| words(input))
}

/// A number in digits with an optional magnitude: "3.5 million", "20k", "$5m", "8 B".
fn digits<'a>(input: Tokens<'a>) -> Read<'a, Amount> {
    let Some(Token { literal: Some(literal), .. }) = input.first() else { return fail(input) };
    let Some(value) = literal.value else { return fail(input) };
    let rest = input.skip(1);
    let (rest, magnitude) = magnitude(rest, true);
    let Some(value) = value.checked_mul(Number::integer(magnitude)) else { return fail(input) };
    let year = if magnitude == 1 { literal.year() } else { None };
    let amount = Amount {
        value,
        form: Form::Digits,
        magnitude: magnitude.ilog10(),
        decimals: literal.decimals,
        year,
        is_one: false,
        grouped: literal.grouped,
    };
    Ok((rest, amount))
}

/// Digits and a fraction: "3 1/2", "3½", "2 and a half", "one and three quarters".
fn mixed<'a>(input: Tokens<'a>) -> Read<'a, Amount> {
    let whole = match input.first() {
        Some(t) => match (t.literal, t.word.numeral) {
            (Some(l), _) if l.decimals == 0 && !l.grouped => l.value,
            (_, Some(n)) if n.role == NumeralRole::Unit => Some(Number::integer(n.value)),
            _ => None,
        },
        None => None,
    };
    let Some(whole) = whole else { return fail(input) };
    let is_word = input.first().is_some_and(|t| t.literal.is_none());
    let rest = input.skip(1);
    let (rest, part) = if let (Some(and), Some(_)) = (rest.first(), rest.get(1))
        && and.is("and")
    {
        let tail = rest.skip(1);
        let (tail, part) = spoken_fraction(tail)?;
        (tail, part)
    } else if let Some(v) = rest.first().and_then(|t| t.text.chars().next()).and_then(vulgar_fraction) {
        match Number::ratio(v.0, v.1) {
            Some(n) => (rest.skip(1), n),
            None => return fail(input),
        }
    } else {
        let Ok((tail, part)) = slashed(rest) else { return fail(input) };
        if !rest.first().is_some_and(|t| t.spaced) || part >= Number::ONE {
            return fail(input);
        }
        (tail, part)
    };
    let Some(value) = whole.checked_add(part) else { return fail(input) };
    let (rest, scale) = magnitude(rest, false);
    let Some(value) = value.checked_mul(Number::integer(scale)) else { return fail(input) };
    let form = if is_word { Form::Words } else { Form::Digits };
    Ok((
        rest,
        Amount { value, form, magnitude: scale.ilog10(), decimals: 0, year: None, is_one: false, grouped: false },
    ))
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
    let whole = |t: &Token<'_>| t.literal.filter(|l| l.decimals == 0 && !l.grouped).and_then(|l| l.value?.to_integer());
    match (whole(a), whole(b)) {
        (Some(n), Some(d)) if d > 0 => Number::ratio(n, d).map_or_else(|| fail(input), |v| Ok((input.skip(3), v))),
        _ => fail(input),
    }
}

/// "a half", "half", "two thirds", "three-quarters", "a third"; the value alone.
fn spoken_fraction<'a>(input: Tokens<'a>) -> Read<'a, Number> {
    let Some(first) = input.first() else { return fail(input) };
    let (count, mut rest) = if first.is("a") || first.is("an") {
        (1, input.skip(1))
    } else if let Some(n) = first.word.numeral.filter(|n| n.role == NumeralRole::Unit) {
        (n.value, input.skip(1))
    } else if let Some(n) =
        first.literal.filter(|l| l.digits <= 2 && l.decimals == 0).and_then(|l| l.value?.to_integer())
    {
        (n, input.skip(1))
    } else if first.is("half") {
        (1, input)
    } else {
        return fail(input);
    };
    if count == 0 {
        return fail(input);
    }
    if rest.first().is_some_and(|t| t.kind == TokenKind::Dash && t.glued()) && rest.get(1).is_some_and(|t| t.glued()) {
        rest = rest.skip(1);
    }
    let Some(den) = rest.first().and_then(|t| t.word.denominator.map(|d| (t, d))) else { return fail(input) };
    let (token, denominator) = den;
    let plural = token.text.ends_with('s') || token.text.ends_with('S');
    // "one second" and "two second" are no fractions; plural denominators go with a numerator above one
    if count > 1 && !plural && denominator != 2 || count == 1 && plural && denominator == 2 {
        return fail(input);
    }
    Number::ratio(count, denominator).map_or_else(|| fail(input), |v| Ok((rest.skip(1), v)))
}

/// A fraction of a whole or of a magnitude: "two-thirds", "½", "1/3", "half a million", "a quarter of a million".
fn fraction<'a>(input: Tokens<'a>) -> Read<'a, Amount> {
    let vulgar = input.first().and_then(|t| t.text.chars().next()).and_then(vulgar_fraction);
    let (rest, value) = if let Some((n, d)) = vulgar {
        match Number::ratio(n, d) {
            Some(v) => (input.skip(1), v),
            None => return fail(input),
        }
    } else {
        spoken_fraction(input).or_else(|_| slashed(input))?
    };
    // "a quarter of a million", "half a million", "half million"
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
    let scale =
        tail.first().and_then(|t| t.word.numeral).filter(|n| matches!(n.role, NumeralRole::Scale | NumeralRole::Dozen));
    if let Some(scale) = scale
        && let Some(value) = value.checked_mul(Number::integer(scale.value))
    {
        let magnitude = if scale.role == NumeralRole::Scale { scale.value.ilog10() } else { 0 };
        let amount =
            Amount { value, form: Form::Words, magnitude, decimals: 0, year: None, is_one: false, grouped: false };
        return Ok((tail.skip(1), amount));
    }
    Ok((
        rest,
        Amount { value, form: Form::Fraction, magnitude: 0, decimals: 0, year: None, is_one: false, grouped: false },
    ))
}

/// "hundreds", "tens of thousands", "thousands", "dozens", "several million", "a few hundred": a low end only.
fn vague<'a>(input: Tokens<'a>) -> Read<'a, Amount> {
    let Some(first) = input.first() else { return fail(input) };
    let mut rest = input;
    let mut value: i128 = 1;
    let mut found = false;
    if first.is_any(&["several", "many", "few"])
        || first.is("a") && input.get(1).is_some_and(|t| t.is_any(&["few", "couple"]))
    {
        let n = if first.is("a") { 2 } else { 1 };
        rest = input.skip(n);
        if rest.first().is_some_and(|t| t.is("of")) {
            rest = rest.skip(1);
        }
        let (left, m) = magnitude(rest, false);
        let hundred = rest
            .first()
            .and_then(|t| t.word.numeral)
            .filter(|n| matches!(n.role, NumeralRole::Hundred | NumeralRole::Dozen));
        if let Some(h) = hundred {
            let (left, m) = magnitude(rest.skip(1), false);
            return vague_amount(left, 2 * h.value * m);
        }
        if m > 1 {
            return vague_amount(left, 2 * m);
        }
        // "several occasions", "a few officers", "a couple of days"
        let counts = !first.is_any(&["many", "few"]) && rest.first().is_some_and(Token::is_open);
        return if counts {
            vague_amount(if input.get(n).is_some_and(|t| t.is("of")) { input.skip(n) } else { rest }, 2)
        } else {
            fail(input)
        };
    }
    while let Some(t) = rest.first() {
        let Some(unit) = plural_magnitude(t) else { break };
        found = true;
        value = value.saturating_mul(unit);
        rest = rest.skip(1);
        match (rest.first(), rest.get(1)) {
            (Some(of), Some(next)) if of.is("of") && (plural_magnitude(next).is_some()) => rest = rest.skip(1),
            (Some(of), Some(next))
                if (of.is("of") || of.is("upon"))
                    && next.word.numeral.is_some_and(|n| n.role == NumeralRole::Scale) =>
            {
                let (left, m) = magnitude(rest.skip(1), false);
                return vague_amount(left, value.saturating_mul(m));
            }
            _ => break,
        }
    }
    if found { vague_amount(rest, value) } else { fail(input) }
}

fn vague_amount<'a>(rest: Tokens<'a>, low: i128) -> Read<'a, Amount> {
    let amount = Amount {
        value: Number::integer(low),
        form: Form::Vague,
        magnitude: 0,
        decimals: 0,
        year: None,
        is_one: false,
        grouped: false,
    };
    Ok((rest, amount))
}

/// The magnitude of a plural number word: "tens", "dozens", "hundreds", "thousands", "millions".
fn plural_magnitude(token: &Token<'_>) -> Option<i128> {
    token.word.multiple.filter(|_| token.word.class.has(Class::MAGNITUDE))?.to_integer()
}

/// Magnitude words behind a number; 1 when there are none. Short forms ("m", "bn", "k") count behind digits only.
fn magnitude<'a>(input: Tokens<'a>, behind_digits: bool) -> (Tokens<'a>, i128) {
    let mut rest = input;
    let mut value: i128 = 1;
    loop {
        let (skip, token) = match rest.first() {
            Some(t) if t.kind == TokenKind::Dash && t.glued() && rest.get(1).is_some_and(Token::glued) => {
                (2, rest.get(1))
            }
            other => (1, other),
        };
        let Some(token) = token else { break };
        let step = match token.word.numeral {
            Some(n) if n.role == NumeralRole::Scale => n.value,
            Some(n) if n.role == NumeralRole::Short && behind_digits && value == 1 => n.value,
            Some(n) if n.role == NumeralRole::Hundred && (behind_digits || value == 1) => n.value,
            Some(n)
                if n.role == NumeralRole::Dozen
                    && behind_digits
                    && value == 1
                    && !token.is("score")
                    && !token.is("gross") =>
            {
                n.value
            }
            _ => match letter_magnitude(token).filter(|_| behind_digits && value == 1 && skip == 1) {
                Some(m) => m,
                None => break,
            },
        };
        match value.checked_mul(step).filter(|v| *v < 10i128.pow(30)) {
            Some(v) => value = v,
            None => break,
        }
        rest = rest.skip(skip);
    }
    (rest, value)
}

/// "k", "K", "M", "B", "T" behind digits; "m" and "b" are units as well and are settled by what stands before the number.
fn letter_magnitude(token: &Token<'_>) -> Option<i128> {
    match (token.text, token.glued()) {
        ("k" | "K", true) => Some(1_000),
        ("M" | "MM" | "mm", false) if token.text == "M" => Some(1_000_000),
        ("M", true) => Some(1_000_000),
        ("B", _) => Some(1_000_000_000),
        _ => None,
    }
}

/// A number in words: "seventeen", "one hundred and five", "two million three hundred thousand", "a dozen", "a million".
fn words<'a>(input: Tokens<'a>) -> Read<'a, Amount> {
    let mut rest = input;
    let (mut total, mut group): (i128, i128) = (0, 0);
    let mut used = 0;
    let mut words = 0;
    let mut last: Option<NumeralRole> = None;
    let mut is_one = false;
    let mut smallest_scale = i128::MAX;
    if rest.first().is_some_and(|t| t.is("a") || t.is("an")) {
        let next = rest.get(1).and_then(|t| t.word.numeral);
        if !next.is_some_and(|n| matches!(n.role, NumeralRole::Hundred | NumeralRole::Scale | NumeralRole::Dozen)) {
            return fail(input);
        }
        group = 1;
        used = 1;
        rest = rest.skip(1);
    }
    loop {
        let mut at = 0;
        // a hyphen joins, "and" and a comma may part groups
        if words > 0 {
            match rest.first() {
                Some(t) if t.kind == TokenKind::Dash && t.glued() && rest.get(1).is_some_and(Token::glued) => at = 1,
                Some(t) if t.is("and") && matches!(last, Some(NumeralRole::Hundred | NumeralRole::Scale)) => at = 1,
                Some(t) if t.text == "," && matches!(last, Some(NumeralRole::Scale)) => at = 1,
                _ => {}
            }
        }
        let Some(token) = rest.get(at) else { break };
        let Some(n) = token.word.numeral else { break };
        let joined_by_and = at == 1 && rest.first().is_some_and(|t| t.is("and") || t.text == ",");
        let fits = match n.role {
            NumeralRole::Unit => match last {
                None => true,
                Some(NumeralRole::Tens) => (1..10).contains(&n.value) && !joined_by_and,
                Some(NumeralRole::Hundred) => true,
                Some(NumeralRole::Scale) => smallest_scale > 1,
                _ => false,
            },
            NumeralRole::Tens => matches!(last, None | Some(NumeralRole::Hundred | NumeralRole::Scale)),
            NumeralRole::Hundred => {
                matches!(last, None if used == 1 || rest.len() > 0) && group > 0
                    || matches!(last, Some(NumeralRole::Unit | NumeralRole::Tens)) && group < 100
                    || last.is_none()
            }
            NumeralRole::Scale => n.value < smallest_scale || group == 0 && total > 0,
            NumeralRole::Dozen => {
                matches!(last, Some(NumeralRole::Unit | NumeralRole::Tens))
                    || used == 1 && last.is_none()
                    || last.is_none() && !token.is("score") && !token.is("gross")
            }
            NumeralRole::Short => false,
        };
        if !fits {
            break;
        }
        match n.role {
            NumeralRole::Unit | NumeralRole::Tens => group += n.value,
            NumeralRole::Hundred | NumeralRole::Dozen => group = group.max(1) * n.value,
            NumeralRole::Scale => {
                if group == 0 && total > 0 {
                    total = total.saturating_mul(n.value);
                } else {
                    total = total.saturating_add(group.max(1).saturating_mul(n.value));
                }
                smallest_scale = n.value;
                group = 0;
            }
            NumeralRole::Short => {}
        }
        is_one = words == 0 && n.value == 1 && used == 0;
        words += 1;
        last = Some(n.role);
        rest = rest.skip(at + 1);
        if total > 10i128.pow(30) {
            return fail(input);
        }
    }
    if words == 0 {
        return fail(input);
    }
    let value = Number::integer(total + group);
    let magnitude = if smallest_scale < i128::MAX && group == 0 { smallest_scale.ilog10() } else { 0 };
    Ok((
        rest,
        Amount {
            value,
            form: Form::Words,
            magnitude,
            decimals: 0,
            year: None,
            is_one: is_one && words == 1,
            grouped: false,
        },
    ))
}

/// Whether a token can be the first of an amount; a cheap test before trying the rules.
pub fn can_begin(token: &Token<'_>) -> bool {
    token.kind == TokenKind::Number
        || token.word.numeral.is_some_and(|n| n.role != NumeralRole::Short)
        || token.word.class.has(Class::MAGNITUDE)
        || token.word.class.has(Class::SOME)
        || token.is_any(&["half", "a", "an"])
        || token.text.chars().next().is_some_and(|c| !c.is_ascii() && vulgar_fraction(c).is_some())
}

#[cfg(test)]
mod tests {
    use super::super::token::tokenize;
    use super::*;
    use crate::lexicon::Lexicon;

    fn read(text: &str) -> String {
        let mut out = Vec::new();
        tokenize(Lexicon::english(), text, 0, &[], &mut out);
        match amount(Tokens(&out)) {
            Ok((rest, a)) => {
                let left: Vec<_> = rest.surfaces().collect();
                format!("{}{}|{}", a.value, if a.form == Form::Vague { "+" } else { "" }, left.join(" "))
            }
            Err(_) => "none".to_owned(),
        }
    }

    #[test]
    fn numbers_in_words_digits_and_both() {
        let cases = [
            ("1,939 strikes", "1939|strikes"),
            ("3.5 million people", "3500000|people"),
            ("seventeen years", "17|years"),
            ("twenty-five firms", "25|firms"),
            ("one hundred and five men", "105|men"),
            ("two million three hundred thousand", "2300000|"),
            ("fifteen thousand committees", "15000|committees"),
            ("a hundred thousand", "100000|"),
            ("a dozen eggs", "12|eggs"),
            ("two dozen", "24|"),
            ("nineteen hundred", "1900|"),
            ("20k lines", "20000|lines"),
            ("$", "none"),
            ("a million and one", "1000001|"),
            ("one and a half million", "1500000|"),
            ("two and a half million", "2500000|"),
            ("half a million", "500000|"),
            ("a quarter of a million", "250000|"),
            ("two-thirds of the seats", "2/3|of the seats"),
            ("a third of voters", "1/3|of voters"),
            ("3½ hours", "3.5|hours"),
            ("3 1/2 hours", "3.5|hours"),
            ("1/4 cup", "0.25|cup"),
            ("tens of thousands of people", "10000+|of people"),
            ("hundreds of cases", "100+|of cases"),
            ("several hundred men", "200+|men"),
            ("the second", "none"),
            ("five, six", "5|, six"),
            ("seventy eight", "78|"),
        ];
        for (text, want) in cases {
            assert_eq!(read(text), want, "{text}");
        }
    }
}
