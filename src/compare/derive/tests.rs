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
    derive(facts).iter().map(|q| q.rule).collect()
}

#[test]
fn two_units_must_be_one_value() {
    let knots = |mph: &str| {
        let quote = format!("She made 20 knots ({mph} mph) on trial.");
        rules(&sentence(&quote, &[(Kind::Quantity, "20", "knot"), (Kind::Quantity, mph, "mile per hour")]))
    };
    assert_eq!(knots("26"), ["two-units"]);
    assert!(knots("23").is_empty());
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
    let mut facts = sentence("-", &[(Kind::Count, "11", ""), (Kind::Count, "19", ""), (Kind::Count, "31", "")]);
    for (n, f) in facts.iter_mut().enumerate() {
        f.cell = Some((0, 1, u32::try_from(n).unwrap() + 1));
        f.quote = f.surface.clone().into();
    }
    facts[2].slots.table = vec!["total".to_owned()];
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
