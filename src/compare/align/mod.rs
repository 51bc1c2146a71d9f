//! Do two facts answer one question? Named features, integer weights, and what forbids.

mod describe;
mod forbid;
mod heads;
mod scene;
mod tables;
mod values;

use super::event::{Relation, relation};
use super::extents::Reach;
use super::item::{Item, Rarity, Term, shared};
use super::setting;
use super::weights::Weights;
use crate::fact::Kind;
use crate::lexicon::Concepts;
use crate::value::Number;
use forbid::is_twin;
use heads::{heads, owners};
use scene::{groups, places, times};
use tables::{settings, tables};
use values::values;

pub(crate) use describe::describe;
pub(crate) use forbid::forbidden;
pub(crate) use values::{is_slip, is_unit_slip};

/// Said of a plan that meets a result.
pub(crate) const PLANNED: &str = "one is planned or expected, the other is a result";

/// What was found about two facts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Alignment {
    pub(crate) score: i32,
    /// What forbids that they answer one question.
    pub(crate) forbid: Option<&'static str>,
    /// In what they differ or may differ: no better than *scope*.
    pub(crate) scope: Vec<&'static str>,
    /// What is left open: no better than a warning.
    pub(crate) doubts: Vec<&'static str>,
    /// For dates: how the events stand to one another.
    pub(crate) event: Option<Relation>,
    /// Every feature with what it adds to the score.
    pub(crate) features: Vec<(&'static str, i32)>,
    /// Every feature with how much of it there is.
    pub(crate) amounts: Vec<(&'static str, i32)>,
}

/// What alignment needs to know of all facts.
#[derive(Debug)]
pub(crate) struct Context<'c> {
    pub(crate) weights: &'c Weights,
    pub(crate) rarity: &'c Rarity,
    pub(crate) concepts: &'c Concepts,
    /// Whether features are kept, for explanations.
    pub(crate) is_kept: bool,
    /// There are so many facts that questions are told without their parts, and only conflicts with their features.
    pub(crate) is_vast: bool,
}

struct Tally<'t> {
    out: &'t mut Alignment,
    weights: &'t Weights,
    /// Whether features are kept and not only summed.
    is_kept: bool,
    is_told: bool,
    is_far: bool,
    /// Whether the nouns counted say too little to be the same.
    is_loose: bool,
    /// Whether a modifier is shared.
    is_narrowed: bool,
}

impl Tally<'_> {
    fn add(&mut self, feature: &'static str, weight: i32, amount: i32) {
        if amount != 0 {
            self.out.score += weight * amount;
            if self.is_kept {
                self.out.features.push((feature, weight * amount));
                self.out.amounts.push((feature, amount));
            }
        }
    }

    /// Adds a feature that says what is counted or measured.
    fn tell(&mut self, feature: &'static str, weight: i32, amount: i32) {
        self.is_told |= amount > 0;
        self.add(feature, weight, amount);
    }

    /// Adds a feature that says that the values lie far apart.
    fn part(&mut self, feature: &'static str, weight: i32, amount: i32) {
        self.is_far |= amount > 0;
        self.add(feature, weight, amount);
    }
}

/// From this sum of rare words in common on, two sentences tell of one scene.
const MUCH: i32 = 10;

/// Whether what a sentence is about stands in the headings of a cell.
fn met_in_cell(text: &Item, cell: &Item) -> bool {
    cell.is_cell && text.subject.iter().any(|t| cell.row.contains(t) || cell.column.contains(t))
}

/// Who or what the two sentences say it of.
fn actors(a: &Item, b: &Item, rare: &dyn Fn(Term) -> i32, tally: &mut Tally<'_>) {
    let (mut many, mut sum) = (0, 0);
    let (left, right) = shared(&a.subject, &b.subject, |t| {
        many += 1;
        sum += rare(t);
    });
    // "base camp" is not "camp six"
    let is_whole = left == 0 || right == 0;
    tally.tell("subject_same", tally.weights.subject_same, if is_whole { many.min(2) } else { 0 });
    tally.add("subject_rare", tally.weights.subject_rare, if is_whole { sum.min(8) } else { 0 });
    let mut related = false;
    shared(&a.kin, &b.kin, |_| related = true);
    let meets = |x: &Item, y: &Item| {
        let lists = [&y.core, &y.acts, &y.clause, &y.names, &y.far, &y.subject, &y.object, &y.attributes];
        x.subject.iter().any(|t| *t == y.head || lists.iter().any(|l| l.contains(t)))
    };
    let told = |i: &Item| !i.subject.is_empty() || i.is_cell;
    if many == 0 && !related && told(a) && told(b) && !(a.is_cell && b.is_cell) {
        let met = meets(a, b) || meets(b, a) || met_in_cell(a, b) || met_in_cell(b, a);
        tally.add("subject_apart", tally.weights.subject_apart, i32::from(!met));
        tally.add("subject_met", tally.weights.subject_met, i32::from(met));
    }
    many = 0;
    shared(&a.object, &b.object, |_| many += 1);
    tally.tell("object_same", tally.weights.object_same, many.min(1));
}

/// Scores a pair. The order of the two does not matter.
pub(crate) fn align(a: &Item, b: &Item, context: &Context<'_>) -> Alignment {
    match forbidden(a, b) {
        Some(why) => Alignment { forbid: Some(why), ..Alignment::default() },
        None => aligned(a, b, context),
    }
}

/// So many features few pairs have more of.
const USUAL: usize = 24;

/// Scores a pair of which it is known that nothing forbids it.
pub(crate) fn aligned(a: &Item, b: &Item, context: &Context<'_>) -> Alignment {
    let mut out = Alignment::default();
    if context.is_kept {
        out.features.reserve(USUAL);
        out.amounts.reserve(USUAL);
    }
    let rare = |t: Term| context.rarity.get(t);
    let is_date = a.kind == Kind::Date;
    let is_count = a.kind == Kind::Count;
    let mut doubts = Vec::new();
    let mut scope = Vec::new();
    let mut tally = Tally {
        out: &mut out,
        weights: context.weights,
        is_kept: context.is_kept,
        is_told: false,
        is_far: false,
        is_loose: false,
        is_narrowed: false,
    };
    match a.kind {
        Kind::Date => tally.add("is_date", tally.weights.is_date, 1),
        Kind::Count => tally.add("is_count", tally.weights.is_count, 1),
        Kind::Share => tally.add("is_share", tally.weights.is_share, 1),
        _ => tally.add("is_measure", tally.weights.is_measure, 1),
    }
    if is_twin(a, b) {
        tally.tell("twin", tally.weights.twin, 1);
    }
    heads(a, b, context, &mut tally, &mut scope);
    owners(a, b, &mut tally);
    if a.kind == Kind::Quantity {
        tally.add("dimension_rare", tally.weights.dimension_rare, rare(a.dimension));
    }

    let (mut many, mut sum) = (0, 0);
    let count = |t: Term, many: &mut i32, sum: &mut i32| {
        *many += 1;
        *sum += rare(t);
    };
    let (left, right) = shared(&a.core, &b.core, |t| count(t, &mut many, &mut sum));
    tally.tell("core_same", tally.weights.core_same, many.min(3));
    tally.is_narrowed = many > 0;
    tally.add("core_rare", tally.weights.core_rare, sum.min(10));
    if !is_date && !a.is_cell && !b.is_cell {
        if left > 0 && right > 0 && many == 0 {
            tally.add("core_apart", tally.weights.core_apart, 1);
            if is_count {
                doubts.push("each is narrowed by words that the other lacks");
            }
        } else {
            tally.add("core_open", tally.weights.core_open, i32::try_from((left + right).min(3)).unwrap_or(3));
        }
    }

    (many, sum) = (0, 0);
    shared(&a.acts, &b.acts, |t| {
        if is_date || t != a.head && t != b.head {
            count(t, &mut many, &mut sum);
        }
    });
    if is_date {
        tally.add("event_same", tally.weights.event_same, many.min(2));
    } else {
        tally.tell("act_same", tally.weights.act_same, many.min(2));
    }
    if is_date {
        tally.add("event_rare", tally.weights.event_rare, sum.min(8));
    } else {
        tally.add("act_rare", tally.weights.act_rare, sum.min(8));
    }
    let relation = if is_date { relation(a, b, context.rarity) } else { None };
    // what is known of the acts themselves stands above the words for them
    let is_weighed = matches!(relation, Some(Relation::Same | Relation::Alike));
    if is_date && many == 0 && !is_weighed {
        tally.add("event_apart", tally.weights.event_apart, 1);
    }
    let many_acts = many;
    let is_small = |i: &Item| matches!(&i.reach, Reach::Numbers { stated: Some(n), .. } if *n <= Number::integer(12));
    let is_act = |i: &Item| i.acts.contains(&i.head);
    let is_done = |i: &Item, j: &Item| !i.is_generic && j.acts.contains(&i.head);
    let is_done = is_done(a, b) || is_done(b, a);
    let is_set = setting::sameness(a, b) == 2;
    let is_few =
        is_count && !is_set && many == 0 && (is_small(a) || is_small(b)) && !is_act(a) && !is_act(b) && !is_done;
    if is_few {
        tally.add("count_small", tally.weights.count_small, 1);
    }
    if is_count && many == 0 && (a.head == 0 || b.head == 0) {
        tally.add("head_missing", tally.weights.head_missing, 1);
        tally.is_loose = true;
    }
    let is_vast = is_count && !is_set && many == 0 && tally.is_loose && !tally.is_narrowed;
    let mut property = 0;
    shared(&a.attributes, &b.attributes, |_| property = 1);
    tally.tell("attribute_same", tally.weights.attribute_same, property);
    if property == 0 && !a.attributes.is_empty() && !b.attributes.is_empty() && !is_date {
        tally.add("attribute_apart", tally.weights.attribute_apart, 1);
        doubts.push("different properties may be measured");
    }
    (many, sum) = (0, 0);
    let (left, right) = shared(&a.names, &b.names, |t| count(t, &mut many, &mut sum));
    let is_inside = a.source == b.source;
    let mut whom = many > 0;
    tally.tell("name_same", tally.weights.name_same, many.min(2));
    tally.add("name_rare", tally.weights.name_rare, sum.min(10));
    let mut told = sum.min(5);
    if many == 0 && left > 0 && right > 0 {
        let mut carried = 0;
        shared(&a.names, &b.far, |_| carried += 1);
        shared(&b.names, &a.far, |_| carried += 1);
        if carried == 0 || is_inside {
            tally.add("name_apart", tally.weights.name_apart, 1);
        }
        whom |= carried > 0 && !is_inside;
    } else if left + right > 0 {
        tally.add("name_open", tally.weights.name_open, 1);
    }

    (many, sum) = (0, 0);
    shared(&a.clause, &b.clause, |t| count(t, &mut many, &mut sum));
    for (x, y) in [(a, b), (b, a)] {
        shared(&x.clause, &y.core, |t| count(t, &mut many, &mut sum));
        shared(&x.clause, &y.names, |t| count(t, &mut many, &mut sum));
        shared(&x.clause, &y.acts, |t| count(t, &mut many, &mut sum));
    }
    tally.add("clause_rare", tally.weights.clause_rare, sum.min(12));
    tally.is_told |= sum >= 6;
    whom |= sum >= 4 || setting::versions(a, b) == Some(true);
    if is_date {
        let mut once = 0;
        shared(&a.once, &b.once, |_| once = 1);
        let is_sure = relation == Some(Relation::Same);
        tally.add("event_once", tally.weights.event_once, if whom && !is_sure { once } else { 0 });
        if (once == 0 || !whom) && !is_weighed {
            tally.add("event_again", tally.weights.event_again, 1);
        }
        if (a.is_frame || b.is_frame) && once == 0 && !is_weighed {
            tally.add("event_frame", tally.weights.event_frame, 1);
        }
        match relation {
            Some(Relation::Same) => tally.add("event_one", tally.weights.event_one, 1),
            Some(Relation::Alike) => {
                tally.add("event_alike", tally.weights.event_alike, 1);
                let close = super::event::is_close(a, b) && !is_inside;
                tally.add("event_close", tally.weights.event_close, i32::from(close));
            }
            Some(Relation::Apart) => tally.add("event_other", tally.weights.event_other, 1),
            Some(Relation::Open) | None => {}
        }
        tally.out.event = relation;
    }

    // "64% of the patients were men", "nine patients in ten lived nearby"
    let is_base = |i: &Item| {
        let person = context.concepts.named("person");
        i.is_generic || i.head_concept.zip(person).is_some_and(|(c, p)| context.concepts.holds(p, c))
    };
    let says = |i: &Item| !i.acts.is_empty() || !i.clause.is_empty() || !i.object.is_empty();
    if a.kind == Kind::Share && a.head == b.head && a.head != 0 && is_base(a) && says(a) && says(b) {
        let mut done = 0;
        shared(&a.object, &b.object, |_| done += 1);
        if many + many_acts + done == 0 {
            scope.push("they are shares of the same people, and what is said of them differs");
        }
    }

    let mut context = sum;
    shared(&a.subject, &b.subject, |t| told += rare(t));
    (many, sum) = (0, 0);
    // headings and what is carried over from the text before say nothing within one text
    if !is_inside {
        shared(&a.far, &b.far, |t| count(t, &mut many, &mut sum));
    }
    for (x, y) in [(a, b), (b, a)].into_iter().filter(|_| !is_inside) {
        shared(&x.far, &y.clause, |t| count(t, &mut many, &mut sum));
        shared(&x.far, &y.core, |t| count(t, &mut many, &mut sum));
        shared(&x.far, &y.names, |t| count(t, &mut many, &mut sum));
    }
    tally.add("far_rare", tally.weights.far_rare, sum.min(12));
    context += sum;
    if !is_date {
        actors(a, b, &rare, &mut tally);
    }

    settings(a, b, &mut tally, &mut scope);
    tables(a, b, &mut tally, &mut scope);
    if !is_date && !is_count && !tally.is_told {
        tally.add("measure_bare", tally.weights.measure_bare, 1);
    }
    times(a, b, &mut tally, &mut scope, &mut doubts);
    places(a, b, &mut tally, &mut scope);
    if !is_date {
        groups(a, b, &mut tally, &mut scope);
    }
    values(a, b, &mut tally);
    if is_vast {
        let says = "people or things in general, and nothing that is said of them is the same";
        let least = if tally.is_far { 2 * MUCH } else { MUCH };
        let is_scene = context + told >= least && a.is_part == b.is_part && a.when_stated == b.when_stated;
        if is_scene { doubts.push(says) } else { scope.push(says) }
    }
    if a.change != b.change {
        tally.add("change_apart", tally.weights.change_apart, 1);
        doubts.push("one may be a rise or a fall by the value");
    }
    if a.is_lasting && b.is_lasting {
        tally.add("lasting_same", tally.weights.lasting_same, 1);
    }
    if a.is_sole && b.is_sole && a.head == b.head && !is_few {
        tally.add("sole_same", tally.weights.sole_same, 1);
    }
    if a.is_threshold != b.is_threshold && is_count {
        scope.push("one is the least of those that belong");
    }
    // "at most 8 GB each" is a limit of one
    let is_half_told = a.attributes.is_empty() != b.attributes.is_empty();
    if a.is_each != b.is_each && (a.adds_up || is_half_told) && !setting::same_standing(a, b) {
        scope.push("one is of each of several");
    }
    if a.is_cutoff && b.is_past && !b.is_cutoff || b.is_cutoff && a.is_past && !a.is_cutoff {
        scope.push("one is a limit, the other tells what was");
    }
    if a.stance.attributed != b.stance.attributed {
        tally.add("attributed", tally.weights.attributed, 1);
        doubts.push("one of them reports the word of somebody else");
    }
    if a.is_instance || b.is_instance {
        scope.push("one tells of a single thing that its text brings up");
    }
    if a.is_own != b.is_own {
        doubts.push("one of them tells of what is the writer's own");
    }
    if a.stance.negated != b.stance.negated {
        tally.add("negated", tally.weights.negated, 1);
        doubts.push("one of them stands in a denial");
    }
    if a.is_vague || b.is_vague {
        tally.add("value_vague", tally.weights.value_vague, 1);
    }
    if a.is_offset != b.is_offset {
        scope.push("one is a length of time, the other a distance from something said before");
    } else if a.is_offset {
        tally.add("offset", tally.weights.offset, 1);
    }
    if a.stance.superseded != b.stance.superseded {
        tally.add("superseded", tally.weights.superseded, 1);
        scope.push("one of them is put forward as superseded");
    }
    if a.is_origin != b.is_origin {
        doubts.push("one is what a change began with");
    }
    if a.is_more != b.is_more {
        scope.push("one is added to what was counted before");
    }
    if a.is_part != b.is_part {
        let says = "one is a part of what was counted before";
        // "four of them", "five are in tunnel": both may be the part
        let is_told = a.head != 0 && a.head == b.head && !a.is_generic || many_acts > 0 || context >= MUCH / 2;
        if tally.is_far || !is_told { scope.push(says) } else { doubts.push(says) }
    }
    // "may weigh up to 15 kg" plans nothing
    let sets_limit = |i: &Item| i.is_limit || i.is_ceiling || i.is_cutoff;
    // nor does what holds unless something is set
    let set = sets_limit(a) && sets_limit(b) || setting::same_standing(a, b);
    if a.stance.projected != b.stance.projected && !set {
        tally.add("projected", tally.weights.projected, 1);
        // "gets fixes for two years", "will be given fixes for three": neither tells what was
        let told = if a.stance.projected { b.is_past } else { a.is_past };
        if told || !matches!(a.kind, Kind::Duration) { scope.push(PLANNED) } else { doubts.push(PLANNED) }
    }
    out.scope = scope;
    out.doubts = doubts;
    out
}
