//! The report as one HTML page that needs nothing else and runs nothing.

use std::fmt::Write as _;

use super::model::{QuestionRow, Report};
use super::text::{counted, find_words, sign};
use super::visible::Visible;
use crate::compare::{Severity, Verdict};

const STYLE: &str = include_str!("report.css");

impl Report {
    /// The report as a self-contained page with every question; its content policy forbids scripts and the network.
    pub fn to_html(&self) -> String {
        let summary = self.summary();
        let mut out = String::from("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.push_str(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
        );
        out.push_str("<meta name=\"viewport\" content=\"width=device-width\">\n<title>Discrepancies</title>\n");
        let _ = writeln!(out, "<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>Discrepancies</h1>");
        let _ = writeln!(
            out,
            "<p>{} · {} · <b>{}</b> · {} · {} decided</p>",
            counted(self.sources.len(), "source", "sources"),
            counted(self.ledger.facts, "fact", "facts"),
            counted(summary.errors, "conflict", "conflicts"),
            counted(summary.warnings, "likely conflict", "likely conflicts"),
            summary.decided
        );
        for verdict in [Verdict::Conflict, Verdict::Scope, Verdict::Compatible, Verdict::Agree] {
            let questions: Vec<_> = self.questions.iter().filter(|q| q.verdict == verdict).collect();
            if questions.is_empty() {
                continue;
            }
            let open = if verdict == Verdict::Conflict { " open" } else { "" };
            let _ =
                writeln!(out, "<details{open}>\n<summary>{} {verdict} ({})</summary>", sign(verdict), questions.len());
            questions.into_iter().for_each(|q| section(&mut out, q));
            out.push_str("</details>\n");
        }
        out.push_str("<h2>Sources</h2>\n<ul>\n");
        for s in &self.sources {
            let title = s.title.as_deref().unwrap_or_default();
            let facts = counted(s.facts, "fact", "facts");
            let _ =
                writeln!(out, "<li><b>{}</b> {} <code>{}</code>, {facts}</li>", esc(&s.id), esc(title), esc(&s.path));
        }
        out.push_str("</ul>\n");
        failures(&mut out, self);
        out.push_str("<h2>Left out</h2>\n<ul>\n");
        for (reason, n) in &self.ledger.left {
            let _ = writeln!(out, "<li>{}: {n}</li>", esc(reason));
        }
        for says in &self.truncated {
            let _ = writeln!(out, "<li>not compared: {}</li>", esc(says));
        }
        out.push_str("</ul>\n</body>\n</html>\n");
        out
    }
}

/// Decisions and instructions that fit nothing any more.
fn failures(out: &mut String, report: &Report) {
    if !report.stale.is_empty() {
        out.push_str("<h2>Stale decisions</h2>\n<ul>\n");
        for row in &report.stale {
            let place = format!("{}:{}", row.path, row.line);
            let (question, why) = (esc(&row.question), esc(&row.why.join("; ")));
            let _ = writeln!(out, "<li><code>{}</code> {question} ({}): {why}</li>", esc(&place), row.ruling);
        }
        out.push_str("</ul>\n");
    }
    if !report.unused.is_empty() {
        out.push_str("<h2>Unused instructions to ignore findings</h2>\n<ul>\n");
        for row in &report.unused {
            let place = format!("{}:{}", row.path, row.line);
            let _ = writeln!(out, "<li><code>{}</code> {}</li>", esc(&place), esc(&row.reason));
        }
        out.push_str("</ul>\n");
    }
}

fn section(out: &mut String, q: &QuestionRow) {
    let class = match (q.decision.is_some(), q.verdict, q.severity) {
        (true, ..) => "decided",
        (_, Verdict::Conflict, Severity::Error) => "error",
        (_, Verdict::Conflict, _) => "warning",
        _ => "note",
    };
    let word = q.decision.as_ref().map_or(q.severity.as_str(), |d| d.ruling.as_str());
    let _ = writeln!(out, "<section class=\"{class}\">\n<h3>{} <small>{word}</small></h3>\n<table>", esc(&q.label));
    for (i, p) in q.positions.iter().enumerate() {
        let tag = if q.is_disputed(i) { "strong" } else { "span" };
        let _ = writeln!(
            out,
            "<tr><td>{}:{}</td><td><{tag}>{}</{tag}></td><td>{}</td></tr>",
            esc(&p.source),
            p.line,
            esc(&p.shown),
            marked(&p.quote, &p.surface)
        );
    }
    out.push_str("</table>\n<ul>\n");
    for why in &q.why {
        let _ = writeln!(out, "<li>{}</li>", esc(why));
    }
    if let Some(d) = &q.decision {
        let _ = writeln!(out, "<li>{} by {} on {}: {}</li>", d.ruling, esc(&d.author), esc(&d.date), esc(&d.reason));
    }
    let _ = writeln!(out, "</ul>\n<p><code>{}</code></p>\n</section>", esc(&q.id));
}

/// The sentence with the value marked.
fn marked(quote: &str, surface: &str) -> String {
    match find_words(quote, surface).map(|at| (&quote[..at], &quote[at + surface.len()..])) {
        Some((before, after)) if !surface.is_empty() => {
            let (head, tail) = (before.ends_with(char::is_whitespace), after.starts_with(char::is_whitespace));
            let gap = |yes| if yes { " " } else { "" };
            format!("{}{}<mark>{}</mark>{}{}", esc(before), gap(head), esc(surface), gap(tail), esc(after))
        }
        _ => esc(quote),
    }
}

fn esc(text: &str) -> String {
    let text = Visible::new(text);
    let mut out = String::with_capacity(text.as_str().len());
    for c in text.as_str().chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample;

    #[test]
    fn hostile_text_adds_no_element() {
        let count = |html: &str, tag: &str| html.matches(tag).count();
        let html = sample::hostile().to_html();
        assert_eq!(count(&html, "<script"), 0);
        assert_eq!(count(&html, "onload=1"), count(&html, "&quot;onload=1"));
        assert_eq!(count(&html, "<tr>"), count(&sample::report().to_html(), "<tr>"));
        assert!(html.contains("default-src 'none'"));
    }

    #[test]
    fn what_fits_nothing_any_more_is_listed() {
        let html = sample::failing().to_html();
        assert!(html.contains("<code>facts/decisions.toml:12</code> crew-1911-0a0a (scope)"), "{html}");
        assert!(html.contains("<code>corpus/ledger.md:3</code> an estimate"), "{html}");
        assert!(!sample::report().to_html().contains("Unused"));
    }

    #[test]
    fn the_value_is_marked_in_its_sentence() {
        assert!(sample::report().to_html().contains("Only <mark>977</mark> lay idle"));
    }
}
