//! The operations of the API. One row is one operation: the single source of its method in JavaScript, its types, its
//! line in the reference, its route in the emulator, and the request itself.
//!
//! The rows are in one file a group and stay on the host. The core needs of a row only an [`Operation`]: it travels
//! as a short text from generated JavaScript with each call (`line`, docs/decisions/0013-a-row-travels.md). Only the
//! tables that are checked before a call (`tables`) and the operations that the core calls by itself (`own`) are shipped.

#[cfg(not(target_family = "wasm"))]
mod accounts;
#[cfg(not(target_family = "wasm"))]
mod activities;
#[cfg(not(target_family = "wasm"))]
mod attachments;
#[cfg(not(target_family = "wasm"))]
mod channels;
#[cfg(not(target_family = "wasm"))]
mod conversations;
#[cfg(not(target_family = "wasm"))]
mod integrations;
mod line;
#[cfg(not(target_family = "wasm"))]
mod menu;
#[cfg(not(target_family = "wasm"))]
mod messages;
#[cfg(not(target_family = "wasm"))]
mod oauth;
mod operation;
pub mod own;
#[cfg(not(target_family = "wasm"))]
pub mod print;
#[cfg(not(target_family = "wasm"))]
pub mod row;
#[cfg(not(target_family = "wasm"))]
mod switchboards;
pub mod tables;
#[cfg(not(target_family = "wasm"))]
mod users;
#[cfg(not(target_family = "wasm"))]
mod webhooks;

#[cfg(not(target_family = "wasm"))]
pub use line::line;
pub use operation::{Lookup, Method, Operation};

/// Every operation, group by group, in the order in which they are printed.
#[cfg(not(target_family = "wasm"))]
pub static GROUPS: &[&row::Group] = &[
    &users::USERS,
    &channels::CHANNELS,
    &messages::MESSAGES,
    &conversations::CONVERSATIONS,
    &activities::ACTIVITIES,
    &attachments::ATTACHMENTS,
    &webhooks::WEBHOOKS,
    &integrations::INTEGRATIONS,
    &conversations::PARTICIPANTS,
    &switchboards::SWITCHBOARDS,
    &switchboards::SWITCHBOARD_INTEGRATIONS,
    &menu::MENU,
    &menu::TEMPLATES,
    &integrations::MESSAGE_TEMPLATES,
    &integrations::INTEGRATION_MENU,
    &integrations::INTEGRATION_PROFILE,
    &integrations::INTEGRATION_KEYS,
    &users::DEVICES,
    &channels::BUSINESS_SYSTEMS,
    &conversations::CONVERSION_EVENTS,
    &accounts::APPS,
    &accounts::APP_KEYS,
    &accounts::SERVICE_ACCOUNTS,
    &accounts::SERVICE_ACCOUNT_KEYS,
    &accounts::DEPLOYMENTS,
    &oauth::OAUTH,
];

/// The operation of that name, if the version has it.
#[cfg(not(target_family = "wasm"))]
pub fn operation(name: &str, version: crate::schema::Version) -> Option<Operation> {
    let mut rows = GROUPS.iter().flat_map(|group| group.rows);
    rows.find(|row| row.name == name)?.operation(version)
}
