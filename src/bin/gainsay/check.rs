//! `gainsay check`: the gate for CI.

use std::collections::BTreeMap;
use std::io::Write as _;

use gainsay::config::FailOn;
use gainsay::report::Report;

use crate::args::{CheckArgs, Common, Format};
use crate::output::{self, Fault};
use crate::project::Project;
use crate::since::Since;
use crate::{CLEAN, FAULT, FOUND, facts, report};

pub(crate) fn run(common: &Common, args: &CheckArgs) -> Result<u8, Fault> {
    const KNOWN: [Format; 7] =
        [Format::Table, Format::Json, Format::Jsonl, Format::Markdown, Format::Github, Format::Sarif, Format::Junit];
    let format = output::format(common, "check", &KNOWN)?;
    let project = Project::find(common)?;
    let since = args.since.as_deref().map(Since::new).transpose()?;
    let mut loaded = project.load(common, &args.paths)?;
    let analysis = loaded.analyze(common);
    let fail_on = project.fail_on(common);
    let mut shown = Report::new(&analysis);
    let decisions = project.decisions_path().to_string_lossy().into_owned();
    for stale in &mut shown.stale {
        stale.path.clone_from(&decisions);
    }
    shown.add_drift(&facts::drift(&project, &analysis, loaded.whole)?, &analysis.facts);
    if let Some(since) = &since {
        let lines: BTreeMap<&str, (u32, u32)> =
            analysis.facts.iter().map(|f| (f.id.as_str(), loaded.workspace.lines_of(f))).collect();
        shown.limit_to(|p| since.touches(&p.path, lines.get(p.fact.as_str()).copied().unwrap_or((p.line, p.line))));
    }
    let failing = |q: &gainsay::report::QuestionRow| q.decision.is_none() && fail_on.counts(q.verdict, q.severity);
    if matches!(format, Format::Table | Format::Markdown | Format::Jsonl | Format::Github) {
        // What people read lists what fails; the forms for programs list everything.
        shown.questions.retain(failing);
    }
    let tally = Tally {
        open: shown.questions.iter().filter(|q| failing(q)).count(),
        drift: shown.drift.len(),
        stale: shown.stale.len(),
        unused: if fail_on == FailOn::Note { shown.unused.len() } else { 0 },
    };
    let mut text = match format {
        // a case fails where the check does
        Format::Junit => shown.to_junit(failing),
        _ => report::render(common, &shown, format, true)?,
    };
    match format {
        Format::Table | Format::Markdown => text.push_str(&format!("\n{}\n", tally.verdict())),
        Format::Github => summarize(&format!("{}\n{}\n", shown.to_markdown(true), tally.verdict()))?,
        _ => {}
    }
    output::write(common, &text)?;
    Ok(match loaded.faulty {
        true => FAULT,
        false if tally.fails() => FOUND,
        false => CLEAN,
    })
}

/// Adds to the summary of a job of GitHub Actions, which names a file for it.
fn summarize(markdown: &str) -> Result<(), Fault> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|p| !p.is_empty()) else { return Ok(()) };
    let file = std::fs::OpenOptions::new().create(true).append(true).open(&path);
    let written = file.and_then(|mut file| file.write_all(markdown.as_bytes()));
    written.map_err(|e| Fault::new(format!("GITHUB_STEP_SUMMARY: {}: {e}", path.to_string_lossy())))
}

/// How much there is to fail on.
struct Tally {
    open: usize,
    drift: usize,
    stale: usize,
    unused: usize,
}

impl Tally {
    fn fails(&self) -> bool {
        self.open + self.drift + self.stale + self.unused > 0
    }

    /// The last line, which says what to do.
    fn verdict(&self) -> String {
        let s = |n: usize| if n == 1 { "" } else { "s" };
        let Self { open, drift, stale, unused } = *self;
        let mut parts = Vec::new();
        if open > 0 {
            parts.push(format!("{open} undecided (gainsay decide ID --ruling RULING --reason TEXT)"));
        }
        if drift > 0 {
            parts.push(format!("{drift} fact record{} out of date (gainsay facts --write)", s(drift)));
        }
        if stale > 0 {
            let way_out = "rule anew with gainsay decide, or gainsay decide --prune";
            parts.push(format!("{stale} stale decision{} ({way_out})", s(stale)));
        }
        if unused > 0 {
            parts.push(format!("{unused} unused instruction{} to ignore findings (take them out)", s(unused)));
        }
        if parts.is_empty() { "check passed".to_owned() } else { format!("check failed: {}", parts.join("; ")) }
    }
}
