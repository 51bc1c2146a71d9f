//! Values of what can be set: identifiers that must be the same, as what each value is put forward, and for which version.

use super::item::{Item, Term, Terms, hash, shared, sort};
use crate::fact::{Kind, Slots};
use crate::value::Standing;

/// Said of a default and of what somebody has set.
const OWN: &str = "one is a default and the other what the writer uses";

/// Said of values of different versions.
pub(crate) const VERSIONS: &str = "they hold for different versions";

/// What the form of a text says of a value.
#[derive(Clone, Debug, Default)]
pub(crate) struct Setting {
    /// Identifiers of what the value is set for.
    pub(crate) codes: Terms,
    /// Other identifiers of its paragraph.
    pub(crate) near: Terms,
    /// Hash of the function whose heading it stands under, 0 for none.
    call: Term,
    /// As what it is put forward.
    pub(crate) standing: Option<Standing>,
    /// Whether its text says of itself that it is out of date.
    is_archived: bool,
    /// Which of two values stated side by side it is.
    arm: Option<u8>,
    /// Versions, each with the name of what it is a version of, or none.
    versions: Box<[Version]>,
    /// Whether it stands in a row that is about a version and nothing else.
    pub(crate) is_version_row: bool,
}

/// A version, or all from or up to it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Version {
    /// Hash of the name, 0 for none.
    name: Term,
    parts: Box<[u32]>,
    is_later: bool,
    is_earlier: bool,
}

impl Version {
    /// Whether both are one version: what is not written is zero.
    fn is(&self, other: &Self) -> bool {
        let part = |v: &Self, i: usize| v.parts.get(i).copied().unwrap_or_default();
        (0..self.parts.len().max(other.parts.len())).all(|i| part(self, i) == part(other, i))
    }

    /// Whether both may speak of one version.
    fn meets(&self, other: &Self) -> bool {
        let begins = self.parts.iter().zip(&other.parts).all(|(p, q)| p == q);
        let reaches = |x: &Self, y: &Self| x.is_later && y.parts >= x.parts || x.is_earlier && y.parts <= x.parts;
        begins
            || reaches(self, other)
            || reaches(other, self)
            || self.is_later && other.is_later
            || self.is_earlier && other.is_earlier
    }
}

impl Setting {
    pub(crate) fn of(slots: &Slots) -> Self {
        let terms = |names: &[String]| {
            let mut out: Vec<Term> = names.iter().map(|n| hash(n.as_bytes())).collect();
            sort(&mut out);
            out.into()
        };
        Self {
            codes: terms(&slots.codes),
            near: terms(&slots.near_codes),
            call: if slots.call.is_empty() { 0 } else { hash(slots.call.as_bytes()) },
            standing: slots.standing,
            is_archived: slots.is_archived,
            arm: slots.arm,
            versions: slots.versions.iter().filter_map(|v| version(v)).collect(),
            is_version_row: matches!(slots.versions.as_slice(), [one] if one.trim_start() == slots.labels[0]),
        }
    }
}

/// Name and parts of a version; a third zero says nothing ("4.0.0" is "4.0", and "4" any of them), "+" and "-" say that later or earlier ones are meant, too.
fn version(written: &str) -> Option<Version> {
    let (name, number) = written.rsplit_once(' ')?;
    let (is_later, is_earlier) = (number.ends_with(['+', '>']), number.ends_with('-'));
    let bare = number.trim_end_matches(['+', '-', '>']).trim_start_matches(['v', 'V']);
    let mut parts: Vec<u32> = bare.split('.').map_while(|p| p.parse().ok()).collect();
    while parts.len() > 2 && parts.last() == Some(&0) {
        parts.pop();
    }
    let name = if name.is_empty() { 0 } else { hash(name.as_bytes()) };
    (!parts.is_empty()).then_some(Version { name, parts: parts.into(), is_later, is_earlier })
}

/// Why two values are not of one thing.
pub(crate) fn apart(a: &Item, b: &Item) -> Option<&'static str> {
    let (x, y) = (&a.setting, &b.setting);
    if !x.codes.is_empty() && !y.codes.is_empty() && !meet(&x.codes, &y.codes) {
        return Some("they are set for different things");
    }
    if x.call != 0 && y.call != 0 && x.call != y.call {
        return Some("they are said of different functions");
    }
    if let (Some(i), Some(j)) = (x.arm, y.arm)
        && i != j
    {
        return Some("they are of two groups, or sides");
    }
    let differ = a.stated() != b.stated();
    match (x.standing, y.standing) {
        (Some(s), Some(t)) if s != t => Some("one is a default and the other a limit, or advice, or an example"),
        (Some(Standing::Default), None) if b.is_own && differ => Some(OWN),
        (None, Some(Standing::Default)) if a.is_own && differ => Some(OWN),
        _ => None,
    }
}

/// Why two values that differ may both hold: one text is out of date, one is advice or an example, or a limit of what the other is the value of.
pub(crate) fn differ_in_standing(a: &Item, b: &Item) -> Option<&'static str> {
    if a.setting.is_archived != b.setting.is_archived && a.kind != Kind::Date {
        return Some("one of the texts says of itself that it is out of date");
    }
    match (a.setting.standing, b.setting.standing) {
        (Some(Standing::Recommended | Standing::Example), None)
        | (None, Some(Standing::Recommended | Standing::Example)) => Some("one of them is advice or an example"),
        (Some(Standing::Minimum | Standing::Maximum), None) | (None, Some(Standing::Minimum | Standing::Maximum))
            if sameness(a, b) > 0 =>
        {
            Some("one of them is a limit of the setting")
        }
        _ => None,
    }
}

/// How surely two values are of one setting: 2 by its identifier, 1 by one that stands near, 0 otherwise.
pub(crate) fn sameness(a: &Item, b: &Item) -> i32 {
    let (x, y) = (&a.setting, &b.setting);
    if meet(&x.codes, &y.codes) {
        2
    } else if meet(&x.codes, &y.near) || meet(&x.near, &y.codes) {
        1
    } else {
        0
    }
}

/// Whether two values are put forward as the same.
pub(crate) fn same_standing(a: &Item, b: &Item) -> bool {
    a.setting.standing.is_some() && a.setting.standing == b.setting.standing
}

/// Whether both are of the same of two groups, or sides.
pub(crate) fn same_arm(a: &Item, b: &Item) -> bool {
    a.setting.arm.is_some() && a.setting.arm == b.setting.arm
}

/// Whether a cell is of one of two groups, and the other value of neither.
pub(crate) fn is_of_one_arm(cell: &Item, text: &Item) -> bool {
    cell.is_cell && cell.setting.arm.is_some() && text.setting.arm.is_none()
}

/// Whether both speak of versions: of the same, or of different ones.
pub(crate) fn versions(a: &Item, b: &Item) -> Option<bool> {
    let (x, y) = (&a.setting.versions, &b.setting.versions);
    let mut differ = false;
    let is_date = a.kind == Kind::Date;
    for left in x {
        for right in y.iter().filter(|r| r.name == left.name || r.name == 0 || left.name == 0) {
            // "4.1.3" came out on a day of its own, whatever holds for all of "4.1"
            if if is_date { left.is(right) } else { left.meets(right) } {
                return Some(true);
            }
            differ = true;
        }
    }
    differ.then_some(false)
}

fn meet(a: &[Term], b: &[Term]) -> bool {
    let mut any = false;
    shared(a, b, |_| any = true);
    any
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_without_their_zeros() {
        assert_eq!(version(" 4.0.0"), version(" 4.0"));
        assert_ne!(version(" 4.1"), version(" 4.x"));
        assert_eq!(version(" one"), None);
        let meets = |a: &str, b: &str| version(a).zip(version(b)).is_some_and(|(a, b)| a.meets(&b));
        assert!(meets(" 4.0+", " 4.2") && meets(" 4.2", " 4.0+") && meets(" 4.x", " 4.1.3"));
        assert!(!meets(" 4.3+", " 4.2") && !meets(" 4.0-", " 4.2") && !meets(" 3.9", " 4.0") && !meets(" 3.0", " 3.6"));
    }
}
