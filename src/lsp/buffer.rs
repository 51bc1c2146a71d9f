//! A document as it is typed.

use gen_lsp_types::Range;
use serde_json::Value;

use super::encoding::Encoding;
use crate::text::LineIndex;

/// One change of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// What is replaced; the whole text where there is none.
    pub(super) range: Option<Range>,
    /// What stands there now.
    pub(super) text: String,
}

impl Change {
    /// Reads a change; a range that is none is refused rather than taken for the whole text.
    pub(super) fn parse(value: &Value) -> Result<Self, String> {
        let text = value.get("text").and_then(Value::as_str).ok_or("a change without text")?.to_owned();
        let range = match value.get("range") {
            None | Some(Value::Null) => None,
            Some(range) => Some(serde_json::from_value(range.clone()).map_err(|e| format!("range: {e}"))?),
        };
        Ok(Self { range, text })
    }
}

/// The text with the changes made, one after the other.
pub(super) fn apply(text: &mut String, changes: Vec<Change>, encoding: Encoding) {
    for change in changes {
        let Some(range) = change.range else {
            *text = change.text;
            continue;
        };
        let lines = LineIndex::new(text.as_bytes());
        let start = encoding.offset(text, &lines, range.start);
        let end = encoding.offset(text, &lines, range.end);
        text.replace_range(start.min(end)..end.max(start), &change.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gen_lsp_types::Position;
    use proptest::prelude::*;

    fn change(from: (u32, u32), to: (u32, u32), text: &str) -> Change {
        let at = |(line, character)| Position { line, character };
        Change { range: Some(Range { start: at(from), end: at(to) }), text: text.to_owned() }
    }

    #[test]
    fn changes_follow_one_another() {
        let mut text = "one 😀 two\r\nthree\n".to_owned();
        let changes = vec![
            change((0, 4), (0, 6), "1939"),
            change((1, 0), (1, 5), "x"),
            change((9, 9), (9, 9), "end"),
            change((0, 3), (0, 0), ""),
        ];
        apply(&mut text, changes, Encoding::Utf16);
        assert_eq!(text, " 1939 two\r\nx\nend");
        apply(&mut text, vec![Change { range: None, text: "all".to_owned() }], Encoding::Utf16);
        assert_eq!(text, "all");
    }

    #[test]
    fn a_broken_range_is_refused() {
        let bad = serde_json::json!({ "text": "x", "range": { "start": { "line": -1, "character": 0 } } });
        assert!(Change::parse(&bad).is_err());
        assert!(Change::parse(&serde_json::json!({ "text": "x", "range": null })).unwrap().range.is_none());
        assert!(Change::parse(&serde_json::json!({})).is_err());
    }

    proptest! {
        /// Random edits in every encoding give what a list of characters gives.
        #[test]
        fn edits_are_those_of_a_plain_model(
            text in "[ab😀é\n]{0,30}",
            edits in proptest::collection::vec((0usize..40, 0usize..40, "[x😀\n]{0,4}"), 0..8),
        ) {
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                let mut typed = text.clone();
                let mut model: Vec<char> = text.chars().collect();
                for (a, b, new) in &edits {
                    let (a, b) = ((*a).min(model.len()), (*b).min(model.len()));
                    let (a, b) = (a.min(b), a.max(b));
                    let now: String = model.iter().collect();
                    let lines = LineIndex::new(now.as_bytes());
                    let byte = |n: usize| model[..n].iter().map(|c| c.len_utf8()).sum::<usize>();
                    let place = |n| encoding.position(now.as_bytes(), &lines, byte(n));
                    let change = Change { range: Some(Range { start: place(a), end: place(b) }), text: new.clone() };
                    apply(&mut typed, vec![change], encoding);
                    model.splice(a..b, new.chars());
                    prop_assert_eq!(&typed, &model.iter().collect::<String>());
                }
            }
        }
    }
}
