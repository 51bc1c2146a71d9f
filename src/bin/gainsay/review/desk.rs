//! What review does to the disk: rulings are written as they are made.

use std::collections::BTreeSet;
use std::path::PathBuf;

use gainsay::compare::Question;
use gainsay::disk;
use gainsay::fact::Fact;
use gainsay::review::{Change, Decision, Decisions, Draft, Ruling};
use gainsay::workspace::{Analysis, Workspace};

use crate::args::Common;
use crate::output::Fault;
use crate::project::{self, Project};

/// What is to be ruled, with the question or questions by id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// A ruling on one question.
    Rule { question: String, ruling: Ruling, prefer: Option<String>, until: Option<String> },
    /// Two questions are one.
    Join { one: String, other: String },
    /// Some positions of a question, by the ids of their facts, are not about it.
    Split { question: String, apart: Vec<String> },
}

/// The project under review and the acts so far.
#[derive(Debug)]
pub(super) struct Desk {
    project: Project,
    workspace: Workspace,
    path: PathBuf,
    author: String,
    today: String,
    whole: bool,
    /// What was done, with the id of the question that it was done on.
    done: Vec<(Change, String)>,
}

impl Desk {
    /// Reads the project's texts.
    pub(super) fn open(common: &Common, author: &str) -> Result<(Self, Analysis), Fault> {
        let project = Project::find(common)?;
        let mut loaded = project.load(common, &[])?;
        let analysis = loaded.analyze(common);
        let desk = Self {
            path: project.decisions_path(),
            author: crate::author::of(author),
            today: project.config.today.clone().unwrap_or_else(project::today),
            whole: loaded.whole,
            workspace: loaded.workspace,
            done: Vec::new(),
            project,
        };
        Ok((desk, analysis))
    }

    /// The day that counts as today, as ISO 8601.
    pub(super) fn today(&self) -> &str {
        &self.today
    }

    /// Records an act; the analysis after it.
    pub(super) fn act(&mut self, analysis: &Analysis, act: &Act, reason: &str) -> Result<Analysis, String> {
        let decision = self.decision(analysis, act, reason)?;
        // What the same question was ruled on before its words changed is replaced by what is ruled now.
        let succeeds: BTreeSet<&str> = analysis
            .stale
            .iter()
            .filter(|s| !decision.ruling.teaches() && s.now.as_ref() == Some(&decision.question))
            .map(|s| s.decision.fingerprint.as_str())
            .collect();
        let text = self.text()?;
        let change = Change::record(&text, &decision, &succeeds).map_err(|e| self.located(&e))?;
        self.write(&text, &change.after)?;
        let on = match act {
            Act::Rule { question, .. } | Act::Split { question, .. } => question,
            Act::Join { one, .. } => one,
        };
        self.done.push((change, on.clone()));
        self.again()
    }

    /// Takes the last act back, and says which question it was on; nothing if there is none.
    pub(super) fn undo(&mut self) -> Result<Option<(Analysis, String)>, String> {
        let Some((change, _)) = self.done.last() else { return Ok(None) };
        let text = self.text()?;
        let before = change.undo(&text).map_err(|e| self.located(&e))?;
        self.write(&text, &before)?;
        let on = self.done.pop().map(|(_, on)| on).unwrap_or_default();
        Ok(Some((self.again()?, on)))
    }

    /// Reads texts and decisions again, after an editor had them.
    pub(super) fn reread(&mut self, common: &Common) -> Result<Analysis, String> {
        let mut loaded = self.project.load(common, &[]).map_err(|e| e.to_string())?;
        let analysis = loaded.workspace.analysis();
        self.workspace = std::mem::take(&mut loaded.workspace);
        Ok(analysis)
    }

    fn decision(&self, analysis: &Analysis, act: &Act, reason: &str) -> Result<Decision, String> {
        let draft = |ruling, prefer: &Option<String>, until: &Option<String>| Draft {
            ruling,
            reason: reason.trim().to_owned(),
            author: self.author.clone(),
            date: self.today.clone(),
            prefer: prefer.clone(),
            until: until.clone(),
        };
        let find = |id: &str| {
            let found = analysis.questions.iter().find(|q| q.id == id);
            found.ok_or_else(|| format!("{id}: no longer a question"))
        };
        let facts = |question: &Question| -> Vec<&Fact> {
            question.positions.iter().filter_map(|&i| analysis.facts.get(i)).collect()
        };
        let made = match act {
            Act::Rule { question, ruling, prefer, until } => {
                draft(*ruling, prefer, until).on(find(question)?, &analysis.facts)
            }
            Act::Join { one, other } => {
                let (one, other) = (find(one)?, find(other)?);
                let both: Vec<&Fact> = facts(one).into_iter().chain(facts(other)).collect();
                draft(Ruling::Join, &None, &None).join(&one.label, &both)
            }
            Act::Split { question, apart } => {
                let question = find(question)?;
                let (apart, stay): (Vec<_>, Vec<_>) = facts(question).into_iter().partition(|f| apart.contains(&f.id));
                draft(Ruling::Split, &None, &None).split(&question.label, &stay, &apart)
            }
        };
        made.map_err(|refused| refused.to_string())
    }

    fn text(&self) -> Result<String, String> {
        self.project.decisions_text().map_err(|e| e.to_string())
    }

    fn write(&self, old: &str, new: &str) -> Result<(), String> {
        let said = |e: std::io::Error| format!("{}: {e}", self.path.display());
        if let Some(folder) = self.path.parent() {
            std::fs::create_dir_all(folder).map_err(said)?;
        }
        disk::replace(&self.path, old, new).map_err(said)
    }

    fn again(&mut self) -> Result<Analysis, String> {
        let decisions = Decisions::parse(&self.text()?).map_err(|e| self.located(&e))?;
        self.workspace.set_decisions(decisions, self.whole);
        Ok(self.workspace.analysis())
    }

    fn located(&self, error: &impl std::fmt::Display) -> String {
        format!("{}:{error}", self.path.display())
    }
}
