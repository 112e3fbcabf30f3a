//! Text that crosses from JavaScript.
#![allow(unsafe_code, reason = "what the encoder writes is UTF-8")]

use js_sys::JsString;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/js/text.js")]
extern "C" {
    fn encode(text: &JsString, into: &mut [u8]) -> usize;
}

/// A copy of `text`. Faster than an argument of type `String` from 40 characters on.
pub fn from_js(text: &JsString) -> String {
    let length = text.length() as usize;
    if length == 0 {
        return String::new();
    }
    let mut bytes = vec![0; length.saturating_mul(3)];
    let written = encode(text, &mut bytes);
    bytes.truncate(written);
    // SAFETY: `encodeInto` writes whole characters of UTF-8 and nothing else (WHATWG Encoding, 8.1.2).
    unsafe { String::from_utf8_unchecked(bytes) }
}
