//! A fact made ready to be compared: words become numbers, synonyms the same number.

use rustc_hash::FxHashMap;

use super::cue::Cue;
use super::extents::{Reach, dimension, reach};
use super::taught::Mark;
use crate::fact::{Change, Fact, Kind, Role, Slots, Stance};
use crate::lexicon::{ConceptId, ConceptKind, Concepts, Lexicon};
use crate::value::{Bound, Number, Period, Value};

/// A word or concept, as the hash of its letters: the same in every run and whatever the order of the sources.
pub(crate) type Term = u64;

/// FNV-1a.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// What is known of a word.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    /// Its concept's term, or its own.
    pub(crate) term: Term,
    /// Its own term.
    pub(crate) word: Term,
    pub(crate) concept: Option<ConceptId>,
    pub(crate) kind: Option<ConceptKind>,
    pub(crate) sides: Vec<(u16, u16)>,
}

/// Words met so far.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    words: FxHashMap<String, Known>,
    concepts: &'static Concepts,
}

impl Vocabulary {
    pub(crate) fn new() -> Self {
        Self { words: FxHashMap::default(), concepts: Concepts::english() }
    }

    pub(crate) fn know(&mut self, word: &str) -> &Known {
        let concepts = self.concepts;
        if !self.words.contains_key(word) {
            let concept = concepts.of(word);
            let known = Known {
                term: concept.map_or_else(|| hash(word.as_bytes()), concept_term),
                word: hash(word.as_bytes()),
                concept,
                kind: concept.and_then(|id| concepts.get(id)).map(|c| c.kind),
                sides: concepts.sides(word),
            };
            self.words.insert(word.to_owned(), known);
        }
        &self.words[word]
    }
}

/// The term that stands for a concept.
pub(crate) fn concept_term(id: ConceptId) -> Term {
    hash(&id.to_le_bytes()) | 1 << 63
}

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
    pub(crate) core: Vec<Term>,
    /// Verbs, and nouns of acts in the core.
    pub(crate) acts: Vec<Term>,
    /// Properties named in the noun phrase, clause or table headings.
    pub(crate) attributes: Vec<Term>,
    /// Acts that the concept lexicon knows, without plain verbs.
    pub(crate) deeds: Vec<Term>,
    /// The nearest verb, or 0.
    pub(crate) verb: Term,
    /// For dates: the nearest verb and the acts among the nearest nouns, what the date is the date of.
    pub(crate) dated: Vec<Term>,
    /// Whether an act happens only once to whom it happens.
    pub(crate) once: Vec<Term>,
    pub(crate) clause: Vec<Term>,
    pub(crate) names: Vec<Term>,
    pub(crate) far: Vec<Term>,
    /// Words of the row header and of the column header, for cells.
    pub(crate) row: Vec<Term>,
    pub(crate) column: Vec<Term>,
    pub(crate) places: Vec<Term>,
    pub(crate) sides: Vec<(u16, u16)>,
    pub(crate) when: Option<(i64, i64)>,
    pub(crate) when_stated: bool,
    pub(crate) reach: Reach,
    /// An order of magnitude only: "hundreds".
    pub(crate) is_vague: bool,
    pub(crate) change: Option<Change>,
    pub(crate) stance: Stance,
    pub(crate) is_cell: bool,
    pub(crate) digits: u32,
    /// "two more", "11 others", "another four": added to what was counted before.
    pub(crate) is_more: bool,
    /// "three of them": a part of what was counted before.
    pub(crate) is_part: bool,
    /// "20 minutes later": a distance from something said before, no length of something.
    pub(crate) is_offset: bool,
    /// The most that is allowed: "may not exceed 255 bytes".
    pub(crate) is_limit: bool,
    /// A date that says when something else counted in the sentence holds.
    pub(crate) is_frame: bool,
    /// What editors have taught about it.
    pub(crate) marks: Vec<Mark>,
}

/// Makes a fact ready; `None` when it states nothing that can be compared.
pub(crate) fn item(index: usize, fact: &Fact, source: u32, vocabulary: &mut Vocabulary) -> Option<Item> {
    // the first cell of a row says what the row is about
    let is_label = fact.cell.is_some_and(|(_, _, column)| column == 0);
    if matches!(fact.role, Role::Noise | Role::Vague) || is_label || is_shift(fact) {
        return None;
    }
    if counts_fraction(fact) {
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
            Some(ConceptKind::Attribute) => attributes.push(known.term),
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
        strong(vocabulary.know(word), false, true, n == 0);
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
        let known = Known { term, word: term, concept: Some(concept), kind, sides: Vec::new() };
        let mut known = known;
        known.sides = vocabulary.concepts.concept_sides(concept).to_vec();
        strong(&known, matches!(kind, Some(ConceptKind::Thing | ConceptKind::Quality)), false, true);
    }
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
    let row = terms(&slots.row, false);
    let column: Vec<String> = slots.table.iter().filter(|w| !slots.row.contains(w)).cloned().collect();
    let column = terms(&column, false);
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
        core,
        acts,
        attributes,
        deeds,
        verb,
        dated,
        once,
        clause,
        names,
        far,
        row,
        column,
        places,
        sides,
        when,
        when_stated: fact.when_stated,
        reach,
        is_vague: fact.value.bound() == Bound::Vague,
        change: fact.change,
        stance: slots.stance,
        is_cell: fact.cell.is_some(),
        digits: u32::try_from(
            fact.surface.chars().filter(char::is_ascii_digit).collect::<String>().trim_end_matches('0').len(),
        )
        .unwrap_or(0),
        is_more: is_more(fact),
        is_part: is_part(fact),
        is_offset: is_offset(fact),
        is_limit: is_limit(fact, vocabulary),
        is_frame: false,
        marks: Vec::new(),
    })
}

/// Whether what was taken for a name is the symbol of a unit ("GiB", folded to lower case).
fn is_unit(name: &str) -> bool {
    let units = &Lexicon::english().units;
    let upper = name.to_uppercase();
    let binary = upper.replace('I', "i");
    units.by_symbol(&upper, true).is_some() || units.by_symbol(&binary, true).is_some()
}

/// "from 1 MB to 4 MB": a change from one value to another, no value that lies between them.
fn is_shift(fact: &Fact) -> bool {
    let (before, _, _) = beside(fact);
    fact.kind != Kind::Date && fact.value.bound() == Bound::Between && before.eq_ignore_ascii_case("from")
}

/// The words right before and behind the value, lower case.
fn beside(fact: &Fact) -> (&str, &str, &str) {
    let quote: &str = &fact.quote;
    let Some(at) = quote.find(fact.surface.as_str()) else { return ("", "", "") };
    let before = quote.get(..at).and_then(|b| b.split_whitespace().next_back()).unwrap_or_default();
    let mut after = quote.get(at + fact.surface.len()..).unwrap_or_default().split_whitespace();
    (before, after.next().unwrap_or_default(), after.next().unwrap_or_default())
}

fn is_more(fact: &Fact) -> bool {
    let (before, after, next) = beside(fact);
    let added =
        |w: &str| matches!(w.to_lowercase().as_str(), "another" | "other" | "others" | "additional" | "further");
    added(before) || added(after) || added(next) || after == "more" && next != "than"
}

fn is_offset(fact: &Fact) -> bool {
    let (_, after, next) = beside(fact);
    let bare = |w: &str| Cue::Offset.has(w.trim_end_matches(|c: char| !c.is_alphabetic()));
    fact.kind == Kind::Duration && (bare(after) || bare(next))
}

/// Whether a value is stated as the most that something may have: by the words before it, by its row or column, or by its noun.
fn is_limit(fact: &Fact, vocabulary: &Vocabulary) -> bool {
    let counts = matches!(fact.kind, Kind::Count | Kind::Quantity | Kind::Duration | Kind::Money);
    if !counts || !matches!(fact.value.bound(), Bound::Exact | Bound::AtMost | Bound::Under) {
        return false;
    }
    let concepts = vocabulary.concepts;
    let named = |w: &String| {
        concepts.of(w).is_some_and(|id| [concepts.named("limit"), concepts.named("maximum")].contains(&Some(id)))
    };
    let slots = &fact.slots;
    if slots.table.iter().chain(&slots.modifiers).any(named) || named(&slots.head) {
        return true;
    }
    let Some(at) = fact.quote.find(fact.surface.as_str()) else { return false };
    let before = fact.quote.get(..at).unwrap_or_default().trim_end().to_lowercase();
    Cue::Limit.ends(&before)
}

fn is_part(fact: &Fact) -> bool {
    let (_, after, next) = beside(fact);
    fact.kind == Kind::Count && after == "of" && Cue::Part.has(next)
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
    concepts.of_phrases(&lemmas).into_iter().find(|id| !without.contains(id))
}

/// A count with digits behind the point and no unit counts nothing: a version, a section, a mark.
fn counts_fraction(fact: &Fact) -> bool {
    let is_whole = |n: Option<Number>| n.is_none_or(Number::is_integer);
    match fact.value {
        Value::Number { low, high, .. } => {
            fact.kind == Kind::Count && fact.cell.is_none() && !(is_whole(low) && is_whole(high))
        }
        Value::Date { .. } => false,
    }
}

fn phrase_concepts(fact: &Fact, concepts: &Concepts) -> Vec<ConceptId> {
    let Slots { head, modifiers, verbs, clause, base, table, .. } = &fact.slots;
    let lemmas: Vec<&str> = std::iter::once(head)
        .chain(modifiers)
        .chain(verbs.iter().take(3))
        .chain(clause.iter().take(6))
        .chain(base)
        .chain(table)
        .map(String::as_str)
        .collect();
    concepts.of_phrases(&lemmas)
}

fn bounded(period: Period) -> Option<(i64, i64)> {
    if period.is_unbounded() {
        return None;
    }
    Some((period.first.map_or(i64::MIN / 4, |m| m.days()), period.last.map_or(i64::MAX / 4, |m| m.days())))
}

pub(crate) fn sort(terms: &mut Vec<Term>) {
    terms.sort_unstable();
    terms.dedup();
}

/// Calls `each` for every term that two sorted lists share, and gives how many each has alone.
pub(crate) fn shared(a: &[Term], b: &[Term], mut each: impl FnMut(Term)) -> (usize, usize) {
    let (mut i, mut j, mut both) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                each(*x);
                both += 1;
                i += 1;
                j += 1;
            }
        }
    }
    (a.len() - both, b.len() - both)
}

/// How rare terms are: 0 (in most sentences of the texts that hold them) to 5.
///
/// What counts is how often a text that holds a word holds it: what every text says once is what a question is about, and
/// what a text says in every sentence is what the text is about.
#[derive(Debug, Default)]
pub(crate) struct Rarity {
    counts: FxHashMap<Term, Seen>,
    sentences: u32,
    sources: u32,
}

#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    sentences: u32,
    sources: u32,
    last: u32,
}

impl Rarity {
    /// Counts the sentences and sources that hold each term; the items are ordered by source and sentence.
    pub(crate) fn of(items: &[Item]) -> Self {
        let mut out = Self::default();
        let mut last = u32::MAX;
        for sentence in items.chunk_by(|a, b| (a.source, a.sentence) == (b.source, b.sentence)) {
            let mut all: Vec<Term> = Vec::new();
            for i in sentence {
                all.extend([i.head, i.dimension]);
                for list in [&i.core, &i.acts, &i.clause, &i.names, &i.places] {
                    all.extend(list);
                }
            }
            sort(&mut all);
            let source = sentence.first().map_or(0, |i| i.source);
            if source != last {
                out.sources += 1;
                last = source;
            }
            for term in all {
                let seen = out.counts.entry(term).or_default();
                seen.sentences += 1;
                if seen.sources == 0 || seen.last != source {
                    seen.sources += 1;
                    seen.last = source;
                }
            }
            out.sentences += 1;
        }
        out
    }

    pub(crate) fn get(&self, term: Term) -> i32 {
        let Some(seen) = self.counts.get(&term) else { return 2 };
        let log = |n: u32| i32::try_from(n.max(1).ilog2()).unwrap_or(0);
        let usual = (self.sentences / self.sources.max(1)).clamp(8, 64);
        let within = log(2 * usual * seen.sources / seen.sentences.max(1)) - 1;
        let spread = 3 + log(self.sources / seen.sources.max(1));
        within.min(spread).clamp(0, 5)
    }
}
