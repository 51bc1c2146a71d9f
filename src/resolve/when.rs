//! The time a number holds for: the date in its clause.

use crate::fact::Kind;
use crate::grammar::Token;
use crate::grammar::time::TimeExpr;
use crate::lexicon::Class;
use crate::mention::{Mention, MentionValue};
use crate::value::{Bound, Period, VagueTime, Value};

use super::clause::View;
use super::syntax::{Domains, Role};
use super::time::Settled;

/// At most this many tokens lie between a number and a date behind it that belong together.
const REACH: usize = 14;

/// How many words from a date something written is named, and what it says.
const WRITING: usize = 5;

/// At most this many mentions on either side are looked at: bounds the work on sentences of any length.
const NEIGHBOURS: usize = 40;

/// The dates and numbers of one sentence.
pub(super) struct Timeline<'a> {
    pub(super) tokens: &'a [Token<'a>],
    pub(super) view: &'a View,
    pub(super) mentions: &'a [Mention],
    pub(super) settled: &'a [Option<Settled>],
    /// Which words share a verb.
    pub(super) domains: Domains,
    /// Times that lengths of time lead to.
    pub(super) placed: Vec<Option<Period>>,
}

impl Timeline<'_> {
    /// The date that belongs to the value of mention `index`, from its sentence.
    ///
    /// Dates follow their numbers ("rose from 7 in 1890 to 12 in 1891") when the clause names a number first; else they
    /// lead ("In 1890 there were 40 fires, while in 1891 there were 96"), unless one follows right behind the noun.
    ///
    /// Says whether the date is one of the same clause, too.
    pub(super) fn attached(&self, index: usize) -> Option<(Period, bool)> {
        let fits = |i: &usize| {
            self.date(*i).is_some()
                && self.reaches(*i, index)
                && !self.looks_back(*i, index)
                && !self.is_of_writing(*i, index)
                && !self.is_of_other(*i, index)
        };
        let behind = (index + 1..self.mentions.len()).take(NEIGHBOURS).find(fits);
        let before = (0..index).rev().take(NEIGHBOURS).find(fits);
        if let Some(i) = behind
            && self.follows(index, i, before)
        {
            return self.stated(index, i);
        }
        before.or(behind).and_then(|i| self.stated(index, i))
    }

    /// The time of a date for a number, and whether it is stated for it rather than for another clause.
    fn stated(&self, index: usize, date: usize) -> Option<(Period, bool)> {
        let period = self.listed(date)?;
        let is_own = self.is_own(date, index);
        // a time of day is that of its own clause only
        Some((if is_own { period } else { period.whole_days() }, is_own))
    }

    /// The domain of a mention.
    fn domain(&self, index: usize) -> Option<(usize, super::syntax::Domain)> {
        self.domains.at(self.mentions.get(index)?.value_at.0)
    }

    /// Whether the clause of a date tells of anything but itself: what is said of something beside dates nothing else.
    fn reaches(&self, date: usize, index: usize) -> bool {
        let (Some((from, role)), Some((to, _))) = (self.domain(date), self.domain(index)) else { return true };
        self.domains.is_within(to, from) || !matches!(role.role, Role::Side | Role::Relative)
    }

    /// Whether a date belongs to the clause of a number: it has the same verb, says when that was, or stands before all.
    fn is_own(&self, date: usize, index: usize) -> bool {
        let (Some((from, of)), Some((to, _))) = (self.domain(date), self.domain(index)) else { return true };
        if from == to || of.role == Role::Temporal && of.parent.is_some_and(|p| self.domains.is_within(to, p)) {
            return true;
        }
        // "In 1931 the firm hired 40 men and built 3 mills"
        of.role == Role::Main && self.leads(date) && date < index
    }

    /// Whether a time stands before the verb of its clause.
    pub(super) fn leads(&self, date: usize) -> bool {
        let at = self.mentions.get(date).map_or(0, |m| m.value_at.0);
        self.domain(date).is_none_or(|(_, d)| d.verb.is_none_or(|v| at < v))
    }

    /// Whether a date tells only of something beside the story.
    pub(super) fn is_beside(&self, date: usize) -> bool {
        self.domain(date).is_some_and(|(_, d)| d.role == Role::Side)
    }

    /// Whether a date is only looked back to from another clause: "the worst winter since 1930: 40 people froze".
    fn looks_back(&self, date: usize, index: usize) -> bool {
        let at = |i: usize| self.mentions.get(i).map(|m| m.extent_at.0);
        let (Some(from), Some(to)) = (at(date), at(index)) else { return false };
        let is_since = from.checked_sub(1).and_then(|i| self.tokens.get(i)).is_some_and(|t| t.is("since"));
        is_since && !self.leads(date) && self.view.clause_range(from) != self.view.clause_range(to)
    }

    /// Whether a date behind a number belongs to the one that it is set against: "48 million, up from 40 in 2005", "from 20 dollars to
    /// 55 cents in 1946".
    fn is_of_other(&self, date: usize, index: usize) -> bool {
        let token = |i: Option<usize>| i.and_then(|i| self.tokens.get(i));
        let Some(number) = self.mentions.get(index).filter(|_| date > index && date - index <= NEIGHBOURS) else {
            return false;
        };
        let leaves = token(number.extent_at.0.checked_sub(1)).is_some_and(|t| t.is("from"));
        (index + 1..date).filter(|&j| self.is_number(j)).any(|j| {
            let Some(other) = self.mentions.get(j) else { return false };
            let before = |back: usize| token(other.extent_at.0.checked_sub(back));
            let is_close = other.extent_at.0.saturating_sub(number.extent_at.1) <= REACH;
            let moved = before(2).is_some_and(|t| t.word.class.has(Class::UP) || t.word.class.has(Class::DOWN));
            let from = before(1).is_some_and(|t| t.is("from")) && moved;
            let to = before(1).is_some_and(|t| t.is("to")) && leaves;
            let against = before(1).is_some_and(|t| t.is("against"));
            is_close && (from || to || against)
        })
    }

    /// Whether a date is that of something written that states the number: "research published in 2001 concluded that 40 had died", "a
    /// 2004 study put it at 40". Only an estimate may hold for the day on which it is made.
    fn is_of_writing(&self, date: usize, index: usize) -> bool {
        let at = |i: usize| self.mentions.get(i).map(|m| m.extent_at);
        let (Some(date), Some(number)) = (at(date), at(index)) else { return false };
        let Some(between) = self.tokens.get(date.1..number.0) else { return false };
        let is_writing = |t: &Token<'_>| t.word.writing;
        let before = self.tokens.get(date.0.saturating_sub(WRITING)..date.0).unwrap_or_default();
        let is_led = before.last().is_some_and(|t| t.has(Class::PREP)) && before.iter().any(is_writing);
        let is_named = between.first().is_some_and(|t| is_writing(t) && t.spaced);
        let behind = if is_named { between.get(1..).unwrap_or_default() } else { between };
        let says = behind.iter().take(WRITING).position(|t| t.word.finds);
        (is_led || is_named) && says.is_some_and(|n| behind.get(..n).is_some_and(|w| w.iter().all(|t| t.text != ";")))
    }

    /// The time from the first to the last date of a list: "in 1952, 1958 and 1964", "during the 1970s and 1980s".
    fn listed(&self, i: usize) -> Option<Period> {
        let own = self.date(i)?;
        let (mut first, mut last) = (own.first, own.last);
        let (mut from, mut to) = (i, i);
        while let Some(before) = from.checked_sub(1).filter(|&j| self.joins(j, from)) {
            first = self.date(before)?.first;
            from = before;
        }
        while self.joins(to, to + 1) {
            to += 1;
            last = self.date(to)?.last;
        }
        Some(if first <= last { Period { first, last } } else { own })
    }

    /// Whether two dates as coarse as each other stand in one list, with nothing but its signs between them.
    fn joins(&self, a: usize, b: usize) -> bool {
        let (Some(x), Some(y)) = (self.mentions.get(a), self.mentions.get(b)) else { return false };
        let is_bare = |i: usize| self.placed.get(i).copied().flatten().is_none();
        let unit = |i: usize| self.settled.get(i).and_then(Option::as_ref).map(|s| s.unit.as_str());
        let gap = self.tokens.get(x.extent_at.1..y.extent_at.0).unwrap_or_default();
        let is_list = !gap.is_empty() && gap.len() <= 2 && gap.iter().all(|t| t.text == "," || t.is("and"));
        let pair = self.date(a).zip(self.date(b)).is_some_and(|(p, q)| p.last < q.first);
        is_list && is_bare(a) && is_bare(b) && unit(a) == unit(b) && pair
    }

    /// Whether the date of mention `date` belongs to the number of mention `index` before it.
    fn follows(&self, index: usize, date: usize, before: Option<usize>) -> bool {
        let (Some(number), Some(time)) = (self.mentions.get(index), self.mentions.get(date)) else { return false };
        let gap = self.tokens.get(number.extent_at.1..time.extent_at.0).unwrap_or_default();
        if gap.len() > REACH || gap.iter().any(|t| t.text == ";" || t.is_any(&["while", "whereas", "but"])) {
            return false;
        }
        let Some(before) = before else { return true };
        if self.clause(index) != self.clause(date) {
            return false;
        }
        let led = self.clause(before) == self.clause(index);
        if !led {
            return true;
        }
        // numbers come first in this clause: each takes the date behind it
        let first_number = (before.saturating_sub(NEIGHBOURS)..before)
            .find(|&i| self.is_number(i) && self.clause(i) == self.clause(index));
        if first_number.is_some() {
            return true;
        }
        // right behind the noun: "40 fires in 1891"
        let free = !(index + 1..date).any(|i| self.is_number(i));
        let preposition = gap.last().is_some_and(|t| t.has(Class::PREP)) || gap.is_empty();
        free && preposition && gap.len() <= 4 && !gap.iter().any(|t| t.text == ",")
    }

    /// The time that a mention states: for "by 1990", that year.
    pub(super) fn date(&self, i: usize) -> Option<Period> {
        if let Some(period) = self.placed.get(i).copied().flatten() {
            return Some(period);
        }
        let settled = self.settled.get(i)?.as_ref()?;
        match (&settled.value, settled.kind) {
            (Value::Date { period, bound }, Kind::Date)
                if !settled.vague && settled.noise.is_none() && !period.is_unbounded() =>
            {
                if *bound == Bound::AtMost {
                    settled.named
                } else {
                    Some(*period)
                }
            }
            _ => None,
        }
    }

    /// Whether a mention means the day of publication: "now", "today".
    pub(super) fn is_present(&self, i: usize) -> bool {
        let MentionValue::Time(reading) = (match self.mentions.get(i) {
            Some(m) if m.aside.is_none() => &m.value,
            _ => return false,
        }) else {
            return false;
        };
        matches!(reading.expr, TimeExpr::Vague(VagueTime::Present) | TimeExpr::Day(0, _))
    }

    /// The last time stated before a mention.
    pub(super) fn last_before(&self, index: usize) -> Option<Period> {
        (0..index).rev().take(NEIGHBOURS).find_map(|i| self.date(i))
    }

    fn is_number(&self, i: usize) -> bool {
        self.mentions.get(i).is_some_and(|m| matches!(m.value, MentionValue::Number { .. }) && m.aside.is_none())
    }

    fn clause(&self, i: usize) -> Option<u16> {
        let mention = self.mentions.get(i)?;
        self.view.clause.get(mention.value_at.0).copied()
    }
}

#[cfg(test)]
mod tests {
    use crate::document::read_row;
    use crate::lexicon::Lexicon;
    use crate::resolve::extract;

    #[test]
    fn what_is_written_later_is_not_dated_by_the_writing() {
        let when = |text: &str, number: &str| {
            let facts = extract(&read_row("t", text, None), Lexicon::english()).facts;
            facts.iter().find(|f| f.surface == number).and_then(|f| f.when?.first).map(|m| m.date.year())
        };
        let told = "The flood came in 1889. ";
        let later = format!("{told}Research published in 2001 concluded that some 320 people had drowned.");
        assert_eq!(when(&later, "320"), Some(1889));
        assert_eq!(when(&format!("{told}A 2004 study put the dead at 340."), "340"), Some(1889));
        assert_eq!(when(&format!("{told}The town counted 9,000 people in 1890."), "9,000"), Some(1890));
        assert_eq!(when(&format!("{told}A mill built in 1890 gave work to 80 people."), "80"), Some(1890));
    }
}
