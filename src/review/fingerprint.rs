//! The key of a decision: a hash of what the question's positions say.

use std::collections::BTreeSet;

use super::ruling::{QuotedPosition, Ruling};
use crate::compare::Question;
use crate::fact::{ContentHash, Fact, Kind, fold_space};

/// The fingerprint of a question: versioned, and the same wherever in their texts the positions stand.
pub fn fingerprint(question: &Question, facts: &[Fact]) -> String {
    of_positions(
        question.kind,
        question.positions.iter().filter_map(|&i| facts.get(i)).map(|f| (&*f.source, &*f.surface, &*f.quote)),
    )
}

/// The fingerprint of a ruling that joins or splits: another one than that of a ruling on the same positions.
pub(super) fn of_lesson(ruling: Ruling, positions: &[QuotedPosition]) -> String {
    let set: BTreeSet<_> =
        positions.iter().map(|p| (p.apart, &p.source, fold_space(&p.surface), fold_space(&p.quote))).collect();
    let hash = set.iter().fold(ContentHash::new().with(ruling.as_str()), |hash, (apart, source, surface, quote)| {
        hash.with(if *apart { "apart" } else { "" }).with(source).with(surface).with(quote)
    });
    format!("v1-{}", hash.letters(16))
}

/// The fingerprint of positions given as source, surface and sentence.
pub(super) fn of_positions<'a>(kind: Kind, positions: impl Iterator<Item = (&'a str, &'a str, &'a str)>) -> String {
    let set: BTreeSet<_> =
        positions.map(|(source, surface, quote)| (source, fold_space(surface), fold_space(quote))).collect();
    let hash = set.iter().fold(ContentHash::new().with(kind.as_str()), |hash, (source, surface, quote)| {
        hash.with(source).with(surface).with(quote)
    });
    format!("v1-{}", hash.letters(16))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_wrapping_do_not_matter() {
        let a = [("a", "977", "There were 977 strikes."), ("b", "1,939", "They counted 1,939.")];
        let b = [("b", "1,939", "They counted\n1,939."), ("a", "977", "There were 977  strikes.")];
        assert_eq!(of_positions(Kind::Count, a.into_iter()), of_positions(Kind::Count, b.into_iter()));
    }

    #[test]
    fn words_kind_and_source_do_matter() {
        let of = |kind, source, quote| of_positions(kind, [(source, "977", quote)].into_iter());
        let base = of(Kind::Count, "a", "There were 977 strikes.");
        assert_ne!(base, of(Kind::Date, "a", "There were 977 strikes."));
        assert_ne!(base, of(Kind::Count, "b", "There were 977 strikes."));
        assert_ne!(base, of(Kind::Count, "a", "There were 977 marches."));
    }
}
