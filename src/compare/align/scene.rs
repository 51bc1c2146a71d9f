//! When and where two facts hold.

use super::Tally;
use crate::compare::item::{Item, shared};
use crate::fact::Kind;

pub(super) fn times(
    a: &Item,
    b: &Item,
    tally: &mut Tally<'_>,
    scope: &mut Vec<&'static str>,
    doubts: &mut Vec<&'static str>,
) {
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

/// Those of whom the values hold: "among smokers" is not said of all.
pub(super) fn groups(a: &Item, b: &Item, tally: &mut Tally<'_>, scope: &mut Vec<&'static str>) {
    let mut same = false;
    shared(&a.group, &b.group, |_| same = true);
    tally.add("group_same", tally.weights.group_same, i32::from(same));
    let meets = |x: &Item, y: &Item| {
        let lists = [&y.group, &y.core, &y.acts, &y.attributes, &y.clause, &y.names, &y.subject, &y.row, &y.column];
        x.group.iter().any(|t| *t == y.head || lists.iter().any(|l| l.contains(t)))
    };
    let apart = |x: &Item, y: &Item| !x.group.is_empty() && !meets(x, y);
    if apart(a, b) || apart(b, a) {
        scope.push("one of them holds for some only, of whom the other does not speak");
    }
}

pub(super) fn places(a: &Item, b: &Item, tally: &mut Tally<'_>, scope: &mut Vec<&'static str>) {
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
