//! `gainsay watch`: check again whenever something changes.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use gainsay::report::Visible;
use gainsay::watch::Look;
use gainsay::workspace::Project;
use notify::{EventKind, RecursiveMode, Watcher as _};
use serde_json::json;

use crate::args::{Common, Format, PathArgs};
use crate::output::{self, Fault};
use crate::{CLEAN, project};

/// This long nothing must change before texts are checked again.
const QUIET: Duration = Duration::from_millis(150);

/// This long at most changes may keep coming before texts are checked anyway.
const AT_LAST: Duration = Duration::from_secs(2);

/// Watches folders, each alone or with all below, and tells the paths that changed.
pub(crate) fn watcher(
    folders: &[(PathBuf, bool)],
    tell: impl Fn(Vec<PathBuf>) + Send + 'static,
) -> notify::Result<notify::RecommendedWatcher> {
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| match event {
        // reading a file is no change
        Ok(event) if matches!(event.kind, EventKind::Access(_)) => {}
        Ok(event) => tell(event.paths),
        // events were lost: look at everything
        Err(_) => tell(Vec::new()),
    })?;
    for (folder, deep) in folders {
        let mode = if *deep { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
        watcher.watch(folder, mode)?;
    }
    Ok(watcher)
}

pub(crate) fn run(common: &Common, args: &PathArgs) -> Result<u8, Fault> {
    let format = output::format(common, "watch", &[Format::Table, Format::Jsonl])?;
    if common.output.is_some() {
        return Err(Fault::new("watch writes to standard output only".to_owned()));
    }
    let found = project::Project::find(common)?;
    let paths = (!args.paths.is_empty()).then(|| args.paths.clone());
    if let Some(path) = paths.iter().flatten().find(|p| !p.exists()) {
        return Err(Fault::new(format!("{}: not there", path.display())));
    }
    let mut project = Project::open_paths(&found.root, common.config.as_deref(), paths);
    let (events, changes) = channel();
    let mut watching = Watching::start(events, project.watched())?;
    // what changed while the watch was set up is read again
    project.refresh(&[]);
    let mut before = look(common, &mut project);
    let told = before.since(&Look::default());
    tell(format, &told, &before, Duration::ZERO)?;
    loop {
        let Some(paths) = next(&changes) else { return Ok(CLEAN) };
        let since = Instant::now();
        let named: Vec<String> = paths.iter().map(|path| project.name(path)).collect();
        project.refresh(&named);
        let now = look(common, &mut project);
        let news = now.since(&before);
        if !news.is_empty() || now.texts() != before.texts() {
            tell(format, &news, &now, since.elapsed())?;
        }
        before = now;
        watching.keep_up(project.watched())?;
    }
}

/// Folders that are watched as long as this lives.
struct Watching {
    folders: Vec<(PathBuf, bool)>,
    events: Sender<Vec<PathBuf>>,
    _watcher: notify::RecommendedWatcher,
}

impl Watching {
    fn start(events: Sender<Vec<PathBuf>>, folders: Vec<(PathBuf, bool)>) -> Result<Self, Fault> {
        let to = events.clone();
        let watcher = watcher(&folders, move |paths| drop(to.send(paths)))
            .map_err(|error| Fault::new(format!("files cannot be watched: {error}")))?;
        Ok(Self { folders, events, _watcher: watcher })
    }

    /// Watches other folders, where they are others.
    fn keep_up(&mut self, folders: Vec<(PathBuf, bool)>) -> Result<(), Fault> {
        if folders != self.folders {
            *self = Self::start(self.events.clone(), folders)?;
        }
        Ok(())
    }
}

/// The paths of the next changes, once there is a moment of quiet.
fn next(changes: &Receiver<Vec<PathBuf>>) -> Option<Vec<PathBuf>> {
    let mut paths = changes.recv().ok()?;
    let first = Instant::now();
    while first.elapsed() < AT_LAST {
        match changes.recv_timeout(QUIET) {
            Ok(more) => paths.extend(more),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
        }
    }
    paths.sort();
    paths.dedup();
    let here = std::env::current_dir().unwrap_or_default();
    Some(paths.into_iter().map(|p| p.strip_prefix(&here).map(Path::to_owned).unwrap_or(p)).collect())
}

fn look(common: &Common, project: &mut Project) -> Look {
    project.set_today(project::today().parse().ok());
    let analysis = project.analysis();
    let fail_on = common.fail_on.map_or(project.config().fail_on, Into::into);
    let at = |name: String, e: &gainsay::config::ConfigError| (name, e.to_string());
    let settings = project.settings_error().map(|e| at(project.settings_path(), e));
    let decisions = project.decisions_error().map(|e| at(project.decisions_path(), e));
    Look::new(&analysis, fail_on, settings.into_iter().chain(decisions))
}

fn tell(format: Format, news: &[gainsay::watch::News], now: &Look, took: Duration) -> Result<(), Fault> {
    let mut text = String::new();
    for item in news {
        match format {
            Format::Jsonl => text.push_str(&item.json().to_string()),
            _ => text.push_str(&item.line()),
        }
        text.push('\n');
    }
    let (texts, undecided, took) = (now.texts(), now.undecided(), took.as_millis());
    let last = match format {
        Format::Jsonl => json!({ "event": "run", "texts": texts, "undecided": undecided, "ms": took }).to_string(),
        _ => Visible::new(&format!("-- {texts} texts, {undecided} undecided ({took} ms)")).to_string(),
    };
    let mut out = io::stdout().lock();
    writeln!(out, "{text}{last}")?;
    Ok(out.flush()?)
}
