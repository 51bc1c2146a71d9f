//! What keeps two differing values from being called a conflict, however well they align: a precaution for each way in which
//! both may be right.

use super::item::{Item, shared};
use super::judge::Judged;
use crate::fact::Kind;

/// From this gap on (per mille of the larger value) two values are far apart: one is more than half as large again.
const FAR: u64 = 334;
/// From this gap on a time that only one side states leaves too much open.
const APART: u64 = 150;
/// From this gap on quantities are of different orders and of different things.
const OTHER_ORDER: u64 = 950;

/// Why both values may be right, or `None` when nothing speaks for that.
pub(crate) fn both_may_hold(x: &Item, y: &Item, judged: &Judged) -> Option<&'static str> {
    match x.kind {
        Kind::Date => dates(x, y),
        Kind::Count | Kind::Money | Kind::Share => numbers(x, y, judged.gap),
        _ => (judged.gap >= OTHER_ORDER).then_some("the values are of different orders"),
    }
}

fn dates(x: &Item, y: &Item) -> Option<&'static str> {
    if x.is_cell || y.is_cell {
        return None;
    }
    let mut act = false;
    shared(&x.dated, &y.dated, |_| act = true);
    shared(&x.once, &y.once, |_| act = true);
    if x.dated.is_empty() || y.dated.is_empty() {
        // an entry without a verb: "1900 - the first one is sold"
        shared(&x.acts, &y.acts, |_| act = true);
        shared(&x.names, &y.names, |_| act = true);
    }
    (!act).then_some("nothing says that the same thing happened")
}

fn numbers(x: &Item, y: &Item, gap: u64) -> Option<&'static str> {
    let stated = [x, y].iter().filter(|i| i.when_stated && i.when.is_some()).count();
    let same_time = stated == 2 && x.when == y.when;
    if gap >= FAR && !same_time && (stated > 0 || x.when != y.when) {
        return Some("they are far apart, and nothing says that they hold for the same time");
    }
    if gap >= APART && stated == 1 && x.kind != Kind::Share {
        return Some("only one of them says for which time it holds");
    }
    let act_head = |i: &Item| i.acts.contains(&i.head);
    if x.kind == Kind::Count && !act_head(x) && !act_head(y) && !x.acts.is_empty() && !y.acts.is_empty() {
        let mut act = false;
        shared(&x.acts, &y.acts, |_| act = true);
        if !act && gap >= APART {
            return Some("different things are said of them");
        }
    }
    None
}
