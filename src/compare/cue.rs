//! Words beside a value that say how it relates to others, read from `cues.tsv`.

use std::sync::OnceLock;

/// What a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// Added to what was counted before: "another".
    Added,
    /// An age: "aged".
    Age,
    /// Below, by a tenth at most: "nearly".
    Almost,
    /// Above, by a twentieth at most: "just over".
    Above,
    /// Below, by a twentieth at most: "just under".
    Below,
    /// A comparison: "than".
    Comparative,
    /// What may not be passed: "may not exceed".
    Limit,
    /// What tells of something that was: "were".
    Past,
    /// What tells of what may be: "can".
    Rule,
    /// What is said of values past a limit: "refused".
    Barred,
    /// What makes a number the least of those that belong: "and over".
    Threshold,
    /// A distance in time: "later".
    Offset,
    /// What a part is of: "of them".
    Part,
    /// What opens the whole that parts follow: "among".
    Base,
    /// A change, as a noun.
    Change,
    /// The start of a rise or a stretch of time.
    From,
    /// What may stand between the parts of the name of an event.
    Hangs,
    /// What a thing consists of.
    MadeOf,
    /// What joins the parts of a list: "and".
    Joins,
    /// So much time after what was said before: "later".
    Later,
    /// Of the first of several, or of a beginning: "maiden".
    FirstOf,
    /// Of the last part of a time: "close of".
    Closing,
    /// Of the last of several, or of an end: "final".
    LastOf,
    /// "of".
    Of,
    /// Something that takes its time: "lasted".
    Lasting,
    /// The word for percent.
    Percent,
    /// The same value said again: "or".
    Restates,
    /// The end of a rise or a stretch of time.
    To,
    /// What a length of time is counted from: "after".
    Since,
    /// A total.
    Total,
    /// What a length of time is counted up to: "before".
    Until,
    /// Everything together, as the name of a row.
    All,
    /// What says that numbers are rounded or of thousands.
    Scale,
    /// What is left of a whole: "the remaining".
    Rest,
    /// What comes of taking something off: "leaving".
    Leaves,
    /// By how much one wins: "majority".
    Margin,
    /// One by one: "each".
    Each,
    /// What a calculation comes to: "makes".
    Makes,
    /// What is better or worse by so much: "better".
    Gains,
    /// Where or how the parts of a whole are told apart: "in".
    Place,
    /// The start of something that takes its time: "began".
    Begins,
    /// A mean: "average".
    Average,
    /// What marks a sum of what was said before: "in all".
    InAll,
    /// Words between a part and its whole: "out of the".
    Whole,
    /// Verbs that say little of what is done: "give".
    Light,
    /// One who has been told of: "him".
    Him,
    /// What makes another verb of a verb: "up".
    Particle,
    /// What is shared out: "divided".
    Divided,
    /// The name of a quotient: "density".
    Rate,
    /// What stands before the name of one of many: "a" in "so much a head".
    Per,
    /// The name of something that takes its time: "a voyage of three years".
    Stretch,
    /// The words between two values of which one took the place of the other: "instead of".
    Replaces,
    /// What a value came down or up to: "into".
    Into,
    /// What makes a number less sure, word by word: "a little over".
    Hedge,
    /// The name of many together: "a house of 100 members".
    Group,
    /// All that are not named: "others".
    Others,
    /// What follows from what was said: "so".
    Hence,
    /// A year of a life: "in his".
    InLife,
    /// What stands right before a bare age: "at".
    AtAge,
    /// What says that another time is meant: "then".
    When,
    /// Another time than that of the sentence: "then".
    Then,
    /// Words before a value that was told before.
    Definite,
    /// Words that set the older of two values behind the newer one.
    Versus,
    /// Words for what something was before.
    Former,
    /// What two values are compared in: "twice as many".
    Many,
    /// What is taken off a whole: "all but six".
    AllBut,
    /// Nouns for what a whole text may be about.
    Happening,
    /// Words for whom or what was told before.
    Pronoun,
    /// Words of what went on up to then.
    Perfect,
    /// Words for the end of something.
    Ends,
    /// Words for somebody beside whom a text is about.
    Kin,
    /// Words between a rate, a time and what comes of them.
    Needs,
    /// What breaks off or puts off something that goes on: "was stopped for".
    Halted,
    /// Words behind a factor.
    Times,
    /// Words that open the rows of a count of steps.
    Steps,
    /// Words that say that there are no more.
    Nobody,
    /// What was reckoned with before.
    Estimate,
    /// Words before the two ends of a stretch.
    Span,
    /// What a price and a number come to: "brought".
    Brings,
    /// By how much two measures are apart: "a climb of".
    Climb,
    /// What points back to what was just said: "that".
    That,
    /// What a thing is as old as: "completed".
    Finished,
    /// Words for a birth.
    Born,
    /// What stands before a name: "Dr".
    Title,
    /// What ties an age to a name: "aged".
    Said,
    /// Words that say a part is counted in another one, too.
    Overlaps,
    /// When something comes out: "release".
    Release,
    /// The heading of a column of last days: "end of support".
    LastDay,
    /// Whoever writes: "we".
    Writer,
    /// A short time that so many are counted in: "second".
    Pace,
    /// What says which one of several something is: "finished".
    Ranks,
    /// What has a number as its divisor: "multiple".
    Multiple,
    /// What opens a condition: "if".
    If,
    /// What says that something has a value: "is".
    Equals,
    /// What opens a list of which one holds: "one of".
    Choice,
    /// What opens the name of something new: "a".
    Any,
    /// What says that one thing is another, or has it: "is".
    Is,
    /// What stands between a number and the share it is: "make".
    Constitutes,
    /// What opens the same told in other numbers: "put differently".
    Rephrases,
    /// What denies the words behind it: "not".
    Negates,
    /// What time has done: "passed".
    Elapsed,
    /// The day of a text, or one beside it: "yesterday".
    Today,
    /// What is told of who lives longer: "outlived".
    Survives,
    /// What is done for so many years: "production".
    Doing,
    /// What opens a stretch of time: "founded".
    Starts,
    /// What is measured of a piece: "size".
    Size,
    /// How two measures are apart: "taller".
    Apart,
    /// What lies between two numbers: "saving".
    Gap,
    /// What any whole may be called: "total".
    Generic,
}

impl Cue {
    const ALL: [(Self, &'static str); 109] = [
        (Self::Apart, "apart"),
        (Self::Gap, "gap"),
        (Self::Generic, "generic"),
        (Self::Constitutes, "constitutes"),
        (Self::Rephrases, "rephrases"),
        (Self::Negates, "negates"),
        (Self::Elapsed, "elapsed"),
        (Self::Today, "today"),
        (Self::Survives, "survives"),
        (Self::Doing, "doing"),
        (Self::Starts, "starts"),
        (Self::Size, "size"),
        (Self::Equals, "equals"),
        (Self::Multiple, "multiple"),
        (Self::If, "if"),
        (Self::Choice, "choice"),
        (Self::Any, "any"),
        (Self::Is, "is"),
        (Self::Pace, "pace"),
        (Self::Ranks, "ranks"),
        (Self::Writer, "writer"),
        (Self::Brings, "brings"),
        (Self::Climb, "climb"),
        (Self::That, "that"),
        (Self::Finished, "finished"),
        (Self::Born, "born"),
        (Self::Title, "title"),
        (Self::Said, "said"),
        (Self::Added, "added"),
        (Self::Age, "age"),
        (Self::Almost, "almost"),
        (Self::Above, "above"),
        (Self::Below, "below"),
        (Self::Comparative, "comparative"),
        (Self::Limit, "limit"),
        (Self::Past, "past"),
        (Self::Rule, "rule"),
        (Self::Barred, "barred"),
        (Self::Threshold, "threshold"),
        (Self::Offset, "offset"),
        (Self::Part, "part"),
        (Self::Base, "base"),
        (Self::Change, "change"),
        (Self::From, "from"),
        (Self::Hangs, "hangs"),
        (Self::MadeOf, "made-of"),
        (Self::Joins, "joins"),
        (Self::Later, "later"),
        (Self::FirstOf, "first-of"),
        (Self::Closing, "closing"),
        (Self::LastOf, "last-of"),
        (Self::Of, "of"),
        (Self::Lasting, "lasting"),
        (Self::Percent, "percent"),
        (Self::Restates, "restates"),
        (Self::To, "to"),
        (Self::Since, "since"),
        (Self::Total, "total"),
        (Self::Until, "until"),
        (Self::All, "all"),
        (Self::Scale, "scale"),
        (Self::Rest, "rest"),
        (Self::Leaves, "leaves"),
        (Self::Margin, "margin"),
        (Self::Each, "each"),
        (Self::Makes, "makes"),
        (Self::Gains, "gains"),
        (Self::Place, "place"),
        (Self::Begins, "begins"),
        (Self::Average, "average"),
        (Self::InAll, "in-all"),
        (Self::Whole, "whole"),
        (Self::Light, "light"),
        (Self::Him, "him"),
        (Self::Particle, "particle"),
        (Self::Divided, "divided"),
        (Self::Rate, "rate"),
        (Self::Per, "per"),
        (Self::Stretch, "stretch"),
        (Self::Replaces, "replaces"),
        (Self::Into, "into"),
        (Self::Hedge, "hedge"),
        (Self::Group, "group"),
        (Self::Others, "others"),
        (Self::Hence, "hence"),
        (Self::InLife, "in-life"),
        (Self::AtAge, "at-age"),
        (Self::When, "when"),
        (Self::Then, "then"),
        (Self::Overlaps, "overlaps"),
        (Self::Span, "span"),
        (Self::Estimate, "estimate"),
        (Self::Nobody, "nobody"),
        (Self::Steps, "steps"),
        (Self::Times, "times"),
        (Self::Needs, "needs"),
        (Self::Halted, "halted"),
        (Self::Kin, "kin"),
        (Self::Ends, "ends"),
        (Self::Perfect, "perfect"),
        (Self::Pronoun, "pronoun"),
        (Self::Happening, "happening"),
        (Self::AllBut, "all-but"),
        (Self::Many, "many"),
        (Self::Former, "former"),
        (Self::Versus, "versus"),
        (Self::Definite, "definite"),
        (Self::Release, "release"),
        (Self::LastDay, "last-day"),
    ];

    fn words(self) -> &'static [&'static str] {
        static TABLE: OnceLock<Vec<(Cue, Vec<&'static str>)>> = OnceLock::new();
        let table = TABLE.get_or_init(|| {
            let rows = include_str!("../lexicon/en/cues.tsv").lines().filter(|l| !l.starts_with('#')).skip(1);
            rows.filter_map(|row| {
                let (name, words) = row.split_once('\t')?;
                let cue = Self::ALL.iter().find(|(_, n)| *n == name)?.0;
                Some((cue, words.split('|').collect()))
            })
            .collect()
        });
        table.iter().find(|(cue, _)| *cue == self).map_or(&[], |(_, words)| words.as_slice())
    }

    /// Whether a word, in lower case, says this.
    pub(super) fn has(self, word: &str) -> bool {
        self.words().contains(&word)
    }

    /// The same for a word in any case.
    pub(super) fn is_written(self, word: &str) -> bool {
        self.words().iter().any(|w| w.eq_ignore_ascii_case(word))
    }

    /// Whether a word or phrase that says this stands in a text in lower case.
    pub(super) fn is_in(self, text: &str) -> bool {
        let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        self.words().iter().any(|w| {
            text.match_indices(w)
                .any(|(at, _)| is_edge(text[..at].chars().next_back()) && is_edge(text[at + w.len()..].chars().next()))
        })
    }

    /// What stands behind the last word or phrase of a text in lower case that says this.
    pub(super) fn behind(self, text: &str) -> Option<&str> {
        let found = self.words().iter().filter_map(|w| text.rfind(w).map(|at| at + w.len())).max()?;
        text.get(found..)
    }

    /// Whether the words behind a value, in lower case, begin with one that says this.
    pub(super) fn starts(self, after: &str) -> bool {
        self.words().iter().any(|w| after.strip_prefix(w).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
    }

    /// Whether the words before a value, in lower case, end with one that says this.
    pub(super) fn ends(self, before: &str) -> bool {
        self.words().iter().any(|w| before.strip_suffix(w).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cue_has_words() {
        for (cue, name) in Cue::ALL {
            assert!(!cue.words().is_empty(), "{name}");
        }
        assert!(Cue::Almost.ends("there were nearly") && Cue::Total.has("total"));
    }
}
