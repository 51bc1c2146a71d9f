//! What a value without a noun of its own is said of: the subject of its verb, what it is given as.

use crate::fact::{Fact, Kind};
use crate::grammar::{Token, TokenKind};
use crate::lexicon::{Class, Concepts, Lexicon, Properties, PropertyPlace, TimeWord};
use crate::mention::noun::{NounPhrase, looks_verbal, phrase_start};
use crate::mention::{Mention, SHARE_OF_MANY};

use super::clause::is_content;
use super::concept::concept;
use super::measure::{Measured, is_counting, phrase_text};
use super::syntax::{Frame, Position, Syntax};
use super::{Discourse, Scene};

/// At most this many words stand in the brackets between a measure and its property.
const BRACKET: usize = 10;

/// How many words before "of which" are looked at for what it points back to.
const BACK: usize = 20;

/// Finds better nouns for a value than those that stand nearest, if there are any.
pub(super) fn refine(
    scene: &Scene<'_>,
    kind: Kind,
    place: &Mention,
    frame: &Frame,
    syntax: &Syntax<'_>,
    found: Measured,
) -> Option<Measured> {
    let all = scene.tokens;
    match kind {
        Kind::Ordinal | Kind::Date => None,
        Kind::Ratio if found.phrase.is_some() && !found.elided => None,
        Kind::Ratio => told(all, kind, place, frame, syntax).or_else(|| unfit(frame, syntax, found)),
        Kind::Count if place.noun.is_some() => None,
        Kind::Count => {
            let own =
                of_them(scene.lexicon, all, frame, place).or_else(|| picked_from(scene.lexicon, all, frame, place));
            own.or_else(|| counted(scene.lexicon, all, frame, place.extent_at)).or_else(|| {
                // "Locally it is under 6": no noun, no measure
                let is_noun = found.phrase.is_none_or(|p| syntax.may_name(p.head) || !found.elided);
                (!is_noun).then(Measured::default)
            })
        }
        Kind::Share if place.rule == SHARE_OF_MANY => {
            had(all, place, frame, syntax).or_else(|| predicate(all, place, frame))
        }
        _ if found.phrase.is_some() && !found.elided => None,
        Kind::Share if found.elided && follows_of_which(all, place.extent_at.0) => {
            Some(antecedent(scene.lexicon, all, place, syntax).unwrap_or_default())
        }
        Kind::Share => {
            let own = predicate(all, place, frame).or_else(|| had(all, place, frame, syntax));
            own.or_else(|| told(all, kind, place, frame, syntax)).or_else(|| unfit(frame, syntax, found))
        }
        Kind::Money | Kind::Quantity | Kind::Duration => given_as(all, place, frame)
            .or_else(|| presented(scene.lexicon, all, place, frame))
            .or_else(|| apposed(scene, place, syntax).filter(|_| kind == Kind::Quantity))
            .or_else(|| compared(all, place))
            .or_else(|| told(all, kind, place, frame, syntax))
            .or_else(|| unfit(frame, syntax, found)),
    }
}

/// What the clause says the value of: its own noun, what it hangs on, what its verb is done to, its subject; the phrase that is
/// written out as the measure.
fn told(all: &[Token<'_>], kind: Kind, place: &Mention, frame: &Frame, syntax: &Syntax<'_>) -> Option<Measured> {
    let said = concept(all, place, kind, frame);
    // "decades ahead of its time", "by the time of the vote": neither an adverb nor a time is measured
    let names = |piece: &(usize, usize)| {
        let head = piece.1.saturating_sub(1);
        let time = |t: &Token<'_>| t.is("time") || matches!(t.word.time_word, Some(TimeWord::Unit { .. }));
        // "moved the top by 3 cm", but not "the most fertile 500 acres"
        let is_bare = piece.0 == head && head > 0 && all.get(head - 1).is_some_and(|t| t.has(Class::DET));
        (syntax.is_noun(head) || is_bare) && all.get(head).is_some_and(|t| is_content(t) && !time(t))
    };
    let mut pieces = said.measure.last().into_iter().chain(&said.about).copied().skip_while(|p| !names(p));
    let first = pieces.next()?;
    let counting = all.get(first.1.checked_sub(1)?).is_some_and(is_counting);
    let chosen = if counting { pieces.next().unwrap_or(first) } else { first };
    // what hangs on it by "of", and nothing that only stands behind
    let hangs = |next: &(usize, usize)| {
        next.0 > chosen.1 && next.0 <= chosen.1 + 3 && all.get(chosen.1).is_some_and(|t| t.is("of"))
    };
    Some(Measured {
        phrase: Some(phrase(chosen)),
        of: pieces.next().filter(hangs).map(phrase),
        elided: true,
        ..Measured::default()
    })
}

/// The noun that a bare number is the value of: "the ceiling is a thousand", "label length 63", "a penalty of 0.6".
pub(super) fn named<'a>(scene: &Scene<'a>, place: &Mention, frame: &Frame, syntax: &Syntax<'_>) -> Option<&'a str> {
    let all = scene.tokens;
    let found = told(all, Kind::Count, place, frame, syntax)?.phrase?;
    let head = all.get(found.head)?;
    let from = place.extent_at.0;
    let joins = |i: usize| all.get(i).is_some_and(|t| matches!(t.text, ":" | "=" | "("));
    let is_label = found.to == from || found.to + 1 == from && joins(found.to);
    let is_worth = !frame.parent.is_empty() || !frame.apposed.is_empty() || says_itself(all, frame);
    // "rated the inn a five"
    let says_nothing = |t: &Token<'_>| {
        t.kind != TokenKind::Word || t.has(Class::DET) || t.has(Class::CONJ) || t.word.numeral.is_some()
    };
    let is_given = frame.object.first().is_some_and(|o| o.1 == found.to)
        && all.get(found.to..from).is_some_and(|gap| gap.iter().all(says_nothing));
    let is_worth = is_worth || is_given;
    let is_own = if frame.verb.is_some() { is_worth } else { is_worth || is_label };
    // "N = 412" names nothing
    let is_word = head.text.len() > 1 && !head.is_capitalized();
    (is_own && is_word && !is_counting(head)).then_some(head.text)
}

/// Whether the verb says of its subject what it comes to: "was", "rose to", "fell by".
fn says_itself(all: &[Token<'_>], frame: &Frame) -> bool {
    let verb = frame.verb.and_then(|(from, to)| all.get(from..to)).unwrap_or_default();
    frame.object.is_empty()
        && verb.last().is_some_and(|t| t.word.class.has(Class::UP) || t.word.class.has(Class::DOWN) || t.has(Class::BE))
}

/// Nothing instead of a word of another clause, or one that is no noun: "he had waited for 3 days", "Born in May, she was 59".
fn unfit(frame: &Frame, syntax: &Syntax<'_>, found: Measured) -> Option<Measured> {
    let head = found.phrase?.head;
    (frame.verb.is_some() || !syntax.may_name(head)).then(Measured::default)
}

/// "One patient in four had a rash", "38% had a rash": what they have is measured, and they are the whole.
fn had(all: &[Token<'_>], place: &Mention, frame: &Frame, syntax: &Syntax<'_>) -> Option<Measured> {
    let verb = frame.verb.filter(|_| frame.position == Position::Subject)?;
    let is_had = all.get(verb.0..verb.1)?.last().is_some_and(|t| t.is_any(&["has", "have", "had"]));
    let own = syntax.phrase_behind(verb.1).first().copied().filter(|_| is_had)?;
    let whole = place.noun.or_else(|| frame.of.first().copied().map(phrase));
    Some(Measured { phrase: Some(phrase(own)), of: whole, ..Measured::default() })
}

/// "files older than 30 days", "parcels heavier than 20 kg": the noun before the comparison.
fn compared(all: &[Token<'_>], place: &Mention) -> Option<Measured> {
    let token = |i: Option<usize>| i.and_then(|i| all.get(i));
    let from = place.extent_at.0;
    let is_than = |i: usize| all.get(i).is_some_and(|t| t.is("than"));
    let at = if is_than(from + 1) {
        from
    } else if from > 1 && is_than(from - 1) {
        from - 2
    } else {
        return None;
    };
    let head = at.checked_sub(1)?;
    let noun = all.get(at).is_some_and(|t| t.word.class.has(Class::ADJ) || t.word.hedge)
        && token(Some(head)).is_some_and(|t| is_content(t) && !looks_verbal(t.text) && !t.has(Class::VERB));
    noun.then(|| {
        let phrase = NounPhrase { from: phrase_start(all, head), to: head + 1, head };
        Measured { phrase: Some(phrase), ..Measured::default() }
    })
}

/// A piece of a frame as a noun phrase.
fn phrase((from, to): (usize, usize)) -> NounPhrase {
    NounPhrase { from, to, head: to.saturating_sub(1) }
}

/// "tags, up to 16 of them": the plural named before.
fn of_them(lexicon: &Lexicon, all: &[Token<'_>], frame: &Frame, place: &Mention) -> Option<Measured> {
    let end = place.extent_at.1;
    let is_them = all.get(end)?.is("of") && all.get(end + 1)?.is_any(&["them", "these", "those", "which", "whom"]);
    let first = frame.subject.first().copied().filter(|_| is_them)?;
    let plural = all.get(first.1.checked_sub(1)?).is_some_and(|t| lexicon.is_plural(t.text));
    plural.then(|| Measured { phrase: Some(phrase(first)), ..Measured::default() })
}

/// Whether "of which" or "of whom" stands before a value, hedges aside: "40 barges, of which only a third".
fn follows_of_which(all: &[Token<'_>], at: usize) -> bool {
    let word =
        (0..at).rev().find(|&i| all.get(i).is_some_and(|t| !t.word.hedge && !t.has(Class::DET) && !t.has(Class::ADV)));
    word.is_some_and(|i| {
        all.get(i).is_some_and(|t| t.is_any(&["which", "whom"])) && i > 0 && all.get(i - 1).is_some_and(|t| t.is("of"))
    })
}

/// The nearest plural before a value that "of which" points back to.
fn antecedent(lexicon: &Lexicon, all: &[Token<'_>], place: &Mention, syntax: &Syntax<'_>) -> Option<Measured> {
    let head = (0..place.extent_at.0)
        .rev()
        .take(BACK)
        .find(|&i| syntax.is_noun(i) && all.get(i).is_some_and(|t| is_content(t) && lexicon.is_plural(t.text)))?;
    let phrase = NounPhrase { from: phrase_start(all, head), to: head + 1, head };
    Some(Measured { phrase: Some(phrase), ..Measured::default() })
}

/// "Of the barges 40 sank", "Of all the old mills, only seven remain": the plural that a sentence begins with.
fn picked_from(lexicon: &Lexicon, all: &[Token<'_>], frame: &Frame, place: &Mention) -> Option<Measured> {
    let opens = frame.position == Position::Subject && all.first()?.is("of");
    let mut to = place.extent_at.0;
    // "a mere seven", ", only seven"
    while to > 1 && all.get(to - 1).is_some_and(|t| t.text == "," || t.is_any(&["a", "mere"]) || t.word.hedge) {
        to -= 1;
    }
    let between = all.get(1..to).filter(|_| opens)?;
    let first = between.iter().position(is_content)? + 1;
    let plain = between.iter().all(|t| t.kind == TokenKind::Word || t.kind == TokenKind::Dash && t.glued());
    let ends = (first..to).find(|&i| all.get(i).is_some_and(|t| t.is("of"))).unwrap_or(to);
    let head = all.get(ends.checked_sub(1)?)?;
    let fits = plain && is_content(head) && (lexicon.is_plural(head.text) || head.word.class.has(Class::GROUP));
    fits.then(|| Measured { phrase: Some(phrase((first, ends))), elided: true, ..Measured::default() })
}

/// "The number of people left without a home was 1,120", "Arrests in the port reached 90": the plural that the verb is said of.
fn counted(lexicon: &Lexicon, all: &[Token<'_>], frame: &Frame, extent: (usize, usize)) -> Option<Measured> {
    frame.verb?;
    // "Deaths were 56 and 61": each is of a part that is not said here
    let number = |i: Option<usize>| i.and_then(|i| all.get(i)).is_some_and(|t| t.kind == TokenKind::Number);
    let joins =
        |i: Option<usize>| i.and_then(|i| all.get(i)).is_some_and(|t| t.is_any(&["and", "or", "against", "versus"]));
    let (from, to) = extent;
    if joins(Some(to)) && number(Some(to + 1)) || joins(from.checked_sub(1)) && number(from.checked_sub(2)) {
        return None;
    }
    let mut pieces = frame.subject.iter().copied();
    let first = pieces.next()?;
    let counting = all.get(first.1.checked_sub(1)?).is_some_and(is_counting);
    let chosen = if counting { pieces.next()? } else { first };
    let plural = all.get(chosen.1.checked_sub(1)?).is_some_and(|t| lexicon.is_plural(t.text));
    plural.then(|| Measured {
        phrase: Some(phrase(chosen)),
        of: pieces.next().map(phrase),
        elided: !counting,
        ..Measured::default()
    })
}

/// "52 per cent were women": what the share is said to be.
fn predicate(all: &[Token<'_>], place: &Mention, frame: &Frame) -> Option<Measured> {
    let end = place.extent_at.1;
    if !frame.subject.is_empty() || !all.get(end).is_some_and(|t| t.has(Class::BE)) {
        return None;
    }
    let words = all.get(end + 1..)?.iter().take_while(|t| is_content(t) && !looks_verbal(t.text)).count();
    let to = end + 1 + words;
    (words > 0).then_some(Measured { phrase: Some(phrase((end + 1, to))), of: None, ..Measured::default() })
}

/// "Some 120 feet was the height of the mast", "Two years is the limit": what a value at the front is said to be.
fn presented(lexicon: &Lexicon, all: &[Token<'_>], place: &Mention, frame: &Frame) -> Option<Measured> {
    let end = place.extent_at.1;
    let is_front =
        frame.subject.is_empty() && all.get(..place.extent_at.0)?.iter().all(|t| !t.is_open() || t.is("some"));
    let is_presented = all.get(end)?.has(Class::BE) && all.get(end + 1)?.is_any(&["the", "its", "his", "her", "their"]);
    if !is_front || !is_presented {
        return None;
    }
    let run = |from: usize| {
        let to = from
            + all
                .get(from..)
                .unwrap_or_default()
                .iter()
                .take_while(|t| t.is_open() || t.word.class.has(Class::ADJ))
                .count();
        (to > from).then(|| phrase((from, to)))
    };
    let own = run(end + 2)?;
    let of = all.get(own.to).filter(|t| t.is("of")).and_then(|_| {
        let at = own.to + 1;
        run(at + usize::from(all.get(at).is_some_and(|t| t.has(Class::DET))))
    });
    let names = all.get(own.head).is_some_and(|t| !looks_verbal(t.text) && !lexicon.is_plural(t.text));
    names.then_some(Measured { phrase: Some(own), of, ..Measured::default() })
}

/// "gave the length of the walk as 2 hours", "put the damage at 4 million".
fn given_as(all: &[Token<'_>], place: &Mention, frame: &Frame) -> Option<Measured> {
    let before = place.extent_at.0.checked_sub(1).and_then(|i| all.get(i))?;
    let mut pieces = frame.object.iter().copied();
    let object = pieces.next().filter(|_| before.is_any(&["as", "at"]))?;
    Some(Measured { phrase: Some(phrase(object)), of: pieces.next().map(phrase), ..Measured::default() })
}

/// "a crater 300 metres in diameter", "the wall, 3 m thick": the noun right before a measure whose property is named.
fn apposed(scene: &Scene<'_>, place: &Mention, syntax: &Syntax<'_>) -> Option<Measured> {
    let all = scene.tokens;
    property_word(scene, place)?;
    let before = place.extent_at.0.checked_sub(1)?;
    let comma = all.get(before).is_some_and(|t| t.text == ",");
    // "a wall of stone and clay, 9 m high": behind a comma the wall is meant
    if let Some(first) = syntax.apposed(place.extent_at.0).filter(|_| comma) {
        return Some(Measured { phrase: Some(phrase(first)), of: None, ..Measured::default() });
    }
    let head = if comma { before.checked_sub(1)? } else { before };
    let noun = syntax.is_noun(head)
        && all.get(head).is_some_and(|t| is_content(t) && !looks_verbal(t.text) && !t.has(Class::VERB));
    // "Line 3, nine miles long", "an iron one, 48 metres high"
    let token = |i: usize| all.get(i);
    let name = head > 0
        && token(head).is_some_and(|t| t.kind == TokenKind::Number)
        && token(head - 1).is_some_and(Token::is_capitalized);
    let other = head > 0
        && token(head).is_some_and(|t| t.is("one"))
        && token(head - 1).is_some_and(|t| is_content(t) || t.has(Class::DET));
    (noun || name || other).then(|| {
        let phrase = NounPhrase { from: phrase_start(all, head), to: head + 1, head };
        Measured { phrase: Some(phrase), of: None, ..Measured::default() }
    })
}

/// The word behind a measure that names a property: "31 metres high", "31 metres in height".
fn property_word(scene: &Scene<'_>, place: &Mention) -> Option<String> {
    let all = scene.tokens;
    let mut at = place.extent_at.1;
    // "31 metres (102 feet) high"
    if all.get(at).is_some_and(|t| t.text == "(") {
        at = (at..at + BRACKET).find(|&i| all.get(i).is_some_and(|t| t.text == ")")).map_or(at, |i| i + 1);
    }
    while all.get(at).is_some_and(|t| t.is_any(&["in", ")"]) || t.kind == TokenKind::Dash && t.glued()) {
        at += 1;
    }
    let lemma = scene.lexicon.lemma(all.get(at).filter(|t| t.kind == TokenKind::Word)?.text);
    Concepts::names_attribute(&lemma).then_some(lemma)
}

/// "rises 61 m", "18 m below the surface": the property that the verb before a measure, or the preposition behind it, tells of.
fn told_property(scene: &Scene<'_>, place: &Mention, unit: &str) -> Option<&'static str> {
    let all = scene.tokens;
    let unit = scene.lexicon.units.by_name(unit)?;
    let dimension = unit.dimension.as_str();
    let lower = |i: usize| all.get(i).filter(|t| t.kind == TokenKind::Word).map(|t| t.text.to_lowercase());
    let properties = Properties::english();
    let end = place.extent_at.1;
    let compares = all.get(end + 1).is_some_and(|t| t.is_any(&["average", "normal", "expected", "the"]))
        && !all.get(end + 1).is_some_and(|t| t.is("the") && all.get(end + 2).is_some_and(|t| !t.is("average")));
    let first = lower(end);
    let behind = first.as_ref().and_then(|word| {
        let two = lower(end + 1).map(|next| format!("{word} {next}"));
        properties
            .of(word, PropertyPlace::Behind, dimension)
            .or_else(|| properties.of(&two?, PropertyPlace::Behind, dimension))
    });
    let at = place.extent_at.0;
    let skipped = at.checked_sub(1).and_then(|i| all.get(i)).is_some_and(|t| t.is("for"));
    let verb = lower(at.checked_sub(if skipped { 2 } else { 1 })?);
    let leads = first.is_some_and(|w| matches!(w.as_str(), "from" | "above" | "over" | "into"));
    verb.and_then(|verb| {
        let from = properties.of(&verb, PropertyPlace::From, dimension).filter(|_| leads);
        from.or_else(|| properties.of(&verb, PropertyPlace::Verb, dimension))
    })
    .or(behind.filter(|_| !compares))
}

/// The lemma of a noun phrase; a name with a number keeps it: "Line 2".
fn owner(scene: &Scene<'_>, from: usize, to: usize) -> String {
    let phrase = scene.tokens.get(from..to).unwrap_or_default();
    let numbered = phrase.windows(2).find_map(|w| match w {
        [name, number] if number.kind == TokenKind::Number && name.is_capitalized() => {
            Some(format!("{} {}", scene.lexicon.lemma(name.text), number.text))
        }
        _ => None,
    });
    numbered.or_else(|| phrase.last().map(|t| scene.lexicon.lemma(t.text))).unwrap_or_default()
}

/// Notes the property that the words behind a measure name.
pub(super) fn property(scene: &Scene<'_>, place: &Mention, frame: &Frame, syntax: &Syntax<'_>, fact: &mut Fact) {
    if !matches!(fact.kind, Kind::Quantity | Kind::Duration) {
        return;
    }
    let Some(lemma) = property_word(scene, place) else {
        if let Some(property) = told_property(scene, place, &fact.unit).filter(|_| fact.kind == Kind::Quantity) {
            let lemma = scene.lexicon.lemma(property);
            if let Some(&(from, to)) = frame.subject.first() {
                fact.slots.owner = owner(scene, from, to);
            }
            if !fact.slots.modifiers.contains(&lemma) {
                fact.slots.modifiers.push(lemma);
            }
            // "rises 61 m above its plinth" tells of no change
            fact.change = None;
            return;
        }
        // "Line 2 runs for 9 miles": what is numbered is one of several
        if let Some(name) = frame.subject.first().map(|&(from, to)| owner(scene, from, to)).filter(|n| n.contains(' '))
        {
            fact.slots.owner = name;
        }
        return;
    };
    let own = apposed(scene, place, syntax).and_then(|m| m.phrase).map(|p| (p.from, p.to));
    // "a wall at least 4 metres thick": the wall is measured, and not "thick"
    if let Some((from, to)) = own
        && scene.lexicon.lemma(&fact.measure) == lemma
    {
        let measured = NounPhrase { from, to, head: to.saturating_sub(1) };
        fact.measure = phrase_text(scene.text, scene.sentence.span.start(), scene.tokens, measured);
    }
    if let Some((from, to)) = own.or_else(|| frame.subject.first().copied()) {
        fact.slots.owner = owner(scene, from, to);
    }
    if fact.slots.head == lemma {
        // "it was 36 metres tall": not tall is measured, but what it stands for
        fact.slots.head.clear();
    }
    let is_width = Concepts::attribute(&lemma) == Some("width");
    // what is round is as wide as its diameter
    let also = is_width.then(|| "diameter".to_owned());
    for word in std::iter::once(lemma).chain(also) {
        if !fact.slots.modifiers.contains(&word) {
            fact.slots.modifiers.push(word);
        }
    }
}

/// What a pronoun stands for, and what a question asked: words that the sentence itself leaves out.
pub(super) fn recall(scene: &Scene<'_>, state: &Discourse, place: &Mention, frame: &Frame, fact: &mut Fact) {
    let is_property = fact.kind == Kind::Quantity && property_word(scene, place).is_some();
    let add = |list: &mut Vec<String>, words: &[String]| {
        for word in words {
            if !list.contains(word) {
                list.push(word.clone());
            }
        }
    };
    if let Some(topic) = frame.pronoun.and_then(|i| scene.tokens.get(i)).and_then(|t| state.thread.meant(scene, t)) {
        add(&mut fact.slots.subject, &topic.lemmas);
        add(&mut fact.slots.clause, &topic.lemmas);
        if fact.slots.head.is_empty() && !matches!(fact.kind, Kind::Count | Kind::Date) {
            fact.slots.head.clone_from(&topic.head);
        }
        if is_property && fact.slots.owner.is_empty() {
            fact.slots.owner.clone_from(&topic.head);
        }
    }
    if let Some(asked) = state.thread.answered(scene.number).filter(|_| frame.verb.is_none()) {
        if fact.slots.head.is_empty() && fact.kind != Kind::Date {
            fact.slots.head.clone_from(&asked.head);
        }
        add(&mut fact.slots.clause, &asked.lemmas);
    }
}

#[cfg(test)]
mod tests {
    use crate::document::read_row;
    use crate::fact::Fact;
    use crate::lexicon::Lexicon;
    use crate::resolve::extract;

    #[track_caller]
    fn fact(text: &str, surface: &str) -> Fact {
        let facts = extract(&read_row("t", text, None), Lexicon::english()).facts;
        facts.into_iter().find(|f| f.surface == surface).expect("the value is read")
    }

    fn lemma(word: &str) -> String {
        Lexicon::english().lemma(word)
    }

    #[test]
    fn a_count_takes_the_plural_its_verb_is_said_of() {
        assert_eq!(fact("The number of families left without water was 1,310.", "1,310").unit, "family");
        assert_eq!(fact("Around 900 worked at the yard in May, 450 in June.", "450").unit, "person");
        let rates = fact("Fares were 12 and 15.", "15");
        assert_ne!(rates.slots.head, "", "the noun stands there, whatever it is worth");
    }

    #[test]
    fn a_share_is_one_of_what_it_is_said_to_be() {
        assert_eq!(fact("The mean age was 44 years; 61% were nurses.", "61").slots.head, lemma("nurses"));
        assert_ne!(fact("Some 61% were hired.", "61").slots.head, lemma("hired"));
    }

    #[test]
    fn a_measure_is_of_the_property_behind_it() {
        let tower = fact("The old tower was a mill. Raised in 1790, it is 28 metres tall.", "28");
        assert_eq!((&tower.slots.owner, &tower.slots.modifiers), (&lemma("tower"), &vec![lemma("tall")]));
        let pit = fact("They dug a pit 40 feet in diameter.", "40");
        assert_eq!((&pit.slots.head, &pit.slots.owner), (&lemma("pit"), &lemma("pit")));
        assert_eq!(fact("The rest was a stone one, 9 metres wide.", "9").slots.owner, "one");
        assert_eq!(fact("Tram 6 runs for 11 km.", "11").slots.owner, format!("{} 6", lemma("tram")));
        assert_eq!(fact("They walked 11 km.", "11").slots.owner, "");
    }

    #[test]
    fn verbs_and_prepositions_tell_the_property_of_a_measure() {
        let told = |text: &str, surface: &str, word: &str| {
            fact(text, surface).slots.modifiers.contains(&lemma(word)) || fact(text, surface).slots.head == lemma(word)
        };
        assert!(told("The tower rises 61 m above its plinth.", "61", "height"));
        assert!(told("The wreck lies in 18 m of water.", "18", "depth"));
        assert!(told("The shaft ends 612 m below the park.", "612", "depth"));
        assert!(told("The rails run for 9 km.", "9", "length"));
        assert!(!told("The river rose 3 m.", "3", "height"));
        assert!(!told("The frost was 3 m below the average.", "3", "depth"));
        assert_eq!(fact("The quay rose 3 m above the river.", "3").change, None);
    }

    #[test]
    fn a_number_behind_its_label_is_the_value_of_that() {
        let port = fact("The daemon listens on port 1883.", "1883");
        assert_eq!((port.slots.head.as_str(), port.measure.as_str()), (lemma("port").as_str(), "port"));
    }

    #[test]
    fn a_value_at_the_front_is_what_it_is_said_to_be() {
        assert_eq!(fact("Some 120 feet was the height of the mast.", "120").slots.head, lemma("height"));
        assert_eq!(fact("Two years is its limit.", "Two").slots.head, lemma("limit"));
        assert_eq!(fact("The wall was 120 feet.", "120").slots.head, lemma("wall"));
        assert_eq!(fact("A wall at least 4 metres thick stood there.", "4").measure, "wall");
        assert_eq!(fact("It lies at 12° 30' S.", "12° 30'").slots.head, lemma("latitude"));
    }

    #[test]
    fn a_value_is_what_it_is_given_as() {
        assert_eq!(fact("The clerk gave the length of the hearing as 3 hours.", "3").slots.head, lemma("length"));
    }

    #[test]
    fn pronouns_and_answers_recall_what_was_said() {
        let yard = fact("The old yard stood in Norton. It employed 300 men.", "300");
        assert_eq!(yard.slots.subject, vec![lemma("old"), lemma("yard")]);
        let ferry = fact("The ferries closed early. It employed 300 men.", "300");
        assert!(ferry.slots.subject.is_empty(), "many are not one");
        assert_eq!(
            fact("And how many lanterns were lit? Two hundred, perhaps.", "Two hundred").slots.head,
            lemma("lanterns")
        );
    }
}
