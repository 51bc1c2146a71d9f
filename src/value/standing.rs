//! As what a value is put forward for something that can be set.

use std::fmt;

/// As what a value is put forward for something that can be set, where the words say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// What holds unless somebody changes it.
    Default,
    /// The least that is allowed.
    Minimum,
    /// The most that is allowed.
    Maximum,
    /// What somebody advises or uses instead.
    Recommended,
    /// An example.
    Example,
}

impl Standing {
    /// The word used in labels and data files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Minimum => "minimum",
            Self::Maximum => "maximum",
            Self::Recommended => "recommended",
            Self::Example => "example",
        }
    }

    /// The standing that a data file names.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Default, Self::Minimum, Self::Maximum, Self::Recommended, Self::Example]
            .into_iter()
            .find(|s| s.as_str() == word)
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
