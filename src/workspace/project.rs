//! A project as it stands: settings, decisions and texts, from the disk and from open buffers.
//!
//! What lives for long, a server or a watch, holds a [`Project`] and tells it what was typed and that the disk has
//! changed. An open buffer wins over the disk, for settings and decisions as much as for texts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::{Analysis, Done, FileNotice, Job, Workspace};
use crate::compare::Index;
use crate::config::{Config, ConfigError};
use crate::disk::{self, DEFAULT_MAX_BYTES, DiscoverOptions, Excluded, Stamp};
use crate::document::Document;
use crate::review::Decisions;
use crate::value::Moment;

/// Name of the file of settings.
pub const SETTINGS: &str = "gainsay.toml";

/// Name of the file of decisions in the folder of facts.
const DECISIONS: &str = "decisions.toml";

/// From this number of facts on a whole comparison is not waited for.
const MANY: usize = 2_000;

/// Largest settings or decisions file, in bytes.
const MAX_SETTINGS_BYTES: u64 = 1024 * 1024;

/// Texts of which something else may be said after edits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// All of them.
    pub texts: BTreeSet<String>,
    /// Those whose own words changed.
    pub edited: BTreeSet<String>,
}

/// What is known of a text on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct OnDisk {
    stamp: Option<Stamp>,
}

/// A project on the disk with the buffers that are open over it.
#[derive(Debug)]
pub struct Project {
    /// Folder of the settings; every path below is named from here, with `/`.
    root: PathBuf,
    /// The same without links and `..`.
    real_root: PathBuf,
    /// File of the settings.
    settings: PathBuf,
    settings_text: String,
    settings_error: Option<ConfigError>,
    decisions_text: String,
    decisions_error: Option<ConfigError>,
    config: Config,
    excluded: Option<Excluded>,
    /// Files and folders named by the user, instead of those of the settings.
    paths: Option<Vec<PathBuf>>,
    workspace: Workspace,
    texts: BTreeMap<String, OnDisk>,
    faults: BTreeMap<String, String>,
    buffers: BTreeMap<String, Arc<str>>,
    /// Buffers that were changed and not yet read.
    dirty: BTreeSet<String>,
    /// Whether buffers outside the corpus are texts, too: where there is no corpus.
    is_loose: bool,
    today: Option<Moment>,
    analysis: Option<Arc<Analysis>>,
    /// What edits are followed with, in a large corpus.
    index: Option<Index>,
    /// Whether the analysis is that of a whole comparison.
    is_whole: bool,
    /// Counts changes.
    revision: u64,
    /// Counts analyses.
    generation: u64,
    /// Texts of which something else may be said since this was last asked; `None` for all.
    touched: Option<Touched>,
}

impl Project {
    /// The folder of the nearest settings upwards from `folder`, or else `folder` itself where it holds the usual
    /// corpus; `None` when it holds no project.
    pub fn find(folder: &Path) -> Option<PathBuf> {
        let settings = |dir: &&Path| disk::stamp(&dir.join(SETTINGS)).is_some();
        if let Some(root) = folder.ancestors().find(settings) {
            return Some(root.to_owned());
        }
        let usual = Config::default();
        usual.corpus.iter().any(|c| disk::is_folder(&folder.join(c))).then(|| folder.to_owned())
    }

    /// Folders to watch for changes, and whether with all folders below.
    pub fn watched(&self) -> Vec<(PathBuf, bool)> {
        let settings = self.settings.parent().map(Path::to_owned).unwrap_or_default();
        let facts = tidy(&self.root.join(&self.config.facts));
        let mut out = vec![(settings, false), (facts, false)];
        for path in self.corpus() {
            let is_folder = disk::is_folder(&path);
            let folder = if is_folder { Some(path.as_path()) } else { path.parent() };
            out.extend(folder.map(|f| (tidy(f), is_folder)));
        }
        for (path, _) in &mut out {
            if path.as_os_str().is_empty() {
                path.push(".");
            }
        }
        out.retain(|(path, _)| disk::is_folder(path));
        // a folder watched with all below is not watched twice
        out.sort_by(|a, b| (&a.0, !a.1).cmp(&(&b.0, !b.1)));
        out.dedup_by(|next, kept| next.0 == kept.0 || kept.1 && next.0.starts_with(&kept.0));
        out
    }

    /// Where the texts lie.
    fn corpus(&self) -> Vec<PathBuf> {
        match &self.paths {
            Some(paths) => paths.clone(),
            None => self.config.corpus.iter().map(|p| self.root.join(p)).collect(),
        }
    }

    /// Opens the project in a folder and reads its texts; `settings` is another file than the `gainsay.toml` there.
    pub fn open(root: &Path, settings: Option<&Path>) -> Self {
        Self::open_paths(root, settings, None)
    }

    /// The same with other files and folders than the settings name.
    pub fn open_paths(root: &Path, settings: Option<&Path>, paths: Option<Vec<PathBuf>>) -> Self {
        let mut project = Self { paths, ..Self::empty(root) };
        if let Some(settings) = settings {
            project.settings = settings.to_owned();
        }
        project.refresh(&[]);
        project
    }

    /// A project that has no files: every buffer is a text of it.
    pub fn loose(root: &Path) -> Self {
        Self { is_loose: true, ..Self::empty(root) }
    }

    fn empty(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            real_root: disk::canonical(if root.as_os_str().is_empty() { Path::new(".") } else { root }),
            settings: root.join(SETTINGS),
            settings_text: String::new(),
            settings_error: None,
            decisions_text: String::new(),
            decisions_error: None,
            config: Config::default(),
            excluded: None,
            paths: None,
            workspace: Workspace::new(Config::default()),
            texts: BTreeMap::new(),
            faults: BTreeMap::new(),
            buffers: BTreeMap::new(),
            dirty: BTreeSet::new(),
            is_loose: false,
            today: None,
            analysis: None,
            index: None,
            is_whole: true,
            revision: 0,
            generation: 0,
            touched: None,
        }
    }

    /// The folder that paths are named from.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The settings in force: the last ones that could be read.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The path of the settings, named from the root.
    pub fn settings_path(&self) -> String {
        self.name(&self.settings)
    }

    /// The path of the decisions, named from the root.
    pub fn decisions_path(&self) -> String {
        let path = Path::new(&self.config.facts).join(DECISIONS);
        slashed(&tidy(&path))
    }

    /// The text of the settings as it stands; empty where there is no such file.
    pub fn settings_text(&self) -> &str {
        &self.settings_text
    }

    /// The text of the decisions as it stands, in a buffer or on the disk; empty where there is no such file.
    pub fn decisions_text(&self) -> &str {
        &self.decisions_text
    }

    /// Why the settings cannot be used, if they cannot.
    pub fn settings_error(&self) -> Option<&ConfigError> {
        self.settings_error.as_ref()
    }

    /// Why the decisions cannot be used, if they cannot.
    pub fn decisions_error(&self) -> Option<&ConfigError> {
        self.decisions_error.as_ref()
    }

    /// Texts that could not be read, with the reason.
    pub fn faults(&self) -> impl Iterator<Item = (&str, &str)> {
        self.faults.iter().map(|(path, says)| (path.as_str(), says.as_str()))
    }

    /// Names of the texts.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }

    /// Whether a path, named from the root, is a text of this project.
    pub fn holds(&self, name: &str) -> bool {
        self.texts.contains_key(name) || self.is_loose || self.would_hold(name)
    }

    /// A file as this project names it: from its root where it lies below, through links if need be.
    pub fn name(&self, path: &Path) -> String {
        let path = tidy(path);
        if let Ok(below) = path.strip_prefix(tidy(&self.root)) {
            return slashed(below);
        }
        match disk::canonical(&path).strip_prefix(&self.real_root) {
            Ok(below) => slashed(below),
            Err(_) => slashed(&path),
        }
    }

    /// Where a file lies that this project names so.
    pub fn path(&self, name: &str) -> PathBuf {
        tidy(&self.root.join(name))
    }

    /// The text at a path, named from the root, as it was read.
    pub fn document(&self, name: &str) -> Option<&Document> {
        self.workspace.document(name)
    }

    /// Whether a path has an open buffer.
    pub fn is_open(&self, name: &str) -> bool {
        self.buffers.contains_key(name)
    }

    /// Whether a file is there, in a buffer or on the disk.
    pub fn exists(&self, name: &str) -> bool {
        self.is_open(name) || disk::exists(&self.path(name))
    }

    /// Sets the day that counts as today unless the settings name one.
    pub fn set_today(&mut self, today: Option<Moment>) {
        if self.today != today {
            self.today = today;
            self.analysis = None;
        }
    }

    /// Takes what an editor holds of a file, saved or not; from now on the disk does not count for it.
    pub fn set_buffer(&mut self, name: &str, text: &str) {
        if self.buffers.get(name).is_some_and(|old| **old == *text) {
            return;
        }
        self.buffers.insert(name.to_owned(), text.into());
        if name == self.settings_path() || name == self.decisions_path() {
            self.refresh(&[]);
        } else if self.holds(name) {
            self.texts.entry(name.to_owned()).or_insert(OnDisk { stamp: None });
            self.faults.remove(name);
            self.dirty.insert(name.to_owned());
        }
    }

    /// Gives a file back to the disk.
    pub fn drop_buffer(&mut self, name: &str) {
        if self.buffers.remove(name).is_none() {
            return;
        }
        self.dirty.remove(name);
        if self.is_loose {
            self.forget(name);
        } else {
            self.refresh(&[name.to_owned()]);
        }
    }

    /// Looks at the disk again. Files whose length or time of change differs are read, and those `named` in any case.
    pub fn refresh(&mut self, named: &[String]) {
        if self.is_loose {
            return;
        }
        self.read_settings();
        let found = self.discover();
        for name in self.texts.keys().filter(|n| !found.contains_key(*n)).cloned().collect::<Vec<_>>() {
            if !self.buffers.contains_key(&name) || !self.would_hold(&name) {
                self.forget(&name);
            }
        }
        let mut read = Vec::new();
        for (name, stamp) in found {
            let known = self.texts.insert(name.clone(), OnDisk { stamp });
            let is_same = known == Some(OnDisk { stamp }) && stamp.is_some() && !named.contains(&name);
            if let Some(text) = self.buffers.get(&name) {
                if known.is_none() {
                    read.push((name, text.as_bytes().to_vec()));
                }
            } else if !is_same {
                match disk::read_file(&self.path(&name), DEFAULT_MAX_BYTES) {
                    Ok(bytes) => {
                        self.faults.remove(&name);
                        let same = self.workspace.document(&name).is_some_and(|d| d.original == bytes);
                        if !same {
                            read.push((name, bytes));
                        }
                    }
                    Err(fault) => {
                        self.workspace.remove_text(&name);
                        self.faults.insert(name, fault.says);
                        self.analysis = None;
                    }
                }
            }
        }
        if !read.is_empty() {
            self.analysis = None;
            self.workspace.set_texts(read);
        }
        self.read_decisions();
    }

    /// What is known of all texts now; the same one as long as nothing changes. In a large corpus an edit is followed in
    /// its neighbourhood only, and a [`Job`] is left to be done.
    pub fn analysis(&mut self) -> Arc<Analysis> {
        let dirty = std::mem::take(&mut self.dirty);
        let read: Vec<_> = dirty
            .iter()
            .filter_map(|name| self.buffers.get(name).map(|text| (name.clone(), text.as_bytes().to_vec())))
            .collect();
        if !read.is_empty() {
            self.revision += 1;
            self.workspace.set_texts(read);
            let followed = self.follow(&dirty);
            self.analysis = followed;
        }
        if let Some(analysis) = &self.analysis {
            return analysis.clone();
        }
        self.compare()
    }

    /// What a whole comparison says of all texts now.
    pub fn whole_analysis(&mut self) -> Arc<Analysis> {
        let analysis = self.analysis();
        if self.is_whole { analysis } else { self.compare() }
    }

    /// Texts of which something else may be said than when this was last asked; `None` for all.
    pub fn take_touched(&mut self) -> Option<Touched> {
        self.touched.replace(Touched::default())
    }

    /// Number of the analysis; another analysis has another number.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// The whole comparison that is still to be made after an edit, if there is one.
    pub fn job(&self) -> Option<Job> {
        let is_due = self.analysis.is_some() && self.dirty.is_empty() && !self.is_whole;
        is_due.then(|| Job { workspace: self.workspace.clone(), revision: self.revision })
    }

    /// Takes what a [`Job`] found, unless the texts have changed since; whether it was taken.
    pub fn finish(&mut self, done: Done) -> bool {
        let fits = done.revision == self.revision && self.analysis.is_some() && self.dirty.is_empty() && !self.is_whole;
        if fits {
            self.keep(done.analysis, Some(done.index));
        }
        fits
    }

    /// Compares all texts.
    fn compare(&mut self) -> Arc<Analysis> {
        self.revision += 1;
        let today = self.config.today.as_ref().map_or(self.today, |day| day.parse().ok());
        self.workspace.set_today(today);
        if self.workspace.facts() < MANY {
            let analysis = self.workspace.analysis();
            return self.keep(analysis, None);
        }
        let (analysis, index) = self.workspace.indexed();
        self.keep(analysis, Some(index))
    }

    fn keep(&mut self, mut analysis: Analysis, index: Option<Index>) -> Arc<Analysis> {
        let unread = |(path, says): (&String, &String)| FileNotice {
            path: path.clone(),
            line: None,
            says: says.clone(),
            is_fault: true,
        };
        analysis.notices.extend(self.faults.iter().map(unread));
        let analysis = Arc::new(analysis);
        self.analysis = Some(analysis.clone());
        self.touched = None;
        self.generation += 1;
        self.index = index;
        self.is_whole = true;
        analysis
    }

    /// The analysis with edits of some texts followed, where that can be done.
    fn follow(&mut self, names: &BTreeSet<String>) -> Option<Arc<Analysis>> {
        let mut index = self.index.take()?;
        // nobody else holds it while nobody looks
        let mut analysis = Arc::unwrap_or_clone(self.analysis.take()?);
        for name in names {
            let touched = self.workspace.follow(&mut analysis, &mut index, name)?;
            if let Some(all) = &mut self.touched {
                all.edited.insert(name.clone());
                all.texts.extend(touched);
            }
        }
        self.index = Some(index);
        self.is_whole = false;
        self.generation += 1;
        Some(Arc::new(analysis))
    }

    fn forget(&mut self, name: &str) {
        self.texts.remove(name);
        self.faults.remove(name);
        self.dirty.remove(name);
        self.workspace.remove_text(name);
        self.analysis = None;
    }

    /// The text of a settings file: the buffer's, else the disk's, else none.
    fn side_text(&self, name: &str, path: &Path) -> Result<String, ConfigError> {
        if let Some(text) = self.buffers.get(name) {
            return Ok(text.to_string());
        }
        let error = |fault: disk::Fault| ConfigError { line: 1, column: 1, says: fault.says };
        Ok(disk::read_text(path, MAX_SETTINGS_BYTES).map_err(error)?.unwrap_or_default())
    }

    fn read_settings(&mut self) {
        let read = self.side_text(&self.settings_path(), &self.settings);
        let text = match read {
            Ok(text) if text == self.settings_text && self.excluded.is_some() => return,
            Ok(text) => text,
            Err(error) => {
                self.settings_error = Some(error);
                return;
            }
        };
        let parsed = Config::parse(&text).and_then(|config| match Excluded::new(&config.exclude) {
            Ok(excluded) => Ok((config, excluded)),
            Err(says) => Err(ConfigError { line: 1, column: 1, says: format!("`exclude`: {says}") }),
        });
        self.settings_text = text;
        match parsed {
            Ok((config, excluded)) => {
                self.settings_error = None;
                self.excluded = Some(excluded);
                self.config = config;
                self.workspace = Workspace::new(self.config.clone());
                self.texts.clear();
                self.faults.clear();
                self.dirty = self.buffers.keys().filter(|n| self.would_hold(n)).cloned().collect();
                let open = self.dirty.iter().map(|n| (n.clone(), OnDisk { stamp: None }));
                self.texts.extend(open);
                self.decisions_text.clear();
                self.analysis = None;
            }
            Err(error) => self.settings_error = Some(error),
        }
        if self.excluded.is_none() {
            self.excluded = Excluded::new(&[]).ok();
        }
    }

    fn read_decisions(&mut self) {
        let name = self.decisions_path();
        match self.side_text(&name, &self.path(&name)) {
            Ok(text) if text == self.decisions_text && self.decisions_error.is_none() => {}
            Ok(text) => {
                match Decisions::parse(&text) {
                    Ok(decisions) => {
                        self.workspace.set_decisions(decisions, self.paths.is_none());
                        self.decisions_error = None;
                        self.analysis = None;
                    }
                    Err(error) => self.decisions_error = Some(error),
                }
                self.decisions_text = text;
            }
            Err(error) => self.decisions_error = Some(error),
        }
    }

    /// The texts on the disk that belong to the project.
    fn discover(&self) -> BTreeMap<String, Option<Stamp>> {
        let paths: Vec<PathBuf> = self.corpus().into_iter().filter(|p| disk::exists(p)).collect();
        let found = disk::discover(&paths, &DiscoverOptions::default());
        let files = found.files.into_iter().map(|file| (self.name(&file.path), file.path));
        files.filter(|(name, _)| !self.is_excluded(name)).map(|(name, path)| (name, disk::stamp(&path))).collect()
    }

    fn is_excluded(&self, name: &str) -> bool {
        self.excluded.as_ref().is_some_and(|e| e.holds(Path::new(name)))
    }

    /// Whether a file of this name would be a text of the project if it were there.
    fn would_hold(&self, name: &str) -> bool {
        let path = Path::new(name);
        let ending = path.extension().and_then(|e| e.to_str()).map(str::to_lowercase);
        let is_text = ending.is_some_and(|e| disk::TEXT_ENDINGS.contains(&e.as_str()));
        let is_below = self.corpus().iter().any(|corpus| {
            let corpus = PathBuf::from(self.name(corpus));
            path == corpus || is_text && (path.starts_with(&corpus) || corpus.as_os_str().is_empty())
        });
        is_below && !self.is_excluded(name)
    }
}

/// A path without `.` and without `..` that has something to take back; purely by its letters.
fn tidy(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(out.components().next_back(), Some(Component::Normal(_))) => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

/// A path with `/` between its parts.
fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch(files: &[(&str, &str)]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = dir.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        dir
    }

    const A: (&str, &str) = ("corpus/a.md", "In 1911 the yard built 14 ships.\n");
    const B: (&str, &str) = ("corpus/b.md", "In 1911 the yard built 19 ships.\n");

    #[test]
    fn a_buffer_wins_over_the_disk_until_it_is_closed() {
        let dir = scratch(&[A, B]);
        let mut project = Project::open(dir.path(), None);
        assert_eq!(project.analysis().undecided(Default::default()).count(), 1);
        project.set_buffer("corpus/b.md", A.1);
        assert_eq!(project.analysis().undecided(Default::default()).count(), 0);
        std::fs::write(dir.path().join("corpus/b.md"), "Nothing.\n").unwrap();
        project.refresh(&[]);
        assert_eq!(project.analysis().facts.iter().filter(|f| &*f.source == "b").count(), 2);
        project.drop_buffer("corpus/b.md");
        assert_eq!(project.analysis().facts.iter().filter(|f| &*f.source == "b").count(), 0);
    }

    #[test]
    fn new_and_removed_files_are_seen() {
        let dir = scratch(&[A]);
        let mut project = Project::open(dir.path(), None);
        std::fs::write(dir.path().join(B.0), B.1).unwrap();
        project.refresh(&[]);
        assert_eq!(project.texts().collect::<Vec<_>>(), ["corpus/a.md", "corpus/b.md"]);
        assert_eq!(project.analysis().undecided(Default::default()).count(), 1);
        std::fs::remove_file(dir.path().join(A.0)).unwrap();
        project.refresh(&[]);
        assert_eq!(project.analysis().sources.len(), 1);
    }

    #[test]
    fn settings_that_break_leave_the_last_good_ones_in_force() {
        let dir = scratch(&[A, B, (SETTINGS, "exclude = [\"corpus/b.md\"]\n")]);
        let mut project = Project::open(dir.path(), None);
        assert_eq!(project.texts().count(), 1);
        project.set_buffer(SETTINGS, "exclud = []\n");
        assert_eq!(project.settings_error().unwrap().line, 1);
        assert_eq!(project.texts().count(), 1);
        project.set_buffer(SETTINGS, "");
        assert!(project.settings_error().is_none());
        assert_eq!(project.texts().count(), 2);
    }

    #[test]
    fn a_file_that_is_not_on_the_disk_yet_belongs_to_the_corpus() {
        let dir = scratch(&[A]);
        let mut project = Project::open(dir.path(), None);
        assert!(project.holds("corpus/new.md") && !project.holds("README.md") && !project.holds("corpus/x.log"));
        project.set_buffer("corpus/new.md", B.1);
        assert_eq!(project.analysis().undecided(Default::default()).count(), 1);
        project.refresh(&[]);
        assert_eq!(project.analysis().undecided(Default::default()).count(), 1);
        project.drop_buffer("corpus/new.md");
        assert_eq!(project.analysis().sources.len(), 1);
    }

    #[test]
    fn names_come_from_the_root() {
        let project = Project::loose(Path::new("/x/y"));
        assert_eq!(project.name(Path::new("/x/y/./corpus/../a.md")), "a.md");
        assert_eq!(project.path("../z/a.md"), Path::new("/x/z/a.md"));
        assert_eq!(tidy(Path::new("../a/../b")), Path::new("../b"));
    }
}
