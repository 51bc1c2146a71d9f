//! From facts to findings: which facts answer the same question, and can they all be true?

use std::fmt;

use crate::fact::Kind;

/// Whether the positions of a question can all be true, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Verdict {
    /// The same value.
    Agree,
    /// Different wording, both can be true: rounding, bound, coarser date, other unit.
    Compatible,
    /// The values differ, but so does period, place or population; an editor should look.
    Scope,
    /// Cannot all be true.
    Conflict,
}

impl Verdict {
    /// The word used in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Compatible => "compatible",
            Self::Scope => "scope",
            Self::Conflict => "conflict",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How sure a finding is, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// Not a conflict.
    Note,
    /// A likely conflict; alignment or wording leaves doubt, and `why` names it.
    Warning,
    /// A clear conflict.
    Error,
}

impl Severity {
    /// The word used in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One line of the derivation of a question: a named feature and its weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Name of the feature or rule, such as `align.same-concept`.
    pub rule: &'static str,
    /// Weight added to the alignment score; negative speaks against, 0 for steps that are not scored.
    pub weight: i32,
    /// What was found, in plain words.
    pub says: String,
}

/// What several facts answer, with its verdict and the derivation that explains it.
#[derive(Clone, Debug)]
pub struct Question {
    /// Short content id: "strikes-1969-7f3a".
    pub id: String,
    /// What is asked: "strikes, Chile, 1969".
    pub label: String,
    /// Kind of the values.
    pub kind: Kind,
    /// Whether the positions can all be true.
    pub verdict: Verdict,
    /// How sure that is.
    pub severity: Severity,
    /// Name of the rule that gave the verdict: "value-conflict", "date-conflict", "sum-of-parts" ...
    pub rule: &'static str,
    /// Indices into the facts given, ordered by source, then place.
    pub positions: Vec<usize>,
    /// Pairs of indices into `positions` that cannot both hold.
    pub conflicts: Vec<(usize, usize)>,
    /// Short reasons for people.
    pub why: Vec<String>,
    /// The whole derivation, for `explain`.
    pub trace: Vec<Reason>,
    /// Relative size of the widest gap in per mille of the larger value (days for dates); orders findings of one severity.
    pub gap: u64,
}

/// Everything that comparing found.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// Questions with two or more positions, conflicts first, by severity and gap.
    pub questions: Vec<Question>,
    /// What was left uncompared because a limit was reached; reported, never silent.
    pub truncated: Vec<String>,
}
