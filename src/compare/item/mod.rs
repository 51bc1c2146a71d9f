//! A fact made ready to be compared: words become numbers, synonyms the same number.

mod lapse;
mod rarity;
mod reached;
mod signs;
mod turns;
mod words;

use super::census::Sizes;
use super::clock::Clock;
use super::event::{Happening, happenings};
use super::extents::{Reach, dimension, is_intensive, reach};
use super::setting::Setting;
use super::taught::Mark;
use crate::fact::{Change, Fact, Kind, Role, Slots, Stance};
use crate::lexicon::{ConceptId, ConceptKind, Concepts, Lexicon, SettingWord};
use crate::value::{Bound, Number, Period};
use signs::{
    behind, counts_fraction, end_of_shift, figure, is_ceiling, is_cutoff, is_each, is_lasting, is_light, is_limit,
    is_more, is_of, is_offset, is_origin, is_own, is_part, is_past, is_peak, is_shift, is_threshold, is_unit,
    particles,
};
use turns::{is_instance, is_pointer, is_supposed, pace, shift};
use words::Known;

pub(crate) use lapse::lapse;
pub(crate) use rarity::Rarity;
pub(crate) use reached::reached;
pub(crate) use turns::{Pace, Shift};
pub(crate) use words::{Term, Terms, Vocabulary, concept_term, hash, shared, sort};

/// A fact made ready.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// Index into the facts given.
    pub(crate) fact: usize,
    /// Rank of its source among the source ids.
    pub(crate) source: u32,
    pub(crate) sentence: u32,
    pub(crate) kind: Kind,
    /// Hash of the dimension.
    pub(crate) dimension: Term,
    /// Hash of the unit.
    pub(crate) unit: Term,
    pub(crate) head: Term,
    pub(crate) head_word: Term,
    pub(crate) head_concept: Option<ConceptId>,
    pub(crate) is_generic: bool,
    /// Modifiers, base, words of the event.
    pub(crate) core: Terms,
    /// Verbs, and nouns of acts in the core.
    pub(crate) acts: Terms,
    /// Properties named in the noun phrase, clause or table headings.
    pub(crate) attributes: Terms,
    /// Acts that the concept lexicon knows, without plain verbs.
    pub(crate) deeds: Terms,
    /// The nearest verb, or 0.
    pub(crate) verb: Term,
    /// For dates: the nearest verb and the acts among the nearest nouns, what the date is the date of.
    pub(crate) dated: Terms,
    /// Whether an act happens only once to whom it happens.
    pub(crate) once: Terms,
    pub(crate) clause: Terms,
    /// Who or what the sentence says it of, and what is done to.
    pub(crate) subject: Terms,
    pub(crate) object: Terms,
    /// The subject, with the concepts that hold its words.
    pub(crate) kin: Terms,
    /// Its text counts or measures the same thing at several times: the other values.
    pub(crate) series: Box<[Number]>,
    /// None of the values of such a series holds for a later time.
    pub(crate) is_latest: bool,
    /// A noun for people: "leftists".
    pub(crate) is_person: bool,
    /// What those do whom such a noun names: "visit" for "visitors".
    pub(crate) doing: Terms,
    /// Its text counts what it counts but once.
    pub(crate) is_sole: bool,
    /// How many values its text gives for its noun, as a power of two.
    pub(crate) crowd: i32,
    /// Other values of its dimension in the sentence.
    pub(crate) siblings: Box<[Number]>,
    /// What it became, by its own sentence: 20 of "raised from 10 to 20" for the 10.
    pub(crate) became: Option<Box<Number>>,
    /// Which end of a change it is, if any.
    pub(crate) shift: Option<Shift>,
    /// Whether it is so many in so much time.
    pub(crate) pace: Pace,
    /// Whether it tells of a single thing that its text brings up: "on a machine with 16 cores".
    pub(crate) is_instance: bool,
    /// An ordinal that only says which one is meant: "on the third floor".
    pub(crate) is_pointer: bool,
    /// What narrows the group it holds for.
    pub(crate) group: Terms,
    pub(crate) names: Terms,
    pub(crate) far: Terms,
    /// Words of the row header and of the column header, for cells.
    pub(crate) row: Terms,
    pub(crate) column: Terms,
    pub(crate) places: Terms,
    pub(crate) sides: Box<[(u16, u16)]>,
    pub(crate) when: Option<(i64, i64)>,
    pub(crate) when_stated: bool,
    pub(crate) reach: Reach,
    /// An order of magnitude only: "hundreds".
    pub(crate) is_vague: bool,
    pub(crate) change: Option<Change>,
    pub(crate) stance: Stance,
    pub(crate) is_cell: bool,
    /// What has the property that is measured, or 0.
    pub(crate) owner: Term,
    pub(crate) digits: u32,
    /// "two more", "11 others", "another four": added to what was counted before.
    pub(crate) is_more: bool,
    /// Whether what several have adds up: weights do, heights do not.
    pub(crate) adds_up: bool,
    /// "from 100 to 1,000": what a change began with.
    pub(crate) is_origin: bool,
    /// "three of them": a part of what was counted before.
    pub(crate) is_part: bool,
    /// "20 minutes later": a distance from something said before, no length of something.
    pub(crate) is_offset: bool,
    /// How long something went on: "for three days", "took three days".
    pub(crate) is_lasting: bool,
    /// Of each of several: "three metres each".
    pub(crate) is_each: bool,
    /// Of a whole that is named: "a third of the seats".
    pub(crate) is_of: bool,
    /// Said of something that was so.
    pub(crate) is_past: bool,
    /// The most that is allowed: "may not exceed 255 bytes".
    pub(crate) is_limit: bool,
    /// The most there may be or was: "up to 40".
    pub(crate) is_ceiling: bool,
    /// Of the largest, widest, highest of its kind.
    pub(crate) is_peak: bool,
    /// Told by whoever writes, of what is his own.
    pub(crate) is_own: bool,
    /// What lies beyond is shut out.
    pub(crate) is_cutoff: bool,
    /// The least of those that belong: "65 and over".
    pub(crate) is_threshold: bool,
    /// Its digits as written, 0 for a single one.
    pub(crate) written: u64,
    /// Hash of the value as written.
    pub(crate) surface: Term,
    /// How many digits it has, those at its end included.
    pub(crate) length: usize,
    /// A date that says when something else counted in the sentence holds.
    pub(crate) is_frame: bool,
    /// A cell of a row that is about one of several things of a kind.
    pub(crate) is_listed: bool,
    /// Identifiers, versions, and as what it is put forward.
    pub(crate) setting: Setting,
    /// Whether a date names its year.
    pub(crate) has_year: bool,
    /// How a time of day is to be read.
    pub(crate) clock: Clock,
    /// What a date is the date of.
    pub(crate) events: Box<[Happening]>,
    /// How much its text states beside it.
    pub(crate) sizes: Sizes,
    /// The values around it, hashed.
    pub(crate) around: Box<[u32]>,
    /// What editors have taught about it.
    pub(crate) marks: Box<[Mark]>,
}

impl Item {
    /// The number stated, in the base unit, if it is a single one.
    pub(crate) fn stated(&self) -> Option<Number> {
        match &self.reach {
            Reach::Numbers { stated, .. } => *stated,
            Reach::Days { .. } => None,
        }
    }

    /// The number stated, or else an end of what is allowed.
    pub(crate) fn typical(&self) -> Option<Number> {
        match &self.reach {
            Reach::Numbers { allowed, stated } => stated.or(allowed.low.value()).or(allowed.high.value()),
            Reach::Days { .. } => None,
        }
    }
}

/// Makes a fact ready; `None` when it states nothing that can be compared.
pub(crate) fn item(index: usize, fact: &Fact, source: u32, vocabulary: &mut Vocabulary<'_>) -> Option<Item> {
    // the first cell of a row says what the row is about
    let is_label = fact.cell.is_some_and(|(_, _, column)| column == 0) && fact.slots.events.is_empty();
    // what versions say of one another is reckoned, not aligned
    let is_version = fact.kind == Kind::Ordinal && fact.unit == "version";
    if matches!(fact.role, Role::Noise | Role::Vague) || is_label || is_version {
        return None;
    }
    let ended;
    let fact = if is_shift(fact) {
        ended = end_of_shift(fact)?;
        &ended
    } else {
        fact
    };
    if counts_fraction(fact) || is_supposed(fact) {
        return None;
    }
    let reach = reach(fact)?;
    let slots = &fact.slots;
    let mut sides = Vec::new();
    let mut acts = Vec::new();
    let mut deeds = Vec::new();
    let mut once = Vec::new();
    let mut attributes = Vec::new();
    let mut core = Vec::new();
    let mut head = if slots.head.is_empty() { None } else { Some(vocabulary.know(&slots.head).clone()) };
    // "land invasion": the noun with its modifiers may name a concept that the noun alone does not
    if let Some(head) = &mut head
        && let Some(id) = named_together(slots, vocabulary.concepts)
    {
        head.term = concept_term(id);
        head.concept = Some(id);
        head.kind = vocabulary.concepts.get(id).map(|c| c.kind);
    }
    let mut strong = |known: &Known, is_core: bool, is_verb: bool, with_sides: bool| {
        if with_sides {
            sides.extend_from_slice(&known.sides);
        }
        match known.kind {
            Some(ConceptKind::Act) => {
                acts.push(known.term);
                deeds.push(known.term);
            }
            Some(ConceptKind::Once) => {
                acts.push(known.term);
                once.push(known.term);
            }
            Some(ConceptKind::Attribute) => {
                attributes.push(known.term);
                attributes.extend(&known.wider);
            }
            _ if is_verb => acts.push(known.term),
            _ => {}
        }
        if is_core && known.kind != Some(ConceptKind::Generic) {
            core.push(known.term);
        }
    };
    if let Some(head) = &head {
        strong(head, false, false, true);
    }
    for word in slots.modifiers.iter().chain(&slots.base) {
        strong(vocabulary.know(word), true, false, true);
    }
    for word in &slots.table {
        strong(vocabulary.know(word), true, false, true);
    }
    let verbs = if fact.kind == Kind::Date { 2 } else { 4 };
    for (n, word) in slots.verbs.iter().take(verbs).enumerate() {
        // to give, to take and to make say nothing of what is done
        let says = fact.kind == Kind::Date || !is_light(word);
        strong(vocabulary.know(word), false, says, n == 0);
    }
    if fact.kind == Kind::Date {
        // only what stands nearest: further words belong to other events of the sentence
        let named = slots.names.iter().take(1).flat_map(|n| n.split(' '));
        for word in slots.clause.iter().take(3).map(String::as_str).chain(named) {
            strong(vocabulary.know(word), false, false, false);
        }
    }
    for concept in phrase_concepts(fact, vocabulary.concepts) {
        let kind = vocabulary.concepts.get(concept).map(|c| c.kind);
        let term = concept_term(concept);
        let known = Known { term, word: term, concept: Some(concept), kind, sides: Vec::new(), wider: Vec::new() };
        let mut known = known;
        known.sides = vocabulary.concepts.concept_sides(concept).to_vec();
        // "people worked there": what the words name together is also what is done
        let is_thing = kind == Some(ConceptKind::Thing);
        strong(&known, matches!(kind, Some(ConceptKind::Thing | ConceptKind::Quality)), is_thing, true);
    }
    let owner = if slots.owner.is_empty() { 0 } else { vocabulary.know(&slots.owner).term };
    if matches!(fact.kind, Kind::Quantity | Kind::Duration | Kind::Money) {
        // "31 metres high", "its length was 31 metres", "the bill stood at £310"
        let adjectives: Vec<String> = behind(fact).iter().map(|w| Lexicon::english().lemma(w)).collect();
        let adjectives = adjectives.iter().filter(|_| fact.kind != Kind::Money);
        let near = slots.clause.iter().take(if fact.kind == Kind::Money { 2 } else { 0 });
        for word in adjectives.chain(&slots.subject).chain(near) {
            let known = vocabulary.know(word);
            if known.kind == Some(ConceptKind::Attribute) {
                attributes.push(known.term);
                attributes.extend(&known.wider);
            }
        }
    }
    let mut kin = Vec::new();
    for word in &slots.subject {
        let known = vocabulary.know(word);
        kin.push(known.term);
        kin.extend(&known.wider);
    }
    sort(&mut kin);
    let verb = slots.verbs.first().map_or(0, |v| vocabulary.know(v).term);
    let mut dated = Vec::new();
    if fact.kind == Kind::Date {
        dated.extend(slots.verbs.first().map(|v| vocabulary.know(v).term));
        for word in slots.clause.iter().take(2) {
            let known = vocabulary.know(word);
            if matches!(known.kind, Some(ConceptKind::Act | ConceptKind::Once)) {
                dated.push(known.term);
            }
        }
        sort(&mut dated);
    }
    let mut terms = |words: &[String], skip_generic: bool| -> Vec<Term> {
        let mut out: Vec<Term> = words
            .iter()
            .filter_map(|w| {
                let known = vocabulary.know(w);
                (!(skip_generic && known.kind == Some(ConceptKind::Generic))).then_some(known.term)
            })
            .collect();
        sort(&mut out);
        out
    };
    let is_claim = fact.kind != Kind::Date;
    let subject = if is_claim { terms(&slots.subject, true) } else { Vec::new() };
    let object = if is_claim { terms(&slots.object, true) } else { Vec::new() };
    let mut clause = terms(&slots.clause, true);
    let mut far = terms(&slots.context, true);
    // what a measure is of often stands behind a bracket or in the next clause
    if matches!(fact.kind, Kind::Quantity | Kind::Money | Kind::Duration) {
        clause.append(&mut far);
        clause.extend(terms(&slots.verbs, true));
        sort(&mut clause);
    }
    far.extend(terms(&slots.heading, true));
    far.extend(terms(&with_parts(&slots.carried), false));
    sort(&mut far);
    let own: Vec<String> = slots.names.iter().filter(|n| !is_unit(n)).cloned().collect();
    let names = terms(&with_parts(&own), false);
    // "size of a file" is about files
    let english = Lexicon::english();
    let says_nothing = |w: &String| english.settings.heads(w, SettingWord::Size) || english.word(w).numeral.is_some();
    let own_row: Vec<String> = slots.row.iter().filter(|w| !says_nothing(w)).cloned().collect();
    let row = terms(&own_row, false);
    let group = terms(&slots.group, false);
    let column = terms(&slots.column, false);
    let places: Vec<String> = fact.places.iter().map(|p| p.to_lowercase()).collect();
    let places = terms(&places, false);
    for list in [&mut core, &mut acts, &mut deeds, &mut once, &mut attributes] {
        sort(list);
    }
    sides.sort_unstable();
    sides.dedup();
    let when = fact.when.filter(|_| fact.when_local).and_then(bounded);
    Some(Item {
        fact: index,
        source,
        sentence: fact.sentence,
        kind: fact.kind,
        dimension: hash(dimension(fact).as_bytes()),
        unit: hash(fact.unit.as_bytes()),
        head: head.as_ref().map_or(0, |k| k.term),
        head_word: head.as_ref().map_or(0, |k| k.word),
        head_concept: head.as_ref().and_then(|k| k.concept),
        is_generic: head.as_ref().is_none_or(|k| k.kind == Some(ConceptKind::Generic)),
        core: core.into(),
        acts: acts.into(),
        attributes: attributes.into(),
        deeds: deeds.into(),
        verb,
        dated: dated.into(),
        once: once.into(),
        clause: clause.into(),
        subject: subject.into(),
        object: object.into(),
        group: group.into(),
        kin: kin.into(),
        series: Box::default(),
        is_latest: false,
        is_person: fact.kind == Kind::Count
            && (head.as_ref().is_some_and(|k| k.wider.contains(&vocabulary.know(PERSON).term))
                || is_doer(&slots.head)
                || names_people(slots)),
        doing: deeds_of(&slots.head).map(|stem| vocabulary.know(stem).term).collect(),
        is_sole: false,
        crowd: 0,
        siblings: Box::default(),
        names: names.into(),
        far: far.into(),
        row: row.into(),
        column: column.into(),
        places: places.into(),
        sides: sides.into(),
        became: None,
        shift: shift(fact),
        pace: pace(fact),
        is_instance: is_instance(fact),
        is_pointer: is_pointer(fact),
        when,
        when_stated: fact.when_stated,
        reach,
        is_vague: fact.value.bound() == Bound::Vague,
        change: fact.change,
        stance: slots.stance,
        is_cell: fact.cell.is_some(),
        owner,
        digits: u32::try_from(
            fact.surface.chars().filter(char::is_ascii_digit).collect::<String>().trim_end_matches('0').len(),
        )
        .unwrap_or(0),
        is_more: is_more(fact),
        adds_up: !is_intensive(fact),
        is_origin: is_origin(fact),
        is_part: is_part(fact),
        is_offset: is_offset(fact),
        is_lasting: is_lasting(fact),
        is_each: is_each(fact),
        is_of: is_of(fact),
        is_past: is_past(fact),
        is_limit: is_limit(fact, vocabulary),
        is_ceiling: is_ceiling(fact),
        is_peak: is_peak(fact, vocabulary),
        is_own: is_own(fact),
        is_cutoff: is_cutoff(fact),
        is_threshold: is_threshold(fact),
        written: figure(fact),
        surface: hash(fact.surface.as_bytes()),
        length: fact.surface.chars().filter(char::is_ascii_digit).count(),
        is_frame: false,
        is_listed: slots.is_listed,
        setting: Setting::of(slots),
        has_year: fact.surface.split(|c: char| !c.is_ascii_digit()).any(|n| n.len() == 4),
        clock: Clock::of(slots),
        events: happenings(fact, vocabulary).into(),
        sizes: Sizes::default(),
        around: Box::default(),
        marks: Box::default(),
    })
}

/// The lemma of the noun for people in general.
const PERSON: &str = "person";

/// Whether a noun is one for people by its ending: "unionist".
fn is_doer(lemma: &str) -> bool {
    const STEM: usize = 3;
    ["ist", "man", "folk", "crat"].iter().any(|e| lemma.strip_suffix(e).is_some_and(|stem| stem.len() >= STEM))
}

/// What a noun for people is made of, if anything: "visit" of "visitor".
fn deeds_of(lemma: &str) -> impl Iterator<Item = &str> {
    const STEM: usize = 4;
    let stems = ["or", "er", "r", "ee"].into_iter().filter_map(|ending| lemma.strip_suffix(ending));
    stems.filter(|stem| stem.len() >= STEM)
}

/// Whether what is counted is a name in the plural, such as people have after the place they live in.
fn names_people(slots: &Slots) -> bool {
    const ENDINGS: [&str; 6] = ["ers", "ans", "men", "ards", "ese", "ites"];
    let is_own = |n: &&String| !n.contains(' ') && Lexicon::english().lemma(n) == slots.head;
    slots.names.iter().filter(is_own).any(|n| ENDINGS.iter().any(|e| n.ends_with(e)))
}

/// Names, and the words of names of several words: "west crater" also as "west" and "crater".
fn with_parts(names: &[String]) -> Vec<String> {
    let mut out = names.to_vec();
    for name in names.iter().filter(|n| n.contains(' ')) {
        out.extend(name.split(' ').filter(|w| w.chars().count() > 2).map(str::to_owned));
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// The concept that the head names only together with its modifiers.
fn named_together(slots: &Slots, concepts: &Concepts) -> Option<ConceptId> {
    if slots.modifiers.is_empty() {
        return None;
    }
    let mut lemmas: Vec<&str> = slots.modifiers.iter().map(String::as_str).collect();
    let without = concepts.of_phrases(&lemmas);
    lemmas.push(&slots.head);
    // "message size" is a property of messages
    let is_property = |id: &ConceptId| concepts.get(*id).is_some_and(|c| c.kind == ConceptKind::Attribute);
    concepts.of_phrases(&lemmas).into_iter().find(|id| !without.contains(id) && !is_property(id))
}

fn phrase_concepts(fact: &Fact, concepts: &Concepts) -> Vec<ConceptId> {
    let Slots { head, modifiers, verbs, clause, base, table, .. } = &fact.slots;
    let particles = particles(fact);
    let lemmas: Vec<&str> = std::iter::once(head)
        .chain(modifiers)
        .chain(verbs.iter().take(3))
        .chain(clause.iter().take(6))
        .chain(base)
        .chain(table)
        .map(String::as_str)
        .chain(stands_for(fact.kind))
        .chain(particles.iter().map(String::as_str))
        .collect();
    concepts.of_phrases(&lemmas)
}

/// The noun that a value stands for, in phrases of concepts: "consumed £310" is to consume money.
fn stands_for(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Money => Some("money"),
        Kind::Duration => Some("time"),
        _ => None,
    }
}

fn bounded(period: Period) -> Option<(i64, i64)> {
    if period.is_unbounded() {
        return None;
    }
    Some((period.first.map_or(i64::MIN / 4, |m| m.days()), period.last.map_or(i64::MAX / 4, |m| m.days())))
}
