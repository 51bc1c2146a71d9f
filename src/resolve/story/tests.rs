use crate::document::read_row;
use crate::lexicon::Lexicon;
use crate::resolve::extract;

/// The time of the facts of a text whose surface is `surface`: first and last day.
fn when(text: &str, surface: &str) -> String {
    let facts = extract(&read_row("t", text, None), Lexicon::english()).facts;
    let fact = facts.iter().find(|f| f.surface == surface).unwrap_or_else(|| panic!("{surface} is not read"));
    let end = |m: Option<crate::value::Moment>| m.map_or("-".to_owned(), |m| m.to_string());
    fact.when.map_or("none".to_owned(), |p| format!("{}..{}", end(p.first), end(p.last)))
}

const HISTORY: &str = "Anna Holm came to power in May 1931. Under the Holm government 40 mills were opened. \
    On 7 June 1936 a coup against the government of Anna Holm was launched. Karl Brandt ruled for 12 years. \
    During the Brandt dictatorship 90 schools were shut. Two days before the coup 300 sailors were arrested. \
    On the 25th anniversary of the coup 500 people marched. In the following three months 70 were freed.";

#[test]
fn a_rule_is_known_by_its_beginning_and_end() {
    assert_eq!(when(HISTORY, "40"), "1931-05-01..1936-06-07");
}

#[test]
fn times_are_counted_from_events() {
    assert_eq!(when(HISTORY, "300"), "1936-06-05..1936-06-05");
    assert_eq!(when(HISTORY, "500"), "1961-06-07..1961-06-07");
    assert_eq!(when(HISTORY, "70"), "1961-06-07..1961-09-07");
}

#[test]
fn what_is_told_later_explains_what_comes_before() {
    let text = "The flood took 30 houses two days before the strike. The strike began on 9 March 1912.";
    assert_eq!(when(text, "30"), "1912-03-07..1912-03-07");
}

#[test]
fn a_government_that_is_only_named_gives_no_time() {
    assert_eq!(when("The Larsen government paid for 20 bridges.", "20"), "none");
}

#[test]
fn dates_beside_the_story_do_not_move_it() {
    let text = "In 1931 it was the worst winter since 1890. There were 40 fires.";
    assert_eq!(when(text, "40"), "1931-01-01..1931-12-31");
    let text = "In 1931 the 1890 Water Act was repealed. There were 40 fires.";
    assert_eq!(when(text, "40"), "1931-01-01..1931-12-31");
}

#[test]
fn what_had_been_before_does_not_move_the_story() {
    let warned = "On 3 May 1911 the ferry sank. The captain had been warned in 1907. There were 60 people on board.";
    assert_eq!(when(warned, "60"), "1911-05-03..1911-05-03");
    let inserted = "On 3 May 1911 the ferry sank. The hull, built in 1898, was of oak. Some 60 people drowned.";
    assert_eq!(when(inserted, "60"), "1911-05-03..1911-05-03");
    let moved = "On 3 May 1911 the ferry sank. The owner raised it in 1912. It carried 60 people.";
    assert_eq!(when(moved, "60"), "1912-01-01..1912-12-31");
}

#[test]
fn what_a_since_looks_back_to_dates_no_other_clause() {
    let frost = "Then, in 1962, came the hardest frost since 1895: 40 boats were lost.";
    assert_eq!(when(frost, "40"), "1962-01-01..1962-12-31");
    let own = "Since 1895 the yard has built 40 boats.";
    assert_eq!(when(own, "40"), "1895-01-01..1895-12-31");
}

#[test]
fn a_list_of_dates_is_one_time() {
    assert_eq!(when("She stood 3 times, in 1952, 1958 and 1964.", "3"), "1952-01-01..1964-12-31");
}

#[test]
fn what_is_told_beside_the_clause_does_not_date_it() {
    let text = "On 3 May 1931 the mill burnt. Founded in 1888, it once had 65 looms.";
    assert_eq!(when(text, "65"), "1931-05-03..1931-05-03");
    let text = "In 1931 the mill had 65 looms. It was the same as in the strike of 1890. There were 40 fires.";
    assert_eq!(when(text, "40"), "1931-01-01..1931-12-31");
    let text = "In 1931 the guild, inspired by the 1890 rising, met. There were 40 fires.";
    assert_eq!(when(text, "40"), "1931-01-01..1931-12-31");
}

#[test]
fn only_the_day_of_a_time_of_day_is_carried_on() {
    let text = "The bank gave way at 11.42 p.m. on 17 March 1931. It cost 138 lives.";
    assert_eq!(when(text, "138"), "1931-03-17..1931-03-17");
}

#[test]
fn a_date_is_that_of_its_own_verb() {
    let facts = |text: &str| extract(&read_row("t", text, None), Lexicon::english()).facts;
    let stated = |text: &str, surface: &str| {
        let fact = facts(text).into_iter().find(|f| f.surface == surface).unwrap_or_else(|| panic!("{surface}"));
        (fact.when_stated, fact.when_in_sentence)
    };
    assert_eq!(stated("In 1931 the mill sold 40 looms.", "40"), (true, true));
    assert_eq!(stated("In 1931 the mill opened and sold 40 looms.", "40"), (true, true));
    assert_eq!(stated("The mill opened in 1931 and sold 40 looms.", "40"), (false, true));
    assert_eq!(stated("The mill opened in 1931. It sold 40 looms.", "40"), (false, false));
}

#[test]
fn years_that_lead_up_to_a_time_cover_it() {
    assert_eq!(when("By 1931 the valley had seen a two-year drought.", "two"), "1929-01-01..1931-12-31");
}

#[test]
fn a_look_back_lasts_its_paragraph() {
    let text = "On 3 May 1931 the mill burnt.\n\nThe guild goes back to 1790. It had 12 looms.\n\nThere were 40 fires.";
    assert_eq!(when(text, "40"), "1931-05-03..1931-05-03");
}

#[test]
fn a_full_date_of_long_ago_gives_the_year_of_the_days_behind_it() {
    let text =
        "On Monday, 9 May 1910, the bakers stopped work. On 3 June the mayor met 12 of them. Today there are 4 bakers.";
    let facts = extract(&read_row("t", text, Some("1960-06-01")), Lexicon::english()).facts;
    let june = facts.iter().find(|f| f.surface == "3 June").expect("it is read");
    assert_eq!(june.value.ends().0.as_deref(), Some("1910-06-03"));
    let asked =
        "On Monday, 9 May 1910, the bakers struck. Fifty years ago this week 12 were held. There were 30 ovens.";
    let facts = extract(&read_row("t", asked, Some("1960-05-12")), Lexicon::english()).facts;
    let ovens = facts.iter().find(|f| f.surface == "30").expect("it is read");
    let first = ovens.when.and_then(|p| p.first).map(|m| m.to_string());
    assert_ne!(first.as_deref(), Some("1960-05-09"), "the week is only counted from");
}
