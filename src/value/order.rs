//! The order of day, month and year in dates of digits.

use serde::Deserialize;

/// How "3/4/1973" is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// Year, month, day; where the year comes last, month and day still stand in this order.
    Ymd,
}

impl DateOrder {
    /// The order that a data file names.
    pub(crate) fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "dmy" => Self::Dmy,
            "mdy" => Self::Mdy,
            "ymd" => Self::Ymd,
            _ => return None,
        })
    }
}
