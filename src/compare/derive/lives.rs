//! Ages against births, deaths and other dates of a life, of one text or of several.

use super::happening::{Happening, Whom, act, is_one, years_between};
use super::words::{first_words, words};
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
    for age in sentence.iter() {
        let Some(years) = years(age).filter(|n| (1..=OLDEST).contains(n)) else { continue };
        // "81 then": of the time told before
        if first_words(age.after(), 2).iter().any(|w| Cue::Then.has(w)) {
            continue;
        }
        let own: Vec<&Happening> = told.iter().filter(|h| sentence.iter().any(|p| p.index == h.fact)).collect();
        // the date that the age holds for: the death when there is one, else the only other date of the sentence
        let deaths: Vec<&&Happening> = own.iter().filter(|h| h.act == death).collect();
        let (at, whom, at_death) = match deaths.as_slice() {
            [one] if says_death(age.fact, death) => (Some((one.fact, one.period)), one.whom.clone(), true),
            [] => (other_date(sentence, age, &own, birth), Whom::of(age.fact), false),
            _ => continue,
        };
        let Some((at, when)) = at else {
            // "at forty" is said of any time
            if words(age.before()).last().is_some_and(|w| w == "at") && act(age.fact) != Some(death) {
                continue;
            }
            elsewhere(facts, age, years, told, (birth, death), found);
            continue;
        };
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
    // "on a Sunday" is any day
    let is_named = one.fact.surface.bytes().any(|b| b.is_ascii_digit());
    let is_plain = is_named && one.fact.unit != Grain::Range.as_str() && one.fact.unit != Grain::Minute.as_str();
    // an age given with a death whose date is elsewhere is not the age of that day
    let is_dead = act(age.fact).is_some_and(|a| concepts.named("death") == Some(a));
    (is_plain && !is_dead && period.first.is_some() && period.last.is_some()).then_some((one.index, period))
}

/// An age whose sentence holds no date: against the death that the texts tell of, else against the time of what is told.
fn elsewhere(
    facts: &[Fact],
    age: &Placed<'_>,
    years: i64,
    told: &[Happening],
    (birth, death): (u16, u16),
    found: &mut Vec<Found>,
) {
    let whom = Whom::of(age.fact);
    let of = |act: u16| {
        let all: Vec<&Happening> = told.iter().filter(|h| h.act == act && h.whom.meets(&whom)).collect();
        let own: Vec<&Happening> = all.iter().copied().filter(|h| facts[h.fact].source == age.fact.source).collect();
        if own.is_empty() { all } else { own }
    };
    let births = of(birth);
    let Some(born) = births.first().filter(|_| is_one(&births)) else { return };
    let is_dead = act(age.fact) == Some(death);
    let (when, end) = if is_dead {
        let deaths = of(death);
        let Some(died) = deaths.first().filter(|_| is_one(&deaths)) else { return };
        (died.period, Some(died.fact))
    } else {
        // another time than that of the sentence may be meant: "81 then", "40 when he sailed"
        let next = first_words(age.after(), 3);
        let is_other = next.iter().any(|w| Cue::When.has(w));
        let Some(when) = age.fact.when.filter(|_| !is_other && (age.fact.when_in_sentence || age.fact.when_local))
        else {
            return;
        };
        (when, None)
    };
    let Some((low, high)) = years_between(born.period, when).filter(|(low, high)| *low >= 0 && *high <= OLDEST) else {
        return;
    };
    let (from, shown) = (&facts[born.fact].surface, &age.fact.surface);
    let to = end.map_or_else(|| year_of(when), |end| facts[end].surface.clone());
    let members = unique([born.fact].into_iter().chain(end).chain([age.index]).collect());
    if years >= low && years <= high {
        let says = format!("born {from}, {shown} in {to}: the age fits");
        found.push(Found::agree("age-and-dates", members, says));
    } else if (years < low - 1 || years > high + 1)
        && (!born.whom.is_carried || facts[born.fact].source == age.fact.source)
    {
        let says = format!("from {from} to {to} makes {low} to {high} years, not {shown}");
        found.push(Found::conflict("age-and-dates", Severity::Warning, members, says));
    }
}

/// The most years that anybody lives.
const OLDEST: i64 = 110;

fn year_of(period: crate::value::Period) -> String {
    period.first.map_or_else(String::new, |m| m.date.year().to_string())
}

/// The age that a value states: "aged 80", "at the age of 80", "80 years old", "was 80", "in his 81st year".
fn years(p: &Placed<'_>) -> Option<i64> {
    let years = p.fact.value.single().and_then(Number::to_integer).and_then(|n| i64::try_from(n).ok())?;
    let before = p.before().trim_end().to_lowercase();
    let is_nth = p.fact.kind == Kind::Ordinal && p.fact.unit == "year" && Cue::InLife.ends(&before);
    if is_nth {
        return Some(years - 1);
    }
    let after = p.after().trim_start_matches([' ', '-', '\u{2010}', '\u{2011}']).to_lowercase();
    let after = after.strip_prefix("years").or_else(|| after.strip_prefix("year")).unwrap_or_default();
    let old = after.trim_start_matches([' ', '-', '\u{2010}', '\u{2011}']).starts_with("old");
    let is_count = p.fact.kind == Kind::Count || p.fact.unit == "year";
    // a length of time would be a duration
    let is_read = p.fact.kind == Kind::Quantity && p.fact.unit == "year";
    let is_bare = p.fact.kind == Kind::Count
        && p.fact.unit.is_empty()
        && (5..=OLDEST).contains(&years)
        && words(&before).last().is_some_and(|w| Cue::AtAge.has(w))
        && !p.after().trim_start().starts_with(['%', '°', '/', ':', '.'].as_slice());
    let is_age = is_count && (Cue::Age.ends(&before) || old) || is_read || is_bare;
    (is_age && p.fact.value.bound() == Bound::Exact && p.fact.cell.is_none()).then_some(years)
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{clash, fits, silent};

    #[test]
    fn ages_fit_births_and_dates() {
        clash(
            "Clara Voss was born on 4 May 1867 and died on 3 March 1934, aged 76.",
            "age-and-dates: from 4 May 1867 to 3 March 1934 makes 66 to 66 years, not 76",
        );
        fits("Clara Voss was born on 4 May 1867 and died on 3 March 1934, aged 66.", "age-and-dates");
        clash(
            "John Carey, born in 1790, was 35 when he sailed in 1815.",
            "age-and-dates: from 1790 to 1815 makes 24 to 25 years, not 35",
        );
    }

    #[test]
    fn the_sixtieth_year_begins_at_fifty_nine() {
        clash(
            "Clara Voss, who was born on 2 January 1700, died in 1771 in her 60th year.",
            "age-and-dates: from 2 January 1700 to 1771 makes 70 to 71 years, not 60th",
        );
        fits("Clara Voss, who was born on 2 January 1700, died in 1771 in her 72nd year.", "age-and-dates");
    }

    #[test]
    fn a_life_told_elsewhere() {
        clash(
            "Ada Holm (1902–1985) was a chemist.\n\nIn June 1931 the works burned. Ada Holm was 49 years old.",
            "age-and-dates: from 1902–1985 to 1931 makes 28 to 29 years, not 49",
        );
        fits(
            "Ada Holm (1902–1985) was a chemist.\n\nIn June 1931 the works burned. Ada Holm was 29 years old.",
            "age-and-dates",
        );
        silent("Ada Holm (1902–1985) was a chemist.\n\nIn June 1931 the works burned. Ada Holm was 49 when she left.");
        silent("Ada Holm (1902–1985) was a chemist.\n\nIn June 1931 the works burned. Jane Pell was 49 years old.");
    }
}
