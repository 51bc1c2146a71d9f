//! nom parsers over tokens: pure functions of (lexicon, tokens), one file for each kind of claim.

mod change;
pub mod compound;
pub mod fraction;
pub mod hedge;
pub mod literal;
mod money;
pub mod numeral;
pub mod quantity;
pub mod range;
pub mod time;
pub mod token;
pub mod unit_phrase;

pub use numeral::{Amount, Form, amount};
pub use quantity::{Quantity, quantity};
pub use token::{Token, TokenKind, Tokens, tokenize};
