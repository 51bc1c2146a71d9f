//! What comes of the two numbers told last, where the words say what comes of them: "It had 212 pages. The second edition has 268,
//! 56 more"; "Of the 64 pictures 16 are on loan. That is a quarter"; "eight workers, each with 25 lines, 200 lines in all".

use super::portions::{is_share, judge};
use super::rises::{ends, settle};
use super::words::{first_words, words};
use super::writing::{Slip, slip};
use super::{Found, Placed, stated};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::compare::extents::dimension;
use crate::fact::Kind;
use crate::lexicon::{Class, Concepts, Lexicon};
use crate::value::{Bound, Extent, Number};

/// The most sentences without numbers between two that are reckoned with.
const GAP: u32 = 1;
/// How many findings back those of one sentence are looked for.
const RECENT: usize = 64;

/// Checks every number of a sentence that is said to come of others.
pub(super) fn check(sentences: &[Vec<Placed<'_>>], n: usize, found: &mut Vec<Found>) {
    let Some(sentence) = sentences.get(n) else { return };
    if sentence.len() > super::CROWD || sentence.first().is_none_or(|p| p.fact.cell.is_some()) {
        return;
    }
    for (at, p) in sentence.iter().enumerate() {
        if found.iter().rev().take(RECENT).any(|f| f.facts.last() == Some(&p.index) && f.severity.is_some()) {
            continue;
        }
        if is_share(p) {
            shares(sentences, n, at, found);
        }
        if says_apart(p) {
            apart(sentences, n, at, found);
        }
        if is_moved(p) {
            moved(sentences, n, at, found);
        }
    }
    for three in sentence.windows(3) {
        let [count, each, all] = three else { continue };
        in_all(count, each, all, found);
    }
}

fn is_exact(p: &Placed<'_>) -> bool {
    p.fact.value.bound() == Bound::Exact && p.fact.value.single().is_some() && p.fact.cell.is_none()
}

/// A number without any unit or noun, or with none behind it: "of the 36 huts 18, a half,".
fn is_bare(p: &Placed<'_>) -> bool {
    p.fact.kind == Kind::Count && (p.fact.unit.is_empty() || first_words(p.after(), 1).is_empty())
}

fn are_like(a: &Placed<'_>, b: &Placed<'_>) -> bool {
    let heads = || {
        let (x, y) = (&a.fact.slots.head, &b.fact.slots.head);
        x == y || x.is_empty() || y.is_empty() || a.fact.unit == b.fact.unit || is_bare(a) || is_bare(b)
    };
    let is_measure = |p: &Placed<'_>| matches!(p.fact.kind, Kind::Quantity | Kind::Duration);
    match (a.fact.kind, b.fact.kind) {
        (Kind::Count, Kind::Count) => heads(),
        (Kind::Count, _) => is_bare(a) && is_measure(b),
        (_, Kind::Count) => is_bare(b) && is_measure(a),
        (x, y) => x == y && dimension(a.fact) == dimension(b.fact),
    }
}

/// What a number allows, in the unit of another one if it has none of its own.
fn allowed(p: &Placed<'_>, other: &Placed<'_>) -> Option<Extent> {
    if p.fact.kind == other.fact.kind || p.fact.kind != Kind::Count {
        return p.precise();
    }
    let factor = stated(other.fact)?.checked_div(other.fact.value.single()?)?;
    Some(Extent::exactly(p.fact.value.single()?.checked_mul(factor)?))
}

/// The only two numbers of one kind told last before a place: in its sentence, or in it and the one before.
fn last_two<'a, 'f>(sentences: &'a [Vec<Placed<'f>>], n: usize, at: usize) -> Option<[&'a Placed<'f>; 2]> {
    last_two_of(sentences, n, at, true)
}

/// The same with or without lengths of time.
fn last_two_of<'a, 'f>(
    sentences: &'a [Vec<Placed<'f>>],
    n: usize,
    at: usize,
    times: bool,
) -> Option<[&'a Placed<'f>; 2]> {
    let is_value = |p: &&Placed<'_>| {
        matches!(p.fact.kind, Kind::Count | Kind::Money | Kind::Quantity | Kind::Duration | Kind::Share)
            && (times || p.fact.kind != Kind::Duration)
            // "the new one"
            && !p.fact.surface.eq_ignore_ascii_case("one")
    };
    let own: Vec<&Placed<'_>> = sentences[n][..at].iter().filter(is_value).collect();
    let here = sentences[n].first()?.fact.sentence;
    let before = || {
        let before = sentences.get(n.checked_sub(1)?)?;
        let near = before.first().is_some_and(|p| p.fact.cell.is_none() && p.fact.sentence + 1 + GAP >= here);
        near.then(|| before.iter().filter(is_value).collect::<Vec<_>>())
    };
    let two = match own.as_slice() {
        &[a, b] => [a, b],
        &[b] => match before()?.as_slice() {
            &[a] => [a, b],
            _ => return None,
        },
        [] => match before()?.as_slice() {
            &[a, b] => [a, b],
            _ => return None,
        },
        _ => return None,
    };
    let [a, b] = two;
    (is_exact(a) && is_exact(b) && are_like(a, b)).then_some(two)
}

/// ", 56 more", "the saving is 12 tonnes", "a gap of 13 points", "having lost 230".
fn says_apart(p: &Placed<'_>) -> bool {
    if !is_exact(p) || p.fact.kind == Kind::Share && !p.fact.unit.contains("point") {
        return false;
    }
    let next = first_words(p.after(), 4);
    let is_more = (1..=3).contains(&next.len()) && next.last().is_some_and(|w| Cue::Apart.has(w));
    let mut lead = words(p.before().rsplit([';', ':', '.']).next().unwrap_or_default());
    while lead.last().is_some_and(|w| Cue::Hedge.has(w)) {
        lead.pop();
    }
    let clause = lead.get(lead.len().saturating_sub(3)..).unwrap_or_default();
    let is_named = match clause {
        [.., gap, of] if Cue::Gap.has(gap) || Cue::Change.has(gap) && p.fact.kind != Kind::Share => {
            of == "of" || Cue::Past.has(of) || Cue::Is.has(of) && of != "as"
        }
        _ => false,
    };
    let is_moved = matches!(clause, [.., having, moved] if having == "having" && (Cue::Gains.has(moved) || moved == "gained" || moved == "won"));
    // "The header takes 24 of them, which leaves 488"
    let is_left = clause.iter().rev().take(2).any(|w| matches!(w.as_str(), "leaves" | "leaving"));
    // a gap that is told apart by more behind it has other ends
    let is_own = !next.iter().any(|w| w == "than" || Cue::From.has(w) || w == "per" || w == "to");
    (is_more || (is_named || is_moved) && next.len() <= 3) && is_own || is_rest(p) || is_left
}

/// "The other 68 were sent away".
fn is_rest(p: &Placed<'_>) -> bool {
    let mut lead = words(p.before().rsplit([';', ':', '.']).next().unwrap_or_default());
    while lead.last().is_some_and(|w| Cue::Hedge.has(w)) {
        lead.pop();
    }
    matches!(lead.as_slice(), [.., the, rest] if Cue::Definite.has(the) && (Cue::Rest.has(rest) || rest == "other"))
}

/// Whether something is taken of a number: "of 90 recruits", "fifteen of the 75".
fn is_whole(p: &Placed<'_>) -> bool {
    words(p.before()).iter().rev().take(2).any(|w| w == "of")
}

fn apart(sentences: &[Vec<Placed<'_>>], n: usize, at: usize, found: &mut Vec<Found>) {
    let by = &sentences[n][at];
    let Some([a, b]) = last_two(sentences, n, at) else { return };
    // what remains of two parts is no difference of the two
    if is_rest(by) && ![a, b].into_iter().any(is_whole) {
        return;
    }
    // nothing comes of numbers that stand apart by years of their own, or are changes themselves
    if a.fact.change.is_some() || b.fact.change.is_some() && b.fact.kind == Kind::Share {
        return;
    }
    let is_like = are_like(by, a) && are_like(by, b)
        || by.fact.unit.contains("point") && a.fact.kind == Kind::Share && b.fact.kind == Kind::Share;
    let unit = if is_bare(a) { b } else { a };
    let ends = allowed(a, unit).zip(allowed(b, unit));
    let (Some(made), Some(said)) = (ends.map(|(x, y)| y.sub(x)), allowed(by, unit).filter(|_| is_like)) else { return };
    let Some(middle) =
        made.low.value().zip(made.high.value()).and_then(|(x, y)| x.checked_add(y)?.checked_div(Number::integer(2)))
    else {
        return;
    };
    let made = if middle.is_negative() { made.scale(Number::integer(-1)) } else { made };
    let (middle, Some(value)) = (middle.abs(), super::stated(by.fact)) else { return };
    let facts = vec![a.index, b.index, by.index];
    let (x, y, z) = (&a.fact.surface, &b.fact.surface, &by.fact.surface);
    if !made.disjoint(said) {
        found.push(Found::agree("difference", facts, format!("between {x} and {y} lie {z}")));
        return;
    }
    let (low, high) = (middle.min(value), middle.max(value));
    let is_near = low.checked_mul(Number::integer(2)).is_some_and(|l| l >= high) || slip(middle, value) >= Slip::Likely;
    if is_near {
        let is = super::writing::in_unit(by.fact, middle).unwrap_or_else(|| middle.to_string());
        let says = format!("between {x} and {y} lie {is}, not {z}");
        found.push(Found::conflict("difference", Severity::Warning, facts, says));
    }
}

/// ", up 40 per cent", ", by 40 per cent", "had tripled", ", three times as many".
fn is_moved(p: &Placed<'_>) -> bool {
    let clause = p.before().rsplit([',', ';', ':', '.', '(', '–', '—']).next().unwrap_or_default();
    let mut lead = words(clause);
    while lead.last().is_some_and(|w| Cue::Hedge.has(w) && w != "by") {
        lead.pop();
    }
    let mut next = first_words(p.after(), 4);
    if next.first().is_some_and(|w| w == "times" || w == "fold") {
        next.remove(0);
    }
    let is_behind =
        p.before().trim_end_matches(|c: char| c.is_alphanumeric() || c == ' ' || c == '$' || c == '£').ends_with(',');
    if p.fact.cell.is_some() {
        return false;
    }
    match p.fact.kind {
        Kind::Share => {
            let class = |w: &String| Lexicon::english().word(w).class;
            let is_change =
                lead.last().is_some_and(|w| w == "by" || class(w).has(Class::UP) || class(w).has(Class::DOWN));
            is_exact(p)
                && !p.fact.unit.contains("point")
                && is_behind
                && (is_change || p.fact.change.is_some())
                && lead.len() <= 2
                && next.is_empty()
        }
        Kind::Ratio => {
            let is_as = matches!(next.as_slice(), [a, ..] if a == "as") && next.len() <= 2;
            let is_verb = next.is_empty()
                && lead.iter().any(|w| w == "had" || w == "has")
                && lead.len() <= 6
                && words(p.before()).len() <= 8;
            // "which are 18 times as heavy" is said of what stands right before
            let is_which = matches!(lead.as_slice(), [which, is] if which == "which" && is == "is");
            is_as && is_behind && (lead.is_empty() || is_which) || is_verb
        }
        _ => false,
    }
}

/// A change or a factor against the only two numbers told before it.
fn moved(sentences: &[Vec<Placed<'_>>], n: usize, at: usize, found: &mut Vec<Found>) {
    let by = &sentences[n][at];
    // how long it took is no end of it
    let two = last_two(sentences, n, at).or_else(|| last_two_of(sentences, n, at, false));
    let Some([a, b]) = two else { return };
    let is_apart =
        a.fact.sentence != by.fact.sentence && words(by.before()).ends_with(&["which".to_owned(), "is".to_owned()]);
    if is_apart {
        return;
    }
    if a.fact.kind == Kind::Share
        || b.fact.kind == Kind::Share
        || by.fact.kind == Kind::Share && a.fact.sentence != by.fact.sentence
    {
        return;
    }
    let seen = |f: &Found| f.facts.contains(&by.index);
    if let Some(two) = ends(a, b).filter(|_| !found.iter().rev().take(RECENT).any(seen)) {
        settle(by, &two, found);
    }
}

/// "That is a quarter."; ", a quarter of them"; "so two thirds replied".
fn shares(sentences: &[Vec<Placed<'_>>], n: usize, at: usize, found: &mut Vec<Found>) {
    let share = &sentences[n][at];
    let Some([a, b]) = last_two(sentences, n, at) else { return };
    // what was lost is a part
    let is_plain = |p: &Placed<'_>| {
        (p.fact.change.is_none() || p.fact.kind == Kind::Count) && p.fact.kind != Kind::Share && !is_rate(p)
    };
    if !is_plain(a) || !is_plain(b) || stated(a.fact) == stated(b.fact) {
        return;
    }
    let is_less = a.fact.value.single() < b.fact.value.single();
    let (part, whole) = if is_less { (a, b) } else { (b, a) };
    if part.fact.kind != whole.fact.kind && !is_bare(part) {
        return;
    }
    let before = share.before();
    let mut lead = words(before.rsplit([';', ':', '.', ',', '(', '–', '—']).next().unwrap_or_default());
    while lead.last().is_some_and(|w| Cue::Hedge.has(w) || Cue::Almost.has(w)) {
        lead.pop();
    }
    let is_first = at == 0 && before.len() < 40;
    let is_that = matches!(lead.as_slice(), [that, is] if Cue::That.has(that) && (Cue::Is.has(is) || Cue::Makes.has(is) || Cue::Constitutes.has(is)))
        || matches!(lead.as_slice(), [so] if Cue::Hence.has(so));
    let beside = sentences[n][..at].last().filter(|b| b.index == part.index);
    let is_apposed = beside.is_some_and(|b| {
        let between = b.until(share);
        lead.is_empty()
            && between.trim_end_matches(|c: char| c.is_alphanumeric() || c == ' ').ends_with([',', '('])
            && words(between).len() <= 4
            && between.matches([',', '(', ';', '.', ':', ')']).count() == 1
    });
    let next = first_words(share.after(), 5);
    let is_end = next.is_empty();
    // "It had lost a third of them"
    let is_lost = is_first
        && (2..=4).contains(&lead.len())
        && lead.first().is_some_and(|w| Cue::Pronoun.has(w))
        && lead.last().is_some_and(|w| Lexicon::english().word(w).class.has(Class::DOWN) || w == "lost");
    let is_said = is_that
        && (is_first || !before.is_empty())
        && (is_end || lead.len() == 1 && next.len() <= 4 && next.first().is_some_and(|w| !Cue::Of.has(w)));
    let is_of = is_end || is_of_whole(&next, whole);
    if !(is_said || (is_that || is_apposed || is_lost) && is_of) {
        return;
    }
    // years of their own: what was counted at two times is no part of one another
    let apart = part.fact.when_in_sentence
        && whole.fact.when_in_sentence
        && part.fact.when.zip(whole.fact.when).is_some_and(|(p, w)| !p.meets(w));
    if !apart || part.fact.sentence == whole.fact.sentence {
        judge(part, whole, share, true, Severity::Warning, found);
    }
}

fn is_rate(p: &Placed<'_>) -> bool {
    p.fact.unit.contains(" per ") || p.fact.kind == Kind::Quantity && p.fact.unit == "year"
}

/// "of them", "of the nurses", "of its people", "of the time".
fn is_of_whole(next: &[String], whole: &Placed<'_>) -> bool {
    let [of, rest @ ..] = next else { return false };
    let (true, Some((first, rest))) = (of == "of", rest.split_first()) else { return false };
    if rest.is_empty() {
        return Cue::Part.has(first) && first != "the" || first == "it" || Cue::That.has(first);
    }
    let english = Lexicon::english();
    let concepts = Concepts::english();
    let [noun] = rest else { return false };
    let is_generic = Cue::Generic.has(noun);
    let noun = english.lemma(&english.singular(noun));
    let head = &whole.fact.slots.head;
    let same = noun == *head || concepts.of(&noun).is_some() && concepts.of(&noun) == concepts.of(head);
    let is_definite = Cue::Definite.has(first) || Cue::Part.has(first);
    is_definite && (same || is_generic)
}

/// "Eight workers, each with 25 lines, 200 lines in all".
fn in_all(count: &Placed<'_>, each: &Placed<'_>, all: &Placed<'_>, found: &mut Vec<Found>) {
    let link = words(count.until(each));
    let is_each = link.len() <= 4
        && link.iter().any(|w| Cue::Each.has(w) || w == "every")
        && !count.until(each).contains(['.', ';', ':', '(']);
    let is_like = each.fact.kind == all.fact.kind
        && dimension(each.fact) == dimension(all.fact)
        && (each.fact.kind != Kind::Count || each.fact.slots.head == all.fact.slots.head || is_bare(all));
    let tail = each.until(all);
    let near = words(tail);
    let is_sum = Cue::InAll.is_in(&first_words(all.after(), 5).join(" "))
        || near.len() <= 6 && near.iter().any(|w| Cue::Hence.has(w) || Cue::Makes.has(w));
    if count.fact.kind != Kind::Count
        || !is_exact(count)
        || !is_exact(each)
        || !is_exact(all)
        || !is_each
        || !is_like
        || !is_sum
        || tail.contains(". ")
    {
        return;
    }
    let (Some(n), Some(one), Some(said)) = (stated(count.fact), stated(each.fact), stated(all.fact)) else { return };
    let Some(made) = n.checked_mul(one) else { return };
    let facts = vec![count.index, each.index, all.index];
    let (x, y, z) = (&count.fact.surface, &each.fact.surface, &all.fact.surface);
    let (low, high) = (made.min(said), made.max(said));
    if made == said {
        found.push(Found::agree("product", facts, format!("{x} times {y} is {z}")));
    } else if low.checked_mul(Number::integer(2)).is_some_and(|l| l >= high)
        && all.precise().is_none_or(|e| !e.contains(Extent::exactly(made)))
    {
        let is = super::writing::in_unit(all.fact, made).unwrap_or_else(|| made.to_string());
        found.push(Found::conflict("product", Severity::Warning, facts, format!("{x} times {y} is {is}, not {z}")));
    }
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{clash, fits, silent};

    #[test]
    fn so_much_more_than_the_one_before() {
        let text = |n: &str| format!("The first edition had 212 pages. The second has 268, {n} more.");
        clash(&text("46"), "difference: between 212 and 268 lie 56, not 46");
        fits(&text("56"), "difference");
        silent("The first edition had 212 pages. The second has 268, 46 more than the Latin one.");
    }

    #[test]
    fn a_share_of_the_two_told_last() {
        let text = |n: u32| format!("Of the 64 pictures {n} are on loan. That is a quarter.");
        clash(&text(40), "share-of-parts: 40 of 64 is 62.5 percent, not a quarter");
        silent(&text(16));
    }

    #[test]
    fn each_of_them_has_so_many() {
        let text = |n: u32| format!("There are six gates, each 12 m wide, {n} m in all.");
        clash(&text(92), "product: six times 12 is 72, not 92");
        fits(&text(72), "product");
    }
}
