//! Values of what can be set: identifiers that must be the same, as what each value is put forward, and for which version.

use super::item::{Item, Term, hash, shared, sort};
use crate::fact::{Kind, Slots};
use crate::value::Standing;

/// Said of values of different versions.
pub(crate) const VERSIONS: &str = "they hold for different versions";

/// What the form of a text says of a value.
#[derive(Clone, Debug, Default)]
pub(crate) struct Setting {
    /// Identifiers of what the value is set for.
    pub(crate) codes: Vec<Term>,
    /// Other identifiers of its paragraph.
    pub(crate) near: Vec<Term>,
    /// As what it is put forward.
    pub(crate) standing: Option<Standing>,
    /// Whether its text says of itself that it is out of date.
    is_archived: bool,
    /// Versions, each with the name of what it is a version of, or none.
    versions: Vec<(Term, Vec<u32>)>,
}

impl Setting {
    pub(crate) fn of(slots: &Slots) -> Self {
        let terms = |names: &[String]| {
            let mut out: Vec<Term> = names.iter().map(|n| hash(n.as_bytes())).collect();
            sort(&mut out);
            out
        };
        Self {
            codes: terms(&slots.codes),
            near: terms(&slots.near_codes),
            standing: slots.standing,
            is_archived: slots.is_archived,
            versions: slots.versions.iter().filter_map(|v| version(v)).collect(),
        }
    }
}

/// Name and parts of a version; zeros at the end say nothing.
fn version(written: &str) -> Option<(Term, Vec<u32>)> {
    let (name, number) = written.rsplit_once(' ')?;
    let bare = number.trim_start_matches(['v', 'V']);
    let mut parts: Vec<u32> = bare.split('.').map_while(|p| p.parse().ok()).collect();
    while parts.len() > 1 && parts.last() == Some(&0) {
        parts.pop();
    }
    let name = if name.is_empty() { 0 } else { hash(name.as_bytes()) };
    (!parts.is_empty()).then_some((name, parts))
}

/// Why two values are not of one thing.
pub(crate) fn apart(a: &Item, b: &Item) -> Option<&'static str> {
    let (x, y) = (&a.setting, &b.setting);
    if !x.codes.is_empty() && !y.codes.is_empty() && !meet(&x.codes, &y.codes) {
        return Some("they are set for different things");
    }
    match (x.standing, y.standing) {
        (Some(s), Some(t)) if s != t => Some("one is a default and the other a limit, or advice, or an example"),
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
            if sameness(a, b) == 2 =>
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

/// Whether both speak of versions: of the same, or of different ones.
pub(crate) fn versions(a: &Item, b: &Item) -> Option<bool> {
    let (x, y) = (&a.setting.versions, &b.setting.versions);
    let mut differ = false;
    for (name, left) in x {
        for (other, right) in y {
            if name == other || *name == 0 || *other == 0 {
                if left.iter().zip(right).all(|(p, q)| p == q) {
                    return Some(true);
                }
                differ = true;
            }
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
        assert_eq!(version(" 4.0.0"), version(" 4.x"));
        assert_ne!(version(" 4.1"), version(" 4.x"));
        assert_eq!(version(" one"), None);
    }
}
