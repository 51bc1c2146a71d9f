//! mention (see the guide in lib.rs)
