//! What is left of a whole, by how much one number beats another, and so many at so much each.

use super::words::{first_words, is_base, is_of, words};
use super::writing::in_unit;
use super::{Found, Placed, previous, stated};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::compare::extents::dimension;
use crate::fact::Kind;
use crate::lexicon::{Lexicon, VerbForm};
use crate::value::{Bound, Extent, Number};

/// Checks the differences and products that a sentence spells out.
pub(super) fn check(sentences: &[Vec<Placed<'_>>], n: usize, found: &mut Vec<Found>) {
    let Some(sentence) = sentences.get(n) else { return };
    let before = previous(sentences, n).unwrap_or_default();
    takings(sentence, found);
    times_before(before, sentence, found);
    area(sentence, found);
    for at in 0..sentence.len() {
        rest(before, sentence, at, found);
        leaves(before, sentence, at, found);
        margin(sentence, at, found);
        more(sentence, at, found);
        each(sentence, at, found);
    }
}

fn adds(a: &Placed<'_>, b: &Placed<'_>) -> bool {
    matches!(a.fact.kind, Kind::Count | Kind::Money | Kind::Quantity)
        && a.fact.kind == b.fact.kind
        && dimension(a.fact) == dimension(b.fact)
        && a.fact.cell.is_none()
        && a.fact.value.bound() == Bound::Exact
}

/// Whether two numbers count the same things, or one of them does not say what.
fn same_head(a: &Placed<'_>, b: &Placed<'_>) -> bool {
    let (x, y) = (&a.fact.slots.head, &b.fact.slots.head);
    x == y || x.is_empty() || y.is_empty()
}

/// Whether what is counted is named by what was done to it: "130 wounded".
fn is_done(p: &Placed<'_>) -> bool {
    let head = p.fact.slots.head.as_str();
    Lexicon::english().verb_form(head).is_some_and(|v| v.form == VerbForm::Past && !v.noun)
}

/// Whether one of the few words before a value says this.
fn is_before(p: &Placed<'_>, cue: Cue, reach: usize) -> bool {
    let clause = p.before().rsplit([',', ';', '(', '.']).next().unwrap_or_default();
    words(clause).iter().rev().take(reach).any(|w| cue.has(w))
}

/// "Of the 40 crates 25 were sound, 9 were wet and the remaining 6 were lost."
fn rest(before: &[Placed<'_>], sentence: &[Placed<'_>], at: usize, found: &mut Vec<Found>) {
    let rest = &sentence[at];
    let near = words(rest.before());
    let is_rest = near.last().is_some_and(|w| Cue::Rest.has(w) || w == "other")
        && near.iter().rev().nth(1).is_some_and(|w| Cue::Part.has(w));
    if !is_rest || !adds(rest, rest) || rest.fact.change.is_some() {
        return;
    }
    let own: Vec<&Placed<'_>> = sentence[..at].iter().collect();
    // the whole opens the sentence, or stands in the one before
    let base = own.iter().rposition(|p| adds(p, rest) && is_base(p.before()));
    let (whole, parts) = match base {
        Some(n) => (own[n], &own[n + 1..]),
        None => {
            let wholes: Vec<&Placed<'_>> =
                before.iter().filter(|p| adds(p, rest) && same_head(p, rest) && p.fact.change.is_none()).collect();
            let opens =
                |p: &&Placed<'_>| adds(p, rest) && p.fact.quote.get(p.to..).is_some_and(|a| a.starts_with([';', ':']));
            match (wholes.as_slice(), own.split_first()) {
                ([one], _) => (*one, own.as_slice()),
                // "The garrison numbered 900; 250 were killed, ..."
                ([], Some((one, parts))) if opens(one) => (*one, parts),
                _ => return,
            }
        }
    };
    let is_part = |p: &&&Placed<'_>| !matches!(p.fact.kind, Kind::Date | Kind::Share | Kind::Ordinal | Kind::Duration);
    let parts: Vec<&Placed<'_>> = parts.iter().filter(is_part).copied().collect();
    // "250 killed, 130 wounded": what was done to some is no other thing
    let is_told = |p: &Placed<'_>| same_head(p, whole) || is_done(p);
    let is_part = |p: &&Placed<'_>| adds(p, rest) && (same_head(p, rest) || is_told(p)) && p.fact.change.is_none();
    if parts.is_empty() || !parts.iter().all(is_part) {
        return;
    }
    let numbers: Option<Vec<Number>> = parts.iter().chain([&rest]).map(|p| stated(p.fact)).collect();
    let sum = numbers.and_then(|list| list.iter().try_fold(Number::ZERO, |s, n| s.checked_add(*n)));
    let (Some(sum), Some(all)) = (sum, stated(whole.fact)) else { return };
    let shown: Vec<&str> = parts.iter().chain([&rest]).map(|p| p.fact.surface.as_str()).collect();
    let (shown, is) = (shown.join(" + "), &whole.fact.surface);
    let mut facts: Vec<usize> = parts.iter().map(|p| p.index).collect();
    facts.extend([rest.index, whole.index]);
    if sum == all {
        found.push(Found::agree("sum-of-parts", facts, format!("{shown} make {is}")));
    } else if is_close(sum, all, 5) && !meets(whole, Extent::exactly(sum)) {
        let severity = if base.is_some() { Severity::Error } else { Severity::Warning };
        let says = format!("{shown} do not make {is}");
        found.push(Found::conflict("sum-of-parts", severity, facts, says));
    }
}

/// "Of 120 horses 26 died, leaving 84."
fn leaves(before: &[Placed<'_>], sentence: &[Placed<'_>], at: usize, found: &mut Vec<Found>) {
    let left = &sentence[at];
    let next = first_words(left.after(), 3);
    let is_left = is_before(left, Cue::Leaves, 3)
        || next.iter().take(3).any(|w| w != "leave" && w != "leaves" && Cue::Leaves.has(w));
    if !is_left || !adds(left, left) || left.fact.change.is_some() {
        return;
    }
    let own: Vec<&Placed<'_>> = sentence[..at].iter().filter(|p| adds(p, left)).collect();
    let all: Vec<&Placed<'_>> = match own.as_slice() {
        [_, _] | [_, _, _] => own,
        [] => match before.iter().filter(|p| adds(p, left)).collect::<Vec<_>>().as_slice() {
            [one, two] => vec![*one, *two],
            _ => return,
        },
        [_] => match before.iter().filter(|p| adds(p, left)).collect::<Vec<_>>().as_slice() {
            [one] => [*one].into_iter().chain(own).collect(),
            _ => return,
        },
        _ => return,
    };
    let mut all = all;
    // "Twelve of the 30 climbers turned back"
    if let [part, whole] = all.as_slice()
        && part.fact.sentence == whole.fact.sentence
        && is_of(part.until(whole))
    {
        all.swap(0, 1);
    }
    let Some((whole, off)) = all.split_first() else { return };
    if left.fact.kind == Kind::Count && !all.iter().all(|p| same_head(p, left)) {
        return;
    }
    let numbers: Option<Vec<Number>> = off.iter().map(|p| stated(p.fact)).collect();
    let (Some(numbers), Some(from), Some(said)) = (numbers, stated(whole.fact), stated(left.fact)) else { return };
    let Some(made) = numbers.iter().try_fold(from, |s, n| s.checked_sub(*n)) else { return };
    let shown: Vec<&str> = all.iter().map(|p| p.fact.surface.as_str()).collect();
    let (shown, is) = (shown.join(" less "), &left.fact.surface);
    let facts: Vec<usize> = all.iter().map(|p| p.index).chain([left.index]).collect();
    if made == said {
        found.push(Found::agree("difference", facts, format!("{shown} leaves {is}")));
    } else if !made.is_negative() && is_close(made, said, 5) && !meets(left, Extent::exactly(made)) {
        let made = in_unit(left.fact, made).unwrap_or_else(|| made.to_string());
        let says = format!("{shown} leaves {made}, not {is}");
        found.push(Found::conflict("difference", Severity::Warning, facts, says));
    }
}

/// "The first has 310 pages, the second 480, 170 more."
fn more(sentence: &[Placed<'_>], at: usize, found: &mut Vec<Found>) {
    let by = &sentence[at];
    let clause = by.before().rsplit([',', ';', '(']).next().unwrap_or_default();
    let next = first_words(by.after(), 3);
    let is_more = words(clause).len() <= 1 && next.iter().any(|w| Cue::Comparative.has(w) && w != "than");
    if is_more && next.len() <= 2 && adds(by, by) {
        apart(sentence, by, 3, found);
    }
}

/// "By 1,240 votes to 1,105, a majority of 145."
fn margin(sentence: &[Placed<'_>], at: usize, found: &mut Vec<Found>) {
    let by = &sentence[at];
    let is_of = words(by.before()).last().is_some_and(|w| Cue::Of.has(w));
    // "won by 12 votes, with 331 against 319"
    let sides: Vec<&Placed<'_>> = sentence.iter().filter(|p| p.from > by.to && adds(p, by)).collect();
    let is_vote = matches!(sides.as_slice(), [a, b] if words(a.until(b)).len() <= 2 && words(a.until(b)).iter().any(|w| Cue::Versus.has(w) || Cue::To.has(w)));
    let is_won = is_vote && words(by.before()).last().is_some_and(|w| w == "by");
    let is_points =
        by.fact.unit.contains("point") && words(by.before()).iter().rev().take(3).any(|w| Cue::Change.has(w));
    // "at 1,200 m and 400 m, a climb of 800 m"
    let clause = by.before().rsplit([',', ';', '(', '.']).next().unwrap_or_default();
    let is_apart = words(clause).len() <= 3
        && clause.len() < by.before().len()
        && words(clause).iter().any(|w| Cue::Climb.has(w))
        && by.fact.kind != Kind::Count;
    let is_said = is_won || is_points || is_apart || is_before(by, Cue::Margin, 4);
    if !is_of || !is_said || by.fact.value.bound() != Bound::Exact {
        return;
    }
    apart(sentence, by, 2, found);
}

/// Sets a difference against the only two other numbers of its kind in the sentence.
fn apart(sentence: &[Placed<'_>], by: &Placed<'_>, part: i128, found: &mut Vec<Found>) {
    let is_points = by.fact.unit.contains("point");
    let is_side = |p: &&Placed<'_>| if is_points { p.fact.kind == Kind::Share } else { adds(p, by) };
    let sides: Vec<&Placed<'_>> = sentence.iter().filter(|p| p.index != by.index).filter(is_side).collect();
    let [a, b] = sides.as_slice() else { return };
    let is_named = same_head(a, by) || Cue::Margin.has(&by.fact.slots.head);
    let is_measure = by.fact.kind != Kind::Count;
    if !is_points && !is_measure && (!same_head(a, b) || !is_named) {
        return;
    }
    let (Some(x), Some(y), Some(said)) = (stated(a.fact), stated(b.fact), stated(by.fact)) else { return };
    let Some(made) = x.checked_sub(y).map(Number::abs) else { return };
    // "66 % … 71 %, a difference of five points"
    let is_gap = is_before(by, Cue::Change, 4) && by.from > a.to.max(b.to)
        || words(by.before()).iter().rev().take(3).any(|w| Cue::Change.has(w));
    let facts = vec![a.index, b.index, by.index];
    let (one, two, is) = (&a.fact.surface, &b.fact.surface, &by.fact.surface);
    if made == said {
        found.push(Found::agree("difference", facts, format!("between {one} and {two} lie {is}")));
    } else if is_close(made, said, part)
        && !meets(by, Extent::exactly(made))
        && (!is_points || is_gap && made.checked_sub(said).is_some_and(|g| g.abs() > Number::ONE))
    {
        let made = in_unit(by.fact, made).unwrap_or_else(|| made.to_string());
        let says = format!("between {one} and {two} lie {made}, not {is}");
        found.push(Found::conflict("difference", Severity::Warning, facts, says));
    }
}

/// "Twelve boats at 250 crowns each, 3,000 crowns in all"; "40 sacks of 25 kg, 1,000 kg".
fn each(sentence: &[Placed<'_>], at: usize, found: &mut Vec<Found>) {
    let (Some(first), Some(second)) = (sentence.get(at), sentence.get(at + 1)) else { return };
    // "£10 on each of seven counts"
    let link = words(first.until(second));
    let is_on_each =
        matches!(link.as_slice(), [.., each, of] if Cue::Each.has(each) && Cue::Of.has(of)) && link.len() <= 3;
    let (number, unit) = if is_on_each { (second, first) } else { (first, second) };
    if number.fact.kind != Kind::Count || !matches!(unit.fact.kind, Kind::Count | Kind::Money | Kind::Quantity) {
        return;
    }
    let is_exact = |p: &Placed<'_>| p.fact.value.bound() == Bound::Exact && p.fact.cell.is_none();
    let after = first_words(unit.after(), 3);
    let is_short = link.len() <= 4 && !first.until(second).contains(['.', ';', ':', '(', ',']);
    // "2,000 pages of 8 kB"
    let is_sized = is_short && link.len() <= 3 && link.last().is_some_and(|w| w == "of");
    let is_each =
        is_short && after.iter().any(|w| Cue::Each.has(w)) || is_before(number, Cue::Each, 3) && link.len() <= 6;
    let is_each = is_each || is_on_each;
    if !is_exact(number) || !is_exact(unit) || !(is_each || is_sized) || unit.fact.unit.contains(" per ") {
        return;
    }
    let others: Vec<&Placed<'_>> = sentence
        .iter()
        .filter(|p| p.index != unit.index && p.index != number.index && p.fact.kind == unit.fact.kind && is_exact(p))
        .filter(|p| unit.fact.kind != Kind::Count || same_head(p, unit) || p.from > second.to && is_bare(p))
        .filter(|p| dimension(p.fact) == dimension(unit.fact))
        .collect();
    let [total] = others.as_slice() else { return };
    // "in all", "so that it needs": the total is said to be the product, however far off it is
    let in_all = first_words(total.after(), 3).join(" ");
    let behind = words(second.until(total));
    let is_apposed = second.until(total).contains(',')
        && words(second.until(total).rsplit(',').next().unwrap_or_default()).last().is_some_and(|w| w == "of");
    let is_made = behind.len() <= 4 && behind.iter().any(|w| Cue::Makes.has(w) && !Cue::Leaves.has(w));
    let is_said = total.from > second.to
        && (Cue::InAll.is_in(&in_all) || behind.iter().any(|w| Cue::Hence.has(w)) || is_apposed || is_made);
    if is_sized && !is_each && !is_said {
        return;
    }
    let (Some(n), Some(one), Some(all)) = (stated(number.fact), unit.extent(), stated(total.fact)) else { return };
    let made = one.scale(n);
    let facts = vec![number.index, unit.index, total.index];
    let (x, y, is) = (&number.fact.surface, &unit.fact.surface, &total.fact.surface);
    if meets(total, made) {
        found.push(Found::agree("product", facts, format!("{x} times {y} is {is}")));
    } else if stated(unit.fact)
        .and_then(|u| u.checked_mul(n))
        .is_some_and(|m| is_close(m, all, 3) || is_said && is_within(m, all))
    {
        let says = format!("{x} times {y} is not {is}");
        found.push(Found::conflict("product", Severity::Warning, facts, says));
    }
}

/// Whether a number names nothing that it counts: "672 in all".
fn is_bare(p: &Placed<'_>) -> bool {
    Cue::InAll.is_in(&first_words(p.after(), 2).join(" ")) && first_words(p.after(), 3).len() <= 2
}

/// "Tickets cost 12 crowns; 350 were sold, bringing in 4,200 crowns"; "a box holds 24 bottles, so 15 boxes hold 360".
fn takings(sentence: &[Placed<'_>], found: &mut Vec<Found>) {
    let values: Vec<&Placed<'_>> =
        sentence.iter().filter(|p| !matches!(p.fact.kind, Kind::Date | Kind::Ordinal | Kind::Share)).collect();
    let [one, number, total] = values.as_slice() else { return };
    let (one, number) = if number.fact.kind == Kind::Count && one.fact.kind != Kind::Count {
        (*one, *number)
    } else if one.fact.kind == Kind::Count && number.fact.kind == Kind::Money {
        (*number, *one)
    } else {
        (*one, *number)
    };
    let is_exact =
        |p: &Placed<'_>| p.fact.value.bound() == Bound::Exact && p.fact.cell.is_none() && p.fact.change.is_none();
    let clause = total.before().rsplit([',', ';']).next().unwrap_or_default();
    let is_hence = words(clause).len() <= 5 && words(clause).iter().any(|w| Cue::Hence.has(w) || Cue::Makes.has(w));
    // "at £5 a ticket the 400 seats brought in £2,000"
    let last = if number.from > one.to { number } else { one };
    let is_brought = total.from > last.to
        && words(last.until(total)).len() <= 4
        && words(last.until(total)).iter().any(|w| Cue::Brings.has(w));
    let is_hence = is_hence || is_brought && is_sold(one);
    let is_paid = one.fact.kind == Kind::Money
        && total.fact.kind == Kind::Money
        && one.fact.unit.split(" per ").next() == Some(total.fact.unit.as_str())
        && number.fact.kind == Kind::Count;
    let lexicon = Lexicon::english();
    let opens = words(one.before().rsplit([',', ';']).next().unwrap_or_default());
    let holder =
        opens.iter().position(|w| Cue::Per.has(w)).and_then(|at| opens.get(at + 1)).map(|w| lexicon.singular(w));
    let is_held = number.fact.kind == Kind::Count
        && number.from > one.to
        && holder.is_some_and(|h| h == number.fact.unit || lexicon.lemma(&h) == number.fact.slots.head);
    let is_hence = is_hence || is_held && words(one.until(number)).iter().any(|w| Cue::Hence.has(w));
    let is_like = one.fact.kind == total.fact.kind
        && (dimension(one.fact) == dimension(total.fact) || is_paid && is_brought)
        && (one.fact.kind != Kind::Count || same_head(one, total));
    // "two francs, … another two, making five"
    let is_added = words(number.before()).last().is_some_and(|w| Cue::Added.has(w));
    if is_added {
        return;
    }
    if !(is_hence && is_like && (is_paid || is_held)) || ![one, number, total].iter().all(|p| is_exact(p)) {
        return;
    }
    let (Some(n), Some(u), Some(all)) = (stated(number.fact), stated(one.fact), stated(total.fact)) else { return };
    let Some(made) = n.checked_mul(u) else { return };
    let facts = vec![one.index, number.index, total.index];
    let (x, y, is) = (&number.fact.surface, &one.fact.surface, &total.fact.surface);
    if meets(total, Extent::exactly(made)) {
        found.push(Found::agree("product", facts, format!("{x} times {y} is {is}")));
    } else if is_close(made, all, 2) {
        found.push(Found::conflict("product", Severity::Warning, facts, format!("{x} times {y} is not {is}")));
    }
}

/// Whether a price is said to be that of each: "at £5", "at £5 a ticket".
fn is_sold(one: &Placed<'_>) -> bool {
    words(one.before()).last().is_some_and(|w| w == "at") || one.fact.unit.contains(" per ")
}

/// "Each press turns out 300 sheets. On six presses that makes 1,800 sheets."
fn times_before(before: &[Placed<'_>], sentence: &[Placed<'_>], found: &mut Vec<Found>) {
    let [number, total] = sentence else { return };
    let link = words(number.until(total));
    let is_made = link.iter().any(|w| Cue::That.has(w))
        && link.iter().any(|w| Cue::Makes.has(w))
        && link.len() <= 5
        && !number.until(total).contains(['.', ';', ':']);
    let opens = words(number.before()).len() <= 5;
    let is_count =
        |p: &Placed<'_>| p.fact.kind == Kind::Count && p.fact.value.bound() == Bound::Exact && p.fact.cell.is_none();
    if !is_made || !opens || !is_count(number) || !is_count(total) || number.fact.unit == total.fact.unit {
        return;
    }
    let (Some(n), Some(all)) = (stated(number.fact), stated(total.fact)) else { return };
    let like = |p: &&Placed<'_>| is_count(p) && p.fact.unit == total.fact.unit && !p.fact.unit.is_empty();
    let ones: Vec<&Placed<'_>> = before.iter().filter(like).collect();
    let made = |p: &Placed<'_>| stated(p.fact).and_then(|u| u.checked_mul(n));
    let Some(one) = ones.iter().find(|p| made(p) == Some(all)).or(ones.last()) else { return };
    let Some(product) = made(one) else { return };
    let facts = vec![one.index, number.index, total.index];
    let (x, y, is) = (&number.fact.surface, &one.fact.surface, &total.fact.surface);
    if product == all {
        found.push(Found::agree("product", facts, format!("{x} times {y} is {is}")));
    } else if is_close(product, all, 2) && ones.len() == 1 {
        found.push(Found::conflict("product", Severity::Warning, facts, format!("{x} times {y} is not {is}")));
    }
}

/// "40 m long and 20 m wide, an area of 800 square metres".
fn area(sentence: &[Placed<'_>], found: &mut Vec<Found>) {
    for three in sentence.windows(3) {
        let [a, b, all] = three else { continue };
        let is = |p: &Placed<'_>, what: &str| {
            p.fact.kind == Kind::Quantity
                && dimension(p.fact) == what
                && p.fact.value.bound() == Bound::Exact
                && p.fact.cell.is_none()
        };
        let link = words(a.until(b));
        let is_pair = link.len() <= 4
            && (a.until(b).contains('×') || link.iter().any(|w| Cue::Joins.has(w) || w == "by" || w == "x"));
        let between = b.until(all);
        let is_told = words(between).len() <= 7 && between.contains(',') && !between.contains(['.', ';', '(']);
        if !(is(a, "length") && is(b, "length") && is(all, "area") && is_pair && is_told) {
            continue;
        }
        let (Some(x), Some(y), Some(said)) = (a.precise(), b.precise(), all.precise()) else { continue };
        let end = |p: Option<Number>, q: Option<Number>| p?.checked_mul(q?);
        let (Some(low), Some(high)) = (end(x.low.value(), y.low.value()), end(x.high.value(), y.high.value())) else {
            continue;
        };
        let made = Extent::closed(low, high);
        let facts = vec![a.index, b.index, all.index];
        let (x, y, is) = (&a.fact.surface, &b.fact.surface, &all.fact.surface);
        if !made.disjoint(said) {
            found.push(Found::agree("product", facts, format!("{x} times {y} is {is}")));
        } else if stated(all.fact).is_some_and(|s| is_close(low, s, 2) || is_close(high, s, 2)) {
            found.push(Found::conflict("product", Severity::Warning, facts, format!("{x} times {y} is not {is}")));
        }
    }
}

/// Whether what is stated may be what was computed.
fn meets(p: &Placed<'_>, made: Extent) -> bool {
    p.extent().is_some_and(|e| !e.disjoint(made))
        && p.precise().is_none_or(|e| !e.disjoint(made) || p.fact.kind != Kind::Count)
}

/// Whether two numbers differ by less than eight times.
fn is_within(a: Number, b: Number) -> bool {
    let (low, high) = (a.min(b), a.max(b));
    low > Number::ZERO && low.checked_mul(Number::integer(8)).is_some_and(|most| high <= most)
}

/// Whether two numbers differ by a part of the larger at most.
fn is_close(a: Number, b: Number, part: i128) -> bool {
    let gap = a.checked_sub(b).map(Number::abs);
    let most = a.abs().max(b.abs());
    gap.and_then(|g| g.checked_mul(Number::integer(part))).is_some_and(|g| g <= most)
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{clash, fits, silent};

    #[test]
    fn so_much_on_each_of_so_many() {
        clash("He was fined £20 on each of six counts, or £80 altogether.", "product: six times 20 is not 80");
        fits("He was fined £20 on each of six counts, or £120 altogether.", "product");
    }

    #[test]
    fn what_was_done_to_some_is_taken_off_the_whole() {
        clash(
            "The garrison numbered 800; 250 were killed, 130 wounded, and the remaining 520 surrendered.",
            "sum-of-parts: 250 + 130 + 520 do not make 800",
        );
        clash(
            "Twelve of the 30 climbers turned back, leaving 21 to go on.",
            "difference: 30 less Twelve leaves 18, not 21",
        );
        silent("Twelve of the 30 climbers turned back, leaving 21 bags behind.");
    }
}
