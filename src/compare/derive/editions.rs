//! Versions that two places tell of one thing: the oldest that it needs, the one that brought it, the last of a line.

use super::Found;
use crate::compare::Severity;
use crate::fact::{Fact, Kind};

/// Most versions that are looked at: beyond it a text lists them, and says nothing of one thing.
const MOST: usize = 400;

/// Compares what is told of versions, each with all others.
pub(super) fn check(facts: &[Fact], order: &[usize], found: &mut Vec<Found>) {
    let told: Vec<usize> =
        order.iter().copied().filter(|&i| facts[i].kind == Kind::Ordinal && facts[i].unit == "version").collect();
    if told.len() > MOST {
        return;
    }
    for (n, &a) in told.iter().enumerate() {
        for &b in &told[n + 1..] {
            let (x, y) = (&facts[a], &facts[b]);
            if (&x.source, x.sentence) == (&y.source, y.sentence) || !is_of_one(x, y) {
                continue;
            }
            let (p, q) = (parts(&x.slots.labels[0]), parts(&y.slots.labels[0]));
            let shown = format!("{} and {}", x.slots.labels[0], y.slots.labels[0]);
            if p.iter().zip(&q).all(|(i, j)| i == j) {
                if x.source != y.source {
                    found.push(Found::agree("version", vec![a, b], format!("{shown} are one version")));
                }
            } else if x.source != y.source {
                let says = format!("{shown} are two versions, and the same is said of both");
                found.push(Found::conflict("version", Severity::Warning, vec![a, b], says));
            }
        }
    }
}

/// Whether the same is told of both, of the same thing.
fn is_of_one(x: &Fact, y: &Fact) -> bool {
    let relation = |f: &Fact| f.slots.verbs.first().cloned().unwrap_or_default();
    let (p, q) = (relation(x), relation(y));
    let is_last = p == "last";
    if (p == "last") != (q == "last") {
        return false;
    }
    let (one, other) = (&x.slots.owner, &y.slots.owner);
    let shared = x.slots.clause.iter().filter(|w| y.slots.clause.contains(w)).count();
    // what is told under the heading of a version holds for that
    if x.slots.versions != y.slots.versions {
        return false;
    }
    if is_last {
        // of one line: "the last release of 13 was 13.21"
        let first = |f: &Fact| parts(&f.slots.labels[0]).first().copied();
        return first(x) == first(y) && (one.is_empty() || other.is_empty() || one == other);
    }
    let names = |owner: &String, f: &Fact| !owner.is_empty() && f.slots.clause.contains(owner);
    let same = !one.is_empty() && one == other;
    let is_named = one.is_empty() != other.is_empty() && (names(one, y) || names(other, x));
    if p == q && p == "need" && (same || is_named) {
        return true;
    }
    let least = if p == "need" && q == "need" { 1 } else { 2 };
    shared >= least && (one == other || one.is_empty() || other.is_empty())
}

/// The parts of a version as numbers.
fn parts(version: &str) -> Vec<u32> {
    version.trim_start_matches(['v', 'V']).split('.').map_while(|p| p.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::two;

    #[test]
    fn versions_that_are_told_of_one_thing() {
        let clash = |a: &str, b: &str| two(a, b).iter().any(|q| q.starts_with("conflict version"));
        assert!(clash("Building it requires Python 3.9 or later.", "For the build Python 3.11 is needed."));
        assert!(clash("Folding works from 2.10 on.", "Folding needs 2.9."));
        assert!(clash("The last release of 7 was 7.14.", "7.15 is the final release of Kiln 7."));
        assert!(!clash("Folding works from 2.10 on.", "Merging needs 2.9."));
        assert!(!clash("Folding works from 2.10 on.", "Folding needs 2.10.0."));
        assert!(!clash("Building it requires Python 3.9 or later.", "Building it requires Rust 1.70 or later."));
    }
}
