//! From scored pairs to questions: facts are put together only when none speaks against another.

use rustc_hash::{FxHashMap, FxHashSet};

use super::align::{Alignment, Context, align, describe};
use super::guard::both_may_hold;
use super::item::{Item, hash};
use super::judge::{Judged, judge};
use super::taught::{are_apart, are_joined};
use super::{Question, Reason, Severity, Verdict};
use crate::fact::{Fact, Kind};

/// The most positions a question holds.
const MOST: usize = 24;

/// Said of two facts that only a ruling puts together.
const JOINED: &str = "an editor's ruling puts them together";

/// How far below the best counterpart in a text another one may lie.
const NEAR_BEST: i32 = 2;

/// A pair that was found to answer one question.
#[derive(Clone, Debug)]
pub(crate) struct Edge {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) score: i32,
    pub(crate) verdict: Verdict,
    pub(crate) severity: Severity,
    pub(crate) gap: u64,
    /// An editor has put the two together.
    pub(crate) joined: bool,
}

/// Judges an aligned pair; `None` when it is not aligned well enough for what the values say.
pub(crate) fn edge(a: u32, b: u32, x: &Item, y: &Item, context: &Context<'_>) -> Option<Edge> {
    if are_apart(&x.marks, &y.marks) {
        return None;
    }
    let found = align(x, y, context);
    let joined = are_joined(&x.marks, &y.marks);
    if joined && x.dimension == y.dimension {
        let judged = judge(x, y)?;
        let severity = match judged.verdict {
            Verdict::Conflict if judged.is_close => Severity::Warning,
            Verdict::Conflict => Severity::Error,
            _ => Severity::Note,
        };
        return Some(Edge { a, b, score: found.score, verdict: judged.verdict, severity, gap: judged.gap, joined });
    }
    if found.forbid.is_some() {
        return None;
    }
    let judged = judge(x, y)?;
    let (verdict, severity) = settle(x, y, &found, judged, context)?;
    Some(Edge { a, b, score: found.score, verdict, severity, gap: judged.gap, joined: false })
}

/// What alignment and values together say.
pub(crate) fn settle(
    x: &Item,
    y: &Item,
    found: &Alignment,
    judged: Judged,
    context: &Context<'_>,
) -> Option<(Verdict, Severity)> {
    let w = context.weights;
    let inside = if x.source == y.source { w.limit_inside } else { 0 };
    let score = found.score - inside;
    match judged.verdict {
        Verdict::Agree if score + inside / 2 >= w.limit_link => Some((Verdict::Agree, Severity::Note)),
        Verdict::Compatible if score + inside / 2 >= w.limit_compatible => Some((Verdict::Compatible, Severity::Note)),
        Verdict::Conflict if !found.scope.is_empty() => {
            (score >= w.limit_scope).then_some((Verdict::Scope, Severity::Note))
        }
        Verdict::Conflict if both_may_hold(x, y, &judged).is_some() => {
            (score >= w.limit_scope).then_some((Verdict::Scope, Severity::Note))
        }
        Verdict::Conflict if score >= w.limit_conflict => {
            let sure = score >= w.limit_error && found.doubts.is_empty() && !judged.is_close;
            Some((Verdict::Conflict, if sure { Severity::Error } else { Severity::Warning }))
        }
        Verdict::Conflict if score >= w.limit_scope => Some((Verdict::Scope, Severity::Note)),
        _ => None,
    }
}

/// Puts edges together to questions.
pub(crate) fn questions(facts: &[Fact], items: &[Item], edges: Vec<Edge>, context: &Context<'_>) -> Vec<Question> {
    let mut edges = counterparts(edges, items);
    edges.sort_by(|p, q| (q.joined, q.score).cmp(&(p.joined, p.score)).then_with(|| (p.a, p.b).cmp(&(q.a, q.b))));
    let known: FxHashMap<(u32, u32), usize> = edges.iter().enumerate().map(|(i, e)| ((e.a, e.b), i)).collect();
    let mut group_of: FxHashMap<u32, usize> = FxHashMap::default();
    let mut groups: Vec<Vec<u32>> = Vec::new();
    for e in &edges {
        for n in [e.a, e.b] {
            group_of.entry(n).or_insert_with(|| {
                groups.push(vec![n]);
                groups.len() - 1
            });
        }
        let (Some(&g), Some(&h)) = (group_of.get(&e.a), group_of.get(&e.b)) else { continue };
        if g == h || groups[g].len() + groups[h].len() > MOST && !e.joined {
            continue;
        }
        // what an editor has put together stays so; the joined edges come first, so that the others fit in with them
        let fits = groups[g].iter().all(|&i| {
            groups[h].iter().all(|&j| {
                let pair = (i.min(j), i.max(j));
                let marks = |n: u32| items[n as usize].marks.as_slice();
                // what was joined with an end of the edge goes where that end goes
                let lead = |n: u32| [e.a, e.b].into_iter().any(|end| are_joined(marks(n), marks(end)));
                known.contains_key(&pair)
                    || if e.joined || lead(i) || lead(j) {
                        !are_apart(marks(i), marks(j))
                    } else {
                        bearable(i, j, items, context)
                    }
            })
        });
        if fits {
            let moved = std::mem::take(&mut groups[h]);
            for n in &moved {
                group_of.insert(*n, g);
            }
            groups[g].extend(moved);
        }
    }
    let mut out: Vec<Question> = Vec::new();
    for group in groups.iter().filter(|g| g.len() > 1) {
        let mut members = group.clone();
        members.sort_unstable();
        let mut inner = Vec::new();
        for (n, &i) in members.iter().enumerate() {
            for &j in members.iter().skip(n + 1) {
                let edge = |a: u32, b: u32| known.get(&(a.min(b), a.max(b))).map(|&k| &edges[k]);
                match edge(i, j) {
                    Some(e) => inner.push(e.clone()),
                    None => inner.extend(inherited(i, j, &members, items, edge)),
                }
            }
        }
        out.push(question(facts, items, &members, &inner, context));
    }
    // a conflict whose two sides ended in different questions stands by itself
    let mut told = FxHashSet::default();
    for e in &edges {
        let (g, h) = (group_of.get(&e.a), group_of.get(&e.b));
        if e.verdict == Verdict::Conflict && g != h && told.insert((g.min(h), g.max(h))) {
            out.push(question(facts, items, &[e.a.min(e.b), e.a.max(e.b)], std::slice::from_ref(e), context));
        }
    }
    out
}

/// The edge between two facts of which one was joined with a third that the other is linked with.
fn inherited<'e>(
    i: u32,
    j: u32,
    members: &[u32],
    items: &[Item],
    edge: impl Fn(u32, u32) -> Option<&'e Edge>,
) -> Option<Edge> {
    let (x, y) = (&items[i as usize], &items[j as usize]);
    if x.marks.is_empty() && y.marks.is_empty() {
        return None;
    }
    let by = |own: u32, other: u32| {
        let is_mate = |m: &&u32| are_joined(&items[own as usize].marks, &items[**m as usize].marks);
        members.iter().filter(|m| **m != own && **m != other).filter(is_mate).find_map(|&m| edge(m, other))
    };
    let link = by(i, j).or_else(|| by(j, i))?;
    let judged = judge(x, y)?;
    let severity = if judged.verdict == Verdict::Conflict { Severity::Warning } else { Severity::Note };
    Some(Edge { a: i, b: j, score: link.score, verdict: judged.verdict, severity, gap: judged.gap, joined: true })
}

/// Drops conflicts of a fact with a text in which it has a better counterpart: what one text says of other matters is no
/// contradiction.
fn counterparts(edges: Vec<Edge>, items: &[Item]) -> Vec<Edge> {
    let mut best: FxHashMap<(u32, u32), i32> = FxHashMap::default();
    let sides = |e: &Edge| [(e.a, items[e.b as usize].source), (e.b, items[e.a as usize].source)];
    for e in edges.iter().filter(|e| !matches!(e.verdict, Verdict::Scope | Verdict::Compatible) && !e.joined) {
        for side in sides(e) {
            let score = best.entry(side).or_insert(i32::MIN);
            *score = (*score).max(e.score);
        }
    }
    edges
        .into_iter()
        .filter(|e| {
            let is_best = |side| best.get(&side).is_none_or(|&b| e.score + NEAR_BEST >= b);
            e.joined || e.verdict < Verdict::Scope || sides(e).into_iter().all(is_best)
        })
        .collect()
}

/// Whether two facts that were not linked may stand in one question.
fn bearable(i: u32, j: u32, items: &[Item], context: &Context<'_>) -> bool {
    let (x, y) = (&items[i as usize], &items[j as usize]);
    if are_apart(&x.marks, &y.marks) {
        return false;
    }
    // one measure in two units
    if (x.source, x.sentence, x.dimension) == (y.source, y.sentence, y.dimension) && x.unit != y.unit {
        return judge(x, y).is_some_and(|judged| judged.verdict != Verdict::Conflict);
    }
    let found = align(x, y, context);
    if found.forbid.is_some() {
        return false;
    }
    judge(x, y)
        .is_some_and(|judged| judged.verdict != Verdict::Conflict && found.score >= context.weights.limit_link / 2)
}

fn question(facts: &[Fact], items: &[Item], members: &[u32], edges: &[Edge], context: &Context<'_>) -> Question {
    let fact = |n: u32| &facts[items[n as usize].fact];
    let positions: Vec<usize> = members.iter().map(|&n| items[n as usize].fact).collect();
    let at = |n: u32| members.iter().position(|&m| m == n).unwrap_or(0);
    let mut verdict = Verdict::Agree;
    let mut severity = Severity::Note;
    let mut gap = 0;
    let mut conflicts = Vec::new();
    let mut why = Vec::new();
    let mut best: Option<&Edge> = None;
    for e in edges {
        verdict = verdict.max(e.verdict);
        if e.verdict == Verdict::Conflict {
            conflicts.push((at(e.a), at(e.b)));
            gap = gap.max(e.gap);
            severity = severity.max(e.severity);
        }
        if best.is_none_or(|b| (e.verdict, e.severity, e.score) > (b.verdict, b.severity, b.score)) {
            best = Some(e);
        }
    }
    conflicts.sort_unstable();
    let mut trace = Vec::new();
    let label = label(facts, &positions);
    if let Some(e) = best {
        let (x, y) = (fact(e.a), fact(e.b));
        let found = align(&items[e.a as usize], &items[e.b as usize], context);
        why.push(sentence(x, y, e.verdict, &label));
        if e.joined {
            why.push(JOINED.to_owned());
            trace.push(Reason { rule: "taught.join", weight: 0, says: JOINED.to_owned() });
        } else {
            why.extend(found.scope.iter().chain(&found.doubts).map(|reason| (*reason).to_owned()));
        }
        if x.quote == y.quote && x.source != y.source {
            why.push("same wording: one text repeats the other".to_owned());
        }
        for (feature, weight) in &found.features {
            trace.push(Reason { rule: feature, weight: *weight, says: describe(feature, x, y) });
        }
    }
    let kind = fact(members[0]).kind;
    let rule = match (verdict, kind) {
        (Verdict::Conflict, Kind::Date) => "date-conflict",
        (Verdict::Conflict, Kind::Duration) => "duration-conflict",
        (Verdict::Conflict, _) => "value-conflict",
        (Verdict::Scope, _) => "scope",
        (Verdict::Compatible, _) => "compatible",
        (Verdict::Agree, _) => "agree",
    };
    Question {
        id: id(facts, &positions, &label),
        label,
        kind,
        verdict,
        severity,
        rule,
        positions,
        conflicts,
        why,
        trace,
        gap,
    }
}

fn sentence(x: &Fact, y: &Fact, verdict: Verdict, label: &str) -> String {
    let side = |f: &Fact| match f.kind {
        Kind::Share => format!("{} {}", f.surface, f.unit),
        Kind::Money | Kind::Quantity | Kind::Duration => format!("{} {}", f.surface, f.unit),
        _ => f.surface.clone(),
    };
    match verdict {
        Verdict::Conflict => format!("{} and {} cannot both be the answer to “{label}”", side(x), side(y)),
        Verdict::Scope => format!("{} and {} differ, but may not be about the same", side(x), side(y)),
        Verdict::Compatible => format!("{} and {} can both be true", side(x), side(y)),
        Verdict::Agree => format!("{} and {} say the same", side(x), side(y)),
    }
}

/// "strikes, Chile, 1969".
fn label(facts: &[Fact], positions: &[usize]) -> String {
    let most = |words: Vec<String>| -> Option<String> {
        let mut counts: Vec<(usize, usize, String)> = Vec::new();
        for (n, word) in words.into_iter().enumerate() {
            match counts.iter_mut().find(|(_, _, w)| *w == word) {
                Some(entry) => entry.0 += 1,
                None => counts.push((1, n, word)),
            }
        }
        counts.into_iter().max_by(|x, y| x.0.cmp(&y.0).then(y.1.cmp(&x.1))).map(|(_, _, w)| w)
    };
    let of = |pick: &dyn Fn(&Fact) -> Option<String>| -> Option<String> {
        most(positions.iter().filter_map(|&p| facts.get(p)).filter_map(pick).filter(|w| !w.is_empty()).collect())
    };
    let what = of(&|f| match f.kind {
        Kind::Date => f.event.clone(),
        _ => Some(f.measure.clone()),
    });
    // a name tells questions apart; what else a claim is about would only lengthen the label
    let whom = of(&|f| f.about.iter().find(|a| a.starts_with(char::is_uppercase)).cloned());
    let place = of(&|f| f.places.first().cloned());
    let time = of(&|f| {
        let when = f.when?;
        let (first, last) = (when.first?, when.last?);
        let year = first.date.year();
        (f.kind != Kind::Date && year == last.date.year()).then(|| year.to_string())
    });
    let parts: Vec<String> = [what, whom, place, time].into_iter().flatten().collect();
    let mut out: Vec<String> = Vec::new();
    for part in parts {
        if !out.iter().any(|p| p.eq_ignore_ascii_case(&part)) {
            out.push(part);
        }
    }
    if out.is_empty() {
        positions.first().and_then(|&p| facts.get(p)).map_or_else(String::new, |f| f.unit.clone())
    } else {
        out.join(", ")
    }
}

/// "strikes-1969-7f3a": letters of the label and a hash of the facts.
pub(crate) fn id(facts: &[Fact], positions: &[usize], label: &str) -> String {
    let mut ids: Vec<&str> = positions.iter().filter_map(|&p| facts.get(p)).map(|f| f.id.as_str()).collect();
    ids.sort_unstable();
    let mut slug = String::new();
    for c in label.chars().flat_map(char::to_lowercase) {
        if slug.len() >= 28 {
            break;
        }
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    let h = hash(ids.join(" ").as_bytes());
    format!("{}-{:06x}", slug.trim_end_matches('-'), (h ^ (h >> 32)) & 0xff_ffff)
}
