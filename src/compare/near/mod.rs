//! The questions around an edit, from what the last whole comparison left behind.
//!
//! Only the facts that changed are weighed anew, and only the questions in their neighbourhood are put together again; all
//! others stay where they are. Words keep the rarity that they had; what an edit changes further away is seen by the next
//! whole comparison.

mod items;
mod merge;
mod moves;
mod region;

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::block::Keys;
use super::item::{Item, Rarity, Term};
use super::link::Edge;
use super::{Basis, Holders, Options, Question, Severity, VAST, Verdict, by_strength, derive};
use crate::fact::{Fact, Kind};
use moves::Moves;

pub use merge::Merge;

/// Stands for a fact that is no more.
const GONE: usize = usize::MAX;

/// Room for so many more facts and links until the next whole comparison.
const ROOM: usize = 4096;

/// What a whole comparison leaves behind for the edits that follow.
#[derive(Debug)]
pub struct Index {
    items: Vec<Item>,
    /// The fact of each item, as an index into the facts as they are now; those in the items are not brought up to date.
    fact_of: Vec<usize>,
    rarity: Rarity,
    keys: Keys,
    edges: Vec<Edge>,
    /// Edges of each item.
    edges_of: Vec<Vec<u32>>,
    /// Items that came since, with their keys.
    came: Vec<(Vec<Term>, u32)>,
    /// Whether questions are told without their parts.
    is_vast: bool,
}

/// What an edit did to the questions.
#[derive(Debug)]
pub struct Edited {
    /// Where rows beside the questions go.
    pub merge: Merge,
    /// Places of the questions that were put among the others, each with its former place if it is one of the former.
    pub came: Vec<Option<usize>>,
    /// Where these stand now.
    pub at: Vec<usize>,
    /// Facts of questions that came or went.
    pub touched: Vec<usize>,
}

/// What became of a former question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// It stays where it is.
    Stays,
    /// One of its facts is no more.
    Broken,
    /// It is put together anew and may be found again.
    Open,
}

impl Index {
    pub(super) fn new(mut items: Vec<Item>, rarity: Rarity, keys: Keys, mut edges: Vec<Edge>) -> Self {
        // room for what edits bring, made now and not while somebody waits
        let is_vast = items.len() > VAST;
        items.reserve(ROOM);
        edges.reserve(ROOM);
        let mut edges_of = Vec::with_capacity(items.len() + ROOM);
        edges_of.resize(items.len(), Vec::new());
        for (n, e) in (0u32..).zip(&edges) {
            for end in [e.a, e.b] {
                if let Some(list) = edges_of.get_mut(end as usize) {
                    list.push(n);
                }
            }
        }
        let mut fact_of = Vec::with_capacity(items.len() + ROOM);
        fact_of.extend(items.iter().map(|item| item.fact));
        Self { items, fact_of, rarity, keys, edges, edges_of, came: Vec::new(), is_vast }
    }

    /// Puts the facts of a text in the place of its former ones, `old`, and brings the questions, strongest first, up to
    /// date; `holders` are those of the questions as they were.
    pub fn edit(
        &mut self,
        facts: &mut Vec<Fact>,
        old: Range<usize>,
        new: Vec<Fact>,
        questions: &mut Vec<Question>,
        holders: &Holders,
        options: &Options,
    ) -> Edited {
        let now = old.start..old.start + new.len();
        let before: Vec<Fact> = facts.splice(old.clone(), new).collect();
        let moves = Moves::new(&before, facts, old.clone(), now.clone());
        let mut marked = vec![false; facts.len()];
        let source = self.move_items(facts, &moves, &mut marked);
        self.add_items(facts, &moves, source, options, &mut marked);

        let mut touched = Vec::new();
        let mut fates = vec![Fate::Stays; questions.len()];
        let own = of_facts(holders, old);
        let broken = moves.questions(questions, &own);
        for &n in &broken {
            fates[n] = Fate::Broken;
            touched.extend(&questions[n].positions);
            if questions[n].basis == Basis::Aligned {
                // what it held together is put together anew
                questions[n].positions.iter().for_each(|&i| marked[i] = true);
            }
        }
        // the questions that hold a fact as it is numbered now
        let holding = |fact: usize| moves.back(fact).into_iter().flat_map(|was| holders.holding(was));
        let region = region::of(questions, &fates, marked, holding);
        let mut found = self.questions(facts, &region, options);
        let derived = facts.get(now.clone()).map(derive::derive).unwrap_or_default().into_iter().map(|mut q| {
            q.positions.iter_mut().for_each(|p| *p += now.start);
            q
        });
        found.extend(derived.filter(|q| !options.taught.parts(facts, &q.positions)));

        // questions of the region and sums of the text are open until they are found again
        let mut again: FxHashMap<String, usize> = FxHashMap::default();
        let inside = (0..region.len()).filter(|&i| region[i]).flat_map(holding);
        for n in inside.chain(own.iter().copied()) {
            let q = &questions[n];
            let is_open = match q.basis {
                Basis::Aligned => q.positions.iter().all(|&p| region[p]),
                Basis::Reckoned => q.positions.iter().all(|p| now.contains(p)),
            };
            if is_open && fates[n] == Fate::Stays {
                fates[n] = Fate::Open;
                again.insert(q.id.clone(), n);
            }
        }
        // told already: by the same question, or by one that stays and holds these facts among others
        let tells = |kept: &Question, q: &Question| {
            let is_wider = kept.basis == q.basis && q.verdict >= kept.verdict;
            kept.id == q.id || is_wider && q.positions.iter().all(|p| kept.positions.contains(p))
        };
        let is_known = |q: &Question| {
            let first = q.positions.first().copied().unwrap_or(GONE);
            first < facts.len() && holding(first).any(|n| fates[n] == Fate::Stays && tells(&questions[n], q))
        };
        let mut came: Vec<(Option<usize>, Question)> = Vec::new();
        for q in found.into_iter().filter(|q| !is_known(q)) {
            let was = again.remove(&q.id);
            match was.filter(|&n| questions[n].is_told_like(&q)) {
                Some(n) => came.push((Some(n), q)),
                None => {
                    touched.extend(was.iter().flat_map(|&n| &questions[n].positions));
                    touched.extend(&q.positions);
                    came.push((None, q));
                }
            }
        }
        touched.extend(again.values().flat_map(|&n| &questions[n].positions));
        touched.sort_unstable();
        touched.dedup();
        put_among(questions, &fates, came, touched)
    }
}

/// The questions that hold any of these facts, in order.
fn of_facts(holders: &Holders, facts: Range<usize>) -> Vec<usize> {
    let mut out: Vec<usize> = facts.flat_map(|i| holders.holding(i)).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Puts questions among those that stay.
fn put_among(
    questions: &mut Vec<Question>,
    fates: &[Fate],
    mut came: Vec<(Option<usize>, Question)>,
    touched: Vec<usize>,
) -> Edited {
    came.sort_by(|(_, p), (_, q)| by_strength(p, q));
    let place = |q: &Question| questions.partition_point(|other| by_strength(other, q).is_lt());
    let places = came.iter().map(|(_, q)| place(q)).collect();
    let merge = Merge::new(fates.iter().map(|fate| *fate == Fate::Stays).collect(), places);
    let (came, new): (Vec<_>, Vec<_>) = came.into_iter().unzip();
    merge.apply(questions, new, Question::blank);
    Edited { at: merge.at(), merge, came, touched }
}

impl Question {
    /// Stands for a question while others are moved.
    fn blank() -> Self {
        Self {
            id: String::new(),
            label: String::new(),
            kind: Kind::Count,
            verdict: Verdict::Agree,
            severity: Severity::Note,
            rule: "",
            basis: Basis::Aligned,
            positions: Vec::new(),
            conflicts: Vec::new(),
            why: Vec::new(),
            trace: Vec::new(),
            gap: 0,
        }
    }
}
