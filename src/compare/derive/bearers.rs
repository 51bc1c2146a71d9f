//! Of whom an age is said: the name right beside it, or whom "he" stands for; and ages that fit no time of their text.

use super::happening::{Happening, Whom, same_name, years_between};
use super::words::{first_words, words};
use super::{Found, Placed};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::fact::{Fact, Kind};
use crate::value::{Grain, Period, Value};

/// The most words between a name and its age that say what somebody is: "Ada Miller, the keeper of the lock, 38".
const TITLE: usize = 6;
/// By how many years an age must be off that no date stands beside.
const OFF: i64 = 2;

/// Of whom an age is said.
#[derive(Debug)]
pub(super) struct Bearer {
    pub(super) whom: Whom,
    /// Whether the age is put beside the name, as that of the day of which the text tells: "Ada Miller, 38,".
    pub(super) is_apposed: bool,
}

/// The bearer of an age, where its sentence says so in so many words.
pub(super) fn bearer(
    sentences: &[Vec<Placed<'_>>],
    n: usize,
    age: &Placed<'_>,
    is_known: &dyn Fn(&Whom) -> bool,
) -> Option<Bearer> {
    before(age).or_else(|| behind(age)).or_else(|| pronoun(sentences, n, age, is_known))
}

fn named(name: String, is_apposed: bool) -> Option<Bearer> {
    let is_name = name.chars().filter(|c| c.is_alphabetic()).count() > 2;
    is_name.then(|| Bearer { whom: Whom { names: vec![name], is_carried: false }, is_apposed })
}

/// "Ada Miller, aged 38", "Mr Miller, the keeper, who is 38", "Miller was only 38".
fn before(age: &Placed<'_>) -> Option<Bearer> {
    let before = age.before();
    let (name, rest) = last_name(before)?;
    let is_set_off = rest.starts_with(',') || rest.trim_start().starts_with('(');
    let (title, link) = match rest.trim_start_matches(',').rsplit_once(',') {
        Some((title, link)) if is_set_off => (words(title), words(link)),
        _ => (Vec::new(), words(rest)),
    };
    let is_link = |w: &String| {
        Cue::AtAge.has(w) || Cue::Hedge.has(w) || Cue::Then.has(w) || Cue::Pronoun.has(w) || Cue::Said.has(w)
    };
    let is_title = title.len() <= TITLE && !title.iter().any(|w| Cue::Past.has(w) || Cue::Kin.has(w) || is_link(w));
    if rest.contains([';', ':', '!', '?']) || rest.contains(". ") || !is_title || !link.iter().all(is_link) {
        return None;
    }
    let says = link.iter().any(|w| Cue::AtAge.has(w) && w != "at" || Cue::Said.has(w));
    (is_set_off || says).then(|| named(name, is_set_off && ends(age)))?
}

/// "The 38-year-old Miller", "a boy of 16, Ada Miller, was".
fn behind(age: &Placed<'_>) -> Option<Bearer> {
    let after = age.after();
    let is_sign = |c: char| c == '-' || c == '\u{2010}' || c == '\u{2011}' || c == ' ';
    let bare = after.trim_start_matches(is_sign);
    let old = ["years", "year"].iter().find_map(|u| bare.strip_prefix(u));
    let old = old.and_then(|rest| rest.trim_start_matches(is_sign).strip_prefix("old"));
    if let Some(rest) = old {
        let end = rest.find([',', ';', '.', '(']).unwrap_or(rest.len());
        let mut at = 0;
        for word in rest.get(..end)?.split(' ').take(4) {
            if word.starts_with(char::is_uppercase) {
                return named(first_name(rest.get(at..)?), true);
            }
            at += word.len() + 1;
        }
        return None;
    }
    let is_of = words(age.before()).last().is_some_and(|w| w == "of");
    let rest = after.strip_prefix(", ").filter(|rest| is_of && rest.starts_with(char::is_uppercase))?;
    let name = first_name(rest);
    rest.get(name.len()..)?.starts_with(',').then(|| named(name, true))?
}

/// "He was 71 years old."
fn pronoun(
    sentences: &[Vec<Placed<'_>>],
    n: usize,
    age: &Placed<'_>,
    is_known: &dyn Fn(&Whom) -> bool,
) -> Option<Bearer> {
    let clause = age.before().rsplit([',', ';', ':', '.', '(']).next().unwrap_or_default();
    let mut near = words(clause);
    if near.first().is_some_and(|w| w == "when") {
        near.remove(0);
    }
    let (first, rest) = near.split_first()?;
    let is_link = |w: &String| Cue::AtAge.has(w) && w != "at" || Cue::Hedge.has(w) || Cue::Then.has(w);
    if first != "he" && first != "she" || !rest.iter().all(is_link) {
        return None;
    }
    let mut names: Vec<String> = age.fact.slots.carried.first().map(|n| n.to_lowercase()).into_iter().collect();
    // with whom a sentence before begins
    let before = sentences.get(n.saturating_sub(BACK)..n).unwrap_or_default().iter().rev().filter_map(|s| s.first());
    let near = |p: &&Placed<'_>| p.fact.cell.is_none() && p.fact.sentence + 4 > age.fact.sentence;
    let openers =
        before.filter(near).map(|p| first_name(p.fact.quote.trim_start_matches(|c: char| !c.is_alphabetic())));
    names.extend(openers.filter(|name| name.contains(' ')));
    let is_own = clause.len() == age.before().len() && ends(age);
    let whom = |name: String| Whom { names: vec![name], is_carried: true };
    // the first of whom anything is known
    let mut all: Vec<Whom> = names.into_iter().map(whom).collect();
    let known = all.iter().position(is_known).unwrap_or(0);
    (known < all.len()).then(|| Bearer { whom: all.swap_remove(known), is_apposed: is_own })
}

/// How many sentences with values are looked back for whom "he" stands for.
const BACK: usize = 3;

/// Whether nothing behind an age says when somebody was so old: "38 when he left", "38 in those days".
fn ends(age: &Placed<'_>) -> bool {
    let after = age.after().trim_start();
    let after = ["years old", "year old"].iter().find_map(|u| after.strip_prefix(u)).unwrap_or(after);
    let is_and = first_words(after, 1).first().is_some_and(|w| Cue::Joins.has(w));
    after.starts_with([',', '.', ')', ';']) || is_and
}

/// The last name before a value, in lower case, and what stands between the two.
pub(super) fn last_name(before: &str) -> Option<(String, &str)> {
    let mut end = None;
    let mut start = before.len();
    let mut at = before.len();
    for word in before.rsplit(' ') {
        at -= word.len();
        let bare = word.trim_start_matches(['(', '"', '“', '*', '\'', '‘']);
        let is_short = bare.len() <= 4 && bare.ends_with('.');
        let breaks = bare.ends_with([',', ';', ':', ')']) || bare.ends_with('.') && !is_short;
        let lower = bare.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let is_name = bare.starts_with(char::is_uppercase)
            && !(Cue::Definite.has(&lower)
                || Cue::Pronoun.has(&lower)
                || Cue::Per.has(&lower)
                || Cue::Place.has(&lower));
        match end {
            None if is_name => {
                let stop = bare.trim_end_matches(|c: char| !c.is_alphanumeric());
                end = Some(at + (word.len() - bare.len()) + stop.len());
                start = at + (word.len() - bare.len());
            }
            Some(_) if is_name && !breaks => start = at + (word.len() - bare.len()),
            Some(_) => break,
            None => {}
        }
        at = at.saturating_sub(1);
    }
    let end = end?;
    let name = before.get(start..end)?;
    if name.ends_with("'s") || name.ends_with("’s") {
        return None;
    }
    Some((plain(name), before.get(end..)?))
}

/// The words with a capital that a text begins with, in lower case.
fn first_name(text: &str) -> String {
    let mut name: Vec<&str> = Vec::new();
    for word in text.split(' ').take_while(|w| w.starts_with(char::is_uppercase)) {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        name.push(bare);
        if bare.len() < word.len() && !(word.len() <= 4 && word.ends_with('.')) {
            break;
        }
    }
    plain(&name.join(" "))
}

/// A name without its titles.
fn plain(name: &str) -> String {
    let kept: Vec<String> = name.split(' ').map(str::to_lowercase).collect();
    let is_title = |w: &String| Cue::Title.has(w.trim_end_matches('.'));
    let from = kept.iter().position(|w| !is_title(w)).unwrap_or(0);
    kept.get(from..).unwrap_or_default().join(" ")
}

/// Whether a birth is that of the bearer, be it told of "him" alone.
pub(super) fn is_born(birth: &Happening, bearer: &Bearer) -> bool {
    let first = birth.whom.names.first();
    birth.whom.meets(&bearer.whom)
        && (!birth.whom.is_carried || first.is_some_and(|n| bearer.whom.names.iter().any(|m| same_name(n, m))))
}

/// An age put beside a name: it must hold at one time or another of which its text tells.
pub(super) fn at_no_time(
    facts: &[Fact],
    text: &[usize],
    (age, years): (&Placed<'_>, i64),
    (born, died): (&Happening, Option<&Happening>),
    found: &mut Vec<Found>,
) {
    let is_date = |f: &Fact| f.kind == Kind::Date && !super::super::is_lifespan(f);
    let own = text.iter().copied().filter(|&i| i != born.fact && is_date(&facts[i]));
    let dated = own.filter_map(|i| match facts[i].value {
        Value::Date { period, .. } => Some((Some(i), period)),
        Value::Number { .. } => None,
    });
    let carried = text.iter().filter_map(|&i| Some((None, facts[i].when?)));
    let is_birth = |p: &Period| years_between(born.period, *p).is_none_or(|(low, high)| low < 1 || high > 120);
    let times: Vec<(Option<usize>, Period)> = dated.chain(carried).filter(|(_, p)| !is_birth(p)).collect();
    let off = |p: &Period| {
        years_between(born.period, *p).map_or(i64::MAX, |(low, high)| (low - years).max(years - high).max(0))
    };
    let Some((at, nearest)) = times.iter().min_by_key(|(i, p)| (off(p), i.is_none())).copied() else { return };
    let is_last = died.is_some_and(|d| d.period.meets(nearest));
    let off_by = off(&nearest);
    if off_by > 0 && off_by < if is_last { 1 } else { OFF } {
        return;
    }
    let at = at.filter(|&i| facts[i].unit != Grain::Range.as_str());
    if off_by == 0 {
        let says = format!("born {}, {}: the age fits", facts[born.fact].surface, age.fact.surface);
        let members = [born.fact].into_iter().chain(at).chain([age.index]).collect();
        found.push(Found::agree("age-and-dates", members, says));
        return;
    }
    let says = format!("born {}, {} at no time of which the text tells", facts[born.fact].surface, age.fact.surface);
    let members = [born.fact].into_iter().chain(at).chain([age.index]).collect();
    found.push(Found::conflict("age-and-dates", Severity::Warning, members, says));
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{clash, silent};

    #[test]
    fn an_age_beside_a_name_holds_at_a_time_of_its_text() {
        clash(
            "Rosa Lind, born in 1901, kept bees. The hives burned on 3 May 1934. Miss Rosa Lind, 45, lost all of them.",
            "age-and-dates: from 1901 to 1934 makes 32 to 33 years, not 45",
        );
        silent(
            "Rosa Lind, born in 1901, kept bees. The hives burned on 3 May 1934. Miss Rosa Lind, 33, lost all of them.",
        );
        silent("Rosa Lind, born in 1901, kept bees. The hives burned on 3 May 1934. Her son Karl, 12, saved a queen.");
        silent("Rosa Lind, born in 1901, kept bees. They burned on 3 May 1934. At the age of ten she had been stung.");
    }

    #[test]
    fn what_stands_for_a_name_has_its_age() {
        let text =
            |age: u32| format!("Karl Brodd was born in 1850 at Hedmark. Brodd was {age} when the mill burned in 1890.");
        clash(&text(52), "age-and-dates: from 1850 to 1890 makes 39 to 40 years, not 52");
        silent(&text(39));
        silent("The chair, 1850, bears his name. Brodd was 52 when the mill burned in 1890.");
    }
}
