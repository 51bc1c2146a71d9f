//! What the facts of one text say of one another: values side by side, series, what is counted but once, dates that only frame.

use rustc_hash::FxHashMap;

use super::extents::Reach;
use super::item::{Item, Shift, Term};
use crate::fact::Kind;
use crate::value::Number;

/// Tells each value of the others of its dimension in the sentence: parts may stand beside each other.
pub(super) fn siblings(items: &mut [Item]) {
    for sentence in items.chunk_by_mut(|a, b| (a.source, a.sentence) == (b.source, b.sentence)) {
        let values: Vec<_> = sentence.iter().map(|i| (i.dimension, i.stated())).collect();
        for (n, item) in sentence.iter_mut().enumerate().filter(|(_, i)| i.kind != Kind::Date) {
            let others =
                values.iter().enumerate().filter(|(m, (dimension, _))| *m != n && *dimension == item.dimension);
            item.siblings = others.filter_map(|(_, (_, value))| *value).take(8).collect();
        }
    }
}

/// Tells the start of a change what it became: "raised from 10 MB to 20 MB", "fell to 20 from 10".
pub(super) fn shifts(items: &mut [Item]) {
    for sentence in items.chunk_by_mut(|a, b| (a.source, a.sentence) == (b.source, b.sentence)) {
        for n in 1..sentence.len() {
            let ends = match (sentence[n - 1].shift, sentence[n].shift) {
                (Some(Shift::From), Some(Shift::To)) => (n - 1, n),
                (Some(Shift::To), Some(Shift::From)) => (n, n - 1),
                _ => continue,
            };
            let (from, to) = (&sentence[ends.0], &sentence[ends.1]);
            if from.dimension == to.dimension && from.kind != Kind::Date {
                sentence[ends.0].became = to.stated().map(Box::new);
            }
        }
    }
}

/// What makes figures of a text one series: the text, the dimension, the noun, and the verb of nouns that say little.
type Series = (u32, Term, Term, Term);

/// What a text tells of one series.
struct Told {
    /// The earliest end and the latest beginning of its times.
    first_end: i64,
    last_begin: i64,
    /// The latest end.
    last_end: i64,
    values: Vec<Number>,
}

impl Default for Told {
    fn default() -> Self {
        Self { first_end: i64::MAX, last_begin: i64::MIN, last_end: i64::MIN, values: Vec::new() }
    }
}

impl Told {
    fn note(&mut self, (begin, end): (i64, i64), value: Option<Number>) {
        self.first_end = self.first_end.min(end);
        self.last_begin = self.last_begin.max(begin);
        self.last_end = self.last_end.max(end);
        self.values.extend(value.filter(|n| self.values.len() < MOST_OF_SERIES && !self.values.contains(n)));
    }

    /// Whether two of its times are apart.
    fn is_series(&self) -> bool {
        self.first_end < self.last_begin
    }
}

/// Marks what a text counts or measures at several times: "20,000 hands in 1927, 31,000 in 1946".
pub(super) fn series(items: &mut [Item]) {
    // people who died and people who are employed are no one series
    let key = |i: &Item| (i.source, i.dimension, i.head_word, if i.is_generic { i.verb } else { 0 });
    let is_timed =
        |i: &&Item| i.kind != Kind::Date && i.head_word != 0 && i.when_stated && !(i.is_generic && i.verb == 0);
    let mut times: FxHashMap<Series, Told> = FxHashMap::default();
    for i in items.iter().filter(is_timed) {
        let Some(when) = i.when else { continue };
        times.entry(key(i)).or_default().note(when, i.stated());
    }
    times.retain(|_, told| told.is_series());
    for item in items.iter_mut() {
        let told = times.get(&key(item));
        item.is_latest = item.when.is_some_and(|w| told.is_none_or(|t| t.last_end <= w.1));
        let own = item.stated();
        item.series =
            told.map_or_else(Box::default, |t| t.values.iter().copied().filter(|n| Some(*n) != own).collect());
    }
}

/// So many values of a series are looked at.
const MOST_OF_SERIES: usize = 32;

/// Marks what is counted but once in its text: whatever number another text gives of it answers the same question.
pub(super) fn sole(items: &mut [Item]) {
    let key = |i: &Item| (i.source, i.head_word);
    let is_counted = |i: &&Item| i.kind == Kind::Count && i.head_word != 0 && !i.is_generic;
    let mut seen: FxHashMap<(u32, Term), (Option<Number>, bool)> = FxHashMap::default();
    for i in items.iter().filter(is_counted) {
        let known = seen.entry(key(i)).or_insert((i.stated(), true));
        known.1 &= known.0 == i.stated();
    }
    for item in items.iter_mut().filter(|i| is_counted(&&**i)) {
        item.is_sole = seen.get(&key(item)).is_some_and(|known| known.1);
    }
}

/// Marks dates that only say when something counted in the same sentence holds.
pub(super) fn frames(items: &mut [Item]) {
    let mut at = 0;
    while at < items.len() {
        let (source, sentence) = (items[at].source, items[at].sentence);
        let end = items[at..]
            .iter()
            .position(|i| (i.source, i.sentence) != (source, sentence))
            .map_or(items.len(), |n| at + n);
        let used: Vec<(i64, i64)> =
            items[at..end].iter().filter(|i| i.kind != Kind::Date).filter_map(|i| i.when).collect();
        for item in items[at..end].iter_mut().filter(|i| i.kind == Kind::Date) {
            if let Reach::Days { allowed, .. } = &item.reach
                && let (Some(f), Some(l)) = (allowed.first, allowed.last)
            {
                item.is_frame = used.contains(&(f.days(), l.days()));
            }
        }
        at = end;
    }
}
