//! The core of a client: its set-up, its tokens, and the calls that it starts.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::call::JsCall;
use super::convert;
use crate::api;
use crate::auth::{Credentials, Minted, bearer};
use crate::config::Config;
use crate::error::Error;
use crate::header::check_value;
use crate::request::{Input, Request};
use crate::retry::Budget;
use crate::schema::Fault;
use crate::value::Value;

/// The core of a client. It shows nothing of what is in it.
#[wasm_bindgen]
#[expect(missing_debug_implementations, reason = "it holds secrets")]
pub struct Core {
    config: Rc<Config>,
    minted: RefCell<Option<Minted>>,
    budget: Rc<RefCell<Budget>>,
}

#[wasm_bindgen]
impl Core {
    /// Reads the options of a client. Throws the record of an error.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsValue) -> Result<Core, JsValue> {
        let given = read("The options", options)?;
        let config = Config::new(given.unwrap_or_else(|| Value::Object(Vec::new()))).map_err(thrown)?;
        Ok(Self { config: Rc::new(config), minted: RefCell::default(), budget: Rc::default() })
    }

    /// Starts a call; `nonce` is a fresh opaque word for one with `dedupe`. Throws the record of an error where what was given is wrong.
    pub fn call(
        &self,
        operation: &str,
        ids: &Array,
        body: &JsValue,
        query: &JsValue,
        options: &JsValue,
        nonce: Option<String>,
    ) -> Result<JsCall, JsValue> {
        let operation = api::operation(operation)
            .ok_or_else(|| thrown(Error::validation("the call", vec![Fault::at("operation", "one of the API")])))?;
        let input = Input {
            ids: ids.iter().map(|id| value("The ids", &id)).collect::<Result<_, _>>()?,
            body: read("The body", body)?,
            query: read("The query", query)?,
            options: read("The options", options)?,
            nonce,
        };
        let request = Request::new(&self.config, operation, input).map_err(thrown)?;
        Ok(JsCall::new(Rc::clone(&self.config), Rc::clone(&self.budget), request))
    }

    /// The header to authorise with at `now` (in milliseconds, as `Date.now()` counts), or `undefined` where the caller
    /// has a token function.
    ///
    /// Tokens are signed at the first call, never when a client is made: at that time a worker may have no clock.
    pub fn authorization(&self, now: f64) -> Option<String> {
        match &self.config.credentials {
            Credentials::Provided => None,
            Credentials::Fixed(header) => Some(header.expose().into()),
            Credentials::Signed { key_id, secret, scope } => {
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a clock after 1970")]
                let now = (now / 1000.0) as u64;
                let mut minted = self.minted.borrow_mut();
                let current = minted.take().filter(|minted| now < minted.renew_at);
                let current = current.unwrap_or_else(|| Minted::new(key_id, secret, *scope, now));
                let header = current.header.expose().into();
                *minted = Some(current);
                Some(header)
            }
        }
    }

    /// Forgets the token, which the service has refused.
    pub fn renew(&self) {
        self.minted.borrow_mut().take();
    }

    /// The header for what the caller's token function gave, or `undefined` where that is no token.
    pub fn bearer(&self, token: &JsValue) -> Option<String> {
        let token = token.as_string().filter(|token| !token.is_empty() && check_value(token).is_ok())?;
        Some(bearer(&token).expose().into())
    }

    /// The cursor of the page after `page`; `undefined` where it was the last.
    pub fn next_page(&self, forwards: bool, page: &JsValue) -> Option<f64> {
        api::next_page(forwards, page)
    }
}

/// Reads what a caller gave, where they gave something.
fn read(what: &'static str, given: &JsValue) -> Result<Option<Value>, JsValue> {
    if given.is_undefined() { Ok(None) } else { value(what, given).map(Some) }
}

/// Reads what a caller gave. Where a getter of theirs throws, that is the cause of the error.
fn value(what: &'static str, given: &JsValue) -> Result<Value, JsValue> {
    convert::value(given).map_err(|cause| {
        let fault = Fault::whole(what, "readable; a getter of it threw the cause of this error");
        let record = thrown(Error::validation(what, vec![fault]));
        convert::set(&record, "cause", &cause);
        record
    })
}

fn thrown(error: Box<Error>) -> JsValue {
    convert::to_js(&error.record())
}
