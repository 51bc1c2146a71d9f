//! As much of JSON Schema (draft 7) as the schemas in `tests/data` use. A keyword it does not know is a failure, so that
//! nothing passes because it was not looked at.

use serde_json::Value;

/// Everything in `value` that breaks `schema`, each with its place.
pub(crate) fn violations(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, schema, value, "$", &mut found);
    found
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    let rules = schema.as_object().expect("a schema is an object");
    let passes = |sub: &Value| {
        let mut inner = Vec::new();
        check(root, sub, value, at, &mut inner);
        inner.is_empty()
    };
    for (keyword, rule) in rules {
        let mut wrong = |says: String| found.push(format!("{at}: {says}"));
        match keyword.as_str() {
            "$schema" | "$id" | "title" | "description" | "default" | "definitions" => {}
            "$ref" => {
                let pointer = rule.as_str().and_then(|r| r.strip_prefix('#')).expect("a reference inside");
                check(root, root.pointer(pointer).expect("it exists"), value, at, found);
            }
            "type" => {
                let is = match rule.as_str().expect("one type") {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "integer" => value.is_i64() || value.is_u64(),
                    "number" => value.is_number(),
                    "boolean" => value.is_boolean(),
                    other => panic!("type {other}"),
                };
                if !is {
                    wrong(format!("not of type {rule}"));
                }
            }
            "enum" => {
                if !rule.as_array().expect("a list").contains(value) {
                    wrong(format!("{value} is none of {rule}"));
                }
            }
            "required" => {
                for name in rule.as_array().expect("a list").iter().filter_map(Value::as_str) {
                    if value.is_object() && value.get(name).is_none() {
                        wrong(format!("{name} is missing"));
                    }
                }
            }
            "properties" => {
                for (name, sub) in rule.as_object().expect("properties") {
                    if let Some(inner) = value.get(name) {
                        check(root, sub, inner, &format!("{at}.{name}"), found);
                    }
                }
            }
            "additionalProperties" => {
                let known = rules.get("properties").and_then(Value::as_object);
                for (name, inner) in value.as_object().into_iter().flatten() {
                    if known.is_some_and(|k| k.contains_key(name)) {
                        continue;
                    }
                    match rule {
                        Value::Bool(true) => {}
                        Value::Bool(false) => found.push(format!("{at}: {name} is not allowed")),
                        sub => check(root, sub, inner, &format!("{at}.{name}"), found),
                    }
                }
            }
            "items" => {
                for (n, inner) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, rule, inner, &format!("{at}[{n}]"), found);
                }
            }
            "minItems" => {
                let least = usize::try_from(rule.as_u64().expect("a number")).expect("small");
                if value.as_array().is_some_and(|list| list.len() < least) {
                    wrong(format!("fewer than {least}"));
                }
            }
            "uniqueItems" => {
                let list = value.as_array().map_or(&[][..], Vec::as_slice);
                if rule == &Value::Bool(true) && list.iter().enumerate().any(|(n, v)| list[..n].contains(v)) {
                    wrong("one is there twice".to_owned());
                }
            }
            "minimum" | "maximum" => {
                let (limit, number) = (rule.as_i64().expect("a whole number"), value.as_i64());
                let is_outside = |n: i64| if keyword == "minimum" { n < limit } else { n > limit };
                if number.is_some_and(is_outside) {
                    wrong(format!("{value} lies beyond the {keyword} {limit}"));
                }
            }
            "anyOf" => {
                if !rule.as_array().expect("a list").iter().any(passes) {
                    wrong("none of anyOf fits".to_owned());
                }
            }
            "oneOf" => {
                if rule.as_array().expect("a list").iter().filter(|sub| passes(sub)).count() != 1 {
                    wrong("not just one of oneOf fits".to_owned());
                }
            }
            "format" => {
                let text = value.as_str().unwrap_or_default();
                let is_plain = text.bytes().all(|b| b.is_ascii_graphic() && !b"<>\"{}|\\^`".contains(&b));
                let fits = match rule.as_str().expect("a name") {
                    "uri" => is_plain && text.split_once(':').is_some_and(|(s, _)| !s.contains('/')),
                    "uri-reference" => is_plain,
                    other => panic!("format {other}"),
                };
                if !fits {
                    wrong(format!("{value} is no {rule}"));
                }
            }
            other => panic!("keyword {other} at {at}"),
        }
    }
}
