//! Access of an integration to the accounts of others (docs/api/v1.md, section 2.3; docs/api/v2.md, section 1).

use super::Method::{Delete, Get, Post};
use super::row::{group, v2};
use crate::model::answer::EMPTY_ANSWER;
use crate::model::answer::app::APP_ANSWER_V2;
use crate::model::answer::oauth::TOKEN_ANSWER;
use crate::model::typed::oauth::TOKEN_REQUEST;
use crate::schema::Kind;

/// A code to exchange.
static TOKEN: Kind = Kind::Object(&TOKEN_REQUEST);

group! {
    /// Access of your integration to the accounts of others.
    pub OAUTH = "oauth" {
        /// Exchanges the code that the page of authorisation gave for a token. A code works once: the exchange is not
        /// retried if it may have happened. It goes to the `baseUrl` of this client, for apps of the marketplace
        /// `https://oauth-bridge.zendesk.com/sc`, and without the client's own authorisation.
        "oauth.getToken"(request): [v2(Post, "/oauth/token").typed(&TOKEN).responds(&TOKEN_ANSWER).open()];

        /// Tells whose the token of this client is: the app, and the subdomain of its account.
        "oauth.getTokenInfo"(): [v2(Get, "^/tokenInfo").responds(&APP_ANSWER_V2)];

        /// Gives the token of this client back. The webhooks of the integration go with it.
        "oauth.revoke"(): [v2(Delete, "/oauth/authorization").responds(&EMPTY_ANSWER)];
    }
}
