//! Verb forms: what a word would be if it were a verb.

use rustc_hash::{FxHashMap, FxHashSet};

use super::table::rows;

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerbForm {
    /// "say", "cut": infinitive, plain present, or a past that looks like them.
    Base,
    /// "says".
    Present,
    /// "said", "lost", "taken": past tense or past participle.
    Past,
    /// "saying".
    Ing,
}

/// A verb form, and whether the same letters are as often a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verb {
    /// The form.
    pub form: VerbForm,
    /// Whether it is a noun as often: "plans", "cut".
    pub noun: bool,
    /// Whether a base is its own past: "cut", "cost".
    pub past: bool,
}

/// Bases of verbs, and irregular forms.
#[derive(Debug, Default)]
pub(super) struct Verbs {
    /// Base to whether it is a noun as often.
    bases: FxHashMap<&'static str, bool>,
    /// Irregular form to its base.
    irregular: FxHashMap<&'static str, &'static str>,
    /// Bases that are their own past.
    unchanged: FxHashSet<&'static str>,
}

impl Verbs {
    /// Reads the tables of bases and of irregular forms.
    pub(super) fn read(bases: &'static str, irregular: &'static str) -> Self {
        let mut out = Self::default();
        for row in rows(bases) {
            for base in row.list(1) {
                out.bases.insert(base, row.get(0) == "both");
            }
        }
        for row in rows(irregular) {
            let base = row.get(1);
            out.bases.entry(base).or_insert(false);
            if row.list(0).all(|f| f == base || f.ends_with("ing") || f.strip_suffix('s') == Some(base)) {
                out.unchanged.insert(base);
            }
        }
        out.irregular = rows(irregular).flat_map(|row| row.list(0).map(move |form| (form, row.get(1)))).collect();
        out
    }

    /// The base of an irregular form.
    pub(super) fn irregular(&self, lower: &str) -> Option<&'static str> {
        self.irregular.get(lower).copied()
    }

    /// The form of a word in lower case, when it can be a verb.
    pub(super) fn form(&self, lower: &str) -> Option<Verb> {
        if let Some(&noun) = self.bases.get(lower) {
            return Some(Verb { form: VerbForm::Base, noun, past: self.unchanged.contains(lower) });
        }
        if let Some(base) = self.irregular.get(lower) {
            let noun = self.bases.get(base).copied().unwrap_or_default();
            return Some(match lower {
                _ if lower.ends_with("ing") && lower.len() > base.len() => {
                    Verb { form: VerbForm::Ing, noun: false, past: false }
                }
                _ if lower.ends_with('s') && !base.ends_with('s') => {
                    Verb { form: VerbForm::Present, noun, past: false }
                }
                _ => Verb { form: VerbForm::Past, noun: false, past: false },
            });
        }
        if let Some(stem) = lower.strip_suffix("ing") {
            let known = self.base(stem).is_some();
            let verbal = known || stem.len() > 2 && stem.bytes().any(|b| b"aeiouy".contains(&b));
            return verbal.then_some(Verb { form: VerbForm::Ing, noun: !known, past: false });
        }
        if lower.len() > 4 && lower.ends_with("ed") && !lower.ends_with("eed") && !lower.ends_with("hundred") {
            return Some(Verb { form: VerbForm::Past, noun: false, past: false });
        }
        let stem = lower.strip_suffix('s').filter(|s| !s.ends_with('s'))?;
        let noun = self.bases.get(stem).or_else(|| {
            // "reaches", "goes"; but "sites" are no "sit"
            let sibilant = |s: &&str| ["s", "x", "z", "ch", "sh", "o"].iter().any(|e| s.ends_with(e));
            stem.strip_suffix('e').filter(sibilant).and_then(|s| self.bases.get(s))
        });
        let noun = noun.copied().or_else(|| {
            let stem = stem.strip_suffix("ie")?;
            let mut base = String::with_capacity(stem.len() + 1);
            base.push_str(stem);
            base.push('y');
            self.bases.get(base.as_str()).copied()
        })?;
        Some(Verb { form: VerbForm::Present, noun, past: false })
    }

    /// Whether a stem without "ing" belongs to a base: "rais", "runn", "build".
    fn base(&self, stem: &str) -> Option<bool> {
        if let Some(&noun) = self.bases.get(stem) {
            return Some(noun);
        }
        let b = stem.as_bytes();
        if let [.., x, y] = b
            && x == y
            && let Some(&noun) = stem.get(..stem.len() - 1).and_then(|s| self.bases.get(s))
        {
            return Some(noun);
        }
        let mut with_e = String::with_capacity(stem.len() + 1);
        with_e.push_str(stem);
        with_e.push('e');
        self.bases.get(with_e.as_str()).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Lexicon;
    use super::{Verb, VerbForm};

    #[test]
    fn forms_are_told_by_spelling_and_table() {
        let en = Lexicon::english();
        let form = |w| en.verb_form(w);
        assert_eq!(form("carries"), Some(Verb { form: VerbForm::Present, noun: false, past: false }));
        assert_eq!(form("plans"), Some(Verb { form: VerbForm::Present, noun: true, past: false }));
        assert_eq!(form("raising"), Some(Verb { form: VerbForm::Ing, noun: false, past: false }));
        assert_eq!(form("stopping"), Some(Verb { form: VerbForm::Ing, noun: false, past: false }));
        assert_eq!(form("evening"), Some(Verb { form: VerbForm::Ing, noun: true, past: false }));
        assert_eq!(form("sites"), None);
        assert_eq!(form("wrote"), Some(Verb { form: VerbForm::Past, noun: false, past: false }));
        for noun in ["houseboat", "process's", "harvests’"] {
            assert_eq!(form(noun), None, "{noun}");
        }
    }
}
