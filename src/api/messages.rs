//! Messages of a user (docs/api/v1.md, sections 6 and 7).

use super::{Method, Operation};
use crate::model::message::MESSAGE_V2;
use crate::model::options::MESSAGES_QUERY;
use crate::retry::RetrySafety;
use crate::schema::Kind;

pub(super) static OPERATIONS: &[Operation] = &[
    Operation {
        name: "send",
        method: Method::Post,
        path: "/appusers/{userId}/messages",
        body: Some(Kind::Nested(&MESSAGE_V2)),
        query: None,
        safety: RetrySafety::SendsTwice,
    },
    Operation {
        name: "messages.list",
        method: Method::Get,
        path: "/appusers/{userId}/messages",
        body: None,
        query: Some(Kind::Object(&MESSAGES_QUERY)),
        safety: RetrySafety::Harmless,
    },
];
