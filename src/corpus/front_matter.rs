//! Front matter: what a text says about itself before it begins.

/// Fields of front matter; unknown ones are passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// The text's id.
    pub id: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published, as written.
    pub date: Option<String>,
    /// Its language code.
    pub language: Option<String>,
    /// Length in bytes of the front matter with its closing line; 0 if there is none.
    pub len: usize,
}

/// Longest front matter that is looked at.
const LONGEST: usize = 64 * 1024;

/// Reads front matter between `---` (lines of `key: value`) or `+++` (lines of `key = value`) at the start of a text.
pub fn front_matter(text: &str) -> FrontMatter {
    read(text).unwrap_or_default()
}

fn read(text: &str) -> Option<FrontMatter> {
    let mut lines = Lines { text, at: 0 };
    let (fence, sign) = match lines.next()?.trim_end() {
        "---" => ("---", ':'),
        "+++" => ("+++", '='),
        _ => return None,
    };
    let mut found = FrontMatter::default();
    while let Some(line) = lines.next() {
        let bare = line.trim_end();
        if bare == fence || (fence == "---" && bare == "...") {
            found.len = lines.at;
            return Some(found);
        }
        if lines.at > LONGEST {
            return None;
        }
        let nested = line.starts_with([' ', '\t', '-', '#', '[']) || bare.is_empty();
        match bare.split_once(sign) {
            Some((key, value)) if !nested => found.set(key.trim(), value),
            _ if nested => {}
            _ => return None,
        }
    }
    None
}

impl FrontMatter {
    fn set(&mut self, key: &str, value: &str) {
        let value = unquote(value.trim());
        if value.is_empty() {
            return;
        }
        let slot = match key.to_ascii_lowercase().as_str() {
            "id" => &mut self.id,
            "title" => &mut self.title,
            "author" => &mut self.author,
            "publisher" => &mut self.publisher,
            "date" => &mut self.date,
            "language" | "lang" => &mut self.language,
            _ => return,
        };
        *slot = Some(value);
    }
}

/// Takes one pair of quotes off, and a comment that follows a bare value.
fn unquote(value: &str) -> String {
    for quote in ['"', '\''] {
        if let Some(rest) = value.strip_prefix(quote)
            && let Some(end) = rest.rfind(quote)
        {
            let inner = rest.get(..end).unwrap_or_default();
            return if quote == '"' {
                inner.replace("\\\"", "\"").replace("\\\\", "\\")
            } else {
                inner.replace("''", "'")
            };
        }
    }
    value.split(" #").next().unwrap_or_default().trim().to_owned()
}

/// Lines with their ends cut off; `at` is the offset after the line end.
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lines<'t> {
    fn next(&mut self) -> Option<&'t str> {
        let rest = self.text.get(self.at..).filter(|r| !r.is_empty())?;
        let end = memchr::memchr2(b'\n', b'\r', rest.as_bytes());
        let line = rest.get(..end.unwrap_or(rest.len()))?;
        self.at += line.len();
        if end.is_some() {
            let crlf = rest.get(line.len()..)?.starts_with("\r\n");
            self.at += if crlf { 2 } else { 1 };
        }
        Some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_keys_are_read_and_others_passed_over() {
        let text = "---\r\ntitle: \"A: b\"\r\ndate: 2011-03-04 # first printing\r\nurl: https://x.example/\r\ntags:\r\n  - a\r\n---\r\nText";
        let found = front_matter(text);
        assert_eq!(found.title.as_deref(), Some("A: b"));
        assert_eq!(found.date.as_deref(), Some("2011-03-04"));
        assert_eq!(&text[found.len..], "Text");
    }

    #[test]
    fn toml_fences_are_read() {
        assert_eq!(front_matter("+++\nid = 'x'\n+++\n").id.as_deref(), Some("x"));
    }

    #[test]
    fn a_rule_at_the_top_is_no_front_matter() {
        assert_eq!(front_matter("---\nOnce upon a time\n---\n").len, 0);
        assert_eq!(front_matter("---\ntitle: never closed\n").len, 0);
        assert_eq!(front_matter("").len, 0);
    }
}
