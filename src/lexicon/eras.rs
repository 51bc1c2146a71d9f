//! What words tell of rules and events.

/// The part a word or phrase plays in telling when someone ruled or when something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EraWord {
    /// A noun for those who rule: named as a time only where the sentence says so.
    Office,
    /// A noun for the time of a rule.
    Reign,
    /// A noun for a rule that begins when another is overthrown.
    Force,
    /// A body that governs through someone.
    Party,
    /// The subject is the one behind a coup.
    Stage,
    /// The subject begins to rule.
    Take,
    /// A noun for the event by which someone begins to rule.
    Vote,
    /// The subject wins over another, by a vote.
    Beat,
    /// A violent change of rule.
    Coup,
    /// The subject ceases to rule.
    Lose,
    /// The object ceases to rule.
    Oust,
    /// The subject rules.
    Rule,
    /// Who stands at the head of what.
    Head,
    /// What follows is a time.
    During,
    /// Another than the one that is meant without the word.
    Other,
    /// Says when an event was.
    Happen,
    /// The moment of what follows.
    Moment,
    /// An event begins.
    Begin,
    /// An event ends.
    End,
    /// A return of the day of an event.
    Yearly,
}

impl EraWord {
    /// Whether it is a noun for a rule.
    pub fn is_rule(self) -> bool {
        matches!(self, Self::Office | Self::Reign | Self::Force)
    }

    /// The role that a data file names.
    pub(crate) fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "office" => Self::Office,
            "reign" => Self::Reign,
            "force" => Self::Force,
            "party" => Self::Party,
            "stage" => Self::Stage,
            "take" => Self::Take,
            "vote" => Self::Vote,
            "beat" => Self::Beat,
            "coup" => Self::Coup,
            "lose" => Self::Lose,
            "oust" => Self::Oust,
            "rule" => Self::Rule,
            "head" => Self::Head,
            "during" => Self::During,
            "other" => Self::Other,
            "happen" => Self::Happen,
            "moment" => Self::Moment,
            "begin" => Self::Begin,
            "end" => Self::End,
            "yearly" => Self::Yearly,
            _ => return None,
        })
    }
}
