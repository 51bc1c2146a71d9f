//! What a value is said of: the noun that alignment takes for its measure, and the unit of a count that leaves its noun out.

use gainsay::document::read_row;
use gainsay::fact::Fact;
use gainsay::lexicon::Lexicon;
use gainsay::resolve::extract;

#[track_caller]
fn fact(text: &str, surface: &str) -> Fact {
    let facts = extract(&read_row("t", text, None), Lexicon::english()).facts;
    facts.into_iter().find(|f| f.surface == surface).unwrap_or_else(|| panic!("{surface} is not read: {text}"))
}

/// Texts, a value of each, and the noun it is said of; none where no noun of the text is.
const HEADS: &[(&str, &str, &str)] = &[
    // the subject of its verb, and not the nearest noun
    ("The harbour at the time was 40 feet deep.", "40", ""),
    ("The travel from a cabin to a ladder shall not exceed 25 m.", "25", "travel"),
    ("Sleep was recorded at home for seven nights.", "seven", "sleep"),
    ("Fines for theft run from $5 to $90.", "5 to $90", "fines"),
    ("The clerk kept a lamp burning for nine hours.", "nine", "lamp"),
    ("The lantern's rays, whose reach grew to 18 km, were green.", "18", "reach"),
    ("The dish measures 76 m across.", "76", ""),
    // what the verb is done to
    ("Frost reduced the output of the two mills from 5,000 tons to 250.", "5,000", "output"),
    ("The council lowered the price of bread by 12 percent.", "12", "price"),
    ("The wind can move the top by nine centimetres.", "nine", "top"),
    // what it stands behind with a comma
    ("The duke paid off the remainder, £50,000, in May.", "50,000", "remainder"),
    ("The bill, $8.2 million, was met by the port.", "8.2 million", "bill"),
    ("They find the difference, of nine percentage points, too small.", "nine", "difference"),
    ("It was a wall of brick and clay, 72 feet high.", "72", ""),
    // what it hangs on
    ("There was an industrial growth of 12 percent.", "12", "growth"),
    ("It came to a decline in real wages by 5 percent.", "5", "wages"),
    ("They will be given two months' salary.", "two", "salary"),
    ("Votes come from a panel of nine with a penalty of 0.6.", "0.6", "penalty"),
    ("The regional ceiling is a thousand at once.", "a thousand", "ceiling"),
    // a verb left out
    ("Imports fell by 58% and exports of wine and other goods by 49%.", "49", "exports"),
    // neither a verb, an adverb nor a word of another clause
    ("Born in 1870, she was 59 when she died.", "59", ""),
    ("In the hall they sang, and nobody had waited for 3 hours.", "3", ""),
    // what "of which" points back to
    ("The sample was 22,500 households, of which only 74 percent replied.", "74", "households"),
];

#[test]
fn a_value_is_said_of_what_its_clause_says() {
    let mut wrong = Vec::new();
    for &(text, surface, head) in HEADS {
        let expected = if head.is_empty() { String::new() } else { Lexicon::english().lemma(head) };
        let found = fact(text, surface).slots.head.clone();
        if found != expected && !(head.is_empty() && surface_is_owned(text, surface)) {
            wrong.push(format!("{text} {surface}: {found}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a measure of a property has its bearer instead: "40 feet deep".
fn surface_is_owned(text: &str, surface: &str) -> bool {
    !fact(text, surface).slots.owner.is_empty()
}

#[test]
fn a_measure_of_a_property_has_its_bearer() {
    let owner = |text: &str, surface: &str| fact(text, surface).slots.owner.clone();
    let lemma = |word: &str| Lexicon::english().lemma(word);
    assert_eq!(owner("The harbour at the time was 40 feet deep.", "40"), lemma("harbour"));
    assert_eq!(owner("It was a wall of brick and clay, 72 feet high.", "72"), lemma("wall"));
    assert_eq!(owner("They bought twelve units from Poland, 44 metres long.", "44"), lemma("units"));
    assert_eq!(owner("The dish measures 76 m across.", "76"), lemma("dish"));
    assert_eq!(owner("They left a bag (weight 60 lb) behind.", "60"), "");
}

#[test]
fn a_count_without_a_noun_counts_what_its_clause_counts() {
    let unit = |text: &str, surface: &str| fact(text, surface).unit.clone();
    assert_eq!(unit("The firms ran 3,677 trains on Monday, against 2,433 on Friday.", "2,433"), "train");
    assert_eq!(unit("Some 226 constables were sworn in; the price climbed from 232 to 2,092.", "2,092"), "");
    assert_eq!(unit("In 1969 only 24 strikes took place, but the number rose to 378.", "378"), "strike");
    assert_eq!(unit("Of all the old barges, a mere seven remain.", "seven"), "barge");
    assert_eq!(unit("Scores come from 4 judges with a penalty of 0.6.", "0.6"), "");
}

#[test]
fn an_it_that_stands_for_nothing_recalls_nothing() {
    let crew = fact("The crew came late. It took the court ten days to decide.", "ten");
    assert_eq!(crew.slots.head, Lexicon::english().lemma("court"));
    assert!(fact("The crew came late. It was ten days before they met.", "ten").slots.subject.is_empty());
}
