//! By how much a vote was won, against the votes that another sentence or another text gives: "by 21 votes to 18", "a majority of two".

use super::words::words;
use super::{Found, Placed, stated};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::fact::{Fact, Kind};
use crate::value::{Bound, Number};

/// The votes for and against of one sentence.
struct Vote {
    sides: [usize; 2],
    by: Number,
}

/// Checks every majority whose sentence does not give the votes.
pub(super) fn check(facts: &[Fact], all: &[Vec<Placed<'_>>], found: &mut Vec<Found>) {
    let votes: Vec<Vote> = all.iter().filter_map(|s| vote(s)).collect();
    if votes.is_empty() {
        return;
    }
    for sentence in all.iter().filter(|s| vote(s).is_none()) {
        for by in sentence.iter().filter(|p| is_margin(p)) {
            let Some(said) = stated(by.fact) else { continue };
            let near: Vec<&Vote> = votes.iter().filter(|v| share_a_name(&facts[v.sides[0]], by.fact)).collect();
            // the only vote of all texts needs no name
            let near = if near.is_empty() { votes.iter().collect() } else { near };
            let Some(first) = near.first().filter(|v| near.iter().all(|w| w.by == v.by)) else { continue };
            let [a, b] = first.sides;
            let members = vec![a, b, by.index];
            let (x, y, is) = (&facts[a].surface, &facts[b].surface, &by.fact.surface);
            if first.by == said {
                found.push(Found::agree("difference", members, format!("between {x} and {y} lie {is}")));
            } else if is_near(first.by, said) {
                let says = format!("between {x} and {y} lie {}, not {is}", first.by);
                found.push(Found::conflict("difference", Severity::Warning, members, says));
            }
        }
    }
}

fn is_plain(p: &Placed<'_>) -> bool {
    p.fact.kind == Kind::Count && p.fact.value.bound() == Bound::Exact && p.fact.cell.is_none()
}

/// "by 21 votes to 18", the only two such numbers of a sentence.
fn vote(sentence: &[Placed<'_>]) -> Option<Vote> {
    let mut votes = sentence.windows(2).filter_map(|two| {
        let [a, b] = two else { return None };
        let link = words(a.until(b));
        let is_vote = a.fact.unit == "vote" || link.iter().any(|w| w == "votes");
        let against = link.len() <= 2 && link.last().is_some_and(|w| w == "to" || w == "against");
        let by = stated(a.fact)?.checked_sub(stated(b.fact)?)?;
        (is_plain(a) && is_plain(b) && is_vote && against && by > Number::ZERO)
            .then_some(Vote { sides: [a.index, b.index], by })
    });
    votes.next().filter(|_| votes.next().is_none())
}

/// "a majority of two".
fn is_margin(p: &Placed<'_>) -> bool {
    let near = words(p.before());
    let is_named = matches!(near.as_slice(), [.., margin, of] if Cue::Margin.has(margin) && of == "of");
    // "a majority of 12 seats", "a majority of 60 per cent"
    let is_bare = p.fact.unit.is_empty() || p.fact.unit == "vote" || p.fact.unit == "majority";
    is_plain(p) && is_named && is_bare
}

fn share_a_name(a: &Fact, b: &Fact) -> bool {
    a.slots.names.iter().any(|n| b.slots.names.contains(n))
        || a.slots.subject.iter().any(|w| b.slots.subject.contains(w))
}

/// Whether two numbers of votes may be meant for one another: both small, or one not twice the other.
fn is_near(a: Number, b: Number) -> bool {
    let (low, high) = (a.min(b), a.max(b));
    high <= Number::integer(9) || low.checked_mul(Number::integer(2)).is_some_and(|most| most > high)
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{clash, silent};

    #[test]
    fn a_majority_is_that_of_the_votes_told_elsewhere() {
        let text = |by: &str| {
            format!(
                "The canal was put to the vote in May. The council passed it by 24 votes to 19. It owed its life to a majority of {by}."
            )
        };
        clash(&text("three"), "difference: between 24 and 19 lie 5, not three");
        silent(&text("five"));
        silent("The council passed it by 24 votes to 19. The Liberals have a majority of 40 seats.");
    }
}
