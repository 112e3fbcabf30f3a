//! The core of `smooch-edge`: what can be said to the Smooch / Sunshine Conversations API, and how it is said.
//!
//! A call flows one way: JavaScript object, [`value::Value`], [`schema::check`], an operation of [`api`], a
//! [`request::Request`], and back through [`response`]. All of that is pure: no clock, no randomness, no JavaScript.
//! Only `js` knows JavaScript.

pub mod api;
pub mod ascii;
pub mod auth;
pub mod base_url;
pub mod call;
pub mod config;
pub mod decimal;
pub mod error;
pub mod failure;
pub mod header;
pub mod join;
#[cfg(target_family = "wasm")]
pub mod js;
pub mod json;
pub mod link;
pub mod model;
#[cfg(not(target_family = "wasm"))]
pub mod outcomes;
pub mod percent;
pub mod readback;
pub mod record;
pub mod request;
pub mod response;
pub mod retry;
pub mod schema;
pub mod session;
pub mod value;
