//! Dates of publication, as front matter and mastheads write them.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::value::{Moment, Period};

static MONTHS: LazyLock<FxHashMap<&'static str, i32>> = LazyLock::new(|| {
    include_str!("../lexicon/en/calendar-words.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(word, month)| Some((word.trim(), month.trim().parse().ok()?)))
        .collect()
});

/// Reads a date of publication: "1999", "1999-05", "2013-09-11", "2 September 2013", "Sept. 2, 2013", "Winter 1999".
pub fn published_period(text: &str) -> Option<Period> {
    let text = text.trim();
    iso(text).or_else(|| find_date(text).map(|(period, _)| period)).or_else(|| {
        let year = year(text)?;
        Period::years(year, year)
    })
}

/// "1999-05", "2013-09-11", "2013-09-11T10:00:00Z".
fn iso(text: &str) -> Option<Period> {
    let day = text.split(['T', ' ']).next()?;
    let mut parts = day.split(['-', '/']);
    let year = year(parts.next()?)?;
    let month: i32 = parts.next()?.parse().ok()?;
    let Some(day) = parts.next() else { return Period::month(year, month) };
    Some(Period::day(Moment::day(year, month, day.parse().ok()?)?))
}

/// Four digits that can be a year of publication.
fn year(text: &str) -> Option<i32> {
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|y| digits && (1400..=2199).contains(y))
}

/// The first date in a line that names a month or season and a year, and the words that say it.
pub fn find_date(line: &str) -> Option<(Period, &str)> {
    let words: Vec<(usize, &str)> = words(line).collect();
    for (i, (start, word)) in words.iter().enumerate() {
        let Some(&month) = MONTHS.get(word.to_lowercase().as_str()) else { continue };
        let before = i.checked_sub(1).and_then(|b| words.get(b));
        let (next, after) = (words.get(i + 1), words.get(i + 2));
        let end = |w: &(usize, &str)| w.0 + w.1.len();
        let day_first = before.and_then(|b| Some((b, day(b.1)?)));
        if let Some(y) = next
            && let Some(year) = year(y.1)
        {
            let (period, from) = match day_first {
                Some((b, d)) if month > 0 => (Period::day(Moment::day(year, month, d)?), b.0),
                _ if month > 0 => (Period::month(year, month)?, *start),
                _ => (Period::years(year, year)?, *start),
            };
            return Some((period, line.get(from..end(y))?));
        }
        if month > 0
            && let (Some(d), Some(y)) = (next, after)
            && let (Some(d), Some(year)) = (day(d.1), year(y.1))
        {
            return Some((Period::day(Moment::day(year, month, d)?), line.get(*start..end(y))?));
        }
    }
    None
}

/// "2", "11th".
fn day(word: &str) -> Option<i32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    digits.parse().ok().filter(|d| (1..=31).contains(d) && digits.len() <= 2 && word.len() <= digits.len() + 2)
}

/// Runs of letters and digits, with their offsets.
fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    line.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(move |w| (w.as_ptr() as usize - line.as_ptr() as usize, w))
}

/// The year that a file name ends or begins with: "report-2013", "1999_survey".
pub fn year_in_name(stem: &str) -> Option<Period> {
    let mut parts = stem.split(|c: char| !c.is_ascii_alphanumeric());
    let found = parts.next_back().and_then(year).or_else(|| parts.next().and_then(year))?;
    Period::years(found, found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(text: &str) -> Option<(String, String)> {
        let p = published_period(text)?;
        Some((p.first?.to_string(), p.last?.to_string()))
    }

    #[test]
    fn every_usual_way_of_writing_a_date_is_read() {
        let day = Some(("2013-09-02".to_owned(), "2013-09-02".to_owned()));
        for text in
            ["2013-09-02", "2 September 2013", "Sept. 2, 2013", "Monday, 2nd September, 2013", "2013-09-02T08:00:00Z"]
        {
            assert_eq!(ends(text), day, "{text}");
        }
        assert_eq!(ends("1999-05").unwrap().1, "1999-05-31");
        assert_eq!(ends("Winter 1999").unwrap().0, "1999-01-01");
        assert_eq!(ends("1999").unwrap().1, "1999-12-31");
        assert_eq!(ends("soon"), None);
        assert_eq!(ends("2013-02-31"), None);
    }

    #[test]
    fn a_date_inside_a_line_is_found_with_its_words() {
        let (_, words) = find_date("From The Courier newspaper, 3 March 2011").unwrap();
        assert_eq!(words, "3 March 2011");
    }

    #[test]
    fn file_names_may_hold_a_year() {
        assert!(year_in_name("paper-2013").is_some());
        assert!(year_in_name("area51").is_none());
    }
}
