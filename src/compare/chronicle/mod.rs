//! The dates of two texts side by side: which date of one stands for which of the other, though they differ.
//!
//! Texts on one matter tell mostly of the same events, in words of their own. A date that the other text does not have, and one
//! there that this text does not have, are dates of one event when what is said beside them is alike, each is the best
//! counterpart of the other, no other date lies nearer, and the one looks like the other mistaken: another day of the month,
//! another month, another year, figures exchanged.

mod dated;
mod evidence;
mod slip;

use std::borrow::Borrow;

use super::Verdict;
use super::align::{Context, align, forbidden};
use super::clock;
use super::event::{self, Relation};
use super::extents::Reach;
use super::item::{Item, Term, shared};
use super::judge::{Judged, judge_as_stated};
use super::odds::{Found, Odds};
use super::setting;
use crate::fact::Fact;
use crate::lexicon::Concepts;
use dated::{Acts, Dated, Days};
use slip::Slip;

/// With more dates than this in all texts the texts are on many matters.
const MOST: usize = 800;
/// Further behind other counterparts than this, two dates are not of one event.
const BEHIND: i32 = -8;
/// With more against them than this, two dates are not of one event.
const AGAINST: usize = 2;
/// A text with so many dates is a history.
const LONG: usize = 8;
/// Longest stretches that are compared with any date within them, in days.
const YEAR: i64 = 400;
/// Two texts that bring in what happened so few days apart may tell the same news.
const NEWS: i64 = 60;

/// Said of two acts that differ.
const OTHER: &str = "another act";
/// So much said beside both may make up for acts that differ.
const TOLD: i32 = 3;

/// Said of a date of one of several with numbers and one of something without.
const NUMBERED: &str = "one of several with numbers, and none";

/// Two dates of one event that differ.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Match {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) judged: Judged,
    /// What alignment says of the two.
    pub(crate) score: i32,
}

/// What is known of two dates of two texts.
#[derive(Clone, Copy, Debug)]
struct Pair {
    /// Indices into the dates.
    a: usize,
    b: usize,
    days: (Days, Days),
    slip: Option<Slip>,
    /// They may be the same date, told more or less finely.
    is_like: bool,
    acts: Acts,
    /// Rarity of all that is said beside both.
    tie: i32,
    /// Rarity of the rare words right beside both.
    strong: i32,
    /// The year of one is that of the other although it was read as one of quite another time.
    is_far_year: bool,
    /// How many tenths of what is said beside one are said beside both.
    part: i32,
    /// Rarity of the names that both have.
    names: i32,
    /// How good a counterpart they are to one another.
    rank: i32,
}

/// Two dates of two texts that differ and that nothing forbids to be of one event.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) found: Match,
    /// What speaks for and against one event.
    pub(crate) evidence: Vec<Found>,
    /// Whether only odds that know of acts that differ can tell.
    is_rare: bool,
}

/// The dates that stand for one another although they differ; `items` with their numbers, in order of text and place.
pub(crate) fn matches<I: Borrow<Item>>(facts: &[Fact], items: &[(u32, usize, I)], context: &Context<'_>) -> Vec<Match> {
    let odds = Odds::built_in();
    let knows = odds.knows(OTHER);
    let likely =
        |c: Candidate| ((knows || !c.is_rare) && odds.of_dates(&c.evidence) >= odds.limit_date).then_some(c.found);
    let mut out: Vec<Match> = candidates(facts, items, context).into_iter().filter_map(likely).collect();
    // a stretch of time is a match by either of its ends
    out.sort_by_key(|m| (m.a, m.b, m.judged.gap));
    out.dedup_by_key(|m| (m.a, m.b));
    out
}

/// The dates that may stand for one another although they differ.
pub(crate) fn candidates<I: Borrow<Item>>(
    facts: &[Fact],
    items: &[(u32, usize, I)],
    context: &Context<'_>,
) -> Vec<Candidate> {
    let dates = dated::of(facts, items, context.concepts);
    if dates.len() > MOST {
        return Vec::new();
    }
    let mut texts: Vec<&[Dated]> = dates.chunk_by(|x, y| x.source == y.source).collect();
    texts.retain(|t| !t.is_empty());
    let mut out = Vec::new();
    for (n, one) in texts.iter().enumerate() {
        for other in texts.iter().skip(n + 1) {
            out.extend(Side { one, other, items, context }.candidates());
        }
    }
    out
}

/// How a pair of dates stands against the others of the two texts.
#[derive(Clone, Debug)]
struct Standing {
    /// The other text has the date as well.
    used: [bool; 2],
    /// How far it is ahead of other counterparts of either.
    margins: [i32; 2],
    /// Another date that is left over lies nearer to one of them.
    is_nearer: bool,
    /// What speaks against the two.
    bars: Vec<&'static str>,
    /// How many dates of either text the other does not have.
    left: [usize; 2],
    /// Whether the date told before, and the one told behind, is told in the other text before, or behind, the other date.
    order: i32,
    /// How many dates both texts have.
    common: usize,
}

/// The dates of two texts.
struct Side<'s, I> {
    one: &'s [Dated],
    other: &'s [Dated],
    items: &'s [(u32, usize, I)],
    context: &'s Context<'s>,
}

impl<I: Borrow<Item>> Side<'_, I> {
    fn item(&self, date: &Dated) -> Option<&Item> {
        self.items.get(date.item).map(|(_, _, item)| item.borrow())
    }

    fn candidates(&self) -> Vec<Candidate> {
        let mut pairs = Vec::with_capacity(self.one.len() * self.other.len());
        for a in 0..self.one.len() {
            pairs.extend((0..self.other.len()).map(|b| self.pair(a, b)));
        }
        let at = |a: usize, b: usize| pairs.get(a * self.other.len() + b);
        let is_had = |p: &Pair| p.is_like;
        // dates that the other text has, too
        let used_a: Vec<bool> =
            (0..self.one.len()).map(|a| (0..self.other.len()).filter_map(|b| at(a, b)).any(is_had)).collect();
        let used_b: Vec<bool> =
            (0..self.other.len()).map(|b| (0..self.one.len()).filter_map(|a| at(a, b)).any(is_had)).collect();
        let mut out = Vec::new();
        for p in &pairs {
            let Some(slip) = p.slip else { continue };
            let used = [used_a.get(p.a), used_b.get(p.b)].map(|u| u == Some(&true));
            let (Some(x), Some(y)) = (self.one.get(p.a), self.other.get(p.b)) else { continue };
            if !self.may_be(p, slip, x, y, used) {
                continue;
            }
            let row = (0..self.other.len()).filter_map(|b| at(p.a, b));
            let column = (0..self.one.len()).filter_map(|a| at(a, p.b));
            let margin = |rival: Option<i32>| p.rank - rival.unwrap_or(-6);
            let one = margin(row.clone().filter(|q| q.days.1 != p.days.1).map(|q| q.rank).max());
            let two = margin(column.clone().filter(|q| q.days.0 != p.days.0).map(|q| q.rank).max());
            if one.min(two) < BEHIND {
                continue;
            }
            let gap = p.days.0.gap(p.days.1);
            let is_left = |used: &[bool], n: usize| used.get(n) == Some(&false);
            let is_nearer = row
                .filter(|q| is_left(&used_b, q.b) && q.b != p.b && q.days.1 != p.days.1)
                .chain(column.filter(|q| is_left(&used_a, q.a) && q.a != p.a && q.days.0 != p.days.0))
                .any(|q| q.days.0.gap(q.days.1) < gap);
            let bars = self.bars(p, slip, x, y, used);
            let is_slip = matches!(slip, Slip::Day | Slip::Month | Slip::Year | Slip::Exchanged);
            if bars.len() > AGAINST + usize::from(is_slip) {
                continue;
            }
            let left = [&used_a, &used_b].map(|used| used.iter().filter(|u| !**u).count());
            let order = self.order(p, &at, &is_had);
            let common = used_a.iter().filter(|u| **u).count().min(used_b.iter().filter(|u| **u).count());
            let is_rare =
                bars.len() > AGAINST || slip == Slip::Figure || p.acts == Acts::Apart && slip != Slip::Exchanged;
            let standing = Standing { used, margins: [one, two], is_nearer, bars, left, order, common };
            out.extend(self.candidate(p, slip, standing).map(|c| Candidate { is_rare, ..c }));
        }
        out
    }

    fn candidate(&self, p: &Pair, slip: Slip, standing: Standing) -> Option<Candidate> {
        let (x, y) = (self.one.get(p.a)?, self.other.get(p.b)?);
        let (i, j) = (self.item(x)?, self.item(y)?);
        let aligned = align(i, j, &Context { is_kept: true, ..*self.context });
        // "a bridge was built in 1884", "a bridge was built in 1962": each text tells of one of its own
        let is_far = p.days.0.gap(p.days.1) > NEWS;
        // the elections of councils and of presidents, of whom else nothing is said
        let is_other = aligned.event == Some(Relation::Apart) && p.acts == Acts::Other && p.names == 0;
        if aligned.forbid.is_some() || is_far && (event::are_new(i, j) || is_other) {
            return None;
        }
        let mut evidence = evidence::of_pair(p, slip, (x, y), &standing);
        evidence.extend(evidence::of_texts(self, (x, y)));
        evidence.extend(evidence::of_company(&standing, self.is_alone(x, y)));
        // what is said of one version ahead and of another time is one plan
        let is_one = setting::versions(i, j) == Some(true);
        evidence.extend(evidence::of_setting(is_one));
        evidence.extend(evidence::of_surroundings(i, j));
        evidence.extend(evidence::of_alignment(&aligned.amounts));
        let judged = judge_as_stated(i, j).filter(|j| j.verdict == Verdict::Conflict).unwrap_or(Judged {
            verdict: Verdict::Conflict,
            gap: u64::try_from(p.days.0.gap(p.days.1).max(1)).unwrap_or(1),
            is_close: false,
        });
        let number = |d: &Dated| self.items.get(d.item).map(|(n, _, _)| *n);
        let (a, b) = (number(x)?, number(y)?);
        let found = Match { a: a.min(b), b: a.max(b), judged, score: aligned.score };
        Some(Candidate { found, evidence, is_rare: false })
    }

    fn pair(&self, a: usize, b: usize) -> Pair {
        let (x, y) = (&self.one[a], &self.other[b]);
        let days = x.days.beside(y.days);
        let is_far_year = days != (x.days, y.days) && x.days.year.abs_diff(y.days.year) > 1;
        let is_moved = days != (x.days, y.days) || x.edge.is_some() || y.edge.is_some();
        let judged = self.item(x).zip(self.item(y)).and_then(|(x, y)| judge_as_stated(x, y));
        let is_conflict = judged.is_some_and(|j| j.verdict == Verdict::Conflict);
        let clocks = x.is_clock && y.is_clock;
        let slip = if clocks {
            let gap = self.item(x).zip(self.item(y)).and_then(|(x, y)| minutes_apart(x, y));
            gap.filter(|_| is_conflict && !x.is_of_another_day(y)).map(Slip::of_clocks)
        } else {
            let differ = x.is_clock == y.is_clock && days.0.is_apart(days.1) && (is_moved || is_conflict);
            differ.then(|| Slip::of(days.0, days.1))
        };
        let is_like = x.is_clock == y.is_clock && slip.is_none() && (clocks || days.0.is_like(days.1));
        let acts = x.acts(y);
        let (mut words, mut names, mut strong) = (0, 0, 0);
        let rare = |t| self.context.rarity.get(t);
        shared(&x.near, &y.near, |t| {
            words += 2 * rare(t);
            strong += if rare(t) >= 3 { rare(t) } else { 0 };
        });
        shared(&x.names, &y.names, |t| {
            names += 2 * rare(t);
            strong += if rare(t) >= 3 { rare(t) } else { 0 };
        });
        for &(stem, own) in &x.stems {
            let Ok(at) = y.stems.binary_search_by_key(&stem, |(s, _)| *s) else { continue };
            let other = y.stems.get(at).map_or(own, |(_, t)| *t);
            // a word that both have is counted above
            if own != other && y.near.binary_search(&own).is_err() && x.near.binary_search(&other).is_err() {
                let least = rare(own).min(rare(other));
                words += least;
                strong += if least >= 3 { least } else { 0 };
            }
        }
        // how much of all that is said beside the one of which less is said
        let all = |d: &Dated| d.near.iter().chain(&d.names).map(|t| 1 + rare(*t)).sum::<i32>();
        let mut both = 0;
        shared(&x.near, &y.near, |t| both += 1 + rare(t));
        shared(&x.names, &y.names, |t| both += 1 + rare(t));
        let part = 10 * both / all(x).min(all(y)).max(8);
        for (p, q) in [(&x.near, &y.far), (&x.far, &y.near), (&x.far, &y.far)] {
            shared(p, q, |t| words += rare(t));
        }
        for (p, q) in [(&x.names, &y.far), (&x.far, &y.names)] {
            shared(p, q, |t| names += rare(t));
        }
        let (left, right) = (self.item(x), self.item(y));
        let both = left.zip(right);
        let is_forbidden = both.is_some_and(|(p, q)| forbidden(p, q).is_some());
        // a row of a version has a date of each of several things
        let is_row = both.is_some_and(|(p, q)| p.is_cell || q.is_cell) && acts > Acts::Kin;
        if !is_row && both.is_some_and(|(p, q)| setting::versions(p, q) == Some(true)) {
            strong += 3;
            words += 6;
        }
        let tie = (words.min(16) + names.min(12)) / 2;
        let near = slip.map_or(if days.0 == days.1 { 8 } else { 5 }, Slip::rank);
        let rank = tie + near + acts.rank() - if is_forbidden || x.is_clock != y.is_clock { 20 } else { 0 };
        Pair { a, b, days, slip, is_like, acts, tie, strong, names, part, is_far_year, rank }
    }

    /// Whether nothing speaks against two dates outright.
    fn may_be(&self, p: &Pair, slip: Slip, x: &Dated, y: &Dated, used: [bool; 2]) -> bool {
        let is_version = x.is_version || y.is_version;
        let is_life = match (x.is_of_life, y.is_of_life) {
            (false, false) => true,
            (true, true) => {
                p.acts == Acts::Same || p.acts == Acts::Alike && p.names > 0 && (x.is_of_all() || y.is_of_all())
            }
            _ => false,
        };
        // the first, or the last, of the same thing, whatever is said to have been done to it
        let is_rank = x.is_last && y.is_last || x.opens && y.opens;
        let is_near = matches!(slip, Slip::Day | Slip::Month | Slip::Year | Slip::Weeks | Slip::Near | Slip::Years);
        let is_said = is_rank && p.tie > 0 || p.tie >= TOLD && p.part >= TOLD && p.names > 0;
        let is_apart = is_near && is_said && !x.is_offset && !y.is_offset;
        let is_act = p.acts != Acts::Apart || slip == Slip::Exchanged || is_apart;
        let bars = self.bars(p, slip, x, y, used);
        let is_told = slip != Slip::Figure || p.strong >= TOLD || p.part >= TOLD || p.acts == Acts::Same;
        slip != Slip::Remote
            && is_told
            && is_act
            && is_life
            && x.is_span == y.is_span
            && !x.is_other_end(y)
            && !(x.names_edition && y.names_edition)
            && (p.acts <= Acts::Alike || !x.lies_in(y) && !y.lies_in(x))
            && (!is_version || !bars.contains(&NUMBERED))
    }

    /// How many of the dates told right before and right behind one of two dates are those told there in the other text.
    fn order<'p>(
        &self,
        p: &Pair,
        at: &impl Fn(usize, usize) -> Option<&'p Pair>,
        is_had: &impl Fn(&Pair) -> bool,
    ) -> i32 {
        let is_met = |a: Option<usize>, b: Option<usize>| {
            a.zip(b).and_then(|(a, b)| at(a, b)).is_some_and(|q| is_had(q) && !q.days.0.is_like(p.days.0))
        };
        // ends of one stretch of time and its whole stand side by side
        let next = |all: &[Dated], n: usize| (n + 1..all.len()).find(|&i| all[i].item != all[n].item);
        let last = |all: &[Dated], n: usize| (0..n).rev().find(|&i| all[i].item != all[n].item);
        let before = is_met(last(self.one, p.a), last(self.other, p.b));
        let behind = is_met(next(self.one, p.a), next(self.other, p.b));
        i32::from(before) + i32::from(behind)
    }

    /// Whether a name stands beside both dates and beside no other date of either text.
    fn is_alone(&self, x: &Dated, y: &Dated) -> bool {
        let is_only = |all: &[Dated], own: &Dated, name: Term| {
            all.iter().all(|d| d.item == own.item || d.names.binary_search(&name).is_err())
        };
        let mut alone = false;
        shared(&x.names, &y.names, |t| alone |= is_only(self.one, x, t) && is_only(self.other, y, t));
        alone
    }

    /// What speaks against two dates without shutting them out.
    fn bars(&self, p: &Pair, slip: Slip, x: &Dated, y: &Dated, used: [bool; 2]) -> Vec<&'static str> {
        let is_slip = matches!(slip, Slip::Day | Slip::Month | Slip::Year);
        let is_told = match slip {
            Slip::Remote => false,
            Slip::Other => p.acts == Acts::Same,
            Slip::Far => p.acts == Acts::Same || p.strong >= 6 || p.acts == Acts::Alike && p.strong >= 3,
            Slip::Exchanged | Slip::Minutes => p.strong >= 3,
            Slip::Figure => p.strong >= TOLD && p.acts <= Acts::Alike,
            Slip::Hours => p.strong >= 6,
            _ => true,
        };
        let is_next = slip == Slip::Near && p.days.0.is_year() && p.days.1.is_year();
        let is_free = !used[0] || !used[1] || p.strong >= 6 && is_slip || p.strong >= 9 && is_next;
        let is_act = match p.acts {
            Acts::Apart => slip == Slip::Exchanged,
            Acts::Other => is_slip && p.strong >= 3,
            _ => true,
        };
        let is_named = p.acts == Acts::Same || is_slip && p.strong >= 6;
        let is_numbered =
            x.is_numbered == y.is_numbered || self.is_first(x, y) || is_named && !x.is_version && !y.is_version;
        let is_said = p.tie + p.acts.rank() >= 2;
        let all = [
            (is_told, "too far apart for what is said beside both"),
            (is_free, "both are told in the other text, too"),
            (is_act, "acts that are hardly one"),
            (is_numbered, NUMBERED),
            (is_said, "nothing said beside both"),
        ];
        all.into_iter().filter(|(is_well, _)| !is_well).map(|(_, says)| says).collect()
    }

    /// Of a numbered one of several, such as a release, and one without a number: whether both are the first.
    fn is_first(&self, x: &Dated, y: &Dated) -> bool {
        let is_first = |own: &Dated, all: &[Dated]| {
            own.is_numbered && all.iter().filter(|d| d.is_numbered).all(|d| d.days.first >= own.days.first)
        };
        is_first(x, self.one) && y.is_first || is_first(y, self.other) && x.is_first
    }
}

/// Minutes between two times of day, where they are more than round figures may hide.
fn minutes_apart(x: &Item, y: &Item) -> Option<i64> {
    let (Reach::Days { allowed: p, .. }, Reach::Days { allowed: q, .. }) = (&x.reach, &y.reach) else { return None };
    clock::minutes_apart((*p, x.clock), (*q, y.clock)).filter(|gap| *gap > clock::loose(*p) + clock::loose(*q))
}

/// Concepts, for the words beside dates.
type Words<'w> = &'w Concepts;
