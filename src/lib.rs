//! gainsay: finds where several texts about one matter cannot all be right.

pub mod compare;
pub mod config;
pub mod corpus;
pub mod disk;
pub mod document;
pub mod fact;
pub mod grammar;
pub mod lexicon;
pub mod mention;
pub mod report;
pub mod resolve;
pub mod review;
#[doc(hidden)]
pub mod stand_in;
pub mod text;
pub mod value;
pub mod workspace;

pub use report::{report_string, report_texts};
