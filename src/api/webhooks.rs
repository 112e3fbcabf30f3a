//! Webhooks of an app (docs/api/v1.md, section 11.1).

use super::{Method, Operation};
use crate::model::webhook::{CREATE_WEBHOOK, UPDATE_WEBHOOK};
use crate::retry::RetrySafety;
use crate::schema::Kind;

pub(super) static OPERATIONS: &[Operation] = &[
    Operation {
        name: "webhooks.create",
        method: Method::Post,
        path: "/webhooks",
        body: Some(Kind::Object(&CREATE_WEBHOOK)),
        query: None,
        safety: RetrySafety::MakesAnother,
    },
    Operation {
        name: "webhooks.list",
        method: Method::Get,
        path: "/webhooks",
        body: None,
        query: None,
        safety: RetrySafety::Harmless,
    },
    Operation {
        name: "webhooks.get",
        method: Method::Get,
        path: "/webhooks/{webhookId}",
        body: None,
        query: None,
        safety: RetrySafety::Harmless,
    },
    Operation {
        name: "webhooks.update",
        method: Method::Put,
        path: "/webhooks/{webhookId}",
        body: Some(Kind::Object(&UPDATE_WEBHOOK)),
        query: None,
        safety: RetrySafety::Harmless,
    },
    Operation {
        name: "webhooks.delete",
        method: Method::Delete,
        path: "/webhooks/{webhookId}",
        body: None,
        query: None,
        safety: RetrySafety::Harmless,
    },
];
