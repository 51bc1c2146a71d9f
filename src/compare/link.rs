//! Which pairs answer one question, once their rivals are known: the best counterpart of a fact in another text counts for
//! more than one of several.

use std::borrow::Borrow;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::align::{Alignment, Context, aligned, forbidden};
use super::chronicle::Match;
use super::event::{self, Relation};
use super::guard::both_may_hold;
use super::item::Item;
use super::judge::{Judged, judge_as_stated};
use super::odds::{self, Odds, Rivals};
use super::taught::{are_apart, are_joined};
use super::weights::Weights;
use super::{Severity, Verdict};
use crate::fact::Kind;

/// How far below the best counterpart in a text another one may lie and still contradict.
const NEAR_BEST: i32 = 2;

/// From this distance on a rival is no rival.
const MARGIN: i32 = 24;

/// A pair that may answer one question.
#[derive(Clone, Debug)]
pub(crate) struct Edge {
    pub(crate) a: u32,
    pub(crate) b: u32,
    /// What alignment says.
    pub(crate) score: i32,
    /// The same with what [`settle`] adds to it for being the best counterpart: what links, though it does not contradict.
    pub(crate) standing: i32,
    /// How likely the two are to contradict each other, see [`Odds`]; not asked for dates, nor within one text, nor where a reason
    /// why both hold leaves nothing of it.
    pub(crate) odds: Option<i32>,
    /// Within one text.
    pub(crate) is_inside: bool,
    pub(crate) judged: Judged,
    /// They differ in scope, or both may hold.
    pub(crate) is_scope: bool,
    /// Something is left open.
    pub(crate) is_doubtful: bool,
    /// Whether each is the best counterpart of the other.
    pub(crate) is_mutual: bool,
    /// An editor has put the two together.
    pub(crate) joined: bool,
    /// They are dates that stand for one another in two texts.
    pub(crate) is_matched: bool,
    pub(crate) verdict: Verdict,
    pub(crate) severity: Severity,
}

/// From this size on, four facts, a text has enough of them for a pair to have rivals.
const FEW: i32 = 8;

/// Below this score two values of two texts are not of one question, whatever else is known.
const LEAST: i32 = -30;

impl Edge {
    /// Whether what is well aligned may contradict as far as the odds are concerned; what is aligned very well need not ask.
    fn is_firm(&self, w: &Weights) -> bool {
        2 * self.score >= w.limit_conflict + w.limit_error
            || self.odds.is_none_or(|odds| odds >= Odds::built_in().limit_firm)
    }

    /// Whether the odds alone make a conflict of it.
    fn is_likely(&self) -> bool {
        self.odds.is_some_and(|odds| odds >= Odds::built_in().limit)
    }
}

/// Weighs a pair; `None` when it could not be linked even as each other's best counterpart.
pub(crate) fn edge(a: u32, b: u32, x: &Item, y: &Item, context: &Context<'_>) -> Option<Edge> {
    let edge = weighed(a, b, x, y, context)?;
    if edge.joined {
        return Some(Edge { severity: told(&edge.judged), ..edge });
    }
    let w = context.weights;
    let score = if edge.is_inside { edge.score } else { edge.score + w.scene };
    let standing = score + w.best_mutual + w.margin_most + w.margin_least;
    let odds = edge.odds.map(|odds| odds + Odds::built_in().most);
    verdict(&Edge { score, standing, odds, ..edge.clone() }, w).map(|_| edge)
}

/// Weighs a pair, whatever comes of it; `None` where something forbids that the two answer one question.
pub(crate) fn weighed(a: u32, b: u32, x: &Item, y: &Item, context: &Context<'_>) -> Option<Edge> {
    if are_apart(&x.marks, &y.marks) {
        return None;
    }
    let joined = are_joined(&x.marks, &y.marks) && x.dimension == y.dimension;
    let forbid = forbidden(x, y);
    if forbid.is_some() && !joined {
        return None;
    }
    let judged = judge_as_stated(x, y)?;
    let is_inside = x.source == y.source;
    let differs = judged.verdict == Verdict::Conflict;
    let has_rivals = |i: &Item| i.sizes.text >= FEW;
    // dates of two texts are laid side by side instead
    let is_weighed = differs && !is_inside && !joined && x.kind != Kind::Date && has_rivals(x) && has_rivals(y);
    let is_kept = context.is_kept || is_weighed;
    let found = match forbid {
        Some(_) => Alignment { forbid, ..Alignment::default() },
        None => aligned(x, y, &Context { is_kept, ..*context }),
    };
    let guard = if differs && found.event.is_none() { both_may_hold(x, y, &judged) } else { None };
    let mut edge = Edge {
        a,
        b,
        score: found.score,
        standing: found.score,
        odds: None,
        is_inside,
        judged,
        is_scope: differs && (!found.scope.is_empty() || may_both_hold(x, y, guard, found.event)),
        is_doubtful: !found.doubts.is_empty() || found.event == Some(Relation::Alike),
        is_mutual: false,
        joined,
        is_matched: false,
        verdict: judged.verdict,
        severity: Severity::Note,
    };
    if is_weighed && edge.score >= LEAST {
        edge.odds = Odds::built_in().of_pair((x, y), &found, guard, context.rarity);
    }
    Some(edge)
}

/// Takes over which dates of two texts stand for one another: what they are told of differs, and that is a likely conflict.
pub(crate) fn with_matches(edges: &mut Vec<Edge>, matches: &[Match], w: &Weights) {
    let wanted: FxHashMap<(u32, u32), &Match> = matches.iter().map(|m| ((m.a, m.b), m)).collect();
    let mut known = FxHashSet::default();
    for e in edges.iter_mut() {
        let Some(m) = wanted.get(&(e.a.min(e.b), e.a.max(e.b))) else { continue };
        known.insert((m.a, m.b));
        if !e.joined {
            *e = m.edge(w);
        }
    }
    edges.extend(matches.iter().filter(|m| !known.contains(&(m.a, m.b))).map(|m| m.edge(w)));
}

impl Match {
    fn edge(&self, w: &Weights) -> Edge {
        let score = self.score.max(w.limit_conflict);
        Edge {
            a: self.a,
            b: self.b,
            score,
            standing: score,
            is_inside: false,
            judged: self.judged,
            is_scope: false,
            is_doubtful: true,
            is_mutual: true,
            joined: false,
            odds: None,
            is_matched: true,
            verdict: Verdict::Conflict,
            severity: Severity::Warning,
        }
    }
}

/// Whether both may hold although they differ; dates of one event may not.
fn may_both_hold(x: &Item, y: &Item, guard: Option<&str>, event: Option<Relation>) -> bool {
    if x.kind == Kind::Date && !event::is_dated(x, y) {
        return true;
    }
    match event {
        Some(Relation::Same) => false,
        Some(Relation::Alike) => !event::is_near(x, y),
        Some(_) => true,
        None => guard.is_some(),
    }
}

/// How sure a verdict is when an editor has put the two together.
fn told(judged: &Judged) -> Severity {
    match judged.verdict {
        Verdict::Conflict if judged.is_close => Severity::Warning,
        Verdict::Conflict => Severity::Error,
        _ => Severity::Note,
    }
}

/// What alignment and values together say; `None` when the pair is not aligned well enough for that.
pub(crate) fn verdict(edge: &Edge, w: &Weights) -> Option<(Verdict, Severity)> {
    let inside = if edge.is_inside { w.limit_inside } else { 0 };
    let (score, standing) = (edge.score - inside, edge.standing - inside);
    match edge.judged.verdict {
        Verdict::Agree if standing + inside / 2 >= w.limit_link => Some((Verdict::Agree, Severity::Note)),
        Verdict::Compatible if standing + inside / 2 >= w.limit_compatible => {
            Some((Verdict::Compatible, Severity::Note))
        }
        Verdict::Conflict if edge.is_likely() || !edge.is_scope && score >= w.limit_conflict && edge.is_firm(w) => {
            let is_clear = score >= w.limit_error && !edge.is_scope && !edge.is_doubtful && !edge.judged.is_close;
            let is_error = is_clear && edge.is_mutual;
            Some((Verdict::Conflict, if is_error { Severity::Error } else { Severity::Warning }))
        }
        Verdict::Conflict if standing >= w.limit_scope => Some((Verdict::Scope, Severity::Note)),
        _ => None,
    }
}

/// Says of every edge what it comes to now that all rivals are known, and puts those that come to something first, in their
/// order; gives how many they are. What one text says of other matters is no contradiction: of a fact and another text only the
/// best counterparts can differ. [`in_scenes`] comes first.
pub(crate) fn settle<I: Borrow<Item> + Sync>(edges: &mut [Edge], items: &[I], context: &Context<'_>) -> usize {
    let w = context.weights;
    let is_many = edges.len() >= MANY;
    let crowds = is_many.then(|| crowds(edges, items));
    // What holds for another time or place is no rival; where the odds are asked it is.
    let best = || Field::among(crowds.as_ref(), edges, items, |e: &Edge| !e.is_scope && !is_loose(e, items));
    let rivals = || Field::among(crowds.as_ref(), edges, items, |e: &Edge| !e.is_inside);
    let (best, rivals) = if is_many { rayon::join(best, rivals) } else { (best(), rivals()) };
    let settled = |e: &mut Edge| {
        if e.joined || e.is_matched {
            return true;
        }
        let own = best.of_edge(e, items);
        let rivals = || rivals.of_edge(e, items).map(|r| r.unwrap_or(Rivals::NONE));
        e.odds = e.odds.map(|odds| odds + Odds::built_in().sum(&odds::standing(e.score, rivals())));
        let told = standing(e, own, w);
        if let Some((verdict, severity)) = told {
            (e.verdict, e.severity) = (verdict, severity);
        }
        told.is_some()
    };
    let stays: Vec<bool> =
        if is_many { edges.par_iter_mut().map(settled).collect() } else { edges.iter_mut().map(settled).collect() };
    let mut many = 0;
    for (n, _) in stays.iter().enumerate().filter(|(_, stays)| **stays) {
        edges.swap(many, n);
        many += 1;
    }
    many
}

/// What an edge comes to, given the rivals of its two ends.
fn standing(e: &mut Edge, own: [Option<Rivals>; 2], w: &Weights) -> Option<(Verdict, Severity)> {
    let ahead = |r: Rivals| e.score.saturating_sub(r.other).clamp(-MARGIN, MARGIN);
    let [one, other] = own.map(|r| r.map_or(0, ahead));
    let least = one.min(other);
    e.is_mutual = least > 0;
    if e.is_mutual {
        e.standing += w.best_mutual;
    }
    e.standing += (w.margin_most * one.max(other) + w.margin_least * least) / MARGIN;
    let (mut verdict, mut severity) = verdict(e, w)?;
    // what has its equal in the other text does not contradict it elsewhere
    let is_taken = own.iter().flatten().any(|r| r.equal.saturating_add(w.taken) > e.score);
    if verdict == Verdict::Conflict && !e.is_likely() && (is_taken || least < -NEAR_BEST) {
        (verdict, severity) = (Verdict::Scope, Severity::Note);
    }
    (verdict != Verdict::Scope || least >= -NEAR_BEST || e.is_scope).then_some((verdict, severity))
}

/// From so many edges on only those that have rivals at all are looked up.
const MANY: usize = 20_000;

/// A fact and another text.
type Seat = (u32, u32);

/// The facts, each with another text, that more than one edge links.
fn crowds<I: Borrow<Item> + Sync>(edges: &[Edge], items: &[I]) -> FxHashSet<Seat> {
    let ends = |e: &Edge| [(e.a, source(e.b, items)), (e.b, source(e.a, items))];
    let mut seats: Vec<Seat> = edges.par_iter().flat_map_iter(ends).collect();
    seats.par_sort_unstable();
    seats.chunk_by(|s, t| s == t).filter(|same| same.len() > 1).filter_map(|same| same.first().copied()).collect()
}

/// The best counterparts of every fact in every other text, to tell the rivals of a pair.
pub(crate) struct Field<'c, F> {
    best: FxHashMap<Seat, Counterparts>,
    /// Where there is more than one counterpart, if that is known: what has no rival need not be looked up.
    crowds: Option<&'c FxHashSet<Seat>>,
    counts: F,
}

/// The best counterparts of a fact in another text.
#[derive(Clone, Copy, Debug)]
struct Counterparts {
    first: i32,
    partner: u32,
    /// The best score of those of another value than the partner's.
    second: i32,
    /// The best score of those that agree.
    equal: i32,
}

impl<'c, F: Fn(&Edge) -> bool> Field<'c, F> {
    /// Of the edges that `counts` counts; what an editor has joined never does.
    pub(crate) fn of<I: Borrow<Item>>(edges: &[Edge], items: &[I], counts: F) -> Self {
        Self::among(None, edges, items, counts)
    }

    /// The same, where it is known which facts have more than one counterpart in a text; only these edges are asked for then.
    fn among<I: Borrow<Item>>(crowds: Option<&'c FxHashSet<Seat>>, edges: &[Edge], items: &[I], counts: F) -> Self {
        let mut best: FxHashMap<Seat, Counterparts> = FxHashMap::default();
        best.reserve(crowds.map_or(edges.len(), FxHashSet::len));
        for e in edges.iter().filter(|e| !e.joined && counts(e)) {
            for (own, other) in [(e.a, e.b), (e.b, e.a)] {
                let seat = (own, source(other, items));
                if crowds.is_some_and(|crowds| !crowds.contains(&seat)) {
                    continue;
                }
                let Rivals { other: least, equal } = Rivals::NONE;
                let none = Counterparts { first: least, partner: other, second: least, equal };
                let c = best.entry(seat).or_insert(none);
                if e.judged.verdict == Verdict::Agree {
                    c.equal = c.equal.max(e.score);
                }
                // a text that says a thing twice is no rival of itself
                let is_same = is_equal(c.partner, other, items);
                if e.score > c.first {
                    let second = if is_same { c.second } else { c.first };
                    *c = Counterparts { first: e.score, partner: other, second, ..*c };
                } else if !is_same {
                    c.second = c.second.max(e.score);
                }
            }
        }
        Self { best, crowds, counts }
    }

    /// What either end of an edge has otherwise in the text of the other; `None` where nothing there counts.
    pub(crate) fn of_edge<I: Borrow<Item>>(&self, e: &Edge, items: &[I]) -> [Option<Rivals>; 2] {
        [(e.a, e.b), (e.b, e.a)].map(|(own, other)| {
            let seat = (own, source(other, items));
            if self.crowds.is_some_and(|crowds| !crowds.contains(&seat)) {
                let equal = if e.judged.verdict == Verdict::Agree { e.score } else { Rivals::NONE.equal };
                return (!e.joined && (self.counts)(e)).then_some(Rivals { equal, ..Rivals::NONE });
            }
            let c = self.best.get(&seat)?;
            let first = if is_equal(c.partner, other, items) { c.second } else { c.first };
            Some(Rivals { other: first, equal: c.equal })
        })
    }
}

fn source<I: Borrow<Item>>(n: u32, items: &[I]) -> u32 {
    items.get(n as usize).map_or(0, |i| i.borrow().source)
}

/// Whether two facts of one text state the same.
fn is_equal<I: Borrow<Item>>(i: u32, j: u32, items: &[I]) -> bool {
    let reach = |n: u32| items.get(n as usize).map(|item| &item.borrow().reach);
    i == j || reach(i).is_some_and(|x| Some(x) == reach(j))
}

/// A sentence of a text: both by number.
type Place = (u32, u32);

/// Two sentences of two texts that state a value alike tell of one scene: their other values belong together, and what is
/// stated alike is no longer free for others.
pub(crate) fn in_scenes<I: Borrow<Item> + Sync>(mut edges: Vec<Edge>, items: &[I], w: &Weights) -> Vec<Edge> {
    let item = |n: u32| items.get(n as usize).map(Borrow::borrow);
    let place = |n: u32| item(n).map_or((0, 0), |i| (i.source, i.sentence));
    let mut alike: FxHashMap<(Place, Place), Vec<u32>> = FxHashMap::default();
    for e in edges.iter().filter(|e| !e.is_inside && e.judged.verdict == Verdict::Agree) {
        // two digits are alike by chance too often
        let least = |i: &Item| if i.digits > 2 { i32::MIN } else { 1 };
        if item(e.a).is_some_and(|i| i.digits >= 2 && e.score >= least(i)) {
            alike.entry((place(e.a), place(e.b))).or_default().extend([e.a, e.b]);
        }
    }
    if alike.is_empty() {
        return edges;
    }
    let told = |e: &mut Edge| {
        if e.is_inside || e.joined || e.judged.verdict == Verdict::Agree {
            return;
        }
        let Some(taken) = alike.get(&(place(e.a), place(e.b))) else { return };
        e.score += if taken.contains(&e.a) || taken.contains(&e.b) { w.matched } else { w.scene };
        e.standing = e.score;
    };
    if edges.len() < MANY {
        edges.iter_mut().for_each(told);
    } else {
        edges.par_iter_mut().for_each(told);
    }
    edges
}

/// Whether the two only can both hold because one of them has an open end: "10 million and more" meets whatever is larger.
fn is_loose<I: Borrow<Item>>(edge: &Edge, items: &[I]) -> bool {
    let open = |n: u32| items.get(n as usize).is_some_and(|i| i.borrow().reach.has_open_end());
    edge.judged.verdict == Verdict::Compatible && (open(edge.a) || open(edge.b))
}

/// The edge between two facts of which one was joined with a third that the other is linked with.
pub(crate) fn inherited<'e, I: Borrow<Item>>(
    i: u32,
    j: u32,
    members: &[u32],
    items: &[I],
    edge: impl Fn(u32, u32) -> Option<&'e Edge>,
) -> Option<Edge> {
    let item = |n: u32| items[n as usize].borrow();
    let (x, y) = (item(i), item(j));
    if x.marks.is_empty() && y.marks.is_empty() {
        return None;
    }
    let by = |own: u32, other: u32| {
        let is_mate = |m: &&u32| are_joined(&item(own).marks, &item(**m).marks);
        members.iter().filter(|m| **m != own && **m != other).filter(is_mate).find_map(|&m| edge(m, other))
    };
    let link = by(i, j).or_else(|| by(j, i))?;
    let judged = judge_as_stated(x, y)?;
    let severity = if judged.verdict == Verdict::Conflict { Severity::Warning } else { Severity::Note };
    Some(Edge { a: i, b: j, judged, verdict: judged.verdict, severity, joined: true, ..link.clone() })
}
