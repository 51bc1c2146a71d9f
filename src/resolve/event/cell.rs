//! What a date in a table is the date of: by the headings of its column and row, or by the other cells of its row.

use super::parts::number;
use super::{Act, LONGEST, Look};
use crate::document::Cell;
use crate::fact::{Aspect, Event};
use crate::grammar::{Token, TokenKind, tokenize};
use crate::lexicon::{Class, EventKind};
use crate::resolve::clause::is_content;
use crate::text::CleanSpan;

/// At most this many cells on either side are looked at.
const NEAR: usize = 12;
/// From this many words on a cell tells what happened.
const ENTRY: usize = 2;
/// At most this many words tell whom it happened to.
const MOST: usize = 12;

impl Look<'_, '_> {
    /// The act that a date in a cell is the date of, where the table names one.
    pub(super) fn of_cell(&self, cell: &Cell) -> Option<Event> {
        if cell.is_header {
            return None;
        }
        if cell.column > 0 {
            let headings = [(cell.column_header, cell.row_header), (cell.row_header, cell.column_header)];
            for (act, whom) in headings {
                let Some(act) = act else { continue };
                let found = self.told_by(&[act], &whom.into_iter().collect::<Vec<_>>(), true);
                if found.is_some() {
                    return found;
                }
            }
        }
        let row = self.row(cell);
        let known = self.told_by(&row, &[], false);
        if known.is_none() && cell.column == 0 { self.entry_of(&row) } else { known }
    }

    /// What the longest of some cells tells, as the entry of a timeline: "1 May 1871 | First passengers".
    fn entry_of(&self, row: &[CleanSpan]) -> Option<Event> {
        let lexicon = self.scene.lexicon;
        let span = row.iter().max_by_key(|s| s.end() - s.start())?;
        let mut tokens = Vec::new();
        tokenize(lexicon, self.scene.document.slice(*span), span.start(), &[], &mut tokens);
        let says =
            |t: &&Token<'_>| (is_content(t) || t.is_capitalized()) && !t.has(Class::ADV) && t.word.month.is_none();
        let mut whom: Vec<String> = Vec::new();
        let mut acts: Vec<String> = Vec::new();
        for t in tokens.iter().filter(says).take(MOST) {
            let word = lexicon.lemma(t.text);
            if t.has(Class::VERB) && acts.is_empty() {
                acts.push(word.clone());
            }
            if !whom.contains(&word) {
                whom.push(word);
            }
        }
        if whom.len() < ENTRY {
            return None;
        }
        acts.extend(whom.first().filter(|_| acts.is_empty()).cloned());
        let label: Vec<&str> =
            tokens.iter().map(|t| t.text).filter(|t| t.chars().any(char::is_alphanumeric)).take(LONGEST).collect();
        let near = self.near_table();
        Some(Event { acts, whom, label: label.join(" "), near, ..Event::default() })
    }

    /// The other cells of a row that are no labels of it.
    fn row(&self, cell: &Cell) -> Vec<CleanSpan> {
        let at = self.scene.sentence.block as usize;
        let blocks = &self.scene.document.blocks;
        let own = blocks.get(at).map(|b| b.span);
        let near = blocks.get(at.saturating_sub(NEAR)..(at + NEAR).min(blocks.len())).unwrap_or_default();
        let same = near.iter().filter(|b| {
            b.cell.as_deref().is_some_and(|c| (c.table, c.row) == (cell.table, cell.row)) && Some(b.span) != own
        });
        same.map(|b| b.span).collect()
    }

    /// The first act that the words of some cells name, done to what they and others name; in a label it must be the last word, or
    /// all of it.
    fn told_by(&self, cells: &[CleanSpan], others: &[CleanSpan], is_label: bool) -> Option<Event> {
        let lexicon = self.scene.lexicon;
        let read = |span: &CleanSpan| {
            let mut tokens = Vec::new();
            tokenize(lexicon, self.scene.document.slice(*span), span.start(), &[], &mut tokens);
            tokens
        };
        let texts: Vec<Vec<Token<'_>>> = cells.iter().map(read).collect();
        let lemma = |t: &Token<'_>| (t.kind == TokenKind::Word).then(|| lexicon.lemma(t.text));
        let mut found: Option<(Act, usize)> = None;
        for (n, text) in texts.iter().enumerate() {
            let lemmas: Vec<Option<String>> = text.iter().map(lemma).collect();
            for (i, first) in lemmas.iter().enumerate() {
                let Some(first) = first else { continue };
                let named = self.table.named(first, |k| lemmas.get(i + k)?.as_ref());
                let act = Act::new((i, i + named.span), named);
                if self.tells(&act) {
                    found = Some((act, n));
                    break;
                }
            }
            if found.is_some() {
                break;
            }
        }
        let (act, home) = found?;
        let mut event = self.class(&act);
        let text = texts.get(home)?;
        // "start of construction", "the end of enrolment"
        for word in text.iter().take(act.at.0).filter_map(lemma) {
            let edge = Act::new((0, 0), self.table.named(&word, |_| None));
            if self.has(&edge, EventKind::Start) {
                event.aspect = Aspect::Start;
            } else if self.has(&edge, EventKind::End) {
                event.aspect = Aspect::End;
            }
        }
        event.is_noun = is_label;
        event.order = text.iter().take(act.at.0).find_map(|t| t.word.ordinal).and_then(|o| u32::try_from(o.value).ok());
        let label: Vec<&str> =
            text.iter().map(|t| t.text).filter(|t| t.chars().any(char::is_alphanumeric)).take(LONGEST).collect();
        event.label = label.join(" ");
        let rest: Vec<Vec<Token<'_>>> = others.iter().map(read).collect();
        for (n, tokens) in texts.iter().chain(&rest).enumerate() {
            for (i, t) in tokens.iter().enumerate() {
                if n == home && (act.at.0..act.at.1).contains(&i) || event.whom.len() >= MOST {
                    continue;
                }
                let before = i.checked_sub(1).and_then(|b| tokens.get(b));
                self.numbered(&mut event, t, before, is_label && n >= texts.len());
                if (is_content(t) || t.is_capitalized()) && !t.has(Class::ADV) && t.word.month.is_none() {
                    let word = lexicon.lemma(t.text);
                    if !event.whom.contains(&word) {
                        event.whom.push(word);
                    }
                }
            }
        }
        // what the table and the text are about
        event.near = self.near_table();
        event.near.extend(event.whom.iter().cloned());
        Some(event)
    }

    /// A number that belongs to a name, or is the label of a row.
    fn numbered(&self, event: &mut Event, t: &Token<'_>, before: Option<&Token<'_>>, is_label: bool) {
        let named = before.is_some_and(|b| b.is_capitalized() && b.is_open() && b.word.month.is_none());
        if (named || is_label)
            && let Some(n) = number(t.text)
        {
            event.numbers.push(n);
        } else if named && t.text.chars().all(|c| matches!(c, 'I' | 'V' | 'X')) {
            event.numbers.push(t.text.to_lowercase());
        }
    }
}
