//! Laws that hold for every input, tried on generated ones.

use gainsay::document::read_row;
use gainsay::fact::Fact;
use gainsay::lexicon::Lexicon;
use gainsay::resolve::extract;
use gainsay::text::{CleanSpan, OffsetMapBuilder, Span};
use gainsay::value::{Extent, Moment, Number};
use proptest::prelude::*;

fn facts(text: &str) -> Vec<Fact> {
    extract(&read_row("t", text, None), Lexicon::english()).facts
}

/// What a text says, positions left out.
fn said(text: &str) -> Vec<(String, String, String)> {
    facts(text).iter().map(|f| (f.surface.clone(), format!("{:?}", f.value), f.unit.clone())).collect()
}

fn number() -> impl Strategy<Value = Number> {
    (-1_000_000i128..1_000_000, 1i128..1000)
        .prop_map(|(n, d)| Number::ratio(n, d).expect("the denominator is positive"))
}

/// Pieces that sentences about numbers are made of.
fn sentence() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("In 1969 there were"),
        Just("1,939"),
        Just("more than"),
        Just("strikes"),
        Just("36.3 %"),
        Just("of the vote"),
        Just("on 11 September 1973"),
        Just("$"),
        Just("10 million"),
        Just("two-thirds"),
        Just("20-30,000"),
        Just("and"),
        Just(","),
        Just("(see p. 81)"),
        Just("½"),
        Just("é“”—"),
        Just("km/h"),
        Just("from 5 to 7 per cent"),
        Just("three years later"),
        Just("."),
        Just("\u{202e}"),
        Just("99999999999999999999999999999999999999999999"),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|p| p.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn numbers_print_what_they_read(n in number()) {
        prop_assert_eq!(n.to_string().parse::<Number>(), Ok(n));
    }

    #[test]
    fn sums_and_differences_undo_each_other(a in number(), b in number()) {
        let sum = a.checked_add(b).unwrap();
        prop_assert_eq!(sum.checked_sub(b), Some(a));
        if b != Number::ZERO {
            prop_assert_eq!(a.checked_mul(b).unwrap().checked_div(b), Some(a));
        }
    }

    #[test]
    fn disjointness_is_symmetric_and_excludes_containment(a in number(), b in number(), c in number(), d in number()) {
        let (x, y) = (Extent::closed(a, b), Extent::closed(c, d));
        prop_assert_eq!(x.disjoint(y), y.disjoint(x));
        prop_assert!(!x.disjoint(x));
        prop_assert!(!(x.disjoint(y) && x.contains(y)));
        // widening never makes a conflict
        let wide = x.add(Extent::closed(Number::integer(-1), Number::ONE));
        prop_assert!(wide.contains(x));
        prop_assert!(x.disjoint(y) || !wide.disjoint(y));
    }

    #[test]
    fn days_count_forwards_and_back(year in -4000i32..4000, month in 1i32..13, day in 1i32..29, shift in -100_000i64..100_000) {
        let moment = Moment::day(year, month, day).unwrap();
        prop_assert_eq!(moment.to_string().parse::<Moment>(), Ok(moment));
        let there = moment.add_days(shift).unwrap();
        prop_assert_eq!(there.days() - moment.days(), shift);
    }

    #[test]
    fn copied_text_maps_back_to_its_own_bytes(parts in prop::collection::vec(("[a-z é]{0,6}", "[<>*]{0,3}"), 0..12)) {
        let mut original = String::new();
        let mut builder = OffsetMapBuilder::new();
        let mut kept = Vec::new();
        for (text, markup) in &parts {
            let from = builder.len();
            builder.copy(text, original.len());
            kept.push((CleanSpan::new(from, builder.len()), Span::new(original.len(), original.len() + text.len())));
            original.push_str(text);
            original.push_str(markup);
        }
        let (_, map) = builder.finish(original.len());
        for (clean, span) in kept {
            if !clean.is_empty() {
                prop_assert_eq!(map.to_original(clean), span);
            }
        }
    }

    #[test]
    fn any_text_gives_facts_whose_spans_hold_their_words(text in sentence()) {
        for f in facts(&text) {
            prop_assert_eq!(text.get(f.span.range()), Some(f.surface.as_str()));
            prop_assert!(f.extent.contains(f.span));
        }
    }

    #[test]
    fn any_characters_are_survived(text in "\\PC{0,200}") {
        let _ = facts(&text);
    }

    #[test]
    fn line_ends_change_nothing(text in sentence()) {
        let unix = text.replace(" and ", "\n");
        let dos = unix.replace('\n', "\r\n");
        // a surface is cut from the original text, line ends and all
        let dos: Vec<_> = said(&dos).into_iter().map(|(surface, v, u)| (surface.replace("\r\n", "\n"), v, u)).collect();
        prop_assert_eq!(said(&unix), dos);
    }

    #[test]
    fn ids_stay_when_text_elsewhere_changes(text in sentence()) {
        let before = facts(&text);
        let longer = format!("Nothing was said here.\n\n{text}");
        let after = facts(&longer);
        let ids = |f: &[Fact]| f.iter().map(|f| f.id.clone()).collect::<Vec<_>>();
        // dates without a year may settle differently, their ids may not
        prop_assert_eq!(ids(&before), ids(&after));
    }
}
