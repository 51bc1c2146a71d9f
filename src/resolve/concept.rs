//! What a value is said of, in the words of the text: the measure and the few things the claim is about.
//!
//! Shallow: the noun phrase beside the value, or else the subject to the left of the nearest verb, cut into its pieces at
//! prepositions. Nothing here takes part in aligning facts; see `slots` for that.

use crate::fact::Kind;
use crate::grammar::{Token, TokenKind};
use crate::lexicon::Class;
use crate::mention::Mention;
use crate::mention::noun::{is_possessive, looks_verbal};

/// At most this many tokens to the left are looked at.
const REACH: usize = 48;

/// At most this many tokens belong to one phrase with its prepositions.
const LONGEST: usize = 16;

/// At most this many pieces are kept.
const MOST_PIECES: usize = 5;

/// Noun phrases by their tokens, in text order.
pub(super) type Pieces = Vec<(usize, usize)>;

/// What is measured, and whose it is.
#[derive(Clone, Debug, Default)]
pub(super) struct Concept {
    /// The phrase measured; empty for counts, whose noun is known already.
    pub(super) measure: Option<(usize, usize)>,
    /// What the claim is about besides.
    pub(super) about: Pieces,
}

/// Finds what a value is said of.
pub(super) fn concept(all: &[Token<'_>], place: &Mention, kind: Kind) -> Concept {
    let (from, to) = place.extent_at;
    if matches!(kind, Kind::Count | Kind::Ordinal) && place.noun.is_some() {
        return Concept { measure: None, about: holder(all, from).unwrap_or_else(|| subject(all, from, true)) };
    }
    let beside = of_phrase(all, to).or_else(|| attribute(all, from, to)).or_else(|| before_of(all, from));
    let Some(mut pieces) = beside else {
        let mut pieces = subject(all, from, false);
        let measure = (!pieces.is_empty()).then(|| pieces.remove(0));
        return Concept { measure, about: pieces };
    };
    let measure = (!pieces.is_empty()).then(|| pieces.remove(0));
    if matches!(kind, Kind::Share | Kind::Money) && !all.get(to).is_some_and(|t| t.is("of")) {
        let room = MOST_PIECES.saturating_sub(pieces.len());
        pieces.extend(subject(all, from, false).into_iter().take(room));
    }
    Concept { measure, about: pieces }
}

/// "a team with eight changes": the noun before "with".
fn holder(all: &[Token<'_>], from: usize) -> Option<Pieces> {
    let with = from.checked_sub(1).filter(|&i| all.get(i).is_some_and(|t| t.is("with")))?;
    let start = start_of_run(all, with);
    (start < with).then(|| vec![(start, with)])
}

/// A word of a noun phrase.
fn is_nominal(all: &[Token<'_>], i: usize) -> bool {
    let Some(t) = all.get(i) else { return false };
    match t.kind {
        TokenKind::Word => {
            (t.is_open() || t.word.class.has(Class::ADJ) && !t.has(Class::DET))
                && t.text.len() > 1
                && t.word.numeral.is_none()
                && (!t.word.time || t.is_capitalized() && i > 0)
                && t.word.month.is_none()
                && t.word.weekday.is_none()
                && !is_verb(all, i)
                && !(t.text.ends_with("ly") && t.text.len() > 4 && !t.is_capitalized())
        }
        // "iPhone 14 Pro", "TA-35"
        TokenKind::Number => {
            let before = i.checked_sub(1).and_then(|j| all.get(j));
            before.is_some_and(|b| b.is_capitalized() && b.is_open() || b.kind == TokenKind::Dash && b.glued())
                && t.literal.is_some_and(|l| l.decimals == 0 && !l.grouped && l.year().is_none())
        }
        TokenKind::Dash => {
            t.glued()
                && all.get(i + 1).is_some_and(Token::glued)
                && i.checked_sub(1).and_then(|j| all.get(j)).is_some_and(|b| b.kind == TokenKind::Word)
        }
        TokenKind::Symbol => false,
    }
}

/// Whether a word is a verb where it stands, as far as its form and its neighbours tell.
fn is_verb(all: &[Token<'_>], i: usize) -> bool {
    let Some(t) = all.get(i) else { return false };
    if t.kind != TokenKind::Word || t.is_capitalized() && i > 0 {
        return t.has(Class::AUX);
    }
    let before = i.checked_sub(1).and_then(|j| all.get(j));
    let governed = before.is_some_and(|b| {
        b.has(Class::DET) || b.has(Class::PREP) && !b.is("to") || b.word.class.has(Class::ADJ) || is_possessive(b.text)
    });
    if t.has(Class::AUX) {
        return true;
    }
    // "to spend", "will cost"
    let infinitive = before.is_some_and(|b| b.is("to") || b.has(Class::AUX) && !b.is_any(&["be", "been", "is", "was"]));
    if infinitive && t.is_open() && !t.word.class.has(Class::ADJ) {
        return true;
    }
    let form = t.has(Class::VERB)
        || t.word.class.has(Class::UP)
        || t.word.class.has(Class::DOWN)
        || t.word.class.has(Class::RANGE)
        || t.word.class.has(Class::ATTRIBUTED)
        || looks_verbal(t.text) && !t.word.class.has(Class::ADJ);
    form && !governed
}

/// Cuts the tokens of a phrase into pieces at prepositions and determiners.
fn pieces(all: &[Token<'_>], from: usize, to: usize) -> Pieces {
    let mut out = Pieces::new();
    let mut open: Option<usize> = None;
    for i in from..=to {
        let number = i > from && i + 1 == to && all.get(i).is_some_and(|t| t.kind == TokenKind::Number);
        let inside = i < to && (is_nominal(all, i) || number);
        match (inside, open) {
            (true, None) => open = Some(i),
            (false, Some(start)) => {
                // adjectives alone name nothing: "last" of "last year"
                if (start..i)
                    .any(|j| all.get(j).is_some_and(|t| t.kind == TokenKind::Word && !t.word.class.has(Class::ADJ)))
                {
                    out.push((start, i));
                }
                open = None;
            }
            _ => {}
        }
    }
    out.truncate(MOST_PIECES);
    out
}

/// "of votes", "of oil", "of the deal" behind the value.
fn of_phrase(all: &[Token<'_>], at: usize) -> Option<Pieces> {
    // "8 miles (13 kilometres) of tunnels"
    let bracket = all.get(at).is_some_and(|t| t.text == "(");
    let close = (at..at + 8).find(|&i| all.get(i).is_some_and(|t| t.text == ")")).filter(|_| bracket);
    let at = close.map_or(at, |c| c + 1);
    all.get(at).filter(|t| t.is("of"))?;
    phrase_from(all, at + 1)
}

/// "a 25% tax", "a $300 million contract", "10kW solar capacity": a noun right behind the value.
fn attribute(all: &[Token<'_>], start: usize, at: usize) -> Option<Pieces> {
    // "a 3 percent drop"
    let article = start
        .checked_sub(1)
        .and_then(|i| all.get(i))
        .is_some_and(|t| t.has(Class::DET) || t.word.class.has(Class::ADJ) || t.text == ",");
    if article
        && all.get(at).is_some_and(|t| t.word.class.has(Class::UP) || t.word.class.has(Class::DOWN))
        && !all.get(at).is_some_and(|t| looks_verbal(t.text) || t.is("up") || t.is("down"))
    {
        return Some(vec![(at, at + 1)]);
    }
    let dash = all.get(at).is_some_and(|t| t.kind == TokenKind::Dash && t.glued());
    let from = at + usize::from(dash);
    let first = all.get(from)?;
    if first.kind != TokenKind::Word || first.has(Class::DET) || first.word.time && first.word.class.has(Class::ADJ) {
        return None;
    }
    let mut to = from;
    while to < from + 8 && is_nominal(all, to) || to == from && looks_verbal(first.text) && is_nominal(all, to + 1) {
        to += 1;
    }
    let last = to.checked_sub(1).filter(|&l| l >= from).and_then(|l| all.get(l))?;
    (!last.word.class.has(Class::ADJ) && !last.word.time).then(|| vec![(from, to)])
}

/// "a fine of 10 million", "an altitude of 30 feet": the noun before "of" or "at".
fn before_of(all: &[Token<'_>], from: usize) -> Option<Pieces> {
    let of = from.checked_sub(1)?;
    all.get(of).filter(|t| t.is("of"))?;
    let start = start_of_run(all, of);
    (start < of).then(|| vec![(start, of)])
}

/// First token of the run of nominal words that ends before `to`.
fn start_of_run(all: &[Token<'_>], to: usize) -> usize {
    let mut from = to;
    while from > 0 && to - from < 8 && is_nominal(all, from - 1) {
        from -= 1;
    }
    from
}

/// A noun phrase with its prepositions from token `at` on.
fn phrase_from(all: &[Token<'_>], at: usize) -> Option<Pieces> {
    // "50 mL of 30% acid"
    let share = all.get(at).is_some_and(|t| t.kind == TokenKind::Number)
        && all.get(at + 1).is_some_and(|t| t.text == "%" || t.is("percent"));
    let at = if share { at + 2 } else { at };
    let mut to = at;
    while to < at + LONGEST {
        let Some(t) = all.get(to) else { break };
        let link = (t.is("of") || t.has(Class::DET)) && (t.has(Class::DET) || to > at);
        if !(is_nominal(all, to) || link || looks_verbal(t.text) && to == at) {
            break;
        }
        to += 1;
    }
    let found = pieces(all, at, to);
    (!found.is_empty()).then_some(found)
}

/// The subject of the clause that token `at` stands in: the phrase to the left of the nearest verb, with its prepositions.
///
/// A clause without a verb that is known has no subject where `strict` says so.
fn subject(all: &[Token<'_>], at: usize, strict: bool) -> Pieces {
    let floor = at.saturating_sub(REACH);
    let mut i = at;
    // "John Gant (0.5 WAR)": what stands before the bracket
    if let Some(j) = i.checked_sub(1)
        && all.get(j).is_some_and(|t| t.text == "(")
    {
        let start = start_of_run(all, j);
        if start < j {
            return vec![(start, j)];
        }
        i = j;
    }
    // "saw gains to trade at 5": the object of another verb, unless there is no other
    let mut object = Pieces::new();
    for _ in 0..4 {
        let Some(verb) = (floor..i).rev().find(|&j| is_verb(all, j)) else { break };
        // no verb of this clause: what stands first in it
        if let Some(stop) = (verb + 1..i).rev().find(|&j| all.get(j).is_some_and(|t| matches!(t.text, ";" | ":"))) {
            return if strict { Pieces::new() } else { first_in(all, stop + 1, at) };
        }
        let mut end = verb;
        while end > floor && (is_verb(all, end - 1) || is_filler(all, end - 1)) {
            end -= 1;
        }
        // "the condos, which range from": the phrase that is told of
        let relative = end.checked_sub(1).and_then(|j| all.get(j)).is_some_and(|t| t.has(Class::WH) || t.is("that"));
        if relative {
            end -= 1;
            if end.checked_sub(1).and_then(|j| all.get(j)).is_some_and(|t| t.text == ",") {
                end -= 1;
            }
        }
        let pronoun = end.checked_sub(1).and_then(|j| all.get(j)).is_some_and(|t| t.has(Class::PRON));
        if pronoun {
            return Pieces::new();
        }
        let start = start_of_subject(all, floor, end);
        if start < end {
            if !all.get(end).is_some_and(|t| t.is("to")) {
                return pieces(all, start, end);
            }
            if object.is_empty() {
                object = pieces(all, start, end);
            }
        }
        i = end;
    }
    if !object.is_empty() {
        object
    } else if strict {
        Pieces::new()
    } else {
        first_in(all, floor, at)
    }
}

/// Adverbs, "to" and negations between verbs.
fn is_filler(all: &[Token<'_>], i: usize) -> bool {
    all.get(i).is_some_and(|t| {
        t.has(Class::ADV) && !t.word.class.has(Class::ADJ)
            || t.has(Class::NEG)
            || t.is("to")
            || t.text.ends_with("ly") && t.text.len() > 4 && !t.is_capitalized()
    })
}

/// First token of the phrase that ends before `end`: nouns joined by prepositions, up to a determiner that opens it.
fn start_of_subject(all: &[Token<'_>], floor: usize, end: usize) -> usize {
    let mut start = end;
    // "the index 500 rose": a number that ends a name
    if end > floor + 1
        && all
            .get(end - 1)
            .is_some_and(|t| t.kind == TokenKind::Number && t.literal.is_some_and(|l| l.year().is_none()))
        && is_nominal(all, end - 2)
    {
        start = end - 1;
    }
    while start > floor && end - start < LONGEST {
        let j = start - 1;
        let Some(t) = all.get(j) else { break };
        let before = j.checked_sub(1).and_then(|k| all.get(k));
        if is_nominal(all, j) {
            start = j;
        } else if t.has(Class::DET) && start < end {
            start = j;
            // "in europe the new model": a determiner without a preposition opens the phrase
            if !before.is_some_and(|b| b.has(Class::PREP)) {
                break;
            }
        } else if t.has(Class::PREP) && start < end && j > floor && is_nominal(all, j - 1) {
            start = j;
        } else {
            break;
        }
    }
    start
}

/// The first phrase of a stretch, for clauses without a verb that is known.
fn first_in(all: &[Token<'_>], from: usize, to: usize) -> Pieces {
    let Some(start) = (from..to).find(|&j| is_nominal(all, j)) else { return Pieces::new() };
    let mut end = start;
    while end < to
        && (is_nominal(all, end) || all.get(end).is_some_and(|t| (t.is("of") || t.has(Class::DET)) && end > start))
    {
        end += 1;
    }
    pieces(all, start, end)
}
