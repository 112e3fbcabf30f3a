//! Users (docs/api/v1.md, sections 4.2 and 4.3).

use super::{Method, Operation};
use crate::model::user::{CREATE, UPDATE};
use crate::retry::RetrySafety;
use crate::schema::Kind;

pub(super) static OPERATIONS: &[Operation] = &[
    Operation {
        name: "create",
        method: Method::Post,
        path: "/appusers",
        body: Some(Kind::Nested(&CREATE)),
        query: None,
        safety: RetrySafety::Conflict,
    },
    Operation {
        name: "users.get",
        method: Method::Get,
        path: "/appusers/{userId}",
        body: None,
        query: None,
        safety: RetrySafety::Harmless,
    },
    Operation {
        name: "users.update",
        method: Method::Put,
        path: "/appusers/{userId}",
        body: Some(Kind::Nested(&UPDATE)),
        query: None,
        safety: RetrySafety::Harmless,
    },
    Operation {
        name: "users.delete",
        method: Method::Delete,
        path: "/appusers/{userId}",
        body: None,
        query: None,
        safety: RetrySafety::Harmless,
    },
];
