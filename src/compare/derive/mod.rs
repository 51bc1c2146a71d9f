//! Arithmetic: numbers that must fit one another, and whether they do.
//!
//! Every check works on intervals: a conflict says that no values allowed by the wording satisfy the sum. Where the sum
//! comes out the numbers confirm one another, and that is reported, too.

mod anchored;
mod apart;
mod base;
mod bearers;
mod carried;
mod clock;
mod compared;
mod dated;
mod dealt;
mod editions;
mod elsewhere;
mod fits;
mod formula;
mod happening;
mod implied;
mod later;
mod lives;
mod margins;
mod nearby;
mod paces;
mod partition;
mod opposed;
mod packed;
mod parts;
mod portions;
mod products;
mod rates;
mod remainder;
mod results;
mod rises;
mod said;
mod shares;
mod slips;
mod spans;
mod spells;
mod stretch;
mod sums;
mod support;
mod table;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod texts;
mod units;
mod versions;
mod whole;
mod within;
mod words;
mod writing;
mod years;

pub(super) use carried::carry;
pub(super) use implied::shares as implied_shares;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::extents::{Reach, dimension, reach};
use super::question::id;
use super::{Basis, Question, Reason, Severity, Verdict};
use crate::fact::{Fact, Kind, Role};
use crate::value::{Bound, End, Extent, Grain, Number};

/// The most values of a sentence that are tried with one another.
const CROWD: usize = 40;
/// Smaller numbers are met again by chance.
const AGAIN: i128 = 100;

/// A fact and where it stands in the sentence as quoted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed<'f> {
    /// Index into the facts given.
    pub(super) index: usize,
    pub(super) fact: &'f Fact,
    /// Bytes of the quoted sentence.
    pub(super) from: usize,
    pub(super) to: usize,
}

impl<'f> Placed<'f> {
    /// The words between this fact and a later one of the same sentence.
    pub(super) fn until(&self, later: &Placed<'f>) -> &'f str {
        self.fact.quote.get(self.to..later.from).unwrap_or_default()
    }

    /// The words before this fact.
    pub(super) fn before(&self) -> &'f str {
        self.fact.quote.get(..self.from).unwrap_or_default()
    }

    /// The words behind this fact.
    pub(super) fn after(&self) -> &'f str {
        self.fact.quote.get(self.to..).unwrap_or_default()
    }

    /// What may be true, in the base unit.
    pub(super) fn extent(&self) -> Option<Extent> {
        extent(self.fact)
    }

    /// What is stated, taken as written, round or not: what is set against a part or a whole was counted or measured.
    pub(super) fn precise(&self) -> Option<Extent> {
        writing::precise(self.fact)
    }
}

/// The values of the sentence right before one, if it is of running text and holds any.
pub(super) fn previous<'a, 'f>(sentences: &'a [Vec<Placed<'f>>], n: usize) -> Option<&'a [Placed<'f>]> {
    let number = |s: &[Placed<'_>]| s.first().filter(|p| p.fact.cell.is_none()).map(|p| p.fact.sentence);
    let before = sentences.get(n.checked_sub(1)?)?;
    (number(before)? + 1 == number(sentences.get(n)?)?).then_some(before.as_slice())
}

/// What may be true of a fact that states numbers, in its base unit.
pub(super) fn extent(fact: &Fact) -> Option<Extent> {
    match reach(fact) {
        Some(Reach::Numbers { allowed, .. }) => Some(allowed),
        _ => None,
    }
}

/// The one number stated, in the base unit.
pub(super) fn stated(fact: &Fact) -> Option<Number> {
    match reach(fact) {
        Some(Reach::Numbers { stated, .. }) => stated,
        _ => None,
    }
}

/// An interval twice as wide: whoever cuts digits off instead of rounding is not contradicted.
pub(super) fn wider(e: Extent) -> Extent {
    let (Some(low), Some(high)) = (e.low.value(), e.high.value()) else { return e };
    let half = high.checked_sub(low).and_then(|d| d.checked_div(Number::integer(2)));
    let Some(half) = half else { return e };
    let end = |n: Option<Number>, e: End| n.map_or(e, End::Closed);
    Extent { low: end(low.checked_sub(half), e.low), high: end(high.checked_add(half), e.high) }
}

/// What a check found.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) rule: &'static str,
    /// How sure a conflict is; `None` when the numbers confirm one another.
    pub(super) severity: Option<Severity>,
    /// Indices of the facts, the one that follows from the others last.
    pub(super) facts: Vec<usize>,
    /// The sum, for people.
    pub(super) says: String,
    /// Whether words say that the numbers must fit one another; else they only do.
    pub(super) is_told: bool,
    /// Facts of the same text that state once more what does not fit.
    pub(super) again: Vec<usize>,
}

/// The rule that the derivation names where numbers fit one another without a word that says they must.
pub(super) const FIT: &str = "numbers-that-fit";

impl Found {
    /// Numbers that cannot all be true.
    pub(super) fn conflict(rule: &'static str, severity: Severity, facts: Vec<usize>, says: String) -> Self {
        Self { rule, severity: Some(severity), facts, says, is_told: true, again: Vec::new() }
    }

    /// Numbers that confirm one another.
    pub(super) fn agree(rule: &'static str, facts: Vec<usize>, says: String) -> Self {
        Self { rule, severity: None, facts, says, is_told: true, again: Vec::new() }
    }

    /// Numbers that confirm one another, though nothing says that they must.
    pub(super) fn fit(rule: &'static str, facts: Vec<usize>, says: String) -> Self {
        Self { is_told: false, ..Self::agree(rule, facts, says) }
    }
}

/// Findings of arithmetic.
pub(crate) fn derive(facts: &[Fact]) -> Vec<Question> {
    let sorted = |keep: &dyn Fn(&Fact) -> bool| {
        let mut order: Vec<usize> = (0..facts.len()).filter(|&i| facts.get(i).is_some_and(keep)).collect();
        order.sort_by(|&i, &j| {
            let key = |f: &Fact| (f.sentence, f.span.start(), f.span.end());
            facts[i].source.cmp(&facts[j].source).then_with(|| key(&facts[i]).cmp(&key(&facts[j])))
        });
        order
    };
    let order = sorted(&|f| !matches!(f.role, Role::Noise | Role::Vague));
    // a time of day without a day still has a distance from another
    let timed = sorted(&|f| f.role != Role::Noise && (f.role != Role::Vague || f.unit == Grain::Minute.as_str()));
    let told = happening::happenings(facts, &order);
    let headed: Vec<usize> = order.iter().copied().filter(|&i| is_headed(&facts[i])).collect();
    let reckon = |texts: &[&[usize]]| {
        let (mut found, mut sums) = (Vec::new(), Vec::new());
        texts.iter().for_each(|text| in_text(facts, text, (told.as_slice(), headed.as_slice()), &mut found, &mut sums));
        (found, sums)
    };
    let clocks = |texts: &[&[usize]]| {
        let mut found = Vec::new();
        texts.iter().for_each(|text| times_of_day(facts, text, &mut found));
        found
    };
    let mut found = Vec::new();
    let mut sums = Vec::new();
    for (own, adds) in at_once(&texts(facts, &order), reckon) {
        found.extend(own);
        sums.extend(adds);
    }
    found.extend(at_once(&texts(facts, &timed), clocks).into_iter().flatten());
    elsewhere::check(facts, &order, sums, &mut found);
    editions::check(facts, &order, &mut found);
    let placed = |texts: &[&[usize]]| texts.iter().flat_map(|text| sentences(facts, text)).collect::<Vec<_>>();
    let all: Vec<Vec<Placed<'_>>> = at_once(&texts(facts, &order), placed).into_iter().flatten().collect();
    margins::check(facts, &all, &mut found);
    anchored::check(facts, &order, &all, &mut found);
    fits::check(facts, &order, &mut found);
    once(&mut found);
    found.iter_mut().filter(|f| f.severity.is_some()).for_each(|f| told_again(facts, &order, f));
    found.into_iter().filter(|f| f.facts.len() > 1 || f.severity.is_some()).map(|f| question(facts, f)).collect()
}

/// Facts in order, text by text.
fn texts<'o>(facts: &[Fact], order: &'o [usize]) -> Vec<&'o [usize]> {
    order.chunk_by(|&i, &j| facts[i].source == facts[j].source).collect()
}

/// What comes of texts, some of them at a time, in their order.
fn at_once<T: Send>(texts: &[&[usize]], each: impl Fn(&[&[usize]]) -> T + Sync + Send) -> Vec<T> {
    match texts.len() {
        // an edited text is looked at here and now: other threads may be at work on a whole comparison
        0 | 1 => vec![each(texts)],
        _ => texts.par_chunks(super::together(texts.len())).map(each).collect(),
    }
}

/// All that is reckoned of one text, but for times of day.
fn in_text(
    facts: &[Fact],
    text: &[usize],
    (told, headed): (&[happening::Happening], &[usize]),
    found: &mut Vec<Found>,
    sums: &mut Vec<elsewhere::Sum>,
) {
    let sentences = sentences(facts, text);
    for (n, placed) in sentences.iter().enumerate() {
        units::check(placed, found);
        formula::check(placed, found);
        formula::restated(&sentences, n, found);
        shares::check(placed, found);
        rises::check(placed, found);
        compared::check(&sentences, n, found);
        compared::all_but(placed, found);
        sums::check(placed, found);

        elsewhere::sums(placed, sums);
        parts::check(&sentences, n, found);
        remainder::check(&sentences, n, found);
        products::check(&sentences, n, found);
        partition::check(placed, found);
        portions::check(&sentences, n, found);
        said::check(facts, text, &sentences, n, found);
        apart::check(&sentences, n, found);
        dealt::check(placed, found);
        paces::check(placed, found);
        within::check(&sentences, n, found);
        packed::check(facts, text, &sentences, n, found);
        whole::check(&sentences, n, found);
        results::check(&sentences, n, found);
        base::check(facts, text, placed, found);
        rates::check(&sentences, n, found);
        later::check(facts, &sentences, n, told, found);
        spans::in_sentence(placed, found);
        support::check(facts, headed, text, placed, found);
        versions::check(facts, headed, placed, found);
        spells::check(facts, text, &sentences, n, told, found);
        lives::check(facts, text, &sentences, n, told, found);
        years::check(facts, text, &sentences, n, told, found);
    }
    table::check(facts, text, found);
    nearby::check(facts, text, found);
    opposed::check(facts, &sentences, found);
    slips::check(facts, &sentences, found);
}

/// What is reckoned of the times of day of one text.
fn times_of_day(facts: &[Fact], text: &[usize], found: &mut Vec<Found>) {
    let sentences = sentences(facts, text);
    for (n, placed) in sentences.iter().enumerate() {
        clock::check(placed, found);
        stretch::check(&sentences, n, found);
    }
}

/// Whether a fact is a date of a heading or a table: few sentences look among these, and few they are.
fn is_headed(fact: &Fact) -> bool {
    fact.kind == Kind::Date && (fact.cell.is_some() || fact.role == Role::Heading)
}

/// The values of every sentence of one text, where they stand.
fn sentences<'f>(facts: &'f [Fact], text: &[usize]) -> Vec<Vec<Placed<'f>>> {
    text.chunk_by(|&i, &j| facts[i].sentence == facts[j].sentence).map(|s| place(facts, s)).collect()
}

/// Adds the cells of the same text from which a sentence takes its numbers, so that they can be looked at, too.
fn told_again(facts: &[Fact], order: &[usize], found: &mut Found) {
    found.again = said_again(facts, order, found);
    let mut cells = Vec::new();
    for &member in found.facts.iter().take(found.facts.len().saturating_sub(1)) {
        let fact = &facts[member];
        let Some(value) = stated(fact).filter(|_| fact.cell.is_none() && fact.value.bound() == Bound::Exact) else {
            continue;
        };
        let is_long = fact.surface.bytes().filter(u8::is_ascii_digit).count() >= 2;
        let is_same = |f: &Fact| f.cell.is_some() && f.kind == fact.kind && stated(f) == Some(value);
        let kind = |f: &Fact| f.kind != Kind::Count && dimension(f) == dimension(fact);
        let text = &order[order.partition_point(|&i| facts[i].source < fact.source)..];
        let text = text.iter().copied().take_while(|&i| is_long && facts[i].source == fact.source);
        let same: Vec<usize> = text.filter(|&i| is_same(&facts[i]) && kind(&facts[i])).take(2).collect();
        if let [one] = same.as_slice()
            && !found.facts.contains(one)
            && !cells.contains(one)
        {
            cells.push(*one);
        }
    }
    cells.append(&mut found.facts);
    found.facts = cells;
}

/// Where the sentences of a text state the total of a table that does not add up: "the dead thus number 167".
fn said_again(facts: &[Fact], order: &[usize], found: &Found) -> Vec<usize> {
    let Some((&odd, parts)) = found.facts.split_last() else { return Vec::new() };
    let total = &facts[odd];
    let is_long = stated(total).is_some_and(|n| n >= Number::integer(AGAIN));
    if total.cell.is_none()
        || !is_long
        || parts.iter().any(|&i| facts[i].cell.is_none())
        || found.rule != "sum-of-parts"
    {
        return Vec::new();
    }
    let text = &order[order.partition_point(|&i| facts[i].source < total.source)..];
    let text = text.iter().copied().take_while(|&i| facts[i].source == total.source);
    let head = &total.slots.head;
    let is_same = |i: &usize| {
        let f = &facts[*i];
        f.cell.is_none()
            && f.kind == total.kind
            && dimension(f) == dimension(total)
            && f.value.bound() == Bound::Exact
            && f.change.is_none()
            && stated(f) == stated(total)
            && (f.kind != Kind::Count || !head.is_empty() && f.slots.head == *head)
    };
    text.filter(is_same).take(2).collect()
}

/// Leaves out what was found of the very same numbers before.
fn once(found: &mut Vec<Found>) {
    let mut seen = FxHashSet::default();
    found.retain(|f| {
        let mut key = f.facts.clone();
        key.sort_unstable();
        seen.insert(key)
    });
}

/// Finds the facts of one sentence in its quoted words, in order.
fn place<'f>(facts: &'f [Fact], sentence: &[usize]) -> Vec<Placed<'f>> {
    let mut from = 0;
    let mut out = Vec::new();
    for &index in sentence {
        let Some(fact) = facts.get(index) else { continue };
        let Some(at) = fact.quote.get(from..).and_then(|rest| find(rest, &fact.surface)) else { continue };
        let place = Placed { index, fact, from: from + at, to: from + at + fact.surface.len() };
        from = place.to;
        out.push(place);
    }
    out
}

/// The first place where a value stands by itself, else the first place at all: the 4 of "14 and 4" is the second one.
pub(super) fn find(text: &str, surface: &str) -> Option<usize> {
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let alone = |at: &usize| {
        is_edge(text[..*at].chars().next_back())
            && !text[at + surface.len()..].starts_with(|c: char| c.is_ascii_digit())
    };
    text.match_indices(surface).map(|(at, _)| at).find(alone).or_else(|| text.find(surface))
}

fn question(facts: &[Fact], found: Found) -> Question {
    let odd = found.facts.last().copied().unwrap_or_default();
    let mut positions = found.facts;
    positions.extend(found.again.iter().copied());
    positions.sort_by_key(|&i| (facts[i].source.clone(), facts[i].sentence, facts[i].span.start()));
    positions.dedup();
    let last = positions.iter().position(|&i| i == odd).unwrap_or(0);
    let is_odd = |i: usize| i == last || positions.get(i).is_some_and(|p| found.again.contains(p));
    let conflicts = match found.severity {
        None => Vec::new(),
        // a value that is at odds with itself
        Some(_) if positions.len() == 1 => vec![(0, 0)],
        Some(_) => {
            let (odd, parts): (Vec<usize>, Vec<usize>) = (0..positions.len()).partition(|&i| is_odd(i));
            let mut pairs: Vec<(usize, usize)> =
                odd.iter().flat_map(|&o| parts.iter().map(move |&i| (i.min(o), i.max(o)))).collect();
            pairs.sort_unstable();
            pairs
        }
    };
    let first = &facts[odd];
    let what = if first.measure.is_empty() { first.event.clone().unwrap_or_default() } else { first.measure.clone() };
    let label =
        format!("{}: {}", found.rule.replace('-', " "), if what.is_empty() { first.unit.clone() } else { what });
    Question {
        id: id(facts, &positions, &label),
        label,
        kind: first.kind,
        verdict: if found.severity.is_some() { Verdict::Conflict } else { Verdict::Agree },
        severity: found.severity.unwrap_or(Severity::Note),
        rule: found.rule,
        basis: Basis::Reckoned,
        positions,
        conflicts,
        why: vec![found.says.clone()],
        trace: vec![Reason { rule: if found.is_told { found.rule } else { FIT }, weight: 0, says: found.says }],
        gap: if found.severity.is_some() { 100 } else { 0 },
    }
}
