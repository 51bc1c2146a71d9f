//! Content ids: names that stay the same as long as what they name does.
//!
//! Ids are written to files and compared between runs and versions, so the hash is spelt out here (FNV-1a, 128 bits)
//! instead of taken from the standard library, whose hashers may change.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Claim, Fact};

/// Letters of ids: digits and lower-case letters without `i`, `l`, `o` and `u`, which are easily misread.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A hash of a list of texts, the same on every machine and in every version.
#[derive(Clone, Copy, Debug)]
pub struct ContentHash(u128);

impl Default for ContentHash {
    fn default() -> Self {
        Self::new()
    }
}

impl ContentHash {
    /// The hash of nothing.
    pub const fn new() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    /// Takes in one text. Texts are kept apart: "ab", "c" differs from "a", "bc".
    #[must_use]
    pub fn with(self, text: &str) -> Self {
        // 0xff never occurs in UTF-8, so it ends a text without doubt.
        self.with_bytes(text.as_bytes()).with_bytes(&[0xff])
    }

    /// Takes in one text as [`fold_space`] would leave it.
    #[must_use]
    pub fn with_folded(mut self, text: &str) -> Self {
        if is_folded(text) {
            return self.with(text);
        }
        for (i, word) in text.split_whitespace().enumerate() {
            self = self.with_bytes(if i > 0 { b" " } else { b"" }).with_bytes(word.as_bytes());
        }
        self.with_bytes(&[0xff])
    }

    fn with_bytes(mut self, bytes: &[u8]) -> Self {
        for &byte in bytes {
            self.0 = (self.0 ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
        self
    }

    /// The hash as `letters` letters of five bits each, at most 25.
    pub fn letters(self, letters: usize) -> String {
        let folded = self.0 ^ (self.0 >> 67);
        (0..letters.min(25)).map(|i| char::from(ALPHABET[(folded >> (5 * i) & 31) as usize])).collect()
    }
}

/// Text with every run of white space as one space: what ids and fingerprints see of a sentence, so that re-wrapping
/// a paragraph changes nothing.
pub fn fold_space(text: &str) -> String {
    if is_folded(text) {
        return text.to_owned();
    }
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// Whether there is no white space in a text but single spaces between its words.
fn is_folded(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return true };
    if *first == b' ' || *last == b' ' {
        return false;
    }
    // looked at whole, which is done many bytes at a time
    let (mut parted, mut doubtful) = (false, false);
    for (b, next) in bytes.iter().zip(bytes.get(1..).unwrap_or_default()) {
        parted |= (*b == b' ') & (*next == b' ');
    }
    for b in bytes {
        parted |= b.wrapping_sub(b'\t') <= b'\r' - b'\t';
        doubtful |= (*b == 0xc2) | (b.wrapping_sub(0xe1) <= 2);
    }
    // what white space beyond ASCII begins with
    !(parted || doubtful && text.chars().any(|c| !c.is_ascii() && c.is_whitespace()))
}

/// The id of the `occurrence`-th fact (from 0) that states `surface` in `sentence` of `source`.
pub fn content_id(source: &str, sentence: &str, surface: &str, occurrence: usize) -> String {
    name(ContentHash::new().with(source).with_folded(sentence).with_folded(surface), occurrence)
}

fn name(stated: ContentHash, occurrence: usize) -> String {
    format!("f-{}", stated.with(&occurrence.to_string()).letters(10))
}

/// Gives the facts of one source their ids, one after the other in text order.
#[derive(Debug, Default)]
pub struct Ids {
    /// How often words were stated in a sentence. Counted by half of the hash: whole sentences as keys would hold every text
    /// in memory twice.
    seen: FxHashMap<u64, u32>,
    /// The last sentence, and its hash.
    last: Option<(Arc<str>, ContentHash)>,
}

impl Ids {
    /// Gives the next fact its id.
    pub fn give(&mut self, fact: &mut Claim) {
        let sentence = match &self.last {
            Some((quote, hash)) if Arc::ptr_eq(quote, &fact.quote) => *hash,
            _ => ContentHash::new().with(&fact.source).with_folded(&fact.quote),
        };
        self.last = Some((fact.quote.clone(), sentence));
        let stated = sentence.with_folded(&fact.surface);
        let count = self.seen.entry((stated.0 ^ (stated.0 >> 67)) as u64).or_default();
        fact.id = name(stated, *count as usize);
        *count += 1;
    }
}

/// Gives every fact of one source its content id. The facts must stand in text order.
pub fn assign(facts: &mut [Fact]) {
    let mut ids = Ids::default();
    facts.iter_mut().for_each(|fact| ids.give(fact));
}

/// Puts the facts of one source in text order and gives them their ids.
pub fn finish(facts: &mut [Fact]) {
    facts.sort_by_key(|f| (f.span, f.extent));
    assign(facts);
}

/// The same facts as those of a source with another id.
pub fn renamed(facts: &[Fact], source: &Arc<str>) -> Vec<Fact> {
    let mut own = facts.to_vec();
    own.iter_mut().for_each(|fact| fact.source = source.clone());
    finish(&mut own);
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_sees_words_and_not_line_breaks() {
        let id = content_id("a", "In 1969 there were\n  977 strikes.", "977", 0);
        assert_eq!(id, content_id("a", "In 1969 there were 977 strikes.", "977", 0));
        assert_eq!(id.len(), 12);
        assert!(id.starts_with("f-"));
    }

    #[test]
    fn white_space_is_folded_wherever_it_stands() {
        for (text, folded) in [
            ("", ""),
            (" ", ""),
            ("a b", "a b"),
            ("a  b", "a b"),
            (" a b", "a b"),
            ("a b ", "a b"),
            ("a\u{a0}b", "a b"),
            ("a\u{2009}\u{3000}b", "a b"),
            ("“a” – é", "“a” – é"),
        ] {
            assert_eq!(fold_space(text), folded);
            assert_eq!(ContentHash::new().with_folded(text).0, ContentHash::new().with(folded).0, "{text:?}");
        }
    }

    #[test]
    fn an_id_differs_by_source_sentence_surface_and_occurrence() {
        let ids = [
            content_id("a", "977 strikes", "977", 0),
            content_id("b", "977 strikes", "977", 0),
            content_id("a", "978 strikes", "977", 0),
            content_id("a", "977 strikes", "97", 0),
            content_id("a", "977 strikes", "977", 1),
        ];
        for (i, a) in ids.iter().enumerate() {
            assert!(!ids[i + 1..].contains(a));
        }
    }

    /// Ids lie in committed files: a change of this value breaks every decision and record out there.
    #[test]
    fn the_hash_is_what_it_always_was() {
        assert_eq!(ContentHash::new().with("gainsay").letters(10), ContentHash::new().with("gainsay").letters(10));
        assert_eq!(
            ContentHash::new().with_folded(" a  b\nc ").letters(10),
            ContentHash::new().with(&fold_space(" a  b\nc ")).letters(10)
        );
        assert_ne!(
            ContentHash::new().with("ab").with("c").letters(10),
            ContentHash::new().with("a").with("bc").letters(10)
        );
        insta::assert_snapshot!(content_id("source", "A sentence with 12 words.", "12", 0));
    }
}
