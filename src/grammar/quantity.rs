//! Amounts in context: hedge, currency, range, unit, hedge behind: "more than $ 10 million", "20-30,000", "between 50 and 60 percent".

use std::borrow::Cow;

use super::hedge::{hedge_before, hedge_behind};
use super::money::{behind_code, minor_part, money_magnitude, sign_before};
use super::numeral::{Amount, Form, amount};
use super::range::{Joint, NearEnd, far_end, is_negative};
use super::token::{Token, TokenKind, Tokens};
use super::unit_phrase::{UnitPhrase, per_phrase, unit_phrase, whole_currency};
use crate::fact::{Change, Kind};
use crate::lexicon::{Class, Lexicon, Unit};
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

/// Reads the value whose first number stands at token `at`.
pub fn quantity(lexicon: &Lexicon, all: &[Token<'_>], at: usize) -> Option<Quantity> {
    let (first, end) = near_amount(all, at)?;
    let sign = sign_before(lexicon, all, at);
    let start = sign.as_ref().map_or(at, |s| s.from);
    let negative =
        sign.as_ref().is_none() && is_negative(all, at) || sign.as_ref().is_some_and(|s| is_negative(all, s.from));
    let negative = negative || sign.as_ref().is_some_and(|s| s.negative);
    let mut near = NearEnd { amount: first, start, end, is_money: sign.is_some() };
    let mut money = sign.as_ref().map(|s| (s.code, s.parts));
    if near.is_money {
        (near.amount, near.end) = money_magnitude(all, near.amount, near.end);
    }
    if negative {
        near.amount.value = near.amount.value.checked_neg()?;
        near.start = minus_before(all, start);
    }
    let far = far_end(lexicon, all, &near);
    let amount_one = near.amount;
    let (mut low, mut high, mut end, last, joint) = match far {
        Some(r) => (r.low, r.high, r.end, r.last, Some(r.joint)),
        None => (amount_one.value, amount_one.value, near.end, amount_one, None),
    };
    let mut value_end = end;
    // unit behind
    let mut unit: Option<Cow<'static, str>> = None;
    let mut kind = Kind::Count;
    let mut rule = if joint.is_some() { "number.range" } else { "number" };
    let skipped = unit_offset(lexicon, Tokens(all.get(end..).unwrap_or_default()), last.form);
    let unit_from = Tokens(all.get(end + skipped..).unwrap_or_default());
    let one_unit = money.is_none() || unit_from.first().is_some_and(|t| !t.spaced || t.kind == TokenKind::Word);
    if let Some((phrase, n)) = unit_phrase(lexicon, unit_from).filter(|_| one_unit) {
        match phrase {
            UnitPhrase::Money(_, parts) if money.is_some() => {
                // "$ 8 million dollars" and "$5 US" say the currency twice; "1 $ 10 cents" does not
                if parts == Number::ONE {
                    end += n + skipped;
                }
            }
            _ if money.is_some() => {}
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
            UnitPhrase::Unit(u) if u.name == "pound" && is_sterling(all, at, &last) => {
                money = Some(("GBP", Number::ONE));
                end += n + skipped;
            }
            UnitPhrase::Unit(u) => {
                kind = if u.dimension == "time" { Kind::Duration } else { Kind::Quantity };
                rule = if kind == Kind::Duration { "duration.counted" } else { "quantity.unit" };
                end += n + skipped;
                if joint.is_none()
                    && kind == Kind::Quantity
                    && !negative
                    && let Some(sum) = smaller_units(lexicon, all, low, &u, end)
                {
                    (low, high, end, value_end) = (sum.value, sum.value, sum.end, sum.value_end);
                    unit = Some(sum.unit.into());
                    rule = "quantity.compound";
                } else {
                    unit = Some(u.name.into());
                }
            }
        }
    }
    if let Some((code, parts)) = money {
        kind = Kind::Money;
        low = whole_currency(low, parts)?;
        high = whole_currency(high, parts)?;
        unit = Some(code.into());
        rule = "money";
        if joint.is_none()
            && parts == Number::ONE
            && low.is_integer()
            && let Some((part, to)) = minor_part(lexicon, all, end)
        {
            low = low.checked_add(part)?;
            (high, end, value_end) = (low, to, to);
            rule = "money.compound";
        }
    }
    if kind != Kind::Count
        && matches!(kind, Kind::Money | Kind::Share)
        && let Some((name, n)) = per_phrase(lexicon, Tokens(all.get(end..).unwrap_or_default()))
    {
        let left = unit.take().unwrap_or_default();
        unit = Some(format!("{left} per {name}").into());
        end += n;
    }
    if unit.is_none() && last.form == Form::Fraction {
        kind = Kind::Share;
        unit = Some("fraction".into());
        rule = "share.fraction";
    }
    // "2 degrees below zero"
    if joint.is_none()
        && unit.as_deref().is_none_or(|u| matches!(u, "degree" | "celsius" | "fahrenheit"))
        && all.get(end).is_some_and(|t| t.is("below"))
        && all.get(end + 1).is_some_and(|t| t.is("zero") || t.text == "0")
        && !negative
    {
        low = low.checked_neg()?;
        high = low;
        end += 2;
    }
    let (mut bound, mut extent_start) = (if joint.is_some() { Bound::Between } else { Bound::Exact }, near.start);
    if let Some((b, from)) = hedge_before(lexicon, all, near.start) {
        extent_start = from;
        if joint.is_none() {
            bound = b;
        }
    } else if joint == Some(Joint::And) || joint == Some(Joint::To) {
        // "between" and "from" belong to the expression
        extent_start -=
            usize::from(extent_start > 0 && all.get(extent_start - 1).is_some_and(|t| t.is("between") || t.is("from")));
    }
    if last.form == Form::Vague {
        bound = Bound::Vague;
    }
    if matches!(bound, Bound::Exact | Bound::About)
        && let Some((b, n)) = hedge_behind(lexicon, all, end, value_end)
    {
        bound = b;
        end += n;
    }
    let change = change_before(all, extent_start);
    let (low, high) = match bound {
        Bound::Over | Bound::AtLeast | Bound::Vague => (Some(low), None),
        Bound::Under | Bound::AtMost => (None, Some(high)),
        _ => (Some(low.min(high)), Some(high.max(low))),
    };
    let plain = kind == Kind::Count && joint.is_none() && sign.is_none() && !negative;
    Some(Quantity {
        kind,
        low,
        high,
        bound,
        unit,
        value_at: (at, value_end),
        extent_at: (extent_start, end),
        form: last.form,
        is_one: amount_one.is_one && joint.is_none() && !negative,
        year: if plain { amount_one.year } else { None },
        change,
        rule,
    })
}

/// "a gallon of beer", "a litre.": an article before a measure of volume or weight, where it measures something.
pub fn single_unit(lexicon: &Lexicon, all: &[Token<'_>], at: usize) -> Option<Quantity> {
    all.get(at).filter(|t| t.is("a") || t.is("an"))?;
    let behind = Tokens(all.get(at + 1..)?);
    let spelled = behind.first().is_some_and(|t| t.text.len() > 3);
    let (UnitPhrase::Unit(unit), n) = unit_phrase(lexicon, behind).filter(|_| spelled)? else { return None };
    let end = at + 1 + n;
    let measures = all.get(end).is_none_or(|t| t.is("of") || matches!(t.text, "." | "," | ";" | ")"));
    let rate = at.checked_sub(1).and_then(|i| all.get(i)).is_some_and(|t| t.kind != TokenKind::Word || t.is_open());
    let verb = at.checked_sub(1).and_then(|i| all.get(i)).is_some_and(|t| t.has(Class::VERB) || t.is("want"));
    if !measures || rate && !verb && at > 0 || !matches!(unit.dimension.as_str(), "volume" | "mass") {
        return None;
    }
    Some(Quantity {
        kind: Kind::Quantity,
        low: Some(Number::ONE),
        high: Some(Number::ONE),
        bound: Bound::Exact,
        unit: Some(unit.name.into()),
        value_at: (at, at + 1),
        extent_at: (at, end),
        form: Form::Words,
        is_one: false,
        year: None,
        change: None,
        rule: "quantity.article",
    })
}

/// Whether a currency stands right before token `at`, so that four digits there are no year.
pub fn is_priced(lexicon: &Lexicon, all: &[Token<'_>], at: usize) -> bool {
    sign_before(lexicon, all, at).is_some()
}

/// The first number and where it ends. Behind "between" an "and" parts the ends: "between one hundred and two hundred".
fn near_amount(all: &[Token<'_>], at: usize) -> Option<(Amount, usize)> {
    let between = at.checked_sub(1).and_then(|i| all.get(i)).is_some_and(|t| t.is("between"));
    if between {
        let reach = all.get(at..(at + 8).min(all.len()))?;
        if let Some(and) = reach.iter().position(|t| t.is("and"))
            && let Some(near) = all.get(at..at + and)
            && let Ok((rest, first)) = amount(Tokens(near))
            && amount(Tokens(all.get(at + and + 1..)?)).is_ok_and(|(_, far)| far.value > first.value)
        {
            return Some((first, at + and - rest.len()));
        }
    }
    let input = Tokens(all.get(at..)?);
    let (rest, first) = amount(input).ok()?;
    Some((first, at + input.read_until(rest)))
}

/// The first token of an expression with its minus: "minus", "-", "minus-".
fn minus_before(all: &[Token<'_>], start: usize) -> usize {
    let dash = start.checked_sub(1).and_then(|i| all.get(i)).is_some_and(|t| t.kind == TokenKind::Dash);
    let word = start.checked_sub(2).and_then(|i| all.get(i)).is_some_and(|t| t.is_any(&["minus", "negative"]));
    start.saturating_sub(if dash && word { 2 } else { 1 })
}

/// Tokens between a number and its unit: "half a litre", "a quarter of an inch", "hundreds of dollars".
fn unit_offset(lexicon: &Lexicon, behind: Tokens<'_>, form: Form) -> usize {
    let Some(first) = behind.first() else { return 0 };
    let article = |i: usize| behind.get(i).is_some_and(|t| t.is("a") || t.is("an"));
    if form == Form::Fraction && (first.is("of") || article(0)) {
        let more = if first.is("of") && article(1) { 2 } else { 1 };
        let found = unit_phrase(lexicon, behind.skip(more));
        if found.is_some_and(|(p, _)| matches!(p, UnitPhrase::Unit(_) | UnitPhrase::Money(..)))
            && (more == 2 || !first.is("of"))
        {
            return more;
        }
    }
    let linked = form == Form::Vague || lexicon.unit_of;
    usize::from(linked && first.is("of") && unit_phrase(lexicon, behind.skip(1)).is_some())
}

/// Whether pounds are money: millions of them, or behind a verb of paying.
fn is_sterling(all: &[Token<'_>], at: usize, last: &Amount) -> bool {
    let paid = all
        .get(at.saturating_sub(5)..at)
        .unwrap_or_default()
        .iter()
        .any(|t| t.kind == TokenKind::Word && t.word.class.has(Class::PAY));
    last.magnitude >= 6 || paid
}

/// A length or weight in several units, in the smallest of them.
struct Compound {
    value: Number,
    unit: String,
    value_end: usize,
    end: usize,
}

/// "2 inches" behind "5 feet", "and 300 m" behind "2 km": smaller units of the same dimension that add to it.
fn smaller_units(lexicon: &Lexicon, all: &[Token<'_>], value: Number, unit: &Unit, end: usize) -> Option<Compound> {
    let mut sum = Compound { value, unit: unit.name.clone(), value_end: end, end };
    let mut larger = unit.clone();
    let mut found = false;
    for _ in 0..3 {
        let Some(joint) = all.get(sum.end) else { break };
        let at = sum.end + usize::from(joint.is("and") || joint.text == ",");
        let behind = Tokens(all.get(at..).unwrap_or_default());
        if !behind.first().is_some_and(|t| t.kind == TokenKind::Number || t.word.numeral.is_some()) {
            break;
        }
        let Ok((rest, part)) = amount(behind) else { break };
        let Some((UnitPhrase::Unit(smaller), n)) = unit_phrase(lexicon, rest) else { break };
        let Some(ratio) = larger.factor.checked_div(smaller.factor) else { break };
        let fits = smaller.dimension == larger.dimension
            && matches!(smaller.dimension.as_str(), "length" | "mass" | "volume")
            && ratio > Number::ONE
            && (part.value < ratio || part.value < Number::integer(12))
            && sum.value.is_integer();
        let Some(total) = sum.value.checked_mul(ratio).and_then(|v| v.checked_add(part.value)) else { break };
        if !fits || total.decimals().is_none() {
            break;
        }
        let taken = rest.skip(n).len();
        sum = Compound {
            value: total,
            unit: smaller.name.clone(),
            value_end: all.len() - rest.len(),
            end: all.len() - taken,
        };
        larger = smaller;
        found = true;
    }
    found.then_some(sum)
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
