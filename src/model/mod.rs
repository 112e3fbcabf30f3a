//! What can be said to the API: the bodies of create, link and send, as tables.
//!
//! A row here is the single source: the check before a call, the TypeScript types, the JSON Schema, the playground's
//! form and the emulator's validation all read it. The facts and their sources are in the api facts, sections 4 to 6
//! and 11, and in the official shapes; where those are unsure, the tables let it through. Nothing here names HTTP.

pub mod action;
#[cfg(not(target_family = "wasm"))]
pub mod answer;
pub mod confirmation;
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

use crate::schema::{Kind, Object, Union, text};

/// An address on the web.
const URL: Kind = text().not_empty().kind();

/// The limit of flat objects in bytes (api facts, section 13).
const FLAT: Kind = Kind::Flat { bytes: 4096 };

/// A definition that is printed under its own name.
#[derive(Clone, Copy, Debug)]
pub enum Root {
    /// An object.
    Object(&'static Object),
    /// A union.
    Union(&'static Union),
}

impl Root {
    /// As a kind of value.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Object(object) => Kind::Object(object),
            Self::Union(union) => Kind::Union(union),
        }
    }
}

/// The bodies of requests; what they are made of is found from here.
pub static REQUESTS: &[Root] = &[
    Root::Object(&user::CREATE_USER),
    Root::Object(&user::UPDATE_USER),
    Root::Union(&link::LINK),
    Root::Union(&message::MESSAGE),
    Root::Object(&webhook::CREATE_WEBHOOK),
    Root::Object(&webhook::UPDATE_WEBHOOK),
];

/// The options of clients and calls.
pub static OPTIONS: &[Root] = &[
    Root::Object(&options::CLIENT_OPTIONS),
    Root::Object(&options::CALL_OPTIONS),
    Root::Object(&options::MESSAGES_QUERY),
];
