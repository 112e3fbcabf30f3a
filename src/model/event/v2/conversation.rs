//! What happens in conversations (docs/api/v2.md, section 10).

use super::EVENT_BASE;
use super::part::{AUTHOR, CAMPAIGN_SOURCE, MESSAGE as EVENT_MESSAGE, REFERRAL as EVENT_REFERRAL, SOURCE};
use crate::model::FLAT;
use crate::model::answer::v2::conversation::TRUNCATED_CONVERSATION;
use crate::model::answer::v2::user::{IDENTITY, PROFILE, TRUNCATED_USER, USER};
use crate::schema::{Choice, Kind, List, Versions, name, object, prose, text};

const ALL: Versions = Versions::ALL;

static CREATION_REASON: Choice = Choice {
    name: name!("ConversationCreationReasonV2"),
    doc: prose!(" Why a conversation began."),
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
    doc: prose!(" What somebody does in a conversation."),
    words: &[("conversation:read", ALL), ("typing:start", ALL), ("typing:stop", ALL)],
};

static NOTIFICATIONS: List = List { of: Kind::Object(&EVENT_MESSAGE), min: 0, max: usize::MAX };

static IDENTITIES: List = List { of: Kind::Object(&IDENTITY), min: 0, max: usize::MAX };

object! {
    /// What `conversation:create` tells.
    CREATE_PAYLOAD = "ConversationCreatePayloadV2", "the payload of an event", open true {
        /// The conversation.
        required conversation: Kind::Object(&TRUNCATED_CONVERSATION);
        /// Why it began.
        optional creationReason: Kind::Choice(&CREATION_REASON);
        /// Where it began.
        optional source: Kind::Object(&CAMPAIGN_SOURCE);
        /// The user.
        nullable user: Kind::Object(&USER);
        /// What led them there.
        nullable referral: Kind::Object(&EVENT_REFERRAL);
    }
}

object! {
    /// What `conversation:join` and `conversation:leave` tell.
    MEMBER_PAYLOAD = "ConversationMemberPayloadV2", "the payload of an event", open true {
        /// The conversation.
        required conversation: Kind::Object(&TRUNCATED_CONVERSATION);
        /// The user.
        required user: Kind::Object(&TRUNCATED_USER);
    }
}

object! {
    /// What `conversation:remove` tells.
    REMOVE_PAYLOAD = "ConversationRemovePayloadV2", "the payload of an event", open true {
        /// The conversation.
        required conversation: Kind::Object(&TRUNCATED_CONVERSATION);
    }
}

object! {
    /// What `conversation:message` tells.
    MESSAGE_PAYLOAD = "ConversationMessagePayloadV2", "the payload of an event", open true {
        /// The conversation.
        required conversation: Kind::Object(&TRUNCATED_CONVERSATION);
        /// The message.
        required message: Kind::Object(&EVENT_MESSAGE);
        /// Notifications that the user got before.
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
    /// What `conversation:postback` tells.
    POSTBACK_PAYLOAD = "ConversationPostbackPayloadV2", "the payload of an event", open true {
        /// The tap.
        required postback: Kind::Object(&TAP);
        /// The conversation.
        required conversation: Kind::Object(&TRUNCATED_CONVERSATION);
        /// The user.
        required user: Kind::Object(&USER);
        /// Where.
        optional source: Kind::Object(&CAMPAIGN_SOURCE);
    }
}

object! {
    /// What somebody does in a conversation.
    ACTIVITY = "ActivityV2", "an activity", open true {
        /// What.
        required type: Kind::Choice(&ACTIVITY_TYPE);
        /// Where.
        optional source: Kind::Object(&SOURCE);
        /// Who.
        optional author: Kind::Object(&AUTHOR);
    }
}

object! {
    /// What `conversation:read` and `conversation:typing` tell.
    ACTIVITY_PAYLOAD = "ConversationActivityPayloadV2", "the payload of an event", open true {
        /// The conversation.
        required conversation: Kind::Object(&TRUNCATED_CONVERSATION);
        /// What somebody does there.
        required activity: Kind::Object(&ACTIVITY);
    }
}

object! {
    /// The user of `conversation:referral`: as any other, but that the official example has a number for `externalId`.
    REFERRED_USER = "ReferredUserV2", "a user", open true {
        /// The service's id of the user: 24 hexadecimal digits.
        required id: text().kind();
        /// Your own id of the user, where you gave one: a string by the official shape, a number in its example.
        optional externalId: Kind::Any;
        /// Zendesk's id of the user.
        nullable zendeskId: text().personal().kind();
        /// The brand that the user belongs to.
        nullable brandId: text().kind();
        /// Whether they have logged in.
        optional authenticated: Kind::Bool;
        /// When they signed up: ISO 8601 in UTC, with milliseconds.
        optional signedUpAt: Kind::Date;
        /// Whether they are kept when nothing happens.
        optional toBeRetained: Kind::Bool;
        /// Who they are.
        optional profile: Kind::Object(&PROFILE);
        /// Your own facts about them.
        optional metadata: FLAT;
        /// What they are known by.
        optional identities: Kind::List(&IDENTITIES);
    }
}

object! {
    /// What `conversation:referral` tells.
    REFERRAL_PAYLOAD = "ConversationReferralPayloadV2", "the payload of an event", open true {
        /// The conversation.
        required conversation: Kind::Object(&TRUNCATED_CONVERSATION);
        /// The user.
        required user: Kind::Object(&REFERRED_USER);
        /// Where.
        optional source: Kind::Object(&CAMPAIGN_SOURCE);
        /// What led them there.
        required referral: Kind::Object(&EVENT_REFERRAL);
    }
}

object! {
    /// A conversation began.
    pub CREATE = "ConversationCreateEventV2", "an event", extends EVENT_BASE, open true {
        /// What happened.
        required payload: Kind::Object(&CREATE_PAYLOAD);
    }
}

object! {
    /// Somebody joined a conversation.
    pub JOIN = "ConversationJoinEventV2", "an event", extends EVENT_BASE, open true {
        /// What happened.
        required payload: Kind::Object(&MEMBER_PAYLOAD);
    }
}

object! {
    /// Somebody left a conversation.
    pub LEAVE = "ConversationLeaveEventV2", "an event", extends EVENT_BASE, open true {
        /// What happened.
        required payload: Kind::Object(&MEMBER_PAYLOAD);
    }
}

object! {
    /// A conversation was removed.
    pub REMOVE = "ConversationRemoveEventV2", "an event", extends EVENT_BASE, open true {
        /// What happened.
        required payload: Kind::Object(&REMOVE_PAYLOAD);
    }
}

object! {
    /// Somebody said something.
    pub MESSAGE = "ConversationMessageEventV2", "an event", extends EVENT_BASE, open true {
        /// What happened.
        required payload: Kind::Object(&MESSAGE_PAYLOAD);
    }
}

object! {
    /// The user tapped a postback button.
    pub POSTBACK = "ConversationPostbackEventV2", "an event", extends EVENT_BASE, open true {
        /// What happened.
        required payload: Kind::Object(&POSTBACK_PAYLOAD);
    }
}

object! {
    /// Somebody read a conversation.
    pub READ = "ConversationReadEventV2", "an event", extends EVENT_BASE, open true {
        /// What happened.
        required payload: Kind::Object(&ACTIVITY_PAYLOAD);
    }
}

object! {
    /// Something led the user to a conversation.
    pub REFERRAL = "ConversationReferralEventV2", "an event", extends EVENT_BASE, open true {
        /// What happened.
        required payload: Kind::Object(&REFERRAL_PAYLOAD);
    }
}

object! {
    /// Somebody begins or stops typing.
    pub TYPING = "ConversationTypingEventV2", "an event", extends EVENT_BASE, open true {
        /// What happened.
        required payload: Kind::Object(&ACTIVITY_PAYLOAD);
    }
}
