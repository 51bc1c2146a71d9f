//! Those of whom a value holds, where a phrase narrows them: "Against severe illness, efficacy was 90%", "among smokers".

use crate::fact::{Fact, Kind};
use crate::grammar::{Token, TokenKind};
use crate::lexicon::Class;
use crate::mention::{AGE_OF_GROUP, Mention};

use super::Scene;
use super::clause::is_content;
use super::slots::window;

/// The longest such phrase, in tokens.
const LONGEST: usize = 8;

/// What a group is called of which nothing but its age is said.
const SOME: &str = "those";

/// Notes the words that narrow the group a value holds for.
pub(super) fn apply(scene: &Scene<'_>, mention: &Mention, fact: &mut Fact) {
    if !matches!(fact.kind, Kind::Share | Kind::Count | Kind::Quantity) || scene.block.cell.is_some() {
        return;
    }
    let all = scene.tokens;
    let clause = scene.view.clause_range(mention.value_at.0);
    let near = window(mention.extent_at, all.len());
    let (from, to) = (clause.0.max(near.0), clause.1);
    for i in from..to.min(mention.extent_at.1 + LONGEST) {
        let Some(phrase) = narrowing(all, i, from, mention) else { continue };
        let words = all.get(phrase.0..phrase.1).unwrap_or_default();
        let is_among = all.get(i).is_some_and(|t| t.is_any(&["among", "amongst"]));
        let is_bounded = words.get(1).is_some_and(|t| t.kind == TokenKind::Dash);
        let is_some = words.first().is_some_and(|t| t.is(SOME));
        if phrase.0 <= mention.value_at.0 && mention.value_at.0 < phrase.1 {
            if is_some && mention.rule == AGE_OF_GROUP {
                push(&mut fact.slots.group, SOME.to_owned());
            }
            continue;
        }
        for t in words {
            let general = t.word.class.has(Class::PEOPLE) || t.word.class.has(Class::AGE) && !is_some;
            if is_content(t) && !general {
                push(&mut fact.slots.group, scene.lexicon.lemma(t.text));
            } else if t.literal.is_some() && (is_some || is_among || is_bounded) {
                push(&mut fact.slots.group, t.text.trim_end_matches('s').to_owned());
            }
        }
    }
}

/// The words behind a preposition that narrows, up to the next comma, verb or preposition.
fn narrowing(all: &[Token<'_>], at: usize, clause: usize, mention: &Mention) -> Option<(usize, usize)> {
    let token = all.get(at)?;
    let opens = at == clause;
    let among = token.is_any(&["among", "amongst"]);
    let against = opens && token.is("against");
    let of_people = (opens || at >= mention.extent_at.1) && token.is_any(&["in", "for", "with"]);
    if !(among || against || of_people) {
        return None;
    }
    let stops = |t: &Token<'_>| {
        let bounds = t.is_any(&["over", "under", "above", "below"]);
        t.kind == TokenKind::Symbol && t.text != "-"
            || t.has(Class::PREP) && !bounds
            || t.has(Class::DET) && !t.is(SOME)
            || t.has(Class::AUX)
            || t.has(Class::WH)
    };
    // "in the over-80s"
    let article = usize::from(all.get(at + 1).is_some_and(|t| t.is("the")));
    let first = at + 1 + article;
    let len = all.get(first..)?.iter().take(LONGEST).take_while(|t| !stops(t)).count();
    let phrase = (first, first + len);
    let words = all.get(phrase.0..phrase.1)?;
    let bounded = words.first().is_some_and(|t| t.is_any(&["over", "under"]))
        && words.get(1).is_some_and(|t| t.kind == TokenKind::Dash);
    // "with 300 workers involved" counts others; "among them the choir" tells of some of those counted
    let counts = |t: &Token<'_>| t.kind == TokenKind::Number || t.word.numeral.is_some();
    if words.first().is_some_and(|t| of_people && counts(t) || among && t.has(Class::PRON) && !t.is(SOME)) {
        return None;
    }
    let people = bounded || words.iter().any(|t| t.word.class.has(Class::PEOPLE));
    (len > 0 && (among || against || people)).then_some(phrase)
}

fn push(list: &mut Vec<String>, word: String) {
    if !list.contains(&word) {
        list.push(word);
    }
}
