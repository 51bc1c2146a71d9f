//! What the words right beside a value say of it: that it is added, a part, a distance, a limit.

use super::words::Vocabulary;
use crate::compare::cue::Cue;
use crate::fact::{Fact, Kind};
use crate::lexicon::Lexicon;
use crate::value::{Bound, Number, Standing, Value};

/// Whether what was taken for a name is the symbol of a unit ("GiB", folded to lower case).
pub(super) fn is_unit(name: &str) -> bool {
    let units = &Lexicon::english().units;
    let upper = name.to_uppercase();
    let binary = upper.replace('I', "i");
    units.by_symbol(&upper, true).is_some() || units.by_symbol(&binary, true).is_some()
}

/// "from 1 MB to 4 MB": a change from one value to another, no value that lies between them.
pub(super) fn is_shift(fact: &Fact) -> bool {
    let (before, _, _) = beside(fact);
    fact.kind != Kind::Date && fact.value.bound() == Bound::Between && before.eq_ignore_ascii_case("from")
}

/// The words right before and behind the value, lower case.
pub(super) fn beside(fact: &Fact) -> (&str, &str, &str) {
    let quote: &str = &fact.quote;
    let Some(at) = quote.find(fact.surface.as_str()) else { return ("", "", "") };
    let before = quote.get(..at).and_then(|b| b.split_whitespace().next_back()).unwrap_or_default();
    let mut after = quote.get(at + fact.surface.len()..).unwrap_or_default().split_whitespace();
    (before, after.next().unwrap_or_default(), after.next().unwrap_or_default())
}

pub(super) fn is_more(fact: &Fact) -> bool {
    let (before, after, next) = beside(fact);
    let added =
        |w: &str| matches!(w.to_lowercase().as_str(), "another" | "other" | "others" | "additional" | "further");
    added(before) || added(after) || added(next) || after == "more" && next != "than"
}

pub(super) fn is_offset(fact: &Fact) -> bool {
    let (_, after, next) = beside(fact);
    let bare = |w: &str| Cue::Offset.has(w.trim_end_matches(|c: char| !c.is_alphabetic()));
    fact.kind == Kind::Duration && (bare(after) || bare(next))
}

/// Whether a value is stated as the most that something may have: by the words before it, by its row or column, or by its noun.
pub(super) fn is_limit(fact: &Fact, vocabulary: &Vocabulary<'_>) -> bool {
    let counts = matches!(fact.kind, Kind::Count | Kind::Quantity | Kind::Duration | Kind::Money);
    if !counts || !matches!(fact.value.bound(), Bound::Exact | Bound::AtMost | Bound::Under) {
        return false;
    }
    let concepts = vocabulary.concepts;
    let named = |w: &String| {
        concepts.of(w).is_some_and(|id| [concepts.named("limit"), concepts.named("maximum")].contains(&Some(id)))
    };
    let slots = &fact.slots;
    if let Some(standing) = slots.standing {
        return standing == Standing::Maximum;
    }
    if slots.table.iter().chain(&slots.modifiers).any(named) || named(&slots.head) {
        return true;
    }
    let Some(at) = fact.quote.find(fact.surface.as_str()) else { return false };
    let before = fact.quote.get(..at).unwrap_or_default().trim_end().to_lowercase();
    Cue::Limit.ends(&before)
}

pub(super) fn is_part(fact: &Fact) -> bool {
    let (_, after, next) = beside(fact);
    // "of which £3 million falls to the town"
    let before = fact.quote.find(fact.surface.as_str()).and_then(|at| fact.quote.get(..at)).unwrap_or_default();
    let mut words = before.split(|c: char| !c.is_alphanumeric()).rev().filter(|w| !w.is_empty());
    let of_which = words.next().is_some_and(|w| Cue::Part.has(w) && w.len() > 3) && words.next() == Some("of");
    of_which && fact.kind != Kind::Date || fact.kind == Kind::Count && after == "of" && Cue::Part.has(next)
}

/// A count with digits behind the point and no unit counts nothing: a version, a section, a mark.
pub(super) fn counts_fraction(fact: &Fact) -> bool {
    let is_whole = |n: Option<Number>| n.is_none_or(Number::is_integer);
    match fact.value {
        Value::Number { low, high, .. } => {
            fact.kind == Kind::Count && fact.cell.is_none() && !(is_whole(low) && is_whole(high))
        }
        Value::Date { .. } => false,
    }
}
