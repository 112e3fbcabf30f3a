//! Messages (docs/api/v1.md, sections 6 and 7; docs/api/v2.md, sections 6 and 7).

use super::Method::{Delete, Post};
use super::row::{Paging, group, of, v1, v2};
use super::tables::{MESSAGE, NOTIFICATION};
use super::{Lookup, own};
use crate::model::answer::menu::NOTIFICATION_ANSWER;
use crate::model::answer::message::SENT_MESSAGE;
use crate::model::answer::v2::message::{
    MESSAGES_PAGE as MESSAGES_PAGE_V2, SEND_ANSWER as SEND_ANSWER_V2, SENT_MESSAGE as SENT_MESSAGE_V2,
};
use crate::model::answer::{EMPTY_ANSWER, MESSAGES_PAGE, SEND_ANSWER};
use crate::model::typed::profile::IMAGE;
use crate::retry::RetrySafety::SendsTwice;
use crate::schema::{Kind, Versions, prose};

/// A picture to send.
static PICTURE: Kind = Kind::Object(&IMAGE);

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
            v1(Post, "/appusers/{userId}/messages").checked(&MESSAGE).takes(&SENT_MESSAGE).safety(SendsTwice)
                .responds(&SEND_ANSWER),
            v2(Post, "/conversations/{conversationId}/messages").checked(&MESSAGE).takes(&SENT_MESSAGE_V2)
                .safety(SendsTwice).lookup(Lookup::Conversation).responds(&SEND_ANSWER_V2).doc(prose!(
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

        /// Removes a message. On the channel it stays.
        "messages.delete"(id, messageId): [
            v1(Delete, "/appusers/{userId}/messages/{messageId}").responds(&EMPTY_ANSWER),
            v2(Delete, "/conversations/{conversationId}/messages/{messageId}").lookup(Lookup::ExistingConversation)
                .responds(&EMPTY_ANSWER)
                .doc(prose!(" `{ conversationId }` instead of the user's id names the conversation.")),
        ];

        /// Removes all messages of a user. On the channels they stay, and so do the user and the channels.
        "messages.deleteAll"(id): [
            v1(Delete, "/appusers/{userId}/messages").responds(&EMPTY_ANSWER),
            v2(Delete, "/conversations/{conversationId}/messages").lookup(Lookup::ExistingConversation)
                .responds(&EMPTY_ANSWER)
                .doc(prose!(" `{ conversationId }` instead of the user's id names the conversation.")),
        ];

        /// Sends a picture as a form. It is not retried if it may have happened: the person would get it twice. Of old:
        /// `attachments.upload` and an image message can be told apart and retried.
        ///
        /// @deprecated
        "messages.uploadImage"(id, image): [
            v1(Post, "/appusers/{userId}/images").multipart(&PICTURE).responds(&SEND_ANSWER),
        ];

        /// Sends a message to a person of whom only a phone number is known, over SMS or WhatsApp. They need not be a
        /// user.
        /// The response means that it was accepted; webhooks tell its delivery (`notification:delivery:…`). It is not retried
        /// if it may have happened: the person would get it twice.
        ///
        /// @example
        /// ```ts
        /// await smooch.notify({
        ///   destination: { integrationId: "5a39…", destinationId: "+15145555555" },
        ///   author: { role: "appMaker" },
        ///   message: { type: "text", text: "Your parcel is on its way." },
        /// });
        /// ```
        "notify"(notification): [
            v1(Post, "/notifications").checked(&NOTIFICATION).responds(&NOTIFICATION_ANSWER),
            v2(Post, "/v1.1/apps/{appId}/notifications").checked(&NOTIFICATION).responds(&NOTIFICATION_ANSWER)
                .doc(prose!(" v2 lacks it: the request goes to v1.1, with the body of v1.1.")),
        ];
    }
}
