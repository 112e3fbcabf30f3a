//! An integration and its webhooks, as v2 answers them (docs/api/v2.md, sections 10 and 12).

use super::page::{LINKS, META};
use crate::schema::{Choice, Kind, List, Versions, name, object, prose, text};

const ALL: Versions = Versions::ALL;

static TYPE: Choice = Choice {
    name: name!("IntegrationTypeV2"),
    doc: prose!(" The type of an integration; `custom` is the one that webhooks belong to."),
    words: &[
        ("android", ALL),
        ("apple", ALL),
        ("custom", ALL),
        ("instagram", ALL),
        ("ios", ALL),
        ("line", ALL),
        ("mailgun", ALL),
        ("messagebird", ALL),
        ("messenger", ALL),
        ("telegram", ALL),
        ("twilio", ALL),
        ("twitter", ALL),
        ("unity", ALL),
        ("viber", ALL),
        ("web", ALL),
        ("whatsapp", ALL),
    ],
};

static STATUS: Choice = Choice {
    name: name!("IntegrationStatusV2"),
    doc: prose!(" Whether an integration works."),
    words: &[("active", ALL), ("error", ALL), ("inactive", ALL)],
};

static TRIGGERS: List = List { of: text().kind(), min: 0, max: usize::MAX };

object! {
    /// A webhook of v2: where events go, and which. `secret` comes back in the `X-API-Key` of every delivery.
    pub WEBHOOK = "WebhookV2", "a webhook", open true {
        /// Its id.
        required id: text().kind();
        /// Where events are posted.
        required target: text().kind();
        /// The events it gets; case-sensitive.
        required triggers: Kind::List(&TRIGGERS);
        /// The shape of its events: `v2`, or `v1` and `v1.1` for those made through these.
        optional version: text().kind();
        /// What the deliveries are known by. Not to be logged.
        optional secret: text().personal().kind();
        /// Whether events carry the whole user.
        optional includeFullUser: Kind::Bool;
        /// Whether events carry the client and the device they came from.
        optional includeFullSource: Kind::Bool;
    }
}

static WEBHOOKS: List = List { of: Kind::Object(&WEBHOOK), min: 0, max: usize::MAX };

object! {
    /// An integration of an app. What else it has depends on its type.
    pub INTEGRATION = "IntegrationV2", "an integration", open true {
        /// Its id.
        required id: text().kind();
        /// Its type.
        required type: Kind::Choice(&TYPE);
        /// Whether it works.
        optional status: Kind::Choice(&STATUS);
        /// What it is called.
        nullable displayName: text().kind();
        /// On `custom`: the webhook that it was made with.
        optional webhooks: Kind::List(&WEBHOOKS);
    }
}

static INTEGRATIONS: List = List { of: Kind::Object(&INTEGRATION), min: 0, max: usize::MAX };

object! {
    /// The answer of v2 to creating, reading and updating an integration.
    pub INTEGRATION_ANSWER = "IntegrationAnswerV2", "the answer about an integration", open true {
        /// The integration.
        required integration: Kind::Object(&INTEGRATION);
    }
}

object! {
    /// A page of the integrations of an app.
    pub INTEGRATIONS_PAGE = "IntegrationsPageV2", "a page of integrations", open true {
        /// The integrations.
        required integrations: Kind::List(&INTEGRATIONS);
        /// Where the page stands.
        optional meta: Kind::Object(&META);
        /// The pages beside it.
        optional links: Kind::Object(&LINKS);
    }
}

object! {
    /// The answer of v2 to creating, reading and updating a webhook.
    pub WEBHOOK_ANSWER = "WebhookAnswerV2", "the answer about a webhook", open true {
        /// The webhook.
        required webhook: Kind::Object(&WEBHOOK);
    }
}

object! {
    /// The answer of v2 to creating a webhook, and what this package adds: the integration that it belongs to.
    pub CREATED_WEBHOOK = "CreatedWebhookV2", "the answer about a new webhook", open true {
        /// The webhook.
        required webhook: Kind::Object(&WEBHOOK);
        /// The id of the custom integration that the webhook belongs to.
        required integrationId: text().kind();
    }
}

object! {
    /// The webhooks of an integration: all of them.
    pub WEBHOOKS_ANSWER = "WebhooksAnswerV2", "the answer about webhooks", open true {
        /// The webhooks.
        required webhooks: Kind::List(&WEBHOOKS);
    }
}
