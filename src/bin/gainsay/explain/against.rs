//! Why two facts do or do not answer one question.

use gainsay::compare::{Contested, Weighing};
use gainsay::fact::Fact;
use gainsay::report::Tone;
use gainsay::workspace::Analysis;

use super::{Page, ends};
use crate::output::Fault;

/// At most this many pairs of two lines are told.
const PAIRS: usize = 3;

/// The facts that a fact id or FILE:LINE names.
fn named<'a>(analysis: &'a Analysis, what: &str) -> Result<Vec<(usize, &'a Fact)>, Fault> {
    let place = what.rsplit_once(':').and_then(|(file, line)| Some((file, line.parse::<u32>().ok()?)));
    let is_meant = |f: &Fact| match place {
        Some((file, line)) => f.line == line && super::is_in(f, file),
        None => f.id == what,
    };
    let found: Vec<_> = analysis.facts.iter().enumerate().filter(|(_, f)| is_meant(f)).collect();
    if found.is_empty() {
        return Err(Fault::new(format!("{what}: no fact of that id, and none on such a line")));
    }
    Ok(found)
}

impl Page<'_> {
    /// Tells of the pairs of two places that come nearest to one question.
    pub(super) fn against(
        &mut self,
        analysis: &Analysis,
        weigh: impl Fn(&dyn Fn(usize, usize) -> bool) -> Vec<Weighing>,
        contested: &[Contested],
        (one, other): (&str, &str),
    ) -> Result<(), Fault> {
        let (left, right) = (named(analysis, one)?, named(analysis, other)?);
        let holds = |list: &[(usize, &Fact)], i: usize| list.iter().any(|(n, _)| *n == i);
        let wanted = |a: usize, b: usize| holds(&left, a) && holds(&right, b) || holds(&left, b) && holds(&right, a);
        let mut pairs = weigh(&wanted);
        pairs.sort_by_key(|w| (w.forbid.is_some(), std::cmp::Reverse(w.score), w.pair));
        if pairs.is_empty() {
            self.put("one of them states nothing that is compared", 0, None);
        }
        for (n, weighing) in pairs.iter().take(PAIRS).enumerate() {
            if n > 0 {
                self.text.push('\n');
            }
            self.pair(analysis, weighing);
            let of_pair = |c: &&Contested| [c.pair, (c.pair.1, c.pair.0)].contains(&weighing.pair);
            contested.iter().find(of_pair).into_iter().for_each(|c| self.odds(c));
        }
        Ok(())
    }

    fn pair(&mut self, analysis: &Analysis, w: &Weighing) {
        let facts = [w.pair.0, w.pair.1].map(|i| analysis.facts.get(i));
        let [Some(a), Some(b)] = facts else { return };
        self.snippets(&[(a, ends(a)), (b, ends(b))]);
        let together =
            analysis.questions.iter().find(|q| q.positions.contains(&w.pair.0) && q.positions.contains(&w.pair.1));
        let said = match (together, w.forbid) {
            (Some(q), _) => format!("in one question: {} {} ({})", q.id, q.verdict, q.severity),
            (None, Some(why)) => format!("not in one question: {why}"),
            (None, None) => format!(
                "not in one question: {} speaks for it, and {} is wanted where values {}",
                w.score,
                w.limit,
                if w.values == Some(gainsay::compare::Verdict::Conflict) { "differ" } else { "can both be true" }
            ),
        };
        self.put(&said, 0, Some(Tone::Strong));
        let mut why: Vec<String> = Vec::new();
        why.extend(w.values.map(|v| format!("the values alone: {v}")));
        why.extend(w.guard.map(|g| format!("both may be right: {g}")));
        why.extend(w.scope.iter().map(|s| format!("scope: {s}")));
        why.extend(w.doubts.iter().map(|d| format!("doubt: {d}")));
        self.list("why", why);
        let weighed =
            w.features.iter().filter(|(_, n)| *n != 0).map(|(name, n)| format!("{n:+} {}", name.replace('_', " ")));
        let mut lines: Vec<String> = weighed.collect();
        if w.forbid.is_none() {
            lines.push(format!("= {} before what other facts of the two texts add or take", w.score));
        }
        self.list("for and against", lines);
    }

    /// Tells what makes a contradiction of differing values likely or not.
    fn odds(&mut self, c: &Contested) {
        let adds = c.evidence.iter().filter(|e| e.3 != 0);
        let mut lines: Vec<String> =
            adds.map(|(kind, name, _, adds)| format!("{adds:+} {kind}: {}", name.replace('_', " "))).collect();
        lines.push(format!("= {}, with where they begin; from {} on it is a conflict", c.odds, c.limit));
        self.list("odds that both cannot be right, in hundredths of their logarithm", lines);
    }
}
