//! Identifiers of settings ("max_depth", "--color", "log.level") and versions, by their shape and by how they are set.

use crate::document::{BlockKind, Document};
use crate::grammar::{Token, TokenKind};
use crate::lexicon::{Class, Lexicon, SettingWord};
use crate::mention::noun::looks_verbal;
use crate::mention::{Mention, MentionValue};
use crate::text::CleanSpan;

use super::Scene;

/// The longest identifier, in bytes.
const LONGEST: usize = 60;

/// From this number of identifiers on, a paragraph is about none of them in particular.
const MANY: usize = 3;

/// Most identifiers of a sentence that are looked at for one value.
const MOST_NEAR: usize = 24;

/// The identifiers of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Codes {
    /// The block they stand in.
    block: Option<u32>,
    /// Each with its place, in order.
    found: Vec<(CleanSpan, String)>,
    /// Their names, if the paragraph is about few.
    names: Vec<String>,
}

impl Codes {
    /// Reads those of a block, unless they are read already.
    pub(super) fn read(&mut self, document: &Document, number: u32, span: CleanSpan) {
        if self.block == Some(number) {
            return;
        }
        self.block = Some(number);
        self.found = within(document, span);
        self.names = self.found.iter().map(|(_, name)| name.clone()).collect();
        self.names.sort_unstable();
        self.names.dedup();
        if self.names.len() >= MANY {
            self.names.clear();
        }
    }

    /// Those inside a stretch of the block.
    fn of(&self, span: CleanSpan) -> &[(CleanSpan, String)] {
        let from = self.found.partition_point(|(p, _)| p.start() < span.start());
        let to = self.found.partition_point(|(p, _)| p.end() <= span.end());
        self.found.get(from..to.max(from)).unwrap_or_default()
    }
}

/// Whether a word has the shape of an identifier that no other word has: "max_depth", "--color".
fn is_marked_by_shape(word: &str) -> bool {
    let flag = word.strip_prefix("--").is_some_and(|w| w.starts_with(|c: char| c.is_ascii_alphabetic()));
    let mut inner = word.match_indices('_').filter(|(at, _)| {
        let near = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        near(word.get(..*at).and_then(|h| h.chars().next_back()))
            && near(word.get(at + 1..).and_then(|t| t.chars().next()))
    });
    flag || inner.next().is_some()
}

/// Whether a word set as code, or alone in its cell, may be an identifier: it begins like a word and holds no space.
pub(super) fn may_be(word: &str) -> bool {
    word.len() <= LONGEST
        && word.trim_start_matches('-').starts_with(|c: char| c.is_alphabetic() || c == '_')
        && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '/'))
}

/// The words of an identifier that are told apart by their capitals ("maxPoolSize", "KeepAliveTimeout"); none where the word may
/// as well be a name ("iPhone", "McLean").
pub(super) fn humps(word: &str) -> Vec<&str> {
    if !word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Vec::new();
    }
    let starts: Vec<usize> =
        word.bytes().enumerate().filter(|(i, b)| *i > 0 && b.is_ascii_uppercase()).map(|(i, _)| i).collect();
    let ends = starts.iter().copied().chain([word.len()]);
    let parts: Vec<&str> =
        [0].into_iter().chain(starts.iter().copied()).zip(ends).filter_map(|(a, b)| word.get(a..b)).collect();
    let is_word = |p: &&str| p.len() > 1 && p.bytes().skip(1).all(|b| b.is_ascii_lowercase());
    let few = if word.starts_with(|c: char| c.is_ascii_lowercase()) { 2 } else { 3 };
    if parts.len() >= few && parts.iter().all(is_word) { parts } else { Vec::new() }
}

/// Whether it is made of several words, so that it names one thing and not a kind of thing.
fn is_compound(word: &str) -> bool {
    is_marked_by_shape(word)
        || !humps(word).is_empty()
        || word.get(1..word.len().saturating_sub(1)).is_some_and(|inner| inner.contains(['.', '-', ':', '_']))
}

/// The identifiers of a stretch of text that are made of several words, with their places.
fn within(document: &Document, span: CleanSpan) -> Vec<(CleanSpan, String)> {
    let text = document.slice(span);
    let mut found: Vec<(CleanSpan, String)> = Vec::new();
    let code = &document.code;
    let from = code.partition_point(|c| c.end() <= span.start());
    for c in code.iter().skip(from).take_while(|c| c.end() <= span.end()) {
        let word = document.slice(*c);
        let name = word.split(['=', ' ']).find(|w| !w.is_empty() && *w != "-c" && *w != "-D").unwrap_or(word);
        if may_be(name) && is_compound(name) {
            found.push((*c, fold(name)));
        }
    }
    let set_as_code = found.len();
    let is_code = |found: &[(CleanSpan, String)], place: CleanSpan| {
        let set = found.get(..set_as_code).unwrap_or_default();
        set.get(set.partition_point(|(p, _)| p.end() <= place.start())).is_some_and(|(p, _)| p.overlaps(place))
    };
    if text.contains('_') || text.contains("--") {
        let mut at = span.start();
        for word in text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))) {
            let bare = word.trim_end_matches(['.', '-']);
            let place = CleanSpan::new(at, at + bare.len());
            if is_marked_by_shape(bare) && may_be(bare) && !is_code(&found, place) {
                found.push((place, fold(bare)));
            }
            at += word.len();
            at += text.get(at - span.start()..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8);
        }
    }
    found.sort_by_key(|(place, _)| place.start());
    found
}

/// The form in which identifiers are compared.
pub(super) fn fold(word: &str) -> String {
    word.trim_start_matches('-').to_lowercase()
}

/// What a whole label names, if it is an identifier: set as code and nothing else, or of the shape of one.
pub(super) fn alone(scene: &Scene<'_>, span: CleanSpan) -> Option<String> {
    let text = scene.document.slice(span).trim().trim_end_matches(':');
    // "max_depth (integer)"
    let first = text.split_once(" (").map_or(text, |(f, _)| f);
    let code = &scene.document.code;
    let at = code.partition_point(|c| c.end() <= span.start());
    let marked = code.get(at).is_some_and(|c| c.start() == span.start() && scene.document.slice(*c) == first);
    (may_be(first) && (marked || is_marked_by_shape(first))).then(|| fold(first))
}

/// The identifier by which what holds otherwise would be changed: "unless `--width` says otherwise".
pub(super) fn of_exception(scene: &Scene<'_>, mentions: &[Mention], index: usize) -> Option<String> {
    let unless = scene.exception?;
    let value = mentions.get(index)?.extent_at;
    let (from, to) = if unless < value.0 { (unless, value.0) } else { (value.1, unless) };
    if mentions.iter().any(|m| m.aside.is_none() && (from..to).contains(&m.value_at.0)) {
        return None;
    }
    let own = scene.codes.of(scene.sentence.span);
    let at = scene.tokens.get(unless)?.span.end();
    let next = own.get(own.partition_point(|(p, _)| p.start() < at))?;
    (next.0.start() - at < 60).then(|| next.1.clone())
}

/// "It is tried 5 times. `retry.limit` changes that.": the identifier that the next sentence says governs the last value.
pub(super) fn of_next(scene: &Scene<'_>, mentions: &[Mention], index: usize) -> Option<String> {
    let is_stated = |m: &Mention| m.aside.is_none() && matches!(m.value, MentionValue::Number { .. });
    if !is_stated(mentions.get(index)?) || mentions.get(index + 1..)?.iter().any(is_stated) {
        return None;
    }
    let next = scene.document.sentences.get(scene.number + 1).filter(|s| s.block == scene.sentence.block)?;
    let [(place, name)] = scene.codes.of(next.span) else { return None };
    let text = scene.document.slice(next.span);
    if text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let edge = |t: &str| t.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let (before, behind) = (place.start() - next.span.start(), place.end() - next.span.start());
    let word = |t: Option<&str>| t.map(edge).is_some_and(|w| scene.lexicon.settings.heads(&w, SettingWord::Governs));
    let ahead = text.get(..before)?.trim_end_matches('`').split_whitespace().next_back();
    let after = text.get(behind..)?.trim_start_matches('`').split_whitespace().next();
    (word(ahead) || word(after)).then(|| name.clone())
}

/// The identifier a value of running text is set for, and the others of its paragraph.
pub(super) fn of_value(scene: &Scene<'_>, mention: &Mention) -> (Option<String>, Vec<String>) {
    let Some(value) = span_of(scene.tokens, mention.extent_at) else { return (None, Vec::new()) };
    let own = scene.codes.of(scene.sentence.span);
    let between = |a: usize, b: usize| scene.document.slice(CleanSpan::new(a, b));
    let bracketed = |p: &CleanSpan| {
        let head = scene.document.text.get(..p.start()).unwrap_or_default();
        head.trim_end_matches('`').ends_with('(')
    };
    let next = own.partition_point(|(p, _)| p.start() < value.end());
    let behind =
        own.get(next).filter(|(p, _)| bracketed(p) && between(value.end(), p.start()).trim_matches(['`', ' ']) == "(");
    let ahead = own.get(..own.partition_point(|(p, _)| p.end() <= value.start())).unwrap_or_default();
    let before = ahead.iter().rev().take(MOST_NEAR).find(|(p, _)| !bracketed(p));
    let subject = behind.or(before).map(|(_, name)| name.clone());
    let mut near: Vec<String> = own.iter().take(MOST_NEAR).map(|(_, name)| name.clone()).collect();
    near.extend(scene.codes.names.iter().cloned());
    near.sort_unstable();
    near.dedup();
    near.retain(|n| Some(n) != subject.as_ref());
    (subject, near)
}

/// Whether a value stands in a stretch set as code: a formula, a call.
pub(super) fn is_code(scene: &Scene<'_>, mention: &Mention) -> bool {
    let code = &scene.document.code;
    span_of(scene.tokens, mention.value_at).is_some_and(|v| {
        code.get(code.partition_point(|c| c.end() <= v.start())).is_some_and(|c| c.start() <= v.start())
    })
}

fn span_of(all: &[Token<'_>], range: (usize, usize)) -> Option<CleanSpan> {
    Some(all.get(range.0)?.span.cover(all.get(range.1.checked_sub(1)?)?.span))
}

/// Whether a word is written like a version: "3", "v2.1", "4.x".
pub(super) fn is_version(word: &str) -> bool {
    let bare = word.strip_prefix(['v', 'V']).unwrap_or(word);
    let mut parts = bare.split('.');
    let digits = |p: &str| !p.is_empty() && p.len() <= 4 && p.bytes().all(|b| b.is_ascii_digit());
    parts.next().is_some_and(digits) && parts.all(|p| digits(p) || p == "x")
}

/// Whether four digits may be a year.
fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse().is_ok_and(|n: u32| (1000..2100).contains(&n))
}

/// Most versions that one sentence is about; a sentence that names more lists them.
const MOST_VERSIONS: usize = 12;

/// The versions that a stretch of text names, each behind the name of what it is a version of, if that is written.
pub(super) fn versions(lexicon: &Lexicon, all: &[Token<'_>], mentions: &[Mention]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    if mentions.is_empty() && !all.iter().any(|t| t.literal.is_some()) {
        return found;
    }
    // the value that a token belongs to
    let value_at =
        |i: usize| mentions.get(mentions.partition_point(|m| m.value_at.1 <= i)).filter(|m| m.value_at.0 <= i);
    let is_measured = |i: usize| value_at(i).is_some_and(|m| m.extent_at.1 > m.value_at.1 || m.noun.is_some());
    for (i, token) in all.iter().enumerate() {
        if found.len() >= MOST_VERSIONS {
            break;
        }
        let Some(literal) = token.literal.filter(|l| !l.grouped && !is_year(token.text)) else { continue };
        // "4.0 came out": a decimal that opens the sentence and is what somebody speaks of
        if i == 0 && literal.decimals > 0 && !is_measured(i) {
            let next = all.get(1).is_some_and(|t| t.has(Class::VERB) || t.has(Class::AUX) || looks_verbal(t.text));
            if next {
                found.push(format!(" {}", whole(all, i)));
            }
            continue;
        }
        let Some(before) = i.checked_sub(1).and_then(|j| all.get(j)).filter(|b| b.kind == TokenKind::Word) else {
            continue;
        };
        // "Received 3 March": a day of the month
        let is_dated = literal.decimals == 0 && value_at(i).is_some_and(|m| matches!(m.value, MentionValue::Time(_)));
        if !token.spaced && before.text != "v" || is_measured(i) || is_dated {
            continue;
        }
        let is_label = lexicon.settings.heads(before.text, SettingWord::Version);
        let is_name = before.text.chars().any(char::is_uppercase)
            && before.is_open()
            && before.word.month.is_none()
            && before.word.weekday.is_none()
            && !before.word.class.has(Class::LABEL)
            && (literal.decimals > 0 || token.text.len() < 3);
        let is_since =
            literal.decimals > 0 && before.is_any(&["since", "from", "before", "until", "in", "on", "with", "after"]);
        let name = if is_name { before.text.to_lowercase() } else { String::new() };
        // "the 5.x line"
        let number = whole(all, i);
        let is_series = number.ends_with(".x");
        if is_label || is_name || is_since || is_series {
            let number = number.trim_end_matches(".x");
            let lead = if is_since { Some(before) } else { i.checked_sub(2).and_then(|j| all.get(j)) };
            let tail = all.get(i + 1).filter(|t| t.spaced);
            let reach = if lead.is_some_and(|t| t.is_any(&["since", "from"])) || tail.is_some_and(|t| t.is("on")) {
                "+"
            } else if lead.is_some_and(|t| t.is("after")) {
                ">"
            } else if lead.is_some_and(|t| t.is_any(&["before", "until", "to"])) {
                "-"
            } else {
                ""
            };
            found.push(format!("{name} {number}{reach}"));
        }
    }
    found
}

/// The versions that a date is the date of: those it is only reckoned from, and how far they reach, are left out.
pub(super) fn of_date(versions: &[String]) -> Vec<String> {
    versions.iter().filter(|v| !v.ends_with('>')).map(|v| v.trim_end_matches(['+', '-']).to_owned()).collect()
}

/// A version whose parts stand in several tokens: "4", ".", "1.3".
pub(super) fn whole(all: &[Token<'_>], at: usize) -> String {
    let mut out = String::new();
    for t in all.get(at..).unwrap_or_default().iter().take(5) {
        let goes_on = out.is_empty() || t.glued() && (t.literal.is_some() || t.text == "." || t.text == "x");
        if !goes_on {
            break;
        }
        out.push_str(t.text);
    }
    out.trim_end_matches('.').to_owned()
}

/// The version that a heading is about: "4.0.0 - 2023-06-20", "[15]", "Version 13 ends here"; and whether it says nothing
/// more but a date.
pub(super) fn of_heading(lexicon: &Lexicon, heading: &str) -> Option<(String, bool)> {
    // most headings are about none, which is soon seen: every value asks for those above it
    if !heading.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut before = "";
    let mut found = None;
    let mut others = 0;
    for word in parted(heading) {
        let bare = word.trim_matches(['[', ']', '.']);
        let is_label = lexicon.settings.heads(before, SettingWord::Version);
        let is_alone = before.is_empty() && word.starts_with('[');
        if found.is_none() && is_version(bare) && (bare.contains('.') || is_label || is_alone) {
            found = Some(bare.to_owned());
        } else if word.len() > 1
            && word.chars().any(char::is_alphabetic)
            && !lexicon.settings.heads(word, SettingWord::Version)
        {
            others += 1;
        }
        if !word.is_empty() {
            before = word;
        }
    }
    found.map(|version| (version, others <= 1))
}

/// The function that a heading is about: "`file.read(size[, offset])`", "new Reader(path)"; "Growth (2010)" is about none.
pub(super) fn of_call(heading: &str) -> Option<String> {
    let (head, _) = heading.split_once('(')?;
    let name = head.rsplit([' ', '`']).next().filter(|n| n.len() > 1)?;
    let is_name = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '$' | ':' | '-'));
    (is_name && head.split_whitespace().count() <= 3 && heading.contains(')')).then(|| fold(name))
}

/// The words of a line, brackets and marks left out; "10:30" is one word.
fn parted(line: &str) -> impl Iterator<Item = &str> {
    let is_time = |w: &str| w.split_once(':').is_some_and(|(h, m)| h.ends_with(digit) && m.starts_with(digit));
    line.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';'))
        .flat_map(move |word| word.split(if is_time(word) { '\0' } else { ':' }))
}

fn digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Paragraphs at the head of a text that may say of which version it is.
const FIRST: usize = 3;

/// The one version that a whole text is about, by its title, its publisher's line, or one of its first paragraphs ("This page
/// describes version 2.3"); and whether one of them says that the text is out of date.
pub(super) fn of_document(document: &Document, lexicon: &Lexicon) -> (Option<String>, bool) {
    let source = &document.source;
    let lines = [source.title.as_deref(), source.publisher.as_deref()];
    let first = document
        .blocks
        .iter()
        .filter(|b| matches!(b.kind, BlockKind::Paragraph | BlockKind::Boilerplate | BlockKind::Quote))
        .take(FIRST)
        .map(|b| document.slice(b.span))
        .filter(|text| text.len() < 240);
    let lines: Vec<&str> = lines.into_iter().flatten().chain(first).collect();
    let said = lines.iter().find_map(|line| {
        let mut before = "";
        let mut found: Vec<&str> = Vec::new();
        for word in parted(line) {
            let bare = word.trim_end_matches('.');
            let is_labelled = lexicon.settings.heads(before, SettingWord::Version);
            let is_named = before.chars().any(char::is_uppercase) && bare.contains('.');
            if is_version(bare) && (is_labelled || is_named && Some(*line) == source.title.as_deref()) {
                found.push(bare);
            }
            if !word.is_empty() {
                before = word;
            }
        }
        found.dedup();
        (found.len() == 1).then(|| found.first().map(|v| format!(" {v}"))).flatten()
    });
    let is_old = said.is_some() && lines.iter().any(|line| lexicon.settings.is_archived(line));
    (said, is_old)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        assert!(is_marked_by_shape("max_depth") && is_marked_by_shape("--color"));
        assert!(!is_marked_by_shape("well-known") && !is_marked_by_shape("_x"));
        assert_eq!(humps("maxPoolSize"), ["max", "Pool", "Size"]);
        assert!(humps("McLean").is_empty() && humps("iPhone").is_empty() && humps("macOS").is_empty());
        assert!(may_be("log.level") && !may_be("4MB") && !may_be("two words"));
        assert!(is_version("v2.1") && is_version("4.x") && !is_version("4th"));
    }

    #[test]
    fn functions_of_headings() {
        assert_eq!(of_call("`file.read(size[, offset])`"), Some("file.read".to_owned()));
        assert_eq!(of_call("Growth (2010)"), None);
        assert_eq!(of_call("The winter of 1947"), None);
    }

    #[test]
    fn versions_of_headings() {
        let of = |heading| of_heading(Lexicon::english(), heading);
        assert_eq!(of("2.4.0 - 2021-05-03"), Some(("2.4.0".to_owned(), true)));
        assert_eq!(of("[7] - 2021-05-03"), Some(("7".to_owned(), true)));
        assert_eq!(of("Version 7 is the last one"), Some(("7".to_owned(), false)));
        assert_eq!(of("The winter of 1947"), None);
    }
}
