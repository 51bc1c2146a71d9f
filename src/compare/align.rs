//! Do two facts answer one question? Named features, integer weights, and what forbids.

use super::extents::Reach;
use super::item::{Item, Rarity, Term, shared};
use super::weights::Weights;
use crate::fact::{Fact, Kind};
use crate::lexicon::Concepts;
use crate::value::Number;

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
    /// Every feature with its weight.
    pub(crate) features: Vec<(&'static str, i32)>,
}

/// What alignment needs to know of all facts.
#[derive(Debug)]
pub(crate) struct Context<'c> {
    pub(crate) weights: &'c Weights,
    pub(crate) rarity: &'c Rarity,
    pub(crate) concepts: &'static Concepts,
    /// Whether the two texts are known to be about one matter.
    pub(crate) paired: bool,
}

struct Tally<'t> {
    out: &'t mut Alignment,
}

impl Tally<'_> {
    fn add(&mut self, feature: &'static str, weight: i32) {
        if weight != 0 {
            self.out.score += weight;
            self.out.features.push((feature, weight));
        }
    }
}

/// Scores a pair. The order of the two does not matter.
pub(crate) fn align(a: &Item, b: &Item, context: &Context<'_>) -> Alignment {
    let mut out = Alignment::default();
    if let Some(why) = forbidden(a, b) {
        out.forbid = Some(why);
        return out;
    }
    let w = context.weights;
    let rare = |t: Term| context.rarity.get(t);
    let mut doubts = Vec::new();
    let mut scope = Vec::new();
    let mut tally = Tally { out: &mut out };
    heads(a, b, context, &mut tally, &mut scope);

    let mut sum = 0;
    let (left, right) = shared(&a.core, &b.core, |t| sum += w.core_same + w.core_rare * rare(t));
    tally.add("core_shared", sum.min(24));
    if !a.is_cell && !b.is_cell {
        if left > 0 && right > 0 && sum == 0 && a.kind != Kind::Date {
            tally.add("core_apart", w.core_apart);
            doubts.push("each is narrowed by words that the other lacks");
        } else if left + right > 0 && a.kind != Kind::Date {
            tally.add("core_open", w.core_open * i32::try_from((left + right).min(3)).unwrap_or(3));
        }
    }

    let mut sum = 0;
    shared(&a.acts, &b.acts, |t| sum += w.act_same + w.act_rare * rare(t));
    tally.add("act_shared", sum.min(18));
    let mut sum = 0;
    shared(&a.attributes, &b.attributes, |_| sum += w.attribute_same);
    tally.add("attribute_shared", sum.min(w.attribute_same));
    if sum == 0 && !a.attributes.is_empty() && !b.attributes.is_empty() && a.kind != Kind::Date {
        tally.add("attribute_apart", -w.attribute_same);
        doubts.push("different properties may be measured");
    }
    if a.kind == Kind::Date {
        let mut once = 0;
        shared(&a.once, &b.once, |_| once = w.event_once);
        tally.add("event_once", once);
        if (a.is_frame || b.is_frame) && once == 0 {
            tally.add("event_loose", w.event_loose);
        }
    }

    let mut sum = 0;
    let (left, right) = shared(&a.names, &b.names, |t| sum += w.name_same + w.name_rare * rare(t));
    tally.add("name_shared", sum.min(20));
    if sum == 0 && left > 0 && right > 0 {
        tally.add("name_apart", w.name_apart);
    } else if left + right > 0 {
        tally.add("name_open", w.name_open);
    }

    let mut sum = 0;
    shared(&a.clause, &b.clause, |t| sum += w.clause_same + w.clause_rare * rare(t));
    let crossed = |x: &Item, y: &Item, sum: &mut i32| {
        shared(&x.clause, &y.core, |t| *sum += w.clause_same + w.clause_rare * rare(t));
        shared(&x.clause, &y.acts, |t| *sum += w.clause_same + w.clause_rare * rare(t));
    };
    crossed(a, b, &mut sum);
    crossed(b, a, &mut sum);
    tally.add("clause_shared", sum.min(16));

    let mut sum = 0;
    shared(&a.far, &b.far, |t| sum += w.far_same + w.far_rare * rare(t));
    shared(&a.far, &b.clause, |t| sum += w.far_same + w.far_rare * rare(t));
    shared(&a.clause, &b.far, |t| sum += w.far_same + w.far_rare * rare(t));
    shared(&a.far, &b.names, |t| sum += w.far_same + w.far_rare * rare(t));
    shared(&a.names, &b.far, |t| sum += w.far_same + w.far_rare * rare(t));
    tally.add("far_shared", sum.min(10));

    if a.is_cell && b.is_cell {
        let (left, right) = shared(&a.row, &b.row, |_| ());
        if left == 0 && right == 0 && !a.row.is_empty() {
            tally.add("table_same", w.table_same);
        } else if left > 0 && right > 0 {
            tally.add("table_apart", w.table_apart);
        }
    }
    times(a, b, w, &mut tally, &mut scope, &mut doubts);
    places(a, b, w, &mut tally, &mut scope);
    values(a, b, w, &mut tally);
    if a.change != b.change {
        tally.add("change_apart", w.change_apart);
    }
    if a.stance.attributed != b.stance.attributed {
        tally.add("attributed", w.attributed);
        doubts.push("one of them reports the word of somebody else");
    }
    if a.stance.projected != b.stance.projected {
        scope.push("one is planned or expected, the other is a result");
    }
    out.scope = scope;
    out.doubts = doubts;
    out
}

/// What speaks so clearly against that nothing else counts.
fn forbidden(a: &Item, b: &Item) -> Option<&'static str> {
    if a.kind != b.kind || a.dimension != b.dimension {
        return Some("different kinds of value");
    }
    if a.source == b.source && a.sentence == b.sentence {
        return Some("two values of one sentence");
    }
    if a.stance.superseded != b.stance.superseded {
        return Some("one of them is put forward as superseded");
    }
    if a.stance.negated != b.stance.negated {
        return Some("one of them is denied");
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
    if a.kind != Kind::Date
        && a.when_stated
        && b.when_stated
        && let (Some(x), Some(y)) = (a.when, b.when)
        && (x.1 < y.0 || y.1 < x.0)
    {
        return Some("they hold for different times");
    }
    if a.is_cell && b.is_cell && a.source == b.source {
        return Some("two cells of one text");
    }
    None
}

fn heads(a: &Item, b: &Item, context: &Context<'_>, tally: &mut Tally<'_>, scope: &mut Vec<&'static str>) {
    let w = context.weights;
    if a.kind == Kind::Date {
        return;
    }
    if a.head == 0 || b.head == 0 {
        return;
    }
    let rare = |t: Term| context.rarity.get(t);
    if a.head == b.head {
        if a.is_generic {
            tally.add("head_generic", w.head_generic);
        } else if a.head_word == b.head_word {
            tally.add("head_same", w.head_same + w.head_rare * rare(a.head));
        } else {
            tally.add("head_concept", w.head_concept + w.head_concept_rare * rare(a.head));
        }
        return;
    }
    if (a.is_generic && b.acts.contains(&b.head) && a.acts.contains(&b.head))
        || (b.is_generic && a.acts.contains(&a.head) && b.acts.contains(&a.head))
    {
        tally.add("head_act", w.head_act);
        return;
    }
    if let (Some(x), Some(y)) = (a.head_concept, b.head_concept)
        && (context.concepts.holds(x, y) || context.concepts.holds(y, x))
    {
        if a.is_generic || b.is_generic {
            tally.add("head_generic", w.head_generic);
        } else {
            tally.add("head_narrower", w.head_narrower);
            scope.push("one counts a narrower kind than the other");
        }
        return;
    }
    let elsewhere = |x: &Item, y: &Item| {
        !x.is_generic
            && (y.core.contains(&x.head)
                || y.acts.contains(&x.head)
                || y.attributes.contains(&x.head)
                || y.clause.contains(&x.head))
    };
    if elsewhere(a, b) || elsewhere(b, a) {
        tally.add("head_elsewhere", w.head_elsewhere);
        return;
    }
    let mut attribute = false;
    shared(&a.attributes, &b.attributes, |_| attribute = true);
    if attribute {
        return;
    }
    if a.is_generic || b.is_generic {
        tally.add("head_open", w.head_apart / 2);
    } else {
        tally.add("head_apart", w.head_apart);
    }
}

fn times(
    a: &Item,
    b: &Item,
    w: &Weights,
    tally: &mut Tally<'_>,
    scope: &mut Vec<&'static str>,
    doubts: &mut Vec<&'static str>,
) {
    if a.kind == Kind::Date {
        return;
    }
    match (a.when, b.when) {
        (Some(x), Some(y)) if x == y => {
            let stated = a.when_stated || b.when_stated;
            tally.add("time_equal", if stated { w.time_equal } else { w.time_equal / 2 });
        }
        (Some(x), Some(y)) if x.1 < y.0 || y.1 < x.0 => {
            if matches!(a.kind, Kind::Quantity) && !(a.when_stated && b.when_stated) {
                return;
            }
            tally.add("time_apart", w.time_apart);
            scope.push("they may hold for different times");
        }
        (Some(x), Some(y)) => {
            tally.add("time_within", w.time_within);
            let (long, short) = ((x.1 - x.0).max(y.1 - y.0), (x.1 - x.0).min(y.1 - y.0));
            if a.when_stated
                && b.when_stated
                && matches!(a.kind, Kind::Count | Kind::Money)
                && long > short.saturating_mul(2).saturating_add(40)
            {
                scope.push("one holds for a longer time than the other");
            }
        }
        (None, None) => {}
        _ => {
            if a.when_stated || b.when_stated {
                tally.add("time_open", w.time_open);
                doubts.push("only one of them says for which time it holds");
            }
        }
    }
}

fn places(a: &Item, b: &Item, w: &Weights, tally: &mut Tally<'_>, scope: &mut Vec<&'static str>) {
    if a.places.is_empty() || b.places.is_empty() {
        return;
    }
    let mut same = false;
    shared(&a.places, &b.places, |_| same = true);
    if same {
        tally.add("place_same", w.place_same);
    } else {
        tally.add("place_apart", w.place_apart);
        scope.push("different places are named");
    }
}

fn values(a: &Item, b: &Item, w: &Weights, tally: &mut Tally<'_>) {
    match (&a.reach, &b.reach) {
        (Reach::Numbers { stated: Some(x), .. }, Reach::Numbers { stated: Some(y), .. }) => {
            if x == y {
                let digits = a.digits.min(b.digits);
                tally.add("value_equal", if digits >= 2 { w.value_equal } else { w.value_round });
                return;
            }
            let (low, high) = (*x.min(y), *x.max(y));
            if low.is_negative() || low == Number::ZERO {
                return;
            }
            let Some(ratio) = high.checked_div(low) else { return };
            if Number::ratio(11, 10).is_some_and(|near| ratio <= near) {
                tally.add("value_near", w.value_near);
            } else if ratio > Number::integer(4) {
                tally.add("value_far", w.value_far);
            }
        }
        (Reach::Days { allowed: x, .. }, Reach::Days { allowed: y, .. }) => {
            if x == y && x.length().is_some_and(|l| l <= 31) {
                tally.add("value_equal", w.value_equal);
            } else if x == y {
                tally.add("value_round", w.value_round);
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
        "core_shared" => format!("shared: {}", both(&a.slots.modifiers, &b.slots.modifiers)),
        "act_shared" => format!("verbs: {} and {}", a.slots.verbs.join(", "), b.slots.verbs.join(", ")),
        "name_shared" => format!("both name {}", both(&a.slots.names, &b.slots.names)),
        "clause_shared" => format!("shared words: {}", both(&a.slots.clause, &b.slots.clause)),
        "time_equal" => "both hold for the same time".to_owned(),
        other => other.replace('_', " "),
    }
}
