//! What a value is said of, in the words of the text: the measure and the few things the claim is about.
//!
//! Reads the frame of the value (see `syntax`): its own noun, what it hangs on, and the subject and object of its verb.

use crate::fact::Kind;
use crate::grammar::Token;
use crate::lexicon::Class;
use crate::mention::Mention;

use super::syntax::{Frame, Pieces, Position};

/// At most this many pieces are kept.
const MOST_PIECES: usize = 6;

/// What is measured, and whose it is.
#[derive(Clone, Debug, Default)]
pub(super) struct Concept {
    /// The phrase measured, in one or two parts; empty for counts, whose noun is known already.
    pub(super) measure: Pieces,
    /// What the claim is about besides.
    pub(super) about: Pieces,
}

/// Finds what a value is said of.
pub(super) fn concept(all: &[Token<'_>], place: &Mention, kind: Kind, frame: &Frame) -> Concept {
    let governed = frame.position != Position::Subject;
    let with = follows_with(all, place.extent_at.0);
    let mut pieces: Pieces = Pieces::new();
    if matches!(kind, Kind::Count | Kind::Ordinal | Kind::Share) && place.noun.is_some() {
        for part in [&frame.of, &frame.parent] {
            pieces.extend(part);
        }
        if pieces.is_empty() && governed {
            // "a team with eight changes"
            let held = with && !frame.object.is_empty();
            let whose = if held || frame.subject.is_empty() { &frame.object } else { &frame.subject };
            pieces.extend(whose);
        }
        return Concept { measure: Pieces::new(), about: tidy(pieces) };
    }
    // "a sharp 3 percent drop": one phrase, the number inside
    let own = if matches!(frame.own.as_slice(), [_, _]) { frame.own.first().copied() } else { None };
    pieces.extend(frame.own.last());
    for part in [&frame.of, &frame.parent] {
        if pieces.is_empty() || !frame.own.is_empty() && part == &frame.of {
            pieces.extend(part);
        }
    }
    if pieces.is_empty() {
        pieces.extend(&frame.apposed);
    }
    if governed {
        // how long something took says nothing of what it was done to; but "raised the limit to 30 seconds"
        let led = all.get(place.extent_at.0.wrapping_sub(1)).is_some_and(|t| t.is_any(&["to", "at", "from", "by"]));
        if pieces.is_empty() && (kind != Kind::Duration || frame.subject.is_empty() && frame.pronoun.is_none() || led) {
            pieces.extend(&frame.object);
        }
        if pieces.is_empty() || !with {
            pieces.extend(&frame.subject);
        }
    }
    let mut about = tidy(pieces);
    let mut measure: Pieces = own.into_iter().collect();
    if !about.is_empty() {
        measure.push(about.remove(0));
    }
    Concept { measure, about }
}

/// Whether "with" stands before, perhaps behind an article.
fn follows_with(all: &[Token<'_>], from: usize) -> bool {
    let token = |back: usize| from.checked_sub(back).and_then(|i| all.get(i));
    let article = token(1).is_some_and(|t| t.has(Class::DET));
    token(if article { 2 } else { 1 }).is_some_and(|t| t.is("with"))
}

/// Each piece once, and not too many.
fn tidy(pieces: Pieces) -> Pieces {
    let mut out = Pieces::new();
    for piece in pieces {
        if !out.contains(&piece) && out.len() < MOST_PIECES {
            out.push(piece);
        }
    }
    out
}
