//! `gainsay decide`: record a ruling.

use gainsay::compare::Question;
use gainsay::review::{Decision, DecisionError, QuotedPosition, fingerprint, record as append, remove};
use gainsay::workspace::Analysis;

use crate::args::{Common, DecideArgs};
use crate::output::{self, Fault};
use crate::project::{self, Project};
use crate::{CLEAN, FAULT, facts};

pub(crate) fn run(common: &Common, args: &DecideArgs) -> Result<u8, Fault> {
    let project = Project::find(common)?;
    let mut loaded = project.load(common, &[])?;
    let analysis = loaded.analyze(common);
    if loaded.faulty {
        return Ok(FAULT);
    }
    let path = project.decisions_path();
    let fault = |error: DecisionError| Fault::new(format!("{}:{error}", path.display()));
    let mut text = project.decisions_text()?;
    if args.prune && !analysis.stale.is_empty() {
        text =
            remove(&text, &analysis.stale.iter().map(|s| s.decision.fingerprint.as_str()).collect()).map_err(fault)?;
        output::to_file(&path, &text)?;
        for stale in &analysis.stale {
            output::note(common, &format!("{}: removed {}", path.display(), stale.decision.question));
        }
    }
    let (Some(id), Some(ruling), Some(reason)) = (&args.id, args.ruling, &args.reason) else { return Ok(CLEAN) };
    let question = find(&analysis, id)?;
    let positions: Vec<_> = analysis.positions(question).collect();
    if let Some(prefer) = &args.prefer
        && !positions.iter().any(|f| *f.source == **prefer)
    {
        let sources: Vec<&str> = positions.iter().map(|f| &*f.source).collect();
        return Err(Fault::new(format!(
            "--prefer {prefer}: no position of this question; there are {}",
            sources.join(", ")
        )));
    }
    let decision = Decision {
        question: question.id.clone(),
        fingerprint: fingerprint(question, &analysis.facts),
        ruling: ruling.into(),
        reason: reason.clone(),
        author: args.author.clone(),
        date: project.config.today.clone().unwrap_or_else(project::today),
        prefer: args.prefer.clone(),
        until: args.until.clone(),
        positions: positions
            .iter()
            .map(|f| QuotedPosition {
                source: f.source.to_string(),
                surface: f.surface.clone(),
                quote: gainsay::fact::fold_space(&f.quote),
                apart: false,
            })
            .collect(),
    };
    let text = append(&text, &decision).map_err(fault)?;
    facts::make_dir(&project)?;
    output::to_file(&path, &text)?;
    output::note(common, &format!("{}: {} is {}", path.display(), question.id, decision.ruling));
    Ok(CLEAN)
}

/// The one question whose id starts with `id`.
pub(crate) fn find<'a>(analysis: &'a Analysis, id: &str) -> Result<&'a Question, Fault> {
    if let Some(question) = analysis.questions.iter().find(|q| q.id == id) {
        return Ok(question);
    }
    let found: Vec<_> = analysis.questions.iter().filter(|q| q.id.starts_with(id)).collect();
    match found.as_slice() {
        [one] => Ok(one),
        [] => Err(Fault::new(format!("{id}: nothing has this id or name; gainsay --all lists the questions"))),
        several => {
            let ids: Vec<_> = several.iter().take(5).map(|q| q.id.as_str()).collect();
            Err(Fault::new(format!("{id}: {} questions begin so: {}", several.len(), ids.join(", "))))
        }
    }
}
