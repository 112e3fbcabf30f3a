//! Channels of a user (api facts, sections 4.3 and 5).

use super::{Method, Operation, Repeat};
use crate::model::link::LINK;
use crate::schema::Kind;

pub(super) static OPERATIONS: &[Operation] = &[
    Operation {
        name: "link",
        method: Method::Post,
        path: "/appusers/{userId}/channels",
        body: Some(Kind::Union(&LINK)),
        query: None,
        repeat: Repeat::AsksAgain,
    },
    Operation {
        name: "channels.list",
        method: Method::Get,
        path: "/appusers/{userId}/channels",
        body: None,
        query: None,
        repeat: Repeat::Harmless,
    },
    Operation {
        name: "channels.unlink",
        method: Method::Delete,
        path: "/appusers/{userId}/channels/{channel}",
        body: None,
        query: None,
        repeat: Repeat::Harmless,
    },
];
