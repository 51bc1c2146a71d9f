//! `gainsay extract`.

use std::io::{self, BufRead as _, Write as _};

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{Cell, ContentArrangement, Table};
use gainsay::fact::{Fact, Line, Record, Role};
use gainsay::lexicon::Lexicon;
use gainsay::report::{Visible, expression};
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
    if format == Format::Jsonl {
        return streamed(common, args, &project);
    }
    let mut loaded = project.load(common, &args.paths)?;
    let analysis = loaded.read(common);
    let mut facts: Vec<&Fact> = analysis.facts.iter().collect();
    if args.all {
        facts.extend(&analysis.aside);
        facts.sort_by_key(|f| (f.source.clone(), f.span, f.extent));
    }
    let text = match format {
        Format::Json => {
            let records: Vec<Record> = facts.into_iter().map(Record::from).collect();
            serde_json::to_string_pretty(&records)? + "\n"
        }
        _ => table(common, &facts, args.all),
    };
    output::write(common, &text)?;
    Ok(if loaded.faulty { FAULT } else { CLEAN })
}

/// Writes facts as texts are read, without keeping them.
fn streamed(common: &Common, args: &ExtractArgs, project: &Project) -> Result<u8, Fault> {
    let gathered = project.gather(common, &args.paths)?;
    let written = stream(&project.config, gathered.texts, &|fact, out| {
        if args.all || fact.role != Role::Noise {
            Line::from(fact).write(out);
            out.push(b'\n');
        }
    });
    let faulty = tell(common, &written.notices);
    output::write_with(common, |out| written.write(out))?;
    Ok(if gathered.faulty || faulty { FAULT } else { CLEAN })
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

fn table(common: &Common, facts: &[&Fact], all: bool) -> String {
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(output::width(common)).unwrap_or(u16::MAX));
    if output::colored(common) {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    // What a narrow terminal has no room for: the other forms hold everything.
    let width = output::width(common);
    let columns = [true, true, width >= 50, width >= 40, width >= 70, width >= 90, all];
    let fitted = |cells: Vec<Cell>| cells.into_iter().zip(columns).filter(|(_, fits)| *fits).map(|(cell, _)| cell);
    let head = ["where", "value", "kind", "measure", "when", "about", "role"].map(Cell::new);
    table.set_header(fitted(head.into()));
    let mut shown = 0;
    for fact in facts.iter().filter(|f| all || f.role != Role::Vague) {
        let ends = |p: gainsay::value::Period| {
            let (from, to) = (p.first.map(|m| m.to_string()), p.last.map(|m| m.to_string()));
            if from == to {
                from.unwrap_or_default()
            } else {
                format!("{}..{}", from.unwrap_or_default(), to.unwrap_or_default())
            }
        };
        let row = vec![
            Cell::new(Visible::new(&format!("{}:{}", fact.source, fact.line))),
            Cell::new(Visible::new(expression(fact))),
            Cell::new(fact.kind),
            Cell::new(Visible::new(fact.event.as_deref().unwrap_or(&fact.measure))),
            Cell::new(fact.when.map(ends).unwrap_or_default()),
            Cell::new(Visible::new(&fact.about.join(", "))),
            Cell::new(format!("{} {}", fact.role.as_str(), fact.reason.unwrap_or_default()).trim_end()),
        ];
        table.add_row(fitted(row));
        shown += 1;
    }
    let mut out: String = table.lines().map(|line| line.trim_end().to_owned() + "\n").collect();
    out.push_str(&format!("{shown} facts\n"));
    out
}
