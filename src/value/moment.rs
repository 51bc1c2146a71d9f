//! Days and minutes, and the periods they bound.

use std::fmt;
use std::str::FromStr;

use jiff::Span;
use jiff::civil::Date;

/// How finely a time is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// A time of day.
    Minute,
    /// A calendar day.
    Day,
    /// Seven days.
    Week,
    /// A calendar month.
    Month,
    /// Three months, or a season.
    Quarter,
    /// A calendar year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// From one date to another.
    Range,
}

impl Grain {
    /// The word used as the `unit` of a dated fact.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
            Self::Range => "range",
        }
    }
}

/// A day, or a minute of a day. Years are astronomical: 0 is 1 BCE, −43 is 44 BCE.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The day, in the proleptic Gregorian calendar.
    pub date: Date,
    /// Minutes since midnight, 0 to 1439, when a time of day is stated.
    pub minute: Option<u16>,
}

impl Moment {
    /// A day without a time; `None` when the calendar has no such day.
    pub fn day(year: i32, month: i32, day: i32) -> Option<Self> {
        let date = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        Some(Self { date, minute: None })
    }

    /// Days since 1970-01-01, negative before.
    pub fn days(self) -> i64 {
        let (year, month, day) =
            (i64::from(self.date.year()), i64::from(self.date.month()), i64::from(self.date.day()));
        // years that begin in March end with the day that leap years add
        let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
        let (cycle, year) = (year.div_euclid(400), year.rem_euclid(400));
        cycle * 146_097 + year * 365 + year / 4 - year / 100 + (month * 153 + 2) / 5 + day - 1 - 719_468
    }

    /// Minutes since 1970-01-01T00:00, a day without a time counting from its first minute.
    pub fn minutes(self) -> i64 {
        self.days() * 1440 + i64::from(self.minute.unwrap_or(0))
    }

    /// The same time `days` days later (earlier if negative); `None` outside the calendar's range.
    pub fn add_days(self, days: i64) -> Option<Self> {
        let date = self.date.checked_add(Span::new().try_days(days).ok()?).ok()?;
        Some(Self { date, ..self })
    }

    /// The time of day so many minutes later (earlier if negative), a day without one counting from its first minute.
    pub fn add_minutes(self, minutes: i64) -> Option<Self> {
        let all = i64::from(self.minute.unwrap_or(0)).checked_add(minutes)?;
        let day = Self { minute: None, ..self }.add_days(all.div_euclid(1440))?;
        Some(Self { minute: u16::try_from(all.rem_euclid(1440)).ok(), ..day })
    }
}

impl From<Date> for Moment {
    fn from(date: Date) -> Self {
        Self { date, minute: None }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let two = |n: i64| [b'0' + (n / 10 % 10) as u8, b'0' + (n % 10) as u8];
        let year = i64::from(self.date.year());
        let mut out = [0; 17];
        let mut len = 0;
        let mut push = |part: &[u8]| {
            if let Some(slot) = out.get_mut(len..len + part.len()) {
                slot.copy_from_slice(part);
                len += part.len();
            }
        };
        if year < 0 {
            push(b"-");
        }
        push(&two(year.abs() / 100));
        push(&two(year.abs()));
        for part in [self.date.month(), self.date.day()] {
            push(b"-");
            push(&two(i64::from(part)));
        }
        if let Some(minute) = self.minute {
            push(b"T");
            push(&two(i64::from(minute) / 60));
            push(b":");
            push(&two(i64::from(minute) % 60));
        }
        f.write_str(out.get(..len).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default())
    }
}

impl FromStr for Moment {
    type Err = ();

    /// Reads what `Display` writes, and also a bare year or year and month (their first day).
    fn from_str(text: &str) -> Result<Self, ()> {
        let (date, time) = match text.split_once('T') {
            Some((d, t)) => (d, Some(t)),
            None => (text, None),
        };
        let (sign, digits) = match date.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, date),
        };
        let mut parts = digits.split('-').map(|p| p.parse::<i32>().map_err(|_| ()));
        let year = parts.next().ok_or(())??;
        let month = parts.next().unwrap_or(Ok(1))?;
        let day = parts.next().unwrap_or(Ok(1))?;
        let mut moment = Self::day(sign * year, month, day).ok_or(())?;
        if let Some(time) = time {
            let (h, m) = time.split_once(':').ok_or(())?;
            let (h, m) = (h.parse::<u16>().map_err(|_| ())?, m.parse::<u16>().map_err(|_| ())?);
            if h > 23 || m > 59 {
                return Err(());
            }
            moment.minute = Some(h * 60 + m);
        }
        Ok(moment)
    }
}

/// A closed stretch of time; an end that is `None` is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// First day (or minute).
    pub first: Option<Moment>,
    /// Last day (or minute), included.
    pub last: Option<Moment>,
}

impl Period {
    /// From `first` to `last`, both included.
    pub fn new(first: Moment, last: Moment) -> Self {
        Self { first: Some(first), last: Some(last) }
    }

    /// One day.
    pub fn day(moment: Moment) -> Self {
        Self::new(moment, moment)
    }

    /// A calendar month; `None` when there is no such month.
    pub fn month(year: i32, month: i32) -> Option<Self> {
        let first = Moment::day(year, month, 1)?;
        Some(Self::new(first, first.date.last_of_month().into()))
    }

    /// Whole calendar years, first and last included.
    pub fn years(first: i32, last: i32) -> Option<Self> {
        Some(Self::new(Moment::day(first, 1, 1)?, Moment::day(last, 12, 31)?))
    }

    /// Whether both ends are open.
    pub fn is_unbounded(self) -> bool {
        self.first.is_none() && self.last.is_none()
    }

    /// Whether the two share a day (or, where both state times, a minute).
    pub fn meets(self, other: Self) -> bool {
        let before = |end: Option<Moment>, start: Option<Moment>| matches!((end, start), (Some(e), Some(s)) if ends_before(e, s));
        !before(self.last, other.first) && !before(other.last, self.first)
    }

    /// Whether every day of `other` lies in this period.
    pub fn contains(self, other: Self) -> bool {
        let low = match (self.first, other.first) {
            (None, _) => true,
            (Some(a), Some(b)) => a.days() <= b.days(),
            (Some(_), None) => false,
        };
        let high = match (self.last, other.last) {
            (None, _) => true,
            (Some(a), Some(b)) => a.days() >= b.days(),
            (Some(_), None) => false,
        };
        low && high
    }

    /// The same without times of day.
    pub fn whole_days(self) -> Self {
        let day = |m: Option<Moment>| m.map(|m| Moment { minute: None, ..m });
        Self { first: day(self.first), last: day(self.last) }
    }

    /// The least and the most days between two dates, whichever of their days are meant and whether the last one counts: years
    /// and months that are named as ends may lack nearly one at either side. `None` when an end is open.
    pub fn lapse(self) -> Option<(i64, i64)> {
        let (first, last) = (self.first?.date, self.last?.date);
        let most = self.length()?;
        let loose = if (first.month(), first.day(), last.month(), last.day()) == (1, 1, 12, 31) {
            366
        } else if first.day() == 1 && last == last.last_of_month() {
            31
        } else {
            1
        };
        Some((most - 2 * loose, most))
    }

    /// Length in days, both ends included; `None` when an end is open.
    pub fn length(self) -> Option<i64> {
        Some(self.last?.days() - self.first?.days() + 1)
    }
}

/// Whether `end` lies wholly before `start`, by minutes where both have them.
fn ends_before(end: Moment, start: Moment) -> bool {
    if end.minute.is_some() && start.minute.is_some() {
        end.minutes() < start.minutes()
    } else {
        end.days() < start.days()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn impossible_days_are_refused() {
        assert!(Moment::day(1973, 2, 31).is_none());
        assert!(Moment::day(1900, 2, 29).is_none());
        assert!(Moment::day(2000, 2, 29).is_some());
    }

    #[test]
    fn days_are_counted_as_the_calendar_counts_them() {
        let epoch = Date::new(1970, 1, 1).unwrap();
        for (year, month, day) in [
            (1970, 1, 1),
            (1969, 12, 31),
            (2000, 2, 29),
            (2000, 3, 1),
            (1900, 2, 28),
            (1600, 2, 29),
            (0, 3, 1),
            (-43, 3, 15),
        ] {
            let date = Date::new(year, month, day).unwrap();
            assert_eq!(Moment::from(date).days(), i64::from(date.since(epoch).unwrap().get_days()), "{date}");
        }
    }

    #[test]
    fn printing_gives_back_what_was_read() {
        for text in ["1973-09-11", "1912-04-15T02:20", "-0043-03-15"] {
            assert_eq!(text.parse::<Moment>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn periods_meet_when_they_share_a_day() {
        let october = Period::month(1972, 10).unwrap();
        let day = Period::day("1972-10-11".parse().unwrap());
        assert!(october.meets(day) && october.contains(day) && !day.contains(october));
        assert!(!october.meets(Period::month(1972, 11).unwrap()));
    }
}
