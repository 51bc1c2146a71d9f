//! Years and times of day that only what stands around them shows to be such: "in 1904 and 1905 half of them", "the blaze of 1212".

use crate::fact::Kind;
use crate::grammar::time::{Calendar, Clock, TimeExpr, TimeReading};
use crate::grammar::{Token, TokenKind};
use crate::lexicon::Class;
use crate::value::{Bound, Number};

use super::{Mention, MentionValue};

/// The rule of a year that only tells which of several: the story does not move there.
pub(crate) const YEAR_BESIDE: &str = "time.year-beside";

/// Years before this one need more than a preposition to be years.
const LATE: i32 = 1700;

/// Years this far apart stand in one list.
const APART: i32 = 60;

/// Makes years of numbers, and numbers of years, by the mentions beside them.
pub(super) fn years(all: &[Token<'_>], found: &mut [Mention]) {
    for i in 0..found.len() {
        let (left, right) = found.split_at_mut(i);
        let Some((b, rest)) = right.split_first_mut() else { continue };
        if let (Some(a), Some(year)) = (left.last(), number(b))
            && is_listed(all, a, b, year)
        {
            become_year(b, year);
        } else if let Some(year) = number(b).filter(|y| *y < LATE && is_old(all, b)) {
            time(b, Calendar::year(year), YEAR_BESIDE);
        } else if let Some(next) = rest.first()
            && is_first_of_range(all, b, next)
        {
            become_number(all, b);
        }
    }
}

/// "The flood got to Holm at 4.07": a time of day written with a point, in a text that writes them so.
pub(crate) fn clocks(all: &[Token<'_>], found: &mut [Mention]) {
    for m in found {
        let bare = m.noun.is_none()
            && m.aside.is_none()
            && matches!(m.value, MentionValue::Number { kind: Kind::Count, unit: None, .. });
        let (at, end) = m.value_at;
        let Some(token) = all.get(at).filter(|_| bare && end == at + 1 && m.extent_at == m.value_at) else { continue };
        let pointed = token.literal.is_some_and(|l| l.decimals == 2 && l.digits <= 2 && !l.grouped);
        let led = at.checked_sub(1).and_then(|i| all.get(i)).is_some_and(|t| t.has(Class::CLOCK_LEAD) && !t.is("to"));
        let closed = all.get(end).is_none_or(|t| {
            t.kind == TokenKind::Symbol && !matches!(t.text, "%" | "°" | "/")
                || t.has(Class::PREP)
                || t.has(Class::CONJ)
                || t.has(Class::DET)
        });
        let Some((hour, minute)) = token.text.split_once('.').filter(|_| pointed && led && closed) else { continue };
        let (Ok(hour), Ok(minute)) = (hour.parse::<u16>(), minute.parse::<u16>()) else { continue };
        if hour < 24 && minute < 60 {
            let clock =
                Clock { minute: hour * 60 + minute, hour_only: false, is_open: (1..=12).contains(&hour), zone: None };
            time(m, Calendar { clock: Some(clock), ..Calendar::default() }, "time.pointed");
        }
    }
}

/// Whether a text writes times of day with a point: "2.53 p.m."
pub(crate) fn has_pointed_clocks(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    memchr::memchr_iter(b'.', bytes).any(|i| {
        let near = i > 0 && digit(i - 1) && digit(i + 1) && digit(i + 2) && !digit(i + 3);
        let far = i > 2 && digit(i - 2) && digit(i - 3);
        let rest = bytes.get(i + 3..).unwrap_or_default();
        let rest = rest.strip_prefix(b" ").unwrap_or(rest);
        near && !far
            && [&b"a.m"[..], b"p.m", b"am ", b"pm ", b"am.", b"pm.", b"am,", b"pm,"]
                .iter()
                .any(|half| rest.starts_with(half))
    })
}

/// The year that a bare number of four plain digits could be.
fn number(m: &Mention) -> Option<i32> {
    match &m.value {
        MentionValue::Number { kind: Kind::Count, unit: None, year, .. } if m.aside.is_none() => *year,
        _ => None,
    }
}

fn is_year(m: &Mention) -> Option<i32> {
    match &m.value {
        MentionValue::Time(reading) if m.aside.is_none() => match &reading.expr {
            TimeExpr::Calendar(c) if c.is_year() => c.year,
            _ => None,
        },
        _ => None,
    }
}

/// "In 1904 and 1905 three quarters of the staff".
fn is_listed(all: &[Token<'_>], a: &Mention, b: &Mention, year: i32) -> bool {
    let gap = all.get(a.extent_at.1..b.extent_at.0).unwrap_or_default();
    let joined = matches!(gap, [t] if t.is("and") || t.is("or") || t.text == ",");
    let led = a.value_at.0.checked_sub(1).and_then(|i| all.get(i)).is_some_and(|t| t.has(Class::YEAR_LEAD));
    let apart = is_year(a).is_some_and(|first| (1..=APART).contains(&(year - first)));
    joined && led && apart && b.extent_at == b.value_at
}

/// "the blaze of 1212", "that of Askvar (1431)".
fn is_old(all: &[Token<'_>], b: &Mention) -> bool {
    let (from, end) = b.extent_at;
    let before = |back: usize| from.checked_sub(back).and_then(|i| all.get(i));
    let bracketed = before(1).is_some_and(|t| t.text == "(") && all.get(end).is_some_and(|t| t.text == ")");
    let named = before(2).is_some_and(|t| t.is_capitalized() && t.is_open() && !t.is_acronym());
    let closed = all.get(end).is_none_or(|t| !t.is_open() && t.kind != TokenKind::Dash && t.text != "%");
    let happened = before(1).is_some_and(|t| t.is("of")) && before(2).is_some_and(|t| t.word.happens);
    let free = b.noun.is_none_or(|n| n.to <= from);
    b.extent_at == b.value_at && free && (bracketed && named || happened && closed)
}

/// "from 1024 to 4096": what leads to no year is none.
fn is_first_of_range(all: &[Token<'_>], a: &Mention, b: &Mention) -> bool {
    let gap = all.get(a.extent_at.1..b.extent_at.0).unwrap_or_default();
    let from = a.value_at.0.checked_sub(1).and_then(|i| all.get(i)).is_some_and(|t| t.is("from"));
    let large = match &b.value {
        MentionValue::Number { kind: Kind::Count | Kind::Quantity, low: Some(low), year: None, .. } => {
            *low > Number::integer(2100)
        }
        _ => false,
    };
    is_year(a).is_some() && from && large && b.aside.is_none() && matches!(gap, [t] if t.is("to"))
}

fn become_year(m: &mut Mention, year: i32) {
    time(m, Calendar::year(year), "time.year");
}

fn time(m: &mut Mention, calendar: Calendar, rule: &'static str) {
    let len = m.value_at.1 - m.value_at.0;
    let expr = TimeExpr::Calendar(calendar);
    let reading = TimeReading { expr, lead: 0, len, tail: 0, bound: Bound::Exact, rule };
    (m.value, m.noun, m.per, m.rule) = (MentionValue::Time(Box::new(reading)), None, None, rule);
}

fn become_number(all: &[Token<'_>], m: &mut Mention) {
    let Some(value) = all.get(m.value_at.0).and_then(|t| t.literal).and_then(|l| l.value()) else { return };
    m.value = MentionValue::Number {
        kind: Kind::Count,
        low: Some(value),
        high: Some(value),
        bound: Bound::Exact,
        unit: None,
        change: None,
        year: None,
    };
    m.rule = "number";
}
