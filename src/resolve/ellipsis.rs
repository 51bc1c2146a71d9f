//! Units that a sentence leaves out because the sentence before has told them: "The mast is 330 m high. Before that it was 324."

use crate::document::BlockKind;
use crate::fact::{Fact, Kind};
use crate::grammar::{Token, TokenKind};
use crate::lexicon::Class;
use crate::mention::{Mention, MentionValue};
use crate::value::Number;

use super::{Discourse, Scene};

/// One measure is at most so many times another that goes on in its unit.
const ALIKE: Number = Number::integer(10);

/// The least sum that is told without its currency.
const LARGE: Number = Number::integer(1000);

/// A measure that a paragraph has told.
#[derive(Clone, Debug)]
pub(super) struct Told {
    block: u32,
    kind: Kind,
    unit: String,
    value: Number,
    /// The sentence in which another value took its unit over.
    again: Option<usize>,
}

/// Remembers the measure that a fact states, and the currency of the text.
pub(super) fn remember(scene: &Scene<'_>, state: &mut Discourse, (mention, fact): (&Mention, &Fact), is_elided: bool) {
    // "330 m (1,083 ft)": the text goes on in what stands before the bracket
    let before = mention.extent_at.0.checked_sub(1).and_then(|i| scene.tokens.get(i));
    let is_restated = before.is_some_and(|t| t.text == "(") && state.told_measure.is_some();
    if scene.block.cell.is_some() || is_restated {
        return;
    }
    match fact.kind {
        Kind::Quantity | Kind::Duration | Kind::Money => {
            if fact.kind == Kind::Money {
                state.currency = fact.unit.split(' ').next().map(str::to_owned);
            }
            state.told_measure = fact.value.single().filter(|_| !fact.unit.is_empty()).map(|value| Told {
                block: scene.sentence.block,
                kind: fact.kind,
                unit: fact.unit.clone(),
                value,
                again: is_elided.then_some(scene.number),
            });
        }
        Kind::Count if !fact.unit.is_empty() => state.told_measure = None,
        _ => {}
    }
}

/// The mention with the unit that it leaves out, where what stands around it says that it goes on in one told before.
pub(super) fn of(scene: &Scene<'_>, state: &Discourse, mention: &Mention) -> Option<Mention> {
    let MentionValue::Number { kind: Kind::Count, unit: None, year: None, low, high, .. } = &mention.value else {
        return None;
    };
    let value = low.or(*high)?;
    let is_prose = matches!(scene.block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote);
    let is_free = mention.noun.is_none() && mention.aside.is_none() && mention.per.is_none();
    if !is_prose || scene.block.cell.is_some() || !is_free || !is_closed(scene, mention) {
        return None;
    }
    let (kind, unit) = match (&state.currency, &state.told_measure) {
        (Some(currency), _) if value >= LARGE && is_paid(scene, mention) => (Kind::Money, currency.clone()),
        (_, Some(told))
            if told.block == scene.sentence.block && is_alike(told.value, value) && goes_on(scene, told, mention) =>
        {
            (told.kind, told.unit.clone())
        }
        _ => return None,
    };
    let mut out = mention.clone();
    if let MentionValue::Number { kind: of, unit: is, .. } = &mut out.value {
        (*of, *is) = (kind, Some(unit.into()));
    }
    Some(out)
}

fn is_alike(a: Number, b: Number) -> bool {
    let most = |n: Number| n.checked_mul(ALIKE);
    let zero = Number::integer(0);
    a > zero && b > zero && most(a).is_some_and(|m| b <= m) && most(b).is_some_and(|m| a <= m)
}

/// Whether nothing that it could count or measure stands behind a number.
fn is_closed(scene: &Scene<'_>, mention: &Mention) -> bool {
    scene.tokens.get(mention.extent_at.1).is_none_or(|t| match t.kind {
        // "down to forty below" is another scale
        TokenKind::Word => {
            t.has(Class::PREP) && !t.is_any(&["of", "below", "above"]) || t.has(Class::CONJ) || t.has(Class::WH)
        }
        TokenKind::Symbol => matches!(t.text, "." | "," | ";" | ":" | ")" | "!" | "?" | "”" | "\""),
        _ => t.text == "—" || t.text == "–" && t.spaced,
    })
}

/// "The line cost 238 million", "and paid 31 million for fuel".
fn is_paid(scene: &Scene<'_>, mention: &Mention) -> bool {
    const REACH: usize = 3;
    let from = mention.extent_at.0;
    let before = scene.tokens.get(from.saturating_sub(REACH)..from).unwrap_or_default();
    let run = before.iter().rev().take_while(|t| t.kind == TokenKind::Word && !t.has(Class::PREP));
    run.into_iter()
        .find(|t| !(t.has(Class::ADV) || t.word.merely || t.word.hedge || t.has(Class::DET)))
        .is_some_and(|t| t.word.dear)
}

/// Whether the words before a number say that it is one more value of what was measured.
fn goes_on(scene: &Scene<'_>, told: &Told, mention: &Mention) -> bool {
    let mut at = mention.extent_at.0;
    let token = |i: usize| scene.tokens.get(i);
    let merely = |t: &Token<'_>| t.word.merely || t.has(Class::ADV) && !t.word.resumes;
    while at > 0 && token(at - 1).is_some_and(merely) {
        at -= 1;
    }
    let before = |back: usize| at.checked_sub(back).and_then(token);
    let is = |back: usize, words: &[&str]| before(back).is_some_and(|t| t.is_any(words));
    // "the remaining 18", "another 177"
    let more = is(1, &["other", "remaining"]) && is(2, &["the"]) || before(1).is_some_and(|t| t.word.resumes);
    // "before that it was 324"
    let pronoun = before(1).is_some_and(|t| t.has(Class::BE)) && is(2, &["it", "that", "this"]);
    // "fell to 110", "stood at 8", "made it 56"
    let moved = before(2).is_some_and(|t| {
        let class = t.word.class;
        class.has(Class::UP) || class.has(Class::DOWN) || t.is_any(&["back", "again"])
    });
    let reached = is(1, &["to"]) && moved
        || is(1, &["at"]) && before(2).is_some_and(|t| t.word.gauged) && before(3).is_some_and(|t| t.has(Class::PRON))
        || is(1, &["it"]) && is(2, &["made", "makes", "put", "puts"])
        || is(1, &["of"]) && is(2, &["all"]) && before(3).is_some_and(|t| t.word.gauged);
    // "the French took 45"
    let taken = before(1).is_some_and(|t| t.word.gauged && !t.is_any(&["put", "puts", "set"]));
    more || pronoun || reached || taken || told.again == Some(scene.number) && is_gapped(scene, at)
}

/// "Loading takes 31, analysis 47": nothing but a noun between the last value and this one.
fn is_gapped(scene: &Scene<'_>, at: usize) -> bool {
    const LONGEST: usize = 4;
    let before = scene.tokens.get(at.saturating_sub(LONGEST + 1)..at).unwrap_or_default();
    let words =
        before.iter().rev().take_while(|t| t.kind == TokenKind::Word && (t.is_open() || t.has(Class::DET))).count();
    let mark = before.len().checked_sub(words + 1).and_then(|i| before.get(i));
    (1..=LONGEST).contains(&words) && mark.is_some_and(|t| t.text == "," || t.text == ";")
}
