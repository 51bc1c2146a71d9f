//! What a bare number means by what stands around it: an age, millions, a counted noun, an idiom.

use crate::fact::Kind;
use crate::grammar::unit_phrase::{UnitPhrase, unit_phrase};
use crate::grammar::{Quantity, Token, TokenKind, Tokens};
use crate::lexicon::{Class, Lexicon, VerbForm};
use crate::value::{Bound, Number};

use super::noun::{NounPhrase, Want, looks_verbal, noun_phrase};
use super::years;
use super::{AGE_OF_GROUP, Mention, MentionValue};

/// How a bare number says an age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Age {
    /// "Ada Miller, 25, said", "the striker, 23, has".
    Apposition,
    /// "she was 35", "life expectancy is around 73", "aged 11 to 18".
    Stated,
    /// "people over 65".
    Group,
}

impl Age {
    /// Name of the rule.
    pub(super) const fn rule(self) -> &'static str {
        match self {
            Self::Apposition => "age.apposition",
            Self::Stated => "age.stated",
            Self::Group => AGE_OF_GROUP,
        }
    }
}

/// Whether a number without a unit or a noun is an age.
pub(super) fn age(lexicon: &Lexicon, all: &[Token<'_>], q: &Quantity) -> Option<Age> {
    let (from, end) = q.extent_at;
    let token = |back: usize| from.checked_sub(back).and_then(|i| all.get(i));
    let next = all.get(end);
    // "the eldest of five" tells how many they are
    let one_of = token(1).is_some_and(|t| t.is("of"))
        && token(2).is_some_and(|t| t.word.class.has(Class::AGE) && t.text.ends_with("est"));
    if one_of {
        return None;
    }
    let value = q.low.or(q.high)?;
    let plausible = value.is_integer() && value > Number::ONE && value < Number::integer(115);
    let ends =
        next.is_none_or(|t| t.kind == TokenKind::Symbol && t.text != "%" || t.has(Class::PREP) || t.has(Class::CONJ));
    if !plausible || next.is_some_and(|t| t.text == "%" || t.is("of") || t.is("out")) {
        return None;
    }
    // "the pension age rises from 65 to 67"
    let leaves = token(1).is_some_and(|t| t.is("from"));
    if next.is_some_and(|t| t.is("to")) && !leaves {
        return None;
    }
    // "at the age of 91"
    if ends && token(1).is_some_and(|t| t.is("of")) && token(2).is_some_and(|t| t.word.class.has(Class::AGE)) {
        return Some(Age::Stated);
    }
    if q.low == q.high
        && q.value_at == q.extent_at
        && token(1).is_some_and(|t| t.text == ",")
        && (token(2).is_some_and(|t| t.is_capitalized() && t.is_open() && t.text.len() > 1)
            && (token(3).is_some_and(|t| t.is_capitalized() && t.kind == TokenKind::Word)
                || token(3).is_some_and(|t| t.text == ".") && token(4).is_some_and(|t| t.text.len() == 1)
                || is_surname(lexicon, all, from - 2, end))
            || token(2).is_some_and(|t| t.word.class.has(Class::PERSON)))
        && next.is_some_and(|t| t.text == ",")
        && !all.get(end + 1).is_some_and(|t| t.kind == TokenKind::Number)
    {
        return Some(Age::Apposition);
    }
    if q.value_at == q.extent_at && is_then(lexicon, all, from, end) || is_label_of_age(all, from, end) {
        return Some(Age::Stated);
    }
    if q.value_at == q.extent_at && named_age(all, from) {
        return Some(Age::Apposition);
    }
    // "he will be 35"
    let mut back = 1;
    while back < 4 && token(back).is_some_and(|t| t.has(Class::AUX)) {
        back += 1;
    }
    if back > 1
        && ends
        && years::closes(all, end)
        && token(back).is_some_and(|t| t.has(Class::PRON) && t.word.class.has(Class::BEING))
    {
        return Some(Age::Stated);
    }
    if years::is_told(lexicon, all, q) {
        return Some(Age::Stated);
    }
    // "the average age was 45": nothing between but a verb and what hangs on the noun
    const REACH: usize = 8;
    let before = all.get(from.saturating_sub(REACH)..from).unwrap_or_default();
    let said = before.iter().rev().take_while(|t| t.kind == TokenKind::Word && t.word.numeral.is_none());
    if token(1).is_some_and(|t| t.has(Class::AUX) || t.has(Class::PREP))
        && said.into_iter().any(|t| t.word.class.has(Class::AGE))
        && before.iter().any(|t| t.has(Class::AUX) || t.word.class.has(Class::UP) || t.word.class.has(Class::DOWN))
    {
        return Some(Age::Stated);
    }
    // "half of them were older than 67"
    let hedged = all.get(from.saturating_sub(2)..q.value_at.0).unwrap_or_default();
    let compared =
        hedged.windows(2).any(|w| matches!(w, [old, than] if old.is_any(&["older", "younger"]) && than.is("than")));
    if compared && ends {
        return Some(Age::Group);
    }
    let is_open = q.bound != Bound::Exact && q.bound != Bound::About;
    let people = |back: usize| token(back).is_some_and(|t| t.word.class.has(Class::PEOPLE));
    let bounded = is_open && from < q.value_at.0;
    // "women aged 45", "volunteers aged 18 to 30", "adults of 60 and above"
    let spans = is_open || q.low != q.high;
    let aged = token(1).is_some_and(|t| t.word.class.has(Class::AGE) && (spans || t.text.ends_with(['d', 't'])));
    let of = is_open && from == q.value_at.0 && token(1).is_some_and(|t| t.is("of")) && people(2);
    // "most of them under five"
    let them = bounded && token(1).is_some_and(|t| t.has(Class::REFERS)) && token(2).is_some_and(|t| t.is("of"));
    if bounded && people(1) || aged || of || them {
        return Some(Age::Group);
    }
    // "at age 45"
    let at = ends && token(1).is_some_and(|t| t.word.class.has(Class::AGE) && !t.is_capitalized());
    at.then_some(Age::Stated)
}

/// "Ada Miller, then 67, was": a name, and an age of the time told of between commas.
fn is_then(lexicon: &Lexicon, all: &[Token<'_>], from: usize, end: usize) -> bool {
    let token = |back: usize| from.checked_sub(back).and_then(|i| all.get(i));
    let is_name =
        |t: &Token<'_>| t.is_capitalized() && t.is_open() && t.word.month.is_none() && t.word.weekday.is_none();
    let two_digits = all.get(end - 1).and_then(|t| t.literal).is_some_and(|l| l.digits == 2);
    token(1).is_some_and(|t| t.is_any(&["then", "now", "already", "only", "just"]))
        && token(2).is_some_and(|t| t.text == ",")
        && token(3).is_some_and(|t| is_name(t) || t.word.class.has(Class::PERSON) && !lexicon.is_plural(t.text))
        && all.get(end).is_some_and(|t| t.text == ",")
        && (two_digits || token(4).is_some_and(is_name))
}

/// "67: the age of the engineer when the dam broke".
fn is_label_of_age(all: &[Token<'_>], from: usize, end: usize) -> bool {
    let mark = all.get(end).is_some_and(|t| t.text == ":" || t.kind == TokenKind::Dash);
    let article = usize::from(all.get(end + 1).is_some_and(|t| t.is("the")));
    let aged = |t: &Token<'_>| t.word.class.has(Class::AGE) && !t.text.ends_with("st");
    from == 0
        && mark
        && all.get(end + 1 + article).is_some_and(aged)
        && all.get(end + 2 + article).is_some_and(|t| t.is("of") || t.is("at"))
}

/// "Miller, 52, was", "Miller, 52, of York": a name alone, of which something is said behind the second comma.
fn is_surname(lexicon: &Lexicon, all: &[Token<'_>], name: usize, end: usize) -> bool {
    let two_digits = all.get(end - 1).and_then(|t| t.literal).is_some_and(|l| l.digits == 2);
    let named = all.get(name).is_some_and(|t| {
        !t.word.class.has(Class::LABEL) && t.word.month.is_none() && t.word.weekday.is_none() && !t.is_acronym()
    });
    let said = all.get(end + 1).is_some_and(|t| {
        let verb = lexicon.verb_form(t.text).is_some_and(|v| matches!(v.form, VerbForm::Past | VerbForm::Present));
        t.has(Class::AUX) || t.is("of") || t.is("who") || verb && !t.is_capitalized() || t.text.ends_with("ly")
    });
    two_digits && named && said
}

/// "Ada Miller 44 has spent", as texts leave it that have lost their commas: a first name, another name, two digits, a verb.
pub(super) fn named_age(all: &[Token<'_>], at: usize) -> bool {
    let token = |back: usize| at.checked_sub(back).and_then(|i| all.get(i));
    let adult = all
        .get(at)
        .and_then(|t| t.literal)
        .is_some_and(|l| l.digits == 2 && l.decimals == 0 && l.value().is_some_and(|v| v > Number::integer(14)));
    adult
        && token(1).is_some_and(|t| t.is_capitalized() && t.is_open() && t.spaced && t.text.len() > 1)
        && token(2).is_some_and(|t| t.is_capitalized() && t.word.class.has(Class::GIVEN))
        && all.get(at + 1).is_some_and(|t| t.has(Class::SINGULAR_AUX) || t.has(Class::VERB) || t.is("who"))
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
    if !counts_behind(lexicon, all, q.extent_at.1) && !counts_before(all, q) {
        return;
    }
    let scale = |n: Option<Number>| n.and_then(|n| n.checked_mul(Number::integer(1_000_000)));
    (q.low, q.high) = (scale(q.low), scale(q.high));
    (q.unit, q.kind, q.rule) = (None, Kind::Count, "number");
    q.value_at.1 += 1;
    // "1.4m tonnes"
    if let Some((UnitPhrase::Unit(unit), n)) =
        unit_phrase(lexicon, Tokens(all.get(q.extent_at.1..).unwrap_or_default()))
        && unit.dimension != "time"
    {
        (q.unit, q.kind, q.rule) = (Some(unit.name.into()), Kind::Quantity, "quantity.unit");
        q.extent_at.1 += n;
    }
}

/// "four buffers of 8k", "the 8k buffer": of what has a size in memory, thousands are kilobytes.
pub(super) fn kilobytes(all: &[Token<'_>], q: &mut Quantity) {
    const REACH: usize = 4;
    let last = q.value_at.1.checked_sub(1).and_then(|i| all.get(i));
    let is_k = last.is_some_and(|t| t.glued() && matches!(t.text, "k" | "K"));
    if !is_k || q.unit.is_some() || q.kind != Kind::Count {
        return;
    }
    let near = all.get(q.extent_at.0.saturating_sub(REACH)..q.extent_at.1 + 1).unwrap_or_default();
    if near.iter().any(|t| t.word.sizing) {
        let part = |n: Option<Number>| n.and_then(|n| n.checked_div(Number::integer(1000)));
        (q.low, q.high) = (part(q.low), part(q.high));
        (q.kind, q.unit, q.rule) = (Kind::Quantity, Some("kilobyte".into()), "quantity.unit");
    }
}

/// "0.4 of physical memory": a part of one is a share, where no single unit follows.
pub(super) fn portion(all: &[Token<'_>], q: &mut Quantity) {
    let inside = |n: Option<Number>| n.is_some_and(|n| n > Number::ZERO && n < Number::ONE);
    let of = all.get(q.extent_at.1).is_some_and(|t| t.is("of"));
    let next = all.get(q.extent_at.1 + 1);
    let whole = next.is_some_and(|t| t.is_any(&["the", "its", "all", "total"]) || t.is_open() && !t.is_capitalized());
    if q.unit.is_none() && q.kind == Kind::Count && inside(q.low) && inside(q.high) && of && whole {
        (q.kind, q.unit, q.rule) = (Kind::Share, Some("fraction".into()), "share.portion");
    }
}

/// "built of 18,380 bits, like a kit": small pieces, where nothing in the sentence is kept in memory.
pub(super) fn pieces(all: &[Token<'_>], q: &mut Quantity) {
    let at = q.extent_at.1.checked_sub(1).filter(|i| *i >= q.value_at.1);
    let word = at.and_then(|i| all.get(i)).filter(|t| t.is("bits") && t.spaced);
    let digital = |t: &Token<'_>| t.word.digital || t.word.sizing || t.word.timing;
    if word.is_none() || q.unit.as_deref() != Some("bit") || all.iter().any(digital) {
        return;
    }
    (q.kind, q.unit, q.rule) = (Kind::Count, None, "number");
    q.extent_at.1 -= 1;
}

/// "a single workman": one, and no more.
pub(super) fn single(lexicon: &Lexicon, all: &[Token<'_>], at: usize) -> Option<Mention> {
    let before = |back: usize| at.checked_sub(back).and_then(|i| all.get(i));
    // "did not burn down a single mill"; "from a single shop", "on a single machine" tell of something else
    let near = all.get(at.saturating_sub(BESIDE)..at).unwrap_or_default();
    let denied = near.iter().any(|t| t.has(Class::NEG) && !t.is("no") || t.is_any(&["never", "without", "hardly"]));
    let hangs = before(2).is_some_and(|t| t.has(Class::PREP) && !t.is("than") || t.is("as"));
    if !before(1).is_some_and(|t| t.is("a")) || denied || hangs {
        return None;
    }
    let next = all.get(at + 1).filter(|t| t.kind == TokenKind::Word && t.spaced && !t.is_capitalized())?;
    let unit = match unit_phrase(lexicon, Tokens(all.get(at + 1..)?)) {
        Some((UnitPhrase::Unit(unit), n)) if unit.dimension != "time" => Some((unit.name, n)),
        Some(_) => return None,
        None => None,
    };
    let noun = noun_phrase(lexicon, all, at + 1, Want::One).filter(|n| n.from == at + 1);
    let names = noun.is_some_and(|n| {
        all.get(n.head)
            .is_some_and(|t| !lexicon.is_plural(t.text) && !looks_verbal(t.text) && t.word.time_word.is_none())
    });
    if unit.is_none() && (!names || next.word.class.has(Class::INDEFINITE)) {
        return None;
    }
    // "A single ticket was $40"; but "A single workman was killed"
    let befell = |n: NounPhrase| {
        let verb = all.get(n.to..).and_then(|rest| rest.iter().find(|t| !t.has(Class::AUX)));
        verb.is_some_and(|t| t.word.class.has(Class::HUMAN))
    };
    if at == 1 && !noun.is_some_and(befell) {
        return None;
    }
    let end = unit.as_ref().map_or(at + 1, |(_, n)| at + 1 + n);
    Some(Mention {
        value: MentionValue::Number {
            kind: if unit.is_some() { Kind::Quantity } else { Kind::Count },
            low: Some(Number::ONE),
            high: Some(Number::ONE),
            bound: Bound::Exact,
            unit: unit.as_ref().map(|(name, _)| name.clone().into()),
            change: None,
            year: None,
        },
        value_at: (at, at + 1),
        extent_at: (at, end),
        rule: "number.single",
        noun: noun.filter(|_| unit.is_none()),
        per: None,
        aside: None,
    })
}

/// "nobody died", "nobody was hurt": no person, where something befell others.
pub(super) fn nobody(all: &[Token<'_>], at: usize) -> Option<Mention> {
    let verb = all.get(at + 1..)?.iter().find(|t| !t.has(Class::AUX) && !t.has(Class::ADV))?;
    let befell = verb.word.class.has(Class::HUMAN) && verb.text.ends_with("ed");
    (befell || verb.is_any(&["hurt", "died"])).then(|| Mention {
        value: MentionValue::Number {
            kind: Kind::Count,
            low: Some(Number::ZERO),
            high: Some(Number::ZERO),
            bound: Bound::Exact,
            unit: None,
            change: None,
            year: None,
        },
        value_at: (at, at + 1),
        extent_at: (at, at + 1),
        rule: "number.nobody",
        noun: None,
        per: None,
        aside: None,
    })
}

/// Whether a plural follows, perhaps behind joined adjectives.
fn counts_behind(lexicon: &Lexicon, all: &[Token<'_>], from: usize) -> bool {
    plural_phrase(lexicon, all, from).or_else(|| joined_phrase(lexicon, all, from)).is_some()
}

/// The noun phrase with a plural head right at `from`.
fn plural_phrase(lexicon: &Lexicon, all: &[Token<'_>], from: usize) -> Option<NounPhrase> {
    noun_phrase(lexicon, all, from, Want::Plural)
        .filter(|p| p.from == from && all.get(p.head).is_some_and(|t| lexicon.is_plural(t.text)))
}

/// A plural behind joined modifiers: "new and used cars", "combined print and online sales".
pub(super) fn joined_phrase(lexicon: &Lexicon, all: &[Token<'_>], from: usize) -> Option<NounPhrase> {
    const LONGEST: usize = 6;
    let modifies = |i: usize| {
        all.get(i).is_some_and(|t| {
            t.word.class.has(Class::ADJ) || lexicon.ends_like_adjective(t.text, false) || looks_verbal(t.text)
        })
    };
    let open = |i: usize| {
        all.get(i).is_some_and(|t| t.kind == TokenKind::Word && (t.is_open() || t.word.class.has(Class::ADJ)))
    };
    let and = (from + 1..from + LONGEST).find(|&i| !open(i))?;
    let joint = all.get(and).is_some_and(|t| t.is("and") || t.is("or"));
    let joined = joint && (from..and).all(open) && (from..and).any(modifies) && open(and + 1);
    let phrase = plural_phrase(lexicon, all, and + 1).filter(|p| joined && p.head > and + 1)?;
    Some(NounPhrase { from, ..phrase })
}

/// Whether what is sold or who comes is told right before: "sales were 2.7m", "viewers fell to 1.9m".
fn counts_before(all: &[Token<'_>], q: &Quantity) -> bool {
    const REACH: usize = 12;
    let closed = all.get(q.extent_at.1).is_none_or(|t| !t.is_open() || t.word.time_word.is_some());
    let from = q.extent_at.0;
    let before = all.get(from.saturating_sub(REACH)..from).unwrap_or_default();
    closed
        && before
            .iter()
            .rev()
            .take_while(|t| !matches!(t.text, "." | ";" | ":"))
            .any(|t| t.word.class.has(Class::PEOPLE) || t.word.class.has(Class::PAY))
}

/// "half of", "a third of", "half the", "two-thirds majority": a share of something named; other halves are idioms.
pub(super) fn fraction_counts(lexicon: &Lexicon, all: &[Token<'_>], q: &Quantity) -> bool {
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
        // "Half were still sealed"
        let subject = before.is_none() && next.is_some_and(|t| t.has(Class::AUX) || t.has(Class::VERB));
        return !ordinal && (subject || next.is_some_and(|t| of || t.has(Class::DET) || t.is("as")))
            || before.is_some_and(|t| t.is("by") || q.bound != Bound::Exact);
    }
    if article {
        // "a third of", "exactly one sixth."; but "a third man", "one fifth column", "in a quarter"
        let noun = next.is_some_and(|t| t.is_open() || t.kind == TokenKind::Dash && t.glued());
        // "a cut of a third", but "the results of a quarter"
        let moved = before.is_some_and(|t| t.is("of"))
            && q.value_at
                .0
                .checked_sub(2)
                .and_then(|i| all.get(i))
                .is_some_and(|t| t.word.class.has(Class::UP) || t.word.class.has(Class::DOWN));
        let period = !moved
            && before
                .is_some_and(|t| t.has(Class::PREP) && !t.is_any(&["by", "to", "than", "about", "over", "at", "up"]));
        // "a third faster than before", "a fifth more expensive."
        let more = next.is_some_and(|t| {
            let compares = t.is_any(&["more", "less", "fewer"]) || t.spaced && is_comparative(lexicon, t.text);
            let behind = all.get(q.value_at.1 + 1);
            compares
                && behind.is_none_or(|t| {
                    t.kind == TokenKind::Symbol || t.has(Class::PREP) || t.is("than") || t.has(Class::CONJ)
                })
        });
        // "fever was seen in 38%, fatigue in a third."
        let joined = period
            && before.is_some_and(|t| t.is("in"))
            && next.is_none_or(|t| matches!(t.text, "." | "," | ";" | ")"))
            && all
                .get(q.value_at.0.saturating_sub(BESIDE)..q.value_at.0)
                .is_some_and(|w| w.iter().any(|t| t.text == "%" || t.is("percent") || t.is("cent")));
        return of || more || joined || !noun && !period;
    }
    true
}

/// How far before a fraction another share may stand.
const BESIDE: usize = 8;

/// Whether a word compares: "faster", "heavier", "larger".
fn is_comparative(lexicon: &Lexicon, word: &str) -> bool {
    let is_adjective = |w: &str| lexicon.word(w).class.has(Class::ADJ);
    word.strip_suffix("er").is_some_and(|stem| {
        let doubled = stem.len() > 2 && stem.as_bytes().last() == stem.as_bytes().iter().nth_back(1);
        is_adjective(stem)
            || is_adjective(&format!("{stem}e"))
            || stem.strip_suffix('i').is_some_and(|s| is_adjective(&format!("{s}y")))
            || doubled && stem.get(..stem.len() - 1).is_some_and(is_adjective)
    })
}

/// What a bare "one" does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum One {
    /// "one army unit".
    Counts,
    /// "one of the oldest mills", "one idea was": picks out or presents a thing.
    Presents,
    /// "the one", "one another", "one day".
    Pronoun,
}

/// How far behind another number of a list its place may stand.
const SIBLING: usize = 4;

/// What a bare "one" does where it stands.
pub(super) fn one(lexicon: &Lexicon, all: &[Token<'_>], q: &Quantity, noun: Option<NounPhrase>) -> One {
    let at = q.value_at.0;
    let before = at.checked_sub(1).and_then(|i| all.get(i));
    let next = all.get(q.value_at.1);
    // "its one of my shops" leaves out an apostrophe
    let its = before.is_some_and(|t| t.is("its")) && next.is_some_and(|t| t.is("of"));
    let determined = before.is_some_and(|t| t.has(Class::DET) || t.is("which") || t.is("as"));
    if determined && !its {
        return One::Pronoun;
    }
    if next.is_some_and(|t| t.is("of")) {
        let whole = all.get(q.value_at.1 + 1).is_some_and(|t| t.has(Class::DET));
        let many = noun_phrase(lexicon, all, q.value_at.1 + 2, Want::Plural)
            .is_some_and(|p| all.get(p.head).is_some_and(|t| lexicon.is_plural(t.text)));
        return if whole && many { One::Presents } else { One::Pronoun };
    }
    // "three mills at Holt, one at Wray and two at Moss"
    if next.is_some_and(|t| t.has(Class::PREP)) && before.is_some_and(|t| t.is("and") || t.text == ",") {
        let is_sibling = |i: usize| {
            all.get(i).is_some_and(|t| t.word.numeral.is_some() && !t.is_any(&["a", "an", "one"]))
                && all.iter().skip(i + 1).take(SIBLING).any(|t| next.is_some_and(|n| t.is(n.text)))
        };
        if (at.saturating_sub(2 * SIBLING)..at).chain(at + 1..at + 2 * SIBLING).any(is_sibling) {
            return One::Counts;
        }
    }
    let named = noun.is_some_and(|n| n.from == q.value_at.1 && !looks_verbal(all.get(n.head).map_or("", |t| t.text)));
    if !named || next.is_none_or(|t| t.word.class.has(Class::INDEFINITE)) {
        return One::Pronoun;
    }
    // "One idea was", "there was one force that": an indefinite article in disguise
    let opens = before.is_none_or(|t| matches!(t.text, "“" | "\"" | "‘"));
    let there = at.checked_sub(2).and_then(|i| all.get(i)).is_some_and(|t| t.is("there"));
    if opens || there && before.is_some_and(|t| t.has(Class::AUX)) { One::Presents } else { One::Counts }
}
