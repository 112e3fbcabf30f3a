//! What events of v1 and v1.1 are made of.

use crate::model::FLAT;
use crate::model::answer::user::CLIENT;
use crate::schema::{Kind, List, object, text};

static CLIENTS: List = List { of: Kind::Object(&CLIENT), min: 0, max: usize::MAX };

object! {
    /// A user, as events show them. Only the `_id` is sure to be there; how much more depends on the event, the version
    /// and the webhook.
    pub EVENT_USER = "EventUser", "the user of an event", open true {
        /// The service's id of the user: 24 hexadecimal digits.
        required _id: text().kind();
        /// Your own id of the user, where you gave one. Link events leave it out.
        optional userId: text().personal().kind();
        /// Their given name.
        optional givenName: text().personal().kind();
        /// Their family name.
        optional surname: text().personal().kind();
        /// Their e-mail address.
        optional email: text().personal().kind();
        /// A picture of them.
        optional avatarUrl: text().personal().kind();
        /// When they signed up: ISO 8601 in UTC, with milliseconds.
        optional signedUpAt: Kind::Date;
        /// Your own facts about them.
        optional properties: FLAT;
        /// Whether they have said or received anything yet.
        optional conversationStarted: Kind::Bool;
        /// Their linked channels.
        optional clients: Kind::List(&CLIENTS);
        /// Channels that are being linked.
        optional pendingClients: Kind::List(&CLIENTS);
    }
}

object! {
    /// Where something happened.
    pub SOURCE = "EventSource", "the source of an event", open true {
        /// The type of the channel.
        optional type: text().kind();
        /// The id of the client.
        optional id: text().kind();
        /// The id of the integration.
        optional integrationId: text().kind();
    }
}

object! {
    /// Where a message was to go.
    pub DESTINATION = "EventDestination", "the destination of an event", open true {
        /// The type of the channel.
        optional type: text().kind();
        /// The address that a notification goes to, such as a phone number.
        optional(V1_1) destinationId: text().personal().kind();
        /// The id of the client.
        optional id: text().kind();
        /// The id of the integration.
        optional integrationId: text().kind();
    }
}

object! {
    /// Why something failed.
    pub ERROR = "EventError", "the error of an event", open true {
        /// A stable word, such as `bad_request`, `unauthorized`, `forbidden`, `uncategorized_error`.
        optional code: text().kind();
        /// A sentence.
        optional message: text().personal().kind();
        /// What the channel itself said: an object of its own form.
        optional underlyingError: Kind::Open;
    }
}

object! {
    /// More about what led a user to a conversation.
    pub REFERRAL_DETAILS = "ReferralDetails", "the details of a referral", open true {
        /// Where it came from, such as `MESSENGER_CODE`.
        optional source: text().kind();
        /// Its type, such as `OPEN_THREAD`.
        optional type: text().kind();
        /// The id of the advertisement.
        optional adId: text().kind();
    }
}

object! {
    /// What led a user to a conversation.
    pub REFERRAL = "Referral", "a referral", open true {
        /// Your own code.
        optional code: text().kind();
        /// More about it.
        optional details: Kind::Object(&REFERRAL_DETAILS);
    }
}
