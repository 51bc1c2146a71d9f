//! Text from outside as Markdown that shows it and does nothing else.

use crate::report::Visible;

/// Text on one line in which no sign means anything to Markdown or HTML. As little as possible is changed, as not every editor
/// shows Markdown otherwise than as it is written.
pub(super) fn escaped(text: &str) -> String {
    let visible = Visible::new(text);
    let mut out = String::with_capacity(visible.as_str().len());
    let mut signs = visible.as_str().chars().peekable();
    // "1." and "-" begin a list where nothing but digits stands before them
    let mut is_start = true;
    while let Some(c) = signs.next() {
        let ends = signs.peek().is_none_or(|next| next.is_whitespace());
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // no address may become a link of its own
            ':' if signs.peek() == Some(&'/') => out.push_str("&#58;"),
            '@' => out.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '^' | '{' | '}' | '#' => {
                out.push('\\');
                out.push(c);
            }
            '-' | '+' | '.' | ')' | '=' | ':' if is_start && (ends || signs.peek() == Some(&c)) => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
        is_start &= c.is_ascii_digit();
    }
    // "www." is taken for an address, too
    out.replace("www.", "www\u{2024}")
}

/// Text on one line, as it is.
pub(super) fn plain(text: &str) -> String {
    Visible::new(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    #[test]
    fn signs_are_taken_literally() {
        assert_eq!(escaped("a|b *c* <d>"), "a\\|b \\*c\\* &lt;d&gt;");
        assert_eq!(escaped("12.5 % of 1,939 (see a:3)"), "12.5 % of 1,939 (see a:3)");
        assert_eq!(escaped("1. - https://a"), "1\\. - https&#58;//a");
    }

    proptest::proptest! {
        /// Whatever the text, Markdown shows exactly it.
        #[test]
        fn markdown_shows_the_text(text in "[\\PC\n]{0,40}|[a-z<>\\[\\]()!`*_~#|:/@.&;\\\\ -]{0,40}") {
            let source = format!("x {} x", escaped(&text));
            let mut shown = String::new();
            for event in Parser::new_ext(&source, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
                match event {
                    Event::Text(t) => shown.push_str(&t),
                    Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                    other => panic!("{other:?} in {source:?}"),
                }
            }
            let wanted = format!("x {} x", plain(&text));
            let fold = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{2024}', ".");
            proptest::prop_assert_eq!(fold(&shown), fold(&wanted));
        }
    }
}
