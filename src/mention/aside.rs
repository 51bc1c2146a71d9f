//! Numbers that count nothing: labels, names, codes, phone numbers, sizes; recognized and set aside with a reason.

use crate::fact::Kind;
use crate::grammar::{Form, Quantity, Token, TokenKind};
use crate::lexicon::{Class, Lexicon, NumeralRole, VerbForm};
use crate::value::{Bound, Number};

use super::noun::{Want, is_possessive, looks_verbal, noun_phrase};
use super::sense::named_age;

/// Why the number at token `at` counts nothing, and how many tokens to pass over; `None` when it may be a claim.
pub(super) fn reason(lexicon: &Lexicon, all: &[Token<'_>], q: &Quantity) -> Option<(&'static str, usize)> {
    let at = q.value_at.0;
    let token = all.get(at)?;
    let before = at.checked_sub(1).and_then(|i| all.get(i));
    if token.kind == TokenKind::Number {
        if let Some(len) = phone(all, at) {
            return Some(("phone number", len));
        }
        if let Some(len) = account(all, at) {
            return Some(("code", len));
        }
        if let Some(len) = chain(all, at) {
            return Some(("version or section number", len));
        }
        if let Some(next) = all.get(at + 1)
            && next.glued()
            && next.kind == TokenKind::Word
            && next.text.len() > 1
            && q.kind != Kind::Quantity
            && next.text.bytes().any(|b| b.is_ascii_digit())
        {
            return Some(("size or code", 2));
        }
        if misread_quote(lexicon, all, q) {
            return Some(("misread quotation mark", 1));
        }
        // "22pm": no hour, and no picometre
        if all.get(at + 1).is_some_and(|t| t.glued() && t.is("pm")) && q.low.is_some_and(|n| n < Number::integer(25)) {
            return Some(("score or clock", 2));
        }
        let literal = token.literal?;
        if literal.leading_zero && literal.decimals == 0 && q.unit.is_none() {
            return Some(("code", 1));
        }
        if let (Some(slash), Some(other)) = (all.get(at + 1), all.get(at + 2))
            && slash.text == "/"
            && slash.glued()
            && other.glued()
            && other.kind == TokenKind::Number
            && q.form != Form::Fraction
        {
            return Some(("name", 3));
        }
    }
    // "a score of 71" is no twenty
    let (end, number) = (q.value_at.1, |t: &Token<'_>| t.kind == TokenKind::Number || t.word.numeral.is_some());
    if all.get(end - 1).and_then(|t| t.word.numeral).is_some_and(|n| n.role == NumeralRole::Score)
        && all.get(end).is_some_and(|t| t.is("of"))
        && all.get(end + 1).is_some_and(number)
    {
        return Some(("idiom", end - at));
    }
    if let Some((reason, len)) = score(all, at).filter(|_| q.unit.is_none()) {
        return Some((reason, len));
    }
    // "COVID-19\" is": a mark behind a code is no inch; "COVID -19" is no negative number
    let marked = all.get(q.value_at.1).is_some_and(|t| t.kind == TokenKind::Symbol && t.glued());
    let negative = q.unit.is_none() && q.low.is_some_and(Number::is_negative);
    if (marked && matches!(q.unit.as_deref(), Some("inch" | "foot")) || negative) && is_code(all, at) {
        return Some(("name or code", q.value_at.1 - at));
    }
    let slashed = all.get(at + 1).is_some_and(|t| t.text == "/");
    if q.unit.as_deref() == Some("fraction") && token.kind == TokenKind::Number && slashed && !plausible_fraction(q) {
        return Some(("name", q.value_at.1 - at));
    }
    if q.unit.is_some() && q.unit.as_deref() != Some("fraction") {
        return None;
    }
    if let Some(len) = exchange(all, at) {
        return Some(("terms of exchange", len));
    }
    if let Some(len) = address(lexicon, all, q) {
        return Some(("address", len));
    }
    // "the Union 1.6 million": names have no millions
    let scaled = q.value_at.1 > at + 1 && all.get(q.value_at.1 - 1).is_some_and(|t| t.kind == TokenKind::Word);
    let scaled = scaled && token.kind == TokenKind::Number;
    let is_named = !scaled && (model(lexicon, all, q) || numbered_model(lexicon, all, q) || called(lexicon, all, q));
    if is_named {
        return Some(("name", q.value_at.1 - at));
    }
    let before = before?;
    let small = q.low.or(q.high).is_some_and(|n| n < Number::integer(100_000));
    if matches!(before.text, "#" | "№" | "§") {
        return Some(("label", q.value_at.1 - at));
    }
    // "p. 81", "vol. 14": the point belongs to the abbreviation
    let (label, label_at) = match before.text {
        "." if before.glued() => (at.checked_sub(2).and_then(|i| all.get(i))?, at - 2),
        _ => (before, at - 1),
    };
    if label.word.class.has(Class::LABEL)
        && label.kind == TokenKind::Word
        && small
        && (!counts_noun(lexicon, all, q) || designates(lexicon, all, q))
    {
        let abbreviation = label.text.len() <= 4;
        let determined =
            label_at.checked_sub(1).and_then(|i| all.get(i)).is_some_and(|t| t.has(Class::DET) || t.has(Class::AUX));
        let plural = lexicon.is_plural(label.text) && label.text.len() > 4;
        // "the dead thus number 41"
        let counts = label.is("number")
            && label_at
                .checked_sub(1)
                .and_then(|i| all.get(i))
                .is_some_and(|t| t.has(Class::ADV) || t.has(Class::PRON) || lexicon.is_plural(t.text));
        if !counts && (abbreviation || !determined || label.is_capitalized()) && !(plural && determined) {
            return Some(("label", q.value_at.1 - at));
        }
    }
    // "CSM-107", "Covid-19"; but "mid-1973", "under-5"
    if before.kind == TokenKind::Dash && before.glued() && token.glued() && q.year.is_none() {
        let stem = at.checked_sub(2).and_then(|i| all.get(i));
        if stem.is_some_and(|t| {
            t.kind == TokenKind::Word
                && !t.word.class.has(Class::PREFIX)
                && t.word.numeral.is_none()
                && t.word.month.is_none()
        }) {
            return Some(("name or code", q.value_at.1 - at));
        }
    }
    // "Apollo 11", "Saturn 5", "Windows 10"
    if token.kind == TokenKind::Number
        && token.spaced
        && !scaled
        && before.text.contains(char::is_uppercase)
        && before.is_open()
        && !before.word.class.has(Class::STATISTIC)
        && before.word.month.is_none()
        && before.word.weekday.is_none()
        && q.year.is_none()
        && token.literal.is_some_and(|l| l.digits <= 4 && !l.grouped)
        && !counts_noun(lexicon, all, q)
        && !named_age(all, at)
        && !opens_tally(all, q.value_at.1)
    {
        return Some(("name", q.value_at.1 - at));
    }
    // a lone number in brackets: "(4)"
    if matches!(before.text, "(" | "[")
        && all.get(q.value_at.1).is_some_and(|t| matches!(t.text, ")" | "]"))
        && token.literal.is_some_and(|l| l.digits <= 3 && l.decimals == 0)
    {
        return Some(("reference or list mark", q.value_at.1 - at));
    }
    None
}

/// "the 787 Dreamliner", "a 911 Turbo": three or four plain digits before a capitalized singular that no plural follows.
fn model(lexicon: &Lexicon, all: &[Token<'_>], q: &Quantity) -> bool {
    let (at, end) = q.value_at;
    let plain = all.get(at).and_then(|t| t.literal).is_some_and(|l| {
        matches!(l.digits, 3 | 4) && l.decimals == 0 && !l.grouped && l.value().is_some_and(|v| v.trailing_zeros() < 2)
    });
    let own = at.checked_sub(1).and_then(|i| all.get(i)).is_some_and(|t| t.has(Class::DET) || t.is("own"));
    let name = all.get(end).filter(|t| t.is_capitalized() && t.is_open() && !t.is_acronym() && t.spaced);
    plain
        && own
        && end == at + 1
        && name.is_some_and(|t| !t.word.class.has(Class::ADJ) && !lexicon.is_plural(t.text))
        && !counts_noun(lexicon, all, q)
}

/// "a 3-for-2 split": how many for how many.
fn exchange(all: &[Token<'_>], at: usize) -> Option<usize> {
    let dash = |i: usize| all.get(i).is_some_and(|t| t.kind == TokenKind::Dash && t.glued());
    let number = |i: usize| all.get(i).is_some_and(|t| t.literal.is_some() || t.word.numeral.is_some());
    (number(at) && dash(at + 1) && all.get(at + 2)?.is("for") && dash(at + 3) && number(at + 4)).then_some(5)
}

/// "469 Vernon St.", "12 Elm Road": a plain number before a name that ends in a word for a street.
fn address(lexicon: &Lexicon, all: &[Token<'_>], q: &Quantity) -> Option<usize> {
    const LONGEST: usize = 4;
    let (at, end) = q.value_at;
    let plain = all.get(at)?.literal.is_some_and(|l| l.decimals == 0 && !l.grouped && l.digits <= 5);
    if !plain || end != at + 1 || q.bound != Bound::Exact {
        return None;
    }
    let name = |i: usize| all.get(i).is_some_and(|t| t.is_capitalized() && t.is_open() && t.spaced);
    let length = (end..end + LONGEST).take_while(|&i| name(i)).count();
    let last = all.get(end + length.checked_sub(1)?)?;
    (length >= 2 && lexicon.word(last.text).street).then_some(1)
}

/// "the 486 is", "its 486 chip": a plain number with a determiner that counts no plural is a name.
fn numbered_model(lexicon: &Lexicon, all: &[Token<'_>], q: &Quantity) -> bool {
    let (at, end) = q.value_at;
    let plain = all.get(at).and_then(|t| t.literal).is_some_and(|l| {
        matches!(l.digits, 3..=5) && l.decimals == 0 && !l.grouped && l.value().is_some_and(|v| v.trailing_zeros() < 2)
    });
    let owned = at
        .checked_sub(1)
        .and_then(|i| all.get(i))
        .is_some_and(|t| t.is_any(&["a", "an", "the", "its", "new"]) || is_possessive(t.text));
    if !plain || !owned || end != at + 1 || q.year.is_some() || q.bound != Bound::Exact {
        return false;
    }
    let Some(next) = all.get(end) else { return false };
    let singular = |t: &Token<'_>| t.is_open() && t.spaced && !t.is_capitalized() && !lexicon.is_plural(t.text);
    let alone = singular(next)
        && all.get(end + 1).is_none_or(|t| !t.is_open() && t.kind != TokenKind::Number && t.kind != TokenKind::Dash);
    alone && !looks_verbal(next.text) || next.has(Class::SINGULAR_AUX)
}

/// "the route 66 was", "the class 800 is": a plain number behind a singular noun and before a singular verb is its name.
fn called(lexicon: &Lexicon, all: &[Token<'_>], q: &Quantity) -> bool {
    let (at, end) = q.value_at;
    let token = |back: usize| at.checked_sub(back).and_then(|i| all.get(i));
    let plain = all
        .get(at)
        .and_then(|t| t.literal)
        .is_some_and(|l| matches!(l.digits, 2..=4) && l.decimals == 0 && !l.grouped && q.bound == Bound::Exact);
    let noun = token(1)
        .is_some_and(|t| t.is_open() && t.spaced && !t.word.class.has(Class::ADJ) && !lexicon.is_plural(t.text));
    plain
        && end == at + 1
        && noun
        && token(2).is_some_and(|t| t.is("the"))
        && all.get(end).is_some_and(|t| t.has(Class::SINGULAR_AUX))
}

/// A quotation mark that scanning made an "11" of: nothing is counted by it, and a mark closes that none has opened.
fn misread_quote(lexicon: &Lexicon, all: &[Token<'_>], q: &Quantity) -> bool {
    const LONGEST: usize = 80;
    let (at, end) = q.value_at;
    let looks = all.get(at).is_some_and(|t| t.text == "11" && t.spaced) && end == at + 1 && q.extent_at.1 == end;
    if !looks || !all.get(end).is_some_and(|t| t.kind == TokenKind::Word && t.spaced) || counts_noun(lexicon, all, q) {
        return false;
    }
    let opens = |t: &&Token<'_>| matches!(t.text, "“" | "”");
    let before = all.get(at.saturating_sub(LONGEST)..at).unwrap_or_default().iter().rev().find(opens);
    let behind = all.get(end..(end + LONGEST).min(all.len())).unwrap_or_default().iter().find(opens);
    behind.is_some_and(|t| t.text == "”") && before.is_none_or(|t| t.text == "”")
}

/// "135 to 35", "135 votes": behind a name such a number counts.
fn opens_tally(all: &[Token<'_>], end: usize) -> bool {
    let number = |t: &Token<'_>| t.kind == TokenKind::Number || t.word.numeral.is_some();
    all.get(end).is_some_and(|t| t.is("votes") || t.is("to") && all.get(end + 1).is_some_and(number))
}

/// "2-1", "89-89", "4:39": a score or a clock that no time expression read.
fn score(all: &[Token<'_>], at: usize) -> Option<(&'static str, usize)> {
    let small = |i: usize| {
        all.get(i)?.literal.filter(|l| l.digits <= 3 && l.decimals == 0 && !l.grouped).and_then(|l| l.value())
    };
    let (first, joint, second) = (small(at)?, all.get(at + 1)?, small(at + 2)?);
    let glued = joint.glued() && all.get(at + 2).is_some_and(Token::glued);
    let chain = all.get(at + 3).is_some_and(|t| t.glued() && t.kind == TokenKind::Dash);
    if !glued || chain {
        return None;
    }
    match joint.text {
        // "2:05:41"
        ":" if all.get(at + 3).is_some_and(|t| t.glued() && t.text == ":") && small(at + 4).is_some() => {
            Some(("score or clock", 5))
        }
        ":" => Some(("score or clock", 3)),
        _ if joint.kind == TokenKind::Dash && (first >= second || in_row(all, at)) => Some(("score", 3)),
        _ => None,
    }
}

/// "6-4, 3-6, 7-5": scores beside each other.
fn in_row(all: &[Token<'_>], at: usize) -> bool {
    let pair = |i: usize| {
        let digit = |i: usize| all.get(i).is_some_and(|t| t.literal.is_some_and(|l| l.digits <= 2 && l.decimals == 0));
        digit(i)
            && all.get(i + 1).is_some_and(|t| t.kind == TokenKind::Dash && t.glued())
            && digit(i + 2)
            && all.get(i + 2).is_some_and(Token::glued)
    };
    let comma = |i: usize| all.get(i).is_some_and(|t| t.text == ",");
    pair(at) && (at >= 4 && comma(at - 1) && pair(at - 4) || comma(at + 3) && pair(at + 4))
}

/// Whether a dash joins the number to a word that is no prefix: "COVID-19", "COVID -19".
fn is_code(all: &[Token<'_>], at: usize) -> bool {
    let (Some(dash), Some(stem)) =
        (at.checked_sub(1).and_then(|i| all.get(i)), at.checked_sub(2).and_then(|i| all.get(i)))
    else {
        return false;
    };
    dash.kind == TokenKind::Dash
        && all.get(at).is_some_and(Token::glued)
        && stem.kind == TokenKind::Word
        && (dash.glued() && !stem.word.class.has(Class::PREFIX) || stem.is_acronym())
}

/// "Version 2.4 supports", "Section 12 of the Act sets": a label's number cannot count what follows.
fn designates(lexicon: &Lexicon, all: &[Token<'_>], q: &Quantity) -> bool {
    let decimal = all.get(q.value_at.0).and_then(|t| t.literal).is_some_and(|l| l.decimals > 0);
    let whole = all.get(q.value_at.1).is_some_and(|t| t.is("of"))
        && all.get(q.value_at.1 + 1).is_some_and(|t| t.has(Class::DET))
        && all.get(q.value_at.1 + 2).is_some_and(|t| t.is_open() && !lexicon.is_plural(t.text));
    decimal || whole
}

/// Whether a plural noun stands right behind the number.
fn counts_noun(lexicon: &Lexicon, all: &[Token<'_>], q: &Quantity) -> bool {
    // "Model 11 costs $699"
    let verb = all
        .get(q.extent_at.1)
        .is_some_and(|t| t.spaced && lexicon.verb_form(t.text).is_some_and(|v| v.form == VerbForm::Present));
    let object = |t: &Token<'_>| {
        t.kind == TokenKind::Number || matches!(t.text, "$" | "£" | "€") || t.is_any(&["a", "an", "the"])
    };
    if verb && all.get(q.extent_at.1 + 1).is_some_and(object) {
        return false;
    }
    // "the Model 6 spacecraft": a plural that looks like its singular does not say that it is counted
    let named = q.value_at.0.checked_sub(1).and_then(|i| all.get(i)).is_some_and(|t| t.is_capitalized())
        && q.value_at.0.checked_sub(2).and_then(|i| all.get(i)).is_some_and(|t| t.has(Class::DET));
    noun_phrase(lexicon, all, q.extent_at.1, Want::Plural).is_some_and(|p| {
        all.get(p.head)
            .is_some_and(|t| lexicon.is_plural(t.text) && !(named && lexicon.singular(t.text) == t.text.to_lowercase()))
    })
}

/// Digit groups that read as a phone number: a leading zero or "+", three groups or two of three and four digits.
fn phone(all: &[Token<'_>], at: usize) -> Option<usize> {
    let first = all.get(at)?.literal?;
    let plus = at.checked_sub(1).and_then(|i| all.get(i)).is_some_and(|t| t.text == "+");
    let mut groups = 1;
    let mut digits = usize::from(first.digits);
    let mut i = at + 1;
    while let Some(t) = all.get(i) {
        let skip = usize::from(t.kind == TokenKind::Dash && t.glued() || t.text == ")" || t.text == "(");
        let Some(next) = all.get(i + skip) else { break };
        let Some(literal) = next.literal.filter(|l| l.decimals == 0 && !l.grouped) else { break };
        groups += 1;
        digits += usize::from(literal.digits);
        i += skip + 1;
        if groups > 6 {
            break;
        }
    }
    let seven =
        groups == 2 && first.digits == 3 && digits == 7 && all.get(at + 1).is_some_and(|t| t.kind == TokenKind::Dash);
    let long = groups >= 3
        && (7..=15).contains(&digits)
        && (first.leading_zero || plus || all.get(at + 1).is_some_and(|t| t.kind == TokenKind::Dash) && digits >= 10);
    let lead = groups >= 2 && first.leading_zero && digits >= 7;
    (seven || long || lead).then_some(i - at)
}

/// "4929-1102-7781": three groups of digits or more, three digits and more in each, glued by dashes.
fn account(all: &[Token<'_>], at: usize) -> Option<usize> {
    let group = |i: usize| all.get(i)?.literal.filter(|l| l.digits >= 3 && l.decimals == 0 && !l.grouped).map(|_| ());
    group(at)?;
    let mut i = at + 1;
    while all.get(i).is_some_and(|t| t.kind == TokenKind::Dash && t.glued())
        && all.get(i + 1).is_some_and(Token::glued)
        && group(i + 1).is_some()
    {
        i += 2;
    }
    (i >= at + 5).then_some(i - at)
}

/// "17.7.1", "10.0.0.1", "18.1, 17.7 and" are left alone; only chains glued by points count.
fn chain(all: &[Token<'_>], at: usize) -> Option<usize> {
    let mut i = at + 1;
    let mut links = 0;
    while let (Some(point), Some(next)) = (all.get(i), all.get(i + 1)) {
        let decimal = point.kind == TokenKind::Number && point.glued() && point.text.starts_with('.');
        if decimal {
            links += 1;
            i += 1;
        } else if matches!(point.text, "." | "_") && point.glued() && next.glued() && next.kind == TokenKind::Number {
            links += 1;
            i += 2;
        } else {
            break;
        }
    }
    (links > 0).then_some(i - at)
}

/// Denominators that people write as fractions.
fn plausible_fraction(q: &Quantity) -> bool {
    let d = q.low.or(q.high).map_or(1, Number::denominator);
    matches!(d, 1..=10 | 12 | 15 | 16 | 20 | 25 | 32 | 50 | 64 | 100 | 1000)
}
