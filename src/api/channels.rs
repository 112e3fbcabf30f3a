//! Channels of a user, which v2 calls clients (docs/api/v1.md, sections 4.3 and 5; docs/api/v2.md, section 5).

use super::Method::{Delete, Get, Post};
use super::row::{Paging, group, of, v1, v2};
use super::tables::LINK;
use super::{Lookup, own};
use crate::model::answer::linking::{AUTH_CODE_ANSWER, BUSINESS_SYSTEMS_ANSWER, LINK_REQUESTS_ANSWER};
use crate::model::answer::v2::client::{CLIENT_ANSWER, CLIENTS_PAGE};
use crate::model::answer::{CHANNELS_ANSWER, EMPTY_ANSWER, USER_ANSWER};
use crate::model::typed::query::BRAND;
use crate::model::typed::user::LINK_REQUESTS_QUERY;
use crate::retry::RetrySafety::AsksAgain;
use crate::schema::{Kind, Versions, prose};

/// The brand of a user.
static OF_BRAND: Kind = Kind::Object(&BRAND);
/// On which channels.
static ON: Kind = Kind::Object(&LINK_REQUESTS_QUERY);

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
            v2(Post, "/users/{userId}/clients").checked(&LINK).typed_query(&OF_BRAND).safety(AsksAgain).lookup(Lookup::Link)
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
            of(Versions::V2, own::CHANNELS_LIST_V2).paged(Paging::Cursor).responds(&CLIENTS_PAGE)
                .doc(prose!(" Page by page, pending ones among them.")),
        ];

        /// Takes a channel away from a user.
        ///
        /// @throws {BadRequestError} if the user is not linked to it
        "channels.unlink"(id, channel): [
            v1(Delete, "/appusers/{userId}/channels/{channel}").responds(&EMPTY_ANSWER)
                .doc(prose!(" @param channel its type, such as `\"twilio\"`")),
            of(Versions::V2, own::CHANNELS_UNLINK_V2).typed_query(&OF_BRAND).lookup(Lookup::Client).responds(&EMPTY_ANSWER)
                .doc(prose!(" @param channel its type, such as `\"twilio\"`, or the id of a client")),
        ];

        /// Gives what a user opens to go on on other channels: a page of Messenger, Telegram, Viber and others with a code in
        /// it. A code serves once, and for a short time.
        ///
        /// @throws {NotFoundError} if an integration is not there
        /// @example
        /// ```ts
        /// const { linkRequests } = await smooch.channels.getLinkRequests("ada", { integrationIds: "5a39…" });
        /// ```
        "channels.getLinkRequests"(id): [
            v1(Get, "/appusers/{userId}/linkrequest").typed_query(&ON).responds(&LINK_REQUESTS_ANSWER),
            v2(Get, "/v1.1/apps/{appId}/appusers/{userId}/linkrequest").typed_query(&ON).responds(&LINK_REQUESTS_ANSWER)
                .doc(prose!(" v2 lacks it: the request goes to v1.1.")),
        ];

        /// Gives a code by which a user goes on in a page or an app that runs the service's own client.
        "channels.getAuthCode"(id): [
            v1(Get, "/appusers/{userId}/authcode").responds(&AUTH_CODE_ANSWER),
            v2(Get, "/v1.1/apps/{appId}/appusers/{userId}/authcode").responds(&AUTH_CODE_ANSWER)
                .doc(prose!(" v2 lacks it: the request goes to v1.1.")),
        ];
    }
}

group! {
    /// The business systems that know the user: Slack, Zendesk, Help Scout.
    pub BUSINESS_SYSTEMS = "businessSystems" {
        /// Lists the business systems of a user, with the ids that the user has there.
        "businessSystems.list"(id): [
            v1(Get, "/appusers/{userId}/businesssystems").responds(&BUSINESS_SYSTEMS_ANSWER),
        ];
    }
}
