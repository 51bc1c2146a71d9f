//! The questions around an edit, from what the last whole comparison left behind.
//!
//! Only the facts that changed are weighed anew, and only the questions in their neighbourhood are put together again.
//! Words keep the rarity that they had; what an edit changes further away is seen by the next whole comparison.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::align::Context;
use super::block::Keys;
use super::item::{Item, Rarity, Term};
use super::link::{self, Edge};
use super::weights::Weights;
use super::{Options, Question, by_strength, derive, prepare, question};
use crate::fact::Fact;

/// Stands for a fact that is no more.
const GONE: usize = usize::MAX;

/// Rules of questions that aligned facts answer; all others are of arithmetic.
const ALIGNED: [&str; 6] = ["agree", "compatible", "scope", "value-conflict", "date-conflict", "duration-conflict"];

/// What a whole comparison leaves behind for the edits that follow.
#[derive(Debug)]
pub struct Index {
    items: Vec<Item>,
    rarity: Rarity,
    keys: Keys,
    edges: Vec<Edge>,
    /// Edges of each item.
    edges_of: Vec<Vec<u32>>,
    /// Items that came since, with their keys.
    came: Vec<(Vec<Term>, u32)>,
}

/// Questions after an edit.
#[derive(Debug)]
pub struct Edited {
    /// The questions, each with its place among the former ones if it is one of them.
    pub questions: Vec<(Option<usize>, Question)>,
    /// Facts of questions that came or went.
    pub touched: Vec<usize>,
}

impl Index {
    pub(super) fn new(items: Vec<Item>, rarity: Rarity, keys: Keys, edges: Vec<Edge>) -> Self {
        let mut edges_of = vec![Vec::new(); items.len()];
        for (n, e) in (0u32..).zip(&edges) {
            for end in [e.a, e.b] {
                if let Some(list) = edges_of.get_mut(end as usize) {
                    list.push(n);
                }
            }
        }
        Self { items, rarity, keys, edges, edges_of, came: Vec::new() }
    }

    /// Puts the facts of a text in the place of its former ones, `old`, and gives the questions as they are now, strongest
    /// first.
    pub fn edit(
        &mut self,
        facts: &mut Vec<Fact>,
        old: Range<usize>,
        new: Vec<Fact>,
        questions: Vec<Question>,
        options: &Options,
    ) -> Edited {
        let now = old.start..old.start + new.len();
        let before: Vec<Fact> = facts.splice(old.clone(), new).collect();
        let (moved, fresh) = matched(&before, facts, now.clone());
        let place = |i: usize| match i {
            i if i < old.start => Some(i),
            i if i < old.end => moved.get(i - old.start).copied().flatten(),
            i => Some(i - before.len() + now.len()),
        };
        let mut marked = vec![false; facts.len()];
        let source = self.move_items(facts, &old, place, &mut marked);
        self.add_items(facts, now.clone(), &fresh, source, options, &mut marked);
        let mut list = Vec::with_capacity(questions.len());
        let mut touched = Vec::new();
        for (n, mut q) in questions.into_iter().enumerate() {
            let positions: Vec<usize> = q.positions.iter().filter_map(|&i| place(i)).collect();
            if positions.len() == q.positions.len() {
                q.positions = positions;
                list.push((Some(n), q));
                continue;
            }
            touched.extend(&positions);
            if is_aligned(&q) {
                // what it held together is put together anew
                positions.iter().for_each(|&i| marked[i] = true);
            }
        }
        let region = region(&list, marked);
        let found = self.questions(facts, &region, options);
        let is_of_region = |q: &Question| is_aligned(q) && q.positions.iter().all(|&p| region[p]);
        let (gone, list): (Vec<_>, Vec<_>) = list.into_iter().partition(|(_, q)| is_of_region(q));
        let mut again: FxHashMap<String, (Option<usize>, Question)> =
            gone.into_iter().map(|(n, q)| (q.id.clone(), (n, q))).collect();
        let is_own_sum = |q: &Question| !is_aligned(q) && q.positions.iter().all(|p| now.contains(p));
        let (sums, mut list): (Vec<_>, Vec<_>) = list.into_iter().partition(|(_, q)| is_own_sum(q));
        again.extend(sums.into_iter().map(|(n, q)| (q.id.clone(), (n, q))));
        let known: FxHashSet<String> = list.iter().map(|(_, q)| q.id.clone()).collect();
        let derived = facts.get(now.clone()).map(derive::derive).unwrap_or_default().into_iter().map(|mut q| {
            q.positions.iter_mut().for_each(|p| *p += now.start);
            q
        });
        let derived = derived.filter(|q| !options.taught.parts(facts, &q.positions));
        for q in found.into_iter().chain(derived).filter(|q| !known.contains(&q.id)) {
            match again.remove(&q.id) {
                // found again as it was
                Some((n, old)) if is_told_alike(&old, &q) => list.push((n, q)),
                old => {
                    touched.extend(old.iter().flat_map(|(_, old)| &old.positions));
                    touched.extend(&q.positions);
                    list.push((None, q));
                }
            }
        }
        touched.extend(again.values().flat_map(|(_, q)| &q.positions));
        list.sort_by(|(_, p), (_, q)| by_strength(p, q));
        touched.sort_unstable();
        touched.dedup();
        Edited { questions: list, touched }
    }

    /// Moves items with their facts, and marks what those that are gone were linked with; gives the rank of their text.
    fn move_items(
        &mut self,
        facts: &[Fact],
        old: &Range<usize>,
        place: impl Fn(usize) -> Option<usize>,
        marked: &mut [bool],
    ) -> Option<u32> {
        let mut source = None;
        let mut gone = Vec::new();
        for (n, item) in self.items.iter_mut().enumerate().filter(|(_, item)| item.fact != GONE) {
            let is_own = old.contains(&item.fact);
            if is_own {
                source = Some(item.source);
            }
            match place(item.fact) {
                Some(i) => {
                    item.fact = i;
                    if is_own {
                        item.sentence = facts.get(i).map_or(item.sentence, |f| f.sentence);
                    }
                }
                None => {
                    item.fact = GONE;
                    gone.push(n);
                }
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
                if let Some(mark) = self.items.get(end as usize).and_then(|i| marked.get_mut(i.fact)) {
                    *mark = true;
                }
            }
        }
    }

    /// Makes items of new facts, links them, and marks them and what they are linked with.
    fn add_items(
        &mut self,
        facts: &[Fact],
        now: Range<usize>,
        fresh: &[usize],
        source: Option<u32>,
        options: &Options,
        marked: &mut [bool],
    ) {
        let sentences: FxHashSet<u32> = fresh.iter().map(|&i| facts[i].sentence).collect();
        let around: Vec<usize> = now.filter(|&i| sentences.contains(&facts[i].sentence)).collect();
        let local: Vec<Fact> = around.iter().map(|&i| facts[i].clone()).collect();
        let weights = options.weights.as_ref().unwrap_or_else(|| Weights::built_in());
        let rarity = std::mem::take(&mut self.rarity);
        let context = Context { weights, rarity: &rarity, concepts: options.concepts(), is_kept: false };
        let fresh: FxHashSet<usize> = fresh.iter().copied().collect();
        for mut item in prepare(&local, options) {
            let fact = around.get(item.fact).copied().filter(|i| fresh.contains(i));
            let (Some(fact), Ok(n)) = (fact, u32::try_from(self.items.len())) else { continue };
            item.fact = fact;
            // a text that had no facts gets a rank that no other has
            item.source = source.unwrap_or(u32::MAX);
            let keys = self.keys.keys_of(&item, &rarity);
            let mut partners = self.keys.partners(&item, &rarity);
            let meets = |other: &[Term]| other.iter().any(|k| keys.contains(k));
            partners.extend(self.came.iter().filter(|(other, _)| meets(other)).map(|(_, m)| *m));
            let mut own = Vec::new();
            for m in partners {
                let Some(other) = self.items.get(m as usize).filter(|i| i.fact != GONE) else { continue };
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
            self.edges_of.push(own);
            self.came.push((keys, n));
            self.mark_linked(n as usize, marked);
        }
        self.rarity = rarity;
    }

    /// The questions that the facts of a region answer. Their rivals outside are heard, and then left out.
    fn questions(&self, facts: &[Fact], region: &[bool], options: &Options) -> Vec<Question> {
        let is_inside = |n: u32| self.items.get(n as usize).is_some_and(|i| region.get(i.fact) == Some(&true));
        let mut edges: Vec<u32> = Vec::new();
        for (item, own) in self.items.iter().zip(&self.edges_of) {
            if region.get(item.fact) == Some(&true) {
                edges.extend(own);
            }
        }
        edges.sort_unstable();
        edges.dedup();
        let is_alive = |n: u32| self.items.get(n as usize).is_some_and(|i| i.fact != GONE);
        let edges: Vec<&Edge> = edges.iter().filter_map(|&e| self.edges.get(e as usize)).collect();
        let edges: Vec<&Edge> = edges.into_iter().filter(|e| is_alive(e.a) && is_alive(e.b)).collect();
        let mut involved: Vec<(usize, u32)> = Vec::new();
        for e in &edges {
            involved.extend([e.a, e.b].map(|n| (self.items[n as usize].fact, n)));
        }
        involved.sort_unstable();
        involved.dedup();
        let items: Vec<Item> = involved.iter().map(|&(_, n)| self.items[n as usize].clone()).collect();
        let number: FxHashMap<u32, u32> = (0u32..).zip(&involved).map(|(own, &(_, n))| (n, own)).collect();
        let edges: Vec<Edge> = edges
            .into_iter()
            .filter_map(|e| {
                let (a, b) = (*number.get(&e.a)?, *number.get(&e.b)?);
                Some(Edge { a: a.min(b), b: a.max(b), ..e.clone() })
            })
            .collect();
        let weights = options.weights.as_ref().unwrap_or_else(|| Weights::built_in());
        let context = Context { weights, rarity: &self.rarity, concepts: options.concepts(), is_kept: true };
        let mut settled = link::settle(edges, &items, &context);
        let inside: Vec<bool> = involved.iter().map(|&(_, n)| is_inside(n)).collect();
        settled.retain(|e| inside[e.a as usize] && inside[e.b as usize]);
        question::questions(facts, &items, settled, &context)
    }
}

/// Whether two questions of one id look alike to who reads the findings.
fn is_told_alike(a: &Question, b: &Question) -> bool {
    (a.verdict, a.severity, a.rule) == (b.verdict, b.severity, b.rule)
        && (&a.positions, &a.conflicts, &a.label) == (&b.positions, &b.conflicts, &b.label)
}

fn is_aligned(q: &Question) -> bool {
    ALIGNED.contains(&q.rule)
}

/// Where each former fact of a text is now, and which of its facts are new.
fn matched(before: &[Fact], facts: &[Fact], now: Range<usize>) -> (Vec<Option<usize>>, Vec<usize>) {
    let by_id: FxHashMap<&str, usize> = before.iter().enumerate().map(|(n, f)| (f.id.as_str(), n)).collect();
    let mut moved = vec![None; before.len()];
    let mut fresh = Vec::new();
    for i in now {
        match by_id.get(facts[i].id.as_str()) {
            Some(&n) if moved[n].is_none() && says_the_same(&before[n], &facts[i]) => moved[n] = Some(i),
            _ => fresh.push(i),
        }
    }
    (moved, fresh)
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

/// Marked facts, and those that stand with one of them in its largest question.
fn region(list: &[(Option<usize>, Question)], marked: Vec<bool>) -> Vec<bool> {
    let mut largest: FxHashMap<usize, (usize, usize)> = FxHashMap::default();
    for (n, (_, q)) in list.iter().enumerate().filter(|(_, (_, q))| is_aligned(q)) {
        for &p in q.positions.iter().filter(|p| marked[**p]) {
            let best = largest.entry(p).or_insert((0, n));
            if q.positions.len() > best.0 {
                *best = (q.positions.len(), n);
            }
        }
    }
    let mut out = marked;
    for (_, n) in largest.into_values() {
        list[n].1.positions.iter().for_each(|&p| out[p] = true);
    }
    out
}
