//! Rises and falls by an amount: "up 8 percent", "fell by 20", "lost some 300".

use super::token::{Token, TokenKind};
use crate::fact::{Change, Kind};
use crate::lexicon::{Class, Lexicon};

/// A verb or adverb of change right before the expression. "from" parts them: what a value rose from is no rise.
pub(super) fn change_before(all: &[Token<'_>], start: usize, kind: Kind) -> Option<Change> {
    if let Some(change) = change_by(all, start) {
        return Some(change);
    }
    let mut i = start;
    for _ in 0..3 {
        i = i.checked_sub(1)?;
        let token = all.get(i)?;
        let change = if token.word.class.has(Class::UP) && !token.has(Class::AUX) {
            Some(Change::Up)
        } else if token.word.class.has(Class::DOWN) {
            Some(Change::Down)
        } else {
            None
        };
        if change.is_some() {
            // "raised £900 for the lifeboat": nothing rose
            let collects = kind == Kind::Money && token.has(Class::PAY);
            return change.filter(|_| !collects && !is_particle(all, i, kind));
        }
        if !token.word.class.has(Class::STEP) {
            return None;
        }
    }
    None
}

/// "raised its key rate by 25 points", "cut the number of seats by a third": the verb whose object stands before "by".
fn change_by(all: &[Token<'_>], start: usize) -> Option<Change> {
    const LONGEST: usize = 8;
    let by = start.checked_sub(1).filter(|&i| all.get(i).is_some_and(|t| t.is("by")))?;
    for t in all.get(by.saturating_sub(LONGEST)..by)?.iter().rev() {
        let class = t.word.class;
        if t.kind != TokenKind::Word || t.is("by") || t.has(Class::CONJ) || t.has(Class::WH) {
            return None;
        }
        // "higher prices", "the cut": a verb takes its object, and nothing determines it
        if !class.has(Class::ADJ) && class.has(Class::UP) {
            return Some(Change::Up);
        }
        if !class.has(Class::ADJ) && class.has(Class::DOWN) {
            return Some(Change::Down);
        }
    }
    None
}

/// "picked up 12 hitchhikers", "took down 3 names": "up" and "down" that belong to a verb of something else.
fn is_particle(all: &[Token<'_>], at: usize, kind: Kind) -> bool {
    if !all.get(at).is_some_and(|t| t.has(Class::PREP)) {
        return false;
    }
    let Some(verb) = at.checked_sub(1).and_then(|i| all.get(i)).filter(|t| t.kind == TokenKind::Word) else {
        return false;
    };
    let class = verb.word.class;
    let moves = class.has(Class::MOVE) || class.has(Class::UP) || class.has(Class::DOWN) || verb.has(Class::AUX);
    // "make up 22 percent"
    if !matches!(kind, Kind::Count | Kind::Quantity) {
        return !moves && verb.has(Class::VERB);
    }
    let looks_past = verb.text.len() > 4 && (verb.text.ends_with("ed") || verb.text.ends_with("ing"));
    !moves && (verb.has(Class::VERB) || looks_past || Lexicon::english().is_irregular(verb.text))
}
