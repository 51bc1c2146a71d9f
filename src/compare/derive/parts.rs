//! A part, its share, and a whole that was named before: "Of the 1,200 boats 300 sank, or 30 per cent".

use super::shares::{quotient, tenths};
use super::words::{closes, first_words, is_base, words};
use super::{Found, Placed};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::compare::extents::dimension;
use crate::fact::{Fact, Kind};
use crate::lexicon::Lexicon;
use crate::value::Bound;

/// How many sentences back a whole may stand.
const BACK: u32 = 2;
/// How far away a number may stand that the share would fit.
const AROUND: usize = 6;

/// Checks the shares of a sentence that restate a part beside them.
pub(super) fn check(sentences: &[Vec<Placed<'_>>], n: usize, found: &mut Vec<Found>) {
    let Some(sentence) = sentences.get(n) else { return };
    for (at, share) in sentence.iter().enumerate().filter(|(_, p)| is_share(p)) {
        let before = at.checked_sub(1).and_then(|i| sentence.get(i)).filter(|p| is_part(p) && restates(p, share));
        let behind = sentence.get(at + 1).filter(|p| is_part(p) && restates(share, p));
        let Some(part) = before.or(behind) else { continue };
        let last = part.to.max(share.to);
        let (wholes, severity) = wholes(sentences, n, part, share, last);
        judge(sentences, n, part, share, &wholes, severity, found);
    }
}

fn is_share(p: &Placed<'_>) -> bool {
    p.fact.kind == Kind::Share && p.fact.cell.is_none() && p.fact.change.is_none() && !p.fact.unit.contains("point")
}

fn is_part(p: &Placed<'_>) -> bool {
    matches!(p.fact.kind, Kind::Count | Kind::Money | Kind::Quantity)
        && p.fact.cell.is_none()
        && p.fact.change.is_none()
        && p.fact.value.bound() == Bound::Exact
}

/// Whether the second value says the first again: "412 were lost, or 35 per cent", "412 were lost (35 per cent)".
fn restates(a: &Placed<'_>, b: &Placed<'_>) -> bool {
    let between = a.until(b);
    if between.contains(['.', ';', ':', ')']) || between.len() > 80 {
        return false;
    }
    if let Some((before, inside)) = between.split_once('(') {
        return words(inside).is_empty() && words(before).len() <= 7 && !before.contains(',') && closes(b.after());
    }
    let Some((before, or)) = between.rsplit_once([',', '—', '–']) else { return false };
    let or = words(or);
    let is_or = or.len() <= 3 && or.iter().all(|w| Cue::Restates.has(w));
    let next = first_words(b.after(), 1);
    let is_end = next.first().is_none_or(|w| w == "of") || Cue::InAll.is_in(&first_words(b.after(), 2).join(" "));
    let is_alone = b.after().starts_with(',') && or.is_empty();
    is_or && (is_end || is_alone) && !before.contains([',', '—']) && words(before).len() <= 7
}

/// Whether "of" comes right behind a value, the word for percent aside.
fn follows_of(p: &Placed<'_>) -> bool {
    first_words(p.after(), 1).first().is_some_and(|w| w == "of")
}

/// The numbers that may be the whole, and how sure a clash with one of them would be.
fn wholes<'a, 'f>(
    sentences: &'a [Vec<Placed<'f>>],
    n: usize,
    part: &Placed<'f>,
    share: &Placed<'f>,
    last: usize,
) -> (Vec<&'a Placed<'f>>, Severity) {
    let sentence = &sentences[n];
    let is_larger = |w: &&Placed<'_>| {
        let larger = w.fact.value.single().zip(part.fact.value.single()).is_some_and(|(w, p)| w > p);
        is_part(w) && w.index != part.index && larger && dimension(w.fact) == dimension(part.fact)
    };
    // Of the 1,200 boats
    let own: Vec<_> = sentence.iter().filter(is_larger).filter(|w| w.to <= part.from && is_base(w.before())).collect();
    if !own.is_empty() {
        return (own, Severity::Error);
    }
    let lexicon = Lexicon::english();
    let names = |of: &[String], w: &Fact| {
        of.iter().any(|word| {
            let lemma = lexicon.lemma(word);
            lemma == w.slots.head || w.slots.verbs.first() == Some(&lemma)
        })
    };
    let here = part.fact.sentence;
    let reach = |back: u32| {
        let from = n.saturating_sub(usize::try_from(back).unwrap_or(0));
        sentences[from..n].iter().flatten().filter(move |p| p.fact.sentence + back >= here && p.fact.cell.is_none())
    };
    if follows_of(share) && share.to == last {
        // 35 per cent of those that sailed
        let of = first_words(share.after(), 5);
        if of.iter().skip(1).any(|w| w.bytes().any(|b| b.is_ascii_digit())) {
            return (Vec::new(), Severity::Warning);
        }
        let of = of.get(1..).unwrap_or_default();
        return (reach(4 * BACK).filter(is_larger).filter(|w| names(of, w.fact)).collect(), Severity::Warning);
    }
    // "412 of them"
    let of = first_words(part.after(), 2);
    let is_theirs = of.first().is_some_and(|w| w == "of") && of.get(1).is_some_and(|w| Cue::Part.has(w));
    let is_total = |w: &&Placed<'_>| {
        let before: Vec<String> = words(w.before());
        let near = before.iter().rev().take(3).any(|w| Cue::Total.has(w) || Cue::InAll.has(w));
        near || Cue::InAll.is_in(&first_words(w.after(), 4).join(" "))
    };
    let head = &part.fact.slots.head;
    let same = |w: &&Placed<'_>| !head.is_empty() && *head == w.fact.slots.head;
    let back = reach(1).chain(sentence.iter().filter(|w| w.to <= part.from));
    // "Two thirds of them, 600 in all"
    let of_share = first_words(share.after(), 2);
    let is_theirs =
        is_theirs || matches!(of_share.as_slice(), [of, them] if of == "of" && (Cue::Part.has(them) || them == "it"));
    let found: Vec<_> = back.filter(is_larger).filter(|w| is_theirs || same(w) && is_total(w)).collect();
    if !found.is_empty() || share.to.min(part.to) == last {
        return (found, Severity::Warning);
    }
    // the only larger number of the sentence, of the same things or of nothing else: "In a class of 40, half the pupils, 20, …"
    let named =
        |w: &Fact| w.slots.head.is_empty() || head.is_empty() || *head == w.slots.head || Cue::Group.has(&w.slots.head);
    let own: Vec<_> = sentence.iter().filter(is_larger).filter(|w| w.to <= part.from.min(share.from)).collect();
    let is_one = own.len() == 1 && own.iter().all(|w| named(w.fact));
    (if is_one { own } else { found }, Severity::Warning)
}

fn judge(
    sentences: &[Vec<Placed<'_>>],
    n: usize,
    part: &Placed<'_>,
    share: &Placed<'_>,
    wholes: &[&Placed<'_>],
    severity: Severity,
    found: &mut Vec<Found>,
) {
    let (Some(p), Some(said)) = (part.precise(), super::writing::share(share.fact)) else { return };
    let of = |w: &Placed<'_>| w.precise().and_then(|w| quotient(p, w));
    let shown = &share.fact.surface;
    if let Some(w) = wholes.iter().find(|w| of(w).is_some_and(|e| !e.disjoint(said))) {
        let says = format!("{} of {} is {shown} percent", part.fact.surface, w.fact.surface);
        found.push(Found::agree("share-of-parts", vec![part.index, w.index, share.index], says));
        return;
    }
    let [whole] = wholes else { return };
    let Some(computed) = of(whole).filter(|e| e.disjoint(super::writing::loose_share(share.fact, said))) else {
        return;
    };
    let around = sentences[n.saturating_sub(AROUND)..(n + AROUND + 1).min(sentences.len())].iter().flatten();
    // "more than half" is true of many numbers
    let is_open = share.fact.value.bound() != Bound::Exact && share.fact.value.bound() != Bound::About;
    let is_other = |w: &&Placed<'_>| {
        w.fact.kind == Kind::Count
            && w.index != part.index
            && (!is_open || w.fact.slots.head == whole.fact.slots.head)
            && of(w).is_some_and(|e| !e.disjoint(said))
    };
    if severity != Severity::Error && around.into_iter().any(|w| is_other(&w)) {
        return;
    }
    let is = computed.low.value().and_then(tenths).unwrap_or_default();
    let says = format!("{} of {} is {is} percent, not {shown}", part.fact.surface, whole.fact.surface);
    found.push(Found::conflict("share-of-parts", severity, vec![part.index, whole.index, share.index], says));
}
