//! How editors count columns.

use gen_lsp_types::{Position, Range};

use crate::text::{LineIndex, Span};

/// The unit of columns, settled with the client once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// What the protocol counts unless something else is agreed.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

impl Encoding {
    /// The best of those that a client offers.
    pub fn choose<'a>(offered: impl Iterator<Item = &'a str>) -> Self {
        let known = offered.filter_map(|name| match name {
            "utf-8" => Some((0, Self::Utf8)),
            "utf-32" => Some((1, Self::Utf32)),
            "utf-16" => Some((2, Self::Utf16)),
            _ => None,
        });
        known.min_by_key(|(rank, _)| *rank).map_or(Self::Utf16, |(_, encoding)| encoding)
    }

    /// Its name in the protocol.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Utf32 => "utf-32",
        }
    }

    fn units(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Utf32 => 1,
        }
    }

    /// Line and column of a byte offset. Bytes that are no text count as one character each.
    pub fn position(self, bytes: &[u8], lines: &LineIndex, offset: usize) -> Position {
        let offset = offset.min(bytes.len());
        let line = lines.line(offset);
        let start = lines.start(line).unwrap_or(0);
        let mut column = 0;
        for chunk in bytes.get(start..offset).unwrap_or_default().utf8_chunks() {
            column += chunk.valid().chars().map(|c| self.units(c)).sum::<usize>() + chunk.invalid().len();
        }
        Position { line: narrow(line), character: narrow(column) }
    }

    /// The range of a span.
    pub fn range(self, bytes: &[u8], lines: &LineIndex, span: Span) -> Range {
        Range { start: self.position(bytes, lines, span.start()), end: self.position(bytes, lines, span.end()) }
    }

    /// The byte offset of a line and column. What lies behind the end of a line is its end, what lies inside a character
    /// is its start, and what lies behind the last line is the end of the text.
    pub fn offset(self, text: &str, lines: &LineIndex, position: Position) -> usize {
        let line = position.line as usize;
        let Some(start) = lines.start(line) else { return text.len() };
        let end = lines.start(line + 1).unwrap_or(text.len());
        let content = text.get(start..end).unwrap_or_default().trim_end_matches(['\n', '\r']);
        let wanted = position.character as usize;
        let mut column = 0;
        for (at, c) in content.char_indices() {
            column += self.units(c);
            if column > wanted {
                return start + at;
            }
        }
        start + content.len()
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn columns_differ_by_unit() {
        let text = "x\n👩‍👩‍👧 e\u{301} 𐐀 12\n";
        let lines = LineIndex::new(text.as_bytes());
        let offset = text.find("12").unwrap();
        let columns = ALL.map(|e| e.position(text.as_bytes(), &lines, offset).character);
        assert_eq!(columns, [28, 15, 11]);
    }

    #[test]
    fn what_lies_outside_is_clamped_and_inside_a_character_is_its_start() {
        let text = "a😀b\r\nc";
        let lines = LineIndex::new(text.as_bytes());
        let offset = |line, column| Encoding::Utf16.offset(text, &lines, at(line, column));
        assert_eq!([offset(0, 1), offset(0, 2), offset(0, 3), offset(0, 4)], [1, 1, 5, 6]);
        assert_eq!([offset(0, 99), offset(1, 99), offset(7, 0), offset(u32::MAX, u32::MAX)], [6, 9, 9, 9]);
    }

    #[test]
    fn the_best_offer_is_taken() {
        assert_eq!(Encoding::choose(["utf-16", "utf-8"].into_iter()), Encoding::Utf8);
        assert_eq!(Encoding::choose(["utf-16", "utf-32"].into_iter()), Encoding::Utf32);
        assert_eq!(Encoding::choose(["latin-1"].into_iter()), Encoding::Utf16);
        assert_eq!(Encoding::choose(std::iter::empty()), Encoding::Utf16);
    }

    proptest::proptest! {
        #[test]
        fn there_and_back(text in "[a-zé😀\u{301}𐐀\r\n\t ]{0,40}", at in 0usize..200) {
            let lines = LineIndex::new(text.as_bytes());
            let mut offset = at.min(text.len());
            // between CR and LF there is no place
            while !text.is_char_boundary(offset) || text[..offset].ends_with('\r') && text[offset..].starts_with('\n') {
                offset -= 1;
            }
            for encoding in ALL {
                let position = encoding.position(text.as_bytes(), &lines, offset);
                proptest::prop_assert_eq!(encoding.offset(&text, &lines, position), offset);
            }
        }
    }
}
