//! Ordinals: "the 25th anniversary", "its first detention camp"; adverbs and openers are set aside.

use crate::fact::Kind;
use crate::grammar::{Token, TokenKind};
use crate::lexicon::{Class, Lexicon, NumeralRole};
use crate::value::{Bound, Number};

use super::noun::{self, Want, looks_verbal, noun_phrase};
use super::{Mention, MentionValue};

/// "the 25th anniversary", "its first detention camp", "the second turning point".
pub(super) fn ordinal(lexicon: &Lexicon, all: &[Token<'_>], i: usize, token: &Token<'_>) -> Option<Mention> {
    let (value, end, digits) = if let Some(literal) = token.literal {
        all.get(i + 1).filter(|t| t.glued() && t.is_any(&["st", "nd", "rd", "th"]))?;
        (literal.value()?, i + 2, true)
    } else {
        let (value, len) = ordinal_words(all, i)?;
        (Number::integer(value), i + len, false)
    };
    let noun = noun_phrase(lexicon, all, end, Want::Singular);
    let glued = all.get(end).is_some_and(|t| t.kind == TokenKind::Dash && t.glued());
    let before = i.checked_sub(1).and_then(|j| all.get(j));
    let determined = before.is_some_and(|t| {
        t.has(Class::DET) || noun::is_possessive(t.text) || matches!(t.text, "’" | "'" | "“" | "\"") || t.is("and")
    });
    let verbal = noun.is_some_and(|n| all.get(n.head).is_some_and(|t| looks_verbal(t.text) && n.from == n.head));
    let figurative = all.get(end).is_some_and(|t| matches!(t.text, "“" | "‘" | "\""));
    let vague_head = noun.is_some_and(|n| all.get(n.head).is_some_and(|t| lexicon.is_plural(t.text)));
    let alone = all.len() <= end + 1 && i <= 1;
    let aside = if digits || alone {
        None
    } else if glued {
        Some("ordinal without information")
    } else if noun.is_none() || !determined || verbal || figurative {
        Some("ordinal as an adverb")
    } else if vague_head {
        Some("ordinal without information")
    } else {
        None
    };
    Some(Mention {
        value: MentionValue::Number {
            kind: Kind::Ordinal,
            low: Some(value),
            high: Some(value),
            bound: Bound::Exact,
            unit: None,
            change: None,
            year: None,
        },
        value_at: (i, end),
        // "the second of five children": how many there are is told, too
        extent_at: (i, noun.filter(|_| !is_among(all, end)).map_or(end, |n| n.to)),
        rule: if digits { "ordinal.digits" } else { "ordinal.word" },
        noun,
        per: None,
        aside,
    })
}

/// Whether "of" and a number stand behind an ordinal.
fn is_among(all: &[Token<'_>], end: usize) -> bool {
    let number = |t: &Token<'_>| t.literal.is_some() || t.word.numeral.is_some();
    all.get(end).is_some_and(|t| t.is("of")) && all.get(end + 1).is_some_and(number)
}

/// Value and token count of an ordinal in words: "third", "twenty-first", "two hundredth".
pub(super) fn ordinal_words(all: &[Token<'_>], i: usize) -> Option<(i128, usize)> {
    let token = all.get(i)?;
    if let Some(o) = token.word.ordinal {
        return Some((o.value, 1));
    }
    let tens = token.word.numeral.filter(|n| n.role == NumeralRole::Tens)?;
    let skip = if all.get(i + 1).is_some_and(|t| t.kind == TokenKind::Dash && t.glued()) { 2 } else { 1 };
    let unit = all.get(i + skip)?.word.ordinal.filter(|o| o.role == NumeralRole::Unit && (1..10).contains(&o.value))?;
    Some((tens.value + unit.value, skip + 1))
}
