//! Dates of one event in two texts, from the texts to what is reported.

use gainsay::compare::{Options, Verdict, compare};
use gainsay::document::read_row;
use gainsay::fact::{Fact, Kind};
use gainsay::lexicon::Lexicon;
use gainsay::resolve::extract;

fn facts(id: &str, text: &str) -> Vec<Fact> {
    extract(&read_row(id, text, None), Lexicon::english()).facts
}

/// The strongest verdict between dates of two texts, and the label of its question.
fn between(a: &str, b: &str) -> Option<(Verdict, String)> {
    let mut all = facts("a", a);
    all.extend(facts("b", b));
    let found = compare(&all, &Options::default());
    let dates = found.questions.into_iter().filter(|q| q.kind == Kind::Date);
    dates.max_by_key(|q| q.verdict).map(|q| (q.verdict, q.label))
}

#[track_caller]
fn conflict(a: &str, b: &str) {
    let found = between(a, b);
    assert!(matches!(found, Some((Verdict::Conflict, _))), "{a}\n{b}\n{found:?}");
}

#[track_caller]
fn no_conflict(a: &str, b: &str) {
    let found = between(a, b);
    assert!(!matches!(found, Some((Verdict::Conflict, _))), "{a}\n{b}\n{found:?}");
}

/// The events read from the first date of a text.
fn events(text: &str) -> Vec<String> {
    let facts = facts("t", text);
    let date = facts.iter().find(|f| f.kind == Kind::Date);
    date.map(|f| f.slots.events.iter().map(|e| format!("{} {}", e.acts.join("/"), e.whom.join(" "))).collect())
        .unwrap_or_default()
}

#[test]
fn the_act_and_its_participant_are_read_from_verb_noun_and_entry() {
    assert_eq!(events("The museum was opened on 4 May 1907."), ["opening museum"]);
    assert_eq!(events("The guild founded the school in 1907."), ["founding school"]);
    assert_eq!(events("Founded in 1907, the school had four teachers."), ["founding school"]);
    assert_eq!(events("The second ascent of Mount Orla was made in 1907."), ["ascent mount orla"]);
    assert_eq!(events("The collapse, at noon on 4 May 1907, of the tower killed two."), ["collapse tower"]);
    assert_eq!(events("1907 - Death of Ada Miller."), ["death ada miller"]);
}

#[test]
fn an_entry_may_tell_of_two_events() {
    let found = events("1907 - The bank is founded; the bridge is opened.");
    assert_eq!(found, ["founding bank", "opening bridg"]);
}

#[test]
fn a_clause_of_time_lends_its_verb_to_no_date() {
    let found = events("In May 1907, soon after the museum closed, riots spread through the town.");
    assert!(!found.iter().any(|e| e.starts_with("closure")), "{found:?}");
}

#[test]
fn one_event_has_one_date() {
    conflict("The museum was opened on 4 May 1907.", "The museum opened in the autumn of 1906.");
    conflict("Ada Miller died in 1931.", "1941 - Death of Ada Miller.");
    conflict("Ada Miller (1860–1931) wrote it.", "Ada Miller died in 1941.");
    conflict("The report was published on 9 November 1964.", "The report came out in the spring of 1965.");
    conflict(
        "The town burned from 2 to 6 September 1666.",
        "For four days, from 2 to 5 September 1666, the town burned.",
    );
}

#[test]
fn coarser_dates_agree() {
    no_conflict("The museum was opened on 4 May 1907.", "The museum opened in 1907.");
    no_conflict("The museum was opened on 4 May 1907.", "The museum opened in the spring of 1907.");
}

#[test]
fn other_events_have_other_dates() {
    no_conflict("The museum was opened on 4 May 1907.", "The museum was closed on 9 May 1927.");
    no_conflict("The museum was opened on 4 May 1907.", "The brewery was opened on 9 May 1927.");
    no_conflict("The second ascent was made in 1961.", "The peak was first climbed in 1934.");
    no_conflict("Workers were killed in 1971.", "Workers were killed in 1975.");
    no_conflict("A bridge was built in 1884.", "A bridge was built in 1962.");
    no_conflict("The Liberals won the 1910 election outright.", "In the county elections of 1912 the Liberals gained.");
    no_conflict("Version 2.1 was released in May 2013.", "Version 2.4 was released in June 2014.");
    no_conflict("The council elections were held in March 1971.", "In 1973 the presidential elections were held.");
}

#[test]
fn what_is_asked_is_told_in_words_of_the_text() {
    let found = between("Ada Miller died in 1931.", "1941 - Death of Ada Miller.");
    assert!(found.is_some_and(|(_, label)| label.contains("Ada Miller")));
}
