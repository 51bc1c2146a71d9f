//! Annotations for GitHub Actions: workflow commands, one a position.

use std::fmt::Write as _;

use super::model::{DriftRow, Report};
use super::text::counted;
use super::visible::Visible;
use crate::compare::{Severity, Verdict};

impl Report {
    /// Undecided conflicts (with `all`, questions that differ in scope too) as workflow commands, one on each of their
    /// positions in focus; also stale decisions, records out of date and instructions of no use.
    pub fn to_github(&self, all: bool) -> String {
        let mut out = String::new();
        for q in self.questions.iter().filter(|q| q.decision.is_none()) {
            let level = match (q.verdict, q.severity) {
                (Verdict::Conflict, Severity::Error) => "error",
                (Verdict::Conflict, _) => "warning",
                (Verdict::Scope, _) if all => "notice",
                _ => continue,
            };
            let is_meant = |i: usize| q.verdict != Verdict::Conflict || q.is_disputed(i);
            for (i, p) in q.positions.iter().enumerate().filter(|(i, p)| p.in_focus && is_meant(*i)) {
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
            let place = format!("file={},line={},", property(&stale.path), stale.line);
            let message = format!("{} ({}): {}", stale.question, stale.ruling, stale.why.join("; "));
            let _ = writeln!(out, "::error {place}title=stale decision::{}", data(&message));
        }
        for rows in self.drift_by_place() {
            let Some(row) = rows.first() else { continue };
            let place = match &row.at {
                Some((path, line)) => format!("file={},line={line},", property(path)),
                None => format!("file={},", property(&row.path)),
            };
            let mut says: Vec<&str> = rows.iter().filter(|r| !r.is_reworded).map(|r| r.line.as_str()).collect();
            let reworded = counted(rows.len() - says.len(), "record", "records") + " in other words";
            says.extend((says.len() < rows.len()).then_some(reworded.as_str()));
            let message = format!("{} is out of date: {} (gainsay facts --write)", row.path, says.join("; "));
            let _ = writeln!(out, "::error {place}title=fact record out of date::{}", data(&message));
        }
        for row in &self.unused {
            let place = format!("file={},line={},", property(&row.path), row.line);
            let message = format!("asks to ignore findings that are not there: {}", row.reason);
            let _ = writeln!(out, "::warning {place}title=unused instruction::{}", data(&message));
        }
        out
    }

    /// Records out of date by the line of the text: a line gets one annotation.
    fn drift_by_place(&self) -> Vec<Vec<&DriftRow>> {
        let mut places: Vec<Vec<&DriftRow>> = Vec::new();
        for row in &self.drift {
            let is_there = |rows: &&mut Vec<&DriftRow>| {
                rows.first().is_some_and(|r| row.at.is_some() && (&r.path, &r.at) == (&row.path, &row.at))
            };
            match places.iter_mut().find(is_there) {
                Some(rows) => rows.push(row),
                None => places.push(vec![row]),
            }
        }
        places
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
    fn what_else_fails_is_annotated_where_it_stands() {
        let text = sample::failing().to_github(false);
        let lines: Vec<_> = text.lines().rev().take(3).collect();
        assert!(lines[2].starts_with("::error file=facts/decisions.toml,line=12,title=stale decision::crew"), "{text}");
        assert!(lines[1].starts_with("::error file=corpus/ledger.md,line=9,title=fact record"), "{text}");
        assert!(lines[0].starts_with("::warning file=corpus/ledger.md,line=3,"), "{text}");
    }

    #[test]
    fn lines_out_of_focus_get_no_annotation() {
        let mut report = sample::two_sources();
        report.limit_to(|p| p.line == 44);
        let text = report.to_github(false);
        assert_eq!(text.lines().count(), 1, "{text}");
        assert!(text.contains("line=44") && text.contains(":57 says 1,939"), "{text}");
        report.limit_to(|_| false);
        assert!(report.questions.is_empty());
    }

    #[test]
    fn both_sides_of_a_conflict_are_annotated() {
        insta::assert_snapshot!(sample::two_sources().to_github(false));
    }
}
