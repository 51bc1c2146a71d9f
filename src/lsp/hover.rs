//! Hover: the fact record, what the other sources say, and the derivation.

use std::fmt::Write as _;

use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind};

use super::desk::Desk;
use super::markup::{escaped, plain};
use crate::compare::Question;
use crate::fact::{Fact, RecordBody};
use crate::report::expression;

/// This many positions of a question are shown.
const MOST: usize = 12;

/// This many questions of a fact are shown.
const QUESTIONS: usize = 3;

/// What is known at a place in a text; as plain text where the client knows no Markdown.
pub(super) fn at(desk: &Desk, name: &str, offset: usize, markdown: bool) -> Option<Hover> {
    let mut page = Page { text: String::new(), markdown };
    let span = if let Some((index, fact)) = desk.facts_at(name, offset, offset).into_iter().next() {
        page.fact(fact);
        for (n, question) in desk.questions_of(index).take(QUESTIONS) {
            page.question(desk, n, question, index);
        }
        fact.extent
    } else {
        let holds = |f: &&Fact| *f.path == *name && f.extent.start() <= offset && offset <= f.extent.end();
        let fact = desk.analysis.aside.iter().find(holds)?;
        let why = fact.reason.unwrap_or(fact.role.as_str());
        page.line(&format!("{} {}", page.strong(&fact.surface), page.show(&format!("states nothing: {why}"))));
        fact.extent
    };
    let kind = if markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    let contents = Contents::MarkupContent(MarkupContent { kind, value: page.text.trim_end().to_owned() });
    Some(Hover { contents, range: Some(desk.range(name, span)) })
}

struct Page {
    text: String,
    markdown: bool,
}

impl Page {
    fn show(&self, text: &str) -> String {
        if self.markdown { escaped(text) } else { plain(text) }
    }

    fn strong(&self, text: &str) -> String {
        if self.markdown { format!("**{}**", escaped(text)) } else { plain(text) }
    }

    /// A paragraph, or a line of plain text.
    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push_str(if self.markdown { "\n\n" } else { "\n" });
    }

    fn item(&mut self, text: &str) {
        let text = self.show(text);
        let _ = writeln!(self.text, "- {text}");
    }

    fn fact(&mut self, fact: &Fact) {
        let record = RecordBody::from(fact);
        let head = format!("{} {}", self.strong(expression(fact)), self.show(&format!("({})", fact.kind)));
        self.line(&head);
        let mut value = match (&record.value.low, &record.value.high) {
            (Some(low), Some(high)) if low == high => low.clone(),
            (low, high) => format!("{} to {}", low.as_deref().unwrap_or("open"), high.as_deref().unwrap_or("open")),
        };
        if record.value.bound != "exact" {
            value = format!("{value}, {}", record.value.bound);
        }
        let when = record.when.map(|w| {
            let (from, to) = (w.from.unwrap_or_else(|| "open".to_owned()), w.to.unwrap_or_else(|| "open".to_owned()));
            if from == to { from } else { format!("{from} to {to}") }
        });
        let rows = [
            ("value", format!("{value} {}", fact.unit)),
            ("measure", record.measure),
            ("about", record.about.join(", ")),
            ("when", when.unwrap_or_default()),
            ("where", record.places.join(", ")),
            ("event", record.event.unwrap_or_default()),
            ("change", record.change.unwrap_or_default()),
            ("timex", record.timex.unwrap_or_default()),
            ("role", record.role),
            ("id", fact.id.clone()),
        ];
        for (name, value) in rows.into_iter().filter(|(_, value)| !value.trim().is_empty()) {
            self.item(&format!("{name}: {}", value.trim()));
        }
        self.text.push('\n');
    }

    fn question(&mut self, desk: &Desk, n: usize, question: &Question, own: usize) {
        let verdict = format!("{} ({}) by {}", question.verdict, question.severity, question.rule);
        if self.markdown {
            self.text.push_str("---\n\n");
        }
        let head = format!("{} {}", self.strong(&question.label), self.show(&format!("– {verdict}")));
        self.line(&head);
        self.positions(desk, question, own);
        if let Some(Some(decision)) = desk.analysis.rulings.get(n) {
            let by = if decision.author.is_empty() { String::new() } else { format!(" by {}", decision.author) };
            let text = self.show(&format!("decided: {}{by}: {}", decision.ruling, decision.reason));
            self.line(&text);
        }
        let why: Vec<String> = question.why.iter().map(|w| self.show(w)).collect();
        if !why.is_empty() {
            self.line(&why.join("; "));
        }
        for reason in &question.trace {
            let weight = if reason.weight == 0 { String::new() } else { format!("{:+} ", reason.weight) };
            self.item(&format!("{weight}{}: {}", reason.rule, reason.says));
        }
        self.text.push('\n');
        let id = self.show(&question.id);
        self.line(&id);
    }

    /// A small table of what every source says.
    fn positions(&mut self, desk: &Desk, question: &Question, own: usize) {
        if self.markdown {
            self.text.push_str("| source | says |\n| --- | --- |\n");
        }
        for &index in question.positions.iter().take(MOST) {
            let Some(fact) = desk.analysis.facts.get(index) else { continue };
            let place = format!("{}:{}", fact.source, fact.line);
            let here = if index == own { " (here)" } else { "" };
            let says = self.show(expression(fact));
            if self.markdown {
                let says = if index == own { format!("**{says}**") } else { says };
                let uri = desk.uri(&fact.path).0;
                let place = escaped(&place);
                // brackets and spaces would end a link; a URI of ours has none, one of the client's may
                let place = if uri.starts_with("file://") && !uri.contains([' ', '(', ')', '<', '>', '|', '\\']) {
                    format!("[{place}]({uri}#L{})", fact.line)
                } else {
                    place
                };
                let _ = writeln!(self.text, "| {place}{here} | {says} |");
            } else {
                let _ = writeln!(self.text, "  {}{here}: {says}", plain(&place));
            }
        }
        if question.positions.len() > MOST {
            let more = format!("{} more", question.positions.len() - MOST);
            self.text.push_str(&if self.markdown { format!("| | {more} |\n") } else { format!("  {more}\n") });
        }
        self.text.push('\n');
    }
}
