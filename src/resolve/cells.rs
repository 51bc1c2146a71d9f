//! What the value of a table cell measures, and of what: by the headings of its column and row.

use crate::document::Cell;
use crate::fact::{Fact, Kind, fold_space};
use crate::grammar::{Token, tokenize};
use crate::lexicon::{Class, ConceptKind, Concepts, SettingWord};
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
    unit_of_column(scene, column, fact);
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
        _ => parts(scene, cell, row, column, corner),
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
    if fact.kind == Kind::Duration && names_age(scene, &measure) {
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
    let heading = scene.block.heading.and_then(|h| scene.document.blocks.get(h as usize));
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
    let concepts = Concepts::english();
    let is_measure = concepts.of(&of_column.head).and_then(|id| concepts.get(id)).map(|c| c.kind);
    let measures = column.contains(['(', '%']) || is_measure == Some(ConceptKind::Attribute);
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

/// "Weight (kg)", "Sales, USD m", "Share (%)": a bare number below such a heading is of that unit.
fn unit_of_column(scene: &Scene<'_>, column: &str, fact: &mut Fact) {
    if fact.kind != Kind::Count || !fact.unit.is_empty() || column.is_empty() {
        return;
    }
    let bracket = column.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inner, _)| inner);
    let tail = column.rsplit_once(" in ").or_else(|| column.rsplit_once(", ")).map(|(_, unit)| unit);
    let sign = column.contains('%').then_some("%");
    let Some((kind, unit, factor)) = [bracket, tail, sign].into_iter().flatten().find_map(|u| unit_of(scene, u)) else {
        return;
    };
    let scaled = |n: Option<Number>| n.and_then(|n| n.checked_mul(factor));
    if let Value::Number { low, high, bound } = fact.value.clone() {
        fact.value = Value::Number { low: scaled(low), high: scaled(high), bound };
        fact.kind = kind;
        fact.unit = unit;
    }
}

/// Kind, name and factor of a unit as a heading writes it, read as one of it would be.
fn unit_of(scene: &Scene<'_>, unit: &str) -> Option<(Kind, String, Number)> {
    let unit = unit.trim().trim_start_matches("in ").trim();
    if unit.is_empty() || unit.len() > 24 || unit.chars().any(|c| c.is_ascii_digit()) {
        return None;
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
                if matches!(kind, Kind::Share | Kind::Money | Kind::Quantity)
                    && mention.extent_at == (0, tokens.len()) =>
            {
                Some((*kind, unit.clone().into_owned(), *one))
            }
            _ => None,
        }
    })
}

/// The year that a heading is and nothing else.
fn year(heading: &str) -> Option<Period> {
    let year = heading.trim().parse().ok().filter(|n: &i32| heading.trim().len() == 4 && (1000..2100).contains(n))?;
    Period::years(year, year)
}

/// Gives a value the time of its row or column.
fn stand_in(when: Period, fact: &mut Fact) {
    if fact.kind != Kind::Date {
        fact.when = Some(when);
        fact.when_stated = true;
        fact.when_local = true;
    }
}
