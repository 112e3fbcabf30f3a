//! Checks whether a channel is linked, for JavaScript, which polls it.

use js_sys::JsString;
use wasm_bindgen::prelude::*;

use super::text::from_js;
use crate::json;
use crate::link::{Link, progress};

/// The state of a link, by the JSON text of a response, and of the one in which it was first pending, empty if none:
/// the place of the client in `clients`, or -1 if there is none, -2 while it is pending, -3 if it failed.
#[wasm_bindgen]
pub fn linked(channel: &JsString, is_v2: bool, first: &JsString, now: &JsString) -> i32 {
    let [channel, first, now] = &[channel, first, now].map(from_js);
    let now = json::read(now).unwrap_or_default();
    match progress(channel, is_v2, json::read(first).as_ref(), &now) {
        Link::Absent => -1,
        Link::Pending => -2,
        Link::Failed => -3,
        Link::Active(place) => place.try_into().unwrap_or(-1),
    }
}
