//! Lengths of time against the dates that any text gives for what they run between: "two months after the verdict", "six weeks
//! between the signature and the vote", "took eleven years to build".

use std::sync::OnceLock;

use super::later::{Point, between, in_words, is_steady, point, shown};
use super::words::words;
use super::{Found, Placed, wider};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::fact::{Aspect, Event, Fact, Kind};
use crate::lexicon::{Class, EventKind, Events, Lexicon};
use crate::value::{Bound, Extent, Grain, Period, Value};

/// The most dates of one event that an agreement names.
const MOST: usize = 3;
/// With more dates than this the texts are on many matters.
const CROWD: usize = 600;
/// Words of a phrase that are looked at.
const LONG: usize = 12;
/// How many words before a length say what went on.
const NEAR: usize = 4;
/// Words in which a time may be said to have passed.
const PASSED: usize = 6;
/// What names a person, a place or a thing in a sentence is told by so many letters at least.
const NAME: usize = 3;

/// A date with what it is the date of.
#[derive(Debug)]
struct Deed<'f> {
    index: usize,
    fact: &'f Fact,
    at: Point,
    events: Vec<(&'f Event, Aspect)>,
    /// Words for whom it happened to, and of its clause.
    words: Vec<String>,
}

/// What a phrase or a clause names.
#[derive(Debug, Default)]
struct Named {
    acts: Vec<(&'static str, Aspect)>,
    /// Other words that say something.
    words: Vec<String>,
    /// The noun that it is about where it names no act.
    head: Option<String>,
}

/// How well a date is one of what is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tie {
    /// The act alone.
    Act,
    /// The act, and whom it was done to; or the thing itself.
    Whole,
}

/// Checks the lengths of time of all texts.
pub(super) fn check(facts: &[Fact], order: &[usize], sentences: &[Vec<Placed<'_>>], found: &mut Vec<Found>) {
    let deeds: Vec<Deed<'_>> = order.iter().flat_map(|&i| deeds(i, &facts[i])).collect();
    if deeds.len() > CROWD {
        return;
    }
    let known: Vec<usize> = found.iter().filter(|f| f.is_told).flat_map(|f| f.facts.iter().copied()).collect();
    let mut own = Vec::new();
    for sentence in sentences {
        for length in sentence.iter().filter(|p| is_length(p.fact) && !known.contains(&p.index)) {
            let Some(claim) = claim(sentence, length) else { continue };
            own.extend(settle(length, &claim, &deeds));
        }
    }
    found.append(&mut own);
}

fn is_length(fact: &Fact) -> bool {
    fact.kind == Kind::Duration
        && fact.cell.is_none()
        && !fact.unit.contains(" per ")
        && !fact.slots.stance.projected
        && !fact.slots.stance.negated
        && fact.value.bound() != Bound::Vague
}

/// What a length is said to lie between.
#[derive(Debug)]
enum Claim<'p> {
    /// From an event to another, each named or dated.
    Apart(Side<'p>, Side<'p>),
    /// From the beginning to the end of what the clause speaks of.
    Lasting(Named),
}

#[derive(Debug)]
enum Side<'p> {
    Named(Named),
    Dated(&'p Placed<'p>),
    /// The time that is told of.
    Now(Period),
}

fn claim<'p>(sentence: &'p [Placed<'p>], length: &'p Placed<'p>) -> Option<Claim<'p>> {
    let after = length.after();
    let end = after.find(['.', ';', '(', '—', '–']).unwrap_or(after.len());
    let behind = after.get(..end)?;
    let near: Vec<String> = words(behind).into_iter().take(3).collect();
    // what stands right behind the unit
    let unit = Lexicon::english().lemma(near.first().map_or("", String::as_str)) == length.fact.unit;
    let told: Vec<String> = words(behind.split(',').next()?);
    // "fourteen months had gone by since the launch"
    let is_past = told.get(usize::from(unit)).is_some_and(|w| Cue::Perfect.has(w));
    let since = told.iter().take(PASSED).find(|w| is_past && *w == "since");
    // "five weeks lay between the two"
    let lies = told.iter().skip(usize::from(unit)).take(2).find(|w| *w == "between");
    let link = since.or(lies).or(near.get(usize::from(unit)))?;
    let start = behind.find(link.as_str())? + link.len();
    let phrase = behind.get(start..)?;
    let phrase = phrase.split(',').next()?;
    if link == "between" {
        let (one, two) = phrase.split_once(" and ")?;
        let ends = (Named::of(one), Named::of(two));
        return (ends.0.is_any() && ends.1.is_any()).then_some(Claim::Apart(Side::Named(ends.0), Side::Named(ends.1)));
    }
    let is_back = Cue::Until.has(link);
    if Cue::Since.has(link) || is_back {
        let anchor = Named::of(phrase);
        // what is counted from a date that is written is reckoned elsewhere
        let from = length.to + start;
        let is_inside = |p: &&Placed<'_>| p.from >= from && p.to <= from + phrase.len();
        let dates: Vec<&Placed<'_>> = sentence.iter().filter(|p| point(p.fact).is_some()).collect();
        if !anchor.is_any() || dates.iter().any(is_inside) {
            return None;
        }
        let reached = match dates.as_slice() {
            [] if since.is_some() => Side::Now(length.fact.when.filter(|_| length.fact.when_local)?),
            [] => Side::Named(clause(length)?),
            [one] => Side::Dated(one),
            _ => return None,
        };
        let anchor = Side::Named(anchor);
        return Some(if is_back { Claim::Apart(reached, anchor) } else { Claim::Apart(anchor, reached) });
    }
    let is_offset = near.iter().any(|w| Cue::Offset.has(w) || w == "old" || w == "older" || w == "younger");
    let lead = words(length.before());
    let is_lasting = lead.iter().rev().take(3).any(|w| Cue::Lasting.has(w) || w == "under" || w == "of")
        || length.after().starts_with('-');
    let is_process = is_lasting && !is_offset && length.fact.slots.reached.is_none() && !is_halted(length);
    is_process.then(|| clause(length).map(Claim::Lasting))?
}

/// Whether the words right before a length tell of a pause: "was stopped for seven months" is not how long the work went on.
fn is_halted(length: &Placed<'_>) -> bool {
    let own = length.before().rsplit([',', ';', '(']).next().unwrap_or_default();
    words(own).iter().rev().take(NEAR).any(|w| Cue::Halted.has(w))
}

/// What the clause of a length speaks of.
fn clause(length: &Placed<'_>) -> Option<Named> {
    let slots = &length.fact.slots;
    let lists = [&slots.verbs, &slots.subject, &slots.object, &slots.modifiers];
    let mut list: Vec<String> = lists.into_iter().flatten().chain(std::iter::once(&slots.head)).cloned().collect();
    // "a strike, which lasted 23 days": what the clause hangs on
    let own = length.before().rsplit([',', ';', '(']).next().unwrap_or_default();
    if slots.subject.is_empty() && words(own).iter().take(2).any(|w| Cue::That.has(w)) {
        let hung = length.before().get(..length.before().len() - own.len()).unwrap_or_default();
        list.extend(words(hung).iter().rev().take(LONG).map(|w| Lexicon::english().lemma(w)));
    }
    // "took eleven years to build"
    if words(own).iter().rev().take(NEAR).any(|w| Cue::Needs.has(w)) {
        let behind = length.after().split([',', ';', '.', '(']).next().unwrap_or_default();
        list.extend(words(behind).iter().take(LONG / 2).map(|w| Lexicon::english().lemma(w)));
    }
    list.retain(|w| !w.is_empty());
    let mut named = Named::of_lemmas(&list);
    named.head = None;
    named.is_any().then_some(named)
}

impl Named {
    fn of(phrase: &str) -> Self {
        let lexicon = Lexicon::english();
        let said: Vec<String> = words(phrase).into_iter().take(LONG).collect();
        let list: Vec<String> = said.iter().map(|w| lexicon.lemma(w)).collect();
        let mut named = Self::of_lemmas(&list);
        // "the verdict of the court": the last word before another phrase hangs on
        let is_article = |w: &&String| Cue::Definite.has(w) || Cue::Per.has(w) || Cue::Part.has(w);
        let own: Vec<&String> = said.iter().skip_while(is_article).take_while(|w| !Cue::Hangs.has(w)).collect();
        named.head = own.last().filter(|_| own.len() <= 3).map(|w| lexicon.lemma(w)).filter(|w| says(w));
        named
    }

    fn of_lemmas(list: &[String]) -> Self {
        let events = Events::english();
        let mut out = Self::default();
        let mut aspect = Aspect::Whole;
        let mut at = 0;
        while let Some(word) = list.get(at) {
            let named = events.named(word, |n| list.get(at + n));
            let kinds: Vec<_> = named.classes.iter().filter_map(|&c| events.get(c)).collect();
            let tells = |k: EventKind| kinds.iter().any(|c| c.kind == k);
            if tells(EventKind::Once) || tells(EventKind::Again) {
                let acts = kinds.iter().filter(|c| matches!(c.kind, EventKind::Once | EventKind::Again));
                out.acts.extend(acts.map(|c| (c.name, aspect)));
                aspect = Aspect::Whole;
                at += named.span.max(1);
                continue;
            }
            match () {
                () if tells(EventKind::Start) => aspect = Aspect::Start,
                () if tells(EventKind::End) => aspect = Aspect::End,
                () if says(word) => out.words.push(word.clone()),
                () => {}
            }
            at += 1;
        }
        out
    }

    fn is_any(&self) -> bool {
        !self.acts.is_empty() || self.head.is_some()
    }

    /// How a date stands to what is named; `None` where it is the date of something else.
    fn tie(&self, deed: &Deed<'_>) -> Option<Tie> {
        let both = self.words.iter().any(|w| deed.words.contains(w));
        if self.acts.is_empty() {
            let head = self.head.as_ref()?;
            let is_named = |e: &Event| {
                e.head == *head || e.acts.contains(head) || deed.fact.cell.is_some() && e.whom.contains(head)
            };
            let is_it = deed.events.iter().any(|(e, _)| is_named(e))
                || deed.fact.slots.row.contains(head)
                || deed.fact.slots.subject.contains(head);
            return is_it.then_some(Tie::Whole);
        }
        let is_act = |(name, aspect): &(&str, Aspect)| {
            deed.events.iter().any(|(e, part)| e.is_known && part == aspect && e.acts.iter().any(|a| a == name))
        };
        if !self.acts.iter().any(is_act) {
            return None;
        }
        Some(if both { Tie::Whole } else { Tie::Act })
    }
}

/// Whether a lemma says something of what happened.
fn says(lemma: &str) -> bool {
    let word = Lexicon::english().word(lemma);
    let is_small = [Class::DET, Class::PREP, Class::CONJ, Class::PRON, Class::WH, Class::AUX, Class::ADV, Class::BE];
    let is_time = word.month.is_some() || word.weekday.is_some() || word.time_word.is_some();
    let is_number = word.numeral.is_some() || word.ordinal.is_some() || !lemma.contains(char::is_alphabetic);
    lemma.len() >= NAME
        && !is_time
        && !is_number
        && !is_small.iter().any(|c| word.class.has(*c))
        && !Cue::Light.has(lemma)
        && Lexicon::english().units.by_word(lemma).is_none()
}

/// The dates of a fact, each end of a stretch of time by itself.
fn deeds(index: usize, fact: &Fact) -> Vec<Deed<'_>> {
    let slots = &fact.slots;
    let lists = [&slots.subject, &slots.object, &slots.clause, &slots.verbs, &slots.row];
    let mut all: Vec<String> = lists.into_iter().flatten().cloned().collect();
    let lexicon = Lexicon::english();
    all.extend(slots.names.iter().flat_map(|n| n.split(' ')).flat_map(|w| [w.to_owned(), lexicon.lemma(w)]));
    all.extend(slots.events.iter().flat_map(|e| e.whom.iter().chain(&e.by)).cloned());
    all.retain(|w| says(w));
    let is_open = slots.stance.projected || slots.stance.negated;
    // "First volunteer vaccinated" as the name of a row
    let is_first = words(&slots.labels[0]).first().is_some_and(|w| Cue::FirstOf.has(w));
    let lasts = |e: &Event| e.acts.iter().any(|a| Events::english().lasts(a));
    let deed = |at: Point, part: Option<Aspect>| {
        let part = part.or((is_first && slots.events.iter().any(lasts)).then_some(Aspect::Start));
        let aspect = |e: &Event| if e.aspect == Aspect::Whole { part.unwrap_or(e.aspect) } else { e.aspect };
        Deed { index, fact, at, events: slots.events.iter().map(|e| (e, aspect(e))).collect(), words: all.clone() }
    };
    if fact.kind != Kind::Date || is_open {
        return Vec::new();
    }
    if let Some(at) = point(fact) {
        return vec![deed(at, None)];
    }
    let ends = match fact.value {
        Value::Date { period, bound: Bound::Exact | Bound::Between }
            if fact.unit == Grain::Range.as_str() && !super::super::is_lifespan(fact) =>
        {
            ends(period)
        }
        _ => None,
    };
    let Some((first, last)) = ends else { return Vec::new() };
    vec![deed(first, Some(Aspect::Start)), deed(last, Some(Aspect::End))]
}

/// The two ends of a stretch of time, as finely as they are told.
fn ends(period: Period) -> Option<(Point, Point)> {
    let (first, last) = (period.first?, period.last?);
    let whole = |m| crate::compare::event::edge(period, m).and_then(|p| Some((p.first?, p.last?, false)));
    whole(first).zip(whole(last))
}

/// The dates of what is named, outside one sentence, the best told alone.
fn dates<'d, 'f>(named: &Named, deeds: &'d [Deed<'f>], but: &Fact) -> (Vec<&'d Deed<'f>>, Option<Tie>) {
    let is_own = |d: &Deed<'_>| d.fact.source == but.source && d.fact.sentence == but.sentence;
    let all: Vec<(&'d Deed<'f>, Tie)> =
        deeds.iter().filter(|d| !is_own(d)).filter_map(|d| Some((d, named.tie(d)?))).collect();
    let best = all.iter().map(|(_, tie)| *tie).max();
    (all.into_iter().filter(|(_, tie)| Some(*tie) == best).map(|(d, _)| d).collect(), best)
}

/// Whether two dates may be one date, told more or less finely.
fn meets(a: Point, b: Point) -> bool {
    a.0.days() <= b.1.days() && b.0.days() <= a.1.days()
}

/// Whether dates are few enough for all to be weighed: told of one event, be it with the day before and the day after.
fn are_few(deeds: &[&Deed<'_>]) -> bool {
    let mut apart: Vec<Point> = Vec::new();
    for d in deeds {
        if !apart.iter().any(|p| meets(*p, d.at)) {
            apart.push(d.at);
        }
    }
    apart.len() <= MOST
}

/// What one end of a length may be: a date written beside it, or those of what is named.
struct Ends<'f> {
    dates: Vec<(usize, &'f Fact, Point)>,
    /// Whether the dates are for sure those of what is named.
    is_sure: bool,
    is_named: bool,
}

fn ends_of<'f>(side: &Side<'f>, deeds: &[Deed<'f>], length: &'f Fact) -> Option<Ends<'f>> {
    match side {
        Side::Dated(p) => {
            let at = point(p.fact)?;
            Some(Ends { dates: vec![(p.index, p.fact, at)], is_sure: is_steady(p.fact), is_named: false })
        }
        Side::Now(period) => {
            let at = (period.first?, period.last?, false);
            Some(Ends { dates: vec![(usize::MAX, length, at)], is_sure: true, is_named: false })
        }
        Side::Named(named) => {
            let (own, tie) = dates(named, deeds, length);
            let is_sure = tie == Some(Tie::Whole);
            Some(Ends { dates: own.iter().map(|d| (d.index, d.fact, d.at)).collect(), is_sure, is_named: true })
        }
    }
}

fn settle<'f>(length: &Placed<'f>, claim: &Claim<'f>, deeds: &[Deed<'f>]) -> Vec<Found> {
    let Some(said) = length.extent() else { return Vec::new() };
    match claim {
        Claim::Apart(one, two) => {
            let Some((one, two)) = ends_of(one, deeds, length.fact).zip(ends_of(two, deeds, length.fact)) else {
                return Vec::new();
            };
            reckon(length, said, &one, &two)
        }
        Claim::Lasting(named) => lasting(length, said, named, deeds),
    }
}

fn reckon(length: &Placed<'_>, said: Extent, one: &Ends<'_>, two: &Ends<'_>) -> Vec<Found> {
    let pairs = one.dates.iter().flat_map(|a| two.dates.iter().map(move |b| (a, b))).filter(|(a, b)| a.0 != b.0);
    let made: Vec<_> = pairs.filter_map(|(a, b)| Some((a, b, between(a.2, b.2)?))).collect();
    let fits: Vec<_> = made.iter().filter(|(_, _, e)| !e.disjoint(said) && is_fine(*e, said)).take(MOST).collect();
    let shown = shown(length);
    let is_date = |i: &usize| *i != usize::MAX;
    let told = |d: &(usize, &Fact, Point)| match d {
        (usize::MAX, _, at) => at.0.date.year().to_string(),
        (_, fact, _) => fact.surface.clone(),
    };
    if let Some((a, b, _)) = fits.first() {
        let mut members: Vec<usize> = fits.iter().flat_map(|(a, b, _)| [a.0, b.0]).filter(is_date).collect();
        members.sort_unstable();
        members.dedup();
        members.push(length.index);
        let says = format!("between {} and {} lie {shown}", told(a), told(b));
        return vec![Found::agree("time-between", members, says)];
    }
    let is_one = made.iter().all(|(p, q, _)| made.iter().all(|(r, s, _)| meets(p.2, r.2) && meets(q.2, s.2)));
    let (Some((a, b, e)), true) = (made.first(), one.is_sure && two.is_sure && is_one) else { return Vec::new() };
    let is_apart = made.iter().all(|(_, _, e)| e.disjoint(wider(said)));
    let is_plain = [a, b].iter().all(|d| d.0 == usize::MAX || is_steady(d.1) || d.1.unit == Grain::Range.as_str());
    if !is_apart || !is_plain || !one.is_named && !two.is_named {
        return Vec::new();
    }
    let says = format!("between {} and {} lie {}, not {shown}", told(a), told(b), in_words(*e));
    let members = [a.0, b.0, length.index].into_iter().filter(is_date).collect();
    vec![Found::conflict("time-between", Severity::Warning, members, says)]
}

/// Whether the dates are told finely enough for a length to fit them by more than chance.
fn is_fine(made: Extent, said: Extent) -> bool {
    let width = |e: Extent| e.high.value().zip(e.low.value()).and_then(|(h, l)| h.checked_sub(l));
    let twice = said.high.value().and_then(|h| h.checked_div(crate::value::Number::integer(2)));
    width(made).zip(twice).is_none_or(|(w, half)| w <= half)
}

/// The beginning and the end of what goes on, of one text or of several.
fn lasting<'f>(length: &Placed<'_>, said: Extent, named: &Named, deeds: &[Deed<'f>]) -> Vec<Found> {
    let is_own = |d: &Deed<'_>| d.fact.source == length.fact.source && d.fact.sentence == length.fact.sentence;
    let others: Vec<&Deed<'f>> = deeds.iter().filter(|d| !is_own(d)).collect();
    let ends = |list: &[&Deed<'f>]| Ends {
        dates: list.iter().map(|d| (d.index, d.fact, d.at)).collect(),
        is_sure: are_few(list),
        is_named: true,
    };
    let mut out = Vec::new();
    // what has both its ends told: "the strike broke out", "was called off"
    let is_same = |d: &Deed<'_>, aspect: Aspect| {
        d.events.iter().any(|(e, part)| {
            *part == aspect
                && (named.acts.iter().any(|(a, _)| e.acts.iter().any(|b| b == a))
                    || e.whom.iter().any(|w| named.words.contains(w))
                    || e.acts.iter().any(|a| named.words.contains(a)))
        })
    };
    let part = |aspect: Aspect| -> Vec<&Deed<'f>> { others.iter().filter(|d| is_same(d, aspect)).copied().collect() };
    let (first, last) = (part(Aspect::Start), part(Aspect::End));
    if !first.is_empty() && !last.is_empty() {
        out.extend(of_ends(length, said, &ends(&first), &ends(&last)));
    }
    for process in processes().iter().filter(|p| p.is_said(named)) {
        let of = |acts: &[(&'static str, Aspect)], aspect: Aspect| -> Vec<&Deed<'f>> {
            let mut all: Vec<&Deed<'f>> = others.iter().filter(|d| process.has(d, acts, aspect)).copied().collect();
            // whom the clause names
            let is_named = |d: &Deed<'_>| named.words.iter().any(|w| d.words.contains(w) && !process.said.contains(w));
            if all.iter().any(|d| is_named(d)) {
                all.retain(|d| is_named(d));
            }
            all
        };
        let (first, last) = (of(&process.starts, Aspect::Start), of(&process.ends, Aspect::End));
        if out.is_empty() && !first.is_empty() && !last.is_empty() {
            out.extend(of_ends(length, said, &ends(&first), &ends(&last)));
        }
    }
    out
}

fn of_ends(length: &Placed<'_>, said: Extent, first: &Ends<'_>, last: &Ends<'_>) -> Vec<Found> {
    let made: Vec<(usize, usize, Extent)> = first
        .dates
        .iter()
        .flat_map(|a| last.dates.iter().filter_map(move |b| Some((a.0, b.0, between(a.2, b.2)?))))
        .collect();
    let fits: Vec<_> = made.iter().filter(|(_, _, e)| !e.disjoint(said) && is_fine(*e, said)).take(MOST).collect();
    let surface = |list: &Ends<'_>, i: usize| {
        list.dates.iter().find(|d| d.0 == i).map_or_else(String::new, |d| d.1.surface.clone())
    };
    let shown = shown(length);
    if let Some((a, b, _)) = fits.first() {
        let mut members: Vec<usize> = fits.iter().flat_map(|(a, b, _)| [*a, *b]).collect();
        members.sort_unstable();
        members.dedup();
        members.push(length.index);
        let says = format!("from {} to {} is {shown}", surface(first, *a), surface(last, *b));
        return vec![Found::agree("span-and-dates", members, says)];
    }
    let (Some((a, b, e)), true) = (made.first(), first.is_sure && last.is_sure) else { return Vec::new() };
    // a stretch of time with both its ends is laid beside lengths by what is said of them
    if a == b || !made.iter().all(|(_, _, e)| e.disjoint(wider(said))) {
        return Vec::new();
    }
    let says = format!("from {} to {} is {}, not {shown}", surface(first, *a), surface(last, *b), in_words(*e));
    let mut members = vec![*a, *b, length.index];
    members.dedup();
    vec![Found::conflict("span-and-dates", Severity::Warning, members, says)]
}

/// Something that goes on for a time.
#[derive(Debug)]
struct Process {
    said: Vec<String>,
    starts: Vec<(&'static str, Aspect)>,
    ends: Vec<(&'static str, Aspect)>,
}

impl Process {
    fn is_said(&self, named: &Named) -> bool {
        let is_act = |(act, _): &(&'static str, Aspect)| {
            let all = self.starts.iter().chain(&self.ends);
            all.clone().any(|(a, aspect)| a == act && *aspect != Aspect::Whole)
        };
        self.said.iter().any(|w| named.words.contains(w)) || named.acts.iter().any(is_act)
    }

    /// Whether a date is that of one of some acts, or of the beginning or the end of the process itself.
    fn has(&self, deed: &Deed<'_>, acts: &[(&'static str, Aspect)], aspect: Aspect) -> bool {
        deed.events.iter().any(|(e, part)| {
            acts.iter().any(|(a, wanted)| part == wanted && e.is_known && e.acts.iter().any(|b| b == a))
                || *part == aspect && (self.said.contains(&e.head) || e.acts.iter().any(|a| self.said.contains(a)))
        })
    }
}

fn processes() -> &'static [Process] {
    static ALL: OnceLock<Vec<Process>> = OnceLock::new();
    ALL.get_or_init(|| {
        let act = |member: &'static str| match member.split_once('@') {
            Some((name, "start")) => (name, Aspect::Start),
            Some((name, _)) => (name, Aspect::End),
            None => (member, Aspect::Whole),
        };
        let lines = include_str!("processes.tsv").lines().filter(|l| !l.starts_with('#')).skip(1);
        let list = |field: Option<&'static str>| field.unwrap_or_default().split('|').filter(|w| !w.is_empty());
        let of = |line: &'static str| {
            let mut fields = line.split('\t').skip(1);
            Process {
                said: list(fields.next()).map(|w| Lexicon::english().lemma(w)).collect(),
                starts: list(fields.next()).map(act).collect(),
                ends: list(fields.next()).map(act).collect(),
            }
        };
        lines.map(of).collect()
    })
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::two;

    #[track_caller]
    fn says(a: &str, b: &str, expected: &str) {
        let found = two(a, b);
        assert!(found.iter().any(|f| f.starts_with(expected)), "{found:?}");
    }

    #[track_caller]
    fn silent(a: &str, b: &str) {
        assert_eq!(two(a, b).into_iter().filter(|f| f.starts_with("conflict")).collect::<Vec<_>>(), [""; 0]);
    }

    #[test]
    fn so_long_after_what_another_text_dates() {
        let one = "The wreck was found on 9 July 1904, nine weeks after the sinking of the Orla.";
        says(one, "The ferry Orla sank on 3 May 1904 off Varde.", "agree time-between: between 3 may 1904");
        says(one, "The ferry Orla sank on 3 March 1904 off Varde.", "conflict time-between: between 3 march 1904");
        silent(one, "The ferry Orla left on 3 March 1904 for Varde.");
    }

    #[test]
    fn what_goes_on_has_a_beginning_and_an_end() {
        let dates = "Excavation of the Varde tunnel started on 3 May 1904. The tunnel was opened on 9 June 1909.";
        says("It took five years to build the tunnel.", dates, "agree span-and-dates: from 3 may 1904");
        says("It took two years to build the tunnel.", dates, "conflict span-and-dates: from 3 may 1904");
        silent("It took two years to paint the tunnel.", dates);
        silent("Building of the tunnel was stopped for two years.", dates);
        silent("It took two years to build the tunnel.", "The tunnel was opened on 9 June 1909.");
    }

    #[test]
    fn between_two_events() {
        let dates = "The treaty was signed on 3 May 1904. The mayor was elected on 9 June 1904.";
        let between =
            |length: &str| format!("{length} lay between the signing of the treaty and the election of the mayor.");
        says(&between("Five weeks"), dates, "agree time-between");
        says(&between("Seven months"), dates, "conflict time-between");
    }
}
