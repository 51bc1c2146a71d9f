//! Concepts: words that mean one thing to whoever counts, and sets of words that must never be taken for one another.
//!
//! Two files: `concepts.tsv` joins words, `contrasts.tsv` keeps them apart. Both are looked up by lemma.

use std::borrow::Cow;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::Lexicon;
use super::folded::{Folded, Table};
use super::table::rows;

/// The English table.
const CONCEPTS: &str = include_str!("en/concepts.tsv");

/// Index of a concept in its table.
pub type ConceptId = u16;

/// What a concept is, and so how it speaks for two facts being about one matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConceptKind {
    /// A noun so general that it says little: people, things, cases.
    Generic,
    /// Persons, things or events that are counted.
    Thing,
    /// What somebody does or undergoes; may happen again and again.
    Act,
    /// What happens only once to whom it happens: birth, death, founding, first publication.
    Once,
    /// A property that is measured: height, cost, capacity.
    Attribute,
    /// A word that narrows another: average, maximum, female.
    Quality,
}

impl ConceptKind {
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "generic" => Self::Generic,
            "thing" => Self::Thing,
            "act" => Self::Act,
            "once" => Self::Once,
            "attribute" => Self::Attribute,
            "quality" => Self::Quality,
            _ => return None,
        })
    }
}

/// One concept.
#[derive(Clone, Debug)]
pub struct Concept {
    /// Its name in the table.
    pub name: Cow<'static, str>,
    /// What it is.
    pub kind: ConceptKind,
    /// The concept that holds it: a land seizure is a seizure.
    pub broader: Option<ConceptId>,
}

/// The concepts and contrasts of one language.
#[derive(Clone, Debug, Default)]
pub struct Concepts {
    concepts: Vec<Concept>,
    words: Members,
    phrases: FxHashMap<String, Vec<(Vec<String>, ConceptId)>>,
    sides: FxHashMap<String, Vec<(u16, u16)>>,
    concept_sides: FxHashMap<ConceptId, Vec<(u16, u16)>>,
}

impl Concepts {
    /// The English tables, read once.
    pub fn english() -> &'static Self {
        static ENGLISH: OnceLock<Concepts> = OnceLock::new();
        ENGLISH.get_or_init(|| Self::read(CONCEPTS, include_str!("en/contrasts.tsv"), Lexicon::english()))
    }

    /// Whether a lemma names a property that is measured.
    pub fn names_attribute(lemma: &str) -> bool {
        Self::attribute(lemma).is_some()
    }

    /// The measured property that a lemma names, by the name of its concept. Texts are read with this alone: it has a table of
    /// its own, a small one, so that the others are read only where texts are compared.
    pub fn attribute(lemma: &str) -> Option<&'static str> {
        static ATTRIBUTES: OnceLock<(Vec<&'static str>, Members)> = OnceLock::new();
        let (names, members) = ATTRIBUTES.get_or_init(|| {
            let (mut names, mut members) = (Vec::new(), Members::with_capacity(1000));
            let attributes =
                rows(CONCEPTS).filter(|row| ConceptKind::parse(row.get(1)) == Some(ConceptKind::Attribute));
            for (id, row) in (0..).zip(attributes) {
                names.push(row.get(0));
                for word in row.list(2).filter(|member| !member.contains(' ')) {
                    with_forms(word, Lexicon::english(), |form| members.add(form, id));
                }
            }
            (names, members)
        });
        members.get(lemma).and_then(|id| names.get(usize::from(id))).copied()
    }

    /// Reads both tables.
    pub fn read(concepts: &'static str, contrasts: &str, lexicon: &Lexicon) -> Self {
        let mut out = Self::default();
        let mut broader = Vec::new();
        for row in rows(concepts) {
            let (Some(kind), Ok(id)) = (ConceptKind::parse(row.get(1)), ConceptId::try_from(out.concepts.len())) else {
                continue;
            };
            out.concepts.push(Concept { name: Cow::Borrowed(row.get(0)), kind, broader: None });
            broader.push(row.get(3));
            for member in row.list(2) {
                out.insert(member, id, lexicon);
            }
        }
        // of two rows of one name the first stands for both
        let mut ids: FxHashMap<Cow<'static, str>, ConceptId> = FxHashMap::default();
        ids.reserve(out.concepts.len());
        for (id, concept) in (0..).zip(&out.concepts) {
            ids.entry(concept.name.clone()).or_insert(id);
        }
        for (concept, name) in out.concepts.iter_mut().zip(broader) {
            concept.broader = ids.get(name).copied();
        }
        for (set, row) in rows(contrasts).enumerate() {
            for (side, members) in row.get(1).split(" / ").enumerate() {
                let (Ok(set), Ok(side)) = (u16::try_from(set), u16::try_from(side)) else { continue };
                for member in members.split('|').map(str::trim).filter(|m| !m.is_empty()) {
                    if let Some(concept) = member.strip_prefix('@').and_then(|name| out.by_name(name)) {
                        out.concept_sides.entry(concept).or_default().push((set, side));
                    } else {
                        for form in forms(member, lexicon) {
                            out.sides.entry(form).or_default().push((set, side));
                        }
                    }
                }
            }
        }
        out
    }

    fn insert(&mut self, member: &str, id: ConceptId, lexicon: &Lexicon) {
        if member.contains(' ') {
            // "end of support" is said by its nouns
            let nouns: Vec<&str> = member.split(' ').filter(|w| *w != "of").collect();
            let nouns = if nouns.len() > 1 { nouns } else { member.split(' ').collect() };
            let words: Vec<String> = nouns.into_iter().map(|w| lexicon.lemma(w)).collect();
            if let Some(first) = words.first() {
                self.phrases.entry(first.clone()).or_default().push((words, id));
            }
        } else {
            with_forms(member, lexicon, |form| self.words.add(form, id));
        }
    }

    /// The concept of that name.
    pub fn named(&self, name: &str) -> Option<ConceptId> {
        self.by_name(name)
    }

    fn by_name(&self, name: &str) -> Option<ConceptId> {
        self.concepts.iter().position(|c| c.name == name).and_then(|i| ConceptId::try_from(i).ok())
    }

    /// These concepts with those of a project, each a name and the words that mean it there.
    ///
    /// A name that is known gets further words; another one joins the concept of the first of its words that is known. The
    /// words leave the concepts they belonged to: the project goes before the built-in tables.
    pub fn with<'w>(&self, own: impl IntoIterator<Item = (&'w str, &'w [String])>, lexicon: &Lexicon) -> Self {
        let mut out = self.clone();
        for (name, words) in own {
            let known = |word: &String| forms(word, lexicon).iter().find_map(|form| out.of(form));
            let id = out.by_name(name).or_else(|| words.iter().find_map(known));
            let id = match (id, ConceptId::try_from(out.concepts.len())) {
                (Some(id), _) => id,
                (None, Ok(id)) => {
                    let concept =
                        Concept { name: Cow::Owned(name.to_owned()), kind: ConceptKind::Thing, broader: None };
                    out.concepts.push(concept);
                    id
                }
                (None, Err(_)) => break,
            };
            for word in words {
                with_forms(word.trim(), lexicon, |form| out.words.remove(form));
                out.insert(word.trim(), id, lexicon);
            }
        }
        out
    }

    /// The concept a lemma belongs to.
    pub fn of(&self, lemma: &str) -> Option<ConceptId> {
        self.words.get(lemma)
    }

    /// The concepts that phrases of several words name, all of whose words are among `lemmas`.
    pub fn of_phrases(&self, lemmas: &[&str]) -> Vec<ConceptId> {
        let mut found = Vec::new();
        for lemma in lemmas {
            for (words, id) in self.phrases.get(*lemma).into_iter().flatten() {
                if !found.contains(id) && words.iter().all(|w| lemmas.contains(&w.as_str())) {
                    found.push(*id);
                }
            }
        }
        found
    }

    /// What is known of a concept.
    pub fn get(&self, id: ConceptId) -> Option<&Concept> {
        self.concepts.get(usize::from(id))
    }

    /// Whether `wide` is `narrow` itself or holds it, at whatever distance.
    pub fn holds(&self, wide: ConceptId, narrow: ConceptId) -> bool {
        let mut at = Some(narrow);
        for _ in 0..8 {
            match at {
                Some(id) if id == wide => return true,
                Some(id) => at = self.get(id).and_then(|c| c.broader),
                None => return false,
            }
        }
        false
    }

    /// The contrast sets a lemma takes part in, and its side in each.
    pub fn sides(&self, lemma: &str) -> Vec<(u16, u16)> {
        let mut sides = self.sides.get(lemma).cloned().unwrap_or_default();
        let mut at = self.of(lemma);
        for _ in 0..4 {
            let Some(id) = at else { break };
            sides.extend(self.concept_sides.get(&id).into_iter().flatten());
            at = self.get(id).and_then(|c| c.broader);
        }
        sides.sort_unstable();
        sides.dedup();
        sides
    }

    /// The contrast sets a concept takes part in.
    pub fn concept_sides(&self, id: ConceptId) -> &[(u16, u16)] {
        self.concept_sides.get(&id).map_or(&[], Vec::as_slice)
    }

    /// How many concepts there are.
    pub fn len(&self) -> usize {
        self.concepts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.concepts.is_empty()
    }
}

/// Words and the concept of each.
#[derive(Clone, Debug)]
struct Members {
    table: Table<ConceptId>,
    /// Words too long for the table.
    long: FxHashMap<String, ConceptId>,
}

/// The concept of a word that was taken out.
const NOWHERE: ConceptId = ConceptId::MAX;

impl Default for Members {
    fn default() -> Self {
        Self::with_capacity(8000)
    }
}

impl Members {
    fn with_capacity(words: usize) -> Self {
        Self { table: Table::with_capacity(words), long: FxHashMap::default() }
    }

    fn get(&self, word: &str) -> Option<ConceptId> {
        match Folded::new(word) {
            Some(word) => self.table.get(&word).copied().filter(|id| *id != NOWHERE),
            None => self.long.get(word).copied(),
        }
    }

    /// Adds a word, unless it has a concept already.
    fn add(&mut self, word: &str, id: ConceptId) {
        match self.table.entry(word, || id) {
            Some(known) if *known == NOWHERE => *known = id,
            Some(_) => {}
            None => drop(self.long.entry(word.to_owned()).or_insert(id)),
        }
    }

    fn remove(&mut self, word: &str) {
        match Folded::new(word) {
            Some(folded) if self.table.get(&folded).is_some() => self.table.insert(word, NOWHERE),
            Some(_) => {}
            None => drop(self.long.remove(word)),
        }
    }
}

/// Gives every form under which a member is found to `take`; some may come twice.
fn with_forms(member: &str, lexicon: &Lexicon, mut take: impl FnMut(&str)) {
    lexicon.with_lemma(member, &mut take);
    lexicon.with_singular(member, &mut take);
    take(member);
}

/// The forms under which a member is found: its lemma, its singular, and the word as it stands.
fn forms(member: &str, lexicon: &Lexicon) -> Vec<String> {
    let mut forms = vec![lexicon.lemma(member), lexicon.singular(member), member.to_owned()];
    forms.sort_unstable();
    forms.dedup();
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Vec<(&'static str, Vec<&'static str>, &'static str)> {
        rows(include_str!("en/concepts.tsv")).map(|r| (r.get(0), r.list(2).collect(), r.get(3))).collect()
    }

    #[test]
    fn a_word_belongs_to_one_concept_and_the_table_is_sorted() {
        let mut seen = FxHashMap::default();
        let mut last = "";
        let mut twice = Vec::new();
        for (name, members, _) in table() {
            assert!(last < name, "{name} stands after {last}");
            last = name;
            for member in members {
                let key = member.split(' ').map(|w| Lexicon::english().lemma(w)).collect::<Vec<_>>().join(" ");
                if let Some(other) = seen.insert(key, name).filter(|other| *other != name) {
                    twice.push(format!("{member}: {other}, {name}"));
                }
            }
        }
        assert!(twice.is_empty(), "in two concepts: {twice:#?}");
    }

    #[test]
    fn properties_are_the_same_by_themselves_as_in_the_whole_table() {
        let c = Concepts::english();
        for (_, members, _) in table() {
            for form in members.iter().flat_map(|member| forms(member, Lexicon::english())) {
                let whole = c.of(&form).and_then(|id| c.get(id)).filter(|c| c.kind == ConceptKind::Attribute);
                assert_eq!(Concepts::attribute(&form), whole.map(|c| &*c.name), "{form}");
            }
        }
    }

    #[test]
    fn every_row_reads_and_every_broader_concept_exists() {
        let c = Concepts::english();
        assert_eq!(c.len(), table().len());
        for (name, members, broader) in table() {
            assert!(!members.is_empty(), "{name}");
            assert!(broader.is_empty() || c.by_name(broader).is_some(), "{name}: {broader}");
        }
    }

    #[test]
    fn a_project_adds_words_and_concepts_of_its_own() {
        let en = Lexicon::english();
        let own = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<String>>();
        let rows = [("carrier", own(&["carter", "waggoner"])), ("death", own(&["departed", "killed"]))];
        let c = Concepts::english().with(rows.iter().map(|(n, w)| (*n, w.as_slice())), en);
        let of = |w: &str| c.of(&en.lemma(w));
        assert!(of("carter").is_some() && of("carters") == of("waggoners"));
        assert_eq!(of("departed"), of("deaths"));
        assert_eq!(Concepts::english().of(&en.lemma("carter")), None);
    }

    #[test]
    fn contrasts_name_concepts_that_exist_and_part_no_synonyms() {
        let c = Concepts::english();
        for row in rows(include_str!("en/contrasts.tsv")) {
            let mut concepts = Vec::new();
            for (side, members) in row.get(1).split(" / ").enumerate() {
                for member in members.split('|').map(str::trim) {
                    let id = match member.strip_prefix('@') {
                        Some(name) => Some(c.by_name(name).unwrap_or_else(|| panic!("{}: {name}", row.get(0)))),
                        None => c.of(&Lexicon::english().lemma(member)),
                    };
                    if let Some(id) = id {
                        concepts.push((id, side));
                    }
                }
            }
            for (id, side) in &concepts {
                assert!(!concepts.iter().any(|(i, s)| i == id && s != side), "{}: {:?}", row.get(0), c.get(*id));
            }
        }
    }

    #[test]
    fn frames_meet_and_neighbours_do_not() {
        let (c, en) = (Concepts::english(), Lexicon::english());
        let of = |w: &str| c.of(&en.lemma(w));
        assert!(of("killed").is_some() && of("killed") == of("deaths"));
        assert_eq!(of("firms"), of("companies"));
        assert_ne!(of("deaths"), of("injured"));
        assert_ne!(of("votes"), of("seats"));
        assert_eq!(c.of_phrases(&["person", "lose", "life"]).first().copied(), of("deaths"));
    }
}
