//! What the weights of `odds.tsv` are fitted on: all that is known of every pair of two texts that state different values.

use rayon::prelude::*;

use super::align::Context;
use super::block::Keys;
use super::item::{Item, Rarity};
use super::link::{self, Edge, Field};
use super::odds::{Found, Odds, Rivals, evidence, standing};
use super::{Options, Weights, chronicle, prepare};
use crate::fact::Fact;

/// Two facts of two texts that state different values.
#[derive(Clone, Debug)]
pub struct Contested {
    /// Indices of the two facts.
    pub pair: (usize, usize),
    /// Kind, name and amount of each piece of evidence, and what it adds to the odds.
    pub evidence: Vec<(&'static str, &'static str, i32, i32)>,
    /// The odds that they contradict each other, in hundredths of the natural logarithm.
    pub odds: i32,
    /// From here on they do.
    pub limit: i32,
}

/// Weighs a pair of items.
type Weigh = fn(u32, u32, &Item, &Item, &Context<'_>) -> Option<Edge>;

/// All pairs of facts of two texts that state different values and that nothing forbids to answer one question.
pub fn contested(facts: &[Fact], options: &Options) -> Vec<Contested> {
    let weights = options.weights.as_ref().unwrap_or_else(|| Weights::built_in());
    let items = prepare(facts, options);
    let rarity = Rarity::of(&items);
    let context = Context { weights, rarity: &rarity, concepts: options.concepts(), is_kept: false, is_vast: false };
    let mut edges: Vec<Edge> = Vec::new();
    let mut rivals: Vec<Edge> = Vec::new();
    let weigh = |by: Weigh, &(a, b): &(u32, u32)| by(a, b, &items[a as usize], &items[b as usize], &context);
    Keys::of(&items, &rarity).pairs(items.len(), |pairs| {
        edges.par_extend(pairs.par_iter().filter_map(|pair| weigh(link::weighed, pair)));
        rivals.par_extend(pairs.par_iter().filter_map(|pair| weigh(link::edge, pair)));
    });
    let edges = link::in_scenes(edges, &items, weights);
    // what comes to nothing by itself is no rival
    let field = Field::of(&link::in_scenes(rivals, &items, weights), &items, |e| !e.is_inside);
    let odds = Odds::built_in();
    let known = edges.iter().filter_map(|e| Some((e, e.odds?)));
    let told = |all: Vec<Found>| all.into_iter().map(|f| (f.0.as_str(), f.1, f.2, odds.sum(&[f]))).collect();
    let mut out: Vec<Contested> = known
        .map(|(e, begin)| {
            let (x, y) = (&items[e.a as usize], &items[e.b as usize]);
            let mut all = evidence(x, y, &e.judged, &context);
            let rivals = standing(e.score, field.of_edge(e, &items).map(|r| r.unwrap_or(Rivals::NONE)));
            all.extend(rivals);
            Contested {
                pair: (x.fact, y.fact),
                evidence: told(all),
                odds: begin + odds.sum(&rivals),
                limit: odds.limit,
            }
        })
        .collect();
    let all: Vec<(u32, usize, &Item)> = (0..).zip(&items).map(|(n, item)| (n, item.fact, item)).collect();
    out.extend(chronicle::candidates(facts, &all, &context).into_iter().map(|c| Contested {
        pair: (items[c.found.a as usize].fact, items[c.found.b as usize].fact),
        odds: odds.of_dates(&c.evidence),
        evidence: told(c.evidence),
        limit: odds.limit_date,
    }));
    out
}
