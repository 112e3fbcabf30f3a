//! Webhooks to register (docs/api/v1.md, section 11; docs/api/v2.md, section 10).

use crate::schema::{Kind, List, object, text};

/// The URL to which events are posted.
const TARGET: Kind = text().not_empty().kind();

static TRIGGERS: List = List::between(1, Kind::Words(WORDS), usize::MAX);

/// The words of which the triggers of all versions are made (`src/model/event`).
pub static WORDS: &[&str] = &[
    "message",
    "appUser",
    "appMaker",
    "conversation",
    "read",
    "start",
    "referral",
    "postback",
    "merge",
    "payment",
    "success",
    "failure",
    "link",
    "match",
    "delivery",
    "channel",
    "user",
    "notification",
    "client",
    "add",
    "update",
    "remove",
    "delete",
    "typing",
    "create",
    "join",
    "leave",
    "passthrough",
    "messaging",
    "switchboard",
    "acceptControl",
    "offerControl",
    "passControl",
    "releaseControl",
    "*",
];

object! {
    /// The fields that creating and updating a webhook have in common.
    WEBHOOK_BASE = "WebhookBase", "a webhook" {
        /// The events it gets; case-sensitive. Default: `message`.
        optional triggers: Kind::List(&TRIGGERS);
        /// Whether events carry the client.
        optional(V1_1) includeClient: Kind::Bool;
        /// Whether events carry the whole user.
        optional(V1_1) includeFullAppUser: Kind::Bool;
    }
}

object! {
    /// A webhook to create; an app has ten at most.
    pub CREATE_WEBHOOK = "CreateWebhook", "a webhook", extends WEBHOOK_BASE {
        /// The URL to which events are posted.
        required target: TARGET;
    }
}

object! {
    /// The changes to a webhook.
    pub UPDATE_WEBHOOK = "UpdateWebhook", "a webhook update", extends WEBHOOK_BASE {
        /// The URL to which events are posted.
        optional target: TARGET;
    }
}

object! {
    /// The fields that creating and updating a webhook of v2 have in common.
    WEBHOOK_BASE_V2 = "WebhookBaseV2", "a webhook" {
        /// Whether events carry the whole user.
        optional includeFullUser: Kind::Bool;
        /// Whether events carry the client and the device they came from.
        optional includeFullSource: Kind::Bool;
    }
}

object! {
    /// A webhook to create in v2.
    pub CREATE_WEBHOOK_V2 = "WebhookCreateBody", "a webhook", extends WEBHOOK_BASE_V2 {
        /// The URL to which events are posted.
        required target: TARGET;
        /// The events it gets; case-sensitive.
        required triggers: Kind::List(&TRIGGERS);
    }
}

object! {
    /// The changes to a webhook of v2.
    pub UPDATE_WEBHOOK_V2 = "WebhookUpdateBody", "a webhook update", extends WEBHOOK_BASE_V2 {
        /// The URL to which events are posted.
        optional target: TARGET;
        /// The events it gets; case-sensitive.
        optional triggers: Kind::List(&TRIGGERS);
    }
}

/// The webhook that a custom integration is created with.
pub static FIRST: List = List::between(1, Kind::Object(&CREATE_WEBHOOK_V2), 1);
