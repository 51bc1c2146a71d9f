//! compare (see the guide in lib.rs)
