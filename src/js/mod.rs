//! The JavaScript edge: the only files that know JavaScript.
//!
//! `convert` turns objects into values and back, `fetch` sends one request, `client` drives a call. The classes that
//! users see are in `pkg/src`.

mod allocator;
mod client;
pub mod convert;
mod fetch;
mod stop;

pub use client::Core;
