//! Frames: a header that says how long a message is, and the message.
//!
//! `lsp-server` allocates what a header asks for and ends at the first broken one; here lengths are bounded, what is too
//! long is skipped, and reading goes on at the next header that can be found.

use std::io::{self, BufRead, Read, Write};

/// Longest header, in bytes.
const MAX_HEADER: usize = 8 * 1024;

/// Longest message that is read, in bytes.
pub const MAX_BODY: u64 = 64 * 1024 * 1024;

/// Longest message that is skipped in the belief that its length is meant.
const MAX_SKIP: u64 = 1024 * 1024 * 1024;

/// Name of the one header that counts.
const LENGTH: &[u8] = b"content-length:";

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame {
    /// The bytes of a message.
    Body(Vec<u8>),
    /// No message, and why; more may follow.
    Broken(String),
    /// There is no more.
    End,
}

/// Reads the next frame.
///
/// # Errors
/// Those of the reader.
pub fn read(from: &mut impl BufRead) -> io::Result<Frame> {
    let mut length: Option<Result<u64, String>> = None;
    let mut used = 0;
    let mut is_first = true;
    loop {
        let mut line = Vec::new();
        let room = (MAX_HEADER + 1).saturating_sub(used);
        let n = from.by_ref().take(room as u64).read_until(b'\n', &mut line)?;
        if n == 0 {
            return Ok(if is_first { Frame::End } else { Frame::Broken("the header is cut off".to_owned()) });
        }
        used += n;
        let is_whole = line.last() == Some(&b'\n');
        let text = line.trim_ascii();
        if text.is_empty() {
            if is_first {
                // empty lines between messages do no harm
                used = 0;
                continue;
            }
            break;
        }
        is_first = false;
        if let Some(found) = content_length(text) {
            length = Some(match length {
                Some(Ok(old)) if found != Ok(old) => Err("two lengths that differ".to_owned()),
                Some(Err(error)) => Err(error),
                _ => found,
            });
        }
        if !is_whole && used > MAX_HEADER {
            return Ok(Frame::Broken(format!("a header of more than {MAX_HEADER} bytes")));
        }
    }
    let length = match length {
        None => return Ok(Frame::Broken("a header without Content-Length".to_owned())),
        Some(Err(says)) => return Ok(Frame::Broken(says)),
        Some(Ok(length)) => length,
    };
    if length > MAX_SKIP {
        return Ok(Frame::Broken(format!("a message of {length} bytes")));
    }
    if length > MAX_BODY {
        io::copy(&mut from.by_ref().take(length), &mut io::sink())?;
        return Ok(Frame::Broken(format!("a message of {length} bytes; the longest read has {MAX_BODY}")));
    }
    let mut body = Vec::new();
    from.by_ref().take(length).read_to_end(&mut body)?;
    if (body.len() as u64) < length {
        return Ok(Frame::Broken("the message is cut off".to_owned()));
    }
    Ok(Frame::Body(body))
}

/// The length that a header line states, if it is the header of lengths. It may stand behind the rest of a message whose
/// own header was broken.
fn content_length(line: &[u8]) -> Option<Result<u64, String>> {
    let lower = line.to_ascii_lowercase();
    let at = lower.windows(LENGTH.len()).rposition(|w| w == LENGTH)?;
    let value = String::from_utf8_lossy(line.get(at + LENGTH.len()..).unwrap_or_default()).trim().to_owned();
    let digits = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
    match value.parse::<u64>() {
        Ok(length) if digits => Some(Ok(length)),
        _ => Some(Err(format!("Content-Length {value:?} is no length"))),
    }
}

/// Writes one frame.
///
/// # Errors
/// Those of the writer.
pub fn write(to: &mut impl Write, body: &[u8]) -> io::Result<()> {
    write!(to, "Content-Length: {}\r\n\r\n", body.len())?;
    to.write_all(body)?;
    to.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(mut bytes: &[u8]) -> Vec<Frame> {
        let mut out = Vec::new();
        loop {
            let frame = read(&mut bytes).unwrap();
            if frame == Frame::End {
                return out;
            }
            out.push(frame);
        }
    }

    fn body(text: &str) -> Frame {
        Frame::Body(text.as_bytes().to_vec())
    }

    fn is_broken(frame: &Frame) -> bool {
        matches!(frame, Frame::Broken(_))
    }

    #[test]
    fn usual_and_sloppy_headers_are_read() {
        let mut written = Vec::new();
        write(&mut written, b"{}").unwrap();
        assert_eq!(all(&written), [body("{}")]);
        assert_eq!(
            all(b"content-length:2\n\n{}\n\nContent-Type: x\r\nContent-Length:  2 \r\n\r\n[]"),
            [body("{}"), body("[]")]
        );
        assert_eq!(all(b""), []);
    }

    #[test]
    fn broken_headers_are_told_and_the_next_message_is_read() {
        let next = "Content-Length: 2\r\n\r\n{}";
        for broken in [
            "Content-Length: 99999999999999\r\n\r\n{\"x\":1}",
            "Content-Length: 18446744073709551616\r\n\r\n{\"x\":1}",
            "Content-Length: -5\r\n\r\n{\"x\":1}",
            "Content-Length: five\r\n\r\n{\"x\":1}",
            "Content-Length: 3\r\nContent-Length: 4\r\n\r\n{\"x\":1}",
            "Content-Type: none\r\n\r\n",
        ] {
            let frames = all(format!("{broken}{next}").as_bytes());
            assert!(is_broken(&frames[0]), "{broken}");
            assert_eq!(frames.last(), Some(&body("{}")), "{broken}");
        }
    }

    #[test]
    fn endless_headers_and_cut_off_messages_end() {
        let long = vec![b'x'; 100_000];
        assert!(all(&long).iter().all(is_broken));
        assert!(is_broken(&all(b"Content-Length: 10\r\n\r\n{}")[0]));
        assert!(is_broken(&all(b"Content-Length: 10\r\n")[0]));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_end(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400)) {
            all(&bytes);
        }
    }
}
