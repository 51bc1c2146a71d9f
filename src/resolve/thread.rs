//! The thread of a text: what its sentences are about and what it has just asked.

use crate::grammar::{Token, TokenKind};
use crate::lexicon::Class;
use crate::mention::noun::looks_verbal;
use crate::text::CleanSpan;

use super::Scene;
use super::clause::is_content;

/// At most this many words of a question are kept.
const ASKED: usize = 8;

/// How far into a sentence its subject is looked for.
const REACH: usize = 24;

/// What a sentence is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Topic {
    /// Lemmas of the noun phrase, in text order.
    pub(super) lemmas: Vec<String>,
    /// The lemma of its noun.
    pub(super) head: String,
}

/// Where the noun phrase stands that a sentence is about: few are ever asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Subject {
    /// Its words.
    words: Vec<CleanSpan>,
    /// Its noun.
    head: CleanSpan,
}

/// What a question asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// The sentence after the question.
    pub(super) answer: usize,
    /// The noun after "how many", or the last noun.
    pub(super) head: String,
    /// All its lemmas.
    pub(super) lemmas: Vec<String>,
}

/// The thread so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Thread {
    /// What the last sentence with a subject was about.
    subject: Option<Subject>,
    /// The question before, when the last sentence was one.
    asked: Option<Asked>,
}

impl Thread {
    /// What "it" or "they" at token `pronoun` stands for.
    pub(super) fn meant(&self, scene: &Scene<'_>, pronoun: &Token<'_>) -> Option<Topic> {
        let subject = self.subject.as_ref()?;
        let is_plural = || scene.lexicon.is_plural(scene.document.slice(subject.head));
        let fits = if pronoun.is_any(&["they", "them", "these", "those"]) {
            is_plural()
        } else {
            pronoun.is_any(&["it", "this", "it's", "it’s"]) && !is_plural()
        };
        let lemma = |at: &CleanSpan| scene.lexicon.lemma(scene.document.slice(*at));
        fits.then(|| Topic { lemmas: subject.words.iter().map(lemma).collect(), head: lemma(&subject.head) })
    }

    /// The question that a sentence answers.
    pub(super) fn answered(&self, sentence: usize) -> Option<&Asked> {
        self.asked.as_ref().filter(|a| a.answer == sentence)
    }

    /// Goes on over a sentence.
    pub(super) fn follow(&mut self, scene: &Scene<'_>) {
        let all = scene.tokens;
        let lemma = |t: &Token<'_>| scene.lexicon.lemma(t.text);
        let is_question = scene.text.ends_with('?');
        if is_question {
            let words: Vec<&Token<'_>> = all.iter().filter(|t| is_content(t)).take(ASKED).collect();
            let many = all.iter().position(|t| t.is_any(&["many", "much"])).and_then(|i| all.get(i + 1));
            let last = words.iter().rev().copied().find(|t| !t.has(Class::VERB) && !looks_verbal(t.text));
            let head = many.filter(|t| is_content(t)).or(last).map(lemma).unwrap_or_default();
            let lemmas = words.iter().map(|t| lemma(t)).collect();
            self.asked = Some(Asked { answer: scene.number + 1, head, lemmas });
        }
        if is_question {
            return;
        }
        match subject(all) {
            Some((from, to)) => {
                let phrase = all.get(from..to).unwrap_or_default();
                let end = phrase.iter().position(|t| t.has(Class::PREP)).unwrap_or(phrase.len());
                let Some(head) = phrase.get(..end).and_then(<[_]>::last) else { return };
                let subject = self.subject.get_or_insert_default();
                subject.words.clear();
                subject.words.extend(phrase.iter().filter(|t| is_content(t)).map(|t| t.span));
                subject.head = head.span;
            }
            None if all.first().is_some_and(|t| t.has(Class::PRON)) => {}
            None => self.subject = None,
        }
    }
}

/// The noun phrase that a sentence begins with, with what hangs on it by "of", when a verb follows.
fn subject(all: &[Token<'_>]) -> Option<(usize, usize)> {
    let mut from = 0;
    // "In 1931 the mill", "At the mouth of the river, a dam"
    if all.first().is_some_and(|t| t.has(Class::PREP)) {
        let comma = all.iter().take(REACH).position(|t| t.text == ",");
        let article = || all.iter().take(REACH).skip(2).position(|t| t.has(Class::DET)).map(|i| i + 1);
        from = comma.or_else(article)? + 1;
    }
    while all.get(from).is_some_and(|t| t.has(Class::DET) || matches!(t.text, "“" | "\"" | "‘" | "*" | "_")) {
        from += 1;
    }
    let mut to = from;
    let verbal = |t: &Token<'_>| t.has(Class::AUX) || t.has(Class::VERB) || looks_verbal(t.text);
    while let Some(t) = all.get(to).filter(|_| to < from + REACH) {
        let noun = t.kind == TokenKind::Word && (t.is_open() || t.word.class.has(Class::ADJ)) && !t.has(Class::DET);
        let joins = t.kind == TokenKind::Dash && t.glued() || matches!(t.text, "’" | "'");
        let of =
            to > from && t.is("of") || to > from && t.has(Class::DET) && all.get(to - 1).is_some_and(|t| t.is("of"));
        if !(noun || joins || of) || to > from && noun && verbal(t) {
            break;
        }
        to += 1;
    }
    let ends = all.get(to).is_some_and(|t| verbal(t) || t.has(Class::PREP) || t.has(Class::ADV) || t.text == ",");
    (to > from && ends && all.get(to - 1).is_some_and(is_content)).then_some((from, to))
}
