//! The texts of a project in memory, what each one says, and the analysis of all of them.
//!
//! Command line, tests and editors go through this one door, so that they can never disagree. A text is read again
//! only when it changes; an [`Analysis`] is a value of its own that later changes leave alone.

mod follow;
mod project;
mod stream;
mod touched;

use std::any::Any;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::prelude::*;

use crate::compare::{self, Holders, Question, Severity, Verdict};
use crate::config::Config;
use crate::corpus::Source;
use crate::document::{self, Document};
use crate::fact::{self, Fact};
use crate::lexicon::{Concepts, Lexicon};
use crate::resolve::{self, Extract};
use crate::review::{self, Covers, Decision, Decisions, Ignore, Stale, Unused};
use crate::value::Moment;

pub use crate::disk::TEXT_ENDINGS;
pub use follow::{Done, Job};
pub use project::{Project, SETTINGS};
pub use stream::{Written, stream};
pub use touched::Touched;

/// One text, read.
#[derive(Debug)]
struct Text {
    document: Document,
    extract: Extract,
}

/// Texts, settings and decisions, from which an [`Analysis`] is made.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    config: Config,
    /// The built-in concepts with those of the settings, where there are any.
    concepts: Option<Arc<Concepts>>,
    decisions: Decisions,
    today: Option<Moment>,
    whole: bool,
    texts: BTreeMap<String, Arc<Text>>,
    broken: BTreeMap<String, String>,
}

/// A source and how much it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceSummary {
    /// The source.
    pub source: Source,
    /// Number of facts it states.
    pub facts: usize,
}

/// An oddity or fault in one text; never stops the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileNotice {
    /// Path of the text.
    pub path: String,
    /// Line, from 1, where there is one to name.
    pub line: Option<u32>,
    /// What was met and what was done.
    pub says: String,
    /// Whether the text could not be used at all.
    pub is_fault: bool,
}

/// What was read and what became of it: nothing is lost without being counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Texts read.
    pub files: usize,
    /// Sentences found.
    pub sentences: usize,
    /// Numbers and dates met.
    pub numbers_seen: usize,
    /// Facts stated.
    pub facts: usize,
    /// Numbers set aside, counted by reason.
    pub left: BTreeMap<String, usize>,
}

/// Everything known about the texts at one moment.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// The sources, by id.
    pub sources: Vec<SourceSummary>,
    /// All facts, by source id, then place in the text.
    pub facts: Vec<Fact>,
    /// What looks like a value and states none, in the same order.
    pub aside: Vec<Fact>,
    /// Questions with two or more positions, strongest first; positions are indices into `facts`.
    pub questions: Vec<Question>,
    /// Which questions hold a fact.
    pub holders: Holders,
    /// The decision on each question.
    pub rulings: Vec<Option<Decision>>,
    /// Decisions that no longer fit the texts.
    pub stale: Vec<Stale>,
    /// Instructions to leave findings alone that no finding needs.
    pub unused: Vec<Unused>,
    /// What was read and what became of it.
    pub ledger: Ledger,
    /// Oddities met.
    pub notices: Vec<FileNotice>,
    /// What was left uncompared because a limit was reached.
    pub truncated: Vec<String>,
}

impl Workspace {
    /// A workspace without texts.
    pub fn new(config: Config) -> Self {
        let own = config.concepts.iter().map(|(name, words)| (name.as_str(), words.as_slice()));
        let concepts =
            (!config.concepts.is_empty()).then(|| Arc::new(Concepts::english().with(own, Lexicon::english())));
        Self { config, concepts, whole: true, ..Self::default() }
    }

    /// The settings.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Sets the decisions to lay over the findings. `whole` says whether the texts are the whole corpus: only then is
    /// a decision on a source that is not there out of date.
    pub fn set_decisions(&mut self, decisions: Decisions, whole: bool) {
        self.decisions = decisions;
        self.whole = whole;
    }

    /// Sets the day that counts as today, for snoozed decisions; the library asks no clock.
    pub fn set_today(&mut self, today: Option<Moment>) {
        self.today = today;
    }

    /// Sets or replaces one text.
    pub fn set_text(&mut self, path: &str, bytes: Vec<u8>) {
        self.set_texts(vec![(path.to_owned(), bytes)]);
    }

    /// Sets or replaces texts, given as path and bytes; they are read in parallel.
    pub fn set_texts(&mut self, texts: Vec<(String, Vec<u8>)>) {
        let config = &self.config;
        let read = |(path, bytes): (String, Vec<u8>)| {
            let text = catch_unwind(AssertUnwindSafe(|| read_text(&path, bytes, config)));
            (path, text.map_err(|panic| panic_message(&*panic)))
        };
        // one text is read here and now: other threads may be at work on a whole comparison
        let read: Vec<_> = match texts.len() {
            0 | 1 => texts.into_iter().map(read).collect(),
            _ => texts.into_par_iter().map(read).collect(),
        };
        for (path, text) in read {
            match text {
                Ok(text) => {
                    self.broken.remove(&path);
                    self.texts.insert(path, Arc::new(text));
                }
                Err(message) => {
                    self.texts.remove(&path);
                    self.broken.insert(path, message);
                }
            }
        }
    }

    /// Forgets a text; whether there was one.
    pub fn remove_text(&mut self, path: &str) -> bool {
        self.broken.remove(path);
        self.texts.remove(path).is_some()
    }

    /// Number of facts that the texts state.
    pub fn facts(&self) -> usize {
        self.texts.values().map(|text| text.extract.facts.len()).sum()
    }

    /// The text at a path as it was read.
    pub fn document(&self, path: &str) -> Option<&Document> {
        self.texts.get(path).map(|text| &text.document)
    }

    /// First and last line of the sentence that a fact stands in, from 1.
    pub fn lines_of(&self, fact: &Fact) -> (u32, u32) {
        let Some(document) = self.document(&fact.path) else { return (fact.line, fact.line) };
        let Some(sentence) = document.sentences.get(fact.sentence as usize) else { return (fact.line, fact.line) };
        let span = document.locate(sentence.span);
        let line = |at: usize| u32::try_from(document.lines.line(at)).unwrap_or(u32::MAX).saturating_add(1);
        (line(span.start()).min(fact.line), line(span.end().saturating_sub(1)).max(fact.line))
    }

    /// Compares all texts. The same texts give the same analysis, whatever the order they came in.
    pub fn analysis(&self) -> Analysis {
        let mut analysis = self.reading();
        let comparison = compare::compare(&analysis.facts, &self.options());
        self.lay_over(&mut analysis, comparison);
        analysis
    }

    /// How to compare: with what the settings and the rulings say.
    pub fn options(&self) -> compare::Options {
        let (taught, concepts) = (self.decisions.taught(), self.concepts.clone());
        compare::Options { taught, concepts, ..compare::Options::default() }
    }

    /// Lays what comparing found, and the rulings on it, over the facts.
    fn lay_over(&self, analysis: &mut Analysis, comparison: compare::Comparison) {
        analysis.truncated = comparison.truncated;
        analysis.questions = comparison.questions;
        analysis.questions.sort_by_key(|q| Reverse((q.verdict, q.severity, q.gap)));
        analysis.holders.renew(&analysis.questions, analysis.facts.len());
        let sources: BTreeSet<&str> = analysis.sources.iter().map(|s| &*s.source.id).collect();
        let applied = self.decisions.apply(&analysis.questions, &analysis.facts, &sources, self.today, self.whole);
        analysis.rulings = applied.rulings;
        analysis.stale = applied.stale;
        let unused = review::ignore(&self.ignores(), &analysis.questions, &analysis.facts, &mut analysis.rulings);
        // what a part of the corpus does not need, the whole may
        analysis.unused = if self.whole { unused } else { Vec::new() };
    }

    /// What texts and settings ask to leave alone.
    fn ignores(&self) -> Vec<Ignore> {
        let in_texts = self.texts.iter().flat_map(|(path, text)| {
            text.document.directives.iter().map(|d| Ignore {
                path: path.clone(),
                line: d.line,
                reason: d.reason.clone(),
                covers: Covers::Lines(d.covers.0, d.covers.1),
            })
        });
        in_texts.chain(self.config.ignore.iter().map(Ignore::listed)).collect()
    }

    /// The facts of all texts, not compared: an analysis without questions.
    pub fn reading(&self) -> Analysis {
        let mut analysis = Analysis::default();
        analysis.notices.extend(self.broken.iter().map(|(path, message)| fault(path, message)));
        let own = self.texts.iter().map(|(path, text)| (path.as_str(), &text.document.source.id));
        let ids = distinct_ids(own, &mut analysis.notices);
        let mut texts: Vec<_> = ids.iter().zip(self.texts.values()).collect();
        texts.sort_by(|a, b| a.0.cmp(b.0));
        for (id, text) in texts {
            analysis.add(id, text);
        }
        analysis
    }
}

/// One id a text, in path order: texts that share an id are told apart by their folders.
fn distinct_ids<'t>(
    texts: impl Iterator<Item = (&'t str, &'t Arc<str>)> + Clone,
    notices: &mut Vec<FileNotice>,
) -> Vec<Arc<str>> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, own) in texts.clone() {
        *count.entry(own).or_default() += 1;
    }
    let mut taken: BTreeSet<Arc<str>> = BTreeSet::new();
    let mut ids = Vec::new();
    for (path, own) in texts {
        let mut id = own.clone();
        if count.get(&**own).is_some_and(|&n| n > 1) {
            let longer = id_from_path(path);
            let mut candidate = longer.clone();
            let mut n = 2;
            while taken.contains(candidate.as_str()) || count.contains_key(candidate.as_str()) && *candidate != **own {
                candidate = format!("{longer}-{n}");
                n += 1;
            }
            id = candidate.into();
            notices.push(FileNotice {
                path: path.to_owned(),
                line: None,
                says: format!("another text has the id {own} too; this one is called {id}"),
                is_fault: false,
            });
        }
        taken.insert(id.clone());
        ids.push(id);
    }
    ids
}

/// The notice on a text that could not be read.
fn fault(path: &str, message: &str) -> FileNotice {
    FileNotice {
        path: path.to_owned(),
        line: None,
        says: format!("internal fault, the text is left out; please report it: {message}"),
        is_fault: true,
    }
}

/// What was odd about a text.
fn notices(document: &Document) -> impl Iterator<Item = FileNotice> {
    document.notices.iter().map(|notice| FileNotice {
        path: document.source.path.clone(),
        line: Some(document.position(notice.at).line),
        says: notice.says.clone(),
        is_fault: false,
    })
}

impl Analysis {
    fn add(&mut self, id: &Arc<str>, text: &Text) {
        let Text { document, extract } = text;
        let is_renamed = *id != document.source.id;
        let own = |facts: &[Fact]| if is_renamed { fact::renamed(facts, id) } else { facts.to_vec() };
        let (mut facts, mut aside) = (own(&extract.facts), own(&extract.aside));
        self.ledger.files += 1;
        self.ledger.sentences += document.sentences.len();
        self.ledger.numbers_seen += extract.numbers_seen;
        self.ledger.facts += facts.len();
        for (reason, n) in &extract.left {
            *self.ledger.left.entry((*reason).to_owned()).or_default() += n;
        }
        self.notices.extend(notices(document));
        let source = Source { id: id.clone(), ..document.source.clone() };
        self.sources.push(SourceSummary { source, facts: facts.len() });
        self.facts.append(&mut facts);
        self.aside.append(&mut aside);
    }

    /// The facts of a question, in the order of its positions.
    pub fn positions<'a>(&'a self, question: &'a Question) -> impl Iterator<Item = &'a Fact> {
        question.positions.iter().filter_map(|&i| self.facts.get(i))
    }

    /// Questions on which nothing was ruled and that count at a threshold.
    pub fn undecided(&self, fail_on: crate::config::FailOn) -> impl Iterator<Item = &Question> {
        let counts = move |q: &Question| fail_on.counts(q.verdict, q.severity);
        self.questions.iter().zip(&self.rulings).filter(move |(q, r)| r.is_none() && counts(q)).map(|(q, _)| q)
    }

    /// How many conflicts of a severity are undecided.
    pub fn conflicts(&self, severity: Severity) -> usize {
        let open = self.undecided(crate::config::FailOn::Conflict);
        open.filter(|q| q.verdict == Verdict::Conflict && q.severity == severity).count()
    }
}

fn read_text(path: &str, bytes: Vec<u8>, config: &Config) -> Text {
    let document = read_document(path, bytes, config);
    let lexicon = Lexicon::of(document.source.language.as_deref().unwrap_or_default());
    let extract = resolve::extract(&document, lexicon);
    Text { document, extract }
}

fn read_document(path: &str, bytes: Vec<u8>, config: &Config) -> Document {
    let mut document = document::read(path, bytes);
    let source = &mut document.source;
    source.language = source.language.take().or_else(|| config.language.clone());
    source.date_order = source.date_order.or(config.date_order);
    document
}

fn panic_message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "unknown".to_owned())
}

/// An id made of the whole path without its extension: "b/notes.md" is "b-notes".
fn id_from_path(path: &str) -> String {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| if stem.is_empty() { path } else { stem });
    let words = stem.split(['/', '\\']).filter(|w| !matches!(*w, "" | "." | ".."));
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_one_name_are_told_apart_by_path() {
        let mut workspace = Workspace::new(Config::default());
        workspace.set_text("b/notes.txt", b"There were 3 things.".to_vec());
        workspace.set_text("a/notes.txt", b"There were 4 things.".to_vec());
        let analysis = workspace.analysis();
        let ids: Vec<_> = analysis.sources.iter().map(|s| &*s.source.id).collect();
        assert_eq!(ids, ["a-notes", "b-notes"]);
        assert_eq!(analysis.notices.len(), 2);
        assert!(analysis.notices[0].says.contains("called a-notes"));
    }

    #[test]
    fn words_of_the_settings_bring_facts_together() {
        let conflicts = |settings: &str| {
            let mut workspace = Workspace::new(Config::parse(settings).unwrap());
            workspace.set_text("a.txt", b"The firm paid 620 carters.".to_vec());
            workspace.set_text("b.txt", b"The company paid 730 waggoners.".to_vec());
            workspace.analysis().questions.iter().filter(|q| q.verdict == Verdict::Conflict).count()
        };
        assert_eq!(conflicts(""), 0);
        assert_eq!(conflicts("[concepts]\ncarrier = [\"carter\", \"waggoner\"]\n"), 1);
    }

    #[test]
    fn order_of_arrival_does_not_matter() {
        let texts = [("x.txt", "We saw 12 ships."), ("y.txt", "We saw 15 ships."), ("z.txt", "We saw 12 ships.")];
        let run = |order: [usize; 3]| {
            let mut workspace = Workspace::new(Config::default());
            for i in order {
                workspace.set_text(texts[i].0, texts[i].1.into());
            }
            format!("{:?}", workspace.analysis())
        };
        assert_eq!(run([0, 1, 2]), run([2, 0, 1]));
    }

    #[test]
    fn a_removed_text_is_gone() {
        let mut workspace = Workspace::new(Config::default());
        workspace.set_text("x.txt", b"We saw 12 ships.".to_vec());
        assert!(workspace.remove_text("x.txt") && !workspace.remove_text("x.txt"));
        assert!(workspace.analysis().sources.is_empty());
    }
}
