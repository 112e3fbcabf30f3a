//! Conversations of v2, who takes part and who answers (docs/api/v2.md, sections 6 and 9); what v1 can do with one
//! (docs/api/v1.md, section 8).

use super::Method::{Delete, Get, Patch, Post};
use super::own;
use super::row::{Paging, group, of, v1, v2};
use super::tables::{CONTROL, JOIN, LEAVE, OFFER_CONTROL, PAGES, PASS_CONTROL, UPDATE_CONVERSATION};
use crate::model::answer::EMPTY_ANSWER;
use crate::model::answer::v2::conversation::{
    CONVERSATION_ANSWER, CONVERSATIONS_PAGE, PARTICIPANT_ANSWER, PARTICIPANTS_PAGE,
};
use crate::model::answer::v2::switchboard::{CONVERSION_EVENTS_ANSWER, DOWNLOADED};
use crate::model::typed::conversion::{CONVERSION_EVENTS as EVENTS_BODY, DOWNLOAD};
use crate::retry::RetrySafety::{Harmless, PassesOn};
use crate::schema::{Kind, Versions};

/// A message that the channel keeps.
static REFERENCE: Kind = Kind::Object(&DOWNLOAD);
/// The conversion events of a conversation.
static EVENTS: Kind = Kind::Object(&EVENTS_BODY);

group! {
    /// Conversations.
    pub CONVERSATIONS = "conversations" {
        /// Creates a conversation. It is not retried if it may have happened: another one would be made.
        "conversations.create"(conversation): [
            of(Versions::V2, own::CONVERSATIONS_CREATE).responds(&CONVERSATION_ANSWER),
        ];

        /// Lists the conversations of a user, page by page.
        "conversations.list"(): [
            of(Versions::V2, own::CONVERSATIONS_LIST).paged(Paging::Cursor).responds(&CONVERSATIONS_PAGE),
        ];

        /// Reads a conversation.
        "conversations.get"(conversationId): [
            v2(Get, "/conversations/{conversationId}").responds(&CONVERSATION_ANSWER),
        ];

        /// Changes a conversation. Fields left out stay as they are.
        "conversations.update"(conversationId, changes): [
            v2(Patch, "/conversations/{conversationId}").checked(&UPDATE_CONVERSATION).responds(&CONVERSATION_ANSWER),
        ];

        /// Removes a conversation with its messages.
        ///
        /// @throws {BadRequestError} if it is the user's default one
        "conversations.delete"(conversationId): [
            v2(Delete, "/conversations/{conversationId}").responds(&EMPTY_ANSWER),
        ];

        /// Hands a conversation over: from a bot to the agents, or to whom comes next. To `"next"` it is not retried if it
        /// may have happened: control could move on twice.
        ///
        /// @example
        /// ```ts
        /// await smooch.conversations.passControl(conversationId, { switchboardIntegration: "zd:agentWorkspace" });
        /// ```
        "conversations.passControl"(conversationId, handOver): [
            v2(Post, "/conversations/{conversationId}/passControl").checked(&PASS_CONTROL).safety(PassesOn).responds(&EMPTY_ANSWER),
        ];

        /// Sets the number of messages that a user has not read to zero.
        ///
        /// @throws {NotFoundError} if the user has no conversation yet
        "conversations.resetUnreadCount"(id): [
            v1(Post, "/appusers/{userId}/conversation/read").safety(Harmless).responds(&EMPTY_ANSWER),
        ];

        /// Downloads a message whose content the channel keeps: an interactive one of Apple's.
        "conversations.downloadMessageRef"(conversationId, reference): [
            v2(Post, "/conversations/{conversationId}/download").typed(&REFERENCE).safety(Harmless).responds(&DOWNLOADED),
        ];

        /// Gives control of a conversation back. It is not retried if it may have happened: whoever has control by then
        /// would lose it.
        ///
        /// @throws {PermissionError} if an integration that has no control calls it with its own credentials
        "conversations.releaseControl"(conversationId, control): [
            v2(Post, "/conversations/{conversationId}/releaseControl").checked(&CONTROL).or_none().responds(&EMPTY_ANSWER),
        ];

        /// Asks another to answer a conversation; who has control keeps it until the offer is accepted.
        "conversations.offerControl"(conversationId, offer): [
            v2(Post, "/conversations/{conversationId}/offerControl").checked(&OFFER_CONTROL).safety(Harmless)
                .responds(&EMPTY_ANSWER),
        ];

        /// Accepts control of a conversation that was offered. It is not retried if it may have happened: the offer would
        /// be gone.
        "conversations.acceptControl"(conversationId, control): [
            v2(Post, "/conversations/{conversationId}/acceptControl").checked(&CONTROL).or_none().responds(&EMPTY_ANSWER),
        ];
    }
}

group! {
    /// The conversion events of a conversation, for Meta.
    pub CONVERSION_EVENTS = "conversionEvents" {
        /// Tells Meta what a conversation on Messenger, Instagram or WhatsApp has led to. It is not retried if it may have
        /// happened: it would count twice.
        "conversionEvents.post"(conversationId, events): [
            v2(Post, "/conversations/{conversationId}/conversionEvents").typed(&EVENTS)
                .responds(&CONVERSION_EVENTS_ANSWER),
        ];
    }
}

group! {
    /// Who takes part in a conversation.
    pub PARTICIPANTS = "participants" {
        /// Lets a user take part in a conversation of several (`sdkGroup`).
        "participants.join"(conversationId, participant): [
            v2(Post, "/conversations/{conversationId}/join").checked(&JOIN).safety(Harmless).responds(&PARTICIPANT_ANSWER),
        ];

        /// Lists who takes part in a conversation, page by page.
        "participants.list"(conversationId): [
            v2(Get, "/conversations/{conversationId}/participants").query(&PAGES).paged(Paging::Cursor)
                .responds(&PARTICIPANTS_PAGE),
        ];

        /// Takes a user out of a conversation.
        "participants.leave"(conversationId, participant): [
            v2(Post, "/conversations/{conversationId}/leave").checked(&LEAVE).safety(Harmless).responds(&EMPTY_ANSWER),
        ];
    }
}
