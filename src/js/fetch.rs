//! Sends one request with `fetch` and reads its answer.
//!
//! `fetch` is looked up when it is needed, called unbound and with plain objects: an injected one may be of another
//! realm or library. `gloo-net` wraps the answer; its own `send` is not used, since it panics on foreign answers and
//! drops the cause of failures (docs/decisions/0003-fetch.md).

use gloo_net::http;
use js_sys::{Function, JsString, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

use super::stop::Stop;
use crate::auth::Secret;
use crate::call::Failure;
use crate::request::Request;
use crate::response::{Body, Response};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = JSON, js_name = parse, catch)]
    fn parse(text: &JsString) -> Result<JsValue, JsValue>;
}

/// What went wrong, and what JavaScript said of it.
pub struct Failed {
    /// What went wrong.
    pub failure: Failure,
    /// The rejection, kept as the cause.
    pub cause: JsValue,
}

impl Failed {
    /// A failure with its cause.
    pub fn new(failure: Failure, cause: JsValue) -> Self {
        Self { failure, cause }
    }
}

/// Sends `request` with `fetch` (that of the runtime by default).
pub async fn send(
    fetch: Option<&Function>,
    request: &Request,
    authorization: &Secret,
    timeout: u32,
    caller: Option<&AbortSignal>,
) -> Result<Response<JsValue>, Failed> {
    if let Some(signal) = caller.filter(|signal| signal.aborted()) {
        return Err(Failed::new(Failure::Aborted(false), signal.reason()));
    }
    let not_sent = |cause| Failed::new(Failure::NotSent, cause);
    let stop = Stop::after(timeout, caller).map_err(not_sent)?;
    let failed = |cause: JsValue| match stop.reason(&cause) {
        Some(Failure::TimedOut) => Failed::new(Failure::TimedOut, JsValue::UNDEFINED),
        Some(failure) => Failed::new(failure, caller.map_or(JsValue::UNDEFINED, AbortSignal::reason)),
        None => Failed::new(if never_left(&cause) { Failure::NotSent } else { Failure::Lost }, cause),
    };
    let init = init(request, authorization, &stop.signal()).map_err(not_sent)?;
    let fetch = match fetch {
        Some(function) => function.clone(),
        None => global_fetch().map_err(not_sent)?,
    };
    // A synchronous throw (an injected fetch, an init that the runtime refuses) has sent nothing.
    let pending = fetch.call2(&JsValue::UNDEFINED, &JsValue::from_str(&request.url), &init).map_err(not_sent)?;
    let answer = JsFuture::from(stop.race(&Promise::resolve(&pending))).await.map_err(failed)?;
    let Some(reading) = text(&answer) else {
        return Err(Failed::new(
            Failure::Lost,
            js_sys::TypeError::new("fetch gave something that is no Response").into(),
        ));
    };
    let headers = Reflect::get(&answer, &JsValue::from_str("headers")).unwrap_or_default();
    let status = http::Response::from(answer.unchecked_into::<web_sys::Response>()).status();
    let body = match JsFuture::from(stop.race(&reading)).await {
        Ok(text) => body(text),
        Err(cause) if stop.reason(&cause).is_some() => return Err(failed(cause)),
        Err(_) => Body::Cut,
    };
    Ok(Response { status, request_id: header(&headers, "x-request-id"), headers: Some(headers), body })
}

/// The promise of the text of an answer; `None` where it is none that has a text.
fn text(answer: &JsValue) -> Option<Promise> {
    let text: Function = Reflect::get(answer, &JsValue::from_str("text")).ok()?.dyn_into().ok()?;
    Some(text.call0(answer).map_or_else(|error| Promise::reject(&error), |text| Promise::resolve(&text)))
}

/// A header of an answer, where it has headers.
fn header(headers: &JsValue, name: &str) -> Option<String> {
    let get: Function = Reflect::get(headers, &JsValue::from_str("get")).ok()?.dyn_into().ok()?;
    get.call1(headers, &JsValue::from_str(name)).ok()?.as_string()
}

/// The text stays in JavaScript, where reading JSON is several times faster.
fn body(text: JsValue) -> Body<JsValue> {
    let Ok(text) = text.dyn_into::<JsString>() else { return Body::Cut };
    if text.length() == 0 {
        return Body::Empty;
    }
    parse(&text).map_or(Body::NotJson, Body::Json)
}

fn init(request: &Request, authorization: &Secret, signal: &AbortSignal) -> Result<Object, JsValue> {
    let headers = Object::new();
    set(&headers, "authorization", &JsValue::from_str(authorization.expose()))?;
    for (name, value) in &request.headers {
        set(&headers, name, &JsValue::from_str(value))?;
    }
    let init = Object::new();
    set(&init, "method", &JsValue::from_str(request.operation.method.name()))?;
    set(&init, "headers", &headers)?;
    if let Some(body) = &request.body {
        set(&init, "body", &JsValue::from_str(body))?;
    }
    // Followed, a redirect would turn a POST into a GET that "succeeds", or carry the body elsewhere.
    set(&init, "redirect", &JsValue::from_str("manual"))?;
    set(&init, "signal", signal)?;
    Ok(init)
}

fn set(object: &Object, key: &str, value: &JsValue) -> Result<(), JsValue> {
    Reflect::set(object, &JsValue::from_str(key), value).map(|_| ())
}

fn global_fetch() -> Result<Function, JsValue> {
    Reflect::get(&js_sys::global(), &JsValue::from_str("fetch"))?
        .dyn_into()
        .map_err(|_| js_sys::Error::new("this runtime has no fetch; give one as the option fetch").into())
}

/// Whether the runtime says that the request never left. Nothing else is believed: a reset looks alike before and
/// after the request was read.
fn never_left(cause: &JsValue) -> bool {
    let code = |js: &JsValue| Reflect::get(js, &JsValue::from_str("code")).ok().and_then(|code| code.as_string());
    let inner = Reflect::get(cause, &JsValue::from_str("cause")).unwrap_or_default();
    let Some(code) = code(&inner).or_else(|| code(cause)) else { return false };
    matches!(
        code.as_str(),
        "ECONNREFUSED" | "ENOTFOUND" | "EAI_AGAIN" | "ENETUNREACH" | "EHOSTUNREACH" | "UND_ERR_CONNECT_TIMEOUT"
    ) || code.starts_with("CERT_")
        || code.starts_with("ERR_TLS_")
}
