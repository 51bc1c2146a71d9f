//! Parts of what a sentence only names, its number being told before: "Of the curing yards 39 stood still, while nine worked on".

use super::whole::add_up;
use super::words::words;
use super::{Found, Placed};
use crate::compare::cue::Cue;
use crate::fact::{Fact, Kind};
use crate::lexicon::Lexicon;
use crate::value::Bound;

/// The most words of such a name.
const MOST: usize = 4;

/// Checks a sentence that opens with "Of the …" against the only number that its text gives for these before.
pub(super) fn check(facts: &[Fact], text: &[usize], sentence: &[Placed<'_>], found: &mut Vec<Found>) {
    let Some(first) = sentence.first().filter(|p| p.fact.kind == Kind::Count && p.fact.cell.is_none()) else { return };
    let lead = words(first.before());
    let Some((of, named)) = lead.split_first().filter(|(of, _)| Cue::Base.has(of)) else { return };
    let Some((the, names)) = named.split_first().filter(|(the, _)| Cue::Definite.has(the)) else { return };
    let Some(noun) = names.last().filter(|_| names.len() <= MOST && of != "out" && !the.is_empty()) else { return };
    let lexicon = Lexicon::english();
    let noun = lexicon.lemma(&lexicon.singular(noun));
    let is_whole = |i: &usize| {
        let f = &facts[*i];
        f.kind == Kind::Count
            && f.cell.is_none()
            && f.sentence < first.fact.sentence
            && f.slots.head == noun
            && f.value.bound() == Bound::Exact
            && f.value.single().zip(first.fact.value.single()).is_some_and(|(w, p)| w > p)
    };
    let wholes: Vec<usize> = text.iter().copied().filter(is_whole).collect();
    let Some(&one) = wholes.first() else { return };
    if wholes.iter().any(|&i| facts[i].value.single() != facts[one].value.single()) {
        return;
    }
    let fact = &facts[one];
    let from = super::find(&fact.quote, &fact.surface).unwrap_or(0);
    let whole = Placed { index: one, fact, from, to: from + fact.surface.len() };
    add_up(&whole, sentence, found);
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{clash, silent};

    #[test]
    fn parts_of_what_was_counted_before() {
        clash(
            "The valley had 46 looms in that year. Nobody paid the weavers much. Of the looms 39 stood still, while nine kept going.",
            "sum-of-parts: 39 + nine do not make 46: it is 48",
        );
        silent(
            "The valley had 46 looms in that year. Nobody paid the weavers much. Of the looms 29 stood still, while nine kept going.",
        );
    }
}
