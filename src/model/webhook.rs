//! Webhooks to register (api facts, section 11).

use crate::schema::{Kind, List, object, text};

static TRIGGERS: List = List { of: text().not_empty().kind(), min: 1, max: usize::MAX };

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
        required target: text().not_empty().kind();
    }
}

object! {
    /// What to change of a webhook.
    pub UPDATE_WEBHOOK = "UpdateWebhook", "a webhook update", extends WEBHOOK_BASE {
        /// Where events are posted.
        optional target: text().not_empty().kind();
    }
}
