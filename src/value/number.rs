//! Exact rational numbers.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use num_rational::Ratio;

/// An exact number: a ratio of two 128-bit integers, always reduced.
///
/// Arithmetic is checked: an operation whose exact result does not fit gives `None`, never a rounded number.
/// `Display` writes an integer ("1939"), a finite decimal ("36.3") or else a ratio ("1/3"), and [`FromStr`] reads them back.
#[derive(Clone, Copy)]
pub struct Number(Ratio<i128>);

// Always reduced, so that equal numbers have equal parts; a ratio that may not be would have to divide.
impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        (self.numerator(), self.denominator()) == (other.numerator(), other.denominator())
    }
}

impl Eq for Number {}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.numerator(), self.denominator()).hash(state);
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.denominator() == other.denominator() {
            return self.numerator().cmp(&other.numerator());
        }
        let product = |a: &Self, b: &Self| a.numerator().checked_mul(b.denominator());
        match (product(self, other), product(other, self)) {
            (Some(x), Some(y)) => x.cmp(&y),
            _ => self.0.cmp(&other.0),
        }
    }
}

/// Why a text is not a [`Number`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// Not a number in digits.
    Malformed,
    /// More digits than a 128-bit ratio holds exactly.
    TooLarge,
}

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => "not a number",
            Self::TooLarge => "too many digits to be held exactly",
        })
    }
}

impl std::error::Error for NumberError {}

impl Number {
    /// Zero.
    pub const ZERO: Self = Self(Ratio::new_raw(0, 1));
    /// One.
    pub const ONE: Self = Self(Ratio::new_raw(1, 1));

    /// A whole number.
    pub const fn integer(n: i128) -> Self {
        Self(Ratio::new_raw(n, 1))
    }

    /// `numerator / denominator`, or `None` for a zero denominator.
    pub fn ratio(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 || denominator == i128::MIN || numerator == i128::MIN {
            return None;
        }
        if denominator == 1 {
            return Some(Self::integer(numerator));
        }
        let shared = gcd(numerator, denominator).max(1) * denominator.signum();
        Some(Self(Ratio::new_raw(over(numerator, shared), over(denominator, shared))))
    }

    /// `10` to the power of `exponent`, for exponents from −38 to 38.
    pub fn power_of_ten(exponent: i32) -> Option<Self> {
        let power = 10i128.checked_pow(exponent.unsigned_abs())?;
        if exponent < 0 { Self::ratio(1, power) } else { Some(Self::integer(power)) }
    }

    /// Numerator of the reduced ratio; carries the sign.
    pub fn numerator(self) -> i128 {
        *self.0.numer()
    }

    /// Denominator of the reduced ratio; always positive.
    pub fn denominator(self) -> i128 {
        *self.0.denom()
    }

    /// Whether it is a whole number.
    pub fn is_integer(self) -> bool {
        self.denominator() == 1
    }

    /// The whole number it is, if it is one.
    pub fn to_integer(self) -> Option<i128> {
        self.is_integer().then(|| self.numerator())
    }

    /// Whether it lies below zero.
    pub fn is_negative(self) -> bool {
        self.numerator() < 0
    }

    /// The largest whole number not above it.
    pub fn floor(self) -> i128 {
        self.numerator().div_euclid(self.denominator())
    }

    /// Distance from zero.
    pub fn abs(self) -> Self {
        if self.is_negative() { self.checked_neg().unwrap_or(self) } else { self }
    }

    /// `-self`.
    pub fn checked_neg(self) -> Option<Self> {
        Some(Self(Ratio::new_raw(self.numerator().checked_neg()?, self.denominator())))
    }

    /// `self + other`.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let (a, b) = (self, other);
        if a.is_integer() && b.is_integer() {
            return a.numerator().checked_add(b.numerator()).filter(|n| *n != i128::MIN).map(Self::integer);
        }
        let g = gcd(a.denominator(), b.denominator());
        let left = a.numerator().checked_mul(b.denominator() / g)?;
        let right = b.numerator().checked_mul(a.denominator() / g)?;
        Self::ratio(left.checked_add(right)?, (a.denominator() / g).checked_mul(b.denominator())?)
    }

    /// `self - other`.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(other.checked_neg()?)
    }

    /// `self * other`.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        if self.is_integer() && other.is_integer() {
            return self.numerator().checked_mul(other.numerator()).filter(|n| *n != i128::MIN).map(Self::integer);
        }
        let g1 = gcd(self.numerator(), other.denominator()).max(1);
        let g2 = gcd(other.numerator(), self.denominator()).max(1);
        let numerator = over(self.numerator(), g1).checked_mul(over(other.numerator(), g2))?;
        let denominator = over(self.denominator(), g2).checked_mul(over(other.denominator(), g1))?;
        // nothing is left that the two parts share
        (numerator != i128::MIN).then(|| Self(Ratio::new_raw(numerator, denominator)))
    }

    /// `self / other`; `None` also when `other` is zero.
    pub fn checked_div(self, other: Self) -> Option<Self> {
        let (n, d) = (other.numerator(), other.denominator());
        if n == 0 {
            return None;
        }
        let inverse = if n < 0 { Self::ratio(d.checked_neg()?, n.checked_neg()?)? } else { Self::ratio(d, n)? };
        self.checked_mul(inverse)
    }

    /// Number of trailing zeros of a whole number other than zero, else 0: how loosely a count may be meant.
    pub fn trailing_zeros(self) -> u32 {
        let Some(mut n) = self.to_integer().filter(|&n| n != 0) else { return 0 };
        let mut zeros = 0;
        while n % 10 == 0 {
            n /= 10;
            zeros += 1;
        }
        zeros
    }

    /// The number as a decimal: exact where a finite one exists, else rounded to fifteen significant digits, which is what
    /// readers of JSON can take in. For output only; nothing is computed from it.
    pub fn to_decimal(self) -> String {
        const SIGNIFICANT: usize = 15;
        if self.decimals().is_some() {
            return self.to_string();
        }
        let (n, d) = (self.numerator().unsigned_abs(), self.denominator().unsigned_abs());
        let whole = (n / d).to_string();
        let mut rest = n % d;
        let mut digits: Vec<u8> = if n >= d { whole.bytes().map(|b| b - b'0').collect() } else { Vec::new() };
        let mut places = 0;
        // one digit more than is kept, to round by; zeros before the first digit do not count
        while digits.len() <= SIGNIFICANT || places == 0 {
            let Some(next) = rest.checked_mul(10) else { return self.to_string() };
            let digit = u8::try_from(next / d).unwrap_or_default();
            rest = next % d;
            places += 1;
            if digit > 0 || !digits.is_empty() {
                digits.push(digit);
            }
        }
        let up = digits.pop().is_some_and(|d| d >= 5);
        places -= 1;
        let mut scaled = digits.iter().fold(0i128, |n, &d| n * 10 + i128::from(d)) + i128::from(up);
        if self.is_negative() {
            scaled = -scaled;
        }
        match Self::power_of_ten(-places).and_then(|p| Self::integer(scaled).checked_mul(p)) {
            Some(rounded) => rounded.to_string(),
            None => self.to_string(),
        }
    }

    /// Digits behind the point of the shortest finite decimal, or `None` for a ratio such as 1/3.
    pub fn decimals(self) -> Option<u32> {
        let mut d = self.denominator();
        let (mut twos, mut fives) = (0, 0);
        while d % 2 == 0 {
            d /= 2;
            twos += 1;
        }
        while d % 5 == 0 {
            d /= 5;
            fives += 1;
        }
        (d == 1).then(|| twos.max(fives))
    }
}

/// A quotient; short integers are divided many times as fast.
fn over(n: i128, by: i128) -> i128 {
    match (i64::try_from(n), i64::try_from(by)) {
        (_, Ok(1)) => n,
        (Ok(n), Ok(by)) if by > 0 => i128::from(n / by),
        _ => n / by,
    }
}

fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    // nearly always; division of short integers is many times as fast
    if let (Ok(mut a), Ok(mut b)) = (u64::try_from(a), u64::try_from(b)) {
        while b != 0 {
            (a, b) = (b, a % b);
        }
        return i128::from(a);
    }
    while b != 0 {
        (a, b) = (b, a % b);
    }
    i128::try_from(a).unwrap_or(1)
}

impl From<i64> for Number {
    fn from(n: i64) -> Self {
        Self::integer(i128::from(n))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (n, d) = (self.numerator(), self.denominator());
        if d == 1 {
            // short integers are many times as fast
            return match i64::try_from(n) {
                Ok(n) => write!(f, "{n}"),
                Err(_) => write!(f, "{n}"),
            };
        }
        let scaled = self.decimals().and_then(|places| {
            let factor = 10i128.checked_pow(places)?;
            Some((n.checked_mul(factor / d)?, places as usize, factor))
        });
        match scaled {
            Some((scaled, places, factor)) => {
                let sign = if scaled < 0 { "-" } else { "" };
                let (whole, rest) =
                    (scaled.unsigned_abs() / factor.unsigned_abs(), scaled.unsigned_abs() % factor.unsigned_abs());
                write!(f, "{sign}{whole}.{rest:0places$}")
            }
            None => write!(f, "{n}/{d}"),
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Number {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        if let Some((n, d)) = text.split_once('/') {
            let n = n.parse::<i128>().map_err(|_| NumberError::Malformed)?;
            let d = d.parse::<i128>().map_err(|_| NumberError::Malformed)?;
            return Self::ratio(n, d).ok_or(NumberError::Malformed);
        }
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() && fraction.is_empty() || !all_digits(whole) || !all_digits(fraction) {
            return Err(NumberError::Malformed);
        }
        let mut n: i128 = 0;
        for b in whole.bytes().chain(fraction.bytes()) {
            n = n.checked_mul(10).and_then(|n| n.checked_add(i128::from(b - b'0'))).ok_or(NumberError::TooLarge)?;
        }
        let d = u32::try_from(fraction.len())
            .ok()
            .and_then(|places| 10i128.checked_pow(places))
            .ok_or(NumberError::TooLarge)?;
        Self::ratio(if negative { -n } else { n }, d).ok_or(NumberError::TooLarge)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(text: &str) -> Number {
        text.parse().expect(text)
    }

    #[test]
    fn printing_gives_back_what_was_read() {
        for text in ["0", "1939", "-5", "36.3", "0.05", "-0.5", "1/3", "123456789012345678901234567890"] {
            assert_eq!(n(text).to_string(), text);
        }
    }

    #[test]
    fn numbers_stand_in_order_however_long_they_are() {
        let long = |d: i128| Number::ratio(i128::MAX, d).expect("a number");
        for (low, high) in [
            (n("1/3"), n("0.34")),
            (n("-0.5"), n("-1/3")),
            (n("-1/7"), n("0")),
            (n("2"), n("2.5")),
            (long(7), long(5)),
            (long(5).checked_neg().expect("a number"), long(7).checked_neg().expect("a number")),
        ] {
            assert!(low < high, "{low} {high}");
            assert!(high > low, "{low} {high}");
        }
        assert_eq!(n("0.5"), n("1/2"));
        assert_eq!(n("2/3").checked_mul(n("9/4")), Some(n("1.5")));
        assert_eq!(n("-2/3").checked_div(n("-4/9")), Some(n("1.5")));
        assert_eq!(n("0").checked_mul(n("1/3")), Some(Number::ZERO));
    }

    #[test]
    fn what_does_not_fit_is_refused_not_rounded() {
        assert_eq!("9".repeat(400).parse::<Number>(), Err(NumberError::TooLarge));
        assert_eq!("1e5".parse::<Number>(), Err(NumberError::Malformed));
        let huge = Number::integer(i128::MAX);
        assert_eq!(huge.checked_add(Number::ONE), None);
        assert_eq!(huge.checked_mul(Number::integer(2)), None);
    }

    #[test]
    fn endless_decimals_are_rounded_for_output_only() {
        let cases = [
            ("2/3", "0.666666666666667"),
            ("-1/3", "-0.333333333333333"),
            ("311/3", "103.666666666667"),
            ("1/300", "0.00333333333333333"),
            ("1/8", "0.125"),
            ("2000000/3", "666666.666666667"),
        ];
        for (ratio, decimal) in cases {
            assert_eq!(n(ratio).to_decimal(), decimal, "{ratio}");
        }
    }

    #[test]
    fn thirds_stay_exact() {
        let third = Number::ratio(1, 3).unwrap();
        assert_eq!(third.checked_add(third).unwrap().checked_add(third).unwrap(), Number::ONE);
        assert_eq!(Number::ONE.checked_div(Number::integer(-4)).unwrap().to_string(), "-0.25");
    }
}
