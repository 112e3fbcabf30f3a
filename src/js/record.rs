//! Records for JavaScript: plain objects, for facts that cross rarely.

use serde::Serialize as _;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::error::Error;
use crate::record::Record;

/// A plain JavaScript object.
pub fn to_js(record: &Record) -> JsValue {
    // This cannot fail: a record has no 64-bit integers.
    record.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

/// The record of an error, to be thrown.
pub fn thrown(error: Box<Error>) -> JsValue {
    to_js(&error.record())
}
