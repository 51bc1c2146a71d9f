//! Standard output, files, and messages on standard error.

use std::fmt;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use gainsay::disk;
use gainsay::report::{TableOptions, Visible};

use crate::args::{Common, Format, When};

/// Why a command cannot go on.
#[derive(Debug)]
pub(crate) struct Fault {
    says: String,
    closed_pipe: bool,
}

impl Fault {
    pub(crate) fn new(says: String) -> Self {
        Self { says, closed_pipe: false }
    }

    /// Whether the reader of our output went away, which is no fault of anybody's.
    pub(crate) fn is_closed_pipe(&self) -> bool {
        self.closed_pipe
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.says)
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        let closed_pipe = error.kind() == io::ErrorKind::BrokenPipe;
        Self { says: format!("standard output: {error}"), closed_pipe }
    }
}

impl From<disk::Fault> for Fault {
    fn from(fault: disk::Fault) -> Self {
        Self::new(format!("{}: {}", fault.path.display(), fault.says))
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        Self::new(format!("JSON: {error}"))
    }
}

/// Writes the whole output: to the file named, whole or not at all, or to standard output.
pub(crate) fn write(common: &Common, text: &str) -> Result<(), Fault> {
    match &common.output {
        Some(path) if path.as_os_str() != "-" => to_file(path, text),
        _ => {
            let mut out = io::stdout().lock();
            out.write_all(text.as_bytes())?;
            Ok(out.flush()?)
        }
    }
}

/// The same for what `write` writes.
pub(crate) fn write_with(
    common: &Common,
    write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> Result<(), Fault> {
    match &common.output {
        Some(path) if path.as_os_str() != "-" => {
            let fault = |e: io::Error| Fault::new(format!("{}: cannot be written: {e}", path.display()));
            disk::write_with(path, write).map_err(fault)
        }
        _ => {
            let mut out = io::stdout().lock();
            write(&mut out)?;
            Ok(out.flush()?)
        }
    }
}

pub(crate) fn to_file(path: &Path, text: &str) -> Result<(), Fault> {
    let fault = |e: io::Error| Fault::new(format!("{}: cannot be written: {e}", path.display()));
    disk::write_atomic(path, text.as_bytes()).map_err(fault)
}

/// A message on standard error; a closed standard error is no reason to stop.
fn message(level: &str, text: &str) {
    let _ = writeln!(io::stderr().lock(), "gainsay: {level}: {}", Visible::new(text));
}

pub(crate) fn error(text: &str) {
    message("error", text);
}

pub(crate) fn warning(common: &Common, text: &str) {
    if !common.quiet {
        message("warning", text);
    }
}

pub(crate) fn note(common: &Common, text: &str) {
    if !common.quiet {
        message("note", text);
    }
}

/// Whether to use colour on what [`write`] writes.
pub(crate) fn colored(common: &Common) -> bool {
    match common.color {
        When::Always => true,
        When::Never => false,
        When::Auto => {
            common.output.is_none() && anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
        }
    }
}

/// Columns of a table: as asked, else of the terminal, else 100.
pub(crate) fn width(common: &Common) -> usize {
    let asked = common.width.map(usize::from);
    let environment = || std::env::var("COLUMNS").ok()?.trim().parse::<usize>().ok().filter(|&n| n > 0);
    let terminal = || {
        let size = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
        size.map(|(width, _)| usize::from(width.0)).filter(|&n| n > 0)
    };
    let width = asked.or_else(environment).or_else(terminal).unwrap_or(100);
    width.clamp(20, 1000)
}

pub(crate) fn table_options(common: &Common, all: bool) -> TableOptions {
    TableOptions { width: width(common), colored: colored(common), all }
}

/// The format asked for, if the command knows it; its first one otherwise.
pub(crate) fn format(common: &Common, command: &str, known: &[Format]) -> Result<Format, Fault> {
    let name = |f: &Format| format!("{f:?}").to_lowercase();
    match common.format {
        None => Ok(known[0]),
        Some(format) if known.contains(&format) => Ok(format),
        Some(format) => {
            let known: Vec<_> = known.iter().map(name).collect();
            Err(Fault::new(format!("{command} has no format {}: use {}", name(&format), known.join(", "))))
        }
    }
}
