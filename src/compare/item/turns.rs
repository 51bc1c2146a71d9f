//! What a value is the start or the end of, whether it is so many in so much time, and what only points at one of several.

use crate::compare::cue::Cue;
use crate::fact::{Fact, Kind};
use crate::lexicon::{Class, Lexicon};

use super::signs::{around, beside};

/// Which end of a change a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shift {
    /// 10 of "raised from 10 to 20".
    From,
    /// 20 of it.
    To,
}

/// Whether a value is so many in so much time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pace {
    /// "900 requests a second".
    Told,
    /// Words beside it speak of a pace, or it stands in a cell.
    Open,
    /// Nothing says so.
    None,
}

/// Which end of a change a value is, by the words beside it.
pub(super) fn shift(fact: &Fact) -> Option<Shift> {
    if matches!(fact.kind, Kind::Date | Kind::Ordinal) || fact.cell.is_some() {
        return None;
    }
    let before = beside(fact).0.to_lowercase();
    if Cue::From.has(&before) {
        Some(Shift::From)
    } else if Cue::To.has(&before) {
        Some(Shift::To)
    } else {
        None
    }
}

/// Whether a count is one in so much time.
pub(super) fn pace(fact: &Fact) -> Pace {
    let is_told = |unit: &str| unit.split_once(" per ").is_some_and(|(_, time)| Cue::Pace.has(time));
    if fact.kind != Kind::Count {
        Pace::Open
    } else if is_told(&fact.unit) {
        Pace::Told
    } else if fact.cell.is_some() || Cue::Pace.is_in(&fact.quote.to_lowercase()) {
        Pace::Open
    } else {
        Pace::None
    }
}

/// "On the third floor", "the second argument is", "Second Symphony": an ordinal picks one of several, unless that is what somebody
/// or something is said to be: "was the third", "came second".
pub(super) fn is_pointer(fact: &Fact) -> bool {
    const NEAR: usize = 3;
    if fact.kind != Kind::Ordinal || fact.cell.is_some() {
        return false;
    }
    let (before, _) = around(fact);
    !before.split_whitespace().rev().take(NEAR).any(|w| Cue::Is.has(w) || Cue::Ranks.has(w))
}

/// Whether a value is none that anything is said to have: "a multiple of 8", "if the port is 0", "one of 32, 64 or 128".
pub(super) fn is_supposed(fact: &Fact) -> bool {
    const NEAR: usize = 6;
    if fact.kind == Kind::Date || fact.cell.is_some() || fact.slots.standing.is_some() {
        return false;
    }
    let (before, after) = around(fact);
    let clause = before.rsplit(['.', ';', ':', '(', ')', '!', '?']).next().unwrap_or_default();
    let last: Vec<&str> = clause.split_whitespace().rev().take(NEAR).collect();
    let is = |n: usize, cue: Cue| last.get(n).is_some_and(|w| cue.has(w));
    let is_multiple = is(0, Cue::Of) && is(1, Cue::Multiple);
    let is_if = is(0, Cue::Equals) && last.iter().skip(1).take_while(|w| !w.ends_with(',')).any(|w| Cue::If.has(w));
    // nothing but other numbers between "one of" and the value, or behind it
    let bare =
        |t: &&str| !t.split(|c: char| !c.is_alphanumeric()).any(|w| w.chars().any(char::is_alphabetic) && w != "or");
    let is_number = |t: &str| t.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let goes_on = || [",", " or "].iter().any(|mark| after.strip_prefix(mark).is_some_and(is_number));
    let is_choice = Cue::Choice.behind(clause).filter(bare).is_some_and(|between| is_number(between) || goes_on());
    is_multiple || is_if || is_choice
}

/// "On a machine with 16 cores", "a house with six rooms": said of a single thing that the text brings up, unless that is what
/// something known is said to be.
pub(super) fn is_instance(fact: &Fact) -> bool {
    const NEAR: usize = 12;
    const LONGEST: usize = 4;
    if fact.kind == Kind::Date || fact.cell.is_some() {
        return false;
    }
    let (before, _) = around(fact);
    let clause = before.rsplit(['.', ';', ':', '(', ')', '!', '?']).next().unwrap_or_default();
    let mut words = clause.split_whitespace().rev().take(NEAR);
    if !words.by_ref().any(|w| w == "with") {
        return false;
    }
    let thing: Vec<&str> = words.take_while(|w| !w.ends_with(',')).collect();
    // "sailed with 300 men" says of the one who sailed what is known of him
    let lexicon = Lexicon::english();
    let does = thing.first().is_none_or(|w| lexicon.word(w).class.has(Class::VERB) && !lexicon.is_plural(w));
    let opens = thing.iter().take(LONGEST).position(|w| Cue::Any.has(w));
    let is_said = |n: usize| thing.get(n + 1).is_some_and(|w| Cue::Is.has(w));
    !does && opens.is_some_and(|n| n > 0 && !is_said(n))
}
