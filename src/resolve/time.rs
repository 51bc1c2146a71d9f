//! Stand-in until the time module lands.

use crate::fact::Kind;
use crate::grammar::time::{TimeExpr, TimeReading};
use crate::value::{Moment, Period, Value};

/// What is known when a time expression is settled.
#[derive(Debug, Default)]
pub struct TimeContext<'a> {
    /// Publication date.
    pub reference: Option<Period>,
    /// Last date of the text.
    pub current: Option<Period>,
    /// Dates of the sentence so far.
    pub sentence: &'a [Period],
    /// Events with dates.
    pub anchors: &'a [(String, Period)],
}

/// A time expression settled.
#[derive(Clone, Debug)]
pub struct Settled {
    /// Date or duration.
    pub kind: Kind,
    /// Value.
    pub value: Value,
    /// Grain or unit.
    pub unit: String,
    /// TIMEX3 value.
    pub timex: Option<String>,
    /// Fixes no date.
    pub vague: bool,
    /// Why it is none.
    pub noise: Option<&'static str>,
}

/// Settles.
pub fn settle(reading: &TimeReading, context: &TimeContext<'_>) -> Settled {
    let TimeExpr::Date(y, m, d) = reading.expr;
    let year = y.or(context
        .sentence
        .last()
        .copied()
        .or(context.current)
        .and_then(|p| p.first)
        .map(|f| i32::from(f.date.year())));
    let period = match (year, m, d) {
        (Some(y), Some(m), Some(d)) => Moment::day(y, m.into(), d.into()).map(Period::day),
        (Some(y), Some(m), None) => Period::month(y, m.into()),
        (Some(y), None, None) => Period::years(y, y),
        _ => None,
    };
    let unit = if d.is_some() {
        "day"
    } else if m.is_some() {
        "month"
    } else {
        "year"
    };
    Settled {
        kind: Kind::Date,
        value: Value::Date { period: period.unwrap_or(Period { first: None, last: None }), bound: reading.bound },
        unit: unit.into(),
        timex: None,
        vague: period.is_none(),
        noise: None,
    }
}
