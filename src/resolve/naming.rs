//! What a label names: the heading of a column or row, the words before a colon, a term.

use crate::lexicon::{Class, Concepts, Lexicon, SettingWord, VerbForm};

use super::identifiers;
use crate::mention::noun::looks_verbal;

/// A label taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    /// As written, without what stands in brackets, lower case.
    pub(super) text: String,
    /// Lemma of its noun.
    pub(super) head: String,
    /// Its noun as written.
    pub(super) noun: String,
    /// The noun in the singular, when it stands in the plural.
    pub(super) counted: String,
    /// Lemmas of its other words.
    pub(super) others: Vec<String>,
    /// Whether the noun is what has a property that the label names: "length of the nave".
    pub(super) has_property: bool,
}

/// Takes a label apart: its noun is the last word before a preposition, a comma or a bracket.
pub(super) fn named(lexicon: &Lexicon, label: &str) -> Named {
    let bare = label.trim().trim_end_matches([':', '.', '?', '*']).trim();
    let outside = bare.split(['(', '[']).next().unwrap_or(bare).trim();
    let outside = if outside.is_empty() { bare } else { outside };
    // "offset {integer} Default": neither the type nor as what the value is put forward is what it is the value of
    let untyped;
    let outside = match outside.split_once('{').and_then(|(a, rest)| Some((a, rest.split_once('}')?.1))) {
        Some((name, rest)) => {
            let rest = if lexicon.settings.is_standing(rest.trim()) { "" } else { rest };
            untyped = format!("{} {}", name.trim(), rest.trim());
            untyped.trim()
        }
        None => outside,
    };
    let mut words: Vec<(&str, bool)> = Vec::new();
    // how many prepositions and commas stand before each word
    let mut groups: Vec<usize> = Vec::new();
    let mut group = 0;
    let mut open = true;
    let counting = |word: &str| lexicon.settings.heads(word, SettingWord::Counting);
    for part in outside.split_inclusive([' ', ',', '/', ';']) {
        let word = part.trim_end_matches([' ', ',', '/', ';']);
        let ends = part.ends_with([',', ';']);
        for piece in pieces(lexicon, word) {
            let class = lexicon.word(piece).class;
            let counts = counting(piece);
            // "Length of a LIKE pattern"
            let is_name = piece.len() > 1 && piece.bytes().all(|b| b.is_ascii_uppercase());
            if class.has(Class::PREP) && !is_name {
                open &= words.iter().all(|(w, _)| counting(w));
                group += 1;
            } else if piece.chars().any(char::is_alphabetic)
                && (class.is_open() || counts || is_name || class.has(Class::VERB))
            {
                words.push((piece, open));
                groups.push(group);
            }
        }
        open &= !ends;
        group += usize::from(ends);
    }
    let head = words.iter().rposition(|(_, open)| *open).or(words.len().checked_sub(1));
    // "Metres recovered", "Families settled": what was done with what is counted
    let head = match head {
        Some(h)
            if h > 0
                && words.get(h).is_some_and(|w| is_done(lexicon, w.0))
                && words.get(h - 1).is_some_and(|w| lexicon.is_plural(w.0)) =>
        {
            Some(h - 1)
        }
        other => other,
    };
    // "length of the nave" is said of the nave, like "the nave is 40 metres long"
    let plain = head;
    let head = match head {
        Some(h) if says_property(lexicon, words.get(h).map_or("", |w| w.0)) && outside.contains(" of ") => {
            // "size of a data file"
            let next = groups.get(h + 1);
            (h + 1..words.len()).take_while(|i| groups.get(*i) == next).last().or(head)
        }
        // "chunk size" is said of chunks
        Some(h) if h > 0 && lexicon.settings.heads(words.get(h).map_or("", |w| w.0), SettingWord::Size) => {
            let before = words.get(h - 1).map_or("", |w| w.0);
            let is_noun = !lexicon.word(before).class.has(Class::ADJ)
                && !lexicon.ends_like_adjective(before, false)
                && !looks_verbal(before)
                && !counting(before)
                && lexicon.settings.standing_of(before).is_none();
            Some(if is_noun { h - 1 } else { h })
        }
        other => other,
    };
    let mut out = Named { text: outside.to_lowercase(), has_property: head != plain, ..Named::default() };
    for (i, (word, _)) in words.iter().enumerate() {
        let lemma = lexicon.lemma(word);
        if Some(i) == head {
            if lexicon.is_plural(word) {
                out.counted = lexicon.singular(word);
            }
            out.noun = word.to_lowercase();
            out.head = lemma;
        } else if !out.others.contains(&lemma) {
            out.others.push(lemma);
        }
    }
    out
}

/// Whether a word looks like what was done: "recovered", "lost".
fn is_done(lexicon: &Lexicon, word: &str) -> bool {
    let past = lexicon.verb_form(word).is_some_and(|v| v.form == VerbForm::Past && !v.noun);
    past || word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed")
}

/// Whether a noun names a property that things of every kind have: a length, a weight.
fn is_property(lexicon: &Lexicon, word: &str) -> bool {
    Concepts::names_attribute(&lexicon.lemma(word))
}

/// The same, or one that hangs on its noun: "size of a file".
fn says_property(lexicon: &Lexicon, word: &str) -> bool {
    is_property(lexicon, word) || lexicon.settings.heads(word, SettingWord::Size)
}

/// The words of an identifier; any other word as it is.
fn pieces<'w>(lexicon: &Lexicon, word: &'w str) -> Vec<&'w str> {
    let humps = identifiers::humps(word);
    if !humps.is_empty() {
        return humps;
    }
    // "maxclients"
    let first = word.get(..3).zip(word.get(3..)).filter(|(_, rest)| rest.len() > 3);
    let is_known = |w: &str| Concepts::english().of(&lexicon.lemma(w)).is_some();
    if let Some((limit, rest)) = first.filter(|(l, rest)| lexicon.settings.standing_of(l).is_some() && is_known(rest))
        && !is_known(word)
    {
        return vec![limit, rest];
    }
    let parted = identifiers::may_be(word);
    word.split(move |c: char| parted && matches!(c, '_' | '.' | '-' | ':')).filter(|p| !p.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(label: &str) -> (String, String) {
        let named = named(Lexicon::english(), label);
        (named.head, named.counted)
    }

    #[test]
    fn the_noun_of_a_label() {
        assert_eq!(head("Weight (kg)").0, "weight");
        assert_eq!(head("Retries before failure").0, head("retry").0);
        assert_eq!(head("number of open files").1, "file");
        assert_eq!(head("Cases, second wave").1, "case");
        assert_eq!(head("Length of the nave").0, "nave");
        assert_eq!(head("Size of a backup").0, head("backup").0);
        assert_eq!(head("Size of a data file").0, "file");
        assert_eq!(head("maxclients"), ("client".to_owned(), "client".to_owned()));
        assert_eq!(head("keepAliveTimeout").0, "timeout");
        assert_eq!(head("log.max_size").0, head("size").0);
    }
}
