//! Years by themselves: "1973", "’73", "44 BC", "fiscal 1989", "nineteen seventy-three", and what stands around them.

use super::super::token::{Token, TokenKind, Tokens};
use super::expr::{Calendar, TimeExpr};
use super::parts::{
    Read, closes, era, fail, full_year, looks_plural, time_word, unit, whole, year_digits, year_short, year_words,
};
use crate::lexicon::{Class, NumeralRole, TimeWord};
use crate::value::TimeUnit;

/// A year alone, where what stands around it makes it one.
pub(super) fn year<'a>(input: Tokens<'a>, before: Option<&Token<'_>>) -> Read<'a, TimeExpr> {
    if let Ok((rest, y)) = year_short(input) {
        // "’73" closes a phrase or stands before a noun; "'50 people" does not
        return if rest.first().is_none_or(|t| !looks_plural(t)) {
            Ok((rest, TimeExpr::Calendar(Calendar::year(y))))
        } else {
            fail(input)
        };
    }
    if let Ok((rest, (_, y))) = with_era(input) {
        return Ok((rest, TimeExpr::Calendar(Calendar::year(y))));
    }
    // "the year 2020", "calendar year 2008", "fiscal 1989", "FY2012"
    let mut tail = input;
    let mut said = false;
    if let Some(TimeWord::YearKind) = time_word(tail) {
        tail = tail.skip(1);
        said = true;
    }
    if let Ok((rest, (TimeUnit::Year, false))) = unit(tail) {
        tail = rest;
        said = true;
    }
    if said {
        let (rest, y) = year_digits(tail, 1000, 2999).or_else(|_| year_words(tail)).or_else(|_| year_short(tail))?;
        return Ok((rest, TimeExpr::Calendar(Calendar::year(y))));
    }
    if let Some(y) = input.first().and_then(|t| t.text.strip_prefix("FY")).and_then(|d| d.parse::<i32>().ok()) {
        let y = if y < 100 { full_year(y) } else { y };
        if (1900..2100).contains(&y) {
            return Ok((input.skip(1), TimeExpr::Calendar(Calendar::year(y))));
        }
    }
    if input.first().is_some_and(|t| t.text == "FY")
        && let Ok((rest, y)) = year_digits(input.skip(1), 1900, 2100)
    {
        return Ok((rest, TimeExpr::Calendar(Calendar::year(y))));
    }
    if let Ok((rest, y)) = year_words(input) {
        let said = input.0.get(..input.read_until(rest)).unwrap_or_default();
        let counted = rest.first().is_some_and(|t| {
            looks_plural(t)
                || t.is("percent")
                || t.word.numeral.is_some()
                || t.word.unit.is_some() && !t.has(Class::PREP)
        });
        // "two thousand" is a number unless something says it is a year; "nineteen ninety-six" can be nothing else
        let thousand = said.iter().any(|t| t.is("thousand"));
        let led = before.is_some_and(|t| t.has(Class::YEAR_LEAD) || is_portion(t));
        let stands = if thousand { led && closes(rest.first()) } else { led || (1900..2030).contains(&y) };
        return if stands && !counted { Ok((rest, TimeExpr::Calendar(Calendar::year(y)))) } else { fail(input) };
    }
    let (rest, y) = year_digits(input, 1000, 2300)?;
    if year_stands(y, rest, before) { Ok((rest, TimeExpr::Calendar(Calendar::year(y)))) } else { fail(input) }
}

/// Whether a four-digit number is a year where it stands.
fn year_stands(y: i32, rest: Tokens<'_>, before: Option<&Token<'_>>) -> bool {
    let recent = (1700..=2100).contains(&y);
    let next = rest.first();
    let led = before.is_some_and(|t| t.has(Class::PREP) || t.has(Class::CONJ) || is_portion(t));
    let strong = before.is_some_and(|t| is_portion(t) || t.has(Class::YEAR_LEAD));
    let hedged = before.is_some_and(|t| t.word.hedge && !strong && !t.has(Class::PREP) && !t.has(Class::DET));
    let label = before.is_some_and(|t| {
        matches!(t.text, "$" | "€" | "£" | "#" | "№" | "+" | "×" | "=")
            || t.word.class.has(Class::LABEL)
            || t.word.valued
            || t.literal.is_some()
            || hedged && next.is_some_and(Token::is_open)
    });
    let magnified = next.is_some_and(|t| {
        let glued = t.glued() && t.kind == TokenKind::Word;
        glued
            || matches!(t.text, "%" | "°" | "€" | "£" | "$")
            || t.is_any(&["percent", "per"])
            || t.word.numeral.is_some_and(|n| n.role != NumeralRole::Unit) && t.literal.is_none()
    });
    if label || magnified {
        return false;
    }
    // "CVE-2025-12817", "97, 1716 and 3435": part of a code, one of a list of numbers
    let dash = |t: &Token<'_>| t.kind == TokenKind::Dash && t.glued();
    let code = before.is_some_and(dash) && next.is_some_and(dash) && rest.get(1).is_some_and(|t| t.literal.is_some());
    let listed = !strong
        && next.is_some_and(|t| t.is("and") || t.text == ",")
        && rest.get(1).is_some_and(|t| t.literal.is_some_and(|l| l.digits > 2 && !l.grouped && l.year().is_none()));
    if code || listed {
        return false;
    }
    let compound = rest.get(1).is_some_and(|t| t.kind == TokenKind::Dash && t.glued());
    let unit = next.is_some_and(|t| t.spaced && t.word.unit.is_some() && !t.has(Class::PREP) && !compound);
    let time_unit = matches!(time_word(rest), Some(TimeWord::Unit { .. }));
    if matches!(time_word(rest), Some(TimeWord::Unit { plural: true, .. })) || unit && !time_unit {
        return false;
    }
    if next.is_some_and(looks_plural) && !compound {
        // "from 2000 pages to 4000"
        if before.is_some_and(|t| t.is("from")) && rest.get(1).is_some_and(|t| t.is("to")) {
            return false;
        }
        // a plural behind it is what it counts, unless "in", "since" or an article says it is a year
        let named = before
            .is_some_and(|t| t.is_any(&["the", "of", "a"]) || t.text.ends_with('s') && t.kind == TokenKind::Symbol);
        let of = rest.get(1).is_some_and(|t| t.is("of"));
        // "had 1987 sales of $4 million"
        let accounts =
            of && next.is_some_and(|t| t.word.class.has(Class::PAY)) && recent && before.is_some_and(Token::is_word);
        // "below 1990 levels"
        let of_year = recent && !of && next.is_some_and(|t| t.word.class.has(Class::OF_YEAR));
        return recent && (strong || named) && !of || accounts || of_year;
    }
    if recent {
        return y >= 1750 || led || before.is_none_or(|t| t.kind == TokenKind::Symbol || t.is("the"));
    }
    strong && (closes(next) || next.is_some_and(|t| !t.is_open()))
        || led && closes(next) && before.is_some_and(|t| !t.is_any(&["than", "to", "of", "and", "or"]))
}

/// Whether a word says which part of a year is meant.
fn is_portion(t: &Token<'_>) -> bool {
    matches!(t.word.time_word, Some(TimeWord::Portion(_)))
}

/// "44 BC", "AD 79", "500 CE"; whether the era was before, and the astronomical year.
pub(super) fn with_era(input: Tokens<'_>) -> Read<'_, (bool, i32)> {
    if let Ok((rest, false)) = era(input)
        && let Some(y) = rest.first().and_then(|t| whole(t, 4)).filter(|y| *y > 0)
        && input.first().is_some_and(|t| t.text.starts_with('A'))
    {
        return Ok((rest.skip(1), (false, y)));
    }
    let Some(y) = input.first().and_then(|t| whole(t, 4)).filter(|y| *y > 0) else {
        return fail(input);
    };
    let (rest, before) = era(input.skip(1))?;
    Ok((rest, (before, if before { 1 - y } else { y })))
}
