//! The core of a client: its set-up, its tokens, and the calls that it starts.

use std::rc::Rc;

use js_sys::JsString;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use super::call::JsCall;
use super::record::thrown;
use super::text;
use crate::api::Operation;
use crate::ascii;
use crate::call::Call;
use crate::config::Config;
use crate::error::Error;
use crate::json;
use crate::request::{CallInput, Request};
use crate::session::Session;
use crate::value::UNDEFINED;

/// The core of a client. It shows nothing of what is in it.
#[wasm_bindgen]
#[expect(missing_debug_implementations, reason = "it holds secrets")]
pub struct Core {
    session: Rc<Session>,
}

#[wasm_bindgen]
impl Core {
    /// Reads the options of a client, as `pkg/src/serialize.js` writes them. Throws the record of an error.
    ///
    /// In a browser, requests cannot say that they come from this package.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &JsString, in_browser: bool) -> Result<Core, JsValue> {
        let options = Zeroizing::new(text::from_js(options));
        let mut config = Config::new(json::read(&options).unwrap_or(UNDEFINED)).map_err(thrown)?;
        if !in_browser {
            config.name_agent();
        }
        Ok(Self { session: Rc::new(Session::new(config)) })
    }

    /// Begins a call of what was given: a line each for the operation (`api::line`), the ids, the query, the options, a fresh
    /// opaque word for a call with `dedupe`, and the body. Ids, query, options and body are as `pkg/src/serialize.js` writes them; what is
    /// not given is empty. Throws the record of an error where what was given is wrong.
    pub fn call(&self, given: &JsString) -> Result<JsCall, JsValue> {
        let given = text::from_js(given);
        let mut rest = given.as_str();
        let mut next = || {
            let (line, after) = ascii::once(rest, b'\n').unwrap_or((rest, ""));
            rest = after;
            line
        };
        let operation = Operation::read(next());
        let given = CallInput { ids: next(), query: next(), options: next(), nonce: next(), body: rest };
        let request = operation
            .map_err(|issue| Error::validation("a request", vec![issue]))
            .and_then(|operation| Request::new(&self.session.config, operation, given))
            .map_err(thrown)?;
        Ok(JsCall::new(Call::new(Rc::clone(&self.session), request, js_sys::Date::now())))
    }
}
