//! Rises and falls against their ends: "rose by 20 from 50 to 75".

use super::shares::{quotient, tenths};
use super::words::{ends_with, first_words, words};
use super::writing::{loose_share, precise, share};
use super::{Found, Placed};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::compare::extents::dimension;
use crate::fact::{Fact, Kind};
use crate::lexicon::{Class, Lexicon};
use crate::value::{Bound, End, Extent, Number, Value};

/// The two ends of a rise.
pub(super) struct Ends {
    facts: Vec<usize>,
    from: Extent,
    to: Extent,
    kind: Kind,
    unit: String,
    written: String,
}

/// Checks every rise of a sentence that states its ends beside it.
pub(super) fn check(sentence: &[Placed<'_>], found: &mut Vec<Found>) {
    // dates may stand beside each end
    let values: Vec<Placed<'_>> =
        sentence.iter().filter(|p| !matches!(p.fact.kind, Kind::Date | Kind::Ordinal)).copied().collect();
    let sentence = values.as_slice();
    for three in sentence.windows(3) {
        let [to, by, from] = three else { continue };
        // to 75, up 50 percent from 50
        let is_order = ends_with(to.before(), Cue::To) && ends_with(from.before(), Cue::From);
        if is_order
            && is_change(by)
            && is_near(to.until(by))
            && words(by.until(from)).len() <= 2
            && let Some(ends) = ends(from, to)
        {
            settle(by, &ends, found);
        }
    }
    for (n, by) in sentence.iter().enumerate().filter(|(_, p)| p.fact.kind == Kind::Share) {
        if let Some(ends) = told_apart(sentence, n) {
            settle(by, &ends, found);
        }
    }
    for three in sentence.windows(3) {
        let [to, by, from] = three else { continue };
        if let Some(ends) = times_as(to, by, from) {
            settle(by, &ends, found);
        }
    }
    for (n, p) in sentence.iter().enumerate() {
        let (ends, last) = if let Some(ends) = in_one(p) {
            (ends, n)
        } else if let Some(q) = sentence.get(n + 1)
            && let Some(ends) = in_two(p, q)
        {
            (ends, n + 1)
        } else {
            continue;
        };
        if let Some(by) = n.checked_sub(1).and_then(|i| sentence.get(i))
            && is_change(by)
            && is_near(by.until(p))
        {
            settle(by, &ends, found);
        } else if let Some((q, by)) = sentence.get(last).zip(sentence.get(last + 1))
            && is_change(by)
            && (is_near(q.until(by)) || by.fact.kind == Kind::Ratio && is_said_of(q.until(by)))
        {
            settle(by, &ends, found);
        }
    }
}

/// "50 in May and 75 in June, a rise of 50 per cent": two values of one sentence, and by how much they differ.
fn told_apart(sentence: &[Placed<'_>], at: usize) -> Option<Ends> {
    let [a, b] = sentence.get(at.checked_sub(2)?..at)? else { return None };
    let by = sentence.get(at)?;
    let is_like = |p: &Placed<'_>| p.fact.kind == a.fact.kind && dimension(p.fact) == dimension(a.fact);
    let head = |p: &Placed<'_>| p.fact.slots.head.clone();
    let is_bare = first_words(b.after(), 1).first().is_some_and(|w| Cue::Place.has(w));
    let same =
        head(a) == head(b) || head(b).is_empty() || !a.fact.measure.is_empty() && a.fact.measure == b.fact.measure;
    let is_pair = is_like(b) && (same || is_bare) && a.fact.change.is_none();
    let is_only = || sentence.iter().filter(|p| is_like(p)).take(3).count() == 2;
    let is_and = words(a.until(b)).iter().any(|w| Cue::Joins.has(w)) && !a.until(b).contains(['.', ';', '(']);
    // "now €35, after €29 until June"
    let link = words(a.until(b));
    let is_after = link.len() <= 4
        && link.last().is_some_and(|w| w == "after" || Cue::Versus.has(w))
        && !a.until(b).contains(['.', ';', '(']);
    let clause = by.before().rsplit(',').next().unwrap_or_default();
    let names = words(clause);
    let is_named = names.len() <= 4 && names.iter().any(|w| Cue::Change.has(w)) && ends_with(clause, Cue::Of);
    // "23,400 in 1911, is 16,200 now: it has shrunk by nearly a third"
    let own = words(by.before().rsplit([',', ':', ';', '–', '—']).next().unwrap_or_default());
    let is_moved = by.fact.change.is_some()
        && own.len() <= 6
        && !b.until(by).contains(['.', '('])
        && words(b.until(by)).len() <= 8;
    let is_told = (is_and || is_after) && is_named && b.until(by).contains(',');
    let has_sign = b.until(by).contains([':', ';', '–', '—']);
    let (from, to) = if is_after { (b, a) } else { (a, b) };
    (is_pair && (is_told || is_moved && has_sign) && is_only()).then(|| ends(from, to)).flatten()
}

/// "from 50 to 75" read as one range.
fn in_one(p: &Placed<'_>) -> Option<Ends> {
    let Value::Number { low: Some(low), high: Some(high), bound: Bound::Between } = p.fact.value else { return None };
    if !ends_with(p.before(), Cue::From) || matches!(p.fact.kind, Kind::Ordinal | Kind::Ratio) {
        return None;
    }
    let scaled = |n: Number| {
        let mut fact = p.fact.clone();
        fact.value = Value::Number { low: Some(n), high: Some(n), bound: Bound::Exact };
        super::extent(&fact)
    };
    Some(Ends {
        facts: vec![p.index],
        from: scaled(low)?,
        to: scaled(high)?,
        kind: p.fact.kind,
        unit: p.fact.unit.clone(),
        written: p.fact.surface.clone(),
    })
}

/// "from 50 in May to 75", "to 75 from 50 in May", "75 instead of 50", "50 squeezed into 20", read as two values.
fn in_two(a: &Placed<'_>, b: &Placed<'_>) -> Option<Ends> {
    let between = a.until(b);
    let mut near = words(between);
    if Cue::Replaces.is_in(&near.join(" ")) && near.len() <= 6 && !between.contains(['.', ';', '(', ',']) {
        return ends(b, a);
    }
    while near.len() > 1 && near.last().is_some_and(|w| Cue::Hedge.has(w)) {
        near.pop();
    }
    let is_short = near.len() <= 6 && !between.contains(['.', ';', '(']);
    let last = |cue: Cue| near.last().is_some_and(|w| cue.has(w));
    let is_directed = || near.len() >= 2 && near.iter().rev().nth(1).is_some_and(|w| is_up_or_down(w));
    if is_short && (last(Cue::To) && (ends_with(a.before(), Cue::From) || is_directed()) || last(Cue::Into)) {
        ends(a, b)
    } else if is_short && last(Cue::From) && (ends_with(a.before(), Cue::To) || is_directed()) {
        ends(b, a)
    } else {
        None
    }
}

fn is_up_or_down(word: &str) -> bool {
    let class = Lexicon::english().word(word).class;
    class.has(Class::UP) || class.has(Class::DOWN)
}

/// "At 1,240 m it is three times as long as the old bridge of 410 m."
fn times_as(to: &Placed<'_>, by: &Placed<'_>, from: &Placed<'_>) -> Option<Ends> {
    let after = by.until(from);
    let near = words(after);
    let is_as = near.iter().take(3).any(|w| w == "as") && near.iter().filter(|w| *w == "as").count() == 2;
    let is_plain =
        by.fact.kind == Kind::Ratio && is_as && near.len() <= 10 && !after.contains([',', ';', '(', ':', '.']);
    let before = to.until(by);
    let is_said = is_said_of(before) && words(before).len() <= 6;
    let is_like = to.fact.kind == from.fact.kind && dimension(to.fact) == dimension(from.fact);
    let same = to.fact.kind != Kind::Count || to.fact.slots.head == from.fact.slots.head;
    (is_plain && is_said && is_like && same).then(|| ends(from, to)).flatten()
}

pub(super) fn ends(from: &Placed<'_>, to: &Placed<'_>) -> Option<Ends> {
    let (start, end) = (scaled(like(from.fact, to.fact), to.fact), scaled(like(to.fact, from.fact), from.fact));
    let same = start.kind == end.kind
        && (start.unit == end.unit
            || start.unit.is_empty()
            || end.unit.is_empty()
            || start.kind != Kind::Count && dimension(&start) == dimension(&end));
    // parts of a currency beside the whole: "from 40 to 52 cents"
    let is_apart = |a: Number, b: Number| a.min(b).checked_mul(Number::integer(50)).is_none_or(|n| n <= a.max(b));
    let is_mixed = start.kind == Kind::Money
        && super::stated(&start).zip(super::stated(&end)).is_some_and(|(a, b)| is_apart(a, b));
    let is_clean = !is_mixed && (from.fact.change.is_none() || to.fact.kind != Kind::Share);
    (same && is_clean && !matches!(start.kind, Kind::Date | Kind::Ordinal | Kind::Ratio)).then_some(())?;
    Some(Ends {
        facts: vec![from.index, to.index],
        from: precise(&start)?,
        to: precise(&end)?,
        kind: end.kind,
        unit: end.unit.clone(),
        written: format!("{} to {}", from.fact.surface, to.fact.surface),
    })
}

/// A bare sum beside one in parts of the currency is in these parts, too: "from 50 to 45 pence".
fn scaled(mut fact: Fact, other: &Fact) -> Fact {
    let shown = |f: &Fact| {
        let digits: String = f.surface.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
        (digits.len() + f.surface.matches(',').count() == f.surface.len())
            .then(|| digits.parse::<Number>().ok())
            .flatten()
    };
    let (Some(own), Some(theirs)) = (shown(&fact), shown(other)) else { return fact };
    let factor = other.value.single().and_then(|n| n.checked_div(theirs)).filter(|f| *f < Number::ONE);
    let is_whole = fact.value.single() == Some(own);
    if fact.kind == Kind::Money
        && other.kind == Kind::Money
        && is_whole
        && let Some(value) = factor.and_then(|f| own.checked_mul(f))
    {
        fact.value = Value::Number { low: Some(value), high: Some(value), bound: fact.value.bound() };
    }
    fact
}

/// A number without a unit beside one that has it is of that unit: "from 43 minutes to 14".
fn like(bare: &Fact, other: &Fact) -> Fact {
    let mut fact = bare.clone();
    // "from £8 to £10 a week"
    if bare.kind == other.kind && other.unit.strip_prefix(bare.unit.as_str()).is_some_and(|u| u.starts_with(" per ")) {
        fact.unit = other.unit.clone();
    }
    let is_bare = bare.kind == Kind::Count && bare.unit.is_empty();
    let is_open = matches!(other.kind, Kind::Quantity | Kind::Money | Kind::Duration | Kind::Share);
    if is_bare && is_open && !other.unit.contains("point") {
        fact.kind = other.kind;
        fact.unit = other.unit.clone();
    }
    fact
}

/// Whether a value is a rise or fall by it.
pub(super) fn is_change(p: &Placed<'_>) -> bool {
    if p.fact.kind == Kind::Ratio {
        return !p.fact.surface.is_empty();
    }
    let lexicon = Lexicon::english();
    let names = |text: &str| {
        let near = words(text);
        near.iter().rev().take(2).any(|w| {
            let class = lexicon.word(w).class;
            class.has(Class::UP) || class.has(Class::DOWN) || Cue::Change.has(w)
        })
    };
    let clause = p.before().rsplit([',', '(', ';', '–', '—']).next().unwrap_or_default();
    // "better by 38 per cent", "a 38 per cent gain"
    let is_gain = || {
        let near = words(clause);
        let by = near.last().is_some_and(|w| Cue::Of.has(w)) || near.len() <= 3;
        by && near.len() <= 5 && near.iter().any(|w| Cue::Gains.has(w))
            || matches!(near.as_slice(), [or, by] if Cue::Joins.has(or) && Cue::Of.has(by))
            || first_words(p.after(), 1).iter().any(|w| Cue::Change.has(w))
            || near.is_empty() && matches!(first_words(p.after(), 2).as_slice(), [w] if Cue::Comparative.has(w))
    };
    p.fact.change.is_some()
        || p.fact.kind == Kind::Share && is_gain()
        || ends_with(clause, Cue::Of) && names(clause.trim_end().trim_end_matches("of"))
}

/// Whether what follows is said of what went before: "from 90 to 15 seconds: the new one is six times as fast".
fn is_said_of(between: &str) -> bool {
    between.len() < 60 && !between.contains(['.', ';', ')', '('])
}

fn is_near(between: &str) -> bool {
    between.len() < 40 && !between.contains(['.', ';', ')'])
}

pub(super) fn settle(by: &Placed<'_>, ends: &Ends, found: &mut Vec<Found>) {
    if by.fact.kind == Kind::Ratio {
        factor(by, ends, found);
        return;
    }
    let Some(said) = share(by.fact) else { return };
    let Some(difference) = difference(by, ends) else { return };
    let mut facts = ends.facts.clone();
    facts.push(by.index);
    // a hedge is loose enough as it is
    let loose = if by.fact.value.bound() == Bound::Exact { loose_share(by.fact, said) } else { said };
    let either = |x: Extent| x.disjoint(loose) && x.scale(Number::integer(-1)).disjoint(loose);
    // a rise of shares may also be meant in percent of the share itself, or in points
    let is_open = by.fact.kind == Kind::Share && ends.kind == Kind::Share;
    let other = if is_open { Some(ends.to.sub(ends.from)) } else { None };
    let (written, shown) = (&ends.written, &by.fact.surface);
    if either(difference) && other.is_none_or(either) {
        let says = format!("from {written} is not a change by {shown}");
        found.push(Found::conflict("rise-and-ends", Severity::Warning, facts, says));
    } else {
        found.push(Found::agree("rise-and-ends", facts, format!("from {written} is a change by {shown}")));
    }
}

/// What the change must be, in the unit of what is said of it.
fn difference(by: &Placed<'_>, ends: &Ends) -> Option<Extent> {
    let is_share = by.fact.kind == Kind::Share;
    if is_share && by.fact.unit.contains("point") {
        return (ends.kind == Kind::Share).then(|| ends.to.sub(ends.from));
    }
    if is_share {
        let falls = ends.from.low.value()? > ends.to.low.value()?;
        // one by the other, so that no end is taken at its least and at its most at once
        let all = Number::integer(100);
        let part = quotient(ends.to, ends.from)?;
        return Some(if falls {
            part.scale(Number::integer(-1)).shift(all)
        } else {
            part.shift(Number::integer(-100))
        });
    }
    let same = by.fact.kind == ends.kind && (by.fact.unit == ends.unit || by.fact.kind == Kind::Count);
    same.then(|| ends.to.sub(ends.from))
}

/// A factor against the quotient of the two ends, whichever of them is the larger: what takes a third of the time is three times
/// as fast.
fn factor(by: &Placed<'_>, ends: &Ends, found: &mut Vec<Found>) {
    let Some(said) = range(by.fact) else { return };
    let hundredth = Number::ratio(1, 100).unwrap_or(Number::ONE);
    let by_ends = |a: Extent, b: Extent| quotient(a, b).map(|q| q.scale(hundredth));
    let (Some(up), Some(down)) = (by_ends(ends.to, ends.from), by_ends(ends.from, ends.to)) else { return };
    let mut made = vec![up, down];
    // "three times more" may mean four times as much
    if first_words(by.after(), 2).iter().any(|w| [Cue::Gains, Cue::Comparative, Cue::Change].iter().any(|c| c.has(w))) {
        made.extend([up, down].map(|e| e.shift(Number::integer(-1))));
    }
    let mut facts = ends.facts.clone();
    facts.push(by.index);
    let (written, shown) = (&ends.written, &by.fact.surface);
    if made.iter().any(|e| !e.disjoint(said)) {
        found.push(Found::agree("rise-and-ends", facts, format!("from {written} is a change by {shown}")));
        return;
    }
    let larger = if up.low.value() >= down.low.value() { up } else { down };
    let is = larger
        .low
        .value()
        .zip(larger.high.value())
        .and_then(|(a, b)| a.checked_add(b)?.checked_div(Number::integer(2)));
    let is = is.and_then(tenths).map_or_else(String::new, |n| format!(" by {n},"));
    let says = format!("from {written} is a change{is} not by {shown}");
    found.push(Found::conflict("rise-and-ends", Severity::Warning, facts, says));
}

/// Factors are loose: "doubled" may be a little more or less.
fn range(by: &Fact) -> Option<Extent> {
    let part =
        |n: Number, by: i128| Number::ratio(by, 100).and_then(|p| n.checked_mul(p)).map_or(End::Unbounded, End::Closed);
    let Value::Number { low, high, bound } = by.value else { return None };
    let (low, high) = (low.or(high)?, high.or(low)?);
    Some(match bound {
        Bound::Exact | Bound::Between => Extent { low: part(low, 86), high: part(high, 116) },
        Bound::Over | Bound::AtLeast => Extent { low: part(low, 96), high: End::Unbounded },
        Bound::Under | Bound::AtMost => Extent { low: End::Unbounded, high: part(high, 104) },
        _ => Extent { low: part(low, 75), high: part(high, 133) },
    })
}
