//! The responses of v2 (docs/api/v2.md, sections 4 to 10). Its tables are beside those of v1 and end in `V2`.
//!
//! The official shape requires next to nothing. Required here is what every example has and nothing works without;
//! what the official shape calls nullable may be `null`.

pub mod client;
pub mod content;
pub mod conversation;
pub mod integration;
pub mod message;
pub mod page;
pub mod switchboard;
pub mod user;
