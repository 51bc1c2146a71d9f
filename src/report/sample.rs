//! Reports made by hand, for tests.

use crate::compare::{Severity, Verdict};
use crate::fact::ValueRecord;

use crate::review::Ruling;

use super::model::{DriftRow, LedgerRow, PositionRow, QuestionRow, Report, SourceRow, StaleRow, UnusedRow};

const SOURCES: [&str; 5] = ["harbour-gazette-1911", "inquiry-1912", "ledger", "memoir-of-a-mate", "north-star-2003"];

fn source(id: &str) -> SourceRow {
    SourceRow {
        id: id.to_owned(),
        path: format!("corpus/{id}.md"),
        title: Some(format!("The text called {id}")),
        published: Some("1912".to_owned()),
        facts: 40,
    }
}

fn position(source: &str, line: u32, shown: &str, quote: &str) -> PositionRow {
    let value = shown.split(' ').find(|w| w.contains(|c: char| c.is_ascii_digit())).unwrap_or(shown);
    PositionRow {
        fact: format!("f-{source}-{line}"),
        source: source.to_owned(),
        line,
        column: 5,
        surface: value.to_owned(),
        value: ValueRecord { low: Some(value.replace(',', "")), high: None, bound: "exact".to_owned() },
        unit: "ship".to_owned(),
        quote: quote.to_owned(),
        shown: shown.to_owned(),
        path: format!("corpus/{source}.md"),
        in_focus: true,
    }
}

fn question(
    id: &str,
    label: &str,
    verdict: Verdict,
    severity: Severity,
    positions: Vec<PositionRow>,
    why: &[&str],
) -> QuestionRow {
    let conflicts = if verdict == Verdict::Conflict { vec![(0, positions.len() - 1)] } else { Vec::new() };
    QuestionRow {
        id: id.to_owned(),
        label: label.to_owned(),
        kind: "count",
        verdict,
        severity,
        rule: "value-conflict",
        positions,
        conflicts,
        why: why.iter().map(|w| (*w).to_owned()).collect(),
        decision: None,
        fingerprint: format!("v1-{id}"),
    }
}

/// Five sources, all verdicts.
pub(crate) fn report() -> Report {
    let [a, b, c, d, e] = SOURCES;
    let questions = vec![
        question(
            "ships-1911-7f3a",
            "ships laid up in the harbour, winter of 1911",
            Verdict::Conflict,
            Severity::Error,
            vec![
                position(
                    a,
                    57,
                    "1,939 ships",
                    "By the end of that hard winter the harbour master had counted 1,939 ships laid up along the quays and in the roads.",
                ),
                position(c, 8, "some 1,900", "Some 1,900 were laid up."),
                position(e, 44, "977", "Only 977 lay idle in 1911."),
            ],
            &["1,939 and 977 cannot both be the number of ships laid up in 1911", "same head: ship; same year: 1911"],
        ),
        question(
            "share-crew-11ab",
            "share of the crew that signed",
            Verdict::Conflict,
            Severity::Warning,
            vec![
                position(b, 70, "36.3 percent", "In all 36.3 percent of the crew signed."),
                position(d, 27, "37 percent", "I recall that 37 percent of us signed."),
            ],
            &[
                "36.3 percent and 37 percent differ by more than rounding",
                "which crew is meant is left open by memoir-of-a-mate",
            ],
        ),
        question(
            "fares-1912-00c1",
            "fares, 1912",
            Verdict::Scope,
            Severity::Note,
            vec![
                position(a, 90, "£12", "A berth cost £12 to Boston."),
                position(b, 91, "£15", "A berth cost £15 to New York."),
            ],
            &["the places differ: Boston, New York"],
        ),
        question(
            "length-8812",
            "length of the ship",
            Verdict::Compatible,
            Severity::Note,
            vec![
                position(a, 12, "about 300 feet", "She was about 300 feet long."),
                position(e, 13, "91 metres", "She measured 91 metres."),
            ],
            &["91 metres is 298.6 feet"],
        ),
        question(
            "masts-0d0d",
            "masts",
            Verdict::Agree,
            Severity::Note,
            vec![position(c, 2, "three masts", "She had three masts."), position(d, 3, "3 masts", "3 masts, I swear.")],
            &[],
        ),
    ];
    Report {
        schema: "gainsay-report/1",
        sources: SOURCES.iter().map(|s| source(s)).collect(),
        questions,
        ledger: LedgerRow {
            files: 5,
            sentences: 412,
            numbers_seen: 231,
            facts: 200,
            left: [("footnote mark".to_owned(), 22), ("page number".to_owned(), 9)].into(),
        },
        stale: Vec::new(),
        drift: Vec::new(),
        unused: Vec::new(),
        truncated: Vec::new(),
    }
}

/// The same with everything else that a check fails on.
pub(crate) fn failing() -> Report {
    let mut report = report();
    report.stale.push(StaleRow {
        question: "crew-1911-0a0a".to_owned(),
        fingerprint: "v1-stale".to_owned(),
        ruling: Ruling::Scope,
        why: vec!["ledger:9 now says \"41\" instead of \"40\" in: A crew of 41 came.".to_owned()],
        now: Some("crew-1911-1b1b".to_owned()),
        path: "facts/decisions.toml".to_owned(),
        line: 12,
    });
    report.drift.push(DriftRow {
        path: "facts/ledger.json".to_owned(),
        source: "ledger".to_owned(),
        change: "changed",
        label: "crew".to_owned(),
        before: Some("40".to_owned()),
        after: Some("41".to_owned()),
        fields: Vec::new(),
        quote: "A crew of 41 came.".to_owned(),
        at: Some(("corpus/ledger.md".to_owned(), 9)),
        line: "~ crew: 40 -> 41".to_owned(),
        is_reworded: false,
    });
    for label in ["sails", "oars"] {
        report.drift.push(DriftRow {
            path: "facts/ledger.json".to_owned(),
            source: "ledger".to_owned(),
            change: "changed",
            label: label.to_owned(),
            before: Some("9".to_owned()),
            after: Some("9".to_owned()),
            fields: vec![["quote".to_owned(), "A crew of 40 came.".to_owned(), "A crew of 41 came.".to_owned()]],
            quote: "A crew of 41 came.".to_owned(),
            at: Some(("corpus/ledger.md".to_owned(), 9)),
            line: format!("~ {label}: 9 (in other words)"),
            is_reworded: true,
        });
    }
    report.unused.push(UnusedRow { path: "corpus/ledger.md".to_owned(), line: 3, reason: "an estimate".to_owned() });
    report
}

/// Only what the first and the last source say.
pub(crate) fn two_sources() -> Report {
    let mut report = report();
    report.sources.retain(|s| s.id == SOURCES[0] || s.id == SOURCES[4]);
    report.questions.truncate(1);
    report.questions[0].positions.remove(1);
    report.questions[0].conflicts = vec![(0, 1)];
    report
}

/// Texts, names and labels that try to break out of every format.
pub(crate) fn hostile() -> Report {
    let evil = "<script>alert(1)</script>|`x`\"onload=1 \u{1b}[31m\u{202e}::error::%0A]](x)\r\n=cmd()";
    let mut report = report();
    for s in &mut report.sources {
        s.title = Some(evil.to_owned());
    }
    report.sources[0].id = format!("=1+1{evil}");
    let id = report.sources[0].id.clone();
    for q in &mut report.questions {
        q.label = evil.to_owned();
        q.why = vec![evil.to_owned()];
        q.positions[0].source = id.clone();
        q.positions[0].path = format!("a b#{evil}.md");
        q.positions[0].quote = evil.to_owned();
        q.positions[0].surface = "=1\t日本語日本語日本語日本語".to_owned();
        q.positions[0].shown = "=1\t日本語日本語日本語日本語".to_owned();
    }
    report
}
