//! grammar (see the guide in lib.rs)
