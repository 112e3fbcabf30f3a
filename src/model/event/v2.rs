//! The events of v2: `{ id, type, createdAt, payload }`, several to a delivery, discriminated by `type` (docs/api/v2.md,
//! sections 5 and 10).

mod client;
mod conversation;
mod delivery;
mod part;
mod switchboard;
mod user;

use crate::schema::{Kind, Union, Variant, Versions, name, object, prose, text};

object! {
    /// The app that a delivery of v2 comes from.
    pub APP = "EventAppV2", "the app of a delivery", open true {
        /// Its id.
        required id: text().kind();
    }
}

object! {
    /// The webhook that a delivery of v2 goes through.
    pub WEBHOOK = "EventWebhookV2", "the webhook of a delivery", open true {
        /// Its id.
        required id: text().kind();
        /// The shape of the events: `v2`.
        optional version: text().kind();
    }
}

object! {
    /// The fields of every event of v2.
    pub EVENT_BASE = "EventBaseV2", "an event" {
        /// Its id, the same when it is delivered again.
        required id: text().kind();
        /// When it happened: ISO 8601 in UTC, with milliseconds. One of the official examples leaves it out.
        optional createdAt: Kind::Date;
    }
}

object! {
    /// An event that a channel passes through. No document describes its payload.
    PASSTHROUGH = "PassthroughMessagingEventV2", "an event", extends EVENT_BASE, open true {
        /// The channel's own data.
        optional payload: Kind::Any;
    }
}

const fn variant(tag: &'static str, object: &'static crate::schema::Object) -> Variant {
    Variant { tag, object, versions: Versions::ALL }
}

/// An event of v2.
pub static EVENT: Union = Union {
    name: name!("KnownEventV2"),
    title: "event",
    doc: prose!(" The known events of v2, discriminated by `type`."),
    tag: "type",
    variants: &[
        variant("client:add", &client::ADD),
        variant("client:update", &client::UPDATE),
        variant("client:remove", &client::REMOVE),
        variant("conversation:create", &conversation::CREATE),
        variant("conversation:join", &conversation::JOIN),
        variant("conversation:leave", &conversation::LEAVE),
        variant("conversation:remove", &conversation::REMOVE),
        variant("conversation:message", &conversation::MESSAGE),
        variant("conversation:message:delivery:channel", &delivery::CHANNEL),
        variant("conversation:message:delivery:user", &delivery::USER),
        variant("conversation:message:delivery:failure", &delivery::FAILURE),
        variant("conversation:postback", &conversation::POSTBACK),
        variant("conversation:read", &conversation::READ),
        variant("conversation:referral", &conversation::REFERRAL),
        variant("conversation:typing", &conversation::TYPING),
        variant("passthrough:messaging", &PASSTHROUGH),
        variant("switchboard:acceptControl", &switchboard::ACCEPT),
        variant("switchboard:acceptControl:failure", &switchboard::ACCEPT_FAILURE),
        variant("switchboard:offerControl", &switchboard::OFFER),
        variant("switchboard:offerControl:failure", &switchboard::OFFER_FAILURE),
        variant("switchboard:passControl", &switchboard::PASS),
        variant("switchboard:passControl:failure", &switchboard::PASS_FAILURE),
        variant("switchboard:releaseControl", &switchboard::RELEASE),
        variant("user:merge", &user::MERGE),
        variant("user:remove", &user::REMOVE),
        variant("user:update", &user::UPDATE),
    ],
    refused: &[],
    instead: None,
    untagged: None,
    authorless: false,
    open: false,
};
