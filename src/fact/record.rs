//! The wire form of facts: what `gainsay extract` writes and what lies in `facts/`.

use serde::{Deserialize, Serialize};

use super::{Fact, Role};
use crate::value::{Period, Value};

/// A value as written to JSON: the closed interval as stated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueRecord {
    /// Lower end, a decimal ("36.3", and "0.333333333333333" for a third) or an ISO 8601 day or minute; `None` is unbounded.
    pub low: Option<String>,
    /// Upper end, written the same way.
    pub high: Option<String>,
    /// exact, about, over, under, at-least, at-most, between or vague.
    pub bound: String,
}

impl From<&Value> for ValueRecord {
    fn from(value: &Value) -> Self {
        let (low, high) = value.ends();
        Self { low, high, bound: value.bound().as_str().to_owned() }
    }
}

/// A stretch of time as written to JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodRecord {
    /// First day or minute, ISO 8601; `None` is open.
    pub from: Option<String>,
    /// Last day or minute, included; `None` is open.
    pub to: Option<String>,
}

impl From<Period> for PeriodRecord {
    fn from(period: Period) -> Self {
        Self { from: period.first.map(|m| m.to_string()), to: period.last.map(|m| m.to_string()) }
    }
}

/// A fact as `gainsay extract` writes it, one object a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Content id.
    pub id: String,
    /// Id of the source.
    pub source: String,
    /// Path of the source.
    pub path: String,
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in Unicode scalar values.
    pub column: u32,
    /// First byte and one past the last byte of the value expression in the original file.
    pub span: [usize; 2],
    /// The same for the whole expression with hedge and unit.
    pub extent: [usize; 2],
    /// Where it stands apart from positions: the part that edits elsewhere in the file leave alone.
    #[serde(flatten)]
    pub body: RecordBody,
    /// Why it is no claim; only for role "noise".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What a fact says, without where its bytes lie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordBody {
    /// The value expression as written.
    pub surface: String,
    /// The sentence it stands in.
    pub quote: String,
    /// Kind of value.
    pub kind: String,
    /// The value as stated.
    pub value: ValueRecord,
    /// Singular noun, ISO 4217 code, `percent`, `fraction`, or the grain of a date.
    pub unit: String,
    /// The noun phrase counted or measured, lower case.
    pub measure: String,
    /// Main entities, as written.
    pub about: Vec<String>,
    /// The time the claim holds for.
    pub when: Option<PeriodRecord>,
    /// Places the claim holds for.
    #[serde(rename = "where")]
    pub places: Vec<String>,
    /// What happened, for dates.
    pub event: Option<String>,
    /// "up" or "down" when the value is a rise or fall by it.
    pub change: Option<String>,
    /// TIMEX3 value.
    pub timex: Option<String>,
    /// Where in the text it stands.
    pub role: String,
}

impl From<&Fact> for RecordBody {
    fn from(fact: &Fact) -> Self {
        Self {
            surface: fact.surface.clone(),
            quote: fact.quote.to_string(),
            kind: fact.kind.as_str().to_owned(),
            value: (&fact.value).into(),
            unit: fact.unit.clone(),
            measure: fact.measure.clone(),
            about: fact.about.clone(),
            when: fact.when.map(Into::into),
            places: fact.places.clone(),
            event: fact.event.clone(),
            change: fact.change.map(|c| c.as_str().to_owned()),
            timex: fact.timex.clone(),
            role: fact.role.as_str().to_owned(),
        }
    }
}

impl From<&Fact> for Record {
    fn from(fact: &Fact) -> Self {
        Self {
            id: fact.id.clone(),
            source: fact.source.to_string(),
            path: fact.path.to_string(),
            line: fact.line,
            column: fact.column,
            span: [fact.span.start(), fact.span.end()],
            extent: [fact.extent.start(), fact.extent.end()],
            body: fact.into(),
            reason: (fact.role == Role::Noise).then(|| fact.reason.unwrap_or("not a claim").to_owned()),
        }
    }
}

/// A fact on its way out: written as its [`Record`] is, without copying what it says.
#[derive(Debug, Serialize)]
pub struct Line<'f> {
    id: &'f str,
    source: &'f str,
    path: &'f str,
    line: u32,
    column: u32,
    span: [usize; 2],
    extent: [usize; 2],
    surface: &'f str,
    quote: &'f str,
    kind: &'static str,
    value: ValueLine,
    unit: &'f str,
    measure: &'f str,
    about: &'f [String],
    when: Option<PeriodRecord>,
    #[serde(rename = "where")]
    places: &'f [String],
    event: Option<&'f str>,
    change: Option<&'static str>,
    timex: Option<&'f str>,
    role: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
}

/// A [`ValueRecord`] on its way out.
#[derive(Debug, Serialize)]
struct ValueLine {
    low: Option<String>,
    high: Option<String>,
    bound: &'static str,
}

impl<'f> From<&'f Fact> for Line<'f> {
    fn from(fact: &'f Fact) -> Self {
        let (low, high) = fact.value.ends();
        Self {
            id: &fact.id,
            source: &fact.source,
            path: &fact.path,
            line: fact.line,
            column: fact.column,
            span: [fact.span.start(), fact.span.end()],
            extent: [fact.extent.start(), fact.extent.end()],
            surface: &fact.surface,
            quote: &fact.quote,
            kind: fact.kind.as_str(),
            value: ValueLine { low, high, bound: fact.value.bound().as_str() },
            unit: &fact.unit,
            measure: &fact.measure,
            about: &fact.about,
            when: fact.when.map(Into::into),
            places: &fact.places,
            event: fact.event.as_deref(),
            change: fact.change.map(|c| c.as_str()),
            timex: fact.timex.as_deref(),
            role: fact.role.as_str(),
            reason: (fact.role == Role::Noise).then(|| fact.reason.unwrap_or("not a claim")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::sample;

    #[test]
    fn a_line_is_written_as_its_record() {
        let mut fact = sample::count("yard", 3, "There were 12 strikes.", "12", 12);
        for role in [Role::Body, Role::Noise] {
            fact.role = role;
            fact.about = vec!["\"Ä\" mill\n".to_owned()];
            let line = serde_json::to_string(&Line::from(&fact)).unwrap();
            assert_eq!(line, serde_json::to_string(&Record::from(&fact)).unwrap());
        }
    }
}
