//! One of several that happened on some days, told of another day: "Between 4 and 6 May three shocks were felt. On 8 May came the
//! strongest of them."

use super::words::words;
use super::{Found, Placed};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::fact::{Fact, Kind};
use crate::lexicon::{Class, Lexicon};
use crate::value::{Bound, Grain, Period, Value};

/// How many sentences on.
const NEAR: u32 = 2;

/// Checks the only day of a sentence against the only range of days of the one before.
pub(super) fn check(sentences: &[Vec<Placed<'_>>], n: usize, found: &mut Vec<Found>) {
    let (Some(sentence), Some(before)) = (sentences.get(n), n.checked_sub(1).and_then(|k| sentences.get(k))) else {
        return;
    };
    let (Some(day), Some(range)) = (only(sentence), only(before)) else { return };
    let is_next =
        day.fact.sentence <= range.fact.sentence + NEAR && day.fact.cell.is_none() && range.fact.cell.is_none();
    let (Some(at), Some(all)) = (period(day.fact), period(range.fact)) else { return };
    let is_day = day.fact.unit == Grain::Day.as_str() && day.fact.value.bound() == Bound::Exact;
    let is_range = range.fact.unit == Grain::Range.as_str() && range.fact.value.bound() == Bound::Between;
    if !is_next || !is_day || !is_range || !is_one_of_them(day) {
        return;
    }
    let members = vec![range.index, day.index];
    let (a, b) = (&day.fact.surface, &range.fact.surface);
    if at.meets(all) {
        found.push(Found::agree("day-of-several", members, format!("{a} is one of {b}")));
    } else {
        let says = format!("{a} is not one of {b}, though one of them is told");
        found.push(Found::conflict("day-of-several", Severity::Warning, members, says));
    }
}

fn only<'a, 'f>(sentence: &'a [Placed<'f>]) -> Option<&'a Placed<'f>> {
    let mut dates = sentence.iter().filter(|p| p.fact.kind == Kind::Date);
    dates.next().filter(|_| dates.next().is_none())
}

fn period(fact: &Fact) -> Option<Period> {
    match fact.value {
        Value::Date { period, .. } if period.first.is_some() && period.last.is_some() => Some(period),
        _ => None,
    }
}

/// "came the largest of them", "the last of these" right behind the day.
fn is_one_of_them(day: &Placed<'_>) -> bool {
    let lexicon = Lexicon::english();
    let clause = day.after().split(['.', ';', ',']).next().unwrap_or_default();
    let near = words(clause);
    let is_best = |w: &str| {
        w.ends_with("est") && w.len() > 5
            || Cue::LastOf.has(w)
            || Cue::FirstOf.has(w)
            || lexicon.word(w).class.has(Class::UP)
            || w == "worst"
            || w == "best"
    };
    words(day.before()).len() <= 2
        && near.len() <= 9
        && near.windows(4).any(|t| {
            t[0] == "the" && is_best(&t[1]) && Cue::Of.has(&t[2]) && matches!(t[3].as_str(), "them" | "these" | "all")
        })
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{clash, fits, silent};

    #[test]
    fn one_of_several_days() {
        let text = |day: u32| {
            format!(
                "Between 4 and 6 May 1911 three shocks were felt in the town. On {day} May 1911 came the strongest of them."
            )
        };
        clash(&text(8), "day-of-several: 8 May 1911 is not one of 4 and 6 May 1911, though one of them is told");
        fits(&text(5), "day-of-several");
        silent("Between 4 and 6 May 1911 three shocks were felt in the town. On 8 May 1911 came the king.");
    }
}
