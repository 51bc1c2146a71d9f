//! Ages against births, deaths and other dates of a life, of one text or of several.

use super::happening::{Happening, Whom, act, is_one, years_between};
use super::{Found, Placed};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::fact::{Fact, Kind};
use crate::lexicon::Concepts;
use crate::value::{Bound, Grain, Number, Value};

/// Checks every age of a sentence that a date in it holds for.
pub(super) fn check(facts: &[Fact], sentence: &[Placed<'_>], told: &[Happening], found: &mut Vec<Found>) {
    let concepts = Concepts::english();
    let (Some(birth), Some(death)) = (concepts.named("birth"), concepts.named("death")) else { return };
    for age in sentence.iter().filter(|p| is_age(p)) {
        let Some(years) = age.fact.value.single().and_then(Number::to_integer).and_then(|n| i64::try_from(n).ok())
        else {
            continue;
        };
        let own: Vec<&Happening> = told.iter().filter(|h| sentence.iter().any(|p| p.index == h.fact)).collect();
        // the date that the age holds for: the death when there is one, else the only other date of the sentence
        let deaths: Vec<&&Happening> = own.iter().filter(|h| h.act == death).collect();
        let (at, whom, at_death) = match deaths.as_slice() {
            [one] if says_death(age.fact, death) => (Some((one.fact, one.period)), one.whom.clone(), true),
            [] => (other_date(sentence, age, &own, birth), Whom::of(age.fact), false),
            _ => continue,
        };
        let Some((at, when)) = at else { continue };
        let source = &facts[at].source;
        let births = |inside: bool| -> Vec<&Happening> {
            told.iter()
                .filter(|h| h.act == birth && (facts[h.fact].source == *source) == inside && h.whom.meets(&whom))
                .collect()
        };
        let mut known = births(true);
        if known.is_empty() {
            known = births(false);
        }
        let fits =
            |h: &&&Happening| years_between(h.period, when).is_some_and(|(low, high)| years >= low && years <= high);
        let shown = &age.fact.surface;
        if let Some(h) = known.iter().find(fits) {
            let says = format!("born {}, {} in {}: the age fits", facts[h.fact].surface, shown, facts[at].surface);
            found.push(Found::agree("age-and-dates", unique(vec![h.fact, at, age.index]), says));
        } else if let Some(h) = known.first().filter(|h| is_one(&known) && !h.whom.is_carried)
            && let Some((low, high)) = years_between(h.period, when)
            && high >= 0
        {
            let says = format!(
                "from {} to {} makes {low} to {high} years, not {shown}",
                facts[h.fact].surface, facts[at].surface
            );
            let inside = facts[h.fact].source == *source && !whom.is_carried;
            let severity = if at_death && inside { Severity::Error } else { Severity::Warning };
            found.push(Found::conflict("age-and-dates", severity, unique(vec![h.fact, at, age.index]), says));
        }
    }
}

fn unique(mut facts: Vec<usize>) -> Vec<usize> {
    if facts.first() == facts.get(1) {
        facts.remove(0);
    }
    facts
}

/// Whether the act nearest to an age is a death, and nothing else was done at that age.
fn says_death(age: &Fact, death: u16) -> bool {
    let concepts = Concepts::english();
    let nearest = age.slots.verbs.first().or(age.slots.clause.first());
    act(age) == Some(death) && nearest.is_some_and(|w| concepts.of(w) == Some(death))
}

/// The only date of a sentence, births left out.
fn other_date(
    sentence: &[Placed<'_>],
    age: &Placed<'_>,
    own: &[&Happening],
    birth: u16,
) -> Option<(usize, crate::value::Period)> {
    let concepts = Concepts::english();
    let is_birth = |i: usize| own.iter().any(|h| h.fact == i && h.act == birth);
    let mut dates = sentence.iter().filter(|p| p.fact.kind == Kind::Date && !is_birth(p.index));
    let (Some(one), None) = (dates.next(), dates.next()) else { return None };
    let Value::Date { period, bound: Bound::Exact } = one.fact.value else { return None };
    let is_plain = one.fact.unit != Grain::Range.as_str() && one.fact.unit != Grain::Minute.as_str();
    // an age given with a death whose date is elsewhere is not the age of that day
    let is_dead = act(age.fact).is_some_and(|a| concepts.named("death") == Some(a));
    (is_plain && !is_dead && period.first.is_some() && period.last.is_some()).then_some((one.index, period))
}

/// Whether a number is an age: "aged 80", "at the age of 80", "80 years old", "the 80-year-old".
fn is_age(p: &Placed<'_>) -> bool {
    let before = p.before().trim_end().to_lowercase();
    let after = p.after().trim_start_matches([' ', '-', '\u{2010}', '\u{2011}']).to_lowercase();
    let after = after.strip_prefix("years").or_else(|| after.strip_prefix("year")).unwrap_or_default();
    let old = after.trim_start_matches([' ', '-', '\u{2010}', '\u{2011}']).starts_with("old");
    let is_count = p.fact.kind == Kind::Count || p.fact.unit == "year";
    is_count && p.fact.value.bound() == Bound::Exact && (Cue::Age.ends(&before) || old)
}
