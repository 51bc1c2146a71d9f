//! The values under which a sentence is true: what it states, widened by how precisely it states it.
//!
//! * A plain count allows itself only; a whole percentage or measure allows half a unit each way.
//! * Round counts, sums and measures are loose by half of their last digit that is not zero, but never by more than a
//!   twentieth: "30,000" may stand for 29,000, "100,000" not for 60,000. Counts below fifty are not loose.
//! * Percentages are not loose: "50 percent" is not 51.
//! * Decimals allow half of their last digit; a fraction in words allows a part of its denominator.

use super::cue::Cue;
use crate::fact::{Fact, Kind};
use crate::lexicon::Lexicon;
use crate::value::{Bound, End, Extent, Grain, Moment, Number, Period, Value};

/// The values that a fact allows, in the base unit of its dimension.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    /// Numbers.
    Numbers {
        /// What may be true.
        allowed: Extent,
        /// The stated number in the base unit, if it is a single one.
        stated: Option<Number>,
    },
    /// Days.
    Days {
        /// What may be true.
        allowed: Period,
        /// Whether the value is itself a stretch of time from one date to another.
        is_range: bool,
        /// Whether it was widened ("around 1970").
        loose: bool,
    },
}

impl Reach {
    /// Whether it is a number without a lower or an upper end: "10 million and more".
    pub(crate) fn has_open_end(&self) -> bool {
        matches!(self, Self::Numbers { allowed, .. }
            if allowed.low.value().is_none() || allowed.high.value().is_none())
    }
}

/// What a value can be compared with: "count", "share", "money/USD", "length", "time", "date" ...
pub fn dimension(fact: &Fact) -> String {
    match fact.kind {
        Kind::Count => "count".to_owned(),
        Kind::Share if fact.unit.contains("point") => "points".to_owned(),
        Kind::Share => "share".to_owned(),
        Kind::Money => format!(
            "money/{}",
            fact.unit
                .split_once(' ')
                .map_or_else(|| family(&fact.unit).to_owned(), |(code, per)| format!("{} {per}", family(code)))
        ),
        Kind::Quantity => unit(fact).map_or_else(|| format!("unit/{}", fact.unit), |(dimension, _, _)| dimension),
        Kind::Duration => "time".to_owned(),
        Kind::Date => "date".to_owned(),
        Kind::Ordinal => "ordinal".to_owned(),
        Kind::Ratio => "ratio".to_owned(),
    }
}

/// Money of one name: a text that says "francs" or "kroner" leaves open of which country.
fn family(code: &str) -> &str {
    match code {
        "CHF" | "BEF" | "FRF" => "franc",
        "NOK" | "DKK" => "krone",
        "SEK" | "ISK" => "krona",
        "MXN" | "CLP" | "ARS" | "COP" | "PHP" | "UYU" => "peso",
        "CZK" => "crown",
        "DEM" => "mark",
        other => other,
    }
}

/// Whether a measure of several is not the sum of theirs: each of two masts may be 20 m high.
pub(super) fn is_intensive(fact: &Fact) -> bool {
    const INTENSIVE: [&str; 6] = ["length", "speed", "temperature", "pressure", "angle", "frequency"];
    fact.kind == Kind::Quantity && unit(fact).is_some_and(|(d, _, _)| INTENSIVE.contains(&d.as_str()))
}

/// The values that a fact allows; `None` when it fixes none.
pub fn reach(fact: &Fact) -> Option<Reach> {
    match &fact.value {
        Value::Date { period, bound } => days(*period, *bound, fact),
        Value::Number { low, high, bound } => numbers(*low, *high, *bound, fact),
    }
}

/// Dimension, factor and offset of the unit of a quantity or duration.
fn unit(fact: &Fact) -> Option<(String, Number, Number)> {
    let unit = Lexicon::english().units.by_name(&fact.unit)?;
    Some((unit.dimension, unit.factor, unit.offset))
}

fn numbers(low: Option<Number>, high: Option<Number>, bound: Bound, fact: &Fact) -> Option<Reach> {
    if low.is_none() && high.is_none() {
        return None;
    }
    let hundred = Number::integer(100);
    let (factor, offset) = match fact.kind {
        Kind::Share if fact.unit == "fraction" => (hundred, Number::ZERO),
        Kind::Quantity | Kind::Duration => unit(fact).map_or((Number::ONE, Number::ZERO), |(_, f, o)| (f, o)),
        _ => (Number::ONE, Number::ZERO),
    };
    let stated = stated_extent(low, high, bound, fact)?;
    let to_base = |n: Number| n.checked_mul(factor).and_then(|n| n.checked_add(offset));
    let single = match (low, high) {
        (Some(l), Some(h)) if l == h => to_base(l),
        _ => None,
    };
    Some(Reach::Numbers { allowed: stated.scale(factor).shift(offset), stated: single })
}

/// The allowed values in the unit stated.
fn stated_extent(low: Option<Number>, high: Option<Number>, bound: Bound, fact: &Fact) -> Option<Extent> {
    let any = low.or(high)?;
    let minus = |n: Number, d: Number| n.checked_sub(d).map_or(End::Unbounded, End::Closed);
    let plus = |n: Number, d: Number| n.checked_add(d).map_or(End::Unbounded, End::Closed);
    let open = |n: Number, d: Number| n.checked_add(d).map_or(End::Unbounded, End::Open);
    let near = near_word(fact);
    Some(match bound {
        Bound::Over if near == Some(Near::Above) => Extent { low: End::Open(any), high: plus(any, part(any, 20)) },
        Bound::Over => Extent { low: End::Open(any), high: End::Unbounded },
        Bound::Under if near == Some(Near::Below) => Extent { low: minus(any, part(any, 20)), high: End::Open(any) },
        Bound::Under => Extent { low: End::Unbounded, high: End::Open(high.unwrap_or(any)) },
        Bound::AtLeast => Extent { low: End::Closed(any), high: End::Unbounded },
        Bound::AtMost => Extent { low: End::Unbounded, high: End::Closed(high.unwrap_or(any)) },
        Bound::Vague => Extent { low: low.map_or(End::Unbounded, End::Closed), high: End::Unbounded },
        Bound::About if near == Some(Near::Almost) => {
            // "nearly three months": of a few, the half of one may be lacking
            let half = Number::ratio(1, 2).filter(|_| fact.kind == Kind::Duration).unwrap_or(Number::ZERO);
            Extent { low: minus(any, part(any, 10).max(half)), high: plus(any, Number::ZERO) }
        }
        Bound::About => {
            let (low, high) = (low.unwrap_or(any), high.unwrap_or(any));
            Extent { low: minus(low, about(low, fact)), high: plus(high, about(high, fact)) }
        }
        Bound::Between => {
            let (low, high) = (low.unwrap_or(any), high.unwrap_or(any));
            Extent { low: minus(low, slack(low, fact)), high: plus(high, slack(high, fact)) }
        }
        Bound::Exact => match (low, high) {
            (Some(low), Some(high)) => {
                let (below, above) = (slack(low, fact), slack(high, fact).max(cut_off(high, fact)));
                let high = if above == Number::ZERO { End::Closed(high) } else { open(high, above) };
                Extent { low: minus(low, below), high }
            }
            (Some(low), None) => Extent { low: End::Closed(low), high: End::Unbounded },
            _ => Extent { low: End::Unbounded, high: End::Closed(any) },
        },
    })
}

/// How a hedge places the value beside the stated number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Near {
    /// "nearly", "almost": below, by a tenth at most.
    Almost,
    /// "just under": below, by a twentieth at most.
    Below,
    /// "just over": above, by a twentieth at most.
    Above,
}

/// The hedge right before the value, where it says on which side the value lies.
fn near_word(fact: &Fact) -> Option<Near> {
    let at = fact.quote.find(fact.surface.as_str())?;
    let before = fact.quote.get(..at)?.trim_end_matches(['$', '£', '€', ' ']).to_lowercase();
    if Cue::Almost.ends(&before) {
        Some(Near::Almost)
    } else if Cue::Below.ends(&before) {
        Some(Near::Below)
    } else if Cue::Above.ends(&before) {
        Some(Near::Above)
    } else {
        None
    }
}

/// By how much a length of time in whole units may be cut short: "21 hours" for 21 hours 36 minutes.
fn cut_off(n: Number, fact: &Fact) -> Number {
    let is_whole = n.is_integer() && !fact.surface.contains(char::is_whitespace);
    if fact.kind != Kind::Duration || !is_whole || !matches!(fact.unit.as_str(), "hour" | "year") {
        return Number::ZERO;
    }
    part(n, 20).min(Number::ONE)
}

/// `1/n` of the size of a number.
fn part(n: Number, divisor: i128) -> Number {
    let size = if n.is_negative() { n.checked_neg() } else { Some(n) };
    size.and_then(|n| n.checked_div(Number::integer(divisor))).unwrap_or(Number::ZERO)
}

/// Half-width of "about": the looseness of the number itself, a twentieth, or half of the only digit of a round number up to a tenth.
fn about(n: Number, fact: &Fact) -> Number {
    let twentieth = part(n, 20);
    let loose = if significant_digits(n) == 1 { half_of_last_digit(n).min(part(n, 10)) } else { Number::ZERO };
    slack(n, fact).max(twentieth).max(loose)
}

/// Half-width by which a plainly stated number may be off.
fn slack(n: Number, fact: &Fact) -> Number {
    if let Some(half) = half_of_last_decimal(n, &fact.surface) {
        return half;
    }
    if fact.kind == Kind::Duration {
        return duration_slack(n, fact);
    }
    let half = Number::ratio(1, 2).unwrap_or(Number::ZERO);
    if !n.is_integer() {
        return match fact.kind {
            Kind::Share => Number::ratio(1, n.denominator().saturating_mul(8)).unwrap_or(Number::ZERO),
            _ => Number::ratio(1, n.denominator().saturating_mul(4)).unwrap_or(Number::ZERO),
        };
    }
    match fact.kind {
        Kind::Share => {
            if fact.unit == "fraction" {
                Number::ZERO
            } else {
                half
            }
        }
        Kind::Quantity if n == Number::ZERO => half,
        // sizes of data are set and not measured
        Kind::Quantity if unit(fact).is_some_and(|(dimension, _, _)| dimension == "information") => {
            loose(n).max(half.min(part(n, 20)))
        }
        Kind::Quantity => loose(n).max(half.min(part(n, 4))),
        Kind::Count | Kind::Money => loose(n),
        _ => Number::ZERO,
    }
}

/// Half of the last digit that is not zero, a twentieth at most; nothing below fifty.
fn loose(n: Number) -> Number {
    if n.trailing_zeros() == 0 || n < Number::integer(50) {
        return Number::ZERO;
    }
    half_of_last_digit(n).min(part(n, 20))
}

fn half_of_last_digit(n: Number) -> Number {
    i32::try_from(n.trailing_zeros())
        .ok()
        .and_then(Number::power_of_ten)
        .and_then(|place| place.checked_div(Number::integer(2)))
        .unwrap_or(Number::ZERO)
}

fn significant_digits(n: Number) -> usize {
    n.to_integer().map_or(2, |i| i.unsigned_abs().to_string().trim_end_matches('0').len())
}

/// Half of the last digit behind a decimal point, as written: 36.30 is finer than 36.3.
fn half_of_last_decimal(n: Number, surface: &str) -> Option<Number> {
    let (before, after) = surface.rsplit_once('.')?;
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    if digits.is_empty() || !before.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let start = before.rfind(|c: char| !c.is_ascii_digit() && c != ',').map_or(0, |i| i + 1);
    let whole: String = before.get(start..)?.chars().filter(char::is_ascii_digit).collect();
    let written: Number = format!("{whole}.{digits}").parse().ok()?;
    let place = Number::power_of_ten(-i32::try_from(digits.len()).ok()?)?;
    let size = if n.is_negative() { n.checked_neg()? } else { n };
    let magnitude = if written == Number::ZERO { Number::ONE } else { size.checked_div(written)? };
    magnitude.checked_mul(place)?.checked_div(Number::integer(2))
}

/// Half-width of a duration, in its unit: half of the finest part stated, and a little more where that is a round number of minutes.
fn duration_slack(n: Number, fact: &Fact) -> Number {
    let half = Number::ratio(1, 2).unwrap_or(Number::ZERO);
    let Some((_, factor, _)) = unit(fact) else { return if n.is_integer() { Number::ZERO } else { half } };
    let minute = Number::integer(60);
    let in_minutes = n.checked_mul(factor).and_then(|s| s.checked_div(minute));
    let widths = |minutes: Number| minutes.checked_mul(minute).and_then(|s| s.checked_div(factor)).unwrap_or(half);
    let surface = fact.surface.to_lowercase();
    if surface.contains("sec") {
        return Number::ratio(1, 2).and_then(|s| s.checked_div(factor)).unwrap_or(half);
    }
    // two weeks are counted in days
    if fact.unit == "fortnight" {
        return Number::ratio(1, 14).unwrap_or(half);
    }
    match in_minutes.and_then(Number::to_integer) {
        Some(minutes) if factor <= Number::integer(3600) && minutes % 60 != 0 => {
            let says_minutes = surface.contains("min") || fact.unit == "minute";
            let width = match (says_minutes, minutes % 15, minutes % 10) {
                (false, 0, _) => Number::ratio(15, 2),
                (true, _, 0) if minutes >= 60 => Number::ratio(5, 1),
                (true, _, 0) if minutes >= 20 => Number::ratio(5, 2),
                _ => Number::ratio(1, 2),
            };
            // "a minute" is not half of one
            widths(width.unwrap_or(half)).min(part(n, 5))
        }
        Some(minutes) if surface.contains("min") && minutes % 60 == 0 && minutes > 60 => widths(Number::integer(5)),
        // "a fortnight" is no week, and two years are no eighteen months
        _ if n.is_integer() => loose(n).max(half.min(part(n, 5))),
        _ => Number::ratio(1, n.denominator().saturating_mul(4)).unwrap_or(half),
    }
}

/// How many minutes "about nine o'clock" may be off.
const ABOUT_MINUTES: i64 = 30;

/// The longest part of a year that is told as one, in days: "the beginning of 1931"; a longer time is a year.
const MOST_OF_PART: i64 = 130;
const PART: i64 = MOST_OF_PART + 1;

/// "The end of 1931", "the close of 1931": its last month, and not the last third of the year.
fn closing(period: Period, fact: &Fact) -> Option<Period> {
    let last = period.last.filter(|m| (m.date.month(), m.date.day()) == (12, 31))?;
    let is_part = period.length().is_some_and(|days| (62..=MOST_OF_PART).contains(&days));
    let is_told = is_part && Cue::Closing.is_in(&fact.surface.to_lowercase());
    let month = is_told.then(|| Period::month(last.date.year().into(), 12))??;
    Some(Period { first: month.first, last: Some(last) })
}

fn days(period: Period, bound: Bound, fact: &Fact) -> Option<Reach> {
    if period.is_unbounded() {
        return None;
    }
    let is_range = fact.unit == Grain::Range.as_str();
    let allowed = match bound {
        // times of day are bounded to the minute when they are read
        Bound::Over | Bound::Under if fact.unit == Grain::Minute.as_str() => period,
        Bound::Over if period.last.is_some() => Period { first: period.last.and_then(|m| m.add_days(1)), last: None },
        Bound::Under if period.first.is_some() => {
            Period { first: None, last: period.first.and_then(|m| m.add_days(-1)) }
        }
        Bound::AtLeast => Period { first: period.first, last: None },
        Bound::AtMost => Period { first: None, last: period.last },
        Bound::About if fact.unit == Grain::Minute.as_str() => {
            let by = |m: Option<Moment>, minutes| m.and_then(|m| m.add_minutes(minutes));
            Period { first: by(period.first, -ABOUT_MINUTES), last: by(period.last, ABOUT_MINUTES) }
        }
        Bound::About => {
            let period = closing(period, fact).unwrap_or(period);
            let width = period.length().map_or(0, |length| match length {
                ..=1 => 3,
                2..=MOST_OF_PART => 31,
                PART..=366 => 366,
                _ => length / 2,
            });
            Period {
                first: period.first.and_then(|m: Moment| m.add_days(-width)),
                last: period.last.and_then(|m| m.add_days(width)),
            }
        }
        _ => period,
    };
    Some(Reach::Days { allowed, is_range, loose: !matches!(bound, Bound::Exact | Bound::Between) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::sample::{count, duration, quantity, share};

    fn disjoint(a: &Fact, b: &Fact) -> bool {
        match (reach(a), reach(b)) {
            (Some(Reach::Numbers { allowed: a, .. }), Some(Reach::Numbers { allowed: b, .. })) => a.disjoint(b),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn percentages_are_as_fine_as_written() {
        assert!(disjoint(&share("37", Bound::Exact), &share("36.3", Bound::Exact)));
        assert!(!disjoint(&share("37", Bound::Exact), &share("36.6", Bound::Exact)));
        assert!(disjoint(&share("50", Bound::Exact), &share("51", Bound::Over)));
        assert!(!disjoint(&share("40", Bound::Exact), &share("40", Bound::Over)));
    }

    #[test]
    fn plain_counts_allow_themselves_only_and_round_ones_a_little() {
        assert!(disjoint(&count("977", Bound::Exact), &count("978", Bound::Exact)));
        assert!(!disjoint(&count("90", Bound::Exact), &count("91", Bound::Exact)));
        assert!(!disjoint(&count("19000", Bound::Exact), &count("18800", Bound::Exact)));
        assert!(disjoint(&count("100000", Bound::Exact), &count("60000", Bound::Exact)));
        assert!(!disjoint(&count("13200", Bound::Exact), &count("13000", Bound::Over)));
    }

    #[test]
    fn over_leaves_the_number_itself_out() {
        assert!(disjoint(&count("44", Bound::Exact), &count("44", Bound::Over)));
        assert!(!disjoint(&count("44", Bound::Exact), &count("44", Bound::AtLeast)));
    }

    #[test]
    fn units_convert_and_keep_their_looseness() {
        assert!(!disjoint(&quantity("300", "metre"), &quantity("980", "foot")));
        assert!(!disjoint(&quantity("22", "kilogram"), &quantity("49", "pound")));
        assert!(disjoint(&quantity("44", "pound"), &quantity("22", "kilogram")));
        assert!(disjoint(&quantity("44.4", "nautical mile"), &quantity("24", "kilometre")));
    }

    #[test]
    fn weeks_and_days_meet() {
        assert!(!disjoint(&duration("21", "day"), &duration("3", "week")));
        assert!(disjoint(&duration("45", "day"), &duration("7", "week")));
    }
}
