//! A date made ready to be laid beside those of other texts.

use std::borrow::Borrow;

use super::Words;
use crate::compare::cue::Cue;
use crate::compare::event;
use crate::compare::extents::Reach;
use crate::compare::item::{Item, Term, Vocabulary, hash, reached, sort};
use crate::fact::{Aspect, Event, Fact, Kind};
use crate::lexicon::{ConceptKind, Events, Lexicon};
use crate::value::{Bound, Grain, Moment, Period, Value};

use super::YEAR;

/// Words that begin with so many letters alike are forms of one.
const STEM: usize = 6;
/// Fewest letters of a word of a name.
const NAME: usize = 3;
/// At most this many words stand before a date that only dates what follows: "Update, 7 March:".
const LABEL: usize = 3;
/// The sentences at the head of a text, where the lines with its date and its writer stand.
const HEAD: u32 = 3;
/// Longest part of a year that is one date: "the winter of 1979".
const SEASON: i64 = 100;

/// A longer time is no date, in days.
const LONGEST: i64 = 3 * 366;

/// The days of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) first: i64,
    pub(super) last: i64,
    pub(super) year: i16,
    pub(super) month: i8,
    pub(super) day: i8,
    /// Whether the year is written.
    has_year: bool,
}

impl Days {
    /// "By 1911" stands for the year that it names.
    pub(super) fn of(period: Period, grain: &str, has_year: bool) -> Option<Self> {
        let last = period.last?;
        let named = || match grain {
            g if g == Grain::Year.as_str() => Period::years(last.date.year().into(), last.date.year().into())?.first,
            g if g == Grain::Month.as_str() => Period::month(last.date.year().into(), last.date.month().into())?.first,
            g if g == Grain::Day.as_str() => Some(last),
            _ => None,
        };
        let first = period.first.or_else(named)?;
        let date = first.date;
        Some(Self {
            first: first.days(),
            last: last.days(),
            year: date.year(),
            month: date.month(),
            day: date.day(),
            has_year,
        })
    }

    /// A time of day.
    pub(super) fn of_clock(period: Period) -> Option<Self> {
        let minute = i64::from(period.first.or(period.last)?.minute?);
        Some(Self { first: minute, last: minute, year: 0, month: 0, day: 0, has_year: true })
    }

    pub(super) fn is_day(self) -> bool {
        self.first == self.last
    }

    pub(super) fn is_year(self) -> bool {
        self.last - self.first > 300
    }

    pub(super) fn is_apart(self, other: Self) -> bool {
        self.last < other.first || other.last < self.first
    }

    /// Days between the two; 0 when they meet.
    pub(super) fn gap(self, other: Self) -> i64 {
        (other.first - self.last).max(self.first - other.last).max(0)
    }

    /// Whether two dates that meet may be the same one, told more or less finely.
    pub(super) fn is_like(self, other: Self) -> bool {
        let short = |d: Self| d.last - d.first < YEAR;
        !self.is_apart(other) && (self.first == other.first || self.last == other.last || short(self) && short(other))
    }

    /// Both, where a year that is not written is that of the other: it was only read from the text around.
    pub(super) fn beside(self, other: Self) -> (Self, Self) {
        if !self.has_year && self.is_short() {
            (self.in_year(other.year), other)
        } else if !other.has_year && other.is_short() {
            (self, other.in_year(self.year))
        } else {
            (self, other)
        }
    }

    /// The first or the last of a stretch of time, as finely as its ends are stated.
    fn at(self, edge: Edge) -> Option<Self> {
        let epoch = Moment::day(1970, 1, 1)?;
        let (first, last) = (epoch.add_days(self.first)?, epoch.add_days(self.last)?);
        let at = if edge == Edge::First { first } else { last };
        let period = event::edge(Period::new(first, last), at)?;
        Self::of(period, Grain::Range.as_str(), self.has_year)
    }

    fn is_short(self) -> bool {
        self.last - self.first <= 31
    }

    fn in_year(self, year: i16) -> Self {
        let day = Moment::day(year.into(), self.month.into(), self.day.into());
        day.map_or(self, |m| Self { first: m.days(), last: m.days() + self.last - self.first, year, ..self })
    }
}

/// How the acts stand to one another that two dates are the dates of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Acts {
    /// The same act that happens once, done to the same.
    Same,
    /// The same act.
    Alike,
    /// Acts that are told for one another: to build, to complete, to open.
    Kin,
    /// Not known, at least of one.
    Open,
    /// The same act, done to what has another name.
    Other,
    /// Two verbs of which one is not in the table.
    Unlike,
    /// Two acts.
    Apart,
}

impl Acts {
    /// What they add to how good a counterpart a date is.
    pub(super) fn rank(self) -> i32 {
        match self {
            Self::Same => 6,
            Self::Alike => 3,
            Self::Kin | Self::Open | Self::Other | Self::Unlike => 0,
            Self::Apart => -5,
        }
    }
}

/// An end of a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    First,
    Last,
}

impl Edge {
    fn aspect(self) -> Aspect {
        if self == Self::First { Aspect::Start } else { Aspect::End }
    }
}

/// An act of a date.
#[derive(Clone, Debug)]
struct Act {
    names: Vec<String>,
    families: Vec<&'static str>,
    is_known: bool,
    is_once: bool,
    aspect: Aspect,
    order: u32,
    numbers: Vec<String>,
    whom: Vec<Term>,
}

/// A date with what is said beside it.
#[derive(Clone, Debug)]
pub(super) struct Dated {
    /// Index into the items given.
    pub(super) item: usize,
    pub(super) source: u32,
    pub(super) days: Days,
    /// A time of day alone.
    pub(super) is_clock: bool,
    /// Words of its clause, of its row and of its act.
    pub(super) near: Vec<Term>,
    /// The same by how they begin: "knight" and "knighthood".
    pub(super) stems: Vec<(Term, Term)>,
    /// Words of names.
    pub(super) names: Vec<Term>,
    /// Other words of its sentence, of the headings, and what the text is about.
    pub(super) far: Vec<Term>,
    acts: Vec<Act>,
    /// A stretch of time with two ends.
    pub(super) is_span: bool,
    /// Only the first day of such a stretch, or only its last one.
    pub(super) edge: Option<Edge>,
    /// First and last day of all of it.
    whole: (i64, i64),
    /// The day of a time of day that is written beside it.
    at: Option<i64>,
    /// The last of several is spoken of: "the last boat".
    pub(super) is_last: bool,
    /// A day that only the text around it tells: "yesterday", "the 10th".
    pub(super) is_relative: bool,
    /// A year that tells which of those that come again is meant: "the 1912 election", "the games of 1912".
    pub(super) names_edition: bool,
    /// Told only as the latest that it may be: "by 1911".
    pub(super) is_latest: bool,
    /// A month or a part of one without its year.
    pub(super) is_month_alone: bool,
    /// Told by how long before or after something else it was.
    pub(super) is_offset: bool,
    /// Of a version, or of one of several with numbers.
    pub(super) is_numbered: bool,
    /// Of a version.
    pub(super) is_version: bool,
    /// Of the first of several.
    pub(super) is_first: bool,
    /// The first of several, or the beginning, is spoken of right beside it.
    pub(super) opens: bool,
    /// Of a birth, a death or a wedding: everybody has those.
    pub(super) is_of_life: bool,
}

/// The dates among some items.
pub(super) fn of<I: Borrow<Item>>(facts: &[Fact], items: &[(u32, usize, I)], concepts: Words<'_>) -> Vec<Dated> {
    let mut vocabulary = Vocabulary::new(concepts);
    let mut out = Vec::new();
    for (n, (_, fact, item)) in items.iter().enumerate() {
        let item = item.borrow();
        let Some(fact) = facts.get(*fact).filter(|_| item.kind == Kind::Date) else { continue };
        // a length that leads to a date
        let date = if fact.kind == Kind::Date { None } else { reached(fact) };
        let Some(found) = dated(n, date.as_ref().unwrap_or(fact), item, &mut vocabulary) else { continue };
        out.extend([Edge::First, Edge::Last].into_iter().filter_map(|edge| found.at(edge)));
        out.extend(found.at_its_time(date.as_ref().unwrap_or(fact)));
        if found.days.last - found.days.first <= LONGEST {
            out.push(found);
        }
    }
    out.sort_by_key(|d| d.source);
    out
}

fn dated(n: usize, fact: &Fact, item: &Item, vocabulary: &mut Vocabulary<'_>) -> Option<Dated> {
    let Value::Date { period, bound } = fact.value else { return None };
    let lexicon = Lexicon::english();
    let figures = |s: &str| s.split(|c: char| !c.is_ascii_digit()).filter(|f| !f.is_empty()).map(str::len).collect();
    let lens: Vec<usize> = figures(&fact.surface);
    let is_month = fact.surface.split(|c: char| !c.is_alphabetic()).any(|w| lexicon.word(w).month.is_some());
    let is_clock = fact.unit == Grain::Minute.as_str();
    // "1854 BST" is no year
    let is_counted = fact.slots.reached.is_some();
    let is_day = fact.unit == Grain::Day.as_str() && period.length() == Some(1);
    let has_year = is_counted || lens.contains(&4) && (is_month || !is_clock) || is_day && !is_month && lens.is_empty();
    let is_clock = is_clock && !is_month;
    if bound == Bound::Vague || !has_year && !is_month && !is_clock && !is_day || is_line_of_date(fact) {
        return None;
    }
    // an end of a life span behind a name has a time of its own
    let life = life_end(fact, item);
    let period = life.map_or(period, |(_, end)| end);
    let days = if is_clock { Days::of_clock(period)? } else { Days::of(period, &fact.unit, has_year)? };
    let slots = &fact.slots;
    let table = Events::english();
    let lived;
    let events = match life {
        Some((is_birth, _)) => {
            lived = [of_life(is_birth, fact)];
            &lived[..]
        }
        None => &slots.events[..],
    };
    // "the first release was in 1998" in a paragraph on version 3
    let opens = is_first(&fact.quote, lexicon) && fact.cell.is_none();
    let is_written = |v: &&String| !opens || fact.quote.contains(v.trim().trim_end_matches(".0"));
    let versions: Vec<String> =
        slots.versions.iter().filter(is_written).map(|v| v.trim().trim_end_matches(".0").to_owned()).collect();
    let act = |e: &Event, vocabulary: &mut Vocabulary<'_>| Act {
        families: if e.is_known { e.acts.iter().flat_map(|a| table.families(a)).collect() } else { Vec::new() },
        names: e.acts.clone(),
        is_known: e.is_known,
        is_once: e.is_once,
        aspect: e.aspect,
        order: e.order.unwrap_or(1),
        // the version that the row or the paragraph speaks of
        numbers: if e.numbers.is_empty() { versions.clone() } else { e.numbers.clone() },
        whom: terms(e.whom.iter(), vocabulary),
    };
    let unknown: Vec<&String> = events.iter().filter(|e| !e.is_known).flat_map(|e| &e.acts).collect();
    let whom: Vec<&String> = events.iter().flat_map(|e| e.whom.iter().chain(&e.by)).collect();
    let lists = [&slots.clause, &slots.verbs, &slots.modifiers, &slots.table, &slots.row, &slots.column];
    let beside = || lists.into_iter().flatten().chain(unknown.iter().copied()).chain(whom.iter().copied());
    let mut near = terms(beside(), vocabulary);
    let stems = stems(beside(), vocabulary);
    let names = parts(&slots.names);
    let names = terms(names.iter(), vocabulary);
    near.retain(|t| names.binary_search(t).is_err());
    let carried = parts(&slots.carried);
    let mut far = terms(slots.context.iter().chain(&slots.heading).chain(&carried), vocabulary);
    far.retain(|t| names.binary_search(t).is_err() && near.binary_search(t).is_err());
    // "256 patients had died" tells of no one life
    let is_life = |e: &Event| !e.is_new && e.acts.iter().any(|a| table.families(a).any(|f| f == "life"));
    Some(Dated {
        item: n,
        source: item.source,
        days,
        is_clock,
        stems,
        near,
        names,
        far,
        is_of_life: events.iter().any(is_life),
        acts: events.iter().map(|e| act(e, vocabulary)).collect(),
        is_version: !versions.is_empty(),
        is_span: life.is_none()
            && fact.unit == Grain::Range.as_str()
            && (lens.len() > 1 || days.last - days.first > SEASON),
        edge: None,
        whole: (days.first, days.last),
        at: None,
        is_last: speaks_of(Cue::LastOf, fact),
        is_relative: !is_counted && !has_year && !is_month && !is_clock || is_day && lens.is_empty() && !is_counted,
        names_edition: names_edition(fact, table),
        is_latest: period.first.is_none(),
        is_month_alone: !has_year && !is_clock && lens.is_empty(),
        is_offset: is_counted || is_offset(&fact.quote, lexicon),
        is_numbered: !versions.is_empty() || events.iter().any(|e| !e.numbers.is_empty()),
        is_first: events.iter().any(|e| e.order == Some(1)) || is_first(&fact.quote, lexicon),
        opens: speaks_of(Cue::FirstOf, fact),
    })
}

/// Whether a year belongs to the name of what may come again.
fn names_edition(fact: &Fact, table: &Events) -> bool {
    // somebody else is elected the next time
    let recurs = |e: &Event| !e.is_once || e.acts.iter().any(|a| table.families(a).any(|f| f == "naming"));
    if fact.unit != Grain::Year.as_str() || !fact.slots.events.iter().all(recurs) {
        return false;
    }
    let quote: &str = &fact.quote;
    let Some(at) = quote.find(fact.surface.as_str()) else { return false };
    let (before, behind) =
        (quote.get(..at).unwrap_or_default(), quote.get(at + fact.surface.len()..).unwrap_or_default());
    let last = before.split_whitespace().next_back().unwrap_or_default();
    let is_named = behind.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    is_named && Cue::Definite.is_written(last) || Cue::Of.has(last)
}

/// Which end of a life span behind a name an item is, and its time.
fn life_end(fact: &Fact, item: &Item) -> Option<(bool, Period)> {
    let (Value::Date { period, .. }, Reach::Days { allowed, is_range: false, .. }) = (&fact.value, &item.reach) else {
        return None;
    };
    let is_part = fact.unit == Grain::Range.as_str() && item.events.len() == 1 && allowed != period;
    let is_birth = allowed.first == period.first;
    (is_part && (is_birth || allowed.last == period.last) && fact.slots.events.is_empty())
        .then_some((is_birth, *allowed))
}

/// The birth or the death of whom a name before a bracket names.
fn of_life(is_birth: bool, fact: &Fact) -> Event {
    let at = fact.quote.find(fact.surface.as_str()).unwrap_or(0);
    let before = fact.quote.get(..at).unwrap_or_default().trim_end_matches(|c: char| !c.is_alphanumeric());
    let named = before.rsplit(' ').take_while(|w| w.starts_with(char::is_uppercase));
    let whom: Vec<String> = named.map(|w| Lexicon::english().lemma(w)).collect();
    let act = if is_birth { "birth" } else { "death" };
    Event {
        acts: vec![act.to_owned()],
        is_known: true,
        is_once: true,
        head: whom.first().cloned().unwrap_or_default(),
        whom,
        ..Event::default()
    }
}

/// Whether the words right beside a date are of a kind.
fn speaks_of(cue: Cue, fact: &Fact) -> bool {
    const NEAR: usize = 8;
    let at = fact.quote.find(fact.surface.as_str()).unwrap_or(0);
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
    };
    let before = fact.quote.get(..at).unwrap_or_default().rsplit([';', '.', ':', '(']).next().unwrap_or_default();
    let after = fact.quote.get(at + fact.surface.len()..).unwrap_or_default().split([';', '.', ':', '(']).next();
    let (before, after) = (words(before), words(after.unwrap_or_default()));
    before.iter().rev().take(NEAR).chain(after.iter().take(NEAR)).any(|w| cue.has(w))
        || fact.slots.labels.iter().any(|l| words(l).iter().any(|w| cue.has(w)))
}

impl Dated {
    /// The first or the last day of a stretch of time, as a date of its own.
    fn at(&self, edge: Edge) -> Option<Self> {
        let days = self.days.at(edge).filter(|_| self.is_span && !self.is_clock)?;
        let ends =
            |a: &Act| Act { aspect: if a.aspect == Aspect::Whole { edge.aspect() } else { a.aspect }, ..a.clone() };
        let acts = self.acts.iter().map(ends).collect();
        Some(Self { days, acts, is_span: false, edge: Some(edge), ..self.clone() })
    }

    /// The time of day alone of one whose day is written beside it.
    fn at_its_time(&self, fact: &Fact) -> Option<Self> {
        let Value::Date { period, .. } = fact.value else { return None };
        let is_moment = period.first == period.last;
        let is_timed = is_moment && fact.unit == Grain::Minute.as_str() && !self.is_clock && self.edge.is_none();
        let days = Days::of_clock(period).filter(|_| is_timed)?;
        Some(Self { days, is_clock: true, is_span: false, at: Some(self.days.first), ..self.clone() })
    }

    /// Whether two times of day are of days that differ.
    pub(super) fn is_of_another_day(&self, other: &Self) -> bool {
        matches!((self.at, other.at), (Some(a), Some(b)) if a != b)
    }

    /// Whether a date lies within the stretch of time that another is an end of: it is one of the days told.
    pub(super) fn lies_in(&self, other: &Self) -> bool {
        other.edge.is_some() && (other.whole.0..=other.whole.1).contains(&self.days.first)
    }

    /// Whether nothing says to whom it happened: a pronoun, or whom the text is about.
    pub(super) fn is_of_all(&self) -> bool {
        self.acts.iter().all(|a| a.whom.is_empty())
    }

    /// Whether one is told as the end of what the other is told as the beginning of.
    pub(super) fn is_other_end(&self, other: &Self) -> bool {
        let aspects = |d: &Self| d.acts.iter().map(|a| a.aspect).find(|a| *a != Aspect::Whole);
        matches!((aspects(self), aspects(other)), (Some(a), Some(b)) if a != b)
            || matches!((self.edge, other.edge), (Some(a), Some(b)) if a != b)
            || self.edge.zip(aspects(other)).is_some_and(|(e, a)| e.aspect() != a)
            || other.edge.zip(aspects(self)).is_some_and(|(e, a)| e.aspect() != a)
    }

    /// How the acts of two dates stand to one another: the nearest of any two.
    pub(super) fn acts(&self, other: &Self) -> Acts {
        let pairs = self.acts.iter().flat_map(|x| other.acts.iter().map(move |y| (x, y)));
        // "the council election", "the presidential election"
        let knows = |d: &Self, whom: &[Term]| {
            whom.iter().any(|t| [&d.near, &d.names, &d.far].into_iter().any(|l| l.binary_search(t).is_ok()))
        };
        let is_other = |x: &Act, y: &Act| {
            !x.whom.is_empty() && !y.whom.is_empty() && !knows(self, &y.whom) && !knows(other, &x.whom)
        };
        let beside = |(x, y): (&Act, &Act)| match x.beside(y) {
            Acts::Alike if is_other(x, y) => Acts::Other,
            acts => acts,
        };
        pairs.map(beside).min().unwrap_or(Acts::Open)
    }
}

impl Act {
    fn beside(&self, other: &Self) -> Acts {
        if self.names.iter().any(|a| other.names.contains(a)) {
            let number = |n: &String| other.numbers.contains(n);
            let is_other = !self.numbers.is_empty() && !other.numbers.is_empty() && !self.numbers.iter().any(number);
            if is_other || self.order != other.order || self.aspect != other.aspect {
                return Acts::Apart;
            }
            let is_sure = self.is_known && other.is_known && self.is_once && other.is_once;
            let same = self.whom.iter().any(|t| other.whom.binary_search(t).is_ok());
            // what may happen again says little
            let is_again = self.is_known && other.is_known && !is_sure;
            return match (is_sure && same, is_again) {
                (true, _) => Acts::Same,
                (_, true) => Acts::Open,
                _ => Acts::Alike,
            };
        }
        // the beginning of something that has no name
        if self.names.is_empty() || other.names.is_empty() {
            let is_one = self.aspect == other.aspect || self.aspect == Aspect::Whole || other.aspect == Aspect::Whole;
            return if is_one { Acts::Open } else { Acts::Apart };
        }
        if !self.is_known || !other.is_known {
            return Acts::Unlike;
        }
        let is_kin = self.families.iter().any(|f| other.families.contains(f));
        if is_kin && self.aspect == other.aspect { Acts::Kin } else { Acts::Apart }
    }
}

/// The words that say something, as terms: no numbers, dates, units, nor verbs that may mean anything.
fn terms<'w>(words: impl Iterator<Item = &'w String>, vocabulary: &mut Vocabulary<'_>) -> Vec<Term> {
    let lexicon = Lexicon::english();
    let mut out: Vec<Term> = words
        .filter(|w| {
            let word = lexicon.word(w);
            let is_time = word.month.is_some() || word.weekday.is_some() || word.time_word.is_some();
            let is_number = word.numeral.is_some() || word.ordinal.is_some() || !w.contains(char::is_alphabetic);
            !is_time && !is_number && lexicon.units.by_word(w).is_none() && !Cue::Light.has(w)
        })
        .filter_map(|w| {
            let known = vocabulary.know(w);
            let is_plain = !matches!(known.kind, Some(ConceptKind::Generic | ConceptKind::Attribute));
            is_plain.then_some(known.term)
        })
        .collect();
    sort(&mut out);
    out
}

/// How long words begin, each with its term.
fn stems<'w>(words: impl Iterator<Item = &'w String>, vocabulary: &mut Vocabulary<'_>) -> Vec<(Term, Term)> {
    let mut out: Vec<(Term, Term)> =
        words.filter_map(|w| Some((hash(w.get(..STEM)?.as_bytes()), vocabulary.know(w).term))).collect();
    out.sort_unstable();
    out.dedup_by_key(|(stem, _)| *stem);
    out
}

/// The words of names.
fn parts(names: &[String]) -> Vec<String> {
    let words = names.iter().flat_map(|n| n.split(' '));
    words.filter(|w| w.chars().count() >= NAME).map(str::to_owned).collect()
}

/// Whether a date only says when a text or a part of it was written: "Port Olm, 18 March.", "Update, 7 March:".
fn is_line_of_date(fact: &Fact) -> bool {
    let slots = &fact.slots;
    let events = &slots.events;
    let at = fact.quote.find(fact.surface.as_str()).unwrap_or(0);
    let before = fact.quote.get(..at).unwrap_or_default();
    let after = fact.quote.get(at + fact.surface.len()..).unwrap_or_default();
    // "Lisbon, on 18 March: the dyke gives way" tells what happened
    let is_told = before.split_whitespace().next_back().is_some_and(|w| Cue::Place.has(&w.to_lowercase()));
    if at > 0 && after.starts_with(':') && before.split_whitespace().count() <= LABEL && !is_told {
        return true;
    }
    let is_told = !slots.verbs.is_empty() || !events.is_empty() || fact.cell.is_some();
    // such a line ends in its date
    let is_last = !after.contains(char::is_alphanumeric);
    !is_told && is_last && (slots.clause.is_empty() || fact.sentence < HEAD && !fact.quote.contains(':'))
}

/// Whether a sentence counts years or days from something: "two years after", "ten years before".
fn is_offset(quote: &str, lexicon: &Lexicon) -> bool {
    let words: Vec<&str> = quote.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).collect();
    words.windows(2).any(|w| {
        let [unit, next] = w else { return false };
        let is_time =
            lexicon.units.by_word(unit).and_then(|u| lexicon.units.get(u)).is_some_and(|u| u.dimension == "time");
        is_time && Cue::Offset.has(&next.to_lowercase()) && !Cue::Later.has(&next.to_lowercase())
    })
}

/// Whether a sentence speaks of the first of several.
fn is_first(quote: &str, lexicon: &Lexicon) -> bool {
    let mut words = quote.split(|c: char| !c.is_alphabetic());
    words.any(|w| lexicon.word(&w.to_lowercase()).ordinal.is_some_and(|o| o.value == 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Options, prepare};
    use crate::document::read_row;
    use crate::resolve::extract;

    fn dates(text: &str) -> Vec<Dated> {
        let options = Options::default();
        let facts = extract(&read_row("t", text, Some("1964-05-06")), Lexicon::english()).facts;
        let items = prepare(&facts, &options);
        let all: Vec<(u32, usize, &Item)> = (0..).zip(&items).map(|(n, item)| (n, item.fact, item)).collect();
        of(&facts, &all, options.concepts())
    }

    fn told(text: &str) -> Vec<(i16, i8, i8)> {
        dates(text).iter().map(|d| (d.days.year, d.days.month, d.days.day)).collect()
    }

    #[test]
    fn a_stretch_of_time_has_two_ends() {
        let text = "The siege lasted from 2 March 1644 to 5 April 1644.";
        assert_eq!(told(text), [(1644, 3, 2), (1644, 4, 5), (1644, 3, 2)]);
        let ends: Vec<Option<Edge>> = dates(text).iter().map(|d| d.edge).collect();
        assert_eq!(ends, [Some(Edge::First), Some(Edge::Last), None]);
        // too long to be one date
        assert_eq!(told("The tunnel was dug from 1901 to 1911."), [(1901, 1, 1), (1911, 1, 1)]);
    }

    #[test]
    fn a_life_span_is_a_birth_and_a_death() {
        let found = dates("Ada Miller (3 May 1871 - 9 June 1944) was a painter.");
        let acts: Vec<&str> = found.iter().flat_map(|d| &d.acts).flat_map(|a| &a.names).map(String::as_str).collect();
        assert_eq!(acts, ["birth", "death"]);
        let days: Vec<(i16, i8)> = found.iter().map(|d| (d.days.year, d.days.day)).collect();
        assert_eq!(days, [(1871, 3), (1944, 9)]);
        assert!(found.iter().all(|d| d.is_of_life && !d.is_span));
    }

    #[test]
    fn days_are_told_by_the_text_around_them() {
        let found = dates("The weir broke yesterday.");
        assert!(found.iter().all(|d| d.is_relative && d.days.day == 5) && found.len() == 1);
        let found = dates("The brewery closed nineteen years ago.");
        assert!(found.iter().all(|d| d.is_offset && d.days.year == 1945) && found.len() == 1);
    }
}
