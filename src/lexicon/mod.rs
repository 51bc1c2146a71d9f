//! Words with a meaning: tables read from the data files of a language folder.
//!
//! One `.tsv` file per idea. A word is looked up once, when its sentence is cut into tokens; everything the grammar asks of
//! a word afterwards is a field of [`Word`].

mod class;
mod concepts;
mod eras;
mod events;
mod feasts;
mod folded;
mod lemma;
mod number_words;
mod phrases;
mod properties;
mod settings;
mod table;
mod time_words;
mod unit;
mod verbs;
mod word;
mod zones;

use std::borrow::Cow;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

pub use class::Class;
pub use concepts::{Concept, ConceptId, ConceptKind, Concepts};
pub use eras::EraWord;
pub use events::{EventClass, EventKind, Events, NamedActs};
pub use feasts::Feasts;
pub use number_words::{NumeralRole, NumeralWord, OrdinalWord};
pub use phrases::Phrases;
pub use properties::{Properties, PropertyPlace};
pub use settings::{SettingWord, Settings};
pub use time_words::{Portion, Relation, Shift, TimeWord};
pub use unit::{Unit, UnitId, Units, per, power};
pub use verbs::{Verb, VerbForm};
pub use word::Word;
pub use zones::Zones;

use crate::value::{Bound, DateOrder};
use folded::{Folded, LONGEST, Table};
use table::rows;
use word::{UNKNOWN, Words};

/// Where a hedge stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hedge {
    /// What it does to the value.
    pub bound: Bound,
    /// Whether it stands behind the number ("or more").
    pub after: bool,
}

/// A currency or a part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Currency {
    /// ISO 4217 code.
    pub code: &'static str,
    /// How many make one unit of the currency: 1, or 100 for cents.
    pub parts: i128,
}

/// The tables of one language.
#[derive(Debug)]
pub struct Lexicon {
    words: Words,
    /// Units of measure.
    pub units: Units,
    /// Hedges by their words; the same words may stand before and after.
    pub hedges: Phrases<Hedge>,
    /// Currency names, singular and plural.
    pub currency_names: Phrases<Currency>,
    /// Phrases that hold a number and state nothing, with the reason.
    pub idioms: Phrases<&'static str>,
    /// Phrases that tell of a rule or an event.
    pub eras: Phrases<EraWord>,
    /// How values are put forward for what can be set.
    pub settings: Settings,
    currency_signs: FxHashMap<&'static str, &'static str>,
    /// What signs become when a text is written in ASCII letters ("PS" of a pound sign).
    transliterated: FxHashMap<&'static str, &'static str>,
    plurals: Table<&'static str>,
    verbs: verbs::Verbs,
    /// Endings of adjectives, and whether the word may end its phrase.
    adjective_endings: Vec<(&'static str, bool)>,
    /// Endings of plurals and what they stand for, longest first.
    endings: Vec<(&'static str, &'static str)>,
    /// Whether a comma parts the decimals and points group the thousands.
    pub decimal_comma: bool,
    /// Whether "of" may stand between a number and its unit.
    pub unit_of: bool,
    /// The order of day and month in dates of digits, where the language has one.
    pub date_order: Option<DateOrder>,
}

impl Lexicon {
    /// The tables of a language by its code ("es", "es-CL"); English where there are none.
    pub fn of(language: &str) -> &'static Self {
        match language.split(['-', '_']).next().map(str::to_lowercase).as_deref() {
            Some("es") => Self::spanish(),
            _ => Self::english(),
        }
    }

    /// Codes of the languages there are tables for.
    pub const LANGUAGES: [&'static str; 2] = ["en", "es"];

    /// The Spanish tables, read once. They serve finding and settling values, not comparing them.
    pub fn spanish() -> &'static Self {
        static SPANISH: OnceLock<Lexicon> = OnceLock::new();
        SPANISH.get_or_init(|| {
            Self::read(&Tables {
                language: include_str!("es/language.tsv"),
                keys: include_str!("es/keys.tsv"),
                numerals: include_str!("es/numerals.tsv"),
                ordinals: include_str!("es/ordinals.tsv"),
                fractions: include_str!("es/fractions.tsv"),
                months: include_str!("es/months.tsv"),
                weekdays: include_str!("es/weekdays.tsv"),
                closed: include_str!("es/closed.tsv"),
                magnitudes: include_str!("es/magnitudes.tsv"),
                lists: include_str!("es/lists.tsv"),
                hedges: include_str!("es/hedges.tsv"),
                units: include_str!("es/units.tsv"),
                currencies: include_str!("es/currencies.tsv"),
                plurals: include_str!("es/plurals.tsv"),
                time: include_str!("es/time.tsv"),
                openers: include_str!("en/openers.tsv"),
                ..Tables::default()
            })
        })
    }

    /// The English tables, read once.
    pub fn english() -> &'static Self {
        static ENGLISH: OnceLock<Lexicon> = OnceLock::new();
        ENGLISH.get_or_init(|| {
            Self::read(&Tables {
                numerals: include_str!("en/numerals.tsv"),
                ordinals: include_str!("en/ordinals.tsv"),
                fractions: include_str!("en/fractions.tsv"),
                months: include_str!("en/months.tsv"),
                weekdays: include_str!("en/weekdays.tsv"),
                closed: include_str!("en/closed.tsv"),
                ratios: include_str!("en/ratios.tsv"),
                magnitudes: include_str!("en/magnitudes.tsv"),
                lists: include_str!("en/lists.tsv"),
                hedges: include_str!("en/hedges.tsv"),
                units: include_str!("en/units.tsv"),
                currencies: include_str!("en/currencies.tsv"),
                plurals: include_str!("en/plurals.tsv"),
                verbs: include_str!("en/verbs.tsv"),
                adjective_endings: include_str!("en/adjective-endings.tsv"),
                verb_bases: include_str!("en/verb-bases.tsv"),
                idioms: include_str!("en/idioms.tsv"),
                time: include_str!("en/time.tsv"),
                ahead: include_str!("en/ahead.tsv"),
                eras: include_str!("en/eras.tsv"),
                openers: include_str!("en/openers.tsv"),
                settings: include_str!("en/settings.tsv"),
                ..Tables::default()
            })
        })
    }

    fn read(tables: &Tables) -> Self {
        let mut words = Words::new();
        let class = |words: &mut Words, word, class: Class| words.note(word, |w| w.class = w.class.with(class));
        for row in rows(tables.closed).chain(rows(tables.lists)) {
            let own = Class::parse(row.get(0));
            row.list(1).for_each(|w| class(&mut words, w, own));
            if row.get(0) == "holds" {
                row.list(1).for_each(|w| words.note(w, |word| word.holds = true));
            }
            if row.get(0) == "foretells" {
                row.list(1).for_each(|w| words.note(w, |word| word.foretells = true));
                continue;
            }
            if row.get(0) == "merely" {
                row.list(1).for_each(|w| words.note(w, |word| word.merely = true));
            }
            if row.get(0) == "grown" {
                row.list(1).for_each(|w| words.note(w, |word| word.grown = true));
            }
            if row.get(0) == "timing" {
                row.list(1).for_each(|w| words.note(w, |word| word.timing = true));
            }
            if row.get(0) == "sizing" {
                row.list(1).for_each(|w| words.note(w, |word| word.sizing = true));
            }
            if row.get(0) == "valued" {
                row.list(1).for_each(|w| words.note(w, |word| word.valued = true));
            }
            if row.get(0) == "timed" {
                row.list(1).for_each(|w| words.note(w, |word| word.timed = true));
            }
            if row.get(0) == "resumes" {
                row.list(1).for_each(|w| words.note(w, |word| word.resumes = true));
            }
            if row.get(0) == "spans" {
                row.list(1).for_each(|w| words.note(w, |word| word.spans = true));
            }
            if row.get(0) == "gauges" {
                row.list(1).for_each(|w| words.note(w, |word| word.gauges = true));
            }
            if row.get(0) == "dear" {
                row.list(1).for_each(|w| words.note(w, |word| word.dear = true));
            }
            if row.get(0) == "gauged" {
                row.list(1).for_each(|w| words.note(w, |word| word.gauged = true));
            }
            if row.get(0) == "happens" {
                row.list(1).for_each(|w| words.note(w, |word| word.happens = true));
            }
            if row.get(0) == "digital" {
                row.list(1).for_each(|w| words.note(w, |word| word.digital = true));
            }
            if row.get(0) == "writing" {
                row.list(1).for_each(|w| words.note(w, |word| word.writing = true));
            }
            if row.get(0) == "finds" {
                row.list(1).for_each(|w| words.note(w, |word| word.finds = true));
            }
            if row.get(0) == "street" {
                row.list(1).for_each(|w| words.note(w, |word| word.street = true));
            }
        }
        for row in rows(tables.magnitudes) {
            class(&mut words, row.get(0), Class::MAGNITUDE);
            if row.get(2) == "of" {
                class(&mut words, row.get(0), Class::OF);
            }
            words.note(row.get(0), |w| w.multiple = row.get(1).parse().ok());
        }
        for row in rows(tables.ratios) {
            class(&mut words, row.get(0), Class::RATIO);
            words.note(row.get(0), |w| w.multiple = row.get(1).parse().ok());
        }
        for row in rows(tables.numerals) {
            if let (Ok(value), Some(role)) = (row.get(1).parse(), NumeralRole::parse(row.get(2))) {
                words.note(row.get(0), |w| w.numeral = Some(NumeralWord { value, role }));
            }
        }
        for row in rows(tables.ordinals) {
            if let (Ok(value), Some(role)) = (row.get(1).parse(), NumeralRole::parse(row.get(2))) {
                words.note(row.get(0), |w| w.ordinal = Some(OrdinalWord { value, role }));
            }
        }
        for row in rows(tables.fractions) {
            words.note(row.get(0), |w| w.denominator = row.get(1).parse().ok());
        }
        for row in rows(tables.months) {
            row.list(0).for_each(|w| words.note(w, |w| w.month = row.get(1).parse().ok()));
        }
        for row in rows(tables.weekdays) {
            row.list(0).for_each(|w| words.note(w, |w| w.weekday = row.get(1).parse().ok()));
        }
        for row in rows(tables.ahead) {
            row.list(0).for_each(|w| class(&mut words, w, Class::AHEAD));
        }
        for row in rows(tables.time) {
            let Some(meaning) = TimeWord::parse(row.get(1), row.get(2)) else { continue };
            for w in row.list(0) {
                words.note(w, |w| {
                    w.time_word = Some(meaning);
                    w.time = meaning.opens() || row.get(3) == "alone";
                });
            }
        }
        let mut hedges = Phrases::default();
        for row in rows(tables.hedges) {
            if let Some(bound) = Bound::parse(row.get(1)) {
                hedges.insert(row.get(0), Hedge { bound, after: row.get(2) == "after" });
                let first = row.get(0).split(' ').next().unwrap_or_default();
                words.note(first.trim_end_matches('.'), |w| w.hedge = true);
            }
        }
        let mut idioms = Phrases::default();
        for row in rows(tables.idioms) {
            idioms.insert(row.get(0), row.get(1));
            let first = row.get(0).split([' ', '-', '/']).next().unwrap_or_default();
            let is_band = row.get(1).starts_with(|c: char| c.is_ascii_digit());
            words.note(first, |w| {
                w.idiom = true;
                w.band |= is_band;
            });
        }
        let mut eras = Phrases::default();
        for row in rows(tables.eras) {
            if let Some(role) = EraWord::parse(row.get(1)) {
                eras.insert(row.get(0), role);
                let mut phrase = row.get(0).split(' ');
                let first = phrase.next().unwrap_or_default();
                let next = phrase.next().map_or(u32::MAX, phrases::initial);
                words.note(first, |w| w.era |= next);
            }
        }
        let settings = Settings::read(tables.settings);
        for first in settings.first_words() {
            words.note(first, |w| w.setting = true);
        }
        let mut currency_names = Phrases::default();
        let mut currency_signs = FxHashMap::default();
        let mut transliterated = FxHashMap::default();
        for row in rows(tables.currencies) {
            let code = row.get(0);
            // "peso" is what several are called, and no sign
            if code.bytes().all(|b| b.is_ascii_uppercase()) {
                currency_signs.insert(code, code);
            }
            for sign in row.list(1) {
                currency_signs.insert(sign, code);
            }
            for sign in row.list(4) {
                transliterated.insert(sign, code);
            }
            for name in row.list(2) {
                currency_names.insert_with_plural(name, Currency { code, parts: 1 });
            }
            for minor in row.list(3) {
                if let Some((name, parts)) = minor.split_once('=') {
                    let parts = parts.parse().unwrap_or(100);
                    currency_names.insert_with_plural(name, Currency { code, parts });
                }
            }
        }
        for row in rows(tables.keys) {
            for w in row.list(0) {
                words.note(w, |w| w.key = Some(row.get(1)));
            }
        }
        let setting = |name: &str| rows(tables.language).find(|row| row.get(0) == name).map(|row| row.get(1));
        let (decimal_comma, date_order) =
            (setting("decimal") == Some(","), setting("date-order").and_then(DateOrder::parse));
        let mut endings: Vec<_> =
            rows(tables.plurals).filter_map(|row| Some((row.get(0).strip_prefix('-')?, row.get(1)))).collect();
        endings.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
        let mut plurals = Table::default();
        rows(tables.plurals).for_each(|row| plurals.insert(row.get(0), row.get(1)));
        let verbs = verbs::Verbs::read(tables.verb_bases, tables.verbs);
        let adjective_endings = rows(tables.adjective_endings).map(|row| (row.get(0), row.get(1) == "end")).collect();
        let units = Units::read(tables.units);
        for (word, id) in units.single_words() {
            words.note(word, |w| w.unit = Some(id));
        }
        words.settle(tables.openers);
        Self {
            words,
            units,
            hedges,
            currency_names,
            idioms,
            eras,
            settings,
            currency_signs,
            transliterated,
            plurals,
            verbs,
            adjective_endings,
            endings,
            decimal_comma,
            unit_of: setting("unit-of").is_some(),
            date_order,
        }
    }

    /// What is known of a word, case folded.
    pub fn word(&self, surface: &str) -> &Word {
        self.words.get(surface)
    }

    /// What is known of the word of `len` ASCII letters that `bytes` begin with.
    pub fn word_of_letters(&self, bytes: &[u8], len: usize) -> &Word {
        self.words.get_letters(bytes, len)
    }

    /// What is known of what is no word: nothing.
    pub fn no_word(&self) -> &Word {
        &UNKNOWN
    }

    /// ISO code of a currency sign or code, exactly as written.
    pub fn currency_sign(&self, sign: &str) -> Option<&'static str> {
        self.currency_signs.get(sign).copied()
    }

    /// ISO code of what a currency sign becomes when a text is written in ASCII letters.
    pub fn transliterated_sign(&self, letters: &str) -> Option<&'static str> {
        self.transliterated.get(letters).copied()
    }

    /// The singular of a noun, lower case: an entry of the table of plurals, or else by rule.
    pub fn singular(&self, noun: &str) -> String {
        self.with_singular(noun, str::to_owned)
    }

    /// Gives the singular of a noun to whoever only looks at it.
    fn with_singular<T>(&self, noun: &str, look: impl FnOnce(&str) -> T) -> T {
        let mut buffer = [0u8; LONGEST];
        let lower = lowered(noun, &mut buffer);
        if is_plural_acronym(noun) {
            return look(lower.get(..lower.len() - 1).unwrap_or(&lower));
        }
        if let Some(singular) = self.plural(&lower) {
            return look(singular);
        }
        let ending = self.endings.iter().find_map(|(plural, one)| Some((lower.strip_suffix(plural)?, *one)));
        if let Some((stem, one)) = ending {
            return look(&[stem, one].concat());
        }
        match lemma::singular_by_rule(&lower) {
            Some(single) => look(&single),
            None => look(&lower),
        }
    }

    /// The singular of a plural of the table, in lower case.
    fn plural(&self, lower: &str) -> Option<&'static str> {
        self.plurals.get(&Folded::new(lower)?).copied()
    }

    /// The lemma of a word of any class, lower case: singular of nouns, base form of verbs. Possessive endings are dropped.
    ///
    /// Regular forms are stripped by rule, so that a lemma need not be a word ("nationaliz"): it only has to be the same for
    /// every form of one word, in texts and in data files alike.
    pub fn lemma(&self, word: &str) -> String {
        self.with_lemma(word, str::to_owned)
    }

    /// Gives the lemma of a word to whoever only looks at it.
    fn with_lemma<T>(&self, word: &str, look: impl FnOnce(&str) -> T) -> T {
        let mut buffer = [0u8; LONGEST];
        let lower = lowered(word, &mut buffer);
        let bare = lower.trim_end_matches(['\'', '’']);
        let bare = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare);
        match self.plural(bare).or_else(|| self.verbs.irregular(bare)) {
            Some(base) => look(lemma::silent(base)),
            None => look(&lemma::by_rule(bare)),
        }
    }

    /// Whether a word is an irregular form of a verb: "broke".
    pub fn is_irregular(&self, word: &str) -> bool {
        let mut buffer = [0u8; LONGEST];
        fold(word, &mut buffer).is_some_and(|lower| self.verbs.irregular(lower).is_some())
    }

    /// Whether a word is an irregular past form of a verb, and no base: "fled".
    pub fn is_past(&self, word: &str) -> bool {
        self.is_irregular(word) && self.verb_form(word).is_some_and(|v| v.form == VerbForm::Past && !v.noun)
    }

    /// What a word would be if it were a verb, by its spelling and the tables of verbs.
    pub fn verb_form(&self, word: &str) -> Option<Verb> {
        let mut buffer = [0u8; LONGEST];
        self.verbs.form(fold(word, &mut buffer)?)
    }

    /// Whether a word ends like an adjective; with `alone`, like one that no noun follows ("punishable").
    pub fn ends_like_adjective(&self, word: &str, alone: bool) -> bool {
        word.len() > 4 && self.adjective_endings.iter().any(|(e, end)| (*end || !alone) && word.ends_with(e))
    }

    /// Whether a noun looks plural: an entry of the table of plurals, or by its ending.
    pub fn is_plural(&self, noun: &str) -> bool {
        if is_plural_acronym(noun) {
            return true;
        }
        let mut buffer = [0u8; LONGEST];
        match fold(noun, &mut buffer) {
            Some(lower) => self.plural(lower).is_some() || lemma::ends_like_plural(lower),
            None => lemma::ends_like_plural(noun),
        }
    }
}

/// The texts that a [`Lexicon`] is read from.
#[derive(Default)]
struct Tables {
    language: &'static str,
    keys: &'static str,
    numerals: &'static str,
    ordinals: &'static str,
    fractions: &'static str,
    months: &'static str,
    weekdays: &'static str,
    closed: &'static str,
    ratios: &'static str,
    magnitudes: &'static str,
    lists: &'static str,
    hedges: &'static str,
    units: &'static str,
    currencies: &'static str,
    plurals: &'static str,
    verbs: &'static str,
    verb_bases: &'static str,
    adjective_endings: &'static str,
    idioms: &'static str,
    time: &'static str,
    ahead: &'static str,
    eras: &'static str,
    openers: &'static str,
    settings: &'static str,
}

/// Lower case of a short word in a buffer; `None` for words too long to be in a table.
fn fold<'b>(word: &'b str, buffer: &'b mut [u8; LONGEST]) -> Option<&'b str> {
    // nearly every word is in lower case already
    if word.len() <= LONGEST && !word.bytes().any(|b| b.is_ascii_uppercase()) {
        return Some(word);
    }
    let target = buffer.get_mut(..word.len())?;
    target.copy_from_slice(word.as_bytes());
    target.make_ascii_lowercase();
    std::str::from_utf8(target).ok()
}

/// "RBIs", "NGOs": capitals and a small "s".
fn is_plural_acronym(noun: &str) -> bool {
    noun.strip_suffix('s').is_some_and(|stem| stem.len() >= 2 && stem.bytes().all(|b| b.is_ascii_uppercase()))
}

/// A word in lower case: in a buffer, when it is short and of ASCII letters.
fn lowered<'b>(word: &'b str, buffer: &'b mut [u8; LONGEST]) -> Cow<'b, str> {
    match Some(word).filter(|w| w.is_ascii()).and_then(|w| fold(w, buffer)) {
        Some(lower) => Cow::Borrowed(lower),
        None => Cow::Owned(word.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_their_case() {
        let en = Lexicon::english();
        assert_eq!(en.word("Seventeen").numeral.map(|n| n.value), Some(17));
        assert_eq!(en.word("SEPT").month, Some(9));
        assert!(en.word("the").class.has(Class::DET));
        assert!(en.word("strike").class.is_open());
    }

    #[test]
    fn plurals_find_their_singular() {
        let en = Lexicon::english();
        let pairs = [("strikes", "strike"), ("people", "person"), ("companies", "company"), ("churches", "church")];
        for (plural, singular) in pairs {
            assert_eq!(en.singular(plural), singular);
            assert!(en.is_plural(plural), "{plural}");
        }
        for word in ["crisis", "process", "status", "gas"] {
            assert!(!en.is_plural(word), "{word}");
        }
    }

    #[test]
    fn tables_hold_no_surface_twice() {
        for text in [
            include_str!("en/numerals.tsv"),
            include_str!("en/ordinals.tsv"),
            include_str!("en/fractions.tsv"),
            include_str!("en/months.tsv"),
            include_str!("en/plurals.tsv"),
        ] {
            let mut seen = std::collections::BTreeSet::new();
            for row in rows(text) {
                for word in row.list(0) {
                    assert!(seen.insert(word), "{word} stands twice");
                }
            }
        }
    }
}
