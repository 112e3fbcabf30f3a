//! The authorisation of a request (docs/api/v1.md, section 2): a signed token, Basic, or a token of the caller's.
//!
//! Tokens are HS256 only, always name their key (`kid`), live ten minutes and are renewed half a minute early. They
//! carry no `iat`, which a clock that runs ahead would put into the service's future. The platform's WebCrypto signs
//! (`pkg/src/sign.js`), by a key that never enters the module: only the text to be signed is made here.

use std::fmt;

use base64ct::{Base64, Encoding};
use zeroize::Zeroizing;

use crate::decimal;
use crate::join::concat;
use crate::json::write_string;

/// The lifetime of a token, in seconds.
const LIFE: u64 = 600;
/// The time before its end at which a token is renewed, in seconds.
const EARLY: u64 = 30;

/// Text that is never shown, and wiped when it is dropped.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes the text in.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The text, for the one place that needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// The scope of a key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scope {
    /// One app.
    App,
    /// Every app of the account.
    Account,
    /// One custom integration.
    Integration,
}

impl Scope {
    /// The scope as a token writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::Account => "account",
            Self::Integration => "integration",
        }
    }
}

/// The credentials that requests are authorised with.
#[derive(Clone, Debug)]
pub enum Credentials {
    /// A key, for which tokens are signed.
    Signed {
        /// The id of the key.
        key_id: Secret,
        /// The scope of the key.
        scope: Scope,
    },
    /// A header that stays the same: Basic, or a given token.
    Fixed(Secret),
    /// The caller has a function that gives a token for each request.
    Provided,
}

impl Credentials {
    /// A key over Basic (RFC 7617).
    pub fn basic(key_id: &str, secret: &str) -> Self {
        let pair = Zeroizing::new(concat(&[key_id, ":", secret]));
        let encoded = Zeroizing::new(Base64::encode_string(pair.as_bytes()));
        Self::Fixed(Secret::new(concat(&["Basic ", &encoded])))
    }

    /// A given token.
    pub fn bearer(token: &str) -> Self {
        Self::Fixed(bearer(token))
    }

    /// The token to sign at `now`, in unix milliseconds; nothing if the credentials need none, or `cached` still serves.
    ///
    /// Tokens are signed at the first call, never when a client is made: at that time a worker may have no clock.
    pub fn unsigned(&self, cached: Option<&CachedToken>, now: f64) -> Option<Unsigned> {
        let Self::Signed { key_id, scope } = self else { return None };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a clock after 1970")]
        let now = (now / 1000.0) as u64;
        match cached {
            Some(cached) if now < cached.renew_at => None,
            _ => Some(Unsigned::new(key_id.expose(), *scope, now)),
        }
    }

    /// The header: nothing if the caller has a function, or nothing is signed.
    pub fn header<'a>(&'a self, cached: Option<&'a CachedToken>) -> Option<&'a Secret> {
        match self {
            Self::Provided => None,
            Self::Fixed(header) => Some(header),
            Self::Signed { .. } => cached.map(|cached| &cached.header),
        }
    }
}

/// The header for a token.
pub fn bearer(token: &str) -> Secret {
    Secret::new(concat(&["Bearer ", token]))
}

/// A header that was made for a key, and until when it serves.
#[derive(Clone, Debug)]
pub struct CachedToken {
    /// The header.
    pub header: Secret,
    /// When to renew it, in unix seconds.
    pub renew_at: u64,
}

/// A token without its signature.
#[derive(Debug)]
pub struct Unsigned {
    text: Secret,
    renew_at: u64,
}

impl Unsigned {
    /// The token for a key at `now`, in unix seconds.
    pub fn new(key_id: &str, scope: Scope, now: u64) -> Self {
        let expires = now.saturating_add(LIFE);
        let payload = concat(&[r#"{"scope":""#, scope.name(), r#"","exp":"#, &decimal::text(expires), "}"]);
        let mut kid = String::new();
        write_string(&mut kid, key_id);
        let header = concat(&[r#"{"alg":"HS256","typ":"JWT","kid":"#, &kid, "}"]);
        let text = concat(&[&base64url(header.as_bytes()), ".", &base64url(payload.as_bytes())]);
        Self { text: Secret::new(text), renew_at: expires.saturating_sub(EARLY) }
    }

    /// The text to sign with HMAC-SHA-256 (RFC 7515, section 3.1).
    pub fn text(&self) -> &str {
        self.text.expose()
    }

    /// The token with this signature.
    pub fn sign(self, signature: &[u8]) -> CachedToken {
        let token = concat(&[self.text.expose(), ".", &base64url(signature)]);
        CachedToken { header: bearer(&token), renew_at: self.renew_at }
    }
}

/// Base64 for URLs, without padding (RFC 4648, section 5): one encoder serves both alphabets.
fn base64url(bytes: &[u8]) -> String {
    let mut text = String::new();
    for c in Base64::encode_string(bytes).chars() {
        match c {
            '=' => {}
            '+' => text.push('-'),
            '/' => text.push('_'),
            c => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use base64ct::Base64UrlUnpadded;

    use super::*;

    const SECRET: &str = "a random, long, sequence of characters";

    fn decoded(part: &str) -> serde_json::Value {
        serde_json::from_slice(&Base64UrlUnpadded::decode_vec(part).unwrap()).unwrap()
    }

    #[test]
    fn a_token_names_its_key_its_scope_and_its_end() {
        let unsigned = Unsigned::new("app_\"1", Scope::Account, 1_000);
        let (header, payload) = unsigned.text().split_once('.').unwrap();
        assert_eq!(decoded(header), serde_json::json!({ "alg": "HS256", "typ": "JWT", "kid": "app_\"1" }));
        assert_eq!(decoded(payload), serde_json::json!({ "scope": "account", "exp": 1_600 }));
    }

    /// RFC 7515, appendix A.1: the signature as bytes, and as the token writes it.
    #[test]
    fn the_signature_follows_in_base64_for_urls() {
        let unsigned = Unsigned::new("app_1", Scope::App, 1_000);
        let text = unsigned.text().to_owned();
        let signature = [
            116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77, 105, 214, 191,
            240, 91, 88, 5, 88, 83, 132, 141, 121,
        ];
        let signed = unsigned.sign(&signature);
        let expected = format!("Bearer {text}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assert_eq!(signed.header.expose(), expected);
    }

    #[test]
    fn a_token_is_signed_again_half_a_minute_before_its_end() {
        let key = Credentials::Signed { key_id: Secret::new("app_1"), scope: Scope::App };
        let signed = key.unsigned(None, 1_000_000.0).unwrap().sign(&[1]);
        assert!(key.unsigned(Some(&signed), 1_569_999.0).is_none());
        assert!(key.unsigned(Some(&signed), 1_570_000.0).is_some());
        assert!(key.header(None).is_none());
        assert_eq!(key.header(Some(&signed)).unwrap().expose(), signed.header.expose());
        for other in [Credentials::bearer("t"), Credentials::Provided] {
            assert!(other.unsigned(None, 0.0).is_none());
        }
    }

    #[test]
    fn basic_is_the_key_and_its_secret_in_base64() {
        let Credentials::Fixed(header) = Credentials::basic("app_1", "sécret:x") else { panic!("not fixed") };
        // Node: Buffer.from("app_1:sécret:x").toString("base64")
        assert_eq!(header.expose(), "Basic YXBwXzE6c8OpY3JldDp4");
    }

    #[test]
    fn debug_shows_no_secret() {
        let credentials = [
            Credentials::Signed { key_id: Secret::new("app_1"), scope: Scope::App },
            Credentials::basic("app_1", SECRET),
            Credentials::bearer("token-token"),
        ];
        let signed = Unsigned::new("app_1", Scope::App, 0).sign(b"s3cret");
        let unsigned = Unsigned::new("app_1", Scope::App, 0);
        let shown = format!("{credentials:?}{signed:?}{unsigned:?}");
        assert!(
            !shown.contains("random")
                && !shown.contains("YXBw")
                && !shown.contains("token-token")
                && !shown.contains("eyJ"),
            "{shown}"
        );
    }
}
