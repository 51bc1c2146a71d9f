//! What a value measures: the noun counted, what a share is of, whose height or price it is.

use super::said::PERSON;
use super::syntax::{Frame, Position};
use crate::fact::Kind;
use crate::grammar::{Token, TokenKind};
use crate::lexicon::{Class, Lexicon, TimeWord};
use crate::mention::noun::{NounPhrase, Want, is_possessive, looks_verbal, noun_phrase, phrase_start, subject_before};
use crate::mention::{Mention, MentionValue};

/// The nouns found for a value.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Measured {
    /// The noun phrase that is counted or measured.
    pub(super) phrase: Option<NounPhrase>,
    /// What hangs on it with "of": "of votes", "of Chilean leftists".
    pub(super) of: Option<NounPhrase>,
    /// Whether the noun was not written at the number but taken from the words before.
    pub(super) elided: bool,
    /// Whether the value is a price in a currency left out: no noun of other values is its own.
    pub(super) priced: bool,
}

/// Finds the noun phrases of a value.
pub(super) fn measured(
    lexicon: &Lexicon,
    all: &[Token<'_>],
    mention: &Mention,
    earlier: Option<NounPhrase>,
    frame: &Frame,
) -> Measured {
    let MentionValue::Number { kind, unit, .. } = &mention.value else {
        return Measured::default();
    };
    let end = mention.extent_at.1;
    let of_at = |at: usize| {
        let at = past_brackets(all, at);
        all.get(at).filter(|t| t.is("of")).and_then(|_| noun_phrase_any(lexicon, all, at + 1))
    };
    match kind {
        Kind::Count | Kind::Ordinal => {
            if let Some(phrase) = mention.noun {
                return Measured { phrase: Some(phrase), of: of_at(phrase.to), elided: false, priced: false };
            }
            if let Some(phrase) = valued_before(all, mention.extent_at.0) {
                return Measured { phrase: Some(phrase), of: None, elided: true, priced: false };
            }
            // "a crew of eight": people, whatever was counted before
            if let Some(group) = noun_before_of(all, mention.extent_at.0)
                && all.get(group.head).is_some_and(|t| t.word.class.has(Class::GROUP))
            {
                return Measured { phrase: Some(group), of: None, elided: true, priced: false };
            }
            // "figures show a market worth 3 billion": neither figures nor markets are counted
            let priced =
                mention.extent_at.0.checked_sub(1).and_then(|i| all.get(i)).is_some_and(|t| t.has(Class::PRICED));
            let subject = subject_before(all, mention.extent_at.0).map(|s| number_of(lexicon, all, s)).filter(|s| {
                // "six months after the merger sales came to 71": no months
                let time = |t: &Token<'_>| matches!(t.word.time_word, Some(TimeWord::Unit { .. }));
                !priced && !all.get(s.head).is_some_and(|t| t.word.class.has(Class::PRESENTS) || time(t))
            });
            // "a crew of 62", "a death toll of 167"
            let group = noun_before_of(all, mention.extent_at.0).filter(|_| *kind == Kind::Count);
            if let Some(phrase) = group {
                return Measured { phrase: Some(phrase), of: None, elided: true, priced };
            }
            let phrase = earlier
                .filter(|_| !priced)
                .filter(|&e| {
                    let default =
                        || subject.is_none_or(|s| all.get(s.head).is_some_and(|t| !lexicon.is_plural(t.text)));
                    e.to <= mention.extent_at.0 && resumes(all, frame, e, mention.extent_at.0).unwrap_or_else(default)
                })
                .or(subject);
            Measured { phrase, of: phrase.and_then(|p| of_at(p.to)), elided: true, priced }
        }
        Kind::Share => {
            let of = mention.noun.or_else(|| of_at(end)).or_else(|| share_noun(lexicon, all, end, unit.as_deref()));
            let subject = subject_before(all, mention.extent_at.0).map(|s| number_of(lexicon, all, s));
            match of {
                Some(of) => Measured { phrase: Some(of), of: of_at(of.to), elided: false, priced: false },
                None => Measured { phrase: subject, of: None, elided: true, priced: false },
            }
        }
        _ => {
            let attribute = of_at(end).or_else(|| behind_hyphen(all, mention));
            let subject = subject_before(all, mention.extent_at.0).map(|s| number_of(lexicon, all, s));
            let before = noun_before_of(all, mention.extent_at.0);
            match before.or(attribute) {
                Some(p) => {
                    Measured { phrase: Some(p), of: attribute.filter(|a| *a != p), elided: false, priced: false }
                }
                None => Measured { phrase: subject, of: None, elided: true, priced: false },
            }
        }
    }
}

/// Whether nouns counted earlier are what a number without a noun counts: not those of another clause when the verb says what its
/// own subject is ("300 men were hired; the price rose to 400"), not the subject when they stand behind the same verb ("the
/// firms ran 300 trains, against 200").
fn resumes(all: &[Token<'_>], frame: &Frame, earlier: NounPhrase, at: usize) -> Option<bool> {
    let verb = frame.verb?;
    let subject = frame.subject.first()?;
    let tells = all
        .get(verb.0..verb.1)?
        .iter()
        .any(|t| t.word.class.has(Class::UP) || t.word.class.has(Class::DOWN) || t.has(Class::BE));
    let led = all.get(at.checked_sub(1)?).is_some_and(|t| t.is_any(&["to", "from", "at", "by"]));
    if earlier.from >= verb.1 && earlier.to <= at && !tells {
        return Some(true);
    }
    let states = tells && (led || frame.position == Position::Object);
    // "the number rose to 400" is one of what was counted before
    let names = all
        .get(subject.1.checked_sub(1)?)
        .is_some_and(|t| !is_counting(t) && !t.word.class.has(Class::GROUP) && !t.word.class.has(Class::ADJ));
    (states && names && earlier.to <= subject.0).then_some(false)
}

/// "port 8080", "magnitude 5.3": the noun right before a number that is its value.
pub(super) fn valued_before(all: &[Token<'_>], at: usize) -> Option<NounPhrase> {
    let head = at.checked_sub(1)?;
    let token = all.get(head).filter(|t| t.word.valued && t.kind == TokenKind::Word)?;
    let named = token.is_capitalized() && head > 0;
    (!named).then_some(NounPhrase { from: head, to: head + 1, head })
}

/// Past a short remark in brackets: "47.5 pounds (21.5 kg) of rock".
fn past_brackets(all: &[Token<'_>], at: usize) -> usize {
    const LONGEST: usize = 8;
    if all.get(at).is_none_or(|t| t.text != "(") {
        return at;
    }
    (at + 1..at + LONGEST).find(|&i| all.get(i).is_some_and(|t| t.text == ")")).map_or(at, |i| i + 1)
}

/// A noun phrase of any number behind "of", determiners passed over.
fn noun_phrase_any(lexicon: &Lexicon, all: &[Token<'_>], at: usize) -> Option<NounPhrase> {
    let mut from = at;
    while all.get(from).is_some_and(|t| t.has(Class::DET) || matches!(t.text, "“" | "\"" | "‘")) {
        from += 1;
    }
    let plural = noun_phrase(lexicon, all, from, Want::Plural)
        .filter(|p| all.get(p.head).is_some_and(|t| lexicon.is_plural(t.text)));
    plural.or_else(|| singular_phrase(all, from))
}

/// The run of open words from `from`; its last word is the head. A participle behind the first word ends it.
fn singular_phrase(all: &[Token<'_>], from: usize) -> Option<NounPhrase> {
    let mut to = from;
    while let Some(t) = all.get(to) {
        let word = t.kind == TokenKind::Word
            && (t.is_open() || t.word.class.has(Class::ADJ) && !t.has(Class::DET))
            && t.word.numeral.is_none();
        let hyphen = t.kind == TokenKind::Dash && t.glued() && all.get(to + 1).is_some_and(Token::glued) && to > from;
        if !(word || hyphen) || to - from > 6 || to > from && word && looks_verbal(t.text) {
            break;
        }
        to += 1;
    }
    (to > from).then(|| NounPhrase { from, to, head: to - 1 })
}

/// "36.3% vote share", "a two-thirds majority": a noun right behind a share.
fn share_noun(lexicon: &Lexicon, all: &[Token<'_>], end: usize, unit: Option<&str>) -> Option<NounPhrase> {
    let at = if all.get(end).is_some_and(|t| t.kind == TokenKind::Dash && t.glued()) { end + 1 } else { end };
    if unit == Some("fraction") && at == end && all.get(at).is_some_and(|t| t.has(Class::DET)) {
        return noun_phrase_any(lexicon, all, at);
    }
    // "40% less memory"
    let compares = all.get(at).is_some_and(|t| t.is_any(&["less", "more", "fewer"]) && !t.glued());
    let at = at + usize::from(compares && all.get(at + 1).is_some_and(Token::is_open));
    let token = all.get(at)?;
    // "the disk is 85% full"
    let is_bare = token.word.class.has(Class::ADJ) && !all.get(at + 1).is_some_and(|t| t.is_open() && t.spaced);
    let noun = token.is_open()
        && !is_bare
        && !looks_verbal(token.text)
        && !token.word.class.has(Class::UP)
        && !token.word.class.has(Class::DOWN);
    noun.then(|| singular_phrase(all, at)).flatten()
}

/// "17-year rule", "776-foot airship", "a three-hour delay".
fn behind_hyphen(all: &[Token<'_>], mention: &Mention) -> Option<NounPhrase> {
    let hyphen = (mention.value_at.1..mention.extent_at.1)
        .any(|i| all.get(i).is_some_and(|t| t.kind == TokenKind::Dash && t.glued()));
    hyphen.then(|| singular_phrase(all, mention.extent_at.1)).flatten()
}

/// "a height of 7 m", "an expenditure of $8 million", "a total of": the noun before "of".
fn noun_before_of(all: &[Token<'_>], at: usize) -> Option<NounPhrase> {
    let of = at.checked_sub(1).and_then(|i| all.get(i))?;
    if !of.is_any(&["of", "at", "was", "is", "were", "="]) {
        return None;
    }
    let head = at.checked_sub(2)?;
    let token = all.get(head)?;
    if !token.is_open() || !of.is("of") {
        return None;
    }
    Some(NounPhrase { from: phrase_start(all, head), to: head + 1, head })
}

/// Whether a noun only says that something is counted.
pub(super) fn is_counting(t: &Token<'_>) -> bool {
    t.has(Class::AMOUNT)
}

/// "the number of strikes": the noun behind "of" when the subject only says that something is counted.
fn number_of(lexicon: &Lexicon, all: &[Token<'_>], subject: NounPhrase) -> NounPhrase {
    if all.get(subject.head).is_some_and(is_counting)
        && all.get(subject.to).is_some_and(|t| t.is("of"))
        && let Some(p) = noun_phrase_any(lexicon, all, subject.to + 1)
    {
        return p;
    }
    subject
}

/// "kinds of cheese": a noun that only groups things, with what it groups.
pub(super) fn with_sort(all: &[Token<'_>], phrase: NounPhrase, of: Option<NounPhrase>) -> NounPhrase {
    let sorts = all.get(phrase.head).is_some_and(|t| t.word.class.has(Class::SORT));
    match of {
        Some(of) if sorts && of.from > phrase.to && of.from <= phrase.to + 2 => NounPhrase { to: of.to, ..phrase },
        _ => phrase,
    }
}

/// The surface of a noun phrase, lower case, words parted by single spaces.
pub(super) fn phrase_text(text: &str, offset: usize, all: &[Token<'_>], phrase: NounPhrase) -> String {
    let (Some(first), Some(last)) = (all.get(phrase.from), all.get(phrase.to.saturating_sub(1))) else {
        return String::new();
    };
    let surface = text.get(first.span.start() - offset..last.span.end() - offset).unwrap_or_default();
    surface.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The unit of how often something happens.
const OCCURRENCE: &str = "count";

/// The unit of a count: the head in the singular with the nouns that make one name with it ("factory occupation").
pub(super) fn count_unit(lexicon: &Lexicon, all: &[Token<'_>], phrase: NounPhrase) -> String {
    let Some(head) = all.get(phrase.head) else { return String::new() };
    // "it spins 78,000 times a minute"
    if head.word.class.has(Class::OCCURS) && phrase.from == phrase.head {
        return OCCURRENCE.to_owned();
    }
    // "40 wounded", "three hundred arrested": people, by what befell them
    if phrase.from == phrase.head && head.word.class.has(Class::HUMAN) && looks_verbal(head.text) {
        return PERSON.to_owned();
    }
    let mut unit = lexicon.singular(head.text);
    let mut i = phrase.head;
    while i > phrase.from {
        i -= 1;
        let Some(t) = all.get(i) else { break };
        let noun = t.kind == TokenKind::Word
            && t.is_open()
            && !t.word.class.has(Class::ADJ)
            && (!t.is_capitalized() || i == 0)
            && !looks_verbal(t.text)
            && !is_possessive(t.text)
            && !lexicon.ends_like_adjective(t.text, false)
            && all.get(i + 1).is_some_and(|n| n.spaced);
        if !noun || i.checked_sub(1).and_then(|j| all.get(j)).is_some_and(|d| d.kind == TokenKind::Dash && t.glued()) {
            break;
        }
        unit = format!("{} {unit}", t.text.to_lowercase());
    }
    unit
}

/// What a length of time is the length of: "17 years of rule", "a 17-year rule", "ruled for 17 years".
pub(super) fn duration_of(lexicon: &Lexicon, all: &[Token<'_>], mention: &Mention, frame: &Frame) -> Measured {
    let end = mention.extent_at.1;
    let of = all.get(end).filter(|t| t.is("of")).and_then(|_| noun_phrase_any(lexicon, all, end + 1));
    // "two months' pay"
    let owned = all.get(end.wrapping_sub(1)).is_some_and(|t| t.text.ends_with(['\'', '’']))
        || all.get(end).is_some_and(|t| t.glued() && matches!(t.text, "'" | "’"));
    let own = frame.own.last().filter(|_| owned).map(|&(from, to)| NounPhrase { from, to, head: to.saturating_sub(1) });
    let attribute = of.or_else(|| behind_hyphen(all, mention)).or(own);
    let subject = subject_before(all, mention.extent_at.0);
    match noun_before_of(all, mention.extent_at.0).or(attribute) {
        Some(p) => Measured { phrase: Some(p), of: None, elided: false, priced: false },
        None => Measured { phrase: subject, of: None, elided: true, priced: false },
    }
}
