//! The JavaScript edge: the only Rust files that know JavaScript.
//!
//! `pkg/src` drives `core` and `call`. Data crosses as one text each way, since every property that crosses by itself
//! costs as much as the check of it; records of errors are plain objects. Nothing here waits: time, sockets and promises
//! are JavaScript's own (docs/decisions/).

mod allocator;
mod call;
mod core;
mod fetch;
mod link;
mod record;
mod text;

pub use self::call::{JsBody, JsCall, JsFailure, JsStep};
pub use self::core::Core;
