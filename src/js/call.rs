//! A call, as JavaScript drives it: each method says what happened and gives what to do next.
#![allow(clippy::float_cmp, reason = "in the code that wasm-bindgen makes of an enum")]

use gloo_net::http;
use js_sys::JsString;
use wasm_bindgen::prelude::*;

use super::record::{thrown, to_js};
use super::text::from_js;
use crate::auth::bearer;
use crate::call::{Call, Event, Moment, Step};
use crate::failure::Failure;
use crate::header::check_value;
use crate::join::concat;
use crate::json;
use crate::response::{Body, Response};
use crate::session::Session;

/// What to do next.
#[wasm_bindgen(js_name = Step)]
#[derive(Clone, Copy, Debug)]
pub enum JsStep {
    /// Send `request()` and wait for `milliseconds` at most.
    Send,
    /// Wait for `milliseconds`, then go on.
    Wait,
    /// The call is over, with the result `end()`.
    Done,
    /// The call is over, with the error `end()`.
    Fail,
}

/// A call under way.
#[wasm_bindgen(js_name = Call)]
#[expect(missing_debug_implementations, reason = "its result is somebody's own")]
pub struct JsCall {
    call: Call,
    /// The time for the attempt, or of the wait.
    milliseconds: f64,
    /// The text of the result, or the record of the error.
    end: JsValue,
}

impl JsCall {
    /// A call that begins: it is to be sent.
    pub(super) fn new((call, milliseconds): (Call, f64)) -> Self {
        Self { call, milliseconds, end: JsValue::UNDEFINED }
    }

    fn next(&mut self, event: Event) -> JsStep {
        let moment = Moment { now: js_sys::Date::now(), random: js_sys::Math::random() };
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
    /// Goes on after a wait.
    pub fn go(&mut self) -> JsStep {
        self.next(Event::Waited)
    }

    /// The service answered with a success and a JSON object. Whether the call is over with it; else it must see what is
    /// in it, and is to be told by `answered`.
    pub fn succeeded(&mut self) -> bool {
        let is_over = !self.call.reads();
        if is_over {
            self.call.succeeded();
        }
        is_over
    }

    /// The service answered with this text (undefined where it broke off), in which JavaScript has found JSON, or none.
    ///
    /// `retry_after` (in milliseconds) and `request_id` come from headers, read in JavaScript: a foreign `Headers` may
    /// throw, which gloo-net does not expect.
    pub fn answered(
        &mut self,
        response: web_sys::Response,
        text: Option<JsString>,
        is_json: bool,
        retry_after: Option<f64>,
        request_id: Option<JsString>,
    ) -> JsStep {
        let status = http::Response::from(response).status();
        let request_id = request_id.as_ref().map(from_js);
        let text = text.as_ref().map(from_js);
        let body = match text.as_deref() {
            None => Body::Cut,
            Some("") => Body::Empty,
            Some(text) if is_json => json::read(text).map_or(Body::NotJson, Body::Json),
            Some(_) => Body::NotJson,
        };
        self.next(Event::Answered(Response { status, request_id, retry_after, body }))
    }

    /// No answer came, for this reason; `code` is what the runtime calls it, such as `ECONNREFUSED`.
    pub fn failed(&mut self, reason: &JsString, under_way: bool, code: Option<JsString>) -> JsStep {
        self.next(Event::Failed(match from_js(reason).as_str() {
            "no token" => Failure::NoToken,
            "not sent" => Failure::NotSent,
            "aborted" => Failure::Aborted { under_way },
            "timed out" => Failure::TimedOut { under_way },
            _ => Failure::of_code(code.as_ref().map(from_js).as_deref()),
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
    pub fn request(&self, now: f64, token: Option<JsString>) -> Option<String> {
        let request = self.call.request();
        let Session { config, cached_token, .. } = self.call.session();
        let mut cached_token = cached_token.borrow_mut();
        let given = token
            .as_ref()
            .map(from_js)
            .filter(|token| !token.is_empty() && check_value(token).is_ok())
            .map(|token| bearer(&token));
        let authorization = match &given {
            Some(given) => given.expose(),
            None => config.credentials.header(&mut cached_token, now)?,
        };
        Some(concat(&[
            request.operation.method.name(),
            " ",
            &request.url,
            "\nauthorization: ",
            authorization,
            if request.body.is_some() { "\ncontent-type: application/json" } else { "" },
            &config.headers,
            &request.headers,
            "\n\n",
            request.body.as_deref().unwrap_or_default(),
        ]))
    }

    /// What the hooks are told of an attempt: `{ operation, method, path, attempt }`, without ids.
    pub fn about(&self) -> JsValue {
        to_js(&self.call.about(&self.call.path()))
    }

    /// The JSON text of the result of a call that is done, `undefined` where that is the last answer itself; the record of
    /// the error of a call that failed.
    pub fn end(&mut self) -> JsValue {
        std::mem::take(&mut self.end)
    }
}
