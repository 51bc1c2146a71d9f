//! What a date is the date of: an act, and to whom it happened.

/// Which part of what happened a date is the date of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Aspect {
    /// All of it.
    #[default]
    Whole,
    /// Its first day.
    Start,
    /// Its last day.
    End,
}

/// What happened at a date: lemmas and names in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Event {
    /// Names of the acts of which one happened ("opening"), or the lemma of a verb or noun that no table holds.
    pub acts: Vec<String>,
    /// Whether the acts are of the table.
    pub is_known: bool,
    /// Whether a noun names it: "the opening".
    pub is_noun: bool,
    /// Whether that noun is the subject: "construction began".
    pub is_subject: bool,
    /// Whether it happens only once to whom it happens.
    pub is_once: bool,
    /// Which part of it the date is the date of.
    pub aspect: Aspect,
    /// Whether the date is the one date of a stretch of time that may lie anywhere in it: "between 4 and 7 May".
    pub is_window: bool,
    /// The noun for whom it happened to; empty where a pronoun stands for it, or nothing.
    pub head: String,
    /// That noun with all that names and narrows it.
    pub whom: Vec<String>,
    /// Whether it happened to one or more of a kind that the text brings in here: "a bridge", "workers".
    pub is_new: bool,
    /// Who did it, where somebody else did.
    pub by: Vec<String>,
    /// Numbers that belong to a name: "1.0", "17", "ii".
    pub numbers: Vec<String>,
    /// Which time it happened, where that is said: "the second ascent" is 2.
    pub order: Option<u32>,
    /// What a pronoun may stand for: the words of the sentence before and of the title.
    pub near: Vec<String>,
    /// What happened, in the words of the text: "death of Ada Miller", "the bridge was opened".
    pub label: String,
}

impl Event {
    /// The event in a line, for explanations.
    pub fn says(&self) -> String {
        let part = match self.aspect {
            Aspect::Whole => "",
            Aspect::Start => "start of ",
            Aspect::End => "end of ",
        };
        let order = self.order.map_or_else(String::new, |n| format!(" no. {n}"));
        let whom = if self.head.is_empty() { "what is not named".to_owned() } else { self.whom.join(" ") };
        let by = if self.by.is_empty() { String::new() } else { format!(" by {}", self.by.join(" ")) };
        let numbers = if self.numbers.is_empty() { String::new() } else { format!(" ({})", self.numbers.join(", ")) };
        format!("{part}{}{order}: {whom}{by}{numbers} “{}”", self.acts.join("/"), self.label)
    }
}
