//! Snapshots of what is found in the project's own corpus: a change of one word of output shows up in review.
//!
//! `INSTA_UPDATE=always cargo test --test corpus` accepts what is printed now.

use std::path::Path;

use gainsay::config::Config;
use gainsay::report::Report;
use gainsay::review::{Decisions, FactsFile};
use gainsay::workspace::{Analysis, Workspace};

/// The corpus as the command line sees it, decisions included.
fn analysis() -> Analysis {
    let mut paths: Vec<_> = std::fs::read_dir("corpus").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "md"));
    paths.sort();
    let name = |path: &Path| path.to_str().unwrap().replace('\\', "/");
    let mut workspace = Workspace::new(Config::default());
    workspace.set_texts(paths.iter().map(|path| (name(path), std::fs::read(path).unwrap())).collect());
    let decisions = std::fs::read_to_string("facts/decisions.toml").unwrap_or_default();
    workspace.set_decisions(Decisions::parse(&decisions).unwrap(), true);
    workspace.analysis()
}

#[test]
fn the_table_at_80_columns() {
    insta::assert_snapshot!(gainsay::report_string(&["corpus"], 80).unwrap());
}

#[test]
fn the_table_at_160_columns() {
    insta::assert_snapshot!(gainsay::report_string(&["corpus"], 160).unwrap());
}

#[test]
fn the_report_as_json() {
    insta::assert_snapshot!(Report::new(&analysis()).to_json().unwrap());
}

#[test]
fn the_facts_of_every_source() {
    let analysis = analysis();
    for summary in &analysis.sources {
        let id = &*summary.source.id;
        insta::assert_snapshot!(format!("facts-{id}"), FactsFile::new(id, &analysis.facts).to_json().unwrap());
    }
}

#[test]
fn every_number_seen_is_a_fact_or_has_a_reason() {
    let analysis = analysis();
    let left: usize = analysis.ledger.left.values().sum();
    assert_eq!(analysis.ledger.numbers_seen, analysis.ledger.facts + left, "{:?}", analysis.ledger);
}
