//! The core of a client: its set-up, its tokens, and the calls that it starts.

use std::rc::Rc;

use js_sys::JsString;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

use super::call::{JsCall, monotonic};
use super::fetch::LastHeaders;
use super::record::thrown;
use super::text;
use crate::api::Operation;
use crate::ascii;
use crate::call::Call;
use crate::config::Config;
use crate::error::Error;
use crate::json;
use crate::model::options::{REACH_OPTIONS, WAIT_OPTIONS};
use crate::request::{CallInput, Request, checked};
use crate::session::Session;
use crate::value::UNDEFINED;

/// The core of a client. It shows nothing of what is in it.
#[wasm_bindgen]
#[expect(missing_debug_implementations, reason = "it holds secrets")]
pub struct Core {
    session: Rc<Session>,
    headers: Rc<LastHeaders>,
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
        Ok(Self { session: Rc::new(Session::new(config)), headers: Rc::default() })
    }

    /// Begins a call. `given` has a line each: the operation (as `api::line` has it), its ids, its query, its options, a
    /// random idempotency key for a call with `dedupe`, and its body. All but the operation and the key are as
    /// `pkg/src/serialize.js` writes them, empty if not given. Throws the record of an error if the input is invalid. The
    /// ids that v2 needs besides are looked up if `looks_up`; otherwise they must be given.
    pub fn call(&self, given: &JsString, looks_up: bool) -> Result<JsCall, JsValue> {
        let given = text::from_js(given);
        let mut rest = given.as_str();
        let mut line = || {
            let (line, after) = ascii::once(rest, b'\n').unwrap_or((rest, ""));
            rest = after;
            line
        };
        let [row, ids, query, options, nonce] = [line(), line(), line(), line(), line()];
        let given = CallInput { ids, body: rest, query, options, nonce, looks_up };
        let request = Operation::read(row)
            .map_err(|issue| Error::validation("a request", vec![issue]))
            .and_then(|operation| Request::new(&self.session.config, operation, given))
            .map_err(thrown)?;
        let call = Call::new(Rc::clone(&self.session), request, monotonic());
        Ok(JsCall::new(call, Rc::clone(&self.headers)))
    }

    /// Checks the options of `reach`, or else of `waitForLink`. Throws the record of an error.
    pub fn check(&self, options: &JsString, is_reach: bool) -> Result<(), JsValue> {
        let (name, table) = if is_reach {
            ("The options of reach, { dedupeKey: … },", &REACH_OPTIONS)
        } else {
            ("The options of waitForLink, { type: … },", &WAIT_OPTIONS)
        };
        checked(&self.session.config, name, table, &text::from_js(options)).map_err(thrown)
    }
}
