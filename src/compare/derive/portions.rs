//! A share, a part and a whole of one sentence, in whatever order: "Only 23 of the 92 stations answered (25 %)".

use super::shares::{quotient, tenths};
use super::words::{closes, first_words, is_base, is_of, words};
use super::{Found, Placed, previous, wider};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::fact::Kind;
use crate::value::{Bound, End, Extent, Number};

/// How many words may stand between a part and the share that says it again.
const REACH: usize = 8;

/// Checks the only share of a sentence against a part and a whole that the sentence puts together.
pub(super) fn check(sentences: &[Vec<Placed<'_>>], n: usize, found: &mut Vec<Found>) {
    let Some(sentence) = sentences.get(n) else { return };
    let mut shares = sentence.iter().filter(|p| is_share(p));
    let (Some(share), None) = (shares.next(), shares.next()) else { return };
    if let Some((part, whole)) = share_of(sentence, share) {
        judge(part, whole, share, false, Severity::Warning, found);
        return;
    }
    met_by(previous(sentences, n), sentence, share, found);
    for (part, whole) in pairs(previous(sentences, n), sentence) {
        if let Some(severity) = says_again(part, whole, share) {
            judge(part, whole, share, true, severity, found);
        }
    }
}

/// "The mill cost £9,000. A third of this was met by a loan of £4,500."
fn met_by(before: Option<&[Placed<'_>]>, sentence: &[Placed<'_>], share: &Placed<'_>, found: &mut Vec<Found>) {
    let of = first_words(share.after(), 2);
    let is_this = matches!(of.as_slice(), [of, this] if of == "of" && (Cue::That.has(this) || this == "it"));
    let values: Vec<&Placed<'_>> = sentence.iter().filter(|p| are_measures(p, p)).collect();
    let (Some(whole), [part]) = (before.and_then(<[_]>::last), values.as_slice()) else { return };
    let near = words(share.until(part));
    let is_told = part.from > share.to && near.len() <= 9 && near.last().is_some_and(|w| Cue::Of.has(w));
    if is_this
        && is_told
        && are_measures(whole, part)
        && is_less(part, whole)
        && !share.until(part).contains([',', ';', '.'])
    {
        judge(part, whole, share, false, Severity::Warning, found);
    }
}

pub(super) fn is_share(p: &Placed<'_>) -> bool {
    p.fact.kind == Kind::Share && p.fact.cell.is_none() && p.fact.change.is_none() && !p.fact.unit.contains("point")
}

fn is_count(p: &Placed<'_>) -> bool {
    p.fact.kind == Kind::Count
        && p.fact.cell.is_none()
        && p.fact.change.is_none()
        && matches!(p.fact.value.bound(), Bound::Exact | Bound::About)
        && p.fact.value.single().is_some()
}

/// Whether two values are sums of money or measures of one kind.
fn are_measures(a: &Placed<'_>, b: &Placed<'_>) -> bool {
    let is = |p: &Placed<'_>| {
        matches!(p.fact.kind, Kind::Money | Kind::Quantity)
            && p.fact.cell.is_none()
            && p.fact.change.is_none()
            && p.fact.value.bound() == Bound::Exact
    };
    is(a) && is(b) && a.fact.unit == b.fact.unit && a.fact.kind == b.fact.kind
}

fn is_less(part: &Placed<'_>, whole: &Placed<'_>) -> bool {
    part.fact.value.single().zip(whole.fact.value.single()).is_some_and(|(p, w)| p < w)
}

fn same_head(a: &Placed<'_>, b: &Placed<'_>) -> bool {
    let (x, y) = (&a.fact.slots.head, &b.fact.slots.head);
    x == y || x.is_empty() || a.fact.unit == b.fact.unit
}

/// "Three quarters of the 48 bridges were lost: 36 were swept away"; "half of the 340 houses, 170, burned".
fn share_of<'a, 'f>(sentence: &'a [Placed<'f>], share: &Placed<'f>) -> Option<(&'a Placed<'f>, &'a Placed<'f>)> {
    let counts: Vec<&Placed<'_>> = sentence.iter().filter(|p| p.fact.kind == Kind::Count).collect();
    let &[whole, part] = counts.as_slice() else { return None };
    let of = share.until(whole);
    let is_linked = share.to <= whole.from
        && (is_of(of) || words(of).first().is_some_and(|w| w == "of") && words(of).len() <= 4)
        && !of.contains([',', ';', ':', '(']);
    if !is_linked || !is_count(whole) || !is_count(part) || !is_less(part, whole) {
        return None;
    }
    let between = whole.until(part);
    let opened = between.trim_end().chars().next_back()?;
    let is_apposed = match opened {
        ':' => true,
        ',' | '(' | '–' | '—' => {
            let after = part.after();
            let end = after.find([',', ')', '–', '—', ';'])?;
            words(after.get(..end)?).len() <= 2
        }
        _ => false,
    };
    // what stands by itself between two commas is said of them, whatever it is called
    let is_inserted = matches!(opened, ',' | '–' | '—');
    (is_apposed && !between.contains(['.', ';']) && (is_inserted || same_head(part, whole))).then_some((part, whole))
}

/// Parts that a sentence says are of a whole, in it or in the sentence before.
pub(super) fn pairs<'a, 'f>(
    before: Option<&'a [Placed<'f>]>,
    sentence: &'a [Placed<'f>],
) -> Vec<(&'a Placed<'f>, &'a Placed<'f>)> {
    let mut out = Vec::new();
    for two in sentence.windows(2) {
        let [a, b] = two else { continue };
        // "Of the 310,000 cubic metres of concrete, 31,000 …"
        let is_bare = a.fact.kind == Kind::Quantity && a.fact.cell.is_none() && b.fact.unit.is_empty();
        let link = words(a.until(b));
        let is_whom = link.len() <= 6
            && matches!(link.as_slice(), [.., of, whom] if Cue::Of.has(of) && Cue::Part.has(whom))
            && !a.until(b).contains(['.', ';', ':']);
        let is_bare_part = is_bare && is_count(b) && is_less(b, a);
        if is_bare_part && (is_base(a.before()) || is_whom) {
            out.push((b, a));
        }
        if !(are_measures(a, b) || is_count(a) && is_count(b)) {
            continue;
        }
        if is_of(a.until(b)) && is_less(a, b) {
            out.push((a, b));
        } else if (is_base(a.before()) || is_whom) && is_less(b, a) {
            out.push((b, a));
        }
    }
    // "It took in 2,400 books. 1,800 were lent"
    if let Some(part) = sentence.first().filter(|p| is_count(p) && words(p.before()).is_empty())
        && let Some(before) = before
        && let [whole] = before.iter().filter(|p| p.fact.kind == Kind::Count).collect::<Vec<_>>().as_slice()
        && is_count(whole)
        && is_less(part, whole)
        && (part.fact.unit == whole.fact.unit || part.fact.unit.is_empty())
        && first_words(part.after(), 1).first().is_some_and(|w| Cue::Past.has(w))
    {
        out.push((part, *whole));
    }
    // "Of these, 129 were rescued"
    if let Some(part) = sentence.first().filter(|p| is_count(p))
        && let Some(before) = before
        && let [of, these] = words(part.before()).as_slice()
        && Cue::Base.has(of)
        && Cue::Part.has(these)
    {
        let mut wholes = before.iter().filter(|p| p.fact.kind == Kind::Count);
        if let (Some(whole), None) = (wholes.next(), wholes.next())
            && is_count(whole)
            && is_less(part, whole)
        {
            out.push((part, whole));
        }
    }
    out
}

/// Whether the share says again what part of the whole it is, and how sure that is.
fn says_again(part: &Placed<'_>, whole: &Placed<'_>, share: &Placed<'_>) -> Option<Severity> {
    let same = part.fact.sentence == whole.fact.sentence;
    let (first, last) = if same { (part.from.min(whole.from), part.to.max(whole.to)) } else { (part.from, part.to) };
    let quote = &part.fact.quote;
    if share.to <= first {
        // "Nearly a third of the crew, 27 of 85 men"
        let between = quote.get(share.to..first)?;
        let near = words(between);
        let bare = between.trim_end_matches(['$', '£', '€', ' ']);
        let is_apposed = bare.ends_with([',', ':', '–', '—']) && near.len() <= 4;
        // "Three wells in four were dry, 31 of 44"
        let is_whole = same
            && part.to <= whole.from
            && is_of(part.until(whole))
            && first_words(whole.after(), 2).len() <= 1
            && bare.ends_with(',');
        let is_own = near.first().is_none_or(|w| Cue::Of.has(w) || Cue::Margin.has(w)) || is_whole;
        let is_clean = between.trim_end().matches([',', ';', '.', '(', ':']).count() <= 1;
        return (is_apposed && is_own && is_clean).then_some(Severity::Warning);
    }
    if share.from < last {
        return None;
    }
    let between = quote.get(last..share.from)?;
    if between.contains(['.', ';', ')']) || between.len() > 90 {
        return None;
    }
    // "…, that is, 60 per cent"
    let inner = between.trim_end().strip_suffix(',').and_then(|b| b.rsplit_once(','));
    let between = match inner {
        Some((before, or)) if !words(or).is_empty() && words(or).iter().all(|w| Cue::Restates.has(w)) => {
            between.get(..before.len() + 1).unwrap_or(between)
        }
        _ => between,
    };
    if let Some((before, inside)) = between.rsplit_once('(') {
        let is_bracket =
            words(inside).iter().all(|w| Cue::Hedge.has(w)) && words(before).len() <= REACH && closes(share.after());
        return (is_bracket && !before.contains([',', ':', '('])).then_some(Severity::Error);
    }
    let Some((before, or)) = between.rsplit_once([',', '—', '–']) else {
        // "with 330 of 550 votes he had 60 per cent"
        let next = first_words(share.after(), 2);
        let is_end = next.first().is_none_or(|w| w == "of");
        return (is_end && same && words(between).len() <= 6 && !between.contains(':')).then_some(Severity::Warning);
    };
    let or = words(or);
    // "a failure rate of 7.5 per cent", "just over half of the house"
    // "which is a hit rate of 75 per cent"
    let said = or.iter().position(|w| !Cue::That.has(w) && !Cue::Restates.has(w)).unwrap_or(0);
    let said = or.get(said..).unwrap_or_default();
    let is_rate = said.len() <= 6 && matches!(said, [a, .., of] if Cue::Per.has(a) && of == "of");
    let is_close = words(before).len() <= REACH && !before.contains(['—', ':']);
    if is_rate && is_close && first_words(share.after(), 1).is_empty() {
        return Some(Severity::Warning);
    }
    // "a bare half," by itself between two commas
    let is_inserted = or.len() <= 2 && or.first().is_some_and(|w| Cue::Per.has(w)) && share.after().starts_with(',');
    let is_or = or.len() <= 3 && or.iter().all(|w| Cue::Restates.has(w) || Cue::Part.has(w)) || is_inserted;
    let next = first_words(share.after(), 2);
    let is_end = next.first().is_none_or(|w| w == "of" || Cue::Definite.has(w));
    (is_or && is_end && !before.contains([',', '—', ':']) && words(before).len() <= REACH).then_some(Severity::Warning)
}

pub(super) fn judge(
    part: &Placed<'_>,
    whole: &Placed<'_>,
    share: &Placed<'_>,
    may_be_rest: bool,
    severity: Severity,
    found: &mut Vec<Found>,
) {
    let is_bare = part.fact.kind != whole.fact.kind;
    let whole_extent = if is_bare { whole.fact.value.single().map(Extent::exactly) } else { whole.precise() };
    let (Some(p), Some(w), Some(said)) = (part.precise(), whole_extent, super::writing::share(share.fact)) else {
        return;
    };
    let Some(made) = quotient(p, w) else { return };
    // a majority of two thirds has two thirds or more
    let is_least = first_words(share.after(), 1).first().is_some_and(|w| Cue::Margin.has(w));
    let said = if is_least { Extent { high: End::Unbounded, ..said } } else { said };
    let rest = made.scale(Number::integer(-1)).shift(Number::integer(100));
    let (a, b, shown) = (&part.fact.surface, &whole.fact.surface, written(share));
    let facts = vec![part.index, whole.index, share.index];
    if !made.disjoint(said) {
        found.push(Found::agree("share-of-parts", facts, format!("{a} of {b} is {shown}")));
    } else if made.disjoint(looser(share, said)) && (!may_be_rest || rest.disjoint(said)) {
        let is = made.low.value().and_then(tenths).unwrap_or_default();
        let says = format!("{a} of {b} is {is} percent, not {shown}");
        found.push(Found::conflict("share-of-parts", severity, facts, says));
    }
}

/// Whole percentages may be cut off instead of rounded; fractions and hedges are loose enough as they are.
fn looser(share: &Placed<'_>, said: Extent) -> Extent {
    if share.fact.unit == "percent" && share.fact.value.bound() == Bound::Exact { wider(said) } else { said }
}

/// A share with its hedge, for people.
fn written(share: &Placed<'_>) -> String {
    let surface = &share.fact.surface;
    let hedge = match share.fact.value.bound() {
        Bound::Over | Bound::AtLeast => "more than ",
        Bound::Under | Bound::AtMost => "less than ",
        _ => "",
    };
    if share.fact.unit == "percent" { format!("{hedge}{surface} percent") } else { format!("{hedge}{surface}") }
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{clash, fits, silent};

    #[test]
    fn a_share_in_brackets_behind_what_was_counted() {
        clash("Only 18 of the 72 wells gave water (35%).", "share-of-parts: 18 of 72 is 25 percent, not 35");
        fits("Only 18 of the 72 wells gave water (25%).", "share-of-parts");
    }

    #[test]
    fn of_these_means_the_number_before() {
        clash(
            "The convoy had 240 carts. Of these, 96 were lost, which is 30 per cent.",
            "share-of-parts: 96 of 240 is 40 percent, not 30 percent",
        );
        silent("The convoy had 240 carts. Of these, 96 were lost, and 30 per cent of the mules.");
    }

    #[test]
    fn a_fraction_of_a_number_told_beside_it() {
        clash(
            "Three quarters of the 64 looms were lost: 36 were burned.",
            "share-of-parts: 36 of 64 is 56.3 percent, not Three quarters",
        );
        fits("Three quarters of the 64 looms were lost: 48 were burned.", "share-of-parts");
        clash(
            "More than half of the village's 250 mills, 90, stood still.",
            "share-of-parts: 90 of 250 is 36 percent, not more than half",
        );
        silent("Half of the 64 looms were lost: 12 weavers went home.");
    }

    #[test]
    fn a_majority_of_two_thirds_has_two_thirds_or_more() {
        fits("It passed by a two-thirds majority, 70 of the 80 members voting for it.", "share-of-parts");
        clash(
            "It passed by a two-thirds majority, 44 of the 80 members voting for it.",
            "share-of-parts: 44 of 80 is 55 percent, not two-thirds",
        );
    }
}
