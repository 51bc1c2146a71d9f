//! What is new, gone and changed between two looks at a project.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::config::FailOn;
use crate::report::{QuestionRow, Report, Visible};
use crate::workspace::Analysis;

/// A difference between two looks.
#[derive(Clone, Debug)]
pub enum News {
    /// A finding that was not there.
    New(Box<QuestionRow>),
    /// A finding that is there no more; with how it was decided, where that is why.
    Gone(Box<QuestionRow>, Option<String>),
    /// A finding one of whose positions, or whose verdict, is another one: before and after.
    Changed(Box<(QuestionRow, QuestionRow)>),
    /// A decision that no longer fits the texts: id of its question, and what changed.
    Stale(String, Vec<String>),
    /// Something is wrong with a file, or no longer: its path, and what is wrong.
    File(String, Option<String>),
}

/// What a look at a project found, as far as it counts.
#[derive(Clone, Debug, Default)]
pub struct Look {
    findings: BTreeMap<String, QuestionRow>,
    decided: BTreeMap<String, String>,
    stale: BTreeMap<String, (String, Vec<String>)>,
    files: BTreeMap<String, String>,
    texts: usize,
}

impl Look {
    /// The findings of an analysis at or above a threshold on which nothing was ruled; at least all conflicts. `files`
    /// are faults of settings and the like.
    pub fn new(analysis: &Analysis, fail_on: FailOn, files: impl Iterator<Item = (String, String)>) -> Self {
        let report = Report::new(analysis);
        let mut look = Self { texts: analysis.sources.len(), ..Self::default() };
        let least = if fail_on == FailOn::Never { FailOn::Conflict } else { fail_on };
        for question in report.questions {
            if !least.counts(question.verdict, question.severity) {
                continue;
            }
            match &question.decision {
                None => {
                    look.findings.insert(question.id.clone(), question);
                }
                Some(decision) => {
                    look.decided.insert(question.id.clone(), decision.ruling.as_str().to_owned());
                }
            }
        }
        for stale in report.stale {
            look.stale.insert(stale.fingerprint, (stale.question, stale.why));
        }
        let faults = analysis.notices.iter().filter(|n| n.is_fault).map(|n| (n.path.clone(), n.says.clone()));
        look.files = faults.chain(files).collect();
        look
    }

    /// Number of findings.
    pub fn undecided(&self) -> usize {
        self.findings.len()
    }

    /// Number of texts.
    pub fn texts(&self) -> usize {
        self.texts
    }

    /// What is different now: gone, changed, new, stale, files; each in order of ids.
    pub fn since(&self, before: &Self) -> Vec<News> {
        let mut gone: Vec<&QuestionRow> =
            before.findings.iter().filter(|(id, _)| !self.findings.contains_key(*id)).map(|(_, q)| q).collect();
        let (mut left, mut changed, mut new) = (Vec::new(), Vec::new(), Vec::new());
        for (id, now) in &self.findings {
            if let Some(then) = before.findings.get(id) {
                if (then.verdict, then.severity, then.rule) != (now.verdict, now.severity, now.rule) {
                    changed.push(News::Changed(Box::new((then.clone(), now.clone()))));
                }
            } else if let Some(at) = nearest(&gone, now) {
                changed.push(News::Changed(Box::new((gone.remove(at).clone(), now.clone()))));
            } else {
                new.push(News::New(Box::new(now.clone())));
            }
        }
        for then in gone {
            left.push(News::Gone(Box::new(then.clone()), self.decided.get(&then.id).cloned()));
        }
        let stale = self.stale.iter().filter(|(key, _)| !before.stale.contains_key(*key));
        let stale = stale.map(|(_, (question, why))| News::Stale(question.clone(), why.clone()));
        let paths: BTreeSet<&String> = self.files.keys().chain(before.files.keys()).collect();
        let files = paths.into_iter().filter(|p| self.files.get(*p) != before.files.get(*p));
        let files = files.map(|p| News::File(p.clone(), self.files.get(p).cloned()));
        left.into_iter().chain(changed).chain(new).chain(stale).chain(files).collect()
    }
}

/// The finding among those gone that has most positions in common with one, or failing that the same label.
fn nearest(gone: &[&QuestionRow], now: &QuestionRow) -> Option<usize> {
    let facts: BTreeSet<&str> = now.positions.iter().map(|p| p.fact.as_str()).collect();
    let sources = |q: &QuestionRow| q.positions.iter().map(|p| p.source.clone()).collect::<BTreeSet<_>>();
    let shared = |q: &QuestionRow| q.positions.iter().filter(|p| facts.contains(p.fact.as_str())).count();
    let score = |q: &QuestionRow| 2 * shared(q) + usize::from(q.label == now.label && sources(q) == sources(now));
    let scored = gone.iter().enumerate().map(|(i, q)| (score(q), std::cmp::Reverse(i)));
    scored.max().filter(|(score, _)| *score > 0).map(|(_, std::cmp::Reverse(i))| i)
}

impl News {
    /// One line for people.
    pub fn line(&self) -> String {
        let text = match self {
            Self::New(now) => format!("new      {}", told(now)),
            Self::Gone(then, None) => format!("gone     {}", told(then)),
            Self::Gone(then, Some(ruling)) => format!("decided  {}: {ruling}", told(then)),
            Self::Changed(both) => format!("changed  {}; before: {}", told(&both.1), positions(&both.0)),
            Self::Stale(question, why) => format!("stale    decision on {question}: {}", why.join("; ")),
            Self::File(path, Some(says)) => format!("fault    {path}: {says}"),
            Self::File(path, None) => format!("mended   {path}"),
        };
        // the words of the first column are ours, what follows is not
        let (word, rest) = text.split_at(9);
        format!("{word}{}", Visible::new(rest))
    }

    /// One object for programs.
    pub fn json(&self) -> Value {
        match self {
            Self::New(now) => json!({ "event": "new", "question": now }),
            Self::Gone(then, ruling) => json!({ "event": "gone", "question": then, "ruling": ruling }),
            Self::Changed(both) => json!({ "event": "changed", "before": both.0, "question": both.1 }),
            Self::Stale(question, why) => json!({ "event": "stale", "decision": question, "why": why }),
            Self::File(path, says) => json!({ "event": "file", "path": path, "says": says }),
        }
    }
}

/// "conflict (error) ships: 14 (a:3) · 19 (b:3) [ships-1911-7f3a]".
fn told(q: &QuestionRow) -> String {
    format!("{} ({}) {}: {} [{}]", q.verdict, q.severity, q.label, positions(q), q.id)
}

fn positions(q: &QuestionRow) -> String {
    const MOST: usize = 6;
    let mut out = String::new();
    for p in q.positions.iter().take(MOST) {
        let gap = if out.is_empty() { "" } else { " · " };
        let _ = write!(out, "{gap}{} ({}:{})", p.shown, p.source, p.line);
    }
    if q.positions.len() > MOST {
        let _ = write!(out, " · {} more", q.positions.len() - MOST);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::workspace::Workspace;

    fn look(texts: &[(&str, &str)]) -> Look {
        let mut workspace = Workspace::new(Config::default());
        workspace.set_texts(texts.iter().map(|(p, t)| ((*p).to_owned(), t.as_bytes().to_vec())).collect());
        Look::new(&workspace.analysis(), FailOn::Conflict, std::iter::empty())
    }

    fn lines(now: &Look, then: &Look) -> Vec<String> {
        now.since(then).iter().map(|n| n.line()[..9].trim_end().to_owned()).collect()
    }

    #[test]
    fn new_changed_and_gone_are_told_apart() {
        let a = ("a.md", "In 1911 the yard built 14 ships.");
        let alike = look(&[a, ("b.md", "In 1911 the yard built 14 ships.")]);
        let apart = look(&[a, ("b.md", "In 1911 the yard built 19 ships.")]);
        let other = look(&[a, ("b.md", "In 1911 the yard built 21 ships.")]);
        assert_eq!(lines(&apart, &alike), ["new"]);
        assert_eq!(lines(&other, &apart), ["changed"]);
        assert_eq!(lines(&alike, &other), ["gone"]);
        assert!(lines(&alike, &alike).is_empty());
        let line = other.since(&apart)[0].line();
        assert!(line.contains("21 (b:1)") && line.contains("before: 14 (a:1) · 19 (b:1)"), "{line}");
    }

    #[test]
    fn faults_of_files_are_told_once_and_when_mended() {
        let good = Look::default();
        let bad = Look { files: BTreeMap::from([("gainsay.toml".into(), "no".into())]), ..Look::default() };
        assert_eq!(lines(&bad, &good), ["fault"]);
        assert!(lines(&bad, &bad).is_empty());
        assert_eq!(lines(&good, &bad), ["mended"]);
    }
}
