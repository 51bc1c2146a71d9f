//! Numbers that confirm one another although no words say that they must: parts whose sum stands elsewhere, so many at so much
//! each, a part and a whole with the share between them.
//!
//! Nothing follows from numbers that do not fit here. How much a fit says grows with the digits that fit, and with how near one
//! another the numbers stand and how like they are.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Found, extent, stated, writing};
use crate::compare::extents::dimension;
use crate::fact::{Fact, Kind};
use crate::lexicon::{Class, Lexicon};
use crate::value::{Bound, Extent, Number};

/// How many numbers may lie between two that are reckoned with.
const NEAR: usize = 8;
/// How many sentences.
const SENTENCES: u32 = 3;
/// The most parts of a sum.
const PARTS: usize = 12;
/// From here on a fit is no chance.
const ENOUGH: i32 = 4;
/// Up to this number of facts sums are looked for in other texts, too.
const FEW: usize = 1500;
/// The most fits that are told of two numbers.
const TOLD: usize = 2;

/// A number that is reckoned with.
#[derive(Clone, Copy, Debug)]
struct Term<'f> {
    index: usize,
    fact: &'f Fact,
    value: Number,
    dimension: u32,
}

/// Numbers by what they can be compared with, smallest first.
type Shelves<'f> = FxHashMap<u32, Vec<Term<'f>>>;

struct Search<'s, 'f> {
    shelves: Shelves<'f>,
    share: u32,
    ratio: u32,
    count: u32,
    found: &'s mut Vec<Found>,
}

/// Looks for what fits.
pub(super) fn check(facts: &[Fact], order: &[usize], found: &mut Vec<Found>) {
    let mut names: FxHashMap<String, u32> = FxHashMap::default();
    let mut number = |name: String| {
        let next = u32::try_from(names.len()).unwrap_or(u32::MAX);
        *names.entry(name).or_insert(next)
    };
    let [share, ratio, count] = ["share", "ratio", "count"].map(|n| number(n.to_owned()));
    let mut terms: Vec<Term<'_>> = Vec::new();
    for &index in order {
        let fact = &facts[index];
        if let Some(value) = stated(fact).or_else(|| bound(fact)).filter(|v| is_term(fact) && *v > Number::ZERO) {
            terms.push(Term { index, fact, value, dimension: number(dimension(fact)) });
        }
    }
    let is_few = order.len() <= FEW;
    let mut search = Search { shelves: Shelves::default(), share, ratio, count, found };
    if is_few {
        search.fill(&terms);
    }
    for text in terms.chunk_by(|a, b| a.fact.source == b.fact.source) {
        if !is_few {
            // texts of more numbers than that are data
            if text.len() > FEW {
                continue;
            }
            search.fill(text);
        }
        for (n, a) in text.iter().enumerate().filter(|(_, a)| is_firm(a.fact)) {
            for b in text.iter().skip(n + 1).take(NEAR).filter(|b| is_firm(b.fact) && is_near(a.fact, b.fact)) {
                search.two(a, b);
            }
            search.run(a, text.get(n + 1..).unwrap_or_default());
        }
        search.far(text);
    }
}

impl<'f> Search<'_, 'f> {
    fn fill(&mut self, terms: &[Term<'f>]) {
        self.shelves.clear();
        for term in terms {
            self.shelves.entry(term.dimension).or_default().push(*term);
        }
        self.shelves.values_mut().for_each(|s| s.sort_by(|a, b| a.value.cmp(&b.value).then(a.index.cmp(&b.index))));
    }

    /// What two numbers make.
    fn two(&mut self, a: &Term<'f>, b: &Term<'f>) {
        let hundred = Number::integer(100);
        let (less, more) = if a.value <= b.value { (a, b) } else { (b, a) };
        let (x, y) = (&less.fact.surface, &more.fact.surface);
        if a.dimension == b.dimension && a.dimension != self.ratio {
            if let Some(left) = more.value.checked_sub(less.value).filter(|n| *n > Number::ZERO) {
                // its sum is found from the parts
                let says = |c: &str| format!("{y} less {x} leaves {c}");
                self.told("difference", &[*less, *more], a.dimension, left, says);
            }
            let Some(part) = less.value.checked_div(more.value) else { return };
            if a.dimension != self.share && less.value < more.value {
                if let Some(made) = part.checked_mul(hundred) {
                    let says = |c: &str| format!("{x} of {y} is {c}");
                    self.told("share-of-parts", &[*less, *more], self.share, made, says);
                }
                self.changed(a, b);
            }
            if let Some(times) = more.value.checked_div(less.value) {
                if a.dimension == self.count && a.fact.sentence == b.fact.sentence {
                    let says = |c: &str| format!("{y} on {x} make {c} each");
                    self.told("quotient", &[*less, *more], self.count, times, says);
                }
                let says = |c: &str| format!("{y} is {c} times {x}");
                self.told("rise-and-ends", &[*less, *more], self.ratio, times, says);
            }
        }
        let (many, each) = if self.is_factor(a) { (a, b) } else { (b, a) };
        if self.is_factor(many) && each.dimension != self.share && each.dimension != self.ratio {
            if let Some(made) = many.value.checked_mul(each.value) {
                let (x, y) = (&many.fact.surface, &each.fact.surface);
                let says = |c: &str| format!("{x} times {y} make {c}");
                self.told("product", &[*many, *each], each.dimension, made, says);
            }
            if many.dimension == self.count
                && each.dimension != self.count
                && let Some(made) = each.value.checked_div(many.value)
            {
                let (x, y) = (&many.fact.surface, &each.fact.surface);
                let says = |c: &str| format!("{y} on {x} make {c} each");
                self.told("quotient", &[*many, *each], each.dimension, made, says);
            }
        }
    }

    /// A share beside its part, of a whole that the text tells elsewhere.
    fn far(&mut self, text: &[Term<'f>]) {
        let is_plain = |t: &&Term<'f>| is_firm(t.fact) && t.dimension != self.share && t.dimension != self.ratio;
        for sentence in text.chunk_by(|a, b| a.fact.sentence == b.fact.sentence) {
            let mut shares = sentence.iter().filter(|t| t.dimension == self.share && t.fact.cell.is_none());
            let (Some(share), None) = (shares.next(), shares.next()) else { continue };
            let Some(said) = allows(share.fact).filter(|_| digits(share.fact, share.value) >= 2) else { continue };
            let is_of = |part: &Term<'f>, whole: &Term<'f>| {
                let made = part.value.checked_div(whole.value).and_then(|n| n.checked_mul(Number::integer(100)));
                made.is_some_and(|n| !said.disjoint(Extent::exactly(n)))
            };
            let mut hits = Vec::new();
            for part in sentence.iter().filter(is_plain) {
                let wholes = text.iter().filter(is_plain).filter(|w| {
                    w.dimension == part.dimension
                        && w.fact.sentence != part.fact.sentence
                        && w.value > part.value
                        && are_like(part.fact, w.fact)
                });
                hits.extend(wholes.filter(|w| is_of(part, w)).map(|w| (part, w)));
            }
            // of two wholes of one size the nearer one
            hits.sort_by_key(|(p, w)| p.fact.sentence.abs_diff(w.fact.sentence));
            let is_one = hits.iter().all(|(p, w)| p.index == hits[0].0.index && w.value == hits[0].1.value);
            if let Some((part, whole)) = hits.first().filter(|_| is_one) {
                let (x, y, is) = (&part.fact.surface, &whole.fact.surface, &share.fact.surface);
                let members = vec![part.index, whole.index, share.index];
                self.found.push(Found::fit("share-of-parts", members, format!("{x} of {y} is {is}")));
            }
        }
    }

    /// A rise or fall from the first of two numbers to the second.
    fn changed(&mut self, a: &Term<'f>, b: &Term<'f>) {
        let by = b.value.checked_sub(a.value).map(Number::abs).and_then(|d| d.checked_div(a.value));
        let Some(made) = by.and_then(|b| b.checked_mul(Number::integer(100))) else { return };
        let (x, y) = (&a.fact.surface, &b.fact.surface);
        let says = |c: &str| format!("from {x} to {y} is {c}");
        self.told("rise-and-ends", &[*a, *b], self.share, made, says);
    }

    fn is_factor(&self, t: &Term<'f>) -> bool {
        t.dimension == self.count || t.dimension == self.ratio
    }

    /// Sums of like numbers that follow one another.
    fn run(&mut self, first: &Term<'f>, rest: &[Term<'f>]) {
        let mut parts = vec![*first];
        let mut sum = first.value;
        for next in rest.iter().take(PARTS * 3) {
            let last = parts.last().map_or(first.fact, |p| p.fact);
            if next.fact.sentence > last.sentence + SENTENCES || parts.len() == PARTS {
                break;
            }
            let column = |f: &Fact| f.cell.map(|(table, _, column)| (table, column));
            let is_next =
                next.dimension == first.dimension && is_firm(next.fact) && column(first.fact) == column(next.fact);
            if !is_next {
                continue;
            }
            if !are_like(first.fact, next.fact) {
                // things of two kinds make a whole only two by two
                if let Some(made) = first.value.checked_add(next.value).filter(|_| parts.len() == 1) {
                    let (x, y) = (&first.fact.surface, &next.fact.surface);
                    let says = |c: &str| format!("{x} + {y} make {c}");
                    self.told("sum-of-parts", &[*first, *next], first.dimension, made, says);
                }
                continue;
            }
            let Some(made) = sum.checked_add(next.value) else { break };
            sum = made;
            parts.push(*next);
            let shown: Vec<&str> = parts.iter().map(|p| p.fact.surface.as_str()).collect();
            let says = |c: &str| format!("{} make {c}", shown.join(" + "));
            let parts = parts.clone();
            self.told("sum-of-parts", &parts, first.dimension, made, says);
        }
    }

    /// Tells where a number that is made of others stands, if it says enough that it does.
    fn told(
        &mut self,
        rule: &'static str,
        parts: &[Term<'f>],
        dimension: u32,
        made: Number,
        says: impl Fn(&str) -> String,
    ) {
        let Some(shelf) = self.shelves.get(&dimension) else { return };
        // one of anything is that thing, in whatever unit
        if rule == "product" && parts.iter().any(|p| p.value == Number::ONE) {
            return;
        }
        // hours that make some days do so by chance
        let is_other = |c: &Fact| c.kind == Kind::Duration && parts.iter().any(|p| p.fact.unit != c.unit);
        let Some(by) = made.checked_div(Number::integer(8)) else { return };
        let (Some(low), Some(high)) = (made.checked_sub(by), made.checked_add(by)) else { return };
        let from = shelf.partition_point(|t| t.value < low);
        let mut hits: Vec<(i32, usize, &'f Fact)> = Vec::new();
        for c in shelf.iter().skip(from).take_while(|t| t.value <= high) {
            if is_other(c.fact)
                || parts.iter().any(|p| p.index == c.index || p.value == c.value && p.dimension == c.dimension)
            {
                continue;
            }
            let Some(allowed) = allows(c.fact).filter(|e| !e.disjoint(Extent::exactly(made))) else { continue };
            // what is lost in rounding says nothing
            let is_lost = |p: &Term<'_>| {
                let without = if rule == "difference" { made.checked_add(p.value) } else { made.checked_sub(p.value) };
                without.is_none_or(|n| !allowed.disjoint(Extent::exactly(n)))
            };
            let is_sum = matches!(rule, "difference" | "sum-of-parts");
            if is_sum && parts.iter().take(if rule == "difference" { 1 } else { PARTS }).any(is_lost) {
                continue;
            }
            let weight = weight(rule, parts, c, made);
            if weight >= ENOUGH {
                hits.push((weight, c.index, c.fact));
            }
        }
        hits.sort_by_key(|&(weight, index, _)| (-weight, index));
        let mut surfaces = FxHashSet::default();
        for (_, index, fact) in hits.into_iter().filter(|h| surfaces.insert(&h.2.source)).take(TOLD) {
            let members = parts.iter().map(|p| p.index).chain([index]).collect();
            self.found.push(Found::fit(rule, members, says(&fact.surface)));
        }
    }
}

fn is_term(fact: &Fact) -> bool {
    let is_kind =
        matches!(fact.kind, Kind::Count | Kind::Money | Kind::Quantity | Kind::Duration | Kind::Share | Kind::Ratio);
    is_kind && !fact.unit.contains("point") && !is_name(fact)
}

/// Whether a number may be the name of a version: "13.23".
pub(super) fn is_name(fact: &Fact) -> bool {
    let is_bare = fact.surface.chars().all(|c| c.is_ascii_digit() || c == '.');
    fact.kind == Kind::Count && is_bare && fact.surface.contains('.') && !fact.slots.versions.is_empty()
}

/// Whether a number can be reckoned with: written out, and by itself.
fn is_firm(fact: &Fact) -> bool {
    fact.value.bound() == Bound::Exact && fact.value.single().is_some() && fact.kind != Kind::Share
        || fact.kind == Kind::Share && fact.unit == "percent" && fact.value.bound() == Bound::Exact
}

fn bound(fact: &Fact) -> Option<Number> {
    let allowed = extent(fact)?;
    allowed.low.value().or(allowed.high.value())
}

/// What a number allows that others make.
fn allows(fact: &Fact) -> Option<Extent> {
    match fact.kind {
        Kind::Share => writing::share(fact),
        _ => writing::precise(fact),
    }
}

fn is_near(a: &Fact, b: &Fact) -> bool {
    b.sentence <= a.sentence + SENTENCES
}

/// Whether two numbers count or measure one thing.
fn are_like(a: &Fact, b: &Fact) -> bool {
    let person = |f: &Fact| Lexicon::english().word(&f.slots.head).class.has(Class::PERSON);
    match a.kind {
        _ if a.kind != b.kind => false,
        Kind::Count => !a.slots.head.is_empty() && a.slots.head == b.slots.head || person(a) && person(b),
        _ => a.unit == b.unit,
    }
}

/// How much it says that some numbers make another.
fn weight(rule: &'static str, parts: &[Term<'_>], c: &Term<'_>, made: Number) -> i32 {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return 0 };
    let is_own = first.fact.source == c.fact.source;
    let is_together = first.fact.sentence == last.fact.sentence;
    let is_column = column(first.fact).is_some() && column(first.fact) == column(last.fact);
    let is_one = is_own && is_together && first.fact.sentence == c.fact.sentence;
    let are_alike = parts.iter().all(|p| are_like(first.fact, p.fact));
    let is_named = c.fact.kind == first.fact.kind && parts.iter().any(|p| are_like(p.fact, c.fact))
        || c.fact.kind == Kind::Share && !c.fact.slots.head.is_empty() && c.fact.slots.head == last.fact.slots.head;
    let is_product = matches!(rule, "product" | "quotient");
    let is_sum = matches!(rule, "sum-of-parts" | "difference");
    let mut sure = digits(c.fact, made);
    if is_sum {
        // of two long numbers that lie near one another the short one between them is all that there is
        let least = parts.iter().map(|p| digits(p.fact, p.value)).min().filter(|_| parts.len() == 2);
        sure = least.map_or(sure, |least| sure.min(if least > 1 { least + 1 } else { least }));
    }
    let mut weight = sure + i32::from(is_together || is_column) + i32::from(parts.len() > 2);
    if is_own {
        let near = |t: &Term<'_>| t.fact.sentence.abs_diff(c.fact.sentence);
        let is_beside = parts.iter().any(|p| near(p) == 0);
        weight += i32::from(is_beside || parts.iter().all(|p| near(p) <= SENTENCES));
        // a share stands beside what it is of
        weight -= if c.fact.kind == Kind::Share && !is_beside { 2 } else { 0 };
    } else {
        let shared = shared(first.fact, c.fact).max(shared(last.fact, c.fact));
        weight += i32::from(shared >= 1) + i32::from(shared >= 3) - 1;
        weight -= if c.fact.kind == Kind::Share { 2 } else { 0 };
    }
    if is_product {
        weight += i32::from(last.fact.kind != Kind::Count && last.fact.unit == c.fact.unit);
        weight -= i32::from(last.fact.kind == Kind::Count);
    } else {
        weight += i32::from(are_alike) + i32::from(is_named);
        weight -= i32::from(c.fact.kind != first.fact.kind && !are_alike);
        // "33 of them", "16 of those", and a rate of 17
        let is_meant = is_named || is_one || are_alike && is_together;
        weight -= i32::from(is_sum && !is_meant);
    }
    weight += i32::from(is_one);
    // shares of different wholes have no sum
    if is_sum && c.fact.kind == Kind::Share && !parts.iter().all(|p| p.fact.slots.head == c.fact.slots.head) {
        return 0;
    }
    if sure <= 1 && parts.len() == 2 {
        weight -= 1;
    }
    let is_change = c.fact.change.is_some();
    weight - i32::from(is_change != (rule == "rise-and-ends") && c.fact.kind == Kind::Share)
}

fn column(fact: &Fact) -> Option<(u32, u32)> {
    fact.cell.map(|(table, _, column)| (table, column))
}

/// To how many digits a number is written; a fraction in words tells next to nothing, unless it comes out nearly.
fn digits(fact: &Fact, made: Number) -> i32 {
    if fact.kind == Kind::Share && fact.unit == "fraction" {
        let off = stated(fact).and_then(|n| n.checked_sub(made)).map(Number::abs);
        let least = made.checked_div(Number::integer(50));
        return i32::from(off.zip(least).is_some_and(|(off, least)| off <= least));
    }
    let significant = |n: Number| n.numerator().unsigned_abs().to_string().trim_end_matches('0').len();
    let own = fact.value.single().map_or(1, significant);
    let written = fact.surface.chars().filter(char::is_ascii_digit).count();
    let written = if written == 0 { own } else { written };
    i32::try_from(own.min(written).min(5)).unwrap_or(1)
}

/// How many words two facts of two texts have in common in what they are about.
fn shared(a: &Fact, b: &Fact) -> usize {
    let of = |f: &Fact| -> FxHashSet<String> {
        let s = &f.slots;
        let lists = [&s.modifiers, &s.verbs, &s.subject, &s.clause, &s.names, &s.row, &s.column, &s.base];
        lists.into_iter().flatten().chain([&s.head]).filter(|w| w.len() > 2).cloned().collect()
    };
    of(a).intersection(&of(b)).count()
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{fits, silent};

    #[test]
    fn the_sum_of_parts_told_one_after_the_other() {
        fits(
            "The fund paid £2,310 to the widows. It gave £145 for the graves. The stone cost £86. Of the rest nobody knows. \
             Nobody kept the books after that. The treasurer had moved away. In all it had spent £2,541.",
            "sum-of-parts: 2,310 + 145 + 86 make 2,541",
        );
        // what is lost in rounding confirms nothing
        silent("The mill used 84 sacks in May and 1,240,000 bricks in its wall. The town had made 1.2 million bricks.");
    }

    #[test]
    fn so_many_at_so_much_each() {
        fits("A crate weighs 35 kg; 24 of them weigh 840 kg, the cart not counted.", "product");
    }

    #[test]
    fn a_share_of_what_the_text_counts_elsewhere() {
        fits(
            "The survey took in 2,460 farms. It lasted two summers. The weather was bad. The roads were worse. Letters went \
             astray. In the end 1,353 farms, which is 55 per cent, had sent their sheets back.",
            "share-of-parts: 1,353 of 2,460 is 55",
        );
    }
}
