//! Differences and changes whose two ends the sentence beside them tells: "It was 11.5 per cent against 8.2. That is 3.3 points";
//! "It fell by a third. Put differently, from 12 to 8 per cent."

use super::rises::{ends, is_change, settle};
use super::words::words;
use super::{Found, Placed, wider};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::fact::Kind;
use crate::lexicon::{Class, Lexicon};
use crate::value::{Bound, Number};

/// How many sentences back two shares may stand.
const BACK: u32 = 5;

/// Checks the sentence and the one before it.
pub(super) fn check(sentences: &[Vec<Placed<'_>>], n: usize, found: &mut Vec<Found>) {
    let Some(sentence) = sentences.get(n) else { return };
    points(sentences, n, found);
    // a colon may part what is put differently
    let Some(before) = n.checked_sub(1).and_then(|k| sentences.get(k)) else { return };
    let number = |s: &[Placed<'_>]| s.first().filter(|p| p.fact.cell.is_none()).map_or(0, |p| p.fact.sentence);
    if number(sentence) > number(before) + 2 || number(before) == 0 && number(sentence) > 2 {
        return;
    }
    restated(before, sentence, found);
}

fn is_percent(p: &Placed<'_>) -> bool {
    p.fact.kind == Kind::Share
        && p.fact.cell.is_none()
        && p.fact.change.is_none()
        && p.fact.unit == "percent"
        && p.fact.value.bound() == Bound::Exact
}

/// The only two shares of a sentence.
fn two<'a, 'f>(sentence: &'a [Placed<'f>]) -> Option<[&'a Placed<'f>; 2]> {
    let is_share = |p: &&Placed<'_>| p.fact.kind == Kind::Share && p.fact.unit != "fraction";
    let shares: Vec<&Placed<'_>> = sentence.iter().filter(is_share).collect();
    match shares.as_slice() {
        &[a, b] if is_percent(a) && is_percent(b) => Some([a, b]),
        _ => None,
    }
}

/// "… 11.5 per cent and 8.2 per cent. That makes 3.3 percentage points."
fn points(sentences: &[Vec<Placed<'_>>], n: usize, found: &mut Vec<Found>) {
    let sentence = &sentences[n];
    let shares: Vec<&Placed<'_>> = sentence.iter().filter(|p| p.fact.kind == Kind::Share).collect();
    let &[by] = shares.as_slice() else { return };
    // a share that is reached or left has other ends
    let next = words(by.after());
    let is_open =
        next.iter().take(6).any(|w| Cue::To.has(w) && !Cue::Of.has(w) || Cue::From.has(w) || Cue::Comparative.has(w));
    if !by.fact.unit.contains("point") || by.fact.value.bound() != Bound::Exact || by.fact.cell.is_some() || is_open {
        return;
    }
    // the last sentence before that holds shares
    let near = |s: &&Vec<Placed<'_>>| {
        s.iter().any(|p| p.fact.kind == Kind::Share) && s.iter().all(|p| p.fact.sentence + BACK >= by.fact.sentence)
    };
    let Some([a, b]) = sentences[..n].iter().rev().take(2).find(near).and_then(|s| two(s)) else { return };
    let (Some(x), Some(y), Some(said)) = (a.extent(), b.extent(), by.extent()) else { return };
    let made = [x.sub(y), y.sub(x)];
    let facts = vec![a.index, b.index, by.index];
    let (p, q, shown) = (&a.fact.surface, &b.fact.surface, &by.fact.surface);
    if made.iter().any(|e| !e.disjoint(said)) {
        found.push(Found::agree("difference", facts, format!("between {p} and {q} lie {shown}")));
    } else if made.iter().all(|e| e.disjoint(wider(said))) {
        let is = a.fact.value.single().zip(b.fact.value.single()).and_then(|(a, b)| a.checked_sub(b)).map(Number::abs);
        let is = is.map_or_else(|| "another".to_owned(), |n| n.to_string());
        let says = format!("between {p} and {q} lie {is}, not {shown}");
        found.push(Found::conflict("difference", Severity::Warning, facts, says));
    }
}

/// "It lowered the risk by a third. Put differently, 12 per cent fell ill there and 8 per cent here."
fn restated(before: &[Placed<'_>], sentence: &[Placed<'_>], found: &mut Vec<Found>) {
    let opens = sentence.first().map(|p| words(p.before()).join(" ")).unwrap_or_default();
    if !Cue::Rephrases.starts(&opens) {
        return;
    }
    let changes: Vec<&Placed<'_>> = before.iter().filter(|p| p.fact.kind == Kind::Share && is_changed(p)).collect();
    let Some(last) = changes.last() else { return };
    let Some([a, b]) = two(sentence).or_else(|| measures(sentence)) else { return };
    // what fell was larger before
    let is_less = super::stated(a.fact).zip(super::stated(b.fact)).is_some_and(|(x, y)| x < y);
    let two = if fell(last) == Some(is_less) { ends(b, a) } else { ends(a, b) };
    if let Some(two) = two {
        settle(last, &two, found);
    }
}

/// Whether a change went down, where its words say.
fn fell(p: &Placed<'_>) -> Option<bool> {
    let class = |w: &String| Lexicon::english().word(w).class;
    let list = words(p.before());
    let near = list.iter().rev().take(16);
    near.clone().find_map(|w| match (class(w).has(Class::DOWN), class(w).has(Class::UP)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    })
}

/// "It lowered the risk of falling ill, at whatever age, by 40 per cent": the verb may stand far before.
fn is_changed(p: &Placed<'_>) -> bool {
    let list = words(p.before());
    let clause = list.get(list.len().saturating_sub(16)..).unwrap_or_default();
    let class = |w: &String| Lexicon::english().word(w).class;
    let moves = |w: &String| class(w).has(Class::UP) || class(w).has(Class::DOWN) || Cue::Change.has(w);
    is_change(p) || list.last().is_some_and(|w| w == "by") && clause.iter().any(moves)
}

/// The only two numbers of a sentence, both of one kind of thing.
fn measures<'a, 'f>(sentence: &'a [Placed<'f>]) -> Option<[&'a Placed<'f>; 2]> {
    let is_value = |p: &&Placed<'_>| matches!(p.fact.kind, Kind::Count | Kind::Money | Kind::Quantity | Kind::Share);
    let values: Vec<&Placed<'_>> = sentence.iter().filter(is_value).collect();
    let is_exact = |p: &Placed<'_>| p.fact.value.bound() == Bound::Exact && p.fact.cell.is_none();
    match values.as_slice() {
        &[a, b] if a.fact.kind == b.fact.kind && a.fact.unit == b.fact.unit && is_exact(a) && is_exact(b) => {
            Some([a, b])
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{clash, fits, silent};

    #[test]
    fn points_between_the_shares_of_the_sentence_before() {
        let text = |n: &str| {
            format!(
                "In the first year 14.5 per cent of the seedlings died, in the second 9.2 per cent. We should write of {n} percentage points."
            )
        };
        clash(&text("7.3"), "difference: between 14.5 and 9.2 lie 5.3, not 7.3");
        fits(&text("5.3"), "difference");
        silent(
            "Of the oaks 14 per cent died, of the elms 9 per cent. The share of ashes rose by 2 percentage points to 11.",
        );
    }

    #[test]
    fn a_change_that_is_put_differently() {
        let text = |n: &str| {
            format!(
                "The new fence cut the loss of lambs by {n} per cent. Put differently: on the old pasture 15 per cent were taken, on the new one only 9 per cent."
            )
        };
        clash(&text("60"), "rise-and-ends: from 15 to 9 is not a change by 60");
        fits(&text("40"), "rise-and-ends");
    }
}
