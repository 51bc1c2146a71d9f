//! What speaks for and against two dates being of one event, for the odds.

use std::borrow::Borrow;

use super::dated::{Acts, Dated};
use super::slip::Slip;
use super::{LONG, Pair, Side, Standing};
use crate::compare::beside;
use crate::compare::item::Item;
use crate::compare::odds::{Evidence, Found};

/// More of anything than this says no more.
const MOST: i32 = 12;

fn evidence(name: &'static str, amount: i32) -> Found {
    (Evidence::Date, name, amount)
}

/// Of the pair itself.
pub(super) fn of_pair(p: &Pair, slip: Slip, (x, y): (&Dated, &Dated), standing: &Standing) -> Vec<Found> {
    let [one, two] = standing.margins.map(|m| m.min(MOST));
    let used = standing.used.iter().map(|u| i32::from(*u)).sum();
    let is_offset = x.is_offset || y.is_offset;
    let is_bare = p.acts > Acts::Kin && p.strong == 0;
    let either = |is: fn(&Dated) -> bool| i32::from(is(x)) + i32::from(is(y));
    let both = |is: fn(&Dated) -> bool| i32::from(is(x) && is(y));
    let mut out = vec![
        evidence(p.acts.as_str(), 1),
        evidence(slip.as_str(), 1),
        evidence("ahead of other dates", one.min(two).max(-MOST)),
        evidence("ahead of the other dates of one", one.max(two).max(-MOST)),
        evidence("rare words beside both", p.strong.min(MOST)),
        evidence("said beside both", p.tie.min(MOST)),
        evidence("nothing rare beside both", i32::from(p.strong == 0)),
        evidence("no date that is left over lies nearer", i32::from(!standing.is_nearer)),
        evidence("the other text has the date as well", used),
        evidence("a month without its year", i32::from(x.is_month_alone || y.is_month_alone)),
        evidence("only the latest that it may be", i32::from(x.is_latest || y.is_latest)),
        evidence("told by its distance from something else", i32::from(is_offset)),
        evidence("a birth, a death or a wedding", i32::from(x.is_of_life || y.is_of_life)),
        evidence("a stretch of time and a date", i32::from(x.is_span != y.is_span)),
        evidence("a version and none", i32::from(x.is_version != y.is_version)),
        evidence("times of day", i32::from(x.is_clock)),
        evidence("times of day, and no act nor rare word beside both", i32::from(x.is_clock && is_bare)),
        evidence("years", i32::from(p.days.0.is_year() && p.days.1.is_year())),
        evidence("days", i32::from(p.days.0.is_day() && p.days.1.is_day())),
        evidence("a day told by the text around it", either(|d| d.is_relative)),
        evidence("an end of a stretch of time", either(|d| d.edge.is_some())),
        evidence("the last of several in both", both(|d| d.is_last)),
        evidence("the last of several in one", i32::from(x.is_last != y.is_last)),
        evidence("the first of several in both", both(|d| d.opens)),
        evidence("the first of several in one", i32::from(x.opens != y.opens)),
        evidence("a year that is not written, read as quite another", i32::from(p.is_far_year)),
        evidence("names beside both", p.names.min(MOST)),
        evidence("tenths of what is said beside one", p.part.min(10)),
    ];
    out.extend(standing.bars.iter().map(|says| evidence(says, 1)));
    out
}

/// Of the two texts.
pub(super) fn of_texts<I: Borrow<Item>>(side: &Side<'_, I>, (x, y): (&Dated, &Dated)) -> [Found; 3] {
    let sizes = [side.one.len(), side.other.len()];
    let many = |n: usize| i32::try_from((n + 1).ilog2()).unwrap_or(MOST);
    let is_numbered = x.is_numbered != y.is_numbered && !side.is_first(x, y);
    let is_table = x.days.is_year() && y.days.is_year() && sizes.iter().all(|n| *n >= LONG);
    [
        evidence("dates of the texts", sizes.map(many).iter().sum()),
        evidence("one of several with numbers", i32::from(is_numbered)),
        evidence("years of two histories", i32::from(is_table)),
    ]
}

/// Of the other dates of the two texts.
pub(super) fn of_company(standing: &Standing, is_alone: bool) -> [Found; 4] {
    let [one, two] = standing.left;
    let many = |n: usize| i32::try_from((n + 1).ilog2()).unwrap_or(MOST);
    [
        evidence("a name that stands beside no other date", i32::from(is_alone)),
        evidence("told between the same dates", standing.order),
        evidence("dates that only one of the texts has", many(one) + many(two)),
        evidence("dates that both texts have", many(standing.common)),
    ]
}

/// Of what the texts say the two hold for.
pub(super) fn of_setting(is_one: bool) -> [Found; 1] {
    [evidence("of one version", i32::from(is_one))]
}

/// Of what else both texts state around the two.
pub(super) fn of_surroundings(x: &Item, y: &Item) -> [Found; 1] {
    [evidence("values that both texts state around", beside::common(x, y))]
}

/// Of what alignment has found.
pub(super) fn of_alignment(amounts: &[(&'static str, i32)]) -> impl Iterator<Item = Found> {
    amounts.iter().map(|(name, amount)| evidence(name, *amount))
}

impl Acts {
    /// The name in the table of odds.
    fn as_str(self) -> &'static str {
        match self {
            Self::Same => "the same act, done to the same",
            Self::Alike => "the same act",
            Self::Kin => "acts that are told for one another",
            Self::Open => "an act that is not known",
            Self::Other => "the same act, done to what has another name",
            Self::Unlike => "acts in other words",
            Self::Apart => "another act",
        }
    }
}

impl Slip {
    /// The name in the table of odds.
    fn as_str(self) -> &'static str {
        match self {
            Self::Day => "another day of the month",
            Self::Month => "another month",
            Self::Year => "another year",
            Self::Exchanged => "figures of the year exchanged",
            Self::Figure => "one figure of the year another",
            Self::Weeks => "less than seven weeks apart",
            Self::Near => "a year apart at most",
            Self::Years => "two or three years apart",
            Self::Far => "up to a dozen years apart",
            Self::Minutes => "less than an hour apart",
            Self::Hours => "hours apart",
            Self::Other => "days that have nothing in common",
            Self::Remote => "many years apart",
        }
    }
}
