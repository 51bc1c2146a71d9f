//! Rows of which the last is the first by the second: "Paid | 37,000", "Hectares | 148", "Mean per hectare | 250".

use super::{Found, View};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::compare::derive::shares::{quotient, tenths};
use crate::compare::derive::writing::half;
use crate::fact::{Fact, Kind};
use crate::lexicon::Lexicon;
use crate::value::{Bound, Extent, Number};

/// How many times too large or small a quotient may be and still be meant as one.
const MOST: i128 = 8;

/// Checks every value whose label says "per", against the two before it in its series.
pub(super) fn check(view: &View<'_, '_>, found: &mut Vec<Found>) {
    let facts = view.facts();
    for &series in view.series() {
        for three in view.places().windows(3) {
            let &[a, b, c] = three else { continue };
            let (Some(x), Some(y), Some(z)) = (view.at(series, a), view.at(series, b), view.at(series, c)) else {
                continue;
            };
            let label = |place: u32| view.label(place).unwrap_or_default();
            let Some(noun) = per(&label(c)) else { continue };
            let (over, under) = match (names(&label(a), &facts[x], &noun), names(&label(b), &facts[y], &noun)) {
                (false, true) => (x, y),
                (true, false) => (y, x),
                _ => continue,
            };
            settle(facts, over, under, z, found);
        }
    }
}

/// What a label says that a value is per.
fn per(label: &str) -> Option<String> {
    let mut words = label.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.find(|w| *w == "per")?;
    words.next().map(|w| Lexicon::english().lemma(w))
}

/// Whether a row counts or measures in what another is per: by its unit, or by a word or sign of its label.
fn names(label: &str, fact: &Fact, noun: &str) -> bool {
    let lexicon = Lexicon::english();
    let is_sign = |w: &str| {
        let id = lexicon.units.by_symbol(w, true).or_else(|| lexicon.units.by_weak_symbol(w));
        id.and_then(|id| lexicon.units.get(id)).is_some_and(|u| lexicon.lemma(&u.name) == noun)
    };
    let mut words = label.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    lexicon.lemma(&fact.unit) == noun
        || words.any(|w| lexicon.lemma(w) == noun || is_sign(w))
            && !label.split(' ').any(|w| Cue::Per.has(w) && w == "per")
}

fn settle(facts: &[Fact], over: usize, under: usize, rate: usize, found: &mut Vec<Found>) {
    let (Some(a), Some(b), Some(said)) = (written(&facts[over]), written(&facts[under]), written(&facts[rate])) else {
        return;
    };
    let hundredth = Number::ratio(1, 100).unwrap_or(Number::ONE);
    let Some(made) = quotient(a, b).map(|q| q.scale(hundredth)) else { return };
    let (x, y, z) = (&facts[over].surface, &facts[under].surface, &facts[rate].surface);
    let members = vec![over, under, rate];
    if !made.disjoint(said) {
        found.push(Found::agree("quotient", members, format!("{x} by {y} is {z}")));
        return;
    }
    let (Some(m), Some(s)) = (made.low.value(), said.low.value()) else { return };
    let is_within = m.max(s).checked_div(m.min(s)).is_some_and(|q| q <= Number::integer(MOST));
    // a rate in thousands or of a part is another one
    if is_within && facts[rate].unit.split_once(" per ").is_none() {
        let exact = facts[over].value.single().zip(facts[under].value.single()).and_then(|(a, b)| a.checked_div(b));
        let is = exact.and_then(tenths).unwrap_or_default();
        found.push(Found::conflict("quotient", Severity::Warning, members, format!("{x} by {y} is {is}, not {z}")));
    }
}

/// What a cell allows, in the unit it is written in.
fn written(fact: &Fact) -> Option<Extent> {
    let n = fact.value.single()?;
    let is_plain =
        matches!(fact.kind, Kind::Count | Kind::Money | Kind::Quantity) && fact.value.bound() == Bound::Exact;
    (is_plain && n > Number::ONE).then_some(())?;
    let half = if fact.surface.contains('.') { half(fact)? } else { Number::ratio(1, 2)? };
    Some(Extent::closed(n.checked_sub(half)?, n.checked_add(half)?))
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{clash, fits, table};

    #[test]
    fn the_mean_of_two_rows() {
        let rows = |mean: &str| {
            let mean = format!("| Mean per mile | {mean} |");
            table(&["| Item | Crowns |", "| Paid out | 48,000 |", "| Miles laid | 120 |", &mean])
        };
        clash(&rows("600"), "quotient: 48,000 by 120 is 400, not 600");
        fits(&rows("400"), "quotient: 48,000 by 120 is 400");
    }
}
