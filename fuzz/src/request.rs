//! Texts that the core reads: JSON, bodies, ids, base URLs, and the one header that says when to come again.

use smooch_edge::base_url::BaseUrl;
use smooch_edge::json;
use smooch_edge::model::{REQUESTS, REQUESTS_V2};
use smooch_edge::percent;
use smooch_edge::schema::{Version, check as check_value};
use smooch_edge::value::Value;
use url::{Host, Url};

use crate::text;

/// A body that passes the check (in v2 it then stands in groups) is written as JSON that reads back as it was, and passes it again; each issue has words.
pub fn check(data: &[u8]) {
    let Ok(given) = serde_json::from_slice::<Value>(data) else { return };
    for root in REQUESTS.iter().chain(REQUESTS_V2) {
        let (name, kind) = (root.name(), root.kind());
        for version in Version::ALL {
            let mut value = given.clone();
            let issues = check_value(&kind, &mut value, version);
            for issue in &issues {
                assert!(!issue.message.is_empty() && !issue.expected.is_empty(), "{name}: {issue:?}");
            }
            if issues.is_empty() {
                // By its text: a read-only field that was dropped is a member without a value.
                let sent = json::text(&value);
                let again: Value = serde_json::from_str(&sent).expect("it is JSON");
                assert_eq!(json::text(&again), sent, "{name}");
                assert!(check_value(&kind, &mut value, version).is_empty(), "{name}: it passes once");
                assert_eq!(json::text(&value), sent, "{name}: a second check changes it");
            }
        }
    }
}

/// The core's own reader of JSON reads what others read as they do, and is at a loss with nothing.
pub fn json(data: &[u8]) {
    let text = text(data);
    let ours = json::read(&text);
    let theirs: Result<serde_json::Value, _> = serde_json::from_str(&text);
    let Ok(theirs) = theirs else { return };
    let Some(ours) = ours else {
        assert!(depth(&theirs) > 100, "{text:?} is not read");
        return;
    };
    let again: serde_json::Value = serde_json::from_str(&json::text(&ours)).expect("it is JSON");
    assert_eq!(again, theirs, "{text:?}");
}

fn depth(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        serde_json::Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

/// An id stays in its place of the path and is decoded to itself, or is refused.
pub fn path(data: &[u8]) {
    let id = text(data);
    let mut segment = String::new();
    if percent::add(&mut segment, &id).is_err() {
        assert!(matches!(&*id, "" | "." | "..") || id.contains('\0'), "{id:?} is refused");
        return;
    }
    let url = Url::parse(&format!("https://api.smooch.io/v1/appusers/{segment}/channels")).expect("a URL");
    assert_eq!((url.host_str(), url.query(), url.fragment()), (Some("api.smooch.io"), None, None));
    let segments: Vec<_> = url.path_segments().expect("a path").collect();
    assert_eq!(segments, ["v1", "appusers", &segment, "channels"]);
    assert_eq!(decoded(&segment), id.as_bytes());
}

fn decoded(segment: &str) -> Vec<u8> {
    let mut bytes = segment.bytes();
    let mut out = Vec::new();
    while let Some(byte) = bytes.next() {
        let mut digit = || bytes.next().and_then(|c| char::from(c).to_digit(16)).expect("two digits");
        out.push(if byte == b'%' { u8::try_from(digit() * 16 + digit()).expect("a byte") } else { byte });
    }
    out
}

/// A base URL that is taken means the same to the parser of the runtimes: no credentials, no other host, and http on
/// this machine alone.
pub fn base_url(data: &[u8]) {
    let given = text(data);
    let Ok(base) = BaseUrl::parse(&given, false) else { return };
    assert!(base.as_str().is_ascii() && !base.as_str().ends_with('/'), "{base:?}");
    // What the runtimes cannot read, they refuse.
    let (Ok(ours), Ok(theirs)) = (Url::parse(&format!("{}/v1/appusers", base.as_str())), Url::parse(&given)) else {
        return;
    };
    assert_eq!(ours.origin(), theirs.origin(), "{given:?}");
    assert_eq!((ours.username(), ours.password(), ours.query(), ours.fragment()), ("", None, None, None), "{given:?}");
    assert!(ours.path().ends_with("/v1/appusers"), "{given:?} leads to {}", ours.path());
    assert_eq!(ours.path().matches("/v1/appusers").count(), theirs.path().matches("/v1/appusers").count() + 1);
    if ours.scheme() == "http" {
        let is_here = match ours.host() {
            Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        };
        assert!(is_here, "{given:?} is http to another machine");
    }
}
