//! Conversations of v2 (docs/api/v2.md, section 6).

use super::Method::Get;
use super::own;
use super::row::{Paging, group, of, v2};
use crate::model::answer::v2::conversation::{CONVERSATION_ANSWER, CONVERSATIONS_PAGE};
use crate::schema::Versions;

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
    }
}
