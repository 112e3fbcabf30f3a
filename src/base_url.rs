//! The base URL of the API: an origin and, for Zendesk accounts, a path before the version.
//!
//! It is read by hand: the `url` crate brings all of IDNA with it, and a base URL that needs more than this is refused.

use crate::ascii;
use crate::decimal;
use crate::join::concat;
use crate::schema::Version;
use std::fmt;

/// The base URL of the API, without a slash at the end.
#[derive(Clone, PartialEq)]
pub struct BaseUrl(String);

/// A base URL can hold what it should not: it is shown only when it has been read.
impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The requirements for a base URL.
const FORM: &str = "an https URL of a host, a port and a path at most: no credentials, query, fragment or steps (..)";

/// The scheme that it has to have.
const HTTPS: &str =
    "https, since credentials travel with every request (http on this machine, or with allowHttp: true)";

/// The required end of a base URL.
const VERSIONED: &str = "the URL before the version: set apiVersion and appId instead of a path such as /v2/apps/…";

impl BaseUrl {
    /// The API of a region: `us` or `eu` (docs/api/v1.md, section 1).
    pub fn region(region: &str) -> Self {
        Self(if region == "eu" { "https://api.eu-1.smooch.io" } else { "https://api.smooch.io" }.into())
    }

    /// The API of a Zendesk account, or what its subdomain would have to be.
    pub fn subdomain(name: &str) -> Result<Self, &'static str> {
        let fits = (1..=63).contains(&name.len())
            && name.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-')
            && !name.starts_with('-')
            && !name.ends_with('-');
        if fits {
            Ok(Self(concat(&["https://", name, ".zendesk.com/sc"])))
        } else {
            Err("a Zendesk subdomain, such as \"acme\"")
        }
    }

    /// Reads a base URL, or says what it would have to be.
    ///
    /// Http is taken for this machine, and with `allow_http` for any.
    pub fn parse(text: &str, allow_http: bool) -> Result<Self, &'static str> {
        let secure = text.strip_prefix("https://");
        let rest = secure.or_else(|| text.strip_prefix("http://")).ok_or(FORM)?;
        let (authority, path) = ascii::once(rest, b'/').unwrap_or((rest, ""));
        // No percent signs, so that no step in the path can hide in an encoding.
        if !ascii::is_of(path, "/-._~!$&'()*+,;=:")
            || ascii::parts(path, b'/').any(|segment| matches!(segment, "." | ".."))
        {
            return Err(FORM);
        }
        let host = host(authority).ok_or(FORM)?;
        if secure.is_none() && !allow_http && !is_loopback(host) {
            return Err(HTTPS);
        }
        let mut before = "";
        for segment in ascii::parts(path, b'/').filter(|segment| !segment.is_empty()) {
            if Version::from_name(before).is_some() && segment == "apps" {
                return Err(VERSIONED);
            }
            before = segment;
        }
        if Version::from_name(before).is_some() {
            return Err(VERSIONED);
        }
        let mut base = text;
        while let Some(shorter) = base.strip_suffix('/') {
            base = shorter;
        }
        Ok(Self(base.into()))
    }

    /// The URL, without a slash at the end.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The host of `host`, `host:port` or `[address]:port`.
fn host(authority: &str) -> Option<&str> {
    let (host, port) = if let Some(rest) = authority.strip_prefix('[') {
        let (address, after) = ascii::once(rest, b']')?;
        let is_address = address.bytes().all(|c| c.is_ascii_hexdigit() || c == b':' || c == b'.');
        (Some(address).filter(|address| is_address && ascii::has(address, b':'))?, after)
    } else {
        let host = ascii::once(authority, b':').map_or(authority, |(host, _)| host);
        (Some(host).filter(|host| !host.is_empty() && ascii::is_of(host, "-._"))?, authority.strip_prefix(host)?)
    };
    let has_port = |port: &str| decimal::parse(port).is_some_and(|port| port <= 65_535);
    (port.is_empty() || port.strip_prefix(':').is_some_and(has_port)).then_some(host)
}

/// Returns true if the host is this machine, in the one spelling that no parser reads as another: `0127.0.0.1` is octal
/// to some.
fn is_loopback(host: &str) -> bool {
    let is_plain =
        |part: &str| part == "0" || (!part.starts_with('0') && decimal::parse(part).is_some_and(|part| part <= 255));
    let is_v4 =
        || host.starts_with("127.") && ascii::parts(host, b'.').count() == 4 && ascii::parts(host, b'.').all(is_plain);
    host == "localhost" || host.ends_with(".localhost") || host == "::1" || is_v4()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<String, &'static str> {
        BaseUrl::parse(text, false).map(|url| url.as_str().into())
    }

    #[test]
    fn a_path_is_kept_and_slashes_at_the_end_are_not() {
        assert_eq!(parsed("https://acme.zendesk.com/sc/").as_deref(), Ok("https://acme.zendesk.com/sc"));
        assert_eq!(parsed("https://api.smooch.io").as_deref(), Ok("https://api.smooch.io"));
        assert_eq!(parsed("https://proxy.example:8443/a/b").as_deref(), Ok("https://proxy.example:8443/a/b"));
    }

    #[test]
    fn http_is_taken_on_this_machine_alone() {
        for text in ["http://localhost:4010", "http://127.0.0.1:1", "http://[::1]:80", "http://api.localhost"] {
            assert!(parsed(text).is_ok(), "{text}");
        }
        for text in [
            "http://api.smooch.io",
            "http://127.0.0.1.example.com",
            "http://localhost.example",
            "http://128.0.0.1",
            "http://0127.0.0.1",
            "http://127.0.0.010",
        ] {
            assert_eq!(parsed(text), Err(HTTPS));
            assert_eq!(BaseUrl::parse(text, true).unwrap().as_str(), text);
        }
        assert_eq!(BaseUrl::parse("http://emulator:4010", true).unwrap().as_str(), "http://emulator:4010");
        assert!(BaseUrl::parse("http://user:pass@emulator:4010", true).is_err());
    }

    #[test]
    fn a_version_or_an_app_at_the_end_is_told() {
        for text in [
            "https://api.smooch.io/v2",
            "https://api.smooch.io/v1.1/",
            "https://acme.zendesk.com/sc/v2",
            "https://api.smooch.io/v2/apps/5ec0de",
            "https://api.smooch.io/v1/apps/5ec0de/appusers",
            "http://localhost:4010/v1",
        ] {
            assert_eq!(parsed(text), Err(VERSIONED), "{text}");
        }
        for text in ["https://proxy.example/v1/smooch", "https://proxy.example/apps", "https://proxy.example/v3"] {
            assert_eq!(parsed(text).as_deref(), Ok(text));
        }
    }

    #[test]
    fn what_could_send_credentials_elsewhere_is_refused() {
        for text in [
            "",
            "api.smooch.io",
            "ftp://api.smooch.io",
            "https://",
            "https:///v1",
            "https://user:pass@api.smooch.io",
            "https://api.smooch.io?x=1",
            "https://api.smooch.io/#a",
            "https://api.smooch.io\\@evil.example",
            "https://api.smooch.io:99999",
            "https://api.smooch.io:80:80",
            "https://[evil]",
            "https://api.smooch.io/../v2",
            "https://api.smooch.io/%2e%2e/",
            "https://a b",
            "https://é.example",
            "HTTPS://api.smooch.io",
        ] {
            assert!(parsed(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_taken_means_the_same_to_the_parser_of_the_runtimes() {
        for text in ["https://acme.zendesk.com/sc/", "http://[::1]:80", "http://127.0.0.1:4010/a/b", "https://x.y:443/"]
        {
            let ours = BaseUrl::parse(text, false).unwrap();
            let theirs = url::Url::parse(&format!("{}/v1/appusers", ours.as_str())).unwrap();
            let given = url::Url::parse(text).unwrap();
            assert_eq!(theirs.origin(), given.origin(), "{text}");
            assert_eq!(theirs.path(), format!("{}/v1/appusers", given.path().trim_end_matches('/')), "{text}");
        }
    }

    #[test]
    fn a_subdomain_is_a_label_and_nothing_more() {
        assert_eq!(BaseUrl::subdomain("acme-2").unwrap().as_str(), "https://acme-2.zendesk.com/sc");
        for name in ["", "acme.evil", "acme/", "-acme", "acme-", "ACME", "a@b", &"a".repeat(64)] {
            assert!(BaseUrl::subdomain(name).is_err(), "{name}");
        }
    }
}
