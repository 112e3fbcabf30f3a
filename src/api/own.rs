//! The operations that the core calls by itself: to read back whether a request has happened, and to look up what v2
//! wants. They are shipped; the rows of their groups are made of them.

use super::tables::{CLIENTS, CONVERSATIONS, CREATE_CONVERSATION, CREATE_INTEGRATION, INTEGRATIONS, MOMENTS, PAGES};
use super::{Method, Operation};

/// Reads a user.
pub const USERS_GET: Operation = Operation::new("users.get", Method::Get, "/appusers/{userId}");

/// Reads a user, in v2.
pub const USERS_GET_V2: Operation = Operation::new("users.get", Method::Get, "/users/{userId}");

/// Lists the clients of a user, in v2.
pub const CHANNELS_LIST_V2: Operation =
    Operation::new("channels.list", Method::Get, "/users/{userId}/clients").query(&CLIENTS);

/// Removes a client of a user, in v2.
pub const CHANNELS_UNLINK_V2: Operation =
    Operation::new("channels.unlink", Method::Delete, "/users/{userId}/clients/{clientId}");

/// Lists the messages of a user.
pub const MESSAGES_LIST: Operation =
    Operation::new("messages.list", Method::Get, "/appusers/{userId}/messages").query(&MOMENTS);

/// Lists the messages of a conversation, in v2.
pub const MESSAGES_LIST_V2: Operation =
    Operation::new("messages.list", Method::Get, "/conversations/{conversationId}/messages").query(&PAGES);

/// Creates a conversation, in v2.
pub const CONVERSATIONS_CREATE: Operation =
    Operation::new("conversations.create", Method::Post, "/conversations").body(&CREATE_CONVERSATION);

/// Lists the conversations of a user, in v2.
pub const CONVERSATIONS_LIST: Operation =
    Operation::new("conversations.list", Method::Get, "/conversations").query(&CONVERSATIONS);

/// Creates a custom integration with its first webhook, in v2.
pub const INTEGRATIONS_CREATE: Operation =
    Operation::new("integrations.create", Method::Post, "/integrations").body(&CREATE_INTEGRATION);

/// Lists the integrations of the app, in v2.
pub const INTEGRATIONS_LIST: Operation =
    Operation::new("integrations.list", Method::Get, "/integrations").query(&INTEGRATIONS);
