//! A share of what its sentence only names, of which so many are counted: "27 men, almost a third of the crew", the crew being
//! counted elsewhere; "£9,000, of which the state met a third, or £4,000"; a row of a table that a sentence puts in a share.

use super::portions::{is_share, judge};
use super::words::{first_words, words};
use super::{Found, Placed, previous, stated};
use crate::compare::Severity;
use crate::compare::cue::Cue;
use crate::compare::extents::dimension;
use crate::fact::{Fact, Kind};
use crate::lexicon::{Concepts, Lexicon};
use crate::value::Bound;

/// The most numbers of a text that may be the whole.
const WHOLES: usize = 3;
/// The most words between a part and its share.
const LINK: usize = 6;

/// Checks the only share of a sentence.
pub(super) fn check(facts: &[Fact], text: &[usize], sentences: &[Vec<Placed<'_>>], n: usize, found: &mut Vec<Found>) {
    let Some(sentence) = sentences.get(n) else { return };
    let mut shares = sentence.iter().filter(|p| is_share(p));
    let (Some(share), None) = (shares.next(), shares.next()) else { return };
    let so_far = found.len();
    of_which(sentences, n, share, found);
    if found.len() == so_far {
        follows(sentences, n, share, found);
    }
    if found.len() == so_far {
        of_the_named(facts, text, sentence, share, found);
    }
    if found.len() == so_far {
        of_a_row(facts, text, sentence, share, found);
    }
}

/// Whether two values are of one kind, and their quotient a share.
fn are_like(part: &Placed<'_>, whole: &Placed<'_>) -> bool {
    let is = |p: &Placed<'_>| {
        matches!(p.fact.kind, Kind::Count | Kind::Money | Kind::Quantity)
            && p.fact.cell.is_none()
            && p.fact.change.is_none()
            && matches!(p.fact.value.bound(), Bound::Exact | Bound::About)
    };
    let less = stated(part.fact).zip(stated(whole.fact)).is_some_and(|(p, w)| p < w);
    let is_one = part.fact.kind == Kind::Count || dimension(part.fact) == dimension(whole.fact);
    is(part) && is(whole) && part.fact.kind == whole.fact.kind && is_one && less
}

/// "It cost £9,000, of which the state met a third, or £4,000": the part stands behind its share, the whole before it.
fn of_which(sentences: &[Vec<Placed<'_>>], n: usize, share: &Placed<'_>, found: &mut Vec<Found>) {
    let sentence = &sentences[n];
    let Some(at) = sentence.iter().position(|p| p.index == share.index) else { return };
    let Some(part) = sentence.get(at + 1) else { return };
    let between = share.until(part).trim_end_matches(['$', '£', '€', ' ']);
    // "a third of them, 40,"
    let after = first_words(share.after(), 2);
    let is_of_it = matches!(after.as_slice(), [of, it] if of == "of" && (Cue::Part.has(it) && it != "the" || it == "it" || Cue::That.has(it)));
    let between =
        if is_of_it { between.find([',', '(']).and_then(|at| between.get(at..)).unwrap_or_default() } else { between };
    let link = words(between);
    let is_again = link.len() <= 2
        && between.contains([',', '('])
        && !between.contains(['.', ';', ':'])
        && link.iter().all(|w| Cue::Restates.has(w))
        && (!link.is_empty() || part.after().starts_with([',', ')', '.']));
    if !is_again {
        return;
    }
    let whole = sentence[..at].iter().rev().find(|w| are_like(part, w));
    if let Some(whole) = whole {
        let of = words(whole.until(share));
        let is_which = of.windows(2).any(|t| Cue::Of.has(&t[0]) && Cue::Part.has(&t[1]) && t[1] != "the");
        if (is_which || is_of_it && !whole.until(share).contains(". ")) && of.len() <= 12 {
            judge(part, whole, share, false, Severity::Warning, found);
        }
        return;
    }
    // "Of this the state met a third, or £4,000"
    let lead = words(share.before());
    let points =
        |of: &[String]| matches!(of, [of, this, ..] if Cue::Of.has(of) && (Cue::That.has(this) || this == "it"));
    if at == 0
        && (points(&lead) || points(&after))
        && let Some(before) = previous(sentences, n)
        && let [whole] = before.iter().filter(|w| are_like(part, w)).collect::<Vec<_>>().as_slice()
    {
        judge(part, whole, share, false, Severity::Warning, found);
    }
}

/// "The works cost £4,000. The till had held £12,500, of which almost half was thus gone": the part is told in the sentence before.
fn follows(sentences: &[Vec<Placed<'_>>], n: usize, share: &Placed<'_>, found: &mut Vec<Found>) {
    let sentence = &sentences[n];
    let tail = words(share.after());
    let is_hence = |list: &[String]| list.iter().any(|w| Cue::Hence.has(w) && w != "making" && w != "so");
    let opens = words(sentence.first().map_or("", |p| p.before())).first().is_some_and(|w| Cue::Hence.has(w));
    if !opens && !is_hence(&tail) && !is_hence(&words(share.before())) {
        return;
    }
    let Some(before) = previous(sentences, n) else { return };
    let is_value = |p: &&Placed<'_>| matches!(p.fact.kind, Kind::Count | Kind::Money | Kind::Quantity);
    let own: Vec<&Placed<'_>> = sentence.iter().filter(is_value).collect();
    let [whole] = own.as_slice() else { return };
    let is_of = if whole.to <= share.from {
        let of = words(whole.until(share));
        of.len() <= LINK && of.windows(2).any(|t| Cue::Of.has(&t[0]) && Cue::Part.has(&t[1]) && t[1] != "the")
    } else {
        let of = words(share.until(whole));
        of.len() <= 3 && of.first().is_some_and(|w| w == "of")
    };
    if let [part] = before.iter().filter(|p| are_like(p, whole)).collect::<Vec<_>>().as_slice()
        && is_of
    {
        judge(part, whole, share, true, Severity::Warning, found);
    }
}

/// "The 27 men make a third of the crew"; "27 men, almost a third of the crew, were lost"; "almost a third of the crew, 27 men".
fn of_the_named(facts: &[Fact], text: &[usize], sentence: &[Placed<'_>], share: &Placed<'_>, found: &mut Vec<Found>) {
    let list = first_words(share.after(), 7);
    let Some((of, rest)) = list.split_first().filter(|(of, _)| *of == "of") else { return };
    debug_assert_eq!(of, "of");
    let names: Vec<&String> = rest.iter().take_while(|w| !Cue::Hangs.has(w) || Cue::Definite.has(w)).collect();
    let is_article = |w: &&&String| Cue::Definite.has(w) || Cue::Part.has(w) || Cue::All.has(w);
    if !names.first().is_some_and(|w| is_article(&w)) {
        return;
    }
    let bare: Vec<&&String> = names.iter().skip_while(|w| is_article(w)).collect();
    let lexicon = Lexicon::english();
    let Some(at) = sentence.iter().position(|p| p.index == share.index) else { return };
    // the noun ends at a sign, at "of" or where a verb follows
    let verb = bare.iter().position(|w| Cue::Past.has(w) || Cue::Is.has(w)).unwrap_or(bare.len());
    let Some(noun) = bare.get(..verb).and_then(<[_]>::last).filter(|_| verb <= 2) else { return };
    let head = lexicon.lemma(&lexicon.singular(noun));
    let part = match (at.checked_sub(1).and_then(|k| sentence.get(k)), sentence.get(at + 1)) {
        (Some(part), _) if is_said_of(part, share) => part,
        (_, Some(part)) if is_behind(part, share, noun) => part,
        _ => return,
    };
    let is_part = part.fact.kind == Kind::Count
        && part.fact.cell.is_none()
        && part.fact.change.is_none()
        && part.fact.value.bound() == Bound::Exact
        && part.fact.slots.head != head;
    if !is_part {
        return;
    }
    // what was counted in another year is another whole
    let is_other_time = |f: &Fact| {
        let own = part.fact.when.filter(|_| part.fact.when_in_sentence);
        let theirs = f.when.filter(|_| f.when_in_sentence);
        own.zip(theirs).is_some_and(|(a, b)| !a.meets(b))
    };
    let is_whole = |i: &usize| {
        let f = &facts[*i];
        f.kind == Kind::Count
            && f.slots.head == head
            && *i != part.index
            && f.value.bound() == Bound::Exact
            && f.change.is_none()
            && stated(f).zip(stated(part.fact)).is_some_and(|(w, p)| w > p)
            && !is_other_time(f)
    };
    let wholes: Vec<usize> = text.iter().copied().filter(is_whole).collect();
    let mut values: Vec<_> = wholes.iter().filter_map(|&i| stated(&facts[i])).collect();
    values.sort_unstable();
    values.dedup();
    let Some(&last) = wholes.iter().rev().find(|&&i| facts[i].sentence <= share.fact.sentence).or(wholes.last()) else {
        return;
    };
    if values.len() > WHOLES {
        return;
    }
    let mut told = Vec::new();
    for index in wholes.iter().copied().filter(|&i| i != last).chain([last]) {
        judge(part, &placed(facts, index), share, false, Severity::Warning, &mut told);
    }
    // one of them fits: it is the one that is meant
    let fit = told.iter().position(|f| f.severity.is_none());
    if told.len() == wholes.len() || fit.is_some() {
        let at = fit.unwrap_or(told.len().saturating_sub(1));
        found.extend((at < told.len()).then(|| told.swap_remove(at)));
    }
}

fn placed(facts: &[Fact], index: usize) -> Placed<'_> {
    let fact = &facts[index];
    let from = super::find(&fact.quote, &fact.surface).unwrap_or(0);
    Placed { index, fact, from, to: from + fact.surface.len() }
}

/// "27 men make", "27 men, or almost" before the share.
fn is_said_of(part: &Placed<'_>, share: &Placed<'_>) -> bool {
    let between = part.until(share);
    let mut link = words(between);
    while link.last().is_some_and(|w| Cue::Hedge.has(w) || Cue::Almost.has(w)) {
        link.pop();
    }
    if between.contains(['.', ';', ':', ')']) || link.len() > LINK {
        return false;
    }
    let is_verb = link.last().is_some_and(|w| Cue::Constitutes.has(w)) && !between.contains([',', '(']);
    let tail = words(between.rsplit([',', '(']).next().unwrap_or_default());
    let is_apposed = between.contains([',', '('])
        && link.len() <= 4
        && tail.iter().all(|w| Cue::Hedge.has(w) || Cue::Restates.has(w) || Cue::Almost.has(w));
    is_verb || is_apposed
}

/// ", 27 men," behind "almost a third of the crew".
fn is_behind(part: &Placed<'_>, share: &Placed<'_>, noun: &str) -> bool {
    let between = share.until(part);
    let ends = words(between).last().is_some_and(|w| w == noun);
    let is_apposed = between.trim_end().ends_with([',', '(', ':', '–', '—']);
    let next = part.after().trim_start_matches(|c: char| c.is_alphanumeric() || c == ' ' || c == '-');
    ends && is_apposed
        && next.starts_with([',', ')', '.', '–', '—'])
        && words(part.after().split([',', ')', '.', '–', '—']).next().unwrap_or_default()).len() <= 2
}

/// "More than a third of those who lived at Wray were killed", over a table with the residents and the dead of every place.
fn of_a_row(facts: &[Fact], text: &[usize], sentence: &[Placed<'_>], share: &Placed<'_>, found: &mut Vec<Found>) {
    if sentence.len() > 1 {
        return;
    }
    let quote = share.fact.quote.to_lowercase();
    let slots = &share.fact.slots;
    let lexicon = Lexicon::english();
    let is_named = |label: &str| {
        let label = label.to_lowercase();
        let known = [&slots.owner, &slots.head, &share.fact.measure].into_iter().chain(&share.fact.places);
        let known = known.map(|w| w.to_lowercase()).collect::<Vec<_>>();
        label.len() > 3
            && label.chars().any(char::is_alphabetic)
            && (quote.contains(&label) || known.iter().any(|w| *w == label || *w == lexicon.lemma(&label)))
    };
    let is_cell = |i: &usize| {
        let f = &facts[*i];
        f.cell.is_some()
            && f.kind == Kind::Count
            && f.value.bound() == Bound::Exact
            && is_named(f.slots.labels[0].trim())
    };
    let cells: Vec<usize> = text.iter().copied().filter(is_cell).collect();
    let &[a, b] = cells.as_slice() else { return };
    let row = |i: usize| facts[i].cell.map(|(table, row, _)| (table, row));
    if row(a) != row(b) || stated(&facts[a]) == stated(&facts[b]) {
        return;
    }
    let (part, whole) = if stated(&facts[a]) < stated(&facts[b]) { (a, b) } else { (b, a) };
    // the words behind the share are those over the column of the part
    let concepts = Concepts::english();
    let said: Vec<String> = words(share.after()).iter().map(|w| lexicon.lemma(&lexicon.singular(w))).collect();
    let column = words(&facts[part].slots.labels[1]);
    let is_part = column
        .iter()
        .map(|w| lexicon.lemma(&lexicon.singular(w)))
        .any(|w| said.iter().any(|s| *s == w || concepts.of(s).is_some() && concepts.of(s) == concepts.of(&w)));
    if is_part {
        judge(&placed(facts, part), &placed(facts, whole), share, false, Severity::Warning, found);
    }
}

#[cfg(test)]
mod tests {
    use crate::compare::derive::texts::{clash, fits, silent, table};

    #[test]
    fn a_share_that_is_said_again_as_a_number() {
        let text = |sum: &str| format!("The mill cost £96,000, of which the county met a third, or £{sum}.");
        clash(&text("43,000"), "share-of-parts: 43,000 of 96,000 is 44.8 percent, not a third");
        fits(&text("32,000"), "share-of-parts");
    }

    #[test]
    fn a_share_that_follows_from_the_sentence_before() {
        let text = |sum: &str| {
            format!(
                "The lawsuit cost the guild £{sum}. Its chest had held £20,000, of which almost half was therefore gone."
            )
        };
        clash(&text("6,000"), "share-of-parts: 6,000 of 20,000 is 30 percent, not half");
        silent(&text("9,500"));
    }

    #[test]
    fn a_share_of_what_is_counted_elsewhere() {
        let text = |n: &str| {
            format!(
                "The abbey was home to 120 monks in that year. Most of them were old. {n} novices make one in four of the monks."
            )
        };
        clash(&text("18"), "share-of-parts: 18 of 120 is 15 percent, not one in four");
        silent(&text("30"));
    }

    #[test]
    fn a_share_that_a_row_of_a_table_shows() {
        let text = |share: &str| {
            let rows = table(&["| Village | Inhabitants | Dead |", "| Wray | 900 | 200 |", "| Mossdale | 800 | 30 |"]);
            format!("{rows}\nMore than {share} of the people of Wray were killed.\n")
        };
        clash(&text("a third"), "share-of-parts: 200 of 900 is 22.2 percent, not more than a third");
        silent(&text("a fifth"));
    }
}
