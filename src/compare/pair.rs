//! Two texts that are known to be about one matter: a premise and a hypothesis, a document and its summary.

use super::align::{Alignment, Context, PLANNED, align};
use super::cue::Cue;
use super::item::{Item, Rarity, hash, shared};
use super::judge::judge;
use super::{Options, Taught, Verdict, Weights, attest, prepare};
use crate::fact::{Fact, Kind};
use crate::lexicon::Lexicon;
use crate::value::{Bound, Value};

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

/// Points for equal values: what both texts say is matched first.
const EQUAL: i32 = 24;
/// Points for each word beside the values that both texts share.
pub(super) const BESIDE: i32 = 4;
/// Added to the limit of a conflict where the words beside two values differ.
const MARGIN: i32 = 4;
/// How many words on each side are looked at.
const WORDS: usize = 3;
/// From this many shared words on, the same sentence is said of both values.
const SAME_PLACE: i32 = 4;

/// Judges two texts by their facts: each fact is matched with at most one of the other text, the likest first.
pub fn judge_texts(a: &[Fact], b: &[Fact], options: &Options) -> PairVerdict {
    let weights = options.weights.as_ref().unwrap_or_else(|| Weights::built_in());
    // two short texts share their subject as a rule, which says nothing
    let plain = Weights { subject_same: 0, subject_rare: 0, subject_apart: 0, object_same: 0, ..weights.clone() };
    let weights = &plain;
    let alone = Options { taught: Taught::default(), ..options.clone() };
    let left = sides(prepare(a, &alone), a);
    let mut right = sides(prepare(b, &alone), b);
    for side in &mut right {
        side.item.source = u32::MAX;
    }
    let rarity = Rarity::default();
    let context = Context { weights, rarity: &rarity, concepts: options.concepts(), is_kept: true, is_vast: false };
    let mut strongest = PairVerdict { verdict: PairOutcome::Unrelated, why: Vec::new() };
    for m in matches(&left, &right, &context) {
        let (x, y) = (&left[m.left], &right[m.right]);
        let mut verdict = outcome(x, y, &m, (a, b), &context);
        if verdict == PairOutcome::Conflict && m.beside < SAME_PLACE && is_attested(y, &left, &context) {
            verdict = PairOutcome::Compatible;
        }
        if verdict > strongest.verdict {
            let (p, q) = (&a[x.item.fact].surface, &b[y.item.fact].surface);
            let says = match verdict {
                PairOutcome::Conflict => format!("{p} and {q} cannot both be true"),
                PairOutcome::Scope => format!("{p} and {q} differ, but may not be about the same"),
                _ => format!("{p} and {q} can both be true"),
            };
            strongest = PairVerdict { verdict, why: vec![says] };
        }
    }
    if strongest.verdict != PairOutcome::Conflict
        && let Some(says) = attest::unattested(&left, &right, (a, b), &context)
    {
        strongest = PairVerdict { verdict: PairOutcome::Conflict, why: vec![says] };
    }
    strongest
}

/// Whether the other text states the very value somewhere else.
fn is_attested(y: &Side, left: &[Side], context: &Context<'_>) -> bool {
    left.iter().any(|x| {
        judge(&x.item, &y.item).is_some_and(|j| j.verdict == Verdict::Agree) && {
            let found = align(&x.item, &y.item, context);
            found.forbid.is_none() && !found.features.iter().any(|(n, _)| *n == "head_apart")
        }
    })
}

/// A fact with the words beside it.
pub(super) struct Side {
    pub(super) item: Item,
    pub(super) before: Vec<u64>,
    pub(super) after: Vec<u64>,
}

/// Two facts put together.
struct Match {
    left: usize,
    right: usize,
    score: i32,
    beside: i32,
    found: Alignment,
    values: Verdict,
}

/// Puts facts together one to one, the best pair first.
fn matches(left: &[Side], right: &[Side], context: &Context<'_>) -> Vec<Match> {
    let mut all = Vec::new();
    for (i, x) in left.iter().enumerate() {
        for (j, y) in right.iter().enumerate() {
            let found = align(&x.item, &y.item, context);
            if found.forbid.is_some() {
                continue;
            }
            let Some(judged) = judge(&x.item, &y.item) else { continue };
            let beside = same(&x.before, &y.before) + same(&x.after, &y.after);
            let bonus = if judged.verdict == Verdict::Agree { EQUAL } else { 0 };
            let score = found.score + likeness(&x.item, &y.item) + BESIDE * beside + bonus;
            all.push(Match { left: i, right: j, score, beside, found, values: judged.verdict });
        }
    }
    all.sort_by(|p, q| q.score.cmp(&p.score).then_with(|| (p.left, p.right).cmp(&(q.left, q.right))));
    let (mut used_left, mut used_right) = (vec![false; left.len()], vec![false; right.len()]);
    all.retain(|m| {
        let free = !used_left[m.left] && !used_right[m.right];
        if free {
            used_left[m.left] = true;
            used_right[m.right] = true;
        }
        free
    });
    all
}

fn outcome(x: &Side, y: &Side, m: &Match, texts: (&[Fact], &[Fact]), context: &Context<'_>) -> PairOutcome {
    let (p, q) = (&texts.0[x.item.fact], &texts.1[y.item.fact]);
    let w = context.weights;
    let same_place = m.beside >= SAME_PLACE;
    let says = |name: &str| m.found.features.iter().any(|(n, _)| *n == name);
    let is_scope = says("name_apart")
        || m.found.scope.iter().any(|s| *s != PLANNED)
        || !same_place && (bears_other_name(p, q) || bears_other_name(q, p));
    if same_place && !is_scope && differs(p, q) {
        return PairOutcome::Conflict;
    }
    // "80-metre hurdles": a size that stands before its noun says nothing of another noun
    let sized = is_attributive(p) != is_attributive(q);
    let same_head = ["head_same", "head_concept", "head_act"].iter().any(|n| says(n))
        || x.item.kind != Kind::Count && !(sized && x.item.kind == Kind::Quantity);
    match m.values {
        // "the first quarter of 2019", "the first quarter": which year the second one means was guessed
        Verdict::Conflict if names_year(p) != names_year(q) => PairOutcome::Scope,
        Verdict::Conflict if same_place || same_head && m.score >= w.limit_pair + MARGIN => {
            if is_scope {
                PairOutcome::Scope
            } else {
                PairOutcome::Conflict
            }
        }
        Verdict::Agree if m.score >= w.limit_link + EQUAL => PairOutcome::Agree,
        Verdict::Compatible if m.score >= w.limit_compatible => PairOutcome::Compatible,
        _ => PairOutcome::Unrelated,
    }
}

/// Whether a quantity hangs before its noun: "an 80-metre mast".
fn is_attributive(fact: &Fact) -> bool {
    let behind = fact.quote.find(fact.surface.as_str()).and_then(|at| fact.quote.get(at + fact.surface.len()..));
    behind.is_some_and(|rest| rest.starts_with('-') && rest.chars().nth(1).is_some_and(char::is_alphabetic))
}

/// Whether one quantity belongs to somebody with a name, and the other to a thing that the first does not speak of: "With a
/// height of 300 m Alta is …", "The town tower has a height of 90 m".
fn bears_other_name(named: &Fact, other: &Fact) -> bool {
    let (p, q) = (&named.slots, &other.slots);
    let spoken = |word: &String| p.head == *word || p.subject.contains(word) || p.modifiers.contains(word);
    let known = |name: &String| {
        name.split(' ')
            .any(|part| [&q.names, &q.carried, &q.subject, &q.clause].iter().any(|list| list.iter().any(|l| l == part)))
            || q.names.contains(name)
    };
    named.kind == Kind::Quantity
        && !p.names.is_empty()
        && q.names.is_empty()
        && !q.subject.is_empty()
        && !q.subject.iter().any(spoken)
        && !p.names.iter().any(known)
}

/// Whether the words of a date hold a year in digits.
pub(super) fn names_year(fact: &Fact) -> bool {
    fact.kind == Kind::Date && fact.surface.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() == 4)
}

/// Whether values that could both be true if each stood alone differ in sentences that repeat each other.
fn differs(p: &Fact, q: &Fact) -> bool {
    let denied = p.slots.stance.negated || q.slots.stance.negated;
    if wording(p, q) >= REPEATS && (!denied && excludes(&p.value, &q.value) || ranges_differ(&p.value, &q.value)) {
        return true;
    }
    if p.unit == q.unit && !denied && limits_differ(&p.value, &q.value) {
        return true;
    }
    let whole = |f: &Fact| f.value.single().filter(|n| n.is_integer() && f.value.bound() == Bound::Exact);
    p.unit == q.unit && matches!((whole(p), whole(q)), (Some(x), Some(y)) if x != y)
}

/// From this share of shared words on, in percent, one sentence repeats the other.
const REPEATS: usize = 70;

/// Share of the words of two sentences that both hold, in percent of the longer one.
fn wording(p: &Fact, q: &Fact) -> usize {
    let words = |f: &Fact| {
        let mut all: Vec<u64> = f.quote.split_whitespace().map(|w| hash(w.to_lowercase().as_bytes())).collect();
        super::item::sort(&mut all);
        all
    };
    let (x, y) = (words(p), words(q));
    let mut both = 0;
    shared(&x, &y, |_| both += 1);
    100 * both / x.len().max(y.len()).max(1)
}

/// Two limits of one kind on other numbers: "over 100", "over 50".
pub(super) fn limits_differ(a: &Value, b: &Value) -> bool {
    let is_limit = |v: &Value| matches!(v.bound(), Bound::Over | Bound::Under | Bound::AtLeast | Bound::AtMost);
    is_limit(a) && a.bound() == b.bound() && a != b
}

pub(super) fn ranges_differ(a: &Value, b: &Value) -> bool {
    matches!((a, b), (Value::Number { bound: Bound::Between, .. }, Value::Number { bound: Bound::Between, .. }))
        && a != b
}

/// Whether one states plainly the very number that the other leaves out: "12 hours", "less than 12 hours".
fn excludes(a: &Value, b: &Value) -> bool {
    let (Value::Number { low, high, bound: x }, Value::Number { low: l, high: h, bound: y }) = (a, b) else {
        return false;
    };
    let (n, m) = (low.or(*high), l.or(*h));
    let opens = |bound: &Bound| matches!(bound, Bound::Over | Bound::Under);
    n.is_some()
        && n == m
        && (opens(x) && *y == Bound::Exact || opens(y) && *x == Bound::Exact || opens(x) && opens(y) && x != y)
}

/// How many words are the same, counted from the value outwards; both at the end of their sentence counts as one.
pub(super) fn same(x: &[u64], y: &[u64]) -> i32 {
    let run = x.iter().zip(y).take_while(|(a, b)| a == b).count();
    let ends = usize::from(run == x.len() && run == y.len() && run < WORDS);
    i32::try_from(run + ends).unwrap_or(0)
}

/// Adds the words beside each fact, hedges left out.
fn sides(items: Vec<Item>, facts: &[Fact]) -> Vec<Side> {
    let lexicon = Lexicon::english();
    let mut from = 0;
    let mut last = None;
    items
        .into_iter()
        .map(|item| {
            let fact = &facts[item.fact];
            if last != Some(item.sentence) {
                from = 0;
                last = Some(item.sentence);
            }
            let rest = fact.quote.get(from..).unwrap_or_default();
            let at = from + rest.find(fact.surface.as_str()).unwrap_or(0);
            let end = at + fact.surface.len();
            let word = |w: &str| {
                let bare = w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
                let hedge = lexicon.word(&bare).hedge || Cue::Comparative.has(&bare);
                (!bare.is_empty() && !hedge).then(|| hash(bare.as_bytes()))
            };
            let before = fact.quote.get(..at).unwrap_or_default();
            let after = fact.quote.get(end..).unwrap_or_default();
            let side = Side {
                before: before.split_whitespace().rev().filter_map(word).take(WORDS).collect(),
                after: after.split_whitespace().filter_map(word).take(WORDS).collect(),
                item,
            };
            from = if fact.quote.is_char_boundary(end.min(fact.quote.len())) { end } else { from };
            side
        })
        .collect()
}

/// How much of the words of two facts is shared, up to 20: sentences that repeat each other but for a number.
pub(super) fn likeness(x: &Item, y: &Item) -> i32 {
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
