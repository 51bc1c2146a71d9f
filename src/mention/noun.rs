//! Which noun a number counts: a shallow noun phrase behind (or before) it.
//!
//! No tagger: closed-class words end a phrase, and the head is the last word of the first run of plurals.

use crate::grammar::{Token, TokenKind};
use crate::lexicon::{Class, Lexicon, TimeWord, VerbForm};

/// A noun phrase: token range without determiners, and the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NounPhrase {
    /// First token of the phrase (modifiers included).
    pub from: usize,
    /// One past its last token.
    pub to: usize,
    /// The head noun.
    pub head: usize,
}

/// How the number asks for its noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// A plural: "90 companies".
    Plural,
    /// A singular: "the first coup", "12-page document".
    Singular,
    /// A singular that no plural can follow in the same phrase: "one unit".
    One,
}

/// At most this many words are looked at.
const REACH: usize = 8;

/// The noun phrase that begins at token `from`.
pub fn noun_phrase(lexicon: &Lexicon, all: &[Token<'_>], from: usize, want: Want) -> Option<NounPhrase> {
    let start = skip_openers(all, from);
    // "2.7 million last year": a time is not what is counted
    let when = |t: &Token<'_>| {
        matches!(t.word.time_word, Some(TimeWord::Unit { .. } | TimeWord::Season(_))) || t.word.month.is_some()
    };
    if all.get(start).is_some_and(|t| matches!(t.word.time_word, Some(TimeWord::Relation(_))))
        && all.get(start + 1).is_some_and(when)
        && want == Want::Plural
    {
        return None;
    }
    // "and 630 two years later": a length of time is not what is counted, unless it is part of a word ("two-year loans")
    if all.get(start).is_some_and(|t| t.word.numeral.is_some())
        && all.get(start + 1).is_some_and(|t| matches!(t.word.time_word, Some(TimeWord::Unit { .. })))
        && all.get(start + 2).is_none_or(|t| !t.is_open() || matches!(t.word.time_word, Some(TimeWord::Shift(_))))
    {
        return None;
    }
    let mut head: Option<usize> = None;
    let mut in_plural_run = false;
    let mut i = start;
    let mut words = 0;
    while let Some(token) = all.get(i) {
        // "2 x 4 inches"
        let crosses = token.text == "x" && all.get(i + 1).is_some_and(|t| t.literal.is_some());
        if words >= REACH || crosses {
            break;
        }
        match token.kind {
            // "F-16 jets", "COVID -19 tests": the number belongs to the name
            TokenKind::Dash if words > 0 && names_number(all, i) => {
                i += 2;
                head = None;
                in_plural_run = false;
                continue;
            }
            TokenKind::Dash if token.glued() && all.get(i + 1).is_some_and(Token::glued) && words > 0 => {
                i += 1;
                continue;
            }
            TokenKind::Symbol if is_quote(token) && !in_plural_run && words < REACH => {
                // "workers’ parties": an apostrophe behind a plural makes it a modifier
                i += 1;
                if token.glued() && head.is_some() && matches!(token.text, "'" | "’") {
                    head = None;
                }
                continue;
            }
            TokenKind::Symbol if matches!(token.text, "'" | "’") && token.glued() && in_plural_run => {
                if all.get(i + 1).is_some_and(|t| t.spaced && t.is_open()) {
                    head = None;
                    in_plural_run = false;
                    i += 1;
                    continue;
                }
                break;
            }
            TokenKind::Symbol if token.text == "," && !in_plural_run && modifier_goes_on(all, i) => {
                i += 1;
                continue;
            }
            TokenKind::Word => {}
            _ => break,
        }
        let list_adjective = token.word.class.has(Class::ADJ);
        // "job cuts": a plural is still wanted, so that a form shared with a verb is the noun
        let shared = want == Want::Plural
            && words > 0
            && !in_plural_run
            && token.has(Class::VERB)
            && lexicon.is_plural(token.text);
        // "12 US soldiers": capitals that a pronoun shares
        let capitals = token.text == "US" && token.spaced && all.get(i + 1).is_some_and(Token::is_open);
        let nominal = token.word.class.is_open() || capitals || list_adjective && !token.has(Class::DET);
        if !nominal && !shared || token.word.weekday.is_some() && words > 0 && token.is_capitalized() {
            break;
        }
        // "12 people injured"
        if in_plural_run && looks_verbal(token.text) {
            break;
        }
        if token.word.numeral.is_some() && words > 0 {
            break;
        }
        // "many more thousands brutally": an adverb is no noun
        if token.text.len() > 4
            && token.text.ends_with("ly")
            && !token.is_capitalized()
            && !token.word.class.has(Class::NOUN)
            && !list_adjective
            && all.get(i + 1).is_none_or(|t| looks_verbal(t.text) || t.kind != TokenKind::Word || !t.is_open())
            && !(looks_verbal(all.get(i + 1).map_or("", |t| t.text)) && all.get(i + 2).is_some_and(Token::is_open))
        {
            break;
        }
        let possessive = is_possessive(token.text);
        let plural = lexicon.is_plural(token.text) && !possessive && !list_adjective;
        // "one proposal asks", "nineteen fouls proves it": a verb that ends like a plural
        if plural && words > 0 && is_present(lexicon, all, i, want == Want::One || in_plural_run) {
            break;
        }
        // "one sports car"
        let plural =
            plural && !(want == Want::One && words == 0 && all.get(i + 1).is_some_and(|t| t.is_open() && t.spaced));
        if in_plural_run && !plural {
            break;
        }
        if want != Want::Plural && words > 0 && head.is_some() && looks_verbal(token.text) {
            break;
        }
        if plural {
            head = Some(i);
            in_plural_run = true;
        } else if (want != Want::Plural || head.is_none()) && !possessive {
            // kept as the head unless a plural follows
            let adverb = token.text.len() > 4 && token.text.ends_with("ly") && !token.word.class.has(Class::NOUN);
            if want != Want::Plural && !adverb && !(list_adjective && all.get(i + 1).is_some_and(Token::is_open)) {
                head = Some(i);
            }
        }
        words += 1;
        i += 1;
    }
    if head.is_none() && want == Want::Plural && words > 0 {
        // no plural in reach: a mass noun or an attribute
        // "images up to 17 keep their data": an object behind makes it a verb
        if all.get(i).is_some_and(|t| t.has(Class::DET) || t.has(Class::PRON)) {
            return None;
        }
        let last = last_word(all, start, i)?;
        if looks_verbal(all.get(start)?.text)
            || is_possessive(all.get(last)?.text)
            || all.get(last)?.word.class.has(Class::ADJ) && !(last == start && all.get(last)?.is_capitalized())
        {
            return None;
        }
        head = Some(last);
    }
    let head = head?;
    Some(NounPhrase { from: start, to: head + 1, head })
}

/// Whether a dash and a number end a name before a noun: "F-16 jets", "COVID -19 tests".
fn names_number(all: &[Token<'_>], dash: usize) -> bool {
    let stem = dash.checked_sub(1).and_then(|i| all.get(i));
    let name = stem.is_some_and(|t| t.text.starts_with(char::is_uppercase) && (t.is_acronym() || t.text.len() < 8));
    name && all.get(dash + 1).is_some_and(|t| t.kind == TokenKind::Number && t.glued())
        && all.get(dash + 2).is_some_and(|t| t.is_open() && t.spaced)
}

/// Whether a word that ends in -s is a verb in the present: hardly ever a noun, or before what only an object can open.
fn is_present(lexicon: &Lexicon, all: &[Token<'_>], at: usize, singular_before: bool) -> bool {
    let Some(token) = all.get(at).filter(|t| singular_before && !t.is_capitalized()) else { return false };
    let Some(verb) = lexicon.verb_form(token.text).filter(|v| v.form == VerbForm::Present) else { return false };
    // "uses 450 litres"
    let counts = |t: &Token<'_>| t.kind == TokenKind::Number && t.spaced || matches!(t.text, "$" | "£" | "€");
    !verb.noun || all.get(at + 1).is_some_and(|t| t.has(Class::DET) || t.has(Class::PRON) || t.is("to") || counts(t))
}

/// Past "of", determiners and "more" at the start: "150 of the 3500 firms", "three more years".
fn skip_openers(all: &[Token<'_>], from: usize) -> usize {
    let mut i = from;
    let mut of = false;
    while let Some(t) = all.get(i) {
        let next = all.get(i + 1);
        let whole = of && (t.has(Class::DET) || t.kind == TokenKind::Number || t.word.numeral.is_some() || t.is("of"));
        let more = t.is_any(&["more", "other", "such", "less", "fewer", "most"]) && next.is_some_and(|n| !n.is("than"));
        let hyphen = t.kind == TokenKind::Dash && t.glued() && i == from && next.is_some_and(Token::glued);
        if t.is("of") && !of || t.is("out") && next.is_some_and(|n| n.is("of")) {
            of = true;
        } else if !(whole || more || hyphen) {
            break;
        }
        i += 1;
    }
    i
}

fn is_quote(token: &Token<'_>) -> bool {
    matches!(token.text, "“" | "”" | "\"" | "‘" | "`" | "*" | "_" | "«" | "»")
        || token.spaced && matches!(token.text, "'" | "’")
}

/// Whether a comma parts two modifiers: "new, big houses".
fn modifier_goes_on(all: &[Token<'_>], comma: usize) -> bool {
    let before = comma.checked_sub(1).and_then(|i| all.get(i));
    before.is_some_and(|t| t.word.class.has(Class::ADJ)) && all.get(comma + 1).is_some_and(|t| t.is_open())
}

/// Whether a word ends in a possessive.
pub fn is_possessive(text: &str) -> bool {
    text.ends_with("'s") || text.ends_with("’s")
}

/// Whether a word looks like a past or present participle.
pub fn looks_verbal(text: &str) -> bool {
    text.len() > 4
        && (text.ends_with("ed")
            || text.strip_suffix("ing").is_some_and(|stem| stem.contains(['a', 'e', 'i', 'o', 'u', 'y'])))
        && !text.ends_with("eed")
        && !text.ends_with("hundred")
}

fn last_word(all: &[Token<'_>], from: usize, to: usize) -> Option<usize> {
    (from..to).rev().find(|&i| all.get(i).is_some_and(|t| t.kind == TokenKind::Word))
}

/// The noun phrase that ends before token `at`, to the left: the subject of the clause, across its verb.
///
/// Steps over verbs, auxiliaries, adverbs and hedges, then takes the nearest noun phrase; "the number of strikes rose to"
/// gives "strikes".
pub fn subject_before(all: &[Token<'_>], at: usize) -> Option<NounPhrase> {
    let mut i = at;
    let mut crossed_verb = false;
    let mut steps = 0;
    while let Some(j) = i.checked_sub(1) {
        steps += 1;
        if steps > 40 {
            return None;
        }
        let t = all.get(j)?;
        let verbal = t.has(Class::AUX)
            || t.has(Class::VERB)
            || t.word.class.has(Class::UP)
            || t.word.class.has(Class::DOWN)
            || looks_verbal(t.text);
        crossed_verb |= verbal && t.kind == TokenKind::Word;
        // "it used to need"
        let is_habit = t.is("used") && all.get(j + 1).is_some_and(|n| n.is("to"));
        let names = t.is_open() && t.word.numeral.is_none() && t.word.month.is_none() && !is_habit;
        if crossed_verb && names && !verbal && !t.word.class.has(Class::ADJ) {
            let head = j;
            let from = phrase_start(all, head);
            // not inside a prepositional phrase about time or place when a noun stands before: "strikes in the city rose"
            let preposition = from.checked_sub(1).and_then(|k| all.get(k)).filter(|p| p.has(Class::PREP));
            if let Some(p) = preposition
                && !p.is("of")
                && from >= 2
            {
                i = from - 1;
                continue;
            }
            return Some(NounPhrase { from, to: head + 1, head });
        }
        if matches!(t.text, ";" | ":") {
            return None;
        }
        i = j;
    }
    None
}

/// First token of the run of modifiers that ends in `head`.
pub fn phrase_start(all: &[Token<'_>], head: usize) -> usize {
    let mut from = head;
    while let Some(j) = from.checked_sub(1) {
        let Some(t) = all.get(j) else { break };
        let joins = t.kind == TokenKind::Dash && t.glued() && all.get(from).is_some_and(Token::glued);
        let word = t.kind == TokenKind::Word
            && (t.is_open() || t.word.class.has(Class::ADJ) && !t.has(Class::DET))
            && t.word.numeral.is_none();
        if !(joins || word) || head - j > 6 {
            break;
        }
        from = j;
    }
    from
}
