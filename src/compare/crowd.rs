//! How many values a text gives for what is counted or measured by one noun: what takes dozens of values in a text ("lines"
//! in notes on programs) answers no single question, and another text's figure for it is seldom the same matter.

use rustc_hash::{FxHashMap, FxHashSet};

use super::item::{Item, Term};
use crate::fact::Kind;
use crate::value::Number;

/// What the values share: the text, the dimension, the noun, the time where it is stated, and what cells and settings name.
type Crowd = (u32, Term, Term, Option<(i64, i64)>, Term);

fn crowd(item: &Item) -> Crowd {
    let when = item.when.filter(|_| item.when_stated);
    let told = item
        .row
        .iter()
        .chain(&item.column)
        .fold(item.setting.codes.first().copied().unwrap_or(0), |h, t| h.rotate_left(5) ^ t);
    // people who died and people who are employed are no one crowd; nor is what has no noun
    let head = if item.is_generic { item.head ^ item.verb.rotate_left(1) } else { item.head };
    (item.source, item.dimension, head, when, told)
}

/// Says of each item how crowded its noun is in its text: 0 for a single value, then 1 for 2 or 3, 2 for 4 to 7, and so on.
pub(super) fn mark(items: &mut [Item]) {
    let mut values: FxHashMap<Crowd, FxHashSet<Number>> = FxHashMap::default();
    let is_counted = |i: &&mut Item| i.kind != Kind::Date;
    for item in items.iter().filter(|i| i.kind != Kind::Date) {
        values.entry(crowd(item)).or_default().extend(item.typical());
    }
    for item in items.iter_mut().filter(is_counted) {
        if item.head == 0 && item.kind != Kind::Count {
            continue;
        }
        let many = values.get(&crowd(item)).map_or(1, |v| v.len().max(1));
        item.crowd = i32::try_from(many.ilog2()).unwrap_or(0);
    }
}
