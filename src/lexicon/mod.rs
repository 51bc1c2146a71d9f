//! lexicon (see the guide in lib.rs)
