//! A total, a number and what comes on each: "84,000 crowns to 420 families, an average of 200 each"; "600 GB in 50 minutes, a
//! rate of 200 MB/s".

use super::{CROWD, Found, Placed, previous, stated};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::compare::extents::dimension;
use crate::fact::{Fact, Kind};
use crate::lexicon::Lexicon;
use crate::value::{Bound, End, Extent, Number};

/// How many times too large or small a rate may be and still be meant as the quotient.
const MOST: i128 = 8;

/// The words of a stretch of text, in lower case.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

/// What a rate is per.
#[derive(Debug)]
enum Per {
    /// Each of what is counted.
    Each,
    /// A thing or a unit, by its name.
    Thing(String),
}

/// Checks every value of a sentence that is said to come on each of a number.
pub(super) fn check(sentences: &[Vec<Placed<'_>>], n: usize, found: &mut Vec<Found>) {
    let Some(sentence) = sentences.get(n).filter(|s| s.len() <= CROWD) else { return };
    sentence.windows(2).for_each(|two| same_rate(&two[0], &two[1], found));
    of_time(sentence, found);
    for at in 0..sentence.len() {
        let rate = &sentence[at];
        let Some((per, is_sure)) = is_plain(rate).then(|| per(sentence, at)).flatten() else { continue };
        let before = previous(sentences, n).unwrap_or_default();
        let named = |is_strict: bool| {
            here_or_before(sentence, before, &|p| p.index != rate.index && counts(p, &per, rate, is_strict))
        };
        let mut numbers = named(true);
        if numbers.is_empty() {
            numbers = named(false);
        }
        // the nearest before the rate goes first: "to 420 families, who got 12 each"
        let is_each = matches!(per, Per::Each);
        if is_each {
            numbers.sort_by_key(|p| if p.to <= rate.from { (0, rate.from - p.to) } else { (1, p.from) });
        }
        let own = found.len();
        for number in &numbers {
            let totals = here_or_before(sentence, before, &|p| {
                p.index != rate.index && p.index != number.index && is_total(p, rate, number)
            });
            let is_first = numbers.len() == 1 || is_each && Some(number.index) == numbers.first().map(|p| p.index);
            settle(&totals, number, rate, is_sure && is_first && is_one(&totals), found);
        }
        // what fits one of several numbers was meant of that one
        if found.get(own..).unwrap_or_default().iter().any(|f| f.severity.is_none()) {
            let mut at = 0;
            found.retain(|f| {
                at += 1;
                at <= own || f.severity.is_none()
            });
        }
    }
}

/// What a rate is of and per, and its value by the base unit of time: "litre", 30 by 60.
fn over_time<'f>(p: &Placed<'f>) -> Option<(&'f str, Number)> {
    let (left, right) = p.fact.unit.split_once(" per ")?;
    let unit = Lexicon::english().units.by_name(right).filter(|u| u.dimension == "time")?;
    let is_exact = p.fact.value.bound() == Bound::Exact && p.fact.cell.is_none() && p.fact.change.is_none();
    is_exact.then_some((left, p.fact.value.single()?.checked_div(unit.factor)?))
}

/// "30 litres a minute, or 1,800 litres an hour".
fn same_rate(a: &Placed<'_>, b: &Placed<'_>, found: &mut Vec<Found>) {
    let Some(((x, one), (y, two))) = over_time(a).zip(over_time(b)) else { return };
    let between = a.until(b);
    let or = between.rsplit_once([',', '(', '–', '—']).map(|(_, or)| words(or));
    let is_or = or.is_some_and(|or| {
        or.len() <= 3 && or.iter().all(|w| Cue::Restates.has(w)) && (!or.is_empty() || between.contains('('))
    });
    if x != y || a.fact.unit == b.fact.unit || !is_or {
        return;
    }
    let facts = vec![a.index, b.index];
    let (s, t) = (format!("{} {}", a.fact.surface, a.fact.unit), format!("{} {}", b.fact.surface, b.fact.unit));
    // years and months are not of one length, and either may be rounded
    let (low, high) = (one.min(two), one.max(two));
    let is_same =
        low.checked_mul(Number::integer(20)).zip(high.checked_mul(Number::integer(19))).is_some_and(|(l, h)| l >= h);
    if is_same {
        found.push(Found::agree("quotient", facts, format!("{s} is {t}")));
    } else if low.checked_mul(Number::integer(12)).is_some_and(|l| l >= high) {
        found.push(Found::conflict("quotient", Severity::Warning, facts, format!("{s} is not {t}")));
    }
}

/// "At 5 km a day they needed 24 days for the 120 km": the only rate, length of time and total of a sentence.
fn of_time(sentence: &[Placed<'_>], found: &mut Vec<Found>) {
    let only = |is: &dyn Fn(&Placed<'_>) -> bool| {
        let mut like = sentence.iter().filter(|p| is(p));
        like.next().filter(|p| like.next().is_none() && p.fact.value.bound() == Bound::Exact && p.fact.cell.is_none())
    };
    let Some(rate) = only(&|p| over_time(p).is_some()) else { return };
    let Some((left, speed)) = over_time(rate) else { return };
    let Some(time) = only(&|p| p.fact.kind == Kind::Duration) else { return };
    let is_of = |p: &Placed<'_>| {
        p.index != rate.index
            && (p.fact.unit == left
                || p.fact.kind == Kind::Count && p.fact.slots.head == Lexicon::english().lemma(left))
    };
    let Some(total) = only(&is_of) else { return };
    let is_said = words(&rate.fact.quote).iter().any(|w| Cue::Needs.has(w));
    let Some(made) = stated(time.fact).and_then(|t| t.checked_mul(speed)) else { return };
    let Some(said) = total.fact.value.single().filter(|_| is_said && rate.fact.kind != Kind::Money) else { return };
    let facts = vec![rate.index, time.index, total.index];
    let shown = |p: &Placed<'_>| format!("{} {}", p.fact.surface, p.fact.unit);
    let (r, t, all) = (shown(rate), shown(time), shown(total));
    let (low, high) = (made.min(said), made.max(said));
    let near = |part: i128| {
        low.checked_mul(Number::integer(part))
            .zip(high.checked_mul(Number::integer(part - 1)))
            .is_some_and(|(l, h)| l >= h)
    };
    if near(10) {
        found.push(Found::agree("quotient", facts, format!("{r} for {t} make {all}")));
    } else if near(2) {
        found.push(Found::conflict("quotient", Severity::Warning, facts, format!("{r} for {t} do not make {all}")));
    }
}

fn is_plain(p: &Placed<'_>) -> bool {
    matches!(p.fact.kind, Kind::Count | Kind::Money | Kind::Quantity)
        && matches!(p.fact.value.bound(), Bound::Exact | Bound::About)
        && p.fact.value.single().is_some_and(|n| n > Number::ZERO)
        && p.fact.cell.is_none()
        && p.fact.change.is_none()
}

/// What a value is per, and whether the words say that it is a mean or a rate of what stands before.
fn per(sentence: &[Placed<'_>], at: usize) -> Option<(Per, bool)> {
    let rate = &sentence[at];
    let end = sentence.get(at + 1).map_or(rate.fact.quote.len(), |next| next.from);
    let after = rate.fact.quote.get(rate.to..end).unwrap_or_default();
    let near = words(after.split([',', ';', '(', ')', ':', '—']).next().unwrap_or_default());
    let clause = rate.before().rsplit([',', ';', '(', ':', '—']).next().unwrap_or_default();
    let before = words(clause);
    let is_mean = before.iter().rev().take(4).any(|w| Cue::Average.has(w) || Cue::Rate.has(w)) && before.len() <= 6
        || near.iter().take(6).any(|w| Cue::Average.has(w));
    // "..., or 500 a head", "420 families, 200 each"
    let is_apposed = rate.before().len() > clause.len() && before.iter().all(|w| Cue::Restates.has(w));
    // "divided among 8,000 settlers, who got 12 each"
    let is_divided = words(rate.before()).iter().any(|w| Cue::Divided.has(w));
    let lexicon = Lexicon::english();
    let each = near.iter().take(3).any(|w| Cue::Each.has(w));
    if let Some(right) = per_what(rate) {
        return Some((Per::Thing(right.to_owned()), is_mean || is_apposed));
    }
    let thing = near.windows(2).take(3).find_map(|two| match two {
        [article, noun] if Cue::Per.has(article) && !Cue::Each.has(article) => Some(lexicon.singular(noun)),
        _ => None,
    });
    match thing {
        Some(noun) => Some((Per::Thing(noun), is_mean || is_apposed)),
        None if each => Some((Per::Each, is_mean || is_divided || is_apposed)),
        None if is_mean => Some((Per::Each, before.iter().any(|w| Cue::Average.has(w)) && is_divided)),
        None => None,
    }
}

/// Whether a value is the number on each of which the rate comes.
fn counts(p: &Placed<'_>, per: &Per, rate: &Placed<'_>, is_strict: bool) -> bool {
    if p.fact.cell.is_some() || p.fact.value.bound() != Bound::Exact || p.fact.value.single().is_none() {
        return false;
    }
    match per {
        Per::Each => p.fact.kind == Kind::Count && (rate.fact.kind != Kind::Count || p.to <= rate.from),
        Per::Thing(name) => match p.fact.kind {
            Kind::Count => p.fact.slots.head == Lexicon::english().lemma(name) || !is_strict && p.fact.unit == *name,
            Kind::Quantity | Kind::Duration => p.fact.unit == *name || is_like_unit(p.fact, name),
            _ => false,
        },
    }
}

/// Whether a measure has the dimension of a unit.
fn is_like_unit(fact: &Fact, name: &str) -> bool {
    Lexicon::english().units.by_name(name).is_some_and(|u| u.dimension == dimension(fact))
}

/// Whether a value can be the total of which the rate is a part.
fn is_total(p: &Placed<'_>, rate: &Placed<'_>, number: &Placed<'_>) -> bool {
    let is_exact = matches!(p.fact.value.bound(), Bound::Exact | Bound::About) && p.fact.value.single().is_some();
    if !is_exact || p.fact.cell.is_some() || p.fact.change == Some(crate::fact::Change::Down) {
        return false;
    }
    // "the density is 120 per square kilometre": of what is not said
    let bare = rate.fact.unit.strip_prefix("per ").map(|_| "");
    let left = bare.or_else(|| rate.fact.unit.split_once(" per ").map(|(left, _)| left));
    let units = &Lexicon::english().units;
    match (rate.fact.kind, left) {
        (Kind::Quantity, Some(left)) => units.by_name(left).is_some_and(|u| u.dimension == dimension(p.fact)),
        (Kind::Count, Some(left)) => {
            p.fact.kind == Kind::Count && (p.fact.slots.head == left || number.fact.kind != Kind::Count)
        }
        (Kind::Money, _) => {
            p.fact.kind == Kind::Money && p.fact.unit.split(' ').next() == rate.fact.unit.split(' ').next()
        }
        // "37 million crowns, or 250 a hectare"
        (Kind::Count, None) if rate.fact.unit.is_empty() => {
            matches!(p.fact.kind, Kind::Count | Kind::Money)
                && p.to <= rate.from
                && p.fact.sentence == rate.fact.sentence
                && p.fact.quote.get(p.to..rate.from).is_some_and(|between| words(between).len() <= 3)
        }
        (Kind::Count, None) => {
            let same = p.fact.slots.head == rate.fact.slots.head || p.fact.unit == rate.fact.unit;
            p.fact.kind == Kind::Count && same && p.fact.slots.head != number.fact.slots.head
        }
        _ => p.fact.kind == rate.fact.kind && dimension(p.fact) == dimension(rate.fact),
    }
}

/// The values of the sentence that are meant, else those of the one before.
fn here_or_before<'a, 'f>(
    sentence: &'a [Placed<'f>],
    before: &'a [Placed<'f>],
    is_meant: &dyn Fn(&Placed<'f>) -> bool,
) -> Vec<&'a Placed<'f>> {
    let here: Vec<&Placed<'_>> = sentence.iter().filter(|p| is_meant(p)).collect();
    if here.is_empty() { before.iter().filter(|p| is_meant(p)).collect() } else { here }
}

/// Whether several totals are one in several units.
fn is_one(totals: &[&Placed<'_>]) -> bool {
    match totals {
        [_] => true,
        [a, b] => a.to <= b.from && a.until(b).trim_end().ends_with('(') && a.fact.unit != b.fact.unit,
        _ => false,
    }
}

fn settle(totals: &[&Placed<'_>], number: &Placed<'_>, rate: &Placed<'_>, is_sure: bool, found: &mut Vec<Found>) {
    // "in four days": counted, not measured
    let is_counted = number.fact.kind == Kind::Duration && number.fact.value.bound() == Bound::Exact;
    let counted = stated(number.fact).filter(|_| is_counted).map(Extent::exactly);
    let (Some(n), Some(said)) = (counted.or_else(|| number.precise()), on_each(rate)) else { return };
    let made: Vec<(&&Placed<'_>, Extent)> = totals.iter().filter_map(|t| Some((t, divide(t.precise()?, n)?))).collect();
    let shown = |p: &Placed<'_>| match p.fact.kind {
        Kind::Count => p.fact.surface.clone(),
        _ => format!("{} {}", p.fact.surface, p.fact.unit),
    };
    let (is, of) = (shown(rate), shown(number));
    if let Some((total, _)) = made.iter().find(|(_, e)| !e.disjoint(said)) {
        let facts = vec![total.index, number.index, rate.index];
        found.push(Found::agree("quotient", facts, format!("{} by {of} is {is}", shown(total))));
        return;
    }
    let Some((total, made)) = made.first().filter(|_| is_sure) else { return };
    let is_here = [number, *total].iter().filter(|p| p.fact.sentence == rate.fact.sentence).count();
    if is_here == 0 || !is_within(*made, said) || !made.disjoint(looser(said)) {
        return;
    }
    let facts = vec![total.index, number.index, rate.index];
    let value = exact(total, number, rate).unwrap_or_default();
    let says = format!("{} by {of} is {value}not {is}", shown(total));
    found.push(Found::conflict("quotient", Severity::Warning, facts, says));
}

/// What comes on each, in base units of both sides.
/// What the unit of a rate is per: "crown per metre", "per square kilometre".
fn per_what<'f>(rate: &Placed<'f>) -> Option<&'f str> {
    let unit = &rate.fact.unit;
    unit.strip_prefix("per ").or_else(|| unit.split_once(" per ").map(|(_, right)| right))
}

fn on_each(rate: &Placed<'_>) -> Option<Extent> {
    let e = rate.extent()?;
    let units = &Lexicon::english().units;
    if rate.fact.kind == Kind::Quantity || units.by_name(&rate.fact.unit).is_some() {
        return Some(e);
    }
    // "2,000 people per square kilometre": the area in its base unit; "30,000 crowns a metre" likewise
    let right = per_what(rate).and_then(|right| units.by_name(right));
    match right.and_then(|u| Number::ONE.checked_div(u.factor)) {
        Some(factor) => Some(e.scale(factor)),
        None => Some(e),
    }
}

fn divide(a: Extent, b: Extent) -> Option<Extent> {
    let end = |x: End, y: End| Some(End::Closed(x.value()?.checked_div(y.value()?)?));
    (b.low.value()? > Number::ZERO).then_some(())?;
    Some(Extent { low: end(a.low, b.high)?, high: end(a.high, b.low)? })
}

/// A mean is seldom given to its last digit: a twentieth more on either side.
fn looser(e: Extent) -> Extent {
    let by = |n: Number, up: bool| {
        let part = n.checked_div(Number::integer(20));
        part.and_then(|p| if up { n.checked_add(p) } else { n.checked_sub(p) }).map_or(End::Unbounded, End::Closed)
    };
    Extent {
        low: e.low.value().map_or(End::Unbounded, |n| by(n, false)),
        high: e.high.value().map_or(End::Unbounded, |n| by(n, true)),
    }
}

/// Whether two values are so near to one another that one may be meant as the other.
fn is_within(a: Extent, b: Extent) -> bool {
    let (Some(x), Some(y)) = (a.low.value(), b.low.value()) else { return false };
    let (low, high) = (x.min(y), x.max(y));
    low > Number::ZERO && low.checked_mul(Number::integer(MOST)).is_some_and(|most| high <= most)
}

/// The quotient in the unit of the rate, to a tenth.
fn exact(total: &Placed<'_>, number: &Placed<'_>, rate: &Placed<'_>) -> Option<String> {
    let made = stated(total.fact)?.checked_div(stated(number.fact)?)?;
    let (written, base) = (rate.fact.value.single()?, on_each(rate)?);
    let base = base.low.value()?.checked_add(base.high.value()?)?.checked_div(Number::integer(2))?;
    let n = made.checked_mul(written)?.checked_div(base)?;
    Some(format!("about {}, ", super::shares::tenths(n)?))
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{clash, fits, silent};

    #[test]
    fn a_mean_is_the_total_by_the_number() {
        clash(
            "The fund paid £63,000 to 210 widows, an average of £450 each.",
            "quotient: 63,000 GBP by 210 is about 300, not 450 GBP",
        );
        fits("The fund paid £63,000 to 210 widows, an average of £300 each.", "quotient");
    }

    #[test]
    fn what_is_divided_is_divided_among_the_nearest() {
        clash(
            "Some 60,000 hectares (148,000 acres) of 90 manors were handed to 5,000 tenants, who got 20 hectares each.",
            "quotient: 60,000 hectare by 5,000 is about 12, not 20 hectare",
        );
        fits("Some 60,000 hectares of 90 manors were handed to 5,000 tenants, who got 12 hectares each.", "quotient");
    }

    #[test]
    fn a_rate_is_a_total_by_a_time() {
        clash(
            "The dump of 90 GB took 15 minutes, a rate of 180 MB/s.",
            "quotient: 90 gigabyte by 15 minute is about 100, not 180 megabyte per second",
        );
        fits("The dump of 90 GB took 15 minutes, a rate of 100 MB/s.", "quotient");
        silent("The dump of 90 GB took 15 minutes. The disk can do a rate of 180 MB/s.");
    }

    #[test]
    fn so_much_each_of_something_else_is_no_quotient() {
        silent("The 12 boats carried 40 men each; 300 men were saved.");
        silent("The club has 200 members and 3 coaches, who earn 900 crowns each; it owes 50,000 crowns.");
    }
}
