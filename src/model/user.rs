//! A user, as the business describes them (docs/api/v1.md, section 4).

use super::{AVATAR, FLAT, NAME};
use crate::schema::{FieldMapping, Kind, V2Layout, name, object, text};

/// The v2 layout of a user.
static PLACES: &[FieldMapping] = &[
    FieldMapping { field: "userId", group: "", name: "externalId", words: &[] },
    FieldMapping { field: "properties", group: "", name: "metadata", words: &[] },
    FieldMapping { field: "givenName", group: "profile", name: "givenName", words: &[] },
    FieldMapping { field: "surname", group: "profile", name: "surname", words: &[] },
    FieldMapping { field: "email", group: "profile", name: "email", words: &[] },
    FieldMapping { field: "avatarUrl", group: "profile", name: "avatarUrl", words: &[] },
    FieldMapping { field: "locale", group: "profile", name: "locale", words: &[] },
];

/// A user to create.
pub static CREATE: V2Layout =
    V2Layout { name: name!("UserCreateBody"), kind: Kind::Object(&CREATE_USER), places: PLACES, rest: "", whole: None };

/// The changes to a user.
pub static UPDATE: V2Layout =
    V2Layout { name: name!("UserUpdateBody"), kind: Kind::Object(&UPDATE_USER), places: PLACES, rest: "", whole: None };

object! {
    /// The fields of a user for both creating and updating.
    PROFILE = "UserFields", "a user" {
        /// Their given name.
        optional givenName: NAME;
        /// Their family name.
        optional surname: NAME;
        /// Their e-mail address. It is kept with the user; to send e-mail, link a `mailgun` channel.
        optional email: NAME;
        /// A picture of them. Known to later documentation only.
        optional avatarUrl: AVATAR;
        /// Their language, as a BCP 47 tag such as `fr-CA`.
        optional(V2) locale: text().in_v2(1, 64).nullable().kind();
        /// When they signed up with you: an ISO 8601 string or a `Date`. The service fills in the present by default.
        optional signedUpAt: Kind::Date;
        /// Your own facts about them: a flat object of strings, numbers and booleans, 4 KB of keys and values at most.
        /// @example { plan: "pro", seats: 4, trial: false }
        optional properties: FLAT;
        /// Whether the user is kept when the retention of the account would remove them.
        optional(V2) toBeRetained: Kind::Bool;
    }
}

object! {
    /// A user to create before they have written to you.
    pub CREATE_USER = "CreateUser", "a user", extends PROFILE {
        /// Your own id for the user, unique in the app. Creating it again fails with 409.
        required(V1S) userId: text().not_empty().personal().kind();
        /// Your own id for the user, unique in the app.
        optional(V2) userId: text().in_v2(1, 1024).personal().kind();
        /// The brand that the user belongs to, if brands are kept apart.
        optional(V2) brandId: text().in_v2(1, 24).nullable().kind();
        /// Whether the user must log in with credentials to be seen as this user. Default `false`.
        optional(V1) credentialRequired: Kind::Bool;
    }
}

object! {
    /// The changes to a user. Fields left out stay as they are, single properties too.
    pub UPDATE_USER = "UpdateUser", "a user update", extends PROFILE {
        refused userId: "a userId never changes; create another user and link the channel to it";
    }
}
