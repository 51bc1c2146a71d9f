//! Features in plain words.

use crate::compare::Weights;
use crate::fact::Fact;

/// What a feature says of two facts, in their words where they share any, else what it means in general.
pub(crate) fn describe(feature: &str, a: &Fact, b: &Fact) -> String {
    let (x, y) = (&a.slots, &b.slots);
    let told = match feature {
        "head_same" if x.head == y.head => format!("both count or measure “{}”", x.head),
        "head_concept" | "head_narrower" | "head_act" | "head_elsewhere" | "head_apart" | "head_open"
        | "head_generic" | "head_unlike"
            if !x.head.is_empty() && !y.head.is_empty() =>
        {
            format!("“{}” and “{}”: {}", x.head, y.head, Weights::meaning(feature))
        }
        "core_same" => shared("both say", &x.modifiers, &y.modifiers),
        "act_same" | "event_same" => shared("both say", &x.verbs, &y.verbs),
        "name_same" => shared("both name", &x.names, &y.names),
        "clause_rare" => shared("words of both sentences:", &x.clause, &y.clause),
        _ => String::new(),
    };
    if told.is_empty() { Weights::meaning(feature).trim_start_matches("x ").to_owned() } else { told }
}

/// The words that two lists share, after what is said of them; nothing if there are none.
fn shared(says: &str, x: &[String], y: &[String]) -> String {
    let words: Vec<&str> = x.iter().filter(|w| y.contains(w)).map(String::as_str).collect();
    if words.is_empty() { String::new() } else { format!("{says} {}", words.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::sample::count;
    use crate::value::Bound;

    #[test]
    fn features_are_told_in_the_words_of_the_facts_or_in_general() {
        let (mut a, mut b) = (count("12", Bound::Exact), count("15", Bound::Exact));
        assert_eq!(describe("head_same", &a, &b), "both count or measure “strike”");
        assert_eq!(describe("value_like", &a, &b), "the values lie within a half of each other");
        assert_eq!(describe("head_rare", &a, &b), "rarity of that noun");
        assert_eq!(describe("name_same", &a, &b), "a shared name", "no name is the same as written");
        (a.slots.names, b.slots.names) = (vec!["arica".to_owned()], vec!["arica".to_owned(), "iquique".to_owned()]);
        assert_eq!(describe("name_same", &a, &b), "both name arica");
    }

    #[test]
    fn every_feature_has_a_meaning() {
        let unknown: Vec<_> = Weights::NAMES.iter().filter(|name| Weights::meaning(name).is_empty()).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
