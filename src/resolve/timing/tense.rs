//! Whether a clause tells of what was or of what is: what is told in the present does not hold for the year told before.

use crate::grammar::{Token, TokenKind};
use crate::lexicon::{Class, Lexicon, VerbForm};
use crate::resolve::Scene;

/// How many tokens of a clause are looked at.
const MOST: usize = 60;

/// Whether the clause around a token tells of the past (`Some(true)`) or of what is so (`Some(false)`).
pub(super) fn is_past(scene: &Scene<'_>, at: usize) -> Option<bool> {
    let (from, to) = scene.view.clause_range(at);
    let from = from.max(at.saturating_sub(MOST));
    let to = to.min(at.saturating_add(MOST));
    (from..to).find_map(|i| finite(scene.lexicon, scene.tokens, i))?
}

/// What the finite verb at a token says of the time; `Some(None)` for one that says nothing of it.
fn finite(lexicon: &Lexicon, all: &[Token<'_>], at: usize) -> Option<Option<bool>> {
    let token = all.get(at).filter(|t| t.kind == TokenKind::Word)?;
    if token.is_any(&["was", "were", "had", "did", "would", "could", "might"]) {
        return Some(Some(true));
    }
    let before = at.checked_sub(1).and_then(|i| all.get(i));
    // "to reach", "will reach"
    if before.is_some_and(|t| t.is("to") || t.has(Class::AUX) || t.has(Class::DET)) {
        return None;
    }
    let done = |i: usize| {
        let mut rest = all.get(i..).unwrap_or_default().iter().skip_while(|t| t.has(Class::ADV) || t.has(Class::NEG));
        rest.next().is_some_and(|t| t.is("been") || is_past_form(lexicon, t))
    };
    if token.is_any(&["has", "have"]) {
        // "has fallen to 300" leads up to now, from whenever
        return Some((!done(at + 1)).then_some(false));
    }
    if token.is_any(&["is", "are", "does", "do", "can", "must", "may", "will", "shall"]) {
        return Some(Some(false));
    }
    if token.is_capitalized() || !token.is_open() {
        return None;
    }
    let verb = lexicon.verb_form(token.text)?;
    let subject = before.is_some_and(|t| t.has(Class::PRON) || t.is("which") || t.is("who"));
    let named = before.is_some_and(|t| t.kind == TokenKind::Word && t.is_open());
    match verb.form {
        VerbForm::Past if subject || named || before.is_none_or(|t| t.kind == TokenKind::Word) => Some(Some(true)),
        VerbForm::Present if subject || named && !verb.noun => Some(Some(false)),
        VerbForm::Base if before.is_some_and(|t| t.is_any(&["they", "we", "you", "i", "these", "those"])) => {
            Some(Some(false))
        }
        VerbForm::Base if named && !verb.noun && before.is_some_and(|t| lexicon.is_plural(t.text)) => Some(Some(false)),
        _ => None,
    }
}

fn is_past_form(lexicon: &Lexicon, token: &Token<'_>) -> bool {
    lexicon.verb_form(token.text).is_some_and(|v| v.form == VerbForm::Past) || token.text.ends_with("ed")
}
