//! Decades, centuries, quarters, seasons, and stretches of them: "the early 1930s", "first five months of 1972".

use super::super::token::{Token, TokenKind, Tokens};
use super::calendar::date;
use super::expr::{Anchored, Calendar, TimeExpr};
use super::parts::{
    Read, era, fail, is_dash, looks_plural, ordinal, skip_if, time_word, unit, whole, word, year_digits, year_short,
};
use super::relative::{deictic, named_day};
use super::year::year;
use crate::lexicon::{NumeralRole, Portion, Relation, TimeWord};
use crate::value::TimeUnit;

/// "1930s", "the ’70s", "the sixties", "1960's".
pub(super) fn decade<'a>(input: Tokens<'a>, before: Option<&Token<'_>>) -> Read<'a, TimeExpr> {
    let Some(first) = input.first() else { return fail(input) };
    if let Some(TimeWord::Decade(d)) = time_word(input) {
        // ages and temperatures share the words: "in her forties", "in the upper seventies"
        let the =
            before.is_some_and(|t| t.is_any(&["the", "early", "late", "mid", "middle"]) || t.kind == TokenKind::Dash);
        return if the { Ok((input.skip(1), TimeExpr::DecadeOf(d))) } else { fail(input) };
    }
    if let Some(y) = first.literal.and_then(|l| l.year()).filter(|y| y % 10 == 0) {
        return match decade_ending(input.skip(1)) {
            Some(n) => Ok((input.skip(1 + n), TimeExpr::Decade(y))),
            None => fail(input),
        };
    }
    // "nineteen-sixties"
    if let Some(n) = first.word.numeral.filter(|n| n.role == NumeralRole::Unit && (15..20).contains(&n.value)) {
        let rest = skip_if(input.skip(1), is_dash);
        return match time_word(rest) {
            Some(TimeWord::Decade(d)) => Ok((rest.skip(1), TimeExpr::Decade(n.value as i32 * 100 + d))),
            _ => fail(input),
        };
    }
    let (rest, marked) = match first.text {
        "'" | "’" | "‘" => (input.skip(1), true),
        _ => (input, false),
    };
    let two = rest
        .first()
        .filter(|t| t.text.len() == 2 && (!marked || t.glued()))
        .and_then(|t| whole(t, 2))
        .filter(|d| d % 10 == 0);
    let the = before.is_some_and(|t| t.is_any(&["the", "early", "late", "mid"]) || t.kind == TokenKind::Dash);
    match (two, decade_ending(rest.skip(1))) {
        (Some(d), Some(n)) if marked || the => Ok((rest.skip(1 + n), TimeExpr::DecadeOf(d))),
        _ => fail(input),
    }
}

/// The "s" behind a decade in digits, with or without an apostrophe: tokens used.
fn decade_ending(rest: Tokens<'_>) -> Option<usize> {
    match (rest.first(), rest.get(1)) {
        (Some(t), _) if t.glued() && t.text == "s" => Some(1),
        (Some(mark), Some(t)) if mark.glued() && matches!(mark.text, "'" | "’") && t.glued() && t.text == "s" => {
            Some(2)
        }
        _ => None,
    }
}

/// "the 18th century", "nineteenth-century", "the fifth century BC".
pub(super) fn century(input: Tokens<'_>) -> Read<'_, TimeExpr> {
    let (rest, n) = ordinal(input)?;
    let tail = skip_if(rest, |t| t.kind == TokenKind::Dash);
    let (rest, (TimeUnit::Century, false)) = unit(tail)? else { return fail(input) };
    if !(1..=30).contains(&n) {
        return fail(input);
    }
    match era(rest) {
        Ok((rest, true)) => Ok((rest, TimeExpr::Century(-n))),
        Ok((rest, false)) => Ok((rest, TimeExpr::Century(n))),
        Err(_) => Ok((rest, TimeExpr::Century(n))),
    }
}

/// The year (or other time) that a quarter, half or season belongs to: "of 1984", "1984", "last year", "of the year".
fn of_year<'a>(input: Tokens<'a>) -> Read<'a, Box<TimeExpr>> {
    let of = input.first().is_some_and(|t| t.is("of") || t.is("in") || t.text == ",");
    let tail = if of { input.skip(1) } else { input };
    let (rest, e) = operand_year(tail, input.first().filter(|_| of))?;
    Ok((rest, Box::new(e)))
}

/// A year by number or by relation.
fn operand_year<'a>(input: Tokens<'a>, before: Option<&Token<'_>>) -> Read<'a, TimeExpr> {
    let input = skip_if(input, |t| t.is("the") && before.is_some());
    if let Ok((rest, y)) = year_digits(input, 1000, 2999) {
        // "the winter of 1931–32"
        let next = rest.get(1).filter(|t| t.glued() && t.text.len() == 2 && rest.first().is_some_and(is_dash));
        if next.and_then(|t| whole(t, 2)) == Some((y + 1).rem_euclid(100)) {
            return Ok((rest.skip(2), TimeExpr::Calendar(Calendar::year(y))));
        }
        return if rest.first().is_some_and(looks_plural) && before.is_none() {
            fail(input)
        } else {
            Ok((rest, TimeExpr::Calendar(Calendar::year(y))))
        };
    }
    if let Some(TimeWord::YearKind) = time_word(input) {
        return year(input, before);
    }
    if let Ok((rest, y)) = year_short(input) {
        return Ok((rest, TimeExpr::Calendar(Calendar::year(y))));
    }
    match deictic(input) {
        Ok((rest, e @ TimeExpr::Deictic(_, Anchored::Unit(TimeUnit::Year)))) => Ok((rest, e)),
        _ if before.is_some() => match unit(input) {
            Ok((rest, (TimeUnit::Year, false))) => {
                Ok((rest, TimeExpr::Deictic(Relation::Same, Anchored::Unit(TimeUnit::Year))))
            }
            _ => fail(input),
        },
        _ => fail(input),
    }
}

/// Quarters, halves and seasons: "Q3 2008", "2017-q1", "the third quarter of 1984", "first half of 1971", "the summer of 1972".
pub(super) fn part_of_year<'a>(input: Tokens<'a>, before: Option<&Token<'_>>) -> Read<'a, TimeExpr> {
    let make = |kind: Piece, year: Option<Box<TimeExpr>>| match kind {
        Piece::Quarter(n) => TimeExpr::Quarter(n, year),
        Piece::Half(n) => TimeExpr::Half(n, year),
        Piece::Season(s) => TimeExpr::Season(s, year),
    };
    // "2019-H2", "2017 q1", "the 1988 third quarter"
    if let Ok((rest, y)) = year_digits(input, 1500, 2999) {
        let tail = skip_if(rest, |t| is_dash(t) && t.glued());
        let (end, kind) = piece(tail, true)?;
        return Ok((end, make(kind, Some(Box::new(TimeExpr::Calendar(Calendar::year(y)))))));
    }
    let (rest, kind) = piece(input, false)?;
    if let Ok((end, year)) = of_year(rest) {
        return Ok((end, make(kind, Some(year))));
    }
    match kind {
        // "fall", "spring" and "winter" alone are words; a season needs "the" or "last" before it, which relations read
        Piece::Season(_)
            if !before.is_some_and(|t| {
                t.is_any(&["the", "in", "by", "since", "this", "early", "late", "mid", "during", "until"])
            }) =>
        {
            fail(input)
        }
        Piece::Season(_)
            if input.first().is_some_and(|t| t.is("fall")) || rest.first().is_some_and(|t| t.is_open()) =>
        {
            fail(input)
        }
        Piece::Half(_) => fail(input),
        _ => Ok((rest, make(kind, None))),
    }
}

enum Piece {
    Quarter(u8),
    Half(u8),
    Season(crate::value::Season),
}

fn piece(input: Tokens<'_>, behind_year: bool) -> Read<'_, Piece> {
    let Some(first) = input.first() else { return fail(input) };
    if first.kind == TokenKind::Word && first.text.len() == 2 {
        let mut chars = first.text.chars();
        if let (Some(letter), Some(n)) = (chars.next(), chars.next().and_then(|c| c.to_digit(10))) {
            let n = n as u8;
            match letter {
                'Q' if (1..=4).contains(&n) => return Ok((input.skip(1), Piece::Quarter(n))),
                'q' if (1..=4).contains(&n) && behind_year => return Ok((input.skip(1), Piece::Quarter(n))),
                'H' if (1..=2).contains(&n) && (behind_year || input.get(1).is_some_and(|t| t.literal.is_some())) => {
                    return Ok((input.skip(1), Piece::Half(n)));
                }
                _ => {}
            }
        }
    }
    if let Some(TimeWord::Season(s)) = time_word(input) {
        return Ok((input.skip(1), Piece::Season(s)));
    }
    let input = skip_if(input, |t| t.word.time_word == Some(TimeWord::YearKind));
    let input = skip_if(input, |t| t.kind == TokenKind::Dash && t.glued());
    let (rest, n) = match word(input, &["final", "last", "latter", "closing"]) {
        Ok((rest, t)) => (rest, if t.is("latter") { 2 } else { 0 }),
        Err(_) => ordinal(input)?,
    };
    let tail = skip_if(rest, |t| t.kind == TokenKind::Dash && t.glued());
    if let Ok((rest, (TimeUnit::Quarter, false))) = unit(tail) {
        let n = if n == 0 { 4 } else { n };
        // "a first quarter of the seats" is no time
        let shares = rest.first().is_some_and(|t| t.is("of")) && of_year(rest).is_err();
        return if (1..=4).contains(&n) && !shares { Ok((rest, Piece::Quarter(n as u8))) } else { fail(input) };
    }
    if tail.first().is_some_and(|t| t.is("half")) && (n == 1 || n == 2) {
        return Ok((tail.skip(1), Piece::Half(n as u8)));
    }
    fail(input)
}

/// "the third month of 2021", "first five months of 1972", "the last two weeks of July", "the week of March 6".
pub(super) fn counted_part<'a>(input: Tokens<'a>) -> Read<'a, TimeExpr> {
    if let Ok((rest, (TimeUnit::Week, false))) = unit(input) {
        let (rest, _) = word(rest, &["of", "ending", "ended", "beginning"])?;
        let (rest, c) = date(rest, None)?;
        return if c.day.is_some() {
            Ok((rest, TimeExpr::WeekOf(Box::new(TimeExpr::Calendar(c)))))
        } else {
            fail(input)
        };
    }
    let last = input.first().is_some_and(|t| t.is_any(&["last", "final", "closing"]));
    let opens = last || input.first().is_some_and(|t| t.is_any(&["first", "opening", "initial"]));
    if opens && let Ok((rest, n)) = small(input.skip(1)) {
        let rest = skip_if(rest, |t| t.is_any(&["full", "whole"]));
        let (rest, (u, _)) = unit(rest)?;
        let (rest, of) = whole_operand(rest)?;
        return Ok((rest, TimeExpr::Leading { count: n, unit: u, last, of: Box::new(of) }));
    }
    let (rest, n) = match word(input, &["last", "final"]) {
        Ok((rest, _)) => (rest, 0),
        Err(_) => ordinal(input)?,
    };
    let (rest, (u, plural)) = unit(rest)?;
    if plural || !matches!(u, TimeUnit::Month | TimeUnit::Week | TimeUnit::Day | TimeUnit::Year | TimeUnit::Decade) {
        return fail(input);
    }
    let (rest, of) = whole_operand(rest)?;
    let Ok(n) = u8::try_from(n) else { return fail(input) };
    let expr = if n == 0 {
        TimeExpr::Leading { count: 1, unit: u, last: true, of: Box::new(of) }
    } else {
        TimeExpr::Nth(n, u, Box::new(of))
    };
    Ok((rest, expr))
}

/// "of 1972", "of the 1960s", "of July 1973": what a counted part belongs to.
fn whole_operand(input: Tokens<'_>) -> Read<'_, TimeExpr> {
    let (rest, of) = word(input, &["of", "in"])?;
    let (rest, e) = operand(rest, Some(of))?;
    match e {
        TimeExpr::Deictic(..)
        | TimeExpr::Calendar(_)
        | TimeExpr::Decade(_)
        | TimeExpr::DecadeOf(_)
        | TimeExpr::Century(_)
        | TimeExpr::Season(..)
        | TimeExpr::Quarter(..) => Ok((rest, e)),
        _ => fail(input),
    }
}

/// A number from 2 to 31 in digits or words.
fn small(input: Tokens<'_>) -> Read<'_, u8> {
    // "first two quarters": no share here
    if let Some(n) = input.first().and_then(|t| t.word.numeral)
        && unit(input.skip(1)).is_ok()
    {
        return u8::try_from(n.value).map_or_else(|_| fail(input), |n| Ok((input.skip(1), n)));
    }
    let (rest, a) = super::super::numeral::amount(input)?;
    match a.value.to_integer().and_then(|n| u8::try_from(n).ok()) {
        Some(n) if (2..=99).contains(&n) => Ok((rest, n)),
        _ => fail(input),
    }
}

/// A stretch inside a longer time: "early 1971", "mid-July", "the end of the 1960s", "later this year", "first half of June".
pub(super) fn portion<'a>(input: Tokens<'a>) -> Read<'a, TimeExpr> {
    let rest = skip_if(input, |t| t.is("the"));
    let rest = skip_if(rest, |t| t.is_any(&["very", "much", "sometime", "some"]));
    let Some(first) = rest.first() else { return fail(input) };
    match time_word(rest) {
        Some(TimeWord::Portion(p)) => {
            let mut tail = rest.skip(1);
            tail = skip_if(tail, |t| t.kind == TokenKind::Dash && t.glued());
            // "the latter part of", "the middle of"
            if tail.first().is_some_and(|t| t.is_any(&["part", "days", "months", "weeks", "years"]))
                && tail.get(1).is_some_and(|t| t.is("of"))
                || first.is("middle") && tail.first().is_some_and(|t| t.is("of"))
            {
                let n = if first.is("middle") { 1 } else { 2 };
                let (end, e) = operand(tail.skip(n), tail.get(n - 1))?;
                return Ok((end, TimeExpr::Portion(p, Box::new(e))));
            }
            let in_the = tail.first().is_some_and(|t| t.is_any(&["in", "on"]));
            let tail = if in_the { tail.skip(1) } else { tail };
            let (end, e) = operand(tail, Some(first))?;
            // "later Thursday" is Thursday; what it is later than is left open
            if first.is_any(&["earlier", "later"]) && matches!(&e, TimeExpr::Calendar(c) if c.weekday.is_some()) {
                return fail(input);
            }
            if matches!(&e, TimeExpr::Deictic(_, Anchored::Unit(TimeUnit::Day) | Anchored::Part(_)))
                && !first.is("earlier")
            {
                return fail(input);
            }
            Ok((end, TimeExpr::Portion(p, Box::new(e))))
        }
        Some(TimeWord::Edge(p)) => {
            let tail = rest.skip(1);
            let of = tail.first().filter(|t| t.is("of"));
            if of.is_none() {
                return fail(input);
            }
            let (end, e) = operand(tail.skip(1), of)?;
            // "the opening of the 2000 Olympics" is no part of the year
            if matches!(&e, TimeExpr::Calendar(c) if c.is_year()) && end.first().is_some_and(Token::is_open) {
                return fail(input);
            }
            if matches!(&e, TimeExpr::Deictic(_, Anchored::Unit(TimeUnit::Day))) {
                return fail(input);
            }
            Ok((end, TimeExpr::Portion(p, Box::new(e))))
        }
        _ => {
            // "first half of June", "the latter half of", "the second part of"
            let (tail, p) = if first.is_any(&["latter"]) {
                (rest.skip(1), Portion::LatterPart)
            } else {
                match ordinal(rest)? {
                    (tail, 1) => (tail, Portion::FirstHalf),
                    (tail, 2) => (tail, Portion::SecondHalf),
                    _ => return fail(input),
                }
            };
            let (tail, noun) = word(tail, &["half", "part"])?;
            let (tail, of) = word(tail, &["of"])?;
            let p = match (p, noun.is("half")) {
                (Portion::LatterPart, true) => Portion::SecondHalf,
                (Portion::SecondHalf, false) => Portion::LatterPart,
                (Portion::FirstHalf, false) => Portion::Early,
                (p, _) => p,
            };
            let (end, e) = operand(tail, Some(of))?;
            Ok((end, TimeExpr::Portion(p, Box::new(e))))
        }
    }
}

/// What a portion may be taken of.
fn operand<'a>(input: Tokens<'a>, before: Option<&Token<'_>>) -> Read<'a, TimeExpr> {
    let the = input.first().filter(|t| t.is("the"));
    let tail = if the.is_some() { input.skip(1) } else { input };
    let led = the.or(before);
    if let Ok(read) = decade(tail, led) {
        return Ok(read);
    }
    if let Ok(read) = century(tail) {
        return Ok(read);
    }
    if let Ok(read) = part_of_year(tail, led) {
        return Ok(read);
    }
    if let Ok((rest, c)) = date(tail, led.filter(|t| !t.is("the"))) {
        return Ok((rest, TimeExpr::Calendar(c)));
    }
    if let Ok(read) = deictic(input) {
        return Ok(read);
    }
    if let Ok(read) = named_day(input) {
        return Ok(read);
    }
    if the.is_some()
        && let Ok((
            rest,
            (
                u @ (TimeUnit::Year
                | TimeUnit::Month
                | TimeUnit::Week
                | TimeUnit::Day
                | TimeUnit::Decade
                | TimeUnit::Century),
                false,
            ),
        )) = unit(tail)
    {
        return Ok((rest, TimeExpr::Deictic(Relation::Same, Anchored::Unit(u))));
    }
    if let Some(TimeWord::DayPart(part)) = time_word(tail) {
        return Ok((tail.skip(1), TimeExpr::Deictic(Relation::Same, Anchored::Part(part))));
    }
    let lead = before.filter(|t| t.is("of") || matches!(t.word.time_word, Some(TimeWord::Portion(_)))).map(|_| ());
    if lead.is_some()
        && let Ok((rest, y)) = year_digits(tail, 1000, 2999)
    {
        return if rest.first().is_some_and(looks_plural) {
            fail(input)
        } else {
            Ok((rest, TimeExpr::Calendar(Calendar::year(y))))
        };
    }
    year(tail, led)
}

/// "this year’s third quarter", "last year’s quarter", "the 1988 period", "the 1989 third quarter".
pub(super) fn possessed(input: Tokens<'_>) -> Read<'_, TimeExpr> {
    let (tail, owner) = if let Ok((rest, e)) = deictic(input) {
        match rest.first() {
            Some(t) if t.kind == TokenKind::Symbol && matches!(t.text, "'s" | "’s") => (rest.skip(1), e),
            _ => return fail(input),
        }
    } else if input.first().is_some_and(|t| t.is("the")) {
        let (rest, y) = year_digits(input.skip(1), 1700, 2100)?;
        (rest, TimeExpr::Calendar(Calendar::year(y)))
    } else {
        return fail(input);
    };
    if let Ok((end, kind)) = piece(tail, true) {
        let of = Some(Box::new(owner));
        let expr = match kind {
            Piece::Quarter(n) => TimeExpr::Quarter(n, of),
            Piece::Half(n) => TimeExpr::Half(n, of),
            Piece::Season(s) => TimeExpr::Season(s, of),
        };
        return Ok((end, expr));
    }
    // the quarter of that year which the text is about
    match tail.first() {
        Some(t)
            if t.is("period")
                || matches!(time_word(tail), Some(TimeWord::Unit { unit: TimeUnit::Quarter, plural: false })) =>
        {
            Ok((tail.skip(1), TimeExpr::Quarter(0, Some(Box::new(owner)))))
        }
        _ => fail(input),
    }
}
