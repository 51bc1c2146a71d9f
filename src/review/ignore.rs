//! Findings that authors and projects ask to leave alone: directives in texts, and quoted words in the settings.

use std::collections::BTreeSet;

use super::ruling::{Decision, Ruling};
use crate::compare::{Question, Verdict};
use crate::config::IgnoreEntry;
use crate::fact::{Fact, fold_space};

/// An instruction to leave findings alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignore {
    /// File in which it stands.
    pub path: String,
    /// Line in that file, from 1.
    pub line: u32,
    /// Why.
    pub reason: String,
    /// The values that are meant.
    pub covers: Covers,
}

/// The values that an instruction means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Covers {
    /// Those on lines of its own file, from the first to the last.
    Lines(u32, u32),
    /// Those in words of a source, white space folded.
    Words {
        /// Id of the source.
        source: String,
        /// The words.
        quote: String,
    },
}

/// An instruction that no finding needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unused {
    /// File in which it stands.
    pub path: String,
    /// Line in that file, from 1.
    pub line: u32,
    /// The reason it gives.
    pub reason: String,
}

impl Ignore {
    /// The instruction of an entry of the ignore list.
    pub fn listed(entry: &IgnoreEntry) -> Self {
        Self {
            path: "gainsay.toml".to_owned(),
            line: entry.line,
            reason: entry.reason.clone(),
            covers: Covers::Words { source: entry.source.clone(), quote: fold_space(&entry.quote) },
        }
    }

    /// Whether a fact is meant.
    fn covers(&self, fact: &Fact) -> bool {
        match &self.covers {
            Covers::Lines(first, last) => *fact.path == *self.path && (*first..=*last).contains(&fact.line),
            Covers::Words { source, quote } => {
                let sentence = fold_space(&fact.quote);
                *fact.source == **source
                    && (sentence.contains(quote) && quote.contains(&fold_space(&fact.surface))
                        || quote.contains(&sentence))
            }
        }
    }
}

/// The line that, alone above a paragraph of the file at `path`, asks to leave its findings alone.
///
/// ```
/// use gainsay::review::ignore_line;
///
/// assert_eq!(ignore_line("a.md", "an estimate"), "<!-- gainsay-ignore: an estimate -->");
/// assert_eq!(ignore_line("a.txt", "an estimate"), "gainsay-ignore: an estimate");
/// ```
pub fn ignore_line(path: &str, reason: &str) -> String {
    let reason = fold_space(&reason.replace("--", "–").replace(['<', '>'], " "));
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        "md" | "markdown" | "html" | "htm" => format!("<!-- gainsay-ignore: {reason} -->"),
        _ => format!("gainsay-ignore: {reason}"),
    }
}

/// Lays instructions over questions on which nothing was ruled, and gives back those that no question needs.
///
/// A question is left alone when each of its conflicting pairs has a covered position; one without conflicting pairs when
/// fewer than two of its positions are uncovered. Questions whose positions agree need no instruction.
pub fn ignore(
    ignores: &[Ignore],
    questions: &[Question],
    facts: &[Fact],
    rulings: &mut [Option<Decision>],
) -> Vec<Unused> {
    let mut used = BTreeSet::new();
    for (question, ruling) in questions.iter().zip(rulings).filter(|(q, _)| q.verdict > Verdict::Agree) {
        let by: Vec<Vec<usize>> = question
            .positions
            .iter()
            .filter_map(|&i| facts.get(i))
            .map(|fact| (0..ignores.len()).filter(|&n| ignores[n].covers(fact)).collect())
            .collect();
        let is_covered = |i: usize| by.get(i).is_some_and(|list| !list.is_empty());
        let disputed =
            |i: usize| question.conflicts.is_empty() || question.conflicts.iter().any(|&(a, b)| a == i || b == i);
        let meant: Vec<usize> =
            by.iter().enumerate().filter(|(i, _)| disputed(*i)).flat_map(|(_, list)| list.iter().copied()).collect();
        used.extend(meant.iter().copied());
        let left_alone = if question.conflicts.is_empty() {
            by.iter().filter(|list| list.is_empty()).count() < 2
        } else {
            question.conflicts.iter().all(|&(a, b)| is_covered(a) || is_covered(b))
        };
        if left_alone
            && ruling.is_none()
            && let Some(first) = meant.first().map(|&n| &ignores[n])
        {
            *ruling = Some(inline(first, question));
        }
    }
    let unused = ignores.iter().enumerate().filter(|(n, _)| !used.contains(n));
    unused.map(|(_, i)| Unused { path: i.path.clone(), line: i.line, reason: i.reason.clone() }).collect()
}

/// The ruling that an instruction amounts to; it has no fingerprint, as no file of decisions holds it.
fn inline(ignore: &Ignore, question: &Question) -> Decision {
    Decision {
        question: question.id.clone(),
        fingerprint: String::new(),
        ruling: Ruling::Dismissed,
        reason: ignore.reason.clone(),
        author: format!("{}:{}", ignore.path, ignore.line),
        date: String::new(),
        prefer: None,
        until: None,
        positions: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::question;
    use super::*;

    fn lines(path: &str, first: u32, last: u32) -> Ignore {
        let covers = Covers::Lines(first, last);
        Ignore { path: path.into(), line: first, reason: "an estimate".into(), covers }
    }

    fn words(source: &str, quote: &str) -> Ignore {
        let entry = IgnoreEntry { source: source.into(), quote: quote.into(), reason: "as printed".into(), line: 7 };
        Ignore::listed(&entry)
    }

    /// Whether the question is left alone, and how many instructions were of no use.
    fn laid(ignores: &[Ignore]) -> (bool, usize) {
        let (question, facts) = question();
        let mut rulings = vec![None];
        let unused = ignore(ignores, std::slice::from_ref(&question), &facts, &mut rulings);
        (rulings[0].is_some(), unused.len())
    }

    #[test]
    fn one_covered_side_of_a_pair_is_enough() {
        let (_, facts) = question();
        let path = facts[0].path.to_string();
        assert_eq!(laid(&[lines(&path, 2, 4)]), (true, 0));
        assert_eq!(laid(&[lines(&path, 4, 9)]), (false, 1));
        assert_eq!(laid(&[lines("elsewhere.md", 1, 90)]), (false, 1));
    }

    #[test]
    fn quoted_words_mean_the_values_in_them() {
        assert_eq!(laid(&[words("a", "were 977\n strikes")]), (true, 0));
        assert_eq!(laid(&[words("a", "Before. There were 977 strikes. After.")]), (true, 0));
        assert_eq!(laid(&[words("a", "There were")]), (false, 1), "there is no value in them");
        assert_eq!(laid(&[words("b", "were 977 strikes")]), (false, 1));
    }

    #[test]
    fn other_pairs_of_the_question_keep_it_open() {
        let (mut question, mut facts) = question();
        let mut third = facts[1].clone();
        third.source = "c".into();
        third.surface = "1,200".into();
        facts.push(third);
        question.positions = vec![0, 1, 2];
        question.conflicts = vec![(0, 1), (1, 2)];
        let mut rulings = vec![None];
        assert!(ignore(&[words("a", "977")], std::slice::from_ref(&question), &facts, &mut rulings).is_empty());
        assert!(rulings[0].is_none());
        ignore(&[words("b", "1,939")], std::slice::from_ref(&question), &facts, &mut rulings);
        let ruling = rulings[0].clone().unwrap();
        assert_eq!((ruling.ruling, ruling.author.as_str()), (Ruling::Dismissed, "gainsay.toml:7"));
        assert!(ruling.is_inline());
    }

    #[test]
    fn a_ruling_of_the_editors_goes_first() {
        let (question, facts) = question();
        let own = super::super::sample::decision(&question, &facts);
        let mut rulings = vec![Some(own.clone())];
        assert!(ignore(&[words("a", "977")], &[question], &facts, &mut rulings).is_empty());
        assert_eq!(rulings[0], Some(own));
    }

    #[test]
    fn the_line_to_insert_cannot_end_its_comment_early() {
        assert_eq!(ignore_line("a.md", "a --> b\nc"), "<!-- gainsay-ignore: a – b c -->");
    }
}
