//! Features in plain words.

use crate::fact::Fact;

/// A word of either fact for a feature, for explanations.
pub(crate) fn describe(feature: &str, a: &Fact, b: &Fact) -> String {
    let both = |x: &[String], y: &[String]| -> String {
        let words: Vec<&str> = x.iter().filter(|w| y.contains(w)).map(String::as_str).collect();
        words.join(", ")
    };
    match feature {
        "head_same" => format!("both count or measure “{}”", a.slots.head),
        "head_concept" | "head_narrower" | "head_act" | "head_elsewhere" | "head_apart" | "head_open"
        | "head_generic" => {
            format!("“{}” and “{}”", a.slots.head, b.slots.head)
        }
        "core_same" | "core_rare" => format!("shared: {}", both(&a.slots.modifiers, &b.slots.modifiers)),
        "act_same" | "act_rare" | "event_same" | "event_rare" => {
            format!("verbs: {} and {}", a.slots.verbs.join(", "), b.slots.verbs.join(", "))
        }
        "name_same" | "name_rare" => format!("both name {}", both(&a.slots.names, &b.slots.names)),
        "clause_rare" => format!("shared words: {}", both(&a.slots.clause, &b.slots.clause)),
        "time_equal" => "both hold for the same time".to_owned(),
        other => other.replace('_', " "),
    }
}
