//! review (see the guide in lib.rs)
