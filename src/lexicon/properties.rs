//! Words that tell which property a measure is of: "rises 61 m", "30 m below ground".

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::table::rows;

/// Where such a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PropertyPlace {
    /// Right before the measure.
    Verb,
    /// Right before the measure, where "from" or "above" stands behind it.
    From,
    /// Right behind the measure.
    Behind,
}

/// The words of a language that tell of properties.
#[derive(Debug, Default)]
pub struct Properties {
    words: FxHashMap<&'static str, Vec<(PropertyPlace, &'static str, &'static str)>>,
}

impl Properties {
    /// Those of English, read once.
    pub fn english() -> &'static Self {
        static ENGLISH: OnceLock<Properties> = OnceLock::new();
        ENGLISH.get_or_init(|| Self::read(include_str!("en/properties.tsv")))
    }

    fn read(text: &'static str) -> Self {
        let mut out = Self::default();
        for row in rows(text) {
            let place = match row.get(1) {
                "verb" => PropertyPlace::Verb,
                "from" => PropertyPlace::From,
                "behind" => PropertyPlace::Behind,
                _ => continue,
            };
            for word in row.list(0) {
                out.words.entry(word).or_default().push((place, row.get(2), row.get(3)));
            }
        }
        out
    }

    /// The property that a word (or two, parted by a space) in small letters names for a measure of a dimension.
    pub fn of(&self, word: &str, place: PropertyPlace, dimension: &str) -> Option<&'static str> {
        let known = self.words.get(word)?;
        known.iter().find(|(p, d, _)| *p == place && *d == dimension).map(|(_, _, property)| *property)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_properties_of_their_dimension_only() {
        let all = Properties::english();
        assert_eq!(all.of("rises", PropertyPlace::Verb, "length"), Some("height"));
        assert_eq!(all.of("rises", PropertyPlace::Verb, "mass"), None);
        assert_eq!(all.of("of water", PropertyPlace::Behind, "length"), Some("depth"));
        assert_eq!(all.of("below", PropertyPlace::Verb, "length"), None);
    }
}
