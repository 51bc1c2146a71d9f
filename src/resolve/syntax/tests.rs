use super::Syntax;
use crate::grammar::{Token, tokenize};
use crate::lexicon::Lexicon;
use crate::mention::find;

/// Frames of the values of a sentence, in order: own | of | parent | subject | object.
fn frames(text: &str) -> Vec<[String; 5]> {
    let en = Lexicon::english();
    let mut tokens: Vec<Token<'_>> = Vec::new();
    tokenize(en, text, 0, &[], &mut tokens);
    let mentions = find(en, &tokens);
    let syntax = Syntax::new(en, &tokens, &mentions);
    let words = |pieces: &[(usize, usize)]| {
        let piece = |&(from, to): &(usize, usize)| {
            let (first, last) = (tokens[from].span, tokens[to - 1].span);
            text[first.start()..last.end()].to_owned()
        };
        pieces.iter().map(piece).collect::<Vec<_>>().join(", ")
    };
    let frame = |m: &crate::mention::Mention| {
        let f = syntax.frame(m.extent_at);
        [words(&f.own), words(&f.of), words(&f.parent), words(&f.subject), words(&f.object)]
    };
    mentions.iter().filter(|m| m.aside.is_none()).map(frame).collect()
}

#[track_caller]
fn only(text: &str, expected: [&str; 5]) {
    let found = frames(text);
    assert_eq!(found.last().map(|f| f.each_ref().map(String::as_str)), Some(expected), "{text}");
}

#[test]
fn subjects_stand_before_their_verb() {
    only("Exports of timber to Norway rose 5 percent.", ["", "", "", "Exports, timber, Norway", ""]);
    only("The bridge built by the council cost 4 million dollars.", ["", "", "", "bridge", ""]);
    only("The mill, which burnt down twice, employed 40 weavers.", ["weavers", "", "", "mill", ""]);
    only("The mill was expected to employ 40 weavers.", ["weavers", "", "", "mill", ""]);
    only("The dam that feeds the mill holds 3 million litres.", ["", "", "", "dam", ""]);
}

#[test]
fn verbs_in_a_row_share_their_subject() {
    only("The guild bought two ships and spent 900 dollars.", ["", "", "", "guild", ""]);
    only("The guild hired 20 men to dig 4 wells.", ["wells", "", "", "guild", ""]);
    only("The drought caused prices to rise 12 percent.", ["", "", "", "prices", ""]);
}

#[test]
fn numbers_hang_on_nouns() {
    only("The court imposed a fine of 300 pounds.", ["", "", "fine", "court", ""]);
    only("The court imposed a 25 percent duty on tea.", ["duty", "tea", "", "court", ""]);
    only("Ships carried 40 percent of the wool.", ["", "wool", "", "Ships", ""]);
    only("The town cut its budget to 3 million dollars.", ["", "", "", "town", "budget"]);
}

#[test]
fn clauses_without_a_verb_take_what_stands_beside() {
    let found = frames("Imports fell 7 percent, and exports 3 percent.");
    let subjects: Vec<&str> = found.iter().map(|f| f[3].as_str()).collect();
    assert_eq!(subjects, ["Imports", "exports"]);
    only("The firm shrank, with its shares down 9 percent.", ["", "", "", "shares", ""]);
}

#[test]
fn pronouns_point_back_inside_the_sentence_only() {
    only("The council said it would spend 90 dollars.", ["", "", "", "council", ""]);
    only("It would spend 90 dollars.", ["", "", "", "", ""]);
    only("There were 60 guests.", ["guests", "", "", "", ""]);
}

#[test]
fn a_number_in_the_subject_has_none_before_it() {
    only("On the pier 14 sailors died.", ["sailors", "", "", "", ""]);
}

#[test]
fn a_date_before_the_clause_belongs_to_its_verb() {
    only("In May 1970 the harbour opened.", ["", "", "", "harbour", ""]);
}

/// The words of each domain of a sentence, domains in the order in which they begin.
#[track_caller]
fn domains(text: &str, expected: &[&str]) {
    let en = Lexicon::english();
    let mut tokens: Vec<Token<'_>> = Vec::new();
    tokenize(en, text, 0, &[], &mut tokens);
    let mentions = find(en, &tokens);
    let found = Syntax::new(en, &tokens, &mentions).domains();
    let mut parts: Vec<(usize, Vec<&str>)> = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        let id = found.at(i).expect("every token has a domain").0;
        match parts.iter_mut().find(|(d, _)| *d == id) {
            Some((_, words)) => words.push(token.text),
            None => parts.push((id, vec![token.text])),
        }
    }
    let parts: Vec<String> = parts.into_iter().map(|(_, words)| words.join(" ")).collect();
    assert_eq!(parts, expected, "{text}");
}

#[test]
fn what_shares_a_verb_is_one_domain() {
    domains(
        "The mill sold 40 looms in 1931, 50 in 1932 and 60 in 1933.",
        &["The mill sold 40 looms in 1931 , 50 in 1932 and 60 in 1933 ."],
    );
    domains(
        "The mill burnt down in 1931, killing 40 weavers.",
        &["The mill burnt down in 1931 , killing 40 weavers ."],
    );
}

#[test]
fn second_verbs_open_domains() {
    domains("The mill opened in 1931 and sold 40 looms.", &["The mill opened in 1931 and", "sold 40 looms ."]);
    domains("In 1931 the mill closed; 40 weavers left.", &["In 1931 the mill closed", "; 40 weavers left ."]);
}

#[test]
fn side_remarks_are_domains_of_their_own() {
    domains("Founded in 1888, the mill had 40 looms.", &["Founded in 1888", ", the mill had 40 looms ."]);
    domains("The mill, which opened in 1931, had 40 looms.", &["The mill , , had 40 looms .", "which opened in 1931"]);
    domains("When the mill opened in 1931, it had 40 looms.", &["When the mill opened in 1931", ", it had 40 looms ."]);
    domains("Ada Holm (1889–1971) ran 40 looms.", &["Ada Holm ) ran 40 looms .", "( 1889 – 1971"]);
}
