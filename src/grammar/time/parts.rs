//! Small readers that the rules for dates are made of: days, months, years, units, joining words.

use nom::IResult;
use nom::error::{Error, ErrorKind};

use super::super::token::{Token, TokenKind, Tokens};
use crate::lexicon::{NumeralRole, TimeWord};
use crate::value::TimeUnit;

/// What a reader of tokens returns.
pub(super) type Read<'a, T> = IResult<Tokens<'a>, T>;

/// The failure of a reader.
pub(super) fn fail<'a, T>(input: Tokens<'a>) -> Read<'a, T> {
    Err(nom::Err::Error(Error::new(input, ErrorKind::Fail)))
}

/// The first token, if a test holds for it.
pub(super) fn take<'a>(input: Tokens<'a>, test: impl Fn(&Token<'a>) -> bool) -> Read<'a, &'a Token<'a>> {
    match input.first() {
        Some(t) if test(t) => Ok((input.skip(1), t)),
        _ => fail(input),
    }
}

/// One of some words.
pub(super) fn word<'a>(input: Tokens<'a>, words: &[&str]) -> Read<'a, &'a Token<'a>> {
    take(input, |t| t.is_any(words))
}

/// Skips a token if a test holds for it.
pub(super) fn skip_if<'a>(input: Tokens<'a>, test: impl Fn(&Token<'a>) -> bool) -> Tokens<'a> {
    if input.first().is_some_and(test) { input.skip(1) } else { input }
}

/// The meaning of the first token among time words.
pub(super) fn time_word(input: Tokens<'_>) -> Option<TimeWord> {
    input.first().and_then(|t| t.word.time_word)
}

/// A unit word, and whether it is plural.
pub(super) fn unit(input: Tokens<'_>) -> Read<'_, (TimeUnit, bool)> {
    match time_word(input) {
        Some(TimeWord::Unit { unit, plural }) => {
            let abbreviated =
                input.first().is_some_and(|t| t.text.len() <= 4 && !t.is_any(&["day", "week", "year", "hour", "days"]));
            let rest = input.skip(1);
            let point = abbreviated
                && rest.first().is_some_and(|t| t.text == "." && t.glued())
                && rest.get(1).is_some_and(|t| !t.is_capitalized());
            Ok((if point { rest.skip(1) } else { rest }, (unit, plural)))
        }
        _ => fail(input),
    }
}

/// Whether a token is a hyphen or dash, or a tilde.
pub(super) fn is_dash(t: &Token<'_>) -> bool {
    t.kind == TokenKind::Dash || t.text == "~"
}

/// Whether a token closes what stands before it: the end, punctuation.
pub(super) fn closes(t: Option<&Token<'_>>) -> bool {
    t.is_none_or(|t| {
        t.kind == TokenKind::Symbol && !matches!(t.text, "%" | "$" | "€" | "£" | "°" | "+" | "=" | "×" | "'" | "’")
    })
}

/// A plain whole number in digits of at most `digits` digits.
pub(super) fn whole(t: &Token<'_>, digits: u8) -> Option<i32> {
    let l = t.literal?;
    if l.decimals > 0 || l.grouped || l.digits > digits {
        return None;
    }
    i32::try_from(l.value()?.to_integer()?).ok()
}

/// Whether the suffix of an ordinal in digits stands at the front ("4" "th").
pub(super) fn suffix(input: Tokens<'_>) -> bool {
    input.first().is_some_and(|t| t.glued() && t.is_any(&["st", "nd", "rd", "th"]))
}

/// An ordinal, in digits or words, below a hundred: "4th", "twenty-first".
pub(super) fn ordinal(input: Tokens<'_>) -> Read<'_, i32> {
    let Some(first) = input.first() else { return fail(input) };
    if let Some(n) = whole(first, 3) {
        return if suffix(input.skip(1)) { Ok((input.skip(2), n)) } else { fail(input) };
    }
    if let Some(o) = first.word.ordinal
        && o.role != NumeralRole::Scale
    {
        return Ok((input.skip(1), o.value as i32));
    }
    // "twenty-first", "twenty first"
    let Some(tens) = first.word.numeral.filter(|n| n.role == NumeralRole::Tens) else { return fail(input) };
    let rest = skip_if(input.skip(1), |t| t.kind == TokenKind::Dash && t.glued());
    match rest.first().and_then(|t| t.word.ordinal).filter(|o| o.role == NumeralRole::Unit && o.value < 10) {
        Some(o) => Ok((rest.skip(1), (tens.value + o.value) as i32)),
        None => fail(input),
    }
}

/// A day of the month: "29", "29th", "twenty-ninth", "twenty nine"; also the letters that scanning makes of "11".
pub(super) fn day(input: Tokens<'_>) -> Read<'_, u8> {
    let (rest, n) = if let Ok(read) = ordinal(input) {
        read
    } else if let Some(n) = input.first().and_then(|t| whole(t, 2)) {
        (input.skip(1), n)
    } else {
        number_below(input, 32)?
    };
    if (1..=31).contains(&n) { Ok((rest, n as u8)) } else { fail(input) }
}

/// The day number that a scanner read as letters: "I I" for 11.
pub(super) fn scanned_day(input: Tokens<'_>) -> Read<'_, u8> {
    match (input.first(), input.get(1)) {
        (Some(a), Some(b)) if a.text == "I" && b.text == "I" && input.get(2).is_none_or(|t| t.text != "I") => {
            Ok((input.skip(2), 11))
        }
        _ => fail(input),
    }
}

/// A number in words from 1 to 99, below a limit.
pub(super) fn number_below(input: Tokens<'_>, limit: i32) -> Read<'_, i32> {
    let Some(first) = input.first().and_then(|t| t.word.numeral) else { return fail(input) };
    let mut rest = input.skip(1);
    let mut value = first.value;
    match first.role {
        NumeralRole::Unit => {}
        NumeralRole::Tens => {
            let tail = skip_if(rest, |t| t.kind == TokenKind::Dash && t.glued());
            if let Some(n) = tail.first().and_then(|t| t.word.numeral)
                && n.role == NumeralRole::Unit
                && (1..10).contains(&n.value)
            {
                value += n.value;
                rest = tail.skip(1);
            }
        }
        _ => return fail(input),
    }
    match i32::try_from(value) {
        Ok(n) if n < limit => Ok((rest, n)),
        _ => fail(input),
    }
}

/// A month, with the point of its short form; whether its spelling is a month and nothing else.
pub(super) fn month(input: Tokens<'_>) -> Read<'_, (u8, bool)> {
    let Some(t) = input.first() else { return fail(input) };
    let Some(month) = t.word.month else { return fail(input) };
    let common = t.word.time_word == Some(TimeWord::CommonMonth);
    let rest = input.skip(1);
    if common && t.text.starts_with(char::is_lowercase) {
        // in lower case it is a month only beside a day or a year; the caller asks for one
        return Ok((rest, (month, false)));
    }
    // the short forms have four letters at most; "May", "June" and "July" are whole
    let short = t.text.len() <= 4 && !matches!(month, 5..=7) || t.text.len() == 3 && matches!(month, 6 | 7);
    let rest = if short { skip_if(rest, |t| t.text == "." && t.glued()) } else { rest };
    Ok((rest, (month, !short && !common)))
}

/// A year in digits: four plain ones; `low` and `high` limit it.
pub(super) fn year_digits(input: Tokens<'_>, low: i32, high: i32) -> Read<'_, i32> {
    let year = input.first().and_then(|t| t.literal).and_then(|l| l.year()).filter(|y| (low..=high).contains(y));
    let blocked = input.get(1).is_some_and(|t| {
        t.glued()
            && (t.is("s")
                || t.text == "%"
                || t.text == ":" && input.get(2).is_some_and(|n| n.glued() && n.literal.is_some()))
    });
    match year {
        Some(y) if !blocked => Ok((input.skip(1), y)),
        _ => fail(input),
    }
}

/// A year in words: "nineteen seventy-three", "nineteen hundred", "two thousand and five".
pub(super) fn year_words(input: Tokens<'_>) -> Read<'_, i32> {
    let Some(first) = input.first().and_then(|t| t.word.numeral) else { return fail(input) };
    let rest = input.skip(1);
    if first.role == NumeralRole::Unit && first.value == 2 && rest.first().is_some_and(|t| t.is("thousand")) {
        let tail = skip_if(rest.skip(1), |t| t.is("and"));
        if let Ok((tail, n)) = number_below(tail, 100) {
            return Ok((tail, 2000 + n));
        }
        return Ok((rest.skip(1), 2000));
    }
    let century = match first.role {
        NumeralRole::Unit if (13..20).contains(&first.value) => first.value as i32,
        NumeralRole::Tens if first.value == 20 => 20,
        _ => return fail(input),
    };
    let rest = skip_if(rest, |t| t.kind == TokenKind::Dash && t.glued());
    let (rest, n) = number_below(rest, 100)?;
    if n < 10 { fail(input) } else { Ok((rest, century * 100 + n)) }
}

/// Two digits behind an apostrophe: "’73".
pub(super) fn year_short(input: Tokens<'_>) -> Read<'_, i32> {
    match (input.first(), input.get(1)) {
        (Some(mark), Some(t)) if matches!(mark.text, "'" | "’" | "‘") && t.glued() => {
            let two = t.literal.filter(|l| l.digits == 2 && l.decimals == 0).and_then(|_| t.text.parse::<i32>().ok());
            match two {
                Some(y) if !input.get(2).is_some_and(|t| t.glued() && t.kind == TokenKind::Word && !t.is("s")) => {
                    Ok((input.skip(2), full_year(y)))
                }
                _ => fail(input),
            }
        }
        _ => fail(input),
    }
}

/// The year that two digits mean: the last hundred years and the next thirty, as seen from 2000.
pub(super) fn full_year(two: i32) -> i32 {
    if two < 30 { 2000 + two } else { 1900 + two }
}

/// A year beside a month: digits, words, or two digits behind an apostrophe, with its era.
pub(super) fn year_beside(input: Tokens<'_>) -> Read<'_, i32> {
    let (rest, y) = year_digits(input, 1000, 2999).or_else(|_| year_words(input)).or_else(|_| year_short(input))?;
    // a year that counts what follows is none: "in May 1500 workers"
    Ok((rest, y))
}

/// "BC", "BCE", "B.C.", "AD", "CE": whether it is before the common era.
pub(super) fn era(input: Tokens<'_>) -> Read<'_, bool> {
    match input.first() {
        Some(t)
            if t.kind == TokenKind::Word && matches!(t.text, "BC" | "BCE" | "B.C." | "B.C.E." | "B.C" | "B.C.E") =>
        {
            Ok((input.skip(1), true))
        }
        Some(t) if t.kind == TokenKind::Word && matches!(t.text, "AD" | "CE" | "A.D." | "C.E." | "A.D" | "C.E") => {
            Ok((input.skip(1), false))
        }
        _ => fail(input),
    }
}

/// A joining word of a range: "to", "through", "until", a dash.
pub(super) fn joiner(input: Tokens<'_>) -> Read<'_, ()> {
    match input.first() {
        Some(t) if is_dash(t) || t.is_any(&["to", "through", "thru", "until", "till"]) => Ok((input.skip(1), ())),
        _ => fail(input),
    }
}

/// Whether a word looks like a plural common noun: what a number before it may count.
pub(super) fn looks_plural(t: &Token<'_>) -> bool {
    t.is_open()
        && t.spaced
        && t.word.time_word.is_none()
        && t.text.starts_with(char::is_lowercase)
        && (t.text.ends_with('s') && !t.text.ends_with("ss") && !t.text.ends_with("us") && !t.text.ends_with("is")
            || t.is_any(&["people", "men", "women", "children", "feet", "police"]))
}
