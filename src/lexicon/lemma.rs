//! Base forms by English spelling, for words that no table holds.

use std::borrow::Cow;

/// The base form of a regular inflected form, or `None` when it is none.
pub(super) fn by_rule(lower: &str) -> Option<String> {
    let lower: &str = &british(lower);
    if lower.len() < 4 || !lower.is_ascii() {
        return (lower.len() >= 4).then(|| super::singular_by_rule(lower)).flatten();
    }
    if lower.ends_with('s') {
        let single = super::singular_by_rule(lower)?;
        // "closes" and "closed" meet in "clos": a final silent e is dropped from every form
        return Some(silent(&single));
    }
    if let Some(stem) = lower.strip_suffix("ied") {
        return Some(format!("{stem}y"));
    }
    if let Some(stem) = lower.strip_suffix("ed").filter(|s| s.len() >= 3 && has_vowel(s)) {
        return Some(silent(&restored(stem)));
    }
    if let Some(stem) = lower.strip_suffix("ing").filter(|s| s.len() >= 3 && has_vowel(s)) {
        return Some(silent(&undouble(stem)));
    }
    Some(silent(lower))
}

/// "organise" and "organize" are one word.
fn british(word: &str) -> Cow<'_, str> {
    for (ending, other) in [
        ("ise", "ize"),
        ("ised", "ized"),
        ("ises", "izes"),
        ("ising", "izing"),
        ("isation", "ization"),
        ("isations", "izations"),
    ] {
        if let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() > 4) {
            return Cow::Owned(format!("{stem}{other}"));
        }
    }
    Cow::Borrowed(word)
}

fn has_vowel(stem: &str) -> bool {
    stem.bytes().any(|b| b"aeiouy".contains(&b))
}

/// The base that a stem without "ed" belongs to: "vot" → "vote", where "plan" would have doubled its end. A "ruling class" is
/// no rule.
fn restored(stem: &str) -> String {
    let is_vowel = |c: &u8| b"aeiouy".contains(c);
    match stem.as_bytes() {
        [a, b, c] if !is_vowel(a) && is_vowel(b) && !is_vowel(c) && !b"wx".contains(c) => format!("{stem}e"),
        _ => undouble(stem),
    }
}

/// "stopp" → "stop", but "kill" and "pass" stay.
fn undouble(stem: &str) -> String {
    let b = stem.as_bytes();
    match b {
        [.., x, y] if x == y && !b"lsz".contains(x) => stem.get(..stem.len() - 1).unwrap_or(stem).to_owned(),
        _ => stem.to_owned(),
    }
}

/// Without a final silent e behind a consonant or a u, so that "close", "closed" and "closing" meet, and "value" and "valued".
pub(super) fn silent(word: &str) -> String {
    match word.as_bytes() {
        [.., c, b'e'] if word.len() > 4 && !b"aeio".contains(c) => {
            word.get(..word.len() - 1).unwrap_or(word).to_owned()
        }
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Lexicon;

    #[test]
    fn forms_of_one_word_meet() {
        let en = Lexicon::english();
        for forms in [
            &["kill", "killed", "kills", "killing"][..],
            &["close", "closed", "closes", "closing"],
            &["occupy", "occupied", "occupies", "occupying"],
            &["win", "won", "wins", "winning"],
            &["nationalise", "nationalized", "nationalises"],
            &["strike", "strikes", "struck"],
            &["stop", "stopped", "stopping"],
            &["vote", "votes", "voted"],
            &["fine", "fines", "fined"],
            &["plan", "plans", "planned", "planning"],
            &["mix", "mixed", "mixing"],
            &["value", "values", "valued", "valuing"],
            &["rescue", "rescues", "rescued", "rescuing"],
        ] {
            let first = en.lemma(forms[0]);
            for form in forms {
                assert_eq!(en.lemma(form), first, "{form}");
            }
        }
        assert_ne!(en.lemma("organ"), en.lemma("organize"));
        assert_ne!(en.lemma("nation"), en.lemma("nationalize"));
    }
}
