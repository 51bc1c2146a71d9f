//! The time a number holds for: the date in its clause.

use crate::fact::Kind;
use crate::grammar::Token;
use crate::lexicon::Class;
use crate::mention::{Mention, MentionValue};
use crate::value::{Period, Value};

use super::clause::View;
use super::time::Settled;

/// At most this many tokens lie between a number and a date behind it that belong together.
const REACH: usize = 14;

/// At most this many mentions on either side are looked at: bounds the work on sentences of any length.
const NEIGHBOURS: usize = 40;

/// The dates and numbers of one sentence.
pub(super) struct Timeline<'a> {
    pub(super) tokens: &'a [Token<'a>],
    pub(super) view: &'a View,
    pub(super) mentions: &'a [Mention],
    pub(super) settled: &'a [Option<Settled>],
}

impl Timeline<'_> {
    /// The date that belongs to the value of mention `index`, from its sentence.
    ///
    /// Dates follow their numbers ("rose from 7 in 1890 to 12 in 1891") when the clause names a number first; else they
    /// lead ("In 1890 there were 40 fires, while in 1891 there were 96"), unless one follows right behind the noun.
    pub(super) fn attached(&self, index: usize) -> Option<Period> {
        let behind = (index + 1..self.mentions.len()).take(NEIGHBOURS).find(|&i| self.date(i).is_some());
        let before = (0..index).rev().take(NEIGHBOURS).find(|&i| self.date(i).is_some());
        if let Some(i) = behind
            && self.follows(index, i, before)
        {
            return self.date(i);
        }
        before.or(behind).and_then(|i| self.date(i))
    }

    /// Whether the date of mention `date` belongs to the number of mention `index` before it.
    fn follows(&self, index: usize, date: usize, before: Option<usize>) -> bool {
        let (Some(number), Some(time)) = (self.mentions.get(index), self.mentions.get(date)) else { return false };
        let gap = self.tokens.get(number.extent_at.1..time.extent_at.0).unwrap_or_default();
        if gap.len() > REACH || gap.iter().any(|t| t.text == ";" || t.is_any(&["while", "whereas", "but"])) {
            return false;
        }
        let Some(before) = before else { return true };
        if self.clause(index) != self.clause(date) {
            return false;
        }
        let led = self.clause(before) == self.clause(index);
        if !led {
            return true;
        }
        // numbers come first in this clause: each takes the date behind it
        let first_number = (before.saturating_sub(NEIGHBOURS)..before)
            .find(|&i| self.is_number(i) && self.clause(i) == self.clause(index));
        if first_number.is_some() {
            return true;
        }
        // right behind the noun: "40 fires in 1891"
        let free = !(index + 1..date).any(|i| self.is_number(i));
        let preposition = gap.last().is_some_and(|t| t.has(Class::PREP)) || gap.is_empty();
        free && preposition && gap.len() <= 4 && !gap.iter().any(|t| t.text == ",")
    }

    fn date(&self, i: usize) -> Option<Period> {
        let settled = self.settled.get(i)?.as_ref()?;
        match (&settled.value, settled.kind) {
            (Value::Date { period, .. }, Kind::Date)
                if !settled.vague && settled.noise.is_none() && !period.is_unbounded() =>
            {
                Some(*period)
            }
            _ => None,
        }
    }

    fn is_number(&self, i: usize) -> bool {
        self.mentions.get(i).is_some_and(|m| matches!(m.value, MentionValue::Number { .. }) && m.aside.is_none())
    }

    fn clause(&self, i: usize) -> Option<u16> {
        let mention = self.mentions.get(i)?;
        self.view.clause.get(mention.value_at.0).copied()
    }
}
