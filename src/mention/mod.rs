//! Finding the words of a sentence that state a value.

mod aside;
pub mod noun;

use std::borrow::Cow;

use crate::fact::{Change, Kind};
use crate::grammar::numeral::{Form, can_begin};
use crate::grammar::quantity::is_priced;
use crate::grammar::time::{self, TimeReading};
use crate::grammar::{Quantity, Token, TokenKind, Tokens, quantity};
use crate::lexicon::{Class, Lexicon, NumeralRole};
use crate::value::{Bound, Number};
use noun::{NounPhrase, Want, looks_verbal, noun_phrase};

/// Words that state a value, or look as if they did.
#[derive(Clone, Debug)]
pub struct Mention {
    /// What is stated.
    pub value: MentionValue,
    /// First and one-past-last token of the value expression.
    pub value_at: (usize, usize),
    /// First and one-past-last token with hedge and unit.
    pub extent_at: (usize, usize),
    /// Name of the rule.
    pub rule: &'static str,
    /// The noun phrase that is counted, where one stands behind the number.
    pub noun: Option<NounPhrase>,
    /// Why it states nothing after all.
    pub aside: Option<&'static str>,
}

/// What a mention states.
#[derive(Clone, Debug)]
pub enum MentionValue {
    /// A number with its unit.
    Number {
        /// Kind of value.
        kind: Kind,
        /// Lower end.
        low: Option<Number>,
        /// Upper end.
        high: Option<Number>,
        /// How the words bound it.
        bound: Bound,
        /// Unit; `None` for counts.
        unit: Option<Cow<'static, str>>,
        /// Rise or fall by the value.
        change: Option<Change>,
        /// The year it could be.
        year: Option<i32>,
    },
    /// A time expression as written.
    Time(Box<TimeReading>),
}

/// Finds every mention in a sentence, left to right, without overlaps.
pub fn find(lexicon: &Lexicon, all: &[Token<'_>]) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let mut i = 0;
    while let Some(token) = all.get(i) {
        let next = mention_at(lexicon, all, i, token);
        match next {
            Some(mention) => {
                i = mention.extent_at.1.max(mention.value_at.1).max(i + 1);
                // an extent may begin before the one already found ends only by mistake
                found.push(mention);
            }
            None => i += 1,
        }
    }
    share_units(lexicon, all, &mut found);
    share_reasons(all, &mut found);
    found
}

fn mention_at(lexicon: &Lexicon, all: &[Token<'_>], i: usize, token: &Token<'_>) -> Option<Mention> {
    if let Some(m) = set_phrase(lexicon, all, i) {
        return Some(m);
    }
    if time::can_begin(token) && !(token.kind == TokenKind::Number && is_priced(lexicon, all, i)) {
        let before = i.checked_sub(1).and_then(|j| all.get(j));
        if let Some(reading) = time::time_expression(lexicon, Tokens(all.get(i..)?), before)
            && !outweighed(lexicon, all, i, reading.total())
        {
            let from = i + reading.lead;
            return Some(Mention {
                value_at: (from, from + reading.len),
                extent_at: (i, i + reading.total()),
                rule: reading.rule,
                value: MentionValue::Time(Box::new(reading)),
                noun: None,
                aside: None,
            });
        }
    }
    if let Some(m) = ordinal(lexicon, all, i, token).or_else(|| ratio(lexicon, all, i, token)) {
        return Some(m);
    }
    if !can_begin(token) {
        return None;
    }
    let q = quantity(lexicon, all, i)?;
    if let Some((reason, len)) = aside::reason(lexicon, all, &q) {
        return Some(set_aside(&q, reason, len));
    }
    share_of(lexicon, all, &q).or_else(|| counted(lexicon, all, q))
}

/// Whether a plain amount with a unit or magnitude reads more of the sentence than a time expression does.
fn outweighed(lexicon: &Lexicon, all: &[Token<'_>], i: usize, len: usize) -> bool {
    // a year before a closing quotation mark is not in inches
    let quoted = all.get(i + len).is_some_and(|t| t.text == "\"");
    !quoted
        && all.get(i).is_some_and(|t| t.kind == TokenKind::Number)
        && quantity(lexicon, all, i).is_some_and(|q| {
            let scaled = q.rule == "number" && q.value_at.1 > i + len;
            let valued = matches!(q.kind, Kind::Money | Kind::Share | Kind::Quantity);
            q.extent_at.1 > i + len && (scaled || valued) && q.year.is_none()
        })
}

fn set_aside(q: &Quantity, reason: &'static str, len: usize) -> Mention {
    let mut m = number_mention(q, None);
    m.value_at = (q.value_at.0, q.value_at.0 + len.max(1));
    m.extent_at = m.value_at;
    m.aside = Some(reason);
    m
}

fn number_mention(q: &Quantity, noun: Option<NounPhrase>) -> Mention {
    Mention {
        value: MentionValue::Number {
            kind: q.kind,
            low: q.low,
            high: q.high,
            bound: q.bound,
            unit: q.unit.clone(),
            change: q.change,
            year: q.year,
        },
        value_at: q.value_at,
        extent_at: q.extent_at,
        rule: q.rule,
        noun,
        aside: None,
    }
}

/// A count with its noun, or a value whose unit is known; "one" without a noun is no count.
fn counted(lexicon: &Lexicon, all: &[Token<'_>], mut q: Quantity) -> Option<Mention> {
    millions(lexicon, all, &mut q);
    if q.unit.is_some() {
        if q.unit.as_deref() == Some("fraction") && !fraction_counts(all, &q) {
            return Some(set_aside(&q, "idiom", q.value_at.1 - q.value_at.0));
        }
        return Some(number_mention(&q, None));
    }
    let glued = all.get(q.extent_at.1).is_some_and(|t| t.kind == TokenKind::Dash && t.glued());
    let want = if q.is_one || glued { Want::Singular } else { Want::Plural };
    let mut noun = noun_phrase(lexicon, all, q.extent_at.1, want);
    if noun.is_none() && is_age(all, &q) {
        (q.kind, q.unit, q.rule) = (Kind::Duration, Some("year".into()), "age.apposition");
        return Some(number_mention(&q, None));
    }
    if !q.is_one {
        noun = noun.map(|n| attributive(lexicon, all, n, q.extent_at.1));
    }
    if q.is_one && !one_counts(all, &q, noun) {
        return Some(set_aside(&q, "\"one\" as a pronoun or article", 1));
    }
    Some(number_mention(&q, noun))
}

/// "Ada Miller, 25, said": a number between commas behind a name.
fn is_age(all: &[Token<'_>], q: &Quantity) -> bool {
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
fn attributive(lexicon: &Lexicon, all: &[Token<'_>], noun: NounPhrase, end: usize) -> NounPhrase {
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
fn millions(lexicon: &Lexicon, all: &[Token<'_>], q: &mut Quantity) {
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
fn fraction_counts(all: &[Token<'_>], q: &Quantity) -> bool {
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
fn one_counts(all: &[Token<'_>], q: &Quantity, noun: Option<NounPhrase>) -> bool {
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
    !determined && noun.is_some_and(|n| n.from == q.value_at.1 && !looks_verbal(all.get(n.head).map_or("", |t| t.text)))
}

/// "one in seven", "two out of three", "1 in 10".
fn share_of(lexicon: &Lexicon, all: &[Token<'_>], q: &Quantity) -> Option<Mention> {
    if q.kind != Kind::Count || q.bound == Bound::Vague || q.rule == "number.range" {
        return None;
    }
    let link = q.value_at.1;
    let (skip, strong) = match (all.get(link)?, all.get(link + 1)) {
        (a, Some(b)) if a.is("out") && b.is("of") => (2, true),
        (a, Some(b)) if a.is("in") && b.is("every") => (2, true),
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
    let ratio = n.checked_div(d)?;
    let mut share = q.clone();
    share.kind = Kind::Share;
    share.low = q.low.map(|_| ratio);
    share.high = q.high.map(|_| ratio);
    share.unit = Some("fraction".into());
    share.value_at = (q.value_at.0, far.value_at.1);
    share.extent_at = (q.extent_at.0, far.value_at.1);
    share.rule = "share.one-in-n";
    Some(number_mention(&share, None))
}

/// "the 25th anniversary", "its first detention camp", "the second turning point".
fn ordinal(lexicon: &Lexicon, all: &[Token<'_>], i: usize, token: &Token<'_>) -> Option<Mention> {
    let (value, end, digits) = if let Some(literal) = token.literal {
        let suffix = all.get(i + 1).filter(|t| t.glued() && t.is_any(&["st", "nd", "rd", "th"]))?;
        let _ = suffix;
        (literal.value?, i + 2, true)
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
        extent_at: (i, noun.map_or(end, |n| n.to)),
        rule: if digits { "ordinal.digits" } else { "ordinal.word" },
        noun,
        aside,
    })
}

/// Value and token count of an ordinal in words: "third", "twenty-first", "two hundredth".
fn ordinal_words(all: &[Token<'_>], i: usize) -> Option<(i128, usize)> {
    let token = all.get(i)?;
    if let Some(o) = token.word.ordinal {
        return Some((o.value, 1));
    }
    let tens = token.word.numeral.filter(|n| n.role == NumeralRole::Tens)?;
    let skip = if all.get(i + 1).is_some_and(|t| t.kind == TokenKind::Dash && t.glued()) { 2 } else { 1 };
    let unit = all.get(i + skip)?.word.ordinal.filter(|o| o.role == NumeralRole::Unit && (1..10).contains(&o.value))?;
    Some((tens.value + unit.value, skip + 1))
}

/// "doubled", "threefold", "three times higher", "twice as many".
fn ratio(lexicon: &Lexicon, all: &[Token<'_>], i: usize, token: &Token<'_>) -> Option<Mention> {
    let (value, end) = if token.word.class.has(Class::RATIO) {
        (token.word.multiple?, i + 1)
    } else if token.is("twice") && all.get(i + 1).is_some_and(|t| t.is("as") || t.has(Class::DET)) {
        (Number::integer(2), i + 1)
    } else if can_begin(token) && !token.is_any(&["a", "an"]) {
        let q = quantity(lexicon, all, i)?;
        let times = all.get(q.value_at.1)?;
        let follows = all.get(q.value_at.1 + 1)?;
        let more = follows.is_any(&[
            "as", "more", "higher", "greater", "larger", "lower", "bigger", "faster", "longer", "less", "fewer",
            "smaller", "that", "the", "what", "its", "their",
        ]);
        if !times.is("times") || !more || q.kind != Kind::Count {
            return None;
        }
        let mut m = number_mention(&q, None);
        if let MentionValue::Number { kind, unit, .. } = &mut m.value {
            *kind = Kind::Ratio;
            *unit = Some("times".into());
        }
        m.extent_at.1 = q.value_at.1 + 1;
        m.rule = "ratio.times";
        return Some(m);
    } else {
        return None;
    };
    let down = token.is("halved") || token.is("halving");
    Some(Mention {
        value: MentionValue::Number {
            kind: Kind::Ratio,
            low: Some(value),
            high: Some(value),
            bound: Bound::Exact,
            unit: Some("times".into()),
            change: Some(if down { Change::Down } else { Change::Up }),
            year: None,
        },
        value_at: (i, end),
        extent_at: (i, end),
        rule: "ratio.word",
        noun: None,
        aside: None,
    })
}

/// A phrase of the lexicon that holds a number and states nothing: "9/11", "at first", "one another".
fn set_phrase(lexicon: &Lexicon, all: &[Token<'_>], i: usize) -> Option<Mention> {
    let token = all.get(i)?;
    let numeric = token.kind == TokenKind::Number;
    if !numeric && !token.word.idiom {
        return None;
    }
    let (len, reason) = if numeric {
        glued_name(lexicon, all, i)?
    } else {
        lexicon.idioms.longest(all.get(i..)?.iter().take(6).map(|t| t.text), false, |_| true)?
    };
    Some(Mention {
        value: MentionValue::Number {
            kind: Kind::Count,
            low: None,
            high: None,
            bound: Bound::Exact,
            unit: None,
            change: None,
            year: None,
        },
        value_at: (i, i + len),
        extent_at: (i, i + len),
        rule: "aside.phrase",
        noun: None,
        aside: Some(reason),
    })
}

/// A name of two numbers and a slash ("9/11") that no further slash makes a date.
fn glued_name(lexicon: &Lexicon, all: &[Token<'_>], i: usize) -> Option<(usize, &'static str)> {
    let (a, slash, b) = (all.get(i)?, all.get(i + 1)?, all.get(i + 2)?);
    if slash.text != "/" || slash.spaced || b.spaced || all.get(i + 3).is_some_and(|t| t.glued() && t.text == "/") {
        return None;
    }
    let joined = format!("{}/{}", a.text, b.text);
    lexicon.idioms.longest(std::iter::once(joined.as_str()), false, |_| true).map(|(_, reason)| (3, reason))
}

/// "45 and 50 mg", "50 and 60 percent", "from 90 to 49 enterprises": a number without a unit takes that of the next one it is
/// joined to. One pass from the right, never recursive.
fn share_units(lexicon: &Lexicon, all: &[Token<'_>], found: &mut [Mention]) {
    for i in (0..found.len().saturating_sub(1)).rev() {
        let Some((left, right)) = found.split_at_mut_checked(i + 1) else { continue };
        let (Some(a), Some(b)) = (left.last_mut(), right.first()) else { continue };
        if a.aside.is_some() || b.aside.is_some() || a.noun.is_some() {
            continue;
        }
        let gap = all.get(a.extent_at.1..b.extent_at.0).unwrap_or_default();
        // "eight million 250 ml bottles": the noun stands behind the size
        if let (
            MentionValue::Number { unit: None, kind: Kind::Count, .. },
            MentionValue::Number { kind: Kind::Quantity, .. },
        ) = (&a.value, &b.value)
            && a.extent_at.1 == b.extent_at.0
        {
            a.noun = noun_phrase(lexicon, all, b.extent_at.1, Want::Plural)
                .filter(|n| all.get(n.head).is_some_and(|t| lexicon.is_plural(t.text)));
            continue;
        }
        let joined = !gap.is_empty()
            && gap.len() <= 2
            && gap
                .iter()
                .all(|t| t.is_any(&["and", "or", "to", "from", "but"]) || t.text == "," || t.kind == TokenKind::Dash);
        let (MentionValue::Number { unit: ua, kind: ka, .. }, MentionValue::Number { unit: ub, kind: kb, .. }) =
            (&mut a.value, &b.value)
        else {
            continue;
        };
        if !joined || *ka != Kind::Count || ua.is_some() {
            continue;
        }
        if let Some(unit) = ub
            && matches!(kb, Kind::Share | Kind::Quantity | Kind::Duration)
            && unit != "fraction"
        {
            *ua = Some(unit.clone());
            *ka = *kb;
        } else if ub.is_none() && *kb == Kind::Count && gap.len() == 1 {
            a.noun = b.noun;
        }
    }
}

/// Whether a form is a spelled fraction.
pub fn is_fraction(form: Form) -> bool {
    form == Form::Fraction
}

/// "versions 18.1, 17.7 and 16.11", "pages 4 and 7": a bare number joined to one that only labels or names is one too.
fn share_reasons(all: &[Token<'_>], found: &mut [Mention]) {
    for i in 1..found.len() {
        let Some((left, right)) = found.split_at_mut_checked(i) else { continue };
        let (Some(a), Some(b)) = (left.last(), right.first_mut()) else { continue };
        let Some(reason) = a.aside.filter(|r| matches!(*r, "name" | "label" | "version or section number")) else {
            continue;
        };
        let gap = all.get(a.value_at.1..b.value_at.0).unwrap_or_default();
        let joined = !gap.is_empty()
            && gap.len() <= 2
            && gap.iter().all(|t| t.is_any(&["and", "or", "to"]) || matches!(t.text, "," | "/"));
        let bare = matches!(&b.value, MentionValue::Number { kind: Kind::Count, unit: None, .. }) && b.noun.is_none();
        if joined && bare && b.aside.is_none() {
            b.aside = Some(reason);
        }
    }
}
