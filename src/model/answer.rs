//! The responses of the API, for the printed types. The core reads only the few fields that it needs.
//!
//! Responses are an open world: every object may have fields that are in no table, and every word may be a new one.
//! A field that is not required here has been seen missing (docs/api/v1.md, sections 4.1, 6.3 and 14, row 6).

pub mod account;
pub mod activity;
pub mod app;
pub mod attachment;
pub mod integration;
pub mod linking;
pub mod menu;
pub mod message;
pub mod oauth;
pub mod user;
pub mod v2;
pub mod webhook;

use super::Root;
use crate::schema::{Kind, List, object, text};
use message::SENT_MESSAGE;
use user::{CHANNEL, USER};

static MESSAGES: List = List::of(Kind::Object(&SENT_MESSAGE));

static CHANNELS: List = List::of(Kind::Object(&CHANNEL));

object! {
    /// The response to creating, reading, updating and linking a user.
    pub USER_ANSWER = "UserAnswer", "the answer about a user", open true {
        /// The user.
        required appUser: Kind::Object(&USER);
    }
}

object! {
    /// The channels of a user.
    pub CHANNELS_ANSWER = "ChannelsAnswer", "the answer about the channels of a user", open true {
        /// The channels; none is an empty list.
        required channels: Kind::List(&CHANNELS);
    }
}

object! {
    /// A conversation: a user has one, from the first message on.
    pub CONVERSATION = "Conversation", "a conversation", open true {
        /// Its id: 24 hexadecimal digits.
        required _id: text().kind();
        /// How many messages the user has not read.
        required unreadCount: Kind::Integer(0, u32::MAX);
        /// When the business last read it: unix time in seconds, with decimals.
        optional appMakerLastRead: Kind::Number;
        /// When the user last read it: unix time in seconds, with decimals.
        optional appUserLastRead: Kind::Number;
    }
}

object! {
    /// The response to sending a message.
    pub SEND_ANSWER = "SendAnswer", "the answer about a sent message", open true {
        /// The message, as it was posted.
        required message: Kind::Object(&SENT_MESSAGE);
        /// Further messages, if shorthand in the text or a template made several.
        optional extraMessages: Kind::List(&MESSAGES);
        /// The conversation that it was added to.
        required conversation: Kind::Object(&CONVERSATION);
    }
}

object! {
    /// Up to a hundred messages of a conversation, in the order in which they were received.
    ///
    /// To go on to earlier ones, ask for those before `received` of the first one, until fewer than a hundred come.
    pub MESSAGES_PAGE = "MessagesPage", "a page of messages", open true {
        /// The conversation.
        required conversation: Kind::Object(&CONVERSATION);
        /// The messages.
        required messages: Kind::List(&MESSAGES);
        /// The URL of a further page. Its direction is not to be relied on.
        optional next: text().kind();
    }
}

object! {
    /// The response to deleting a user and to unlinking a channel, in every version: nothing to say.
    pub EMPTY_ANSWER = "EmptyAnswer", "an empty answer", open true {}
}

/// The responses of all versions; their parts are found from here.
pub static ANSWERS: &[Root] = &[
    Root::Object(&USER_ANSWER),
    Root::Object(&CHANNELS_ANSWER),
    Root::Object(&SEND_ANSWER),
    Root::Object(&MESSAGES_PAGE),
    Root::Object(&webhook::WEBHOOK_ANSWER),
    Root::Object(&webhook::WEBHOOKS_ANSWER),
    Root::Object(&EMPTY_ANSWER),
    Root::Object(&v2::user::USER_ANSWER),
    Root::Object(&v2::user::USERS_ANSWER),
    Root::Object(&v2::client::CLIENT_ANSWER),
    Root::Object(&v2::client::CLIENTS_PAGE),
    Root::Object(&v2::conversation::CONVERSATION_ANSWER),
    Root::Object(&v2::conversation::CONVERSATIONS_PAGE),
    Root::Object(&v2::conversation::PARTICIPANT_ANSWER),
    Root::Object(&v2::conversation::PARTICIPANTS_PAGE),
    Root::Object(&v2::message::SEND_ANSWER),
    Root::Object(&v2::message::MESSAGES_PAGE),
    Root::Object(&v2::integration::INTEGRATION_ANSWER),
    Root::Object(&v2::integration::INTEGRATIONS_PAGE),
    Root::Object(&v2::integration::WEBHOOK_ANSWER),
    Root::Object(&v2::integration::WEBHOOKS_ANSWER),
];
