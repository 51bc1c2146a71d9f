//! One row a position, grouped by question: for many sources and narrow terminals.

use std::fmt::Write as _;

use comfy_table::presets::NOTHING;
use comfy_table::{Cell, Color, ColumnConstraint, ContentArrangement, Table, Width};

use super::super::model::{PositionRow, QuestionRow};
use super::super::text::{Tone, excerpt, paint, shorten, text_width, wrap};
use super::super::visible::Visible;
use super::{TableOptions, indented, paragraph, reasons, status, tone};

/// Below this width positions stand under each other.
const NARROW: usize = 40;
/// Narrowest excerpt of a sentence that is worth its room.
const EXCERPT: usize = 24;
/// Most positions of one question that are listed.
const MOST: usize = 24;

/// Draws all questions.
pub(super) fn draw(out: &mut String, questions: &[&QuestionRow], options: &TableOptions) {
    for (i, question) in questions.iter().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        title(out, question, options);
        if options.width < NARROW {
            stacked(out, question, options);
        } else {
            rows(out, question, options);
        }
        if question.positions.len() > MOST {
            indented(out, &format!("… {} more", question.positions.len() - MOST), 2, Tone::Faint, options);
        }
        let indent = if options.width < NARROW { 1 } else { 2 };
        for reason in reasons(question) {
            indented(out, &reason, indent, Tone::Faint, options);
        }
        indented(out, Visible::new(&question.id).as_str(), indent, Tone::Faint, options);
    }
}

/// `✗ conflict error  strikes, Chile, 1969`, wrapped.
fn title(out: &mut String, question: &QuestionRow, options: &TableOptions) {
    let (verdict, second) = status(question);
    let label = Visible::new(&question.label).to_string();
    let mark = format!("{verdict} {second}").trim_end().to_owned();
    let room = options.width.saturating_sub(text_width(&mark) + 2);
    if text_width(&label) <= room {
        let mark = paint(&mark, tone(question), options.colored);
        let _ = writeln!(out, "{mark}  {}", paint(&label, Tone::Strong, options.colored));
    } else {
        paragraph(out, &mark, tone(question), options);
        paragraph(out, &label, Tone::Strong, options);
    }
}

/// Place and value under each other.
fn stacked(out: &mut String, question: &QuestionRow, options: &TableOptions) {
    for (i, p) in question.positions.iter().take(MOST).enumerate() {
        let tone = if question.is_disputed(i) { tone(question) } else { Tone::Good };
        for line in wrap(Visible::new(&p.shown).as_str(), options.width - 1) {
            let _ =
                writeln!(out, " {}", if question.is_disputed(i) { paint(&line, tone, options.colored) } else { line });
        }
        indented(out, &place(p), 2, Tone::Faint, options);
    }
}

/// A table of place, value and the words around it.
fn rows(out: &mut String, question: &QuestionRow, options: &TableOptions) {
    let shown = &question.positions[..question.positions.len().min(MOST)];
    // Two columns of margin, one space between columns.
    let free = options.width - 2;
    let widest = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or(0);
    let value = widest(&mut shown.iter().map(|p| text_width(Visible::new(&p.shown).as_str()))).min(free * 2 / 5);
    let place_width = widest(&mut shown.iter().map(|p| text_width(&place(p)))).min(free * 2 / 5);
    let rest = free.saturating_sub(value + place_width + 6);
    let mut table = Table::new();
    table.load_style(NOTHING);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(free).unwrap_or(u16::MAX));
    if options.colored {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    for (i, p) in shown.iter().enumerate() {
        let mut said = Cell::new(Visible::new(&p.shown));
        if question.is_disputed(i) {
            said = match tone(question) {
                Tone::Error => said.fg(Color::Red),
                Tone::Warning => said.fg(Color::Yellow),
                _ => said,
            };
        }
        let mut row = vec![Cell::new(place(p)), said];
        if rest >= EXCERPT {
            let quote = Visible::new(&p.quote).to_string();
            let words = excerpt(&quote, Visible::new(&p.surface).as_str(), rest.min(100));
            row.push(Cell::new(words).fg(Color::DarkGrey));
        }
        table.add_row(row);
    }
    let fixed = |w: usize| ColumnConstraint::Absolute(Width::Fixed(u16::try_from(w + 2).unwrap_or(u16::MAX)));
    let mut widths = vec![fixed(place_width), fixed(value)];
    if rest >= EXCERPT {
        widths.push(fixed(rest.min(100)));
    }
    table.set_constraints(widths);
    for line in table.lines() {
        let _ = writeln!(out, " {}", line.trim_end());
    }
}

/// `isr-1999:57`, the id cut where it is very long.
fn place(p: &PositionRow) -> String {
    format!("{}:{}", shorten(Visible::new(&p.source).as_str(), 40), p.line)
}
