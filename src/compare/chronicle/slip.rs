//! How one date looks like another one mistaken.

use super::dated::Days;

/// How two dates differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    /// Days of one month.
    Day,
    /// The same day of another month, be it of the next year.
    Month,
    /// The same day and month of another year.
    Year,
    /// Years of which two figures are exchanged.
    Exchanged,
    /// Years far apart of which one figure is another.
    Figure,
    /// Less than seven weeks apart, at least one of them no day.
    Weeks,
    /// A year apart at most.
    Near,
    /// Two or three years apart.
    Years,
    /// Up to a dozen years apart.
    Far,
    /// Times of day less than an hour apart.
    Minutes,
    /// Times of day less than three hours apart.
    Hours,
    /// Two days that have nothing in common.
    Other,
    /// More years apart.
    Remote,
}

impl Slip {
    /// How two times of day differ that lie so many minutes apart.
    pub(super) fn of_clocks(gap: i64) -> Self {
        match gap {
            ..60 => Self::Minutes,
            60..180 => Self::Hours,
            _ => Self::Remote,
        }
    }

    /// How two dates differ that do not meet.
    pub(super) fn of(x: Days, y: Days) -> Self {
        let years = x.year.abs_diff(y.year);
        if x.is_day() && y.is_day() {
            return match (years, x.month == y.month, x.day == y.day) {
                (0, true, _) => Self::Day,
                (0 | 1, false, true) => Self::Month,
                (1..=12, true, true) => Self::Year,
                _ if years > 12 => Self::Remote,
                _ => Self::Other,
            };
        }
        if (x.is_year() || y.is_year()) && is_exchanged(x.year, y.year) {
            return Self::Exchanged;
        }
        let gap = x.gap(y);
        match years {
            0 | 1 if x.is_year() && y.is_year() => Self::Near,
            _ if gap <= 45 && !(x.is_year() && y.is_year()) => Self::Weeks,
            _ if gap <= 400 && !(x.is_year() && y.is_year()) => Self::Near,
            0..=3 => Self::Years,
            4..=12 => Self::Far,
            _ if (x.is_year() || y.is_year()) && is_other_figure(x.year, y.year) => Self::Figure,
            _ => Self::Remote,
        }
    }

    /// What it adds to how good a counterpart a date is, against that of others.
    pub(super) fn rank(self) -> i32 {
        match self {
            Self::Day => 5,
            Self::Month | Self::Year | Self::Exchanged => 4,
            Self::Weeks | Self::Minutes => 3,
            Self::Near => 1,
            Self::Years | Self::Hours => 0,
            Self::Other => -2,
            Self::Far | Self::Figure => -4,
            Self::Remote => -8,
        }
    }
}

/// Whether two years differ in that two figures are exchanged: 1431, 1413.
fn is_exchanged(x: i16, y: i16) -> bool {
    let (x, y) = (x.to_string(), y.to_string());
    let differ: Vec<(u8, u8)> = x.bytes().zip(y.bytes()).filter(|(p, q)| p != q).collect();
    x.len() == y.len() && matches!(differ.as_slice(), [(p, q), (r, s)] if p == s && q == r)
}

/// Whether two years differ in one figure alone: 1946, 1966.
fn is_other_figure(x: i16, y: i16) -> bool {
    let (x, y) = (x.to_string(), y.to_string());
    x.len() == y.len() && x.bytes().zip(y.bytes()).filter(|(p, q)| p != q).count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Period;

    fn day(year: i32, month: i32, day: i32) -> Days {
        Days::of(Period::day(crate::value::Moment::day(year, month, day).unwrap()), "day", true).unwrap()
    }

    fn year(year: i32) -> Days {
        Days::of(Period::years(year, year).unwrap(), "year", true).unwrap()
    }

    #[test]
    fn one_date_looks_like_another_mistaken() {
        assert_eq!(Slip::of(day(1911, 3, 9), day(1911, 3, 19)), Slip::Day);
        assert_eq!(Slip::of(day(1887, 6, 13), day(1887, 7, 13)), Slip::Month);
        assert_eq!(Slip::of(day(1989, 5, 2), day(1991, 5, 2)), Slip::Year);
        assert_eq!(Slip::of(year(1431), year(1413)), Slip::Exchanged);
        assert_eq!(Slip::of(year(1888), year(1887)), Slip::Near);
        assert_eq!(Slip::of(day(1888, 4, 3), year(1889)), Slip::Near);
        assert_eq!(Slip::of(day(1888, 4, 3), day(1889, 6, 5)), Slip::Other);
        assert_eq!(Slip::of(year(1880), year(1931)), Slip::Remote);
        assert_eq!(Slip::of(year(1881), year(1841)), Slip::Figure);
    }
}
