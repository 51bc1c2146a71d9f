//! Amounts in several units ("5 feet 2 inches"), units behind an article alone ("a litre"), and pounds of both kinds.

use super::hedge::hedge_before;
use super::money::minor_part;
use super::numeral::{Amount, Form, amount};
use super::quantity::Quantity;
use super::token::{Token, TokenKind, Tokens};
use super::unit_phrase::{UnitPhrase, per_phrase, unit_phrase};
use crate::fact::Kind;
use crate::lexicon::{Class, Lexicon, NumeralRole, Unit};
use crate::value::{Bound, Number};

/// "a gallon of beer", "a litre.", "a dollar and 20 cents": an article before a measure, where it measures something.
pub fn single_unit(lexicon: &Lexicon, all: &[Token<'_>], at: usize) -> Option<Quantity> {
    all.get(at).filter(|t| t.is("a") || t.is("an"))?;
    let behind = Tokens(all.get(at + 1..)?);
    let spelled = behind.first().is_some_and(|t| t.text.len() > 3);
    let (phrase, n) = unit_phrase(lexicon, behind).filter(|_| spelled)?;
    let end = at + 1 + n;
    let (kind, unit, value, end) = match phrase {
        UnitPhrase::Unit(unit)
            if measures(lexicon, all, at, end, &unit) || is_bounded(lexicon, all, at, end, &unit) =>
        {
            (Kind::Quantity, unit.name, Number::ONE, end)
        }
        // "it costs less than a dollar", "we went back at a shilling"
        UnitPhrase::Money(code, parts) if is_paid(lexicon, all, at, end) => {
            (Kind::Money, code.to_owned(), Number::ONE.checked_div(parts)?, end)
        }
        // "a shilling a barrel"
        UnitPhrase::Money(code, parts)
            if parts > Number::ONE
                && all.get(end).is_some_and(|t| t.is_any(&["a", "an", "per", "each"]))
                && all.get(end + 1).is_some_and(|t| t.is_open() || t.word.time_word.is_some()) =>
        {
            let (per, n) = per_phrase(lexicon, Tokens(all.get(end..)?))?;
            (Kind::Money, format!("{code} per {per}"), Number::ONE.checked_div(parts)?, end + n)
        }
        UnitPhrase::Money(code, parts) if parts == Number::ONE => {
            let (part, to) = minor_part(lexicon, all, end)?;
            (Kind::Money, code.to_owned(), Number::ONE.checked_add(part)?, to)
        }
        _ => return None,
    };
    let value_end = match kind {
        Kind::Money if unit.contains(" per ") => at + 1 + n,
        Kind::Money => end,
        _ => at + 1,
    };
    let (bound, from) = hedge_before(lexicon, all, at).unwrap_or((Bound::Exact, at));
    Some(Quantity {
        kind,
        low: (!matches!(bound, Bound::AtMost | Bound::Under)).then_some(value),
        high: (!matches!(bound, Bound::AtLeast | Bound::Over)).then_some(value),
        bound,
        unit: Some(unit.into()),
        value_at: (at, value_end),
        extent_at: (from, end),
        form: Form::Words,
        is_one: false,
        year: None,
        change: None,
        rule: "quantity.article",
    })
}

/// Whether a volume or weight behind an article measures something: nothing but "of" or an end follows, and it is no rate.
fn measures(lexicon: &Lexicon, all: &[Token<'_>], at: usize, end: usize, unit: &Unit) -> bool {
    let closed = all.get(end).is_none_or(|t| t.is("of") || matches!(t.text, "." | "," | ";" | ")"));
    let before = at.checked_sub(1).and_then(|i| all.get(i));
    // "40 cents a litre", "crowns a litre"
    let rate = before.is_some_and(|t| t.kind != TokenKind::Word || t.is_open() && lexicon.is_plural(t.text));
    closed && !rate && matches!(unit.dimension.as_str(), "volume" | "mass")
}

/// "less than a mile from the pier", "nearly a mile across", "about a mile upstream": a length behind an article, where a hedge says
/// that it is measured.
fn is_bounded(lexicon: &Lexicon, all: &[Token<'_>], at: usize, end: usize, unit: &Unit) -> bool {
    let closed = all.get(end).is_none_or(|t| {
        !t.is_open() && !t.has(Class::AUX) && t.kind != TokenKind::Dash
            || t.word.spans
            || t.has(Class::ADV)
            || t.is_any(&["away", "upstream", "downstream", "apart"])
    });
    closed && unit.dimension == "length" && hedge_before(lexicon, all, at).is_some()
}

/// "less than a dollar", "for a shilling": a single coin that is paid.
fn is_paid(lexicon: &Lexicon, all: &[Token<'_>], at: usize, end: usize) -> bool {
    const REACH: usize = 6;
    let closed = all
        .get(end)
        .is_none_or(|t| !t.is_open() && t.kind != TokenKind::Dash && !t.is_any(&["a", "an", "per", "each"]));
    let hedge = hedge_before(lexicon, all, at).map(|h| h.1);
    let from = hedge.unwrap_or(at);
    let before = from.checked_sub(1).and_then(|i| all.get(i));
    let paid = all.get(from.saturating_sub(REACH)..from).unwrap_or_default().iter().any(|t| t.word.dear);
    closed && before.is_some_and(|t| t.word.dear || paid && (hedge.is_some() || t.is_any(&["for", "at", "by"])))
}

/// "elevenpence": old pence in one word, as a part of a pound.
pub fn pence_word(lexicon: &Lexicon, all: &[Token<'_>], at: usize) -> Option<Quantity> {
    let number = all.get(at)?.text.to_lowercase();
    let n = lexicon.word(number.strip_suffix("pence")?).numeral.filter(|n| n.role == NumeralRole::Unit)?;
    let value = Number::integer(n.value).checked_div(Number::integer(240))?;
    let per = all.get(at + 1).filter(|t| t.is_any(&["a", "an", "per"])).and_then(|_| {
        let names = all.get(at + 2).is_some_and(|t| t.is_open() || t.word.time_word.is_some());
        per_phrase(lexicon, Tokens(all.get(at + 1..)?)).filter(|_| names)
    });
    let unit = per.as_ref().map_or("GBP".to_owned(), |(per, _)| format!("GBP per {per}"));
    Some(Quantity {
        kind: Kind::Money,
        low: Some(value),
        high: Some(value),
        bound: Bound::Exact,
        unit: Some(unit.into()),
        value_at: (at, at + 1),
        extent_at: (at, at + 1 + per.map_or(0, |(_, n)| n)),
        form: Form::Words,
        is_one: false,
        year: None,
        change: None,
        rule: "money.pence",
    })
}

/// Whether pounds are money: millions of them, or beside a word of paying; a weight where something is weighed.
pub(super) fn is_sterling(lexicon: &Lexicon, all: &[Token<'_>], at: usize, end: usize, last: &Amount) -> bool {
    const REACH: usize = 9;
    let has = |t: &Token<'_>, class| t.kind == TokenKind::Word && t.word.class.has(class);
    let before = all.get(at.saturating_sub(REACH)..at).unwrap_or_default();
    let behind = all.get(end..(end + 3).min(all.len())).unwrap_or_default();
    if before.iter().chain(behind).any(|t| has(t, Class::WEIGH)) {
        return false;
    }
    // "came to 6.5 million pounds (2,950 tonnes)"
    if weighed_again(lexicon, all, end) {
        return false;
    }
    let paid = |t: &Token<'_>| has(t, Class::PAY);
    // "40 pounds of flour" are weighed, whatever they cost; "40 pounds of debt" are not
    if behind.first().is_some_and(|t| t.is("of")) && last.magnitude < 6 {
        return behind.iter().any(paid);
    }
    last.magnitude >= 6 || before.iter().chain(behind).any(paid)
}

/// Whether brackets right behind say it again in a unit of weight.
fn weighed_again(lexicon: &Lexicon, all: &[Token<'_>], at: usize) -> bool {
    const LONGEST: usize = 8;
    let inside = all.get(at + 1..(at + LONGEST).min(all.len())).unwrap_or_default();
    let end = inside.iter().position(|t| t.text == ")").unwrap_or(inside.len());
    all.get(at).is_some_and(|t| t.text == "(")
        && (0..end).any(|i| {
            let unit = unit_phrase(lexicon, Tokens(inside.get(i..end).unwrap_or_default()));
            matches!(unit, Some((UnitPhrase::Unit(u), _)) if u.dimension == "mass" && u.name != "pound")
        })
}

/// A length or weight in several units, in the smallest of them.
pub(super) struct Compound {
    /// The sum.
    pub(super) value: Number,
    /// The smallest unit.
    pub(super) unit: String,
    /// One past the last number.
    pub(super) value_end: usize,
    /// One past the last unit.
    pub(super) end: usize,
}

/// "-4" of "6-foot-4", "4" of "6 foot 4.": inches whose name is left out, and where they end.
fn bare_inches(all: &[Token<'_>], end: usize) -> Option<(Number, usize)> {
    let singular = all.get(end.checked_sub(1)?).is_some_and(|t| t.is("foot"));
    let glued = all.get(end).is_some_and(|t| t.kind == TokenKind::Dash && t.glued());
    let at = end + usize::from(glued);
    let token = all.get(at).filter(|t| t.glued() == glued)?;
    let inches =
        token.literal.filter(|l| l.decimals == 0 && l.digits <= 2)?.value().filter(|v| *v < Number::integer(12))?;
    let ends = all.get(at + 1).is_none_or(|t| {
        t.kind == TokenKind::Symbol && !matches!(t.text, "\"" | "″" | "”" | "%" | "/" | "°")
            || t.has(Class::PREP)
            || t.has(Class::CONJ)
    });
    let named = glued && all.get(at + 1).is_none_or(|t| t.spaced || t.kind == TokenKind::Symbol);
    (singular && (named || ends)).then_some((inches, at + 1))
}

/// "80° 12' N", "51 degrees 28 minutes 40 seconds": minutes and seconds of arc behind degrees, in degrees.
fn arc_minutes(all: &[Token<'_>], value: Number, end: usize) -> Option<Compound> {
    const MINUTES: &[&str] = &["'", "’", "′"];
    const SECONDS: &[&str] = &["\"", "”", "″"];
    const LEAST: Number = Number::integer(60);
    let part = |at: usize, signs: &[&str], names: &[&str]| {
        let literal = all.get(at)?.literal.filter(|l| l.digits <= 2 && !l.grouped)?;
        let number = literal.value().filter(|v| *v < LEAST)?;
        let unit = all.get(at + 1)?;
        (unit.glued() && signs.contains(&unit.text) || unit.is_any(names)).then_some((number, at + 2))
    };
    let (minutes, mut to) = part(end, MINUTES, &["minutes", "minute"])?;
    let mut sum = value.checked_add(minutes.checked_div(LEAST)?)?;
    if let Some((seconds, at)) = part(to, SECONDS, &["seconds", "second"]) {
        sum = sum.checked_add(seconds.checked_div(Number::integer(3600))?)?;
        to = at;
    }
    Some(Compound { value: sum, unit: "degree".to_owned(), value_end: to, end: to })
}

/// "2 inches" behind "5 feet", "and 300 m" behind "2 km": smaller units of the same dimension that add to it.
pub(super) fn smaller_units(
    lexicon: &Lexicon,
    all: &[Token<'_>],
    value: Number,
    unit: &Unit,
    end: usize,
) -> Option<Compound> {
    if unit.name == "degree" {
        return arc_minutes(all, value, end);
    }
    let mut sum = Compound { value, unit: unit.name.clone(), value_end: end, end };
    let mut larger = unit.clone();
    let mut found = false;
    // "a 6-foot-4 guard", "he is 6 foot 4"
    if unit.name == "foot"
        && let Some((part, to)) = bare_inches(all, end)
        && let Some(inch) = lexicon.units.by_name("inch")
    {
        let total = value.checked_mul(Number::integer(12)).and_then(|v| v.checked_add(part));
        return total.map(|value| Compound { value, unit: inch.name, value_end: to, end: to });
    }
    for _ in 0..3 {
        let Some(joint) = all.get(sum.end) else { break };
        let at = sum.end + usize::from(joint.is("and") || joint.text == ",");
        let behind = Tokens(all.get(at..).unwrap_or_default());
        if !behind.first().is_some_and(|t| t.kind == TokenKind::Number || t.word.numeral.is_some()) {
            break;
        }
        let Ok((rest, part)) = amount(behind) else { break };
        let weak = || {
            let id = lexicon.units.by_weak_symbol(rest.first()?.text)?;
            lexicon.units.get(id).map(|u| (UnitPhrase::Unit(u.clone()), 1))
        };
        let Some((UnitPhrase::Unit(smaller), n)) = unit_phrase(lexicon, rest).or_else(weak) else { break };
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
