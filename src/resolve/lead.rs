//! Labels that head a value outside tables: the words before a colon, bold words that open a paragraph, the term of a
//! definition, the question that a paragraph answers.

use crate::document::BlockKind;
use crate::fact::{Fact, Kind};
use crate::grammar::{Token, TokenKind};
use crate::lexicon::{Class, Lexicon, SettingWord};
use crate::mention::Mention;
use crate::mention::noun::looks_verbal;
use crate::text::CleanSpan;
use crate::value::{Bound, Number, Value};

use super::Scene;
use super::arms;
use super::cells::kind_of;
use super::identifiers;
use super::naming::{Named, named};

/// The longest label before a colon, in tokens.
const LONGEST: usize = 9;

/// The longest label, in bytes, that stands for a measure as it is.
const SHORT: usize = 16;

/// Gives a value the labels it stands under.
pub(super) fn apply(scene: &Scene<'_>, mentions: &[Mention], index: usize, fact: &mut Fact) {
    let Some(mention) = mentions.get(index) else { return };
    if scene.block.cell.is_some() || matches!(scene.block.kind, BlockKind::Title | BlockKind::Heading(_)) {
        return;
    }
    let inline = before_colon(scene, mention).or_else(|| before_arrow(scene, mentions, index));
    let inline = inline.or_else(|| behind_mark(scene, mention, fact));
    let above = above(scene, mention);
    for (label, is_inline) in [(inline, true), (above, false)] {
        let Some(label) = label else { continue };
        // the name of a setting says nothing of its value: "request_limit"
        if fact.slots.standing.is_none() && is_inline && identifiers::alone(scene, label).is_none() {
            fact.slots.standing = scene.lexicon.settings.standing_of(scene.document.slice(label));
        }
        if fact.slots.codes.is_empty()
            && let Some(code) = identifiers::alone(scene, label)
        {
            // "…: 4MB": a bare value behind a colon is the value of the term
            let follows =
                mention.extent_at.0.checked_sub(1).and_then(|i| scene.tokens.get(i)).is_some_and(|t| t.text == ":");
            // "Seconds between two calls." counts something of its own
            if follows && !fact.slots.near_codes.contains(&code) || is_fragment(scene) && mention.noun.is_none() {
                fact.slots.codes.push(code);
            } else {
                set_for(code, fact);
            }
        }
        let named = named(scene.lexicon, scene.document.slice(label));
        // "Age: 35–70 years"
        if is_inline && fact.kind == Kind::Duration && says_age(scene.lexicon, &named) {
            fact.kind = Kind::Quantity;
        }
        let is_changed = is_inline && before_arrow(scene, mentions, index).is_some();
        if is_changed || is_inline && is_listed_behind(scene, mentions, index) {
            fact.measure.clear();
            fact.slots.head.clear();
            fact.unit = if fact.kind == Kind::Count { String::new() } else { std::mem::take(&mut fact.unit) };
        }
        give(scene.lexicon, fact, &named, is_inline);
    }
}

/// Whether a label says how old somebody is.
fn says_age(lexicon: &Lexicon, label: &Named) -> bool {
    lexicon.word(&label.noun).class.has(Class::AGE)
}

/// Gives a value the identifier it is set for: only near it, if the value has a noun of its own and is put forward as nothing.
pub(super) fn set_for(code: String, fact: &mut Fact) {
    let is_bare = fact.slots.head.is_empty() && fact.measure.is_empty();
    let is_named = code.split(|c: char| !c.is_alphanumeric()).all(|part| fact.measure.contains(part));
    if is_bare || fact.slots.standing.is_some() || is_named {
        fact.slots.near_codes.retain(|c| *c != code);
        fact.slots.codes.push(code);
    } else if !fact.slots.near_codes.contains(&code) {
        fact.slots.near_codes.push(code);
    }
}

/// "`session_timeout` is 5m", "| body-size | 8k |": the letter behind the number of a setting, by what is set.
pub(super) fn letter_of(scene: &Scene<'_>, mention: &Mention, fact: &mut Fact) {
    let Some(letter) = scene.tokens.get(mention.value_at.0 + 1).filter(|t| t.glued()) else { return };
    let [code] = fact.slots.codes.as_slice() else { return };
    if !matches!(letter.text, "m" | "k" | "g") || !matches!(fact.kind, Kind::Count | Kind::Quantity) {
        return;
    }
    let word = |part: &str| scene.lexicon.word(part);
    let parts = || code.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty());
    let (timing, sizing) = (parts().any(|p| word(p).timing), parts().any(|p| word(p).sizing));
    let Some(number) = scene.tokens.get(mention.value_at.0).and_then(|t| t.literal).and_then(|l| l.value()) else {
        return;
    };
    let (kind, unit) = match letter.text {
        "m" if timing => (Kind::Duration, "minute"),
        "m" if sizing => (Kind::Quantity, "megabyte"),
        "k" if sizing => (Kind::Quantity, "kilobyte"),
        "g" if sizing => (Kind::Quantity, "gigabyte"),
        _ => return,
    };
    if fact.value.bound() == Bound::Exact {
        fact.kind = kind;
        fact.unit = unit.to_owned();
        fact.value = Value::Number { low: Some(number), high: Some(number), bound: Bound::Exact };
    }
}

/// "Complaints, all stations: 502 (north), 468 (south)": a number without a noun right behind a colon, or the second of two.
fn is_listed_behind(scene: &Scene<'_>, mentions: &[Mention], index: usize) -> bool {
    let bare = |m: &Mention| m.noun.is_none();
    let follows =
        |m: &Mention| m.extent_at.0.checked_sub(1).and_then(|i| scene.tokens.get(i)).is_some_and(|t| t.text == ":");
    let second = || {
        arms::stated_before(mentions, index).is_some_and(|i| {
            arms::joined(scene, mentions, i).is_some() && mentions.get(i).is_some_and(|m| bare(m) && follows(m))
        })
    };
    mentions.get(index).is_some_and(|m| bare(m) && (follows(m) || second()))
}

/// Whether the words are no sentence: "Default: 30 minutes."
fn is_fragment(scene: &Scene<'_>) -> bool {
    !scene.tokens.iter().any(|t| t.has(Class::AUX) || t.has(Class::VERB) || t.has(Class::PRON) || t.has(Class::WH))
        && scene.tokens.len() <= 8
}

/// Writes a label into a fact: it names the measure where nothing else does.
fn give(lexicon: &Lexicon, fact: &mut Fact, label: &Named, is_inline: bool) {
    if label.head.is_empty() {
        return;
    }
    if fact.kind == Kind::Date {
        let has_event = fact.event.as_ref().is_some_and(|e| !e.is_empty());
        if is_inline && !has_event {
            fact.event = Some(label.text.clone());
        }
        push_all(&mut fact.slots.heading, label);
        return;
    }
    let is_bare = fact.slots.head.is_empty() && fact.measure.is_empty();
    if is_bare && !matches!(fact.kind, Kind::Ordinal) {
        // a question or bold words name more than the measure
        fact.measure = if is_inline || label.text.len() <= SHORT { label.text.clone() } else { label.noun.clone() };
        fact.slots.head = label.head.clone();
        if label.has_property {
            fact.slots.owner = label.head.clone();
        }
        for word in label.others.iter().filter(|w| !fact.slots.modifiers.contains(w)).cloned().collect::<Vec<_>>() {
            fact.slots.modifiers.push(word);
        }
        if fact.kind == Kind::Count && fact.unit.is_empty() {
            fact.unit = label.counted.clone();
            fact.kind = kind_of(lexicon, &mut fact.unit);
        }
    } else {
        push_all(&mut fact.slots.heading, label);
    }
}

fn push_all(list: &mut Vec<String>, label: &Named) {
    for word in label.others.iter().chain([&label.head]) {
        if !list.contains(word) {
            list.push(word.clone());
        }
    }
}

/// The label before the nearest colon: "Reading speed: 12 MB/s".
fn before_colon(scene: &Scene<'_>, mention: &Mention) -> Option<CleanSpan> {
    let all = scene.tokens;
    let at = mention.extent_at.0;
    let floor = at.saturating_sub(24);
    let parts = |t: &Token<'_>| matches!(t.text, ";" | "·" | "•" | "|");
    let colon = (floor..at).rev().take_while(|&i| all.get(i).is_some_and(|t| !parts(t))).find(|&i| {
        all.get(i).is_some_and(|t| t.text == ":" && !t.spaced) && all.get(i + 1).is_some_and(|t| t.spaced)
    })?;
    let from = (0..colon).rev().find(|&i| all.get(i).is_some_and(parts)).map_or(0, |i| i + 1);
    let label = all.get(from..colon)?;
    let is_label = (1..=LONGEST).contains(&label.len())
        && !label.iter().any(|t| t.has(Class::AUX) || t.has(Class::PRON) || t.has(Class::VERB) || t.has(Class::WH));
    if !is_label {
        return None;
    }
    let span = label.first()?.span.cover(label.last()?.span);
    // "Default: 30" says as what, not of what
    let settings = &scene.lexicon.settings;
    let text = scene.document.slice(span);
    let says_only_how = settings.is_standing(text);
    (!says_only_how).then_some(span)
}

/// "1,792 – steps to the top", "2,196 - what the whole engine weighed, in pounds": what stands behind a number that opens its
/// line and a dash; "in pounds" at its end is the unit.
fn behind_mark(scene: &Scene<'_>, mention: &Mention, fact: &mut Fact) -> Option<CleanSpan> {
    let all = scene.tokens;
    let at = mention.extent_at.1;
    let opens = mention.extent_at.0 == 0 && mention.noun.is_none() && fact.kind != Kind::Date;
    all.get(at).filter(|t| t.kind == TokenKind::Dash && t.spaced || t.text == ":")?;
    let first = all.get(at + 1).filter(|t| t.spaced && t.kind == TokenKind::Word && t.word.numeral.is_none())?;
    // "1 – Introduction" numbers a heading
    let is_large = fact.value.single().is_none_or(|n| n > Number::integer(LIST));
    if !opens || !(is_large || first.text.starts_with(char::is_lowercase)) {
        return None;
    }
    let is_stop = |t: &Token<'_>| matches!(t.text, "." | ";" | "(") || t.kind == TokenKind::Dash && t.spaced;
    let end = (at + 1..all.len()).find(|&i| all.get(i).is_some_and(is_stop)).unwrap_or(all.len());
    if fact.kind == Kind::Count && fact.unit.is_empty() {
        let unit = end.checked_sub(2).filter(|&i| i > at + 1 && all.get(i).is_some_and(|t| t.is("in")));
        if let Some(word) = unit.and_then(|i| all.get(i + 1)) {
            let mut unit = scene.lexicon.singular(word.text);
            let kind = kind_of(scene.lexicon, &mut unit);
            if kind != Kind::Count {
                (fact.kind, fact.unit) = (kind, unit);
            }
        }
    }
    let says_nothing = |t: &Token<'_>| t.has(Class::DET) || t.has(Class::WH) || t.has(Class::PRON) || t.is("of");
    let how = |i: usize| i.checked_sub(1).and_then(|j| all.get(j)).is_some_and(|t| t.is("how"));
    let counts =
        |t: &Token<'_>| scene.lexicon.settings.heads(t.text, SettingWord::Counting) || t.is_any(&["many", "much"]);
    let from = (at + 1..end).find(|&i| all.get(i).is_some_and(|t| !says_nothing(t) && !counts(t) && !how(i)))?;
    let closes = |t: &Token<'_>| {
        t.text == ","
            || t.has(Class::PRON)
            || t.has(Class::AUX)
            || t.has(Class::WH)
            || t.has(Class::VERB)
            || looks_verbal(t.text)
    };
    let to = (from + 1..end).find(|&i| all.get(i).is_some_and(closes)).unwrap_or(end);
    // "boys and girls" are neither
    let label = all.get(from..to).filter(|l| l.len() <= LONGEST && !l.iter().any(|t| t.has(Class::CONJ)))?;
    Some(label.first()?.span.cover(label.last()?.span))
}

/// Numbers up to this one may number the lines of a list.
const LIST: i128 = 40;

/// "largest file 2 GB -> 4 GB": the words before the first of two values that an arrow joins.
fn before_arrow(scene: &Scene<'_>, mentions: &[Mention], index: usize) -> Option<CleanSpan> {
    let joins = |i: usize| -> Option<()> {
        let (a, b) = (mentions.get(i)?, mentions.get(i + 1)?);
        let last = scene.tokens.get(a.extent_at.1.checked_sub(1)?)?;
        let first = scene.tokens.get(b.value_at.0)?;
        let gap = scene.document.text.get(last.span.end()..first.span.start())?.trim();
        ["->", "→", "=>", "⟶"].contains(&gap).then_some(())
    };
    let first = if joins(index).is_some() { index } else { index.checked_sub(1).filter(|&i| joins(i).is_some())? };
    let at = mentions.get(first)?.extent_at.0;
    let from = (0..at)
        .rev()
        .find(|&i| scene.tokens.get(i).is_some_and(|t| matches!(t.text, "," | ";" | ":")))
        .map_or(0, |i| i + 1);
    let label = scene.tokens.get(from..at)?;
    let is_label =
        (1..=LONGEST).contains(&label.len()) && !label.iter().any(|t| t.has(Class::AUX) || t.has(Class::PRON));
    is_label.then(|| Some(label.first()?.span.cover(label.last()?.span))).flatten()
}

/// What stands over a value: bold words, a term, a question.
fn above(scene: &Scene<'_>, mention: &Mention) -> Option<CleanSpan> {
    let value = scene.tokens.get(mention.extent_at.0).map(|t| t.span)?;
    if let Some(lead) = scene.block.lead {
        return (value.start() >= lead.end()).then_some(lead);
    }
    let heading = scene.document.heading_of(scene.block)?;
    let asks = scene.document.slice(heading.span).trim_end_matches(['*', '"', '”']).ends_with('?');
    (scene.block.defines && heading.defines || asks).then_some(heading.span)
}
