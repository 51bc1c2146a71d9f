//! Text from outside made harmless before it is shown.

use std::fmt;

/// Text in which nothing can steer a terminal or reorder a line: control, format and line-breaking characters are shown
/// as visible signs, white space is one space.
///
/// Every text that comes from a file, a file name or a setting passes through here before it reaches a table,
/// Markdown, HTML, CSV or a message. JSON keeps the true text, by escapes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Visible(String);

impl Visible {
    /// Makes `text` visible on one line.
    pub fn new(text: &str) -> Self {
        if is_plain(text) {
            return Self(text.to_owned());
        }
        let mut out = String::with_capacity(text.len());
        let mut space = false;
        for c in text.chars() {
            if matches!(c, ' ' | '\n' | '\r' | '\t') {
                space = true;
                continue;
            }
            if space && !out.is_empty() {
                out.push(' ');
            }
            space = false;
            match c {
                '\0'..='\u{1f}' => out.push(char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}')),
                '\u{7f}' => out.push('\u{2421}'),
                _ if is_hidden(c) => out.extend(c.escape_unicode()),
                _ => out.push(c),
            }
        }
        Self(out)
    }

    /// The harmless text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a text is shown as it stands: ASCII signs with single spaces between them.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_shown = |b: &u8| matches!(b, b' '..=b'~');
    let ends_in_space = bytes.first() == Some(&b' ') || bytes.last() == Some(&b' ');
    !ends_in_space && bytes.iter().all(is_shown) && !bytes.windows(2).any(|pair| pair == b"  ")
}

/// Characters that are not seen, or that change how others are seen.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

impl fmt::Display for Visible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_shown_instead() {
        assert_eq!(Visible::new("\u{1b}[31mred\u{7}").as_str(), "␛[31mred␇");
        assert_eq!(Visible::new("30\u{202e}000,").as_str(), "30\\u{202e}000,");
        assert_eq!(Visible::new("\u{9b}2J").as_str(), "\\u{9b}2J");
    }

    #[test]
    fn white_space_is_one_space_on_one_line() {
        assert_eq!(Visible::new("  a\r\n\tb  c ").as_str(), "a b c");
        for text in ["a  b", " a", "a "] {
            assert_eq!(Visible::new(text).as_str(), text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        assert_eq!(Visible::new("~ a b").as_str(), "~ a b");
    }

    proptest::proptest! {
        #[test]
        fn no_control_character_is_left(text in "\\PC*|[\\x00-\\x9f\u{200e}\u{202a}-\u{202e}]*") {
            proptest::prop_assert!(!Visible::new(&text).as_str().chars().any(|c| c.is_control() || is_hidden(c)));
        }
    }
}
