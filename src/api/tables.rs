//! The tables that bodies and queries are checked by before a call. Each is shipped; a row names it by its place in
//! [`TABLES`].
//!
//! Checked are the bodies that reach a person or are deep, and the queries of lists. All others are typed only.

use crate::model::options::{CONVERSATIONS_QUERY, INTEGRATIONS_QUERY, MESSAGES_QUERY as BY_TIME, PAGES as BY_CURSOR};
use crate::model::{conversation, link, message, user, webhook};
use crate::schema::Kind;

/// A user to create.
pub static CREATE_USER: Kind = Kind::Nested(&user::CREATE);
/// What to change of a user.
pub static UPDATE_USER: Kind = Kind::Nested(&user::UPDATE);
/// A channel to link.
pub static LINK: Kind = Kind::Nested(&link::LINKING);
/// A message to send.
pub static MESSAGE: Kind = Kind::Nested(&message::MESSAGE_V2);
/// A conversation to create, in v2.
pub static CREATE_CONVERSATION: Kind = Kind::Object(&conversation::CREATE_CONVERSATION);
/// A custom integration to create, in v2.
pub static CREATE_INTEGRATION: Kind = Kind::Object(&webhook::CREATE_INTEGRATION);
/// A webhook to create, in v1 and v1.1.
pub static CREATE_WEBHOOK: Kind = Kind::Object(&webhook::CREATE_WEBHOOK);
/// What to change of a webhook, in v1 and v1.1.
pub static UPDATE_WEBHOOK: Kind = Kind::Object(&webhook::UPDATE_WEBHOOK);
/// A webhook to create, in v2.
pub static CREATE_WEBHOOK_V2: Kind = Kind::Object(&webhook::CREATE_WEBHOOK_V2);
/// What to change of a webhook, in v2.
pub static UPDATE_WEBHOOK_V2: Kind = Kind::Object(&webhook::UPDATE_WEBHOOK_V2);
/// A moment before or after which messages were received, in v1 and v1.1.
pub static MOMENTS: Kind = Kind::Object(&BY_TIME);
/// A page by its cursor, in v2.
pub static PAGES: Kind = Kind::Object(&BY_CURSOR);
/// Whose conversations, in v2.
pub static CONVERSATIONS: Kind = Kind::Object(&CONVERSATIONS_QUERY);
/// Integrations of which types, in v2.
pub static INTEGRATIONS: Kind = Kind::Object(&INTEGRATIONS_QUERY);

/// The tables that a row can name.
pub static TABLES: &[&Kind] = &[
    &CREATE_USER,
    &UPDATE_USER,
    &LINK,
    &MESSAGE,
    &CREATE_CONVERSATION,
    &CREATE_INTEGRATION,
    &CREATE_WEBHOOK,
    &UPDATE_WEBHOOK,
    &CREATE_WEBHOOK_V2,
    &UPDATE_WEBHOOK_V2,
    &MOMENTS,
    &PAGES,
    &CONVERSATIONS,
    &INTEGRATIONS,
];
