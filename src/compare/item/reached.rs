//! A length of time that leads to a date as that date: "nineteen years ago", "two days after the vote".

use crate::fact::{Fact, Kind};
use crate::value::{Bound, Grain, Period, Value};

/// The date that a length of time leads to; `None` where it leads to none.
pub(crate) fn reached(fact: &Fact) -> Option<Fact> {
    let leads = matches!(fact.kind, Kind::Duration | Kind::Ordinal);
    let period = fact.slots.reached.filter(|p| leads && !p.is_unbounded())?;
    let bound = match fact.value.bound() {
        bound @ (Bound::Exact | Bound::About) => bound,
        _ => return None,
    };
    let mut date = fact.clone();
    date.kind = Kind::Date;
    date.unit = grain(period).as_str().to_owned();
    date.measure = "date".to_owned();
    date.value = Value::Date { period, bound };
    (date.when, date.when_stated, date.when_local) = (Some(period), true, true);
    // what the length was found to be of belongs to what happened
    let slots = &mut date.slots;
    let words: Vec<String> =
        slots.modifiers.drain(..).chain(std::iter::once(std::mem::take(&mut slots.head))).collect();
    let is_new = |w: &String| !w.is_empty() && !slots.clause.contains(w) && !slots.verbs.contains(w);
    let words: Vec<String> = words.into_iter().filter(is_new).collect();
    slots.clause.extend(words);
    Some(date)
}

/// How finely a time is told.
fn grain(period: Period) -> Grain {
    match period.length() {
        _ if period.first.is_some_and(|m| m.minute.is_some()) => Grain::Minute,
        Some(..=1) => Grain::Day,
        Some(..=7) => Grain::Week,
        Some(..=31) => Grain::Month,
        Some(..=124) => Grain::Quarter,
        _ => Grain::Year,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::read_row;
    use crate::lexicon::Lexicon;
    use crate::resolve::extract;

    fn date(text: &str) -> Option<String> {
        let facts = extract(&read_row("t", text, Some("1964-05-02")), Lexicon::english()).facts;
        let found: Vec<Fact> = facts.iter().filter_map(reached).collect();
        let Value::Date { period, .. } = found.first()?.value else { return None };
        Some(format!("{} {}", found.first()?.unit, period.first?))
    }

    #[test]
    fn lengths_lead_to_dates() {
        let is = |text: &str, told: &str| assert_eq!(date(text).as_deref(), Some(told), "{text}");
        is("The brewery closed nineteen years ago.", "year 1945-01-01");
        is("The brig left Bergen on 3 May 1844. Ten days later she was lost.", "day 1844-05-13");
        is(
            "The town flooded on 3 May 1844. The wall was finished on the second anniversary of the flood.",
            "day 1846-05-03",
        );
        is("It has been nineteen years since the brewery closed.", "year 1945-01-01");
        is("Twenty years since the flood.", "year 1944-01-01");
        is("The mayor was elected on 9 June 1931. Three days earlier his rival had died.", "day 1931-06-06");
    }

    #[test]
    fn lengths_of_something_lead_nowhere() {
        for text in [
            "The siege began on 3 May 1844. For ten days after that the guns were silent.",
            "The brig left Bergen on 3 May 1844 and was away for ten days.",
            "Her brother had by then been at sea for nine years since the flood.",
            "The crew spent the two days before 3 May 1844 ashore.",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
