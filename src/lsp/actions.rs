//! Code actions: every ruling as an edit of the decisions, going to the other sources, directives.

use std::collections::{BTreeSet, HashMap};

use gen_lsp_types::{
    CodeAction, CodeActionKind, Command, CreateFile, CreateFileOptions, DocumentChange, Edit,
    OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit, TextDocumentIdentifier, TextEdit, WorkspaceEdit,
};
use serde_json::json;

use super::capabilities::Client;
use super::desk::Desk;
use super::markup::plain;
use super::options::Options;
use crate::compare::{Question, Verdict};
use crate::fact::Fact;
use crate::report::expression;
use crate::review::{Change, Decision, Draft, Ruling, ignore_line};
use crate::text::{LineIndex, Span};
use crate::value::Moment;

/// Shows a place: URI and range.
pub(super) const OPEN: &str = "gainsay.open";
/// Shows the other positions of what stands at a place: URI and position.
pub(super) const SHOW_POSITIONS: &str = "gainsay.showPositions";
/// Commands that the server carries out.
pub(super) const COMMANDS: [&str; 2] = [OPEN, SHOW_POSITIONS];

/// This many questions get actions, the strongest first.
const QUESTIONS: usize = 3;

/// Days that a finding sleeps.
const SNOOZE_DAYS: i64 = 30;

/// The most values that a selection joins.
const MOST_JOINED: usize = 6;

/// The reason that is written until somebody writes a better one: decisions need one.
const NO_REASON: &str = "no reason given yet";

/// Who asks, and what may be done.
pub(super) struct Asked<'a> {
    pub(super) desk: &'a Desk,
    pub(super) client: &'a Client,
    pub(super) options: &'a Options,
    pub(super) today: Option<Moment>,
}

impl Asked<'_> {
    /// The actions for the words between two byte offsets of a text.
    pub(super) fn actions(&self, name: &str, from: usize, to: usize) -> Vec<CodeAction> {
        let mut seen = BTreeSet::new();
        let mut out = Vec::new();
        let mut others = Vec::new();
        for (index, fact) in self.desk.facts_at(name, from, to) {
            for (n, question) in self.desk.questions_of(index) {
                let fail_on = self.desk.project.config().fail_on;
                let counts = question.verdict >= Verdict::Scope || fail_on.counts(question.verdict, question.severity);
                if !counts || seen.len() >= QUESTIONS || !seen.insert(n) {
                    continue;
                }
                match self.desk.analysis.rulings.get(n).and_then(Option::as_ref) {
                    Some(decision) => out.extend(self.withdraw(question, decision)),
                    None => {
                        for ruling in Ruling::ALL {
                            self.rule(question, index, ruling, &mut out);
                        }
                        out.extend(self.ignore(name, fact, question));
                    }
                }
                if self.client.shows_documents {
                    self.open_others(question, index, &mut others);
                }
            }
        }
        self.join(name, from, to, &mut out);
        out.append(&mut others);
        out
    }

    /// The actions for one ruling: one, or one a source.
    fn rule(&self, question: &Question, own: usize, ruling: Ruling, out: &mut Vec<CodeAction>) {
        let facts = &self.desk.analysis.facts;
        let positions: Vec<&Fact> = self.desk.analysis.positions(question).collect();
        let draft = self.draft(ruling);
        let on = |draft: &Draft| draft.on(question, facts).ok();
        let label = plain(&question.label);
        match ruling {
            Ruling::Confirmed => self.decide(format!("Confirm: a real conflict ({label})"), on(&draft), out),
            Ruling::Dismissed => self.decide(format!("Dismiss: not the same question ({label})"), on(&draft), out),
            Ruling::Scope => self.decide(format!("Both are right: scope differs ({label})"), on(&draft), out),
            Ruling::Prefer => {
                let mut told = BTreeSet::new();
                for fact in positions.iter().filter(|f| told.insert(f.source.clone())) {
                    let title = format!("Prefer {}: {} ({label})", plain(&fact.source), plain(expression(fact)));
                    let draft = Draft { prefer: Some(fact.source.to_string()), ..draft.clone() };
                    self.decide(title, on(&draft), out);
                }
            }
            Ruling::Snooze => {
                if let Some(until) = self.today.and_then(|d| d.add_days(SNOOZE_DAYS)) {
                    let title = format!("Snooze until {until} ({label})");
                    self.decide(title, on(&Draft { until: Some(until.to_string()), ..draft }), out);
                }
            }
            Ruling::Split => {
                let apart: Vec<&Fact> = facts.get(own).into_iter().collect();
                let stay: Vec<&Fact> = positions.into_iter().filter(|f| apart.iter().all(|a| a.id != f.id)).collect();
                let title = format!("Split: this is not about {label}");
                self.decide(title, draft.split(&question.label, &stay, &apart).ok(), out);
            }
            // what no question holds together yet: see `join`
            Ruling::Join => {}
        }
    }

    /// The action that joins the values of a selection.
    fn join(&self, name: &str, from: usize, to: usize, out: &mut Vec<CodeAction>) {
        let mut chosen = self.desk.facts_at(name, from, to);
        chosen.retain(|(_, f)| from <= f.span.start() && f.span.end() <= to);
        chosen.sort_by_key(|(_, f)| f.span);
        let together = |a: usize, b: usize| self.desk.questions_of(a).any(|(_, q)| q.positions.contains(&b));
        let is_new = chosen.windows(2).any(|pair| !together(pair[0].0, pair[1].0));
        let facts: Vec<&Fact> = chosen.iter().map(|(_, f)| *f).collect();
        if let Some(first) = facts.first().filter(|_| is_new && facts.len() <= MOST_JOINED) {
            let label = if first.measure.is_empty() { first.surface.as_str() } else { first.measure.as_str() };
            let said: Vec<String> = facts.iter().map(|f| plain(&f.surface)).collect();
            let title = format!("Join: {} answer one question", said.join(" and "));
            self.decide(title, self.draft(Ruling::Join).join(label, &facts).ok(), out);
        }
    }

    fn draft(&self, ruling: Ruling) -> Draft {
        Draft {
            ruling,
            reason: NO_REASON.to_owned(),
            author: self.options.author.clone(),
            date: self.today.map(|d| d.to_string()).unwrap_or_default(),
            prefer: None,
            until: None,
        }
    }

    /// The action that writes a decision, and then goes to its reason.
    fn decide(&self, title: String, decision: Option<Decision>, out: &mut Vec<CodeAction>) {
        let Some(decision) = decision else { return };
        let stale = self.desk.analysis.stale.iter().filter(|s| s.now.as_ref() == Some(&decision.question));
        let succeeds = stale.map(|s| s.decision.fingerprint.as_str()).collect();
        let Ok(change) = Change::record(self.desk.project.decisions_text(), &decision, &succeeds) else { return };
        let name = self.desk.project.decisions_path();
        let edit = self.edit(&name, &change.before, &change.after);
        let command = self.reason(&change.after, &decision).filter(|_| self.client.shows_documents);
        let command = command.map(|selection| Command {
            title: "Write the reason".to_owned(),
            tooltip: None,
            command: OPEN.to_owned(),
            arguments: Some(vec![json!(self.desk.uri(&name)), json!(selection)]),
        });
        out.push(CodeAction { command, ..action(title, edit) });
    }

    /// Where the reason of a decision stands in the text of decisions.
    fn reason(&self, text: &str, decision: &Decision) -> Option<Range> {
        let key = text.find(&format!("\"{}\"", decision.fingerprint))?;
        let at = key + text.get(key..)?.find(NO_REASON)?;
        let lines = LineIndex::new(text.as_bytes());
        Some(self.desk.encoding.range(text.as_bytes(), &lines, Span::new(at, at + NO_REASON.len())))
    }

    fn withdraw(&self, question: &Question, decision: &Decision) -> Option<CodeAction> {
        let keys = BTreeSet::from([decision.fingerprint.as_str()]);
        let change = Change::remove(self.desk.project.decisions_text(), &keys).ok().filter(|c| c.before != c.after)?;
        let title = format!("Withdraw the decision: {} ({})", decision.ruling, plain(&question.label));
        Some(action(title, self.edit(&self.desk.project.decisions_path(), &change.before, &change.after)))
    }

    /// The action that puts a directive above the paragraph.
    fn ignore(&self, name: &str, fact: &Fact, question: &Question) -> Option<CodeAction> {
        let document = self.desk.project.document(name)?;
        let block = document.blocks.iter().find(|b| {
            let span = document.locate(b.span);
            span.start() <= fact.span.start() && fact.span.end() <= span.end()
        })?;
        let line = document.lines.line(document.locate(block.span).start());
        let start = document.lines.start(line)?;
        let line = format!("{}\n", ignore_line(name, NO_REASON));
        let range = self.desk.range(name, Span::new(start, start));
        let edit = self.workspace_edit(name, vec![TextEdit { range, new_text: line }]);
        Some(action(format!("Insert a directive to ignore this here ({})", plain(&question.label)), edit))
    }

    fn open_others(&self, question: &Question, own: usize, out: &mut Vec<CodeAction>) {
        let positions = question.positions.iter().filter(|&&i| i != own);
        for fact in positions.filter_map(|&i| self.desk.analysis.facts.get(i)) {
            let place = format!("{}:{}", fact.source, fact.line);
            let title = format!("Open {}: {}", plain(&place), plain(expression(fact)));
            let location = self.desk.location(fact);
            let command = Command {
                title: title.clone(),
                tooltip: None,
                command: OPEN.to_owned(),
                arguments: Some(vec![json!(location.uri), json!(location.range)]),
            };
            let is_new = !out.iter().any(|a| a.title == title);
            if is_new {
                out.push(CodeAction {
                    title,
                    kind: Some(CodeActionKind::QuickFix),
                    command: Some(command),
                    ..CodeAction::default()
                });
            }
        }
    }

    /// The edit that makes one text of another, as small as may be; a file that is not there is made.
    fn edit(&self, name: &str, old: &str, new: &str) -> WorkspaceEdit {
        let head = common(old.chars(), new.chars());
        let (old_rest, new_rest) = (&old[head..], &new[head..]);
        let tail = common(old_rest.chars().rev(), new_rest.chars().rev());
        let lines = LineIndex::new(old.as_bytes());
        let span = Span::new(head, old.len() - tail);
        let range = self.desk.encoding.range(old.as_bytes(), &lines, span);
        let new_text = new_rest[..new_rest.len() - tail].to_owned();
        self.workspace_edit(name, vec![TextEdit { range, new_text }])
    }

    fn workspace_edit(&self, name: &str, edits: Vec<TextEdit>) -> WorkspaceEdit {
        let uri = self.desk.uri(name);
        if !self.client.document_changes {
            return WorkspaceEdit { changes: Some(HashMap::from([(uri, edits)])), ..WorkspaceEdit::default() };
        }
        let mut changes = Vec::new();
        if self.client.creates_files && !self.desk.project.exists(name) {
            let options = CreateFileOptions { overwrite: None, ignore_if_exists: Some(true) };
            let create = CreateFile::new(uri.clone(), Some(options), None);
            changes.push(DocumentChange::CreateFile(create));
        }
        changes.push(DocumentChange::TextDocumentEdit(TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier {
                version: self.desk.open.get(name).map(|(_, version)| *version),
                text_document_identifier: TextDocumentIdentifier { uri },
            },
            edits: edits.into_iter().map(Edit::TextEdit).collect(),
        }));
        WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
    }
}

fn action(title: String, edit: WorkspaceEdit) -> CodeAction {
    CodeAction { title, kind: Some(CodeActionKind::QuickFix), edit: Some(edit), ..CodeAction::default() }
}

/// Bytes that two texts share at the end that is walked first.
fn common(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum()
}

/// A range that a command was given.
pub(super) fn range_argument(value: &serde_json::Value) -> Option<Range> {
    serde_json::from_value(value.clone()).ok()
}
