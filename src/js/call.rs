//! A call, as JavaScript drives it: each method says what happened and gives what to do next.
#![allow(clippy::float_cmp, reason = "in the code that wasm-bindgen makes of an enum")]

use std::cell::RefCell;
use std::rc::Rc;

use gloo_net::http;
use wasm_bindgen::prelude::*;

use super::record::{thrown, to_js};
use crate::auth::{Minted, bearer};
use crate::call::{Call, Event, Moment, Step};
use crate::error::Error;
use crate::failure::Failure;
use crate::header::check_value;
use crate::json;
use crate::response::{Body, Response};
use crate::retry_after;
use crate::sentence::concat;
use crate::value::Value;

/// What to do next.
#[wasm_bindgen(js_name = Step)]
#[derive(Clone, Copy, Debug)]
pub enum JsStep {
    /// Send `request()` and wait for `milliseconds` at most.
    Send,
    /// Wait for `milliseconds`, then go on.
    Wait,
    /// The call is over, with `result()`.
    Done,
    /// The call is over, with the record `error()`.
    Fail,
}

/// A call under way.
#[wasm_bindgen(js_name = Call)]
#[derive(Debug)]
pub struct JsCall {
    call: Call,
    /// The token of the client.
    minted: Rc<RefCell<Option<Minted>>>,
    has_begun: bool,
    /// The time for the attempt, or of the wait.
    milliseconds: f64,
    result: Option<Value>,
    error: Option<Box<Error>>,
}

impl JsCall {
    /// A call that has not begun.
    pub(super) fn new(call: Call, minted: Rc<RefCell<Option<Minted>>>) -> Self {
        Self { call, minted, has_begun: false, milliseconds: 0.0, result: None, error: None }
    }

    fn next(&mut self, event: Event) -> JsStep {
        let moment = Moment { now: js_sys::Date::now(), random: js_sys::Math::random() };
        match self.call.next(event, moment) {
            Step::Send { timeout, renew } => {
                self.milliseconds = timeout;
                if renew {
                    self.minted.borrow_mut().take();
                }
                JsStep::Send
            }
            Step::Wait(milliseconds) => {
                self.milliseconds = milliseconds;
                JsStep::Wait
            }
            Step::Done(result) => {
                self.result = result;
                JsStep::Done
            }
            Step::Fail(error) => {
                self.error = Some(error);
                JsStep::Fail
            }
        }
    }
}

#[wasm_bindgen(js_class = Call)]
impl JsCall {
    /// Begins, or goes on after a wait.
    pub fn go(&mut self) -> JsStep {
        let event = if self.has_begun { Event::Waited } else { Event::Start };
        self.has_begun = true;
        self.next(event)
    }

    /// The service answered with this text (undefined where it broke off), in which JavaScript has found a JSON object,
    /// other JSON, or none.
    ///
    /// `retry_after` and `request_id` are headers, read in JavaScript: a foreign `Headers` may throw, which gloo-net does
    /// not expect.
    pub fn answered(
        &mut self,
        response: web_sys::Response,
        text: &JsValue,
        is_object: Option<bool>,
        retry_after: Option<String>,
        request_id: Option<String>,
    ) -> JsStep {
        let status = http::Response::from(response).status();
        let is_success = (200..300).contains(&status);
        let body = match is_object {
            // A success stays in JavaScript, unread, unless the call must see what is in it.
            Some(true) if is_success && !self.call.reads() => Body::Object,
            Some(_) => text.as_string().and_then(|text| json::read(&text)).map_or(Body::NotJson, Body::Json),
            None => match text.as_string() {
                None => Body::Cut,
                Some(text) if text.is_empty() => Body::Empty,
                Some(_) => Body::NotJson,
            },
        };
        let retry_after = retry_after.and_then(|text| retry_after::parse(&text, js_sys::Date::now()));
        self.next(Event::Answered(Response { status, request_id, retry_after, body }))
    }

    /// No answer came, for this reason; `code` is what the runtime calls it, such as `ECONNREFUSED`.
    pub fn failed(&mut self, reason: &str, under_way: bool, code: Option<String>) -> JsStep {
        self.next(Event::Failed(match reason {
            "no token" => Failure::NoToken,
            "not sent" => Failure::NotSent,
            "aborted" => Failure::Aborted { under_way },
            "timed out" => Failure::TimedOut { under_way },
            _ => Failure::of_code(code.as_deref()),
        }))
    }

    /// How long to wait, or how long this attempt may take with its body, in milliseconds.
    #[wasm_bindgen(getter)]
    pub fn milliseconds(&self) -> f64 {
        self.milliseconds
    }

    /// The request to send at `now` (in milliseconds, as `Date.now()` counts), as HTTP writes one: a line `method url`, a
    /// line `name: value` for each header, an empty line, and the body where there is one.
    ///
    /// `token` is what the caller's function gave, where they have one; `undefined` where that cannot stand in a header.
    pub fn request(&self, now: f64, token: Option<String>) -> Option<String> {
        let request = self.call.request();
        let mut minted = self.minted.borrow_mut();
        let given = token.filter(|token| !token.is_empty() && check_value(token).is_ok()).map(|token| bearer(&token));
        let authorization = match &given {
            Some(given) => given.expose(),
            None => self.call.config().credentials.header(&mut minted, now)?,
        };
        let mut text =
            concat(&[request.operation.method.name(), " ", &request.url, "\nauthorization: ", authorization]);
        for (name, value) in &request.headers {
            text.push_str(&concat(&["\n", name, ": ", value.as_str().unwrap_or_default()]));
        }
        text.push_str("\n\n");
        text.push_str(request.body.as_deref().unwrap_or_default());
        Some(text)
    }

    /// What the hooks are told of an attempt: `{ operation, method, path, attempt }`, without ids.
    pub fn about(&self) -> JsValue {
        to_js(&self.call.about(&self.call.path()))
    }

    /// The JSON text of the result of a call that is done; `undefined` where that is the last answer itself.
    pub fn result(&self) -> Option<String> {
        self.result.as_ref().map(json::text)
    }

    /// The record of the error of a call that failed.
    pub fn error(&mut self) -> JsValue {
        self.error.take().map_or(JsValue::UNDEFINED, thrown)
    }
}
