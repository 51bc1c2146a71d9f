//! What was found, for people and programs: one model, one file an output.
//!
//! Every output is made from the same [`Report`], so that none can say more or less than another.

mod csv;
mod github;
mod grid;
mod html;
mod junit;
mod markdown;
mod model;
mod sarif;
mod table;
mod text;
mod visible;

use std::fmt;
use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::disk;
use crate::workspace::Workspace;

pub use grid::grid;
pub use model::{
    DecisionRow, DriftRow, LedgerRow, PositionRow, QuestionRow, Report, SourceRow, StaleRow, Summary, UnusedRow,
    expression,
};
pub use table::TableOptions;
pub use text::{Tone, find_words, paint, text_width, wrap};
pub use visible::Visible;

/// An input that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportError {
    /// The input.
    pub path: PathBuf,
    /// What went wrong.
    pub says: String,
}

impl fmt::Display for ReportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", Visible::new(&self.path.to_string_lossy()), Visible::new(&self.says))
    }
}

impl std::error::Error for ReportError {}

/// The discrepancy table of files and folders as text without colour, `width` columns wide: for snapshot tests of
/// one's own corpus.
///
/// ```no_run
/// # fn main() -> Result<(), gainsay::report::ReportError> {
/// println!("{}", gainsay::report_string(&["corpus"], 120)?);
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// The first path that cannot be read.
pub fn report_string<P: AsRef<Path>>(paths: &[P], width: usize) -> Result<String, ReportError> {
    let paths: Vec<PathBuf> = paths.iter().map(|p| p.as_ref().to_owned()).collect();
    let found = disk::discover(&paths, &disk::DiscoverOptions::default());
    let error = |fault: disk::Fault| ReportError { path: fault.path, says: fault.says };
    if let Some(fault) = found.faults.into_iter().next() {
        return Err(error(fault));
    }
    let mut texts = Vec::new();
    for file in found.files {
        let bytes = disk::read_file(&file.path, disk::DEFAULT_MAX_BYTES).map_err(error)?;
        texts.push((file.path.to_string_lossy().into_owned(), bytes));
    }
    Ok(render(texts, width))
}

/// The same as [`report_string`] for texts in memory, each given as path (which names it) and content.
pub fn report_texts(texts: &[(&str, &str)], width: usize) -> String {
    render(texts.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect(), width)
}

fn render(texts: Vec<(String, Vec<u8>)>, width: usize) -> String {
    let mut workspace = Workspace::new(Config::default());
    workspace.set_texts(texts);
    Report::new(&workspace.analysis()).to_table(&TableOptions { width, ..TableOptions::default() })
}

impl Report {
    /// The report as one JSON object.
    ///
    /// # Errors
    /// None in practice: the report holds texts and numbers only.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }

    /// The questions as JSON, one a line; then what else `check` fails on, each as an object with one key: "drift",
    /// "stale", "unused".
    ///
    /// # Errors
    /// None in practice.
    pub fn to_jsonl(&self) -> Result<String, serde_json::Error> {
        let mut out = String::new();
        for question in &self.questions {
            out.push_str(&serde_json::to_string(question)?);
            out.push('\n');
        }
        let drift = self.drift.iter().map(|row| serde_json::json!({"drift": row}));
        let stale = self.stale.iter().map(|row| serde_json::json!({"stale": row}));
        let unused = self.unused.iter().map(|row| serde_json::json!({"unused": row}));
        for row in drift.chain(stale).chain(unused) {
            out.push_str(&row.to_string());
            out.push('\n');
        }
        Ok(out)
    }
}

#[cfg(test)]
mod sample;
