//! Names, places, headings and table headers that belong to a fact.

use crate::document::BlockKind;
use crate::fact::{Fact, Kind};
use crate::mention::Mention;
use crate::text::CleanSpan;

use super::clause::{name_text, push_lemma};
use super::identifiers;
use super::{Scene, Shared};

/// At most this many names are listed as what a dated claim is about.
const MOST_ABOUT: usize = 3;

/// At most this many names on either side are kept.
const MOST_NAMES: usize = 12;

/// Names of the sentence, nearest to the value first, those carried over from the text before, and places.
pub(super) fn names(
    scene: &Scene<'_>,
    subject: &Option<String>,
    main: Option<&String>,
    mention: &Mention,
    fact: &mut Fact,
) {
    let (from, to) = mention.value_at;
    // the nearest names on either side are enough, in a sentence of any length
    let names = &scene.view.names;
    let at = names.partition_point(|n| n.to <= from);
    let near = names.get(at.saturating_sub(MOST_NAMES)..(at + MOST_NAMES).min(names.len())).unwrap_or_default();
    let mut order: Vec<_> = near.to_vec();
    order.sort_by_key(|n| if n.to <= from { from - n.to } else { n.from.saturating_sub(to) });
    for name in order {
        let surface = name_text(scene.tokens, scene.text, scene.sentence.span.start(), name);
        let lower = surface.to_lowercase();
        if surface.is_empty() || fact.slots.names.contains(&lower) {
            continue;
        }
        if stands_in_place(scene, name.from) {
            fact.places.push(surface.clone());
        }
        if fact.kind == Kind::Date && fact.about.len() < MOST_ABOUT {
            fact.about.push(surface);
        }
        fact.slots.names.push(lower);
    }
    if !scene.compares {
        return;
    }
    for carried in [subject.as_ref().map(|s| s.to_lowercase()), main.cloned()].into_iter().flatten() {
        if !fact.slots.names.contains(&carried) && !fact.slots.carried.contains(&carried) {
            fact.slots.carried.push(carried);
        }
    }
}

/// Whether a name follows a preposition of place, perhaps behind an article.
fn stands_in_place(scene: &Scene<'_>, from: usize) -> bool {
    let token = |back: usize| from.checked_sub(back).and_then(|i| scene.tokens.get(i));
    let before = if token(1).is_some_and(|t| t.is("the")) { token(2) } else { token(1) };
    before.is_some_and(|t| t.is_any(&["in", "at", "near", "across", "throughout", "around", "outside"]))
}

/// Lemmas of the heading above.
pub(super) fn headings(scene: &Scene<'_>, shared: &Shared<'_>, fact: &mut Fact) {
    let own = shared.heading.get_or_init(|| {
        let mut list = Vec::new();
        if let Some(heading) = scene.document.heading_of(scene.block) {
            lemmas(scene, heading.span, &mut list);
        }
        list
    });
    fact.slots.heading.extend(own.iter().cloned());
}

/// The version that the headings above are about; a date beside one in a heading is that of its release.
pub(super) fn version(scene: &Scene<'_>, shared: &Shared<'_>, fact: &mut Fact) {
    if matches!(scene.block.kind, BlockKind::Heading(_)) {
        let Some((version, is_bare)) = identifiers::of_heading(scene.lexicon, scene.text) else { return };
        if is_bare && fact.kind == Kind::Date {
            fact.event = Some(format!("release {version}"));
            fact.slots.verbs.insert(0, scene.lexicon.lemma("release"));
        }
        fact.slots.versions = vec![format!(" {version}")];
    } else if let Some(version) = shared.version.get_or_init(|| version_above(scene)) {
        fact.slots.versions = vec![version.clone()];
    }
}

/// The version that the nearest heading above is about that is about any; what a list of changes says of it goes on to hold.
fn version_above(scene: &Scene<'_>) -> Option<String> {
    let mut above = scene.document.heading_of(scene.block);
    while let Some(block) = above {
        if let Some((version, _)) = identifiers::of_heading(scene.lexicon, scene.document.slice(block.span)) {
            return Some(format!(" {version}+"));
        }
        above = scene.document.heading_of(block);
    }
    None
}

/// Row and column headers of a cell; they name the measure where the cell itself does not.
pub(super) fn table(scene: &Scene<'_>, fact: &mut Fact) {
    let Some(cell) = scene.block.cell.as_deref() else { return };
    for header in [cell.row_header, cell.column_header].into_iter().flatten() {
        lemmas(scene, header, &mut fact.slots.table);
    }
    let label = |header| super::fold_space(&scene.document.slice(header).to_lowercase());
    fact.slots.labels = [cell.row_header, cell.column_header].map(|h| h.map(label).unwrap_or_default());
    if let Some(header) = cell.column_header {
        lemmas(scene, header, &mut fact.slots.column);
    }
    if let Some(header) = cell.row_header {
        lemmas(scene, header, &mut fact.slots.row);
        for number in scene.document.slice(header).split(|c: char| !c.is_alphanumeric() && c != '.') {
            if number.bytes().any(|b| b.is_ascii_digit()) {
                fact.slots.row.push(number.to_lowercase());
            }
        }
        fact.slots.row.dedup();
    }
}

/// Lemmas of the open-class words of a stretch of text.
fn lemmas(scene: &Scene<'_>, span: CleanSpan, list: &mut Vec<String>) {
    for word in scene.document.slice(span).split(|c: char| !c.is_alphanumeric()) {
        let digits = word.bytes().all(|b| b.is_ascii_digit());
        if word.chars().count() > 1 && !digits && scene.lexicon.word(word).class.is_open() {
            push_lemma(scene.lexicon, list, word);
        }
    }
}
