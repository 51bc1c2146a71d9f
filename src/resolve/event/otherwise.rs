//! What a date is the date of where no verb with a subject tells it: the noun of an act that the date hangs on, a label before a
//! colon, the beginning or the end of what the text is about, any act of the clause.

use super::{Act, Look};
use crate::fact::{Aspect, Event};
use crate::grammar::TokenKind;
use crate::lexicon::{Class, EventKind};
use crate::resolve::syntax::Pieces;

/// How many words before a date the noun of an act may stand.
const NEAR: usize = 9;
/// The longest label before a colon, in tokens.
const LABEL: usize = 7;
/// How far from a date a verb may tell what it is the date of.
const FAR: usize = 14;

impl Look<'_, '_> {
    /// "since their departure from Bergen on 3 May", "at the opening of the bridge in 1907": the date of the noun, not of the verb.
    pub(super) fn hung(&self) -> Option<Event> {
        let extent = self.mention.extent_at;
        let led = self.token(extent.0.wrapping_sub(1)).is_some_and(|t| t.has(Class::PREP));
        let stop = |i: usize| self.token(i).is_none_or(|t| t.kind != TokenKind::Word || t.has(Class::AUX));
        let near = (0..extent.0).rev().take(NEAR).take_while(|&i| !stop(i));
        let is_name = |i: usize| self.scene.view.in_name(i) || self.opens_name(i);
        let act = near.filter_map(|i| self.named(i).filter(|a| self.tells(a) && a.at.1 <= extent.0)).next()?;
        if is_name(act.at.0) || self.has_aside(act.at.1, extent.0) {
            return None;
        }
        let (from, _) = self.shared.syntax.phrase_around(act.at.0).filter(|p| p.0 <= act.at.0)?;
        let opens = |i: usize| {
            self.token(i).is_some_and(|t| t.has(Class::DET) || t.word.class.has(Class::DET) || t.text.ends_with("'s"))
        };
        let is_noun = (from.saturating_sub(1)..act.at.0).any(opens);
        let before = (from.saturating_sub(1)..=from).find(|&i| opens(i)).unwrap_or(from);
        let preposition = before.checked_sub(1).and_then(|i| self.token(i));
        let is_own = preposition.is_some_and(|t| t.has(Class::PREP) && !t.is_any(&["of", "to", "for", "with", "by"]));
        let is_verbal = self.shared.syntax.verb_in(act.at.1, extent.0).is_some_and(|g| g.1 <= extent.0);
        (led && is_noun && is_own && !is_verbal).then(|| self.nominal(&act, Pieces::new()))
    }

    /// Whether a word that is no part of a phrase stands between two places.
    fn has_aside(&self, from: usize, to: usize) -> bool {
        (from..to).any(|i| self.token(i).is_some_and(|t| t.is_any(&["and", "or", "but"]) || t.has(Class::REFERS)))
    }

    /// "Opened: 16 June 1932", "First flight: Oslo, 4 April 1936".
    pub(super) fn labelled(&self) -> Option<Event> {
        let extent = self.mention.extent_at;
        let colon = (0..extent.0.min(LABEL)).find(|&i| self.token(i).is_some_and(|t| t.text == ":"))?;
        if self.shared.syntax.verb_in(colon, self.scene.tokens.len()).is_some() {
            return None;
        }
        let acts = (0..colon).filter_map(|i| self.named(i).filter(|a| self.tells(a) && a.at.1 <= colon));
        let act = acts.max_by_key(|a| a.at.1 - a.at.0)?;
        let mut event = self.nominal(&act, Pieces::new());
        let edge = (0..act.at.0).filter_map(|i| self.named(i)).find_map(|a| self.edge(&a));
        event.aspect = edge.unwrap_or(event.aspect);
        // whom it happened to is what the text is about
        event.is_subject = event.head.is_empty();
        Some(event)
    }

    /// Any act of the clause, the nearest before the date first; then what begins or ends, then an act right behind it.
    pub(super) fn otherwise(&self) -> Option<Event> {
        let extent = self.mention.extent_at;
        let clause = self.scene.view.clause_range(extent.0);
        let told = |i: usize| {
            let is_name = self.scene.view.in_name(i) && i > 0 || self.opens_name(i);
            self.named(i).filter(|a| self.tells(a) && !is_name)
        };
        let before = (clause.0..extent.0).rev().take(FAR).find_map(|i| Some((i, told(i)?)));
        // "died of his burns the next day": the verb stands above what hangs on it
        let group = self.shared.syntax.verb_before(extent.0).filter(|g| g.0 >= clause.0);
        let verbal = group.and_then(|g| (g.0..g.1).rev().find_map(|i| Some((i, told(i)?))));
        let before = verbal
            .or(before.filter(|(i, _)| group.is_none_or(|g| *i >= g.0)))
            .filter(|(i, _)| !self.is_background(clause.0, *i))
            .map(|(_, act)| act);
        let begun = || self.begun(clause);
        let stop = |i: usize| {
            self.is_opener(i)
                || self
                    .token(i)
                    .is_none_or(|t| matches!(t.text, "," | ";" | ":" | "(") || t.is_any(&["and", "but", "or"]))
        };
        let behind = || {
            (extent.1..clause.1)
                .take(FAR)
                .skip_while(|&i| i == extent.1 && stop(i))
                .take_while(|&i| !stop(i))
                .find_map(told)
        };
        let Some(act) = before.or_else(|| if self.edge_before(clause).is_some() { None } else { behind() }) else {
            return begun();
        };
        let mut event = self.class(&act);
        let subject = self.shared.syntax.phrase_before(act.at.0);
        event.label = self.text(subject.first().map_or(act.at.0, |p| p.0), act.at.1);
        self.fill(&mut event, &subject);
        Some(event)
    }

    /// Whether a word opens a clause that only says when something else was.
    fn is_opener(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|t| t.is_any(&["after", "when", "before", "once", "as", "since", "until", "while", "till"]))
    }

    /// "Shortly after he had left, in May": what is told before the comma is not what the date is the date of.
    fn is_background(&self, from: usize, at: usize) -> bool {
        let is_comma = |i: usize| self.token(i).is_some_and(|t| t.text == ",");
        let opened = (from..at).rev().take(FAR).take_while(|&i| !is_comma(i)).any(|i| self.is_opener(i));
        opened && (at..self.mention.extent_at.0).any(is_comma)
    }

    /// A beginning or an end that is named before the date.
    fn edge_before(&self, clause: (usize, usize)) -> Option<(Act, Aspect)> {
        let near = (clause.0..self.mention.extent_at.0).rev().take(FAR);
        near.filter_map(|i| self.named(i)).find_map(|a| Some((self.edge(&a)?, a))).map(|(edge, act)| (act, edge))
    }

    /// "It began on 3 May", "Digging started in 1907": the beginning or the end of what was spoken of.
    fn begun(&self, clause: (usize, usize)) -> Option<Event> {
        let (act, aspect) = self.edge_before(clause).filter(|(act, _)| !self.is_background(clause.0, act.at.0))?;
        let known = self.topic();
        let mut event = match &known {
            Some(topic) => Event { is_noun: true, is_subject: true, ..self.class(topic) },
            None => Event::default(),
        };
        event.aspect = aspect;
        let subject = act.at.0.checked_sub(1).filter(|i| *i >= clause.0 && !self.pronoun_at(*i));
        let subject = subject.filter(|&i| self.token(i).is_some_and(|t| t.is_open() && !t.has(Class::ADV)));
        if let Some(i) = subject
            && known.is_none()
        {
            event.acts = self.lemma(i).cloned().into_iter().collect();
        }
        event.label = self.text(subject.unwrap_or(act.at.0), act.at.1);
        Some(event)
    }

    /// Whether an act is only the beginning or the end of something.
    fn edge(&self, act: &Act) -> Option<Aspect> {
        match () {
            () if self.tells(act) => None,
            () if self.has(act, EventKind::Start) => Some(Aspect::Start),
            () if self.has(act, EventKind::End) => Some(Aspect::End),
            () => None,
        }
    }

    /// What goes on for days in the sentences before or in the title: "the strike".
    fn topic(&self) -> Option<Act> {
        let near = self.shared.near.get_or_init(|| self.near());
        near.iter().find_map(|word| {
            let named = self.table.named(word, |_| None);
            let lasts = named.classes.iter().any(|c| self.table.get(*c).is_some_and(|c| c.lasts));
            lasts.then(|| Act::new((0, 0), named))
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::document::read;
    use crate::fact::{Aspect, Fact, Kind};
    use crate::lexicon::Lexicon;
    use crate::resolve::extract;

    /// Acts and aspect of the last date of a text.
    fn told(text: &str) -> Option<(String, Aspect)> {
        let facts: Vec<Fact> = extract(&read("t.md", text.into()), Lexicon::english()).facts;
        let date = facts.iter().rev().find(|f| f.kind == Kind::Date)?;
        date.slots.events.first().map(|e| (e.acts.join("/"), e.aspect))
    }

    #[test]
    fn what_happened_need_not_be_told_by_a_verb_with_its_subject() {
        let is = |text: &str, act: &str, aspect: Aspect| {
            assert_eq!(told(text), Some((act.to_owned(), aspect)), "{text}");
        };
        is("# The weavers' strike\n\nIt began on 14 September 1936.\n", "stoppage", Aspect::Start);
        is("Since their departure from Oslo on 4 May 1937 the ladies had written.\n", "departure", Aspect::Whole);
        is("Opened by: King George, 16 June 1932\n", "opening", Aspect::Whole);
        is("First light: spring 1998.\n", "commissioning", Aspect::Whole);
        is("The trial took in its last volunteer in January 2022.\n", "enrolment", Aspect::End);
        is("The plane flew for the first time on 4 March 1936.\n", "flight", Aspect::Whole);
    }

    #[test]
    fn acts_of_firms_laws_and_people_have_many_names() {
        let is = |text: &str, act: &str| {
            let acts = told(text).map(|t| t.0).unwrap_or_default();
            assert!(acts.split('/').any(|a| a == act), "{text}: {acts}");
        };
        is("The firm asked a court for protection from its creditors on 3 March 2003.\n", "bankruptcy");
        is("The firm sought bankruptcy protection on 3 March 2003.\n", "bankruptcy");
        is("The firm went into receivership on 3 March 2003.\n", "bankruptcy");
        is("The bill received the royal assent on 30 July 1937.\n", "approval");
        is("On 4 May 1911 she was made a professor.\n", "appointment");
        is("He breathed his last on 4 May 1923.\n", "death");
        is("The old bridge was scrapped in 1908.\n", "demolition");
        is("The service was suspended on 8 May 1955.\n", "suspension");
    }

    #[test]
    fn what_only_stands_near_a_date_did_not_happen_then() {
        let is_not = |text: &str, act: &str| {
            let acts = told(text).map(|t| t.0).unwrap_or_default();
            assert!(acts.split('/').all(|a| a != act), "{text}: {acts}");
        };
        is_not("The mayor resigned on 9 May 1957 and was followed the next day by his brother.\n", "resignation");
        is_not("Shortly after the mayor took office, in May 1970, there was a flood.\n", "taking-office");
        is_not("That was in 1873, two years after the bridge opened.\n", "opening");
        is_not("The estates were shared out under the Land Act of 3 May 1922.\n", "landing");
    }
}
