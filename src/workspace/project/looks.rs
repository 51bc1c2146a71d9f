//! What is known of the texts: compared wholly, or followed from edit to edit.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Project;
use crate::compare::Index;
use crate::workspace::touched::changed_lines;
use crate::workspace::{Analysis, Done, FileNotice, Job, Touched};

/// From this number of facts on a whole comparison is not waited for.
const MANY: usize = 1_000;

impl Project {
    /// What is known of all texts now; the same one as long as nothing changes. In a large corpus an edit is followed in
    /// its neighbourhood only, and a [`Job`] is left to be done.
    pub fn analysis(&mut self) -> Arc<Analysis> {
        self.read_more(usize::MAX);
        let dirty = std::mem::take(&mut self.dirty);
        let read: Vec<_> = dirty
            .iter()
            .filter_map(|name| self.buffers.get(name).map(|text| (name.clone(), text.as_bytes().to_vec())))
            .collect();
        if !read.is_empty() {
            self.revision += 1;
            let lines = read.iter().map(|(name, text)| {
                let old = self.workspace.document(name).map_or(&[][..], |document| document.original());
                (name.clone(), changed_lines(old, text))
            });
            let lines: Vec<_> = lines.collect();
            self.workspace.set_texts(read);
            let followed = self.follow(&dirty);
            self.analysis = followed;
            if let Some(touched) = &mut self.touched {
                lines.into_iter().for_each(|(name, lines)| touched.edit(name, lines));
            }
        }
        if let Some(analysis) = &self.analysis {
            return analysis.clone();
        }
        self.compare()
    }

    /// What a whole comparison says of all texts now.
    pub fn whole_analysis(&mut self) -> Arc<Analysis> {
        let analysis = self.analysis();
        if self.is_whole { analysis } else { self.compare() }
    }

    /// Texts of which something else may be said than when this was last asked; `None` for all.
    pub fn take_touched(&mut self) -> Option<Touched> {
        self.touched.replace(Touched::default())
    }

    /// Number of the analysis; another analysis has another number.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// The whole comparison that is still to be made after an edit, if there is one.
    pub fn job(&self) -> Option<Job> {
        let is_due = self.analysis.is_some() && self.dirty.is_empty() && !self.is_whole;
        is_due.then(|| Job { workspace: self.workspace.clone(), revision: self.revision })
    }

    /// Takes what a [`Job`] found, unless the texts have changed since; whether it was taken.
    pub fn finish(&mut self, done: Done) -> bool {
        let fits = done.revision == self.revision && self.analysis.is_some() && self.dirty.is_empty() && !self.is_whole;
        if !fits {
            return false;
        }
        let (before, index, pending) = (self.analysis.take(), self.index.take(), self.touched.take());
        let now = self.keep(done.analysis, Some(done.index));
        if let (Some(before), Some(mut touched)) = (&before, pending) {
            touched.add(Touched::between(before, &now));
            self.touched = Some(touched);
        }
        // a large analysis takes its time to go
        rayon::spawn(move || drop((before, index)));
        true
    }

    /// Compares all texts.
    fn compare(&mut self) -> Arc<Analysis> {
        self.revision += 1;
        let today = self.config.today.as_ref().map_or(self.today, |day| day.parse().ok());
        self.workspace.set_today(today);
        if self.workspace.facts() < MANY {
            let analysis = self.workspace.analysis();
            return self.keep(analysis, None);
        }
        let (analysis, index) = self.workspace.indexed();
        self.keep(analysis, Some(index))
    }

    fn keep(&mut self, mut analysis: Analysis, index: Option<Index>) -> Arc<Analysis> {
        let unread = |(path, says): (&String, &String)| FileNotice {
            path: path.clone(),
            line: None,
            says: says.clone(),
            is_fault: true,
        };
        analysis.notices.extend(self.faults.iter().map(unread));
        let analysis = Arc::new(analysis);
        self.analysis = Some(analysis.clone());
        self.touched = None;
        self.generation += 1;
        self.index = index;
        self.is_whole = true;
        analysis
    }

    /// The analysis with edits of some texts followed, where that can be done.
    fn follow(&mut self, names: &BTreeSet<String>) -> Option<Arc<Analysis>> {
        let mut index = self.index.take()?;
        // nobody else holds it while nobody looks
        let mut analysis = Arc::unwrap_or_clone(self.analysis.take()?);
        for name in names {
            let touched = self.workspace.follow(&mut analysis, &mut index, name)?;
            if let Some(all) = &mut self.touched {
                all.add(touched);
            }
        }
        self.index = Some(index);
        self.is_whole = false;
        self.generation += 1;
        Some(Arc::new(analysis))
    }
}
