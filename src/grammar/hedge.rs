//! Words and signs that bound a number: "more than", "nearly", "or more", "≥".

use super::token::{Token, TokenKind};
use crate::lexicon::Lexicon;
use crate::value::Bound;

/// A hedge that ends right before token `at`: its bound and first token.
pub fn hedge_before(lexicon: &Lexicon, all: &[Token<'_>], at: usize) -> Option<(Bound, usize)> {
    for back in (1..=6usize.min(at)).rev() {
        let from = at - back;
        let Some(token) = all.get(from) else { continue };
        if !token.word.hedge {
            continue;
        }
        // "turned over 388 million" is what was taken in
        let turned = |t: &Token<'_>| t.is_any(&["turn", "turns", "turned", "turning"]);
        if token.is("over") && from.checked_sub(1).and_then(|i| all.get(i)).is_some_and(turned) {
            continue;
        }
        let words = all.get(from..at)?.iter().map(|t| t.text);
        if let Some((n, hedge)) = lexicon.hedges.longest(words, false, |h| !h.after)
            && n == back
        {
            return Some((hedge.bound, from));
        }
    }
    // "~5", ">5", "≥ 5"
    let prev = at.checked_sub(1).and_then(|i| all.get(i))?;
    // "sub-500"
    if prev.kind == TokenKind::Dash
        && prev.glued()
        && all.get(at).is_some_and(Token::glued)
        && at.checked_sub(2).and_then(|i| all.get(i)).is_some_and(|t| t.is("sub"))
    {
        return Some((Bound::Under, at - 2));
    }
    // "30 s -> 60 s": the head of an arrow bounds nothing
    if is_arrow_head(all, at - 1) {
        return None;
    }
    let bound = match prev.text {
        "~" | "≈" | "±" => Bound::About,
        ">" => Bound::Over,
        "<" => Bound::Under,
        "≥" => Bound::AtLeast,
        "≤" => Bound::AtMost,
        "." if at >= 2 && all.get(at - 2).is_some_and(|t| t.is_any(&["c", "ca", "approx"])) => {
            return Some((Bound::About, at - 2));
        }
        // "at least the", "some of the": an article may stand between
        _ if prev.is_any(&["the", "a", "an"]) && at >= 2 => {
            // "more than the 40 of the year before" compares with just that number
            let is_edge = |b: Bound| b == Bound::About || prev.is("the") && matches!(b, Bound::Over | Bound::Under);
            return hedge_before(lexicon, all, at - 1).filter(|(b, _)| !is_edge(*b));
        }
        _ => return None,
    };
    Some((bound, at - 1))
}

/// Whether the sign at token `i` is the head of an arrow: "->", "=>", "→".
fn is_arrow_head(all: &[Token<'_>], i: usize) -> bool {
    let shaft = |t: &Token<'_>| t.kind == TokenKind::Dash || t.text == "=";
    all.get(i).is_some_and(|t| {
        matches!(t.text, "→" | "⇒" | "➜" | "⟶")
            || t.text == ">" && t.glued() && i.checked_sub(1).and_then(|j| all.get(j)).is_some_and(shaft)
    })
}

/// Whether an arrow and nothing else stands between two tokens: "100 → 500", "1 GB --> 2 GB".
pub fn is_arrow(gap: &[Token<'_>]) -> bool {
    const LONGEST: usize = 4;
    let shaft = |t: &Token<'_>| t.kind == TokenKind::Dash || t.text == "=";
    gap.len() <= LONGEST
        && gap.len().checked_sub(1).is_some_and(|last| is_arrow_head(gap, last) && gap.iter().take(last).all(shaft))
}

/// A hedge behind the value or its unit: its bound and how many tokens it takes.
pub(super) fn hedge_behind(
    lexicon: &Lexicon,
    all: &[Token<'_>],
    end: usize,
    value_end: usize,
) -> Option<(Bound, usize)> {
    let token = all.get(end)?;
    if token.text == "+" && token.glued() && end == value_end {
        return Some((Bound::AtLeast, 1));
    }
    if token.kind == TokenKind::Dash && token.glued() && all.get(end + 1).is_some_and(|t| t.is("odd") || t.is("plus")) {
        let bound = if all.get(end + 1).is_some_and(|t| t.is("odd")) { Bound::About } else { Bound::AtLeast };
        return Some((bound, 2));
    }
    if !token.word.hedge {
        return None;
    }
    let words = all.get(end..)?.iter().take(4).map(|t| t.text);
    let (n, hedge) = lexicon.hedges.longest(words, false, |h| h.after)?;
    // "plus" and "odd" glue to the number or end the phrase
    let next_is_number =
        all.get(end + n).is_some_and(|t| t.kind == TokenKind::Number || t.word.numeral.is_some() || t.text == "$");
    // "512 bytes and up to 40 keys"
    let leads = all.get(end + n - 1).is_some_and(|t| t.is("up")) && all.get(end + n).is_some_and(|t| t.is("to"));
    (!leads && (!next_is_number || n > 1)).then_some((hedge.bound, n))
}
