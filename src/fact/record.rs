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
#[derive(Clone, Copy, Debug)]
pub struct Line<'f>(&'f Fact);

impl<'f> From<&'f Fact> for Line<'f> {
    fn from(fact: &'f Fact) -> Self {
        Self(fact)
    }
}

impl Line<'_> {
    /// Writes the fact as one JSON object, without a line end.
    pub fn write(&self, out: &mut Vec<u8>) {
        let fact = self.0;
        let (low, high) = fact.value.ends();
        text(out, "{\"id\":", &fact.id);
        text(out, ",\"source\":", &fact.source);
        text(out, ",\"path\":", &fact.path);
        number(out, ",\"line\":", fact.line as usize);
        number(out, ",\"column\":", fact.column as usize);
        for (name, span) in [(",\"span\":[", fact.span), (",\"extent\":[", fact.extent)] {
            number(out, name, span.start());
            number(out, ",", span.end());
            out.push(b']');
        }
        text(out, ",\"surface\":", &fact.surface);
        text(out, ",\"quote\":", &fact.quote);
        text(out, ",\"kind\":", fact.kind.as_str());
        perhaps(out, ",\"value\":{\"low\":", low.as_deref());
        perhaps(out, ",\"high\":", high.as_deref());
        text(out, ",\"bound\":", fact.value.bound().as_str());
        text(out, "},\"unit\":", &fact.unit);
        text(out, ",\"measure\":", &fact.measure);
        list(out, ",\"about\":", &fact.about);
        match fact.when.map(PeriodRecord::from) {
            Some(when) => {
                perhaps(out, ",\"when\":{\"from\":", when.from.as_deref());
                perhaps(out, ",\"to\":", when.to.as_deref());
                out.push(b'}');
            }
            None => perhaps(out, ",\"when\":", None),
        }
        list(out, ",\"where\":", &fact.places);
        perhaps(out, ",\"event\":", fact.event.as_deref());
        perhaps(out, ",\"change\":", fact.change.map(|c| c.as_str()));
        perhaps(out, ",\"timex\":", fact.timex.as_deref());
        text(out, ",\"role\":", fact.role.as_str());
        if fact.role == Role::Noise {
            text(out, ",\"reason\":", fact.reason.unwrap_or("not a claim"));
        }
        out.push(b'}');
    }
}

/// Writes a string behind what stands before it.
fn text(out: &mut Vec<u8>, before: &str, text: &str) {
    out.extend_from_slice(before.as_bytes());
    out.push(b'"');
    let bytes = text.as_bytes();
    // looked at whole, which is done many bytes at a time
    if bytes.iter().fold(false, |escaped, b| escaped | (*b < 0x20) | (*b == b'"') | (*b == b'\\')) {
        bytes.iter().for_each(|b| letter(out, *b));
    } else {
        out.extend_from_slice(bytes);
    }
    out.push(b'"');
}

/// Writes a byte of a string, escaped where JSON asks for it.
fn letter(out: &mut Vec<u8>, byte: u8) {
    let short = match byte {
        b'"' | b'\\' => byte,
        0x08 => b'b',
        b'\t' => b't',
        b'\n' => b'n',
        0x0c => b'f',
        b'\r' => b'r',
        0..0x20 => {
            let digit = |n: u8| if n < 10 { b'0' + n } else { b'a' + n - 10 };
            return out.extend_from_slice(&[b'\\', b'u', b'0', b'0', digit(byte >> 4), digit(byte & 15)]);
        }
        _ => return out.push(byte),
    };
    out.extend_from_slice(&[b'\\', short]);
}

/// Writes a string, or null.
fn perhaps(out: &mut Vec<u8>, before: &str, says: Option<&str>) {
    match says {
        Some(says) => text(out, before, says),
        None => {
            out.extend_from_slice(before.as_bytes());
            out.extend_from_slice(b"null");
        }
    }
}

fn list(out: &mut Vec<u8>, before: &str, items: &[String]) {
    out.extend_from_slice(before.as_bytes());
    out.push(b'[');
    for (i, item) in items.iter().enumerate() {
        text(out, if i > 0 { "," } else { "" }, item);
    }
    out.push(b']');
}

fn number(out: &mut Vec<u8>, before: &str, number: usize) {
    out.extend_from_slice(before.as_bytes());
    let (mut digits, mut at, mut rest) = ([b'0'; 20], 20, number);
    while at == 20 || rest > 0 {
        at -= 1;
        if let Some(digit) = digits.get_mut(at) {
            *digit = b'0' + (rest % 10) as u8;
        }
        rest /= 10;
    }
    out.extend_from_slice(digits.get(at..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::{Change, sample};

    #[test]
    fn a_line_is_written_as_its_record() {
        let mut fact = sample::count("yard", 3, "There were 12 strikes.", "12", 12);
        for role in [Role::Body, Role::Noise] {
            fact.role = role;
            fact.about = vec!["\"Ä\" mill\n".to_owned(), (0..=0x7f_u8).map(char::from).collect()];
            fact.when = (role == Role::Noise).then(|| Period::years(1970, 1971).unwrap());
            fact.change = (role == Role::Body).then_some(Change::Up);
            fact.line = if role == Role::Body { 1_234_567_890 } else { 0 };
            let mut line = Vec::new();
            Line::from(&fact).write(&mut line);
            assert_eq!(String::from_utf8(line).unwrap(), serde_json::to_string(&Record::from(&fact)).unwrap());
        }
    }
}
