//! The part of a row that the core does not need: its documentation, its types, its style of paging, and the place
//! that each version has for it. On the host only.

use super::{Lookup, Method, Operation};
use crate::join::concat;
use crate::model::answer::EMPTY_ANSWER;
use crate::model::typed::query::BRAND;
use crate::retry::RetrySafety;
use crate::schema::{Doc, Kind, Object, Version, Versions};

/// The operations of one file, and the namespace that they form in JavaScript.
#[derive(Debug)]
pub struct Group {
    /// The namespace: `users`. Rows with another first word are verbs of the client itself.
    pub name: &'static str,
    /// The documentation of the namespace.
    pub doc: Doc,
    /// The operations.
    pub rows: &'static [Row],
}

/// An operation, in every version that has it.
#[derive(Debug)]
pub struct Row {
    /// Its name: `users.get`, or `send`.
    pub name: &'static str,
    /// The names of its ids and its body, in order.
    pub arguments: &'static [&'static str],
    /// Its documentation.
    pub doc: Doc,
    /// Its routes, one for each group of versions.
    pub routes: &'static [Route],
}

/// The request of an operation in some versions.
#[derive(Debug)]
pub struct Route {
    /// The versions.
    pub versions: Versions,
    /// Its documentation in these versions only.
    pub doc: Doc,
    /// The facts that the core needs; without its name, which the row has.
    pub operation: Operation,
    /// Its body.
    pub body: Option<Body>,
    /// The resource that the service delivers and the operation takes as a body unchanged: the core leaves out the
    /// read-only fields.
    pub delivered: Option<&'static Object>,
    /// Its query, checked or typed.
    pub query: Option<&'static Kind>,
    /// Its response.
    pub response: &'static Object,
    /// Its style of paging.
    pub paging: Paging,
    /// Whether the body may be left out: then it is `{}`.
    pub is_body_optional: bool,
}

/// The body of an operation.
#[derive(Clone, Copy, Debug)]
pub enum Body {
    /// JSON that is checked by a table before the call: the table ships.
    Checked(&'static Kind),
    /// JSON that is typed only, and passed on.
    Typed(&'static Kind),
    /// A form with a file in it (`multipart/form-data`).
    Multipart(&'static Kind),
}

impl Body {
    /// The table of its fields.
    pub fn kind(self) -> &'static Kind {
        match self {
            Self::Checked(kind) | Self::Typed(kind) | Self::Multipart(kind) => kind,
        }
    }
}

/// The style of paging of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paging {
    /// None: there is one response.
    None,
    /// By the time of the outermost message, `before` or `after` (v1).
    Time,
    /// By cursors, from the first page on (v2).
    Cursor,
    /// By cursors, from the last page back: the newest messages come first (v2).
    Backward,
    /// By `offset` (v1).
    Offset,
}

impl Paging {
    /// The letter that a row's text has for it; none for a single response.
    pub fn letter(self) -> Option<char> {
        match self {
            Self::None => None,
            Self::Time => Some('t'),
            Self::Cursor => Some('c'),
            Self::Backward => Some('b'),
            Self::Offset => Some('o'),
        }
    }

    /// Returns true if the method gives an iterator of pages and not a promise.
    pub fn is_iterated(self) -> bool {
        self != Self::None
    }
}

/// How v1 and v1.1 have it.
pub const fn v1(method: Method, path: &'static str) -> Route {
    of(Versions::V1S, Operation::new("", method, path))
}

/// How v2 has it.
pub const fn v2(method: Method, path: &'static str) -> Route {
    of(Versions::V2, Operation::new("", method, path))
}

/// How these versions have an operation that the core knows by itself ([`super::own`]).
pub const fn of(versions: Versions, operation: Operation) -> Route {
    let query = operation.query;
    let body = match operation.body {
        Some(kind) => Some(Body::Checked(kind)),
        None => None,
    };
    Route {
        versions,
        doc: &[],
        operation,
        body,
        delivered: None,
        query,
        response: &EMPTY_ANSWER,
        paging: Paging::None,
        is_body_optional: false,
    }
}

impl Route {
    /// With this body, checked before the call.
    pub const fn checked(mut self, table: &'static Kind) -> Self {
        self.operation.body = Some(table);
        self.body = Some(Body::Checked(table));
        self
    }

    /// With this body, typed only.
    pub const fn typed(mut self, table: &'static Kind) -> Self {
        self.body = Some(Body::Typed(table));
        self
    }

    /// With a body that may be left out.
    pub const fn or_none(mut self) -> Self {
        self.is_body_optional = true;
        self
    }

    /// With this form.
    pub const fn multipart(mut self, table: &'static Kind) -> Self {
        self.body = Some(Body::Multipart(table));
        self
    }

    /// With this form of its body that the service delivers.
    pub const fn takes(mut self, delivered: &'static Object) -> Self {
        self.delivered = Some(delivered);
        self
    }

    /// With this query, checked before the call.
    pub const fn query(mut self, table: &'static Kind) -> Self {
        self.operation.query = Some(table);
        self.query = Some(table);
        self
    }

    /// With this query, typed only.
    pub const fn typed_query(mut self, table: &'static Kind) -> Self {
        self.query = Some(table);
        self
    }

    /// With this response.
    pub const fn responds(mut self, response: &'static Object) -> Self {
        self.response = response;
        self
    }

    /// With this effect of a retry, which the method does not tell.
    pub const fn safety(mut self, safety: RetrySafety) -> Self {
        self.operation.safety = safety;
        self
    }

    /// Without authorisation.
    pub const fn open(mut self) -> Self {
        self.operation.is_open = true;
        self
    }

    /// With something to look up first.
    pub const fn lookup(mut self, lookup: Lookup) -> Self {
        self.operation.lookup = Some(lookup);
        self
    }

    /// With this style of paging.
    pub const fn paged(mut self, paging: Paging) -> Self {
        self.paging = paging;
        self
    }

    /// With more to say in these versions.
    pub const fn doc(mut self, doc: Doc) -> Self {
        self.doc = doc;
        self
    }

    /// The names in braces of its path, in order; `appId` is the client's.
    pub fn ids(&self) -> Vec<&str> {
        let names = self.operation.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
        names.filter(|name| *name != "appId").collect()
    }

    /// The version whose fields and paths it has: that of the client, unless its path names another.
    pub fn version(&self, client: Version) -> Version {
        self.operation.own_version().unwrap_or(client)
    }

    /// Its path for a client of this version. The version takes the place of the `^`.
    pub fn path(&self, client: Version) -> String {
        self.operation.path.replace('^', &concat(&["/", client.name()]))
    }

    /// Returns true if its query is an argument. The brand of a user goes into the options of the call.
    pub fn has_query_argument(&self) -> bool {
        let is_brand = |query: &Kind| matches!(query, Kind::Object(object) if object.name == BRAND.name);
        self.query.is_some_and(|query| !is_brand(query))
    }

    /// The number of ids that the caller gives.
    pub fn given_ids(&self) -> usize {
        self.ids().len().saturating_sub(self.operation.lookup.map_or(0, Lookup::found_ids))
    }
}

impl Row {
    /// The route of a version.
    pub fn route(&self, version: Version) -> Option<&'static Route> {
        self.routes.iter().find(|route| route.versions.has(version))
    }

    /// The versions that have it.
    pub fn versions(&self) -> Versions {
        self.routes.iter().fold(Versions::NONE, |versions, route| versions.with(route.versions))
    }

    /// The facts that the core needs.
    pub fn operation(&self, version: Version) -> Option<Operation> {
        let route = self.route(version)?;
        Some(Operation { name: self.name.into(), path: route.path(version).into(), ..route.operation.clone() })
    }

    /// The namespace and the method: `("users", "get")`; of a verb of the client, no namespace.
    pub fn method(&self) -> (&'static str, &'static str) {
        self.name.split_once('.').unwrap_or(("", self.name))
    }
}

/// A [`Group`].
///
/// ```text
/// group! {
///     /// What the namespace is.
///     pub USERS = "users" {
///         /// What the operation does.
///         "users.get"(id): [v1(Get, "/appusers/{userId}").responds(&USER), v2(Get, "/users/{userId}").responds(&USER_V2)];
///     }
/// }
/// ```
macro_rules! group {
    (
        $(#[doc = $doc:literal])*
        $vis:vis $id:ident = $group:literal {
            $($(#[doc = $line:literal])* $name:literal($($argument:ident),*): [$($route:expr),+ $(,)?];)*
        }
    ) => {
        $(#[doc = $doc])*
        $vis static $id: $crate::api::row::Group = $crate::api::row::Group {
            name: $group,
            doc: $crate::schema::prose!($($doc),*),
            rows: &[$($crate::api::row::Row {
                name: $name,
                arguments: &[$(stringify!($argument)),*],
                doc: $crate::schema::prose!($($line),*),
                routes: &[$($route),+],
            }),*],
        };
    };
}

pub(crate) use group;
