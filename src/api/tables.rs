//! The tables that bodies and queries are checked by before a call. Each is shipped; a row names it by its place in
//! [`TABLES`].
//!
//! Checked are the bodies that reach a person or are deep, and the queries of lists. All others are typed only.

use crate::model::options::{
    CLIENTS_QUERY, CONVERSATIONS_QUERY, INTEGRATIONS_QUERY, MESSAGES_QUERY as BY_TIME, PAGES as BY_CURSOR,
};
use crate::model::{
    activity, control, conversation, integration, link, menu, message, notification, template, user, webhook,
};
use crate::schema::Kind;

/// A user to create.
pub static CREATE_USER: Kind = Kind::Nested(&user::CREATE);
/// The changes to a user.
pub static UPDATE_USER: Kind = Kind::Nested(&user::UPDATE);
/// A channel to link.
pub static LINK: Kind = Kind::Nested(&link::LINKING);
/// A message to send.
pub static MESSAGE: Kind = Kind::Nested(&message::MESSAGE_V2);
/// A conversation to create, in v2.
pub static CREATE_CONVERSATION: Kind = Kind::Object(&conversation::CREATE_CONVERSATION);
/// An integration to create.
pub static CREATE_INTEGRATION: Kind = Kind::Union(&integration::INTEGRATION);
/// The changes to an integration.
pub static UPDATE_INTEGRATION: Kind = Kind::Object(&integration::UPDATE_INTEGRATION);
/// A webhook to create, in v1 and v1.1.
pub static CREATE_WEBHOOK: Kind = Kind::Object(&webhook::CREATE_WEBHOOK);
/// The changes to a webhook, in v1 and v1.1.
pub static UPDATE_WEBHOOK: Kind = Kind::Object(&webhook::UPDATE_WEBHOOK);
/// A webhook to create, in v2.
pub static CREATE_WEBHOOK_V2: Kind = Kind::Object(&webhook::CREATE_WEBHOOK_V2);
/// The changes to a webhook, in v2.
pub static UPDATE_WEBHOOK_V2: Kind = Kind::Object(&webhook::UPDATE_WEBHOOK_V2);
/// A moment before or after which messages were received, in v1 and v1.1.
pub static MOMENTS: Kind = Kind::Object(&BY_TIME);
/// A page by its cursor, in v2.
pub static PAGES: Kind = Kind::Object(&BY_CURSOR);
/// Which clients of a user, in v2.
pub static CLIENTS: Kind = Kind::Object(&CLIENTS_QUERY);
/// Whose conversations, in v2.
pub static CONVERSATIONS: Kind = Kind::Object(&CONVERSATIONS_QUERY);
/// Integrations of which types, in v2.
pub static INTEGRATIONS: Kind = Kind::Object(&INTEGRATIONS_QUERY);

/// An activity.
pub static ACTIVITY: Kind = Kind::Nested(&activity::ACTIVITY);
/// Who is to answer a conversation, in v2.
pub static PASS_CONTROL: Kind = Kind::Object(&control::PASS_CONTROL);
/// Who is asked to answer a conversation, in v2.
pub static OFFER_CONTROL: Kind = Kind::Object(&control::OFFER_CONTROL);
/// The metadata of accepting or releasing control, in v2.
pub static CONTROL: Kind = Kind::Object(&control::CONTROL);
/// The changes to a conversation, in v2.
pub static UPDATE_CONVERSATION: Kind = Kind::Object(&conversation::UPDATE_CONVERSATION);
/// A notification, in v1 and v1.1.
pub static NOTIFICATION: Kind = Kind::Union(&notification::NOTIFICATION);
/// A template to create, in v1 and v1.1.
pub static CREATE_TEMPLATE: Kind = Kind::Object(&template::CREATE_TEMPLATE);
/// The changes to a template, in v1 and v1.1.
pub static UPDATE_TEMPLATE: Kind = Kind::Object(&template::UPDATE_TEMPLATE);
/// A menu, in v1 and v1.1.
pub static MENU: Kind = Kind::Object(&menu::MENU);
/// Who joins a conversation, in v2.
pub static JOIN: Kind = Kind::Object(&conversation::PARTICIPANT);
/// Who leaves a conversation, in v2.
pub static LEAVE: Kind = Kind::Object(&conversation::LEAVE);

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
    &ACTIVITY,
    &PASS_CONTROL,
    &OFFER_CONTROL,
    &CONTROL,
    &UPDATE_CONVERSATION,
    &JOIN,
    &LEAVE,
    &UPDATE_INTEGRATION,
    &NOTIFICATION,
    &CREATE_TEMPLATE,
    &UPDATE_TEMPLATE,
    &MENU,
    &CLIENTS,
];
