//! gainsay finds where several texts about one matter cannot all be right.
//!
//! It reads texts, takes every number and date out of each, brings each into a normal form with what it measures, about
//! whom, when and where ([`fact::Fact`]), puts together the facts that answer the same question ([`compare::Question`]),
//! and says whether they can all be true. Everything is exact, deterministic and explained; nothing is fetched and no
//! model is run.
//!
//! ```
//! use gainsay::report_texts;
//!
//! let report = report_texts(
//!     &[
//!         ("a.txt", "In 1891 there were 1,939 strikes in the district."),
//!         ("b.txt", "There were 977 strikes in the district in 1891."),
//!     ],
//!     80,
//! );
//! assert!(report.contains("1,939") && report.contains("977"));
//! ```
//!
//! # The way of a text
//!
//! | step | module | takes | gives |
//! | --- | --- | --- | --- |
//! | open | [`disk`], [`corpus`] | paths | bytes, [`corpus::Source`] |
//! | read | [`document`] | bytes | [`document::Document`]: clean text, blocks, sentences |
//! | parse | [`grammar`], [`lexicon`] | tokens | values as written |
//! | find | [`mention`] | a sentence | [`mention::Mention`]s |
//! | resolve | [`resolve`] | mentions in their text | [`fact::Fact`]s |
//! | compare | [`compare`] | facts of all texts | [`compare::Question`]s with verdicts |
//! | review | [`review`] | questions, decisions | what is decided, what is stale |
//! | show | [`report`] | a [`workspace::Analysis`] | a string |
//!
//! [`workspace::Workspace`] goes the whole way; the command line, tests and editors all use it.

pub mod text;
pub mod value;
pub mod lexicon;
pub mod corpus;
pub mod disk;
pub mod document;
pub mod fact;
pub mod grammar;
pub mod mention;
pub mod resolve;
pub mod compare;
pub mod config;
pub mod review;
pub mod workspace;
pub mod report;
pub mod lsp;
pub mod watch;
#[doc(hidden)]
pub use report::{report_string, report_texts};
