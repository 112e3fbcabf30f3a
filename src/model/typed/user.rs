//! The operations on users besides creating and changing them (docs/api/v1.md, section 4.3; docs/api/v2.md,
//! section 4).

use crate::schema::{Field, Kind, Object, Presence, Versions, object, text};

object! {
    /// One of two users.
    MERGED = "MergedUser", "a user to merge" {
        /// The id of the service.
        required _id: text().kind();
    }
}

object! {
    /// Two users who are one person.
    pub MERGE = "UserMerge", "two users to merge" {
        /// The user who stays.
        required surviving: Kind::Object(&MERGED);
        /// The user whose channels and messages the other gets. They are gone afterwards.
        required discarded: Kind::Object(&MERGED);
    }
}

object! {
    /// The action to take when two users have the same identity in Zendesk.
    pub SYNC = "UserSyncBody", "a user to synchronise" {
        /// Zendesk's id of the user who stays.
        optional survivingZendeskId: text().kind();
    }
}

/// Whose address it is. Its field is no identifier, so that the macro cannot write it.
static EMAIL: Object = Object {
    name: "UsersFilter",
    title: "the filter of users",
    doc: &[" Whose address it is."],
    base: None,
    fields: &[Field {
        name: "identities.email",
        kind: text().personal().kind(),
        presence: Presence::Required,
        versions: Versions::ALL,
        doc: &[" The e-mail address."],
    }],
    rules: &[],
    open: false,
};

object! {
    /// Which users to list.
    pub USERS_QUERY = "UsersQuery", "the query of users.list" {
        /// By what they are found.
        required filter: Kind::Object(&EMAIL);
        /// The brand that they belong to, if brands are kept apart.
        optional brandId: text().kind();
    }
}

object! {
    /// On which channels.
    pub LINK_REQUESTS_QUERY = "LinkRequestsQuery", "the query of channels.getLinkRequests" {
        /// The ids of the integrations, with commas between them.
        required integrationIds: text().kind();
    }
}
