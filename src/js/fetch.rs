//! Calls `fetch`: builds the arguments and calls the function itself, the runtime's or the caller's.
//!
//! A small JavaScript function takes what would be a dozen crossings, one for each member of an object
//! (docs/decisions/0012-the-core-calls-fetch.md).

use std::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::prelude::*;

use crate::auth::Secret;
use crate::join::concat;
use crate::request::Request;
use crate::session::Session;

#[wasm_bindgen(module = "/src/js/fetch.js")]
extern "C" {
    #[wasm_bindgen(js_name = headersOf)]
    fn headers_of(lines: &str) -> JsValue;

    #[wasm_bindgen(js_name = callFetch)]
    fn call_fetch(fetch: &Function, request: &str, headers: &JsValue, signal: &JsValue) -> JsValue;
}

/// The headers of the last request, as text and as an object: most requests of a client have the same.
#[derive(Default)]
pub struct LastHeaders(RefCell<Option<(String, JsValue)>>);

impl LastHeaders {
    /// The object of these headers.
    fn object(&self, lines: String) -> JsValue {
        let mut last = self.0.borrow_mut();
        if let Some((known, object)) = &*last
            && *known == lines
        {
            return object.clone();
        }
        let object = headers_of(&lines);
        *last = Some((lines, object.clone()));
        object
    }
}

/// Calls `fetch` with a request and returns what it returns: a promise, unless it is no `fetch`.
///
/// Nothing of the session is borrowed during the call: the function may be the caller's own, and make other calls.
pub fn send(
    session: &Session,
    last: &LastHeaders,
    request: &Request,
    given: Option<&Secret>,
    fetch: &Function,
    signal: &JsValue,
) -> JsValue {
    let Session { config, cached_token, .. } = session;
    let headers = {
        let cached_token = cached_token.borrow();
        let header = given.or_else(|| config.credentials.header(cached_token.as_ref()));
        let [name, authorization] = match header {
            Some(header) if !request.operation.is_open => ["\nauthorization: ", header.expose()],
            _ => ["", ""],
        };
        last.object(concat(&[
            name,
            authorization,
            if request.body.is_some() { "\ncontent-type: application/json" } else { "" },
            &config.headers,
            &request.headers,
        ]))
    };
    let method = request.operation.method.name();
    let [mark, body] = request.body.as_ref().map_or(["", ""], |body| ["\n", body]);
    call_fetch(fetch, &concat(&[method, " ", &request.url, mark, body]), &headers, signal)
}
