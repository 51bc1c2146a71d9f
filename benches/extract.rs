//! How fast facts are taken out of text: prose on one core and on all, and inputs made to be slow.
//!
//! `GAINSAY_BENCH_PROSE=FILE cargo bench --bench extract` writes the ten megabytes of prose to a file instead, for
//! measuring other tools on the same text.

use divan::counter::BytesCount;
use gainsay::config::Config;
use gainsay::workspace::Workspace;

mod prose;

/// The allocator that the binary has.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const MEGABYTE: usize = 1_000_000;

fn main() -> std::io::Result<()> {
    if let Some(path) = std::env::var_os("GAINSAY_BENCH_PROSE") {
        return std::fs::write(path, prose::prose(1, 10 * MEGABYTE));
    }
    divan::main();
    Ok(())
}

/// Reads texts on `threads` threads; the number of facts.
fn read(texts: &[(String, Vec<u8>)], threads: usize) -> usize {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let work = || {
        let mut workspace = Workspace::new(Config::default());
        workspace.set_texts(texts.to_vec());
        workspace.reading().facts.len()
    };
    pool.map_or(0, |pool| pool.install(work))
}

fn bench(bencher: divan::Bencher, texts: &[(String, Vec<u8>)], threads: usize) {
    let bytes: usize = texts.iter().map(|(_, text)| text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| read(texts, threads));
}

fn one(text: String) -> Vec<(String, Vec<u8>)> {
    vec![("text.txt".to_owned(), text.into_bytes())]
}

/// Ten megabytes of prose: one file, or a hundred.
#[divan::bench(args = [1, 100], sample_count = 5, sample_size = 1)]
fn prose_one_core(bencher: divan::Bencher, files: usize) {
    bench(bencher, &split(files), 1);
}

/// The same on all cores.
#[divan::bench(args = [1, 100], sample_count = 5, sample_size = 1)]
fn prose_all_cores(bencher: divan::Bencher, files: usize) {
    bench(bencher, &split(files), 0);
}

fn split(files: usize) -> Vec<(String, Vec<u8>)> {
    let part = |i| (format!("text{i}.txt"), prose::prose(i as u64 + 1, 10 * MEGABYTE / files).into_bytes());
    (0..files).map(part).collect()
}

/// Megabytes of each kind: twice the input may take at most 2.3 times as long.
const SIZES: [usize; 3] = [1, 2, 4];

#[divan::bench(args = SIZES, sample_count = 2, sample_size = 1)]
fn number_chain(bencher: divan::Bencher, megabytes: usize) {
    bench(bencher, &one(prose::chain(megabytes * MEGABYTE)), 1);
}

#[divan::bench(args = [5, 10], sample_count = 2, sample_size = 1)]
fn one_line(bencher: divan::Bencher, megabytes: usize) {
    bench(bencher, &one(prose::one_line(megabytes * MEGABYTE)), 1);
}

#[divan::bench(args = SIZES, sample_count = 2, sample_size = 1)]
fn note_list(bencher: divan::Bencher, megabytes: usize) {
    bench(bencher, &one(prose::note_list(megabytes * MEGABYTE)), 1);
}

#[divan::bench(args = SIZES, sample_count = 2, sample_size = 1)]
fn glued_marks(bencher: divan::Bencher, megabytes: usize) {
    bench(bencher, &one(prose::glued(megabytes * MEGABYTE)), 1);
}

#[divan::bench(args = SIZES, sample_count = 2, sample_size = 1)]
fn unclosed_brackets(bencher: divan::Bencher, megabytes: usize) {
    bench(bencher, &one(prose::unclosed(megabytes * MEGABYTE)), 1);
}
