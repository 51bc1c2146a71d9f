//! Short texts in rows and columns with lines between them, as wide as a terminal has room for.

use super::text::{text_width, wrap};

/// The longest word that a column is made wide enough for, if there is room: a day up to a day.
const LONGEST_WORD: usize = 22;

/// Draws rows under a header, at most `width` columns of a terminal wide. The cells of a row are parted by tabs, and hold nothing
/// that must not be shown.
pub fn grid<'t>(header: &[&str], rows: impl Iterator<Item = &'t str> + Clone, width: usize) -> String {
    let widths = widths(header, rows.clone(), width);
    let mut out = String::new();
    rule(&mut out, &widths, ['┌', '─', '┬', '┐']);
    draw(&mut out, &widths, header.iter().copied());
    rule(&mut out, &widths, ['╞', '═', '╪', '╡']);
    for row in rows {
        draw(&mut out, &widths, row.split('\t'));
    }
    rule(&mut out, &widths, ['└', '─', '┴', '┘']);
    out
}

/// How wide each column is: as wide as its longest cell, and where there is no room for that, its longest word and an equal part
/// of what is left.
fn widths<'t>(header: &[&str], rows: impl Iterator<Item = &'t str>, width: usize) -> Vec<usize> {
    let mut wanted: Vec<usize> = header.iter().map(|cell| text_width(cell)).collect();
    let mut words = wanted.clone();
    for row in rows {
        for ((cell, wanted), word) in row.split('\t').zip(&mut wanted).zip(&mut words) {
            let needed = text_width(cell);
            *wanted = needed.max(*wanted);
            if needed > *word {
                let longest = cell.split(' ').map(text_width).max().unwrap_or_default();
                *word = longest.min(LONGEST_WORD).max(*word);
            }
        }
    }
    // a space on both sides of each column and a line before it; one more line closes the row
    let room = width.saturating_sub(3 * header.len() + 1).max(2 * header.len());
    let fits = words.iter().sum::<usize>() <= room;
    let mut widths = if fits { words } else { vec![2; header.len()] };
    let mut spare = room - widths.iter().sum::<usize>();
    while spare > 0 && widths.iter().zip(&wanted).any(|(width, wanted)| width < wanted) {
        for (width, wanted) in widths.iter_mut().zip(&wanted) {
            if *width < *wanted && spare > 0 {
                *width += 1;
                spare -= 1;
            }
        }
    }
    widths
}

fn rule(out: &mut String, widths: &[usize], [first, line, seam, last]: [char; 4]) {
    for (i, width) in widths.iter().enumerate() {
        out.push(if i == 0 { first } else { seam });
        out.extend(std::iter::repeat_n(line, width + 2));
    }
    out.push(last);
    out.push('\n');
}

/// A row, its cells broken into as many lines as the longest of them needs.
fn draw<'t>(out: &mut String, widths: &[usize], cells: impl Iterator<Item = &'t str>) {
    let cells: Vec<Vec<String>> = cells.zip(widths).map(|(cell, width)| lines(cell, *width)).collect();
    for line in 0..cells.iter().map(Vec::len).max().unwrap_or_default() {
        for (i, (cell, width)) in cells.iter().zip(widths).enumerate() {
            let text = cell.get(line).map_or("", String::as_str);
            out.push_str(if i == 0 { "│ " } else { "┆ " });
            out.push_str(text);
            out.extend(std::iter::repeat_n(' ', width.saturating_sub(text_width(text)) + 1));
        }
        out.push_str("│\n");
    }
}

fn lines(cell: &str, width: usize) -> Vec<String> {
    if text_width(cell) <= width { vec![cell.to_owned()] } else { wrap(cell, width) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: &str = "note:1\t12 ships\t1902-01-01..1902-12-31\nnote:3\t\tthe shipyard of the old harbor";

    #[test]
    fn columns_are_as_wide_as_their_cells_where_there_is_room() {
        let drawn = grid(&["where", "value", "when"], ROWS.lines(), 80);
        let wanted = "\
┌────────┬──────────┬────────────────────────────────┐
│ where  ┆ value    ┆ when                           │
╞════════╪══════════╪════════════════════════════════╡
│ note:1 ┆ 12 ships ┆ 1902-01-01..1902-12-31         │
│ note:3 ┆          ┆ the shipyard of the old harbor │
└────────┴──────────┴────────────────────────────────┘
";
        assert_eq!(drawn, wanted);
    }

    #[test]
    fn cells_are_broken_at_words_where_there_is_none() {
        let drawn = grid(&["where", "value", "when"], ROWS.lines(), 44);
        assert!(drawn.contains("┆ 1902-01-01..1902-12-31 │"), "{drawn}");
        assert!(drawn.contains("│        ┆        ┆ old harbor             │"), "{drawn}");
        assert!(drawn.lines().all(|line| text_width(line) <= 44), "{drawn}");
    }

    #[test]
    fn what_is_too_narrow_for_anything_is_drawn_all_the_same() {
        let drawn = grid(&["where", "value", "when"], ROWS.lines(), 5);
        assert!(drawn.lines().all(|line| text_width(line) == 16), "{drawn}");
    }
}
