//! Facts made ready, brought up to date with the facts of an edited text.

use rustc_hash::FxHashSet;

use super::moves::Moves;
use super::{GONE, Index};
use crate::compare::align::Context;
use crate::compare::census::Census;
use crate::compare::item::{Item, Term};
use crate::compare::link::Edge;
use crate::compare::weights::Weights;
use crate::compare::{Options, chronicle, link, prepare};
use crate::fact::Fact;

impl Index {
    /// Moves items with their facts, and marks what those that are gone were linked with; gives the rank of their text.
    pub(super) fn move_items(&mut self, facts: &[Fact], moves: &Moves, marked: &mut [bool]) -> Option<u32> {
        let mut source = None;
        let mut gone = Vec::new();
        for (n, fact) in self.fact_of.iter_mut().enumerate().filter(|(_, fact)| **fact != GONE) {
            let is_own = moves.old.contains(fact);
            let to = moves.to(*fact);
            *fact = to.unwrap_or(GONE);
            if !is_own {
                continue;
            }
            if to.is_none() {
                gone.push(n);
            }
            if let Some(item) = self.items.get_mut(n) {
                source = Some(item.source);
                item.sentence = to.and_then(|i| facts.get(i)).map_or(item.sentence, |f| f.sentence);
            }
        }
        for n in gone {
            self.mark_linked(n, marked);
        }
        source
    }

    fn mark_linked(&self, n: usize, marked: &mut [bool]) {
        for &e in self.edges_of.get(n).into_iter().flatten() {
            let Some(e) = self.edges.get(e as usize) else { continue };
            for end in [e.a, e.b] {
                if let Some(mark) = self.fact_of.get(end as usize).and_then(|fact| marked.get_mut(*fact)) {
                    *mark = true;
                }
            }
        }
    }

    /// Makes items of new facts, links them, and marks them and what they are linked with.
    pub(super) fn add_items(
        &mut self,
        facts: &[Fact],
        moves: &Moves,
        source: Option<u32>,
        options: &Options,
        marked: &mut [bool],
    ) {
        let sentences: FxHashSet<u32> = moves.fresh.iter().map(|&i| facts[i].sentence).collect();
        // what is counted at several times is a series
        let heads: FxHashSet<&str> =
            moves.fresh.iter().map(|&i| facts[i].slots.head.as_str()).filter(|head| !head.is_empty()).collect();
        let is_near =
            |i: &usize| sentences.contains(&facts[*i].sentence) || heads.contains(facts[*i].slots.head.as_str());
        let around: Vec<usize> = moves.now.clone().filter(is_near).collect();
        let local: Vec<Fact> = around.iter().map(|&i| facts[i].clone()).collect();
        let weights = options.weights.as_ref().unwrap_or_else(|| Weights::built_in());
        let rarity = std::mem::take(&mut self.rarity);
        let context =
            Context { weights, rarity: &rarity, concepts: options.concepts(), is_kept: false, is_vast: false };
        let before = self.items.len();
        let census = Census::of(moves.now.clone().map(|i| &facts[i]));
        for mut item in prepare(&local, options) {
            let fact = around.get(item.fact).copied().filter(|i| moves.fresh.binary_search(i).is_ok());
            let (Some(fact), Ok(n)) = (fact, u32::try_from(self.items.len())) else { continue };
            item.fact = fact;
            item.sizes = census.sizes(&facts[fact]);
            // a text that had no facts gets a rank that no other has
            item.source = source.unwrap_or(u32::MAX);
            let keys = self.keys.keys_of(&item, &rarity);
            let mut partners = self.keys.partners(&item, &rarity);
            let meets = |other: &[Term]| other.iter().any(|k| keys.contains(k));
            partners.extend(self.came.iter().filter(|(other, _)| meets(other)).map(|(_, m)| *m));
            let mut own = Vec::new();
            for m in partners.into_iter().filter(|m| self.fact_of.get(*m as usize).is_some_and(|f| *f != GONE)) {
                let Some(other) = self.items.get(m as usize) else { continue };
                if let (Some(edge), Ok(at)) =
                    (link::edge(m, n, other, &item, &context), u32::try_from(self.edges.len()))
                {
                    self.edges.push(edge);
                    own.push(at);
                    if let Some(list) = self.edges_of.get_mut(m as usize) {
                        list.push(at);
                    }
                }
            }
            marked[fact] = true;
            self.items.push(item);
            self.fact_of.push(fact);
            self.edges_of.push(own);
            self.came.push((keys, n));
            self.mark_linked(n as usize, marked);
        }
        if self.keys.is_few() && self.items.len() > before {
            self.match_dates(facts, before, &context, marked);
        }
        self.rarity = rarity;
    }

    /// Links the new items that stand for dates of other texts.
    fn match_dates(&mut self, facts: &[Fact], before: usize, context: &Context<'_>, marked: &mut [bool]) {
        let is_new = |n: u32| n as usize >= before;
        let found = {
            let live = (0..).zip(self.fact_of.iter().zip(&self.items));
            let mut live: Vec<(u32, usize, &Item)> =
                live.filter(|(_, (f, _))| **f != GONE).map(|(n, (f, item))| (n, *f, item)).collect();
            live.sort_by_key(|(_, fact, item)| (item.source, *fact));
            chronicle::matches(facts, &live, context)
        };
        for m in found.into_iter().filter(|m| is_new(m.a) || is_new(m.b)) {
            let own = self.edges_of.get(m.b as usize).into_iter().flatten().copied();
            let ends = |e: &Edge| (e.a.min(e.b), e.a.max(e.b)) == (m.a, m.b);
            let known = own.into_iter().find(|&e| self.edges.get(e as usize).is_some_and(ends));
            let mut edge = Vec::from_iter(known.and_then(|e| self.edges.get(e as usize)).cloned());
            link::with_matches(&mut edge, &[m], context.weights);
            let (Some(edge), Ok(at)) = (edge.pop(), u32::try_from(self.edges.len())) else { continue };
            match known.and_then(|e| self.edges.get_mut(e as usize)) {
                Some(place) => *place = edge,
                None => {
                    self.edges.push(edge);
                    for end in [m.a, m.b] {
                        if let Some(list) = self.edges_of.get_mut(end as usize) {
                            list.push(at);
                        }
                    }
                }
            }
            for end in [m.a, m.b] {
                if let Some(mark) = self.fact_of.get(end as usize).and_then(|fact| marked.get_mut(*fact)) {
                    *mark = true;
                }
            }
        }
    }
}
