//! The few words between and around numbers that say how they hang together.

use crate::compare::cue::Cue;

/// The words of a stretch of text, in lower case, without signs and without the word for percent.
pub(super) fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .filter(|w| !Cue::Percent.has(w))
        .collect()
}

/// Whether a part and its whole are parted by "of", "out of the", "/" and the like, with at most a noun before.
pub(super) fn is_of(between: &str) -> bool {
    let bare = between.trim();
    if bare == "/" {
        return true;
    }
    let words = words(bare);
    let links = words.iter().filter(|w| Cue::Whole.has(w)).count();
    !bare.contains([';', ':', '('])
        && links > 0
        && words.len() - links <= 1
        && words.last().is_some_and(|w| Cue::Whole.has(w))
}

/// Whether a bracket opens between two values, with at most a noun or two before it.
pub(super) fn opens(between: &str) -> bool {
    let Some((before, inside)) = between.rsplit_once(['(', '[']) else { return false };
    !before.contains([')', ';', ':']) && words(inside).is_empty() && words(before).len() <= 3
}

/// Whether a bracket closes right behind a value, its unit aside.
pub(super) fn closes(after: &str) -> bool {
    let end = after.find([')', ']', ';', ',']).unwrap_or(after.len());
    after.get(end..).is_some_and(|rest| !rest.is_empty()) && words(after.get(..end).unwrap_or_default()).is_empty()
}

/// Whether the words before a value name the whole of what follows: "Of the 412", "Among".
pub(super) fn is_base(before: &str) -> bool {
    let clause = before.rsplit([',', ';', '(', ':', '.']).next().unwrap_or(before);
    let words = words(clause);
    !words.is_empty()
        && words.len() <= 4
        && words.iter().all(|w| Cue::Whole.has(w) || Cue::Total.has(w) || w == "a")
        && words.iter().any(|w| Cue::Base.has(w))
}

/// Whether the last word before a value is this one.
pub(super) fn ends_with(before: &str, cue: Cue) -> bool {
    let bare = before.trim_end_matches(|c: char| !c.is_alphabetic());
    bare.rsplit(|c: char| !c.is_alphabetic()).next().is_some_and(|w| cue.has(&w.to_lowercase()))
}

/// The first words behind a value up to the next sign, the word for percent aside.
pub(super) fn first_words(after: &str, count: usize) -> Vec<String> {
    let bare = after.trim_start_matches(['%', ' ']);
    let end = bare.find([',', ';', '.', '(', ')', ':', '—']).unwrap_or(bare.len());
    words(bare.get(..end).unwrap_or_default()).into_iter().take(count).collect()
}
