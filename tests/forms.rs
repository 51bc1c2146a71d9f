//! Tables, definitions, labels and settings: what their values measure, of what, and as what they are put forward.

use gainsay::document::read;
use gainsay::fact::{Fact, Kind};
use gainsay::lexicon::Lexicon;
use gainsay::resolve::extract;
use gainsay::value::{Bound, Standing};

fn facts(text: &str) -> Vec<Fact> {
    extract(&read("pages/a.md", text.as_bytes().to_vec()), Lexicon::english()).facts
}

fn fact(text: &str, surface: &str) -> Fact {
    let all = facts(text);
    all.iter().find(|f| f.surface == surface).unwrap_or_else(|| panic!("{surface} in {all:#?}")).clone()
}

const FERRIES: &str = "# Ferries\n\n| Ship | Length (m) | Cost, EUR m | Passengers |\n|---|---|---|---|\n\
                       | Aurora | 92 | 41 | 640 |\n| Boreas | 104 | 55 | 820 |\n";

#[test]
fn a_column_gives_measure_and_unit_and_a_row_the_object() {
    let length = fact(FERRIES, "104");
    assert_eq!((length.kind, length.unit.as_str(), length.measure.as_str()), (Kind::Quantity, "metre", "length"));
    assert_eq!(length.about, ["Boreas"]);
    let cost = fact(FERRIES, "41");
    assert_eq!((cost.kind, cost.unit.as_str()), (Kind::Money, "EUR"));
    assert_eq!(cost.value.ends().0.as_deref(), Some("41000000"));
    let passengers = fact(FERRIES, "640");
    assert_eq!((passengers.unit.as_str(), passengers.measure.as_str()), ("passenger", "passengers"));
}

#[test]
fn a_row_gives_the_measure_where_the_column_says_only_as_what() {
    let text = "# Limits\n\n| Item | Default | Maximum | Setting |\n|---|---|---|---|\n\
                | Open files per process | 512 | 4,096 | `files.max_open` |\n";
    let default = fact(text, "512");
    assert_eq!((default.measure.as_str(), default.unit.as_str()), ("open files per process", "file"));
    assert_eq!(
        (default.slots.standing, default.slots.codes.clone()),
        (Some(Standing::Default), vec!["files.max_open".to_owned()])
    );
    assert_eq!(fact(text, "4,096").slots.standing, Some(Standing::Maximum));
}

#[test]
fn a_year_in_a_row_or_column_is_the_time() {
    let rows = "# Mines\n\n| Year | Accidents |\n|---|---|\n| 1908 | 31 |\n";
    let count = fact(rows, "31");
    assert_eq!((count.measure.as_str(), count.unit.as_str(), count.when_stated), ("accidents", "accident", true));
    assert!(count.when.is_some_and(|w| w.first.is_some_and(|m| m.date.year() == 1908)));
    let columns = "# Mines\n\n| | 1908 | 1909 |\n|---|---|---|\n| Accidents | 31 | 28 |\n";
    let count = fact(columns, "28");
    assert!(count.measure == "accidents" && count.when.is_some_and(|w| w.first.is_some_and(|m| m.date.year() == 1909)));
}

#[test]
fn dates_in_a_table_are_of_their_column_and_row() {
    let text = "# Trains\n\n| Series | First run | Withdrawn |\n|---|---|---|\n| 420 | May 1969 | June 2014 |\n";
    assert_eq!(fact(text, "June 2014").event.as_deref(), Some("withdrawn 420"));
}

#[test]
fn a_definition_gives_its_term() {
    let text = "# Settings\n\n`cache.lifetime` (integer)\n: How long an entry is kept. Default: 20 minutes. It cannot go under 5 \
                seconds. Each entry takes about 300 bytes.\n";
    let default = fact(text, "20");
    assert_eq!((default.measure.as_str(), default.slots.standing), ("cache.lifetime", Some(Standing::Default)));
    assert_eq!(default.slots.codes, ["cache.lifetime"]);
    let least = fact(text, "5");
    assert_eq!((least.value.bound(), least.slots.standing), (Bound::AtLeast, Some(Standing::Minimum)));
    // what an entry takes is not what the setting is set to
    assert!(fact(text, "300").slots.codes.is_empty());
}

#[test]
fn a_label_before_a_colon_gives_the_measure() {
    let text = "# News\n\n## 3.2.0 - 2022-02-01\n\n- `retry.delay`: 5 s -> 8 s\n- Longest file name: 64 bytes\n\nSome words.\n";
    let (old, new) = (fact(text, "5"), fact(text, "8"));
    assert!(old.slots.stance.superseded && !new.slots.stance.superseded);
    assert_eq!(
        (new.slots.codes.clone(), new.slots.versions.clone()),
        (vec!["retry.delay".to_owned()], vec![" 3.2.0+".to_owned()])
    );
    assert_eq!(fact(text, "64").measure, "longest file name");
    assert_eq!(fact(text, "2022-02-01").event.as_deref(), Some("release 3.2.0"));
}

#[test]
fn a_question_or_bold_words_give_the_measure_of_a_bare_answer() {
    let text =
        "# Questions\n\n**How long may a label be?** 40 bytes. Think of it as a name.\n\n**Threads.** Eight at most.\n";
    let label = fact(text, "40");
    assert_eq!(label.slots.head, "label");
    let threads = fact(text, "Eight");
    assert_eq!((threads.slots.head.as_str(), threads.slots.standing), ("thread", Some(Standing::Maximum)));
}

#[test]
fn a_denied_bound_turns_round() {
    for (text, bound, standing) in [
        ("A name may not exceed 30 letters.", Bound::AtMost, Some(Standing::Maximum)),
        ("A room cannot have more than 30 seats.", Bound::AtMost, Some(Standing::Maximum)),
        ("The tower was never more than 30 metres high.", Bound::AtMost, None),
        ("Beyond 30 bytes the parser rejects a name.", Bound::AtMost, Some(Standing::Maximum)),
        ("More than 30 houses burned, not the church.", Bound::Over, None),
    ] {
        let found = fact(text, "30");
        assert_eq!((found.value.bound(), found.slots.standing), (bound, standing), "{text}");
    }
}

#[test]
fn ages_in_a_table_say_how_old() {
    let text = "# Trial\n\n| Field | Entry |\n|---|---|\n| Minimum age | 18 years |\n";
    let age = fact(text, "18");
    assert_eq!((age.kind, age.slots.standing), (Kind::Quantity, Some(Standing::Minimum)));
}

#[test]
fn a_number_behind_another_has_a_subject_of_its_own() {
    let barge = fact("A cart takes 12 sacks, a barge 300 and a lorry 90.", "300");
    assert_eq!(
        (barge.unit.as_str(), barge.slots.subject.as_slice()),
        ("sack", [Lexicon::english().lemma("barge")].as_slice())
    );
}

#[test]
fn a_comparison_measures_the_noun_before_it() {
    let files = fact("Logs older than 30 days are removed.", "30");
    assert_eq!(
        (files.slots.head.as_str(), files.value.bound()),
        (Lexicon::english().lemma("logs").as_str(), Bound::Over)
    );
    let cracks = fact("Cracks wider than 3 mm let water in.", "3");
    assert_eq!(cracks.value.bound(), Bound::Over);
}
