//! The JavaScript edge: the only Rust files that know JavaScript.
//!
//! `core` and `call` are what `pkg/src` drives, `convert` turns objects into values and back. Nothing here waits: time,
//! sockets and promises are JavaScript's own (docs/decisions/0002-javascript-drives.md).

mod allocator;
mod call;
pub mod convert;
mod core;

pub use self::call::{JsCall, JsStep};
pub use self::core::Core;
