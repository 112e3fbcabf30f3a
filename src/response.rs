//! The meaning of a response: the result of a call, or an error.
//!
//! Responses stay in JavaScript; the core reads one only if it needs to see what is in it.

use crate::decimal;
use crate::error::{self, Error, ErrorKind, Sent};
use crate::join::concat;
use crate::retry::Outcome;
use crate::value::Value;

/// A response of the service.
#[derive(Debug)]
pub struct Response<'a> {
    /// The HTTP status.
    pub status: u16,
    /// The service's id of the request, if it gave one.
    pub request_id: Option<String>,
    /// The wait that the service asked for, in milliseconds.
    pub retry_after: Option<f64>,
    /// The body.
    pub body: Body<'a>,
}

/// The body of a response.
#[derive(Debug)]
pub enum Body<'a> {
    /// There was none.
    Empty,
    /// It was JSON.
    Json(Value<'a>),
    /// It was a JSON object, which nobody needs to read.
    Unread,
    /// It was JSON, but no object.
    NoObject,
    /// It was something else.
    NotJson,
    /// It broke off.
    Cut,
}

impl<'a> Response<'a> {
    /// The outcome of the request by its status, unless it is a success that can be read.
    pub fn outcome(&self) -> Outcome {
        match self.status {
            200..=299 => Outcome::Unreadable,
            429 => Outcome::Throttled { wait: self.retry_after },
            503 if self.retry_after.is_some() => Outcome::Throttled { wait: self.retry_after },
            // A 1xx is no response at all; nobody can tell what comes of it.
            408 | 500.. | 1..200 => Outcome::Unsure,
            _ => Outcome::Refused,
        }
    }

    /// The object in the response, if it is a success: any 2xx is one, an empty one too.
    pub fn result(self) -> error::Result<Option<Value<'a>>> {
        match self.status {
            200..=299 => match self.body {
                Body::Empty | Body::Unread => Ok(None),
                Body::Json(json @ Value::Object(_)) => Ok(Some(json)),
                Body::Json(_) | Body::NoObject => Err(unreadable(self.status, "is not a JSON object")),
                Body::NotJson => Err(unreadable(self.status, "is not JSON")),
                Body::Cut => Err(unreadable(self.status, "broke off, was too large, took too long or was read before")),
            },
            0 | 300..=399 => Err(self.error(
                "redirect",
                Some("The service answered with a redirect, which is never followed. Check baseUrl."),
            )),
            _ => Err(self.error("", None)),
        }
    }

    fn error(self, own_code: &str, own_message: Option<&str>) -> Box<Error> {
        // `{ error: { code, description } }`, in v2 `{ errors: [{ code, title }, …] }`.
        let envelopes = match &self.body {
            Body::Json(json) => json.get("error").map_or_else(|| items(json, "errors"), std::slice::from_ref),
            _ => &[],
        };
        let text = |value: Option<&Value>| value?.as_str().filter(|text| !text.is_empty()).map(String::from);
        let mut description: Option<String> = None;
        for envelope in envelopes {
            let sentence = text(envelope.get("description")).or_else(|| text(envelope.get("title")));
            // `{ error: "text" }` is not the service's; a proxy may say so.
            if let Some(sentence) = sentence.or_else(|| text(Some(envelope))) {
                description = Some(match description {
                    Some(before) => concat(&[&before, " ", &sentence]),
                    None => sentence,
                });
            }
        }
        let code = match envelopes.first().and_then(|one| text(one.get("code"))) {
            Some(code) if own_code.is_empty() => code,
            None if own_code.is_empty() => concat(&["http_", &decimal::text(self.status.into())]),
            _ => own_code.into(),
        };
        let sentence = own_message.or(description.as_deref()).unwrap_or("The service gave no description.");
        let stop = if matches!(sentence.as_bytes().last(), Some(b'.' | b'!' | b'?')) { "" } else { "." };
        let message = concat(&[&decimal::text(self.status.into()), " ", &code, ": ", sentence, stop]);
        // A request that the service refused did not happen; one that it failed at may have.
        let sent = if self.outcome() == Outcome::Unsure { Sent::Maybe } else { Sent::No };
        let retry_after = self.retry_after;
        let kind = ErrorKind::Api { status: self.status, description, request_id: self.request_id, retry_after };
        Error::new(kind, &code, message, sent)
    }
}

fn items<'a>(json: &'a Value<'a>, name: &str) -> &'a [Value<'a>] {
    json.get(name).map_or(&[], Value::items)
}

/// The error for a success whose response cannot be read.
pub fn unreadable(status: u16, how: &str) -> Box<Error> {
    let message =
        concat(&["The service accepted the request (", &decimal::text(status.into()), "), but its answer ", how, "."]);
    Error::new(ErrorKind::Response { status }, "unreadable_response", message, Sent::Yes)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn json(json: serde_json::Value) -> Body<'static> {
        Body::Json(serde_json::from_value(json).unwrap())
    }

    fn result(status: u16, body: Body<'_>) -> error::Result<Option<Value<'_>>> {
        Response { status, request_id: None, retry_after: None, body }.result()
    }

    #[test]
    fn any_2xx_is_a_success_with_or_without_a_body() {
        for status in [200, 201, 202, 204, 299] {
            assert_eq!(result(status, json(json!({}))), Ok(Some(Value::Object(Vec::new()))));
            assert_eq!(result(status, Body::Empty), Ok(None));
        }
    }

    #[test]
    fn a_2xx_that_cannot_be_read_was_sent() {
        for body in [Body::NotJson, Body::Cut, json(json!([1])), json(json!("ok")), json(json!(null))] {
            let error = result(201, body).unwrap_err();
            assert_eq!(
                (error.kind, error.sent, error.retryable),
                (ErrorKind::Response { status: 201 }, Sent::Yes, false)
            );
        }
    }

    #[test]
    fn an_error_carries_the_services_own_words() {
        let body = json!({ "error": { "code": "integration_not_found", "description": "Integration not found" } });
        let error = result(404, json(body)).unwrap_err();
        assert_eq!(error.code, "integration_not_found");
        assert_eq!(error.message, "404 integration_not_found: Integration not found.");
        assert_eq!((error.sent, error.retryable), (Sent::No, false));
    }

    #[test]
    fn every_error_of_v2_is_in_the_words() {
        let body = json!({ "errors": [{ "code": "bad_request", "title": "No name." }, { "code": "other", "title": "No type." }] });
        let error = result(400, json(body)).unwrap_err();
        assert_eq!(error.message, "400 bad_request: No name. No type.");
        let body =
            json!({ "errors": [{ "code": "locked", "title": "Message limit of 30000 per conversation reached." }] });
        let error = result(423, json(body)).unwrap_err();
        assert_eq!((error.code.as_str(), error.sent, error.retryable), ("locked", Sent::No, false));
    }

    #[test]
    fn an_error_of_another_shape_is_still_an_error() {
        for body in [
            Body::Empty,
            Body::NotJson,
            Body::Cut,
            json(json!([])),
            json(json!({ "error": "" })),
            json(json!({ "errors": "no" })),
            json(json!({ "errors": [] })),
            json(json!({ "errors": [7, { "code": 7 }] })),
            json(json!({ "error": { "code": 7, "description": "" } })),
        ] {
            let error = result(502, body).unwrap_err();
            assert_eq!(error.message, "502 http_502: The service gave no description.");
            assert_eq!((error.sent, error.retryable), (Sent::Maybe, true));
        }
    }

    #[test]
    fn an_error_in_plain_words_says_them() {
        for body in [json!({ "error": "upstream is down" }), json!({ "errors": ["upstream", "is down"] })] {
            let error = result(502, json(body)).unwrap_err();
            assert_eq!(error.message, "502 http_502: upstream is down.");
        }
    }

    #[test]
    fn redirects_are_errors_also_where_a_browser_hides_them() {
        for status in [0, 301, 302, 303, 307, 308] {
            let error = result(status, Body::Empty).unwrap_err();
            assert_eq!((error.code.as_str(), error.sent), ("redirect", Sent::No));
        }
    }
}
