//! What joined numbers share: a unit, a noun, a bound, the reason why they state nothing.

use std::borrow::Cow;

use crate::fact::{Change, Kind};
use crate::grammar::hedge::is_arrow;
use crate::grammar::time::{Count, TimeExpr};
use crate::grammar::unit_phrase::per_phrase;
use crate::grammar::{Token, TokenKind, Tokens};
use crate::lexicon::{Class, Lexicon, TimeWord};
use crate::value::{Bound, Number};

use super::noun::{Want, is_possessive, noun_phrase};
use super::{Mention, MentionValue};

/// "45 and 50 mg", "50 and 60 percent", "from 90 to 49 enterprises": a number without a unit takes that of the next one it is
/// joined to. One pass from the right, never recursive.
pub(super) fn units(lexicon: &Lexicon, all: &[Token<'_>], found: &mut [Mention]) {
    for i in (0..found.len().saturating_sub(1)).rev() {
        let Some((left, right)) = found.split_at_mut_checked(i + 1) else { continue };
        let (Some(a), Some(b)) = (left.last_mut(), right.first()) else { continue };
        if a.aside.is_some() || b.aside.is_some() || a.noun.is_some() {
            continue;
        }
        // "a crew of nine and 60 dogs"
        let before = |back: usize| a.extent_at.0.checked_sub(back).and_then(|i| all.get(i));
        if before(1).is_some_and(|t| t.is("of")) && before(2).is_some_and(|t| t.word.class.has(Class::GROUP)) {
            continue;
        }
        let gap = all.get(a.extent_at.1..b.extent_at.0).unwrap_or_default();
        // "eight million 250 ml bottles": the noun stands behind the size
        if let (
            MentionValue::Number { unit: None, kind: Kind::Count, .. },
            MentionValue::Number { kind: Kind::Quantity, .. },
        ) = (&a.value, &b.value)
            && a.extent_at.1 == b.extent_at.0
        {
            a.noun = noun_phrase(lexicon, all, b.extent_at.1, Want::Plural)
                .filter(|n| all.get(n.head).is_some_and(|t| lexicon.is_plural(t.text)));
            continue;
        }
        // "64 million of the firm's 95 million shares"
        if is_bare(a)
            && matches!(b.value, MentionValue::Number { kind: Kind::Count, unit: None, .. })
            && b.noun.is_some_and(|n| n.from >= b.extent_at.1)
            && gap.len() <= 5
            && gap.first().is_some_and(|t| t.is("of"))
            && gap.last().is_some_and(|t| is_possessive(t.text) || t.has(Class::DET) || t.text == "s")
        {
            a.noun = b.noun;
            continue;
        }
        let arrow = is_arrow(gap);
        // "73 by 92 cm"
        let sizes =
            matches!(gap, [t] if t.is("by")) && matches!(b.value, MentionValue::Number { kind: Kind::Quantity, .. });
        let joined = arrow
            || sizes
            || !gap.is_empty()
                && gap.len() <= 2
                && gap
                    .iter()
                    .all(|t| t.has(Class::JOINS) || matches!(t.text, "," | "x" | "×") || t.kind == TokenKind::Dash);
        if !joined {
            continue;
        }
        let (MentionValue::Number { unit: ua, kind: ka, .. }, MentionValue::Number { unit: ub, kind: kb, .. }) =
            (&mut a.value, &b.value)
        else {
            // "from 12 to 36 months": a length of time whose unit stands on the far end
            if let (MentionValue::Number { unit: ua @ None, kind: ka @ Kind::Count, .. }, MentionValue::Time(reading)) =
                (&mut a.value, &b.value)
                && let TimeExpr::Duration { unit, .. } = &reading.expr
                && gap.iter().all(|t| t.text != ",")
            {
                (*ua, *ka) = (Some(unit.as_str().into()), Kind::Duration);
            }
            continue;
        };
        if *ka != Kind::Count || ua.is_some() {
            continue;
        }
        // "from 12 to 9.5 dollars"; but "3 and $5" are two things
        let named_money = *kb == Kind::Money && (gap.len() == 1 || arrow) && b.extent_at.0 == b.value_at.0;
        if let Some(unit) = ub
            && (matches!(kb, Kind::Share | Kind::Quantity | Kind::Duration) || named_money)
            && unit != "fraction"
        {
            *ua = Some(unit.clone());
            *ka = *kb;
        } else if ub.is_none() && *kb == Kind::Count && (gap.len() == 1 || arrow) {
            a.noun = b.noun;
        }
    }
    for i in 1..found.len() {
        let Some((left, right)) = found.split_at_mut_checked(i) else { continue };
        let (Some(a), Some(b)) = (left.last(), right.first_mut()) else { continue };
        // "30 s -> 60": what an arrow leads to is in the same unit
        let gap = all.get(a.extent_at.1..b.extent_at.0).unwrap_or_default();
        // "from 65 to 67": both are ages
        let ages = a.rule.starts_with("age.") && matches!(gap, [t] if t.is("to"));
        if (is_arrow(gap) || ages)
            && is_bare(b)
            && let MentionValue::Number { unit: Some(said), kind: what, .. } = &a.value
            && let MentionValue::Number { unit, kind, .. } = &mut b.value
        {
            (*unit, *kind) = (Some(said.clone()), *what);
        }
    }
}

/// "61.4 ± 9.2 years": the number before the sign takes the unit; the one behind it only says how exact that is.
pub(super) fn margins(all: &[Token<'_>], found: &mut [Mention]) {
    for i in 1..found.len() {
        let Some((left, right)) = found.split_at_mut_checked(i) else { continue };
        let (Some(a), Some(b)) = (left.last_mut(), right.first_mut()) else { continue };
        let signed = all.get(a.extent_at.1).is_some_and(|t| t.text == "±") && b.value_at.0 == a.extent_at.1 + 1;
        let MentionValue::Number { unit, kind, .. } = &mut a.value else { continue };
        if !signed || a.aside.is_some() || b.aside.is_some() {
            continue;
        }
        if unit.is_none() && *kind == Kind::Count {
            match &b.value {
                MentionValue::Number { unit: Some(said), kind: what, .. } => {
                    (*unit, *kind) = (Some(said.clone()), *what)
                }
                MentionValue::Number { .. } => a.noun = b.noun,
                MentionValue::Time(reading) => {
                    let TimeExpr::Duration { unit: said, .. } = &reading.expr else { continue };
                    (*unit, *kind) = (Some(said.as_str().into()), Kind::Duration);
                }
            }
        }
        b.aside = Some("margin of error");
    }
}

/// "closed 58 points higher", "was $2 lower at $80": a rise or fall told by the word behind it.
pub(super) fn directions(all: &[Token<'_>], found: &mut [Mention]) {
    for m in found {
        let MentionValue::Number { change: change @ None, kind, .. } = &mut m.value else { continue };
        let to = m.noun.map_or(m.extent_at.1, |n| n.to);
        let Some(word) = all.get(to).filter(|t| t.word.class.has(Class::ADJ) && t.spaced) else { continue };
        let closed = all
            .get(to + 1)
            .is_none_or(|t| t.kind == TokenKind::Symbol || t.has(Class::CONJ) || t.has(Class::PREP) && !t.is("than"));
        let counts = matches!(kind, Kind::Count | Kind::Money);
        if !(closed && counts) || m.aside.is_some() || all.get(to + 1).is_some_and(|t| t.is("than")) {
            continue;
        }
        if word.word.class.has(Class::UP) {
            *change = Some(Change::Up);
        } else if word.word.class.has(Class::DOWN) {
            *change = Some(Change::Down);
        }
    }
}

/// "profits of 2 billion shekels ($590 million) and 71 million": a sum behind another is of the same money.
pub(super) fn resumed(all: &[Token<'_>], found: &mut [Mention]) {
    const LONGEST: usize = 6;
    let mut last: Option<(Cow<'static, str>, usize)> = None;
    for m in found {
        let at = m.extent_at;
        match &mut m.value {
            MentionValue::Time(_) => continue,
            MentionValue::Number { kind: Kind::Money, unit: Some(unit), .. } if m.aside.is_none() => {
                // what brackets restate is in another currency
                if at.0.checked_sub(1).and_then(|i| all.get(i)).is_none_or(|t| t.text != "(") {
                    last = Some((unit.clone(), at.1));
                } else if let Some((_, end)) = &mut last {
                    *end = at.1;
                }
            }
            MentionValue::Number { kind: kind @ Kind::Count, unit: unit @ None, low, high, year: None, .. }
                if m.noun.is_none() && m.aside.is_none() =>
            {
                let large = low.or(*high).is_some_and(|n| n >= Number::integer(1_000_000));
                let said = last.take().filter(|(_, end)| {
                    let gap = all.get(*end..at.0).unwrap_or_default();
                    let links = |t: &Token<'_>| {
                        matches!(t.text, "," | ")") || t.has(Class::JOINS) || t.has(Class::PREP) || is_time(t)
                    };
                    // "Ardent gave 3.8 million euros, Bellis 1.6 million and Corvo 1.1 million"
                    let named = |t: &Token<'_>| t.is_capitalized() && t.is_open() || t.is("the");
                    let lists = gap.first().is_some_and(|t| matches!(t.text, "," | ";") || t.has(Class::JOINS))
                        && gap.iter().any(named)
                        && gap.iter().all(|t| links(t) || named(t))
                        && all.get(at.1).is_none_or(|t| t.kind == TokenKind::Symbol || t.has(Class::JOINS));
                    let joined = gap.iter().any(|t| t.has(Class::JOINS)) && gap.iter().all(links);
                    large && gap.len() <= LONGEST && (joined || lists)
                });
                if let Some((said, _)) = said {
                    (*kind, *unit) = (Kind::Money, Some(said.clone()));
                    last = Some((said, at.1));
                }
            }
            MentionValue::Number { .. } => last = None,
        }
    }
}

/// Whether a token belongs to a year, month or other time.
fn is_time(t: &Token<'_>) -> bool {
    t.word.time_word.is_some() || t.word.month.is_some() || t.literal.is_some_and(|l| l.year().is_some())
}

/// "2,000 crowns ($95) for one and 3,000 ($140) for the other": a bare number that brackets restate in the currency they
/// restated before is a sum of the same money.
pub(super) fn restated(all: &[Token<'_>], found: &mut [Mention]) {
    let money = |m: &Mention| match &m.value {
        MentionValue::Number { kind: Kind::Money, unit: Some(unit), .. } if m.aside.is_none() => Some(unit.clone()),
        _ => None,
    };
    let in_brackets = |a: &Mention, b: &Mention| {
        all.get(a.extent_at.1..b.extent_at.0).is_some_and(|gap| matches!(gap, [t] if t.text == "("))
            && all.get(b.extent_at.1).is_some_and(|t| t.text == ")")
    };
    let mut last = None;
    for i in 1..found.len() {
        let Some((left, right)) = found.split_at_mut_checked(i) else { continue };
        let (Some(a), Some(b)) = (left.last_mut(), right.first()) else { continue };
        let Some(again) = money(b).filter(|_| in_brackets(a, b)) else { continue };
        if let Some(said) = money(a) {
            last = Some((said, again));
        } else if is_bare(a)
            && let Some((said, _)) = last.as_ref().filter(|(_, restated)| *restated == again)
            && let MentionValue::Number { kind, unit, .. } = &mut a.value
        {
            (*kind, *unit) = (Kind::Money, Some(said.clone()));
        }
    }
}

/// "three thousand tests per day", "12 deaths per 1,000 births": what a count is per.
pub(super) fn per(lexicon: &Lexicon, all: &[Token<'_>], found: &mut [Mention]) {
    for m in found {
        // "at 3 per second"
        if is_bare(m)
            && let behind = Tokens(all.get(m.extent_at.1..).unwrap_or_default())
            && behind.first().is_some_and(|t| t.is("per"))
            && let Some((name, _)) = per_phrase(lexicon, behind)
        {
            m.per = Some(name.into());
            continue;
        }
        let Some(noun) = m.noun.filter(|n| n.from >= m.extent_at.1) else { continue };
        if m.per.is_some() || !matches!(m.value, MentionValue::Number { kind: Kind::Count, unit: None, .. }) {
            continue;
        }
        let behind = Tokens(all.get(noun.to..).unwrap_or_default());
        let said = behind.first().is_some_and(|t| t.is("per"));
        // "a day", but not "a day trip", "a week ago"
        let time =
            behind.get(1).is_some_and(|t| matches!(t.word.time_word, Some(TimeWord::Unit { plural: false, .. })))
                && behind.get(2).is_none_or(|t| !t.is_open() && !t.has(Class::ADV) && !t.is("of"));
        if (said || time)
            && let Some((name, _)) = per_phrase(lexicon, behind)
        {
            m.per = Some(name.into());
        }
    }
}

/// "12 deaths per 100,000 people", "a rate of 4 per 1,000": a rate, whose second number counts nothing by itself.
pub(super) fn per_many(all: &[Token<'_>], found: &mut [Mention]) {
    for i in 1..found.len() {
        let Some((left, right)) = found.split_at_mut_checked(i) else { continue };
        let (Some(a), Some(b)) = (left.last_mut(), right.first_mut()) else { continue };
        let count = |m: &Mention| {
            m.aside.is_none() && matches!(m.value, MentionValue::Number { kind: Kind::Count, unit: None, .. })
        };
        let from = a.noun.filter(|n| n.from >= a.extent_at.1).map_or(a.extent_at.1, |n| n.to);
        let per = matches!(all.get(from..b.extent_at.0), Some([t]) if t.is("per"));
        let many = matches!(b.value, MentionValue::Number { low: Some(low), .. } if low >= Number::integer(10));
        if !per || !many || !count(a) || !count(b) {
            continue;
        }
        let to = b.noun.filter(|n| n.from >= b.extent_at.1).map_or(b.value_at.1, |n| n.to);
        let words: Vec<&str> = all.get(b.value_at.0..to).unwrap_or_default().iter().map(|t| t.text).collect();
        a.per = Some(words.join(" ").to_lowercase().into());
        b.aside = Some("what a rate is per");
    }
}

/// "versions 18.1, 17.7 and 16.11", "pages 4 and 7": a bare number joined to one that only labels or names is one too.
pub(super) fn reasons(all: &[Token<'_>], found: &mut [Mention]) {
    for i in 1..found.len() {
        let Some((left, right)) = found.split_at_mut_checked(i) else { continue };
        let (Some(a), Some(b)) = (left.last(), right.first_mut()) else { continue };
        let Some(reason) = a.aside.filter(|r| matches!(*r, "name" | "label" | "version or section number")) else {
            continue;
        };
        let gap = all.get(a.value_at.1..b.value_at.0).unwrap_or_default();
        let joined = !gap.is_empty()
            && gap.len() <= 2
            && gap.iter().all(|t| t.has(Class::JOINS) && !t.is("from") && !t.is("but") || matches!(t.text, "," | "/"));
        let bare = matches!(&b.value, MentionValue::Number { kind: Kind::Count, unit: None, .. }) && b.noun.is_none();
        if joined && bare && b.aside.is_none() {
            b.aside = Some(reason);
        }
    }
}

/// Whether a mention is a number without a unit or a noun.
fn is_bare(m: &Mention) -> bool {
    m.aside.is_none()
        && m.noun.is_none()
        && matches!(m.value, MentionValue::Number { kind: Kind::Count, unit: None, year: None, .. })
}

/// "8,120 up 35 points", "up 35 points to 8,120": a level beside its change; "grew 3 percent but exports fell by 2".
pub(super) fn points(lexicon: &Lexicon, all: &[Token<'_>], found: &mut [Mention]) {
    for i in 1..found.len() {
        let Some((left, right)) = found.split_at_mut_checked(i) else { continue };
        let (Some(a), Some(b)) = (left.last_mut(), right.first_mut()) else { continue };
        let Some(gap) = all.get(a.extent_at.1..b.extent_at.0) else { continue };
        if let [direction] | [Token { text: ",", .. }, direction] = gap
            && direction.has(Class::PREP)
            && (direction.word.class.has(Class::UP) || direction.word.class.has(Class::DOWN))
            && is_bare(a)
            && b.noun.is_some()
            && is_change(b)
        {
            a.noun = b.noun;
            continue;
        }
        if !is_bare(b) || !is_change(a) {
            continue;
        }
        let to = a.noun.map_or(a.extent_at.1, |n| n.to);
        // "58 points higher at 7,412"
        let to = to
            + usize::from(all.get(to).is_some_and(|t| {
                t.word.class.has(Class::ADJ) && (t.word.class.has(Class::UP) || t.word.class.has(Class::DOWN))
            }));
        if let Some([level] | [Token { text: ",", .. }, level]) = all.get(to..b.extent_at.0)
            && (level.is("to") || level.is("at"))
            && a.noun.is_some_and(|n| all.get(n.head).is_some_and(|t| lexicon.is_plural(t.text)))
        {
            b.noun = a.noun;
            continue;
        }
        let MentionValue::Number { unit: Some(unit), .. } = &a.value else { continue };
        if unit == "percent"
            && is_change(b)
            && gap.iter().any(|t| t.has(Class::CONJ))
            && let MentionValue::Number { kind, unit, low, high, .. } = &mut b.value
            && low.or(*high).is_some_and(|n| n < Number::integer(100))
        {
            (*kind, *unit) = (Kind::Share, Some("percent".into()));
        }
    }
}

/// Whether a mention is a rise or fall by its value.
fn is_change(m: &Mention) -> bool {
    m.aside.is_none() && matches!(m.value, MentionValue::Number { change: Some(_), .. })
}

/// "more than 40 miles (64 km)": what brackets say again in another unit is bounded as it was.
pub(super) fn brackets(all: &[Token<'_>], found: &mut [Mention]) {
    for i in 1..found.len() {
        let Some((left, right)) = found.split_at_mut_checked(i) else { continue };
        let (Some(a), Some(b)) = (left.last(), right.first_mut()) else { continue };
        let opens = all.get(a.extent_at.1..b.extent_at.0).is_some_and(|gap| matches!(gap, [t] if t.text == "("));
        let closes = all.get(b.extent_at.1).is_some_and(|t| t.text == ")");
        let (
            MentionValue::Number { bound: said, unit: Some(first), kind: ka, .. },
            MentionValue::Number { bound, unit: Some(again), kind: kb, low, high, .. },
        ) = (&a.value, &mut b.value)
        else {
            continue;
        };
        let restated = ka == kb && first != again && matches!(kb, Kind::Quantity | Kind::Money);
        if !(opens && closes && restated && *bound == Bound::Exact) || a.aside.is_some() {
            continue;
        }
        match said {
            Bound::Over | Bound::AtLeast => *high = None,
            Bound::Under | Bound::AtMost => *low = None,
            Bound::About => {}
            Bound::Exact | Bound::Between | Bound::Vague => continue,
        }
        *bound = *said;
    }
}

/// "40 tons of coal a year": a length of time behind the noun of a quantity is what the quantity is per, and recurs.
pub(super) fn rates(all: &[Token<'_>], found: &mut [Mention]) {
    const LONGEST: usize = 6;
    for i in 1..found.len() {
        let Some((left, right)) = found.split_at_mut_checked(i) else { continue };
        let (Some(a), Some(b)) = (left.last_mut(), right.first_mut()) else { continue };
        let MentionValue::Time(reading) = &mut b.value else { continue };
        let TimeExpr::Duration { count: Count::Number(low, high), unit: per, timex } = &reading.expr else { continue };
        let single = *low == Number::ONE && *high == Number::ONE;
        let article = all.get(b.value_at.0).is_some_and(|t| t.is("a") || t.is("an"));
        let Some(gap) = all.get(a.extent_at.1..b.extent_at.0) else { continue };
        // "40 tons of coal a year", and "2 million a year" of what was said before
        let noun = gap.last().is_some_and(|t| t.kind == TokenKind::Word && t.is_open()) || gap.is_empty() && is_bare(a);
        let short = gap.len() <= LONGEST
            && gap.iter().all(|t| t.kind == TokenKind::Word && (t.is_open() || t.is("of") || t.has(Class::DET)));
        let ends = all.get(b.extent_at.1).is_none_or(|t| !t.is("of") && !t.is_open() && !t.has(Class::ADV));
        let (MentionValue::Number { unit, kind, .. }, true) = (&mut a.value, a.aside.is_none()) else { continue };
        let counts = matches!(kind, Kind::Count | Kind::Quantity | Kind::Money);
        if !(single && article && noun && short && ends && counts) {
            continue;
        }
        let per = *per;
        let timex = timex.clone().unwrap_or_else(|| per.timex("1"));
        if let Some(u) = unit
            && !u.contains(" per ")
        {
            *unit = Some(format!("{u} per {}", per.as_str()).into());
        } else if unit.is_none() {
            a.per = Some(per.as_str().into());
        }
        reading.expr = TimeExpr::Set { unit: per, every: 1, timex };
    }
}

/// How far before a time of day the word stands that tells what happened then.
const TIMED: usize = 12;

/// The token that what stands at `at` is led by if it is a time: the one before, in "dates back to 1640" the one before "to",
/// and in "at 5:30, 6:44 and 10:02" the one before the list.
pub(super) fn leads_time(all: &[Token<'_>], at: usize) -> Option<usize> {
    let token = |i: usize, back: usize| i.checked_sub(back).and_then(|i| all.get(i));
    let is_back = token(at, 1).is_some_and(|t| t.is("to"))
        && token(at, 2).is_some_and(|t| t.is("back"))
        && all.get(at).and_then(|t| t.literal).is_some_and(|l| l.digits == 4);
    if is_back {
        return at.checked_sub(2);
    }
    // "on the evening of the 3rd": as in "on the 3rd"
    let is_day = all.get(at).is_some_and(|t| t.is("the"))
        && all.get(at + 1).is_some_and(|t| t.literal.is_some_and(|l| l.digits <= 2));
    let part = |t: Option<&Token<'_>>| t.is_some_and(|t| matches!(t.word.time_word, Some(TimeWord::DayPart(_))));
    if is_day && token(at, 1).is_some_and(|t| t.is("of")) && part(token(at, 2)) {
        let reach = at.saturating_sub(4);
        let on = all.get(reach..at).and_then(|w| w.iter().position(|t| t.is_any(&["on", "by", "in", "during"])));
        return on.map(|i| i + reach).or_else(|| at.checked_sub(1));
    }
    // "had landed at 21.55"
    let pointed = all.get(at).and_then(|t| t.literal).is_some_and(|l| l.decimals == 2 && l.digits <= 2 && !l.grouped);
    if pointed && token(at, 1).is_some_and(|t| t.is("at")) {
        let near = all.get(at.saturating_sub(TIMED)..at - 1).unwrap_or_default();
        let priced = |t: &Token<'_>| t.word.class.has(Class::PAY) || t.word.class.has(Class::PRICED);
        let timed = near.iter().rposition(|t| t.word.timed).filter(|_| !near.iter().any(priced));
        return timed.map(|i| i + at.saturating_sub(TIMED)).or_else(|| at.checked_sub(1));
    }
    let colon = |t: Option<&Token<'_>>| t.is_some_and(|t| t.text == ":" && t.glued());
    let number = |t: Option<&Token<'_>>| t.is_some_and(|t| t.literal.is_some_and(|l| l.digits <= 2 && l.decimals == 0));
    let mut first = at;
    while number(all.get(first)) && colon(all.get(first + 1)) {
        let parts =
            |t: Option<&Token<'_>>| t.is_some_and(|t| t.text == "," || t.has(Class::JOINS) && t.has(Class::CONJ));
        let mut gap = usize::from(parts(token(first, 1)));
        gap += usize::from(gap == 1 && parts(token(first, 2)));
        let shown = number(token(first, gap + 1)) && colon(token(first, gap + 2)) && number(token(first, gap + 3));
        if gap == 0 || !shown {
            break;
        }
        first -= gap + 3;
    }
    first.checked_sub(1)
}

/// "five years, and members get another three", "59 minutes on average, with a maximum of 133": a bare number that more or
/// the most of what was measured before is told by.
pub(super) fn elided(all: &[Token<'_>], found: &mut [Mention]) {
    const REACH: usize = 2;
    for i in 1..found.len() {
        let Some((left, right)) = found.split_at_mut_checked(i) else { continue };
        let (Some(a), Some(b)) = (left.last(), right.first_mut()) else { continue };
        let from = b.extent_at.0.saturating_sub(REACH).max(a.extent_at.1);
        let more = all.get(from..b.value_at.0).unwrap_or_default().iter().any(|t| t.word.resumes);
        let closed = all.get(b.extent_at.1).is_none_or(|t| !t.is_open());
        // "60 s, 75 at most"
        let bounded = matches!(b.value, MentionValue::Number { bound: Bound::AtMost | Bound::AtLeast, .. })
            && b.extent_at.1 > b.value_at.1
            && all
                .get(a.extent_at.1..b.extent_at.0)
                .is_some_and(|gap| matches!(gap, [t] if t.text == "," || t.is("and")));
        if !((more || bounded) && closed && is_bare(b)) || a.aside.is_some() {
            continue;
        }
        let said = match &a.value {
            MentionValue::Number {
                unit: Some(unit),
                kind: kind @ (Kind::Quantity | Kind::Duration | Kind::Money),
                ..
            } => Some((unit.clone(), *kind)),
            MentionValue::Time(reading) => match &reading.expr {
                TimeExpr::Duration { unit, .. } => Some((Cow::from(unit.as_str()), Kind::Duration)),
                _ => None,
            },
            MentionValue::Number { .. } => None,
        };
        let MentionValue::Number { unit, kind, .. } = &mut b.value else { continue };
        if let Some((what, of)) = said {
            (*unit, *kind) = (Some(what), of);
        }
    }
}

/// "90 rupees monthly", "met three times weekly": an adverb behind a value tells what it is per.
pub(super) fn recurring(all: &[Token<'_>], found: &mut [Mention]) {
    for i in 1..found.len() {
        let Some((left, right)) = found.split_at_mut_checked(i) else { continue };
        let (Some(a), Some(b)) = (left.last_mut(), right.first()) else { continue };
        let MentionValue::Time(reading) = &b.value else { continue };
        let TimeExpr::Set { unit: per, every: 1, .. } = &reading.expr else { continue };
        let adverb = b.value_at.1 == b.value_at.0 + 1
            && all.get(b.value_at.0).is_some_and(|t| t.text.ends_with("ly"))
            && all.get(b.value_at.1).is_none_or(|t| !t.is_open());
        let end = a.noun.filter(|n| n.from >= a.extent_at.1).map_or(a.extent_at.1, |n| n.to);
        let MentionValue::Number { unit, kind, .. } = &mut a.value else { continue };
        if !adverb || end != b.value_at.0 || a.aside.is_some() || a.per.is_some() {
            continue;
        }
        match (unit, kind) {
            (Some(unit), Kind::Money) if !unit.contains(" per ") => {
                *unit = format!("{unit} per {}", per.as_str()).into();
            }
            // "20 attacks daily" are attacks, "three times daily" is how often
            (None, Kind::Count)
                if a.noun.is_some_and(|n| all.get(n.head).is_some_and(|t| t.word.class.has(Class::OCCURS))) =>
            {
                a.per = Some(per.as_str().into());
            }
            _ => {}
        }
    }
}
