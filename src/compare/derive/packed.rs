//! So many pieces of one size: "1,000 pages, some 8 MB", a page being told elsewhere to have 8 KiB; "with four cores this makes
//! 3,072", of the 768 of the sentence before.

use super::words::{first_words, words};
use super::{Found, Placed, previous, stated};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::compare::extents::dimension;
use crate::fact::{Fact, Kind};
use crate::lexicon::Lexicon;
use crate::value::{Bound, Number};

/// By how much, in hundredths, a total may be off that is told beside its pieces.
const OFF: i128 = 12;
/// By how many times at most.
const MOST: i128 = 3000;

/// Checks the sentence.
pub(super) fn check(facts: &[Fact], text: &[usize], sentences: &[Vec<Placed<'_>>], n: usize, found: &mut Vec<Found>) {
    let Some(sentence) = sentences.get(n) else { return };
    for two in sentence.windows(2) {
        let [count, total] = two else { continue };
        if is_total(count, total) {
            of_pieces(facts, text, count, total, found);
        }
    }
    explained(sentences, n, found);
    makes(sentences, n, found);
}

fn is_exact(fact: &Fact) -> bool {
    matches!(fact.value.bound(), Bound::Exact | Bound::About) && fact.value.single().is_some() && fact.change.is_none()
}

/// "1,000 pages, some 8 MB": what so many come to, set beside them.
fn is_total(count: &Placed<'_>, total: &Placed<'_>) -> bool {
    let between = count.until(total);
    let near = words(between);
    let ends = total.after().trim_start_matches(|c: char| c.is_alphabetic() || c == ' ');
    count.fact.kind == Kind::Count
        && is_exact(count.fact)
        && count.fact.cell.is_none()
        && total.fact.kind == Kind::Quantity
        && is_exact(total.fact)
        && between.trim_end_matches(char::is_alphanumeric).contains([',', '('])
        && !between.contains(['.', ';', ':'])
        && between.matches([',', '(']).count() == 1
        && near.len() <= 4
        && near
            .iter()
            .skip(1)
            .all(|w| Cue::Hedge.has(w) || Cue::Restates.has(w) || w == "together" || w == "in" || w == "all")
        && (ends.is_empty() || ends.starts_with(['.', ',', ')', ';']))
        && words(total.after()).len().min(9) <= 9
}

/// The size that a text gives of one piece: "pages are 8 KiB", "a page size of 8 KiB".
fn sizes(facts: &[Fact], text: &[usize], head: &str, of: &Fact, total: usize) -> Vec<usize> {
    let english = Lexicon::english();
    let is_piece = |f: &Fact| {
        let at = super::find(&f.quote, &f.surface).unwrap_or(0);
        let before = words(f.quote.get(..at).unwrap_or_default());
        let clause = before.get(before.len().saturating_sub(4)..).unwrap_or_default();
        let lemmas: Vec<String> = clause.iter().map(|w| english.lemma(&english.singular(w))).collect();
        let named = lemmas.iter().position(|w| w == head);
        named.is_some_and(|at| {
            let rest = lemmas.get(at + 1..).unwrap_or_default();
            let is_size = rest.first().is_some_and(|w| Cue::Size.has(w));
            let link = rest.get(usize::from(is_size)..).unwrap_or_default();
            link.len() <= 2
                && clause
                    .get(at + 1 + usize::from(is_size)..)
                    .unwrap_or_default()
                    .iter()
                    .all(|w| Cue::Equals.has(w) || w == "of" || Cue::Hedge.has(w) || Cue::Is.has(w))
                && (is_size || !link.is_empty())
        })
    };
    let is_like = |i: &usize| {
        let f = &facts[*i];
        *i != total
            && f.kind == Kind::Quantity
            && dimension(f) == dimension(of)
            && is_exact(f)
            && f.cell.is_none()
            && is_piece(f)
    };
    text.iter().copied().filter(is_like).collect()
}

fn of_pieces(facts: &[Fact], text: &[usize], count: &Placed<'_>, total: &Placed<'_>, found: &mut Vec<Found>) {
    let head = &count.fact.slots.head;
    if head.is_empty() {
        return;
    }
    let all = sizes(facts, text, head, total.fact, total.index);
    let Some(&one) = all.first() else { return };
    if let Some(&fit) = all.iter().find(|&&i| is_product(count.fact, &facts[i], total.fact) == Some(true)) {
        let says =
            format!("{} of {} {} are {}", count.fact.surface, facts[fit].surface, facts[fit].unit, total.fact.surface);
        found.push(Found::agree("product", vec![fit, count.index, total.index], says));
    } else if all.iter().all(|&i| stated(&facts[i]) == stated(&facts[one]))
        && is_product(count.fact, &facts[one], total.fact) == Some(false)
    {
        let size = &facts[one];
        let says = format!(
            "{} of {} {} are not {} {}",
            count.fact.surface, size.surface, size.unit, total.fact.surface, total.fact.unit
        );
        found.push(Found::conflict("product", Severity::Warning, vec![one, count.index, total.index], says));
    }
}

/// Whether so many pieces make the total; nothing if they are worlds apart, so that other pieces are meant.
fn is_product(count: &Fact, size: &Fact, total: &Fact) -> Option<bool> {
    let made = stated(count)?.checked_mul(stated(size)?)?;
    let said = stated(total).filter(|n| *n > Number::ZERO)?;
    let (low, high) = (made.min(said), made.max(said));
    if high.checked_mul(Number::integer(100))? <= low.checked_mul(Number::integer(100 + OFF))? {
        return Some(true);
    }
    (high <= low.checked_mul(Number::integer(MOST))?).then_some(false)
}

/// "A file may have 4 TB. That is because the block size is 8 kB and there can be 500 million blocks": what makes up the total told before.
fn explained(sentences: &[Vec<Placed<'_>>], n: usize, found: &mut Vec<Found>) {
    let sentence = &sentences[n];
    let Some(first) = sentence.first() else { return };
    let opens = words(first.before());
    if !(opens.iter().take(3).any(|w| w == "because") && opens.first().is_some_and(|w| Cue::That.has(w))) {
        return;
    }
    let counts: Vec<&Placed<'_>> = sentence.iter().filter(|p| p.fact.kind == Kind::Count && is_exact(p.fact)).collect();
    let sizes: Vec<&Placed<'_>> =
        sentence.iter().filter(|p| p.fact.kind == Kind::Quantity && is_exact(p.fact)).collect();
    let (&[count], &[size]) = (counts.as_slice(), sizes.as_slice()) else { return };
    let Some(before) =
        previous(sentences, n).or_else(|| n.checked_sub(1).and_then(|k| sentences.get(k)).map(Vec::as_slice))
    else {
        return;
    };
    let like: Vec<&Placed<'_>> =
        before.iter().filter(|p| p.fact.kind == Kind::Quantity && dimension(p.fact) == dimension(size.fact)).collect();
    let &[total] = like.as_slice() else { return };
    let near = total.fact.cell.is_none() && total.fact.sentence + 2 >= first.fact.sentence;
    let english = Lexicon::english();
    let names = words(size.before());
    let is_piece = !count.fact.slots.head.is_empty()
        && names.iter().rev().take(4).any(|w| english.lemma(&english.singular(w)) == count.fact.slots.head);
    if !near || !is_piece {
        return;
    }
    let (Some(made), Some(said)) =
        (stated(count.fact).zip(stated(size.fact)).and_then(|(a, b)| a.checked_mul(b)), stated(total.fact))
    else {
        return;
    };
    let (low, high) = (made.min(said), made.max(said));
    let is_off = low
        .checked_mul(Number::integer(100 + OFF))
        .zip(high.checked_mul(Number::integer(100)))
        .is_some_and(|(l, h)| h > l);
    let members = vec![size.index, count.index, total.index];
    let (c, s, u, t, v) =
        (&count.fact.surface, &size.fact.surface, &size.fact.unit, &total.fact.surface, &total.fact.unit);
    if is_off {
        found.push(Found::conflict("product", Severity::Warning, members, format!("{c} of {s} {u} are not {t} {v}")));
    } else {
        found.push(Found::agree("product", members, format!("{c} of {s} {u} are {t} {v}")));
    }
}

/// "Each worker takes 768. With four cores this makes 3,072 in all."
fn makes(sentences: &[Vec<Placed<'_>>], n: usize, found: &mut Vec<Found>) {
    let sentence = &sentences[n];
    let Some(before) = previous(sentences, n) else { return };
    let is_count =
        |p: &Placed<'_>| p.fact.kind == Kind::Count && p.fact.value.bound() == Bound::Exact && p.fact.cell.is_none();
    let [factor, total, ..] = sentence.as_slice() else { return };
    let link = words(factor.until(total));
    let is_made = link.len() <= 5
        && link.windows(2).any(|t| Cue::That.has(&t[0]) && Cue::Makes.has(&t[1]))
        && !factor.until(total).contains(['.', ';', ':', '(']);
    let is_with = words(factor.before()).iter().any(|w| w == "with" || w == "for" || w == "on" || w == "at");
    if !is_count(factor) || !is_count(total) || !is_made || !is_with {
        return;
    }
    let all: Vec<&Placed<'_>> = before.iter().filter(|p| is_count(p)).collect();
    let &[one] = all.as_slice() else { return };
    let (Some(a), Some(b), Some(said)) = (stated(factor.fact), stated(one.fact), stated(total.fact)) else { return };
    let Some(made) = a.checked_mul(b) else { return };
    let members = vec![one.index, factor.index, total.index];
    let (f, o, t) = (&factor.fact.surface, &one.fact.surface, &total.fact.surface);
    let (low, high) = (made.min(said), made.max(said));
    let is_near =
        low.checked_mul(Number::integer(3)).zip(high.checked_mul(Number::integer(2))).is_some_and(|(l, h)| h <= l);
    let is_bare = first_words(factor.after(), 1).len() == 1 && a > Number::ONE;
    if made == said {
        found.push(Found::agree("product", members, format!("{f} times {o} is {t}")));
    } else if is_near && is_bare && !is_rounded(made, said) {
        found.push(Found::conflict("product", Severity::Warning, members, format!("{f} times {o} is {made}, not {t}")));
    }
}

fn is_rounded(made: Number, said: Number) -> bool {
    let place = Number::power_of_ten(i32::try_from(said.trailing_zeros()).unwrap_or(0));
    place.zip(made.checked_sub(said)).is_some_and(|(place, gap)| gap.abs() <= place)
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{clash, fits, silent};

    #[test]
    fn so_many_pieces_of_one_size() {
        let text = |n: &str| {
            format!("Blocks are 16 KiB in this store. A segment is closed when it has 2,000 blocks, some {n} MB.")
        };
        clash(&text("8"), "product: 2,000 of 16 kibibyte are not 8 megabyte");
        fits(&text("32"), "product");
    }

    #[test]
    fn with_so_many_this_makes() {
        let text = |n: &str| {
            format!("Our setting is max_streams 640;. On a machine with 4 cores this makes {n} streams in all.")
        };
        clash(&text("2,650"), "product: 4 times 640 is 2560, not 2,650");
        silent(&text("2,560"));
    }

    #[test]
    fn what_a_total_is_made_of() {
        let text = |n: &str| {
            format!(
                "One volume can have 16 TB. That is because it has a cluster size of {n} and there can be 4 billion clusters."
            )
        };
        clash(&text("4 MB"), "product: 4 billion of 4 megabyte are not 16 terabyte");
        silent(&text("4 kB"));
    }
}
