//! How long an edit takes in a corpus of 200 texts and 5 MB: from the change that an editor sends to the findings that
//! come back.
//!
//! The texts are made of the paragraphs of the project's own corpus: forty subjects, each with names of its own, and with
//! numbers that differ now and then. `cargo bench --bench latency -- --limit 50` exits with 1 when the median is more
//! than so many milliseconds.

use std::fmt::Write as _;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use gainsay::lsp::message::Outgoing;
use gainsay::lsp::{Options, Server};
use lsp_server::{Notification, Request};
use serde_json::{Value, json};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const TEXTS: usize = 200;
const BYTES: usize = 25 * 1024;
const SUBJECTS: usize = 40;
const EDITS: usize = 60;

/// A small generator of numbers that are the same in every run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n.max(1) as u64).unwrap_or(0)
    }
}

/// Paragraphs of the project's own corpus.
fn paragraphs() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("the corpus").flatten().map(|e| e.path()).collect();
    paths.sort();
    let texts = paths.iter().map(|p| std::fs::read_to_string(p).expect("a text"));
    let mut out: Vec<String> = Vec::new();
    for text in texts {
        let body = text.rsplit_once("\n---\n").map_or(text.as_str(), |(_, body)| body).to_owned();
        out.extend(body.split("\n\n").map(str::trim).filter(|p| p.len() > 40).map(str::to_owned));
    }
    out
}

/// Whether a word is another one in another subject: every second of the longer words is.
fn is_of_subject(word: &str, subject: usize) -> bool {
    let sum: usize = word.bytes().fold(subject, |sum, b| sum.wrapping_mul(31).wrapping_add(usize::from(b)));
    word.len() > 5 && sum.is_multiple_of(2) && word.bytes().all(|b| b.is_ascii_lowercase())
}

/// A paragraph told of another subject: names and many words end otherwise, every fifth number differs.
fn retold(paragraph: &str, subject: usize, draw: &mut Draw) -> String {
    let ending: String =
        [subject / 6, subject % 6].iter().map(|&n| "aeioru".chars().nth(n % 6).unwrap_or('a')).collect();
    let mut out = String::new();
    for (n, word) in paragraph.split(' ').enumerate() {
        if n > 0 {
            out.push(' ');
        }
        let letters = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let tail = &word[letters.len()..];
        let is_name = n > 0 && letters.chars().count() > 3 && letters.starts_with(char::is_uppercase);
        let digits = letters.bytes().filter(u8::is_ascii_digit).count();
        if is_name && letters.chars().all(char::is_alphabetic) {
            let _ = write!(out, "{letters}{ending}{tail}");
        } else if is_of_subject(letters, subject) {
            let _ = write!(out, "{ending}{letters}{tail}");
        } else if digits > 0 && digits == letters.len() && draw.below(5) == 0 {
            let last = draw.below(10);
            let _ = write!(out, "{}{last}{tail}", &letters[..letters.len() - 1]);
        } else {
            out.push_str(word);
        }
    }
    out
}

fn text(n: usize, paragraphs: &[String], draw: &mut Draw) -> String {
    let subject = n % SUBJECTS;
    let mut out = format!("# Text {n}\n\n");
    while out.len() < BYTES {
        let paragraph = &paragraphs[draw.below(paragraphs.len())];
        out.push_str(&retold(paragraph, subject, draw));
        out.push_str("\n\n");
    }
    out
}

fn notify(server: &mut Server, method: &str, params: Value) {
    server.handle(Notification { method: method.to_owned(), params }.into());
}

/// How long this thread was on a processor, where the system tells: on a busy machine an edit waits for its turn, too.
fn on_processor() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

fn uri(n: usize) -> String {
    format!("file:///no/such/folder/text-{n}.md")
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let after = |name: &str| arguments.iter().position(|a| a == name).and_then(|at| arguments.get(at + 1));
    let limit = after("--limit").and_then(|l| l.parse::<u64>().ok()).map(Duration::from_millis);
    let paragraphs = paragraphs();
    let mut draw = Draw(0x2545_f491_4f6c_dd1d);
    let mut texts: Vec<String> = (0..TEXTS).map(|n| text(n, &paragraphs, &mut draw)).collect();
    let mut server = Server::new(Options::default());
    let initialize = Request { id: 1.into(), method: "initialize".to_owned(), params: json!({ "capabilities": {} }) };
    server.handle(initialize.into());
    notify(&mut server, "initialized", json!({}));
    let start = Instant::now();
    for (n, text) in texts.iter().enumerate() {
        let document = json!({ "uri": uri(n), "languageId": "markdown", "version": 0, "text": text });
        notify(&mut server, "textDocument/didOpen", json!({ "textDocument": document }));
    }
    let mut told = server.settle();
    while server.is_unsettled() {
        told.extend(server.settle());
    }
    let found: usize = told.iter().map(|m| matches!(m, Outgoing::Findings(_))).map(usize::from).sum();
    let size: usize = texts.iter().map(String::len).sum();
    println!("{TEXTS} texts, {size} bytes: {:?} for the first look, findings in {found} texts", start.elapsed());
    let (mut times, mut own) = (Vec::new(), Vec::new());
    for edit in 0..EDITS {
        let n = draw.below(TEXTS);
        // a digit is typed in the middle of a line that holds a number
        let places: Vec<usize> = texts[n].match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at).collect();
        let Some(&at) = places.get(draw.below(places.len())) else { continue };
        let digit = char::from(b'0' + u8::try_from(draw.below(10)).unwrap_or(0));
        let line = texts[n][..at].matches('\n').count();
        let column = texts[n][..at].rsplit('\n').next().unwrap_or_default().encode_utf16().count();
        texts[n].insert(at, digit);
        let place = json!({ "line": line, "character": column });
        let change = json!({ "range": { "start": place, "end": place }, "text": digit });
        let document = json!({ "uri": uri(n), "version": edit + 1 });
        let (start, before) = (Instant::now(), on_processor());
        notify(&mut server, "textDocument/didChange", json!({ "textDocument": document, "contentChanges": [change] }));
        let told = server.settle();
        let took = start.elapsed();
        std::hint::black_box(told);
        times.push(took);
        own.extend(before.zip(on_processor()).map(|(before, after)| after.saturating_sub(before)));
    }
    times.sort();
    own.sort();
    let at = |per_cent: usize| times[(times.len() - 1) * per_cent / 100];
    let task = server.task();
    let start = Instant::now();
    if let Some(task) = task {
        server.finish(task.run());
        println!("the whole comparison that follows on another thread: {:?}", start.elapsed());
    }
    println!("{} edits: median {:?}, 90 % below {:?}, longest {:?}", times.len(), at(50), at(90), at(100));
    if let Some(median) = own.get(own.len() / 2) {
        let most = own[(own.len() - 1) * 9 / 10];
        println!("of which on a processor: median {median:?}, 90 % below {most:?}");
    }
    match limit {
        Some(limit) if at(50) > limit => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    }
}
