//! Stand-in until the time grammar lands (delete this file when src/grammar/time/ exists): bare years and "Month day, year".

use super::token::{Token, Tokens};
use crate::value::Bound;

/// What a time expression says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimeExpr {
    /// A year, month and day.
    Date(Option<i32>, Option<u8>, Option<u8>),
}

/// A time expression as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeReading {
    /// What it says.
    pub expr: TimeExpr,
    /// Tokens before the value.
    pub lead: usize,
    /// Tokens of the value.
    pub len: usize,
    /// Tokens behind.
    pub tail: usize,
    /// Bound.
    pub bound: Bound,
    /// Rule.
    pub rule: &'static str,
}

impl TimeReading {
    /// Tokens in all.
    pub fn total(&self) -> usize {
        self.lead + self.len + self.tail
    }
}

/// Cheap test.
pub fn can_begin(token: &Token<'_>) -> bool {
    token.word.month.is_some() || token.literal.is_some_and(|l| l.year().is_some())
}

/// Reads a time expression.
pub fn time_expression(
    _lexicon: &crate::lexicon::Lexicon,
    tokens: Tokens<'_>,
    _before: Option<&Token<'_>>,
) -> Option<TimeReading> {
    let first = tokens.first()?;
    let day = |t: &Token<'_>| t.literal.filter(|l| l.digits <= 2).and_then(|l| l.value?.to_integer()).map(|d| d as u8);
    let year = |t: Option<&Token<'_>>| t.and_then(|t| t.literal?.year());
    let (expr, len) = if let Some(month) = first.word.month.filter(|_| first.is_capitalized()) {
        match tokens.get(1).and_then(day) {
            Some(d) => {
                let skip = if tokens.get(2).is_some_and(|t| t.text == ",") { 3 } else { 2 };
                match year(tokens.get(skip)) {
                    Some(y) => (TimeExpr::Date(Some(y), Some(month), Some(d)), skip + 1),
                    None => (TimeExpr::Date(None, Some(month), Some(d)), 2),
                }
            }
            None => match year(tokens.get(1)) {
                Some(y) => (TimeExpr::Date(Some(y), Some(month), None), 2),
                None => (TimeExpr::Date(None, Some(month), None), 1),
            },
        }
    } else {
        (TimeExpr::Date(Some(year(Some(first))?), None, None), 1)
    };
    Some(TimeReading { expr, lead: 0, len, tail: 0, bound: Bound::Exact, rule: "date" })
}
