//! A shallow view of a sentence: clauses, names, content words.

use crate::fact::fold_space;
use crate::grammar::{Token, TokenKind};
use crate::lexicon::{Class, Lexicon};
use crate::mention::noun::is_possessive;

/// A name: a run of capitalised words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// First token.
    pub(super) from: usize,
    /// One past the last token.
    pub(super) to: usize,
}

/// What is known of a sentence before its facts are made.
#[derive(Debug, Default)]
pub(super) struct View {
    /// Number of the clause each token stands in.
    pub(super) clause: Vec<u16>,
    /// Names in order.
    pub(super) names: Vec<Name>,
    /// Whether each token stands inside quotation marks.
    pub(super) quoted: Vec<bool>,
}

impl View {
    /// Looks over the tokens of one sentence. `known` tells of words that are names elsewhere in the text, for the word
    /// that opens the sentence.
    ///
    /// Without `clauses` they are left uncounted, for sentences that nobody asks for them.
    pub(super) fn new(all: &[Token<'_>], clauses: bool, known: impl Fn(&str) -> bool) -> Self {
        let mut view = Self::default();
        let quotes = all.iter().any(|t| t.kind == TokenKind::Symbol && matches!(t.text, "“" | "”" | "\""));
        if clauses {
            view.count_clauses(all);
        }
        if quotes {
            view.find_quoted(all);
        }
        let mut i = 0;
        while let Some(token) = all.get(i) {
            if !token.is_capitalized() {
                i += 1;
                continue;
            }
            match name_at(all, i, &known) {
                Some(name) => {
                    i = name.to;
                    view.names.push(name);
                }
                None => i += 1,
            }
        }
        view
    }

    fn count_clauses(&mut self, all: &[Token<'_>]) {
        let mut clause = 0u16;
        self.clause.reserve_exact(all.len());
        let mut before = None;
        for (i, token) in all.iter().enumerate() {
            if breaks_clause(all, i, token, before) {
                clause = clause.saturating_add(1);
            }
            self.clause.push(clause);
            before = Some(token);
        }
    }

    fn find_quoted(&mut self, all: &[Token<'_>]) {
        let mut open = false;
        for token in all {
            match token.text {
                "“" => open = true,
                "”" => open = false,
                "\"" => open = !open,
                _ => {}
            }
            self.quoted.push(open);
        }
    }

    /// Token range of the clause that token `at` stands in.
    pub(super) fn clause_range(&self, at: usize) -> (usize, usize) {
        let Some(&id) = self.clause.get(at) else { return (0, self.clause.len()) };
        let from = self.clause.partition_point(|&c| c < id);
        let to = self.clause.partition_point(|&c| c <= id);
        (from, to)
    }

    /// Whether a token belongs to a name.
    pub(super) fn in_name(&self, at: usize) -> bool {
        let i = self.names.partition_point(|n| n.to <= at);
        self.names.get(i).is_some_and(|n| n.from <= at)
    }
}

fn breaks_clause(all: &[Token<'_>], i: usize, token: &Token<'_>, before: Option<&Token<'_>>) -> bool {
    if !token.is_word() && (matches!(token.text, ";" | ":" | "—" | "(" | ")") || token.text == "–" && token.spaced)
    {
        return true;
    }
    let word = token.word.key.unwrap_or(token.text);
    // most words are of another length
    let joins = match word.len() {
        3 => &["but"][..],
        5 => &["while"],
        6 => &["though", "unless"],
        7 => &["whereas", "because"],
        8 => &["although"],
        _ => &[],
    };
    if joins.iter().any(|w| word.eq_ignore_ascii_case(w)) {
        return i > 0;
    }
    if before.is_some_and(|t| !t.is_word() && t.text == ",") {
        return token.has(Class::WH)
            || token.is_any(&["and", "when", "where", "so", "which"])
                && all.get(i + 1).is_some_and(|t| !t.word.class.has(Class::ADJ));
    }
    false
}

/// Whether a hyphen at `at` joins two capitalised words.
fn joins_by_hyphen(all: &[Token<'_>], at: usize) -> bool {
    all.get(at).is_some_and(|t| t.kind == TokenKind::Dash && t.glued())
        && all.get(at + 1).is_some_and(|t| t.glued() && t.is_capitalized())
}

fn name_at(all: &[Token<'_>], i: usize, known: &impl Fn(&str) -> bool) -> Option<Name> {
    let token = all.get(i)?;
    if !starts_name(all, i, known) {
        return None;
    }
    let mut to = i + 1;
    let mut last_possessive = is_possessive(token.text);
    while !last_possessive {
        let Some(next) = all.get(to) else { break };
        if next.is_capitalized() && next.spaced && next.is_open() && next.word.month.is_none() {
            last_possessive = is_possessive(next.text);
            to += 1;
        } else if joins_by_hyphen(all, to)
            || next.is_any(&["of", "de", "la", "del", "von", "van", "da", "y", "du", "des"])
                && all.get(to + 1).is_some_and(|t| t.is_capitalized() && t.is_open() && t.word.month.is_none())
                && !token.word.class.has(Class::TITLE)
                && !(to == i + 1 && opens_clause(all, i))
        {
            to += 2;
        } else if next.text == "."
            && next.glued()
            && all.get(to - 1).is_some_and(|t| t.text.chars().count() == 1)
            && all.get(to + 1).is_some_and(Token::is_capitalized)
        {
            to += 1;
        } else {
            break;
        }
    }
    Some(Name { from: i, to })
}

/// Whether a capital may be due to the place alone: at the start of a sentence, quotation or list entry.
fn opens_clause(all: &[Token<'_>], i: usize) -> bool {
    let before = i.checked_sub(1).and_then(|j| all.get(j));
    before.is_none_or(|t| {
        matches!(t.text, "“" | "\"" | "‘" | ":" | "(" | "." | "*") || t.kind == TokenKind::Dash && t.spaced
    })
}

fn starts_name(all: &[Token<'_>], i: usize, known: &impl Fn(&str) -> bool) -> bool {
    let Some(token) = all.get(i) else { return false };
    if !token.is_capitalized()
        || !token.is_open()
        || token.word.month.is_some()
        || token.word.weekday.is_some()
        || token.word.numeral.is_some()
    {
        return false;
    }
    let opens = opens_clause(all, i);
    if !opens {
        return true;
    }
    let next_capital = all.get(i + 1).is_some_and(|t| t.is_capitalized() && t.is_open() && t.spaced);
    next_capital || token.is_acronym() || is_possessive(token.text) || known(token.text)
}

/// A name's text without title words and possessive ending.
pub(super) fn name_text(all: &[Token<'_>], text: &str, offset: usize, name: Name) -> String {
    let mut from = name.from;
    while from + 1 < name.to && all.get(from).is_some_and(|t| t.word.class.has(Class::TITLE)) {
        from += 1;
    }
    let (Some(first), Some(last)) = (all.get(from), all.get(name.to - 1)) else { return String::new() };
    let surface = text.get(first.span.start() - offset..last.span.end() - offset).unwrap_or_default();
    let surface = surface.strip_suffix("'s").or_else(|| surface.strip_suffix("’s")).unwrap_or(surface);
    fold_space(surface)
}

/// Whether a token is a content word: open class, two letters or more, no number, month or weekday.
pub(super) fn is_content(token: &Token<'_>) -> bool {
    token.kind == TokenKind::Word
        && (token.is_open() || token.has(Class::VERB))
        && token.text.len() > 1
        && token.word.numeral.is_none()
        && token.word.ordinal.is_none()
        && token.word.denominator.is_none()
        && token.word.month.is_none()
        && token.word.weekday.is_none()
        && token.word.multiple.is_none_or(|_| token.word.class.has(Class::RATIO))
}

/// Whether a token is a verb as far as its form tells.
pub(super) fn is_verb(token: &Token<'_>) -> bool {
    token.kind == TokenKind::Word
        && !token.has(Class::AUX)
        && !token.is_capitalized()
        && (token.has(Class::VERB)
            || token.is_open()
                && (token.word.class.has(Class::UP)
                    || token.word.class.has(Class::DOWN)
                    || token.word.time_word.is_none() && crate::mention::noun::looks_verbal(token.text)
                    || Lexicon::english().is_past(token.text)))
}

/// Pushes a lemma unless it is there already.
pub(super) fn push_lemma(lexicon: &Lexicon, list: &mut Vec<String>, word: &str) {
    let lemma = lexicon.lemma(word);
    if !list.contains(&lemma) {
        list.push(lemma);
    }
}
