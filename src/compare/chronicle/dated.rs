//! A date made ready to be laid beside those of other texts.

use std::borrow::Borrow;

use super::Words;
use crate::compare::cue::Cue;
use crate::compare::item::{Item, Term, Vocabulary, hash, sort};
use crate::fact::{Aspect, Event, Fact, Kind};
use crate::lexicon::{ConceptKind, Events, Lexicon};
use crate::value::{Bound, Grain, Period, Value};

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

    fn is_short(self) -> bool {
        self.last - self.first <= 31
    }

    fn in_year(self, year: i16) -> Self {
        let day = crate::value::Moment::day(year.into(), self.month.into(), self.day.into());
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
    /// Of a birth, a death or a wedding: everybody has those.
    pub(super) is_of_life: bool,
}

/// The dates among some items.
pub(super) fn of<I: Borrow<Item>>(facts: &[Fact], items: &[(u32, usize, I)], concepts: Words<'_>) -> Vec<Dated> {
    let mut vocabulary = Vocabulary::new(concepts);
    let mut out = Vec::new();
    for (n, (_, fact, item)) in items.iter().enumerate() {
        let Some(fact) = facts.get(*fact).filter(|f| f.kind == Kind::Date) else { continue };
        out.extend(dated(n, fact, item.borrow(), &mut vocabulary));
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
    let has_year = lens.contains(&4) && (is_month || !is_clock);
    let is_clock = is_clock && !is_month;
    if bound == Bound::Vague || !has_year && !is_month && !is_clock || is_line_of_date(fact) {
        return None;
    }
    let days = if is_clock { Days::of_clock(period)? } else { Days::of(period, &fact.unit, has_year)? };
    if days.last - days.first > 3 * 366 {
        return None;
    }
    let slots = &fact.slots;
    let table = Events::english();
    let versions: Vec<String> = slots.versions.iter().map(|v| v.trim().trim_end_matches(".0").to_owned()).collect();
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
    let unknown: Vec<&String> = slots.events.iter().filter(|e| !e.is_known).flat_map(|e| &e.acts).collect();
    let whom: Vec<&String> = slots.events.iter().flat_map(|e| e.whom.iter().chain(&e.by)).collect();
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
    let is_life = |e: &Event| e.acts.iter().any(|a| table.families(a).any(|f| f == "life"));
    Some(Dated {
        item: n,
        source: item.source,
        days,
        is_clock,
        stems,
        near,
        names,
        far,
        is_of_life: slots.events.iter().any(is_life),
        acts: slots.events.iter().map(|e| act(e, vocabulary)).collect(),
        is_version: !slots.versions.is_empty(),
        is_span: fact.unit == Grain::Range.as_str() && (lens.len() > 1 || days.last - days.first > SEASON),
        is_latest: period.first.is_none(),
        is_month_alone: !has_year && !is_clock && lens.is_empty(),
        is_offset: is_offset(&fact.quote, lexicon),
        is_numbered: !slots.versions.is_empty() || slots.events.iter().any(|e| !e.numbers.is_empty()),
        is_first: slots.events.iter().any(|e| e.order == Some(1)) || is_first(&fact.quote, lexicon),
    })
}

impl Dated {
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
    let at = fact.quote.find(fact.surface.as_str()).unwrap_or(0);
    let before = fact.quote.get(..at).unwrap_or_default();
    let after = fact.quote.get(at + fact.surface.len()..).unwrap_or_default();
    if at > 0 && after.starts_with(':') && before.split_whitespace().count() <= LABEL {
        return true;
    }
    let is_told = !slots.verbs.is_empty() || !slots.events.is_empty() || fact.cell.is_some();
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
