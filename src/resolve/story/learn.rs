//! Learning from a sentence who began or ceased to rule, and when events took place.

use super::clues::{Clue, REACH, Sight, word};
use super::{Edge, Holder, MOST_EVENTS, MOST_HOLDERS, Story};
use crate::grammar::Token;
use crate::lexicon::{Class, EraWord};
use crate::resolve::clause::{is_content, is_verb};
use crate::value::Period;

/// A date of a sentence: its tokens and its days.
#[derive(Clone, Copy, Debug)]
pub(in crate::resolve) struct Dating {
    /// First token, prepositions included.
    pub(in crate::resolve) at: usize,
    /// One past the last token.
    pub(in crate::resolve) end: usize,
    /// The days.
    pub(in crate::resolve) period: Period,
    /// Whether it runs from one stated date to another.
    pub(in crate::resolve) is_range: bool,
}

/// A length of time of a sentence in whole years: its tokens and how many.
pub(in crate::resolve) type Years = (usize, usize, i64);

impl Story {
    /// Learns from one sentence.
    pub(in crate::resolve) fn learn(&mut self, sight: &Sight<'_>, dates: &[Dating], years: &[Years]) {
        if self.whole {
            return;
        }
        // "on the 20th anniversary of the coup": that date is not the coup's
        let returns = sight.clues.iter().any(|c| c.says == EraWord::Yearly);
        let dates = if returns { &[][..] } else { dates };
        let mut holder: Option<usize> = None;
        for clue in sight.clues {
            if let Some(h) = self.clue(sight, clue, dates, years, holder) {
                holder = Some(h);
            }
        }
        for date in dates {
            self.happened(sight, date);
        }
    }

    /// Learns from one clue; gives the holder who began to rule.
    fn clue(
        &mut self,
        sight: &Sight<'_>,
        clue: &Clue,
        dates: &[Dating],
        years: &[Years],
        holder: Option<usize>,
    ) -> Option<usize> {
        let edge = || nearest(dates, clue.at, clue.end).map(Edge::At);
        match clue.says {
            EraWord::Take => {
                let h = self.holder(sight.subject_before(clue.at))?;
                // "the coup that brought her to power"
                let by = sight.clues.iter().find(|c| c.says == EraWord::Coup && c.at < clue.at);
                self.begins(h, by.map(|c| Edge::Event(lemma(sight, c.at))).or_else(edge));
                Some(h)
            }
            EraWord::Beat if sight.clues.iter().any(|c| c.says == EraWord::Vote) => {
                let h = self.holder(sight.subject_before(clue.at))?;
                self.begins(h, edge());
                Some(h)
            }
            EraWord::Vote => {
                let names = sight.ruling(clue.at);
                let h = self.holder(names)?;
                self.begins(h, edge());
                Some(h)
            }
            EraWord::Coup => {
                let behind = sight.tokens.get(clue.end..)?;
                let against = behind.iter().take(4).position(|t| t.is("against"));
                let at = || edge().unwrap_or_else(|| Edge::Event(lemma(sight, clue.at)));
                if let Some(n) = against {
                    let from = clue.end + n + 1;
                    let office = (from..from + 6).find(|&i| sight.clue_at(i).is_some_and(EraWord::is_rule));
                    let names = office.map_or_else(|| sight.run(from), |i| sight.ruling(i));
                    if let Some(h) = self.holder(names) {
                        self.ends(h, Some(at()));
                    }
                }
                let staged =
                    sight.clues.iter().find(|c| c.says == EraWord::Stage && c.end <= clue.at && c.end + 4 >= clue.at);
                let by = match staged {
                    Some(c) => sight.subject_before(c.at),
                    None => sight.ruling(clue.at),
                };
                let h = self.holder(by)?;
                self.begins(h, Some(at()));
                None
            }
            EraWord::Lose => {
                let h = self.holder(sight.subject_before(clue.at))?;
                self.ends(h, edge());
                None
            }
            EraWord::Oust => {
                let to = sight.tokens.get(clue.at.wrapping_sub(1)).is_some_and(|t| t.is("to"));
                let coup = sight.clues.iter().find(|c| c.says == EraWord::Coup);
                // "they hoped to overthrow him" tells of no end
                if to && coup.is_none_or(|c| c.at > clue.at) {
                    return None;
                }
                let passive = sight.tokens.get(clue.at.saturating_sub(2)..clue.at)?.iter().any(|t| t.has(Class::AUX));
                let names = if passive { sight.subject_before(clue.at) } else { sight.object_behind(clue.end) };
                let h = self.holder(names)?;
                self.ends(h, edge().or_else(|| coup.map(|c| Edge::Event(lemma(sight, c.at)))));
                None
            }
            EraWord::Rule => {
                // "the dictatorship lasted for 17 years"
                let noun = sight.clues.iter().find(|c| c.says.is_rule() && c.end <= clue.at && c.end + 2 >= clue.at);
                let meant = noun.and_then(|c| self.position(&lemma(sight, c.at)));
                let h = match meant {
                    Some(h) => h,
                    None => self.holder(sight.subject_before(clue.at))?,
                };
                self.labelled(h, lemma(sight, noun.map_or(clue.at, |c| c.at)));
                self.lasted(h, clue, dates, years);
                None
            }
            says if says.is_rule() => {
                let h = self.holder(sight.ruling(clue.at))?;
                self.labelled(h, lemma(sight, clue.at));
                if let (EraWord::Force, Some(holder)) = (says, self.holders.get_mut(h)) {
                    holder.by_force = true;
                }
                self.lasted(h, clue, dates, years);
                let end_of = sight.tokens.get(clue.at.saturating_sub(5)..clue.at)?.windows(2);
                let ended = end_of.clone().any(|w| matches!(w, [a, b] if a.is_any(&["end", "fall"]) && b.is("of")));
                let date = dates.iter().find(|d| d.at >= clue.end && d.at <= clue.end + 3 && !d.is_range);
                if let (true, Some(d)) = (ended, date) {
                    self.ends(h, Some(Edge::At(d.period)));
                }
                None
            }
            EraWord::Head if sight.tokens.get(clue.end).is_some_and(|t| t.is("of")) => {
                let h = holder?;
                let names = sight.view.names.iter().filter(|n| n.from > clue.end && n.from <= clue.end + 2 * REACH);
                let stops = |t: &Token<'_>| is_verb(t) || t.has(Class::AUX) || t.has(Class::WH) || t.text == ";";
                let to = (clue.end..clue.end + 2 * REACH).find(|&i| sight.tokens.get(i).is_none_or(stops));
                let names = names
                    .filter(|n| to.is_none_or(|to| n.from < to || sight.tokens.get(to).is_some_and(|t| t.is("known"))));
                let placed =
                    |from: usize| sight.tokens.get(from.wrapping_sub(1)).is_some_and(|t| t.is_any(&["in", "from"]));
                for name in names.filter(|n| !placed(n.from)) {
                    let words = sight.words(*name);
                    if !words.is_empty() && self.holders.get(h).is_some_and(|h| !h.names.contains(&words)) {
                        self.holders.get_mut(h)?.names.push(words);
                    }
                }
                None
            }
            EraWord::Party => {
                for name in sight.ruling(clue.at) {
                    if self.parties.len() < MOST_HOLDERS && !self.parties.contains(&name) {
                        self.parties.push(name);
                    }
                }
                None
            }
            EraWord::Begin | EraWord::End => {
                self.went_on(sight, clue, nearest(dates, clue.at, clue.end)?);
                None
            }
            _ => None,
        }
    }

    /// "The war began in 1931", "the siege ended on 4 May".
    fn went_on(&mut self, sight: &Sight<'_>, clue: &Clue, period: Period) {
        let noun = clue.at.checked_sub(1).filter(|&i| {
            let t = sight.tokens.get(i);
            t.is_some_and(|t| is_content(t) && !t.is_capitalized()) && !sight.view.in_name(i)
        });
        let Some(noun) = noun else { return };
        let label = lemma(sight, noun);
        let known = self.holders.iter().position(|h| h.names.is_empty() && h.labels.first() == Some(&label));
        let h = match known {
            Some(h) => h,
            None if self.holders.len() < MOST_HOLDERS => {
                self.holders.push(Holder { labels: vec![label], ..Holder::default() });
                self.holders.len() - 1
            }
            None => return,
        };
        match clue.says {
            EraWord::Begin => self.begins(h, Some(Edge::At(period))),
            _ => self.ends(h, Some(Edge::At(period))),
        }
    }

    /// "ruled from 1931 to 1936", "the 1931–1936 government", "ruled for five years", "his five-year rule".
    fn lasted(&mut self, h: usize, clue: &Clue, dates: &[Dating], years: &[Years]) {
        let near = |d: &&Dating| d.at <= clue.end + 6 && d.end + 3 >= clue.at;
        if let Some(d) = dates.iter().filter(|d| d.is_range).find(near) {
            let edge = |m| Some(Edge::At(Period::day(m)));
            self.begins(h, d.period.first.and_then(edge));
            self.ends(h, d.period.last.and_then(edge));
        }
        let near = |y: &&Years| y.1 + 2 >= clue.at && y.1 <= clue.at || y.0 >= clue.end && y.0 <= clue.end + 5;
        if let (Some((_, _, n)), Some(holder)) = (years.iter().find(near), self.holders.get_mut(h)) {
            holder.years = Some(*n);
        }
    }

    /// The only holder with a label.
    fn position(&self, label: &str) -> Option<usize> {
        let mut with = self.holders.iter().enumerate().filter(|(_, h)| h.labels.iter().any(|l| l == label));
        with.next().filter(|_| with.next().is_none()).map(|(i, _)| i)
    }

    /// The holder of these names, a new one if need be. Several names that stand together are one holder's.
    fn holder(&mut self, names: Vec<Vec<String>>) -> Option<usize> {
        let names: Vec<Vec<String>> = names.into_iter().filter(|n| !n.is_empty()).collect();
        if names.is_empty() {
            return None;
        }
        let known = self.holders.iter().position(|h| names.iter().any(|n| h.answers(n)));
        let at = match known {
            Some(at) => at,
            None if self.holders.len() < MOST_HOLDERS => {
                self.holders.push(Holder::default());
                self.holders.len() - 1
            }
            None => return None,
        };
        let holder = self.holders.get_mut(at)?;
        for name in names {
            if !holder.names.contains(&name) && holder.names.len() < 12 {
                holder.names.push(name);
            }
        }
        Some(at)
    }

    fn begins(&mut self, h: usize, edge: Option<Edge>) {
        if let (Some(holder), Some(edge)) = (self.holders.get_mut(h), edge) {
            holder.starts.push(edge);
        }
    }

    fn ends(&mut self, h: usize, edge: Option<Edge>) {
        if let (Some(holder), Some(edge)) = (self.holders.get_mut(h), edge) {
            holder.ends.push(edge);
        }
    }

    fn labelled(&mut self, h: usize, label: String) {
        if let Some(holder) = self.holders.get_mut(h) {
            holder.said += 1;
            if !holder.labels.contains(&label) {
                holder.labels.push(label);
            }
        }
    }

    /// Notes two names of one thing: "Liberal Alliance (LA)".
    pub(in crate::resolve) fn shortened(&mut self, sight: &Sight<'_>) {
        if self.whole || self.shorts.len() >= MOST_HOLDERS {
            return;
        }
        for name in &sight.view.names {
            let (open, short, close) =
                (sight.tokens.get(name.to), sight.tokens.get(name.to + 1), sight.tokens.get(name.to + 2));
            if let (Some(open), Some(short), Some(close)) = (open, short, close)
                && (open.text, close.text) == ("(", ")")
                && short.is_acronym()
            {
                self.shorts.push((sight.words(*name), word(sight.lexicon, short.text)));
            }
        }
    }

    /// Ties the nouns of the clause to its date: closely where they touch, loosely else.
    fn happened(&mut self, sight: &Sight<'_>, date: &Dating) {
        if date.is_range || date.period.length().is_none_or(|d| d > 366) {
            return;
        }
        let clause = sight.view.clause_range(date.at);
        let (from, to) = (clause.0.max(date.at.saturating_sub(REACH)), clause.1.min(date.end + REACH));
        // "the 1931 flood"
        let led = (date.at.saturating_sub(1)..=date.at).any(|i| sight.tokens.get(i).is_some_and(|t| t.has(Class::DET)));
        for i in from..to {
            let Some(t) = sight.tokens.get(i).filter(|_| i < date.at || i >= date.end) else { continue };
            if !is_content(t) || t.is_capitalized() || sight.view.in_name(i) || self.told.len() >= MOST_EVENTS {
                continue;
            }
            let gap = sight.tokens.get(i + 1..date.at).unwrap_or_default();
            let before = i < date.at && gap.len() <= 2 && gap.iter().all(|t| t.is_any(&["of", "on", "in", "the"]));
            let touches = before || i == date.end && led;
            let happens = sight.clues.iter().any(|c| {
                let said = matches!(c.says, EraWord::Happen | EraWord::Begin) && c.at > i && c.at <= i + 3;
                let done = c.says == EraWord::Stage && c.end <= i && c.end + 3 >= i;
                let coup = c.says == EraWord::Coup && c.at == i && date.period.length() == Some(1);
                (said || done || coup) && c.at + 10 >= date.at && c.at <= date.end + 10
            });
            if !touches && (is_offset(sight, i) || date.period.length().is_some_and(|d| d > 31)) {
                continue;
            }
            let weight = if touches || happens { super::SURE } else { 1 };
            for key in [Some(lemma(sight, i)), owned(sight, i)].into_iter().flatten() {
                let ties = self.told.entry(key).or_default();
                match ties.iter_mut().find(|(p, _)| *p == date.period) {
                    Some((_, w)) => *w += weight,
                    None => ties.push((date.period, weight)),
                }
                self.tells |= weight >= super::SURE;
            }
        }
    }
}

/// Whether a noun is what a date is counted from: "two days before the strike".
fn is_offset(sight: &Sight<'_>, at: usize) -> bool {
    let before = sight.tokens.get(at.saturating_sub(4)..at).unwrap_or_default();
    before.iter().any(|t| t.is_any(&["before", "after", "since", "until", "following"]))
}

/// An event with the name before it: "Smith's strike".
pub(super) fn owned(sight: &Sight<'_>, at: usize) -> Option<String> {
    let name = sight.view.names.iter().find(|n| n.to == at)?;
    let whose = sight.words(*name).pop()?;
    Some(format!("{whose} {}", lemma(sight, at)))
}

/// The lemma of a token.
pub(super) fn lemma(sight: &Sight<'_>, at: usize) -> String {
    sight.tokens.get(at).map(|t| sight.lexicon.lemma(t.text)).unwrap_or_default()
}

/// The date nearest to some tokens, when it is no more than a year.
fn nearest(dates: &[Dating], from: usize, to: usize) -> Option<Period> {
    let gap = |d: &Dating| if d.end <= from { from - d.end } else { d.at.saturating_sub(to) };
    let fits = dates.iter().filter(|d| !d.is_range && d.period.length().is_some_and(|n| n <= 366));
    fits.filter(|d| gap(d) <= 2 * REACH).min_by_key(|d| gap(d)).map(|d| d.period)
}
