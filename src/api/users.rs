//! Users (docs/api/v1.md, sections 4.2 and 4.3; docs/api/v2.md, section 4).

use super::Method::{Delete, Patch, Post, Put};
use super::own;
use super::row::{group, of, v1, v2};
use super::tables::{CREATE_USER, UPDATE_USER};
use crate::model::answer::{EMPTY_ANSWER, USER_ANSWER, v2::user::USER_ANSWER as USER_ANSWER_V2};
use crate::retry::RetrySafety::Conflict;
use crate::schema::{Versions, prose};

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

        /// Reads a user.
        "users.get"(id): [
            of(Versions::V1S, own::USERS_GET).responds(&USER_ANSWER),
            of(Versions::V2, own::USERS_GET_V2).responds(&USER_ANSWER_V2),
        ];

        /// Changes a user. What is left out stays as it is, single properties too.
        "users.update"(id, changes): [
            v1(Put, "/appusers/{userId}").checked(&UPDATE_USER).responds(&USER_ANSWER),
            v2(Patch, "/users/{userId}").checked(&UPDATE_USER).responds(&USER_ANSWER_V2),
        ];

        /// Removes a user with their channels and their conversation.
        "users.delete"(id): [
            v1(Delete, "/appusers/{userId}").responds(&EMPTY_ANSWER),
            v2(Delete, "/users/{userId}").responds(&EMPTY_ANSWER),
        ];
    }
}
