//! How old a person is by a bare number: what stands before and behind it must speak of one person.

use crate::grammar::{Quantity, Token, TokenKind};
use crate::lexicon::{Class, Lexicon};
use crate::value::Number;

use super::noun::is_possessive;

/// Words of a name or a description that are looked at.
const REACH: usize = 6;

/// Whether a plausible bare number says how old a person is or was: "Reed was only 39 when", "at 15 she won", "a man of 45".
pub(super) fn is_told(lexicon: &Lexicon, all: &[Token<'_>], q: &Quantity) -> bool {
    let (from, end) = q.extent_at;
    let Some(before) = from.checked_sub(1).and_then(|i| all.get(i)) else { return false };
    if before.is("at") {
        return at_age(all, from - 1, end, q);
    }
    // "a boy of 16 fell"
    let acts = || all.get(end).is_some_and(|t| lexicon.is_past(t.text) || t.text.ends_with("ed"));
    if !(closes(all, end) || before.is("of") && acts()) {
        return false;
    }
    if before.is("of") {
        return one_of(all, from - 1)
            && all.get(end).is_none_or(|t| t.kind == TokenKind::Symbol || !t.has(Class::PREP));
    }
    let (verb, says) = match back(all, from, |t| t.word.merely).checked_sub(1).and_then(|i| Some((i, all.get(i)?))) {
        Some((i, t)) if t.word.class.has(Class::BE) => (i, t.has(Class::SINGULAR_AUX) || t.is_any(&["be", "been"])),
        Some((i, t)) => (i, t.is_any(&["turned", "turns", "turning"])),
        None => return false,
    };
    says && is_person(lexicon, all, back(all, verb, |t| t.has(Class::AUX) || t.word.merely), end)
}

/// Whether a number that `end` is behind is not the first of a score, a rate or a comparison: "2 up", "3 for 4", "5 under par".
pub(super) fn closes(all: &[Token<'_>], end: usize) -> bool {
    let Some(next) = all.get(end) else { return true };
    let number = |i: usize| all.get(i).is_some_and(|t| t.kind == TokenKind::Number || t.word.numeral.is_some());
    let compares = next.is_any(&["up", "down", "under", "over", "behind", "ahead", "short", "off", "below", "above"])
        || next.is_any(&["to", "per", "than", "of"])
        || number(end + 1);
    let symbol = next.kind == TokenKind::Symbol && !matches!(next.text, "%" | "/" | "°" | "$" | "£" | "€" | "+" | "=");
    let being = next.word.class.has(Class::BEING) || is_possessive(next.text);
    (symbol || being || next.has(Class::PREP) || next.has(Class::CONJ) || next.has(Class::DET) || next.has(Class::AUX))
        && (symbol || !compares)
}

/// The first of the tokens right before `at` that all are as asked for.
fn back(all: &[Token<'_>], at: usize, is: impl Fn(&Token<'_>) -> bool) -> usize {
    let run = all.get(at.saturating_sub(REACH)..at).unwrap_or_default();
    at - run.iter().rev().take_while(|t| t.kind == TokenKind::Word && is(t)).count()
}

/// Whether the words that end at `at` name one person; `end` is behind the number.
fn is_person(lexicon: &Lexicon, all: &[Token<'_>], at: usize, end: usize) -> bool {
    let token = |back: usize| at.checked_sub(back).and_then(|i| all.get(i));
    let Some(last) = token(1) else { return false };
    let one = |t: &Token<'_>| t.word.class.has(Class::PERSON) || t.word.class.has(Class::AGE);
    let name_of = |at: usize| {
        back(all, at, |t| t.is_capitalized() && t.is_open() && t.word.month.is_none() && t.word.weekday.is_none())
    };
    // "the youngest, Ifor Rees, was twelve"
    if last.text == "," {
        let (name, named) = (name_of(at - 1), |i: usize| all.get(i));
        if is_described(all, at) {
            return true;
        }
        return name + 1 < at
            && name.checked_sub(1).and_then(named).is_some_and(|t| t.text == ",")
            && name.checked_sub(2).and_then(named).is_some_and(one);
    }
    // "she was already 51", "the secretary, who is 38,"
    if last.word.class.has(Class::BEING) || last.is("who") {
        return true;
    }
    let name = name_of(at);
    let head = |i: usize| name.checked_sub(i).and_then(|i| all.get(i));
    if name == at {
        return last.word.class.has(Class::PERSON) && !lexicon.is_plural(last.text);
    }
    let names = all.get(name..at).unwrap_or_default();
    let title = names.first().is_some_and(|t| t.has(Class::TITLE));
    let given = names.len() > 1 && names.first().is_some_and(|t| t.word.class.has(Class::GIVEN));
    let own = |i: usize| all.get(i).is_some_and(|t| is_possessive(t.text) || t.word.class.has(Class::BEING));
    let then = all.get(end).is_some_and(|t| {
        t.is("when") || t.is("at") && all.get(end + 1).is_some_and(|t| t.is("the") || t.is("his") || t.is("her"))
    });
    title || given || head(1).is_some_and(one) || then || own(end) || is_surname(all, name, at, end)
}

/// "Ada Miller, the architect, is 57.": a name of several words before the last two commas.
fn is_described(all: &[Token<'_>], at: usize) -> bool {
    let comma = |i: &usize| all.get(*i).is_some_and(|t| t.text == ",");
    let Some(first) = (at.saturating_sub(REACH + 2)..at.saturating_sub(1)).rev().find(comma) else { return false };
    let name = |i: Option<usize>| {
        i.and_then(|i| all.get(i)).is_some_and(|t| t.is_capitalized() && t.is_open() && t.word.month.is_none())
    };
    let described = all.get(first + 1).is_some_and(|t| t.has(Class::DET) || t.word.class.has(Class::PERSON));
    described && name(first.checked_sub(1)) && name(first.checked_sub(2))
}

/// "Miller was 29, Baxter six years older.": one name that opens the sentence, two digits, and nothing but a stop behind.
fn is_surname(all: &[Token<'_>], name: usize, at: usize, end: usize) -> bool {
    let adult = all
        .get(end.wrapping_sub(1))
        .and_then(|t| t.literal)
        .is_some_and(|l| l.digits == 2 && l.decimals == 0 && l.value().is_some_and(|v| v > Number::integer(14)));
    let is_told = all.get(at).is_some_and(|t| t.is_any(&["was", "is"])) && end == at + 2;
    let stops = all.get(end).is_none_or(|t| matches!(t.text, "." | "," | ";"));
    name == 0 && at == 1 && adult && is_told && stops && all.first().is_some_and(|t| !t.is_acronym())
}

/// "At 15 she won", "and, at 71, he", "died at 71".
fn at_age(all: &[Token<'_>], at: usize, end: usize, q: &Quantity) -> bool {
    // a lower one is as likely an hour
    const LEAST: i128 = 13;
    if q.low.is_none_or(|n| n < Number::integer(LEAST)) {
        return false;
    }
    let before = at.checked_sub(1).and_then(|i| all.get(i));
    // "the foreman, who at 42 had led"
    let is_who = before.is_some_and(|t| t.is("who"));
    if is_who && all.get(end).is_some_and(|t| t.has(Class::AUX) || t.has(Class::VERB) || t.text.ends_with("ed")) {
        return true;
    }
    let opens = before.is_none_or(|t| t.kind == TokenKind::Symbol || t.has(Class::CONJ) || t.word.merely);
    let comma = usize::from(all.get(end).is_some_and(|t| t.text == ","));
    let being = all.get(end + comma).is_some_and(|t| t.word.class.has(Class::BEING));
    let befell = before.is_some_and(|t| t.word.class.has(Class::HUMAN) && t.text.ends_with("ed"));
    // "he retired to Norton and died there, worn out, at 61."
    let died = || {
        let near = all.get(at.saturating_sub(REACH + 2)..at).unwrap_or_default();
        near.iter().any(|t| t.is_any(&["died", "dies"]))
    };
    let ends = all.get(end).is_none_or(|t| matches!(t.text, "." | "," | ";" | ")"));
    opens && being || (befell || ends && died()) && closes(all, end)
}

/// "a man of 45", "a quiet man from Normandy of 45": a word for one person of whatever age before "of".
fn one_of(all: &[Token<'_>], of: usize) -> bool {
    let named = back(all, of, |t| t.is_capitalized() && t.is_open());
    let preposition = usize::from(named < of && named > 0 && all.get(named - 1).is_some_and(|t| t.has(Class::PREP)));
    let head = if named < of && preposition == 0 { return false } else { named - preposition };
    head.checked_sub(1).and_then(|i| all.get(i)).is_some_and(|t| t.word.grown)
}
