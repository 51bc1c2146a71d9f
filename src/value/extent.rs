//! Intervals of numbers: the set of values under which a statement is true.

use std::cmp::Ordering;

use super::Number;

/// One end of an [`Extent`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// The value itself belongs to the set.
    Closed(Number),
    /// The value itself does not.
    Open(Number),
    /// No limit on this side.
    Unbounded,
}

impl End {
    /// The number at this end, if there is one.
    pub fn value(self) -> Option<Number> {
        match self {
            Self::Closed(n) | Self::Open(n) => Some(n),
            Self::Unbounded => None,
        }
    }

    fn map(self, f: impl Fn(Number) -> Option<Number>) -> Self {
        match self {
            Self::Closed(n) => f(n).map_or(Self::Unbounded, Self::Closed),
            Self::Open(n) => f(n).map_or(Self::Unbounded, Self::Open),
            Self::Unbounded => Self::Unbounded,
        }
    }

    fn combine(self, other: Self, f: impl Fn(Number, Number) -> Option<Number>) -> Self {
        match (self, other) {
            (Self::Unbounded, _) | (_, Self::Unbounded) => Self::Unbounded,
            (Self::Closed(a), Self::Closed(b)) => f(a, b).map_or(Self::Unbounded, Self::Closed),
            (a, b) => match (a.value(), b.value()) {
                (Some(a), Some(b)) => f(a, b).map_or(Self::Unbounded, Self::Open),
                _ => Self::Unbounded,
            },
        }
    }
}

/// An interval of exact numbers; never empty as built from a statement.
///
/// Arithmetic that would overflow widens an end to [`End::Unbounded`]: a doubt never turns into a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Extent {
    /// Lower end.
    pub low: End,
    /// Upper end.
    pub high: End,
}

impl Extent {
    /// Just one number.
    pub fn exactly(n: Number) -> Self {
        Self { low: End::Closed(n), high: End::Closed(n) }
    }

    /// From `low` to `high`, both included.
    pub fn closed(low: Number, high: Number) -> Self {
        Self { low: End::Closed(low.min(high)), high: End::Closed(high.max(low)) }
    }

    /// Whether no number lies in both.
    pub fn disjoint(self, other: Self) -> bool {
        below(self.high, other.low) || below(other.high, self.low)
    }

    /// Whether every number of `other` lies in this one.
    pub fn contains(self, other: Self) -> bool {
        let low = match (self.low, other.low) {
            (End::Unbounded, _) => true,
            (_, End::Unbounded) => false,
            (End::Open(a), End::Closed(b)) => a < b,
            (a, b) => a.value() <= b.value(),
        };
        let high = match (self.high, other.high) {
            (End::Unbounded, _) => true,
            (_, End::Unbounded) => false,
            (End::Open(a), End::Closed(b)) => a > b,
            (a, b) => a.value() >= b.value(),
        };
        low && high
    }

    /// The sums of a number of each.
    #[expect(
        clippy::should_implement_trait,
        reason = "interval arithmetic is spelled out: it widens where numbers overflow"
    )]
    pub fn add(self, other: Self) -> Self {
        Self {
            low: self.low.combine(other.low, Number::checked_add),
            high: self.high.combine(other.high, Number::checked_add),
        }
    }

    /// The differences of a number of each.
    #[expect(
        clippy::should_implement_trait,
        reason = "interval arithmetic is spelled out: it widens where numbers overflow"
    )]
    pub fn sub(self, other: Self) -> Self {
        Self {
            low: self.low.combine(other.high, Number::checked_sub),
            high: self.high.combine(other.low, Number::checked_sub),
        }
    }

    /// Every number times `factor`.
    pub fn scale(self, factor: Number) -> Self {
        let low = self.low.map(|n| n.checked_mul(factor));
        let high = self.high.map(|n| n.checked_mul(factor));
        if factor.is_negative() { Self { low: high, high: low } } else { Self { low, high } }
    }

    /// Every number plus `offset`.
    pub fn shift(self, offset: Number) -> Self {
        Self { low: self.low.map(|n| n.checked_add(offset)), high: self.high.map(|n| n.checked_add(offset)) }
    }
}

/// Whether everything up to `high` lies below everything from `low` on.
fn below(high: End, low: End) -> bool {
    match (high.value(), low.value()) {
        (Some(h), Some(l)) => match h.cmp(&l) {
            Ordering::Less => true,
            Ordering::Equal => matches!(high, End::Open(_)) || matches!(low, End::Open(_)),
            Ordering::Greater => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(x: i64) -> Number {
        x.into()
    }

    #[test]
    fn touching_ends_meet_only_when_both_are_closed() {
        let upto = Extent { low: End::Unbounded, high: End::Open(n(44)) };
        assert!(upto.disjoint(Extent::exactly(n(44))));
        assert!(!Extent::closed(n(1), n(44)).disjoint(Extent::exactly(n(44))));
    }

    #[test]
    fn sums_add_ends() {
        let sum = Extent::closed(n(1), n(2)).add(Extent::closed(n(10), n(20)));
        assert_eq!(sum, Extent::closed(n(11), n(22)));
        assert_eq!(Extent::closed(n(1), n(2)).scale(n(-1)), Extent::closed(n(-2), n(-1)));
    }
}
