//! Currency around an amount: signs and codes before it, magnitudes and minor units behind it.

use super::numeral::{Amount, amount};
use super::token::{Token, TokenKind, Tokens};
use super::unit_phrase::{UnitPhrase, unit_phrase, whole_currency};
use crate::lexicon::{Class, Lexicon, NumeralRole};
use crate::value::Number;

/// A currency sign, code or name before a number.
pub(super) struct Sign {
    /// ISO 4217 code.
    pub(super) code: &'static str,
    /// How many of what is stated make one unit of the currency.
    pub(super) parts: Number,
    /// First token.
    pub(super) from: usize,
    /// Whether a minus stands between sign and number.
    pub(super) negative: bool,
}

/// The currency that stands right before token `at`.
pub(super) fn sign_before(lexicon: &Lexicon, all: &[Token<'_>], at: usize) -> Option<Sign> {
    let last = at.checked_sub(1).and_then(|i| all.get(i))?;
    let prev = at.checked_sub(2).and_then(|i| all.get(i));
    let sign = |code, from| Some(Sign { code, parts: Number::ONE, from, negative: false });
    // "$-99": the minus stands inside
    if last.kind == TokenKind::Dash
        && last.glued()
        && all.get(at).is_some_and(Token::glued)
        && prev.is_some_and(|p| p.kind == TokenKind::Symbol && lexicon.currency_sign(p.text).is_some())
    {
        return sign_before(lexicon, all, at - 1).map(|s| Sign { negative: true, ..s });
    }
    // "Rs. 20"
    if last.text == "." && last.glued() {
        let code = lexicon.currency_sign(prev.filter(|p| p.kind == TokenKind::Word && p.text.len() >= 2)?.text)?;
        return sign(code, at - 2);
    }
    // two tokens: "US$", "C $", "NT$"; "a $" is an article and "u.s $" ends an abbreviation
    if let Some(prev) = prev
        && prev.kind == TokenKind::Word
        && last.kind == TokenKind::Symbol
        && prev.text.len() <= 4
        && !(prev.has(Class::DET) && last.spaced)
        && !at.checked_sub(3).and_then(|i| all.get(i)).is_some_and(|t| t.text == "." && t.glued() && prev.glued())
        && let Some(code) = lexicon.currency_sign(&format!("{}{}", prev.text.to_uppercase(), last.text))
    {
        return sign(code, at - 2);
    }
    // "PS8.1bn", "Y=590 billion"
    let glued = all.get(at).is_some_and(Token::glued);
    if glued && let Some(code) = lexicon.transliterated_sign(last.text) {
        return sign(code, at - 1);
    }
    if let Some(prev) = prev
        && glued
        && last.glued()
        && last.text == "="
        && let Some(code) = lexicon.transliterated_sign(&format!("{}=", prev.text))
        && amount(Tokens(all.get(at..)?)).is_ok_and(|(_, n)| n.magnitude > 0 || n.grouped)
    {
        return sign(code, at - 2);
    }
    let is_code = last.text.len() >= 2
        && last.kind == TokenKind::Word
        && (last.text.len() == 3 || last.is_acronym() || last.is_capitalized());
    if last.kind == TokenKind::Symbol || is_code {
        if let Some(code) = lexicon.currency_sign(last.text) {
            return sign(code, at - 1);
        }
        if let Some((code, parts)) = scaled_code(lexicon, last) {
            return Some(Sign { code, parts, from: at - 1, negative: false });
        }
    }
    name_before(lexicon, all, at)
}

/// "MUSD", "kEUR", "MEUR": a magnitude and a code in one word.
pub(super) fn scaled_code(lexicon: &Lexicon, token: &Token<'_>) -> Option<(&'static str, Number)> {
    if token.kind != TokenKind::Word || token.text.len() != 4 {
        return None;
    }
    let power = match token.text.get(..1)? {
        "k" | "K" | "T" => -3,
        "M" => -6,
        "G" | "B" => -9,
        _ => return None,
    };
    let code = lexicon.currency_sign(token.text.get(1..)?)?;
    Some((code, Number::power_of_ten(power)?))
}

/// "dollar 22.5 million", "ringgits 42": a name of a currency before an amount that counts nothing else.
fn name_before(lexicon: &Lexicon, all: &[Token<'_>], at: usize) -> Option<Sign> {
    let stands = || {
        let (rest, number) = amount(Tokens(all.get(at..)?)).ok()?;
        let ends = rest.first().is_none_or(|t| t.kind == TokenKind::Symbol && t.text != "%");
        // "won 2.5 million votes", "won 48.3%": the amount is of something else
        let counts = rest.first().is_some_and(|t| t.is_open() && lexicon.is_plural(t.text))
            || unit_phrase(lexicon, rest).is_some();
        let exact = number.magnitude > 0 || number.decimals > 0;
        (exact && !counts || ends && number.year.is_none()).then_some(())
    };
    for back in (1..=3usize.min(at)).rev() {
        let words = all.get(at - back..at)?;
        // "they won 12.5 million": a verb, though a currency has the same name
        if words.iter().any(|t| t.kind != TokenKind::Word || t.has(Class::VERB)) {
            continue;
        }
        let before = at.checked_sub(back + 1).and_then(|i| all.get(i));
        let counted = before.is_some_and(|t| t.kind == TokenKind::Number || t.word.numeral.is_some());
        if let Some((n, currency)) = lexicon.currency_names.longest(words.iter().map(|t| t.text), true, |_| true)
            && n == back
            && !counted
        {
            stands()?;
            return Some(Sign {
                code: currency.code,
                parts: Number::integer(currency.parts),
                from: at - back,
                negative: false,
            });
        }
    }
    None
}

/// The currency sign or code that stands at token `at`, before a far end: how many tokens it takes.
pub(super) fn sign_length(lexicon: &Lexicon, all: &[Token<'_>], at: usize) -> usize {
    let is_sign = |t: &Token<'_>| {
        (t.kind == TokenKind::Symbol || t.kind == TokenKind::Word && t.text.len() >= 2 && t.is_acronym())
            && lexicon.currency_sign(t.text).is_some()
    };
    match (all.get(at), all.get(at + 1)) {
        (Some(a), Some(b)) if a.kind == TokenKind::Word && b.kind == TokenKind::Symbol && b.glued() => {
            let joined = format!("{}{}", a.text.to_uppercase(), b.text);
            if a.text.len() <= 4 && lexicon.currency_sign(&joined).is_some() { 2 } else { usize::from(is_sign(a)) }
        }
        (Some(a), _) => usize::from(is_sign(a)),
        _ => 0,
    }
}

/// "m", "b", "bn", "k" and "mil" behind an amount of money.
pub(super) fn money_magnitude(all: &[Token<'_>], mut first: Amount, end: usize) -> (Amount, usize) {
    if first.magnitude > 0 {
        return (first, end);
    }
    let Some(token) = all.get(end) else { return (first, end) };
    let power = match token.text {
        "m" | "M" | "mm" | "MM" | "mn" | "mil" => 6,
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
pub(super) fn behind_code(
    all: &[Token<'_>],
    low: Number,
    high: Number,
    end: usize,
    is_code: bool,
) -> (Number, Number, usize) {
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

/// "and forty-five cents", "43c" behind a whole amount of money: the part of one unit and where it ends.
pub(super) fn minor_part(lexicon: &Lexicon, all: &[Token<'_>], end: usize) -> Option<(Number, usize)> {
    let joint = all.get(end)?;
    // "£3 4s. 2d."
    if let Some((part, to)) = shillings(all, end) {
        return Some((part, to));
    }
    let at = end + usize::from(joint.is("and") || joint.text == ",");
    let (rest, part) = amount(Tokens(all.get(at..)?)).ok()?;
    let behind = all.len() - rest.len();
    let (parts, n) = match unit_phrase(lexicon, rest) {
        Some((UnitPhrase::Money(_, parts), n)) if parts > Number::ONE => (parts, n),
        _ if rest.first().is_some_and(|t| t.is("c") && t.glued()) => (Number::integer(100), 1),
        _ => return None,
    };
    let whole = part.value.is_integer() && part.value < parts;
    whole.then(|| whole_currency(part.value, parts)).flatten().map(|v| (v, behind + n))
}

/// "5s. 9d.", "10s. a head": shillings and pence of twenty and twelve to the pound and shilling, in pounds, and where they end.
///
/// Shillings alone need their full stop, which stands inside the sentence.
pub(super) fn shillings(all: &[Token<'_>], at: usize) -> Option<(Number, usize)> {
    let (shillings, point) = lettered(all, at, "s")?;
    if let Some((pence, end)) = lettered(all, point, "d").filter(|(pence, _)| *pence < Number::integer(12)) {
        let part = pence.checked_div(Number::integer(240))?;
        return Some((shillings.checked_div(Number::integer(20))?.checked_add(part)?, end));
    }
    is_alone(all, point).then(|| shillings.checked_div(Number::integer(20))).flatten().map(|value| (value, point))
}

/// Whether what ends at `point` stands inside the sentence with the full stop of its letter.
fn is_alone(all: &[Token<'_>], point: usize) -> bool {
    all.get(point - 1).is_some_and(|t| t.text == ".") && all.get(point).is_some()
}

/// "11d a barrel": old pence, 240 to the pound, of which something costs so many; and where they end.
pub(super) fn pence(all: &[Token<'_>], at: usize) -> Option<(Number, usize)> {
    let (pence, end) = lettered(all, at, "d")?;
    let each = all.get(end).is_some_and(|t| t.is_any(&["a", "an", "per", "each"]))
        && all.get(end + 1).is_some_and(|t| t.is_open() && t.word.time_word.is_none() || t.is("day") || t.is("week"));
    (each || is_alone(all, end)).then(|| pence.checked_div(Number::integer(240))).flatten().map(|value| (value, end))
}

/// A whole number with a letter glued to it and perhaps a full stop, and where it ends: "5s.".
pub(super) fn lettered(all: &[Token<'_>], at: usize, letter: &str) -> Option<(Number, usize)> {
    let number = all.get(at)?.literal.filter(|l| l.decimals == 0 && l.digits <= 3 && !l.grouped)?.value()?;
    all.get(at + 1).filter(|t| t.glued() && t.text == letter)?;
    let stop = all.get(at + 2).is_some_and(|t| t.glued() && t.text == ".");
    Some((number, at + 2 + usize::from(stop)))
}
