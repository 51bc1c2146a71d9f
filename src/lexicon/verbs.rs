//! Verb forms: what a word would be if it were a verb.

use super::folded::{Folded, Table};
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

/// What is known of a base.
#[derive(Clone, Copy, Debug, Default)]
struct Base {
    /// Whether it is a noun as often.
    noun: bool,
    /// Whether it is its own past.
    unchanged: bool,
}

/// Bases of verbs, and irregular forms.
#[derive(Debug, Default)]
pub(super) struct Verbs {
    bases: Table<Base>,
    /// Irregular form to its base.
    irregular: Table<&'static str>,
}

impl Verbs {
    /// Reads the tables of bases and of irregular forms.
    pub(super) fn read(bases: &'static str, irregular: &'static str) -> Self {
        const USUAL: usize = 1500;
        let mut out = Self { bases: Table::with_capacity(USUAL), irregular: Table::with_capacity(USUAL) };
        for row in rows(bases) {
            for base in row.list(1) {
                out.bases.insert(base, Base { noun: row.get(0) == "both", unchanged: false });
            }
        }
        for row in rows(irregular) {
            let base = row.get(1);
            let unchanged = row.list(0).all(|f| f == base || f.ends_with("ing") || f.strip_suffix('s') == Some(base));
            if let Some(known) = out.bases.entry(base, Base::default) {
                known.unchanged |= unchanged;
            }
            for form in row.list(0) {
                out.irregular.insert(form, base);
            }
        }
        out
    }

    /// Whether a base is a noun as often; `None` for what is none.
    fn noun(&self, base: &str) -> Option<bool> {
        self.bases.get(&Folded::new(base)?).map(|b| b.noun)
    }

    /// The base of an irregular form.
    pub(super) fn irregular(&self, lower: &str) -> Option<&'static str> {
        self.irregular.get(&Folded::new(lower)?).copied()
    }

    /// The form of a word in lower case, when it can be a verb.
    pub(super) fn form(&self, lower: &str) -> Option<Verb> {
        if let Some(base) = Folded::new(lower).and_then(|w| self.bases.get(&w)) {
            return Some(Verb { form: VerbForm::Base, noun: base.noun, past: base.unchanged });
        }
        if let Some(base) = self.irregular(lower) {
            let noun = self.noun(base).unwrap_or_default();
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
        let noun = self.noun(stem).or_else(|| {
            // "reaches", "goes"; but "sites" are no "sit"
            let sibilant = |s: &&str| ["s", "x", "z", "ch", "sh", "o"].iter().any(|e| s.ends_with(e));
            stem.strip_suffix('e').filter(sibilant).and_then(|s| self.noun(s))
        });
        let noun = noun.or_else(|| {
            let stem = stem.strip_suffix("ie")?;
            let mut base = String::with_capacity(stem.len() + 1);
            base.push_str(stem);
            base.push('y');
            self.noun(&base)
        })?;
        Some(Verb { form: VerbForm::Present, noun, past: false })
    }

    /// Whether a stem without "ing" belongs to a base: "rais", "runn", "build".
    fn base(&self, stem: &str) -> Option<bool> {
        if let Some(noun) = self.noun(stem) {
            return Some(noun);
        }
        let b = stem.as_bytes();
        if let [.., x, y] = b
            && x == y
            && let Some(noun) = stem.get(..stem.len() - 1).and_then(|s| self.noun(s))
        {
            return Some(noun);
        }
        let mut with_e = String::with_capacity(stem.len() + 1);
        with_e.push_str(stem);
        with_e.push('e');
        self.noun(&with_e)
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
