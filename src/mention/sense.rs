//! What a bare number means by what stands around it: an age, millions, a counted noun, an idiom.

use crate::fact::Kind;
use crate::grammar::{Quantity, Token, TokenKind};
use crate::lexicon::{Class, Lexicon};
use crate::value::Number;

use super::noun::{NounPhrase, Want, looks_verbal, noun_phrase};

/// "Ada Miller, 25, said": a number between commas behind a name.
pub(super) fn is_age(all: &[Token<'_>], q: &Quantity) -> bool {
    let (at, end) = q.value_at;
    let token = |back: usize| at.checked_sub(back).and_then(|i| all.get(i));
    let plausible = q.low.is_some_and(|n| n.is_integer() && n > Number::ONE && n < Number::integer(115));
    plausible
        && q.low == q.high
        && q.value_at == q.extent_at
        && token(1).is_some_and(|t| t.text == ",")
        && token(2).is_some_and(|t| t.is_capitalized() && t.is_open() && t.text.len() > 1)
        && token(3).is_some_and(|t| t.is_capitalized() && t.kind == TokenKind::Word)
        && all.get(end).is_some_and(|t| t.text == ",")
        && !all.get(end + 1).is_some_and(|t| t.kind == TokenKind::Number)
}

/// "a 12 page document", "a four-cylinder engine": a singular behind a number above one counts by its first word.
pub(super) fn attributive(lexicon: &Lexicon, all: &[Token<'_>], noun: NounPhrase, end: usize) -> NounPhrase {
    let Some(first) = all.get(noun.from) else { return noun };
    let glued = all.get(end).is_some_and(|t| t.kind == TokenKind::Dash && t.glued());
    let plural = all.get(noun.head).is_some_and(|t| lexicon.is_plural(t.text));
    let counts = noun.head > noun.from
        && first.is_open()
        && !first.word.class.has(Class::ADJ)
        && !first.is_capitalized()
        && !looks_verbal(first.text)
        && !lexicon.is_plural(first.text)
        && all.get(noun.from + 1).is_some_and(|t| t.kind == TokenKind::Word);
    if (glued || !plural) && counts && noun.from <= end + 1 {
        return NounPhrase { from: noun.from, to: noun.from + 1, head: noun.from };
    }
    noun
}

/// "2.7m sales": behind digits and before a plural, a glued "m" is a million and no metre.
pub(super) fn millions(lexicon: &Lexicon, all: &[Token<'_>], q: &mut Quantity) {
    let glued = all.get(q.value_at.1).is_some_and(|t| t.text == "m" && t.glued());
    if q.unit.as_deref() != Some("metre") || !glued || q.extent_at.1 != q.value_at.1 + 1 {
        return;
    }
    let plural = noun_phrase(lexicon, all, q.extent_at.1, Want::Plural)
        .is_some_and(|p| p.from == q.extent_at.1 && all.get(p.head).is_some_and(|t| lexicon.is_plural(t.text)));
    if !plural {
        return;
    }
    let scale = |n: Option<Number>| n.and_then(|n| n.checked_mul(Number::integer(1_000_000)));
    (q.low, q.high) = (scale(q.low), scale(q.high));
    (q.unit, q.kind, q.rule) = (None, Kind::Count, "number");
    q.value_at.1 += 1;
}

/// "half of", "a third of", "half the", "two-thirds majority": a share of something named; other halves are idioms.
pub(super) fn fraction_counts(all: &[Token<'_>], q: &Quantity) -> bool {
    let first = all.get(q.value_at.0);
    let next = all.get(q.value_at.1);
    let before = q.value_at.0.checked_sub(1).and_then(|i| all.get(i));
    let bare_half = first.is_some_and(|t| t.is("half"));
    let article = first.is_some_and(|t| t.is("a") || t.is("one"));
    let of = next.is_some_and(|t| t.is("of"));
    if bare_half {
        let ordinal = before.is_some_and(|t| {
            t.word.ordinal.is_some() || t.is_any(&["other", "better", "latter", "former", "last", "next"])
        });
        return !ordinal && next.is_some_and(|t| of || t.has(Class::DET) || t.is("as"))
            || before.is_some_and(|t| t.is("by") || t.is("about") || t.is("nearly"));
    }
    if article {
        // "a third of", "exactly one sixth."; but "a third man", "one fifth column", "in a quarter"
        let noun = next.is_some_and(|t| t.is_open() || t.kind == TokenKind::Dash && t.glued());
        let period =
            before.is_some_and(|t| t.has(Class::PREP) && !t.is_any(&["by", "to", "than", "about", "over", "at"]));
        return of || !noun && !period;
    }
    true
}

/// "one army unit" counts; "one of the most", "the one", "one another", "one day" do not.
pub(super) fn one_counts(all: &[Token<'_>], q: &Quantity, noun: Option<NounPhrase>) -> bool {
    let at = q.value_at.0;
    let before = at.checked_sub(1).and_then(|i| all.get(i));
    let next = all.get(q.value_at.1);
    if next.is_none_or(|t| {
        t.kind != TokenKind::Word && t.kind != TokenKind::Dash
            || t.is("of")
            || t.is("another")
            || t.is_any(&["day", "side", "hand", "thing", "way"])
    }) {
        return false;
    }
    let determined = before.is_some_and(|t| {
        t.is_any(&["the", "this", "that", "no", "any", "every", "each", "which", "some", "another", "as"])
    });
    // "One idea was", "there was one force that": an indefinite article in disguise
    let opens = before.is_none_or(|t| matches!(t.text, "“" | "\"" | "‘"));
    let there = at.checked_sub(2).and_then(|i| all.get(i)).is_some_and(|t| t.is("there"));
    let presents = opens || there && before.is_some_and(|t| t.has(Class::AUX));
    !presents
        && !determined
        && noun.is_some_and(|n| n.from == q.value_at.1 && !looks_verbal(all.get(n.head).map_or("", |t| t.text)))
}
