//! Units of calendar time, and how TIMEX3 writes them.

/// A unit that stretches of time are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeUnit {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day, or a night counted as one.
    Day,
    /// A week.
    Week,
    /// Two weeks.
    Fortnight,
    /// A weekend.
    Weekend,
    /// A calendar month.
    Month,
    /// Three months.
    Quarter,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// A thousand years.
    Millennium,
}

impl TimeUnit {
    /// Every unit, the shortest first.
    pub const ALL: [Self; 13] = [
        Self::Second,
        Self::Minute,
        Self::Hour,
        Self::Day,
        Self::Week,
        Self::Fortnight,
        Self::Weekend,
        Self::Month,
        Self::Quarter,
        Self::Year,
        Self::Decade,
        Self::Century,
        Self::Millennium,
    ];

    /// The singular noun used as the `unit` of a duration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Fortnight => "fortnight",
            Self::Weekend => "weekend",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
            Self::Millennium => "millennium",
        }
    }

    /// The unit that a word of a data file names.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|u| u.as_str() == word)
    }

    /// How many of a smaller calendar unit make one, where that is a fixed number.
    pub fn in_smaller(self) -> Option<(i128, Self)> {
        Some(match self {
            Self::Minute => (60, Self::Second),
            Self::Hour => (60, Self::Minute),
            Self::Day => (24, Self::Hour),
            Self::Week => (7, Self::Day),
            Self::Fortnight => (2, Self::Week),
            Self::Quarter => (3, Self::Month),
            Self::Year => (12, Self::Month),
            Self::Decade => (10, Self::Year),
            Self::Century => (100, Self::Year),
            Self::Millennium => (1000, Self::Year),
            Self::Second | Self::Weekend | Self::Month => return None,
        })
    }

    /// How many of `smaller` make one, where that is a fixed number.
    pub fn count_in(self, smaller: Self) -> Option<i128> {
        if self == smaller {
            return Some(1);
        }
        let (n, next) = self.in_smaller()?;
        next.count_in(smaller)?.checked_mul(n)
    }

    /// Length in whole months, for units that have one.
    pub fn months(self) -> Option<i64> {
        Some(match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
            Self::Decade => 120,
            Self::Century => 1200,
            Self::Millennium => 12_000,
            _ => return None,
        })
    }

    /// Length in whole days, for units that have one.
    pub fn days(self) -> Option<i64> {
        Some(match self {
            Self::Day => 1,
            Self::Weekend => 2,
            Self::Week => 7,
            Self::Fortnight => 14,
            _ => return None,
        })
    }

    /// TIMEX3 value of a duration: `P3M`, `PT2H`, `PXD` for an unknown number.
    pub fn timex(self, count: &str) -> String {
        match self {
            Self::Second => format!("PT{count}S"),
            Self::Minute => format!("PT{count}M"),
            Self::Hour => format!("PT{count}H"),
            Self::Day => format!("P{count}D"),
            Self::Week => format!("P{count}W"),
            Self::Month => format!("P{count}M"),
            Self::Quarter => format!("P{count}Q"),
            Self::Year => format!("P{count}Y"),
            Self::Fortnight => multiple(count, 2, 'W'),
            Self::Weekend => multiple(count, 2, 'D'),
            Self::Decade if count == "X" => "PXE".to_owned(),
            Self::Century if count == "X" => "PXE".to_owned(),
            Self::Decade => multiple(count, 10, 'Y'),
            Self::Century => multiple(count, 100, 'Y'),
            Self::Millennium => multiple(count, 1000, 'Y'),
        }
    }
}

/// A count of a unit that TIMEX3 writes in a smaller one.
fn multiple(count: &str, factor: i64, letter: char) -> String {
    match count.parse::<i64>() {
        Ok(n) => format!("P{}{letter}", n.saturating_mul(factor)),
        Err(_) => format!("PX{letter}"),
    }
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayPart {
    /// From dawn to noon.
    Morning,
    /// From noon to evening.
    Afternoon,
    /// From late afternoon to night.
    Evening,
    /// From evening to dawn.
    Night,
}

impl DayPart {
    /// The code that TIMEX3 puts behind a day.
    pub fn timex(self) -> &'static str {
        match self {
            Self::Morning => "TMO",
            Self::Afternoon => "TAF",
            Self::Evening => "TEV",
            Self::Night => "TNI",
        }
    }

    /// The part that a word of a data file names.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "morning" => Self::Morning,
            "afternoon" => Self::Afternoon,
            "evening" => Self::Evening,
            "night" => Self::Night,
            _ => return None,
        })
    }
}

/// A season of the northern year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February.
    Winter,
}

impl Season {
    /// Its first month; three follow one another, winter reaching into the next year.
    pub fn first_month(self) -> i32 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }

    /// The code that TIMEX3 puts behind a year.
    pub fn timex(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }

    /// The season that a word of a data file names.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "spring" => Self::Spring,
            "summer" => Self::Summer,
            "autumn" => Self::Autumn,
            "winter" => Self::Winter,
            _ => return None,
        })
    }
}

/// What a reference that fixes no date points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VagueTime {
    /// "recently", "the past".
    Past,
    /// "now", "currently".
    Present,
    /// "soon", "the future".
    Future,
}

impl VagueTime {
    /// The TIMEX3 value.
    pub fn timex(self) -> &'static str {
        match self {
            Self::Past => "PAST_REF",
            Self::Present => "PRESENT_REF",
            Self::Future => "FUTURE_REF",
        }
    }

    /// The reference that a word of a data file names.
    pub fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "past" => Self::Past,
            "present" => Self::Present,
            "future" => Self::Future,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timex_values_of_durations() {
        assert_eq!(TimeUnit::Month.timex("3"), "P3M");
        assert_eq!(TimeUnit::Minute.timex("15"), "PT15M");
        assert_eq!(TimeUnit::Decade.timex("2"), "P20Y");
        assert_eq!(TimeUnit::Year.timex("X"), "PXY");
        assert_eq!(TimeUnit::Hour.count_in(TimeUnit::Second), Some(3600));
        assert_eq!(TimeUnit::Month.count_in(TimeUnit::Day), None);
    }
}
