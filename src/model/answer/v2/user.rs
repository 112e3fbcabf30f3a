//! A user as v2 returns them (docs/api/v2.md, section 4).

use crate::model::FLAT;
use crate::schema::{Kind, List, object, text};

object! {
    /// Who a user is.
    pub PROFILE = "ProfileV2", "the profile of a user", open true {
        /// Their given name.
        nullable givenName: text().personal().kind();
        /// Their family name.
        nullable surname: text().personal().kind();
        /// Their e-mail address.
        nullable email: text().personal().kind();
        /// A picture of them.
        nullable avatarUrl: text().personal().kind();
        /// Their language and country: BCP 47.
        nullable locale: text().kind();
        /// The origin of the locale. Only examples have it.
        optional localeOrigin: text().kind();
    }
}

object! {
    /// An e-mail address, a phone number, … that a user is known by.
    pub IDENTITY = "IdentityV2", "an identity", open true {
        /// Its type, such as `email`.
        optional type: text().kind();
        /// The address, the number.
        optional value: text().personal().kind();
        /// How it was verified, such as `sso`.
        optional verification: text().kind();
    }
}

static IDENTITIES: List = List::of(Kind::Object(&IDENTITY));

object! {
    /// The fields that every mention of a user has.
    USER_BASE = "UserBaseV2", "a user" {
        /// The service's id of the user: 24 hexadecimal digits.
        required id: text().kind();
        /// Your own id of the user, if you gave one.
        nullable externalId: text().personal().kind();
        /// Zendesk's id of the user.
        nullable zendeskId: text().personal().kind();
        /// The brand that the user belongs to.
        nullable brandId: text().kind();
        /// Whether they have logged in. Examples of responses leave it out.
        optional authenticated: Kind::Bool;
    }
}

object! {
    /// A user, in an event whose webhook does not ask for the full one.
    pub TRUNCATED_USER = "TruncatedUserV2", "a user", extends USER_BASE, open true {}
}

object! {
    /// A user.
    pub USER = "UserV2", "a user", extends USER_BASE, open true {
        /// When they signed up: ISO 8601 in UTC, with milliseconds.
        optional signedUpAt: Kind::Date;
        /// Whether they are kept when nothing happens.
        optional toBeRetained: Kind::Bool;
        /// Who they are.
        optional profile: Kind::Object(&PROFILE);
        /// Your own facts about them.
        optional metadata: FLAT;
        /// Their identities.
        optional identities: Kind::List(&IDENTITIES);
        /// Whether the service knows a means of payment of theirs. Only examples have it.
        optional hasPaymentInfo: Kind::Bool;
    }
}

static USERS: List = List::of(Kind::Object(&USER));

object! {
    /// The response of v2 to creating, reading, updating and synchronising a user, and to wiping their personal data.
    pub USER_ANSWER = "UserAnswerV2", "the answer about a user", open true {
        /// The user.
        required user: Kind::Object(&USER);
    }
}

object! {
    /// The users that an e-mail address belongs to. There are no further pages.
    pub USERS_ANSWER = "UsersAnswerV2", "the answer about users", open true {
        /// The users; none is an empty list.
        required users: Kind::List(&USERS);
    }
}
