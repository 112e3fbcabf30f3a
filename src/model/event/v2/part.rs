//! The parts of the events of v2.

use crate::model::FLAT;
use crate::model::answer::v2::client::{CLIENT, DEVICE};
use crate::model::answer::v2::content::CONTENT;
use crate::model::answer::v2::message::{AUTHOR_TYPE, QUOTED};
use crate::model::answer::v2::user::USER;
use crate::schema::{Kind, object, text};

object! {
    /// The fields of the source of an event.
    SOURCE_BASE = "EventSourceBaseV2", "the source of an event" {
        /// The type of the channel; of a request to the API, `api:conversations` and the like.
        optional type: text().kind();
        /// The id of the integration.
        optional integrationId: text().kind();
        /// The channel's id of the message.
        nullable originalMessageId: text().kind();
        /// When the channel received the message: ISO 8601.
        nullable originalMessageTimestamp: Kind::Date;
        /// The client, if the webhook asks for the full source.
        nullable client: Kind::Object(&CLIENT);
        /// The device, if the webhook asks for the full source.
        nullable device: Kind::Object(&DEVICE);
    }
}

object! {
    /// The source of an event.
    pub SOURCE = "EventSourceV2", "the source of an event", extends SOURCE_BASE, open true {}
}

object! {
    /// A campaign.
    pub CAMPAIGN = "CampaignV2", "a campaign", open true {
        /// Its id.
        optional id: text().kind();
    }
}

object! {
    /// The source of an event, with its campaign.
    pub CAMPAIGN_SOURCE = "CampaignSourceV2", "the source of an event", extends SOURCE_BASE, open true {
        /// The campaign.
        nullable campaign: Kind::Object(&CAMPAIGN);
    }
}

object! {
    /// The source of a message, with its campaign.
    MESSAGE_SOURCE = "EventMessageSourceV2", "the source of a message", open true {
        /// The type of the channel; `api:conversations` and the like for messages sent through the API.
        required type: text().kind();
        /// The id of the integration.
        nullable integrationId: text().kind();
        /// The channel's id of the message.
        nullable originalMessageId: text().kind();
        /// When the channel received the message: ISO 8601.
        nullable originalMessageTimestamp: Kind::Date;
        /// The client, if the webhook asks for the full source.
        nullable client: Kind::Object(&CLIENT);
        /// The device, if the webhook asks for the full source.
        nullable device: Kind::Object(&DEVICE);
        /// The campaign.
        nullable campaign: Kind::Object(&CAMPAIGN);
    }
}

object! {
    /// The author of a message or an activity, with the user.
    pub AUTHOR = "EventAuthorV2", "the author of an event", open true {
        /// The business or the user.
        required type: Kind::Choice(&AUTHOR_TYPE);
        /// The id of the user.
        optional userId: text().kind();
        /// The user.
        optional user: Kind::Object(&USER);
        /// The display name of the author.
        optional displayName: text().personal().kind();
        /// The URL of the author's picture.
        optional avatarUrl: text().personal().kind();
    }
}

object! {
    /// The message of an event.
    pub MESSAGE = "EventMessageV2", "the message of an event", open true {
        /// Its id: 24 hexadecimal digits.
        required id: text().kind();
        /// When the service received it: ISO 8601 in UTC, with milliseconds.
        required received: Kind::Date;
        /// The author.
        required author: Kind::Object(&AUTHOR);
        /// The content.
        required content: Kind::Object(&CONTENT);
        /// Its source.
        optional source: Kind::Object(&MESSAGE_SOURCE);
        /// The message that it quotes.
        nullable quotedMessage: Kind::Object(&QUOTED);
        /// The metadata that it was sent with.
        nullable metadata: FLAT;
        /// Whether it was deleted.
        nullable deleted: Kind::Bool;
    }
}

object! {
    /// The details of a referral.
    REFERRAL_DETAILS = "ReferralDetailsV2", "the details of a referral", open true {
        /// Its source.
        optional source: text().kind();
        /// Its type.
        optional type: text().kind();
        /// The id of the advertisement.
        nullable adId: text().kind();
    }
}

object! {
    /// A referral: what led a user to a conversation.
    pub REFERRAL = "ReferralV2", "a referral", open true {
        /// Your own code.
        optional code: text().kind();
        /// Its details.
        nullable details: Kind::Object(&REFERRAL_DETAILS);
    }
}

object! {
    /// The reason for a failure.
    pub ERROR = "EventErrorV2", "the error of an event", open true {
        /// A stable word, such as `uncategorized_error`.
        optional code: text().kind();
        /// The description, as a sentence.
        optional message: text().personal().kind();
    }
}
