//! `gainsay decide`: record a ruling, or take one back.

use std::collections::BTreeSet;

use gainsay::compare::{Question, Verdict};
use gainsay::disk;
use gainsay::fact::Fact;
use gainsay::review::{Change, Decision, DecisionError, Decisions, Draft, Refused, Ruling};
use gainsay::workspace::Analysis;

use crate::args::{Common, DecideArgs};
use crate::output::{self, Fault};
use crate::project::{self, Project};
use crate::{CLEAN, FAULT, author, facts};

pub(crate) fn run(common: &Common, args: &DecideArgs) -> Result<u8, Fault> {
    let project = Project::find(common)?;
    let mut loaded = project.load(common, &[])?;
    let analysis = loaded.analyze(common);
    if loaded.faulty {
        return Ok(FAULT);
    }
    let text = project.decisions_text()?;
    let path = project.decisions_path();
    let shown = path.display();
    let fault = |error: DecisionError| Fault::new(format!("{}:{error}", path.display()));
    let mut pruned = text.clone();
    let mut says = Vec::new();
    if args.prune {
        let stale = analysis.stale.iter().map(|s| s.decision.fingerprint.as_str()).collect();
        pruned = Change::remove(&text, &stale).map_err(fault)?.after;
        says.extend(analysis.stale.iter().map(|s| format!("{shown}: removed {}", s.decision.question)));
    }
    let mut after = pruned.clone();
    if let Some(id) = &args.id {
        if args.withdraw {
            let there = Decisions::parse(&pruned).map_err(fault)?;
            let gone = withdrawn(&analysis, &there, id)?;
            after = Change::remove(&pruned, &BTreeSet::from([gone.fingerprint.as_str()])).map_err(fault)?.after;
            says.push(format!("{shown}: {} is no longer {}", gone.question, gone.ruling));
        } else if let (Some(ruling), Some(reason)) = (args.ruling, &args.reason) {
            let draft = Draft {
                ruling,
                reason: reason.clone(),
                author: author::of(&args.author),
                date: project.config.today.clone().unwrap_or_else(project::today),
                prefer: args.prefer.clone(),
                until: args.until.clone(),
            };
            let (decision, succeeds) = decision(&analysis, args, id, &draft)?;
            let there = Decisions::parse(&pruned).map_err(fault)?;
            says.extend(replaces(&there, &decision, &succeeds).map(|old| format!("{shown}: in the place of {old}")));
            after = Change::record(&pruned, &decision, &succeeds).map_err(fault)?.after;
            says.push(format!("{shown}: {} is {}", decision.question, worded(&decision)));
        } else {
            return Err(Fault::new(format!("{id}: what is ruled? give --ruling RULING --reason TEXT, or --withdraw")));
        }
    }
    if after != text {
        facts::make_dir(&project)?;
        disk::replace(&path, &text, &after).map_err(|e| Fault::new(format!("{shown}: {e}")))?;
    }
    for line in says {
        output::note(common, &line);
    }
    Ok(CLEAN)
}

/// The decision asked for, and the fingerprints of stale ones that it succeeds.
fn decision<'a>(
    analysis: &'a Analysis,
    args: &DecideArgs,
    id: &str,
    draft: &Draft,
) -> Result<(Decision, BTreeSet<&'a str>), Fault> {
    let refused = |refused: Refused| Fault::new(refused.to_string());
    match draft.ruling {
        Ruling::Join => {
            let mut joined = positions(analysis, id)?;
            for other in &args.with {
                joined.extend(positions(analysis, other)?);
            }
            Ok((draft.join(id, &joined).map_err(refused)?, BTreeSet::new()))
        }
        Ruling::Split => {
            let question = find(analysis, id)?;
            let (mut stay, mut apart) = (Vec::new(), Vec::new());
            for name in &args.apart {
                if !analysis.positions(question).any(|f| is_named(f, name)) {
                    let known: Vec<_> = analysis.positions(question).map(named).collect();
                    return Err(Fault::new(format!(
                        "--apart {name}: no position of this question; there are {}",
                        known.join(", ")
                    )));
                }
            }
            for fact in analysis.positions(question) {
                let list = if args.apart.iter().any(|name| is_named(fact, name)) { &mut apart } else { &mut stay };
                list.push(fact);
            }
            Ok((draft.split(&question.id, &stay, &apart).map_err(refused)?, BTreeSet::new()))
        }
        _ => {
            let question = find(analysis, id)?;
            let succeeded = analysis.stale.iter().filter(|s| {
                let is_ruling = !s.decision.ruling.teaches();
                is_ruling && s.now.as_deref() == Some(question.id.as_str())
            });
            let succeeds = succeeded.map(|s| s.decision.fingerprint.as_str()).collect();
            Ok((draft.on(question, &analysis.facts).map_err(refused)?, succeeds))
        }
    }
}

/// Whether a position is meant by its fact id, "SOURCE", "SOURCE:LINE" or its value as written.
fn is_named(fact: &Fact, name: &str) -> bool {
    let line = format!("{}:{}", fact.source, fact.line);
    fact.id == name || *fact.source == *name || line == name || fact.surface == name
}

fn named(fact: &Fact) -> String {
    format!("{}:{} ({})", fact.source, fact.line, fact.surface)
}

/// The facts of a question or the one fact of that id.
fn positions<'a>(analysis: &'a Analysis, id: &str) -> Result<Vec<&'a Fact>, Fault> {
    match analysis.facts.iter().find(|f| f.id == id) {
        Some(fact) => Ok(vec![fact]),
        None => Ok(analysis.positions(find(analysis, id)?).collect()),
    }
}

/// The decision on the question called `id`, or the one made when a question had that id.
fn withdrawn<'a>(analysis: &Analysis, there: &'a Decisions, id: &str) -> Result<&'a Decision, Fault> {
    let on_question = find(analysis, id).ok().map(|q| gainsay::review::fingerprint(q, &analysis.facts));
    let is_own = |d: &&Decision| Some(&d.fingerprint) == on_question.as_ref();
    let is_meant = |d: &&Decision| d.question.starts_with(id) || d.fingerprint == id;
    if let Some(own) = there.list().iter().find(is_own) {
        return Ok(own);
    }
    let meant: Vec<&Decision> = there.list().iter().filter(is_meant).collect();
    match meant.as_slice() {
        [one] => Ok(one),
        [] => Err(Fault::new(format!("{id}: nothing was ruled on it"))),
        several => {
            let keys: Vec<_> = several.iter().map(|d| format!("{} ({})", d.fingerprint, d.ruling)).collect();
            Err(Fault::new(format!("{id}: {} rulings are meant; name one: {}", several.len(), keys.join(", "))))
        }
    }
}

/// Earlier rulings that this one takes the place of, for people.
fn replaces<'a>(
    there: &'a Decisions,
    decision: &'a Decision,
    succeeds: &'a BTreeSet<&str>,
) -> impl Iterator<Item = String> + 'a {
    let is_old = |d: &&Decision| d.fingerprint == decision.fingerprint || succeeds.contains(d.fingerprint.as_str());
    there.list().iter().filter(is_old).map(|d| {
        let by = if d.author.is_empty() { String::new() } else { format!(" by {}", d.author) };
        format!("\"{}\"{by} of {}: {}", d.ruling, d.date, d.reason)
    })
}

/// A ruling for people, with what it rests on.
fn worded(decision: &Decision) -> String {
    match (&decision.prefer, &decision.until) {
        (Some(prefer), _) => format!("decided for {prefer}"),
        (_, Some(until)) => format!("put off until {until}"),
        _ if decision.ruling == Ruling::Join => {
            format!("joined: {} positions answer one question", decision.positions.len())
        }
        _ if decision.ruling == Ruling::Split => {
            let apart: Vec<_> = decision
                .positions
                .iter()
                .filter(|p| p.apart)
                .map(|p| format!("{} ({})", p.source, p.surface))
                .collect();
            format!("split: {} is not about this", apart.join(", "))
        }
        _ => decision.ruling.to_string(),
    }
}

/// The one question whose id starts with `id`, or of several the one that is a conflict.
pub(crate) fn find<'a>(analysis: &'a Analysis, id: &str) -> Result<&'a Question, Fault> {
    if let Some(question) = analysis.questions.iter().find(|q| q.id == id) {
        return Ok(question);
    }
    let found: Vec<_> = analysis.questions.iter().filter(|q| q.id.starts_with(id)).collect();
    match found.as_slice() {
        [one] => Ok(one),
        [] => Err(Fault::new(format!("{id}: nothing has this id or name; gainsay --all lists the questions"))),
        several => {
            let mut conflicts = several.iter().filter(|q| q.verdict == Verdict::Conflict);
            if let (Some(one), None) = (conflicts.next(), conflicts.next()) {
                return Ok(one);
            }
            let ids: Vec<_> = several.iter().take(5).map(|q| q.id.as_str()).collect();
            Err(Fault::new(format!("{id}: {} questions begin so: {}", several.len(), ids.join(", "))))
        }
    }
}
