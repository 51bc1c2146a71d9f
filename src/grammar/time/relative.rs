//! Times placed against a reference: "last October", "this year", "yesterday", "a year ago", "the day after the coup".

use super::super::token::{Token, TokenKind, Tokens};
use super::duration::{Counted, counted};
use super::expr::{Anchored, Count, TimeExpr};
use super::parts::{Read, fail, month, skip_if, time_word, unit};
use crate::lexicon::{Relation, Shift, TimeWord};
use crate::value::{Number, TimeUnit};

/// "last year", "this September", "the following month", "that same day", "last night".
pub(super) fn deictic(input: Tokens<'_>) -> Read<'_, TimeExpr> {
    let Some(first) = input.first() else { return fail(input) };
    let the = first.is("the");
    let mut rest = if the { input.skip(1) } else { input };
    if let Some(read) = behind_unit(rest) {
        return read;
    }
    let Some(TimeWord::Relation(mut relation)) = time_word(rest) else { return fail(input) };
    let mut same = false;
    let said = rest.first();
    rest = rest.skip(1);
    // "this past spring", "this coming Sunday", "that same day", "this very year"
    if let Some(TimeWord::Relation(inner)) = time_word(rest)
        && matches!(relation, Relation::This | Relation::Same)
    {
        relation = inner;
        same = true;
        rest = rest.skip(1);
    }
    rest = skip_if(rest, |t| t.is_any(&["full", "whole", "entire", "fiscal", "calendar", "financial", "very"]));
    let reference = match relation {
        Relation::Next if the => Relation::Following,
        Relation::Last if the && said.is_some_and(|t| t.is("last")) => Relation::Last,
        r => r,
    };
    let Some(next) = rest.first() else { return fail(input) };
    if let Some(m) = next.word.month {
        let lower = next.text.starts_with(char::is_lowercase);
        let common = next.word.time_word == Some(TimeWord::CommonMonth);
        if lower && common && !matches!(relation, Relation::Last | Relation::Next) {
            return fail(input);
        }
        let (behind, _) = month(rest)?;
        // "this September 11": the day follows
        if behind.first().is_some_and(|t| t.literal.is_some()) {
            return fail(input);
        }
        return Ok((behind, TimeExpr::Deictic(reference, Anchored::Month(m))));
    }
    if let Some(w) = next.word.weekday
        && next.text.len() > 5
    {
        let tail = rest.skip(1);
        return Ok((tail, TimeExpr::Deictic(reference, Anchored::Weekday(w))));
    }
    match time_word(rest) {
        Some(TimeWord::Unit { unit: u, plural: false }) => {
            if matches!(u, TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour) {
                return fail(input);
            }
            // "last day", "last week of": only "the last day of …", which other rules read
            if u == TimeUnit::Day && matches!(relation, Relation::Last | Relation::This) {
                return fail(input);
            }
            // "the last year of the war" is a part of that
            if the
                && relation == Relation::Last
                && rest.get(1).is_some_and(|t| t.is_any(&["of", "before", "that", "when"]))
            {
                return fail(input);
            }
            // "that day" points back and says nothing new, unless it is "that same day"
            if relation == Relation::Same && u == TimeUnit::Day && said.is_some_and(|t| t.is("that")) && !same {
                return fail(input);
            }
            // "This Week" is a name
            if rest.first().is_some_and(Token::is_capitalized) {
                return fail(input);
            }
            let (tail, _) = unit(rest)?;
            if tail.first().is_some_and(|t| t.kind == TokenKind::Dash && t.glued()) {
                return fail(input);
            }
            Ok((tail, TimeExpr::Deictic(reference, Anchored::Unit(u))))
        }
        Some(TimeWord::Season(s)) => Ok((rest.skip(1), TimeExpr::Deictic(reference, Anchored::Season(s)))),
        Some(TimeWord::DayPart(p)) => Ok((rest.skip(1), TimeExpr::Deictic(reference, Anchored::Part(p)))),
        _ => fail(input),
    }
}

/// "el año pasado": the relation behind its unit, in languages that put it there.
fn behind_unit(input: Tokens<'_>) -> Option<Read<'_, TimeExpr>> {
    let first = input.first()?;
    let Some(TimeWord::RelationAfter(relation)) = time_word(input.skip(1)) else { return None };
    let what = match (time_word(input), first.word.month, first.word.weekday) {
        (Some(TimeWord::Unit { unit, plural: false }), ..) => Anchored::Unit(unit),
        (Some(TimeWord::Season(s)), ..) => Anchored::Season(s),
        (_, Some(m), _) => Anchored::Month(m),
        (_, _, Some(w)) => Anchored::Weekday(w),
        _ => return None,
    };
    Some(Ok((input.skip(2), TimeExpr::Deictic(relation, what))))
}

/// "yesterday", "tomorrow morning", "tonight".
pub(super) fn named_day(input: Tokens<'_>) -> Read<'_, TimeExpr> {
    let Some(TimeWord::Day(shift)) = time_word(input) else { return fail(input) };
    let rest = input.skip(1);
    if let Some(TimeWord::DayPart(part)) = time_word(rest) {
        return Ok((rest.skip(1), TimeExpr::Day(shift, Some(part))));
    }
    Ok((rest, TimeExpr::Day(shift, None)))
}

/// "ten years ago", "a year earlier", "41 years ago", "a week or so ago", "the day before yesterday". `read` is the number of a
/// unit that the tokens begin with.
pub(super) fn shifted<'a>(input: Tokens<'a>, read: &Read<'a, Counted>) -> Read<'a, TimeExpr> {
    // "hace tres años": the word for "ago" may lead
    if let Some(TimeWord::Shift(Shift::Ago)) = time_word(input) {
        let (rest, Counted { count, unit, .. }) = counted(input.skip(1))?;
        return Ok((rest, TimeExpr::Shift { count, unit, shift: Shift::Ago }));
    }
    let Ok((rest, Counted { count, unit: u, .. })) = *read else { return fail(input) };
    let tail = match (rest.first(), rest.get(1)) {
        (Some(a), Some(b)) if a.is("or") && b.is_any(&["so", "more"]) => rest.skip(2),
        _ => rest,
    };
    let Some(next) = tail.first() else { return fail(input) };
    let shift = match time_word(tail) {
        Some(TimeWord::Shift(Shift::Ago)) => Shift::Ago,
        Some(TimeWord::Portion(_)) if next.is("earlier") => Shift::Back,
        _ => return fail(input),
    };
    Ok((tail.skip(1), TimeExpr::Shift { count, unit: u, shift }))
}

/// "year-ago", "the year-earlier quarter", "the year-ago third quarter": the year before.
pub(super) fn year_ago(input: Tokens<'_>) -> Read<'_, TimeExpr> {
    let the = input.first().is_some_and(|t| t.is("the"));
    let inner = if the { input.skip(1) } else { input };
    let (rest, (u @ (TimeUnit::Year | TimeUnit::Month | TimeUnit::Week), false)) = unit(inner)? else {
        return fail(input);
    };
    let (Some(dash), Some(t)) = (rest.first(), rest.get(1)) else { return fail(input) };
    if dash.kind != TokenKind::Dash || !dash.glued() || !t.is_any(&["ago", "earlier"]) {
        return fail(input);
    }
    let count = Count::Number(Number::ONE, Number::ONE);
    let expr = TimeExpr::Shift { count, unit: u, shift: Shift::Back };
    let rest = rest.skip(2);
    if let Ok((end, TimeExpr::Quarter(n, None))) = super::period::part_of_year(rest, rest.first()) {
        return Ok((
            end,
            TimeExpr::Quarter(n, Some(Box::new(TimeExpr::Deictic(Relation::Previous, Anchored::Unit(u))))),
        ));
    }
    match rest.first() {
        Some(t)
            if t.is("period") || matches!(time_word(rest), Some(TimeWord::Unit { unit: TimeUnit::Quarter, .. })) =>
        {
            Ok((rest.skip(1), expr))
        }
        Some(_) if the => fail(input),
        _ => Ok((rest, expr)),
    }
}

/// The quarter, period or year that a report is about: "the latest quarter", "the quarter", "the full year", "the weekend".
pub(super) fn reported(input: Tokens<'_>) -> Read<'_, TimeExpr> {
    if !input.first().is_some_and(|t| t.is("the")) {
        return fail(input);
    }
    let rest = input.skip(1);
    let latest = rest.first().is_some_and(|t| t.is("latest"));
    let whole = rest.first().is_some_and(|t| t.is_any(&["full", "fiscal", "whole"]));
    let tail = if latest || whole { rest.skip(1) } else { rest };
    if latest && tail.first().is_some_and(|t| t.is("period")) {
        return Ok((tail.skip(1), TimeExpr::Deictic(Relation::Same, Anchored::Unit(TimeUnit::Quarter))));
    }
    let (end, (u, false)) = unit(tail)? else { return fail(input) };
    let counted = end.first().is_some_and(|t| t.is("of") || t.kind == TokenKind::Dash && t.glued());
    if counted {
        return fail(input);
    }
    match u {
        TimeUnit::Quarter => {}
        TimeUnit::Weekend if !latest && !whole => {
            return Ok((end, TimeExpr::Deictic(Relation::This, Anchored::Unit(u))));
        }
        TimeUnit::Year if end.first().is_some_and(|t| t.is_any(&["ended", "ending"])) => {
            let count = Count::Number(Number::ONE, Number::ONE);
            return Ok((end, TimeExpr::Duration { count, unit: u, timex: None }));
        }
        TimeUnit::Year if whole => return Ok((end, TimeExpr::Deictic(Relation::This, Anchored::Unit(u)))),
        _ => return fail(input),
    }
    Ok((end, TimeExpr::Deictic(Relation::Same, Anchored::Unit(u))))
}

/// "the day after", "the night before", "the day after Allende’s election".
pub(super) fn event<'a>(input: Tokens<'a>) -> Read<'a, (TimeExpr, usize)> {
    let rest = match input.first() {
        Some(t) if t.is("the") => input.skip(1),
        _ => return fail(input),
    };
    let Ok((rest, (u @ (TimeUnit::Day | TimeUnit::Week | TimeUnit::Month | TimeUnit::Year), false))) = unit(rest)
    else {
        return fail(input);
    };
    let Some(next) = rest.first() else { return fail(input) };
    let after = match time_word(rest) {
        Some(TimeWord::Shift(Shift::On)) if next.is_any(&["after"]) => true,
        Some(TimeWord::Shift(Shift::Back)) => false,
        _ => return fail(input),
    };
    let rest = rest.skip(1);
    let event = event_head(rest);
    if event.is_empty()
        && rest.first().is_some_and(|t| t.kind == TokenKind::Word && !t.is_any(&["in", "at", "and", "when", "the"]))
    {
        return Ok((rest, (TimeExpr::Event { unit: u, after, event: String::new() }, 0)));
    }
    Ok((rest, (TimeExpr::Event { unit: u, after, event }, 0)))
}

/// The last noun of the phrase that names an event: "the coup", "Allende’s election".
fn event_head(input: Tokens<'_>) -> String {
    let mut head = String::new();
    for t in input.0.iter().take(6) {
        if t.kind != TokenKind::Word || (!t.is_open() && !t.is_any(&["the", "his", "her", "its", "their"])) {
            break;
        }
        if t.is_open() {
            head = t.text.to_lowercase();
        }
    }
    head
}
