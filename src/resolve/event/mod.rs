//! What a date is the date of: the act that its verb or noun names, to whom it happened, and who did it.

mod cell;
mod otherwise;
mod parts;

use crate::fact::{Aspect, Event};
use crate::grammar::{Token, TokenKind};
use crate::lexicon::{Class, EventKind, Events, NamedActs, TimeWord};
use crate::mention::Mention;
use crate::mention::noun::looks_verbal;

use super::clause::is_content;
use super::syntax::{Frame, Pieces};
use super::{Scene, Shared};

/// At most this many events are told of one date.
const MOST: usize = 4;
/// At most this many words of the text make a label.
const LONGEST: usize = 9;
/// How many words behind a verb may belong to the name of an act.
const REACH: usize = 8;

/// How many words a bracket may be long before a date in it.
const FAR: usize = 24;

/// How many words before a form of "be" name what was on a date.
const NEAR_BE: usize = 5;

/// How many sentences back a pronoun may point.
const BACK: usize = 2;

/// Where an act is named.
#[derive(Clone, Debug, Default)]
struct Act {
    /// First and one past the last token that name it.
    at: (usize, usize),
    /// Classes of the table; empty where the table has none.
    classes: Vec<u16>,
    /// The subject of the words does it.
    is_done: bool,
    /// The words name it only as a noun.
    is_noun: bool,
    /// The words name the last of it.
    is_last: bool,
}

impl Act {
    fn new(at: (usize, usize), named: NamedActs) -> Self {
        let NamedActs { classes, is_done, is_noun, is_last, .. } = named;
        Self { at, classes, is_done, is_noun, is_last }
    }

    /// Words that the table does not hold.
    fn bare(at: (usize, usize)) -> Self {
        Self { at, ..Self::default() }
    }
}

/// What happened at the date of a mention, nearest first.
pub(super) fn events(scene: &Scene<'_>, shared: &Shared<'_>, frame: &Frame, mention: &Mention) -> Vec<Event> {
    let look = Look { scene, shared, table: Events::english(), mention };
    if let Some(cell) = scene.block.cell.as_deref() {
        return look.of_cell(cell).into_iter().collect();
    }
    let mut out = match look.entry() {
        Some(from) => look.segments(from),
        None => look.hung().or_else(|| look.labelled()).or_else(|| look.governed(frame)).into_iter().collect(),
    };
    if out.is_empty() {
        out.extend(look.heading().or_else(|| look.otherwise()));
    }
    out.truncate(MOST);
    for event in &mut out {
        look.complete(event);
    }
    out
}

/// What the words behind "since" name: "nine years since the fire".
pub(super) fn since(scene: &Scene<'_>, shared: &Shared<'_>, mention: &Mention) -> Option<Event> {
    let look = Look { scene, shared, table: Events::english(), mention };
    let at = mention.extent_at.1;
    let to = look.scene.view.clause_range(at).1;
    let mut event = look.token(at).filter(|t| t.is("since")).and_then(|_| look.segment(at + 1, to))?;
    look.complete(&mut event);
    Some(event)
}

struct Look<'l, 's> {
    scene: &'l Scene<'s>,
    shared: &'l Shared<'s>,
    table: &'static Events,
    mention: &'l Mention,
}

impl Look<'_, '_> {
    fn token(&self, at: usize) -> Option<&Token<'_>> {
        self.scene.tokens.get(at)
    }

    fn lemma(&self, at: usize) -> Option<&String> {
        self.shared.lemmas.word(at)
    }

    fn in_mention(&self, at: usize) -> bool {
        (self.mention.extent_at.0..self.mention.extent_at.1).contains(&at)
    }

    /// The acts that the word at a token names, perhaps with words behind it.
    fn named(&self, at: usize) -> Option<Act> {
        let first = self.lemma(at).filter(|_| !self.in_mention(at))?;
        let named =
            self.table.named(first, |n| (n <= REACH && !self.in_mention(at + n)).then(|| self.lemma(at + n)).flatten());
        (!named.classes.is_empty()).then(|| Act::new((at, at + named.span), named))
    }

    /// The same for a verb: a word inside a name is none ("the Left Movement").
    fn done(&self, at: usize) -> Option<Act> {
        if self.scene.view.in_name(at) && at > 0 { None } else { self.named(at).filter(|a| !a.is_noun) }
    }

    /// Whether a word is the beginning of a name: "the Land Act".
    fn opens_name(&self, at: usize) -> bool {
        let next = self.token(at + 1).is_some_and(|t| t.is_capitalized() && t.spaced);
        self.token(at).is_some_and(Token::is_capitalized) && next && self.scene.view.in_name(at + 1)
    }

    fn has(&self, act: &Act, kind: EventKind) -> bool {
        act.classes.iter().any(|c| self.table.get(*c).is_some_and(|c| c.kind == kind))
    }

    /// Whether the acts are such as name what happened by themselves.
    fn tells(&self, act: &Act) -> bool {
        self.has(act, EventKind::Once) || self.has(act, EventKind::Again)
    }

    /// Where the entry of a list of dates begins that the mention opens: "1907 - First flight".
    fn entry(&self) -> Option<usize> {
        let opens = (0..self.mention.extent_at.0).all(|i| self.token(i).is_some_and(|t| t.kind != TokenKind::Word));
        let next = self.token(self.mention.extent_at.1)?;
        let dashed = next.kind == TokenKind::Dash && next.spaced || matches!(next.text, ":" | "—" | "–" | "|");
        let bare = next.is_capitalized() && next.spaced;
        (opens && (dashed || bare)).then_some(self.mention.extent_at.1 + usize::from(dashed))
    }

    /// One event for each part of an entry.
    fn segments(&self, from: usize) -> Vec<Event> {
        let len = self.scene.tokens.len();
        let mut out = Vec::new();
        let mut start = from;
        for end in from..=len {
            if end < len && self.token(end).is_none_or(|t| t.text != ";") {
                continue;
            }
            out.extend(self.segment(start, end));
            start = end + 1;
        }
        out
    }

    /// What the words from one token to another say that happened.
    fn segment(&self, from: usize, to: usize) -> Option<Event> {
        let verb = self.shared.syntax.verb_in(from, to);
        if let Some(group) = verb {
            let act = self.verbal(group, to);
            let subject = self.shared.syntax.phrase_before(group.0);
            let object = self.shared.syntax.phrase_behind(act.at.1.max(group.1));
            let object: Pieces = object.into_iter().filter(|p| p.0 >= group.1 && p.1 <= to).collect();
            let subject: Pieces = subject.into_iter().filter(|p| p.0 >= from).collect();
            if let Some(event) = self.told(&act, group, subject, object) {
                return Some(event);
            }
        }
        let noun = (from..to).find_map(|i| {
            let act = self.named(i).filter(|a| self.tells(a))?;
            Some(act)
        });
        if let Some(act) = noun {
            let mut next = self.shared.syntax.phrase_behind(act.at.1);
            next.retain(|p| p.0 <= act.at.1 + 1 && p.1 <= to);
            return Some(self.nominal(&act, next));
        }
        // "First steam plough": what appeared
        let first = self.token(from).is_some_and(|t| t.word.ordinal.is_some());
        let pieces = self.shared.syntax.phrase_behind(from);
        let near = pieces.first().is_some_and(|p| p.0 <= from + 2 && p.1 <= to);
        (first && near && verb.is_none()).then(|| {
            let mut event = Event {
                acts: vec!["appearance".to_owned()],
                is_known: true,
                is_once: true,
                label: self.text(from, pieces.last().map_or(to, |p| p.1)),
                ..Event::default()
            };
            self.fill(&mut event, &pieces);
            event
        })
    }

    /// The act of the verb group at these tokens, looked for up to `to`.
    fn verbal(&self, group: (usize, usize), to: usize) -> Act {
        let leaves =
            |act: &Act| (self.has(act, EventKind::Light) || self.has(act, EventKind::Repeat)) && !self.tells(act);
        let own = (group.0..group.1).rev().filter_map(|i| self.done(i)).find(|act| !leaves(act));
        if let Some(act) = own {
            return act;
        }
        // the last verb of the group is the main one: an auxiliary before a verb that the table does not know says nothing
        let is_verb = |i: &usize| {
            self.token(*i).is_some_and(|t| t.is_open() && !t.has(Class::ADV) || t.has(Class::VERB) || t.has(Class::AUX))
        };
        let light = (group.0..group.1).rev().find(is_verb).and_then(|i| self.done(i));
        // "was first climbed", "was in 1907 opened": a participle a little farther on
        let is_be = self.token(group.1 - 1).is_some_and(|t| t.has(Class::BE));
        if is_be {
            // "has been in force"
            if let Some(act) = self.done(group.1).filter(|a| a.at.1 - a.at.0 > 1 && a.at.1 <= to) {
                return act;
            }
            for i in group.1..(group.1 + 3).min(to) {
                if self.token(i).is_some_and(|t| looks_verbal(t.text) || t.has(Class::VERB))
                    && let Some(act) = self.done(i)
                {
                    return act;
                }
            }
        }
        light.unwrap_or_else(|| {
            let main = (group.0..group.1).rev().find(|&i| self.token(i).is_some_and(|t| !t.has(Class::ADV)));
            let main = main.unwrap_or(group.0);
            Act::bare((main, main + 1))
        })
    }

    /// The event of the noun or verb that governs the mention.
    fn governed(&self, frame: &Frame) -> Option<Event> {
        let extent = self.mention.extent_at;
        // "the flood of March 1964"
        if let Some(&head) = frame.parent.first()
            && self.token(extent.0.wrapping_sub(1)).is_some_and(|t| t.is_any(&["of", "in", "on"]))
            // "the evening of 7 June" is a part of the date
            && !self.token(head.1 - 1).is_some_and(|t| matches!(t.word.time_word, Some(TimeWord::DayPart(_))))
        {
            let at = head.1 - 1;
            let act = self.named(at).filter(|a| self.tells(a));
            let act = act.unwrap_or(Act::bare((at, at + 1)));
            return Some(self.nominal(&act, frame.parent.iter().skip(1).copied().collect()));
        }
        // "the collapse, at noon on 4 May 1907, of the tower"
        let mut from = extent.0;
        while from > 0 && self.token(from - 1).is_some_and(|t| t.has(Class::PREP) || t.word.class.has(Class::DET)) {
            from -= 1;
        }
        if from > 1
            && self.token(from - 1).is_some_and(|t| t.text == ",")
            && self.token(extent.1).is_some_and(|t| t.text == ",")
            && self.token(extent.1 + 1).is_some_and(|t| t.is("of"))
            && let Some(act) = self.named(from - 2).filter(|a| self.tells(a))
        {
            return Some(self.nominal(&act, self.shared.syntax.hanging(extent.1 + 1)));
        }
        // "the 1973 coup"
        if let Some(next) = self.token(extent.1)
            && next.spaced
            && is_content(next)
            && !next.is_capitalized()
            && let Some((from, to)) = self.shared.syntax.phrase_around(extent.1)
            && from <= extent.1
            && self.token(extent.0.wrapping_sub(1)).is_some_and(|t| t.has(Class::DET) || t.word.class.has(Class::DET))
        {
            let act = self.named(to - 1).filter(|a| self.tells(a));
            let act = act.unwrap_or(Act::bare((to - 1, to)));
            return Some(self.nominal(&act, Pieces::new()));
        }
        let clause = self.scene.view.clause_range(extent.0);
        if let Some(event) = self.apposed(clause.0) {
            return Some(event);
        }
        // "(born at Bath on 3 May 1831, died at Cork on 9 June 1902)": each date has a participle of its own
        if let Some(event) = self.bracketed() {
            return Some(event);
        }
        let group = frame.verb.or_else(|| self.shared.syntax.verb_in(clause.0, clause.1));
        // "It has been with us since 1907, and most of you know it": the verb before the date, not the one behind the comma
        let group = match group {
            Some(g) if g.0 >= extent.1 && self.token(extent.1).is_some_and(|t| t.text == ",") => {
                self.shared.syntax.verb_before(extent.0).filter(|b| b.0 >= clause.0).or(group)
            }
            group => group,
        };
        // "Support for version 2 ends on 3 May": a verb that looks like a noun
        let edge = |i: usize| {
            let is_edge = |a: &Act| self.has(a, EventKind::Start) || self.has(a, EventKind::End);
            self.named(i).filter(is_edge).map(|_| (i, i + 1))
        };
        let group = group.or_else(|| (clause.0..extent.0).rev().take(3).find_map(edge));
        let Some(group) = group else {
            let noun = (clause.0..clause.1)
                .filter(|&i| !self.opens_name(i))
                .filter_map(|i| self.named(i).filter(|a| self.tells(a)))
                .min_by_key(|a| a.at.0.abs_diff(extent.0));
            return noun.map(|act| self.nominal(&act, Pieces::new()));
        };
        let group = self.main_clause(group, clause)?;
        let is_own = frame.verb == Some(group);
        let mut act = self.verbal(group, clause.1);
        // "went to court to ask for protection", "it took until 1907 to climb it": what is said behind the verb
        if act.classes.is_empty() || self.has(&act, EventKind::Light) && !self.tells(&act) && frame.subject.is_empty() {
            let long = |i: usize| self.done(i).filter(|a| self.tells(a) && a.at.1 - a.at.0 > 1);
            if let Some(found) = (group.1..clause.1).filter(|&i| !self.in_mention(i)).find_map(long) {
                act = found;
            }
        }
        let mut subject = if is_own { frame.subject.clone() } else { self.shared.syntax.phrase_before(group.0) };
        // "watched as two of them reached the top": it has a subject of its own
        if act.at.0 > group.1 {
            let own = self.shared.syntax.phrase_before(act.at.0);
            if own.first().is_some_and(|p| p.0 >= group.1) && own.last().is_some_and(|p| p.1 == act.at.0) {
                subject = own;
            }
        }
        let mut object = if is_own { frame.object.clone() } else { Pieces::new() };
        if subject.is_empty() && self.shared.syntax.is_participle(group) {
            let before = group.0.checked_sub(1).and_then(|i| self.token(i));
            if before.is_some_and(|t| t.text == "(" || t.text == ",") {
                subject = self.shared.syntax.phrase_before(group.0 - 1);
            } else if before.is_none() && self.token(extent.1).is_some_and(|t| t.text == ",") {
                // "Founded in 1907, the firm grew"
                subject = self.shared.syntax.phrase_behind(extent.1);
            }
        }
        if object.is_empty() {
            object = self.shared.syntax.phrase_behind(act.at.1.max(group.1));
            object.retain(|p| p.0 <= act.at.1.max(group.1) + 2 && p.0 >= group.1);
            if object.iter().any(|p| self.in_mention(p.0)) {
                object.clear();
            }
        }
        self.told(&act, group, subject, object)
    }

    /// The verb group that the date belongs to: not that of a clause of time before it ("After it had closed, in 1907 it fell"), nor
    /// a word of a name.
    fn main_clause(&self, group: (usize, usize), clause: (usize, usize)) -> Option<(usize, usize)> {
        let extent = self.mention.extent_at;
        if group.0 > 0 && (group.0..group.1).all(|i| self.scene.view.in_name(i)) {
            return self.shared.syntax.verb_before(group.0).filter(|g| g.0 >= clause.0);
        }
        let opener = |i: usize| self.token(i).is_some_and(|t| t.is_any(&["after", "when", "before", "once", "as"]));
        let opened = group.1 <= extent.0 && (clause.0..group.0.min(clause.0 + 3)).any(opener);
        let apart = (group.1..extent.0).any(|i| self.token(i).is_some_and(|t| t.text == ","));
        if opened && apart {
            return self.shared.syntax.verb_in(extent.1, self.scene.tokens.len());
        }
        // "In May, soon after it had closed, the firm moved"
        if extent.1 <= group.0
            && (extent.1..group.0).any(opener)
            && let Some(comma) = (group.1..clause.1).find(|&i| self.token(i).is_some_and(|t| t.text == ","))
        {
            return self.shared.syntax.verb_in(comma, clause.1);
        }
        Some(group)
    }

    /// A participle of its own in a bracket: what is done to whom the words before the bracket name.
    fn bracketed(&self) -> Option<Event> {
        let extent = self.mention.extent_at;
        let opens =
            (0..extent.0).rev().take(FAR).find(|&i| self.token(i).is_some_and(|t| matches!(t.text, "(" | ")")))?;
        let is_open = self.token(opens).is_some_and(|t| t.text == "(");
        let comma =
            (opens + 1..extent.0).rev().find(|&i| self.token(i).is_some_and(|t| matches!(t.text, "," | ";")))?;
        let from = comma + 1 + usize::from(self.token(comma + 1).is_some_and(|t| t.is("and")));
        let act = self.named(from).filter(|a| is_open && from < extent.0 && self.tells(a) && !a.is_noun)?;
        let verb = self.token(from)?;
        let between = (act.at.1..extent.0)
            .all(|i| self.token(i).is_some_and(|t| t.has(Class::PREP) || t.has(Class::DET) || t.is_capitalized()));
        if !between || !(looks_verbal(verb.text) && !verb.text.ends_with("ing") || verb.is("born")) {
            return None;
        }
        let whom = self.shared.syntax.phrase_before(opens);
        let mut event = self.class(&act);
        let subject = match (whom.first(), whom.last()) {
            (Some(f), Some(l)) if l.1 > f.0 => self.text(f.0, l.1),
            _ => String::new(),
        };
        event.label = [subject, verb.text.to_lowercase()].join(" ").trim().to_owned();
        self.fill(&mut event, &whom);
        Some(event)
    }

    /// A participle that opens its clause, right before the date: "Founded in 1907, the firm", "(born 1907)".
    fn apposed(&self, from: usize) -> Option<Event> {
        let extent = self.mention.extent_at;
        let from = (from..extent.0).find(|&i| self.token(i).is_some_and(|t| t.kind == TokenKind::Word))?;
        let act = self.named(from).filter(|a| self.tells(a))?;
        let verbal = self.token(from).is_some_and(|t| looks_verbal(t.text) && !t.text.ends_with("ing"))
            || self.token(from).is_some_and(|t| self.scene.lexicon.verb_form(t.text).is_some() && t.has(Class::VERB));
        let between =
            (act.at.1..extent.0).all(|i| self.token(i).is_some_and(|t| t.has(Class::PREP) || t.has(Class::DET)));
        if !(verbal || self.token(from).is_some_and(|t| t.is("born"))) || !between {
            return None;
        }
        let opener = from.checked_sub(1).and_then(|i| self.token(i));
        let whom = match opener.map(|t| t.text) {
            Some("(" | ",") => self.shared.syntax.phrase_before(from - 1),
            None => self.shared.syntax.phrase_behind(extent.1),
            _ => return None,
        };
        let mut event = self.class(&act);
        let verb = self.token(from).map_or("", |t| t.text).to_lowercase();
        let subject = match (whom.first(), whom.last()) {
            (Some(f), Some(l)) if l.1 > f.0 => self.text(f.0, l.1),
            _ => String::new(),
        };
        event.label =
            [subject, verb].iter().filter(|p| !p.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ");
        self.fill(&mut event, &whom);
        Some(event)
    }

    /// An act that subject and verb name together, or the subject alone in several words: "contact was lost", "support ends",
    /// "the last signal was received", "first light was in May".
    fn joint(&self, act: &Act, group: (usize, usize), subject: &Pieces, object: &Pieces) -> Option<Event> {
        let &(from, to) = subject.first()?;
        let verb = self.lemma(act.at.0);
        let head = to.checked_sub(1).filter(|i| *i >= from)?;
        let is_end = self.has(act, EventKind::End);
        let verb = if is_end { Some("end".to_owned()) } else { verb.cloned() };
        let named = self.table.named(self.lemma(head)?, |n| if n == 1 { verb.as_ref() } else { None });
        let both = Act::new((head, to), named);
        let mut event = if self.tells(&both) && self.is_phrase(&both, self.lemma(head)?) {
            self.class(&both)
        } else {
            let long = |i: usize| {
                let whole = |a: &Act| self.tells(a) && a.at.1 > a.at.0 + 1 && a.at.1 >= to && a.at.1 <= group.0;
                self.named(i).filter(whole)
            };
            self.class(&(from.saturating_sub(1)..to).find_map(long)?)
        };
        event.label = self.phrase_text(subject, group, act, object);
        let rest: Pieces = subject.iter().skip(1).copied().collect();
        self.fill(&mut event, &rest);
        self.repeats(&mut event, group);
        Some(event)
    }

    /// "Support for version 2 ends": the phrase that the subject hangs on, with it.
    fn whole_subject(&self, subject: Pieces) -> Pieces {
        let Some(prep) = subject.first().and_then(|p| p.0.checked_sub(1)) else { return subject };
        if !self.token(prep).is_some_and(|t| t.has(Class::PREP)) {
            return subject;
        }
        let outer = self.shared.syntax.phrase_before(prep);
        if outer.last().is_none_or(|p| p.1 != prep) {
            return subject;
        }
        outer.into_iter().chain(subject).collect()
    }

    /// Whether an act is named by more than its first word alone.
    fn is_phrase(&self, act: &Act, first: &str) -> bool {
        self.table.named(first, |_| None).classes != act.classes
    }

    /// The event of a verb group with its subject and object.
    fn told(&self, act: &Act, group: (usize, usize), subject: Pieces, object: Pieces) -> Option<Event> {
        let passive = (group.0..act.at.0.max(group.1))
            .any(|i| self.token(i).is_some_and(|t| t.has(Class::BE) || t.is("got")))
            || self.shared.syntax.is_participle(group);
        let leaves = self.has(act, EventKind::Light) || self.has(act, EventKind::Repeat);
        let is_light = leaves && !self.tells(act);
        if !self.tells(act)
            && let Some(event) = self.joint(act, group, &subject, &object)
        {
            return Some(event);
        }
        let aspect = match () {
            () if self.has(act, EventKind::Start) && !self.tells(act) => Aspect::Start,
            () if self.has(act, EventKind::End) && !self.tells(act) => Aspect::End,
            () => Aspect::Whole,
        };
        let is_going = self.has(act, EventKind::Going);
        let subject = if aspect == Aspect::Whole { subject } else { self.whole_subject(subject) };
        if aspect != Aspect::Whole
            && let Some(event) = self.joint(act, group, &subject, &object)
        {
            return Some(event);
        }
        // "an avalanche struck the camp": a verb that the table does not know leaves it to the act before it
        if act.classes.is_empty()
            && !passive
            && let Some(&(from, to)) = subject.first()
            && let Some(noun) = self.named(to - 1).filter(|a| self.tells(a))
        {
            let own = (from, noun.at.1);
            let rest = subject.iter().skip(1).copied().collect();
            let mut event = self.nominal(&noun, rest);
            event.label = [self.text(own.0, own.1), self.text(group.0, group.1)].join(" ");
            self.repeats(&mut event, group);
            return Some(event);
        }
        // what happened is said by the subject: "the second ascent was made", "work began", "enrolment ran"
        if is_light || aspect != Aspect::Whole || is_going {
            for pieces in [&subject, &object] {
                let Some(&(from, to)) = pieces.first() else { continue };
                let named = (from..to).rev().find_map(|i| self.named(i).filter(|a| self.tells(a)));
                if let Some(noun) = named {
                    let rest = pieces.iter().skip(1).copied().collect();
                    let mut event = self.nominal(&noun, rest);
                    let lasts = event.acts.iter().any(|a| self.table.lasts(a));
                    event.is_subject = !event.is_new && (lasts || aspect != Aspect::Whole);
                    if event.aspect == Aspect::Whole {
                        event.aspect = aspect;
                    }
                    self.repeats(&mut event, group);
                    return Some(event);
                }
                if is_light {
                    continue;
                }
                // "the drought ended"
                let last = (from..to).rev().find(|&i| self.token(i).is_some_and(is_content))?;
                let lemma = self.lemma(last)?;
                let mut event = Event { acts: vec![lemma.clone()], aspect, ..Event::default() };

                event.label = self.phrase_text(&subject, group, act, &object);
                self.fill(&mut event, &pieces.clone());
                return Some(event);
            }
            // "the data cut-off was 30 June": what is named before the verb
            if self.token(group.1 - 1).is_some_and(|t| t.has(Class::BE)) {
                let clause = self.scene.view.clause_range(group.0);
                let near = (clause.0..group.0).rev().take(NEAR_BE).filter(|&i| !self.opens_name(i));
                let noun = near
                    .filter_map(|i| self.named(i).filter(|a| self.tells(a) && a.at.1 <= group.0))
                    .max_by_key(|a| a.at.1 - a.at.0);
                if let Some(noun) = noun {
                    return Some(self.nominal(&noun, Pieces::new()));
                }
            }
            // "came the lamp": what comes without a noun of an act appears
            if !(is_light && self.lemma(act.at.0).is_some_and(|l| l == "come") && !object.is_empty()) {
                return None;
            }
            let mut event = Event {
                acts: vec!["appearance".to_owned()],
                is_known: true,
                is_once: true,
                label: self.phrase_text(&subject, group, act, &object),
                ..Event::default()
            };
            self.fill(&mut event, &object);
            return Some(event);
        }
        // "took effect": the object is part of the act
        let object: Pieces = object.into_iter().filter(|p| p.1 <= act.at.0 || p.0 >= act.at.1).collect();
        let mut event = self.class(act);
        let doer = act.classes.iter().all(|c| self.table.get(*c).is_some_and(|c| c.by_doer)) && !act.classes.is_empty();
        let none = Pieces::new();
        let hanging = if act.is_done { self.shared.syntax.hanging(act.at.1) } else { Pieces::new() };
        let (whom, by) = if act.is_done {
            (&hanging, subject.clone())
        } else if object.is_empty() && self.pronoun_at(act.at.1.max(group.1)) && !passive && !doer {
            (&none, subject.clone())
        } else if passive || object.is_empty() || doer {
            let by = if passive { self.doer(act, group) } else { object.clone() };
            (&subject, by)
        } else {
            (&object, subject.clone())
        };
        event.label = self.phrase_text(&subject, group, act, if passive { &[] } else { &object });
        self.fill(&mut event, whom);
        event.by = self.words(&by);
        if event.numbers.is_empty() {
            let clause = self.scene.view.clause_range(group.0);
            // "entered Chapter 11" is numbered by nothing
            event.numbers = self.numbers(clause.0, act.at.0);
            event.numbers.extend(self.numbers(act.at.1 + usize::from(act.at.1 > act.at.0 + 1), clause.1));
            // "lumen 3.0 came out"
            if group.0 > 0 {
                let mut first = group.0 - 1;
                while first > 0 && self.token(first).is_some_and(Token::glued) {
                    first -= 1;
                }
                let is_version = self.token(first).is_some_and(|t| t.text.contains('.'));
                event.numbers.extend(self.version(first).filter(|_| event.head.is_empty() || is_version));
            }
        }
        self.repeats(&mut event, group);
        Some(event)
    }
}
