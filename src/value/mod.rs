//! Exact values and their algebra: numbers, bounds, days, intervals.
//!
//! No floats anywhere: a number is a ratio of integers, a date is an interval of days (or minutes).

mod bound;
mod extent;
mod moment;
mod number;
mod order;
mod standing;
mod timex;
mod zone;

pub use bound::Bound;
pub use extent::{End, Extent};
pub use moment::{Grain, Moment, Period};
pub use number::{Number, NumberError};
pub use order::DateOrder;
pub use standing::Standing;
pub use timex::{DayPart, Season, TimeUnit, VagueTime};
pub use zone::Zone;

/// What a fact states: an interval of numbers or of days, as written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// A number or a range of numbers, in the fact's unit.
    Number {
        /// Lower end as stated; `None` is unbounded.
        low: Option<Number>,
        /// Upper end as stated; `None` is unbounded.
        high: Option<Number>,
        /// How the words bound the value.
        bound: Bound,
    },
    /// A date: the whole grain, so that "1969" is its first to its last day.
    Date {
        /// The days (or minutes) meant.
        period: Period,
        /// How the words bound the value.
        bound: Bound,
    },
}

impl Value {
    /// How the words bound the value.
    pub fn bound(&self) -> Bound {
        match self {
            Self::Number { bound, .. } | Self::Date { bound, .. } => *bound,
        }
    }

    /// The one number stated, if it is one.
    pub fn single(&self) -> Option<Number> {
        match self {
            Self::Number { low: Some(low), high: Some(high), .. } if low == high => Some(*low),
            _ => None,
        }
    }

    /// Both ends as they are written to JSON.
    pub fn ends(&self) -> (Option<String>, Option<String>) {
        match self {
            Self::Number { low, high, .. } => (low.map(Number::to_decimal), high.map(Number::to_decimal)),
            Self::Date { period, .. } => (period.first.map(|m| m.to_string()), period.last.map(|m| m.to_string())),
        }
    }
}
