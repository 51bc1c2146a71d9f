//! Arithmetic inside one text: numbers that must add up and do not.

use super::Question;
use crate::fact::Fact;

/// Findings of arithmetic.
pub(crate) fn derive(_facts: &[Fact]) -> Vec<Question> {
    Vec::new()
}
