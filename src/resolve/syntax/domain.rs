//! Which words of a sentence share a verb: the reach of a date.
//!
//! "Opened in 1913, the dam is 36 m high" has two domains, and the year is that of the opening alone. A domain is a verb with
//! what hangs on it; a list without verbs of its own stays in the domain it stands in.

use crate::grammar::Token;

use super::chunk::{Chunk, ChunkKind};

/// What a domain is to the one it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::resolve) enum Role {
    /// A clause of its own.
    Main,
    /// A clause that says when: "when it opened".
    Temporal,
    /// Any other clause with a word that opens it: "because", "that".
    Sub,
    /// A relative clause.
    Relative,
    /// A participle or a remark in brackets that tells of something beside: "Founded in 1888, …".
    Side,
}

/// A verb with what hangs on it.
#[derive(Clone, Copy, Debug)]
pub(in crate::resolve) struct Domain {
    /// What it is.
    pub(in crate::resolve) role: Role,
    /// The domain it stands in.
    pub(in crate::resolve) parent: Option<usize>,
    /// Token of its first finite verb.
    pub(in crate::resolve) verb: Option<usize>,
}

/// The domains of a sentence, and the domain of each token.
#[derive(Clone, Debug, Default)]
pub(in crate::resolve) struct Domains {
    all: Vec<Domain>,
    of: Vec<u16>,
}

impl Domains {
    /// The domain of a token: its number and what is known of it.
    pub(in crate::resolve) fn at(&self, token: usize) -> Option<(usize, Domain)> {
        let id = usize::from(*self.of.get(token)?);
        self.all.get(id).map(|d| (id, *d))
    }

    /// Whether domain `inner` is `outer` or stands in it.
    pub(in crate::resolve) fn is_within(&self, inner: usize, outer: usize) -> bool {
        let mut at = Some(inner);
        let mut steps = 0;
        while let Some(id) = at.filter(|_| steps < 16) {
            if id == outer {
                return true;
            }
            at = self.all.get(id).and_then(|d| d.parent);
            steps += 1;
        }
        false
    }
}

/// Where the walk stands.
struct Walk<'a> {
    all: &'a [Token<'a>],
    chunks: &'a [Chunk],
    out: Domains,
    now: usize,
    /// Chunk that the last clause began with.
    starts: usize,
    /// Chunk behind the comma that ended the last clause.
    left: usize,
}

/// Finds the domains of a sentence of `all` tokens.
pub(super) fn domains(all: &[Token<'_>], chunks: &[Chunk]) -> Domains {
    let mut walk = Walk { all, chunks, out: Domains::default(), now: 0, starts: usize::MAX, left: usize::MAX };
    walk.out.of = vec![0; all.len()];
    walk.open(Role::Main, None);
    // where the last part of the clause begins, for a second verb in it
    let mut seam: Option<usize> = None;
    let mut at = 0;
    for (i, chunk) in chunks.iter().enumerate() {
        walk.paint(at, chunk.from);
        at = chunk.from;
        match chunk.kind {
            ChunkKind::Stop => {
                walk.open(Role::Main, None);
                seam = None;
            }
            ChunkKind::Open if !walk.is_plain_bracket(i) => {
                let parent = walk.now;
                walk.open(Role::Side, Some(parent));
            }
            ChunkKind::Close if walk.role() == Role::Side => walk.leave(),
            ChunkKind::Wh | ChunkKind::Opener => {
                let role = walk.opened_by(i);
                let parent = walk.now;
                walk.open(role, Some(parent));
                walk.starts = i;
                seam = None;
            }
            ChunkKind::Prep if walk.opens_with_clause(i) => {
                let role = walk.opened_by(i);
                let parent = walk.now;
                walk.open(role, Some(parent));
                walk.starts = i;
                seam = None;
            }
            // "Ada Holm, who ran the mill, hired 40 weavers": the verb behind the remark
            ChunkKind::Part if walk.left == i && walk.domain().is_some_and(|d| d.verb.is_none()) => {
                if let Some(d) = walk.out.all.get_mut(walk.now) {
                    d.verb = Some(chunk.from);
                }
                seam = None;
            }
            ChunkKind::Part if walk.stands_apart(i) => {
                let parent = walk.now;
                walk.open(Role::Side, Some(parent));
                seam = None;
            }
            ChunkKind::Comma | ChunkKind::Conj => {
                let inside = !matches!(walk.role(), Role::Main);
                let done = walk.domain().is_some_and(|d| d.verb.is_some() || d.role == Role::Side);
                if chunk.kind == ChunkKind::Comma && inside && done && walk.goes_on_outside(i) {
                    walk.leave();
                    walk.left = i + 1;
                }
                seam = Some(chunk.to);
            }
            ChunkKind::Finite => {
                let seen = walk.domain().is_some_and(|d| d.verb.is_some());
                match seam.filter(|&from| seen && walk.begins_clause(from, i)) {
                    Some(from) => {
                        let (role, parent) = walk.domain().map_or((Role::Main, None), |d| (d.role, d.parent));
                        walk.open(role, parent);
                        walk.paint(from, chunk.from);
                    }
                    // "the firm that built it closed": a second verb is that of the clause outside
                    None if seen && walk.role() == Role::Relative => walk.leave(),
                    None => {}
                }
                if let Some(d) = walk.out.all.get_mut(walk.now) {
                    d.verb = d.verb.or(Some(chunk.from));
                }
                seam = None;
            }
            _ => {}
        }
        walk.paint(at, chunk.to);
        at = chunk.to;
    }
    walk.paint(at, all.len());
    walk.out
}

impl Walk<'_> {
    fn domain(&self) -> Option<Domain> {
        self.out.all.get(self.now).copied()
    }

    fn role(&self) -> Role {
        self.domain().map_or(Role::Main, |d| d.role)
    }

    fn open(&mut self, role: Role, parent: Option<usize>) {
        self.out.all.push(Domain { role, parent, verb: None });
        self.now = self.out.all.len() - 1;
    }

    /// Back to the domain outside.
    fn leave(&mut self) {
        if let Some(parent) = self.domain().and_then(|d| d.parent) {
            self.now = parent;
        }
    }

    fn paint(&mut self, from: usize, to: usize) {
        let id = u16::try_from(self.now).unwrap_or(u16::MAX);
        if let Some(slice) = self.out.of.get_mut(from..to) {
            slice.fill(id);
        }
    }

    fn kind(&self, i: usize) -> Option<ChunkKind> {
        self.chunks.get(i).map(|c| c.kind)
    }

    /// What a clause is, by the word that opens it.
    fn opened_by(&self, i: usize) -> Role {
        let word = self.chunks.get(i).and_then(|c| self.all.get(c.from));
        if word.is_some_and(|t| t.is_any(&["when", "once", "as", "whenever"])) {
            Role::Temporal
        } else if word.is_some_and(|t| t.is("since")) {
            Role::Side
        } else if self.kind(i) == Some(ChunkKind::Wh) && !word.is_some_and(|t| t.is_any(&["where", "how", "what"])) {
            Role::Relative
        } else {
            Role::Sub
        }
    }

    /// Whether what stands between a comma or "and" and a verb makes a clause of its own.
    fn begins_clause(&self, from: usize, verb: usize) -> bool {
        let first = self.chunks.partition_point(|c| c.from < from);
        let joined = first.checked_sub(1).and_then(|i| self.kind(i)) == Some(ChunkKind::Conj);
        let between = self.chunks.get(first..verb).unwrap_or_default();
        joined || between.is_empty() || between.iter().any(|c| matches!(c.kind, ChunkKind::Np | ChunkKind::Pron))
    }

    /// "after the mill closed": a preposition before a subject and its verb opens a clause.
    fn opens_with_clause(&self, i: usize) -> bool {
        let word = self.chunks.get(i).and_then(|c| self.all.get(c.from));
        word.is_some_and(|t| t.is_any(&["after", "before", "since", "until", "till", "as"]))
            && matches!(self.kind(i + 1), Some(ChunkKind::Np | ChunkKind::Pron))
            && self.kind(i + 2) == Some(ChunkKind::Finite)
    }

    /// "(1931)" right behind a number and its noun only says when.
    fn is_plain_bracket(&self, open: usize) -> bool {
        let inner = self.chunks.get(open + 1..).unwrap_or_default();
        let only = inner.iter().take_while(|c| c.kind != ChunkKind::Close).all(|c| c.kind == ChunkKind::Time);
        let counted = open.checked_sub(1).and_then(|i| self.chunks.get(i)).is_some_and(|c| {
            c.kind == ChunkKind::Np
                && self.all.get(c.from..c.to).is_some_and(|w| {
                    w.iter().any(|t| t.kind == crate::grammar::TokenKind::Number || t.word.numeral.is_some())
                })
        });
        only && counted
    }

    /// Whether a participle is set off: at the start of the sentence or behind a comma.
    fn stands_apart(&self, i: usize) -> bool {
        let before = i.checked_sub(1).and_then(|j| self.kind(j));
        matches!(before, None | Some(ChunkKind::Comma | ChunkKind::Stop))
    }

    /// Whether a verb of the clause outside follows the comma before the next one.
    fn goes_on_outside(&self, comma: usize) -> bool {
        // "When it opened, the dam …": a clause that stands before all ends with its comma
        if self.role() == Role::Side || self.starts == 0 {
            return true;
        }
        let rest = self.chunks.get(comma + 1..).unwrap_or_default();
        let mut part = rest.iter().take_while(|c| {
            !matches!(c.kind, ChunkKind::Comma | ChunkKind::Stop | ChunkKind::Wh | ChunkKind::Opener | ChunkKind::Close)
        });
        let waits = self.domain().and_then(|d| self.out.all.get(d.parent?)).is_some_and(|d| d.verb.is_none());
        part.any(|c| c.kind == ChunkKind::Finite || waits && c.kind == ChunkKind::Part)
    }
}
