//! Records for JavaScript: what the core tells in plain objects, where it tells it rarely.

use serde::Serialize as _;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::error::Error;
use crate::value::Value;

/// A JavaScript value of plain objects, arrays and primitives.
pub fn to_js(value: &Value) -> JsValue {
    // Serialising a value cannot fail: its keys are strings, and it has no 64-bit integers.
    value.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

/// The record of an error, to be thrown.
pub fn thrown(error: Box<Error>) -> JsValue {
    to_js(&error.record())
}
