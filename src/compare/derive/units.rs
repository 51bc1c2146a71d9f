//! One measure in two units: "20 knots (26 mph)".

use super::words::{first_words, words};
use super::{Found, Placed};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::compare::extents::{Reach, dimension, reach};
use crate::fact::{Fact, Kind};
use crate::lexicon::Lexicon;
use crate::value::{Extent, Number};

/// Units that share a name: a text may mean any of them.
const NAMESAKES: &str = include_str!("namesakes.tsv");

/// A value in brackets right behind one of the same dimension and another unit must be the same.
pub(super) fn check(sentence: &[Placed<'_>], found: &mut Vec<Found>) {
    for pair in sentence.windows(2) {
        let [a, b] = pair else { continue };
        let is_beside = !restates(a, b) && stands_beside(sentence, a, b);
        if !is_beside && !restates(a, b) || goes_on(b) || is_of_many(sentence, a) {
            continue;
        }
        if reads(a.fact).iter().any(|x| reads(b.fact).iter().any(|y| !x.disjoint(*y))) {
            let says = format!("{} {} is {} {}", a.fact.surface, a.fact.unit, b.fact.surface, b.fact.unit);
            found.push(Found::agree("two-units", vec![a.index, b.index], says));
            continue;
        }
        // two values side by side may be of two things
        if is_beside && !is_near(a.fact, b.fact) {
            continue;
        }
        let says = match converted(a.fact, b.fact) {
            Some((unit, value)) => {
                format!("{} {unit} is {value} {}, not {}", a.fact.surface, b.fact.unit, b.fact.surface)
            }
            None => format!("{} {} is not {} {}", a.fact.surface, a.fact.unit, b.fact.surface, b.fact.unit),
        };
        let severity = if a.until(b).contains('(') { Severity::Error } else { Severity::Warning };
        found.push(Found::conflict("two-units", severity, vec![a.index, b.index], says));
    }
}

/// "500 entries of 2 KB, about 1 MB": what follows is that of all of them.
fn is_of_many(sentence: &[Placed<'_>], a: &Placed<'_>) -> bool {
    let count = sentence.iter().rev().find(|p| p.to <= a.from).filter(|p| p.fact.kind == Kind::Count);
    count.is_some_and(|count| {
        let link = words(count.until(a));
        link.len() <= 4 && link.last().is_some_and(|w| w == "of" || Cue::Each.has(w)) && !count.until(a).contains(',')
    })
}

/// Whether the second is the first in another unit: right behind it, in brackets or after ", or".
fn restates(a: &Placed<'_>, b: &Placed<'_>) -> bool {
    let between = a.until(b);
    let is_or = between.split_once(',').is_some_and(|(unit, or)| {
        let or = words(or);
        words(unit).len() <= 2 && matches!(or.len(), 1..=2) && or.iter().all(|w| Cue::Restates.has(w))
    });
    let is_bracket = between.len() <= 24
        && between.trim_end_matches(|c: char| c.is_alphabetic() || " .-−+".contains(c)).ends_with('(')
        && !between.contains([',', ';', ':', ')'])
        && between.rsplit_once('(').is_some_and(|(_, after)| after.trim().len() <= 8);
    // "a 1 GiB page (or 2 MiB large page)" names another thing
    let is_other =
        is_bracket && words(between).iter().any(|w| Cue::Joins.has(w)) && first_words(b.after(), 4).len() > 2;
    is_like(a, b) && !is_other && (is_bracket || is_or)
}

/// Whether two values are of one dimension in two units.
fn is_like(a: &Placed<'_>, b: &Placed<'_>) -> bool {
    matches!(a.fact.kind, Kind::Quantity | Kind::Duration)
        && a.fact.kind == b.fact.kind
        && a.fact.unit != b.fact.unit
        && dimension(a.fact) == dimension(b.fact)
        && !dimension(a.fact).starts_with("unit/")
}

/// Whether the only two values of a dimension in a sentence stand side by side, the second by itself between signs: "2,400 acres
/// – about 970 hectares –", "5.6 tonnes, 12,300 pounds, when empty", "32 km/20 miles".
fn stands_beside(sentence: &[Placed<'_>], a: &Placed<'_>, b: &Placed<'_>) -> bool {
    let between = a.until(b);
    let Some(at) = between.rfind(['–', '—', ',', '/', '=']) else { return false };
    let (unit, rest) = between.split_at(at);
    let mut rest = rest.chars();
    let sign = rest.next();
    let hedges = words(rest.as_str());
    let is_lone = words(unit).len() <= 2 && !unit.contains([',', '–', '—', '/', '(', ')', '.', ';', ':']);
    let after = b.after();
    let end = after.find([',', '.', ')', '–', '—', ';']);
    let is_closed = end.is_none_or(|end| words(&after[..end]).len() <= 2);
    let is_sign = matches!(sign, Some('/' | '='));
    let like = sentence.iter().filter(|p| p.index == a.index || is_like(a, p) || p.fact.unit == a.fact.unit).count();
    is_like(a, b)
        && a.fact.kind == Kind::Quantity
        && is_lone
        && hedges.len() <= 2
        && hedges.iter().all(|w| Cue::Restates.has(w))
        && (is_closed || is_sign)
        && like == 2
}

/// Whether two values of one dimension differ by less than three times.
fn is_near(a: &Fact, b: &Fact) -> bool {
    let (Some(x), Some(y)) = (super::stated(a), super::stated(b)) else { return false };
    let (low, high) = (x.min(y), x.max(y));
    low > Number::ZERO && low.checked_mul(Number::integer(3)).is_some_and(|most| high <= most)
}

/// Whether another number follows inside the bracket: "7.0 m (22 ft 11 in)" is one value in two parts.
fn goes_on(b: &Placed<'_>) -> bool {
    let after = b.fact.quote.get(b.to..).unwrap_or_default();
    let inside = after.split_once(')').map_or(after, |(inside, _)| inside);
    inside.split([';', ',']).next().is_some_and(|part| part.bytes().any(|c| c.is_ascii_digit()))
        || b.before().ends_with('.')
}

/// A unit and those of the same name.
fn namesakes(unit: &str) -> Vec<&str> {
    let names = NAMESAKES.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('|').collect::<Vec<_>>());
    let units: Vec<&str> = names.filter(|l| l.contains(&unit)).flatten().collect();
    if units.is_empty() { vec![unit] } else { units }
}

/// The values a fact allows, read with every unit its unit's name may stand for.
fn reads(fact: &Fact) -> Vec<Extent> {
    namesakes(&fact.unit)
        .into_iter()
        .filter_map(|unit| {
            let mut fact = fact.clone();
            fact.unit = unit.to_owned();
            match reach(&fact) {
                Some(Reach::Numbers { allowed, .. }) => Some(allowed),
                _ => None,
            }
        })
        .collect()
}

/// The first value in the second's unit, rounded to a tenth; of units that share a name the one that comes nearest.
fn converted<'a>(a: &'a Fact, b: &Fact) -> Option<(&'a str, String)> {
    let units = &Lexicon::english().units;
    let to = units.by_name(&b.unit)?;
    let wanted = b.value.single()?;
    let value = |unit: &str| {
        let from = units.by_name(unit)?;
        let base = a.value.single()?.checked_mul(from.factor)?.checked_add(from.offset)?;
        base.checked_sub(to.offset)?.checked_div(to.factor)
    };
    let nearness = |v: Number| v.min(wanted).checked_div(v.max(wanted));
    let values = namesakes(&a.unit).into_iter().filter_map(|unit| Some((unit, value(unit)?)));
    let (unit, value) = values.max_by_key(|(_, v)| nearness(*v))?;
    let tenths = value.checked_mul(Number::integer(10))?;
    let rounded = (tenths.numerator() * 2 + tenths.denominator()).div_euclid(tenths.denominator() * 2);
    Some((unit, Number::ratio(rounded, 10)?.to_string()))
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{clash, fits, silent};

    #[test]
    fn one_measure_in_two_units_side_by_side() {
        clash(
            "The marsh covers 3,000 acres – about 2,000 hectares – in spring.",
            "two-units: 3,000 acre is 1214.1 hectare, not 2,000",
        );
        fits("The marsh covers 3,000 acres – about 1,200 hectares – in spring.", "two-units");
        clash(
            "The bell weighs 2.5 tonnes, 8,500 pounds, without its clapper.",
            "two-units: 2.5 long ton is 5600 pound, not 8,500",
        );
        clash("The frost fell to -30 °C (-35 °F).", "two-units: 30 celsius is -22 fahrenheit, not 35");
        silent("The tank is 30 m long, 12 feet wide and full.");
        silent("It holds 5 litres, 12 gallons more than the old one.");
    }
}
