//! Every command of the tutorial is run as it stands, and prints what the tutorial shows.

use std::path::Path;
use std::process::Command;

/// A fenced block: its words behind the fence, and what it holds.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some((info.to_owned(), String::new())),
            (Some(_), Some(_)) => found.extend(open.take()),
            (Some((_, body)), None) => {
                body.push_str(line);
                body.push('\n');
            }
            (None, None) => {}
        }
    }
    found
}

#[test]
fn the_tutorial_does_what_it_says() {
    let scratch = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("docs/tutorial.md")).unwrap();
    let own = Path::new(env!("CARGO_BIN_EXE_gainsay")).parent().unwrap().to_owned();
    let old = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(own).chain(std::env::split_paths(&old))).unwrap();
    let mut folder = scratch.path().to_owned();
    let mut printed = String::new();
    let mut commands = 0;
    for (info, body) in blocks(&text) {
        match info.as_str() {
            "sh" | "sh fails" => {
                // the folder that a block ends in is where the next one begins
                let script = format!("set -e\n{body}\npwd > '{}/where'\n", scratch.path().display());
                let mut command = Command::new("bash");
                command.args(["--noprofile", "--norc", "-c", &script]).current_dir(&folder).env("PATH", &path);
                for name in ["COLUMNS", "CLICOLOR_FORCE", "GAINSAY_AUTHOR", "GITHUB_STEP_SUMMARY"] {
                    command.env_remove(name);
                }
                let output = command.env("GIT_CONFIG_GLOBAL", "/dev/null").output().unwrap();
                printed = String::from_utf8(output.stdout).unwrap();
                let messages = String::from_utf8_lossy(&output.stderr);
                let expected = i32::from(info == "sh fails");
                assert_eq!(output.status.code(), Some(expected), "{body}\n{printed}\n{messages}");
                if expected == 0 {
                    let place = std::fs::read_to_string(scratch.path().join("where")).unwrap();
                    folder = place.trim_end().into();
                }
                commands += 1;
            }
            "text" => {
                for line in body.lines().filter(|l| !l.trim().is_empty()) {
                    assert!(printed.contains(line.trim()), "{line:?} is not in\n{printed}");
                }
            }
            other => panic!("a block of {other:?}"),
        }
    }
    assert!(commands >= 10, "{commands}");
}
