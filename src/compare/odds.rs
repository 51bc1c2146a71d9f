//! How likely two differing values of two texts are to contradict each other: what alignment found of the pair, what may
//! explain the difference, how much the two texts state of the kind, and how the pair stands against its rivals, each with its
//! weight in hundredths of the natural logarithm of the odds.
//!
//! A logistic regression: the weights of `odds.tsv` were fitted on pairs of annotated texts (see ARCHITECTURE.md).

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::align::{Alignment, Context, align};
use super::beside;
use super::guard::both_may_hold;
use super::item::{Item, Rarity};
use super::judge::Judged;
use super::told;
use crate::fact::Kind;

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Evidence {
    /// A feature of alignment.
    Feature,
    /// In what two facts differ or may differ.
    Scope,
    /// What is left open.
    Doubt,
    /// Why both may be right.
    Guard,
    /// How much the two texts state of the kind.
    Size,
    /// How the pair stands against the other pairs of the two.
    Rival,
    /// All that is known of two dates.
    Date,
}

impl Evidence {
    /// The word in the table.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Feature => "feature",
            Self::Scope => "scope",
            Self::Doubt => "doubt",
            Self::Guard => "guard",
            Self::Size => "size",
            Self::Rival => "rival",
            Self::Date => "date",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        [Self::Feature, Self::Scope, Self::Doubt, Self::Guard, Self::Size, Self::Rival, Self::Date]
            .into_iter()
            .find(|e| e.as_str() == word)
    }
}

/// A piece of evidence, and how much of it there is.
pub(crate) type Found = (Evidence, &'static str, i32);

/// The weights of evidence.
#[derive(Debug, Default)]
pub(crate) struct Odds {
    weights: FxHashMap<(Evidence, &'static str), i32>,
    /// Reasons why both may hold that leave no doubt.
    bars: Vec<&'static str>,
    base: i32,
    base_date: i32,
    /// From here on a pair is a conflict.
    pub(crate) limit: i32,
    /// From here on a pair is a conflict that is well aligned and of which nothing says that both may hold.
    pub(crate) limit_firm: i32,
    /// From here on two dates are of one event.
    pub(crate) limit_date: i32,
    /// The most that standing against rivals adds.
    pub(crate) most: i32,
}

impl Odds {
    pub(crate) fn built_in() -> &'static Self {
        static ODDS: OnceLock<Odds> = OnceLock::new();
        ODDS.get_or_init(|| Self::parse(include_str!("odds.tsv")))
    }

    fn parse(text: &'static str) -> Self {
        let mut out = Self::default();
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            let mut fields = line.split('\t');
            let (Some(kind), Some(name), Some(Ok(weight))) =
                (fields.next(), fields.next(), fields.next().map(str::parse))
            else {
                continue;
            };
            match (Evidence::parse(kind), name) {
                (Some(evidence), _) => {
                    out.weights.insert((evidence, name), weight);
                }
                (None, reason) if kind == "bar" => out.bars.push(reason),
                (None, "base") => out.base = weight,
                (None, "dates") if kind == "start" => out.base_date = weight,
                (None, "dates") => out.limit_date = weight,
                (None, "conflict") => out.limit = weight,
                (None, "firm") => out.limit_firm = weight,
                (None, _) => {}
            }
        }
        let most = |name| CLIP * out.weight(Evidence::Rival, name).abs();
        out.most = [MARGIN_LEAST, MARGIN_MOST, EQUAL_LEAST, EQUAL_MOST].map(most).iter().sum::<i32>()
            + out.weight(Evidence::Rival, MUTUAL).abs();
        out
    }

    fn weight(&self, evidence: Evidence, name: &str) -> i32 {
        // a name lives as long as the program, and so does the table
        self.weights.get(&(evidence, name)).copied().unwrap_or_default()
    }

    /// Whether a kind of evidence of two dates has a weight.
    pub(crate) fn knows(&self, name: &str) -> bool {
        self.weights.keys().any(|(evidence, n)| *evidence == Evidence::Date && *n == name)
    }

    /// What evidence comes to.
    pub(crate) fn sum(&self, found: &[Found]) -> i32 {
        found.iter().map(|(evidence, name, amount)| self.weight(*evidence, name) * amount).sum()
    }

    /// What evidence of two dates comes to, with where the odds begin.
    pub(crate) fn of_dates(&self, found: &[Found]) -> i32 {
        self.base_date + self.sum(found)
    }

    /// What is known of a pair before its rivals are, with where the odds begin; `None` where the two may both hold for sure.
    /// Alignment with its features, and why both may be right, are given.
    pub(crate) fn of_pair(
        &self,
        (x, y): (&Item, &Item),
        found: &Alignment,
        guard: Option<&'static str>,
        rarity: &Rarity,
    ) -> Option<i32> {
        let mut is_barred = false;
        let mut sum = self.base;
        of_alignment((x, y), found, guard, rarity, |evidence, name, amount| {
            is_barred |= matches!(evidence, Evidence::Scope | Evidence::Guard) && self.bars.contains(&name);
            sum += self.weight(evidence, name) * amount;
        });
        (!is_barred).then_some(sum)
    }
}

/// All that is known of a pair before its rivals are.
pub(crate) fn evidence(x: &Item, y: &Item, judged: &Judged, context: &Context<'_>) -> Vec<Found> {
    let found = align(x, y, &Context { is_kept: true, ..*context });
    let mut out = Vec::new();
    of_alignment((x, y), &found, both_may_hold(x, y, judged), context.rarity, |evidence, name, amount| {
        out.push((evidence, name, amount))
    });
    out
}

/// Calls `add` for each piece of evidence that alignment, why both may be right, and the sizes of the texts give.
fn of_alignment(
    (x, y): (&Item, &Item),
    found: &Alignment,
    guard: Option<&'static str>,
    rarity: &Rarity,
    mut add: impl FnMut(Evidence, &'static str, i32),
) {
    found.amounts.iter().for_each(|(name, n)| add(Evidence::Feature, name, *n));
    found.scope.iter().for_each(|name| add(Evidence::Scope, name, 1));
    found.doubts.iter().for_each(|name| add(Evidence::Doubt, name, 1));
    guard.into_iter().for_each(|name| add(Evidence::Guard, name, 1));
    match told::in_common(x, y, rarity) {
        Some(many) => add(Evidence::Size, "rare words said of both", many),
        None => add(Evidence::Size, "no word said of both", 1),
    }
    sizes(x, y, add);
}

/// Texts of fewer than sixteen facts say nothing by how few they are.
const FEW: i32 = 16;

/// Nor do those of more than fifty by how many: hardly any that the weights were fitted on is longer.
const MANY: i32 = 23;

fn sizes(x: &Item, y: &Item, mut found: impl FnMut(Evidence, &'static str, i32)) {
    let mut add = |name, amount: i32| {
        if amount != 0 {
            found(Evidence::Size, name, amount);
        }
    };
    let like = (x.sizes.like, y.sizes.like);
    add("facts of the texts", x.sizes.text.clamp(FEW, MANY) + y.sizes.text.clamp(FEW, MANY));
    add("values of the kind", x.sizes.kind + y.sizes.kind);
    match x.kind {
        Kind::Quantity | Kind::Money | Kind::Duration => {
            add("values of the dimension", like.0 + like.1);
            add("the only value of its dimension in both", i32::from(like == (0, 0)));
            add("the only value of its dimension in one", i32::from((like.0 == 0) != (like.1 == 0)));
            add("hardly another value of its dimension", i32::from(like.0 + like.1 <= 8));
            add("the same unit", i32::from(x.unit == y.unit));
        }
        Kind::Count => add("values beside the noun", like.0 + like.1),
        _ => {}
    }
    let kind = match x.kind {
        Kind::Count => "a count",
        Kind::Duration => "a length of time",
        Kind::Money => "a sum of money",
        Kind::Share => "a share",
        Kind::Quantity => "a quantity",
        _ => "a place in an order, or a factor",
    };
    add(kind, 1);
    add("values that both texts state around", beside::common(x, y));
}

/// How far ahead of rivals counts.
const CLIP: i32 = 24;
const MARGIN_LEAST: &str = "ahead of the rivals of both";
const MARGIN_MOST: &str = "ahead of the rivals of one";
const EQUAL_LEAST: &str = "ahead of what agrees with both";
const EQUAL_MOST: &str = "ahead of what agrees with one";
const MUTUAL: &str = "each the best counterpart of the other";

/// The best that either fact of a pair has otherwise in the text of the other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rivals {
    /// The best score with another value.
    pub(crate) other: i32,
    /// The best score with an equal value.
    pub(crate) equal: i32,
}

impl Rivals {
    /// No rival at all.
    pub(crate) const NONE: Self = Self { other: i32::MIN, equal: i32::MIN };
}

/// How a pair of that score stands against the rivals of both its facts.
pub(crate) fn standing(score: i32, [one, other]: [Rivals; 2]) -> [Found; 5] {
    let ahead = |rival: i32| score.saturating_sub(rival).clamp(-CLIP, CLIP);
    let (p, q) = (ahead(one.other), ahead(other.other));
    let (r, s) = (ahead(one.equal), ahead(other.equal));
    [
        (Evidence::Rival, MARGIN_LEAST, p.min(q)),
        (Evidence::Rival, MARGIN_MOST, p.max(q)),
        (Evidence::Rival, EQUAL_LEAST, r.min(s)),
        (Evidence::Rival, EQUAL_MOST, r.max(s)),
        (Evidence::Rival, MUTUAL, i32::from(p > 0 && q > 0)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let odds = Odds::built_in();
        assert!(odds.weights.len() > 60 && odds.limit_firm < odds.limit && odds.most > 0);
        let features = odds.weights.keys().filter(|(e, _)| *e == Evidence::Feature);
        let unknown: Vec<_> = features.filter(|(_, name)| !super::super::Weights::NAMES.contains(name)).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }

    #[test]
    fn a_pair_ahead_of_its_rivals_is_likelier_to_differ() {
        let odds = Odds::built_in();
        let told = |rivals| odds.sum(&standing(20, rivals));
        let beaten = Rivals { other: 30, equal: 40 };
        assert!(told([Rivals::NONE; 2]) > told([beaten, Rivals::NONE]));
        assert!(told([beaten, Rivals::NONE]) > told([beaten; 2]));
    }
}
