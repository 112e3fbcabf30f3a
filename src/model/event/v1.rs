//! The events of v1 and v1.1: flat objects, discriminated by `trigger` (docs/api/v1.md, sections 11.3 and 11.4).
//!
//! Of some that v1.1 alone has no body was seen; what they have stands here as optional.

mod delivery;
mod link;
mod part;

use crate::model::FLAT;
use crate::model::answer::message::{SENT_ACTION, SENT_MESSAGE};
use crate::model::answer::user::CLIENT;
use crate::schema::{Choice, Kind, List, Union, Variant, Versions, name, object, prose, text};
use part::{EVENT_USER, REFERRAL, SOURCE};

static MESSAGES: List = List::of(Kind::Object(&SENT_MESSAGE));

static CLIENTS: List = List::of(Kind::Object(&CLIENT));

static POSTBACKS: List = List::of(Kind::Object(&POSTBACK));

static PAYMENTS: List = List::of(Kind::Object(&PAYMENT));

static DISCARDED: List = List::of(Kind::Object(&EVENT_USER));

static TYPING: Choice = Choice {
    name: name!("TypingActivityType"),
    doc: prose!(" The start or the end of typing."),
    words: &[("typing:start", Versions::ALL), ("typing:stop", Versions::ALL)],
};

object! {
    /// The app of an event.
    pub APP = "EventApp", "the app of an event", open true {
        /// Its id.
        required _id: text().kind();
    }
}

object! {
    /// The conversation of an event.
    pub CONVERSATION = "EventConversation", "the conversation of an event", open true {
        /// Its id.
        required _id: text().kind();
    }
}

object! {
    /// The fields of every event of v1 and v1.1.
    EVENT_BASE = "EventBase", "an event" {
        /// The app that it happened in.
        required app: Kind::Object(&APP);
        /// `"v1.1"`; events of v1 have none.
        optional(V1_1) version: text().kind();
        /// The conversation that it happened in.
        optional(V1_1) conversation: Kind::Object(&CONVERSATION);
        /// The client, if the webhook asks for it.
        optional(V1_1) client: Kind::Object(&CLIENT);
        /// When it happened: unix time in seconds, with decimals. Not every event has it.
        optional timestamp: Kind::Number;
    }
}

object! {
    /// The fields of events about one user.
    USER_EVENT_BASE = "UserEventBase", "an event of a user", extends EVENT_BASE {
        /// The user: complete, or little more than the `_id`.
        required appUser: Kind::Object(&EVENT_USER);
    }
}

object! {
    /// The fields of events about messages.
    MESSAGE_EVENT_BASE = "MessageEventBase", "an event of messages", extends USER_EVENT_BASE {
        /// The messages.
        required messages: Kind::List(&MESSAGES);
    }
}

object! {
    /// The user or the business sent a message.
    MESSAGE = "MessagePostedEvent", "an event", extends MESSAGE_EVENT_BASE, open true {}
}

object! {
    /// The user sent a message.
    MESSAGE_APP_USER = "AppUserMessageEvent", "an event", extends MESSAGE_EVENT_BASE, open true {}
}

object! {
    /// The business sent a message; in v1 also a note to itself (`whisper`).
    MESSAGE_APP_MAKER = "AppMakerMessageEvent", "an event", extends MESSAGE_EVENT_BASE, open true {}
}

object! {
    /// The user read the conversation.
    CONVERSATION_READ = "ConversationReadEvent", "an event", extends USER_EVENT_BASE, open true {
        /// The source.
        optional source: Kind::Object(&SOURCE);
    }
}

object! {
    /// The user began a conversation, or opted in.
    CONVERSATION_START = "ConversationStartEvent", "an event", extends USER_EVENT_BASE, open true {
        /// The source.
        optional source: Kind::Object(&SOURCE);
        /// The referral that led the user there.
        optional referral: Kind::Object(&REFERRAL);
    }
}

object! {
    /// Something led the user to an existing conversation.
    CONVERSATION_REFERRAL = "ConversationReferralEvent", "an event", extends USER_EVENT_BASE, open true {
        /// The source.
        optional source: Kind::Object(&SOURCE);
        /// The referral that led the user there.
        required referral: Kind::Object(&REFERRAL);
    }
}

object! {
    /// A tap on a postback button.
    POSTBACK = "Postback", "a postback", open true {
        /// The message with the button; none for a menu item.
        optional message: Kind::Object(&SENT_MESSAGE);
        /// The button.
        required action: Kind::Object(&SENT_ACTION);
    }
}

object! {
    /// The user tapped a postback button.
    POSTBACK_EVENT = "PostbackEvent", "an event", extends USER_EVENT_BASE, open true {
        /// The taps.
        required postbacks: Kind::List(&POSTBACKS);
    }
}

object! {
    /// Two users were merged. The event has no `appUser`.
    MERGE = "MergeEvent", "an event", extends EVENT_BASE, open true {
        /// The user that is kept.
        required surviving: Kind::Object(&EVENT_USER);
        /// The users that were discarded.
        required discarded: Kind::List(&DISCARDED);
        /// Facts about the discarded users that could not be kept.
        optional discardedProperties: FLAT;
    }
}

object! {
    /// The charge of a payment.
    CHARGE = "Charge", "the charge of a payment", open true {
        /// Its id at the payment service.
        optional id: text().kind();
    }
}

object! {
    /// A payment.
    PAYMENT = "Payment", "a payment", open true {
        /// The source of the payment.
        optional source: Kind::Object(&SOURCE);
        /// The message with the button.
        optional message: Kind::Object(&SENT_MESSAGE);
        /// The button.
        optional action: Kind::Object(&SENT_ACTION);
        /// The charge.
        optional charge: Kind::Object(&CHARGE);
    }
}

object! {
    /// The user paid.
    PAYMENT_EVENT = "PaymentEvent", "an event", extends USER_EVENT_BASE, open true {
        /// The payments.
        required payments: Kind::List(&PAYMENTS);
    }
}

object! {
    /// Clients were added to a user.
    CLIENT_ADD = "ClientAddEvent", "an event", extends USER_EVENT_BASE, open true {
        /// The clients.
        optional clients: Kind::List(&CLIENTS);
    }
}

object! {
    /// Clients were removed from a user.
    CLIENT_REMOVE = "ClientRemoveEvent", "an event", extends USER_EVENT_BASE, open true {
        /// The clients.
        optional clients: Kind::List(&CLIENTS);
    }
}

object! {
    /// A user was removed.
    USER_DELETE = "AppUserDeleteEvent", "an event", extends USER_EVENT_BASE, open true {}
}

object! {
    /// The activity.
    TYPING_ACTIVITY = "TypingActivity", "an activity", open true {
        /// The start or the end of typing.
        required type: Kind::Choice(&TYPING);
    }
}

object! {
    /// The user starts or stops typing.
    TYPING_EVENT = "TypingEvent", "an event", extends USER_EVENT_BASE, open true {
        /// The activity.
        optional activity: Kind::Object(&TYPING_ACTIVITY);
    }
}

/// An event of v1 or v1.1.
pub static EVENT: Union = Union {
    name: name!("KnownEventV1"),
    title: "event",
    doc: prose!(" The known events of v1 and v1.1, discriminated by `trigger`."),
    tag: "trigger",
    variants: &[
        Variant { tag: "message", object: &MESSAGE, versions: Versions::ALL },
        Variant { tag: "message:appUser", object: &MESSAGE_APP_USER, versions: Versions::ALL },
        Variant { tag: "message:appMaker", object: &MESSAGE_APP_MAKER, versions: Versions::ALL },
        Variant { tag: "conversation:read", object: &CONVERSATION_READ, versions: Versions::ALL },
        Variant { tag: "conversation:start", object: &CONVERSATION_START, versions: Versions::ALL },
        Variant { tag: "conversation:referral", object: &CONVERSATION_REFERRAL, versions: Versions::ALL },
        Variant { tag: "postback", object: &POSTBACK_EVENT, versions: Versions::ALL },
        Variant { tag: "merge:appUser", object: &MERGE, versions: Versions::ALL },
        Variant { tag: "payment:success", object: &PAYMENT_EVENT, versions: Versions::ALL },
        Variant { tag: "link:match", object: &link::MATCH, versions: Versions::ALL },
        Variant { tag: "link:success", object: &link::SUCCESS, versions: Versions::ALL },
        Variant { tag: "link:failure", object: &link::FAILURE, versions: Versions::ALL },
        Variant { tag: "delivery:success", object: &delivery::SUCCESS, versions: Versions::V1 },
        Variant { tag: "delivery:failure", object: &delivery::FAILURE, versions: Versions::V1 },
        Variant { tag: "message:delivery:channel", object: &delivery::CHANNEL, versions: Versions::V1_1 },
        Variant { tag: "message:delivery:user", object: &delivery::USER, versions: Versions::V1_1 },
        Variant { tag: "message:delivery:failure", object: &delivery::MESSAGE_FAILURE, versions: Versions::V1_1 },
        Variant {
            tag: "notification:delivery:channel",
            object: &delivery::NOTIFICATION_CHANNEL,
            versions: Versions::V1_1,
        },
        Variant { tag: "notification:delivery:user", object: &delivery::NOTIFICATION_USER, versions: Versions::V1_1 },
        Variant {
            tag: "notification:delivery:failure",
            object: &delivery::NOTIFICATION_FAILURE,
            versions: Versions::V1_1,
        },
        Variant {
            tag: "notification:match:failure",
            object: &delivery::NOTIFICATION_UNMATCHED,
            versions: Versions::V1_1,
        },
        Variant { tag: "client:add", object: &CLIENT_ADD, versions: Versions::V1_1 },
        Variant { tag: "client:remove", object: &CLIENT_REMOVE, versions: Versions::V1_1 },
        Variant { tag: "appUser:delete", object: &USER_DELETE, versions: Versions::V1_1 },
        Variant { tag: "typing:appUser", object: &TYPING_EVENT, versions: Versions::V1_1 },
    ],
    refused: &[],
    instead: None,
    untagged: None,
    authorless: false,
    open: false,
};
