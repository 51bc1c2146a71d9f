//! Totals against their parts in running text: "50 (20 men and 30 women)", "20 men and 30 women, 50 in all".

use super::words::{first_words, words};
use super::{Found, Placed};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::compare::extents::dimension;
use crate::fact::Kind;
use crate::value::{Bound, Extent, Number};

/// The most parts that are added up.
const MOST: usize = 12;

/// Checks every whole of a sentence that its parts follow, and every total behind its parts.
pub(super) fn check(sentence: &[Placed<'_>], found: &mut Vec<Found>) {
    for n in 0..sentence.len() {
        behind_whole(sentence, n, found);
        before_total(sentence, n, found);
    }
    complements(sentence, found);
}

/// Whether a value is of the kind and dimension of a whole, in running text.
pub(super) fn is_addend(part: &Placed<'_>, whole: &Placed<'_>) -> bool {
    matches!(part.fact.kind, Kind::Count | Kind::Money | Kind::Quantity)
        && part.fact.kind == whole.fact.kind
        && dimension(part.fact) == dimension(whole.fact)
        && part.fact.cell.is_none()
}

/// Whether a value can be part of a sum of things like the whole.
fn adds(part: &Placed<'_>, whole: &Placed<'_>) -> bool {
    is_addend(part, whole) && part.fact.change.is_none()
}

/// "412 patients: 205 here and 207 there", "412 patients (205 here, 207 there)", "made up of".
fn behind_whole(sentence: &[Placed<'_>], n: usize, found: &mut Vec<Found>) {
    let (Some(whole), Some(first)) = (sentence.get(n), sentence.get(n + 1)) else { return };
    if !adds(whole, whole) {
        return;
    }
    let between = whole.until(first);
    let end = if between.matches('(').count() == 1 && !between.contains(')') {
        let rest = first.fact.quote.get(first.from..).unwrap_or_default();
        let mut depth = 1;
        let close = rest.char_indices().find(|(_, c)| {
            depth += i32::from(*c == '(') - i32::from(*c == ')');
            depth == 0
        });
        close.map(|(at, _)| first.from + at)
    } else if is_named(between) || are_arms(sentence, n) || are_sides(sentence, n) {
        Some(first.fact.quote.len())
    } else {
        None
    };
    // code is no list of parts
    let Some(end) = end.filter(|_| !first.fact.quote.contains(['{', '[', '`'])) else { return };
    let inside: Vec<&Placed<'_>> = sentence[n + 1..].iter().take_while(|p| p.to <= end).collect();
    let parts: Vec<&Placed<'_>> = inside.iter().copied().filter(|p| adds(p, whole)).collect();
    // shares and dates may stand beside the parts; any other number makes the list something else
    let is_clean = inside.iter().all(|p| adds(p, whole) || matches!(p.fact.kind, Kind::Share | Kind::Date));
    let is_list = parts.len() > 1 && parts.len() <= MOST && parts.windows(2).all(|two| joins(two[0], two[1]));
    if is_clean && is_list {
        settle(whole, &parts, is_named(between) || are_sides(sentence, n), 5, found);
    }
}

/// Whether the words behind a whole say that what follows makes it: a colon, "made up of".
fn is_named(between: &str) -> bool {
    (between.contains(": ") || between.trim_end().ends_with(':')) && between.len() < 60
        || Cue::MadeOf.is_in(&between.to_lowercase())
}

/// "240 pupils, 131 boys and 109 girls": two sides of one thing behind their whole, and nothing else.
fn are_sides(sentence: &[Placed<'_>], n: usize) -> bool {
    let Some([whole, a, b]) = sentence.get(n..n + 3) else { return false };
    let (x, y) = (whole.until(a), a.until(b));
    let is_end = first_words(b.after(), 3).len() <= 2;
    let is_joined =
        words(y).last().is_some_and(|w| Cue::Joins.has(w)) && words(y).len() <= 3 && !y.contains([',', '.']);
    let is_behind = x.trim_end().ends_with([',', '–', '—']) && words(x).len() <= 2 && !x.contains(['.', ';', '(']);
    // one of a row is the whole of none
    let is_first = !sentence[..n].iter().any(|p| adds(p, p));
    is_joined && is_behind && is_end && is_first && sentence.len() == n + 3 && super::whole::contrast(&[a, b])
}

/// "420 were enrolled, 209 in the north and 211 in the south": parts without a noun of their own, each led by one and the same
/// preposition.
fn are_arms(sentence: &[Placed<'_>], n: usize) -> bool {
    let is_listed = |before: &Placed<'_>| adds(before, before) && before.until(&sentence[n]).contains(',');
    if n.checked_sub(1).is_some_and(|k| is_listed(&sentence[k])) {
        return false;
    }
    let (Some(whole), Some(first)) = (sentence.get(n), sentence.get(n + 1)) else { return false };
    let between = whole.until(first);
    let parts = &sentence[n + 1..];
    let link = |p: &Placed<'_>| first_words(p.after(), 1).into_iter().next();
    let is_arm = |p: &Placed<'_>| link(p).is_some_and(|w| Cue::Place.has(&w)) && link(p) == link(first);
    between.matches(',').count() == 1
        && between.trim_end().ends_with(',')
        && words(between).len() <= 5
        && parts.len() >= 2
        && parts.iter().all(is_arm)
        && link(whole) != link(first)
        && parts
            .windows(2)
            .last()
            .is_some_and(|two| words(two[0].until(&two[1])).last().is_some_and(|w| Cue::Joins.has(w)))
}

/// Whether "and", "or", a comma or a sign of a sum stands between two parts.
fn joins(a: &Placed<'_>, b: &Placed<'_>) -> bool {
    let between = a.until(b);
    let is_joined = between.contains([',', ';', '+', '&', '/']) || words(between).iter().any(|w| Cue::Joins.has(w));
    is_joined && !between.contains([':', '.', '('])
        || between.matches('(').count() == between.matches(')').count() && is_joined && !between.contains(". ")
}

/// "20 men and 30 women, 50 in all".
fn before_total(sentence: &[Placed<'_>], n: usize, found: &mut Vec<Found>) {
    let Some(total) = sentence.get(n) else { return };
    // days may stand beside the parts
    let values: Vec<Placed<'_>> = sentence
        .iter()
        .filter(|p| p.index == total.index || !matches!(p.fact.kind, Kind::Date | Kind::Ordinal))
        .copied()
        .collect();
    let Some(n) = values.iter().position(|p| p.index == total.index) else { return };
    let sentence = values.as_slice();
    let after = total.after();
    let near: String = after.split([',', '.', ';', '(', ')']).next().unwrap_or_default().to_lowercase();
    let before = total.before().to_lowercase();
    let is_total = Cue::InAll.is_in(near.split_whitespace().take(4).collect::<Vec<_>>().join(" ").as_str())
        || Cue::InAll.is_in(&words(&before).into_iter().rev().take(3).rev().collect::<Vec<_>>().join(" "));
    // "eleven novels, four plays and two books of verse: 17 books"
    let is_last = total.before().trim_end().ends_with(':') && n >= 3 && words(total.after()).len() <= 4;
    if !(is_total || is_last) || !adds(total, total) {
        return;
    }
    // a bare total is of whatever its parts are
    let is_bare = total.fact.kind == Kind::Count && total.fact.unit.is_empty();
    let adds = |part: &Placed<'_>, total: &Placed<'_>| {
        is_addend(part, total)
            || is_bare && part.fact.kind == Kind::Count && adds(part, part)
            || is_last && part.fact.kind == Kind::Count && total.fact.kind == Kind::Count && adds(part, part)
    };
    let mut first = n;
    while first > 0
        && n - first < MOST
        && adds(&sentence[first - 1], total)
        && (joins(&sentence[first - 1], &sentence[first]) || first == n)
    {
        first -= 1;
    }
    let parts: Vec<&Placed<'_>> = sentence[first..n].iter().collect();
    if parts.len() > if is_total { 1 } else { 2 } {
        // what is told apart is put together under another name: "4 cruisers and 22 destroyers, 26 ships in all"
        let is_mixed = parts.windows(2).all(|two| two[0].fact.slots.head != two[1].fact.slots.head);
        settle(total, &parts, is_mixed, 3, found);
    }
}

fn settle(whole: &Placed<'_>, parts: &[&Placed<'_>], is_named: bool, near: i128, found: &mut Vec<Found>) {
    let Some(stated) = whole.precise() else { return };
    // "two words, three times, six words in all"
    if let [a, b] = parts
        && a.precise().zip(super::stated(b.fact)).is_some_and(|(a, b)| !a.scale(b).disjoint(stated))
    {
        return;
    }
    // a sum of limits is a limit that says little
    if parts.iter().any(|p| !matches!(p.fact.value.bound(), Bound::Exact | Bound::About)) {
        return;
    }
    let mut all: Option<Extent> = None;
    for part in parts {
        let Some(next) = part.precise() else { return };
        all = Some(all.map_or(next, |a| a.add(next)));
    }
    let Some(all) = all else { return };
    // not all of several numbers were rounded to the same side
    let all = if parts.len() > 2 { super::whole::narrower(all) } else { all };
    let written: Vec<&str> = parts.iter().map(|p| p.fact.surface.as_str()).collect();
    let (written, shown) = (written.join(" + "), &whole.fact.surface);
    let mut facts: Vec<usize> = parts.iter().map(|p| p.index).collect();
    facts.push(whole.index);
    if !all.disjoint(stated) {
        found.push(Found::agree("sum-of-parts", facts, format!("{written} make {shown}")));
        return;
    }
    // the parts must be of the things that the whole counts, and nearly all of them, or others may simply not be named
    let is_bare = |p: &Placed<'_>| first_words(p.after(), 1).first().is_some_and(|w| Cue::Place.has(w));
    let same =
        |p: &Placed<'_>| p.fact.slots.head == whole.fact.slots.head || p.fact.slots.head.is_empty() || is_bare(p);
    // "14 seats in the north and nine in the south, 23 in total"
    let is_nameless = whole.fact.slots.head.is_empty() && whole.fact.unit.is_empty() && !is_named;
    let heads = is_named || is_nameless || parts.iter().all(|p| same(p));
    let loose = whole.extent().is_none_or(|e| !e.disjoint(all));
    // more than the whole cannot be counted in its parts, whatever is left out
    let is_over = is_named && all.low.value() > stated.high.value();
    if !heads || loose || !is_near(all, stated, if is_over { 4 } else { near }) {
        return;
    }
    let sum = all.low.value().filter(|_| all.low == all.high).map(|n| format!(": it is {n}")).unwrap_or_default();
    found.push(Found::conflict(
        "sum-of-parts",
        Severity::Warning,
        facts,
        format!("{written} do not make {shown}{sum}"),
    ));
}

/// Whether two sums differ by a part of the larger at most.
fn is_near(a: Extent, b: Extent, part: i128) -> bool {
    let (Some(x), Some(y)) = (a.low.value(), b.low.value()) else { return false };
    let (low, high) = (x.min(y), x.max(y));
    let (most, all) = (Number::integer(part - 1), Number::integer(part));
    high.checked_mul(most).zip(low.checked_mul(all)).is_some_and(|(h, l)| h <= l)
}

/// Shares of one sentence that make a hundred: "56 percent for, 44 against".
fn complements(sentence: &[Placed<'_>], found: &mut Vec<Found>) {
    let shares: Vec<&Placed<'_>> = sentence
        .iter()
        .filter(|p| {
            p.fact.kind == Kind::Share && p.fact.unit == "percent" && p.fact.change.is_none() && p.fact.cell.is_none()
        })
        .collect();
    if shares.len() < 2 || shares.len() > MOST {
        return;
    }
    let sum = shares.iter().try_fold(Number::ZERO, |s, p| s.checked_add(p.fact.value.single()?));
    if sum == Some(Number::integer(100)) {
        let written: Vec<&str> = shares.iter().map(|p| p.fact.surface.as_str()).collect();
        let facts = shares.iter().map(|p| p.index).collect();
        found.push(Found::agree("whole", facts, format!("{} make 100 percent", written.join(" + "))));
    }
}
