//! Messages (docs/api/v1.md, sections 6 and 7; docs/api/v2.md, sections 6 and 7).

use super::Method::Post;
use super::row::{Paging, group, of, v1, v2};
use super::tables::MESSAGE;
use super::{Lookup, own};
use crate::model::answer::v2::message::{MESSAGES_PAGE as MESSAGES_PAGE_V2, SEND_ANSWER as SEND_ANSWER_V2};
use crate::model::answer::{MESSAGES_PAGE, SEND_ANSWER};
use crate::retry::RetrySafety::SendsTwice;
use crate::schema::{Versions, prose};

group! {
    /// Messages of a user.
    pub MESSAGES = "messages" {
        /// Sends a message to a user, on the channel that they used last or on `destination`.
        ///
        /// @example
        /// ```ts
        /// await smooch.send("ada", { role: "appMaker", type: "text", text: "Hello, Ada." });
        /// ```
        "send"(id, message): [
            v1(Post, "/appusers/{userId}/messages").checked(&MESSAGE).safety(SendsTwice).responds(&SEND_ANSWER),
            v2(Post, "/conversations/{conversationId}/messages").checked(&MESSAGE).safety(SendsTwice)
                .lookup(Lookup::Conversation).responds(&SEND_ANSWER_V2).doc(prose!(
                    " It goes to `conversationId` of the options, or to the user's default conversation, which is found,",
                    " or made, and remembered. To reply without knowing the user, give `{ conversationId }` instead of their",
                    " id: nothing is looked up, and a message of a user must name its author. The body may also be",
                    " {@link MessagePost}."
                )),
        ];

        /// Reads messages page by page, a hundred a page. A page is read when it is asked for; to stop, leave the loop.
        ///
        /// @throws {NotFoundError} if the user has no conversation yet
        /// @example
        /// ```ts
        /// for await (const page of smooch.messages.list("ada")) console.log(page.messages.length);
        /// ```
        "messages.list"(id): [
            of(Versions::V1S, own::MESSAGES_LIST).paged(Paging::Time).responds(&MESSAGES_PAGE)
                .doc(prose!(" Backwards from the newest, or from `before`; forwards from `after`.")),
            of(Versions::V2, own::MESSAGES_LIST_V2).paged(Paging::Backward).lookup(Lookup::ExistingConversation)
                .responds(&MESSAGES_PAGE_V2)
                .doc(prose!(
                    " Backwards from the newest, or from `page.before`; forwards from `page.after`. `{ conversationId }`",
                    " instead of the user's id reads that conversation."
                )),
        ];
    }
}
