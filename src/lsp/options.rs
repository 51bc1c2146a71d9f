//! What the user may set in the editor; everything else stands in `gainsay.toml`.

use std::path::PathBuf;

use serde_json::Value;

use crate::value::Moment;

/// What becomes of findings on which something was ruled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Decided {
    /// Shown as hints.
    #[default]
    Hint,
    /// Not shown.
    Hide,
}

/// Settings of the server.
#[derive(Clone, Debug)]
pub struct Options {
    /// Other settings than the `gainsay.toml` of a folder.
    pub settings: Option<PathBuf>,
    /// What becomes of decided findings.
    pub decided: Decided,
    /// Whether to show hints such as "3 sources: 1,939 · 977 · –" behind the values.
    pub inlay_hints: bool,
    /// Whether to show the same above the lines.
    pub code_lens: bool,
    /// Who rules.
    pub author: String,
    /// What tells the day; the library asks no clock.
    pub clock: fn() -> Option<Moment>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            settings: None,
            decided: Decided::default(),
            inlay_hints: false,
            code_lens: false,
            author: String::new(),
            clock: || None,
        }
    }
}

impl Options {
    /// Takes over what a client sends, bare or under the key "gainsay"; gives what could not be understood.
    pub(super) fn update(&mut self, value: &Value) -> Vec<String> {
        let value = value.get("gainsay").unwrap_or(value);
        let Some(object) = value.as_object() else { return Vec::new() };
        let mut odd = Vec::new();
        for (key, value) in object {
            let fits = match (key.as_str(), value) {
                (_, Value::Null) => true,
                ("inlayHints", Value::Bool(on)) => set(&mut self.inlay_hints, *on),
                ("codeLens", Value::Bool(on)) => set(&mut self.code_lens, *on),
                ("author", Value::String(name)) => set(&mut self.author, name.clone()),
                ("settings", Value::String(path)) => {
                    set(&mut self.settings, (!path.is_empty()).then(|| PathBuf::from(path)))
                }
                ("decided", Value::String(word)) => match word.as_str() {
                    "hint" => set(&mut self.decided, Decided::Hint),
                    "hide" => set(&mut self.decided, Decided::Hide),
                    _ => false,
                },
                // what only the extension of an editor reads
                ("path" | "trace" | "enable", _) => true,
                _ => false,
            };
            if !fits {
                odd.push(format!("setting gainsay.{key} = {value} is not understood"));
            }
        }
        odd
    }
}

fn set<T>(place: &mut T, value: T) -> bool {
    *place = value;
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn settings_are_taken_bare_or_wrapped_and_odd_ones_are_told() {
        let mut options = Options::default();
        assert!(options.update(&json!({ "inlayHints": true, "decided": "hide" })).is_empty());
        assert!(options.inlay_hints && options.decided == Decided::Hide);
        assert!(options.update(&json!({ "gainsay": { "inlayHints": false, "author": "E. R." } })).is_empty());
        assert!(!options.inlay_hints && options.author == "E. R.");
        assert_eq!(options.update(&json!({ "inlayHint": 1, "decided": "x" })).len(), 2);
        assert!(options.update(&json!(null)).is_empty());
    }
}
