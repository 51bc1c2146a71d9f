//! Shares that a text does not state but that follow from what it counts, "52 of the 100 seats", against the shares that other
//! texts state, "two thirds of the seats".
//!
//! Such a share is made ready and weighed like any other; what is reported are the counts it follows from.

use rustc_hash::FxHashMap;

use super::portions::pairs;
use super::shares::{quotient, tenths};
use super::words::words;
use super::{Placed, previous, sentences, stated};
use crate::compare::align::Context;
use crate::compare::census::Census;
use crate::compare::cue::Cue;
use crate::compare::item::{self, Item};
use crate::compare::link::{self, Edge};
use crate::compare::question::{self, id};
use crate::compare::{Basis, Options, Question, Verdict};
use crate::fact::{Fact, Kind, Role};
use crate::lexicon::Lexicon;
use crate::value::{Bound, Number, Value};

/// The most rows of a table that are taken two by two.
const ROWS: usize = 12;
/// The most words between a part and its whole.
const NEAR: usize = 5;

/// From this score on a share that follows may be the one that is stated, whatever noun stands beside it.
const ALIKE: i32 = 5;

/// A share that follows from a part and its whole.
struct Implied {
    part: usize,
    whole: usize,
    fact: Fact,
}

/// Questions that shares which follow from two counts of one text answer together with shares of other texts.
pub(crate) fn shares(facts: &[Fact], items: &[Item], options: &Options, context: &Context<'_>) -> Vec<Question> {
    let is_share = |f: &Fact| f.kind == Kind::Share && f.change.is_none() && !f.unit.contains("point");
    if !facts.iter().any(is_share) {
        return Vec::new();
    }
    let implied = implied(facts);
    if implied.is_empty() {
        return Vec::new();
    }
    let mut all = facts.to_vec();
    all.extend(implied.iter().map(|i| i.fact.clone()));
    let rank: FxHashMap<usize, u32> = items.iter().map(|i| (i.fact, i.source)).collect();
    let mut census: FxHashMap<&str, Census<'_>> = FxHashMap::default();
    let mut vocabulary = item::Vocabulary::new(options.concepts());
    let mut ready: Vec<Item> = Vec::new();
    for (n, one) in implied.iter().enumerate() {
        let source = one.fact.source.as_ref();
        let own = || Census::of(facts.iter().filter(|f| f.source.as_ref() == source));
        let sizes = census.entry(source).or_insert_with(own).sizes(&one.fact);
        let Some(&source) = rank.get(&one.part) else { continue };
        if let Some(item) = item::item(facts.len() + n, &one.fact, source, &mut vocabulary) {
            ready.push(Item { sizes, ..item });
        }
    }
    let made = ready.len();
    ready.extend(items.iter().filter(|i| i.kind == Kind::Share && is_share(&facts[i.fact])).cloned());
    let quick = Context { is_kept: false, ..*context };
    let mut edges = Vec::new();
    for (a, x) in ready.iter().enumerate() {
        for (b, y) in ready.iter().enumerate().skip(a + 1).filter(|(b, y)| *b >= made && y.source != x.source) {
            let (Ok(m), Ok(n)) = (u32::try_from(a), u32::try_from(b)) else { continue };
            edges.extend(link::edge(m, n, x, y, &quick));
        }
    }
    let many = link::settle(&mut edges, &ready, context);
    edges.truncate(many);
    let is_meant = |e: &Edge| {
        let (x, y) = (&ready[e.a as usize], &ready[e.b as usize]);
        let (made, said) = (&all[x.fact], &all[y.fact]);
        let counts = implied.get(x.fact.saturating_sub(facts.len()));
        let is_same = y.is_of && is_whole(x, y) && !y.is_generic;
        // what a column counts is told apart by its rows
        let is_row = |i: &Implied| facts[i.part].cell.is_none() || names_row(&facts[i.part], &facts[i.whole], said);
        let is_alike = e.verdict < Verdict::Scope && e.score >= ALIKE;
        is_alike || is_same && (e.verdict < Verdict::Scope || counts.is_some_and(is_row) && !is_stated(facts, made))
    };
    edges.retain(|e| (e.a as usize) < made && is_meant(e));
    // what one text bears out another pair of numbers does not contradict
    let borne: Vec<u32> = edges.iter().filter(|e| e.verdict < Verdict::Scope).map(|e| e.b).collect();
    edges.retain(|e| e.verdict != Verdict::Conflict || !borne.contains(&e.b));
    let told = question::questions(&all, &ready, &mut edges, context);
    let mut out: Vec<Question> = told.into_iter().map(|q| of_counts(facts, &implied, q)).collect();
    question::once(&mut out);
    out
}

/// Whether a share is said to be of what the whole counts.
fn is_whole(made: &Item, said: &Item) -> bool {
    let is_near = || [&made.clause, &made.far, &made.subject].iter().any(|l| l.contains(&said.head));
    said.head != 0 && (made.head == said.head || made.head == 0 && is_near())
}

/// Whether a sentence has a word of the row that a part stands in, and that its whole does not have.
fn names_row(part: &Fact, whole: &Fact, said: &Fact) -> bool {
    let s = &said.slots;
    let lists = [&s.modifiers, &s.verbs, &s.subject, &s.clause, &s.context, &s.names, &s.base];
    let own = part.slots.row.iter().filter(|w| !whole.slots.row.contains(w));
    let lexicon = Lexicon::english();
    own.map(|w| lexicon.lemma(w)).any(|w| lists.iter().any(|l| l.contains(&w)))
}

/// Whether the sentence of a part says the share itself.
fn is_stated(facts: &[Fact], made: &Fact) -> bool {
    let meets = |f: &Fact| super::extent(f).zip(super::extent(made)).is_some_and(|(x, y)| !x.disjoint(y));
    let is_beside = |f: &Fact| f.kind == Kind::Share && f.source == made.source && f.sentence == made.sentence;
    facts.iter().any(|f| is_beside(f) && meets(f))
}

/// The same question with the counts in the place of what follows from them.
fn of_counts(facts: &[Fact], implied: &[Implied], mut q: Question) -> Question {
    let counts = |i: usize| match i.checked_sub(facts.len()).and_then(|n| implied.get(n)) {
        Some(one) => vec![one.part, one.whole],
        None => vec![i],
    };
    let pairs: Vec<(usize, usize)> = q.conflicts.iter().map(|&(a, b)| (q.positions[a], q.positions[b])).collect();
    let mut positions: Vec<usize> = q.positions.iter().flat_map(|&p| counts(p)).collect();
    positions.sort_by_key(|&i| (facts[i].source.clone(), facts[i].sentence, facts[i].span.start(), i));
    positions.dedup();
    let at = |i: usize| positions.iter().position(|&p| p == i).unwrap_or(0);
    let mut conflicts: Vec<(usize, usize)> = Vec::new();
    for (a, b) in pairs {
        for x in counts(a) {
            conflicts.extend(counts(b).into_iter().map(|y| (at(x).min(at(y)), at(x).max(at(y)))));
        }
    }
    conflicts.sort_unstable();
    conflicts.dedup();
    for &p in &q.positions {
        if let Some(one) = p.checked_sub(facts.len()).and_then(|n| implied.get(n)) {
            let (part, whole) = (&facts[one.part].surface, &facts[one.whole].surface);
            q.why.push(format!("{part} of {whole} is {} percent", one.fact.surface));
        }
    }
    q.id = id(facts, &positions, &q.label);
    q.basis = Basis::Reckoned;
    (q.positions, q.conflicts) = (positions, conflicts);
    q
}

/// The shares that follow from what the texts count.
fn implied(facts: &[Fact]) -> Vec<Implied> {
    let mut order: Vec<usize> =
        (0..facts.len()).filter(|&i| !matches!(facts[i].role, Role::Noise | Role::Vague)).collect();
    order.sort_by_key(|&i| (facts[i].source.clone(), facts[i].sentence, facts[i].span.start(), facts[i].span.end()));
    let mut found: Vec<(usize, usize)> = Vec::new();
    for text in order.chunk_by(|&i, &j| facts[i].source == facts[j].source) {
        let sentences = sentences(facts, text);
        for (n, sentence) in sentences.iter().enumerate() {
            let told = pairs(previous(&sentences, n), sentence);
            found.extend(told.iter().map(|(p, w)| (p.index, w.index)));
            for two in sentence.windows(2) {
                let [a, b] = two else { continue };
                if is_count(a.fact) && is_count(b.fact) && is_out_of(a, b) {
                    found.push((a.index, b.index));
                }
            }
        }
        columns(facts, text, &mut found);
    }
    found.sort_unstable();
    found.dedup();
    found.into_iter().filter_map(|(part, whole)| share(facts, part, whole)).collect()
}

fn is_count(fact: &Fact) -> bool {
    fact.kind == Kind::Count && fact.value.bound() == Bound::Exact && fact.change.is_none()
}

/// "52 of the Assembly's 100 seats", "52 seats out of a hundred".
fn is_out_of(a: &Placed<'_>, b: &Placed<'_>) -> bool {
    let between = a.until(b);
    let words = words(between);
    let of = words.iter().position(|w| Cue::Of.has(w));
    let is_like =
        a.fact.slots.head == b.fact.slots.head || a.fact.slots.head.is_empty() || b.fact.slots.head.is_empty();
    a.fact.cell.is_none()
        && is_like
        && words.len() <= NEAR
        && of.is_some_and(|n| n <= 2)
        && !between.contains([',', ';', ':', '(', '.'])
}

/// Every two counts of one column.
fn columns(facts: &[Fact], text: &[usize], found: &mut Vec<(usize, usize)>) {
    let mut columns: FxHashMap<(u32, u32), Vec<usize>> = FxHashMap::default();
    for &i in text {
        if let Some((table, _, column)) = facts[i].cell.filter(|_| is_count(&facts[i])) {
            columns.entry((table, column)).or_default().push(i);
        }
    }
    for column in columns.values().filter(|c| c.len() <= ROWS) {
        for (n, &i) in column.iter().enumerate() {
            for &j in &column[n + 1..] {
                found.push(if stated(&facts[i]) < stated(&facts[j]) { (i, j) } else { (j, i) });
            }
        }
    }
}

fn share(facts: &[Fact], part: usize, whole: usize) -> Option<Implied> {
    let (p, w) = (&facts[part], &facts[whole]);
    let (least, most) = (stated(p)?, stated(w)?);
    if least >= most || most < Number::integer(5) {
        return None;
    }
    let made = quotient(super::extent(p)?, super::extent(w)?)?;
    let (low, high) = (made.low.value()?, made.high.value()?);
    let mut fact = p.clone();
    fact.kind = Kind::Share;
    fact.unit = "percent".to_owned();
    fact.surface = tenths(low.checked_add(high)?.checked_div(Number::integer(2))?)?;
    fact.value = Value::Number { low: Some(low), high: Some(high), bound: Bound::Between };
    fact.cell = None;
    fact.slots.base = vec![w.slots.head.clone()];
    fact.slots.head.clone_from(&w.slots.head);
    Some(Implied { part, whole, fact })
}

#[cfg(test)]
mod tests {
    use crate::compare::{Options, Verdict, compare};
    use crate::document::read;
    use crate::fact::Fact;
    use crate::lexicon::Lexicon;
    use crate::resolve::extract;

    fn conflicts(one: &str, other: &str) -> Vec<Vec<String>> {
        let of = |name: &str, text: &str| extract(&read(name, text.as_bytes().to_vec()), Lexicon::english()).facts;
        let facts: Vec<Fact> = of("one.md", one).into_iter().chain(of("other.md", other)).collect();
        let questions = compare(&facts, &Options::default()).questions;
        let surface = |i: &usize| facts[*i].surface.clone();
        questions
            .iter()
            .filter(|q| q.verdict == Verdict::Conflict)
            .map(|q| q.positions.iter().map(surface).collect())
            .collect()
    }

    #[test]
    fn counts_of_one_text_against_the_share_of_another() {
        let counts = "At the election of May 1931 the Peasants' League won 38 of the 90 seats in the Diet.";
        let share =
            |s: &str| format!("The election of May 1931 gave the Peasants' League {s} of the seats in the Diet.");
        assert_eq!(conflicts(counts, &share("two thirds")), [["38", "90", "two thirds"]]);
        assert_eq!(conflicts(counts, &share("two fifths")), [[""; 3]; 0]);
    }
}
