//! Days of the year with a name of their own: "Christmas Eve".

use std::sync::OnceLock;

use super::table::rows;

/// The named days of a language.
#[derive(Debug, Default)]
pub struct Feasts {
    days: Vec<(Vec<&'static str>, u8, u8)>,
}

impl Feasts {
    /// Those of English, read once.
    pub fn english() -> &'static Self {
        static ENGLISH: OnceLock<Feasts> = OnceLock::new();
        ENGLISH.get_or_init(|| {
            let mut days = Vec::new();
            for row in rows(include_str!("en/feasts.tsv")) {
                let (Ok(month), Ok(day)) = (row.get(1).parse(), row.get(2).parse()) else { continue };
                days.extend(row.list(0).map(|words| (words.split(' ').collect(), month, day)));
            }
            Self { days }
        })
    }

    /// Month and day of the name that `words` begin with, and how many words it has.
    pub fn at<'w>(&self, words: impl Iterator<Item = &'w str> + Clone) -> Option<(u8, u8, usize)> {
        self.days.iter().find_map(|(name, month, day)| {
            let mut said = words.clone();
            let fits = name.iter().all(|n| said.next().is_some_and(|w| w.eq_ignore_ascii_case(n)));
            fits.then_some((*month, *day, name.len()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_days_have_a_month_and_a_day() {
        let all = Feasts::english();
        assert_eq!(all.at("Christmas Eve of 1956".split(' ')), Some((12, 24, 2)));
        assert_eq!(all.at("Christmas tree".split(' ')), None);
    }
}
