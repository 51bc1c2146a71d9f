//! Cells against cells, cells against running text, and values of what can be set.

use super::Tally;
use crate::compare::item::{Item, Term, shared};
use crate::compare::setting;
use crate::fact::Kind;

/// Values of what can be set: by its identifier, by what they are put forward as, by version.
pub(super) fn settings(a: &Item, b: &Item, tally: &mut Tally<'_>, scope: &mut Vec<&'static str>) {
    match setting::sameness(a, b) {
        2 => tally.tell("code_same", tally.weights.code_same, 1),
        1 => tally.tell("code_near", tally.weights.code_near, 1),
        _ => {}
    }
    // "up to 30 m deep", "the deepest, 32 m"
    let are_most = a.is_peak && b.is_ceiling || a.is_ceiling && b.is_peak;
    if setting::same_standing(a, b) || are_most {
        tally.add("standing_same", tally.weights.standing_same, 1);
    }
    if setting::same_arm(a, b) {
        tally.add("arm_same", tally.weights.arm_same, 1);
    }
    if setting::versions(a, b) == Some(false) {
        scope.push(setting::VERSIONS);
    }
    scope.extend(setting::differ_in_standing(a, b));
}

/// Cells: rows and columns must be about the same; what a row is about must be met with in running text, too.
pub(super) fn tables(a: &Item, b: &Item, tally: &mut Tally<'_>, scope: &mut Vec<&'static str>) {
    if setting::sameness(a, b) == 2 {
        return;
    }
    if a.is_cell && b.is_cell {
        let (mut rows, mut columns) = (0, 0);
        let (left, right) = shared(&a.row, &b.row, |_| rows += 1);
        let (only, other) = shared(&a.column, &b.column, |_| columns += 1);
        let alike = rows > 0 && left + right <= rows / 2;
        if !a.row.is_empty() && !b.row.is_empty() && !alike && (left > 0 && right > 0 || rows < 2 * (left + right)) {
            tally.add("table_apart", tally.weights.table_apart, 1);
        } else if alike && columns > 0 {
            tally.tell("table_same", tally.weights.table_same, 1);
        } else if alike {
            tally.add("table_row", tally.weights.table_row, 1);
            if only > 0 && other > 0 && !setting::same_standing(a, b) {
                tally.add("column_apart", tally.weights.column_apart, 1);
                scope.push("different columns");
            }
        }
        return;
    }
    for (cell, text) in [(a, b), (b, a)] {
        if cell.is_cell && !text.is_cell {
            let lists = [&text.core, &text.acts, &text.attributes, &text.clause, &text.names, &text.far];
            let met = |t: &&Term| **t == text.head || lists.iter().any(|l| l.contains(t));
            // a row of versions is met by what is said of the same one
            let is_met = setting::versions(a, b) == Some(true) && cell.setting.is_version_row;
            let missing = if is_met { 0 } else { cell.row.iter().filter(|t| !met(t)).count() };
            tally.add("row_open", tally.weights.row_open, i32::try_from(missing.min(3)).unwrap_or(3));
            let said = [&text.core, &text.acts, &text.clause, &text.names, &text.subject];
            let in_column = |t: &Term| *t == text.head || said.iter().any(|l| l.contains(t));
            if cell.kind == Kind::Count && setting::is_of_one_arm(cell, text) && !cell.column.iter().any(in_column) {
                scope.push("one of them is of one group only");
            }
            let own = [&text.core, &text.acts, &text.attributes, &text.clause, &text.names];
            if cell.is_listed
                && !is_met
                && !cell.row.iter().any(|t| *t == text.head || own.iter().any(|l| l.contains(t)))
            {
                scope.push("one of them is of something that the other does not name");
            }
        }
    }
}
