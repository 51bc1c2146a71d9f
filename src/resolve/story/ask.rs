//! Asking a text that was read to its end for the time of a rule or an event.

use super::clues::Sight;
use super::learn::{lemma, owned};
use super::{Holder, Story, date_in};
use crate::grammar::TokenKind;
use crate::lexicon::{Class, EraWord};
use crate::mention::noun::is_possessive;
use crate::resolve::clause::is_verb;
use crate::value::Period;

/// A time that a sentence names by who ruled, or by what went on.
#[derive(Clone, Copy, Debug)]
pub(in crate::resolve) struct Named {
    /// The noun's token.
    pub(in crate::resolve) at: usize,
    /// The time.
    pub(in crate::resolve) period: Period,
    /// Whether the words say that it is a time: "during the reign of …".
    pub(in crate::resolve) is_stated: bool,
    /// Whether it stands where the subject does.
    pub(in crate::resolve) leads: bool,
    /// Whether the words are for a time rather than for those who rule.
    pub(in crate::resolve) is_time: bool,
    /// Whether it is the moment of an event.
    pub(in crate::resolve) is_moment: bool,
    /// Whether it is what was done by the end of the time that is told.
    pub(in crate::resolve) until_end: bool,
    /// The rule that begins with it.
    pub(in crate::resolve) opens: Option<Period>,
}

impl Named {
    fn new(at: usize, period: Period) -> Self {
        Self {
            at,
            period,
            is_stated: true,
            leads: true,
            is_time: true,
            is_moment: false,
            until_end: false,
            opens: None,
        }
    }

    /// The time that what follows it holds for.
    pub(in crate::resolve) fn carries(&self) -> Period {
        self.opens.unwrap_or(self.period)
    }
}

impl Story {
    /// The times that a sentence names by who ruled.
    pub(in crate::resolve) fn eras(&self, sight: &Sight<'_>) -> Vec<Named> {
        if !self.whole {
            return Vec::new();
        }
        let nouns = sight.clues.iter().filter(|c| c.says.is_rule());
        let mut found: Vec<Named> = nouns.filter_map(|c| self.era(sight, c.at, c.says)).collect();
        found.extend(self.lasting(sight));
        found.extend(self.begun(sight));
        found.extend(self.owned(sight));
        found.extend(self.moments(sight));
        found.sort_by_key(|n| n.at);
        found
    }

    /// "during the war", "under the siege": events with a beginning and an end.
    fn lasting<'a>(&'a self, sight: &'a Sight<'_>) -> impl Iterator<Item = Named> + 'a {
        sight.clues.iter().filter(|c| c.says == EraWord::During).filter_map(|clue| {
            let noun = (clue.end..clue.end + 4)
                .take_while(|&i| sight.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word && !t.has(Class::PREP)))
                .last()?;
            let label = lemma(sight, noun);
            let holder = self.holders.iter().find(|h| h.names.is_empty() && h.labels.contains(&label))?;
            Some(Named::new(noun, holder.era?))
        })
    }

    /// "When she came to power", "he won the election with 52 per cent": the day that the rule began.
    fn begun<'a>(&'a self, sight: &'a Sight<'_>) -> impl Iterator<Item = Named> + 'a {
        let takes = sight.clues.iter().filter(|c| matches!(c.says, EraWord::Take | EraWord::Beat));
        takes.filter_map(|clue| {
            let names = sight.subject_before(clue.at);
            let holder = self.holders.iter().find(|h| names.iter().any(|n| h.answers(n)))?;
            Some(Named { opens: holder.era, ..Named::new(clue.at, holder.begun?) })
        })
    }

    /// "Smith's reform reached 30 villages": what was someone's was so under that rule.
    fn owned<'a>(&'a self, sight: &'a Sight<'_>) -> impl Iterator<Item = Named> + 'a {
        let owners = sight.view.names.iter().filter(|n| {
            let last = sight.tokens.get(n.to - 1);
            let noun = sight.clue_at(n.to);
            last.is_some_and(|t| is_possessive(t.text)) && noun.is_none()
        });
        owners.filter_map(|name| {
            let words = sight.words(*name);
            let holder = self.holders.iter().find(|h| !h.labels.is_empty() && h.answers(&words))?;
            Some(Named { is_stated: false, leads: false, ..Named::new(name.from, holder.era?) })
        })
    }

    /// "by the time of the coup": the day of the event.
    fn moments<'a>(&'a self, sight: &'a Sight<'_>) -> impl Iterator<Item = Named> + 'a {
        let nouns = sight.clues.iter().filter(|c| c.says == EraWord::Moment);
        nouns.filter_map(|clue| Some(Named { is_moment: true, ..Named::new(clue.at, self.event(sight, clue.end)?) }))
    }

    /// The rule that a time lies in, when it is the only one.
    pub(in crate::resolve) fn rule_over(&self, period: Period) -> Option<Period> {
        let mut over =
            self.holders.iter().filter(|h| !h.names.is_empty()).filter_map(|h| h.era).filter(|e| e.contains(period));
        let first = over.next()?;
        over.all(|e| e == first).then_some(first)
    }

    /// The time that the noun of ruling at a token names.
    fn era(&self, sight: &Sight<'_>, at: usize, says: EraWord) -> Option<Named> {
        let front = sight.tokens.get(at.saturating_sub(8)..at).unwrap_or_default();
        let is_stated =
            front.iter().enumerate().any(|(i, _)| sight.clue_at(at - front.len() + i) == Some(EraWord::During));
        if front.iter().rev().take(3).enumerate().any(|(i, _)| sight.clue_at(at - 1 - i) == Some(EraWord::Other)) {
            return None;
        }
        let names = sight.ruling(at);
        let holder = if names.is_empty() {
            let the = front.iter().rev().take(3).any(|t| t.is_any(&["the", "this", "that"]));
            let hints = the && (is_stated || says != EraWord::Office);
            self.meant_by(&lemma(sight, at)).filter(|_| hints)
        } else {
            self.holders.iter().filter(|h| h.era.is_some()).find(|h| names.iter().any(|n| h.answers(n)))
        };
        let before = sight.tokens.get(sight.view.clause_range(at).0..at).unwrap_or_default();
        let leads = !before.iter().any(|t| is_verb(t) || t.has(Class::AUX));
        let until_end = (0..front.len()).any(|i| {
            let words = front.get(i..i + 4).unwrap_or_default();
            matches!(words, [by, the, end, of] if by.is("by") && the.is("the") && end.is("end") && of.is("of"))
        });
        let is_time = is_stated || says != EraWord::Office;
        Some(Named { is_stated, leads, is_time, until_end, ..Named::new(at, holder?.era?) })
    }

    /// The holder that a noun alone means: the only one it was said of, or by far the most often named.
    fn meant_by(&self, label: &str) -> Option<&Holder> {
        let with = || self.holders.iter().filter(|h| !h.names.is_empty() && h.labels.iter().any(|l| l == label));
        // those who ruled together count together
        let said = |era: Option<Period>| with().filter(|h| h.era == era).map(|h| h.said).sum::<u32>();
        let first = with().filter(|h| h.era.is_some()).max_by_key(|h| said(h.era))?;
        let others = with().filter(|h| h.era != first.era).map(|h| h.said).max();
        others.is_none_or(|n| said(first.era) >= 2 * n).then_some(first)
    }

    /// The time of a rule that a name in some words means, for headings: "The Smith years".
    pub(in crate::resolve) fn named(&self, sight: &Sight<'_>) -> Option<Period> {
        if !self.whole {
            return None;
        }
        let known = |words: &Vec<String>| {
            self.holders.iter().find(|h| h.era.is_some() && !h.labels.is_empty() && h.answers(words))
        };
        sight.view.names.iter().map(|n| sight.words(*n)).find_map(|w| known(&w)).and_then(|h| h.era)
    }

    /// The date of the event whose phrase begins at a token: "the coup", "Smith's election".
    pub(in crate::resolve) fn event(&self, sight: &Sight<'_>, from: usize) -> Option<Period> {
        let mut found = None;
        for i in from..from + 8 {
            let Some(t) = sight.tokens.get(i) else { break };
            // "the 1931 flood"
            let joins = t.literal.is_some_and(|l| l.year().is_some())
                || t.is_any(&["the", "his", "her", "its", "their", "that", "a"])
                || t.text == "."
                || matches!(t.text, "'s" | "’s")
                || t.kind == TokenKind::Dash && t.glued();
            if t.kind == TokenKind::Word && (t.is_open() || t.word.class.has(Class::ADJ)) {
                let key = owned(sight, i);
                let by_name = key.as_ref().and_then(|key| date_in(&self.dates, key));
                // "Smith's coup" is not another's
                let whose = key.as_deref().and_then(|k| k.split(' ').next()).map(|w| vec![w.to_owned()]);
                let his = i.checked_sub(1).and_then(|j| sight.tokens.get(j)).is_some_and(|t| is_possessive(t.text));
                let known = |h: &Holder| h.era.is_some() || h.begun.is_some();
                if by_name.is_none()
                    && his
                    && whose.is_some_and(|w| !self.holders.iter().any(|h| known(h) && h.answers(&w)))
                {
                    return None;
                }
                // a name that has its own such event is not another's
                let date =
                    by_name.or_else(|| date_in(&self.dates, &lemma(sight, i)).filter(|_| !sight.view.in_name(i)));
                found = date.or(found);
            } else if t.is("of") && found.is_none() {
                continue;
            } else if !joins {
                break;
            }
        }
        found
    }
}
