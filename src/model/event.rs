//! What webhooks bring, for the printed types (api facts, section 11.4; api facts v2, section 10).
//!
//! Like answers, events are an open world: every object may have fields that stand in no table, and a trigger that
//! stands in none is still an event. `pkg/src/webhooks` receives them and reads the few fields that it needs.

pub mod v1;
pub mod v2;

use super::Root;

/// The events of all versions, and the two objects around those of v2; what they are made of is found from here.
pub static EVENTS: &[Root] =
    &[Root::Union(&v1::EVENT), Root::Union(&v2::EVENT), Root::Object(&v2::APP), Root::Object(&v2::WEBHOOK)];
