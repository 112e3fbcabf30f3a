//! The core of a client: its set-up, its tokens, and the calls that it starts.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use super::call::JsCall;
use super::record::thrown;
use crate::api;
use crate::auth::{Credentials, Minted, bearer};
use crate::config::Config;
use crate::error::Error;
use crate::header::check_value;
use crate::json;
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
    /// Reads the options of a client, as `pkg/src/text.js` writes them. Throws the record of an error.
    #[wasm_bindgen(constructor)]
    pub fn new(options: String) -> Result<Core, JsValue> {
        let options = Zeroizing::new(options);
        let config = Config::new(json::read(&options).unwrap_or_default()).map_err(thrown)?;
        Ok(Self { config: Rc::new(config), minted: RefCell::default(), budget: Rc::default() })
    }

    /// Starts a call of what was given, as `pkg/src/text.js` writes `[ids, body, query, options]`; `nonce` is a fresh
    /// opaque word for a call with `dedupe`. Throws the record of an error where what was given is wrong.
    pub fn call(&self, operation: &str, given: &str, nonce: Option<String>) -> Result<JsCall, JsValue> {
        let invalid = |what: &str| thrown(Error::validation("the call", vec![Fault::at(what, "known")]));
        let operation = api::operation(operation).ok_or_else(|| invalid("operation"))?;
        let Some(Value::Array(given)) = json::read(given) else { return Err(invalid("given")) };
        let mut given = given.into_iter();
        let mut next = || given.next().filter(|value| !value.is_undefined());
        let ids = match next() {
            Some(Value::Array(ids)) => ids,
            _ => Vec::new(),
        };
        let input = Input { ids, body: next(), query: next(), options: next(), nonce };
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
    pub fn bearer(&self, token: &str) -> Option<String> {
        let fits = !token.is_empty() && check_value(token).is_ok();
        fits.then(|| bearer(token).expose().into())
    }
}
