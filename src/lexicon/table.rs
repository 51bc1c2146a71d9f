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
        self.get(column).split('|').filter(|s| !s.is_empty())
    }
}

/// The rows of a table, without header and comments.
pub(crate) fn rows(text: &str) -> impl Iterator<Item = Row<'_>> {
    text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).skip(1).map(|line| {
        let mut fields = [""; 10];
        for (slot, field) in fields.iter_mut().zip(line.split('\t')) {
            *slot = field.trim();
        }
        Row { fields }
    })
}
