//! Bodies and queries that are typed only: they are passed on as they are, and their tables stay on the host.

pub mod account;
pub mod app;
pub mod attachment;
pub mod conversion;
pub mod deployment;
pub mod key;
pub mod oauth;
pub mod profile;
pub mod query;
pub mod switchboard;
pub mod template;
pub mod user;
