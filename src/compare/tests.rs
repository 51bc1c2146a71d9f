//! Comparing as a whole, on facts made by hand.

use super::sample::fact;
use super::*;
use crate::fact::Kind;
use crate::value::{Bound, Period};

fn strikes(source: &str, surface: &str, year: i32) -> Fact {
    let mut f = fact(source, Kind::Count, surface, "strike", Bound::Exact);
    f.when = Period::years(year, year);
    f.when_stated = true;
    f.slots.verbs = vec!["be".to_owned()];
    f.slots.names = vec!["chile".to_owned()];
    f
}

fn killed(source: &str, surface: &str, head: &str, verb: &str) -> Fact {
    let mut f = fact(source, Kind::Count, surface, head, Bound::Exact);
    f.slots.verbs = vec![verb.to_owned()];
    f.slots.clause = vec!["earthquake".to_owned(), "coast".to_owned()];
    f.slots.names = vec!["arica".to_owned()];
    f
}

#[test]
fn one_question_two_numbers() {
    let found = compare(&[strikes("a", "1939", 1969), strikes("b", "977", 1969)], &Options::default());
    assert_eq!(found.questions.len(), 1, "{found:?}");
    let q = &found.questions[0];
    assert_eq!((q.verdict, q.conflicts.clone()), (Verdict::Conflict, vec![(0, 1)]));
    assert!(q.why[0].contains("1939"), "{:?}", q.why);
}

#[test]
fn another_year_is_another_question() {
    let found = compare(&[strikes("a", "1939", 1969), strikes("b", "1758", 1971)], &Options::default());
    assert!(found.questions.iter().all(|q| q.verdict != Verdict::Conflict), "{found:?}");
}

#[test]
fn frames_meet_and_contrasts_do_not() {
    let meet = [killed("a", "300", "person", "kill"), killed("b", "412", "death", "report")];
    assert_eq!(compare(&meet, &Options::default()).questions[0].verdict, Verdict::Conflict);
    let apart = [killed("a", "300", "person", "kill"), killed("b", "412", "person", "injur")];
    assert!(compare(&apart, &Options::default()).questions.is_empty());
}

#[test]
fn the_order_of_sources_changes_nothing() {
    let mut facts = vec![
        strikes("a", "1939", 1969),
        strikes("b", "977", 1969),
        strikes("c", "977", 1969),
        killed("b", "5", "person", "kill"),
    ];
    let ids =
        |facts: &[Fact]| compare(facts, &Options::default()).questions.iter().map(|q| q.id.clone()).collect::<Vec<_>>();
    let first = ids(&facts);
    facts.reverse();
    assert_eq!(ids(&facts), first);
}

#[test]
fn a_plan_is_no_result() {
    let mut plan = strikes("a", "1939", 1969);
    plan.slots.stance.projected = true;
    let found = compare(&[plan, strikes("b", "977", 1969)], &Options::default());
    assert!(found.questions.iter().all(|q| q.verdict == Verdict::Scope), "{found:?}");
}

#[test]
fn pairs_are_judged_by_their_strongest_verdict() {
    let (a, b) = (strikes("a", "1939", 1969), strikes("b", "977", 1969));
    let verdict =
        |a: &Fact, b: &Fact| judge_texts(std::slice::from_ref(a), std::slice::from_ref(b), &Options::default()).verdict;
    assert_eq!(verdict(&a, &b), PairOutcome::Conflict);
    assert_eq!(verdict(&a, &a), PairOutcome::Agree);
}

#[test]
fn facts_of_one_sentence_are_parts_not_rivals() {
    let (a, mut b) = (strikes("a", "1939", 1969), strikes("a", "977", 1969));
    b.span = crate::text::Span::new(40, 43);
    assert!(compare(&[a, b], &Options::default()).questions.is_empty());
}

#[test]
fn years_in_brackets_are_a_birth_and_a_death() {
    let mut life = fact("a", Kind::Date, "1854-01-01/1932-12-31", "range", Bound::Between);
    life.surface = "1854-1932".to_owned();
    life.quote = "The founder was Ada Bright (1854-1932), a chemist.".into();
    life.slots = crate::fact::Slots { names: vec!["ada bright".to_owned()], ..Default::default() };
    let mut death = fact("b", Kind::Date, "1942-01-01/1942-12-31", "year", Bound::Exact);
    death.surface = "1942".to_owned();
    death.quote = "Ada Bright died in 1942.".into();
    death.slots = crate::fact::Slots {
        names: vec!["ada bright".to_owned()],
        verbs: vec!["die".to_owned()],
        ..Default::default()
    };
    let found = compare(&[life, death], &Options::default());
    assert!(found.questions.iter().any(|q| q.verdict == Verdict::Conflict), "{found:?}");
}

#[test]
fn two_limits_of_one_thing_differ_though_what_keeps_to_one_keeps_to_the_other() {
    let limit = |source: &str, surface: &str, quote: &str| {
        let mut fact = sample::fact(source, Kind::Count, surface, "parcel", Bound::AtMost);
        fact.quote = std::sync::Arc::from(quote);
        fact
    };
    let strict = [
        limit("a", "240", "A sack may not exceed 240 parcels."),
        limit("b", "310", "A sack is limited to 310 parcels."),
    ];
    assert_eq!(compare(&strict, &Options::default()).questions.first().map(|q| q.verdict), Some(Verdict::Conflict));
    let loose =
        [limit("a", "240", "There were at most 240 parcels."), limit("b", "310", "There were at most 310 parcels.")];
    assert_ne!(compare(&loose, &Options::default()).questions.first().map(|q| q.verdict), Some(Verdict::Conflict));
}

#[test]
fn a_search_cut_short_is_told() {
    let many = |n: i32| (0..n).map(|i| strikes(&format!("text{i}"), &(i + 10).to_string(), 1900 + i % 100)).collect();
    let (few, many): (Vec<Fact>, Vec<Fact>) = (many(20), many(1600));
    assert!(compare(&few, &Options::default()).truncated.is_empty());
    let found = compare(&many, &Options::default());
    assert!(found.truncated.iter().any(|t| t.contains("too large to compare every pair")), "{:?}", found.truncated);
}
