//! What can be said to the API: the bodies of create, link and send, as tables.
//!
//! A row here is the single source: the check before a call, the TypeScript types, the JSON Schema, the playground's
//! form and the emulator's validation all read it. The facts and their sources are in the docs/api/v1.md, sections 4 to 6
//! and 11, and in the official shapes; where those are unsure, the tables let it through. Nothing here names HTTP.

pub mod action;
#[cfg(not(target_family = "wasm"))]
pub mod answer;
pub mod confirmation;
pub mod conversation;
#[cfg(not(target_family = "wasm"))]
pub mod event;
pub mod form;
pub mod item;
pub mod link;
pub mod message;
pub mod options;
pub mod user;
pub mod webhook;
pub mod whatsapp;

use crate::schema::{Kind, Object, Union, V2Layout, text};

/// An address on the web.
const URL: Kind = text().not_empty().kind();

/// The address of a picture of a user or a conversation.
const AVATAR: Kind = text().not_empty().in_v2(1, 2048).nullable().kind();

/// The address of a picture of an author, which is given with each message: there is nothing to take away.
const AUTHOR_AVATAR_URL: Kind = text().not_empty().in_v2(1, 2048).kind();

/// Long text.
const PROSE: Kind = text().in_v2(0, 4096).personal().kind();

/// A part of somebody's name, or their e-mail address.
const NAME: Kind = text().in_v2(1, 128).nullable().personal().kind();

/// What a picture shows.
const ALT: Kind = text().in_v2(0, 128).personal().kind();

/// The limit of flat objects in bytes (docs/api/v1.md, section 13).
const FLAT: Kind = Kind::Flat { bytes: 4096 };

/// A definition that is printed under its own name.
#[derive(Clone, Copy, Debug)]
pub enum Root {
    /// An object.
    Object(&'static Object),
    /// A union.
    Union(&'static Union),
    /// An object whose fields v2 puts into groups.
    V2Layout(&'static V2Layout),
}

impl Root {
    /// What v2 puts into groups, flat.
    #[cfg(not(target_family = "wasm"))]
    pub const fn flat(self) -> Self {
        match self {
            Self::V2Layout(V2Layout { kind: Kind::Object(object), .. }) => Self::Object(object),
            Self::V2Layout(V2Layout { kind: Kind::Union(union), .. }) => Self::Union(union),
            other => other,
        }
    }

    /// Its name.
    #[cfg(not(target_family = "wasm"))]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Object(object) => object.name,
            Self::Union(union) => union.name,
            Self::V2Layout(nest) => nest.name,
        }
    }

    /// As a kind of value.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Object(object) => Kind::Object(object),
            Self::Union(union) => Kind::Union(union),
            Self::V2Layout(nest) => Kind::Nested(nest),
        }
    }
}

/// The bodies of requests that v2 alone has.
pub static REQUESTS_V2: &[Root] = &[
    Root::Object(&conversation::CREATE_CONVERSATION),
    Root::Object(&webhook::CREATE_WEBHOOK_V2),
    Root::Object(&webhook::UPDATE_WEBHOOK_V2),
    Root::Object(&webhook::CREATE_INTEGRATION),
];

/// The bodies of requests; what they are made of is found from here.
pub static REQUESTS: &[Root] = &[
    Root::V2Layout(&user::CREATE),
    Root::V2Layout(&user::UPDATE),
    Root::V2Layout(&link::LINKING),
    Root::V2Layout(&message::MESSAGE_V2),
    Root::Object(&webhook::CREATE_WEBHOOK),
    Root::Object(&webhook::UPDATE_WEBHOOK),
];

/// The options of clients and calls.
pub static OPTIONS: &[Root] = &[
    Root::Object(&options::CLIENT_OPTIONS),
    Root::Object(&options::CALL_OPTIONS),
    Root::Object(&options::REACH_OPTIONS),
    Root::Object(&options::WAIT_OPTIONS),
    Root::Object(&options::MESSAGES_QUERY),
    Root::Object(&options::PAGES),
    Root::Object(&options::CONVERSATIONS_QUERY),
    Root::Object(&options::INTEGRATIONS_QUERY),
];
