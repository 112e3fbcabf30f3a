//! What the calls of one client share.

use std::cell::RefCell;

use crate::auth::CachedToken;
use crate::config::Config;
use crate::retry::Budget;

/// What the calls of one client share.
#[derive(Debug)]
pub struct Session {
    /// How it is set up.
    pub config: Config,
    /// What it may spend on repeats.
    pub budget: RefCell<Budget>,
    /// The token that was signed last.
    pub cached_token: RefCell<Option<CachedToken>>,
}

impl Session {
    /// A client that has made no call.
    pub fn new(config: Config) -> Self {
        Self { config, budget: RefCell::default(), cached_token: RefCell::default() }
    }
}
