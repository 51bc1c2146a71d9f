//! `gainsay explain`: why.

mod against;

use std::fmt::Write as _;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use gainsay::compare::{self, Question};
use gainsay::fact::Fact;
use gainsay::report::{Tone, Visible, find_words, paint, wrap};
use gainsay::workspace::Analysis;

use crate::args::{Common, ExplainArgs};
use crate::output::{self, Fault};
use crate::project::Project;
use crate::{CLEAN, FAULT, decide};

pub(crate) fn run(common: &Common, args: &ExplainArgs) -> Result<u8, Fault> {
    let project = Project::find(common)?;
    let at_line = args.what.rsplit_once(':').and_then(|(file, line)| Some((file, line.parse::<u32>().ok()?)));
    let mut loaded = project.load(common, &args.paths)?;
    let analysis = loaded.analyze(common);
    let mut page = Page { common, colored: output::colored(common), width: output::width(common), text: String::new() };
    if let Some(other) = &args.against {
        let options = loaded.workspace.options();
        let weigh = |wanted: &dyn Fn(usize, usize) -> bool| compare::weigh(&analysis.facts, &options, wanted);
        let contested = compare::contested(&analysis.facts, &options);
        page.against(&analysis, weigh, &contested, (&args.what, other))?;
    } else if let Some((file, line)) = at_line {
        page.line(&analysis, file, line)?;
    } else if let Some(fact) = analysis.facts.iter().chain(&analysis.aside).find(|f| f.id == args.what) {
        page.fact(fact);
        page.questions_of(&analysis, fact);
    } else if analysis.questions.iter().any(|q| q.rule == args.what || q.trace.iter().any(|r| r.rule == args.what))
        || analysis.facts.iter().any(|f| f.steps.iter().any(|s| s.rule == args.what))
    {
        page.rule(&analysis, &args.what);
    } else {
        page.question(&analysis, decide::find(&analysis, &args.what)?);
    }
    output::write(page.common, &page.text)?;
    Ok(if loaded.faulty { FAULT } else { CLEAN })
}

/// Whether a fact stands in the text that a path or source id names.
fn is_in(fact: &Fact, file: &str) -> bool {
    let file = file.trim_start_matches("./");
    fact.path.trim_start_matches("./") == file || *fact.source == *file || fact.path.ends_with(&format!("/{file}"))
}

/// The stated interval, one value where both ends are the same.
fn ends(fact: &Fact) -> String {
    let (low, high) = fact.value.ends();
    match (low, high) {
        (Some(low), Some(high)) if low == high => low,
        (low, high) => format!("{} .. {}", low.as_deref().unwrap_or("open"), high.as_deref().unwrap_or("open")),
    }
}

struct Page<'a> {
    common: &'a Common,
    colored: bool,
    width: usize,
    text: String,
}

impl Page<'_> {
    fn put(&mut self, text: &str, indent: usize, tone: Option<Tone>) {
        for line in wrap(Visible::new(text).as_str(), self.width.saturating_sub(indent)) {
            let line = tone.map_or(line.clone(), |tone| paint(&line, tone, self.colored));
            let _ = writeln!(self.text, "{:indent$}{line}", "");
        }
    }

    fn question(&mut self, analysis: &Analysis, question: &Question) {
        let tone = Tone::of(question.verdict, question.severity);
        self.put(&question.label, 0, Some(Tone::Strong));
        self.put(&format!("{} ({}) by rule {}", question.verdict, question.severity, question.rule), 0, Some(tone));
        self.put(&question.id, 0, Some(Tone::Faint));
        self.text.push('\n');
        let places: Vec<(&Fact, String)> = analysis
            .positions(question)
            .enumerate()
            .map(|(i, fact)| {
                let disputed = question.conflicts.iter().any(|&(a, b)| a == i || b == i);
                (fact, format!("[{i}]{} {} {}", if disputed { " disputed" } else { "" }, ends(fact), fact.id))
            })
            .collect();
        self.snippets(&places);
        self.list("why", question.why.iter().map(String::clone).collect());
        let pairs = question.conflicts.iter().map(|(a, b)| format!("[{a}] and [{b}] cannot both hold")).collect();
        self.list("conflicts", pairs);
        let weighed = |r: &gainsay::compare::Reason| {
            if r.weight == 0 {
                format!("{}: {}", r.rule, r.says)
            } else {
                format!("{:+} {}: {}", r.weight, r.rule, r.says)
            }
        };
        self.list("derivation", question.trace.iter().map(weighed).collect());
        let at = analysis.questions.iter().position(|q| q.id == question.id);
        if let Some(Some(decision)) = at.and_then(|i| analysis.rulings.get(i)) {
            let by = format!("{} by {} on {}: {}", decision.ruling, decision.author, decision.date, decision.reason);
            self.list("decision", vec![by]);
        }
        self.text.push('\n');
        self.put("gainsay explain f-… says how a position was read", 0, Some(Tone::Faint));
    }

    /// The sentences with the words marked, each with a label.
    fn snippets(&mut self, facts: &[(&Fact, String)]) {
        let renderer = if self.colored { Renderer::styled() } else { Renderer::plain() };
        let renderer = renderer.term_width(self.width).decor_style(DecorStyle::Unicode);
        for (fact, label) in facts {
            let quote = Visible::new(&fact.quote).to_string();
            let surface = Visible::new(&fact.surface).to_string();
            let at = find_words(&quote, &surface).unwrap_or(0);
            let marked = AnnotationKind::Primary.span(at..(at + surface.len()).min(quote.len())).label(label.clone());
            let snippet = Snippet::source(quote).line_numbering(false).annotation(marked);
            let group = Group::with_level(Level::NOTE.no_name()).element(snippet);
            self.put(&format!("{}:{}:{}", fact.path, fact.line, fact.column), 0, Some(Tone::Faint));
            let text = renderer.render(&[group]);
            let lines = text.lines().filter(|line| !matches!(line.trim(), "╭▸" | "│" | "╭╴"));
            for line in lines {
                self.text.push_str(line.trim_end());
                self.text.push('\n');
            }
        }
    }

    fn fact(&mut self, fact: &Fact) {
        self.put(&fact.surface, 0, Some(Tone::Strong));
        self.put(&fact.id, 0, Some(Tone::Faint));
        self.snippets(&[(fact, fact.kind.to_string())]);
        let period = |p: gainsay::value::Period| {
            let end = |m: Option<gainsay::value::Moment>| m.map_or_else(|| "open".to_owned(), |m| m.to_string());
            format!("{} .. {}", end(p.first), end(p.last))
        };
        let rows = [
            ("kind", fact.kind.to_string()),
            ("value", format!("{} ({})", ends(fact), fact.value.bound())),
            ("unit", fact.unit.clone()),
            ("measure", fact.measure.clone()),
            ("about", fact.about.join(", ")),
            ("when", fact.when.map(period).unwrap_or_default()),
            ("where", fact.places.join(", ")),
            ("event", fact.event.clone().unwrap_or_default()),
            ("change", fact.change.map(|c| c.as_str().to_owned()).unwrap_or_default()),
            ("timex", fact.timex.clone().unwrap_or_default()),
            ("role", fact.role.as_str().to_owned()),
            ("reason", fact.reason.unwrap_or_default().to_owned()),
            ("head", fact.slots.head.clone()),
            ("owner", fact.slots.owner.clone()),
            ("modifiers", fact.slots.modifiers.join(", ")),
            ("verbs", fact.slots.verbs.join(", ")),
            ("names", fact.slots.names.join(", ")),
            ("carried", fact.slots.carried.join(", ")),
        ];
        for (name, value) in rows.into_iter().filter(|(_, value)| !value.is_empty()) {
            self.put(&format!("{name}: {value}"), 2, None);
        }
        self.list("read by", fact.steps.iter().map(|s| format!("{}: {}", s.rule, s.says)).collect());
    }

    fn questions_of(&mut self, analysis: &Analysis, fact: &Fact) {
        let own = |q: &&Question| analysis.positions(q).any(|f| f.id == fact.id);
        let lines = analysis.questions.iter().filter(own).map(|q| format!("{} {}: {}", q.verdict, q.id, q.label));
        self.list("questions", lines.collect());
    }

    fn line(&mut self, analysis: &Analysis, file: &str, line: u32) -> Result<(), Fault> {
        let file = file.trim_start_matches("./");
        let here: Vec<&Fact> =
            analysis.facts.iter().chain(&analysis.aside).filter(|f| f.line == line && is_in(f, file)).collect();
        if here.is_empty() {
            let known = analysis.sources.iter().any(|s| {
                let path = s.source.path.trim_start_matches("./");
                path == file || *s.source.id == *file || path.ends_with(&format!("/{file}"))
            });
            if !known {
                return Err(Fault::new(format!("{file}: not among the texts that were read")));
            }
            self.put(&format!("no value on line {line} of {file}"), 0, None);
        }
        for (i, fact) in here.into_iter().enumerate() {
            if i > 0 {
                self.text.push('\n');
            }
            self.fact(fact);
            self.questions_of(analysis, fact);
        }
        Ok(())
    }

    fn rule(&mut self, analysis: &Analysis, rule: &str) {
        self.put(rule, 0, Some(Tone::Strong));
        let gave = analysis.questions.iter().filter(|q| q.rule == rule);
        self.list("gave the verdict of", gave.map(|q| format!("{} {}: {}", q.verdict, q.id, q.label)).collect());
        let weighed = analysis.questions.iter().flat_map(|q| q.trace.iter().map(move |r| (q, r)));
        let weighed = weighed.filter(|(_, r)| r.rule == rule).take(20);
        self.list("spoke in", weighed.map(|(q, r)| format!("{}: {:+} {}", q.id, r.weight, r.says)).collect());
        let read = analysis.facts.iter().flat_map(|f| f.steps.iter().map(move |s| (f, s)));
        let read = read.filter(|(_, s)| s.rule == rule).take(20);
        self.list("read", read.map(|(f, s)| format!("{}:{} {}: {}", f.source, f.line, f.surface, s.says)).collect());
    }

    fn list(&mut self, title: &str, lines: Vec<String>) {
        if lines.is_empty() {
            return;
        }
        self.text.push('\n');
        self.put(title, 0, Some(Tone::Strong));
        for line in lines {
            self.put(&line, 2, None);
        }
    }
}
