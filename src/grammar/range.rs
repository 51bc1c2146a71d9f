//! The far end of a range: "20-30,000", "5% to 7%", "between 2 g and about 7 g", "$350 per kg to $680 per kg".

use super::change::change_before;
use super::money::{money_magnitude, sign_length};
use super::numeral::{Amount, Form, amount};
use super::token::{Token, TokenKind, Tokens};
use super::unit_phrase::{UnitPhrase, per_phrase, unit_phrase};
use crate::fact::Kind;
use crate::lexicon::{Class, Lexicon};
use crate::value::Number;

/// The words between two ends of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// A dash.
    Dash,
    /// "to".
    To,
    /// "and" behind "between", "or" between neighbours.
    And,
}

/// "minus 5", "negative 5", "−5", "(-5".
pub(super) fn is_negative(all: &[Token<'_>], at: usize) -> bool {
    let Some(prev) = at.checked_sub(1).and_then(|i| all.get(i)) else { return false };
    let Some(token) = all.get(at) else { return false };
    if prev.is_any(&["minus", "negative"]) {
        return !at.checked_sub(2).and_then(|i| all.get(i)).is_some_and(|t| t.kind == TokenKind::Number);
    }
    // "minus-260"
    if prev.kind == TokenKind::Dash
        && token.glued()
        && at.checked_sub(2).and_then(|i| all.get(i)).is_some_and(|t| t.is_any(&["minus", "negative"]))
    {
        return true;
    }
    let opens = at
        .checked_sub(2)
        .and_then(|i| all.get(i))
        .is_none_or(|t| prev.spaced && t.kind != TokenKind::Number || t.text == "(");
    prev.kind == TokenKind::Dash && token.glued() && opens && matches!(prev.text, "-" | "−" | "–")
}

/// The near end of a range, as read.
pub(super) struct NearEnd {
    /// The number, its sign applied.
    pub(super) amount: Amount,
    /// First token, currency included.
    pub(super) start: usize,
    /// One past the number.
    pub(super) end: usize,
    /// Whether a currency stands before it.
    pub(super) is_money: bool,
}

/// The far end of a range and what it does to the near one.
pub(super) struct FarEnd {
    /// Lower end.
    pub(super) low: Number,
    /// Upper end.
    pub(super) high: Number,
    /// One past the far number.
    pub(super) end: usize,
    /// The far number.
    pub(super) last: Amount,
    /// What joins the two.
    pub(super) joint: Joint,
}

/// Reads the far end of a range behind its near end.
pub(super) fn far_end(lexicon: &Lexicon, all: &[Token<'_>], near: &NearEnd) -> Option<FarEnd> {
    if near.amount.form == Form::Vague {
        return None;
    }
    // a unit may stand on both ends: "3km-5km", "44 mg to 50 mg", "5% to 7%"
    let own = own_unit(lexicon, all, near);
    let skips = [0, own.as_ref().map_or(0, |(_, n)| *n)];
    skips.iter().enumerate().filter(|&(i, &skip)| i == 0 || skip > 0).find_map(|(_, &skip)| {
        let unit = own.as_ref().filter(|_| skip > 0).and_then(|(unit, _)| unit.as_ref());
        far_behind(lexicon, all, near, near.end + skip, (skip > 0).then_some(unit))
    })
}

/// The unit and rate right behind the near end, and how many tokens they take.
fn own_unit(lexicon: &Lexicon, all: &[Token<'_>], near: &NearEnd) -> Option<(Option<UnitPhrase>, usize)> {
    let behind = Tokens(all.get(near.end..)?);
    let (unit, n) = match unit_phrase(lexicon, behind) {
        Some((unit, n)) => (Some(unit), n),
        None if near.is_money => (None, 0),
        None => return None,
    };
    let rate = if near.is_money || matches!(unit, Some(UnitPhrase::Money(..))) {
        per_phrase(lexicon, behind.skip(n)).map_or(0, |(_, m)| m)
    } else {
        0
    };
    Some((unit, n + rate))
}

/// Reads joint and far end from token `at`; `unit` is the near end's own unit, where it has one behind.
fn far_behind(
    lexicon: &Lexicon,
    all: &[Token<'_>],
    near: &NearEnd,
    at: usize,
    unit: Option<Option<&UnitPhrase>>,
) -> Option<FarEnd> {
    let first = near.amount;
    let before = near.start.checked_sub(1).and_then(|i| all.get(i));
    let between = before.is_some_and(|t| t.is("between"))
        || before.is_some_and(|t| t.word.hedge)
            && near.start.checked_sub(2).and_then(|i| all.get(i)).is_some_and(|t| t.is("between"));
    let from = before.is_some_and(|t| t.is("from"))
        || before.is_some_and(|t| t.word.hedge)
            && near.start.checked_sub(2).and_then(|i| all.get(i)).is_some_and(|t| t.is("from"));
    // "from 450 up to 900"
    let at = at
        + usize::from(from && all.get(at).is_some_and(|t| t.is("up")) && all.get(at + 1).is_some_and(|t| t.is("to")));
    let token = all.get(at)?;
    let next = all.get(at + 1);
    let joint = if token.kind == TokenKind::Dash && token.text != "—" && next.is_some_and(|n| n.spaced == token.spaced)
    {
        Joint::Dash
    } else if token.is("to") || token.text == "~" {
        Joint::To
    } else if token.is("and") && between || token.is("or") && unit.is_none() && adjacent(first, all, at + 1) {
        Joint::And
    } else {
        return None;
    };
    let mut far = at + 1;
    if joint != Joint::Dash && all.get(far).is_some_and(|t| t.is_any(&["about", "around", "approximately", "nearly"])) {
        far += 1;
    }
    let minus = all.get(far).is_some_and(|t| {
        t.is_any(&["minus", "negative"])
            || joint != Joint::Dash
                && t.kind == TokenKind::Dash
                && t.spaced
                && all.get(far + 1).is_some_and(Token::glued)
    });
    far += usize::from(minus);
    let sign = sign_length(lexicon, all, far);
    far += sign;
    let is_money = near.is_money || matches!(unit, Some(Some(UnitPhrase::Money(..))));
    if sign > 0 && !is_money {
        return None;
    }
    let input = Tokens(all.get(far..)?);
    let (rest, mut last) = amount(input).ok()?;
    let mut end = far + input.read_until(rest);
    if is_money {
        (last, end) = money_magnitude(all, last, end);
    }
    if minus {
        last.value = last.value.checked_neg()?;
    }
    if last.form == Form::Vague || last.form == Form::Fraction && first.form != Form::Fraction {
        return None;
    }
    let far_unit = unit_phrase(lexicon, Tokens(all.get(end..)?)).map(|(u, _)| u);
    if !agree(unit, far_unit.as_ref(), near.is_money, sign > 0) {
        return None;
    }
    // "$5 to 10 people": the far number counts something else
    if near.is_money
        && sign == 0
        && joint == Joint::To
        && first.magnitude == 0
        && last.magnitude == 0
        && all.get(end).is_some_and(Token::is_open)
    {
        return None;
    }
    // dashes also stand in scores, codes and years; words do so less
    if joint == Joint::Dash
        && (first.is_one
            || first.year.is_some() && last.value < Number::integer(100)
            || all.get(end).is_some_and(|t| {
                t.kind == TokenKind::Dash
                    && t.glued()
                    && all.get(end + 1).is_some_and(|n| n.kind == TokenKind::Number && n.glued())
            }))
    {
        return None;
    }
    let low = scaled_low(first, last, joint)?;
    // a rise or fall from one value to another is two values, and so is "from 90 to 49"; "ranged from -18 °C to -34 °C" is
    // one range
    if joint == Joint::To && leaves(all, near.start) {
        return None;
    }
    let measured = unit.is_none() && !is_money && far_unit.is_some();
    if joint == Joint::To && !measured && reaches(all, near, low, last.value, unit.is_some()) {
        return None;
    }
    // "-5 to -10 degrees": the sizes of negative numbers go up
    let ranges = between || range_verb(all, near.start) || minus && low.is_negative();
    if low >= last.value && !ranges && !(is_money && joint == Joint::To) || low == last.value {
        return None;
    }
    Some(FarEnd { low: low.min(last.value), high: low.max(last.value), end, last, joint })
}

/// "fell 85 cents to $61.20", "rose by 1,200 to 14,600": how far something moved, and the level it came to.
///
/// "rose 5 to 7 percent" is one range; ends that lie far apart are a step and a level.
fn reaches(all: &[Token<'_>], near: &NearEnd, low: Number, high: Number, has_unit: bool) -> bool {
    const APART: i128 = 4;
    let by = near.start.checked_sub(1).and_then(|i| all.get(i)).is_some_and(|t| t.is("by"));
    let moved = by || change_before(all, near.start, Kind::Share).is_some();
    let far = Number::integer(APART).checked_mul(low).is_some_and(|n| n <= high);
    moved && (far || has_unit && low >= high)
}

/// Whether the units on both ends allow a range.
fn agree(near: Option<Option<&UnitPhrase>>, far: Option<&UnitPhrase>, is_money: bool, far_sign: bool) -> bool {
    match (near, far) {
        (None, Some(UnitPhrase::Money(..))) | (None, None) => true,
        (None, Some(_)) => !is_money,
        (Some(Some(UnitPhrase::Percent)), None) => true,
        (Some(Some(a)), Some(b)) => a == b,
        (Some(None), _) => far_sign,
        (Some(Some(UnitPhrase::Money(..))), None) => far_sign,
        (Some(Some(_)), None) => false,
    }
}

/// The lower end with the magnitude it leaves to the upper one: "20-30,000", "5 to 6 million".
fn scaled_low(first: Amount, last: Amount, joint: Joint) -> Option<Number> {
    let low = first.value;
    let thousand = Number::integer(1000);
    if first.magnitude == 0 && last.magnitude > 0 && low < thousand {
        return Number::power_of_ten(last.magnitude as i32).and_then(|p| low.checked_mul(p));
    }
    if joint == Joint::Dash && last.grouped && !first.grouped && low < thousand {
        let scaled = low.checked_mul(thousand)?;
        return Some(if scaled < last.value { scaled } else { low });
    }
    Some(low)
}

/// Whether "from" behind a verb of ranging stands before: "ranged from", "varying from".
fn range_verb(all: &[Token<'_>], start: usize) -> bool {
    let token = |back: usize| start.checked_sub(back).and_then(|i| all.get(i));
    token(1).is_some_and(|t| t.is("from")) && token(2).is_some_and(|t| t.word.class.has(Class::RANGE))
}

/// Whether the number at `start` is what something changed from: "rose slightly from", "was raised from about".
pub fn leaves(all: &[Token<'_>], start: usize) -> bool {
    let before = |back: usize| start.checked_sub(back).and_then(|i| all.get(i));
    let from = before(1).is_some_and(|t| t.is("from"))
        || before(1).is_some_and(|t| t.word.hedge) && before(2).is_some_and(|t| t.is("from"));
    from && changes(all, start)
}

/// Whether what stands before "from" tells of a change: "rose slightly from", "was raised from", "halved the buffers, from".
fn changes(all: &[Token<'_>], start: usize) -> bool {
    const NEAR: usize = 4;
    const FAR: usize = 8;
    let is_change = |t: &Token<'_>| {
        let class = t.word.class;
        t.kind == TokenKind::Word && [Class::UP, Class::DOWN, Class::SHIFT, Class::RATIO].iter().any(|c| class.has(*c))
    };
    let Some(from) = (start.saturating_sub(2)..start).rev().find(|&i| all.get(i).is_some_and(|t| t.is("from"))) else {
        return false;
    };
    let apart = from.checked_sub(1).and_then(|i| all.get(i)).is_some_and(|t| t.text == ",");
    let (from, reach) = if apart { (from - 1, FAR) } else { (from, NEAR) };
    let before = all.get(from.saturating_sub(reach)..from).unwrap_or_default();
    for t in before.iter().rev() {
        if is_change(t) {
            return true;
        }
        // only adverbs and "by 5 percent" stand between the verb and "from", and its object where a comma parts them
        let passes = apart && t.kind == TokenKind::Word && !t.has(Class::CONJ)
            || t.has(Class::ADV)
            || t.is("by")
            || t.text == "%"
            || t.literal.is_some()
            || t.kind == TokenKind::Word && (t.text.ends_with("ly") || t.text.starts_with("percent"));
        if !passes {
            return false;
        }
    }
    false
}

/// Whether an amount follows that is close above: "four or five", "30 or 40"; "25 or 40" are two choices.
fn adjacent(first: Amount, all: &[Token<'_>], at: usize) -> bool {
    let Some(tail) = all.get(at..) else { return false };
    let Ok((_, next)) = amount(Tokens(tail)) else { return false };
    let Some(step) = next.value.checked_sub(first.value) else { return false };
    let half = first.value.checked_div(Number::integer(2)).unwrap_or(Number::ZERO);
    next.value > first.value && next.form == first.form && (step <= half || step == Number::ONE)
}
