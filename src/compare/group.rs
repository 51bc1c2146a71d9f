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
    /// Who else states the value of a member, in order.
    pub(crate) also: Vec<u32>,
}

impl Group {
    fn new(members: Vec<u32>, edges: Vec<Edge>) -> Self {
        Self { members, edges, also: Vec::new() }
    }
}

/// Puts settled edges together, the best first.
pub(crate) fn groups<I: Borrow<Item>>(items: &[I], edges: &mut [Edge], context: &Context<'_>) -> Vec<Group> {
    edges.sort_by(|p, q| (q.joined, q.standing).cmp(&(p.joined, p.standing)).then_with(|| (p.a, p.b).cmp(&(q.a, q.b))));
    let edges: &[Edge] = edges;
    let net = Net::of(edges);
    let mut bears = FxHashMap::default();
    let mut group_of: Vec<u32> = (0..).take(net.nodes.len()).collect();
    let mut all: Vec<Vec<u32>> = group_of.iter().map(|n| vec![*n]).collect();
    for (e, &(a, b)) in edges.iter().zip(&net.ends) {
        let (g, h) = (group_of[a as usize] as usize, group_of[b as usize] as usize);
        if g == h || all[g].len() + all[h].len() > MOST && !e.joined {
            continue;
        }
        if fits(e, &all[g], &all[h], (&net, &group_of), items, &mut |i, j| {
            *bears.entry((i.min(j), i.max(j))).or_insert_with(|| bearable(i, j, items, context))
        }) {
            let moved = std::mem::take(&mut all[h]);
            moved.iter().for_each(|n| group_of[*n as usize] = g as u32);
            all[g].extend(moved);
        }
    }
    let mut out = Vec::new();
    // in the order in which the edges came to those that others were put to
    let order = net.ends.iter().flat_map(|(a, b)| [a, b]);
    for mut own in order.map(|n| std::mem::take(&mut all[*n as usize])).filter(|g| g.len() > 1) {
        own.sort_unstable();
        let members: Vec<u32> = own.iter().map(|n| net.nodes[*n as usize]).collect();
        let at = |n: u32| members.binary_search(&n).ok().and_then(|k| own.get(k)).copied();
        let edge = |i: u32, j: u32| net.between(at(i)?, at(j)?).map(|k| &edges[k as usize]);
        let mut inner = Vec::new();
        for (n, &i) in members.iter().enumerate() {
            for &j in members.iter().skip(n + 1) {
                match edge(i, j) {
                    Some(e) => inner.push(e.clone()),
                    None => inner.extend(inherited(i, j, &members, items, edge)),
                }
            }
        }
        let parts = if context.is_vast { Vec::new() } else { parts(&inner, members.len()) };
        out.push(Group::new(members, inner));
        out.extend(parts);
    }
    let tells = |e: &(&Edge, (u32, u32))| !context.is_vast || e.0.verdict == Verdict::Conflict;
    let seats = net.ends.iter().map(|(a, b)| (group_of[*a as usize], group_of[*b as usize]));
    out.extend(between(edges.iter().zip(seats).filter(tells)));
    if !context.is_vast {
        tell_also(&mut out);
    }
    out
}

/// Where values differ, whoever else states one of them is named beside it.
fn tell_also(groups: &mut [Group]) {
    let mut alike: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for e in groups.iter().flat_map(|g| &g.edges).filter(|e| e.verdict == Verdict::Agree) {
        alike.entry(e.a).or_default().push(e.b);
        alike.entry(e.b).or_default().push(e.a);
    }
    for group in groups.iter_mut().filter(|g| g.edges.iter().any(|e| e.verdict != Verdict::Agree)) {
        let others = group.members.iter().filter_map(|n| alike.get(n)).flatten().copied();
        let mut also: Vec<u32> = others.filter(|n| group.members.binary_search(n).is_err()).collect();
        also.sort_unstable();
        also.dedup();
        also.truncate(MOST.saturating_sub(group.members.len()));
        group.also = also;
    }
}

/// The facts that edges link, by numbers of their own, and what links each with which.
struct Net {
    /// The items, in order.
    nodes: Vec<u32>,
    /// The ends of the edges, as numbers of nodes.
    ends: Vec<(u32, u32)>,
    /// Where the links of each node begin.
    starts: Vec<u32>,
    /// Neighbours of each node in order, with the edges.
    links: Vec<(u32, u32)>,
}

impl Net {
    fn of(edges: &[Edge]) -> Self {
        let mut nodes: Vec<u32> = edges.iter().flat_map(|e| [e.a, e.b]).collect();
        nodes.sort_unstable();
        nodes.dedup();
        let node = |n: u32| nodes.binary_search(&n).unwrap_or(0) as u32;
        let ends: Vec<(u32, u32)> = edges.iter().map(|e| (node(e.a), node(e.b))).collect();
        let mut starts = vec![0; nodes.len() + 1];
        for (a, b) in &ends {
            starts[*a as usize + 1] += 1;
            starts[*b as usize + 1] += 1;
        }
        for n in 1..starts.len() {
            starts[n] += starts[n - 1];
        }
        let mut next = starts.clone();
        let mut links = vec![(0, 0); 2 * edges.len()];
        for (n, &(a, b)) in (0..).zip(&ends) {
            for (own, other) in [(a, b), (b, a)] {
                let at = &mut next[own as usize];
                links[*at as usize] = (other, n);
                *at += 1;
            }
        }
        for own in starts.windows(2) {
            links[own[0] as usize..own[1] as usize].sort_unstable();
        }
        Self { nodes, ends, starts, links }
    }

    /// Neighbours of a node in order, with the edges.
    fn links(&self, n: u32) -> &[(u32, u32)] {
        let n = n as usize;
        &self.links[self.starts[n] as usize..self.starts[n + 1] as usize]
    }

    /// The edge between two nodes.
    fn between(&self, i: u32, j: u32) -> Option<u32> {
        let links = self.links(i);
        links.binary_search_by_key(&j, |l| l.0).ok().map(|at| links[at].1)
    }

    /// How many edges two groups have between them.
    fn count(&self, g: &[u32], h: &[u32], group_of: &[u32]) -> usize {
        let (few, many) = if g.len() < h.len() { (g, h) } else { (h, g) };
        let Some(group) = many.first().map(|n| group_of[*n as usize]) else { return 0 };
        let of = |n: &u32| {
            let links = self.links(*n);
            if links.len() > 8 * many.len() {
                return many.iter().filter(|m| self.between(*n, **m).is_some()).count();
            }
            links.iter().filter(|l| group_of[l.0 as usize] == group).count()
        };
        few.iter().map(of).sum()
    }
}

/// What links facts of two questions stands by itself: the best link, and all that agree.
fn between<'e>(edges: impl Iterator<Item = (&'e Edge, (u32, u32))>) -> Vec<Group> {
    let mut place = FxHashMap::default();
    let mut out: Vec<Group> = Vec::new();
    for (e, (g, h)) in edges.filter(|(_, (g, h))| g != h) {
        let n = *place.entry((g.min(h), g.max(h), e.verdict)).or_insert(out.len());
        match out.get_mut(n) {
            None => out.push(Group::new(vec![e.a.min(e.b), e.a.max(e.b)], vec![e.clone()])),
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
    (net, group_of): (&Net, &[u32]),
    items: &[I],
    bears: &mut impl FnMut(u32, u32) -> bool,
) -> bool {
    let item = |n: u32| net.nodes[n as usize];
    let marks = |n: u32| &*items[item(n) as usize].borrow().marks;
    let is_enough = |linked: usize| 4 * linked >= g.len() * h.len();
    let is_ruled = e.joined || [e.a, e.b].iter().any(|n| !items[*n as usize].borrow().marks.is_empty());
    let linked = net.count(g, h, group_of);
    if !is_ruled && !is_enough(linked) {
        return false;
    }
    // what an editor has joined with an end of the edge goes where that end goes
    let end = |n: u32| &*items[n as usize].borrow().marks;
    let lead = |n: u32| e.joined || [e.a, e.b].into_iter().any(|e| are_joined(marks(n), end(e)));
    let (mut linked, mut open) = (0, Vec::new());
    for &i in g {
        let leads = is_ruled && lead(i);
        for &j in h {
            if net.between(i, j).is_some() {
                linked += 1;
            } else if leads || is_ruled && lead(j) {
                if are_apart(marks(i), marks(j)) {
                    return false;
                }
                linked += 1;
            } else {
                open.push((item(i), item(j)));
            }
        }
    }
    is_enough(linked) && open.into_iter().all(|(i, j)| bears(i, j))
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
                    out.push(Group::new(members, inner));
                }
                continue;
            }
            // what contradicts itself is no part that holds together: each pair for itself
            for e in inner.into_iter().take(MOST_PAIRS) {
                out.push(Group::new(vec![e.a.min(e.b), e.a.max(e.b)], vec![e]));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::sample::edge;

    #[test]
    fn who_states_a_value_that_differs_is_told_beside_it() {
        let differ = Edge { verdict: Verdict::Scope, ..edge(10, 20) };
        let mut groups =
            [Group::new(vec![10, 20], vec![differ]), Group::new(vec![20, 30, 40], vec![edge(20, 30), edge(30, 40)])];
        tell_also(&mut groups);
        assert_eq!(groups.map(|g| g.also), [vec![30], vec![]]);
    }

    #[test]
    fn a_net_tells_what_links_which() {
        let edges = [edge(30, 10), edge(10, 20), edge(20, 40), edge(30, 40)];
        let net = Net::of(&edges);
        assert_eq!(net.nodes, [10, 20, 30, 40]);
        assert_eq!((net.between(0, 2), net.between(2, 0)), (Some(0), Some(0)));
        assert_eq!((net.between(0, 3), net.between(1, 3)), (None, Some(2)));
        // two groups, 10 with 20 and 30 with 40
        let group_of = [0, 0, 2, 2];
        assert_eq!(net.count(&[0, 1], &[2, 3], &group_of), 2);
        assert_eq!(net.count(&[0], &[2, 3], &group_of), 1);
        assert_eq!(net.count(&[2, 3], &[1], &group_of), 1);
    }
}
