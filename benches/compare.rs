//! How comparing grows with the number of facts: many subjects, skewed, one noun that stands in every hundredth fact.

use std::sync::Arc;

use gainsay::compare::{Options, compare};
use gainsay::fact::{Claim, Fact, Kind, Role, Slots};
use gainsay::text::Span;
use gainsay::value::{Bound, Number, Period, Value};

fn main() {
    divan::main();
}

/// Generated facts: `n` of them over `n / 40` subjects, thirty facts a source.
fn facts(n: usize) -> Vec<Fact> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut draw = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below.max(1) as u64).unwrap_or(0)
    };
    let subjects = (n / 40).max(1);
    (0..n)
        .map(|i| {
            // the smaller of two draws: a few subjects have many facts, most have few
            let subject = draw(subjects).min(draw(subjects));
            let head = if draw(100) == 0 { "person".to_owned() } else { format!("noun{}", draw(4000).min(draw(4000))) };
            let year = 1900 + i32::try_from(draw(120)).unwrap_or(0);
            let value = Number::integer(i128::try_from(draw(5000)).unwrap_or(1) + 1);
            let name = format!("name{subject}");
            let source: Arc<str> = Arc::from(format!("source{:07}", i / 30));
            Fact::from(Claim {
                id: format!("f-{i}"),
                source: source.clone(),
                path: source,
                line: 1,
                column: 1,
                span: Span::new(i % 30 * 100, i % 30 * 100 + 4),
                extent: Span::new(i % 30 * 100, i % 30 * 100 + 4),
                surface: value.to_string(),
                quote: Arc::from(format!("{name} had {value} {head} in {year}.")),
                sentence: u32::try_from(i % 30).unwrap_or(0),
                kind: if draw(5) == 0 { Kind::Share } else { Kind::Count },
                value: Value::Number { low: Some(value), high: Some(value), bound: Bound::Exact },
                unit: head.clone(),
                measure: head.clone(),
                about: vec![name.clone()],
                when: Period::years(year, year),
                when_stated: draw(2) == 0,
                when_in_sentence: false,
                when_local: true,
                places: Vec::new(),
                event: None,
                change: None,
                timex: None,
                role: Role::Body,
                reason: None,
                cell: None,
                slots: Slots {
                    head,
                    verbs: vec![format!("verb{}", draw(300))],
                    clause: vec![format!("word{}", draw(20_000)), format!("word{}", draw(2000))],
                    names: vec![name],
                    ..Slots::default()
                },
                steps: Vec::new(),
            })
        })
        .collect()
}

#[divan::bench(args = [10_000, 100_000, 1_000_000], sample_count = 1, sample_size = 1)]
fn compare_facts(bencher: divan::Bencher, n: usize) {
    let facts = facts(n);
    bencher.bench_local(|| compare(&facts, &Options::default()).questions.len());
}
