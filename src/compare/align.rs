//! Do two facts answer one question? Named features, integer weights, and what forbids.

use super::extents::Reach;
use super::item::{Item, Rarity, Term, shared};
use super::weights::Weights;
use crate::fact::{Fact, Kind};
use crate::lexicon::Concepts;
use crate::value::{Extent, Number};

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
    pub(crate) concepts: &'static Concepts,
    /// Whether features are kept, for explanations.
    pub(crate) is_kept: bool,
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

/// Scores a pair. The order of the two does not matter.
pub(crate) fn align(a: &Item, b: &Item, context: &Context<'_>) -> Alignment {
    let mut out = Alignment::default();
    if let Some(why) = forbidden(a, b) {
        out.forbid = Some(why);
        return out;
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
    if is_date && many == 0 {
        tally.add("event_apart", tally.weights.event_apart, 1);
    }
    let is_small = |i: &Item| matches!(&i.reach, Reach::Numbers { stated: Some(n), .. } if *n <= Number::integer(12));
    let is_act = |i: &Item| i.acts.contains(&i.head);
    if is_count && many == 0 && (is_small(a) || is_small(b)) && !is_act(a) && !is_act(b) {
        tally.add("count_small", tally.weights.count_small, 1);
    }
    if is_count && many == 0 && (a.head == 0 || b.head == 0) {
        tally.add("head_missing", tally.weights.head_missing, 1);
        tally.is_loose = true;
    }
    if is_count && many == 0 && tally.is_loose && !tally.is_narrowed {
        scope.push("people or things in general, and nothing that is said of them is the same");
    }
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
    whom |= sum >= 4;
    if is_date {
        let mut once = 0;
        shared(&a.once, &b.once, |_| once = 1);
        tally.add("event_once", tally.weights.event_once, if whom { once } else { 0 });
        if once == 0 || !whom {
            tally.add("event_again", tally.weights.event_again, 1);
        }
        if (a.is_frame || b.is_frame) && once == 0 {
            tally.add("event_frame", tally.weights.event_frame, 1);
        }
    }

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

    tables(a, b, &mut tally, &mut scope);
    if !is_date && !is_count && !tally.is_told {
        tally.add("measure_bare", tally.weights.measure_bare, 1);
    }
    times(a, b, &mut tally, &mut scope, &mut doubts);
    places(a, b, &mut tally, &mut scope);
    values(a, b, &mut tally);
    if a.change != b.change {
        tally.add("change_apart", tally.weights.change_apart, 1);
    }
    if a.stance.attributed != b.stance.attributed {
        tally.add("attributed", tally.weights.attributed, 1);
        doubts.push("one of them reports the word of somebody else");
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
    if a.is_more != b.is_more {
        scope.push("one is added to what was counted before");
    }
    if a.is_part != b.is_part {
        scope.push("one is a part of what was counted before");
    }
    if a.stance.projected != b.stance.projected {
        tally.add("projected", tally.weights.projected, 1);
        let far = tally.is_far;
        if far || is_date {
            scope.push(PLANNED);
        } else {
            doubts.push(PLANNED);
        }
    }
    out.scope = scope;
    out.doubts = doubts;
    out
}

/// Cells: rows and columns must be about the same; what a row is about must be met with in running text, too.
fn tables(a: &Item, b: &Item, tally: &mut Tally<'_>, scope: &mut Vec<&'static str>) {
    if a.is_cell && b.is_cell {
        let (mut rows, mut columns) = (0, 0);
        let (left, right) = shared(&a.row, &b.row, |_| rows += 1);
        let (only, other) = shared(&a.column, &b.column, |_| columns += 1);
        let alike = rows > 0 && left + right <= rows / 2;
        if !a.row.is_empty() && !b.row.is_empty() && !alike && (left > 0 && right > 0 || rows < 2 * (left + right)) {
            tally.add("table_apart", tally.weights.table_apart, 1);
        } else if alike && columns > 0 {
            tally.tell("table_same", tally.weights.table_same, 1);
        } else if alike {
            tally.add("table_row", tally.weights.table_row, 1);
            if only > 0 && other > 0 {
                tally.add("column_apart", tally.weights.column_apart, 1);
                scope.push("different columns");
            }
        }
        return;
    }
    for (cell, text) in [(a, b), (b, a)] {
        if cell.is_cell && !text.is_cell {
            let lists = [&text.core, &text.acts, &text.attributes, &text.clause, &text.names, &text.far];
            let met = |t: &&Term| **t == text.head || lists.iter().any(|l| l.contains(t));
            let missing = cell.row.iter().filter(|t| !met(t)).count();
            tally.add("row_open", tally.weights.row_open, i32::try_from(missing.min(3)).unwrap_or(3));
        }
    }
}

/// One measure in two units: "300 metres (980 feet)".
fn is_twin(a: &Item, b: &Item) -> bool {
    (a.source, a.sentence, a.dimension) == (b.source, b.sentence, b.dimension)
        && a.unit != b.unit
        && matches!((&a.reach, &b.reach), (Reach::Numbers { allowed: x, .. }, Reach::Numbers { allowed: y, .. }) if !x.disjoint(*y))
}

/// What speaks so clearly against that nothing else counts.
fn forbidden(a: &Item, b: &Item) -> Option<&'static str> {
    if a.kind != b.kind || a.dimension != b.dimension {
        return Some("different kinds of value");
    }
    if a.source == b.source && a.sentence == b.sentence && !is_twin(a, b) {
        return Some("two values of one sentence");
    }
    if let (Some(x), Some(y)) = (a.change, b.change)
        && x != y
    {
        return Some("a rise and a fall");
    }
    for (set, side) in &a.sides {
        let mut same = false;
        let mut other = false;
        for (s, t) in b.sides.iter().filter(|(s, _)| s == set) {
            debug_assert_eq!(s, set);
            same |= t == side;
            other |= t != side;
        }
        let own_other = |t: &u16| a.sides.iter().any(|(s, u)| s == set && u == t);
        if other && !same && !b.sides.iter().any(|(s, t)| s == set && own_other(t)) {
            return Some("they stand on two sides of a contrast");
        }
    }
    let is_broken = |i: &Item| matches!(&i.reach, Reach::Numbers { stated: Some(n), .. } if !n.is_integer());
    if a.kind == Kind::Count && is_broken(a) != is_broken(b) {
        return Some("one is no whole number");
    }
    if matches!(a.kind, Kind::Ordinal | Kind::Ratio) && (a.head == 0 || a.head != b.head || a.is_generic) {
        return Some("places in different orders");
    }
    if a.is_cell && b.is_cell && a.source == b.source && !is_twin(a, b) {
        return Some("two cells of one text");
    }
    None
}

fn heads(a: &Item, b: &Item, context: &Context<'_>, tally: &mut Tally<'_>, scope: &mut Vec<&'static str>) {
    if a.kind == Kind::Date || a.head == 0 || b.head == 0 {
        return;
    }
    // the noun is sure for counts; for measures it is only the nearest one
    let is_sure = a.kind == Kind::Count;
    let rarity = context.rarity.get(a.head);
    if a.head == b.head {
        if a.is_generic {
            tally.add("head_generic", tally.weights.head_generic, 1);
            tally.is_loose = true;
        } else if a.head_word == b.head_word {
            tally.tell("head_same", tally.weights.head_same, 1);
            tally.add("head_rare", tally.weights.head_rare, rarity);
        } else {
            tally.tell("head_concept", tally.weights.head_concept, 1);
            tally.add("head_rare", tally.weights.head_rare, rarity);
        }
        return;
    }
    if (a.is_generic && b.acts.contains(&b.head) && a.acts.contains(&b.head))
        || (b.is_generic && a.acts.contains(&a.head) && b.acts.contains(&a.head))
    {
        tally.add("head_act", tally.weights.head_act, 1);
        return;
    }
    if let (Some(x), Some(y)) = (a.head_concept, b.head_concept)
        && (context.concepts.holds(x, y) || context.concepts.holds(y, x))
    {
        if a.is_generic || b.is_generic {
            tally.add("head_generic", tally.weights.head_generic, 1);
            tally.is_loose = true;
        } else {
            tally.add("head_narrower", tally.weights.head_narrower, 1);
            scope.push("one counts a narrower kind than the other");
        }
        return;
    }
    let elsewhere = |x: &Item, y: &Item| {
        let lists = [&y.core, &y.acts, &y.attributes, &y.clause];
        !x.is_generic && lists.iter().any(|l| l.contains(&x.head))
    };
    if elsewhere(a, b) || elsewhere(b, a) {
        tally.tell("head_elsewhere", tally.weights.head_elsewhere, 1);
        if is_sure {
            scope.push("the noun of one only stands near the value of the other");
        }
    } else if a.kind == Kind::Share {
        tally.add("share_unlike", tally.weights.share_unlike, 1);
    } else if !is_sure {
        tally.add("head_unlike", tally.weights.head_unlike, 1);
    } else if a.is_generic || b.is_generic {
        tally.add("head_open", tally.weights.head_open, 1);
        tally.is_loose = true;
    } else {
        tally.add("head_apart", tally.weights.head_apart, 1);
    }
}

fn times(a: &Item, b: &Item, tally: &mut Tally<'_>, scope: &mut Vec<&'static str>, doubts: &mut Vec<&'static str>) {
    if a.kind == Kind::Date {
        return;
    }
    let stated = u8::from(a.when_stated) + u8::from(b.when_stated);
    match (a.when, b.when) {
        (Some(x), Some(y)) if x == y => {
            if stated > 0 {
                tally.add("time_equal", tally.weights.time_equal, 1);
            } else {
                tally.add("time_carried", tally.weights.time_carried, 1);
            }
        }
        (Some(x), Some(y)) if x.1 < y.0 || y.1 < x.0 => {
            if stated == 2 {
                tally.add("time_clash", tally.weights.time_clash, 1);
                scope.push("they hold for different times");
            } else if stated > 0 {
                tally.add("time_apart", tally.weights.time_apart, 1);
            } else {
                tally.add("time_parted", tally.weights.time_parted, 1);
            }
            if stated == 1 {
                doubts.push("they may hold for different times");
            }
        }
        (Some(x), Some(y)) => {
            if stated > 0 {
                tally.add("time_within", tally.weights.time_within, 1);
            }
            let (long, short) = ((x.1 - x.0).max(y.1 - y.0), (x.1 - x.0).min(y.1 - y.0));
            let longer = long > short.saturating_mul(2).saturating_add(40);
            let is_flow = matches!(a.kind, Kind::Count | Kind::Money);
            if longer && is_flow && (stated == 2 || stated == 1 && short > 300) {
                scope.push("one holds for a longer time than the other");
            }
        }
        (None, None) => {}
        _ if stated > 0 => tally.add("time_open", tally.weights.time_open, 1),
        _ => {}
    }
}

fn places(a: &Item, b: &Item, tally: &mut Tally<'_>, scope: &mut Vec<&'static str>) {
    if a.places.is_empty() || b.places.is_empty() {
        if a.places.len() + b.places.len() > 0 && a.kind != Kind::Date {
            tally.add("place_open", tally.weights.place_open, 1);
        }
        return;
    }
    let mut same = false;
    shared(&a.places, &b.places, |_| same = true);
    if same {
        tally.add("place_same", tally.weights.place_same, 1);
        return;
    }
    let mut named = false;
    shared(&a.names, &b.names, |_| named = true);
    if named {
        tally.add("place_open", tally.weights.place_open, 1);
    } else {
        tally.add("place_apart", tally.weights.place_apart, 1);
        scope.push("different places are named");
    }
}

fn values(a: &Item, b: &Item, tally: &mut Tally<'_>) {
    match (&a.reach, &b.reach) {
        (Reach::Numbers { allowed: p, stated: s }, Reach::Numbers { allowed: q, stated: t }) => {
            let digits = a.digits.min(b.digits);
            if s.is_some() && s == t {
                if digits >= 2 {
                    tally.add("value_equal", tally.weights.value_equal, 1);
                } else {
                    tally.add("value_round", tally.weights.value_round, 1);
                }
                return;
            }
            let typical = |stated: &Option<Number>, e: &Extent| stated.or(e.low.value()).or(e.high.value());
            let (Some(x), Some(y)) = (typical(s, p), typical(t, q)) else { return };
            let (low, high) = (x.min(y), x.max(y));
            if low.is_negative() || low == Number::ZERO {
                return;
            }
            let Some(ratio) = high.checked_div(low) else { return };
            let at_most = |n, d| Number::ratio(n, d).is_some_and(|r| ratio <= r);
            if at_most(11, 10) && high >= Number::integer(20) {
                tally.add("value_near", tally.weights.value_near, 1);
            } else if at_most(3, 2) {
                tally.add("value_like", tally.weights.value_like, 1);
            } else if ratio > Number::integer(50) {
                tally.part("value_remote", tally.weights.value_remote, 1);
            } else if ratio > Number::integer(5) {
                tally.part("value_far", tally.weights.value_far, 1);
            } else {
                tally.part("value_unlike", tally.weights.value_unlike, 1);
            }
        }
        (Reach::Days { allowed: x, .. }, Reach::Days { allowed: y, .. }) => {
            if x == y {
                let fine = x.length().is_some_and(|l| l <= 31);
                if fine {
                    tally.add("date_equal", tally.weights.date_equal, 1);
                } else {
                    tally.add("value_round", tally.weights.value_round, 1);
                }
                return;
            }
            if let (Some(p), Some(q)) = (x.first, y.first) {
                match (p.days() - q.days()).abs() {
                    0..=45 => tally.add("date_near", tally.weights.date_near, 1),
                    46..=800 => tally.add("date_like", tally.weights.date_like, 1),
                    801..=7300 => {}
                    _ => tally.add("date_far", tally.weights.date_far, 1),
                }
            }
        }
        _ => {}
    }
}

/// A word of either fact for a feature, for explanations.
pub(crate) fn describe(feature: &str, a: &Fact, b: &Fact) -> String {
    let both = |x: &[String], y: &[String]| -> String {
        let words: Vec<&str> = x.iter().filter(|w| y.contains(w)).map(String::as_str).collect();
        words.join(", ")
    };
    match feature {
        "head_same" => format!("both count or measure “{}”", a.slots.head),
        "head_concept" | "head_narrower" | "head_act" | "head_elsewhere" | "head_apart" | "head_open"
        | "head_generic" => {
            format!("“{}” and “{}”", a.slots.head, b.slots.head)
        }
        "core_same" | "core_rare" => format!("shared: {}", both(&a.slots.modifiers, &b.slots.modifiers)),
        "act_same" | "act_rare" | "event_same" | "event_rare" => {
            format!("verbs: {} and {}", a.slots.verbs.join(", "), b.slots.verbs.join(", "))
        }
        "name_same" | "name_rare" => format!("both name {}", both(&a.slots.names, &b.slots.names)),
        "clause_rare" => format!("shared words: {}", both(&a.slots.clause, &b.slots.clause)),
        "time_equal" => "both hold for the same time".to_owned(),
        other => other.replace('_', " "),
    }
}
