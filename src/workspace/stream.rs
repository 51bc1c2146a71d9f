//! Facts on their way out: read and written at once, so that memory holds the texts and not what they say.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::prelude::*;

use super::{FileNotice, distinct_ids, fault, notices, panic_message, read_document};
use crate::config::Config;
use crate::disk::{Part, Store};
use crate::document::Document;
use crate::fact::Fact;
use crate::lexicon::Lexicon;
use crate::resolve::{self, Sink};
use crate::text::Span;

/// What was written of some texts.
#[derive(Debug, Default)]
pub struct Written {
    /// What was written of each text, by source id.
    parts: Vec<Part>,
    store: Store,
    /// Oddities met.
    pub notices: Vec<FileNotice>,
}

impl Written {
    /// Writes what was written of every text.
    ///
    /// # Errors
    /// `out` takes no more, or what lay in a temporary file is gone.
    pub fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        self.parts.iter().try_for_each(|part| self.store.write(part, out))
    }
}

/// Bytes of texts that are read sooner than another thread is begun.
const ALONE: usize = 20_000;

/// Bytes that wait in memory whatever the texts; half as much again as the texts may wait beside them.
const ROOM: usize = 1_000_000;

/// Reads texts, given as path and bytes, and writes each fact, or what looked like one, with `write`: the same facts in the
/// same order as those of a [`super::Workspace`] with these texts, but without what only comparing asks for: events and the words
/// around them.
pub fn stream(config: &Config, texts: Vec<(String, Vec<u8>)>, write: &(dyn Fn(&Fact, &mut Vec<u8>) + Sync)) -> Written {
    let bytes: usize = texts.iter().map(|(_, bytes)| bytes.len()).sum();
    let store = Store::new(ROOM + bytes + bytes / 2);
    let read_all = || -> Vec<(String, Result<Document, String>)> {
        longest_first(
            texts,
            |(_, bytes)| bytes.len(),
            |(path, bytes)| {
                let document = catch_unwind(AssertUnwindSafe(|| read_document(&path, bytes, config)));
                (path, document.map_err(|panic| panic_message(&*panic)))
            },
        )
    };
    // the words are looked up only once there is a text to be read with them
    let read = if bytes < ALONE { read_all() } else { rayon::join(read_all, Lexicon::english).0 };
    let mut broken = BTreeMap::new();
    let mut documents = BTreeMap::new();
    for (path, document) in read {
        match document {
            Ok(document) => drop(documents.insert(path, document)),
            Err(message) => drop(broken.insert(path, message)),
        }
    }
    let mut found = Vec::new();
    let ids = distinct_ids(documents.iter().map(|(path, d)| (path.as_str(), &d.source.id)), &mut found);
    let mut named: Vec<(Arc<str>, String, Document)> =
        ids.into_iter().zip(documents).map(|(id, (path, document))| (id, path, document)).collect();
    named.sort_by(|a, b| a.0.cmp(&b.0));
    let written: Vec<Result<Part, FileNotice>> = longest_first(
        named.iter_mut().collect(),
        |(.., document)| document.text.len(),
        |(id, path, document)| {
            document.source.id = id.clone();
            let part = catch_unwind(AssertUnwindSafe(|| write_out(document, &store, write)));
            part.map_err(|panic| fault(path, &panic_message(&*panic)))
        },
    );
    let mut out = Written { store, ..Written::default() };
    out.notices.extend(broken.iter().map(|(path, message)| fault(path, message)));
    out.notices.append(&mut found);
    for ((.., document), part) in named.iter().zip(written) {
        match part {
            Ok(part) => {
                out.parts.push(part);
                out.notices.extend(notices(document));
            }
            Err(notice) => out.notices.push(notice),
        }
    }
    out
}

/// Does the work for every item on all cores, that for the longest ones first, so that none is left to one core at the end; what
/// it gave stands in the order of the items.
fn longest_first<T: Send, R: Send>(items: Vec<T>, len: impl Fn(&T) -> usize, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    if items.len() < 2 {
        return items.into_iter().map(work).collect();
    }
    let mut numbered: Vec<(usize, T)> = items.into_iter().enumerate().collect();
    numbered.sort_by_key(|(i, item)| (Reverse(len(item)), *i));
    let mut done: Vec<(usize, R)> = numbered.into_iter().par_bridge().map(|(i, item)| (i, work(item))).collect();
    done.sort_by_key(|(i, _)| *i);
    done.into_iter().map(|(_, result)| result).collect()
}

fn write_out(document: &Document, store: &Store, write: &dyn Fn(&Fact, &mut Vec<u8>)) -> Part {
    let lexicon = Lexicon::of(document.source.language.as_deref().unwrap_or_default());
    let mut writer = Writer { part: Part::default(), store, held: None, last: None, is_ordered: true, write };
    resolve::extract_into(document, lexicon, &mut writer);
    let mut part = writer.part;
    if !writer.is_ordered {
        // sentences that do not stand in the order of the file: the facts are put in order first
        store.clear(&mut part);
        let found = resolve::extract(document, lexicon);
        let mut facts: Vec<&Fact> = found.facts.iter().chain(&found.aside).collect();
        facts.sort_by_key(|f| (f.span, f.extent));
        facts.into_iter().for_each(|fact| store.add(&mut part, |out| write(fact, out)));
    }
    part
}

struct Writer<'w> {
    part: Part,
    store: &'w Store,
    /// The last fact, kept until the next one is made: memory that holds nothing goes back to the system, and the next fact would
    /// have to ask for new.
    held: Option<Fact>,
    /// Where it stood.
    last: Option<(Span, Span)>,
    /// Whether the facts came in the order of the file so far.
    is_ordered: bool,
    write: &'w dyn Fn(&Fact, &mut Vec<u8>),
}

impl Sink for Writer<'_> {
    fn take(&mut self, fact: Fact) {
        let place = Some((fact.span, fact.extent));
        self.is_ordered &= self.last <= place;
        self.last = place;
        if self.is_ordered {
            self.store.add(&mut self.part, |out| (self.write)(&fact, out));
        }
        self.held = Some(fact);
    }

    fn restart(&mut self) {
        self.store.clear(&mut self.part);
        self.last = None;
        self.is_ordered = true;
    }

    fn compares(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::super::Workspace;
    use super::*;

    #[test]
    fn what_is_streamed_is_what_is_kept() {
        let texts: Vec<(String, Vec<u8>)> = [
            (
                "b/notes.md",
                "# Ships\n\nIn 1902 the yard built 12 ships, see page 4. It built 15 in 1903.[^1]\n\n[^1]: 3 men.",
            ),
            (
                "a/notes.txt",
                "The strike of 1911 lasted 9 days. During the strike 40 men were hurt.\n\n40 men were hurt.",
            ),
            ("c.txt", "Nothing is said here."),
        ]
        .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
        .into();
        let line = |f: &Fact| format!("{} {} {} {:?} {:?}\n", f.id, f.source, f.surface, f.role, f.when);
        let config = Config::default();
        let written = stream(&config, texts.clone(), &|fact, out| out.extend(line(fact).bytes()));
        let mut workspace = Workspace::new(config);
        workspace.set_texts(texts);
        let analysis = workspace.reading();
        let mut kept: Vec<&Fact> = analysis.facts.iter().chain(&analysis.aside).collect();
        kept.sort_by_key(|f| (f.source.clone(), f.span, f.extent));
        assert!(kept.len() > 8);
        let mut out = Vec::new();
        written.write(&mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), kept.into_iter().map(line).collect::<String>());
        assert_eq!(written.notices, analysis.notices);
    }
}
