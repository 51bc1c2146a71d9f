//! When something happened that a phrase only names: "forty years after the disaster", "when she led the strike".

use super::happening::{acts, years_between};
use super::words::words;
use crate::compare::cue::Cue;
use crate::fact::{Fact, Kind};
use crate::lexicon::Lexicon;
use crate::value::{Bound, Grain, Period, Value};

/// A date and its days.
pub(super) type Dated = (usize, Period);

/// The dates that a text gives for what a phrase names, its sentence left out.
pub(super) fn dated(facts: &[Fact], text: &[usize], phrase: &str, sentence: u32) -> Vec<Dated> {
    let Some(noun) = head(phrase) else { return Vec::new() };
    let names = |f: &Fact| {
        f.slots.subject.contains(&noun)
            || f.slots.object.contains(&noun)
            || f.slots.events.iter().any(|e| e.acts.contains(&noun) || e.label.split(' ').any(|w| w == noun))
            || f.event
                .as_deref()
                .is_some_and(|e| e.split(' ').take(2).any(|w| noun.starts_with(w) && noun.len() <= w.len() + 2))
    };
    let dates = text.iter().copied().filter(|&i| facts[i].sentence != sentence && facts[i].cell.is_none());
    dates.filter(|&i| names(&facts[i])).filter_map(|i| Some((i, period(&facts[i])?))).collect()
}

/// The first full date of a text, where the phrase is a word for what the whole text is about: "the disaster".
pub(super) fn of_the_text(facts: &[Fact], text: &[usize], phrase: &str, sentence: u32) -> Option<Dated> {
    let noun = head(phrase).filter(|n| Cue::Happening.has(n))?;
    let is_day = |i: &usize| {
        let f = &facts[*i];
        f.kind == Kind::Date
            && f.unit == Grain::Day.as_str()
            && f.cell.is_none()
            && f.surface.bytes().filter(u8::is_ascii_digit).count() >= 5
    };
    let mut days = text.iter().copied().filter(is_day).filter_map(|i| Some((i, period(&facts[i])?)));
    let first = days.next().filter(|(i, _)| facts[*i].sentence < sentence)?;
    (!noun.is_empty()).then_some(first)
}

/// Whether all dates are of one year.
pub(super) fn is_one_year(dates: &[Dated]) -> bool {
    dates.windows(2).all(|t| years_between(t[0].1, t[1].1).is_some_and(|(low, high)| low <= 0 && high >= 0))
}

/// The noun that a phrase is about: what stands before the first word that something else hangs on.
fn head(phrase: &str) -> Option<String> {
    let phrase = phrase.split([',', ';', '.', '(', '—', '–']).next()?;
    let list = words(phrase);
    let is_article = |w: &String| Cue::Definite.has(w) || Cue::Per.has(w) || Cue::Part.has(w);
    let named: Vec<&String> =
        list.iter().skip_while(|w| is_article(w)).take_while(|w| !Cue::Hangs.has(w) && !Cue::Past.has(w)).collect();
    let opens = list.first().is_some_and(is_article);
    let last = named.last().filter(|_| opens && named.len() <= 3)?;
    Some(Lexicon::english().lemma(last))
}

/// Whether a phrase says that the thing told before was made or begun: "it was built".
pub(super) fn is_its_beginning(phrase: &str) -> bool {
    let list = words(phrase.split([',', ';', '.', '(']).next().unwrap_or_default());
    let is_it = list.first().is_some_and(|w| Cue::Pronoun.has(w) || Cue::Former.has(w));
    is_it && list.len() <= 5 && (list.iter().any(|w| Cue::Begins.has(w)) || !acts(&list.join(" ")).is_empty())
}

fn period(fact: &Fact) -> Option<Period> {
    let is_coarse = [Grain::Range, Grain::Decade, Grain::Century].iter().any(|g| fact.unit == g.as_str());
    match fact.value {
        Value::Date { period, bound: Bound::Exact } if fact.kind == Kind::Date && !is_coarse => {
            (period.first.is_some() && period.last.is_some()).then_some(period)
        }
        _ => None,
    }
}
