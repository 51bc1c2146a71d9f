//! What a value is said of: measure and subjects as written, and the lemmas of the parts its verb governs.

use crate::fact::{Fact, Kind};
use crate::grammar::{Token, TokenKind};
use crate::lexicon::Class;
use crate::mention::Mention;

use super::clause::is_content;
use super::syntax::{Frame, Position};
use super::{Scene, Shared, concept, words};

/// The unit of a count of people whom no noun names.
pub(super) const PERSON: &str = "person";

/// Whether a value without a noun is the subject of a verb that only people do or suffer.
pub(super) fn done_by_people(scene: &Scene<'_>, frame: &Frame) -> bool {
    frame.position == Position::Subject
        && frame
            .verb
            .and_then(|(from, to)| scene.tokens.get(from..to))
            .is_some_and(|verb| verb.iter().any(|t| t.word.class.has(Class::HUMAN)))
}

/// Whether a value without a noun is the subject of nothing but "were": "more than 450 were in the pit".
pub(super) fn were(scene: &Scene<'_>, frame: &Frame) -> bool {
    frame.position == Position::Subject
        && frame
            .verb
            .and_then(|(from, to)| scene.tokens.get(from..to))
            .is_some_and(|verb| !verb.is_empty() && verb.iter().all(|t| t.is("were")) && frame.object.is_empty())
}

/// The lemmas of the subject and the object of the governing verb.
pub(super) fn roles(scene: &Scene<'_>, shared: &Shared<'_>, frame: &Frame, fact: &mut Fact) {
    let lemmas = |pieces: &[(usize, usize)]| {
        let mut list: Vec<String> = Vec::new();
        for &(from, to) in pieces {
            for i in (from..to).filter(|&i| scene.tokens.get(i).is_some_and(is_content)) {
                list.extend(shared.lemmas.get(i).filter(|l| !list.contains(l)).cloned());
            }
        }
        list
    };
    fact.slots.subject = lemmas(&frame.subject);
    fact.slots.object = lemmas(&frame.object);
}

/// "four-cylinder engine": where the number that is joined to a phrase's first word begins.
fn compound_start(scene: &Scene<'_>, from: usize) -> usize {
    let token = |back: usize| from.checked_sub(back).and_then(|i| scene.tokens.get(i));
    let joined = scene.tokens.get(from).is_some_and(Token::glued)
        && token(1).is_some_and(|t| t.kind == TokenKind::Dash && t.glued())
        && token(2).is_some_and(|t| t.literal.is_some() || t.word.numeral.is_some());
    if joined { from - 2 } else { from }
}

/// The measure and what the claim is about, as written.
pub(super) fn said_of(scene: &Scene<'_>, frame: &Frame, place: &Mention, fact: &mut Fact) {
    let found = concept::concept(scene.tokens, place, fact.kind, frame);
    let text = |&(from, to): &(usize, usize)| {
        let from = compound_start(scene, from);
        let words: Vec<String> =
            words(scene, (from, to)).split_whitespace().map(|w| w.replace("’s", "").replace("'s", "")).collect();
        // "biggest-" of "biggest-selling"
        words.join(" ").trim_matches(['-', '–']).to_owned()
    };
    if !found.measure.is_empty() {
        let parts: Vec<String> = found.measure.iter().map(text).collect();
        fact.measure = parts.join(" ").to_lowercase();
    } else if !matches!(fact.kind, Kind::Count | Kind::Ordinal) && place.noun.is_none() {
        fact.measure.clear();
    }
    // "barrels of oil" are what oil is counted in
    let measure = place.extent_at.1.checked_sub(1).and_then(|i| scene.tokens.get(i));
    if fact.kind == Kind::Quantity
        && let Some(word) = measure.filter(|t| t.word.holds)
        && scene.tokens.get(place.extent_at.1).is_some_and(|t| t.is("of"))
    {
        fact.measure = format!("{} of {}", word.text.to_lowercase(), fact.measure);
    }
    fact.about = found.about.iter().map(text).filter(|t| !t.is_empty() && t.to_lowercase() != fact.measure).collect();
}
