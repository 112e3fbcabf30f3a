//! Tokens of OAuth (docs/api/v1.md, section 2.3).

use crate::schema::{object, text};

object! {
    /// The response to a code: a token for the account that gave it.
    pub TOKEN_ANSWER = "OAuthTokenAnswer", "the answer about a token", open true {
        /// The token: the option `token` of a client. Not to be logged.
        required access_token: text().personal().kind();
        /// How it is shown: `"Bearer"`.
        optional token_type: text().kind();
    }
}
