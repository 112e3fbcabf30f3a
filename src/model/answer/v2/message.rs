//! A message as v2 returns it (docs/api/v2.md, section 7).

use super::client::{CLIENT, DEVICE};
use super::content::CONTENT;
use super::page::{LINKS, META};
use crate::model::FLAT;
use crate::schema::{Choice, Kind, List, Versions, name, object, prose, text};

const ALL: Versions = Versions::ALL;

/// Who speaks, in responses and in events.
pub static AUTHOR_TYPE: Choice = Choice {
    name: name!("AuthorTypeV2"),
    doc: prose!(" Who speaks: the business or the user."),
    words: &[("business", ALL), ("user", ALL)],
};

static AUTHOR_SUBTYPE: Choice = Choice {
    name: name!("AuthorSubtypeV2"),
    doc: prose!(" Who speaks for the business; `activity` is a note of the service itself."),
    words: &[("AI", ALL), ("activity", ALL), ("agent", ALL), ("bot", ALL)],
};

static ACTIVITY_TYPE: Choice = Choice {
    name: name!("MessageActivityTypeV2"),
    doc: prose!(" What happened."),
    words: &[("conversation:endedByUser", ALL), ("ticket:closed", ALL), ("ticket:transfer:email", ALL)],
};

static QUOTE_TYPE: Choice = Choice {
    name: name!("QuotedMessageTypeV2"),
    doc: prose!(" Whether the quoted message is known to the service, or only its id on the channel."),
    words: &[("externalMessageId", ALL), ("message", ALL)],
};

static SUBTYPES: List = List::of(Kind::Choice(&AUTHOR_SUBTYPE));

object! {
    /// Who speaks.
    pub AUTHOR = "AuthorV2", "the author of a message", open true {
        /// The business or the user.
        required type: Kind::Choice(&AUTHOR_TYPE);
        /// Who speaks for the business.
        optional subtypes: Kind::List(&SUBTYPES);
        /// The id of the user.
        optional userId: text().kind();
        /// The name shown as the author's.
        optional displayName: text().personal().kind();
        /// The author's picture.
        optional avatarUrl: text().personal().kind();
    }
}

object! {
    /// How a message came.
    pub SOURCE = "MessageSourceV2", "the source of a message", open true {
        /// The type of the channel; `api:conversations` and the like for messages sent through the API.
        required type: text().kind();
        /// The id of the integration.
        nullable integrationId: text().kind();
        /// The channel's id of the message.
        nullable originalMessageId: text().kind();
        /// When the channel got the message: ISO 8601.
        nullable originalMessageTimestamp: Kind::Date;
        /// The client, if the webhook asks for the full source.
        nullable client: Kind::Object(&CLIENT);
        /// The device, if the webhook asks for the full source.
        nullable device: Kind::Object(&DEVICE);
    }
}

object! {
    /// An activity in a conversation, delivered as a message.
    pub ACTIVITY = "MessageActivityV2", "the activity of a message", open true {
        /// The type of the activity.
        required type: Kind::Choice(&ACTIVITY_TYPE);
        /// More about it.
        optional data: Kind::Open;
    }
}

object! {
    /// The message that a message quotes.
    pub QUOTED = "QuotedMessageV2", "a quoted message", open true {
        /// How it is known.
        required type: Kind::Choice(&QUOTE_TYPE);
        /// The message.
        optional message: Kind::Object(&SENT_MESSAGE);
        /// The channel's id of the message.
        optional externalMessageId: text().kind();
    }
}

object! {
    /// A page that a message refers to.
    pub REFERENCE = "ReferenceV2", "a reference of a message", open true {
        /// The page.
        required uri: text().kind();
        /// Its title.
        optional title: text().personal().kind();
        /// Its description.
        optional description: text().personal().kind();
    }
}

static REFERENCES: List = List::of(Kind::Object(&REFERENCE));

object! {
    /// A message of a conversation of v2.
    pub SENT_MESSAGE = "SentMessageV2", "a message of a conversation", open true {
        /// Its id: 24 hexadecimal digits.
        required id: text().kind();
        /// When the service got it: ISO 8601 in UTC, with milliseconds.
        required received: Kind::Date;
        /// Who spoke.
        required author: Kind::Object(&AUTHOR);
        /// The content.
        required content: Kind::Object(&CONTENT);
        /// How it came.
        optional source: Kind::Object(&SOURCE);
        /// The activity, if the message is about one.
        optional activity: Kind::Object(&ACTIVITY);
        /// The message that it quotes.
        nullable quotedMessage: Kind::Object(&QUOTED);
        /// A flat object that comes back in webhooks.
        nullable metadata: FLAT;
        /// Whether it was deleted.
        nullable deleted: Kind::Bool;
        /// The pages that it refers to.
        nullable references: Kind::List(&REFERENCES);
    }
}

static MESSAGES: List = List::of(Kind::Object(&SENT_MESSAGE));

object! {
    /// The response of v2 to sending a message: it and, if shorthand or a template made several, the others.
    pub SEND_ANSWER = "SendAnswerV2", "the answer about a sent message", open true {
        /// The messages.
        required messages: Kind::List(&MESSAGES);
    }
}

object! {
    /// Up to a hundred messages of a conversation of v2. The newest page comes first; `beforeCursor` leads back.
    pub MESSAGES_PAGE = "MessagesPageV2", "a page of messages", open true {
        /// The messages.
        required messages: Kind::List(&MESSAGES);
        /// The position of the page.
        optional meta: Kind::Object(&META);
        /// The pages beside it.
        optional links: Kind::Object(&LINKS);
    }
}
