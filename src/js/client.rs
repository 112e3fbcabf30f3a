//! Drives calls: reads what JavaScript gives, makes tokens, sends, and hands back results and errors.

use std::cell::RefCell;

use js_sys::{Array, Date, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

use super::convert;
use super::fetch::{self, Failed};
use crate::api;
use crate::auth::{Credentials, Minted, Secret, bearer};
use crate::call::{Call, Event, Failure, Step};
use crate::config::Config;
use crate::error::Error;
use crate::header::check_value;
use crate::request::{Input, Request};
use crate::schema::Fault;
use crate::value::Value;

/// The core of a client. It shows nothing of what is in it. Its methods take `&self` alone, so that calls may overlap.
#[wasm_bindgen]
#[expect(missing_debug_implementations, reason = "it holds secrets")]
pub struct Core {
    config: Config,
    fetch: Option<Function>,
    token: Option<Function>,
    minted: RefCell<Option<Minted>>,
}

#[wasm_bindgen]
impl Core {
    /// Reads the options of a client. Throws the record of an error.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue) -> Result<Core, JsValue> {
        let given = convert::value(options).map_err(|cause| unreadable("the options", &cause))?;
        let function = |name: &str| {
            Reflect::get(options, &JsValue::from_str(name)).ok().and_then(|member| member.dyn_into::<Function>().ok())
        };
        let config = Config::new(given).map_err(|error| convert::to_js(&error.record()))?;
        Ok(Self { config, fetch: function("fetch"), token: function("token"), minted: RefCell::default() })
    }

    /// The request that a call would send, with its authorisation: `{ method, url, headers, body }`.
    pub async fn build(&self, operation: &str, input: &CallInput) -> Result<JsValue, JsValue> {
        let request = self.request(operation, input)?;
        let authorization = match self.authorization(false).await {
            Ok(authorization) => authorization,
            Err(failed) => return Err(self.failed(&request, failed)),
        };
        let mut headers = vec![("authorization".into(), Value::from(authorization.expose()))];
        headers.extend(request.headers.iter().map(|(name, value)| (name.clone(), value.as_str().into())));
        let mut members = vec![
            ("method".into(), request.operation.method.name().into()),
            ("url".into(), request.url.as_str().into()),
            ("headers".into(), Value::Object(headers)),
        ];
        members.extend(request.body.map(|body| ("body".into(), body.into())));
        Ok(convert::to_js(&Value::Object(members)))
    }

    /// The query of the page after `page`, which `query` gave; `undefined` where it was the last.
    pub fn next_page(&self, query: &JsValue, page: &JsValue) -> JsValue {
        let query = convert::value(query).unwrap_or(Value::Null);
        api::next_page(&query, page).map_or(JsValue::UNDEFINED, |query| convert::to_js(&query))
    }

    /// Makes a call. Rejects with the record of an error, which has its `cause` where JavaScript gave one.
    pub async fn call(&self, operation: &str, input: &CallInput) -> Result<JsValue, JsValue> {
        let request = self.request(operation, input)?;
        let signal = input.signal();
        let mut call = Call::new(&self.config, &request);
        let mut step = call.next(Event::Start);
        // What JavaScript knows of the last attempt, for the error.
        let mut cause = JsValue::UNDEFINED;
        let mut headers = JsValue::UNDEFINED;
        loop {
            step = match step {
                Step::Send { timeout, renew } => {
                    let sent = self.send(&request, timeout, renew, signal.as_ref()).await;
                    call.next(match sent {
                        Ok(response) => {
                            cause = JsValue::UNDEFINED;
                            headers = response.headers.clone().unwrap_or_default();
                            Event::Answered(response)
                        }
                        Err(failed) => {
                            cause = failed.cause;
                            headers = JsValue::UNDEFINED;
                            Event::Failed(failed.failure)
                        }
                    })
                }
                Step::Done(answer) => return Ok(answer.unwrap_or_else(|| Object::new().into())),
                Step::Fail(error) => {
                    let record = thrown(&error, &cause);
                    let _ = Reflect::set(&record, &JsValue::from_str("headers"), &headers);
                    return Err(record);
                }
            };
        }
    }
}

impl Core {
    fn request(&self, operation: &str, input: &CallInput) -> Result<Request, JsValue> {
        let operation = api::operation(operation).ok_or_else(|| {
            convert::to_js(&Error::validation("the call", vec![Fault::at("operation", "known")]).record())
        })?;
        let given = read(input).map_err(|cause| unreadable(operation.name, &cause))?;
        Request::new(&self.config, operation, given).map_err(|error| convert::to_js(&error.record()))
    }

    async fn send(
        &self,
        request: &Request,
        timeout: u32,
        renew: bool,
        signal: Option<&AbortSignal>,
    ) -> Result<crate::response::Response<JsValue>, Failed> {
        let authorization = self.authorization(renew).await?;
        fetch::send(self.fetch.as_ref(), request, &authorization, timeout, signal).await
    }

    /// The header to authorise with. Tokens are signed at the first call, never when a client is made: at that time
    /// a worker may have no clock.
    async fn authorization(&self, renew: bool) -> Result<Secret, Failed> {
        match &self.config.credentials {
            Credentials::Fixed(header) => Ok(header.clone()),
            Credentials::Provided => self.provided().await.map_err(|cause| Failed::new(Failure::NoToken, cause)),
            Credentials::Signed { key_id, secret, scope } => {
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a clock after 1970")]
                let now = (Date::now() / 1000.0) as u64;
                let mut minted = self.minted.borrow_mut();
                let current = minted.take().filter(|minted| !renew && now < minted.renew_at);
                let current = current.unwrap_or_else(|| Minted::new(key_id, secret, *scope, now));
                let header = current.header.clone();
                *minted = Some(current);
                Ok(header)
            }
        }
    }

    async fn provided(&self) -> Result<Secret, JsValue> {
        let function = self.token.as_ref().ok_or_else(|| JsValue::from_str("there is no token function"))?;
        let token = JsFuture::from(Promise::resolve(&function.call0(&JsValue::UNDEFINED)?)).await?;
        let token = token.as_string().filter(|token| !token.is_empty() && check_value(token).is_ok());
        token.map(|token| bearer(&token)).ok_or_else(|| {
            js_sys::TypeError::new("the token function must give a string that can stand in a header").into()
        })
    }

    fn failed(&self, request: &Request, failed: Failed) -> JsValue {
        let mut call = Call::new(&self.config, request);
        match call.next::<JsValue>(Event::Failed(failed.failure)) {
            Step::Fail(error) => thrown(&error, &failed.cause),
            _ => failed.cause,
        }
    }
}

#[wasm_bindgen]
extern "C" {
    /// What a caller gives to an operation: `{ ids, body, query, options }`.
    #[wasm_bindgen(extends = Object)]
    pub type CallInput;

    #[wasm_bindgen(method, getter)]
    fn ids(this: &CallInput) -> Array;

    #[wasm_bindgen(method, getter)]
    fn body(this: &CallInput) -> JsValue;

    #[wasm_bindgen(method, getter)]
    fn query(this: &CallInput) -> JsValue;

    #[wasm_bindgen(method, getter)]
    fn options(this: &CallInput) -> JsValue;
}

impl CallInput {
    /// The caller's signal, which the check has found to be one.
    fn signal(&self) -> Option<AbortSignal> {
        let options = self.options();
        if !options.is_object() {
            return None;
        }
        let signal = Reflect::get(&options, &JsValue::from_str("signal")).ok()?;
        signal.is_object().then(|| signal.unchecked_into())
    }
}

fn read(input: &CallInput) -> Result<Input, JsValue> {
    Ok(Input {
        ids: input.ids().iter().map(|id| convert::value(&id)).collect::<Result<_, _>>()?,
        body: convert::optional(&input.body())?,
        query: convert::optional(&input.query())?,
        options: convert::optional(&input.options())?,
    })
}

/// A getter or a proxy of the caller's threw while it was read.
fn unreadable(what: &str, cause: &JsValue) -> JsValue {
    let error =
        Error::validation(what, vec![Fault::at(what, "readable; a getter of it threw the cause of this error")]);
    thrown(&error, cause)
}

/// The record of an error, with its cause.
fn thrown(error: &Error, cause: &JsValue) -> JsValue {
    let record = convert::to_js(&error.record());
    if !cause.is_undefined() {
        let _ = Reflect::set(&record, &JsValue::from_str("cause"), cause);
    }
    record
}
