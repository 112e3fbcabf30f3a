//! Users (docs/api/v1.md, sections 4.2 and 4.3; docs/api/v2.md, section 4).

use super::Method::{Delete, Get, Patch, Post, Put};
use super::own;
use super::row::{Paging, group, of, v1, v2};
use super::tables::{CREATE_USER, UPDATE_USER};
use crate::model::answer::v2::switchboard::{DEVICE_ANSWER, DEVICES_ANSWER};
use crate::model::answer::v2::user::{USER_ANSWER as USER_ANSWER_V2, USERS_ANSWER};
use crate::model::answer::{EMPTY_ANSWER, USER_ANSWER};
use crate::model::typed::query::BRAND;
use crate::model::typed::user::{MERGE, SYNC, USERS_QUERY};
use crate::retry::RetrySafety::{Conflict, Harmless};
use crate::schema::{Kind, Versions, prose};

/// The brand of a user.
static OF_BRAND: Kind = Kind::Object(&BRAND);
/// Which users.
static USERS_BY: Kind = Kind::Object(&USERS_QUERY);
/// Two users who are one person.
static MERGED: Kind = Kind::Object(&MERGE);
/// Who stays.
static SYNCHRONISED: Kind = Kind::Object(&SYNC);

group! {
    /// Users.
    pub USERS = "users" {
        /// Creates a user before they have written to you.
        ///
        /// @throws {ConflictError} if the `userId` is taken
        /// @example
        /// ```ts
        /// await smooch.create({ userId: "ada", givenName: "Ada", properties: { plan: "pro" } });
        /// ```
        "create"(user): [
            v1(Post, "/appusers").checked(&CREATE_USER).safety(Conflict).responds(&USER_ANSWER),
            v2(Post, "/users").checked(&CREATE_USER).safety(Conflict).responds(&USER_ANSWER_V2)
                .doc(prose!(" The body may also be {@link UserCreateBody}, with `externalId` and `profile`.")),
        ];

        /// Lists the users that have an e-mail address.
        ///
        /// @example
        /// ```ts
        /// const users = smooch.users.list({ filter: { "identities.email": "ada@example.com" } });
        /// for await (const user of users.items()) console.log(user.id);
        /// ```
        "users.list"(): [v2(Get, "/users").typed_query(&USERS_BY).paged(Paging::Cursor).responds(&USERS_ANSWER)];

        /// Reads a user.
        "users.get"(id): [
            of(Versions::V1S, own::USERS_GET).responds(&USER_ANSWER),
            of(Versions::V2, own::USERS_GET_V2).typed_query(&OF_BRAND).responds(&USER_ANSWER_V2),
        ];

        /// Changes a user. Fields left out stay as they are, single properties too.
        "users.update"(id, changes): [
            v1(Put, "/appusers/{userId}").checked(&UPDATE_USER).responds(&USER_ANSWER),
            v2(Patch, "/users/{userId}").checked(&UPDATE_USER).typed_query(&OF_BRAND).responds(&USER_ANSWER_V2),
        ];

        /// Removes a user with their channels and their conversation.
        "users.delete"(id): [
            v1(Delete, "/appusers/{userId}").responds(&EMPTY_ANSWER),
            v2(Delete, "/users/{userId}").typed_query(&OF_BRAND).responds(&EMPTY_ANSWER),
        ];

        /// Removes what is personal of a user: names, addresses, properties, and what their channels say of them. The user,
        /// their channels and their conversation stay.
        "users.deletePersonalInformation"(id): [
            v1(Delete, "/appusers/{userId}/profile").responds(&USER_ANSWER),
            v2(Delete, "/users/{userId}/personalinformation").typed_query(&OF_BRAND).responds(&USER_ANSWER_V2),
        ];

        /// Makes two users one: the one who stays gets the channels and the messages of the other. The webhook `merge:appUser`
        /// tells of it.
        ///
        /// @throws {NotFoundError} if one of them is not there, or was merged before
        "users.merge"(users): [
            v1(Post, "/appusers/merge").typed(&MERGED).safety(Harmless).responds(&EMPTY_ANSWER),
            v2(Post, "/v1.1/apps/{appId}/appusers/merge").typed(&MERGED).safety(Harmless).responds(&EMPTY_ANSWER)
                .doc(prose!(" v2 lacks it: the request goes to v1.1, and the webhook is `user:merge`.")),
        ];

        /// Takes over what Zendesk has of a user.
        "users.sync"(zendeskId, user): [
            v2(Post, "/users/{zendeskId}/sync").typed(&SYNCHRONISED).or_none().safety(Harmless).responds(&USER_ANSWER_V2),
        ];
    }
}

group! {
    /// The browsers and phones of a user that run the service's own client.
    pub DEVICES = "devices" {
        /// Lists the devices of a user.
        "devices.list"(id): [v2(Get, "/users/{userId}/devices").typed_query(&OF_BRAND).responds(&DEVICES_ANSWER)];

        /// Reads a device.
        "devices.get"(id, deviceId): [
            v2(Get, "/users/{userId}/devices/{deviceId}").typed_query(&OF_BRAND).responds(&DEVICE_ANSWER),
        ];
    }
}
