//! The neighbourhood of an edit, and the questions in it.

use rustc_hash::FxHashMap;

use super::{Fate, GONE, Index};
use crate::compare::align::Context;
use crate::compare::item::Item;
use crate::compare::link::{self, Edge};
use crate::compare::weights::Weights;
use crate::compare::{Basis, Options, Question, question};
use crate::fact::Fact;

/// Marked facts, and those that stand with one of them in its largest question; `holding` names the questions of a fact.
pub(super) fn of<I: Iterator<Item = usize>>(
    questions: &[Question],
    fates: &[Fate],
    marked: Vec<bool>,
    holding: impl Fn(usize) -> I,
) -> Vec<bool> {
    let mut out = marked.clone();
    for p in (0..marked.len()).filter(|&p| marked[p]) {
        let mut largest: Option<&Question> = None;
        for n in holding(p).filter(|&n| fates[n] == Fate::Stays) {
            let q = &questions[n];
            let is_larger = largest.is_none_or(|l| q.positions.len() > l.positions.len());
            if q.basis == Basis::Aligned && is_larger {
                largest = Some(q);
            }
        }
        largest.into_iter().flat_map(|q| &q.positions).for_each(|&p| out[p] = true);
    }
    out
}

impl Index {
    /// The questions that the facts of a region answer. Their rivals outside are heard, and then left out.
    pub(super) fn questions(&mut self, facts: &[Fact], region: &[bool], options: &Options) -> Vec<Question> {
        let fact_of = &self.fact_of;
        let fact = |n: u32| fact_of.get(n as usize).copied().unwrap_or(GONE);
        let is_inside = |n: u32| region.get(fact(n)) == Some(&true);
        // what a sentence states beside a value decides with which sentences it tells of one scene
        let scenes = with_sentences(facts, region);
        let own = (0u32..).zip(&self.edges_of).filter(|(n, _)| scenes.get(fact(*n)) == Some(&true));
        let mut edges: Vec<u32> = own.flat_map(|(_, own)| own.iter().copied()).collect();
        edges.sort_unstable();
        edges.dedup();
        let edges = edges.iter().filter_map(|&e| self.edges.get(e as usize));
        let edges: Vec<&Edge> = edges.filter(|e| fact(e.a) != GONE && fact(e.b) != GONE).collect();
        let mut involved: Vec<(usize, u32)> = edges.iter().flat_map(|e| [e.a, e.b]).map(|n| (fact(n), n)).collect();
        involved.sort_unstable();
        involved.dedup();
        for &(fact, n) in &involved {
            if let (Some(item), Some(now)) = (self.items.get_mut(n as usize), facts.get(fact)) {
                (item.fact, item.sentence) = (fact, now.sentence);
            }
        }
        let items: Vec<&Item> = involved.iter().map(|&(_, n)| &self.items[n as usize]).collect();
        let number: FxHashMap<u32, u32> = (0u32..).zip(&involved).map(|(own, &(_, n))| (n, own)).collect();
        let edges: Vec<Edge> = edges
            .into_iter()
            .filter_map(|e| {
                let (a, b) = (*number.get(&e.a)?, *number.get(&e.b)?);
                Some(Edge { a: a.min(b), b: a.max(b), ..e.clone() })
            })
            .collect();
        let weights = options.weights.as_ref().unwrap_or_else(|| Weights::built_in());
        let (rarity, concepts) = (&self.rarity, options.concepts());
        let context = Context { weights, rarity, concepts, is_kept: true, is_vast: self.is_vast };
        let mut settled = link::in_scenes(edges, &items, weights);
        let many = link::settle(&mut settled, &items, &context);
        settled.truncate(many);
        let inside: Vec<bool> = involved.iter().map(|&(_, n)| is_inside(n)).collect();
        settled.retain(|e| inside[e.a as usize] && inside[e.b as usize]);
        question::questions(facts, &items, &mut settled, &context)
    }
}

/// Facts of a region, and all that their sentences state.
fn with_sentences(facts: &[Fact], region: &[bool]) -> Vec<bool> {
    let mut out = region.to_vec();
    let is_beside = |a: usize, b: usize| {
        facts.get(a).zip(facts.get(b)).is_some_and(|(f, g)| f.sentence == g.sentence && f.source == g.source)
    };
    for fact in (0..region.len()).filter(|&fact| region[fact]) {
        // the facts of a text stand in order
        let (mut first, mut last) = (fact, fact);
        while first > 0 && !out[first - 1] && is_beside(first - 1, fact) {
            first -= 1;
            out[first] = true;
        }
        while last + 1 < out.len() && !out[last + 1] && is_beside(last + 1, fact) {
            last += 1;
            out[last] = true;
        }
    }
    out
}
