//! How values are written: to which digit, and a computed number in the words of a stated one.

use super::stated;
use crate::fact::Fact;
use crate::value::Number;

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
