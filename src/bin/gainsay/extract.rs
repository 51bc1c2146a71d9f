//! `gainsay extract`.

use std::io::{self, BufRead as _, Write as _};

use gainsay::fact::{Fact, Line, Record, Role};
use gainsay::lexicon::Lexicon;
use gainsay::report::{Visible, expression, grid};
use gainsay::value::Period;
use gainsay::workspace::stream;
use gainsay::{document, resolve};
use serde::Deserialize;

use crate::args::{Common, ExtractArgs, Format, Input};
use crate::output::{self, Fault};
use crate::project::{Project, tell};
use crate::{CLEAN, FAULT};

/// A row of input.
#[derive(Deserialize)]
struct Row {
    id: String,
    text: String,
    #[serde(default)]
    reference_date: Option<String>,
}

pub(crate) fn run(common: &Common, args: &ExtractArgs) -> Result<u8, Fault> {
    let format = output::format(common, "extract", &[Format::Table, Format::Json, Format::Jsonl])?;
    if args.input == Input::Jsonl {
        return rows(common, args);
    }
    let project = Project::find(common)?;
    if format == Format::Json {
        return json(common, args, &project);
    }
    let gathered = project.gather(common, &args.paths)?;
    let width = output::width(common);
    let columns = COLUMNS.map(|(_, least)| least.map_or(args.all, |least| width >= least));
    let written = stream(&project.config, gathered.texts, &|fact, out| {
        if format == Format::Jsonl && (args.all || fact.role != Role::Noise) {
            Line::from(fact).write(out);
            out.push(b'\n');
        } else if format == Format::Table && (args.all || !matches!(fact.role, Role::Noise | Role::Vague)) {
            write_row(fact, columns, out);
        }
    });
    let faulty = tell(common, &written.notices);
    if format == Format::Jsonl {
        output::write_with(common, |out| written.write(out))?;
    } else {
        let mut rows = Vec::new();
        written.write(&mut rows)?;
        let rows = String::from_utf8_lossy(&rows);
        let shown = COLUMNS.iter().zip(columns).filter(|(_, is_shown)| *is_shown);
        let header: Vec<&str> = shown.map(|((name, _), _)| *name).collect();
        let count = rows.lines().count();
        output::write(common, &format!("{}{count} facts\n", grid(&header, rows.lines(), width)))?;
    }
    Ok(if gathered.faulty || faulty { FAULT } else { CLEAN })
}

/// All facts in one list.
fn json(common: &Common, args: &ExtractArgs, project: &Project) -> Result<u8, Fault> {
    let mut loaded = project.load(common, &args.paths)?;
    let analysis = loaded.read(common);
    let mut facts: Vec<&Fact> = analysis.facts.iter().collect();
    if args.all {
        facts.extend(&analysis.aside);
        facts.sort_by_key(|f| (f.source.clone(), f.span, f.extent));
    }
    let records: Vec<Record> = facts.into_iter().map(Record::from).collect();
    output::write(common, &(serde_json::to_string_pretty(&records)? + "\n"))?;
    Ok(if loaded.faulty { FAULT } else { CLEAN })
}

/// The columns of a table, and how wide a terminal has room for each; the last only where all is shown that looks like a value.
const COLUMNS: [(&str, Option<usize>); 7] = [
    ("where", Some(0)),
    ("value", Some(0)),
    ("kind", Some(50)),
    ("measure", Some(40)),
    ("when", Some(70)),
    ("about", Some(90)),
    ("role", None),
];

/// Writes what a table shows of a fact as a line of cells parted by tabs, which visible text has none of.
fn write_row(fact: &Fact, columns: [bool; 7], out: &mut Vec<u8>) {
    let cells = [
        format!("{}:{}", fact.source, fact.line),
        expression(fact).to_owned(),
        fact.kind.to_string(),
        fact.event.as_deref().unwrap_or(&fact.measure).to_owned(),
        fact.when.map(days).unwrap_or_default(),
        fact.about.join(", "),
        format!("{} {}", fact.role.as_str(), fact.reason.unwrap_or_default()),
    ];
    let shown = cells.iter().zip(columns).filter(|(_, is_shown)| *is_shown);
    for (i, (cell, _)) in shown.enumerate() {
        if i > 0 {
            out.push(b'\t');
        }
        out.extend_from_slice(Visible::new(cell).as_str().as_bytes());
    }
    out.push(b'\n');
}

/// A period by its first and its last day.
fn days(period: Period) -> String {
    let (from, to) = (period.first.map(|m| m.to_string()), period.last.map(|m| m.to_string()));
    if from == to {
        return from.unwrap_or_default();
    }
    format!("{}..{}", from.unwrap_or_default(), to.unwrap_or_default())
}

/// Reads rows from standard input and writes facts as they come.
fn rows(common: &Common, args: &ExtractArgs) -> Result<u8, Fault> {
    if args.paths.iter().any(|p| p.as_os_str() != "-") {
        return Err(Fault::new("--input jsonl reads standard input only: give - or no path".to_owned()));
    }
    if !matches!(common.format, None | Some(Format::Jsonl)) {
        return Err(Fault::new("--input jsonl writes jsonl only: use --format jsonl".to_owned()));
    }
    let mut faulty = false;
    let mut collected = Vec::new();
    let mut stdout = io::stdout().lock();
    for_each_row(&mut faulty, |row: Row| {
        let document = document::read_row(&row.id, &row.text, row.reference_date.as_deref());
        let extract = resolve::extract(&document, Lexicon::of(common.lang.as_deref().unwrap_or_default()));
        let mut facts = extract.facts;
        if args.all {
            facts.extend(extract.aside);
            facts.sort_by_key(|f| (f.span, f.extent));
        }
        for fact in &facts {
            Line::from(fact).write(&mut collected);
            collected.push(b'\n');
        }
        if common.output.is_none() {
            // Whoever writes rows one at a time may wait for the answer.
            stdout.write_all(&collected)?;
            stdout.flush()?;
            collected.clear();
        }
        Ok(())
    })?;
    if common.output.is_some() {
        output::write_with(common, |out| out.write_all(&collected))?;
    }
    Ok(if faulty { FAULT } else { CLEAN })
}

/// Gives every line of standard input to `act`; a line that is no such object is named and passed over.
pub(crate) fn for_each_row<T: serde::de::DeserializeOwned>(
    faulty: &mut bool,
    mut act: impl FnMut(T) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut input = io::stdin().lock();
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if input.read_until(b'\n', &mut line).map_err(|e| Fault::new(format!("standard input: {e}")))? == 0 {
            break;
        }
        let bytes = if number == 1 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line) } else { &line };
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice(bytes) {
            Ok(row) => act(row)?,
            Err(error) => {
                *faulty = true;
                output::error(&format!("standard input:{number}: {error}; the line is passed over"));
            }
        }
    }
    Ok(())
}
