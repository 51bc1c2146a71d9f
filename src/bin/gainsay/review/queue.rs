//! Which findings are gone through, and in what order.

use gainsay::compare::{Question, Severity, Verdict};
use gainsay::workspace::Analysis;

/// What the reviewer wants to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Filter {
    /// One verdict, or every one.
    pub(super) verdict: Option<Verdict>,
    /// One severity, or any.
    pub(super) severity: Option<Severity>,
    /// Part of the id of a source that takes part.
    pub(super) source: String,
    /// Words of the label or of a sentence.
    pub(super) search: String,
    /// Decided ones, too.
    pub(super) decided: bool,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            verdict: Some(Verdict::Conflict),
            severity: None,
            source: String::new(),
            search: String::new(),
            decided: false,
        }
    }
}

const VERDICTS: [Option<Verdict>; 5] =
    [Some(Verdict::Conflict), Some(Verdict::Scope), Some(Verdict::Compatible), Some(Verdict::Agree), None];
const SEVERITIES: [Option<Severity>; 3] = [None, Some(Severity::Error), Some(Severity::Warning)];

/// The entry behind `now`, round and round.
fn next<T: Copy + PartialEq>(all: &[T], now: T) -> T {
    let at = all.iter().position(|v| *v == now).unwrap_or(0);
    all[(at + 1) % all.len()]
}

impl Filter {
    pub(super) fn next_verdict(&mut self) {
        self.verdict = next(&VERDICTS, self.verdict);
    }

    pub(super) fn next_severity(&mut self) {
        self.severity = next(&SEVERITIES, self.severity);
    }

    /// In words, for the head of the screen.
    pub(super) fn says(&self) -> String {
        let mut parts = vec![match self.verdict {
            Some(verdict) => verdict.as_str().to_owned(),
            None => "every verdict".to_owned(),
        }];
        parts.extend(self.severity.map(|s| s.as_str().to_owned()));
        if !self.source.is_empty() {
            parts.push(format!("source {}", self.source));
        }
        if !self.search.is_empty() {
            parts.push(format!("\u{201c}{}\u{201d}", self.search));
        }
        parts.push(if self.decided { "decided too" } else { "undecided" }.to_owned());
        parts.join(", ")
    }

    /// Indices of the questions that pass, in the order of the analysis: strongest first.
    pub(super) fn queue(&self, analysis: &Analysis) -> Vec<usize> {
        let search = self.search.to_lowercase();
        let passes = |(i, question): (usize, &Question)| {
            let open = self.decided || analysis.rulings.get(i).is_none_or(Option::is_none);
            let verdict = self.verdict.is_none_or(|v| v == question.verdict);
            let severity = self.severity.is_none_or(|s| s == question.severity);
            let source = self.source.is_empty()
                || analysis
                    .positions(question)
                    .any(|f| f.source.contains(&self.source) || f.path.contains(&self.source));
            let found = search.is_empty()
                || question.label.to_lowercase().contains(&search)
                || analysis.positions(question).any(|f| f.quote.to_lowercase().contains(&search));
            (open && verdict && severity && source && found).then_some(i)
        };
        analysis.questions.iter().enumerate().filter_map(passes).collect()
    }
}
