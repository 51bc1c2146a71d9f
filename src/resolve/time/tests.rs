use super::*;
use crate::grammar::time::time_expression;
use crate::grammar::{Tokens, tokenize};
use crate::lexicon::Lexicon;

/// The first time expression of a text, settled: value, unit and TIMEX3 value.
fn settled(text: &str, context: &TimeContext<'_>) -> String {
    let lexicon = Lexicon::english();
    let mut tokens = Vec::new();
    tokenize(lexicon, text, 0, &[], &mut tokens);
    for i in 0..tokens.len() {
        let before = i.checked_sub(1).and_then(|j| tokens.get(j));
        let Some(reading) = time_expression(lexicon, Tokens(&tokens[i..]), before) else { continue };
        let s = settle(&reading, context);
        let (low, high) = s.value.ends();
        let mark = if s.vague { " vague" } else { "" };
        return format!(
            "{}..{} {} {}{mark}",
            low.unwrap_or_else(|| "-".into()),
            high.unwrap_or_else(|| "-".into()),
            s.unit,
            s.timex.unwrap_or_default()
        );
    }
    "nothing".to_owned()
}

fn day(text: &str) -> Option<Period> {
    Some(Period::day(text.parse().unwrap()))
}

fn published(text: &str) -> TimeContext<'static> {
    TimeContext { reference: day(text), ..TimeContext::default() }
}

#[test]
fn relative_times_count_from_publication() {
    // a Monday
    let context = TimeContext { past: Some(true), ..published("1998-10-26") };
    let cases = [
        ("on Friday", "1998-10-23..1998-10-23 day 1998-10-23"),
        ("on Monday", "1998-10-26..1998-10-26 day 1998-10-26"),
        ("last year", "1997-01-01..1997-12-31 year 1997"),
        ("this month", "1998-10-01..1998-10-31 month 1998-10"),
        ("next week", "1998-11-02..1998-11-08 range 1998-W45"),
        ("the weekend", "1998-10-24..1998-10-25 range 1998-W43-WE"),
        ("yesterday", "1998-10-25..1998-10-25 day 1998-10-25"),
        ("ten years ago", "10..10 year 1988"),
        ("three weeks ago", "3..3 week 1998-W41"),
        ("early this year", "1998-01-01..1998-04-30 range 1998"),
        ("last summer", "1998-06-01..1998-08-31 range 1998-SU"),
    ];
    for (text, want) in cases {
        assert_eq!(settled(text, &context), want, "{text}");
    }
}

#[test]
fn lengths_and_recurring_times_have_their_values() {
    let cases = [
        ("for 17 years", "17..17 year P17Y"),
        ("for two decades", "2..2 decade P20Y"),
        ("half an hour", "0.5..0.5 hour PT30M"),
        ("a minute and a half", "1.5..1.5 minute PT1M30S"),
        ("the past two months", "2..2 month P2M"),
        ("the next few days", "2..- day PXD"),
        ("every two weeks", "2..2 week P2W vague"),
        ("each Thursday", "-..- week XXXX-WXX-4 vague"),
        ("the future", "-..- range FUTURE_REF vague"),
    ];
    for (text, want) in cases {
        assert_eq!(settled(text, &TimeContext::default()), want, "{text}");
    }
}

#[test]
fn a_month_without_a_year_takes_the_nearest_that_fits_the_tense() {
    let told = TimeContext { past: Some(true), ..published("1989-11-02") };
    let ahead = TimeContext { past: Some(false), ..published("1989-11-02") };
    assert_eq!(settled("in January", &told), "1989-01-01..1989-01-31 month 1989-01");
    assert_eq!(settled("in January", &ahead), "1990-01-01..1990-01-31 month 1990-01");
    assert_eq!(settled("on Dec. 15", &told), "1989-12-15..1989-12-15 day 1989-12-15");
    assert_eq!(settled("on June 29", &TimeContext::default()), "-..- day XXXX-06-29 vague");
}

#[test]
fn a_text_about_another_time_lends_its_own_year() {
    let mut context = published("2020-09-11");
    let june = day("1931-06-05").unwrap();
    let expr = TimeExpr::Calendar(crate::grammar::time::Calendar { month: Some(6), ..Default::default() });
    context.told.note(&expr, june, context.reference, 0);
    assert_eq!(settled("In October", &context), "1931-10-01..1931-10-31 month 1931-10");
    assert_eq!(settled("In February", &context), "1931-02-01..1931-02-28 month 1931-02");
}

#[test]
fn a_report_on_a_quarter_is_compared_with_the_quarter_a_year_before() {
    let mut context = published("1989-10-30");
    let quarter = period::quarter_of(3, 1989).period;
    context.told.note(&TimeExpr::Quarter(3, None), quarter, context.reference, 0);
    assert_eq!(settled("a year ago", &context), "1..1 year 1988-Q3");
    assert_eq!(settled("the latest quarter", &context), "1989-07-01..1989-09-30 range 1989-Q3");
    assert_eq!(settled("the 1988 period", &context), "1988-07-01..1988-09-30 range 1988-Q3");
}

#[test]
fn an_event_is_found_by_the_word_that_names_it() {
    let anchors = [("fire".to_owned(), day("1931-05-03").unwrap())];
    let context = TimeContext { anchors: &anchors, ..TimeContext::default() };
    assert_eq!(settled("the day after the fire", &context), "1931-05-04..1931-05-04 day 1931-05-04");
    assert_eq!(settled("the day after the flood", &context), "-..- day XXXX-XX-XX vague");
}
