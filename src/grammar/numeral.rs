//! Amounts: one number in digits, words or both, with its magnitude ("3.5 million", "twenty-five thousand", "two-thirds").

use nom::IResult;
use nom::error::{Error, ErrorKind};

use super::fraction::{fraction, mixed};
use super::token::{Token, TokenKind, Tokens, superscript_digit, vulgar_fraction};
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

pub(super) type Read<'a, T> = IResult<Tokens<'a>, T>;

pub(super) fn fail<'a, T>(input: Tokens<'a>) -> Read<'a, T> {
    Err(nom::Err::Error(Error::new(input, ErrorKind::Fail)))
}

/// Reads one amount.
///
/// # Errors
///
/// When the tokens do not begin with a number.
pub fn amount<'a>(input: Tokens<'a>) -> Read<'a, Amount> {
    vague(input)
        .or_else(|_| mixed(input))
        .or_else(|_| fraction(input))
        .or_else(|_| digits(input))
        .or_else(|_| spoken(input))
}

impl Amount {
    /// A plain number of a form.
    pub(super) const fn plain(value: Number, form: Form, magnitude: u32) -> Self {
        Self { value, form, magnitude, decimals: 0, year: None, is_one: false, grouped: false }
    }
}

/// A number in digits with an optional magnitude: "3.5 million", "20k", "$5m", "8 B", "3 x 10^8", "4 thousand 3 hundred".
pub(super) fn digits<'a>(input: Tokens<'a>) -> Read<'a, Amount> {
    let Some(Token { literal: Some(literal), .. }) = input.first() else { return fail(input) };
    let Some(value) = literal.value() else { return fail(input) };
    if let Some((rest, value)) =
        scientific(input.skip(1), value).or_else(|| binary(input.skip(1)).filter(|_| value == Number::integer(2)))
    {
        return Ok((rest, Amount::plain(value, Form::Digits, 0)));
    }
    if let Some((rest, places)) = spoken_places(input.skip(1)).filter(|_| literal.decimals == 0) {
        let Some(value) = value.checked_add(places) else { return fail(input) };
        let (rest, scale) = magnitude(rest, false);
        let Some(value) = value.checked_mul(Number::integer(scale)) else { return fail(input) };
        return Ok((rest, Amount::plain(value, Form::Digits, scale.ilog10())));
    }
    let rest = input.skip(1);
    let (mut rest, scale) = magnitude(rest, true);
    let Some(mut value) = value.checked_mul(Number::integer(scale)) else { return fail(input) };
    let mut power = scale.ilog10();
    if literal.decimals == 0
        && let Some((tail, part)) = smaller_part(rest, scale)
        && let Some(sum) = value.checked_add(part)
    {
        (rest, value, power) = (tail, sum, 0);
    }
    let year = if scale == 1 { literal.year() } else { None };
    let amount = Amount {
        value,
        form: Form::Digits,
        magnitude: power,
        decimals: literal.decimals,
        year,
        is_one: false,
        grouped: literal.grouped,
    };
    Ok((rest, amount))
}

/// Behind "4 thousand", "3 hundred": "3 hundred", "and 21", "and one"; a part that is smaller than the magnitude before it.
///
/// "and" joins a part below a hundred to hundreds only: "$3 million and 15 years" are two values.
fn smaller_part<'a>(input: Tokens<'a>, scale: i128) -> Option<(Tokens<'a>, Number)> {
    if scale < 100 {
        return None;
    }
    let and = input.first()?.is("and");
    let at = input.skip(usize::from(and));
    let first = at.first()?;
    let (rest, value) = match first.literal {
        Some(l) if l.decimals == 0 && !l.grouped => {
            let (rest, own) = magnitude(at.skip(1), false);
            if own == 1 && !(and && scale == 100) {
                return None;
            }
            (rest, l.value()?.checked_mul(Number::integer(own))?)
        }
        None if and && scale == 100 => words(at).ok().map(|(rest, a)| (rest, a.value))?,
        _ => return None,
    };
    (value < Number::integer(scale)).then_some((rest, value))
}

/// "^6" behind ten, "x 10^8", "× 10⁸" behind any number: what is left and the value.
fn scientific<'a>(input: Tokens<'a>, value: Number) -> Option<(Tokens<'a>, Number)> {
    let ten = |t: &Token<'_>| t.text == "10";
    let (power, factor) = if value == Number::integer(10) && input.first()?.glued() {
        (input, Number::ONE)
    } else {
        let times = input.first().filter(|t| matches!(t.text, "x" | "X" | "×" | "*" | "·" | "⋅"))?;
        input.get(1).filter(|t| ten(t) && t.spaced == times.spaced)?;
        (input.skip(2), value)
    };
    let first = power.first().filter(|t| t.glued())?;
    let (rest, exponent) = if first.text == "^" {
        let minus = power.get(1).is_some_and(|t| t.kind == TokenKind::Dash);
        let at = 1 + usize::from(minus);
        let n = i32::try_from(power.get(at)?.literal?.value()?.to_integer()?).ok()?;
        (power.skip(at + 1), if minus { -n } else { n })
    } else {
        let minus = first.text == "⁻";
        let mut at = usize::from(minus);
        let mut n: i32 = 0;
        let from = at;
        while let Some(d) =
            power.get(at).filter(|t| t.glued() && at < from + 2).and_then(|t| superscript_digit(t.text.chars().next()?))
        {
            n = n * 10 + i32::try_from(d).ok()?;
            at += 1;
        }
        if at == from {
            return None;
        }
        (power.skip(at), if minus { -n } else { n })
    };
    Some((rest, factor.checked_mul(Number::power_of_ten(exponent)?)?))
}

/// "^31", "**31" behind two: what is left and the value.
fn binary<'a>(input: Tokens<'a>) -> Option<(Tokens<'a>, Number)> {
    let glued = |n: usize| input.get(n).filter(|t| t.glued());
    let at = match glued(0)?.text {
        "^" => 1,
        "*" if glued(1)?.text == "*" => 2,
        _ => return None,
    };
    let exponent = u32::try_from(glued(at)?.literal?.value()?.to_integer()?).ok().filter(|n| *n <= 100)?;
    Some((input.skip(at + 1), Number::integer(1 << exponent)))
}

/// "point seventy-one", "point nought four", "point 5": the places behind a number in words.
fn spoken_places<'a>(input: Tokens<'a>) -> Option<(Tokens<'a>, Number)> {
    input.first().filter(|t| t.is("point") || t.is("dot"))?;
    let first = input.get(1)?;
    if let Some(l) = first.literal {
        let plain = l.decimals == 0 && !l.grouped && l.digits <= 3;
        let places = plain.then(|| l.value()?.checked_mul(Number::power_of_ten(-i32::from(l.digits))?))?;
        return Some((input.skip(2), places?));
    }
    let digit = |t: &Token<'_>| t.word.numeral.filter(|n| n.role == NumeralRole::Unit && n.value < 10).map(|n| n.value);
    let mut rest = input.skip(1);
    let (mut value, mut power): (i128, i32) = (0, 0);
    while let Some(d) = rest.first().and_then(digit).filter(|_| power < 12) {
        value = value * 10 + d;
        power += 1;
        rest = rest.skip(1);
    }
    if power == 0 {
        let (left, amount) = words(rest).ok()?;
        value = amount.value.to_integer().filter(|n| (10..1000).contains(n))?;
        power = if value < 100 { 2 } else { 3 };
        rest = left;
    }
    Some((rest, Number::integer(value).checked_mul(Number::power_of_ten(-power)?)?))
}

/// A number in words with the places behind its point: "three point five million".
fn spoken<'a>(input: Tokens<'a>) -> Read<'a, Amount> {
    let (rest, amount) = words(input)?;
    let Some((rest, places)) = spoken_places(rest) else { return Ok((rest, amount)) };
    let Some(value) = amount.value.checked_add(places) else { return fail(input) };
    let (rest, scale) = magnitude(rest, false);
    let Some(value) = value.checked_mul(Number::integer(scale)) else { return fail(input) };
    Ok((rest, Amount::plain(value, Form::Words, scale.ilog10())))
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
    let needs_of = first.word.class.has(Class::OF);
    if found && (!needs_of || rest.first().is_some_and(|t| t.is("of"))) {
        vague_amount(rest, value)
    } else {
        fail(input)
    }
}

fn vague_amount<'a>(rest: Tokens<'a>, low: i128) -> Read<'a, Amount> {
    Ok((rest, Amount::plain(Number::integer(low), Form::Vague, 0)))
}

/// The magnitude of a plural number word: "tens", "dozens", "hundreds", "thousands", "millions".
fn plural_magnitude(token: &Token<'_>) -> Option<i128> {
    token.word.multiple.filter(|_| token.word.class.has(Class::MAGNITUDE))?.to_integer()
}

/// Magnitude words behind a number; 1 when there are none. Short forms ("m", "bn", "k") count behind digits only.
pub(super) fn magnitude<'a>(input: Tokens<'a>, behind_digits: bool) -> (Tokens<'a>, i128) {
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
            Some(n) if n.role == NumeralRole::Dozen && behind_digits && value == 1 => n.value,
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
        ("k" | "K", true) | ("k", false) => Some(1_000),
        ("M", _) => Some(1_000_000),
        ("B", _) => Some(1_000_000_000),
        _ => None,
    }
}

/// A number in words: "seventeen", "one hundred and five", "two million three hundred thousand", "a dozen", "a million".
pub(super) fn words<'a>(input: Tokens<'a>) -> Read<'a, Amount> {
    let mut rest = input;
    let (mut total, mut group): (i128, i128) = (0, 0);
    let mut used = 0;
    let mut words = 0;
    let mut last: Option<NumeralRole> = None;
    let mut is_one = false;
    let mut smallest_scale = i128::MAX;
    if rest.first().is_some_and(|t| t.is("a") || t.is("an")) {
        let next = rest.get(1).and_then(|t| t.word.numeral);
        let multiplies = |r| {
            matches!(
                r,
                NumeralRole::Hundred
                    | NumeralRole::Scale
                    | NumeralRole::Dozen
                    | NumeralRole::OfDozen
                    | NumeralRole::Score
            )
        };
        if !next.is_some_and(|n| multiplies(n.role)) {
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
                // "twenty - five": from tens to a unit no range goes
                Some(t) if t.kind == TokenKind::Dash && matches!(last, Some(NumeralRole::Tens)) => at = 1,
                Some(t) if t.is("and") && matches!(last, Some(NumeralRole::Hundred | NumeralRole::Scale)) => at = 1,
                Some(t) if t.is("and") && last == Some(NumeralRole::TensAnd) => at = 1,
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
                Some(NumeralRole::TensAnd) => (1..10).contains(&n.value) && joined_by_and,
                Some(NumeralRole::Hundred | NumeralRole::Hundreds) => {
                    !joined_by_and || last == Some(NumeralRole::Hundred)
                }
                Some(NumeralRole::Scale) => smallest_scale > 1,
                _ => false,
            },
            NumeralRole::Tens | NumeralRole::TensAnd => {
                matches!(last, None | Some(NumeralRole::Hundred | NumeralRole::Hundreds | NumeralRole::Scale))
            }
            NumeralRole::UnitJoined => last == Some(NumeralRole::TensAnd) && joined_by_and,
            NumeralRole::Hundreds => matches!(last, None | Some(NumeralRole::Scale)),
            NumeralRole::Hundred => {
                last.is_none() || matches!(last, Some(NumeralRole::Unit | NumeralRole::Tens)) && group < 100
            }
            NumeralRole::Scale => n.value < smallest_scale || group == 0 && total > 0,
            NumeralRole::Dozen => matches!(last, None | Some(NumeralRole::Unit | NumeralRole::Tens)),
            NumeralRole::Score => {
                matches!(last, Some(NumeralRole::Unit | NumeralRole::Tens))
                    || used == 1 && last.is_none() && rest.get(1).is_some_and(|t| t.is("of"))
            }
            NumeralRole::OfDozen => last.is_none() && rest.get(1).is_some_and(is_dozen),
            NumeralRole::Short => false,
        };
        if !fits {
            break;
        }
        match n.role {
            NumeralRole::Unit
            | NumeralRole::UnitJoined
            | NumeralRole::Tens
            | NumeralRole::TensAnd
            | NumeralRole::Hundreds => group += n.value,
            NumeralRole::Hundred | NumeralRole::Dozen | NumeralRole::Score => group = group.max(1) * n.value,
            NumeralRole::Scale => {
                if group == 0 && total > 0 {
                    total = total.saturating_mul(n.value);
                } else {
                    total = total.saturating_add(group.max(1).saturating_mul(n.value));
                }
                smallest_scale = n.value;
                group = 0;
            }
            NumeralRole::OfDozen => {
                (group, rest) = (n.value, rest.skip(1));
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

/// Whether a token is "dozen".
fn is_dozen(token: &Token<'_>) -> bool {
    token.word.numeral.is_some_and(|n| n.role == NumeralRole::Dozen)
}

/// Whether a token can be the first of an amount; a cheap test before trying the rules.
pub fn can_begin(token: &Token<'_>) -> bool {
    token.kind == TokenKind::Number
        || token.word.numeral.is_some_and(|n| !matches!(n.role, NumeralRole::Short | NumeralRole::UnitJoined))
        || token.word.class.has(Class::MAGNITUDE)
        || token.word.class.has(Class::SOME)
        || matches!(token.word.key.unwrap_or(token.text).len(), 1 | 2 | 4 | 7)
            && token.is_any(&["half", "quarter", "a", "an"])
        || token.text.as_bytes().first().is_some_and(|b| !b.is_ascii())
            && token.text.chars().next().is_some_and(|c| vulgar_fraction(c).is_some())
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
            ("half a hundred doctors", "50|doctors"),
            ("half a thousand", "500|"),
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
