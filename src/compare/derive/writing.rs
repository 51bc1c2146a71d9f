//! How values are written: to which digit, and a computed number in the words of a stated one.

use super::{extent, stated};
use crate::fact::{Fact, Kind};
use crate::lexicon::Lexicon;
use crate::value::{Bound, Extent, Number};

/// By which part of it a round number of millions or of units of measure may be off at most.
const LOOSE: i128 = 50;

/// What a number allows that is set against others of its sentence: full digits stand for themselves, round or not; millions and
/// measures are good to their last digit.
pub(super) fn precise(fact: &Fact) -> Option<Extent> {
    let (Bound::Exact, Some(n)) = (fact.value.bound(), fact.value.single()) else { return extent(fact) };
    let is_full = !fact.surface.contains(|c: char| c == '.' || c.is_alphabetic());
    let is_counted = matches!(fact.kind, Kind::Count | Kind::Money);
    if is_counted && (is_full || n < Number::integer(50) && n.is_integer()) {
        return Some(Extent::exactly(n));
    }
    // degrees do not begin at nothing
    let is_shifted = Lexicon::english().units.by_name(&fact.unit).is_some_and(|u| u.offset != Number::ZERO);
    if !is_counted && (fact.kind != Kind::Quantity || is_shifted) {
        return extent(fact);
    }
    let (base, half) = (stated(fact)?, half(fact)?);
    let most = base.abs().checked_div(Number::integer(LOOSE))?;
    let by = if fact.surface.contains('.') || n.abs() < Number::integer(10) { half } else { half.min(most) };
    Some(Extent::closed(base.checked_sub(by)?, base.checked_add(by)?))
}

/// Half of the last digit written, in the base unit.
pub(super) fn half(fact: &Fact) -> Option<Number> {
    let written = fact.value.single()?;
    let base = stated(fact)?;
    let place = match fact.surface.rsplit_once('.') {
        Some((_, after)) => {
            let digits = after.chars().take_while(char::is_ascii_digit).count();
            let magnitude = magnitude(fact, written)?;
            Number::power_of_ten(-i32::try_from(digits).ok()?)?.checked_mul(magnitude)?
        }
        None => Number::power_of_ten(i32::try_from(written.trailing_zeros()).ok()?)?,
    };
    let factor = if written == Number::ZERO { Number::ONE } else { base.checked_div(written)? };
    place.checked_mul(factor)?.checked_div(Number::integer(2))
}

/// What a share allows: a fraction in words that nothing hedges is good to a seventh of it, a percentage as far as it always is.
pub(super) fn share(fact: &Fact) -> Option<Extent> {
    let own = extent(fact)?;
    let is_fraction = fact.kind == Kind::Share && fact.unit == "fraction" && fact.surface.contains(char::is_alphabetic);
    if !is_fraction || fact.value.bound() != Bound::Exact {
        return Some(own);
    }
    let n = stated(fact)?;
    let by = n.checked_div(Number::integer(7))?;
    let (low, high) = (n.checked_sub(by)?, n.checked_add(by)?);
    let (a, b) = (own.low.value()?, own.high.value()?);
    Some(Extent::closed(low.max(a), high.min(b)))
}

/// What a share allows at most: whole percentages may be cut off instead of rounded, fractions are loose enough as they are.
pub(super) fn loose_share(fact: &Fact, said: Extent) -> Extent {
    let is_fraction = fact.unit == "fraction" && fact.surface.contains(char::is_alphabetic);
    if is_fraction { said } else { super::wider(said) }
}

/// How likely it is that one number was written for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slip {
    /// They have no more in common than any two numbers.
    None,
    /// One digit of two is another one.
    Likely,
    /// Two digits changed places, or one of three or more is another one.
    Sure,
}

/// Whether two numbers differ by a slip: one digit is another one, or two neighbours changed places.
pub(super) fn slip(a: Number, b: Number) -> Slip {
    let Some((a, b)) = digits(a, b) else { return Slip::None };
    if a.len() != b.len() || a.len() < 2 {
        return Slip::None;
    }
    let apart: Vec<usize> = (0..a.len()).filter(|&i| a[i] != b[i]).collect();
    match apart.as_slice() {
        [_] if a.len() > 2 => Slip::Sure,
        [0] => Slip::Likely,
        [i, j] if i + 1 == *j && a[*i] == b[*j] && a[*j] == b[*i] => Slip::Sure,
        _ => Slip::None,
    }
}

/// The digits of two numbers, written to the last one that either has.
fn digits(a: Number, b: Number) -> Option<(Vec<u8>, Vec<u8>)> {
    let (mut a, mut b) = (a, b);
    for _ in 0..4 {
        if !a.is_integer() || !b.is_integer() {
            (a, b) = (a.checked_mul(Number::integer(10))?, b.checked_mul(Number::integer(10))?);
        }
    }
    let (a, b) = (a.to_integer()?.to_string(), b.to_integer()?.to_string());
    let zeros = |s: &str| s.len() - s.trim_end_matches('0').len();
    let cut = zeros(&a).min(zeros(&b));
    Some((a.as_bytes()[..a.len() - cut].to_vec(), b.as_bytes()[..b.len() - cut].to_vec()))
}

/// What the written digits are multiplied by: "8.2 million".
fn magnitude(fact: &Fact, value: Number) -> Option<Number> {
    let digits: String = fact.surface.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let shown: Number = digits.parse().ok()?;
    if shown == Number::ZERO { Some(Number::ONE) } else { value.abs().checked_div(shown) }
}

/// A number of the base unit as a fact would write it.
pub(super) fn in_unit(fact: &Fact, n: Number) -> Option<String> {
    let (written, base) = (fact.value.single()?, stated(fact)?);
    let n = if base == Number::ZERO { n } else { n.checked_mul(written)?.checked_div(base)? };
    let magnitude = magnitude(fact, written).filter(|m| *m != Number::ZERO)?;
    let shown = n.checked_div(magnitude)?;
    let tail: String = fact.surface.chars().skip_while(|c| !c.is_alphabetic()).collect();
    Some(if tail.is_empty() { shown.to_string() } else { format!("{shown} {tail}") })
}
