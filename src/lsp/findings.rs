//! Diagnostics: what a text says and who says otherwise.

use std::collections::BTreeMap;
use std::sync::Arc;

use gen_lsp_types::{Code, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Range};
use rustc_hash::FxHashSet;
use serde_json::json;

use super::desk::Desk;
use super::markup::plain;
use super::options::{Decided, Options};
use crate::compare::{Basis, Question, Severity, Verdict};
use crate::fact::Fact;
use crate::report::expression;
use crate::review::Decision;
use crate::workspace::Touched;

/// Name under which everything is told.
const SOURCE: &str = "gainsay";

/// This many others are named in a message; the rest are counted.
const NAMED: usize = 3;

/// This many others are linked.
const LINKED: usize = 12;

/// The diagnostics of a project by text, or of some of its texts; only texts that have some. What was told of a question
/// is kept, and told again as long as none of its texts is edited.
pub(super) fn all(desk: &mut Desk, options: &Options, only: Option<&Touched>) -> BTreeMap<String, Vec<Told>> {
    let mut told = std::mem::take(&mut desk.told);
    let analysis = &desk.analysis;
    // what is told of questions that are no more is kept for a while only
    if only.is_none() || told.len() > 2 * analysis.questions.len() {
        told.clear();
    }
    let mut out: BTreeMap<String, Vec<Told>> = BTreeMap::new();
    let fail_on = desk.project.config().fail_on;
    let edited = only.map_or_else(Vec::new, |only| desk.questions_in(only.edited.keys()));
    let meant: Option<FxHashSet<&str>> = only.map(|only| only.texts.iter().map(String::as_str).collect());
    let wanted = match only {
        None => (0..analysis.questions.len()).collect(),
        Some(only) => desk.questions_in(only.texts.iter()),
    };
    for n in wanted {
        let (Some(question), Some(ruling)) = (analysis.questions.get(n), analysis.rulings.get(n)) else { continue };
        let is_conflict = question.verdict == Verdict::Conflict;
        let is_shown = match ruling {
            None => is_conflict || fail_on.counts(question.verdict, question.severity),
            Some(_) => is_conflict && options.decided == Decided::Hint,
        };
        if !is_shown {
            continue;
        }
        let is_told_anew = |only: &Touched| {
            only.questions.contains(&question.id)
                || edited.binary_search(&n).is_ok() && analysis.positions(question).any(|f| only.is_edited(f))
        };
        if only.is_some_and(is_told_anew) || !told.contains_key(&question.id) {
            told.insert(question.id.clone(), of_question(desk, question, ruling.as_ref()));
        }
        for (path, diagnostic) in told.get(&question.id).into_iter().flatten() {
            if meant.as_ref().is_some_and(|meant| !meant.contains(&**path)) {
                continue;
            }
            match out.get_mut(&**path) {
                Some(list) => list.push(diagnostic.clone()),
                None => drop(out.insert(path.to_string(), vec![diagnostic.clone()])),
            }
        }
    }
    about_files(desk, &mut out);
    if let Some(only) = only {
        out.retain(|name, _| only.texts.contains(name));
    }
    for list in out.values_mut() {
        list.sort_by_key(|told| (told.range.start, told.range.end));
    }
    desk.told = told;
    out
}

/// A diagnostic as it is sent: many are sent again and again, and few of them are new.
#[derive(Clone, Debug)]
pub(super) struct Told {
    range: Range,
    pub(super) json: Arc<str>,
}

impl Told {
    fn new(diagnostic: &Diagnostic) -> Option<Self> {
        let json = serde_json::to_string(diagnostic).ok()?;
        Some(Self { range: diagnostic.range, json: json.into() })
    }

    /// The same with what others say, given as written.
    fn with_others(diagnostic: &Diagnostic, others: &[&str]) -> Option<Self> {
        let mut json = serde_json::to_string(diagnostic).ok()?;
        json.truncate(json.strip_suffix('}')?.len());
        json.push_str(",\"relatedInformation\":[");
        json.push_str(&others.join(","));
        json.push_str("]}");
        Some(Self { range: diagnostic.range, json: json.into() })
    }
}

/// The diagnostics of one question, with the texts they stand in.
fn of_question(desk: &Desk, question: &Question, ruling: Option<&Decision>) -> Vec<(Arc<str>, Told)> {
    let facts: Vec<&Fact> = desk.analysis.positions(question).collect();
    let related: Vec<String> = facts
        .iter()
        .filter_map(|fact| {
            let message = format!("{} says {}", plain(&fact.source), plain(expression(fact)));
            serde_json::to_string(&DiagnosticRelatedInformation { location: desk.location(fact), message }).ok()
        })
        .collect();
    let mut out: Vec<(Arc<str>, Told)> = Vec::new();
    // a value may be at odds with itself
    let is_alone = facts.len() == 1 && question.basis == Basis::Reckoned;
    for (fact, others) in facts.iter().zip(others(question, facts.len())) {
        let range = desk.range(&fact.path, fact.extent);
        if others.is_empty() && !is_alone || out.iter().any(|(path, told)| *path == fact.path && told.range == range) {
            continue;
        }
        let linked: Vec<&str> =
            others.iter().take(LINKED).filter_map(|&n| related.get(n).map(String::as_str)).collect();
        let others: Vec<&Fact> = others.iter().filter_map(|&n| facts.get(n).copied()).collect();
        let diagnostic = finding(question, ruling, fact, &others, range);
        out.extend(Told::with_others(&diagnostic, &linked).map(|told| (fact.path.clone(), told)));
    }
    out
}

/// For each position of a question those that speak against it, or all others where the verdict is no conflict of pairs.
fn others(question: &Question, many: usize) -> Vec<Vec<usize>> {
    if question.verdict != Verdict::Conflict || question.conflicts.is_empty() {
        return (0..many).map(|at| (0..many).filter(|n| *n != at).collect()).collect();
    }
    let mut out = vec![Vec::new(); many];
    for &(a, b) in question.conflicts.iter().filter(|(a, b)| a != b) {
        for (one, other) in [(a, b), (b, a)] {
            out.get_mut(one).into_iter().for_each(|list| list.push(other));
        }
    }
    for list in &mut out {
        list.sort_unstable();
        list.dedup();
    }
    out
}

fn finding(question: &Question, ruling: Option<&Decision>, fact: &Fact, others: &[&Fact], range: Range) -> Diagnostic {
    let severity = match (ruling, question.severity) {
        (Some(_), _) => DiagnosticSeverity::Hint,
        (None, Severity::Error) => DiagnosticSeverity::Error,
        (None, Severity::Warning) => DiagnosticSeverity::Warning,
        (None, _) => DiagnosticSeverity::Information,
    };
    let mut message = message(question, fact, others);
    if let Some(decision) = ruling {
        message = format!("{message} ({}: {})", decision.ruling, plain(&decision.reason));
    }
    if !question.label.is_empty() {
        message = format!("{message}\n{}", plain(&question.label));
    }
    Diagnostic {
        range,
        severity: Some(severity),
        code: Some(Code::String(question.rule.to_owned())),
        source: Some(SOURCE.to_owned()),
        message: message.into(),
        data: Some(json!({ "question": question.id })),
        ..Diagnostic::default()
    }
}

/// "36.3 % here; imt-2023:27 says 37 percent".
fn message(question: &Question, fact: &Fact, others: &[&Fact]) -> String {
    // arithmetic is told as such: its positions do not answer one question
    let is_sum = question.basis == Basis::Reckoned && question.verdict == Verdict::Conflict;
    if let Some(why) = question.why.first().filter(|_| is_sum) {
        return plain(why);
    }
    let mut says: Vec<String> = others
        .iter()
        .take(NAMED)
        .map(|o| {
            let place =
                if o.source == fact.source { format!("line {}", o.line) } else { format!("{}:{}", o.source, o.line) };
            format!("{} says {}", plain(&place), plain(expression(o)))
        })
        .collect();
    if others.len() > NAMED {
        says.push(format!("{} more differ", others.len() - NAMED));
    }
    format!("{} here; {}", plain(expression(fact)), says.join(", "))
}

/// What is wrong with whole files: settings and decisions that cannot be read, stale decisions, faults and oddities.
fn about_files(desk: &Desk, out: &mut BTreeMap<String, Vec<Told>>) {
    let tell = |range: Range, severity, code: &str, says: String| {
        Told::new(&Diagnostic {
            range,
            severity: Some(severity),
            code: Some(Code::String(code.to_owned())),
            source: Some(SOURCE.to_owned()),
            message: says.into(),
            ..Diagnostic::default()
        })
    };
    let project = &desk.project;
    if let Some(error) = project.settings_error() {
        let range = desk.rest_of_line(project.settings_text(), error.line, error.column);
        let diagnostic = tell(range, DiagnosticSeverity::Error, "settings", plain(&error.says));
        out.entry(project.settings_path()).or_default().extend(diagnostic);
    }
    let decisions = project.decisions_text();
    if let Some(error) = project.decisions_error() {
        let range = desk.rest_of_line(decisions, error.line, error.column);
        let diagnostic = tell(range, DiagnosticSeverity::Error, "decisions", plain(&error.says));
        out.entry(project.decisions_path()).or_default().extend(diagnostic);
    } else {
        for stale in &desk.analysis.stale {
            let key = format!("\"{}\"", stale.decision.fingerprint);
            let line = decisions.lines().position(|l| l.contains(&key)).unwrap_or(0);
            let range = desk.rest_of_line(decisions, u32::try_from(line + 1).unwrap_or(1), 1);
            let why: Vec<String> = stale.why.iter().map(|w| plain(w)).collect();
            let says = format!("stale decision on {}: {}", plain(&stale.decision.question), why.join("; "));
            let diagnostic = tell(range, DiagnosticSeverity::Warning, "stale-decision", says);
            out.entry(project.decisions_path()).or_default().extend(diagnostic);
        }
    }
    for unused in &desk.analysis.unused {
        let line = unused.line.saturating_sub(1);
        let mut range = Range::default();
        (range.start.line, range.end.line) = (line, line);
        let says = format!("nothing here is to be ignored any more ({})", plain(&unused.reason));
        let diagnostic = tell(range, DiagnosticSeverity::Hint, "unused-ignore", says);
        out.entry(unused.path.clone()).or_default().extend(diagnostic);
    }
    for notice in &desk.analysis.notices {
        let severity = if notice.is_fault { DiagnosticSeverity::Error } else { DiagnosticSeverity::Information };
        let code = if notice.is_fault { "unread" } else { "oddity" };
        let line = notice.line.unwrap_or(1).saturating_sub(1);
        let mut range = Range::default();
        (range.start.line, range.end.line) = (line, line);
        out.entry(notice.path.clone()).or_default().extend(tell(range, severity, code, plain(&notice.says)));
    }
}
