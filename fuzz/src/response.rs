//! What comes in: any status with any body.

use smooch_edge::error::{ErrorKind, Sent};
use smooch_edge::json;
use smooch_edge::readback::Evidence;
use smooch_edge::response::{Body, Response};
use smooch_edge::retry::Outcome;
use smooch_edge::schema::Version;

use crate::text;

/// Only a 2xx is a result; what the error says of `sent` fits the status; evidence is looked for without trouble.
///
/// The first byte chooses the status, the rest is the body.
pub fn response(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else { return };
    let status = match first {
        0 => 0,
        1..=5 => 200 + u16::from(*first) - 1,
        n => 100 + u16::from(*n) * 10 % 500 + u16::from(*n) % 10,
    };
    let text = text(rest);
    let json = json::read(&text);
    if let Some(json) = &json {
        for evidence in [
            Evidence::User,
            Evidence::Link { channel: "twilio".into(), address: "+15145555555".into() },
            Evidence::Message { key: "k".into() },
        ] {
            for version in Version::ALL {
                let _ = evidence.find(json.clone(), version);
            }
        }
    }
    let body = match json {
        None if rest.is_empty() => Body::Empty,
        None => Body::NotJson,
        Some(json) => Body::Json(json),
    };
    let response = Response { status, request_id: None, retry_after: Some(1000.0), body };
    let outcome = response.outcome();
    match response.result() {
        Ok(_) => assert!((200..300).contains(&status), "{status} is a success"),
        Err(error) => {
            let sent = match outcome {
                Outcome::Unreadable => Sent::Yes,
                Outcome::Unsure => Sent::Maybe,
                _ => Sent::No,
            };
            assert_eq!(error.sent, sent, "{status}");
            assert_eq!(matches!(error.kind, ErrorKind::Response { .. }), sent == Sent::Yes, "{status}");
            assert!(!error.code.is_empty() && !error.message.is_empty(), "{status}");
            let _ = error.record();
        }
    }
}
