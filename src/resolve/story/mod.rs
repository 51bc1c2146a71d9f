//! What a whole text tells of its times: when someone ruled, and when the events it names took place.
//!
//! Nothing here knows a name or an event: holders of power are the names that stand with words of ruling
//! (`lexicon/en/eras.tsv`), events are the nouns that stand with dates. A text is read once to learn this, and once more
//! where something it says needs what comes later.

mod ask;
mod clues;
mod learn;

use rustc_hash::FxHashMap;

use crate::text::CleanSpan;
use crate::value::{Moment, Period};

pub(super) use ask::Named;
pub(super) use clues::{Clue, Sight, clues};
pub(super) use learn::{Dating, Years};

/// At most this many holders of power are kept of one text.
const MOST_HOLDERS: usize = 200;

/// At most this many events are kept of one text.
const MOST_EVENTS: usize = 4000;

/// A tie between an event and a date must have this weight to be believed.
const SURE: u32 = 4;

/// Where a rule begins or ends.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Edge {
    /// On a date.
    At(Period),
    /// With an event, by its lemma.
    Event(String),
}

/// Someone who ruled (or an event that went on), and what the text says of the time.
#[derive(Clone, Debug, Default)]
struct Holder {
    /// Its names, each as words in lower case.
    names: Vec<Vec<String>>,
    /// Nouns for the rule that stood with a name.
    labels: Vec<String>,
    starts: Vec<Edge>,
    ends: Vec<Edge>,
    /// How many years it lasted.
    years: Option<i64>,
    /// Whether the rule was by force.
    by_force: bool,
    /// How often a rule was named as this holder's.
    said: u32,
    /// When it began, once all is read.
    begun: Option<Period>,
    /// The time, once all is read.
    era: Option<Period>,
}

impl Holder {
    /// Whether a name, as words, is one of this holder's or a shorter or longer form of it.
    fn answers(&self, name: &[String]) -> bool {
        self.names.iter().any(|own| within(name, own) || within(own, name))
    }
}

/// Whether every word of `part` is in `whole`.
fn within(part: &[String], whole: &[String]) -> bool {
    !part.is_empty() && part.iter().all(|w| whole.contains(w))
}

/// What a text tells of times, and what it has asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Story {
    holders: Vec<Holder>,
    /// Dates by the lemma of the event, with the weight of each tie.
    told: FxHashMap<String, Vec<(Period, u32)>>,
    /// Two names of one thing: "Liberal Alliance (LA)".
    shorts: Vec<(Vec<String>, String)>,
    /// Names of bodies that govern through someone.
    parties: Vec<Vec<String>>,
    /// The date of each event by its lemma, in order, once all is read.
    dates: Vec<(String, Period)>,
    /// Where the words stand for whom the last sentence was about.
    subject: Vec<CleanSpan>,
    /// Whether the text tells of another year than that of its publication without naming it.
    is_apart: bool,
    /// Whether all was read: nothing more is learnt.
    whole: bool,
    /// Whether an event stood right beside a date.
    tells: bool,
}

impl Story {
    /// Whether the text is still to be learnt from.
    pub(super) fn is_open(&self) -> bool {
        !self.whole
    }

    /// Whether the text tells of another year than that of its publication without naming it.
    pub(super) fn is_apart(&self) -> bool {
        self.is_apart
    }

    /// Takes note that it does.
    pub(super) fn set_apart(&mut self) {
        self.is_apart = true;
    }

    /// Whether there will be conclusions to draw, as far as can be told before the end.
    pub(super) fn tells(&self) -> bool {
        (self.tells || self.is_apart) && !self.whole
    }

    /// Where the words stand for whom the last sentence was about.
    pub(super) fn subject(&self) -> &[CleanSpan] {
        &self.subject
    }

    /// Takes note of who a sentence is about, if it says so.
    pub(super) fn turn_to(&mut self, sight: &Sight<'_>) {
        sight.note_subject(&mut self.subject);
    }

    /// The dates of events by lemma, in order.
    pub(super) fn dates(&self) -> &[(String, Period)] {
        &self.dates
    }

    /// Draws the conclusions from a text that was read to its end. Whether there are any.
    ///
    /// `seen` tells how often a name stood in the text.
    pub(super) fn finish(&mut self, seen: impl Fn(&str) -> u32) -> bool {
        self.whole = true;
        self.dates = self.told.iter().filter_map(|(e, ties)| Some((e.clone(), settled(ties)?))).collect();
        self.dates.sort_by(|a, b| a.0.cmp(&b.0));
        self.share_shorts();
        self.merge();
        self.bound(seen);
        self.holders.iter().any(|h| h.era.is_some()) || !self.dates.is_empty() || self.is_apart
    }

    /// Gives each holder the short or long forms of its names.
    fn share_shorts(&mut self) {
        for (long, short) in &self.shorts {
            let short = vec![short.clone()];
            for holder in &mut self.holders {
                let (has_long, has_short) = (holder.answers(long), holder.names.contains(&short));
                if has_long && !has_short {
                    holder.names.push(short.clone());
                } else if has_short && !has_long {
                    holder.names.push(long.clone());
                }
            }
        }
    }

    /// Makes one holder of those that share a name.
    fn merge(&mut self) {
        let mut merged: Vec<Holder> = Vec::new();
        for holder in self.holders.drain(..) {
            let same = merged.iter_mut().find(|m| m.names.iter().any(|n| holder.names.contains(n)));
            match same {
                Some(m) => {
                    m.names.extend(holder.names);
                    m.labels.extend(holder.labels);
                    m.starts.extend(holder.starts);
                    m.ends.extend(holder.ends);
                    m.years = m.years.or(holder.years);
                    m.said += holder.said;
                }
                None => merged.push(holder),
            }
        }
        self.holders = merged;
    }

    /// Finds the first and last day of each rule.
    ///
    /// One whose end is not told lasted as long as is told, or until the next began. One by force whose beginning is not told
    /// began when the only other one was overthrown. A party governed while the one did who is most often said to.
    fn bound(&mut self, seen: impl Fn(&str) -> u32) {
        let dates = std::mem::take(&mut self.dates);
        let day = |edges: &[Edge]| -> Vec<Period> {
            let known = edges.iter().filter_map(|e| match e {
                Edge::At(p) => Some(*p),
                Edge::Event(event) => date_in(&dates, event),
            });
            known.collect()
        };
        let mut known: Vec<(Option<Moment>, Option<Moment>)> = Vec::new();
        for holder in &self.holders {
            let first = commonest(&day(&holder.starts)).and_then(|p| p.first);
            let ends: Vec<Period> =
                day(&holder.ends).into_iter().filter(|p| first.is_none_or(|f| p.last > Some(f))).collect();
            known.push((first, commonest(&ends).and_then(|p| p.last)));
        }
        let fallen: Vec<Moment> = known.iter().filter_map(|(first, last)| first.and(*last)).collect();
        for (holder, (first, _)) in self.holders.iter().zip(&mut known) {
            if let (None, true, [end]) = (&first, holder.by_force, fallen.as_slice()) {
                *first = Some(*end);
            }
        }
        let rules = |h: &Holder| !h.names.is_empty() && !h.labels.is_empty();
        let mut starts: Vec<Moment> =
            self.holders.iter().zip(&known).filter(|(h, _)| rules(h)).filter_map(|(_, (first, _))| *first).collect();
        starts.sort();
        for (holder, (first, end)) in self.holders.iter_mut().zip(known) {
            holder.begun = commonest(&day(&holder.starts));
            let Some(first) = first.filter(|_| holder.names.is_empty() || !holder.labels.is_empty()) else { continue };
            let lasted =
                || first.date.checked_add(jiff::Span::new().try_years(holder.years?).ok()?).ok().map(Moment::from);
            let next = || starts.iter().find(|m| **m > first).and_then(|m| m.add_days(-1)).filter(|_| rules(holder));
            holder.era = end.or_else(lasted).or_else(next).map(|last| Period::new(first, last));
        }
        let stood = |h: &Holder| h.names.iter().map(|n| seen(&n.join(" "))).max();
        let main =
            self.holders.iter().filter(|h| h.era.is_some() && rules(h)).max_by_key(|h| stood(h)).and_then(|h| h.era);
        for holder in self.holders.iter_mut().filter(|h| h.era.is_none() && h.starts.is_empty() && rules(h)) {
            if self.parties.iter().any(|p| holder.names.contains(p)) {
                holder.era = main;
            }
        }
        self.dates = dates;
    }
}

/// The period of the year that is named most often (the earliest of such years), as finely as it is named.
fn commonest(periods: &[Period]) -> Option<Period> {
    let year = |p: &Period| p.first.map(|m| m.date.year());
    let most = periods
        .iter()
        .map(year)
        .max_by_key(|y| (periods.iter().filter(|p| year(p) == *y).count(), std::cmp::Reverse(*y)))?;
    periods.iter().filter(|p| year(p) == most).min_by_key(|p| (p.length(), p.first)).copied()
}

/// The date of an event in a list in order.
pub(super) fn date_in(dates: &[(String, Period)], event: &str) -> Option<Period> {
    let at = dates.binary_search_by(|(e, _)| e.as_str().cmp(event)).ok()?;
    dates.get(at).map(|(_, period)| *period)
}

/// The period that a list of ties speaks for: most weight by its year, then the finest that has most of it.
fn settled(ties: &[(Period, u32)]) -> Option<Period> {
    let year = |p: &Period| p.first.map(|m| m.date.year());
    let total: u32 = ties.iter().map(|(_, w)| w).sum();
    let weight = |y: Option<i16>| ties.iter().filter(|(p, _)| year(p) == y).map(|(_, w)| w).sum::<u32>();
    let (best, most) =
        ties.iter().map(|(p, _)| (year(p), weight(year(p)))).max_by_key(|(y, w)| (*w, std::cmp::Reverse(*y)))?;
    if most < SURE || most * 10 < total * 6 {
        return None;
    }
    let of_year = || ties.iter().filter(|(p, _)| year(p) == best);
    let fine = |p: &Period| p.length().map_or(3, |d| u8::from(d > 1) + u8::from(d > 31));
    let finest = of_year().map(|(p, _)| fine(p)).min()?;
    let among = |p: Period| of_year().filter(|(q, _)| *q == p).map(|(_, w)| w).sum::<u32>();
    of_year()
        .filter(|(p, _)| fine(p) == finest)
        .map(|(p, _)| *p)
        .max_by_key(|p| (among(*p), std::cmp::Reverse(p.first)))
}

#[cfg(test)]
mod tests;
