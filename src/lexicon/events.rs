//! What dates are the dates of: acts by the words that name them, read from `events.tsv`.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::Lexicon;
use super::table::rows;

/// How an act stands in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// Happens once to whom it happens: birth, founding, publication.
    Once,
    /// May happen again: arrival, protest.
    Again,
    /// The first of what the sentence speaks of.
    Start,
    /// The last of it.
    End,
    /// Goes on from one date to another: "lasted", "ran".
    Going,
    /// A verb that leaves it to its subject to say what happened: "took place".
    Light,
    /// Says that it had happened before: "again".
    Repeat,
    /// A noun for only a part of what something happens to: "the middle".
    Piece,
}

/// An act that dates are given of.
#[derive(Clone, Copy, Debug)]
pub struct EventClass {
    /// Its name in the table.
    pub name: &'static str,
    /// How it stands in time.
    pub kind: EventKind,
    /// Whether it is told of who does it, and not of what it happens to.
    pub by_doer: bool,
    /// Whether it goes on for days or years.
    pub lasts: bool,
    /// Families of acts that texts tell for one another, parted by `|`.
    pub families: &'static str,
}

/// The acts of one language.
#[derive(Debug, Default)]
pub struct Events {
    classes: Vec<EventClass>,
    phrases: FxHashMap<String, Vec<Member>>,
}

/// Words that name an act.
#[derive(Clone, Debug)]
struct Member {
    words: Vec<String>,
    class: u16,
    /// Who does it is the subject, though the act is told of whom it happens to: "reached the top".
    is_done: bool,
    /// Only as a noun: "the strike", not "the ship struck a rock".
    is_noun: bool,
    /// The last of it: "the last volunteer".
    is_last: bool,
}

/// The acts that some words name.
#[derive(Clone, Debug, Default)]
pub struct NamedActs {
    /// Which ones.
    pub classes: Vec<u16>,
    /// How many words name them.
    pub span: usize,
    /// Whether the subject of the words does it, and what it happens to is not said by them.
    pub is_done: bool,
    /// Whether the words name it only as a noun.
    pub is_noun: bool,
    /// Whether the words name the last of it.
    pub is_last: bool,
}

/// At most this many words may stand between two words of a phrase.
const GAP: usize = 2;

impl Events {
    /// The English table, read once.
    pub fn english() -> &'static Self {
        static ENGLISH: OnceLock<Events> = OnceLock::new();
        ENGLISH.get_or_init(|| Self::read(include_str!("en/events.tsv"), Lexicon::english()))
    }

    /// Reads a table.
    pub fn read(table: &'static str, lexicon: &Lexicon) -> Self {
        let mut out = Self::default();
        for row in rows(table) {
            let kind = match row.get(1) {
                "once" => EventKind::Once,
                "again" => EventKind::Again,
                "start" => EventKind::Start,
                "end" => EventKind::End,
                "going" => EventKind::Going,
                "light" => EventKind::Light,
                "repeat" => EventKind::Repeat,
                "piece" => EventKind::Piece,
                _ => continue,
            };
            let Ok(id) = u16::try_from(out.classes.len()) else { continue };
            let who = row.get(2);
            let (by_doer, lasts) = (who.starts_with("doer"), who.ends_with("lasting"));
            out.classes.push(EventClass { name: row.get(0), kind, by_doer, lasts, families: row.get(5) });
            for member in row.list(3) {
                let (is_done, is_noun) = (member.ends_with('>'), member.ends_with('='));
                let is_last = member.ends_with('.');
                let member = member.trim_end_matches(['>', '=', '.']);
                let words: Vec<String> = member.split(' ').map(|w| lexicon.lemma(w)).collect();
                let Some(first) = words.first().cloned() else { continue };
                // forms of short words lose an e that the word itself keeps: "file", "filed"
                if let Some(short) = first.strip_suffix('e').filter(|s| s.len() > 2) {
                    let mut words = words.clone();
                    words[0] = short.to_owned();
                    let member = Member { words, class: id, is_done, is_noun, is_last };
                    out.phrases.entry(short.to_owned()).or_default().push(member);
                }
                out.phrases.entry(first).or_default().push(Member { words, class: id, is_done, is_noun, is_last });
            }
        }
        out
    }

    /// What is known of an act.
    pub fn get(&self, id: u16) -> Option<&EventClass> {
        self.classes.get(usize::from(id))
    }

    /// Whether an act of that name goes on for days or years.
    pub fn lasts(&self, name: &str) -> bool {
        self.classes.iter().any(|c| c.name == name && c.lasts)
    }

    /// The families of the act of that name: acts that texts tell for one another.
    pub fn families(&self, name: &str) -> impl Iterator<Item = &'static str> + use<> {
        let of = self.classes.iter().find(|c| c.name == name).map_or("", |c| c.families);
        of.split('|').filter(|f| !f.is_empty())
    }

    /// Whether an act is told by how long something is done, too: "supported until".
    pub fn ends_with_until(&self, name: &str) -> bool {
        let is_it = |m: &Member| {
            m.words.last().is_some_and(|w| w == "until")
                && self.classes.get(usize::from(m.class)).is_some_and(|c| c.name == name)
        };
        self.phrases.values().flatten().any(is_it)
    }

    /// Whether an act of that name is in the table.
    pub fn is_class(&self, name: &str) -> bool {
        self.classes.iter().any(|c| c.name == name)
    }

    /// The acts named by the words that begin with `first`: those of the longest phrase.
    /// `word` gives the lemma of the nth word behind the first.
    pub fn named<'w>(&self, first: &str, word: impl Fn(usize) -> Option<&'w String>) -> NamedActs {
        let mut found = NamedActs::default();
        let mut most = 0;
        for member in self.phrases.get(first).into_iter().flatten() {
            let mut at = 0;
            let met = member.words.iter().skip(1).all(|w| {
                let next = (at + 1..=at + 1 + GAP).find(|&n| word(n).is_some_and(|have| have == w));
                at = next.unwrap_or(at);
                next.is_some()
            });
            if !met || member.words.len() < most {
                continue;
            }
            if member.words.len() > most {
                found = NamedActs { span: at + 1, is_noun: true, ..NamedActs::default() };
                most = member.words.len();
            }
            found.classes.push(member.class);
            found.is_done |= member.is_done;
            found.is_noun &= member.is_noun;
            found.is_last |= member.is_last;
        }
        found.classes.sort_unstable();
        found.classes.dedup();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&'static str> {
        let (events, lexicon) = (Events::english(), Lexicon::english());
        let words: Vec<String> = text.split(' ').map(|w| lexicon.lemma(w)).collect();
        let ids = events.named(&words[0], |n| words.get(n)).classes;
        ids.iter().filter_map(|id| events.get(*id)).map(|c| c.name).collect()
    }

    #[test]
    fn acts_are_known_by_verb_noun_and_phrase() {
        assert_eq!(names("founded"), ["founding"]);
        assert_eq!(names("opening"), ["opening"]);
        assert_eq!(names("went on sale"), ["appearance"]);
        assert_eq!(names("reached the northern summit"), ["ascent"]);
        assert_eq!(names("gave way"), ["collapse"]);
        assert!(names("wandered").is_empty());
    }

    #[test]
    fn rows_are_sorted_and_name_something() {
        let table = include_str!("en/events.tsv");
        let names: Vec<&str> = rows(table).map(|r| r.get(0)).collect();
        assert!(names.iter().all(|n| !n.is_empty()));
        assert_eq!(Events::english().classes.len(), names.len(), "a row was not read");
    }
}
