//! Which claims of two texts answer one question, and whether both can be true: from texts to verdicts.

use gainsay::compare::Verdict;
use gainsay::config::Config;
use gainsay::workspace::Workspace;

/// The strongest verdict on two values of two texts, as they are written there.
fn verdict(one: (&str, &str), other: (&str, &str)) -> Option<Verdict> {
    let mut workspace = Workspace::new(Config::default());
    workspace.set_texts(vec![
        ("one.txt".to_owned(), one.0.as_bytes().to_vec()),
        ("other.txt".to_owned(), other.0.as_bytes().to_vec()),
    ]);
    let analysis = workspace.analysis();
    let holds = |q: &gainsay::compare::Question, source: &str, surface: &str| {
        q.positions.iter().any(|&p| &*analysis.facts[p].source == source && analysis.facts[p].surface == surface)
    };
    let both = analysis.questions.iter().filter(|q| holds(q, "one", one.1) && holds(q, "other", other.1));
    both.map(|q| q.verdict).max()
}

/// The same of two pages in Markdown.
fn verdict_of_pages(one: &str, first: &str, other: &str, second: &str) -> Option<Verdict> {
    let mut workspace = Workspace::new(Config::default());
    let page = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
    workspace.set_texts(vec![page("one.md", one), page("other.md", other)]);
    let analysis = workspace.analysis();
    let holds = |q: &gainsay::compare::Question, source: &str, surface: &str| {
        q.positions.iter().any(|&p| &*analysis.facts[p].source == source && analysis.facts[p].surface == surface)
    };
    analysis.questions.iter().filter(|q| holds(q, "one", first) && holds(q, "other", second)).map(|q| q.verdict).max()
}

#[test]
fn a_slip_of_the_pen_is_a_conflict_however_far_the_values_lie_apart() {
    let conflict = Some(Verdict::Conflict);
    let weeks = ("The median wait at the ferry was 6.4 weeks.", "6.4");
    assert_eq!(verdict(weeks, ("At the ferry the median wait was 6.4 months.", "6.4")), conflict);
    assert_eq!(
        verdict(("The mill employed 5,180 weavers.", "5,180"), ("The mill employed 1,580 weavers.", "1,580")),
        conflict
    );
}

#[test]
fn units_that_are_taken_for_one_another_and_hours_cut_short_are_no_conflict() {
    let compatible = Some(Verdict::Compatible);
    let one = ("The archive holds 12 GB of maps.", "12");
    assert_eq!(verdict(one, ("The archive holds 12 GiB of maps.", "12")), compatible);
    let names = ("Names in the archive may not exceed 4 KB.", "4");
    assert_ne!(verdict(names, ("Names in the archive may not exceed 4,096 bytes.", "4,096")), Some(Verdict::Conflict));
    let long = ("The walk took 21 hours 36 minutes.", "21 hours 36 minutes");
    assert_eq!(verdict(("The walk took 21 hours.", "21"), long), compatible);
}

#[test]
fn limits_that_two_texts_set_are_two_numbers() {
    let conflict = Some(Verdict::Conflict);
    let sack = ("A sack may weigh up to 15 kilograms.", "15");
    assert_eq!(verdict(sack, ("Sacks over 12 kilograms are refused.", "12")), conflict);
    let riders = ("The race is open to riders aged 35 and over.", "35");
    assert_eq!(verdict(riders, ("The race is open to riders aged 30 and over.", "30")), conflict);
}

#[test]
fn parts_that_make_the_other_value_do_not_contradict_it() {
    let parts = ("Wounded were 35 guards and 40 clerks.", "35");
    assert_ne!(verdict(parts, ("In all 75 guards were wounded.", "75")), Some(Verdict::Conflict));
}

#[test]
fn what_one_text_gives_for_several_times_is_not_contradicted_without_a_time() {
    let series = ("The yard built 20 boats in 1927 and 31 boats in 1946.", "20");
    assert_ne!(verdict(series, ("The yard built 25 boats.", "25")), Some(Verdict::Conflict));
}

#[test]
fn what_is_measured_may_stand_behind_the_value() {
    let high = ("The chapel tower is 31 metres high.", "31");
    assert_eq!(verdict(high, ("The chapel tower, 36 metres tall, stands on a rock.", "36")), Some(Verdict::Conflict));
}

#[test]
fn what_a_text_gives_dozens_of_values_for_answers_no_single_question() {
    let one = ("The ledger has 364 pages.", "364");
    assert_eq!(verdict(one, ("The ledger has 400 pages.", "400")), Some(Verdict::Conflict));
    let volumes = (0..20).map(|n| format!("Volume {} has {} pages.", char::from(b'A' + n), 300 + 5 * u32::from(n)));
    let many: Vec<String> = volumes.collect();
    let crowded = verdict(("Papers of 364 pages were found.", "364"), (&many.join(" "), "385"));
    assert_ne!(crowded, Some(Verdict::Conflict));
}

#[test]
fn limits_agree_and_differ_by_the_heading_of_their_table_too() {
    let table =
        "# Limits\n\n| Limit | Value |\n|---|---|\n| Crates of one shelf | 40 |\n| Size of a label | 90 bytes |\n";
    assert_eq!(verdict_of_pages(table, "40", "A shelf may carry up to 60 crates.", "60"), Some(Verdict::Conflict));
    assert_eq!(verdict_of_pages(table, "40", "A shelf may carry up to 40 crates.", "40"), Some(Verdict::Agree));
    assert_eq!(verdict_of_pages(table, "90", "Labels of no more than 60 bytes each.", "60"), Some(Verdict::Conflict));
}

#[test]
fn an_identifier_in_the_next_sentence_governs_the_value_before_it() {
    let table = "# Options\n\n| Option | Default |\n|---|---|\n| `ring.count` | 6 |\n";
    let text = "A call that nobody takes is put through again 9 times. `ring.count` changes that.";
    assert_eq!(verdict_of_pages(table, "6", text, "9"), Some(Verdict::Conflict));
}

#[test]
fn what_holds_for_some_is_not_set_against_what_holds_for_all() {
    let all = ("The cure rate was 62%.", "62");
    let some = ("Among smokers the cure rate was 48%.", "48");
    assert_ne!(verdict(all, some), Some(Verdict::Conflict));
    assert_eq!(verdict(some, ("Among smokers the cure rate was 41%.", "41")), Some(Verdict::Conflict));
}

#[test]
fn shares_of_the_same_people_are_of_what_is_said_of_them() {
    let limp = ("One patient in four had a limp.", "One patient in four");
    assert_eq!(verdict(limp, ("A limp was seen in 36%.", "36")), Some(Verdict::Conflict));
    let men = ("64% of the patients were men.", "64");
    assert_ne!(
        verdict(men, ("Nine patients in ten lived near the harbour.", "Nine patients in ten")),
        Some(Verdict::Conflict)
    );
}

#[test]
fn ages_of_those_who_belong_factors_and_votes_are_compared() {
    let conflict = Some(Verdict::Conflict);
    let age = ("Riders aged 45 or older were admitted.", "45");
    assert_eq!(verdict(age, ("Some 900 people aged 40 and over took part as riders.", "40")), conflict);
    assert_eq!(verdict(("Yields rose 14-fold.", "14"), ("Yields went up 40 times.", "40")), conflict);
    let vote = ("The board voted by 9 to 3 to close the pier.", "9");
    assert_eq!(verdict(vote, ("The pier was closed by a vote of 10 to 2 on the board.", "10")), conflict);
}

#[test]
fn two_years_are_no_eighteen_months() {
    let years = ("The guarantee lasts for two years.", "two");
    assert_eq!(verdict(years, ("The guarantee lasts for 18 months.", "18")), Some(Verdict::Conflict));
}

#[test]
fn one_matter_in_other_words_is_one_question() {
    let conflict = Some(Verdict::Conflict);
    let fire = ("The fire at Ostgate went on for 5 days.", "5");
    assert_eq!(verdict(fire, ("For four days Ostgate burned.", "four")), conflict);
    let siege = ("The siege of Varna Keep lasted eleven weeks.", "eleven");
    assert_eq!(verdict(siege, ("Varna Keep held out for fourteen weeks before it gave in.", "fourteen")), conflict);
    let visits = ("The museum at Lenz received 1.2 million visitors in 1987.", "1.2 million");
    assert_eq!(verdict(visits, ("In 1987, 900,000 people visited the museum at Lenz.", "900,000")), conflict);
    let legacy = ("Miss Farrow left £8,000 to the infirmary.", "8,000");
    assert_eq!(verdict(legacy, ("The infirmary inherited £6,500 from Miss Farrow.", "6,500")), conflict);
}

#[test]
fn verbs_that_say_little_and_values_of_each_are_of_no_one_matter() {
    let rain = ("The wall gave way after four days of rain.", "four");
    assert_ne!(verdict(rain, ("The mason gave evidence for three days.", "three")), Some(Verdict::Conflict));
    let floors = ("The tower has 20 floors of three metres each.", "three");
    assert_ne!(verdict(floors, ("The floors of the tower are 4 metres wide.", "4")), Some(Verdict::Conflict));
    let lost = ("Four people perished on the ridge.", "Four");
    assert_ne!(verdict(lost, ("Three people perished on the ridge with her.", "Three")), Some(Verdict::Conflict));
}

#[test]
fn shares_of_different_wholes_do_not_contradict() {
    let seats = ("In May 1911 the League won two thirds of the seats.", "two thirds");
    let voters = ("In May 1911 half of the voters chose the League.", "half");
    assert_ne!(verdict(seats, voters), Some(Verdict::Conflict));
}

#[test]
fn the_latest_of_a_series_meets_what_has_no_time() {
    let both = "The works had 90,000 hands in 1951 and 12,000 hands in 1998.";
    assert_ne!(verdict((both, "90,000"), ("The works had 85,000 hands.", "85,000")), Some(Verdict::Conflict));
    assert_eq!(verdict((both, "12,000"), ("The works had 11,000 hands.", "11,000")), Some(Verdict::Conflict));
}

#[test]
fn what_a_text_says_twice_agrees_with_the_other_text_twice() {
    let twice = "The choir has 48 singers. Later it was told again that the choir has 48 singers.";
    assert_eq!(verdict((twice, "48"), ("There are 48 singers in the choir.", "48")), Some(Verdict::Agree));
}

#[test]
fn the_same_open_bound_is_the_same_value() {
    let more = ("More than 25 million boxes were sold in Lenz.", "25 million");
    assert_eq!(verdict(more, ("In Lenz 25 million and more boxes were sold.", "25 million")), Some(Verdict::Agree));
}

#[test]
fn those_counted_beside_are_no_group_that_a_count_holds_for() {
    let strikes = ("In 1931 there were 1,939 strikes with 230,725 workers involved.", "1,939");
    assert_eq!(verdict(strikes, ("Strikes numbered 977 in 1931.", "977")), Some(Verdict::Conflict));
    let stranded = ("After the storm 40,000 travellers were stranded, among them a choir.", "40,000");
    let fewer = ("After the storm 14,500 travellers were stranded.", "14,500");
    assert_eq!(verdict(stranded, fewer), Some(Verdict::Conflict));
}

#[test]
fn nearly_a_few_lacks_half_of_one_at_most() {
    let nearly = ("The strike at the port lasted nearly three months.", "three");
    let verdicts = |weeks: &str| verdict((&format!("The strike at the port lasted {weeks} weeks."), weeks), nearly);
    assert_eq!(verdicts("11"), Some(Verdict::Compatible));
    assert_eq!(verdicts("8"), Some(Verdict::Conflict));
}

#[test]
fn what_a_value_was_before_is_no_rival_of_what_it_became() {
    let now = ("The default of the log size is 40 MB.", "40");
    let raised = "The log size was raised from 25 MB to 40 MB in spring.";
    assert_ne!(verdict(now, (raised, "25")), Some(Verdict::Conflict));
    assert_eq!(verdict(now, (raised, "40")), Some(Verdict::Agree));
    let fell = "The crossing fell to 14 minutes from 35 minutes.";
    assert_ne!(verdict(("The crossing takes 14 minutes.", "14"), (fell, "35")), Some(Verdict::Conflict));
}

#[test]
fn so_many_in_a_second_are_not_so_many() {
    let queue = ("The queue holds 800 messages.", "800");
    assert_eq!(verdict(queue, ("The queue passes 950 messages a second.", "950")), None);
}

#[test]
fn the_digits_of_a_measure_with_another_prefix_are_a_slip() {
    let archive = ("The archive has a size of 317 TB.", "317");
    assert_eq!(verdict(archive, ("The size of the archive is 317 GB.", "317")), Some(Verdict::Conflict));
}

#[test]
fn ordinals_that_pick_one_of_several_answer_nothing() {
    let flat = ("The author lived on the third floor of Harbour House.", "third");
    assert_eq!(verdict(flat, ("The library is on the second floor of Harbour House.", "second")), None);
}

#[test]
fn values_under_the_headings_of_two_functions_are_apart() {
    let one = "# Files\n\n## `file.read(size)`\n\nThe default chunk is 64 KiB.\n";
    let other = "# Streams\n\n## `stream.pull(size)`\n\nThe default chunk is 16 KiB.\n";
    assert_eq!(verdict_of_pages(one, "64", other, "16"), None);
}
