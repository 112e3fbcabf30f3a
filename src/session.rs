//! The state that the calls of one client share.

use std::cell::RefCell;

use crate::auth::CachedToken;
use crate::config::Config;
use crate::retry::Budget;

/// The state that the calls of one client share: settled facts, never anything that is under way.
#[derive(Debug)]
pub struct Session {
    /// The configuration.
    pub config: Config,
    /// The retry budget.
    pub budget: RefCell<Budget>,
    /// The token that was signed last.
    pub cached_token: RefCell<Option<CachedToken>>,
    /// The ids that were looked up.
    pub known: RefCell<Known>,
}

impl Session {
    /// A client that has made no call.
    pub fn new(config: Config) -> Self {
        Self { config, budget: RefCell::default(), cached_token: RefCell::default(), known: RefCell::default() }
    }
}

/// The ids that were looked up, by a name each: 10,000 at most, of which the oldest goes first.
#[derive(Default)]
pub struct Known {
    /// A number for each name, so that a search compares few texts.
    numbers: Vec<u32>,
    entries: Vec<(String, String)>,
    /// The place of the next one once the list is full.
    next: usize,
}

/// Names hold ids of users.
impl std::fmt::Debug for Known {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Known")
    }
}

impl Known {
    const MOST: usize = 10_000;

    /// The id under this name.
    pub fn get(&self, name: &str) -> Option<&str> {
        let (_, id) = self.entries.get(self.find(name)?)?;
        Some(id)
    }

    /// Remembers an id under a name; nothing under an empty one.
    pub fn set(&mut self, name: String, id: String) {
        if name.is_empty() {
            return;
        }
        let at = self.find(&name);
        let number = number(&name);
        if at.is_none() && self.entries.len() < Self::MOST {
            self.numbers.push(number);
            self.entries.push((name, id));
            return;
        }
        let at = at.unwrap_or_else(|| {
            let at = self.next;
            self.next = if at.wrapping_add(1) == Self::MOST { 0 } else { at.wrapping_add(1) };
            at
        });
        if let (Some(old), Some(entry)) = (self.numbers.get_mut(at), self.entries.get_mut(at)) {
            (*old, *entry) = (number, (name, id));
        }
    }

    /// Forgets what is under a name.
    pub fn forget(&mut self, name: &str) {
        if let Some(entry) = self.find(name).and_then(|at| self.entries.get_mut(at)) {
            *entry = Default::default();
        }
    }

    fn find(&self, name: &str) -> Option<usize> {
        let number = number(name);
        let mut at: usize = 0;
        for other in &self.numbers {
            if *other == number && self.entries.get(at).is_some_and(|(known, _)| known == name) {
                return Some(at);
            }
            at = at.wrapping_add(1);
        }
        None
    }
}

/// A number that few names share (FNV-1a).
fn number(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |number, byte| (number ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_known_by_their_names_until_they_are_forgotten() {
        let mut known = Known::default();
        known.set("user ada".into(), "1".into());
        known.set("type ada".into(), "2".into());
        known.set("user ada".into(), "3".into());
        known.set(String::new(), "4".into());
        assert_eq!((known.get("user ada"), known.get("type ada"), known.get("")), (Some("3"), Some("2"), None));
        known.forget("user ada");
        known.forget("user bob");
        assert_eq!((known.get("user ada"), known.get("type ada")), (None, Some("2")));
    }

    #[test]
    fn of_more_than_ten_thousand_the_oldest_goes_first() {
        let mut known = Known::default();
        for n in 0..10_002 {
            known.set(format!("user {n}"), n.to_string());
        }
        assert_eq!((known.get("user 0"), known.get("user 1")), (None, None));
        for n in [2, 9_999, 10_000, 10_001] {
            assert_eq!(known.get(&format!("user {n}")), Some(n.to_string().as_str()));
        }
        assert_eq!(known.entries.len(), 10_000);
    }
}
