//! The language server: findings as one types.
//!
//! [`Server`] is a state machine without input or output: messages go in, messages come out, and [`Server::settle`] says
//! what is new once no message is waiting. The binary gives it standard input and output. Messages are those of
//! `lsp-server`; frames are read by [`frame`], which bounds them and goes on after broken ones.
//!
//! | file | holds |
//! | --- | --- |
//! | `frame`, `message` | bytes to messages and back; what is broken gets an answer |
//! | `encoding`, `uri` | byte offsets and paths as editors name them |
//! | `server`, `session` | life cycle and dispatch; projects, open documents |
//! | `buffer` | a document as it is typed |
//! | `desk` | one project with the analysis that answers are made from |
//! | `findings` | diagnostics |
//! | `hover`, `actions`, `hints`, `symbols`, `places` | one file an ability |
//! | `capabilities`, `options` | what client and server say about themselves |

mod actions;
mod buffer;
mod capabilities;
mod desk;
mod encoding;
mod findings;
pub mod frame;
mod hints;
mod hover;
mod markup;
pub mod message;
mod options;
mod places;
mod server;
mod session;
mod symbols;
mod uri;

pub use encoding::Encoding;
pub use options::{Decided, Options};
pub use server::Server;
pub use session::{Finding, Task};
