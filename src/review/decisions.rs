//! The rulings of a project, laid over the questions of an analysis.

use std::collections::{BTreeMap, BTreeSet};

use super::fingerprint::fingerprint;
use super::ruling::{Decision, QuotedPosition, Ruling};
use crate::compare::{Lesson, Question, Taught, Words};
use crate::fact::{Fact, fold_space};
use crate::value::Moment;

/// The decisions of a project, in file order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    pub(super) list: Vec<Decision>,
    /// Line of the file on which each begins, from 1.
    pub(super) lines: Vec<u32>,
}

/// A decision that no longer fits the texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// The decision.
    pub decision: Decision,
    /// What changed, one line each.
    pub why: Vec<String>,
    /// Id of the question that most of its words stand in now, if there is one.
    pub now: Option<String>,
    /// Line of the file of decisions on which it begins, from 1.
    pub line: u32,
}

/// Decisions laid over the questions of an analysis.
#[derive(Clone, Debug, Default)]
pub struct Applied {
    /// The decision of each question, by its index; `None` where nothing was ruled.
    pub rulings: Vec<Option<Decision>>,
    /// Decisions whose positions changed.
    pub stale: Vec<Stale>,
}

impl Decisions {
    /// The decisions in file order.
    pub fn list(&self) -> &[Decision] {
        &self.list
    }

    /// What the rulings that join and split teach about which facts answer one question.
    pub fn taught(&self) -> Taught {
        let lessons = self.list.iter().filter(|d| d.ruling.teaches()).map(|d| {
            let words = |p: &QuotedPosition| Words::new(&p.source, &p.surface, &p.quote);
            let (apart, rest): (Vec<_>, Vec<_>) = d.positions.iter().partition(|p| p.apart);
            match d.ruling {
                Ruling::Split => {
                    Lesson::Apart(rest.into_iter().map(words).collect(), apart.into_iter().map(words).collect())
                }
                _ => Lesson::Same(d.positions.iter().map(words).collect()),
            }
        });
        Taught::new(lessons.collect())
    }

    /// The decision on each question. A snoozed one counts as none from its day on, when `today` is known.
    pub fn rulings(&self, questions: &[Question], facts: &[Fact], today: Option<Moment>) -> Vec<Option<Decision>> {
        let by_key = self.keyed(questions, facts);
        self.ruled(&by_key, questions.len(), today)
    }

    /// Lays the decisions over `questions`, as [`Decisions::rulings`] does, and says which are out of date.
    /// With `whole`, `sources` is the whole corpus, and a decision on a source that is not in it is stale; otherwise
    /// such a decision is left alone.
    pub fn apply(
        &self,
        questions: &[Question],
        facts: &[Fact],
        sources: &BTreeSet<&str>,
        today: Option<Moment>,
        whole: bool,
    ) -> Applied {
        let by_key = self.keyed(questions, facts);
        let mut applied = Applied { rulings: self.ruled(&by_key, questions.len(), today), stale: Vec::new() };
        if self.list.is_empty() {
            return applied;
        }
        let known = Known { facts, sources, said: said(self, facts) };
        for (n, decision) in self.list.iter().enumerate() {
            let teaches = decision.ruling.teaches();
            let is_read = whole || decision.positions.iter().all(|p| sources.contains(p.source.as_str()));
            let holds = if teaches {
                decision.positions.iter().all(|p| known.stands(p))
            } else {
                by_key.contains_key(&decision.fingerprint)
            };
            if is_read && !holds {
                let why = known.what_changed(decision);
                let (now, line) = (known.now(decision, questions), self.lines.get(n).copied().unwrap_or(1));
                applied.stale.push(Stale { decision: decision.clone(), why, now, line });
            }
        }
        applied
    }

    /// Questions by what decisions know them by; none where there are no decisions.
    fn keyed(&self, questions: &[Question], facts: &[Fact]) -> BTreeMap<String, Vec<usize>> {
        let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        if !self.list.is_empty() {
            for (i, question) in questions.iter().enumerate() {
                by_key.entry(fingerprint(question, facts)).or_default().push(i);
            }
        }
        by_key
    }

    fn ruled(
        &self,
        by_key: &BTreeMap<String, Vec<usize>>,
        questions: usize,
        today: Option<Moment>,
    ) -> Vec<Option<Decision>> {
        let mut rulings = vec![None; questions];
        for decision in self.list.iter().filter(|d| !d.ruling.teaches() && !d.has_lapsed(today)) {
            for &i in by_key.get(&decision.fingerprint).into_iter().flatten() {
                rulings[i] = Some(decision.clone());
            }
        }
        rulings
    }
}

/// What the texts say, as far as decisions speak of it: the sentences of each source and surface.
struct Known<'a> {
    facts: &'a [Fact],
    sources: &'a BTreeSet<&'a str>,
    said: BTreeMap<(&'a str, &'a str), BTreeSet<String>>,
}

/// The sentences in which the texts say what the decisions quote.
fn said<'a>(decisions: &'a Decisions, facts: &'a [Fact]) -> BTreeMap<(&'a str, &'a str), BTreeSet<String>> {
    let quoted = decisions.list.iter().flat_map(|d| &d.positions);
    let mut said: BTreeMap<(&str, &str), BTreeSet<String>> =
        quoted.map(|p| ((p.source.as_str(), p.surface.as_str()), BTreeSet::new())).collect();
    for fact in facts {
        if let Some(sentences) = said.get_mut(&(&*fact.source, fact.surface.as_str())) {
            sentences.insert(fold_space(&fact.quote));
        }
    }
    said
}

impl Known<'_> {
    /// Whether a text still says what was quoted.
    fn stands(&self, p: &QuotedPosition) -> bool {
        let sentences = self.said.get(&(p.source.as_str(), p.surface.as_str()));
        sentences.is_some_and(|s| s.contains(&fold_space(&p.quote)))
    }

    /// Lines that say what is no longer as it was.
    fn what_changed(&self, decision: &Decision) -> Vec<String> {
        let mut why = Vec::new();
        for p in &decision.positions {
            if !self.sources.contains(p.source.as_str()) {
                why.push(format!("source {} is not in the corpus any more", p.source));
            } else if !self.stands(p) {
                let quote = fold_space(&p.quote);
                let line = match self.instead(p) {
                    Some(now) if now.surface != p.surface => {
                        let now_quote = fold_space(&now.quote);
                        let place = format!("{}:{}", p.source, now.line);
                        format!("{place} now says \"{}\" instead of \"{}\" in: {now_quote}", now.surface, p.surface)
                    }
                    Some(now) => {
                        let place = format!("{}:{}", p.source, now.line);
                        format!("{place} says \"{}\" in other words: {}", p.surface, fold_space(&now.quote))
                    }
                    None => format!("{} no longer says \"{}\" in: {quote}", p.source, p.surface),
                };
                why.push(line);
            }
        }
        if why.is_empty() {
            why.push("the positions stand as quoted, but the question has gained or lost some".to_owned());
        }
        why
    }

    /// The fact that stands where a position stood: in the sentence most like it, written alike if possible.
    fn instead(&self, p: &QuotedPosition) -> Option<&Fact> {
        let words = |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<BTreeSet<_>>();
        let old = words(&p.quote);
        let likeness = |fact: &Fact| {
            let new = words(&fact.quote);
            let shared = old.intersection(&new).count();
            // at least six words in ten
            (10 * shared >= 6 * old.len().max(new.len())).then_some(shared)
        };
        let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
        let scored = self.facts.iter().filter(|f| *f.source == *p.source).filter_map(|f| Some((likeness(f)?, f)));
        scored
            .max_by_key(|(shared, f)| {
                let is_new = !p.quote.contains(f.surface.as_str());
                (
                    *shared,
                    f.surface == p.surface,
                    is_new,
                    std::cmp::Reverse(digits(&f.surface).abs_diff(digits(&p.surface))),
                )
            })
            .map(|(_, f)| f)
    }

    /// Id of the question in which most of what was quoted, or what replaced it, stands.
    fn now(&self, decision: &Decision, questions: &[Question]) -> Option<String> {
        let is_quoted = |f: &Fact| {
            let same = |p: &QuotedPosition| *f.source == *p.source && f.surface == p.surface;
            decision.positions.iter().any(|p| same(p) && fold_space(&f.quote) == fold_space(&p.quote))
        };
        let replaced: BTreeSet<&str> = decision
            .positions
            .iter()
            .filter(|p| !self.stands(p))
            .filter_map(|p| self.instead(p))
            .map(|f| f.id.as_str())
            .collect();
        let shared = |q: &Question| {
            let facts = q.positions.iter().filter_map(|&i| self.facts.get(i));
            facts.filter(|f| is_quoted(f) || replaced.contains(f.id.as_str())).count()
        };
        let scored = questions.iter().map(|q| (shared(q), q)).filter(|(n, _)| *n > 0);
        let best = scored.max_by(|(m, p), (n, q)| m.cmp(n).then_with(|| q.positions.len().cmp(&p.positions.len())));
        best.map(|(_, q)| q.id.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{decision, question};
    use super::*;
    use crate::fact::sample;

    fn only(decision: Decision) -> Decisions {
        Decisions { list: vec![decision], lines: vec![1] }
    }

    #[test]
    fn a_decision_holds_until_a_position_changes() {
        let (question, mut facts) = question();
        let decisions = only(decision(&question, &facts));
        let sources = BTreeSet::from(["a", "b"]);
        facts[0].line = 400;
        let applied = decisions.apply(std::slice::from_ref(&question), &facts, &sources, None, true);
        assert!(applied.rulings[0].is_some() && applied.stale.is_empty());
        facts[0] = sample::count("a", 3, "There were 978 strikes.", "978", 978);
        let applied = decisions.apply(&[question], &facts, &sources, None, true);
        assert!(applied.rulings[0].is_none());
        assert_eq!(applied.stale[0].why, ["a:3 now says \"978\" instead of \"977\" in: There were 978 strikes."]);
        assert_eq!(applied.stale[0].now.as_deref(), Some("strikes-1"));
    }

    #[test]
    fn what_is_gone_without_a_trace_is_quoted_as_it_was() {
        let (question, mut facts) = question();
        let decisions = only(decision(&question, &facts));
        facts[0] = sample::count("a", 3, "Wholly other words about 5 cats.", "5", 5);
        let sources = BTreeSet::from(["a", "b"]);
        let applied = decisions.apply(&[], &facts, &sources, None, true);
        assert_eq!(applied.stale[0].why, ["a no longer says \"977\" in: There were 977 strikes."]);
    }

    #[test]
    fn a_decision_on_texts_that_were_not_read_is_left_alone() {
        let (question, facts) = question();
        let decisions = only(decision(&question, &facts));
        let sources = BTreeSet::from(["a"]);
        assert!(decisions.apply(&[], &facts[..1], &sources, None, false).stale.is_empty());
        assert_eq!(decisions.apply(&[], &facts[..1], &sources, None, true).stale.len(), 1);
    }

    #[test]
    fn a_snoozed_finding_counts_again_from_its_day_on() {
        let (question, facts) = question();
        let mut snoozed = decision(&question, &facts);
        snoozed.ruling = Ruling::Snooze;
        snoozed.until = Some("2026-06-01".into());
        let decisions = only(snoozed);
        let sources = BTreeSet::from(["a", "b"]);
        let ruled = |day: &str| {
            let today = day.parse().ok();
            let applied = decisions.apply(std::slice::from_ref(&question), &facts, &sources, today, true);
            assert!(applied.stale.is_empty());
            applied.rulings[0].is_some()
        };
        assert!(ruled("2026-05-31") && !ruled("2026-06-01"));
    }

    #[test]
    fn what_was_taught_is_stale_once_its_words_are_gone() {
        let (question, facts) = question();
        let mut joined = decision(&question, &facts);
        (joined.ruling, joined.fingerprint) = (Ruling::Join, "v1-joined".into());
        let decisions = only(joined);
        let sources = BTreeSet::from(["a", "b"]);
        let applied = decisions.apply(std::slice::from_ref(&question), &facts, &sources, None, true);
        assert!(applied.stale.is_empty() && applied.rulings[0].is_none(), "it settles nothing by itself");
        let applied = decisions.apply(&[question], &facts[..1], &sources, None, true);
        assert_eq!(applied.stale.len(), 1);
    }
}
