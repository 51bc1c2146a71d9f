//! How long something is kept up, against tables of its first and last days: "maintained for 42 months from its release".

use super::words::words;
use super::{Found, Placed, stated};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::fact::{Fact, Kind};
use crate::value::{Bound, Grain, Number, Value};

const DAY: i128 = 86_400;
/// By how many days a last day may be early, and by how many late: ends of months, one last round of fixes.
const EARLY: i64 = 35;
const LATE: i64 = 75;
/// The shortest time that is meant.
const LEAST: i64 = 150;
/// The most rows that one finding names.
const MOST: usize = 4;

/// A row of a table with a last day.
struct Row {
    start: usize,
    end: usize,
    fits: bool,
}

/// Checks what one text says of all versions against its own table of last days; first days may stand in another text.
pub(super) fn check(facts: &[Fact], order: &[usize], text: &[usize], sentence: &[Placed<'_>], found: &mut Vec<Found>) {
    for period in sentence.iter().filter(|p| is_period(p)) {
        let days = stated(period.fact).and_then(|n| n.checked_div(Number::integer(DAY))).map(Number::floor);
        let Some(days) = days.and_then(|d| i64::try_from(d).ok()).filter(|d| *d >= LEAST) else { continue };
        let ends = text.iter().copied().filter(|&i| is_last(&facts[i]));
        let rows: Vec<Row> = ends.filter_map(|end| row(facts, order, text, end, days)).collect();
        let said = &period.fact.surface;
        for row in rows.iter().filter(|r| r.fits).take(MOST) {
            let says = format!("from {} to {} fits {said}", facts[row.start].surface, facts[row.end].surface);
            found.push(Found::agree("time-between", vec![row.start, row.end, period.index], says));
        }
        let off: Vec<&Row> = rows.iter().filter(|r| !r.fits).take(MOST).collect();
        if let Some(first) = off.first() {
            let says = format!("from {} to {} is not {said}", facts[first.start].surface, facts[first.end].surface);
            let members = off.iter().flat_map(|r| [r.start, r.end]).chain([period.index]).collect();
            found.push(Found::conflict("time-between", Severity::Warning, members, says));
        }
    }
}

/// Whether a length of time is counted from a release.
fn is_period(p: &Placed<'_>) -> bool {
    let is_plain = p.fact.kind == Kind::Duration && p.fact.value.bound() == Bound::Exact && p.fact.cell.is_none();
    let after = words(p.after().split(['.', ';']).next().unwrap_or_default());
    let from = after.iter().take(4).position(|w| Cue::From.has(w) || Cue::Since.has(w));
    is_plain && from.is_some_and(|at| after.iter().skip(at).take(8).any(|w| Cue::Release.has(w)))
}

fn is_day(fact: &Fact) -> bool {
    fact.kind == Kind::Date
        && fact.cell.is_some()
        && fact.value.bound() == Bound::Exact
        && [Grain::Day, Grain::Month].iter().any(|g| fact.unit == g.as_str())
}

fn heads(fact: &Fact, cue: Cue) -> bool {
    is_day(fact) && words(&fact.slots.labels[1]).iter().any(|w| cue.has(w))
}

fn is_last(fact: &Fact) -> bool {
    heads(fact, Cue::LastDay)
}

/// The first day of what a row with a last day is about: in the same row, else in that of another table for the same version.
fn row(facts: &[Fact], order: &[usize], text: &[usize], end: usize, days: i64) -> Option<Row> {
    let last = &facts[end];
    let same_row = |i: &usize| {
        let cell = |f: &Fact| f.cell.map(|(table, row, _)| (table, row));
        *i != end && is_day(&facts[*i]) && cell(&facts[*i]) == cell(last)
    };
    let mut own = text.iter().copied().filter(same_row);
    let start = match (own.next(), own.next()) {
        (Some(one), None) => one,
        (None, _) => {
            let is_first = |i: &usize| {
                let f = &facts[*i];
                f.source != last.source && heads(f, Cue::Release) && f.slots.labels[0] == last.slots.labels[0]
            };
            let mut all = order.iter().copied().filter(|_| !last.slots.labels[0].is_empty()).filter(is_first);
            all.next().filter(|_| all.next().is_none())?
        }
        _ => return None,
    };
    let (Value::Date { period: from, .. }, Value::Date { period: to, .. }) = (&facts[start].value, &last.value) else {
        return None;
    };
    let low = to.first?.days() - from.last?.days();
    let high = to.last?.days() - from.first?.days();
    (low > 0).then_some(Row { start, end, fits: days >= low - LATE && days <= high + EARLY })
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{clash, fits, table};

    #[test]
    fn what_is_maintained_so_long_ends_in_time() {
        let text = |last: &str| {
            let last = format!("| 3 | 2016-05-02 | {last} |");
            let rows = table(&["| Series | Release | End of support |", "| 2 | 2014-03-10 | 2017-03-31 |", &last]);
            format!("Every series is maintained for three years from its first release.\n\n{rows}")
        };
        clash(&text("2020-05-31"), "time-between: from 2016-05-02 to 2020-05-31 is not three");
        fits(&text("2019-05-31"), "time-between: from 2014-03-10 to 2017-03-31 fits three");
    }
}
