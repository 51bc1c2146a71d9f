//! `gainsay check`: the gate for CI.

use gainsay::report::Report;

use crate::args::{Common, Format, PathArgs};
use crate::output::{self, Fault};
use crate::project::Project;
use crate::{CLEAN, FAULT, FOUND, facts, report};

pub(crate) fn run(common: &Common, args: &PathArgs) -> Result<u8, Fault> {
    const KNOWN: [Format; 6] =
        [Format::Table, Format::Json, Format::Jsonl, Format::Markdown, Format::Github, Format::Sarif];
    let format = output::format(common, "check", &KNOWN)?;
    let project = Project::find(common)?;
    let mut loaded = project.load(common, &args.paths)?;
    let analysis = loaded.analyze(common);
    let mut shown = Report::new(&analysis);
    if matches!(format, Format::Table | Format::Markdown | Format::Jsonl) {
        // What people read lists what fails; the forms for programs list everything.
        let fail_on = project.fail_on(common);
        shown.questions.retain(|q| q.decision.is_none() && fail_on.counts(q.verdict, q.severity));
    }
    let open = analysis.undecided(project.fail_on(common)).count();
    let drift = facts::drift(&project, &analysis, loaded.whole)?;
    let differing: usize = drift.iter().map(|d| d.lines.len()).sum();
    let mut text = report::render(common, &shown, format, true)?;
    match format {
        Format::Table | Format::Markdown => {
            if differing > 0 {
                text.push('\n');
                text.push_str(&facts::show(&drift, format == Format::Markdown));
            }
            text.push('\n');
            text.push_str(&verdict(open, differing, analysis.stale.len()));
        }
        Format::Github if differing > 0 => {
            text.push_str("::error title=facts out of date::run gainsay facts --write and commit the result\n");
        }
        _ if differing > 0 => output::warning(common, "facts/ is out of date: run gainsay facts --write"),
        _ => {}
    }
    output::write(common, &text)?;
    Ok(match loaded.faulty {
        true => FAULT,
        false if open + differing + analysis.stale.len() > 0 => FOUND,
        false => CLEAN,
    })
}

/// The last line, which says what to do.
fn verdict(open: usize, differing: usize, stale: usize) -> String {
    let mut parts = Vec::new();
    if open > 0 {
        parts.push(format!("{open} undecided (gainsay decide ID --ruling RULING --reason TEXT)"));
    }
    if differing > 0 {
        let s = if differing == 1 { "" } else { "s" };
        parts.push(format!("{differing} fact record{s} out of date (gainsay facts --write)"));
    }
    if stale > 0 {
        let s = if stale == 1 { "" } else { "s" };
        parts.push(format!("{stale} stale decision{s} (gainsay decide --prune, then rule anew)"));
    }
    if parts.is_empty() { "check passed\n".to_owned() } else { format!("check failed: {}\n", parts.join("; ")) }
}
