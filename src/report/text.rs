//! Widths, wrapping and colour of plain text.

use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::compare::{Severity, Verdict};

/// What a colour stands for. Colour never says what the words do not say too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A clear conflict.
    Error,
    /// A likely conflict.
    Warning,
    /// Differs in scope.
    Scope,
    /// All can be true.
    Good,
    /// A title.
    Strong,
    /// What may be skipped.
    Faint,
}

impl Tone {
    /// The tone of a verdict.
    pub fn of(verdict: Verdict, severity: Severity) -> Self {
        match (verdict, severity) {
            (Verdict::Conflict, Severity::Error) => Self::Error,
            (Verdict::Conflict, _) => Self::Warning,
            (Verdict::Scope, _) => Self::Scope,
            _ => Self::Good,
        }
    }

    fn style(self) -> Style {
        match self {
            Self::Error => AnsiColor::Red.on_default().bold(),
            Self::Warning => AnsiColor::Yellow.on_default(),
            Self::Scope => AnsiColor::Cyan.on_default(),
            Self::Good => AnsiColor::Green.on_default(),
            Self::Strong => Style::new().bold(),
            Self::Faint => Style::new().dimmed(),
        }
    }
}

/// `text` in the colour of `tone`, or as it is.
pub fn paint(text: &str, tone: Tone, colored: bool) -> String {
    if !colored || text.is_empty() {
        return text.to_owned();
    }
    let style = tone.style();
    format!("{style}{text}{style:#}")
}

/// The sign of a verdict: a shape of its own, so that colour is not needed.
pub(super) fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Conflict => "✗",
        Verdict::Scope => "~",
        Verdict::Compatible => "≈",
        Verdict::Agree => "=",
    }
}

/// Columns that a text takes in a terminal.
pub fn text_width(text: &str) -> usize {
    // what is shown of ASCII is a column each
    if text.is_ascii() { text.len() } else { text.width() }
}

/// Breaks text into lines of at most `width` columns at spaces, and inside words that are longer than a line.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(2);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let needed = text_width(word);
        if used > 0 && used + 1 + needed > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        if needed <= width - used {
            line.push_str(word);
            used += needed;
            continue;
        }
        for c in word.chars() {
            let columns = c.width().unwrap_or(0);
            if used + columns > width {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push(c);
            used += columns;
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// The text cut to `width` columns, with an ellipsis where something is missing.
pub(super) fn shorten(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        let columns = c.width().unwrap_or(0);
        if used + columns + 1 > width {
            break;
        }
        out.push(c);
        used += columns;
    }
    let mut out = out.trim_end().to_owned();
    out.push('…');
    out
}

/// Where `words` stand in `quote`, not counting places inside a longer word or number ("19" in "1911").
pub fn find_words(quote: &str, words: &str) -> Option<usize> {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let whole = |at: usize| {
        let (before, after) = (quote[..at].chars().next_back(), quote[at + words.len()..].chars().next());
        !inside(before) && !inside(after)
    };
    let mut found = quote.match_indices(words).map(|(at, _)| at);
    found.clone().find(|&at| whole(at)).or_else(|| found.next())
}

/// A part of `quote` of about `width` columns round `surface`.
pub(super) fn excerpt(quote: &str, surface: &str, width: usize) -> String {
    if quote.width() <= width {
        return quote.to_owned();
    }
    let at = find_words(quote, surface).unwrap_or(0);
    let room = width.saturating_sub(surface.width()) / 2;
    let mut start = at;
    let mut used = 0;
    for (i, c) in quote[..at].char_indices().rev() {
        used += c.width().unwrap_or(0);
        if used + 2 > room {
            break;
        }
        start = i;
    }
    if start > 0 && !quote[..start].ends_with(' ') {
        start += quote[start..at].find(' ').map_or(0, |i| i + 1);
    }
    let head = if start > 0 { "… " } else { "" };
    shorten(&format!("{head}{}", &quote[start..]), width)
}

/// "1 conflict", "2 conflicts".
pub(super) fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_are_broken_and_wide_letters_counted() {
        assert_eq!(wrap("aa bbbbbbbb c", 4), ["aa", "bbbb", "bbbb", "c"]);
        assert_eq!(wrap("日本語", 4), ["日本", "語"]);
        assert_eq!(wrap("", 4), [""]);
    }

    #[test]
    fn words_are_not_found_inside_longer_ones() {
        assert_eq!(find_words("In 1911 they built 19 ships", "19"), Some(19));
        assert_eq!(find_words("the 1911a", "11"), Some(6));
        assert_eq!(find_words("none", "19"), None);
    }

    #[test]
    fn an_excerpt_holds_the_words_and_keeps_the_width() {
        let quote = "In the year that followed the election, workers went out on 1,939 strikes all over the country.";
        let cut = excerpt(quote, "1,939", 40);
        assert!(cut.contains("1,939") && text_width(&cut) <= 40, "{cut}");
        assert!(cut.starts_with("… ") && cut.ends_with('…'));
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_wider_than_asked(text in "\\PC{0,80}", surface in "\\PC{0,5}", width in 4usize..60) {
            proptest::prop_assert!(wrap(&text, width).iter().all(|l| text_width(l) <= width));
            proptest::prop_assert!(text_width(&shorten(&text, width)) <= width);
            proptest::prop_assert!(text_width(&excerpt(&text, &surface, width)) <= width);
        }
    }
}
