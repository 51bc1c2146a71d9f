//! One point of time, and ranges from one to another: "1964-1970", "from June 1972 to March 1973", "24 and 25 August", "May/June 1973".

use super::super::token::{Token, Tokens};
use super::Body;
use super::calendar::{bare_day, calendar, date};
use super::clock::{clock_before, spoken};
use super::expr::{Calendar, TimeExpr};
use super::parts::{Read, fail, is_dash, joiner, looks_plural, month, skip_if, whole, year_digits};
use super::period::{century, counted_part, decade, part_of_year, portion, possessed};
use super::relative::{deictic, named_day};
use super::year::year;
use crate::lexicon::Class;

/// A point of time read: what is left, what it says, the rule's name.
pub(super) type Point<'a> = (Tokens<'a>, TimeExpr, &'static str);

/// One point or stretch of time: what is left, what it says, the rule's name.
pub(super) fn point<'a>(input: Tokens<'a>, before: Option<&Token<'_>>) -> Option<Point<'a>> {
    let mut best: Option<(Tokens<'a>, TimeExpr, &'static str)> = None;
    let mut offer = |read: Read<'a, TimeExpr>, rule: &'static str| {
        if let Ok((rest, e)) = read
            && best.as_ref().is_none_or(|(b, ..)| rest.len() < b.len())
        {
            best = Some((rest, e, rule));
        }
    };
    let the = input.first().filter(|t| t.is("the"));
    let inner = if the.is_some() { input.skip(1) } else { input };
    let led = the.or(before);
    offer(portion(input), "date.portion");
    offer(counted_part(inner), "date.counted-part");
    offer(calendar(inner, led), "date.calendar");
    offer(decade(inner, led), "date.decade");
    offer(century(inner), "date.century");
    offer(part_of_year(inner, led), "date.part-of-year");
    offer(possessed(input), "date.part-of-year");
    offer(deictic(input), "date.deictic");
    offer(named_day(input), "date.named-day");
    offer(year(inner, led), "date.year");
    // "the 1973" before a noun: the year is the expression, the article is not
    match best {
        Some((_, TimeExpr::Calendar(c), rule)) if the.is_some() && rule != "date.calendar" && c.is_year() => None,
        Some((_, TimeExpr::Calendar(_), "date.calendar")) if the.is_some() => None,
        found => found,
    }
}

/// A range, perhaps behind "from" or "between" (which the caller has read: it is `before`).
pub(super) fn range<'a>(input: Tokens<'a>, before: Option<&Token<'_>>, at: Option<&Point<'a>>) -> Option<Body> {
    if let Some(body) = clocks(input, before) {
        return Some(body);
    }
    let inner = skip_if(input, |t| t.is("the"));
    if let Ok((rest, expr)) = days(inner, before).or_else(|_| months(input)).or_else(|_| years(input, before)) {
        let n = input.read_until(rest);
        return Some(Body { expr, len: n, total: n, rule: "date.range" });
    }
    let (rest, from, _) = at?;
    if !is_datelike(from) {
        return None;
    }
    let (rest, from) = (*rest, from.clone());
    let between = before.is_some_and(|t| t.is("between"));
    // "from Sunday, 2 September, to Thursday, 6 September 1666"
    let rest = if before.is_some_and(|t| t.is("from")) && rest.get(1).is_some_and(|t| t.is("to")) {
        skip_if(rest, |t| t.text == ",")
    } else {
        rest
    };
    let first = rest.first()?;
    let tail = if between && first.is("and") {
        rest.skip(1)
    } else {
        let (tail, ()) = joiner(rest).ok()?;
        if first.is_any(&["until", "till"]) && !before.is_some_and(|t| t.is("from")) {
            return None;
        }
        tail
    };
    // "from April 27 to the third"
    if let TimeExpr::Calendar(c @ Calendar { month: Some(_), day: Some(_), .. }) = from
        && let Ok((end, d)) = bare_day(tail)
        && super::parts::month(end).is_err()
        && date(skip_if(tail, |t| t.is("the")), Some(first)).is_err()
        && (end.first().is_none_or(|t| !looks_plural(t)))
        && (c.year.is_none() || before.is_some_and(|t| t.is("from")))
    {
        let (end, y) = match year_after(end) {
            Some((end, y)) => (end, Some(y)),
            None => (end, c.year),
        };
        let month = c.month.map(|m| if d < c.day.unwrap_or(0) { m % 12 + 1 } else { m });
        let from = Calendar { year: c.year.or(y), ..c };
        let to = Calendar { day: Some(d), month, year: y, weekday: None, ..c };
        let n = input.read_until(end);
        return Some(Body { expr: make(from, to), len: n, total: n, rule: "date.range" });
    }
    let (end, to, _) = point(tail, Some(first))?;
    if !is_datelike(&to) {
        return None;
    }
    if !before.is_some_and(|t| t.is("from")) && !alike(&from, &to) {
        return None;
    }
    let (from, to) = complete(from, to);
    let n = input.read_until(end);
    Some(Body { expr: TimeExpr::Range(Box::new(from), Box::new(to)), len: n, total: n, rule: "date.range" })
}

/// "from 9 a.m. to 5 p.m. on 4 July": the day that stands behind is that of both.
fn clocks(input: Tokens<'_>, before: Option<&Token<'_>>) -> Option<Body> {
    if !input.first().is_some_and(|t| t.literal.is_some() || t.word.numeral.is_some()) {
        return None;
    }
    // "at five to ten in the evening" is one time
    if before.is_some_and(|t| t.has(Class::CLOCK_AT)) && spoken(input, before).is_ok() {
        return None;
    }
    let (second, first) = clock_before(input, before.is_some_and(|t| t.is("between"))).ok()?;
    let led = input.get(input.read_until(second).checked_sub(1)?);
    let (end, TimeExpr::Calendar(to)) = calendar(second, led).ok()? else { return None };
    to.clock?;
    let n = input.read_until(end);
    let from = Calendar { clock: Some(first), ..to };
    Some(Body { expr: make(from, to), len: n, total: n, rule: "date.clock-range" })
}

fn make(from: Calendar, to: Calendar) -> TimeExpr {
    TimeExpr::Range(Box::new(TimeExpr::Calendar(from)), Box::new(TimeExpr::Calendar(to)))
}

/// Gives the first end the year of the second.
fn complete(from: TimeExpr, to: TimeExpr) -> (TimeExpr, TimeExpr) {
    match (from, to) {
        (TimeExpr::Calendar(mut a), TimeExpr::Calendar(mut b)) => {
            if a.year.is_none() && b.year.is_some() && a.month.is_some() {
                let earlier = (a.month, a.day.unwrap_or(1)) > (b.month, b.day.unwrap_or(31));
                a.year = b.year.map(|y| if earlier { y - 1 } else { y });
            } else if a.year.is_some() && b.year.is_none() && b.month.is_some() {
                let next = (a.month, a.day.unwrap_or(1)) > (b.month, b.day.unwrap_or(31));
                b.year = a.year.map(|y| if next { y + 1 } else { y });
            }
            (TimeExpr::Calendar(a), TimeExpr::Calendar(b))
        }
        ends => ends,
    }
}

/// Whether two ends are stated alike, so that they bound one range without "from" saying so.
fn alike(from: &TimeExpr, to: &TimeExpr) -> bool {
    match (from, to) {
        (TimeExpr::Calendar(a), TimeExpr::Calendar(b)) => {
            a.weekday.is_some() == b.weekday.is_some()
                && (a.month.is_some() == b.month.is_some() || a.is_year() || b.is_year())
        }
        _ => true,
    }
}

fn is_datelike(e: &TimeExpr) -> bool {
    match e {
        TimeExpr::Calendar(c) => c.clock.is_none() && c.part.is_none(),
        TimeExpr::Decade(_)
        | TimeExpr::DecadeOf(_)
        | TimeExpr::Century(_)
        | TimeExpr::Quarter(..)
        | TimeExpr::Portion(..) => true,
        _ => false,
    }
}

/// "13-15 July", "24 and 25 August", "the 13th to the 15th of July 1986", "July 13-15".
fn days<'a>(input: Tokens<'a>, before: Option<&Token<'_>>) -> Read<'a, TimeExpr> {
    if input.first().is_some_and(|t| t.word.month.is_some()) {
        return days_behind(input);
    }
    if !input.first().is_some_and(|t| t.literal.is_some() || t.word.ordinal.is_some() || t.word.numeral.is_some()) {
        return fail(input);
    }
    let (rest, a) = bare_day(input)?;
    let rest = skip_if(rest, |t| t.text == ",");
    let (rest, and) = match rest.first() {
        Some(t) if t.is("and") => (rest.skip(1), true),
        _ => (joiner(rest)?.0, false),
    };
    let (tail, c) = date(skip_if(rest, |t| t.is("the")), None)?;
    let (Some(_), Some(b)) = (c.month, c.day) else { return fail(input) };
    if rest.first().is_some_and(|t| t.word.month.is_some())
        || b <= a
        || and && b != a + 1 && !before.is_some_and(|t| t.is("between"))
    {
        return fail(input);
    }
    Ok((tail, make(Calendar { day: Some(a), weekday: None, ..c }, c)))
}

/// "July 13-15, 1986", "August 27th - 29th", "April ninth through seventeenth".
fn days_behind(input: Tokens<'_>) -> Read<'_, TimeExpr> {
    let (rest, (m, _)) = month(input)?;
    let (rest, a) = bare_day(rest)?;
    let (rest, and) = match rest.first() {
        Some(t) if t.is("and") || t.text == "&" => (rest.skip(1), true),
        _ => (joiner(rest)?.0, false),
    };
    let (rest, b) = bare_day(rest)?;
    if b <= a || and && b != a + 1 || month(rest).is_ok() || rest.first().is_some_and(looks_plural) {
        return fail(input);
    }
    let (rest, year) = match year_after(rest) {
        Some((rest, y)) => (rest, Some(y)),
        None => (rest, None),
    };
    let from = Calendar { year, month: Some(m), day: Some(a), ..Calendar::default() };
    Ok((rest, make(from, Calendar { day: Some(b), ..from })))
}

fn year_after(rest: Tokens<'_>) -> Option<(Tokens<'_>, i32)> {
    let tail = skip_if(rest, |t| t.text == "," || t.is("of"));
    let (end, y) = year_digits(tail, 1000, 2999).ok()?;
    if end.first().is_some_and(looks_plural) { None } else { Some((end, y)) }
}

/// "May/June 1973", "April, May and June 1973", "July and August": months that follow one another.
fn months(input: Tokens<'_>) -> Read<'_, TimeExpr> {
    let (mut rest, (first, _)) = month(input)?;
    let mut last = first;
    let mut count = 1;
    // "Nov-Feb 2017"
    if rest.first().is_some_and(is_dash)
        && let Ok((end, (m, _))) = month(rest.skip(1))
        && let Some((end, y)) = year_after(end)
        && m != first
    {
        let from =
            Calendar { year: Some(if m < first { y - 1 } else { y }), month: Some(first), ..Calendar::default() };
        return Ok((end, make(from, Calendar { year: Some(y), month: Some(m), ..Calendar::default() })));
    }
    loop {
        let tail = match rest.first() {
            Some(t) if t.text == "," && rest.get(1).is_some_and(|t| t.is("and")) => rest.skip(2),
            Some(t) if t.text == "," || t.text == "/" || t.is("and") || t.text == "&" => rest.skip(1),
            _ => break,
        };
        let Ok((end, (m, _))) = month(tail) else { break };
        if m != last % 12 + 1 || tail.first().is_some_and(|t| t.text.starts_with(char::is_lowercase)) {
            break;
        }
        last = m;
        count += 1;
        rest = end;
    }
    // the last one must not open a date of its own: "July and August 3"
    if count < 2 || rest.first().is_some_and(|t| whole(t, 2).is_some()) {
        return fail(input);
    }
    let (rest, year) = match year_after(rest) {
        Some((rest, y)) => (rest, Some(y)),
        None => (rest, None),
    };
    let to = Calendar { year, month: Some(last), ..Calendar::default() };
    let from = Calendar {
        year: year.map(|y| if last < first { y - 1 } else { y }),
        month: Some(first),
        ..Calendar::default()
    };
    Ok((rest, make(from, to)))
}

/// "1972-73", "1964–1970", "2014~2018", "2014 to 2018" behind "from", "1962 and 1970" behind "between".
fn years<'a>(input: Tokens<'a>, before: Option<&Token<'_>>) -> Read<'a, TimeExpr> {
    let (rest, a) = year_digits(input, 1000, 2100)?;
    let Some(join) = rest.first() else { return fail(input) };
    let led = before.is_some_and(|t| t.is_any(&["from", "between", "in"]));
    let and = join.is("and") && before.is_some_and(|t| t.is("between"));
    let dash = is_dash(join) || join.text == "/";
    if !(and || dash || join.is_any(&["to", "through", "thru", "until", "till"])) {
        return fail(input);
    }
    let tail = rest.skip(1);
    if dash && join.text == "/" && tail.first().is_some_and(|t| t.spaced) {
        return fail(input);
    }
    let tail = if join.is_any(&["to", "until"]) { skip_if(tail, |t| t.is("the")) } else { tail };
    let (end, b) = match year_digits(tail, 1000, 2100) {
        Ok(read) => read,
        Err(_) => match tail.first() {
            Some(t) if dash && t.glued() && t.text.len() <= 2 => match whole(t, 2) {
                Some(n) => {
                    let base = if t.text.len() == 2 { a - a % 100 } else { a - a % 10 };
                    // "1998-02" is a month; "1999-00" the turn of a century
                    let b = if base + n < a && n < 30 && a % 100 > 90 { base + 100 + n } else { base + n };
                    (tail.skip(1), b)
                }
                None => return fail(input),
            },
            _ => return fail(input),
        },
    };
    let glued_on = end.first().is_some_and(|t| t.glued() && (is_dash(t) || t.text == "/" || t.text == "%"));
    let counted =
        end.first().is_some_and(|t| t.text == "%" || t.word.unit.is_some() && !t.word.time || t.is("percent"))
            || end.first().is_some_and(looks_plural) && !dash && !(led && a >= 1700 && b <= 2100);
    if b <= a || b - a > 600 || glued_on || counted || a < 1400 && !led {
        return fail(input);
    }
    Ok((end, make(Calendar::year(a), Calendar::year(b))))
}
