//! The parts of an event: the noun that names it, whom it happened to, which time it was, and the words of its label.

use super::super::clause::is_content;
use super::super::syntax::Pieces;
use super::{Act, BACK, LONGEST, Look};
use crate::document::BlockKind;
use crate::fact::{Aspect, Event};
use crate::grammar::{TokenKind, tokenize};
use crate::lexicon::{Class, EventKind};

impl Look<'_, '_> {
    pub(super) fn pronoun_at(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.has(Class::REFERS))
    }

    /// Who did it, behind a passive verb: "by the council".
    pub(super) fn doer(&self, act: &Act, group: (usize, usize)) -> Pieces {
        let from = act.at.1.max(group.1);
        let clause = self.scene.view.clause_range(from.saturating_sub(1));
        let by = (from..clause.1).find(|&i| self.token(i).is_some_and(|t| t.is("by")));
        by.map(|i| self.shared.syntax.phrase_behind(i + 1)).unwrap_or_default()
    }

    /// An event of no participants yet.
    pub(super) fn class(&self, act: &Act) -> Event {
        let mut event = Event::default();
        for class in act.classes.iter().filter_map(|c| self.table.get(*c)) {
            if matches!(class.kind, EventKind::Once | EventKind::Again) {
                event.acts.push(class.name.to_owned());
                event.is_known = true;
                event.is_once |= class.kind == EventKind::Once;
            }
        }
        if event.acts.is_empty() {
            event.acts.extend(self.lemma(act.at.0).cloned());
        }
        if act.is_last {
            event.aspect = Aspect::End;
        }
        event
    }

    /// The event of a noun: "the second opening of the bridge".
    pub(super) fn nominal(&self, act: &Act, rest: Pieces) -> Event {
        let mut event = Event { is_noun: true, ..self.class(act) };
        let (from, to) = act.at;
        let home = self.shared.syntax.phrase_around(from).unwrap_or(act.at);
        let mut pieces: Pieces = rest.into_iter().filter(|p| p.0 >= to || p.1 <= from).collect();
        if pieces.is_empty() {
            pieces = self.shared.syntax.hanging(to.max(home.1));
            pieces.retain(|p| !self.in_mention(p.0));
        }
        let end = pieces.last().map_or(to, |p| p.1).max(to);
        let start = (home.0..from).find(|&i| self.token(i).is_some_and(|t| !t.has(Class::DET))).unwrap_or(from);
        event.label = self.text(start.min(from), end);
        self.orders(&mut event, home.0.saturating_sub(2), from);
        // "the bridge opening", "Miller's death": what stands before the noun is what it happened to
        let tells =
            |t: &crate::grammar::Token<'_>| is_content(t) && t.word.ordinal.is_none() && t.word.time_word.is_none();
        let own: Vec<usize> = (home.0..from).filter(|&i| self.token(i).is_some_and(tells)).collect();
        if pieces.is_empty()
            && let (Some(&f), Some(&l)) = (own.first(), own.last())
        {
            pieces.push((f, l + 1));
        } else {
            event.whom.extend(own.iter().filter_map(|&i| self.lemma(i).cloned()));
        }
        self.fill(&mut event, &pieces);
        event
    }

    /// The title of a version: "4.0.0 - 2023-06-20".
    pub(super) fn heading(&self) -> Option<Event> {
        if !matches!(self.scene.block.kind, BlockKind::Heading(_)) {
            return None;
        }
        let at = self.token(self.mention.extent_at.0).map_or(0, |t| t.span.start() - self.scene.sentence.span.start());
        let before =
            self.scene.text.get(..at).unwrap_or_default().split(|c: char| c.is_whitespace() || "[]()".contains(c));
        let mut numbers: Vec<String> = before.filter_map(number).collect();
        numbers.dedup();
        let (class, label) = ("appearance".to_owned(), self.scene.text.trim().to_owned());
        (!numbers.is_empty()).then(|| Event {
            acts: vec![class],
            is_known: true,
            is_once: true,
            numbers,
            label,
            ..Event::default()
        })
    }

    /// Takes over whom it happened to.
    pub(super) fn fill(&self, event: &mut Event, pieces: &[(usize, usize)]) {
        if let Some(&(from, to)) = pieces.first() {
            self.orders(event, from.saturating_sub(2), to);
            event.numbers = self.numbers(from.saturating_sub(1), to + 2);
        }
        // "the whole middle of the dam fell in", "version 3.0", "the building was completed"
        let whole = pieces.iter().position(|&(from, to)| !self.is_piece(event, from, to));
        let pieces = whole.map_or(&[][..], |n| pieces.get(n..).unwrap_or_default());
        if let Some(&(from, to)) = pieces.first() {
            event.head = self.head(from, to);
            let last = self.token(to - 1).filter(|_| !self.scene.view.in_name(to - 1));
            let is_plural = last.is_some_and(|t| self.scene.lexicon.is_plural(t.text));
            let is_one = (from.saturating_sub(1)..from)
                .any(|i| self.token(i).is_some_and(|t| t.is_any(&["a", "an", "another", "some"])));
            event.is_new = is_plural || is_one && event.order.is_none();
        }
        for word in self.words(pieces) {
            if !event.whom.contains(&word) {
                event.whom.push(word);
            }
        }
    }

    /// Whether a phrase names only a part of something: "the middle".
    ///
    /// What is completed is not the work but what is built.
    fn is_piece(&self, event: &Event, from: usize, to: usize) -> bool {
        let completes = event.acts.iter().any(|a| a == "completion");
        let is_work = |act: &Act| completes && act.classes.iter().any(|c| self.table.get(*c).is_some_and(|c| c.lasts));
        // "version 3.0": the noun before its number
        let last = (from..to).rev().find(|&i| self.token(i).is_some_and(is_content));
        last.and_then(|i| self.named(i)).is_some_and(|a| self.has(&a, EventKind::Piece) || is_work(&a))
    }

    /// The lemma of the last content word of a phrase.
    pub(super) fn head(&self, from: usize, to: usize) -> String {
        let at = (from..to).rev().find(|&i| self.token(i).is_some_and(is_content));
        at.and_then(|i| self.lemma(i)).cloned().unwrap_or_default()
    }

    pub(super) fn words(&self, pieces: &[(usize, usize)]) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for &(from, to) in pieces {
            for i in (from..to).filter(|&i| !self.in_mention(i)) {
                let word = self.token(i).filter(|t| is_content(t) || t.is_capitalized()).and_then(|_| self.lemma(i));
                out.extend(word.filter(|w| !out.contains(w)).cloned());
            }
        }
        out
    }

    /// Takes over which time it happened.
    pub(super) fn orders(&self, event: &mut Event, from: usize, to: usize) {
        let order = (from..to).filter(|&i| !self.in_mention(i)).find_map(|i| self.token(i)?.word.ordinal);
        if let Some(word) = order
            && let Ok(n) = u32::try_from(word.value)
        {
            event.order = Some(n);
        }
    }

    /// "again", "repeated": it had happened before.
    pub(super) fn repeats(&self, event: &mut Event, group: (usize, usize)) {
        let clause = self.scene.view.clause_range(group.0);
        let repeat = |i: usize| self.named(i).is_some_and(|a| self.has(&a, EventKind::Repeat));
        if event.order.is_none_or(|n| n == 1) && (group.0..clause.1).any(repeat) {
            event.order = Some(2);
        }
    }

    /// Numbers that belong to names, and versions, in a range of tokens.
    pub(super) fn numbers(&self, from: usize, to: usize) -> Vec<String> {
        let mut out = Vec::new();
        for i in from..to.min(self.scene.tokens.len()) {
            let Some(t) = self.token(i).filter(|_| !self.in_mention(i)) else { continue };
            let before = i.checked_sub(1).and_then(|b| self.token(b));
            let is_label = before.is_some_and(|b| {
                b.is_capitalized() && b.is_open() && b.word.month.is_none()
                    || b.is_any(&["version", "release"])
                    || b.text == "["
            });
            if !is_label {
                continue;
            }
            out.extend(self.version(i));
            if !t.text.is_empty() && t.text.chars().all(|c| matches!(c, 'I' | 'V' | 'X')) {
                out.push(t.text.to_lowercase());
            }
        }
        out
    }

    /// The version or number that begins at a token: "v1.4.0" is 1.4.
    pub(super) fn version(&self, at: usize) -> Option<String> {
        let mut to = at;
        while self
            .token(to + 1)
            .is_some_and(|t| t.glued() && (t.text == "." || t.text.starts_with(|c: char| c.is_ascii_digit())))
        {
            to += 1;
        }
        let (first, last) = (self.token(at)?, self.token(to)?);
        number(self.scene.document.slice(first.span.cover(last.span)))
    }

    /// The words of the text from one token to another.
    pub(super) fn text(&self, from: usize, to: usize) -> String {
        let to = to.min(from + LONGEST).max(from + 1);
        let (Some(first), Some(last)) = (self.token(from), self.token(to - 1)) else { return String::new() };
        let text = self.scene.document.slice(first.span.cover(last.span));
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Subject, verb and object in the words of the text.
    pub(super) fn phrase_text(
        &self,
        subject: &[(usize, usize)],
        group: (usize, usize),
        act: &Act,
        object: &[(usize, usize)],
    ) -> String {
        let piece = |pieces: &[(usize, usize)]| match (pieces.first(), pieces.last()) {
            (Some(f), Some(l)) if l.1 > f.0 => self.text(f.0, l.1),
            _ => String::new(),
        };
        let end = act.at.1.max(group.1);
        let verb: Vec<&str> = (group.0..end)
            .filter(|&i| !self.in_mention(i))
            .filter_map(|i| self.token(i))
            .filter(|t| t.kind == TokenKind::Word)
            .take(LONGEST)
            .map(|t| t.text)
            .collect();
        let object: Pieces = object.iter().filter(|p| p.0 >= end).copied().collect();
        let parts = [piece(subject), verb.join(" "), piece(&object)];
        parts.iter().filter(|p| !p.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    /// Adds what only the whole sentence and the text before can tell.
    pub(super) fn complete(&self, event: &mut Event) {
        let before = self.mention.extent_at.0.checked_sub(1).and_then(|i| self.token(i));
        // "the patients were enrolled between May and July": it went on all the time
        let lasts = event.acts.iter().any(|a| self.table.lasts(a));
        event.is_window = before.is_some_and(|t| t.is("between")) && !lasts;
        let lead = self.mention.extent_at.0.checked_sub(2).and_then(|i| self.lemma(i));
        // "it took until 1907 to climb it", "not until 1907": that is when it happened
        let at_last = lead.is_some_and(|l| matches!(l.as_str(), "take" | "tak" | "not" | "wait"));
        // "supported until": the act holds the word itself
        let at_last = at_last || event.acts.iter().any(|a| self.table.ends_with_until(a));
        if event.aspect == Aspect::Whole && !at_last && before.is_some_and(|t| t.is_any(&["until", "till"])) {
            event.aspect = Aspect::End;
        } else if event.aspect == Aspect::Whole && !event.is_once && before.is_some_and(|t| t.is("since")) {
            // "in force since 1907": what happens once happened then
            event.aspect = Aspect::Start;
        }
        // a noun without a participant is no pronoun, unless it is the subject: "construction began"
        if !(event.is_noun && event.head.is_empty()) || event.is_subject {
            event.near.clone_from(self.shared.near.get_or_init(|| self.near()));
        }
    }

    /// Words that a pronoun or a bare noun may stand for: those of the sentences before and of the title.
    pub(super) fn near(&self) -> Vec<String> {
        let document = self.scene.document;
        let before = (1..=BACK).filter_map(|back| document.sentences.get(self.scene.number.checked_sub(back)?));
        let texts = before.map(|s| (document.slice(s.span), s.span.start()));
        self.lemmas(texts.chain(document.source.title.as_deref().map(|t| (t, 0))))
    }

    /// The same for a table: the words of the heading above it and of the title.
    pub(super) fn near_table(&self) -> Vec<String> {
        let document = self.scene.document;
        let heading = document.heading_of(self.scene.block).map(|b| b.span);
        let texts = heading.into_iter().map(|s| (document.slice(s), s.start()));
        self.lemmas(texts.chain(document.source.title.as_deref().map(|t| (t, 0))))
    }

    fn lemmas<'t>(&self, texts: impl Iterator<Item = (&'t str, usize)>) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for (text, offset) in texts {
            let mut tokens = Vec::new();
            tokenize(self.scene.lexicon, text, offset, &[], &mut tokens);
            for t in tokens.iter().filter(|t| is_content(t) || t.is_capitalized()) {
                let lemma = self.scene.lexicon.lemma(t.text);
                if !out.contains(&lemma) {
                    out.push(lemma);
                }
            }
        }
        out
    }
}

/// The number that a word is, without the mark of a version before it and without zeros that say nothing behind it.
pub(super) fn number(word: &str) -> Option<String> {
    let bare = word.trim_start_matches(['v', 'V']).trim_end_matches(['.', ',', ':']);
    let is_number =
        bare.starts_with(|c: char| c.is_ascii_digit()) && bare.chars().all(|c| c.is_ascii_digit() || c == '.');
    let mut number = bare;
    while let Some(short) = number.strip_suffix(".0") {
        number = short;
    }
    is_number.then(|| number.to_owned())
}
