//! So many at so much, and others at so much more, against what all come to: "three were given eight years, two six years and three
//! four, 48 years in all".

use super::sums::is_addend;
use super::words::{first_words, words};
use super::{Found, Placed, stated};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::compare::extents::dimension;
use crate::fact::Kind;
use crate::value::{Bound, Number};

/// Checks the totals of a sentence.
pub(super) fn check(sentence: &[Placed<'_>], found: &mut Vec<Found>) {
    for (n, total) in sentence.iter().enumerate().filter(|(n, p)| *n >= 4 && is_total(p)) {
        let mut pairs: Vec<[&Placed<'_>; 2]> = Vec::new();
        let mut at = n;
        while let Some([count, each]) = at.checked_sub(2).and_then(|from| sentence.get(from..at)) {
            if !deals(count, each, total) || pairs.last().is_some_and(|[next, _]| !is_listed(each.until(next))) {
                break;
            }
            pairs.push([count, each]);
            at -= 2;
        }
        if pairs.len() > 1 && at == 0 {
            pairs.reverse();
            settle(&pairs, total, found);
        }
    }
}

/// "44 years of it in all".
fn is_total(p: &Placed<'_>) -> bool {
    let is_sum = |text: &str| Cue::InAll.is_in(text);
    matches!(p.fact.kind, Kind::Duration | Kind::Money | Kind::Quantity)
        && p.fact.cell.is_none()
        && p.fact.value.bound() == Bound::Exact
        && (is_sum(&first_words(p.after(), 7).join(" "))
            || is_sum(&words(p.before()).into_iter().rev().take(3).rev().collect::<Vec<_>>().join(" ")))
}

fn is_listed(between: &str) -> bool {
    let link = words(between);
    link.len() <= 4
        && (between.contains([',', ';']) || link.iter().any(|w| Cue::Joins.has(w)))
        && !between.contains(['.', '(', ':'])
}

/// "Three were given eight years", "two six years", "four at £5".
fn deals(count: &Placed<'_>, each: &Placed<'_>, total: &Placed<'_>) -> bool {
    let link = count.until(each);
    let is_each = each.fact.kind == total.fact.kind
        && dimension(each.fact) == dimension(total.fact)
        && each.fact.value.bound() == Bound::Exact;
    count.fact.kind == Kind::Count
        && is_addend(count, count)
        && count.fact.value.bound() == Bound::Exact
        && is_each
        && words(link).len() <= 5
        && !link.contains([',', ';', '.', '(', ':'])
        && !words(link).iter().any(|w| Cue::Joins.has(w))
}

fn settle(pairs: &[[&Placed<'_>; 2]], total: &Placed<'_>, found: &mut Vec<Found>) {
    let made = pairs.iter().try_fold(Number::ZERO, |sum, [count, each]| {
        sum.checked_add(stated(count.fact)?.checked_mul(stated(each.fact)?)?)
    });
    let (Some(made), Some(said)) = (made, stated(total.fact)) else { return };
    let shown: Vec<String> =
        pairs.iter().map(|[count, each]| format!("{} × {}", count.fact.surface, each.fact.surface)).collect();
    let (shown, is) = (shown.join(" + "), &total.fact.surface);
    let members: Vec<usize> = pairs.iter().flatten().map(|p| p.index).chain([total.index]).collect();
    if made == said {
        found.push(Found::agree("product", members, format!("{shown} make {is}")));
        return;
    }
    let (low, high) = (made.min(said), made.max(said));
    let is_near =
        low.checked_mul(Number::integer(3)).zip(high.checked_mul(Number::integer(2))).is_some_and(|(l, h)| h <= l);
    if is_near && total.precise().is_none_or(|e| !e.contains(crate::value::Extent::exactly(made))) {
        found.push(Found::conflict("product", Severity::Warning, members, format!("{shown} do not make {is}")));
    }
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{clash, fits, silent};

    #[test]
    fn so_many_at_so_much() {
        let text = |n: u32| format!("Two were fined £6, four £3 and five £2, £{n} in all.");
        clash(&text(44), "product: Two × 6 + four × 3 + five × 2 do not make 44");
        fits(&text(34), "product");
        silent("Two were fined £6, four £3 and five £2, and the mayor paid £120 in all.");
    }
}
