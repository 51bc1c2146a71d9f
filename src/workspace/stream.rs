//! Facts on their way out: read and written at once, so that memory holds the texts and not what they say.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::prelude::*;

use super::{FileNotice, distinct_ids, fault, notices, panic_message, read_document};
use crate::config::Config;
use crate::document::Document;
use crate::fact::Fact;
use crate::lexicon::Lexicon;
use crate::resolve::{self, Sink};
use crate::text::Span;

/// What was written of some texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// What was written of each text, by source id.
    pub parts: Vec<Vec<u8>>,
    /// Oddities met.
    pub notices: Vec<FileNotice>,
}

/// Reads texts, given as path and bytes, and writes each fact, or what looked like one, with `write`: the same facts in the
/// same order as those of a [`super::Workspace`] with these texts, but without what only comparing asks for: events and the words
/// around them.
pub fn stream(config: &Config, texts: Vec<(String, Vec<u8>)>, write: &(dyn Fn(&Fact, &mut Vec<u8>) + Sync)) -> Written {
    let read: Vec<(String, Result<Document, String>)> = texts
        .into_par_iter()
        .map(|(path, bytes)| {
            let document = catch_unwind(AssertUnwindSafe(|| read_document(&path, bytes, config)));
            (path, document.map_err(|panic| panic_message(&*panic)))
        })
        .collect();
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
    let written: Vec<Result<Vec<u8>, FileNotice>> = named
        .par_iter_mut()
        .map(|(id, path, document)| {
            document.source.id = id.clone();
            let part = catch_unwind(AssertUnwindSafe(|| write_out(document, write)));
            part.map_err(|panic| fault(path, &panic_message(&*panic)))
        })
        .collect();
    let mut out = Written::default();
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

fn write_out(document: &Document, write: &dyn Fn(&Fact, &mut Vec<u8>)) -> Vec<u8> {
    let lexicon = Lexicon::of(document.source.language.as_deref().unwrap_or_default());
    let mut writer = Writer { out: Vec::new(), last: None, is_ordered: true, write };
    resolve::extract_into(document, lexicon, &mut writer);
    if writer.is_ordered {
        return writer.out;
    }
    // sentences that do not stand in the order of the file: the facts are put in order first
    let found = resolve::extract(document, lexicon);
    let mut facts: Vec<&Fact> = found.facts.iter().chain(&found.aside).collect();
    facts.sort_by_key(|f| (f.span, f.extent));
    let mut out = Vec::new();
    facts.into_iter().for_each(|fact| write(fact, &mut out));
    out
}

struct Writer<'w> {
    out: Vec<u8>,
    /// Where the last fact stood.
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
        (self.write)(&fact, &mut self.out);
    }

    fn restart(&mut self) {
        self.out.clear();
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
        assert_eq!(String::from_utf8(written.parts.concat()).unwrap(), kept.into_iter().map(line).collect::<String>());
        assert_eq!(written.notices, analysis.notices);
    }
}
