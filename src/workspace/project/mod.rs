//! A project as it stands: settings, decisions and texts, from the disk and from open buffers.
//!
//! What lives for long, a server or a watch, holds a [`Project`] and tells it what was typed and that the disk has
//! changed. An open buffer wins over the disk, for settings and decisions as much as for texts.

mod files;
mod looks;
mod names;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Analysis, Touched, Workspace};
use crate::compare::Index;
use crate::config::{Config, ConfigError};
use crate::disk::{self, Excluded, Stamp};
use crate::document::Document;
use crate::value::Moment;

/// Name of the file of settings.
pub const SETTINGS: &str = "gainsay.toml";

/// Largest settings or decisions file, in bytes.
const MAX_SETTINGS_BYTES: u64 = 1024 * 1024;

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
    /// Texts on the disk that are known and not yet read.
    unread: BTreeSet<String>,
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

    /// Opens the project in a folder without reading its texts: [`Project::read_more`] does so step by step, and whatever
    /// needs all of them at once.
    pub fn open_unread(root: &Path, settings: Option<&Path>) -> Self {
        let mut project = Self::empty(root);
        if let Some(settings) = settings {
            project.settings = settings.to_owned();
        }
        project.list();
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
            unread: BTreeSet::new(),
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

    /// Whether a path, named from the root, is a text that is there.
    pub fn has(&self, name: &str) -> bool {
        self.texts.contains_key(name)
    }

    /// Whether a path, named from the root, is a text of this project.
    pub fn holds(&self, name: &str) -> bool {
        self.texts.contains_key(name) || self.is_loose || self.would_hold(name)
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
            self.unread.remove(name);
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

    fn forget(&mut self, name: &str) {
        self.texts.remove(name);
        self.faults.remove(name);
        self.dirty.remove(name);
        self.workspace.remove_text(name);
        self.analysis = None;
    }
}
