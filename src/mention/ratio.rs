//! Factors and shares of small numbers: "doubled", "three times higher", "one in seven".

use crate::fact::{Change, Kind};
use crate::grammar::hedge::hedge_before;
use crate::grammar::numeral::can_begin;
use crate::grammar::{Quantity, Token, TokenKind, quantity};
use crate::lexicon::{Class, Lexicon};
use crate::value::{Bound, Number};

use super::noun::{NounPhrase, Want, noun_phrase};
use super::{Mention, MentionValue, SHARE_OF_MANY, number_mention};

/// At most this many tokens make the number before "times".
const LONGEST: usize = 40;

/// "one in seven", "two out of three", "1 in 10", "one house in four".
pub(super) fn share_of(lexicon: &Lexicon, all: &[Token<'_>], q: &Quantity) -> Option<Mention> {
    if q.kind != Kind::Count || q.bound == Bound::Vague || q.rule == "number.range" {
        return None;
    }
    if q.unit.is_some() {
        return None;
    }
    let noun = counted_between(lexicon, all, q);
    let link = noun.map_or(q.value_at.1, |n| n.to);
    let (skip, strong) = match (all.get(link)?, all.get(link + 1)) {
        (a, Some(b)) if a.is("out") && b.is("of") => {
            // "nine out of every ten"
            (2 + usize::from(all.get(link + 2).is_some_and(|t| t.is("every"))), true)
        }
        (a, Some(b)) if a.is("in") && b.is_any(&["every", "each"]) => (2, true),
        (a, _) if a.is("in") => (1, false),
        _ => return None,
    };
    let far_at = link + skip;
    let far = quantity(lexicon, all, far_at)?;
    if far.value_at.0 != far_at || far.kind != Kind::Count || far.year.is_some() || far.bound != Bound::Exact {
        return None;
    }
    let (n, d) = (q.low.or(q.high)?, far.low?);
    if n >= d || !n.is_integer() || !d.is_integer() || !strong && n > Number::integer(10) {
        return None;
    }
    // "one street in 20 towns" counts two things
    let counts_again = || {
        noun_phrase(lexicon, all, far.extent_at.1, Want::Plural)
            .is_some_and(|p| p.from == far.extent_at.1 && all.get(p.head).is_some_and(|t| lexicon.is_plural(t.text)))
    };
    if noun.is_some() && (strong && skip >= 2 && all.get(link).is_some_and(|t| t.is("out")) || counts_again()) {
        return None;
    }
    let ratio = n.checked_div(d)?;
    let mut share = q.clone();
    share.kind = Kind::Share;
    share.low = q.low.map(|_| ratio);
    share.high = q.high.map(|_| ratio);
    share.unit = Some("fraction".into());
    share.value_at = (q.value_at.0, far.value_at.1);
    share.extent_at = (q.extent_at.0, far.value_at.1);
    share.rule = SHARE_OF_MANY;
    Some(number_mention(&share, noun))
}

/// The noun between a small count and "in": "one house in four", "two farms in every three".
fn counted_between(lexicon: &Lexicon, all: &[Token<'_>], q: &Quantity) -> Option<NounPhrase> {
    const LONGEST: usize = 3;
    let want = if q.is_one { Want::One } else { Want::Plural };
    let noun = noun_phrase(lexicon, all, q.value_at.1, want)?;
    let plural = all.get(noun.head).is_some_and(|t| lexicon.is_plural(t.text));
    let fits = noun.from == q.value_at.1 && noun.to - noun.from <= LONGEST && plural != q.is_one;
    (fits && all.get(noun.to).is_some_and(|t| t.is("in"))).then_some(noun)
}

/// A number as a factor whose words end at `end`.
fn times_of(q: &Quantity, end: usize) -> Mention {
    let mut m = number_mention(q, None);
    if let MentionValue::Number { kind, unit, .. } = &mut m.value {
        *kind = Kind::Ratio;
        *unit = Some("times".into());
    }
    m.extent_at.1 = end;
    m.rule = "ratio.times";
    m
}

/// "14-fold", "rose 40 times", "went up by 40 times".
fn fold(lexicon: &Lexicon, all: &[Token<'_>], i: usize, token: &Token<'_>) -> Option<Mention> {
    if !can_begin(token) || token.is_any(&["a", "an"]) {
        return None;
    }
    let moved = |back: usize| {
        i.checked_sub(back)
            .and_then(|j| all.get(j))
            .is_some_and(|t| t.word.class.has(Class::UP) || t.word.class.has(Class::DOWN))
    };
    let by = i.checked_sub(1).and_then(|j| all.get(j)).is_some_and(|t| t.is("by"));
    let is_change = moved(1) || by && moved(2);
    if !is_change && !all.iter().skip(i + 1).take(LONGEST).any(|t| t.is("fold")) {
        return None;
    }
    let q = quantity(lexicon, all, i).filter(|q| q.kind == Kind::Count && q.unit.is_none())?;
    let at = q.value_at.1;
    let dash = usize::from(all.get(at).is_some_and(|t| t.kind == TokenKind::Dash && t.glued()));
    if all.get(at + dash).is_some_and(|t| t.is("fold")) {
        return Some(times_of(&q, at + dash + 1));
    }
    let rate = all.get(at + 1).is_some_and(|t| t.has(Class::DET) || t.is_any(&["per", "in", "during"]));
    (is_change && !rate && all.get(at).is_some_and(|t| t.is("times"))).then(|| times_of(&q, at + 1))
}

/// "doubled", "threefold", "three times higher", "twice as many".
pub(super) fn ratio(lexicon: &Lexicon, all: &[Token<'_>], i: usize, token: &Token<'_>) -> Option<Mention> {
    let (value, end) = if token.word.class.has(Class::RATIO) {
        (token.word.multiple?, i + 1)
    } else if token.is("twice") && all.get(i + 1).is_some_and(|t| t.is("as") || t.has(Class::DET)) {
        (Number::integer(2), i + 1)
    } else if let Some(m) = fold(lexicon, all, i, token) {
        return Some(m);
    } else if can_begin(token)
        && !token.is_any(&["a", "an"])
        && all.iter().skip(i + 1).take(LONGEST).any(|t| t.is("times"))
    {
        let q = quantity(lexicon, all, i)?;
        let times = all.get(q.value_at.1)?;
        let follows = all.get(q.value_at.1 + 1)?;
        let more = follows.is_any(&[
            "as", "more", "higher", "greater", "larger", "lower", "bigger", "faster", "longer", "less", "fewer",
            "smaller", "that", "the", "what", "its", "their",
        ]);
        let more = more || follows.is_open() && follows.spaced && lexicon.is_plural(follows.text);
        if !times.is("times") || !more || q.kind != Kind::Count {
            return None;
        }
        return Some(times_of(&q, q.value_at.1 + 1));
    } else {
        return None;
    };
    let down = token.is("halved") || token.is("halving");
    // "more than doubled", "almost tripled"
    let (bound, from) = hedge_before(lexicon, all, i).unwrap_or((Bound::Exact, i));
    let (low, high) = match bound {
        Bound::Over | Bound::AtLeast => (Some(value), None),
        Bound::Under | Bound::AtMost => (None, Some(value)),
        _ => (Some(value), Some(value)),
    };
    Some(Mention {
        value: MentionValue::Number {
            kind: Kind::Ratio,
            low,
            high,
            bound,
            unit: Some("times".into()),
            change: Some(if down { Change::Down } else { Change::Up }),
            year: None,
        },
        value_at: (i, end),
        extent_at: (from, end),
        rule: "ratio.word",
        noun: None,
        per: None,
        aside: None,
    })
}
