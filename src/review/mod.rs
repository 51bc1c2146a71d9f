//! What editors decide, and whether the committed records still say what the texts say.
//!
//! A decision is keyed by content: the words of the positions it was made on, not their lines. Moving, re-wrapping and
//! editing elsewhere leave it standing; changing what it was made on makes it stale.

mod decisions;
mod drift;
mod fingerprint;

pub use decisions::{Applied, Decision, DecisionError, Decisions, QuotedPosition, Ruling, Stale, append, remove};
pub use drift::{Drift, FactsFile, StoredFact, changes};
pub use fingerprint::fingerprint;
