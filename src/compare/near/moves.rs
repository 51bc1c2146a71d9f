//! Where the facts of an edited text are now.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::compare::Question;
use crate::fact::Fact;

/// How facts are numbered before and after an edit of one text.
#[derive(Debug)]
pub(super) struct Moves {
    /// The facts of the text as they were numbered.
    pub(super) old: Range<usize>,
    /// The facts of the text as they are numbered.
    pub(super) now: Range<usize>,
    /// For each former fact of the text its new number, if it still says the same.
    moved: Vec<Option<usize>>,
    /// The same the other way round.
    came_from: Vec<Option<usize>>,
    /// Facts that were not there.
    pub(super) fresh: Vec<usize>,
}

impl Moves {
    pub(super) fn new(before: &[Fact], facts: &[Fact], old: Range<usize>, now: Range<usize>) -> Self {
        let by_id: FxHashMap<&str, usize> = before.iter().enumerate().map(|(n, f)| (f.id.as_str(), n)).collect();
        let mut moved = vec![None; before.len()];
        let mut came_from = vec![None; now.len()];
        let mut fresh = Vec::new();
        for i in now.clone() {
            match by_id.get(facts[i].id.as_str()) {
                Some(&n) if moved[n].is_none() && says_the_same(&before[n], &facts[i]) => {
                    moved[n] = Some(i);
                    came_from[i - now.start] = Some(old.start + n);
                }
                _ => fresh.push(i),
            }
        }
        Self { old, now, moved, came_from, fresh }
    }

    /// The number that a fact has now.
    pub(super) fn to(&self, i: usize) -> Option<usize> {
        match i {
            i if i < self.old.start => Some(i),
            i if i < self.old.end => self.moved.get(i - self.old.start).copied().flatten(),
            i => Some(i - self.old.len() + self.now.len()),
        }
    }

    /// The number that a fact had.
    pub(super) fn back(&self, i: usize) -> Option<usize> {
        match i {
            i if i < self.now.start => Some(i),
            i if i < self.now.end => self.came_from.get(i - self.now.start).copied().flatten(),
            i => Some(i - self.now.len() + self.old.len()),
        }
    }

    /// Brings the positions of questions up to date, of which `own` hold facts of the text; gives those of which a fact is
    /// no more, in their order.
    pub(super) fn questions(&self, questions: &mut [Question], own: &[usize]) -> Vec<usize> {
        let mut broken = Vec::new();
        let is_longer = self.now.len() > self.old.len();
        let by = self.now.len().abs_diff(self.old.len());
        let mut own = own.iter().copied().peekable();
        // where the text states as many facts as before no other numbers change
        let all = if by == 0 { 0..0 } else { 0..questions.len() };
        let mut remap = |questions: &mut [Question], n: usize| {
            let Some(q) = questions.get_mut(n) else { return };
            let many = q.positions.len();
            q.positions = q.positions.iter().filter_map(|&i| self.to(i)).collect();
            if q.positions.len() < many {
                broken.push(n);
            }
        };
        for n in all {
            if own.next_if_eq(&n).is_some() {
                remap(questions, n);
                continue;
            }
            for p in questions[n].positions.iter_mut().filter(|p| **p >= self.old.end) {
                *p = if is_longer { *p + by } else { *p - by };
            }
        }
        for n in own {
            remap(questions, n);
        }
        broken
    }
}

/// Whether nothing that is compared differs.
fn says_the_same(a: &Fact, b: &Fact) -> bool {
    a.value == b.value
        && a.slots == b.slots
        && (a.kind, a.role, a.change, a.cell) == (b.kind, b.role, b.change, b.cell)
        && (a.when, a.when_stated, a.when_in_sentence, a.when_local)
            == (b.when, b.when_stated, b.when_in_sentence, b.when_local)
        && (&a.unit, &a.measure, &a.about, &a.places, &a.event) == (&b.unit, &b.measure, &b.about, &b.places, &b.event)
        && a.quote == b.quote
}
