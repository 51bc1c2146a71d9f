//! Two texts that are known to be about one matter: a premise and a hypothesis, a document and its summary.

use super::align::{Context, align};
use super::item::{Item, Rarity, shared};
use super::judge::judge;
use super::{Options, Verdict, Weights, prepare};
use crate::fact::{Fact, Kind};
use crate::lexicon::Concepts;

/// What two texts say about one another, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum PairOutcome {
    /// No fact of one answers a question of the other.
    Unrelated,
    /// The same values.
    Agree,
    /// Different wording, both can be true.
    Compatible,
    /// Values differ, but so may what they are about.
    Scope,
    /// Cannot both be true.
    Conflict,
}

impl PairOutcome {
    /// The word used in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unrelated => "unrelated",
            Self::Agree => "agree",
            Self::Compatible => "compatible",
            Self::Scope => "scope",
            Self::Conflict => "conflict",
        }
    }
}

/// The strongest verdict between the facts of two texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairVerdict {
    /// The verdict.
    pub verdict: PairOutcome,
    /// Short reasons for people.
    pub why: Vec<String>,
}

/// Judges two texts by their facts: each fact of `b` against those of `a` that answer the same question.
pub fn judge_texts(a: &[Fact], b: &[Fact], options: &Options) -> PairVerdict {
    let weights = options.weights.as_ref().unwrap_or_else(|| Weights::built_in());
    let left = prepare(a);
    let mut right = prepare(b);
    for item in &mut right {
        item.source = u32::MAX;
    }
    let rarity = Rarity::default();
    let context = Context { weights, rarity: &rarity, concepts: Concepts::english() };
    let mut strongest = PairVerdict { verdict: PairOutcome::Unrelated, why: Vec::new() };
    for y in &right {
        let (verdict, why) = against(y, &left, a, b, &context);
        if verdict > strongest.verdict {
            strongest = PairVerdict { verdict, why };
        }
    }
    strongest
}

/// The verdict on one fact of the second text.
fn against(y: &Item, left: &[Item], a: &[Fact], b: &[Fact], context: &Context<'_>) -> (PairOutcome, Vec<String>) {
    let mut best: Option<(i32, &Item, Verdict, bool)> = None;
    let mut met: Option<(i32, &Item, Verdict)> = None;
    for x in left {
        let found = align(x, y, context);
        if found.forbid.is_some() {
            continue;
        }
        let Some(judged) = judge(x, y) else { continue };
        let score = found.score + likeness(x, y);
        if judged.verdict != Verdict::Conflict
            && met.is_none_or(|(s, _, v)| (judged.verdict == Verdict::Agree, score) > (v == Verdict::Agree, s))
        {
            met = Some((score, x, judged.verdict));
        }
        if judged.verdict == Verdict::Conflict && best.is_none_or(|(s, ..)| score > s) {
            best = Some((score, x, judged.verdict, !found.scope.is_empty()));
        }
    }
    let say = |x: &Item| format!("{} and {}", a[x.fact].surface, b[y.fact].surface);
    if let Some((score, x, _, is_scope)) = best
        && met.is_none_or(|(s, ..)| s < score)
        && score >= context.weights.limit_conflict
    {
        return if is_scope {
            (PairOutcome::Scope, vec![format!("{} differ", say(x))])
        } else {
            (PairOutcome::Conflict, vec![format!("{} cannot both be true", say(x))])
        };
    }
    match met {
        Some((score, x, verdict)) if score >= context.weights.limit_link => {
            let outcome = if verdict == Verdict::Agree { PairOutcome::Agree } else { PairOutcome::Compatible };
            (outcome, vec![format!("{} can both be true", say(x))])
        }
        _ => (PairOutcome::Unrelated, Vec::new()),
    }
}

/// How much of the words of two facts is shared, up to 20: sentences that repeat each other but for a number.
fn likeness(x: &Item, y: &Item) -> i32 {
    let mut both = 0;
    let mut alone = 0;
    for (p, q) in
        [(&x.core, &y.core), (&x.acts, &y.acts), (&x.clause, &y.clause), (&x.names, &y.names), (&x.far, &y.far)]
    {
        let (l, r) = shared(p, q, |_| both += 1);
        alone += l.min(r);
    }
    if both + alone == 0 {
        return if x.kind == Kind::Date { 0 } else { 4 };
    }
    i32::try_from(20 * both / (both + alone)).unwrap_or(0)
}
