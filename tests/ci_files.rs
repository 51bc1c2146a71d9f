//! The pre-commit hook, the action and what `init` writes, tried in scratch repositories as they are declared.

mod support;

use std::path::Path;
use std::process::{Command, Output};

use support::{code, err, git, out, run, write};
use tempfile::TempDir;

const A: &str = "In 1911 the yard built 14 ships.\n";

fn shipped(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// A repository with one text, all committed.
fn repository() -> TempDir {
    let dir = TempDir::new().unwrap();
    write(dir.path(), "corpus/a.md", A);
    git(dir.path(), &["init", "-q"]);
    git(dir.path(), &["add", "-A"]);
    git(dir.path(), &["commit", "-q", "-m", "a text"]);
    dir
}

/// The folder of the binary before all others on the path.
fn path() -> std::ffi::OsString {
    let own = Path::new(env!("CARGO_BIN_EXE_gainsay")).parent().unwrap().to_owned();
    let old = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(std::iter::once(own).chain(std::env::split_paths(&old))).unwrap()
}

#[test]
fn the_hook_stops_a_commit_that_contradicts() {
    let dir = repository();
    let hooks = shipped(".pre-commit-hooks.yaml");
    let entry = hooks.lines().find_map(|l| l.trim().strip_prefix("entry: ")).expect("an entry");
    assert!(hooks.contains("pass_filenames: false"), "one file alone contradicts nobody");
    let hook = dir.path().join(".git/hooks/pre-commit");
    write(dir.path(), ".git/hooks/pre-commit", &format!("#!/bin/sh\nexec {entry} >&2\n"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    let commit = |message: &str| {
        git(dir.path(), &["add", "-A"]);
        let name = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org"];
        let mut command = Command::new("git");
        command.current_dir(dir.path()).args(name).args(["commit", "-q", "-m", message]).env("PATH", path());
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").output().unwrap()
    };
    write(dir.path(), "corpus/b.md", &A.replace("14", "19"));
    let stopped = commit("another text");
    assert!(!stopped.status.success());
    assert!(err(&stopped).contains("19 :1") && err(&stopped).contains("check failed"), "{}", err(&stopped));
    write(dir.path(), "corpus/b.md", A);
    let passed = commit("another text");
    assert!(passed.status.success(), "{}", err(&passed));
}

/// The script of a step of the action and the names of its environment with the inputs they come from.
fn step(action: &str, name: &str) -> (String, Vec<(String, String)>) {
    let start = action.find(&format!("- name: {name}\n")).unwrap_or_else(|| panic!("no step {name}"));
    let body = &action[start..];
    let body = body[1..].find("\n    - name: ").map_or(body, |end| &body[..=end]);
    let (head, script) = body.split_once("      run: |\n").expect("a script");
    let script: Vec<_> = script.lines().map(|l| l.strip_prefix("        ").unwrap_or(l)).collect();
    let env = head.lines().filter_map(|l| l.trim().split_once(": ${{ inputs."));
    let env = env.map(|(name, input)| (name.to_owned(), input.trim_end_matches(" }}").to_owned()));
    (script.join("\n"), env.collect())
}

/// Runs a step with some inputs, the others being as declared.
fn run_step(dir: &Path, name: &str, inputs: &[(&str, &str)]) -> Output {
    let action = shipped("action.yml");
    let (script, env) = step(&action, name);
    assert!(!script.contains("${{"), "inputs reach the script through the environment only: {script}");
    let mut command = Command::new("bash");
    command.current_dir(dir).args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &script]).env("PATH", path());
    command.env_remove("GITHUB_STEP_SUMMARY");
    for (variable, input) in env {
        let declared = action.split_once(&format!("\n  {input}:\n")).unwrap_or_else(|| panic!("input {input}")).1;
        let default = declared.lines().find_map(|l| l.trim().strip_prefix("default: ")).unwrap_or("''");
        let given = inputs.iter().find(|(name, _)| *name == input).map(|(_, value)| *value);
        command.env(variable, given.unwrap_or(default.trim_matches('\'')));
    }
    command.output().unwrap()
}

#[test]
fn the_action_annotates_fails_and_writes_sarif() {
    let dir = repository();
    assert_eq!(code(&run_step(dir.path(), "Check", &[])), 0);
    write(dir.path(), "corpus/b.md", &A.replace("14", "19"));
    let check = run_step(dir.path(), "Check", &[]);
    assert_eq!(code(&check), 1, "{}", err(&check));
    assert!(out(&check).contains("::error file=corpus/b.md,line=1,"), "{}", out(&check));
    assert_eq!(code(&run_step(dir.path(), "Check", &[("fail-on", "never")])), 0);
    assert_eq!(code(&run_step(dir.path(), "Check", &[("paths", "corpus/a.md")])), 0);
    assert_eq!(code(&run_step(dir.path(), "Check", &[("since", "HEAD")])), 1);
    let written = run_step(dir.path(), "Write SARIF", &[("sarif", "out.sarif")]);
    assert_eq!(code(&written), 0, "findings are no fault of writing them: {}", err(&written));
    let log: serde_json::Value = serde_json::from_slice(&std::fs::read(dir.path().join("out.sarif")).unwrap()).unwrap();
    assert_eq!(log["runs"][0]["results"][0]["ruleId"], "value-conflict");
    let hostile = run_step(dir.path(), "Check", &[("since", "$(touch oops); touch oops")]);
    assert_eq!(code(&hostile), 2);
    assert!(!dir.path().join("oops").exists());
}

#[test]
fn init_writes_what_a_project_needs_and_nothing_twice() {
    let dir = TempDir::new().unwrap();
    let first = run(dir.path(), &["init", "my \"texts\""]);
    assert_eq!(code(&first), 0, "{}", err(&first));
    for name in ["gainsay.toml", "facts/decisions.toml", ".github/workflows/gainsay.yml"] {
        assert!(dir.path().join(name).is_file(), "{name}");
        assert!(out(&first).contains(&format!("{name}: written\n  ")), "{}", out(&first));
    }
    assert!(out(&first).contains("put the texts into my \"texts\""), "{}", out(&first));
    write(dir.path(), "my \"texts\"/a.md", A);
    let check = run(dir.path(), &["check"]);
    assert_eq!(code(&check), 0, "what it writes is read: {}", err(&check));
    write(dir.path(), "gainsay.toml", "corpus = [\"elsewhere\"]\n");
    std::fs::remove_file(dir.path().join("facts/decisions.toml")).unwrap();
    let again = run(dir.path(), &["init"]);
    assert!(out(&again).contains("gainsay.toml: is there already and stays as it is"), "{}", out(&again));
    assert!(out(&again).contains("facts/decisions.toml: written"), "{}", out(&again));
    assert_eq!(std::fs::read_to_string(dir.path().join("gainsay.toml")).unwrap(), "corpus = [\"elsewhere\"]\n");
    let workflow = std::fs::read_to_string(dir.path().join(".github/workflows/gainsay.yml")).unwrap();
    assert!(workflow.contains("- run: gainsay check --format github"), "{workflow}");
}

#[test]
fn the_commented_settings_of_init_are_settings() {
    let dir = TempDir::new().unwrap();
    run(dir.path(), &["init"]);
    let text = std::fs::read_to_string(dir.path().join("gainsay.toml")).unwrap();
    let is_setting = |l: &str| l.starts_with("# [[") || l.starts_with("# ") && l.contains(" = ");
    let live: Vec<&str> = text.lines().map(|l| if is_setting(l) { &l[2..] } else { l }).collect();
    assert!(gainsay::config::Config::parse(&live.join("\n")).is_ok(), "{}", live.join("\n"));
}

#[test]
fn every_setting_is_explained() {
    let docs = shipped("docs/config.md");
    for key in ["corpus", "facts", "exclude", "fail-on", "concepts", "date-order", "language", "today", "ignore"] {
        assert!(docs.contains(&format!("`{key}`")), "{key}");
    }
}
