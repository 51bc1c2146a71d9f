//! The fact record: one claim, normalised, with where it stands.

mod event;
pub mod id;
mod record;
#[cfg(test)]
pub(crate) mod sample;

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use crate::text::Span;
use crate::value::{Period, Standing, Value, Zone};

pub use event::{Aspect, Event};
pub use id::{ContentHash, Ids, assign, content_id, finish, fold_space, renamed};
pub use record::{Line, PeriodRecord, Record, RecordBody, ValueRecord};

/// What kind of value a fact states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// A number of things.
    Count,
    /// A percentage, or a fraction of a whole.
    Share,
    /// A sum of money.
    Money,
    /// A physical quantity.
    Quantity,
    /// A length of time.
    Duration,
    /// A date or a time of day.
    Date,
    /// A place in an order.
    Ordinal,
    /// A factor: "doubled", "three times".
    Ratio,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 8] =
        [Self::Count, Self::Share, Self::Money, Self::Quantity, Self::Duration, Self::Date, Self::Ordinal, Self::Ratio];

    /// The word used in facts and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Share => "share",
            Self::Money => "money",
            Self::Quantity => "quantity",
            Self::Duration => "duration",
            Self::Date => "date",
            Self::Ordinal => "ordinal",
            Self::Ratio => "ratio",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Where in a text a fact stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Role {
    /// Running text.
    Body,
    /// Quoted words.
    Quotation,
    /// A table.
    Table,
    /// A caption.
    Caption,
    /// A heading or title.
    Heading,
    /// A foot- or end-note.
    Note,
    /// A time reference that fixes no date; never compared.
    Vague,
    /// Looks like a value and states none; shown on request only.
    Noise,
}

impl Role {
    /// The word used in facts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Quotation => "quotation",
            Self::Table => "table",
            Self::Caption => "caption",
            Self::Heading => "heading",
            Self::Note => "note",
            Self::Vague => "vague",
            Self::Noise => "noise",
        }
    }
}

/// A rise or fall *by* the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// It rose.
    Up,
    /// It fell.
    Down,
}

impl Change {
    /// The word used in facts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}

/// How the sentence puts the claim forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Stance {
    /// "is expected to", "will", "planned", "hoped": not said to have happened.
    pub projected: bool,
    /// "according to", "claimed", "is said to": somebody else's word.
    pub attributed: bool,
    /// "not", "never", "without".
    pub negated: bool,
    /// "early reports", "at first", "initially": put forward as superseded.
    pub superseded: bool,
}

/// What `compare` looks at instead of words: lemmas and names that say which question a fact answers.
///
/// Lemmas are lower case and singular. Every list keeps text order and holds no duplicates.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Slots {
    /// Lemma of the noun that is counted, or that a share, sum or quantity belongs to ("strike", "vote", "height").
    pub head: String,
    /// Lemmas that modify the head inside its noun phrase, and of the phrases that hang on it ("land", "factory", "worker").
    pub modifiers: Vec<String>,
    /// Lemmas of the verbs of the clause ("kill", "win", "spend"), nearest first.
    pub verbs: Vec<String>,
    /// Lemmas of the subject of the verb that governs the value, in text order; empty for a pronoun without an antecedent.
    pub subject: Vec<String>,
    /// Lemmas of the object of that verb, where the value is not it ("cut its budget to").
    pub object: Vec<String>,
    /// Other content-word lemmas of the clause, nearest first.
    pub clause: Vec<String>,
    /// Other content-word lemmas of the sentence.
    pub context: Vec<String>,
    /// Names in the sentence, lower case, nearest first ("salvador allende", "cia", "chile").
    pub names: Vec<String>,
    /// Names that the discourse carries into the sentence: the subject of the sentences before, the main subject of the text.
    pub carried: Vec<String>,
    /// Lemmas of the headings above.
    pub heading: Vec<String>,
    /// Lemmas of the row header and column header, for table cells.
    pub table: Vec<String>,
    /// Lemmas of the column header, for table cells.
    pub column: Vec<String>,
    /// Words, numbers included, of the row header, for table cells: what the row is about.
    pub row: Vec<String>,
    /// Whether the row is about one of several things of a kind, and the column names the measure.
    pub is_listed: bool,
    /// What happened, for dates and for lengths that lead to one: the nearest event first, then others of the same entry.
    pub events: Vec<Event>,
    /// The time that a length of time leads to, where it says when something was: "two days after the vote", "nine years ago".
    pub reached: Option<Period>,
    /// Row header and column header as written, in lower case, for table cells.
    pub labels: [String; 2],
    /// What has the property that is measured ("dam" in "the dam was 36 metres tall"), as a lemma; empty unless the sentence says it.
    pub owner: String,
    /// What a share is a share of, or a rate is per ("per day"), as lemmas.
    pub base: Vec<String>,
    /// Words that narrow the group it holds for ("among smokers").
    pub group: Vec<String>,
    /// Identifiers of what the value is set for or said of, lower case ("max_depth").
    pub codes: Vec<String>,
    /// Other identifiers of the paragraph.
    pub near_codes: Vec<String>,
    /// Versions that the sentence, the row or the heading speaks of.
    pub versions: Vec<String>,
    /// The function whose heading it stands under: "file.read" of "file.read(size)".
    pub call: String,
    /// Whether the text says of itself that it is out of date.
    pub is_archived: bool,
    /// Which of two values stated side by side, or of two groups of a trial, it is: 1 or 2.
    pub arm: Option<u8>,
    /// As what the value is put forward for something that can be set.
    pub standing: Option<Standing>,
    /// The zone named with a time of day.
    pub zone: Option<Zone>,
    /// Whether a time of day may as well be twelve hours later or earlier: "twenty past eleven".
    pub is_open_clock: bool,
    /// Whether the day of a time of day is not said in its sentence.
    pub is_dayless: bool,
    /// How the sentence puts the claim forward.
    pub stance: Stance,
}

/// One named step of how a fact was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Rule or stage, such as `date.day-month-year` or `resolve.time`.
    pub rule: &'static str,
    /// What it did, in plain words.
    pub says: String,
}

/// The normalised record of one claim.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Content id, unchanged when text elsewhere in the file changes.
    pub id: String,
    /// Id of the source.
    pub source: Arc<str>,
    /// Path of the source.
    pub path: Arc<str>,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in Unicode scalar values.
    pub column: u32,
    /// The value expression alone, in original bytes.
    pub span: Span,
    /// The whole expression with hedge and unit, in original bytes.
    pub extent: Span,
    /// The value expression as written.
    pub surface: String,
    /// The sentence it stands in.
    pub quote: Arc<str>,
    /// Number of the sentence in its source: facts of one sentence share it.
    pub sentence: u32,
    /// Kind of value.
    pub kind: Kind,
    /// The value as stated.
    pub value: Value,
    /// Singular noun, ISO 4217 code, `percent`, `fraction`, or the grain of a date.
    pub unit: String,
    /// The noun phrase counted or measured, lower case.
    pub measure: String,
    /// Main entities, as written.
    pub about: Vec<String>,
    /// The time the claim holds for.
    pub when: Option<Period>,
    /// Whether `when` was stated in the clause itself, not carried over from another clause or the text before.
    pub when_stated: bool,
    /// Whether `when` comes from the sentence itself, be it from another clause of it.
    pub when_in_sentence: bool,
    /// Whether `when` comes from the same paragraph; carried over from further up it is a guess that no verdict rests on.
    pub when_local: bool,
    /// Places the claim holds for.
    pub places: Vec<String>,
    /// What happened, for dates.
    pub event: Option<String>,
    /// Rise or fall by the value.
    pub change: Option<Change>,
    /// TIMEX3 value, for dates and durations.
    pub timex: Option<String>,
    /// Where in the text it stands.
    pub role: Role,
    /// Why it is no claim, for [`Role::Noise`].
    pub reason: Option<&'static str>,
    /// Row and column for cells: `(table, row, column)`.
    pub cell: Option<(u32, u32, u32)>,
    /// What alignment looks at.
    pub slots: Slots,
    /// How it was read.
    pub steps: Vec<Step>,
}

/// A [`Claim`] that is shared: a clone of it is the same one, and what is changed becomes a copy of its own first.
///
/// Texts, analyses and whoever follows edits hold the same facts; none of them is in memory twice.
#[derive(Clone)]
pub struct Fact(Arc<Claim>);

impl From<Claim> for Fact {
    fn from(claim: Claim) -> Self {
        Self(Arc::new(claim))
    }
}

impl Deref for Fact {
    type Target = Claim;

    fn deref(&self) -> &Claim {
        &self.0
    }
}

impl DerefMut for Fact {
    fn deref_mut(&mut self) -> &mut Claim {
        Arc::make_mut(&mut self.0)
    }
}

impl fmt::Debug for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
