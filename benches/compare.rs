//! How comparing grows with the number of facts: many subjects, skewed, one noun that stands in every hundredth fact.
//! `cargo bench --bench compare -- --facts 20000 --facts 40000` takes other numbers of them.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use gainsay::compare::{Options, compare};
use gainsay::fact::{Claim, Fact, Kind, Role, Slots};
use gainsay::text::Span;
use gainsay::value::{Bound, Number, Period, Value};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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

/// How long all threads of this process were on a processor, where the system tells.
fn on_processor() -> Option<Duration> {
    let threads = std::fs::read_dir("/proc/self/task").ok()?;
    let of = |path: PathBuf| std::fs::read_to_string(path.join("schedstat")).ok()?.split(' ').next()?.parse().ok();
    Some(threads.flatten().filter_map(|t| of(t.path())).map(Duration::from_nanos).sum())
}

/// The most memory held so far, in megabytes, where the system tells.
fn peak() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok().map(|kb: u64| kb / 1000)
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let named = arguments.windows(2).filter(|w| w[0] == "--facts").filter_map(|w| w[1].parse().ok());
    let mut sizes: Vec<usize> = named.collect();
    if sizes.is_empty() {
        sizes = vec![10_000, 100_000, 500_000, 1_000_000];
    }
    let mut last: Option<(usize, Duration)> = None;
    for n in sizes {
        let facts = facts(n);
        let (start, before) = (Instant::now(), on_processor());
        let found = compare(&facts, &Options::default());
        let took = start.elapsed();
        let own = before.zip(on_processor()).map_or(took, |(before, after)| after.saturating_sub(before));
        println!("{n} facts: {took:.2?}, {own:.2?} on processors; {} questions", found.questions.len());
        found.truncated.iter().for_each(|says| println!("  {says}"));
        if let Some((half, time)) = last.filter(|(half, _)| half * 2 == n) {
            let hundredths = own.as_millis() * 100 / time.as_millis().max(1);
            println!("  {}.{:02} times as long as {half}", hundredths / 100, hundredths % 100);
        }
        if let Some(peak) = peak() {
            println!("  {peak} MB at most, the facts included");
        }
        last = Some((n, own));
    }
}
