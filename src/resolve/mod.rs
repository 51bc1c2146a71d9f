//! resolve (see the guide in lib.rs)
