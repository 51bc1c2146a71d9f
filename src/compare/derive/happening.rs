//! What a date is the date of: an act that happens once, and to whom.

use super::words::words;
use crate::compare::cue::Cue;
use crate::fact::{Fact, Kind};
use crate::lexicon::{ConceptId, ConceptKind, Concepts, Events, Lexicon};
use crate::value::{Grain, Period, Value};

/// Whom or what an act happened to: names in lower case.
#[derive(Clone, Debug, Default)]
pub(super) struct Whom {
    pub(super) names: Vec<String>,
    /// Whether nothing in the sentence names them.
    pub(super) is_carried: bool,
}

impl Whom {
    /// Whom a fact speaks of: its main entities, else the names beside it, else who the text is about.
    pub(super) fn of(fact: &Fact) -> Self {
        let places: Vec<String> = fact.places.iter().map(|p| p.to_lowercase()).collect();
        let keep = |names: &[String]| -> Vec<String> {
            names.iter().map(|n| n.to_lowercase()).filter(|n| !places.contains(n)).collect()
        };
        let is_name = |n: &&String| n.starts_with(char::is_uppercase);
        let about: Vec<String> = fact.about.iter().filter(is_name).cloned().collect();
        let mut names = keep(&about);
        if names.is_empty() {
            names = keep(&fact.slots.names);
        }
        let is_carried = names.is_empty();
        if is_carried {
            names = keep(&fact.slots.carried);
        }
        Self { names, is_carried }
    }

    /// The same without names that the words before them make places: "She was born on the island of Marstrand".
    fn without_places(fact: &Fact) -> Self {
        let mut own = Self::of(fact);
        // "Blount, born in 1866": the first word of a sentence is no name by itself
        let born = fact.quote.find(" born ").and_then(|at| super::bearers::last_name(fact.quote.get(..at)?));
        if let Some((name, between)) = born
            && name.len() > 3
            && words(between).iter().all(|w| Cue::Past.has(w) || w == "who")
        {
            return Self { names: vec![name], is_carried: false };
        }
        let quote = fact.quote.to_lowercase();
        let date = format!("{},", fact.surface.to_lowercase());
        let is_place = |name: &String| {
            let is_behind = |at: usize| quote.get(..at).is_some_and(|b| b.trim_end().ends_with(date.as_str()));
            quote.find(name.as_str()).is_some_and(is_behind)
                || quote.match_indices(name.as_str()).all(|(at, _)| {
                    let before = words(quote.get(..at).unwrap_or_default());
                    // "in Mill Row" names one place
                    let raw: Vec<&str> = fact.quote.get(..at).unwrap_or_default().split_whitespace().collect();
                    let skip = raw.iter().rev().take_while(|w| w.starts_with(char::is_uppercase)).count();
                    let near: Vec<&String> = before.iter().rev().skip(skip).filter(|w| *w != "the").take(1).collect();
                    near.first().is_some_and(|w| Cue::Place.has(w) || Cue::Of.has(w))
                        && !quote.starts_with(name.as_str())
                })
        };
        // "Born in 1952, she is one of the sixty …": said of whom a pronoun stands for
        let at = fact.quote.find(fact.surface.as_str()).unwrap_or(0);
        let after = fact.quote.get(at..).unwrap_or_default();
        let is_pronoun =
            |clause: &str| words(clause).first().is_some_and(|w| Cue::Pronoun.has(w) && w != "who" && w != "it");
        if !own.is_carried
            && after.split(',').skip(1).take(3).any(is_pronoun)
            && words(&fact.quote).first().is_some_and(|w| acts(w).len() == 1)
        {
            own.names.clear();
        }
        own.names.retain(|n| own.is_carried || !is_place(n));
        if own.names.is_empty() && !own.is_carried {
            own.is_carried = true;
            own.names = fact.slots.carried.iter().map(|n| n.to_lowercase()).collect();
        }
        own
    }

    /// Names in a stretch of text: words with a capital, put together.
    pub(super) fn in_text(text: &str) -> Self {
        let mut names: Vec<String> = Vec::new();
        let mut open = false;
        for word in text.split_whitespace() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).trim_end_matches("'s").trim_end_matches("’s");
            if bare.starts_with(char::is_uppercase) {
                match names.last_mut().filter(|_| open) {
                    Some(last) => *last = format!("{last} {}", bare.to_lowercase()),
                    None => names.push(bare.to_lowercase()),
                }
                open = bare.len() == word.len();
            } else {
                open = false;
            }
        }
        Self { names, is_carried: false }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether both hold a name of the same bearer: "george eastman", "eastman".
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.names.iter().any(|a| other.names.iter().any(|b| same_name(a, b)))
    }
}

/// Whether all of several stand for one bearer.
pub(super) fn is_one(all: &[&Happening]) -> bool {
    all.iter().enumerate().all(|(n, a)| all.iter().skip(n + 1).all(|b| a.whom.meets(&b.whom)))
}

/// Whether one name is the other, or its last word.
pub(super) fn same_name(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short == long || short.len() > 3 && long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '))
}

/// An act with a date.
#[derive(Clone, Debug)]
pub(super) struct Happening {
    pub(super) fact: usize,
    pub(super) act: ConceptId,
    pub(super) whom: Whom,
    pub(super) period: Period,
}

/// The act that happens only once which the words nearest to a value name: before it in the clause, else behind it.
pub(super) fn act(fact: &Fact) -> Option<ConceptId> {
    let (concepts, lexicon) = (Concepts::english(), Lexicon::english());
    let once = |w: &str| {
        let id = concepts.of(&lexicon.lemma(&w.to_lowercase()))?;
        concepts.get(id).filter(|c| c.kind == ConceptKind::Once).map(|_| id)
    };
    let at = fact.quote.find(fact.surface.as_str())?;
    let is_word = |c: char| c.is_alphanumeric() || c == '\'' || c == '-';
    let before = fact.quote.get(..at)?.rsplit([';', ':', '(', ')', '—']).next()?;
    let after = fact.quote.get(at + fact.surface.len()..)?.split([';', '(', ')', '—']).next()?;
    let words = |text: &'_ str| -> Vec<String> {
        text.split(|c: char| !is_word(c)).filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    let near = words(before);
    near.iter()
        .rev()
        .take(REACH)
        .find_map(|w| once(w))
        .or_else(|| words(after).iter().take(REACH).find_map(|w| once(w)))
}

/// The acts that happen once which a phrase names.
pub(super) fn acts(phrase: &str) -> Vec<ConceptId> {
    let (concepts, lexicon) = (Concepts::english(), Lexicon::english());
    let once = |w: &String| {
        let id = concepts.of(w).or_else(|| concepts.of(&lexicon.lemma(w)))?;
        concepts.get(id).filter(|c| c.kind == ConceptKind::Once).map(|_| id)
    };
    words(phrase).iter().filter_map(once).collect()
}

/// Whether what is known of the event of a date does not speak against an act that a word beside it names.
fn is_told(fact: &Fact, act: ConceptId) -> bool {
    let mut known = fact.slots.events.iter().filter(|e| e.is_known).peekable();
    let name = Concepts::english().get(act).map_or("", |c| c.name.as_ref());
    let is_class = Events::english().is_class(name);
    known.peek().is_none() || !is_class || known.any(|e| e.acts.iter().any(|a| a == name))
}

/// Whether an act is named right before a date: "died on 30 November".
fn is_beside(fact: &Fact, act: ConceptId) -> bool {
    let at = fact.quote.find(fact.surface.as_str()).unwrap_or(0);
    let clause = fact.quote.get(..at).unwrap_or_default().rsplit([',', ';', ':', '(', '—']).next().unwrap_or_default();
    let before = words(clause);
    let near = before.get(before.len().saturating_sub(9)..).unwrap_or_default();
    acts(&near.join(" ")).contains(&act)
}

/// Whether a date is that of a birth: no other date stands between it and the word, and that is no verb of another sense.
fn is_born(fact: &Fact) -> bool {
    let at = fact.quote.find(fact.surface.as_str()).unwrap_or(0);
    let near = |w: &mut dyn Iterator<Item = &String>| {
        let reach: Vec<&String> = w.take(REACH).take_while(|w| !w.contains(|c: char| c.is_ascii_digit())).collect();
        reach.iter().any(|w| Cue::Born.has(w))
    };
    let before = words(fact.quote.get(..at).unwrap_or_default().rsplit(';').next().unwrap_or_default());
    let after = words(fact.quote.get(at + fact.surface.len()..).unwrap_or_default());
    near(&mut before.iter().rev()) || near(&mut after.iter())
}

/// How many words away an act may be named.
const REACH: usize = 9;

/// Every dated act that the facts tell, those of life spans in brackets too.
pub(super) fn happenings(facts: &[Fact], order: &[usize]) -> Vec<Happening> {
    let concepts = Concepts::english();
    let mut out = Vec::new();
    for &i in order {
        let fact = &facts[i];
        let Value::Date { period, .. } = &fact.value else { continue };
        // "born in 1902, she learned to row before she could swim": what could be is not the birth
        let is_open = fact.slots.stance.projected || fact.slots.stance.negated;
        if fact.kind != Kind::Date || is_open && !act(fact).is_some_and(|act| is_beside(fact, act)) {
            continue;
        }
        if fact.unit == Grain::Range.as_str() {
            let (Some(birth), Some(death)) = (concepts.named("birth"), concepts.named("death")) else { continue };
            let (Some(first), Some(last)) = (period.first, period.last) else { continue };
            if super::super::is_lifespan(fact) {
                let whom = Whom::in_text(bracketed_name(fact));
                for (act, at) in [(birth, first), (death, last)] {
                    let year = i32::from(at.date.year());
                    if let Some(period) = Period::years(year, year) {
                        out.push(Happening { fact: i, act, whom: whom.clone(), period });
                    }
                }
            }
            continue;
        }
        // a decade is too coarse to count from
        if [Grain::Decade, Grain::Century].iter().any(|g| fact.unit == g.as_str()) {
            continue;
        }
        let Some(act) = act(fact).filter(|act| is_told(fact, *act) || is_beside(fact, *act)) else { continue };
        if concepts.named("birth") == Some(act) && !is_born(fact) {
            continue;
        }
        if period.first.is_some() && period.last.is_some() {
            let is_life = [concepts.named("birth"), concepts.named("death")].contains(&Some(act));
            let whom = if is_life { Whom::without_places(fact) } else { Whom::of(fact) };
            out.push(Happening { fact: i, act, whom, period: *period });
        }
    }
    out
}

/// The words right before the bracket of a life span.
fn bracketed_name(fact: &Fact) -> &str {
    let at = fact.quote.find(fact.surface.as_str()).unwrap_or(0);
    let before = fact.quote.get(..at).unwrap_or_default();
    let before = before.rsplit_once('(').map_or(before, |(b, _)| b).trim_end();
    let mut from = before.len();
    for word in before.rsplit(' ').take_while(|w| w.starts_with(char::is_uppercase)) {
        from = from.saturating_sub(word.len() + 1);
    }
    before.get(from..).unwrap_or_default()
}

/// Whole years from one stretch of days to another: at the least, at the most.
pub(super) fn years_between(from: Period, to: Period) -> Option<(i64, i64)> {
    let years = |a: crate::value::Moment, b: crate::value::Moment| {
        let years = i64::from(b.date.year()) - i64::from(a.date.year());
        let had_birthday = (b.date.month(), b.date.day()) >= (a.date.month(), a.date.day());
        if had_birthday { years } else { years - 1 }
    };
    Some((years(from.last?, to.first?), years(from.first?, to.last?)))
}
