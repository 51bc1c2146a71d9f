//! Words that options take.

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use gainsay::review::Ruling;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Table,
    Json,
    Jsonl,
    Markdown,
    Html,
    Csv,
    Sarif,
    Github,
    Junit,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Input {
    #[default]
    Text,
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Level {
    Conflict,
    Possible,
    Note,
    Never,
}

impl From<Level> for gainsay::config::FailOn {
    fn from(level: Level) -> Self {
        match level {
            Level::Conflict => Self::Conflict,
            Level::Possible => Self::Possible,
            Level::Note => Self::Note,
            Level::Never => Self::Never,
        }
    }
}

/// One of the rulings, by its word.
pub(super) fn ruling() -> impl TypedValueParser<Value = Ruling> {
    PossibleValuesParser::new(Ruling::ALL.map(Ruling::as_str)).try_map(|word| Ruling::parse(&word).ok_or("no ruling"))
}
