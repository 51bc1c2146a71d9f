//! As what a value is put forward: a default, a limit, an example, one that no longer holds.

use crate::fact::{Fact, Kind};
use crate::grammar::Token;
use crate::lexicon::{Class, SettingWord};
use crate::mention::Mention;
use crate::value::{Bound, Standing, Value};

use super::Scene;
use super::clause::is_verb;

/// How far before and behind a value words are looked for, in tokens.
const BEFORE: usize = 10;
const BEHIND: usize = 8;

/// Reads the words round a value.
pub(super) fn apply(scene: &Scene<'_>, mentions: &[Mention], index: usize, fact: &mut Fact) {
    let Some(mention) = mentions.get(index).filter(|_| fact.kind != Kind::Date) else { return };
    let all = scene.tokens;
    let (from, to) = mention.extent_at;
    // what a change ends at is put forward as what it began with: "the default goes from 100 to 1,000"
    let origin = index.checked_sub(1).filter(|&i| is_origin(all, mentions, i));
    let floor = origin.unwrap_or(index).checked_sub(1).and_then(|i| mentions.get(i)).map_or(0, |m| m.extent_at.1);
    let ceiling = mentions.get(index + 1).map_or(all.len(), |m| m.extent_at.0);
    let left: Vec<(usize, usize, SettingWord)> = phrases(scene, floor.max(from.saturating_sub(BEFORE)), from);
    let right = phrases(scene, to, ceiling.min(to + BEHIND));
    let parted =
        |a: usize, b: usize| all.get(a..b).is_some_and(|w| w.iter().any(|t| matches!(t.text, ";" | "(" | ")")));
    if turns_round(all, from, floor) {
        invert(fact);
    }
    for (at, len, word) in left.iter().rev().filter(|(at, len, _)| !parted(at + len, from)) {
        match word {
            SettingWord::Was if from - (at + len) <= 2 => fact.slots.stance.superseded = true,
            SettingWord::Standing(s) if fact.slots.standing.is_none() => fact.slots.standing = Some(*s),
            _ => {}
        }
    }
    for (at, _, word) in right.iter().filter(|(at, _, _)| !parted(to, *at)) {
        match word {
            SettingWord::Standing(Standing::Default) => fact.slots.standing = Some(Standing::Default),
            SettingWord::Standing(s) if fact.slots.standing.is_none() && at - to <= 3 => fact.slots.standing = Some(*s),
            SettingWord::Refuse if fact.value.bound() == Bound::Over => {
                invert(fact);
                fact.slots.standing = Some(Standing::Maximum);
            }
            _ => {}
        }
    }
    let limit = match fact.value.bound() {
        Bound::AtMost => Some(Standing::Maximum),
        Bound::AtLeast => Some(Standing::Minimum),
        _ => None,
    };
    let is_open = fact.slots.standing.is_none() && !matches!(fact.kind, Kind::Date | Kind::Ordinal);
    if is_open && limit.is_some() && is_allowed(scene, mention) {
        fact.slots.standing = limit;
    }
    if fact.slots.standing == Some(Standing::Default) && is_origin(all, mentions, index) {
        fact.slots.stance.superseded = true;
    }
    if let Some(end) = end_of_range(scene, mentions, index) {
        fact.slots.standing = Some(end);
    }
    if is_old(scene, mention, floor) {
        fact.slots.stance.superseded = true;
    }
}

/// Whether a value is the first of "from 100 to 1,000", told as two values.
fn is_origin(all: &[Token<'_>], mentions: &[Mention], index: usize) -> bool {
    let (Some(this), Some(next)) = (mentions.get(index), mentions.get(index + 1)) else { return false };
    let opens = this.extent_at.0.checked_sub(1).and_then(|i| all.get(i)).is_some_and(|t| t.is("from"));
    let gap = all.get(this.extent_at.1..next.extent_at.0);
    opens && matches!(gap, Some([t]) if t.is("to"))
}

/// The phrases that begin in a range of tokens: where, how many tokens, what they say.
pub(super) fn phrases(scene: &Scene<'_>, from: usize, to: usize) -> Vec<(usize, usize, SettingWord)> {
    let mut out = Vec::new();
    let all = scene.tokens;
    let mut i = from;
    while i < to {
        // a word in an identifier says nothing: `retry_limit`
        let is_code = |t: &Token<'_>| {
            let code = &scene.document.code;
            code.get(code.partition_point(|c| c.end() <= t.span.start())).is_some_and(|c| c.start() <= t.span.start())
        };
        let found = all.get(i).filter(|t| t.word.setting && !is_code(t)).and_then(|_| {
            let rest = all.get(i..to.min(i + 6)).unwrap_or_default();
            scene.lexicon.settings.in_prose(rest.iter().map(|t| t.text))
        });
        match found {
            Some((len, word)) => {
                out.push((i, len, word));
                i += len.max(1);
            }
            None => i += 1,
        }
    }
    out
}

/// Whether a denial before the value turns its bound round: "may not exceed 20", "cannot have more than 20".
fn turns_round(all: &[Token<'_>], from: usize, floor: usize) -> bool {
    let near = all.get(floor.max(from.saturating_sub(4))..from).unwrap_or_default();
    let opens = near
        .iter()
        .rposition(|t| matches!(t.text, "," | ";" | "." | ":" | "(") || t.has(Class::WH))
        .map_or(0, |i| i + 1);
    near.get(opens..).unwrap_or_default().iter().any(denies) || has_no_subject(all, from, floor)
}

/// Whether a word denies: "not", "cannot", "didn't".
fn denies(t: &Token<'_>) -> bool {
    t.has(Class::NEG) || t.is("cannot") || t.has(Class::AUX) && (t.text.ends_with("n't") || t.text.ends_with("n’t"))
}

/// "No cell can hold more than 300", "nobody stayed for over 20 minutes": a clause that is said of nobody and nothing.
fn has_no_subject(all: &[Token<'_>], from: usize, floor: usize) -> bool {
    let near = all.get(floor.max(from.saturating_sub(BEFORE))..from).unwrap_or_default();
    let opens = near
        .iter()
        .rposition(|t| {
            matches!(t.text, "," | ";" | "." | ":" | "(") || t.has(Class::WH) || t.is_any(&["but", "because"])
        })
        .map_or(0, |i| i + 1);
    let clause = near.get(opens..).unwrap_or_default();
    let first = clause.iter().position(|t| !t.has(Class::CONJ)).unwrap_or(0);
    let nobody = clause.get(first).is_some_and(|t| t.is_any(&["no", "none", "nobody", "nothing", "neither", "never"]));
    nobody && clause.iter().any(|t| t.has(Class::AUX) || is_verb(t))
}

/// "More than" becomes "at most", "less than" becomes "at least".
fn invert(fact: &mut Fact) {
    let Value::Number { low, high, bound } = fact.value.clone() else { return };
    let any = low.or(high);
    fact.value = match bound {
        Bound::Over => Value::Number { low: None, high: any, bound: Bound::AtMost },
        Bound::Under => Value::Number { low: any, high: None, bound: Bound::AtLeast },
        _ => return,
    };
}

/// Whether a bound is one that is set and not one that was reached: something may or can be, or the words are no sentence.
fn is_allowed(scene: &Scene<'_>, mention: &Mention) -> bool {
    let clause = scene.view.clause_range(mention.value_at.0);
    let words = scene.tokens.get(clause.0..clause.1).unwrap_or_default();
    let may = words.iter().any(|t| t.has(Class::PERMITS));
    let is_sentence = scene.tokens.iter().any(|t| t.has(Class::AUX) || t.has(Class::VERB));
    // "archives of at most 8 GB each"
    let before = mention.extent_at.0.checked_sub(1).and_then(|i| scene.tokens.get(i));
    let each =
        before.is_some_and(|t| t.is("of")) && scene.tokens.get(mention.extent_at.1).is_some_and(|t| t.is("each"));
    may || each || !is_sentence && scene.block.cell.is_none()
}

/// "30 -> 45": what stands before an arrow; "45 seconds, not 30": what is denied.
fn is_old(scene: &Scene<'_>, mention: &Mention, floor: usize) -> bool {
    let all = scene.tokens;
    let Some(last) = mention.extent_at.1.checked_sub(1).and_then(|i| all.get(i)) else { return false };
    let after = scene.document.text.get(last.span.end()..scene.sentence.span.end()).unwrap_or_default().trim_start();
    if ["->", "→", "=>", "⟶", "-->"].iter().any(|a| after.starts_with(a)) {
        return true;
    }
    let before = mention.extent_at.0.checked_sub(1).filter(|&i| i >= floor);
    let comma = before.and_then(|i| i.checked_sub(1)).and_then(|i| all.get(i));
    before.and_then(|i| all.get(i)).is_some_and(|t| t.is("not")) && comma.is_some_and(|t| t.text == ",")
}

/// "Default 2 MB; from 128 kB to 16 GB": the ends of what is allowed, where no verb says that something went from one to the
/// other.
fn end_of_range(scene: &Scene<'_>, mentions: &[Mention], index: usize) -> Option<Standing> {
    let all = scene.tokens;
    let from = |m: &Mention| {
        let at = m.extent_at.0.checked_sub(1)?;
        let opens = at.checked_sub(1).and_then(|i| all.get(i)).is_none_or(|t| matches!(t.text, ";" | "." | "(" | ":"));
        (all.get(at)?.is("from") && opens).then_some(())
    };
    let to = |a: &Mention, b: &Mention| {
        b.extent_at.0 == a.extent_at.1 + 1 && all.get(a.extent_at.1).is_some_and(|t| t.is_any(&["to", "up"]))
    };
    let this = mentions.get(index)?;
    let next = mentions.get(index + 1);
    let before = index.checked_sub(1).and_then(|i| mentions.get(i));
    if from(this).is_some() && next.is_some_and(|n| to(this, n)) {
        return Some(Standing::Minimum);
    }
    before.filter(|b| from(b).is_some() && to(b, this)).map(|_| Standing::Maximum)
}

/// Whether the clause says that a version came out.
pub(super) fn is_release(scene: &Scene<'_>, mention: &Mention) -> bool {
    let clause = scene.view.clause_range(mention.value_at.0);
    let (from, to) =
        (clause.0.max(mention.extent_at.0.saturating_sub(BEFORE)), clause.1.min(mention.extent_at.1 + BEHIND));
    phrases(scene, from, to).iter().any(|(_, _, word)| *word == SettingWord::Released)
}
