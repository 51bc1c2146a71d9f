//! `gainsay report`.

use gainsay::compare::Verdict;
use gainsay::report::{QuestionRow, Report};

use crate::args::{Common, Format, ReportArgs};
use crate::output::{self, Fault};
use crate::project::Project;
use crate::{CLEAN, FAULT, FOUND};

pub(crate) fn run(common: &Common, args: &ReportArgs) -> Result<u8, Fault> {
    const KNOWN: [Format; 9] = [
        Format::Table,
        Format::Json,
        Format::Jsonl,
        Format::Markdown,
        Format::Html,
        Format::Csv,
        Format::Sarif,
        Format::Github,
        Format::Junit,
    ];
    let format = output::format(common, "report", &KNOWN)?;
    let project = Project::find(common)?;
    let mut loaded = project.load(common, &args.paths)?;
    let analysis = loaded.analyze(common);
    output::write(common, &render(common, &Report::new(&analysis), format, args.all)?)?;
    if loaded.faulty {
        return Ok(FAULT);
    }
    let found = common.fail_on.is_some_and(|level| analysis.undecided(level.into()).next().is_some());
    Ok(if found { FOUND } else { CLEAN })
}

/// The report in one of its forms.
pub(crate) fn render(common: &Common, report: &Report, format: Format, all: bool) -> Result<String, Fault> {
    Ok(match format {
        Format::Table => report.to_table(&output::table_options(common, all)),
        Format::Json => report.to_json()?,
        Format::Jsonl => report.to_jsonl()?,
        Format::Markdown => report.to_markdown(all),
        Format::Html => report.to_html(),
        Format::Csv => report.to_csv(),
        Format::Sarif => report.to_sarif()?,
        Format::Github => report.to_github(all),
        Format::Junit => report.to_junit(|q: &QuestionRow| all || q.verdict == Verdict::Conflict),
    })
}
