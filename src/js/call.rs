//! A call, as JavaScript drives it: each method says what happened and gives what to do next.
#![allow(clippy::float_cmp, reason = "in the code that wasm-bindgen makes of an enum")]

use std::cell::RefCell;
use std::rc::Rc;

use gloo_net::http;
use js_sys::JsString;
use wasm_bindgen::prelude::*;

use super::convert;
use crate::call::{Call, Event, Moment, Step};
use crate::config::Config;
use crate::error::Error;
use crate::failure::Failure;
use crate::request::Request;
use crate::response::{Body, Response};
use crate::retry::Budget;
use crate::retry_after;
use crate::value::Value;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = JSON, js_name = parse, catch)]
    fn parse(text: &JsString) -> Result<JsValue, JsValue>;
}

/// What to do next.
#[wasm_bindgen(js_name = Step)]
#[derive(Clone, Copy, Debug)]
pub enum JsStep {
    /// Send `request()` and wait for `timeout` milliseconds at most.
    Send,
    /// The same, with a new token.
    Renew,
    /// Wait for `wait` milliseconds, then tell `waited()`.
    Wait,
    /// The call is over; `result()` has its result.
    Done,
    /// The call is over; `error()` has the record of its error.
    Fail,
}

/// A call under way.
#[wasm_bindgen(js_name = Call)]
#[derive(Debug)]
pub struct JsCall {
    call: Call,
    /// The time for the attempt, or of the wait.
    milliseconds: f64,
    result: JsValue,
    error: Option<Box<Error>>,
}

impl JsCall {
    /// A call that has not begun.
    pub(super) fn new(config: Rc<Config>, budget: Rc<RefCell<Budget>>, request: Request) -> Self {
        Self { call: Call::new(config, budget, request), milliseconds: 0.0, result: JsValue::UNDEFINED, error: None }
    }

    fn next(&mut self, event: Event<JsValue>) -> JsStep {
        let moment = Moment { now: js_sys::Date::now(), random: js_sys::Math::random() };
        match self.call.next(event, moment) {
            Step::Send { timeout, renew } => {
                self.milliseconds = timeout;
                if renew { JsStep::Renew } else { JsStep::Send }
            }
            Step::Wait(milliseconds) => {
                self.milliseconds = milliseconds;
                JsStep::Wait
            }
            Step::Done(result) => {
                self.result = result.unwrap_or_else(|| js_sys::Object::new().into());
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
    /// Begins.
    pub fn start(&mut self) -> JsStep {
        self.next(Event::Start)
    }

    /// The service answered, with this text; `undefined` where the text broke off.
    pub fn answered(&mut self, response: web_sys::Response, text: &JsValue) -> JsStep {
        let response = http::Response::from(response);
        let body = match text.dyn_ref::<JsString>() {
            None => Body::Cut,
            Some(text) if text.length() == 0 => Body::Empty,
            // The text stays in JavaScript, which reads JSON several times faster.
            Some(text) => parse(text).map_or(Body::NotJson, Body::Json),
        };
        let headers = response.headers();
        let retry_after = headers.get("retry-after");
        let retry_after = retry_after.and_then(|text| retry_after::parse(&text, js_sys::Date::now()));
        let request_id = headers.get("x-request-id");
        self.next(Event::Answered(Response { status: response.status(), request_id, retry_after, body }))
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

    /// The wait is over.
    pub fn waited(&mut self) -> JsStep {
        self.next(Event::Waited)
    }

    /// How long to wait, or how long this attempt may take with its body, in milliseconds.
    #[wasm_bindgen(getter)]
    pub fn milliseconds(&self) -> f64 {
        self.milliseconds
    }

    /// The request to send, with its authorisation: `{ method, url, headers, body }`.
    pub fn request(&self, authorization: &str) -> JsValue {
        let request = self.call.request();
        let mut headers = vec![("authorization".into(), authorization.into())];
        headers.extend(request.headers.iter().map(|(name, value)| (name.clone(), value.as_str().into())));
        let mut members = vec![
            ("method".into(), request.operation.method.name().into()),
            ("url".into(), request.url.as_str().into()),
            ("headers".into(), Value::Object(headers)),
        ];
        members.extend(request.body.as_deref().map(|body| ("body".into(), body.into())));
        convert::to_js(&Value::Object(members))
    }

    /// What the hooks are told of an attempt: `{ operation, method, path, attempt }`, without ids.
    pub fn about(&self) -> JsValue {
        convert::to_js(&self.call.about())
    }

    /// The result of a call that is done.
    pub fn result(&self) -> JsValue {
        self.result.clone()
    }

    /// The record of the error of a call that failed.
    pub fn error(&self) -> JsValue {
        self.error.as_ref().map_or(JsValue::UNDEFINED, |error| convert::to_js(&error.record()))
    }
}
