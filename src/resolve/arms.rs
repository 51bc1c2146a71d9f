//! Values that are stated two by two: "502 against 498", "9.1% after placebo", "by 7 votes to 3". Which of the two a value is
//! tells apart what has one measure.

use std::cell::Cell;

use crate::fact::{Fact, Kind};
use crate::grammar::Token;
use crate::lexicon::{Class, SettingWord};
use crate::mention::{Mention, MentionValue};

use super::Scene;

/// How far behind a value its group is looked for, in tokens.
const BEHIND: usize = 9;

/// Says of a value which of two it is.
pub(super) fn apply(scene: &Scene<'_>, mentions: &[Mention], index: usize, fact: &mut Fact) {
    if matches!(fact.kind, Kind::Date | Kind::Ordinal) {
        return;
    }
    if scene.block.cell.is_some() {
        fact.slots.arm = of_column(scene);
        return;
    }
    let joined = |i: usize| joined(scene, mentions, i);
    let is_first = joined(index).filter(|_| stated_before(mentions, index).and_then(joined).is_none());
    let is_second = stated_before(mentions, index).and_then(joined).filter(|_| joined(index).is_none());
    let by_place = is_first.map(|_| 1).or(is_second.map(|_| 2));
    fact.slots.arm = labelled(scene, mentions, index).or(by_place);
    if is_first == Some(true) || is_second == Some(true) {
        of_votes(scene, mentions, index, fact);
    }
}

/// The value stated before another in its sentence.
pub(super) fn stated_before(mentions: &[Mention], index: usize) -> Option<usize> {
    mentions.get(..index)?.iter().rposition(|m| m.aside.is_none())
}

/// Whether a value and the next one are two of one measure; and whether "to" joins them, as in a vote.
pub(super) fn joined(scene: &Scene<'_>, mentions: &[Mention], index: usize) -> Option<bool> {
    let a = mentions.get(index).filter(|m| m.aside.is_none())?;
    let b = mentions.get(index + 1..)?.iter().find(|m| m.aside.is_none())?;
    let kind = |m: &Mention| match &m.value {
        MentionValue::Number { kind, .. } if m.aside.is_none() => Some(*kind),
        _ => None,
    };
    let all = scene.tokens;
    let from = a.noun.map_or(a.extent_at.1, |n| n.to.max(a.extent_at.1));
    let gap = all.get(from..b.extent_at.0)?;
    let before = a.extent_at.0.checked_sub(1).and_then(|i| all.get(i));
    let is_range = before.is_some_and(|t| t.is_any(&["from", "between"]));
    // what the second one counts, if it counts something else
    let own = b.noun.is_some() && a.noun.is_some();
    if kind(a)? != kind(b)? || is_range || own {
        return None;
    }
    match gap {
        [t] if t.is("to") => is_vote(scene, a).then_some(true),
        [t] if t.is_any(&["and", "against", "versus", "vs"]) => Some(false),
        [t, dot] if t.is("vs") && dot.text == "." => Some(false),
        [t, with] if t.is("compared") && with.is_any(&["with", "to"]) => Some(false),
        [open, .., close, comma]
            if open.text == "(" && close.text == ")" && comma.is_any(&[",", "and"]) && gap.len() <= 7 =>
        {
            Some(false)
        }
        _ => None,
    }
}

/// Whether the clause of a value speaks of a vote.
fn is_vote(scene: &Scene<'_>, mention: &Mention) -> bool {
    let clause = scene.view.clause_range(mention.value_at.0);
    let votes = ["vote", "voted"].map(|w| scene.lexicon.lemma(w));
    scene
        .tokens
        .get(clause.0..clause.1)
        .unwrap_or_default()
        .iter()
        .any(|t| (t.is_open() || t.has(Class::VERB)) && votes.contains(&scene.lexicon.lemma(t.text)))
}

/// "by 9 to 3": votes for and against.
fn of_votes(scene: &Scene<'_>, mentions: &[Mention], index: usize, fact: &mut Fact) {
    if mentions.get(index).is_some_and(|m| m.noun.is_some()) || fact.kind != Kind::Count {
        return;
    }
    fact.slots.head = scene.lexicon.lemma("vote");
    fact.unit = "vote".to_owned();
    fact.measure = "votes".to_owned();
}

/// The group that is named behind a value, before the next one.
fn labelled(scene: &Scene<'_>, mentions: &[Mention], index: usize) -> Option<u8> {
    let end = mentions.get(index)?.extent_at.1;
    let next = mentions.get(index + 1..)?.iter().find(|m| m.aside.is_none());
    let limit = next.map_or(scene.tokens.len(), |m| m.extent_at.0).min(end + BEHIND);
    let words = scene.tokens.get(end..limit)?;
    let stop = words.iter().position(|t| matches!(t.text, ";" | "." | ":")).unwrap_or(words.len());
    group(scene, words.get(..stop)?.iter().map(|t: &Token<'_>| t.text))
}

/// Which group words name: 1 for those treated, 2 for those they are compared with; `None` for neither or both.
fn group<'w>(scene: &Scene<'_>, words: impl Iterator<Item = &'w str>) -> Option<u8> {
    let settings = &scene.lexicon.settings;
    let (mut treated, mut control) = (false, false);
    for word in words {
        treated |= settings.heads(word, SettingWord::Treated);
        control |= settings.heads(word, SettingWord::Control);
    }
    match (treated, control) {
        (true, false) => Some(1),
        (false, true) => Some(2),
        _ => None,
    }
}

/// The column of those treated in the table that was last asked for; looked for once a table.
#[derive(Debug, Default)]
pub(super) struct Treated {
    last: Cell<Option<(u32, Option<u32>)>>,
}

/// The group of a column, where one of the columns of its table is that of a control.
fn of_column(scene: &Scene<'_>) -> Option<u8> {
    let cell = scene.block.cell.as_deref()?;
    let header = scene.document.slice(cell.column_header?);
    if let Some(group) = group_of_label(scene, header) {
        return Some(group);
    }
    let column = match scene.treated.last.get() {
        Some((table, column)) if table == cell.table => column,
        _ => {
            let column = treated(scene, cell.table);
            scene.treated.last.set(Some((cell.table, column)));
            column
        }
    };
    (column? == cell.column).then_some(1)
}

fn group_of_label(scene: &Scene<'_>, label: &str) -> Option<u8> {
    group(scene, label.split(|c: char| !c.is_alphanumeric()))
}

/// The first column of a table that is not that of a control, where there is one.
fn treated(scene: &Scene<'_>, table: u32) -> Option<u32> {
    let before = scene.document.blocks.get(..scene.sentence.block as usize)?;
    let cells = before.iter().rev().map_while(|b| b.cell.as_deref().filter(|c| c.table == table).map(|c| (c, b.span)));
    let headers: Vec<_> = cells.filter(|(cell, _)| cell.is_header).collect();
    let control = headers.iter().position(|(_, span)| group_of_label(scene, scene.document.slice(*span)) == Some(2))?;
    // of two groups the one that is no control
    let others = headers.iter().enumerate().filter(|(i, (cell, _))| *i != control && cell.column > 0);
    others.map(|(_, (cell, _))| cell.column).min()
}
