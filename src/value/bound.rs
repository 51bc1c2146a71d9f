//! How words bound a value.

use std::fmt;

/// What the words round a number say about how it is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Bound {
    /// Stated plainly.
    #[default]
    Exact,
    /// "about", "some", "nearly", "circa".
    About,
    /// "more than", "over": the stated number is left out.
    Over,
    /// "less than", "under", "fewer than": the stated number is left out.
    Under,
    /// "at least", "no fewer than", "and more".
    AtLeast,
    /// "at most", "up to", "as many as".
    AtMost,
    /// A range: "20 to 30", "between 50 and 60".
    Between,
    /// "hundreds of", "decades": an order of magnitude with a low end only.
    Vague,
}

impl Bound {
    /// Every bound, in the order of the enum.
    pub const ALL: [Bound; 8] =
        [Self::Exact, Self::About, Self::Over, Self::Under, Self::AtLeast, Self::AtMost, Self::Between, Self::Vague];

    /// The word used in facts and reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::Over => "over",
            Self::Under => "under",
            Self::AtLeast => "at-least",
            Self::AtMost => "at-most",
            Self::Between => "between",
            Self::Vague => "vague",
        }
    }

    /// The bound that a word of a data file or of a facts file names.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|b| b.as_str() == word)
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
