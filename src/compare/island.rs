//! Edges that have no fact in common with others, directly or by a third, are looked at by themselves: in parallel, and each
//! with little to look through.

use rayon::prelude::*;

use super::link::Edge;

/// Islands of fewer edges than this are kept together.
const LEAST: usize = 512;

/// Puts edges on so many items in an order in which no item has edges in two parts, and gives the parts; within a part they
/// stand by their items.
pub(crate) fn apart(edges: &mut [Edge], items: usize) -> Vec<&mut [Edge]> {
    if edges.len() < LEAST {
        return vec![edges];
    }
    let mut parent: Vec<u32> = (0..u32::try_from(items).unwrap_or(u32::MAX)).collect();
    for e in edges.iter() {
        let (a, b) = (root(&mut parent, e.a), root(&mut parent, e.b));
        if let Some(p) = parent.get_mut(a.max(b) as usize) {
            *p = a.min(b);
        }
    }
    for n in 0..parent.len() {
        // an item stands for others only if it comes before them
        let up = parent[n] as usize;
        parent[n] = parent[up];
    }
    let island = |e: &Edge| parent.get(e.a as usize).copied().unwrap_or_default();
    edges.par_sort_unstable_by_key(|e| (island(e), e.a, e.b));
    let mut parts = Vec::new();
    let mut rest = edges;
    while !rest.is_empty() {
        let mut end = 0;
        for own in rest.chunk_by(|e, f| island(e) == island(f)) {
            if end > 0 && end + own.len() > LEAST {
                break;
            }
            end += own.len();
        }
        let (part, others) = rest.split_at_mut(end);
        parts.push(part);
        rest = others;
    }
    parts
}

/// The item that stands for all that an item hangs together with.
fn root(parent: &mut [u32], mut n: u32) -> u32 {
    while let Some(&up) = parent.get(n as usize) {
        if up == n {
            break;
        }
        let above = parent.get(up as usize).copied().unwrap_or(up);
        if let Some(p) = parent.get_mut(n as usize) {
            *p = above;
        }
        n = above;
    }
    n
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::sample::edge;

    #[test]
    fn no_item_has_edges_in_two_parts_and_none_is_lost() {
        // chains of five items each, and one long one
        let chain = |from: u32, to: u32| (from..to).map(|n| edge(n, n + 1));
        let short = (0..300).flat_map(|n| chain(n * 5, n * 5 + 4));
        let mut edges: Vec<Edge> = short.chain(chain(2000, 2800)).rev().collect();
        let all = edges.len();
        let parts = apart(&mut edges, 3000);
        assert!(parts.len() > 2, "{}", parts.len());
        assert_eq!(parts.iter().map(|part| part.len()).sum::<usize>(), all);
        let mut seen = std::collections::BTreeMap::new();
        for (n, part) in parts.into_iter().enumerate() {
            assert!(part.windows(2).all(|w| w[0].a < w[1].a), "in order");
            for item in part.iter().flat_map(|e| [e.a, e.b]) {
                assert_eq!(*seen.entry(item).or_insert(n), n, "item {item}");
            }
        }
    }
}
