//! The time a number holds for: the date in its clause.

use crate::fact::Kind;
use crate::grammar::Token;
use crate::mention::{Mention, MentionValue};
use crate::value::{Period, Value};

use super::clause::View;
use super::time::Settled;

/// The date that belongs to the number of mention `index`, from its sentence.
///
/// A date behind the number, with no other number between, comes first ("7 in 1890"); then the nearest date before it
/// ("In 1890 there were 40 fires"); then any date behind.
pub(super) fn attached(
    tokens: &[Token<'_>],
    view: &View,
    mentions: &[Mention],
    settled: &[Option<Settled>],
    index: usize,
) -> Option<Period> {
    let at = mentions.get(index)?;
    let date = |i: usize| -> Option<Period> {
        let s = settled.get(i)?.as_ref()?;
        match (&s.value, s.kind) {
            (Value::Date { period, .. }, Kind::Date) if !s.vague && s.noise.is_none() && !period.is_unbounded() => {
                Some(*period)
            }
            _ => None,
        }
    };
    let is_number =
        |i: usize| mentions.get(i).is_some_and(|m| matches!(m.value, MentionValue::Number { .. }) && m.aside.is_none());
    let clause = |i: usize| mentions.get(i).and_then(|m| view.clause.get(m.value_at.0)).copied();
    let here = clause(index);
    let behind = (index + 1..mentions.len()).find(|&i| date(i).is_some());
    let before = (0..index).rev().find(|&i| date(i).is_some());
    if let Some(i) = behind {
        let free = !(index + 1..i).any(is_number);
        let near = mentions.get(i).is_some_and(|m| m.extent_at.0.saturating_sub(at.extent_at.1) <= 12);
        // a date that opens the next pair belongs to it: "40 fires, while in 1891 there were 96"
        let opens = mentions.get(i).is_some_and(|m| {
            m.extent_at
                .0
                .checked_sub(2)
                .and_then(|j| tokens.get(j))
                .is_some_and(|t| t.text == ";" || t.is_any(&["while", "whereas", "and", "but"]))
                && before.is_some()
        });
        if free && near && clause(i) == here && !opens {
            return date(i);
        }
    }
    if let Some(i) = before {
        return date(i);
    }
    behind.and_then(date)
}
