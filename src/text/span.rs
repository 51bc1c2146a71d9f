//! Half-open byte ranges, one type for each of the two texts they may point into.

use std::fmt;
use std::num::NonZeroU32;
use std::ops::Range;

macro_rules! span_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name {
            start: u32,
            /// One more than the end: so `Option` of a span is no larger than a span.
            past: NonZeroU32,
        }

        impl $name {
            /// The span from `start` up to, not including, `end`; an inverted pair gives an empty span at `start`.
            pub fn new(start: usize, end: usize) -> Self {
                let start = u32::try_from(start).unwrap_or(u32::MAX);
                let end = u32::try_from(end).unwrap_or(u32::MAX);
                Self { start, past: NonZeroU32::MIN.saturating_add(end.max(start)) }
            }

            /// First byte.
            pub fn start(self) -> usize {
                self.start as usize
            }

            /// One past the last byte.
            pub fn end(self) -> usize {
                self.past.get() as usize - 1
            }

            /// Length in bytes.
            pub fn len(self) -> usize {
                self.end() - self.start()
            }

            /// Whether the span holds no byte.
            pub fn is_empty(self) -> bool {
                self.start() == self.end()
            }

            /// The same as a range for slicing.
            pub fn range(self) -> Range<usize> {
                self.start()..self.end()
            }

            /// Whether every byte of `other` lies in this span.
            pub fn contains(self, other: Self) -> bool {
                self.start <= other.start && other.past <= self.past
            }

            /// Whether the two share at least one byte.
            pub fn overlaps(self, other: Self) -> bool {
                self.start() < other.end() && other.start() < self.end()
            }

            /// The smallest span that holds both.
            pub fn cover(self, other: Self) -> Self {
                Self { start: self.start.min(other.start), past: self.past.max(other.past) }
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self { start: 0, past: NonZeroU32::MIN }
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}..{}", self.start(), self.end())
            }
        }
    };
}

span_type! {
    /// A range of bytes of the original file.
    Span
}
span_type! {
    /// A range of bytes of the clean text that parsers read.
    CleanSpan
}
