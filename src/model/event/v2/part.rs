//! What events of v2 are made of.

use crate::model::FLAT;
use crate::model::answer::v2::client::{CLIENT, DEVICE};
use crate::model::answer::v2::content::CONTENT;
use crate::model::answer::v2::message::{AUTHOR_TYPE, QUOTED};
use crate::model::answer::v2::user::USER;
use crate::schema::{Kind, object, text};

object! {
    /// What a source of an event has.
    SOURCE_BASE = "EventSourceBaseV2", "the source of an event" {
        /// The type of the channel; `api:conversations` and the like for what comes through the API.
        optional type: text().kind();
        /// The id of the integration.
        optional integrationId: text().kind();
        /// The channel's id of the message.
        nullable originalMessageId: text().kind();
        /// When the channel got the message: ISO 8601.
        nullable originalMessageTimestamp: Kind::Date;
        /// The client, where the webhook asks for the full source.
        nullable client: Kind::Object(&CLIENT);
        /// The device, where the webhook asks for the full source.
        nullable device: Kind::Object(&DEVICE);
    }
}

object! {
    /// Where an event comes from.
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
    /// Where an event comes from, and which campaign led there.
    pub CAMPAIGN_SOURCE = "CampaignSourceV2", "the source of an event", extends SOURCE_BASE, open true {
        /// The campaign.
        nullable campaign: Kind::Object(&CAMPAIGN);
    }
}

object! {
    /// How a message came, and which campaign led there.
    MESSAGE_SOURCE = "EventMessageSourceV2", "the source of a message", open true {
        /// The type of the channel; `api:conversations` and the like for messages sent through the API.
        required type: text().kind();
        /// The id of the integration.
        nullable integrationId: text().kind();
        /// The channel's id of the message.
        nullable originalMessageId: text().kind();
        /// When the channel got the message: ISO 8601.
        nullable originalMessageTimestamp: Kind::Date;
        /// The client, where the webhook asks for the full source.
        nullable client: Kind::Object(&CLIENT);
        /// The device, where the webhook asks for the full source.
        nullable device: Kind::Object(&DEVICE);
        /// The campaign.
        nullable campaign: Kind::Object(&CAMPAIGN);
    }
}

object! {
    /// Who speaks or acts, with the user.
    pub AUTHOR = "EventAuthorV2", "the author of an event", open true {
        /// The business or the user.
        required type: Kind::Choice(&AUTHOR_TYPE);
        /// The id of the user.
        optional userId: text().kind();
        /// The user.
        optional user: Kind::Object(&USER);
        /// The name shown as the author's.
        optional displayName: text().personal().kind();
        /// The author's picture.
        optional avatarUrl: text().personal().kind();
    }
}

object! {
    /// A message, as events show it.
    pub MESSAGE = "EventMessageV2", "the message of an event", open true {
        /// Its id: 24 hexadecimal digits.
        required id: text().kind();
        /// When the service got it: ISO 8601 in UTC, with milliseconds.
        required received: Kind::Date;
        /// Who spoke.
        required author: Kind::Object(&AUTHOR);
        /// What was said.
        required content: Kind::Object(&CONTENT);
        /// How it came.
        optional source: Kind::Object(&MESSAGE_SOURCE);
        /// The message that it quotes.
        nullable quotedMessage: Kind::Object(&QUOTED);
        /// The flat object that it was sent with.
        nullable metadata: FLAT;
        /// Whether it was deleted.
        nullable deleted: Kind::Bool;
    }
}

object! {
    /// More about what led a user to a conversation.
    REFERRAL_DETAILS = "ReferralDetailsV2", "the details of a referral", open true {
        /// Where it came from.
        optional source: text().kind();
        /// Its type.
        optional type: text().kind();
        /// The id of the advertisement.
        nullable adId: text().kind();
    }
}

object! {
    /// What led a user to a conversation.
    pub REFERRAL = "ReferralV2", "a referral", open true {
        /// Your own code.
        optional code: text().kind();
        /// More about it.
        nullable details: Kind::Object(&REFERRAL_DETAILS);
    }
}

object! {
    /// Why something failed.
    pub ERROR = "EventErrorV2", "the error of an event", open true {
        /// A stable word, such as `uncategorized_error`.
        optional code: text().kind();
        /// A sentence.
        optional message: text().personal().kind();
    }
}
