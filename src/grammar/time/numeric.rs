//! Dates in digits alone, or with a month's name between signs: "1973-09-11", "11/9/1973", "05-Aug-2016", "23.04.2022".

use super::super::token::{Token, Tokens};
use super::expr::{Calendar, TimeExpr};
use super::parts::{Read, fail, full_year, whole};

/// A date whose three parts are parted by the same sign.
pub(super) fn numeric(input: Tokens<'_>) -> Read<'_, TimeExpr> {
    let Some(a) = input.first() else { return fail(input) };
    let Some(sign) = input.get(1).filter(|t| t.glued() && is_sign(t)) else { return month_day(input) };
    let Some(b) = input.get(2).filter(|t| t.glued()) else { return fail(input) };
    // "23.04.2022" is cut as "23", ".", "04.2022"
    if sign.text == "."
        && let Some(read) = pointed(a, b)
    {
        return finish(input, 3, read);
    }
    let (Some(second), Some(c)) = (input.get(3), input.get(4)) else { return month_day(input) };
    if second.spaced
        || c.spaced
        || !same_sign(sign, second)
        || input
            .get(5)
            .is_some_and(|t| t.glued() && (is_sign(t) && t.text != "." && input.get(6).is_some_and(|t| t.glued())))
    {
        return fail(input);
    }
    if let Some(month) = b.word.month {
        let (Some(d), Some(y)) = (whole(a, 2), whole(c, 4)) else { return fail(input) };
        return finish(input, 5, order(d, i32::from(month), y, c.text.len(), false));
    }
    let (Some(x), Some(y), Some(z)) = (whole(a, 4), whole(b, 2), whole(c, 4)) else { return fail(input) };
    if a.text.len() == 4 && c.text.len() <= 2 {
        return finish(input, 5, ymd(x, y, z));
    }
    if a.text.len() > 2 || c.text.len() == 3 || c.text.len() == 1 || c.text.len() == 2 && sign.text == "." {
        return fail(input);
    }
    // two digits for the year only between slashes: "3-4-05" is a score or a part number
    if c.text.len() == 2 && sign.text != "/" {
        return fail(input);
    }
    let read = match (x > 12, y > 12) {
        (true, false) => order(x, y, z, c.text.len(), false),
        (false, true) => order(y, x, z, c.text.len(), false),
        (false, false) if sign.text == "." => order(x, y, z, c.text.len(), false),
        (false, false) => order(y, x, z, c.text.len(), x != y),
        (true, true) => TimeExpr::Impossible("impossible date"),
    };
    finish(input, 5, read)
}

fn is_sign(t: &Token<'_>) -> bool {
    matches!(t.text, "/" | "-" | "." | "‐" | "‑")
}

fn same_sign(a: &Token<'_>, b: &Token<'_>) -> bool {
    a.text == b.text
}

fn finish(input: Tokens<'_>, n: usize, expr: TimeExpr) -> Read<'_, TimeExpr> {
    Ok((input.skip(n), expr))
}

fn pointed(a: &Token<'_>, b: &Token<'_>) -> Option<TimeExpr> {
    let d = whole(a, 2)?;
    let (m, y) = b.text.split_once('.')?;
    if y.len() != 4 || m.len() > 2 {
        return None;
    }
    Some(order(d, m.parse().ok()?, y.parse().ok()?, 4, false))
}

fn order(day: i32, month: i32, year: i32, digits: usize, ambiguous: bool) -> TimeExpr {
    let year = if digits <= 2 { full_year(year) } else { year };
    match (u8::try_from(day), u8::try_from(month)) {
        (Ok(d @ 1..=31), Ok(m @ 1..=12)) if (1000..3000).contains(&year) => TimeExpr::Calendar(Calendar {
            year: Some(year),
            month: Some(m),
            day: Some(d),
            ambiguous,
            ..Calendar::default()
        }),
        _ => TimeExpr::Impossible("impossible date"),
    }
}

fn ymd(year: i32, month: i32, day: i32) -> TimeExpr {
    order(day, month, year, 4, false)
}

/// "Jan/3".
fn month_day(input: Tokens<'_>) -> Read<'_, TimeExpr> {
    match (input.first(), input.get(1), input.get(2)) {
        (Some(m), Some(sign), Some(d)) if sign.text == "/" && sign.glued() && d.glued() => {
            match (m.word.month, whole(d, 2)) {
                (Some(month), Some(day @ 1..=31)) => Ok((
                    input.skip(3),
                    TimeExpr::Calendar(Calendar { month: Some(month), day: Some(day as u8), ..Calendar::default() }),
                )),
                _ => fail(input),
            }
        }
        _ => fail(input),
    }
}
