//! Reads the `.tsv` files of a language folder.
//!
//! The first line that is no comment names the columns; `#` opens a comment; fields are parted by tabs; a field may hold
//! several surfaces parted by `|`.

/// One row of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    fields: [&'a str; 10],
}

impl<'a> Row<'a> {
    /// The field of a column, without white space at the ends; empty when the row is short.
    pub(crate) fn get(&self, column: usize) -> &'a str {
        self.fields.get(column).copied().unwrap_or_default()
    }

    /// The surfaces of a field parted by `|`.
    pub(crate) fn list(&self, column: usize) -> impl Iterator<Item = &'a str> + use<'a> {
        parts(self.get(column), b'|').filter(|s| !s.is_empty())
    }
}

/// The rows of a table, without header and comments.
pub(crate) fn rows(text: &str) -> impl Iterator<Item = Row<'_>> {
    let lines = parts(text, b'\n').filter(|line| !line.starts_with('#') && !line.trim_ascii().is_empty());
    lines.skip(1).map(|line| {
        let mut fields = [""; 10];
        for (slot, field) in fields.iter_mut().zip(parts(line, b'\t')) {
            *slot = field.trim_ascii();
        }
        Row { fields }
    })
}

/// The parts of a text between ASCII signs: tables are read at every start, and the standard library looks longer for them.
fn parts(text: &str, sign: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let all = rest?;
        let end = memchr::memchr(sign, all.as_bytes());
        rest = end.and_then(|at| all.get(at + 1..));
        end.map_or(Some(all), |at| all.get(..at))
    })
}
