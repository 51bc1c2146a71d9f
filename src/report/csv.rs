//! Comma-separated values, one row a position, safe to open in a spreadsheet.

use super::model::Report;
use super::visible::Visible;

const HEAD: &str = "question,label,kind,verdict,severity,decision,source,line,column,surface,low,high,bound,unit,quote";

impl Report {
    /// Every question as CSV (RFC 4180), one row a position.
    ///
    /// Cells that a spreadsheet would run as a formula start with an apostrophe.
    pub fn to_csv(&self) -> String {
        let mut out = format!("{HEAD}\r\n");
        for q in &self.questions {
            for p in &q.positions {
                let decision = q.decision.as_ref().map_or("", |d| d.ruling.as_str());
                let (line, column) = (p.line.to_string(), p.column.to_string());
                let low = p.value.low.as_deref().unwrap_or("");
                let high = p.value.high.as_deref().unwrap_or("");
                let (verdict, severity) = (q.verdict.as_str(), q.severity.as_str());
                let cells = [
                    text(&q.id),
                    text(&q.label),
                    q.kind.to_owned(),
                    verdict.to_owned(),
                    severity.to_owned(),
                    decision.to_owned(),
                    text(&p.source),
                    line,
                    column,
                    text(&p.surface),
                    low.to_owned(),
                    high.to_owned(),
                    p.value.bound.clone(),
                    text(&p.unit),
                    text(&p.quote),
                ];
                out.push_str(&cells.join(","));
                out.push_str("\r\n");
            }
        }
        out
    }
}

fn text(cell: &str) -> String {
    let cell = Visible::new(cell);
    let apostrophe = if cell.as_str().starts_with(['=', '+', '-', '@']) { "'" } else { "" };
    format!("\"{apostrophe}{}\"", cell.as_str().replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn rows_and_cells_hold_whatever_the_text() {
        for report in [sample::report(), sample::hostile()] {
            let csv = report.to_csv();
            let positions: usize = report.questions.iter().map(|q| q.positions.len()).sum();
            assert_eq!(csv.matches("\r\n").count(), positions + 1);
            assert_eq!(csv.lines().count(), positions + 1);
        }
    }

    #[test]
    fn formulas_and_quotes_are_disarmed() {
        assert_eq!(text("=1+1"), "\"'=1+1\"");
        assert_eq!(text("\t@x"), "\"'@x\"");
        assert_eq!(text("say \"a, b\""), "\"say \"\"a, b\"\"\"");
    }
}
