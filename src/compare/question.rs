//! From linked pairs to questions: what is asked, what the texts say, and why.

use std::borrow::Borrow;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::align::{Context, align, describe};
use super::group::{Group, groups};
use super::item::{Item, hash};
use super::link::Edge;
use super::{Basis, Question, Reason, Severity, Verdict};
use crate::fact::{Fact, Kind};
use crate::value::Standing;

/// Said of two dates that stand for one another in two texts.
const MATCHED: &str = "neither text has the date of the other, and no two dates of them stand nearer to one another";

/// Said of two facts that only a ruling puts together.
const JOINED: &str = "an editor's ruling puts them together";

/// From so many questions on they are told in parallel.
const MANY: usize = 2000;

/// Puts settled edges together to questions.
pub(crate) fn questions<I: Borrow<Item> + Sync>(
    facts: &[Fact],
    items: &[I],
    edges: &mut [Edge],
    context: &Context<'_>,
) -> Vec<Question> {
    let of = |group: &Group| question(facts, items, group, context);
    let groups = groups(items, edges, context);
    let mut out: Vec<Question> = match groups.len() {
        // an edit is answered here and now: other threads may be at work on a whole comparison
        0..MANY => groups.iter().map(of).collect(),
        _ => groups.par_iter().map(of).collect(),
    };
    once(&mut out);
    out
}

/// Puts questions in order, and of those with one id leaves the strongest. A life in brackets is a birth and a death, and so may
/// be asked about twice.
pub(crate) fn once(questions: &mut Vec<Question>) {
    questions.sort_by(super::by_strength);
    let mut told: FxHashSet<String> = FxHashSet::default();
    questions.retain(|q| told.insert(q.id.clone()));
}

fn question<I: Borrow<Item>>(facts: &[Fact], items: &[I], group: &Group, context: &Context<'_>) -> Question {
    let item = |n: u32| items[n as usize].borrow();
    let fact = |n: u32| &facts[item(n).fact];
    let (members, edges) = (&group.members, &group.edges);
    // what is asked, and by which id, those tell who are asked: another text that says the same changes neither
    let asked: Vec<usize> = members.iter().map(|&n| item(n).fact).collect();
    let also = group.also.iter().filter(|&&n| !asked.contains(&item(n).fact));
    let mut seats: Vec<u32> = members.iter().chain(also).copied().collect();
    seats.sort_unstable();
    let positions: Vec<usize> = seats.iter().map(|&n| item(n).fact).collect();
    let at = |n: u32| seats.iter().position(|&m| m == n).unwrap_or(0);
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
            gap = gap.max(e.judged.gap);
            severity = severity.max(e.severity);
        }
        if best.is_none_or(|b| (e.verdict, e.severity, e.score) > (b.verdict, b.severity, b.score)) {
            best = Some(e);
        }
    }
    conflicts.sort_unstable();
    let mut trace = Vec::new();
    let happened = best.and_then(|e| happened(fact(e.a), fact(e.b)));
    let label = label(facts, &asked, happened);
    if let Some(e) = best {
        let (x, y) = (fact(e.a), fact(e.b));
        let is_kept = context.is_kept && (!context.is_vast || e.verdict == Verdict::Conflict);
        let found = align(item(e.a), item(e.b), &Context { is_kept, ..*context });
        why.push(sentence(x, y, e.verdict, &label));
        if e.joined {
            why.push(JOINED.to_owned());
            trace.push(Reason { rule: "taught.join", weight: 0, says: JOINED.to_owned() });
        } else if e.is_matched {
            why.push(MATCHED.to_owned());
            trace.push(Reason { rule: "chronicle", weight: 0, says: MATCHED.to_owned() });
        } else {
            why.extend(found.scope.iter().chain(&found.doubts).map(|reason| (*reason).to_owned()));
        }
        if x.source != y.source && super::copies::repeats(&x.quote, &y.quote) {
            why.push("same wording: one text repeats the other".to_owned());
        }
        for (feature, weight) in &found.features {
            trace.push(Reason { rule: feature, weight: *weight, says: describe(feature, x, y) });
        }
        if is_kept && e.standing != e.score {
            let says = "how it stands against other facts of the two texts; links only".to_owned();
            trace.push(Reason { rule: "best_counterpart", weight: e.standing - e.score, says });
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
        id: id(facts, &asked, &label),
        label,
        kind,
        verdict,
        severity,
        rule,
        basis: Basis::Aligned,
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
        Kind::Money | Kind::Quantity | Kind::Duration => {
            with_unit(f).map_or_else(|| format!("{} {}", f.surface, f.unit), str::to_owned)
        }
        _ => f.surface.clone(),
    };
    match verdict {
        Verdict::Conflict => format!("{} and {} cannot both be the answer to “{label}”", side(x), side(y)),
        Verdict::Scope => format!("{} and {} differ, but may not be about the same", side(x), side(y)),
        Verdict::Compatible => format!("{} and {} can both be true", side(x), side(y)),
        Verdict::Agree => format!("{} and {} say the same", side(x), side(y)),
    }
}

/// A value with its unit as the sentence has them: "eleven weeks".
fn with_unit(fact: &Fact) -> Option<&str> {
    let behind = fact.extent.end().checked_sub(fact.span.end()).filter(|n| (2..24).contains(n))?;
    let at = super::derive::find(&fact.quote, &fact.surface)?;
    let words = fact.quote.get(at..at + fact.surface.len() + behind)?.trim();
    words.ends_with(char::is_alphabetic).then_some(words)
}

/// What happened at two dates, in the words of the text that says more of it.
fn happened(x: &Fact, y: &Fact) -> Option<String> {
    let told = |f: &Fact| f.slots.events.first().map(|e| (e.is_known, e.head.is_empty(), e.label.clone()));
    let both = [told(x), told(y)].into_iter().flatten().filter(|t| !t.2.is_empty());
    both.max_by_key(|(is_known, is_bare, label)| (*is_known, !is_bare, std::cmp::Reverse(label.len()))).map(|t| t.2)
}

/// "strikes, Chile, 1969".
fn label(facts: &[Fact], positions: &[usize], happened: Option<String>) -> String {
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
    let what = happened.or_else(|| {
        of(&|f| match f.kind {
            Kind::Date => f.event.clone(),
            _ => Some(f.measure.clone()),
        })
    });
    // a name tells questions apart; what else a claim is about would only lengthen the label
    let is_name = |a: &&String| a.chars().any(|c| c.is_uppercase() || c.is_ascii_digit());
    let whom = of(&|f| f.about.iter().find(is_name).cloned());
    let place = of(&|f| f.places.first().cloned());
    let standing = positions.iter().filter_map(|&p| facts.get(p)).find_map(|f| f.slots.standing);
    let what = match (what, standing) {
        (Some(what), Some(s)) if !what.contains(s.as_str()) => Some(match s {
            Standing::Default | Standing::Example => format!("{s} of {what}"),
            _ => format!("{s} {what}"),
        }),
        (what, _) => what,
    };
    let time = of(&|f| {
        let when = f.when.filter(|_| f.when_stated || f.when_local)?;
        let (first, last) = (when.first?, when.last?);
        let year = first.date.year();
        (f.kind != Kind::Date && year == last.date.year()).then(|| year.to_string())
    });
    let parts: Vec<String> = [what, whom, place, time].into_iter().flatten().collect();
    let mut out: Vec<String> = Vec::new();
    for part in parts {
        let lower = part.to_lowercase();
        if !out.iter().any(|p| p.to_lowercase().split([' ', ',']).any(|w| w == lower) || p.to_lowercase() == lower) {
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
