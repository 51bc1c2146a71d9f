//! The discrepancy table for terminals.
//!
//! Questions are rows and sources columns where the width allows; where columns would get too narrow every position
//! has a row of its own, grouped by question; below forty columns everything stands under each other.

mod columns;
pub(super) mod failures;
mod grouped;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::model::{QuestionRow, Report};
use super::text::{Tone, counted, paint, sign, text_width, wrap};
use super::visible::Visible;
use crate::compare::{Severity, Verdict};

/// Most questions that a table shows: nobody reads on, and very long tables are slow to draw.
const MOST_QUESTIONS: usize = 1000;

/// How a table is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableOptions {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether to use colour.
    pub colored: bool,
    /// Whether to show compatible, scope and agreeing questions too.
    pub all: bool,
}

impl Default for TableOptions {
    fn default() -> Self {
        Self { width: 100, colored: false, all: false }
    }
}

impl Report {
    /// The report as a table for a terminal, with summary and legend; no line is wider than asked (20 at least).
    pub fn to_table(&self, options: &TableOptions) -> String {
        let options = TableOptions { width: options.width.max(20), ..*options };
        let mut questions: Vec<&QuestionRow> = self.shown(options.all).collect();
        let beyond = questions.len().saturating_sub(MOST_QUESTIONS);
        questions.truncate(MOST_QUESTIONS);
        let mut out = String::new();
        paragraph(&mut out, &headline(self), Tone::Strong, &options);
        if !questions.is_empty() {
            out.push('\n');
            let used: BTreeSet<&str> = questions.iter().flat_map(|q| &q.positions).map(|p| p.source.as_str()).collect();
            match columns::Layout::fit(&questions, &used, &options) {
                Some(layout) => layout.draw(&mut out, &questions, self, &options),
                None => grouped::draw(&mut out, &questions, &options),
            }
        }
        if beyond > 0 {
            let text = format!("… {} more; other formats hold them all", counted(beyond, "question", "questions"));
            out.push('\n');
            paragraph(&mut out, &text, Tone::Warning, &options);
        }
        failures::draw(&mut out, self, &options);
        out.push('\n');
        footer(&mut out, self, &questions, &options);
        out
    }
}

/// "5 sources · 712 facts · 14 conflicts: 9 errors, 5 warnings".
fn headline(report: &Report) -> String {
    let summary = report.summary();
    let mut parts = vec![
        counted(report.sources.len(), "source", "sources"),
        counted(report.ledger.facts, "fact", "facts"),
        conflicts(summary.errors, summary.warnings),
    ];
    if summary.decided > 0 {
        parts.push(format!("{} decided", summary.decided));
    }
    if !report.stale.is_empty() {
        parts.push(counted(report.stale.len(), "stale decision", "stale decisions"));
    }
    parts.join(" · ")
}

/// "3 conflicts: 2 errors, 1 warning".
fn conflicts(errors: usize, warnings: usize) -> String {
    let all = counted(errors + warnings, "conflict", "conflicts");
    if errors + warnings == 0 {
        return all;
    }
    format!("{all}: {}, {}", counted(errors, "error", "errors"), counted(warnings, "warning", "warnings"))
}

/// What was left out, what the signs mean, where to go on.
fn footer(out: &mut String, report: &Report, shown: &[&QuestionRow], options: &TableOptions) {
    let summary = report.summary();
    let ledger = &report.ledger;
    let left: usize = ledger.left.values().sum();
    if left > 0 {
        let mut reasons: Vec<_> = ledger.left.iter().filter(|(_, n)| **n > 0).collect();
        reasons.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        let reasons: Vec<_> = reasons.into_iter().map(|(reason, n)| format!("{reason} {n}")).collect();
        let text = format!("left out {left} of {} numbers: {}", ledger.numbers_seen, reasons.join(", "));
        paragraph(out, &Visible::new(&text).to_string(), Tone::Faint, options);
    }
    for line in &report.truncated {
        paragraph(out, &format!("not compared: {}", Visible::new(line)), Tone::Warning, options);
    }
    let hidden: Vec<String> =
        [(summary.scope, "differ in scope"), (summary.compatible, "compatible"), (summary.agree, "agree")]
            .into_iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, what)| format!("{n} {what}"))
            .collect();
    if !options.all && !hidden.is_empty() {
        paragraph(out, &format!("not shown: {} (--all shows them)", hidden.join(", ")), Tone::Faint, options);
    }
    if shown.is_empty() {
        let text = if report.sources.is_empty() { "nothing was read" } else { "no conflicts to show" };
        paragraph(out, text, Tone::Good, options);
        return;
    }
    let mut legend: Vec<&str> = Vec::new();
    let has = |verdict: Verdict| shown.iter().any(|q| q.verdict == verdict);
    if has(Verdict::Conflict) {
        legend.push("✗ cannot all be true (error: clear, warning: likely)");
    }
    if has(Verdict::Scope) {
        legend.push("~ differ, and so does period, place or population");
    }
    if has(Verdict::Compatible) {
        legend.push("≈ can all be true");
    }
    if has(Verdict::Agree) {
        legend.push("= the same");
    }
    legend.push(":57 line 57 of the text");
    legend.push("gainsay explain ID says why");
    paragraph(out, &legend.join(" · "), Tone::Faint, options);
}

/// Words that say where a question stands: verdict, then severity or ruling.
fn status(question: &QuestionRow) -> (String, String) {
    let verdict = format!("{} {}", sign(question.verdict), question.verdict);
    let second = match &question.decision {
        Some(decision) => format!("✓ {}", decision.ruling),
        None if question.verdict == Verdict::Conflict && question.severity != Severity::Note => {
            question.severity.to_string()
        }
        None => String::new(),
    };
    (verdict, second)
}

fn tone(question: &QuestionRow) -> Tone {
    match question.decision {
        Some(_) => Tone::Faint,
        None => Tone::of(question.verdict, question.severity),
    }
}

/// Reasons shown with a question: at most two for conflicts, one for the rest, and the ruling.
fn reasons(question: &QuestionRow) -> Vec<String> {
    let most = if question.verdict == Verdict::Conflict { 2 } else { 1 };
    let mut lines: Vec<String> = question.why.iter().take(most).map(|w| Visible::new(w).to_string()).collect();
    if let Some(decision) = &question.decision {
        let prefer = decision.prefer.as_deref().map(|p| format!(" {p}")).unwrap_or_default();
        let until = decision.until.as_deref().map(|u| format!(" until {u}")).unwrap_or_default();
        let text = format!("{}{prefer}{until}: {}", decision.ruling, decision.reason);
        lines.push(Visible::new(&text).to_string());
    }
    lines
}

fn paragraph(out: &mut String, text: &str, tone: Tone, options: &TableOptions) {
    indented(out, text, 0, tone, options);
}

fn indented(out: &mut String, text: &str, indent: usize, tone: Tone, options: &TableOptions) {
    for line in wrap(text, options.width.saturating_sub(indent)) {
        debug_assert!(text_width(&line) + indent <= options.width.max(indent + 2));
        let _ = writeln!(out, "{:indent$}{}", "", paint(&line, tone, options.colored));
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn table(width: usize, all: bool) -> String {
        sample::report().to_table(&TableOptions { width, all, colored: false })
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        for width in [20, 21, 33, 39, 40, 59, 60, 80, 97, 118, 120, 200, 400] {
            for (name, report) in [("usual", sample::report()), ("hostile", sample::hostile())] {
                let text = report.to_table(&TableOptions { width, all: true, colored: false });
                for line in text.lines() {
                    assert!(text_width(line) <= width, "{name} at {width}: {} {line:?}", text_width(line));
                }
            }
        }
    }

    #[test]
    fn at_20_columns() {
        insta::assert_snapshot!(table(20, false));
    }

    #[test]
    fn at_80_columns() {
        insta::assert_snapshot!(table(80, false));
    }

    #[test]
    fn at_120_columns() {
        insta::assert_snapshot!(table(120, false));
    }

    #[test]
    fn at_200_columns_with_everything() {
        insta::assert_snapshot!(table(200, true));
    }

    #[test]
    fn two_sources_stand_in_columns_at_80() {
        insta::assert_snapshot!(sample::two_sources().to_table(&TableOptions { width: 80, ..TableOptions::default() }));
    }

    #[test]
    fn colour_adds_codes_and_changes_no_word() {
        let plain = table(120, true);
        let colored = sample::report().to_table(&TableOptions { width: 120, all: true, colored: true });
        assert!(colored.contains("\u{1b}["));
        assert_eq!(anstream::adapter::strip_str(&colored).to_string(), plain);
    }

    #[test]
    fn nothing_from_outside_steers_the_terminal() {
        let text = sample::hostile().to_table(&TableOptions { width: 100, all: true, colored: false });
        assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
        assert!(!text.contains('\u{202e}'));
    }
}
