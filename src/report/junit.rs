//! JUnit XML, for systems that show test results.

use std::fmt::Write as _;

use super::model::{QuestionRow, Report};
use crate::compare::Verdict;

impl Report {
    /// Each question that differs as a test case, failed where it is undecided and `fails`, and skipped where it is
    /// decided; then stale decisions and records out of date as failed cases.
    pub fn to_junit(&self, fails: impl Fn(&QuestionRow) -> bool) -> String {
        let is_open = |q: &QuestionRow| q.decision.is_none() && fails(q);
        let questions: Vec<&QuestionRow> = self.questions.iter().filter(|q| q.verdict > Verdict::Agree).collect();
        let failed = questions.iter().filter(|q| is_open(q)).count() + self.stale.len() + self.drift.len();
        let skipped = questions.iter().filter(|q| q.decision.is_some()).count();
        let cases = questions.len() + self.stale.len() + self.drift.len();
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        let counts = format!("tests=\"{cases}\" failures=\"{failed}\" errors=\"0\"");
        let _ = writeln!(out, "<testsuites name=\"gainsay\" {counts}>");
        let _ = writeln!(out, "  <testsuite name=\"gainsay\" {counts} skipped=\"{skipped}\">");
        for q in questions {
            let said: Vec<String> = q
                .positions
                .iter()
                .map(|p| format!("{}:{}:{}: {}  in: {}", p.path, p.line, p.column, p.shown, p.quote))
                .collect();
            let kind = if is_open(q) { Kind::Failed } else { Kind::Passed };
            let kind = q.decision.as_ref().map_or(kind, |d| Kind::Skipped(format!("{}: {}", d.ruling, d.reason)));
            let why = format!("{}: {}", q.label, q.why.first().map_or("", String::as_str));
            case(&mut out, q.verdict.as_str(), &q.id, &why, &said.join("\n"), &kind);
        }
        for row in &self.stale {
            case(
                &mut out,
                "stale decision",
                &row.question,
                "what it was made on has changed",
                &row.why.join("\n"),
                &Kind::Failed,
            );
        }
        for row in &self.drift {
            let name = format!("{} {}", row.source, row.line);
            case(&mut out, "fact record out of date", &name, "run gainsay facts --write", &row.quote, &Kind::Failed);
        }
        out.push_str("  </testsuite>\n</testsuites>\n");
        out
    }
}

/// How a case ended.
enum Kind {
    Passed,
    Failed,
    Skipped(String),
}

fn case(out: &mut String, class: &str, name: &str, message: &str, text: &str, kind: &Kind) {
    let head = format!("    <testcase classname=\"gainsay.{}\" name=\"{}\"", xml(class), xml(name));
    let _ = match kind {
        Kind::Passed => writeln!(out, "{head}/>"),
        Kind::Skipped(why) => writeln!(out, "{head}>\n      <skipped message=\"{}\"/>\n    </testcase>", xml(why)),
        Kind::Failed => writeln!(
            out,
            "{head}>\n      <failure type=\"{}\" message=\"{}\">{}</failure>\n    </testcase>",
            xml(class),
            xml(message),
            xml(text)
        ),
    };
}

/// Text inside XML, in elements and attributes: characters that XML does not allow become U+FFFD.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            c if c.is_control() => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use crate::compare::Verdict;

    #[test]
    fn a_failing_check_as_test_cases() {
        let mut report = sample::failing();
        report.questions.truncate(2);
        insta::assert_snapshot!(report.to_junit(|q| q.verdict == Verdict::Conflict));
    }

    #[test]
    fn hostile_text_leaves_the_structure_alone() {
        let text = sample::hostile().to_junit(|_| true);
        assert!(!text.contains("<script>") && !text.contains('\u{1b}') && !text.contains("]]>"), "{text}");
        let tags = |text: &str| text.matches('<').count();
        assert_eq!(tags(&text), tags(&sample::report().to_junit(|_| true)));
        assert_eq!(text.matches('<').count(), text.matches('>').count());
    }
}
