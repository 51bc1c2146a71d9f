//! SARIF 2.1.0, for code scanning.

use serde_json::{Value, json};

use super::model::{DriftRow, PositionRow, QuestionRow, Report, StaleRow, UnusedRow};
use crate::compare::{Severity, Verdict};
use crate::fact::ContentHash;

impl Report {
    /// Conflicts and questions that differ in scope as a SARIF 2.1.0 log: one result a question, placed at its first
    /// disputed position, the others as related locations. Decided ones are marked as suppressed. Then stale decisions,
    /// records out of date and instructions of no use, each with a rule of its own.
    ///
    /// # Errors
    /// None in practice.
    pub fn to_sarif(&self) -> Result<String, serde_json::Error> {
        let reported = self.questions.iter().filter(|q| q.verdict >= Verdict::Scope && !q.positions.is_empty());
        let mut results: Vec<Value> = reported.map(result).collect();
        results.extend(self.stale.iter().map(stale));
        results.extend(self.drift.iter().map(drift));
        results.extend(self.unused.iter().map(unused));
        let mut rules: Vec<String> = results.iter().filter_map(|r| r["ruleId"].as_str().map(str::to_owned)).collect();
        rules.sort_unstable();
        rules.dedup();
        for result in &mut results {
            let index = rules.iter().position(|r| result["ruleId"] == r.as_str()).unwrap_or(0);
            result["ruleIndex"] = json!(index);
        }
        let rules: Vec<Value> = rules
            .iter()
            .map(|rule| json!({"id": rule, "shortDescription": {"text": rule.replace('-', " ")}}))
            .collect();
        let mut log = json!({
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
        if !self.truncated.is_empty() {
            let told =
                |says: &String| json!({"level": "warning", "message": {"text": format!("not compared: {says}")}});
            let told: Vec<Value> = self.truncated.iter().map(told).collect();
            log["runs"][0]["invocations"] = json!([{"executionSuccessful": true, "toolExecutionNotifications": told}]);
        }
        Ok(serde_json::to_string_pretty(&log)? + "\n")
    }
}

/// A result that has a place in a file and no other side.
fn plain(rule: &str, level: &str, text: &str, (path, line): (&str, u32), key: &str) -> Value {
    let mut place = json!({"physicalLocation": {"artifactLocation": artifact(path)}});
    if line > 0 {
        place["physicalLocation"]["region"] = json!({"startLine": line});
    }
    json!({
        "ruleId": rule,
        "level": level,
        "message": {"text": link(text)},
        "locations": [place],
        "partialFingerprints": {"gainsayCheck/v1": key},
    })
}

fn stale(row: &StaleRow) -> Value {
    let text = format!("{} ({}): {}", row.question, row.ruling, row.why.join("; "));
    plain("stale-decision", "error", &text, (&row.path, row.line), &row.fingerprint)
}

fn drift(row: &DriftRow) -> Value {
    let text = format!("{} is out of date: {} (gainsay facts --write)", row.path, row.line);
    let place = row.at.as_ref().map_or((row.path.as_str(), 0), |(path, line)| (path.as_str(), *line));
    let key = ContentHash::new().with(&row.source).with(&row.line).with(&row.quote).letters(16);
    plain("fact-record-out-of-date", "error", &text, place, &key)
}

fn unused(row: &UnusedRow) -> Value {
    let text = format!("asks to ignore findings that are not there: {}", row.reason);
    let key = ContentHash::new().with(&row.path).with(&row.reason).letters(16);
    plain("unused-instruction", "warning", &text, (&row.path, row.line), &key)
}

fn result(q: &QuestionRow) -> Value {
    let meant = |i: &usize| q.is_disputed(*i) && q.positions[*i].in_focus;
    let first = |is: &dyn Fn(&usize) -> bool| (0..q.positions.len()).find(is);
    let main = first(&meant).or_else(|| first(&|i| q.positions[*i].in_focus)).unwrap_or(0);
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
    fn what_was_not_compared_is_told() {
        let mut report = sample::two_sources();
        report.truncated.push("3 groups of facts were too large".to_owned());
        let log: Value = serde_json::from_str(&report.to_sarif().unwrap()).unwrap();
        let notice = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
        assert_eq!(notice["message"]["text"], "not compared: 3 groups of facts were too large");
        assert!(report.to_markdown(false).contains("Not compared: 3 groups"));
        assert!(report.to_html().contains("not compared: 3 groups"));
    }

    #[test]
    fn paths_become_uris() {
        assert_eq!(artifact("a b/c#d%.md")["uri"], "a%20b/c%23d%25.md");
        assert_eq!(artifact("/x/y.md")["uri"], "file:///x/y.md");
        assert_eq!(artifact("C:\\x\\y.md")["uri"], "file:///C:/x/y.md");
    }
}
