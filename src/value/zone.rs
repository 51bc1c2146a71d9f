//! How far clocks stand ahead of universal time.

use super::{Moment, Period};

/// How far clocks stand ahead of universal time, in minutes: from the least to the most that the words allow.
///
/// "UTC" allows 0 alone; a name that stands for two zones, or for one all the year round, allows more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Zone {
    /// The least.
    pub low: i16,
    /// The most.
    pub high: i16,
}

impl Zone {
    /// So many minutes and no others.
    pub fn ahead(minutes: i16) -> Self {
        Self { low: minutes, high: minutes }
    }

    /// Reads "60", "-300", "-300..-240".
    pub fn parse(text: &str) -> Option<Self> {
        let (low, high) = text.split_once("..").unwrap_or((text, text));
        Some(Self { low: low.parse().ok()?, high: high.parse().ok()? })
    }

    /// The times that clocks show where it is universal time, when they show these here.
    pub fn in_utc(self, here: Period) -> Option<Period> {
        let back = |m: Moment, minutes: i16| m.add_minutes(-i64::from(minutes));
        let first = match here.first {
            Some(m) => Some(back(m, self.high)?),
            None => None,
        };
        let last = match here.last {
            Some(m) => Some(back(m, self.low)?),
            None => None,
        };
        Some(Period { first, last })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_ahead_show_what_universal_time_shows_later() {
        let at = |text: &str| Period::day(text.parse().unwrap());
        let summer = Zone::parse("60").unwrap();
        assert_eq!(summer.in_utc(at("1931-07-04T00:30")), Some(at("1931-07-03T23:30")));
        let eastern = Zone::parse("-300..-240").unwrap().in_utc(at("1931-07-04T20:00")).unwrap();
        assert_eq!(eastern, Period::new("1931-07-05T00:00".parse().unwrap(), "1931-07-05T01:00".parse().unwrap()));
    }
}
