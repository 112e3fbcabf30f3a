//! The core of `smooch-edge`: what can be said to the Smooch / Sunshine Conversations API, and how it is said.
//!
//! A call flows one way: JavaScript object, [`value::Value`], [`schema::check`], an operation of [`api`], a request.
//! All of that is pure: no clock, no randomness, no JavaScript. Only `js` knows JavaScript.

pub mod json;
pub mod model;
pub mod schema;
pub mod value;
