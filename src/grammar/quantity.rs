//! Amounts in context: hedge, currency, range, unit, hedge behind: "more than $ 10 million", "20-30,000", "between 50 and 60 percent".

use std::borrow::Cow;

use super::change::change_before;
use super::compound::{is_sterling, smaller_units};
use super::hedge::{hedge_before, hedge_behind};
use super::money::{behind_code, minor_part, money_magnitude, pence, shillings, sign_before};
use super::numeral::{Amount, Form, amount, magnitude};
use super::range::{Joint, NearEnd, far_end, is_negative};
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

/// Whether marks are money: many, so many a day, or beside a word of paying.
fn is_marks_of_money(all: &[Token<'_>], at: usize, end: usize, last: &Amount) -> bool {
    const REACH: usize = 9;
    let paid = |t: &Token<'_>| t.kind == TokenKind::Word && t.word.class.has(Class::PAY);
    let before = all.get(at.saturating_sub(REACH)..at).unwrap_or_default();
    let each = all.get(end).is_some_and(|t| t.is_any(&["a", "per", "each"]));
    each || last.value >= Number::integer(10_000) || before.iter().any(paid)
}

/// Reads the value whose first number stands at token `at`.
pub fn quantity(lexicon: &Lexicon, all: &[Token<'_>], at: usize) -> Option<Quantity> {
    if let Some(sum) = sterling(lexicon, all, at) {
        return Some(sum);
    }
    let (first, end) = near_amount(lexicon, all, at)?;
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
    let skipped = unit_offset(lexicon, Tokens(all.get(end..).unwrap_or_default()), last.form)
        + usize::from(at == 0 && opens_entry(all, end));
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
            // "(8 marks)" are points, "paid 8 marks" are not
            UnitPhrase::Money("mark", _) if !is_marks_of_money(all, at, end + n + skipped, &last) => {}
            UnitPhrase::Money(code, parts) => {
                money = Some((code, parts));
                end += n + skipped;
                (low, high, end) = behind_code(all, low, high, end, n == 1);
            }
            UnitPhrase::Unit(u) if u.name == "pound" && is_sterling(lexicon, all, at, end + n + skipped, &last) => {
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
    // "cost 18 R": a sign that is a letter as well, behind an amount where something is priced
    if money.is_none()
        && unit.is_none()
        && let Some(code) =
            all.get(end).filter(|t| t.is_acronym() || t.text.len() == 1).and_then(|t| letter_sign(lexicon, all, at, t))
        && all.get(end + 1).is_none_or(|t| !t.is_open() && t.kind != TokenKind::Dash && !t.glued() || t.text == ".")
    {
        money = Some((code, Number::ONE));
        end += 1;
    }
    if let Some((code, parts)) = money {
        kind = Kind::Money;
        low = whole_currency(low, parts)?;
        high = whole_currency(high, parts)?;
        // "a loss of ($4.2 million)": brackets around a sum that restates nothing are a minus
        if joint.is_none() && !negative && in_loss_brackets(all, start, end) {
            low = low.checked_neg()?;
            high = low;
        }
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
    let of_each = kind == Kind::Quantity && all.get(end).is_some_and(|t| t.is("per"));
    if (matches!(kind, Kind::Money | Kind::Share) || of_each)
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
        && let zero = all.get(end + 1).is_some_and(|t| t.is("zero") || t.text == "0")
        && (zero || is_frost(all, near.start, end, unit.is_some()))
        && !negative
    {
        low = low.checked_neg()?;
        high = low;
        end += 1 + usize::from(zero);
        if unit.is_none() {
            (kind, unit, rule) = (Kind::Quantity, Some("degree".into()), "quantity.below-zero");
        }
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
        && !(unit.is_some() && adds_on(all, end))
    {
        bound = b;
        end += n;
    }
    // "a dozen of villagers" says no more than "dozens" does
    let dozen = all.get(value_end - 1).and_then(|t| t.word.numeral).is_some_and(|n| n.role == NumeralRole::Dozen);
    let a = all.get(at).is_some_and(|t| t.is("a"));
    if bound == Bound::Exact && dozen && a && joint.is_none() && all.get(end).is_some_and(|t| t.is("of")) {
        bound = Bound::About;
    }
    let change = change_before(all, extent_start, kind);
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

/// "5s. 9d.", "10s. a head": a sum of money by its letters, behind no sign of the pound.
fn sterling(lexicon: &Lexicon, all: &[Token<'_>], at: usize) -> Option<Quantity> {
    let before = at.checked_sub(1).and_then(|i| all.get(i));
    if before.is_some_and(|t| t.glued() && t.kind != TokenKind::Word) && all.get(at).is_some_and(Token::glued) {
        return None;
    }
    let (value, mut end) = shillings(all, at).or_else(|| pence(all, at))?;
    let value_end = end;
    let (mut bound, mut start) = (Bound::Exact, at);
    if let Some((b, from)) = hedge_before(lexicon, all, at) {
        (bound, start) = (b, from);
    }
    let mut unit: Cow<'static, str> = "GBP".into();
    if let Some((name, n)) = per_phrase(lexicon, Tokens(all.get(end..).unwrap_or_default())) {
        unit = format!("GBP per {name}").into();
        end += n;
    }
    let (low, high) = match bound {
        Bound::Over | Bound::AtLeast | Bound::Vague => (Some(value), None),
        Bound::Under | Bound::AtMost => (None, Some(value)),
        _ => (Some(value), Some(value)),
    };
    Some(Quantity {
        kind: Kind::Money,
        low,
        high,
        bound,
        unit: Some(unit),
        value_at: (at, value_end),
        extent_at: (start, end),
        form: Form::Digits,
        is_one: false,
        year: None,
        change: change_before(all, start, Kind::Money),
        rule: "money.shillings",
    })
}

/// A currency's sign in plain letters, if a word of paying or pricing stands before the amount.
fn letter_sign(lexicon: &Lexicon, all: &[Token<'_>], at: usize, sign: &Token<'_>) -> Option<&'static str> {
    const REACH: usize = 12;
    let code = lexicon.transliterated_sign(sign.text)?;
    let before = all.get(at.saturating_sub(REACH)..at)?;
    before.iter().any(|t| t.word.class.has(Class::PAY) || t.word.class.has(Class::PRICED)).then_some(code)
}

/// "a fee of 12 million euros plus add-ons": a "plus" that adds something else bounds nothing.
fn adds_on(all: &[Token<'_>], end: usize) -> bool {
    all.get(end).is_some_and(|t| t.is("plus") && t.spaced)
        && all.get(end + 1).is_some_and(|t| t.kind == TokenKind::Word && (t.is_open() || t.has(Class::DET)))
}

/// Whether brackets hold a sum of money alone where it is what something is or amounts to.
fn in_loss_brackets(all: &[Token<'_>], start: usize, end: usize) -> bool {
    let token = |back: usize| start.checked_sub(back).and_then(|i| all.get(i));
    token(1).is_some_and(|t| t.text == "(")
        && all.get(end).is_some_and(|t| t.text == ")")
        && token(2).is_some_and(|t| t.has(Class::AUX) || t.is("of") || t.is("to"))
}

/// Whether a currency stands right before token `at`, so that four digits there are no year.
pub fn is_priced(lexicon: &Lexicon, all: &[Token<'_>], at: usize) -> bool {
    sign_before(lexicon, all, at).is_some()
}

/// "twelve fifty euros": a price told as its two parts, right before the name of a currency.
fn told_price<'a>(lexicon: &Lexicon, first: &Amount, rest: Tokens<'a>) -> Option<(Tokens<'a>, Amount)> {
    let hundred = Number::integer(100);
    let small = first.form == Form::Words && first.magnitude == 0 && first.value < hundred;
    if !small || rest.first()?.word.numeral.is_none() {
        return None;
    }
    let (end, part) = amount(rest).ok()?;
    let fits =
        part.form == Form::Words && part.magnitude == 0 && part.value >= Number::integer(10) && part.value < hundred;
    let named = matches!(unit_phrase(lexicon, end), Some((UnitPhrase::Money(_, parts), _)) if parts == Number::ONE);
    let value = first.value.checked_add(part.value.checked_div(hundred)?)?;
    (fits && named).then(|| (end, Amount::plain(value, Form::Words, 0)))
}

/// The first number and where it ends. Behind "between" an "and" parts the ends: "between one hundred and two hundred".
fn near_amount(lexicon: &Lexicon, all: &[Token<'_>], at: usize) -> Option<(Amount, usize)> {
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
    let (rest, first) = told_price(lexicon, &first, rest)
        .or_else(|| comma_places(lexicon, &first, input, rest))
        .unwrap_or((rest, first));
    Some((first, at + input.read_until(rest)))
}

/// "2,45 m", "12,5 %": a comma before the places of a number that a unit follows, where no thousands can be meant.
fn comma_places<'a>(
    lexicon: &Lexicon,
    first: &Amount,
    input: Tokens<'a>,
    rest: Tokens<'a>,
) -> Option<(Tokens<'a>, Amount)> {
    let (comma, places) = (rest.first()?, rest.get(1)?);
    let literal = places.literal.filter(|l| l.decimals == 0 && !l.grouped && l.digits <= 2)?;
    let plain = first.form == Form::Digits
        && first.decimals == 0
        && !first.grouped
        && first.magnitude == 0
        && input.read_until(rest) == 1;
    if !plain || comma.text != "," || comma.spaced || places.spaced {
        return None;
    }
    let (end, scale) = magnitude(rest.skip(2), false);
    let measured = scale > 1 || unit_phrase(lexicon, end).is_some() && !end.first().is_some_and(|t| t.is("in"));
    let power = Number::power_of_ten(-i32::from(literal.digits))?;
    let value = first.value.checked_add(literal.value()?.checked_mul(power)?)?.checked_mul(Number::integer(scale))?;
    let amount = Amount { value, magnitude: scale.ilog10(), decimals: literal.digits, year: None, ..*first };
    measured.then_some((end, amount))
}

/// "it was forty-seven below.": degrees below zero that nothing else is below of, where the weather or a thermometer is told.
fn is_frost(all: &[Token<'_>], start: usize, end: usize, has_unit: bool) -> bool {
    let ends = all.get(end + 1).is_none_or(|t| t.kind == TokenKind::Symbol || t.has(Class::CONJ) || t.is("in"));
    let told = |t: &Token<'_>| t.is_any(&["temperature", "temperatures", "thermometer", "mercury", "cold", "frost"]);
    let weather =
        |w: &[Token<'_>]| w.first().is_some_and(|t| t.is("it")) && w.last().is_some_and(|t| t.has(Class::AUX));
    ends && (has_unit
        || all.get(..start).is_some_and(|w| w.iter().any(told) || w.windows(2).last().is_some_and(weather)))
}

/// The first token of an expression with its minus: "minus", "-", "minus-".
fn minus_before(all: &[Token<'_>], start: usize) -> usize {
    let dash = start.checked_sub(1).and_then(|i| all.get(i)).is_some_and(|t| t.kind == TokenKind::Dash);
    let word = start.checked_sub(2).and_then(|i| all.get(i)).is_some_and(|t| t.is_any(&["minus", "negative"]));
    start.saturating_sub(if dash && word { 2 } else { 1 })
}

/// "141 - minutes that they were out": an entry that begins with its number.
fn opens_entry(all: &[Token<'_>], end: usize) -> bool {
    let dash = all.get(end).is_some_and(|t| t.kind == TokenKind::Dash && t.spaced);
    dash && all.get(end + 1).is_some_and(|t| t.kind == TokenKind::Word && t.spaced && t.text.len() > 2)
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
    // "eight millions of francs"
    if first.is("of") && form == Form::Words {
        let money = matches!(unit_phrase(lexicon, behind.skip(1)), Some((UnitPhrase::Money(_, parts), _)) if parts == Number::ONE);
        return usize::from(money);
    }
    let linked = form == Form::Vague || lexicon.unit_of;
    // "thousands of F-16 spares": a lone letter behind "of" is no symbol
    let letter = behind.get(1).is_some_and(|t| t.is_word() && t.text.len() == 1);
    usize::from(linked && first.is("of") && !letter && unit_phrase(lexicon, behind.skip(1)).is_some())
}
