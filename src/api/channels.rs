//! Channels of a user, which v2 calls clients (docs/api/v1.md, sections 4.3 and 5; docs/api/v2.md, section 5).

use super::Method::{Delete, Get, Post};
use super::row::{Paging, group, of, v1, v2};
use super::tables::LINK;
use super::{Lookup, own};
use crate::model::answer::v2::client::{CLIENT_ANSWER, CLIENTS_PAGE};
use crate::model::answer::{CHANNELS_ANSWER, EMPTY_ANSWER, USER_ANSWER};
use crate::retry::RetrySafety::AsksAgain;
use crate::schema::{Versions, prose};

group! {
    /// Channels of a user.
    pub CHANNELS = "channels" {
        /// Links a channel to a user. The response means that the attempt was accepted; the outcome comes as a webhook.
        ///
        /// @throws {NotFoundError} if the user, or an integration of that type, is not there
        /// @example
        /// ```ts
        /// await smooch.link("ada", { type: "twilio", phoneNumber: "+15145555555", confirmation: { type: "immediate" } });
        /// ```
        "link"(id, link): [
            v1(Post, "/appusers/{userId}/channels").checked(&LINK).safety(AsksAgain).responds(&USER_ANSWER).doc(prose!(
                " The channel is in `pendingClients` until the webhooks `link:match`, then `link:success` or",
                " `link:failure` tell the outcome."
            )),
            v2(Post, "/users/{userId}/clients").checked(&LINK).safety(AsksAgain).lookup(Lookup::Link)
                .responds(&CLIENT_ANSWER).doc(prose!(
                    " The client has the status `pending` until the webhook `client:update` or `client:remove` tells the",
                    " outcome.",
                    "",
                    " A link of v2 also names an integration and a conversation. Without `integrationId`, the app's",
                    " integration of that type is found; without `conversationId`, the user's default conversation is",
                    " found, or made. Both are remembered. The body may also be {@link ClientCreate}.",
                    "",
                    " @throws {ValidationError} if the app has several integrations of that type; the message lists them"
                )),
        ];

        /// Lists the ids that a user has on channels.
        "channels.list"(id): [
            v1(Get, "/appusers/{userId}/channels").responds(&CHANNELS_ANSWER),
            of(Versions::V2, own::CHANNELS_LIST_V2).paged(Paging::FirstHundred).responds(&CLIENTS_PAGE)
                .doc(prose!(" These are the user's first hundred clients, pending ones among them.")),
        ];

        /// Takes a channel away from a user.
        ///
        /// @throws {BadRequestError} if the user is not linked to it
        "channels.unlink"(id, channel): [
            v1(Delete, "/appusers/{userId}/channels/{channel}").responds(&EMPTY_ANSWER)
                .doc(prose!(" @param channel its type, such as `\"twilio\"`")),
            of(Versions::V2, own::CHANNELS_UNLINK_V2).lookup(Lookup::Client).responds(&EMPTY_ANSWER)
                .doc(prose!(" @param channel its type, such as `\"twilio\"`, or the id of a client")),
        ];
    }
}
