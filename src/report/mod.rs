//! report (see the guide in lib.rs)
