//! A document and its summary: figures that the summary has and the document has not.

use super::Verdict;
use super::align::{Context, align};
use super::item::Item;
use super::judge::judge;
use super::pair::{BESIDE, Side, likeness, limits_differ, names_year, ranges_differ, same};
use crate::fact::{Fact, Kind};
use crate::value::Value;

/// A text with facts in more sentences than this is a document, and its counterpart a summary.
const SENTENCES: u32 = 2;

/// Points from which on a value that the other text does not hold contradicts its counterpart there.
const COUNTERPART: i32 = -8;

/// A value of the shorter text that the longer one holds nowhere, though it says another one of the same matter.
pub(super) fn unattested(
    left: &[Side],
    right: &[Side],
    texts: (&[Fact], &[Fact]),
    context: &Context<'_>,
) -> Option<String> {
    let (long, short, said, facts) =
        if left.len() >= right.len() { (left, right, texts.0, texts.1) } else { (right, left, texts.1, texts.0) };
    // One sentence against another may well tell of something else; a document and its summary tell of one matter.
    if said.iter().map(|p| p.sentence).max().unwrap_or(0) < SENTENCES {
        return None;
    }
    for y in short {
        let q = &facts[y.item.fact];
        // "the first quarter": of which year was guessed
        let guessed = q.kind == Kind::Date && !names_year(q);
        if guessed || q.slots.stance.negated || said.iter().any(|p| holds(p, q)) {
            continue;
        }
        let best = long
            .iter()
            .filter_map(|x| {
                let p = &said[x.item.fact];
                let found = align(&x.item, &y.item, context);
                let judged = judge(&x.item, &y.item)?;
                let differ = judged.verdict == Verdict::Conflict
                    || limits_differ(&p.value, &q.value)
                    || ranges_differ(&p.value, &q.value);
                if found.forbid.is_some() || !differ || p.slots.stance.negated || names_year(p) != names_year(q) {
                    return None;
                }
                let beside = same(&x.before, &y.before) + same(&x.after, &y.after);
                // what may happen in the document, its summary may tell in other words: "at the risk of"
                let is_plan = |i: &Item| i.stance.projected;
                let plan = if is_plan(&x.item) == is_plan(&y.item) { 0 } else { context.weights.projected };
                Some((found.score - plan + likeness(&x.item, &y.item) + BESIDE * beside, p))
            })
            .max_by_key(|(score, _)| *score);
        if let Some((score, p)) = best
            && score >= COUNTERPART
        {
            return Some(format!("{} is nowhere in the other text, which says {}", q.surface, p.surface));
        }
    }
    None
}

/// Whether a fact gives the same value, or its sentence the same figure.
fn holds(p: &Fact, q: &Fact) -> bool {
    // "under 12.50" takes its figure from "more than 12.50": which side is meant is another question
    let figure = |f: &Fact| match &f.value {
        Value::Number { low, high: None, .. } => *low,
        Value::Number { low: None, high, .. } => *high,
        value => value.single(),
    };
    p.value == q.value
        || figure(p).is_some() && figure(p) == figure(q)
        || p.quote
            .split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | ',')))
            .any(|w| w.trim_end_matches(['.', ',']) == q.surface)
}

#[cfg(test)]
mod tests {
    use crate::compare::{Options, PairOutcome, judge_texts};
    use crate::document::read_row;
    use crate::fact::Fact;
    use crate::lexicon::Lexicon;
    use crate::resolve::extract;

    const LETTER: &str = "Dear guests. The spring fair opens soon. Book before 31 May 2022 and get 15% off your stay. \
                          The fair has sixty - five stalls. Lunch is served to groups of over 40 people.";

    fn facts(id: &str, text: &str) -> Vec<Fact> {
        extract(&read_row(id, text, None), Lexicon::english()).facts
    }

    fn says(document: &str, summary: &str) -> PairOutcome {
        judge_texts(&facts("a", document), &facts("b", summary), &Options::default()).verdict
    }

    #[test]
    fn a_figure_that_the_document_has_not_contradicts_its_counterpart() {
        assert_eq!(says(LETTER, "Early guests get a 20% discount on their stay."), PairOutcome::Conflict);
        assert_eq!(says(LETTER, "There are 56 stalls at the fair."), PairOutcome::Conflict);
    }

    #[test]
    fn a_figure_that_the_document_has_somewhere_does_not() {
        assert_ne!(says(LETTER, "Early guests get a 15% discount on their stay."), PairOutcome::Conflict);
        assert_ne!(says(LETTER, "There are 65 stalls at the fair."), PairOutcome::Conflict);
    }

    #[test]
    fn a_limit_may_repeat_a_figure_from_the_other_side() {
        let talk = "Keep it cheap. It is for everyone. The price must not be more than twelve dot fifty euros. Good.";
        assert_ne!(says(talk, "The price has to stay under 12.50 euros."), PairOutcome::Conflict);
    }

    #[test]
    fn one_sentence_is_no_document() {
        assert_ne!(says("Bakers give 15% off bread.", "Hotels have a 20% discount."), PairOutcome::Conflict);
    }
}
