//! Finding the words of a sentence that state a value.

mod aside;
mod code;
mod dated;
mod ellipsis;
pub mod noun;
mod ordinal;
mod ratio;
mod sense;
mod share;
mod years;

use std::borrow::Cow;
use std::cell::OnceCell;

use crate::fact::{Change, Kind};
use crate::grammar::compound::{pence_word, single_unit};
use crate::grammar::numeral::can_begin;
use crate::grammar::quantity::is_priced;
use crate::grammar::range::leaves;
use crate::grammar::time::{self, Count, DURATION_AGE, TimeExpr, TimeReading};
use crate::grammar::{Quantity, Token, TokenKind, Tokens, quantity};
use crate::lexicon::{Class, Lexicon, VerbForm};
use crate::value::{Bound, Number};
pub(crate) use dated::{YEAR_BESIDE, clocks, has_pointed_clocks};
use noun::{NounPhrase, Want, noun_phrase};
use ordinal::ordinal;
use ratio::{ratio, share_of};
use sense::{One, age, attributive, fraction_counts, joined_phrase, millions, one};

/// The rule of a "one" that picks out or presents rather than counts ("one of the oldest mills"): stated, but nothing to compare.
pub const ONE_OF_MANY: &str = "number.one-of-many";

/// The rule of how old the people of a group are: "aged 65 and over".
pub const AGE_OF_GROUP: &str = "age.group";

/// The rule of a share of so many: "one house in four".
pub const SHARE_OF_MANY: &str = "share.one-in-n";

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
    /// What a count is per: "day" of "three thousand tests per day".
    pub per: Option<Cow<'static, str>>,
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
        // a plain word in small letters begins nothing, whatever follows
        let is_plain = token.kind == TokenKind::Word
            && token.word.is_plain
            && token.text.as_bytes().first().is_some_and(u8::is_ascii_lowercase);
        let next = if is_plain { None } else { mention_at(lexicon, all, i, token) };
        match next {
            Some(mention) => {
                i = mention.extent_at.1.max(mention.value_at.1).max(i + 1);
                // an extent may begin before the one already found ends only by mistake
                found.push(mention);
            }
            None => i += 1,
        }
    }
    dated::years(all, &mut found);
    share::margins(all, &mut found);
    share::units(lexicon, all, &mut found);
    share::directions(all, &mut found);
    share::points(lexicon, all, &mut found);
    share::brackets(all, &mut found);
    ellipsis::units(all, &mut found);
    share::restated(all, &mut found);
    share::resumed(all, &mut found);
    share::elided(all, &mut found);
    share::rates(all, &mut found);
    share::per(lexicon, all, &mut found);
    share::per_many(all, &mut found);
    share::recurring(all, &mut found);
    share::reasons(all, &mut found);
    found
}

fn mention_at(lexicon: &Lexicon, all: &[Token<'_>], i: usize, token: &Token<'_>) -> Option<Mention> {
    if let Some(m) = set_phrase(lexicon, all, i) {
        return Some(m);
    }
    // "the over-80s" are no decade
    let is_group = i.checked_sub(1).and_then(|j| all.get(j)).is_some_and(|t| t.kind == TokenKind::Dash && t.glued())
        && i.checked_sub(2).and_then(|j| all.get(j)).is_some_and(|t| t.is("over") || t.is("under"));
    let opens_group = (token.is("over") || token.is("under"))
        && all.get(i + 1).is_some_and(|t| t.kind == TokenKind::Dash && t.glued())
        && all.get(i + 2).is_some_and(|t| t.literal.is_some());
    let is_plural = token.text.ends_with('s') || all.get(i + 1).is_some_and(|t| t.glued() && t.text == "s");
    if is_group && is_plural || opens_group {
        return None;
    }
    // read once, where it is asked for
    let amount = OnceCell::new();
    let amount_here = || amount.get_or_init(|| quantity(lexicon, all, i));
    if time::can_begin(token) && !(token.kind == TokenKind::Number && is_priced(lexicon, all, i)) {
        let before = share::leads_time(all, i).and_then(|j| all.get(j));
        if let Some(mut reading) = time::time_expression(lexicon, Tokens(all.get(i..)?), before)
            && !(token.kind == TokenKind::Number && outweighed(all, i, reading.total(), amount_here()))
            && !is_left(all, i + reading.lead, &reading.expr)
        {
            let from = i + reading.lead;
            // "aged 80 years or over"
            let is_aged = before.is_some_and(|t| t.word.class.has(Class::AGE) && t.text.ends_with('d'));
            if is_aged && matches!(reading.expr, TimeExpr::Duration { .. }) {
                reading.rule = DURATION_AGE;
            }
            bounded_behind(lexicon, all, i, &mut reading);
            return Some(Mention {
                value_at: (from, from + reading.len),
                extent_at: (i, i + reading.total()),
                rule: reading.rule,
                value: MentionValue::Time(Box::new(reading)),
                noun: None,
                per: None,
                aside: None,
            });
        }
    }
    if let Some(m) = ordinal(lexicon, all, i, token).or_else(|| ratio(lexicon, all, i, token)) {
        return Some(m);
    }
    if token.text.ends_with("pence")
        && let Some(q) = pence_word(lexicon, all, i)
    {
        return Some(number_mention(&q, None));
    }
    if token.is("single")
        && let Some(m) = sense::single(lexicon, all, i)
    {
        return Some(m);
    }
    if token.is("nobody")
        && let Some(m) = sense::nobody(all, i)
    {
        return Some(m);
    }
    if !can_begin(token) {
        return None;
    }
    amount_here();
    let mut q = amount.into_inner().flatten().or_else(|| single_unit(lexicon, all, i))?;
    code::unquote(all, &mut q);
    if let Some((reason, len)) = code::reason(all, q.value_at.0).or_else(|| aside::reason(lexicon, all, &q)) {
        return Some(set_aside(&q, reason, len));
    }
    share_of(lexicon, all, &q).or_else(|| counted(lexicon, all, q))
}

/// "60 years of age and older", "two hours or more": what stands behind a length of time bounds it.
fn bounded_behind(lexicon: &Lexicon, all: &[Token<'_>], i: usize, reading: &mut TimeReading) {
    const LONGEST: usize = 4;
    let at = i + reading.total();
    let joins = all.get(at).is_some_and(|t| t.is("or") || t.is("and"));
    if !joins || reading.bound != Bound::Exact || !matches!(reading.expr, TimeExpr::Duration { .. }) {
        return;
    }
    let words = all.get(at..).unwrap_or_default().iter().take(LONGEST).map(|t| t.text);
    if let Some((n, hedge)) = lexicon.hedges.longest(words, false, |h| h.after) {
        (reading.bound, reading.tail) = (hedge.bound, reading.tail + n);
    }
}

/// "12 letters or more", "four sailors at most": a bound may stand behind the noun.
fn bounded_behind_noun(lexicon: &Lexicon, all: &[Token<'_>], noun: NounPhrase, q: &mut Quantity) {
    const LONGEST: usize = 4;
    if q.bound != Bound::Exact || q.low != q.high || !all.get(noun.to).is_some_and(|t| t.word.hedge) {
        return;
    }
    let words = all.get(noun.to..).unwrap_or_default().iter().take(LONGEST).map(|t| t.text);
    let Some((n, hedge)) = lexicon.hedges.longest(words, false, |h| h.after).filter(|(n, _)| *n > 1) else { return };
    // "three dogs, at least 5 cats"
    if all.get(noun.to + n).is_some_and(|t| t.kind == TokenKind::Number || t.word.numeral.is_some()) {
        return;
    }
    match hedge.bound {
        Bound::AtLeast | Bound::Over => q.high = None,
        Bound::AtMost | Bound::Under => q.low = None,
        _ => {}
    }
    q.bound = hedge.bound;
}

/// Whether a range of lengths of time is two values instead: "extended from 12 to 36 months".
fn is_left(all: &[Token<'_>], at: usize, expr: &TimeExpr) -> bool {
    matches!(expr, TimeExpr::Duration { count: Count::Number(low, high), .. } if low != high) && leaves(all, at)
}

/// Whether a plain amount with a unit or magnitude reads more of the sentence than a time expression does.
fn outweighed(all: &[Token<'_>], i: usize, len: usize, amount: &Option<Quantity>) -> bool {
    // a year before a closing quotation mark is not in inches
    let quoted = all.get(i + len).is_some_and(|t| t.text == "\"");
    !quoted
        && amount.as_ref().is_some_and(|q| {
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
        per: None,
        aside: None,
    }
}

/// A count with its noun, or a value whose unit is known; "one" without a noun is no count.
fn counted(lexicon: &Lexicon, all: &[Token<'_>], mut q: Quantity) -> Option<Mention> {
    millions(lexicon, all, &mut q);
    sense::kilobytes(all, &mut q);
    sense::portion(all, &mut q);
    sense::pieces(all, &mut q);
    if q.unit.is_some() {
        if q.unit.as_deref() == Some("fraction") && !fraction_counts(lexicon, all, &q) {
            return Some(set_aside(&q, "idiom", q.value_at.1 - q.value_at.0));
        }
        return Some(number_mention(&q, None));
    }
    let glued = all.get(q.extent_at.1).is_some_and(|t| t.kind == TokenKind::Dash && t.glued());
    let want = match (glued, q.is_one) {
        (true, _) => Want::Singular,
        (_, true) => Want::One,
        _ => Want::Plural,
    };
    let mut noun = noun_phrase(lexicon, all, q.extent_at.1, want);
    // "1,200 new and used cars"
    if want == Want::Plural && noun.is_none_or(|n| all.get(n.head).is_some_and(|t| !lexicon.is_plural(t.text))) {
        noun = joined_phrase(lexicon, all, q.extent_at.1).or(noun);
    }
    // "a jury of twelve sat", "a magnitude 5.3 earthquake": what stands behind is not counted
    let before = |back: usize| q.extent_at.0.checked_sub(back).and_then(|i| all.get(i));
    let of_group = before(1).is_some_and(|t| t.is("of")) && before(2).is_some_and(|t| t.word.class.has(Class::GROUP));
    let acts = |n: NounPhrase| {
        all.get(n.from).is_some_and(|t| lexicon.verb_form(t.text).is_some_and(|v| v.form == VerbForm::Past))
    };
    let on_scale = before(1).is_some_and(|t| t.is("magnitude")) && q.low.is_some_and(|n| !n.is_integer());
    // "a crew of nine and 60 dogs": what stands behind another number is counted by that
    let apart = |n: NounPhrase| n.from > q.extent_at.1 && all.get(q.extent_at.1).is_some_and(|t| t.has(Class::CONJ));
    noun = noun.filter(|n| !(of_group && (acts(*n) || apart(*n)) || on_scale && n.from == q.extent_at.1));
    // "children under twelve ride free": how old they are
    if q.bound != Bound::Exact
        && before(1).is_some_and(|t| t.word.class.has(Class::PEOPLE))
        && q.extent_at.0 < q.value_at.0
        && noun.is_some_and(|n| all.get(n.head).is_some_and(|t| !lexicon.is_plural(t.text)))
        && !all.get(q.extent_at.1).is_some_and(|t| t.kind == TokenKind::Dash)
    {
        noun = None;
    }
    if noun.is_none()
        && let Some(age) = age(lexicon, all, &q)
    {
        (q.kind, q.unit, q.rule) = (Kind::Quantity, Some("year".into()), age.rule());
        // "aged" belongs to the value, and is not what is measured
        let said = q
            .extent_at
            .0
            .checked_sub(1)
            .filter(|&i| all.get(i).is_some_and(|t| t.word.class.has(Class::AGE) && t.text.ends_with('d')));
        q.extent_at.0 = said.unwrap_or(q.extent_at.0);
        return Some(number_mention(&q, None));
    }
    if !q.is_one {
        noun = noun.map(|n| attributive(lexicon, all, n, q.extent_at.1));
    }
    if let Some(n) = noun.filter(|n| n.from == q.extent_at.1) {
        bounded_behind_noun(lexicon, all, n, &mut q);
    }
    if q.is_one {
        match one(lexicon, all, &q, noun) {
            One::Counts => {}
            One::Presents => {
                q.rule = ONE_OF_MANY;
                if all.get(q.value_at.1).is_some_and(|t| t.is("of")) {
                    noun = noun_phrase(lexicon, all, q.value_at.1, Want::Plural);
                }
            }
            One::Pronoun => return Some(set_aside(&q, "\"one\" as a pronoun or article", 1)),
        }
    }
    Some(number_mention(&q, noun))
}

/// A phrase of the lexicon that holds a number and states nothing: "9/11", "at first", "one another".
fn set_phrase(lexicon: &Lexicon, all: &[Token<'_>], i: usize) -> Option<Mention> {
    let token = all.get(i)?;
    let numeric = token.kind == TokenKind::Number;
    if !numeric && !token.word.idiom {
        return None;
    }
    let (len, reason) = if numeric {
        glued_name(lexicon, all, i).or_else(|| always(lexicon, all, i))?
    } else {
        lexicon.idioms.longest(all.get(i..)?.iter().take(6).map(|t| t.text), false, |_| true)?
    };
    // "in double figures"; a telephone number of three digits is no such count
    let ends = |r: &str| r.split_once('-').and_then(|(l, h)| Some((l.parse().ok()?, h.parse().ok()?)));
    let band: Option<(i128, i128)> = ends(reason);
    let reaches = || {
        let before = i.checked_sub(1).and_then(|j| all.get(j));
        before.is_some_and(|t| t.has(Class::PREP) || t.word.class.has(Class::UP) || t.is_any(&["reached", "reach"]))
    };
    if band.is_some() && !reaches() {
        return None;
    }
    let reason = if band.is_some() { None } else { Some(reason) };
    Some(Mention {
        value: MentionValue::Number {
            kind: Kind::Count,
            low: band.map(|b| Number::integer(b.0)),
            high: band.map(|b| Number::integer(b.1)),
            bound: if band.is_some() { Bound::Between } else { Bound::Exact },
            unit: None,
            change: None,
            year: None,
        },
        value_at: (i, i + len),
        extent_at: (i, i + len),
        rule: if band.is_some() { "number.band" } else { "aside.phrase" },
        noun: None,
        per: None,
        aside: reason,
    })
}

/// "24 hours a day": a number in digits that opens a phrase for "always".
fn always(lexicon: &Lexicon, all: &[Token<'_>], i: usize) -> Option<(usize, &'static str)> {
    let small = all.get(i)?.literal.is_some_and(|l| l.digits <= 3 && l.decimals == 0);
    let rate = all.get(i + 2).is_some_and(|t| t.is("a"));
    let words = || all.get(i..).unwrap_or_default().iter().take(4).map(|t| t.text);
    if small && rate { lexicon.idioms.longest(words(), false, |_| true) } else { None }
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
