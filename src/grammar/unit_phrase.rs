//! Unit words behind a number: "percent", "square miles", "km/h", "dollars", "°C", "per 1,000 inhabitants".

use super::money::scaled_code;
use super::token::{Token, TokenKind, Tokens, superscript_digit};
use crate::lexicon::{Class, Lexicon, NumeralRole, Unit, per, power};
use crate::value::Number;

/// What stands behind a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitPhrase {
    /// Percent.
    Percent,
    /// Percentage points, or basis points as hundredths of them.
    Points(i128),
    /// A currency by name; the parts make one unit (100 for cents).
    Money(&'static str, Number),
    /// A physical unit or a unit of time.
    Unit(Unit),
}

/// A unit phrase and how many tokens it takes.
pub type Found = (UnitPhrase, usize);

/// Words that can be a plain noun as easily as a unit take more context to be a unit.
const MOST_WORDS: usize = 4;

/// The unit phrase that `tokens` begin with, right behind a number.
pub fn unit_phrase(lexicon: &Lexicon, tokens: Tokens<'_>) -> Option<Found> {
    let first = tokens.first()?;
    // "(kg)", "[kg]" and "<kg>" behind a number
    if matches!(first.text, "(" | "[" | "<" | "{")
        && let Some((phrase, n)) = unit_phrase(lexicon, tokens.skip(1))
        && matches!(phrase, UnitPhrase::Unit(_))
        && tokens.get(n + 1).is_some_and(|t| matches!(t.text, ")" | "]" | ">" | "}"))
        && n == 1
    {
        return Some((phrase, n + 2));
    }
    if first.kind == TokenKind::Dash && first.glued() && tokens.get(1).is_some_and(|t| t.glued()) {
        let (phrase, n) = unit_phrase(lexicon, tokens.skip(1))?;
        return Some((phrase, n + 1));
    }
    percent(tokens).or_else(|| money(lexicon, tokens)).or_else(|| physical(lexicon, tokens))
}

fn percent(tokens: Tokens<'_>) -> Option<Found> {
    let first = tokens.first()?;
    let points = |n: usize| {
        let skip = usize::from(tokens.get(n).is_some_and(|t| t.kind == TokenKind::Dash && t.glued()));
        tokens.get(n + skip).filter(|t| t.is_any(&["point", "points", "pt", "pts"])).map(|_| n + skip + 1)
    };
    let n = match first.text {
        "%" | "％" => 1,
        _ if first.is_any(&["percent", "percents", "pct", "percentage"]) => 1,
        _ if first.is("per") && tokens.get(1).is_some_and(|t| t.is("cent")) => 2,
        _ if first.is("per")
            && tokens.get(1).is_some_and(|t| t.kind == TokenKind::Dash)
            && tokens.get(2).is_some_and(|t| t.is("cent")) =>
        {
            3
        }
        _ if first.is("pc") => 1,
        // a stray letter behind the word, as scanning leaves it
        t if t.len() <= 9 && t.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("percent")) => 1,
        _ if first.is("basis") && tokens.get(1).is_some_and(|t| t.is_any(&["point", "points"])) => {
            return Some((UnitPhrase::Points(100), 2));
        }
        _ if first.is_any(&["bps", "bp"]) => return Some((UnitPhrase::Points(100), 1)),
        _ => return None,
    };
    if let Some(n) = points(n) {
        return Some((UnitPhrase::Points(1), n));
    }
    if first.is("percentage") {
        return None;
    }
    let n = if tokens.get(n).is_some_and(|t| t.text == "." && t.glued()) && first.is("pct") { n + 1 } else { n };
    Some((UnitPhrase::Percent, n))
}

fn money(lexicon: &Lexicon, tokens: Tokens<'_>) -> Option<Found> {
    let first = tokens.first()?;
    if let Some(code) = lexicon.currency_sign(first.text)
        && (first.kind == TokenKind::Symbol || first.text.len() == 3 || first.glued())
        && first.text != "p"
        && !(first.spaced && tokens.get(1).is_some_and(|t| t.kind == TokenKind::Number && t.glued()))
    {
        return Some((UnitPhrase::Money(code, Number::ONE), 1));
    }
    if let Some((code, parts)) = scaled_code(lexicon, first) {
        return Some((UnitPhrase::Money(code, parts), 1));
    }
    let words = tokens.surfaces().take(MOST_WORDS);
    let (n, currency) = lexicon.currency_names.longest(words, true, |_| true)?;
    Some((UnitPhrase::Money(currency.code, Number::integer(currency.parts)), n))
}

fn physical(lexicon: &Lexicon, tokens: Tokens<'_>) -> Option<Found> {
    // "4e14 s-1"
    if let Some((right, n)) = inverse(lexicon, tokens)
        && let Some(unit) = lexicon.units.by_name(&format!("inverse {}", right.name))
    {
        return Some((UnitPhrase::Unit(unit), n));
    }
    let (unit, n) = degrees(lexicon, tokens).or_else(|| simple(lexicon, tokens)).or_else(|| loose(lexicon, tokens))?;
    let (unit, n) = compound(lexicon, unit, n, tokens);
    Some((UnitPhrase::Unit(unit), n))
}

/// "4 gigs of memory", but not "40 gigs of the tour".
fn loose(lexicon: &Lexicon, tokens: Tokens<'_>) -> Option<(Unit, usize)> {
    let name = match tokens.first()? {
        t if t.is_any(&["gig", "gigs"]) => "gigabyte",
        t if t.is_any(&["meg", "megs"]) => "megabyte",
        _ => return None,
    };
    let of = tokens.get(1).is_some_and(|t| t.is("of")) && tokens.get(2).is_some_and(Token::is_open);
    lexicon.units.by_name(name).filter(|_| of).map(|unit| (unit, 1))
}

/// "°C", "° F", "degrees Celsius", "degrees", "º".
fn degrees(lexicon: &Lexicon, tokens: Tokens<'_>) -> Option<(Unit, usize)> {
    let first = tokens.first()?;
    let is_sign = matches!(first.text, "°" | "º" | "˚");
    if !is_sign && !first.is_any(&["degree", "degrees", "deg"]) {
        return None;
    }
    let skip = if tokens.get(1).is_some_and(|t| t.text == "." && t.glued() && first.is("deg")) { 2 } else { 1 };
    let scale = tokens.get(skip).and_then(|t| match t.text {
        "C" | "c" => Some("celsius"),
        "F" | "f" => Some("fahrenheit"),
        "K" => Some("kelvin"),
        _ => None,
    });
    let named = tokens.get(skip).and_then(|t| {
        let lower = t.text.to_lowercase();
        let id = lexicon.units.by_word(&lower)?;
        lexicon.units.get(id).filter(|u| u.dimension == "temperature").cloned()
    });
    if let Some(unit) = named {
        return Some((unit, skip + 1));
    }
    match scale {
        Some(name) => Some((lexicon.units.by_name(name)?, skip + 1)),
        None => on_scale(lexicon, tokens.skip(skip))
            .map(|(unit, n)| (unit, skip + n))
            .or_else(|| Some((lexicon.units.by_name("degree")?, skip))),
    }
}

/// "on the Celsius scale" behind degrees.
fn on_scale(lexicon: &Lexicon, tokens: Tokens<'_>) -> Option<(Unit, usize)> {
    let [on, the, name, scale, ..] = tokens.0 else { return None };
    if !(on.is("on") && the.has(Class::DET) && scale.is("scale")) {
        return None;
    }
    let unit = lexicon.units.get(lexicon.units.by_word(&name.text.to_lowercase())?)?;
    (unit.dimension == "temperature").then(|| (unit.clone(), 4))
}

/// One unit, with "square" or "cubic" before it or an exponent behind it.
fn simple(lexicon: &Lexicon, tokens: Tokens<'_>) -> Option<(Unit, usize)> {
    let first = tokens.first()?;
    let exponent = if first.is_any(&["square", "sq"]) {
        2
    } else if first.is_any(&["cubic", "cu"]) {
        3
    } else {
        0
    };
    if exponent > 0 {
        let mut skip = 1;
        if tokens.get(skip).is_some_and(|t| t.text == "." && t.glued()) {
            skip += 1;
        }
        if tokens.get(skip).is_some_and(|t| t.kind == TokenKind::Dash) {
            skip += 1;
        }
        let (unit, n) = plain(lexicon, tokens.skip(skip))?;
        return Some((power(&unit, exponent)?, n + skip));
    }
    let (unit, n) = raised(lexicon, tokens).or_else(|| plain(lexicon, tokens))?;
    match trailing_exponent(tokens.skip(n)) {
        Some((e, m)) => match power(&unit, e) {
            Some(unit) => Some((unit, n + m)),
            None => Some((unit, n)),
        },
        None => Some((unit, n)),
    }
}

/// "m2", "km3": letters and a digit in one token.
fn raised(lexicon: &Lexicon, tokens: Tokens<'_>) -> Option<(Unit, usize)> {
    let first = tokens.first()?;
    let (stem, exponent) = match first.text.strip_suffix('2') {
        Some(stem) => (stem, 2),
        None => (first.text.strip_suffix('3')?, 3),
    };
    let id = lexicon.units.by_symbol(stem, true)?;
    Some((power(lexicon.units.get(id)?, exponent)?, 1))
}

/// "²", "^2", "squared", "cubed" behind a unit.
fn trailing_exponent(tokens: Tokens<'_>) -> Option<(u32, usize)> {
    let first = tokens.first()?;
    if first.is("squared") {
        return Some((2, 1));
    }
    if first.is("cubed") {
        return Some((3, 1));
    }
    if first.spaced {
        return None;
    }
    if let Some(d) = first.text.chars().next().and_then(superscript_digit) {
        return Some((d, 1));
    }
    if first.text == "^" {
        let d = tokens.get(1)?.literal?.value()?.to_integer()?;
        return Some((u32::try_from(d).ok()?, 2));
    }
    None
}

/// A unit by its words or symbol.
fn plain(lexicon: &Lexicon, tokens: Tokens<'_>) -> Option<(Unit, usize)> {
    let first = tokens.first()?;
    if first.kind == TokenKind::Symbol {
        return sign(lexicon, tokens);
    }
    if first.kind != TokenKind::Word {
        return None;
    }
    // the longest run of words that names a unit
    let mut joined = first.text.to_lowercase();
    let mut best = lexicon.units.by_word(&joined).map(|id| (id, 1));
    let goes_on = lexicon.units.leads(&joined);
    for (i, token) in tokens.0.iter().enumerate().take(if goes_on { MOST_WORDS } else { 0 }).skip(1) {
        if token.kind == TokenKind::Dash && token.glued() {
            continue;
        }
        if token.kind != TokenKind::Word {
            break;
        }
        joined.push(' ');
        joined.push_str(&token.text.to_lowercase());
        if let Some(id) = lexicon.units.by_word(&joined) {
            best = Some((id, i + 1));
        }
    }
    if let Some((id, n)) = best
        && !(first.is_capitalized() && first.spaced && first.text.len() < 3 && n == 1)
    {
        let n = n + usize::from(
            tokens.get(n).is_some_and(|t| t.text == "." && t.glued())
                && matches!(first.text, "min" | "sec" | "hr" | "yr"),
        );
        return Some((lexicon.units.get(id)?.clone(), n));
    }
    symbol(lexicon, tokens)
}

/// A unit by its symbol: letters as written, perhaps with a point behind.
fn symbol(lexicon: &Lexicon, tokens: Tokens<'_>) -> Option<(Unit, usize)> {
    let first = tokens.first()?;
    let next = tokens.get(1);
    let point = next.is_some_and(|t| t.text == "." && t.glued());
    let text = first.text.trim_end_matches('.');
    let plural = text.strip_suffix('s').filter(|t| t.len() >= 2);
    if let Some(id) = lexicon
        .units
        .by_symbol(first.text, first.glued())
        .or_else(|| lexicon.units.by_symbol(text, first.glued()))
        .or_else(|| lexicon.units.by_symbol(plural?, first.glued()))
        .or_else(|| {
            Some(text).filter(|t| t.len() >= 3 && first.glued()).and_then(|t| lexicon.units.by_folded_symbol(t))
        })
    {
        let unit = lexicon.units.get(id)?.clone();
        // "221b Baker Street"
        if first.glued() && matches!(first.text, "b" | "d") && next.is_some_and(|t| t.is_capitalized() && t.spaced) {
            return None;
        }
        // "form 13F must": a letter behind digits is a temperature at the end of a phrase only
        let goes_on = |t: &Token<'_>| {
            t.kind == TokenKind::Word
                && t.word.time_word.is_none()
                && !t.has(Class::PREP)
                && !t.has(Class::CONJ)
                && !t.has(Class::ADV)
        };
        if unit.dimension == "temperature" && text.len() == 1 && next.is_some_and(goes_on) {
            return None;
        }
        // "in" and "am" are words of the language as well
        if first.is("in") && next.is_some_and(|t| t.kind != TokenKind::Symbol && !t.is_any(&["by", "x", "and"])) {
            return None;
        }
        let abbreviation = point && text.len() <= 3 && tokens.get(2).is_some_and(|t| !t.is_capitalized());
        return Some((unit, 1 + usize::from(abbreviation)));
    }
    // "one MP said": capitals behind a space are an abbreviation of something else
    if text.len() > 1 && first.spaced && first.is_acronym() {
        return None;
    }
    // a weak symbol behind one space: "5 m", "20 g", "5 in"
    let id = lexicon.units.by_weak_symbol(text)?;
    let ends = next.is_none_or(|t| {
        t.kind == TokenKind::Symbol || t.has(Class::PREP) || t.has(Class::CONJ) || t.kind == TokenKind::Dash
    });
    let allowed = match text {
        "in" => next.is_none_or(|t| t.kind == TokenKind::Symbol),
        "A" | "a" | "d" | "y" | "h" | "s" | "b" | "B" | "am" => ends && text != "a",
        // "4 bar", "14 stone": a word, so nothing else of the phrase follows
        _ if text.len() >= 3 && text.bytes().all(|b| b.is_ascii_lowercase()) && !first.glued() => ends,
        // "12 C water": a thing of that temperature
        "C" | "F" => {
            ends || next
                .is_some_and(|t| first.spaced && t.is_open() && !t.is_capitalized() && !lexicon.is_plural(t.text))
        }
        _ => !first.is_capitalized() || text.len() > 1 || ends,
    };
    allowed.then(|| lexicon.units.get(id).cloned().map(|u| (u, 1))).flatten()
}

/// Feet and inches by their marks, right behind the digits.
fn sign(lexicon: &Lexicon, tokens: Tokens<'_>) -> Option<(Unit, usize)> {
    let first = tokens.first()?;
    if first.spaced {
        return None;
    }
    let name = match first.text {
        "'" | "′" | "’" => {
            // "OAO-1's"
            if tokens.get(1).is_some_and(|t| t.glued() && t.is("s")) {
                return None;
            }
            if tokens.get(1).is_some_and(|t| t.text == first.text && t.glued()) {
                return Some((lexicon.units.by_name("inch")?, 2));
            }
            "foot"
        }
        "\"" | "″" | "”" => "inch",
        "Ω" => "ohm",
        _ => return None,
    };
    Some((lexicon.units.by_name(name)?, 1))
}

/// "-1", "⁻³" glued behind a symbol: the exponent without its minus, and its tokens.
fn minus_exponent(tokens: Tokens<'_>) -> Option<(u32, usize)> {
    let (minus, digit) = (tokens.first()?, tokens.get(1)?);
    let ends = tokens.get(2).is_none_or(|t| t.spaced || t.kind == TokenKind::Symbol);
    if minus.spaced || digit.spaced || !ends {
        return None;
    }
    let n = if minus.kind == TokenKind::Dash {
        digit.text.parse().ok()
    } else if minus.text == "⁻" {
        digit.text.chars().next().and_then(superscript_digit)
    } else {
        None
    };
    n.filter(|n| (1..=3).contains(n)).map(|n| (n, 2))
}

/// "s-1" of "m s-1", "m-3" of "kg m-3": what a unit is per, written as a negative power, and its tokens.
fn inverse(lexicon: &Lexicon, tokens: Tokens<'_>) -> Option<(Unit, usize)> {
    tokens.first().filter(|t| t.is_word() && t.text.len() <= 4)?;
    let (exponent, n) = minus_exponent(tokens.skip(1))?;
    let (unit, _) = plain(lexicon, tokens).filter(|(_, n)| *n == 1)?;
    let unit = if exponent > 1 { power(&unit, exponent)? } else { unit };
    Some((unit, n + 1))
}

/// "N·m", "kW·h", "Pa·s": symbols multiplied by a point, and the tokens they take.
fn product(lexicon: &Lexicon, unit: &Unit, tokens: Tokens<'_>) -> Option<(Unit, usize)> {
    let (point, symbol) = (tokens.first()?, tokens.get(1)?);
    if !matches!(point.text, "·" | "⋅" | "∙" | "•") || point.spaced || symbol.spaced {
        return None;
    }
    let (right, n) = plain(lexicon, tokens.skip(1)).filter(|(_, n)| *n == 1)?;
    let name = format!("{} {}", unit.name, right.name);
    let known = lexicon.units.by_name(&name);
    let made = || {
        let factor = unit.factor.checked_mul(right.factor)?;
        let dimension = format!("{}*{}", unit.dimension, right.dimension);
        Some(Unit { name, dimension, factor, offset: Number::ZERO })
    };
    known.or_else(made).map(|unit| (unit, n + 1))
}

/// "per second", "/h", "an hour" behind a unit.
fn compound(lexicon: &Lexicon, unit: Unit, n: usize, tokens: Tokens<'_>) -> (Unit, usize) {
    if let Some((both, m)) = product(lexicon, &unit, tokens.skip(n)) {
        return (both, n + m);
    }
    if let Some((right, m)) = inverse(lexicon, tokens.skip(n))
        && let Some(both) = per(&unit, &right)
    {
        return (both, n + m);
    }
    let Some(first) = tokens.get(n) else { return (unit, n) };
    let (skip, spoken) = if first.text == "/" && first.glued() {
        (1, false)
    } else if first.is("per") || first.is_any(&["a", "an", "each"]) {
        (1, !first.is("per"))
    } else if first.is("to")
        && tokens.get(n + 1).is_some_and(|t| t.is("the"))
        && simple(lexicon, tokens.skip(n + 2)).is_some_and(|(u, _)| u.dimension == "volume")
    {
        // "30 miles to the gallon"
        (2, false)
    } else {
        return (unit, n);
    };
    if spoken && tokens.get(n + 2).is_some_and(|t| t.is_any(&["ago", "earlier", "later", "before"])) {
        return (unit, n);
    }
    if let Some((many, m)) = per_many(lexicon, tokens.skip(n + skip)).filter(|_| !spoken)
        && let Some(both) = per(&unit, &many)
    {
        return (both, n + skip + m);
    }
    let Some((right, m)) = simple(lexicon, tokens.skip(n + skip)) else { return (unit, n) };
    if spoken && (right.dimension != "time" || unit.dimension == "time") {
        return (unit, n);
    }
    let name = format!("{} per {}", unit.name, right.name);
    let known = lexicon.units.by_word(&name).and_then(|id| lexicon.units.get(id)).cloned();
    match known.or_else(|| per(&unit, &right)) {
        Some(both) => (both, n + skip + m),
        None => (unit, n),
    }
}

/// "100 km" of "5 litres per 100 km": a round number of a unit, as one.
fn per_many(lexicon: &Lexicon, tokens: Tokens<'_>) -> Option<(Unit, usize)> {
    let count = tokens.first()?.literal.filter(|l| l.decimals == 0)?.value()?;
    if !matches!(count.to_integer()?, 10 | 100 | 1000 | 10_000 | 100_000) {
        return None;
    }
    let (unit, n) = simple(lexicon, tokens.skip(1)).filter(|(u, _)| u.dimension != "time")?;
    let factor = unit.factor.checked_mul(count)?;
    Some((Unit { name: format!("{count} {}", unit.name), factor, ..unit }, n + 1))
}

/// What a price or rate is per: "per share", "a barrel", "per square foot", "per 1,000"; its name and token count.
pub fn per_phrase(lexicon: &Lexicon, tokens: Tokens<'_>) -> Option<(String, usize)> {
    let first = tokens.first()?;
    let dash = |i: usize| tokens.get(i).is_some_and(|t| t.kind == TokenKind::Dash);
    if dash(0) && dash(2) && tokens.get(1).is_some_and(|t| t.is("a") || t.is("an") || t.is("per")) {
        let noun = tokens.get(3).filter(|t| t.is_open() && t.word.class.has(Class::PER))?;
        return Some((lexicon.singular(noun.text), 4));
    }
    let slash = first.text == "/" && first.glued();
    let is_per = first.is("per") || slash;
    // "$6 million a year ago" is a sum and a date, not a rate
    if !is_per && tokens.get(2).is_some_and(|t| t.is_any(&["ago", "earlier", "later", "before"])) {
        return None;
    }
    if !is_per && !first.is_any(&["a", "an"]) {
        return None;
    }
    if let Some((unit, n)) = simple(lexicon, tokens.skip(1)) {
        return (is_per || unit.dimension == "time" || tokens.get(1)?.word.class.has(Class::PER))
            .then_some((unit.name, n + 1));
    }
    let noun: &Token<'_> = tokens.get(1)?;
    if noun
        .word
        .numeral
        .is_some_and(|n| matches!(n.role, NumeralRole::Dozen | NumeralRole::Hundred | NumeralRole::Scale))
        && (is_per || noun.word.numeral.is_some_and(|n| n.role == NumeralRole::Dozen))
    {
        return Some((noun.text.to_lowercase(), 2));
    }
    if noun.kind != TokenKind::Word || !noun.is_open() || noun.is("cent") {
        return None;
    }
    if is_per || noun.word.class.has(Class::PER) {
        return Some((lexicon.singular(noun.text), 2));
    }
    None
}

/// An amount of parts of a currency as the currency: 50 cents is half a dollar.
pub fn whole_currency(value: Number, parts: Number) -> Option<Number> {
    value.checked_div(parts)
}
