//! The evidence that a request has happened, read from the service.
//!
//! The API has no idempotency keys (docs/api/v1.md, section 3). A user shows by existing, a link by the user's channels, and
//! a message by a key that the client put into its metadata, which the service keeps and gives back.

use crate::api::{Operation, own};
use crate::ascii::has;
use crate::json;
use crate::link::{clients, is_of, is_pending};
use crate::schema::{Version, date::is_iso, phone};
use crate::value::Value;

/// The member of a message's metadata that holds its key.
pub const KEY: &str = "dedupeKey";

/// The evidence that a request has happened.
#[derive(Clone, PartialEq)]
pub enum Evidence {
    /// The user is there.
    User,
    /// The user has this channel, linked or pending.
    Link {
        /// The type of the channel.
        channel: String,
        /// The phone number (as `+` and digits) or the address that was linked.
        address: String,
    },
    /// Among the newest messages is one with this key.
    Message {
        /// The key.
        key: String,
    },
}

/// Addresses are personal.
impl std::fmt::Debug for Evidence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::User => "User",
            Self::Link { .. } => "Link",
            Self::Message { .. } => "Message",
        })
    }
}

impl Evidence {
    /// The operation that reads it.
    pub fn operation(&self, version: Version) -> Operation {
        match (self, version == Version::V2) {
            (Self::User | Self::Link { .. }, false) => own::USERS_GET,
            (Self::User, true) => own::USERS_GET_V2,
            (Self::Link { .. }, true) => own::CHANNELS_LIST_V2,
            (Self::Message { .. }, false) => own::MESSAGES_LIST,
            (Self::Message { .. }, true) => own::MESSAGES_LIST_V2,
        }
    }

    /// Returns true if it is looked for on every page of that operation's list.
    pub fn is_paged(&self) -> bool {
        matches!(self, Self::Link { .. })
    }

    /// Finds it in the response of that operation; returns the response that the request itself would have had. `None`
    /// if the response is not one of that operation: then nothing can be said.
    pub fn find<'a>(&self, mut answer: Value<'a>, version: Version) -> Option<Option<Value<'a>>> {
        let is_v2 = version == Version::V2;
        Some(match self {
            Self::User => {
                answer.get(if is_v2 { "user" } else { "appUser" })?;
                Some(answer)
            }
            Self::Link { channel, address } if is_v2 => {
                let is_linked =
                    |client: &Value| is_pending(client, channel, true).is_some() && has_address(client, address);
                let client = first(&mut answer, "clients", is_linked)?;
                client.map(|client| Value::Object(vec![("client".into(), client)]))
            }
            Self::Link { channel, address } => {
                answer.get("appUser")?;
                let is_there = clients(&answer, "pendingClients", false)
                    .iter()
                    .any(|client| is_of(client, channel, false) && has_address(client, address))
                    || clients(&answer, "clients", false)
                        .iter()
                        .any(|client| is_pending(client, channel, false).is_some() && has_address(client, address));
                is_there.then_some(answer)
            }
            Self::Message { key } => {
                let has_key = |message: &Value| message.get("metadata").and_then(|m| m.get(KEY)?.as_str()) == Some(key);
                first(&mut answer, "messages", has_key)?.map(|message| {
                    if is_v2 {
                        return Value::Object(vec![("messages".into(), Value::Array(vec![message]))]);
                    }
                    let mut members = vec![("message".into(), message)];
                    if let Some(conversation) = answer.take("conversation") {
                        members.push(("conversation".into(), conversation));
                    }
                    Value::Object(members)
                })
            }
        })
    }
}

/// Returns true if everything that was given is there, whatever is there beside. A date may be written in another form.
pub fn holds(there: &Value, given: &Value) -> bool {
    if let Value::Object(members) = given {
        for (name, value) in members {
            if !holds(there.get(name).unwrap_or(&Value::Null), value) {
                return false;
            }
        }
        return true;
    }
    let (there, given) = (json::text(there), json::text(given));
    // A service may write a date more precisely.
    let date = given.trim_matches('"');
    there == given || (is_iso(date) && there.trim_matches('"').starts_with(date.trim_end_matches('Z')))
}

/// The first item of a list that matches; `None` if there is no list.
#[expect(clippy::option_option, reason = "as `find`, of which it is a part")]
fn first<'a>(answer: &mut Value<'a>, list: &str, is_it: impl Fn(&Value) -> bool) -> Option<Option<Value<'a>>> {
    let Some(Value::Array(items)) = answer.take(list) else { return None };
    for item in items {
        if is_it(&item) {
            return Some(Some(item));
        }
    }
    Some(None)
}

/// Returns true if a client is, as far as it tells, of this address.
///
/// A linked Messenger client goes by an id of Facebook's and a name: it cannot be compared, and counts as the one asked
/// for. Better not to ask a person twice than to be sure of the number.
fn has_address(client: &Value, address: &str) -> bool {
    let text = |name: &str| client.get(name).and_then(Value::as_str);
    let mut is_known = false;
    for name in &["displayName", "externalId"] {
        let Some(known) = text(name) else { continue };
        let number = phone::normalise(known);
        if number.as_deref().unwrap_or(known).eq_ignore_ascii_case(address) {
            return true;
        }
        is_known |= number.is_some() || has(known, b'@');
    }
    !is_known
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn value(json: serde_json::Value) -> Value<'static> {
        serde_json::from_value(json).unwrap()
    }

    fn is_linked(channel: &str, address: &str, user: serde_json::Value) -> bool {
        let evidence = Evidence::Link { channel: channel.into(), address: address.into() };
        evidence.find(value(json!({ "appUser": user })), Version::V1).unwrap().is_some()
    }

    #[test]
    fn a_link_shows_while_it_is_pending_and_when_it_is_made() {
        let pending = json!({ "pendingClients": [{ "platform": "twilio", "displayName": "+1 514-555-5555" }] });
        assert!(is_linked("twilio", "+15145555555", pending));
        let linked =
            json!({ "clients": [{ "platform": "mailgun", "externalId": "Ada@example.com" }], "pendingClients": [] });
        assert!(is_linked("mailgun", "ada@example.com", linked));
        let unnamed = json!({ "clients": [{ "platform": "messenger", "displayName": "Ada L", "externalId": "1982" }] });
        assert!(is_linked("messenger", "+15145555555", unnamed));
    }

    #[test]
    fn another_channel_or_another_number_is_no_evidence() {
        let other = json!({ "clients": [{ "platform": "twilio", "displayName": "+15145550000" }] });
        assert!(!is_linked("twilio", "+15145555555", other.clone()));
        assert!(!is_linked("whatsapp", "+15145550000", other));
        assert!(!is_linked("twilio", "+15145555555", json!({})));
        assert!(!is_linked("twilio", "+15145555555", json!({ "clients": "none" })));
    }

    #[test]
    fn a_message_shows_by_its_key_alone() {
        let page = json!({
            "conversation": { "_id": "c" },
            "messages": [{ "_id": "1", "text": "Hi" }, { "_id": "2", "text": "Hi", "metadata": { "dedupeKey": "k", "a": 1 } }],
        });
        let found = Evidence::Message { key: "k".into() }.find(value(page.clone()), Version::V1);
        let message = page["messages"][1].clone();
        assert_eq!(found.unwrap(), Some(value(json!({ "message": message, "conversation": { "_id": "c" } }))));
        assert_eq!(Evidence::Message { key: "other".into() }.find(value(page), Version::V1), Some(None));
    }

    #[test]
    fn a_user_is_the_one_that_was_given_if_all_that_was_given_is_there() {
        let there = json!({
            "_id": "1", "userId": "ada", "givenName": "Ada", "signedUpAt": "2026-11-24T06:33:00.000Z",
            "properties": { "plan": "pro", "age": 36 }, "clients": [],
        });
        let is_same = |given| holds(&value(there.clone()), &value(given));
        for given in [
            json!({ "userId": "ada" }),
            json!({ "userId": "ada", "givenName": "Ada", "properties": { "age": 36 } }),
            json!({ "signedUpAt": "2026-11-24T06:33:00Z" }),
            json!({ "signedUpAt": "2026-11-24T06:33" }),
            json!({ "surname": null, "other": {} }),
        ] {
            assert!(is_same(given.clone()), "{given}");
        }
        for given in [
            json!({ "givenName": "Eve" }),
            json!({ "surname": "Lovelace" }),
            json!({ "properties": { "plan": "free" } }),
            json!({ "properties": { "age": 37 } }),
            json!({ "signedUpAt": "2026-11-25T06:33:00Z" }),
            json!({ "givenName": "Ad" }),
        ] {
            assert!(!is_same(given.clone()), "{given}");
        }
    }

    #[test]
    fn an_answer_of_another_shape_says_nothing() {
        let message = Evidence::Message { key: "k".into() };
        let link = Evidence::Link { channel: "twilio".into(), address: "+1".into() };
        for answer in [json!({}), json!({ "messages": {} }), json!({ "error": {} })] {
            assert_eq!(message.find(value(answer.clone()), Version::V1), None);
            assert_eq!(link.find(value(answer), Version::V1), None);
        }
    }

    /// The item found in a response of v2; an error if nothing can be said of it.
    fn in_v2(evidence: &Evidence, answer: serde_json::Value) -> Result<Option<serde_json::Value>, ()> {
        let found = evidence.find(value(answer), Version::V2).ok_or(())?;
        Ok(found.map(|found| serde_json::from_str(&crate::json::text(&found)).unwrap()))
    }

    #[test]
    fn in_v2_a_user_is_read_by_their_own_resource() {
        let answer = json!({ "user": { "id": "1", "externalId": "ada" } });
        assert_eq!(in_v2(&Evidence::User, answer.clone()), Ok(Some(answer)));
        assert_eq!(in_v2(&Evidence::User, json!({ "appUser": {} })), Err(()), "the form of v1");
        assert_eq!(Evidence::User.operation(Version::V2).path, "/users/{userId}");
    }

    #[test]
    fn in_v2_a_link_shows_among_the_clients_while_it_is_pending_or_active() {
        let link = Evidence::Link { channel: "twilio".into(), address: "+15145555555".into() };
        assert_eq!(link.operation(Version::V2).name, "channels.list");
        for (status, is_found) in [("pending", true), ("active", true), ("blocked", false), ("inactive", false)] {
            let client = json!({ "id": "c", "type": "twilio", "status": status, "displayName": "+1 514-555-5555" });
            let expected = is_found.then(|| json!({ "client": client }));
            assert_eq!(in_v2(&link, json!({ "clients": [client] })), Ok(expected), "{status}");
        }
        for other in [
            json!({ "type": "twilio", "status": "active", "externalId": "+15145550000" }),
            json!({ "type": "whatsapp", "status": "active", "externalId": "+15145555555" }),
            json!({ "platform": "twilio", "status": "active", "externalId": "+15145555555" }),
            json!({ "type": "twilio", "externalId": "+15145555555" }),
        ] {
            assert_eq!(in_v2(&link, json!({ "clients": [other] })), Ok(None), "{other}");
        }
    }

    #[test]
    fn in_v2_a_message_shows_by_its_key_and_is_answered_as_a_list() {
        let message = Evidence::Message { key: "k".into() };
        assert_eq!(message.operation(Version::V2).path, "/conversations/{conversationId}/messages");
        let found = json!({ "id": "2", "metadata": { "dedupeKey": "k" } });
        let page = json!({ "messages": [{ "id": "1", "metadata": null }, found], "meta": { "hasMore": false } });
        assert_eq!(in_v2(&message, page), Ok(Some(json!({ "messages": [found] }))));
        assert_eq!(in_v2(&message, json!({ "messages": [] })), Ok(None));
    }

    #[test]
    fn in_v2_an_answer_of_another_shape_says_nothing() {
        let message = Evidence::Message { key: "k".into() };
        let link = Evidence::Link { channel: "twilio".into(), address: "+1".into() };
        for answer in
            [json!({}), json!({ "messages": {}, "clients": {} }), json!({ "errors": [] }), json!({ "appUser": {} })]
        {
            assert_eq!(in_v2(&message, answer.clone()), Err(()));
            assert_eq!(in_v2(&link, answer.clone()), Err(()));
            assert_eq!(in_v2(&Evidence::User, answer), Err(()));
        }
    }
}
