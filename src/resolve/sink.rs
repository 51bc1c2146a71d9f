//! Where facts go as they are read: into a list, or out again before the next sentence is looked at.

use std::collections::BTreeMap;

use super::Extract;
use crate::fact::{Fact, Ids, Role};

/// Takes the facts of a document as they are read.
pub trait Sink {
    /// Takes a fact, or what looked like one ([`Role::Noise`]): sentence by sentence, in each in text order.
    fn take(&mut self, fact: Fact);

    /// Forgets what it took: the document is read anew.
    fn restart(&mut self);

    /// Whether the facts are to be compared: what only that asks for is not looked for otherwise.
    fn compares(&self) -> bool {
        true
    }
}

/// What was seen in a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Values seen, claims or not.
    pub numbers_seen: usize,
    /// Values left out, by reason.
    pub left: BTreeMap<&'static str, usize>,
}

impl Sink for Extract {
    fn take(&mut self, fact: Fact) {
        let list = if fact.role == Role::Noise { &mut self.aside } else { &mut self.facts };
        list.push(fact);
    }

    fn restart(&mut self) {
        self.facts.clear();
        self.aside.clear();
    }
}

/// Names the facts of a document and hands them on, one sentence after the other.
pub(super) struct Outlet<'s> {
    sink: &'s mut dyn Sink,
    facts: Ids,
    aside: Ids,
}

impl<'s> Outlet<'s> {
    pub(super) fn new(sink: &'s mut dyn Sink) -> Self {
        sink.restart();
        Self { sink, facts: Ids::default(), aside: Ids::default() }
    }

    /// Whether the facts are to be compared.
    pub(super) fn compares(&self) -> bool {
        self.sink.compares()
    }

    /// Hands on what was read of one sentence.
    pub(super) fn pass(&mut self, read: &mut Extract) {
        let place = |f: &Fact| (f.span, f.extent);
        read.facts.sort_by_key(place);
        read.aside.sort_by_key(place);
        read.facts.iter_mut().for_each(|f| self.facts.give(f));
        read.aside.iter_mut().for_each(|f| self.aside.give(f));
        let mut aside = read.aside.drain(..).peekable();
        for fact in read.facts.drain(..) {
            while let Some(noise) = aside.next_if(|a| place(a) < place(&fact)) {
                self.sink.take(noise);
            }
            self.sink.take(fact);
        }
        aside.for_each(|noise| self.sink.take(noise));
    }
}
