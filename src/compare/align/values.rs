//! How near two values lie: of one thing texts tend to say nearly the same.

use super::Tally;
use crate::compare::extents::Reach;
use crate::compare::item::Item;
use crate::fact::Kind;
use crate::value::Number;

/// Whether one value looks like the other miswritten: its digits in another unit, or with two of them exchanged. Two digits
/// are exchanged by chance too often.
pub(crate) fn is_slip(a: &Item, b: &Item) -> bool {
    let (x, y) = (a.written, b.written);
    if x == 0 || y == 0 {
        return false;
    }
    if x == y {
        // "281 TB", "281 GB"; powers of two are met everywhere
        let is_measure = matches!(a.kind, Kind::Quantity | Kind::Duration);
        let is_rare = is_measure && x > TWO_DIGITS && !x.is_power_of_two();
        return a.unit != b.unit && (is_rare || is_within(a, b, 5));
    }
    let (x, y) = (x.to_string(), y.to_string());
    let differ: Vec<(u8, u8)> = x.bytes().zip(y.bytes()).filter(|(p, q)| p != q).collect();
    x.len() == y.len()
        && (x.len() > 2 || a.length > 2 && a.length == b.length)
        && matches!(differ.as_slice(), [(p, q), (r, s)] if p == s && q == r)
}

/// How one number looks like another one miswritten, where that may be chance as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slip {
    /// One digit of four or more is another.
    Digit,
    /// Its two digits are exchanged.
    Turned,
    /// The same digits, the point or the zeros elsewhere.
    Places,
}

fn miswritten(a: &Item, b: &Item) -> Option<Slip> {
    const LONG: usize = 4;
    let (x, y) = (a.written, b.written);
    if x == 0 || y == 0 || a.unit != b.unit {
        return None;
    }
    if x == y {
        return Some(Slip::Places);
    }
    let (x, y) = (x.to_string(), y.to_string());
    let differ = x.bytes().zip(y.bytes()).filter(|(p, q)| p != q).count();
    if x.len() != y.len() || a.length != b.length {
        None
    } else if x.len() == 2 && x.bytes().eq(y.bytes().rev()) {
        Some(Slip::Turned)
    } else {
        (x.len() >= LONG && differ == 1).then_some(Slip::Digit)
    }
}

/// The largest number of two digits.
const TWO_DIGITS: u64 = 99;

/// Whether one value looks like the other with a few zeros more or less behind a single digit.
fn is_scaled(a: &Item, b: &Item, ratio: Number) -> bool {
    let is_power = [10, 100, 1000].iter().any(|n| ratio == Number::integer(*n));
    match (a.stated(), b.stated()) {
        (Some(_), Some(_)) => is_power && (a.written == 0 || b.written == 0),
        _ => false,
    }
}

/// Whether the same figure is given in two units.
pub(crate) fn is_unit_slip(a: &Item, b: &Item) -> bool {
    a.written == b.written && is_slip(a, b)
}

/// Whether the larger of two plain values is at most so many times the smaller.
fn is_within(a: &Item, b: &Item, times: i128) -> bool {
    let (Reach::Numbers { stated: Some(x), .. }, Reach::Numbers { stated: Some(y), .. }) = (&a.reach, &b.reach) else {
        return false;
    };
    let (low, high) = (*x.min(y), *x.max(y));
    low > Number::ZERO && high.checked_div(low).is_some_and(|ratio| ratio <= Number::integer(times))
}

pub(super) fn values(a: &Item, b: &Item, tally: &mut Tally<'_>) {
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
            let (Some(x), Some(y)) = (a.typical(), b.typical()) else { return };
            let (low, high) = (x.min(y), x.max(y));
            if low.is_negative() || low == Number::ZERO {
                return;
            }
            let Some(ratio) = high.checked_div(low) else { return };
            // two values of one text are a crowd of their own
            let crowd = a.crowd.max(b.crowd) - i32::from(a.source == b.source);
            tally.add("crowded", tally.weights.crowded, crowd.clamp(0, 5));
            // thousands may be any number of thousands
            if (a.is_vague || b.is_vague) && !p.disjoint(*q) {
                return;
            }
            if is_slip(a, b) {
                tally.add("value_slip", tally.weights.value_slip, 1);
                return;
            }
            match miswritten(a, b) {
                Some(Slip::Digit) => tally.add("value_digit", tally.weights.value_digit, 1),
                Some(Slip::Turned) => tally.add("value_turned", tally.weights.value_turned, 1),
                Some(Slip::Places) => tally.add("value_places", tally.weights.value_places, 1),
                None => {}
            }
            if is_scaled(a, b, ratio) {
                tally.part("value_zeros", tally.weights.value_zeros, 1);
                return;
            }
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
