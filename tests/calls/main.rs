//! A call from its start to its end, against a service that does with each request whatever a script says.
//!
//! `policy` tells, a row each, what a user of the package sees; `rules` draws scripts at random and holds every call to
//! the promises: nobody is reached twice, `sent` tells the truth, and every call ends in time.

#![cfg(not(target_family = "wasm"))]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

mod drive;
mod lookup;
mod policy;
mod rules;
mod service;
