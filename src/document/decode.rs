//! Bytes to text: UTF-8 and UTF-16, and what to do about damage.

use std::string::FromUtf8Error;

use crate::text::{OffsetMap, OffsetMapBuilder, Span};

use super::Notice;

/// Decoded text, the map back to the bytes, and what was met on the way.
pub(crate) struct Decoded {
    pub(crate) text: String,
    /// The bytes, where they are not those of the text.
    pub(crate) bytes: Option<Vec<u8>>,
    pub(crate) offsets: OffsetMap,
    pub(crate) notices: Vec<Notice>,
    /// The bytes are no text.
    pub(crate) binary: bool,
}

/// Decodes bytes. A byte order mark decides; without one the text is UTF-8, and a NUL byte means that it is no text.
pub(crate) fn decode(bytes: Vec<u8>) -> Decoded {
    let bytes = match whole_utf8(bytes) {
        Ok(text) => {
            return Decoded { text, bytes: None, offsets: OffsetMap::identity(), notices: Vec::new(), binary: false };
        }
        Err(bytes) => bytes,
    };
    let decoded = match bytes.as_slice() {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(&bytes, rest, 3),
        [0xFF, 0xFE, rest @ ..] => utf16(bytes.len(), rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(bytes.len(), rest, u16::from_be_bytes),
        _ => utf8(&bytes, &bytes, 0),
    };
    Decoded { bytes: Some(bytes), ..decoded }
}

/// The text that the bytes are as they stand: most are.
fn whole_utf8(bytes: Vec<u8>) -> Result<String, Vec<u8>> {
    if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) || memchr::memchr(0, &bytes).is_some() {
        return Err(bytes);
    }
    String::from_utf8(bytes).map_err(FromUtf8Error::into_bytes)
}

fn utf8(bytes: &[u8], rest: &[u8], skipped: usize) -> Decoded {
    if let Some(at) = memchr::memchr(0, rest) {
        let says = format!("byte {} is NUL: this is no text and was not read", at + skipped);
        let notices = vec![Notice { at: Span::new(at + skipped, at + skipped + 1), says }];
        return Decoded { text: String::new(), bytes: None, offsets: OffsetMap::identity(), notices, binary: true };
    }
    let mut builder = OffsetMapBuilder::new();
    let mut damage = Damage::default();
    let mut at = skipped;
    for chunk in rest.utf8_chunks() {
        builder.copy(chunk.valid(), at);
        at += chunk.valid().len();
        let bad = chunk.invalid().len();
        if bad > 0 {
            builder.replace("\u{FFFD}", Span::new(at, at + bad));
            damage.note(at, bad);
            at += bad;
        }
    }
    let (text, offsets) = builder.finish(bytes.len());
    Decoded { text, bytes: None, offsets, notices: damage.notices("not UTF-8"), binary: false }
}

fn utf16(len: usize, rest: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded {
    let mut builder = OffsetMapBuilder::new();
    let mut damage = Damage::default();
    let (pairs, odd) = rest.as_chunks::<2>();
    let mut at = 2;
    let mut buffer = [0; 4];
    for decoded in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        let (c, bytes) = match decoded {
            Ok(c) => (c, 2 * c.len_utf16()),
            Err(_) => {
                damage.note(at, 2);
                (char::REPLACEMENT_CHARACTER, 2)
            }
        };
        builder.replace(c.encode_utf8(&mut buffer), Span::new(at, at + bytes));
        at += bytes;
    }
    if !odd.is_empty() {
        builder.replace("\u{FFFD}", Span::new(at, at + 1));
        damage.note(at, 1);
    }
    let (text, offsets) = builder.finish(len);
    Decoded { text, bytes: None, offsets, notices: damage.notices("not UTF-16"), binary: false }
}

/// Counts damaged runs and remembers the first.
#[derive(Default)]
struct Damage {
    first: Option<Span>,
    count: usize,
}

impl Damage {
    fn note(&mut self, at: usize, len: usize) {
        self.count += 1;
        self.first.get_or_insert(Span::new(at, at + len));
    }

    fn notices(self, what: &str) -> Vec<Notice> {
        let Some(at) = self.first else { return Vec::new() };
        let places = if self.count == 1 { "1 place".to_owned() } else { format!("{} places", self.count) };
        let says = format!("{what} in {places}, the first at byte {}: read as U+FFFD", at.start());
        vec![Notice { at, says }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::CleanSpan;

    #[test]
    fn damaged_bytes_are_replaced_and_counted() {
        let found = decode(b"ab\xFFcd\x80".to_vec());
        assert_eq!(found.text, "ab\u{FFFD}cd\u{FFFD}");
        assert_eq!(found.offsets.to_original(CleanSpan::new(5, 7)), Span::new(3, 5));
        assert_eq!(found.notices.len(), 1);
        assert!(found.notices[0].says.contains("2 places, the first at byte 2"));
    }

    #[test]
    fn byte_order_marks_are_honored() {
        let utf16: Vec<u8> =
            [0xFEFF_u16].into_iter().chain("né 12".encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let found = decode(utf16);
        assert_eq!(found.text, "né 12");
        assert_eq!(found.offsets.to_original(CleanSpan::new(4, 6)), Span::new(8, 12));
        let found = decode("\u{FEFF}x1".into());
        assert_eq!(found.text, "x1");
        assert_eq!(found.offsets.to_original(CleanSpan::new(1, 2)), Span::new(4, 5));
    }

    #[test]
    fn a_nul_anywhere_means_no_text() {
        let mut bytes = vec![b'a'; 100_000];
        bytes[90_000] = 0;
        assert!(decode(bytes).binary);
    }
}
