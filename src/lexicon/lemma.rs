//! Base forms by English spelling, for words that no table holds.

use std::borrow::Cow;

/// The base form of a word in lower case that may be a regular inflected form.
pub(super) fn by_rule(lower: &str) -> Cow<'_, str> {
    match british(lower) {
        Some(american) if american.is_ascii() => Cow::Owned(base(&american).into_owned()),
        Some(american) => singular_by_rule(&american).map_or(Cow::Borrowed(lower), |s| Cow::Owned(s.into_owned())),
        None => base(lower),
    }
}

fn base(lower: &str) -> Cow<'_, str> {
    if lower.len() < 4 {
        return Cow::Borrowed(lower);
    }
    if !lower.is_ascii() {
        return singular_by_rule(lower).unwrap_or(Cow::Borrowed(lower));
    }
    if lower.ends_with('s') {
        // "closes" and "closed" meet in "clos": a final silent e is dropped from every form
        return match singular_by_rule(lower) {
            Some(Cow::Borrowed(single)) => Cow::Borrowed(silent(single)),
            Some(Cow::Owned(single)) => Cow::Owned(silent(&single).to_owned()),
            None => Cow::Borrowed(lower),
        };
    }
    if let Some(stem) = lower.strip_suffix("ied") {
        return Cow::Owned(format!("{stem}y"));
    }
    let long_enough = |s: &&str| s.len() >= 3 && has_vowel(s);
    if let Some(stem) = lower.strip_suffix("ed").filter(long_enough) {
        return match restored(stem) {
            Cow::Borrowed(base) => Cow::Borrowed(silent(base)),
            Cow::Owned(base) => Cow::Owned(silent(&base).to_owned()),
        };
    }
    if let Some(stem) = lower.strip_suffix("ing").filter(long_enough) {
        return Cow::Borrowed(silent(undouble(stem)));
    }
    Cow::Borrowed(silent(lower))
}

/// "organise" and "organize" are one word.
fn british(word: &str) -> Option<String> {
    if !matches!(word.as_bytes().last(), Some(b'e' | b'd' | b's' | b'g' | b'n')) {
        return None;
    }
    for (ending, other) in [
        ("ise", "ize"),
        ("ised", "ized"),
        ("ises", "izes"),
        ("ising", "izing"),
        ("isation", "ization"),
        ("isations", "izations"),
    ] {
        if let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() > 4) {
            return Some(format!("{stem}{other}"));
        }
    }
    None
}

fn has_vowel(stem: &str) -> bool {
    stem.bytes().any(|b| b"aeiouy".contains(&b))
}

/// The base that a stem without "ed" belongs to: "vot" → "vote", where "plan" would have doubled its end. A "ruling class" is
/// no rule.
fn restored(stem: &str) -> Cow<'_, str> {
    let is_vowel = |c: &u8| b"aeiouy".contains(c);
    match stem.as_bytes() {
        [a, b, c] if !is_vowel(a) && is_vowel(b) && !is_vowel(c) && !b"wx".contains(c) => {
            Cow::Owned(format!("{stem}e"))
        }
        _ => Cow::Borrowed(undouble(stem)),
    }
}

/// "stopp" → "stop", but "kill" and "pass" stay.
fn undouble(stem: &str) -> &str {
    match stem.as_bytes() {
        [.., x, y] if x == y && !b"lsz".contains(x) => stem.get(..stem.len() - 1).unwrap_or(stem),
        _ => stem,
    }
}

/// Without a final silent e behind a consonant or a u, so that "close", "closed" and "closing" meet, and "value" and "valued".
pub(super) fn silent(word: &str) -> &str {
    match word.as_bytes() {
        [.., c, b'e'] if word.len() > 4 && !b"aeio".contains(c) => word.get(..word.len() - 1).unwrap_or(word),
        _ => word,
    }
}

/// Plural by its ending: -s, but not -ss, -us, -is, -ous or a possessive.
pub(super) fn ends_like_plural(word: &str) -> bool {
    let lower_s = word.ends_with('s') || word.ends_with('S');
    lower_s && word.len() > 3 && !["ss", "us", "is", "'s", "’s"].iter().any(|e| word.ends_with(e))
}

/// Singular by English spelling.
pub(super) fn singular_by_rule(lower: &str) -> Option<Cow<'_, str>> {
    if lower.len() < 4 || !ends_like_plural(lower) {
        return None;
    }
    if let Some(stem) = lower.strip_suffix("ies") {
        return Some(Cow::Owned(format!("{stem}y")));
    }
    let long = ["ches", "shes", "xes", "sses", "zzes"].iter().any(|e| lower.ends_with(e));
    lower.get(..lower.len() - if long { 2 } else { 1 }).map(Cow::Borrowed)
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
