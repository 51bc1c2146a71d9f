//! What time words mean.

use crate::value::{DayPart, Season, TimeUnit, VagueTime};

/// How a determiner or adjective places a unit of time against a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// "last", "past": the one before the reference, or the stretch that ends there.
    Last,
    /// "previous", "preceding": the one before the time under discussion.
    Previous,
    /// "this", "current": the one that holds the reference.
    This,
    /// "next", "coming": the one after the reference.
    Next,
    /// "following": the one after the time under discussion.
    Following,
    /// "that", "same": the one under discussion.
    Same,
}

/// A stretch inside a longer one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Portion {
    /// The first third.
    Early,
    /// The middle third.
    Mid,
    /// The last third.
    Late,
    /// The first half.
    FirstHalf,
    /// The second half.
    SecondHalf,
    /// The second half, loosely ("the latter part").
    LatterPart,
}

/// Where a shift by some units leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// "ago": back from the reference.
    Ago,
    /// "earlier", "before": back from the time under discussion, or from what follows.
    Back,
    /// "later", "after": on from the time under discussion, or from what follows.
    On,
}

/// The meaning of one word in time expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeWord {
    /// A unit; `plural` as written.
    Unit {
        /// Which one.
        unit: TimeUnit,
        /// Whether the word is a plural.
        plural: bool,
    },
    /// A season.
    Season(Season),
    /// A part of the day.
    DayPart(DayPart),
    /// A named minute of the day: noon, midnight.
    Clock(u16),
    /// A day counted from the reference: today is 0.
    Day(i8),
    /// Places a unit against a reference.
    Relation(Relation),
    /// The same, of the unit before it: "the year before last" in one word.
    RelationAfter(Relation),
    /// A stretch inside a longer one.
    Portion(Portion),
    /// "end", "beginning", "middle": opens "the end of …".
    Edge(Portion),
    /// "ago", "earlier", "later".
    Shift(Shift),
    /// Fixes no date.
    Vague(VagueTime),
    /// "future": a reference behind "the".
    Reference(VagueTime),
    /// "daily": every one of a unit.
    Every(TimeUnit),
    /// "sixties": a decade of a century left open.
    Decade(i32),
    /// "may", "march": a month's name that is a common word too.
    CommonMonth,
    /// "fiscal", "calendar".
    YearKind,
}

impl TimeWord {
    /// The meaning that a row of the data file states: role and value.
    pub(crate) fn parse(role: &str, value: &str) -> Option<Self> {
        Some(match role {
            "unit" => Self::Unit { unit: TimeUnit::parse(value)?, plural: false },
            "units" => Self::Unit { unit: TimeUnit::parse(value)?, plural: true },
            "season" => Self::Season(Season::parse(value)?),
            "day-part" => Self::DayPart(DayPart::parse(value)?),
            "clock" => Self::Clock(value.parse().ok()?),
            "day" => Self::Day(value.parse().ok()?),
            "relation" => Self::Relation(relation(value)?),
            "relation-after" => Self::RelationAfter(relation(value)?),
            "portion" => Self::Portion(portion(value)?),
            "edge" => Self::Edge(portion(value)?),
            "shift" => Self::Shift(match value {
                "ago" => Shift::Ago,
                "back" => Shift::Back,
                "on" => Shift::On,
                _ => return None,
            }),
            "vague" => Self::Vague(VagueTime::parse(value)?),
            "reference" => Self::Reference(VagueTime::parse(value)?),
            "every" => Self::Every(TimeUnit::parse(value)?),
            "decade" => Self::Decade(value.parse().ok()?),
            "year-kind" => Self::YearKind,
            "month-and-word" => Self::CommonMonth,
            _ => return None,
        })
    }

    /// Whether a sentence that holds the word may hold a time expression for its sake alone.
    pub(crate) fn opens(self) -> bool {
        !matches!(
            self,
            Self::Relation(_)
                | Self::RelationAfter(_)
                | Self::Portion(_)
                | Self::Edge(_)
                | Self::Shift(_)
                | Self::YearKind
                | Self::CommonMonth
                | Self::Reference(_)
        )
    }
}

fn relation(value: &str) -> Option<Relation> {
    Some(match value {
        "last" => Relation::Last,
        "previous" => Relation::Previous,
        "this" => Relation::This,
        "next" => Relation::Next,
        "following" => Relation::Following,
        "same" => Relation::Same,
        _ => return None,
    })
}

fn portion(value: &str) -> Option<Portion> {
    Some(match value {
        "early" => Portion::Early,
        "mid" => Portion::Mid,
        "late" => Portion::Late,
        "first-half" => Portion::FirstHalf,
        "second-half" => Portion::SecondHalf,
        "latter" => Portion::LatterPart,
        _ => return None,
    })
}
