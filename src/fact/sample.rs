//! Facts made by hand, for tests.

use std::sync::Arc;

use super::{Claim, Fact, Kind, Role, Slots, content_id};
use crate::text::Span;
use crate::value::{Bound, Number, Value};

/// A plain count standing in `quote`, which must hold `surface`.
pub(crate) fn count(source: &str, line: u32, quote: &str, surface: &str, number: i64) -> Fact {
    let at = quote.find(surface).expect("the sentence holds the words");
    let n = Some(Number::from(number));
    Fact::from(Claim {
        id: content_id(source, quote, surface, 0),
        source: Arc::from(source),
        path: Arc::from(format!("corpus/{source}.md").as_str()),
        line,
        column: at as u32 + 1,
        span: Span::new(at, at + surface.len()),
        extent: Span::new(at, at + surface.len()),
        surface: surface.to_owned(),
        quote: Arc::from(quote),
        sentence: line,
        kind: Kind::Count,
        value: Value::Number { low: n, high: n, bound: Bound::Exact },
        unit: "strike".to_owned(),
        measure: "strikes".to_owned(),
        about: vec!["workers".to_owned()],
        when: None,
        when_stated: false,
        when_in_sentence: false,
        when_local: true,
        places: vec!["Chile".to_owned()],
        event: None,
        change: None,
        timex: None,
        role: Role::Body,
        reason: None,
        cell: None,
        slots: Slots::default(),
        steps: Vec::new(),
    })
}
