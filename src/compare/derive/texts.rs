//! Findings of arithmetic in written texts, from the words to the sum.

use super::derive;
use crate::compare::Verdict;
use crate::document::read;
use crate::fact::Fact;
use crate::lexicon::Lexicon;
use crate::resolve::extract;

fn facts(text: &str) -> Vec<Fact> {
    extract(&read("text.md", text.as_bytes().to_vec()), Lexicon::english()).facts
}

/// What is found of two texts together: "conflict version: …".
pub(super) fn two(a: &str, b: &str) -> Vec<String> {
    let read = |path: &str, text: &str| extract(&read(path, text.as_bytes().to_vec()), Lexicon::english()).facts;
    let mut all = read("a.md", a);
    all.extend(read("b.md", b));
    derive(&all).into_iter().map(|q| format!("{:?} {}: {}", q.verdict, q.rule, q.why[0]).to_lowercase()).collect()
}

fn told(text: &str, verdict: Verdict) -> Vec<String> {
    derive(&facts(text))
        .into_iter()
        .filter(|q| q.verdict == verdict)
        .map(|q| format!("{}: {}", q.rule, q.why[0]))
        .collect()
}

/// What cannot all be true of a text, with the sums.
#[track_caller]
pub(super) fn clash(text: &str, expected: &str) {
    let found = told(text, Verdict::Conflict);
    assert_eq!(found, [expected], "{text}");
}

#[track_caller]
pub(super) fn fits(text: &str, expected: &str) {
    assert_eq!(told(text, Verdict::Conflict), [""; 0], "{text}");
    let found = told(text, Verdict::Agree);
    assert!(found.iter().any(|f| f.starts_with(expected)), "{text}: {found:?}");
}

#[track_caller]
pub(super) fn silent(text: &str) {
    assert_eq!(told(text, Verdict::Conflict), [""; 0], "{text}");
}

pub(super) fn table(rows: &[&str]) -> String {
    let columns = rows[0].matches('|').count() - 1;
    let rule = format!("|{}", " --- |".repeat(columns));
    format!("# Harvest\n\n{}\n{rule}\n{}\n", rows[0], rows[1..].join("\n"))
}

#[test]
fn the_last_row_of_a_table_adds_up() {
    let rows = |total: &str| {
        let last = format!("| All orchards | {total} | 66 |");
        table(&[
            "| Orchard | Trees | Hives |",
            "| North | 112 | 21 |",
            "| East | 87 | 14 |",
            "| Mill | 143 | 31 |",
            &last,
        ])
    };
    clash(&rows("324"), "sum-of-parts: 112 + 87 + 143 do not make 324: it is 342");
    fits(&rows("342"), "sum-of-parts: 112 + 87 + 143 make 342");
}

#[test]
fn a_total_may_stand_first() {
    let rows = |total: &str| {
        let first = format!("| Total | {total} |");
        table(&["| Orchard | Trees |", &first, "| North | 112 |", "| East | 87 |", "| Mill | 143 |"])
    };
    clash(&rows("324"), "sum-of-parts: 112 + 87 + 143 do not make 324: it is 342");
    fits(&rows("342"), "sum-of-parts");
}

#[test]
fn means_rates_and_subsets_are_no_sums() {
    silent(&table(&["| Orchard | Yield |", "| North | 41% |", "| East | 38% |", "| Mill | 52% |", "| Total | 44% |"]));
    silent(&table(&["| Orchard | Weight |", "| North | 41 kg |", "| East | 38 kg |", "| Total | 39 kg |"]));
    // a row that is part of another one
    silent(&table(&[
        "| Orchard | Trees |",
        "| North | 112 |",
        "| of these young | 30 |",
        "| East | 87 |",
        "| Total | 199 |",
    ]));
    // a total of which another one is a part
    silent(&table(&[
        "| Orchard | Trees |",
        "| North | 12 |",
        "| East | 8 |",
        "| Total young | 20 |",
        "| Mill | 143 |",
        "| Weir | 61 |",
        "| Total | 224 |",
    ]));
    // rounded to millions
    silent(&table(&[
        "| Year | Sales (million) |",
        "| North | 12 |",
        "| East | 17 |",
        "| Mill | 21 |",
        "| Total | 51 |",
    ]));
}

#[test]
fn one_row_breaks_what_the_others_keep() {
    let rows = |last: &str| {
        let row = format!("| Mill | 143 | 31 | {last} |");
        table(&[
            "| Orchard | Trees | Felled | Standing |",
            "| North | 112 | 21 | 91 |",
            "| East | 87 | 14 | 73 |",
            "| Weir | 205 | 18 | 187 |",
            &row,
        ])
    };
    clash(&rows("121"), "table-law: 143 − 31 is 112, not 121, as in the other rows");
    silent(&rows("112"));
}

#[test]
fn shares_of_one_column_are_of_one_whole() {
    let rows = |share: &str| {
        let row = format!("| Reds | 2,090 | {share}% |");
        table(&[
            "| List | Votes | Share |",
            "| Greens | 4,120 | 41.2% |",
            "| Blues | 2,550 | 25.5% |",
            &row,
            "| Others | 1,240 | 12.4% |",
        ])
    };
    clash(
        &rows("29.0"),
        "table-law: 2,090 is about 20.9 percent of the whole of which the others are shares, not 29.0",
    );
    silent(&rows("20.9"));
}

#[test]
fn the_text_says_what_is_taken_off_in_every_row() {
    let rows = |left: &str| {
        let text = table(&[
            "| Hall | Seats | For sale |",
            "| Blue | 400 | 385 |",
            "| Red | 950 | 935 |",
            &format!("| Gold | 1,800 | {left} |"),
        ]);
        format!("{text}\nFifteen seats of every hall are kept for the house.\n")
    };
    clash(&rows("1,758"), "table-law: 1,800 less 15 is 1785, not 1,758, as in the other rows");
    silent(&rows("1,785"));
}

#[test]
fn a_share_beside_its_part_is_of_the_whole_named_before() {
    clash(
        "Of the 1,200 barges on the canal 318 were sunk, or 36 per cent.",
        "share-of-parts: 318 of 1,200 is 26.5 percent, not 36",
    );
    fits("Of the 1,200 barges on the canal 318 were sunk, or 26.5 per cent.", "share-of-parts");
    clash("Of the 840 voters 126 stayed at home (25 per cent).", "share-of-parts: 126 of 840 is 15 percent, not 25");
    silent("Of the 840 voters 126 stayed at home; 25 per cent were ill.");
    silent("Of the 840 voters 126 stayed at home, 25 per cent more than before.");
}

#[test]
fn what_remains_fits_the_whole() {
    clash(
        "Of the 240 crates 118 were sound, 74 were wet and the remaining 84 were lost.",
        "sum-of-parts: 118 + 74 + 84 do not make 240",
    );
    fits("Of the 240 crates 118 were sound, 74 were wet and the remaining 48 were lost.", "sum-of-parts");
    clash("Of 120 horses 26 horses died, leaving 84 horses.", "difference: 120 less 26 leaves 94, not 84");
    fits("Of 120 horses 26 horses died, leaving 94 horses.", "difference");
    silent("The state gave £114 million, the town £60 million; the remaining £64 million came from a loan.");
}

#[test]
fn a_majority_is_the_difference() {
    clash(
        "She won by 1,240 votes to 1,105 votes, a majority of 153 votes.",
        "difference: between 1,240 and 1,105 lie 135, not 153",
    );
    fits("She won by 1,240 votes to 1,105 votes, a majority of 135 votes.", "difference");
}

#[test]
fn so_many_at_so_much_each() {
    clash("The town bought 12 boats at £250 each for £3,500.", "product: 12 times 250 is not 3,500");
    fits("The town bought 12 boats at £250 each for £3,000.", "product");
}

#[test]
fn shares_of_measures() {
    clash(
        "A quarter of the 48 km of track, or 16 km, was relaid.",
        "share-of-measure: A quarter fraction of 48 kilometre is 12, not 16",
    );
    fits("A quarter of the 48 km of track, or 12 km, was relaid.", "share-of-measure");
    silent("A quarter of the 48 km of track is old; 16 km are new.");
}

#[test]
fn so_much_later_than_the_date_before() {
    clash(
        "The brig left Bergen on 3 May 1844. Forty days later, on 30 June 1844, she was lost.",
        "time-between: from 3 May 1844 to 30 June 1844 is about 58 days, not Forty days",
    );
    fits("The brig left Bergen on 3 May 1844. Forty days later, on 12 June 1844, she was lost.", "time-between");
    // which of two dates is meant is open
    silent(
        "The brig left Bergen on 3 May 1844, a day after her sister of 2 April 1844. Forty days later, on 30 June 1844, she was lost.",
    );
}

#[test]
fn gains_fit_their_ends() {
    clash(
        "Output rose from 800 to 1,000 barrels a day, better by 40 per cent.",
        "rise-and-ends: from 800 to 1,000 is not a change by 40",
    );
    fits("Output rose from 800 to 1,000 barrels a day, a gain of 25 per cent.", "rise-and-ends");
}

#[test]
fn a_sentence_that_adds_up_two_columns_adds_up_both() {
    let text = |wet: &str| {
        let table = table(&[
            "| Shed | Dry bales | Wet bales |",
            "| Upper | 14 | 31 |",
            "| Lower | 9 | 22 |",
            "| Old | 6 | 8 |",
        ]);
        format!("{table}\nIn the spring 29 dry and {wet} wet bales were counted.\n")
    };
    clash(&text("63"), "sum-of-parts: 31 + 22 + 8 make 61, not 63");
    silent(&text("61"));
    silent(&text("12"));
}

#[test]
fn the_month_of_may_is_no_plan() {
    clash(
        "The brig left Bergen on 3 May 1844. Three weeks later, on 30 June 1844, she was lost.",
        "time-between: from 3 May 1844 to 30 June 1844 is about 58 days, not Three weeks",
    );
}

#[test]
fn parts_behind_a_whole_make_it() {
    let arms = |n: &str| format!("A total of 8,206 tubes were tested, 4,104 in spring and {n} in autumn.");
    clash(&arms("4,012"), "sum-of-parts: 4,104 + 4,012 do not make 8,206: it is 8116");
    fits(&arms("4,102"), "sum-of-parts");
    let crew = |n: &str| format!("The crew of 34 consisted of 6 officers, {n} sailors and 9 stokers.");
    clash(&crew("21"), "sum-of-parts: 6 + 21 + 9 do not make 34: it is 36");
    fits(&crew("19"), "sum-of-parts");
    // of things that are not told apart by place
    silent("A total of 8,206 tubes were tested, 4,104 by machine and 4,012 with water.");
}

#[test]
fn values_told_one_after_the_other_differ_by_what_is_said() {
    let rise = |p: &str| {
        format!("The company sold 1.2 million units in 1909 and 1.8 million in 1910, a rise of {p} per cent.")
    };
    clash(&rise("30"), "rise-and-ends: from 1.2 million to 1.8 million is not a change by 30");
    fits(&rise("50"), "rise-and-ends");
    let more = |n: &str| format!("The first volume has 312 pages, the second 480 pages, {n} more.");
    clash(&more("150"), "difference: between 312 and 480 lie 168, not 150");
    fits(&more("168"), "difference");
}

#[test]
fn so_many_of_each() {
    let text = |n: &str| format!("Each of the 24 crates held 12 bottles, {n} bottles in all.");
    clash(&text("248"), "product: 24 times 12 is not 248");
    fits(&text("288"), "product");
}

#[test]
fn an_average_speed_is_way_by_time() {
    let text = |v: &str| format!("The run of 131 km took 90 minutes, an average of {v} km/h.");
    clash(&text("64"), "speed: 131 kilometre in 90 minute is no average of 64 kilometre per hour");
    fits(&text("87"), "speed");
}

#[test]
fn from_a_start_to_an_end() {
    clash(
        "The strike, which began on 3 March 1911 and ended on 20 June 1911, lasted 90 days.",
        "time-between: from 3 March 1911 to 20 June 1911 is about 4 months, not 90 days",
    );
    clash(
        "The siege began on 3 March 1644. It ended on 20 April 1644, after 38 days.",
        "time-between: from 3 March 1644 to 20 April 1644 is about 48 days, not 38 days",
    );
    fits("The siege began on 3 March 1644. It ended on 20 April 1644, after 48 days.", "time-between");
    silent("The siege was planned on 3 March 1644. The walls fell on 20 April 1644, after 38 days.");
    clash(
        "On 4 May 1921 the fair opened at 9 a.m. and closed at 5 p.m., ten hours later.",
        "time-between: from 9 a.m. to 5 p.m. is about 8 hours, not ten hours",
    );
}

#[test]
fn what_only_looks_like_a_sum_or_a_measure_again() {
    silent("With 1 GiB pages (or 2 MiB large pages) the table is smaller.");
    silent("It takes 128 KB for window = 15 + 128 KB for level = 8.");
}

#[test]
fn the_last_row_is_the_whole_where_columns_add_up() {
    let rows = |hives: &str| {
        let last = format!("| County | 342 | {hives} |");
        table(&[
            "| Parish | Trees | Hives |",
            "| North | 112 | 210 |",
            "| East | 87 | 143 |",
            "| Mill | 143 | 311 |",
            &last,
        ])
    };
    clash(&rows("764"), "sum-of-parts: 210 + 143 + 311 do not make 764: it is 664");
    fits(&rows("664"), "sum-of-parts: 210 + 143 + 311 make 664");
}

#[test]
fn the_same_work_takes_longer_at_a_lower_pace() {
    let rows = |pace: &str| {
        let odd = format!("| third | 12 min | {pace} |");
        table(&[
            "| Pump | Time | Pace (L/s) |",
            "| first | 20 min | 60 |",
            "| second | 30 min | 40 |",
            &odd,
            "| fourth | 48 min | 25 |",
        ])
    };
    clash(&rows("130"), "table-law: what the others do takes 12 at 100.3, not at 130");
    silent(&rows("100"));
}

#[test]
fn scores_beside_shares_are_no_parts() {
    silent(&table(&[
        "| Reader | Score | Right |",
        "| A | 0.38 | 75% |",
        "| B | 0.41 | 70% |",
        "| C | 0.22 | 41% |",
        "| D | 0.61 | 20% |",
    ]));
}

#[test]
fn factors_and_what_replaced_what() {
    clash(
        "The new press needs 12 minutes instead of 60 minutes: it is eight times as fast.",
        "rise-and-ends: from 60 to 12 is a change by 5, not by eight",
    );
    fits("The new press needs 12 minutes instead of 60 minutes: it is five times as fast.", "rise-and-ends");
    clash(
        "They boiled 90 litres into 36 litres, a loss of 40 per cent.",
        "rise-and-ends: from 90 to 36 is not a change by 40",
    );
    fits("They boiled 90 litres into 36 litres, a loss of 60 per cent.", "rise-and-ends");
    clash(
        "At 1,200 m the tunnel is twice as long as the old one of 400 m.",
        "rise-and-ends: from 400 to 1,200 is a change by 3, not by twice",
    );
    fits("Sales doubled from 400 to 820 boxes.", "rise-and-ends");
}

#[test]
fn what_is_said_to_be_a_product_may_be_far_off() {
    clash("The cellar has 300 casks of 50 litres, 30,000 litres in all.", "product: 300 times 50 is not 30,000");
    silent("The cellar has 300 casks of 50 litres and took in 30,000 litres.");
}
