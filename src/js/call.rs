//! A call, as JavaScript drives it: each method says what happened and returns what to do next.
#![allow(missing_docs, reason = "of what wasm-bindgen adds to an enum")]

use std::rc::Rc;

use gloo_net::http;
use js_sys::{Function, JsString};
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use super::fetch::{self, LastHeaders};
use super::record::{thrown, to_js};
use super::text::from_js;
use crate::ascii::is_trimmed;
use crate::auth::{Credentials, Secret, Unsigned, bearer};
use crate::call::{Call, Event, Moment, Step};
use crate::failure::Failure;
use crate::header::check_value;
use crate::json;
use crate::response::{Body, Response};
use crate::retry::Outcome;
use crate::session::Session;

#[wasm_bindgen]
extern "C" {
    /// Milliseconds of a clock that does not jump when the date of the machine is set.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    pub(super) fn monotonic() -> f64;
}

/// The next step.
#[wasm_bindgen(js_name = Step)]
#[derive(Clone, Copy, Debug)]
pub enum JsStep {
    /// `send` the request and wait for `milliseconds` at most.
    Send = "send",
    /// Wait for `milliseconds`, then go on.
    Wait = "wait",
    /// The call is over, with the result `end()`.
    Done = "done",
    /// The call is over, with the error `end()`.
    Fail = "fail",
}

/// Why no response came, as `onResponse` has it.
#[wasm_bindgen(js_name = Failure)]
#[derive(Clone, Copy, Debug)]
pub enum JsFailure {
    /// The token function failed or gave no token.
    NoToken = "no token",
    /// The runtime could not sign a token.
    NotSigned = "not signed",
    /// It is proven that the request never left.
    NotSent = "not sent",
    /// The caller's signal ended the call.
    Aborted = "aborted",
    /// The time for the attempt is over.
    TimedOut = "timed out",
    /// `fetch` failed.
    Lost = "lost",
}

/// The body of a response.
#[wasm_bindgen(js_name = Body)]
#[derive(Clone, Copy, Debug)]
pub enum JsBody {
    /// It broke off, or was too large.
    Cut = "cut",
    /// It was empty.
    Empty = "empty",
    /// It was a JSON object.
    Object = "object",
    /// It was JSON, but no object.
    NoObject = "no object",
    /// It was not JSON.
    NotJson = "not JSON",
}

/// A call under way.
#[wasm_bindgen(js_name = Call)]
#[expect(missing_debug_implementations, reason = "its result is personal data")]
pub struct JsCall {
    call: Call,
    headers: Rc<LastHeaders>,
    /// The time for the attempt, or of the wait.
    milliseconds: f64,
    /// The text of the result, or the record of the error.
    end: JsValue,
    /// Whether the last response turned the request away, and for how long.
    throttled: Option<f64>,
    /// The token that is to be signed.
    unsigned: Option<Unsigned>,
    /// The header for the token that the caller's function gave.
    token: Option<Secret>,
}

impl JsCall {
    /// A call that begins: its request is to be sent.
    pub(super) fn new((call, milliseconds): (Call, f64), headers: Rc<LastHeaders>) -> Self {
        Self { call, headers, milliseconds, end: JsValue::UNDEFINED, throttled: None, unsigned: None, token: None }
    }

    fn next(&mut self, event: Event) -> JsStep {
        let moment = Moment { now: monotonic(), random: js_sys::Math::random() };
        match self.call.next(event, moment) {
            Step::Send { timeout, renew } => {
                self.milliseconds = timeout;
                if renew {
                    self.call.session().cached_token.borrow_mut().take();
                }
                JsStep::Send
            }
            Step::Wait(milliseconds) => {
                self.milliseconds = milliseconds;
                JsStep::Wait
            }
            Step::Done(result) => {
                self.end = result.into();
                JsStep::Done
            }
            Step::Fail(error) => {
                self.end = thrown(error);
                JsStep::Fail
            }
        }
    }
}

#[wasm_bindgen(js_class = Call)]
impl JsCall {
    /// The text to sign for a token, before the request can be sent; `undefined` if it needs none. It is empty if the
    /// caller's token function must be asked.
    pub fn unsigned(&mut self) -> Option<JsString> {
        let Session { config, cached_token, .. } = self.call.session();
        if self.call.request().operation.is_open {
            return None;
        }
        if matches!(config.credentials, Credentials::Provided) {
            return Some("".into());
        }
        let unsigned = config.credentials.unsigned(cached_token.borrow().as_ref(), js_sys::Date::now())?;
        let text = unsigned.text().into();
        self.unsigned = Some(unsigned);
        Some(text)
    }

    /// The signature of that text: HMAC with SHA-256, by the secret of the key.
    pub fn sign(&mut self, signature: &[u8]) {
        if let Some(unsigned) = self.unsigned.take() {
            *self.call.session().cached_token.borrow_mut() = Some(unsigned.sign(signature));
        }
    }

    /// Takes the result of the caller's token function. Returns false if that cannot be part of a header.
    pub fn authorise(&mut self, token: &JsString) -> bool {
        let token = &*Zeroizing::new(from_js(token));
        let fits = is_trimmed(token) && check_value(token).is_ok();
        self.token = Some(bearer(token));
        fits
    }

    /// Calls `fetch` with the request and returns what it returns, usually a promise; a rejected one if it throws.
    ///
    /// Without a signal the arguments are plain data, for a function that only returns them.
    pub fn send(&self, fetch: &Function, signal: &JsValue) -> JsValue {
        fetch::send(self.call.session(), &self.headers, self.call.request(), self.token.as_ref(), fetch, signal)
    }

    /// The call must be over when both it and `other` must be.
    pub fn extend(&mut self, other: &JsCall) {
        self.call.extend(&other.call);
    }

    /// Goes on after a wait.
    pub fn go(&mut self) -> JsStep {
        self.next(Event::Waited)
    }

    /// The service responded, with a body of this kind and this text, which is read only if it matters.
    ///
    /// `retry_after` (in milliseconds) and `request_id` (not empty) come from headers, read in JavaScript: a foreign
    /// `Headers` may throw, which gloo-net does not expect.
    pub fn answered(
        &mut self,
        response: web_sys::Response,
        body: JsBody,
        body_text: &JsString,
        retry_after: Option<f64>,
        request_id: Option<JsString>,
    ) -> JsStep {
        let status = http::Response::from(response).status();
        let body = match body {
            JsBody::Cut => Body::Cut,
            JsBody::Empty => Body::Empty,
            JsBody::Object => Body::Unread,
            JsBody::NoObject => Body::NoObject,
            _ => Body::NotJson,
        };
        let request_id = request_id.map(|id| from_js(&id));
        let mut response = Response { status, request_id, retry_after, body };
        self.throttled = match response.outcome() {
            Outcome::Throttled { wait } => Some(wait.unwrap_or(f64::NAN)),
            _ => None,
        };
        let text;
        if self.call.wants(&response) {
            text = from_js(body_text);
            response.body = json::read(&text).map_or(Body::NotJson, Body::Json);
        }
        self.next(Event::Answered(response))
    }

    /// No response came, for this reason.
    pub fn failed(&mut self, reason: JsFailure, under_way: bool) -> JsStep {
        self.next(Event::Failed(match reason {
            JsFailure::NoToken => Failure::NoToken,
            JsFailure::NotSigned => Failure::NotSigned,
            JsFailure::NotSent => Failure::NotSent,
            JsFailure::Aborted => Failure::Aborted { under_way },
            JsFailure::TimedOut => Failure::TimedOut { under_way },
            _ => Failure::Lost,
        }))
    }

    /// If the service turned the last request away: the wait that it asked for, in milliseconds; `NaN` if it did not
    /// say.
    #[wasm_bindgen(getter)]
    pub fn throttled(&self) -> Option<f64> {
        self.throttled
    }

    /// The time to wait, or the time limit of this attempt with its body, in milliseconds.
    #[wasm_bindgen(getter)]
    pub fn milliseconds(&self) -> f64 {
        self.milliseconds
    }

    /// The start of the event passed to the hooks: `{ operation, method, path, attempt }`, without ids.
    pub fn about(&self) -> JsValue {
        to_js(&self.call.about(&self.call.path()))
    }

    /// The JSON text of the result of a call that is done, `undefined` if that is the last response itself; the record of
    /// the error of a call that failed.
    pub fn end(&mut self) -> JsValue {
        std::mem::take(&mut self.end)
    }
}
