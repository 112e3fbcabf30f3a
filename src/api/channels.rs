//! Channels of a user (docs/api/v1.md, sections 4.3 and 5).

use super::{Method, Operation};
use crate::model::link::LINKING;
use crate::retry::RetrySafety;
use crate::schema::Kind;

pub(super) static OPERATIONS: &[Operation] = &[
    Operation {
        name: "link",
        method: Method::Post,
        path: "/appusers/{userId}/channels",
        body: Some(Kind::Nested(&LINKING)),
        query: None,
        safety: RetrySafety::AsksAgain,
    },
    Operation {
        name: "channels.list",
        method: Method::Get,
        path: "/appusers/{userId}/channels",
        body: None,
        query: None,
        safety: RetrySafety::Harmless,
    },
    Operation {
        name: "channels.unlink",
        method: Method::Delete,
        path: "/appusers/{userId}/channels/{channel}",
        body: None,
        query: None,
        safety: RetrySafety::Harmless,
    },
];
