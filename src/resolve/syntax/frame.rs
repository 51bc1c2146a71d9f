//! The frame of a value: its own noun, what hangs on it, what it hangs on, the verb that governs it, and the subject and
//! object of that verb.

use crate::grammar::{Token, TokenKind};
use crate::lexicon::Class;

use super::chunk::{Chunk, ChunkKind, modifying, naming};
use super::tag::Tag;

/// Noun phrases by their tokens.
pub(in crate::resolve) type Pieces = Vec<(usize, usize)>;

/// At most this many pieces are kept of a chain of noun phrases.
const MOST_PIECES: usize = 5;

/// At most this many chunks to the left are looked at.
const REACH: usize = 40;

/// Where a value stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(in crate::resolve) enum Position {
    /// Nothing governs it: a fragment, a list.
    #[default]
    Alone,
    /// In the subject of the verb behind it.
    Subject,
    /// Right behind the verb.
    Object,
    /// Behind a preposition behind the verb, or in apposition.
    Oblique,
}

/// What stands round a value.
#[derive(Clone, Debug, Default)]
pub(in crate::resolve) struct Frame {
    /// The naming words of the noun phrase that the value stands in, before it and behind it: "sharp [3 %] drop".
    pub(in crate::resolve) own: Pieces,
    /// What hangs on the value with "of", or on its noun with "on" or "to".
    pub(in crate::resolve) of: Pieces,
    /// The noun that the value hangs on with "of" ("a fine of"), with its own "of"-phrases.
    pub(in crate::resolve) parent: Pieces,
    /// What the value stands behind with a comma: "the remainder, 300 dollars".
    pub(in crate::resolve) apposed: Pieces,
    /// Where it stands.
    pub(in crate::resolve) position: Position,
    /// The verb group that governs it, by its tokens.
    pub(in crate::resolve) verb: Option<(usize, usize)>,
    /// The subject of that verb, or of the verb behind.
    pub(in crate::resolve) subject: Pieces,
    /// The object of that verb where the value is not it.
    pub(in crate::resolve) object: Pieces,
    /// Whether its verb stands with another value and is left out here.
    pub(in crate::resolve) is_gapped: bool,
    /// The pronoun that stands for the subject, when the sentence does not say what it means.
    pub(in crate::resolve) pronoun: Option<usize>,
}

struct Walk<'a> {
    all: &'a [Token<'a>],
    tags: &'a [Tag],
    chunks: &'a [Chunk],
}

/// Finds the frame of the value at the tokens `extent`.
pub(super) fn frame(all: &[Token<'_>], tags: &[Tag], chunks: &[Chunk], extent: (usize, usize)) -> Frame {
    let walk = Walk { all, tags, chunks };
    let mut at = chunks.partition_point(|c| c.to <= extent.0);
    if chunks.get(at).is_none() {
        at = at.saturating_sub(1);
    }
    let mut out = Frame::default();
    let Some(home) = chunks.get(at).copied() else { return out };
    if home.kind == ChunkKind::Np {
        // "in 12 months 30,000 people": the noun is another number's
        let other = all.get(extent.1).filter(|t| t.spaced && (t.kind == TokenKind::Number || t.word.numeral.is_some()));
        let is_time = extent.1.checked_sub(1).and_then(|i| all.get(i)).is_some_and(|t| t.word.time_word.is_some());
        let is_other = is_time && other.is_some() && !all.get(extent.1 + 1).is_some_and(Token::glued);
        let behind = walk.name(extent.1.min(home.to), home.to).filter(|_| !is_other);
        let before = extent.0.max(home.from);
        out.own.extend(behind.and_then(|_| modifying(tags, home.from, before)));
        out.own.extend(behind);
    }
    out.of = walk.of_chain(at + 1);
    // "a tax on vehicles"
    if !out.own.is_empty()
        && let Some(c) = chunks.get(at + 1)
        && c.kind == ChunkKind::Prep
        && all.get(c.from).is_some_and(|t| t.is_any(&["on", "to"]))
        && chunks.get(at + 2).is_some_and(|c| c.kind == ChunkKind::Np && !walk.holds_number(*c))
    {
        out.of.extend(walk.np(at + 2));
    }
    if out.own.is_empty() && out.of.is_empty() && home.kind == ChunkKind::Np && walk.ends_apposition(at) {
        out.apposed = walk.apposed(at);
    }
    walk.govern(at, &mut out);
    walk.gap(at, extent, &mut out);
    walk.gap_behind_preposition(at, &mut out);
    // "in 1970 the firm employed": a date before the clause belongs to its verb
    if home.kind == ChunkKind::Time && out.subject.is_empty() {
        let mut rest = (at + 1..chunks.len()).take(REACH);
        let verb = rest.find(|&i| matches!(chunks.get(i).map(|c| c.kind), Some(ChunkKind::Finite | ChunkKind::Stop)));
        if let Some(v) = verb.filter(|&v| walk.kind(v) == Some(ChunkKind::Finite)) {
            out.verb = chunks.get(v).map(|c| (c.from, c.to));
            out.subject = walk.subject_of(v, 0);
        }
    }
    if out.subject.is_empty() {
        out.pronoun = out.verb.and_then(|v| walk.pronoun_before(v.0)).filter(|&p| !walk.is_empty_it(p, at, &out));
        // "it took the court 3 days to decide"
        if out.pronoun.is_none() && out.verb.is_some_and(|v| walk.spends(v)) {
            out.subject = std::mem::take(&mut out.object);
        }
    }
    out
}

/// What a value at the token `at` stands behind with a comma: the noun phrase that the phrases before the comma hang on.
pub(super) fn apposed(all: &[Token<'_>], tags: &[Tag], chunks: &[Chunk], at: usize) -> Pieces {
    Walk { all, tags, chunks }.apposed(chunks.partition_point(|c| c.to <= at))
}

/// The noun phrase at a chunk with those that hang on it by "of".
pub(super) fn phrase_at(all: &[Token<'_>], tags: &[Tag], chunks: &[Chunk], at: usize) -> Pieces {
    let walk = Walk { all, tags, chunks };
    let mut out: Pieces = walk.np(at).into_iter().collect();
    if !out.is_empty() {
        out.extend(walk.of_chain(at + 1));
    }
    out
}

/// The noun phrase that ends before a chunk, with what it hangs on by "of", in text order.
pub(super) fn phrase_to(all: &[Token<'_>], tags: &[Tag], chunks: &[Chunk], end: usize) -> Pieces {
    let walk = Walk { all, tags, chunks };
    match walk.left(end) {
        Some((k, c)) if c.kind == ChunkKind::Np => walk.of_left(k).0,
        _ => Pieces::new(),
    }
}

/// What hangs by "of" from a chunk on, which is an "of".
pub(super) fn hanging(all: &[Token<'_>], tags: &[Tag], chunks: &[Chunk], at: usize) -> Pieces {
    Walk { all, tags, chunks }.of_chain(at)
}

impl Walk<'_> {
    /// The pronoun that is the subject of the verb at a token.
    fn pronoun_before(&self, verb: usize) -> Option<usize> {
        let mut i = self.chunks.partition_point(|c| c.to <= verb);
        while let Some((k, c)) = self.left(i) {
            match c.kind {
                ChunkKind::Pron => return Some(c.from),
                ChunkKind::Time | ChunkKind::Prep => i = k,
                _ => return None,
            }
        }
        None
    }

    fn kind(&self, at: usize) -> Option<ChunkKind> {
        self.chunks.get(at).map(|c| c.kind)
    }

    fn left(&self, at: usize) -> Option<(usize, Chunk)> {
        let j = at.checked_sub(1)?;
        self.chunks.get(j).map(|c| (j, *c))
    }

    fn name(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        naming(self.all, self.tags, from, to)
    }

    fn word_is(&self, at: usize, words: &[&str]) -> bool {
        self.chunks.get(at).and_then(|c| self.all.get(c.from)).is_some_and(|t| t.is_any(words))
    }

    fn holds_number(&self, chunk: Chunk) -> bool {
        self.tags.get(chunk.from..chunk.to).is_some_and(|t| t.contains(&Tag::Num))
    }

    /// The noun phrase of a chunk, when it names something.
    fn np(&self, at: usize) -> Option<(usize, usize)> {
        let c = self.chunks.get(at).filter(|c| c.kind == ChunkKind::Np)?;
        self.name(c.from, c.to)
    }

    /// Noun phrases hanging together with "of" from chunk `at` on, which is an "of".
    fn of_chain(&self, mut at: usize) -> Pieces {
        let mut out = Pieces::new();
        // "8 miles (13 kilometres) of tunnels"
        if self.kind(at) == Some(ChunkKind::Open)
            && let Some(close) = (at..at + 5).find(|&i| self.kind(i) == Some(ChunkKind::Close))
        {
            at = close + 1;
        }
        while out.len() < MOST_PIECES
            && self.kind(at) == Some(ChunkKind::Prep)
            && self.word_is(at, &["of"])
            && self.kind(at + 1) == Some(ChunkKind::Np)
        {
            out.extend(self.np(at + 1));
            at += 2;
        }
        out
    }

    /// Walks left from the value to what governs it.
    /// "a cart takes 12 sacks, a barge 300": behind another number the noun before a number is the subject of a verb left out.
    fn gap(&self, at: usize, extent: (usize, usize), out: &mut Frame) {
        let Some(home) = self.chunks.get(at).filter(|c| c.kind == ChunkKind::Np && out.verb.is_some()) else { return };
        let Some(own) = self.name(home.from, extent.0.max(home.from)) else { return };
        if own.1 != extent.0 || self.name(extent.1.min(home.to), home.to).is_some() {
            return;
        }
        let parts = |k: usize| matches!(self.kind(k), Some(ChunkKind::Comma | ChunkKind::Conj));
        let mut k = at;
        while k > 0 && parts(k - 1) {
            k -= 1;
        }
        let is_next = k < at && k > 0 && self.chunks.get(k - 1).is_some_and(|c| self.holds_number(*c));
        let is_label = self.all.get(own.1 - 1).is_some_and(|t| t.word.class.has(Class::LABEL));
        if is_next && !is_label {
            (out.subject, out.object, out.is_gapped) = (vec![own], Pieces::new(), true);
        }
    }

    /// "the remainder, 300 dollars, in May": nothing behind the value makes it the subject of a verb or the noun of another.
    fn ends_apposition(&self, at: usize) -> bool {
        let to = self.chunks.get(at).map_or(0, |c| c.to);
        match self.chunks.get(at + 1) {
            None => true,
            Some(c) if c.from > to && !self.all.get(to).is_some_and(|t| matches!(t.text, "." | "”" | "\"" | "’")) => {
                false
            }
            Some(c) => {
                let listed = |k: usize| matches!(self.kind(k), Some(ChunkKind::Conj));
                match c.kind {
                    ChunkKind::Comma => !listed(at + 2),
                    ChunkKind::Close | ChunkKind::Stop => true,
                    ChunkKind::Prep => !self.word_is(at + 1, &["of", "to", "from"]) && self.subject_ahead(at).is_none(),
                    _ => false,
                }
            }
        }
    }

    /// Whether a noun phrase ends in its noun, and not in a number: "twelve units", not "line 3".
    fn names_whole(&self, at: usize) -> bool {
        self.np(at).is_some_and(|p| self.chunks.get(at).is_some_and(|c| c.to == p.1))
    }

    /// What the value of chunk `at` stands behind with a comma, with what hangs on that by "of".
    fn apposed(&self, at: usize) -> Pieces {
        let comma = self.left(at).filter(|(_, c)| c.kind == ChunkKind::Comma).map(|(k, _)| k);
        let Some((mut start, _)) =
            comma.and_then(|k| self.left(k)).filter(|&(n, c)| c.kind == ChunkKind::Np && self.names_whole(n))
        else {
            return Pieces::new();
        };
        let last = start;
        while let Some((p, chunk)) = self.left(start)
            && let Some((n, noun)) = self.left(p)
            && noun.kind == ChunkKind::Np
            && self.names_whole(n)
        {
            match chunk.kind {
                ChunkKind::Prep => start = n,
                // "of earth and clay"
                ChunkKind::Conj
                    if self.left(n).is_some_and(|(o, c)| c.kind == ChunkKind::Prep && self.word_is(o, &["of"])) =>
                {
                    start = n;
                }
                _ => break,
            }
        }
        // "In the north, 300 people": a phrase that only says where
        if self.left(start).is_some_and(|(_, c)| matches!(c.kind, ChunkKind::Prep | ChunkKind::Comma | ChunkKind::Conj))
        {
            return Pieces::new();
        }
        let mut out: Pieces = self.np(start).into_iter().collect();
        if start < last {
            out.extend(self.of_chain(start + 1));
        }
        out
    }

    /// "fell by 58 %, and exports of wine by 49 %": a preposition that stood before another value of the same verb.
    fn gap_behind_preposition(&self, at: usize, out: &mut Frame) {
        let Some((p, prep)) = self.left(at).filter(|(_, c)| c.kind == ChunkKind::Prep) else { return };
        let word = self.all.get(prep.from).map(|t| t.text.to_lowercase()).unwrap_or_default();
        if !matches!(word.as_str(), "by" | "to" | "at" | "from" | "for" | "with") || out.verb.is_none() {
            return;
        }
        let mut k = p;
        let mut first = None;
        while let Some((n, chunk)) = self.left(k).filter(|(n, _)| n + REACH > p) {
            match chunk.kind {
                ChunkKind::Np if self.holds_number(chunk) => {
                    let same =
                        self.left(n).is_some_and(|(o, c)| c.kind == ChunkKind::Prep && self.word_is(o, &[&word]));
                    if let Some(first) = first.filter(|&f| same && f > n + 1) {
                        out.subject = (first..p).filter_map(|i| self.np(i)).take(MOST_PIECES).collect();
                        (out.object, out.is_gapped) = (Pieces::new(), true);
                    }
                    return;
                }
                ChunkKind::Np if self.np(n).is_some() => first = Some(n),
                ChunkKind::Prep if self.word_is(n, &["of"]) => first = None,
                ChunkKind::Comma | ChunkKind::Conj => {}
                _ => return,
            }
            k = n;
        }
    }

    /// Whether a verb group says that something takes its time.
    fn spends(&self, verb: (usize, usize)) -> bool {
        self.all.get(verb.0..verb.1).unwrap_or_default().iter().any(|t| t.is_any(&["took", "take", "takes", "taken"]))
    }

    /// "it took three days to find it", "it was ten years before they met": an "it" that stands for nothing.
    fn is_empty_it(&self, pronoun: usize, at: usize, out: &Frame) -> bool {
        let Some(verb) = out.verb.filter(|_| self.all.get(pronoun).is_some_and(|t| t.is("it"))) else { return false };
        let behind = |kind: ChunkKind| (at + 1..at + 4).any(|i| self.kind(i) == Some(kind));
        let is_be =
            self.all.get(verb.0..verb.1).unwrap_or_default().iter().all(|t| t.has(Class::BE) || t.has(Class::AUX));
        let leads = self.word_is(at + 1, &["before", "since", "until", "after"]);
        self.spends(verb) && behind(ChunkKind::Infinitive) || is_be && out.position == Position::Object && leads
    }

    fn govern(&self, at: usize, out: &mut Frame) {
        let mut i = at;
        // "a fine of 10 million", "a grant worth 8 million"
        if let Some((p, prep)) = self.left(i)
            && prep.kind == ChunkKind::Prep
            && self.word_is(p, &["of", "worth"])
            && let Some((n, noun)) = self.left(p).and_then(|(n, c)| match c.kind {
                // "the difference, of 9 points, is"
                ChunkKind::Comma => self.left(n),
                _ => Some((n, c)),
            })
            && noun.kind == ChunkKind::Np
            && !self.holds_number(noun)
        {
            let (chain, start) = self.of_left(n);
            out.parent = chain;
            i = start;
        }
        // "a decline in wages by 5 percent", "the rise in prices of 5 percent": of the wages
        if let Some((p, prep)) = self.left(at)
            && prep.kind == ChunkKind::Prep
            && self.word_is(p, &["by", "of", "from"])
            && let Some((n, _)) = self.left(p).filter(|(n, _)| self.np(*n).is_some())
            && let Some((q, _)) = self.left(n).filter(|&(q, c)| c.kind == ChunkKind::Prep && self.word_is(q, &["in"]))
            && let Some(change) = q.checked_sub(1).and_then(|c| self.np(c))
            && self.all.get(change.1 - 1).is_some_and(|t| t.word.class.has(Class::UP) || t.word.class.has(Class::DOWN))
        {
            out.parent = self.np(n).into_iter().chain([change]).collect();
            i = q - 1;
        }
        let direct = i == at;
        let mut beside: Option<usize> = None;
        let mut apart = false;
        let mut prepositions = 0usize;
        let floor = i.saturating_sub(REACH);
        let mut j = i;
        while let Some((k, chunk)) = self.left(j).filter(|(k, _)| *k >= floor) {
            match chunk.kind {
                ChunkKind::Prep => {
                    // "with its shares down 11 %"
                    if let Some(b) = beside.filter(|&b| b == k + 1 && self.word_is(k, &["with"])) {
                        out.subject = self.chain_left(b);
                        out.position = Position::Oblique;
                        return;
                    }
                    prepositions += 1;
                }
                ChunkKind::Np => {
                    if k + 1 == i && self.np(k).is_some() {
                        beside = Some(k);
                    }
                }
                ChunkKind::Time => {}
                // "turned that into 20 million", "sold them for $3"
                ChunkKind::Pron if self.left(k).is_some_and(|(_, c)| c.kind.is_verbal()) => {}
                ChunkKind::Comma | ChunkKind::Conj => {
                    // "fell 5 %, and imports 3 %"
                    if let Some(b) = beside.filter(|&b| self.joined_left(b) == k + 1) {
                        out.subject = self.chain_left(b);
                        out.position = Position::Oblique;
                        return;
                    }
                    apart = true;
                }
                ChunkKind::Close => {
                    let open = (floor..k).rev().find(|&o| self.kind(o) == Some(ChunkKind::Open));
                    j = open.unwrap_or(k);
                    continue;
                }
                ChunkKind::Open => {
                    // "a bag (weight 60 lb)", but not "the lambs (N = 753)"
                    let names =
                        |b: &usize| self.np(*b).and_then(|p| self.all.get(p.0)).is_some_and(|t| t.text.len() > 1);
                    if let Some(b) = beside.filter(names) {
                        out.subject = self.chain_left(b);
                        out.position = Position::Oblique;
                    } else if k.checked_sub(1).is_some_and(|n| self.np(n).is_some()) {
                        out.subject = self.chain_left(k - 1);
                        out.position = Position::Oblique;
                    }
                    return;
                }
                // "guidance for the quarter ended December to 84 billion"
                ChunkKind::Part
                    if k + 1 != i
                        && matches!(self.kind(k.wrapping_sub(1)), Some(ChunkKind::Np | ChunkKind::Time))
                        && self.kind(k + 1) == Some(ChunkKind::Time) => {}
                // "following a year of profits 2 billion": the number is set beside what stands behind a preposition
                _ if chunk.kind.is_verbal() && prepositions > 0 && beside.is_some() => {
                    if let Some(b) = beside {
                        let start = self.joined_left(b);
                        out.subject = (start..=b).filter_map(|n| self.np(n)).collect();
                        out.position = Position::Oblique;
                    }
                    return;
                }
                _ if chunk.kind.is_verbal() => {
                    if (apart || prepositions > 0 && !direct) && self.subject_ahead(at).is_some() {
                        break;
                    }
                    out.verb = Some((chunk.from, chunk.to));
                    out.subject = self.subject_of(k, 0);
                    out.position = if k + 1 == i { Position::Object } else { Position::Oblique };
                    let whole =
                        |c: &Chunk| !self.holds_number(*c) || self.name(c.from, c.to).is_some_and(|n| n.1 == c.to);
                    let pays = self
                        .all
                        .get(chunk.from..chunk.to)
                        .is_some_and(|w| w.iter().any(|t| t.word.class.has(Class::PAY)));
                    if k + 1 < i
                        && (prepositions > 0 || !pays)
                        && self.chunks.get(k + 1).is_some_and(|c| c.kind == ChunkKind::Np && whole(c))
                    {
                        let end = self.chunks.get(i).map_or(0, |c| c.from);
                        out.object.extend(self.np(k + 1));
                        out.object.extend(self.of_chain(k + 2).into_iter().take_while(|p| p.1 <= end));
                    }
                    return;
                }
                // "that 78 per cent", "; 14 died"
                _ => break,
            }
            j = k;
        }
        if let Some(v) = self.subject_ahead(at) {
            out.position = Position::Subject;
            out.verb = self.chunks.get(v).map(|c| (c.from, c.to));
        } else if let Some(b) = beside {
            out.subject = self.chain_left(b);
            out.position = Position::Oblique;
        } else if j < i {
            // a clause without a verb that is known: what stands first in it
            let first = (j..i).find(|&n| self.np(n).is_some());
            if let Some(first) = first {
                out.subject.extend(self.np(first));
                let more = self.of_chain(first + 1);
                out.subject.extend(more);
                out.position = Position::Oblique;
            }
        }
    }

    /// First chunk of a noun phrase with the ones joined to it by "and" to the left.
    fn joined_left(&self, at: usize) -> usize {
        let mut i = at;
        while let (Some((c, conj)), Some(n)) = (self.left(i), i.checked_sub(2))
            && conj.kind == ChunkKind::Conj
            && c == i - 1
            && self.np(n).is_some()
            && !self.chunks.get(n).is_some_and(|c| self.holds_number(*c))
        {
            i = n;
        }
        i
    }

    /// The noun phrase at `at` with those it hangs on by "of" to the left; the chunk it starts with.
    fn of_left(&self, at: usize) -> (Pieces, usize) {
        let mut start = at;
        while let Some((p, prep)) = self.left(start)
            && prep.kind == ChunkKind::Prep
            && self.word_is(p, &["of"])
            && let Some((n, noun)) = self.left(p)
            && noun.kind == ChunkKind::Np
        {
            start = n;
        }
        let pieces = (start..=at).filter_map(|i| self.np(i)).take(MOST_PIECES).collect();
        (pieces, start)
    }

    /// The finite verb behind the value, when the value stands in its subject.
    fn subject_ahead(&self, at: usize) -> Option<usize> {
        let mut i = at + 1;
        while let Some(kind) = self.kind(i) {
            match kind {
                ChunkKind::Finite => return Some(i),
                ChunkKind::Prep | ChunkKind::Np | ChunkKind::Time | ChunkKind::Part | ChunkKind::Ing => i += 1,
                _ => return None,
            }
        }
        None
    }

    /// The subject of the verb group at chunk `verb`.
    fn subject_of(&self, verb: usize, depth: usize) -> Pieces {
        if depth > 8 {
            return Pieces::new();
        }
        let form = self.kind(verb);
        let mut i = verb;
        while let Some((k, c)) = self.left(i)
            && (c.kind == ChunkKind::Time || i != verb && c.kind == ChunkKind::Prep)
        {
            i = k;
        }
        let Some((k, chunk)) = self.left(i) else { return Pieces::new() };
        match chunk.kind {
            // "Ada Miller 44 has": what the number is set beside
            ChunkKind::Np if self.np(k).is_none() && k > 0 && self.np(k - 1).is_some() => self.chain_left(k - 1),
            ChunkKind::Np => match form {
                Some(ChunkKind::Infinitive) => {
                    let mut start = k;
                    while let Some((p, prep)) = self.left(start)
                        && prep.kind == ChunkKind::Prep
                        && self.left(p).is_some_and(|(_, c)| c.kind == ChunkKind::Np)
                    {
                        start = p - 1;
                    }
                    match self.left(start) {
                        // "could cause levels to rise": the object does it
                        Some((_, c)) if c.kind.is_verbal() && self.controls(c) && start == k => self.chain_left(k),
                        // "saw gains to trade at": the subject of the verb before, unless there is none
                        Some((v, c)) if c.kind.is_verbal() => {
                            let subject = self.subject_of(v, depth + 1);
                            if subject.is_empty() { self.chain_left(k) } else { subject }
                        }
                        _ => self.chain_left(k),
                    }
                }
                _ => self.chain_left(k),
            },
            ChunkKind::Wh => self.antecedent(k),
            ChunkKind::Pron if self.word_is(k, &["they"]) => {
                let plural =
                    (k.saturating_sub(REACH)..k).rev().find(|&n| self.np(n).is_some_and(|p| self.is_plural(p)));
                plural.map(|n| self.of_left(n).0).unwrap_or_default()
            }
            ChunkKind::Pron => {
                let third = self.word_is(k, &["it", "he", "she"]);
                match self.finite_before(k).filter(|_| third) {
                    Some(v) => self.subject_of(v, depth + 1),
                    None => Pieces::new(),
                }
            }
            ChunkKind::Conj => self.verb_before(k).map(|v| self.subject_of(v, depth + 1)).unwrap_or_default(),
            ChunkKind::Comma if form == Some(ChunkKind::Finite) => self.across_insertion(k, depth),
            ChunkKind::Comma => self.finite_before(k).map(|v| self.subject_of(v, depth + 1)).unwrap_or_default(),
            ChunkKind::Close => {
                let open = (0..k).rev().take(12).find(|&o| self.kind(o) == Some(ChunkKind::Open));
                match open.and_then(|o| o.checked_sub(1)) {
                    Some(n) if self.np(n).is_some() => self.chain_left(n),
                    _ => Pieces::new(),
                }
            }
            // "plans for saving", "by selling": the doer is that of the verb before
            ChunkKind::Prep | ChunkKind::Opener if form != Some(ChunkKind::Finite) => {
                self.verb_before(k).map(|v| self.subject_of(v, depth + 1)).unwrap_or_default()
            }
            _ if chunk.kind.is_verbal() => self.subject_of(k, depth + 1),
            _ => Pieces::new(),
        }
    }

    /// "Diageo, which is the biggest, said": the noun phrase before the insertion that ends in the comma at `comma`.
    fn across_insertion(&self, comma: usize, depth: usize) -> Pieces {
        let opening = (comma.saturating_sub(REACH)..comma).rev().find(|&i| self.kind(i) == Some(ChunkKind::Comma));
        match opening.and_then(|o| o.checked_sub(1)) {
            Some(n) if self.np(n).is_some() => self.chain_left(n),
            // "the firm sold 5, bought 8": verbs in a row
            _ => self.finite_before(comma).map(|v| self.subject_of(v, depth + 1)).unwrap_or_default(),
        }
    }

    /// Whether a noun phrase ends like a plural.
    fn is_plural(&self, phrase: (usize, usize)) -> bool {
        phrase.1.checked_sub(1).and_then(|i| self.all.get(i)).is_some_and(|t| {
            t.text.len() > 3 && t.text.ends_with('s') && !t.text.ends_with("ss") && !t.text.ends_with("'s")
        })
    }

    /// Whether the object of a verb group does what the infinitive behind it says.
    fn controls(&self, group: Chunk) -> bool {
        self.all.get(group.from..group.to).is_some_and(|w| w.iter().any(|t| t.word.class.has(Class::CONTROL)))
    }

    fn finite_before(&self, at: usize) -> Option<usize> {
        (at.saturating_sub(REACH)..at).rev().find(|&i| self.kind(i) == Some(ChunkKind::Finite))
    }

    fn verb_before(&self, at: usize) -> Option<usize> {
        (at.saturating_sub(REACH)..at).rev().find(|&i| self.kind(i).is_some_and(ChunkKind::is_verbal))
    }

    /// What a relative word points to: the noun phrase before it, with those it hangs on by "of".
    fn antecedent(&self, wh: usize) -> Pieces {
        let mut i = wh;
        while let Some((k, c)) = self.left(i)
            && matches!(c.kind, ChunkKind::Comma | ChunkKind::Prep)
        {
            i = k;
        }
        match self.left(i) {
            Some((k, c)) if c.kind == ChunkKind::Np => self.of_left(k).0,
            _ => Pieces::new(),
        }
    }

    /// The noun phrases that end at chunk `end`, joined by prepositions and "and", in text order.
    fn chain_left(&self, end: usize) -> Pieces {
        let mut start = end;
        let mut last = end;
        while let Some((p, chunk)) = self.left(start) {
            let Some((n, noun)) = self.left(p) else { break };
            let opens = self.chunks.get(p).and_then(|c| self.all.get(c.from)).is_some_and(|t| t.has(Class::OPENS));
            match (chunk.kind, noun.kind) {
                (ChunkKind::Prep, ChunkKind::Np) if !opens => start = n,
                (ChunkKind::Prep, ChunkKind::Ing | ChunkKind::Part | ChunkKind::Infinitive) if !opens => {
                    let Some((m, _)) = self.left(n).filter(|(_, c)| c.kind == ChunkKind::Np) else { break };
                    (start, last) = (m, m);
                }
                (ChunkKind::Ing | ChunkKind::Part | ChunkKind::Infinitive, ChunkKind::Np) => (start, last) = (n, n),
                // "the dam that feeds the mill"
                (ChunkKind::Finite, ChunkKind::Wh) => {
                    let Some((m, _)) = self.left(n).filter(|(_, c)| c.kind == ChunkKind::Np) else { break };
                    (start, last) = (m, m);
                }
                (ChunkKind::Conj, ChunkKind::Np) if self.opens_clause(n) && !self.holds_number(noun) => start = n,
                _ => break,
            }
        }
        let mut pieces: Pieces = (start..=last).filter_map(|i| self.np(i)).collect();
        pieces.truncate(MOST_PIECES);
        pieces
    }

    /// Whether the noun phrase at `at`, with what it hangs on, is the first thing of its clause.
    fn opens_clause(&self, at: usize) -> bool {
        let mut i = at;
        while let Some((p, chunk)) = self.left(i) {
            match chunk.kind {
                ChunkKind::Prep | ChunkKind::Np | ChunkKind::Conj => i = p,
                ChunkKind::Comma | ChunkKind::Opener | ChunkKind::Stop | ChunkKind::Time => return true,
                _ => return false,
            }
        }
        true
    }
}
