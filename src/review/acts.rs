//! What an editor does: rulings made from what is on the screen, and changes of the file that can be taken back.
//!
//! Command line, terminal and editors all act through this module. It works on texts; who calls it writes the file.

use std::collections::BTreeSet;
use std::fmt;

use super::Decisions;
use super::file::{DecisionError, record, remove};
use super::fingerprint::{fingerprint, of_lesson};
use super::ruling::{Decision, QuotedPosition, Ruling};
use crate::compare::{Question, dimension};
use crate::fact::{Fact, fold_space};

/// What an editor says, before it is tied to positions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The ruling.
    pub ruling: Ruling,
    /// Why, and by what authority.
    pub reason: String,
    /// Who rules.
    pub author: String,
    /// The day, as ISO 8601.
    pub date: String,
    /// The source or value that is right, for [`Ruling::Prefer`].
    pub prefer: Option<String>,
    /// The day from which on it counts again, for [`Ruling::Snooze`].
    pub until: Option<String>,
}

/// Why a draft cannot become a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

impl Draft {
    /// The decision on a question: confirmed, dismissed, scope, prefer or snooze.
    ///
    /// # Errors
    /// A ruling that joins or splits, an empty reason, `prefer` that names neither source nor value of a position,
    /// `until` that is no day.
    pub fn on(&self, question: &Question, facts: &[Fact]) -> Result<Decision, Refused> {
        if self.ruling.teaches() {
            return Err(Refused(format!("{} takes positions, not a question", self.ruling)));
        }
        let positions = question.positions.iter().filter_map(|&i| facts.get(i)).map(|f| quoted(f, false));
        self.decision(&question.id, fingerprint(question, facts), positions.collect())
    }

    /// The decision that facts answer one question.
    ///
    /// # Errors
    /// Fewer than two facts, facts whose values cannot be compared, an empty reason.
    pub fn join(&self, label: &str, facts: &[&Fact]) -> Result<Decision, Refused> {
        let mut positions: Vec<QuotedPosition> = Vec::new();
        for fact in facts {
            let position = quoted(fact, false);
            if !positions.contains(&position) {
                positions.push(position);
            }
        }
        let (Some(first), true) = (facts.first(), positions.len() > 1) else {
            return Err(Refused("join needs two positions or more".to_owned()));
        };
        if let Some(odd) = facts.iter().find(|f| dimension(f) != dimension(first)) {
            let named = |f: &Fact| format!("{} ({}, {})", f.surface, f.source, dimension(f));
            return Err(Refused(format!("{} and {} cannot be compared", named(first), named(odd))));
        }
        self.taught(Ruling::Join, label, positions)
    }

    /// The decision that some of the facts are not about what the others are about.
    ///
    /// # Errors
    /// Nobody kept apart, or nobody left; an empty reason.
    pub fn split(&self, label: &str, stay: &[&Fact], apart: &[&Fact]) -> Result<Decision, Refused> {
        let stay = stay.iter().map(|f| quoted(f, false));
        let positions = stay.chain(apart.iter().map(|f| quoted(f, true))).collect();
        self.taught(Ruling::Split, label, positions)
    }

    fn taught(&self, ruling: Ruling, label: &str, positions: Vec<QuotedPosition>) -> Result<Decision, Refused> {
        let key = of_lesson(ruling, &positions);
        Self { ruling, prefer: None, until: None, ..self.clone() }.decision(label, key, positions)
    }

    fn decision(&self, id: &str, key: String, positions: Vec<QuotedPosition>) -> Result<Decision, Refused> {
        let decision = Decision {
            question: id.to_owned(),
            fingerprint: key,
            ruling: self.ruling,
            reason: self.reason.clone(),
            author: self.author.clone(),
            date: self.date.clone(),
            prefer: self.prefer.clone().filter(|_| self.ruling == Ruling::Prefer),
            until: self.until.clone().filter(|_| self.ruling == Ruling::Snooze),
            positions,
        };
        decision.flaw().map_or(Ok(decision), |says| Err(Refused(says)))
    }
}

fn quoted(fact: &Fact, apart: bool) -> QuotedPosition {
    QuotedPosition {
        source: fact.source.to_string(),
        surface: fact.surface.clone(),
        quote: fold_space(&fact.quote),
        apart,
    }
}

/// One act on the text of `decisions.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The text as it was.
    pub before: String,
    /// The text as it is to be written.
    pub after: String,
    /// Fingerprints of the entries that were added, replaced or removed.
    touched: BTreeSet<String>,
}

impl Change {
    /// Puts a decision in, in the place of an earlier one on the same words; takes out those that it succeeds.
    ///
    /// # Errors
    /// As [`Decisions::parse`].
    pub fn record(text: &str, decision: &Decision, succeeds: &BTreeSet<&str>) -> Result<Self, DecisionError> {
        let mut gone = succeeds.clone();
        gone.remove(decision.fingerprint.as_str());
        let after = record(&remove(text, &gone)?, decision)?;
        let own = std::iter::once(decision.fingerprint.clone());
        let touched = gone.iter().map(|f| (*f).to_owned()).chain(own).collect();
        Ok(Self { before: text.to_owned(), after, touched })
    }

    /// Takes decisions out.
    ///
    /// # Errors
    /// As [`Decisions::parse`].
    pub fn remove(text: &str, fingerprints: &BTreeSet<&str>) -> Result<Self, DecisionError> {
        let after = remove(text, fingerprints)?;
        let touched = fingerprints.iter().map(|f| (*f).to_owned()).collect();
        Ok(Self { before: text.to_owned(), after, touched })
    }

    /// The text `now` without this act: the text before it, or, when others have changed the file since, that text with
    /// the entries of this act alone put back as they were.
    ///
    /// # Errors
    /// As [`Decisions::parse`].
    pub fn undo(&self, now: &str) -> Result<String, DecisionError> {
        if now == self.after {
            return Ok(self.before.clone());
        }
        let mut text = remove(now, &self.touched.iter().map(String::as_str).collect())?;
        for decision in Decisions::parse(&self.before)?.list() {
            if self.touched.contains(&decision.fingerprint) {
                text = record(&text, decision)?;
            }
        }
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::question;
    use super::*;

    fn draft(ruling: Ruling) -> Draft {
        Draft {
            ruling,
            reason: "as the census says".into(),
            author: "ed".into(),
            date: "2026-01-31".into(),
            prefer: None,
            until: None,
        }
    }

    #[test]
    fn a_source_or_a_value_can_be_preferred_and_nothing_else() {
        let (question, facts) = question();
        for right in ["a", "1,939"] {
            let draft = Draft { prefer: Some(right.into()), ..draft(Ruling::Prefer) };
            assert_eq!(draft.on(&question, &facts).unwrap().prefer.as_deref(), Some(right));
        }
        let refused = Draft { prefer: Some("c".into()), ..draft(Ruling::Prefer) }.on(&question, &facts).unwrap_err();
        assert!(refused.to_string().contains("there are a (977), b (1,939)"), "{refused}");
        assert!(draft(Ruling::Prefer).on(&question, &facts).is_err());
    }

    #[test]
    fn reasons_and_days_are_needed() {
        let (question, facts) = question();
        assert!(Draft { reason: " ".into(), ..draft(Ruling::Scope) }.on(&question, &facts).is_err());
        let snooze = |day: &str| Draft { until: Some(day.into()), ..draft(Ruling::Snooze) }.on(&question, &facts);
        assert!(snooze("2026-02-31").is_err() && snooze("2026-02-28").is_ok());
        assert!(draft(Ruling::Join).on(&question, &facts).is_err());
    }

    #[test]
    fn lessons_and_rulings_on_the_same_words_have_keys_of_their_own() {
        let (question, facts) = question();
        let both: Vec<&Fact> = facts.iter().collect();
        let join = draft(Ruling::Join).join("x", &both).unwrap();
        let split = draft(Ruling::Split).split("x", &both[..1], &both[1..]).unwrap();
        let ruled = draft(Ruling::Scope).on(&question, &facts).unwrap();
        assert_eq!(BTreeSet::from([&join.fingerprint, &split.fingerprint, &ruled.fingerprint]).len(), 3);
        assert!(split.positions[1].apart && !split.positions[0].apart);
        assert!(draft(Ruling::Join).join("x", &[both[0], both[0]]).is_err());
        assert!(draft(Ruling::Split).split("x", &[], &both).is_err());
    }

    #[test]
    fn values_of_two_kinds_are_not_joined() {
        let (_, facts) = question();
        let mut share = facts[1].clone();
        share.kind = crate::fact::Kind::Share;
        let refused = draft(Ruling::Join).join("x", &[&facts[0], &share]).unwrap_err();
        assert!(refused.to_string().contains("cannot be compared"), "{refused}");
    }

    #[test]
    fn an_act_is_taken_back_also_when_others_have_written_since() {
        let (question, facts) = question();
        let start = record("# ours\n", &draft(Ruling::Dismissed).on(&question, &facts).unwrap()).unwrap();
        let change = Change::record(&start, &draft(Ruling::Scope).on(&question, &facts).unwrap(), &BTreeSet::new());
        let change = change.unwrap();
        assert_eq!(change.undo(&change.after).unwrap(), start);
        let both: Vec<&Fact> = facts.iter().collect();
        let theirs = draft(Ruling::Join).join("x", &both).unwrap();
        let now = record(&change.after, &theirs).unwrap();
        let undone = Decisions::parse(&change.undo(&now).unwrap()).unwrap();
        let mut rulings: Vec<_> = undone.list().iter().map(|d| d.ruling).collect();
        rulings.sort_unstable();
        assert_eq!(rulings, [Ruling::Dismissed, Ruling::Join]);
    }

    #[test]
    fn a_decision_that_succeeds_another_takes_its_place() {
        let (question, mut facts) = question();
        let old = draft(Ruling::Dismissed).on(&question, &facts).unwrap();
        let text = record("", &old).unwrap();
        facts[0].surface = "978".into();
        let new = draft(Ruling::Scope).on(&question, &facts).unwrap();
        let change = Change::record(&text, &new, &BTreeSet::from([old.fingerprint.as_str()])).unwrap();
        assert_eq!(Decisions::parse(&change.after).unwrap().list(), [new]);
        assert_eq!(change.undo(&change.after).unwrap(), text);
    }
}
