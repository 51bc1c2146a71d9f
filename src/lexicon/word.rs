//! What is known of word forms, and the table of them.

use rustc_hash::FxHashMap;

use super::folded::{Folded, Table};
use super::phrases::initial;
use super::table::rows;
use super::{Class, NumeralWord, OrdinalWord, TimeWord, UnitId};
use crate::value::Number;

/// What is known of one word form: what is asked of every token comes first, so that it lies together in memory.
#[derive(Clone, Debug, Default)]
#[repr(C)]
pub struct Word {
    /// Closed classes it belongs to.
    pub class: Class,
    /// Whether no phrase that states a value begins with it.
    pub is_plain: bool,
    /// Whether a sentence that holds it may state a value.
    pub promises: bool,
    /// Whether a time expression may begin with it.
    pub opens_time: bool,
    /// Whether it may lead into a time expression: "by", "between".
    pub leads_time: bool,
    /// Whether it may stand between the first word of a time expression and what it is about: "the very", "a couple".
    pub joins_time: bool,
    /// Whether a time expression may hold it (any entry of the time tables).
    pub time: bool,
    /// Whether it may begin a hedge.
    pub hedge: bool,
    /// Whether it may begin an idiom.
    pub idiom: bool,
    /// Whether it may begin a phrase for a number of so many digits: "double figures".
    pub band: bool,
    /// Whether it may begin a phrase that says as what a value is put forward.
    pub setting: bool,
    /// Whether it is a measure that trade calls by what it holds: barrels of oil.
    pub holds: bool,
    /// Whether it is something written that says what is so: "study".
    pub writing: bool,
    /// Whether it says what something written says: "concluded".
    pub finds: bool,
    /// Whether the name of a street may end in it.
    pub street: bool,
    /// Whether it only sets off what a person is: "he was only 39", "she was then 36".
    pub merely: bool,
    /// Makes what "would" be a thing still to come: "announced".
    pub foretells: bool,
    /// Whether it names one person by nothing but sex or time of life, so that a number behind its "of" is an age.
    pub grown: bool,
    /// Whether a bare number behind it tells more, or the most, of what was measured before: "another three", "a maximum of 40".
    pub resumes: bool,
    /// Whether it tells in which direction a length is measured: "55 wide".
    pub spans: bool,
    /// Whether it only measures, and is never what a later number counts: "three standard deviations".
    pub gauges: bool,
    /// Whether it tells what somebody pays: a bare sum behind it is money.
    pub dear: bool,
    /// Whether a bare number right behind it may go on in the unit told before: "the French took 45".
    pub gauged: bool,
    /// Whether it happened once, so that four digits behind its "of" are a year: "the blaze of 1212".
    pub happens: bool,
    /// Whether it belongs to what is kept or sent in bits.
    pub digital: bool,
    /// Whether it names what a number right behind it is the value of: "port 8080", "magnitude 5.3".
    pub valued: bool,
    /// Whether a setting of such a name is a length of time: "timeout".
    pub timing: bool,
    /// Whether a setting of such a name is so many bytes: "buffer".
    pub sizing: bool,
    /// Whether what it tells of happens at a time of day: "landed at 21.55".
    pub timed: bool,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day of the week, Monday being 1.
    pub weekday: Option<u8>,
    /// With which letters the next word may begin in a phrase that tells of a rule or an event, a bit each; all where the word
    /// is such a phrase by itself.
    pub era: u32,
    /// Its meaning in time expressions.
    pub time_word: Option<TimeWord>,
    /// The English word whose part in the grammar it plays, in other languages.
    pub key: Option<&'static str>,
    /// Unit of volume or mass it names: "a litre" states a quantity without a number word.
    pub unit: Option<UnitId>,
    /// Its meaning as a number word.
    pub numeral: Option<NumeralWord>,
    /// Its meaning as an ordinal.
    pub ordinal: Option<OrdinalWord>,
    /// Its meaning as a denominator ("thirds" is 3).
    pub denominator: Option<i128>,
    /// What it multiplies by, for words such as "hundreds" and "doubled".
    pub multiple: Option<Number>,
}

impl Word {
    /// Whether a phrase that tells of a rule or an event may begin with it, before another word.
    pub(crate) fn tells_before(&self, next: Option<&str>) -> bool {
        self.era == u32::MAX || next.is_some_and(|next| self.era & initial(next) != 0)
    }
}

/// A word that no table knows.
pub(super) static UNKNOWN: Word = Word {
    class: Class::NONE,
    numeral: None,
    ordinal: None,
    denominator: None,
    multiple: None,
    month: None,
    weekday: None,
    unit: None,
    writing: false,
    finds: false,
    street: false,
    merely: false,
    foretells: false,
    grown: false,
    resumes: false,
    spans: false,
    gauges: false,
    dear: false,
    gauged: false,
    happens: false,
    digital: false,
    valued: false,
    timing: false,
    sizing: false,
    timed: false,
    holds: false,
    hedge: false,
    idiom: false,
    band: false,
    time: false,
    time_word: None,
    era: 0,
    setting: false,
    promises: false,
    opens_time: false,
    leads_time: false,
    joins_time: false,
    is_plain: true,
    key: None,
};

/// The words of a language.
#[derive(Debug, Default)]
pub(super) struct Words {
    table: Table<Word>,
    /// As they stand in the tables, in the order of their meanings.
    surfaces: Vec<&'static str>,
}

impl Words {
    /// An empty table with room for the words of a language.
    pub(super) fn new() -> Self {
        const USUAL: usize = 3000;
        Self { table: Table::with_capacity(USUAL), surfaces: Vec::with_capacity(USUAL) }
    }

    /// Adds to what is known of a word in lower case.
    pub(super) fn note(&mut self, word: &'static str, add: impl FnOnce(&mut Word)) {
        let surfaces = &mut self.surfaces;
        let new = || {
            surfaces.push(word);
            Word::default()
        };
        if let Some(word) = self.table.entry(word, new) {
            add(word);
        }
    }

    /// What is known of a word, case folded.
    pub(super) fn get(&self, word: &str) -> &Word {
        Folded::new(word).and_then(|folded| self.table.get(&folded)).unwrap_or(&UNKNOWN)
    }

    /// What is known of the word of ASCII letters that `bytes` begin with.
    pub(super) fn get_letters(&self, bytes: &[u8], len: usize) -> &Word {
        Folded::of_letters(bytes, len).and_then(|folded| self.table.get(&folded)).unwrap_or(&UNKNOWN)
    }

    /// Notes what the fields of each word mean for where values are looked for. `openers` is the table of other words that
    /// open an expression.
    pub(super) fn settle(&mut self, openers: &'static str) {
        let mut opens: FxHashMap<&'static str, Vec<&'static str>> = FxHashMap::default();
        for row in rows(openers) {
            for word in row.list(1) {
                self.note(word, |_| {});
                opens.entry(word).or_default().push(row.get(0));
            }
        }
        for (word, surface) in self.table.values_mut().zip(&self.surfaces) {
            let kinds = opens.get(word.key.unwrap_or(surface)).map(Vec::as_slice).unwrap_or_default();
            word.opens_time = kinds.contains(&"time");
            word.leads_time = kinds.contains(&"lead");
            word.joins_time = kinds.contains(&"join");
            let counts = word.numeral.is_some()
                || word.ordinal.is_some()
                || word.denominator.is_some()
                || word.multiple.is_some()
                || word.class.has(Class::SOME)
                || word.month.is_some()
                || word.weekday.is_some()
                || word.unit.is_some()
                || word.band;
            word.promises = counts || word.time || kinds.contains(&"alone");
            let begins = word.idiom
                || word.hedge
                || word.time_word.is_some()
                || word.class.has(Class::MAGNITUDE)
                || word.class.has(Class::RATIO);
            let may_open = kinds.iter().any(|kind| !matches!(*kind, "join" | "alone"));
            word.is_plain = !(counts || word.time || begins || may_open);
        }
    }
}
