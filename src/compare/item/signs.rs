//! What the words right beside a value say of it: that it is added, a part, a distance, a limit.

use super::words::Vocabulary;
use crate::compare::cue::Cue;
use crate::fact::{Fact, Kind};
use crate::lexicon::Lexicon;
use crate::value::{Bound, Number, Standing, Value};

/// Whether what was taken for a name is the symbol of a unit ("GiB", folded to lower case).
pub(super) fn is_unit(name: &str) -> bool {
    let units = &Lexicon::english().units;
    let upper = name.to_uppercase();
    let binary = upper.replace('I', "i");
    units.by_symbol(&upper, true).is_some() || units.by_symbol(&binary, true).is_some()
}

/// "from 1 MB to 4 MB": a change from one value to another, no value that lies between them.
pub(super) fn is_shift(fact: &Fact) -> bool {
    let (before, _, _) = beside(fact);
    // a time from one date to another is no change, see [`super::lapse`]
    let is_lapse = fact.event.is_some();
    fact.kind != Kind::Date && !is_lapse && fact.value.bound() == Bound::Between && before.eq_ignore_ascii_case("from")
}

/// A change from one value to another as the value it ended at: the one written last.
pub(super) fn end_of_shift(fact: &Fact) -> Option<Fact> {
    let Value::Number { low: Some(low), high: Some(high), .. } = fact.value else { return None };
    let mut words = fact.surface.split_whitespace().filter(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    let number = |w: &str| w.replace(',', "").parse::<Number>().ok();
    let (first, last) = (words.next()?, words.next_back()?);
    let end = if number(last) == Some(low) || number(first) == Some(high) {
        low
    } else if number(last) == Some(high) || number(first) == Some(low) {
        high
    } else {
        return None;
    };
    let at = fact.surface.rfind(last)?;
    let mut ended = fact.clone();
    ended.surface = fact.surface.get(at..)?.to_owned();
    ended.value = Value::Number { low: Some(end), high: Some(end), bound: Bound::Exact };
    Some(ended)
}

/// The words right before and behind the value, lower case.
pub(super) fn beside(fact: &Fact) -> (&str, &str, &str) {
    let quote: &str = &fact.quote;
    let Some(at) = quote.find(fact.surface.as_str()) else { return ("", "", "") };
    let before = quote.get(..at).and_then(|b| b.split_whitespace().next_back()).unwrap_or_default();
    let mut after = quote.get(at + fact.surface.len()..).unwrap_or_default().split_whitespace();
    (before, after.next().unwrap_or_default(), after.next().unwrap_or_default())
}

/// "from 100 to 1,000": what a change began with, which held before it.
pub(super) fn is_origin(fact: &Fact) -> bool {
    const NEAR: usize = 3;
    let quote: &str = &fact.quote;
    let Some(at) = quote.find(fact.surface.as_str()).filter(|_| fact.kind != Kind::Date && fact.cell.is_none()) else {
        return false;
    };
    let (before, after) =
        (quote.get(..at).unwrap_or_default(), quote.get(at + fact.surface.len()..).unwrap_or_default());
    let mut near = before.split_whitespace().rev().take(NEAR).take_while(|w| !w.ends_with([',', ';', ':']));
    let mut next = after.split_whitespace().take(NEAR).take_while(|w| !w.ends_with('.'));
    near.any(|w| w.eq_ignore_ascii_case("from")) && next.any(|w| w == "to")
}

pub(super) fn is_more(fact: &Fact) -> bool {
    let (before, after, next) = beside(fact);
    // "north to 81°, further up the coast": what stands behind a comma adds nothing
    let parts = |w: &str| w.ends_with([',', ';', ':', ')']);
    let (after, next) = if parts(after) { ("", "") } else { (after, next) };
    // "a third more birds" is a rise
    let grows = fact.kind == Kind::Share;
    Cue::Added.is_written(before)
        || Cue::Added.has(after)
        || Cue::Added.has(next)
        || after == "more" && next != "than" && !grows
        || follows_name(fact)
        || goes_with_name(fact)
}

/// "Three men perished with him": one more who has been told of.
fn goes_with_name(fact: &Fact) -> bool {
    const NEAR: usize = 8;
    let (_, after) = around(fact);
    let stop = after.find([',', ';', '.']).unwrap_or(after.len());
    let words: Vec<&str> = after.get(..stop).unwrap_or_default().split_whitespace().take(NEAR).collect();
    fact.kind == Kind::Count && words.windows(2).any(|w| w[0] == "with" && Cue::Him.has(w[1]))
}

/// "Miller and three porters": those named come on top of a small number.
fn follows_name(fact: &Fact) -> bool {
    const SMALL: i128 = 12;
    let few = fact.value.single().is_some_and(|n| n <= Number::integer(SMALL));
    let before = fact.quote.find(fact.surface.as_str()).and_then(|at| fact.quote.get(..at)).unwrap_or_default();
    let mut words = before.split_whitespace().rev();
    fact.kind == Kind::Count
        && few
        && words.next().is_some_and(|w| Cue::Joins.has(w))
        && words.next().is_some_and(|w| w.starts_with(char::is_uppercase) && w.ends_with(char::is_alphabetic))
}

/// The words of the sentence before and behind the value, in lower case.
pub(super) fn around(fact: &Fact) -> (String, String) {
    let quote: &str = &fact.quote;
    let at = quote.find(fact.surface.as_str()).unwrap_or(quote.len());
    let end = (at + fact.surface.len()).min(quote.len());
    let side = |part: Option<&str>| part.unwrap_or_default().to_lowercase();
    (side(quote.get(..at)), side(quote.get(end..)))
}

/// "For six days", "took some six days", "in six days", "a six-day voyage": how long something went on.
pub(super) fn is_lasting(fact: &Fact) -> bool {
    const NEAR: usize = 4;
    if fact.kind != Kind::Duration {
        return false;
    }
    let (before, after) = around(fact);
    let mut near = before.split(|c: char| !c.is_alphanumeric()).rev().filter(|w| !w.is_empty()).take(NEAR);
    let is_named = after.starts_with('-') && !fact.slots.head.is_empty();
    !is_offset(fact) && (is_named || near.any(|w| Cue::Lasting.has(w)))
}

/// "Three metres each": of one of several.
pub(super) fn is_each(fact: &Fact) -> bool {
    const NEAR: usize = 3;
    let (_, after) = around(fact);
    fact.kind != Kind::Date
        && after.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(NEAR).any(|w| Cue::Each.has(w))
}

/// "A third of the seats", "61 per cent of votes": the whole is named.
pub(super) fn is_of(fact: &Fact) -> bool {
    let (_, after) = around(fact);
    let mut words =
        after.split(|c: char| c.is_whitespace()).filter(|w| !w.is_empty() && !Cue::Percent.has(w) && *w != "%");
    fact.kind == Kind::Share && words.next() == Some("of")
}

/// Whether the sentence tells of something that was, and not of what may be.
pub(super) fn is_past(fact: &Fact) -> bool {
    let quote = fact.quote.to_lowercase();
    Cue::Past.is_in(&quote) && !Cue::Rule.is_in(&quote)
}

/// The particles right behind the verbs of a fact: "up" of "blew up".
pub(super) fn particles(fact: &Fact) -> Vec<String> {
    const MOST: usize = 3;
    let slots = &fact.slots;
    let (verbs, near) = (slots.verbs.iter().take(4), slots.clause.iter().take(4));
    let known: Vec<&String> = verbs.chain(near).collect();
    let is_word = |w: &&str| !w.is_empty();
    let words: Vec<&str> = fact.quote.split(|c: char| !c.is_alphanumeric()).filter(is_word).collect();
    let pairs = words.windows(2).filter(|w| Cue::Particle.has(w[1]));
    if fact.kind == Kind::Date {
        return Vec::new();
    }
    let behind = pairs.filter(|w| known.contains(&&Lexicon::english().lemma(w[0])));
    behind.map(|w| w[1].to_owned()).take(MOST).collect()
}

/// Whether a verb says little of what is done: "give", "take".
pub(super) fn is_light(lemma: &str) -> bool {
    Cue::Light.has(lemma)
}

pub(super) fn is_offset(fact: &Fact) -> bool {
    let (_, after, next) = beside(fact);
    let bare = |w: &str| Cue::Offset.has(w.trim_end_matches(|c: char| !c.is_alphabetic()));
    // "held out for six weeks before it fell": a length all the same
    let (words, _) = around(fact);
    let is_length = words.split_whitespace().rev().take(2).any(|w| w == "for");
    fact.kind == Kind::Duration && !is_length && (bare(after) || bare(next))
}

/// Whether a value is stated as the most that something may have: by the words before it, by its row or column, or by its noun.
pub(super) fn is_limit(fact: &Fact, vocabulary: &Vocabulary<'_>) -> bool {
    let counts = matches!(fact.kind, Kind::Count | Kind::Quantity | Kind::Duration | Kind::Money);
    if !counts || !matches!(fact.value.bound(), Bound::Exact | Bound::AtMost | Bound::Under) {
        return false;
    }
    let concepts = vocabulary.concepts;
    let named = |w: &String| {
        concepts.of(w).is_some_and(|id| [concepts.named("limit"), concepts.named("maximum")].contains(&Some(id)))
    };
    let slots = &fact.slots;
    if let Some(standing) = slots.standing {
        return standing == Standing::Maximum;
    }
    if !slots.codes.is_empty() {
        return false;
    }
    if slots.table.iter().chain(&slots.modifiers).any(named) || named(&slots.head) {
        return true;
    }
    let Some(at) = fact.quote.find(fact.surface.as_str()) else { return false };
    let before = fact.quote.get(..at).unwrap_or_default().trim_end().to_lowercase();
    Cue::Limit.ends(&before)
}

/// Whether a value is stated as the most there may be: "can hold up to 40", "up to 40 kg", "beyond 40 ... refused"; not "there
/// were at most 40", which only estimates.
pub(super) fn is_ceiling(fact: &Fact) -> bool {
    let says = |cue: Cue| cue.is_in(&fact.quote.to_lowercase());
    match (fact.value.bound(), fact.kind) {
        (_, Kind::Date) => false,
        (Bound::AtMost, Kind::Quantity | Kind::Duration) => {
            !says(Cue::Past) || beside(fact).0.eq_ignore_ascii_case("to")
        }
        (Bound::AtMost, _) => says(Cue::Rule) && !says(Cue::Past),
        _ => false,
    }
}

/// Whether a value is that of the largest, widest, highest of its kind: the most there was.
pub(super) fn is_peak(fact: &Fact, vocabulary: &Vocabulary<'_>) -> bool {
    let concepts = vocabulary.concepts;
    let most = concepts.named("maximum");
    matches!(fact.kind, Kind::Quantity | Kind::Duration)
        && fact.value.bound() == Bound::Exact
        && most.is_some()
        && fact.slots.modifiers.iter().any(|w| concepts.of(w) == most)
}

/// Whether whoever writes tells of what is his own: "we run 40 of them", "in our set-up".
pub(super) fn is_own(fact: &Fact) -> bool {
    fact.quote.split(|c: char| !c.is_alphabetic()).any(|w| Cue::Writer.is_written(w))
}

/// Whether what lies beyond a value is shut out: "beyond 40 bytes it is refused", "older than 60 days are removed".
pub(super) fn is_cutoff(fact: &Fact) -> bool {
    fact.kind != Kind::Date && fact.value.bound() == Bound::Over && Cue::Barred.is_in(&fact.quote.to_lowercase())
}

/// Whether a value is stated as the least of those that belong: "65 and over".
pub(super) fn is_threshold(fact: &Fact) -> bool {
    let rest =
        |q: &str| q.find(fact.surface.as_str()).and_then(|at| q.get(at + fact.surface.len()..)).map(str::to_lowercase);
    let says = || {
        fact.value.bound() == Bound::AtLeast
            && rest(&fact.quote).is_some_and(|after| Cue::Threshold.starts(after.trim_start()))
    };
    // "| Minimum age | 18 years |"
    let is_least = fact.slots.standing == Some(Standing::Minimum) && fact.kind == Kind::Quantity && is_age(fact);
    fact.kind != Kind::Date && (is_least || says())
}

/// Whether it says how old somebody is.
fn is_age(fact: &Fact) -> bool {
    let concepts = crate::lexicon::Concepts::english();
    concepts.of(&fact.slots.head).is_some() && concepts.of(&fact.slots.head) == concepts.named("age")
}

/// The words behind a value up to the next stop, without what stands in brackets: "31 m (102 ft) [high at the crest]".
pub(super) fn behind(fact: &Fact) -> Vec<&str> {
    const FEW: usize = 4;
    let quote: &str = &fact.quote;
    let rest =
        quote.find(fact.surface.as_str()).and_then(|at| quote.get(at + fact.surface.len()..)).unwrap_or_default();
    let mut out = Vec::new();
    let mut depth = 0_i32;
    for word in rest.split(|c: char| c.is_whitespace() || c == '-').filter(|w| !w.is_empty()) {
        depth += i32::from(word.starts_with('('));
        if depth == 0 {
            out.push(word.trim_matches(|c: char| !c.is_alphanumeric()));
        }
        let is_stop = word.ends_with([',', ';', '.', ':']);
        depth -= i32::from(word.trim_end_matches([',', ';', '.']).ends_with(')'));
        if depth <= 0 && (is_stop || out.len() >= FEW) {
            break;
        }
    }
    out
}

/// The digits of a value as written, without separators and the zeros at its end.
pub(super) fn figure(fact: &Fact) -> u64 {
    let digits: String = fact.surface.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0').trim_start_matches('0');
    if (2..=18).contains(&digits.len()) { digits.parse().unwrap_or(0) } else { 0 }
}

pub(super) fn is_part(fact: &Fact) -> bool {
    let (_, after, next) = beside(fact);
    // "of which £3 million falls to the town"
    let before = fact.quote.find(fact.surface.as_str()).and_then(|at| fact.quote.get(..at)).unwrap_or_default();
    let mut words = before.split(|c: char| !c.is_alphanumeric()).rev().filter(|w| !w.is_empty());
    let of_which = words.next().is_some_and(|w| Cue::Part.has(w) && w.len() > 3) && words.next() == Some("of");
    // "up to 16 of them"
    let is_bound = matches!(fact.value.bound(), Bound::AtMost | Bound::AtLeast);
    of_which && fact.kind != Kind::Date || fact.kind == Kind::Count && after == "of" && Cue::Part.has(next) && !is_bound
}

/// A count with digits behind the point and no unit counts nothing: a version, a section, a mark.
pub(super) fn counts_fraction(fact: &Fact) -> bool {
    let is_whole = |n: Option<Number>| n.is_none_or(Number::is_integer);
    match fact.value {
        Value::Number { low, high, .. } => {
            fact.kind == Kind::Count && fact.cell.is_none() && !(is_whole(low) && is_whole(high))
        }
        Value::Date { .. } => false,
    }
}
