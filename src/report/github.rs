//! Annotations for GitHub Actions: workflow commands, one a position.

use std::fmt::Write as _;

use super::model::Report;
use super::visible::Visible;
use crate::compare::{Severity, Verdict};

impl Report {
    /// Undecided conflicts (with `all`, questions that differ in scope too) and stale decisions as workflow commands.
    pub fn to_github(&self, all: bool) -> String {
        let mut out = String::new();
        for q in self.questions.iter().filter(|q| q.decision.is_none()) {
            let level = match (q.verdict, q.severity) {
                (Verdict::Conflict, Severity::Error) => "error",
                (Verdict::Conflict, _) => "warning",
                (Verdict::Scope, _) if all => "notice",
                _ => continue,
            };
            for (i, p) in
                q.positions.iter().enumerate().filter(|(i, _)| q.verdict != Verdict::Conflict || q.is_disputed(*i))
            {
                let others: Vec<String> = q
                    .positions
                    .iter()
                    .enumerate()
                    .filter(|(j, _)| *j != i)
                    .map(|(_, o)| format!("{}:{} says {}", o.source, o.line, o.shown))
                    .collect();
                let message = format!("{} here; {} ({})", p.shown, others.join("; "), q.id);
                let _ = writeln!(
                    out,
                    "::{level} file={},line={},col={},title={}::{}",
                    property(&p.path),
                    p.line,
                    p.column,
                    property(&format!("{}: {}", q.verdict, q.label)),
                    data(&message)
                );
            }
        }
        for stale in &self.stale {
            let message = format!("stale decision on {}: {}", stale.question, stale.why.join("; "));
            let _ = writeln!(out, "::error title=stale decision::{}", data(&message));
        }
        out
    }
}

/// The message of a command.
fn data(text: &str) -> String {
    Visible::new(text).as_str().replace('%', "%25")
}

/// A property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::sample;

    #[test]
    fn every_line_is_one_command_whatever_the_text() {
        let text = sample::hostile().to_github(true);
        assert!(!text.is_empty());
        for line in text.lines() {
            assert!(
                line.starts_with("::error ") || line.starts_with("::warning ") || line.starts_with("::notice "),
                "{line}"
            );
            assert!(!line.contains("%0A"));
        }
    }

    #[test]
    fn both_sides_of_a_conflict_are_annotated() {
        insta::assert_snapshot!(sample::two_sources().to_github(false));
    }
}
