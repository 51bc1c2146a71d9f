//! Texts that repeat one another do not confirm one another.

use super::item::{hash, sort};

/// From this share of common words on, in percent of the longer sentence, one repeats the other.
const REPEATS: usize = 80;

/// Fewer words than this are common by chance.
const WORDS: usize = 8;

/// Whether one sentence is a copy of the other, a few words aside.
pub(super) fn repeats(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let words = |text: &str| {
        let is_word = |w: &&str| !w.is_empty();
        let split = text.split(|c: char| !c.is_alphanumeric()).filter(is_word);
        let mut all: Vec<u64> = split.map(|w| hash(w.to_lowercase().as_bytes())).collect();
        sort(&mut all);
        all
    };
    let (x, y) = (words(a), words(b));
    let longer = x.len().max(y.len());
    let both = x.iter().filter(|w| y.binary_search(w).is_ok()).count();
    longer >= WORDS && 100 * both >= REPEATS * longer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_differ_by_a_word_or_two() {
        let one = "The ferry sank off the cape on a calm night in May with sixty people on board";
        let two = "The ferry sank off the cape on a calm night in June with sixty people on board";
        assert!(repeats(one, two));
        assert!(!repeats(
            one,
            "Sixty people were on board when the ferry went down in a calm sea off Cape Wrath in May"
        ));
        assert!(!repeats("It was so.", "It is so."));
    }
}
