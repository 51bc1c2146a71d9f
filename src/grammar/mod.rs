//! nom parsers over tokens: pure functions of (lexicon, tokens), one file for each kind of claim.

pub mod literal;
pub mod numeral;
pub mod token;

pub use numeral::{Amount, Form, amount};
pub use token::{Token, TokenKind, Tokens, tokenize};
