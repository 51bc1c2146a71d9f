//! From clean text back to the original bytes.

use super::{CleanSpan, Span};

/// One run of clean bytes and the original bytes it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Segment {
    /// Where it begins; it goes up to where the next one begins.
    clean: u32,
    original: u32,
    original_len: u32,
}

impl Segment {
    /// Whether the run, with its clean bytes up to `end`, was copied byte for byte; any other was replaced as a whole.
    fn is_copy(&self, end: usize) -> bool {
        self.clean as usize + self.original_len as usize == end
    }
}

/// Maps clean offsets to original offsets.
///
/// Text is described as runs that were either *copied* (positions inside map byte for byte) or *replaced* (an entity, a
/// decoded character, white space put in for markup): a position inside a replaced run widens to the whole run.
/// An empty map is the identity: the clean text is the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetMap {
    segments: Vec<Segment>,
    /// Length of the clean text, where there are segments.
    clean_len: u32,
}

impl OffsetMap {
    /// The map of a text that is read as it stands.
    pub fn identity() -> Self {
        Self::default()
    }

    /// Whether clean and original offsets are the same everywhere.
    pub fn is_identity(&self) -> bool {
        self.segments.is_empty()
    }

    /// Original bytes of a clean span. Empty spans map to an empty span at the place they stand.
    pub fn to_original(&self, span: CleanSpan) -> Span {
        if self.segments.is_empty() {
            return Span::new(span.start(), span.end());
        }
        let start = self.edge(span.start(), false);
        if span.is_empty() {
            return Span::new(start, start);
        }
        Span::new(start, self.edge(span.end(), true).max(start))
    }

    /// Original offset of a clean one; `closing` picks the far side at seams and inside replaced runs.
    fn edge(&self, clean: usize, closing: bool) -> usize {
        let probe = if closing { clean.saturating_sub(1) } else { clean };
        let at = self.segments.partition_point(|s| s.clean as usize <= probe);
        let Some(segment) = at.checked_sub(1).and_then(|i| self.segments.get(i)) else {
            return clean;
        };
        let end = self.segments.get(at).map_or(self.clean_len, |next| next.clean) as usize;
        let inside = probe - segment.clean as usize;
        let original = segment.original as usize;
        if segment.is_copy(end) && probe < end {
            original + inside + usize::from(closing)
        } else if closing || probe >= end {
            original + segment.original_len as usize
        } else {
            original
        }
    }
}

/// Builds clean text and its [`OffsetMap`] together, so that they cannot drift apart.
#[derive(Debug, Default)]
pub struct OffsetMapBuilder {
    text: String,
    segments: Vec<Segment>,
}

impl OffsetMapBuilder {
    /// An empty text.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty text with room for `bytes` in so many runs: room that is not used takes no memory, lists that grow take twice theirs.
    pub fn with_capacity(bytes: usize, runs: usize) -> Self {
        Self { text: String::with_capacity(bytes), segments: Vec::with_capacity(runs) }
    }

    /// Length of the clean text so far.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether nothing has been pushed yet.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The clean text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Appends text that stands byte for byte at `original` in the file.
    pub fn copy(&mut self, text: &str, original: usize) {
        if text.is_empty() {
            return;
        }
        let clean = self.text.len();
        self.text.push_str(text);
        if let Some(last) = self.segments.last_mut()
            && last.is_copy(clean)
            && (last.original + last.original_len) as usize == original
        {
            last.original_len += text.len() as u32;
            return;
        }
        self.segments.push(Segment { clean: clean as u32, original: original as u32, original_len: text.len() as u32 });
    }

    /// Appends text that stands for the original bytes `original` (an entity, a line break, markup that parts words).
    pub fn replace(&mut self, text: &str, original: Span) {
        if text.len() == original.len() {
            return self.copy(text, original.start());
        }
        let clean = self.text.len() as u32;
        self.text.push_str(text);
        self.segments.push(Segment { clean, original: original.start() as u32, original_len: original.len() as u32 });
    }

    /// The text and its map; the identity map when the text is the whole of `original_len` bytes, copied.
    pub fn finish(self, original_len: usize) -> (String, OffsetMap) {
        let identity = match self.segments.as_slice() {
            [] => original_len == 0,
            [one] => one.is_copy(self.text.len()) && one.original == 0 && one.original_len as usize == original_len,
            _ => false,
        };
        if identity {
            return (self.text, OffsetMap::identity());
        }
        let clean_len = self.text.len() as u32;
        (self.text, OffsetMap { segments: self.segments, clean_len })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replaced_run_widens_to_the_whole_run() {
        let mut b = OffsetMapBuilder::new();
        b.copy("caf", 0);
        b.replace("é", Span::new(3, 11)); // "&eacute;"
        b.copy(" noir", 11);
        let (text, map) = b.finish(16);
        assert_eq!(text, "café noir");
        assert_eq!(map.to_original(CleanSpan::new(0, 5)), Span::new(0, 11));
        assert_eq!(map.to_original(CleanSpan::new(6, 10)), Span::new(12, 16));
    }

    #[test]
    fn dropped_bytes_between_copies_are_left_out_at_edges() {
        let mut b = OffsetMapBuilder::new();
        b.copy("in 1970", 0);
        b.copy(" The", 9); // a note mark of two bytes dropped
        let (_, map) = b.finish(13);
        assert_eq!(map.to_original(CleanSpan::new(3, 7)), Span::new(3, 7));
        assert_eq!(map.to_original(CleanSpan::new(8, 11)), Span::new(10, 13));
    }

    #[test]
    fn untouched_text_is_the_identity() {
        let mut b = OffsetMapBuilder::new();
        b.copy("abc", 0);
        b.copy("def", 3);
        let (_, map) = b.finish(6);
        assert!(map.is_identity());
        assert_eq!(map.to_original(CleanSpan::new(2, 4)), Span::new(2, 4));
    }
}
