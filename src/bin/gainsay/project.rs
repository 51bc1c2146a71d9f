//! The project: settings, texts, decisions.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use gainsay::config::{Config, FailOn};
use gainsay::disk::{self, DEFAULT_MAX_BYTES, Excluded};
use gainsay::review::Decisions;
use gainsay::workspace::{Analysis, FileNotice, Workspace};

use crate::args::{Common, Format};
use crate::output::{self, Fault};
use crate::progress::Progress;

/// Largest settings or decisions file, in bytes.
const MAX_SETTINGS_BYTES: u64 = 1024 * 1024;

/// Where a project lies and what its settings are.
#[derive(Debug)]
pub(crate) struct Project {
    pub(crate) root: PathBuf,
    pub(crate) config: Config,
}

/// Texts as they lie on the disk, by path.
#[derive(Debug)]
pub(crate) struct Gathered {
    pub(crate) texts: Vec<(String, Vec<u8>)>,
    /// Whether something that was named could not be read.
    pub(crate) faulty: bool,
    /// Whether the texts are the project's own corpus.
    whole: bool,
}

/// A project with its texts read.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) workspace: Workspace,
    /// Whether something that was named could not be read.
    pub(crate) faulty: bool,
    /// Whether the texts are the project's own corpus, not paths from the command line.
    pub(crate) whole: bool,
    /// The sign of life, until the analysis is there.
    progress: Option<Progress>,
}

impl Project {
    /// Finds and reads the settings: those named, or the nearest `gainsay.toml` upwards, or the defaults.
    pub(crate) fn find(common: &Common) -> Result<Self, Fault> {
        let here = std::env::current_dir().map_err(|e| Fault::new(format!("current folder: {e}")))?;
        let path = match &common.config {
            Some(path) => Some(path.clone()),
            None => here.ancestors().map(|dir| dir.join("gainsay.toml")).find(|path| path.is_file()),
        };
        let Some(path) = path else {
            let config = Config { language: common.lang.clone(), ..Config::default() };
            return Ok(Self { root: PathBuf::new(), config });
        };
        let text = read_text(&path)?;
        let mut config = Config::parse(&text).map_err(|error| Fault::new(format!("{}:{error}", path.display())))?;
        config.language = common.lang.clone().or(config.language);
        let root = path.parent().unwrap_or(Path::new("")).to_owned();
        // Paths are shown as the user would type them: from the current folder.
        let root = match here.strip_prefix(&root) {
            Ok(below) if root.is_absolute() => below.components().map(|_| "..").collect(),
            _ => root,
        };
        Ok(Self { root, config })
    }

    /// The folder of fact records and decisions.
    pub(crate) fn facts_dir(&self) -> PathBuf {
        self.root.join(&self.config.facts)
    }

    pub(crate) fn decisions_path(&self) -> PathBuf {
        self.facts_dir().join("decisions.toml")
    }

    pub(crate) fn fail_on(&self, common: &Common) -> FailOn {
        common.fail_on.map_or(self.config.fail_on, Into::into)
    }

    /// The text of the decisions file; empty where there is none.
    pub(crate) fn decisions_text(&self) -> Result<String, Fault> {
        let path = self.decisions_path();
        if path.is_file() { read_text(&path) } else { Ok(String::new()) }
    }

    /// Finds texts: those at `paths`, or the project's own where none are named.
    pub(crate) fn gather(&self, common: &Common, paths: &[PathBuf]) -> Result<Gathered, Fault> {
        let whole = paths.is_empty();
        let own: Vec<PathBuf> = self.config.corpus.iter().map(|p| self.root.join(p)).collect();
        if whole && !own.iter().any(|p| p.exists()) {
            let dirs: Vec<_> = own.iter().map(|p| p.display().to_string()).collect();
            return Err(Fault::new(format!(
                "no texts: {} is not there; name files or folders, or set `corpus` in gainsay.toml",
                dirs.join(", ")
            )));
        }
        let paths = if whole { own } else { paths.to_vec() };
        let mut faulty = false;
        let mut texts = Vec::new();
        let (stdin, paths): (Vec<_>, Vec<_>) = paths.into_iter().partition(|p| p.as_os_str() == "-");
        if !stdin.is_empty() {
            texts.push(("stdin".to_owned(), disk::read_stdin(DEFAULT_MAX_BYTES)?));
        }
        let excluded = Excluded::new(&self.config.exclude)
            .map_err(|error| Fault::new(format!("gainsay.toml: `exclude`: {error}")))?;
        let found = disk::discover(&paths, &disk::DiscoverOptions::default());
        for (twin, first) in &found.twins {
            let text = format!("{} is {} by another name; read once", twin.display(), first.display());
            output::note(common, &text);
        }
        for fault in found.faults {
            faulty |= complain(common, &fault, fault.named);
        }
        for file in found.files {
            let inside = file.path.strip_prefix(&self.root).unwrap_or(&file.path);
            if excluded.holds(inside) {
                if file.named {
                    output::note(common, &format!("{}: left out by `exclude` in gainsay.toml", file.path.display()));
                }
                continue;
            }
            match disk::read_file(&file.path, DEFAULT_MAX_BYTES) {
                Ok(bytes) => texts.push((file.path.to_string_lossy().into_owned(), bytes)),
                Err(fault) => faulty |= complain(common, &fault, file.named),
            }
        }
        // Names that are not UTF-8 may look alike; none may push another out.
        let mut names = BTreeSet::new();
        for (name, _) in &mut texts {
            while !names.insert(name.clone()) {
                name.push('~');
            }
        }
        Ok(Gathered { texts, faulty, whole })
    }

    /// Reads texts: those at `paths`, or the project's own where none are named.
    pub(crate) fn load(&self, common: &Common, paths: &[PathBuf]) -> Result<Loaded, Fault> {
        let Gathered { texts, faulty, whole } = self.gather(common, paths)?;
        let progress = Progress::start(common, format!("reading and comparing {}", counted(texts.len())));
        let mut workspace = Workspace::new(self.config.clone());
        workspace.set_texts(texts);
        let today = match &self.config.today {
            Some(day) => day.parse().ok(),
            None => today().parse().ok(),
        };
        workspace.set_today(today);
        let decisions = Decisions::parse(&self.decisions_text()?)
            .map_err(|error| Fault::new(format!("{}:{error}", self.decisions_path().display())))?;
        workspace.set_decisions(decisions, whole);
        Ok(Loaded { workspace, faulty, whole, progress: Some(progress) })
    }
}

/// This many oddities of texts are named without `-v`; the rest are counted.
const NAMED: usize = 5;

impl Loaded {
    /// Compares the texts and says on standard error what was odd about them.
    pub(crate) fn analyze(&mut self, common: &Common) -> Analysis {
        let analysis = self.workspace.analysis();
        self.tell(common, analysis)
    }

    /// Reads the texts without comparing them, and says on standard error what was odd about them.
    pub(crate) fn read(&mut self, common: &Common) -> Analysis {
        let analysis = self.workspace.reading();
        self.tell(common, analysis)
    }

    fn tell(&mut self, common: &Common, analysis: Analysis) -> Analysis {
        self.progress.take();
        self.faulty |= tell(common, &analysis.notices);
        // table and JSON say it themselves
        if !matches!(common.format, None | Some(Format::Table | Format::Json)) {
            analysis.truncated.iter().for_each(|says| output::note(common, &format!("not compared: {says}")));
        }
        analysis
    }
}

/// Says on standard error what was odd about texts; whether one could not be read.
pub(crate) fn tell(common: &Common, notices: &[FileNotice]) -> bool {
    let (mut named, mut faulty) = (0, false);
    for notice in notices {
        let line = notice.line.map(|l| format!(":{l}")).unwrap_or_default();
        let text = format!("{}{line}: {}", notice.path, notice.says);
        if notice.is_fault {
            output::error(&text);
            faulty = true;
        } else if common.verbose || named < NAMED {
            output::note(common, &text);
            named += 1;
        }
    }
    let odd = notices.iter().filter(|n| !n.is_fault).count();
    if odd > named {
        output::note(common, &format!("{} more met while reading (-v names them)", odd - named));
    }
    faulty
}

/// Today's date by the clock, in UTC.
pub(crate) fn today() -> String {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let days = i64::try_from(since.as_secs() / 86_400).unwrap_or_default();
    let epoch = gainsay::value::Moment::day(1970, 1, 1);
    epoch.and_then(|epoch| epoch.add_days(days)).map(|day| day.to_string()).unwrap_or_default()
}

/// Reads a settings file.
pub(crate) fn read_text(path: &Path) -> Result<String, Fault> {
    let bytes = disk::read_file(path, MAX_SETTINGS_BYTES)?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = 1 + error.as_bytes()[..at].iter().filter(|b| **b == b'\n').count();
        Fault::new(format!("{}:{line}: not UTF-8", path.display()))
    })
}

/// Says what could not be read; whether that makes the exit code 2.
fn complain(common: &Common, fault: &disk::Fault, named: bool) -> bool {
    let text = format!("{}: {}", fault.path.display(), fault.says);
    if named {
        output::error(&text);
    } else {
        output::warning(common, &format!("left out {text}"));
    }
    named
}

/// "1 text", "200 texts".
fn counted(texts: usize) -> String {
    if texts == 1 { "1 text".to_owned() } else { format!("{texts} texts") }
}
