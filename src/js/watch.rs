//! A link that is waited for, as JavaScript polls it.

use js_sys::JsString;
use wasm_bindgen::prelude::*;

use super::record::thrown;
use super::text::from_js;
use crate::json;
use crate::link::Watch;

/// A link that is waited for.
#[wasm_bindgen(js_name = Watch)]
#[expect(missing_debug_implementations, reason = "it knows names of clients")]
pub struct JsWatch(pub(super) Watch);

#[wasm_bindgen(js_class = Watch)]
impl JsWatch {
    /// Looks at an answer, the JSON text of v1's user or v2's list of clients: the JSON text of the client, once it is
    /// linked. Throws the record of an error if the link failed, or if the time is over.
    pub fn look(&mut self, answer: &JsString, is_over: bool) -> Result<Option<String>, JsValue> {
        let text = from_js(answer);
        let answer = json::read(&text).unwrap_or_default();
        self.0.look(&answer, is_over).map(|client| client.map(json::text)).map_err(thrown)
    }
}
