//! A time from one date to another as the length it has: "from 2 August until 30 August" answers how long it went on, too.

use crate::fact::{Fact, Kind};
use crate::value::{Bound, Grain, Number, Value};

/// The length of the time that a fact states, in days; `None` where it states no time with two ends, or one with an open end.
pub(crate) fn lapse(fact: &Fact) -> Option<Fact> {
    let Value::Date { period, bound: Bound::Exact | Bound::Between } = &fact.value else { return None };
    if fact.unit != Grain::Range.as_str() || !has_two_ends(&fact.surface) {
        return None;
    }
    let (least, most) = period.lapse().filter(|(_, most)| *most > 1)?;
    let number = |days: i64| Number::integer(i128::from(days.max(1)));
    let mut length = fact.clone();
    length.kind = Kind::Duration;
    length.unit = Grain::Day.as_str().to_owned();
    length.measure = String::new();
    length.value = Value::Number { low: Some(number(least)), high: Some(number(most)), bound: Bound::Between };
    Some(length)
}

/// Whether both ends are written: a season or "the first half of 1970" is one time.
fn has_two_ends(surface: &str) -> bool {
    surface.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()).count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::sample;
    use crate::value::Period;

    fn length(surface: &str, years: (i32, i32)) -> Option<(Option<Number>, Option<Number>)> {
        let mut fact = sample::fact("a", Kind::Count, surface, "range", Bound::Exact);
        fact.kind = Kind::Date;
        let period = Period::years(years.0, years.1)?;
        fact.value = Value::Date { period, bound: Bound::Exact };
        match lapse(&fact)?.value {
            Value::Number { low, high, .. } => Some((low, high)),
            Value::Date { .. } => None,
        }
    }

    #[test]
    fn a_time_from_one_date_to_another_is_no_change() {
        let text = "The siege went on from 2 March 1644 to 5 April 1644.";
        let facts =
            crate::resolve::extract(&crate::document::read_row("t", text, None), crate::lexicon::Lexicon::english())
                .facts;
        let items = crate::compare::prepare(&facts, &crate::compare::Options::default());
        assert!(items.iter().any(|i| i.kind == Kind::Duration && i.is_lasting), "{items:?}");
    }

    #[test]
    fn years_from_one_to_another_may_lack_nearly_one_at_either_end() {
        let days = |n| Some(Number::integer(n));
        assert_eq!(length("1919 to 1946", (1919, 1946)), Some((days(28 * 365 + 7 - 732), days(28 * 365 + 7))));
        assert_eq!(length("the thirties", (1930, 1939)), None);
    }
}
