//! The events about conversations (docs/api/v2.md, section 10).

use super::EVENT_BASE;
use super::part::{AUTHOR, CAMPAIGN_SOURCE, MESSAGE as EVENT_MESSAGE, REFERRAL as EVENT_REFERRAL, SOURCE};
use crate::model::FLAT;
use crate::model::answer::v2::conversation::TRUNCATED_CONVERSATION;
use crate::model::answer::v2::user::{IDENTITY, PROFILE, TRUNCATED_USER, USER};
use crate::schema::{Choice, Kind, List, Versions, name, object, prose, text};

const ALL: Versions = Versions::ALL;

static CREATION_REASON: Choice = Choice {
    name: name!("ConversationCreationReasonV2"),
    doc: prose!(" The reason for creating a conversation."),
    words: &[
        ("linkRequest", ALL),
        ("message", ALL),
        ("none", ALL),
        ("notification", ALL),
        ("prechatCapture", ALL),
        ("proactiveMessaging", ALL),
        ("startConversation", ALL),
    ],
};

static ACTIVITY_TYPE: Choice = Choice {
    name: name!("ActivityTypeV2"),
    doc: prose!(" The kind of an activity."),
    words: &[("conversation:read", ALL), ("typing:start", ALL), ("typing:stop", ALL)],
};

static NOTIFICATIONS: List = List::of(Kind::Object(&EVENT_MESSAGE));

static IDENTITIES: List = List::of(Kind::Object(&IDENTITY));

object! {
    /// The payload of `conversation:create`.
    CREATE_PAYLOAD = "ConversationCreatePayloadV2", "the payload of an event", open true {
        /// The conversation.
        required conversation: Kind::Object(&TRUNCATED_CONVERSATION);
        /// The reason for its creation.
        optional creationReason: Kind::Choice(&CREATION_REASON);
        /// Its source.
        optional source: Kind::Object(&CAMPAIGN_SOURCE);
        /// The user.
        nullable user: Kind::Object(&USER);
        /// The referral that led the user there.
        nullable referral: Kind::Object(&EVENT_REFERRAL);
    }
}

object! {
    /// The payload of `conversation:join` and `conversation:leave`.
    MEMBER_PAYLOAD = "ConversationMemberPayloadV2", "the payload of an event", open true {
        /// The conversation.
        required conversation: Kind::Object(&TRUNCATED_CONVERSATION);
        /// The user.
        required user: Kind::Object(&TRUNCATED_USER);
    }
}

object! {
    /// The payload of `conversation:remove`.
    REMOVE_PAYLOAD = "ConversationRemovePayloadV2", "the payload of an event", open true {
        /// The conversation.
        required conversation: Kind::Object(&TRUNCATED_CONVERSATION);
    }
}

object! {
    /// The payload of `conversation:message`.
    MESSAGE_PAYLOAD = "ConversationMessagePayloadV2", "the payload of an event", open true {
        /// The conversation.
        required conversation: Kind::Object(&TRUNCATED_CONVERSATION);
        /// The message.
        required message: Kind::Object(&EVENT_MESSAGE);
        /// The notifications that the user received before.
        optional recentNotifications: Kind::List(&NOTIFICATIONS);
    }
}

object! {
    /// A tap on a postback button.
    TAP = "PostbackV2", "a postback", open true {
        /// The payload of the button.
        optional payload: text().personal().kind();
        /// The metadata of the button.
        nullable metadata: FLAT;
    }
}

object! {
    /// The payload of `conversation:postback`.
    POSTBACK_PAYLOAD = "ConversationPostbackPayloadV2", "the payload of an event", open true {
        /// The tap.
        required postback: Kind::Object(&TAP);
        /// The conversation.
        required conversation: Kind::Object(&TRUNCATED_CONVERSATION);
        /// The user.
        required user: Kind::Object(&USER);
        /// The source.
        optional source: Kind::Object(&CAMPAIGN_SOURCE);
    }
}

object! {
    /// An activity in a conversation: reading or typing.
    ACTIVITY = "ActivityV2", "an activity", open true {
        /// The kind of activity.
        required type: Kind::Choice(&ACTIVITY_TYPE);
        /// The source.
        optional source: Kind::Object(&SOURCE);
        /// The author.
        optional author: Kind::Object(&AUTHOR);
    }
}

object! {
    /// The payload of `conversation:read` and `conversation:typing`.
    ACTIVITY_PAYLOAD = "ConversationActivityPayloadV2", "the payload of an event", open true {
        /// The conversation.
        required conversation: Kind::Object(&TRUNCATED_CONVERSATION);
        /// The activity.
        required activity: Kind::Object(&ACTIVITY);
    }
}

object! {
    /// The user of `conversation:referral`: as any other, but that the official example has a number for `externalId`.
    REFERRED_USER = "ReferredUserV2", "a user", open true {
        /// The service's id of the user: 24 hexadecimal digits.
        required id: text().kind();
        /// Your own id of the user, if you gave one: a string in the official shape, a number in its example.
        optional externalId: Kind::Any;
        /// Zendesk's id of the user.
        nullable zendeskId: text().personal().kind();
        /// The brand that the user belongs to.
        nullable brandId: text().kind();
        /// Whether the user has logged in.
        optional authenticated: Kind::Bool;
        /// When the user signed up: ISO 8601 in UTC, with milliseconds.
        optional signedUpAt: Kind::Date;
        /// Whether the user is kept when inactive.
        optional toBeRetained: Kind::Bool;
        /// The profile.
        optional profile: Kind::Object(&PROFILE);
        /// Your own facts about the user.
        optional metadata: FLAT;
        /// The identities of the user.
        optional identities: Kind::List(&IDENTITIES);
    }
}

object! {
    /// The payload of `conversation:referral`.
    REFERRAL_PAYLOAD = "ConversationReferralPayloadV2", "the payload of an event", open true {
        /// The conversation.
        required conversation: Kind::Object(&TRUNCATED_CONVERSATION);
        /// The user.
        required user: Kind::Object(&REFERRED_USER);
        /// The source.
        optional source: Kind::Object(&CAMPAIGN_SOURCE);
        /// The referral that led the user there.
        required referral: Kind::Object(&EVENT_REFERRAL);
    }
}

object! {
    /// A conversation began.
    pub CREATE = "ConversationCreateEventV2", "an event", extends EVENT_BASE, open true {
        /// The payload.
        required payload: Kind::Object(&CREATE_PAYLOAD);
    }
}

object! {
    /// A user joined a conversation.
    pub JOIN = "ConversationJoinEventV2", "an event", extends EVENT_BASE, open true {
        /// The payload.
        required payload: Kind::Object(&MEMBER_PAYLOAD);
    }
}

object! {
    /// A user left a conversation.
    pub LEAVE = "ConversationLeaveEventV2", "an event", extends EVENT_BASE, open true {
        /// The payload.
        required payload: Kind::Object(&MEMBER_PAYLOAD);
    }
}

object! {
    /// A conversation was removed.
    pub REMOVE = "ConversationRemoveEventV2", "an event", extends EVENT_BASE, open true {
        /// The payload.
        required payload: Kind::Object(&REMOVE_PAYLOAD);
    }
}

object! {
    /// The user or the business sent a message.
    pub MESSAGE = "ConversationMessageEventV2", "an event", extends EVENT_BASE, open true {
        /// The payload.
        required payload: Kind::Object(&MESSAGE_PAYLOAD);
    }
}

object! {
    /// The user tapped a postback button.
    pub POSTBACK = "ConversationPostbackEventV2", "an event", extends EVENT_BASE, open true {
        /// The payload.
        required payload: Kind::Object(&POSTBACK_PAYLOAD);
    }
}

object! {
    /// The user or the business read a conversation.
    pub READ = "ConversationReadEventV2", "an event", extends EVENT_BASE, open true {
        /// The payload.
        required payload: Kind::Object(&ACTIVITY_PAYLOAD);
    }
}

object! {
    /// Something led the user to a conversation.
    pub REFERRAL = "ConversationReferralEventV2", "an event", extends EVENT_BASE, open true {
        /// The payload.
        required payload: Kind::Object(&REFERRAL_PAYLOAD);
    }
}

object! {
    /// The user or the business starts or stops typing.
    pub TYPING = "ConversationTypingEventV2", "an event", extends EVENT_BASE, open true {
        /// The payload.
        required payload: Kind::Object(&ACTIVITY_PAYLOAD);
    }
}
