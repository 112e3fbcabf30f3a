//! Messages of a user (api facts, sections 6 and 7).

use super::{Method, Operation, Repeat};
use crate::model::message::MESSAGE;
use crate::model::options::MESSAGES_QUERY;
use crate::schema::Kind;

pub(super) static OPERATIONS: &[Operation] = &[
    Operation {
        name: "send",
        method: Method::Post,
        path: "/appusers/{userId}/messages",
        body: Some(Kind::Union(&MESSAGE)),
        query: None,
        repeat: Repeat::SendsTwice,
    },
    Operation {
        name: "messages.list",
        method: Method::Get,
        path: "/appusers/{userId}/messages",
        body: None,
        query: Some(Kind::Object(&MESSAGES_QUERY)),
        repeat: Repeat::Harmless,
    },
];
