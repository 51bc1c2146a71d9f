//! Date against date: are they dates of one event?

mod ends;

use super::item::{Item, Rarity, Term, Vocabulary, shared, sort};
use crate::fact::{Aspect, Event, Fact, Kind};
use crate::value::Period;

pub(crate) use ends::{edge, ends};

/// An event made ready to be compared.
#[derive(Clone, Debug, Default)]
pub(crate) struct Happening {
    /// What happened: terms of the acts of the table, or of the one verb or noun.
    acts: Vec<Term>,
    is_known: bool,
    is_once: bool,
    is_new: bool,
    pub(super) aspect: Aspect,
    pub(super) is_window: bool,
    /// The noun for whom it happened to, or 0.
    head: Term,
    whom: Vec<Term>,
    by: Vec<Term>,
    numbers: Vec<Term>,
    order: Option<u32>,
    near: Vec<Term>,
}

/// How two events stand to one another, the weakest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Relation {
    /// The same act, done to the same, that happens once.
    Same,
    /// The same act, done to what may be the same, or one that may happen again.
    Alike,
    /// Too little is known of one of them.
    Open,
    /// Another act, or done to something else.
    Apart,
}

/// The events of a fact made ready.
pub(crate) fn happenings(fact: &Fact, vocabulary: &mut Vocabulary) -> Vec<Happening> {
    if fact.kind != Kind::Date {
        return Vec::new();
    }
    let mut terms = |words: &[String]| -> Vec<Term> {
        let mut out: Vec<Term> = words.iter().map(|w| vocabulary.know(w).term).collect();
        sort(&mut out);
        out
    };
    let versions: Vec<String> =
        fact.slots.versions.iter().map(|v| v.trim().trim_end_matches(".0").to_owned()).collect();
    fact.slots
        .events
        .iter()
        .map(|e: &Event| Happening {
            acts: if e.is_known { named(&e.acts) } else { terms(&e.acts) },
            is_known: e.is_known,
            is_once: e.is_once,
            is_new: e.is_new,
            aspect: e.aspect,
            is_window: e.is_window,
            head: terms(std::slice::from_ref(&e.head)).first().copied().filter(|_| !e.head.is_empty()).unwrap_or(0),
            whom: terms(&e.whom),
            by: terms(&e.by),
            // "series 3 ends; its last day is": the version that the paragraph speaks of
            numbers: if e.numbers.is_empty() { named(&versions) } else { named(&e.numbers) },
            order: e.order,
            near: terms(&e.near),
        })
        .collect()
}

/// Names of acts, and numbers, are no words of the texts.
fn named(names: &[String]) -> Vec<Term> {
    let mut out: Vec<Term> = names.iter().map(|n| super::item::hash(format!("event {n}").as_bytes())).collect();
    sort(&mut out);
    out
}

/// How the events of two dates stand to one another: the nearest of any two. `None` where one of them has none.
pub(crate) fn relation(a: &Item, b: &Item, rarity: &Rarity) -> Option<Relation> {
    closest(a, b, rarity).map(|(relation, _, _)| relation)
}

/// Whether both dates only are of what their texts bring in: "a bridge", "workers".
pub(crate) fn are_new(a: &Item, b: &Item) -> bool {
    let brings = |i: &Item| !i.events.is_empty() && i.events.iter().all(|e| e.is_new);
    brings(a) && brings(b)
}

/// The two events that stand nearest to one another.
pub(super) fn closest<'i>(
    a: &'i Item,
    b: &'i Item,
    rarity: &Rarity,
) -> Option<(Relation, &'i Happening, &'i Happening)> {
    let pairs = a.events.iter().flat_map(|x| b.events.iter().map(move |y| (x, y)));
    pairs.map(|(x, y)| (stand(x, y, a, b, rarity), x, y)).min_by_key(|(relation, _, _)| *relation)
}

fn stand(x: &Happening, y: &Happening, a: &Item, b: &Item, rarity: &Rarity) -> Relation {
    let any = |p: &[Term], q: &[Term]| {
        let mut any = false;
        shared(p, q, |_| any = true);
        any
    };
    if !any(&x.acts, &y.acts) {
        return if x.is_known && y.is_known { Relation::Apart } else { Relation::Open };
    }
    if x.order.unwrap_or(1) != y.order.unwrap_or(1) || x.aspect != y.aspect && !has_ends(a) && !has_ends(b) {
        return Relation::Apart;
    }
    if !x.numbers.is_empty() && !y.numbers.is_empty() && !any(&x.numbers, &y.numbers) {
        return Relation::Apart;
    }
    let one_number = x.numbers.is_empty() != y.numbers.is_empty();
    let is_once = x.is_once && y.is_once;
    let whom = whom(x, y, a, b, rarity);
    match whom {
        Whom::Other => Relation::Apart,
        Whom::Same if is_once && !one_number && !x.is_new && !y.is_new => Relation::Same,
        // "the collapse of a dam" that the other text speaks of as the dam, on the same day or the next
        Whom::Same if is_once && !one_number && x.is_new != y.is_new && gap(a, b).is_some_and(|d| d <= 1) => {
            Relation::Same
        }
        Whom::Same => Relation::Alike,
        // "the second ascent" is one, of whatever the texts are about
        Whom::Open if is_once && !one_number && x.order.is_some() && x.order == y.order => Relation::Same,
        // who did it may stand for what it was done to
        Whom::Open if is_once && !one_number && doers(x, y, rarity) => Relation::Same,
        Whom::Open if is_once => Relation::Alike,
        Whom::Open => Relation::Open,
    }
}

/// Whether the value is a stretch of time with ends of its own.
fn has_ends(item: &Item) -> bool {
    matches!(item.reach, super::Reach::Days { is_range: true, .. })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whom {
    Same,
    Open,
    Other,
}

/// Whether two events happened to the same.
fn whom(x: &Happening, y: &Happening, a: &Item, b: &Item, rarity: &Rarity) -> Whom {
    let mut both = 0;
    let (left, right) = shared(&x.whom, &y.whom, |t| both += 1 + rarity.get(t));
    let numbered = x.numbers.iter().any(|n| y.numbers.contains(n));
    if x.head != 0 && y.head != 0 {
        let heads = x.head == y.head || x.whom.contains(&y.head) || y.whom.contains(&x.head);
        if heads {
            // "the old bridge" and "the railway bridge" are two
            return if left > 0 && right > 0 && both <= 1 { Whom::Open } else { Whom::Same };
        }
        if both >= 3 {
            return Whom::Same;
        }
        // a bare noun for what the text is about: "the company"
        let stands = |p: &Happening, q: &Happening, other: &Item| {
            q.whom.iter().any(|t| p.near.contains(t) && rarity.get(*t) <= 4) && p.whom.len() <= 2
                || other.names.iter().any(|t| p.near.contains(t)) && p.whom.len() == 1 && q.whom.len() == 1
        };
        if stands(x, y, b) || stands(y, x, a) {
            return Whom::Open;
        }
        return Whom::Other;
    }
    if numbered {
        return Whom::Same;
    }
    let points = |p: &Happening, q: &Happening| {
        p.head == 0 && q.head != 0 && (p.near.contains(&q.head) || q.whom.iter().any(|t| p.near.contains(t)))
    };
    if points(x, y) || points(y, x) {
        return Whom::Same;
    }
    Whom::Open
}

/// Whether the same somebody did it.
fn doers(x: &Happening, y: &Happening, rarity: &Rarity) -> bool {
    let mut weight = 0;
    for (p, q) in [(&x.by, &y.by), (&x.by, &y.whom), (&x.whom, &y.by)] {
        shared(p, q, |t| weight += rarity.get(t));
    }
    weight >= 4
}

/// The birth or death that an end of a life span behind a name is.
pub(crate) fn of_life(is_birth: bool, fact: &Fact) -> Vec<Happening> {
    let lexicon = crate::lexicon::Lexicon::english();
    let mut vocabulary = Vocabulary::new(crate::lexicon::Concepts::english());
    let at = fact.quote.find(fact.surface.as_str()).unwrap_or(0);
    let before = fact.quote.get(..at).unwrap_or_default().trim_end().trim_end_matches('(').trim_end();
    let mut whom: Vec<Term> = before
        .rsplit(' ')
        .take_while(|w| w.starts_with(char::is_uppercase))
        .map(|w| vocabulary.know(&lexicon.lemma(w)).term)
        .collect();
    let Some(&head) = whom.first() else { return Vec::new() };
    sort(&mut whom);
    let act = if is_birth { "birth" } else { "death" };
    let acts = named(&[act.to_owned()]);
    vec![Happening { acts, is_known: true, is_once: true, head, whom, ..Happening::default() }]
}

/// How many days apart dates of acts that are alike may be for them to be dates of one.
const NEAR: i64 = 45;

/// Days between two dates; 0 when they meet.
fn gap(a: &Item, b: &Item) -> Option<i64> {
    use super::Reach::Days;
    let (Days { allowed: x, .. }, Days { allowed: y, .. }) = (&a.reach, &b.reach) else { return None };
    let after = |p: &Period, q: &Period| Some(q.first?.days() - p.last?.days());
    Some(after(x, y).into_iter().chain(after(y, x)).max()?.max(0))
}

/// First and last year of a date.
fn years(item: &Item) -> Option<(i16, i16)> {
    match &item.reach {
        super::Reach::Days { allowed, .. } => Some((allowed.first?.date.year(), allowed.last?.date.year())),
        _ => None,
    }
}

/// Whether what the dates differ in is written in both: a year that is not written may have been read wrongly.
pub(crate) fn is_dated(a: &Item, b: &Item) -> bool {
    a.has_year && b.has_year || a.clock.is_dayless() || b.clock.is_dayless() || years(a) == years(b)
}

/// How many days apart the dates of one thing are told by mistake.
const SLIP: i64 = 3;

/// Whether acts that happen once are dated to days or months that lie next to one another.
pub(crate) fn is_close(a: &Item, b: &Item) -> bool {
    let is_fine = |i: &Item| match &i.reach {
        super::Reach::Days { allowed, .. } => allowed.length().is_some_and(|d| d <= 31),
        super::Reach::Numbers { .. } => false,
    };
    is_fine(a) && is_fine(b) && is_near(a, b) && gap(a, b).is_some_and(|days| days <= SLIP)
}

/// Whether acts that are alike and happen once lie so near to one another in time that they are one: a slip of a day, an hour.
pub(crate) fn is_near(a: &Item, b: &Item) -> bool {
    are_once(a, b) && is_dated(a, b) && gap(a, b).is_some_and(|days| days < NEAR)
}

/// Whether both are dates of what happens only once to whom it happens.
pub(crate) fn are_once(a: &Item, b: &Item) -> bool {
    let once = |i: &Item| i.events.iter().any(|e| e.is_once);
    once(a) && once(b)
}
