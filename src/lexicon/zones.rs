//! Names of time zones, read from `time-zones.tsv`.

use std::sync::OnceLock;

use super::Phrases;
use super::table::rows;
use crate::value::Zone;

/// The time zones that texts name. The names are the same in most languages.
#[derive(Debug, Default)]
pub struct Zones {
    names: Phrases<Option<Zone>>,
}

impl Zones {
    /// The table, read once.
    pub fn all() -> &'static Self {
        static ALL: OnceLock<Zones> = OnceLock::new();
        ALL.get_or_init(|| Self::read(include_str!("en/time-zones.tsv")))
    }

    fn read(table: &'static str) -> Self {
        let mut names = Phrases::default();
        for row in rows(table) {
            for name in row.list(0) {
                names.insert(name, Zone::parse(row.get(1)));
            }
        }
        Self { names }
    }

    /// The zone whose name the words begin with, and how many words it has; no zone for words that leave it open ("local time").
    pub fn longest<'w>(&self, words: impl Iterator<Item = &'w str> + Clone) -> Option<(usize, Option<Zone>)> {
        self.names.longest(words, false, |_| true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_known_by_letters_and_by_words() {
        let read = |text: &str| Zones::all().longest(text.split(' '));
        assert_eq!(read("BST on Monday"), Some((1, Some(Zone::ahead(60)))));
        assert_eq!(read("Eastern Daylight Time, when"), None);
        assert_eq!(read("Eastern Daylight Time"), Some((3, Some(Zone::ahead(-240)))));
        assert_eq!(read("ET"), Some((1, Some(Zone { low: -300, high: -240 }))));
    }

    #[test]
    fn every_row_names_a_zone() {
        for row in rows(include_str!("en/time-zones.tsv")) {
            let zone = Zone::parse(row.get(1));
            assert!(zone.map_or(row.get(1) == "open", |z| z.low <= z.high && z.high <= 840), "{}", row.get(0));
        }
    }
}
