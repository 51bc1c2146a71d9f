//! The report as Markdown, for pull-request comments and wikis.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::model::{QuestionRow, Report, by_sentence};
use super::text::{counted, sign};
use super::visible::Visible;

impl Report {
    /// The report as GitHub-flavoured Markdown; `all` adds compatible, scope and agreeing questions.
    pub fn to_markdown(&self, all: bool) -> String {
        let summary = self.summary();
        let questions: Vec<&QuestionRow> = self.shown(all).collect();
        let mut out = String::from("## Discrepancies\n\n");
        let _ = writeln!(
            out,
            "{}, {}: **{}**, {}, {} decided.\n",
            counted(self.sources.len(), "source", "sources"),
            counted(self.ledger.facts, "fact", "facts"),
            counted(summary.errors, "conflict", "conflicts"),
            counted(summary.warnings, "likely conflict", "likely conflicts"),
            summary.decided
        );
        for says in &self.truncated {
            let _ = writeln!(out, "Not compared: {}.\n", cell(says));
        }
        if !questions.is_empty() {
            let used: BTreeSet<&str> = questions.iter().flat_map(|q| &q.positions).map(|p| p.source.as_str()).collect();
            out.push_str("| | question |");
            for source in &used {
                let _ = write!(out, " {} |", cell(source));
            }
            out.push_str("\n| --- | --- |");
            out.push_str(&" --- |".repeat(used.len()));
            out.push('\n');
            for q in &questions {
                row(&mut out, q, &used);
            }
            out.push('\n');
            for q in &questions {
                let why: Vec<String> = q.why.iter().take(2).map(|w| cell(w)).collect();
                let _ = writeln!(out, "- {}: {}", cell(&q.id), why.join("; "));
            }
        }
        failures(&mut out, self);
        out
    }
}

fn row(out: &mut String, q: &QuestionRow, used: &BTreeSet<&str>) {
    let second = match &q.decision {
        Some(decision) => decision.ruling.as_str(),
        None => q.severity.as_str(),
    };
    let _ = write!(out, "| {} {} ({second}) | {} |", escaped(sign(q.verdict)), q.verdict, cell(&q.label));
    for source in used {
        let own: Vec<String> = q
            .positions
            .iter()
            .enumerate()
            .filter(|(_, p)| p.source == **source)
            .map(|(i, p)| {
                let said = cell(&p.shown);
                let said = if q.is_disputed(i) { format!("**{said}**") } else { said };
                format!("{said} :{}", p.line)
            })
            .collect();
        let _ = write!(out, " {} |", own.join("<br>"));
    }
    out.push('\n');
}

/// What a check fails on beside findings.
fn failures(out: &mut String, report: &Report) {
    if !report.stale.is_empty() {
        out.push_str("\n### Stale decisions\n\n");
        for stale in &report.stale {
            let why: Vec<String> = stale.why.iter().map(|w| cell(w)).collect();
            let _ = writeln!(out, "- {} ({}): {}", cell(&stale.question), stale.ruling, why.join("; "));
        }
    }
    if !report.drift.is_empty() {
        out.push_str("\n### Facts out of date\n\n| | record | was | is | where |\n| --- | --- | --- | --- | --- |\n");
        for (row, many) in by_sentence(&report.drift) {
            let value = |v: &Option<String>| v.as_deref().map(cell).unwrap_or_default();
            let at = row.at.as_ref().map_or_else(|| row.path.clone(), |(path, line)| format!("{path}:{line}"));
            if row.is_reworded {
                let records = counted(many, "record", "records");
                let _ = writeln!(out, "| in other words | {records} | | | {} |", cell(&at));
                continue;
            }
            let fields: Vec<String> =
                row.fields.iter().map(|[name, before, after]| cell(&format!("{name}: {before} -> {after}"))).collect();
            let label = std::iter::once(cell(&row.label)).chain(fields).collect::<Vec<_>>().join("<br>");
            let (before, after) = (value(&row.before), value(&row.after));
            let _ = writeln!(out, "| {} | {label} | {before} | {after} | {} |", row.change, cell(&at));
        }
    }
    if !report.unused.is_empty() {
        out.push_str("\n### Unused instructions to ignore findings\n\n");
        for row in &report.unused {
            let _ = writeln!(out, "- {}: {}", cell(&format!("{}:{}", row.path, row.line)), cell(&row.reason));
        }
    }
}

/// Text as the content of a table cell or list item.
fn cell(text: &str) -> String {
    escaped(Visible::new(text).as_str())
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // A zero-width break would be invisible; an entity keeps "@name" from notifying anybody.
            '@' => out.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '#' | '|' | '~' | '!' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::super::sample;

    fn shape(text: &str) -> Vec<String> {
        Parser::new_ext(text, Options::ENABLE_TABLES)
            .filter_map(|event| match event {
                Event::Start(tag) => Some(match tag {
                    Tag::Link { .. } => "link".to_owned(),
                    Tag::TableCell => "cell".to_owned(),
                    other => format!("{other:?}").split(['(', ' ']).next().unwrap_or_default().to_owned(),
                }),
                Event::Html(html) | Event::InlineHtml(html) => Some(html.to_string()),
                Event::Code(_) => Some("code".to_owned()),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn hostile_text_leaves_the_structure_alone() {
        let (usual, mut hostile) = (sample::report(), sample::hostile());
        for q in &mut hostile.questions {
            q.positions[0].source = usual.sources[0].id.clone();
        }
        let mut usual = usual;
        for (u, h) in usual.questions.iter_mut().zip(&hostile.questions) {
            u.why.truncate(1);
            u.positions[0].source = h.positions[0].source.clone();
        }
        assert_eq!(shape(&usual.to_markdown(true)), shape(&hostile.to_markdown(true)));
    }

    #[test]
    fn a_failing_check_in_markdown() {
        let text = sample::failing().to_markdown(false);
        insta::assert_snapshot!(&text[text.find("### Stale").unwrap()..]);
    }

    #[test]
    fn a_report_in_markdown() {
        insta::assert_snapshot!(sample::report().to_markdown(false));
    }
}
