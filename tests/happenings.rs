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
