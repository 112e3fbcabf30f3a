//! Webhooks to register (docs/api/v1.md, section 11; docs/api/v2.md, section 10).

use crate::schema::{Choice, Kind, List, Versions, name, object, prose, text};

/// Where events are posted.
const TARGET: Kind = text().not_empty().kind();

static TRIGGERS: List = List { of: Kind::Words(WORDS), min: 1, max: usize::MAX };

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
    /// What creating and updating a webhook have in common.
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
        /// Where events are posted.
        required target: TARGET;
    }
}

object! {
    /// What to change of a webhook.
    pub UPDATE_WEBHOOK = "UpdateWebhook", "a webhook update", extends WEBHOOK_BASE {
        /// Where events are posted.
        optional target: TARGET;
    }
}

object! {
    /// What creating and updating a webhook of v2 have in common.
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
        /// Where events are posted.
        required target: TARGET;
        /// The events it gets; case-sensitive.
        required triggers: Kind::List(&TRIGGERS);
    }
}

object! {
    /// What to change of a webhook of v2.
    pub UPDATE_WEBHOOK_V2 = "WebhookUpdateBody", "a webhook update", extends WEBHOOK_BASE_V2 {
        /// Where events are posted.
        optional target: TARGET;
        /// The events it gets; case-sensitive.
        optional triggers: Kind::List(&TRIGGERS);
    }
}

static CUSTOM: Choice = Choice { name: name!("\"custom\""), doc: prose!(), words: &[("custom", Versions::ALL)] };

static FIRST: List = List { of: Kind::Object(&CREATE_WEBHOOK_V2), min: 1, max: 1 };

object! {
    /// A custom integration to create: the one that webhooks belong to. v2 only.
    pub CREATE_INTEGRATION = "CustomIntegrationCreateBody", "a custom integration" {
        /// Its type.
        required type: Kind::Choice(&CUSTOM);
        /// What it is called.
        optional displayName: text().in_v2(1, 100).nullable().kind();
        /// Its first webhook. More can be created afterwards.
        required webhooks: Kind::List(&FIRST);
    }
}
