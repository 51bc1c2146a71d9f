//! Who rules, where the command line does not say it.

use std::process::Command;

/// The name given, or else the one under which Git commits here; empty where there is neither.
pub(crate) fn of(given: &str) -> String {
    if !given.trim().is_empty() {
        return given.trim().to_owned();
    }
    let output = Command::new("git").args(["config", "--get", "user.name"]).output();
    let name = output.ok().filter(|o| o.status.success()).map(|o| String::from_utf8_lossy(&o.stdout).trim().to_owned());
    name.unwrap_or_default()
}
