//! A webhook as v1 and v1.1 return it (docs/api/v1.md, section 11.1).

use crate::schema::{Kind, List, object, text};

static TRIGGERS: List = List::of(text().kind());

object! {
    /// A webhook: its target and its triggers. `secret` comes back in the `X-API-Key` of every delivery.
    pub WEBHOOK = "Webhook", "a webhook", open true {
        /// Its id.
        required _id: text().kind();
        /// The URL to which events are posted.
        required target: text().kind();
        /// The events it gets; case-sensitive.
        required triggers: Kind::List(&TRIGGERS);
        /// The secret by which deliveries are recognised. Not to be logged.
        required secret: text().personal().kind();
        /// The shape of its events: the version that it was made through.
        optional version: text().kind();
        /// Whether events carry the client.
        optional(V1_1) includeClient: Kind::Bool;
        /// Whether events carry the whole user.
        optional(V1_1) includeFullAppUser: Kind::Bool;
    }
}

static WEBHOOKS: List = List::of(Kind::Object(&WEBHOOK));

object! {
    /// The response to creating, reading and updating a webhook.
    pub WEBHOOK_ANSWER = "WebhookAnswer", "the answer about a webhook", open true {
        /// The webhook.
        required webhook: Kind::Object(&WEBHOOK);
    }
}

object! {
    /// The webhooks of an app: all of them.
    pub WEBHOOKS_ANSWER = "WebhooksAnswer", "the answer about webhooks", open true {
        /// The webhooks.
        required webhooks: Kind::List(&WEBHOOKS);
    }
}
