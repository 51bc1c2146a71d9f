//! Recurring times and references that fix no date: "every year", "daily", "Tuesday nights", "now", "recently".

use super::super::token::{Token, Tokens};
use super::expr::TimeExpr;
use super::parts::{Read, fail, ordinal, time_word, unit, whole};
use crate::lexicon::{Class, Relation, TimeWord};
use crate::value::{TimeUnit, VagueTime};

/// "daily", "every year", "each Thursday", "every two weeks", "Tuesday nights".
pub(super) fn recurring(input: Tokens<'_>) -> Read<'_, TimeExpr> {
    let Some(first) = input.first() else { return fail(input) };
    if let Some(TimeWord::Every(u)) = time_word(input) {
        // "daily flights" says how many, not when
        if input.get(1).is_some_and(Token::is_open) {
            return fail(input);
        }
        return Ok((input.skip(1), set(u, 1)));
    }
    if first.is_any(&["every", "each"]) {
        let rest = input.skip(1);
        let (tail, n) = match rest.first() {
            Some(t) if t.is("other") => (rest.skip(1), 2),
            Some(t) => match (t.word.numeral, whole(t, 2)) {
                (Some(n), _) if (2..=99).contains(&n.value) => (rest.skip(1), n.value as i32),
                (_, Some(n)) => (rest.skip(1), n),
                _ => match ordinal(rest) {
                    Ok((tail, n)) => (tail, n),
                    Err(_) => (rest, 1),
                },
            },
            None => return fail(input),
        };
        if let Ok((end, (u, _))) = unit(tail) {
            return Ok((end, set(u, n)));
        }
        if let Some(w) =
            tail.first().and_then(|t| t.word.weekday).filter(|_| tail.first().is_some_and(|t| t.text.len() > 4))
        {
            return Ok((tail.skip(1), weekday_set(w, "")));
        }
        if let Some(TimeWord::DayPart(p)) = time_word(tail) {
            return Ok((
                tail.skip(1),
                TimeExpr::Set { unit: TimeUnit::Day, every: 1, timex: format!("XXXX-XX-XX{}", p.timex()) },
            ));
        }
        if let Some(m) = tail.first().and_then(|t| t.word.month) {
            return Ok((tail.skip(1), TimeExpr::Set { unit: TimeUnit::Year, every: 1, timex: format!("XXXX-{m:02}") }));
        }
        return fail(input);
    }
    // "Mondays", "Tuesday nights"
    if let Some(w) = plural_weekday(first.text) {
        return Ok((input.skip(1), weekday_set(w, "")));
    }
    if let Some(w) = first.word.weekday
        && let Some(t) = input.get(1).filter(|t| t.is_any(&["mornings", "afternoons", "evenings", "nights"]))
    {
        let part = if t.is("nights") {
            "TNI"
        } else if t.is("mornings") {
            "TMO"
        } else if t.is("evenings") {
            "TEV"
        } else {
            "TAF"
        };
        return Ok((input.skip(2), weekday_set(w, part)));
    }
    fail(input)
}

fn set(unit: TimeUnit, every: i32) -> TimeExpr {
    TimeExpr::Set { unit, every, timex: unit.timex(&every.to_string()) }
}

fn weekday_set(weekday: u8, part: &str) -> TimeExpr {
    TimeExpr::Set { unit: TimeUnit::Week, every: 1, timex: format!("XXXX-WXX-{weekday}{part}") }
}

fn plural_weekday(text: &str) -> Option<u8> {
    const DAYS: [&str; 7] = ["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"];
    DAYS.iter().position(|d| *d == text).and_then(|i| u8::try_from(i + 1).ok())
}

/// "now", "recently", "the past", "the future", "these days", "at the time".
pub(super) fn vague<'a>(input: Tokens<'a>, before: Option<&Token<'_>>) -> Read<'a, TimeExpr> {
    let Some(first) = input.first() else { return fail(input) };
    if let Some(TimeWord::Vague(v)) = time_word(input) {
        // "Now, the question is" opens a sentence; in "is now", "has recently" the tense says as much
        if first.is_capitalized() && v == VagueTime::Present || before.is_some_and(|t| t.has(Class::AUX)) {
            return fail(input);
        }
        return Ok((input.skip(1), TimeExpr::Vague(v)));
    }
    // "in the weeks before the vote", "the days that followed": which ones depends on what they are near
    if matches!(time_word(input), Some(TimeWord::Unit { plural: true, unit }) if unit >= TimeUnit::Hour)
        && before.is_some_and(|t| t.is("the"))
        && input.get(1).is_some_and(|t| t.is_any(&["before", "after", "following", "preceding", "since", "leading"]))
    {
        return Ok((input.skip(1), TimeExpr::Vague(VagueTime::Past)));
    }
    if first.is("these") && input.get(1).is_some_and(|t| t.is("days")) {
        return Ok((input.skip(2), TimeExpr::Vague(VagueTime::Present)));
    }
    if first.is("the") {
        let closed = input.get(2).is_none_or(|t| !t.is_open() && t.literal.is_none() && t.word.numeral.is_none());
        let v = match time_word(input.skip(1)) {
            Some(TimeWord::Relation(Relation::Last)) if closed && input.get(1).is_some_and(|t| t.is("past")) => {
                VagueTime::Past
            }
            Some(TimeWord::Reference(v)) if closed => v,
            _ => return fail(input),
        };
        return Ok((input.skip(2), TimeExpr::Vague(v)));
    }
    fail(input)
}
