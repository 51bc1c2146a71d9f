//! Following an edit: what is known of all texts brought up to date where one of them changed.
//!
//! In a large corpus a whole comparison takes longer than a person waits between two letters. Then only the neighbourhood
//! of what changed is compared at once, and the whole in a [`Job`] that may run on another thread.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Analysis, Touched, Workspace};
use crate::compare::{self, Edited, Index, Question};
use crate::review::{self, Decision};

/// A whole comparison that waits to be run.
#[derive(Debug)]
pub struct Job {
    pub(super) workspace: Workspace,
    pub(super) revision: u64,
}

/// What a [`Job`] found.
#[derive(Debug)]
pub struct Done {
    pub(super) analysis: Analysis,
    pub(super) index: Index,
    pub(super) revision: u64,
}

impl Job {
    /// Compares all texts.
    pub fn run(self) -> Done {
        let (analysis, index) = self.workspace.indexed();
        Done { analysis, index, revision: self.revision }
    }
}

impl Workspace {
    /// Compares all texts, and keeps what is needed to follow edits from there.
    pub(super) fn indexed(&self) -> (Analysis, Index) {
        let mut analysis = self.reading();
        let (comparison, index) = compare::compare_indexed(&analysis.facts, &self.options());
        self.lay_over(&mut analysis, comparison);
        (analysis, index)
    }

    /// Brings an analysis up to date in which the text at `path` is an older one, and gives the texts of which something
    /// else is said now; `None` when that could not be done.
    pub(super) fn follow(&self, analysis: &mut Analysis, index: &mut Index, path: &str) -> Option<Touched> {
        let (Some(at), Some(text)) =
            (analysis.sources.iter().position(|s| s.source.path == path), self.texts.get(path))
        else {
            return None;
        };
        let id: Arc<str> = analysis.sources[at].source.id.clone();
        if id != text.document.source.id {
            return None;
        }
        let mut one = Analysis::default();
        one.add(&id, text);
        let start: usize = analysis.sources[..at].iter().map(|s| s.facts).sum();
        let old = start..start + analysis.sources[at].facts;
        let (facts, questions) = (&mut analysis.facts, &mut analysis.questions);
        let edited = index.edit(facts, old.clone(), one.facts, questions, &analysis.holders, &self.options());
        analysis.holders.renew(&analysis.questions, analysis.facts.len());
        self.rule(analysis, &edited);
        let aside = analysis.aside.partition_point(|f| *f.source < *id);
        let many = analysis.aside[aside..].partition_point(|f| f.source == id);
        analysis.aside.splice(aside..aside + many, one.aside);
        if let Some(source) = one.sources.pop() {
            analysis.ledger.facts = analysis.ledger.facts - old.len() + source.facts;
            analysis.sources[at] = source;
        }
        analysis.notices.retain(|n| n.path != path);
        analysis.notices.append(&mut one.notices);
        let mut touched = Touched { texts: BTreeSet::from([path.to_owned()]), ..Touched::default() };
        edited.touched.iter().filter_map(|&i| analysis.facts.get(i)).for_each(|fact| touched.text(&fact.path));
        let new = edited.at.iter().zip(&edited.came).filter(|(_, was)| was.is_none());
        let new = new.filter_map(|(&at, _)| analysis.questions.get(at));
        touched.questions.extend(new.map(|question| question.id.clone()));
        Some(touched)
    }

    /// Brings the rulings up to date with the questions.
    fn rule(&self, analysis: &mut Analysis, edited: &Edited) {
        let came = edited.at.iter().zip(&edited.came);
        let new = came.filter(|(_, was)| was.is_none()).filter_map(|(&at, _)| analysis.questions.get(at));
        let new: Vec<Question> = new.cloned().collect();
        // which decisions are out of date is for the whole comparison to say
        let mut ruled = self.decisions.rulings(&new, &analysis.facts, self.today);
        review::ignore(&self.ignores(), &new, &analysis.facts, &mut ruled);
        let mut ruled = ruled.into_iter();
        let of = |was: &Option<usize>| match was {
            Some(n) => analysis.rulings.get_mut(*n).and_then(Option::take),
            None => ruled.next().flatten(),
        };
        let came: Vec<Option<Decision>> = edited.came.iter().map(of).collect();
        edited.merge.apply(&mut analysis.rulings, came, || None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    /// Texts on some yards and what each built, with numbers that differ now and then.
    fn corpus() -> Vec<(String, String)> {
        let things = ["ships", "boats", "engines", "cranes", "anchors", "barges"];
        let names = ["Harland", "Denny", "Laird", "Scott", "Vickers", "Palmer", "Swan", "Yarrow"];
        (0..30)
            .map(|n| {
                let line = |k: usize| {
                    let (name, thing) = (names[(n + k) % 8], things[k % 6]);
                    let year = 1880 + (n + k) % 8 * 5;
                    let many = 20 + 7 * ((n + k) % 8) + 11 * (k % 6) + usize::from((n * 7 + k).is_multiple_of(9));
                    format!("In {year} the {name} yard built {many} {thing} on the river.\n\n")
                };
                (format!("text-{n:02}.md"), (0..40).map(line).collect())
            })
            .collect()
    }

    /// What is asked of a text and how it is answered.
    fn told(analysis: &Analysis, source: &str) -> BTreeSet<String> {
        let about = |q: &&Question| analysis.positions(q).any(|f| *f.source == *source);
        let questions = analysis.questions.iter().filter(about);
        let place = |q: &Question| {
            analysis
                .positions(q)
                .map(|f| format!("{}:{} {}", f.source, f.line, f.surface))
                .collect::<Vec<_>>()
                .join(", ")
        };
        questions.map(|q| format!("{} {} {} {}: {}", q.id, q.rule, q.verdict, q.severity, place(q))).collect()
    }

    #[test]
    fn what_is_followed_is_what_a_whole_comparison_says_of_the_text() {
        let texts = corpus();
        let mut workspace = Workspace::new(Config::default());
        workspace.set_texts(texts.iter().map(|(p, t)| (p.clone(), t.clone().into_bytes())).collect());
        let (mut analysis, mut index) = workspace.indexed();
        assert!(analysis.facts.len() > 2_000 && !analysis.questions.is_empty());
        let mut text = texts[7].1.clone();
        let edits = [
            ("built 42 ", "built 43 "),
            ("In 1885 the", "A line more.\n\nIn 1885 the"),
            (" boats on the river", " boats"),
            ("built 43 ", "built 42 "),
        ];
        for (from, to) in edits {
            text = text.replacen(from, to, 1);
            workspace.set_text("text-07.md", text.clone().into_bytes());
            assert!(
                workspace
                    .follow(&mut analysis, &mut index, "text-07.md")
                    .is_some_and(|t| t.texts.contains("text-07.md"))
            );
            let whole = workspace.analysis();
            assert_eq!(analysis.facts.len(), whole.facts.len());
            let place = |a: &Analysis| a.facts.iter().map(|f| (f.id.clone(), f.line)).collect::<Vec<_>>();
            assert_eq!(place(&analysis), place(&whole));
            assert_eq!(analysis.rulings.len(), analysis.questions.len());
            let (followed, whole) = (told(&analysis, "text-07"), told(&whole, "text-07"));
            let more: Vec<_> = followed.difference(&whole).collect();
            let fewer: Vec<_> = whole.difference(&followed).collect();
            assert!(more.is_empty() && fewer.is_empty(), "after {from:?} -> {to:?}: {more:#?} instead of {fewer:#?}");
        }
    }
}
