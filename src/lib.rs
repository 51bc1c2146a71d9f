//! gainsay: finds where several texts about one matter cannot all be right.

pub mod compare;
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
pub mod text;
pub mod value;
