//! How files are named: from the root of the project, with `/`.

use std::path::{Component, Path, PathBuf};

use super::Project;
use crate::disk;

/// Name of the file of decisions in the folder of facts.
const DECISIONS: &str = "decisions.toml";

impl Project {
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

    /// The path of the settings, named from the root.
    pub fn settings_path(&self) -> String {
        self.name(&self.settings)
    }

    /// The path of the decisions, named from the root.
    pub fn decisions_path(&self) -> String {
        let path = Path::new(&self.config.facts).join(DECISIONS);
        slashed(&tidy(&path))
    }
}

/// A path without `.` and without `..` that has something to take back; purely by its letters.
pub(super) fn tidy(path: &Path) -> PathBuf {
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
