//! The language server: the real binary over standard input and output.

mod client;
mod faults;
mod session;
