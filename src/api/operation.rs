//! An operation, as the core needs it to make a request.

use std::borrow::Cow;

use crate::join::concat;
use crate::retry::RetrySafety;
use crate::schema::{Kind, Version};

/// An operation of the API: how it is requested, what is checked, and what a retry would do.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its name in this package: `link`, `users.get`; `request` for a path that no row has.
    pub name: Cow<'static, str>,
    /// Its method.
    pub method: Method,
    /// Its path below the app, with a name in braces for each id: `/appusers/{userId}/channels`. Or its path from the
    /// version on: `/v1.1/apps/{appId}/notifications`.
    pub path: Cow<'static, str>,
    /// The table that its body is checked by. If there is none, any JSON is passed on.
    pub body: Option<&'static Kind>,
    /// The table that its query is checked by. If there is none, any flat query is passed on.
    pub query: Option<&'static Kind>,
    /// The effect of a retry if the service has already done it.
    pub safety: RetrySafety,
    /// The ids that must be looked up before it can be requested.
    pub lookup: Option<Lookup>,
    /// Whether it goes without authorisation: what the client has is for other eyes.
    pub is_open: bool,
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

/// An id that an operation of v2 has in its path or its body and callers need not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// The caller names the user, the path the conversation: the user's default one, which is made if there is none.
    Conversation,
    /// The same, but it is an error (404) if there is none.
    ExistingConversation,
    /// The body of a link needs the integration of its type and the conversation of the user.
    Link,
    /// The caller names the type of a channel, the path the client that the user has on it.
    Client,
    /// The path begins with the integration that `integrationId` of the options names, the callers' ids come after it.
    Integration,
}

impl Lookup {
    /// Every look-up, in the order of the letters of a row's text (`line`).
    pub const ALL: [Self; 5] =
        [Self::Conversation, Self::ExistingConversation, Self::Link, Self::Client, Self::Integration];

    /// Returns true if the caller may name the conversation itself instead of the user: `{ conversationId }`.
    pub fn takes_conversation(self) -> bool {
        matches!(self, Self::Conversation | Self::ExistingConversation)
    }

    /// Returns true if the option `conversationId` names what it would look up.
    pub fn takes_conversation_id(self) -> bool {
        self.takes_conversation() || self == Self::Link
    }

    /// Returns true if the option `integrationId` names what it would look up.
    pub fn takes_integration_id(self) -> bool {
        matches!(self, Self::Link | Self::Integration)
    }

    /// The number of ids at the beginning of the path that this package finds and the caller does not give.
    pub fn found_ids(self) -> usize {
        usize::from(self == Self::Integration)
    }
}

impl Method {
    /// Every method.
    pub const ALL: [Self; 5] = [Self::Get, Self::Post, Self::Put, Self::Patch, Self::Delete];

    /// The method as HTTP writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// The effect of a retry, as far as the method shows it: only a POST makes another.
    pub const fn safety(self) -> RetrySafety {
        match self {
            Self::Post => RetrySafety::MakesAnother,
            Self::Get | Self::Put | Self::Patch | Self::Delete => RetrySafety::Harmless,
        }
    }
}

impl Operation {
    /// An operation without body and query, as safe to retry as its method tells.
    pub const fn new(name: &'static str, method: Method, path: &'static str) -> Self {
        Self {
            name: Cow::Borrowed(name),
            method,
            path: Cow::Borrowed(path),
            body: None,
            query: None,
            safety: method.safety(),
            lookup: None,
            is_open: false,
        }
    }

    /// With this table for its body.
    pub const fn body(mut self, table: &'static Kind) -> Self {
        self.body = Some(table);
        self
    }

    /// With this table for its query.
    pub const fn query(mut self, table: &'static Kind) -> Self {
        self.query = Some(table);
        self
    }

    /// The version that its path names, if it begins with one.
    pub fn own_version(&self) -> Option<Version> {
        let first = self.path.strip_prefix('/')?;
        let (first, _) = crate::ascii::once(first, b'/').unwrap_or((first, ""));
        Version::from_name(first)
    }

    /// Returns true if its path is whole: it begins with a version, or is one of OAuth, which have none.
    pub fn is_whole(&self) -> bool {
        self.own_version().is_some() || self.path.starts_with("/oauth/")
    }

    /// The path with its names in braces, from the version on: `/v1/apps/{appId}/appusers/{userId}`.
    ///
    /// It is safe to log: it holds no id.
    pub fn template(&self, version: Version, with_app: bool) -> String {
        if self.is_whole() {
            return self.path.clone().into();
        }
        let app = if with_app { "/apps/{appId}" } else { "" };
        concat(&["/", version.name(), app, &self.path])
    }
}
