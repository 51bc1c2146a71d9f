//! Sentences cut into tokens, each looked up in the lexicon once.

use nom::{Compare, CompareResult, Input, Needed};

use super::literal::{Literal, comma_literal, literal};
use crate::lexicon::{Class, Lexicon, Word};
use crate::text::CleanSpan;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, points of acronyms and digits ("Allende’s", "U.S.", "A320").
    Word,
    /// A number in digits.
    Number,
    /// A hyphen or dash.
    Dash,
    /// Any other single character.
    Symbol,
}

/// A word, a number or a sign, with what the lexicon knows of it.
#[derive(Clone, Copy, Debug)]
pub struct Token<'a> {
    /// As written.
    pub text: &'a str,
    /// Where in the clean text.
    pub span: CleanSpan,
    /// What it is.
    pub kind: TokenKind,
    /// Whether white space stands before it.
    pub spaced: bool,
    /// Its entry in the lexicon; an empty one when it has none.
    pub word: &'a Word,
    /// Its value, for numbers in digits.
    pub literal: Option<Literal>,
}

impl Token<'_> {
    /// Whether it is this word, case folded.
    pub fn is(&self, word: &str) -> bool {
        self.word.key.unwrap_or(self.text).eq_ignore_ascii_case(word)
    }

    /// Whether it is a word, and no number or sign.
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Whether it is one of these words, case folded.
    pub fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|w| self.is(w))
    }

    /// Whether it is a word that begins with a capital.
    pub fn is_capitalized(&self) -> bool {
        self.kind == TokenKind::Word
            && match self.text.as_bytes().first() {
                Some(b) if b.is_ascii() => b.is_ascii_uppercase(),
                _ => self.text.starts_with(char::is_uppercase),
            }
    }

    /// Whether it is a word in capitals, two letters or more.
    pub fn is_acronym(&self) -> bool {
        self.kind == TokenKind::Word
            && self.text.chars().filter(|c| c.is_uppercase()).count() > 1
            && !self.text.chars().any(char::is_lowercase)
    }

    /// Whether it is a word of no closed class.
    pub fn is_open(&self) -> bool {
        self.kind == TokenKind::Word && self.word.class.is_open()
    }

    /// Whether it belongs to a closed class.
    pub fn has(&self, class: Class) -> bool {
        self.kind == TokenKind::Word && self.word.class.has(class)
    }

    /// Whether it is glued to the token before it by a hyphen or directly.
    pub fn glued(&self) -> bool {
        !self.spaced
    }
}

/// A run of tokens that nom parsers read.
#[derive(Clone, Copy, Debug)]
pub struct Tokens<'a>(pub &'a [Token<'a>]);

impl<'a> Tokens<'a> {
    /// The first token.
    pub fn first(&self) -> Option<&'a Token<'a>> {
        self.0.first()
    }

    /// The token at an index.
    pub fn get(&self, index: usize) -> Option<&'a Token<'a>> {
        self.0.get(index)
    }

    /// Without the first `n` tokens.
    pub fn skip(&self, n: usize) -> Self {
        Self(self.0.get(n..).unwrap_or_default())
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The surfaces in order.
    pub fn surfaces(self) -> impl Iterator<Item = &'a str> + Clone {
        self.0.iter().map(|t| t.text)
    }

    /// How many tokens were read between this input and what was left of it.
    pub fn read_until(&self, rest: Tokens<'_>) -> usize {
        self.len() - rest.len()
    }
}

impl PartialEq for Tokens<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.first().map(|t| t.span) == other.first().map(|t| t.span)
    }
}

impl<'a> Input for Tokens<'a> {
    type Item = &'a Token<'a>;
    type Iter = std::slice::Iter<'a, Token<'a>>;
    type IterIndices = std::iter::Enumerate<std::slice::Iter<'a, Token<'a>>>;

    fn input_len(&self) -> usize {
        self.0.len()
    }

    fn take(&self, index: usize) -> Self {
        Self(self.0.get(..index).unwrap_or_default())
    }

    fn take_from(&self, index: usize) -> Self {
        self.skip(index)
    }

    fn take_split(&self, index: usize) -> (Self, Self) {
        (self.skip(index), self.take(index))
    }

    fn position<P>(&self, predicate: P) -> Option<usize>
    where
        P: Fn(Self::Item) -> bool,
    {
        self.0.iter().position(predicate)
    }

    fn iter_elements(&self) -> Self::Iter {
        self.0.iter()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.0.iter().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        if self.0.len() >= count { Ok(count) } else { Err(Needed::new(count - self.0.len())) }
    }
}

impl Compare<&str> for Tokens<'_> {
    fn compare(&self, word: &str) -> CompareResult {
        match self.0.first() {
            Some(t) if t.is(word) => CompareResult::Ok,
            Some(_) => CompareResult::Error,
            None => CompareResult::Incomplete,
        }
    }

    fn compare_no_case(&self, word: &str) -> CompareResult {
        self.compare(word)
    }
}

/// Whether a character joins two parts of a word.
fn is_joiner(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// Cuts a stretch of clean text into tokens, appended to `out`; returns whether any of them can open a claim.
///
/// `offset` is where `text` begins in the clean text; `breaks` are spans to leave out (note marks), in order.
pub fn tokenize<'a>(
    lexicon: &'a Lexicon,
    text: &'a str,
    offset: usize,
    breaks: &[CleanSpan],
    out: &mut Vec<Token<'a>>,
) -> bool {
    let mut at = 0;
    let mut spaced = true;
    let mut promising = false;
    let bytes = text.as_bytes();
    let mut breaks = breaks.iter();
    // up to where nothing is left out, and up to where it is from there on
    let (mut limit, mut resume) = next_break(breaks.as_slice(), offset, text.len());
    while at < text.len() {
        if at >= limit {
            spaced |= resume > at;
            at = at.max(resume);
            breaks.next();
            (limit, resume) = next_break(breaks.as_slice(), offset, text.len());
            continue;
        }
        if let Some((len, kind)) = plain(bytes, at, limit) {
            if len > 0 {
                let Some(surface) = text.get(at..at + len) else { break };
                let word = match kind {
                    TokenKind::Word => lexicon.word_of_letters(bytes.get(at..).unwrap_or_default(), len),
                    _ => lexicon.no_word(),
                };
                promising |= word.promises;
                let span = CleanSpan::new(offset + at, offset + at + len);
                out.push(Token { text: surface, span, kind, spaced, word, literal: None });
            }
            at += len.max(1);
            // the space behind most words is passed over with them
            spaced = len == 0 || at < limit && bytes.get(at) == Some(&b' ');
            at += usize::from(spaced && len > 0);
            continue;
        }
        let Some(rest) = text.get(at..limit) else { break };
        let Some(c) = rest.chars().next() else { break };
        if c.is_whitespace() || is_invisible(c) {
            at += c.len_utf8();
            spaced = true;
            continue;
        }
        let (len, kind, value) = next_token(rest, c, out.last().filter(|_| !spaced), lexicon.decimal_comma);
        let Some(surface) = rest.get(..len) else { break };
        let mut word = if kind == TokenKind::Word { lexicon.word(surface) } else { lexicon.no_word() };
        let (mut len, mut surface) = (len, surface);
        // "last year’s", "Friday’s", "Dec31": the time word stands by itself, what hangs on it becomes a token of its own
        if kind == TokenKind::Word
            && !surface.ends_with(|c: char| c.is_ascii_lowercase() && c != 's')
            && let Some(stem) = possessor(surface).or_else(|| glued_month(surface))
        {
            let owner = lexicon.word(stem);
            let possessed = surface.ends_with('s') && (owner.time || owner.weekday.is_some());
            if possessed || owner.month.is_some() {
                (len, surface, word) = (stem.len(), stem, owner);
            }
        }
        // "USD115", "Rs20", "RM42": a currency and an amount
        if kind == TokenKind::Word
            && let Some(code) = glued_code(lexicon, surface).or_else(|| transliterated(lexicon, surface, rest))
        {
            (len, surface, word) = (code.len(), code, lexicon.word(code));
        }
        promising |= kind == TokenKind::Number || word.promises || !c.is_ascii() && vulgar_fraction(c).is_some();
        out.push(Token {
            text: surface,
            span: CleanSpan::new(offset + at, offset + at + len),
            kind,
            spaced,
            word,
            literal: value,
        });
        at += len;
        spaced = false;
    }
    promising
}

/// Where the first of the spans to leave out begins and ends, in the text that begins at `offset`.
fn next_break(breaks: &[CleanSpan], offset: usize, len: usize) -> (usize, usize) {
    let inside = |at: usize| at.saturating_sub(offset).min(len);
    breaks.first().map_or((len, len), |b| (inside(b.start()), inside(b.end())))
}

/// How many ASCII letters `bytes` begin with: eight are looked at at a time.
fn letters(bytes: &[u8]) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const TOPS: u64 = 0x8080_8080_8080_8080;
    let (runs, _) = bytes.as_chunks::<8>();
    let mut len = 0;
    for run in runs {
        let word = u64::from_le_bytes(*run);
        let low = (word | (0x20 * ONES)) & !TOPS;
        let from_a = low + (0x80 - b'a' as u64) * ONES;
        let beyond_z = low + (0x80 - b'z' as u64 - 1) * ONES;
        let others = !(from_a & !beyond_z & !word) & TOPS;
        if others != 0 {
            return len + others.trailing_zeros() as usize / 8;
        }
        len += 8;
    }
    let rest = bytes.get(len..).unwrap_or_default();
    len + rest.iter().position(|b| !b.is_ascii_alphabetic()).unwrap_or(rest.len())
}

/// What begins at `at` and can be nothing else: a word of ASCII letters that nothing hangs on, a sign, or (of no length) a space.
fn plain(bytes: &[u8], at: usize, limit: usize) -> Option<(usize, TokenKind)> {
    let rest = bytes.get(at..limit)?;
    let first = *rest.first()?;
    if first.is_ascii_alphabetic() {
        let len = letters(rest);
        let ends = match rest.get(len) {
            None => true,
            // a point behind a single letter may be that of an acronym
            Some(b'.') => len > 1,
            Some(b) => b.is_ascii() && !b.is_ascii_digit() && *b != b'\'',
        };
        return ends.then_some((len, TokenKind::Word));
    }
    match first {
        b' ' => Some((0, TokenKind::Symbol)),
        b'.' | b'-' | b'\'' => None,
        b if b.is_ascii_punctuation() => Some((1, TokenKind::Symbol)),
        _ => None,
    }
}

/// A short month that digits are glued to ("Dec31"): the letters.
fn glued_month(word: &str) -> Option<&str> {
    let stem = word.trim_end_matches(|c: char| c.is_ascii_digit());
    (matches!(stem.len(), 3 | 4) && matches!(word.len() - stem.len(), 1 | 2)).then_some(stem)
}

/// The currency sign or code in letters that digits follow without a space; letters behind them may only be a magnitude.
fn glued_code<'t>(lexicon: &Lexicon, word: &'t str) -> Option<&'t str> {
    let at = word.bytes().position(|b| b.is_ascii_digit()).filter(|&n| n >= 2)?;
    let (code, digits) = (word.get(..at)?, word.get(at..)?);
    let tail = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    let amount = tail.is_empty() || matches!(tail, "k" | "K" | "m" | "M" | "mn" | "bn" | "b" | "B" | "tn");
    (amount && lexicon.currency_sign(code).is_some()).then_some(code)
}

/// What a currency sign became in ASCII letters, before an amount that is no number of a name: "PS8.1bn", "PS2,500".
fn transliterated<'t>(lexicon: &Lexicon, word: &'t str, rest: &str) -> Option<&'t str> {
    let at = word.bytes().position(|b| b.is_ascii_digit()).filter(|&n| n >= 1)?;
    let sign = word.get(..at)?;
    lexicon.transliterated_sign(sign)?;
    let (left, amount) = literal(rest.get(at..)?).ok()?;
    let scaled = left.starts_with(['k', 'm', 'b', 't']);
    // one letter and two digits are a name too often ("R18")
    let looks = if at == 1 { amount.decimals == 2 } else { amount.decimals > 0 || amount.digits >= 3 };
    (looks || amount.grouped || scaled).then_some(sign)
}

/// A word without its possessive ending.
fn possessor(word: &str) -> Option<&str> {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"))
}

/// The possessive ending that stands at the front, behind a word: its length.
fn possessive(rest: &str) -> Option<usize> {
    let len = ["'s", "’s"].into_iter().find(|e| rest.starts_with(e))?.len();
    let next = rest.get(len..)?.chars().next();
    (!next.is_some_and(char::is_alphanumeric)).then_some(len)
}

/// Soft hyphens, joiners and direction marks are no text.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Length, kind and value of the token that `rest` begins with.
fn next_token(rest: &str, c: char, before: Option<&Token<'_>>, comma: bool) -> (usize, TokenKind, Option<Literal>) {
    let leads = c == '.' && rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit)
        // "10,000 pixels (.01 megapixels)"
        && before.is_none_or(|t| matches!(t.text, "(" | "[" | "=" | "<" | ">" | "~"));
    if (c.is_ascii_digit() || leads)
        && let Ok((left, value)) = if comma { comma_literal(rest) } else { literal(rest) }
    {
        return (rest.len() - left.len(), TokenKind::Number, Some(value));
    }
    if matches!(c, '\'' | '’')
        && before.is_some_and(|t| t.kind == TokenKind::Word)
        && let Some(len) = possessive(rest)
    {
        return (len, TokenKind::Symbol, None);
    }
    if c.is_alphabetic() {
        return (word_length(rest), TokenKind::Word, None);
    }
    let kind =
        if matches!(c, '-' | '‐' | '‑' | '–' | '—' | '−') { TokenKind::Dash } else { TokenKind::Symbol };
    (c.len_utf8(), kind, None)
}

/// Length of a word: letters, marks, inner apostrophes, digits behind letters, points of acronyms.
fn word_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    // nearly every word: ASCII letters up to something that joins nothing
    let plain = bytes.iter().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(bytes.len());
    if bytes.get(plain).is_none_or(|b| b.is_ascii() && !matches!(b, b'\'' | b'.')) {
        return plain;
    }
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|&(_, n)| n);
        let keep = if c.is_ascii_alphanumeric() {
            true
        } else if is_joiner(c) {
            next.is_some_and(char::is_alphabetic) && end > 0
        } else if c == '.' {
            is_acronym_point(bytes, i)
        } else {
            !c.is_ascii() && (c.is_alphanumeric() || is_mark(c)) && superscript_digit(c).is_none()
        };
        if !keep {
            break;
        }
        end = i + c.len_utf8();
    }
    end
}

/// Whether the point at `i` belongs to an acronym of single letters ("U.S.", "a.m."): a lone letter stands before it, and
/// either another lone letter and a point follow or the acronym has begun already.
fn is_acronym_point(bytes: &[u8], i: usize) -> bool {
    let letter = |j: usize| bytes.get(j).is_some_and(u8::is_ascii_alphabetic);
    let lone = i >= 1 && letter(i - 1) && (i == 1 || bytes.get(i - 2) == Some(&b'.'));
    let follows = letter(i + 1) && bytes.get(i + 2) == Some(&b'.');
    lone && (follows || i >= 3)
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The digit that a superscript character stands for.
pub fn superscript_digit(c: char) -> Option<u32> {
    match c {
        '⁰' => Some(0),
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁴'..='⁹' => Some(c as u32 - '⁰' as u32),
        _ => None,
    }
}

/// Numerator and denominator of a vulgar fraction character.
pub fn vulgar_fraction(c: char) -> Option<(i128, i128)> {
    Some(match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        tokenize(Lexicon::english(), text, 0, &[], &mut out);
        out.iter().map(|t| t.text.to_owned()).collect()
    }

    #[test]
    fn words_numbers_and_signs_come_apart() {
        assert_eq!(cut("Allende’s 36.3% of U.S. votes."), ["Allende’s", "36.3", "%", "of", "U.S.", "votes", "."]);
        assert_eq!(cut("20-30,000 at 2.13 a.m., 5th"), ["20", "-", "30,000", "at", "2.13", "a.m.", ",", "5", "th"]);
        assert_eq!(cut("$3.5m A320 1930s"), ["$", "3.5", "m", "A320", "1930", "s"]);
        assert_eq!(cut("last year’s reforms, 1960's"), ["last", "year", "’s", "reforms", ",", "1960", "'", "s"]);
        assert_eq!(cut("end. Next Mr. X"), ["end", ".", "Next", "Mr", ".", "X"]);
    }

    #[test]
    fn letters_are_counted_alike_eight_at_a_time() {
        let text = "aZ@[`{zA/:Mm\u{e9}abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0\u{0}\u{1}Az \u{7f}x";
        let bytes = text.as_bytes();
        for from in 0..bytes.len() {
            for to in from..=bytes.len() {
                let part = &bytes[from..to];
                let slow = part.iter().position(|b| !b.is_ascii_alphabetic()).unwrap_or(part.len());
                assert_eq!(letters(part), slow, "{from}..{to}");
            }
        }
    }

    #[test]
    fn breaks_are_left_out() {
        let text = "in 1970.14 The";
        let mut out = Vec::new();
        tokenize(Lexicon::english(), text, 100, &[CleanSpan::new(108, 110)], &mut out);
        let words: Vec<_> = out.iter().map(|t| t.text).collect();
        assert_eq!(words, ["in", "1970", ".", "The"]);
        assert_eq!(out[1].span, CleanSpan::new(103, 107));
    }
}
