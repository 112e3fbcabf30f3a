//! Integrations of v2 (docs/api/v2.md, section 10).

use super::Method::Delete;
use super::own;
use super::row::{Paging, group, of, v2};
use crate::model::answer::EMPTY_ANSWER;
use crate::model::answer::v2::integration::{INTEGRATION_ANSWER, INTEGRATIONS_PAGE};
use crate::schema::Versions;

group! {
    /// Integrations: the channels that an app is connected to, and the custom ones, which have webhooks.
    pub INTEGRATIONS = "integrations" {
        /// Creates a custom integration with its first webhook. It is not retried if it may have happened.
        "integrations.create"(integration): [
            of(Versions::V2, own::INTEGRATIONS_CREATE).responds(&INTEGRATION_ANSWER),
        ];

        /// Lists the integrations of the app, page by page.
        "integrations.list"(): [
            of(Versions::V2, own::INTEGRATIONS_LIST).paged(Paging::Cursor).responds(&INTEGRATIONS_PAGE),
        ];

        /// Removes an integration with its webhooks.
        "integrations.delete"(id): [v2(Delete, "/integrations/{integrationId}").responds(&EMPTY_ANSWER)];
    }
}
