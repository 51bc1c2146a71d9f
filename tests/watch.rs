//! `gainsay watch`: the real binary, told of changes by the real file system.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

const A: &str = "# Ships\n\nIn 1911 the yard built 14 ships.\n";
const B: &str = "# Ships\n\nIn 1911 the yard built 19 ships.\n";

struct Watch {
    dir: TempDir,
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(args: &[&str]) -> Self {
        let dir = TempDir::new().unwrap();
        write(dir.path(), "gainsay.toml", "today = \"2026-01-31\"\n");
        write(dir.path(), "corpus/a.md", A);
        write(dir.path(), "corpus/b.md", B);
        let mut child = Command::new(env!("CARGO_BIN_EXE_gainsay"))
            .arg("watch")
            .args(args)
            .current_dir(dir.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let stdout = child.stdout.take().unwrap();
        let (to_test, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if to_test.send(line).is_err() {
                    return;
                }
            }
        });
        Self { dir, child, lines }
    }

    /// The next line that holds some words.
    fn line(&self, words: &str) -> String {
        let end = Instant::now() + Duration::from_secs(30);
        let mut seen = Vec::new();
        loop {
            match self.lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(line) if line.contains(words) => return line,
                Ok(line) => seen.push(line),
                Err(error) => panic!("{words:?} did not come ({error}); seen: {seen:#?}"),
            }
        }
    }

    fn write(&self, name: &str, text: &str) {
        write(self.dir.path(), name, text);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn write(root: &Path, name: &str, text: &str) {
    let path = root.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

#[test]
fn what_is_new_changed_and_gone_is_told_in_one_line_each() {
    let watch = Watch::start(&[]);
    let line = watch.line("new ");
    assert!(line.starts_with("new      conflict (error) ships, 1911: 14 (a:3) · 19 (b:3) ["), "{line}");
    assert!(watch.line("-- ").starts_with("-- 2 texts, 1 undecided ("));
    watch.write("corpus/b.md", &B.replace("19 ships", "21 ships"));
    let line = watch.line("changed ");
    assert!(line.contains("14 (a:3) · 21 (b:3)") && line.contains("before: 14 (a:3) · 19 (b:3)"), "{line}");
    watch.write("corpus/c.md", &B.replace("19 ships", "30 ships"));
    watch.line("-- 3 texts");
    std::fs::remove_file(watch.dir.path().join("corpus/c.md")).unwrap();
    watch.line("-- 2 texts");
    watch.write("corpus/b.md", A);
    watch.line("gone ");
    assert!(watch.line("-- ").contains("0 undecided"));
}

#[test]
fn settings_that_break_and_mend_are_told() {
    let watch = Watch::start(&[]);
    watch.line("-- ");
    watch.write("gainsay.toml", "corpu = []\n");
    assert!(watch.line("fault ").contains("did you mean `corpus`"));
    watch.write("gainsay.toml", "exclude = [\"corpus/b.md\"]\n");
    watch.line("gone ");
    watch.line("mended ");
}

#[test]
fn programs_get_one_object_a_line() {
    let watch = Watch::start(&["--format", "jsonl", "corpus"]);
    let event = |line: String| serde_json::from_str::<Value>(&line).expect("JSON");
    let new = event(watch.line("\"new\""));
    assert_eq!(new["question"]["positions"][0]["surface"], "14");
    assert_eq!(event(watch.line("\"run\""))["undecided"], 1);
    watch.write("corpus/b.md", A);
    let gone = event(watch.line("\"gone\""));
    assert_eq!(gone["question"]["id"], new["question"]["id"]);
    assert_eq!(event(watch.line("\"run\""))["undecided"], 0);
}

#[test]
fn paths_that_are_not_there_are_refused() {
    let dir = TempDir::new().unwrap();
    let run = |args: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_gainsay")).args(args).current_dir(dir.path()).output().unwrap();
        output.status.code()
    };
    assert_eq!(run(&["watch", "no/such/folder"]), Some(2));
    assert_eq!(run(&["watch", "--format", "html"]), Some(2));
}
