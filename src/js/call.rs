//! A call, as JavaScript drives it: each method says what happened and gives what to do next.
#![allow(clippy::float_cmp, reason = "in the code that wasm-bindgen makes of an enum")]

use std::rc::Rc;

use gloo_net::http;
use js_sys::JsString;
use wasm_bindgen::prelude::*;

use super::convert;
use crate::call::{Call, Event, Failure, Step};
use crate::config::Config;
use crate::error::Error;
use crate::request::Request;
use crate::response::{Body, Response};
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
    timeout: u32,
    result: JsValue,
    error: Option<Box<Error>>,
}

impl JsCall {
    /// A call that has not begun.
    pub(super) fn new(config: Rc<Config>, request: Request) -> Self {
        Self { call: Call::new(config, request), timeout: 0, result: JsValue::UNDEFINED, error: None }
    }

    fn next(&mut self, event: Event<JsValue>) -> JsStep {
        match self.call.next(event) {
            Step::Send { timeout, renew } => {
                self.timeout = timeout;
                if renew { JsStep::Renew } else { JsStep::Send }
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
        let request_id = response.headers().get("x-request-id");
        self.next(Event::Answered(Response { status: response.status(), request_id, body }))
    }

    /// The attempt failed; `code` is what the runtime calls the failure, such as `ECONNREFUSED`.
    pub fn lost(&mut self, code: Option<String>) -> JsStep {
        self.next(Event::Failed(Failure::of_code(code.as_deref())))
    }

    /// The time for the attempt was over.
    pub fn timed_out(&mut self) -> JsStep {
        self.next(Event::Failed(Failure::TimedOut))
    }

    /// The caller's signal ended the call, with a request under way or without.
    pub fn aborted(&mut self, under_way: bool) -> JsStep {
        self.next(Event::Failed(Failure::Aborted { under_way }))
    }

    /// The request was not sent: the runtime has no `fetch`, or it threw at once.
    pub fn not_sent(&mut self) -> JsStep {
        self.next(Event::Failed(Failure::NotSent))
    }

    /// The caller's token function failed.
    pub fn no_token(&mut self) -> JsStep {
        self.next(Event::Failed(Failure::NoToken))
    }

    /// How long this attempt may take, with its body, in milliseconds.
    #[wasm_bindgen(getter)]
    pub fn timeout(&self) -> u32 {
        self.timeout
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

    /// The result of a call that is done.
    pub fn result(&self) -> JsValue {
        self.result.clone()
    }

    /// The record of the error of a call that failed.
    pub fn error(&self) -> JsValue {
        self.error.as_ref().map_or(JsValue::UNDEFINED, |error| convert::to_js(&error.record()))
    }
}
