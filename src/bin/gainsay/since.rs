//! What changed since a revision: asks git, which knows.

use std::path::Path;
use std::process::Command;

use gainsay::review::ChangedLines;

use crate::output::Fault;

/// What changed in a repository.
#[derive(Debug)]
pub(crate) struct Since {
    /// The folder that paths are named from, without links.
    top: std::path::PathBuf,
    lines: ChangedLines,
}

impl Since {
    /// The lines that differ between a revision and the files as they are, uncommitted and untracked ones included. With
    /// three dots behind it, the revision is that from which it and the present one have parted.
    pub(crate) fn new(revision: &str) -> Result<Self, Fault> {
        let top = git(Path::new("."), &["rev-parse", "--show-toplevel"])
            .map_err(|says| Fault::new(format!("--since needs a Git repository: {says}")))?;
        let top = std::fs::canonicalize(top.trim_end_matches(['\r', '\n']))
            .map_err(|error| Fault::new(format!("--since: {error}")))?;
        let (name, is_base) = match revision.strip_suffix("...") {
            Some(name) => (name, true),
            None => (revision, false),
        };
        let unknown = |_| {
            let way_out = "in a shallow clone, fetch it first (actions/checkout: fetch-depth: 0)";
            Fault::new(format!("--since {revision}: no such revision here; {way_out}"))
        };
        let commit = format!("{name}^{{commit}}");
        let mut commit =
            git(&top, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]).map_err(unknown)?;
        if is_base {
            let parted =
                |_| Fault::new(format!("--since {revision}: it has no revision in common with the present one"));
            commit = git(&top, &["merge-base", commit.trim(), "HEAD"]).map_err(parted)?;
        }
        let wrong = |says: String| Fault::new(format!("--since {revision}: {says}"));
        let options = ["--no-ext-diff", "--no-textconv", "--no-color", "--no-prefix", "--no-renames", "--unified=0"];
        let diff = [&["-c", "core.quotePath=false", "diff"][..], &options, &[commit.trim(), "--"]].concat();
        let mut lines = ChangedLines::parse(&git(&top, &diff).map_err(wrong)?);
        for path in
            git(&top, &["ls-files", "--others", "--exclude-standard", "-z"]).map_err(wrong)?.split_terminator('\0')
        {
            lines.add_file(path);
        }
        Ok(Self { top, lines })
    }

    /// Whether any of the lines of a file was changed.
    pub(crate) fn touches(&self, path: &str, (first, last): (u32, u32)) -> bool {
        let Ok(real) = std::fs::canonicalize(path) else { return false };
        let Ok(inside) = real.strip_prefix(&self.top) else { return false };
        let name = inside.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        self.lines.touches(&name, first, last)
    }
}

/// What git prints.
fn git(dir: &Path, args: &[&str]) -> Result<String, String> {
    let output = Command::new("git").current_dir(dir).args(args).output().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => "git is not installed".to_owned(),
        _ => format!("git: {error}"),
    })?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Err(said.lines().next().unwrap_or("git failed").trim_start_matches("fatal: ").to_owned())
}
