//! Questions as rows, sources as columns.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use comfy_table::presets::UTF8_FULL;
use comfy_table::{Attribute, Cell, Color, ColumnConstraint, ContentArrangement, Table, Width};

use super::super::model::{QuestionRow, Report};
use super::super::text::{Tone, paint, shorten, text_width, wrap};
use super::super::visible::Visible;
use super::{TableOptions, reasons, status, tone};

/// Narrowest column of a source.
const NARROWEST: usize = 14;
/// Widest column of a source.
const WIDEST: usize = 34;
/// Narrowest and widest column of questions.
const LABEL: (usize, usize) = (16, 56);
/// Most positions of one source that are listed.
const MOST: usize = 6;

/// Widths that fit, without padding and lines.
#[derive(Debug)]
pub(super) struct Layout<'a> {
    sources: Vec<&'a str>,
    status: usize,
    label: usize,
    columns: Vec<usize>,
    /// Whether column heads are letters that a legend explains.
    lettered: bool,
}

impl<'a> Layout<'a> {
    /// Widths for the sources used, or `None` when columns would get too narrow.
    pub(super) fn fit(questions: &[&'a QuestionRow], used: &BTreeSet<&'a str>, options: &TableOptions) -> Option<Self> {
        let sources: Vec<&str> = used.iter().copied().collect();
        let cells = questions.iter().map(|q| status(q));
        let status = cells.map(|(a, b)| text_width(&a).max(text_width(&b))).max().unwrap_or(0);
        // Each column has a space on both sides and a line before it; one more line closes the table.
        let frame = 3 * (sources.len() + 2) + 1;
        let free = options.width.checked_sub(frame + status)?;
        let mut spare = free.checked_sub(LABEL.0 + NARROWEST * sources.len())?;
        let label_wish = questions.iter().map(|q| text_width(Visible::new(&q.label).as_str())).max().unwrap_or(0);
        let mut wishes = vec![label_wish.clamp(LABEL.0, LABEL.1)];
        for source in &sources {
            let lines = questions.iter().flat_map(|q| cell_lines(q, source)).map(|line| text_width(&line));
            let head = text_width(Visible::new(source).as_str());
            wishes.push(lines.chain([head]).max().unwrap_or(0).clamp(NARROWEST, WIDEST));
        }
        let mut widths = vec![NARROWEST; wishes.len()];
        widths[0] = LABEL.0;
        while spare > 0 {
            let mut given = false;
            for (width, wish) in widths.iter_mut().zip(&wishes) {
                if *width < *wish && spare > 0 {
                    *width += 1;
                    spare -= 1;
                    given = true;
                }
            }
            if !given {
                break;
            }
        }
        let columns = widths.split_off(1);
        let fits = sources.iter().zip(&columns).all(|(s, &w)| text_width(Visible::new(s).as_str()) <= w);
        Some(Self { sources, status, label: widths[0], columns, lettered: !fits })
    }

    /// Draws the table.
    pub(super) fn draw(&self, out: &mut String, questions: &[&QuestionRow], report: &Report, options: &TableOptions) {
        let mut table = Table::new();
        table.load_style(UTF8_FULL.with_rounded_corners());
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(options.width).unwrap_or(u16::MAX));
        table.set_truncation_indicator("…");
        if options.colored {
            table.enforce_styling();
        } else {
            table.force_no_tty();
        }
        let heads = self.sources.iter().enumerate().map(|(i, source)| self.head(i, source));
        let header = [String::new(), "question".to_owned()].into_iter().chain(heads);
        table.set_header(header.map(|h| Cell::new(h).add_attribute(Attribute::Bold)));
        for question in questions {
            let color = color(tone(question));
            let (verdict, second) = status(question);
            let mut row = vec![
                styled(Cell::new(format!("{verdict}\n{second}").trim_end()), color),
                Cell::new(Visible::new(&question.label)),
            ];
            for source in &self.sources {
                let disputed =
                    question.positions.iter().enumerate().any(|(i, p)| p.source == **source && question.is_disputed(i));
                let cell = Cell::new(cell_lines(question, source).join("\n"));
                row.push(if disputed { styled(cell, color) } else { cell });
            }
            table.add_row(row);
        }
        let widths = [self.status, self.label].into_iter().chain(self.columns.iter().copied());
        table.set_constraints(
            widths.map(|w| ColumnConstraint::Absolute(Width::Fixed(u16::try_from(w + 2).unwrap_or(u16::MAX)))),
        );
        self.write_with_reasons(out, &table, questions, options);
        if self.lettered {
            out.push('\n');
            for (i, source) in self.sources.iter().enumerate() {
                let title = report.sources.iter().find(|s| s.id == **source).and_then(|s| s.title.as_deref());
                let line = format!("[{}] {}  {}", letter(i), Visible::new(source), Visible::new(title.unwrap_or("")));
                let line = shorten(line.trim_end(), options.width);
                let _ = writeln!(out, "{}", paint(&line, Tone::Faint, options.colored));
            }
        }
    }

    /// Writes the lines of the table and, under each row, the reasons across its whole width.
    fn write_with_reasons(&self, out: &mut String, table: &Table, questions: &[&QuestionRow], options: &TableOptions) {
        let inner = self.status + self.label + self.columns.iter().sum::<usize>() + 3 * (self.columns.len() + 2) - 1;
        let mut rows = questions.iter();
        let mut in_head = true;
        for line in table.lines() {
            let ends_row = line.starts_with(['├', '╰']);
            if ends_row
                && !in_head
                && let Some(question) = rows.next()
            {
                for text in reasons(question) {
                    for line in wrap(&text, inner.saturating_sub(4)) {
                        let gap = inner.saturating_sub(text_width(&line) + 3);
                        let _ = writeln!(out, "│  {}{:gap$} │", paint(&line, Tone::Faint, options.colored), "");
                    }
                }
                let id = shorten(Visible::new(&question.id).as_str(), inner.saturating_sub(4));
                let gap = inner.saturating_sub(text_width(&id) + 3);
                let _ = writeln!(out, "│  {}{:gap$} │", paint(&id, Tone::Faint, options.colored), "");
            }
            in_head &= !line.starts_with('╞');
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }

    fn head(&self, index: usize, source: &str) -> String {
        let name = Visible::new(source);
        if self.lettered {
            let letter = letter(index);
            let room = self.columns[index].saturating_sub(letter.len() + 3);
            format!("[{letter}] {}", shorten(name.as_str(), room))
        } else {
            name.to_string()
        }
    }
}

/// "A" … "Z", "AA" … by index.
fn letter(index: usize) -> String {
    let last = char::from(b'A' + (index % 26) as u8);
    if index < 26 { last.to_string() } else { format!("{}{last}", letter(index / 26 - 1)) }
}

/// What one source says, one line a position: `36.3% :70`.
fn cell_lines(question: &QuestionRow, source: &str) -> Vec<String> {
    let own: Vec<_> = question.positions.iter().filter(|p| p.source == source).collect();
    let mut lines: Vec<String> = own
        .iter()
        .take(if own.len() > MOST { MOST - 1 } else { MOST })
        .map(|p| format!("{} :{}", shorten(Visible::new(&p.shown).as_str(), 60), p.line))
        .collect();
    if own.len() > MOST {
        lines.push(format!("… {} more", own.len() - MOST + 1));
    }
    lines
}

fn color(tone: Tone) -> Option<Color> {
    match tone {
        Tone::Error => Some(Color::Red),
        Tone::Warning => Some(Color::Yellow),
        Tone::Scope => Some(Color::Cyan),
        Tone::Good => Some(Color::Green),
        Tone::Strong => None,
        Tone::Faint => Some(Color::DarkGrey),
    }
}

fn styled(cell: Cell, color: Option<Color>) -> Cell {
    match color {
        Some(color) => cell.fg(color),
        None => cell,
    }
}
