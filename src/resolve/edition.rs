//! Versions that are told of something: what it needs, since when it is there, which one is the last.
//!
//! A version is a place in an order, never a decimal: 3.10 comes after 3.9.

use crate::document::BlockKind;
use crate::fact::{Fact, Kind};
use crate::grammar::Token;
use crate::lexicon::{Class, SettingWord};
use crate::mention::{Mention, MentionValue};
use crate::text::CleanSpan;
use crate::value::{Bound, Value};

use super::clause::is_content;
use super::setting::phrases;
use super::slots::Lemmas;
use super::{Scene, identifiers};

/// The unit of a version.
const UNIT: &str = "version";

/// How far a phrase may stand from the version, in tokens.
const NEAR: usize = 9;

/// Makes a fact of a number that would be set aside, or would count nothing, if the words around it tell a version of something.
pub(super) fn apply(
    scene: &Scene<'_>,
    lemmas: &Lemmas<'_>,
    mentions: &[Mention],
    index: usize,
    reason: Option<&'static str>,
    fact: &mut Fact,
) -> bool {
    let is_prose = matches!(scene.block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote);
    let Some(mention) = mentions.get(index).filter(|_| is_prose && scene.block.cell.is_none()) else { return false };
    let all = scene.tokens;
    let at = mention.value_at.0;
    let Some(literal) = all.get(at).and_then(|t| t.literal).filter(|l| !l.grouped) else { return false };
    let MentionValue::Number { kind: Kind::Count, low, unit: None, bound, .. } = &mention.value else { return false };
    let is_open = match reason {
        Some(reason) => matches!(reason, "name" | "label" | "version or section number"),
        // "brought in 21.0 million" is no version
        None => literal.decimals > 0 && mention.noun.is_none() && !is_scaled(all, mention.value_at),
    };
    let before = at.checked_sub(1).and_then(|i| all.get(i));
    let is_label = before.is_some_and(|t| scene.lexicon.settings.heads(t.text, SettingWord::Version));
    let name = before.filter(|t| !is_label && t.is_open() && t.text.chars().any(char::is_uppercase));
    if !is_open || literal.decimals == 0 && !is_label && name.is_none() {
        return false;
    }
    let clause = scene.view.clause_range(at);
    let floor = index.checked_sub(1).and_then(|i| mentions.get(i)).map_or(0, |m| m.extent_at.1);
    let ceiling = mentions.get(index + 1).map_or(all.len(), |m| m.extent_at.0);
    let (from, to) =
        (clause.0.max(floor).max(at.saturating_sub(NEAR)), clause.1.min(ceiling).min(mention.value_at.1 + NEAR));
    // "it is 0.70, since a model was used"
    let comma =
        (mention.value_at.1..to).find(|&i| all.get(i).is_some_and(|t| t.text == ",")).filter(|_| reason.is_none());
    let to = comma.unwrap_or(to);
    let ahead = phrases(scene, from, at);
    let behind = phrases(scene, mention.value_at.1, to);
    let told = ahead.iter().rev().chain(&behind).find_map(|(_, _, word)| match word {
        SettingWord::Needs => Some("need"),
        SettingWord::Brings => Some("bring"),
        SettingWord::Newest => Some("last"),
        _ => None,
    });
    // "the last release of 7 was 7.14"
    let is_last =
        || phrases(scene, clause.0.max(at.saturating_sub(NEAR)), at).iter().any(|p| p.2 == SettingWord::Newest);
    let told = told.or_else(|| (literal.decimals > 0 && is_last()).then_some("last"));
    let Some(told) = told else { return false };
    let said = |range: (usize, usize)| {
        let taken = |i: usize| ahead.iter().chain(&behind).any(|(a, n, _)| (*a..a + n).contains(&i));
        let is_name = |i: usize| i + 1 == at;
        let is_label =
            |i: usize| all.get(i).is_some_and(|t| scene.lexicon.settings.heads(t.text, SettingWord::Version));
        let words = (range.0..range.1)
            .filter(|&i| all.get(i).is_some_and(is_content) && !taken(i) && !is_name(i) && !is_label(i));
        words.filter_map(|i| lemmas.get(i).cloned()).collect::<Vec<String>>()
    };
    let mut subject = said((from, at));
    if subject.is_empty() {
        subject = said((mention.value_at.1, to));
    }
    if let Some(lead) = scene.block.lead {
        let words = words_of(scene, lead);
        subject.extend(words);
    }
    subject.sort_unstable();
    subject.dedup();
    let Some(number) = *low else { return false };
    let written = identifiers::whole(all, at);
    fact.kind = Kind::Ordinal;
    fact.unit = UNIT.to_owned();
    fact.value = Value::Number { low: Some(number), high: Some(number), bound: *bound };
    if *bound != Bound::Exact {
        fact.value = Value::Number { low: Some(number), high: Some(number), bound: Bound::Exact };
    }
    fact.measure = UNIT.to_owned();
    fact.slots.head = UNIT.to_owned();
    fact.slots.verbs = vec![told.to_owned()];
    fact.slots.clause = subject;
    fact.slots.owner = name.map(|t| t.text.to_lowercase()).unwrap_or_default();
    fact.slots.labels[0] = written;
    true
}

/// Whether a number has a word in it: "21.0 million".
fn is_scaled(all: &[Token<'_>], (from, to): (usize, usize)) -> bool {
    all.get(from..to).is_some_and(|tokens| tokens.iter().any(|t| t.word.numeral.is_some()))
}

/// The content words of a label.
fn words_of(scene: &Scene<'_>, span: CleanSpan) -> Vec<String> {
    let words = scene.document.slice(span).split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 1);
    let open = words.filter(|w| scene.lexicon.word(w).class.is_open() && !scene.lexicon.word(w).class.has(Class::PREP));
    open.map(|w| scene.lexicon.lemma(w)).collect()
}
