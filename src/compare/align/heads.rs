//! What is counted or measured.

use super::{Context, Tally};
use crate::compare::item::{Item, Term, hash};
use crate::compare::setting;
use crate::fact::Kind;
use crate::value::Number;

pub(super) fn heads(a: &Item, b: &Item, context: &Context<'_>, tally: &mut Tally<'_>, scope: &mut Vec<&'static str>) {
    if a.kind == Kind::Date {
        return;
    }
    let named = |x: &Item, y: &Item| {
        let lists = [&y.core, &y.acts, &y.attributes, &y.clause, &y.subject];
        x.head != 0 && !x.is_generic && lists.iter().any(|l| l.contains(&x.head))
    };
    if a.head == 0 || b.head == 0 {
        // a measure without a noun of its own: "we look after each series for five years"
        if a.kind != Kind::Count && (named(a, b) || named(b, a)) {
            tally.tell("head_elsewhere", tally.weights.head_elsewhere, 1);
        }
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
    // an identifier says what is meant, whatever noun stands beside the value
    if setting::sameness(a, b) == 2 {
        return;
    }
    // "900 people work there", "900 employees"
    if a.is_generic && b.is_person && a.acts.contains(&b.head)
        || b.is_generic && a.is_person && b.acts.contains(&a.head)
        || a.is_generic && b.is_person && b.doing.iter().any(|t| a.acts.contains(t))
        || b.is_generic && a.is_person && a.doing.iter().any(|t| b.acts.contains(t))
        || (a.is_generic && b.acts.contains(&b.head) && a.acts.contains(&b.head))
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
    // a third of the seats, two thirds of those who voted
    if a.is_of && b.is_of {
        tally.add("share_unlike", tally.weights.share_unlike, 2);
        // the dead are the victims, the workers are the staff
        if !(a.is_person && b.is_person) {
            scope.push("they are shares of different wholes");
        }
        return;
    }
    let elsewhere = |x: &Item, y: &Item| {
        let lists = [&y.core, &y.acts, &y.attributes, &y.subject, &y.clause];
        // what a share is of stands right beside it
        let many = if a.kind == Kind::Share && (a.is_of || b.is_of) { 4 } else { 5 };
        !x.is_generic && lists.iter().take(many).any(|l| l.contains(&x.head))
    };
    if elsewhere(a, b) || elsewhere(b, a) {
        tally.tell("head_elsewhere", tally.weights.head_elsewhere, 1);
        // what the sentence says it of is no mere neighbour
        let is_said = |x: &Item, y: &Item| !x.is_generic && y.subject.contains(&x.head);
        // "they voted by 7 to 4": what is done names what is counted
        let is_done = |x: &Item, y: &Item| !x.is_generic && y.acts.contains(&x.head);
        if is_sure && !is_said(a, b) && !is_said(b, a) && !is_done(a, b) && !is_done(b, a) {
            scope.push("the noun of one only stands near the value of the other");
        }
    } else if a.kind == Kind::Share {
        tally.add("share_unlike", tally.weights.share_unlike, 1);
    } else if !is_sure {
        tally.add("head_unlike", tally.weights.head_unlike, 1);
    } else if a.is_generic && b.is_person || b.is_generic && a.is_person {
        tally.add("head_generic", tally.weights.head_generic, 1);
        tally.is_loose = true;
    } else if a.is_generic || b.is_generic || a.is_person && b.is_person && is_many(a) && is_many(b) {
        tally.add("head_open", tally.weights.head_open, 1);
        tally.is_loose = true;
    } else {
        tally.add("head_apart", tally.weights.head_apart, 1);
    }
}

/// Whether a number is no handful.
fn is_many(item: &Item) -> bool {
    item.stated().is_none_or(|n| n > Number::integer(12))
}

/// Measures of things that both sides name: "the dam is 31 m high" against "the tower is 36 m high".
pub(super) fn owners(a: &Item, b: &Item, tally: &mut Tally<'_>) {
    let met = |owner: Term, i: &Item| {
        let lists = [&i.core, &i.clause, &i.names, &i.row, &i.column, &i.acts];
        owner == i.head || lists.iter().any(|l| l.contains(&owner)) || i.is_cell && i.far.contains(&owner)
    };
    // a cell need not name its thing again, but its row, column or heading does
    let unlike =
        |x: &Item, y: &Item| x.owner != 0 && (y.owner != 0 || y.is_cell) && x.owner != y.owner && !met(x.owner, y);
    // "a concrete one": said to be another
    let other = |i: &Item| i.owner == hash(b"one");
    let apart = other(a) != other(b) || unlike(a, b) && (b.is_cell || unlike(b, a)) || unlike(b, a) && a.is_cell;
    tally.add("owner_apart", tally.weights.owner_apart, i32::from(apart));
}
