//! The slots of one fact, from the words of its sentence.

use std::sync::Arc;

use super::clause::is_content;
use super::event::events;
use super::identifiers;
use super::measure::{Measured, count_unit, duration_of, measured, phrase_text, valued_before, with_sort};
use super::refer;
use super::said::{PERSON, done_by_people, roles, said_of, were};
use super::slots::{quoted, slots, window};
use super::time::Settled;
use super::{Discourse, Scene, Shared};
use crate::document::BlockKind;
use crate::fact::{Claim, Event, Fact, Kind, Role, Slots, Step, fold_space};
use crate::lexicon::Class;
use crate::mention::noun::{NounPhrase, looks_verbal};
use crate::mention::{AGE_OF_GROUP, Mention, MentionValue, ONE_OF_MANY};
use crate::value::{Bound, Value};

/// A fact with its place and words, and nothing else yet.
pub(super) fn blank(scene: &Scene<'_>, state: &mut Discourse, shared: &Shared<'_>, mention: &Mention) -> Fact {
    let cover = |range: (usize, usize)| {
        let first = scene.tokens.get(range.0).map_or(scene.sentence.span, |t| t.span);
        let last = scene.tokens.get(range.1.saturating_sub(1).max(range.0)).map_or(first, |t| t.span);
        scene.document.locate(first.cover(last))
    };
    let span = cover(mention.value_at);
    let extent = cover(mention.extent_at);
    let position = state.places.position(scene.document, span);
    let surface = scene.document.original_text(span);
    let quote = match scene.tokens.get(mention.value_at.0) {
        Some(t) => quoted(scene.text, scene.sentence.span.start(), t.span).map(|part| Arc::from(fold_space(part))),
        None => None,
    };
    let quote = quote.unwrap_or_else(|| shared.quote.clone());
    Fact::from(Claim {
        id: String::new(),
        source: scene.source.id.clone(),
        path: scene.source.path.clone(),
        line: position.line,
        column: position.column,
        span,
        extent,
        surface,
        quote,
        sentence: scene.number as u32,
        kind: Kind::Count,
        value: Value::Number { low: None, high: None, bound: Bound::Exact },
        unit: String::new(),
        measure: String::new(),
        about: Vec::new(),
        when: None,
        when_stated: false,
        when_in_sentence: false,
        when_local: false,
        places: Vec::new(),
        event: None,
        change: None,
        timex: None,
        role: role(scene, mention),
        reason: None,
        cell: scene.block.cell.as_deref().map(|c| (c.table, c.row, c.column)),
        slots: Slots::default(),
        steps: vec![Step { rule: mention.rule, says: words(scene, mention.extent_at) }],
    })
}

fn role(scene: &Scene<'_>, mention: &Mention) -> Role {
    match scene.block.kind {
        BlockKind::Cell => Role::Table,
        BlockKind::Caption => Role::Caption,
        BlockKind::Title | BlockKind::Heading(_) => Role::Heading,
        BlockKind::Note => Role::Note,
        BlockKind::Quote => Role::Quotation,
        _ if scene.view.quoted.get(mention.value_at.0).copied().unwrap_or_default() => Role::Quotation,
        _ => Role::Body,
    }
}

/// The words of a token range.
pub(super) fn words(scene: &Scene<'_>, range: (usize, usize)) -> String {
    let (Some(first), Some(last)) = (scene.tokens.get(range.0), scene.tokens.get(range.1.saturating_sub(1))) else {
        return String::new();
    };
    scene.document.slice(first.span.cover(last.span)).to_owned()
}

/// Fills a dated (or timed) fact.
pub(super) fn dated(
    scene: &Scene<'_>,
    state: &Discourse,
    shared: &Shared<'_>,
    mention: &Mention,
    settled: &Settled,
    fact: &mut Fact,
) {
    fact.kind = settled.kind;
    fact.value = settled.value.clone();
    fact.unit = settled.unit.clone();
    fact.timex = settled.timex.clone();
    if settled.vague {
        fact.role = Role::Vague;
    }
    let frame = shared.syntax.frame(mention.value_at);
    let mut happened = false;
    fact.slots = slots(scene, &shared.lemmas, mention, &Measured::default());
    if settled.kind == Kind::Date {
        fact.measure = "date".to_owned();
        fact.event = Some(event(scene, shared, mention));
        happened = true;
        if let Value::Date { period, .. } = settled.value {
            fact.when = Some(period);
            (fact.when_stated, fact.when_in_sentence, fact.when_local) = (true, true, true);
        }
    } else {
        let found = duration_of(scene.lexicon, scene.tokens, mention, &frame);
        let better = refer::refine(scene, fact.kind, mention, &frame, &shared.syntax, found);
        let found = better.unwrap_or(found);
        said_of(scene, &frame, mention, fact);
        fact.slots = slots(scene, &shared.lemmas, mention, &found);
        refer::property(scene, mention, &frame, &shared.syntax, fact);
        if better.is_some() {
            labelled(scene, &found, fact);
        }
    }
    (fact.slots.zone, fact.slots.is_open_clock) = (settled.zone, settled.is_open);
    fact.slots.is_dayless = settled.is_dayless;
    if scene.compares {
        roles(scene, shared, &frame, fact);
    }
    refer::recall(scene, state, mention, &frame, fact);
    if happened && !settled.vague && scene.compares {
        fact.slots.events = events(scene, shared, &frame, mention);
        let read = |e: &Event| Step { rule: "resolve.event", says: e.says() };
        let read: Vec<Step> = fact.slots.events.iter().map(read).collect();
        fact.steps.extend(read);
    }
}

/// Gives a fact without a measure the noun it was found to be said of.
fn labelled(scene: &Scene<'_>, found: &Measured, fact: &mut Fact) {
    if let Some(phrase) = found.phrase.filter(|_| fact.measure.is_empty() && !found.elided) {
        fact.measure = phrase_text(scene.text, scene.sentence.span.start(), scene.tokens, phrase);
    }
}

/// A short description of what happened: the content words of the clause, lemmas in text order.
fn event(scene: &Scene<'_>, shared: &Shared<'_>, mention: &Mention) -> String {
    let near = window(mention.extent_at, scene.tokens.len());
    let clause = scene.view.clause_range(mention.value_at.0);
    let mut lemmas: Vec<String> = Vec::new();
    for i in clause.0.max(near.0)..clause.1.min(near.1) {
        let Some(t) = scene.tokens.get(i) else { continue };
        if (mention.extent_at.0..mention.extent_at.1).contains(&i) || !is_content(t) {
            continue;
        }
        if let Some(lemma) = shared.lemmas.get(i).filter(|l| !lemmas.contains(l)) {
            lemmas.push(lemma.clone());
        }
        if lemmas.len() == 8 {
            break;
        }
    }
    lemmas.join(" ")
}

/// A counted phrase without what only counts in it: "a combined 435 homes" are homes.
fn counted_only(scene: &Scene<'_>, phrase: NounPhrase) -> NounPhrase {
    let token = |i: usize| scene.tokens.get(i);
    let number = (phrase.from..phrase.head)
        .rev()
        .find(|&i| token(i).is_some_and(|t| t.literal.is_some_and(|l| l.digits > 0 && !l.leading_zero)))
        .filter(|&i| !i.checked_sub(1).and_then(token).is_some_and(|t| t.is_capitalized() || !t.spaced));
    let mut from = number.map_or(phrase.from, |i| i + 1);
    while from < phrase.head && token(from).is_some_and(|t| t.word.class.has(Class::SUMS)) {
        from += 1;
    }
    NounPhrase { from, ..phrase }
}

/// "the top three seeds": the word before the number that picks which of the things are counted.
fn picked(scene: &Scene<'_>, place: &Mention) -> Option<String> {
    let at = place.extent_at.0.checked_sub(1)?;
    let picks = scene.tokens.get(at).filter(|t| t.word.class.has(Class::PICKS))?;
    let determined = at.checked_sub(1).and_then(|i| scene.tokens.get(i)).is_some_and(|t| t.has(Class::DET));
    determined.then(|| picks.text.to_lowercase())
}

/// Whether a number tells how many people make up the group that its phrase names: "a crew of eight".
fn is_group_of(scene: &Scene<'_>, phrase: NounPhrase, place: &Mention) -> bool {
    phrase.to + 1 == place.extent_at.0
        && scene.tokens.get(phrase.head).is_some_and(|t| t.word.class.has(Class::GROUP))
        && scene.tokens.get(phrase.to).is_some_and(|t| t.is("of"))
}

/// Whether "at" stands before a number: a rate, a degree, an age.
fn follows_at(scene: &Scene<'_>, place: &Mention) -> bool {
    place.extent_at.0.checked_sub(1).and_then(|i| scene.tokens.get(i)).is_some_and(|t| t.is("at"))
}

/// "a score of 88": the value of what stands before "of", and no number of things counted earlier.
fn is_value_of(scene: &Scene<'_>, place: &Mention) -> bool {
    let token = |back: usize| place.extent_at.0.checked_sub(back).and_then(|i| scene.tokens.get(i));
    token(1).is_some_and(|t| t.is("of")) && token(2).is_some_and(|t| t.is_open() && !t.has(Class::AMOUNT))
}

/// Whether the word behind a number is "others", or says what befell people.
fn says_people(scene: &Scene<'_>, place: &Mention) -> bool {
    scene.tokens.get(place.extent_at.1).is_some_and(|t| {
        t.is("others") || t.word.class.has(Class::HUMAN) && looks_verbal(t.text) && t.text.ends_with("ed")
    })
}

/// "17,000 worked there in May, 8,500 in June": what was counted before, for a number that opens the next part of a list.
fn gapped(scene: &Scene<'_>, state: &Discourse, place: &Mention) -> Option<String> {
    let before = place.extent_at.0.checked_sub(1).and_then(|i| scene.tokens.get(i))?;
    let opens = matches!(before.text, "," | ";") || before.is("and");
    let (block, last) = state.last_count.as_ref()?;
    // where a noun was written it is known already
    (opens && last == PERSON && *block == scene.sentence.block).then(|| last.clone())
}

/// "80° 12' N", "by 18 degrees east": where on the globe.
fn of_globe(scene: &Scene<'_>, place: &Mention, fact: &mut Fact) {
    let name = match scene.tokens.get(place.extent_at.1).map(|t| t.text.to_lowercase()).as_deref() {
        Some("n" | "s" | "north" | "south") => "latitude",
        Some("e" | "w" | "east" | "west") => "longitude",
        _ => return,
    };
    fact.measure = name.to_owned();
    fact.slots.head = scene.lexicon.lemma(name);
}

/// Fills a fact that states a number; `place` is the mention whose place in the sentence tells what is measured.
pub(super) fn numbered(
    scene: &Scene<'_>,
    state: &mut Discourse,
    shared: &Shared<'_>,
    place: &Mention,
    mention: &Mention,
    earlier: &mut Option<NounPhrase>,
    fact: &mut Fact,
) {
    let MentionValue::Number { kind, low, high, bound, unit, change, .. } = &mention.value else { return };
    if mention.rule == ONE_OF_MANY {
        fact.role = Role::Vague;
    }
    fact.kind = *kind;
    fact.value = Value::Number { low: *low, high: *high, bound: *bound };
    fact.change = *change;
    let frame = shared.syntax.frame(place.extent_at);
    let found = measured(scene.lexicon, scene.tokens, place, *earlier, &frame);
    let is_listed = *kind == Kind::Count && earlier.is_some() && found.phrase == *earlier;
    let grouped = *kind == Kind::Count && found.phrase.is_some_and(|p| is_group_of(scene, p, place));
    let is_valued = place.noun.is_none() && valued_before(scene.tokens, place.extent_at.0).is_some();
    // "a length penalty of 0.6"
    let is_worth =
        *kind == Kind::Count && is_value_of(scene, place) && found.phrase.is_some_and(|p| p.to < place.extent_at.0);
    let better = if is_listed || grouped || is_valued || is_worth {
        None
    } else {
        refer::refine(scene, *kind, place, &frame, &shared.syntax, found)
    };
    let found = better.unwrap_or(found);
    if let Some(p) = found.phrase {
        let named = if *kind == Kind::Count { counted_only(scene, p) } else { p };
        fact.measure = phrase_text(
            scene.text,
            scene.sentence.span.start(),
            scene.tokens,
            with_sort(scene.tokens, named, found.of),
        );
        if let Some(pick) = picked(scene, place).filter(|_| *kind == Kind::Count && place.noun == Some(p)) {
            fact.measure = format!("{pick} {}", fact.measure);
        }
        if *kind == Kind::Count {
            *earlier = Some(p);
        }
    }
    let plural =
        |p: NounPhrase| scene.tokens.get(p.head).is_some_and(|t| scene.lexicon.is_plural(t.text) || !found.elided);
    fact.unit = match (unit, found.phrase) {
        (Some(u), _) => u.clone().into_owned(),
        // "wounding 70 others", "and 60 arrested"
        (None, _) if *kind == Kind::Count && place.noun.is_none() && says_people(scene, place) => PERSON.to_owned(),
        // "the Marlins tumbled to 2,613": a name is not what is counted
        (None, Some(p)) if *kind == Kind::Count && found.elided && p.head > 0 && scene.view.in_name(p.head) => {
            gapped(scene, state, place).unwrap_or_default()
        }
        // "a crew of eight"
        (None, Some(p)) if *kind == Kind::Count && is_group_of(scene, p, place) => PERSON.to_owned(),
        // "the yen traded at 132": a subject that is one thing is not what is counted
        (None, Some(p)) if !plural(p) && *kind == Kind::Count => gapped(scene, state, place).unwrap_or_default(),
        (None, Some(p)) => count_unit(scene.lexicon, scene.tokens, p),
        // "17,000 worked for the firm"
        (None, None) if found.priced => String::new(),
        (None, None) if *kind == Kind::Count && done_by_people(scene, &frame) => PERSON.to_owned(),
        (None, None) => match (&state.last_count, fact.cell) {
            // an elided noun is one of the same paragraph; "at 90" is no number of things
            (Some((block, last)), None)
                if *block == scene.sentence.block
                    && fact.measure.is_empty()
                    && *kind == Kind::Count
                    && !follows_at(scene, place)
                    && !identifiers::is_code(scene, place)
                    && !is_value_of(scene, place) =>
            {
                last.clone()
            }
            _ if *kind == Kind::Count && fact.cell.is_none() && were(scene, &frame) => PERSON.to_owned(),
            _ => String::new(),
        },
    };
    if *bound == Bound::Vague && fact.unit.is_empty() {
        fact.unit = PERSON.to_owned();
    }
    // "more than three standard deviations above": how far, and not how many
    let gauges = found.phrase.and_then(|p| scene.tokens.get(p.head)).is_some_and(|t| t.word.gauges);
    let gauges = gauges || place.rule == "number.single";
    let is_sure = (!found.elided || fact.unit == PERSON) && !gauges;
    if gauges {
        *earlier = None;
    }
    if *kind == Kind::Count && is_sure && !fact.unit.is_empty() {
        state.last_count = Some((scene.sentence.block, fact.unit.clone()));
    }
    let counted = fact.unit.clone();
    if let Some(per) = mention.per.as_ref() {
        fact.unit = format!("{} per {per}", fact.unit).trim_start().to_owned();
    }
    fact.slots = slots(scene, &shared.lemmas, place, &found);
    said_of(scene, &frame, place, fact);
    if is_valued && *kind == Kind::Count {
        fact.measure.clear();
    }
    if better.is_some() || is_valued {
        let sure = Measured { elided: found.elided && !is_valued, ..found };
        labelled(scene, &sure, fact);
    }
    if scene.compares {
        roles(scene, shared, &frame, fact);
    }
    refer::property(scene, place, &frame, &shared.syntax, fact);
    refer::recall(scene, state, place, &frame, fact);
    if frame.is_gapped && fact.slots.owner.is_empty() {
        fact.slots.owner = fact.slots.subject.last().cloned().unwrap_or_default();
    }
    if fact.unit == "degree" {
        of_globe(scene, place, fact);
    }
    // "aged 65 and over": how old those are who belong, whoever they are
    if mention.rule == AGE_OF_GROUP {
        fact.slots.head = scene.lexicon.lemma("age");
    }
    if fact.slots.head.is_empty() && *kind == Kind::Count {
        if !fact.unit.is_empty() {
            fact.slots.head = scene.lexicon.lemma(counted.rsplit(' ').next().unwrap_or_default());
        } else if let Some(named) = refer::named(scene, place, &frame, &shared.syntax) {
            // "the ceiling is a thousand": the value of what has it
            fact.slots.head = scene.lexicon.lemma(named);
        }
    }
}
