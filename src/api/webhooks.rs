//! Webhooks of an app, in v2 of a custom integration (docs/api/v1.md, section 11.1; docs/api/v2.md, section 10).

use super::Lookup::Integration;
use super::Method::{Delete, Get, Patch, Post, Put};
use super::row::{group, v1, v2};
use super::tables::{CREATE_WEBHOOK, CREATE_WEBHOOK_V2, UPDATE_WEBHOOK, UPDATE_WEBHOOK_V2};
use crate::model::answer::EMPTY_ANSWER;
use crate::model::answer::v2::integration::{
    CREATED_WEBHOOK, WEBHOOK_ANSWER as WEBHOOK_ANSWER_V2, WEBHOOKS_ANSWER as WEBHOOKS_ANSWER_V2,
};
use crate::model::answer::webhook::{WEBHOOK_ANSWER, WEBHOOKS_ANSWER};
use crate::schema::prose;

group! {
    /// Webhooks: the URLs to which the service posts events. `smooch-edge/webhooks` receives them.
    ///
    /// In v2 each belongs to a custom integration, which may be another party's, such as a bot's. `create` and `ensure`
    /// create one for the target and touch no other, unless `integrationId` of the options names it; the response says which
    /// one it is.
    pub WEBHOOKS = "webhooks" {
        /// Creates a webhook. It is not retried if it may have happened: another one would be made. `webhooks.ensure`
        /// can be retried.
        "webhooks.create"(webhook): [
            v1(Post, "/webhooks").checked(&CREATE_WEBHOOK).responds(&WEBHOOK_ANSWER),
            v2(Post, "/integrations/{integrationId}/webhooks").checked(&CREATE_WEBHOOK_V2)
                .lookup(Integration).responds(&CREATED_WEBHOOK)
                .doc(prose!(" Without an `integrationId` an integration is created for it; the answer names it.")),
        ];

        /// Lists webhooks.
        "webhooks.list"(): [
            v1(Get, "/webhooks").responds(&WEBHOOKS_ANSWER),
            v2(Get, "/integrations/{integrationId}/webhooks").lookup(Integration).responds(&WEBHOOKS_ANSWER_V2)
                .doc(prose!(" Without an `integrationId`, those of all custom integrations.")),
        ];

        /// Reads a webhook.
        "webhooks.get"(id): [
            v1(Get, "/webhooks/{webhookId}").responds(&WEBHOOK_ANSWER),
            v2(Get, "/integrations/{integrationId}/webhooks/{webhookId}").lookup(Integration)
                .responds(&WEBHOOK_ANSWER_V2),
        ];

        /// Changes a webhook. Fields left out stay as they are; `triggers` are replaced.
        "webhooks.update"(id, changes): [
            v1(Put, "/webhooks/{webhookId}").checked(&UPDATE_WEBHOOK).responds(&WEBHOOK_ANSWER),
            v2(Patch, "/integrations/{integrationId}/webhooks/{webhookId}").checked(&UPDATE_WEBHOOK_V2)
                .lookup(Integration).responds(&WEBHOOK_ANSWER_V2),
        ];

        /// Removes a webhook.
        "webhooks.delete"(id): [
            v1(Delete, "/webhooks/{webhookId}").responds(&EMPTY_ANSWER),
            v2(Delete, "/integrations/{integrationId}/webhooks/{webhookId}").lookup(Integration)
                .responds(&EMPTY_ANSWER),
        ];
    }
}
