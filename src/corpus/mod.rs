//! Which texts there are: sources and where they come from.

mod front_matter;
mod published;

use std::sync::Arc;

use crate::value::{DateOrder, Period};

pub use front_matter::{FrontMatter, front_matter};
pub use published::{find_date, published_period, year_in_name};

/// One text: where it lies and what its front matter says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// File stem, unless the front matter says otherwise.
    pub id: Arc<str>,
    /// The path as the user would name it.
    pub path: String,
    /// Title, from front matter or else the first heading.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The date of publication as written in the front matter ("1999", "2013-09-11").
    pub published: Option<String>,
    /// The same as a period of days; anchors "last October" and "today".
    pub reference: Option<Period>,
    /// Language code, when it is stated.
    pub language: Option<String>,
    /// How dates in digits are to be read, when the project says so.
    pub date_order: Option<DateOrder>,
}
