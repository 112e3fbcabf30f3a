//! Access of an integration to the accounts of others (docs/api/v1.md, section 2.3; docs/api/v2.md, section 1).

use crate::schema::{Choice, Kind, Versions, name, object, prose, text};

static GRANT: Choice =
    Choice { name: name!("\"authorization_code\""), doc: prose!(), words: &[("authorization_code", Versions::ALL)] };

object! {
    /// A code to exchange for a token.
    pub TOKEN_REQUEST = "OAuthTokenRequest", "a request for a token" {
        /// The code that the page of authorisation gave. It works once.
        required code: text().kind();
        /// How the token is asked for.
        required grant_type: Kind::Choice(&GRANT);
        /// The id of your integration.
        required client_id: text().kind();
        /// The secret of your integration. Keep it on a server.
        required client_secret: text().personal().kind();
    }
}
