//! Numbers in digits: "1,939", "3.5", "12,34,567.89", "1 200 000", ".05".

use nom::bytes::complete::{take_while_m_n, take_while1};
use nom::character::complete::char;
use nom::combinator::{opt, peek, recognize};
use nom::multi::many1;
use nom::sequence::{pair, preceded, terminated};
use nom::{IResult, Parser};

use crate::value::Number;

/// A number in digits as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Literal {
    /// All its digits as one number, in two halves, so that a token stays small.
    mantissa: [u64; 2],
    /// Power of ten behind its digits: "e14".
    exponent: i8,
    /// Whether it has more digits than can be held exactly.
    overflows: bool,
    /// Digits before the point, separators left out.
    pub digits: u8,
    /// Digits behind the point.
    pub decimals: u8,
    /// Whether thousands are grouped by commas or spaces.
    pub grouped: bool,
    /// Whether it begins with a zero that is not its only digit before the point.
    pub leading_zero: bool,
}

impl Literal {
    /// Its value; `None` when it has more digits than can be held exactly.
    pub fn value(&self) -> Option<Number> {
        if self.overflows {
            return None;
        }
        let [low, high] = self.mantissa;
        let n = (u128::from(high) << 64 | u128::from(low)) as i128;
        if self.decimals == 0 && self.exponent == 0 {
            return Some(Number::integer(n));
        }
        exact(n, self.decimals, self.exponent)
    }

    /// Whether it can be a year: four plain digits from 1000 to 2999.
    pub fn year(&self) -> Option<i32> {
        let plain = self.digits == 4 && self.decimals == 0 && !self.grouped && !self.leading_zero;
        if !plain {
            return None;
        }
        i32::try_from(self.mantissa[0]).ok().filter(|n| (1000..3000).contains(n) && self.exponent == 0)
    }

    /// A number of few digits with nothing round them.
    fn plain(n: u64, digits: u8, leading_zero: bool) -> Self {
        Self { mantissa: [n, 0], exponent: 0, overflows: false, digits, decimals: 0, grouped: false, leading_zero }
    }
}

/// A number by its digits and where its point stands.
fn exact(n: i128, decimals: u8, exponent: i8) -> Option<Number> {
    let power = 10i128.checked_pow(u32::from(decimals))?;
    Number::ratio(n, power)?.checked_mul(Number::power_of_ten(i32::from(exponent))?)
}

/// A few digits behind which stands what can belong to no number: most numbers of most texts.
fn short(input: &str) -> Option<(&str, Literal)> {
    const LONGEST: usize = 9;
    let bytes = input.as_bytes();
    let len = bytes.iter().take(LONGEST + 1).position(|b| !b.is_ascii_digit()).unwrap_or(bytes.len());
    if !(1..=LONGEST).contains(&len) {
        return None;
    }
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let ends = match bytes.get(len) {
        None => true,
        Some(b'.' | b',' | b'\'' | b' ') => !digit(len + 1),
        Some(b'e' | b'E') => false,
        Some(b) => b.is_ascii(),
    };
    if !ends {
        return None;
    }
    let n = bytes.iter().take(len).fold(0, |n, b| 10 * n + u64::from(b - b'0'));
    let leading_zero = len > 1 && bytes.first() == Some(&b'0');
    Some((input.get(len..)?, Literal::plain(n, len as u8, leading_zero)))
}

fn digits(input: &str) -> IResult<&str, &str> {
    take_while1(|c: char| c.is_ascii_digit()).parse(input)
}

/// `,ddd` groups, or Indian `,dd` groups closed by `,ddd`.
fn grouped(input: &str) -> IResult<&str, &str> {
    let triple = |sep| preceded(char(sep), take_while_m_n(3, 3, |c: char| c.is_ascii_digit()));
    let pairs = |input| {
        recognize(pair(
            many1(terminated(preceded(char(','), take_while_m_n(2, 2, |c: char| c.is_ascii_digit())), peek(char(',')))),
            preceded(char(','), take_while_m_n(3, 3, |c: char| c.is_ascii_digit())),
        ))
        .parse(input)
    };
    let head = take_while_m_n(1, 3, |c: char| c.is_ascii_digit());
    let (rest, whole) = recognize(pair(
        head,
        nom::branch::alt((
            recognize(many1(triple(','))),
            recognize(many1(triple('\u{a0}'))),
            recognize(many1(triple('\u{202f}'))),
            recognize(many1(triple('\u{2009}'))),
            recognize(many1(triple('\''))),
            recognize(many1(triple('’'))),
            recognize(many1(triple(' '))),
            pairs,
        )),
    ))
    .parse(input)?;
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Digit)));
    }
    Ok((rest, whole))
}

/// A point and digits that are not followed by another point and digit ("1.2.3" is no decimal).
fn fraction(input: &str) -> IResult<&str, &str> {
    let (rest, places) = preceded(char('.'), digits).parse(input)?;
    let mut next = rest.chars();
    if next.next() == Some('.') && next.next().is_some_and(|c| c.is_ascii_digit()) {
        return Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Digit)));
    }
    Ok((rest, places))
}

/// "e14", "E-3" at the end of the digits: a power of ten.
fn exponent(input: &str) -> IResult<&str, i32> {
    let fault = || nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Digit));
    let tail = input.strip_prefix(['e', 'E']).ok_or_else(fault)?;
    let minus = tail.strip_prefix(['-', '−']);
    let (rest, power) = digits(minus.or(tail.strip_prefix('+')).unwrap_or(tail))?;
    if power.len() > 2 || rest.starts_with(|c: char| c.is_alphanumeric()) {
        return Err(fault());
    }
    let power: i32 = power.parse().map_err(|_| fault())?;
    Ok((rest, if minus.is_some() { -power } else { power }))
}

/// Reads the number in digits that `input` begins with.
///
/// # Errors
///
/// When `input` does not begin with a digit, or with a point and a digit.
pub fn literal(input: &str) -> IResult<&str, Literal> {
    if let Some(read) = short(input) {
        return Ok(read);
    }
    let (rest, (whole, is_grouped)) = match grouped(input) {
        Ok((rest, whole)) => (rest, (whole, true)),
        Err(_) if input.starts_with('.') => (input, ("", false)),
        Err(_) => {
            let (rest, whole) = digits(input)?;
            (rest, (whole, false))
        }
    };
    let (rest, places) = opt(fraction).parse(rest)?;
    if whole.is_empty() && places.is_none() {
        return Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Digit)));
    }
    let places = places.unwrap_or_default();
    let digit_count = whole.bytes().filter(u8::is_ascii_digit).count();
    let mut n: Option<i128> = Some(0);
    for b in whole.bytes().chain(places.bytes()).filter(u8::is_ascii_digit) {
        n = n.and_then(|n| n.checked_mul(10)?.checked_add(i128::from(b - b'0')));
    }
    let (rest, exponent) = opt(exponent).parse(rest)?;
    let power = exponent.and_then(|e| i8::try_from(e).ok()).unwrap_or_default();
    let decimals = places.len().min(255) as u8;
    let held = n.filter(|n| exact(*n, decimals, power).is_some());
    let n = held.unwrap_or_default() as u128;
    // the places behind an exponent say nothing of the precision a reader would state
    let is_scientific = exponent.is_some();
    Ok((
        rest,
        Literal {
            mantissa: [n as u64, (n >> 64) as u64],
            exponent: power,
            overflows: held.is_none(),
            digits: if is_scientific { 1 } else { digit_count.min(255) as u8 },
            decimals,
            grouped: is_grouped,
            leading_zero: digit_count > 1 && whole.starts_with('0'),
        },
    ))
}

/// The longest number in digits where a comma parts the decimals, in bytes.
const LONGEST: usize = 80;

/// Reads a number whose decimals a comma parts and whose thousands points group: "1.939", "3,5".
///
/// # Errors
///
/// When `input` does not begin with a digit.
pub fn comma_literal(input: &str) -> IResult<&str, Literal> {
    let run = |b: &u8| b.is_ascii_digit() || matches!(b, b'.' | b',' | b' ');
    let len = input.bytes().take(LONGEST).take_while(run).count();
    let mut swapped = [b' '; LONGEST];
    for (to, from) in swapped.iter_mut().zip(input.bytes().take(len)) {
        *to = match from {
            b'.' => b',',
            b',' => b'.',
            b => b,
        };
    }
    let fault = || nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Digit));
    let text = swapped.get(..len).and_then(|s| std::str::from_utf8(s).ok()).ok_or_else(fault)?;
    let (rest, value) = literal(text).map_err(|_| fault())?;
    let read = len - rest.len();
    input.get(read..).map(|rest| (rest, value)).ok_or_else(fault)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, String) {
        let (rest, l) = literal(text).expect(text);
        (l.value().map(|v| v.to_string()).unwrap_or_default(), rest.to_owned())
    }

    #[test]
    fn separators_group_and_points_part() {
        let cases = [
            ("1,939 strikes", "1939", " strikes"),
            ("12,34,567.89 rupees", "1234567.89", " rupees"),
            ("700 000 learners", "700000", " learners"),
            ("3.5 million", "3.5", " million"),
            (".05", "0.05", ""),
            ("12, 34", "12", ", 34"),
            ("1,2,3", "1", ",2,3"),
            ("25,1998", "25", ",1998"),
            ("5.", "5", "."),
            ("1999 200", "1999", " 200"),
        ];
        for (text, value, rest) in cases {
            assert_eq!(read(text), (value.to_owned(), rest.to_owned()), "{text}");
        }
    }

    #[test]
    fn few_digits_are_read_at_once_as_any_number_is() {
        for text in [
            "0",
            "07 men",
            "1970)",
            "1970,",
            "12.",
            "12. 5",
            "9 1",
            "123 456",
            "5e3",
            "5 e",
            "12%",
            "3’s",
            "123456789 ",
        ] {
            let quick = short(text);
            let longer = format!("{text}\u{e9}");
            let slow = literal(&longer).ok().filter(|_| quick.is_some());
            let read = |l: Literal| (l.value(), l.digits, l.decimals, l.grouped, l.leading_zero, l.year());
            let (quick, slow) = (quick.map(|(_, l)| read(l)), slow.map(|(_, l)| read(l)));
            assert_eq!(quick, slow, "{text}");
        }
        assert!(short("1 200").is_none() && short("1’200").is_none() && short("3.5").is_none());
    }

    #[test]
    fn a_comma_may_part_the_decimals() {
        let read = |text| comma_literal(text).map(|(rest, l)| (l.value().map(|v| v.to_string()), rest));
        assert_eq!(read("1.939 huelgas"), Ok((Some("1939".to_owned()), " huelgas")));
        assert_eq!(read("3,5 por ciento"), Ok((Some("3.5".to_owned()), " por ciento")));
        assert_eq!(read("12.345,67."), Ok((Some("12345.67".to_owned()), ".")));
        assert!(read("x").is_err());
    }

    #[test]
    fn versions_are_no_decimals() {
        assert_eq!(read("17.7.1").1, ".7.1");
        assert!(literal("x").is_err());
        assert_eq!(literal(&"9".repeat(60)).unwrap().1.value(), None);
    }
}
