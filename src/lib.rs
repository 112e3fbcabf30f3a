//! The core of `smooch-edge`: what can be said to the Smooch / Sunshine Conversations API, and how it is said.
//!
//! A call flows one way: JavaScript object, [`value::Value`], [`schema::check`], an operation of [`api`], a
//! [`request::Request`], and back through [`response`]. All of that is pure: no clock, no randomness, no JavaScript.
//! Only `js` knows JavaScript.

pub mod api;
pub mod auth;
pub mod base_url;
pub mod call;
pub mod client;
pub mod config;
pub mod cut;
pub mod decimal;
pub mod error;
pub mod evidence;
pub mod failure;
pub mod header;
#[cfg(target_family = "wasm")]
pub mod js;
pub mod json;
pub mod model;
pub mod record;
pub mod request;
pub mod response;
pub mod retry;
pub mod schema;
pub mod segment;
pub mod sentence;
pub mod value;
