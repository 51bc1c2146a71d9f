//! Words folded to lower case, and tables that are asked for nearly every word of a text.

/// The longest word form that is looked up, in bytes.
pub(super) const LONGEST: usize = 32;

/// A word with ASCII letters in lower case, filled up with zeros: hashed and compared as a few machine words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Folded([u64; LONGEST / 8]);

impl Folded {
    /// Folds a word; `None` for words too long to be in a table.
    pub(super) fn new(word: &str) -> Option<Self> {
        let mut bytes = [0; LONGEST];
        bytes.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
        bytes.make_ascii_lowercase();
        let mut parts = [0; LONGEST / 8];
        for (part, bytes) in parts.iter_mut().zip(bytes.as_chunks::<8>().0) {
            *part = u64::from_le_bytes(*bytes);
        }
        Some(Self(parts))
    }

    /// Folds the word of ASCII letters that `bytes` begin with: most words are short and stand amid others, and are read in one go.
    pub(super) fn of_letters(bytes: &[u8], len: usize) -> Option<Self> {
        const SMALL: u64 = 0x2020_2020_2020_2020;
        let ([first, second, ..], 0..=16) = (bytes.as_chunks::<8>().0, len) else {
            return std::str::from_utf8(bytes.get(..len)?).ok().and_then(Self::new);
        };
        let part = |bytes: &[u8; 8], len: usize| match len {
            0 => 0,
            1..8 => (u64::from_le_bytes(*bytes) | SMALL) & (u64::MAX >> (64 - 8 * len)),
            _ => u64::from_le_bytes(*bytes) | SMALL,
        };
        Some(Self([part(first, len), part(second, len.saturating_sub(8)), 0, 0]))
    }

    fn hash(&self) -> u64 {
        const FACTOR: u64 = 0xf135_7aea_2e62_a9c5;
        let [first, rest @ ..] = self.0;
        let mut hash = first.wrapping_mul(FACTOR);
        for part in rest {
            // words are filled up with zeros: behind one there is nothing more
            if part == 0 {
                break;
            }
            hash = (hash.rotate_left(23) ^ part).wrapping_mul(FACTOR);
        }
        hash ^ (hash >> 29)
    }
}

/// Meanings by folded word. Looking for a word that is not there hardly ever touches more than one slot.
#[derive(Clone, Debug)]
pub(super) struct Table<T> {
    /// One more than the index of an entry, with a part of its hash above; 0 where nothing is.
    slots: Vec<u32>,
    keys: Vec<Folded>,
    values: Vec<T>,
}

/// Bits of a slot that hold an index.
const INDEX: u32 = 20;

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self::with_capacity(0)
    }
}

impl<T> Table<T> {
    /// A table with room for some words.
    pub(super) fn with_capacity(words: usize) -> Self {
        let slots = vec![0; (words * 2).next_power_of_two().max(16)];
        Self { slots, keys: Vec::with_capacity(words), values: Vec::with_capacity(words) }
    }

    /// The slot where a word stands or would stand.
    fn find(&self, word: &Folded) -> (usize, u32, Option<usize>) {
        let hash = word.hash();
        let tag = (hash >> (32 + INDEX)) as u32;
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let Some(&slot) = self.slots.get(at).filter(|s| **s != 0) else { return (at, tag, None) };
            let index = (slot & ((1 << INDEX) - 1)) as usize - 1;
            if slot >> INDEX == tag && self.keys.get(index) == Some(word) {
                return (at, tag, Some(index));
            }
            at = (at + 1) & mask;
        }
    }

    /// The meaning of a word.
    pub(super) fn get(&self, word: &Folded) -> Option<&T> {
        let hash = word.hash();
        let tag = (hash >> (32 + INDEX)) as u32;
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = *self.slots.get(at).filter(|s| **s != 0)?;
            if slot >> INDEX == tag {
                let index = (slot & ((1 << INDEX) - 1)) as usize - 1;
                if self.keys.get(index) == Some(word) {
                    return self.values.get(index);
                }
            }
            at = (at + 1) & mask;
        }
    }

    /// The meaning of a word, to change it; a new one is made when there is none. `None` for words too long to be looked up.
    pub(super) fn entry(&mut self, word: &str, new: impl FnOnce() -> T) -> Option<&mut T> {
        let word = Folded::new(word)?;
        let (mut at, tag, found) = self.find(&word);
        if let Some(index) = found {
            return self.values.get_mut(index);
        }
        if (self.keys.len() + 1) * 2 > self.slots.len() {
            self.grow();
            at = self.find(&word).0;
        }
        let next = u32::try_from(self.keys.len() + 1).ok().filter(|n| n >> INDEX == 0)?;
        *self.slots.get_mut(at)? = tag << INDEX | next;
        self.keys.push(word);
        self.values.push(new());
        self.values.last_mut()
    }

    /// Sets the meaning of a word.
    pub(super) fn insert(&mut self, word: &str, meaning: T)
    where
        T: Copy,
    {
        if let Some(slot) = self.entry(word, || meaning) {
            *slot = meaning;
        }
    }

    fn grow(&mut self) {
        self.slots = vec![0; self.slots.len() * 2];
        for index in 0..self.keys.len() {
            let Some(word) = self.keys.get(index) else { continue };
            let hash = word.hash();
            let mask = self.slots.len() - 1;
            let mut at = hash as usize & mask;
            while self.slots.get(at).is_some_and(|s| *s != 0) {
                at = (at + 1) & mask;
            }
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = ((hash >> (32 + INDEX)) as u32) << INDEX | (index as u32 + 1);
            }
        }
    }

    /// Every meaning, in the order the words came.
    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.values.iter_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_folded_alike_wherever_they_stand() {
        let text = "A Word of Seventeen Letters; Counterrevolutions And unquestionability";
        for word in text.split([' ', ';']).filter(|w| !w.is_empty()) {
            let at = text.find(word).unwrap();
            assert_eq!(Folded::of_letters(&text.as_bytes()[at..], word.len()), Folded::new(word), "{word}");
        }
    }

    #[test]
    fn words_are_found_whatever_their_case_and_others_are_not() {
        let mut table = Table::default();
        for n in 0..500u32 {
            table.insert(&format!("word{n}"), n);
        }
        table.insert("word7", 7000);
        let get = |word: &str| Folded::new(word).and_then(|w| table.get(&w)).copied();
        assert_eq!(get("WORD499"), Some(499));
        assert_eq!(get("word7"), Some(7000));
        assert_eq!(get("word500"), None);
        assert_eq!(get(&"w".repeat(LONGEST + 1)), None);
    }
}
