//! Numbers inside names and codes of technical writing: versions glued to a name, protocols, escapes, powers.

use crate::fact::Kind;
use crate::grammar::{Quantity, Token, TokenKind};
use crate::lexicon::Class;
use crate::value::Number;

/// Why the number at token `at` belongs to a name or a formula, and how many tokens to pass over.
pub(super) fn reason(all: &[Token<'_>], at: usize) -> Option<(&'static str, usize)> {
    let token = all.get(at)?;
    let back = |n: usize| at.checked_sub(n).and_then(|i| all.get(i));
    let joint = back(1).filter(|t| t.kind != TokenKind::Word && token.glued());
    if let Some((joint, stem)) = joint.filter(|t| t.glued()).zip(back(2)) {
        let is_word = stem.kind == TokenKind::Word;
        match joint.text {
            // "TLSv1.2", "v11.0"
            "." if is_word && stem.text.ends_with(|c: char| c.is_ascii_digit()) => {
                return Some(("version or section number", 1));
            }
            // "HTTP/2", "U+002F", "C++11"
            "/" if token.kind == TokenKind::Number && is_word && stem.is_acronym() => return Some(("name", 1)),
            "+" if is_word && stem.is_capitalized() => return Some(("code", 1)),
            _ => {}
        }
        // "ISO-8859-1"
        let glued = |n: usize| back(n).is_some_and(|t| t.glued() && t.kind == TokenKind::Dash);
        if glued(1) && glued(3) && stem.kind == TokenKind::Number && back(4).is_some_and(Token::is_acronym) {
            return Some(("name or code", 1));
        }
        // "non-zero": said of whatever is not it
        if joint.kind == TokenKind::Dash && stem.has(Class::NEGATES) && token.kind == TokenKind::Word {
            return Some(("denied value", 1));
        }
    }
    // "%2F": a percent sign before digits and a letter of the sixteen
    let next = all.get(at + 1);
    if joint.is_some_and(|t| t.text == "%" && back(2).is_none_or(|b| t.spaced || b.kind != TokenKind::Number))
        && next.is_some_and(|t| t.glued() && t.text.len() == 1 && t.text.bytes().all(|b| b.is_ascii_hexdigit()))
    {
        return Some(("code", 2));
    }
    // "3**5"; a power of two is read as its value
    let two = token.literal.is_some_and(|l| l.value() == Some(Number::integer(2)));
    let star = |i: usize| all.get(i).is_some_and(|t| t.text == "*" && t.glued());
    if !two && star(at + 1) && star(at + 2) && all.get(at + 3).is_some_and(|t| t.kind == TokenKind::Number) {
        return Some(("formula", 4));
    }
    None
}

/// At most this many tokens before its end a quotation begins.
const QUOTATION: usize = 40;

/// Takes the unit from a value whose mark closes a quotation: "'is 1'" states no foot.
pub(super) fn unquote(all: &[Token<'_>], q: &mut Quantity) {
    let (at, end) = q.value_at;
    let mark =
        |i: usize| all.get(i).filter(|t| t.kind == TokenKind::Symbol && matches!(t.text, "'" | "\"" | "’" | "”"));
    let Some(close) = mark(end).filter(|_| q.extent_at.1 == end + 1 && q.unit.is_some()) else { return };
    let opens = |i: &usize| {
        let is_open = |t: &Token<'_>| match close.text {
            "’" => t.text == "‘",
            "”" => t.text == "“",
            mark => t.text == mark && (t.spaced || *i == 0),
        };
        all.get(*i).is_some_and(is_open) && all.get(i + 1).is_some_and(Token::glued)
    };
    let from = at.saturating_sub(QUOTATION);
    let closes = |i: &usize| all.get(*i).is_some_and(|t| t.text == close.text && t.glued());
    let opened = (from..at).rev().find(opens);
    if opened.is_some_and(|o| !(o + 1..at).any(|i| closes(&i))) {
        (q.unit, q.kind) = (None, Kind::Count);
        q.extent_at.1 = end;
    }
}

#[cfg(test)]
mod tests {
    use crate::document::read_row;
    use crate::lexicon::Lexicon;
    use crate::resolve::extract;

    /// Values stated in a sentence, with their units.
    fn stated(text: &str) -> Vec<String> {
        let facts = extract(&read_row("t", text, None), Lexicon::english()).facts;
        facts.iter().map(|f| format!("{} {}", f.surface, f.unit)).collect()
    }

    #[test]
    fn names_with_digits_state_nothing() {
        for text in [
            "It speaks RTPv2.1 only.",
            "Servers speak SPDY/3 here.",
            "Write the comma as %2C here.",
            "The sign U+20AC is kept.",
            "It ends with a non-zero code.",
            "Dates follow DIN-8355-1 here.",
        ] {
            assert_eq!(stated(text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(stated("The limit is 3**5 in all."), Vec::<String>::new());
        assert_eq!(stated("Of the vote 12% were for A/B tests."), ["12 percent"]);
    }

    #[test]
    fn a_mark_that_closes_a_quotation_is_no_unit() {
        assert!(stated("Set it to '1' at first.").iter().all(|s| !s.contains("foot")));
        assert!(stated("The clerk said \"we have 500\" and left.").iter().all(|s| !s.contains("inch")));
        assert_eq!(stated("The board was 6' long."), ["6 foot"]);
    }
}
