//! The time that a length of time leads to: "four years after the flood", "the 25th anniversary".

use crate::fact::Kind;
use crate::grammar::TokenKind;
use crate::grammar::time::{Count, TimeExpr};
use crate::lexicon::{Class, EraWord, Portion, Relation, Shift, TimeWord};
use crate::mention::{Mention, MentionValue};
use crate::resolve::story::Sight;
use crate::resolve::time::{moved, point, stretch};
use crate::resolve::{Discourse, Scene};
use crate::value::{Bound, Period, TimeUnit};

use super::carry::is_until;

/// How many tokens around a length of time tell what it is counted from.
const NEAR: usize = 3;

/// "the 25th anniversary of the coup": so many years after it.
pub(super) fn yearly(state: &Discourse, sight: &Sight<'_>, mention: &Mention) -> Option<Period> {
    let end = mention.extent_at.1;
    let clue = sight.clues.iter().find(|c| c.says == EraWord::Yearly && c.at + 1 >= end && c.at <= end + 1)?;
    let MentionValue::Number { low: Some(low), kind: Kind::Ordinal, .. } = &mention.value else { return None };
    let event = state.story.event(sight, clue.end)?;
    let years = i64::try_from(low.to_integer()?).ok()?;
    let later = |m| moved(m, TimeUnit::Year, years);
    Some(Period::new(later(event.first?)?, later(event.last?)?))
}

/// The point in time that a length of time leads to where it says when something was, and not how long: "two days after the vote",
/// "nine years ago". `found` is the time that it leads to in any way.
pub(super) fn reached(
    scene: &Scene<'_>,
    mention: &Mention,
    here: Option<Period>,
    found: Option<Period>,
) -> Option<Period> {
    // "on the first anniversary of the flood"
    let MentionValue::Time(reading) = &mention.value else { return found };
    if !matches!(reading.bound, Bound::Exact | Bound::About) {
        return None;
    }
    let (count, unit) = match &reading.expr {
        TimeExpr::Shift { .. } => return found,
        TimeExpr::Duration { count: Count::Number(low, high), unit, .. } if low == high => (low.to_integer()?, *unit),
        _ => return None,
    };
    let n = i64::try_from(count).ok()?;
    let (from, end) = mention.extent_at;
    let token = |i: usize| scene.tokens.get(i);
    let word = |i: usize| token(i).and_then(|t| t.word.time_word);
    // "two years later than planned"
    if token(end + 1).is_some_and(|t| t.is("than")) {
        return None;
    }
    // "for two weeks after the vote", "the two weeks after it" went on
    let is_stretch = |i: usize| token(i).is_some_and(|t| t.is_any(&["for", "the", "these", "those", "in", "within"]));
    if (from.saturating_sub(2)..mention.value_at.1).any(is_stretch) {
        return None;
    }
    let next = token(end)?;
    let is_end = token(end + 1).is_none_or(|t| t.kind != TokenKind::Word || t.is_any(&["and", "but", "when", "by"]));
    let (is_later, is_named) = match word(end) {
        Some(TimeWord::Shift(Shift::On)) => (true, !is_end),
        Some(TimeWord::Shift(Shift::Back)) => (false, !is_end),
        Some(TimeWord::Relation(Relation::Following)) => (true, !is_end),
        _ if next.is("later") => (true, false),
        _ if next.is("earlier") => (false, false),
        _ if next.is("since") => (false, true),
        _ => return None,
    };
    if next.is("since") && unit >= TimeUnit::Month {
        return till_now(scene, mention).and_then(|now| point(now, -n, unit));
    }
    if unit >= TimeUnit::Day {
        let from_here = || point(here?, if is_later { n } else { -n }, unit);
        return if is_named { found } else { from_here() };
    }
    // from one time of day to another
    let start = here.filter(|p| !is_named && p.first == p.last)?.first?;
    let minutes = match unit {
        TimeUnit::Minute => n,
        TimeUnit::Hour => n.checked_mul(60)?,
        _ => return None,
    };
    start.minute?;
    start.add_minutes(if is_later { minutes } else { -minutes }).map(Period::day)
}

/// How many words may stand before a length of time that goes on until now: "It is now".
const FEW: usize = 4;

/// The day of the text, where a length that is followed by "since" goes on until then: "It has been 50 years since the flood",
/// "Nine years since the fire".
fn till_now(scene: &Scene<'_>, mention: &Mention) -> Option<Period> {
    let (from, _) = mention.extent_at;
    let before = (0..from).filter_map(|i| scene.tokens.get(i)).filter(|t| t.kind == TokenKind::Word);
    let (mut count, mut is_verb, mut is_now) = (0, false, false);
    for token in before {
        count += 1;
        is_verb |= token.has(Class::AUX) || token.has(Class::BE);
        is_now |= token.is_any(&["is", "has", "been", "now", "today"]);
    }
    (count <= FEW && is_verb == is_now).then_some(scene.document.source.reference)?
}

/// The time that a length of time leads to from an event, from the time under discussion (`here`) or from now.
pub(super) fn counted(
    scene: &Scene<'_>,
    state: &mut Discourse,
    sight: &Sight<'_>,
    mention: &Mention,
    here: Option<Period>,
) -> Option<Period> {
    let MentionValue::Time(reading) = &mention.value else { return None };
    let TimeExpr::Duration { count: Count::Number(low, high), unit, .. } = &reading.expr else { return None };
    // within a day it does not matter how many hours
    let fits = *unit < TimeUnit::Day || matches!(reading.bound, Bound::Exact | Bound::About);
    let n = low.to_integer().filter(|_| low == high && fits)?;
    let (n, unit) = (i64::try_from(n).ok()?, *unit);
    let (from, end) = mention.extent_at;
    let token = |i: usize| scene.tokens.get(i);
    let time_word = |i: usize| token(i).and_then(|t| t.word.time_word);
    let lead = from.saturating_sub(NEAR)..mention.value_at.1;
    let led = |r: Relation| lead.clone().any(|i| time_word(i) == Some(TimeWord::Relation(r)));
    let the = lead.clone().any(|i| token(i).is_some_and(|t| t.is("the")));
    let first = lead.clone().any(|i| token(i).is_some_and(|t| t.is_any(&["first", "initial", "opening"])));
    // "his 17-year rule", "six years of Liberal rule", "ruled for 17 years"
    let rule = sight.clues.iter().find(|c| {
        c.says.is_rule()
            && c.at >= end
            && (c.at <= end + NEAR || token(end).is_some_and(|t| t.is("of")) && c.at <= end + 6)
    });
    let ruled = sight.clues.iter().any(|c| c.says == EraWord::Rule && c.end <= from && c.end + 5 >= from);
    if rule.is_some() || ruled {
        state.asks = true;
        let era = rule.and_then(|c| state.story.eras(sight).into_iter().find(|n| n.at == c.at)).map(|n| n.period);
        if first {
            return era.and_then(|p| stretch(p, n, unit));
        }
        let subject = || state.story.named(sight).filter(|_| ruled);
        return era.or_else(subject).or_else(|| here.filter(|_| rule.is_some()).and_then(|p| stretch(p, n, unit)));
    }
    let event = |state: &mut Discourse, at: usize| {
        state.asks = true;
        state.story.event(sight, at)
    };
    let next = token(end)?;
    match time_word(end) {
        Some(TimeWord::Shift(Shift::On)) => {
            let base = if token(end + 1).is_some_and(|t| t.has(Class::DET) || t.is_open() && t.is_capitalized()) {
                event(state, end + 1)?
            } else {
                here?
            };
            return if the { stretch(base, n, unit) } else { point(base, n, unit) };
        }
        Some(TimeWord::Shift(Shift::Back)) => return point(event(state, end + 1)?, -n, unit),
        Some(TimeWord::Portion(Portion::Late)) if next.is("later") => return point(here?, n, unit),
        Some(TimeWord::Relation(Relation::Following)) => {
            let base = event(state, end + 1)?;
            return if the { stretch(base, n, unit) } else { point(base, n, unit) };
        }
        _ => {}
    }
    if next.is("since") {
        return point(event(state, end + 1)?, n, unit);
    }
    if next.is("of") && first {
        return stretch(event(state, end + 1)?, n, unit);
    }
    if the && led(Relation::Last) {
        let now = here.filter(|_| state.current.is_some_and(|(block, _)| block == scene.sentence.block));
        let last = now.or(scene.document.source.reference)?;
        return Some(Period { first: moved(last.first?, unit, -n), last: last.last });
    }
    if is_until(next) {
        let last = event(state, end + 1)?.last?;
        return Some(Period::new(here?.first.filter(|f| *f < last)?, last));
    }
    if led(Relation::Following) {
        return stretch(here?, n, unit);
    }
    let after = from.checked_sub(1).and_then(token).is_some_and(|t| t.is("after"))
        || token(from).is_some_and(|t| t.is("after"));
    if after && scene.view.clause_range(from).0 + 2 > from && next.text == "," {
        return stretch(here?, n, unit);
    }
    None
}
