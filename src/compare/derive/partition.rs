//! Parts that are told one after the other behind their whole, in clauses of their own: "Of the 120 horses, 46 were killed, 38
//! were lost and 36 came home"; "in three stages of 250 km, 310 km and 440 km".

use super::sums::is_addend;
use super::words::{is_base, words};
use super::{CROWD, Found, Placed};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::fact::Kind;
use crate::value::{Bound, Extent, Number};

/// The most parts that are added up.
const MOST: usize = 12;

/// Checks the parts of a sentence.
pub(super) fn check(sentence: &[Placed<'_>], found: &mut Vec<Found>) {
    if sentence.len() > CROWD {
        return;
    }
    for n in 0..sentence.len() {
        clauses(sentence, n, found);
        so_many(sentence, n, found);
    }
    shares(sentence, found);
}

/// Whether a value can be a part that is told in a clause of its own.
fn adds(part: &Placed<'_>, whole: &Placed<'_>) -> bool {
    is_addend(part, whole)
        && matches!(part.fact.value.bound(), Bound::Exact | Bound::About)
        && part.fact.value.single().is_some()
}

/// "In a house of 100 members 67 voted for it, 30 against, and three stayed away": more than the whole cannot be counted in its
/// parts; what is less may leave some out.
fn clauses(sentence: &[Placed<'_>], n: usize, found: &mut Vec<Found>) {
    let whole = &sentence[n];
    let Some(first) = sentence.get(n + 1) else { return };
    if !adds(whole, whole) || whole.fact.value.bound() != Bound::Exact || !is_whole(whole, first) {
        return;
    }
    let rest = &sentence[n + 1..];
    let parts: Vec<&Placed<'_>> = rest.iter().filter(|p| !matches!(p.fact.kind, Kind::Share | Kind::Ordinal)).collect();
    let is_part = |p: &&Placed<'_>| {
        let same = p.fact.slots.head == whole.fact.slots.head || p.fact.slots.head.is_empty();
        let has = p.fact.slots.verbs.as_slice() == ["have"];
        adds(p, whole) && (p.fact.kind != Kind::Count || same) && p.fact.change.is_none() && !has
    };
    if !(2..=MOST).contains(&parts.len()) || !parts.iter().all(is_part) || !parts.windows(2).all(|t| joins(t[0], t[1]))
    {
        return;
    }
    let tail = whole.fact.quote.get(whole.to..).unwrap_or_default();
    let is_mixed = words(tail).iter().any(|w| Cue::All.has(w) || Cue::Each.has(w) || Cue::Added.has(w));
    let last = parts.windows(2).last().is_some_and(|t| words(t[0].until(t[1])).iter().any(|w| Cue::Joins.has(w)));
    let shown: Vec<&str> = parts.iter().map(|p| p.fact.surface.as_str()).collect();
    let shown = shown.join(" + ");
    let (Some(all), Some(stated)) = (sum(&parts), whole.precise()) else { return };
    let mut facts: Vec<usize> = parts.iter().map(|p| p.index).collect();
    facts.push(whole.index);
    if !all.disjoint(stated) {
        found.push(Found::agree("sum-of-parts", facts, format!("{shown} make {}", whole.fact.surface)));
    } else if !is_mixed && last && all.low.value() > stated.high.value() && is_near(all, stated, 5) {
        let made = all.low.value().filter(|_| all.low == all.high).map_or_else(String::new, |n| format!(": it is {n}"));
        let says = format!("{shown} are more than {}{made}", whole.fact.surface);
        found.push(Found::conflict("sum-of-parts", Severity::Warning, facts, says));
    }
}

/// Whether the words around a number say that parts of it follow.
fn is_whole(whole: &Placed<'_>, first: &Placed<'_>) -> bool {
    let link = words(whole.until(first));
    let is_which =
        link.iter().take(4).zip(link.iter().skip(1)).any(|(of, w)| Cue::Of.has(of) && Cue::Part.has(w) && w != "the");
    let before = words(whole.before());
    let is_group = matches!(before.as_slice(), [.., group, of] if of == "of" && Cue::Group.has(group));
    // "36 rooms, 14 on the ground floor and 22 above"
    // one of a row is the whole of none: "31 songs, 24 choral works, 18 for piano and 12 for strings"
    let is_listed = words(whole.before()).len() > 1
        && whole.before().contains(|c: char| c.is_ascii_digit())
        && whole.before().contains(',');
    let is_bare = !is_listed
        && whole.until(first).trim_end().ends_with(',')
        && link.len() <= 2
        && words(first.after()).first().is_some_and(|w| Cue::Place.has(w));
    // "In all 64 men stood trial; 41 were found guilty and 23 …"
    let is_sum = Cue::InAll.is_in(&before.join(" ")) && before.len() <= 3 && whole.until(first).contains([';', ':']);
    is_which || is_group || is_bare || is_sum || is_base(whole.before())
}

/// Whether two parts are told side by side.
fn joins(a: &Placed<'_>, b: &Placed<'_>) -> bool {
    let between = a.until(b);
    let is_joined = between.contains(',') || words(between).iter().any(|w| Cue::Joins.has(w));
    is_joined && between.len() < 60 && !between.contains(['.', ':', '(', ')', ';']) && !super::words::is_of(between)
}

/// "1,000 km in three stages of 250 km, 310 km and 440 km."
fn so_many(sentence: &[Placed<'_>], n: usize, found: &mut Vec<Found>) {
    let number = &sentence[n];
    let Some(parts) = number
        .fact
        .value
        .single()
        .and_then(Number::to_integer)
        .and_then(|k| usize::try_from(k).ok())
        .filter(|k| (2..=MOST).contains(k) && number.fact.kind == Kind::Count)
        .and_then(|k| sentence.get(n + 1..n + 1 + k))
    else {
        return;
    };
    let [first, .., last] = parts else { return };
    let link = words(number.until(first));
    let is_named =
        link.len() <= 4 && link.last().is_some_and(|w| Cue::Of.has(w)) && !number.until(first).contains([',', '.']);
    let is_list = parts.iter().all(|p| adds(p, first)) && parts.windows(2).all(|t| joins(&t[0], &t[1]));
    let is_end =
        parts.windows(2).last().is_some_and(|t| words(t[0].until(&t[1])).last().is_some_and(|w| Cue::Joins.has(w)));
    if !is_named || !is_list || !is_end || sentence.iter().any(|p| p.from > last.to && adds(p, first)) {
        return;
    }
    let wholes: Vec<&Placed<'_>> = sentence[..n].iter().filter(|p| adds(p, first)).collect();
    let [whole] = wholes.as_slice() else { return };
    let parts: Vec<&Placed<'_>> = parts.iter().collect();
    let (Some(all), Some(stated)) = (sum(&parts), whole.precise()) else { return };
    let shown: Vec<&str> = parts.iter().map(|p| p.fact.surface.as_str()).collect();
    let (shown, is) = (shown.join(" + "), &whole.fact.surface);
    let facts: Vec<usize> = parts.iter().map(|p| p.index).chain([whole.index]).collect();
    if !all.disjoint(stated) {
        found.push(Found::agree("sum-of-parts", facts, format!("{shown} make {is}")));
    } else if is_near(all, stated, 3) && whole.extent().is_none_or(|e| e.disjoint(all)) {
        found.push(Found::conflict("sum-of-parts", Severity::Warning, facts, format!("{shown} do not make {is}")));
    }
}

/// "48 per cent went to the first, 39 to the second and 13 to others": with the rest named, shares make a hundred.
fn shares(sentence: &[Placed<'_>], found: &mut Vec<Found>) {
    let is_share = |p: &&Placed<'_>| p.fact.kind == Kind::Share && p.fact.cell.is_none();
    let shares: Vec<&Placed<'_>> = sentence.iter().filter(is_share).collect();
    let is_plain =
        |p: &&Placed<'_>| p.fact.unit == "percent" && p.fact.change.is_none() && p.fact.value.bound() == Bound::Exact;
    let is_list = (3..=MOST).contains(&shares.len()) && shares.windows(2).all(|t| joins(t[0], t[1]));
    let Some(last) = shares.last().filter(|_| is_list && shares.iter().all(is_plain)) else { return };
    let names_rest = |w: &String| Cue::Rest.has(w) || Cue::Others.has(w);
    let before = shares[shares.len() - 2].until(last);
    let after = super::words::first_words(last.after(), 3);
    if !words(before).iter().rev().take(3).any(names_rest) && !after.iter().any(names_rest) {
        return;
    }
    let total = shares.iter().try_fold(Number::ZERO, |s, p| s.checked_add(p.fact.value.single()?));
    let count = i128::try_from(shares.len()).unwrap_or(1);
    let (Some(total), Some(slack)) = (total, Number::ratio(count, 2)) else { return };
    let gap = total.checked_sub(Number::integer(100)).map_or(Number::ZERO, Number::abs);
    if gap > slack && gap <= Number::integer(25) {
        let shown: Vec<&str> = shares.iter().map(|p| p.fact.surface.as_str()).collect();
        let says = format!("{} make {total} percent of a whole", shown.join(" + "));
        let facts = shares.iter().map(|p| p.index).collect();
        found.push(Found::conflict("sum-of-parts", Severity::Warning, facts, says));
    }
}

fn sum(parts: &[&Placed<'_>]) -> Option<Extent> {
    let mut all = Extent::exactly(Number::ZERO);
    for part in parts {
        all = all.add(part.precise()?);
    }
    // not all of several numbers were rounded to the same side
    Some(if parts.len() > 2 { super::whole::narrower(all) } else { all })
}

/// Whether two sums differ by a part of the larger at most.
fn is_near(a: Extent, b: Extent, part: i128) -> bool {
    let (Some(x), Some(y)) = (a.low.value(), b.low.value()) else { return false };
    let (low, high) = (x.min(y), x.max(y));
    let (all, most) = (Number::integer(part), Number::integer(part - 1));
    high.checked_mul(most).zip(low.checked_mul(all)).is_some_and(|(h, l)| h <= l)
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{clash, fits, silent};

    #[test]
    fn parts_told_in_clauses_cannot_be_more_than_the_whole() {
        clash(
            "In a council of 40 members, 21 voted for the canal, 18 were against it, and three looked at the floor.",
            "sum-of-parts: 21 + 18 + three are more than 40: it is 42",
        );
        fits(
            "In a council of 42 members, 21 voted for the canal, 18 were against it, and three looked at the floor.",
            "sum-of-parts",
        );
        // some may have stayed away
        silent(
            "In a council of 50 members, 21 voted for the canal, 18 were against it, and three looked at the floor.",
        );
        // who has the one may have the other
        silent("Of the 120 sailors, 70 had fever, 40 had scurvy and 30 had both.");
    }

    #[test]
    fn so_many_stages_make_the_way() {
        clash(
            "The 700 km were made in three stages of 210 km, 260 km and 280 km.",
            "sum-of-parts: 210 + 260 + 280 do not make 700",
        );
        fits("The 750 km were made in three stages of 210 km, 260 km and 280 km.", "sum-of-parts");
    }

    #[test]
    fn with_the_rest_named_shares_make_a_hundred() {
        clash(
            "Of the votes 48 per cent went to the Whigs, 39 per cent to the Tories and 23 per cent to others.",
            "sum-of-parts: 48 + 39 + 23 make 110 percent of a whole",
        );
        silent("Of the votes 48 per cent went to the Whigs, 39 per cent to the Tories and 13 per cent to others.");
        silent("Fever came in 48 per cent, cough in 39 per cent and rash in 23 per cent.");
    }
}
