//! What time expressions say, before anything is known of the text around them.

use crate::lexicon::{Portion, Relation, Shift};
use crate::value::{Bound, DayPart, Number, Season, TimeUnit, VagueTime, Zone};

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Minutes since midnight.
    pub minute: u16,
    /// Whether only the hour was written.
    pub hour_only: bool,
    /// Whether it may as well be twelve hours later or earlier: "twenty past eleven".
    pub is_open: bool,
    /// The zone named with it.
    pub zone: Option<Zone>,
}

/// Parts of a calendar date as written; what is missing comes from the text around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// Year, astronomical (0 is 1 BCE).
    pub year: Option<i32>,
    /// Month, 1 to 12 unless the text is wrong.
    pub month: Option<u8>,
    /// Day of the month.
    pub day: Option<u8>,
    /// Day of the week, Monday being 1.
    pub weekday: Option<u8>,
    /// Time of day.
    pub clock: Option<Clock>,
    /// Part of the day.
    pub part: Option<DayPart>,
    /// Whether day and month could as well be the other way round ("03/04/2005").
    pub ambiguous: bool,
}

impl Calendar {
    /// A year alone.
    pub fn year(year: i32) -> Self {
        Self { year: Some(year), ..Self::default() }
    }

    /// Whether only the year is stated.
    pub fn is_year(&self) -> bool {
        *self == Self { year: self.year, ..Self::default() } && self.year.is_some()
    }
}

/// What a relation word places: "last *October*", "next *week*".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchored {
    /// A unit: "last year".
    Unit(TimeUnit),
    /// A month: "last October".
    Month(u8),
    /// A day of the week: "last Thursday".
    Weekday(u8),
    /// A season: "this summer".
    Season(Season),
    /// A quarter or half of the year: "this year's third quarter" holds its year itself.
    Quarter(u8),
    /// A part of the day: "this morning", "last night".
    Part(DayPart),
}

/// A duration's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// A number, or a range of numbers.
    Number(Number, Number),
    /// "a few", "several", none at all: at least two.
    Some,
}

/// What a time expression says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimeExpr {
    /// Parts of a date.
    Calendar(Calendar),
    /// A decade by its first year.
    Decade(i32),
    /// A decade of a century left open: 60 is "the sixties".
    DecadeOf(i32),
    /// The nth century; negative before the common era.
    Century(i32),
    /// The nth quarter of a year.
    Quarter(u8, Option<Box<TimeExpr>>),
    /// The nth half of a year.
    Half(u8, Option<Box<TimeExpr>>),
    /// A season of a year.
    Season(Season, Option<Box<TimeExpr>>),
    /// The nth month or week of something: "the third month of 2021".
    Nth(u8, TimeUnit, Box<TimeExpr>),
    /// The first (or last) so many units of something: "first five months of 1972".
    Leading {
        /// How many.
        count: u8,
        /// Of what.
        unit: TimeUnit,
        /// Whether the last ones are meant.
        last: bool,
        /// Of which time.
        of: Box<TimeExpr>,
    },
    /// A stretch inside something: "early 1971", "the end of July".
    Portion(Portion, Box<TimeExpr>),
    /// The week that holds a date.
    WeekOf(Box<TimeExpr>),
    /// Placed by a relation word: "last year", "this September".
    Deictic(Relation, Anchored),
    /// A day counted from the reference, and a part of it: "yesterday", "tomorrow morning".
    Day(i8, Option<DayPart>),
    /// So many units from an anchor: "ten years ago", "a year earlier".
    Shift {
        /// How many.
        count: Count,
        /// Which unit.
        unit: TimeUnit,
        /// Which way.
        shift: Shift,
    },
    /// A unit from a stated event: "the day after the coup".
    Event {
        /// Which unit.
        unit: TimeUnit,
        /// Whether it follows the event.
        after: bool,
        /// The event's head word, lower case; empty when the event is the time under discussion.
        event: String,
    },
    /// From one to another.
    Range(Box<TimeExpr>, Box<TimeExpr>),
    /// A length of time.
    Duration {
        /// How many, in the unit.
        count: Count,
        /// The unit.
        unit: TimeUnit,
        /// TIMEX3 value where it differs from the plain one.
        timex: Option<String>,
    },
    /// A recurring time.
    Set {
        /// The unit of one round.
        unit: TimeUnit,
        /// How many of them one round takes.
        every: i32,
        /// TIMEX3 value.
        timex: String,
    },
    /// Fixes no date.
    Vague(VagueTime),
    /// A number that reads like a date and can be none.
    Impossible(&'static str),
}

/// A time expression as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeReading {
    /// What it says.
    pub expr: TimeExpr,
    /// Tokens before the value expression that belong to the extent only: hedges, bounding prepositions.
    pub lead: usize,
    /// Tokens of the value expression.
    pub len: usize,
    /// Tokens behind it that belong to the extent only: the unit words of a counted duration.
    pub tail: usize,
    /// How the words bound the value.
    pub bound: Bound,
    /// Name of the rule that read it.
    pub rule: &'static str,
}

impl TimeReading {
    /// Tokens in all.
    pub fn total(&self) -> usize {
        self.lead + self.len + self.tail
    }
}
