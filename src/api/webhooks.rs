//! Webhooks of an app, in v2 of a custom integration (docs/api/v1.md, section 11.1; docs/api/v2.md, section 10).

use super::Lookup::{CustomIntegration, CustomIntegrationOrNew};
use super::Method::{Delete, Get, Patch, Post, Put};
use super::row::{group, v1, v2};
use super::tables::{CREATE_WEBHOOK, CREATE_WEBHOOK_V2, UPDATE_WEBHOOK, UPDATE_WEBHOOK_V2};
use crate::model::answer::EMPTY_ANSWER;
use crate::model::answer::v2::integration::{
    WEBHOOK_ANSWER as WEBHOOK_ANSWER_V2, WEBHOOKS_ANSWER as WEBHOOKS_ANSWER_V2,
};
use crate::model::answer::webhook::{WEBHOOK_ANSWER, WEBHOOKS_ANSWER};
use crate::schema::prose;

group! {
    /// Webhooks: where the service posts what happens. `smooch-edge/webhooks` receives them.
    ///
    /// In v2 they belong to a custom integration: `integrationId` of the options, or the only one that the app has.
    pub WEBHOOKS = "webhooks" {
        /// Creates a webhook. It is not retried if it may have happened: another one would be made. `webhooks.ensure`
        /// can be retried.
        "webhooks.create"(webhook): [
            v1(Post, "/webhooks").checked(&CREATE_WEBHOOK).responds(&WEBHOOK_ANSWER),
            v2(Post, "/integrations/{integrationId}/webhooks").checked(&CREATE_WEBHOOK_V2)
                .lookup(CustomIntegrationOrNew).responds(&WEBHOOK_ANSWER_V2)
                .doc(prose!(" If the app has no custom integration, one is made with it.")),
        ];

        /// Lists webhooks.
        "webhooks.list"(): [
            v1(Get, "/webhooks").responds(&WEBHOOKS_ANSWER),
            v2(Get, "/integrations/{integrationId}/webhooks").lookup(CustomIntegration).responds(&WEBHOOKS_ANSWER_V2),
        ];

        /// Reads a webhook.
        "webhooks.get"(id): [
            v1(Get, "/webhooks/{webhookId}").responds(&WEBHOOK_ANSWER),
            v2(Get, "/integrations/{integrationId}/webhooks/{webhookId}").lookup(CustomIntegration)
                .responds(&WEBHOOK_ANSWER_V2),
        ];

        /// Changes a webhook. What is left out stays as it is; `triggers` are replaced.
        "webhooks.update"(id, changes): [
            v1(Put, "/webhooks/{webhookId}").checked(&UPDATE_WEBHOOK).responds(&WEBHOOK_ANSWER),
            v2(Patch, "/integrations/{integrationId}/webhooks/{webhookId}").checked(&UPDATE_WEBHOOK_V2)
                .lookup(CustomIntegration).responds(&WEBHOOK_ANSWER_V2),
        ];

        /// Removes a webhook.
        "webhooks.delete"(id): [
            v1(Delete, "/webhooks/{webhookId}").responds(&EMPTY_ANSWER),
            v2(Delete, "/integrations/{integrationId}/webhooks/{webhookId}").lookup(CustomIntegration)
                .responds(&EMPTY_ANSWER),
        ];
    }
}
