//! Units that a later value of a sentence leaves out: "from 412 seconds to 19", "45 seconds, not 30", "55 pounds here and there 50".

use std::borrow::Cow;

use crate::fact::Kind;
use crate::grammar::time::TimeExpr;
use crate::grammar::{Token, TokenKind};
use crate::lexicon::Class;
use crate::value::Number;

use super::{Mention, MentionValue};

/// How many tokens may stand between a measure and the value that takes its unit over.
const REACH: usize = 24;

/// The least part of a sum that is told without saying of what.
const LARGE: Number = Number::integer(1000);

/// How many values back the measure is looked for.
const NEIGHBOURS: usize = 6;

/// Gives a bare number the unit of the measure that it is set beside, where the words between say that it is one of the same.
pub(super) fn units(all: &[Token<'_>], found: &mut [Mention]) {
    for i in 1..found.len() {
        let Some((left, right)) = found.split_at_mut_checked(i) else { continue };
        let Some(b) = right.first_mut().filter(|m| is_bare(all, m)) else { continue };
        let Some((a, (kind, unit))) = measured(all, left) else { continue };
        let said = Pair { all, a, b };
        // "in the United States 50" is no name
        if b.aside.is_some() {
            if !said.is_elsewhere() {
                continue;
            }
        } else if !(said.is_change()
            || said.is_instead()
            || kind == Kind::Quantity && (said.is_side() || said.is_dimension())
            || said.is_paired()
            || kind == Kind::Quantity && said.is_left()
            || said.is_elsewhere()
            || said.is_part(left))
        {
            continue;
        }
        if let MentionValue::Number { kind: of, unit: is, .. } = &mut b.value {
            (*of, *is, b.noun, b.aside) = (kind, Some(unit), None, None);
        }
    }
}

/// Whether a mention is a number without a unit or a noun, or with no more than a direction behind it: "55 wide".
fn is_bare(all: &[Token<'_>], m: &Mention) -> bool {
    let of = all.get(m.extent_at.1).is_some_and(|t| t.is("of"));
    let free = m.noun.is_none_or(|n| {
        n.from == m.extent_at.1 && all.get(n.head).is_some_and(|t| t.word.spans) || of && n.from > m.extent_at.1
    });
    free && m.aside.is_none_or(|reason| reason == "name")
        && matches!(m.value, MentionValue::Number { kind: Kind::Count, unit: None, year: None, low: Some(_), .. })
}

/// The measure nearest before, with its kind and unit; a count of things between belongs to another story.
fn measured<'m>(all: &[Token<'_>], left: &'m [Mention]) -> Option<(&'m Mention, (Kind, Cow<'static, str>))> {
    for m in left.iter().rev().take(NEIGHBOURS) {
        // "on 32-bit platforms"
        let describes = all.get(m.value_at.1).is_some_and(|t| t.kind == TokenKind::Dash && t.glued());
        match &m.value {
            _ if m.aside.is_some() || describes => {}
            MentionValue::Number {
                kind: kind @ (Kind::Quantity | Kind::Duration | Kind::Money),
                unit: Some(unit),
                ..
            } => {
                return Some((m, (*kind, unit.clone())));
            }
            MentionValue::Number { kind: Kind::Share, .. } => {}
            MentionValue::Number { .. } => return None,
            MentionValue::Time(reading) => {
                // "9,000 sheets an hour, against 3,000"
                let is_rate = all.get(m.extent_at.0).is_some_and(|t| t.is_any(&["a", "an"]));
                if let TimeExpr::Duration { unit, .. } = &reading.expr
                    && !is_rate
                {
                    return Some((m, (Kind::Duration, unit.as_str().into())));
                }
            }
        }
    }
    None
}

/// A measure and a bare number behind it.
struct Pair<'a, 't> {
    all: &'a [Token<'t>],
    a: &'a Mention,
    b: &'a Mention,
}

impl<'t> Pair<'_, 't> {
    /// The token so many places before the number.
    fn before(&self, back: usize) -> Option<&Token<'t>> {
        self.b.extent_at.0.checked_sub(back).and_then(|i| self.all.get(i))
    }

    /// The token behind the number.
    fn next(&self) -> Option<&Token<'t>> {
        self.all.get(self.b.extent_at.1)
    }

    fn gap(&self) -> &[Token<'t>] {
        self.all.get(self.a.extent_at.1..self.b.extent_at.0).filter(|g| g.len() <= REACH).unwrap_or_default()
    }

    /// Whether the number closes its phrase.
    fn is_closed(&self) -> bool {
        self.next().is_none_or(|t| match t.kind {
            TokenKind::Word => !t.is_open() && !t.is("of") && !t.has(Class::BE),
            TokenKind::Symbol => !matches!(t.text, "%" | "°" | "/" | "\"" | "'" | "+" | "="),
            _ => false,
        })
    }

    fn values(&self) -> Option<(Number, Number)> {
        let low = |m: &Mention| match &m.value {
            MentionValue::Number { low, .. } => *low,
            MentionValue::Time(_) => None,
        };
        low(self.a).zip(low(self.b))
    }

    /// "from 412 seconds to 19".
    fn is_change(&self) -> bool {
        let from = |back: usize| self.a.extent_at.0.checked_sub(back).and_then(|i| self.all.get(i));
        let leaves = from(1).is_some_and(|t| t.is("from")) || from(2).is_some_and(|t| t.is("from"));
        leaves && self.before(1).is_some_and(|t| t.is("to")) && self.gap().len() <= 8 && self.is_closed()
    }

    /// "45 seconds, not 30", "40 tonnes rather than 30", "48 million pesos, up from 40".
    fn is_instead(&self) -> bool {
        let [one, two, three] = [1, 2, 3].map(|back| self.before(back));
        let is = |t: Option<&Token<'_>>, words: &[&str]| t.is_some_and(|t| t.is_any(words));
        let moved = two.is_some_and(|t| t.word.class.has(Class::UP) || t.word.class.has(Class::DOWN));
        let set = is(one, &["not"]) && two.is_some_and(|t| t.text == ",")
            || is(one, &["than"]) && is(two, &["rather"])
            || is(one, &["of"]) && is(two, &["instead"])
            || is(one, &["against", "versus"])
            || is(one, &["from"]) && moved
            || is(one, &["the"]) && is(two, &["than"]) && three.is_some();
        set && self.is_closed() && !self.gap().is_empty()
    }

    /// "1,000 feet by 110".
    fn is_side(&self) -> bool {
        matches!(self.gap(), [by] if by.is("by")) && self.is_closed()
    }

    /// "427 metres long, 55 wide and 18.3 deep".
    fn is_dimension(&self) -> bool {
        let joined = self.before(1).is_some_and(|t| t.text == "," || t.is("and") || t.is("by"));
        joined && self.gap().len() <= 4 && self.next().is_some_and(|t| t.word.spans && t.spaced)
    }

    /// "rose to 96 metres; the storm left 76."
    fn is_left(&self) -> bool {
        let most = |n: Number| n.checked_mul(Number::integer(5));
        let alike = self.values().is_some_and(|(a, b)| b < a && most(b).is_some_and(|b| b > a));
        let stops = self.next().is_none_or(|t| matches!(t.text, "." | ";"));
        alike && stops && self.before(1).is_some_and(|t| t.is_any(&["left", "leaving", "leaves"]))
    }

    /// "64 bytes each on small machines and 128 on large ones".
    fn is_paired(&self) -> bool {
        let each = usize::from(self.gap().first().is_some_and(|t| t.is_any(&["each", "apiece"])));
        let Some(led) = self.gap().get(each).filter(|t| t.has(Class::PREP) && !t.is("of")) else { return false };
        let joined = self.before(1).is_some_and(|t| t.is_any(&["and", "or", "but"]) || matches!(t.text, "," | ";"));
        joined && self.next().is_some_and(|t| t.is(led.text))
    }

    /// "55 pounds and in the United States 50."
    fn is_elsewhere(&self) -> bool {
        let gap = self.gap();
        let Some(joint) = gap.iter().rposition(|t| t.is_any(&["and", "but", "while"]) || matches!(t.text, "," | ";"))
        else {
            return false;
        };
        let Some([first, rest @ ..]) = gap.get(joint + 1..) else { return false };
        let named = |t: &Token<'_>| {
            t.has(Class::DET)
                || t.is_capitalized()
                || t.word.time_word.is_some()
                || t.literal.is_some_and(|l| l.year().is_some())
        };
        let stops = self.next().is_none_or(|t| matches!(t.text, "." | "," | ";" | ":" | ")"));
        let near = joint <= 4 && !gap.iter().take(joint).any(|t| t.has(Class::AUX) || t.has(Class::VERB));
        stops && near && first.has(Class::PREP) && !rest.is_empty() && rest.iter().all(named)
    }

    /// "9.4 million tonnes of cargo: 4.1 million of grain, coal 3 million", "6.3 million euros, of which the town gave 3.8 million".
    fn is_part(&self, left: &[Mention]) -> bool {
        let Some((_, part)) = self.values() else { return false };
        // the whole stands before the first of the parts
        let whole = left.iter().rev().take(NEIGHBOURS).find_map(|m| {
            let MentionValue::Number { low: Some(low), unit: Some(_), .. } = &m.value else { return None };
            let gap = self.all.get(m.extent_at.1..self.b.extent_at.0)?;
            let colon = gap.iter().position(|t| t.text == ":")?;
            let others = left.iter().filter(|o| o.extent_at.0 > m.extent_at.1);
            let early = others.clone().any(|o| o.extent_at.0 < m.extent_at.1 + colon);
            (!early).then_some(*low)
        });
        let of = self.next().is_some_and(|t| t.is("of"));
        if let Some(whole) = whole {
            let run =
                self.gap().iter().rev().take_while(|t| t.kind == TokenKind::Word && t.is_open() && !t.has(Class::VERB));
            let named = run.count();
            let mark = self.before(named + 1).is_some_and(|t| matches!(t.text, ":" | "," | ";") || t.is("and"));
            return part < whole && mark && (of || named > 0 && named <= 4 && self.is_closed());
        }
        // "of which the town gave 3.8 million"
        let gap = self.gap();
        let partitive = gap
            .windows(2)
            .any(|w| matches!(w, [of, what] if of.is("of") && what.is_any(&["which", "this", "these", "it"])))
            || self.opens_with_of();
        partitive && self.is_closed() && self.values().is_some_and(|(whole, part)| part < whole && part >= LARGE)
    }

    /// "Of the cost of 6.3 million euros, the council gave 3.8 million".
    fn opens_with_of(&self) -> bool {
        self.all.first().is_some_and(|t| t.is("of")) && self.gap().first().is_some_and(|t| t.text == ",")
    }
}
