//! From mentions to facts: measure, subject, time and place from the sentence, the table, the section and the discourse.
//!
//! One pass from left to right with a small discourse state. Every slot has one file; what is not known is not guessed.

mod among;
mod arms;
mod cells;
mod clause;
mod concept;
mod discourse;
mod edition;
mod ellipsis;
mod event;
mod fill;
mod identifiers;
mod kept;
mod lead;
mod measure;
mod naming;
mod refer;
mod said;
mod setting;
mod sink;
mod slots;
mod story;
mod surroundings;
mod syntax;
mod thread;
pub mod time;
mod timing;
mod when;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::{Block, BlockKind, Document, Sentence};
use crate::fact::{Fact, Kind, Role, finish, fold_space};
use crate::grammar::Token;
use crate::lexicon::Lexicon;
use crate::mention::noun::NounPhrase;
use crate::mention::{Mention, MentionValue};
use crate::text::CleanSpan;
use crate::value::Standing;
use clause::{View, name_text};
use discourse::Discourse;
use fill::{blank, dated, numbered, words};
use kept::{Cut, Kept};
use sink::Outlet;
pub use sink::{Sink, Tally};
use slots::Lemmas;
use story::{Clue, Story};
use time::Settled;
use timing::{Timing, settle_times};

/// What was read from one document.
#[derive(Clone, Debug, Default)]
pub struct Extract {
    /// Facts in text order.
    pub facts: Vec<Fact>,
    /// What looked like a value and states none, each with its reason.
    pub aside: Vec<Fact>,
    /// Values seen, claims or not.
    pub numbers_seen: usize,
    /// Values left out, by reason.
    pub left: BTreeMap<&'static str, usize>,
}

/// At most this many values of one sentence become facts; more are counted and named.
const MOST_IN_SENTENCE: usize = 1000;

/// Reads the facts of a document: once, and once more where the text names times that it explains elsewhere.
pub fn extract(document: &Document, lexicon: &Lexicon) -> Extract {
    let mut out = Extract::default();
    let tally = extract_into(document, lexicon, &mut out);
    for list in [&mut out.facts, &mut out.aside] {
        if !list.is_sorted_by_key(|f| (f.span, f.extent)) {
            finish(list);
        }
    }
    Extract { numbers_seen: tally.numbers_seen, left: tally.left, ..out }
}

/// The same, with every fact going to `sink` as soon as its sentence was read.
pub fn extract_into(document: &Document, lexicon: &Lexicon, sink: &mut dyn Sink) -> Tally {
    let mut kept = Kept::of(&document.text);
    let (tally, mut state) = read(document, lexicon, Story::default(), &mut kept, true, sink);
    let seen = |name: &str| state.counts.get(name).copied().unwrap_or_default();
    if state.asks && state.story.finish(seen) {
        read(document, lexicon, state.story, &mut kept, false, sink).0
    } else if state.leaves {
        // against expectation nothing was told that the facts wait for
        read(document, lexicon, Story::default(), &mut kept, false, sink).0
    } else {
        tally
    }
}

/// Reads a document from its first sentence to the last, with what is known of it.
///
/// With `may_leave` facts are left for another reading from where on it is clear that there will be one.
fn read<'d>(
    document: &'d Document,
    lexicon: &'d Lexicon,
    story: Story,
    kept: &mut Kept<'d>,
    may_leave: bool,
    sink: &mut dyn Sink,
) -> (Tally, Discourse) {
    let mut out = Extract::default();
    let mut outlet = Outlet::new(sink);
    let mut state = Discourse { story, ..Discourse::default() };
    timing::begin(document, lexicon, &mut state);
    let (version, is_archived) = identifiers::of_document(document, lexicon);
    let source =
        Source { id: document.source.id.clone(), path: Arc::from(document.source.path.as_str()), version, is_archived };
    let mut codes = identifiers::Codes::default();
    let treated = arms::Treated::default();
    let mut aside = document.aside.as_slice();
    let addressed = ["://", "www.", "@"].iter().any(|sign| document.text.contains(sign));
    for (number, sentence) in document.sentences.iter().enumerate() {
        let Some(block) = document.blocks.get(sentence.block as usize) else { continue };
        while aside.first().is_some_and(|a| a.span.end() <= sentence.span.start()) {
            aside = aside.get(1..).unwrap_or_default();
        }
        let text = document.slice(sentence.span);
        let breaks = || {
            let aside = aside.iter().take_while(|a| a.span.start() < sentence.span.end());
            let mut breaks = aside.map(|a| a.span).collect();
            if addressed {
                mark_addresses(text, sentence.span.start(), &mut breaks);
            }
            breaks
        };
        let (cut, tokens) = kept.sentence(number, lexicon, (text, sentence.span.start()), breaks);
        let Cut { promising, clues: told, mentions, .. } = cut;
        let promising = *promising;
        if tokens.is_empty() {
            continue;
        }
        let is_heading = matches!(block.kind, BlockKind::Title | BlockKind::Heading(_));
        let clauses = promising || is_heading || !told.is_empty();
        let view =
            View::new(tokens, clauses, |w| state.known.contains(w.trim_end_matches("'s").trim_end_matches("’s")));
        let names = learn_names(&mut state, text, sentence.span.start(), tokens, &view);
        state.leaves = may_leave && state.asks && state.story.tells();
        let versions = identifiers::versions(lexicon, tokens, mentions);
        if !mentions.is_empty() && block.cell.is_none() {
            codes.read(document, sentence.block, block.span);
        }
        let exception = if mentions.is_empty() { None } else { tokens.iter().position(|t| t.is("unless")) };
        let scene = Scene {
            versions: &versions,
            exception,
            codes: &codes,
            treated: &treated,
            document,
            lexicon,
            sentence,
            number,
            block,
            text,
            tokens,
            view: &view,
            source: &source,
            clues: told,
            compares: outlet.compares(),
        };
        let settled = settle_times(&scene, &mut state, mentions);
        let syntax = (!mentions.is_empty() && !state.leaves).then(|| syntax::Syntax::new(lexicon, tokens, mentions));
        let domains = syntax.as_ref().map(syntax::Syntax::domains).unwrap_or_default();
        let timing = Timing::new(&scene, &mut state, mentions, &settled, domains);
        if state.leaves {
            continue;
        }
        if let Some(syntax) = syntax {
            let shared = Shared {
                syntax,
                lemmas: Lemmas::new(lexicon, tokens),
                quote: fold_space(text).into(),
                near: OnceCell::new(),
                heading: OnceCell::new(),
                version: OnceCell::new(),
            };
            read_sentence(&scene, &mut state, &mut out, &shared, mentions, &settled, &timing);
            outlet.pass(&mut out);
        }
        timing.carry(&scene, &mut state, mentions, &settled);
        state.thread.follow(&scene);
        if promising && block.cell.is_none() {
            match versions.as_slice() {
                [] => {}
                [one] => state.last_version = Some((sentence.block, one.clone())),
                _ => state.last_version = None,
            }
        }
        if let Some(first) = names.first() {
            state.last_subject = Some(first.clone());
        }
    }
    for a in &document.aside {
        *out.left.entry(a.reason).or_default() += 1;
        out.numbers_seen += 1;
    }
    (Tally { numbers_seen: out.numbers_seen, left: out.left }, state)
}

/// What the facts of a document share.
struct Source {
    id: Arc<str>,
    path: Arc<str>,
    /// The version that the whole text is about, if it says so.
    version: Option<String>,
    /// Whether it says of itself that it is out of date.
    is_archived: bool,
}

/// One sentence and all that belongs to it.
struct Scene<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    sentence: &'a Sentence,
    number: usize,
    block: &'a Block,
    text: &'a str,
    tokens: &'a [Token<'a>],
    view: &'a View,
    source: &'a Source,
    clues: &'a [Clue],
    /// Whether its facts are to be compared.
    compares: bool,
    /// The versions that the sentence names.
    versions: &'a [String],
    /// The token that says when something else holds: "unless".
    exception: Option<usize>,
    /// The identifiers of its paragraph, read when it has values.
    codes: &'a identifiers::Codes,
    /// Which column of its table is that of those treated.
    treated: &'a arms::Treated,
}

/// What the facts of one sentence share, made only when it has any.
struct Shared<'a> {
    syntax: syntax::Syntax<'a>,
    lemmas: Lemmas<'a>,
    quote: Arc<str>,
    /// Words of the sentences before and of the title, made when an event asks for them.
    near: OnceCell<Vec<String>>,
    /// Lemmas of the heading above, and the version that the headings above are about.
    heading: OnceCell<Vec<String>>,
    version: OnceCell<Option<String>>,
}

/// Web and mail addresses state nothing: their words are left out.
fn mark_addresses(text: &str, offset: usize, breaks: &mut Vec<CleanSpan>) {
    if !(text.contains("://") || text.contains("www.") || text.contains('@')) {
        return;
    }
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let mail = bare.find('@').is_some_and(|i| i > 0 && bare.get(i..).is_some_and(|r| r.contains('.')));
        if bare.contains("://") || bare.starts_with("www.") || mail {
            breaks.push(CleanSpan::new(offset + at, offset + at + bare.len()));
        }
        at += word.len();
    }
    breaks.sort();
}

/// Notes the names of a sentence and gives their texts.
fn learn_names(state: &mut Discourse, text: &str, offset: usize, tokens: &[Token<'_>], view: &View) -> Vec<String> {
    let mut names = Vec::new();
    for name in &view.names {
        let surface = name_text(tokens, text, offset, *name);
        if surface.is_empty() {
            continue;
        }
        if name.from > 0 {
            for t in tokens.get(name.from..name.to).unwrap_or_default() {
                if !state.known.contains(t.text) {
                    state.known.insert(t.text.trim_end_matches("'s").trim_end_matches("’s").to_owned());
                }
            }
        }
        let lower = surface.to_lowercase();
        let count = match state.counts.get_mut(&lower) {
            Some(count) => {
                *count += 1;
                *count
            }
            None => {
                state.counts.insert(lower.clone(), 1);
                1
            }
        };
        match &mut state.main {
            Some((name, n)) if *name == lower => *n = count,
            Some((_, n)) if count <= *n => {}
            _ => state.main = Some((lower, count)),
        }
        names.push(surface);
    }
    names
}

fn read_sentence(
    scene: &Scene<'_>,
    state: &mut Discourse,
    out: &mut Extract,
    shared: &Shared<'_>,
    mentions: &[Mention],
    settled: &[Option<Settled>],
    timing: &Timing<'_>,
) {
    let mut earlier: Option<NounPhrase> = None;
    for (i, mention) in mentions.iter().enumerate() {
        out.numbers_seen += 1;
        let reason = mention
            .aside
            .or(settled.get(i).and_then(|s| s.as_ref()).and_then(|s| s.noise))
            .or_else(|| block_reason(scene.block))
            .or((i >= MOST_IN_SENTENCE).then_some("too many in one sentence"));
        if let Some(reason) = reason {
            let mut fact = blank(scene, state, shared, mention);
            if edition::apply(scene, &shared.lemmas, mentions, i, Some(reason), &mut fact) {
                surroundings::version(scene, shared, &mut fact);
                out.facts.push(fact);
                continue;
            }
            *out.left.entry(reason).or_default() += 1;
            if i < MOST_IN_SENTENCE {
                fact.role = Role::Noise;
                fact.reason = Some(reason);
                out.aside.push(fact);
            }
            continue;
        }
        let mut fact = blank(scene, state, shared, mention);
        if edition::apply(scene, &shared.lemmas, mentions, i, None, &mut fact) {
            surroundings::version(scene, shared, &mut fact);
            out.facts.push(fact);
            continue;
        }
        let elided = ellipsis::of(scene, state, mention);
        let is_elided = elided.is_some();
        let mention = elided.as_ref().unwrap_or(mention);
        match (&mention.value, settled.get(i).and_then(|s| s.as_ref())) {
            (MentionValue::Time(_), Some(time)) => dated(scene, state, shared, mention, time, &mut fact),
            _ => numbered(
                scene,
                state,
                shared,
                stated_as(scene, mentions, i).and_then(|j| mentions.get(j)).unwrap_or(mention),
                mention,
                &mut earlier,
                &mut fact,
            ),
        }
        if fact.kind != Kind::Date {
            timing.apply(scene, state, stated_as(scene, mentions, i).unwrap_or(i), &mut fact);
        }
        if matches!(fact.kind, Kind::Duration | Kind::Ordinal)
            && scene.compares
            && let Some(period) = timing.reached(i)
        {
            fact.slots.reached = Some(period);
            let since = event::since(scene, shared, mention);
            let own = || event::events(scene, shared, &shared.syntax.frame(mention.value_at), mention);
            fact.slots.events = since.map_or_else(own, |event| vec![event]);
        }
        surroundings::names(scene, &state.last_subject, state.main.as_ref().map(|(name, _)| name), mention, &mut fact);
        if scene.compares {
            surroundings::headings(scene, shared, &mut fact);
        }
        surroundings::table(scene, &mut fact);
        place_in_form(scene, shared, mentions, i, &mut fact);
        ellipsis::remember(scene, state, (mention, &fact), is_elided);
        state.limit_of_what(scene, &mut fact);
        state.version_of_paragraph(scene, &mut fact);
        out.facts.push(fact);
    }
}

/// What the form of the text adds: tables, definitions, labels, identifiers, versions.
fn place_in_form(scene: &Scene<'_>, shared: &Shared<'_>, mentions: &[Mention], index: usize, fact: &mut Fact) {
    let Some(mention) = mentions.get(index) else { return };
    setting::apply(scene, mentions, index, fact);
    if scene.block.cell.is_none() {
        let (code, near) = identifiers::of_value(scene, mention);
        fact.slots.near_codes = near;
        let exception = identifiers::of_exception(scene, mentions, index).filter(|_| fact.kind != Kind::Date);
        if let Some(code) = exception {
            fact.slots.standing = Some(Standing::Default);
            lead::set_for(code, fact);
        } else if let Some(code) = code {
            lead::set_for(code, fact);
        }
        if let Some(code) = identifiers::of_next(scene, mentions, index).filter(|_| fact.slots.codes.is_empty()) {
            fact.slots.near_codes.retain(|c| *c != code);
            fact.slots.codes.push(code);
        }
    }
    lead::apply(scene, mentions, index, fact);
    let heading = scene.document.heading_of(scene.block).filter(|_| scene.compares);
    fact.slots.call = heading.and_then(|h| identifiers::of_call(scene.document.slice(h.span))).unwrap_or_default();
    fact.slots.versions = scene.versions.to_vec();
    if fact.kind == Kind::Date {
        fact.slots.versions = identifiers::of_date(&fact.slots.versions);
        if !fact.slots.versions.is_empty() && setting::is_release(scene, mention) {
            fact.slots.verbs.insert(0, scene.lexicon.lemma("release"));
        }
    }
    cells::apply(scene, fact);
    lead::letter_of(scene, mention, fact);
    arms::apply(scene, mentions, index, fact);
    among::apply(scene, mention, fact);
    if fact.slots.versions.is_empty() {
        surroundings::version(scene, shared, fact);
    }
    if fact.slots.versions.is_empty() {
        fact.slots.versions.extend(scene.source.version.clone());
    }
    fact.slots.is_archived = scene.source.is_archived;
}

/// The mention that this one says again in another unit: "47.5 pounds (21.5 kg)".
fn stated_as(scene: &Scene<'_>, mentions: &[Mention], index: usize) -> Option<usize> {
    let (before, this) = (index.checked_sub(1)?, mentions.get(index)?);
    let first = mentions.get(before)?;
    let kind = |m: &Mention| match &m.value {
        MentionValue::Number { kind, .. } if m.aside.is_none() => Some(*kind),
        _ => None,
    };
    let same = kind(first)? == kind(this)? && matches!(kind(this)?, Kind::Quantity | Kind::Money);
    let bracket = scene.tokens.get(first.extent_at.1).is_some_and(|t| t.text == "(");
    (same && bracket && this.extent_at.0 == first.extent_at.1 + 1).then_some(before)
}

/// Why nothing in a block is a claim.
fn block_reason(block: &Block) -> Option<&'static str> {
    match block.kind {
        BlockKind::Boilerplate => Some("navigation or masthead"),
        BlockKind::Note => Some("note or citation"),
        BlockKind::Code => Some("code"),
        _ => None,
    }
}
