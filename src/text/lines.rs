//! Line and column of a byte offset.

/// A place as an editor shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, counted from 1.
    pub line: u32,
    /// Column, counted from 1 in Unicode scalar values.
    pub column: u32,
}

/// Where the lines of one text begin. Lines end at LF, CRLF or a lone CR, as editors count them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineIndex {
    /// Offset of the first byte of each line.
    starts: Vec<u32>,
}

impl LineIndex {
    /// Finds the line starts of `bytes`.
    pub fn new(bytes: &[u8]) -> Self {
        let mut starts = Vec::with_capacity(memchr::memchr2_iter(b'\n', b'\r', bytes).count() + 1);
        starts.push(0);
        for i in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let crlf = bytes[i] == b'\r' && bytes.get(i + 1) == Some(&b'\n');
            if !crlf {
                starts.push(i as u32 + 1);
            }
        }
        Self { starts }
    }

    /// Number of lines; a final line end opens one more, empty, line.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there is no line at all; never so for an index made by [`LineIndex::new`].
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Offset of the first byte of a line, counted from 0; the end of the text for a line that is not there.
    pub fn start(&self, line: usize) -> Option<usize> {
        self.starts.get(line).map(|&s| s as usize)
    }

    /// The line, counted from 0, that holds a byte offset.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&s| s as usize <= offset).saturating_sub(1)
    }

    /// Line and column of a byte offset in `bytes`, the text that the index was made from.
    /// Bytes that are not UTF-8 count one column each.
    pub fn position(&self, bytes: &[u8], offset: usize) -> Position {
        let line = self.line(offset);
        let start = self.starts.get(line).map_or(0, |&s| s as usize);
        let end = offset.min(bytes.len());
        let head = bytes.get(start..end).unwrap_or_default();
        let column = String::from_utf8_lossy(head).chars().count();
        Position { line: line as u32 + 1, column: column as u32 + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_opens_one_line() {
        let text = b"a\r\nb\rc\nd";
        let index = LineIndex::new(text);
        let line = |at| index.position(text, at).line;
        assert_eq!([line(0), line(3), line(5), line(7)], [1, 2, 3, 4]);
    }

    #[test]
    fn columns_count_characters() {
        let text = "é😀x".as_bytes();
        let index = LineIndex::new(text);
        assert_eq!(index.position(text, 6), Position { line: 1, column: 3 });
    }
}
