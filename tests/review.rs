//! `gainsay review` without a screen, run for real in a project of its own.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

fn project() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("gainsay.toml", "");
    write("corpus/gazette.txt", "In 1891 there were 1,939 strikes in the mill district.\n");
    write("corpus/yearbook.txt", "The yearbook counts 977 strikes in the mill district in 1891.\n");
    dir
}

fn answer(dir: &Path, answers: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .args(["review", "--author", "ed"])
        .current_dir(dir)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(answers.as_bytes()).unwrap();
    let out = child.wait_with_output().unwrap();
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

fn decisions(dir: &Path) -> String {
    fs::read_to_string(dir.join("facts/decisions.toml")).unwrap_or_default()
}

#[test]
fn a_ruling_is_written_and_taken_back() {
    let dir = project();
    let said = answer(dir.path(), "s\nlegal strikes only\n");
    assert!(said.contains("1 of 1") && said.contains("1,939") && said.contains("Written."), "{said}");
    let text = decisions(dir.path());
    assert!(
        text.contains("ruling = \"scope\"") && text.contains("legal strikes only") && text.contains("\"ed\""),
        "{text}"
    );
    assert!(answer(dir.path(), "").contains("Nothing is left"));

    fs::remove_file(dir.path().join("facts/decisions.toml")).unwrap();
    // After the ruling nothing is left to ask: what can be taken back is tried on a finding that stays.
    let said = answer(dir.path(), "u\np 7\np 1\n\nq\n");
    assert!(
        said.contains("nothing to take back")
            && said.contains("Say which position")
            && said.contains("without a reason"),
        "{said}"
    );
    assert_eq!(decisions(dir.path()), "");
}

#[test]
fn a_position_split_off_is_no_longer_compared() {
    let dir = project();
    let said = answer(dir.path(), "x 2\nthe yearbook counts lockouts\n");
    assert!(said.contains("Written."), "{said}");
    assert!(decisions(dir.path()).contains("ruling = \"split\""));
    assert!(answer(dir.path(), "").contains("Nothing is left"));
}

#[test]
fn comments_of_others_survive() {
    let dir = project();
    fs::create_dir(dir.path().join("facts")).unwrap();
    fs::write(dir.path().join("facts/decisions.toml"), "# ours, do not touch\n").unwrap();
    answer(dir.path(), "z 2999-01-01\nnew edition due\n");
    let text = decisions(dir.path());
    assert!(text.starts_with("# ours, do not touch\n") && text.contains("until = \"2999-01-01\""), "{text}");
}

#[test]
fn a_ruling_made_anew_takes_the_place_of_the_stale_one() {
    let dir = project();
    answer(dir.path(), "c\nboth count strikes\n");
    let text = "In 1891 there were 1,949 strikes in the mill district.\n";
    fs::write(dir.path().join("corpus/gazette.txt"), text).unwrap();
    let said = answer(dir.path(), "d\nanother district\n");
    assert!(said.contains("1,949") && said.contains("Written."), "{said}");
    let text = decisions(dir.path());
    assert_eq!(text.matches("[[decision]]").count(), 1, "{text}");
    assert!(text.contains("ruling = \"dismissed\"") && !text.contains("1,939"), "{text}");
}
