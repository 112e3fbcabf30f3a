//! How it is said: the operations of the API, as tables.
//!
//! An operation knows its method, its path, the table of its body, and what a repeat of it would do. Paths begin with
//! the version, and with the app where its id is known (docs/api/v1.md, section 1.1).

mod channels;
mod messages;
mod users;
mod v2;
mod webhooks;

use crate::error::Error;
use crate::join::concat;
use crate::retry::RetrySafety;
use crate::schema::{Issue, Kind, Version};

/// An operation of the API.
#[derive(Debug)]
pub struct Operation {
    /// Its name in this package: `link`, `users.get`.
    pub name: &'static str,
    /// Its method.
    pub method: Method,
    /// Its path below the app, with a name in braces for each id: `/appusers/{userId}/channels`.
    pub path: &'static str,
    /// What its body may be.
    pub body: Option<Kind>,
    /// What its query may be.
    pub query: Option<Kind>,
    /// What happens when it is repeated.
    pub safety: RetrySafety,
}

/// The method of a request.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Method {
    /// Reads.
    Get,
    /// Makes something, or makes something happen.
    Post,
    /// Changes.
    Put,
    /// Changes, in v2.
    Patch,
    /// Removes.
    Delete,
}

impl Method {
    /// The method as HTTP writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// Every operation of v1 and v1.1.
static V1: &[&[Operation]] = &[users::OPERATIONS, channels::OPERATIONS, messages::OPERATIONS, webhooks::OPERATIONS];

/// The operation of that name, where the version has it.
pub fn operation(name: &str, version: Version) -> Option<&'static Operation> {
    let tables = if version == Version::V2 { &[v2::OPERATIONS] } else { V1 };
    for table in tables {
        if let Some(operation) = table.iter().find(|operation| operation.name == name) {
            return Some(operation);
        }
    }
    None
}

/// The error for an operation that this version does not have.
pub fn unknown(name: &str) -> Box<Error> {
    let expected = "v2, the only version that has it";
    Error::validation(&concat(&["the client for ", name]), vec![Issue::at("apiVersion", expected)])
}

impl Operation {
    /// The path with its names in braces, from the version on: `/v1/apps/{appId}/appusers/{userId}`.
    ///
    /// It is safe to log: it holds no id.
    pub fn template(&self, version: Version, with_app: bool) -> String {
        let app = if with_app { "/apps/{appId}" } else { "" };
        concat(&["/", version.name(), app, self.path])
    }
}
