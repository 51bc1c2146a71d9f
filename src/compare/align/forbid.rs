//! What speaks so clearly against one question that nothing else counts.

use crate::compare::extents::Reach;
use crate::compare::item::{Item, Pace, Term, shared};
use crate::compare::setting;
use crate::fact::Kind;

/// One measure in two units: "300 metres (980 feet)".
pub(super) fn is_twin(a: &Item, b: &Item) -> bool {
    (a.source, a.sentence, a.dimension) == (b.source, b.sentence, b.dimension)
        && a.unit != b.unit
        && matches!((&a.reach, &b.reach), (Reach::Numbers { allowed: x, .. }, Reach::Numbers { allowed: y, .. }) if !x.disjoint(*y))
}

/// What speaks so clearly against that nothing else counts.
pub(crate) fn forbidden(a: &Item, b: &Item) -> Option<&'static str> {
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
    if let Some(why) = setting::apart(a, b) {
        return Some(why);
    }
    if a.kind == Kind::Date && setting::versions(a, b) == Some(false) {
        return Some(setting::VERSIONS);
    }
    let is_broken = |i: &Item| matches!(&i.reach, Reach::Numbers { stated: Some(n), .. } if !n.is_integer());
    if a.kind == Kind::Count && is_broken(a) != is_broken(b) {
        return Some("one is no whole number");
    }
    // "raised from 10 to 20" against "20"
    let became = |x: &Item, y: &Item| x.became.as_deref().is_some_and(|n| y.stated() == Some(*n));
    if became(a, b) || became(b, a) {
        return Some("one is what the other was before");
    }
    if matches!((a.pace, b.pace), (Pace::Told, Pace::None) | (Pace::None, Pace::Told)) {
        return Some("one is so many in so much time");
    }
    if (a.is_pointer || b.is_pointer) && !is_restated(a, b) {
        return Some("an ordinal only says which one is meant");
    }
    if a.kind == Kind::Ordinal && (a.head == 0 || a.head != b.head || a.is_generic) {
        return Some("places in different orders");
    }
    if a.kind == Kind::Ratio && !tells_of_one(a, b) {
        return Some("factors of different things");
    }
    if a.is_cell && b.is_cell && a.source == b.source && !is_twin(a, b) {
        return Some("two cells of one text");
    }
    None
}

/// Whether two factors have anything in common that they may be factors of: a noun, an act, what narrows them.
fn tells_of_one(a: &Item, b: &Item) -> bool {
    let mut any = a.head != 0 && a.head == b.head && !a.is_generic;
    let mut meet = |x: &[Term], y: &[Term]| {
        shared(x, y, |_| any = true);
    };
    meet(&a.core, &b.core);
    meet(&a.acts, &b.acts);
    meet(&a.subject, &b.subject);
    meet(&a.attributes, &b.attributes);
    meet(&a.clause, &b.clause);
    any
}

/// Whether two sentences share so many words that one tells the other again.
fn is_restated(a: &Item, b: &Item) -> bool {
    const MANY: usize = 3;
    let mut many = 0;
    shared(&a.clause, &b.clause, |_| many += 1);
    shared(&a.acts, &b.acts, |_| many += 1);
    many >= MANY
}
