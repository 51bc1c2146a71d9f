//! What the README shows is what the program prints.

use std::path::Path;

/// The first block of text in the README.
const OPEN: &str = "```text\n";

#[test]
fn the_table_in_the_readme_is_the_one_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap().replace("\r\n", "\n");
    let start = readme.find(OPEN).expect("a block of text") + OPEN.len();
    let end = start + readme[start..].find("```").expect("an end of the block");
    let table = gainsay::report_string(&[root.join("tests/readme")], 96).unwrap();
    let command = "$ gainsay tests/readme\n";
    let renewed = format!("{}{command}{table}{}", &readme[..start], &readme[end..]);
    if std::env::var_os("README_UPDATE").is_some() {
        std::fs::write(root.join("README.md"), &renewed).unwrap();
    }
    let out_of_date =
        "the table in README.md is not what is printed: README_UPDATE=1 cargo test --test readme renews it";
    assert!(readme == renewed || std::env::var_os("README_UPDATE").is_some(), "{out_of_date}\n{table}");
}

#[test]
fn every_command_in_the_readme_is_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let help = std::process::Command::new(env!("CARGO_BIN_EXE_gainsay")).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    for (_, rest) in readme.match_indices("`gainsay ").map(|(at, m)| readme.split_at(at + m.len())) {
        let word: String = rest.chars().take_while(|c| c.is_ascii_lowercase()).collect();
        if !word.is_empty() {
            assert!(help.contains(&format!("  {word} ")), "gainsay {word}");
        }
    }
    for option in ["--all", "--format", "--output", "--fail-on"] {
        assert!(readme.contains(option) && help.contains(option), "{option}");
    }
}
