//! Grammatical classes of words.

/// Grammatical classes of closed-class words, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(u64);

impl Class {
    /// No class: an open-class word.
    pub const NONE: Self = Self(0);
    /// Determiners and quantifiers.
    pub const DET: Self = Self(1);
    /// Prepositions.
    pub const PREP: Self = Self(1 << 1);
    /// Conjunctions.
    pub const CONJ: Self = Self(1 << 2);
    /// Pronouns.
    pub const PRON: Self = Self(1 << 3);
    /// Question and relative words.
    pub const WH: Self = Self(1 << 4);
    /// Auxiliary verbs.
    pub const AUX: Self = Self(1 << 5);
    /// Negations.
    pub const NEG: Self = Self(1 << 6);
    /// Adverbs that end a noun phrase.
    pub const ADV: Self = Self(1 << 7);
    /// Common finite verbs.
    pub const VERB: Self = Self(1 << 8);

    /// Nouns that a number only labels: page, chapter, flight.
    pub const LABEL: Self = Self(1 << 9);
    /// Verbs and adverbs of a rise.
    pub const UP: Self = Self(1 << 10);
    /// Verbs and adverbs of a fall.
    pub const DOWN: Self = Self(1 << 11);
    /// Adjectives and participles that stand before nouns.
    pub const ADJ: Self = Self(1 << 12);
    /// Words that a hyphenated number hangs on without making a name: mid-, pre-, under-.
    pub const PREFIX: Self = Self(1 << 13);
    /// Words for orders of magnitude in the plural: "hundreds".
    pub const MAGNITUDE: Self = Self(1 << 14);
    /// Nouns that a price or rate may be "a" or "an" of: share, head, barrel.
    pub const PER: Self = Self(1 << 15);
    /// Words of projection: expected, planned, will, hope.
    pub const PROJECTED: Self = Self(1 << 16);
    /// Words of attribution: claimed, alleged, reportedly.
    pub const ATTRIBUTED: Self = Self(1 << 17);
    /// Words that mark what follows as superseded: initially, at first.
    pub const SUPERSEDED: Self = Self(1 << 18);
    /// Titles before names: President, General, Dr.
    pub const TITLE: Self = Self(1 << 19);
    /// Words of weighing: weigh, heavy, payload.
    pub const WEIGH: Self = Self(1 << 20);
    /// Words of multiplication: doubled, tripled, twice.
    pub const RATIO: Self = Self(1 << 21);
    /// Words for a small number left open: several, few, couple.
    pub const SOME: Self = Self(1 << 22);
    /// Words of paying and pricing: cost, spent, worth.
    pub const PAY: Self = Self(1 << 23);
    /// Verbs of ranging: ranged, vary.
    pub const RANGE: Self = Self(1 << 24);

    /// Nouns that look like adverbs: family, supply.
    pub const NOUN: Self = Self(1 << 25);

    /// Prepositions that may open a clause: after, since, than.
    pub const OPENS: Self = Self(1 << 26);

    /// Verbs whose object does what the infinitive behind it says: cause, allow, expect.
    pub const CONTROL: Self = Self(1 << 27);
    /// Words behind which four digits are a year even before a plural noun: in, since.
    pub const YEAR_LEAD: Self = Self(1 << 28);
    /// Words that may stand between a number and a unit of time: "three more days".
    pub const TIME_FILL: Self = Self(1 << 29);
    /// Names of time zones, which are written in capitals.
    pub const ZONE: Self = Self(1 << 31);

    /// Verbs that only people do or suffer: die, attend, be arrested.
    pub const HUMAN: Self = Self(1 << 32);
    /// Small words between a verb of change and its amount: another, only, a.
    pub const STEP: Self = Self(1 << 38);
    /// Nouns that make a figure of speech of "one": one day, one thing.
    pub const INDEFINITE: Self = Self(1 << 39);
    /// Plural magnitude words that count only with "of" behind them: "scores of".
    pub const OF: Self = Self(1 << 33);
    /// Words of a span of life, whose value is in years: age, expectancy.
    pub const AGE: Self = Self(1 << 34);
    /// Pronouns of one living being: he, she.
    pub const BEING: Self = Self(1 << 35);
    /// Plural words for people that "over 65" may follow.
    pub const PEOPLE: Self = Self(1 << 36);
    /// Verbs of the market that "up" and "down" follow as a direction: ended, closed, traded.
    pub const MOVE: Self = Self(1 << 37);

    /// Prepositions that a time of day may follow.
    pub const CLOCK_LEAD: Self = Self(1 << 40);
    /// Prepositions behind which "ten to nine" is a time of day.
    pub const CLOCK_AT: Self = Self(1 << 41);
    /// "past", "after": between minutes and the hour before them.
    pub const CLOCK_PAST: Self = Self(1 << 42);
    /// "to", "before": between minutes and the hour behind them.
    pub const CLOCK_TO: Self = Self(1 << 43);
    /// Verbs and nouns of a change from one value to another that is neither rise nor fall: "changed", "revision".
    pub const SHIFT: Self = Self(1 << 44);
    /// Nouns that only say which things or how they are grouped: "kinds", "categories".
    pub const SORT: Self = Self(1 << 45);
    /// Nouns that present what they tell of and are not counted themselves: "figures", "results".
    pub const PRESENTS: Self = Self(1 << 46);
    /// Words behind which a value of no stated unit is a sum of money: "worth", "costs".
    pub const PRICED: Self = Self(1 << 47);

    /// Words that join two numbers of one kind: and, or, to.
    pub const JOINS: Self = Self(1 << 48);

    /// Auxiliary verbs of a subject in the singular: is, was, has.
    pub const SINGULAR_AUX: Self = Self(1 << 49);

    /// Nouns that only say how often: "3,200 times" has no other unit than the count itself.
    pub const OCCURS: Self = Self(1 << 50);

    /// Words that allow or demand: may, must, supports. What they go with is a limit that is set, not one that was reached.
    pub const PERMITS: Self = Self(1 << 51);
    /// Forms of the verb that links a subject with what is said of it.
    pub const BE: Self = Self(1 << 52);
    /// Nouns of an amount, which count what stands behind their "of": number, share.
    pub const AMOUNT: Self = Self(1 << 53);
    /// Pronouns that stand for somebody or something named before.
    pub const REFERS: Self = Self(1 << 54);
    /// Words of a timetable: a plan behind an auxiliary ("is scheduled for"), a kind before a noun ("scheduled services").
    pub const TIMETABLED: Self = Self(1 << 63);
    /// Prefixes that deny what hangs on them: non-.
    pub const NEGATES: Self = Self(1 << 62);

    /// Words behind which a weekday or month lies ahead: "will", "expected", "until".
    pub const AHEAD: Self = Self(1 << 30);

    /// Abbreviations of what a study computes, whose value stands right behind them: CI, SD.
    pub const STATISTIC: Self = Self(1 << 55);
    /// Nouns for one person: striker, teacher, widow.
    pub const PERSON: Self = Self(1 << 56);
    /// Nouns for a number of people taken together: crew, jury, crowd.
    pub const GROUP: Self = Self(1 << 57);
    /// Nouns that a year stands before to say of when they are: "1990 levels".
    pub const OF_YEAR: Self = Self(1 << 58);
    /// Adjectives that pick which of several things are counted, from before the number: "the top three seeds".
    pub const PICKS: Self = Self(1 << 59);
    /// Participles and adjectives that only say that things are counted together: combined, total.
    pub const SUMS: Self = Self(1 << 60);

    /// First names, in capitals.
    pub const GIVEN: Self = Self(1 << 61);

    /// The closed classes.
    const CLOSED: Self = Self(0x1ff);

    /// Whether any bit of `other` is set.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether the word belongs to no closed class.
    pub fn is_open(self) -> bool {
        !self.has(Self::CLOSED)
    }

    pub(super) fn parse(word: &str) -> Self {
        match word {
            "det" => Self::DET,
            "prep" => Self::PREP,
            "conj" => Self::CONJ,
            "pron" => Self::PRON,
            "wh" => Self::WH,
            "aux" => Self::AUX,
            "neg" => Self::NEG,
            "adv" => Self::ADV,
            "verb" => Self::VERB,
            "ahead" => Self::AHEAD,
            "label" => Self::LABEL,
            "up" => Self::UP,
            "down" => Self::DOWN,
            "adj" => Self::ADJ,
            "prefix" => Self::PREFIX,
            "per" => Self::PER,
            "projected" => Self::PROJECTED,
            "attributed" => Self::ATTRIBUTED,
            "superseded" => Self::SUPERSEDED,
            "title" => Self::TITLE,
            "some" => Self::SOME,
            "pay" => Self::PAY,
            "range" => Self::RANGE,
            "noun" => Self::NOUN,
            "opens" => Self::OPENS,
            "human" => Self::HUMAN,
            "control" => Self::CONTROL,
            "year-lead" => Self::YEAR_LEAD,
            "time-fill" => Self::TIME_FILL,
            "zone" => Self::ZONE,
            "step" => Self::STEP,
            "indefinite" => Self::INDEFINITE,
            "weigh" => Self::WEIGH,
            "age" => Self::AGE,
            "being" => Self::BEING,
            "people" => Self::PEOPLE,
            "move" => Self::MOVE,
            "clock-lead" => Self::CLOCK_LEAD,
            "clock-at" => Self::CLOCK_AT,
            "clock-past" => Self::CLOCK_PAST,
            "clock-to" => Self::CLOCK_TO,
            "shift" => Self::SHIFT,
            "sort" => Self::SORT,
            "presents" => Self::PRESENTS,
            "priced" => Self::PRICED,
            "joins" => Self::JOINS,
            "singular-aux" => Self::SINGULAR_AUX,
            "occurs" => Self::OCCURS,
            "permits" => Self::PERMITS,
            "be" => Self::BE,
            "amount" => Self::AMOUNT,
            "refers" => Self::REFERS,
            "statistic" => Self::STATISTIC,
            "person" => Self::PERSON,
            "group" => Self::GROUP,
            "of-year" => Self::OF_YEAR,
            "picks" => Self::PICKS,
            "sums" => Self::SUMS,
            "given" => Self::GIVEN,
            "negates" => Self::NEGATES,
            "timetabled" => Self::TIMETABLED,
            _ => Self::NONE,
        }
    }

    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn words_of_the_data_have_their_class_and_no_other_reads_as_theirs() {
        let class = |w: &str| Lexicon::english().word(w).class;
        assert!(class("supports").has(Class::PERMITS) && !class("supplied").has(Class::PERMITS));
        assert!(class("were").has(Class::BE) && class("were").has(Class::AUX) && !class("has").has(Class::BE));
        assert!(class("proportion").has(Class::AMOUNT) && !class("portion").has(Class::AMOUNT));
        assert!(class("them").has(Class::REFERS) && !class("theirs").has(Class::REFERS));
    }

    #[test]
    fn no_two_classes_share_a_bit() {
        let names = include_str!("en/lists.tsv").lines().filter_map(|l| l.split('\t').next());
        let mut seen: Vec<(&str, Class)> = Vec::new();
        for name in names {
            let class = Class::parse(name);
            let other = seen.iter().find(|(n, c)| *n != name && c.has(class));
            assert!(other.is_none(), "{name} and {other:?}");
            seen.push((name, class));
        }
    }
}
