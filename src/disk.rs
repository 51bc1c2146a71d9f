//! Finding, reading and writing files: the only module that touches the disk.

mod store;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use ignore::WalkBuilder;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

pub use store::{Part, Store};

/// Endings of the files that a folder yields, in lower case. A file named by the user may have any.
pub const TEXT_ENDINGS: &[&str] = &["md", "markdown", "txt", "text", "html", "htm", "xhtml"];

/// Largest file that is read unless the user allows more.
pub const DEFAULT_MAX_BYTES: u64 = 64 * 1024 * 1024;

/// The path that stands for standard input.
pub const STDIN: &str = "-";

/// How to look for files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiscoverOptions {
    /// Leave out what `.gitignore` and `.ignore` files name.
    pub respect_ignore_files: bool,
    /// Leave out hidden files and folders.
    pub skip_hidden: bool,
}

impl Default for DiscoverOptions {
    fn default() -> Self {
        Self { respect_ignore_files: true, skip_hidden: true }
    }
}

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFile {
    /// Where it lies; [`STDIN`] is standard input.
    pub path: PathBuf,
    /// The user named it, rather than a folder it lies in.
    pub named: bool,
}

/// Something that could not be found or read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub path: PathBuf,
    /// What went wrong.
    pub says: String,
    /// The user named it.
    pub named: bool,
}

/// What a look for files gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discovery {
    /// Files, sorted by path.
    pub files: Vec<FoundFile>,
    /// What could not be looked at.
    pub faults: Vec<Fault>,
    /// Files left out because they are another found file under a second name: the second name, then the first.
    pub twins: Vec<(PathBuf, PathBuf)>,
}

/// Finds the files that `paths` stand for. The result depends on names only, never on the order of the file system.
pub fn discover(paths: &[PathBuf], options: &DiscoverOptions) -> Discovery {
    let mut found: BTreeMap<PathBuf, bool> = BTreeMap::new();
    let mut faults = Vec::new();
    for path in paths {
        if path.as_os_str() == STDIN {
            found.insert(path.clone(), true);
            continue;
        }
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => walk(path, options, &mut found, &mut faults),
            Ok(meta) if meta.is_file() => {
                found.insert(path.clone(), true);
            }
            Ok(_) => faults.push(Fault { path: path.clone(), says: "not a regular file".to_owned(), named: true }),
            Err(error) => faults.push(Fault { path: path.clone(), says: error.to_string(), named: true }),
        }
    }
    let mut discovery = Discovery { files: Vec::new(), faults, twins: Vec::new() };
    let mut seen: BTreeMap<Identity, PathBuf> = BTreeMap::new();
    // a name given by the user goes before one found in a folder
    let (named, walked): (Vec<_>, Vec<_>) = found.into_iter().partition(|(_, named)| *named);
    for (path, named) in named.into_iter().chain(walked) {
        match identity(&path).and_then(|id| seen.insert(id, path.clone())) {
            Some(first) => {
                if let Some(id) = identity(&path) {
                    seen.insert(id, first.clone());
                }
                discovery.twins.push((path, first));
            }
            None => discovery.files.push(FoundFile { path, named }),
        }
    }
    discovery.files.sort_by(|a, b| a.path.cmp(&b.path));
    discovery.twins.sort();
    discovery.faults.sort_by(|a, b| (&a.path, &a.says).cmp(&(&b.path, &b.says)));
    discovery.faults.dedup();
    discovery
}

fn walk(folder: &Path, options: &DiscoverOptions, found: &mut BTreeMap<PathBuf, bool>, faults: &mut Vec<Fault>) {
    let ignore = options.respect_ignore_files;
    let walker = WalkBuilder::new(folder)
        .hidden(options.skip_hidden)
        .follow_links(false)
        .require_git(false)
        .git_global(false)
        .parents(ignore)
        .ignore(ignore)
        .git_ignore(ignore)
        .git_exclude(ignore)
        .build();
    for entry in walker {
        match entry {
            Ok(entry) => {
                let regular = entry.file_type().is_some_and(|t| t.is_file());
                let ending = entry.path().extension().and_then(|e| e.to_str()).map(str::to_lowercase);
                if regular && ending.is_some_and(|e| TEXT_ENDINGS.contains(&e.as_str())) {
                    found.entry(entry.into_path()).or_insert(false);
                }
            }
            Err(error) => {
                let named = error.depth() == Some(0);
                faults.push(Fault { path: folder.to_owned(), says: error.to_string(), named });
            }
        }
    }
}

#[cfg(unix)]
type Identity = (u64, u64);

#[cfg(not(unix))]
type Identity = PathBuf;

/// What two names of one file have in common.
#[cfg(unix)]
fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|m| (m.dev(), m.ino()))
}

/// What two names of one file have in common.
#[cfg(not(unix))]
fn identity(path: &Path) -> Option<Identity> {
    fs::canonicalize(path).ok()
}

/// Reads a regular file of at most `max_bytes` bytes.
pub fn read_file(path: &Path, max_bytes: u64) -> Result<Vec<u8>, Fault> {
    let fault = |says: String| Fault { path: path.to_owned(), says, named: false };
    let text = |error: io::Error| fault(error.to_string());
    // looked at before it is opened, as opening a pipe may wait for ever
    let before = fs::metadata(path).map_err(text)?;
    if !before.is_file() {
        return Err(fault("not a regular file".to_owned()));
    }
    let file = File::open(path).map_err(text)?;
    let meta = file.metadata().map_err(text)?;
    if !meta.is_file() {
        return Err(fault("not a regular file".to_owned()));
    }
    read_all(file, max_bytes, usize::try_from(meta.len()).unwrap_or(0)).map_err(|error| fault(error.to_string()))
}

/// Reads standard input, at most `max_bytes` bytes of it.
pub fn read_stdin(max_bytes: u64) -> Result<Vec<u8>, Fault> {
    read_all(io::stdin().lock(), max_bytes, 0).map_err(|error| Fault {
        path: PathBuf::from(STDIN),
        says: error.to_string(),
        named: true,
    })
}

fn read_all(from: impl Read, max_bytes: u64, expected: usize) -> io::Result<Vec<u8>> {
    let limit = usize::try_from(max_bytes).unwrap_or(usize::MAX);
    let mut bytes = Vec::with_capacity(expected.min(limit).saturating_add(1));
    from.take(max_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() > limit {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("larger than {max_bytes} bytes")));
    }
    Ok(bytes)
}

/// Writes a file whole or not at all: into a temporary file beside it, flushed to disk, then renamed over it.
/// A target that is no regular file, such as a device, is written to as it is.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_with(path, |file| file.write_all(bytes))
}

/// The same with whatever `write` writes.
pub fn write_with(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let existing = fs::metadata(&target).ok();
    if existing.as_ref().is_some_and(|m| !m.is_file() && !m.is_dir()) {
        let mut file = fs::OpenOptions::new().write(true).open(&target)?;
        write(&mut file)?;
        return file.flush();
    }
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".").suffix(".gainsay-tmp");
    let permissions = existing.map(|m| m.permissions()).or_else(usual_permissions);
    if let Some(permissions) = permissions.clone() {
        builder.permissions(permissions);
    }
    let mut file = builder.tempfile_in(folder)?;
    write(&mut file)?;
    file.flush()?;
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|error| error.error)?;
    Ok(())
}

/// Writes `new` over a file that still reads `old`; a file that is not there reads as nothing.
///
/// # Errors
/// The file was changed by someone else since it was read, or cannot be read or written.
pub fn replace(path: &Path, old: &str, new: &str) -> io::Result<()> {
    let now = match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        other => other?,
    };
    if now != old.as_bytes() {
        return Err(io::Error::new(io::ErrorKind::ResourceBusy, "was changed by someone else meanwhile; try again"));
    }
    write_atomic(path, new.as_bytes())
}

/// Permissions of a new file before the user's mask.
fn usual_permissions() -> Option<fs::Permissions> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        Some(fs::Permissions::from_mode(0o666))
    }
    #[cfg(not(unix))]
    None
}

/// What a look at a file's folder entry says about its content: unlike stamps, unlike content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    changed: Option<SystemTime>,
}

/// The stamp of a file; `None` where there is no regular file.
pub fn stamp(path: &Path) -> Option<Stamp> {
    let meta = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some(Stamp { length: meta.len(), changed: meta.modified().ok() })
}

/// Whether there is anything at a path.
pub fn exists(path: &Path) -> bool {
    path.exists()
}

/// Whether there is a folder at a path.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// The one name of a file that has several, by links or by `..`; of a file that is not there yet, the one name of its
/// folder with its own name behind it.
pub fn canonical(path: &Path) -> PathBuf {
    if let Ok(path) = fs::canonicalize(path) {
        return path;
    }
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) if !folder.as_os_str().is_empty() => canonical(folder).join(name),
        _ => path.to_owned(),
    }
}

/// Globs of files to leave out, as in `.gitignore`, relative to the folder of the settings.
#[derive(Clone, Debug)]
pub struct Excluded(Gitignore);

impl Excluded {
    /// Reads the globs.
    ///
    /// # Errors
    /// The first glob that is none.
    pub fn new(globs: &[String]) -> Result<Self, String> {
        let mut builder = GitignoreBuilder::new("");
        for glob in globs {
            builder.add_line(None, glob).map_err(|e| e.to_string())?;
        }
        builder.build().map(Self).map_err(|e| e.to_string())
    }

    /// Whether a file, named from the folder of the settings, is left out.
    pub fn holds(&self, path: &Path) -> bool {
        path.is_relative() && !path.starts_with("..") && self.0.matched_path_or_any_parents(path, false).is_ignore()
    }
}

/// The text of a file if it is there, for configuration and records.
pub fn read_text(path: &Path, max_bytes: u64) -> Result<Option<String>, Fault> {
    if !path.try_exists().unwrap_or(true) {
        return Ok(None);
    }
    let bytes = read_file(path, max_bytes)?;
    String::from_utf8(bytes).map(Some).map_err(|_| Fault {
        path: path.to_owned(),
        says: "not UTF-8".to_owned(),
        named: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(found: &Discovery, root: &Path) -> Vec<String> {
        found.files.iter().map(|f| f.path.strip_prefix(root).unwrap_or(&f.path).display().to_string()).collect()
    }

    #[test]
    fn folders_yield_texts_in_order_and_named_files_any_ending() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        for name in ["b.md", "a.txt", "c.log", ".hidden.md", "skip.txt"] {
            fs::write(root.join(name), name).unwrap();
        }
        fs::write(root.join(".gitignore"), "skip.txt\n").unwrap();
        let found = discover(&[root.to_owned()], &DiscoverOptions::default());
        assert_eq!(names(&found, root), ["a.txt", "b.md"]);
        let found = discover(&[root.join("c.log"), root.to_owned(), root.join("b.md")], &DiscoverOptions::default());
        assert_eq!(names(&found, root), ["a.txt", "b.md", "c.log"]);
        assert!(found.files[1].named && !found.files[0].named);
    }

    #[test]
    fn missing_paths_are_faults() {
        let found = discover(&[PathBuf::from("no/such/file")], &DiscoverOptions::default());
        assert!(found.files.is_empty() && found.faults[0].named);
    }

    #[cfg(unix)]
    #[test]
    fn one_file_under_two_names_is_read_once() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a.txt"), "x").unwrap();
        fs::hard_link(dir.path().join("a.txt"), dir.path().join("b.txt")).unwrap();
        fs::hard_link(dir.path().join("a.txt"), dir.path().join("c.txt")).unwrap();
        let found = discover(&[dir.path().to_owned()], &DiscoverOptions::default());
        assert_eq!(names(&found, dir.path()), ["a.txt"]);
        assert!(found.twins.iter().all(|(_, first)| first.ends_with("a.txt")) && found.twins.len() == 2);
    }

    #[test]
    fn too_large_files_and_folders_are_refused() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.txt");
        fs::write(&path, "12345").unwrap();
        assert_eq!(read_file(&path, 5).unwrap(), b"12345");
        assert!(read_file(&path, 4).unwrap_err().says.contains("larger than 4 bytes"));
        assert!(read_file(dir.path(), 4).is_err());
    }

    #[test]
    fn what_others_wrote_meanwhile_is_not_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("decisions.toml");
        replace(&path, "", "one").unwrap();
        replace(&path, "one", "two").unwrap();
        assert!(replace(&path, "one", "three").unwrap_err().to_string().contains("someone else"));
        assert_eq!(fs::read(&path).unwrap(), b"two");
    }

    #[test]
    fn writing_replaces_the_whole_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("out.json");
        write_atomic(&path, b"long first version").unwrap();
        write_atomic(&path, b"second").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
        assert!(write_atomic(&dir.path().join("no/such/out"), b"x").is_err());
    }
}
