//! JavaScript values in, JavaScript values out.
//!
//! In, by hand: JavaScript says more than JSON (functions, `Date`, `Map`, lone surrogates), and what cannot be sent must
//! be refused with its path rather than be lost. Out, through `serde-wasm-bindgen`.

use js_sys::{Array, Date, JsString, Object, Reflect};
use serde::Serialize as _;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::decimal;
use crate::response::Json;
use crate::value::{Members, Number, Value};

/// How deep a body may be; deeper is most likely an object that contains itself.
const DEPTH: u32 = 64;

#[wasm_bindgen]
extern "C" {
    /// `Object.prototype.toString`, which tells the class of an object also across realms.
    #[wasm_bindgen(js_namespace = ["Object", "prototype", "toString"], js_name = call)]
    fn class_of(value: &JsValue) -> JsString;

    #[wasm_bindgen(js_name = String)]
    fn text_of(value: &JsValue) -> String;
}

/// Reads a JavaScript value. The error is what a getter of the caller's threw.
pub fn value(js: &JsValue) -> Result<Value, JsValue> {
    read(js, DEPTH)
}

fn read(js: &JsValue, depth: u32) -> Result<Value, JsValue> {
    if let Some(text) = string(js) {
        return Ok(text);
    }
    if let Some(number) = js.as_f64() {
        return Ok(Value::Number(Number::new(number, number_text(number, js))));
    }
    if let Some(truth) = js.as_bool() {
        return Ok(Value::Bool(truth));
    }
    if js.is_null() {
        return Ok(Value::Null);
    }
    if !js.is_object() {
        return Ok(Value::Foreign(js.js_typeof().as_string().unwrap_or_default()));
    }
    let Some(depth) = depth.checked_sub(1) else {
        return Ok(Value::Foreign("structure of more than 64 levels (does it contain itself?)".into()));
    };
    if Array::is_array(js) {
        return js
            .unchecked_ref::<Array>()
            .iter()
            .map(|item| read(&item, depth))
            .collect::<Result<_, _>>()
            .map(Value::Array);
    }
    match class(js) {
        Class::Plain => members(js.unchecked_ref(), depth).map(Value::Object),
        Class::Date => Ok(date(js.unchecked_ref())),
        Class::Other(name) => Ok(Value::Foreign(name)),
    }
}

/// The text of a number as JavaScript writes it; whole numbers, which are the rule, without asking it.
fn number_text(number: f64, js: &JsValue) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and within the range of u64")]
    if number.fract() == 0.0 && (0.0..9_007_199_254_740_992.0).contains(&number) {
        decimal::text(number as u64)
    } else {
        text_of(js)
    }
}

fn string(js: &JsValue) -> Option<Value> {
    let text = js.as_string()?;
    // A lone surrogate has become U+FFFD on the way in: what was given cannot be sent.
    let broken = text.chars().any(|c| c == '\u{fffd}') && !js.unchecked_ref::<JsString>().is_valid_utf16();
    Some(if broken { Value::Foreign("string with half a surrogate pair".into()) } else { Value::String(text) })
}

enum Class {
    Plain,
    Date,
    Other(String),
}

fn class(js: &JsValue) -> Class {
    let name = class_of(js).as_string().unwrap_or_default();
    match name.strip_prefix("[object ").and_then(|name| name.strip_suffix(']')).unwrap_or_default() {
        "Object" | "EventTarget" if is_signal(js) => Class::Other("AbortSignal".into()),
        "Object" => Class::Plain,
        "Date" => Class::Date,
        "Function" | "AsyncFunction" => Class::Other("function".into()),
        other => Class::Other(other.into()),
    }
}

/// By its members: the signals of Vercel's edge runtime call themselves `EventTarget`, those of Workers with an old
/// compatibility date `Object`.
fn is_signal(js: &JsValue) -> bool {
    let member = |name: &str| Reflect::get(js, &JsValue::from_str(name)).unwrap_or_default();
    member("aborted").as_bool().is_some() && member("addEventListener").is_function()
}

fn date(date: &Date) -> Value {
    if date.get_time().is_nan() {
        return Value::Foreign("Date that is not valid".into());
    }
    Value::Date(date.to_iso_string().into())
}

/// The own enumerable members of an object, as `JSON.stringify` sees them: those that are `undefined` are absent.
fn members(object: &Object, depth: u32) -> Result<Members, JsValue> {
    let keys = Object::keys(object);
    let mut members = Members::new();
    for key in keys.iter() {
        let member = Reflect::get(object, &key)?;
        if !member.is_undefined() {
            members.push((key.as_string().unwrap_or_default(), read(&member, depth)?));
        }
    }
    Ok(members)
}

/// Makes a JavaScript value of plain objects, arrays and primitives.
pub fn to_js(value: &Value) -> JsValue {
    // Serialising a value cannot fail: its keys are strings, and it has no 64-bit integers.
    value.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

/// Sets a member of an object that was made here.
pub(super) fn set(object: &JsValue, key: &str, value: &JsValue) {
    // A plain object takes every member.
    let _ = Reflect::set(object, &JsValue::from_str(key), value);
}

impl Json for JsValue {
    fn is_object(&self) -> bool {
        JsValue::is_object(self) && !Array::is_array(self)
    }

    fn get(&self, key: &str) -> Option<Self> {
        Reflect::get(self, &JsValue::from_str(key)).ok().filter(|member| !member.is_undefined())
    }

    fn text(&self) -> Option<String> {
        self.as_string()
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn object<const N: usize>(members: [(&str, Option<Self>); N]) -> Self {
        let object = Object::new().into();
        for (key, member) in members {
            if let Some(member) = member {
                set(&object, key, &member);
            }
        }
        object
    }

    fn items(&self) -> Option<Vec<Self>> {
        Array::is_array(self).then(|| self.unchecked_ref::<Array>().to_vec())
    }
}
