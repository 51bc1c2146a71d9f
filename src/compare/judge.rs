//! Can both values be true?

use super::Verdict;
use super::clock;
use super::extents::Reach;
use super::item::{Item, hash};
use crate::fact::Kind;
use crate::value::{End, Extent, Number, Standing};

/// What the values alone say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Judged {
    /// Agree, compatible or conflict.
    pub(crate) verdict: Verdict,
    /// Relative size of the gap in per mille; days for dates.
    pub(crate) gap: u64,
    /// Whether a small change of how a hedge is read would let them meet.
    pub(crate) is_close: bool,
}

/// Judges two values of one dimension.
pub(crate) fn judge(a: &Item, b: &Item) -> Option<Judged> {
    match (&a.reach, &b.reach) {
        // two limits of one thing are two numbers, though what keeps to the one may keep to the other
        (Reach::Numbers { allowed: x, .. }, Reach::Numbers { allowed: y, .. }) if a.is_limit && b.is_limit => {
            let (x, y) = (at_its_end(*x), at_its_end(*y));
            Some(numbers(x, y, x.high.value(), y.high.value()))
        }
        (Reach::Numbers { allowed: x, stated: s }, Reach::Numbers { allowed: y, stated: t }) => {
            Some(numbers(*x, *y, *s, *t))
        }
        (Reach::Days { allowed: x, is_range: p, loose: l }, Reach::Days { allowed: y, is_range: q, loose: m }) => {
            let ends = super::event::ends(a, b);
            if ends.is_empty()
                && let Some(judged) = clock::judge((*x, a.clock), (*y, b.clock))
            {
                return Some(judged);
            }
            Some(if ends.is_empty() { dates(*x, *y, *p && *q, *l || *m) } else { sides(&ends) })
        }
        _ => None,
    }
}

/// The same, where two limits that the texts themselves set are two numbers: "up to 40" and "up to 60", "65 and over" and "60 and
/// over".
pub(crate) fn judge_as_stated(a: &Item, b: &Item) -> Option<Judged> {
    let caps = |i: &Item| i.is_limit || i.is_ceiling;
    let plain = |i: &Item| caps(i) || matches!(i.reach, Reach::Numbers { stated: Some(_), .. });
    let both = caps(a) && caps(b) && (a.is_ceiling || b.is_ceiling)
        || a.is_ceiling && b.is_peak
        || a.is_peak && b.is_ceiling
        || a.is_threshold && b.is_threshold
        || a.is_cutoff && plain(b)
        || b.is_cutoff && plain(a);
    match (point(a), point(b)) {
        // "holds up to 12 crates" and the limit of 12 crates
        (Some(x), Some(y)) if x == y && (is_same_end(a, b) || is_same_end(b, a)) => {
            Some(Judged { verdict: Verdict::Agree, gap: 0, is_close: false })
        }
        (Some(_), Some(_)) if both && is_loose_unit(a, b) => {
            Some(Judged { verdict: Verdict::Compatible, gap: 0, is_close: false })
        }
        (Some(x), Some(y)) if both => {
            let at = |n| Extent { low: End::Closed(n), high: End::Closed(n) };
            Some(Judged { is_close: true, ..numbers(at(x), at(y), Some(x), Some(y)) })
        }
        _ => judge(a, b).map(|judged| match judged.verdict {
            Verdict::Conflict if is_loose_unit(a, b) => {
                Judged { verdict: Verdict::Compatible, gap: 0, is_close: false }
            }
            _ => judged,
        }),
    }
}

/// Whether one is a limit that is set and the other says "at most", or "at least", of the same number.
fn is_same_end(limit: &Item, other: &Item) -> bool {
    let ends = |i: &Item| match &i.reach {
        Reach::Numbers { allowed, .. } => (allowed.low.value().is_some(), allowed.high.value().is_some()),
        Reach::Days { .. } => (false, false),
    };
    let most =
        limit.is_limit || limit.is_ceiling || limit.is_cutoff || limit.setting.standing == Some(Standing::Maximum);
    let least = limit.is_threshold || limit.setting.standing == Some(Standing::Minimum);
    most && ends(other) == (false, true) || least && ends(other) == (true, false)
}

/// Whether two units are so near that people take one for the other: gigabytes and gibibytes, tons and tonnes.
fn is_loose_unit(a: &Item, b: &Item) -> bool {
    let (Some(x), Some(y)) = (point(a), point(b)) else { return false };
    let (low, high) = (x.min(y), x.max(y));
    let near = |ratio: Number| Number::ratio(11, 10).is_some_and(|most| ratio <= most);
    let is_amount = a.kind == Kind::Quantity && a.dimension != hash(b"temperature");
    let Some(ratio) = high.checked_div(low).filter(|_| low > Number::ZERO && is_amount && a.unit != b.unit) else {
        return false;
    };
    // "4 KB", "4,096 bytes"
    let is_binary =
        || a.dimension == hash(b"information") && BINARY.iter().any(|(n, d)| Number::ratio(*n, *d) == Some(ratio));
    a.surface == b.surface && near(ratio) || is_binary()
}

/// How many times a thousand, a million, a milliard those of computers are.
const BINARY: [(i128, i128); 3] = [(1 << 10, 1_000), (1 << 20, 1_000_000), (1 << 30, 1_000_000_000)];

/// The number of a value with one open end.
fn point(item: &Item) -> Option<Number> {
    match &item.reach {
        Reach::Numbers { allowed, stated } => stated.or(allowed.high.value()).or(allowed.low.value()),
        Reach::Days { .. } => None,
    }
}

/// An interval that has no low end, as its high end alone.
fn at_its_end(x: Extent) -> Extent {
    match (x.low.value(), x.high.value()) {
        (None, Some(high)) => Extent { low: End::Closed(high), high: End::Closed(high) },
        _ => x,
    }
}

fn numbers(x: Extent, y: Extent, s: Option<Number>, t: Option<Number>) -> Judged {
    if x.disjoint(y) {
        let (gap, size) = gap(x, y);
        let per_mille = gap
            .checked_mul(Number::integer(1000))
            .and_then(|g| g.checked_div(size))
            .map_or(1000, |r| u64::try_from((r.numerator() / r.denominator().max(1)).abs()).unwrap_or(1000));
        // how far "more than" may reach is a matter of habit
        let is_open = |e: Extent| e.low.value().is_none() || e.high.value().is_none();
        let is_close = per_mille < 5 || per_mille < 250 && (is_open(x) || is_open(y));
        return Judged { verdict: Verdict::Conflict, gap: per_mille.max(1), is_close };
    }
    // "more than 25 million", "25 million and more"
    let is_open_alike = x.high.value().is_none() && y.high.value().is_none() && x.low.value() == y.low.value();
    let verdict = if s.is_some() && s == t || x == y || is_open_alike && x.low.value().is_some() {
        Verdict::Agree
    } else {
        Verdict::Compatible
    };
    Judged { verdict, gap: 0, is_close: false }
}

/// Distance between two intervals, and the larger of the two inner ends.
fn gap(x: Extent, y: Extent) -> (Number, Number) {
    let between = |high: End, low: End| match (high.value(), low.value()) {
        (Some(h), Some(l)) if l >= h => l.checked_sub(h).map(|d| (d, l)),
        _ => None,
    };
    let found = between(x.high, y.low).or_else(|| between(y.high, x.low));
    let (d, size) = found.unwrap_or((Number::ZERO, Number::ONE));
    let size = if size.is_negative() { size.checked_neg().unwrap_or(size) } else { size };
    (d, if size == Number::ZERO { Number::ONE } else { size })
}

/// First and last days of one event.
fn sides(ends: &[(crate::value::Period, crate::value::Period)]) -> Judged {
    let apart = ends.iter().map(|(x, y)| dates(*x, *y, false, false)).filter(|j| j.verdict == Verdict::Conflict);
    if let Some(worst) = apart.max_by_key(|j| j.gap) {
        return worst;
    }
    let verdict = if ends.iter().all(|(x, y)| x == y) { Verdict::Agree } else { Verdict::Compatible };
    Judged { verdict, gap: 0, is_close: false }
}

fn dates(x: crate::value::Period, y: crate::value::Period, ranges: bool, loose: bool) -> Judged {
    if x == y {
        return Judged { verdict: Verdict::Agree, gap: 0, is_close: false };
    }
    if !x.meets(y) {
        let days = match (x.first, x.last, y.first, y.last) {
            (Some(f), _, _, Some(l)) if l.days() < f.days() => f.days() - l.days(),
            (_, Some(l), Some(f), _) => f.days() - l.days(),
            _ => 1,
        };
        return Judged { verdict: Verdict::Conflict, gap: u64::try_from(days.max(1)).unwrap_or(1), is_close: loose };
    }
    // two stretches of days that start or end together and yet differ by days
    if ranges && !loose && (x.first == y.first) != (x.last == y.last) && x.first.is_some() && x.last.is_some() {
        let (Some(a), Some(b)) = (x.length(), y.length()) else {
            return Judged { verdict: Verdict::Compatible, gap: 0, is_close: false };
        };
        if a.max(b) <= 62 {
            return Judged {
                verdict: Verdict::Conflict,
                gap: u64::try_from((a - b).abs()).unwrap_or(1),
                is_close: true,
            };
        }
    }
    Judged { verdict: Verdict::Compatible, gap: 0, is_close: false }
}
