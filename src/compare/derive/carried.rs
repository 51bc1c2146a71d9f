//! What other numbers of a text confirm, another text may contradict: "36 + 61 make 97" here, 99 there. Then these numbers speak
//! against the other text, too.

use rustc_hash::FxHashMap;

use crate::compare::question::id;
use crate::compare::{Question, Verdict};
use crate::fact::Fact;

/// What comes out exactly enough that another value in its place would not.
const EXACT: [&str; 6] =
    ["sum-of-parts", "product", "time-between", "age-and-dates", "span-and-dates", "years-and-dates"];
/// The most numbers of a reckoning that are named beside a contradiction.
const MOST: usize = 6;

/// The most reckonings that are named beside one contradiction.
const TOLD: usize = 3;

/// Adds to contradictions of two texts the numbers of one of them that bear its value out.
pub(crate) fn carry(facts: &[Fact], questions: &mut [Question], derived: &[Question]) {
    let mut borne: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    let is_exact = |q: &Question| {
        // what only happens to fit bears nothing out
        let is_told = q.trace.iter().all(|t| t.rule != super::FIT);
        q.verdict == Verdict::Agree && is_told && EXACT.contains(&q.rule) && (2..=MOST).contains(&q.positions.len())
    };
    for (n, q) in derived.iter().enumerate().filter(|(_, q)| is_exact(q)) {
        q.positions.iter().for_each(|&p| borne.entry(p).or_default().push(n));
    }
    for q in questions.iter_mut().filter(|q| q.verdict == Verdict::Conflict) {
        let ends: Vec<(usize, usize)> = q
            .conflicts
            .iter()
            .flat_map(|&(a, b)| [(a, b), (b, a)])
            .filter_map(|(x, y)| Some((*q.positions.get(x)?, *q.positions.get(y)?)))
            .collect();
        let mut told: Vec<(usize, usize)> = Vec::new();
        for &(x, y) in &ends {
            let fits = |n: &&usize| derived.get(**n).is_some_and(|d| !d.positions.contains(&y));
            for &n in borne.get(&x).into_iter().flatten().filter(fits).take(TOLD) {
                if !told.iter().any(|t| t.1 == n) && told.len() < TOLD {
                    told.push((x, n));
                }
            }
        }
        for (x, n) in told {
            let against: Vec<usize> = ends.iter().filter(|(a, _)| *a == x).map(|(_, b)| *b).collect();
            add(facts, q, &derived[n], &against);
        }
    }
}

fn add(facts: &[Fact], q: &mut Question, reckoned: &Question, against: &[usize]) {
    let pairs = q.conflicts.iter().filter_map(|&(a, b)| Some((*q.positions.get(a)?, *q.positions.get(b)?)));
    let is_other = |y: usize| !reckoned.positions.contains(&y);
    let borne = reckoned.positions.iter().flat_map(|&p| against.iter().filter(|&&y| is_other(y)).map(move |&y| (p, y)));
    let pairs: Vec<(usize, usize)> = pairs.chain(borne).collect();
    let mut positions = q.positions.clone();
    positions.extend(&reckoned.positions);
    positions.sort_by_key(|&i| (facts[i].source.clone(), facts[i].sentence, facts[i].span.start(), i));
    positions.dedup();
    let at = |i: usize| positions.iter().position(|&p| p == i).unwrap_or(0);
    let mut conflicts: Vec<(usize, usize)> =
        pairs.iter().map(|&(a, b)| (at(a).min(at(b)), at(a).max(at(b)))).filter(|(a, b)| a != b).collect();
    conflicts.sort_unstable();
    conflicts.dedup();
    q.id = id(facts, &positions, &q.label);
    q.positions = positions;
    q.conflicts = conflicts;
    q.why.extend(reckoned.why.first().cloned());
    q.trace.extend(reckoned.trace.iter().cloned());
}

#[cfg(test)]
mod tests {
    use crate::compare::{Options, Verdict, compare};
    use crate::document::read;
    use crate::fact::Fact;
    use crate::lexicon::Lexicon;
    use crate::resolve::extract;

    #[test]
    fn what_adds_up_in_one_text_speaks_against_the_other() {
        let one = "The ferry Orla sank on 3 May 1904 with 148 passengers (93 women and 55 men).";
        let other = "The ferry Orla, wrecked on 3 May 1904, carried 184 passengers.";
        let of = |name: &str, text: &str| extract(&read(name, text.as_bytes().to_vec()), Lexicon::english()).facts;
        let facts: Vec<Fact> = of("one.md", one).into_iter().chain(of("other.md", other)).collect();
        let questions = compare(&facts, &Options::default()).questions;
        let surface = |i: usize| facts[i].surface.as_str();
        let against = |a: &str| {
            questions.iter().filter(|q| q.verdict == Verdict::Conflict).any(|q| {
                let ends = |&(x, y): &(usize, usize)| (surface(q.positions[x]), surface(q.positions[y]));
                q.conflicts.iter().map(ends).any(|e| e == (a, "184"))
            })
        };
        assert!(against("148") && against("93") && against("55"), "{questions:#?}");
    }
}
