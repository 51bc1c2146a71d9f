//! `gainsay facts`: the records that are committed.

use std::collections::BTreeMap;
use std::path::PathBuf;

use gainsay::disk;
use gainsay::report::Report;
use gainsay::review::{FactsFile, FileDrift, changes};
use gainsay::workspace::Analysis;

use crate::args::{Common, FactsArgs, Format};
use crate::output::{self, Fault};
use crate::project::Project;
use crate::{CLEAN, FAULT, FOUND};

/// Largest file of records, in bytes.
const MAX_FACTS_BYTES: u64 = 256 * 1024 * 1024;

pub(crate) fn run(common: &Common, args: &FactsArgs) -> Result<u8, Fault> {
    let format = output::format(common, "facts", &[Format::Table, Format::Json])?;
    let project = Project::find(common)?;
    let mut loaded = project.load(common, &[])?;
    let analysis = loaded.read(common);
    if loaded.faulty {
        // Records of texts that could not be read must not be taken for gone.
        return Ok(FAULT);
    }
    if args.write {
        write(&project, &analysis, common)?;
        return Ok(CLEAN);
    }
    let dir = project.facts_dir();
    if !dir.is_dir() {
        return Err(Fault::new(format!("{}: no such folder; gainsay facts --write makes it", dir.display())));
    }
    let drift = drift(&project, &analysis, true)?;
    let text = if format == Format::Json {
        let mut report = Report::new(&Analysis::default());
        report.add_drift(&drift, &analysis.facts);
        serde_json::to_string_pretty(&report.drift)? + "\n"
    } else if drift.is_empty() {
        "facts are up to date\n".to_owned()
    } else {
        let mut report = Report::new(&Analysis::default());
        report.add_drift(&drift, &analysis.facts);
        report.drift_text(&output::table_options(common, false))
    };
    output::write(common, &text)?;
    Ok(if args.verify && !drift.is_empty() { FOUND } else { CLEAN })
}

/// Writes one file a source and removes those of sources that are gone.
fn write(project: &Project, analysis: &Analysis, common: &Common) -> Result<(), Fault> {
    let wanted = files(project, analysis)?;
    make_dir(project)?;
    let mut written = 0;
    for (path, file) in &wanted {
        let json = file.to_json()?;
        if std::fs::read(path).ok().as_deref() != Some(json.as_bytes()) {
            output::to_file(path, &json)?;
            written += 1;
        }
    }
    let mut removed = 0;
    for path in generated(project)? {
        if !wanted.contains_key(&path) {
            std::fs::remove_file(&path).map_err(|e| Fault::new(format!("{}: {e}", path.display())))?;
            removed += 1;
        }
    }
    let dir = project.facts_dir();
    output::note(common, &format!("{}: {written} written, {removed} removed, {} in all", dir.display(), wanted.len()));
    Ok(())
}

/// Makes the folder of records.
pub(crate) fn make_dir(project: &Project) -> Result<(), Fault> {
    let dir = project.facts_dir();
    std::fs::create_dir_all(&dir).map_err(|e| Fault::new(format!("{}: {e}", dir.display())))
}

/// How the records differ from the texts. With `whole`, also files of sources that are gone and sources without a
/// file; otherwise only the files that are there for the texts that were read.
pub(crate) fn drift(project: &Project, analysis: &Analysis, whole: bool) -> Result<Vec<FileDrift>, Fault> {
    if !project.facts_dir().is_dir() {
        return Ok(Vec::new());
    }
    let wanted = files(project, analysis)?;
    let there = generated(project)?;
    if whole && there.is_empty() {
        return Ok(Vec::new());
    }
    let mut drift = Vec::new();
    for (path, current) in &wanted {
        let stored = if path.is_file() {
            let bytes = disk::read_file(path, MAX_FACTS_BYTES)?;
            let text = String::from_utf8_lossy(&bytes);
            FactsFile::parse(&text).map_err(|error| {
                let out = "gainsay facts --write renews it";
                Fault::new(format!("{}: {error}; {out}", path.display()))
            })?
        } else if whole {
            FactsFile { facts: Vec::new(), ..current.clone() }
        } else {
            continue;
        };
        let changes = changes(&stored, current);
        if !changes.is_empty() || stored.source != current.source {
            let path = path.to_string_lossy().into_owned();
            drift.push(FileDrift { path, source: current.source.clone(), is_gone: false, changes });
        }
    }
    for path in there.into_iter().filter(|p| whole && !wanted.contains_key(p)) {
        let source = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let path = path.to_string_lossy().into_owned();
        drift.push(FileDrift { path, source, is_gone: true, changes: Vec::new() });
    }
    Ok(drift)
}

/// The file of each source.
fn files(project: &Project, analysis: &Analysis) -> Result<BTreeMap<PathBuf, FactsFile>, Fault> {
    let mut files = BTreeMap::new();
    for summary in &analysis.sources {
        let id = &*summary.source.id;
        let path = project.facts_dir().join(format!("{}.json", file_stem(id)));
        if files.insert(path.clone(), FactsFile::new(id, &analysis.facts)).is_some() {
            return Err(Fault::new(format!("{}: two sources share this file; give one another id", path.display())));
        }
    }
    Ok(files)
}

/// A source id as a file name that cannot leave its folder.
fn file_stem(id: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    let stem: String = id.chars().map(plain).take(100).collect();
    let stem = stem.trim_start_matches('.').to_owned();
    if stem.is_empty() { "source".to_owned() } else { stem }
}

/// The files in the folder that gainsay wrote.
fn generated(project: &Project) -> Result<Vec<PathBuf>, Fault> {
    let dir = project.facts_dir();
    if !dir.is_dir() {
        return Ok(Vec::new());
    }
    let wrong = |e: std::io::Error| Fault::new(format!("{}: {e}", dir.display()));
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(&dir).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        if path.extension().is_some_and(|e| e == "json") && path.is_file() {
            let bytes = disk::read_file(&path, MAX_FACTS_BYTES)?;
            if FactsFile::is_generated(&String::from_utf8_lossy(&bytes)) {
                paths.push(path);
            }
        }
    }
    paths.sort();
    Ok(paths)
}
