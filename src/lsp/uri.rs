//! Paths as editors name them.

use std::path::{Path, PathBuf};

/// The path of a `file:` URI on this machine.
pub(super) fn to_path(uri: &str) -> Option<PathBuf> {
    let rest = uri.get(..7).filter(|p| p.eq_ignore_ascii_case("file://")).and_then(|_| uri.get(7..))?;
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let slash = rest.find('/')?;
    let (host, path) = rest.split_at(slash);
    if !host.is_empty() && !host.eq_ignore_ascii_case("localhost") {
        return None;
    }
    let path = decode(path)?;
    // "/c:/x" is a path of a drive
    let drive = path.get(1..3).is_some_and(|d| d.ends_with(':') && d.starts_with(|c: char| c.is_ascii_alphabetic()));
    Some(PathBuf::from(if drive && cfg!(windows) { path.get(1..).unwrap_or_default() } else { &path }))
}

/// The `file:` URI of an absolute path.
pub(super) fn of_path(path: &Path) -> String {
    let mut text = path.to_string_lossy().into_owned();
    if std::path::MAIN_SEPARATOR == '\\' {
        text = text.replace('\\', "/");
    }
    let mut uri = String::from("file://");
    if !text.starts_with('/') {
        uri.push('/');
    }
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => {
                uri.push('%');
                for nibble in [byte >> 4, byte & 15] {
                    uri.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0').to_ascii_uppercase());
                }
            }
        }
    }
    uri
}

/// Takes back percent signs; `None` when what results is no text.
fn decode(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).and_then(|b| char::from(*b).to_digit(16));
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.extend(u8::try_from(high * 16 + low));
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_survive() {
        for path in ["/a/b.md", "/a b/ü%.md", "/#?[x].txt", "/c:/x"] {
            let uri = of_path(Path::new(path));
            assert!(uri.is_ascii() && !uri.contains([' ', '#', '?', '[']), "{uri}");
            assert_eq!(to_path(&uri), Some(PathBuf::from(path)));
        }
    }

    #[test]
    fn other_schemes_and_hosts_have_no_path() {
        assert_eq!(to_path("untitled:Untitled-1"), None);
        assert_eq!(to_path("file://server/share/a.md"), None);
        assert_eq!(to_path("file://localhost/a.md"), Some(PathBuf::from("/a.md")));
        assert_eq!(to_path("FILE:///a%20b.md"), Some(PathBuf::from("/a b.md")));
        assert_eq!(to_path("file:///a%zz%2"), Some(PathBuf::from("/a%zz%2")));
        assert_eq!(to_path("file:///%ff"), None);
        assert_eq!(to_path("filé"), None);
    }
}
