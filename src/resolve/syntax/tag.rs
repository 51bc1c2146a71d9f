//! Guesses at parts of speech, from closed-class words, verb forms, capitals and the words beside.

use crate::fact::Kind;
use crate::grammar::time::TimeExpr;
use crate::grammar::{Token, TokenKind};
use crate::lexicon::{Class, Lexicon, TimeWord, Verb, VerbForm};
use crate::mention::noun::is_possessive;
use crate::mention::{Mention, MentionValue};

/// What a word does in its sentence, as far as a guess goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::resolve) enum Tag {
    /// A noun or a name.
    Noun,
    /// An adjective, or a participle before a noun.
    Adj,
    /// Words of a number, with hedge and unit.
    Num,
    /// Words of a time expression.
    Time,
    /// Determiner or possessive pronoun.
    Det,
    /// A finite verb, or the participle behind an auxiliary.
    Verb,
    /// A past participle on its own: "the deal reached in May".
    Part,
    /// A present participle: "customers looking for".
    Ing,
    /// An auxiliary.
    Aux,
    /// "to" before an infinitive.
    To,
    /// A preposition.
    Prep,
    /// An adverb or a negation: stepped over.
    Adv,
    /// "and", "or", "but".
    Conj,
    /// A word that opens a clause: "because", "that" behind a verb.
    Opener,
    /// A personal pronoun.
    Pron,
    /// "who", "which", "that" behind a noun.
    Wh,
    /// A comma.
    Comma,
    /// An opening or closing bracket.
    Bracket,
    /// A semicolon, colon or spaced dash.
    Stop,
    /// A hyphen inside a word.
    Hyphen,
    /// Anything else: quotation marks and the like.
    Other,
}

/// Guesses the part of speech of every token.
pub(super) fn tags(lexicon: &Lexicon, all: &[Token<'_>], mentions: &[Mention]) -> Vec<Tag> {
    let mut out = vec![Tag::Other; all.len()];
    let mut marks: Vec<Option<Tag>> = vec![None; all.len()];
    for m in mentions {
        let (tag, range) = match (&m.value, m.aside) {
            (MentionValue::Time(time), None) => match time.expr {
                // "a three-hour delay"
                TimeExpr::Duration { .. } => (Tag::Num, m.extent_at),
                _ => (Tag::Time, m.value_at),
            },
            // "iPhone 14", "TA-35"
            (_, Some(_)) => {
                let name = m.value_at.0.checked_sub(1).and_then(|i| all.get(i));
                if name.is_some_and(|t| t.text.contains(char::is_uppercase) && t.is_open() || t.kind == TokenKind::Dash)
                {
                    (Tag::Noun, m.value_at)
                } else {
                    continue;
                }
            }
            // "the index 500 rose": a bare number between a noun and its verb belongs to the name
            (MentionValue::Number { kind: Kind::Count, unit: None, .. }, _) if names(lexicon, all, m) => {
                (Tag::Noun, m.value_at)
            }
            (MentionValue::Number { kind: Kind::Ordinal, .. }, _) => (Tag::Adj, m.value_at),
            // "doubled" stays a verb
            (MentionValue::Number { kind: Kind::Ratio, .. }, _) => continue,
            _ => (Tag::Num, m.extent_at),
        };
        (range.0..range.1).for_each(|i| {
            if let Some(mark) = marks.get_mut(i) {
                *mark = Some(tag);
            }
        });
    }
    let mut seen = Seen::default();
    for i in 0..all.len() {
        let tag = match marks.get(i).copied().flatten() {
            Some(tag) => tag,
            None => guess(lexicon, all, &out, &marks, i, &seen),
        };
        seen.note(tag);
        if matches!(tag, Tag::Verb | Tag::Aux | Tag::Part)
            && let Some(t) = all.get(i)
        {
            let present = t.is_any(&["is", "has", "does"])
                || tag == Tag::Verb && lexicon.verb_form(t.text).is_some_and(|v| v.form == VerbForm::Present);
            seen.third = present;
        }
        if let Some(slot) = out.get_mut(i) {
            *slot = tag;
        }
    }
    reduce(&mut out);
    complete(lexicon, all, &mut out);
    out
}

/// Whether a bare number stands between a noun and a verb: "the index 500 is".
fn names(lexicon: &Lexicon, all: &[Token<'_>], m: &Mention) -> bool {
    let (from, to) = m.value_at;
    let noun = from.checked_sub(1).and_then(|i| all.get(i)).is_some_and(|t| {
        t.is_open() && !t.word.class.has(Class::ADJ) && lexicon.verb_form(t.text).is_none_or(|v| v.noun)
    });
    let plain = to == from + 1 && all.get(from).and_then(|t| t.literal).is_some_and(|l| !l.grouped && l.decimals == 0);
    noun && plain && m.noun.is_none() && m.extent_at == m.value_at && all.get(to).is_some_and(|t| is_finite(lexicon, t))
}

/// What the clause so far holds.
#[derive(Default)]
struct Seen {
    /// A finite verb or an auxiliary.
    finite: bool,
    /// A finite verb or an auxiliary, in any clause of the sentence.
    ever: bool,
    /// As its last verb one of the present whose subject is one thing: "is", "employs".
    third: bool,
}

impl Seen {
    fn note(&mut self, tag: Tag) {
        match tag {
            Tag::Verb | Tag::Aux => (self.finite, self.ever) = (true, true),
            Tag::Comma | Tag::Stop | Tag::Conj | Tag::Wh | Tag::Opener | Tag::Pron | Tag::Bracket => {
                self.finite = false;
            }
            _ => {}
        }
    }
}

/// The tag before `i`, adverbs passed over.
fn previous(out: &[Tag], i: usize) -> Option<Tag> {
    out.get(..i)?.iter().rev().copied().find(|t| !matches!(t, Tag::Adv | Tag::Other))
}

/// Whether token `i` may open a noun phrase, a number or an adverbial: what follows a verb.
fn follows_verb(all: &[Token<'_>], marks: &[Option<Tag>], i: usize) -> bool {
    if marks.get(i).copied().flatten().is_some() {
        return true;
    }
    all.get(i)
        .is_some_and(|t| t.has(Class::DET) || t.has(Class::PRON) || t.has(Class::WH) || t.word.class.has(Class::ADJ))
}

/// "the firm plans to open": an infinitive follows.
fn to_verb(lexicon: &Lexicon, all: &[Token<'_>], i: usize) -> bool {
    all.get(i).is_some_and(|t| t.is("to"))
        && all.get(i + 1).and_then(|t| lexicon.verb_form(t.text)).is_some_and(|v| v.form == VerbForm::Base)
}

/// "the book runs to 640 pages", "prices start at $20": a preposition and a number follow, and no other verb of the clause.
fn measures(lexicon: &Lexicon, all: &[Token<'_>], marks: &[Option<Tag>], i: usize) -> bool {
    const REACH: usize = 12;
    let led = all.get(i).is_some_and(|t| t.has(Class::PREP) && !t.is("of"))
        && marks.get(i + 1).copied().flatten() == Some(Tag::Num);
    led && !all
        .get(i + 1..(i + REACH).min(all.len()))
        .unwrap_or_default()
        .iter()
        .take_while(|t| !matches!(t.text, "," | ";" | ":") && !t.has(Class::CONJ) && !t.has(Class::WH))
        .any(|t| is_finite(lexicon, t))
}

/// "exports rise by", "shares fall to": a word of rising or falling before the measure of it.
fn changes(all: &[Token<'_>], marks: &[Option<Tag>], i: usize) -> bool {
    let measured = marks.get(i + 1).copied().flatten() == Some(Tag::Num)
        || all.get(i + 1).is_some_and(|t| t.is_any(&["by", "to", "from"]))
            && marks.get(i + 2).copied().flatten() == Some(Tag::Num);
    measured && all.get(i).is_some_and(|t| t.word.class.has(Class::UP) || t.word.class.has(Class::DOWN))
}

/// Whether token `i` may go on a noun phrase.
fn nominal_next(lexicon: &Lexicon, all: &[Token<'_>], i: usize) -> bool {
    all.get(i).is_some_and(|t| {
        (t.is_open() || t.word.class.has(Class::ADJ) && !t.has(Class::DET))
            && lexicon.verb_form(t.text).is_none_or(|v| v.noun || matches!(v.form, VerbForm::Past | VerbForm::Ing))
    })
}

fn guess(lexicon: &Lexicon, all: &[Token<'_>], out: &[Tag], marks: &[Option<Tag>], i: usize, seen: &Seen) -> Tag {
    let Some(t) = all.get(i) else { return Tag::Other };
    let next = all.get(i + 1);
    match t.kind {
        TokenKind::Number => return if t.glued() { Tag::Noun } else { Tag::Num },
        TokenKind::Dash => {
            let inner = t.glued() && next.is_some_and(Token::glued);
            return if inner { Tag::Hyphen } else { Tag::Stop };
        }
        TokenKind::Symbol => {
            return match t.text {
                "," => Tag::Comma,
                ";" | ":" => Tag::Stop,
                "(" | ")" | "[" | "]" => Tag::Bracket,
                "." if next.is_some() && t.glued() => Tag::Other,
                _ => Tag::Other,
            };
        }
        TokenKind::Word => {}
    }
    let before = previous(out, i);
    if t.has(Class::AUX) {
        return Tag::Aux;
    }
    if t.is("that") {
        return match (before, next) {
            // "turned that into 3 million"
            (Some(Tag::Verb | Tag::Part | Tag::Ing), Some(n)) if n.has(Class::PREP) => Tag::Pron,
            (Some(Tag::Verb | Tag::Part | Tag::Ing), _) => Tag::Opener,
            (Some(Tag::Noun), Some(n)) if is_finite(lexicon, n) => Tag::Wh,
            (Some(Tag::Noun), _) => Tag::Opener,
            _ if points(lexicon, all, marks, i, before) => Tag::Pron,
            _ => Tag::Det,
        };
    }
    if t.is("this") && points(lexicon, all, marks, i, before) {
        return Tag::Pron;
    }
    if t.is("to") {
        let base = next.is_some_and(|n| {
            lexicon.verb_form(n.text).is_some_and(|v| v.form == VerbForm::Base && (!v.noun || !n.is_capitalized()))
                || n.has(Class::AUX)
        });
        return if base { Tag::To } else { Tag::Prep };
    }
    let capital = t.is_capitalized() && i > 0 && t.word.class.is_open();
    if capital || t.is_capitalized() && t.is_acronym() {
        return Tag::Noun;
    }
    if t.has(Class::PRON) {
        return Tag::Pron;
    }
    if t.has(Class::WH) {
        return Tag::Wh;
    }
    if let Some(verb) = lexicon.verb_form(t.text).filter(|_| !t.has(Class::DET) && !t.has(Class::PREP))
        && let Some(tag) = as_verb(lexicon, all, marks, i, before, verb, seen)
    {
        return tag;
    }
    if t.has(Class::NEG) {
        return Tag::Adv;
    }
    if t.has(Class::CONJ) {
        return if t.is_any(&["and", "or", "but", "nor", "yet"]) { Tag::Conj } else { Tag::Opener };
    }
    if t.has(Class::DET) {
        return if t.is("such") { Tag::Adj } else { Tag::Det };
    }
    if t.has(Class::PREP) {
        // "down 11 %", "up from"
        let particle = (t.word.class.has(Class::UP) || t.word.class.has(Class::DOWN))
            && (marks.get(i + 1).copied().flatten() == Some(Tag::Num) || next.is_some_and(|n| n.has(Class::PREP)));
        // "paid off the debt"
        let settles = t.is("off") && before == Some(Tag::Verb) && next.is_some_and(|n| n.has(Class::DET));
        return if particle || settles { Tag::Adv } else { Tag::Prep };
    }
    // "five days later 40 men"
    let unit = i
        .checked_sub(1)
        .and_then(|j| all.get(j))
        .is_some_and(|b| matches!(b.word.time_word, Some(TimeWord::Unit { .. })));
    if before == Some(Tag::Num)
        && unit
        && (matches!(t.word.time_word, Some(TimeWord::Shift(_))) || t.is_any(&["later", "earlier"]))
    {
        return Tag::Adv;
    }
    if t.word.class.has(Class::ADJ) {
        return Tag::Adj;
    }
    if t.has(Class::ADV) || t.text.ends_with("ly") && t.text.len() > 4 && !t.word.class.has(Class::NOUN) {
        return Tag::Adv;
    }
    if adjective(lexicon, all, i, before) {
        return Tag::Adj;
    }
    Tag::Noun
}

/// "That makes 40 barges", "This costs the town 300 dollars": a word that stands for what was said, before a verb and its object.
fn points(lexicon: &Lexicon, all: &[Token<'_>], marks: &[Option<Tag>], i: usize, before: Option<Tag>) -> bool {
    let opens = matches!(before, None | Some(Tag::Comma | Tag::Stop | Tag::Conj | Tag::Opener));
    let verb = all.get(i + 1).and_then(|t| lexicon.verb_form(t.text));
    opens && verb.is_some_and(|v| v.form == VerbForm::Present) && follows_verb(all, marks, i + 2)
}

/// Whether a word can only be a finite verb or an auxiliary.
fn is_finite(lexicon: &Lexicon, t: &Token<'_>) -> bool {
    t.has(Class::AUX)
        || t.kind == TokenKind::Word && lexicon.verb_form(t.text).is_some_and(|v| !v.noun && v.form != VerbForm::Ing)
}

/// The tag of a word that may be a verb; `None` where it is a noun.
fn as_verb(
    lexicon: &Lexicon,
    all: &[Token<'_>],
    marks: &[Option<Tag>],
    i: usize,
    before: Option<Tag>,
    verb: Verb,
    seen: &Seen,
) -> Option<Tag> {
    let neighbour = i.checked_sub(1).and_then(|j| all.get(j));
    let nominal = matches!(before, Some(Tag::Det | Tag::Adj))
        || neighbour.is_some_and(|t| is_possessive(t.text) || t.is("whose"));
    let glued = neighbour.is_some_and(|t| t.kind == TokenKind::Dash && t.glued());
    let goes_on = nominal_next(lexicon, all, i + 1);
    match verb.form {
        VerbForm::Base => {
            if matches!(before, Some(Tag::To | Tag::Aux)) {
                return Some(Tag::Verb);
            }
            if nominal || glued || matches!(before, Some(Tag::Prep | Tag::Num | Tag::Time)) && verb.noun {
                return None;
            }
            // "Sleep was recorded", "Rest had been ordered"
            let subject = before.is_none()
                && all.get(i + 1).is_some_and(|t| t.has(Class::BE) || t.is_any(&["has", "had", "will", "would"]));
            if subject {
                return None;
            }
            if !verb.noun {
                return (!matches!(before, Some(Tag::Prep))).then_some(Tag::Verb);
            }
            let plural = neighbour.is_some_and(|t| lexicon.is_plural(t.text));
            let subject = before == Some(Tag::Pron) || before == Some(Tag::Wh) || plural && !seen.finite;
            let name =
                all.get(i + 1).is_some_and(Token::is_capitalized) && !all.get(i).is_some_and(Token::is_capitalized);
            let clear = matches!(before, Some(Tag::Pron | Tag::Wh));
            let subject = subject || verb.past && before == Some(Tag::Noun) && !seen.finite;
            let follows = follows_verb(all, marks, i + 1);
            let governs = || plural && (to_verb(lexicon, all, i + 1) || measures(lexicon, all, marks, i + 1));
            let verb = subject && (clear || name || follows || governs())
                || before == Some(Tag::Noun) && !seen.finite && changes(all, marks, i);
            verb.then_some(Tag::Verb)
        }
        VerbForm::Present => {
            if nominal || glued || matches!(before, Some(Tag::Prep | Tag::Aux)) {
                return None;
            }
            if !verb.noun {
                return (before != Some(Tag::Num)).then_some(Tag::Verb);
            }
            let singular = before == Some(Tag::Noun) && neighbour.is_some_and(|t| !lexicon.is_plural(t.text));
            let subject = matches!(before, Some(Tag::Pron | Tag::Wh)) || singular && !seen.finite;
            let clear = matches!(before, Some(Tag::Pron | Tag::Wh));
            let follows = follows_verb(all, marks, i + 1);
            let governs = || to_verb(lexicon, all, i + 1) || measures(lexicon, all, marks, i + 1);
            // "is faster and uses 40 % less", "employs 300 people and makes 20 cars"
            let second = before == Some(Tag::Conj) && seen.third;
            let verb = subject && (clear || follows || governs())
                || second && (follows || measures(lexicon, all, marks, i + 1))
                || before == Some(Tag::Noun) && !seen.finite && changes(all, marks, i);
            verb.then_some(Tag::Verb)
        }
        VerbForm::Past => {
            if matches!(before, Some(Tag::Aux)) {
                return Some(Tag::Verb);
            }
            if (nominal || glued || matches!(before, Some(Tag::Prep | Tag::Num))) && goes_on {
                return Some(Tag::Adj);
            }
            // "built by the council"; but "rose by 5 %"
            let agent =
                all.get(i + 1).is_some_and(|t| t.is("by")) && marks.get(i + 2).copied().flatten() != Some(Tag::Num);
            Some(match before {
                Some(Tag::Noun | Tag::Time) if seen.finite || agent => Tag::Part,
                Some(Tag::Comma) if seen.ever => Tag::Part,
                Some(Tag::Det | Tag::Adj | Tag::Prep) => Tag::Adj,
                None if goes_on => Tag::Adj,
                None => Tag::Part,
                _ => Tag::Verb,
            })
        }
        VerbForm::Ing => {
            if before == Some(Tag::Aux) {
                return Some(Tag::Verb);
            }
            // a word that only looks like one: "evening", "inching"
            if verb.noun {
                let next = all
                    .get(i + 1)
                    .is_some_and(|t| t.has(Class::ADV) || t.has(Class::DET) || t.has(Class::PREP) && !t.is("of"));
                let opens = matches!(before, Some(Tag::Prep | Tag::Comma | Tag::Opener));
                return (opens && next).then_some(Tag::Ing);
            }
            if nominal || glued {
                return if goes_on { Some(Tag::Adj) } else { None };
            }
            match before {
                Some(Tag::Prep) => (!goes_on || follows_verb(all, marks, i + 1)).then_some(Tag::Ing),
                Some(Tag::Num) => Some(if goes_on { Tag::Adj } else { Tag::Ing }),
                Some(Tag::Noun) if goes_on && !follows_verb(all, marks, i + 1) && !seen.finite => None,
                None => goes_on.then_some(Tag::Adj),
                _ => Some(Tag::Ing),
            }
        }
    }
}

/// A word that ends like an adjective, behind an auxiliary or before a noun.
fn adjective(lexicon: &Lexicon, all: &[Token<'_>], i: usize, before: Option<Tag>) -> bool {
    let Some(t) = all.get(i) else { return false };
    let noun = nominal_next(lexicon, all, i + 1) || all.get(i + 1).is_some_and(|n| n.kind == TokenKind::Number);
    if noun {
        lexicon.verb_form(t.text).is_none() && lexicon.ends_like_adjective(t.text, false)
    } else {
        before == Some(Tag::Aux) && lexicon.ends_like_adjective(t.text, true)
    }
}

/// Where a clause ends, for what follows a verb.
fn ends_clause(tag: Tag) -> bool {
    matches!(tag, Tag::Comma | Tag::Stop | Tag::Conj | Tag::Wh | Tag::Opener | Tag::Pron | Tag::To | Tag::Bracket)
}

/// "The deal reached in May cost": a past form whose phrase a finite verb follows was a participle.
fn reduce(out: &mut [Tag]) {
    for i in 1..out.len() {
        if out.get(i) != Some(&Tag::Verb)
            || out.get(i - 1) != Some(&Tag::Noun)
            || !matches!(out.get(i + 1), Some(Tag::Prep | Tag::Time))
        {
            continue;
        }
        let rest = out.get(i + 1..).unwrap_or_default();
        let clause = rest.iter().take_while(|&&t| !ends_clause(t));
        let followed = clause.into_iter().any(|t| matches!(t, Tag::Aux | Tag::Verb));
        if followed && let Some(slot) = out.get_mut(i) {
            *slot = Tag::Part;
        }
    }
}

/// "The new model launches with": a clause without a verb takes the form that can be one, if its noun phrase has a determiner
/// or is a name.
fn complete(lexicon: &Lexicon, all: &[Token<'_>], out: &mut [Tag]) {
    let ends = |t: Tag| matches!(t, Tag::Comma | Tag::Stop | Tag::Wh | Tag::Opener | Tag::Bracket);
    let mut start = 0;
    while start < out.len() {
        let end =
            start + out.get(start..).unwrap_or_default().iter().position(|&t| ends(t)).unwrap_or(out.len() - start);
        let clause = out.get(start..end).unwrap_or_default();
        if !clause.iter().any(|t| matches!(t, Tag::Verb | Tag::Aux | Tag::Part)) {
            // "Deleted books stay in the bin for 3 days.", "Fines for theft run from $5 to $9."
            let is_whole = end == out.len() && all.last().is_some_and(|t| t.text == ".");
            let phrase = clause.iter().position(|t| *t == Tag::Prep).map_or(start, |p| start + p);
            let plural_head = phrase.checked_sub(1).filter(|&h| h >= start).is_some_and(|h| {
                out.get(h) == Some(&Tag::Noun)
                    && all.get(h).is_some_and(|t| {
                        lexicon.is_plural(t.text) && !t.is_capitalized() || h == 0 && lexicon.is_plural(t.text)
                    })
            });
            let mut known = false;
            for i in start..end {
                known |= out.get(i) == Some(&Tag::Det);
                let Some(t) = all.get(i).filter(|t| t.is_open() && !t.is_capitalized()) else { continue };
                if i == start || out.get(i) != Some(&Tag::Noun) || out.get(i - 1) != Some(&Tag::Noun) {
                    continue;
                }
                let plural = all.get(i - 1).is_some_and(|b| lexicon.is_plural(b.text));
                let name = all.get(i - 1).is_some_and(Token::is_capitalized) && i > start + 1;
                let far = plural_head && is_whole && phrase < i;
                known |= is_whole && (far || plural && phrase == i + 1);
                let agrees = lexicon.verb_form(t.text).is_some_and(|v| match v.form {
                    VerbForm::Base => plural || far,
                    VerbForm::Present => !plural,
                    _ => false,
                });
                let follows = out.get(i + 1) == Some(&Tag::Prep) && !all.get(i + 1).is_some_and(|t| t.is("of"))
                    || out.get(i + 1) == Some(&Tag::Num) && all.get(i + 1).is_some_and(|t| t.is("from"));
                if agrees && follows && (known || name) {
                    if let Some(slot) = out.get_mut(i) {
                        *slot = Tag::Verb;
                    }
                    break;
                }
            }
        }
        start = end + 1;
    }
}
