//! Ages against births, deaths and other dates of a life, of one text or of several.

use super::bearers::{Bearer, at_no_time, bearer, is_born};
use super::dated::{dated, is_one_year};
use super::happening::{Happening, Whom, act, acts, is_one, years_between};
use super::words::{first_words, words};
use super::{Found, Placed, previous};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::fact::{Fact, Kind};
use crate::lexicon::Concepts;
use crate::value::{Bound, Grain, Number, Period, Value};

/// Checks every age of a sentence that a date in it holds for.
pub(super) fn check(
    facts: &[Fact],
    text: &[usize],
    sentences: &[Vec<Placed<'_>>],
    n: usize,
    told: &[Happening],
    found: &mut Vec<Found>,
) {
    let Some(sentence) = sentences.get(n) else { return };
    let concepts = Concepts::english();
    let (Some(birth), Some(death)) = (concepts.named("birth"), concepts.named("death")) else { return };
    for age in sentence.iter() {
        let Some(years) = years(age).filter(|n| (1..=OLDEST).contains(n)) else { continue };
        // "81 then": of the time told before
        if first_words(age.after(), 2).iter().any(|w| Cue::Then.has(w)) {
            continue;
        }
        let is_known = |w: &Whom| told.iter().any(|h| h.act == birth && h.whom.meets(w));
        let named = bearer(sentences, n, age, &is_known);
        let said_of = || named.as_ref().map_or_else(|| Whom::of(age.fact), |b| b.whom.clone());
        let own: Vec<&Happening> = told.iter().filter(|h| sentence.iter().any(|p| p.index == h.fact)).collect();
        // the date that the age holds for: the death when there is one, else the only other date of the sentence
        // a life span in brackets dates nothing that is told beside it
        let is_told = |h: &&&Happening| {
            h.act == death && (facts[h.fact].unit != Grain::Range.as_str() || says_death(age.fact, death))
        };
        let deaths: Vec<&&Happening> = own.iter().filter(is_told).collect();
        let (at, whom, at_death) = match deaths.as_slice() {
            [one] if says_death(age.fact, death) || stands_by(sentence, one.fact, age) => {
                let own = named.as_ref().filter(|_| one.whom.is_carried).map(|b| b.whom.clone());
                (Some((one.fact, one.period)), own.unwrap_or_else(|| one.whom.clone()), true)
            }
            [] => (other_date(sentence, age, &own, birth), said_of(), false),
            _ => continue,
        };
        let Some((at, when)) = at else {
            // "at forty" is said of any time
            if words(age.before()).last().is_some_and(|w| w == "at") && act(age.fact) != Some(death) {
                continue;
            }
            let so_far = found.len();
            elsewhere(facts, text, previous(sentences, n), (age, years, named.as_ref()), told, (birth, death), found);
            if let Some(bearer) =
                named.filter(|b| b.is_apposed && found.len() == so_far && act(age.fact) != Some(death))
            {
                let of = |a: u16| -> Vec<&Happening> {
                    told.iter().filter(|h| h.act == a && super::bearers::is_born(h, &bearer)).collect()
                };
                let (births, deaths) = (of(birth), of(death));
                if let Some(born) = births.first().filter(|_| is_one(&births)) {
                    at_no_time(facts, text, (age, years), (born, deaths.first().copied()), found);
                }
            }
            continue;
        };
        let source = &facts[at].source;
        let births = |inside: bool| -> Vec<&Happening> {
            told.iter()
                .filter(|h| h.act == birth && (facts[h.fact].source == *source) == inside && h.whom.meets(&whom))
                .collect()
        };
        let mut known = births(true);
        // a date of birth says more than a life span in brackets
        known.sort_by_key(|h| facts[h.fact].unit == Grain::Range.as_str());
        if known.is_empty() {
            known = near(facts, age, &whom, told, birth);
        }
        if known.is_empty() {
            known = births(false);
        }
        // "he died in March 1955": the only one of whom a text says so
        if known.is_empty() && at_death && whom.is_carried {
            let is_it = |h: &&Happening| {
                let day = day_of(&facts[h.fact]).is_some_and(|day| day.meets(when));
                h.act == death && facts[h.fact].source != *source && !h.whom.is_carried && day
            };
            let dead: Vec<&Happening> = told.iter().filter(is_it).collect();
            let is_fine = when.length().is_some_and(|days| days <= MONTH);
            if let Some(one) = dead.first().filter(|_| is_fine && is_one(&dead)) {
                known = told.iter().filter(|h| h.act == birth && h.whom.meets(&one.whom)).collect();
            }
        }
        if known.is_empty() && pronoun_of_thing(age) {
            thing(sentences, n, age, (at, when), years, found);
            continue;
        }
        let fits =
            |h: &&&Happening| years_between(h.period, when).is_some_and(|(low, high)| years >= low && years <= high);
        let shown = &age.fact.surface;
        if let Some(h) = known.iter().find(fits) {
            let says = format!("born {}, {} in {}: the age fits", facts[h.fact].surface, shown, facts[at].surface);
            found.push(Found::agree("age-and-dates", unique(vec![h.fact, at, age.index]), says));
        } else if let Some(h) = known.first().filter(|h| {
            (is_one(&known) || known.len() == 1)
                && (!h.whom.is_carried
                    || known.len() == 1 && is_near(&facts[h.fact], age.fact)
                    || named.as_ref().is_some_and(|b| is_born(h, b)))
        }) && let Some((low, high)) = years_between(h.period, when)
            && high >= 0
        {
            let says = format!(
                "from {} to {} makes {low} to {high} years, not {shown}",
                facts[h.fact].surface, facts[at].surface
            );
            let inside = facts[h.fact].source == *source && !whom.is_carried;
            let severity = if at_death && inside { Severity::Error } else { Severity::Warning };
            let mut members = also(told, h, when, years);
            members.extend(unique(vec![h.fact, at, age.index]));
            found.push(Found::conflict("age-and-dates", severity, members, says));
        }
    }
}

/// The last day of a date that is told to the day.
fn day_of(fact: &Fact) -> Option<Period> {
    let Value::Date { period, .. } = fact.value else { return None };
    let is_day = period.length() == Some(1) || fact.surface.bytes().filter(u8::is_ascii_digit).count() > 8;
    period.last.filter(|_| is_day).map(Period::day)
}

/// A death told no more finely than this is nobody's in particular, in days.
const MONTH: i64 = 31;

/// "It was 48 years old when": said of a thing.
fn pronoun_of_thing(age: &Placed<'_>) -> bool {
    let clause = age.before().rsplit([',', ';', ':', '.', '(']).next().unwrap_or_default();
    matches!(words(clause).as_slice(), [it, was, ..] if it == "it" && Cue::Past.has(was))
}

/// The age of a thing against the only date of the sentence before that tells when it was made.
fn thing(
    sentences: &[Vec<Placed<'_>>],
    n: usize,
    age: &Placed<'_>,
    (at, when): (usize, crate::value::Period),
    years: i64,
    found: &mut Vec<Found>,
) {
    let made = |p: &&Placed<'_>| {
        let clause = p.before().rsplit([',', ';', '(']).next().unwrap_or_default();
        let near = words(clause);
        p.fact.kind == Kind::Date && near.iter().rev().take(4).any(|w| Cue::Finished.has(w))
    };
    let before = previous(sentences, n).unwrap_or_default();
    let made: Vec<&Placed<'_>> = before.iter().filter(made).collect();
    let [one] = made.as_slice() else { return };
    let Value::Date { period, bound: Bound::Exact } = one.fact.value else { return };
    let Some((low, high)) = years_between(period, when).filter(|(low, _)| *low >= 0) else { return };
    let (from, shown) = (&one.fact.surface, &age.fact.surface);
    let members = vec![one.index, at, age.index];
    if (low..=high).contains(&years) {
        found.push(Found::agree("age-and-dates", members, format!("made {from}, {shown} years old: the age fits")));
    } else if years < low - 1 || years > high + 1 {
        let says = format!("from {from} makes {low} to {high} years, not {shown}");
        found.push(Found::conflict("age-and-dates", Severity::Warning, members, says));
    }
}

/// How many sentences away the birth may stand of whom a text speaks without a name.
const NEAR: u32 = 4;

fn is_near(birth: &Fact, age: &Fact) -> bool {
    birth.source == age.source && birth.sentence.abs_diff(age.sentence) <= NEAR
}

/// The only birth told nearby, for an age that is said of nobody by name: "Born in 1947, … In 1988 he was 41".
fn near<'h>(facts: &[Fact], age: &Placed<'_>, whom: &Whom, told: &'h [Happening], birth: u16) -> Vec<&'h Happening> {
    let births: Vec<&Happening> = told.iter().filter(|h| h.act == birth && is_near(&facts[h.fact], age.fact)).collect();
    let [one] = births.as_slice() else { return Vec::new() };
    let quote = facts[one.fact].quote.to_lowercase();
    let is_known =
        |w: &String| quote.contains(w.as_str()) || facts[one.fact].slots.carried.iter().any(|c| c.contains(w.as_str()));
    let is_same = age.fact.slots.subject.iter().all(is_known);
    let clause = age.before().rsplit([';', '.', '(']).next().unwrap_or_default();
    let own = words(clause);
    let kin = own.iter().rev().take(6).any(|w| Cue::Kin.has(w));
    let is_nameless = whom.is_carried || whom.is_empty() || one.whom.is_carried || one.whom.is_empty();
    if is_same && is_nameless && !kin { births } else { Vec::new() }
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

/// Whether an age stands right behind a date: "died in 1990 at the age of 75".
fn stands_by(sentence: &[Placed<'_>], date: usize, age: &Placed<'_>) -> bool {
    let behind = sentence.iter().find(|p| p.index == date && p.from >= age.to);
    // "57 when she died on 30 November"
    if let Some(d) = behind {
        let between = age.until(d);
        let near = words(between);
        let death = Concepts::english().named("death");
        return near.len() <= 6
            && near.first().is_some_and(|w| Cue::When.has(w))
            && acts(&near.join(" ")).first().copied() == death
            && !between.contains(['.', ';', '(', ',']);
    }
    let date = sentence.iter().find(|p| p.index == date && p.to <= age.from);
    date.is_some_and(|d| words(d.until(age)).len() <= 4 && !d.until(age).contains(['.', ';', '(']))
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
    // "at 26, and sent the first ferry across in 1850": told of another clause
    let between = if one.from > age.to { age.until(one) } else { one.until(age) };
    let is_joined = between.contains(", and ")
        || between.contains(';') && !between.trim_end().ends_with("he was") && one.from > age.to;
    if is_joined && one.from > age.to {
        return None;
    }
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
    text: &[usize],
    before: Option<&[Placed<'_>]>,
    (age, years, named): (&Placed<'_>, i64, Option<&Bearer>),
    told: &[Happening],
    (birth, death): (u16, u16),
    found: &mut Vec<Found>,
) {
    let whom = named.map_or_else(|| Whom::of(age.fact), |b| b.whom.clone());
    let of = |act: u16| {
        let all: Vec<&Happening> = told.iter().filter(|h| h.act == act && h.whom.meets(&whom)).collect();
        let own: Vec<&Happening> = all.iter().copied().filter(|h| facts[h.fact].source == age.fact.source).collect();
        if own.is_empty() { all } else { own }
    };
    let mut births = of(birth);
    if births.is_empty() {
        births = near(facts, age, &whom, told, birth);
    }
    let Some(born) = births.first().filter(|_| is_one(&births)) else { return };
    let is_sure =
        !born.whom.is_carried || is_near(&facts[born.fact], age.fact) || named.is_some_and(|b| is_born(born, b));
    let is_dead = act(age.fact) == Some(death);
    // "15 because his father was dead"
    if is_dead && words(&age.fact.quote).iter().any(|w| Cue::Kin.has(w)) {
        return;
    }
    let (when, end) = if is_dead {
        let deaths = of(death);
        let Some(died) = deaths.first().filter(|_| is_one(&deaths)) else { return };
        (died.period, Some(died.fact))
    } else {
        // another time than that of the sentence may be meant: "81 then", "40 when he sailed"
        let next = first_words(age.after(), 3);
        let at = next.iter().position(|w| Cue::When.has(w));
        let clause = age.before().rsplit([',', ';', '(', '.']).next().unwrap_or_default();
        let is_past = words(clause).iter().any(|w| w == "had");
        if let Some(at) = at {
            // "when she led the strike", which the text dates
            let named = (at == 0).then(|| event_of(facts, text, age)).flatten();
            let Some((event, period)) = named else {
                // "Born in 1908, she was 31 when she led the walk-out": at some time of which the text tells
                let is_beside =
                    facts[born.fact].sentence == age.fact.sentence && facts[born.fact].source == age.fact.source;
                let is_own = next.get(1).is_some_and(|w| Cue::Pronoun.has(w) && w != "who" && w != "they" && w != "it");
                if at == 0 && is_beside && is_own && !is_past {
                    at_no_time(facts, text, (age, years), (born, None), found);
                }
                return;
            };
            (period, Some(event))
        } else if let Some((date, period)) =
            before.and_then(|b| told_before(facts, b, told, birth)).filter(|_| is_own_sentence(age))
        {
            (period, Some(date))
        } else {
            // "at the age of ten" is a time of its own
            let is_own =
                Cue::Age.ends(age.before().trim_end().to_lowercase().as_str()) && !age.before().ends_with("aged ");
            let is_near = age.fact.when_in_sentence || age.fact.when_local && !is_own;
            let Some(when) = age.fact.when.filter(|_| !is_past && is_near) else {
                return;
            };
            (when, None)
        }
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
    } else if (years < low - 1 || years > high + 1) && is_sure {
        let says = format!("from {from} to {to} makes {low} to {high} years, not {shown}");
        let members = also(told, born, when, years).into_iter().chain(members).collect();
        found.push(Found::conflict("age-and-dates", Severity::Warning, members, says));
    }
}

/// The most other tellings of a birth that one finding names.
const ALSO: usize = 2;

/// The same birth as other texts tell it, where the age does not fit that, either.
fn also(told: &[Happening], born: &Happening, when: crate::value::Period, years: i64) -> Vec<usize> {
    let fits = |h: &Happening| years_between(h.period, when).is_none_or(|(low, high)| years >= low && years <= high);
    let others = told.iter().filter(|h| {
        h.act == born.act && h.fact != born.fact && !h.whom.is_carried && h.whom.meets(&born.whom) && !fits(h)
    });
    others.map(|h| h.fact).take(ALSO).collect()
}

/// "She was 28." as a sentence of its own.
fn is_own_sentence(age: &Placed<'_>) -> bool {
    words(age.before()).len() <= 3
        && first_words(age.after(), 3).len() <= 2
        && words(age.before()).iter().any(|w| Cue::Pronoun.has(w))
}

/// The only date of the sentence before that is not a birth.
fn told_before(
    facts: &[Fact],
    before: &[Placed<'_>],
    told: &[Happening],
    birth: u16,
) -> Option<(usize, crate::value::Period)> {
    let is_birth = |i: usize| told.iter().any(|h| h.fact == i && h.act == birth);
    let mut dates = before.iter().filter(|p| p.fact.kind == Kind::Date && !is_birth(p.index));
    let (Some(one), None) = (dates.next(), dates.next()) else { return None };
    let Value::Date { period, bound: Bound::Exact } = facts[one.index].value else { return None };
    (one.fact.unit != Grain::Range.as_str() && period.first.is_some() && period.last.is_some())
        .then_some((one.index, period))
}

/// The date of the event at which somebody was so old.
fn event_of(facts: &[Fact], text: &[usize], age: &Placed<'_>) -> Option<(usize, crate::value::Period)> {
    let phrase = age.after().split([',', ';', '.', '(']).next()?;
    // behind the verb: "when she led the strike"
    let at = [" the ", " their ", " its "].iter().filter_map(|a| phrase.find(a)).min()?;
    let named = dated(facts, text, phrase.get(at..)?, age.fact.sentence);
    is_one_year(&named).then(|| named.first().copied()).flatten()
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
    let old = after.trim_start_matches([' ', '-', '\u{2010}', '\u{2011}']);
    let old = old.strip_prefix("old").is_some_and(|rest| !rest.starts_with(char::is_alphabetic));
    let is_count = p.fact.kind == Kind::Count || p.fact.unit == "year";
    // a length of time would be a duration
    let is_read = p.fact.kind == Kind::Quantity && p.fact.unit == "year";
    let is_bare = p.fact.kind == Kind::Count
        && p.fact.unit.is_empty()
        && (5..=OLDEST).contains(&years)
        && words(&before)
            .iter()
            .rev()
            .find(|w| !Cue::Hedge.has(w) && !Cue::Then.has(w))
            .is_some_and(|w| Cue::AtAge.has(w))
        && !p.after().trim_start().starts_with(['%', '°', '/', ':'].as_slice())
        && !p.after().strip_prefix('.').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
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
    fn who_died_then_is_known_from_another_text() {
        use crate::compare::derive::texts::two;
        let life = "Ada Holm (6 May 1901 – 11 March 1985) was a chemist.";
        let found = two(life, "She was 87 when she died in March 1985.");
        assert!(found.iter().any(|f| f.starts_with("conflict age-and-dates")), "{found:?}");
        let found = two(life, "She was 87 when she died in April 1985.");
        assert!(!found.iter().any(|f| f.starts_with("conflict")), "{found:?}");
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
