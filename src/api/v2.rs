//! The operations of v2 (docs/api/v2.md, sections 4 to 7, 10 and 12), under the names that v1 has for the same acts.

use super::{Method, Operation};
use crate::model::conversation::CREATE_CONVERSATION;
use crate::model::link::LINKING;
use crate::model::message::MESSAGE_V2;
use crate::model::options::{CONVERSATIONS_QUERY, INTEGRATIONS_QUERY, PAGES};
use crate::model::user::{CREATE, UPDATE};
use crate::model::webhook::{CREATE_INTEGRATION, CREATE_WEBHOOK_V2, UPDATE_WEBHOOK_V2};
use crate::retry::RetrySafety;
use crate::schema::Kind;

const USER: &str = "/users/{userId}";
const CLIENTS: &str = "/users/{userId}/clients";
const CONVERSATIONS: &str = "/conversations";
const MESSAGES: &str = "/conversations/{conversationId}/messages";
const INTEGRATIONS: &str = "/integrations";
const INTEGRATION: &str = "/integrations/{integrationId}";
const WEBHOOKS: &str = "/integrations/{integrationId}/webhooks";
const WEBHOOK: &str = "/integrations/{integrationId}/webhooks/{webhookId}";

/// A row of the table.
const fn row(name: &'static str, method: Method, path: &'static str) -> Operation {
    Operation { name, method, path, body: None, query: None, safety: RetrySafety::Harmless }
}

pub(super) static OPERATIONS: &[Operation] = &[
    Operation {
        body: Some(Kind::Nested(&CREATE)),
        safety: RetrySafety::Conflict,
        ..row("create", Method::Post, "/users")
    },
    row("users.get", Method::Get, USER),
    Operation { body: Some(Kind::Nested(&UPDATE)), ..row("users.update", Method::Patch, USER) },
    row("users.delete", Method::Delete, USER),
    Operation {
        body: Some(Kind::Nested(&LINKING)),
        safety: RetrySafety::AsksAgain,
        ..row("link", Method::Post, CLIENTS)
    },
    Operation { query: Some(Kind::Object(&PAGES)), ..row("channels.list", Method::Get, CLIENTS) },
    row("channels.unlink", Method::Delete, "/users/{userId}/clients/{clientId}"),
    Operation {
        body: Some(Kind::Nested(&MESSAGE_V2)),
        safety: RetrySafety::SendsTwice,
        ..row("send", Method::Post, MESSAGES)
    },
    Operation { query: Some(Kind::Object(&PAGES)), ..row("messages.list", Method::Get, MESSAGES) },
    Operation {
        body: Some(Kind::Object(&CREATE_CONVERSATION)),
        safety: RetrySafety::MakesAnother,
        ..row("conversations.create", Method::Post, CONVERSATIONS)
    },
    Operation {
        query: Some(Kind::Object(&CONVERSATIONS_QUERY)),
        ..row("conversations.list", Method::Get, CONVERSATIONS)
    },
    row("conversations.get", Method::Get, "/conversations/{conversationId}"),
    Operation { query: Some(Kind::Object(&INTEGRATIONS_QUERY)), ..row("integrations.list", Method::Get, INTEGRATIONS) },
    Operation {
        body: Some(Kind::Object(&CREATE_INTEGRATION)),
        safety: RetrySafety::MakesAnother,
        ..row("integrations.create", Method::Post, INTEGRATIONS)
    },
    row("integrations.delete", Method::Delete, INTEGRATION),
    Operation {
        body: Some(Kind::Object(&CREATE_WEBHOOK_V2)),
        safety: RetrySafety::MakesAnother,
        ..row("webhooks.create", Method::Post, WEBHOOKS)
    },
    row("webhooks.list", Method::Get, WEBHOOKS),
    row("webhooks.get", Method::Get, WEBHOOK),
    Operation { body: Some(Kind::Object(&UPDATE_WEBHOOK_V2)), ..row("webhooks.update", Method::Patch, WEBHOOK) },
    row("webhooks.delete", Method::Delete, WEBHOOK),
];
