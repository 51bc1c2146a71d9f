//! What keeps two differing values from being called a conflict, however well they align: a precaution for each way in which
//! both may be right.

use super::align::{is_slip, is_unit_slip};
use super::extents::Reach;
use super::item::{Item, Term, shared};
use super::judge::Judged;
use super::setting;
use crate::fact::Kind;
use crate::value::Number;

/// From this gap on (per mille of the larger value) two values are far apart: one is more than half as large again.
const FAR: u64 = 334;
/// The same for sums of money and lengths of time, which are told up to twice as large of one thing.
const FAR_TWICE: u64 = 500;
/// From this gap on a time that only one side states leaves too much open.
const APART: u64 = 120;
/// From this gap on quantities are of different orders and of different things.
const OTHER_ORDER: u64 = 950;

/// Why both values may be right, or `None` when nothing speaks for that.
pub(crate) fn both_may_hold(x: &Item, y: &Item, judged: &Judged) -> Option<&'static str> {
    // an identifier says what is meant, and so does the same figure in another unit
    let same = setting::sameness(x, y);
    if same == 2 || same == 1 && setting::same_standing(x, y) || is_unit_slip(x, y) {
        return None;
    }
    if is_sum(x, y) || is_sum(y, x) {
        return Some("one is the sum of what the other stands beside");
    }
    // a slip of the pen may be of any size
    let gap = if is_slip(x, y) { 1 } else { judged.gap };
    match x.kind {
        Kind::Date => dates(x, y),
        Kind::Count | Kind::Money | Kind::Share => numbers(x, y, gap),
        Kind::Duration => {
            let is_told = share(&x.deeds, &y.deeds) && is_said_of_one(x, y);
            (gap >= FAR_TWICE && !is_told).then_some("the lengths of time are too far apart to be of one thing")
        }
        _ => (gap >= OTHER_ORDER).then_some("the values are of different orders"),
    }
}

/// Whether the first value and another one beside it, or all beside it, make the second: "35 and 40" against "75".
fn is_sum(part: &Item, whole: &Item) -> bool {
    let (Reach::Numbers { stated: Some(x), .. }, Reach::Numbers { allowed, .. }) = (&part.reach, &whole.reach) else {
        return false;
    };
    let holds =
        |sum: Option<Number>| sum.is_some_and(|n| allowed.low.value() <= Some(n) && Some(n) <= allowed.high.value());
    if part.siblings.iter().all(|n| n == x) {
        return false;
    }
    let all = part.siblings.iter().try_fold(*x, |sum, n| sum.checked_add(*n));
    !part.siblings.is_empty()
        && allowed.high.value().is_some()
        && (holds(all) || part.siblings.iter().any(|n| holds(x.checked_add(*n))))
}

fn dates(x: &Item, y: &Item) -> Option<&'static str> {
    if x.is_cell || y.is_cell {
        return None;
    }
    let mut act = share(&x.dated, &y.dated);
    if x.dated.is_empty() || y.dated.is_empty() {
        // an entry without a verb: "1900 - the first one is sold"
        act = share(&x.acts, &y.acts) || share(&x.once, &y.once) && share(&x.names, &y.names);
    }
    if !act {
        return Some("nothing says that the same thing happened");
    }
    if (x.is_frame || y.is_frame) && (x.verb != y.verb || x.verb == 0) {
        return Some("one date only says when something counted holds");
    }
    None
}

fn numbers(x: &Item, y: &Item, gap: u64) -> Option<&'static str> {
    let stated = [x, y].iter().filter(|i| i.when_stated && i.when.is_some()).count();
    let meet = x.when.zip(y.when).is_some_and(|(p, q)| p.0 <= q.1 && q.0 <= p.1);
    let same_time = stated == 2 && meet;
    // a time carried over from the text before is no more than a guess, where the noun counted is sure
    let is_sure = x.kind == Kind::Count && x.head == y.head && !x.is_generic;
    if x.when.is_some() && y.when.is_some() && !meet && (stated == 2 || stated == 1 && !is_sure) {
        return Some("they may hold for different times");
    }
    if (in_series(x, y) || in_series(y, x)) && !(meet && stated > 0) {
        return Some("one text gives it for several times, and the other does not say for which");
    }
    let act_head = |i: &Item| i.acts.contains(&i.head);
    let is_sole = x.is_sole && y.is_sole && x.head == y.head;
    let far = if x.kind == Kind::Money { FAR_TWICE } else { FAR };
    if x.source == y.source && !same_time && !x.is_cell && !y.is_cell {
        return Some("one text says both, and not of the same time");
    }
    // "of 1,650 houses 412 were destroyed, or 25 per cent", "one house in four was destroyed"
    let is_named =
        |i: &Item, j: &Item| share(&i.acts, &j.acts) && (i.subject.contains(&j.head) || i.core.contains(&j.head));
    let is_same_share = x.head == y.head || is_named(x, y) || is_named(y, x);
    if x.kind == Kind::Share && !is_same_share && (x.when.is_none() || x.when != y.when) {
        return Some("they are shares beside different nouns, and nothing says that they hold for the same time");
    }
    let is_scene = share(&x.acts, &y.acts) && (share(&x.names, &y.names) || share(&x.places, &y.places));
    if gap >= far && !same_time && !is_scene {
        if stated > 0 {
            return Some("they are far apart, and nothing says that they hold for the same time");
        }
        let is_told = x.head == y.head && share(&x.deeds, &y.deeds);
        if x.places.is_empty() != y.places.is_empty() && !is_told {
            return Some("they are far apart, and only one of them names a place");
        }
        let is_same = is_sole || share(&x.subject, &y.subject) || setting::same_standing(x, y);
        if !is_same && !share(&x.acts, &y.acts) && !share(&x.core, &y.core) && !act_head(x) && !x.is_cell && !y.is_cell
        {
            return Some("they are far apart, and little says that the same is counted");
        }
    }
    // votes for, votes against
    let is_arm = setting::same_arm(x, y) && x.head == y.head && x.head != 0;
    if gap >= APART && stated == 1 && x.kind == Kind::Count && !share(&x.acts, &y.acts) && !is_arm {
        return Some("only one of them says for which time it holds");
    }
    if x.source == y.source && !x.names.is_empty() && !y.names.is_empty() && !share(&x.names, &y.names) {
        return Some("they are said of different names");
    }
    if x.kind == Kind::Count && gap >= APART && !act_head(x) && !act_head(y) && !x.is_cell && !y.is_cell {
        let told = !x.deeds.is_empty() || !y.deeds.is_empty();
        if told && !share(&x.acts, &y.acts) && !same_time && !is_sole {
            return Some("different things are said of them");
        }
    }
    None
}

/// Whether the first value is one of several that its text gives for several times, and the second might as well be of another
/// time. It is not when the first is the latest, the second lies within a quarter of it, and the others are far from both.
fn in_series(x: &Item, y: &Item) -> bool {
    let (Some(own), Some(other)) = (x.stated(), y.stated()) else { return !x.series.is_empty() };
    let within = |p: Number, q: Number, n: i128, d: i128| {
        let (low, high) = (p.min(q), p.max(q));
        low > Number::ZERO && high.checked_div(low).zip(Number::ratio(n, d)).is_some_and(|(r, most)| r <= most)
    };
    let is_apart = |n: &Number| !within(*n, own, 2, 1) && !within(*n, other, 2, 1);
    let is_next = x.is_latest && within(own, other, 5, 4) && x.series.iter().all(is_apart);
    !x.series.is_empty() && !is_next
}

/// Whether both are said of the same names, places or subject.
fn is_said_of_one(x: &Item, y: &Item) -> bool {
    share(&x.names, &y.names) || share(&x.places, &y.places) || share(&x.subject, &y.subject)
}

fn share(a: &[Term], b: &[Term]) -> bool {
    let mut any = false;
    shared(a, b, |_| any = true);
    any
}
