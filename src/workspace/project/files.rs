//! What the disk says: settings, decisions and texts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::names::tidy;
use super::{MAX_SETTINGS_BYTES, OnDisk, Project};
use crate::config::{Config, ConfigError};
use crate::disk::{self, DEFAULT_MAX_BYTES, DiscoverOptions, Excluded, Stamp};
use crate::review::Decisions;
use crate::workspace::Workspace;

impl Project {
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
            let is_unread = self.unread.remove(&name);
            let is_same = known == Some(OnDisk { stamp }) && stamp.is_some() && !is_unread && !named.contains(&name);
            if let Some(text) = self.buffers.get(&name) {
                if known.is_none() {
                    read.push((name, text.as_bytes().to_vec()));
                }
            } else if !is_same {
                read.extend(self.bytes_of(name));
            }
        }
        if !read.is_empty() {
            self.analysis = None;
            self.workspace.set_texts(read);
        }
        self.read_decisions();
    }

    /// Reads settings and decisions and finds the texts, without reading them.
    pub(super) fn list(&mut self) {
        self.read_settings();
        for (name, stamp) in self.discover() {
            self.texts.insert(name.clone(), OnDisk { stamp });
            if !self.buffers.contains_key(&name) {
                self.unread.insert(name);
            }
        }
        self.read_decisions();
    }

    /// Number of texts that are known and not yet read.
    pub fn unread(&self) -> usize {
        self.unread.len()
    }

    /// Reads so many of the texts that are not yet read.
    pub fn read_more(&mut self, many: usize) {
        let mut read = Vec::new();
        for _ in 0..many {
            let Some(name) = self.unread.pop_first() else { break };
            read.extend(self.bytes_of(name));
        }
        if !read.is_empty() {
            self.analysis = None;
            self.workspace.set_texts(read);
        }
    }

    /// The bytes of a text on the disk, unless they are as they were; a file that cannot be read becomes a fault.
    fn bytes_of(&mut self, name: String) -> Option<(String, Vec<u8>)> {
        match disk::read_file(&self.path(&name), DEFAULT_MAX_BYTES) {
            Ok(bytes) => {
                self.faults.remove(&name);
                let is_same = self.workspace.document(&name).is_some_and(|d| d.original() == bytes);
                (!is_same).then_some((name, bytes))
            }
            Err(fault) => {
                self.workspace.remove_text(&name);
                self.faults.insert(name, fault.says);
                self.analysis = None;
                None
            }
        }
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
                self.unread.clear();
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
    pub(super) fn would_hold(&self, name: &str) -> bool {
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
