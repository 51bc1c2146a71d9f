//! Findings of arithmetic, on facts made by hand.

use super::*;
use crate::compare::sample::fact;
use crate::fact::Kind;
use crate::text::Span;
use crate::value::Bound;

/// Facts of one sentence, found in it by their surfaces.
fn sentence(quote: &str, values: &[(Kind, &str, &str)]) -> Vec<Fact> {
    values
        .iter()
        .enumerate()
        .map(|(n, (kind, surface, unit))| {
            let mut f = fact("a", *kind, surface, unit, Bound::Exact);
            f.quote = quote.into();
            f.span = Span::new(n * 10, n * 10 + 1);
            f.id = format!("f-{n}");
            f
        })
        .collect()
}

fn rules(facts: &[Fact]) -> Vec<&'static str> {
    derive(facts).iter().filter(|q| q.verdict == Verdict::Conflict).map(|q| q.rule).collect()
}

fn agreed(facts: &[Fact]) -> Vec<&'static str> {
    derive(facts).iter().filter(|q| q.verdict == Verdict::Agree).map(|q| q.rule).collect()
}

#[test]
fn two_units_must_be_one_value() {
    let knots = |mph: &str| {
        let quote = format!("She made 20 knots ({mph} mph) on trial.");
        rules(&sentence(&quote, &[(Kind::Quantity, "20", "knot"), (Kind::Quantity, mph, "mile per hour")]))
    };
    assert_eq!(knots("26"), ["two-units"]);
    assert!(knots("23").is_empty());
    let quote = "She made 20 knots (23 mph) on trial.";
    let both = [(Kind::Quantity, "20", "knot"), (Kind::Quantity, "23", "mile per hour")];
    assert_eq!(agreed(&sentence(quote, &both)), ["two-units"]);
}

#[test]
fn shares_must_fit_their_parts() {
    let of = |p: &str| {
        let quote = format!("Of them, 200 of 400 ({p} %) recovered.");
        rules(&sentence(&quote, &[(Kind::Count, "200", ""), (Kind::Count, "400", ""), (Kind::Share, p, "percent")]))
    };
    assert_eq!(of("48"), ["share-of-parts"]);
    assert!(of("50").is_empty());
}

#[test]
fn written_sums_must_come_out() {
    let values =
        |sum| [(Kind::Count, "37", ""), (Kind::Count, "35", ""), (Kind::Count, "28", ""), (Kind::Count, sum, "")];
    assert_eq!(rules(&sentence("There were 37 + 35 + 28 = 110 of them.", &values("110"))), ["written-sum"]);
    assert!(rules(&sentence("There were 37 + 35 + 28 = 100 of them.", &values("100"))).is_empty());
}

#[test]
fn totals_of_tables_are_the_sum_of_their_parts() {
    let mut facts = sentence("-", &[(Kind::Count, "11", ""), (Kind::Count, "19", ""), (Kind::Count, "34", "")]);
    for (n, f) in facts.iter_mut().enumerate() {
        f.cell = Some((0, 1, u32::try_from(n).unwrap() + 1));
        f.quote = f.surface.clone().into();
    }
    facts[2].slots.labels[1] = "total".to_owned();
    assert_eq!(rules(&facts), ["sum-of-parts"]);
    facts[2].value = crate::value::Value::Number { low: Some(30.into()), high: Some(30.into()), bound: Bound::Exact };
    assert!(rules(&facts).is_empty());
}

#[test]
fn days_of_the_week_are_checked() {
    let on = |surface: &str| {
        let mut f = fact("a", Kind::Date, "1931-03-03", "day", Bound::Exact);
        f.surface = surface.to_owned();
        f.quote = format!("On {surface} it was signed.").into();
        rules(&[f])
    };
    assert_eq!(on("Monday, 3 March 1931"), ["weekday-and-date"]);
    assert!(on("Tuesday, 3 March 1931").is_empty());
}

#[test]
fn shares_in_brackets_are_of_the_whole_that_opens_the_sentence() {
    let of = |p: &str| {
        let quote = format!("Of the 412 rowers, 206 ({p} %) wore red.");
        sentence(&quote, &[(Kind::Count, "412", "rower"), (Kind::Count, "206", "rower"), (Kind::Share, p, "percent")])
    };
    assert_eq!(rules(&of("61")), ["share-of-parts"]);
    assert_eq!(agreed(&of("50")), ["share-of-parts"]);
}

#[test]
fn lists_behind_a_whole_make_it() {
    let of = |second: &str| {
        let quote = format!("They counted 412 barges: 205 on the canal and {second} on the river.");
        sentence(
            &quote,
            &[(Kind::Count, "412", "barge"), (Kind::Count, "205", "barge"), (Kind::Count, second, "barge")],
        )
    };
    assert_eq!(rules(&of("210")), ["sum-of-parts"]);
    assert_eq!(agreed(&of("207")), ["sum-of-parts"]);
    // others may not be named
    assert!(rules(&of("11")).is_empty() && agreed(&of("11")).is_empty());
}

#[test]
fn rises_fit_their_ends() {
    let by = |p: &str| {
        let quote = format!("Takings rose {p} % to 75 crowns from 50 crowns.");
        sentence(&quote, &[(Kind::Share, p, "percent"), (Kind::Money, "75", "SEK"), (Kind::Money, "50", "SEK")])
            .into_iter()
            .map(|mut f| {
                f.change = (f.kind == Kind::Share).then_some(crate::fact::Change::Up);
                f
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(rules(&by("20")), ["rise-and-ends"]);
    assert_eq!(agreed(&by("50")), ["rise-and-ends"]);
}
