//! What editors decide, and whether the committed records still say what the texts say.
//!
//! A decision is keyed by content: the words of the positions it was made on, not their lines. Moving, re-wrapping and
//! editing elsewhere leave it standing; changing what it was made on makes it stale.

mod acts;
mod changed;
mod decisions;
mod drift;
mod file;
mod fingerprint;
mod ignore;
mod ruling;
#[cfg(test)]
mod sample;

pub use acts::{Change, Draft, Refused};
pub use changed::ChangedLines;
pub use decisions::{Applied, Decisions, Stale};
pub use drift::{Drift, FactsFile, FieldChange, FileDrift, StoredFact, changes};
pub use file::{DecisionError, record, remove};
pub use fingerprint::fingerprint;
pub use ignore::{Covers, Ignore, Unused, ignore, ignore_line};
pub use ruling::{Decision, QuotedPosition, Ruling};
