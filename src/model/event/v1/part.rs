//! The parts of the events of v1 and v1.1.

use crate::model::FLAT;
use crate::model::answer::user::CLIENT;
use crate::schema::{Kind, List, object, text};

static CLIENTS: List = List::of(Kind::Object(&CLIENT));

object! {
    /// A user, as events show them. Only the `_id` is sure to be there; how much more depends on the event, the version
    /// and the webhook.
    pub EVENT_USER = "EventUser", "the user of an event", open true {
        /// The service's id of the user: 24 hexadecimal digits.
        required _id: text().kind();
        /// Your own id of the user, if you gave one. Link events leave it out.
        optional userId: text().personal().kind();
        /// The given name.
        optional givenName: text().personal().kind();
        /// The family name.
        optional surname: text().personal().kind();
        /// The e-mail address.
        optional email: text().personal().kind();
        /// The URL of a picture.
        optional avatarUrl: text().personal().kind();
        /// When the user signed up: ISO 8601 in UTC, with milliseconds.
        optional signedUpAt: Kind::Date;
        /// Your own facts about the user.
        optional properties: FLAT;
        /// Whether the user has sent or received a message.
        optional conversationStarted: Kind::Bool;
        /// The linked channels of the user.
        optional clients: Kind::List(&CLIENTS);
        /// Channels that are being linked.
        optional pendingClients: Kind::List(&CLIENTS);
    }
}

object! {
    /// The source of an event.
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
    /// The intended destination of a message.
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
    /// The reason for a failure.
    pub ERROR = "EventError", "the error of an event", open true {
        /// A stable word, such as `bad_request`, `unauthorized`, `forbidden`, `uncategorized_error`.
        optional code: text().kind();
        /// The description, as a sentence.
        optional message: text().personal().kind();
        /// The channel's own error: an object in the channel's own form.
        optional underlyingError: Kind::Open;
    }
}

object! {
    /// The details of a referral.
    pub REFERRAL_DETAILS = "ReferralDetails", "the details of a referral", open true {
        /// Its source, such as `MESSENGER_CODE`.
        optional source: text().kind();
        /// Its type, such as `OPEN_THREAD`.
        optional type: text().kind();
        /// The id of the advertisement.
        optional adId: text().kind();
    }
}

object! {
    /// A referral: what led a user to a conversation.
    pub REFERRAL = "Referral", "a referral", open true {
        /// Your own code.
        optional code: text().kind();
        /// Its details.
        optional details: Kind::Object(&REFERRAL_DETAILS);
    }
}
