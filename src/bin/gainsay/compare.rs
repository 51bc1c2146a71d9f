//! `gainsay compare`: pairs of texts from standard input.

use std::io::{self, Write as _};

use gainsay::fact::Fact;
use gainsay::lexicon::Lexicon;
use gainsay::{compare, document, resolve};
use serde::{Deserialize, Serialize};

use crate::args::{Common, CompareArgs, Format, Input};
use crate::output::{self, Fault};
use crate::{CLEAN, FAULT, extract};

/// A row of input.
#[derive(Deserialize)]
struct Row {
    id: serde_json::Value,
    a: String,
    b: String,
}

/// A row of output.
#[derive(Serialize)]
struct Judged {
    id: serde_json::Value,
    verdict: &'static str,
    why: Vec<String>,
}

pub(crate) fn run(common: &Common, args: &CompareArgs) -> Result<u8, Fault> {
    output::format(common, "compare", &[Format::Jsonl])?;
    if args.input != Input::Jsonl || args.paths.iter().any(|p| p.as_os_str() != "-") {
        return Err(Fault::new("compare reads rows from standard input: gainsay compare --input jsonl -".to_owned()));
    }
    let mut faulty = false;
    let mut collected = String::new();
    let mut stdout = io::BufWriter::new(io::stdout().lock());
    extract::for_each_row(&mut faulty, |row: Row| {
        let judged = compare::judge_texts(&facts("a", &row.a), &facts("b", &row.b), &compare::Options::default());
        let judged = Judged { id: row.id, verdict: judged.verdict.as_str(), why: judged.why };
        let line = serde_json::to_string(&judged)?;
        if common.output.is_some() {
            collected.push_str(&line);
            collected.push('\n');
        } else {
            writeln!(stdout, "{line}")?;
            stdout.flush()?;
        }
        Ok(())
    })?;
    stdout.flush()?;
    if common.output.is_some() {
        output::write(common, &collected)?;
    }
    Ok(if faulty { FAULT } else { CLEAN })
}

fn facts(id: &str, text: &str) -> Vec<Fact> {
    let document = document::read_row(id, text, None);
    let mut facts = resolve::extract(&document, Lexicon::english()).facts;
    facts.sort_by_key(|f| (f.span, f.extent));
    gainsay::fact::assign(&mut facts);
    facts
}
