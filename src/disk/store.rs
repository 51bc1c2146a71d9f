//! Output in parts that are made side by side and written one behind the other: in memory while they are few, in a temporary
//! file beyond.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Bytes of a part that are moved at once.
const PIECE: usize = 256 * 1024;

/// Where the parts of an output wait for their turn.
#[derive(Debug, Default)]
pub struct Store {
    /// How many bytes may wait in memory.
    room: usize,
    held: AtomicUsize,
    file: Mutex<Option<File>>,
}

/// A part of an output.
#[derive(Debug, Default)]
pub struct Part {
    pieces: Vec<Piece>,
    last: Vec<u8>,
}

#[derive(Debug)]
enum Piece {
    Held(Vec<u8>),
    Filed { at: u64, len: u64 },
}

impl Store {
    /// A store that keeps about `room` bytes in memory.
    pub fn new(room: usize) -> Self {
        Self { room, ..Self::default() }
    }

    /// Adds to a part what `write` writes.
    pub fn add(&self, part: &mut Part, write: impl FnOnce(&mut Vec<u8>)) {
        if part.last.capacity() == 0 {
            part.last.reserve(PIECE + PIECE / 16);
        }
        write(&mut part.last);
        if part.last.len() < PIECE {
            return;
        }
        let len = part.last.len();
        let is_full = self.held.load(Ordering::Relaxed) + len > self.room;
        if is_full && let Ok(at) = self.put_by(&part.last) {
            part.pieces.push(Piece::Filed { at, len: len as u64 });
            part.last.clear();
        } else {
            // without a temporary file everything is kept
            self.held.fetch_add(len, Ordering::Relaxed);
            part.pieces.push(Piece::Held(std::mem::take(&mut part.last)));
        }
    }

    /// Empties a part.
    pub fn clear(&self, part: &mut Part) {
        for piece in part.pieces.drain(..) {
            if let Piece::Held(bytes) = piece {
                self.held.fetch_sub(bytes.len(), Ordering::Relaxed);
            }
        }
        part.last.clear();
    }

    /// Writes a part behind what the temporary file holds; where it begins there.
    fn put_by(&self, bytes: &[u8]) -> io::Result<u64> {
        let mut slot = self.file.lock().map_err(|_| io::Error::other("a writer failed"))?;
        let file = match &mut *slot {
            Some(file) => file,
            None => slot.insert(tempfile::tempfile()?),
        };
        let at = file.seek(SeekFrom::End(0))?;
        file.write_all(bytes)?;
        Ok(at)
    }

    /// Writes a part to where it is to go.
    ///
    /// # Errors
    /// It cannot be written, or what was put by cannot be read.
    pub fn write(&self, part: &Part, out: &mut dyn Write) -> io::Result<()> {
        for piece in &part.pieces {
            match piece {
                Piece::Held(bytes) => out.write_all(bytes)?,
                Piece::Filed { at, len } => {
                    let slot = self.file.lock().map_err(|_| io::Error::other("a writer failed"))?;
                    let mut file = slot.as_ref().ok_or_else(|| io::Error::other("the temporary file is gone"))?;
                    file.seek(SeekFrom::Start(*at))?;
                    if io::copy(&mut file.take(*len), out)? != *len {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                }
            }
        }
        out.write_all(&part.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_by_comes_back_in_its_place() {
        let line = |n: usize| format!("{n:07}\n");
        for room in [0, 3 * PIECE, usize::MAX / 2] {
            let store = Store::new(room);
            let mut parts = [Part::default(), Part::default()];
            store.add(&mut parts[1], |out| out.extend([b'?'; 2 * PIECE]));
            store.clear(&mut parts[1]);
            for n in 0..200_000 {
                store.add(&mut parts[n % 2], |out| out.extend(line(n).bytes()));
            }
            let mut out = Vec::new();
            parts.iter().try_for_each(|part| store.write(part, &mut out)).unwrap();
            let expected: String = (0..200_000).step_by(2).chain((1..200_000).step_by(2)).map(line).collect();
            assert!(out == expected.as_bytes(), "{room}");
            assert_eq!(store.file.lock().unwrap().is_some(), room < usize::MAX / 2);
        }
    }
}
