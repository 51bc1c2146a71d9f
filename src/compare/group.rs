//! Which linked pairs make one question: facts are put together when enough links hold them and none speaks against another.

use std::borrow::Borrow;

use rustc_hash::FxHashMap;

use super::Verdict;
use super::align::{Context, align};
use super::item::Item;
use super::judge::judge_as_stated;
use super::link::{Edge, inherited};
use super::taught::{are_apart, are_joined};

/// The most positions a question holds.
const MOST: usize = 24;

/// At most so many pairs of a torn part of a question are told.
const MOST_PAIRS: usize = 8;

/// The facts of one question, in order, and what links them.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) members: Vec<u32>,
    pub(crate) edges: Vec<Edge>,
}

/// Puts settled edges together, the best first.
pub(crate) fn groups<I: Borrow<Item>>(items: &[I], edges: &mut [Edge], context: &Context<'_>) -> Vec<Group> {
    edges.sort_by(|p, q| (q.joined, q.standing).cmp(&(p.joined, p.standing)).then_with(|| (p.a, p.b).cmp(&(q.a, q.b))));
    let known: FxHashMap<(u32, u32), usize> = edges.iter().enumerate().map(|(i, e)| ((e.a, e.b), i)).collect();
    let mut bears = FxHashMap::default();
    let mut group_of: FxHashMap<u32, usize> = FxHashMap::default();
    let mut all: Vec<Vec<u32>> = Vec::new();
    let edges: &[Edge] = edges;
    for e in edges {
        for n in [e.a, e.b] {
            group_of.entry(n).or_insert_with(|| {
                all.push(vec![n]);
                all.len() - 1
            });
        }
        let (Some(&g), Some(&h)) = (group_of.get(&e.a), group_of.get(&e.b)) else { continue };
        if g == h || all[g].len() + all[h].len() > MOST && !e.joined {
            continue;
        }
        if fits(e, &all[g], &all[h], &known, items, &mut |i, j| {
            *bears.entry((i.min(j), i.max(j))).or_insert_with(|| bearable(i, j, items, context))
        }) {
            let moved = std::mem::take(&mut all[h]);
            for n in &moved {
                group_of.insert(*n, g);
            }
            all[g].extend(moved);
        }
    }
    let mut out = Vec::new();
    for mut members in all.into_iter().filter(|g| g.len() > 1) {
        members.sort_unstable();
        let mut inner = Vec::new();
        for (n, &i) in members.iter().enumerate() {
            for &j in members.iter().skip(n + 1) {
                let edge = |a: u32, b: u32| known.get(&(a.min(b), a.max(b))).map(|&k| &edges[k]);
                match edge(i, j) {
                    Some(e) => inner.push(e.clone()),
                    None => inner.extend(inherited(i, j, &members, items, edge)),
                }
            }
        }
        let parts = if context.is_vast { Vec::new() } else { parts(&inner, members.len()) };
        out.push(Group { members, edges: inner });
        out.extend(parts);
    }
    let tells = |e: &&Edge| !context.is_vast || e.verdict == Verdict::Conflict;
    out.extend(between(edges.iter().filter(tells), &group_of));
    out
}

/// What links facts of two questions stands by itself: the best link, and all that agree.
fn between<'e>(edges: impl Iterator<Item = &'e Edge>, group_of: &FxHashMap<u32, usize>) -> Vec<Group> {
    let mut place = FxHashMap::default();
    let mut out: Vec<Group> = Vec::new();
    for e in edges {
        let (g, h) = (group_of.get(&e.a), group_of.get(&e.b));
        if g == h {
            continue;
        }
        let n = *place.entry((g.min(h), g.max(h), e.verdict)).or_insert(out.len());
        match out.get_mut(n) {
            None => out.push(Group { members: vec![e.a.min(e.b), e.a.max(e.b)], edges: vec![e.clone()] }),
            Some(group) if e.verdict == Verdict::Agree && group.members.len() < MOST => {
                group.members.extend([e.a, e.b]);
                group.members.sort_unstable();
                group.members.dedup();
                group.edges.push(e.clone());
            }
            Some(_) => {}
        }
    }
    out
}

/// Whether two groups may become one: enough pairs are linked, and no pair speaks against it.
fn fits<I: Borrow<Item>>(
    e: &Edge,
    g: &[u32],
    h: &[u32],
    known: &FxHashMap<(u32, u32), usize>,
    items: &[I],
    bears: &mut impl FnMut(u32, u32) -> bool,
) -> bool {
    let marks = |n: u32| &*items[n as usize].borrow().marks;
    // what an editor has joined with an end of the edge goes where that end goes
    let lead = |n: u32| e.joined || [e.a, e.b].into_iter().any(|end| are_joined(marks(n), marks(end)));
    let (mut linked, mut open) = (0, Vec::new());
    for &i in g {
        let leads = lead(i);
        for &j in h {
            if known.contains_key(&(i.min(j), i.max(j))) {
                linked += 1;
            } else if leads || lead(j) {
                if are_apart(marks(i), marks(j)) {
                    return false;
                }
                linked += 1;
            } else {
                open.push((i, j));
            }
        }
    }
    4 * linked >= g.len() * h.len() && open.into_iter().all(|(i, j)| bears(i, j))
}

/// Whether two facts that were not linked may stand in one question.
fn bearable<I: Borrow<Item>>(i: u32, j: u32, items: &[I], context: &Context<'_>) -> bool {
    let (x, y) = (items[i as usize].borrow(), items[j as usize].borrow());
    if are_apart(&x.marks, &y.marks) {
        return false;
    }
    // one measure in two units
    if (x.source, x.sentence, x.dimension) == (y.source, y.sentence, y.dimension) {
        return x.unit != y.unit;
    }
    let found = align(x, y, &Context { is_kept: false, ..*context });
    if found.forbid.is_some() {
        return false;
    }
    judge_as_stated(x, y).is_some_and(|judged| {
        let w = context.weights;
        let least = if judged.verdict == Verdict::Conflict { w.limit_apart } else { w.limit_bear };
        found.score >= least
    })
}

/// What part of a question's positions agree, or can both be true, or differ in scope: each is told apart from the conflict.
fn parts(edges: &[Edge], size: usize) -> Vec<Group> {
    let worst = edges.iter().map(|e| e.verdict).max();
    let mut out = Vec::new();
    for verdict in [Verdict::Agree, Verdict::Compatible, Verdict::Scope] {
        if worst.is_none_or(|w| w <= verdict) {
            break;
        }
        let own: Vec<Edge> = edges.iter().filter(|e| e.verdict == verdict).cloned().collect();
        for members in connected(&own) {
            let inner: Vec<Edge> = own.iter().filter(|e| members.contains(&e.a)).cloned().collect();
            let is_torn = |e: &&Edge| e.verdict > verdict && members.contains(&e.a) && members.contains(&e.b);
            if !edges.iter().any(|e| is_torn(&e)) {
                if members.len() < size {
                    out.push(Group { members, edges: inner });
                }
                continue;
            }
            // what contradicts itself is no part that holds together: each pair for itself
            for e in inner.into_iter().take(MOST_PAIRS) {
                out.push(Group { members: vec![e.a.min(e.b), e.a.max(e.b)], edges: vec![e] });
            }
        }
    }
    out
}

/// Sets of facts that edges hold together.
fn connected(edges: &[Edge]) -> Vec<Vec<u32>> {
    let mut sets: Vec<Vec<u32>> = Vec::new();
    for e in edges {
        let mut joined = vec![e.a, e.b];
        sets.retain(|s| {
            let meets = s.iter().any(|n| joined.contains(n));
            if meets {
                joined.extend(s);
            }
            !meets
        });
        joined.sort_unstable();
        joined.dedup();
        sets.push(joined);
    }
    sets.sort();
    sets
}
