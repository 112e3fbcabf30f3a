//! The bodies of requests (create, link, send and the others), as tables.
//!
//! A row here is the single source: the check before a call, the TypeScript types, the JSON Schema, the playground's
//! form and the emulator's validation all read it. The facts and their sources are in the docs/api/v1.md, sections 4 to 6
//! and 11, and in the official shapes; if those are unsure, the tables let it through. Nothing here names HTTP.

pub mod action;
pub mod activity;
#[cfg(not(target_family = "wasm"))]
pub mod answer;
pub mod confirmation;
pub mod control;
pub mod conversation;
#[cfg(not(target_family = "wasm"))]
pub mod event;
pub mod form;
pub mod integration;
pub mod item;
pub mod link;
pub mod menu;
pub mod message;
pub mod notification;
pub mod options;
#[cfg(not(target_family = "wasm"))]
pub mod queue;
pub mod template;
#[cfg(not(target_family = "wasm"))]
pub mod typed;
pub mod user;
pub mod webhook;
pub mod whatsapp;

use crate::schema::{Kind, Object, Union, V2Layout, name, text};

/// An address on the web.
const URL: Kind = text().not_empty().kind();

/// The address of a picture of a user or a conversation.
const AVATAR: Kind = text().not_empty().in_v2(1, 2048).nullable().kind();

/// The address of a picture of an author, which is given with each message: there is nothing to take away.
const AUTHOR_AVATAR_URL: Kind = text().not_empty().in_v2(1, 2048).kind();

/// Long text.
const PROSE: Kind = text().in_v2(0, 4096).personal().kind();

/// A part of a person's name, or their e-mail address.
const NAME: Kind = text().in_v2(1, 128).nullable().personal().kind();

/// A description of a picture.
const ALT: Kind = text().in_v2(0, 128).personal().kind();

/// The limit of flat objects in bytes (docs/api/v1.md, section 13).
const FLAT: Kind = Kind::Flat { bytes: 4096, typescript: name!("") };

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
    /// The fields that v2 puts into groups, flat.
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

/// The bodies of requests that only v2 has.
pub static REQUESTS_V2: &[Root] = &[
    Root::Object(&conversation::CREATE_CONVERSATION),
    Root::Object(&conversation::UPDATE_CONVERSATION),
    Root::Object(&conversation::PARTICIPANT),
    Root::Object(&conversation::LEAVE),
    Root::Object(&control::PASS_CONTROL),
    Root::Object(&control::OFFER_CONTROL),
    Root::Object(&control::CONTROL),
    Root::Object(&webhook::CREATE_WEBHOOK_V2),
    Root::Object(&webhook::UPDATE_WEBHOOK_V2),
];

/// The bodies of requests that v1.1 has, for clients of v2 too.
pub static REQUESTS_V1: &[Root] = &[
    Root::Union(&notification::NOTIFICATION),
    Root::Object(&template::CREATE_TEMPLATE),
    Root::Object(&template::UPDATE_TEMPLATE),
    Root::Object(&menu::MENU),
];

/// The bodies of requests; what they are made of is found from here.
pub static REQUESTS: &[Root] = &[
    Root::V2Layout(&user::CREATE),
    Root::V2Layout(&user::UPDATE),
    Root::V2Layout(&link::LINKING),
    Root::V2Layout(&message::MESSAGE_V2),
    Root::V2Layout(&activity::ACTIVITY),
    Root::Object(&webhook::CREATE_WEBHOOK),
    Root::Union(&integration::INTEGRATION),
    Root::Object(&integration::UPDATE_INTEGRATION),
    Root::Object(&webhook::UPDATE_WEBHOOK),
];

/// The options of clients and calls.
pub static OPTIONS: &[Root] = &[
    Root::Object(&options::CLIENT_OPTIONS),
    Root::Object(&options::CALL_OPTIONS),
    Root::Object(&options::REACH_OPTIONS),
    Root::Object(&options::WAIT_OPTIONS),
];

/// The queries that are checked.
pub static QUERIES: &[Root] = &[
    Root::Object(&options::MESSAGES_QUERY),
    Root::Object(&options::PAGES),
    Root::Object(&options::CLIENTS_QUERY),
    Root::Object(&options::CONVERSATIONS_QUERY),
    Root::Object(&options::INTEGRATIONS_QUERY),
];
