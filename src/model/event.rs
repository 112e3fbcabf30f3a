//! The events that webhooks deliver, for the printed types (docs/api/v1.md, section 11.4; docs/api/v2.md, section 10).
//!
//! Like answers, events are an open world: every object may have fields that are in no table, and a trigger that
//! is in none is still an event. `pkg/src/webhooks` receives them and reads the few fields that it needs.

pub mod v1;
pub mod v2;

use super::Root;
use crate::schema::{Choice, Doc, Kind, Name, Union, Versions, name, prose};

/// The events of all versions, and the two objects around those of v2; what they are made of is found from here.
pub static EVENTS: &[Root] =
    &[Root::Union(&v1::EVENT), Root::Union(&v2::EVENT), Root::Object(&v2::APP), Root::Object(&v2::WEBHOOK)];

/// The triggers of webhooks, as types: the events, and in v1 and v1.1 `*`.
pub fn triggers() -> [Kind; 2] {
    let v1 = prose!(" An event that a webhook of v1 or v1.1 receives. `*` stands for all but `typing:appUser`.");
    let v2 = prose!(" An event that a webhook of v2 receives.");
    [words(name!("TriggerV1"), v1, &v1::EVENT, Some("*")), words(name!("TriggerV2"), v2, &v2::EVENT, None)]
}

fn words(name: Name, doc: Doc, event: &Union, more: Option<&'static str>) -> Kind {
    let words = event.variants.iter().map(|variant| variant.tag).chain(more);
    let words: Vec<_> = words.map(|word| (word, Versions::ALL)).collect();
    // Printed once, and then the program ends.
    Kind::Choice(Box::leak(Box::new(Choice { name, doc, words: words.leak() })))
}
