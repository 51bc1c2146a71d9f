//! What a check fails on beside findings: stale decisions, records out of date; and instructions of no use.

use super::super::model::{DriftRow, Report, by_sentence};
use super::super::text::{Tone, counted};
use super::super::visible::Visible;
use super::{TableOptions, indented, paragraph};

impl Report {
    /// How the committed records differ from the texts, file by file; empty when they do not.
    pub fn drift_text(&self, options: &TableOptions) -> String {
        let mut out = String::new();
        drift(&mut out, self, options);
        out
    }
}

pub(super) fn draw(out: &mut String, report: &Report, options: &TableOptions) {
    stale(out, report, options);
    if !report.drift.is_empty() {
        out.push('\n');
        drift(out, report, options);
    }
    if !report.unused.is_empty() {
        out.push('\n');
    }
    for row in &report.unused {
        let text =
            format!("unused: {}:{} asks to ignore findings that are not there: {}", row.path, row.line, row.reason);
        paragraph(out, &Visible::new(&text).to_string(), Tone::Faint, options);
    }
}

/// Decisions that no longer fit.
fn stale(out: &mut String, report: &Report, options: &TableOptions) {
    for row in &report.stale {
        out.push('\n');
        let title = format!("stale decision: {} ({}, {}:{})", row.question, row.ruling, row.path, row.line);
        paragraph(out, &Visible::new(&title).to_string(), Tone::Warning, options);
        for why in &row.why {
            indented(out, &Visible::new(why).to_string(), 2, Tone::Faint, options);
        }
        if let Some(now) = &row.now {
            indented(out, &Visible::new(&format!("now: {now}")).to_string(), 2, Tone::Faint, options);
        }
    }
}

fn drift(out: &mut String, report: &Report, options: &TableOptions) {
    for file in report.drift.chunk_by(|a, b| a.path == b.path) {
        let path = file.first().map_or("", |row| row.path.as_str());
        let title = format!("{} is out of date: {}", Visible::new(path), kinds(file));
        paragraph(out, &title, Tone::Warning, options);
        let mut quote = "";
        for (row, many) in by_sentence(file) {
            let at = row.at.as_ref().map(|(path, line)| format!("  ({path}:{line})")).unwrap_or_default();
            let tone = match row.change {
                "new" => Tone::Good,
                "changed" => Tone::Strong,
                _ => Tone::Error,
            };
            let says = if many == 1 { row.line.clone() } else { format!("~ {many} records in other words") };
            indented(out, &Visible::new(&format!("{says}{at}")).to_string(), 2, tone, options);
            if !row.quote.is_empty() && std::mem::replace(&mut quote, &row.quote) != row.quote {
                indented(out, &Visible::new(&row.quote).to_string(), 6, Tone::Faint, options);
            }
        }
    }
}

/// "1 changed, 2 new".
pub(in super::super) fn kinds(rows: &[DriftRow]) -> String {
    let count = |change: &str| rows.iter().filter(|r| r.change == change).count();
    let kinds = ["changed", "new", "gone"].into_iter().map(|k| (count(k), k)).filter(|(n, _)| *n > 0);
    let parts: Vec<String> = kinds.map(|(n, k)| format!("{n} {k}")).collect();
    if parts.is_empty() { counted(rows.len(), "source gone", "sources gone") } else { parts.join(", ") }
}
