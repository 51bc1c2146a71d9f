//! Dates of one event told by two texts: which contradict each other, and which are dates of two events.

use gainsay::compare::Verdict;
use gainsay::config::Config;
use gainsay::fact::Kind;
use gainsay::workspace::Workspace;

/// The strongest verdict on dates of two short texts under one title.
fn verdict(title: &str, one: &str, other: &str) -> Option<Verdict> {
    let mut workspace = Workspace::new(Config::default());
    let text = |body: &str| format!("---\ntitle: \"{title}\"\n---\n# {title}\n\n{body}\n").into_bytes();
    workspace.set_texts(vec![("one.md".to_owned(), text(one)), ("other.md".to_owned(), text(other))]);
    workspace.analysis().questions.iter().filter(|q| q.kind == Kind::Date).map(|q| q.verdict).max()
}

#[test]
fn ends_life_spans_and_lengths_are_dates_too() {
    let cases = [
        (
            "Ada Miller",
            "Ada Miller (3 May 1871 - 9 June 1944) was a painter of ships. She studied at Olm in 1890.",
            "Ada Miller died at Bergen in 1946. She went to Olm in 1890.",
        ),
        (
            "The Olm strike",
            "The miners went on strike on 2 March 1911. The strike lasted from 2 March 1911 to 5 April 1911.",
            "The strike of the miners began on 2 March 1911 and ended on 25 April 1911.",
        ),
        (
            "The airship Vane",
            "It flew for the first time on 4 March 1936. It burned on 6 May 1937.",
            "First flight: 4 April 1936. It burned on 6 May 1937.",
        ),
        (
            "The Tarn flood",
            "The dam broke on 3 May 1911. Ten days later the railway was reopened.",
            "The dam broke on 3 May 1911. The railway was reopened on 23 May 1911.",
        ),
    ];
    for (title, one, other) in cases {
        let mut workspace = Workspace::new(Config::default());
        let text = |body: &str| format!("---\ntitle: \"{title}\"\n---\n# {title}\n\n{body}\n").into_bytes();
        workspace.set_texts(vec![("one.md".to_owned(), text(one)), ("other.md".to_owned(), text(other))]);
        let is_found = workspace.analysis().questions.iter().any(|q| q.verdict == Verdict::Conflict);
        assert!(is_found, "{title}");
    }
}

#[test]
fn one_event_has_one_date() {
    let cases = [
        (
            "The Harrow Viaduct",
            "The viaduct was opened on 4 May 1876.",
            "Opened in 1878, the viaduct carried two tracks.",
        ),
        (
            "The Tarn ferry",
            "The Tarn sank at 2.15 a.m. on 9 November 1921.",
            "The Tarn went down at 3.40 a.m. on 9 November 1921.",
        ),
        (
            "The Brixen earthquake",
            "The earthquake struck at 04:17 UTC on 3 May 2012.",
            "The quake struck at 6.37 a.m. local time on 3 May 2012.",
        ),
        ("Treaty of Olm", "The treaty came into force on 1 January 1722.", "It took effect on 1 March 1722."),
        ("Pella Tower", "Construction began in 1999 and was completed in 2004.", "The tower was finished in 2006."),
        ("President Aru", "Aru took office on 1 February 1971.", "Aru became president on 10 March 1971."),
        ("lumen", "Version 3.0 was released on 4 May 2019.", "lumen 3.0 came out in June 2019."),
        ("The Morven trial", "The data cut-off was 30 June 2019.", "Data were cut off on 31 July 2019."),
        (
            "Mount Orm",
            "The second ascent was made in 1961.",
            "It took until 1962 for anyone to stand on the top again.",
        ),
    ];
    for (title, one, other) in cases {
        assert_eq!(verdict(title, one, other), Some(Verdict::Conflict), "{one} / {other}");
    }
}

#[test]
fn two_events_have_two() {
    let cases = [
        ("Probe Halia", "Halia was launched on 14 August 2003.", "The second probe was launched on 24 August 2005."),
        (
            "The Morven trial",
            "The trial was registered on 3 February 2016.",
            "The first patient was enrolled on 13 March 2016.",
        ),
        ("lumen", "Version 3.0 was released on 4 May 2019.", "Version 3.1 was released on 4 September 2019."),
        ("Ada Merton", "Ada Merton died on 3 June 1931.", "Her husband died on 8 August 1929."),
        ("The Tarn ferry", "The ferry left port on 8 November 1921.", "The Tarn sank on 9 November 1921."),
        ("The Norrin strike", "The strike began on 4 May 1911.", "The strike ended on 30 June 1911."),
        (
            "The Brixen earthquake",
            "The earthquake struck at 04:17 UTC on 3 May 2012.",
            "The quake struck at 6.17 a.m. local time on 3 May 2012.",
        ),
        (
            "The Lathe mill fire",
            "The fire broke out at 17:54 UTC on 3 May 1961.",
            "The fire broke out at 18:54 BST on 3 May 1961.",
        ),
    ];
    for (title, one, other) in cases {
        assert_ne!(verdict(title, one, other), Some(Verdict::Conflict), "{one} / {other}");
    }
}

#[test]
fn a_log_dates_what_its_rows_tell() {
    let log = "| Date | Place | Entry |\n| --- | --- | --- |\n| 3 May 1934 | Base | Set out |\n| 9 June 1934 | Summit | Reached the summit |";
    assert_eq!(verdict("Mount Orm", log, "Mount Orm was first climbed on 6 June 1934."), Some(Verdict::Conflict));
    assert_ne!(verdict("Mount Orm", log, "Mount Orm was first climbed on 9 June 1934."), Some(Verdict::Conflict));
}

/// The strongest verdict on dates of two texts of several sentences.
fn strongest(title: &str, one: &[&str], other: &[&str]) -> Option<Verdict> {
    verdict(title, &one.join(" "), &other.join(" "))
}

#[test]
fn dates_stand_for_one_another_by_what_is_said_beside_them() {
    let cases: [(&str, [&str; 2], [&str; 2]); 5] = [
        (
            "Ida Marsh",
            [
                "The Sea Quartet, led by Kolb at Tarrant Rooms on 4 March 1921, was a success.",
                "She moved to Bergen in 1925.",
            ],
            ["On 14 March 1921 Kolb plays the Sea Quartet in Tarrant Rooms.", "From 1925 she lived in Bergen."],
        ),
        (
            "The Skarn ice core",
            ["The ash of the eruption of Mount Tavia in 1362 lies at 90 metres.", "Drilling ended in 2011."],
            ["A layer of ash shows where Tavia blew up in 1326.", "The drill stopped in 2011."],
        ),
        (
            "Olmen Airways",
            ["The first service went to Malta on 7 June 1983.", "The airline closed on 3 March 1999."],
            ["On 7 June 1981 the first aircraft left for Malta.", "It was closed on 3 March 1999."],
        ),
        (
            "Brinton Stores",
            ["Brinton opened its first shop at Vexley in 1931.", "The firm was sold in 1977."],
            ["From a single shop at Vexley in 1933 the brothers made a chain of forty.", "They sold it in 1977."],
        ),
        (
            "The loss of the Tarn",
            ["The Tarn left Bergen on 3 May 1931.", "At 6.42 p.m. she struck the Vexley Stack near Olm."],
            [
                "The boat left Bergen on 3 May 1931.",
                "She ran on the Vexley Stack at 6.24 in the evening, within sight of Olm.",
            ],
        ),
    ];
    for (title, one, other) in cases {
        assert_eq!(strongest(title, &one, &other), Some(Verdict::Conflict), "{title}");
    }
}

#[test]
fn dates_of_other_matters_stand_for_nothing() {
    let cases: [(&str, [&str; 2], [&str; 2]); 6] = [
        // each text has the date of the other
        (
            "The Olm ferry",
            ["The ferry ran to Tarn from 4 May 1931.", "On 14 May 1931 the ferry struck the pier at Tarn."],
            ["On 4 May 1931 the first ferry left for Tarn.", "It hit the pier at Tarn on 14 May 1931."],
        ),
        // two acts
        (
            "The Vexley inquiry",
            ["The inquiry heard forty witnesses and published its report on 9 June 1951.", "It cost £400."],
            ["The inquiry into the fire met on 2 June 1951 and heard its witnesses.", "It cost £400."],
        ),
        // a line that dates the text
        (
            "The Brixen flood",
            ["The flood reached Brixen on 11 March 1864.", "Ninety people drowned in Brixen."],
            ["Brixen, 14 March 1864.", "Ninety people were drowned in the flood."],
        ),
        // births of two people
        (
            "The Tarrant sisters",
            ["Ada was born in Olm in 1881 and played the cello.", "She lived at Tarrant Rooms."],
            ["Her sister Ruth was born in Olm in 1883 and played the cello.", "She lived at Tarrant Rooms."],
        ),
        // counted from something else
        (
            "The Harrow works",
            ["Work on the viaduct began on 2 July 1871 under Kolb.", "It has nine arches."],
            ["Kolb left in 1873, two years after work on the viaduct began.", "It has nine arches."],
        ),
        // too far apart
        (
            "The hut on Orm",
            ["The hut on Orm was brought up by mules in 1889.", "It sleeps twenty."],
            ["The hut on Orm was brought down by wind in 1961.", "It sleeps twenty."],
        ),
    ];
    for (title, one, other) in cases {
        assert!(strongest(title, &one, &other) < Some(Verdict::Conflict), "{title}");
    }
}
