//! Amounts in context: hedge, currency, range, unit, hedge behind: "more than $ 10 million", "20-30,000", "between 50 and 60 percent".

use std::borrow::Cow;

use super::numeral::{Amount, Form, amount};
use super::token::{Token, TokenKind, Tokens};
use super::unit_phrase::{UnitPhrase, per_phrase, unit_phrase, whole_currency};
use crate::fact::{Change, Kind};
use crate::lexicon::{Class, Lexicon, NumeralRole};
use crate::value::{Bound, Number};

/// A value read from a sentence. Token indices count from the start of the sentence.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// Kind of value.
    pub kind: Kind,
    /// Lower end as stated.
    pub low: Option<Number>,
    /// Upper end as stated.
    pub high: Option<Number>,
    /// How the words bound it.
    pub bound: Bound,
    /// Unit; `None` for counts, whose unit is the noun behind.
    pub unit: Option<Cow<'static, str>>,
    /// First and one-past-last token of the value expression alone.
    pub value_at: (usize, usize),
    /// First and one-past-last token with hedge, currency and unit.
    pub extent_at: (usize, usize),
    /// The form of the (last) number.
    pub form: Form,
    /// Whether the number is a bare "one".
    pub is_one: bool,
    /// The year it could be, for four plain digits without a unit.
    pub year: Option<i32>,
    /// Rise or fall by the value.
    pub change: Option<Change>,
    /// Name of the rule.
    pub rule: &'static str,
}

/// The words between two ends of a range.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    Dash,
    To,
    And,
}

/// Reads the value whose first number stands at token `at`.
pub fn quantity(lexicon: &Lexicon, all: &[Token<'_>], at: usize) -> Option<Quantity> {
    let input = Tokens(all.get(at..)?);
    let (rest, first) = amount(input).ok()?;
    let mut end = at + input.read_until(rest);
    let sign = sign_before(lexicon, all, at);
    let start = sign.as_ref().map_or(at, |s| s.from);
    let negative =
        sign.as_ref().is_none() && is_negative(all, at) || sign.as_ref().is_some_and(|s| is_negative(all, s.from));
    let mut money = sign.as_ref().map(|s| (s.code, 1));
    let mut amount_one = first;
    if money.is_some() {
        (amount_one, end) = money_magnitude(all, amount_one, end);
    }
    let (low, high, mut end, last, joint) = match second_end(lexicon, all, at, end, start, amount_one, money.is_some())
    {
        Some(r) => (r.low, r.high, r.end, r.last, Some(r.joint)),
        None => (amount_one.value, amount_one.value, end, amount_one, None),
    };
    let value_end = end;
    // unit behind
    let behind = Tokens(all.get(end..).unwrap_or_default());
    let mut unit: Option<Cow<'static, str>> = None;
    let mut kind = Kind::Count;
    let (mut low, mut high) = (low, high);
    let mut rule = if joint.is_some() { "number.range" } else { "number" };
    // "half of", "a third of" and the like stay fractions unless a unit follows at once: "half a litre"
    let mut unit_from = behind;
    let mut skipped = 0;
    if last.form == Form::Fraction {
        if let Some(t) = behind.first()
            && (t.is("of") || t.is("a") || t.is("an"))
        {
            let more = if t.is("of") && behind.get(1).is_some_and(|t| t.is("a") || t.is("an")) { 2 } else { 1 };
            let found = unit_phrase(lexicon, behind.skip(more));
            if found.is_some_and(|(p, _)| matches!(p, UnitPhrase::Unit(_) | UnitPhrase::Money(..)))
                && (more == 2 || !t.is("of"))
            {
                unit_from = behind.skip(more);
                skipped = more;
            }
        }
    }
    if last.form == Form::Vague && behind.first().is_some_and(|t| t.is("of")) {
        let found = unit_phrase(lexicon, behind.skip(1));
        if found.is_some() {
            unit_from = behind.skip(1);
            skipped = 1;
        }
    }
    let one_unit = money.is_none() || unit_from.first().is_some_and(|t| !t.spaced || t.kind == TokenKind::Word);
    if let Some((phrase, n)) = unit_phrase(lexicon, unit_from).filter(|_| one_unit) {
        match phrase {
            _ if money.is_some() => {
                // "$ 8 million dollars" and "$5 US" say the currency twice
                if let UnitPhrase::Money(..) = phrase {
                    end += n + skipped;
                }
            }
            UnitPhrase::Percent => {
                kind = Kind::Share;
                unit = Some("percent".into());
                end += n + skipped;
                rule = "share.percent";
            }
            UnitPhrase::Points(parts) => {
                kind = Kind::Share;
                let name = if parts == 1 { "percentage point" } else { "basis point" };
                unit = Some(name.into());
                end += n + skipped;
                rule = "share.points";
            }
            UnitPhrase::Money(code, parts) => {
                money = Some((code, parts));
                end += n + skipped;
                (low, high, end) = behind_code(all, low, high, end, n == 1);
            }
            UnitPhrase::Unit(u) => {
                kind = if u.dimension == "time" { Kind::Duration } else { Kind::Quantity };
                rule = if kind == Kind::Duration { "duration.counted" } else { "quantity.unit" };
                unit = Some(u.name.into());
                end += n + skipped;
            }
        }
    }
    if let Some((code, parts)) = money {
        kind = Kind::Money;
        low = whole_currency(low, parts)?;
        high = whole_currency(high, parts)?;
        unit = Some(code.into());
        rule = "money";
    }
    if matches!(kind, Kind::Money | Kind::Share) || kind == Kind::Count {
        let behind = Tokens(all.get(end..).unwrap_or_default());
        if kind != Kind::Count
            && let Some((name, n)) = per_phrase(lexicon, behind)
        {
            let left = unit.take().unwrap_or_default();
            unit = Some(format!("{left} per {name}").into());
            end += n;
        }
    }
    if unit.is_none() && last.form == Form::Fraction {
        kind = Kind::Share;
        unit = Some("fraction".into());
        rule = "share.fraction";
    }
    let (mut bound, mut extent_start) = (if joint.is_some() { Bound::Between } else { Bound::Exact }, start);
    if let Some((b, from)) = hedge_before(lexicon, all, start) {
        extent_start = from;
        if joint.is_none() || b != Bound::About {
            bound = if joint.is_some() { Bound::Between } else { b };
        }
    } else if joint == Some(Joint::And) || joint == Some(Joint::To) {
        // "between" and "from" belong to the expression
        extent_start = start.saturating_sub(usize::from(
            start > 0 && all.get(start - 1).is_some_and(|t| t.is("between") || t.is("from")),
        ));
    }
    if last.form == Form::Vague {
        bound = Bound::Vague;
    }
    if bound == Bound::Exact
        && let Some((b, n)) = hedge_behind(lexicon, all, end, value_end)
    {
        bound = b;
        end += n;
    }
    if negative {
        (low, high) = (high.checked_neg()?, low.checked_neg()?);
    }
    let change = change_before(all, extent_start);
    let (low, high) = match bound {
        Bound::Over | Bound::AtLeast | Bound::Vague => (Some(low), None),
        Bound::Under | Bound::AtMost => (None, Some(high)),
        _ => (Some(low.min(high)), Some(high.max(low))),
    };
    let year = if kind == Kind::Count && joint.is_none() && sign.is_none() { amount_one.year } else { None };
    Some(Quantity {
        kind,
        low,
        high,
        bound,
        unit,
        value_at: (at, value_end),
        extent_at: (extent_start, end),
        form: last.form,
        is_one: amount_one.is_one && joint.is_none(),
        year,
        change,
        rule,
    })
}

/// A currency sign or code before a number.
struct Sign {
    code: &'static str,
    from: usize,
}

fn sign_before(lexicon: &Lexicon, all: &[Token<'_>], at: usize) -> Option<Sign> {
    let last = at.checked_sub(1).and_then(|i| all.get(i))?;
    // two tokens: "US$", "C $", "NT$"
    if let Some(prev) = at.checked_sub(2).and_then(|i| all.get(i))
        && prev.kind == TokenKind::Word
        && last.kind == TokenKind::Symbol
        && prev.text.len() <= 4
    {
        let joined = format!("{}{}", prev.text.to_uppercase(), last.text);
        if let Some(code) = lexicon.currency_sign(&joined) {
            return Some(Sign { code, from: at - 2 });
        }
    }
    let is_code = last.text.len() >= 2
        && last.kind == TokenKind::Word
        && (last.text.len() == 3 || last.is_acronym() || last.is_capitalized());
    if last.kind == TokenKind::Symbol || is_code {
        let code = lexicon.currency_sign(last.text)?;
        return Some(Sign { code, from: at - 1 });
    }
    None
}

/// "m", "b", "bn", "k" and "mil" behind an amount of money.
fn money_magnitude(all: &[Token<'_>], mut first: Amount, end: usize) -> (Amount, usize) {
    if first.magnitude > 0 {
        return (first, end);
    }
    let Some(token) = all.get(end) else { return (first, end) };
    let power = match token.text {
        "m" | "M" | "mm" | "MM" | "mil" if token.glued() || token.text != "M" => 6,
        "b" | "B" => 9,
        "t" | "T" if token.glued() => 12,
        _ => return (first, end),
    };
    let Some(value) = Number::power_of_ten(power).and_then(|p| first.value.checked_mul(p)) else { return (first, end) };
    first.value = value;
    first.magnitude = power as u32;
    (first, end + 1)
}

/// A magnitude word behind a currency code: "75 USD million".
fn behind_code(all: &[Token<'_>], low: Number, high: Number, end: usize, is_code: bool) -> (Number, Number, usize) {
    let scale = all.get(end).and_then(|t| t.word.numeral).filter(|n| n.role == NumeralRole::Scale && is_code);
    match scale {
        Some(n) => {
            let factor = Number::integer(n.value);
            match (low.checked_mul(factor), high.checked_mul(factor)) {
                (Some(l), Some(h)) => (l, h, end + 1),
                _ => (low, high, end),
            }
        }
        None => (low, high, end),
    }
}

/// "minus 5", "negative 5", "−5", "(-5".
fn is_negative(all: &[Token<'_>], at: usize) -> bool {
    let Some(prev) = at.checked_sub(1).and_then(|i| all.get(i)) else { return false };
    let Some(token) = all.get(at) else { return false };
    if prev.is_any(&["minus", "negative"]) {
        return !at.checked_sub(2).and_then(|i| all.get(i)).is_some_and(|t| t.kind == TokenKind::Number);
    }
    let opens = at
        .checked_sub(2)
        .and_then(|i| all.get(i))
        .is_none_or(|t| prev.spaced && t.kind != TokenKind::Number || t.text == "(");
    prev.kind == TokenKind::Dash && token.glued() && opens && matches!(prev.text, "-" | "−" | "–")
}

/// The far end of a range and what it does to the near one.
struct SecondEnd {
    low: Number,
    high: Number,
    end: usize,
    last: Amount,
    joint: Joint,
}

fn second_end(
    lexicon: &Lexicon,
    all: &[Token<'_>],
    at: usize,
    end: usize,
    start: usize,
    first: Amount,
    is_money: bool,
) -> Option<SecondEnd> {
    if first.form == Form::Vague {
        return None;
    }
    // a unit may stand on both ends: "3km-5km", "44 mg to 50 mg", "5% to 7%"
    let own_unit = unit_phrase(lexicon, Tokens(all.get(end..).unwrap_or_default())).map_or(0, |(_, n)| n);
    let before = start.checked_sub(1).and_then(|i| all.get(i));
    let between = before.is_some_and(|t| t.is("between"));
    for skip in [0, own_unit] {
        let joint_at = end + skip;
        let Some(token) = all.get(joint_at) else { continue };
        let next = all.get(joint_at + 1);
        let joint =
            if token.kind == TokenKind::Dash && token.text != "—" && next.is_some_and(|n| n.spaced == token.spaced) {
                Joint::Dash
            } else if token.is("to") || token.text == "~" {
                Joint::To
            } else if token.is("and") && between || token.is("or") && skip == 0 && adjacent(first, all, joint_at + 1) {
                Joint::And
            } else {
                continue;
            };
        let mut far = joint_at + 1;
        if joint == Joint::To && all.get(far).is_some_and(|t| t.is("about") || t.is("around")) {
            far += 1;
        }
        let mut far_money = false;
        while all.get(far).is_some_and(|t| t.kind == TokenKind::Symbol && lexicon.currency_sign(t.text).is_some()) {
            far += 1;
            far_money = true;
        }
        if far_money && !is_money {
            continue;
        }
        let input = Tokens(all.get(far..)?);
        let Ok((rest, mut last)) = amount(input) else { continue };
        let mut far_end = far + input.read_until(rest);
        if is_money {
            (last, far_end) = money_magnitude(all, last, far_end);
        }
        if last.form == Form::Vague || last.form == Form::Fraction && first.form != Form::Fraction {
            continue;
        }
        // dashes also stand in scores, codes and years; words do so less
        if joint == Joint::Dash
            && (first.year.is_some() && last.value < Number::integer(100)
                || all.get(far_end).is_some_and(|t| {
                    t.kind == TokenKind::Dash
                        && t.glued()
                        && all.get(far_end + 1).is_some_and(|n| n.kind == TokenKind::Number && n.glued())
                }))
        {
            return None;
        }
        if first.is_one && joint == Joint::Dash {
            return None;
        }
        let mut low = first.value;
        if first.magnitude == 0 && last.magnitude > 0 && low < Number::integer(1000) {
            low = Number::power_of_ten(last.magnitude as i32).and_then(|p| low.checked_mul(p))?;
        } else if joint == Joint::Dash && last.grouped && !first.grouped && low < Number::integer(1000) {
            // elided thousands: 20-30,000
            let scaled = low.checked_mul(Number::integer(1000))?;
            if scaled < last.value {
                low = scaled;
            }
        }
        // a fall is two values, and so is "from 90 to 49"
        let change = before.is_some_and(|t| t.is("from")) || joint != Joint::Dash;
        if low >= last.value && (change && !is_money || joint == Joint::Dash) {
            return None;
        }
        let _ = at;
        return Some(SecondEnd { low, high: last.value, end: far_end, last, joint });
    }
    None
}

/// Whether an amount follows that is the next number up: "four or five".
fn adjacent(first: Amount, all: &[Token<'_>], at: usize) -> bool {
    let Some(tail) = all.get(at..) else { return false };
    match amount(Tokens(tail)) {
        Ok((_, next)) => {
            next.value > first.value
                && next.form == first.form
                && next.value.checked_sub(first.value).is_some_and(|d| d <= first.value)
        }
        Err(_) => false,
    }
}

/// A hedge that ends right before token `at`: its bound and first token.
pub fn hedge_before(lexicon: &Lexicon, all: &[Token<'_>], at: usize) -> Option<(Bound, usize)> {
    for back in (1..=6usize.min(at)).rev() {
        let from = at - back;
        let Some(token) = all.get(from) else { continue };
        if !token.word.hedge {
            continue;
        }
        let words = all.get(from..at)?.iter().map(|t| t.text);
        if let Some((n, hedge)) = lexicon.hedges.longest(words, false, |h| !h.after)
            && n == back
        {
            return Some((hedge.bound, from));
        }
    }
    // "~5", ">5", "≥ 5"
    let prev = at.checked_sub(1).and_then(|i| all.get(i))?;
    let bound = match prev.text {
        "~" | "≈" | "±" => Bound::About,
        ">" => Bound::Over,
        "<" => Bound::Under,
        "≥" => Bound::AtLeast,
        "≤" => Bound::AtMost,
        "." if at >= 2 && all.get(at - 2).is_some_and(|t| t.is_any(&["c", "ca", "approx"])) => {
            return Some((Bound::About, at - 2));
        }
        // "at least the", "some of the": an article may stand between
        _ if prev.is_any(&["the", "a", "an"]) && at >= 2 => {
            return hedge_before(lexicon, all, at - 1).filter(|(b, _)| *b != Bound::About);
        }
        _ => return None,
    };
    Some((bound, at - 1))
}

/// A hedge behind the value or its unit: its bound and how many tokens it takes.
fn hedge_behind(lexicon: &Lexicon, all: &[Token<'_>], end: usize, value_end: usize) -> Option<(Bound, usize)> {
    let token = all.get(end)?;
    if (token.text == "+" || token.text == "-" && false) && token.glued() && end == value_end {
        return Some((Bound::AtLeast, 1));
    }
    if token.kind == TokenKind::Dash && token.glued() && all.get(end + 1).is_some_and(|t| t.is("odd") || t.is("plus")) {
        let bound = if all.get(end + 1).is_some_and(|t| t.is("odd")) { Bound::About } else { Bound::AtLeast };
        return Some((bound, 2));
    }
    if !token.word.hedge {
        return None;
    }
    let words = all.get(end..)?.iter().take(4).map(|t| t.text);
    let (n, hedge) = lexicon.hedges.longest(words, false, |h| h.after)?;
    // "plus" and "odd" glue to the number or end the phrase
    let next_is_number =
        all.get(end + n).is_some_and(|t| t.kind == TokenKind::Number || t.word.numeral.is_some() || t.text == "$");
    (!next_is_number || n > 1).then_some((hedge.bound, n))
}

/// A verb or adverb of change right before the expression: "up 8 percent", "fell by 20".
fn change_before(all: &[Token<'_>], start: usize) -> Option<Change> {
    let mut i = start;
    for _ in 0..3 {
        i = i.checked_sub(1)?;
        let token = all.get(i)?;
        if token.word.class.has(Class::UP) && !token.has(Class::AUX) {
            return Some(Change::Up);
        }
        if token.word.class.has(Class::DOWN) {
            return Some(Change::Down);
        }
        if !token.is_any(&["by", "from", "about", "an", "another", "nearly", "almost", "only", "just", "some", "a"]) {
            return None;
        }
    }
    None
}
