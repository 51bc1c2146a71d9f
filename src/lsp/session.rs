//! Projects and open documents.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::buffer::{self, Change};
use super::capabilities::Client;
use super::desk::Desk;
use super::options::Options;
use super::uri;
use crate::workspace::{Done, Job, Project, SETTINGS};

/// A document that the client has open.
#[derive(Debug)]
struct Open {
    text: String,
    version: i32,
    /// The project it belongs to and its name there; none where it is not checked.
    place: Option<(usize, String)>,
}

/// What the client has open, and the projects around it.
#[derive(Debug, Default)]
pub(super) struct Session {
    /// Projects; those that were closed stay as empty places.
    desks: Vec<Option<Desk>>,
    /// Folders that the client opened.
    folders: Vec<PathBuf>,
    open: BTreeMap<String, Open>,
    /// Documents of no project, checked together.
    loose: Option<usize>,
}

/// A whole comparison of a project.
#[derive(Debug)]
pub struct Task {
    at: usize,
    job: Job,
}

/// What a [`Task`] found.
#[derive(Debug)]
pub struct Finding {
    at: usize,
    done: Done,
}

impl Task {
    /// Does the work.
    pub fn run(self) -> Finding {
        Finding { at: self.at, done: self.job.run() }
    }
}

impl Session {
    /// The next project that waits for a whole comparison.
    pub(super) fn task(&mut self) -> Option<Task> {
        self.desks.iter_mut().enumerate().find_map(|(at, desk)| {
            let desk = desk.as_mut().filter(|d| !d.is_busy)?;
            let job = desk.project.job()?;
            desk.is_busy = true;
            Some(Task { at, job })
        })
    }

    /// Takes what a task found; whether it still fits.
    pub(super) fn finish(&mut self, finding: Finding) -> bool {
        let Some(Some(desk)) = self.desks.get_mut(finding.at) else { return false };
        desk.is_busy = false;
        // given back first, so that it can go beside
        desk.analysis = Arc::default();
        desk.project.finish(finding.done)
    }

    /// Number of texts that are known and not yet read.
    pub(super) fn unread(&self) -> usize {
        self.desks.iter().flatten().map(|desk| desk.project.unread()).sum()
    }

    /// Reads so many of them.
    pub(super) fn read_more(&mut self, many: usize) {
        if let Some(desk) = self.desks().find(|desk| desk.project.unread() > 0) {
            desk.project.read_more(many);
        }
    }

    /// The projects.
    pub(super) fn desks(&mut self) -> impl Iterator<Item = &mut Desk> {
        self.desks.iter_mut().flatten()
    }

    /// Folders to watch, and whether with all folders below.
    pub(super) fn watched(&self) -> Vec<(PathBuf, bool)> {
        let projects = self.desks.iter().enumerate().filter(|(at, _)| Some(*at) != self.loose);
        projects.filter_map(|(_, d)| d.as_ref()).flat_map(|d| d.project.watched()).collect()
    }

    /// Whether a document is open.
    pub(super) fn is_open(&self, uri: &str) -> bool {
        self.open.contains_key(uri)
    }

    /// Opens a folder of the client's.
    pub(super) fn add_folder(&mut self, folder: &Path, options: &Options, client: &Client) {
        if !self.folders.iter().any(|f| f == folder) {
            self.folders.push(folder.to_owned());
        }
        self.project_at(folder, options, client);
        self.place_all(options, client);
    }

    /// Closes a folder of the client's, with the projects in it.
    pub(super) fn remove_folder(&mut self, folder: &Path) -> Vec<String> {
        self.folders.retain(|f| f != folder);
        let mut gone = Vec::new();
        for at in 0..self.desks.len() {
            let is_inside = self.desks[at].as_ref().is_some_and(|d| {
                let root = d.project.root();
                Some(at) != self.loose && root.starts_with(folder) && !self.folders.iter().any(|f| root.starts_with(f))
            });
            if is_inside && let Some(desk) = self.desks[at].take() {
                gone.extend(desk.sent.keys().map(|name| desk.uri(name).0));
                for open in self.open.values_mut().filter(|o| o.place.as_ref().is_some_and(|(n, _)| *n == at)) {
                    open.place = None;
                }
            }
        }
        gone
    }

    /// The project that a folder lies in, opened if need be.
    fn project_at(&mut self, folder: &Path, options: &Options, client: &Client) -> Option<usize> {
        let root = match &options.settings {
            Some(settings) if self.folders.iter().any(|f| folder.starts_with(f)) => {
                let base = self.folders.iter().find(|f| folder.starts_with(f)).cloned().unwrap_or_default();
                base.join(settings).parent().map(Path::to_owned)
            }
            _ => Project::find(folder),
        }?;
        let known = |d: &Option<Desk>| d.as_ref().is_some_and(|d| d.project.root() == root);
        if let Some(at) = self.desks.iter().position(known) {
            return Some(at);
        }
        let settings = options.settings.as_ref().and_then(|s| s.file_name()).map(|name| root.join(name));
        self.desks.push(Some(Desk::new(Project::open_unread(&root, settings.as_deref()), client.encoding)));
        Some(self.desks.len() - 1)
    }

    /// Opens a document.
    pub(super) fn did_open(&mut self, uri: String, version: i32, text: String, options: &Options, client: &Client) {
        self.did_close(&uri);
        self.open.insert(uri.clone(), Open { text, version, place: None });
        self.place(&uri, options, client);
        // settings that come into being make a project of a folder
        if uri.ends_with(SETTINGS) {
            self.place_all(options, client);
        }
    }

    /// Changes an open document.
    pub(super) fn did_change(
        &mut self,
        uri: &str,
        version: i32,
        changes: Vec<Change>,
        client: &Client,
    ) -> Result<(), String> {
        let open = self.open.get_mut(uri).ok_or_else(|| format!("{uri} is not open"))?;
        buffer::apply(&mut open.text, changes, client.encoding);
        open.version = version;
        if let Some((at, name)) = &open.place
            && let Some(Some(desk)) = self.desks.get_mut(*at)
        {
            desk.open.insert(name.clone(), (uri.to_owned(), version));
            desk.project.set_buffer(name, &open.text);
        }
        Ok(())
    }

    /// Closes a document.
    pub(super) fn did_close(&mut self, uri: &str) {
        let Some(open) = self.open.remove(uri) else { return };
        if let Some((at, name)) = open.place
            && let Some(Some(desk)) = self.desks.get_mut(at)
        {
            desk.open.remove(&name);
            desk.project.drop_buffer(&name);
        }
    }

    /// Looks at the disk again.
    pub(super) fn disk_changed(&mut self, paths: &[PathBuf], options: &Options, client: &Client) {
        for folder in self.folders.clone() {
            self.project_at(&folder, options, client);
        }
        for desk in self.desks.iter_mut().flatten() {
            let named: Vec<String> = paths.iter().map(|p| desk.project.name(p)).collect();
            desk.project.refresh(&named);
        }
        self.place_all(options, client);
    }

    /// The project of a document, and its name there.
    pub(super) fn desk(&mut self, uri: &str) -> Option<(&mut Desk, String)> {
        if let Some(open) = self.open.get(uri) {
            let (at, name) = open.place.clone()?;
            return self.desks.get_mut(at)?.as_mut().map(|d| (d, name));
        }
        let path = uri::to_path(uri)?;
        self.desks.iter_mut().flatten().find_map(|desk| {
            let name = desk.project.name(&path);
            desk.project.has(&name).then_some((desk, name))
        })
    }

    /// Finds a place for each open document anew: settings may have changed.
    pub(super) fn place_all(&mut self, options: &Options, client: &Client) {
        let uris: Vec<String> = self.open.keys().cloned().collect();
        for uri in uris {
            self.place(&uri, options, client);
        }
    }

    fn place(&mut self, uri: &str, options: &Options, client: &Client) {
        let place = self.find_place(uri, options, client);
        let Some(open) = self.open.get_mut(uri) else { return };
        if open.place == place {
            return;
        }
        if let Some((at, name)) = std::mem::replace(&mut open.place, place.clone())
            && let Some(Some(desk)) = self.desks.get_mut(at)
        {
            desk.open.remove(&name);
            desk.project.drop_buffer(&name);
        }
        if let Some((at, name)) = place
            && let Some(Some(desk)) = self.desks.get_mut(at)
        {
            desk.open.insert(name.clone(), (uri.to_owned(), open.version));
            desk.project.set_buffer(&name, &open.text);
        }
    }

    /// Where a document belongs: to the project whose texts, settings or decisions it is one of; where there is no
    /// project, to the loose ones.
    fn find_place(&mut self, uri: &str, options: &Options, client: &Client) -> Option<(usize, String)> {
        let Some(path) = uri::to_path(uri) else {
            return Some((self.loose_desk(client), uri.to_owned()));
        };
        let folder = path.parent()?.to_owned();
        let own = self.project_at(&folder, options, client);
        for (at, desk) in self.desks.iter().enumerate() {
            let Some(desk) = desk.as_ref().filter(|_| Some(at) != self.loose) else { continue };
            let name = desk.project.name(&path);
            let is_side = name == desk.project.settings_path() || name == desk.project.decisions_path();
            if is_side || desk.project.holds(&name) {
                return Some((at, name));
            }
        }
        let in_folder = self.folders.iter().any(|f| path.starts_with(f) && Project::find(f).is_some());
        if own.is_some() || in_folder {
            return None;
        }
        Some((self.loose_desk(client), path.to_string_lossy().into_owned()))
    }

    fn loose_desk(&mut self, client: &Client) -> usize {
        if let Some(at) = self.loose {
            return at;
        }
        self.desks.push(Some(Desk::new(Project::loose(Path::new("")), client.encoding)));
        self.loose = Some(self.desks.len() - 1);
        self.desks.len() - 1
    }
}
