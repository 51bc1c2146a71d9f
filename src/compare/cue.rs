//! Words beside a value that say how it relates to others, read from `cues.tsv`.

use std::sync::OnceLock;

/// What a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// Added to what was counted before: "another".
    Added,
    /// An age: "aged".
    Age,
    /// Below, by a tenth at most: "nearly".
    Almost,
    /// Above, by a twentieth at most: "just over".
    Above,
    /// Below, by a twentieth at most: "just under".
    Below,
    /// A comparison: "than".
    Comparative,
    /// A distance in time: "later".
    Offset,
    /// What a part is of: "of them".
    Part,
    /// A total.
    Total,
}

impl Cue {
    const ALL: [(Self, &'static str); 9] = [
        (Self::Added, "added"),
        (Self::Age, "age"),
        (Self::Almost, "almost"),
        (Self::Above, "above"),
        (Self::Below, "below"),
        (Self::Comparative, "comparative"),
        (Self::Offset, "offset"),
        (Self::Part, "part"),
        (Self::Total, "total"),
    ];

    fn words(self) -> &'static [&'static str] {
        static TABLE: OnceLock<Vec<(Cue, Vec<&'static str>)>> = OnceLock::new();
        let table = TABLE.get_or_init(|| {
            let rows = include_str!("../lexicon/en/cues.tsv").lines().filter(|l| !l.starts_with('#')).skip(1);
            rows.filter_map(|row| {
                let (name, words) = row.split_once('\t')?;
                let cue = Self::ALL.iter().find(|(_, n)| *n == name)?.0;
                Some((cue, words.split('|').collect()))
            })
            .collect()
        });
        table.iter().find(|(cue, _)| *cue == self).map_or(&[], |(_, words)| words.as_slice())
    }

    /// Whether a word, in lower case, says this.
    pub(super) fn has(self, word: &str) -> bool {
        self.words().contains(&word)
    }

    /// Whether the words before a value, in lower case, end with one that says this.
    pub(super) fn ends(self, before: &str) -> bool {
        self.words().iter().any(|w| before.ends_with(w))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cue_has_words() {
        for (cue, name) in Cue::ALL {
            assert!(!cue.words().is_empty(), "{name}");
        }
        assert!(Cue::Almost.ends("there were nearly") && Cue::Total.has("total"));
    }
}
