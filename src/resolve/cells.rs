//! What the value of a table cell measures, and of what: by the headings of its column and row.

use crate::document::{BlockKind, Cell};
use crate::fact::{Fact, Kind, fold_space};
use crate::grammar::time::{Count, TimeExpr};
use crate::grammar::{Token, tokenize};
use crate::lexicon::{Class, Concepts, Lexicon, NumeralRole, SettingWord};
use crate::mention::{MentionValue, find};
use crate::text::CleanSpan;
use crate::value::{Bound, Number, Period, Standing, Value};

use super::Scene;
use super::identifiers;
use super::naming::{Named, named};

/// Fills a fact that stands in a cell.
pub(super) fn apply(scene: &Scene<'_>, fact: &mut Fact) {
    let Some(cell) = scene.block.cell.as_deref().filter(|c| !c.is_header && c.column > 0) else { return };
    let text = |span: Option<CleanSpan>| span.map_or("", |s| scene.document.slice(s).trim());
    let (row, column, corner) = (text(cell.row_header), text(cell.column_header), text(cell.corner));
    // "| Area (ha) | 148,000 |" under "Crowns": the row says it of its own
    if row.contains(['(', '%']) {
        unit_of_label(scene, row, fact);
    }
    unit_of_label(scene, column, fact);
    let is_bare = scene.tokens.len() == 1 && fact.kind == Kind::Count;
    if is_bare && settings_row(scene, cell, row) {
        unit_of_remark(scene, cell, fact);
    }
    unit_of_label(scene, row, fact);
    unit_of_heading(scene, column, fact);
    let of_version = corner.split(' ').any(|w| scene.lexicon.settings.heads(w, SettingWord::Version));
    let (measure, object, is_row) = match (year(row).filter(|_| !of_version), year(column)) {
        // "| 1969 | 1,939 |": the year is the time, not what is measured
        (Some(when), _) if !column.is_empty() => {
            stand_in(when, fact);
            fact.slots.row.clear();
            (named(scene.lexicon, column), "", false)
        }
        (None, Some(when)) => {
            stand_in(when, fact);
            (named(scene.lexicon, row), "", true)
        }
        _ => {
            if let Some(when) = time_of_labels(row, column) {
                stand_in(when, fact);
            }
            parts(scene, cell, row, column, corner)
        }
    };
    let settings = &scene.lexicon.settings;
    let standing = settings.standing_of(column).or_else(|| settings.standing_of(row).filter(|_| is_row));
    // "## Limits" over a table of names and values
    let is_valued = is_row && (column.is_empty() || settings.heads(column, SettingWord::Values));
    let standing = standing.or_else(|| of_table(scene, corner).filter(|_| is_valued));
    if fact.slots.standing.is_none() {
        fact.slots.standing = standing;
    }
    if settings.heads(column, SettingWord::Range) {
        let at = |t: Option<&Token<'_>>| t.map(|t| scene.document.locate(t.span).start());
        let is_low = at(scene.tokens.first()) == Some(fact.span.start()) && fact.value.bound() != Bound::Between;
        fact.slots.standing = Some(if is_low { Standing::Minimum } else { Standing::Maximum });
    }
    // "from" heads old values, and the days from which something holds
    if settings.heads(column, SettingWord::Was) && fact.kind != Kind::Date {
        fact.slots.stance.superseded = true;
    }
    if let Some(code) = code_of_row(scene, cell) {
        fact.slots.codes = vec![code];
    }
    if identifiers::is_version(row) && (row.contains('.') || of_version) {
        fact.slots.versions = vec![format!(" {row}")];
    }
    fact.slots.is_listed = !is_row && !object.is_empty() && fact.slots.codes.is_empty();
    // a remark is prose of its own
    let words = scene.tokens.iter().filter(|t| t.is_open()).count();
    if measure.head.is_empty() || words > 3 {
        return;
    }
    // "| Minimum age | 18 years |"
    if fact.kind == Kind::Duration && fact.slots.codes.is_empty() && names_age(scene, &measure) {
        fact.kind = Kind::Quantity;
    }
    if fact.kind == Kind::Date {
        let label = if object.is_empty() { measure.text.clone() } else { format!("{} {object}", measure.text) };
        fact.event = Some(fold_space(&label.to_lowercase()));
    } else if fact.slots.head.is_empty() || !is_told(fact) {
        fact.measure = fold_space(&measure.text);
        fact.slots.head = measure.head;
        if fact.kind == Kind::Count && fact.unit.is_empty() {
            fact.unit = measure.counted;
            fact.kind = kind_of(scene.lexicon, &mut fact.unit);
        }
        for word in measure.others {
            if !fact.slots.modifiers.contains(&word) {
                fact.slots.modifiers.push(word);
            }
        }
    }
    if !object.is_empty() && !fact.about.iter().any(|a| a == object) {
        fact.about.insert(0, object.to_owned());
    }
}

/// Whether a heading says how old somebody is.
fn names_age(scene: &Scene<'_>, measure: &Named) -> bool {
    scene.lexicon.word(&measure.noun).class.has(Class::AGE)
}

/// As what a whole table puts its values forward: by its corner, or the heading above.
fn of_table(scene: &Scene<'_>, corner: &str) -> Option<Standing> {
    let heading = scene.document.heading_of(scene.block);
    let heading = heading.map_or("", |b| scene.document.slice(b.span).trim());
    let whole = |label: &str| {
        let standing = scene.lexicon.settings.standing_of(label)?;
        scene.lexicon.settings.heads(label, SettingWord::Standing(standing)).then_some(standing)
    };
    whole(corner).or_else(|| whole(heading))
}

/// Whether the cell itself names what it counts ("12 rooms").
fn is_told(fact: &Fact) -> bool {
    fact.kind == Kind::Count && !fact.unit.is_empty()
}

/// Which heading names the measure and which the object, and whether the measure is that of the row.
fn parts<'t>(scene: &Scene<'_>, cell: &Cell, row: &'t str, column: &'t str, corner: &'t str) -> (Named, &'t str, bool) {
    let settings = &scene.lexicon.settings;
    let name = |label: &str| named(scene.lexicon, label);
    let names_nothing = |label: &str| {
        label.is_empty()
            || settings.heads(label, SettingWord::Values)
            || settings.heads(label, SettingWord::Was)
            || settings.heads(label, SettingWord::Range)
            || settings.is_standing(label)
    };
    let is_label = |label: &str| label.chars().any(|c| c.is_ascii_digit()) && !label.contains(' ');
    let rows_measure = corner.is_empty() || settings.heads(corner, SettingWord::Rows);
    let by_row = |object| (name(row), object, true);
    if names_nothing(column) {
        // "| Release | Date |", "| 13.2 | 10 May |": a date of a release
        return if !rows_measure && is_label(row) { (name(corner), row, false) } else { by_row("") };
    }
    if !rows_measure || cell.row_header.is_none() {
        return (name(column), row, false);
    }
    let of_column = name(column);
    let measures = column.contains(['(', '%']) || Concepts::names_attribute(&of_column.head);
    if (measures && !is_label(column) && !corner.is_empty()) || is_label(row) && !is_label(column) {
        return (of_column, row, false);
    }
    by_row(column)
}

/// How far to either side of a cell the identifier of its row is looked for.
const MOST_COLUMNS: usize = 64;

/// The identifier of a row: its label, or a cell that holds nothing else.
fn code_of_row(scene: &Scene<'_>, cell: &Cell) -> Option<String> {
    if let Some(code) = cell.row_header.and_then(|r| identifiers::alone(scene, r)) {
        return Some(code);
    }
    let at = scene.sentence.block as usize;
    let blocks = &scene.document.blocks;
    let same = |i: &usize| {
        blocks.get(*i).and_then(|b| b.cell.as_deref()).is_some_and(|c| (c.table, c.row) == (cell.table, cell.row))
    };
    let before = (0..at).rev().take(MOST_COLUMNS).take_while(same);
    let behind = (at + 1..blocks.len()).take(MOST_COLUMNS).take_while(same);
    let mut codes = before.chain(behind).filter_map(|i| {
        let span = blocks.get(i)?.span;
        identifiers::alone(scene, span).filter(|code| code.contains(['_', '.', '-']))
    });
    let first = codes.next()?;
    codes.next().is_none().then_some(first)
}

/// "Weight (kg)", "Sales, USD m", "Share (%)", "Readers, thousands": a bare number beside such a label is of that unit.
fn unit_of_label(scene: &Scene<'_>, label: &str, fact: &mut Fact) {
    if fact.kind != Kind::Count || !fact.unit.is_empty() || label.is_empty() {
        return;
    }
    let bracket = label.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inner, _)| inner);
    let tail = label.rsplit_once(" in ").or_else(|| label.rsplit_once(", ")).map(|(_, unit)| unit);
    let bracket = bracket.map(|b| b.split(';').next().unwrap_or(b));
    let sign = label.contains('%').then_some("%");
    // "| Class | £ million |", "| Port | Thousand |"
    let is_scale =
        |w: &str| scene.lexicon.word(&w.to_lowercase()).numeral.is_some_and(|n| n.role == NumeralRole::Scale);
    let whole = (label.split(' ').count() <= 3 && label.split(' ').any(is_scale)).then_some(label);
    let told = [bracket, tail, sign, whole].into_iter().flatten().find_map(|u| unit_of(scene, u));
    let told = told.or_else(|| {
        // "| Item | GB |", "| Received from | £ |", "| Item | Crowns |"
        let alone = Some(label).filter(|l| is_unit(scene, l)).and_then(|l| {
            let one = l.split(' ').next_back().map(|w| l.replace(w, &scene.lexicon.singular(w)));
            one.filter(|one| one.len() < l.len())
                .and_then(|one| unit_of(scene, &one))
                .or_else(|| unit_of(scene, l).filter(|_| l.len() <= 3))
        });
        alone.filter(|(kind, ..)| *kind != Kind::Share)
    });
    if let Some((kind, unit, factor)) = told {
        measured_in(kind, unit, factor, fact);
    }
}

/// Whether a label may be the name of a unit and no more: a sign, a plural, or an abbreviation that is nothing else.
fn is_unit(scene: &Scene<'_>, label: &str) -> bool {
    let label = label.trim();
    let is_sign = label.chars().count() == 1 && label.chars().all(|c| !c.is_alphanumeric());
    let last = label.rsplit(' ').next().unwrap_or(label);
    let is_word = label.split(' ').count() <= 2 && last.len() > 3 && last.chars().all(char::is_alphabetic);
    let word = || scene.lexicon.word(&last.to_lowercase());
    let is_symbol =
        matches!(label.len(), 2..=3) && label.chars().all(char::is_alphabetic) && word().class == Class::NONE;
    is_sign || is_symbol || is_word && scene.lexicon.is_plural(last) && !word().gauges
}

/// "## Costs, in millions of dollars", "## Loads carried, in kg", "Nightly import, seconds per stage:": what the heading of a table, or
/// the line that leads to it, says of its bare numbers.
fn unit_of_heading(scene: &Scene<'_>, column: &str, fact: &mut Fact) {
    if fact.kind != Kind::Count || !fact.unit.is_empty() {
        return;
    }
    let scales = |w: &str| {
        let word = scene.lexicon.singular(&w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
        scene.lexicon.word(&word).numeral.is_some_and(|n| n.role == NumeralRole::Scale)
    };
    let heading = scene.document.heading_of(scene.block).map(|h| scene.document.slice(h.span).trim());
    for label in [heading, lead_in(scene)].into_iter().flatten() {
        let label = label.trim_end_matches([':', '.']);
        if label.split_whitespace().any(scales) {
            unit_of_label(scene, label, fact);
        } else if says_of(scene, column, label) {
            let pieces = label.split([',', '(', ')', ';']).skip(1).map(str::trim);
            let unit = pieces
                .flat_map(|p| [p.strip_prefix("in ").unwrap_or(p), p.split(" per ").next().unwrap_or(p)])
                .find_map(|p| unit_of(scene, p).filter(|(kind, ..)| is_unit(scene, p) && *kind != Kind::Count));
            if let Some((kind, unit, factor)) = unit {
                measured_in(kind, unit, factor, fact);
            }
        }
        if !fact.unit.is_empty() {
            return;
        }
    }
}

/// Whether what stands above a table is said of a column: its heading counts nothing, or nothing but what is spoken of above.
fn says_of(scene: &Scene<'_>, column: &str, label: &str) -> bool {
    let name = named(scene.lexicon, column);
    let spoken =
        || label.split(|c: char| !c.is_alphanumeric()).any(|w| !w.is_empty() && scene.lexicon.lemma(w) == name.head);
    name.counted.is_empty() && year(column).is_none() || spoken()
}

/// The paragraph right before a table that ends in a colon and so leads to it.
fn lead_in<'d>(scene: &Scene<'d>) -> Option<&'d str> {
    const FAR: usize = 400;
    let at = scene.sentence.block as usize;
    let table = scene.block.cell.as_deref()?.table;
    let blocks = &scene.document.blocks;
    let inside = |i: &usize| blocks.get(*i).and_then(|b| b.cell.as_deref()).is_some_and(|c| c.table == table);
    let before = (at.saturating_sub(FAR)..at).rev().find(|i| !inside(i))?;
    let block = blocks.get(before).filter(|b| b.kind == BlockKind::Paragraph && b.cell.is_none())?;
    let text = scene.document.slice(block.span).trim();
    (text.ends_with(':') && text.len() < 200).then_some(text)
}

/// Gives a bare number a unit, or the factor of a heading that is one.
fn measured_in(kind: Kind, unit: String, factor: Number, fact: &mut Fact) {
    let scaled = |n: Option<Number>| n.and_then(|n| n.checked_mul(factor));
    if let Value::Number { low, high, bound } = fact.value.clone() {
        fact.value = Value::Number { low: scaled(low), high: scaled(high), bound };
        fact.kind = kind;
        fact.unit = unit;
    }
}

/// "Bytes in a name | 40", "Days open | 210": what is counted may be a unit of measure.
pub(super) fn kind_of(lexicon: &Lexicon, unit: &mut String) -> Kind {
    let known = lexicon.units.by_word(unit).filter(|_| unit.len() > 2).and_then(|id| lexicon.units.get(id));
    match known.map(|u| (u.dimension.as_str(), u.name.as_str())) {
        Some(("time", name)) => {
            *unit = name.to_owned();
            Kind::Duration
        }
        Some(("information" | "length" | "mass" | "area" | "volume" | "power", name)) => {
            *unit = name.to_owned();
            Kind::Quantity
        }
        _ => Kind::Count,
    }
}

/// Whether a row gives the value of something that is set.
fn settings_row(scene: &Scene<'_>, cell: &Cell, row: &str) -> bool {
    !row.is_empty() && code_of_row(scene, cell).is_some()
}

/// "| idle-close | 300 | seconds before a peer is dropped |", "| slow-limit | 10000 | threshold in microseconds |": a remark in
/// the row of an identifier tells the unit of its bare number.
fn unit_of_remark(scene: &Scene<'_>, cell: &Cell, fact: &mut Fact) {
    let at = scene.sentence.block as usize;
    let blocks = &scene.document.blocks;
    let remarks = (at + 1..blocks.len()).take(MOST_COLUMNS).map_while(|i| {
        let block = blocks.get(i)?;
        let other = block.cell.as_deref()?;
        ((other.table, other.row) == (cell.table, cell.row)).then(|| scene.document.slice(block.span))
    });
    let of_word = |word: &str| {
        let unit = scene.lexicon.singular(&word.to_lowercase());
        let id = scene.lexicon.units.by_word(&unit).filter(|_| unit != word && word.len() > 4)?;
        let unit = scene.lexicon.units.get(id)?;
        let kind = if unit.dimension == "time" { Kind::Duration } else { Kind::Quantity };
        matches!(unit.dimension.as_str(), "time" | "information").then(|| (kind, unit.name.clone()))
    };
    for remark in remarks {
        let clean = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        let words: Vec<String> = remark.split_whitespace().map(clean).collect();
        let first = words.first().and_then(|w| of_word(w));
        let told =
            || words.windows(2).find_map(|w| matches!(w, [a, _] if a == "in").then(|| of_word(w.get(1)?)).flatten());
        if let Some((kind, unit)) = first.or_else(told) {
            fact.measure.clear();
            measured_in(kind, unit, Number::ONE, fact);
            return;
        }
    }
}

/// Kind, name and factor of a unit as a heading writes it, read as one of it would be.
fn unit_of(scene: &Scene<'_>, unit: &str) -> Option<(Kind, String, Number)> {
    let unit = unit.trim().trim_start_matches("in ").trim();
    // "millions of dollars"
    let joined = ["thousands of ", "millions of ", "billions of "]
        .iter()
        .find_map(|scale| Some(format!("{} {}", scale.trim_end_matches("s of "), unit.strip_prefix(scale)?)));
    let unit = joined.as_deref().unwrap_or(unit);
    if unit.is_empty() || unit.len() > 24 || unit.chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    // "Readers, thousands": the numbers themselves are so much larger
    let scale = scene.lexicon.word(&scene.lexicon.singular(&unit.to_lowercase())).numeral;
    if let Some(n) = scale.filter(|n| n.role == NumeralRole::Scale && n.value >= 1000) {
        return Some((Kind::Count, String::new(), Number::integer(n.value)));
    }
    let glued = if unit == "%" { "1%".to_owned() } else { format!("1 {unit}") };
    let turned = unit.split_once(' ').map(|(money, size)| format!("{money} 1 {size}"));
    let sign = unit.chars().next().filter(|c| !c.is_alphanumeric()).map(|c| {
        let rest = unit.get(c.len_utf8()..).unwrap_or_default();
        format!("{c}1{rest}")
    });
    [sign, turned, Some(glued), Some(format!("{unit} 1"))].into_iter().flatten().find_map(|phrase| {
        let mut tokens: Vec<Token<'_>> = Vec::new();
        tokenize(scene.lexicon, &phrase, 0, &[], &mut tokens);
        let found = find(scene.lexicon, &tokens);
        let [mention] = found.as_slice() else { return None };
        match &mention.value {
            MentionValue::Number { kind, low: Some(one), unit: Some(unit), .. }
                if matches!(kind, Kind::Share | Kind::Money | Kind::Quantity | Kind::Duration)
                    && mention.extent_at == (0, tokens.len()) =>
            {
                Some((*kind, unit.clone().into_owned(), *one))
            }
            // "Time (s)", "Delay, minutes"
            MentionValue::Time(reading) if mention.extent_at == (0, tokens.len()) => match &reading.expr {
                TimeExpr::Duration { count: Count::Number(low, high), unit, .. } if low == high => {
                    Some((Kind::Duration, unit.as_str().to_owned(), *low))
                }
                _ => None,
            },
            _ => None,
        }
    })
}

/// The year that a heading is and nothing else.
fn year(heading: &str) -> Option<Period> {
    let year = heading.trim().parse().ok().filter(|n: &i32| heading.trim().len() == 4 && (1000..2100).contains(n))?;
    Period::years(year, year)
}

/// "Net sales 2012" beside "Q3": the time that the labels of a cell end in.
fn time_of_labels(row: &str, column: &str) -> Option<Period> {
    let quarter = [column, row].into_iter().find_map(quarter_of);
    let year = year_behind(row).or_else(|| year_behind(column))?;
    match quarter {
        Some(q) => {
            Period::month(year, 3 * q - 2)?.first.zip(Period::month(year, 3 * q)?.last).map(|(a, b)| Period::new(a, b))
        }
        None => Period::years(year, year),
    }
}

/// The year that a label of several words ends in, where it holds no other number.
fn year_behind(label: &str) -> Option<i32> {
    let label = label.trim_end_matches(|c: char| !c.is_alphanumeric());
    let (words, last) = label.rsplit_once(' ')?;
    let is_plain = !words.chars().any(|c| c.is_ascii_digit()) && !words.ends_with(['–', '-', '/']);
    last.parse().ok().filter(|n| is_plain && last.len() == 4 && (1500..2100).contains(n))
}

/// The quarter that a label is: "Q3", "3Q".
fn quarter_of(label: &str) -> Option<i32> {
    let digit = label.trim().strip_prefix('Q').or_else(|| label.trim().strip_suffix('Q'))?;
    digit.parse().ok().filter(|q| (1..=4).contains(q))
}

/// Gives a value the time of its row or column.
fn stand_in(when: Period, fact: &mut Fact) {
    if fact.kind != Kind::Date {
        fact.when = Some(when);
        fact.when_stated = true;
        fact.when_local = true;
    }
}

#[cfg(test)]
mod tests {
    use crate::document::read as read_document;
    use crate::fact::Kind;
    use crate::lexicon::Lexicon;
    use crate::resolve::extract;

    /// Kind, unit and value of the fact with a surface.
    fn read(text: &str, surface: &str) -> (Kind, String, String) {
        let facts = extract(&read_document("t.md", text.into()), Lexicon::english()).facts;
        let fact = facts.iter().find(|f| f.surface == surface).expect("the value is read");
        let value = fact.value.single().map(|n| n.to_string()).unwrap_or_default();
        (fact.kind, fact.unit.clone(), value)
    }

    #[test]
    fn labels_tell_the_time_of_a_cell() {
        let when = |text: &str, surface: &str| {
            let facts = extract(&read_document("t.md", text.into()), Lexicon::english()).facts;
            let fact = facts.into_iter().find(|f| f.surface == surface).expect("the value is read");
            fact.when.and_then(|p| p.first.zip(p.last)).map(|(a, b)| format!("{}..{}", a.date, b.date))
        };
        let sales = "| | Q1 | Q2 |\n|---|---|---|\n| Net sales 1912 | 928 | 1,048 |\n";
        assert_eq!(when(sales, "1,048").as_deref(), Some("1912-04-01..1912-06-30"));
    }

    #[test]
    fn letters_are_read_by_what_is_set() {
        let table = "| Key | Default |\n|---|---|\n| `session_timeout` | 5m |\n| `body_size` | 8k |\n| `span` | 6m |\n";
        assert_eq!(read(table, "5"), (Kind::Duration, "minute".into(), "5".into()));
        assert_eq!(read(table, "8k").1, "kilobyte");
        assert_eq!(read(table, "6").1, "metre");
    }

    #[test]
    fn labels_and_remarks_tell_the_unit_of_a_bare_number() {
        let table = "| Key | Default | Meaning |\n|---|---|---|\n| `idle_close` | 300 | seconds before a peer is dropped |\n\
                     | `slow_limit` | 9000 | threshold in microseconds |\n| `max_peers` | 400 | peers in a second |\n";
        assert_eq!(read(table, "300").1, "second");
        assert_eq!(read(table, "9000"), (Kind::Duration, "microsecond".into(), "9000".into()));
        assert_eq!(read(table, "400").0, Kind::Count);
        let runs = "| Run | Time (s) | Readers, thousands |\n|---|---|---|\n| north | 31 | 42 |\n";
        assert_eq!(read(runs, "31"), (Kind::Duration, "second".into(), "31".into()));
        assert_eq!(read(runs, "42").2, "42000");
        let costs = "## Costs, in millions of dollars\n\n| Purpose | Amount |\n|---|---|\n| Land | 40.5 |\n| Roads (miles) | 12 |\n";
        assert_eq!(read(costs, "40.5"), (Kind::Money, "USD".into(), "40500000".into()));
        assert_eq!(read(costs, "12").1, "mile");
        let ports = "| Port | Thousand |\n|---|---|\n| North | 1,284 |\n";
        assert_eq!(read(ports, "1,284").2, "1284000");
        let limits = "| Limit | Value |\n|---|---|\n| Bytes in a name | 90 |\n| `store.max-age` | 30 days |\n";
        assert_eq!(read(limits, "90"), (Kind::Quantity, "byte".into(), "90".into()));
        assert_eq!(read(limits, "30").0, Kind::Duration);
    }
}
