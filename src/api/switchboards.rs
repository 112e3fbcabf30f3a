//! Switchboards of v2 (docs/api/v2.md, section 9).

use super::Method::{Delete, Get, Patch, Post};
use super::row::{group, v2};
use crate::model::answer::EMPTY_ANSWER;
use crate::model::answer::v2::switchboard::{MEMBER_ANSWER, MEMBERS_ANSWER, SWITCHBOARD_ANSWER, SWITCHBOARDS_ANSWER};
use crate::model::typed::switchboard::{CREATE, SWITCHBOARD, UPDATE};
use crate::schema::Kind;

/// The changes to a switchboard.
static CHANGES: Kind = Kind::Object(&SWITCHBOARD);
/// A switchboard integration to create.
static MEMBER: Kind = Kind::Object(&CREATE);
/// The changes to a switchboard integration.
static MEMBER_CHANGES: Kind = Kind::Object(&UPDATE);

group! {
    /// Switchboards: who can answer the conversations of an app, and in which order.
    pub SWITCHBOARDS = "switchboards" {
        /// Creates the switchboard of the app.
        ///
        /// @throws {BadRequestError} if there is one
        "switchboards.create"(): [v2(Post, "/switchboards").responds(&SWITCHBOARD_ANSWER)];

        /// Lists the switchboards of the app: one at most.
        "switchboards.list"(): [v2(Get, "/switchboards").responds(&SWITCHBOARDS_ANSWER)];

        /// Changes a switchboard. Fields left out stay as they are.
        "switchboards.update"(id, changes): [
            v2(Patch, "/switchboards/{switchboardId}").typed(&CHANGES).responds(&SWITCHBOARD_ANSWER),
        ];

        /// Removes a switchboard.
        "switchboards.delete"(id): [v2(Delete, "/switchboards/{switchboardId}").responds(&EMPTY_ANSWER)];
    }
}

group! {
    /// Switchboard integrations: those who can answer conversations, such as a bot or the desk of the agents.
    pub SWITCHBOARD_INTEGRATIONS = "switchboardIntegrations" {
        /// Adds one to a switchboard, which has ten at most. It is not retried if it may have happened.
        "switchboardIntegrations.create"(switchboardId, integration): [
            v2(Post, "/switchboards/{switchboardId}/switchboardIntegrations").typed(&MEMBER).responds(&MEMBER_ANSWER),
        ];

        /// Lists those of a switchboard.
        "switchboardIntegrations.list"(switchboardId): [
            v2(Get, "/switchboards/{switchboardId}/switchboardIntegrations").responds(&MEMBERS_ANSWER),
        ];

        /// Changes one. Fields left out stay as they are.
        "switchboardIntegrations.update"(switchboardId, id, changes): [
            v2(Patch, "/switchboards/{switchboardId}/switchboardIntegrations/{switchboardIntegrationId}")
                .typed(&MEMBER_CHANGES).responds(&MEMBER_ANSWER),
        ];

        /// Takes one out of a switchboard.
        "switchboardIntegrations.delete"(switchboardId, id): [
            v2(Delete, "/switchboards/{switchboardId}/switchboardIntegrations/{switchboardIntegrationId}")
                .responds(&EMPTY_ANSWER),
        ];
    }
}
