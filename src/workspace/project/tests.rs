//! A project with files that come, go and change.

use std::path::Path;

use super::names::tidy;
use super::{Project, SETTINGS};

fn scratch(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    dir
}

const A: (&str, &str) = ("corpus/a.md", "In 1911 the yard built 14 ships.\n");
const B: (&str, &str) = ("corpus/b.md", "In 1911 the yard built 19 ships.\n");

#[test]
fn a_buffer_wins_over_the_disk_until_it_is_closed() {
    let dir = scratch(&[A, B]);
    let mut project = Project::open(dir.path(), None);
    assert_eq!(project.analysis().undecided(Default::default()).count(), 1);
    project.set_buffer("corpus/b.md", A.1);
    assert_eq!(project.analysis().undecided(Default::default()).count(), 0);
    std::fs::write(dir.path().join("corpus/b.md"), "Nothing.\n").unwrap();
    project.refresh(&[]);
    assert_eq!(project.analysis().facts.iter().filter(|f| &*f.source == "b").count(), 2);
    project.drop_buffer("corpus/b.md");
    assert_eq!(project.analysis().facts.iter().filter(|f| &*f.source == "b").count(), 0);
}

#[test]
fn new_and_removed_files_are_seen() {
    let dir = scratch(&[A]);
    let mut project = Project::open(dir.path(), None);
    std::fs::write(dir.path().join(B.0), B.1).unwrap();
    project.refresh(&[]);
    assert_eq!(project.texts().collect::<Vec<_>>(), ["corpus/a.md", "corpus/b.md"]);
    assert_eq!(project.analysis().undecided(Default::default()).count(), 1);
    std::fs::remove_file(dir.path().join(A.0)).unwrap();
    project.refresh(&[]);
    assert_eq!(project.analysis().sources.len(), 1);
}

#[test]
fn settings_that_break_leave_the_last_good_ones_in_force() {
    let dir = scratch(&[A, B, (SETTINGS, "exclude = [\"corpus/b.md\"]\n")]);
    let mut project = Project::open(dir.path(), None);
    assert_eq!(project.texts().count(), 1);
    project.set_buffer(SETTINGS, "exclud = []\n");
    assert_eq!(project.settings_error().unwrap().line, 1);
    assert_eq!(project.texts().count(), 1);
    project.set_buffer(SETTINGS, "");
    assert!(project.settings_error().is_none());
    assert_eq!(project.texts().count(), 2);
}

#[test]
fn a_file_that_is_not_on_the_disk_yet_belongs_to_the_corpus() {
    let dir = scratch(&[A]);
    let mut project = Project::open(dir.path(), None);
    assert!(project.holds("corpus/new.md") && !project.holds("README.md") && !project.holds("corpus/x.log"));
    project.set_buffer("corpus/new.md", B.1);
    assert_eq!(project.analysis().undecided(Default::default()).count(), 1);
    project.refresh(&[]);
    assert_eq!(project.analysis().undecided(Default::default()).count(), 1);
    project.drop_buffer("corpus/new.md");
    assert_eq!(project.analysis().sources.len(), 1);
}

#[test]
fn names_come_from_the_root() {
    let project = Project::loose(Path::new("/x/y"));
    assert_eq!(project.name(Path::new("/x/y/./corpus/../a.md")), "a.md");
    assert_eq!(project.path("../z/a.md"), Path::new("/x/z/a.md"));
    assert_eq!(tidy(Path::new("../a/../b")), Path::new("../b"));
}

#[test]
fn texts_can_be_read_step_by_step() {
    let dir = scratch(&[A, B]);
    let mut project = Project::open_unread(dir.path(), None);
    assert_eq!((project.unread(), project.texts().count()), (2, 2));
    project.read_more(1);
    assert_eq!(project.unread(), 1);
    assert!(project.document("corpus/a.md").is_some() && project.document("corpus/b.md").is_none());
    project.set_buffer("corpus/b.md", "In 1911 the yard built 21 ships.\n");
    assert_eq!(project.unread(), 0, "what is typed is not read from the disk");
    assert_eq!(project.analysis().undecided(Default::default()).count(), 1);
    let mut other = Project::open_unread(dir.path(), None);
    assert_eq!(other.analysis().facts.len(), 4, "who asks for findings waits for all texts");
}
