//! The core of a client: its set-up, its tokens, and the calls that it starts.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use super::call::JsCall;
use super::record::thrown;
use crate::api;
use crate::auth::Minted;
use crate::call::Call;
use crate::config::Config;
use crate::json;
use crate::request::{Input, Request};
use crate::retry::Budget;
use crate::value::Value;

/// The core of a client. It shows nothing of what is in it.
#[wasm_bindgen]
#[expect(missing_debug_implementations, reason = "it holds secrets")]
pub struct Core {
    config: Rc<Config>,
    minted: Rc<RefCell<Option<Minted>>>,
    budget: Rc<RefCell<Budget>>,
}

#[wasm_bindgen]
impl Core {
    /// Reads the options of a client, as `pkg/src/text.js` writes them. Throws the record of an error.
    #[wasm_bindgen(constructor)]
    pub fn new(options: String) -> Result<Core, JsValue> {
        let options = Zeroizing::new(options);
        let config = Config::new(json::read(&options).unwrap_or_default()).map_err(thrown)?;
        Ok(Self { config: Rc::new(config), minted: Rc::default(), budget: Rc::default() })
    }

    /// Starts a call of what was given, as `pkg/src/text.js` writes `[operation, ids, body, query, options, nonce]`; the
    /// nonce is a fresh opaque word for a call with `dedupe`. Throws the record of an error where what was given is wrong.
    pub fn call(&self, given: &str) -> Result<JsCall, JsValue> {
        let given = json::read(given).unwrap_or_default();
        let mut given = match given {
            Value::Array(given) => given,
            _ => Vec::new(),
        }
        .into_iter();
        let mut next = || given.next().filter(|value| !value.is_undefined());
        let name = next();
        let name = name.as_ref().and_then(Value::as_str).unwrap_or_default();
        let operation = api::operation(name, self.config.version).ok_or_else(|| thrown(api::unknown(name)))?;
        let ids = match next() {
            Some(Value::Array(ids)) => ids,
            _ => Vec::new(),
        };
        let (body, query, options) = (next(), next(), next());
        let nonce = next().as_ref().and_then(Value::as_str).map(Into::into);
        let input = Input { ids, body, query, options, nonce };
        let request = Request::new(&self.config, operation, input).map_err(thrown)?;
        let call = Call::new(Rc::clone(&self.config), Rc::clone(&self.budget), request);
        Ok(JsCall::new(call, Rc::clone(&self.minted)))
    }
}
