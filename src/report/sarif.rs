//! SARIF 2.1.0, for code scanning.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::model::{PositionRow, QuestionRow, Report};
use crate::compare::{Severity, Verdict};

impl Report {
    /// Conflicts and questions that differ in scope as a SARIF 2.1.0 log: one result a question, placed at its first
    /// disputed position, the others as related locations. Decided ones are marked as suppressed.
    ///
    /// # Errors
    /// None in practice.
    pub fn to_sarif(&self) -> Result<String, serde_json::Error> {
        let reported: Vec<&QuestionRow> =
            self.questions.iter().filter(|q| q.verdict >= Verdict::Scope && !q.positions.is_empty()).collect();
        let rules: Vec<&str> = reported.iter().map(|q| q.rule).collect::<BTreeSet<_>>().into_iter().collect();
        let results: Vec<Value> = reported.iter().map(|q| result(q, &rules)).collect();
        let rules: Vec<Value> = rules
            .iter()
            .map(|rule| json!({"id": rule, "shortDescription": {"text": rule.replace('-', " ")}}))
            .collect();
        let log = json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": {"driver": {
                    "name": "gainsay",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": rules,
                }},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }],
        });
        Ok(serde_json::to_string_pretty(&log)? + "\n")
    }
}

fn result(q: &QuestionRow, rules: &[&str]) -> Value {
    let main = (0..q.positions.len()).find(|&i| q.is_disputed(i)).unwrap_or(0);
    let others: Vec<(usize, &PositionRow)> = q.positions.iter().enumerate().filter(|(i, _)| *i != main).collect();
    let said: Vec<String> = others
        .iter()
        .enumerate()
        .map(|(n, (_, p))| format!("[{}:{}]({}) says {}", link(&p.source), p.line, n + 1, link(&p.shown)))
        .collect();
    let related: Vec<Value> = others.iter().enumerate().map(|(n, (_, p))| location(p, Some(n + 1))).collect();
    let level = match (q.verdict, q.severity) {
        (Verdict::Conflict, Severity::Error) => "error",
        (Verdict::Conflict, _) => "warning",
        _ => "note",
    };
    let mut result = json!({
        "ruleId": q.rule,
        "ruleIndex": rules.iter().position(|r| *r == q.rule).unwrap_or(0),
        "level": level,
        "message": {"text": format!("{}: {} here; {}", link(&q.label), link(&q.positions[main].shown), said.join("; "))},
        "locations": [location(&q.positions[main], None)],
        "relatedLocations": related,
        "partialFingerprints": {"gainsayQuestion/v1": q.fingerprint},
    });
    if let Some(decision) = &q.decision {
        let text = format!("{}: {}", decision.ruling, decision.reason);
        result["suppressions"] = json!([{"kind": "external", "status": "accepted", "justification": text}]);
    }
    result
}

fn location(p: &PositionRow, id: Option<usize>) -> Value {
    let length = u32::try_from(p.surface.chars().count()).unwrap_or(0);
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": artifact(&p.path),
            "region": {"startLine": p.line, "startColumn": p.column, "endColumn": p.column.saturating_add(length)},
        },
        "message": {"text": p.shown},
    });
    if let Some(id) = id {
        location["id"] = json!(id);
    }
    location
}

/// A path as a URI reference: relative to the root of the checkout unless it is absolute.
fn artifact(path: &str) -> Value {
    let slashed = path.replace('\\', "/");
    let drive = slashed.as_bytes().get(1) == Some(&b':');
    let mut uri = String::from(if drive {
        "file:///"
    } else if slashed.starts_with('/') {
        "file://"
    } else {
        ""
    });
    for (i, byte) in slashed.trim_start_matches("./").bytes().enumerate() {
        let plain = byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) || (drive && i == 1);
        if plain {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    if uri.starts_with("file:") { json!({"uri": uri}) } else { json!({"uri": uri, "uriBaseId": "%SRCROOT%"}) }
}

/// Text inside a SARIF message, where brackets make links.
fn link(text: &str) -> String {
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_log_names_rule_place_and_the_other_side() {
        let log: Value = serde_json::from_str(&sample::two_sources().to_sarif().unwrap()).unwrap();
        let result = &log["runs"][0]["results"][0];
        assert_eq!(log["version"], "2.1.0");
        assert_eq!(result["level"], "error");
        assert_eq!(result["locations"][0]["physicalLocation"]["region"]["startLine"], 57);
        assert_eq!(result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"], 44);
        assert_eq!(log["runs"][0]["tool"]["driver"]["rules"][0]["id"], result["ruleId"]);
    }

    #[test]
    fn paths_become_uris() {
        assert_eq!(artifact("a b/c#d%.md")["uri"], "a%20b/c%23d%25.md");
        assert_eq!(artifact("/x/y.md")["uri"], "file:///x/y.md");
        assert_eq!(artifact("C:\\x\\y.md")["uri"], "file:///C:/x/y.md");
    }
}
