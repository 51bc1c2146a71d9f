//! From mentions to facts: measure, subject, time and place from the sentence, the table, the section and the discourse.
//!
//! One pass from left to right with a small discourse state. Every slot has one file; what is not known is not guessed.

mod arms;
mod cells;
mod clause;
mod concept;
mod identifiers;
mod lead;
mod event;
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

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::{Block, BlockKind, Document, Sentence};
use crate::fact::{Claim, Fact, Kind, Role, Slots, Step, finish, fold_space};
use crate::grammar::{Token, tokenize};
use crate::lexicon::{Lexicon, SettingWord};
use crate::mention::noun::NounPhrase;
use crate::mention::{Mention, MentionValue, ONE_OF_MANY, find};
use crate::text::{CleanSpan, Position, Span};
use crate::value::{Bound, Period, Standing, Value};
use clause::{View, is_content, name_text};
use measure::{count_unit, measured, phrase_text};
use said::{PERSON, done_by_people, roles, said_of};
use sink::Outlet;
pub use sink::{Sink, Tally};
use slots::{Lemmas, quoted, slots, window};
use story::{Clue, Story, clues};
use thread::Thread;
use time::{Settled, Told};
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

/// What the text so far has said.
#[derive(Debug, Default)]
struct Discourse {
    /// The last date settled, and the block it stood in.
    current: Option<(u32, Period)>,
    /// Where the text stands in time.
    told: Told,
    /// Names that stood inside sentences: they are names at the start of one too.
    known: FxHashSet<String>,
    /// How often each name has stood, for the main subject.
    counts: FxHashMap<String, u32>,
    /// The most frequent name so far.
    main: Option<(String, u32)>,
    /// The subject of the last sentence that named one.
    last_subject: Option<String>,
    /// What the whole text tells of times.
    story: Story,
    /// Whether something was said that only the whole text explains.
    asks: bool,
    /// The time that the heading above names.
    section: Option<Period>,
    /// Noun of the last count and its block, for elided ones.
    last_count: Option<(u32, String)>,
    /// What the text is about as it goes on.
    thread: Thread,
    /// Where the last fact stood.
    places: Places,
    /// What the last value of a paragraph measures, and its block.
    last_measure: Option<(u32, String, Vec<String>)>,
    /// The one version that the last sentence naming any has named, and its block.
    last_version: Option<(u32, String)>,
}

impl Discourse {
    /// "Series 3 ends. Its last day is …": a paragraph goes on about the one version it has named.
    fn version_of_paragraph(&mut self, scene: &Scene<'_>, fact: &mut Fact) {
        if !scene.versions.is_empty() || scene.block.cell.is_some() {
            return;
        }
        if let Some((block, version)) = &self.last_version
            && *block == scene.sentence.block
        {
            fact.slots.versions = vec![version.clone()];
        }
    }

    /// "The limit is 16": of what the sentence before speaks of.
    fn limit_of_what(&mut self, scene: &Scene<'_>, fact: &mut Fact) {
        let settings = &scene.lexicon.settings;
        let noun = fact.measure.as_str();
        let is_bare = settings.standing_of(noun).is_some_and(|s| settings.heads(noun, SettingWord::Standing(s)));
        if !is_bare {
            if !fact.slots.head.is_empty() && fact.cell.is_none() {
                let own = (scene.sentence.block, fact.slots.head.clone(), fact.slots.modifiers.clone());
                self.last_measure = Some(own);
            }
        } else if let Some((block, head, modifiers)) = &self.last_measure
            && *block == scene.sentence.block
            && fact.cell.is_none()
        {
            fact.slots.head = head.clone();
            for word in modifiers {
                if !fact.slots.modifiers.contains(word) {
                    fact.slots.modifiers.push(word.clone());
                }
            }
        }
    }
}

/// Line and column of facts in order: columns are counted on from the last place, so that a long line is read once.
#[derive(Debug, Default)]
struct Places {
    last: Option<(usize, Position)>,
}

impl Places {
    fn position(&mut self, document: &Document, span: Span) -> Position {
        let at = span.start();
        let known = self.last.filter(|(offset, p)| *offset <= at && document.lines.line(at) + 1 == p.line as usize);
        let position = match known {
            Some((offset, p)) => {
                let between = document.original.get(offset..at).unwrap_or_default();
                Position { line: p.line, column: p.column + String::from_utf8_lossy(between).chars().count() as u32 }
            }
            None => document.position(span),
        };
        self.last = Some((at, position));
        position
    }
}

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
    let (tally, mut state) = read(document, lexicon, Story::default(), sink);
    let seen = |name: &str| state.counts.get(name).copied().unwrap_or_default();
    if state.asks && state.story.finish(seen) { read(document, lexicon, state.story, sink).0 } else { tally }
}

/// Reads a document from its first sentence to the last, with what is known of it.
fn read(document: &Document, lexicon: &Lexicon, story: Story, sink: &mut dyn Sink) -> (Tally, Discourse) {
    let mut out = Extract::default();
    let mut outlet = Outlet::new(sink);
    let mut state = Discourse { story, ..Discourse::default() };
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let (version, is_archived) = identifiers::of_document(document, lexicon);
    let source =
        Source { id: document.source.id.clone(), path: Arc::from(document.source.path.as_str()), version, is_archived };
    let mut breaks: Vec<CleanSpan> = Vec::new();
    let mut codes = identifiers::Codes::default();
    let mut aside = document.aside.as_slice();
    for (number, sentence) in document.sentences.iter().enumerate() {
        let Some(block) = document.blocks.get(sentence.block as usize) else { continue };
        while aside.first().is_some_and(|a| a.span.end() <= sentence.span.start()) {
            aside = aside.get(1..).unwrap_or_default();
        }
        breaks.clear();
        breaks.extend(aside.iter().take_while(|a| a.span.start() < sentence.span.end()).map(|a| a.span));
        let text = document.slice(sentence.span);
        mark_addresses(text, sentence.span.start(), &mut breaks);
        tokens.clear();
        let promising = tokenize(lexicon, text, sentence.span.start(), &breaks, &mut tokens);
        if tokens.is_empty() {
            continue;
        }
        let told = clues(lexicon, &tokens);
        let is_heading = matches!(block.kind, BlockKind::Title | BlockKind::Heading(_));
        let clauses = promising || is_heading || !told.is_empty();
        let view =
            View::new(&tokens, clauses, |w| state.known.contains(w.trim_end_matches("'s").trim_end_matches("’s")));
        let names = learn_names(&mut state, text, sentence.span.start(), &tokens, &view);
        let mentions = if promising { find(lexicon, &tokens) } else { Vec::new() };
        let versions = identifiers::versions(lexicon, &tokens, &mentions);
        if !mentions.is_empty() && block.cell.is_none() {
            codes.read(document, sentence.block, block.span);
        }
        let exception = if mentions.is_empty() { None } else { tokens.iter().position(|t| t.is("unless")) };
        let scene = Scene {
            versions: &versions,
            exception,
            codes: &codes,
            document,
            lexicon,
            sentence,
            number,
            block,
            text,
            tokens: &tokens,
            view: &view,
            source: &source,
            clues: &told,
        };
        let settled = settle_times(&scene, &mut state, &mentions);
        let syntax = (!mentions.is_empty()).then(|| syntax::Syntax::new(lexicon, &tokens, &mentions));
        let domains = syntax.as_ref().map(syntax::Syntax::domains).unwrap_or_default();
        let timing = Timing::new(&scene, &mut state, &mentions, &settled, domains);
        if let Some(syntax) = syntax {
            let shared = Shared { syntax, lemmas: Lemmas::new(lexicon, &tokens), quote: fold_space(text).into() };
            read_sentence(&scene, &mut state, &mut out, &shared, &mentions, &settled, &timing);
            outlet.pass(&mut out);
        }
        timing.carry(&scene, &mut state, &mentions, &settled);
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
    /// The versions that the sentence names.
    versions: &'a [String],
    /// The token that says when something else holds: "unless".
    exception: Option<usize>,
    /// The identifiers of its paragraph, read when it has values.
    codes: &'a identifiers::Codes,
}

/// What the facts of one sentence share, made only when it has any.
struct Shared<'a> {
    syntax: syntax::Syntax<'a>,
    lemmas: Lemmas,
    quote: Arc<str>,
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
            *out.left.entry(reason).or_default() += 1;
            if i < MOST_IN_SENTENCE {
                let mut fact = blank(scene, state, shared, mention);
                fact.role = Role::Noise;
                fact.reason = Some(reason);
                out.aside.push(fact);
            }
            continue;
        }
        let mut fact = blank(scene, state, shared, mention);
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
        surroundings::names(scene, &state.last_subject, state.main.as_ref().map(|(name, _)| name), mention, &mut fact);
        surroundings::headings(scene, &mut fact);
        surroundings::table(scene, &mut fact);
        place_in_form(scene, mentions, i, &mut fact);
        state.limit_of_what(scene, &mut fact);
        state.version_of_paragraph(scene, &mut fact);
        out.facts.push(fact);
    }
}

/// What the form of the text adds: tables, definitions, labels, identifiers, versions.
fn place_in_form(scene: &Scene<'_>, mentions: &[Mention], index: usize, fact: &mut Fact) {
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
    }
    lead::apply(scene, mentions, index, fact);
    fact.slots.versions = scene.versions.to_vec();
    if fact.kind == Kind::Date {
        fact.slots.versions = identifiers::of_date(&fact.slots.versions);
        if !fact.slots.versions.is_empty() && setting::is_release(scene, mention) {
            fact.slots.verbs.insert(0, scene.lexicon.lemma("release"));
        }
    }
    cells::apply(scene, fact);
    arms::apply(scene, mentions, index, fact);
    if fact.slots.versions.is_empty() {
        surroundings::version(scene, fact);
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

/// A fact with its place and words, and nothing else yet.
fn blank(scene: &Scene<'_>, state: &mut Discourse, shared: &Shared<'_>, mention: &Mention) -> Fact {
    let cover = |range: (usize, usize)| {
        let first = scene.tokens.get(range.0).map_or(scene.sentence.span, |t| t.span);
        let last = scene.tokens.get(range.1.saturating_sub(1).max(range.0)).map_or(first, |t| t.span);
        scene.document.locate(first.cover(last))
    };
    let span = cover(mention.value_at);
    let extent = cover(mention.extent_at);
    let position = state.places.position(scene.document, span);
    let surface = scene.document.original_text(span);
    let quote = match scene.tokens.get(mention.value_at.0) {
        Some(t) => quoted(scene.text, scene.sentence.span.start(), t.span).map(|part| Arc::from(fold_space(part))),
        None => None,
    };
    let quote = quote.unwrap_or_else(|| shared.quote.clone());
    Fact::from(Claim {
        id: String::new(),
        source: scene.source.id.clone(),
        path: scene.source.path.clone(),
        line: position.line,
        column: position.column,
        span,
        extent,
        surface,
        quote,
        sentence: scene.number as u32,
        kind: Kind::Count,
        value: Value::Number { low: None, high: None, bound: Bound::Exact },
        unit: String::new(),
        measure: String::new(),
        about: Vec::new(),
        when: None,
        when_stated: false,
        when_in_sentence: false,
        when_local: false,
        places: Vec::new(),
        event: None,
        change: None,
        timex: None,
        role: role(scene, mention),
        reason: None,
        cell: scene.block.cell.map(|c| (c.table, c.row, c.column)),
        slots: Slots::default(),
        steps: vec![Step { rule: mention.rule, says: words(scene, mention.extent_at) }],
    })
}

fn role(scene: &Scene<'_>, mention: &Mention) -> Role {
    match scene.block.kind {
        BlockKind::Cell => Role::Table,
        BlockKind::Caption => Role::Caption,
        BlockKind::Title | BlockKind::Heading(_) => Role::Heading,
        BlockKind::Note => Role::Note,
        BlockKind::Quote => Role::Quotation,
        _ if scene.view.quoted.get(mention.value_at.0).copied().unwrap_or_default() => Role::Quotation,
        _ => Role::Body,
    }
}

/// The words of a token range.
fn words(scene: &Scene<'_>, range: (usize, usize)) -> String {
    let (Some(first), Some(last)) = (scene.tokens.get(range.0), scene.tokens.get(range.1.saturating_sub(1))) else {
        return String::new();
    };
    scene.document.slice(first.span.cover(last.span)).to_owned()
}

/// Fills a dated (or timed) fact.
fn dated(
    scene: &Scene<'_>,
    state: &Discourse,
    shared: &Shared<'_>,
    mention: &Mention,
    settled: &Settled,
    fact: &mut Fact,
) {
    fact.kind = settled.kind;
    fact.value = settled.value.clone();
    fact.unit = settled.unit.clone();
    fact.timex = settled.timex.clone();
    if settled.vague {
        fact.role = Role::Vague;
    }
    let frame = shared.syntax.frame(mention.value_at);
    let mut happened = false;
    fact.slots = slots(scene.tokens, &shared.lemmas, scene.view, mention, &measure::Measured::default());
    if settled.kind == Kind::Date {
        fact.measure = "date".to_owned();
        fact.event = Some(event(scene, shared, mention));
        happened = true;
        if let Value::Date { period, .. } = settled.value {
            fact.when = Some(period);
            (fact.when_stated, fact.when_in_sentence, fact.when_local) = (true, true, true);
        }
    } else {
        let found = measure::duration_of(scene.lexicon, scene.tokens, mention);
        let better = refer::refine(scene, fact.kind, mention, &frame, found);
        let found = better.unwrap_or(found);
        said_of(scene, &frame, mention, fact);
        fact.slots = slots(scene.tokens, &shared.lemmas, scene.view, mention, &found);
        refer::property(scene, mention, &frame, fact);
        if better.is_some() {
            labelled(scene, &found, fact);
        }
    }
    roles(scene, shared, &frame, fact);
    refer::recall(scene, state, mention, &frame, fact);
    if happened && !settled.vague {
        fact.slots.events = event::events(scene, shared, &frame, mention);
        let read = |e: &crate::fact::Event| Step { rule: "resolve.event", says: e.says() };
        let read: Vec<Step> = fact.slots.events.iter().map(read).collect();
        fact.steps.extend(read);
    }
}

/// Gives a fact without a measure the noun it was found to be said of.
fn labelled(scene: &Scene<'_>, found: &measure::Measured, fact: &mut Fact) {
    if let Some(phrase) = found.phrase.filter(|_| fact.measure.is_empty() && !found.elided) {
        fact.measure = phrase_text(scene.text, scene.sentence.span.start(), scene.tokens, phrase);
    }
}

/// A short description of what happened: the content words of the clause, lemmas in text order.
fn event(scene: &Scene<'_>, shared: &Shared<'_>, mention: &Mention) -> String {
    let near = window(mention.extent_at, scene.tokens.len());
    let clause = scene.view.clause_range(mention.value_at.0);
    let mut lemmas: Vec<String> = Vec::new();
    for i in clause.0.max(near.0)..clause.1.min(near.1) {
        let Some(t) = scene.tokens.get(i) else { continue };
        if (mention.extent_at.0..mention.extent_at.1).contains(&i) || !is_content(t) {
            continue;
        }
        if let Some(lemma) = shared.lemmas.get(i).filter(|l| !lemmas.contains(l)) {
            lemmas.push(lemma.clone());
        }
        if lemmas.len() == 8 {
            break;
        }
    }
    lemmas.join(" ")
}

/// Whether "at" stands before a number: a rate, a degree, an age.
fn follows_at(scene: &Scene<'_>, place: &Mention) -> bool {
    place.extent_at.0.checked_sub(1).and_then(|i| scene.tokens.get(i)).is_some_and(|t| t.is("at"))
}

/// "17,000 worked there in May, 8,500 in June": what was counted before, for a number that opens the next part of a list.
fn gapped(scene: &Scene<'_>, state: &Discourse, place: &Mention) -> Option<String> {
    let before = place.extent_at.0.checked_sub(1).and_then(|i| scene.tokens.get(i))?;
    let opens = matches!(before.text, "," | ";") || before.is("and");
    let (block, last) = state.last_count.as_ref()?;
    // where a noun was written it is known already
    (opens && last == PERSON && *block == scene.sentence.block).then(|| last.clone())
}

/// Fills a fact that states a number; `place` is the mention whose place in the sentence tells what is measured.
fn numbered(
    scene: &Scene<'_>,
    state: &mut Discourse,
    shared: &Shared<'_>,
    place: &Mention,
    mention: &Mention,
    earlier: &mut Option<NounPhrase>,
    fact: &mut Fact,
) {
    let MentionValue::Number { kind, low, high, bound, unit, change, .. } = &mention.value else { return };
    if mention.rule == ONE_OF_MANY {
        fact.role = Role::Vague;
    }
    fact.kind = *kind;
    fact.value = Value::Number { low: *low, high: *high, bound: *bound };
    fact.change = *change;
    let frame = shared.syntax.frame(place.extent_at);
    let found = measured(scene.lexicon, scene.tokens, place, *earlier);
    let is_listed = *kind == Kind::Count && earlier.is_some() && found.phrase == *earlier;
    let better = if is_listed { None } else { refer::refine(scene, *kind, place, &frame, found) };
    let found = better.unwrap_or(found);
    if let Some(p) = found.phrase {
        fact.measure = phrase_text(
            scene.text,
            scene.sentence.span.start(),
            scene.tokens,
            measure::with_sort(scene.tokens, p, found.of),
        );
        if *kind == Kind::Count {
            *earlier = Some(p);
        }
    }
    let plural =
        |p: NounPhrase| scene.tokens.get(p.head).is_some_and(|t| scene.lexicon.is_plural(t.text) || !found.elided);
    fact.unit = match (unit, found.phrase) {
        (Some(u), _) => u.clone().into_owned(),
        // "the yen traded at 132": a subject that is one thing is not what is counted
        (None, Some(p)) if !plural(p) && *kind == Kind::Count => gapped(scene, state, place).unwrap_or_default(),
        (None, Some(p)) => count_unit(scene.lexicon, scene.tokens, p),
        // "17,000 worked for the firm"
        (None, None) if found.priced => String::new(),
        (None, None) if *kind == Kind::Count && done_by_people(scene, &frame) => PERSON.to_owned(),
        (None, None) => match (&state.last_count, fact.cell) {
            // an elided noun is one of the same paragraph; "at 90" is no number of things
            (Some((block, last)), None)
                if *block == scene.sentence.block
                    && fact.measure.is_empty()
                    && *kind == Kind::Count
                    && !follows_at(scene, place) =>
            {
                last.clone()
            }
            _ => String::new(),
        },
    };
    if *bound == Bound::Vague && fact.unit.is_empty() {
        fact.unit = PERSON.to_owned();
    }
    let is_sure = !found.elided || fact.unit == PERSON;
    if *kind == Kind::Count && is_sure && !fact.unit.is_empty() {
        state.last_count = Some((scene.sentence.block, fact.unit.clone()));
    }
    let counted = fact.unit.clone();
    if let Some(per) = mention.per.as_ref().filter(|_| !fact.unit.is_empty()) {
        fact.unit = format!("{} per {per}", fact.unit);
    }
    fact.slots = slots(scene.tokens, &shared.lemmas, scene.view, place, &found);
    said_of(scene, &frame, place, fact);
    if better.is_some() {
        labelled(scene, &found, fact);
    }
    roles(scene, shared, &frame, fact);
    refer::property(scene, place, &frame, fact);
    refer::recall(scene, state, place, &frame, fact);
    if fact.slots.head.is_empty() && !fact.unit.is_empty() && *kind == Kind::Count {
        fact.slots.head = scene.lexicon.lemma(counted.rsplit(' ').next().unwrap_or_default());
    }
}
