//! The real binary in scratch folders: exit codes, outputs, bad input.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// Two texts that cannot both be right.
const A: &str = "# Ships\n\nIn 1911 the yard built 14 ships. It employed 3,000 workers.\n";
const B: &str = "# Ships\n\nIn 1911 the yard built 19 ships. It employed 3,000 workers.\n";

fn gainsay(dir: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gainsay"));
    command.current_dir(dir).args(args).stdin(Stdio::null());
    for name in ["COLUMNS", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "GAINSAY_AUTHOR"] {
        command.env_remove(name);
    }
    command
}

fn run(dir: &Path, args: &[&str]) -> Output {
    gainsay(dir, args).output().expect("the binary runs")
}

fn run_with_input(dir: &Path, args: &[&str], input: &[u8]) -> Output {
    let mut child = gainsay(dir, args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("not killed")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("output is UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("messages are UTF-8")
}

/// A project with two texts that contradict each other.
fn project() -> TempDir {
    let dir = TempDir::new().unwrap();
    std::fs::create_dir(dir.path().join("corpus")).unwrap();
    std::fs::write(dir.path().join("corpus/a.md"), A).unwrap();
    std::fs::write(dir.path().join("corpus/b.md"), B).unwrap();
    std::fs::write(dir.path().join("gainsay.toml"), "today = \"2026-01-31\"\n").unwrap();
    dir
}

/// The id of the first conflict.
fn conflict(dir: &Path) -> String {
    let report: serde_json::Value = serde_json::from_slice(&run(dir, &["--format", "json"]).stdout).unwrap();
    let questions = report["questions"].as_array().unwrap();
    let found = questions.iter().find(|q| q["verdict"] == "conflict").expect("a conflict");
    found["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_bare_call_prints_the_table_of_the_corpus() {
    let dir = project();
    let bare = run(dir.path(), &[]);
    assert_eq!(code(&bare), 0, "{}", err(&bare));
    assert!(out(&bare).contains("conflict") && out(&bare).contains("14 :3"), "{}", out(&bare));
    assert_eq!(out(&bare), out(&run(dir.path(), &["report"])));
    assert!(!out(&bare).contains('\u{1b}'), "no colour when not a terminal");
}

#[test]
fn paths_go_to_the_default_command() {
    let dir = project();
    let one = run(dir.path(), &["corpus/a.md"]);
    assert_eq!(code(&one), 0);
    assert!(out(&one).contains("1 source "), "{}", out(&one));
}

#[test]
fn the_width_is_kept() {
    let dir = project();
    for width in ["20", "40", "80", "200"] {
        let text = out(&run(dir.path(), &["--width", width, "--all"]));
        let widest = text.lines().map(gainsay::report::text_width).max().unwrap();
        assert!(widest <= width.parse().unwrap(), "{widest} at {width}:\n{text}");
    }
    let by_environment = gainsay(dir.path(), &[]).env("COLUMNS", "33").output().unwrap();
    assert_eq!(out(&by_environment), out(&run(dir.path(), &["--width", "33"])));
}

#[test]
fn colour_comes_when_asked_for() {
    let dir = project();
    assert!(out(&run(dir.path(), &["--color", "always"])).contains('\u{1b}'));
    assert!(!out(&run(dir.path(), &["--color", "never"])).contains('\u{1b}'));
}

#[test]
fn json_has_the_form_of_the_interface() {
    let dir = project();
    let report: serde_json::Value = serde_json::from_slice(&run(dir.path(), &["--format", "json"]).stdout).unwrap();
    assert_eq!(report["schema"], "gainsay-report/1");
    let question = &report["questions"][0];
    for key in ["id", "label", "kind", "verdict", "severity", "rule", "positions", "conflicts", "why", "decision"] {
        assert!(question.get(key).is_some(), "{key} in {question}");
    }
    for key in ["fact", "source", "line", "column", "surface", "value", "unit", "quote"] {
        assert!(question["positions"][0].get(key).is_some(), "{key}");
    }
    for key in ["files", "sentences", "numbers_seen", "facts", "left"] {
        assert!(report["ledger"].get(key).is_some(), "{key}");
    }
}

#[test]
fn report_fails_only_when_asked_and_check_by_itself() {
    let dir = project();
    assert_eq!(code(&run(dir.path(), &["report"])), 0);
    assert_eq!(code(&run(dir.path(), &["report", "--fail-on", "conflict"])), 1);
    assert_eq!(code(&run(dir.path(), &["check"])), 1);
    assert_eq!(code(&run(dir.path(), &["check", "--fail-on", "never"])), 0);
    std::fs::write(dir.path().join("corpus/b.md"), A).unwrap();
    assert_eq!(code(&run(dir.path(), &["check"])), 0);
}

#[test]
fn every_format_is_written_and_unknown_ones_are_refused() {
    let dir = project();
    for format in ["table", "json", "jsonl", "markdown", "html", "csv", "sarif", "github"] {
        let output = run(dir.path(), &["--format", format]);
        assert_eq!(code(&output), 0, "{format}");
        assert!(!output.stdout.is_empty(), "{format}");
    }
    let refused = run(dir.path(), &["check", "--format", "csv"]);
    assert_eq!(code(&refused), 2);
    assert!(err(&refused).contains("check has no format csv"), "{}", err(&refused));
    assert_eq!(code(&run(dir.path(), &["--format", "tabel"])), 2);
}

#[test]
fn a_missing_path_is_named_and_the_rest_is_done() {
    let dir = project();
    let output = run(dir.path(), &["corpus/a.md", "nowhere.md"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("gainsay: error: ") && err(&output).contains("nowhere.md"), "{}", err(&output));
    assert!(out(&output).contains("1 source "));
}

#[test]
fn no_corpus_is_an_error_that_says_the_way_out() {
    let dir = TempDir::new().unwrap();
    let output = run(dir.path(), &[]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("name files or folders"), "{}", err(&output));
}

#[test]
fn bad_input_never_stops_the_rest() {
    let dir = project();
    let corpus = dir.path().join("corpus");
    std::fs::write(corpus.join("binary.txt"), [0u8, 1, 2, 255, 0, 7]).unwrap();
    std::fs::write(corpus.join("empty.txt"), "").unwrap();
    std::fs::write(corpus.join("damaged.txt"), b"In 1911 it built \xff\xfe 12 boats.\n").unwrap();
    std::fs::write(corpus.join("dates.txt"), "It fell on 31 February 1973.\n").unwrap();
    std::fs::write(corpus.join("numbers.txt"), "1 and ".repeat(20_000) + "2 boats.\n").unwrap();
    let output = run(dir.path(), &["--all"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(out(&output).contains("14 :3"), "{}", out(&output));
}

#[test]
fn nothing_from_outside_reaches_the_terminal() {
    let dir = project();
    let name = "evil\u{1b}[31m\u{202e}.md";
    let text = A.replace("14 ships", "27 ships \u{1b}[2J\u{7}\u{9b}31m");
    std::fs::write(dir.path().join("corpus").join(name), text).unwrap();
    for args in [&["--all"][..], &["extract", "--all"], &["check"], &["-v"], &["--format", "markdown"]] {
        let output = run(dir.path(), args);
        for text in [out(&output), err(&output)] {
            let bad = text.chars().find(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}');
            assert_eq!(bad, None, "{args:?}: {text:?}");
        }
    }
}

#[test]
fn settings_are_found_upwards_and_misspelt_keys_refused() {
    let dir = project();
    let below = dir.path().join("corpus");
    assert_eq!(code(&run(&below, &[])), 0);
    std::fs::write(dir.path().join("gainsay.toml"), "corpus = [\"corpus\"]\nexlude = []\n").unwrap();
    let output = run(&below, &[]);
    assert_eq!(code(&output), 2);
    assert!(
        err(&output).contains("gainsay.toml:2:1: unknown key `exlude`: did you mean `exclude`?"),
        "{}",
        err(&output)
    );
}

#[test]
fn excluded_files_are_not_read() {
    let dir = project();
    std::fs::write(dir.path().join("gainsay.toml"), "exclude = [\"corpus/b.*\"]\n").unwrap();
    assert!(out(&run(dir.path(), &[])).contains("1 source "));
}

#[test]
fn facts_are_written_verified_and_renewed() {
    let dir = project();
    assert_eq!(code(&run(dir.path(), &["facts", "--write"])), 0);
    let file = dir.path().join("facts/a.json");
    let before = std::fs::read_to_string(&file).unwrap();
    assert_eq!(code(&run(dir.path(), &["facts", "--verify"])), 0);
    std::fs::write(dir.path().join("corpus/a.md"), format!("\n\nSome words first.\n\n{A}")).unwrap();
    assert_eq!(code(&run(dir.path(), &["facts", "--verify"])), 0, "moved lines change no record");
    std::fs::write(dir.path().join("corpus/a.md"), A.replace("14 ships", "15 ships")).unwrap();
    let drift = run(dir.path(), &["facts", "--verify"]);
    assert_eq!(code(&drift), 1);
    assert!(out(&drift).contains("ships, 1911: 14 -> 15"), "{}", out(&drift));
    assert_eq!(code(&run(dir.path(), &["check", "--fail-on", "never"])), 1, "check sees drift");
    std::fs::write(dir.path().join("facts/mine.json"), "{}").unwrap();
    std::fs::remove_file(dir.path().join("corpus/b.md")).unwrap();
    assert_eq!(code(&run(dir.path(), &["facts", "--write"])), 0);
    assert_ne!(std::fs::read_to_string(&file).unwrap(), before);
    assert!(!dir.path().join("facts/b.json").exists(), "the file of a source that is gone is removed");
    assert!(dir.path().join("facts/mine.json").exists(), "files of others are left alone");
}

#[test]
fn a_decision_settles_a_conflict_until_the_text_changes() {
    let dir = project();
    let id = conflict(dir.path());
    let decided = run(dir.path(), &["decide", &id, "--ruling", "confirmed", "--reason", "two registers"]);
    assert_eq!(code(&decided), 0, "{}", err(&decided));
    let text = std::fs::read_to_string(dir.path().join("facts/decisions.toml")).unwrap();
    assert!(text.contains("reason = \"two registers\"") && text.contains("date = \"2026-01-31\""), "{text}");
    let check = run(dir.path(), &["check"]);
    assert_eq!(code(&check), 0, "{}", out(&check));
    std::fs::write(dir.path().join("corpus/a.md"), format!("An opening paragraph.\n\n{A}")).unwrap();
    assert_eq!(code(&run(dir.path(), &["check"])), 0, "moving the lines leaves the decision standing");
    std::fs::write(dir.path().join("corpus/a.md"), A.replace("14 ships", "15 ships")).unwrap();
    let stale = run(dir.path(), &["check"]);
    assert_eq!(code(&stale), 1);
    assert!(out(&stale).contains("stale decision"), "{}", out(&stale));
    assert!(out(&stale).contains("a:3 now says \"15\" instead of \"14\""), "{}", out(&stale));
    assert_eq!(code(&run(dir.path(), &["decide", "--prune"])), 0);
    let id = conflict(dir.path());
    assert_eq!(code(&run(dir.path(), &["decide", &id, "--ruling", "scope"])), 2, "a ruling needs a reason");
    assert_eq!(code(&run(dir.path(), &["decide", &id, "--ruling", "scope", "--reason", "other yard"])), 0);
    assert_eq!(code(&run(dir.path(), &["check"])), 0);
}

#[test]
fn a_broken_decisions_file_is_an_error_with_its_place() {
    let dir = project();
    std::fs::create_dir(dir.path().join("facts")).unwrap();
    std::fs::write(dir.path().join("facts/decisions.toml"), "# ours\n<<<<<<< HEAD\n").unwrap();
    let output = run(dir.path(), &["check"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("decisions.toml:2:1: conflict marker"), "{}", err(&output));
    let unknown = run(dir.path(), &["decide", "no-such", "--ruling", "scope", "--reason", "x"]);
    assert_eq!(code(&unknown), 2);
}

#[test]
fn explain_knows_questions_facts_and_lines() {
    let dir = project();
    let id = conflict(dir.path());
    let question = run(dir.path(), &["explain", &id]);
    assert_eq!(code(&question), 0, "{}", err(&question));
    assert!(out(&question).contains("14") && out(&question).contains("19"));
    let line = run(dir.path(), &["explain", "corpus/a.md:3"]);
    assert_eq!(code(&line), 0);
    assert!(out(&line).contains("value: 14 (exact)"), "{}", out(&line));
    let fact = out(&line).split_whitespace().find(|w| w.starts_with("f-")).unwrap().to_owned();
    assert_eq!(code(&run(dir.path(), &["explain", &fact])), 0);
    assert_eq!(code(&run(dir.path(), &["explain", "nothing-of-the-kind"])), 2);
}

#[test]
fn rows_are_extracted_one_by_one_and_broken_ones_named() {
    let dir = TempDir::new().unwrap();
    let input = b"{\"id\": \"r1\", \"text\": \"They built 14 ships.\"}\nnot json\n\n{\"id\": \"r2\", \"text\": \"They built 15 ships.\", \"reference_date\": \"1911-05-01\"}\n";
    let output = run_with_input(dir.path(), &["extract", "--input", "jsonl", "--format", "jsonl", "-"], input);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("standard input:2: "), "{}", err(&output));
    let facts: Vec<serde_json::Value> = out(&output).lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let sources: Vec<_> = facts.iter().map(|f| f["source"].as_str().unwrap()).collect();
    assert_eq!(sources, ["r1", "r2"]);
    let text = "They built 14 ships.";
    let span = facts[0]["span"].as_array().unwrap();
    assert_eq!(&text[span[0].as_u64().unwrap() as usize..span[1].as_u64().unwrap() as usize], "14");
    let keys: Vec<_> = facts[0].as_object().unwrap().keys().cloned().collect();
    for key in
        ["id", "path", "line", "column", "extent", "surface", "quote", "kind", "value", "unit", "measure", "about"]
    {
        assert!(keys.iter().any(|k| k == key), "{key}");
    }
    for key in ["when", "where", "event", "change", "timex", "role"] {
        assert!(keys.iter().any(|k| k == key), "{key}");
    }
}

#[test]
fn pairs_are_judged_one_by_one() {
    let dir = TempDir::new().unwrap();
    let input = b"{\"id\": 1}\n{\"id\": \"p\", \"a\": \"In 1911 they built 14 ships.\", \"b\": \"In 1911 they built 19 ships.\"}\n";
    let output = run_with_input(dir.path(), &["compare", "--input", "jsonl", "--format", "jsonl", "-"], input);
    assert_eq!(code(&output), 2);
    let judged: serde_json::Value = serde_json::from_str(out(&output).trim()).unwrap();
    assert_eq!(judged["id"], "p");
    assert!(judged["verdict"].is_string() && judged["why"].is_array());
}

#[test]
fn standard_input_is_a_text_like_others() {
    let dir = project();
    let output = run_with_input(dir.path(), &["-", "corpus/a.md"], B.as_bytes());
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(out(&output).contains("2 sources"), "{}", out(&output));
}

#[test]
fn a_closed_pipe_is_no_fault() {
    let dir = project();
    std::fs::write(dir.path().join("corpus/long.md"), "There were 12 boats in 1911.\n\n".repeat(4_000)).unwrap();
    let mut child = gainsay(dir.path(), &["extract", "--format", "jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(code(&output), 0);
    assert_eq!(err(&output), "");
}

#[test]
fn output_goes_to_a_file_whole_or_not_at_all() {
    let dir = project();
    assert_eq!(code(&run(dir.path(), &["--format", "html", "--output", "report.html"])), 0);
    assert!(std::fs::read_to_string(dir.path().join("report.html")).unwrap().ends_with("</html>\n"));
    let output = run(dir.path(), &["--output", "no/such/folder/x.txt"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("x.txt"), "{}", err(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_fault() {
    let dir = project();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = gainsay(dir.path(), &[]).stdout(full).output().unwrap();
    assert_eq!(code(&output), 2);
    assert!(err(&output).starts_with("gainsay: error: standard output: "), "{}", err(&output));
}

#[test]
fn help_teaches_and_usage_errors_are_faults() {
    let dir = TempDir::new().unwrap();
    let help = run(dir.path(), &["--help"]);
    assert_eq!(code(&help), 0);
    assert!(out(&help).contains("Examples:") && out(&help).contains("Exit codes:"));
    for command in ["report", "check", "extract", "compare", "facts", "explain", "decide", "completions"] {
        let help = run(dir.path(), &[command, "--help"]);
        assert_eq!(code(&help), 0, "{command}");
        assert!(out(&help).contains("Example"), "{command}");
    }
    assert_eq!(code(&run(dir.path(), &["--no-such-option"])), 2);
    let completions = run(dir.path(), &["completions", "bash"]);
    assert!(out(&completions).contains("gainsay"));
}

#[test]
fn threads_and_order_change_nothing() {
    let dir = project();
    let one = gainsay(dir.path(), &["--format", "json"]).env("RAYON_NUM_THREADS", "1").output().unwrap();
    let four = gainsay(dir.path(), &["--format", "json"]).env("RAYON_NUM_THREADS", "4").output().unwrap();
    assert_eq!(out(&one), out(&four));
    let forth = run(dir.path(), &["corpus/a.md", "corpus/b.md", "--format", "json"]);
    let back = run(dir.path(), &["corpus/b.md", "corpus/a.md", "--format", "json"]);
    assert_eq!(out(&forth), out(&back));
}

#[test]
fn two_facts_are_weighed_against_one_another() {
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::write(dir.path().join("a.md"), "The ledger has 364 pages.\n").expect("written");
    std::fs::write(dir.path().join("b.md"), "The ledger has 400 pages.\n\nThe tower is 40 metres high.\n")
        .expect("written");
    let run = |against: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_gainsay"));
        let output = command.args(["explain", "a.md:1", "--against", against, "a.md", "b.md"]).current_dir(dir.path());
        output.output().expect("it runs")
    };
    let same = String::from_utf8(run("b.md:1").stdout).expect("text");
    assert!(same.contains("in one question") && same.contains("+12 head same"), "{same}");
    let other = String::from_utf8(run("b.md:3").stdout).expect("text");
    assert!(other.contains("not in one question"), "{other}");
    assert_eq!(run("b.md:9").status.code(), Some(2), "no such line");
}
