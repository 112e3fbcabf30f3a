//! A user, as the business describes them (api facts, section 4).

use super::{FLAT, URL};
use crate::schema::{Kind, object, text};

object! {
    /// What both creating and updating a user can say of them.
    PROFILE = "Profile", "a user" {
        /// Their given name.
        optional givenName: text().personal().kind();
        /// Their family name.
        optional surname: text().personal().kind();
        /// Their e-mail address. It is kept with the user; to send e-mail, link a `mailgun` channel.
        optional email: text().personal().kind();
        /// A picture of them. Known to later documentation only.
        optional avatarUrl: URL;
        /// When they signed up with you: an ISO 8601 string or a `Date`. The service fills in the present by default.
        optional signedUpAt: Kind::Date;
        /// Your own facts about them: a flat object of strings, numbers and booleans, 4 KB of keys and values at most.
        /// @example { plan: "pro", seats: 4, trial: false }
        optional properties: FLAT;
    }
}

object! {
    /// A user to create before they have written to you.
    pub CREATE_USER = "CreateUser", "a user", extends PROFILE {
        /// Your own id for the user, unique in the app. Creating it again is answered with 409.
        required userId: text().not_empty().personal().kind();
        /// Whether the user must log in with credentials to be seen as this user. Default `false`.
        optional(V1) credentialRequired: Kind::Bool;
    }
}

object! {
    /// What to change of a user. What is left out stays as it is, single properties too.
    pub UPDATE_USER = "UpdateUser", "a user update", extends PROFILE {
        refused userId: "a userId never changes; create another user and link the channel to it";
    }
}
