//! The core of a client: its set-up, its tokens, and the calls that it starts.

use std::rc::Rc;

use js_sys::JsString;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use super::call::JsCall;
use super::record::thrown;
use super::text;
use crate::api;
use crate::call::Call;
use crate::client::Client;
use crate::config::Config;
use crate::cut;
use crate::json;
use crate::request::{Given, Request};
use crate::value::UNDEFINED;

/// The core of a client. It shows nothing of what is in it.
#[wasm_bindgen]
#[expect(missing_debug_implementations, reason = "it holds secrets")]
pub struct Core {
    client: Rc<Client>,
}

#[wasm_bindgen]
impl Core {
    /// Reads the options of a client, as `pkg/src/text.js` writes them. Throws the record of an error.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsString) -> Result<Core, JsValue> {
        let options = Zeroizing::new(text::from_js(options));
        let config = Config::new(json::read(&options).unwrap_or(UNDEFINED)).map_err(thrown)?;
        Ok(Self { client: Rc::new(Client::new(config)) })
    }

    /// Begins a call of what was given: a line each for the operation, the ids, the query, the options, a fresh opaque word
    /// for a call with `dedupe`, and the body. Ids, query, options and body are as `pkg/src/text.js` writes them; what is
    /// not given is empty. Throws the record of an error where what was given is wrong.
    pub fn call(&self, given: &JsString) -> Result<JsCall, JsValue> {
        let given = text::from_js(given);
        let mut rest = given.as_str();
        let mut next = || {
            let (line, after) = cut::once(rest, b'\n').unwrap_or((rest, ""));
            rest = after;
            line
        };
        let name = next();
        let operation = api::operation(name, self.client.config.version).ok_or_else(|| thrown(api::unknown(name)))?;
        let given = Given { ids: next(), query: next(), options: next(), nonce: next(), body: rest };
        let request = Request::new(&self.client.config, operation, given).map_err(thrown)?;
        Ok(JsCall::new(Call::new(Rc::clone(&self.client), request, js_sys::Date::now())))
    }
}
