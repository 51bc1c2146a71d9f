//! What every output is made from; also the JSON form.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::compare::{Question, Severity, Verdict};
use crate::fact::{Fact, ValueRecord};
use crate::review::{Decision, Drift, FileDrift, Ruling, fingerprint};
use crate::workspace::Analysis;

use super::text::find_words;

/// Sources, questions and what was left out.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Name of the form, "gainsay-report/1".
    pub schema: &'static str,
    /// The sources, by id.
    pub sources: Vec<SourceRow>,
    /// Questions with two or more positions: by verdict, undecided ones first, then by severity and gap.
    pub questions: Vec<QuestionRow>,
    /// What was read and what became of it.
    pub ledger: LedgerRow,
    /// Decisions that no longer fit the texts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stale: Vec<StaleRow>,
    /// How the committed fact records differ from the texts; only `check` looks at them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub drift: Vec<DriftRow>,
    /// Instructions to leave findings alone that no finding needs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unused: Vec<UnusedRow>,
    /// What was left uncompared because a limit was reached.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub truncated: Vec<String>,
}

/// One source.
#[derive(Clone, Debug, Serialize)]
pub struct SourceRow {
    /// Its id.
    pub id: String,
    /// Its path.
    pub path: String,
    /// Its title.
    pub title: Option<String>,
    /// Date of publication as written.
    pub published: Option<String>,
    /// Number of facts it states.
    pub facts: usize,
}

/// One question with its verdict.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionRow {
    /// Content id.
    pub id: String,
    /// What is asked.
    pub label: String,
    /// Kind of the values.
    pub kind: &'static str,
    /// Whether the positions can all be true.
    #[serde(serialize_with = "verdict_word")]
    pub verdict: Verdict,
    /// How sure that is.
    #[serde(serialize_with = "severity_word")]
    pub severity: Severity,
    /// Name of the rule that gave the verdict.
    pub rule: &'static str,
    /// What the sources say.
    pub positions: Vec<PositionRow>,
    /// Pairs of indices into `positions` that cannot both hold.
    pub conflicts: Vec<(usize, usize)>,
    /// Short reasons.
    pub why: Vec<String>,
    /// What an editor ruled.
    pub decision: Option<DecisionRow>,
    /// Content key of the positions, for systems that follow findings over time.
    #[serde(skip)]
    pub fingerprint: String,
}

/// What one source says to a question.
#[derive(Clone, Debug, Serialize)]
pub struct PositionRow {
    /// Id of the fact.
    pub fact: String,
    /// Id of the source.
    pub source: String,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in Unicode scalar values.
    pub column: u32,
    /// The value as written.
    pub surface: String,
    /// The value as stated.
    pub value: ValueRecord,
    /// Its unit.
    pub unit: String,
    /// The sentence.
    pub quote: String,
    /// The whole expression with hedge and unit, where the sentence holds it; shown in tables.
    #[serde(skip)]
    pub shown: String,
    /// Path of the source.
    #[serde(skip)]
    pub path: String,
    /// Whether an annotation may be put here: not so on lines that a check limited to changes leaves out.
    #[serde(skip)]
    pub in_focus: bool,
}

/// A decision as it is shown with a question.
#[derive(Clone, Debug, Serialize)]
pub struct DecisionRow {
    /// What was ruled.
    #[serde(serialize_with = "ruling_word")]
    pub ruling: Ruling,
    /// Why.
    pub reason: String,
    /// Who ruled.
    pub author: String,
    /// When.
    pub date: String,
    /// The source that is right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefer: Option<String>,
    /// The first day on which it counts again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// A decision that no longer fits the texts.
#[derive(Clone, Debug, Serialize)]
pub struct StaleRow {
    /// Id of the question when it was made.
    pub question: String,
    /// Its content key.
    pub fingerprint: String,
    /// What was ruled.
    #[serde(serialize_with = "ruling_word")]
    pub ruling: Ruling,
    /// What changed.
    pub why: Vec<String>,
    /// Id of the question that most of its words stand in now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
    /// File of the decisions.
    #[serde(skip)]
    pub path: String,
    /// Line of the decision in that file.
    #[serde(skip)]
    pub line: u32,
}

/// One difference between the committed fact records and the texts.
#[derive(Clone, Debug, Serialize)]
pub struct DriftRow {
    /// File of the records.
    pub path: String,
    /// Id of the source.
    pub source: String,
    /// "new", "gone" or "changed"; "source gone" for a whole file.
    pub change: &'static str,
    /// What the record is about.
    pub label: String,
    /// The value as recorded, where it is recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The value as the text states it, where it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Other fields that changed: name, before, after.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<[String; 3]>,
    /// The sentence.
    pub quote: String,
    /// Path and line of the text, where it still says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<(String, u32)>,
    /// One line for people.
    #[serde(skip)]
    pub line: String,
    /// Nothing changed but other words of its sentence.
    #[serde(skip)]
    pub is_reworded: bool,
}

/// An instruction to leave findings alone that no finding needs.
#[derive(Clone, Debug, Serialize)]
pub struct UnusedRow {
    /// File in which it stands.
    pub path: String,
    /// Line in that file.
    pub line: u32,
    /// The reason it gives.
    pub reason: String,
}

/// What was read and what became of it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LedgerRow {
    /// Texts read.
    pub files: usize,
    /// Sentences found.
    pub sentences: usize,
    /// Numbers and dates met.
    pub numbers_seen: usize,
    /// Facts stated.
    pub facts: usize,
    /// Numbers set aside, counted by reason.
    pub left: BTreeMap<String, usize>,
}

/// Numbers of the summary line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Undecided conflicts of severity error.
    pub errors: usize,
    /// Undecided conflicts of severity warning (or less).
    pub warnings: usize,
    /// Undecided questions whose positions differ in scope.
    pub scope: usize,
    /// Undecided questions answered in different words that can all be true.
    pub compatible: usize,
    /// Undecided questions answered alike.
    pub agree: usize,
    /// Questions on which something was ruled.
    pub decided: usize,
}

fn verdict_word<S: Serializer>(verdict: &Verdict, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(verdict.as_str())
}

fn severity_word<S: Serializer>(severity: &Severity, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(severity.as_str())
}

fn ruling_word<S: Serializer>(ruling: &Ruling, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(ruling.as_str())
}

impl Report {
    /// The report of an analysis.
    pub fn new(analysis: &Analysis) -> Self {
        let sources = analysis.sources.iter().map(|s| SourceRow {
            id: s.source.id.to_string(),
            path: s.source.path.clone(),
            title: s.source.title.clone(),
            published: s.source.published.clone(),
            facts: s.facts,
        });
        let rows = analysis.questions.iter().enumerate().map(|(i, question)| {
            let decision = analysis.rulings.get(i).and_then(Option::as_ref);
            QuestionRow::new(question, &analysis.facts, decision)
        });
        let mut questions: Vec<QuestionRow> = rows.collect();
        questions.sort_by_key(|q| (Reverse(q.verdict), q.decision.is_some()));
        let ledger = &analysis.ledger;
        Self {
            schema: "gainsay-report/1",
            sources: sources.collect(),
            questions,
            ledger: LedgerRow {
                files: ledger.files,
                sentences: ledger.sentences,
                numbers_seen: ledger.numbers_seen,
                facts: ledger.facts,
                left: ledger.left.clone(),
            },
            stale: analysis
                .stale
                .iter()
                .map(|s| StaleRow {
                    question: s.decision.question.clone(),
                    fingerprint: s.decision.fingerprint.clone(),
                    ruling: s.decision.ruling,
                    why: s.why.clone(),
                    now: s.now.clone(),
                    path: "facts/decisions.toml".to_owned(),
                    line: s.line,
                })
                .collect(),
            drift: Vec::new(),
            unused: analysis
                .unused
                .iter()
                .map(|u| UnusedRow { path: u.path.clone(), line: u.line, reason: u.reason.clone() })
                .collect(),
            truncated: analysis.truncated.clone(),
        }
    }

    /// Adds how the committed records differ from the texts, whose facts are given.
    pub fn add_drift(&mut self, drift: &[FileDrift], facts: &[Fact]) {
        for file in drift {
            if file.is_gone {
                self.drift.push(DriftRow {
                    path: file.path.clone(),
                    source: file.source.clone(),
                    change: "source gone",
                    label: "the whole file".to_owned(),
                    before: None,
                    after: None,
                    fields: Vec::new(),
                    quote: String::new(),
                    at: None,
                    line: "- the whole file: its source is gone".to_owned(),
                    is_reworded: false,
                });
            }
            // mere wording last: it mostly follows from another change in the same sentence
            let (reworded, telling): (Vec<_>, Vec<_>) = file.changes.iter().partition(|c| c.is_reworded());
            for change in telling.into_iter().chain(reworded) {
                let (now, surface) = (change.fact(), change.fact().body.surface.clone());
                let values = change.value_change();
                let standing = facts.iter().find(|f| *f.source == *file.source && f.id == now.id);
                let is_gone = matches!(change, Drift::Gone(_));
                self.drift.push(DriftRow {
                    path: file.path.clone(),
                    source: file.source.clone(),
                    change: change.as_str(),
                    label: change.label(),
                    before: match change {
                        Drift::New(_) => None,
                        Drift::Gone(_) => Some(surface.clone()),
                        Drift::Changed(_) => Some(values.map_or(surface.clone(), |(before, _)| before.to_owned())),
                    },
                    after: (!is_gone).then_some(surface),
                    fields: change.fields().into_iter().map(|f| [f.field, f.before, f.after]).collect(),
                    quote: now.body.quote.clone(),
                    at: standing.filter(|_| !is_gone).map(|f| (f.path.to_string(), f.line)),
                    line: change.line(),
                    is_reworded: change.is_reworded(),
                });
            }
        }
    }

    /// Keeps the questions of which `is_changed` holds for a position, and puts annotations on those positions only.
    pub fn limit_to(&mut self, is_changed: impl Fn(&PositionRow) -> bool) {
        for question in &mut self.questions {
            for position in &mut question.positions {
                position.in_focus = is_changed(position);
            }
        }
        self.questions.retain(|q| q.positions.iter().any(|p| p.in_focus));
    }

    /// Counts for the summary line.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        for question in &self.questions {
            let counter = match (question.decision.is_some(), question.verdict, question.severity) {
                (true, ..) => &mut summary.decided,
                (_, Verdict::Conflict, Severity::Error) => &mut summary.errors,
                (_, Verdict::Conflict, _) => &mut summary.warnings,
                (_, Verdict::Scope, _) => &mut summary.scope,
                (_, Verdict::Compatible, _) => &mut summary.compatible,
                (_, Verdict::Agree, _) => &mut summary.agree,
            };
            *counter += 1;
        }
        summary
    }

    /// Questions that a table shows: conflicts that nobody dismissed, or all of them.
    pub fn shown(&self, all: bool) -> impl Iterator<Item = &QuestionRow> {
        self.questions.iter().filter(move |q| all || q.is_standing_conflict())
    }
}

/// Rows of records out of date, each by itself; those of one sentence of which only other words changed together.
pub(super) fn by_sentence(rows: &[DriftRow]) -> impl Iterator<Item = (&DriftRow, usize)> {
    let is_one = |a: &DriftRow, b: &DriftRow| {
        a.is_reworded && b.is_reworded && (&a.path, &a.at, &a.quote) == (&b.path, &b.at, &b.quote)
    };
    rows.chunk_by(is_one).filter_map(|rows| rows.first().map(|row| (row, rows.len())))
}

impl QuestionRow {
    fn new(question: &Question, facts: &[Fact], decision: Option<&Decision>) -> Self {
        Self {
            id: question.id.clone(),
            label: question.label.clone(),
            kind: question.kind.as_str(),
            verdict: question.verdict,
            severity: question.severity,
            rule: question.rule,
            positions: question.positions.iter().filter_map(|&i| facts.get(i)).map(PositionRow::from).collect(),
            conflicts: question.conflicts.clone(),
            why: question.why.clone(),
            fingerprint: fingerprint(question, facts),
            decision: decision.map(|d| DecisionRow {
                ruling: d.ruling,
                reason: d.reason.clone(),
                author: d.author.clone(),
                date: d.date.clone(),
                prefer: d.prefer.clone(),
                until: d.until.clone(),
            }),
        }
    }

    /// A conflict that is undecided or was confirmed: shown without being asked for.
    fn is_standing_conflict(&self) -> bool {
        let set_aside =
            matches!(&self.decision, Some(d) if matches!(d.ruling, Ruling::Dismissed | Ruling::Scope | Ruling::Snooze));
        self.verdict == Verdict::Conflict && !set_aside
    }

    /// Whether a position stands in a conflicting pair.
    pub fn is_disputed(&self, position: usize) -> bool {
        self.conflicts.iter().any(|&(a, b)| a == position || b == position)
    }
}

impl From<&Fact> for PositionRow {
    fn from(fact: &Fact) -> Self {
        Self {
            fact: fact.id.clone(),
            source: fact.source.to_string(),
            line: fact.line,
            column: fact.column,
            surface: fact.surface.clone(),
            value: (&fact.value).into(),
            unit: fact.unit.clone(),
            quote: fact.quote.to_string(),
            shown: expression(fact).to_owned(),
            path: fact.path.to_string(),
            in_focus: true,
        }
    }
}

/// The words of the whole expression with hedge and unit ("more than 13 million dollars"), as far as the sentence holds
/// them at the same distance from the value; the bare value otherwise, and where the expression is long.
pub fn expression(fact: &Fact) -> &str {
    const LONGEST: usize = 48;
    let quote = &*fact.quote;
    let before = fact.span.start().saturating_sub(fact.extent.start());
    let after = fact.extent.end().saturating_sub(fact.span.end());
    let Some(at) = find_words(quote, &fact.surface) else { return &fact.surface };
    let range = at.checked_sub(before).map(|start| start..at + fact.surface.len() + after);
    let whole = range.and_then(|range| quote.get(range)).map(str::trim).unwrap_or(&fact.surface);
    if whole.chars().count() > LONGEST { &fact.surface } else { whole }
}
