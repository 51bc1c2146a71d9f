//! The lemmas that alignment looks at, instead of words.

use std::cell::OnceCell;

use crate::fact::Slots;
use crate::grammar::{Token, TokenKind};
use crate::lexicon::{Class, Lexicon};
use crate::mention::Mention;
use crate::mention::noun::looks_verbal;
use crate::text::CleanSpan;

use super::Scene;
use super::clause::{is_content, is_verb};
use super::measure::Measured;

/// Tokens looked at on either side of a value: bounds the work on sentences of any length.
const WINDOW: usize = 120;

/// The lemmas of a sentence's words, each found once, when it is asked for.
#[derive(Debug)]
pub(super) struct Lemmas<'a> {
    lexicon: &'a Lexicon,
    all: &'a [Token<'a>],
    by_token: Vec<OnceCell<String>>,
}

impl<'a> Lemmas<'a> {
    pub(super) fn new(lexicon: &'a Lexicon, all: &'a [Token<'a>]) -> Self {
        Self { lexicon, all, by_token: vec![OnceCell::new(); all.len()] }
    }

    /// The lemma of a content word or adjective.
    pub(super) fn get(&self, at: usize) -> Option<&String> {
        let token = self.all.get(at)?;
        let is_used = is_content(token) || token.kind == TokenKind::Word && token.word.class.has(Class::ADJ);
        if is_used { self.word(at) } else { None }
    }

    /// The lemma of any word.
    pub(super) fn word(&self, at: usize) -> Option<&String> {
        let token = self.all.get(at).filter(|t| t.kind == TokenKind::Word)?;
        Some(self.by_token.get(at)?.get_or_init(|| self.lexicon.lemma(token.text)))
    }
}

/// How far before a word of a timetable the auxiliary stands that makes a plan of it.
const TIMETABLE: usize = 3;

/// The part of a sentence of `len` tokens that is looked at for the token range `at`.
pub(super) fn window(at: (usize, usize), len: usize) -> (usize, usize) {
    (at.0.saturating_sub(WINDOW), (at.1 + WINDOW).min(len))
}

/// Fills the slots of a value.
pub(super) fn slots(scene: &Scene<'_>, lemmas: &Lemmas<'_>, mention: &Mention, measured: &Measured) -> Slots {
    let (all, view) = (scene.tokens, scene.view);
    let mut slots = Slots::default();
    let (from, to) = mention.extent_at;
    if let Some(p) = measured.phrase {
        slots.head = lemmas.get(p.head).cloned().unwrap_or_default();
        (p.from..p.head).for_each(|i| push(&mut slots.modifiers, lemmas.get(i)));
    }
    if let Some(p) = measured.of {
        let content = (p.from..p.to).filter(|&i| all.get(i).is_some_and(is_content));
        content.for_each(|i| push(&mut slots.base, lemmas.get(i)));
    }
    if !scene.compares {
        return slots;
    }
    let (near_from, near_to) = window(mention.extent_at, all.len());
    let clause = view.clause_range(from.min(all.len().saturating_sub(1)));
    let clause = (clause.0.max(near_from), clause.1.min(near_to));
    let inside = |i: usize| (from..to).contains(&i) || measured.phrase.is_some_and(|p| (p.from..p.to).contains(&i));
    // nearest first, both ways
    let mut order: Vec<usize> = (clause.0..clause.1).collect();
    order.sort_by_key(|&i| if i < from { from - i } else { i.saturating_sub(to) });
    for i in order {
        let Some(t) = all.get(i).filter(|t| is_content(t) && !inside(i)) else { continue };
        if is_verb(t) {
            push(&mut slots.verbs, lemmas.get(i));
        } else if !view.in_name(i) {
            push(&mut slots.clause, lemmas.get(i));
        }
    }
    for i in near_from..near_to {
        let outside = !(clause.0..clause.1).contains(&i) && !view.in_name(i);
        if outside && all.get(i).is_some_and(is_content) {
            push(&mut slots.context, lemmas.get(i));
        }
    }
    let near = all.get(near_from..near_to).unwrap_or_default();
    let clause_range = clause;
    let clause = all.get(clause.0..clause.1).unwrap_or_default();
    let any = |tokens: &[Token<'_>], class| tokens.iter().any(|t| t.kind == TokenKind::Word && t.word.class.has(class));
    // a name may hold such a word and project nothing: "the Marshall Plan"
    slots.stance.projected = (clause_range.0..clause_range.1)
        .any(|i| !view.in_name(i) && projects(all, i) && is_of_value(all, i, mention.extent_at));
    slots.stance.attributed = any(near, Class::ATTRIBUTED);
    slots.stance.superseded = any(clause, Class::SUPERSEDED);
    slots.stance.negated = any(clause, Class::NEG);
    slots
}

/// Whether a word puts what is said forward as planned or hoped for: "is due in May", not "due to the flood", not "on 3 May".
fn projects(all: &[Token<'_>], at: usize) -> bool {
    let Some(token) = all.get(at).filter(|t| t.kind == TokenKind::Word) else { return false };
    if token.word.class.has(Class::PROJECTED) {
        let is_month = token.word.month.is_some() && token.text.starts_with(char::is_uppercase);
        let is_cause = token.is("due") && all.get(at + 1).is_some_and(|t| t.is("to"));
        return !is_month && !is_cause && !is_possible(all, at) && !is_told_so(all, at);
    }
    let before = all.get(at.saturating_sub(TIMETABLE)..at).unwrap_or_default();
    token.has(Class::TIMETABLED) && before.iter().any(|t| t.has(Class::AUX))
}

/// Whether "would" tells what came to be, or what would be the case: "it would last a thousand days", "that would weigh 40 t";
/// not what was said, hoped or decided to come: "he promised that they would build 40".
fn is_told_so(all: &[Token<'_>], at: usize) -> bool {
    let foretells = |t: &Token<'_>| {
        t.kind == TokenKind::Word
            && (t.word.class.has(Class::ATTRIBUTED)
                || t.word.class.has(Class::PROJECTED) && !t.has(Class::AUX)
                || t.word.foretells
                || t.is("if"))
    };
    all.get(at).is_some_and(|t| t.is("would")) && !all.iter().any(foretells)
}

/// Whether a word says what can be or must be rather than what will: "may hold 40 men", "could see nothing", "shall be 2 m
/// wide"; but "may rise to 40", "could cost 3 million".
fn is_possible(all: &[Token<'_>], at: usize) -> bool {
    const REACH: usize = 3;
    let Some(token) = all.get(at) else { return false };
    if token.is("shall") {
        // "we shall need 40"
        return !at.checked_sub(1).and_then(|i| all.get(i)).is_some_and(|t| t.is_any(&["i", "we"]));
    }
    if !token.is_any(&["may", "might", "could"]) {
        return false;
    }
    let changes = |t: &Token<'_>| {
        [Class::UP, Class::DOWN, Class::PAY].into_iter().any(|class| t.word.class.has(class)) && !t.is("lower")
    };
    let verb =
        all.get(at + 1..).unwrap_or_default().iter().take(REACH).find(|t| t.is_open() && !t.text.ends_with("ly"));
    !verb.is_some_and(changes)
}

/// Whether the value at the tokens `extent` belongs to what the word at `at` puts forward: not "it had run for 3 weeks so that
/// they would see it", not "40 men hoped to leave".
fn is_of_value(all: &[Token<'_>], at: usize, extent: (usize, usize)) -> bool {
    let parts = |t: &Token<'_>| t.has(Class::WH) || t.is_any(&["so", "because", "until", "when", "where", "although"]);
    if at < extent.0 {
        let gap = all.get(at + 1..extent.0).unwrap_or_default();
        let turns = |w: &[Token<'_>]| matches!(w, [a, b] if a.text == "," && (b.has(Class::PRON) || b.is("but")));
        return !gap.iter().any(parts) && !gap.windows(2).any(turns);
    }
    let gap = all.get(extent.1..at).unwrap_or_default();
    let acts = |t: &Token<'_>| t.has(Class::VERB) || t.has(Class::AUX) && !t.has(Class::BE);
    // what somebody hopes says nothing of how many they are
    let is_told = all.get(at).is_some_and(|t| t.has(Class::AUX) || t.has(Class::TIMETABLED))
        || gap.iter().any(|t| t.has(Class::BE))
        || is_date_of(gap);
    is_told && !gap.iter().any(|t| parts(t) || acts(t) || looks_verbal(t.text))
}

/// Whether nothing but a comma and the subject parts a time from the word behind it: "In May the king hopes to ride".
fn is_date_of(gap: &[Token<'_>]) -> bool {
    gap.first().is_some_and(|t| t.text == "," || t.has(Class::DET) || t.has(Class::PRON) || t.is_capitalized())
}

fn push(list: &mut Vec<String>, lemma: Option<&String>) {
    if let Some(lemma) = lemma
        && !list.contains(lemma)
    {
        list.push(lemma.clone());
    }
}

/// The words of a sentence that a fact quotes: all of it, or the part round the value when it is very long.
pub(super) fn quoted(text: &str, offset: usize, at: CleanSpan) -> Option<&str> {
    const LONGEST: usize = 1200;
    const AROUND: usize = 400;
    if text.len() <= LONGEST {
        return None;
    }
    let (mut from, mut to) =
        ((at.start() - offset).saturating_sub(AROUND), (at.end() - offset + AROUND).min(text.len()));
    while from > 0 && !text.is_char_boundary(from) {
        from -= 1;
    }
    while to < text.len() && !text.is_char_boundary(to) {
        to += 1;
    }
    // whole words
    let (start, end) = (at.start() - offset, at.end() - offset);
    let space = text.get(from..to).and_then(|t| t.find(char::is_whitespace)).filter(|_| from > 0);
    let from = space.map_or(from, |i| from + i + 1);
    let space = text.get(end..to).and_then(|t| t.rfind(char::is_whitespace)).filter(|&i| i > 0 && to < text.len());
    let to = space.map_or(to, |i| end + i);
    text.get(from.min(start)..to)
}

#[cfg(test)]
mod tests {
    use crate::document::read_row;
    use crate::lexicon::Lexicon;
    use crate::resolve::extract;

    /// Whether the first fact of a text is put forward as planned or hoped for.
    fn projected(text: &str) -> bool {
        extract(&read_row("t", text, None), Lexicon::english()).facts[0].slots.stance.projected
    }

    #[test]
    fn plans_are_told_from_words_that_look_like_them() {
        for text in [
            "It is scheduled for 3 June 1950.",
            "The cost will be £40.",
            "It is due on 3 June 1950.",
            "The cost could rise to £40.",
            "In May 1950 the queen will open it.",
        ] {
            assert!(projected(text), "{text}");
        }
        for text in [
            "Scheduled flights began on 3 June 1950.",
            "The project cost £40.",
            "It was late by 40 days due to the frost.",
            "It closed on 3 May 1950.",
            "The tank may hold 40 litres.",
            "No rail shall be lower than 40 inches.",
            "She ran for 40 days so that nobody would forget it.",
            "Some 40 porters hoped to be paid.",
            "It had 40 beds, but they expected more.",
        ] {
            assert!(!projected(text), "{text}");
        }
    }
}
