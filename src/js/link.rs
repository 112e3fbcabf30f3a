//! Whether a channel is linked, for JavaScript, which polls it.

use wasm_bindgen::prelude::*;

use crate::json;
use crate::link::{Link, progress};

/// How far a link is, by the JSON text of an answer, and of the one in which it was pending first, empty if it was not:
/// the place of the client in `clients`, or -1 where there is none, -2 while it is pending, -3 where it failed.
#[wasm_bindgen]
pub fn linked(channel: &str, is_v2: bool, first: &str, now: &str) -> i32 {
    let now = json::read(now).unwrap_or_default();
    match progress(channel, is_v2, json::read(first).as_ref(), &now) {
        Link::Absent => -1,
        Link::Pending => -2,
        Link::Failed => -3,
        Link::Active(place) => place.try_into().unwrap_or(-1),
    }
}
