//! Integrations, and what belongs to one: its keys, menu, profile and message templates (docs/api/v1.md, section 12;
//! docs/api/v2.md, sections 10 and 12).

use super::Method::{Delete, Get, Patch, Post, Put};
use super::own;
use super::row::{Paging, group, of, v1, v2};
use super::tables::{CREATE_INTEGRATION, MENU, UPDATE_INTEGRATION};
use crate::model::answer::EMPTY_ANSWER;
use crate::model::answer::account::{KEY_ANSWER_V2, KEYS_ANSWER_V2};
use crate::model::answer::integration::{INTEGRATION_ANSWER, INTEGRATIONS_PAGE};
use crate::model::answer::menu::{
    MENU_ANSWER, MESSAGE_TEMPLATE_ANSWER, MESSAGE_TEMPLATES_ANSWER, PHOTO_ANSWER, PROFILE_ANSWER,
};
use crate::model::answer::v2::integration::{
    INTEGRATION_ANSWER as INTEGRATION_ANSWER_V2, INTEGRATIONS_PAGE as INTEGRATIONS_PAGE_V2,
};
use crate::model::typed::account::INTEGRATIONS_QUERY_V1;
use crate::model::typed::key::KEY_V2;
use crate::model::typed::profile::{PHOTO, PROFILE};
use crate::model::typed::template::{MESSAGE_TEMPLATE, TEMPLATES_QUERY};
use crate::retry::RetrySafety::Harmless;
use crate::schema::{Kind, Versions, prose};

/// Which integrations, in v1.
static BY_OFFSET: Kind = Kind::Object(&INTEGRATIONS_QUERY_V1);
/// A key to create.
static KEY: Kind = Kind::Object(&KEY_V2);
/// The business profile of an integration.
static ABOUT: Kind = Kind::Object(&PROFILE);
/// A picture of the business.
static PICTURE: Kind = Kind::Object(&PHOTO);
/// A template of WhatsApp's.
static TEMPLATE: Kind = Kind::Object(&MESSAGE_TEMPLATE);
/// Which templates.
static TEMPLATES: Kind = Kind::Object(&TEMPLATES_QUERY);

group! {
    /// Integrations: the channels that an app is connected to, and in v2 the custom ones, which have webhooks.
    pub INTEGRATIONS = "integrations" {
        /// Creates an integration. It is not retried if it may have happened: another one would be made.
        ///
        /// @example
        /// ```ts
        /// await smooch.integrations.create({ type: "telegram", token: "…" });
        /// ```
        "integrations.create"(integration): [
            v1(Post, "/integrations").checked(&CREATE_INTEGRATION).responds(&INTEGRATION_ANSWER),
            of(Versions::V2, own::INTEGRATIONS_CREATE).responds(&INTEGRATION_ANSWER_V2)
                .doc(prose!(" A custom one comes with its first webhook.")),
        ];

        /// Lists the integrations of the app, page by page.
        "integrations.list"(): [
            v1(Get, "/integrations").typed_query(&BY_OFFSET).paged(Paging::Offset).responds(&INTEGRATIONS_PAGE),
            of(Versions::V2, own::INTEGRATIONS_LIST).paged(Paging::Cursor).responds(&INTEGRATIONS_PAGE_V2),
        ];

        /// Reads an integration.
        "integrations.get"(id): [
            v1(Get, "/integrations/{integrationId}").responds(&INTEGRATION_ANSWER),
            v2(Get, "/integrations/{integrationId}").responds(&INTEGRATION_ANSWER_V2),
        ];

        /// Changes an integration. Fields left out stay as they are.
        "integrations.update"(id, changes): [
            v1(Put, "/integrations/{integrationId}").checked(&UPDATE_INTEGRATION).responds(&INTEGRATION_ANSWER),
            v2(Patch, "/integrations/{integrationId}").checked(&UPDATE_INTEGRATION).responds(&INTEGRATION_ANSWER_V2),
        ];

        /// Removes an integration, in v2 with its webhooks.
        "integrations.delete"(id): [
            v1(Delete, "/integrations/{integrationId}").responds(&EMPTY_ANSWER),
            v2(Delete, "/integrations/{integrationId}").responds(&EMPTY_ANSWER),
        ];
    }
}

group! {
    /// Keys of a custom integration.
    pub INTEGRATION_KEYS = "integrationKeys" {
        /// Creates a key; an integration has ten at most. It is not retried if it may have happened.
        "integrationKeys.create"(integrationId, key): [
            v2(Post, "/integrations/{integrationId}/keys").typed(&KEY).responds(&KEY_ANSWER_V2),
        ];

        /// Lists the keys of an integration.
        "integrationKeys.list"(integrationId): [
            v2(Get, "/integrations/{integrationId}/keys").responds(&KEYS_ANSWER_V2),
        ];

        /// Reads a key.
        "integrationKeys.get"(integrationId, keyId): [
            v2(Get, "/integrations/{integrationId}/keys/{keyId}").responds(&KEY_ANSWER_V2),
        ];

        /// Removes a key: what it signed is refused from then on.
        "integrationKeys.delete"(integrationId, keyId): [
            v2(Delete, "/integrations/{integrationId}/keys/{keyId}").responds(&EMPTY_ANSWER),
        ];
    }
}

group! {
    /// The menu of an integration, instead of that of the app.
    pub INTEGRATION_MENU = "integrationMenu" {
        /// Reads the menu of an integration.
        "integrationMenu.get"(integrationId): [v1(Get, "/integrations/{integrationId}/menu").responds(&MENU_ANSWER)];

        /// Gives an integration a menu.
        "integrationMenu.create"(integrationId, menu): [
            v1(Post, "/integrations/{integrationId}/menu").checked(&MENU).safety(Harmless).responds(&MENU_ANSWER),
        ];

        /// Replaces the menu of an integration.
        "integrationMenu.update"(integrationId, menu): [
            v1(Put, "/integrations/{integrationId}/menu").checked(&MENU).responds(&MENU_ANSWER),
        ];

        /// Removes the menu of an integration: that of the app is shown again.
        "integrationMenu.delete"(integrationId): [
            v1(Delete, "/integrations/{integrationId}/menu").responds(&EMPTY_ANSWER),
        ];
    }
}

group! {
    /// The business profile of a WhatsApp integration.
    pub INTEGRATION_PROFILE = "integrationProfile" {
        /// Reads what an integration says of the business.
        "integrationProfile.get"(integrationId): [
            v1(Get, "/integrations/{integrationId}/profile").responds(&PROFILE_ANSWER),
        ];

        /// Changes what an integration says of the business.
        "integrationProfile.update"(integrationId, profile): [
            v1(Put, "/integrations/{integrationId}/profile").typed(&ABOUT).responds(&PROFILE_ANSWER),
        ];

        /// Replaces the picture of the business.
        "integrationProfile.uploadPhoto"(integrationId, photo): [
            v1(Put, "/integrations/{integrationId}/profile/photo").multipart(&PICTURE).responds(&PHOTO_ANSWER),
        ];
    }
}

group! {
    /// WhatsApp's own templates, of an integration. A message that begins a conversation needs one.
    pub MESSAGE_TEMPLATES = "messageTemplates" {
        /// Creates a template, which WhatsApp reviews. It is not retried if it may have happened.
        "messageTemplates.create"(integrationId, template): [
            v1(Post, "/integrations/{integrationId}/messageTemplates").typed(&TEMPLATE)
                .responds(&MESSAGE_TEMPLATE_ANSWER),
            v2(Post, "/v1.1/apps/{appId}/integrations/{integrationId}/messageTemplates").typed(&TEMPLATE)
                .responds(&MESSAGE_TEMPLATE_ANSWER).doc(prose!(" v2 lacks it: the request goes to v1.1.")),
        ];

        /// Lists the templates of an integration. One request: how the list goes on is documented nowhere.
        "messageTemplates.list"(integrationId): [
            v1(Get, "/integrations/{integrationId}/messageTemplates").typed_query(&TEMPLATES)
                .responds(&MESSAGE_TEMPLATES_ANSWER),
            v2(Get, "/v1.1/apps/{appId}/integrations/{integrationId}/messageTemplates").typed_query(&TEMPLATES)
                .responds(&MESSAGE_TEMPLATES_ANSWER).doc(prose!(" v2 lacks it: the request goes to v1.1.")),
        ];

        /// Removes a template, by its name.
        "messageTemplates.delete"(integrationId, name): [
            v1(Delete, "/integrations/{integrationId}/messageTemplates/{messageTemplateName}").responds(&EMPTY_ANSWER),
            v2(Delete, "/v1.1/apps/{appId}/integrations/{integrationId}/messageTemplates/{messageTemplateName}")
                .responds(&EMPTY_ANSWER).doc(prose!(" v2 lacks it: the request goes to v1.1.")),
        ];
    }
}
