//! Reading texts: what becomes of their blocks, sentences and marks.

use gainsay::document::{BlockKind, Document, read, read_row};
use proptest::prelude::*;

/// Kinds and words of the blocks.
fn blocks(document: &Document) -> Vec<(BlockKind, &str)> {
    document.blocks.iter().map(|b| (b.kind, document.slice(b.span))).collect()
}

fn kind_of(document: &Document, words: &str) -> BlockKind {
    let found = blocks(document).into_iter().find(|(_, text)| text.contains(words));
    found.unwrap_or_else(|| panic!("no block holds {words:?}")).0
}

fn aside<'d>(document: &'d Document, reason: &str) -> Vec<&'d str> {
    document.aside.iter().filter(|a| a.reason == reason).map(|a| document.slice(a.span)).collect()
}

fn sentences(document: &Document) -> Vec<&str> {
    document.sentences.iter().map(|s| document.slice(s.span)).collect()
}

const ARTICLE: &str = "The Valley Observer
Home | News | Sport | Weather
Posted on 3 May 2011 by admin

When the dam broke: a town remembers

By Ann Okafor and J. Lind

It was 3.15 a.m. on 12 March 1911 when the upper dam gave way. Within 20 minutes the water had reached the mill, and by dawn 137 of the town's 2,400 people were missing.

The causes

The dam had been built in 1889 for £12,500.1 Its wall was 18 m high, though the plans asked for 21.5. The engineer, Mr. P. Hale, warned the board in 1904 and again in 1909.2 \"Nobody,\" he wrote later, \"was ready to spend a penny.\"3 The board met on Feb. 2, 1911. It did nothing at all.

Figure 2: The wall in 1905. Photograph by the county archive

Share prices

Shares in the water company had stood at £31 before the flood, and by the summer of the same year they were down to £4. Nobody bought them, for the claims came to £90,000.4

Survivors were housed in tents until 1913.5 Today the new dam, finished in 1924, holds 1.2 million cubic metres of water, and a stone by the mill remembers the night.

Notes

1. County Record Office, Minutes of the Water Board, vol. 3 (1889), p. 44.
2. Hale to the Board, 7 June 1904.
3. P. Hale, My Life in Water (London: Quill, 1931), p. 201.
4. Observer, 30 March 1911.
5. Ibid., p. 3.

About the author

Ann Okafor has written about the valley since 1998. Her book Floodlands won 2 prizes in 2009.

You may also like

The great snow of 1947
Tel: 01234 567890
";

#[test]
fn a_plain_article_is_told_from_what_stands_around_it() {
    let document = read("valley.txt", ARTICLE.into());
    assert_eq!(document.source.title.as_deref(), Some("When the dam broke: a town remembers"));
    assert_eq!(document.source.published.as_deref(), Some("3 May 2011"));
    for furniture in ["Valley Observer", "Sport", "Posted", "By Ann", "has written about", "great snow", "01234"] {
        assert_eq!(kind_of(&document, furniture), BlockKind::Boilerplate, "{furniture}");
    }
    for body in ["3.15 a.m.", "18 m high", "claims came", "new dam"] {
        assert_eq!(kind_of(&document, body), BlockKind::Paragraph, "{body}");
    }
    for heading in ["The causes", "Share prices"] {
        assert_eq!(kind_of(&document, heading), BlockKind::Heading(2));
    }
    assert_eq!(kind_of(&document, "Figure 2"), BlockKind::Caption);
    for note in ["Minutes", "7 June", "Quill", "30 March", "Ibid."] {
        assert_eq!(kind_of(&document, note), BlockKind::Note, "{note}");
    }
    assert_eq!(aside(&document, "footnote mark"), ["1", "2", "3", "4", "5"]);
}

#[test]
fn sentences_stand_under_their_heading() {
    let document = read("valley.txt", ARTICLE.into());
    let sentence = document.sentences.iter().find(|s| document.slice(s.span).starts_with("Shares in")).unwrap();
    let heading = document.blocks[sentence.block as usize].heading.unwrap().index();
    assert_eq!(document.slice(document.blocks[heading].span), "Share prices");
    assert!(sentences(&document).contains(&"The board met on Feb. 2, 1911."));
}

#[test]
fn wrapped_paragraphs_are_joined_and_underlines_dropped() {
    let text = "THE GRAIN TRADE\n===============\n\nIn the spring of 1846 the price of wheat stood at 52 shillings the quarter,\nand by the following June it had reached 102. Merchants in the port of\nSaltmouth shipped 14,000 tons in that year [1], against 9,500 in 1845.\n\nOf the 31 mills on the river only 12 were still at work in 1850. The rest had\nbeen pulled down, or stood empty, and their 640 hands had gone to the towns.\n\n[1] Saltmouth Port Books, 1846, f. 12.\n";
    let document = read("grain.txt", text.into());
    let kinds: Vec<BlockKind> = document.blocks.iter().map(|b| b.kind).collect();
    assert_eq!(kinds, [BlockKind::Title, BlockKind::Paragraph, BlockKind::Paragraph, BlockKind::Note]);
    assert!(
        sentences(&document)
            .contains(&"The rest had\nbeen pulled down, or stood empty, and their 640 hands had gone to the towns.")
    );
    assert_eq!(aside(&document, "footnote mark")[0], "[1]");
}

#[test]
fn a_text_of_headlines_is_not_taken_for_furniture() {
    let document = read("a.txt", "Facebook buys a rival for $1bn\n\nThe price, paid in shares, was the highest ever paid for a firm of 13 people, and the deal took 48 hours from the first call to the last.\n".into());
    assert_eq!(kind_of(&document, "Facebook buys"), BlockKind::Title);
}

const MARKDOWN: &str = "---
title: \"Bikes: a count\"
date: 2020-01-05
---

# Bikes in 2019

[Home](/) | [About](/about) | [Contact](/contact)

In 2019 the city counted **4.1&nbsp;million** trips, up 12% on 2018.<sup>1</sup> The network
grew to 310 km (see [the map](https://x.example/map)).[^a]

<!-- 2018 had 3.6 million? -->

| Year | Trips | Injuries |
|------|-------|----------|
| 2018 | 3.7 | 212 |
| 2019 | `4.1` |  |

1. First of 5 items
   - nested, with 7 lanes

`lanes` (number)
: How many lanes there are: 30.

> \"We want 5 million by 2022,\" said the mayor.

![Lane](lane.jpg)
*A lane in 2019.*

**Outlook**

There will be 400 km in 2024.

*Related: Trams in 1905 · Subscribe for $5 a month.*

## References

1. City of Harbour, Traffic count 2019, p. 4.

[^a]: The 2017 count used 14 loops.
";

#[test]
fn markdown_is_read_without_its_markup() {
    let document = read("bikes.md", MARKDOWN.into());
    let first = "In 2019 the city counted 4.1\u{a0}million trips, up 12% on 2018.1";
    assert_eq!(sentences(&document)[2], first);
    assert_eq!(sentences(&document)[3], "The network grew to 310 km (see the map).[^a]");
    assert_eq!(document.source.title.as_deref(), Some("Bikes: a count"));
    assert_eq!(kind_of(&document, "Bikes in 2019"), BlockKind::Title);
    assert_eq!(kind_of(&document, "Home"), BlockKind::Boilerplate);
    assert_eq!(kind_of(&document, "First of 5"), BlockKind::Item);
    assert_eq!(kind_of(&document, "nested"), BlockKind::Item);
    assert_eq!(kind_of(&document, "How many lanes"), BlockKind::Item);
    assert_eq!(kind_of(&document, "We want"), BlockKind::Quote);
    assert_eq!(kind_of(&document, "A lane in 2019"), BlockKind::Caption);
    assert_eq!(kind_of(&document, "Outlook"), BlockKind::Heading(5));
    assert_eq!(kind_of(&document, "Subscribe"), BlockKind::Boilerplate);
    assert_eq!(kind_of(&document, "Traffic count"), BlockKind::Note);
    assert_eq!(kind_of(&document, "14 loops"), BlockKind::Note);
    assert_eq!(aside(&document, "footnote mark"), ["1", "[^a]"]);
    assert!(!document.text.contains("3.6 million"));
}

#[test]
fn cells_know_their_headers_and_their_place_in_the_file() {
    let document = read("bikes.md", MARKDOWN.into());
    let block = document.blocks.iter().find(|b| b.cell.is_some() && document.slice(b.span) == "4.1").unwrap();
    let cell = block.cell.as_deref().unwrap();
    assert_eq!((cell.row, cell.column, cell.is_header), (2, 1, false));
    assert_eq!(document.slice(cell.column_header.unwrap()), "Trips");
    assert_eq!(document.slice(cell.row_header.unwrap()), "2019");
    let original = document.locate(block.span);
    assert_eq!(document.original_text(original), "4.1");
    assert_eq!(document.position(original).line, 18);
}

#[test]
fn a_definition_stands_under_its_term() {
    let document = read("bikes.md", MARKDOWN.into());
    let block = document.blocks.iter().find(|b| document.slice(b.span).starts_with("How many")).unwrap();
    assert_eq!(document.slice(document.heading_of(block).unwrap().span), "lanes (number)");
}

#[test]
fn references_in_brackets_are_set_aside_whole() {
    let document = read_row("r", "It fell (A History. J. Ruiz. 1976. p.363). Then 12 left.", None);
    assert_eq!(sentences(&document), ["It fell (A History. J. Ruiz. 1976. p.363).", "Then 12 left."]);
    assert_eq!(aside(&document, "citation"), ["(A History. J. Ruiz. 1976. p.363)"]);
}

#[test]
fn a_note_run_into_the_text_is_set_aside_if_it_cites() {
    let document =
        read_row("r", "It would come.”3Ann Lind, The Long Road (Oslo: Fjord, 2016) p. 256. They had 5 ships.", None);
    assert_eq!(aside(&document, "citation"), ["Ann Lind, The Long Road (Oslo: Fjord, 2016) p. 256."]);
    let document = read_row("r", "Would it come?1At that time 35 of 135 thought so.", None);
    assert_eq!(aside(&document, "citation"), [""; 0]);
    assert_eq!(sentences(&document), ["Would it come?1", "At that time 35 of 135 thought so."]);
}

#[test]
fn rows_keep_their_offsets() {
    let document = read_row("r1", "First.\n\nSee 2. There were 3.", Some("1999-05-01"));
    assert!(document.offsets.is_identity());
    assert_eq!(document.text, "First.\n\nSee 2. There were 3.");
    assert_eq!(sentences(&document), ["First.", "See 2.", "There were 3."]);
    assert_eq!(document.source.reference.unwrap().first.unwrap().to_string(), "1999-05-01");
}

#[test]
fn bytes_that_are_no_text_give_a_notice_and_nothing_else() {
    let document = read("a.txt", b"PK\x03\x04\x00\x00 12 people".to_vec());
    assert!(document.binary && document.blocks.is_empty() && document.notices.len() == 1);
}

#[test]
fn every_encoding_gives_the_same_sentences() {
    for (path, text) in [("a.txt", ARTICLE), ("a.md", MARKDOWN)] {
        let plain = read(path, text.into());
        let le: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        let bom = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        for bytes in [le, be, bom] {
            let other = read(path, bytes);
            assert_eq!(sentences(&other), sentences(&plain));
            assert_eq!(blocks(&other), blocks(&plain));
        }
    }
}

#[test]
fn time_grows_with_length_only() {
    // a step of quadratic cost would take minutes here
    for unit in [
        "1 and ",
        "1.1.",
        "A.1Aa",
        "(1)(",
        "[1",
        ". . . ",
        "1²",
        "http://",
        "1) a ",
        "Gen. ",
        "“",
        "> ",
        "*a ",
        "a\n",
        "1 A p. 3\n",
    ] {
        let text = unit.repeat(1_000_000 / unit.len());
        read("a.txt", text.clone().into_bytes());
        read("a.md", text.into_bytes());
    }
}

#[test]
fn deep_nesting_needs_no_stack() {
    let run = || {
        for unit in ["> ", "[", "(", "*", "- ", "<div>", "`", "“"] {
            let document = read("a.md", unit.repeat(20_000).into_bytes());
            assert!(!document.binary);
        }
    };
    std::thread::Builder::new().stack_size(1 << 20).spawn(run).unwrap().join().unwrap();
}

/// Texts made of the pieces that reading looks at.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "The",
        "strike",
        "1969",
        "24",
        "3.5",
        " ",
        " ",
        "\n",
        "\n\n",
        ".",
        "?",
        "”",
        "“",
        "\"",
        "5",
        "[1]",
        "[^a]",
        "¹",
        "^2",
        "(",
        ")",
        "p. 81",
        "U.S.",
        "Mr.",
        "# ",
        "- ",
        "1. ",
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "`x`",
        "*",
        "**",
        "&amp;",
        "<b>",
        "<!--",
        "-->",
        "é",
        "\u{202e}",
        "http://x.example",
        "---\n",
        "> ",
        "```\n",
        ": ",
        "Notes",
        "By Ann",
        "768x411",
        "\u{a0}",
        "…",
        "2 May 2011",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|p| p.concat())
}

fn holds_together(document: &Document) {
    let text = &document.text;
    let mut last = 0;
    for block in &document.blocks {
        assert!(
            block.span.start() >= last && text.get(block.span.range()).is_some_and(|t| !t.is_empty() && t.trim() == t)
        );
        last = block.span.end();
        assert!(block.heading.is_none_or(|h| h.index() < document.blocks.len()));
    }
    let mut last = 0;
    for sentence in &document.sentences {
        assert!(sentence.span.start() >= last && !document.slice(sentence.span).trim().is_empty());
        last = sentence.span.end();
        assert!(document.blocks[sentence.block as usize].span.contains(sentence.span));
        assert!(document.locate(sentence.span).end() <= document.original().len());
    }
    let mut last = 0;
    for mark in &document.aside {
        assert!(mark.span.start() >= last && text.get(mark.span.range()).is_some());
        last = mark.span.end();
    }
    // all that is no white space stands in some sentence
    for block in &document.blocks {
        let inside: String =
            document.sentences.iter().filter(|s| block.span.contains(s.span)).map(|s| document.slice(s.span)).collect();
        let bare = |t: &str| t.split_whitespace().collect::<String>();
        assert_eq!(bare(&inside), bare(document.slice(block.span)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_can_be_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        holds_together(&read("a.txt", bytes.clone()));
        holds_together(&read("a.md", bytes));
    }

    #[test]
    fn any_text_holds_together(text in pieces()) {
        holds_together(&read("a.txt", text.clone().into_bytes()));
        holds_together(&read("a.md", text.clone().into_bytes()));
        holds_together(&read_row("r", &text, None));
    }

    #[test]
    fn plain_text_maps_to_its_own_bytes(text in pieces()) {
        let document = read("a.txt", text.into_bytes());
        for sentence in &document.sentences {
            prop_assert_eq!(document.original_text(document.locate(sentence.span)), document.slice(sentence.span));
        }
    }

    #[test]
    fn digits_of_markdown_map_to_their_own_bytes(text in pieces()) {
        let document = read("a.md", text.into_bytes());
        for (at, digits) in document.text.match_indices(|c: char| c.is_ascii_digit()) {
            let span = gainsay::text::CleanSpan::new(at, at + 1);
            prop_assert_eq!(document.original_text(document.locate(span)), digits);
        }
    }

    #[test]
    fn line_ends_do_not_matter(text in pieces()) {
        // how code that runs over lines is trimmed is the one thing in which the Markdown parser tells line ends apart
        let text = text.replace("```", "");
        let crlf = text.replace('\n', "\r\n");
        for path in ["a.txt", "a.md"] {
            let (one, two) = (read(path, text.clone().into_bytes()), read(path, crlf.clone().into_bytes()));
            let bare = |d: &Document| -> Vec<String> { sentences(d).iter().map(|s| s.replace("\r\n", "\n")).collect() };
            prop_assert_eq!(bare(&one), bare(&two));
        }
    }
}

#[test]
fn a_record_of_fields_is_read_line_by_line() {
    let record = read("record.md", "**Status:** closed\n**Age:** 35 to 70 years\nSites: 94\n".into());
    assert_eq!(sentences(&record), ["Status: closed", "Age: 35 to 70 years", "Sites: 94"]);
    let prose = read("prose.md", "Note: the gate is shut\nat 6 p.m. and the bell: rung\n".into());
    assert_eq!(sentences(&prose).len(), 1);
}
