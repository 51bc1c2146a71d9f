//! Messages: from JSON to those of `lsp-server` and back.
//!
//! Ids that `lsp-server` cannot hold, large and broken numbers, are kept as a text of their own and sent back as they came.

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response, ResponseError};
use serde_json::{Value, json};

/// What marks an id that is kept as the text of its JSON.
const RAW: char = '\0';

/// What a body holds.
#[derive(Clone, Debug)]
pub enum Parsed {
    /// A message.
    Message(Message),
    /// No message: the answer to it.
    Answer(Value),
}

/// Reads the body of a frame.
pub fn parse(body: &[u8]) -> Parsed {
    let value: Value = match serde_json::from_slice(body) {
        Ok(value) => value,
        Err(error) => return refuse(ErrorCode::ParseError, format!("no JSON: {error}")),
    };
    let mut object = match value {
        Value::Object(object) => object,
        Value::Array(_) => return refuse(ErrorCode::InvalidRequest, "batches are not part of the protocol".to_owned()),
        _ => return refuse(ErrorCode::InvalidRequest, "a message is an object".to_owned()),
    };
    let id = object.remove("id");
    let params = object.remove("params").unwrap_or_default();
    match (object.remove("method"), id) {
        (Some(Value::String(method)), None) => Parsed::Message(Notification { method, params }.into()),
        (Some(Value::String(method)), Some(id)) => match request_id(&id) {
            Some(id) => Parsed::Message(Request { id, method, params }.into()),
            None => refuse(ErrorCode::InvalidRequest, "an id is a number or a string".to_owned()),
        },
        (None, Some(id)) if object.contains_key("result") || object.contains_key("error") => {
            let Some(id) = request_id(&id) else {
                // an answer to no request of ours: an error that the client met
                return Parsed::Message(Notification { method: "$/answer".to_owned(), params: Value::Null }.into());
            };
            let error = object.remove("error").and_then(|e| serde_json::from_value::<ResponseError>(e).ok());
            let response_result = error.map_or_else(|| Ok(object.remove("result").unwrap_or_default()), Err);
            Parsed::Message(Response { id, response_result }.into())
        }
        _ => refuse(ErrorCode::InvalidRequest, "neither a request, a notification nor a response".to_owned()),
    }
}

/// The answer to what cannot be a message.
pub fn refuse(code: ErrorCode, says: String) -> Parsed {
    Parsed::Answer(json!({ "jsonrpc": "2.0", "id": null, "error": { "code": code as i32, "message": says } }))
}

/// An id as the protocol has them; `None` for null and what is no id.
pub fn request_id(id: &Value) -> Option<RequestId> {
    match id {
        Value::String(text) => Some(text.clone().into()),
        Value::Number(number) => Some(match number.as_i64().and_then(|n| i32::try_from(n).ok()) {
            Some(n) => n.into(),
            None => format!("{RAW}{number}").into(),
        }),
        _ => None,
    }
}

/// What the server sends.
#[derive(Debug)]
pub enum Outgoing {
    /// A message.
    Message(Box<Message>),
    /// A message with the findings of a text, as the body of a frame.
    Findings(Vec<u8>),
}

impl<M: Into<Message>> From<M> for Outgoing {
    fn from(message: M) -> Self {
        Self::Message(Box::new(message.into()))
    }
}

impl Outgoing {
    /// It as the body of a frame.
    pub fn into_body(self) -> Vec<u8> {
        match self {
            Self::Message(message) => body(&message),
            Self::Findings(body) => body,
        }
    }
}

/// A message as the body of a frame.
fn body(message: &Message) -> Vec<u8> {
    let mut value = serde_json::to_value(message).unwrap_or_default();
    if let Value::Object(object) = &mut value {
        object.insert("jsonrpc".to_owned(), "2.0".into());
        let raw = object.get("id").and_then(Value::as_str).and_then(|id| id.strip_prefix(RAW));
        if let Some(id) = raw.and_then(|raw| serde_json::from_str(raw).ok()) {
            object.insert("id".to_owned(), id);
        }
    }
    value.to_string().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(id: &str) -> String {
        let Parsed::Message(Message::Request(request)) =
            parse(format!("{{\"id\": {id}, \"method\": \"m\"}}").as_bytes())
        else {
            panic!("{id} is no request")
        };
        let body = body(&Response::new_ok(request.id, Value::Null).into());
        serde_json::from_slice::<Value>(&body).unwrap()["id"].to_string()
    }

    #[test]
    fn ids_come_back_as_they_were_sent() {
        for id in ["1", "-7", "3000000000", "1.5", "\"x\"", "\"\"", "9007199254740993"] {
            assert_eq!(round(id), id);
        }
    }

    #[test]
    fn what_is_no_message_is_answered() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        let rows = [
            (&b"{"[..], -32700),
            (b"\xff\xfe", -32700),
            (deep.as_bytes(), -32700),
            (b"[]", -32600),
            (b"3", -32600),
            (b"{}", -32600),
            (b"{\"id\": null, \"method\": \"m\"}", -32600),
            (b"{\"id\": {}, \"method\": \"m\"}", -32600),
            (b"{\"id\": 1, \"method\": 7}", -32600),
        ];
        for (bytes, code) in rows {
            let Parsed::Answer(answer) = parse(bytes) else { panic!("{bytes:?}") };
            assert_eq!(answer["error"]["code"], code);
        }
    }

    #[test]
    fn notifications_and_responses_are_told_apart() {
        assert!(matches!(parse(b"{\"method\": \"m\"}"), Parsed::Message(Message::Notification(_))));
        assert!(matches!(parse(b"{\"id\": 1, \"result\": null}"), Parsed::Message(Message::Response(_))));
        let Parsed::Message(Message::Response(r)) = parse(b"{\"id\": 1, \"error\": {\"code\": 1, \"message\": \"\"}}")
        else {
            panic!()
        };
        assert!(r.response_result.is_err());
    }
}
