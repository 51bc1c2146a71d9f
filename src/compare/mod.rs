//! From facts to findings: which facts answer the same question, and can they all be true?

mod align;
mod attest;
mod beside;
mod block;
mod chronicle;
mod census;
mod clock;
mod contested;
mod copies;
mod crowd;
mod cue;
mod derive;
mod event;
mod extents;
mod group;
mod holders;
mod island;
mod item;
mod guard;
mod judge;
mod link;
mod marks;
mod near;
mod odds;
mod pair;
mod question;
mod setting;
#[cfg(test)]
mod sample;
mod taught;
mod told;
#[cfg(test)]
mod tests;
mod weights;

use std::fmt;
use std::sync::Arc;

use rayon::prelude::*;

use crate::fact::{Fact, Kind};
use crate::lexicon::Concepts;
use align::Context;
use block::Keys;
use census::Census;
use item::{Item, Rarity};
use link::Edge;

pub use contested::{Contested, contested};
pub use extents::{Reach, dimension, reach};
pub use holders::Holders;
pub use near::{Edited, Index, Merge};
pub use pair::{PairOutcome, PairVerdict, judge_texts};
pub use taught::{Lesson, Taught, Words};
pub use weights::Weights;

/// Whether the positions of a question can all be true, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Verdict {
    /// The same value.
    Agree,
    /// Different wording, both can be true: rounding, bound, coarser date, other unit.
    Compatible,
    /// The values differ, but so does period, place or population; an editor should look.
    Scope,
    /// Cannot all be true.
    Conflict,
}

impl Verdict {
    /// The word used in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Compatible => "compatible",
            Self::Scope => "scope",
            Self::Conflict => "conflict",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How sure a finding is, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// Not a conflict.
    Note,
    /// A likely conflict; alignment or wording leaves doubt, and `why` names it.
    Warning,
    /// A clear conflict.
    Error,
}

impl Severity {
    /// The word used in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a question rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Facts aligned as answers to it.
    Aligned,
    /// Arithmetic on the numbers of one text.
    Reckoned,
}

/// One line of the derivation of a question: a named feature and its weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Name of the feature or rule, such as `align.same-concept`.
    pub rule: &'static str,
    /// Weight added to the alignment score; negative speaks against, 0 for steps that are not scored.
    pub weight: i32,
    /// What was found, in plain words.
    pub says: String,
}

/// What several facts answer, with its verdict and the derivation that explains it.
#[derive(Clone, Debug)]
pub struct Question {
    /// Short content id: "strikes-1969-7f3a".
    pub id: String,
    /// What is asked: "strikes, Chile, 1969".
    pub label: String,
    /// Kind of the values.
    pub kind: Kind,
    /// Whether the positions can all be true.
    pub verdict: Verdict,
    /// How sure that is.
    pub severity: Severity,
    /// Name of the rule that gave the verdict: "value-conflict", "date-conflict", "sum-of-parts" ...
    pub rule: &'static str,
    /// What it rests on, by the rule that made it.
    pub basis: Basis,
    /// Indices into the facts given, ordered by source, then place.
    pub positions: Vec<usize>,
    /// Pairs of indices into `positions` that cannot both hold.
    pub conflicts: Vec<(usize, usize)>,
    /// Short reasons for people.
    pub why: Vec<String>,
    /// The whole derivation, for `explain`.
    pub trace: Vec<Reason>,
    /// Relative size of the widest gap in per mille of the larger value (days for dates); orders findings of one severity.
    pub gap: u64,
}

/// Everything that comparing found.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// Questions with two or more positions, conflicts first, by severity and gap.
    pub questions: Vec<Question>,
    /// What was left uncompared because a limit was reached; reported, never silent.
    pub truncated: Vec<String>,
}

/// How to compare.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Other weights than the built-in ones.
    pub weights: Option<Weights>,
    /// What editors have taught about which facts answer one question.
    pub taught: Taught,
    /// Other concepts than the built-in ones, such as those with what a project adds to them.
    pub concepts: Option<Arc<Concepts>>,
}

impl Options {
    /// The concepts to compare with.
    fn concepts(&self) -> &Concepts {
        self.concepts.as_deref().unwrap_or_else(|| Concepts::english())
    }
}

impl Question {
    /// Whether another question of the same id, on the same facts, is told in the same words.
    pub fn is_told_like(&self, other: &Self) -> bool {
        (self.verdict, self.severity, self.rule) == (other.verdict, other.severity, other.rule)
            && (&self.positions, &self.conflicts) == (&other.positions, &other.conflicts)
            && (&self.label, self.why.first()) == (&other.label, other.why.first())
    }
}

/// Finds which facts answer the same question, and whether they can all be true.
///
/// The order of the facts does not matter for what is found. Candidate pairs come from shared keys, so that the work grows
/// with the number of facts and not with its square.
pub fn compare(facts: &[Fact], options: &Options) -> Comparison {
    whole(facts, options, |_, _| ()).0
}

/// The same, with what is needed to follow single edits from there.
pub fn compare_indexed(facts: &[Fact], options: &Options) -> (Comparison, Index) {
    let (comparison, (items, rarity), (keys, edges)) = whole(facts, options, |keys, edges| (keys, edges.to_vec()));
    (comparison, Index::new(items, rarity, keys, edges))
}

/// Items, and how rare their words are.
type Ready = (Vec<Item>, Rarity);

/// From this number of facts on questions are told without their parts.
const VAST: usize = 50_000;

/// Islands of so many edges are parted once more when it is known which edges come to something.
const GIANT: usize = 20_000;

/// Said where questions are told without their parts.
const WITHOUT_PARTS: &str = "so many facts: what agrees or differs in scope beside a question is not told by itself, and \
                             derivations are kept of conflicts only";

/// Compares all facts; `keep` takes the keys and looks at the edges before they are used up.
fn whole<K>(facts: &[Fact], options: &Options, keep: impl Fn(Keys, &[Edge]) -> K) -> (Comparison, Ready, K) {
    let weights = options.weights.as_ref().unwrap_or_else(|| Weights::built_in());
    let items = prepare(facts, options);
    let rarity = Rarity::of(&items);
    let context =
        Context { weights, rarity: &rarity, concepts: options.concepts(), is_kept: true, is_vast: items.len() > VAST };
    let keys = Keys::of(&items, &rarity);
    let quick = Context { is_kept: false, ..context };
    let edge = |&(a, b): &(u32, u32)| link::edge(a, b, &items[a as usize], &items[b as usize], &quick);
    let mut edges: Vec<Edge> = Vec::new();
    keys.pairs(items.len(), |pairs| edges.par_extend(pairs.par_iter().filter_map(edge)));
    if keys.is_few() {
        let all: Vec<(u32, usize, &Item)> = (0..).zip(&items).map(|(n, item)| (n, item.fact, item)).collect();
        link::with_matches(&mut edges, &chronicle::matches(facts, &all, &quick), weights);
    }
    edges.shrink_to_fit();
    let (cut, is_few, is_narrow) = (keys.cut(), keys.is_few(), keys.is_narrow());
    let kept = keep(keys, &edges);
    let answer = |edges: &mut [Edge]| question::questions(facts, &items, edges, &context);
    let settled = |edges: &mut [Edge]| {
        let many = link::settle(edges, &items, &context);
        let edges = edges.get_mut(..many).unwrap_or_default();
        if edges.len() < GIANT {
            return answer(edges);
        }
        // what is left of a large one falls apart
        island::apart(edges, items.len()).into_par_iter().flat_map_iter(answer).collect()
    };
    let mut edges = link::in_scenes(edges, &items, weights);
    let islands = island::apart(&mut edges, items.len());
    let mut questions: Vec<Question> = islands.into_par_iter().flat_map_iter(settled).collect();
    drop(edges);
    question::once(&mut questions);
    let derived = derive::derive(facts);
    derive::carry(facts, &mut questions, &derived);
    questions.extend(derived.into_iter().filter(|q| !options.taught.parts(facts, &q.positions)));
    if is_few {
        let implied = derive::implied_shares(facts, &items, options, &context);
        questions.extend(implied.into_iter().filter(|q| !options.taught.parts(facts, &q.positions)));
    }
    questions.par_sort_by(by_strength);
    let mut truncated = Vec::new();
    if cut > 0 {
        truncated.push(format!("{cut} groups of facts were too large to compare every pair; nearest neighbours only"));
    }
    if is_narrow {
        let says =
            format!("so many facts: each was compared within the {} smallest of its groups only", block::NARROWEST);
        truncated.push(says);
    }
    if context.is_vast {
        truncated.push(WITHOUT_PARTS.to_owned());
    }
    (Comparison { questions, truncated }, (items, rarity), kept)
}

/// Strongest first.
fn by_strength(p: &Question, q: &Question) -> std::cmp::Ordering {
    (q.verdict, q.severity, q.gap).cmp(&(p.verdict, p.severity, p.gap)).then_with(|| p.id.cmp(&q.id))
}

/// Why two facts do or do not answer one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighing {
    /// Indices of the two facts.
    pub pair: (usize, usize),
    /// What forbids it, if anything does.
    pub forbid: Option<&'static str>,
    /// Sum of the weights.
    pub score: i32,
    /// The least score for which two facts with such values answer one question.
    pub limit: i32,
    /// Every feature with what it adds to the score.
    pub features: Vec<(&'static str, i32)>,
    /// Every feature with how much of it there is.
    pub amounts: Vec<(&'static str, i32)>,
    /// In what they differ or may differ.
    pub scope: Vec<&'static str>,
    /// What is left open.
    pub doubts: Vec<&'static str>,
    /// Why both values may be right although they differ.
    pub guard: Option<&'static str>,
    /// What the values alone say.
    pub values: Option<Verdict>,
    /// What follows, if they are put together at all.
    pub verdict: Option<(Verdict, Severity)>,
}

/// Weighs pairs of facts: those of which `wanted` says so, given their indices.
pub fn weigh(facts: &[Fact], options: &Options, wanted: impl Fn(usize, usize) -> bool) -> Vec<Weighing> {
    let weights = options.weights.as_ref().unwrap_or_else(|| Weights::built_in());
    let items = prepare(facts, options);
    let rarity = Rarity::of(&items);
    let context = Context { weights, rarity: &rarity, concepts: options.concepts(), is_kept: true, is_vast: false };
    let mut out = Vec::new();
    for (n, x) in items.iter().enumerate() {
        for y in items.iter().skip(n + 1).filter(|y| wanted(x.fact, y.fact)) {
            let align::Alignment { score, forbid, scope, doubts, features, amounts, .. } = align::align(x, y, &context);
            let judged = judge::judge_as_stated(x, y);
            let verdict = link::edge(0, 1, x, y, &context).and_then(|e| link::verdict(&e, weights));
            let values = judged.map(|j| j.verdict);
            let differ = judged.filter(|j| j.verdict == Verdict::Conflict && forbid.is_none());
            let guard = differ.and_then(|j| guard::both_may_hold(x, y, &j));
            out.push(Weighing {
                pair: (x.fact, y.fact),
                forbid,
                score,
                limit: match values {
                    Some(Verdict::Conflict) => weights.limit_conflict,
                    Some(Verdict::Compatible) => weights.limit_compatible,
                    _ => weights.limit_link,
                } + if x.source == y.source { weights.limit_inside } else { 0 },
                features,
                amounts,
                scope,
                doubts,
                guard,
                values,
                verdict,
            });
        }
    }
    out
}

/// So many texts are made ready before they are put together, so that little is in memory twice.
const WAVE: usize = 4096;

/// How many of so many texts one thread looks at together: enough to look words up once, few enough to go round.
fn together(texts: usize) -> usize {
    const MOST: usize = 64;
    (texts / 16).clamp(1, MOST)
}

/// Facts made ready, in an order that does not depend on the order of the sources.
fn prepare(facts: &[Fact], options: &Options) -> Vec<Item> {
    let taught = &options.taught;
    let mut sources: Vec<&str> = facts.iter().map(|f| f.source.as_ref()).collect();
    sources.sort_unstable();
    sources.dedup();
    let mut order: Vec<usize> = (0..facts.len()).collect();
    order.sort_by(|&i, &j| {
        let key = |f: &Fact| (f.sentence, f.span.start(), f.span.end());
        facts[i].source.cmp(&facts[j].source).then_with(|| key(&facts[i]).cmp(&key(&facts[j])))
    });
    let texts: Vec<&[usize]> = order.chunk_by(|&i, &j| facts[i].source == facts[j].source).collect();
    let ready = |texts: &[&[usize]]| {
        let mut vocabulary = item::Vocabulary::new(options.concepts());
        let mut out = Vec::new();
        for text in texts {
            let source = text.first().and_then(|&i| sources.binary_search(&facts[i].source.as_ref()).ok());
            let rank = source.and_then(|n| u32::try_from(n).ok()).unwrap_or(u32::MAX);
            out.append(&mut of_text(facts, text, rank, &mut vocabulary));
        }
        out
    };
    let mut items = Vec::with_capacity(facts.len());
    match texts.len() {
        // an edited text is made ready here and now: other threads may be at work on a whole comparison
        0 | 1 => items.append(&mut ready(&texts)),
        many => {
            for wave in texts.chunks(WAVE) {
                let parts: Vec<Vec<Item>> = wave.par_chunks(together(many)).map(ready).collect();
                parts.into_iter().for_each(|mut part| items.append(&mut part));
            }
        }
    }
    if !taught.is_empty() {
        for item in &mut items {
            item.marks = taught.marks(&facts[item.fact]).into();
        }
    }
    items
}

/// The facts of one text made ready.
fn of_text(facts: &[Fact], text: &[usize], source: u32, vocabulary: &mut item::Vocabulary<'_>) -> Vec<Item> {
    let mut items = Vec::with_capacity(text.len());
    let census = Census::of(text.iter().map(|&i| &facts[i]));
    for &i in text {
        if let Some(mut item) = item::item(i, &facts[i], source, vocabulary) {
            item.sizes = census.sizes(&facts[i]);
            add(item, &facts[i], vocabulary.concepts, &mut items);
        }
        if let Some(length) = item::lapse(&facts[i]).filter(|_| !is_lifespan(&facts[i]))
            && let Some(mut item) = item::item(i, &length, source, vocabulary)
        {
            item.sizes = census.sizes(&length);
            item.is_lasting = true;
            items.push(item);
        }
        if let Some(date) = item::reached(&facts[i])
            && let Some(mut item) = item::item(i, &date, source, vocabulary)
        {
            item.sizes = census.sizes(&date);
            items.push(item);
        }
    }
    beside::mark(&mut items);
    marks::frames(&mut items);
    marks::siblings(&mut items);
    marks::shifts(&mut items);
    marks::series(&mut items);
    marks::sole(&mut items);
    crowd::mark(&mut items);
    items
}

/// Adds an item. Years in brackets behind a name, "Ada Lovelace (1815–1852)", are two: a birth and a death.
fn add(item: Item, fact: &Fact, concepts: &Concepts, out: &mut Vec<Item>) {
    let ends = match &item.reach {
        extents::Reach::Days { allowed, is_range: true, .. } if is_lifespan(fact) => allowed.first.zip(allowed.last),
        _ => None,
    };
    let (Some((first, last)), Some(birth), Some(death)) = (ends, concepts.named("birth"), concepts.named("death"))
    else {
        out.push(item);
        return;
    };
    for (moment, concept) in [(first, birth), (last, death)] {
        let Some(allowed) = event::edge(crate::value::Period::new(first, last), moment) else { continue };
        let term = item::concept_term(concept);
        let mut end = item.clone();
        end.reach = extents::Reach::Days { allowed, is_range: false, loose: false };
        end.acts = [term].into();
        end.once = [term].into();
        end.sides = concepts.concept_sides(concept).into();
        end.clause = item::Terms::default();
        end.events = event::of_life(concept == birth, fact).into();
        out.push(end);
    }
}

/// Whether a range of years stands in brackets right behind a name and spans a life.
fn is_lifespan(fact: &Fact) -> bool {
    let Some(at) = fact.quote.find(fact.surface.as_str()) else { return false };
    let before = fact.quote.get(..at).unwrap_or_default().trim_end();
    let after = fact.quote.get(at + fact.surface.len()..).unwrap_or_default();
    let named = before
        .strip_suffix('(')
        .is_some_and(|b| b.split_whitespace().next_back().is_some_and(|w| w.starts_with(char::is_uppercase)));
    let years = match &fact.value {
        crate::value::Value::Date { period, .. } => period.length().unwrap_or(0) / 365,
        crate::value::Value::Number { .. } => 0,
    };
    named && after.starts_with(')') && (15..=110).contains(&years)
}
