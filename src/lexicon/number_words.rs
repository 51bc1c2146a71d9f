//! What number words mean.

/// How a number word builds numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumeralRole {
    /// Zero to nineteen.
    Unit,
    /// Twenty to ninety.
    Tens,
    /// A unit behind "and" only.
    UnitJoined,
    /// Twenty to ninety, joined to units by "and".
    TensAnd,
    /// Hundred.
    Hundred,
    /// Whole hundreds in one word.
    Hundreds,
    /// Thousand, million and up; lakh, crore.
    Scale,
    /// Dozen and score: multiply, or stand alone behind "a".
    Dozen,
    /// Says how many a dozen has, before the word: "a baker's dozen".
    OfDozen,
    /// Gross and score: as a dozen, but alone only with "of" behind.
    Score,
    /// A short form that stands only behind digits ("bn").
    Short,
}

/// A number word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumeralWord {
    /// Its value.
    pub value: i128,
    /// How it builds numbers.
    pub role: NumeralRole,
}

/// An ordinal word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrdinalWord {
    /// Its value.
    pub value: i128,
    /// How it builds numbers: `Unit`, `Tens` or `Scale`.
    pub role: NumeralRole,
}

impl NumeralRole {
    /// The role that a data file names.
    pub(crate) fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "unit" => Self::Unit,
            "tens" => Self::Tens,
            "unit-joined" => Self::UnitJoined,
            "tens-and" => Self::TensAnd,
            "hundreds" => Self::Hundreds,
            "hundred" => Self::Hundred,
            "scale" => Self::Scale,
            "dozen" => Self::Dozen,
            "of-dozen" => Self::OfDozen,
            "score" => Self::Score,
            "short" => Self::Short,
            _ => return None,
        })
    }
}
