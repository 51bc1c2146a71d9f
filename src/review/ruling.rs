//! What an editor ruled, why, and on which words.

use std::fmt;

use serde::Deserialize;

use crate::value::Moment;

/// What an editor ruled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ruling {
    /// A real conflict, known and left standing.
    Confirmed,
    /// Not the same question, or misread.
    Dismissed,
    /// Both are right; period, place or population differ.
    Scope,
    /// One source or value is right.
    Prefer,
    /// To be looked at again from a day on.
    Snooze,
    /// The positions answer one question: they are put together, whatever their words.
    Join,
    /// The positions marked `apart` are not about what the others are about: they are kept out of one question.
    Split,
}

impl Ruling {
    /// Every ruling.
    pub const ALL: [Self; 7] =
        [Self::Confirmed, Self::Dismissed, Self::Scope, Self::Prefer, Self::Snooze, Self::Join, Self::Split];

    /// The word used in the file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Dismissed => "dismissed",
            Self::Scope => "scope",
            Self::Prefer => "prefer",
            Self::Snooze => "snooze",
            Self::Join => "join",
            Self::Split => "split",
        }
    }

    /// The ruling that a word names.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.as_str() == word)
    }

    /// Whether it teaches which facts answer one question, instead of settling one.
    pub fn teaches(self) -> bool {
        matches!(self, Self::Join | Self::Split)
    }
}

impl fmt::Display for Ruling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A position as it read when the decision was made.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuotedPosition {
    /// Id of the source.
    pub source: String,
    /// The value expression as written.
    pub surface: String,
    /// The sentence it stood in.
    pub quote: String,
    /// For [`Ruling::Split`]: it is not about what the others are about.
    #[serde(default)]
    pub apart: bool,
}

/// One ruling with its reason and what it was made on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Id of the question at that time; for readers, not used for matching.
    #[serde(default)]
    pub question: String,
    /// Content key: of the question, or of the words joined or split.
    pub fingerprint: String,
    /// What was ruled.
    pub ruling: Ruling,
    /// Why, and by what authority.
    pub reason: String,
    /// Who ruled.
    #[serde(default)]
    pub author: String,
    /// When, as an ISO 8601 day.
    #[serde(default)]
    pub date: String,
    /// The source, or the value as written, that is right, for [`Ruling::Prefer`].
    pub prefer: Option<String>,
    /// The first day on which the finding counts again, for [`Ruling::Snooze`].
    pub until: Option<String>,
    /// What the decision was made on.
    #[serde(default)]
    pub positions: Vec<QuotedPosition>,
}

impl Decision {
    /// Whether it was snoozed and its day has come.
    pub fn has_lapsed(&self, today: Option<Moment>) -> bool {
        let until = self.until.as_deref().and_then(|u| u.parse::<Moment>().ok());
        self.ruling == Ruling::Snooze && matches!((today, until), (Some(t), Some(u)) if t.days() >= u.days())
    }

    /// Whether it was read from a directive in a text or from the ignore list, not from the file of decisions.
    pub fn is_inline(&self) -> bool {
        self.fingerprint.is_empty()
    }

    /// Whether what it prefers is the source `source` or a value written as `surface`.
    pub fn prefers(&self, source: &str, surface: &str) -> bool {
        self.ruling == Ruling::Prefer && self.prefer.as_deref().is_some_and(|p| p == source || p == surface)
    }

    /// What is missing or does not fit, if anything.
    pub(super) fn flaw(&self) -> Option<String> {
        let on = &self.fingerprint;
        let is_day = |day: &str| day.parse::<Moment>().is_ok();
        let names = |p: &QuotedPosition| self.prefers(&p.source, &p.surface);
        if self.reason.trim().is_empty() {
            return Some(format!("the decision on {on} gives no reason: say why in `reason`"));
        }
        match self.ruling {
            Ruling::Prefer if self.prefer.is_none() => {
                Some("ruling \"prefer\" needs `prefer = \"SOURCE\"` or the value that is right".to_owned())
            }
            Ruling::Prefer if !self.positions.is_empty() && !self.positions.iter().any(names) => {
                let known: Vec<_> = self.positions.iter().map(|p| format!("{} ({})", p.source, p.surface)).collect();
                let prefer = self.prefer.as_deref().unwrap_or_default();
                Some(format!(
                    "`prefer = \"{prefer}\"` is neither source nor value here: there are {}",
                    known.join(", ")
                ))
            }
            Ruling::Snooze if !self.until.as_deref().is_some_and(is_day) => {
                let wrong = self.until.as_ref().map(|until| format!("; \"{until}\" is no day")).unwrap_or_default();
                let needs = "ruling \"snooze\" needs `until = \"2026-01-31\"`, the day from which on it counts again";
                Some(format!("{needs}{wrong}"))
            }
            Ruling::Join if self.positions.len() < 2 => {
                Some("ruling \"join\" needs the `positions` that answer one question, two or more".to_owned())
            }
            Ruling::Split if !self.positions.iter().any(|p| p.apart) || self.positions.iter().all(|p| p.apart) => {
                Some("ruling \"split\" needs `positions`, those kept out marked `apart = true`".to_owned())
            }
            _ => None,
        }
    }
}
