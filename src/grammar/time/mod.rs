//! Time expressions: dates, times of day, ranges, decades, seasons, relative dates, lengths of time, recurring and vague times.
//!
//! What the words say is read here; what day they mean is settled in `resolve::time`, which knows the text around them.

mod calendar;
mod clock;
mod compound;
mod duration;
mod expr;
mod numeric;
mod parts;
mod period;
mod range;
mod recurring;
mod relative;
mod year;

/// The rule of a length of time that says how old somebody is.
pub const DURATION_AGE: &str = "duration.age";

pub use expr::{Anchored, Calendar, Clock, Count, TimeExpr, TimeReading};

use super::numeral;
use super::token::{Token, TokenKind, Tokens};
use crate::lexicon::{Class, Feasts, Lexicon, Relation, Shift, TimeWord};
use crate::value::Bound;

/// A reading of the value expression alone: what it says, its tokens, tokens with what hangs on it, and the rule.
pub(crate) struct Body {
    expr: TimeExpr,
    len: usize,
    total: usize,
    rule: &'static str,
}

/// Reads the time expression that `tokens` begin with; the longest reading wins. `before` is the token before them.
///
/// Words that bound or place the expression ("by 1990", "about 1970", "between May and July") may come first; they are its
/// `lead`.
pub fn time_expression(lexicon: &Lexicon, tokens: Tokens<'_>, before: Option<&Token<'_>>) -> Option<TimeReading> {
    let first = tokens.first()?;
    if !can_begin(first) || !may_tell_time(first, tokens) {
        return None;
    }
    let (lead, bound) = leading(lexicon, tokens);
    if lead > 0 {
        let rest = tokens.skip(lead);
        let last = tokens.get(lead - 1);
        if rest.first().is_some_and(opens)
            && let Some(body) = body(rest, last)
            && bounds(&body.expr, bound, first)
            && !compares(tokens, lead, &body.expr, before)
            // "55 percent below 1990 levels" tells of no time before that year
            && !rest.get(body.total).is_some_and(|t| t.word.class.has(Class::OF_YEAR) && first.has(Class::PREP))
        {
            return Some(reading(body, lead, bound));
        }
        if !opens(first) {
            return None;
        }
    }
    // what only bounds or places a time begins none itself; "some early 1990s" does
    if lead == 0 && !opens(first) && !first.word.joins_time && !numeral::can_begin(first) {
        return None;
    }
    // "a third-quarter loss": the article is not the date's
    if first.is_any(&["a", "an"])
        && let Some((rest, expr @ (TimeExpr::Quarter(..) | TimeExpr::Half(..)), rule)) =
            range::point(tokens.skip(1), Some(first))
    {
        let n = tokens.skip(1).read_until(rest);
        return Some(reading(Body { expr, len: n, total: n, rule }, 1, Bound::Exact));
    }
    body(tokens, before).map(|b| reading(b, 0, Bound::Exact))
}

/// Whether anything near the front can make a time expression of it: a cheap look ahead that spares "the mill" and "17 men"
/// the trial of every rule.
fn may_tell_time(first: &Token<'_>, tokens: Tokens<'_>) -> bool {
    let ahead = tokens.0.get(1..).unwrap_or_default();
    if let Some(literal) = first.literal {
        // a year, or digits that a sign or a short word follows ("10:56", "8 pm", "3 h", "44 BC")
        if literal.year().is_some() || ahead.first().is_some_and(|t| t.glued() || t.text.len() <= 4) {
            return true;
        }
    } else if first.word.time_word.is_some()
        || first.word.weekday.is_some()
        || first.word.month.is_some()
        || first.kind == TokenKind::Symbol
        || is_code(first.text)
        || first.word.opens_time && first.is_capitalized() && Feasts::english().at(tokens.surfaces()).is_some()
    {
        return true;
    }
    ahead.iter().take(6).any(|t| {
        let w = t.word;
        t.literal.is_some()
            || w.time_word.is_some()
            || w.month.is_some()
            || w.weekday.is_some()
            || w.numeral.is_some()
            || w.ordinal.is_some()
    })
}

/// "54 percent more than a year earlier", "sold 2,000 over ten years": words that bound nothing here.
fn compares(tokens: Tokens<'_>, lead: usize, expr: &TimeExpr, before: Option<&Token<'_>>) -> bool {
    let Some(first) = tokens.first() else { return false };
    let than = tokens.get(lead - 1).is_some_and(|t| t.is("than"));
    if than && matches!(expr, TimeExpr::Shift { .. }) {
        return before.is_some_and(|t| t.literal.is_some() || t.text == "%" || t.is_any(&["percent", "cent", "times"]));
    }
    // "over ten years" is how long it went on, unless a verb or a preposition asks for a length
    if !first.is("over") || lead != 1 {
        return false;
    }
    let asks = before.is_none_or(|t| {
        t.has(Class::PREP) || t.has(Class::AUX) || t.has(Class::DET) || t.has(Class::VERB) || t.has(Class::ADV)
    });
    match expr {
        TimeExpr::Shift { .. } => false,
        TimeExpr::Duration { .. } => !asks,
        _ => true,
    }
}

/// Whether a bound goes with what follows it: "after" and "before" bound dates only; "up to" and the like leave dates alone.
fn bounds(expr: &TimeExpr, bound: Bound, first: &Token<'_>) -> bool {
    match expr {
        TimeExpr::Duration { .. } => {
            !first.is_any(&["by", "after", "before", "since", "in", "from", "between", "beginning", "starting"])
        }
        TimeExpr::Shift { .. } => !first.is_any(&["by", "after", "before", "from", "between"]),
        TimeExpr::Vague(_) | TimeExpr::Set { .. } | TimeExpr::Event { .. } => false,
        _ => bound != Bound::AtMost || first.is("by") || first.is("no"),
    }
}

fn reading(body: Body, lead: usize, bound: Bound) -> TimeReading {
    let bound = match (&body.expr, bound) {
        (TimeExpr::Range(..), Bound::Exact | Bound::Over | Bound::Under) => Bound::Between,
        (_, b) => b,
    };
    TimeReading { expr: body.expr, lead, len: body.len, tail: body.total - body.len, bound, rule: body.rule }
}

/// Hedges and prepositions at the front: how many tokens, and how they bound what follows.
fn leading(lexicon: &Lexicon, tokens: Tokens<'_>) -> (usize, Bound) {
    let Some(first) = tokens.first() else { return (0, Bound::Exact) };
    let next = tokens.get(1);
    if first.is("by") {
        return (1, Bound::AtMost);
    }
    if first.is("after") {
        return (1, Bound::Over);
    }
    if first.is("before") {
        return (1, Bound::Under);
    }
    if first.is_any(&["between", "from"]) {
        return (1, Bound::Exact);
    }
    if first.is_any(&["beginning", "starting"]) && next.is_some() {
        let n = if next.is_some_and(|t| t.is_any(&["on", "in", "from"])) { 2 } else { 1 };
        return (n, Bound::AtLeast);
    }
    if first.word.hedge
        && let Some((n, hedge)) = lexicon.hedges.longest(tokens.surfaces(), false, |h| !h.after)
    {
        return (n, hedge.bound);
    }
    (0, Bound::Exact)
}

/// Whether a token may open a time expression or the words that lead into one; cheap.
pub fn can_begin(token: &Token<'_>) -> bool {
    opens(token) || token.kind == TokenKind::Word && (token.word.hedge || token.word.leads_time)
}

/// Whether a token may open a value expression.
fn opens(token: &Token<'_>) -> bool {
    match token.kind {
        TokenKind::Number => true,
        TokenKind::Symbol => matches!(token.text, "'" | "’" | "‘" | "½" | "¼" | "¾"),
        TokenKind::Dash => false,
        TokenKind::Word => {
            let w = token.word;
            w.time_word.is_some()
                || w.month.is_some()
                || w.weekday.is_some()
                || w.numeral.is_some()
                || w.ordinal.is_some()
                || w.denominator.is_some()
                || w.opens_time
                || matches!(token.text.len(), 1..=7)
                    && (token.text.starts_with(['Q', 'F', 'B', 'A', 'H', 'M', 'S', 'T', 'W']) && is_code(token.text))
        }
    }
}

/// "Q3", "FY2012", "AD", "H1", "Mondays".
fn is_code(text: &str) -> bool {
    let b = text.as_bytes();
    b.len() == 2 && (b.get(1).is_some_and(u8::is_ascii_digit) || text == "AD" || text == "FY")
        || text.starts_with("FY")
        || text.ends_with("days")
        || matches!(text, "A.D." | "A.D")
}

/// Whether the second token lets the first begin a value expression: "the mill" and "that is" need no trial of the rules.
fn goes_on(first: &Token<'_>, next: Option<&Token<'_>>) -> bool {
    let opens_behind = || {
        next.is_some_and(|t| {
            opens(t) || numeral::can_begin(t) || t.kind == TokenKind::Dash || t.is_word() && t.word.joins_time
        })
    };
    match first.word.time_word {
        // what they shift or place stands before them, or leads into them
        Some(TimeWord::Shift(Shift::Back | Shift::On)) => false,
        Some(TimeWord::Relation(_)) => opens_behind(),
        Some(_) => true,
        None => !first.is_any(&["the", "a", "an"]) || opens_behind(),
    }
}

/// The longest reading of a value expression.
fn body(tokens: Tokens<'_>, before: Option<&Token<'_>>) -> Option<Body> {
    let mut best: Option<Body> = None;
    let mut offer = |found: Body| {
        if best.as_ref().is_none_or(|b| found.total > b.total) {
            best = Some(found);
        }
    };
    let first = tokens.first()?;
    if !goes_on(first, tokens.get(1)) {
        return None;
    }
    let point = range::point(tokens, before);
    if let Some(found) = range::range(tokens, before, point.as_ref()) {
        offer(found);
    }
    if let Some((rest, expr, rule)) = point
        // "the last year of the war", "the last full year before it" are parts of that, not the year before
        && !(matches!(expr, TimeExpr::Deictic(Relation::Last, Anchored::Unit(_)))
            && before.is_some_and(|t| t.is("the"))
            && rest.first().is_some_and(|t| t.is_any(&["of", "before", "that", "when"])))
    {
        let n = tokens.read_until(rest);
        offer(Body { expr, len: n, total: n, rule });
    }
    // "on the 13th the wall gave way"
    if before.is_some_and(|t| t.is_any(&["on", "by", "during"]) || t.is("in") && first.is("the"))
        && let Ok((rest, day)) = calendar::day_of_month(tokens)
    {
        let n = tokens.read_until(rest);
        let expr = TimeExpr::Calendar(Calendar { day: Some(day), ..Calendar::default() });
        offer(Body { expr, len: n, total: n, rule: "date.day-of-month" });
    }
    let counted = duration::counted(tokens);
    if let Ok((rest, expr)) = relative::shifted(tokens, &counted) {
        let n = tokens.read_until(rest);
        offer(Body { expr, len: n, total: n, rule: "date.shifted" });
    }
    if let Ok((rest, expr)) = relative::year_ago(tokens) {
        let n = tokens.read_until(rest);
        offer(Body { expr, len: n, total: n, rule: "date.year-ago" });
    }
    if let Ok((rest, (expr, _))) = relative::event(tokens) {
        let n = tokens.read_until(rest);
        offer(Body { expr, len: n, total: n, rule: "date.event" });
    }
    if let Ok((rest, expr)) = relative::reported(tokens) {
        let n = tokens.read_until(rest);
        offer(Body { expr, len: n, total: n, rule: "date.reported" });
    }
    if let Some((length, total)) = duration::stretch(tokens).or_else(|| duration::recent(tokens)) {
        offer(Body { expr: length.expr, len: length.len, total, rule: length.rule });
    }
    if duration::opens(first)
        && let Some((length, total)) = duration::duration(tokens, &counted)
        && allowed(&length, tokens, total, before)
    {
        offer(Body { expr: length.expr, len: length.len, total, rule: length.rule });
    }
    if let Some((length, total)) = compound::stopwatch(tokens, before) {
        offer(Body { expr: length.expr, len: length.len, total, rule: length.rule });
    }
    if let Some(total) = rough_age(tokens, before) {
        offer(Body { expr: TimeExpr::Impossible("rough age"), len: total, total, rule: "time.rough-age" });
    }
    if let Ok((rest, expr)) = recurring::recurring(tokens).or_else(|_| recurring::vague(tokens, before)) {
        let n = tokens.read_until(rest);
        let rule = if matches!(expr, TimeExpr::Vague(_)) { "time.vague" } else { "time.recurring" };
        offer(Body { expr, len: n, total: n, rule });
    }
    best
}

/// "her thirties", "in his 30s": an age told by its decade.
fn rough_age(tokens: Tokens<'_>, before: Option<&Token<'_>>) -> Option<usize> {
    let whose = before
        .is_some_and(|t| t.is_any(&["his", "her", "their", "my", "your", "our"]) || t.text == "’s" || t.text == "'s");
    let early = before.is_some_and(|t| matches!(t.word.time_word, Some(TimeWord::Portion(_))));
    let (first, s) = (tokens.first()?, tokens.get(1));
    let digits = first.text.len() == 2 && first.text.ends_with('0') && s.is_some_and(|t| t.glued() && t.text == "s");
    let word = matches!(first.word.time_word, Some(TimeWord::Decade(_)));
    let stands = digits && (whose || early) || word && whose;
    stands.then_some(if digits { 2 } else { 1 })
}

/// Whether a length of time stands where it can be one: a plural unit alone needs company ("for decades", "years of", "months
/// later"), a unit behind "a" must not be a rate ("$5 a share") or part of a name.
fn allowed(length: &duration::Length, tokens: Tokens<'_>, total: usize, before: Option<&Token<'_>>) -> bool {
    let next = tokens.get(total);
    match length.rule {
        "duration.plural" => plural_stands(tokens, next, before),
        "duration.article" => !before.is_some_and(|t| {
            // "$5 a year", "five times a day", "four flights a week" are rates
            let plural_unit = matches!(t.word.time_word, Some(TimeWord::Unit { plural: true, .. }));
            let counted = tokens.first().is_some_and(|t| t.is("a")) && (parts::looks_plural(t) || plural_unit);
            t.literal.is_some()
                || t.text == "%"
                || t.word.unit.is_some() && !t.has(Class::PREP)
                || t.is_any(&["times", "once", "twice", "percent"])
                || counted
        }),
        _ => !next.is_some_and(|t| matches!(t.word.time_word, Some(TimeWord::Clock(_)))),
    }
}

/// Whether a plural unit without a number is a length of time: "for decades", "within weeks of", "months later", "years of".
///
/// Not "the months of April and May", "the crucial days of July", "the morning hours of", "the days before".
fn plural_stands(tokens: Tokens<'_>, next: Option<&Token<'_>>, before: Option<&Token<'_>>) -> bool {
    let of = next.is_some_and(|n| n.is("of"));
    let placed = before
        .is_some_and(|t| t.is("the") || t.has(Class::ADJ) || matches!(t.word.time_word, Some(TimeWord::DayPart(_))));
    // "the days of July"
    let dated = tokens.get(2).is_some_and(|t| t.word.month.is_some() || t.word.time || t.literal.is_some());
    if of && (placed || dated) {
        return false;
    }
    let led = before.is_some_and(|t| {
        t.has(Class::PREP) && !t.is("on") || t.is_any(&["a", "took", "take", "takes", "lasted", "spent"])
    });
    let part_of_phrase = before.is_some_and(|t| t.is("of")) && next.is_some_and(Token::is_open);
    let placed_behind = next.is_some_and(|t| {
        matches!(t.word.time_word, Some(TimeWord::Shift(_))) || t.is_any(&["of", "later", "earlier", "ahead"])
    });
    led && !part_of_phrase || placed_behind && !before.is_some_and(|t| t.is("the"))
}
